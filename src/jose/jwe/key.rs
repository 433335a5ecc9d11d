//! Decryption keys, and what they may decrypt.

use std::fmt;

use aws_lc_rs::digest;
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};
use aws_lc_rs::rsa::PrivateDecryptingKey;
use zeroize::Zeroizing;

use crate::jose::algorithm::KeyFamily;
use crate::jose::base64url;
use crate::jose::json::Value;
use crate::jose::jwe::agreement::{AgreementCurve, AgreementKey};
use crate::jose::jwe::error::JweError;
use crate::jose::jwk::{Jwk, JwkError};
use crate::jose::key::{KeyError, PrivateKey, PublicKey, SigningMaterial};
use crate::jose::thumbprint;

/// A key that decrypts: an RSA, EC or X25519 private key, or a shared secret. `Debug` shows
/// only the kind.
pub struct DecryptionKey {
    material: Material,
    kid: Option<String>,
    alg: Option<String>,
}

/// How many bytes to derive.
struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

/// The key material.
pub(super) enum Material {
    Rsa(PrivateDecryptingKey),
    Agreement(AgreementKey),
    Secret(Zeroizing<Vec<u8>>),
}

impl DecryptionKey {
    /// Converts a private key from PEM or DER, for every algorithm of its kind.
    ///
    /// # Errors
    ///
    /// [`JweError::SigningKey`] if this kind of key only signs, [`JweError::Key`] if an RSA key
    /// does not have 2048 to 8192 bits or the numbers do not match.
    pub fn from_private_key(key: &PrivateKey) -> Result<Self, JweError> {
        let family = key.public().family();
        let material = match key.public() {
            PublicKey::Rsa { .. } => {
                let bits = key.public().rsa_bits().unwrap_or_default();
                if !(2048..=8192).contains(&bits) {
                    return Err(KeyError::RsaSize { bits, verb: "decrypting".to_owned() }.into());
                }
                PrivateDecryptingKey::from_pkcs8(&key.to_pkcs8_der()?)
                    .map(Material::Rsa)
                    .map_err(|_| KeyError::Inconsistent { family })?
            }
            PublicKey::Ec { curve, .. } => {
                let curve = AgreementCurve::of(*curve).ok_or_else(|| signs_only(family))?;
                let pkcs8 = key.to_pkcs8_der()?;
                Material::Agreement(AgreementKey::from_pkcs8(curve, family, &pkcs8)?)
            }
            PublicKey::Ed25519(_) | PublicKey::MlDsa { .. } => return Err(signs_only(family)),
        };
        Ok(Self { material, kid: None, alg: None })
    }

    /// Converts a JWK: RSA or EC with the private members, X25519, or a shared secret (`oct`). If
    /// it has an `alg`, it decrypts only with that one. Its `kid` chooses among recipients.
    ///
    /// # Errors
    ///
    /// [`JweError::Purpose`] if `use` is not `enc` or `key_ops` does not allow decryption,
    /// [`JweError::Jwk`] if members are missing or invalid, otherwise the same as
    /// [`DecryptionKey::from_private_key`].
    pub fn from_jwk(jwk: &Jwk) -> Result<Self, JweError> {
        check_purpose(jwk)?;
        let members = jwk.members();
        let alg = match members.get("alg") {
            None => None,
            Some(Value::String(name)) => Some(name.clone()),
            Some(other) => {
                return Err(wrong("alg", format!("is {}, not a string", other.a_kind())).into());
            }
        };
        let kty = members.get_str("kty").unwrap_or_default();
        let material = match kty {
            "oct" => Material::Secret(bytes(jwk, "k")?),
            "RSA" => Self::from_private_key(&private_key(jwk)?)?.material,
            "EC" | "OKP" => {
                let crv = members.get_str("crv").unwrap_or_default();
                match AgreementCurve::named(kty, crv) {
                    Some(AgreementCurve::X25519) => {
                        let (d, x) = (bytes(jwk, "d")?, bytes(jwk, "x")?);
                        Material::Agreement(AgreementKey::x25519(&d, &x)?)
                    }
                    Some(_) => Self::from_private_key(&private_key(jwk)?)?.material,
                    None => return Err(unknown(jwk, "crv").into()),
                }
            }
            _ => return Err(unknown(jwk, "kty").into()),
        };
        Ok(Self { material, kid: jwk.kid().map(ToOwned::to_owned), alg })
    }

    /// Returns a key for `dir` and AES key wrap from the bytes of a shared secret.
    pub fn from_secret(bytes: &[u8]) -> Self {
        let material = Material::Secret(Zeroizing::new(bytes.to_vec()));
        Self { material, kid: None, alg: None }
    }

