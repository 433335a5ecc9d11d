//! `enc`: content encryption (RFC 7518 section 5). The tag is checked before anything is
//! decrypted.

use aws_lc_rs::aead::{self, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::cipher::{self, DecryptionContext, PaddedBlockDecryptingKey, UnboundCipherKey};
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::{constant_time, hmac};
use zeroize::Zeroizing;

use crate::jose::jwe::error::JweError;
use crate::jose::jwe::token::{Jwe, malformed};

/// A content encryption algorithm by its registered name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum ContentEncryption {
    A128Gcm,
    A192Gcm,
    A256Gcm,
    A128CbcHs256,
    A192CbcHs384,
    A256CbcHs512,
}

enum Suite {
    /// Section 5.3
    Gcm(&'static aead::Algorithm),
    /// Section 5.2: the first half of the key authenticates, the second decrypts
    CbcHmac(&'static cipher::Algorithm, hmac::Algorithm),
}

impl ContentEncryption {
    const ALL: [Self; 6] = [
        Self::A128Gcm,
        Self::A192Gcm,
        Self::A256Gcm,
        Self::A128CbcHs256,
        Self::A192CbcHs384,
        Self::A256CbcHs512,
    ];

    /// Returns the algorithm with this name, if it is supported.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encryption| encryption.name() == name)
    }

    /// Returns the registered name, as in `enc`.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::A128Gcm => "A128GCM",
            Self::A192Gcm => "A192GCM",
            Self::A256Gcm => "A256GCM",
            Self::A128CbcHs256 => "A128CBC-HS256",
            Self::A192CbcHs384 => "A192CBC-HS384",
            Self::A256CbcHs512 => "A256CBC-HS512",
        }
    }

    /// Returns the length of the content encryption key in bytes.
    pub(super) const fn key_bytes(self) -> usize {
        match self {
            Self::A128Gcm => 16,
            Self::A192Gcm => 24,
            Self::A256Gcm | Self::A128CbcHs256 => 32,
            Self::A192CbcHs384 => 48,
            Self::A256CbcHs512 => 64,
        }
    }

    const fn iv_bytes(self) -> usize {
        match self {
            Self::A128Gcm | Self::A192Gcm | Self::A256Gcm => 12,
            Self::A128CbcHs256 | Self::A192CbcHs384 | Self::A256CbcHs512 => 16,
        }
    }

    const fn tag_bytes(self) -> usize {
        match self {
            Self::A128Gcm | Self::A192Gcm | Self::A256Gcm | Self::A128CbcHs256 => 16,
            Self::A192CbcHs384 => 24,
            Self::A256CbcHs512 => 32,
        }
    }

    const fn suite(self) -> Suite {
        match self {
            Self::A128Gcm => Suite::Gcm(&aead::AES_128_GCM),
            Self::A192Gcm => Suite::Gcm(&aead::AES_192_GCM),
            Self::A256Gcm => Suite::Gcm(&aead::AES_256_GCM),
            Self::A128CbcHs256 => Suite::CbcHmac(&cipher::AES_128, hmac::HMAC_SHA256),
            Self::A192CbcHs384 => Suite::CbcHmac(&cipher::AES_192, hmac::HMAC_SHA384),
            Self::A256CbcHs512 => Suite::CbcHmac(&cipher::AES_256, hmac::HMAC_SHA512),
        }
    }

    /// Decrypts the content with the content encryption key.
    ///
    /// # Errors
    ///
    /// [`JweError::KeyLength`] and [`JweError::Malformed`] if the key, iv or tag has the wrong
    /// length; [`JweError::Authentication`] if the tag does not match; [`JweError::Padding`] if
    /// the tag matches but the padding is invalid.
    pub(super) fn open(self, key: &[u8], jwe: &Jwe) -> Result<Zeroizing<Vec<u8>>, JweError> {
        if key.len() != self.key_bytes() {
            return Err(JweError::KeyLength {
                algorithm: self.name().to_owned(),
                expected: self.key_bytes(),
                found: key.len(),
            });
        }
        // A truncated tag would be easy to guess.
        for (part, bytes, expected) in
            [("iv", &jwe.iv, self.iv_bytes()), ("tag", &jwe.tag, self.tag_bytes())]
        {
            if bytes.len() != expected {
                let (found, name) = (bytes.len(), self.name());
                let problem = format!("has {found} bytes; {name} needs {expected}");
                return Err(malformed(part, problem));
            }
        }
        match self.suite() {
            Suite::Gcm(algorithm) => open_gcm(algorithm, key, jwe),
            Suite::CbcHmac(cipher, mac) => open_cbc_hmac(cipher, mac, key, jwe),
        }
    }
}

