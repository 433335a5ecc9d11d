//! `AuthConfig`, versions 1 to 4: which requests DDN accepts. Its written form is in `schema`.

use crate::hasura::ddn::pointer::Pointer;
use crate::hasura::ddn::schema::{
    self, AuthHookConfig, AuthHookConfigV3, AuthHookMethod, AuthModeConfig, EnvironmentValue,
    JWTAlgorithm, JWTClaimsConfig, JWTClaimsFormat, JWTClaimsMap, JWTClaimsMappingEntry, JWTConfig,
    JWTKey, JWTTokenLocation, Literal, SchemaError, Step,
};
use crate::hasura::settings::Text;
use crate::hasura::view::{ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE};
use crate::hasura::warning::EngineWarning;
use crate::hasura::words;
use crate::hasura::yaml;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::json::{Object, Value};
use crate::jose::note::Note;
use crate::redact;

/// The `kind` of the document in its hml form.
pub(crate) const KIND: &str = "AuthConfig";

/// The whole configuration.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AuthConfig {
    pub(crate) version: Version,
    pub(crate) mode: Mode,
    /// By the identifier that a request names; since version 4
    pub(crate) alternative_modes: Vec<(String, Mode)>,
    /// The role that may emulate any other; only in version 1
    pub(crate) emulating_role: Option<String>,
    /// The date of an accompanying `CompatibilityConfig`, such as `2025-03-11`
    pub(crate) compatibility_date: Option<String>,
    pub(crate) warnings: Vec<Note<EngineWarning>>,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Version {
    V1,
    V2,
    V3,
    V4,
}

/// One way to authenticate a request.
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
    /// `allowedSkew` in seconds; 60 by default
    pub(crate) skew: u64,
}

/// Where the session variables are in the token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ClaimsPlace {
    Namespace { location: Pointer, format: ClaimsFormat },
    Locations(Vec<(String, Entry)>),
}

/// The source of one session variable in `locations`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Entry {
    Literal(Value),
    Path { path: Pointer, default: Option<Value> },
}

/// Where the token is in the request.
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

/// The reason why the metadata does not build, with the engine's message if it is known.
pub(crate) type ConfigError = words::ConfigError<Fault>;

/// The kinds of faults in a configuration.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Fault {
    NotYaml,
    /// There is no document of the right kind, or more than one
    Kind,
    Version,
    /// A field is missing, unknown or of the wrong type
    Field,
    /// There is not exactly one mode
    Mode,
    /// There is not exactly one of namespace and locations
    Claims,
    Pointer,
    Algorithm,
    /// The text of the key is not an object with the text or the name of a variable
    KeyText,
    TokenPlace,
    Format,
    /// The locations lack one of the roles, or are not an object
    Locations,
    /// A location is neither a path nor a literal
    Location,
    Identifier,
    /// An environment variable is not set
    Variable,
}

/// The algorithms that DDN supports, in the order in which its library lists them.
pub(crate) const ALGORITHMS: [SignatureAlgorithm; 12] = {
    use SignatureAlgorithm as A;
    [
        A::HS256,
        A::HS384,
        A::HS512,
        A::ES256,
        A::ES384,
        A::RS256,
        A::RS384,
        A::RS512,
        A::PS256,
        A::PS384,
        A::PS512,
        A::EdDSA,
    ]
};

const DEFAULT_SKEW: u64 = 60;

/// Parses a configuration in hml (YAML) or JSON. If there are several documents, uses the one of
/// the right kind.
///
/// # Errors
///
/// Returns why the build fails, with the engine's message if it is known.
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
            format!("found {} documents of kind {KIND}; a supergraph has exactly one", found.len()),
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

