//! `AuthConfig`: how DDN is told whom to believe, versions 1 to 4.

use crate::hasura::ddn::pointer::Pointer;
use crate::hasura::settings::Text;
use crate::hasura::trace::Warning;
use crate::hasura::view::{ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE};
use crate::hasura::words;
use crate::hasura::yaml;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::json::{Number, Object, Value};

/// The kind that the document names in its hml form.
pub(crate) const KIND: &str = "AuthConfig";

/// The whole configuration.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AuthConfig {
    pub(crate) version: Version,
    pub(crate) mode: Mode,
    /// By the identifier that a request names; only since version 4
    pub(crate) alternative_modes: Vec<(String, Mode)>,
    /// The role that may take any other; only in version 1
    pub(crate) emulating_role: Option<String>,
    /// The date of a `CompatibilityConfig` beside it, like `2025-03-11`
    pub(crate) compatibility_date: Option<String>,
    pub(crate) warnings: Vec<Warning>,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Version {
    V1,
    V2,
    V3,
    V4,
}

/// One way to tell who a request is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mode {
    Webhook { method: String, url: Text },
    Jwt(Box<JwtConfig>),
    NoAuth { role: String, variables: Object },
}

/// The JWT mode.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct JwtConfig {
    pub(crate) claims: ClaimsPlace,
    pub(crate) token: TokenPlace,
    pub(crate) key: KeyPlace,
    pub(crate) audience: Option<Vec<String>>,
    pub(crate) issuer: Option<String>,
    /// `allowedSkew` in seconds; 60 unless it is given
    pub(crate) skew: u64,
}

/// Where in the token the session variables are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ClaimsPlace {
    Namespace { location: Pointer, format: ClaimsFormat },
    Locations(Vec<(String, Entry)>),
}

/// One session variable of `locations`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Entry {
    Literal(Value),
    Path { path: Pointer, default: Option<Value> },
}

/// Where in the request the token is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum TokenPlace {
    BearerAuthorization,
    Header(String),
    Cookie(String),
}

/// Where the key is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum KeyPlace {
    Fixed { algorithm: SignatureAlgorithm, text: Text },
    Url(String),
}

/// Why the metadata does not build, in the engine's words as far as they are known.
pub(crate) type ConfigError = words::ConfigError<Fault>;

/// What is wrong with a configuration.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Fault {
    NotYaml,
    /// No document, or several, of the right kind
    Kind,
    Version,
    /// A field that is missing, not known, or of the wrong kind
    Field,
    /// Not exactly one mode
    Mode,
    /// Not exactly one of namespace and locations
    Claims,
    Pointer,
    Algorithm,
    Identifier,
    /// A variable of the environment that is not set
    Variable,
}

/// The algorithms of a fixed key.
pub(crate) const ALGORITHMS: [SignatureAlgorithm; 12] = {
    use SignatureAlgorithm as A;
    [
        A::HS256,
        A::HS384,
        A::HS512,
        A::RS256,
        A::RS384,
        A::RS512,
        A::PS256,
        A::PS384,
        A::PS512,
        A::ES256,
        A::ES384,
        A::EdDSA,
    ]
};

const DEFAULT_SKEW: u64 = 60;

/// Reads a configuration: hml (YAML) or JSON. Of several documents the one of the right kind.
///
/// # Errors
///
/// The words of the build that fails, or words like them.
pub(crate) fn parse(text: &str) -> Result<AuthConfig, ConfigError> {
    let documents = yaml::read_all(text).map_err(|message| error(Fault::NotYaml, message))?;
    let ours: Vec<&Value> = match documents.as_slice() {
        [one] => vec![one],
        several => several
            .iter()
            .filter(|document| {
                document.as_object().and_then(|object| object.get_str("kind")) == Some(KIND)
            })
            .collect(),
    };
    match ours.as_slice() {
        [one] => {
            let mut config = config(one)?;
            config.compatibility_date = documents.iter().find_map(compatibility_date);
            Ok(config)
        }
        found => Err(error(
            Fault::Kind,
            format!("{} documents of kind {KIND}; a supergraph has exactly one", found.len()),
        )),
    }
}

