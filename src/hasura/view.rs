//! The Hasura claims of a token, wherever the issuer put them.

use std::borrow::Cow;

use crate::jose::json::{Object, Value};
use crate::jose::path::{JsonPath, Step};

/// The key under which every engine looks for the claims by default.
pub(crate) const NAMESPACE: &str = "https://hasura.io/jwt/claims";

/// The key under which DDN's documentation puts the claims.
pub(crate) const DDN_NAMESPACE: &str = "claims.jwt.hasura.io";

pub(crate) const DEFAULT_ROLE: &str = "x-hasura-default-role";
pub(crate) const ALLOWED_ROLES: &str = "x-hasura-allowed-roles";
pub(crate) const ROLE: &str = "x-hasura-role";
pub(crate) const USER_ID: &str = "x-hasura-user-id";

/// The prefix of every session variable, in any case.
const PREFIX: &str = "x-hasura-";

/// The format of the claims.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ClaimsFormat {
    /// An object
    Json,
    /// An object written as a string, the only form that Cognito supports
    Stringified,
}

impl ClaimsFormat {
    /// Returns the engine's name for the format.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Stringified => "stringified_json",
        }
    }
}

/// The Hasura claims of a token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct HasuraClaims {
    /// The path to the claims: one top-level key, or several steps
    pub(crate) path: JsonPath,
    pub(crate) format: ClaimsFormat,
    /// All claims, unchanged
    pub(crate) members: Object,
}

impl HasuraClaims {
    /// Returns the top-level key, if the claims are one step away.
    pub(crate) fn namespace(&self) -> Option<&str> {
        match self.path.steps() {
            [Step::Key(key)] => Some(key),
            _ => None,
        }
    }

    /// Returns the default role, if it is a string.
    pub(crate) fn default_role(&self) -> Option<&str> {
        self.get(DEFAULT_ROLE).and_then(Value::as_str)
    }

    /// Returns the allowed roles, if they are a list, without the elements that are not strings.
    pub(crate) fn allowed_roles(&self) -> Option<Vec<&str>> {
        self.each_allowed_role().map(Iterator::collect)
    }

    fn each_allowed_role(&self) -> Option<impl Iterator<Item = &str>> {
        let roles = self.get(ALLOWED_ROLES)?.as_array()?;
        Some(roles.iter().filter_map(Value::as_str))
    }

    /// Whether the default role is one of the allowed roles; `None` if either is missing.
    pub(crate) fn default_role_allowed(&self) -> Option<bool> {
        let default = self.default_role()?;
        self.each_allowed_role().map(|mut roles| roles.any(|role| role == default))
    }

    /// Returns the claim with this name, ignoring case. If there are two, the lowercase one wins.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.members.get(name).or_else(|| {
            self.members
                .iter()
                .find(|(member, _)| member.eq_ignore_ascii_case(name))
                .map(|(_, value)| value)
        })
    }

    /// Returns the session variables: all `x-hasura-` claims except the roles, with lowercase
    /// names.
    pub(crate) fn session_variables(&self) -> Vec<(Cow<'_, str>, &Value)> {
        const ROLES: [&str; 3] = [DEFAULT_ROLE, ALLOWED_ROLES, ROLE];
        self.members
            .iter()
            // Most have lowercase names already.
            .filter(|(name, _)| !ROLES.contains(name))
            .map(|(name, value)| (lowercase(name), value))
            .filter(|(name, _)| name.starts_with(PREFIX) && !ROLES.contains(&name.as_ref()))
            .collect()
    }

    /// Returns the `x-hasura-role` that a client has to send for the token to be accepted: the
    /// first allowed role, if the default role is not allowed.
    pub(crate) fn role_to_send(&self) -> Option<&str> {
        if self.default_role_allowed() == Some(true) {
            return None;
        }
        self.each_allowed_role().and_then(|mut roles| roles.next())
    }
}

/// Finds the Hasura claims: at the two customary keys, at any key or nested object with
/// `x-hasura-` names, in JSON written as a string, or at the top level.
pub(crate) fn find(claims: &Object) -> Option<HasuraClaims> {
    let customary = [NAMESPACE, DDN_NAMESPACE];
    let known = customary.iter().find_map(|key| {
        let (format, members) = expand(claims.get(key)?)?;
        let path = JsonPath::of(vec![Step::Key((*key).to_owned())]);
        Some(HasuraClaims { path, format, members })
    });
    known.or_else(|| search(claims, &mut Vec::new()))
}

