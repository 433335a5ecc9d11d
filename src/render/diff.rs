//! The differences between two tokens, as rows.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::inspection::Inspection;
use crate::jose::anatomy::Payload;
use crate::jose::base64url;
use crate::jose::json::{Name, Object, Value};
use crate::jose::numeric_date::NumericDate;
use crate::render::decode::DiffRow;

/// Returns the differences between the headers and claims of two tokens.
pub(crate) fn differences(left: &Inspection, right: &Inspection) -> Vec<DiffRow> {
    let mut rows = Vec::new();
    let empty = Object::new();
    let pairs = [
        ("header", left.anatomy.header.as_ref(), right.anatomy.header.as_ref()),
        ("claims", left.anatomy.claims(), right.anatomy.claims()),
    ];
    for (part, left, right) in pairs {
        compare(part, left.unwrap_or(&empty), right.unwrap_or(&empty), &mut rows);
    }
    let (left, right) = (&left.anatomy.payload, &right.anatomy.payload);
    let are_claims = |payload: &Payload| matches!(payload, Payload::Claims(_));
    if !(are_claims(left) && are_claims(right)) && left != right {
        rows.retain(|row| !row.path.starts_with("claims."));
        let (left, right) = (payload_json(left), payload_json(right));
        rows.push(DiffRow { path: "payload".to_owned(), left, right, span: None });
    }
    rows
}

/// Returns the differences between two objects; `part` begins each path.
pub(crate) fn members(part: &str, left: &Object, right: &Object) -> Vec<DiffRow> {
    let mut rows = Vec::new();
    compare(part, left, right, &mut rows);
    rows
}

/// Returns a payload as JSON, with bytes that are not text as base64url; `None` if it cannot
/// be read.
fn payload_json(payload: &Payload) -> Option<String> {
    match payload {
        Payload::Claims(claims) => Some(Value::from(claims.clone()).to_json()),
        Payload::Json(json) => Some(json.to_json()),
        Payload::Text(text) => Some(Value::from(text.as_str()).to_json()),
        Payload::Bytes(bytes) => Some(Value::from(base64url::encode(bytes)).to_json()),
        Payload::Absent | Payload::Encrypted | Payload::Unreadable => None,
    }
}

/// The maximum length of a path, in bytes, below which members are compared one by one. Each
/// row repeats the path.
const MAX_PATH: usize = 256;

/// Collects the members that differ: first those of the first token, in its order, then those
/// that only the second has. Compares objects, and strings that contain one, member by
/// member.
fn compare(path: &str, left: &Object, right: &Object, rows: &mut Vec<DiffRow>) {
    // Of repeated members, the last one counts, as in `Object::get`.
    let (in_left, in_right) = (by_name(left), by_name(right));
    let only_right = right.iter().filter(|(name, _)| !in_left.contains_key(&Name(name)));
    let mut seen = HashSet::with_capacity(left.len());
    for (name, _) in left.iter().chain(only_right) {
        if !seen.insert(Name(name)) {
            continue;
        }
        let (a, b) = (in_left.get(&Name(name)).copied(), in_right.get(&Name(name)).copied());
        if a == b {
            continue;
        }
        let path = format!("{path}.{name}");
        if path.len() <= MAX_PATH
            && let (Some(a), Some(b)) = (a.and_then(expanded), b.and_then(expanded))
        {
            let before = rows.len();
            compare(&path, &a, &b, rows);
            // An object and a string that contains the same object do not differ.
            if rows.len() > before || a == b {
                continue;
            }
        }
        let span = match name {
            "exp" | "iat" | "nbf" | "auth_time" => a.zip(b).and_then(|(a, b)| {
                let a = NumericDate::from_claim(a).ok()?;
                Some(NumericDate::from_claim(b).ok()?.since(a))
            }),
            _ => None,
        };
        let shown = |value: Option<&Value>| value.map(Value::to_json);
        rows.push(DiffRow { path, left: shown(a), right: shown(b), span });
    }
}

fn by_name(object: &Object) -> HashMap<Name<'_>, &Value> {
    object.iter().map(|(name, value)| (Name(name), value)).collect()
}

/// Returns an object, or the object that a string contains.
fn expanded(value: &Value) -> Option<Cow<'_, Object>> {
    match value {
        Value::Object(object) => Some(Cow::Borrowed(object)),
        Value::String(text) if text.starts_with('{') => match Value::parse(text.as_bytes()) {
            Ok(Value::Object(object)) => Some(Cow::Owned(object)),
            Ok(_) | Err(_) => None,
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::json::comparisons;

    fn rows(left: &str, right: &str) -> Vec<(String, Option<String>, Option<String>)> {
        let read = |text: &str| Value::parse(text.as_bytes()).unwrap().as_object().unwrap().clone();
        let mut rows = Vec::new();
        compare("claims", &read(left), &read(right), &mut rows);
        rows.into_iter().map(|row| (row.path, row.left, row.right)).collect()
    }

    #[test]
    fn of_repeated_members_the_last_one_is_compared_once() {
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            rows(r#"{"a":1,"b":2,"a":3}"#, r#"{"c":4,"a":5,"c":6}"#),
            [
                ("claims.a".to_owned(), text("3"), text("5")),
                ("claims.b".to_owned(), text("2"), None),
                ("claims.c".to_owned(), None, text("6")),
            ]
        );
        assert!(rows(r#"{"a":{"b":1}}"#, r#"{"a":"{\"b\": 1}"}"#).is_empty());
    }

    #[test]
    fn payloads_that_are_not_claims_are_compared_as_a_whole() {
        let now = NumericDate::from_seconds(0).unwrap();
        let inspect = |payload: &str| {
            Inspection::of(&format!("e30.{}.c2ln", base64url::encode(payload)), now)
        };
        let rows = |left: &str, right: &str| {
            let rows = differences(&inspect(left), &inspect(right));
            rows.into_iter().map(|row| (row.path, row.left, row.right)).collect::<Vec<_>>()
        };
        let row = |left: &str, right: &str| {
            vec![("payload".to_owned(), Some(left.to_owned()), Some(right.to_owned()))]
        };
        assert_eq!(rows("a", "b"), row(r#""a""#, r#""b""#));
        assert_eq!(rows(r#"{"a":1}"#, "[1]"), row(r#"{"a":1}"#, "[1]"));
        assert!(rows("[1]", "[1]").is_empty());
        let many = |last: u8| format!(r#"{{"a":[{}{last}]}}"#, "1,".repeat(600_000));
        assert_eq!(rows(&many(1), &many(2)).len(), 1);
    }

    #[test]
    fn each_of_many_members_is_looked_up_once() {
        let object = |value: usize| {
            let members: Vec<String> =
                (0..60_000).map(|index| format!(r#""claim-{index}":{value}"#)).collect();
            format!("{{{}}}", members.join(","))
        };
        let (rows, compared) = comparisons::during(|| rows(&object(1), &object(2)));
        assert_eq!(rows.len(), 60_000);
        // Two lookups for each member, and a few comparisons where hashes are alike
        assert!((120_000..240_000).contains(&compared), "{compared} comparisons");
    }

    #[test]
    fn members_below_a_long_path_are_compared_as_a_whole() {
        let object =
            |value: u8| format!(r#"{{"{}":{{"a":{value},"b":{value}}}}}"#, "x".repeat(300));
        assert_eq!(rows(&object(1), &object(2)).len(), 1);
        let object =
            |value: u8| format!(r#"{{"{}":{{"a":{value},"b":{value}}}}}"#, "x".repeat(200));
        assert_eq!(rows(&object(1), &object(2)).len(), 2);
    }
}
