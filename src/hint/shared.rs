//! Hints that several engines give.

use crate::hasura::inquiry::TokenFacts;
use crate::hasura::view::ROLE;
use crate::hint::value;

/// The hint for a token without Hasura claims.
pub(super) const NO_CLAIMS: &str = "have the issuer add the Hasura claims (`jwtool mint --role ROLE` prints a token that has them), or send the ID token instead of the access token";

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
    let role = token.allowed_roles.first()?;
    let flag = value::flag("--role", role);
    let flag = flag.map_or_else(String::new, |flag| format!(" (in `explain`: `{flag}`)"));
    let header = value::header(ROLE, role).unwrap_or_else(|| ROLE.to_owned());
    Some(format!("ask for a role that is allowed: send the header `{header}`{flag}"))
}
