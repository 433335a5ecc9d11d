//! From the claims of a token to the session: namespace, locations, roles.

use crate::hasura::relyauth::config::{ConfigError, JwtMode};
use crate::hasura::relyauth::refusal::{Reason, Refusal};
use crate::hasura::settings::Lookup;
use crate::hasura::view::{ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE, ROLE};
use crate::jose::json::{Object, Value};

/// Why there is no session: the service's words, and ours.
pub(crate) type Failure = (Refusal, String);

/// A location whose default is read: what a configuration says of one claim.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Defaults(Vec<Option<Value>>);

impl Defaults {
    /// Reads the defaults of every location.
    ///
    /// # Errors
    ///
    /// A variable of the environment that holds no JSON.
    pub(crate) fn of(jwt: &JwtMode, lookup: Lookup<'_>) -> Result<Self, ConfigError> {
        let defaults = jwt.locations.iter().map(|(_, location)| {
            location.default.as_ref().map(|default| default.resolve(lookup)).transpose()
        });
        Ok(Self(defaults.collect::<Result<_, _>>()?))
    }
}

/// The claims of the namespace, each location over them; a location that finds nothing
/// gives its default, else null, which overwrites too.
pub(crate) fn claims_of(
    payload: &Object,
    jwt: &JwtMode,
    defaults: &Defaults,
) -> Result<Object, Failure> {
    let root = Value::from(payload.clone());
    let mut claims = match &jwt.namespace {
        None => Object::new(),
        Some((expression, format)) => {
            let found = expression.find(&root).map_err(|why| {
                let text = expression.text();
                (Refusal::with(Reason::Claims, "…"), format!("`{text}` cannot be evaluated: {why}"))
            })?;
            found.map_or(Ok(Object::new()), |value| expand(&value, *format))?
        }
    };
    for ((name, location), default) in jwt.locations.iter().zip(&defaults.0) {
        let path = location.path.as_ref();
        let found = path.and_then(|path| path.find(&root).ok().flatten());
        claims.set(name, found.or_else(|| default.clone()).unwrap_or(Value::Null));
    }
    Ok(claims.iter().map(|(name, value)| (name.to_owned(), as_go(value))).collect())
}

/// What Go calls a kind of value that was decoded without a type.
const fn go_kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nil",
        Value::Bool(_) => "bool",
        Value::Number(_) => "float64",
        Value::String(_) => "string",
        Value::Array(_) => "[]interface {}",
        Value::Object(_) => "map[string]interface {}",
    }
}

/// A value as Go writes it again: every number was a double on the way, and is printed
/// without an exponent unless it is very large or very small.
fn as_go(value: &Value) -> Value {
    match value {
        Value::Number(number) => {
            let Some(double) = number.as_f64() else { return value.clone() };
            let plain = double == 0.0 || (1e-6..1e21).contains(&double.abs());
            let text = if plain { format!("{double}") } else { exponential(double) };
            Value::parse(text.as_bytes()).unwrap_or_else(|_| value.clone())
        }
        Value::Array(elements) => Value::Array(elements.iter().map(as_go).collect()),
        Value::Object(object) => object
            .iter()
            .map(|(name, value)| (name.to_owned(), as_go(value)))
            .collect::<Object>()
            .into(),
        Value::Null | Value::Bool(_) | Value::String(_) => value.clone(),
    }
}

/// `1e+21`, `1e-7`: with a sign, and without a zero before the digit.
fn exponential(double: f64) -> String {
    let text = format!("{double:e}");
    match text.split_once('e') {
        Some((digits, exponent)) if !exponent.starts_with('-') => format!("{digits}e+{exponent}"),
        _ => text,
    }
}

