//! `HASURA_GRAPHQL_JWT_SECRET`: which tokens the engine accepts.

use crate::hasura::hmac_secret;
use crate::hasura::v2::aeson::{is_string_or_uri, member, mismatch};
use crate::hasura::v2::jwt_secret::{JwtSecret, type_name};
use crate::hasura::v2::not_json::Mistake;
use crate::hasura::view::{ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE, NAMESPACE};
use crate::hasura::warning::EngineWarning;
use crate::hasura::words;
use crate::jose::algorithm::{Curve, KeyFamily, SignatureAlgorithm};
use crate::jose::base64url;
use crate::jose::json::{JsonError, Number, Object, Value};
use crate::jose::key::VerificationMaterial;
use crate::jose::note::Note;
use crate::jose::path::JsonPath;
use crate::jose::pem::{self, BlockError, FoundKey, ReadKeyError};
use crate::redact;

/// The variable that holds a single entry.
pub(crate) const SINGLE: &str = "HASURA_GRAPHQL_JWT_SECRET";
/// The variable that holds a list of entries. It takes precedence.
pub(crate) const LIST: &str = "HASURA_GRAPHQL_JWT_SECRETS";

/// The whole configuration as the engine reads it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Config {
    /// Each entry once
    pub(crate) entries: Vec<JwtConfig>,
    /// The same entries in their written form, in the same order
    pub(crate) written: Vec<JwtSecret>,
    pub(crate) warnings: Vec<Note<EngineWarning>>,
}

/// One entry, with all defaults filled in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct JwtConfig {
    pub(crate) keys: KeyPlace,
    pub(crate) claims: ClaimsPlace,
    pub(crate) audience: Option<Vec<String>>,
    pub(crate) issuer: Option<String>,
    /// `allowed_skew` in microseconds, never negative
    pub(crate) skew: i64,
    pub(crate) token: TokenPlace,
    /// Whether `extra_required_claims` is present, which only the newest engines support
    pub(crate) extra_required_claims: bool,
}

/// Where the keys are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum KeyPlace {
    /// `key`
    Here(VerificationMaterial),
    /// `jwk_url`
    Url(String),
}

/// Where the Hasura claims are in the token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ClaimsPlace {
    /// `claims_namespace`: one top-level key
    Namespace(String, ClaimsFormat),
    /// `claims_namespace_path`
    Path(JsonPath, ClaimsFormat),
    /// `claims_map`: individual claims
    Map(ClaimsMap),
}

/// `claims_map`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ClaimsMap {
    pub(crate) allowed_roles: Mapped<Vec<String>>,
    pub(crate) default_role: Mapped<String>,
    pub(crate) others: Vec<(String, Mapped<String>)>,
}

/// One value of `claims_map`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mapped<T> {
    /// `{"path": P, "default": D}`
    Path { path: JsonPath, default: Option<T> },
    /// The value itself
    Literal(T),
}

/// Where the token is in the request, as set by `header`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum TokenPlace {
    Authorization,
    Cookie(String),
    CustomHeader(String),
}

/// The reason why the engine does not start, with its own message.
pub(crate) type ConfigError = words::ConfigError<Fault>;

/// The kinds of faults in a configuration.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Fault {
    /// Not JSON, and what probably went wrong
    NotJson(JsonError, Option<Mistake>),
    /// The object is JSON in a string
    Stringified,
    /// A field has the wrong type
    Field,
    /// A list of so many entries in the variable for one
    ListInSingle(usize),
    /// One entry in the variable for a list
    NotAList,
    TwoNamespaces,
    /// Not a path in the engine's grammar
    Path(WrongPath),
    /// There is neither `key` nor `jwk_url`; the field that was meant to be one, and which
    NoKey(Option<(String, &'static str)>),
    /// There is no `key`, but Nhost's `signing_key`
    OnlySigningKey,
    TwoKeys,
    /// There is no `type`; the one that the key needs, if it tells
    NoType(Option<&'static str>),
    /// The engine does not know the `type`; the one that was meant, if it tells
    UnknownType(Option<&'static str>),
    ShortSecret,
    /// A PEM has lost its line breaks
    OneLinePem,
    /// A PEM has `\n` as two characters for each of its line breaks
    EscapedPem,
    /// `key` is not a public key in PEM
    Pem(WrongKey),
    /// `jwk_url` is not an absolute URL
    JwkUrl,
    ClaimsFormat,
    ClaimsMap(WrongMap),
    Header,
    StringOrUri,
    /// The admin secret is not set
    NoAdminSecret,
    /// A webhook is configured too
    TwoModes,
    /// The key set at `jwk_url` cannot be read
    KeySet,
}

/// What is wrong with `claims_map`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum WrongMap {
    /// It is not an object
    Kind,
    /// One of the roles is missing
    Missing,
    /// An entry is an object without a path
    NoPath,
    /// The allowed roles are not a list of names, in the entry or in its default
    AllowedRoles,
    /// The default role is not a name, in the entry or in its default
    DefaultRole,
    /// Another variable is not a string, in the entry or in its default
    Variable,
}

/// A path that the engine cannot read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct WrongPath {
    /// Whether it is `claims_namespace_path`, and not a path of `claims_map`
    pub(crate) is_namespace: bool,
    pub(crate) text: String,
}

/// What stands in `key` instead of a public key or a certificate in PEM.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum WrongKey {
    /// A JWK, or a set of them
    Jwk,
    /// An OpenSSH key
    Ssh,
    /// A block of PGP
    Pgp,
    Private,
    /// A request for a certificate
    Request,
    /// A PEM in base64
    Base64Pem,
    /// The base64 of a key, without the lines around it
    BareBase64,
    Url,
    /// The name of a file
    FileName,
    Other,
}

