//! `alg`: key management, from the encrypted key to the content encryption key (RFC 7518 section
//! 4).

use aws_lc_rs::key_wrap::{
    AES_128, AES_256, AesBlockCipher, AesKek, BlockCipher as _, KeyWrap as _,
};
use aws_lc_rs::rsa::{
    OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OaepAlgorithm, OaepPrivateDecryptingKey,
    Pkcs1PrivateDecryptingKey, PrivateDecryptingKey,
};
use zeroize::Zeroizing;

use crate::jose::jwe::content::ContentEncryption;
use crate::jose::jwe::error::JweError;
use crate::jose::jwe::key::Material;
use crate::jose::jwe::token::{Header, Recipient, malformed};

/// A key management algorithm by its registered name.
///
/// Excludes AES key wrap with 192 bits, which the library does not support.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum KeyManagement {
    /// Section 4.5: the shared secret itself is the content key
    Dir,
    /// Section 4.2, discouraged by RFC 8725 section 3.2
    Rsa15,
    RsaOaep,
    RsaOaep256,
    A128Kw,
    A256Kw,
    /// Section 4.6: the derived key itself is the content key
    EcdhEs,
    EcdhEsA128Kw,
    EcdhEsA256Kw,
}

impl KeyManagement {
    const ALL: [Self; 9] = [
        Self::Dir,
        Self::Rsa15,
        Self::RsaOaep,
        Self::RsaOaep256,
        Self::A128Kw,
        Self::A256Kw,
        Self::EcdhEs,
        Self::EcdhEsA128Kw,
        Self::EcdhEsA256Kw,
    ];

