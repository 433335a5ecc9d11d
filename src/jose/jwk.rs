//! JSON Web Keys and JWK Sets (RFC 7517).

use std::fmt;

use zeroize::Zeroizing;

use crate::jose::algorithm::{Curve, KeyFamily, MlDsaSet, SignatureAlgorithm};
use crate::jose::base64url;
use crate::jose::json::{JsonError, Object, Value};
use crate::jose::key::{
    KeyError, PrivateKey, PublicKey, Secret, SigningMaterial, VerificationKey, VerificationMaterial,
};
use crate::jose::rsa_numbers;
use crate::jose::thumbprint;

/// Members that are never shown.
const PRIVATE_MEMBERS: [&str; 9] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];

/// A JSON Web Key. Unknown members survive a round trip; `Debug` omits private ones.
#[derive(Clone, PartialEq)]
pub struct Jwk(Object);

/// Why a JWK cannot be used.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum JwkError {
    /// Not JSON
    #[error("it is not JSON: {0}")]
    Json(#[from] JsonError),
    /// JSON, but not a key
    #[error("it is not a JWK: {reason}")]
    NotAKey {
        /// What is missing
        reason: String,
    },
    /// A member is missing or invalid
    #[error("the JWK's `{member}` {problem}")]
    Member {
        /// The member's name
        member: &'static str,
        /// What is wrong with it
        problem: String,
    },
    /// The numbers do not form a usable key
    #[error("the JWK is {0}")]
    Unusable(#[from] KeyError),
    /// The key has another purpose
    #[error("the JWK must not be used to verify signatures: {reason}")]
    Purpose {
        /// `use` or `key_ops` and its value
        reason: String,
    },
}

impl Jwk {
    /// Converts an object that has a `kty`.
    ///
    /// # Errors
    ///
    /// [`JwkError::NotAKey`] if there is no `kty`.
    pub fn from_object(object: Object) -> Result<Self, JwkError> {
        match object.get("kty") {
            Some(Value::String(_)) => Ok(Self(object)),
            Some(other) => Err(JwkError::NotAKey {
                reason: format!("its `kty` is {}, not a string", other.a_kind()),
            }),
            None => Err(JwkError::NotAKey { reason: "it has no `kty`".to_owned() }),
        }
    }

    /// Returns a public key as a JWK, with `use: sig` and its thumbprint as `kid`.
    pub fn of_public(key: &PublicKey, algorithm: Option<SignatureAlgorithm>) -> Self {
        let mut members = thumbprint::required_members(key);
        if let Some(algorithm) = algorithm {
            members.set("alg", algorithm.name());
        }
        members.set("use", "sig");
        members.set("kid", thumbprint::of(key));
        Self(members)
    }

    /// Returns a shared secret as a JWK. It has no `kid`, because a thumbprint would help others to
    /// guess the secret (RFC 7638 section 7).
    pub fn of_secret(secret: &Secret, algorithm: SignatureAlgorithm) -> Self {
        let mut members = Object::new();
        members.set("kty", "oct");
        members.set("alg", algorithm.name());
        members.set("k", base64url::encode(secret.as_bytes()));
        Self(members)
    }

    /// Returns the JSON of the key, private members included.
    pub fn to_private_json(&self) -> Zeroizing<String> {
        Zeroizing::new(Value::from(self.0.clone()).to_json())
    }

    /// Returns all members, private ones included.
    pub const fn members(&self) -> &Object {
        &self.0
    }

    /// Returns the key's name.
    pub fn kid(&self) -> Option<&str> {
        self.0.get_str("kid")
    }

    /// Whether the key has a private part.
    pub fn is_private(&self) -> bool {
        self.0.contains("d") || self.0.contains("priv")
    }

    /// Returns the key for checking signatures, with the algorithms it allows: its `alg`
    /// if it has one, else all of its kind. Of a private key, the public half.
    ///
    /// # Errors
    ///
    /// [`JwkError::Purpose`] for `use` other than `sig`, `key_ops` without `verify` or
    /// `sign`, and an `alg` of another kind; else what is wrong with the numbers.
    pub fn verification_key(&self) -> Result<VerificationKey, JwkError> {
        self.check_purpose()?;
        let material = self.material()?;
        let key = VerificationKey::of(material, self.kid().map(ToOwned::to_owned));
        match self.algorithm(key.material.family())? {
            Some(algorithm) => Ok(key.restricted_to(&[algorithm])),
            None => Ok(key),
        }
    }

    /// Returns the public key, regardless of its purpose; `None` for a secret, or if the numbers
    /// are not a key.
    pub fn public_key(&self) -> Option<PublicKey> {
        match self.material() {
            Ok(VerificationMaterial::Public(key)) => Some(key),
            Ok(VerificationMaterial::Secret(_)) | Err(_) => None,
        }
    }

    /// Returns the key for signing, with its `alg` if it has one.
    ///
    /// # Errors
    ///
    /// [`JwkError::Member`] if there is no private part, else as [`Jwk::verification_key`].
    pub fn signing_material(
        &self,
    ) -> Result<(SigningMaterial, Option<SignatureAlgorithm>), JwkError> {
        self.check_purpose()?;
        let material = match self.material()? {
            VerificationMaterial::Secret(secret) => SigningMaterial::Secret(secret),
            VerificationMaterial::Public(public) => {
                SigningMaterial::Private(self.private_key(&public)?)
            }
        };
        let family = match &material {
            SigningMaterial::Secret(_) => KeyFamily::Hmac,
            SigningMaterial::Private(key) => key.public().family(),
        };
        Ok((material, self.algorithm(family)?))
    }

    fn check_purpose(&self) -> Result<(), JwkError> {
        match self.0.get("use") {
            None | Some(Value::Null) => {}
            Some(Value::String(purpose)) if purpose == "sig" => {}
            Some(other) => {
                return Err(JwkError::Purpose {
                    reason: format!("its `use` is {}", other.to_json()),
                });
            }
        }
        match self.0.get("key_ops") {
            None | Some(Value::Null) => Ok(()),
            Some(Value::Array(operations))
                if operations
                    .iter()
                    .filter_map(Value::as_str)
                    .any(|operation| matches!(operation, "verify" | "sign")) =>
            {
                Ok(())
            }
            Some(other) => {
                Err(JwkError::Purpose { reason: format!("its `key_ops` is {}", other.to_json()) })
            }
        }
    }

    fn algorithm(&self, family: KeyFamily) -> Result<Option<SignatureAlgorithm>, JwkError> {
        match self.0.get("alg") {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(name)) => match name.parse::<SignatureAlgorithm>() {
                Ok(algorithm) if algorithm.family() == family => Ok(Some(algorithm)),
                Ok(algorithm) => Err(KeyError::WrongFamily { algorithm, family }.into()),
                Err(_) => Err(JwkError::Purpose { reason: format!("its `alg` is \"{name}\"") }),
            },
            Some(other) => Err(JwkError::Member {
                member: "alg",
                problem: format!("is {}, not a string", other.a_kind()),
            }),
        }
    }

    /// Returns the key itself, regardless of its `use`, `key_ops` and `alg`.
    ///
    /// # Errors
    ///
    /// What is wrong with the numbers.
    pub fn material(&self) -> Result<VerificationMaterial, JwkError> {
        let kty = self.0.get_str("kty").unwrap_or_default();
        let public = match kty {
            "oct" => {
                return Ok(VerificationMaterial::Secret(Secret::new(self.bytes("k")?)?));
            }
            "RSA" => PublicKey::rsa(&self.bytes("n")?, &self.bytes("e")?)?,
            "EC" => {
                let curve = self.curve()?;
                let mut point = vec![4];
                for member in ["x", "y"] {
                    let coordinate = self.bytes(member)?;
                    if coordinate.len() != curve.coordinate_bytes() {
                        return Err(JwkError::Member {
                            member,
                            problem: format!(
                                "has {} bytes; coordinates on {} have {}",
                                coordinate.len(),
                                curve.name(),
                                curve.coordinate_bytes()
                            ),
                        });
                    }
                    point.extend(coordinate);
                }
                PublicKey::ec(curve, &point)?
            }
            "OKP" => match self.0.get_str("crv") {
                Some("Ed25519") => PublicKey::ed25519(&self.bytes("x")?)?,
                _ => return Err(self.unknown("crv")),
            },
            "AKP" => PublicKey::ml_dsa(self.ml_dsa_set()?, &self.bytes("pub")?)?,
            _ => return Err(self.unknown("kty")),
        };
        Ok(VerificationMaterial::Public(public))
    }

    fn private_key(&self, public: &PublicKey) -> Result<PrivateKey, JwkError> {
        match public {
            PublicKey::Rsa { .. } => self.rsa_private_key(),
            PublicKey::Ec { curve, point } => {
                Ok(PrivateKey::from_ec_numbers(*curve, &self.bytes("d")?, point)?)
            }
            PublicKey::Ed25519(key) => Ok(PrivateKey::from_ed25519_seed(&self.bytes("d")?, key)?),
            PublicKey::MlDsa { set, .. } => {
                Ok(PrivateKey::from_ml_dsa_seed(*set, &self.bytes("priv")?)?)
            }
        }
    }

    /// Returns an RSA key. Of its eight numbers, `n`, `e` and `d` suffice (RFC 7518 section
    /// 6.3.2); the others are computed if any is missing.
    fn rsa_private_key(&self) -> Result<PrivateKey, JwkError> {
        let has = |member| !matches!(self.0.get(member), None | Some(Value::Null));
        let (n, e, d) = (self.bytes("n")?, self.bytes("e")?, self.secret_bytes("d")?);
        let primes = if has("p") && has("q") {
            Some((self.secret_bytes("p")?, self.secret_bytes("q")?))
        } else {
            None
        };
        let primes = primes.as_ref().map(|(p, q)| (p.as_slice(), q.as_slice()));
        for member in ["dp", "dq", "qi"].into_iter().filter(|member| has(member)) {
            self.secret_bytes(member)?;
        }
        Ok(rsa_numbers::private_key(&n, &e, &d, primes)?)
    }

    fn secret_bytes(&self, member: &'static str) -> Result<Zeroizing<Vec<u8>>, JwkError> {
        self.bytes(member).map(Zeroizing::new)
    }

    fn curve(&self) -> Result<Curve, JwkError> {
        let name = self.0.get_str("crv");
        Curve::ALL
            .into_iter()
            .find(|curve| Some(curve.name()) == name)
            .ok_or_else(|| self.unknown("crv"))
    }

    fn ml_dsa_set(&self) -> Result<MlDsaSet, JwkError> {
        let name = self.0.get_str("alg");
        MlDsaSet::ALL
            .into_iter()
            .find(|set| Some(set.algorithm().name()) == name)
            .ok_or_else(|| self.unknown("alg"))
    }

    fn bytes(&self, member: &'static str) -> Result<Vec<u8>, JwkError> {
        let text = match self.0.get(member) {
            Some(Value::String(text)) => text,
            Some(other) => {
                let problem = format!("is {}, not a string", other.a_kind());
                return Err(JwkError::Member { member, problem });
            }
            None => {
                return Err(JwkError::Member { member, problem: "is missing".to_owned() });
            }
        };
        base64url::decode(text).map_err(|error| JwkError::Member {
            member,
            problem: format!("is not base64url: {error}"),
        })
    }

    fn unknown(&self, member: &'static str) -> JwkError {
        let problem = match self.0.get(member) {
            Some(value) => format!("is {}, which cannot sign JWTs", value.to_json()),
            None => "is missing".to_owned(),
        };
        JwkError::Member { member, problem }
    }
}