impl WrongKey {
    fn of(key: &str) -> Self {
        let key = key.trim();
        let holds = |words: &[&str]| words.iter().any(|word| key.contains(word));
        let begins = |words: &[&str]| words.iter().any(|word| key.starts_with(word));
        let is_base64 = || {
            let compact: String = key.split_whitespace().collect();
            base64url::decode_standard(&compact).is_some_and(|der| der.first() == Some(&0x30))
        };
        if begins(&["{", "["]) {
            Self::Jwk
        } else if begins(&["https://", "http://"]) {
            Self::Url
        } else if holds(&["BEGIN PGP "]) {
            Self::Pgp
        } else if begins(&["ssh-", "ecdsa-sha2-", "sk-"])
            || holds(&["BEGIN OPENSSH ", "BEGIN SSH2 ", "PuTTY-User-Key"])
        {
            Self::Ssh
        } else if holds(&["PRIVATE KEY-----"]) {
            Self::Private
        } else if holds(&["CERTIFICATE REQUEST-----"]) {
            Self::Request
        } else if begins(&["LS0tLS1"]) {
            Self::Base64Pem
        } else if is_base64() {
            Self::BareBase64
        } else if begins(&["/", "./", "~/"])
            || [".pem", ".pub", ".crt", ".cer", ".key"].iter().any(|end| key.ends_with(end))
        {
            Self::FileName
        } else {
            Self::Other
        }
    }
}

/// All known fields, in the order of the documentation.
const FIELDS: [&str; 12] = [
    "type",
    "key",
    "jwk_url",
    "claims_namespace",
    "claims_namespace_path",
    "claims_format",
    "audience",
    "issuer",
    "claims_map",
    "allowed_skew",
    "header",
    "extra_required_claims",
];

/// The values of `type` that the engine supports, and the kind of key for each.
const TYPES: [&str; 10] =
    ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "Ed25519", "ES256", "ES384", "ES512"];

/// Hosts whose keys sign tokens for every customer. Only the audience separates tenants.
const SHARED_KEYS: [&str; 3] = ["googleapis.com", "google.com", "login.microsoftonline.com"];

const PATH_RULE: &str = r#"Accept letters, digits, underscore (_) or hyphen (-) only. Use quotes enclosed in bracket (["..."]) if there is any special character"#;

/// Parses the value of [`SINGLE`] or [`LIST`] as the engine does at startup.
///
/// # Errors
///
/// Returns the engine's own message, with the path at which it stopped.
pub(crate) fn parse(text: &str, variable: &str) -> Result<Config, ConfigError> {
    let failed = |failure: Failure| ConfigError {
        message: format!(
            "Fatal Error:- Environment variable {variable}: Error in ${}: {}",
            failure.path, failure.message
        ),
        fault: failure.fault,
        inexact: failure.inexact,
    };
    let value = Value::parse(text.as_bytes()).map_err(|error| {
        let message = "Failed reading: not a valid json value";
        failed(Failure::inexact("", Fault::NotJson(error, Mistake::of(text)), message))
    })?;
    let mut config = Config { entries: Vec::new(), written: Vec::new(), warnings: Vec::new() };
    if variable == LIST {
        let elements = value.as_array().ok_or_else(|| {
            let fault = if value.as_object().is_some() { Fault::NotAList } else { Fault::Field };
            failed(Failure::new("", fault, mismatch("[]", "Array", &value)))
        })?;
        for (index, element) in elements.iter().enumerate() {
            let entry = entry(element, &mut config.warnings)
                .map_err(|failure| failed(failure.below(&format!("[{index}]"))))?;
            if !config.entries.contains(&entry) {
                config.add(entry, element);
            }
        }
        config.warnings.push(Note::new(
            EngineWarning::MultipleSecrets,
            format!(
                "only Hasura Cloud and Enterprise read {LIST}; Community Edition ignores it, and answers a token with `x-hasura-admin-secret/x-hasura-access-key required, but not found` unless {SINGLE} holds one entry"
            ),
        ));
    } else {
        let entry = entry(&value, &mut config.warnings).map_err(failed)?;
        config.add(entry, &value);
    }
    Ok(config)
}

impl Config {
    fn add(&mut self, entry: JwtConfig, written: &Value) {
        let written = written.as_object().and_then(JwtSecret::from_object);
        self.entries.push(entry);
        self.written.push(written.unwrap_or_default());
    }
}

/// Returns the variable that a configuration is meant for: a list has its own.
pub(crate) fn variable_for(text: &str) -> &'static str {
    if text.trim_start().starts_with('[') { LIST } else { SINGLE }
}