/// Hasura claims that no engine can read, because they are not an object.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct BrokenClaims {
    pub(crate) key: String,
    /// What the value is instead
    pub(crate) kind: &'static str,
    /// How a program that writes the claims makes this mistake, if it is a known one
    pub(crate) cause: Option<&'static str>,
}

impl BrokenClaims {
    /// Returns what is known of the claims: where they are.
    pub(crate) fn place(&self) -> HasuraClaims {
        HasuraClaims {
            path: JsonPath::of(vec![Step::Key(self.key.clone())]),
            format: if self.kind == "a string" {
                ClaimsFormat::Stringified
            } else {
                ClaimsFormat::Json
            },
            members: Object::new(),
        }
    }
}

/// Returns the Hasura claims that are neither an object nor an object written as a string: those at
/// a customary key, or a string with session variables at any key.
pub(crate) fn broken(claims: &Object) -> Option<BrokenClaims> {
    let customary = [NAMESPACE, DDN_NAMESPACE];
    let customary = customary.into_iter().find_map(|key| Some((key, claims.get(key)?)));
    let (key, value) = customary.or_else(|| {
        let mut members = claims.effective().into_iter();
        members.find(|(_, value)| value.as_str().is_some_and(has_prefix_inside))
    })?;
    expand(value).is_none().then(|| BrokenClaims {
        key: key.to_owned(),
        kind: value.a_kind(),
        cause: value.as_str().and_then(cause_of),
    })
}

/// Returns how a string came to be no JSON object.
fn cause_of(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text == "[object Object]" {
        return Some("JavaScript writes this for an object; use `JSON.stringify(…)`");
    }
    if text.starts_with("map[") {
        return Some("Go prints a map this way; use `json.Marshal`");
    }
    if let Ok(inner) = Value::parse(text.as_bytes()) {
        return inner.as_str().is_some().then_some("it was converted to JSON twice");
    }
    if text.contains("&quot;") || text.contains("&#34;") {
        return Some("its quotes are escaped for HTML");
    }
    if text.starts_with(r#"{\""#) {
        return Some("its quotes are escaped once too often");
    }
    if text.contains("=>") {
        return Some("Ruby or PHP prints a hash this way; use `to_json` or `json_encode`");
    }
    if text.starts_with("{'") || text.starts_with("{ '") || text.contains("': ") {
        return Some(
            "it has single quotes, as Python's `str()` writes a dictionary; use `json.dumps(…)`",
        );
    }
    if text.starts_with('{') && text.contains('=') && !text.contains(':') {
        return Some("Java prints a map this way; use a JSON library");
    }
    if text.starts_with('{') && !text.ends_with('}') {
        return Some("it is cut off");
    }
    None
}

/// How many levels deep the search goes: enough for every provider, and a bound for any input.
const SEARCH_DEPTH: usize = 8;

fn search(object: &Object, steps: &mut Vec<Step>) -> Option<HasuraClaims> {
    if object.iter().any(|(name, _)| is_session_name(name)) {
        let path = JsonPath::of(steps.clone());
        return Some(HasuraClaims { path, format: ClaimsFormat::Json, members: object.clone() });
    }
    if steps.len() >= SEARCH_DEPTH {
        return None;
    }
    object.effective().into_iter().find_map(|(name, value)| {
        steps.push(Step::Key(name.to_owned()));
        let found = match value {
            Value::Object(inner) => search(inner, steps),
            Value::String(text) if text.contains('{') && has_prefix_inside(text) => {
                let (format, members) = expand(value)?;
                let inside = members.iter().any(|(name, _)| is_session_name(name));
                inside.then(|| HasuraClaims { path: JsonPath::of(steps.clone()), format, members })
            }
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => None,
        };
        steps.pop();
        found
    })
}

