//! `secret [new]`: the configuration that makes an engine accept the tokens of a provider,
//! of a key, or of a token.

use crate::commands::secret::{Made, SecretArgs, check_form, convert, show};
use crate::error::Error;
use crate::exit::Outcome;
use crate::hasura::conversion;
use crate::hasura::explanation::Engine;
use crate::hasura::settings::{
    ClaimPath, ClaimsSettings, Entry, IssuerSettings, KeySettings, Lookup, Settings, Text,
    TokenPlace,
};
use crate::hasura::view::{self, ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE, NAMESPACE, USER_ID};
use crate::hasura::{ddn, relyauth, v2};
use crate::inspection::Inspection;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::json::Value;
use crate::jose::key::{KeyError, PublicKey, Secret, SigningMaterial};
use crate::jose::path::{JsonPath, Step};
use crate::jose::pem::{self, FoundKey};
use crate::provider::address::parse_public;
use crate::provider::advice::{Advice, AdviceCode};
use crate::provider::evidence::Evidence;
use crate::provider::origin::VerifyWith;
use crate::provider::preset::{PROVIDERS, PresetProvider, ProviderPreset, RoleMap};
use crate::render::json::Coded;
use crate::render::secret::Format;
use crate::source::key::{KeyContent, KeySource};
use crate::source::token::{self, TokenSource, Tokens, Unasked};
use crate::system::System;
use crate::system::key_fetch::{Freshness, Trust};

pub(super) fn run(
    args: &SecretArgs,
    words: &[&str],
    engine: Engine,
    format: Format,
    json: bool,
    system: &mut System,
) -> Result<Outcome, Error> {
    check_form(engine, format)?;
    let Draft { mut issuer, mut warnings, from } = draft(words, args, engine, system)?;
    adjust(&mut issuer, args)?;
    if engine == Engine::Hasura {
        warnings.extend(lack_of_audience(&issuer));
    }
    let environment = system.environment;
    let lookup = |name: &str| environment.exactly(name);
    let settings = Settings { issuers: vec![issuer], ..Settings::default() };
    let mut differences = Vec::new();
    let config = conversion::write(engine, &settings, &lookup, &mut differences)
        .map_err(|error| Error::KeyUnfit { name: from, message: error.to_string() })?;
    warnings.extend(differences.into_iter().map(convert::coded));
    // For v2 the lack of an audience is said already.
    if engine != Engine::Hasura {
        warnings.extend(own_warnings(engine, &config, &lookup));
    }
    show(Made { engine, config, warnings }, format, json, system)
}

/// What the engine's own reader warns of.
pub(super) fn own_warnings(engine: Engine, config: &Value, lookup: Lookup<'_>) -> Vec<Coded> {
    let text = config.to_json();
    let warnings = match engine {
        Engine::Hasura => v2::config::parse(&text, conversion::variable_of(config))
            .map(|config| config.warnings)
            .unwrap_or_default(),
        Engine::Ddn => ddn::config::parse(&text).map(|config| config.warnings).unwrap_or_default(),
        Engine::Relyauth => {
            relyauth::config::parse(&text, lookup).map(|config| config.warnings).unwrap_or_default()
        }
    };
    let coded = |warning: crate::hasura::trace::Warning| Coded {
        code: warning.code,
        message: warning.message,
    };
    warnings.into_iter().map(coded).collect()
}

/// What a provider, a key or a token says of the configuration, before the flags.
struct Draft {
    issuer: IssuerSettings,
    warnings: Vec<Coded>,
    /// The key's name, for a complaint about it
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
                token: TokenPlace::Bearer,
                issuer: None,
                audience: Vec::new(),
                skew: None,
            },
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

fn draft(
    words: &[&str],
    args: &SecretArgs,
    engine: Engine,
    system: &mut System,
) -> Result<Draft, Error> {
    let words = words.strip_prefix(&["new"]).unwrap_or(words);
    match words {
        [] => of_signing_key(args, system),
        ["hmac"] => hmac(args.signing.alg),
        ["hmac", more, ..] => Err(Error::usage(
            format!("`{more}` is one word too many"),
            "`jwtool secret hmac --alg HS512` makes a longer secret",
        )),
        ["key", key] => of_key(key, args, system),
        ["token", token] => of_token(token, engine, system),
        [name] if *name == "key" || *name == "token" => Err(Error::usage(
            format!("which {name}?"),
            format!("`jwtool secret {name} FILE`").replace("token FILE", "token @FILE"),
        )),
        [name] => match PresetProvider::named(name) {
            Some(known) => Err(Error::usage(
                format!("`{name}` of what?"),
                format!("`jwtool secret {name} {}`", known.example),
            )),
            None => Err(unknown_provider(name)),
        },
        [name, value] => match PresetProvider::named(name) {
            Some(known) => {
                let preset = known.preset(value).ok_or_else(|| {
                    Error::usage(
                        format!("`{value}` is no value for `{name}`"),
                        format!("it looks like this: `jwtool secret {name} {}`", known.example),
                    )
                })?;
                of_preset(preset, args, engine, system)
            }
            None => Err(unknown_provider(name)),
        },
        [_, _, more, ..] => {
            Err(Error::usage(format!("`{more}` is one word too many"), "`jwtool secret --help`"))
        }
    }
}

