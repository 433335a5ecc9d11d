//! Conversion of v2's configuration to the neutral model and back.

use crate::hasura::settings::{
    ClaimPath, ClaimsSettings, Entry, Inexpressible, IssuerSettings, KeySettings, Lookup,
    PlainEntry, Settings, Shape, Text, TokenSettings, plain_pem, public_half,
};
use crate::hasura::v2::config::{self, ClaimsPlace, Config, JwtConfig, LIST, Mapped};
use crate::hasura::v2::jwt_secret::{JwtSecret, type_name};
use crate::hasura::view::{ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE, NAMESPACE};
use crate::hasura::warning::EngineWarning;
use crate::jose::algorithm::{KeyFamily, SignatureAlgorithm};
use crate::jose::json::{Number, Object, Value};
use crate::jose::note::Note;
use crate::jose::path::{JsonPath, Step};
use crate::jose::pem::{self, FoundKey};
use crate::redact;
use crate::sort;

/// Converts a configuration to the neutral model.
pub(crate) fn read(config: &Config) -> Settings {
    let mut settings = Settings::default();
    for (entry, written) in config.entries.iter().zip(&config.written) {
        let mut lost = |what: &str| settings.others.push(what.to_owned());
        if entry.extra_required_claims {
            lost("`extra_required_claims`");
        }
        if entry.audience.as_ref().is_some_and(Vec::is_empty) {
            lost("an empty `audience`, which refuses every token that has one");
        }
        if entry.issuer.as_deref() == Some("") {
            lost("an empty `issuer`, which refuses every token that has one");
        }
        settings.issuers.push(issuer(written, entry.clone()));
    }
    settings
}

fn issuer(raw: &JwtSecret, entry: JwtConfig) -> IssuerSettings {
    let algorithm =
        raw.algorithm().map_or(SignatureAlgorithm::RS256, |algorithm| match algorithm {
            SignatureAlgorithm::Ed25519 => SignatureAlgorithm::EdDSA,
            other => other,
        });
    let key = match (&raw.key, &raw.jwk_url) {
        (_, Some(url)) => KeySettings::Url(Text::literal(url.as_str())),
        (key, None) => KeySettings::Fixed {
            algorithm,
            enforced: false,
            text: Text::literal(key.clone().unwrap_or_default()),
        },
    };
    let steps = |path: JsonPath| ClaimPath::Steps(path);
    let claims = match entry.claims {
        ClaimsPlace::Namespace(key, format) => ClaimsSettings {
            namespace: Some((steps(JsonPath::of(vec![Step::Key(key)])), format)),
            entries: Vec::new(),
        },
        ClaimsPlace::Path(path, format) => {
            ClaimsSettings { namespace: Some((steps(path), format)), entries: Vec::new() }
        }
        ClaimsPlace::Map(map) => {
            let list =
                |roles: Vec<String>| Value::Array(roles.into_iter().map(Value::from).collect());
            let mut entries = vec![
                (ALLOWED_ROLES.to_owned(), mapped(map.allowed_roles, list)),
                (DEFAULT_ROLE.to_owned(), mapped(map.default_role, Value::from)),
            ];
            // Names are written in lowercase: only v2 accepts others.
            for (name, one) in map.others {
                let (name, entry) = (name.to_lowercase(), mapped(one, Value::from));
                match entries.iter_mut().find(|(known, _)| *known == name) {
                    // If a name is repeated, the last one counts.
                    Some((_, known)) => *known = entry,
                    None => entries.push((name, entry)),
                }
            }
            ClaimsSettings { namespace: None, entries }
        }
    };
    #[expect(clippy::cast_precision_loss, reason = "spans that are exact are short enough")]
    let skew = Some(entry.skew as f64 / 1e6);
    IssuerSettings {
        id: None,
        key,
        claims,
        token: match entry.token {
            config::TokenPlace::Authorization => TokenSettings::Bearer,
            config::TokenPlace::Cookie(name) => TokenSettings::Cookie(name),
            config::TokenPlace::CustomHeader(name) => TokenSettings::Header(name),
        },
        issuer: entry.issuer.filter(|issuer| !issuer.is_empty()),
        audience: entry.audience.unwrap_or_default(),
        skew,
    }
}

