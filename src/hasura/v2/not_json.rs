//! What probably went wrong with a configuration that is not JSON.

use crate::jose::base64url;
use crate::jose::json::Value;

/// How a value was written or changed on its way, so that it is no longer JSON.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Mistake {
    /// Quotes around the JSON are a part of the value
    Quoted,
    /// Each double quote has a backslash before it
    EscapedQuotes,
    /// The names are in single quotes
    SingleQuotes,
    /// The quotes are typographic
    CurlyQuotes,
    /// The names are not in quotes, which a shell or YAML removed
    NoQuotes,
    /// A comma follows the last member
    TrailingComma,
    /// A PEM has its line breaks in the JSON string
    LineBreaks,
    /// The value ends before the JSON does
    CutOff,
    /// Something follows the JSON
    Trailing,
    /// The JSON is encoded in base64
    Base64,
    /// A PEM without the object around it
    BarePem,
    /// A URL without the object around it
    BareUrl,
    /// A variable that nothing replaced
    Variable,
    /// Other text without braces, such as a secret
    BareText,
}

impl Mistake {
    /// Returns what is wrong with text that is not JSON, if it tells.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        let Some(inside) = text.strip_prefix('{') else { return Self::without_brace(text) };
        let inside = inside.trim_start();
        let parses = |text: String| Value::parse(text.as_bytes()).is_ok();
        Some(match inside.chars().next() {
            Some('“' | '”' | '„' | '‘' | '’' | '«') => Self::CurlyQuotes,
            Some('\\') if inside.starts_with("\\\"") => Self::EscapedQuotes,
            Some('\'') => Self::SingleQuotes,
            Some(c) if c.is_ascii_alphabetic() => Self::NoQuotes,
            _ if parses(text.replace("\r\n", "\\n").replace('\n', "\\n")) => Self::LineBreaks,
            _ if text.contains("-----BEGIN ") && text.contains('\n') && text.ends_with('}') => {
                Self::LineBreaks
            }
            _ if text.rsplit_once('}').is_some_and(|(object, rest)| {
                !rest.is_empty() && parses(format!("{object}}}"))
            }) =>
            {
                Self::Trailing
            }
            _ if text.lines().count() > 1
                && text.lines().next().is_some_and(|one| parses(one.to_owned())) =>
            {
                Self::Trailing
            }
            _ if !text.ends_with('}') => Self::CutOff,
            _ if text
                .strip_suffix('}')
                .is_some_and(|members| members.trim_end().ends_with(',')) =>
            {
                Self::TrailingComma
            }
            _ => return None,
        })
    }

    fn without_brace(text: &str) -> Option<Self> {
        let unquoted = ['\'', '"', '`']
            .into_iter()
            .find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
        if unquoted.is_some_and(|text| text.trim_start().starts_with(['{', '['])) {
            return Some(Self::Quoted);
        }
        let decoded = base64url::decode_standard(text);
        if decoded.is_some_and(|bytes| bytes.trim_ascii_start().starts_with(b"{")) {
            return Some(Self::Base64);
        }
        let is_url = ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme));
        match text.chars().next()? {
            '-' if text.starts_with("-----BEGIN ") => Some(Self::BarePem),
            'h' if is_url => Some(Self::BareUrl),
            '$' if text.starts_with("${") || text.starts_with("$(") => Some(Self::Variable),
            '[' => None,
            _ => Some(Self::BareText),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_told_from_the_text() {
        for (text, expected) in [
            (r#"'{"type":"HS256"}'"#, Some(Mistake::Quoted)),
            (r#"{\"type\":\"HS256\"}"#, Some(Mistake::EscapedQuotes)),
            ("{'type':'HS256'}", Some(Mistake::SingleQuotes)),
            ("{“type”:“HS256”}", Some(Mistake::CurlyQuotes)),
            ("{type:HS256}", Some(Mistake::NoQuotes)),
            (r#"{"type":"HS256",}"#, Some(Mistake::TrailingComma)),
            ("{\"key\":\"-----BEGIN PUBLIC KEY-----\nMII\n\"}", Some(Mistake::LineBreaks)),
            (r#"{"type":"HS256""#, Some(Mistake::CutOff)),
            ("{", Some(Mistake::CutOff)),
            ("{\"type\":\"HS256\"} # for tests", Some(Mistake::Trailing)),
            ("{\"type\":\"HS256\"}\n{\"type\":\"HS256\"}", Some(Mistake::Trailing)),
            ("eyJ0eXBlIjoiSFMyNTYifQ==", Some(Mistake::Base64)),
            ("-----BEGIN PUBLIC KEY-----", Some(Mistake::BarePem)),
            ("https://issuer.example/jwks", Some(Mistake::BareUrl)),
            ("${JWT_SECRET}", Some(Mistake::Variable)),
            ("three-words-as-a-secret", Some(Mistake::BareText)),
            (r#"{"type" "HS256"}"#, None),
            ("[1", None),
            ("", None),
        ] {
            assert_eq!(Mistake::of(text), expected, "{text}");
        }
    }
}
