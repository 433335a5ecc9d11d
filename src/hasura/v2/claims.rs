//! The claims of a token as the engine decodes them, including the Hasura claims.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;

use crate::hasura::mapping::{DeadEnd, Mapping, MappingSource, Shown};
use crate::hasura::session_budget::{SessionBudget, SessionTooLarge};
use crate::hasura::v2::aeson::{is_string_or_uri, member, mismatch, show};
use crate::hasura::v2::config::{ClaimsPlace, Mapped};
use crate::hasura::v2::refusal::{Reason, Refusal};
use crate::hasura::view::{ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE};
use crate::hasura::warning::EngineWarning;
use crate::jose::json::{Object, Value};
use crate::jose::note::Note;
use crate::jose::numeric_date::{NumericDate, NumericDateError};
use crate::jose::path::{JsonPath, Step};

/// The registered claims (RFC 7519 section 4.1), in the order in which the engine reads them.
const REGISTERED: [&str; 7] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];

/// The prefix of every session variable, in any case.
const PREFIX: &str = "x-hasura-";

/// A decoded claims set. If the set cannot be decoded, the parts that can be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Claims {
    pub(crate) iss: Option<String>,
    pub(crate) audience: Option<Vec<String>>,
    pub(crate) exp: Option<NumericDate>,
    pub(crate) nbf: Option<NumericDate>,
    pub(crate) iat: Option<NumericDate>,
    /// All claims, unchanged
    pub(crate) members: Object,
    /// The reason why the set as a whole cannot be decoded
    pub(crate) fault: Option<Refusal>,
    pub(crate) warnings: Vec<Note<EngineWarning>>,
}

/// The Hasura claims, each once and with its name in lowercase.
#[derive(Clone, Debug, Default)]
pub(crate) struct HasuraClaims {
    pub(crate) members: Object,
    /// What each entry of `claims_map` leads to
    pub(crate) mappings: Vec<Mapping>,
    pub(crate) warnings: Vec<Note<EngineWarning>>,
}

/// The reason why the Hasura claims are missing or unknown.
#[derive(Clone, Debug)]
pub(crate) enum NoHasuraClaims {
    Refused(Refusal),
    /// `claims_namespace_path` leads nowhere
    NoPath(Refusal, DeadEnd),
    TooLarge(SessionTooLarge),
}

/// The reason why a payload is not a claims set, and what is uncertain about the message.
#[derive(Clone, Debug)]
pub(crate) struct NoClaims {
    pub(crate) refusal: Refusal,
    pub(crate) warnings: Vec<Note<EngineWarning>>,
}

/// The value of an entry of `claims_map`, its path, and where the value comes from.
type Traced = (Option<Value>, Option<String>, MappingSource);

impl Claims {
    /// Decodes a payload.
    ///
    /// # Errors
    ///
    /// Returns the refusal if the payload is not even an object.
    pub(crate) fn read(payload: &[u8]) -> Result<Self, NoClaims> {
        let members = match Value::parse(payload) {
            Ok(Value::Object(members)) => members,
            Ok(other) => {
                let message = mismatch("JWT Claims Set", "Object", &other);
                let refusal = undecodable(&format!("Error in $: {message}"));
                return Err(NoClaims { refusal, warnings: Vec::new() });
            }
            Err(_) => {
                let refusal = undecodable("Error in $: not a valid json value");
                return Err(NoClaims { refusal, warnings: vec![words_differ()] });
            }
        };
        let mut claims = Self { members: members.clone(), ..Self::default() };
        for name in REGISTERED {
            let Some(value) = members.get(name).filter(|value| **value != Value::Null) else {
                continue;
            };
            if let Err(message) = claims.take(name, value)
                && claims.fault.is_none()
            {
                let message = format!("Error in ${}: {message}", member(name));
                claims.fault = Some(undecodable(&message));
            }
        }
        Ok(claims)
    }

    fn take(&mut self, name: &str, value: &Value) -> Result<(), String> {
        match name {
            "iss" => self.iss = Some(string_or_uri(value)?),
            "sub" => drop(string_or_uri(value)?),
            "aud" => self.audience = Some(self.audience_of(value)?),
            "exp" => self.exp = Some(date(value)?),
            "nbf" => self.nbf = Some(date(value)?),
            "iat" => self.iat = Some(date(value)?),
            _ => {
                value.as_str().ok_or_else(|| mismatch("Text", "String", value))?;
            }
        }
        Ok(())
    }

    fn audience_of(&mut self, value: &Value) -> Result<Vec<String>, String> {
        let Value::Array(elements) = value else { return Ok(vec![string_or_uri(value)?]) };
        elements.iter().map(string_or_uri).collect::<Result<_, _>>().inspect_err(|_| {
            self.warnings.push(words_differ());
        })
    }

