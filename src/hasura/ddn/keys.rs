//! The key of a mode as DDN uses it: a fixed key, or the one that the token's `kid` names.

use crate::hasura::ddn::config::{ConfigError, Fault, JwtConfig, KeyPlace};
use crate::hasura::ddn::refusal::{Reason, Refusal};
use crate::hasura::hmac_secret;
use crate::hasura::settings::{Lookup, Text};
use crate::hasura::warning::EngineWarning;
use crate::jose::algorithm::{Curve, KeyFamily, SignatureAlgorithm};
use crate::jose::json::{Object, Value};
use crate::jose::jwk::Jwk;
use crate::jose::key::{VerificationKey, VerificationMaterial};
use crate::jose::note::Note;
use crate::jose::pem::{self, FoundKey};
use crate::jose::signature::Verifier;
use crate::redact;

/// The keys that verify signatures.
#[derive(Clone, Debug)]
pub(crate) enum Keys {
    Fixed {
        algorithm: SignatureAlgorithm,
        /// The key, or why it cannot be used, which the engine only finds out with each request
        key: Result<VerificationMaterial, String>,
    },
    /// The members of a JWK Set, or why it cannot be read
    Set(Result<Vec<Object>, String>),
    /// A set that could not be fetched here
    Missing,
}

/// The reason why there is no key for a token.
#[derive(Clone, Debug)]
pub(crate) enum NoKey {
    Refused(Refusal, String),
    /// The key set is not known here
    NotKnown,
}

impl From<(Refusal, String)> for NoKey {
    fn from((refusal, detail): (Refusal, String)) -> Self {
        Self::Refused(refusal, detail)
    }
}

/// A key and the algorithms that it may be used with.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    pub(crate) key: VerificationMaterial,
    pub(crate) algorithms: Vec<SignatureAlgorithm>,
}

impl Keys {
    /// Returns the fixed key of a mode, or `None` if its keys are at a URL.
    ///
    /// # Errors
    ///
    /// Returns an error if an environment variable is not set.
    pub(crate) fn of_mode(
        jwt: &JwtConfig,
        lookup: Lookup<'_>,
    ) -> Result<Option<Self>, ConfigError> {
        let KeyPlace::Fixed { algorithm, text } = &jwt.key else { return Ok(None) };
        let algorithm = *algorithm;
        let text = text.resolve(lookup).ok_or_else(|| unset(text))?;
        Ok(Some(Self::Fixed { algorithm, key: read_material(algorithm, &text) }))
    }

    /// Reads the response of a `jwkFromUrl`.
    pub(crate) fn of_set(bytes: &[u8]) -> Self {
        let keys = match Value::parse(bytes) {
            Ok(Value::Object(set)) => match set.get("keys").and_then(Value::as_array) {
                Some(keys) => Ok(keys.iter().filter_map(Value::as_object).cloned().collect()),
                None => Err("missing field `keys`".to_owned()),
            },
            Ok(other) => Err(format!("it is {}", other.a_kind())),
            Err(error) => Err(error.to_string()),
        };
        Self::Set(keys)
    }

    /// Returns a warning about a fixed key that the engine accepts.
    pub(crate) fn warning(&self) -> Option<Note<EngineWarning>> {
        match self {
            Self::Fixed { key: Ok(key), .. } => hmac_secret::key_as_secret(key),
            Self::Fixed { key: Err(_), .. } | Self::Set(_) | Self::Missing => None,
        }
    }

