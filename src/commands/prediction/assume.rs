//! The configuration that is assumed if there is none: what the profile says, and otherwise the one
//! for a key of the store, or else the one that `jwtool secret token` would write for the token.

use crate::commands::prediction::keys::MissingKeys;
use crate::commands::prediction::of_profile::{self, Accepted, Keys};
use crate::error::{ConfigFault, Error, NamedBy};
use crate::hasura::conversion;
use crate::hasura::explanation::Engine;
use crate::hasura::settings::{
    ClaimPath, ClaimsSettings, IssuerSettings, KeySettings, Settings, Text, TokenSettings,
};
use crate::hasura::v2::config::SINGLE;
use crate::hasura::v2::jwt_secret::{JwtSecret, type_name};
use crate::hasura::view::{self, ClaimsFormat, NAMESPACE};
use crate::hint;
use crate::inspection::Inspection;
use crate::jose::json::{Object, Value};
use crate::jose::path::{JsonPath, Step};
use crate::jose::pem;
use crate::profile::{Profile, Profiles};
use crate::provider;
use crate::provider::address::parse_public;
use crate::provider::origin::Origin;
use crate::provider::role_claims::{self, RoleClaim};
use crate::redact;
use crate::source::engine_config::LoadedConfig;
use crate::source::key::{KeySource, stored_signing_key};
use crate::source::key_search::jwks_uri;
use crate::system::System;
use crate::system::key_fetch::Trust;
use crate::system::key_store::{self, StoredKey};
use crate::token_config::{self, KeyPlace};

/// The placeholder for an unknown address. Nothing is fetched from it, and it is never shown.
pub(super) const NO_ADDRESS: &str = "https://not-known.invalid/";

/// A configuration, which may be an assumed one.
pub(crate) struct Assumed {
    pub(crate) config: LoadedConfig,
    /// Why its keys are not known, if they are not
    pub(super) missing: Option<MissingKeys>,
    /// Who names the address of the keys
    pub(super) trust: Trust,
    /// The key set that the profile names instead of an address
    pub(super) key_set: Option<KeySource>,
    /// What to do about a token that comes from another issuer than the profile's
    pub(super) other_issuer: Option<String>,
}

impl Assumed {
    /// Returns a configuration that the user gave.
    pub(crate) const fn given(config: LoadedConfig) -> Self {
        Self { config, missing: None, trust: Trust::User, key_set: None, other_issuer: None }
    }
}

/// What decides the configuration besides the token.
#[derive(Clone, Copy)]
pub(crate) struct Basis<'a> {
    pub(crate) engine: Engine,
    pub(crate) profile: Option<&'a Profile>,
    /// All profiles, for the one that the token belongs to
    pub(crate) profiles: &'a Profiles,
    /// Whether a key set of the command line replaces every one
    pub(crate) has_keys: bool,
    /// Whether the engine has the key of the store that signed the token
    pub(crate) has_signer: bool,
}

/// Returns the configuration to assume for a token.
pub(crate) fn for_token(
    token: &str,
    basis: Basis<'_>,
    system: &mut System,
) -> Result<Assumed, Error> {
    let engine = basis.engine;
    let inspection = Inspection::of(token, system.now);
    if let Some(profile) = basis.profile.filter(|profile| of_profile::says_something(profile)) {
        return for_profile(profile, &inspection, basis, system);
    }
    if let Some(stored) = signer(&inspection, system) {
        let audience = inspection.anatomy.claims().and_then(token_config::audience);
        return fitted(stored, own_claims(&inspection), audience.as_deref(), engine, system);
    }
    let claims = inspection.anatomy.claims().cloned().unwrap_or_default();
    let (key, missing) = key_of_token(&inspection, &claims, system);
    let (text, engine) = written(&claims, &inspection.origin, key, engine, system);
    let from = "this token, as `jwtool secret token` writes it".to_owned();
    let config = LoadedConfig::assumed(text, from, engine);
    Ok(Assumed { missing, trust: Trust::Token, ..Assumed::given(config) })
}

/// Returns the key of the store that signed a token, by its `kid`.
fn signer(inspection: &Inspection, system: &mut System) -> Option<StoredKey> {
    let kid = inspection.anatomy.header.as_ref()?.get_str("kid")?;
    system.stored_keys().into_iter().find(|stored| stored.kid() == kid)
}

