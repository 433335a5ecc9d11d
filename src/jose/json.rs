//! JSON as it stands: members in order, duplicates seen, numbers as their text, depth counted.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::value::RawValue;

/// How deep arrays and objects may nest before a text is refused.
pub const MAX_DEPTH: usize = 128;

/// A JSON value that keeps what most readers lose: the order of members,
/// members that repeat, and the digits of a number.
///
/// Read by `serde_json`, one level at a time, so that what it accepts is what
/// `serde_json` accepts (RFC 8259).
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as the text that stood there
    Number(Number),
    /// A string, unescaped
    String(String),
    /// An array
    Array(Vec<Self>),
    /// An object
    Object(Object),
}

/// Why a text is not JSON that this crate reads.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum JsonError {
    /// The bytes are not UTF-8 (RFC 8259 section 8.1)
    #[error("not UTF-8 from byte {offset} on")]
    NotUtf8 {
        /// Bytes before the first that is wrong
        offset: usize,
    },
    /// The text is not JSON
    #[error("{message} at line {line}, column {column}")]
    Syntax {
        /// What the reader expected
        message: String,
        /// Line, from 1
        line: usize,
        /// Column in bytes, from 1
        column: usize,
    },
    /// Arrays and objects nest deeper than [`MAX_DEPTH`]
    #[error("nested deeper than {MAX_DEPTH} levels")]
    TooDeep,
}

impl Value {
    /// Reads one JSON text.
    ///
    /// # Errors
    ///
    /// Any [`JsonError`]. A lone surrogate escape (`"\ud800"`) is a syntax error.
    pub fn parse(bytes: &[u8]) -> Result<Self, JsonError> {
        let text = std::str::from_utf8(bytes)
            .map_err(|error| JsonError::NotUtf8 { offset: error.valid_up_to() })?;
        let text = text.trim_matches([' ', '\t', '\n', '\r']);
        if matches!(text.as_bytes().first(), Some(b'{' | b'[' | b'"')) {
            // Reading these reads the whole text.
            return read(text, 0);
        }
        let raw: &RawValue = serde_json::from_str(text).map_err(|error| syntax(&error))?;
        read(raw.get(), 0)
    }

    /// The text of a string value.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The members of an object.
    pub fn as_object(&self) -> Option<&Object> {
        if let Self::Object(object) = self { Some(object) } else { None }
    }

    /// The elements of an array.
    pub fn as_array(&self) -> Option<&[Self]> {
        if let Self::Array(elements) = self { Some(elements) } else { None }
    }

    /// The number, unread.
    pub fn as_number(&self) -> Option<&Number> {
        if let Self::Number(number) = self { Some(number) } else { None }
    }

    /// What JSON calls this kind of value: `string`, `number`, …
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Number(_) => "number",
            Self::String(_) => "string",
            Self::Array(_) => "array",
            Self::Object(_) => "object",
        }
    }

    /// The same with its article, for a sentence: `a string`, `null`, `an array`.
    pub fn a_kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// The value as compact JSON text.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(Number::from(number))
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

/// A JSON number as the text that stood there: `1607558389`, `1e3`, `0.10`.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Number(Box<str>);

impl Number {
    /// The digits as they were written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value, if it is written as a whole number that fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// The nearest double; what most readers make of the number.
    pub fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok().filter(|number: &f64| number.is_finite())
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self(number.to_string().into())
    }
}

/// The members of a JSON object in the order in which they stood, repeated
/// names included.
#[derive(Clone, Default, PartialEq)]
pub struct Object(Vec<(String, Value)>);

impl Object {
    /// An object without members.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The value of a member. Of a name that repeats, the last one counts, as
    /// in ECMAScript (RFC 7519 section 4).
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().rev().find(|(member, _)| member == name).map(|(_, value)| value)
    }

    /// The text of a member that is a string.
    pub fn get_str(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Value::as_str)
    }

    /// Whether a member of this name is present, be it `null`.
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Sets a member: in its place if it is there already, else at the end.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        let value = value.into();
        let place = self.0.iter().position(|(member, _)| member == name);
        self.0.retain({
            let mut seen = false;
            move |(member, _)| member != name || !std::mem::replace(&mut seen, true)
        });
        match place.and_then(|index| self.0.get_mut(index)) {
            Some(member) => member.1 = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }

    /// Removes every member of this name.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(member, _)| member != name);
    }

    /// The members in their order, repeated ones each time they stand there.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The members that count, in their order: of a name that repeats only the last.
    pub fn effective(&self) -> Vec<(&str, &Value)> {
        let mut seen = HashSet::with_capacity(self.0.len());
        let mut members: Vec<_> =
            self.iter().rev().filter(|(name, _)| seen.insert(*name)).collect();
        members.reverse();
        members
    }

    /// How many members there are, repeated ones counted each time.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Names that stand more than once, each named once.
    pub fn duplicates(&self) -> Vec<&str> {
        let mut sorted: Vec<&str> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        sorted.sort_unstable();
        let mut twice: Vec<&str> =
            sorted.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        twice.dedup();
        twice
    }

    /// Names that stand more than once here or anywhere below, as a path of names.
    pub fn duplicates_deep(&self) -> Vec<String> {
        fn walk(value: &Value, path: &str, found: &mut Vec<String>) {
            match value {
                Value::Object(object) => {
                    found.extend(object.duplicates().iter().map(|name| join(path, name)));
                    for (name, value) in object.iter() {
                        walk(value, &join(path, name), found);
                    }
                }
                Value::Array(elements) => {
                    for element in elements {
                        walk(element, path, found);
                    }
                }
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
        }
        fn join(path: &str, name: &str) -> String {
            if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
        }
        let mut found: Vec<String> = self.duplicates().into_iter().map(ToOwned::to_owned).collect();
        for (name, value) in self.iter() {
            walk(value, name, &mut found);
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl FromIterator<(String, Value)> for Object {
    fn from_iter<T: IntoIterator<Item = (String, Value)>>(members: T) -> Self {
        Self(members.into_iter().collect())
    }
}

impl fmt::Debug for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.0.iter().map(|(name, value)| (name, value))).finish()
    }
}