pub(super) fn unknown_provider(name: &str) -> Error {
    let names: Vec<&str> = PROVIDERS.iter().map(|known| known.name).collect();
    Error::usage(
        format!("`{name}` is no provider that is known"),
        format!(
            "it takes `{}`, `key`, `token` or `hmac`; and `check`, `convert`",
            names.join("`, `")
        ),
    )
}

/// A provider by its name and value.
fn of_preset(
    preset: ProviderPreset,
    args: &SecretArgs,
    engine: Engine,
    system: &mut System,
) -> Result<Draft, Error> {
    let coded = |(code, message): &(AdviceCode, String)| Coded {
        code: code.name(),
        message: message.clone(),
    };
    let mut draft = Draft::of_url(&preset.jwks_url);
    let concern = |(code, _): &&(AdviceCode, String)| concerns_configuration(*code, engine);
    draft.warnings = preset.warnings.iter().filter(concern).map(coded).collect();
    if args.certificate {
        let url = preset.certificate_url.ok_or_else(|| {
            Error::usage(
                "`--certificate` is for providers that publish one",
                "`jwtool secret auth0 DOMAIN --certificate`",
            )
        })?;
        let fetched = system.fetch(&url, Trust::User, Freshness::Refresh)?;
        let certificate = certificate(&fetched.body, &url)?;
        let mut by_certificate = Draft::of_text(SignatureAlgorithm::RS256, &certificate, &url);
        by_certificate.warnings = draft.warnings;
        by_certificate.warnings.retain(|warning| warning.code != AdviceCode::Auth0X5t.name());
        draft = by_certificate;
    }
    let issuer = &mut draft.issuer;
    issuer.audience = preset.audience.into_iter().collect();
    issuer.issuer = preset.issuer;
    if preset.stringified {
        set_format(&mut issuer.claims, ClaimsFormat::Stringified);
    }
    if let Some(map) = preset.claims_map {
        issuer.claims = ClaimsSettings { namespace: None, entries: role_map(map) };
    }
    Ok(draft)
}

fn set_format(claims: &mut ClaimsSettings, format: ClaimsFormat) {
    if let Some((_, own)) = &mut claims.namespace {
        *own = format;
    }
}

/// The certificate as it is, once it was found to be one.
fn certificate(body: &[u8], url: &str) -> Result<String, Error> {
    let text = String::from_utf8_lossy(body).into_owned();
    match pem::read_pem(&text) {
        Ok((FoundKey::Public(_), _)) => Ok(text),
        Ok(_) | Err(_) => Err(Error::Unreachable {
            url: url.to_owned(),
            message: "what it answers is no certificate".to_owned(),
            hint: Some("check the domain".to_owned()),
        }),
    }
}

/// Roles for tokens that cannot have Hasura claims.
fn role_map(map: RoleMap) -> Vec<(String, Entry)> {
    let key = |name: &str| Step::Key(name.to_owned());
    let path = |steps: Vec<Step>| Entry::Path {
        path: ClaimPath::Steps(JsonPath::of(steps)),
        default: None,
    };
    let entries = match map {
        RoleMap::List { roles, user_id } => [
            (ALLOWED_ROLES, path(vec![key(roles)])),
            (DEFAULT_ROLE, path(vec![key(roles), Step::Index(0)])),
            (USER_ID, path(vec![key(user_id)])),
        ],
        RoleMap::Fixed { user_id } => [
            (ALLOWED_ROLES, Entry::Literal(Value::Array(vec![Value::from("user")]))),
            (DEFAULT_ROLE, Entry::Literal(Value::from("user"))),
            (USER_ID, path(vec![key(user_id)])),
        ],
    };
    entries.map(|(name, entry)| (name.to_owned(), entry)).into_iter().collect()
}

