//! Conversion of `RelyAuth`'s configuration to the neutral model and back.

use crate::hasura::relyauth::auth_yaml::{
    ALGORITHMS, AnyText, AuthYaml, JwtMode, KIND, KeyPlace, Kind, Location, Mode,
};
use crate::hasura::relyauth::expression::Expression;
use crate::hasura::relyauth::token_place::{In, TokenPlace};
use crate::hasura::settings::{
    Anonymous, ClaimPath, ClaimsSettings, Entry, Inexpressible, IssuerSettings, KeySettings,
    Lookup, Settings, Text, TokenSettings, plain_pem, public_half, whole_seconds,
};
use crate::hasura::view::{ClaimsFormat, ROLE};
use crate::hasura::warning::EngineWarning;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::json::{Object, Value};
use crate::jose::note::Note;
use crate::redact;

/// Hasura's header for the admin secret.
const ADMIN_SECRET: &str = "x-hasura-admin-secret";

/// Converts a configuration to the neutral model.
pub(crate) fn read(
    config: &AuthYaml,
    lookup: Lookup<'_>,
    differences: &mut Vec<Note<EngineWarning>>,
) -> Settings {
    let mut settings = Settings::default();
    for mode in &config.modes {
        if !mode.rules.is_empty() {
            settings.others.push(format!("the securityRules of the mode `{}`", mode.id));
        }
        match &mode.kind {
            Kind::Jwt(jwt) => {
                report_env_defaults(jwt, differences);
                settings.issuers.push(issuer(mode, jwt, lookup));
            }
            Kind::ApiKey { token, value, variables }
                if is_admin(token, variables) && settings.admin_secret.is_none() =>
            {
                settings.admin_secret = Some(value.clone());
            }
            Kind::ApiKey { .. } => {
                settings.others.push(format!("the apiKey mode `{}`", mode.id));
            }
            Kind::Webhook { .. } => {
                settings.others.push(format!("the webhook mode `{}`", mode.id));
            }
            Kind::NoAuth { variables } if settings.anonymous.is_none() => {
                settings.anonymous = anonymous(variables, lookup);
                if settings.anonymous.is_none() {
                    settings.others.push(format!(
                        "the noAuth mode `{}`, with a role that is unknown",
                        mode.id
                    ));
                }
            }
            // Another `noAuth` mode never answers.
            Kind::NoAuth { .. } => {}
        }
    }
    settings
}

/// Whether an API key is equivalent to Hasura's admin secret.
fn is_admin(token: &TokenPlace, variables: &[(String, AnyText)]) -> bool {
    let place = token.r#in == In::Header && token.name == ADMIN_SECRET && token.scheme.is_none();
    let role = AnyText { value: Some(Value::from("admin")), variable: None };
    place && *variables == [(ROLE.to_owned(), role)]
}

/// Reports defaults from variables, which are read now instead of at the start of the service.
fn report_env_defaults(jwt: &JwtMode, differences: &mut Vec<Note<EngineWarning>>) {
    for (name, location) in &jwt.locations {
        let variable = location.default.as_ref().and_then(|text| text.variable.as_ref());
        if let Some(variable) = variable {
            differences.push(Note::new(
                EngineWarning::DefaultOfNow,
                format!(
                    "the default of `{name}` is read from the variable `{}` now, not when the engine starts",
                    redact::name(variable)
                ),
            ));
        }
    }
}

fn anonymous(variables: &[(String, AnyText)], lookup: Lookup<'_>) -> Option<Anonymous> {
    let mut resolved: Object = variables
        .iter()
        .filter_map(|(name, text)| Some((name.clone(), text.resolve(lookup).ok()?)))
        .collect();
    let role = resolved.get_str(ROLE)?.to_owned();
    resolved.remove(ROLE);
    Some(Anonymous { role, variables: resolved })
}

fn issuer(mode: &Mode, jwt: &JwtMode, lookup: Lookup<'_>) -> IssuerSettings {
    let path = |expression: &Expression| match expression.steps() {
        Some(path) => ClaimPath::Steps(path),
        None => ClaimPath::Expression(expression.text().to_owned()),
    };
    let entry = |location: &Location| {
        let default = location.default.as_ref().and_then(|text| text.resolve(lookup).ok());
        match &location.path {
            Some(expression) => Entry::Path { path: path(expression), default },
            None => Entry::Literal(default.unwrap_or(Value::Null)),
        }
    };
    #[expect(clippy::cast_precision_loss, reason = "spans that are exact are short enough")]
    let skew = Some(jwt.skew as f64);
    IssuerSettings {
        id: mode.named.then(|| mode.id.clone()),
        key: match &jwt.key {
            KeyPlace::Fixed { algorithm, text } => {
                KeySettings::Fixed { algorithm: *algorithm, enforced: true, text: text.clone() }
            }
            KeyPlace::Url(url) => KeySettings::Url(url.clone()),
        },
        claims: ClaimsSettings {
            namespace: jwt
                .namespace
                .as_ref()
                .map(|(expression, format)| (path(expression), *format)),
            entries: jwt
                .locations
                .iter()
                .map(|(name, location)| (name.clone(), entry(location)))
                .collect(),
        },
        token: place(&jwt.token),
        issuer: Some(jwt.issuer.clone()).filter(|issuer| !issuer.is_empty()),
        audience: jwt.audience.clone(),
        skew,
    }
}

