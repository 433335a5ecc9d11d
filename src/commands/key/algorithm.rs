//! The kinds of keys that can be created, and how each is drawn.

use std::str::FromStr;

use crate::error::Error;
use crate::jose::algorithm::{KeyFamily, SignatureAlgorithm};
use crate::jose::key::{KeyError, PrivateKey, Secret, SigningKey, SigningMaterial};

/// A kind of key, with its size if there are several.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum NewKey {
    Rsa {
        bits: usize,
    },
    /// Any other key pair
    Pair(SignatureAlgorithm),
    Secret(SignatureAlgorithm),
}

/// The names of the kinds, for help and messages.
pub(super) const NAMES: &str = "RSA (or RSA-3072, RSA-4096), ES256, ES384, ES512, ES256K, Ed25519, ML-DSA-44, ML-DSA-65, ML-DSA-87, HS256, HS384 or HS512";

impl FromStr for NewKey {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let name = text.to_ascii_uppercase();
        let bits = name.strip_prefix("RSA").map(|rest| rest.strip_prefix('-').unwrap_or(rest));
        match (name.as_str(), bits) {
            ("RS256", _) | (_, Some("" | "2048")) => return Ok(Self::Rsa { bits: 2048 }),
            (_, Some("3072")) => return Ok(Self::Rsa { bits: 3072 }),
            (_, Some("4096")) => return Ok(Self::Rsa { bits: 4096 }),
            ("ML-DSA", _) => return Ok(Self::Pair(SignatureAlgorithm::MlDsa65)),
            _ => {}
        }
        let known = SignatureAlgorithm::ALL
            .into_iter()
            .find(|algorithm| algorithm.name().eq_ignore_ascii_case(text));
        match known.map(|algorithm| (algorithm, algorithm.family())) {
            Some((algorithm, KeyFamily::Hmac)) => Ok(Self::Secret(algorithm)),
            Some((algorithm, KeyFamily::Rsa)) => Err(format!(
                "an RSA key signs with every RSA algorithm; create it with RSA, and sign with --alg {algorithm}"
            )),
            Some((algorithm, _)) => Ok(Self::Pair(algorithm)),
            None => Err(format!("use {NAMES}")),
        }
    }
}

impl NewKey {
    /// Returns the kind of an existing key. An RSA key of an unusual size gets the next larger
    /// one.
    pub(super) fn like(key: &SigningKey) -> Self {
        match key.public() {
            None => Self::Secret(key.algorithm),
            Some(public) => match public.rsa_bits() {
                Some(bits) => Self::Rsa { bits },
                None => Self::Pair(key.algorithm),
            },
        }
    }

    /// Returns the algorithm that the key signs with unless told otherwise.
    pub(super) const fn algorithm(self) -> SignatureAlgorithm {
        match self {
            Self::Rsa { .. } => SignatureAlgorithm::RS256,
            Self::Pair(algorithm) => SignatureAlgorithm::customary_of(algorithm.family()),
            Self::Secret(algorithm) => algorithm,
        }
    }

    /// Returns the name that a key has unless told otherwise.
    pub(super) fn default_name(self) -> String {
        match self {
            Self::Rsa { bits: 2048 } => "rsa".to_owned(),
            Self::Rsa { bits } => format!("rsa{bits}"),
            Self::Pair(algorithm) => match algorithm.family() {
                KeyFamily::Ed25519 => "ed25519".to_owned(),
                _ => algorithm.name().to_ascii_lowercase(),
            },
            Self::Secret(algorithm) => algorithm.name().to_ascii_lowercase(),
        }
    }

    /// Draws a new key. A secret is printable text, because Hasura reads secrets as text.
    pub(super) fn generate(self) -> Result<SigningMaterial, Error> {
        Ok(match self {
            Self::Rsa { bits } => SigningMaterial::Private(PrivateKey::generate_rsa(bits)?),
            Self::Pair(algorithm) => SigningMaterial::Private(PrivateKey::generate(algorithm)?),
            Self::Secret(algorithm) => {
                let bytes = algorithm.hmac_bytes().ok_or(KeyError::EmptySecret)?;
                let text = Secret::random_text(bytes)?;
                SigningMaterial::Secret(Secret::new(text.as_bytes())?)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_in_any_case() {
        for (text, kind, name) in [
            ("RSA", NewKey::Rsa { bits: 2048 }, "rsa"),
            ("rs256", NewKey::Rsa { bits: 2048 }, "rsa"),
            ("rsa3072", NewKey::Rsa { bits: 3072 }, "rsa3072"),
            ("RSA-4096", NewKey::Rsa { bits: 4096 }, "rsa4096"),
            ("es256k", NewKey::Pair(SignatureAlgorithm::ES256K), "es256k"),
            ("EdDSA", NewKey::Pair(SignatureAlgorithm::EdDSA), "ed25519"),
            ("ed25519", NewKey::Pair(SignatureAlgorithm::Ed25519), "ed25519"),
            ("ML-DSA", NewKey::Pair(SignatureAlgorithm::MlDsa65), "ml-dsa-65"),
            ("hs512", NewKey::Secret(SignatureAlgorithm::HS512), "hs512"),
        ] {
            assert_eq!(text.parse(), Ok(kind), "{text}");
            assert_eq!(kind.default_name(), name);
        }
        for text in ["", "none", "RSA1024", "RSA-", "PS256", "RS512", "secp256k1"] {
            let read = text.parse::<NewKey>();
            assert!(read.is_err() || text == "RSA-", "{text}");
        }
    }

    #[test]
    fn a_key_is_replaced_by_one_of_its_kind() {
        for kind in [
            NewKey::Rsa { bits: 3072 },
            NewKey::Pair(SignatureAlgorithm::ES384),
            NewKey::Pair(SignatureAlgorithm::MlDsa44),
            NewKey::Secret(SignatureAlgorithm::HS384),
        ] {
            let material = kind.generate().unwrap();
            let key = SigningKey::new(material, Some(kind.algorithm()), None).unwrap();
            assert_eq!(NewKey::like(&key), kind);
        }
    }
}
