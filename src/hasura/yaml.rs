//! YAML (and JSON, which is YAML too) read into JSON values, and written.

use yaml_serde::Value as Yaml;

use crate::jose::json::{JsonError, MAX_DEPTH, Object, Value};
use crate::redact;

/// Reads every document of a file. JSON is read as JSON, with the digits of its numbers.
///
/// # Errors
///
/// What is wrong, with its line where it is known.
pub(crate) fn read_all(text: &str) -> Result<Vec<Value>, String> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with(['{', '[']) {
        match Value::parse(text.as_bytes()) {
            Ok(value) => return Ok(vec![value]),
            Err(error @ JsonError::TooDeep) => return Err(error.to_string()),
            // A flow mapping of YAML begins like an object of JSON.
            Err(error) => return documents(text).map_err(|_| error.to_string()),
        }
    }
    documents(text)
}

/// The deepest nesting of brackets, without quoted ones: the parser is very slow with
/// thousands of them.
fn nesting(text: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    for line in text.lines() {
        let mut quote = None;
        for byte in line.bytes() {
            match (quote, byte) {
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(own), _) if own == byte => quote = None,
                (None, b'[' | b'{') => open += 1,
                (None, b']' | b'}') => open = open.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(open);
        }
    }
    deepest
}

fn documents(text: &str) -> Result<Vec<Value>, String> {
    use serde::Deserialize as _;
    if nesting(text) > MAX_DEPTH {
        return Err(format!("nested deeper than {MAX_DEPTH} levels"));
    }
    yaml_serde::Deserializer::from_str(text)
        .map(|document| {
            let mut yaml = Yaml::deserialize(document)
                .map_err(|error| redact::quotations(&error.to_string()))?;
            yaml.apply_merge().map_err(|error| error.to_string())?;
            json(&yaml, 0)
        })
        .filter(|document| *document != Ok(Value::Null))
        .collect()
}

/// Whether parsers of older YAML read an unquoted string as something else.
pub(crate) fn is_ambiguous(text: &str) -> bool {
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "=", "<<", "~"];
    let number = text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
        && text.chars().all(|c| c.is_ascii_digit() || "_:.+-tTzZ ".contains(c));
    number || WORDS.contains(&text.to_ascii_lowercase().as_str())
}

fn json(yaml: &Yaml, depth: usize) -> Result<Value, String> {
    if depth > MAX_DEPTH {
        return Err(format!("nested deeper than {MAX_DEPTH} levels"));
    }
    Ok(match yaml {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => Value::Bool(*value),
        Yaml::Number(number) => number_of(number)?,
        Yaml::String(text) => Value::from(text.as_str()),
        Yaml::Sequence(elements) => Value::Array(
            elements.iter().map(|element| json(element, depth + 1)).collect::<Result<_, _>>()?,
        ),
        Yaml::Mapping(members) => {
            // The parser refuses a name that appears twice in a mapping.
            let mut object = Vec::with_capacity(members.len());
            for (name, value) in members {
                let name = match json(name, depth + 1)? {
                    Value::String(text) => text,
                    Value::Null => "null".to_owned(),
                    scalar @ (Value::Bool(_) | Value::Number(_)) => scalar.to_json(),
                    Value::Array(_) | Value::Object(_) => {
                        return Err("a key that is not a string".to_owned());
                    }
                };
                object.push((name, json(value, depth + 1)?));
            }
            object.into_iter().collect::<Object>().into()
        }
        Yaml::Tagged(tagged) => json(&tagged.value, depth + 1)?,
    })
}

fn number_of(number: &yaml_serde::Number) -> Result<Value, String> {
    let text = number.to_string();
    // `.inf` and `.nan` are numbers of YAML and of nobody else.
    Value::parse(text.as_bytes())
        .map_err(|_| format!("`{text}` is a number that JSON does not have"))
}

/// Writes a value as one YAML document, without its last newline.
pub(crate) fn write(value: &Value) -> String {
    // Only mappings with keys that are not strings fail, and ours are strings.
    let text = yaml_serde::to_string(&yaml(value)).unwrap_or_default();
    text.trim_end().to_owned()
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
    use super::*;

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
    fn what_cannot_be_read_says_so() {
        for text in ["a: [", "a: 1\na: 2", "? [a]\n: 1", "a: .inf", "{\"a\":"] {
            assert!(read_all(text).is_err(), "{text}");
        }
        let deep = "[".repeat(300) + &"]".repeat(300);
        assert!(read_all(&deep).is_err());
        assert!(read_all(&format!("a: {}", "[".repeat(100_000))).is_err());
        assert!(read_all(&format!("{{\"a\":\"{}\"}}", "[".repeat(300))).is_ok());
        assert!(read_all(&format!("a: '{}'", "[".repeat(300))).is_ok());
        assert!(!read_all("a: !!int s3cret\n").unwrap_err().contains("s3cret"));
        let bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n";
        assert!(read_all(bomb).is_err());
    }

    #[test]
    fn a_text_that_looks_like_something_else_is_told() {
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
}