impl fmt::Debug for Jwk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.iter().filter(|(name, _)| !PRIVATE_MEMBERS.contains(name));
        f.debug_map().entries(shown).finish()
    }
}

/// A JWK Set: the valid keys, and what is wrong with the others. One invalid key does not
/// spoil the set (RFC 7517 section 5).
#[derive(Clone, Debug)]
pub struct JwkSet {
    /// The elements of `keys`, each valid or not
    pub keys: Vec<Result<Jwk, JwkError>>,
}

impl JwkSet {
    /// Converts an object that has a `keys` array.
    ///
    /// # Errors
    ///
    /// [`JwkError::NotAKey`] if it has none.
    pub fn from_object(object: &Object) -> Result<Self, JwkError> {
        let Some(Value::Array(keys)) = object.get("keys") else {
            return Err(JwkError::NotAKey { reason: "it has no `keys` array".to_owned() });
        };
        let keys = keys
            .iter()
            .map(|key| match key {
                Value::Object(object) => Jwk::from_object(object.clone()),
                other => Err(JwkError::NotAKey {
                    reason: format!("it is {}, not an object", other.a_kind()),
                }),
            })
            .collect();
        Ok(Self { keys })
    }

    /// Parses a JWK Set.
    ///
    /// # Errors
    ///
    /// [`JwkError::Json`] if it is not JSON, [`JwkError::NotAKey`] if it is not a JWK Set.
    pub fn parse(text: &[u8]) -> Result<Self, JwkError> {
        match Value::parse(text)? {
            Value::Object(object) => Self::from_object(&object),
            other => Err(JwkError::NotAKey { reason: format!("it is {}", other.a_kind()) }),
        }
    }

