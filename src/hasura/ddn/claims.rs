//! The Hasura claims of a token, located and typed as DDN does.

use serde::de::DeserializeOwned;

use crate::hasura::ddn::config::{ClaimsPlace, Entry};
use crate::hasura::ddn::pointer::Pointer;
use crate::hasura::ddn::refusal::{Reason, Refusal};
use crate::hasura::ddn::token_shape;
use crate::hasura::mapping::{Cause, DeadEnd, Mapping, MappingSource, Shown};
use crate::hasura::session_budget::{SessionBudget, SessionTooLarge};
use crate::hasura::view::{ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE};
use crate::jose::json::{Object, Value};
use crate::jose::path::JsonPath;
use crate::sort;

/// The Hasura claims of a token.
#[derive(Clone, Debug, Default)]
pub(crate) struct HasuraClaims {
    pub(crate) default_role: String,
    pub(crate) allowed_roles: Vec<String>,
    /// The other claims, with their names and types unchanged
    pub(crate) others: Object,
}

/// The Hasura claims, and what each entry of `locations` leads to, as far as they were read.
pub(crate) type Located = (Result<HasuraClaims, NoHasuraClaims>, Vec<Mapping>);

/// The reason why the Hasura claims are missing or unknown.
#[derive(Clone, Debug)]
pub(crate) enum NoHasuraClaims {
    /// The refusal and what was found instead
    Refused(Refusal, String),
    TooLarge(SessionTooLarge),
}

impl From<(Refusal, String)> for NoHasuraClaims {
    fn from((refusal, found): (Refusal, String)) -> Self {
        Self::Refused(refusal, found)
    }
}

impl From<SessionTooLarge> for NoHasuraClaims {
    fn from(error: SessionTooLarge) -> Self {
        Self::TooLarge(error)
    }
}

/// Finds the claims at the configured place.
///
/// The error is the refusal and what was found instead, or that the paths copy too much.
pub(crate) fn locate(claims: &Object, place: &ClaimsPlace) -> Located {
    let root = Value::from(claims.clone());
    let mut mappings = Vec::new();
    let found = match place {
        ClaimsPlace::Namespace { location, format } => {
            namespace(&root, location, *format).map_err(Into::into)
        }
        ClaimsPlace::Locations(entries) => locations(&root, entries, &mut mappings),
    };
    (found, mappings)
}

/// Returns where a pointer breaks off.
pub(crate) fn dead_end(pointer: &Pointer, root: &Value) -> DeadEnd {
    let mut end = DeadEnd::find(&pointer.steps().0, root, |steps| {
        Pointer::of(&JsonPath::of(steps.to_vec())).to_string()
    });
    if pointer.has_wildcard() {
        end.cause = Cause::Wildcard;
        end.detail.push_str("; a JSON pointer has no wildcards");
    }
    end
}

fn namespace(
    root: &Value,
    location: &Pointer,
    format: ClaimsFormat,
) -> Result<HasuraClaims, (Refusal, String)> {
    let found = location.find(root).ok_or_else(|| {
        let refusal = Refusal::with(Reason::NoNamespace, &location.to_string());
        (refusal, format!("there is nothing at `{location}`"))
    })?;
    match format {
        ClaimsFormat::Json => {
            let read = typed::<token_shape::HasuraClaims>(found);
            shaped(read, found)
        }
        ClaimsFormat::Stringified => {
            let text = found.as_str().ok_or_else(|| {
                let detail = format!("`{location}` is {}, not a string", found.a_kind());
                (Refusal::of(Reason::NotAString), detail)
            })?;
            let read = serde_json::from_str::<token_shape::HasuraClaims>(text);
            match Value::parse(text.as_bytes()) {
                Ok(inside) => shaped(read, &inside),
                Err(why) => {
                    let words =
                        read.err().map_or_else(|| why.to_string(), |error| error.to_string());
                    let refusal = Refusal::with(Reason::ClaimsShape, &words);
                    Err((refusal, format!("the string at `{location}` is not JSON: {why}")))
                }
            }
        }
    }
}

/// Deserializes a value as the engine does: serde types from a JSON value.
fn typed<T: DeserializeOwned>(value: &Value) -> serde_json::Result<T> {
    serde_json::to_value(value).and_then(serde_json::from_value)
}

/// Returns the two role claims under their exact names, and all other claims.
fn shaped(
    read: serde_json::Result<token_shape::HasuraClaims>,
    found: &Value,
) -> Result<HasuraClaims, (Refusal, String)> {
    match (read, found) {
        (Ok(roles), Value::Object(object)) => {
            let others = object.effective().into_iter();
            let others = others.filter(|(name, _)| ![ALLOWED_ROLES, DEFAULT_ROLE].contains(name));
            Ok(HasuraClaims {
                default_role: roles.default_role,
                allowed_roles: roles.allowed_roles,
                others: others.map(|(name, value)| (name.to_owned(), value.clone())).collect(),
            })
        }
        (read, found) => {
            let words = read.err().map(|error| error.to_string()).unwrap_or_default();
            Err((Refusal::with(Reason::ClaimsShape, &words), unfit(found)))
        }
    }
}

