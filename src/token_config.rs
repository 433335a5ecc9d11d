//! The configuration with which an engine accepts a given token: the one that `jwtool secret
//! token` writes. Only the claims and the origin of the token decide it.

use crate::hasura::settings::{
    ClaimPath, ClaimsSettings, Entry, IssuerSettings, KeySettings, TokenSettings,
};
use crate::hasura::view::{self, ALLOWED_ROLES, DEFAULT_ROLE, USER_ID};
use crate::jose::json::{Object, Value};
use crate::jose::path::{JsonPath, Step};
use crate::provider::origin::{Origin, VerifyWith};
use crate::provider::role_claims::{self, RoleClaim};

/// The role of a token that names none.
pub(crate) const FALLBACK_ROLE: &str = "user";

/// Where the configuration of a token finds the key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum KeyPlace {
    /// A JWK Set at this address. Only the token names it, so it must be checked before it is
    /// fetched or written
    KeySet(String),
    /// The discovery document at this address names the JWK Set
    Discovery(String),
    /// An HMAC secret, which is nowhere to be found
    SharedSecret,
    /// Only the issuer verifies the token
    IssuerOnly,
    /// A PEM at this address, which engines do not fetch
    Pem(String),
    /// Certificates, which engines do not fetch
    Certificates,
    /// The token does not say
    Unknown,
}

/// Returns where the key of a token is.
pub(crate) fn key_place(origin: &Origin) -> KeyPlace {
    match origin.verify_with {
        VerifyWith::Jwks => match &origin.jwks_url {
            Some(url) => KeyPlace::KeySet(url.clone()),
            None => KeyPlace::Unknown,
        },
        VerifyWith::Discovery => match &origin.discovery_url {
            Some(url) => KeyPlace::Discovery(url.clone()),
            None => KeyPlace::Unknown,
        },
        VerifyWith::SharedSecret => KeyPlace::SharedSecret,
        VerifyWith::IssuerOnly => KeyPlace::IssuerOnly,
        VerifyWith::PemUrl => match &origin.jwks_url {
            Some(url) => KeyPlace::Pem(url.clone()),
            None => KeyPlace::Unknown,
        },
        VerifyWith::X509Map => KeyPlace::Certificates,
        VerifyWith::NeedsClusterKey | VerifyWith::Impossible | VerifyWith::ImpossibleAsIs => {
            KeyPlace::Unknown
        }
    }
}

/// Returns the settings with which an engine accepts the token. If there are `roles`, every token
/// of the issuer gets these, and the first is the default.
pub(crate) fn settings(
    claims: &Object,
    origin: &Origin,
    key: KeySettings,
    roles: &[String],
) -> IssuerSettings {
    IssuerSettings {
        id: None,
        key,
        claims: claims_settings(claims, origin, roles),
        token: TokenSettings::Bearer,
        issuer: claims.get_str("iss").map(ToOwned::to_owned),
        audience: audience(claims).into_iter().collect(),
        skew: None,
    }
}

/// Returns the first audience.
fn audience(claims: &Object) -> Option<String> {
    let first = match claims.get("aud")? {
        Value::Array(all) => all.iter().find_map(Value::as_str),
        one => one.as_str(),
    };
    first.map(ToOwned::to_owned)
}

/// Returns where an engine finds the session variables: in the Hasura claims, or else in what the
/// token has instead.
pub(crate) fn claims_settings(
    claims: &Object,
    origin: &Origin,
    roles: &[String],
) -> ClaimsSettings {
    match view::find(claims).filter(|_| roles.is_empty()) {
        Some(hasura) => ClaimsSettings {
            namespace: Some((ClaimPath::Steps(hasura.path), hasura.format)),
            entries: Vec::new(),
        },
        None => claims_map(claims, origin, roles),
    }
}

/// Returns a map to use instead of Hasura claims.
pub(crate) fn claims_map(claims: &Object, origin: &Origin, roles: &[String]) -> ClaimsSettings {
    let found = role_claims::find(origin, claims);
    let (allowed, default) = match (roles, found.roles) {
        ([first, ..], _) => (literal_list(roles), Entry::Literal(Value::from(first.as_str()))),
        ([], Some(RoleClaim::List(path))) => (entry(path.clone(), None), first_of(&path, None)),
        ([], Some(RoleClaim::Absent(path))) => {
            let list = Value::Array(vec![Value::from(FALLBACK_ROLE)]);
            let default = Some(Value::from(FALLBACK_ROLE));
            (entry(path.clone(), Some(list)), first_of(&path, default))
        }
        ([], Some(RoleClaim::One(path, role))) => (literal_list(&[role]), entry(path, None)),
        ([], None) => {
            (literal_list(&[FALLBACK_ROLE.to_owned()]), Entry::Literal(Value::from(FALLBACK_ROLE)))
        }
    };
    let mut entries = vec![(ALLOWED_ROLES.to_owned(), allowed), (DEFAULT_ROLE.to_owned(), default)];
    if let Some(path) = found.user_id {
        entries.push((USER_ID.to_owned(), entry(path, None)));
    }
    ClaimsSettings { namespace: None, entries }
}

const fn entry(path: JsonPath, default: Option<Value>) -> Entry {
    Entry::Path { path: ClaimPath::Steps(path), default }
}

/// Returns the entry for the first element of a list.
fn first_of(list: &JsonPath, default: Option<Value>) -> Entry {
    let mut steps = list.steps().to_vec();
    steps.push(Step::Index(0));
    entry(JsonPath::of(steps), default)
}

fn literal_list(roles: &[String]) -> Entry {
    Entry::Literal(Value::Array(roles.iter().map(|role| Value::from(role.as_str())).collect()))
}
