//! Claims as typed by the user: `name=text`, `name:=json`, `name=@FILE` or `name-`.

use std::str::FromStr;

use crate::error::{Error, Subject};
use crate::jose::json::{Object, Value};
use crate::jose::path::{JsonPath, Step};
use crate::system::files;

/// A change to a claim or header member.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ClaimEdit {
    pub(crate) name: String,
    /// The steps of a name that is a path: `$.a["b.c"][0]`
    path: Option<JsonPath>,
    pub(crate) change: Change,
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
    /// Removes the member
    Remove,
}

impl std::fmt::Display for ClaimEdit {
    /// Formats it as it is typed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = &self.name;
        match &self.change {
            Change::Text(text) => write!(f, "{name}={text}"),
            Change::Json(value) => write!(f, "{name}:={}", value.to_json()),
            Change::File(file) => write!(f, "{name}=@{file}"),
            Change::Remove => write!(f, "{name}-"),
        }
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
        match Value::parse(text.as_bytes()) {
            Ok(Value::Object(members)) => Ok(Self::Object(members)),
            Ok(_) => Err("not a JSON object".to_owned()),
            Err(error) => Err(format!("not a JSON object ({error})")),
        }
    }
}

impl FromStr for ClaimEdit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Split at the first `=` or `:=`; later ones belong to the value.
        let (name, change) = match split(text) {
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
    /// Applies the change to an object.
    pub(crate) fn apply(&self, members: &mut Object) -> Result<(), Error> {
        let value = match &self.change {
            Change::Text(text) => Some(Value::from(text.as_str())),
            Change::Json(value) => Some(value.clone()),
            Change::Remove => None,
            Change::File(path) => {
                let text = files::read_text(path.as_ref(), Subject::Claim(self.name.clone()))?;
                Some(
                    Value::parse(text.as_bytes())
                        .unwrap_or_else(|_| Value::from(text.strip_suffix('\n').unwrap_or(&text))),
                )
            }
        };
        match (self.path.as_ref().map(JsonPath::steps), value) {
            (Some([Step::Key(key), rest @ ..]), value) => {
                let changed = put(members.get(key).cloned(), rest, value).map_err(|here| {
                    Error::usage(
                        format!("the path `{}` leads into {here}", self.name),
                        "to replace that value, set it with `:=` first",
                    )
                })?;
                match changed {
                    Some(value) => members.set(key, value),
                    None => members.remove(key),
                }
            }
            (_, Some(value)) => members.set(&self.name, value),
            (_, None) => members.remove(&self.name),
        }
        Ok(())
    }
}

/// A value with another one below it. Objects on the way are made, and strings that hold JSON
/// stay strings. The error is what is in the way.
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
        (_, None | Some(Value::Null)) if value.is_none() => Ok(None),
        (Step::Key(key), Some(Value::Object(mut object))) => {
            match put(object.get(key).cloned(), rest, value)? {
                Some(value) => object.set(key, value),
                None => object.remove(key),
            }
            Ok(Some(object.into()))
        }
        (Step::Key(key), None | Some(Value::Null)) => {
            let mut object = Object::new();
            if let Some(value) = put(None, rest, value)? {
                object.set(key, value);
            }
            Ok(Some(object.into()))
        }
        (Step::Index(index), array @ (None | Some(Value::Null | Value::Array(_)))) => {
            let mut elements = match array {
                Some(Value::Array(elements)) => elements,
                _ => Vec::new(),
            };
            if *index > elements.len() {
                return Err("an array with fewer elements");
            }
            if *index == elements.len() {
                elements.extend(put(None, rest, value)?);
            } else {
                match put(elements.get(*index).cloned(), rest, value)? {
                    Some(value) => {
                        if let Some(element) = elements.get_mut(*index) {
                            *element = value;
                        }
                    }
                    None => {
                        elements.remove(*index);
                    }
                }
            }
            Ok(Some(Value::Array(elements)))
        }
        (_, Some(other)) => Err(other.a_kind()),
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
            edit(text).apply(&mut claims).map_err(|error| error.to_string())?;
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
