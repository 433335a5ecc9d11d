//! The parts of a token as DDN's library (`jsonwebtoken` 9) decodes them, and its messages for
//! those that it cannot decode.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use crate::hasura::ddn::config::from_library;
use crate::hasura::ddn::refusal::{Reason, Refusal};
use crate::hasura::ddn::token_shape::{ClaimsForValidation, Header};
use crate::jose::algorithm::{KeyFamily, SignatureAlgorithm};
use crate::jose::json::{Object, Value};

/// A refusal and what was found instead.
type Refused = (Refusal, String);

/// Returns the `alg` and the `kid` of a header.
///
/// # Errors
///
/// Returns the refusal for `reason`.
pub(super) fn header(
    part: &str,
    reason: Reason,
) -> Result<(SignatureAlgorithm, Option<String>), Refused> {
    let bytes = bytes("header", part, reason)?;
    let header: Header =
        shape(&bytes, reason).map_err(|refusal| (refusal, unreadable("header", &bytes)))?;
    Ok((from_library(header.alg), header.kid))
}

/// Returns the claims of a payload. If a claim is repeated, the last one counts.
///
/// # Errors
///
/// Returns the refusal if the payload is not a JSON object.
pub(super) fn claims(part: &str) -> Result<Object, Refused> {
    let reason = Reason::Undecodable;
    let bytes = bytes("payload", part, reason)?;
    let refused = |refusal| (refusal, unreadable("payload", &bytes));
    // The library parses the payload twice: once for the caller, once for its own checks.
    shape::<serde_json::Value>(&bytes, reason).map_err(refused)?;
    shape::<ClaimsForValidation<'_>>(&bytes, reason).map_err(refused)?;
    match Value::parse(&bytes) {
        Ok(Value::Object(claims)) => Ok(claims),
        // serde reads a list as the fields of the struct in order.
        Ok(Value::Array(values)) => {
            let names = ClaimsForValidation::FIELDS.map(ToOwned::to_owned);
            Ok(names.into_iter().zip(values).collect())
        }
        Ok(_) => Err(refused(Refusal::with(reason, "JSON error: invalid type"))),
        Err(why) => Err(refused(Refusal::with(reason, &format!("JSON error: {why}")))),
    }
}

/// Returns the bytes of a signature.
///
/// # Errors
///
/// Returns the refusal if the signature is not base64url. HMAC signatures are compared as
/// strings, so the refusal is then the one for a wrong signature.
pub(super) fn signature(part: &str, alg: SignatureAlgorithm) -> Result<Vec<u8>, Refused> {
    bytes("signature", part, Reason::Undecodable).map_err(|(refusal, detail)| {
        if alg.family() == KeyFamily::Hmac {
            (Refusal::of(Reason::InvalidSignature), detail)
        } else {
            (refusal, detail)
        }
    })
}

fn bytes(name: &str, part: &str, reason: Reason) -> Result<Vec<u8>, Refused> {
    URL_SAFE_NO_PAD.decode(part).map_err(|error| {
        let refusal = Refusal::with(reason, &format!("Base64 error: {error}"));
        (refusal, format!("the {name} is not base64url"))
    })
}

fn shape<'a, T: Deserialize<'a>>(bytes: &'a [u8], reason: Reason) -> Result<T, Refusal> {
    serde_json::from_slice(bytes)
        .map_err(|error| Refusal::with(reason, &format!("JSON error: {error}")))
}

