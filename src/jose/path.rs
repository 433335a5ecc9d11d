//! The name of a claim: one literal key, or a path in the grammar of Hasura v2.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::jose::json::{Object, Value};

/// The name of a claim as a user types it: `https://hasura.io/jwt/claims` is one
/// literal top-level key; `$.a["b.c"][0]` is a path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ClaimName {
    /// One top-level key, dots and all
    Key(String),
    /// A path from the root
    Path(JsonPath),
}

/// A path through JSON in the grammar of Hasura v2: an optional `$`, then
/// `.name`, `[0]`, `["any"]`, `['any']`. No wildcards, slices or filters.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct JsonPath(Vec<Step>);

/// One step of a path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Step {
    /// Into an object
    Key(String),
    /// Into an array, from 0
    Index(usize),
}

/// The string is not a path.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{path}` is not a path: write it like `$.a[\"b.c\"][0]`")]
pub struct ParsePathError {
    /// The string
    pub path: String,
}

impl ClaimName {
    /// Returns the claim, if it is present. A path also steps into a claim that is JSON
    /// in a string, which is how Cognito carries the Hasura claims.
    pub fn find<'a>(&self, claims: &'a Object) -> Option<Cow<'a, Value>> {
        self.find_noting(claims, &mut false)
    }

    /// Returns the claim as [`Self::find`] does, and whether a name on the way to it appears
    /// more than once, so that readers differ in what they find.
    pub fn find_noting<'a>(
        &self,
        claims: &'a Object,
        repeated: &mut bool,
    ) -> Option<Cow<'a, Value>> {
        let (key, rest) = match self {
            Self::Key(key) => (key, [].as_slice()),
            Self::Path(JsonPath(steps)) => match steps.as_slice() {
                [] => return Some(Cow::Owned(Value::Object(claims.clone()))),
                [Step::Key(key), rest @ ..] => (key, rest),
                [Step::Index(_), ..] => return None,
            },
        };
        *repeated |= claims.repeats(key);
        follow(rest, claims.get(key)?, true, repeated)
    }
}

impl FromStr for ClaimName {
    type Err = ParsePathError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.starts_with('$') {
            text.parse().map(Self::Path)
        } else {
            Ok(Self::Key(text.to_owned()))
        }
    }
}

impl fmt::Display for ClaimName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => f.write_str(key),
            Self::Path(path) => path.fmt(f),
        }
    }
}

impl JsonPath {
    /// Returns a path of these steps.
    pub const fn of(steps: Vec<Step>) -> Self {
        Self(steps)
    }

    /// Returns the steps; the path to the root has none.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// Follows the path and returns what it leads to. A missing step, or one into a value of
    /// the wrong kind, leads nowhere. `into_strings` also steps into strings that hold JSON.
    pub fn find<'a>(&self, root: &'a Value, into_strings: bool) -> Option<Cow<'a, Value>> {
        follow(&self.0, root, into_strings, &mut false)
    }

    /// Follows the steps after the first, from the member that the first one names.
    pub fn find_below<'a>(&self, member: &'a Value) -> Option<Cow<'a, Value>> {
        follow(self.0.get(1..)?, member, false, &mut false)
    }
}

/// Follows the steps without copying what they pass through. Notes whether a name on the way
/// is repeated.
fn follow<'a>(
    steps: &[Step],
    root: &'a Value,
    into_strings: bool,
    repeated: &mut bool,
) -> Option<Cow<'a, Value>> {
    let mut here = root;
    let mut steps = steps.iter();
    while let Some(step) = steps.next() {
        if into_strings && let Value::String(text) = here {
            let inner = Value::parse(text.as_bytes()).ok()?;
            let found =
                follow(steps.as_slice(), enter(step, &inner, repeated)?, into_strings, repeated)?;
            return Some(Cow::Owned(found.into_owned()));
        }
        here = enter(step, here, repeated)?;
    }
    Some(Cow::Borrowed(here))
}

fn enter<'a>(step: &Step, value: &'a Value, repeated: &mut bool) -> Option<&'a Value> {
    match (step, value) {
        (Step::Key(key), Value::Object(object)) => {
            *repeated |= object.repeats(key);
            object.get(key)
        }
        (Step::Index(index), Value::Array(elements)) => elements.get(*index),
        _ => None,
    }
}

impl FromStr for JsonPath {
    type Err = ParsePathError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let failure = || ParsePathError { path: text.to_owned() };
        let mut rest = text.strip_prefix('$').unwrap_or(text);
        if rest.is_empty() && text.is_empty() {
            return Err(failure());
        }
        let mut steps = Vec::new();
        while !rest.is_empty() {
            let (step, after) = parse_step(rest).ok_or_else(failure)?;
            steps.push(step);
            rest = after;
        }
        Ok(Self(steps))
    }
}

