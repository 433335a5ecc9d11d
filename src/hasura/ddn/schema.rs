//! The written form of `AuthConfig`, as serde types with the engine's own structure.
//!
//! The engine converts the file to a JSON value and deserializes its types from that with
//! `serde_path_to_error`. This file does the same, with the same names, order of fields and
//! tagging. The messages that serde produces for mistakes are therefore the engine's, and stay so
//! when a field is added. That is also why the types have the engine's names: serde prints some
//! of them.
//!
//! The envelope (`version`, `definition` and its members) is the exception. The engine reads it
//! with its own derive macro, which words errors differently; [`read`] reproduces it by hand.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, Unexpected, Visitor};
use serde_json::Value as Json;
use serde_path_to_error::Segment;
use url::Url;

use crate::hasura::ddn::pointer;
use crate::jose::json;
use crate::redact;

type Map = serde_json::Map<String, Json>;

/// The whole document, by version.
#[derive(Debug)]
pub(super) enum AuthConfig {
    V1 { emulating_role: Option<String>, mode: AuthModeConfig<AuthHookConfig> },
    V2 { mode: AuthModeConfig<AuthHookConfig> },
    V3 { mode: AuthModeConfig<AuthHookConfigV3> },
    V4 { mode: AuthModeConfig<AuthHookConfigV3>, alternatives: Vec<AlternativeMode> },
}

/// A mode that a request chooses by its identifier.
#[derive(Debug)]
pub(super) struct AlternativeMode {
    pub(super) identifier: String,
    pub(super) config: AuthModeConfig<AuthHookConfigV3>,
}

/// One mode. `W` is the form of a webhook, which version 3 changed.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum AuthModeConfig<W> {
    Webhook(W),
    Jwt(Box<JWTConfig>),
    NoAuth(NoAuthConfig),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct NoAuthConfig {
    pub(super) role: String,
    pub(super) session_variables: Pairs<Literal>,
}

/// A webhook in versions 1 and 2.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct AuthHookConfig {
    #[serde(deserialize_with = "absolute_url")]
    pub(super) url: String,
    pub(super) method: AuthHookMethod,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) enum AuthHookMethod {
    Get,
    Post,
}

/// A webhook since version 3.
#[derive(Debug, Deserialize)]
#[serde(tag = "method", deny_unknown_fields)]
pub(super) enum AuthHookConfigV3 {
    #[serde(rename = "GET")]
    Get(AuthHookConfigV3GET),
    #[serde(rename = "POST")]
    Post(AuthHookConfigV3POST),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "what a webhook is sent is only checked for its shape")]
pub(super) struct AuthHookConfigV3GET {
    pub(super) url: EnvironmentValue,
    #[serde(default)]
    custom_headers_config: Option<AuthHookConfigV3GETHeaders>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "what a webhook is sent is only checked for its shape")]
pub(super) struct AuthHookConfigV3GETHeaders {
    #[serde(default)]
    headers: Option<AuthHookConfigV3Headers>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "what a webhook is sent is only checked for its shape")]
pub(super) struct AuthHookConfigV3POST {
    pub(super) url: EnvironmentValue,
    #[serde(default)]
    custom_headers_config: Option<AuthHookConfigV3POSTHeaders>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "what a webhook is sent is only checked for its shape")]
pub(super) struct AuthHookConfigV3POSTHeaders {
    #[serde(default)]
    headers: Option<AuthHookConfigV3Headers>,
    #[serde(default)]
    body: Option<AuthHookConfigV3Body>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "what a webhook is sent is only checked for its shape")]
pub(super) struct AuthHookConfigV3Body {
    #[serde(default)]
    headers: Option<AuthHookConfigV3Headers>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "what a webhook is sent is only checked for its shape")]
pub(super) struct AuthHookConfigV3Headers {
    #[serde(default)]
    forward: AllOrList,
    #[serde(default)]
    additional: Pairs<String>,
}

/// `"*"` or a list of names.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "what a webhook is sent is only checked for its shape")]
enum AllOrList {
    All(All),
    List(Vec<String>),
}

#[derive(Debug)]
struct All;

impl Default for AllOrList {
    fn default() -> Self {
        Self::All(All)
    }
}

