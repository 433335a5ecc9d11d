//! Writes the configuration that makes an engine accept the tokens of a provider or a key.

use crate::commands::flags::SigningFlags;
use crate::commands::secret::output::WrittenConfig;
use crate::commands::secret::provider::Kind;
use crate::commands::secret::request::Request;
use crate::commands::secret::warning::SecretWarning;
use crate::commands::secret::{changes, output};
use crate::error::{Error, FetchFault, TokenKeyFault};
use crate::exit::Outcome;
use crate::hasura::conversion;
use crate::hasura::explanation::Engine;
use crate::hasura::settings::{
    ClaimPath, ClaimsSettings, Entry, IssuerSettings, KeySettings, Settings, Text, TokenSettings,
};
use crate::hasura::view::{self, ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE, NAMESPACE, USER_ID};
use crate::hasura::warning::EngineWarning;
use crate::inspection::Inspection;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::json::{Object, Value};
use crate::jose::key::{KeyError, PublicKey, Secret, SigningMaterial};
use crate::jose::note::Note;
use crate::jose::path::{JsonPath, Step};
use crate::jose::pem::{self, FoundKey};
use crate::provider::address::{WebAddress, parse_public};
use crate::provider::advice::how_to_add_claims;
use crate::provider::issuer_names;
use crate::provider::key_place;
use crate::provider::origin::{Origin, VerifyWith};
use crate::provider::preset::{ProviderPreset, RoleMap};
use crate::provider::role_claims::{self, RoleClaim};
use crate::provider::warning::TokenWarning;
use crate::redact;
use crate::render::secret::Format;
use crate::source::key::{KeySource, stored_signing_key};
use crate::source::key_search::jwks_uri;
use crate::source::token::{self, TokenSource, Tokens, Unasked};
use crate::system::System;
use crate::system::key_fetch::{Freshness, Trust};
use crate::system::key_store::StoredKey;
use crate::token_config::{self, FALLBACK_ROLE, KeyPlace};

pub(super) fn run(
    request: &Request<'_>,
    engine: Engine,
    format: Format,
    system: &mut System,
) -> Result<Outcome, Error> {
    output::check_format(engine, format)?;
    let Draft { mut issuer, wants_audience, mut warnings, from } = draft(request, engine, system)?;
    changes::apply(&mut issuer, &request.flags.changes)?;
    if engine == Engine::Hasura && wants_audience {
        warnings.extend(lack_of_audience(&issuer));
    }
    let environment = system.environment;
    let lookup = |name: &str| environment.exactly(name);
    let settings = Settings { issuers: vec![issuer], ..Settings::default() };
    let mut differences = Vec::new();
    let written = conversion::build(engine, &settings, &lookup, &mut differences)
        .map_err(|error| Error::KeyUnfit { name: from, message: error.to_string() })?;
    warnings.extend(differences.into_iter().map(Note::widen));
    // For v2 a missing audience was reported above.
    if engine != Engine::Hasura {
        warnings.extend(written.engine.warnings().iter().cloned().map(Note::widen));
    }
    output::print(&WrittenConfig { engine, config: written.value, warnings }, format, system)
}

/// The settings that the provider, key or token determines, before the flags are applied.
struct Draft {
    issuer: IssuerSettings,
    /// Whether an audience would tell tokens of the issuer apart
    wants_audience: bool,
    warnings: Vec<Note<SecretWarning>>,
    /// The name of the key, for errors
    from: String,
}

impl Draft {
    fn of(key: KeySettings, from: impl Into<String>) -> Self {
        let namespace = JsonPath::of(vec![Step::Key(NAMESPACE.to_owned())]);
        Self {
            issuer: IssuerSettings {
                id: None,
                key,
                claims: ClaimsSettings {
                    namespace: Some((ClaimPath::Steps(namespace), ClaimsFormat::Json)),
                    entries: Vec::new(),
                },
                token: TokenSettings::Bearer,
                issuer: None,
                audience: Vec::new(),
                skew: None,
            },
            wants_audience: true,
            warnings: Vec::new(),
            from: from.into(),
        }
    }

    fn of_url(url: &str) -> Self {
        Self::of(KeySettings::Url(Text::literal(url)), url)
    }

    fn of_text(algorithm: SignatureAlgorithm, text: &str, from: &str) -> Self {
        let text = Text::literal(text);
        Self::of(KeySettings::Fixed { algorithm, enforced: true, text }, from)
    }
}