/// Returns the address of the keys of a token, and why it is not known if it is not.
fn key_of_token(
    inspection: &Inspection,
    claims: &Object,
    system: &mut System,
) -> (KeySettings, Option<MissingKeys>) {
    let header = inspection.anatomy.header.as_ref();
    let alg = header.and_then(|header| header.get_str("alg"));
    let is_hmac = alg.is_some_and(|alg| alg.starts_with("HS"));
    let place =
        if is_hmac { KeyPlace::SharedSecret } else { token_config::key_place(&inspection.origin) };
    let (address, missing) = match address(place, claims, system) {
        Ok(address) => (address, None),
        Err(missing) => (NO_ADDRESS.to_owned(), Some(missing)),
    };
    (KeySettings::Url(Text::literal(address)), missing)
}

/// The keys of an assumed configuration.
struct AssumedKeys {
    key: KeySettings,
    missing: Option<MissingKeys>,
    trust: Trust,
    key_set: Option<KeySource>,
}

impl AssumedKeys {
    const fn of(key: KeySettings) -> Self {
        Self { key, missing: None, trust: Trust::User, key_set: None }
    }

    /// Returns the keys that a profile names.
    fn named(keys: Keys) -> Self {
        let no_address = || Self::of(KeySettings::Url(Text::literal(NO_ADDRESS)));
        match keys {
            Keys::Fixed(key) => Self::of(key),
            Keys::Url(url, trust) => {
                Self { trust, ..Self::of(KeySettings::Url(Text::literal(url))) }
            }
            Keys::Set(source) => Self { key_set: Some(source), ..no_address() },
            Keys::Replaced => no_address(),
            Keys::Missing(missing) => Self { missing: Some(missing), ..no_address() },
        }
    }
}

/// Returns the configuration of the engine behind a profile: what the profile says, and what only
/// the token says.
fn for_profile(
    profile: &Profile,
    inspection: &Inspection,
    basis: Basis<'_>,
    system: &mut System,
) -> Result<Assumed, Error> {
    let none = Object::new();
    let claims = inspection.anatomy.claims().unwrap_or(&none);
    let Accepted { keys, issuer, audience, settings } =
        of_profile::read(profile, claims, basis.has_keys, system)?;
    let keys = keys.filter(|_| !basis.has_signer);
    let signer = signer(inspection, system);
    let other_issuer = issuer.as_deref().and_then(|issuer| {
        let foreign = claims.get_str("iss").filter(|iss| *iss != issuer)?;
        let names = provider::issuer_names(foreign);
        let owner = basis.profiles.of_issuer(&names).map(|profile| profile.name.as_str());
        let signer = signer.as_ref().map(|stored| stored.name.as_str());
        // Whoever logs in to a profile sends secrets to its issuer, so a token must not suggest one.
        let own = Some(profile.name.as_str()).filter(|_| profile.login.is_none());
        Some(hint::other_issuer(foreign, own, owner, signer))
    });
    // What only the token says.
    let mut of_token = Vec::new();
    let mut token_issuer = None;
    let assumed_keys = match (keys, signer) {
        (Some(keys), _) => AssumedKeys::named(keys),
        (None, Some(stored)) => {
            of_token.push(format!("key:{}", stored.name));
            AssumedKeys::of(fixed(&stored)?)
        }
        (None, None) => {
            let (key, missing) = key_of_token(inspection, claims, system);
            token_issuer = claims.get_str("iss").map(ToOwned::to_owned);
            of_token.push("this token's issuer and keys".to_owned());
            AssumedKeys { missing, trust: Trust::Token, ..AssumedKeys::of(key) }
        }
    };
    let AssumedKeys { key, missing, trust, key_set } = assumed_keys;
    let token_audience = token_config::audience(claims).filter(|_| audience.is_empty());
    if token_audience.is_some() {
        of_token.push("this token's audience".to_owned());
    }
    let (claims_settings, is_usual) = roles_of(profile, inspection);
    if !is_usual {
        of_token.push("the roles where this token has them".to_owned());
    }
    let own = settings.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let start = format!("the profile {} ({own})", redact::place(&profile.name));
    let from =
        if of_token.is_empty() { start } else { format!("{start}, with {}", listed(&of_token)) };
    let by_profile = IssuerSettings {
        id: None,
        key,
        claims: claims_settings,
        token: TokenSettings::Bearer,
        issuer,
        audience,
        skew: None,
    };
    let with_token = IssuerSettings {
        issuer: by_profile.issuer.clone().or(token_issuer),
        audience: match token_audience {
            Some(audience) => vec![audience],
            None => by_profile.audience.clone(),
        },
        ..by_profile.clone()
    };
    // What only the token says may be something that the engine does not start with.
    let written = build(with_token, basis.engine, system)
        .or_else(|_| build(by_profile, basis.engine, system))
        .map_err(|message| Error::Configuration {
            file: format!("the profile {}", redact::place(&profile.name)),
            fault: ConfigFault::Inexpressible { engine: basis.engine, message },
        })?;
    let config = LoadedConfig::assumed(written, from, basis.engine);
    Ok(Assumed { config, missing, trust, key_set, other_issuer })
}