fn config(document: &Value) -> Result<AuthConfig, ConfigError> {
    if let Value::Object(root) = document {
        check_envelope(root)?;
    }
    let json = serde_json::to_value(document)
        .map_err(|why| error(Fault::NotYaml, format!("the document is not JSON: {why}")))?;
    let mut warnings = Vec::new();
    let read = schema::read(json).map_err(|wrong| in_words(&wrong))?;
    let version = match read {
        schema::AuthConfig::V1 { .. } => Version::V1,
        schema::AuthConfig::V2 { .. } => Version::V2,
        schema::AuthConfig::V3 { .. } => Version::V3,
        schema::AuthConfig::V4 { .. } => Version::V4,
    };
    match version {
        Version::V1 => warnings.push(Note::new(
            EngineWarning::DeprecatedVersion,
            "AuthConfig v1 is deprecated. `allowRoleEmulationBy` has been removed. Please consider upgrading to AuthConfig v4.",
        )),
        Version::V2 => warnings.push(Note::new(
            EngineWarning::DeprecatedVersion,
            "AuthConfig v2 is deprecated. Please consider upgrading to AuthConfig v4.",
        )),
        Version::V3 | Version::V4 => {}
    }
    let mut modes = Modes { warnings };
    let place = "definition.mode";
    let mut alternative_modes: Vec<(String, Mode)> = Vec::new();
    let mut emulating_role = None;
    let mode = match read {
        schema::AuthConfig::V1 { emulating_role: role, mode } => {
            emulating_role = role;
            modes.read(mode, place)?
        }
        schema::AuthConfig::V2 { mode } => modes.read(mode, place)?,
        schema::AuthConfig::V3 { mode } => {
            check_webhook(&mode)?;
            modes.read(mode, place)?
        }
        schema::AuthConfig::V4 { mode, alternatives } => {
            check_webhook(&mode)?;
            let first = modes.read(mode, place)?;
            for (index, alternative) in alternatives.into_iter().enumerate() {
                let identifier = alternative.identifier;
                if alternative_modes.iter().any(|(known, _)| *known == identifier) {
                    return Err(ConfigError::exact(
                        Fault::Identifier,
                        format!("Duplicate alternative mode identifier: '{identifier}'"),
                    ));
                }
                let place = format!("definition.alternativeModes[{index}].config");
                alternative_modes.push((identifier, modes.read(alternative.config, &place)?));
            }
            first
        }
    };
    Ok(AuthConfig {
        version,
        mode,
        alternative_modes,
        emulating_role,
        compatibility_date: None,
        warnings: modes.warnings,
    })
}

/// Checks what the engine itself never sees: the `kind`, and any fields besides `definition`.
fn check_envelope(root: &Object) -> Result<(), ConfigError> {
    const KNOWN: [&str; 3] = ["kind", "version", "definition"];
    match root.get("kind") {
        None | Some(Value::Null) => {}
        Some(Value::String(kind)) if kind == KIND => {}
        Some(Value::String(kind)) => {
            let kind = redact::name(kind);
            return Err(error(Fault::Kind, format!("the kind is `{kind}` instead of `{KIND}`")));
        }
        Some(other) => {
            let message = format!("the kind is {} instead of `{KIND}`", other.a_kind());
            return Err(error(Fault::Kind, message));
        }
    }
    match root.iter().find(|(name, _)| !KNOWN.contains(name)) {
        None => Ok(()),
        Some((name, _)) => Err(error(
            Fault::Field,
            format!(
                "unknown field `{}`, expected one of `{}`",
                redact::field(name),
                KNOWN.join("`, `")
            ),
        )),
    }
}

/// Returns the error as the engine prints it, without anything that may be a secret.
fn in_words(wrong: &SchemaError) -> ConfigError {
    let keys: Vec<&str> = wrong.path.iter().filter_map(Step::key).collect();
    let fault = match keys.as_slice() {
        ["version"] => Fault::Version,
        [.., "mode"] | [.., "alternativeModes", "config"] => Fault::Mode,
        [.., "jwt", "claimsConfig"] => Fault::Claims,
        [.., "namespace", "location"] | [.., "path", "path"] => Fault::Pointer,
        [.., "fixed", "algorithm"] => Fault::Algorithm,
        [.., "fixed", "key"] => Fault::KeyText,
        [.., "jwt", "tokenLocation"] => Fault::TokenPlace,
        [.., "namespace", "claimsFormat"] => Fault::Format,
        [.., "claimsConfig", "locations"] => Fault::Locations,
        [.., "claimsConfig", "locations", _] => Fault::Location,
        _ => Fault::Field,
    };
    let words = wrong.error.to_string();
    let in_key = keys.contains(&"key") && fault != Fault::Algorithm;
    let shown = without_secrets(&words, in_key);
    let path: String = wrong.path.iter().map(ToString::to_string).collect();
    let path_shown: String = wrong.path.iter().map(|step| step_shown(step).to_string()).collect();
    let message = format!("{shown} at path ${path_shown}");
    ConfigError { message, fault, inexact: shown != words || path_shown != path }
}