fn draft(request: &Request<'_>, engine: Engine, system: &mut System) -> Result<Draft, Error> {
    let Some((provider, value)) = request.provider else {
        return of_signing_key(request, system);
    };
    let Some(description) = &provider.value else {
        return match provider.kind {
            Kind::Impossible { reason, instead } => Err(Error::usage(reason, instead)),
            _ => hmac(request.signing, system),
        };
    };
    let value = value.ok_or_else(|| provider.missing(description))?;
    match provider.kind {
        Kind::Preset { read, .. } => {
            let preset = read(value).ok_or_else(|| provider.invalid(value, description))?;
            let mut draft = of_preset(preset, request.certificate, engine, system)?;
            if !request.flags.changes.audience.is_empty() {
                // The tokens that this audience is in have an `aud`.
                let empty = TokenWarning::EmptyAudience.into();
                draft.warnings.retain(|warning| warning.code != empty);
            }
            Ok(draft)
        }
        Kind::Key => of_key(value, request.signing, system),
        Kind::KeyFile { map, how } => {
            if WebAddress::parse(value).is_ok() {
                return Err(provider.without_key_set(how));
            }
            let mut draft = of_key(value, request.signing, system)?;
            draft.issuer.claims = ClaimsSettings { namespace: None, entries: role_map(map) };
            Ok(draft)
        }
        Kind::Token => of_token(value, request, engine, system),
        Kind::Hmac => hmac(request.signing, system),
        Kind::Impossible { reason, instead } => Err(Error::usage(reason, instead)),
    }
}

/// Drafts the configuration for a provider.
fn of_preset(
    preset: ProviderPreset,
    with_certificate: bool,
    engine: Engine,
    system: &mut System,
) -> Result<Draft, Error> {
    let mut draft = Draft::of_url(&preset.jwks_url);
    draft.warnings = concerning(preset.warnings, engine);
    if with_certificate {
        let url = preset.certificate_url.ok_or_else(|| {
            Error::usage(
                "`--certificate` needs a provider that publishes one",
                "for example `jwtool secret auth0 DOMAIN --certificate`",
            )
        })?;
        let fetched = system.fetch(&url, Trust::User, Freshness::Refresh)?;
        let certificate = certificate(&fetched.body, &url)?;
        let mut by_certificate = Draft::of_text(SignatureAlgorithm::RS256, &certificate, &url);
        by_certificate.warnings = draft.warnings;
        by_certificate.warnings.retain(|warning| warning.code != TokenWarning::Auth0X5t.into());
        draft = by_certificate;
    }
    draft.wants_audience = !preset.has_own_keys;
    let issuer = &mut draft.issuer;
    issuer.audience = preset.audience.into_iter().collect();
    issuer.issuer = preset.issuer;
    if preset.stringified {
        changes::set_format(&mut issuer.claims, ClaimsFormat::Stringified);
    }
    if let Some(map) = preset.claims_map {
        issuer.claims = ClaimsSettings { namespace: None, entries: role_map(map) };
    }
    Ok(draft)
}

/// Returns the body of the response if it is a certificate.
fn certificate(body: &[u8], url: &str) -> Result<String, Error> {
    let text = String::from_utf8_lossy(body).into_owned();
    match pem::read_pem(&text) {
        Ok((FoundKey::Public(_), _)) => Ok(text),
        Ok(_) | Err(_) => Err(Error::Unreachable {
            url: url.to_owned(),
            message: "the response is not a certificate".to_owned(),
            fault: FetchFault::Certificate,
        }),
    }
}

/// Returns the claims map for tokens that cannot contain Hasura claims.
fn role_map(map: RoleMap) -> Vec<(String, Entry)> {
    let key = |name: &str| Step::Key(name.to_owned());
    let path_or = |steps: Vec<Step>, default| Entry::Path {
        path: ClaimPath::Steps(JsonPath::of(steps)),
        default,
    };
    let path = |steps| path_or(steps, None);
    let entries = match map {
        RoleMap::List { roles, user_id, otherwise } => {
            let list: Vec<Step> = roles.iter().map(|name| key(name)).collect();
            let first = list.iter().cloned().chain([Step::Index(0)]).collect();
            let only = otherwise.map(|role| Value::Array(vec![Value::from(role)]));
            [
                (ALLOWED_ROLES, path_or(list, only)),
                (DEFAULT_ROLE, path_or(first, otherwise.map(Value::from))),
                (USER_ID, path(vec![key(user_id)])),
            ]
        }
        RoleMap::Fixed { user_id } => [
            (ALLOWED_ROLES, Entry::Literal(Value::Array(vec![Value::from("user")]))),
            (DEFAULT_ROLE, Entry::Literal(Value::from("user"))),
            (USER_ID, path(vec![key(user_id)])),
        ],
    };
    entries.map(|(name, entry)| (name.to_owned(), entry)).into_iter().collect()
}

