//! From the claims of a token to the session: namespace, locations and roles.

use crate::go_json;
use crate::hasura::mapping::{Cause, DeadEnd, Mapping, MappingSource, Shown};
use crate::hasura::relyauth::auth_yaml::{ConfigError, JwtMode};
use crate::hasura::relyauth::expression::Expression;
use crate::hasura::relyauth::refusal::{Failure, Reason, Refusal};
use crate::hasura::settings::Lookup;
use crate::hasura::view::{ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE, ROLE};
use crate::jmespath::{Budget, Stop};
use crate::jose::json::{Object, Value};
use crate::jose::path::JsonPath;

/// The defaults of the locations, in the same order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Defaults(Vec<Option<Value>>);

impl Defaults {
    /// Reads the defaults of all locations.
    ///
    /// # Errors
    ///
    /// Returns an error if an environment variable does not contain JSON.
    pub(crate) fn of(jwt: &JwtMode, lookup: Lookup<'_>) -> Result<Self, ConfigError> {
        let defaults = jwt.locations.iter().map(|(_, location)| {
            location.default.as_ref().map(|default| default.resolve(lookup)).transpose()
        });
        Ok(Self(defaults.collect::<Result<_, _>>()?))
    }
}

/// Returns the claims of the namespace, overwritten by those of the locations. A location that
/// finds nothing yields its default or else null, which overwrites as well.
///
/// # Errors
///
/// Returns why there are no claims, or why that is unknown.
pub(crate) fn claims_of(
    payload: &Object,
    jwt: &JwtMode,
    defaults: &Defaults,
    mappings: &mut Vec<Mapping>,
) -> Result<Object, Failure> {
    let root = Value::from(payload.clone());
    let mut budget = Budget::new();
    let mut claims = match &jwt.namespace {
        None => Object::new(),
        Some((expression, format)) => {
            let found = expression.find(&root, &mut budget);
            let found = found.map_err(|stop| namespace_failure(expression, stop))?;
            found.map_or(Ok(Object::new()), |value| expand(&value, *format))?
        }
    };
    for ((name, location), default) in jwt.locations.iter().zip(&defaults.0) {
        let mut end = DeadEnd::default();
        let found = match &location.path {
            None => None,
            Some(path) => match path.find(&root, &mut budget) {
                Ok(found) => {
                    if found.is_none() {
                        end = dead_end(path, &root);
                    }
                    found
                }
                Err(Stop::Failed(why) | Stop::FailedSomehow(why)) => {
                    let detail = format!("the expression fails: {why}");
                    end = DeadEnd { cause: Cause::Wrong, ..DeadEnd::of(detail) };
                    None
                }
                Err(Stop::Undecided(why)) => return Err(undecided(path, &why)),
            },
        };
        let source = match (&location.path, &found, default) {
            (_, Some(found), _) => MappingSource::Claim(Shown::of(found)),
            (None, None, Some(value)) => MappingSource::Literal(Shown::of(value)),
            (Some(_), None, Some(value)) => MappingSource::Default(Shown::of(value), end),
            (_, None, None) => MappingSource::Nothing(end),
        };
        let path = location.path.as_ref().map(|path| path.text().to_owned());
        mappings.push(Mapping { name: name.clone(), path, source });
        claims.set(name, found.or_else(|| default.clone()).unwrap_or(Value::Null));
    }
    Ok(claims.iter().map(|(name, value)| (name.to_owned(), go_json::as_double(value))).collect())
}

/// Returns where an expression finds nothing.
fn dead_end(expression: &Expression, root: &Value) -> DeadEnd {
    match expression.steps() {
        Some(path) => DeadEnd::find(&path, root, |steps| {
            Expression::of(&JsonPath::of(steps.to_vec())).text().to_owned()
        }),
        None => DeadEnd::of("the expression finds nothing"),
    }
}

fn namespace_failure(expression: &Expression, stop: Stop) -> Failure {
    let text = expression.text();
    match stop {
        Stop::Failed(words) => Failure::Refused(
            Refusal::with(Reason::Claims, &words),
            format!("the namespace `{text}` cannot be evaluated"),
        ),
        Stop::FailedSomehow(why) => Failure::Unworded(
            Refusal::with(Reason::Claims, "…"),
            format!("the namespace `{text}` cannot be evaluated: {why}"),
        ),
        Stop::Undecided(why) => undecided(expression, &why),
    }
}

fn undecided(expression: &Expression, why: &str) -> Failure {
    const LENGTH: usize = 80;
    let mut shown: String = expression.text().chars().take(LENGTH).collect();
    if shown.len() < expression.text().len() {
        shown.push('…');
    }
    Failure::Undecided(format!("`{shown}` is not evaluated here: {why}"))
}

