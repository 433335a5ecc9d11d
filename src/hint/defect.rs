//! Hints for a text that is not a whole token.

use crate::provider::defect::Defect;

/// What is wrong with a token, and what to do about it.
pub(crate) fn of_defect(defect: &Defect) -> String {
    format!("{defect}; {}", for_defect(defect))
}

/// What to do so that a whole token is sent.
pub(crate) fn for_defect(defect: &Defect) -> &'static str {
    match defect {
        _ if defect.is_too_long() => "copy the token again: something follows its signature",
        Defect::Empty | Defect::Word(_) => {
            "wait until the login has finished before you send the request, and log in again if nothing is stored"
        }
        Defect::Object => "send its member with the token's text, such as `session.access_token`",
        Defect::Promise => "wait for the token before you send it: `await getAccessToken()`",
        Defect::Template => "set the variable, or write the token in its place",
        Defect::Opaque(_) => {
            "send a JWT: the ID token of the same login, or an access token for an API (an `audience` or `resource` asks for one)"
        }
        Defect::Ellipsis { .. } | Defect::Cut(_) | Defect::Length { .. } => {
            "copy the whole token: three parts with a dot between them"
        }
        Defect::Inserted { what, .. } if what.eq_ignore_ascii_case("`%2E`") => {
            "write a dot instead of it, and look for where the client encodes the token as part of an address"
        }
        Defect::Inserted { .. } => "remove it, and look for where the client adds it",
        Defect::Detached => "put the payload between the dots, in base64url without padding",
        Defect::Der { .. } => {
            "have the signer write the signature as JOSE does (IEEE P1363: r, then s)"
        }
        Defect::SessionCache => "send a token of the application's JWT plugin instead",
        Defect::Challenge(_) => "answer the challenge, which gives the tokens",
        Defect::Refused(_) => "log in again",
        Defect::Elsewhere(_) => "copy a token from a request in the browser's network tab",
    }
}