fn compatibility_date(document: &Value) -> Option<String> {
    let object = document.as_object()?;
    let ours = object.get_str("kind") == Some("CompatibilityConfig");
    object.get_str("date").filter(|_| ours).map(ToOwned::to_owned)
}

fn error(fault: Fault, message: impl Into<String>) -> ConfigError {
    ConfigError::inexact(fault, message)
}

/// An object that is read, and the way to it.
struct Fields<'a> {
    object: &'a Object,
    path: String,
}

impl<'a> Fields<'a> {
    /// An object whose fields are all known.
    fn of(value: &'a Value, path: &str, known: &[&str]) -> Result<Self, ConfigError> {
        let place = if path.is_empty() { "the document" } else { path };
        let Value::Object(object) = value else {
            return Err(error(
                Fault::Field,
                format!("{place}: invalid type: {}, expected an object", value.a_kind()),
            ));
        };
        for (name, _) in object.iter() {
            if !known.contains(&name) {
                let expected = known.join("`, `");
                return Err(error(
                    Fault::Field,
                    format!(
                        "{place}: unknown field `{}`, expected one of `{expected}`",
                        words::field_shown(name)
                    ),
                ));
            }
        }
        Ok(Self { object, path: path.to_owned() })
    }

    fn path(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// A field; one that is `null` counts as absent.
    fn optional(&self, name: &str) -> Option<&'a Value> {
        self.object.get(name).filter(|value| **value != Value::Null)
    }

    fn required(&self, name: &str) -> Result<&'a Value, ConfigError> {
        self.optional(name).ok_or_else(|| {
            let path = if self.path.is_empty() { "the document" } else { &self.path };
            error(Fault::Field, format!("{path}: missing field `{name}`"))
        })
    }

    fn wrong(&self, name: &str, value: &Value, expected: &str) -> ConfigError {
        let message =
            format!("{}: invalid type: {}, expected {expected}", self.path(name), value.a_kind());
        error(Fault::Field, message)
    }

    fn text(&self, name: &str) -> Result<&'a str, ConfigError> {
        let value = self.required(name)?;
        value.as_str().ok_or_else(|| self.wrong(name, value, "a string"))
    }

    fn optional_text(&self, name: &str) -> Result<Option<&'a str>, ConfigError> {
        self.optional(name).map(|_| self.text(name)).transpose()
    }

    fn texts(&self, name: &str) -> Result<Option<Vec<String>>, ConfigError> {
        let Some(value) = self.optional(name) else { return Ok(None) };
        let texts = value.as_array().and_then(|elements| {
            elements.iter().map(|one| one.as_str().map(ToOwned::to_owned)).collect()
        });
        texts.map(Some).ok_or_else(|| self.wrong(name, value, "a sequence of strings"))
    }

    fn inside(&self, name: &str, known: &[&str]) -> Result<Self, ConfigError> {
        Self::of(self.required(name)?, &self.path(name), known)
    }

    /// The one field that is there.
    fn choice(&self, fault: Fault) -> Result<(&'a str, &'a Value), ConfigError> {
        match self.object.effective().as_slice() {
            [(name, value)] => Ok((name, value)),
            several => {
                let names: Vec<&str> = several.iter().map(|(name, _)| *name).collect();
                Err(error(
                    fault,
                    format!(
                        "{}: expected exactly one of its alternatives, found {}",
                        self.path,
                        if names.is_empty() {
                            "none".to_owned()
                        } else {
                            format!("`{}`", names.join("`, `"))
                        }
                    ),
                ))
            }
        }
    }
}