fn expand(value: &Value, format: ClaimsFormat) -> Result<Object, Failure> {
    const WORDS: &str = "invalid jwt claims data:";
    match format {
        ClaimsFormat::Json => value.as_object().cloned().ok_or_else(|| {
            let words = format!(
                "{WORDS} malformed json object. Expected a JSON object, got: {}",
                go_kind(value)
            );
            let detail = format!("the claims are {}, not an object", value.a_kind());
            (Refusal::with(Reason::Claims, &words), detail)
        }),
        ClaimsFormat::Stringified => {
            let inside = value.as_str().and_then(|text| Value::parse(text.as_bytes()).ok());
            match inside {
                Some(Value::Object(object)) => Ok(object),
                _ => Err((
                    Refusal::with(Reason::Claims, &format!("{WORDS} malformed stringify json")),
                    format!("the claims are {}, not a string that holds an object", value.a_kind()),
                )),
            }
        }
    }
}

/// Chooses the role where the claims have a list of allowed ones: the request's header,
/// else the claim `x-hasura-role`, else the default role. Without a list the header is
/// ignored and everything stays as it is.
///
/// # Errors
///
/// Why there is no role.
pub(crate) fn with_role(mut claims: Object, asked: Option<&str>) -> Result<Object, Failure> {
    let Some(allowed) = claims.get(ALLOWED_ROLES).filter(|value| **value != Value::Null) else {
        return Ok(claims);
    };
    let roles: Option<Vec<String>> = allowed.as_array().and_then(|elements| {
        elements.iter().map(|one| one.as_str().map(ToOwned::to_owned)).collect()
    });
    let roles = roles.ok_or_else(|| {
        (
            Refusal::with(Reason::AllowedRoles, "…"),
            format!("`{ALLOWED_ROLES}` is {}", allowed.to_json()),
        )
    })?;
    let role = match asked.filter(|role| !role.is_empty()) {
        Some(role) => role.to_owned(),
        None => default_role(&claims)?,
    };
    if !roles.contains(&role) {
        return Err((
            Refusal::of_role(&role),
            format!("`{role}` is not among `{}`", roles.join("`, `")),
        ));
    }
    claims.remove(ALLOWED_ROLES);
    claims.remove(DEFAULT_ROLE);
    claims.set(ROLE, role);
    Ok(claims)
}

fn default_role(claims: &Object) -> Result<String, Failure> {
    let present = |name: &str| claims.get(name).filter(|value| **value != Value::Null);
    let value = present(ROLE).or_else(|| present(DEFAULT_ROLE));
    match value {
        None => Err((
            Refusal::of(Reason::NoDefaultRole),
            "the claims name no default role, and the request asks for none".to_owned(),
        )),
        Some(Value::String(role)) if role.is_empty() => Err((
            Refusal::of(Reason::NoDefaultRole),
            "the default role is an empty text".to_owned(),
        )),
        Some(Value::String(role)) => Ok(role.clone()),
        Some(other) => Err((
            Refusal::with(Reason::DefaultRole, "…"),
            format!("the default role is {}", other.to_json()),
        )),
    }
}

/// The session as `/auth/hasura` answers it: texts alone.
pub(crate) fn as_text(session: &Object) -> Object {
    session.iter().map(|(name, value)| (name.to_owned(), Value::from(text(value)))).collect()
}

