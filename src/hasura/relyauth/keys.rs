//! The key of a `jwt` mode as `RelyAuth` loads and uses it.

use crate::hasura::hmac_secret;
use crate::hasura::relyauth::auth_yaml::{ALGORITHMS, ConfigError, Fault, JwtMode, KeyPlace};
use crate::hasura::relyauth::refusal::{Reason, Refusal};
use crate::hasura::settings::{Lookup, Text};
use crate::hasura::signature_failure::{self, SignatureFailure};
use crate::hasura::warning::EngineWarning;
use crate::jose::algorithm::{KeyFamily, SignatureAlgorithm};
use crate::jose::diagnosis::Mismatch;
use crate::jose::jwk::JwkSet;
use crate::jose::key::VerificationMaterial;
use crate::jose::note::Note;
use crate::jose::pem::{self, FoundKey};
use crate::jose::verdict::Trials;
use crate::redact;

/// Why a signature is not verified.
#[derive(Debug)]
pub(crate) enum Unverified {
    /// The service refuses it, with its message and the reason
    Refused(Refusal, SignatureFailure),
    /// The keys are not known here
    NotChecked,
}

/// The keys that signatures are checked with.
#[derive(Clone, Debug)]
pub(crate) enum Keys {
    Fixed {
        algorithm: SignatureAlgorithm,
        key: VerificationMaterial,
    },
    Set(Vec<Named>),
    /// A set that could not be fetched here
    Missing,
}

/// A key in a JWK Set.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    kid: Option<String>,
    /// The key's `alg`, even if it is unknown
    algorithm: Option<String>,
    key: VerificationMaterial,
}

impl Keys {
    /// Returns the fixed key of a mode, or `None` if its keys are at a URL.
    ///
    /// # Errors
    ///
    /// Returns why the service does not load the key.
    pub(crate) fn of_mode(jwt: &JwtMode, lookup: Lookup<'_>) -> Result<Option<Self>, ConfigError> {
        let KeyPlace::Fixed { algorithm, text } = &jwt.key else { return Ok(None) };
        let text = resolved(text, lookup)?;
        let key = material(*algorithm, &text)?;
        Ok(Some(Self::Fixed { algorithm: *algorithm, key }))
    }

    /// Returns a warning about a fixed key that the service accepts.
    pub(crate) fn warning(&self) -> Option<Note<EngineWarning>> {
        match self {
            Self::Fixed { key, .. } => hmac_secret::key_as_secret(key),
            Self::Set(_) | Self::Missing => None,
        }
    }

    /// Reads the response of a `jwkFromUrl`.
    ///
    /// # Errors
    ///
    /// Returns an error if the response is not a key set.
    pub(crate) fn of_set(bytes: &[u8]) -> Result<Self, ConfigError> {
        let failed = |why: String| ConfigError {
            message: format!("jwk: get keys failed: {why}"),
            fault: Fault::KeySet,
            inexact: true,
        };
        let set = JwkSet::parse(bytes).map_err(|error| failed(error.to_string()))?;
        let keys = set.usable().filter_map(|jwk| {
            Some(Named {
                kid: jwk.kid().map(ToOwned::to_owned),
                algorithm: jwk.members().get_str("alg").map(ToOwned::to_owned),
                key: jwk.material().ok()?,
            })
        });
        Ok(Self::Set(keys.collect()))
    }

    /// Returns the algorithms that a token must name to be read at all: those named by the keys
    /// of a set, regardless of the keys' purpose, or all algorithms if no key names one.
    pub(crate) fn algorithms(&self) -> Vec<String> {
        let all = || ALGORITHMS.map(|algorithm| algorithm.name().to_owned()).to_vec();
        match self {
            Self::Fixed { algorithm, .. } => vec![algorithm.name().to_owned()],
            Self::Set(keys) => {
                let named: Vec<String> =
                    keys.iter().filter_map(|key| key.algorithm.clone()).collect();
                if named.is_empty() { all() } else { named }
            }
            Self::Missing => all(),
        }
    }

    /// Checks a signature.
    ///
    /// # Errors
    ///
    /// Returns the service's reason, which it does not disclose, and why it does not verify.
    pub(crate) fn check(
        &self,
        kid: Option<&str>,
        algorithm: SignatureAlgorithm,
        input: &[u8],
        signature: &[u8],
    ) -> Result<String, Unverified> {
        let signed = Mismatch { algorithm, input, signature };
        match self {
            Self::Missing => Err(Unverified::NotChecked),
            Self::Fixed { key, .. } if signature_failure::verifies(key, signed) => {
                Ok(format!("verified with {algorithm}"))
            }
            Self::Fixed { key, .. } => {
                let failure = signature_failure::why(key, signed, &mut Trials::new());
                Err(Unverified::Refused(Refusal::of(Reason::Signature), failure))
            }
            Self::Set(keys) => {
                let mine: Vec<&Named> =
                    keys.iter().filter(|key| kid.is_none() || key.kid.as_deref() == kid).collect();
                let found = mine.iter().find(|one| signature_failure::verifies(&one.key, signed));
                if let Some(found) = found {
                    let kid = found.kid.as_ref();
                    let kid = kid.map_or_else(String::new, |kid| format!(", key `{kid}`"));
                    return Ok(format!("verified with {algorithm}{kid}"));
                }
                let failure = signature_failure::why_none(mine.iter().map(|one| &one.key), signed);
                let failure = failure.unwrap_or_else(|| {
                    SignatureFailure::Unusable(match kid {
                        Some(kid) if !keys.is_empty() => {
                            format!("the key set has no key `{kid}`")
                        }
                        _ => "the key set has no usable key".to_owned(),
                    })
                });
                Err(Unverified::Refused(Refusal::of(Reason::KeySetSignature), failure))
            }
        }
    }
}