/// Describes what is wrong with the claims.
fn unfit(found: &Value) -> String {
    let Value::Object(object) = found else { return format!("the claims are {}", found.a_kind()) };
    for name in [DEFAULT_ROLE, ALLOWED_ROLES] {
        let Some(claim) = object.get(name) else {
            let spelled = object.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
            return match spelled {
                Some((other, _)) => {
                    format!("the claim is written `{other}`; DDN knows only `{name}`")
                }
                None => format!("the claim `{name}` is missing"),
            };
        };
        if expected_kind(name, claim).is_err() {
            return format!("`{name}` is {}", claim.to_json());
        }
    }
    "a claim appears more than once".to_owned()
}

/// Checks that a value is valid for a claim: one role, a list of roles, or anything.
///
/// # Errors
///
/// Returns what was expected, in the words of the engine's JSON library.
fn expected_kind(name: &str, value: &Value) -> serde_json::Result<()> {
    match name {
        DEFAULT_ROLE => typed::<String>(value).map(|_| ()),
        ALLOWED_ROLES => typed::<Vec<String>>(value).map(|_| ()),
        _ => Ok(()),
    }
}

fn texts(value: &Value) -> Vec<String> {
    let elements = value.as_array().unwrap_or_default().iter();
    elements.filter_map(Value::as_str).map(ToOwned::to_owned).collect()
}