    /// Returns a key for `dir` that is derived from a shared secret with HKDF and SHA-256
    /// (RFC 5869).
    ///
    /// # Errors
    ///
    /// [`JweError::Key`] for a length that HKDF cannot give.
    pub fn derived(secret: &[u8], salt: &str, info: &str, length: usize) -> Result<Self, JweError> {
        let mut bytes = Zeroizing::new(vec![0; length]);
        let extracted = Salt::new(HKDF_SHA256, salt.as_bytes()).extract(secret);
        extracted
            .expand(&[info.as_bytes()], Length(length))
            .and_then(|expanded| expanded.fill(&mut bytes))
            .map_err(|_| KeyError::Inconsistent { family: KeyFamily::Hmac })?;
        Ok(Self { material: Material::Secret(bytes), kid: None, alg: None })
    }

    /// Whether the key is a shared secret with this thumbprint (RFC 7638), made with SHA-256 or
    /// SHA-512.
    pub fn has_thumbprint(&self, thumbprint: &str) -> bool {
        self.thumbprint(thumbprint.len()).is_some_and(|own| own == thumbprint)
    }

    /// Returns the thumbprint of a shared secret with so many characters: 43 are those of
    /// SHA-256, 86 those of SHA-512.
    pub(crate) fn thumbprint(&self, characters: usize) -> Option<String> {
        let hash = match characters {
            43 => &digest::SHA256,
            86 => &digest::SHA512,
            _ => return None,
        };
        match &self.material {
            Material::Secret(bytes) => Some(thumbprint::of_secret(bytes, hash)),
            Material::Rsa(_) | Material::Agreement(_) => None,
        }
    }

    pub(super) const fn material(&self) -> &Material {
        &self.material
    }

    /// Whether the key has this `kid`.
    pub(super) fn is_named(&self, kid: Option<&str>) -> bool {
        self.kid.is_some() && self.kid.as_deref() == kid
    }

    /// Checks that the key permits the algorithm. A key that names an algorithm is only for that
    /// one (RFC 8725 section 3.1). With `dir`, the key may name the content encryption instead.
    ///
    /// # Errors
    ///
    /// [`JweError::KeyAlgorithm`] if the key names a different algorithm.
    pub(super) fn check_permitted(&self, alg: &str, enc: &str) -> Result<(), JweError> {
        match &self.alg {
            Some(permitted) if permitted != alg && !(alg == "dir" && permitted == enc) => {
                let (permitted, alg) = (permitted.clone(), alg.to_owned());
                Err(JweError::KeyAlgorithm { permitted, alg })
            }
            Some(_) | None => Ok(()),
        }
    }
}

impl Material {
    /// Returns the kind of key, for use in a sentence.
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Rsa(_) => KeyFamily::Rsa.to_string(),
            Self::Agreement(key) => key.describe(),
            Self::Secret(_) => "a shared secret".to_owned(),
        }
    }
}

impl fmt::Debug for DecryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecryptionKey({}, redacted)", self.material.describe())
    }
}

fn check_purpose(jwk: &Jwk) -> Result<(), JweError> {
    match jwk.members().get("use") {
        None => {}
        Some(Value::String(purpose)) if purpose == "enc" => {}
        Some(other) => {
            return Err(JweError::Purpose { reason: format!("its `use` is {}", other.to_json()) });
        }
    }
    match jwk.members().get("key_ops") {
        None => Ok(()),
        Some(Value::Array(operations))
            if operations.iter().filter_map(Value::as_str).any(|operation| {
                matches!(operation, "decrypt" | "unwrapKey" | "deriveKey" | "deriveBits")
            }) =>
        {
            Ok(())
        }
        Some(other) => {
            Err(JweError::Purpose { reason: format!("its `key_ops` is {}", other.to_json()) })
        }
    }
}

/// Returns the private key of a JWK whose purpose has been checked.
fn private_key(jwk: &Jwk) -> Result<PrivateKey, JweError> {
    let mut members = jwk.members().clone();
    for purpose in ["use", "key_ops", "alg"] {
        members.remove(purpose);
    }
    match Jwk::from_object(members)?.signing_material()?.0 {
        SigningMaterial::Private(key) => Ok(key),
        SigningMaterial::Secret(_) => Err(unknown(jwk, "kty").into()),
    }
}

fn bytes(jwk: &Jwk, member: &'static str) -> Result<Zeroizing<Vec<u8>>, JwkError> {
    match jwk.members().get(member) {
        Some(Value::String(text)) => base64url::decode(text)
            .map(Zeroizing::new)
            .map_err(|error| wrong(member, format!("is not base64url: {error}"))),
        Some(other) => Err(wrong(member, format!("is {}, not a string", other.a_kind()))),
        None => Err(wrong(member, "is missing".to_owned())),
    }
}

fn unknown(jwk: &Jwk, member: &'static str) -> JwkError {
    match jwk.members().get(member) {
        Some(value) => wrong(member, format!("is {}, which cannot decrypt", value.to_json())),
        None => wrong(member, "is missing".to_owned()),
    }
}

const fn wrong(member: &'static str, problem: String) -> JwkError {
    JwkError::Member { member, problem }
}

