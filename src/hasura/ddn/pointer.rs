//! JSON Pointers (RFC 6901), with which DDN locates claims.

use std::fmt;

use crate::jose::json::Value;
use crate::jose::path::{JsonPath, Step};

/// A path into the claims, such as `/https:~1~1hasura.io~1jwt~1claims`. Empty for all claims.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Pointer {
    text: String,
    tokens: Vec<String>,
}

/// The reason why a string is not a JSON Pointer, with the engine's message.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum MalformedPointer {
    #[error("json pointer \"{0}\" is malformed due to missing starting slash")]
    NoSlash(String),
    #[error("json pointer \"{0}\" is improperly encoded")]
    Encoding(String),
}

impl Pointer {
    /// Parses a pointer. Like the engine's library, it drops a leading `#`.
    ///
    /// # Errors
    ///
    /// Returns the engine's message if the pointer does not begin with a slash or has an invalid
    /// `~` escape.
    pub(crate) fn parse(text: &str) -> Result<Self, MalformedPointer> {
        let bare = match text.strip_prefix('#') {
            Some(bare) if bare.is_empty() || bare.starts_with('/') => bare,
            _ => text,
        };
        if !bare.is_empty() && !bare.starts_with('/') {
            return Err(MalformedPointer::NoSlash(text.to_owned()));
        }
        let pointer = jsonptr::Pointer::parse(bare)
            .map_err(|_| MalformedPointer::Encoding(text.to_owned()))?;
        let tokens = pointer.tokens().map(|token| token.decoded().into_owned()).collect();
        Ok(Self { text: bare.to_owned(), tokens })
    }

    /// Returns the pointer for these steps.
    pub(crate) fn of(path: &JsonPath) -> Self {
        let tokens = path.steps().iter().map(|step| match step {
            Step::Key(key) => key.clone(),
            Step::Index(index) => index.to_string(),
        });
        let tokens: Vec<String> = tokens.collect();
        let encoded = tokens.iter().map(|token| jsonptr::Token::new(token.as_str()));
        Self { text: jsonptr::PointerBuf::from_tokens(encoded).to_string(), tokens }
    }

    /// Returns the steps, and whether any of them may be either a key or an index.
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

    /// Whether a step is written like a wildcard of another language.
    pub(crate) fn has_wildcard(&self) -> bool {
        self.tokens.iter().any(|token| token.contains('*'))
    }

    /// Returns the value that the pointer leads to.
    pub(crate) fn find<'a>(&self, root: &'a Value) -> Option<&'a Value> {
        self.tokens.iter().try_fold(root, |here, token| match here {
            Value::Object(object) => object.get(token),
            Value::Array(elements) => elements.get(index(token)?),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        })
    }
}

/// Parses an array index: digits without a leading zero (RFC 6901 section 4).
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
    fn a_malformed_pointer_is_refused_in_the_words_of_the_engine() {
        for (text, words) in [
            (
                "claims.jwt.hasura.io",
                "json pointer \"claims.jwt.hasura.io\" is malformed due to missing starting slash",
            ),
            ("#a", "json pointer \"#a\" is malformed due to missing starting slash"),
            ("/a~2", "json pointer \"/a~2\" is improperly encoded"),
            ("/a~", "json pointer \"/a~\" is improperly encoded"),
        ] {
            assert_eq!(Pointer::parse(text).unwrap_err().to_string(), words);
        }
    }

    #[test]
    fn a_pointer_in_a_fragment_is_read_without_its_hash() {
        assert_eq!(Pointer::parse("#/foo/0").unwrap(), Pointer::parse("/foo/0").unwrap());
        assert_eq!(Pointer::parse("#").unwrap(), Pointer::parse("").unwrap());
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