/// What a token says about the configuration that would accept it.
fn of_token(token: &str, engine: Engine, system: &mut System) -> Result<Draft, Error> {
    let source: TokenSource = token.parse().unwrap_or_else(|never| match never {});
    let token = match token::read(&[source], Unasked::Nothing, system)? {
        Tokens::Pasted { found, .. } => token::one(&found, None, system)?,
        Tokens::Listed(_) => {
            return Err(Error::usage("one token is enough", "`jwtool secret token @FILE`"));
        }
    };
    let inspection = Inspection::of(&token, system.now);
    let Some(claims) = inspection.anatomy.claims() else {
        return Err(Error::usage(
            "the token's claims cannot be read",
            "`jwtool decode` shows what is wrong with it",
        ));
    };
    let address = key_address(&inspection, system).map_err(|error| match error {
        Error::NotFetched { url, message, .. } => Error::NotFetched {
            url,
            message,
            hint: Some(
                "if you trust this address, name it yourself: `jwtool secret jwks URL`".to_owned(),
            ),
        },
        error => error,
    })?;
    let mut draft = Draft::of_url(&address);
    let advice = inspection.advice.iter();
    let advice = advice.filter(|advice| concerns_configuration(advice.code, engine));
    let coded =
        |advice: &Advice| Coded { code: advice.code.name(), message: advice.message.clone() };
    draft.warnings = advice.map(coded).collect();
    let header = inspection.anatomy.header.clone().unwrap_or_default();
    let issuer = &mut draft.issuer;
    if let Some(hasura) = view::find(claims) {
        issuer.claims.namespace = Some((ClaimPath::Steps(hasura.path), hasura.format));
    }
    let evidence = Evidence::new(&header, claims);
    issuer.audience = evidence.audiences().into_iter().take(1).map(ToOwned::to_owned).collect();
    issuer.issuer = claims.get_str("iss").map(ToOwned::to_owned);
    let outside = view::find(claims).and_then(|hasura| hasura.default_role_allowed());
    if engine == Engine::Ddn && outside == Some(false) {
        draft.warnings.push(Coded {
            code: AdviceCode::DefaultRoleNotAllowed.name(),
            message: "the default role is not among the allowed ones, and DDN refuses the token whatever role is asked for".to_owned(),
        });
    }
    if engine == Engine::Ddn && !claims.contains("exp") {
        draft.warnings.push(Coded {
            code: AdviceCode::NoExp.name(),
            message: "the token has no `exp`, and DDN refuses it".to_owned(),
        });
    }
    if engine == Engine::Ddn && header.get_str("kid").is_none() {
        draft.warnings.push(Coded {
            code: "no-kid",
            message: "the token has no `kid`, without which DDN finds no key in a key set; give it the key itself: `jwtool secret key FILE --engine ddn`".to_owned(),
        });
    }
    system.note(&format!("read off a token of {}", inspection.origin.id.title()));
    Ok(draft)
}

/// Whether a piece of advice on a token is one on the engine's configuration.
fn concerns_configuration(code: AdviceCode, engine: Engine) -> bool {
    match code {
        // Only v2 stumbles over it.
        AdviceCode::Auth0X5t => return engine == Engine::Hasura,
        // What helps with v2 does not with DDN, which has a word of its own.
        AdviceCode::DefaultRoleNotAllowed => return engine != Engine::Ddn,
        _ => {}
    }
    !matches!(
        code,
        AdviceCode::Expired
            | AdviceCode::NotYetValid
            | AdviceCode::NoExp
            | AdviceCode::EmailNotVerified
            | AdviceCode::NoSub
            | AdviceCode::VeryLongLifetime
            | AdviceCode::VeryShortLifetime
    )
}

fn key_address(inspection: &Inspection, system: &mut System) -> Result<String, Error> {
    let origin = &inspection.origin;
    let issuer = inspection.anatomy.claims().and_then(|claims| claims.get_str("iss"));
    if let (VerifyWith::Jwks, Some(url)) = (origin.verify_with, &origin.jwks_url) {
        return match parse_public(url) {
            Ok(_) => Ok(url.clone()),
            Err(error) => Err(Error::NotFetched {
                url: url.clone(),
                message: format!("only the token names it, and {error}"),
                hint: None,
            }),
        };
    }
    if let (VerifyWith::Discovery, Some(document), Some(issuer)) =
        (origin.verify_with, &origin.discovery_url, issuer)
    {
        system.say(&format!("asking {document} where the keys are"));
        return crate::source::key_search::jwks_uri(document, issuer, system);
    }
    Err(Error::usage(
        "the token does not say where its keys are",
        "name them: `jwtool secret jwks URL`, `jwtool secret key FILE`",
    ))
}

/// The public half, or the secret, of the key that `mint` signs with.
fn of_signing_key(args: &SecretArgs, system: &mut System) -> Result<Draft, Error> {
    let key = args.signing.request().read(system)?;
    let algorithm = key.value.algorithm;
    match &key.value.material {
        SigningMaterial::Private(private) => of_public(private.public(), algorithm, &key.from),
        SigningMaterial::Secret(secret) => of_secret(secret, algorithm, &key.from),
    }
}