fn read(text: &str, depth: usize) -> Result<Value, JsonError> {
    if depth > MAX_DEPTH {
        return Err(JsonError::TooDeep);
    }
    match text.as_bytes().first() {
        Some(b'{') => {
            let Members(members) = serde_json::from_str(text).map_err(|error| syntax(&error))?;
            let mut object = Vec::with_capacity(members.len());
            for (name, raw) in members {
                object.push((name.into_owned(), read(raw.get(), depth + 1)?));
            }
            Ok(Value::Object(Object(object)))
        }
        Some(b'[') => {
            let elements: Vec<&RawValue> =
                serde_json::from_str(text).map_err(|error| syntax(&error))?;
            elements
                .into_iter()
                .map(|raw| read(raw.get(), depth + 1))
                .collect::<Result<Vec<_>, _>>()
                .map(Value::Array)
        }
        Some(b'"') => serde_json::from_str(text).map(Value::String).map_err(|error| syntax(&error)),
        Some(b't') => Ok(Value::Bool(true)),
        Some(b'f') => Ok(Value::Bool(false)),
        Some(b'n') => Ok(Value::Null),
        _ => Ok(Value::Number(Number(text.into()))),
    }
}

/// `serde_json` appends the position to its messages; we show it in our own words.
fn syntax(error: &serde_json::Error) -> JsonError {
    let full = error.to_string();
    let message = full.split(" at line ").next().unwrap_or(&full).to_owned();
    JsonError::Syntax { message, line: error.line(), column: error.column() }
}

struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::with_capacity(8);
                while let Some(entry) = map.next_entry()? {
                    members.push(entry);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Reader)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(elements) => elements.serialize(serializer),
            Self::Object(object) => object.serialize(serializer),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Whole numbers go through the formatter, so that they are coloured as numbers;
        // all others would change their digits on the way and are written as they stand.
        match self.as_i64() {
            Some(number) if number.to_string() == *self.0 => serializer.serialize_i64(number),
            _ => RawValue::from_string(self.0.to_string())
                .map_err(serde::ser::Error::custom)?
                .serialize(serializer),
        }
    }
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (name, value) in self.iter() {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Value, JsonError> {
        Value::parse(text.as_bytes())
    }

    #[test]
    fn what_was_read_is_written_back_digit_by_digit() {
        for text in [
            r#"{"b":1,"a":2,"b":3}"#,
            r#"{"n":12345678901234567890123,"f":1.10,"e":1E+2,"z":-0}"#,
            r#"[null,true,false,"é",{"x":{}}]"#,
        ] {
            assert_eq!(parse(text).unwrap().to_json(), text);
        }
    }

    #[test]
    fn of_a_repeated_member_the_last_counts_and_the_name_is_reported_once() {
        let value = parse(r#"{"a":1,"b":{"c":1,"c":2,"c":3},"a":2}"#).unwrap();
        let object = value.as_object().unwrap();
        assert_eq!(object.get("a").unwrap().to_json(), "2");
        let effective: Vec<_> = object.effective().into_iter().map(|(name, _)| name).collect();
        assert_eq!(effective, ["b", "a"]);
        assert_eq!(object.duplicates(), ["a"]);
        assert_eq!(object.duplicates_deep(), ["a", "b.c"]);
    }

    #[test]
    fn setting_a_member_keeps_its_place_and_ends_its_repetition() {
        let mut object = parse(r#"{"a":1,"b":2,"a":3}"#).unwrap().as_object().unwrap().clone();
        object.set("a", 9);
        object.set("c", "new");
        assert_eq!(Value::from(object).to_json(), r#"{"a":9,"b":2,"c":"new"}"#);
    }

    #[test]
    fn depth_is_bounded_without_touching_the_stack() {
        let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(parse(&deep(MAX_DEPTH)).is_ok());
        assert_eq!(parse(&deep(MAX_DEPTH + 2)), Err(JsonError::TooDeep));
        assert_eq!(parse(&deep(100_000)), Err(JsonError::TooDeep));
    }

    #[test]
    fn errors_say_where() {
        assert_eq!(Value::parse(b"{\"a\":\xff}"), Err(JsonError::NotUtf8 { offset: 5 }));
        assert_eq!(
            parse("{\n \"a\" 1}").unwrap_err().to_string(),
            "expected `:` at line 2, column 6"
        );
    }
}
