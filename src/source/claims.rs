//! Claims as typed by the user: `name=text`, `name:=json`, `name=@FILE` or `name-`, or all of them
//! as a JSON object.

use std::path::PathBuf;
use std::str::FromStr;

use crate::error::{Error, Input, Place, Subject};
use crate::jose::edit;
use crate::jose::json::{Object, Value};
use crate::jose::path::{ClaimName, JsonPath, Step};
use crate::system::{System, files};

/// A change to a claim or header member.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ClaimEdit {
    pub(crate) name: String,
    /// The steps of a name that is a path: `$.a["b.c"][0]`
    path: Option<JsonPath>,
    pub(crate) change: Change,
}

/// A change to a member whose new value is known.
#[derive(Clone, Debug)]
pub(crate) struct ReadEdit {
    pub(crate) name: String,
    path: Option<JsonPath>,
    /// The new value; `None` removes the member
    pub(crate) value: Option<Value>,
}

/// The new value of a member.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Change {
    /// A string
    Text(String),
    /// JSON
    Json(Value),
    /// The content of a file, parsed as JSON if possible, otherwise used as a string
    File(String),
    /// The content of a file, which must be JSON
    JsonFile(String),
    /// Removes the member
    Remove,
}

impl Change {
    /// Returns how the change is typed, after the name.
    pub(crate) const fn sign(&self) -> &'static str {
        match self {
            Self::Text(_) => "=…",
            Self::Json(_) => ":=…",
            Self::File(_) => "=@FILE",
            Self::JsonFile(_) => ":=@FILE",
            Self::Remove => "-",
        }
    }
}

impl std::fmt::Display for ClaimEdit {
    /// Formats it as it is typed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = &self.name;
        match &self.change {
            Change::Text(text) => write!(f, "{name}={text}"),
            Change::Json(value) => write!(f, "{name}:={}", value.to_json()),
            Change::File(file) => write!(f, "{name}=@{file}"),
            Change::JsonFile(file) => write!(f, "{name}:=@{file}"),
            Change::Remove => write!(f, "{name}-"),
        }
    }
}

/// Where a JSON object of claims is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ClaimsSource {
    /// The object itself
    Object(Object),
    /// `-`: standard input
    Stdin,
    /// A file, also as `@FILE`
    File(PathBuf),
    /// `env:NAME`
    Variable(String),
}

impl FromStr for ClaimsSource {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.trim_start().starts_with('{') {
            return object(text.as_bytes()).map(Self::Object);
        }
        Ok(match (text, text.strip_prefix('@'), text.strip_prefix("env:")) {
            ("", ..) => return Err("name a file, or `-` for standard input".to_owned()),
            ("-", ..) => Self::Stdin,
            (_, Some(path), _) => Self::File(path.into()),
            (_, _, Some(name)) => Self::Variable(name.to_owned()),
            _ => Self::File(text.into()),
        })
    }
}

impl ClaimsSource {
    /// Reads the object.
    pub(crate) fn read(&self, system: &mut System) -> Result<Object, Error> {
        let (bytes, place) = match self {
            Self::Object(claims) => return Ok(claims.clone()),
            Self::Stdin => (system.stdin.read_to_end(Subject::Claims)?, Place::Stdin),
            Self::File(path) => (files::read(path, Subject::Claims)?, Place::File(path.clone())),
            Self::Variable(name) => {
                let text = system.environment.required(name)?;
                (text.into_bytes(), Place::Variable(name.clone()))
            }
        };
        let input = Input::new(Subject::Claims, place);
        let without_mark = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
        object(without_mark).map_err(|message| Error::Claims { input, message })
    }
}

/// Parses a JSON object.
fn object(text: &[u8]) -> Result<Object, String> {
    match Value::parse(text) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(other) => Err(format!("it is {}, not a JSON object", other.a_kind())),
        Err(error) => Err(format!("it is not a JSON object ({error})")),
    }
}

/// Claims as an argument: one of them, or all of an object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ClaimArgument {
    /// A change to one claim
    Edit(ClaimEdit),
    /// Claims as a JSON object
    Object(Object),
}

