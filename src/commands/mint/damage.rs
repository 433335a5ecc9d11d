//! `mint --break`: tokens that are wrong in one way, for tests that expect a refusal.

use clap::ValueEnum;

use crate::error::Error;
use crate::hasura::grant::GrantChange;
use crate::hasura::view::{self, ALLOWED_ROLES, DEFAULT_ROLE, HasuraClaims};
use crate::jose::base64url;
use crate::jose::json::{Object, Value};
use crate::jose::key::{KeyError, PrivateKey, Secret, SigningKey, SigningMaterial};
use crate::jose::numeric_date::NumericDate;
use crate::jose::signature::{self, SignError};

/// The way in which a token is wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum Damage {
    /// It expired an hour ago
    Expired,
    /// It becomes valid in an hour
    NotYetValid,
    /// The last byte of the signature is changed
    Signature,
    /// Signed with a new key that is not stored, under the key ID of the right one
    Key,
    /// Not signed: `alg` is `none`
    AlgNone,
    /// The key ID is one that no key has
    Kid,
    /// Another issuer
    Issuer,
    /// Another audience
    Audience,
    /// The default role is one that is not allowed
    Roles,
    /// The Hasura claims have another name
    Namespace,
}

/// How far a time is off, in seconds: more than any engine allows for clocks that differ.
const HOUR: i64 = 3600;

/// The values of claims that are wrong.
const ISSUER: &str = "https://other-issuer.example/";
const AUDIENCE: &str = "other-audience";
const KID: &str = "other-key";
const ROLE: &str = "other-role";
const NAMESPACE: &str = "https://other-namespace.example/claims";

impl Damage {
    /// Whether it sets this claim.
    pub(super) fn sets(self, claim: &str) -> bool {
        let set = match self {
            Self::Expired => "exp",
            Self::NotYetValid => "nbf",
            Self::Issuer => "iss",
            Self::Audience => "aud",
            Self::Signature
            | Self::Key
            | Self::AlgNone
            | Self::Kid
            | Self::Roles
            | Self::Namespace => return false,
        };
        set == claim
    }

    /// Returns the name of the way.
    pub(super) fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// Breaks the claims, if it is they that are wrong.
    pub(super) fn break_claims(self, claims: &mut Object, now: NumericDate) -> Result<(), Error> {
        match self {
            Self::Expired => expire(claims, now),
            Self::NotYetValid => postpone(claims, now),
            Self::Issuer => claims.set("iss", ISSUER),
            Self::Audience => {
                let is_list = matches!(claims.get("aud"), Some(Value::Array(_)));
                let other = Value::from(AUDIENCE);
                claims.set("aud", if is_list { Value::Array(vec![other]) } else { other });
            }
            Self::Roles => break_roles(claims)?,
            Self::Namespace => rename(claims)?,
            Self::Signature | Self::Key | Self::AlgNone | Self::Kid => {}
        }
        Ok(())
    }

    /// Breaks the header, if it is what is wrong.
    pub(super) fn break_header(self, header: &mut Object) -> Result<(), Error> {
        match self {
            Self::AlgNone => header.set("alg", "none"),
            Self::Kid if header.contains("kid") => header.set("kid", KID),
            Self::Kid => {
                return Err(Error::usage(
                    "`--break kid` changes the key ID, and the token has none",
                    "add one: `--kid KID`",
                ));
            }
            Self::Expired
            | Self::NotYetValid
            | Self::Signature
            | Self::Key
            | Self::Issuer
            | Self::Audience
            | Self::Roles
            | Self::Namespace => {}
        }
        Ok(())
    }

    /// Returns what is wrong with the token.
    pub(super) fn describe(self, header: &Object, claims: &Object) -> String {
        let date = |name| {
            let date = claims.get(name).and_then(|date| NumericDate::from_claim(date).ok());
            date.map_or_else(String::new, NumericDate::to_rfc3339)
        };
        let what = match self {
            Self::Expired => format!("it expired at {}", date("exp")),
            Self::NotYetValid => format!("it is not valid before {}", date("nbf")),
            Self::Signature => "the last byte of its signature is changed".to_owned(),
            Self::Key => match header.get_str("kid") {
                Some(_) => "it is signed with a new key that is not stored, under the key ID of the right one".to_owned(),
                None => "it is signed with a new key that is not stored".to_owned(),
            },
            Self::AlgNone => "it is not signed, and its `alg` is `none`".to_owned(),
            Self::Kid => format!("its key ID is `{KID}`, which no key has"),
            Self::Issuer => format!("its issuer is `{ISSUER}`"),
            Self::Audience => format!("its audience is `{AUDIENCE}`"),
            Self::Roles => {
                let found = view::find(claims);
                let role = found.as_ref().and_then(HasuraClaims::default_role);
                format!("its default role is `{}`, which is not allowed", role.unwrap_or(ROLE))
            }
            Self::Namespace => format!("its Hasura claims are in `{NAMESPACE}`"),
        };
        format!("broken on purpose: {what}")
    }
}