    /// Returns the valid keys in their order.
    pub fn usable(&self) -> impl Iterator<Item = &Jwk> {
        self.keys.iter().filter_map(|key| key.as_ref().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jwk(text: &str) -> Jwk {
        Jwk::from_object(Value::parse(text.as_bytes()).unwrap().as_object().unwrap().clone())
            .unwrap()
    }

    #[test]
    fn a_key_for_encryption_verifies_nothing() {
        for members in [
            r#""use":"enc""#,
            r#""use":1"#,
            r#""key_ops":["encrypt"]"#,
            r#""key_ops":"verify""#,
            r#""alg":"A128KW""#,
            r#""alg":"RS256""#,
        ] {
            let key = jwk(&format!(
                r#"{{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMko",{members}}}"#
            ));
            assert!(key.verification_key().is_err(), "{members}");
        }
    }

    #[test]
    fn private_members_stay_out_of_debug_output() {
        let key = jwk(r#"{"kty":"oct","kid":"a","k":"c2VjcmV0"}"#);
        assert_eq!(format!("{key:?}"), r#"{"kty": String("oct"), "kid": String("a")}"#);
        let key = key.verification_key().unwrap();
        assert!(format!("{key:?}").contains("Secret(6 bytes, redacted)"));
    }

    #[test]
    fn a_worthless_key_is_refused() {
        let point = r#""crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM""#;
        assert!(jwk(&format!(r#"{{"kty":"EC",{point}}}"#)).verification_key().is_ok());
        let off_curve = point.replace("4Etl", "4Etm");
        for (text, message) in [
            (
                format!(r#"{{"kty":"EC",{off_curve}}}"#),
                "the JWK is an EC key on P-256 whose numbers do not match",
            ),
            (
                r#"{"kty":"RSA","n":"1Q","e":"AQ"}"#.to_owned(),
                "the JWK is an RSA key with the public exponent 1, under which anyone can sign",
            ),
            (
                r#"{"kty":"oct","k":""}"#.to_owned(),
                "the JWK is an empty HMAC secret, under which anyone can sign",
            ),
            (r#"{"kty":"EC","crv":"P-384"}"#.to_owned(), "the JWK's `x` is missing"),
            (
                r#"{"kty":"OKP","crv":"X25519","x":"AA"}"#.to_owned(),
                "the JWK's `crv` is \"X25519\", which cannot sign JWTs",
            ),
        ] {
            assert_eq!(jwk(&text).verification_key().unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn one_bad_key_does_not_spoil_the_set() {
        let set = JwkSet::parse(br#"{"keys":[{"kty":"oct","k":"YQ"},17,{"kid":"x"}]}"#).unwrap();
        assert_eq!((set.keys.len(), set.usable().count()), (3, 1));
        assert!(JwkSet::parse(br#"{"keys":1}"#).is_err());
        assert!(JwkSet::parse(b"[]").is_err());
    }
}