/// Removes the values that serde's message quotes if they may be secrets: all of them inside a
/// key, elsewhere only those that look like a secret.
fn without_secrets(words: &str, in_key: bool) -> String {
    // The part after `, expected ` is serde's own text; the part before it ends with the value.
    let Some((found, expected)) = words.rsplit_once(", expected ") else { return words.to_owned() };
    let quoted = |prefix: &str, suffix: &str| found.strip_prefix(prefix)?.strip_suffix(suffix);
    if let Some(name) = quoted("unknown field `", "`") {
        let name = redact::field(name);
        return format!("unknown field `{name}`, expected {expected}");
    }
    if let Some(name) = quoted("unknown variant `", "`") {
        let name = if in_key { "…" } else { redact::name(name) };
        return format!("unknown variant `{name}`, expected {expected}");
    }
    for kind in ["invalid type: ", "invalid value: "] {
        for (prefix, suffix) in [("string \"", "\""), ("integer `", "`"), ("floating point `", "`")]
        {
            let Some(value) = quoted(&format!("{kind}{prefix}"), suffix) else { continue };
            let secret = ["eyJ", "-----", "@"].iter().any(|mark| value.contains(mark));
            if in_key || secret || value.len() > 64 {
                return format!("{kind}{prefix}…{suffix}, expected {expected}");
            }
        }
    }
    words.to_owned()
}

/// Returns a step without its name if the name may be a misplaced secret.
fn step_shown(step: &Step) -> Step {
    let claim = |key: &str| {
        key.len() <= 64
            && key.starts_with("x-hasura-")
            && key.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'))
    };
    match step {
        Step::Key(key) if !claim(key) => Step::Key(redact::field(key).to_owned()),
        Step::Key(_) | Step::Index(_) => step.clone(),
    }
}

/// Reads modes and collects warnings about them.
struct Modes {
    warnings: Vec<Note<EngineWarning>>,
}

impl Modes {
    fn read<W: Webhook>(
        &mut self,
        mode: AuthModeConfig<W>,
        place: &str,
    ) -> Result<Mode, ConfigError> {
        match mode {
            AuthModeConfig::Webhook(hook) => hook.into_mode(&format!("{place}.webhook")),
            AuthModeConfig::Jwt(jwt) => {
                self.jwt(*jwt, &format!("{place}.jwt")).map(|jwt| Mode::Jwt(Box::new(jwt)))
            }
            AuthModeConfig::NoAuth(no_auth) => {
                let variables = no_auth.session_variables.0.into_iter();
                let variables = variables.map(|(name, Literal(value))| (name, value)).collect();
                Ok(Mode::NoAuth { role: no_auth.role, variables })
            }
        }
    }

    fn jwt(&mut self, jwt: JWTConfig, place: &str) -> Result<JwtConfig, ConfigError> {
        let JWTConfig { audience, issuer, allowed_skew, claims_config, token_location, key } = jwt;
        let token = match token_location {
            JWTTokenLocation::BearerAuthorization => TokenPlace::BearerAuthorization,
            JWTTokenLocation::Cookie(cookie) => TokenPlace::Cookie(cookie.name),
            JWTTokenLocation::Header(header) => TokenPlace::Header(header.name),
        };
        let key = match key {
            JWTKey::Fixed(fixed) => {
                let text = text(fixed.key, &format!("{place}.key.fixed.key"))?;
                KeyPlace::Fixed { algorithm: from_library(fixed.algorithm), text }
            }
            JWTKey::JwkFromUrl(url) => {
                if !url.starts_with("https://") && !url.starts_with("http://") {
                    let shown = redact::name(&url);
                    let message = format!("{place}.key.jwkFromUrl: `{shown}` is not an http URL");
                    return Err(error(Fault::Field, message));
                }
                KeyPlace::Url(url)
            }
        };
        if let TokenPlace::Cookie(name) = &token {
            self.warnings.push(Note::new(
                EngineWarning::FirstCookie,
                format!(
                    "DDN reads only the first pair of a `Cookie` header: `{name}` must come first"
                ),
            ));
        }
        if token == TokenPlace::Header("Authorization".to_owned()) {
            self.warnings.push(Note::new(
                EngineWarning::RawAuthorization,
                "with `Header` the whole value of `Authorization` is the token: clients must send it without `Bearer`",
            ));
        }
        if audience.is_none() {
            self.warnings.push(Note::new(
                EngineWarning::NoAudience,
                "without `audience` DDN refuses every token that has an `aud` (since the compatibility date 2025-03-11)",
            ));
        }
        let claims = claims(claims_config);
        let skew = allowed_skew.unwrap_or(DEFAULT_SKEW);
        Ok(JwtConfig { claims, token, key, audience, issuer, skew })
    }
}

/// A webhook in one of its two shapes.
trait Webhook {
    fn into_mode(self, place: &str) -> Result<Mode, ConfigError>;
}

impl Webhook for AuthHookConfig {
    fn into_mode(self, _: &str) -> Result<Mode, ConfigError> {
        let method = match self.method {
            AuthHookMethod::Get => "GET",
            AuthHookMethod::Post => "POST",
        };
        Ok(Mode::Webhook { method: method.to_owned(), url: Text::literal(self.url) })
    }
}