/// Returns where the engine behind a profile finds the session variables, and whether that is where
/// engines look by default. Other claims than Hasura's count only if they give a role of the profile.
fn roles_of(profile: &Profile, inspection: &Inspection) -> (ClaimsSettings, bool) {
    let Some(own) = own_claims(inspection) else { return (usual_claims(), true) };
    let claims = inspection.anatomy.claims();
    if profile.roles.is_empty() || claims.and_then(view::find).is_some() {
        return (own, false);
    }
    let found = claims.map(|claims| (role_claims::find(&inspection.origin, claims), claims));
    let is_own = |role: &str| profile.roles.iter().any(|own| own == role);
    let gives_one = found.is_some_and(|(found, claims)| match found.roles {
        Some(RoleClaim::List(path, _)) => strings_at(&path, claims).iter().any(|role| is_own(role)),
        Some(RoleClaim::One(_, role)) => is_own(&role),
        Some(RoleClaim::Absent(_)) | None => is_own(token_config::FALLBACK_ROLE),
    });
    if gives_one { (own, false) } else { (usual_claims(), true) }
}

/// Returns the strings of a list in the claims.
fn strings_at(path: &JsonPath, claims: &Object) -> Vec<String> {
    let Some(Step::Key(name)) = path.steps().first() else { return Vec::new() };
    let list = claims.get(name).and_then(|claim| path.find_below(claim));
    let list = list.as_deref().and_then(Value::as_array).unwrap_or_default();
    list.iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect()
}

/// Returns several phrases as one.
fn listed(phrases: &[String]) -> String {
    match phrases {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
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
    let issuer = IssuerSettings {
        id: None,
        key: fixed(&stored)?,
        claims: claims.clone().unwrap_or_else(usual_claims),
        token: TokenSettings::Bearer,
        issuer: None,
        audience: audience.map(ToOwned::to_owned).into_iter().collect(),
        skew: None,
    };
    match build(issuer, engine, system) {
        Ok(written) => Ok(Assumed::given(LoadedConfig::assumed(written, from, engine))),
        // Hasura v2 does not start with every text as its audience.
        Err(_) if audience.is_some() => fitted(stored, claims, None, engine, system),
        Err(message) => Err(Error::Configuration {
            file: name,
            fault: ConfigFault::Inexpressible { engine, message },
        }),
    }
}

/// Returns a key of the store as a configuration has it.
fn fixed(stored: &StoredKey) -> Result<KeySettings, Error> {
    let name = format!("key:{}", stored.name);
    let text = Text::literal(pem::public_pem(stored.key.public())?);
    let algorithm = stored_signing_key(stored.key.clone(), None, None, &name)?.algorithm;
    Ok(KeySettings::Fixed { algorithm, enforced: true, text })
}

/// Writes a configuration with one issuer, or says why an engine cannot have it.
fn build(issuer: IssuerSettings, engine: Engine, system: &System) -> Result<String, String> {
    let settings = Settings { issuers: vec![issuer], ..Settings::default() };
    let environment = system.environment;
    let lookup = |name: &str| environment.exactly(name);
    conversion::build(engine, &settings, &lookup, &mut Vec::new())
        .map(|written| written.value.to_json())
        .map_err(|message| message.to_string())
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
    Ok(Assumed::given(LoadedConfig::assumed(text, from, Engine::Hasura)))
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
    let whole = token_config::settings(claims, origin, key, &[]);
    let bare = IssuerSettings { issuer: None, audience: Vec::new(), ..whole.clone() };
    let written = build(whole, engine, system).or_else(|_| build(bare, engine, system));
    if let Ok(written) = written {
        return (written, engine);
    }
    let secret = JwtSecret { jwk_url: Some(NO_ADDRESS.to_owned()), ..JwtSecret::default() };
    (Value::from(secret.to_object()).to_json(), Engine::Hasura)
}
