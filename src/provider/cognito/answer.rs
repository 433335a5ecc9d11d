//! What a user pool answers: tokens, a challenge, or an exception.

use std::fmt;

use zeroize::Zeroizing;

use crate::jose::json::{Object, Value};
use crate::provider::cognito::refusal::{Reason, Refusal};
use crate::provider::oauth;

/// Why an answer is not one to go on with.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Fault {
    Refused(Refusal),
    /// It is not the answer of a user pool, or the pool failed, for this reason
    NotAnAnswer(String),
}

/// What comes next in a login.
pub(crate) enum Step {
    Done(IssuedTokens),
    Challenge(Challenge),
}

/// What a user pool asks before it issues tokens.
pub(crate) struct Challenge {
    pub(crate) name: String,
    /// What the next answer is sent with
    pub(crate) session: Option<Zeroizing<String>>,
    pub(crate) parameters: Object,
}

/// It has secrets.
impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Challenge({:?}, redacted)", self.name)
    }
}

impl Challenge {
    /// Returns a list in a parameter, which is a string with JSON.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        let text = self.parameters.get_str(name).unwrap_or_default();
        let list = Value::parse(text.as_bytes()).ok();
        let list = list.as_ref().and_then(Value::as_array).unwrap_or_default();
        list.iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect()
    }
}

/// The tokens that a user pool issues.
#[derive(Default)]
pub(crate) struct IssuedTokens {
    pub(crate) id: Option<Zeroizing<String>>,
    pub(crate) access: Option<Zeroizing<String>>,
    pub(crate) refresh: Option<Zeroizing<String>>,
    /// As what the pool tracks this machine from now on
    pub(crate) device: Option<NewDevice>,
    /// How long the tokens are valid, in seconds from now
    pub(crate) expires_in: Option<i64>,
}

/// A device that a pool tracks from a login on.
#[derive(Clone)]
pub(crate) struct NewDevice {
    pub(crate) key: Zeroizing<String>,
    /// The group of devices that it belongs to
    pub(crate) group: Option<Zeroizing<String>>,
}

/// Reads an answer. `kind` is the header `x-amzn-ErrorType`.
///
/// # Errors
///
/// [`Fault`].
pub(crate) fn read(status: u16, kind: Option<&str>, body: &[u8]) -> Result<Object, Fault> {
    let not_an_answer = |what: &str| Fault::NotAnAnswer(format!("{what} (HTTP {status})"));
    let answer = match Value::parse(body) {
        Ok(Value::Object(answer)) => answer,
        // Not every operation has something to answer.
        _ if status == 200 && body.is_empty() => Object::new(),
        _ if body.trim_ascii_start().starts_with(b"<") => {
            return Err(not_an_answer("the response is a web page"));
        }
        _ => return Err(not_an_answer("the response is not a JSON object")),
    };
    if status == 200 {
        return Ok(answer);
    }
    let code = answer.get_str("__type").or(kind);
    let message = answer.get_str("message").or_else(|| answer.get_str("Message"));
    match code.map(|code| Refusal::of_exception(code, message.unwrap_or_default())) {
        // An emulator fails if it lacks an operation.
        Some(refusal) if status < 500 || refusal.reason == Reason::Unsupported => {
            Err(Fault::Refused(refusal))
        }
        _ if status >= 500 => Err(not_an_answer("the server failed")),
        _ => Err(not_an_answer("the response is not one of a user pool")),
    }
}

