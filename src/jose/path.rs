//! The name of a claim: a literal key, or a path in the grammar of Hasura v2.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;
use std::str::FromStr;

use crate::jose::json::{Object, Value};

/// The name of a claim as the user types it: `https://hasura.io/jwt/claims` is a literal
/// top-level key, and `$.a["b.c"][0]` is a path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ClaimName {
    /// A top-level key, taken literally even if it contains dots
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
    /// The member of an object with this name
    Key(String),
    /// The element of an array at this index, counted from 0
    Index(usize),
}

/// A string that is not a path.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{path}` is not a path: write it like `$.a[\"b.c\"][0]`")]
pub struct ParsePathError {
    /// The string
    pub path: String,
}

impl ClaimName {
    /// Returns the claim, if it is present. A path also steps into a claim that contains JSON in
    /// a string, which is how Cognito carries the Hasura claims.
    pub fn find<'a>(&self, claims: &'a Object) -> Option<Cow<'a, Value>> {
        if self.is_root() {
            return Some(Cow::Owned(Value::Object(claims.clone())));
        }
        let (key, rest) = self.first_step()?;
        follow(rest, claims.get(key)?, true)
    }

    /// Whether the name is the path to all claims, `$`.
    fn is_root(&self) -> bool {
        matches!(self, Self::Path(path) if path.steps().is_empty())
    }

    /// Returns the claim's key and the steps into the claim. Returns `None` for the path to all
    /// claims and for a path that begins with an index.
    fn first_step(&self) -> Option<(&str, &[Step])> {
        match self {
            Self::Key(key) => Some((key, &[])),
            Self::Path(JsonPath(steps)) => match steps.as_slice() {
                [Step::Key(key), rest @ ..] => Some((key, rest)),
                [] | [Step::Index(_), ..] => None,
            },
        }
    }
}

/// A claim where it is in a token.
#[derive(Clone, Copy, Debug)]
pub enum ClaimRef<'a> {
    /// The value of a claim, or one inside it
    Value(&'a Value),
    /// All claims, to which the path `$` leads
    Claims(&'a Object),
}

/// Finds claims of one token by many names. Each claim that contains JSON in a string is parsed
/// only once.
#[derive(Debug)]
pub struct ClaimFinder<'a> {
    claims: &'a Object,
    /// The content of each string, by its address and length. No address is used twice, because
    /// the claims are borrowed and the parsed values are kept.
    parsed: HashMap<(usize, usize), Option<Rc<Value>>>,
    #[cfg(test)]
    parses: usize,
}

impl<'a> ClaimFinder<'a> {
    /// Creates a finder for these claims.
    pub fn new(claims: &'a Object) -> Self {
        Self {
            claims,
            parsed: HashMap::new(),
            #[cfg(test)]
            parses: 0,
        }
    }

    /// Finds a claim like [`ClaimName::find`] and passes it to `judge` by reference. The second
    /// argument is whether a name on the path appears more than once, in which case parsers
    /// disagree about what the path leads to.
    pub fn find<T>(
        &mut self,
        name: &ClaimName,
        judge: impl FnOnce(ClaimRef<'_>, bool) -> T,
    ) -> Option<T> {
        let claims = self.claims;
        if name.is_root() {
            return Some(judge(ClaimRef::Claims(claims), false));
        }
        let (key, rest) = name.first_step()?;
        self.follow(rest, claims.get(key)?, claims.repeats(key), judge)
    }

    fn follow<T>(
        &mut self,
        steps: &[Step],
        root: &Value,
        mut repeated: bool,
        judge: impl FnOnce(ClaimRef<'_>, bool) -> T,
    ) -> Option<T> {
        // Keeps the parsed string alive while the path leads through it.
        let mut inner: Rc<Value>;
        let mut here = root;
        for step in steps {
            if let Value::String(text) = here {
                inner = self.inside(text)?;
                here = &inner;
            }
            if let (Step::Key(key), Value::Object(object)) = (step, here) {
                repeated |= object.repeats(key);
            }
            here = enter(step, here)?;
        }
        Some(judge(ClaimRef::Value(here), repeated))
    }

    /// Returns the content of a string, if it is JSON.
    fn inside(&mut self, text: &str) -> Option<Rc<Value>> {
        let place = (text.as_ptr().addr(), text.len());
        if let Some(known) = self.parsed.get(&place) {
            return known.clone();
        }
        #[cfg(test)]
        {
            self.parses += 1;
        }
        let value = Value::parse(text.as_bytes()).ok().map(Rc::new);
        self.parsed.insert(place, value.clone());
        value
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
    /// Creates a path with these steps.
    pub const fn of(steps: Vec<Step>) -> Self {
        Self(steps)
    }

    /// Returns the steps. The path to the root has none.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// Follows the path and returns the value it leads to, or `None` if a step is missing or
    /// leads into a value of the wrong type. With `into_strings`, it also steps into strings that
    /// contain JSON.
    pub fn find<'a>(&self, root: &'a Value, into_strings: bool) -> Option<Cow<'a, Value>> {
        follow(&self.0, root, into_strings)
    }

    /// Follows all steps but the first, starting at the member that the first step names.
    pub fn find_below<'a>(&self, member: &'a Value) -> Option<Cow<'a, Value>> {
        follow(self.0.get(1..)?, member, false)
    }
}