fn mapped<T>(mapped: Mapped<T>, value: impl Fn(T) -> Value) -> Entry {
    match mapped {
        Mapped::Literal(literal) => Entry::Literal(value(literal)),
        Mapped::Path { path, default } => {
            Entry::Path { path: ClaimPath::Steps(path), default: default.map(value) }
        }
    }
}

/// Writes the configuration: an object, or a list if there are several issuers.
///
/// # Errors
///
/// Returns an error if the engine cannot express the configuration.
pub(crate) fn write(
    settings: &Settings,
    lookup: Lookup<'_>,
    differences: &mut Vec<Note<EngineWarning>>,
) -> Result<Value, Inexpressible> {
    let mut entries = Vec::with_capacity(settings.issuers.len());
    for issuer in &settings.issuers {
        entries.push(Value::from(entry(issuer, lookup, differences)?));
    }
    if let Some(anonymous) = &settings.anonymous {
        differences.push(Note::new(
            EngineWarning::AnonymousRole,
            format!(
                "set HASURA_GRAPHQL_UNAUTHORIZED_ROLE={} for requests without a token; its session variables come from request headers, not from the configuration",
                anonymous.role
            ),
        ));
    }
    if settings.admin_secret.is_some() {
        differences.push(Note::new(
            EngineWarning::AdminSecret,
            "the admin secret is the engine's own: set HASURA_GRAPHQL_ADMIN_SECRET",
        ));
    }
    match entries.len() {
        0 => Err(Inexpressible("there is no jwt mode to convert".to_owned())),
        1 => Ok(entries.remove(0)),
        _ => {
            differences.push(Note::new(
                EngineWarning::SeveralIssuers,
                format!("a list is for {LIST}, which Hasura Cloud and Enterprise read; exactly one entry has to match a token"),
            ));
            Ok(Value::Array(entries))
        }
    }
}

fn entry(
    issuer: &IssuerSettings,
    lookup: Lookup<'_>,
    differences: &mut Vec<Note<EngineWarning>>,
) -> Result<Object, Inexpressible> {
    let literal = |text: &Text| {
        text.resolve(lookup).ok_or_else(|| {
            let name = redact::name(text.variable.as_deref().unwrap_or_default());
            Inexpressible(format!(
                "the variable `{name}` is not set, and Hasura v2 needs the value itself"
            ))
        })
    };
    let mut secret = JwtSecret {
        audience: issuer.audience.clone(),
        issuer: issuer.issuer.clone(),
        allowed_skew: None,
        header: header(&issuer.token)?,
        ..JwtSecret::default()
    };
    match &issuer.key {
        KeySettings::Url(url) => secret.jwk_url = Some(literal(url)?),
        KeySettings::Fixed { algorithm, text, .. } => {
            let name = type_name(*algorithm)
                .ok_or_else(|| Inexpressible(format!("Hasura v2 does not know {algorithm}")))?;
            if name != algorithm.name() && algorithm.family() == KeyFamily::Rsa {
                differences.push(Note::new(
                    EngineWarning::Pss,
                    format!("{algorithm} is written as {name}: v2 does not have that type, and an RSA key accepts both"),
                ));
            }
            if let Some(name) = text.variable.as_ref().filter(|name| lookup(name).is_some()) {
                differences.push(Note::new(
                    EngineWarning::LiteralKey,
                    format!(
                        "the key from the variable `{name}` is now in the configuration itself"
                    ),
                ));
            }
            let text = public_half(literal(text)?, differences)?;
            secret.key = Some(match algorithm.hmac_bytes() {
                Some(needed) if text.len() < needed => {
                    return Err(Inexpressible(format!(
                        "the secret has {} bytes, and Hasura v2 does not start with fewer than {needed} for {algorithm}",
                        text.len()
                    )));
                }
                Some(_) => text,
                None if is_read(&text) => text,
                None => plain_pem(&text).0,
            });
            secret.r#type = Some(name.to_owned());
        }
    }
    match issuer.claims.shape(differences)? {
        Shape::Namespace(path, format) => {
            match path.steps() {
                [Step::Key(key)] if key == NAMESPACE => {}
                [Step::Key(key)] => secret.claims_namespace = Some(key.clone()),
                _ => secret.claims_namespace_path = Some(written(&path)?),
            }
            if path.steps().is_empty() {
                differences.push(Note::new(
                    EngineWarning::Root,
                    "of the whole payload, v2 keeps only claims that begin with `x-hasura-`",
                ));
            }
            secret.stringified = format == ClaimsFormat::Stringified;
        }
        Shape::Map(mut entries) => {
            // Names are case-insensitive here, as they are when the engine reads them.
            let mut map = Object::new();
            let rank = |name: &str| match name {
                ALLOWED_ROLES => 0,
                DEFAULT_ROLE => 1,
                _ => 2,
            };
            sort::by_key(&mut entries, |(name, _)| rank(name));
            for (name, entry) in entries {
                let value = map_entry(&name, entry, differences)?;
                map.set(&name.to_lowercase(), value);
            }
            secret.claims_map = Some(map);
        }
    }
    let mut object = secret.to_object();
    // Placed between `claims_map` and `header`, as in the documentation.
    let header = object.get("header").cloned();
    object.remove("header");
    if let Some(skew) = issuer.skew {
        object.set("allowed_skew", seconds(skew));
    }
    if let Some(header) = header {
        object.set("header", header);
    }
    Ok(object)
}

