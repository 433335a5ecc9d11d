//! What an issuer answers in a device flow (RFC 8628): the code for the user, and how the waiting
//! for the user goes on.

use crate::jose::json::Object;
use crate::provider::oauth::{OauthFault, read_object, seconds};

/// How long a code is valid if the issuer does not say, in seconds.
const USUAL_LIFE: i64 = 900;
/// The pause between two questions if the issuer does not say, in seconds.
const USUAL_INTERVAL: i64 = 5;

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
    let required = |name: &str, value: Option<&str>| {
        let lacks = || OauthFault::NotAnAnswer(format!("the response has no `{name}`"));
        value.map(ToOwned::to_owned).ok_or_else(lacks)
    };
    // Google's name is older than the standard.
    let address = text("verification_uri").or_else(|| text("verification_url"));
    let complete = text("verification_uri_complete").or_else(|| text("verification_url_complete"));
    Ok(DeviceCode {
        code: required("device_code", text("device_code"))?,
        user_code: required("user_code", text("user_code"))?,
        address: required("verification_uri", address)?,
        complete: complete.map(ToOwned::to_owned),
        message: text("message").map(ToOwned::to_owned),
        life: span(&answer, "expires_in", USUAL_LIFE),
        interval: span(&answer, "interval", USUAL_INTERVAL),
    })
}

fn span(answer: &Object, name: &str, usual: i64) -> u64 {
    let seconds = answer.get(name).and_then(seconds).unwrap_or(usual);
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
        let refused = read_code(400, br#"{"error":"unauthorized_client"}"#).unwrap_err();
        assert!(matches!(refused, OauthFault::Refused { .. }), "{refused:?}");
        assert!(matches!(read_code(502, b"<html>"), Err(OauthFault::NotAnAnswer(_))));
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
