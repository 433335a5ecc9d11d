//! JSON pointers (RFC 6901), by which DDN finds claims.

use std::fmt;

use crate::jose::json::Value;
use crate::jose::path::{JsonPath, Step};

/// A way into the claims: `/https:~1~1hasura.io~1jwt~1claims`. Empty for all of them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Pointer {
    text: String,
    tokens: Vec<String>,
}

impl Pointer {
    /// Reads a pointer.
    ///
    /// # Errors
    ///
    /// The engine's words for one that does not begin with a slash, and whether they are
    /// known to the letter.
    pub(crate) fn parse(text: &str) -> Result<Self, (String, bool)> {
        if !text.is_empty() && !text.starts_with('/') {
            let message =
                format!("json pointer \"{text}\" is malformed due to missing starting slash");
            return Err((message, true));
        }
        let pointer = jsonptr::Pointer::parse(text)
            .map_err(|error| (format!("json pointer \"{text}\" is malformed: {error}"), false))?;
        let tokens = pointer.tokens().map(|token| token.decoded().into_owned()).collect();
        Ok(Self { text: text.to_owned(), tokens })
    }

    /// The pointer that takes these steps.
    pub(crate) fn of(path: &JsonPath) -> Self {
        let tokens = path.steps().iter().map(|step| match step {
            Step::Key(key) => key.clone(),
            Step::Index(index) => index.to_string(),
        });
        let tokens: Vec<String> = tokens.collect();
        let encoded = tokens.iter().map(|token| jsonptr::Token::new(token.as_str()));
        Self { text: jsonptr::PointerBuf::from_tokens(encoded).to_string(), tokens }
    }

    /// The steps, and whether one of them may be a key or an index.
    pub(crate) fn steps(&self) -> (JsonPath, bool) {
        let mut ambiguous = false;
        let steps = self.tokens.iter().map(|token| match index(token) {
            Some(index) => {
                ambiguous = true;
                Step::Index(index)
            }
            None => Step::Key(token.clone()),
        });
        (JsonPath::of(steps.collect()), ambiguous)
    }

    /// What the pointer leads to.
    pub(crate) fn find<'a>(&self, root: &'a Value) -> Option<&'a Value> {
        self.tokens.iter().try_fold(root, |here, token| match here {
            Value::Object(object) => object.get(token),
            Value::Array(elements) => elements.get(index(token)?),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        })
    }
}

/// An array index: digits without a leading zero (RFC 6901 section 4).
fn index(token: &str) -> Option<usize> {
    let plain = token == "0" || !token.starts_with('0');
    (plain && token.bytes().all(|byte| byte.is_ascii_digit())).then(|| token.parse().ok())?
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(pointer: &str) -> Option<String> {
        // RFC 6901 section 5
        let document = r#"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#;
        let document = Value::parse(document.as_bytes()).unwrap();
        Pointer::parse(pointer).unwrap().find(&document).map(Value::to_json)
    }

    #[test]
    fn the_examples_of_the_rfc_are_found() {
        for (pointer, value) in [
            ("/foo", r#"["bar","baz"]"#),
            ("/foo/0", r#""bar""#),
            ("/", "0"),
            ("/a~1b", "1"),
            ("/c%d", "2"),
            ("/e^f", "3"),
            ("/g|h", "4"),
            ("/i\\j", "5"),
            ("/k\"l", "6"),
            ("/ ", "7"),
            ("/m~0n", "8"),
        ] {
            assert_eq!(find(pointer).as_deref(), Some(value), "{pointer}");
        }
        assert!(find("").unwrap().starts_with("{\"foo\""));
        for pointer in ["/foo/2", "/foo/00", "/foo/-", "/foo/01", "/bar", "/foo/0/x"] {
            assert_eq!(find(pointer), None, "{pointer}");
        }
    }

    #[test]
    fn a_pointer_without_its_slash_is_refused() {
        assert_eq!(
            Pointer::parse("claims.jwt.hasura.io").unwrap_err(),
            (
                "json pointer \"claims.jwt.hasura.io\" is malformed due to missing starting slash"
                    .to_owned(),
                true
            )
        );
        assert!(!Pointer::parse("/a~2").unwrap_err().1);
    }

    #[test]
    fn steps_are_written_and_read() {
        let path: JsonPath = r#"$["https://hasura.io/jwt/claims"]["a~b"][0]"#.parse().unwrap();
        let pointer = Pointer::of(&path);
        assert_eq!(pointer.to_string(), "/https:~1~1hasura.io~1jwt~1claims/a~0b/0");
        assert_eq!(pointer.steps(), (path, true));
        assert!(!Pointer::parse("/00").unwrap().steps().1);
    }
}