    /// Returns a claim that can be a namespace: any except the registered ones.
    fn unregistered(&self, name: &str) -> Option<&Value> {
        self.members.get(name).filter(|_| !REGISTERED.contains(&name))
    }

    /// Returns a claim as the engine's library serializes it: an audience with one element
    /// becomes a plain string, and a registered claim that is `null` is dropped.
    fn serialized(&self, name: &str) -> Option<&Value> {
        match self.members.get(name) {
            Some(Value::Null) if REGISTERED.contains(&name) => None,
            Some(Value::Array(one)) if name == "aud" && one.len() == 1 => one.first(),
            found => found,
        }
    }

    /// Follows a path through the claims. Copies them only if the path leads to all of them.
    fn follow<'a>(
        &'a self,
        path: &JsonPath,
        claim: impl Fn(&'a Self, &str) -> Option<&'a Value>,
    ) -> Option<Cow<'a, Value>> {
        match path.steps() {
            [] => Some(Cow::Owned(self.root(claim))),
            [Step::Key(name), ..] => path.find_below(claim(self, name)?),
            [Step::Index(_), ..] => None,
        }
    }

    /// Finds the Hasura claims at the configured place.
    ///
    /// # Errors
    ///
    /// Returns the refusal, or an error if the paths copy too much.
    pub(crate) fn locate(&self, place: &ClaimsPlace) -> Result<HasuraClaims, NoHasuraClaims> {
        match place {
            ClaimsPlace::Namespace(namespace, format) => {
                let rest = format!("'{namespace}' not found");
                let value = self
                    .unregistered(namespace)
                    .ok_or_else(|| Refusal::with(Reason::NoNamespace, &rest))?;
                Ok(prefixed(&expand(value, *format, &format!("claims_namespace {namespace}"))?))
            }
            ClaimsPlace::Path(path, format) => {
                let rest = format!("'{path}'");
                let value = self.follow(path, Self::unregistered).ok_or_else(|| {
                    let end = dead_end(path, &self.root(Self::unregistered));
                    NoHasuraClaims::NoPath(Refusal::with(Reason::NoPath, &rest), end)
                })?;
                Ok(prefixed(&expand(&value, *format, &format!("claims_namespace_path {path}"))?))
            }
            ClaimsPlace::Map(map) => {
                let mut found = HasuraClaims::default();
                let mut budget = SessionBudget::new();
                let list = |roles: &Vec<String>| {
                    Value::Array(roles.iter().map(|role| Value::from(role.as_str())).collect())
                };
                let text = |text: &String| Value::from(text.as_str());
                let root = OnceCell::new();
                let mut add = |name: &str, (value, path, source): Traced| {
                    if let Some(value) = value {
                        found.members.set(&name.to_lowercase(), value);
                    }
                    found.mappings.push(Mapping { name: name.to_owned(), path, source });
                };
                let roles = self.mapped(&map.allowed_roles, list, &root, &mut budget)?;
                add(ALLOWED_ROLES, roles);
                add(DEFAULT_ROLE, self.mapped(&map.default_role, text, &root, &mut budget)?);
                for (name, mapped) in &map.others {
                    add(name, self.mapped(mapped, text, &root, &mut budget)?);
                }
                Ok(found)
            }
        }
    }

    /// Follows a path. The default is used only if the path finds nothing.
    fn mapped<T>(
        &self,
        mapped: &Mapped<T>,
        to_value: impl Fn(&T) -> Value,
        root: &OnceCell<Value>,
        budget: &mut SessionBudget,
    ) -> Result<Traced, SessionTooLarge> {
        let (path, default) = match mapped {
            Mapped::Literal(value) => {
                let value = to_value(value);
                let source = MappingSource::Literal(Shown::of(&value));
                return Ok((Some(value), None, source));
            }
            Mapped::Path { path, default } => (path, default),
        };
        let shown = Some(path.to_string());
        let Some(found) = self.follow(path, Self::serialized) else {
            let end = dead_end(path, root.get_or_init(|| self.root(Self::serialized)));
            return Ok(match default.as_ref().map(to_value) {
                Some(value) => {
                    let source = MappingSource::Default(Shown::of(&value), end);
                    (Some(value), shown, source)
                }
                None => (None, shown, MappingSource::Nothing(end)),
            });
        };
        budget.spend(&found)?;
        Ok((Some(found.as_ref().clone()), shown, MappingSource::Claim(Shown::of(&found))))
    }

    /// Returns all claims that a path may lead to.
    fn root<'a>(&'a self, claim: impl Fn(&'a Self, &str) -> Option<&'a Value>) -> Value {
        let names = self.members.effective().into_iter().map(|(name, _)| name);
        let all: Object =
            names.filter_map(|name| Some((name.to_owned(), claim(self, name)?.clone()))).collect();
        Value::from(all)
    }
}

