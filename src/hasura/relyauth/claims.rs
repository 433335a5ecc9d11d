//! The registered claims as `RelyAuth` decodes and checks them.

use crate::go_json;
use crate::hasura::relyauth::auth_yaml::JwtMode;
use crate::hasura::relyauth::refusal::{Reason, Refusal};
use crate::hasura::trace::seen_from;
use crate::jose::json::{Number, Object, Value};
use crate::jose::numeric_date::NumericDate;

/// The claims that are checked (RFC 7519 section 4.1).
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Claims {
    /// Empty if the claim is missing
    pub(crate) iss: String,
    pub(crate) aud: Vec<String>,
    /// In whole seconds; fractions are truncated
    exp: Option<i64>,
    nbf: Option<i64>,
    iat: Option<i64>,
    /// All claims, as written
    pub(crate) members: Object,
}

/// The name of a check with its result: a detail, or the service's reason and our explanation.
pub(crate) type Check = (&'static str, Result<String, (Refusal, String)>);

impl Claims {
    /// Decodes a payload.
    ///
    /// # Errors
    ///
    /// Returns the end of the service's message, our explanation, and whether the message is
    /// exact.
    pub(crate) fn read(payload: &[u8]) -> Result<Self, (String, String, bool)> {
        let members = match Value::parse(payload) {
            Ok(Value::Object(members)) => members,
            // Go accepts null here; how the service continues is not known.
            Ok(Value::Null) => {
                return Err(("…".to_owned(), "the payload is null".to_owned(), false));
            }
            Ok(other) => {
                let kind = go_json::kind_name(&other);
                let words =
                    format!("json: cannot unmarshal {kind} into Go value of type jwt.Claims");
                let detail = format!("the payload is {}, not an object", other.a_kind());
                return Err((words, detail, true));
            }
            Err(error) => {
                let words = go_json::syntax_error(payload);
                let (words, known) = words.map_or(("…".to_owned(), false), |words| (words, true));
                return Err((words, format!("the payload is not JSON: {error}"), known));
            }
        };
        let mut claims = Self::default();
        for name in ["iss", "sub", "jti"] {
            match members.get(name) {
                Some(Value::String(text)) if name == "iss" => claims.iss.clone_from(text),
                None | Some(Value::Null | Value::String(_)) => {}
                Some(other) => {
                    let kind = go_json::kind_name(other);
                    let words = format!(
                        "json: cannot unmarshal {kind} into Go struct field Claims.{name} of type string"
                    );
                    let detail = format!("`{name}` is {}, not a string", other.a_kind());
                    return Err((words, detail, true));
                }
            }
        }
        match members.get("aud") {
            None => {}
            Some(Value::String(one)) => claims.aud = vec![one.clone()],
            Some(other) => {
                let texts = other.as_array().and_then(|elements| {
                    elements.iter().map(|one| one.as_str().map(ToOwned::to_owned)).collect()
                });
                claims.aud = texts.ok_or_else(|| {
                    let words = "expected string or array value to unmarshal to Audience";
                    let detail = format!("`aud` is {}", other.to_json());
                    (format!("go-jose/go-jose/jwt: {words}"), detail, true)
                })?;
            }
        }
        let date = |name: &str| match members.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => seconds(value).map(Some).ok_or_else(|| {
                let words = "expected number value to unmarshal NumericDate";
                let detail = format!("`{name}` is {}, not a number", value.to_json());
                (format!("go-jose/go-jose/jwt: {words}"), detail, true)
            }),
        };
        claims.exp = date("exp")?;
        claims.nbf = date("nbf")?;
        claims.iat = date("iat")?;
        claims.members = members;
        Ok(claims)
    }

    /// Makes all checks of an entry, in the service's order.
    pub(crate) fn check(&self, jwt: &JwtMode, now: NumericDate) -> Vec<Check> {
        vec![
            ("iss", self.check_issuer(jwt)),
            ("aud", self.check_audience(jwt)),
            ("nbf", check_time(jwt, now, self.nbf, "nbf")),
            ("exp", check_time(jwt, now, self.exp, "exp")),
            ("iat", check_time(jwt, now, self.iat, "iat")),
        ]
    }

    fn check_issuer(&self, jwt: &JwtMode) -> Result<String, (Refusal, String)> {
        let Self { iss, .. } = self;
        if jwt.issuer.is_empty() {
            return Ok("no issuer is configured".to_owned());
        }
        if *iss == jwt.issuer {
            return Ok(format!("`{iss}`"));
        }
        let found =
            if iss.is_empty() { "there is no `iss`".to_owned() } else { format!("`{iss}`") };
        Err((
            Refusal::of(Reason::Issuer),
            format!("{found}; the configuration has `{}`", jwt.issuer),
        ))
    }

    fn check_audience(&self, jwt: &JwtMode) -> Result<String, (Refusal, String)> {
        if jwt.audience.is_empty() {
            return Ok("no audience is configured".to_owned());
        }
        if let Some(same) = self.aud.iter().find(|one| jwt.audience.contains(one)) {
            return Ok(format!("`{same}`"));
        }
        let found = if self.aud.is_empty() {
            "there is no `aud`".to_owned()
        } else {
            format!("`{}`", self.aud.join("`, `"))
        };
        Err((
            Refusal::of(Reason::Audience),
            format!("{found}; the configuration has `{}`", jwt.audience.join("`, `")),
        ))
    }
}

/// Compares a time claim with the current time, allowing for the skew.
fn check_time(
    jwt: &JwtMode,
    now: NumericDate,
    claim: Option<i64>,
    name: &str,
) -> Result<String, (Refusal, String)> {
    let Some(seconds) = claim else {
        let meaning = if name == "exp" { "it never expires" } else { "passes" };
        return Ok(format!("no `{name}`: {meaning}"));
    };
    let skew = jwt.skew.saturating_mul(1_000_000);
    let present = now.as_utc().timestamp_micros();
    let date = seconds.saturating_mul(1_000_000);
    let (good, reason, past, coming) = match name {
        "exp" => (present.saturating_sub(skew) <= date, Reason::Expired, "expired", "expires"),
        "nbf" => {
            (present.saturating_add(skew) >= date, Reason::NotYetValid, "valid since", "valid only")
        }
        _ => (present.saturating_add(skew) >= date, Reason::IssuedInFuture, "issued", "issued"),
    };
    let mut detail = NumericDate::from_seconds(seconds)
        .map_or_else(|| "out of range".to_owned(), |date| seen_from(now, date, past, coming));
    let late = if name == "exp" { present > date } else { present < date };
    if good && late {
        detail = format!("{detail}; within the skew of {} s", jwt.skew);
    }
    if good { Ok(detail) } else { Err((Refusal::of(reason), detail)) }
}

fn seconds(value: &Value) -> Option<i64> {
    let number = value.as_number()?;
    #[expect(clippy::cast_possible_truncation, reason = "the cast saturates, as intended")]
    Number::as_i64(number).or_else(|| number.as_f64().map(|date| date.trunc() as i64))
}