fn parse_step(rest: &str) -> Option<(Step, &str)> {
    let undotted = rest.strip_prefix('.').unwrap_or(rest);
    if let Some(inside) = undotted.strip_prefix('[') {
        if let Some(quote) = inside.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            let (key, after) = inside[1..].split_once(quote)?;
            return Some((Step::Key(key.to_owned()), after.strip_prefix(']')?));
        }
        let (index, after) = inside.split_once(']')?;
        let digits = !index.is_empty() && index.bytes().all(|byte| byte.is_ascii_digit());
        return Some((Step::Index(index.parse().ok().filter(|_| digits)?), after));
    }
    let first = undotted.chars().next()?;
    if !(first.is_ascii_alphabetic() || first == '_') {
        return None;
    }
    let end = undotted
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'))
        .unwrap_or(undotted.len());
    let (key, after) = undotted.split_at(end);
    Some((Step::Key(key.to_owned()), after))
}

impl fmt::Display for JsonPath {
    /// Formats the path as Hasura does: `$.a["b.c"][0]`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        for step in &self.0 {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) => {
                    let plain =
                        key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
                            && key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
                    if plain { write!(f, ".{key}")? } else { write!(f, "[\"{key}\"]")? }
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(path: &str, json: &str) -> Option<String> {
        let claims = Value::parse(json.as_bytes()).unwrap().as_object().unwrap().clone();
        path.parse::<ClaimName>().unwrap().find(&claims).map(|value| value.to_json())
    }

    #[test]
    fn a_name_is_one_key_and_a_path_has_steps() {
        assert_eq!(find("a.b", r#"{"a.b":1,"a":{"b":2}}"#).unwrap(), "1");
        assert_eq!(find("$.a.b", r#"{"a.b":1,"a":{"b":2}}"#).unwrap(), "2");
        assert_eq!(find(r#"$["a.b"]"#, r#"{"a.b":1}"#).unwrap(), "1");
        assert_eq!(find("$.a[1].c", r#"{"a":[0,{"c":true}]}"#).unwrap(), "true");
        assert_eq!(find("$", r#"{"a":1}"#).unwrap(), r#"{"a":1}"#);
        assert_eq!(find("$.a[2]", r#"{"a":[0,1]}"#), None);
        assert_eq!(find("$.a.b", r#"{"a":[0]}"#), None);
    }

    #[test]
    fn a_repeated_name_on_the_way_is_noted_and_nothing_is_copied() {
        let text = r#"{"a":{"b":1,"b":2},"c":{"d":3},"e":"{\"f\":1,\"f\":2}","c2":1,"c2":2}"#;
        let claims = Value::parse(text.as_bytes()).unwrap().as_object().unwrap().clone();
        let noted = |path: &str| {
            let mut repeated = false;
            let found = path.parse::<ClaimName>().unwrap().find_noting(&claims, &mut repeated);
            (repeated, found.is_some_and(|found| matches!(found, Cow::Borrowed(_))))
        };
        assert_eq!(noted("$.a.b"), (true, true));
        assert_eq!(noted("$.c.d"), (false, true));
        assert_eq!(noted("$.e.f"), (true, false));
        assert_eq!(noted("c2"), (true, true));
    }

    #[test]
    fn a_path_steps_into_a_stringified_claim() {
        let json = r#"{"https://hasura.io/jwt/claims":"{\"x-hasura-default-role\":\"user\"}"}"#;
        let path = r#"$["https://hasura.io/jwt/claims"]["x-hasura-default-role"]"#;
        assert_eq!(find(path, json).unwrap(), r#""user""#);
        let twice = r#"{"a":"{\"b\":\"[7,{\\\"c\\\":8}]\"}"}"#;
        assert_eq!(find("$.a.b[1].c", twice).unwrap(), "8");
        assert_eq!(find("$.a.b.c", twice), None);
    }

    #[test]
    fn what_is_not_a_path_is_refused() {
        for text in ["$.", "$.1", "$[", "$[-1]", "$[+1]", "$['a'", "$..a", "$.a b", "$[*]"] {
            assert!(text.parse::<ClaimName>().is_err(), "{text}");
        }
        let path: ClaimName = r#"$.a['b.c'].["d"][0]"#.parse().unwrap();
        assert_eq!(path.to_string(), r#"$.a["b.c"].d[0]"#);
    }
}
