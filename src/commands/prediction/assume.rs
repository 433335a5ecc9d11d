//! The configuration that is assumed if there is none: the one for a key of the store, or else
//! the one that `jwtool secret token` would write for the token.

use crate::commands::prediction::keys::MissingKeys;
use crate::error::{ConfigFault, Error, NamedBy};
use crate::hasura::conversion;
use crate::hasura::explanation::Engine;
use crate::hasura::settings::{
    ClaimPath, ClaimsSettings, IssuerSettings, KeySettings, Settings, Text, TokenSettings,
};
use crate::hasura::v2::config::SINGLE;
use crate::hasura::v2::jwt_secret::{JwtSecret, type_name};
use crate::hasura::view::{self, ClaimsFormat, NAMESPACE};
use crate::inspection::Inspection;
use crate::jose::json::{Object, Value};
use crate::jose::path::{JsonPath, Step};
use crate::jose::pem;
use crate::provider::address::parse_public;
use crate::provider::origin::Origin;
use crate::provider::role_claims;
use crate::source::engine_config::LoadedConfig;
use crate::source::key::stored_signing_key;
use crate::source::key_search::jwks_uri;
use crate::system::System;
use crate::system::key_fetch::Trust;
use crate::system::key_store::{self, StoredKey};
use crate::token_config::{self, KeyPlace};

/// The placeholder for an unknown address. Nothing is fetched from it, and it is never shown.
const NO_ADDRESS: &str = "https://not-known.invalid/";

/// A configuration, which may be an assumed one.
pub(crate) struct Assumed {
    pub(crate) config: LoadedConfig,
    /// Why its keys are not known, if they are not
    pub(crate) missing: Option<MissingKeys>,
    /// Whether only the token names the address of the keys
    pub(crate) by_token: bool,
}

impl Assumed {
    /// Returns a configuration that the user gave.
    pub(crate) const fn given(config: LoadedConfig) -> Self {
        Self { config, missing: None, by_token: false }
    }
}

/// Returns the configuration to assume for a token.
pub(crate) fn for_token(
    token: &str,
    engine: Engine,
    system: &mut System,
) -> Result<Assumed, Error> {
    let inspection = Inspection::of(token, system.now);
    let header = inspection.anatomy.header.clone().unwrap_or_default();
    if let Some(kid) = header.get_str("kid")
        && let Some(stored) = system.stored_keys().into_iter().find(|stored| stored.kid() == kid)
    {
        let audience = inspection.anatomy.claims().and_then(token_config::audience);
        return fitted(stored, own_claims(&inspection), audience.as_deref(), engine, system);
    }
    let claims = inspection.anatomy.claims().cloned().unwrap_or_default();
    let is_hmac = header.get_str("alg").is_some_and(|alg| alg.starts_with("HS"));
    let place =
        if is_hmac { KeyPlace::SharedSecret } else { token_config::key_place(&inspection.origin) };
    let (address, missing) = match address(place, &claims, system) {
        Ok(address) => (address, None),
        Err(missing) => (NO_ADDRESS.to_owned(), Some(missing)),
    };
    let key = KeySettings::Url(Text::literal(address));
    let (text, engine) = written(&claims, &inspection.origin, key, engine, system);
    let from = "this token, as `jwtool secret token` writes it".to_owned();
    let config = LoadedConfig::assumed(text, from, engine);
    Ok(Assumed { config, missing, by_token: true })
}

/// Returns the configuration to assume for a request without a token: the one for the dev key.
pub(crate) fn without_token(system: &mut System) -> Result<Assumed, Error> {
    let stored = system.stored_key(key_store::DEV).map_err(|error| match error {
        Error::NoSuchKey { .. } => Error::Configuration {
            file: "the configuration".to_owned(),
            fault: ConfigFault::Missing {
                key: format!("key:{}", key_store::DEV),
                variable: SINGLE,
            },
        },
        other => other,
    })?;
    of_key(stored)
}

/// Returns where a token has its roles, unless it is where engines look by default.
fn own_claims(inspection: &Inspection) -> Option<ClaimsSettings> {
    let claims = inspection.anatomy.claims()?;
    let has_roles = match view::find(claims) {
        Some(hasura) => {
            hasura.namespace() != Some(NAMESPACE) || hasura.format == ClaimsFormat::Stringified
        }
        None => role_claims::find(&inspection.origin, claims).roles.is_some(),
    };
    has_roles.then(|| token_config::claims_settings(claims, &inspection.origin, &[]))
}

