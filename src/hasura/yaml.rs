//! Reading YAML (and JSON, a subset of it) into JSON values, and writing it.
//!
//! The reader follows the parser's events. It counts how deep they nest and how much aliases copy
//! before it builds anything.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, Tag};
use yaml_serde::Value as Yaml;

use crate::jose::json::{JsonError, MAX_DEPTH, Object, Value};

/// The maximum length of YAML in bytes. JSON may be longer.
const MAX_BYTES: usize = 1024 * 1024;
/// The maximum size of what anchors and aliases copy, in bytes.
const MAX_COPIED: usize = 4 * 1024 * 1024;
/// The size of a value besides its text, in bytes.
const NODE: usize = 32;

/// Parses every document in a file. JSON is parsed as JSON, which keeps the digits of its
/// numbers.
///
/// # Errors
///
/// Returns the parse error, with its line if known.
pub(crate) fn read_all(text: &str) -> Result<Vec<Value>, String> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with(['{', '[']) {
        match Value::parse(text.as_bytes()) {
            Ok(value) => return Ok(vec![value]),
            Err(error @ (JsonError::TooDeep | JsonError::TooManyValues)) => {
                return Err(error.to_string());
            }
            // A YAML flow mapping begins like a JSON object.
            Err(error) => return documents(text).map_err(|_| error.to_string()),
        }
    }
    documents(text)
}

/// A value of a file, and where it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Located {
    /// The line that it begins on; that of its name if it has one
    pub(crate) line: usize,
    pub(crate) content: Content,
}

/// A value whose parts are located.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    Scalar {
        value: Value,
        /// The line on which its text begins: below the name for `|` and `>`
        text_line: usize,
    },
    List(Vec<Located>),
    Map(Vec<(String, Located)>),
}

impl From<Located> for Value {
    fn from(located: Located) -> Self {
        match located.content {
            Content::Scalar { value, .. } => value,
            Content::List(elements) => Self::Array(elements.into_iter().map(Self::from).collect()),
            Content::Map(members) => {
                let members = members.into_iter();
                let object: Object =
                    members.map(|(name, member)| (name, Self::from(member))).collect();
                object.into()
            }
        }
    }
}

/// Reads every document of a file, with the lines of its values.
///
/// # Errors
///
/// The error, with its line if known.
pub(crate) fn read_located(text: &str) -> Result<Vec<Located>, String> {
    let text = text.trim_start_matches('\u{feff}');
    if text.len() > MAX_BYTES {
        return Err(format!("YAML longer than {MAX_BYTES} bytes is not read; JSON is"));
    }
    let mut parser = Parser::new_from_str(text);
    let mut reader = Reader::default();
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| scan_error(&error))?;
        reader.event(event, span)?;
    }
    Ok(reader.documents)
}

fn documents(text: &str) -> Result<Vec<Value>, String> {
    Ok(read_located(text)?.into_iter().map(Value::from).collect())
}

fn too_deep() -> String {
    format!("nested deeper than {MAX_DEPTH} levels")
}

fn scan_error(error: &ScanError) -> String {
    // The scanner reads ahead and stops by itself at 256 open brackets.
    if error.info() == "recursion limit exceeded" {
        return too_deep();
    }
    let mark = error.marker();
    format!("{} at line {} column {}", error.info(), mark.line(), mark.col() + 1)
}

/// Builds values from events.
#[derive(Default)]
struct Reader {
    documents: Vec<Located>,
    /// The open containers, innermost last
    open: Vec<Open>,
    anchored: HashMap<usize, Located>,
    copied: usize,
}

/// A list or map whose end has not been read.
struct Open {
    anchor: usize,
    line: usize,
    parts: Parts,
}

enum Parts {
    List(Vec<Located>),
    Map {
        members: Vec<(String, Located)>,
        names: HashSet<String>,
        /// The key whose value comes next, and its line
        key: Option<(String, usize)>,
    },
}