/// Returns where a path breaks off.
fn dead_end(path: &JsonPath, root: &Value) -> DeadEnd {
    DeadEnd::find(path, root, |steps| JsonPath::of(steps.to_vec()).to_string())
}

impl From<Refusal> for NoHasuraClaims {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<SessionTooLarge> for NoHasuraClaims {
    fn from(error: SessionTooLarge) -> Self {
        Self::TooLarge(error)
    }
}

/// Returns the object at the namespace, read in the configured format.
fn expand(value: &Value, format: ClaimsFormat, place: &str) -> Result<Object, Refusal> {
    match format {
        ClaimsFormat::Json => {
            value.as_object().cloned().ok_or_else(|| Refusal::of(Reason::NotAnObject))
        }
        ClaimsFormat::Stringified => {
            let text = value.as_str().ok_or_else(|| Refusal::of(Reason::NotAString))?;
            if let Ok(Value::Object(object)) = Value::parse(text.as_bytes()) {
                return Ok(object);
            }
            let rest = format!("'{place}', but found: {text}");
            Err(Refusal::with(Reason::NotStringified, &rest))
        }
    }
}

/// Keeps only the session variables. Names are case-insensitive; if two differ only in case, the
/// later one in byte order counts.
fn prefixed(object: &Object) -> HasuraClaims {
    let mut found = HasuraClaims::default();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut claims: Vec<(String, &str, &Value)> = Vec::new();
    for (name, value) in object.iter() {
        let lower = name.to_lowercase();
        if !lower.starts_with(PREFIX) {
            continue;
        }
        let known = places.get(&lower).and_then(|place| claims.get_mut(*place));
        let Some((_, known, known_value)) = known else {
            places.insert(lower.clone(), claims.len());
            claims.push((lower, name, value));
            continue;
        };
        if *known != name {
            found.warnings.push(Note::new(
                EngineWarning::RepeatedClaim,
                format!("`{known}` and `{name}` are the same claim for the engine; it is not certain which one counts"),
            ));
        }
        if *known <= name {
            (*known, *known_value) = (name, value);
        }
    }
    found.members = claims.into_iter().map(|(name, _, value)| (name, value.clone())).collect();
    found
}

fn string_or_uri(value: &Value) -> Result<String, String> {
    match value.as_str() {
        Some(text) if is_string_or_uri(text) => Ok(text.to_owned()),
        Some(_) => Err("failed to parse StringOrURI".to_owned()),
        None => Err(mismatch("StringOrURI", "String", value)),
    }
}

fn date(value: &Value) -> Result<NumericDate, String> {
    NumericDate::from_claim(value).or_else(|error| match error {
        NumericDateError::NotANumber { .. } => Err(mismatch("NumericDate", "Number", value)),
        NumericDateError::OutOfRange { found, .. } => {
            // Out of range: use the last representable day on that side.
            let side = if found.starts_with('-') { i64::MIN } else { i64::MAX };
            let start = NumericDate::from_seconds(0).ok_or_else(|| error_words(value))?;
            Ok(start.plus(crate::jose::duration::Duration::from_seconds(side)))
        }
    })
}

fn error_words(value: &Value) -> String {
    mismatch("NumericDate", "Number", value)
}

fn undecodable(message: &str) -> Refusal {
    Refusal::with(Reason::ClaimsSet, &show(message))
}

/// Returns the warning that the messages of the engine's JSON library differ between releases.
pub(crate) fn words_differ() -> Note<EngineWarning> {
    Note::new(
        EngineWarning::InexactMessage,
        "the end of this message differs between the engine's releases",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hasura::v2::config::ClaimsMap;

    fn fault(payload: &str) -> Option<String> {
        let refusal = match Claims::read(payload.as_bytes()) {
            Ok(claims) => claims.fault,
            Err(none) => Some(none.refusal),
        };
        refusal.map(|refusal| refusal.message)
    }

    #[test]
    fn a_claims_set_is_typed_claim_by_claim() {
        for (payload, error) in [
            (
                "[]",
                "Error in $: parsing JWT Claims Set failed, expected Object, but encountered Array",
            ),
            (
                r#"{"sub":"oauth2|Combine|1:1467702"}"#,
                "Error in $.sub: failed to parse StringOrURI",
            ),
            (r#"{"iss":"a:b c"}"#, "Error in $.iss: failed to parse StringOrURI"),
            (
                r#"{"sub":7}"#,
                "Error in $.sub: parsing StringOrURI failed, expected String, but encountered Number",
            ),
            (
                r#"{"aud":true}"#,
                "Error in $.aud: parsing StringOrURI failed, expected String, but encountered Boolean",
            ),
            (
                r#"{"exp":"1"}"#,
                "Error in $.exp: parsing NumericDate failed, expected Number, but encountered String",
            ),
            (
                r#"{"nbf":[]}"#,
                "Error in $.nbf: parsing NumericDate failed, expected Number, but encountered Array",
            ),
            (
                r#"{"iat":{}}"#,
                "Error in $.iat: parsing NumericDate failed, expected Number, but encountered Object",
            ),
            (
                r#"{"jti":1}"#,
                "Error in $.jti: parsing Text failed, expected String, but encountered Number",
            ),
            // The first one in the library's order, not in the token's.
            (
                r#"{"jti":1,"exp":"x"}"#,
                "Error in $.exp: parsing NumericDate failed, expected Number, but encountered String",
            ),
        ] {
            let message = format!("Could not verify JWT: JWTClaimsSetDecodeError \"{error}\"");
            assert_eq!(fault(payload), Some(message), "{payload}");
        }
        for payload in [
            "{}",
            r#"{"sub":"auth0|abc","iss":"https://x/","aud":[],"exp":1.5,"nbf":1e400,"iat":-1}"#,
            r#"{"sub":null,"exp":null,"jti":null,"iat":-99999999999999999999}"#,
        ] {
            assert_eq!(fault(payload), None, "{payload}");
        }
    }

    #[test]
    fn a_payload_that_is_not_json_has_words_of_its_release() {
        let none = Claims::read(b"{").unwrap_err();
        assert_eq!(none.refusal.reason, Reason::ClaimsSet);
        assert_eq!(none.warnings, [words_differ()]);
    }

    #[test]
    fn a_path_copies_nothing_that_it_passes() {
        let text = br#"{"a":{"b":["x"]},"aud":["app"],"sub":null,"iss":"i"}"#;
        let claims = Claims::read(text).unwrap();
        let found = |path: &str, registered: bool| {
            let path: JsonPath = path.parse().unwrap();
            let found = if registered {
                claims.follow(&path, Claims::serialized)
            } else {
                claims.follow(&path, Claims::unregistered)
            };
            found.map(|value| (value.to_json(), matches!(value, Cow::Borrowed(_))))
        };
        let is = |text: &str, borrowed| Some((text.to_owned(), borrowed));
        assert_eq!(found("$.a.b[0]", true), is(r#""x""#, true));
        assert_eq!(found("$.a.b", false), is(r#"["x"]"#, true));
        assert_eq!(found("$.aud", true), is(r#""app""#, true));
        assert_eq!(found("$.aud", false), None);
        assert_eq!(found("$.sub", true), None);
        let all = r#"{"a":{"b":["x"]},"aud":"app","iss":"i"}"#;
        assert_eq!(found("$", true), is(all, false));
        assert_eq!(found("$", false), is(r#"{"a":{"b":["x"]}}"#, false));
    }

    #[test]
    fn paths_copy_no_more_than_the_budget() {
        let claims = format!(r#"{{"big":"{}"}}"#, "x".repeat(1 << 20));
        let claims = Claims::read(claims.as_bytes()).unwrap();
        let found = |path: &str, count: usize| {
            let others = (0..count).map(|index| {
                let path = path.parse().unwrap();
                (format!("x-hasura-{index}"), Mapped::Path { path, default: None })
            });
            let map = ClaimsMap {
                allowed_roles: Mapped::Literal(vec!["user".to_owned()]),
                default_role: Mapped::Literal("user".to_owned()),
                others: others.collect(),
            };
            match claims.locate(&ClaimsPlace::Map(map)) {
                Ok(found) => Ok(found.members.len()),
                Err(NoHasuraClaims::TooLarge(error)) => Err(error),
                Err(other) => panic!("{other:?}"),
            }
        };
        for path in ["$.big", "$"] {
            assert_eq!(found(path, 15), Ok(17), "{path}");
            assert_eq!(found(path, 17), Err(SessionTooLarge), "{path}");
            assert_eq!(found(path, 100_000), Err(SessionTooLarge), "{path}");
        }
        assert_eq!(found("$.none", 17), Ok(2));
    }

    #[test]
    fn of_two_spellings_the_later_in_byte_order_counts() {
        let text = br#"{"X-Hasura-User-Id":"1","x-hasura-user-id":"2","X-HASURA-USER-ID":"3","other":"4"}"#;
        let object = Value::parse(text).unwrap().as_object().unwrap().clone();
        let found = prefixed(&object);
        assert_eq!(Value::from(found.members).to_json(), r#"{"x-hasura-user-id":"2"}"#);
        assert!(!found.warnings.is_empty());
    }
}