/// Returns a configuration with which the engine accepts tokens signed with this key that have
/// their roles in this place and this audience.
fn fitted(
    stored: StoredKey,
    claims: Option<ClaimsSettings>,
    audience: Option<&str>,
    engine: Engine,
    system: &System,
) -> Result<Assumed, Error> {
    let fits = match (&claims, &audience) {
        (None, None) => return of_key(stored),
        (Some(_), None) => "the roles where this token has them",
        (None, Some(_)) => "this token's audience",
        (Some(_), Some(_)) => "this token's audience, and the roles where it has them",
    };
    let name = format!("key:{}", stored.name);
    let from = format!("{name}, with {fits}");
    let text = Text::literal(pem::public_pem(stored.key.public())?);
    let algorithm = stored_signing_key(stored.key.clone(), None, None, &name)?.algorithm;
    let issuer = IssuerSettings {
        id: None,
        key: KeySettings::Fixed { algorithm, enforced: true, text },
        claims: claims.clone().unwrap_or_else(usual_claims),
        token: TokenSettings::Bearer,
        issuer: None,
        audience: audience.map(ToOwned::to_owned).into_iter().collect(),
        skew: None,
    };
    let settings = Settings { issuers: vec![issuer], ..Settings::default() };
    let environment = system.environment;
    let lookup = |name: &str| environment.exactly(name);
    match conversion::build(engine, &settings, &lookup, &mut Vec::new()) {
        Ok(written) => {
            let config = LoadedConfig::assumed(written.value.to_json(), from, engine);
            Ok(Assumed { config, missing: None, by_token: false })
        }
        // Hasura v2 does not start with every text as its audience.
        Err(_) if audience.is_some() => fitted(stored, claims, None, engine, system),
        Err(message) => Err(Error::Configuration {
            file: name,
            fault: ConfigFault::Inexpressible { engine, message: message.to_string() },
        }),
    }
}

/// Returns where an engine finds the Hasura claims by default.
fn usual_claims() -> ClaimsSettings {
    let namespace = ClaimPath::Steps(JsonPath::of(vec![Step::Key(NAMESPACE.to_owned())]));
    ClaimsSettings { namespace: Some((namespace, ClaimsFormat::Json)), entries: Vec::new() }
}

/// Returns a configuration with which the engine accepts tokens signed with this key.
fn of_key(stored: StoredKey) -> Result<Assumed, Error> {
    let from = format!("key:{}", stored.name);
    let key = pem::public_pem(stored.key.public())?;
    let algorithm = stored_signing_key(stored.key, None, None, &from)?.algorithm;
    let secret = JwtSecret {
        r#type: type_name(algorithm).map(ToOwned::to_owned),
        key: Some(key),
        ..JwtSecret::default()
    };
    let text = Value::from(secret.to_object()).to_json();
    let config = LoadedConfig::assumed(text, from, Engine::Hasura);
    Ok(Assumed { config, missing: None, by_token: false })
}

/// Returns the address of the key set, or why it is not known.
fn address(place: KeyPlace, claims: &Object, system: &mut System) -> Result<String, MissingKeys> {
    let issuer = claims.get_str("iss").unwrap_or_default();
    let error = match place {
        KeyPlace::KeySet(url) => match parse_public(&url) {
            Ok(_) => return Ok(url),
            Err(error) => Error::NotFetched {
                url,
                message: format!("only the token names it, and {error}"),
                named_by: NamedBy::Token,
            },
        },
        KeyPlace::Discovery(document) => match jwks_uri(&document, issuer, Trust::Token, system) {
            Ok(url) => return Ok(url),
            Err(error) => error,
        },
        KeyPlace::SharedSecret => {
            return Err(MissingKeys {
                message: "the token is signed with a secret, and no configuration was given".to_owned(),
                hint: Some("pass the engine's configuration with `--config FILE`; `jwtool secret --secret env:NAME` writes one for a secret".to_owned()),
            });
        }
        KeyPlace::IssuerOnly | KeyPlace::Pem(_) | KeyPlace::Certificates | KeyPlace::Unknown => {
            return Err(MissingKeys {
                message: "the token does not say where its keys are, and no configuration was given".to_owned(),
                hint: Some("pass the engine's configuration with `--config FILE`, or the keys with `--jwks FILE`".to_owned()),
            });
        }
    };
    Err(MissingKeys::of(&error))
}

/// Writes the configuration for an engine. If it cannot express what the token says, it is one
/// without issuer and audience.
fn written(
    claims: &Object,
    origin: &Origin,
    key: KeySettings,
    engine: Engine,
    system: &System,
) -> (String, Engine) {
    let environment = system.environment;
    let lookup = |name: &str| environment.exactly(name);
    let build = |issuer: IssuerSettings| {
        let settings = Settings { issuers: vec![issuer], ..Settings::default() };
        conversion::build(engine, &settings, &lookup, &mut Vec::new())
    };
    let whole = token_config::settings(claims, origin, key, &[]);
    let bare = IssuerSettings { issuer: None, audience: Vec::new(), ..whole.clone() };
    if let Ok(written) = build(whole).or_else(|_| build(bare)) {
        return (written.value.to_json(), engine);
    }
    let secret = JwtSecret { jwk_url: Some(NO_ADDRESS.to_owned()), ..JwtSecret::default() };
    (Value::from(secret.to_object()).to_json(), Engine::Hasura)
}