fn config(document: &Value) -> Result<AuthConfig, ConfigError> {
    let root = Fields::of(document, "", &["kind", "version", "definition"])?;
    if let Some(kind) = root.optional_text("kind")?.filter(|kind| *kind != KIND) {
        return Err(error(Fault::Kind, format!("the kind is `{kind}` instead of `{KIND}`")));
    }
    let mut warnings = Vec::new();
    let version = match root.text("version")? {
        "v1" => Version::V1,
        "v2" => Version::V2,
        "v3" => Version::V3,
        "v4" => Version::V4,
        other => {
            let message = format!(
                "version: unknown variant `{other}`, expected one of `v1`, `v2`, `v3`, `v4`"
            );
            return Err(error(Fault::Version, message));
        }
    };
    let known: &[&str] = match version {
        Version::V1 => &["mode", "allowRoleEmulationBy"],
        Version::V2 | Version::V3 => &["mode"],
        Version::V4 => &["mode", "alternativeModes"],
    };
    match version {
        Version::V1 => warnings.push(Warning::new(
            "deprecated-version",
            "AuthConfig v1 is deprecated. `allowRoleEmulationBy` has been removed. Please consider upgrading to AuthConfig v4.",
        )),
        Version::V2 => warnings.push(Warning::new(
            "deprecated-version",
            "AuthConfig v2 is deprecated. Please consider upgrading to AuthConfig v4.",
        )),
        Version::V3 | Version::V4 => {}
    }
    let definition = root.inside("definition", known)?;
    let mode = mode(definition.required("mode")?, "definition.mode", version, &mut warnings)?;
    let mut alternative_modes: Vec<(String, Mode)> = Vec::new();
    if let Some(alternatives) = definition.optional("alternativeModes") {
        let list = alternatives
            .as_array()
            .ok_or_else(|| definition.wrong("alternativeModes", alternatives, "a sequence"))?;
        for (index, alternative) in list.iter().enumerate() {
            let path = format!("definition.alternativeModes[{index}]");
            let fields = Fields::of(alternative, &path, &["identifier", "config"])?;
            let identifier = fields.text("identifier")?;
            if alternative_modes.iter().any(|(known, _)| known == identifier) {
                return Err(ConfigError {
                    message: format!("Duplicate alternative mode identifier: '{identifier}'"),
                    fault: Fault::Identifier,
                    inexact: false,
                });
            }
            let config = fields.required("config")?;
            let mode = self::mode(config, &format!("{path}.config"), version, &mut warnings)?;
            alternative_modes.push((identifier.to_owned(), mode));
        }
    }
    let emulating_role = definition.optional_text("allowRoleEmulationBy")?.map(ToOwned::to_owned);
    Ok(AuthConfig {
        version,
        mode,
        alternative_modes,
        emulating_role,
        compatibility_date: None,
        warnings,
    })
}

fn mode(
    value: &Value,
    path: &str,
    version: Version,
    warnings: &mut Vec<Warning>,
) -> Result<Mode, ConfigError> {
    let fields = Fields::of(value, path, &["webhook", "jwt", "noAuth"])?;
    let (name, inner) = fields.choice(Fault::Mode)?;
    let path = fields.path(name);
    match name {
        "webhook" => webhook(inner, &path, version),
        "jwt" => jwt(inner, &path, warnings).map(|jwt| Mode::Jwt(Box::new(jwt))),
        _ => {
            let fields = Fields::of(inner, &path, &["role", "sessionVariables"])?;
            let variables = fields.required("sessionVariables")?;
            let variables = variables
                .as_object()
                .ok_or_else(|| fields.wrong("sessionVariables", variables, "a map"))?;
            Ok(Mode::NoAuth { role: fields.text("role")?.to_owned(), variables: variables.clone() })
        }
    }
}

fn webhook(value: &Value, path: &str, version: Version) -> Result<Mode, ConfigError> {
    let old = version <= Version::V2;
    let known: &[&str] =
        if old { &["url", "method"] } else { &["method", "url", "customHeadersConfig"] };
    let fields = Fields::of(value, path, known)?;
    let method = fields.text("method")?;
    let methods: [&str; 2] = if old { ["Get", "Post"] } else { ["GET", "POST"] };
    if !methods.contains(&method) {
        let [get, post] = methods;
        return Err(error(
            Fault::Field,
            format!("{path}.method: unknown variant `{method}`, expected `{get}` or `{post}`"),
        ));
    }
    let url = if old {
        Text::literal(fields.text("url")?)
    } else {
        text_or_variable(fields.required("url")?, &fields.path("url"))?
    };
    Ok(Mode::Webhook { method: method.to_uppercase(), url })
}