impl<'de> Deserialize<'de> for All {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == "*" { Ok(Self) } else { Err(D::Error::custom("expected '*'")) }
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct JWTConfig {
    pub(super) audience: Option<Vec<String>>,
    pub(super) issuer: Option<String>,
    pub(super) allowed_skew: Option<u64>,
    pub(super) claims_config: JWTClaimsConfig,
    pub(super) token_location: JWTTokenLocation,
    pub(super) key: JWTKey,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum JWTClaimsConfig {
    Locations(Box<JWTClaimsMap>),
    Namespace(JWTClaimsNamespace),
}

#[derive(Debug, Deserialize)]
pub(super) struct JWTClaimsMap {
    #[serde(rename = "x-hasura-default-role")]
    pub(super) default_role: JWTClaimsMappingEntry<String>,
    #[serde(rename = "x-hasura-allowed-roles")]
    pub(super) allowed_roles: JWTClaimsMappingEntry<Vec<String>>,
    #[serde(flatten)]
    pub(super) custom_claims: Pairs<JWTClaimsMappingEntry<Literal>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum JWTClaimsMappingEntry<T> {
    Literal(T),
    Path(JWTClaimsMappingPathEntry<T>),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct JWTClaimsMappingPathEntry<T> {
    pub(super) path: Pointer,
    pub(super) default: Option<T>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct JWTClaimsNamespace {
    pub(super) claims_format: JWTClaimsFormat,
    pub(super) location: Pointer,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) enum JWTClaimsFormat {
    Json,
    StringifiedJson,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
pub(super) enum JWTTokenLocation {
    BearerAuthorization,
    Cookie(JWTCookieLocation),
    Header(JWTHeaderLocation),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct JWTCookieLocation {
    pub(super) name: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct JWTHeaderLocation {
    pub(super) name: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum JWTKey {
    Fixed(JWTKeyConfig),
    #[serde(deserialize_with = "absolute_url")]
    JwkFromUrl(String),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct JWTKeyConfig {
    pub(super) algorithm: JWTAlgorithm,
    pub(super) key: EnvironmentValue,
}

/// The algorithms that the engine's library supports, in its order.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) enum JWTAlgorithm {
    HS256,
    HS384,
    HS512,
    ES256,
    ES384,
    RS256,
    RS384,
    RS512,
    PS256,
    PS384,
    PS512,
    EdDSA,
}

/// `{value: …}`, or `{valueFromEnv: …}`, which the build replaces before the engine reads it.
pub(super) struct EnvironmentValue {
    pub(super) value: Option<String>,
    pub(super) variable: Option<String>,
}

impl fmt::Debug for EnvironmentValue {
    /// Hides the value, which may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EnvironmentValue")
            .field("value", &self.value.as_ref().map(|_| "redacted"))
            .field("variable", &self.variable)
            .finish()
    }
}

impl<'de> Deserialize<'de> for EnvironmentValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(expecting = "struct EnvironmentValue")]
        struct Written {
            #[serde(default, deserialize_with = "given")]
            value: Option<String>,
            #[serde(default, rename = "valueFromEnv", deserialize_with = "given")]
            variable: Option<String>,
        }

        let Written { value, variable } = Written::deserialize(deserializer)?;
        if value.is_none() && variable.is_none() {
            return Err(D::Error::missing_field("value"));
        }
        Ok(Self { value, variable })
    }
}

/// Deserializes a string and rejects `null`.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    String::deserialize(deserializer).map(Some)
}

/// Deserializes a valid URL, unchanged.
fn absolute_url<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    check_url(&text).map_err(D::Error::custom)?;
    Ok(text)
}

/// Checks that a string is an absolute URL.
///
/// # Errors
///
/// Returns why it is not valid, in the words of the library that the engine uses as well.
pub(super) fn check_url(text: &str) -> Result<(), url::ParseError> {
    Url::parse(text).map(|_| ())
}

/// A JSON Pointer.
#[derive(Debug)]
pub(super) struct Pointer(pub(super) pointer::Pointer);

impl<'de> Deserialize<'de> for Pointer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        pointer::Pointer::parse(&text).map(Self).map_err(D::Error::custom)
    }
}

/// Any JSON value.
#[derive(Debug)]
pub(super) struct Literal(pub(super) json::Value);

impl<'de> Deserialize<'de> for Literal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Json::deserialize(deserializer)?;
        json::Value::parse(value.to_string().as_bytes()).map(Self).map_err(D::Error::custom)
    }
}

/// A map that preserves its order.
#[derive(Debug)]
pub(super) struct Pairs<V>(pub(super) Vec<(String, V)>);

impl<V> Default for Pairs<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Pairs<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader<V>(PhantomData<V>);

        impl<'de, V: Deserialize<'de>> Visitor<'de> for Reader<V> {
            type Value = Pairs<V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }

        deserializer.deserialize_map(Reader(PhantomData))
    }
}

/// The error for a document of the wrong shape: serde's message and its path. Both may quote a
/// secret.
#[derive(Debug)]
pub(super) struct SchemaError {
    pub(super) error: serde_json::Error,
    /// From the outermost step inwards
    pub(super) path: Vec<Step>,
}

/// One step of a path into the document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

impl SchemaError {
    fn here(error: serde_json::Error) -> Self {
        Self { error, path: Vec::new() }
    }

    fn at(key: &str, error: serde_json::Error) -> Self {
        Self::here(error).under([Step::Key(key.to_owned())])
    }

    /// Prepends the steps that lead to this error's path.
    fn under<const N: usize>(mut self, outer: [Step; N]) -> Self {
        self.path.splice(0..0, outer);
        self
    }

    /// Returns the error for a value of the wrong type, worded like the envelope's derive macro
    /// does.
    fn not(found: &'static str, expected: &'static str) -> Self {
        Self::here(serde_json::Error::invalid_type(Unexpected::Other(found), &expected))
    }
}

