//! The variables of a GraphQL query, as they are typed: `name=text`, `name:=json`, or a file with
//! a JSON object.

use std::str::FromStr;

use crate::error::{Error, Place, Subject};
use crate::jose::json::{Object, Value};
use crate::system::System;
use crate::system::files;

/// One variable.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Variable {
    name: String,
    value: Value,
}

impl FromStr for Variable {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Split at the first sign; later ones belong to the value.
        let (name, value) = text.split_once('=').ok_or("write `name=text` or `name:=json`")?;
        let (name, is_json) = match name.strip_suffix(':') {
            Some(name) => (name, true),
            None => (name, false),
        };
        // `$name` is how the query writes it.
        let name = name.trim().trim_start_matches('$');
        if !is_name(name) {
            return Err(format!("`{name}` is not the name of a variable"));
        }
        let value = if is_json {
            Value::parse(value.as_bytes()).map_err(|error| {
                format!(
                    "the value after `:=` is not JSON ({error}); for a string, write `{name}=…`"
                )
            })?
        } else {
            Value::from(value)
        };
        Ok(Self { name: name.to_owned(), value })
    }
}

/// Whether text is a name in GraphQL.
pub(super) fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && characters.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Where a flag's text comes from: a file, or `-` for standard input.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct TextFile(String);

impl FromStr for TextFile {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.strip_prefix('@').unwrap_or(text).to_owned()))
    }
}

impl TextFile {
    /// Reads the text, which `subject` describes.
    pub(super) fn read(&self, subject: Subject, system: &mut System) -> Result<String, Error> {
        if self.0 == "-" {
            let bytes = system.stdin.read_to_end(subject.clone())?;
            return files::text(bytes, crate::error::Input::new(subject, Place::Stdin));
        }
        files::read_text(self.0.as_ref(), subject)
    }
}

/// Returns all variables; those of flags take precedence over those of a file.
pub(super) fn all(
    file: Option<&TextFile>,
    flags: &[Variable],
    system: &mut System,
) -> Result<Object, Error> {
    let mut all = match file {
        None => Object::new(),
        Some(file) => {
            let text = file.read(Subject::Variables, system)?;
            let fault = match Value::parse(text.trim_start_matches('\u{feff}').as_bytes()) {
                Ok(Value::Object(object)) => Ok(object),
                Ok(other) => Err(format!("{}, not a JSON object", other.a_kind())),
                Err(error) => Err(format!("not JSON ({error})")),
            };
            fault.map_err(|what| {
                Error::usage(
                    format!("the file of `--variables` is {what}"),
                    "write it like `{\"id\": 7}`",
                )
            })?
        }
    };
    for variable in flags {
        all.set(&variable.name, variable.value.clone());
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sign_splits_and_the_rest_is_the_value() {
        let read = |text: &str| {
            let variable: Variable = text.parse().unwrap();
            (variable.name, variable.value.to_json())
        };
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(read("where=a=b:=c"), pair("where", r#""a=b:=c""#));
        assert_eq!(read("id:=12345678901234567890.10"), pair("id", "12345678901234567890.10"));
        assert_eq!(read(r#"o:={"a":"b=c"}"#), pair("o", r#"{"a":"b=c"}"#));
        assert_eq!(read("$id=7"), pair("id", r#""7""#));
        assert_eq!(read("file=@x"), pair("file", r#""@x""#));
        assert_eq!(read("empty="), pair("empty", r#""""#));
        for text in ["", "a", "=b", ":=1", "a-b=1", "7=1", "a:=", "a:=b"] {
            assert!(text.parse::<Variable>().is_err(), "{text}");
        }
    }
}
