//! The keys of one entry as the engine reads and tries them: all of them, regardless of `kid` and
//! `alg`.

use crate::hasura::signature_failure::{self, SignatureFailure};
use crate::hasura::v2::config::{ConfigError, Fault};
use crate::hasura::warning::EngineWarning;
use crate::jose::algorithm::{KeyFamily, SignatureAlgorithm};
use crate::jose::base64url;
use crate::jose::diagnosis::Mismatch;
use crate::jose::json::{Object, Value};
use crate::jose::jwk::Jwk;
use crate::jose::key::{PublicKey, VerificationMaterial};
use crate::jose::note::Note;
use crate::jose::pem::{self, FoundKey};
use crate::redact;

/// The keys that a signature is checked with.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeySet {
    keys: Vec<VerificationMaterial>,
    /// Whether the engine has a set that could not be fetched here
    missing: bool,
    /// Warnings about the set
    pub(crate) warnings: Vec<Note<EngineWarning>>,
}

/// The result of checking a signature.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum SignatureCheck {
    /// `alg` is `none`
    NoSignatures,
    /// The set is empty
    NoUsableKeys,
    /// The set is not known here
    NotKnown,
    /// No key verifies it, with the reason and its description
    Invalid(SignatureFailure, String),
    Valid(String),
}

/// The signature algorithms that the engine's library supports.
const ALGORITHMS: [SignatureAlgorithm; 14] = {
    use SignatureAlgorithm as A;
    [
        A::HS256,
        A::HS384,
        A::HS512,
        A::RS256,
        A::RS384,
        A::RS512,
        A::PS256,
        A::PS384,
        A::PS512,
        A::ES256,
        A::ES384,
        A::ES512,
        A::ES256K,
        A::EdDSA,
    ]
};

/// Other values that a key may have for `alg` (RFC 7518 section 4.1).
const ENCRYPTION: [&str; 17] = [
    "RSA1_5",
    "RSA-OAEP",
    "RSA-OAEP-256",
    "A128KW",
    "A192KW",
    "A256KW",
    "dir",
    "ECDH-ES",
    "ECDH-ES+A128KW",
    "ECDH-ES+A192KW",
    "ECDH-ES+A256KW",
    "A128GCMKW",
    "A192GCMKW",
    "A256GCMKW",
    "PBES2-HS256+A128KW",
    "PBES2-HS384+A192KW",
    "PBES2-HS512+A256KW",
];

/// Whether the engine's library reads a token with this `alg`, including `none`.
pub(crate) fn is_known(alg: &str) -> bool {
    alg == "none" || ALGORITHMS.iter().any(|known| known.name() == alg)
}

impl KeySet {
    /// Returns the key of an entry that contains it.
    pub(crate) fn of_key(key: VerificationMaterial) -> Self {
        Self { keys: vec![key], ..Self::default() }
    }

    /// Returns the set of a URL that could not be fetched here.
    pub(crate) fn missing() -> Self {
        Self { missing: true, ..Self::default() }
    }

    /// Reads the response of a `jwk_url`. One bad key makes the whole set unusable, as it does in
    /// the engine. Faults that newer engines repair are repaired, with a warning.
    ///
    /// # Errors
    ///
    /// Returns the engine's message if it does not start.
    pub(crate) fn parse(text: &[u8], url: &str) -> Result<Self, ConfigError> {
        let mut set = Self::default();
        let failed = || ConfigError {
            message: format!("Error parsing JWK from url: {}", redact::address(url)),
            fault: Fault::KeySet,
            inexact: false,
        };
        let parsed = Value::parse(text).ok();
        let keys = parsed.as_ref().and_then(Value::as_object).and_then(|object| object.get("keys"));
        let keys = keys.and_then(Value::as_array).ok_or_else(failed)?;
        for key in keys {
            let object = key.as_object().ok_or_else(failed)?;
            set.add(object).map_err(|_| failed())?;
        }
        Ok(set)
    }

