//! Lossless JSON: members in order, duplicates kept, numbers as written, and bounded depth.

#![expect(
    clippy::inline_always,
    reason = "releases are built for size, and each token of a list is read here"
)]

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::{BuildHasher as _, Hash, Hasher, RandomState};
use std::io;
use std::sync::{Arc, OnceLock};

use serde::de::IgnoredAny;
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::value::RawValue;

use crate::jose::json_scanner::Scanner;
use crate::sort;

/// The maximum nesting depth of arrays and objects.
pub const MAX_DEPTH: usize = 128;

/// The maximum number of values, including the members of objects and the elements of arrays.
/// Each takes up to a hundred times the memory of its text.
pub const MAX_VALUES: usize = 500_000;

/// A text that is longer than this, in bytes, is checked before its values are built: a paste may begin
/// like JSON, and its values take many times its memory.
const LONG: usize = 1 << 16;

/// Objects with more members than this are looked up by an index.
const SMALL: usize = 16;

/// The maximum number of repeated names that [`Object::duplicates_deep`] lists.
pub const MAX_DUPLICATES: usize = 64;

/// A JSON value that keeps what most parsers drop: the order of members, repeated members, and
/// the digits of a number.
///
/// The parser accepts exactly what `serde_json` accepts (RFC 8259), and reports syntax errors in its
/// words: a text with an error is read by both. Both take linear time.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it was written
    Number(Number),
    /// A string, unescaped
    String(String),
    /// An array
    Array(Vec<Self>),
    /// An object
    Object(Object),
}

/// Why bytes are not JSON, or exceed the limits.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum JsonError {
    /// The bytes are not UTF-8 (RFC 8259 section 8.1)
    #[error("not UTF-8 from byte {offset} on")]
    NotUtf8 {
        /// The number of valid bytes before the first invalid one
        offset: usize,
    },
    /// The text is not JSON
    #[error("{message} at line {line}, column {column}")]
    Syntax {
        /// What the parser expected
        message: String,
        /// The line, counted from 1
        line: usize,
        /// The column in bytes, counted from 1
        column: usize,
    },
    /// Arrays and objects nest deeper than [`MAX_DEPTH`]
    #[error("nested deeper than {MAX_DEPTH} levels")]
    TooDeep,
    /// There are more than [`MAX_VALUES`] values
    #[error("more than {MAX_VALUES} values")]
    TooManyValues,
}

impl Value {
    /// Parses one JSON text.
    ///
    /// # Errors
    ///
    /// Any [`JsonError`]. A lone surrogate escape (`"\ud800"`) is a syntax error.
    pub fn parse(bytes: &[u8]) -> Result<Self, JsonError> {
        let text = std::str::from_utf8(bytes)
            .map_err(|error| JsonError::NotUtf8 { offset: error.valid_up_to() })?;
        let text = text.trim_matches([' ', '\t', '\n', '\r']);
        let check = || serde_json::from_str::<IgnoredAny>(text).map_err(|error| syntax(&error));
        if text.len() > LONG {
            check()?;
        }
        Parser::new(text).only_value().or_else(|error| {
            check()?;
            Err(error)
        })
    }

    /// Builds the value of a text that is known to be JSON.
    pub(super) fn of_valid(text: &str) -> Result<Self, JsonError> {
        Parser::new(text).only_value()
    }

    /// Returns the content of a string.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// Returns the members of an object.
    pub fn as_object(&self) -> Option<&Object> {
        if let Self::Object(object) = self { Some(object) } else { None }
    }

    /// Returns the elements of an array.
    pub fn as_array(&self) -> Option<&[Self]> {
        if let Self::Array(elements) = self { Some(elements) } else { None }
    }

    /// Returns a number, without converting it.
    pub fn as_number(&self) -> Option<&Number> {
        if let Self::Number(number) = self { Some(number) } else { None }
    }

    /// Returns the JSON type of the value: `string`, `number`, …
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

    /// Returns the JSON type with its article, for use in a sentence: `a string`, `null`,
    /// `an array`.
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

    /// Returns the value as compact JSON.
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

/// A JSON number as it was written: `1607558389`, `1e3`, `0.10`.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Number(Box<str>);

impl Number {
    /// Returns the number as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the value, if it is written as an integer and fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_small().or_else(|| self.0.parse().ok())
    }