impl FromStr for ClaimArgument {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if !text.trim_start().starts_with('{') {
            return text.parse().map(Self::Edit);
        }
        object(text.as_bytes()).map(Self::Object)
    }
}

impl FromStr for ClaimEdit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Split at the first `=` or `:=`; later ones belong to the value.
        let (name, change) = match split(text) {
            Some((name, file)) if name.ends_with(':') && file.starts_with('@') => {
                (&name[..name.len() - 1], Change::JsonFile(file[1..].to_owned()))
            }
            Some((name, json)) if name.ends_with(':') => {
                let value = Value::parse(json.as_bytes()).map_err(|error| {
                    format!(
                        "the value after `:=` is not JSON ({error}); for a string, write `{}={json}`",
                        name.trim_end_matches(':')
                    )
                })?;
                (&name[..name.len() - 1], Change::Json(value))
            }
            Some((name, value)) => match value.strip_prefix('@') {
                Some(path) => (name, Change::File(path.to_owned())),
                None => (name, Change::Text(value.to_owned())),
            },
            None => {
                match text.strip_suffix('-') {
                    Some(name) => (name, Change::Remove),
                    None => {
                        return Err("write `name=text`, `name:=json`, `name=@FILE`, or `name-` to remove it".to_owned());
                    }
                }
            }
        };
        if name.is_empty() {
            return Err("the name before `=` is missing".to_owned());
        }
        let path = if name.starts_with('$') {
            let path: JsonPath = name.parse().map_err(|error| format!("{error}"))?;
            if !matches!(path.steps(), [Step::Key(_), ..]) {
                return Err("a path begins with the name of a claim: `$.a`".to_owned());
            }
            Some(path)
        } else {
            None
        };
        Ok(Self { name: name.to_owned(), path, change })
    }
}

/// Splits a name from its value. An equals sign in the brackets of a path is part of the name.
fn split(text: &str) -> Option<(&str, &str)> {
    if !text.starts_with('$') {
        return text.split_once('=');
    }
    let mut quote = None;
    let index = text.char_indices().find_map(|(index, c)| match quote {
        Some(open) => {
            if c == open {
                quote = None;
            }
            None
        }
        None if ['"', '\''].contains(&c) => {
            quote = Some(c);
            None
        }
        None => (c == '=').then_some(index),
    })?;
    Some((&text[..index], &text[index + 1..]))
}

impl ClaimEdit {
    /// Returns the change with the new value, which may come from a file.
    pub(crate) fn read(&self) -> Result<ReadEdit, Error> {
        let value = match &self.change {
            Change::Text(text) => Some(Value::from(text.as_str())),
            Change::Json(value) => Some(value.clone()),
            Change::Remove => None,
            Change::File(path) => {
                let text = self.content(path)?;
                Some(
                    Value::parse(text.as_bytes())
                        .unwrap_or_else(|_| Value::from(text.strip_suffix('\n').unwrap_or(&text))),
                )
            }
            Change::JsonFile(path) => {
                let text = self.content(path)?;
                let value = Value::parse(text.as_bytes()).map_err(|error| Error::Claims {
                    input: Input::file(Subject::Claim(self.name.clone()), path.as_ref()),
                    message: format!("it is not JSON ({error})"),
                })?;
                Some(value)
            }
        };
        Ok(ReadEdit { name: self.name.clone(), path: self.path.clone(), value })
    }

    /// Returns the content of the file with the value.
    fn content(&self, path: &str) -> Result<String, Error> {
        files::read_text(path.as_ref(), Subject::Claim(self.name.clone()))
    }
}

impl ReadEdit {
    /// Whether the member is to be removed and is not there.
    pub(crate) fn removes_nothing(&self, members: &Object) -> bool {
        let name = match &self.path {
            Some(path) => ClaimName::Path(path.clone()),
            None => ClaimName::Key(self.name.clone()),
        };
        self.value.is_none() && name.find(members).is_none()
    }

