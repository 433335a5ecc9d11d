//! What an issuer answers to a request for tokens (RFC 6749 section 5), and what its discovery
//! document says about such requests.

use crate::jose::json::{Object, Value};
use crate::jose::jws::Jws;

/// The tokens in the answer of a token endpoint.
#[derive(Clone, Default, Eq, PartialEq)]
pub(crate) struct TokenAnswer {
    pub(crate) access_token: Option<String>,
    pub(crate) id_token: Option<String>,
    pub(crate) refresh_token: Option<String>,
    /// How long the access token is valid, in seconds from now
    pub(crate) expires_in: Option<i64>,
}

/// It has tokens.
impl std::fmt::Debug for TokenAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenAnswer(redacted)")
    }
}

/// Why there are no tokens in an answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum OauthFault {
    /// The issuer refuses, with its code and its words
    Refused { code: String, description: Option<String> },
    /// It is not the answer of an issuer, for this reason
    NotAnAnswer(String),
}

impl OauthFault {
    /// Whether the issuer does not know the client, or not by the secret that it was sent.
    pub(crate) fn is_about_client(&self) -> bool {
        match self {
            Self::Refused { code, .. } => {
                code == "invalid_client" || WITHOUT_WORDS.contains(&code.as_str())
            }
            Self::NotAnAnswer(_) => false,
        }
    }
}

/// The codes of the answers with which glewlwyd refuses a client, which have no body.
const WITHOUT_WORDS: [&str; 2] = ["HTTP 401", "HTTP 403"];

/// How a client proves who it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ClientAuth {
    /// `client_secret_basic`
    Basic,
    /// `client_secret_post`
    Post,
}

/// Returns how a client proves who it is: as the discovery document says, and in the header if it
/// says nothing.
pub(crate) fn client_auth(metadata: &Object) -> ClientAuth {
    let methods = metadata.get("token_endpoint_auth_methods_supported").and_then(Value::as_array);
    let has = |name: &str| {
        methods.is_some_and(|methods| methods.iter().any(|method| method.as_str() == Some(name)))
    };
    if has("client_secret_post") && !has("client_secret_basic") {
        ClientAuth::Post
    } else {
        ClientAuth::Basic
    }
}

/// Reads the answer of a token endpoint.
///
/// # Errors
///
/// [`OauthFault`].
pub(crate) fn read_tokens(status: u16, body: &[u8]) -> Result<TokenAnswer, OauthFault> {
    let answer = read_object(status, body)?;
    let token = |name: &str| match answer.get_str(name).filter(|text| !text.is_empty()) {
        Some(text) if !is_sendable(text) => {
            Err(not_an_answer(&format!("`{name}` has characters that no token has"), status))
        }
        text => Ok(text.map(ToOwned::to_owned)),
    };
    let tokens = TokenAnswer {
        access_token: token("access_token")?,
        id_token: token("id_token")?,
        refresh_token: token("refresh_token")?,
        expires_in: answer.get("expires_in").and_then(seconds),
    };
    if tokens.access_token.is_none() && tokens.id_token.is_none() {
        return Err(not_an_answer("the response has no token", status));
    }
    Ok(tokens)
}