    fn add(&mut self, object: &Object) -> Result<(), Spoilt> {
        let name = object.get_str("kid").unwrap_or("without a kid").to_owned();
        match object.get("use") {
            None => {}
            Some(Value::String(purpose)) if ["sig", "enc"].contains(&purpose.as_str()) => {}
            Some(_) => {
                self.warnings.push(Note::new(
                    EngineWarning::UnknownUse,
                    format!("the key {name} has an unknown `use`: newer engines drop the key, and older ones do not start"),
                ));
                return Ok(());
            }
        }
        if let Some(alg) = object.get("alg") {
            let alg = alg.as_str().ok_or(Spoilt)?;
            if !is_known(alg) && !ENCRYPTION.contains(&alg) {
                return Err(Spoilt);
            }
        }
        if let Some(x5t) = object.get("x5t") {
            let hash = x5t.as_str().and_then(|text| base64url::decode(text).ok());
            if hash.is_none_or(|hash| hash.len() != 20) {
                return Err(Spoilt);
            }
        }
        let curve = object.get_str("crv").unwrap_or_default();
        if object.get_str("kty") == Some("OKP") && ["Ed448", "X448", "X25519"].contains(&curve) {
            if curve == "Ed448" {
                let message =
                    format!("the key {name} is an Ed448 key, which is not supported here");
                self.warnings.push(Note::new(EngineWarning::Ed448, message));
            }
            return Ok(());
        }
        let object = self.repaired(object, &name);
        let jwk = Jwk::from_object(object).map_err(|_| Spoilt)?;
        let material = jwk.material().map_err(|_| Spoilt)?;
        if matches!(material.family(), KeyFamily::MlDsa(_)) {
            return Err(Spoilt);
        }
        if let VerificationMaterial::Public(public) = &material {
            certified(jwk.members(), public)?;
        }
        self.keys.push(material);
        Ok(())
    }

    /// Removes base64 padding and leading zeros, as newer engines do.
    fn repaired(&mut self, object: &Object, name: &str) -> Object {
        let mut repaired = object.clone();
        let mut told = false;
        for member in ["n", "e", "x", "y", "k"] {
            let Some(text) = object.get_str(member) else { continue };
            let unpadded = text.trim_end_matches('=');
            let zero = ["n", "e"].contains(&member)
                && base64url::decode(unpadded).is_ok_and(|bytes| bytes.first() == Some(&0));
            if unpadded.len() != text.len() {
                repaired.set(member, unpadded);
            }
            if (zero || unpadded.len() != text.len()) && !told {
                told = true;
                let message = format!(
                    "the key {name} has padding or leading zeros, with which engines before 2.48.4 may not start"
                );
                self.warnings.push(Note::new(EngineWarning::RepairedKey, message));
            }
        }
        repaired
    }

    /// Checks a signature with every key. The token's `alg` and the kind of key decide, not the
    /// configured `type`.
    pub(crate) fn check(&self, alg: &str, input: &[u8], signature: &[u8]) -> SignatureCheck {
        if alg == "none" {
            return SignatureCheck::NoSignatures;
        }
        if self.missing {
            return SignatureCheck::NotKnown;
        }
        if self.keys.is_empty() {
            return SignatureCheck::NoUsableKeys;
        }
        let known = ALGORITHMS.into_iter().find(|known| known.name() == alg);
        let Some(algorithm) = known else {
            let failure = SignatureFailure::Unusable(format!("no key can be used with `{alg}`"));
            let detail = failure.to_string();
            return SignatureCheck::Invalid(failure, detail);
        };
        let signed = Mismatch { algorithm, input, signature };
        if self.keys.iter().any(|key| signature_failure::verifies(key, signed)) {
            return SignatureCheck::Valid(format!("verified with {algorithm}"));
        }
        let failure = signature_failure::why_none(self.keys.iter(), signed);
        let failure = failure.unwrap_or(SignatureFailure::OtherKey);
        let detail = if self.keys.len() > 1 {
            format!("none of {} keys verifies it: {failure}", self.keys.len())
        } else {
            failure.to_string()
        };
        SignatureCheck::Invalid(failure, detail)
    }
}

/// A bad key, which makes the whole set unusable.
struct Spoilt;