/// Describes what is wrong with a part.
fn unreadable(name: &str, bytes: &[u8]) -> String {
    match Value::parse(bytes) {
        Ok(Value::Object(_)) => format!("a member of the {name} has a value that DDN cannot read"),
        Ok(other) => format!("the {name} is {}, not an object", other.a_kind()),
        Err(error) => format!("the {name} is not JSON: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::base64url::encode;

    /// Returns the library's error for a header with a valid payload, without the engine's prefix.
    fn of_header(json: &str) -> String {
        words(
            header(&encode(json), Reason::Undecodable).map(|(alg, kid)| {
                kid.map_or_else(|| alg.to_string(), |kid| format!("{alg} {kid}"))
            }),
        )
    }

    fn of_claims(json: &str) -> String {
        words(claims(&encode(json)).map(|claims| Value::from(claims).to_json()))
    }

    fn words(read: Result<String, Refused>) -> String {
        read.unwrap_or_else(|(refusal, _)| {
            assert_eq!(refusal.reason, Reason::Undecodable);
            let words = "Internal Error - Error while decoding the JWT: ";
            refusal.message.strip_prefix(words).unwrap().to_owned()
        })
    }

    // Each of these was checked against `jsonwebtoken` 9.3.1.

    #[test]
    fn a_header_is_read_as_the_library_does() {
        const KNOWN: &str = "expected one of `HS256`, `HS384`, `HS512`, `ES256`, `ES384`, `RS256`, `RS384`, `RS512`, `PS256`, `PS384`, `PS512`, `EdDSA`";
        for (json, expected) in [
            (r#"{"alg":"HS256","kid":"a","crit":["b"],"x":[[]]}"#, "HS256 a"),
            (r#"{"alg":"EdDSA","kid":null}"#, "EdDSA"),
            (r#"{"alg":"HS256","jwk":{"kty":"RSA","n":"a","e":"b"}}"#, "HS256"),
            ("", "JSON error: EOF while parsing a value at line 1 column 0"),
            ("{", "JSON error: EOF while parsing an object at line 1 column 1"),
            (
                "[]",
                "JSON error: invalid length 0, expected struct Header with 10 elements at line 1 column 2",
            ),
            (
                "5",
                "JSON error: invalid type: integer `5`, expected struct Header at line 1 column 1",
            ),
            (r#"{"typ":"JWT"}"#, "JSON error: missing field `alg` at line 1 column 13"),
            (
                r#"{"alg":"none"}"#,
                &format!("JSON error: unknown variant `none`, {KNOWN} at line 1 column 13"),
            ),
            (
                r#"{"alg":"ES512"}"#,
                &format!("JSON error: unknown variant `ES512`, {KNOWN} at line 1 column 14"),
            ),
            (
                r#"{"typ":"JWT","alg":"ES256K"}"#,
                &format!("JSON error: unknown variant `ES256K`, {KNOWN} at line 1 column 27"),
            ),
            (r#"{"alg":5}"#, "JSON error: expected value at line 1 column 8"),
            (
                r#"{"alg":"HS256","kid":7}"#,
                "JSON error: invalid type: integer `7`, expected a string at line 1 column 22",
            ),
            (
                r#"{"alg":"HS256","kid":"a","kid":"b"}"#,
                "JSON error: duplicate field `kid` at line 1 column 30",
            ),
            (
                r#"{"alg":"HS256","typ":true}"#,
                "JSON error: invalid type: boolean `true`, expected a string at line 1 column 25",
            ),
            (
                r#"{"alg":"HS256","x5c":"a"}"#,
                "JSON error: invalid type: string \"a\", expected a sequence at line 1 column 24",
            ),
            (
                r#"{"alg":"HS256","x5t#S256":1}"#,
                "JSON error: invalid type: integer `1`, expected a string at line 1 column 27",
            ),
            (
                r#"{"alg":"HS256","jwk":"a"}"#,
                "JSON error: invalid type: string \"a\", expected struct Jwk at line 1 column 24",
            ),
            (
                r#"{"alg":"HS256","jwk":{}}"#,
                "JSON error: data did not match any variant of untagged enum AlgorithmParameters at line 1 column 23",
            ),
            (
                r#"{"alg":"HS256","jwk":{"kty":"oct","k":"a","use":5}}"#,
                "JSON error: invalid type: integer `5`, expected a string at line 1 column 50",
            ),
            (r#"{"alg":"HS256"} x"#, "JSON error: trailing characters at line 1 column 17"),
        ] {
            assert_eq!(of_header(json), expected, "{json}");
        }
    }

    #[test]
    fn claims_are_read_as_the_library_does() {
        for (json, expected) in [
            (r#"{"exp":1,"a":1,"a":2}"#, r#"{"exp":1,"a":1,"a":2}"#),
            (
                r#"{"exp":"x","sub":5,"iss":{"a":1},"aud":[1]}"#,
                r#"{"exp":"x","sub":5,"iss":{"a":1},"aud":[1]}"#,
            ),
            // A list of five is read as the five claims that the library checks.
            ("[1,2,null,\"i\",null]", r#"{"exp":1,"nbf":2,"sub":null,"iss":"i","aud":null}"#),
            (
                "[]",
                "JSON error: invalid length 2, expected struct ClaimsForValidation with 5 elements at line 1 column 2",
            ),
            (
                "5",
                "JSON error: invalid type: integer `5`, expected struct ClaimsForValidation at line 1 column 1",
            ),
            (
                "null",
                "JSON error: invalid type: null, expected struct ClaimsForValidation at line 1 column 4",
            ),
            ("{", "JSON error: EOF while parsing an object at line 1 column 1"),
            (r#"{"exp":1e400}"#, "JSON error: number out of range at line 1 column 12"),
            (
                r#"{"exp":4000000000,"exp":4000000001}"#,
                "JSON error: duplicate field `exp` at line 1 column 23",
            ),
            (
                r#"{"exp":4000000000,"aud":5,"aud":6}"#,
                "JSON error: duplicate field `aud` at line 1 column 31",
            ),
            // A value that the library cannot skip breaks the JSON.
            (r#"{"exp":{"a":1}}"#, "JSON error: expected `,` or `}` at line 1 column 9"),
            (
                r#"{"exp":4000000000,"sub":[1]}"#,
                "JSON error: expected `,` or `}` at line 1 column 25",
            ),
            (
                r#"{"exp":4000000000,"nbf":{"a":1}}"#,
                "JSON error: expected `,` or `}` at line 1 column 26",
            ),
        ] {
            assert_eq!(of_claims(json), expected, "{json}");
        }
        let deep =
            |levels: usize| format!(r#"{{"a":{}{}}}"#, "[".repeat(levels), "]".repeat(levels));
        assert!(of_claims(&deep(126)).starts_with('{'));
        let exceeded = "JSON error: recursion limit exceeded at line 1 column 132";
        assert_eq!(of_claims(&deep(127)), exceeded);
        assert_eq!(of_claims(&deep(100_000)), exceeded);
    }

    #[test]
    fn what_is_not_base64url_is_named_as_the_library_does() {
        for (part, expected) in [
            ("Bearer eyJ", "Base64 error: Invalid symbol 32, offset 6."),
            ("eyI=", "Base64 error: Invalid padding"),
            ("ey+J", "Base64 error: Invalid symbol 43, offset 2."),
            ("eyJhb", "Base64 error: Invalid input length: 5"),
            ("eyJ", "Base64 error: Invalid last symbol 74, offset 2."),
        ] {
            assert_eq!(words(header(part, Reason::Undecodable).map(|_| String::new())), expected);
            assert_eq!(words(claims(part).map(|_| String::new())), expected);
            let read = signature(part, SignatureAlgorithm::RS256);
            assert_eq!(words(read.map(|_| String::new())), expected);
            let (refusal, _) = signature(part, SignatureAlgorithm::HS256).unwrap_err();
            assert_eq!(refusal.reason, Reason::InvalidSignature);
        }
        let (refusal, _) = header("ey J", Reason::HeaderUndecodable).unwrap_err();
        assert_eq!(
            refusal.message,
            "Error decoding the `Authorization` header - Base64 error: Invalid symbol 32, offset 2."
        );
    }
}