/// Finds each claim by its own pointer. A default is used only if the pointer finds nothing. A
/// claim with neither is dropped, unless it is one of the two required claims.
fn locations(
    root: &Value,
    entries: &[(String, Entry)],
    mappings: &mut Vec<Mapping>,
) -> Result<HasuraClaims, NoHasuraClaims> {
    let mut claims = HasuraClaims::default();
    let mut budget = SessionBudget::new();
    // The two required claims are read first.
    let rank = |name: &str| match name {
        DEFAULT_ROLE => 0,
        ALLOWED_ROLES => 1,
        _ => 2,
    };
    let mut sorted: Vec<&(String, Entry)> = entries.iter().collect();
    sort::by_key(&mut sorted, |(name, _)| rank(name));
    for (name, entry) in sorted {
        let mut record = |path: Option<&Pointer>, source| {
            let path = path.map(ToString::to_string);
            mappings.push(Mapping { name: name.clone(), path, source });
        };
        let value = match entry {
            Entry::Literal(value) => {
                record(None, MappingSource::Literal(Shown::of(value)));
                Some(value.clone())
            }
            Entry::Path { path, default } => {
                if let Some(found) = path.find(root) {
                    record(Some(path), MappingSource::Claim(Shown::of(found)));
                    if let Err(words) = expected_kind(name, found) {
                        let refusal =
                            Refusal::with(Reason::EntryKind, &format!("{name} - {words}"));
                        let found = format!("`{path}` is {}", found.to_json());
                        return Err(NoHasuraClaims::Refused(refusal, found));
                    }
                    budget.spend(found)?;
                    Some(found.clone())
                } else {
                    let end = dead_end(path, root);
                    let source = match default {
                        Some(value) => MappingSource::Default(Shown::of(value), end),
                        None => MappingSource::Nothing(end),
                    };
                    record(Some(path), source);
                    default.clone()
                }
            }
        };
        match (name.as_str(), value) {
            (DEFAULT_ROLE | ALLOWED_ROLES, None) => {
                let refusal = Refusal::with(Reason::EntryMissing, &format!("{name} not found"));
                let found = format!("there is nothing at the path of `{name}`");
                return Err(NoHasuraClaims::Refused(refusal, found));
            }
            (DEFAULT_ROLE, Some(value)) => {
                value.as_str().unwrap_or_default().clone_into(&mut claims.default_role);
            }
            (ALLOWED_ROLES, Some(value)) => claims.allowed_roles = texts(&value),
            (_, Some(value)) => claims.others.set(name, value),
            (_, None) => {}
        }
    }
    Ok(claims)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the default role, or the variable part of the refusal.
    fn read(claims: &str, format: ClaimsFormat) -> String {
        let location = Pointer::parse("/h").unwrap();
        let place = ClaimsPlace::Namespace { location, format };
        let claims = Value::parse(format!(r#"{{"h":{claims}}}"#).as_bytes()).unwrap();
        match locate(claims.as_object().unwrap(), &place).0 {
            Ok(claims) => claims.default_role,
            Err(NoHasuraClaims::TooLarge(error)) => panic!("{error}"),
            Err(NoHasuraClaims::Refused(refusal, _)) => {
                let words = "Internal Error - Error in parsing the Hasura claims map: ";
                refusal.message.strip_prefix(words).unwrap().to_owned()
            }
        }
    }

    #[test]
    fn claims_of_another_shape_are_refused_in_the_words_of_serde() {
        for (claims, expected) in [
            (
                r#""{\"x-hasura-default-role\":\"user\"}""#,
                r#"invalid type: string "{\"x-hasura-default-role\":\"user\"}", expected struct HasuraClaims"#,
            ),
            ("7", "invalid type: integer `7`, expected struct HasuraClaims"),
            ("null", "invalid type: null, expected struct HasuraClaims"),
            ("[]", "invalid type: sequence, expected struct HasuraClaims"),
            ("{}", "missing field `x-hasura-default-role`"),
            (r#"{"x-hasura-default-role":"u"}"#, "missing field `x-hasura-allowed-roles`"),
            (
                r#"{"x-hasura-default-role":true,"x-hasura-allowed-roles":"u"}"#,
                "invalid type: boolean `true`, expected a string",
            ),
            // If there are two mistakes, the message names the first one in the token.
            (
                r#"{"x-hasura-allowed-roles":"u","x-hasura-default-role":true}"#,
                "invalid type: string \"u\", expected a sequence",
            ),
            (
                r#"{"x-hasura-allowed-roles":["u",1.5]}"#,
                "invalid type: floating point `1.5`, expected a string",
            ),
        ] {
            assert_eq!(read(claims, ClaimsFormat::Json), expected, "{claims}");
        }
    }

    #[test]
    fn claims_in_a_string_are_refused_with_the_place() {
        for (text, expected) in [
            (r#"{"x-hasura-default-role":"u","x-hasura-allowed-roles":["u"]}"#, "u"),
            ("no", "expected ident at line 1 column 2"),
            ("", "EOF while parsing a value at line 1 column 0"),
            ("[]", "invalid type: sequence, expected struct HasuraClaims at line 1 column 0"),
            ("{}", "missing field `x-hasura-default-role` at line 1 column 2"),
            (
                r#"{"x-hasura-default-role":1}"#,
                "invalid type: integer `1`, expected a string at line 1 column 26",
            ),
            (
                r#"{"x-hasura-default-role":"a","x-hasura-default-role":"b"}"#,
                "duplicate field `x-hasura-default-role` at line 1 column 52",
            ),
        ] {
            let claims = Value::from(text).to_json();
            assert_eq!(read(&claims, ClaimsFormat::Stringified), expected, "{text}");
        }
    }

    #[test]
    fn paths_copy_no_more_than_the_budget() {
        let claims = format!(r#"{{"d":"u","a":["u"],"big":"{}"}}"#, "x".repeat(1 << 20));
        let claims = Value::parse(claims.as_bytes()).unwrap();
        let found = |pointer: &str, count: usize| {
            let path =
                |text: &str| Entry::Path { path: Pointer::parse(text).unwrap(), default: None };
            let roles =
                [(DEFAULT_ROLE.to_owned(), path("/d")), (ALLOWED_ROLES.to_owned(), path("/a"))];
            let others = (0..count).map(|index| (format!("x-hasura-{index}"), path(pointer)));
            let place = ClaimsPlace::Locations(roles.into_iter().chain(others).collect());
            match locate(claims.as_object().unwrap(), &place).0 {
                Ok(found) => Ok(found.others.len()),
                Err(NoHasuraClaims::TooLarge(error)) => Err(error),
                Err(NoHasuraClaims::Refused(refusal, _)) => panic!("{refusal:?}"),
            }
        };
        for pointer in ["/big", ""] {
            assert_eq!(found(pointer, 15), Ok(15), "{pointer}");
            assert_eq!(found(pointer, 17), Err(SessionTooLarge), "{pointer}");
        }
    }

    #[test]
    fn an_entry_of_another_kind_is_refused_in_the_words_of_serde() {
        let at = |name: &str, claim: &str| {
            let path = |text: &str| Pointer::parse(text).unwrap();
            let entries = vec![
                (DEFAULT_ROLE.to_owned(), Entry::Path { path: path("/d"), default: None }),
                (ALLOWED_ROLES.to_owned(), Entry::Path { path: path("/a"), default: None }),
            ];
            let claims = format!(r#"{{"d":"u","a":["u"],"{name}":{claim}}}"#);
            let claims = Value::parse(claims.as_bytes()).unwrap();
            let place = ClaimsPlace::Locations(entries);
            match locate(claims.as_object().unwrap(), &place).0 {
                Err(NoHasuraClaims::Refused(refusal, _)) => refusal.message,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(
            at("d", "{}"),
            "Error while parsing the claims map entry: x-hasura-default-role - invalid type: map, expected a string"
        );
        assert_eq!(
            at("a", r#"["u",null]"#),
            "Error while parsing the claims map entry: x-hasura-allowed-roles - invalid type: null, expected a string"
        );
    }
}