/// `{value: …}` or `{valueFromEnv: …}`.
fn text_or_variable(value: &Value, path: &str) -> Result<Text, ConfigError> {
    let fields = Fields::of(value, path, &["value", "valueFromEnv"])?;
    let (name, _) = fields.choice(Fault::Field)?;
    let text = fields.text(name)?.to_owned();
    Ok(match name {
        "value" => Text { value: Some(text), variable: None },
        _ => Text { value: None, variable: Some(text) },
    })
}

fn jwt(value: &Value, path: &str, warnings: &mut Vec<Warning>) -> Result<JwtConfig, ConfigError> {
    const KNOWN: [&str; 6] =
        ["claimsConfig", "tokenLocation", "key", "audience", "issuer", "allowedSkew"];
    let fields = Fields::of(value, path, &KNOWN)?;
    let claims = claims(&fields)?;
    let token = token_place(&fields.inside("tokenLocation", &["type", "name"])?)?;
    let key = key_place(&fields)?;
    let skew = match fields.optional("allowedSkew") {
        None => DEFAULT_SKEW,
        Some(value) => value
            .as_number()
            .map(Number::as_str)
            .and_then(|digits| digits.parse().ok())
            .ok_or_else(|| fields.wrong("allowedSkew", value, "an unsigned number of seconds"))?,
    };
    let audience = fields.texts("audience")?;
    let issuer = fields.optional_text("issuer")?.map(ToOwned::to_owned);
    if let TokenPlace::Cookie(name) = &token {
        warnings.push(Warning::new(
            "first-cookie",
            format!("DDN reads only the first pair of a `Cookie` header: `{name}` is found only where it stands first"),
        ));
    }
    if token == TokenPlace::Header("Authorization".to_owned()) {
        warnings.push(Warning::new(
            "raw-authorization",
            "with `Header` the whole value of `Authorization` is the token: clients must send it without `Bearer`",
        ));
    }
    if let KeyPlace::Url(url) = &key
        && !url.starts_with("https://")
        && !url.starts_with("http://")
    {
        let shown = words::name_shown(url);
        let message = format!("{path}.key.jwkFromUrl: `{shown}` is no absolute URL");
        return Err(error(Fault::Field, message));
    }
    if audience.is_none() {
        warnings.push(Warning::new(
            "no-audience",
            "without `audience` DDN refuses every token that has an `aud` (since the compatibility date 2025-03-11)",
        ));
    }
    Ok(JwtConfig { claims, token, key, audience, issuer, skew })
}

fn token_place(fields: &Fields<'_>) -> Result<TokenPlace, ConfigError> {
    let name = || fields.text("name").map(ToOwned::to_owned);
    match fields.text("type")? {
        "BearerAuthorization" => Ok(TokenPlace::BearerAuthorization),
        "Header" => name().map(TokenPlace::Header),
        "Cookie" => name().map(TokenPlace::Cookie),
        other => Err(error(
            Fault::Field,
            format!(
                "{}: unknown variant `{other}`, expected one of `BearerAuthorization`, `Cookie`, `Header`",
                fields.path("type")
            ),
        )),
    }
}

fn key_place(jwt: &Fields<'_>) -> Result<KeyPlace, ConfigError> {
    let fields = jwt.inside("key", &["fixed", "jwkFromUrl"])?;
    let (name, inner) = fields.choice(Fault::Field)?;
    if name == "jwkFromUrl" {
        return fields.text(name).map(|url| KeyPlace::Url(url.to_owned()));
    }
    let fixed = Fields::of(inner, &fields.path(name), &["algorithm", "key"])?;
    let algorithm = fixed.text("algorithm")?;
    let known = ALGORITHMS.into_iter().find(|known| known.name() == algorithm);
    let algorithm = known.ok_or_else(|| {
        let names = ALGORITHMS.map(SignatureAlgorithm::name).join("`, `");
        error(
            Fault::Algorithm,
            format!(
                "{}: unknown variant `{}`, expected one of `{names}`",
                fixed.path("algorithm"),
                words::name_shown(algorithm)
            ),
        )
    })?;
    let text = text_or_variable(fixed.required("key")?, &fixed.path("key"))?;
    Ok(KeyPlace::Fixed { algorithm, text })
}