/// Returns the text of a key or the address of a key set.
///
/// # Errors
///
/// Returns an error if the environment variable is empty or not set.
pub(crate) fn resolved(text: &Text, lookup: Lookup<'_>) -> Result<String, ConfigError> {
    text.resolve(lookup).filter(|text| !text.is_empty()).ok_or_else(|| ConfigError {
        message: match &text.variable {
            Some(name) => {
                format!("{}: EmptyVar: the environment variable value is empty", redact::name(name))
            }
            None => "the value is empty".to_owned(),
        },
        fault: Fault::Variable,
        inexact: text.variable.is_none(),
    })
}

/// Reads the bytes of a secret, or one PEM block that contains a `SubjectPublicKeyInfo`.
fn material(
    algorithm: SignatureAlgorithm,
    text: &str,
) -> Result<VerificationMaterial, ConfigError> {
    let invalid = |why: &str| ConfigError::exact(Fault::Key, format!("invalid JWT key: {why}"));
    if algorithm.family() == KeyFamily::Hmac {
        return hmac_secret::read(text).map_err(|error| {
            ConfigError::inexact(Fault::Key, format!("invalid JWT key: {error}"))
        });
    }
    let der = pem::first_block(text).map_err(|_| invalid("invalid PEM format"))?;
    let public = match pem::read_der(&der) {
        Ok(FoundKey::Public(public)) => public,
        Ok(FoundKey::Private(_) | FoundKey::Encrypted(_)) => {
            return Err(wrong_structure("it is a private key"));
        }
        Err(error) => return Err(wrong_structure(&error.to_string())),
    };
    let plain = pem::public_pem(&public).ok().and_then(|text| pem::first_block(&text).ok());
    if plain.is_some_and(|plain| plain != der) {
        return Err(if begins_with_integer(&der) {
            let words = "x509: failed to parse public key (use ParsePKCS1PublicKey instead for this key format)";
            ConfigError::exact(Fault::Key, words)
        } else {
            wrong_structure(
                "it is a certificate, and the service reads only a SubjectPublicKeyInfo",
            )
        });
    }
    let fits = match (public.family(), algorithm.family()) {
        // The service does not compare the curves. With a key on another curve, nothing ever
        // verifies.
        (KeyFamily::Ec(_), KeyFamily::Ec(_)) => true,
        (found, expected) => found == expected,
    };
    if !fits {
        let expected = match algorithm.family() {
            KeyFamily::Ec(_) => "an ECDSA",
            KeyFamily::Rsa => "an RSA",
            _ => "an Ed25519",
        };
        return Err(invalid(&format!("The public key is not {expected} key")));
    }
    Ok(VerificationMaterial::Public(public))
}

/// Returns the error for DER with another structure: the beginning of Go's message, which
/// continues with the tags it found, and our explanation.
fn wrong_structure(why: &str) -> ConfigError {
    ConfigError::inexact(Fault::Key, format!("asn1: structure error ({why})"))
}

/// Whether the first element of a DER sequence is an integer, as in PKCS#1.
fn begins_with_integer(der: &[u8]) -> bool {
    let [0x30, length, rest @ ..] = der else { return false };
    let more = if *length < 0x80 { 0 } else { usize::from(*length & 0x7f) };
    rest.get(more) == Some(&0x02)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPKI: &str = include_str!("../../../tests/fixtures/keys/p256.spki.pem");

    fn refused(algorithm: SignatureAlgorithm, text: &str) -> (String, bool) {
        let error = material(algorithm, text).unwrap_err();
        (error.message, error.inexact)
    }

    #[test]
    fn keys_of_another_form_are_refused_in_the_words_of_the_service() {
        use SignatureAlgorithm::{ES256, EdDSA, RS256};
        assert!(material(ES256, SPKI).is_ok());
        for (algorithm, text, message) in [
            (RS256, "secret", "invalid JWT key: invalid PEM format"),
            (RS256, SPKI, "invalid JWT key: The public key is not an RSA key"),
            (EdDSA, SPKI, "invalid JWT key: The public key is not an Ed25519 key"),
            (
                RS256,
                include_str!("../../../tests/fixtures/keys/rsa.public-pkcs1.pem"),
                "x509: failed to parse public key (use ParsePKCS1PublicKey instead for this key format)",
            ),
        ] {
            assert_eq!(refused(algorithm, text), (message.to_owned(), false));
        }
        for text in [
            include_str!("../../../tests/fixtures/keys/rsa.certificate.pem"),
            include_str!("../../../tests/fixtures/keys/rsa.pkcs8.pem"),
            include_str!("../../../tests/fixtures/keys/rsa.pkcs1.pem"),
        ] {
            let (message, inexact) = refused(RS256, text);
            assert!(message.starts_with("asn1: structure error (it is a ") && inexact, "{message}");
        }
    }
}