impl Webhook for AuthHookConfigV3 {
    fn into_mode(self, place: &str) -> Result<Mode, ConfigError> {
        let (method, url) = match self {
            Self::Get(get) => ("GET", get.url),
            Self::Post(post) => ("POST", post.url),
        };
        Ok(Mode::Webhook { method: method.to_owned(), url: text(url, &format!("{place}.url"))? })
    }
}

/// Checks the webhook URL of the first mode, as the engine does. It ignores the other modes.
fn check_webhook(mode: &AuthModeConfig<AuthHookConfigV3>) -> Result<(), ConfigError> {
    let url = match mode {
        AuthModeConfig::Webhook(AuthHookConfigV3::Get(get)) => &get.url,
        AuthModeConfig::Webhook(AuthHookConfigV3::Post(post)) => &post.url,
        AuthModeConfig::Jwt(_) | AuthModeConfig::NoAuth(_) => return Ok(()),
    };
    let Some(url) = &url.value else { return Ok(()) };
    schema::check_url(url).map_err(|why| {
        ConfigError::exact(Fault::Field, format!("Invalid URL for auth webhook: {why}"))
    })
}

fn text(value: EnvironmentValue, place: &str) -> Result<Text, ConfigError> {
    if value.value.is_some() && value.variable.is_some() {
        let message = format!("{place}: both `value` and `valueFromEnv` are given");
        return Err(error(Fault::Field, message));
    }
    Ok(Text { value: value.value, variable: value.variable })
}

/// Returns the algorithm for its name in the engine's library.
pub(super) const fn from_library(algorithm: JWTAlgorithm) -> SignatureAlgorithm {
    use SignatureAlgorithm as A;
    match algorithm {
        JWTAlgorithm::HS256 => A::HS256,
        JWTAlgorithm::HS384 => A::HS384,
        JWTAlgorithm::HS512 => A::HS512,
        JWTAlgorithm::ES256 => A::ES256,
        JWTAlgorithm::ES384 => A::ES384,
        JWTAlgorithm::RS256 => A::RS256,
        JWTAlgorithm::RS384 => A::RS384,
        JWTAlgorithm::RS512 => A::RS512,
        JWTAlgorithm::PS256 => A::PS256,
        JWTAlgorithm::PS384 => A::PS384,
        JWTAlgorithm::PS512 => A::PS512,
        JWTAlgorithm::EdDSA => A::EdDSA,
    }
}

fn claims(claims: JWTClaimsConfig) -> ClaimsPlace {
    match claims {
        JWTClaimsConfig::Namespace(namespace) => ClaimsPlace::Namespace {
            location: namespace.location.0,
            format: match namespace.claims_format {
                JWTClaimsFormat::Json => ClaimsFormat::Json,
                JWTClaimsFormat::StringifiedJson => ClaimsFormat::Stringified,
            },
        },
        JWTClaimsConfig::Locations(map) => {
            let JWTClaimsMap { default_role, allowed_roles, custom_claims } = *map;
            let roles =
                |roles: Vec<String>| Value::Array(roles.into_iter().map(Value::from).collect());
            let mut entries = vec![
                (DEFAULT_ROLE.to_owned(), entry(default_role, Value::from)),
                (ALLOWED_ROLES.to_owned(), entry(allowed_roles, roles)),
            ];
            let custom = custom_claims.0.into_iter();
            entries
                .extend(custom.map(|(name, claim)| (name, entry(claim, |Literal(value)| value))));
            ClaimsPlace::Locations(entries)
        }
    }
}

