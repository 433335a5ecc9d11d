//! OpenSSH keys: the public ones of `.pub` files, and private ones without a passphrase.

use zeroize::Zeroizing;

use crate::jose::algorithm::{Curve, KeyFamily};
use crate::jose::base64url;
use crate::jose::key::{KeyError, PrivateKey, PublicKey};
use crate::jose::pem::ReadKeyError;
use crate::jose::rsa_numbers;

/// What a private key begins with (OpenSSH's `PROTOCOL.key`).
const MAGIC: &[u8] = b"openssh-key-v1\0";

/// How the names of key types begin.
const TYPES: [&str; 6] =
    ["ssh-rsa", "ssh-dss", "ssh-ed25519", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"];

/// Whether a word is the name of a key type, as in front of a public key.
pub(super) fn is_key_type(word: &str) -> bool {
    TYPES.iter().any(|name| word.starts_with(name))
}

/// Whether bytes are an OpenSSH private key.
pub(super) fn is_private(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Whether bytes are a public key in SSH's wire format (RFC 4253 section 6.6).
pub(super) fn is_public(bytes: &[u8]) -> bool {
    let name = Reader(bytes).string().and_then(|name| std::str::from_utf8(name).ok());
    name.is_some_and(is_key_type)
}

/// Reads a public key in SSH's wire format (RFC 4253 section 6.6, RFC 5656, RFC 8709).
///
/// # Errors
///
/// [`ReadKeyError::Algorithm`] for a key that cannot sign JWTs, [`ReadKeyError::OpenSsh`] and
/// [`ReadKeyError::Unusable`].
pub(super) fn public_key(blob: &[u8]) -> Result<PublicKey, ReadKeyError> {
    let mut reader = Reader(blob);
    let kind = reader.text()?;
    Ok(match kind {
        "ssh-rsa" => {
            let (e, n) = (reader.part()?, reader.part()?);
            PublicKey::rsa(n, e)?
        }
        "ssh-ed25519" => PublicKey::ed25519(reader.part()?)?,
        _ => {
            let curve = curve_of(kind)?;
            reader.part()?;
            PublicKey::ec(curve, reader.part()?)?
        }
    })
}

/// Returns a public key as a line of a `.pub` file; `None` if OpenSSH has no such keys.
pub(crate) fn public_line(key: &PublicKey) -> Option<String> {
    let (kind, parts): (String, Vec<Vec<u8>>) = match key {
        PublicKey::Rsa { n, e } => ("ssh-rsa".to_owned(), vec![positive(e), positive(n)]),
        PublicKey::Ed25519(key) => ("ssh-ed25519".to_owned(), vec![key.clone()]),
        PublicKey::Ec { curve, point } => {
            let name = match curve {
                Curve::P256 => "nistp256",
                Curve::P384 => "nistp384",
                Curve::P521 => "nistp521",
                Curve::Secp256k1 => return None,
            };
            (format!("ecdsa-sha2-{name}"), vec![name.as_bytes().to_vec(), point.clone()])
        }
        PublicKey::MlDsa { .. } => return None,
    };
    let mut blob = Vec::new();
    for part in std::iter::once(kind.as_bytes()).chain(parts.iter().map(Vec::as_slice)) {
        blob.extend(u32::try_from(part.len()).ok()?.to_be_bytes());
        blob.extend(part);
    }
    Some(format!("{kind} {}", base64url::encode_standard(&blob)))
}

/// Returns a number as SSH's `mpint`: a leading zero keeps it from being negative.
fn positive(number: &[u8]) -> Vec<u8> {
    let sign = number.first().filter(|first| **first >= 0x80).map(|_| 0);
    sign.into_iter().chain(number.iter().copied()).collect()
}

/// Reads a private key (OpenSSH's `PROTOCOL.key`).
///
/// # Errors
///
/// [`ReadKeyError::OpenSshPassphrase`] if it is encrypted, else as [`public_key`].
pub(super) fn private_key(bytes: &[u8]) -> Result<PrivateKey, ReadKeyError> {
    let mut reader = Reader(bytes.strip_prefix(MAGIC).ok_or(ReadKeyError::OpenSsh)?);
    let cipher = reader.text()?;
    let (_kdf, _options) = (reader.part()?, reader.part()?);
    let count = reader.number()?;
    if cipher != "none" {
        return Err(ReadKeyError::OpenSshPassphrase);
    }
    if count != 1 {
        return Err(ReadKeyError::OpenSsh);
    }
    let _public = reader.part()?;
    let mut reader = Reader(reader.part()?);
    // Two equal numbers show that it was decrypted.
    if reader.number()? != reader.number()? {
        return Err(ReadKeyError::OpenSsh);
    }
    let kind = reader.text()?;
    Ok(match kind {
        "ssh-rsa" => {
            let (modulus, public, private) = (reader.part()?, reader.part()?, reader.part()?);
            let _coefficient = reader.part()?;
            let primes = (reader.part()?, reader.part()?);
            rsa_numbers::private_key(modulus, public, private, Some(primes))?
        }
        "ssh-ed25519" => {
            let (public, pair) = (reader.part()?, reader.part()?);
            let seed = pair.get(..32).ok_or(ReadKeyError::OpenSsh)?;
            PrivateKey::from_ed25519_seed(seed, public)?
        }
        _ => {
            let curve = curve_of(kind)?;
            reader.part()?;
            let (point, d) = (reader.part()?, reader.part()?);
            let d = padded(d, curve.coordinate_bytes())
                .ok_or(KeyError::Inconsistent { family: KeyFamily::Ec(curve) })?;
            PrivateKey::from_ec_numbers(curve, &d, point)?
        }
    })
}

fn curve_of(kind: &str) -> Result<Curve, ReadKeyError> {
    match kind {
        "ecdsa-sha2-nistp256" => Ok(Curve::P256),
        "ecdsa-sha2-nistp384" => Ok(Curve::P384),
        "ecdsa-sha2-nistp521" => Ok(Curve::P521),
        _ if is_key_type(kind) => Err(ReadKeyError::Algorithm { oid: kind.to_owned() }),
        _ => Err(ReadKeyError::OpenSsh),
    }
}

/// Returns a number in as many bytes as its curve has.
fn padded(number: &[u8], length: usize) -> Option<Zeroizing<Vec<u8>>> {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let digits = number.get(zeros..)?;
    let mut bytes = Zeroizing::new(vec![0; length.checked_sub(digits.len())?]);
    bytes.extend_from_slice(digits);
    Some(bytes)
}

/// Reads the parts of SSH's wire format (RFC 4251 section 5).
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn string(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.0.split_first_chunk()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (part, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some(part)
    }

    fn part(&mut self) -> Result<&'a [u8], ReadKeyError> {
        self.string().ok_or(ReadKeyError::OpenSsh)
    }

    fn text(&mut self) -> Result<&'a str, ReadKeyError> {
        std::str::from_utf8(self.part()?).map_err(|_| ReadKeyError::OpenSsh)
    }

    fn number(&mut self) -> Result<u32, ReadKeyError> {
        let (number, rest) = self.0.split_first_chunk().ok_or(ReadKeyError::OpenSsh)?;
        self.0 = rest;
        Ok(u32::from_be_bytes(*number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::base64url;
    use crate::jose::pem;

    fn private(text: &str) -> Result<PrivateKey, ReadKeyError> {
        private_key(&pem::first_block(text).unwrap())
    }

    fn public(text: &str) -> PublicKey {
        let blob = text.split_whitespace().nth(1).unwrap();
        public_key(&base64url::decode_standard(blob).unwrap()).unwrap()
    }

    macro_rules! fixture {
        ($name:literal) => {
            include_str!(concat!("../../tests/fixtures/keys/", $name))
        };
    }

    #[test]
    fn both_halves_of_a_key_are_the_same_key() {
        for (private_text, public_text) in [
            (fixture!("openssh-rsa"), fixture!("openssh-rsa.pub")),
            (fixture!("openssh-ed25519"), fixture!("openssh-ed25519.pub")),
            (fixture!("openssh-p256"), fixture!("openssh-p256.pub")),
            (fixture!("openssh-p384"), fixture!("openssh-p384.pub")),
            (fixture!("openssh-p521"), fixture!("openssh-p521.pub")),
        ] {
            let key = private(private_text).unwrap();
            assert_eq!(*key.public(), public(public_text));
            assert!(key.to_pkcs8_pem().is_ok());
        }
    }

    #[test]
    fn a_key_cut_off_anywhere_is_refused() {
        for text in [fixture!("openssh-ed25519"), fixture!("openssh-p256")] {
            let bytes = pem::first_block(text).unwrap();
            for length in 0..bytes.len() - 40 {
                assert!(private_key(&bytes[..length]).is_err(), "{length}");
            }
        }
        assert_eq!(
            private(fixture!("openssh-encrypted")).unwrap_err(),
            ReadKeyError::OpenSshPassphrase
        );
        assert_eq!(
            public_key(b"\0\0\0\x07ssh-dss").unwrap_err().to_string(),
            "it contains a key for the algorithm ssh-dss, which cannot sign JWTs"
        );
        assert_eq!(public_key(b"\xff\xff\xff\xffssh-rsa"), Err(ReadKeyError::OpenSsh));
    }
}