/// Reads what comes next. Tokens win: an emulator names a challenge beside them.
///
/// # Errors
///
/// [`Fault::NotAnAnswer`].
pub(crate) fn step(mut answer: Object) -> Result<Step, Fault> {
    if let Some(result) = answer.get("AuthenticationResult").and_then(Value::as_object) {
        let text = |object: &Object, name: &str| {
            let text = object.get_str(name).filter(|text| !text.is_empty());
            text.filter(|text| oauth::is_sendable(text)).map(|text| text.to_owned().into())
        };
        let device = result.get("NewDeviceMetadata").and_then(Value::as_object);
        let tokens = IssuedTokens {
            id: text(result, "IdToken"),
            access: text(result, "AccessToken"),
            refresh: text(result, "RefreshToken"),
            device: device.and_then(|device| {
                let group = text(device, "DeviceGroupKey");
                text(device, "DeviceKey").map(|key| NewDevice { key, group })
            }),
            expires_in: result.get("ExpiresIn").and_then(oauth::seconds),
        };
        if tokens.id.is_none() && tokens.access.is_none() {
            return Err(Fault::NotAnAnswer("the response has no token".to_owned()));
        }
        return Ok(Step::Done(tokens));
    }
    let Some(Value::String(name)) = answer.take("ChallengeName") else {
        let message = "the response has neither tokens nor a challenge".to_owned();
        return Err(Fault::NotAnAnswer(message));
    };
    let session = answer.get_str("Session").map(|text| Zeroizing::new(text.to_owned()));
    let parameters = match answer.take("ChallengeParameters") {
        Some(Value::Object(parameters)) => parameters,
        _ => Object::new(),
    };
    Ok(Step::Challenge(Challenge { name, session, parameters }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_told_from_a_server_that_fails() {
        let refused = |kind, body: &str| match read(400, kind, body.as_bytes()) {
            Err(Fault::Refused(refusal)) => refusal.code,
            other => format!("{other:?}"),
        };
        let body = r#"{"__type":"com.amazonaws#UserNotFoundException","message":"x"}"#;
        assert_eq!(refused(None, body), "UserNotFoundException");
        assert_eq!(refused(Some("UserNotFoundException:"), "{}"), "UserNotFoundException");
        for (status, body, words) in [
            (200, "<html>", "the response is a web page (HTTP 200)"),
            (502, "", "the response is not a JSON object (HTTP 502)"),
            (500, r#"{"__type":"InternalErrorException"}"#, "the server failed (HTTP 500)"),
            (404, "{}", "the response is not one of a user pool (HTTP 404)"),
        ] {
            let expected = Err(Fault::NotAnAnswer(words.to_owned()));
            assert_eq!(read(status, None, body.as_bytes()), expected);
        }
        let body = br#"{"__type":"CognitoLocal#Unsupported","message":"InitAuth"}"#;
        assert!(matches!(read(500, None, body), Err(Fault::Refused(_))));
        assert_eq!(read(200, None, b""), Ok(Object::new()));
    }

    #[test]
    fn tokens_win_over_the_name_of_a_challenge() {
        let next = |text: &str| match Value::parse(text.as_bytes()).unwrap() {
            Value::Object(answer) => step(answer),
            _ => unreachable!(),
        };
        let text = r#"{"ChallengeName":"PASSWORD_VERIFIER","AuthenticationResult":{"IdToken":"i",
            "AccessToken":"a","ExpiresIn":3600,"NewDeviceMetadata":{"DeviceKey":"d","DeviceGroupKey":"g"}}}"#;
        let Ok(Step::Done(tokens)) = next(text) else { unreachable!() };
        assert_eq!(tokens.id.unwrap().as_str(), "i");
        let device = tokens.device.unwrap();
        assert_eq!((device.key.as_str(), device.group.unwrap().as_str()), ("d", "g"));
        assert_eq!((tokens.expires_in, tokens.refresh), (Some(3600), None));
        let text = r#"{"ChallengeName":"MFA_SETUP","Session":"s",
            "ChallengeParameters":{"MFAS_CAN_SETUP":"[\"SOFTWARE_TOKEN_MFA\"]"}}"#;
        let Ok(Step::Challenge(challenge)) = next(text) else { unreachable!() };
        assert_eq!(challenge.list("MFAS_CAN_SETUP"), ["SOFTWARE_TOKEN_MFA"]);
        assert!(challenge.list("other").is_empty());
        assert_eq!(challenge.session.as_ref().unwrap().as_str(), "s");
        assert_eq!(format!("{challenge:?}"), r#"Challenge("MFA_SETUP", redacted)"#);
        assert!(next("{}").is_err());
        assert!(next(r#"{"AuthenticationResult":{}}"#).is_err());
    }
}
