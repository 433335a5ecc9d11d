//! Where DDN looks for the token in a request.

use crate::hasura::ddn::config::TokenPlace;
use crate::hasura::ddn::refusal::{Reason, Refusal};
use crate::hasura::request::Request;

/// Returns the token from its configured place.
pub(super) fn find_token(
    place: &TokenPlace,
    request: &Request,
) -> Result<String, (Refusal, String)> {
    let no_header = |name: &str| {
        let refusal = Refusal::with(Reason::NoHeader, &format!("{name} not found."));
        (refusal, format!("there is no header `{name}`"))
    };
    match place {
        TokenPlace::BearerAuthorization => {
            let value =
                request.header("authorization").ok_or_else(|| no_header("Authorization"))?;
            let words: Vec<&str> = value.split_whitespace().collect();
            if let ["Bearer", token] = words.as_slice() {
                return Ok((*token).to_owned());
            }
            let detail = match words.as_slice() {
                [first, _] => {
                    format!(
                        "the scheme is `{first}`; DDN accepts only `Bearer`, spelled exactly so"
                    )
                }
                words => format!("`Authorization` has {} words instead of two", words.len()),
            };
            Err((Refusal::of(Reason::Malformed), detail))
        }
        TokenPlace::Header(name) => {
            request.header(name).map(ToOwned::to_owned).ok_or_else(|| no_header(name))
        }
        TokenPlace::Cookie(name) => {
            let header = request.header("cookie").ok_or_else(|| {
                let detail = "the request has no cookies".to_owned();
                (Refusal::of(Reason::NoCookieHeader), detail)
            })?;
            // The engine parses the whole header as one cookie, whose attributes follow the first
            // `;`.
            let first = header.split(';').next().unwrap_or_default();
            match first.split_once('=') {
                Some((own, value)) if own.trim() == name => Ok(value.trim().to_owned()),
                _ => {
                    let rest = format!("{name} not found in the Cookie header");
                    let own = first.split('=').next().unwrap_or_default().trim();
                    let detail = format!("the first cookie is `{own}`, and DDN reads no other");
                    Err((Refusal::with(Reason::NoCookie, &rest), detail))
                }
            }
        }
    }
}

/// Describes the place.
pub(super) fn describe(place: &TokenPlace) -> String {
    match place {
        TokenPlace::BearerAuthorization => "the `Authorization` header".to_owned(),
        TokenPlace::Header(name) => format!("the header `{name}`"),
        TokenPlace::Cookie(name) => format!("the cookie `{name}`"),
    }
}