fn place(place: &TokenPlace) -> TokenSettings {
    let TokenPlace { r#in, name, scheme } = place;
    match (r#in, name.as_str(), scheme.as_deref()) {
        (In::Header, "authorization", Some("bearer")) => TokenSettings::Bearer,
        (In::Header, "authorization", None) => TokenSettings::Header("Authorization".to_owned()),
        (In::Header, _, None) => TokenSettings::Header(name.clone()),
        (In::Cookie, _, None) => TokenSettings::Cookie(name.clone()),
        _ => TokenSettings::Other { words: place.describe(), location: location(place) },
    }
}

fn location(place: &TokenPlace) -> Object {
    let mut location = Object::new();
    location.set("in", place.r#in.name());
    location.set("name", place.name.as_str());
    if let Some(scheme) = &place.scheme {
        location.set("scheme", scheme.as_str());
    }
    location
}

/// Writes the configuration.
///
/// # Errors
///
/// Returns an error if the service cannot express the configuration.
pub(crate) fn write(
    settings: &Settings,
    lookup: Lookup<'_>,
    differences: &mut Vec<Note<EngineWarning>>,
) -> Result<Value, Inexpressible> {
    let mut modes = Vec::new();
    if let Some(secret) = &settings.admin_secret {
        let place = TokenPlace { r#in: In::Header, name: ADMIN_SECRET.to_owned(), scheme: None };
        modes.push(object([
            ("id", Value::from("admin")),
            ("mode", Value::from("apiKey")),
            ("tokenLocation", location(&place).into()),
            ("value", text(secret)),
            ("sessionVariables", variables("admin", &Object::new())),
        ]));
    }
    let own =
        [("admin", settings.admin_secret.is_some()), ("anonymous", settings.anonymous.is_some())];
    let taken: Vec<&str> = own.iter().filter(|(_, used)| *used).map(|(name, _)| *name).collect();
    for (id, issuer) in settings.named(&taken) {
        modes.push(jwt(&id, issuer, lookup, differences)?);
    }
    if settings.issuers.len() > 1 {
        differences.push(Note::new(
            EngineWarning::SeveralIssuers,
            "RelyAuth tries one issuer after the other, and the first one that accepts a token wins: give each its own issuer or audience",
        ));
    }
    if let Some(anonymous) = &settings.anonymous {
        modes.push(object([
            ("id", Value::from("anonymous")),
            ("mode", Value::from("noAuth")),
            ("sessionVariables", variables(&anonymous.role, &anonymous.variables)),
        ]));
    }
    if modes.is_empty() {
        return Err(Inexpressible("there is no mode to convert".to_owned()));
    }
    let definition = object([("modes", Value::Array(modes))]);
    Ok(object([
        ("version", Value::from("v1")),
        ("kind", Value::from(KIND)),
        ("definition", definition),
    ]))
}

fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Object>().into()
}

fn variables(role: &str, others: &Object) -> Value {
    let role = (ROLE.to_owned(), Value::from(role));
    let others = others.iter().map(|(name, value)| (name.to_owned(), value.clone()));
    std::iter::once(role)
        .chain(others)
        .map(|(name, value)| (name, object([("value", value)])))
        .collect::<Object>()
        .into()
}

fn text(text: &Text) -> Value {
    let mut object = Object::new();
    if let Some(name) = &text.variable {
        object.set("env", name.as_str());
    }
    if let Some(value) = &text.value {
        object.set("value", value.as_str());
    }
    object.into()
}

fn jwt(
    id: &str,
    issuer: &IssuerSettings,
    lookup: Lookup<'_>,
    differences: &mut Vec<Note<EngineWarning>>,
) -> Result<Value, Inexpressible> {
    let mut mode = Object::new();
    mode.set("id", id);
    mode.set("mode", "jwt");
    let place = |r#in, name: &str, scheme: Option<&str>| {
        location(&TokenPlace { r#in, name: name.to_owned(), scheme: scheme.map(ToOwned::to_owned) })
    };
    mode.set(
        "tokenLocation",
        match &issuer.token {
            TokenSettings::Bearer => place(In::Header, "Authorization", Some("bearer")),
            TokenSettings::Header(name) => place(In::Header, name, None),
            TokenSettings::Cookie(name) => place(In::Cookie, name, None),
            TokenSettings::Other { location, .. } => location.clone(),
        },
    );
    mode.set("key", key(&issuer.key, lookup, differences)?);
    if let Some(issuer) = &issuer.issuer {
        mode.set("issuer", issuer.as_str());
    }
    if !issuer.audience.is_empty() {
        let audience = issuer.audience.iter().map(|one| Value::from(one.as_str()));
        mode.set("audience", Value::Array(audience.collect()));
    }
    let skew = whole_seconds(issuer.skew.unwrap_or(60.0), differences);
    if skew == 0 {
        differences.push(Note::new(
            EngineWarning::SkewOfZero,
            "a skew of 0 means 60 in RelyAuth; 1 is the strictest value",
        ));
    }
    mode.set("allowedSkew", skew.max(1));
    mode.set("claimsConfig", claims(&issuer.claims));
    Ok(mode.into())
}

fn key(
    key: &KeySettings,
    lookup: Lookup<'_>,
    differences: &mut Vec<Note<EngineWarning>>,
) -> Result<Value, Inexpressible> {
    let (algorithm, key) = match key {
        KeySettings::Url(url) => return Ok(object([("jwkFromUrl", text(url))])),
        KeySettings::Fixed { algorithm: SignatureAlgorithm::Ed25519, text, .. } => {
            (SignatureAlgorithm::EdDSA, text)
        }
        KeySettings::Fixed { algorithm, text, .. } => (*algorithm, text),
    };
    if !ALGORITHMS.contains(&algorithm) {
        return Err(Inexpressible(format!("RelyAuth does not know {algorithm}")));
    }
    let mut written = key.clone();
    written.value = written.value.map(|text| public_half(text, differences)).transpose()?;
    match (algorithm.hmac_bytes(), key.resolve(lookup)) {
        (Some(needed), Some(secret)) if secret.len() < needed => {
            return Err(Inexpressible(format!(
                "the secret has {} bytes, and RelyAuth refuses every {algorithm} token with fewer than {needed}",
                secret.len()
            )));
        }
        (None, Some(pem)) => {
            let (plain, rewritten) = plain_pem(&pem);
            let name = key.variable.as_ref().filter(|name| lookup(name).is_some());
            match (rewritten, name) {
                (false, _) => {}
                (true, None) => {
                    written.value = Some(plain);
                    differences.push(Note::new(
                        EngineWarning::RewrittenKey,
                        "the key is rewritten: RelyAuth does not read certificates, PKCS#1 or PEM on one line",
                    ));
                }
                (true, Some(name)) => differences.push(Note::new(
                    EngineWarning::RewrittenKey,
                    format!("rewrite the key in the variable `{name}`: RelyAuth does not read certificates, PKCS#1 or PEM on one line"),
                )),
            }
        }
        (_, None) => differences.push(Note::new(
            EngineWarning::VariableNotSet,
            format!(
                "the variable `{}` is not set here, so its key is not checked: RelyAuth needs a SubjectPublicKeyInfo with line breaks, or a secret of 32, 48 or 64 bytes",
                redact::name(key.variable.as_deref().unwrap_or_default())
            ),
        )),
        _ => {}
    }
    Ok(object([("algorithm", Value::from(algorithm.name())), ("key", text(&written))]))
}

fn claims(claims: &ClaimsSettings) -> Value {
    let expression = |path: &ClaimPath| match path {
        ClaimPath::Steps(path) => Expression::of(path).text().to_owned(),
        ClaimPath::Expression(text) => text.clone(),
    };
    let mut config = Object::new();
    if let Some((path, format)) = &claims.namespace {
        let format = match format {
            ClaimsFormat::Json => "Json",
            ClaimsFormat::Stringified => "StringifiedJson",
        };
        config.set(
            "namespace",
            object([
                ("location", Value::from(expression(path))),
                ("claimsFormat", Value::from(format)),
            ]),
        );
    }
    if !claims.entries.is_empty() {
        let locations: Object = claims
            .entries
            .iter()
            .map(|(name, entry)| {
                let mut location = Object::new();
                location.set("type", "field");
                let default = match entry {
                    Entry::Literal(value) => Some(value),
                    Entry::Path { path, default } => {
                        location.set("path", expression(path));
                        default.as_ref()
                    }
                };
                if let Some(default) = default {
                    location.set("default", object([("value", default.clone())]));
                }
                (name.clone(), location.into())
            })
            .collect();
        config.set("locations", locations);
    }
    config.into()
}