/// Checks that the engine starts in JWT mode at all.
///
/// # Errors
///
/// Returns the engine's own message if there is no admin secret.
pub(crate) fn startup(admin_secret: bool, unauthorized_role: bool) -> Result<(), ConfigError> {
    const SECRET: &str = "--admin-secret (HASURA_GRAPHQL_ADMIN_SECRET) or  --access-key (HASURA_GRAPHQL_ACCESS_KEY) to be set";
    if admin_secret {
        return Ok(());
    }
    let message = if unauthorized_role {
        format!(
            "Fatal Error: --unauthorized-role (HASURA_GRAPHQL_UNAUTHORIZED_ROLE) requires {SECRET} and is not allowed when --auth-hook (HASURA_GRAPHQL_AUTH_HOOK) is set"
        )
    } else {
        format!("Fatal Error : --jwt-secret (HASURA_GRAPHQL_JWT_SECRET) requires {SECRET}")
    };
    Err(ConfigError { message, fault: Fault::NoAdminSecret, inexact: unauthorized_role })
}

/// Why the engine does not start with a webhook and a JWT configuration.
pub(crate) fn webhook_beside_jwt() -> ConfigError {
    let message = "Fatal Error: Both webhook and JWT mode cannot be enabled at the same time";
    ConfigError::exact(Fault::TwoModes, message)
}

/// A parse failure, with its path below the root.
struct Failure {
    path: String,
    message: String,
    fault: Fault,
    inexact: bool,
}

impl Failure {
    fn new(path: impl Into<String>, fault: Fault, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into(), fault, inexact: false }
    }

    fn inexact(path: impl Into<String>, fault: Fault, message: impl Into<String>) -> Self {
        Self { inexact: true, ..Self::new(path, fault, message) }
    }

    fn below(self, path: &str) -> Self {
        Self { path: format!("{path}{}", self.path), ..self }
    }
}

/// Whether a value is a string that holds a JSON object.
fn holds_object(value: &Value) -> bool {
    value.as_str().is_some_and(|text| {
        Value::parse(text.as_bytes()).is_ok_and(|inner| inner.as_object().is_some())
    })
}