/// Sets `exp` to an hour ago, and whatever would be later to an hour before that.
fn expire(claims: &mut Object, now: NumericDate) {
    let exp = now.seconds() - HOUR;
    claims.set("exp", exp);
    for name in ["iat", "nbf", "auth_time"] {
        let is_later = |value: &Value| {
            NumericDate::from_claim(value).is_ok_and(|date| date.seconds() > exp - HOUR)
        };
        if claims.get(name).is_some_and(is_later) {
            claims.set(name, exp - HOUR);
        }
    }
}

/// Sets `nbf` to an hour from now, and `exp` to an hour after that if it would be earlier.
fn postpone(claims: &mut Object, now: NumericDate) {
    let nbf = now.seconds() + HOUR;
    claims.set("nbf", nbf);
    let is_earlier = |value: &Value| {
        NumericDate::from_claim(value).is_ok_and(|date| date.seconds() < nbf + HOUR)
    };
    if claims.get("exp").is_some_and(is_earlier) {
        claims.set("exp", nbf + HOUR);
    }
}

/// Sets the default role to one that is not allowed.
fn break_roles(claims: &mut Object) -> Result<(), Error> {
    let found = view::find(claims).ok_or_else(|| no_hasura_claims(Damage::Roles))?;
    if found.allowed_roles().is_none() {
        return Err(Error::usage(
            format!("`--break roles` needs a list of roles in `{ALLOWED_ROLES}`"),
            "add one with `--role ROLE`",
        ));
    }
    let mut role = ROLE.to_owned();
    while found.allowed_roles().is_some_and(|roles| roles.contains(&role.as_str())) {
        role.push_str("-2");
    }
    let role = Value::from(role);
    let variables = vec![(DEFAULT_ROLE, Some(&role))];
    let change = GrantChange { variables, ..GrantChange::default() };
    change.apply(found, claims).map_err(|_| no_hasura_claims(Damage::Roles))
}

/// Gives the claim with the Hasura claims another name.
fn rename(claims: &mut Object) -> Result<(), Error> {
    let found = view::find(claims).ok_or_else(|| no_hasura_claims(Damage::Namespace))?;
    if let Some(key) = found.namespace() {
        let name = |name: &str| if name == key { NAMESPACE } else { name }.to_owned();
        *claims = claims.iter().map(|(member, value)| (name(member), value.clone())).collect();
        return Ok(());
    }
    // They are deeper inside, or among all other claims.
    let change = GrantChange { namespace: Some(NAMESPACE), ..GrantChange::default() };
    change.apply(found, claims).map_err(|_| no_hasura_claims(Damage::Namespace))
}

fn no_hasura_claims(damage: Damage) -> Error {
    Error::usage(
        format!("`--break {}` changes the Hasura claims, and the token has none", damage.name()),
        "add some with `--role ROLE`; for a provider without Hasura claims, add `--namespace https://hasura.io/jwt/claims` too",
    )
}

/// What signs tokens: a key, unless the signature is what is wrong.
#[derive(Debug)]
pub(super) struct Signer {
    key: SigningKey,
    damage: Option<Damage>,
}

impl Signer {
    /// Returns the signer for a key. Draws a new key if the key is to be a wrong one.
    pub(super) fn new(key: &SigningKey, damage: Option<Damage>) -> Result<Self, Error> {
        let key = match damage {
            Some(Damage::Key) => another_key(key)?,
            _ => key.clone(),
        };
        Ok(Self { key, damage })
    }

    /// Returns a token with this header and these claims.
    pub(super) fn sign(&self, header: &Object, claims: &Object) -> Result<String, Error> {
        let header = Value::from(header.clone()).to_json();
        let claims = Value::from(claims.clone()).to_json();
        let input = format!("{}.{}", base64url::encode(header), base64url::encode(claims));
        let signature = match self.damage {
            Some(Damage::AlgNone) => Vec::new(),
            damage => break_signature(damage, signature::sign(&self.key, input.as_bytes())?),
        };
        Ok(format!("{input}.{}", base64url::encode(signature)))
    }

    /// Returns what makes the signatures of many tokens, with the key prepared once.
    pub(super) fn prepare(
        &self,
    ) -> Result<impl Fn(&[u8]) -> Result<Vec<u8>, SignError> + Sync + use<>, Error> {
        let damage = self.damage;
        let signer = match damage {
            Some(Damage::AlgNone) => None,
            _ => Some(signature::Signer::new(&self.key)?),
        };
        Ok(move |message: &[u8]| {
            let signature = signer.as_ref().map(|signer| signer.sign(message)).transpose()?;
            Ok(break_signature(damage, signature.unwrap_or_default()))
        })
    }
}

/// Changes the last byte of a signature, if it is what is wrong.
fn break_signature(damage: Option<Damage>, mut signature: Vec<u8>) -> Vec<u8> {
    if let (Some(Damage::Signature), Some(last)) = (damage, signature.last_mut()) {
        *last ^= 1;
    }
    signature
}