fn open_gcm(
    algorithm: &'static aead::Algorithm,
    key: &[u8],
    jwe: &Jwe,
) -> Result<Zeroizing<Vec<u8>>, JweError> {
    let failed = |_| JweError::Authentication;
    let key = LessSafeKey::new(UnboundKey::new(algorithm, key).map_err(failed)?);
    let nonce = Nonce::try_assume_unique_for_key(&jwe.iv).map_err(failed)?;
    let mut plaintext = Zeroizing::new(vec![0; jwe.ciphertext.len()]);
    key.open_separate_gather(nonce, Aad::from(&jwe.aad), &jwe.ciphertext, &jwe.tag, &mut plaintext)
        .map_err(failed)?;
    Ok(plaintext)
}

/// Decrypts AES-CBC with HMAC (section 5.2.2.2).
fn open_cbc_hmac(
    cipher: &'static cipher::Algorithm,
    mac: hmac::Algorithm,
    key: &[u8],
    jwe: &Jwe,
) -> Result<Zeroizing<Vec<u8>>, JweError> {
    let (mac_key, encryption_key) = key.split_at(key.len() / 2);
    let aad_bits = (jwe.aad.len() as u64).wrapping_mul(8).to_be_bytes();
    let mut mac = hmac::Context::with_key(&hmac::Key::new(mac, mac_key));
    for input in [&jwe.aad, &jwe.iv, &jwe.ciphertext, aad_bits.as_slice()] {
        mac.update(input);
    }
    let tag = mac.sign();
    let tag = tag.as_ref();
    let (truncated, _) = tag.split_at(tag.len() / 2);
    constant_time::verify_slices_are_equal(truncated, &jwe.tag)
        .map_err(|_| JweError::Authentication)?;

    let failed = |_| JweError::Padding;
    let key = UnboundCipherKey::new(cipher, encryption_key).map_err(failed)?;
    let key = PaddedBlockDecryptingKey::cbc_pkcs7(key).map_err(failed)?;
    let iv = FixedLength::try_from(jwe.iv.as_slice()).map_err(failed)?;
    let mut buffer = Zeroizing::new(jwe.ciphertext.clone());
    let length = key.decrypt(&mut buffer, DecryptionContext::Iv128(iv)).map_err(failed)?.len();
    buffer.truncate(length);
    Ok(buffer)
}

#[cfg(test)]
pub(crate) mod tests {
    use aws_lc_rs::cipher::{EncryptionContext, PaddedBlockEncryptingKey};

    use super::*;
    use crate::jose::json::Object;

    /// Encrypts a plaintext and returns the ciphertext and its tag.
    pub(in crate::jose::jwe) fn seal(
        encryption: ContentEncryption,
        key: &[u8],
        iv: &[u8],
        aad: &[u8],
        plaintext: &[u8],
    ) -> (Vec<u8>, Vec<u8>) {
        let mut text = plaintext.to_vec();
        match encryption.suite() {
            Suite::Gcm(algorithm) => {
                let key = LessSafeKey::new(UnboundKey::new(algorithm, key).unwrap());
                let nonce = Nonce::try_assume_unique_for_key(iv).unwrap();
                let tag = key.seal_in_place_separate_tag(nonce, Aad::from(aad), &mut text).unwrap();
                (text, tag.as_ref().to_vec())
            }
            Suite::CbcHmac(cipher, mac) => {
                let (mac_key, encryption_key) = key.split_at(key.len() / 2);
                let key = UnboundCipherKey::new(cipher, encryption_key).unwrap();
                let key = PaddedBlockEncryptingKey::cbc_pkcs7(key).unwrap();
                let context = EncryptionContext::Iv128(FixedLength::try_from(iv).unwrap());
                key.less_safe_encrypt(&mut text, context).unwrap();
                let tag = tag_of(mac, mac_key, iv, aad, &text);
                (text, tag)
            }
        }
    }