fn claims(jwt: &Fields<'_>) -> Result<ClaimsPlace, ConfigError> {
    let fields = jwt.inside("claimsConfig", &["namespace", "locations"])?;
    let (name, inner) = fields.choice(Fault::Claims)?;
    let path = fields.path(name);
    if name == "locations" {
        return locations(inner, &path).map(ClaimsPlace::Locations);
    }
    let namespace = Fields::of(inner, &path, &["claimsFormat", "location"])?;
    let format = match namespace.text("claimsFormat")? {
        "Json" => ClaimsFormat::Json,
        "StringifiedJson" => ClaimsFormat::Stringified,
        other => {
            return Err(error(
                Fault::Field,
                format!(
                    "{path}.claimsFormat: unknown variant `{other}`, expected `Json` or `StringifiedJson`"
                ),
            ));
        }
    };
    Ok(ClaimsPlace::Namespace { location: pointer(namespace.text("location")?)?, format })
}

fn pointer(text: &str) -> Result<Pointer, ConfigError> {
    Pointer::parse(text).map_err(|(message, exact)| ConfigError {
        message,
        fault: Fault::Pointer,
        inexact: !exact,
    })
}

fn locations(value: &Value, path: &str) -> Result<Vec<(String, Entry)>, ConfigError> {
    let object = value.as_object().ok_or_else(|| {
        error(Fault::Field, format!("{path}: invalid type: {}, expected a map", value.a_kind()))
    })?;
    for name in [DEFAULT_ROLE, ALLOWED_ROLES] {
        if !object.contains(name) {
            return Err(error(Fault::Field, format!("{path}: missing field `{name}`")));
        }
    }
    object
        .effective()
        .into_iter()
        .map(|(name, value)| Ok((name.to_owned(), entry(name, value, &format!("{path}.{name}"))?)))
        .collect()
}

fn entry(name: &str, value: &Value, path: &str) -> Result<Entry, ConfigError> {
    let fields = Fields::of(value, path, &["literal", "path"])?;
    let (kind, inner) = fields.choice(Fault::Field)?;
    let typed = |value: &Value, place: &str| -> Result<Value, ConfigError> {
        expected_kind(name, value)
            .map(|()| value.clone())
            .map_err(|message| error(Fault::Field, format!("{path}.{place}: {message}")))
    };
    if kind == "literal" {
        return typed(inner, "literal").map(Entry::Literal);
    }
    let inner = Fields::of(inner, &fields.path(kind), &["path", "default"])?;
    let default =
        inner.optional("default").map(|value| typed(value, "path.default")).transpose()?;
    Ok(Entry::Path { path: pointer(inner.text("path")?)?, default })
}

/// Whether a value may stand for a claim: one role, a list of roles, or anything.
///
/// # Errors
///
/// What was expected, in the words of the engine's JSON library.
pub(crate) fn expected_kind(name: &str, value: &Value) -> Result<(), String> {
    match name {
        DEFAULT_ROLE if value.as_str().is_none() => {
            Err(format!("invalid type: {}, expected a string", described(value)))
        }
        ALLOWED_ROLES => match value {
            Value::Array(roles) => match roles.iter().find(|role| role.as_str().is_none()) {
                Some(other) => {
                    Err(format!("invalid type: {}, expected a string", described(other)))
                }
                None => Ok(()),
            },
            other => Err(format!("invalid type: {}, expected a sequence", described(other))),
        },
        _ => Ok(()),
    }
}

