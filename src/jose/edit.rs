//! Changes a value at a path, also inside a string that contains JSON.

use crate::jose::json::{MAX_DEPTH, Object, Value};
use crate::jose::path::{JsonPath, Step};

/// Sets the value that a path leads to, or removes it if there is no new one. Creates the objects
/// and arrays on the way, and keeps a string that contains JSON a string.
///
/// # Errors
///
/// Returns what is in the way. The members are then incomplete.
pub(crate) fn set(
    members: &mut Object,
    path: &JsonPath,
    value: Option<Value>,
) -> Result<(), &'static str> {
    let steps = path.steps();
    let Some((Step::Key(key), rest)) = steps.split_first() else {
        return Err("no claim");
    };
    if steps.len() > MAX_DEPTH {
        return Err("more than 128 levels");
    }
    set_member(members, key, rest, value)
}

fn set_member(
    members: &mut Object,
    key: &str,
    rest: &[Step],
    value: Option<Value>,
) -> Result<(), &'static str> {
    if rest.is_empty() {
        match value {
            Some(value) => members.set(key, value),
            None => members.remove(key),
        }
        return Ok(());
    }
    match put(members.take(key), rest, value)? {
        Some(changed) => members.set(key, changed),
        None => members.remove(key),
    }
    Ok(())
}

/// Returns a value with another one below it.
fn put(
    here: Option<Value>,
    steps: &[Step],
    value: Option<Value>,
) -> Result<Option<Value>, &'static str> {
    let Some((step, rest)) = steps.split_first() else { return Ok(value) };
    if let Some(Value::String(text)) = &here {
        let inner = Value::parse(text.as_bytes()).ok();
        let inner = inner.filter(|inner| matches!(inner, Value::Object(_) | Value::Array(_)));
        let inner = inner.ok_or("a string")?;
        let changed = put(Some(inner), steps, value)?;
        return Ok(changed.map(|changed| Value::from(changed.to_json())));
    }
    match (step, here) {
        // What is not there need not be removed.
        (_, None) if value.is_none() => Ok(None),
        (_, Some(Value::Null)) if value.is_none() => Ok(Some(Value::Null)),
        (Step::Key(key), here @ (None | Some(Value::Null | Value::Object(_)))) => {
            let mut object = match here {
                Some(Value::Object(object)) => object,
                _ => Object::new(),
            };
            set_member(&mut object, key, rest, value)?;
            Ok(Some(object.into()))
        }
        (Step::Index(index), here @ (None | Some(Value::Null | Value::Array(_)))) => {
            let mut elements = match here {
                Some(Value::Array(elements)) => elements,
                _ => Vec::new(),
            };
            set_element(&mut elements, *index, rest, value)?;
            Ok(Some(Value::Array(elements)))
        }
        (_, Some(other)) => Err(other.a_kind()),
    }
}

fn set_element(
    elements: &mut Vec<Value>,
    index: usize,
    rest: &[Step],
    value: Option<Value>,
) -> Result<(), &'static str> {
    let length = elements.len();
    let Some(element) = elements.get_mut(index) else {
        if value.is_some() && index > length {
            return Err("an array with fewer elements");
        }
        elements.extend(put(None, rest, value)?);
        return Ok(());
    };
    match put(Some(std::mem::replace(element, Value::Null)), rest, value)? {
        Some(changed) => *element = changed,
        None => {
            elements.remove(index);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(claims: &str, path: &str, value: Option<&str>) -> Result<String, &'static str> {
        let Ok(Value::Object(mut claims)) = Value::parse(claims.as_bytes()) else {
            panic!("{claims}")
        };
        let value = value.map(|value| Value::parse(value.as_bytes()).unwrap());
        set(&mut claims, &path.parse().unwrap(), value)?;
        Ok(Value::from(claims).to_json())
    }

    #[test]
    fn a_value_is_set_where_its_path_leads() {
        let made = |claims: &str, path: &str, value| edited(claims, path, Some(value)).unwrap();
        assert_eq!(made("{}", "$.a.b", "1"), r#"{"a":{"b":1}}"#);
        assert_eq!(made("{}", "$.a[0].b", "1"), r#"{"a":[{"b":1}]}"#);
        assert_eq!(made(r#"{"a":null,"z":0}"#, "$.a.b", "1"), r#"{"a":{"b":1},"z":0}"#);
        assert_eq!(made(r#"{"a":{"c":1},"z":0}"#, "$.a.b", "2"), r#"{"a":{"c":1,"b":2},"z":0}"#);
        assert_eq!(made(r#"{"a":[1,2]}"#, "$.a[0]", "null"), r#"{"a":[null,2]}"#);
        assert_eq!(made(r#"{"a":[1]}"#, "$.a[1]", "[true]"), r#"{"a":[1,[true]]}"#);
        assert_eq!(made(r#"{"a":"[1]"}"#, "$.a[0]", "2"), r#"{"a":"[2]"}"#);
        assert_eq!(
            made(r#"{"a":"{\"b\":\"{\\\"c\\\":1}\"}"}"#, "$.a.b.d", "2"),
            r#"{"a":"{\"b\":\"{\\\"c\\\":1,\\\"d\\\":2}\"}"}"#
        );
    }

    #[test]
    fn a_value_is_removed_where_its_path_leads_if_it_is_there() {
        let left = |claims: &str, path: &str| edited(claims, path, None).unwrap();
        assert_eq!(left(r#"{"a":{"b":1,"c":2}}"#, "$.a.b"), r#"{"a":{"c":2}}"#);
        assert_eq!(left(r#"{"a":[1,2,3]}"#, "$.a[1]"), r#"{"a":[1,3]}"#);
        assert_eq!(left(r#"{"a":"{\"b\":1,\"c\":2}"}"#, "$.a.b"), r#"{"a":"{\"c\":2}"}"#);
        for (claims, path) in [
            ("{}", "$.a.b"),
            (r#"{"a":null}"#, "$.a.b"),
            (r#"{"a":[1]}"#, "$.a[1]"),
            (r#"{"a":[1]}"#, "$.a[7].b"),
            (r#"{"a":{"c":1}}"#, "$.a.b.c"),
        ] {
            assert_eq!(left(claims, path), claims, "{path}");
        }
    }

    #[test]
    fn what_is_in_the_way_is_named() {
        for (claims, path, found) in [
            (r#"{"a":1}"#, "$.a.b", "a number"),
            (r#"{"a":"x"}"#, "$.a.b", "a string"),
            (r#"{"a":[]}"#, "$.a[1]", "an array with fewer elements"),
            (r#"{"a":[]}"#, "$.a.b", "an array"),
            (r#"{"a":{}}"#, "$.a[0]", "an object"),
            ("{}", &format!("$.a{}", "[0]".repeat(50_000)), "more than 128 levels"),
        ] {
            assert_eq!(edited(claims, path, Some("1")), Err(found), "{claims}");
        }
    }

    #[test]
    fn a_member_that_is_repeated_is_set_once() {
        assert_eq!(
            edited(r#"{"a":1,"b":2,"a":{"c":3}}"#, "$.a.d", Some("4")).unwrap(),
            r#"{"a":{"c":3,"d":4},"b":2}"#
        );
    }
}
