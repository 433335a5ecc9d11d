//! Claims as typed by the user: `name=text`, `name:=json`, `name=@FILE` or `name-`.

use std::str::FromStr;

use crate::error::{Error, Subject};
use crate::jose::json::{Object, Value};
use crate::system::files;

/// A change to a claim or header member.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ClaimEdit {
    pub(crate) name: String,
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

impl FromStr for ClaimEdit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Split at the first `=` or `:=`; later ones belong to the value.
        let (name, change) = match text.split_once('=') {
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
        Ok(Self { name: name.to_owned(), change })
    }
}

impl ClaimEdit {
    /// Applies the change to an object.
    pub(crate) fn apply(&self, members: &mut Object) -> Result<(), Error> {
        match &self.change {
            Change::Text(text) => members.set(&self.name, text.as_str()),
            Change::Json(value) => members.set(&self.name, value.clone()),
            Change::Remove => members.remove(&self.name),
            Change::File(path) => {
                let text = files::read_text(path.as_ref(), Subject::Claim(self.name.clone()))?;
                match Value::parse(text.as_bytes()) {
                    Ok(value) => members.set(&self.name, value),
                    Err(_) => {
                        members.set(&self.name, text.strip_suffix('\n').unwrap_or(&text));
                    }
                }
            }
        }
        Ok(())
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
            ClaimEdit { name: "a".into(), change: Change::Text("b=c".into()) }
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
        for text in ["", "a", "=x", ":=1", "-", "a:=", "a:={", "a:=b"] {
            assert!(text.parse::<ClaimEdit>().is_err(), "{text}");
        }
    }
}