    fn tag_of(
        mac: hmac::Algorithm,
        key: &[u8],
        iv: &[u8],
        aad: &[u8],
        ciphertext: &[u8],
    ) -> Vec<u8> {
        let length = (aad.len() as u64 * 8).to_be_bytes();
        let input = [aad, iv, ciphertext, &length].concat();
        let tag = hmac::sign(&hmac::Key::new(mac, key), &input);
        tag.as_ref()[..tag.as_ref().len() / 2].to_vec()
    }

    fn sealed(encryption: ContentEncryption, key: &[u8], plaintext: &[u8]) -> Jwe {
        let iv = vec![7; encryption.iv_bytes()];
        let aad = b"protected".to_vec();
        let (ciphertext, tag) = seal(encryption, key, &iv, &aad, plaintext);
        Jwe { shared: Object::new(), recipients: Vec::new(), aad, iv, ciphertext, tag }
    }

    // Returns the bytes 0, 1, 2, …, like the key in RFC 7518 appendix B.
    fn key(encryption: ContentEncryption) -> Vec<u8> {
        (0..64).take(encryption.key_bytes()).collect()
    }

    #[test]
    fn what_was_sealed_opens_again_with_each_algorithm() {
        for encryption in ContentEncryption::ALL {
            let key = key(encryption);
            for plaintext in ["", "sixteen bytes!!!", "So long, and thanks for all the fish."] {
                let jwe = sealed(encryption, &key, plaintext.as_bytes());
                let opened = encryption.open(&key, &jwe).unwrap();
                assert_eq!(*opened, plaintext.as_bytes(), "{}", encryption.name());
            }
        }
    }

    #[test]
    fn one_bit_flipped_anywhere_keeps_it_closed() {
        type Part = fn(&mut Jwe) -> &mut Vec<u8>;
        let parts: [Part; 4] =
            [|jwe| &mut jwe.aad, |jwe| &mut jwe.iv, |jwe| &mut jwe.ciphertext, |jwe| &mut jwe.tag];
        for encryption in ContentEncryption::ALL {
            let key = key(encryption);
            for part in parts {
                for bit in 0..64 {
                    let mut jwe = sealed(encryption, &key, b"plaintext");
                    let bytes = part(&mut jwe);
                    let at = bit / 8 % bytes.len();
                    bytes[at] ^= 1 << (bit % 8);
                    assert_eq!(encryption.open(&key, &jwe), Err(JweError::Authentication));
                }
            }
        }
    }

    #[test]
    fn lengths_are_those_of_the_algorithm_and_no_other() {
        let encryption = ContentEncryption::A256Gcm;
        let key = key(encryption);
        assert_eq!(
            encryption.open(&key[1..], &sealed(encryption, &key, b"x")).unwrap_err().to_string(),
            "A256GCM needs a key of 32 bytes, and this one has 31"
        );
        let mut jwe = sealed(encryption, &key, b"x");
        jwe.tag.truncate(4);
        let cut = encryption.open(&key, &jwe).unwrap_err().to_string();
        assert_eq!(cut, "the tag has 4 bytes; A256GCM needs 16");
        let mut jwe = sealed(encryption, &key, b"x");
        jwe.iv.push(0);
        let long = encryption.open(&key, &jwe).unwrap_err().to_string();
        assert_eq!(long, "the iv has 13 bytes; A256GCM needs 12");
        // The full HMAC is not accepted in place of its left half.
        let encryption = ContentEncryption::A128CbcHs256;
        let mut jwe = sealed(encryption, &key, b"x");
        jwe.tag.extend([0; 16]);
        assert!(matches!(
            encryption.open(&key, &jwe),
            Err(JweError::Malformed { part: "tag", .. })
        ));
    }

    #[test]
    fn broken_padding_under_a_good_tag_is_told_apart() {
        let encryption = ContentEncryption::A128CbcHs256;
        let key = key(encryption);
        for length in [0, 15, 16] {
            let mut jwe = sealed(encryption, &key, b"x");
            jwe.ciphertext = vec![3; length];
            jwe.tag = tag_of(hmac::HMAC_SHA256, &key[..16], &jwe.iv, &jwe.aad, &jwe.ciphertext);
            assert_eq!(encryption.open(&key, &jwe), Err(JweError::Padding), "{length}");
        }
    }
}