    /// Returns the value, if it is written in so few digits that it fits: those of a date.
    fn as_small(&self) -> Option<i64> {
        if self.0.len() > 18 {
            return None;
        }
        let mut value = 0;
        for byte in self.0.as_bytes() {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                return None;
            }
            value = value * 10 + i64::from(digit);
        }
        Some(value)
    }

    /// Whether two numbers have the same value, however they are written. `1e2` equals `100`, but
    /// `9007199254740993` does not equal `9007199254740992`.
    pub fn has_value_of(&self, other: &Self) -> bool {
        self == other
            || Decimal::of(&self.0)
                .is_some_and(|decimal| Decimal::of(&other.0).as_ref() == Some(&decimal))
    }

    /// Returns the nearest double, which is how most parsers read the number.
    pub fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok().filter(|number: &f64| number.is_finite())
    }
}

/// A number as digits and a power of ten. Every value has exactly one representation.
#[derive(Debug, Eq, PartialEq)]
struct Decimal<'a> {
    negative: bool,
    /// Without leading or trailing zeros; empty for zero
    digits: Cow<'a, str>,
    exponent: i128,
}

impl<'a> Decimal<'a> {
    /// Parses a number. Returns `None` if the exponent is too large.
    fn of(text: &'a str) -> Option<Self> {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = if fraction.is_empty() {
            Cow::Borrowed(whole)
        } else {
            Cow::Owned(format!("{whole}{fraction}"))
        };
        let significant = digits.trim_start_matches('0').trim_end_matches('0');
        if significant.is_empty() {
            return Some(Self { negative: false, digits: Cow::Borrowed(""), exponent: 0 });
        }
        let zeros = digits.len() - digits.trim_end_matches('0').len();
        let exponent = exponent
            .parse::<i128>()
            .ok()?
            .checked_sub(i128::try_from(fraction.len()).ok()?)?
            .checked_add(i128::try_from(zeros).ok()?)?;
        let digits = match &digits {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim_matches('0')),
            Cow::Owned(text) => Cow::Owned(text.trim_matches('0').to_owned()),
        };
        Some(Self { negative, digits, exponent })
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self(number.to_string().into())
    }
}

/// The name of a member, in collections of names. Tests count how often two are compared.
#[derive(Clone, Copy, Debug, Eq)]
pub(crate) struct Name<'a>(pub(crate) &'a str);

impl PartialEq for Name<'_> {
    fn eq(&self, other: &Self) -> bool {
        #[cfg(test)]
        comparisons::count();
        self.0 == other.0
    }
}

impl Hash for Name<'_> {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.0.hash(hasher);
    }
}

/// The members of a JSON object in order, including repeated names.
///
/// Lookups in a small object are linear. The first lookup in a large one builds an index, so a
/// loop of lookups takes linear time.
///
/// A clone shares the members until one of the two is changed.
#[derive(Clone, Default)]
pub struct Object(Option<Arc<Members>>);

#[derive(Clone, Default)]
struct Members {
    list: Vec<(String, Value)>,
    /// The [`marks`] of all names
    marks: u64,
    /// Built by the first lookup in a large object
    index: OnceLock<Index>,
}

/// The positions of each name in a large object. The hash is keyed, so nobody can choose names
/// that collide.
#[derive(Clone, Default)]
struct Index {
    hasher: RandomState,
    /// The last position for each hash of a name
    last: HashMap<u64, usize>,
    /// For each position, the previous one with the same hash, or itself if there is none
    previous: Vec<usize>,
}

impl Index {
    fn new(list: &[(String, Value)]) -> Self {
        let mut index = Self {
            last: HashMap::with_capacity(list.len()),
            previous: Vec::with_capacity(list.len()),
            ..Self::default()
        };
        for (name, _) in list {
            index.push(name);
        }
        index
    }

    fn push(&mut self, name: &str) {
        let position = self.previous.len();
        let before = self.last.insert(self.hasher.hash_one(name), position);
        self.previous.push(before.unwrap_or(position));
    }

    /// Returns the positions of all names with the same hash as this one, last one first.
    fn positions(&self, name: &str) -> impl Iterator<Item = usize> {
        let last = self.last.get(&self.hasher.hash_one(name)).copied();
        std::iter::successors(last, |at| {
            self.previous.get(*at).copied().filter(|before| before != at)
        })
    }
}