/// Parses one entry: the type of every field first, then the namespaces, then the key.
fn entry(value: &Value, warnings: &mut Vec<Note<EngineWarning>>) -> Result<JwtConfig, Failure> {
    let Value::Object(object) = value else {
        let message = mismatch("JWTConfig", "Object", value);
        let fault = match value {
            Value::Array(entries) => Fault::ListInSingle(entries.len()),
            Value::String(_) if holds_object(value) => Fault::Stringified,
            _ => Fault::Field,
        };
        return Err(Failure::inexact("", fault, message));
    };
    let key = match object.get("key") {
        Some(Value::Object(_)) => text(object, "key", "Text")
            .map_err(|failure| Failure { fault: Fault::Pem(WrongKey::Jwk), ..failure })?,
        _ => text(object, "key", "Text")?,
    };
    let r#type = text(object, "type", "Text")?;
    let namespace = text(object, "claims_namespace", "Text")?;
    let namespace_path = text(object, "claims_namespace_path", "Text")?;
    let audience = audience(object)?;
    let issuer = string_or_uri(object, "issuer")?;
    let jwk_url = jwk_url(object)?;
    let format = claims_format(object)?;
    let map = field(object, "claims_map").map(claims_map).transpose()?;
    let skew = skew(object, warnings)?;
    let token = field(object, "header").map_or(Ok(TokenPlace::Authorization), token_place)?;
    let place = match (namespace, namespace_path) {
        (Some(_), Some(_)) => {
            return Err(Failure::new(
                "",
                Fault::TwoNamespaces,
                "claims_namespace and claims_namespace_path both cannot be set",
            ));
        }
        (Some(namespace), None) => ClaimsPlace::Namespace(namespace.to_owned(), format),
        (None, Some(path)) => {
            let message =
                format!("invalid JSON path claims_namespace_path error: {path}. {PATH_RULE}");
            let wrong = WrongPath { is_namespace: true, text: path.to_owned() };
            let path = path.parse().map_err(|_| Failure::new("", Fault::Path(wrong), message))?;
            ClaimsPlace::Path(path, format)
        }
        (None, None) => ClaimsPlace::Namespace(NAMESPACE.to_owned(), format),
    };
    let keys = match (key, jwk_url) {
        (None, None) => {
            let message = "key and jwk_url both cannot be empty";
            let fault = if object.get_str("signing_key").is_some() {
                Fault::OnlySigningKey
            } else {
                Fault::NoKey(misnamed_key(object))
            };
            return Err(Failure::new("", fault, message));
        }
        (Some(_), Some(_)) => {
            let message = "key, jwk_url both cannot be present";
            return Err(Failure::new("", Fault::TwoKeys, message));
        }
        (Some(key), None) => {
            let r#type = r#type.ok_or_else(|| {
                Failure::new("", Fault::NoType(type_for(key)), r#"key "type" not found"#)
            })?;
            KeyPlace::Here(material(r#type, key, warnings)?)
        }
        (None, Some(url)) => KeyPlace::Url(url),
    };
    let claims = match map {
        Some(map) => {
            let ignored = ["claims_namespace", "claims_namespace_path", "claims_format"];
            for name in ignored.into_iter().filter(|name| field(object, name).is_some()) {
                warnings.push(Note::new(
                    EngineWarning::FieldIgnored,
                    format!("`{name}` is ignored, because `claims_map` is set"),
                ));
            }
            ClaimsPlace::Map(map)
        }
        None => place,
    };
    let extra_required_claims = object.contains("extra_required_claims");
    let entry = JwtConfig { keys, claims, audience, issuer, skew, token, extra_required_claims };
    advise(object, &entry, warnings);
    Ok(entry)
}

/// Warns about settings that the engine accepts silently but you will regret.
fn advise(object: &Object, entry: &JwtConfig, warnings: &mut Vec<Note<EngineWarning>>) {
    if object.get_str("signing_key").is_some() {
        warnings.push(Note::new(
            EngineWarning::PrivateKey,
            "`signing_key` is the private key with which Nhost's authentication service signs: the engine ignores it and does not need it",
        ));
    }
    let unknown = |name: &str| !FIELDS.contains(&name) && name != "signing_key";
    for (name, _) in object.iter().filter(|(name, _)| unknown(name)) {
        let message = format!("the engine ignores the unknown field `{name}`");
        warnings.push(Note::new(EngineWarning::UnknownField, message));
    }
    for name in object.duplicates() {
        let message = format!("`{name}` appears more than once, and the last one counts");
        warnings.push(Note::new(EngineWarning::RepeatedField, message));
    }
    if entry.extra_required_claims {
        warnings.push(Note::new(
            EngineWarning::ExtraRequiredClaims,
            "only the newest engines support `extra_required_claims` and refuse tokens without those claims; this is not predicted",
        ));
    }
    if let KeyPlace::Url(url) = &entry.keys {
        if field(object, "type").is_some() {
            let message = "`type` is ignored, because `jwk_url` is set";
            warnings.push(Note::new(EngineWarning::FieldIgnored, message));
        }
        let shared = SHARED_KEYS.iter().any(|host| url.contains(host));
        if shared && entry.audience.is_none() {
            warnings.push(Note::new(
                EngineWarning::NoAudience,
                "the keys at `jwk_url` sign tokens for all of the provider's customers; without `audience`, the engine accepts all of these tokens",
            ));
        }
    }
    if let KeyPlace::Url(url) = &entry.keys
        && let Some(host) = loopback_host(url)
    {
        warnings.push(Note::new(
            EngineWarning::LoopbackAddress,
            format!(
                "in a container, `{host}` is the container itself: in `jwk_url`, name the service or `host.docker.internal`"
            ),
        ));
    }
    if let ClaimsPlace::Namespace(namespace, _) = &entry.claims
        && namespace.starts_with('$')
        && namespace.parse::<JsonPath>().is_ok()
    {
        warnings.push(Note::new(
            EngineWarning::NamespaceIsPath,
            format!(
                "`claims_namespace` is one key, named `{}`; for a path, write `claims_namespace_path`",
                redact::place(namespace)
            ),
        ));
    }
    if let ClaimsPlace::Map(map) = &entry.claims {
        for (name, _) in &map.others {
            if !name.to_ascii_lowercase().starts_with("x-hasura-") {
                let message = format!(
                    "`{name}` in `claims_map` does not begin with `x-hasura-`; whether the engine accepts it depends on its release"
                );
                warnings.push(Note::new(EngineWarning::UnprefixedName, message));
            }
        }
    }
}

/// The host of an address, if it is this machine.
fn loopback_host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let is_loopback = |name: &&str| {
        host.strip_prefix(name).is_some_and(|port| port.is_empty() || port.starts_with(':'))
    };
    ["localhost", "127.0.0.1", "[::1]", "0.0.0.0"].into_iter().find(is_loopback)
}

/// The `type` for a key, if it tells.
fn type_for(key: &str) -> Option<&'static str> {
    match pem::read_pem(key) {
        Ok((FoundKey::Public(key), _)) => type_name(SignatureAlgorithm::customary_of(key.family())),
        Ok((FoundKey::Private(key), _)) => {
            type_name(SignatureAlgorithm::customary_of(key.public().family()))
        }
        Ok((FoundKey::Encrypted(_), _)) => None,
        Err(_) => (WrongKey::of(key) == WrongKey::Other).then_some("HS256"),
    }
}

/// The `type` that another name means.
fn type_like(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_uppercase();
    let algorithm = match name.as_str() {
        "RSA" => "RS256",
        "HMAC" | "HMAC-SHA256" | "SHA256" => "HS256",
        "EC" | "ECDSA" => "ES256",
        "EDDSA" | "OKP" | "ED25519" => "Ed25519",
        name => name,
    };
    let algorithm = algorithm.replacen("PS", "RS", 1);
    TYPES.into_iter().find(|known| **known == algorithm)
}

/// Returns a field; `null` counts as missing.
fn field<'a>(object: &'a Object, name: &str) -> Option<&'a Value> {
    object.get(name).filter(|value| **value != Value::Null)
}

fn text<'a>(object: &'a Object, name: &str, what: &str) -> Result<Option<&'a str>, Failure> {
    let Some(value) = field(object, name) else { return Ok(None) };
    let failure = || Failure::new(member(name), Fault::Field, mismatch(what, "String", value));
    value.as_str().map(Some).ok_or_else(failure)
}