    /// Applies the change to an object.
    pub(crate) fn apply(&self, members: &mut Object) -> Result<(), Error> {
        let value = self.value.clone();
        match (&self.path, value) {
            (Some(path), value) => edit::set(members, path, value).map_err(|found| {
                Error::usage(
                    format!("the path `{}` leads into {found}", self.name),
                    "to replace that value, set it with `:=` first",
                )
            }),
            (None, Some(value)) => {
                members.set(&self.name, value);
                Ok(())
            }
            (None, None) => {
                members.remove(&self.name);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(text: &str) -> ClaimEdit {
        text.parse().unwrap()
    }

    #[test]
    fn the_first_equals_sign_splits_and_the_rest_is_the_value() {
        assert_eq!(
            edit("a=b=c"),
            ClaimEdit { name: "a".into(), path: None, change: Change::Text("b=c".into()) }
        );
        assert_eq!(edit("url=https://x?a:=1").change, Change::Text("https://x?a:=1".into()));
        assert_eq!(edit("https://hasura.io/jwt/claims=x").name, "https://hasura.io/jwt/claims");
        assert_eq!(edit("n:=1").change, Change::Json(Value::from(1)));
        assert_eq!(edit("n=1").change, Change::Text("1".into()));
        assert_eq!(edit("empty=").change, Change::Text(String::new()));
        assert_eq!(edit("exp-").change, Change::Remove);
        assert_eq!(edit("a=@f").change, Change::File("f".into()));
    }

    #[test]
    fn what_is_not_a_claim_says_how_to_write_one() {
        for text in
            ["", "a", "=x", ":=1", "-", "a:=", "a:={", "a:=b", "$=1", "$[0]=1", "$..a=1", "$.a b=1"]
        {
            assert!(text.parse::<ClaimEdit>().is_err(), "{text}");
        }
    }

    fn edited(claims: &str, edits: &[&str]) -> Result<String, String> {
        let Ok(Value::Object(mut claims)) = Value::parse(claims.as_bytes()) else {
            panic!("{claims}")
        };
        for text in edits {
            edit(text)
                .read()
                .and_then(|edit| edit.apply(&mut claims))
                .map_err(|error| error.to_string())?;
        }
        Ok(Value::from(claims).to_json())
    }

    #[test]
    fn a_path_leads_to_a_nested_claim() {
        let made = |claims: &str, edits: &[&str]| edited(claims, edits).unwrap();
        assert_eq!(made("{}", &["$.a.b=1"]), r#"{"a":{"b":"1"}}"#);
        assert_eq!(made("{}", &[r#"$.a["b=c"]['d.e']:=2"#]), r#"{"a":{"b=c":{"d.e":2}}}"#);
        assert_eq!(made(r#"{"a":{"c":1}}"#, &["$.a.b:=2"]), r#"{"a":{"c":1,"b":2}}"#);
        assert_eq!(made(r#"{"a":[1]}"#, &["$.a[0]:=2", "$.a[1]:=3"]), r#"{"a":[2,3]}"#);
        assert_eq!(made(r#"{"a":{"b":1,"c":2}}"#, &["$.a.b-"]), r#"{"a":{"c":2}}"#);
        assert_eq!(made("{}", &["$.a.b-"]), "{}");
        assert_eq!(made(r#"{"a":null}"#, &["$.a.b=x"]), r#"{"a":{"b":"x"}}"#);
        assert_eq!(
            made(r#"{"h":"{\"x\":\"1\"}"}"#, &["$.h.y=2"]),
            r#"{"h":"{\"x\":\"1\",\"y\":\"2\"}"}"#
        );
        // Without the dollar sign it is one name.
        assert_eq!(made("{}", &["a.b=1"]), r#"{"a.b":"1"}"#);
        for (claims, path) in [
            (r#"{"a":1}"#, "$.a.b=1"),
            (r#"{"a":"x"}"#, "$.a.b=1"),
            (r#"{"a":[]}"#, "$.a[1]=1"),
            (r#"{"a":[]}"#, "$.a.b=1"),
        ] {
            assert!(edited(claims, &[path]).is_err(), "{claims} {path}");
        }
    }
}
