//! Private keys that OpenSSL encrypted before PKCS#8: PEM with `Proc-Type: 4,ENCRYPTED`.

use aws_lc_rs::cipher::{
    self, AES_128, AES_192, AES_256, DecryptionContext, PaddedBlockDecryptingKey, UnboundCipherKey,
};
use aws_lc_rs::iv::FixedLength;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt as _, KeyIvInit as _};
use md5::{Digest as _, Md5};
use zeroize::Zeroizing;

/// The encrypted content of a PEM block (RFC 1421 section 4.6.1.3).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LegacyPem {
    cipher: Cipher,
    iv: Vec<u8>,
    content: Vec<u8>,
}

/// Why a `DEK-Info` cannot be used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum DekInfoError {
    /// A cipher that is not supported
    Cipher(String),
    /// Not a cipher and its initialization vector
    Broken,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Cipher {
    Aes128,
    Aes192,
    Aes256,
    TripleDes,
}

impl Cipher {
    const fn key_bytes(self) -> usize {
        match self {
            Self::Aes128 => 16,
            Self::Aes192 | Self::TripleDes => 24,
            Self::Aes256 => 32,
        }
    }

    const fn iv_bytes(self) -> usize {
        match self {
            Self::Aes128 | Self::Aes192 | Self::Aes256 => 16,
            Self::TripleDes => 8,
        }
    }
}

impl LegacyPem {
    /// Reads the value of `DEK-Info`: the cipher and its initialization vector in hexadecimal.
    ///
    /// # Errors
    ///
    /// Any [`DekInfoError`].
    pub(super) fn new(dek_info: &str, content: Vec<u8>) -> Result<Self, DekInfoError> {
        let (name, iv) = dek_info.split_once(',').ok_or(DekInfoError::Broken)?;
        let cipher = match name.trim() {
            "AES-128-CBC" => Cipher::Aes128,
            "AES-192-CBC" => Cipher::Aes192,
            "AES-256-CBC" => Cipher::Aes256,
            "DES-EDE3-CBC" => Cipher::TripleDes,
            other => {
                let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
                let known = other.len() <= 32 && other.chars().all(is_name);
                return Err(if known {
                    DekInfoError::Cipher(other.to_owned())
                } else {
                    DekInfoError::Broken
                });
            }
        };
        let iv = unhex(iv.trim()).filter(|iv| iv.len() == cipher.iv_bytes());
        let iv = iv.ok_or(DekInfoError::Broken)?;
        Ok(Self { cipher, iv, content })
    }

    /// Decrypts the content; `None` if the passphrase is wrong, as far as the padding shows.
    pub(super) fn decrypt(&self, passphrase: &str) -> Option<Zeroizing<Vec<u8>>> {
        let salt = self.iv.get(..8)?;
        let key = derive(passphrase.as_bytes(), salt, self.cipher.key_bytes());
        match self.cipher {
            Cipher::Aes128 => self.aes(&AES_128, &key),
            Cipher::Aes192 => self.aes(&AES_192, &key),
            Cipher::Aes256 => self.aes(&AES_256, &key),
            Cipher::TripleDes => self.triple_des(&key),
        }
    }

    fn aes(&self, algorithm: &'static cipher::Algorithm, key: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let key = UnboundCipherKey::new(algorithm, key).ok()?;
        let key = PaddedBlockDecryptingKey::cbc_pkcs7(key).ok()?;
        let iv = FixedLength::try_from(self.iv.as_slice()).ok()?;
        let mut content = Zeroizing::new(self.content.clone());
        let length = key.decrypt(&mut content, DecryptionContext::Iv128(iv)).ok()?.len();
        content.truncate(length);
        Some(content)
    }

    fn triple_des(&self, key: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let decryptor = cbc::Decryptor::<des::TdesEde3>::new_from_slices(key, &self.iv).ok()?;
        let mut content = Zeroizing::new(self.content.clone());
        let length = decryptor.decrypt_padded::<Pkcs7>(&mut content).ok()?.len();
        content.truncate(length);
        Some(content)
    }
}

/// Derives a key as OpenSSL's `EVP_BytesToKey` does with MD5 and one iteration.
fn derive(passphrase: &[u8], salt: &[u8], length: usize) -> Zeroizing<Vec<u8>> {
    let mut key = Zeroizing::new(Vec::with_capacity(length + 16));
    let mut last = Zeroizing::new(Vec::new());
    while key.len() < length {
        let mut hash = Md5::new();
        hash.update(&*last);
        hash.update(passphrase);
        hash.update(salt);
        *last = hash.finalize().to_vec();
        key.extend_from_slice(&last);
    }
    key.truncate(length);
    key
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |c: char| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let digits: Vec<u8> = text.chars().map(digit).collect::<Option<_>>()?;
    let is_even = digits.len().is_multiple_of(2);
    is_even.then(|| digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}