impl Reader {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), String> {
        let line = span.start.line();
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            Event::DocumentStart(_) => {
                self.anchored.clear();
                Ok(())
            }
            Event::Alias(anchor) => {
                let Some(value) = self.anchored.get(&anchor) else {
                    return Err(at("an alias inside its own anchor", span));
                };
                spend(&mut self.copied, value)?;
                let value = value.clone();
                self.value(value, 0, span)
            }
            Event::Scalar(text, style, anchor, tag) => {
                let value = scalar(text, style, tag.as_deref()).map_err(|why| at(&why, span))?;
                let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                let text_line = match self.key_line() {
                    Some(key) if block => key + 1,
                    Some(_) | None => line,
                };
                let content = Content::Scalar { value, text_line };
                self.value(Located { line, content }, anchor, span)
            }
            Event::SequenceStart(anchor, _) => self.begin(anchor, line, Parts::List(Vec::new())),
            Event::MappingStart(anchor, _) => {
                let (members, names) = (Vec::new(), HashSet::new());
                self.begin(anchor, line, Parts::Map { members, names, key: None })
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(Open { anchor, line, parts }) = self.open.pop() else { return Ok(()) };
                let content = match parts {
                    Parts::List(elements) => Content::List(elements),
                    Parts::Map { members, names, .. } => {
                        Content::Map(merged(members, names).map_err(|why| at(why, span))?)
                    }
                };
                self.value(Located { line, content }, anchor, span)
            }
        }
    }

    /// The line of the key whose value comes next.
    fn key_line(&self) -> Option<usize> {
        match &self.open.last()?.parts {
            Parts::Map { key, .. } => key.as_ref().map(|(_, line)| *line),
            Parts::List(_) => None,
        }
    }

    fn begin(&mut self, anchor: usize, line: usize, parts: Parts) -> Result<(), String> {
        if self.open.len() >= MAX_DEPTH {
            return Err(too_deep());
        }
        self.open.push(Open { anchor, line, parts });
        Ok(())
    }

    /// Adds a value to the open container and stores it for aliases.
    fn value(&mut self, value: Located, anchor: usize, span: Span) -> Result<(), String> {
        if anchor > 0 {
            spend(&mut self.copied, &value)?;
            self.anchored.insert(anchor, value.clone());
        }
        let Some(open) = self.open.last_mut() else {
            if !value.is_null() {
                self.documents.push(value);
            }
            return Ok(());
        };
        match &mut open.parts {
            Parts::List(elements) => elements.push(value),
            Parts::Map { members, key: key @ Some(_), .. } => {
                let named = key.take().map(|(key, line)| (key, Located { line, ..value }));
                members.extend(named);
            }
            Parts::Map { names, key, .. } => {
                let name = match value.content {
                    Content::Scalar { value: Value::String(text), .. } => text,
                    Content::Scalar { value: scalar, .. } => scalar.to_json(),
                    Content::List(_) | Content::Map(_) => {
                        return Err(at("a key that is not a string", span));
                    }
                };
                if !names.insert(name.clone()) {
                    return Err(at("a key that appears twice", span));
                }
                *key = Some((name, value.line));
            }
        }
        Ok(())
    }
}

impl Located {
    const fn is_null(&self) -> bool {
        matches!(self.content, Content::Scalar { value: Value::Null, .. })
    }
}

fn at(what: &str, span: Span) -> String {
    format!("{what} at line {} column {}", span.start.line(), span.start.col() + 1)
}

/// Adds the size of a copy of a value to `copied`.
fn spend(copied: &mut usize, located: &Located) -> Result<(), String> {
    let mut add = |bytes: usize| {
        *copied = copied.saturating_add(bytes);
        if *copied > MAX_COPIED {
            return Err(format!("anchors and aliases copy more than {MAX_COPIED} bytes"));
        }
        Ok(())
    };
    add(NODE)?;
    match &located.content {
        Content::Scalar { value: Value::Number(number), .. } => add(number.as_str().len()),
        Content::Scalar { value: Value::String(text), .. } => add(text.len()),
        Content::Scalar { .. } => Ok(()),
        Content::List(elements) => elements.iter().try_for_each(|element| spend(copied, element)),
        Content::Map(members) => {
            for (name, member) in members {
                *copied = copied.saturating_add(name.len());
                spend(copied, member)?;
            }
            Ok(())
        }
    }
}

/// Returns the members of a map, followed by those of the maps that `<<` names.
fn merged(
    members: Vec<(String, Located)>,
    mut names: HashSet<String>,
) -> Result<Vec<(String, Located)>, &'static str> {
    if !names.contains("<<") {
        return Ok(members);
    }
    let mut own = Vec::with_capacity(members.len());
    let mut inherited = Vec::new();
    for (name, member) in members {
        if name != "<<" {
            own.push((name, member));
            continue;
        }
        match member.content {
            Content::List(elements) => inherited.extend(elements),
            content => inherited.push(Located { content, ..member }),
        }
    }
    for located in inherited {
        let Content::Map(map) = located.content else { return Err("`<<` does not name a map") };
        own.extend(map.into_iter().filter(|(name, _)| names.insert(name.clone())));
    }
    Ok(own)
}