/// Drafts the configuration that accepts a token.
fn of_token(
    token: &str,
    request: &Request<'_>,
    engine: Engine,
    system: &mut System,
) -> Result<Draft, Error> {
    let source: TokenSource = token.parse().unwrap_or_else(|never| match never {});
    let token = one_token(source, "secret token", system)?;
    let inspection = Inspection::of(&token, system.now);
    let Some(claims) = inspection.anatomy.claims() else {
        return Err(Error::TokenUnreadable);
    };
    let mut draft = if let Some(stored) = own_key(&inspection, system) {
        let from = format!("key:{}", stored.name);
        let public = stored.key.public().clone();
        let algorithm = stored_signing_key(stored.key, None, None, &from)?.algorithm;
        of_public(&public, algorithm, &from)?
    } else {
        let named = request.flags.changes.issuer.as_deref();
        Draft::of_url(&key_address(&inspection, named, system)?)
    };
    draft.warnings = concerning(inspection.warnings.clone(), engine);
    let header = inspection.anatomy.header.clone().unwrap_or_default();
    let key = draft.issuer.key.clone();
    draft.issuer = token_config::settings(claims, &inspection.origin, key, request.roles);
    draft.warnings.extend(about_roles(claims, &inspection.origin, request.roles));
    let outside = view::find(claims).and_then(|hasura| hasura.default_role_allowed());
    if engine == Engine::Ddn && outside == Some(false) {
        draft.warnings.push(Note::new(
            TokenWarning::DefaultRoleNotAllowed.into(),
            "the default role is not an allowed role, so DDN refuses the token regardless of the requested role",
        ));
    }
    if engine == Engine::Ddn && !claims.contains("exp") {
        draft.warnings.push(Note::new(
            TokenWarning::NoExp.into(),
            "the token has no `exp`, so DDN refuses it",
        ));
    }
    if engine == Engine::Ddn && header.get_str("kid").is_none() {
        draft.warnings.push(Note::new(
            EngineWarning::NoKid.into(),
            "the token has no `kid`, and DDN needs one to find the key in a key set; configure the key itself: `jwtool secret key FILE --engine ddn`",
        ));
    }
    system.note(&format!("the token comes from {}", inspection.origin.id.title()));
    Ok(draft)
}

/// Reads the only token of a source, or the one among them that is sent.
pub(super) fn one_token(
    source: TokenSource,
    command: &str,
    system: &mut System,
) -> Result<String, Error> {
    match token::read(&[source], Unasked::Nothing, system)? {
        Tokens::Pasted { found, .. } => Ok(token::one(&found, None, system)?.token),
        Tokens::Listed(_) => Err(Error::usage(
            format!("the input has several tokens, and `{command}` needs one"),
            "pass one of them: `@FILE`",
        )),
    }
}

/// Returns what the configuration uses instead of Hasura claims.
fn about_roles(claims: &Object, origin: &Origin, roles: &[String]) -> Option<Note<SecretWarning>> {
    if view::find(claims).is_some() && roles.is_empty() {
        return None;
    }
    let advice = how_to_add_claims(origin);
    let message = match (roles, role_claims::find(origin, claims).roles) {
        ([first, ..], _) => {
            format!("every token that this configuration accepts gets the role `{first}`")
        }
        ([], Some(RoleClaim::List(path, Some(role)))) => format!(
            "the token has no Hasura claims, so the roles come from `{path}`; that list begins with a role that every user has, so the default role is `{role}` for every user; for Hasura claims, {advice}"
        ),
        ([], Some(RoleClaim::List(path, None))) => format!(
            "the token has no Hasura claims, so the roles come from `{path}`, and the first is the default; for Hasura claims, {advice}"
        ),
        ([], Some(RoleClaim::Absent(path))) => format!(
            "the token has no Hasura claims, so the roles come from `{path}`; a token without it, like this one, gets the role `{FALLBACK_ROLE}`, or another with `--role ROLE`; {advice}"
        ),
        ([], Some(RoleClaim::One(path, role))) => format!(
            "the token has no Hasura claims, so the default role comes from `{path}`, and only `{role}` is allowed: add the other roles that it can name; for Hasura claims, {advice}"
        ),
        ([], None) => format!(
            "the token has neither Hasura claims nor roles, so every token gets the role `{FALLBACK_ROLE}`, or another with `--role ROLE`; for Hasura claims, {advice}"
        ),
    };
    Some(Note::new(TokenWarning::NoHasuraClaims.into(), message))
}

