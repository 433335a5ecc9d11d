//! Conversion of DDN's configuration to the neutral model and back.

use crate::hasura::ddn::config::{
    ALGORITHMS, AuthConfig, ClaimsPlace, Entry, JwtConfig, KIND, KeyPlace, Mode, TokenPlace,
};
use crate::hasura::ddn::pointer::Pointer;
use crate::hasura::settings::{
    Anonymous, ClaimPath, ClaimsSettings, Entry as NeutralEntry, Inexpressible, IssuerSettings,
    KeySettings, Lookup, PlainEntry, Settings, Shape, Text, TokenSettings, public_half,
    whole_seconds,
};
use crate::hasura::view::{ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE, ROLE};
use crate::hasura::warning::EngineWarning;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::json::{Object, Value};
use crate::jose::note::Note;
use crate::redact;
use crate::sort;

/// Converts a configuration to the neutral model.
pub(crate) fn read(config: &AuthConfig, differences: &mut Vec<Note<EngineWarning>>) -> Settings {
    let mut settings = Settings::default();
    take(&mut settings, None, &config.mode, differences);
    for (identifier, mode) in &config.alternative_modes {
        take(&mut settings, Some(identifier), mode, differences);
    }
    if let Some(date) = &config.compatibility_date {
        settings.others.push(format!("the compatibility date {date}"));
    }
    if config.emulating_role.is_some() {
        settings.others.push("role emulation".to_owned());
    }
    settings
}

fn take(
    settings: &mut Settings,
    id: Option<&String>,
    mode: &Mode,
    differences: &mut Vec<Note<EngineWarning>>,
) {
    match mode {
        Mode::Jwt(jwt) => settings.issuers.push(issuer(id, jwt, differences)),
        Mode::NoAuth { role, variables } if settings.anonymous.is_none() => {
            let mut variables = variables.clone();
            variables.remove(ROLE);
            settings.anonymous = Some(Anonymous { role: role.clone(), variables });
        }
        Mode::NoAuth { role, .. } => {
            settings.others.push(format!("the second noAuth mode, with the role `{role}`"));
        }
        Mode::Webhook { .. } => settings.others.push("a webhook mode".to_owned()),
    }
}

fn issuer(
    id: Option<&String>,
    jwt: &JwtConfig,
    differences: &mut Vec<Note<EngineWarning>>,
) -> IssuerSettings {
    let mut steps = |pointer: &Pointer| {
        let (path, ambiguous) = pointer.steps();
        if ambiguous {
            differences.push(Note::new(
                EngineWarning::AmbiguousPointer,
                format!("a number in `{pointer}` is read as an array index; it could be a key"),
            ));
        }
        ClaimPath::Steps(path)
    };
    let claims = match &jwt.claims {
        ClaimsPlace::Namespace { location, format } => {
            ClaimsSettings { namespace: Some((steps(location), *format)), entries: Vec::new() }
        }
        ClaimsPlace::Locations(entries) => ClaimsSettings {
            namespace: None,
            entries: entries
                .iter()
                .map(|(name, entry)| {
                    let entry = match entry {
                        Entry::Literal(value) => NeutralEntry::Literal(value.clone()),
                        Entry::Path { path, default } => {
                            NeutralEntry::Path { path: steps(path), default: default.clone() }
                        }
                    };
                    (name.clone(), entry)
                })
                .collect(),
        },
    };
    #[expect(clippy::cast_precision_loss, reason = "spans that are exact are short enough")]
    let skew = Some(jwt.skew as f64);
    IssuerSettings {
        id: id.cloned(),
        key: match &jwt.key {
            KeyPlace::Fixed { algorithm, text } => {
                KeySettings::Fixed { algorithm: *algorithm, enforced: true, text: text.clone() }
            }
            KeyPlace::Url(url) => KeySettings::Url(Text::literal(url.as_str())),
        },
        claims,
        token: match &jwt.token {
            TokenPlace::BearerAuthorization => TokenSettings::Bearer,
            TokenPlace::Header(name) => TokenSettings::Header(name.clone()),
            TokenPlace::Cookie(name) => TokenSettings::Cookie(name.clone()),
        },
        issuer: jwt.issuer.clone(),
        audience: jwt.audience.clone().unwrap_or_default(),
        skew,
    }
}

/// Writes a configuration, version 4, in its hml form.
///
/// # Errors
///
/// Returns an error if DDN cannot express the configuration.
pub(crate) fn write(
    settings: &Settings,
    lookup: Lookup<'_>,
    differences: &mut Vec<Note<EngineWarning>>,
) -> Result<Value, Inexpressible> {
    let mut modes: Vec<(String, Value)> = Vec::new();
    let taken: &[&str] = if settings.anonymous.is_some() { &["anonymous"] } else { &[] };
    for (id, issuer) in settings.named(taken) {
        modes.push((id, object([("jwt", jwt(issuer, lookup, differences)?)])));
    }
    if settings.issuers.len() > 1 {
        let others: Vec<&str> = modes.iter().skip(1).map(|(id, _)| id.as_str()).collect();
        differences.push(Note::new(
            EngineWarning::SeveralIssuers,
            format!(
                "DDN does not try several issuers: a client chooses one with the header `X-Hasura-Auth-Mode: {}`",
                others.join("` or `")
            ),
        ));
    }
    if let Some(anonymous) = &settings.anonymous {
        let variables = Value::from(anonymous.variables.clone());
        let mode = object([
            ("role", Value::from(anonymous.role.as_str())),
            ("sessionVariables", variables),
        ]);
        if !modes.is_empty() {
            differences.push(Note::new(
                EngineWarning::AnonymousRole,
                "a request without a token is not anonymous by default: a client has to send the header `X-Hasura-Auth-Mode: anonymous`",
            ));
        }
        modes.push(("anonymous".to_owned(), object([("noAuth", mode)])));
    }
    if settings.admin_secret.is_some() {
        differences.push(Note::new(
            EngineWarning::AdminSecret,
            "DDN has no admin secret: that needs RelyAuth or another webhook",
        ));
    }
    let mut modes = modes.into_iter();
    let Some((_, first)) = modes.next() else {
        return Err(Inexpressible("there is no mode to convert".to_owned()));
    };
    let mut definition = Object::new();
    definition.set("mode", first);
    let alternatives: Vec<Value> = modes
        .map(|(id, config)| object([("identifier", Value::from(id)), ("config", config)]))
        .collect();
    if !alternatives.is_empty() {
        definition.set("alternativeModes", Value::Array(alternatives));
    }
    Ok(object([
        ("kind", Value::from(KIND)),
        ("version", Value::from("v4")),
        ("definition", definition.into()),
    ]))
}

fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Object>().into()
}

fn jwt(
    issuer: &IssuerSettings,
    lookup: Lookup<'_>,
    differences: &mut Vec<Note<EngineWarning>>,
) -> Result<Value, Inexpressible> {
    let mut jwt = Object::new();
    jwt.set("claimsConfig", claims(issuer, differences)?);
    let place = match &issuer.token {
        TokenSettings::Bearer => object([("type", Value::from("BearerAuthorization"))]),
        TokenSettings::Header(name) => {
            object([("type", Value::from("Header")), ("name", Value::from(name.as_str()))])
        }
        TokenSettings::Cookie(name) => {
            object([("type", Value::from("Cookie")), ("name", Value::from(name.as_str()))])
        }
        TokenSettings::Other { words, .. } => {
            return Err(Inexpressible(format!("only RelyAuth finds a token in {words}")));
        }
    };
    jwt.set("tokenLocation", place);
    jwt.set("key", key(&issuer.key, lookup, differences)?);
    if let Some(issuer) = &issuer.issuer {
        jwt.set("issuer", issuer.as_str());
    }
    if !issuer.audience.is_empty() {
        let audience = issuer.audience.iter().map(|one| Value::from(one.as_str()));
        jwt.set("audience", Value::Array(audience.collect()));
    }
    // Always written, because the default differs from v2's.
    jwt.set("allowedSkew", whole_seconds(issuer.skew.unwrap_or(60.0), differences));
    Ok(jwt.into())
}

fn key(
    key: &KeySettings,
    lookup: Lookup<'_>,
    differences: &mut Vec<Note<EngineWarning>>,
) -> Result<Value, Inexpressible> {
    match key {
        KeySettings::Url(url) => {
            let url = url.resolve(lookup).ok_or_else(|| {
                let name = redact::name(url.variable.as_deref().unwrap_or_default());
                Inexpressible(format!(
                    "the variable `{name}` is not set, and DDN needs the URL itself"
                ))
            })?;
            Ok(object([("jwkFromUrl", Value::from(url))]))
        }
        KeySettings::Fixed { algorithm, text, .. } => {
            let algorithm = match algorithm {
                SignatureAlgorithm::Ed25519 => SignatureAlgorithm::EdDSA,
                other => *other,
            };
            if !ALGORITHMS.contains(&algorithm) {
                return Err(Inexpressible(format!("DDN does not know {algorithm}")));
            }
            let text = match (&text.variable, &text.value) {
                (Some(name), value) => {
                    if value.is_some() {
                        differences.push(Note::new(
                            EngineWarning::FallbackValue,
                            format!("the key comes only from `{}`: DDN has no fallback for a variable that is not set", redact::name(name)),
                        ));
                    }
                    object([("valueFromEnv", Value::from(name.as_str()))])
                }
                (None, value) => {
                    let text = public_half(value.clone().unwrap_or_default(), differences)?;
                    object([("value", Value::from(text))])
                }
            };
            let fixed = object([("algorithm", Value::from(algorithm.name())), ("key", text)]);
            Ok(object([("fixed", fixed)]))
        }
    }
}

fn claims(
    issuer: &IssuerSettings,
    differences: &mut Vec<Note<EngineWarning>>,
) -> Result<Value, Inexpressible> {
    match issuer.claims.shape(differences)? {
        Shape::Namespace(path, format) => {
            let format = match format {
                ClaimsFormat::Json => "Json",
                ClaimsFormat::Stringified => "StringifiedJson",
            };
            let namespace = object([
                ("claimsFormat", Value::from(format)),
                ("location", Value::from(Pointer::of(&path).to_string())),
            ]);
            Ok(object([("namespace", namespace)]))
        }
        Shape::Map(mut entries) => {
            // In the order in which they are read
            sort::by_key(&mut entries, |(name, _)| match name.as_str() {
                DEFAULT_ROLE => 0,
                ALLOWED_ROLES => 1,
                _ => 2,
            });
            let locations: Object = entries
                .into_iter()
                .map(|(name, entry)| {
                    let entry = match entry {
                        PlainEntry::Literal(value) => object([("literal", value)]),
                        PlainEntry::Path { path, default } => {
                            let mut inner = Object::new();
                            inner.set("path", Pointer::of(&path).to_string());
                            if let Some(default) = default.filter(|one| *one != Value::Null) {
                                inner.set("default", default);
                            }
                            object([("path", inner.into())])
                        }
                    };
                    (name, entry)
                })
                .collect();
            Ok(object([("locations", locations.into())]))
        }
    }
}