/// Whether text has only the characters of tokens (RFC 6749 appendix A). Any other could begin a header of
/// its own where the token is sent.
pub(crate) fn is_sendable(token: &str) -> bool {
    token.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Reads the answer of a revocation endpoint (RFC 7009 section 2.2). A success may have any body.
///
/// # Errors
///
/// [`OauthFault`].
pub(crate) fn read_revocation(status: u16, body: &[u8]) -> Result<(), OauthFault> {
    if status == 200 { Ok(()) } else { read_object(status, body).map(drop) }
}

/// Reads an answer in JSON that is not an error.
///
/// # Errors
///
/// [`OauthFault`].
pub(super) fn read_object(status: u16, body: &[u8]) -> Result<Object, OauthFault> {
    let answer = match Value::parse(body) {
        Ok(Value::Object(answer)) => answer,
        _ if matches!(status, 401 | 403) && body.trim_ascii().is_empty() => {
            return Err(OauthFault::Refused { code: format!("HTTP {status}"), description: None });
        }
        _ if body.trim_ascii_start().starts_with(b"<") => {
            return Err(not_an_answer("the response is a web page", status));
        }
        _ => return Err(not_an_answer("the response is not a JSON object", status)),
    };
    // A server that is down may say so in JSON.
    if status >= 500 {
        return Err(not_an_answer("the server failed", status));
    }
    if let Some(code) = answer.get_str("error") {
        let description = answer.get_str("error_description").map(ToOwned::to_owned);
        return Err(OauthFault::Refused { code: code.to_owned(), description });
    }
    if status != 200 {
        return Err(not_an_answer("the response has neither tokens nor an error", status));
    }
    Ok(answer)
}

fn not_an_answer(what: &str, status: u16) -> OauthFault {
    OauthFault::NotAnAnswer(format!("{what} (HTTP {status})"))
}

/// Reads a number of seconds, which some issuers write as a string or with a fraction.
pub(crate) fn seconds(value: &Value) -> Option<i64> {
    let text = match value {
        Value::String(text) => text.trim(),
        Value::Number(number) => number.as_str(),
        _ => return None,
    };
    // The fraction does not matter.
    text.parse().ok().or_else(|| text.split_once('.')?.0.parse().ok())
}

/// Returns until when a token is valid by the clock of this machine: for as long as the issuer and the
/// token say that it lives, whichever is shorter. The clock of the issuer may differ.
pub(crate) fn valid_until(token: &str, expires_in: Option<i64>, now: i64) -> Option<i64> {
    let date = |name: &str| {
        let jws = Jws::parse_compact(token).ok()?;
        let claims = jws.unverified_claims().ok()?;
        Some(claims.set().date(name).ok()??.seconds())
    };
    // A token that has expired when it comes has no life that anybody means.
    let said = expires_in.filter(|life| *life > 0);
    let own = date("exp").and_then(|exp| match date("iat") {
        Some(iat) => Some(exp.saturating_sub(iat)),
        None if said.is_some() => None,
        None => Some(exp.saturating_sub(now)),
    });
    let life = said.into_iter().chain(own).min()?;
    Some(now.saturating_add(life))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(code: &str, description: Option<&str>) -> OauthFault {
        OauthFault::Refused { code: code.to_owned(), description: description.map(str::to_owned) }
    }

    #[test]
    fn lives_are_read_as_issuers_write_them() {
        for (written, expected) in [
            ("3600", Some(3600)),
            ("\"3600\"", Some(3600)),
            ("3599.7", Some(3599)),
            ("null", None),
            ("\"soon\"", None),
        ] {
            let body = format!(r#"{{"access_token":"a","expires_in":{written}}}"#);
            let answer = read_tokens(200, body.as_bytes()).unwrap();
            assert_eq!(answer.expires_in, expected, "{written}");
            assert!(!format!("{answer:?}").contains("\"a\""));
        }
    }

    #[test]
    fn a_refusal_is_told_from_a_server_that_does_not_answer() {
        let body = br#"{"error":"invalid_client","error_description":"no"}"#;
        assert_eq!(read_tokens(401, body), Err(refused("invalid_client", Some("no"))));
        assert_eq!(read_tokens(200, br#"{"error":"x"}"#), Err(refused("x", None)));
        for (status, body, words) in [
            (200, "<html>", "the response is a web page (HTTP 200)"),
            (502, "", "the response is not a JSON object (HTTP 502)"),
            (503, r#"{"error":"busy"}"#, "the server failed (HTTP 503)"),
            (404, "{}", "the response has neither tokens nor an error (HTTP 404)"),
            (200, "{}", "the response has no token (HTTP 200)"),
            (200, r#"{"access_token":""}"#, "the response has no token (HTTP 200)"),
        ] {
            let fault = read_tokens(status, body.as_bytes()).unwrap_err();
            assert_eq!(fault, OauthFault::NotAnAnswer(words.to_owned()));
            assert!(!fault.is_about_client());
        }
    }

    #[test]
    fn a_token_with_characters_of_a_header_is_not_accepted() {
        for name in ["access_token", "id_token", "refresh_token"] {
            for bad in ["a\\r\\nX-Admin: 1", "a\\u001b[31m", "a\\u00e4", "a\\u0000"] {
                let body = format!(r#"{{"access_token":"a","{name}":"{bad}"}}"#);
                let fault = read_tokens(200, body.as_bytes()).unwrap_err();
                let words = format!("`{name}` has characters that no token has (HTTP 200)");
                assert_eq!(fault, OauthFault::NotAnAnswer(words), "{body}");
            }
        }
    }

    #[test]
    fn a_client_that_is_not_known_is_told_from_other_refusals() {
        let invalid = br#"{"error":"invalid_client"}"#;
        for (status, body) in [(401, &invalid[..]), (400, invalid), (403, b""), (401, b" \n")] {
            assert!(read_tokens(status, body).unwrap_err().is_about_client(), "{status}");
        }
        let grant = read_tokens(400, br#"{"error":"invalid_grant"}"#).unwrap_err();
        assert!(!grant.is_about_client());
        assert!(!read_tokens(403, b"<p>Forbidden").unwrap_err().is_about_client());
    }

    #[test]
    fn the_secret_goes_where_the_document_says() {
        let auth = |methods: &str| {
            let text = format!(r#"{{"token_endpoint_auth_methods_supported":{methods}}}"#);
            client_auth(Value::parse(text.as_bytes()).unwrap().as_object().unwrap())
        };
        assert_eq!(auth("null"), ClientAuth::Basic);
        assert_eq!(auth(r#"["client_secret_post","client_secret_basic"]"#), ClientAuth::Basic);
        assert_eq!(auth(r#"["client_secret_post","private_key_jwt"]"#), ClientAuth::Post);
    }

    #[test]
    fn a_life_counts_from_its_receipt() {
        // iat 1000, exp 4600
        let token = "eyJhbGciOiJub25lIn0.eyJpYXQiOjEwMDAsImV4cCI6NDYwMH0.";
        assert_eq!(valid_until(token, None, 50_000), Some(53_600));
        assert_eq!(valid_until(token, Some(60), 50_000), Some(50_060));
        assert_eq!(valid_until("opaque", None, 50_000), None);
        assert_eq!(valid_until("opaque", Some(60), 50_000), Some(50_060));
        // An issuer that counts milliseconds, and ones that make no sense
        assert_eq!(valid_until(token, Some(3_600_000), 50_000), Some(53_600));
        for life in [0, -1, i64::MIN] {
            assert_eq!(valid_until(token, Some(life), 50_000), Some(53_600));
            assert_eq!(valid_until("opaque", Some(life), 50_000), None);
        }
        // exp 4600, without iat: only the clock tells
        let token = "eyJhbGciOiJub25lIn0.eyJleHAiOjQ2MDB9.";
        assert_eq!(valid_until(token, None, 1000), Some(4600));
        assert_eq!(valid_until(token, Some(60), 50_000), Some(50_060));
    }
}
