//! The Hasura claims of a token, found and typed as DDN does.

use crate::hasura::ddn::config::{ClaimsPlace, Entry, described, expected_kind};
use crate::hasura::ddn::pointer::Pointer;
use crate::hasura::ddn::refusal::{Reason, Refusal};
use crate::hasura::view::{ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE};
use crate::jose::json::{Object, Value};

/// What a token says to DDN.
#[derive(Clone, Debug, Default)]
pub(crate) struct HasuraClaims {
    pub(crate) default_role: String,
    pub(crate) allowed_roles: Vec<String>,
    /// The other claims, names and types as they stand
    pub(crate) others: Object,
}

/// Finds the claims where the configuration says they are.
///
/// # Errors
///
/// The refusal, and what was found instead.
pub(crate) fn locate(
    claims: &Object,
    place: &ClaimsPlace,
) -> Result<HasuraClaims, (Refusal, String)> {
    let root = Value::from(claims.clone());
    match place {
        ClaimsPlace::Namespace { location, format } => namespace(&root, location, *format),
        ClaimsPlace::Locations(entries) => locations(&root, entries),
    }
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
        ClaimsFormat::Json => shaped(found),
        ClaimsFormat::Stringified => {
            let text = found.as_str().ok_or_else(|| {
                let detail = format!("`{location}` is {}, not a string", found.a_kind());
                (Refusal::of(Reason::NotAString), detail)
            })?;
            let inside = Value::parse(text.as_bytes()).map_err(|error| {
                let refusal = Refusal::with(Reason::ClaimsShape, &error.to_string());
                (refusal, format!("the string at `{location}` holds no JSON"))
            })?;
            shaped(&inside)
        }
    }
}

/// The two role claims under their exact names, and all the rest.
fn shaped(value: &Value) -> Result<HasuraClaims, (Refusal, String)> {
    let refused = |rest: &str| Refusal::with(Reason::ClaimsShape, rest);
    let Value::Object(object) = value else {
        let words = format!("invalid type: {}, expected a map", described(value));
        return Err((refused(&words), format!("the claims are {}", value.a_kind())));
    };
    for name in [ALLOWED_ROLES, DEFAULT_ROLE] {
        if let Some(claim) = object.get(name)
            && let Err(words) = expected_kind(name, claim)
        {
            return Err((refused(&words), format!("`{name}` is {}", claim.to_json())));
        }
    }
    for name in [DEFAULT_ROLE, ALLOWED_ROLES] {
        if !object.contains(name) {
            let spelled = object.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
            let detail = match spelled {
                Some((other, _)) => {
                    format!("the claim is written `{other}`; DDN knows only `{name}`")
                }
                None => format!("the claim `{name}` is missing"),
            };
            return Err((refused(&format!("missing field `{name}`")), detail));
        }
    }
    let others = object.effective().into_iter();
    let others = others.filter(|(name, _)| ![ALLOWED_ROLES, DEFAULT_ROLE].contains(name));
    Ok(HasuraClaims {
        default_role: object.get_str(DEFAULT_ROLE).unwrap_or_default().to_owned(),
        allowed_roles: object.get(ALLOWED_ROLES).map(texts).unwrap_or_default(),
        others: others.map(|(name, value)| (name.to_owned(), value.clone())).collect(),
    })
}

fn texts(value: &Value) -> Vec<String> {
    let elements = value.as_array().unwrap_or_default().iter();
    elements.filter_map(Value::as_str).map(ToOwned::to_owned).collect()
}

/// Each claim by its own pointer. A default counts only where the pointer leads nowhere;
/// a claim that is neither is dropped, unless it is one of the two that are required.
fn locations(root: &Value, entries: &[(String, Entry)]) -> Result<HasuraClaims, (Refusal, String)> {
    let mut claims = HasuraClaims::default();
    // The two required ones are read first.
    let rank = |name: &str| match name {
        DEFAULT_ROLE => 0,
        ALLOWED_ROLES => 1,
        _ => 2,
    };
    let mut sorted: Vec<&(String, Entry)> = entries.iter().collect();
    sorted.sort_by_key(|(name, _)| rank(name));
    for (name, entry) in sorted {
        let value = match entry {
            Entry::Literal(value) => Some(value.clone()),
            Entry::Path { path, default } => match path.find(root) {
                Some(found) => {
                    if let Err(words) = expected_kind(name, found) {
                        let refusal =
                            Refusal::with(Reason::EntryKind, &format!("{name} - {words}"));
                        return Err((refusal, format!("`{path}` is {}", found.to_json())));
                    }
                    Some(found.clone())
                }
                None => default.clone(),
            },
        };
        match (name.as_str(), value) {
            (DEFAULT_ROLE | ALLOWED_ROLES, None) => {
                let refusal = Refusal::with(Reason::EntryMissing, &format!("{name} not found"));
                return Err((refusal, format!("nothing is where `{name}` should be")));
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