/// Returns a new key of the same kind and size, with the same algorithm and key ID.
fn another_key(key: &SigningKey) -> Result<SigningKey, KeyError> {
    let material = match &key.material {
        SigningMaterial::Secret(secret) => {
            let drawn = Secret::random_text(secret.as_bytes().len().max(32))?;
            SigningMaterial::Secret(Secret::new(drawn.as_bytes())?)
        }
        SigningMaterial::Private(private) => {
            SigningMaterial::Private(match private.public().rsa_bits() {
                Some(bits) => PrivateKey::generate_rsa(bits)?,
                None => PrivateKey::generate(key.algorithm)?,
            })
        }
    };
    Ok(SigningKey { material, algorithm: key.algorithm, kid: key.kid.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_767_225_600;

    fn broken(damage: Damage, claims: &str) -> Result<String, String> {
        let Ok(Value::Object(mut claims)) = Value::parse(claims.as_bytes()) else {
            panic!("{claims}")
        };
        let now = NumericDate::from_seconds(NOW).unwrap();
        damage.break_claims(&mut claims, now).map_err(|error| error.to_string())?;
        Ok(Value::from(claims).to_json())
    }

    #[test]
    fn only_one_thing_is_wrong_with_the_claims() {
        let hasura = r#""h":{"x-hasura-allowed-roles":["a"],"x-hasura-default-role":"a"}"#;
        let token = format!(r#"{{"iat":{NOW},"exp":{},"aud":["a","b"],{hasura}}}"#, NOW + HOUR);
        let times = |iat: i64, exp: i64| format!(r#"{{"iat":{iat},"exp":{exp}"#);
        let (iat, exp) = (NOW, NOW + HOUR);
        let rest = &token[times(iat, exp).len()..];
        for (damage, expected) in [
            (Damage::Expired, times(NOW - 2 * HOUR, NOW - HOUR) + rest),
            (
                Damage::NotYetValid,
                times(iat, NOW + 2 * HOUR)
                    + rest.trim_end_matches("}}")
                    + &format!(r#"}},"nbf":{}}}"#, NOW + HOUR),
            ),
            (Damage::Audience, token.replace(r#"["a","b"]"#, r#"["other-audience"]"#)),
            (Damage::Roles, token.replace(r#"role":"a""#, r#"role":"other-role""#)),
            (Damage::Namespace, token.replace(r#""h""#, &format!(r#""{NAMESPACE}""#))),
            (Damage::Signature, token.clone()),
            (Damage::Key, token.clone()),
            (Damage::AlgNone, token.clone()),
            (Damage::Kid, token.clone()),
        ] {
            assert_eq!(broken(damage, &token).unwrap(), expected, "{damage:?}");
        }
        assert_eq!(
            broken(Damage::Issuer, r#"{"iss":"a","sub":"b"}"#).unwrap(),
            format!(r#"{{"iss":"{ISSUER}","sub":"b"}}"#)
        );
    }

    #[test]
    fn hasura_claims_are_broken_wherever_they_are() {
        let string = r#"{"h":"{\"x-hasura-allowed-roles\":[\"other-role\"]}"}"#;
        assert_eq!(
            broken(Damage::Roles, string).unwrap(),
            r#"{"h":"{\"x-hasura-allowed-roles\":[\"other-role\"],\"x-hasura-default-role\":\"other-role-2\"}"}"#
        );
        for claims in [r#"{"a":{"h":{"x-hasura-role":"a"}},"b":1}"#, r#"{"x-hasura-role":"a"}"#] {
            let claims = broken(Damage::Namespace, claims).unwrap();
            let end = format!(r#""{NAMESPACE}":{{"x-hasura-role":"a"}}}}"#);
            assert!(claims.ends_with(&end), "{claims}");
            assert_eq!(claims.matches("x-hasura-role").count(), 1, "{claims}");
        }
        for damage in [Damage::Roles, Damage::Namespace] {
            let error = broken(damage, r#"{"roles":["a"]}"#).unwrap_err();
            assert!(error.contains("Hasura claims"), "{error}");
        }
        let error = broken(Damage::Roles, r#"{"h":{"x-hasura-role":"a"}}"#).unwrap_err();
        assert!(error.contains("list of roles"), "{error}");
    }

    #[test]
    fn another_key_has_the_same_kind_size_and_name() {
        for algorithm in ["RS256", "ES256", "EdDSA", "ES256K", "ML-DSA-44"] {
            let algorithm = algorithm.parse().unwrap();
            let private = SigningMaterial::Private(PrivateKey::generate(algorithm).unwrap());
            let key = SigningKey::new(private, Some(algorithm), Some("k".to_owned())).unwrap();
            let other = another_key(&key).unwrap();
            assert_eq!((other.algorithm, other.kid.as_deref()), (algorithm, Some("k")));
            assert_ne!(other.public(), key.public());
        }
        let secret =
            SigningMaterial::Secret(Secret::new(*b"0123456789abcdef0123456789abcdef").unwrap());
        let key = SigningKey::new(secret, None, None).unwrap();
        let SigningMaterial::Secret(other) = another_key(&key).unwrap().material else {
            panic!("a secret")
        };
        assert!(
            other.as_bytes().len() >= 32 && other.as_bytes() != b"0123456789abcdef0123456789abcdef"
        );
    }
}
