//! Hints that several engines give.

use crate::hasura::inquiry::TokenFacts;
use crate::hint::value;

/// The hint for a token without Hasura claims.
pub(super) const NO_CLAIMS: &str = "have the issuer add the Hasura claims (`jwtool mint --role ROLE` prints a token that has them), or send the ID token instead of the access token";

/// The hint for a time in milliseconds.
pub(super) const MILLISECONDS: &str =
    "have the issuer write times in seconds: divide by 1000, as in `Math.floor(Date.now() / 1000)`";

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
    Some(match value::flag("--role", role) {
        Some(flag) => format!("ask for a role that the token allows: `{flag}`"),
        None => "ask for a role that the token allows".to_owned(),
    })
}
