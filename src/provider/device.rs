//! What an issuer answers in a device flow (RFC 8628): the code for the user, and how the waiting
//! for the user goes on.

use std::ops::RangeInclusive;

use crate::jose::json::Object;
use crate::provider::address::is_web;
use crate::provider::oauth::{OauthFault, read_object, seconds};

/// How long a code is valid if the issuer does not say, in seconds.
const USUAL_LIFE: i64 = 900;
/// The pause between two questions if the issuer does not say, in seconds.
const USUAL_INTERVAL: i64 = 5;

/// The longest life of a code and the longest pause that are waited for, in seconds. Issuers name minutes
/// and seconds.
const LONGEST_LIFE: i64 = 24 * 60 * 60;
const LONGEST_INTERVAL: i64 = 60;

/// The longest code and address that a user can be shown, and the longest sentence of an issuer, in
/// characters.
const LONGEST_CODE: usize = 64;
const LONGEST_ADDRESS: usize = 2048;
const LONGEST_MESSAGE: usize = 500;

/// A code that the user types in on another device.
#[derive(Clone, Eq, PartialEq)]
pub(crate) struct DeviceCode {
    /// What the tokens are asked for with
    pub(crate) code: String,
    pub(crate) user_code: String,
    /// Where the code is typed in
    pub(crate) address: String,
    /// The same with the code in it
    pub(crate) complete: Option<String>,
    /// The issuer's own sentence for the user
    pub(crate) message: Option<String>,
    /// How long the code is valid, in seconds from now
    pub(crate) life: u64,
    /// The pause between two questions, in seconds
    pub(crate) interval: u64,
}

/// It has a secret.
impl std::fmt::Debug for DeviceCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DeviceCode(redacted)")
    }
}

/// What an error code says about a login that has not succeeded yet.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Progress {
    /// The user has not decided
    Pending,
    /// The same, and the questions come too often
    TooFast,
    /// The user said no
    Declined,
    Expired,
    /// The issuer refuses for another reason
    Refused,
}

/// Reads the answer of a device authorization endpoint.
///
/// # Errors
///
/// [`OauthFault`].
pub(crate) fn read_code(status: u16, body: &[u8]) -> Result<DeviceCode, OauthFault> {
    let answer = read_object(status, body)?;
    let text = |name: &str| answer.get_str(name).filter(|text| !text.is_empty());
    let fits = |text: &str, longest: usize| text.chars().nth(longest).is_none();
    let required = |name: &str, value: Option<&str>, longest: usize| match value {
        None => Err(OauthFault::NotAnAnswer(format!("the response has no `{name}`"))),
        Some(value) if fits(value, longest) => Ok(value.to_owned()),
        Some(_) => {
            let message =
                format!("the `{name}` in the response is longer than {longest} characters");
            Err(OauthFault::NotAnAnswer(message))
        }
    };
    // Google's name is older than the standard.
    let address = text("verification_uri").or_else(|| text("verification_url"));
    let complete = text("verification_uri_complete").or_else(|| text("verification_url_complete"));
    let complete = complete.filter(|address| fits(address, LONGEST_ADDRESS) && is_web(address));
    let message = text("message").filter(|message| fits(message, LONGEST_MESSAGE));
    let code = required("device_code", text("device_code"), usize::MAX)?;
    let user_code = required("user_code", text("user_code"), LONGEST_CODE)?;
    let address = required("verification_uri", address, LONGEST_ADDRESS)?;
    if !is_web(&address) {
        let message = "the `verification_uri` in the response is not an https or http URL";
        return Err(OauthFault::NotAnAnswer(message.to_owned()));
    }
    Ok(DeviceCode {
        code,
        user_code,
        address,
        complete: complete.map(ToOwned::to_owned),
        message: message.map(ToOwned::to_owned),
        life: span(&answer, "expires_in", 1..=LONGEST_LIFE, USUAL_LIFE),
        interval: span(&answer, "interval", 0..=LONGEST_INTERVAL, USUAL_INTERVAL),
    })
}

/// Returns a number of seconds. One that is too small to mean anything counts as absent, and one that is
/// too large is cut.
fn span(answer: &Object, name: &str, range: RangeInclusive<i64>, usual: i64) -> u64 {
    let seconds = answer.get(name).and_then(seconds).filter(|seconds| seconds >= range.start());
    let seconds = seconds.unwrap_or(usual).min(*range.end());
    u64::try_from(seconds).unwrap_or_default()
}