fn string_or_uri(object: &Object, name: &str) -> Result<Option<String>, Failure> {
    let text = text(object, name, "StringOrURI")?;
    match text {
        Some(text) if !is_string_or_uri(text) => {
            Err(Failure::new(member(name), Fault::StringOrUri, "failed to parse StringOrURI"))
        }
        other => Ok(other.map(ToOwned::to_owned)),
    }
}

fn audience(object: &Object) -> Result<Option<Vec<String>>, Failure> {
    const NAME: &str = "audience";
    let Some(Value::Array(elements)) = field(object, NAME) else {
        return Ok(string_or_uri(object, NAME)?.map(|one| vec![one]));
    };
    let mut audiences = Vec::with_capacity(elements.len());
    for element in elements {
        match element.as_str() {
            Some(text) if is_string_or_uri(text) => audiences.push(text.to_owned()),
            Some(_) => {
                let message = "failed to parse StringOrURI";
                return Err(Failure::inexact(member(NAME), Fault::StringOrUri, message));
            }
            None => {
                let message = mismatch("StringOrURI", "String", element);
                return Err(Failure::inexact(member(NAME), Fault::Field, message));
            }
        }
    }
    Ok(Some(audiences))
}

/// Parses `jwk_url`, which must be an absolute URI.
fn jwk_url(object: &Object) -> Result<Option<String>, Failure> {
    let Some(value) = field(object, "jwk_url") else { return Ok(None) };
    let failure = |message: String| Failure::inexact(member("jwk_url"), Fault::JwkUrl, message);
    let text = value.as_str().ok_or_else(|| failure(mismatch("URI", "String", value)))?;
    if text.contains(':') && is_string_or_uri(text) {
        Ok(Some(text.to_owned()))
    } else {
        Err(failure("not a valid URI".to_owned()))
    }
}

fn claims_format(object: &Object) -> Result<ClaimsFormat, Failure> {
    const NAME: &str = "claims_format";
    match text(object, NAME, "Text")? {
        None | Some("json") => Ok(ClaimsFormat::Json),
        Some("stringified_json") => Ok(ClaimsFormat::Stringified),
        Some(_) => Err(Failure::inexact(
            member(NAME),
            Fault::ClaimsFormat,
            r#"invalid `claims_format`: expected "json" or "stringified_json""#,
        )),
    }
}

fn skew(object: &Object, warnings: &mut Vec<Note<EngineWarning>>) -> Result<i64, Failure> {
    const NAME: &str = "allowed_skew";
    let Some(value) = field(object, NAME) else { return Ok(0) };
    let seconds = value.as_number().and_then(Number::as_f64).ok_or_else(|| {
        Failure::inexact(member(NAME), Fault::Field, mismatch("NominalDiffTime", "Number", value))
    })?;
    if seconds < 0.0 {
        let message = format!("`allowed_skew` is negative and counts as {}", seconds.abs());
        warnings.push(Note::new(EngineWarning::NegativeSkew, message));
    }
    if seconds.fract() != 0.0 {
        let message = "`allowed_skew` is documented as a whole number of seconds; a fraction is probably accepted, but that is not certain";
        warnings.push(Note::new(EngineWarning::FractionalSkew, message));
    }
    #[expect(clippy::cast_possible_truncation, reason = "the cast saturates, as is meant")]
    Ok((seconds.abs() * 1e6).round() as i64)
}

fn token_place(header: &Value) -> Result<TokenPlace, Failure> {
    const NAME: &str = "header";
    let failure = |message: String| Failure::new(member(NAME), Fault::Header, message);
    let Value::Object(object) = header else {
        let message = mismatch("JWTHeader", "Object", header);
        return Err(Failure { inexact: true, ..failure(message) });
    };
    let required = |name: &str| {
        let value = object.get(name).ok_or_else(|| failure(format!("key \"{name}\" not found")))?;
        value
            .as_str()
            .map(ToOwned::to_owned)
            .ok_or_else(|| failure(mismatch("Text", "String", value)).below_itself(&member(name)))
    };
    match required("type")?.to_lowercase().as_str() {
        "authorization" => Ok(TokenPlace::Authorization),
        "cookie" => required("name").map(TokenPlace::Cookie),
        "customheader" => required("name").map(TokenPlace::CustomHeader),
        _ => Err(failure(
            "expected 'type' is 'Authorization' or 'Cookie' or 'CustomHeader'".to_owned(),
        )),
    }
}

impl Failure {
    fn below_itself(self, path: &str) -> Self {
        Self { path: format!("{}{path}", self.path), ..self }
    }
}