/// Follows the steps without copying the values on the way.
fn follow<'a>(steps: &[Step], root: &'a Value, into_strings: bool) -> Option<Cow<'a, Value>> {
    let mut here = root;
    let mut steps = steps.iter();
    while let Some(step) = steps.next() {
        if into_strings && let Value::String(text) = here {
            let inner = Value::parse(text.as_bytes()).ok()?;
            let found = follow(steps.as_slice(), enter(step, &inner)?, into_strings)?;
            return Some(Cow::Owned(found.into_owned()));
        }
        here = enter(step, here)?;
    }
    Some(Cow::Borrowed(here))
}

fn enter<'a>(step: &Step, value: &'a Value) -> Option<&'a Value> {
    match (step, value) {
        (Step::Key(key), Value::Object(object)) => object.get(key),
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

impl JsonPath {
    /// Returns the path as Hasura writes it: `$.a["b.c"][0]`.
    pub fn to_text(&self) -> String {
        let mut text = String::with_capacity(64);
        text.push('$');
        for step in &self.0 {
            match step {
                Step::Index(index) => {
                    text.push('[');
                    text.push_str(&index.to_string());
                    text.push(']');
                }
                Step::Key(key) => {
                    let (before, after) = if is_name(key) { (".", "") } else { ("[\"", "\"]") };
                    text.push_str(before);
                    text.push_str(key);
                    text.push_str(after);
                }
            }
        }
        text
    }
}

/// Whether a key is written without quotes.
fn is_name(key: &str) -> bool {
    let is_inside = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    key.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && key.bytes().all(is_inside)
}

impl fmt::Display for JsonPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(path: &str, json: &str) -> Option<String> {
        let claims = Value::parse(json.as_bytes()).unwrap().as_object().unwrap().clone();
        path.parse::<ClaimName>().unwrap().find(&claims).map(|value| value.to_json())
    }

    fn json(found: ClaimRef<'_>) -> String {
        match found {
            ClaimRef::Value(value) => value.to_json(),
            ClaimRef::Claims(claims) => Value::from(claims.clone()).to_json(),
        }
    }

    #[test]
    fn a_path_copies_nothing_that_it_passes_through() {
        let root = Value::parse(br#"{"a":{"b":[1,"x"]}}"#).unwrap();
        let path: JsonPath = "$.a.b[1]".parse().unwrap();
        let found = path.find(&root, false).unwrap();
        assert!(matches!(&found, Cow::Borrowed(Value::String(text)) if text == "x"));
        assert!(matches!(
            "$".parse::<JsonPath>().unwrap().find(&root, true),
            Some(Cow::Borrowed(_))
        ));
    }

    #[test]
    fn the_path_to_all_claims_copies_none() {
        let claims: Object = [("a".to_owned(), Value::from("x"))].into_iter().collect();
        let found = ClaimFinder::new(&claims).find(&"$".parse().unwrap(), |found, _| match found {
            ClaimRef::Claims(found) => std::ptr::eq(found, &raw const claims),
            ClaimRef::Value(_) => false,
        });
        assert_eq!(found, Some(true));
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
    fn a_repeated_name_on_the_way_is_noted() {
        let text = r#"{"a":{"b":1,"b":2},"c":{"d":3},"e":"{\"f\":1,\"f\":2}","c2":1,"c2":2}"#;
        let claims = Value::parse(text.as_bytes()).unwrap().as_object().unwrap().clone();
        let noted = |path: &str| {
            let name: ClaimName = path.parse().unwrap();
            let judge = |found: ClaimRef<'_>, repeated| (json(found), repeated);
            let found = ClaimFinder::new(&claims).find(&name, judge);
            assert_eq!(found.as_ref().map(|(found, _)| found.clone()), find(path, text), "{path}");
            found.map(|(_, repeated)| repeated)
        };
        assert_eq!(noted("$.a.b"), Some(true));
        assert_eq!(noted("$.a"), Some(false));
        assert_eq!(noted("$.c.d"), Some(false));
        assert_eq!(noted("$.e.f"), Some(true));
        assert_eq!(noted("c2"), Some(true));
        assert_eq!(noted("$"), Some(false));
        for nowhere in ["$[0]", "$.none", "$.e.none", "$.c.d.e"] {
            assert_eq!(noted(nowhere), None, "{nowhere}");
        }
    }

    #[test]
    fn a_stringified_claim_is_parsed_once_for_all_names() {
        let inner = Value::from(r#"{"c":1,"d":2}"#).to_json();
        let outer = Value::from(format!(r#"{{"b":{inner},"e":3}}"#)).to_json();
        let claims = format!(r#"{{"a":{outer},"no":"{{"}}"#);
        let claims = Value::parse(claims.as_bytes()).unwrap().as_object().unwrap().clone();
        let mut finder = ClaimFinder::new(&claims);
        for _ in 0..200 {
            for (path, expected) in [
                ("$.a.b.c", Some("1")),
                ("$.a.b.d", Some("2")),
                ("$.a.e", Some("3")),
                ("$.no.x", None),
            ] {
                let found = finder.find(&path.parse().unwrap(), |found, _| json(found));
                assert_eq!(found.as_deref(), expected, "{path}");
            }
        }
        assert_eq!(finder.parses, 3);
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