impl Step {
    /// Returns the name, unless it is an index in a list.
    pub(super) fn key(&self) -> Option<&str> {
        match self {
            Self::Key(key) => Some(key),
            Self::Index(_) => None,
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => write!(f, ".{key}"),
            Self::Index(index) => write!(f, "[{index}]"),
        }
    }
}

/// Reads a document whose `kind` has already been checked.
///
/// # Errors
///
/// Returns the first mistake that the engine would find.
pub(super) fn read(document: Json) -> Result<AuthConfig, SchemaError> {
    let mut root = object(document)?;
    let version = root.remove("version").ok_or_else(|| missing("version"))?;
    let Json::String(version) = version else {
        return Err(
            SchemaError::not("not a string", "string").under([Step::Key("version".to_owned())])
        );
    };
    let read = match version.as_str() {
        "v1" => v1,
        "v2" => v2,
        "v3" => v3,
        "v4" => v4,
        other => {
            let error = serde_json::Error::unknown_variant(other, &["v1, v2, v3, v4"]);
            return Err(SchemaError::at("version", error));
        }
    };
    let definition = root.remove("definition").ok_or_else(|| missing("definition"))?;
    object(definition)
        .and_then(read)
        .map_err(|error| error.under([Step::Key("definition".to_owned())]))
}

fn v1(mut definition: Map) -> Result<AuthConfig, SchemaError> {
    const ROLE: &str = "allowRoleEmulationBy";
    let role = definition.remove(ROLE).filter(|role| !role.is_null());
    // The engine reads a role as a one-element tuple, hence the index.
    let role = role.map(|role| {
        let outer = [Step::Key(ROLE.to_owned()), Step::Index(0)];
        tracked(role).map_err(|error| error.under(outer))
    });
    let emulating_role = role.transpose()?;
    let mode = member(&mut definition, "mode")?;
    nothing_else(&definition, &[ROLE, "mode"])?;
    Ok(AuthConfig::V1 { emulating_role, mode })
}

fn v2(mut definition: Map) -> Result<AuthConfig, SchemaError> {
    let mode = member(&mut definition, "mode")?;
    nothing_else(&definition, &["mode"])?;
    Ok(AuthConfig::V2 { mode })
}

fn v3(mut definition: Map) -> Result<AuthConfig, SchemaError> {
    let mode = member(&mut definition, "mode")?;
    nothing_else(&definition, &["mode"])?;
    Ok(AuthConfig::V3 { mode })
}

fn v4(mut definition: Map) -> Result<AuthConfig, SchemaError> {
    const ALTERNATIVES: &str = "alternativeModes";
    let mode = member(&mut definition, "mode")?;
    let alternatives = match definition.remove(ALTERNATIVES) {
        None | Some(Json::Null) => Ok(Vec::new()),
        Some(Json::Array(elements)) => elements
            .into_iter()
            .enumerate()
            .map(|(index, element)| {
                alternative(element).map_err(|error| error.under([Step::Index(index)]))
            })
            .collect(),
        Some(_) => Err(SchemaError::not("not an array", "array")),
    };
    let alternatives =
        alternatives.map_err(|error| error.under([Step::Key(ALTERNATIVES.to_owned())]))?;
    nothing_else(&definition, &["mode", ALTERNATIVES])?;
    Ok(AuthConfig::V4 { mode, alternatives })
}

fn alternative(value: Json) -> Result<AlternativeMode, SchemaError> {
    let mut members = object(value)?;
    let identifier = member(&mut members, "identifier")?;
    let config = member(&mut members, "config")?;
    nothing_else(&members, &["identifier", "config"])?;
    Ok(AlternativeMode { identifier, config })
}

fn object(value: Json) -> Result<Map, SchemaError> {
    match value {
        Json::Object(members) => Ok(members),
        _ => Err(SchemaError::not("not an object", "object")),
    }
}

fn missing(name: &'static str) -> SchemaError {
    SchemaError::here(serde_json::Error::missing_field(name))
}

/// Removes and reads a required member.
fn member<T: for<'de> Deserialize<'de>>(
    members: &mut Map,
    name: &'static str,
) -> Result<T, SchemaError> {
    let value = members.remove(name).ok_or_else(|| missing(name))?;
    tracked(value).map_err(|error| error.under([Step::Key(name.to_owned())]))
}

fn nothing_else(rest: &Map, expected: &[&str]) -> Result<(), SchemaError> {
    if rest.is_empty() {
        return Ok(());
    }
    let rest: Vec<&str> = rest.keys().map(|name| redact::field(name)).collect();
    let words = format!("unexpected keys: {}; expecting: {}", rest.join(", "), expected.join(", "));
    Err(SchemaError::here(serde_json::Error::custom(words)))
}

/// Deserializes a value and keeps the path to any error.
fn tracked<T: for<'de> Deserialize<'de>>(value: Json) -> Result<T, SchemaError> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().iter().filter_map(|segment| match segment {
            Segment::Seq { index } => Some(Step::Index(*index)),
            Segment::Map { key } => Some(Step::Key(key.clone())),
            Segment::Enum { variant } => Some(Step::Key(variant.clone())),
            Segment::Unknown => None,
        });
        let path = path.collect();
        SchemaError { path, error: error.into_inner() }
    })
}
