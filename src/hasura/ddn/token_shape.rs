//! The parts of a token that DDN and its library (`jsonwebtoken` 9) read, as serde types of the
//! same shape.
//!
//! serde produces their error messages from the names, order and types of the fields. Most of the
//! fields are only read for that reason.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, Visitor};

use crate::hasura::ddn::schema::{JWTAlgorithm, Pairs};

/// The header, as `jsonwebtoken` reads it.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "a field of the wrong type is refused, whoever needs it")]
pub(super) struct Header {
    typ: Option<String>,
    pub(super) alg: JWTAlgorithm,
    cty: Option<String>,
    jku: Option<String>,
    jwk: Option<Jwk>,
    pub(super) kid: Option<String>,
    x5u: Option<String>,
    x5c: Option<Vec<String>>,
    x5t: Option<String>,
    #[serde(rename = "x5t#S256")]
    x5t_s256: Option<String>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "read for its shape")]
struct Jwk {
    #[serde(flatten)]
    common: CommonParameters,
    #[serde(flatten)]
    algorithm: AlgorithmParameters,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "read for its shape")]
struct CommonParameters {
    #[serde(rename = "use", default)]
    public_key_use: Option<String>,
    #[serde(rename = "key_ops", default)]
    key_operations: Option<Vec<String>>,
    #[serde(rename = "alg", default)]
    key_algorithm: Option<KeyAlgorithm>,
    #[serde(rename = "kid", default)]
    key_id: Option<String>,
    #[serde(rename = "x5u")]
    x509_url: Option<String>,
    #[serde(rename = "x5c")]
    x509_chain: Option<Vec<String>>,
    #[serde(rename = "x5t")]
    x509_sha1_fingerprint: Option<String>,
    #[serde(rename = "x5t#S256")]
    x509_sha256_fingerprint: Option<String>,
}

#[derive(Debug, Deserialize)]
enum KeyAlgorithm {
    HS256,
    HS384,
    HS512,
    ES256,
    ES384,
    RS256,
    RS384,
    RS512,
    PS256,
    PS384,
    PS512,
    EdDSA,
    #[serde(rename = "RSA1_5")]
    Rsa15,
    #[serde(rename = "RSA-OAEP")]
    RsaOaep,
    #[serde(rename = "RSA-OAEP-256")]
    RsaOaep256,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "read for its shape")]
enum AlgorithmParameters {
    EllipticCurve { kty: EllipticCurveKeyType, crv: EllipticCurve, x: String, y: String },
    Rsa { kty: RsaKeyType, n: String, e: String },
    OctetKey { kty: OctetKeyType, k: String },
    OctetKeyPair { kty: OctetKeyPairType, crv: EllipticCurve, x: String },
}

#[derive(Debug, Deserialize)]
enum EllipticCurveKeyType {
    #[serde(rename = "EC")]
    Ec,
}

#[derive(Debug, Deserialize)]
enum RsaKeyType {
    #[serde(rename = "RSA")]
    Rsa,
}

#[derive(Debug, Deserialize)]
enum OctetKeyType {
    #[serde(rename = "oct")]
    Octet,
}

#[derive(Debug, Deserialize)]
enum OctetKeyPairType {
    #[serde(rename = "OKP")]
    OctetKeyPair,
}

#[derive(Debug, Deserialize)]
enum EllipticCurve {
    #[serde(rename = "P-256")]
    P256,
    #[serde(rename = "P-384")]
    P384,
    #[serde(rename = "P-521")]
    P521,
    Ed25519,
}

/// The claims that `jsonwebtoken` checks. A value of the wrong type counts as missing. A value
/// that the library does not skip either breaks the JSON that follows it.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "read for its shape; the claims themselves are checked by name")]
pub(super) struct ClaimsForValidation<'a> {
    #[serde(default)]
    exp: NumberIfAny,
    #[serde(default)]
    nbf: NumberIfAny,
    #[serde(borrow)]
    sub: IfAny<Cow<'a, str>>,
    #[serde(borrow)]
    iss: IfAny<OneOrMany<'a>>,
    #[serde(borrow)]
    aud: IfAny<OneOrMany<'a>>,
}

impl ClaimsForValidation<'_> {
    /// The names of the claims, in the order of the fields.
    pub(super) const FIELDS: [&'static str; 5] = ["exp", "nbf", "sub", "iss", "aud"];
}

/// A value, or `None` if it is missing or cannot be read.
#[derive(Debug)]
struct IfAny<T>(Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for IfAny<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(Option::deserialize(deserializer).unwrap_or_default()))
    }
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "read for its shape")]
enum OneOrMany<'a> {
    One(#[serde(borrow)] Cow<'a, str>),
    Many(#[serde(borrow)] HashSet<Cow<'a, str>>),
}

/// A number or any other value. After another value the reader stays where it stopped.
#[derive(Debug, Default)]
struct NumberIfAny;

impl<'de> Deserialize<'de> for NumberIfAny {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;

        impl Visitor<'_> for Number {
            type Value = ();

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }

            fn visit_f64<E>(self, _: f64) -> Result<(), E> {
                Ok(())
            }

            fn visit_u64<E>(self, _: u64) -> Result<(), E> {
                Ok(())
            }
        }

        deserializer.deserialize_any(Number).unwrap_or_default();
        Ok(Self)
    }
}

/// The Hasura claims. All except the two roles are session variables of any type.
#[derive(Debug, Deserialize)]
pub(super) struct HasuraClaims {
    #[serde(rename = "x-hasura-default-role")]
    pub(super) default_role: String,
    #[serde(rename = "x-hasura-allowed-roles")]
    pub(super) allowed_roles: Vec<String>,
    #[serde(flatten)]
    #[expect(dead_code, reason = "with it serde reads the claims as a map, and words it so")]
    custom_claims: Pairs<IgnoredAny>,
}