fn seconds(skew: f64) -> Value {
    Value::parse(skew.to_string().as_bytes()).unwrap_or(Value::Number(Number::from(0)))
}

/// Whether the engine reads a PEM unchanged: a public key or a certificate with its line breaks.
fn is_read(text: &str) -> bool {
    let der = pem::first_block(text).ok();
    der.is_some_and(|der| matches!(pem::read_der(&der), Ok(FoundKey::Public(_))))
}

/// Writes an entry of `claims_map`. The engine accepts only strings, except for the list of
/// roles.
fn map_entry(
    name: &str,
    entry: PlainEntry,
    differences: &mut Vec<Note<EngineWarning>>,
) -> Result<Value, Inexpressible> {
    let mut text = |value: Value| match value {
        Value::String(_) => value,
        Value::Array(_) if name == ALLOWED_ROLES => value,
        other => {
            differences.push(Note::new(
                EngineWarning::NotAText,
                format!(
                    "`{name}` is {}, and becomes a string: v2 accepts nothing else",
                    other.a_kind()
                ),
            ));
            Value::from(other.to_json())
        }
    };
    Ok(match entry {
        PlainEntry::Literal(value) => text(value),
        PlainEntry::Path { path, default } => {
            let mut object = Object::new();
            object.set("path", written(&path)?);
            if let Some(default) = default.filter(|default| *default != Value::Null) {
                object.set("default", text(default));
            }
            object.into()
        }
    })
}

/// Formats a path in the engine's grammar, which cannot quote every key.
fn written(path: &JsonPath) -> Result<String, Inexpressible> {
    let text = path.to_string();
    if text.parse().as_ref() == Ok(path) {
        Ok(text)
    } else {
        Err(Inexpressible(format!("the path `{text}` has a key that Hasura v2 cannot quote")))
    }
}

fn header(place: &TokenSettings) -> Result<Option<Object>, Inexpressible> {
    let (kind, name) = match place {
        TokenSettings::Bearer => return Ok(None),
        TokenSettings::Cookie(name) => ("Cookie", name),
        TokenSettings::Header(name) => ("CustomHeader", name),
        TokenSettings::Other { words, .. } => {
            return Err(Inexpressible(format!("only RelyAuth finds a token in {words}")));
        }
    };
    let members = [("type", kind), ("name", name.as_str())];
    Ok(Some(
        members.map(|(name, value)| (name.to_owned(), Value::from(value))).into_iter().collect(),
    ))
}