/// Checks that the first certificate in `x5c` contains the same key (RFC 7517 section 4.7).
fn certified(members: &Object, public: &PublicKey) -> Result<(), Spoilt> {
    let Some(chain) = members.get("x5c") else { return Ok(()) };
    let first = chain.as_array().and_then(|chain| chain.first()).and_then(Value::as_str);
    let der = first.and_then(base64url::decode_standard).ok_or(Spoilt)?;
    match pem::read_der(&der) {
        Ok(FoundKey::Public(key)) if key == *public => Ok(()),
        _ => Err(Spoilt),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::key::{PrivateKey, Secret, SigningKey, SigningMaterial};
    use crate::jose::signature;

    fn set(key: &str) -> Result<KeySet, String> {
        KeySet::parse(format!(r#"{{"keys":[{key}]}}"#).as_bytes(), "https://x/")
            .map_err(|error| error.message)
    }

    #[test]
    fn one_bad_key_spoils_the_set() {
        let good = r#""kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMko""#;
        for key in [
            r#"{"kty":"AKP"}"#.to_owned(),
            format!(r#"{{{good},"alg":"HS1"}}"#),
            format!(r#"{{{good},"x5t":"AAAA"}}"#),
            format!(r#"{{{good}}},{{"kty":"EC","crv":"P-256"}}"#),
            format!(r#"{{{good}}},7"#),
        ] {
            assert_eq!(set(&key).unwrap_err(), "Error parsing JWK from url: https://x/", "{key}");
        }
        assert!(KeySet::parse(b"[]", "u").is_err());
        // The purpose and algorithm of the key do not matter.
        let key = format!(r#"{{{good},"alg":"A128KW","use":"enc","key_ops":["encrypt"]}}"#);
        assert_eq!(set(&key).unwrap().keys.len(), 1);
        let dropped = set(&format!(r#"{{{good},"use":"tls"}}"#)).unwrap();
        assert_eq!((dropped.keys.len(), dropped.warnings[0].code.name()), (0, "unknown-use"));
        let padded = set(r#"{"kty":"oct","k":"YQ=="}"#).unwrap();
        assert_eq!((padded.keys.len(), padded.warnings[0].code.name()), (1, "repaired-key"));
        assert_eq!(
            set(r#"{"kty":"OKP","crv":"Ed448","x":"AA"}"#).unwrap().warnings[0].code.name(),
            "ed448"
        );
    }

    fn signed(material: SigningMaterial, alg: SignatureAlgorithm) -> Vec<u8> {
        signature::sign(&SigningKey::new(material, Some(alg), None).unwrap(), b"in").unwrap()
    }

    #[test]
    fn alg_and_key_decide_and_every_key_is_tried() {
        use SignatureAlgorithm as A;
        let rsa = PrivateKey::generate(A::RS256).unwrap();
        let other = PrivateKey::generate(A::ES256).unwrap();
        let secret = |length| Secret::new(vec![b'x'; length]).unwrap();
        let keys = KeySet {
            keys: vec![
                VerificationMaterial::Public(other.public().clone()),
                VerificationMaterial::Secret(secret(40)),
                VerificationMaterial::Public(rsa.public().clone()),
            ],
            ..KeySet::default()
        };
        let private = || SigningMaterial::Private(rsa.clone());
        for alg in [A::RS256, A::RS512, A::PS256, A::PS384] {
            let signature = signed(private(), alg);
            assert!(
                matches!(keys.check(alg.name(), b"in", &signature), SignatureCheck::Valid(_)),
                "{alg}"
            );
            assert!(matches!(
                keys.check(alg.name(), b"no", &signature),
                SignatureCheck::Invalid(..)
            ));
        }
        let hmac = |alg: SignatureAlgorithm| {
            let key = hmac_of(alg);
            keys.check(alg.name(), b"in", &key)
        };
        assert!(matches!(hmac(A::HS256), SignatureCheck::Valid(_)));
        // The secret is too short for the digest: the signature is right but refused.
        let SignatureCheck::Invalid(_, reason) = hmac(A::HS512) else { panic!("HS512 passed") };
        assert!(reason.starts_with("none of 3 keys"), "{reason}");
        assert_eq!(keys.check("none", b"in", b""), SignatureCheck::NoSignatures);
        assert_eq!(KeySet::default().check("RS256", b"in", b""), SignatureCheck::NoUsableKeys);
    }

    fn hmac_of(alg: SignatureAlgorithm) -> Vec<u8> {
        let secret = SigningMaterial::Secret(Secret::new(vec![b'x'; 40]).unwrap());
        signed(secret, alg)
    }

    #[test]
    fn the_library_has_no_other_algorithms() {
        for alg in ["none", "HS256", "PS512", "ES256K", "EdDSA"] {
            assert!(is_known(alg), "{alg}");
        }
        for alg in ["Ed25519", "Ed448", "ML-DSA-44", "None", ""] {
            assert!(!is_known(alg), "{alg}");
        }
    }
}