/// Returns a bit for a name, by its length and its ends. Most names that an object does not have are
/// seen by their bit.
#[inline(always)]
pub(super) fn mark(name: &str) -> u64 {
    let ends = match name.as_bytes() {
        [] => 0,
        [only] => usize::from(*only),
        [first, .., last] => usize::from(*first) + 5 * usize::from(*last),
    };
    1 << ((ends + 7 * name.len()) % 64)
}

/// Returns the [`mark`] of each name.
fn marks(list: &[(String, Value)]) -> u64 {
    list.iter().fold(0, |marks, (name, _)| marks | mark(name))
}

impl Members {
    #[inline(always)]
    fn may_have(&self, name: &str) -> bool {
        self.marks & mark(name) != 0
    }

    fn push(&mut self, name: &str, value: Value) {
        if let Some(index) = self.index.get_mut() {
            index.push(name);
        }
        self.marks |= mark(name);
        self.list.push((name.to_owned(), value));
    }

    fn index(&self) -> Option<&Index> {
        (self.list.len() > SMALL).then(|| self.index.get_or_init(|| Index::new(&self.list)))
    }

    /// Whether the member at this position has this name.
    fn is_named(&self, position: usize, name: &str) -> bool {
        self.list.get(position).is_some_and(|(member, _)| Name(member) == Name(name))
    }

    /// Returns the last position of a name.
    #[inline(always)]
    fn last(&self, name: &str) -> Option<usize> {
        if self.may_have(name) { self.find_last(name) } else { None }
    }

    fn find_last(&self, name: &str) -> Option<usize> {
        match self.index() {
            Some(index) => index.positions(name).find(|at| self.is_named(*at, name)),
            None => self.list.iter().rposition(|(member, _)| Name(member) == Name(name)),
        }
    }

    /// Returns the first position of a name.
    fn first(&self, name: &str) -> Option<usize> {
        match self.index() {
            Some(index) => index.positions(name).filter(|at| self.is_named(*at, name)).last(),
            None => (0..self.list.len()).find(|at| self.is_named(*at, name)),
        }
    }
}

impl Object {
    /// Returns an object without members.
    pub const fn new() -> Self {
        Self(None)
    }

    fn members(&self) -> &[(String, Value)] {
        self.0.as_ref().map_or(&[], |members| &members.list)
    }

    /// Returns the value of a member. If a name is repeated, the last one counts, as in
    /// ECMAScript (RFC 7519 section 4).
    pub fn get(&self, name: &str) -> Option<&Value> {
        let members = self.0.as_ref()?;
        members.list.get(members.last(name)?).map(|(_, value)| value)
    }

