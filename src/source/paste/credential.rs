//! What is where a token should be, if there is none: an opaque one, or a word such as
//! `undefined`.

use crate::jose::json::{Object, Value};
use crate::source::paste::form::without_prefix;
use crate::source::paste::pasted::{PastedToken, Place, Purpose, purpose};

/// Returns what a text has after `Bearer`, `Authorization` or the name of a token.
pub(super) fn in_text(text: &str) -> Option<PastedToken> {
    const LABELS: [&str; 13] = [
        "bearer",
        "authorization",
        "access_token",
        "id_token",
        "accesstoken",
        "idtoken",
        // Cookies of sessions that are not JWTs.
        "better-auth.session_data",
        "better-auth.session_token",
        "next-auth.session-token",
        "authjs.session-token",
        "wos-session",
        "ory_kratos_session",
        "csrf-token",
    ];
    let lower = text.to_ascii_lowercase();
    let first = |label: &str| {
        lower.match_indices(label).find_map(|(at, _)| {
            let before = lower[..at].chars().next_back();
            let word = before.is_none_or(|c| !c.is_ascii_alphanumeric());
            let after = text.get(at + label.len()..)?;
            Some(value_after(after, label == "bearer")?).filter(|_| word)
        })
    };
    LABELS.into_iter().find_map(|label| {
        let value = first(label)?;
        let place = match label {
            "bearer" | "authorization" => Place::Authorization,
            name => Place::Named(name.to_owned()),
        };
        Some(PastedToken::new(value.to_owned(), place))
    })
}

/// Returns the value after a name, up to what ends it. Nothing follows a `Bearer` whose
/// variable was empty.
fn value_after(text: &str, scheme: bool) -> Option<&str> {
    let blank = [' ', '\t', '"', '\'', '\\'];
    let after = text.trim_start_matches(blank);
    let value = after.trim_start_matches([':', '=']);
    let separated = value.len() < after.len() || after.len() < text.len();
    if scheme {
        let value = text.trim_start_matches([' ', '\t', ':']).trim_start_matches("%20");
        let word = until_end(value);
        // In prose `bearer` is a word like another.
        let ends = value.is_empty() || value.starts_with(['"', '\'', '\r', '\n', '^', '`']);
        return if let Some(object) = object(value) {
            Some(object)
        } else if ends || value.len() < text.len() && is_alone(&value[word.len()..]) {
            Some(word)
        } else {
            None
        };
    }
    let value = value.trim_start_matches(blank);
    let value = without_prefix(value, "bearer ").unwrap_or(value).trim_start();
    if let Some(object) = object(value) {
        return Some(object);
    }
    let word = until_end(value);
    (separated && !word.is_empty()).then_some(word)
}

/// Returns JavaScript's text for an object at the start: `[object Object]`.
fn object(text: &str) -> Option<&str> {
    const LONGEST: usize = 40;
    let end = text.strip_prefix("[object ")?.bytes().take(LONGEST).position(|byte| byte == b']')?;
    text.get(..="[object ".len() + end)
}

/// Whether nothing on the line follows a value.
fn is_alone(after: &str) -> bool {
    after.is_empty()
        || after.starts_with(|c: char| !matches!(c, ' ' | '\t'))
        || after.trim_start_matches([' ', '\t']).starts_with(['\r', '\n', '-', '|', '\\'])
        || after.trim().is_empty()
}

/// Returns a text up to white space or to a character that ends a value.
fn until_end(text: &str) -> &str {
    let end = text.find(|c: char| c.is_whitespace() || c.is_control() || "\"'`,;&^\\".contains(c));
    &text[..end.unwrap_or(text.len())]
}

/// Returns the value of a member that is named like a token, the best name first.
pub(super) fn in_json(value: &Value) -> Option<PastedToken> {
    let mut all = Vec::new();
    collect(value, &mut all);
    let best = |wanted: fn(&str) -> bool| all.iter().find(|(name, _)| wanted(name));
    let (name, text) = best(|name| name.eq_ignore_ascii_case("authorization"))
        .or_else(|| best(|name| purpose(name) == Purpose::Id))
        .or_else(|| best(|name| purpose(name) == Purpose::Access))
        .or_else(|| best(|name| name.eq_ignore_ascii_case("token")))
        .or_else(|| best(|name| purpose(name) == Purpose::Refresh))?;
    let value = without_prefix(text, "bearer").map_or(*text, str::trim);
    let place = if name.eq_ignore_ascii_case("authorization") {
        Place::Authorization
    } else {
        Place::Named((*name).to_owned())
    };
    Some(PastedToken::new(value.to_owned(), place))
}

fn collect<'a>(value: &'a Value, all: &mut Vec<(&'a str, &'a str)>) {
    match value {
        Value::Array(elements) => elements.iter().for_each(|element| collect(element, all)),
        Value::Object(object) => {
            all.extend(pair(object));
            for (name, member) in object.iter() {
                match member {
                    Value::String(text) => all.push((name, text)),
                    other => collect(other, all),
                }
            }
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn pair(object: &Object) -> Option<(&str, &str)> {
    let name = object.get_str("name").or_else(|| object.get_str("key"));
    name.zip(object.get_str("value"))
}