/// Returns the warnings that concern the engine's configuration.
fn concerning(warnings: Vec<Note<TokenWarning>>, engine: Engine) -> Vec<Note<SecretWarning>> {
    let concern = warnings.into_iter().filter(|one| concerns_configuration(one.code, engine));
    concern.map(Note::widen).collect()
}

/// Whether a warning about a token concerns the engine's configuration.
fn concerns_configuration(code: TokenWarning, engine: Engine) -> bool {
    match code {
        // Only v2 cannot read such a key set or such a token.
        TokenWarning::Auth0X5t | TokenWarning::BetterAuthUse | TokenWarning::EmptyAudience => {
            return engine == Engine::Hasura;
        }
        // DDN has its own warning, because the fix for v2 does not work there.
        TokenWarning::DefaultRoleNotAllowed => return engine != Engine::Ddn,
        _ => {}
    }
    !matches!(
        code,
        TokenWarning::Expired
            | TokenWarning::NotYetValid
            | TokenWarning::NoExp
            | TokenWarning::EmailNotVerified
            | TokenWarning::NoSub
            | TokenWarning::VeryLongLifetime
            | TokenWarning::VeryShortLifetime
            // These are about one user.
            | TokenWarning::Impersonation
            // What the configuration uses instead is reported.
            | TokenWarning::NoHasuraClaims
    )
}

/// Returns the key of the store that signed a token, if its issuer does not publish a key set at an
/// address that is known.
fn own_key(inspection: &Inspection, system: &mut System) -> Option<StoredKey> {
    if !matches!(
        token_config::key_place(&inspection.origin),
        KeyPlace::Discovery(_) | KeyPlace::Unknown
    ) {
        return None;
    }
    let kid = inspection.anatomy.header.as_ref()?.get_str("kid")?;
    system.stored_keys().into_iter().find(|stored| stored.kid() == kid)
}

/// Returns the address of the key set of the token's issuer. If the user named that issuer, it may
/// be a local one.
fn key_address(
    inspection: &Inspection,
    named: Option<&str>,
    system: &mut System,
) -> Result<String, Error> {
    let origin = &inspection.origin;
    let issuer = inspection.anatomy.claims().and_then(|claims| claims.get_str("iss"));
    let fault = |fault| Error::TokenKeys { fault, issuer: issuer.map(ToOwned::to_owned) };
    if let Some(issuer) = issuer
        && named.is_some_and(|named| issuer_names(issuer).iter().any(|name| name == named))
        && !matches!(origin.verify_with, VerifyWith::SharedSecret | VerifyWith::IssuerOnly)
        && let Ok(address) = WebAddress::parse(issuer)
    {
        if let (VerifyWith::Jwks | VerifyWith::NeedsClusterKey, Some(url)) =
            (origin.verify_with, &origin.jwks_url)
        {
            return Ok(url.clone());
        }
        let document = address.join(".well-known/openid-configuration");
        system.say(&format!("reading {} to find the keys", redact::address(&document)));
        return jwks_uri(&document, issuer, Trust::User, system);
    }
    let check = |url: &str| {
        parse_public(url).map(|_| ()).map_err(|error| {
            let (url, reason) = (redact::address(url), error.to_string());
            fault(TokenKeyFault::OnlyToken { url, reason })
        })
    };
    let place = token_config::key_place(origin);
    if matches!(place, KeyPlace::SharedSecret | KeyPlace::Unknown)
        && let Some(told) = key_place::of(origin)
    {
        system.say(&format!("warning: {told}"));
    }
    match (place, issuer) {
        (KeyPlace::KeySet(url), _) => check(&url).map(|()| url),
        (KeyPlace::Discovery(document), Some(issuer)) => {
            check(&document)?;
            system.say(&format!("reading {document} to find the keys"));
            jwks_uri(&document, issuer, Trust::Token, system)
        }
        (KeyPlace::SharedSecret, _) => {
            let header = inspection.anatomy.header.as_ref();
            let algorithm = header.and_then(|header| header.get_str("alg")?.parse().ok());
            Err(fault(TokenKeyFault::SharedSecret { algorithm }))
        }
        (KeyPlace::IssuerOnly, _) => Err(fault(TokenKeyFault::IssuerOnly)),
        (KeyPlace::Pem(url), _) => Err(fault(TokenKeyFault::Pem { url })),
        (KeyPlace::Certificates, _) => Err(fault(TokenKeyFault::Certificates)),
        (KeyPlace::Discovery(_) | KeyPlace::Unknown, issuer) => {
            // A local issuer, whose keys are looked for only if the user names it.
            if let Some(issuer) = issuer.filter(|issuer| WebAddress::parse(issuer).is_ok()) {
                check(issuer)?;
            }
            Err(fault(TokenKeyFault::Unknown))
        }
    }
}