    /// Returns the content of a member, if it is a string.
    pub fn get_str(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Value::as_str)
    }

    /// Whether a member with this name is present, even if it is `null`.
    pub fn contains(&self, name: &str) -> bool {
        self.0.as_ref().is_some_and(|members| members.last(name).is_some())
    }

    /// Whether this name appears more than once.
    pub fn repeats(&self, name: &str) -> bool {
        self.0.as_ref().is_some_and(|members| members.first(name) != members.last(name))
    }

    /// Sets a member, in place if it is present and otherwise at the end. Removes later
    /// repetitions of the name.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        let value = value.into();
        let members = Arc::make_mut(self.0.get_or_insert_default());
        let (Some(first), Some(last)) = (members.first(name), members.last(name)) else {
            members.push(name, value);
            return;
        };
        if first != last {
            let mut position = 0;
            members.list.retain(|(member, _)| {
                let keep = position <= first || member != name;
                position += 1;
                keep
            });
            members.index.take();
        }
        if let Some((_, old)) = members.list.get_mut(first) {
            *old = value;
        }
    }

    /// Takes the value of a member, and leaves `null` in its place. If a name is repeated, the last
    /// one counts.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        let members = Arc::make_mut(self.0.as_mut()?);
        let position = members.last(name)?;
        let (_, value) = members.list.get_mut(position)?;
        Some(std::mem::replace(value, Value::Null))
    }

    /// Removes every member with this name.
    pub fn remove(&mut self, name: &str) {
        if let Some(members) = &mut self.0
            && members.last(name).is_some()
        {
            let members = Arc::make_mut(members);
            members.list.retain(|(member, _)| member != name);
            members.marks = marks(&members.list);
            members.index.take();
        }
    }

    /// Iterates over all members in order, including repeated ones.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &Value)> {
        self.members().iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Returns the members that count, in order: only the last one of each repeated name.
    pub fn effective(&self) -> Vec<(&str, &Value)> {
        if self.is_plain() {
            return self.iter().collect();
        }
        let mut seen = HashSet::with_capacity(self.len());
        let mut members: Vec<_> =
            self.iter().rev().filter(|(name, _)| seen.insert(Name(name))).collect();
        members.reverse();
        members
    }

    /// Returns the number of members, including repeated ones.
    pub fn len(&self) -> usize {
        self.members().len()
    }

    /// Whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.members().is_empty()
    }

    /// Returns each name that appears more than once, sorted.
    pub fn duplicates(&self) -> Vec<&str> {
        if self.is_plain() {
            return Vec::new();
        }
        let mut sorted: Vec<&str> = self.iter().map(|(name, _)| name).collect();
        sort::all(&mut sorted);
        let mut twice: Vec<&str> =
            sorted.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        twice.dedup();
        twice
    }

    /// Whether the object is small and no name is repeated, as in nearly all tokens.
    fn is_plain(&self) -> bool {
        let members = self.members();
        let marks = self.0.as_ref().map_or(0, |members| members.marks.count_ones());
        if marks as usize == members.len() {
            // Names with different marks are different.
            return true;
        }
        let is_repeated = |(place, (name, _)): (usize, &(String, Value))| {
            members.iter().take(place).any(|(earlier, _)| earlier == name)
        };
        members.len() <= SMALL && !members.iter().enumerate().any(is_repeated)
    }

    /// Returns the names that appear more than once in this object or a nested one, as sorted
    /// dotted paths. Lists at most [`MAX_DUPLICATES`] of them and shortens long names.
    pub fn duplicates_deep(&self) -> Vec<String> {
        let mut search = DuplicateSearch::default();
        search.object(self);
        let mut found: Vec<String> = search.found.into_iter().collect();
        sort::all(&mut found);
        found
    }
}

#[derive(Default)]
struct DuplicateSearch<'a> {
    /// The names on the path to the current value
    path: Vec<&'a str>,
    found: HashSet<String>,
}

impl<'a> DuplicateSearch<'a> {
    fn object(&mut self, object: &'a Object) {
        for name in object.duplicates() {
            if self.found.len() == MAX_DUPLICATES {
                return;
            }
            self.path.push(name);
            let path: Vec<String> = self.path.iter().map(|name| shortened(name)).collect();
            self.found.insert(path.join("."));
            self.path.pop();
        }
        for (name, value) in object.iter() {
            self.path.push(name);
            self.value(value);
            self.path.pop();
        }
    }

    fn value(&mut self, value: &'a Value) {
        match value {
            Value::Object(object) => self.object(object),
            Value::Array(elements) => {
                for element in elements {
                    self.value(element);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}

/// Shortens a name for use in a message.
fn shortened(name: &str) -> String {
    const LONGEST: usize = 100;
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        self.members() == other.members()
    }
}

impl From<Vec<(String, Value)>> for Object {
    fn from(list: Vec<(String, Value)>) -> Self {
        if list.is_empty() {
            return Self::new();
        }
        let marks = marks(&list);
        Self(Some(Arc::new(Members { list, marks, index: OnceLock::new() })))
    }
}

impl IntoIterator for Object {
    type Item = (String, Value);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.map(|members| Arc::unwrap_or_clone(members).list).unwrap_or_default().into_iter()
    }
}

impl FromIterator<(String, Value)> for Object {
    fn from_iter<T: IntoIterator<Item = (String, Value)>>(members: T) -> Self {
        members.into_iter().collect::<Vec<_>>().into()
    }
}

impl fmt::Debug for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// Builds values from text.
struct Parser<'a> {
    scan: Scanner<'a>,
    /// How many more values may be read
    left: usize,
}

impl<'a> Parser<'a> {
    const fn new(text: &'a str) -> Self {
        Self { scan: Scanner::new(text), left: MAX_VALUES }
    }

    /// Reads the only value of a text.
    fn only_value(&mut self) -> Result<Value, JsonError> {
        let value = self.value(0)?;
        if self.scan.peek().is_some() { Err(self.unexpected()) } else { Ok(value) }
    }