fn entry<T>(entry: JWTClaimsMappingEntry<T>, value: impl Fn(T) -> Value) -> Entry {
    match entry {
        JWTClaimsMappingEntry::Literal(literal) => Entry::Literal(value(literal)),
        JWTClaimsMappingEntry::Path(entry) => {
            Entry::Path { path: entry.path.0, default: entry.default.map(value) }
        }
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

    /// Returns the message of a configuration that does not build, with a leading `~` if it is
    /// not exactly the engine's message.
    fn message(text: &str) -> String {
        let error = parse(text).unwrap_err();
        if error.inexact { format!("~{}", error.message) } else { error.message }
    }

    /// Checks each message. `write` turns the first half of a line into a configuration.
    fn check(write: impl Fn(&str) -> String, lines: &[(&str, &str)]) {
        for (wrong, expected) in lines {
            assert_eq!(message(&write(wrong)), *expected, "{wrong}");
        }
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
        assert_eq!(parse(&full).unwrap().warnings[0].code.name(), "first-cookie");
    }

    #[test]
    fn each_mistake_has_its_fault() {
        let key = r#""key":{"fixed":{"algorithm":"Ed25519","key":{"value":"s"}}}"#;
        let both =
            r#""claimsConfig":{"namespace":{"claimsFormat":"Json","location":""},"locations":{}}"#;
        let pointer = r#""claimsConfig":{"namespace":{"claimsFormat":"Json","location":"x"}}"#;
        for (text, fault) in [
            ("a: [".to_owned(), Fault::NotYaml),
            ("[]".to_owned(), Fault::Field),
            (r#"{"kind":"RelyAuth","version":"v1","definition":{}}"#.to_owned(), Fault::Kind),
            (r#"{"version":"v5","definition":{}}"#.to_owned(), Fault::Version),
            (r#"{"version":"v4","definition":{"mode":{}}}"#.to_owned(), Fault::Mode),
            (jwt(CLAIMS, PLACE, key, ""), Fault::Algorithm),
            (jwt(both, PLACE, KEY, ""), Fault::Claims),
            (jwt(pointer, PLACE, KEY, ""), Fault::Pointer),
            (jwt(CLAIMS, PLACE, KEY, r#","algorithm":"HS256""#), Fault::Field),
        ] {
            assert_eq!(refused(&text).0, fault, "{text}");
        }
    }

    #[test]
    fn the_envelope_is_complained_of_in_the_words_of_the_engine() {
        const NO_AUTH: &str = r#""mode":{"noAuth":{"role":"r","sessionVariables":{}}}"#;
        check(
            ToOwned::to_owned,
            &[
                ("[]", "invalid type: not an object, expected object at path $"),
                ("{}", "missing field `version` at path $"),
                (
                    r#"{"version":4}"#,
                    "invalid type: not a string, expected string at path $.version",
                ),
                (
                    r#"{"version":"v5","definition":{}}"#,
                    "unknown variant `v5`, expected `v1, v2, v3, v4` at path $.version",
                ),
                (r#"{"version":"v4"}"#, "missing field `definition` at path $"),
                (
                    r#"{"version":"v4","definition":[]}"#,
                    "invalid type: not an object, expected object at path $.definition",
                ),
                (
                    r#"{"version":"v4","definition":{}}"#,
                    "missing field `mode` at path $.definition",
                ),
                (r#"{"kind":"X","version":"v4"}"#, "~the kind is `X` instead of `AuthConfig`"),
                (
                    r#"{"version":"v4","definition":{},"extra":1}"#,
                    "~unknown field `extra`, expected one of `kind`, `version`, `definition`",
                ),
            ],
        );
        check(
            |more| format!(r#"{{"version":"v4","definition":{{{NO_AUTH},{more}}}}}"#),
            &[
                (
                    r#""allowRoleEmulationBy":"admin""#,
                    "unexpected keys: allowRoleEmulationBy; expecting: mode, alternativeModes at path $.definition",
                ),
                (
                    r#""alternativeModes":{}"#,
                    "invalid type: not an array, expected array at path $.definition.alternativeModes",
                ),
                (
                    r#""alternativeModes":[{"identifier":1,"config":{}}]"#,
                    "invalid type: integer `1`, expected a string at path $.definition.alternativeModes[0].identifier",
                ),
                (
                    r#""alternativeModes":[{"identifier":"a","config":{}}]"#,
                    "invalid value: map, expected map with a single key at path $.definition.alternativeModes[0].config",
                ),
                (
                    r#""alternativeModes":[{"identifier":"a"}]"#,
                    "missing field `config` at path $.definition.alternativeModes[0]",
                ),
                (
                    r#""alternativeModes":[7]"#,
                    "invalid type: not an object, expected object at path $.definition.alternativeModes[0]",
                ),
            ],
        );
        check(
            |more| format!(r#"{{"version":"v1","definition":{{{NO_AUTH},{more}}}}}"#),
            &[(
                r#""allowRoleEmulationBy":7"#,
                "invalid type: integer `7`, expected a string at path $.definition.allowRoleEmulationBy[0]",
            )],
        );
    }

    #[test]
    fn a_mode_is_complained_of_in_the_words_of_serde() {
        check(
            |mode| format!(r#"{{"version":"v4","definition":{{"mode":{mode}}}}}"#),
            &[
                (
                    "{}",
                    "invalid value: map, expected map with a single key at path $.definition.mode",
                ),
                ("[]", "invalid type: sequence, expected string or map at path $.definition.mode"),
                (
                    r#""noAuth""#,
                    "invalid type: unit variant, expected newtype variant at path $.definition.mode.noAuth",
                ),
                (
                    r#"{"oidc":{}}"#,
                    "unknown variant `oidc`, expected one of `webhook`, `jwt`, `noAuth` at path $.definition.mode",
                ),
                (
                    r#"{"jwt":{},"noAuth":{}}"#,
                    "invalid value: map, expected map with a single key at path $.definition.mode",
                ),
                (
                    r#"{"noAuth":{"role":"r"}}"#,
                    "missing field `sessionVariables` at path $.definition.mode.noAuth",
                ),
                (
                    r#"{"noAuth":{"role":1,"sessionVariables":{}}}"#,
                    "invalid type: integer `1`, expected a string at path $.definition.mode.noAuth.role",
                ),
                (
                    r#"{"noAuth":{"role":"r","sessionVariables":[]}}"#,
                    "invalid type: sequence, expected a map at path $.definition.mode.noAuth.sessionVariables",
                ),
                (
                    r#"{"noAuth":{"role":"r","sessionVariables":{},"x":1}}"#,
                    "unknown field `x`, expected `role` or `sessionVariables` at path $.definition.mode.noAuth.x",
                ),
                (
                    r#"{"webhook":{"url":{"value":"http://x"}}}"#,
                    "missing field `method` at path $.definition.mode.webhook",
                ),
                (
                    r#"{"webhook":{"method":"Get","url":{"value":"http://x"}}}"#,
                    "unknown variant `Get`, expected `GET` or `POST` at path $.definition.mode.webhook.method",
                ),
                (
                    r#"{"webhook":{"method":"GET","url":"http://x"}}"#,
                    "invalid type: string \"http://x\", expected struct EnvironmentValue at path $.definition.mode.webhook",
                ),
                (
                    r#"{"webhook":{"method":"GET","url":{"value":"x"}}}"#,
                    "Invalid URL for auth webhook: relative URL without a base",
                ),
                (
                    r#"{"webhook":{"method":"GET","url":{"value":"http://x"},"customHeadersConfig":{"body":{}}}}"#,
                    "unknown field `body`, expected `headers` at path $.definition.mode.webhook",
                ),
                (
                    r#"{"webhook":{"method":"POST","url":{"value":"http://x"},"customHeadersConfig":{"body":{"headers":{"forward":"all"}}}}}"#,
                    "data did not match any variant of untagged enum AllOrList at path $.definition.mode.webhook",
                ),
            ],
        );
        check(
            |mode| format!(r#"{{"version":"v2","definition":{{"mode":{mode}}}}}"#),
            &[
                (
                    r#"{"webhook":{"url":"http://x","method":"GET"}}"#,
                    "unknown variant `GET`, expected `Get` or `Post` at path $.definition.mode.webhook.method",
                ),
                (
                    r#"{"webhook":{"url":"x","method":"Get"}}"#,
                    "relative URL without a base at path $.definition.mode.webhook.url",
                ),
                (
                    r#"{"webhook":{"url":"http://x","method":"Get","body":1}}"#,
                    "unknown field `body`, expected `url` or `method` at path $.definition.mode.webhook.body",
                ),
            ],
        );
    }

    #[test]
    fn a_jwt_mode_is_complained_of_in_the_words_of_serde() {
        check(
            |more| jwt(CLAIMS, PLACE, KEY, &format!(",{more}")),
            &[
                (
                    r#""skew":1"#,
                    "unknown field `skew`, expected one of `audience`, `issuer`, `allowedSkew`, `claimsConfig`, `tokenLocation`, `key` at path $.definition.mode.jwt.skew",
                ),
                (
                    r#""audience":"proj""#,
                    "invalid type: string \"proj\", expected a sequence at path $.definition.mode.jwt.audience",
                ),
                (
                    r#""audience":[1]"#,
                    "invalid type: integer `1`, expected a string at path $.definition.mode.jwt.audience[0]",
                ),
                (
                    r#""issuer":["a"]"#,
                    "invalid type: sequence, expected a string at path $.definition.mode.jwt.issuer",
                ),
                (
                    r#""allowedSkew":-1"#,
                    "invalid value: integer `-1`, expected u64 at path $.definition.mode.jwt.allowedSkew",
                ),
                (
                    r#""allowedSkew":"60""#,
                    "invalid type: string \"60\", expected u64 at path $.definition.mode.jwt.allowedSkew",
                ),
                (
                    r#""allowedSkew":1.5"#,
                    "invalid type: floating point `1.5`, expected u64 at path $.definition.mode.jwt.allowedSkew",
                ),
            ],
        );
        check(
            |missing| {
                let parts = [CLAIMS, PLACE, KEY].into_iter().filter(|part| *part != missing);
                let parts: Vec<&str> = parts.collect();
                let jwt = parts.join(",");
                format!(r#"{{"version":"v4","definition":{{"mode":{{"jwt":{{{jwt}}}}}}}}}"#)
            },
            &[
                (CLAIMS, "missing field `claimsConfig` at path $.definition.mode.jwt"),
                (PLACE, "missing field `tokenLocation` at path $.definition.mode.jwt"),
                (KEY, "missing field `key` at path $.definition.mode.jwt"),
            ],
        );
        check(
            |place| jwt(CLAIMS, &format!(r#""tokenLocation":{place}"#), KEY, ""),
            &[
                (
                    r#""BearerAuthorization""#,
                    "invalid type: string \"BearerAuthorization\", expected internally tagged enum JWTTokenLocation at path $.definition.mode.jwt.tokenLocation",
                ),
                (
                    r#"{"name":"t"}"#,
                    "missing field `type` at path $.definition.mode.jwt.tokenLocation",
                ),
                (
                    r#"{"type":"Query","name":"t"}"#,
                    "unknown variant `Query`, expected one of `BearerAuthorization`, `Cookie`, `Header` at path $.definition.mode.jwt.tokenLocation.type",
                ),
                (
                    r#"{"type":"Cookie"}"#,
                    "missing field `name` at path $.definition.mode.jwt.tokenLocation",
                ),
                (
                    r#"{"type":"Header","name":"n","scheme":"b"}"#,
                    "unknown field `scheme`, expected `name` at path $.definition.mode.jwt.tokenLocation",
                ),
            ],
        );
    }

    #[test]
    fn claims_are_complained_of_in_the_words_of_serde() {
        let both = r#"{"namespace":{"claimsFormat":"Json","location":""},"locations":{}}"#;
        let single = "invalid value: map, expected map with a single key at path $.definition.mode.jwt.claimsConfig";
        check(
            |claims| jwt(&format!(r#""claimsConfig":{claims}"#), PLACE, KEY, ""),
            &[
                (both, single),
                ("{}", single),
                (
                    r#"{"path":{}}"#,
                    "unknown variant `path`, expected `locations` or `namespace` at path $.definition.mode.jwt.claimsConfig",
                ),
                (
                    r#"{"namespace":{}}"#,
                    "missing field `claimsFormat` at path $.definition.mode.jwt.claimsConfig.namespace",
                ),
                (
                    r#"{"namespace":{"claimsFormat":"json","location":""}}"#,
                    "unknown variant `json`, expected `Json` or `StringifiedJson` at path $.definition.mode.jwt.claimsConfig.namespace.claimsFormat",
                ),
                (
                    r#"{"namespace":{"claimsFormat":"Json","location":"x"}}"#,
                    "json pointer \"x\" is malformed due to missing starting slash at path $.definition.mode.jwt.claimsConfig.namespace.location",
                ),
                (
                    r#"{"namespace":{"claimsFormat":"Json","location":"/a~2"}}"#,
                    "json pointer \"/a~2\" is improperly encoded at path $.definition.mode.jwt.claimsConfig.namespace.location",
                ),
                (
                    r#"{"namespace":{"claimsFormat":"Json","location":"","path":1}}"#,
                    "unknown field `path`, expected `claimsFormat` or `location` at path $.definition.mode.jwt.claimsConfig.namespace.path",
                ),
                (
                    r#"{"locations":[]}"#,
                    "invalid type: sequence, expected struct JWTClaimsMap at path $.definition.mode.jwt.claimsConfig.locations",
                ),
                (
                    r#"{"locations":{"x-hasura-default-role":{"literal":"u"}}}"#,
                    "missing field `x-hasura-allowed-roles` at path $.definition.mode.jwt.claimsConfig.locations",
                ),
                (
                    r#"{"locations":{"x-hasura-default-role":{"literal":1}}}"#,
                    "invalid type: integer `1`, expected a string at path $.definition.mode.jwt.claimsConfig.locations.x-hasura-default-role.literal",
                ),
                (
                    r#"{"locations":{"x-hasura-default-role":"u"}}"#,
                    "unknown variant `u`, expected `literal` or `path` at path $.definition.mode.jwt.claimsConfig.locations.x-hasura-default-role",
                ),
                (
                    r#"{"locations":{"x-hasura-allowed-roles":{"path":{"path":"/r","default":"x"}}}}"#,
                    "invalid type: string \"x\", expected a sequence at path $.definition.mode.jwt.claimsConfig.locations.x-hasura-allowed-roles.path.default",
                ),
                // serde loses track of the path inside flattened fields.
                (
                    r#"{"locations":{"x-hasura-default-role":{"literal":"u"},"x-hasura-allowed-roles":{"literal":[]},"x-hasura-n":{"path":{"path":"x"}}}}"#,
                    "json pointer \"x\" is malformed due to missing starting slash at path $.definition.mode.jwt.claimsConfig.locations",
                ),
            ],
        );
    }

    #[test]
    fn a_key_is_complained_of_in_the_words_of_serde_and_not_shown() {
        check(
            |key| jwt(CLAIMS, PLACE, &format!(r#""key":{key}"#), ""),
            &[
                (
                    r#"{"fixed":{"algorithm":"ES512","key":{"value":"s"}}}"#,
                    "unknown variant `ES512`, expected one of `HS256`, `HS384`, `HS512`, `ES256`, `ES384`, `RS256`, `RS384`, `RS512`, `PS256`, `PS384`, `PS512`, `EdDSA` at path $.definition.mode.jwt.key.fixed.algorithm",
                ),
                (
                    r#"{"fixed":{"algorithm":5,"key":{"value":"s"}}}"#,
                    "invalid type: integer `5`, expected string or map at path $.definition.mode.jwt.key.fixed.algorithm",
                ),
                (
                    r#"{"fixed":{"algorithm":"sUp3rs3cretvalue","key":{"value":"HS256"}}}"#,
                    "~unknown variant `…`, expected one of `HS256`, `HS384`, `HS512`, `ES256`, `ES384`, `RS256`, `RS384`, `RS512`, `PS256`, `PS384`, `PS512`, `EdDSA` at path $.definition.mode.jwt.key.fixed.algorithm",
                ),
                (
                    r#"{"fixed":{"algorithm":"HS256"}}"#,
                    "missing field `key` at path $.definition.mode.jwt.key.fixed",
                ),
                (
                    r#"{"fixed":{"algorithm":"HS256","key":{"value":"s"},"kid":"x"}}"#,
                    "unknown field `kid`, expected `algorithm` or `key` at path $.definition.mode.jwt.key.fixed.kid",
                ),
                (
                    r#"{"fixed":{"algorithm":"HS256","key":{}}}"#,
                    "missing field `value` at path $.definition.mode.jwt.key.fixed.key",
                ),
                (
                    r#"{"fixed":{"algorithm":"HS256","key":{"value":"a","valueFromEnv":"B"}}}"#,
                    "~definition.mode.jwt.key.fixed.key: both `value` and `valueFromEnv` are given",
                ),
                (
                    r#"{"fixed":{"algorithm":"HS256","key":"hunter2"}}"#,
                    "~invalid type: string \"…\", expected struct EnvironmentValue at path $.definition.mode.jwt.key.fixed.key",
                ),
                (
                    r#"{"fixed":{"algorithm":"HS256","key":{"value":123456}}}"#,
                    "~invalid type: integer `…`, expected a string at path $.definition.mode.jwt.key.fixed.key.value",
                ),
                (
                    r#""hunter2""#,
                    "~unknown variant `…`, expected `fixed` or `jwkFromUrl` at path $.definition.mode.jwt.key",
                ),
                (
                    r#"{"fixed":{"hunter2hunter2":1}}"#,
                    "~unknown field `…`, expected `algorithm` or `key` at path $.definition.mode.jwt.key.fixed.…",
                ),
                (
                    "{}",
                    "invalid value: map, expected map with a single key at path $.definition.mode.jwt.key",
                ),
                (
                    r#"{"jwkFromUrl":{"value":"https://x"}}"#,
                    "invalid type: map, expected a string at path $.definition.mode.jwt.key.jwkFromUrl",
                ),
                (
                    r#"{"jwkFromUrl":"example.com/k"}"#,
                    "relative URL without a base at path $.definition.mode.jwt.key.jwkFromUrl",
                ),
                (
                    r#"{"jwkFromUrl":"ftp://example.com/k"}"#,
                    "~definition.mode.jwt.key.jwkFromUrl: `…` is not an http URL",
                ),
            ],
        );
    }

    #[test]
    fn of_two_mistakes_the_first_in_the_file_is_named() {
        let text = jwt(CLAIMS, PLACE, KEY, r#","issuer":1,"audience":2"#);
        assert!(message(&text).ends_with("$.definition.mode.jwt.issuer"));
        let text = jwt(CLAIMS, PLACE, KEY, r#","audience":2,"issuer":1"#);
        assert!(message(&text).ends_with("$.definition.mode.jwt.audience"));
    }

    #[test]
    fn values_that_look_like_secrets_are_not_shown() {
        for value in
            ["eyJhbGciOiJIUzI1NiJ9.e30.", "-----BEGIN KEY-----", "https://u:p@h/", &"a".repeat(65)]
        {
            let shown = message(&jwt(CLAIMS, PLACE, KEY, &format!(r#","audience":"{value}""#)));
            assert_eq!(
                shown,
                "~invalid type: string \"…\", expected a sequence at path $.definition.mode.jwt.audience"
            );
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