    /// Returns the algorithm with this name, if it is supported.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|management| management.name() == name)
    }

    /// Returns the registered name, as in `alg`.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Dir => "dir",
            Self::Rsa15 => "RSA1_5",
            Self::RsaOaep => "RSA-OAEP",
            Self::RsaOaep256 => "RSA-OAEP-256",
            Self::A128Kw => "A128KW",
            Self::A256Kw => "A256KW",
            Self::EcdhEs => "ECDH-ES",
            Self::EcdhEsA128Kw => "ECDH-ES+A128KW",
            Self::EcdhEsA256Kw => "ECDH-ES+A256KW",
        }
    }

    /// Checks the kind of key, but not its length.
    ///
    /// # Errors
    ///
    /// [`JweError::WrongKey`] if the key is of another kind.
    pub(super) fn check_kind(self, material: &Material) -> Result<(), JweError> {
        let (fits, needs) = match self {
            Self::Dir | Self::A128Kw | Self::A256Kw => {
                (matches!(material, Material::Secret(_)), "a shared secret")
            }
            Self::Rsa15 | Self::RsaOaep | Self::RsaOaep256 => {
                (matches!(material, Material::Rsa(_)), "an RSA key")
            }
            Self::EcdhEs | Self::EcdhEsA128Kw | Self::EcdhEsA256Kw => {
                (matches!(material, Material::Agreement(_)), "an EC or X25519 key")
            }
        };
        if fits { Ok(()) } else { Err(self.wrong_key(material, needs)) }
    }

    /// Returns the content encryption key for a recipient.
    ///
    /// # Errors
    ///
    /// [`JweError::WrongKey`], [`JweError::KeyLength`], [`JweError::EncryptedKey`], and
    /// [`JweError::Malformed`] if header members are missing or invalid.
    pub(super) fn content_key(
        self,
        material: &Material,
        header: Header<'_>,
        recipient: &Recipient,
        encryption: ContentEncryption,
    ) -> Result<Zeroizing<Vec<u8>>, JweError> {
        let Recipient { encrypted_key, .. } = recipient;
        match (self, material) {
            (Self::Dir, Material::Secret(secret)) => {
                self.no_encrypted_key(encrypted_key)?;
                Ok(secret.clone())
            }
            (Self::A128Kw, Material::Secret(secret)) => {
                self.unwrap(&AES_128, secret, encrypted_key)
            }
            (Self::A256Kw, Material::Secret(secret)) => {
                self.unwrap(&AES_256, secret, encrypted_key)
            }
            (Self::Rsa15, Material::Rsa(key)) => rsa_key(encryption, key, |buffer| {
                let key = Pkcs1PrivateDecryptingKey::new(key.clone())?;
                key.decrypt(encrypted_key, buffer).map(|opened| opened.len())
            }),
            (Self::RsaOaep, Material::Rsa(key)) => {
                oaep_key(encryption, key, &OAEP_SHA1_MGF1SHA1, encrypted_key)
            }
            (Self::RsaOaep256, Material::Rsa(key)) => {
                oaep_key(encryption, key, &OAEP_SHA256_MGF1SHA256, encrypted_key)
            }
            (Self::EcdhEs, Material::Agreement(key)) => {
                self.no_encrypted_key(encrypted_key)?;
                key.derive(header, encryption.name(), encryption.key_bytes())
            }
            (Self::EcdhEsA128Kw, Material::Agreement(key)) => {
                let wrapping = key.derive(header, self.name(), AES_128.key_len())?;
                self.unwrap(&AES_128, &wrapping, encrypted_key)
            }
            (Self::EcdhEsA256Kw, Material::Agreement(key)) => {
                let wrapping = key.derive(header, self.name(), AES_256.key_len())?;
                self.unwrap(&AES_256, &wrapping, encrypted_key)
            }
            (_, Material::Rsa(_) | Material::Agreement(_) | Material::Secret(_)) => {
                Err(self.wrong_key(material, "another kind of key"))
            }
        }
    }

    /// Checks that the encrypted key is empty (RFC 7516 section 5.2, steps 6 and 10).
    fn no_encrypted_key(self, encrypted_key: &[u8]) -> Result<(), JweError> {
        if encrypted_key.is_empty() {
            Ok(())
        } else {
            let problem = format!("is not empty, as `alg` {} requires", self.name());
            Err(malformed("encrypted key", problem))
        }
    }

    /// Unwraps a key with AES key wrap (RFC 3394), which has its own integrity check.
    fn unwrap(
        self,
        cipher: &'static AesBlockCipher,
        key: &[u8],
        encrypted_key: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, JweError> {
        let key = AesKek::new(cipher, key).map_err(|_| JweError::KeyLength {
            algorithm: self.name().to_owned(),
            expected: cipher.key_len(),
            found: key.len(),
        })?;
        let mut buffer = Zeroizing::new(vec![0; encrypted_key.len()]);
        let length =
            key.unwrap(encrypted_key, &mut buffer).map_err(|_| JweError::EncryptedKey)?.len();
        buffer.truncate(length);
        Ok(buffer)
    }

    fn wrong_key(self, material: &Material, needs: &str) -> JweError {
        JweError::WrongKey {
            alg: self.name().to_owned(),
            needs: needs.to_owned(),
            found: material.describe(),
        }
    }
}

fn oaep_key(
    encryption: ContentEncryption,
    key: &PrivateDecryptingKey,
    algorithm: &'static OaepAlgorithm,
    encrypted_key: &[u8],
) -> Result<Zeroizing<Vec<u8>>, JweError> {
    rsa_key(encryption, key, |buffer| {
        let key = OaepPrivateDecryptingKey::new(key.clone())?;
        key.decrypt(algorithm, encrypted_key, buffer, None).map(|opened| opened.len())
    })
}

/// Decrypts a key with RSA. Format, padding and length errors are indistinguishable (RFC 7516
/// section 11.5).
fn rsa_key(
    encryption: ContentEncryption,
    key: &PrivateDecryptingKey,
    open: impl FnOnce(&mut [u8]) -> Result<usize, aws_lc_rs::error::Unspecified>,
) -> Result<Zeroizing<Vec<u8>>, JweError> {
    let mut buffer = Zeroizing::new(vec![0; key.key_size_bytes()]);
    match open(&mut buffer) {
        Ok(length) if length == encryption.key_bytes() => {
            buffer.truncate(length);
            Ok(buffer)
        }
        Ok(_) | Err(_) => Err(JweError::EncryptedKey),
    }
}