    fn value(&mut self, depth: usize) -> Result<Value, JsonError> {
        if depth > MAX_DEPTH {
            return Err(JsonError::TooDeep);
        }
        self.left = self.left.checked_sub(1).ok_or(JsonError::TooManyValues)?;
        let first = self.scan.next();
        let start = self.scan.at;
        match first {
            Some(b'{') => self.object(depth).map(Value::Object),
            Some(b'[') => self.array(depth).map(Value::Array),
            Some(b'"') => self.string().map(Value::String),
            Some(b't') => self.literal("rue", Value::Bool(true)),
            Some(b'f') => self.literal("alse", Value::Bool(false)),
            Some(b'n') => self.literal("ull", Value::Null),
            Some(first) if self.scan.rest_of_number(first).is_some() => {
                let digits = self.scan.text.get(start - 1..self.scan.at).unwrap_or_default();
                Ok(Value::Number(Number(digits.into())))
            }
            Some(_) | None => Err(self.unexpected()),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Object, JsonError> {
        let mut list = Vec::new();
        if self.scan.peek() == Some(b'}') {
            self.scan.at += 1;
            return Ok(list.into());
        }
        loop {
            self.expect(b'"')?;
            let name = self.string()?;
            self.expect(b':')?;
            list.push((name, self.value(depth + 1)?));
            match self.scan.next() {
                Some(b',') => {}
                Some(b'}') => return Ok(list.into()),
                Some(_) | None => return Err(self.unexpected()),
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<Vec<Value>, JsonError> {
        let mut elements = Vec::new();
        if self.scan.peek() == Some(b']') {
            self.scan.at += 1;
            return Ok(elements);
        }
        loop {
            elements.push(self.value(depth + 1)?);
            match self.scan.next() {
                Some(b',') => {}
                Some(b']') => return Ok(elements),
                Some(_) | None => return Err(self.unexpected()),
            }
        }
    }

    /// Reads a string whose opening quote was read.
    fn string(&mut self) -> Result<String, JsonError> {
        let start = self.scan.at;
        let mut escaped = false;
        let end = loop {
            self.scan.skip_plain();
            let end = self.scan.at;
            match self.scan.byte_if(|byte| matches!(byte, b'"' | b'\\')) {
                Some(b'"') => break end,
                Some(_) => {
                    escaped = true;
                    self.scan.at += 1;
                }
                None => return Err(self.unexpected()),
            }
        };
        if escaped {
            let quoted = self.scan.text.get(start - 1..=end).unwrap_or_default();
            return serde_json::from_str(quoted).map_err(|error| self.inside(start - 1, &error));
        }
        Ok(self.scan.text.get(start..end).unwrap_or_default().to_owned())
    }

    fn literal(&mut self, rest: &str, value: Value) -> Result<Value, JsonError> {
        self.scan.rest_of_word(rest).map(|()| value).ok_or_else(|| self.unexpected())
    }

    fn expect(&mut self, byte: u8) -> Result<(), JsonError> {
        self.scan.expect(byte).ok_or_else(|| self.unexpected())
    }

    /// Returns the error about the text at this position, for which `serde_json` has better words.
    #[cold]
    fn unexpected(&self) -> JsonError {
        let before = self.scan.text.get(..self.scan.at).unwrap_or(self.scan.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        JsonError::Syntax {
            message: "not JSON".to_owned(),
            line: before.matches('\n').count() + 1,
            column: before.len() - line_start,
        }
    }

    /// Converts an error inside a string to one with its position in the whole text.
    fn inside(&self, start: usize, error: &serde_json::Error) -> JsonError {
        let before = self.scan.text.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        match syntax(error) {
            JsonError::Syntax { message, column, .. } => JsonError::Syntax {
                message,
                line: before.matches('\n').count() + 1,
                column: start - line_start + column,
            },
            other => other,
        }
    }
}

/// Converts an error from `serde_json`, whose message includes the position.
fn syntax(error: &serde_json::Error) -> JsonError {
    let full = error.to_string();
    let message = full.split(" at line ").next().unwrap_or(&full).to_owned();
    JsonError::Syntax { message, line: error.line(), column: error.column() }
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
        // Integers go through the formatter, which colors numbers. Other numbers would lose
        // digits there, so they are written verbatim.
        match self.as_i64() {
            // JSON has no other form of an integer than this one, except for zero.
            Some(number) if &*self.0 != "-0" => serializer.serialize_i64(number),
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

/// Returns the beginning of a value as compact JSON, at most so many bytes. The rest is not
/// written.
pub(super) fn beginning(value: &impl Serialize, longest: usize) -> String {
    let mut written = Beginning { bytes: Vec::new(), longest };
    // It ends with an error if there is more.
    let _ = serde_json::to_writer(&mut written, value);
    let whole = written.bytes.utf8_chunks().next();
    whole.map_or_else(String::new, |chunk| chunk.valid().to_owned())
}

struct Beginning {
    bytes: Vec<u8>,
    longest: usize,
}

impl io::Write for Beginning {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let left = self.longest - self.bytes.len();
        let taken = bytes.get(..left).unwrap_or(bytes);
        self.bytes.extend_from_slice(taken);
        // Zero is an error for `write_all`.
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// How often names are compared, in a test.
#[cfg(test)]
pub(crate) mod comparisons {
    use std::cell::Cell;

    thread_local! {
        static COUNT: Cell<usize> = const { Cell::new(0) };
    }

    pub(super) fn count() {
        COUNT.with(|count| count.set(count.get() + 1));
    }

    /// Returns what some work results in, and how many comparisons it made.
    pub(crate) fn during<T>(work: impl FnOnce() -> T) -> (T, usize) {
        let before = COUNT.with(Cell::get);
        let result = work();
        (result, COUNT.with(Cell::get) - before)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regressions;

    fn parse(text: &str) -> Result<Value, JsonError> {
        Value::parse(text.as_bytes())
    }

    #[test]
    fn what_is_parsed_is_written_back_digit_by_digit() {
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
    fn a_repeated_member_is_still_reported_after_another_is_removed() {
        let mut object = parse(r#"{"a":1,"x":0,"a":2}"#).unwrap().as_object().unwrap().clone();
        object.remove("x");
        assert_eq!(object.duplicates(), ["a"]);
        assert_eq!(object.effective(), [("a", &Value::from(2))]);
    }

    #[test]
    fn setting_a_member_keeps_its_place_and_ends_its_repetition() {
        let mut object = parse(r#"{"a":1,"b":2,"a":3}"#).unwrap().as_object().unwrap().clone();
        object.set("a", 9);
        object.set("c", "new");
        assert_eq!(Value::from(object).to_json(), r#"{"a":9,"b":2,"c":"new"}"#);
    }

    #[test]
    fn depth_is_bounded_without_a_deep_stack() {
        let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(parse(&deep(MAX_DEPTH)).is_ok());
        assert_eq!(parse(&deep(MAX_DEPTH + 2)), Err(JsonError::TooDeep));
        assert_eq!(parse(&deep(100_000)), Err(JsonError::TooDeep));
    }

    #[test]
    fn the_number_of_values_is_bounded() {
        // The list itself counts as a value.
        let list = |count: usize| format!("[{}]", vec!["1"; count].join(","));
        assert!(parse(&list(MAX_VALUES - 1)).is_ok());
        assert_eq!(parse(&list(MAX_VALUES)), Err(JsonError::TooManyValues));
        let objects = format!("[{}]", vec![r#"{"a":{}}"#; MAX_VALUES / 2].join(","));
        assert_eq!(parse(&objects), Err(JsonError::TooManyValues));
    }

    #[test]
    fn numbers_are_compared_digit_by_digit() {
        let same = |a: &str, b: &str| {
            let (a, b) = (parse(a).unwrap(), parse(b).unwrap());
            a.as_number().unwrap().has_value_of(b.as_number().unwrap())
        };
        for (a, b) in [
            ("1e2", "100"),
            ("1.0", "1"),
            ("-0", "0"),
            ("0e9", "0.00"),
            ("12.50e-1", "1.25"),
            ("0.001", "1E-3"),
            ("10e399", "1e400"),
            ("100000000000000000000000", "1e23"),
        ] {
            assert!(same(a, b) && same(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("9007199254740993", "9007199254740992"),
            ("0.1", "0.10000000000000000001"),
            ("1", "-1"),
            ("1e400", "1e401"),
            ("10", "1"),
            ("1e-400", "0"),
        ] {
            assert!(!same(a, b) && !same(b, a), "{a} {b}");
        }
        let huge = format!("1e{}", "9".repeat(60));
        assert!(same(&huge, &huge) && !same(&huge, "1"));
    }

    #[test]
    fn errors_say_where() {
        assert_eq!(Value::parse(b"{\"a\":\xff}"), Err(JsonError::NotUtf8 { offset: 5 }));
        assert_eq!(
            parse("{\n \"a\" 1}").unwrap_err().to_string(),
            "expected `:` at line 2, column 6"
        );
    }

    #[test]
    fn an_error_inside_a_string_has_its_position_in_the_text() {
        assert_eq!(
            parse("{\"a\": 1,\n \"b\": [\"\\ud800\"]}").unwrap_err().to_string(),
            "unexpected end of hex escape at line 2, column 15"
        );
    }

    fn numbered(count: usize) -> Object {
        (0..count).map(|number| (format!("n{number}"), Value::from(true))).collect()
    }

    #[test]
    fn a_loop_of_lookups_compares_each_name_once() {
        let work = |count| {
            let mut object = numbered(count);
            let lookups = || {
                for number in 0..count {
                    assert!(object.contains(&format!("n{number}")));
                    assert!(!object.contains(&format!("x{number}")));
                    object.set(&format!("n{number}"), false);
                    object.set(&format!("y{number}"), false);
                }
            };
            comparisons::during(lookups).1
        };
        // One comparison for `contains` and two for `set`
        assert_eq!(work(1000), 3000);
        assert_eq!(work(2000), 6000);
    }

    #[test]
    fn a_small_object_has_no_index_and_a_large_one_keeps_it() {
        let index_of = |object: &Object| object.0.as_ref().unwrap().index.get().is_some();
        let small = numbered(SMALL);
        assert!(small.contains("n1") && !small.contains("x"));
        assert!(!index_of(&small));
        let mut large = numbered(SMALL + 1);
        assert!(large.contains("n1") && !large.contains("x"));
        large.set("x", 1);
        large.set("n1", 2);
        assert!(index_of(&large) && large.contains("x"));
    }

    #[test]
    fn repeated_names_below_a_long_name_are_bounded() {
        let long = "a".repeat(1 << 20);
        let many = (0..1000).map(|n| format!(r#""{n}":0,"{n}":0"#)).collect::<Vec<_>>().join(",");
        let value = parse(&format!(r#"{{"{long}":[{{{many}}}]}}"#)).unwrap();
        let found = value.as_object().unwrap().duplicates_deep();
        assert_eq!(found.len(), MAX_DUPLICATES);
        assert!(found.iter().all(|path| path.len() < 120));
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 64, 8, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..8).prop_map(Value::Array),
                prop::collection::vec((any::<String>(), inner), 0..8)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #![proptest_config(regressions())]

        #[test]
        fn every_value_survives_a_round_trip(value in values()) {
            prop_assert_eq!(parse(&value.to_json()).unwrap(), value);
        }

        #[test]
        fn what_serde_json_accepts_is_accepted_and_nothing_else(
            text in "[ \n\\[\\]{}:,\"\\\\utfnaelrs0-9.eE+-]{0,24}"
        ) {
            let theirs = serde_json::from_str::<&RawValue>(&text);
            match parse(&text) {
                // Only lone surrogates are detected later.
                Ok(_) => prop_assert!(theirs.is_ok()),
                Err(_) => prop_assert!(theirs.is_err() || text.contains("\\u")),
            }
        }

        #[test]
        fn an_index_finds_what_a_linear_search_finds(
            names in prop::collection::vec("[a-e]{1,2}", 0..60),
            edits in prop::collection::vec(("[a-f]{1,2}", any::<bool>()), 0..20),
        ) {
            let mut list: Vec<(String, Value)> =
                names.into_iter().zip((0_i64..).map(Value::from)).collect();
            let mut object: Object = list.iter().cloned().collect();
            for (name, keep) in edits {
                let found = list.iter().rev().find(|(member, _)| *member == name);
                prop_assert_eq!(object.get(&name), found.map(|(_, value)| value));
                prop_assert_eq!(object.contains(&name), found.is_some());
                if keep {
                    object.set(&name, "set");
                    match list.iter().position(|(member, _)| *member == name) {
                        Some(first) => {
                            list[first].1 = Value::from("set");
                            let tail = list.split_off(first + 1);
                            list.extend(tail.into_iter().filter(|(member, _)| *member != name));
                        }
                        None => list.push((name.clone(), Value::from("set"))),
                    }
                } else {
                    object.remove(&name);
                    list.retain(|(member, _)| *member != name);
                }
                prop_assert_eq!(object.members(), list.as_slice());
                prop_assert_eq!(&object, &list.iter().cloned().collect());
            }
        }
    }
}
