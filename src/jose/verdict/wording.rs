//! The messages of the checks of claims.

use std::borrow::Cow;

use crate::jose::duration::Duration;
use crate::jose::json::Value;
use crate::jose::numeric_date::NumericDate;

/// The maximum length of a quoted value, in characters.
const LONGEST_VALUE: usize = 200;

pub(super) fn expired(exp: NumericDate, now: NumericDate) -> String {
    format!("expired {} ago, at {}", now.since(exp).in_words(), exp.to_rfc3339())
}

/// Describes a time that is in milliseconds.
fn in_milliseconds(name: &str, date: NumericDate) -> Option<String> {
    date.looks_like_milliseconds().then(|| {
        let meant = date.as_if_milliseconds().to_rfc3339();
        format!("`{name}` is in milliseconds instead of seconds; it probably means {meant}")
    })
}

pub(super) fn valid_for(exp: NumericDate, now: NumericDate) -> String {
    in_milliseconds("exp", exp)
        .unwrap_or_else(|| format!("valid for another {}", exp.since(now).in_words()))
}

pub(super) fn issued_in_future(iat: NumericDate, now: NumericDate) -> String {
    if let Some(message) = in_milliseconds("iat", iat) {
        return message;
    }
    format!("issued {} in the future, at {}", iat.since(now).in_words(), iat.to_rfc3339())
}

pub(super) fn not_yet_valid(nbf: NumericDate, now: NumericDate) -> String {
    if let Some(message) = in_milliseconds("nbf", nbf) {
        return message;
    }
    format!("becomes valid in {}, at {}", nbf.since(now).in_words(), nbf.to_rfc3339())
}

pub(super) fn too_old(iat: NumericDate, now: NumericDate, max_age: Duration) -> String {
    format!("issued {} ago; at most {} allowed", now.since(iat).in_words(), max_age.in_words())
}

pub(super) fn expires_too_soon(exp: NumericDate, now: NumericDate, least: Duration) -> String {
    let left = if exp > now { exp.since(now).in_words() } else { "nothing".to_owned() };
    format!("{left} left; at least {} required", least.in_words())
}

pub(super) fn repeated(name: &str) -> String {
    format!("`{name}` appears more than once, and readers disagree on which one counts")
}

pub(super) fn missing(name: &str) -> String {
    format!("there is no `{name}`")
}

pub(super) fn missing_expected(name: &str, expected: &str) -> String {
    format!("there is no `{name}`; expected {expected}")
}

pub(super) fn different(name: &str, found: &Value, expected: &str) -> String {
    format!("`{name}` is {}; expected {expected}", value(found))
}

/// Formats a value for a message, truncated if it is long.
pub(super) fn value(value: &Value) -> String {
    let text = match value {
        Value::String(text) => format!("`{text}`"),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            value.to_json()
        }
    };
    shortened(&text).into_owned()
}

/// Returns a string, truncated if it is long.
pub(super) fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST_VALUE) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// Joins names as alternatives: `a` or `b`.
pub(super) fn alternatives(names: &[impl AsRef<str>]) -> String {
    const MOST: usize = 20;
    let quoted = names.iter().take(MOST).map(|name| format!("`{}`", shortened(name.as_ref())));
    let quoted: Vec<String> = quoted.collect();
    match names.len().checked_sub(MOST) {
        _ if names.is_empty() => "an empty list".to_owned(),
        Some(more) if more > 0 => format!("{} or {more} more", quoted.join(" or ")),
        _ => quoted.join(" or "),
    }
}