    /// Returns the key for a token with this `kid`.
    pub(crate) fn choose(&self, kid: Option<&str>) -> Result<Chosen, NoKey> {
        let unusable = |why: String| {
            NoKey::Refused(Refusal::with(Reason::KeyUnusable, "InvalidKeyFormat"), why)
        };
        let no_kid = || {
            let detail = "the header has no `kid` to choose a key by";
            NoKey::Refused(Refusal::of(Reason::NoKid), detail.to_owned())
        };
        match self {
            Self::Fixed { algorithm, key } => match key {
                Ok(key) => Ok(Chosen { key: key.clone(), algorithms: vec![*algorithm] }),
                Err(why) => Err(unusable(why.clone())),
            },
            Self::Set(Err(why)) => {
                let refusal = Refusal::with(Reason::KeySet, why);
                Err(NoKey::Refused(refusal, "the key set cannot be read".to_owned()))
            }
            Self::Set(Ok(keys)) => {
                let kid = kid.ok_or_else(no_kid)?;
                let found = keys.iter().find(|key| key.get_str("kid") == Some(kid));
                let Some(found) = found else {
                    let known: Vec<&str> =
                        keys.iter().filter_map(|key| key.get_str("kid")).collect();
                    let detail = if known.is_empty() {
                        format!("no key `{kid}`; no key of the set has a `kid`")
                    } else {
                        format!("no key `{kid}`; the set has `{}`", known.join("`, `"))
                    };
                    return Err((Refusal::with(Reason::NoMatchingKey, kid), detail).into());
                };
                let jwk =
                    Jwk::from_object(found.clone()).map_err(|why| unusable(why.to_string()))?;
                let key = jwk.material().map_err(|why| unusable(why.to_string()))?;
                let algorithms = algorithms_of(key.family());
                Ok(Chosen { key, algorithms })
            }
            Self::Missing => Err(kid.map_or_else(no_kid, |_| NoKey::NotKnown)),
        }
    }
}

impl Chosen {
    /// Whether this key made the signature.
    pub(crate) fn verifies(
        &self,
        algorithm: SignatureAlgorithm,
        input: &[u8],
        signature: &[u8],
    ) -> bool {
        let key = VerificationKey::of(self.key.clone(), None);
        Verifier::new(&key, algorithm).is_ok_and(|verifier| verifier.verifies(input, signature))
    }
}

/// Returns the algorithms that a JWK may be used with. Only its `kty` counts; `alg` is ignored.
fn algorithms_of(family: KeyFamily) -> Vec<SignatureAlgorithm> {
    use SignatureAlgorithm as A;
    match family {
        KeyFamily::Hmac => vec![A::HS256, A::HS384, A::HS512],
        KeyFamily::Rsa => vec![A::RS256, A::RS384, A::RS512, A::PS256, A::PS384, A::PS512],
        KeyFamily::Ec(_) => vec![A::ES256, A::ES384],
        KeyFamily::Ed25519 => vec![A::EdDSA],
        KeyFamily::MlDsa(_) => Vec::new(),
    }
}

/// Returns the error for an environment variable that is not set.
pub(crate) fn unset(text: &Text) -> ConfigError {
    let name = redact::name(text.variable.as_deref().unwrap_or_default());
    ConfigError {
        message: format!("the environment variable `{name}` is not set"),
        fault: Fault::Variable,
        inexact: true,
    }
}

/// Reads the bytes of a secret of any length, or a PEM that may lack its line breaks.
fn read_material(
    algorithm: SignatureAlgorithm,
    text: &str,
) -> Result<VerificationMaterial, String> {
    if algorithm.family() == KeyFamily::Hmac {
        return hmac_secret::read(text).map_err(|error| format!("the key is {error}"));
    }
    let public = match pem::read_pem(text) {
        Ok((FoundKey::Public(public), _)) => public,
        Ok((FoundKey::Private(_) | FoundKey::Encrypted(_), _)) => {
            return Err("it is a private key; DDN needs the public key".to_owned());
        }
        Err(error) => return Err(error.to_string()),
    };
    let fits = match (public.family(), algorithm.family()) {
        (KeyFamily::Ec(Curve::P256 | Curve::P384), KeyFamily::Ec(_)) => true,
        (found, expected) => found == expected,
    };
    if fits {
        Ok(VerificationMaterial::Public(public))
    } else {
        Err(format!("the key is {}, and the algorithm is {algorithm}", public.family()))
    }
}