/// Returns the value of a scalar, according to its tag or else its notation.
fn scalar(text: Cow<'_, str>, style: ScalarStyle, tag: Option<&Tag>) -> Result<Value, String> {
    let core = tag.filter(|tag| tag.is_yaml_core_schema()).map(|tag| tag.suffix.as_str());
    let plain = style == ScalarStyle::Plain;
    // The message leaves out the value, which may be a secret.
    let not = |kind: &str| Err(format!("a value that is not {kind}"));
    match core {
        Some("null") => match plain_value(&text)? {
            Value::Null => Ok(Value::Null),
            _ => not("null"),
        },
        Some("bool") => match plain_value(&text)? {
            value @ Value::Bool(_) => Ok(value),
            _ => not("a boolean"),
        },
        Some("int" | "float") => match plain_value(&text)? {
            value @ Value::Number(_) => Ok(value),
            _ => not("a number"),
        },
        // A lone `!` means a string as well.
        None if plain && tag.is_none_or(|tag| tag.suffix != "!") => plain_value(&text),
        _ => Ok(Value::from(text.into_owned())),
    }
}

/// Returns the value of an unquoted scalar.
fn plain_value(text: &str) -> Result<Value, String> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Ok(Value::Null),
        "true" | "True" | "TRUE" => return Ok(Value::from(true)),
        "false" | "False" | "FALSE" => return Ok(Value::from(false)),
        _ => {}
    }
    let unsigned = text.trim_start_matches(['+', '-']);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN") {
        return Err(format!("`{text}` is not a number in JSON"));
    }
    Ok(number(text).unwrap_or_else(|| Value::from(text)))
}

/// Parses a number in any YAML notation.
fn number(text: &str) -> Option<Value> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let prefixed = [("0x", 16), ("0o", 8), ("0b", 2)].into_iter().find_map(|(prefix, radix)| {
        Some((digits.strip_prefix(prefix).filter(|rest| !rest.starts_with(['+', '-']))?, radix))
    });
    if let Some((digits, radix)) = prefixed {
        let whole = i128::from(u64::from_str_radix(digits, radix).ok()?);
        let whole = if negative { -whole } else { whole };
        return Value::parse(whole.to_string().as_bytes()).ok();
    }
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    // A whole number with a leading zero is a string, such as a telephone number.
    if digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let sign = if negative { "-" } else { "" };
    // JSON supports most notations and keeps all digits.
    if let Ok(value) = Value::parse(format!("{sign}{digits}").as_bytes()) {
        return Some(value);
    }
    let double: f64 = digits.parse().ok().filter(|double: &f64| double.is_finite())?;
    let double = if negative { -double } else { double };
    let text = format!("{double:?}");
    Value::parse(text.as_bytes()).ok()
}

/// Whether older YAML parsers read an unquoted string as something else.
pub(crate) fn is_ambiguous(text: &str) -> bool {
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "=", "<<", "~"];
    let number = text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
        && text.chars().all(|c| c.is_ascii_digit() || "_:.+-tTzZ ".contains(c));
    number || WORDS.contains(&text.to_ascii_lowercase().as_str())
}

/// Formats a value as one YAML document, without the trailing newline.
pub(crate) fn write(value: &Value) -> String {
    // Only mappings with non-string keys fail, and ours are strings.
    let text = yaml_serde::to_string(&yaml(value)).unwrap_or_default();
    text.strip_suffix('\n').unwrap_or(&text).to_owned()
}