/// A value as serde's errors show it.
pub(crate) fn described(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => format!("boolean `{value}`"),
        Value::Number(number) if number.as_str().contains(['.', 'e', 'E']) => {
            format!("floating point `{}`", number.as_str())
        }
        Value::Number(number) => format!("integer `{}`", number.as_str()),
        Value::String(text) => format!("string {text:?}"),
        Value::Array(_) => "sequence".to_owned(),
        Value::Object(_) => "map".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = r#""key":{"fixed":{"algorithm":"HS256","key":{"value":"s"}}}"#;
    const PLACE: &str = r#""tokenLocation":{"type":"BearerAuthorization"}"#;
    const CLAIMS: &str = r#""claimsConfig":{"namespace":{"claimsFormat":"Json","location":"/claims.jwt.hasura.io"}}"#;

    fn jwt(claims: &str, place: &str, key: &str, more: &str) -> String {
        format!(
            r#"{{"version":"v3","definition":{{"mode":{{"jwt":{{{claims},{place},{key}{more}}}}}}}}}"#
        )
    }

    fn read(text: &str) -> JwtConfig {
        match parse(text).unwrap().mode {
            Mode::Jwt(jwt) => *jwt,
            other => panic!("{other:?}"),
        }
    }

    fn refused(text: &str) -> (Fault, String) {
        let error = parse(text).unwrap_err();
        (error.fault, error.message)
    }

    #[test]
    fn every_version_has_its_fields() {
        let no_auth = r#""mode":{"noAuth":{"role":"public","sessionVariables":{"a":1}}}"#;
        let of = |version: &str, more: &str| {
            parse(&format!(r#"{{"version":"{version}","definition":{{{no_auth}{more}}}}}"#))
        };
        let emulating = r#","allowRoleEmulationBy":"admin""#;
        assert_eq!(of("v1", emulating).unwrap().emulating_role.as_deref(), Some("admin"));
        assert!(of("v1", "").unwrap().warnings[0].message.contains("has been removed"));
        assert_eq!(
            of("v2", "").unwrap().warnings[0].message,
            "AuthConfig v2 is deprecated. Please consider upgrading to AuthConfig v4."
        );
        assert!(of("v3", "").unwrap().warnings.is_empty());
        assert_eq!(of("v2", emulating).unwrap_err().fault, Fault::Field);
        assert_eq!(of("v5", "").unwrap_err().fault, Fault::Version);
        let mode = |id: &str| {
            format!(
                r#"{{"identifier":"{id}","config":{{"noAuth":{{"role":"r","sessionVariables":{{}}}}}}}}"#
            )
        };
        let alternatives =
            |a: &str, b: &str| format!(r#","alternativeModes":[{},{}]"#, mode(a), mode(b));
        assert_eq!(of("v4", &alternatives("a", "b")).unwrap().alternative_modes.len(), 2);
        assert_eq!(of("v3", &alternatives("a", "b")).unwrap_err().fault, Fault::Field);
        let error = of("v4", &alternatives("a", "a")).unwrap_err();
        assert_eq!(error.message, "Duplicate alternative mode identifier: 'a'");
        assert!(!error.inexact);
    }

    #[test]
    fn a_webhook_is_written_anew_since_version_3() {
        let of = |version: &str, webhook: &str| {
            parse(&format!(
                r#"{{"version":"{version}","definition":{{"mode":{{"webhook":{webhook}}}}}}}"#
            ))
            .map(|config| config.mode)
        };
        let old = r#"{"url":"http://h/","method":"Post"}"#;
        let new = r#"{"url":{"valueFromEnv":"HOOK"},"method":"POST","customHeadersConfig":{"body":{"headers":{"forward":"*"}}}}"#;
        let webhook = |url: Text| Mode::Webhook { method: "POST".to_owned(), url };
        assert_eq!(of("v2", old).unwrap(), webhook(Text::literal("http://h/")));
        let variable = Text { value: None, variable: Some("HOOK".to_owned()) };
        assert_eq!(of("v4", new).unwrap(), webhook(variable));
        assert!(of("v1", new).is_err());
        assert!(of("v3", old).is_err());
    }

    #[test]
    fn defaults_are_filled_in_and_zero_is_honoured() {
        assert_eq!(read(&jwt(CLAIMS, PLACE, KEY, "")).skew, 60);
        let full = jwt(
            CLAIMS,
            r#""tokenLocation":{"type":"Cookie","name":"sid"}"#,
            r#""key":{"jwkFromUrl":"https://i/k"}"#,
            r#","audience":["a"],"issuer":"i","allowedSkew":0"#,
        );
        let config = read(&full);
        assert_eq!((config.skew, config.issuer.as_deref()), (0, Some("i")));
        assert_eq!(config.token, TokenPlace::Cookie("sid".to_owned()));
        assert_eq!(config.audience, Some(vec!["a".to_owned()]));
        assert_eq!(parse(&full).unwrap().warnings[0].code, "first-cookie");
    }

    #[test]
    fn what_does_not_build_says_where() {
        let key = |algorithm: &str| {
            format!(r#""key":{{"fixed":{{"algorithm":"{algorithm}","key":{{"value":"s"}}}}}}"#)
        };
        for (text, fault, message) in [
            ("a: [".to_owned(), Fault::NotYaml, ""),
            ("[]".to_owned(), Fault::Field, "expected an object"),
            (
                r#"{"kind":"RelyAuth","version":"v1","definition":{}}"#.to_owned(),
                Fault::Kind,
                "the kind is `RelyAuth`",
            ),
            (jwt(CLAIMS, PLACE, &key("ES512"), ""), Fault::Algorithm, "unknown variant `ES512`"),
            (jwt(CLAIMS, PLACE, &key("Ed25519"), ""), Fault::Algorithm, "`Ed25519`"),
            (
                jwt(CLAIMS, PLACE, KEY, r#","audience":"a""#),
                Fault::Field,
                "definition.mode.jwt.audience: invalid type: a string, expected a sequence of strings",
            ),
            (jwt(CLAIMS, PLACE, KEY, r#","allowedSkew":-1"#), Fault::Field, "allowedSkew"),
            (
                jwt(CLAIMS, PLACE, KEY, r#","aud":[]"#),
                Fault::Field,
                "definition.mode.jwt: unknown field `aud`",
            ),
            (
                jwt(CLAIMS, PLACE, r#""key":{"jwkFromUrl":{"value":"https://x"}}"#, ""),
                Fault::Field,
                "jwkFromUrl: invalid type: an object, expected a string",
            ),
            (
                jwt(
                    r#""claimsConfig":{"namespace":{"claimsFormat":"Json","location":""},"locations":{}}"#,
                    PLACE,
                    KEY,
                    "",
                ),
                Fault::Claims,
                "expected exactly one of its alternatives, found `namespace`, `locations`",
            ),
            (
                jwt(
                    r#""claimsConfig":{"namespace":{"claimsFormat":"json","location":""}}"#,
                    PLACE,
                    KEY,
                    "",
                ),
                Fault::Field,
                "expected `Json` or `StringifiedJson`",
            ),
            (
                jwt(
                    r#""claimsConfig":{"namespace":{"claimsFormat":"Json","location":"x"}}"#,
                    PLACE,
                    KEY,
                    "",
                ),
                Fault::Pointer,
                r#"json pointer "x" is malformed due to missing starting slash"#,
            ),
            (
                jwt(
                    r#""claimsConfig":{"locations":{"x-hasura-default-role":{"literal":"u"}}}"#,
                    PLACE,
                    KEY,
                    "",
                ),
                Fault::Field,
                "missing field `x-hasura-allowed-roles`",
            ),
            (
                jwt(CLAIMS, r#""tokenLocation":{"type":"Query","name":"t"}"#, KEY, ""),
                Fault::Field,
                "unknown variant `Query`",
            ),
            (r#"{"version":"v4","definition":{"mode":{}}}"#.to_owned(), Fault::Mode, "found none"),
        ] {
            let (found, words) = refused(&text);
            assert_eq!(found, fault, "{text}: {words}");
            assert!(words.contains(message), "{words}");
        }
    }

    #[test]
    fn of_several_documents_the_right_one_is_read() {
        let text = "kind: Subgraph\nversion: v2\n---\nkind: AuthConfig\nversion: v4\ndefinition:\n  mode:\n    noAuth:\n      role: public\n      sessionVariables: {}\n";
        assert!(parse(text).is_ok());
        assert_eq!(refused("kind: A\n---\nkind: B\n").0, Fault::Kind);
        let dated = format!("kind: CompatibilityConfig\ndate: 2024-11-18\n---\n{text}");
        let config = parse(&dated).unwrap();
        assert_eq!(config.compatibility_date.as_deref(), Some("2024-11-18"));
    }
}