/// Numbers and booleans plainly, lists in braces without quotes or empty texts, objects as JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "null".to_owned(),
        // Never an exponent.
        Value::Number(number) => {
            number.as_f64().map_or_else(|| number.as_str().to_owned(), |double| double.to_string())
        }
        Value::Array(elements) => {
            let texts: Vec<String> =
                elements.iter().map(text).filter(|text| !text.is_empty()).collect();
            format!("{{{}}}", texts.join(","))
        }
        other => other.to_json(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(text: &str) -> Object {
        Value::parse(text.as_bytes()).unwrap().as_object().unwrap().clone()
    }

    #[test]
    fn the_role_is_asked_for_or_claimed_or_the_default() {
        let role = |claims: &str, asked: Option<&str>| {
            with_role(object(claims), asked).map(|claims| Value::from(claims).to_json())
        };
        let lists = r#"{"x-hasura-allowed-roles":["a","b"],"x-hasura-default-role":"a","n":1}"#;
        assert_eq!(role(lists, None).unwrap(), r#"{"n":1,"x-hasura-role":"a"}"#);
        assert_eq!(role(lists, Some("")).unwrap(), r#"{"n":1,"x-hasura-role":"a"}"#);
        assert_eq!(role(lists, Some("b")).unwrap(), r#"{"n":1,"x-hasura-role":"b"}"#);
        assert_eq!(
            role(lists, Some("c")).unwrap_err().0.message,
            "c is not in the allowed roles x-hasura-allowed-roles"
        );
        // The claim goes before the default role, which other engines never let it.
        let claimed = r#"{"x-hasura-allowed-roles":["a","b"],"x-hasura-default-role":"a","x-hasura-role":"b"}"#;
        assert_eq!(role(claimed, None).unwrap(), r#"{"x-hasura-role":"b"}"#);
        // The default role need not be allowed if another is asked for.
        let outside = r#"{"x-hasura-allowed-roles":["a"],"x-hasura-default-role":"z"}"#;
        assert!(role(outside, None).is_err());
        assert_eq!(role(outside, Some("a")).unwrap(), r#"{"x-hasura-role":"a"}"#);
        for (claims, words) in [
            (
                r#"{"x-hasura-allowed-roles":["a"]}"#,
                "value of x-hasura-default-role variable is empty",
            ),
            (
                r#"{"x-hasura-allowed-roles":["a"],"x-hasura-default-role":""}"#,
                "value of x-hasura-default-role variable is empty",
            ),
            (
                r#"{"x-hasura-allowed-roles":["a"],"x-hasura-default-role":7}"#,
                "malformed x-hasura-default-role; expected a string: …",
            ),
            (
                r#"{"x-hasura-allowed-roles":"a"}"#,
                "malformed x-hasura-allowed-roles; expected an array of strings: …",
            ),
            (
                r#"{"x-hasura-allowed-roles":[1]}"#,
                "malformed x-hasura-allowed-roles; expected an array of strings: …",
            ),
        ] {
            assert_eq!(role(claims, None).unwrap_err().0.message, words, "{claims}");
        }
        // Without the list nothing is chosen, and the exact name counts.
        for claims in [
            r#"{"x-hasura-role":"r"}"#,
            r#"{"x-hasura-allowed-roles":null,"x-hasura-role":"r"}"#,
            r#"{"X-Hasura-Allowed-Roles":["a"]}"#,
        ] {
            assert_eq!(role(claims, Some("z")).unwrap(), claims);
        }
    }

    #[test]
    fn numbers_were_doubles_on_the_way() {
        let through = |text: &str| {
            let value = as_go(&Value::parse(text.as_bytes()).unwrap());
            let session: Object = [("n".to_owned(), value.clone())].into_iter().collect();
            (value.to_json(), as_text(&session).get_str("n").unwrap().to_owned())
        };
        for (number, json, text) in [
            ("1.0", "1", "1"),
            ("1e3", "1000", "1000"),
            ("9007199254740993", "9007199254740992", "9007199254740992"),
            ("0.10", "0.1", "0.1"),
            ("1e21", "1e+21", "1000000000000000000000"),
            ("1e-7", "1e-7", "0.0000001"),
            ("-0", "-0", "-0"),
        ] {
            assert_eq!(through(number), (json.to_owned(), text.to_owned()), "{number}");
        }
    }

    #[test]
    fn hasura_v2_gets_texts() {
        let session =
            r#"{"a":"x","n":1.5,"b":true,"z":null,"l":["a",2,"",null,true],"o":{"k":[1]}}"#;
        assert_eq!(
            Value::from(as_text(&object(session))).to_json(),
            r#"{"a":"x","n":"1.5","b":"true","z":"null","l":"{a,2,null,true}","o":"{\"k\":[1]}"}"#
        );
    }
}