fn expand(value: &Value, format: ClaimsFormat) -> Result<Object, Failure> {
    const WORDS: &str = "invalid jwt claims data:";
    let refused = |words: String, detail: String| {
        Err(Failure::Refused(Refusal::with(Reason::Claims, &format!("{WORDS} {words}")), detail))
    };
    let text = match (format, value) {
        (ClaimsFormat::Json, Value::Object(object)) => return Ok(object.clone()),
        (ClaimsFormat::Json, other) => {
            let kind = go_json::type_name(other);
            return refused(
                format!("malformed json object. Expected a JSON object, got: {kind}"),
                format!("the claims are {}, not an object", other.a_kind()),
            );
        }
        (ClaimsFormat::Stringified, Value::String(text)) => text,
        (ClaimsFormat::Stringified, other) => {
            return refused(
                "malformed stringify json".to_owned(),
                format!("the claims are {}, not a string that holds an object", other.a_kind()),
            );
        }
    };
    if let Some(error) = go_json::syntax_error(text.as_bytes()) {
        return refused(
            format!("malformed stringify json: {error}"),
            "the claims are a string that does not hold JSON".to_owned(),
        );
    }
    match Value::parse(text.as_bytes()) {
        Ok(Value::Object(object)) => Ok(object),
        // Go reads null as an empty object.
        Ok(Value::Null) => Ok(Object::new()),
        Ok(other) => {
            let kind = go_json::kind_name(&other);
            refused(
                format!(
                    "malformed stringify json: json: cannot unmarshal {kind} into Go value of type map[string]interface {{}}"
                ),
                format!("the claims are a string that holds {}, not an object", other.a_kind()),
            )
        }
        Err(error) => Err(Failure::Undecided(format!(
            "the claims are a string with JSON that is not read here: {error}"
        ))),
    }
}