/// Returns what an error code says, in the words of the standard or of Entra.
pub(crate) fn progress(code: &str) -> Progress {
    match code {
        "authorization_pending" => Progress::Pending,
        "slow_down" => Progress::TooFast,
        "access_denied" | "authorization_declined" => Progress::Declined,
        "expired_token" => Progress::Expired,
        _ => Progress::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Result<DeviceCode, OauthFault> {
        read_code(200, body.as_bytes())
    }

    #[test]
    fn a_code_is_read_with_the_names_of_the_standard_or_of_google() {
        let code = read(
            r#"{"device_code":"secret","user_code":"WDJB-MJHT","verification_uri":"https://id.example/device",
                "verification_uri_complete":"https://id.example/device?c=WDJB-MJHT","expires_in":"1800","interval":0}"#,
        )
        .unwrap();
        assert_eq!((code.life, code.interval), (1800, 0));
        assert_eq!(code.address, "https://id.example/device");
        assert!(code.complete.as_ref().unwrap().ends_with("WDJB-MJHT"));
        assert!(!format!("{code:?}").contains("secret"));
        let google = read(
            r#"{"device_code":"d","user_code":"u","verification_url":"https://google.example/device"}"#,
        )
        .unwrap();
        assert_eq!(google.address, "https://google.example/device");
        assert_eq!((google.life, google.interval, google.complete), (900, 5, None));
    }

    #[test]
    fn what_a_code_lacks_is_named() {
        for (body, name) in [
            (r#"{"user_code":"u","verification_uri":"x"}"#, "device_code"),
            (r#"{"device_code":"d","verification_uri":"x"}"#, "user_code"),
            (r#"{"device_code":"d","user_code":"u"}"#, "verification_uri"),
        ] {
            let fault = read(body).unwrap_err();
            assert_eq!(fault, OauthFault::NotAnAnswer(format!("the response has no `{name}`")));
        }
        for address in ["javascript:alert(1)", "file:///etc/passwd", "device"] {
            let body =
                format!(r#"{{"device_code":"d","user_code":"u","verification_uri":"{address}"}}"#);
            let expected = "the `verification_uri` in the response is not an https or http URL";
            assert_eq!(read(&body), Err(OauthFault::NotAnAnswer(expected.to_owned())));
        }
        let refused = read_code(400, br#"{"error":"unauthorized_client"}"#).unwrap_err();
        assert!(matches!(refused, OauthFault::Refused { .. }), "{refused:?}");
        assert!(matches!(read_code(502, b"<html>"), Err(OauthFault::NotAnAnswer(_))));
    }

    #[test]
    fn lives_and_pauses_make_sense_whatever_is_written() {
        for (life, interval, expected) in [
            ("900", "5", (900, 5)),
            ("\"600\"", "\"7\"", (600, 7)),
            ("899.9", "2.5", (899, 2)),
            ("0", "0", (900, 0)),
            ("-1", "-5", (900, 5)),
            ("null", "[]", (900, 5)),
            ("\"soon\"", "\"often\"", (900, 5)),
            ("9000000000000000000", "9000000000000000000", (86_400, 60)),
            ("86401", "61", (86_400, 60)),
            // More digits than any number has
            ("99999999999999999999999999", "1e999", (900, 5)),
        ] {
            let code = read(&format!(
                r#"{{"device_code":"d","user_code":"u","verification_uri":"https://x.example","expires_in":{life},"interval":{interval}}}"#
            ));
            let code = code.map(|code| (code.life, code.interval));
            assert_eq!(code, Ok(expected), "{life} {interval}");
        }
    }

    #[test]
    fn text_that_no_user_could_read_is_not_shown() {
        let body = |user_code: &str, address: &str, more: &str| {
            format!(
                r#"{{"device_code":"{0}","user_code":"{user_code}","verification_uri":"{address}"{more}}}"#,
                "d".repeat(10_000)
            )
        };
        let long = "x".repeat(5000);
        let more = format!(r#","message":"{long}","verification_uri_complete":"{long}""#);
        let code = read(&body("u", "http://a", &more)).unwrap();
        assert_eq!((code.message, code.complete), (None, None));
        for (user_code, address, name) in
            [(&*long, "a", "user_code"), ("u", &long, "verification_uri")]
        {
            let OauthFault::NotAnAnswer(message) = read(&body(user_code, address, "")).unwrap_err()
            else {
                unreachable!()
            };
            assert!(message.starts_with(&format!("the `{name}` in the response is longer than")));
        }
    }

    #[test]
    fn the_codes_of_the_standard_and_of_entra_are_known() {
        for (code, expected) in [
            ("authorization_pending", Progress::Pending),
            ("slow_down", Progress::TooFast),
            ("access_denied", Progress::Declined),
            ("authorization_declined", Progress::Declined),
            ("expired_token", Progress::Expired),
            ("bad_verification_code", Progress::Refused),
            ("invalid_grant", Progress::Refused),
        ] {
            assert_eq!(progress(code), expected, "{code}");
        }
    }
}