fn signs_only(family: KeyFamily) -> JweError {
    JweError::SigningKey { found: family.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::algorithm::SignatureAlgorithm;

    fn read(text: &str) -> Result<DecryptionKey, JweError> {
        let object = Value::parse(text.as_bytes()).unwrap().as_object().unwrap().clone();
        DecryptionKey::from_jwk(&Jwk::from_object(object).unwrap())
    }

    #[test]
    fn a_key_is_derived_as_hkdf_says() {
        // RFC 5869 appendix A.3
        let derived = |secret: &[u8], salt, info, length| {
            let key = DecryptionKey::derived(secret, salt, info, length).unwrap();
            let Material::Secret(bytes) = key.material else { panic!("it is a secret") };
            bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
        };
        assert_eq!(
            derived(&[0x0b; 22], "", "", 42),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
        );
        let secret = b"a-test-secret-of-no-value";
        let four = derived(secret, "", "NextAuth.js Generated Encryption Key", 32);
        assert!(four.starts_with("d3926d6d4a46cdf8") && four.ends_with("c2f178fd39"));
        for (salt, info, start, end) in [
            (
                "authjs.session-token",
                "Auth.js Generated Encryption Key (authjs.session-token)",
                "530f08f4b510d1c756c2e28a34bb2af8",
                "8cd62ebd9024eb23",
            ),
            (
                "__Secure-authjs.session-token",
                "Auth.js Generated Encryption Key (__Secure-authjs.session-token)",
                "9309e571a387387b",
                "07d75713b8d7b155",
            ),
            (
                "better-auth-session",
                "BetterAuth.js Generated Encryption Key",
                "7583ed649f28783e",
                "2500d067cbfba90c",
            ),
        ] {
            let key = derived(secret, salt, info, 64);
            assert!(key.starts_with(start) && key.ends_with(end) && key.len() == 128, "{salt}");
            // One derivation serves both content encryptions.
            assert_eq!(derived(secret, salt, info, 32), key[..64], "{salt}");
        }
        assert!(DecryptionKey::derived(secret, "", "", 100_000).is_err());
    }

    #[test]
    fn a_key_for_signing_does_not_decrypt() {
        for (member, message) in [
            (r#""use":"sig""#, r#"the JWK must not be used to decrypt: its `use` is "sig""#),
            (
                r#""key_ops":["sign"]"#,
                r#"the JWK must not be used to decrypt: its `key_ops` is ["sign"]"#,
            ),
            (r#""alg":1"#, "the JWK's `alg` is a number, not a string"),
        ] {
            let error = read(&format!(r#"{{"kty":"oct","k":"AAAA",{member}}}"#)).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
        for algorithm in [SignatureAlgorithm::Ed25519, SignatureAlgorithm::ES256K] {
            let key = PrivateKey::generate(algorithm).unwrap();
            let error = DecryptionKey::from_private_key(&key).unwrap_err();
            assert!(error.to_string().ends_with(" cannot decrypt"), "{error}");
        }
        for member in [r#""use":"enc""#, r#""key_ops":["unwrapKey"]"#, r#""kid":"a""#] {
            assert!(read(&format!(r#"{{"kty":"oct","k":"AAAA",{member}}}"#)).is_ok(), "{member}");
        }
    }

    #[test]
    fn a_missing_member_of_a_jwk_is_named() {
        for (text, message) in [
            (r#"{"kty":"oct"}"#, "the JWK's `k` is missing"),
            (r#"{"kty":"AKP"}"#, "the JWK's `kty` is \"AKP\", which cannot decrypt"),
            (r#"{"kty":"EC"}"#, "the JWK's `crv` is missing"),
            (
                r#"{"kty":"OKP","crv":"Ed25519"}"#,
                "the JWK's `crv` is \"Ed25519\", which cannot decrypt",
            ),
            (r#"{"kty":"OKP","crv":"X25519","x":"AA"}"#, "the JWK's `d` is missing"),
            (
                r#"{"kty":"EC","crv":"P-256","use":"enc","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"#,
                "the JWK's `d` is missing",
            ),
        ] {
            assert_eq!(read(text).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn a_key_that_names_its_algorithm_allows_no_other() {
        let key = read(r#"{"kty":"oct","k":"AAAA","alg":"A128KW"}"#).unwrap();
        assert!(key.check_permitted("A128KW", "A128GCM").is_ok());
        assert_eq!(
            key.check_permitted("dir", "A128GCM").unwrap_err().to_string(),
            "the key is only for A128KW, and the token's `alg` is dir"
        );
        let key = read(r#"{"kty":"oct","k":"AAAA","alg":"A128GCM"}"#).unwrap();
        assert!(key.check_permitted("dir", "A128GCM").is_ok());
        assert!(key.check_permitted("dir", "A256GCM").is_err());
        assert!(key.check_permitted("A128KW", "A128GCM").is_err());
    }

    #[test]
    fn debug_shows_only_the_kind() {
        let key = DecryptionKey::from_secret(b"hunter2");
        assert_eq!(format!("{key:?}"), "DecryptionKey(a shared secret, redacted)");
        let key = PrivateKey::generate(SignatureAlgorithm::ES384).unwrap();
        let key = DecryptionKey::from_private_key(&key).unwrap();
        assert_eq!(format!("{key:?}"), "DecryptionKey(an EC key on P-384, redacted)");
    }
}