/// Chooses the role if the claims list the allowed roles: the request's header, or else the claim
/// `x-hasura-role`, or else the default role. Without such a list, the header is ignored and the
/// claims stay unchanged.
///
/// # Errors
///
/// Returns why there is no role.
pub(crate) fn with_role(
    mut claims: Object,
    asked: Option<&str>,
) -> Result<Object, (Refusal, String)> {
    let Some(allowed) = claims.get(ALLOWED_ROLES).filter(|value| **value != Value::Null) else {
        return Ok(claims);
    };
    let roles = strings(allowed).map_err(|words| {
        let detail = format!("`{ALLOWED_ROLES}` is {}", allowed.to_json());
        (Refusal::with(Reason::AllowedRoles, &words), detail)
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

/// Returns the strings in a list, or the service's error message about it.
fn strings(list: &Value) -> Result<Vec<String>, String> {
    let Value::Array(elements) = list else {
        return Err(format!("malformed string slice; got: {}", go_json::type_name(list)));
    };
    let strings = elements.iter().enumerate().map(|(index, element)| {
        let why = match element {
            Value::String(text) => return Ok(text.clone()),
            Value::Null => "string value must not be null".to_owned(),
            other => format!("malformed string, got: {}", go_json::type_name(other)),
        };
        Err(format!("failed to decode string at {index}: {why}"))
    });
    strings.collect()
}

fn default_role(claims: &Object) -> Result<String, (Refusal, String)> {
    let present = |name: &str| claims.get(name).filter(|value| **value != Value::Null);
    let value = present(ROLE).or_else(|| present(DEFAULT_ROLE));
    match value {
        None => Err((
            Refusal::of(Reason::NoDefaultRole),
            "the claims name no default role, and the request asks for none".to_owned(),
        )),
        Some(Value::String(role)) if role.is_empty() => Err((
            Refusal::of(Reason::NoDefaultRole),
            "the default role is an empty string".to_owned(),
        )),
        Some(Value::String(role)) => Ok(role.clone()),
        Some(other) => {
            // The message contains the value of lists and objects, but the type of everything
            // else.
            let found = match other {
                Value::Array(_) | Value::Object(_) => go_json::print(other),
                _ => go_json::type_name(other).to_owned(),
            };
            let words = format!("malformed string, got: {found}");
            Err((
                Refusal::with(Reason::DefaultRole, &words),
                format!("the default role is {}", other.to_json()),
            ))
        }
    }
}

/// Returns the session as `/auth/hasura` sends it, with strings only.
pub(crate) fn as_text(session: &Object) -> Object {
    session.iter().map(|(name, value)| (name.to_owned(), Value::from(text(value)))).collect()
}

/// Formats numbers and booleans as they are, lists in braces without quotes or empty strings, and
/// objects as JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "null".to_owned(),
        // Never with an exponent.
        Value::Number(number) => {
            number.as_f64().map_or_else(|| number.as_str().to_owned(), |double| double.to_string())
        }
        Value::Array(elements) => {
            let texts: Vec<String> =
                elements.iter().map(text).filter(|text| !text.is_empty()).collect();
            format!("{{{}}}", texts.join(","))
        }
        other => go_json::marshal(other),
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
        // The claim takes precedence over the default role, unlike in any other engine.
        let claimed = r#"{"x-hasura-allowed-roles":["a","b"],"x-hasura-default-role":"a","x-hasura-role":"b"}"#;
        assert_eq!(role(claimed, None).unwrap(), r#"{"x-hasura-role":"b"}"#);
        // The default role need not be allowed if the request asks for another one.
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
        ] {
            assert_eq!(role(claims, None).unwrap_err().0.message, words, "{claims}");
        }
        // Without the list no role is chosen. Names must match exactly.
        for claims in [
            r#"{"x-hasura-role":"r"}"#,
            r#"{"x-hasura-allowed-roles":null,"x-hasura-role":"r"}"#,
            r#"{"X-Hasura-Allowed-Roles":["a"]}"#,
        ] {
            assert_eq!(role(claims, Some("z")).unwrap(), claims);
        }
    }

    #[test]
    fn roles_of_another_type_are_refused_in_the_words_of_the_service() {
        let allowed = "failed to transform claims: malformed x-hasura-allowed-roles; expected an array of strings:";
        let default =
            "failed to transform claims: malformed x-hasura-default-role; expected a string:";
        let list = |roles: &str| format!(r#"{{"x-hasura-allowed-roles":{roles}}}"#);
        let role = |name: &str, role: &str| {
            format!(r#"{{"x-hasura-allowed-roles":["a"],"{name}":{role}}}"#)
        };
        for (claims, message) in [
            (list(r#""a""#), format!("{allowed} malformed string slice; got: string")),
            (list("7"), format!("{allowed} malformed string slice; got: float64")),
            (list("true"), format!("{allowed} malformed string slice; got: bool")),
            (
                list(r#"{"a":1}"#),
                format!("{allowed} malformed string slice; got: map[string]interface {{}}"),
            ),
            (
                list(r#"["a",1]"#),
                format!("{allowed} failed to decode string at 1: malformed string, got: float64"),
            ),
            (
                list("[false]"),
                format!("{allowed} failed to decode string at 0: malformed string, got: bool"),
            ),
            (
                list("[[]]"),
                format!(
                    "{allowed} failed to decode string at 0: malformed string, got: []interface {{}}"
                ),
            ),
            (
                list("[{}]"),
                format!(
                    "{allowed} failed to decode string at 0: malformed string, got: map[string]interface {{}}"
                ),
            ),
            (
                list("[null]"),
                format!("{allowed} failed to decode string at 0: string value must not be null"),
            ),
            (
                role("x-hasura-default-role", "7"),
                format!("{default} malformed string, got: float64"),
            ),
            // The message still names the default role.
            (role("x-hasura-role", "7"), format!("{default} malformed string, got: float64")),
            (
                role("x-hasura-default-role", "true"),
                format!("{default} malformed string, got: bool"),
            ),
            (
                role("x-hasura-default-role", r#"["a",1]"#),
                format!("{default} malformed string, got: [a 1]"),
            ),
            (
                role("x-hasura-default-role", r#"{"b":null,"a":1.5}"#),
                format!("{default} malformed string, got: map[a:1.5 b:<nil>]"),
            ),
        ] {
            let refusal = with_role(object(&claims), None).unwrap_err().0;
            assert_eq!(refusal.message, message, "{claims}");
        }
    }

    #[test]
    fn claims_in_a_string_are_read_as_go_reads_them() {
        let read = |text: &str| {
            let outcome = expand(&Value::from(text), ClaimsFormat::Stringified);
            outcome.map(|claims| Value::from(claims).to_json()).map_err(|failure| match failure {
                Failure::Refused(refusal, _) | Failure::Unworded(refusal, _) => refusal.message,
                Failure::Undecided(why) => why,
            })
        };
        let words =
            "failed to transform claims: invalid jwt claims data: malformed stringify json:";
        let refused = |end: &str| Err(format!("{words} {end}"));
        assert_eq!(read(r#" {"a":1} "#).as_deref(), Ok(r#"{"a":1}"#));
        assert_eq!(read("null").as_deref(), Ok("{}"));
        for (text, end) in [
            ("{not json}", "invalid character 'n' looking for beginning of object key string"),
            ("user", "invalid character 'u' looking for beginning of value"),
            ("", "unexpected end of JSON input"),
            ("{} {}", "invalid character '{' after top-level value"),
            ("[]", "json: cannot unmarshal array into Go value of type map[string]interface {}"),
            ("7", "json: cannot unmarshal number into Go value of type map[string]interface {}"),
            ("true", "json: cannot unmarshal bool into Go value of type map[string]interface {}"),
            (
                "\"x\"",
                "json: cannot unmarshal string into Go value of type map[string]interface {}",
            ),
        ] {
            assert_eq!(read(text), refused(end), "{text}");
        }
        // Go accepts deeper nesting than this parser.
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(200), "]".repeat(200));
        assert!(read(&deep).unwrap_err().contains("not read here"));
    }

    #[test]
    fn numbers_were_doubles_on_the_way() {
        let through = |text: &str| {
            let value = go_json::as_double(&Value::parse(text.as_bytes()).unwrap());
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
    fn hasura_v2_gets_strings() {
        let session =
            r#"{"a":"x","n":1.5,"b":true,"z":null,"l":["a",2,"",null,true],"o":{"k":[1]}}"#;
        assert_eq!(
            Value::from(as_text(&object(session))).to_json(),
            r#"{"a":"x","n":"1.5","b":"true","z":"null","l":"{a,2,null,true}","o":"{\"k\":[1]}"}"#
        );
    }
}