/// Reads the key: the bytes of a secret, or the first block of a PEM.
fn material(
    kind: &str,
    key: &str,
    warnings: &mut Vec<Note<EngineWarning>>,
) -> Result<VerificationMaterial, Failure> {
    let invalid = |fault, message: &str| Failure::new("", fault, format!("Invalid JWK: {message}"));
    if !TYPES.contains(&kind) {
        let shown = redact::name(kind);
        let message = format!("Key type: {shown} is not supported");
        let fault = Fault::UnknownType(type_like(kind));
        return Err(Failure { inexact: shown != kind, ..invalid(fault, &message) });
    }
    let family = match kind {
        "Ed25519" => Some(KeyFamily::Ed25519),
        name => name.parse::<SignatureAlgorithm>().ok().map(SignatureAlgorithm::family),
    };
    if family == Some(KeyFamily::Hmac) {
        let needed = kind.parse().ok().and_then(SignatureAlgorithm::hmac_bytes).unwrap_or(32);
        if key.len() < needed {
            let message = format!("Key size too small; should be atleast {needed} characters");
            return Err(invalid(Fault::ShortSecret, &message));
        }
        let secret = hmac_secret::read(key)
            .map_err(|error| invalid(Fault::ShortSecret, &format!("the key is {error}")))?;
        warnings.extend(hmac_secret::key_as_secret(&secret));
        return Ok(secret);
    }
    let undecodable = |fault, reason: &str, inexact| Failure {
        inexact,
        ..invalid(fault, &format!("Could not decode PEM: {reason}"))
    };
    let wrong = || Fault::Pem(WrongKey::of(key));
    let der = pem::first_block(key).map_err(|error| match error {
        BlockError::Missing => undecodable(wrong(), "No pem found", false),
        BlockError::Delimiter => {
            let fault = match WrongKey::of(key) {
                WrongKey::Other if key.contains("\\n") => Fault::EscapedPem,
                WrongKey::Other => Fault::OneLinePem,
                other => Fault::Pem(other),
            };
            undecodable(fault, "invalid PEM delimiter found", false)
        }
        BlockError::Content => undecodable(wrong(), "invalid PEM content", true),
    })?;
    let public = match pem::read_der(&der) {
        Ok(FoundKey::Public(key)) => key,
        Err(ReadKeyError::Algorithm { .. }) => {
            return Err(undecodable(wrong(), "This key type is not supported", false));
        }
        Ok(FoundKey::Private(_) | FoundKey::Encrypted(_)) | Err(_) => {
            return Err(undecodable(wrong(), "unexpected ASN.1 structure", true));
        }
    };
    match public.family() {
        KeyFamily::MlDsa(_) => {
            return Err(undecodable(wrong(), "This key type is not supported", false));
        }
        // The declared curve is not compared either.
        found if Some(found) != family => {
            let message = format!(
                "`type` is {kind} and the key is {found}: the engine uses the key and ignores the type"
            );
            warnings.push(Note::new(EngineWarning::TypeMismatch, message));
        }
        _ => {}
    }
    if public.family() == KeyFamily::Ec(Curve::Secp256k1) {
        warnings.push(Note::new(
            EngineWarning::Secp256k1,
            "only newer engines check ES256K, the algorithm of a key on secp256k1",
        ));
    }
    Ok(VerificationMaterial::Public(public))
}

/// Returns a field that was meant to be the key or its URL, with the name that the engine reads.
fn misnamed_key(object: &Object) -> Option<(String, &'static str)> {
    object.iter().find_map(|(name, value)| {
        let plain = name.to_ascii_lowercase().replace(['_', '-'], "");
        let meant = match &*plain {
            "jwkurl" | "jwksurl" | "jwkuri" | "jwksuri" | "jwk" | "jwks" | "url" => "jwk_url",
            "key" | "keys" | "secret" | "publickey" => "key",
            _ => return None,
        };
        value.as_str().map(|_| (name.to_owned(), meant))
    })
}

/// Parses `claims_map`: the two role claims first, then the others.
fn claims_map(value: &Value) -> Result<ClaimsMap, Failure> {
    let here = member("claims_map");
    let Value::Object(object) = value else {
        let message = mismatch("JWTCustomClaimsMap", "Object", value);
        return Err(Failure::inexact(here, Fault::ClaimsMap(WrongMap::Kind), message));
    };
    let required = |name: &str| {
        object.get(name).ok_or_else(|| {
            let message = format!("{name} is expected but not found");
            Failure::new(here.clone(), Fault::ClaimsMap(WrongMap::Missing), message)
        })
    };
    let allowed_roles = required(ALLOWED_ROLES)?;
    let default_role = required(DEFAULT_ROLE)?;
    let below = |failure: Failure| failure.below(&here);
    let others = object
        .iter()
        .filter(|(name, _)| ![ALLOWED_ROLES, DEFAULT_ROLE].contains(name))
        .map(|(name, value)| Ok((name.to_owned(), mapped(value, string, WrongMap::Variable)?)))
        .collect::<Result<_, _>>();
    Ok(ClaimsMap {
        allowed_roles: mapped(allowed_roles, roles, WrongMap::AllowedRoles).map_err(below)?,
        default_role: mapped(default_role, role, WrongMap::DefaultRole).map_err(below)?,
        others: others.map_err(below)?,
    })
}

