//! The messages of the checks of claims.

use std::borrow::Cow;

use crate::jose::duration::Duration;
use crate::jose::json::{self, Value};
use crate::jose::numeric_date::NumericDate;
use crate::jose::path::ClaimRef;

/// The maximum length of a quoted value, in characters.
const LONGEST_VALUE: usize = 200;

/// How much of a value is written to quote it, in bytes: a character has up to four.
const LONGEST_JSON: usize = 4 * (LONGEST_VALUE + 2);

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

pub(super) fn different(name: &str, found: ClaimRef<'_>, expected: &str) -> String {
    format!("`{name}` is {}; expected {expected}", value(found))
}

/// A claim as it appears in a sentence, cut if it is long.
pub(super) fn value(found: ClaimRef<'_>) -> String {
    let text = match found {
        // One character more than is shown: the quote at the end is cut, too.
        ClaimRef::Value(Value::String(text)) => match text.char_indices().nth(LONGEST_VALUE) {
            Some((end, _)) => format!("`{}", &text[..end]),
            None => format!("`{text}`"),
        },
        ClaimRef::Value(value) => json::beginning(value, LONGEST_JSON),
        ClaimRef::Claims(claims) => json::beginning(claims, LONGEST_JSON),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_value_only_the_beginning_is_written() {
        let shown = |json: &str| value(ClaimRef::Value(&Value::parse(json.as_bytes()).unwrap()));
        assert_eq!(shown(r#"{"a":[1,"b"]}"#), r#"{"a":[1,"b"]}"#);
        assert_eq!(shown(r#""b""#), "`b`");
        let long = |one: &str| shown(&format!(r#"["{}"]"#, one.repeat(100_000)));
        assert_eq!(long("x"), format!(r#"["{}…"#, "x".repeat(198)));
        // Characters of one to four bytes
        for one in ["\u{e9}", "\u{20ac}", "\u{1f600}"] {
            assert_eq!(long(one), format!(r#"["{}…"#, one.repeat(198)));
        }
        assert_eq!(shown(&format!(r#""{}""#, "x".repeat(199))), format!("`{}…", "x".repeat(199)));
        assert_eq!(shown(&format!(r#""{}""#, "x".repeat(198))), format!("`{}`", "x".repeat(198)));
        let many = Value::Array(vec![Value::from(true); 100_000]);
        assert_eq!(json::beginning(&many, LONGEST_JSON).len(), LONGEST_JSON);
    }
}
