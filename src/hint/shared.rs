//! Hints that several engines give.

use crate::hasura::explanation::Engine;
use crate::hasura::inquiry::TokenFacts;
use crate::hasura::view::{self, ROLE};
use crate::hint::value;
use crate::jose::json::Object;
use crate::jose::numeric_date::Unit;
use crate::provider::advice::how_to_add_claims;
use crate::provider::origin::Origin;
use crate::token_config;

/// What is known about a token besides what the engine finds in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KnownToken<'a> {
    pub(crate) claims: &'a Object,
    pub(crate) origin: &'a Origin,
}

/// The hint for a token without Hasura claims.
pub(super) const NO_CLAIMS: &str = "have the issuer add the Hasura claims (`jwtool mint --role ROLE` prints a token that has them), or send the ID token instead of the access token";

/// The hint for an `exp` that is a lifetime.
pub(super) const LIFETIME: &str = "have the issuer write the time at which the token expires, in seconds since 1970: the present time plus the lifetime";

/// Returns the hint for a time in a smaller unit than seconds.
pub(super) const fn misread(unit: Unit) -> &'static str {
    match unit {
        Unit::Milliseconds => {
            "have the issuer write times in seconds: divide by 1000, as in `Math.floor(Date.now() / 1000)`"
        }
        Unit::Microseconds => "have the issuer write times in seconds: divide by 1000000",
        Unit::Nanoseconds => {
            "have the issuer write times in seconds: divide by 1000000000, or use `time.Now().Unix()` in Go"
        }
    }
}

/// Returns the hint for a time that an engine read in the wrong unit.
pub(super) fn misread_time(token: &TokenFacts, name: &str) -> Option<&'static str> {
    let (_, unit) = token.misread_times.iter().find(|(one, _)| *one == name)?;
    Some(misread(*unit))
}

/// Whether the issuer names itself as one on this machine, and has no time in another unit.
pub(super) fn is_local_issuer(token: &TokenFacts) -> bool {
    const HOSTS: [&str; 4] = ["127.0.0.1", "[::1]", "localhost", "host.docker.internal"];
    let host = token.issuer.as_deref().and_then(|issuer| issuer.strip_prefix("http://"));
    let is_local = |host: &str| {
        HOSTS.iter().any(|local| {
            host.split('/').next() == Some(local) || host.starts_with(&format!("{local}:"))
        })
    };
    token.misread_times.is_empty() && host.is_some_and(is_local)
}

/// Returns the hint for a token without Hasura claims that an engine can read: how its issuer adds
/// them, and a configuration that works without them, which `is_enough` for the token if nothing
/// else was refused before.
pub(super) fn no_claims(engine: Engine, token: KnownToken<'_>, is_enough: bool) -> String {
    let effect = if is_enough { ", which accepts this token" } else { "" };
    let map = token_config::written_claims(engine, token.claims, token.origin);
    let map = map.map_or_else(
        || "or map its other claims".to_owned(),
        |map| format!("or configure `{map}`{effect}"),
    );
    if let Some(broken) = view::broken(token.claims) {
        let cause = broken.cause.map_or_else(String::new, |cause| format!(": {cause}"));
        let named = value::json(&broken.key).map_or_else(String::new, |key| format!(" in `{key}`"));
        return format!(
            "have the issuer write a JSON object{named}, not {}{cause}; {map}",
            broken.kind
        );
    }
    let advice = how_to_add_claims(token.origin);
    format!("the token has no Hasura claims: {advice}; {map}")
}

/// Returns the hint for a request whose token has to be in a separate header.
pub(super) fn in_header(name: &str) -> String {
    match value::header_name(name) {
        Some(name) => {
            format!("send it in the configured header, without `Bearer`: `{name}: TOKEN`")
        }
        None => "send it in the configured header, without `Bearer`".to_owned(),
    }
}

/// Returns the hint for a role that the token does not allow, if it allows another.
pub(super) fn allowed_role(token: &TokenFacts) -> Option<String> {
    let asked = token.requested_role.as_deref();
    let in_other_case = token
        .allowed_roles
        .iter()
        .find(|role| asked.is_some_and(|asked| asked.eq_ignore_ascii_case(role)));
    let (role, advice) = match in_other_case {
        Some(role) => (role, "roles are case-sensitive"),
        None => (token.allowed_roles.first()?, "ask for a role that is allowed"),
    };
    let flag = value::flag("--role", role);
    let flag = flag.map_or_else(String::new, |flag| format!(" (in `explain`: `{flag}`)"));
    let header = value::header(ROLE, role).unwrap_or_else(|| ROLE.to_owned());
    Some(format!("{advice}: send the header `{header}`{flag}"))
}