fn mapped<T>(
    value: &Value,
    literal: fn(&Value) -> Result<T, String>,
    kind: WrongMap,
) -> Result<Mapped<T>, Failure> {
    let wrong = |message| Failure::inexact("", Fault::ClaimsMap(kind), message);
    let Value::Object(object) = value else {
        return literal(value).map(Mapped::Literal).map_err(wrong);
    };
    let no_path = || Fault::ClaimsMap(WrongMap::NoPath);
    let path =
        object.get("path").ok_or_else(|| Failure::new("", no_path(), r#"key "path" not found"#))?;
    let path = path
        .as_str()
        .ok_or_else(|| Failure::inexact("", no_path(), mismatch("Text", "String", path)))?;
    let invalid = || {
        let wrong = WrongPath { is_namespace: false, text: path.to_owned() };
        Failure::new("", Fault::Path(wrong), format!("{path}. {PATH_RULE}"))
    };
    let path = path.parse().map_err(|_| invalid())?;
    let default = field(object, "default").map(literal).transpose().map_err(wrong)?;
    Ok(Mapped::Path { path, default })
}

/// Parses a list of roles, none of them empty.
pub(crate) fn roles(value: &Value) -> Result<Vec<String>, String> {
    let roles = value.as_array().ok_or_else(|| mismatch("[]", "Array", value))?;
    roles.iter().map(role).collect()
}

/// Parses the name of a role, which must not be empty.
pub(crate) fn role(value: &Value) -> Result<String, String> {
    match value.as_str() {
        Some("") => Err("empty string not allowed".to_owned()),
        Some(role) => Ok(role.to_owned()),
        None => Err(mismatch("String", "String", value)),
    }
}

/// Parses any string.
pub(crate) fn string(value: &Value) -> Result<String, String> {
    value.as_str().map(ToOwned::to_owned).ok_or_else(|| mismatch("Text", "String", value))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    fn refused(fields: &str) -> String {
        let error = parse(&format!("{{{fields}}}"), SINGLE).unwrap_err().message;
        let prefix = "Fatal Error:- Environment variable HASURA_GRAPHQL_JWT_SECRET: Error in $";
        error.strip_prefix(prefix).unwrap().to_owned()
    }

    fn read(fields: &str) -> Config {
        let text = format!(r#"{{"type":"HS256","key":"{SECRET}",{fields}}}"#);
        parse(&text, SINGLE).unwrap()
    }

    fn codes(config: &Config) -> Vec<&'static str> {
        config.warnings.iter().map(|warning| warning.code.name()).collect()
    }

    #[test]
    fn what_the_engine_does_not_start_with_is_said_in_its_words() {
        let one_line = "-----BEGIN PUBLIC KEY----- MIIB -----END PUBLIC KEY-----";
        let key = |kind: &str, key: &str| {
            let key = Value::from(key).to_json();
            format!(r#""type":"{kind}","key":{key}"#)
        };
        let secret = key("HS256", SECRET);
        let with = |more: &str| format!("{secret},{more}");
        let path_rule = r#"Accept letters, digits, underscore (_) or hyphen (-) only. Use quotes enclosed in bracket (["..."]) if there is any special character"#;
        let roles = r#""x-hasura-allowed-roles":["a"],"x-hasura-default-role":"a""#;
        for (fields, message) in [
            (
                with(r#""claims_namespace":"a","claims_namespace_path":"$""#),
                ": claims_namespace and claims_namespace_path both cannot be set".to_owned(),
            ),
            (
                with(r#""claims_namespace_path":"a b""#),
                format!(": invalid JSON path claims_namespace_path error: a b. {path_rule}"),
            ),
            (
                with(&format!(r#""claims_map":{{{roles},"x-hasura-user-id":{{"path":"$..a"}}}}"#)),
                format!("['claims_map']: $..a. {path_rule}"),
            ),
            (String::new(), ": key and jwk_url both cannot be empty".to_owned()),
            (with(r#""jwk_url":"https://x/""#), ": key, jwk_url both cannot be present".to_owned()),
            (r#""key":"a""#.to_owned(), r#": key "type" not found"#.to_owned()),
            (r#""type":null,"key":"a""#.to_owned(), r#": key "type" not found"#.to_owned()),
            (key("PS256", "a"), ": Invalid JWK: Key type: PS256 is not supported".to_owned()),
            (key("hs256", SECRET), ": Invalid JWK: Key type: hs256 is not supported".to_owned()),
            (
                key("HS256", "short"),
                ": Invalid JWK: Key size too small; should be atleast 32 characters".to_owned(),
            ),
            (
                key("HS384", SECRET),
                ": Invalid JWK: Key size too small; should be atleast 48 characters".to_owned(),
            ),
            (
                key("HS512", SECRET),
                ": Invalid JWK: Key size too small; should be atleast 64 characters".to_owned(),
            ),
            (
                key("RS256", one_line),
                ": Invalid JWK: Could not decode PEM: invalid PEM delimiter found".to_owned(),
            ),
            (key("RS256", SECRET), ": Invalid JWK: Could not decode PEM: No pem found".to_owned()),
            (
                with(r#""claims_map":{}"#),
                "['claims_map']: x-hasura-allowed-roles is expected but not found".to_owned(),
            ),
            (
                with(r#""claims_map":{"X-Hasura-Allowed-Roles":["a"]}"#),
                "['claims_map']: x-hasura-allowed-roles is expected but not found".to_owned(),
            ),
            (
                with(r#""claims_map":{"x-hasura-allowed-roles":["a"]}"#),
                "['claims_map']: x-hasura-default-role is expected but not found".to_owned(),
            ),
            (
                with(&format!(r#""claims_map":{{{roles},"x-hasura-user-id":{{}}}}"#)),
                r#"['claims_map']: key "path" not found"#.to_owned(),
            ),
            (
                with(r#""header":{"type":"Query"}"#),
                ".header: expected 'type' is 'Authorization' or 'Cookie' or 'CustomHeader'"
                    .to_owned(),
            ),
            (with(r#""header":{"type":"Cookie"}"#), r#".header: key "name" not found"#.to_owned()),
            (
                with(r#""header":{"type":"CustomHeader"}"#),
                r#".header: key "name" not found"#.to_owned(),
            ),
            (with(r#""issuer":"a b:c""#), ".issuer: failed to parse StringOrURI".to_owned()),
            (with(r#""audience":"a b:c""#), ".audience: failed to parse StringOrURI".to_owned()),
            (
                r#""key":7"#.to_owned(),
                ".key: parsing Text failed, expected String, but encountered Number".to_owned(),
            ),
        ] {
            assert_eq!(refused(&fields), message, "{fields}");
        }
        // A string, as in the documentation; the engine requires an object.
        assert!(refused(&with(r#""header":"{}""#)).starts_with(".header: "));
        assert!(refused(&with(r#""claims_format":"JSON""#)).starts_with("['claims_format']: "));
        assert!(refused(&with(r#""allowed_skew":"1""#)).starts_with("['allowed_skew']: "));
        assert!(parse("{", SINGLE).unwrap_err().inexact);
        assert!(
            parse("[]", SINGLE)
                .unwrap_err()
                .message
                .ends_with("expected Object, but encountered Array")
        );
    }

    #[test]
    fn private_keys_are_not_public_ones() {
        let key = crate::jose::key::PrivateKey::generate(SignatureAlgorithm::ES256).unwrap();
        let private = key.to_pkcs8_pem().unwrap();
        let private = Value::from(private.as_str()).to_json();
        let message = refused(&format!(r#""type":"ES256","key":{private}"#));
        assert!(message.starts_with(": Invalid JWK: Could not decode PEM: "), "{message}");
        let public = pem::public_pem(key.public()).unwrap();
        let public = Value::from(public.as_str()).to_json();
        let config = parse(&format!(r#"{{"type":"RS256","key":{public}}}"#), SINGLE).unwrap();
        assert_eq!(codes(&config), ["type-mismatch"]);
    }

    #[test]
    fn defaults_are_filled_in_and_null_is_absent() {
        let config = read(
            r#""audience":null,"issuer":null,"allowed_skew":-60,"header":{"type":"cookie","name":"sid"}"#,
        );
        let [entry] = config.entries.as_slice() else { panic!("{config:?}") };
        assert_eq!((&entry.audience, &entry.issuer, entry.skew), (&None, &None, 60_000_000));
        assert_eq!(entry.token, TokenPlace::Cookie("sid".to_owned()));
        assert_eq!(entry.claims, ClaimsPlace::Namespace(NAMESPACE.to_owned(), ClaimsFormat::Json));
        assert_eq!(codes(&config), ["negative-skew"]);
    }

    #[test]
    fn what_the_engine_takes_without_a_word_is_warned_of() {
        for (fields, code) in [
            (r#""namespace":"x""#, "unknown-field"),
            (r#""extra_required_claims":["aud"]"#, "extra-required-claims"),
            (r#""allowed_skew":0.5"#, "fractional-skew"),
            (
                r#""claims_format":"json","claims_map":{"x-hasura-allowed-roles":["a"],"x-hasura-default-role":"a"}"#,
                "field-ignored",
            ),
        ] {
            assert_eq!(codes(&read(fields)), [code], "{fields}");
        }
        let google = r#"{"type":"RS256","jwk_url":"https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com"}"#;
        assert_eq!(codes(&parse(google, SINGLE).unwrap()), ["field-ignored", "no-audience"]);
    }

    #[test]
    fn a_list_names_the_place_and_drops_duplicates() {
        let entry = format!(r#"{{"type":"HS256","key":"{SECRET}"}}"#);
        let config = parse(&format!("[{entry},{entry}]"), LIST).unwrap();
        assert_eq!(config.entries.len(), 1);
        assert_eq!(
            parse(&format!(r#"[{entry},{{"jwk_url":"https://x/","issuer":"a b:"}}]"#), LIST)
                .unwrap_err()
                .message,
            "Fatal Error:- Environment variable HASURA_GRAPHQL_JWT_SECRETS: Error in $[1].issuer: failed to parse StringOrURI"
        );
    }

    #[test]
    fn without_an_admin_secret_there_is_no_jwt_mode() {
        assert_eq!(startup(true, true), Ok(()));
        assert_eq!(
            startup(false, false).unwrap_err().message,
            "Fatal Error : --jwt-secret (HASURA_GRAPHQL_JWT_SECRET) requires --admin-secret (HASURA_GRAPHQL_ADMIN_SECRET) or  --access-key (HASURA_GRAPHQL_ACCESS_KEY) to be set"
        );
        let with_role = startup(false, true).unwrap_err().message;
        assert!(with_role.starts_with("Fatal Error: --unauthorized-role (HASURA_GRAPHQL_UNAUTHORIZED_ROLE) requires --admin-secret"));
    }
}