fn expand(value: &Value) -> Option<(ClaimsFormat, Object)> {
    match value {
        Value::Object(members) => Some((ClaimsFormat::Json, members.clone())),
        Value::String(text) => match Value::parse(text.as_bytes()) {
            Ok(Value::Object(members)) => Some((ClaimsFormat::Stringified, members)),
            _ => None,
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => None,
    }
}

fn lowercase(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// Whether a claim is a session variable or about roles.
pub(super) fn is_session_name(name: &str) -> bool {
    name.get(..PREFIX.len()).is_some_and(|head| head.eq_ignore_ascii_case(PREFIX))
}

fn has_prefix_inside(text: &str) -> bool {
    let mut places = text.as_bytes().windows(PREFIX.len());
    places.any(|place| place.eq_ignore_ascii_case(PREFIX.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(json: &str) -> Option<(String, &'static str, Option<String>)> {
        let claims = Value::parse(json.as_bytes()).unwrap().as_object().unwrap().clone();
        find(&claims).map(|hasura| {
            (
                hasura.path.to_string(),
                hasura.format.name(),
                hasura.default_role().map(ToOwned::to_owned),
            )
        })
    }

    #[test]
    fn the_claims_are_found_wherever_they_are() {
        let user = Some("user".to_owned());
        for (json, path, format) in [
            (
                r#"{"https://hasura.io/jwt/claims":{"x-hasura-default-role":"user"}}"#,
                r#"$["https://hasura.io/jwt/claims"]"#,
                "json",
            ),
            (
                r#"{"claims.jwt.hasura.io":{"x-hasura-default-role":"user"}}"#,
                r#"$["claims.jwt.hasura.io"]"#,
                "json",
            ),
            (
                r#"{"https://hasura.io/jwt/claims":"{\"x-hasura-default-role\":\"user\"}"}"#,
                r#"$["https://hasura.io/jwt/claims"]"#,
                "stringified_json",
            ),
            (
                r#"{"https://myapp.example/h":{"X-Hasura-Default-Role":"user"}}"#,
                r#"$["https://myapp.example/h"]"#,
                "json",
            ),
            (r#"{"user":{"hasura":{"x-hasura-default-role":"user"}}}"#, "$.user.hasura", "json"),
            (
                r#"{"custom":"{\"x-hasura-default-role\":\"user\"}"}"#,
                "$.custom",
                "stringified_json",
            ),
            (r#"{"sub":"1","x-hasura-default-role":"user"}"#, "$", "json"),
        ] {
            assert_eq!(found(json).unwrap(), (path.to_owned(), format, user.clone()), "{json}");
        }
        assert_eq!(found(r#"{"sub":"x-hasura-user-id"}"#), None);
        assert_eq!(found(r#"{"a":{"b":[{"x-hasura-role":"u"}]}}"#), None);
    }

    #[test]
    fn claims_that_are_broken_have_a_cause() {
        let cause = |key: &str, text: &str| {
            let claims = [(key.to_owned(), Value::from(text))].into_iter().collect();
            assert_eq!(find(&claims), None, "{text}");
            let broken = broken(&claims).unwrap();
            assert_eq!((broken.key.as_str(), broken.kind), (key, "a string"));
            broken.cause.unwrap_or_default()
        };
        for (text, expected) in [
            ("{'x-hasura-default-role': 'user'}", "Python"),
            ("[object Object]", "JSON.stringify"),
            ("map[x-hasura-default-role:user]", "json.Marshal"),
            (r#""{\"x-hasura-default-role\":\"user\"}""#, "twice"),
            ("{&quot;x-hasura-default-role&quot;:&quot;user&quot;}", "HTML"),
            (r#"{"x-hasura-default-role"=>"user"}"#, "to_json"),
            ("{x-hasura-default-role=user}", "Java"),
            (r#"{"x-hasura-default-role":"us"#, "cut off"),
        ] {
            assert!(cause(NAMESPACE, text).contains(expected), "{text}");
        }
        assert!(cause("parks", "{'x-hasura-default-role': None}").contains("Python"));
        assert_eq!(cause(DDN_NAMESPACE, "user"), "");
        assert_eq!(broken(&[("sub".to_owned(), Value::from("ada"))].into_iter().collect()), None);
    }

    #[test]
    fn a_default_role_that_is_not_allowed_says_what_to_send() {
        let claims = r#"{"https://hasura.io/jwt/claims":{"x-hasura-default-role":"v","x-hasura-allowed-roles":["e","a"],"X-Hasura-User-Id":"1"}}"#;
        let claims = Value::parse(claims.as_bytes()).unwrap().as_object().unwrap().clone();
        let hasura = find(&claims).unwrap();
        assert_eq!(hasura.default_role_allowed(), Some(false));
        assert_eq!(hasura.role_to_send(), Some("e"));
        assert_eq!(hasura.session_variables()[0].0, "x-hasura-user-id");
    }
}