/// A key in any encoding: the engine gets its public half.
fn of_key(key: &str, args: &SecretArgs, system: &mut System) -> Result<Draft, Error> {
    let source: KeySource = key.parse().unwrap_or_else(|never| match never {});
    let name = source.describe();
    let unfit = |message: &str| Error::KeyUnfit { name: name.clone(), message: message.to_owned() };
    let public = match source.read(args.signing.passphrase.as_ref(), system)? {
        KeyContent::Found(FoundKey::Public(public)) => public,
        KeyContent::Found(FoundKey::Private(private)) => private.public().clone(),
        KeyContent::Jwk(jwk) => match jwk.public_key() {
            Some(public) => public,
            None => return Err(unfit("it is no public key that can be used")),
        },
        KeyContent::Set(_) => {
            return Err(unfit(
                "it is a key set; publish it and give its address: `jwtool secret jwks URL`",
            ));
        }
        KeyContent::Found(FoundKey::Encrypted(_)) | KeyContent::Hasura(_) => {
            return Err(unfit("it is no key that a configuration could be made of"));
        }
    };
    let algorithm = match args.signing.alg {
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
        message: "the engines take a secret only as text, and this is not UTF-8".to_owned(),
    })?;
    Ok(Draft::of_text(algorithm, text, from))
}

/// Random bytes as twice as many hexadecimal characters: more than the engine asks for,
/// and text that survives every shell.
fn hmac(algorithm: Option<SignatureAlgorithm>) -> Result<Draft, Error> {
    let algorithm = algorithm.unwrap_or(SignatureAlgorithm::HS256);
    let bytes = algorithm.hmac_bytes().ok_or_else(|| {
        Error::usage(format!("{algorithm} takes no secret"), "`jwtool secret hmac --alg HS512`")
    })?;
    let text = Secret::random_text(bytes)?;
    Ok(Draft::of_text(algorithm, &text, "the new secret"))
}

/// Puts what the flags say in the place of what the provider says.
pub(super) fn adjust(issuer: &mut IssuerSettings, args: &SecretArgs) -> Result<(), Error> {
    if !args.audience.is_empty() {
        issuer.audience.clone_from(&args.audience);
    }
    if args.issuer.is_some() {
        issuer.issuer.clone_from(&args.issuer);
    }
    let path = match (&args.namespace, &args.namespace_path) {
        (Some(key), _) => Some(JsonPath::of(vec![Step::Key(key.clone())])),
        (None, Some(path)) => Some(path.parse().map_err(|error| {
            Error::usage(format!("{error}"), "`--namespace-path '$.user.hasura'`")
        })?),
        (None, None) => None,
    };
    if let Some(path) = path {
        let format = issuer.claims.namespace.as_ref().map(|(_, format)| *format);
        let format = format.unwrap_or(ClaimsFormat::Json);
        // A map of claims would make an engine ignore the namespace.
        issuer.claims = ClaimsSettings {
            namespace: Some((ClaimPath::Steps(path), format)),
            entries: Vec::new(),
        };
    }
    if args.stringified {
        set_format(&mut issuer.claims, ClaimsFormat::Stringified);
    }
    if let Some(skew) = args.skew {
        #[expect(clippy::cast_precision_loss, reason = "spans that are exact are short enough")]
        let seconds = skew.seconds() as f64;
        issuer.skew = Some(seconds);
    }
    if let Some(place) = &args.token_header {
        issuer.token = token_place(place)?;
    }
    Ok(())
}

/// `cookie:NAME`, or the name of a header.
fn token_place(place: &str) -> Result<TokenPlace, Error> {
    if place.eq_ignore_ascii_case("authorization") {
        return Ok(TokenPlace::Bearer);
    }
    match place.split_once(':') {
        Some((kind, name)) if kind.eq_ignore_ascii_case("cookie") && !name.is_empty() => {
            Ok(TokenPlace::Cookie(name.to_owned()))
        }
        None if !place.is_empty() => Ok(TokenPlace::Header(place.to_owned())),
        _ => Err(Error::usage(
            format!("`{place}` is no place for a token"),
            "write `--token-header cookie:NAME` or `--token-header X-Auth-Token`",
        )),
    }
}

/// Keys that many applications share let in the tokens of all of them.
fn lack_of_audience(issuer: &IssuerSettings) -> Option<Coded> {
    let shared = matches!(issuer.key, KeySettings::Url(_)) && issuer.audience.is_empty();
    shared.then(|| Coded {
        code: AdviceCode::NoAudClaim.name(),
        message: "without an `audience` the engine accepts the tokens of every application that uses these keys; add `--audience`".to_owned(),
    })
}
