//! `WWW-Authenticate`: what a server asks for, and what it says of a bearer token (RFC 6750).

/// One challenge of a server.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Challenge {
    /// The scheme as it is written
    pub(super) scheme: String,
    parameters: Vec<(String, String)>,
}

impl Challenge {
    /// Returns the value of a parameter.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    pub(super) fn is_bearer(&self) -> bool {
        self.scheme.eq_ignore_ascii_case("bearer")
    }

    /// Explains the challenge.
    pub(super) fn explain(&self) -> String {
        if !self.is_bearer() {
            return format!("the server asks for `{}` authentication", self.scheme);
        }
        let meaning = match self.get("error") {
            Some("invalid_token") => {
                "the token is expired, revoked, malformed or otherwise not valid for this server".to_owned()
            }
            Some("invalid_request") => {
                "the request is malformed: a parameter is missing, repeated or wrong, or the token was sent in two ways".to_owned()
            }
            Some("insufficient_scope") => match self.get("scope") {
                Some(scope) => format!("the token is valid, but lacks a scope; needed: `{scope}`"),
                None => "the token is valid, but lacks a scope".to_owned(),
            },
            Some(error) => format!("`{error}`"),
            None => "the server asks for a bearer token".to_owned(),
        };
        let scope = self.get("scope").filter(|_| self.get("error") != Some("insufficient_scope"));
        let scope = scope.map(|scope| format!(" (scope `{scope}`)")).unwrap_or_default();
        let error = self.get("error").map(|error| format!("{error}: ")).unwrap_or_default();
        format!("`WWW-Authenticate` says {error}{meaning}{scope}")
    }
}

/// Reads the challenges in the values of `WWW-Authenticate`, up to a number that only a hostile
/// server exceeds. Skips what it cannot read.
pub(super) fn read<'a>(values: impl Iterator<Item = &'a str>) -> Vec<Challenge> {
    const MOST: usize = 16;
    let mut all: Vec<Challenge> = Vec::new();
    for value in values {
        for part in parts(value) {
            // `Bearer realm="x"` begins a challenge, and `error="y"` continues it.
            let (first, rest) = part.split_once([' ', '\t']).unwrap_or((part, ""));
            let begins = !first.contains('=') && !rest.trim_start().starts_with('=');
            let parameter = if begins {
                if all.len() == MOST {
                    return all;
                }
                all.push(Challenge { scheme: first.to_owned(), parameters: Vec::new() });
                rest.trim()
            } else {
                part
            };
            let Some((name, value)) = parameter.split_once('=') else { continue };
            if let Some(challenge) = all.last_mut() {
                challenge.parameters.push((name.trim().to_owned(), unquoted(value.trim())));
            }
        }
    }
    all
}

/// Splits at commas outside quotes.
fn parts(value: &str) -> Vec<&str> {
    let (mut quoted, mut escaped, mut start) = (false, false, 0);
    let mut parts = Vec::new();
    for (index, c) in value.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ',' if !quoted => {
                parts.push(value.get(start..index).unwrap_or_default());
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(value.get(start..).unwrap_or_default());
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Returns a value without its quotes and escapes.
fn unquoted(value: &str) -> String {
    let Some(inner) = value.strip_prefix('"') else { return value.to_owned() };
    let mut text = String::new();
    let mut characters = inner.chars();
    while let Some(c) = characters.next() {
        match c {
            '"' => break,
            '\\' => text.extend(characters.next()),
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained(value: &str) -> String {
        let all = read(std::iter::once(value));
        all.iter().map(Challenge::explain).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn the_error_the_description_and_the_scope_are_read() {
        let value = r#"Basic realm="a, b", Bearer realm="x\"y", error="invalid_token", error_description="The token, it expired""#;
        let all = read(std::iter::once(value));
        let [basic, bearer] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!((basic.scheme.as_str(), basic.get("realm")), ("Basic", Some("a, b")));
        assert_eq!(bearer.get("REALM"), Some("x\"y"));
        assert_eq!(bearer.get("error"), Some("invalid_token"));
        assert_eq!(bearer.get("error_description"), Some("The token, it expired"));
    }

    #[test]
    fn each_error_of_the_standard_is_explained() {
        for (value, expected) in [
            ("Bearer", "asks for a bearer token"),
            ("bearer realm=x", "asks for a bearer token"),
            ("Bearer error=invalid_token", "invalid_token: the token is expired, revoked"),
            (r#"Bearer error="insufficient_scope", scope="a b""#, "needed: `a b`"),
            (r#"Bearer scope="a b""#, "(scope `a b`)"),
            (r#"Bearer error="invalid_request""#, "a parameter is missing"),
            (r#"Bearer error="other""#, "other: `other`"),
            ("Basic realm=\"x\"", "`Basic` authentication"),
            (
                "Negotiate, Bearer",
                "`Negotiate` authentication | `WWW-Authenticate` says the server asks",
            ),
        ] {
            let shown = explained(value);
            assert!(shown.contains(expected), "{value}: {shown}");
        }
        let endless =
            (0..100_000).map(|number| format!("s{number}")).collect::<Vec<_>>().join(", ");
        assert_eq!(read(std::iter::once(endless.as_str())).len(), 16);
        for broken in ["", ",,", "=", "error=\"x", "Bearer error=\"", "\"", "\\"] {
            explained(broken);
        }
    }
}
