//! Where the engine looks for the token in a request, and which entries may be for it.

use percent_encoding::percent_decode_str;

use crate::hasura::request::Request;
use crate::hasura::v2::claims::Claims;
use crate::hasura::v2::config::{Config, JwtConfig, TokenPlace};
use crate::jose::base64url;

/// Returns every pair of an entry and a token at that entry's place.
pub(crate) fn candidates(
    config: &Config,
    request: &Request,
) -> Result<Vec<(usize, String)>, String> {
    let mut found = Vec::new();
    for (index, entry) in config.entries.iter().enumerate() {
        match &entry.token {
            TokenPlace::Authorization => {
                for value in request.all("authorization") {
                    let words: Vec<&str> = value.split_whitespace().collect();
                    match words.as_slice() {
                        ["Bearer", token] => found.push((index, (*token).to_owned())),
                        [first, _] => {
                            return Err(format!(
                                "the scheme is `{first}`; the engine accepts only `Bearer`, in this spelling"
                            ));
                        }
                        words => {
                            return Err(format!(
                                "`Authorization` has {} words; the engine expects `Bearer` and the token",
                                words.len()
                            ));
                        }
                    }
                }
            }
            TokenPlace::Cookie(name) => {
                let cookies = request.all("cookie").filter_map(|line| {
                    line.split(';').find_map(|pair| {
                        let (own, value) = pair.trim().split_once('=')?;
                        (own == name).then(|| url_decoded(value))
                    })
                });
                found.extend(cookies.map(|token| (index, token)));
            }
            TokenPlace::CustomHeader(name) => {
                found.extend(request.all(name).map(|token| (index, token.to_owned())));
            }
        }
    }
    Ok(found)
}

/// Decodes a cookie's value: percent escapes, and `+` as a space.
fn url_decoded(text: &str) -> String {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
}

/// Whether an entry may be for a token, judging by the token's issuer before anything is
/// verified.
pub(crate) fn may_be_of(entry: Option<&JwtConfig>, token: &str) -> bool {
    let payload = token.split('.').nth(1).and_then(|part| base64url::decode(part).ok());
    let claims = payload.and_then(|payload| Claims::read(&payload).ok());
    let issuer = claims.filter(|claims| claims.fault.is_none()).and_then(|claims| claims.iss);
    match (entry.and_then(|entry| entry.issuer.as_ref()), issuer) {
        (Some(expected), Some(found)) => *expected == found,
        (None, _) | (_, None) => true,
    }
}

/// Describes the place.
pub(crate) fn describe(place: &TokenPlace) -> String {
    match place {
        TokenPlace::Authorization => "the `Authorization` header".to_owned(),
        TokenPlace::Cookie(name) => format!("the cookie `{name}`"),
        TokenPlace::CustomHeader(name) => format!("the header `{name}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_url_decoded_and_what_is_no_escape_stays() {
        assert_eq!(url_decoded("a%2Eb+c%zz%2"), "a.b c%zz%2");
        assert_eq!(url_decoded("%FF%2B"), "\u{fffd}+");
    }
}