fn yaml(value: &Value) -> Yaml {
    match value {
        Value::Null => Yaml::Null,
        Value::Bool(value) => Yaml::Bool(*value),
        Value::Number(number) => {
            let whole: Option<u64> = number.as_str().parse().ok();
            match (number.as_i64(), whole, number.as_f64()) {
                (Some(whole), _, _) => Yaml::from(whole),
                (None, Some(whole), _) => Yaml::from(whole),
                (None, None, Some(fraction)) => Yaml::from(fraction),
                (None, None, None) => Yaml::from(number.as_str()),
            }
        }
        Value::String(text) => Yaml::from(text.as_str()),
        Value::Array(elements) => Yaml::Sequence(elements.iter().map(yaml).collect()),
        Value::Object(object) => {
            let members = object.effective().into_iter();
            Yaml::Mapping(members.map(|(name, value)| (Yaml::from(name), yaml(value))).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regressions;

    fn read(text: &str) -> Vec<String> {
        read_all(text).unwrap().iter().map(Value::to_json).collect()
    }

    #[test]
    fn yaml_becomes_json() {
        assert_eq!(
            read("a: [1, 1.5, 0x10, true, ~, 'x']\n1: |\n  two\n  lines\n"),
            [r#"{"a":[1,1.5,16,true,null,"x"],"1":"two\nlines\n"}"#]
        );
        assert_eq!(read("kind: A\n---\nkind: B\n---\n"), [r#"{"kind":"A"}"#, r#"{"kind":"B"}"#]);
        assert_eq!(read("b: &x {c: 1}\na:\n  <<: *x\n"), [r#"{"b":{"c":1},"a":{"c":1}}"#]);
        assert_eq!(read(r#" {"n":12345678901234567890123}"#), [r#"{"n":12345678901234567890123}"#]);
        assert_eq!(read("{a: 1}"), [r#"{"a":1}"#]);
        assert_eq!(read("\u{feff}a: 1"), [r#"{"a":1}"#]);
    }

    #[test]
    fn scalars_are_of_the_core_schema() {
        for (text, json) in [
            ("~", "null"),
            ("Null", "null"),
            ("", "null"),
            ("TRUE", "true"),
            ("yes", r#""yes""#),
            ("12", "12"),
            ("+12", "12"),
            ("-12", "-12"),
            ("0o17", "15"),
            ("-0x1f", "-31"),
            ("0b101", "5"),
            ("0123", r#""0123""#),
            ("0", "0"),
            ("00", r#""00""#),
            ("1.50", "1.50"),
            (".5", "0.5"),
            ("1.", "1.0"),
            ("1e3", "1e3"),
            ("012.5", "12.5"),
            ("123456789012345678901234", "123456789012345678901234"),
            ("1_000", r#""1_000""#),
            ("1e999", "1e999"),
            ("nan", r#""nan""#),
            ("inf", r#""inf""#),
            ("--1", r#""--1""#),
            ("0x", r#""0x""#),
            ("'12'", r#""12""#),
            ("!!str 12", r#""12""#),
            ("! 12", r#""12""#),
            ("!!int '12'", "12"),
            ("!!float 1", "1"),
            ("!!bool 'true'", "true"),
            ("!!null ''", "null"),
            ("!local 12", "12"),
            ("!!binary AA==", r#""AA==""#),
        ] {
            assert_eq!(read(&format!("a: {text}\n")), [format!(r#"{{"a":{json}}}"#)], "{text}");
        }
        for text in ["!!int s3cret", "!!bool s3cret", "!!null s3cret", "!!float s3cret"] {
            let error = read_all(&format!("a: {text}\n")).unwrap_err();
            assert!(!error.contains("s3cret"), "{error}");
        }
    }

    #[test]
    fn maps_are_merged_behind_their_own_members() {
        assert_eq!(
            read("x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\nz: {b: 0, <<: [*x, *y], d: 5}\n"),
            [r#"{"x":{"a":1,"b":2},"y":{"b":3,"c":4},"z":{"b":0,"d":5,"a":1,"c":4}}"#]
        );
        assert!(read_all("a: {<<: 1}").is_err());
        assert!(read_all("a: {<<: [{b: 1}, 2]}").is_err());
    }

    #[test]
    fn what_cannot_be_read_says_so() {
        for text in
            ["a: [", "a: 1\na: 2", "? [a]\n: 1", "a: .inf", "{\"a\":", "a: *b", "a: &a [*a]"]
        {
            assert!(read_all(text).is_err(), "{text}");
        }
        assert_eq!(
            read_all("a: 1\nb:\n  c: 1\n  c: 2\n").unwrap_err(),
            "a key that appears twice at line 4 column 3"
        );
    }

    #[test]
    fn nesting_is_counted_by_events_and_not_by_characters() {
        let deeper = Err(format!("nested deeper than {MAX_DEPTH} levels"));
        let flow = |depth: usize| format!("a: {}x{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read_all(&flow(MAX_DEPTH - 1)).is_ok());
        assert_eq!(read_all(&flow(MAX_DEPTH)), deeper);
        assert_eq!(read_all(&"- ".repeat(MAX_DEPTH + 1)), deeper);
        assert!(read_all(&"- ".repeat(MAX_DEPTH)).is_ok());
        assert_eq!(read_all(&("[".repeat(300) + &"]".repeat(300))), deeper);
        // Brackets after quotes, comments and block scalars still count; those inside do not.
        let many = "[".repeat(100_000);
        for text in [
            format!("a: [x', {many}"),
            format!("a: [x\", {many}"),
            format!("a: [x', {many}, y']"),
            format!("a: ['x', {many}"),
            format!("a: [x # '\n, {many}"),
            format!("- 'it''s'\n- {many}"),
            format!("- \"\\\"\"\n- {many}"),
            format!("- |\n  '\n- {many}"),
            format!("- >-\n  \"\n- {many}"),
            format!("- a'b\n- {many}"),
            format!("- &a' {many}"),
            format!("- !a' {many}"),
            format!("%YAML 1.2\n--- {many}"),
        ] {
            assert_eq!(read_all(&text), deeper, "{}", &text[..12]);
        }
        let many = "[".repeat(300);
        for text in [
            format!("{{\"a\":\"{many}\"}}"),
            format!("a: '{many}'"),
            format!("a: \"{many}\""),
            format!("a: x {many}"),
            format!("a: 1 # {many}"),
            format!("a: |\n  {many}\n  ' \"\nb: 1"),
        ] {
            assert!(read_all(&text).is_ok(), "{}", &text[..12]);
        }
    }

    #[test]
    fn what_aliases_copy_is_counted_in_bytes() {
        let copies = Err(format!("anchors and aliases copy more than {MAX_COPIED} bytes"));
        let long = "x".repeat(900_000);
        let aliases =
            |count: usize| format!("a: &a {long}\nb: [{}]\n", vec!["*a"; count].join(","));
        assert!(read_all(&aliases(2)).is_ok());
        assert_eq!(read_all(&aliases(3_000)), copies);
        let bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n";
        assert_eq!(read_all(bomb), copies);
        let anchors = format!("{}{long}{}", "&a [".repeat(60), "]".repeat(60));
        assert_eq!(read_all(&anchors), copies);
        // An anchor is only valid in its own document.
        assert!(read_all("a: &a 1\n---\nb: *a\n").is_err());
        let text = format!("a: {}", "x".repeat(MAX_BYTES));
        assert!(read_all(&text).unwrap_err().contains("longer than"));
        let json = format!("{{\"a\":\"{}\"}}", "x".repeat(MAX_BYTES));
        assert!(read_all(&json).is_ok());
    }

    #[test]
    fn a_string_that_looks_like_something_else_is_ambiguous() {
        for text in ["yes", "No", "1_000", "2024-01-01", "12:30:00", "<<", "2024-01-01T00:00:00Z"] {
            assert!(is_ambiguous(text), "{text}");
        }
        for text in ["user", "0123456789abcdef", "https://x/", "app-1", "HS256", "", "a: b"] {
            assert!(!is_ambiguous(text), "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        for text in [
            r#"{"key":"-----BEGIN PUBLIC KEY-----\nAA\n-----END PUBLIC KEY-----\n","n":"1","t":"true","d":"no","q":"\"https://x\"","s":" a","$":"${X}","e":"","u":12345678901234567890}"#,
            r#"{"a":[{"b":{}},[],null,false,-3,1.5]}"#,
        ] {
            let value = Value::parse(text.as_bytes()).unwrap();
            assert_eq!(read(&write(&value)), [text]);
        }
    }

    proptest! {
        #![proptest_config(regressions())]

        #[test]
        fn no_text_makes_it_panic(text in "[a-c0 \n\t'\"\\[\\]{},:?#&*!|>%@`~.<-]{0,60}") {
            let _ = read_all(&text);
        }

        #[test]
        fn any_string_is_written_and_read_back(text in "[ -~äßλ中😀\n\t]{0,20}") {
            let value = Value::from([("k".to_owned(), Value::from(text))].into_iter().collect::<Object>());
            let written = format!("{}\n", write(&value));
            prop_assert_eq!(read_all(&written), Ok(vec![value]));
        }
    }
}