/// Drafts the configuration for the key that `mint` signs with.
fn of_signing_key(request: &Request<'_>, system: &mut System) -> Result<Draft, Error> {
    let key = request.signing.request(request.profile).read(system)?;
    let algorithm = key.value.algorithm;
    match &key.value.material {
        SigningMaterial::Private(private) => of_public(private.public(), algorithm, &key.from),
        SigningMaterial::Secret(secret) => of_secret(secret, algorithm, &key.from),
    }
}

/// Drafts the configuration for a key in any encoding. Uses only its public half.
fn of_key(key: &str, signing: &SigningFlags, system: &mut System) -> Result<Draft, Error> {
    let source: KeySource = key.parse().unwrap_or_else(|never| match never {});
    let name = source.describe();
    let public = source.read(signing.passphrase.as_ref(), system)?.public_key(&name)?;
    let algorithm = match signing.alg {
        Some(algorithm) => algorithm,
        None => SignatureAlgorithm::customary_of(public.family()),
    };
    of_public(&public, algorithm, &name)
}

fn of_public(key: &PublicKey, algorithm: SignatureAlgorithm, from: &str) -> Result<Draft, Error> {
    if algorithm.family() != key.family() {
        let family = key.family();
        let message = KeyError::WrongFamily { algorithm, family }.to_string();
        return Err(Error::KeyUnfit { name: from.to_owned(), message });
    }
    Ok(Draft::of_text(algorithm, &pem::public_pem(key)?, from))
}

fn of_secret(secret: &Secret, algorithm: SignatureAlgorithm, from: &str) -> Result<Draft, Error> {
    let text = std::str::from_utf8(secret.as_bytes()).map_err(|_| Error::KeyUnfit {
        name: from.to_owned(),
        message: "engines read a secret as text, and this one is not UTF-8".to_owned(),
    })?;
    Ok(Draft::of_text(algorithm, text, from))
}

/// Drafts the configuration for a secret, or for random bytes in hexadecimal: more characters than the engine
/// requires, and none that a shell would change.
fn hmac(signing: &SigningFlags, system: &mut System) -> Result<Draft, Error> {
    let algorithm = signing.alg.unwrap_or(SignatureAlgorithm::HS256);
    let bytes = algorithm.hmac_bytes().ok_or_else(|| {
        Error::usage(
            format!("{algorithm} does not use a secret"),
            "use HS256, HS384 or HS512: `jwtool secret hmac --alg HS512`",
        )
    })?;
    if let Some(source) = &signing.secret {
        let secret = source.read("--secret", system)?;
        return of_secret(&secret, algorithm, &source.describe("--secret"));
    }
    let text = Secret::random_text(bytes)?;
    Ok(Draft::of_text(algorithm, &text, "the new secret"))
}

/// Returns a warning if a provider's keys are used without an audience: they accept the tokens
/// of all its customers.
fn lack_of_audience(issuer: &IssuerSettings) -> Option<Note<SecretWarning>> {
    let shared = matches!(issuer.key, KeySettings::Url(_)) && issuer.audience.is_empty();
    shared.then(|| {
        let message = "without `audience`, the engine accepts tokens for every application that uses these keys; add `--audience`";
        Note::new(TokenWarning::NoAudClaim.into(), message)
    })
}
