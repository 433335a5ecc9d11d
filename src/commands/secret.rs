//! `jwtool secret`: write the configuration that makes Hasura accept a token.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::commands::flags::SigningFlags;
use crate::error::Error;
use crate::exit::Outcome;
use crate::hasura::v2::config;
use crate::hasura::v2::jwt_secret::{JwtSecret, type_name};
use crate::hasura::view::{self, ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE, NAMESPACE, USER_ID};
use crate::inspection::Inspection;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::duration::Duration;
use crate::jose::json::{Object, Value};
use crate::jose::key::{KeyError, PublicKey, Secret, SigningMaterial};
use crate::jose::pem::{self, FoundKey};
use crate::provider::advice::{Advice, AdviceCode};
use crate::provider::evidence::Evidence;
use crate::provider::key_home::{KNOWN, KeyHome, Known, RoleMap};
use crate::provider::origin::VerifyWith;
use crate::render;
use crate::render::json::{CheckDocument, Coded, ConfigErrorDocument, SecretDocument, document};
use crate::render::secret::{Format, write};
use crate::source::engine_config::{self, ConfigSource};
use crate::source::key::{KeyContent, KeySource};
use crate::source::token::{self, TokenSource, Tokens, Unasked};
use crate::system::System;
use crate::system::key_fetch::{Freshness, Trust};

/// The variable that the engine reads.
const VARIABLE: &str = "HASURA_GRAPHQL_JWT_SECRET";

/// Print the `HASURA_GRAPHQL_JWT_SECRET` that makes Hasura accept a token
///
/// PROVIDER VALUE: `cognito POOL`, `auth0 DOMAIN`, `entra TENANT`, `firebase PROJECT`, `google CLIENT`,
/// `clerk HOST`, `supabase REF`, `keycloak REALM_URL`, `okta ISSUER`, `supertokens API_DOMAIN`, `jwks URL`,
/// `key KEY`, `token TOKEN`, or `hmac` for a new random secret. Without one, for the key that
/// `mint` signs with. `secret check [FILE|-|env:NAME]` says whether the engine would start with a
/// configuration.
#[derive(Args, Debug)]
pub(crate) struct SecretArgs {
    /// Whose tokens: a provider and its value, as listed below
    #[arg(value_name = "PROVIDER")]
    words: Vec<String>,

    /// Audience to accept (can be repeated)
    #[arg(long, value_name = "AUDIENCE", visible_alias = "aud")]
    audience: Vec<String>,

    /// Issuer to accept
    #[arg(long, value_name = "ISSUER", visible_alias = "iss")]
    issuer: Option<String>,

    /// Claim that holds the Hasura claims
    #[arg(long, value_name = "KEY", conflicts_with = "namespace_path")]
    namespace: Option<String>,

    /// Path to the Hasura claims, like $.user.hasura
    #[arg(long, value_name = "PATH")]
    namespace_path: Option<String>,

    /// The Hasura claims are a JSON string
    #[arg(long)]
    stringified: bool,

    /// How far clocks may differ
    #[arg(long, value_name = "DURATION")]
    skew: Option<Duration>,

    /// Where the token is, if not in Authorization: `cookie:NAME`, or the name of a header
    #[arg(long, value_name = "HEADER")]
    token_header: Option<String>,

    /// Fetch the provider's certificate and use it instead of the address of its key set
    #[arg(long)]
    certificate: bool,

    /// Form of the output
    #[arg(long, value_name = "FORM", default_value = "json", value_parser = output_format())]
    output: Format,

    #[command(flatten)]
    signing: SigningFlags,
}

/// The forms by their names.
fn output_format() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| {
        Format::ALL.into_iter().find(|format| format.name() == name).ok_or("no such form")
    })
}

pub(crate) fn run(args: &SecretArgs, json: bool, system: &mut System) -> Result<Outcome, Error> {
    if let [word, source @ ..] = args.words.as_slice()
        && word == "check"
    {
        return check(source, json, system);
    }
    let (secret, mut warnings) = configuration(args, system)?;
    let secret = adjusted(secret, args)?;
    warnings.extend(lack_of_audience(&secret));

    let config = secret.to_object();
    let line = Value::from(config.clone()).to_json();
    let output = match args.output {
        Format::Pretty => document(&config, true, false).trim_end().to_owned(),
        format => write(format, VARIABLE, &line),
    };
    let color = system.stdout.color;
    let shown = if json {
        let warnings = warnings
            .iter()
            .map(|advice| Coded { code: advice.code.name(), message: advice.message.clone() })
            .collect();
        let made = SecretDocument { engine: "hasura", config: &config, output: &output, warnings };
        document(&made, system.stdout.is_terminal, color)
    } else {
        format!("{output}\n")
    };
    system.stdout.write(&shown)?;
    if !json {
        system.stdout.flush()?;
        for advice in &warnings {
            system.say(&format!("warning: {}", advice.message));
        }
    }
    Ok(Outcome::Positive)
}

/// `secret check [FILE|-|env:NAME]`: whether the engine would start, in its words.
fn check(source: &[String], json: bool, system: &mut System) -> Result<Outcome, Error> {
    let source: Option<ConfigSource> = match source {
        [] => None,
        [one] => Some(one.parse().unwrap_or_else(|never| match never {})),
        [_, more, ..] => {
            return Err(Error::usage(
                format!("`{more}` is one word too many"),
                "`jwtool secret check FILE`",
            ));
        }
    };
    let (text, from) = engine_config::read(source.as_ref(), system)?.ok_or_else(|| {
        Error::usage(
            format!("there is no configuration: `{VARIABLE}` is not set"),
            "`jwtool secret check FILE`, or `-` for standard input",
        )
    })?;
    let color = system.stdout.color;
    let indented = system.stdout.is_terminal;
    let (outcome, shown, hint) = match config::parse(&text, engine_config::variable(&text, &from)) {
        Ok(config) => {
            let shown = if json {
                document(&CheckDocument::valid(&config.warnings), indented, color)
            } else {
                render::config::starts(config.entries.len(), &from, &config.warnings, color)
            };
            (Outcome::Positive, shown, None)
        }
        Err(error) => {
            let hint = render::config::hint(error.fault);
            let shown = if json {
                document(&ConfigErrorDocument::new("hasura", &error, hint), indented, color)
            } else {
                render::config::does_not_start(&error, color)
            };
            (Outcome::Negative, shown, Some(hint))
        }
    };
    system.stdout.write(&shown)?;
    if let Some(hint) = hint {
        system.stdout.flush()?;
        system.say(&format!("hint: {hint}"));
    }
    Ok(outcome)
}

type Configuration = (JwtSecret, Vec<Advice>);

fn configuration(args: &SecretArgs, system: &mut System) -> Result<Configuration, Error> {
    let words: Vec<&str> = args.words.iter().map(String::as_str).collect();
    let words = words.strip_prefix(&["new"]).unwrap_or(&words);
    match words {
        [] => Ok((of_signing_key(args, system)?, Vec::new())),
        ["hmac"] => Ok((hmac(args.signing.alg)?, Vec::new())),
        ["key", key] => Ok((of_key(key, args, system)?, Vec::new())),
        ["token", token] => of_token(token, system),
        [name] if *name == "key" || *name == "token" => Err(Error::usage(
            format!("which {name}?"),
            format!("`jwtool secret {name} FILE`").replace("token FILE", "token @FILE"),
        )),
        [name] => match Known::of_name(name) {
            Some(known) => Err(Error::usage(
                format!("`{name}` of what?"),
                format!("`jwtool secret {name} {}`", known.example),
            )),
            None => Err(unknown_provider(name)),
        },
        [name, value] => match Known::of_name(name) {
            Some(known) => {
                let home = known.home(value).ok_or_else(|| {
                    Error::usage(
                        format!("`{value}` is no value for `{name}`"),
                        format!("it looks like this: `jwtool secret {name} {}`", known.example),
                    )
                })?;
                of_home(home, args, system)
            }
            None => Err(unknown_provider(name)),
        },
        [_, _, more, ..] => {
            Err(Error::usage(format!("`{more}` is one word too many"), "`jwtool secret --help`"))
        }
    }
}

fn unknown_provider(name: &str) -> Error {
    let names: Vec<&str> = KNOWN.iter().map(|known| known.name).collect();
    Error::usage(
        format!("`{name}` is no provider that is known"),
        format!("it takes `{}`, `key`, `token` or `hmac`", names.join("`, `")),
    )
}

/// A provider by its name and value.
fn of_home(home: KeyHome, args: &SecretArgs, system: &mut System) -> Result<Configuration, Error> {
    let advice =
        |(code, message): &(AdviceCode, String)| Advice { code: *code, message: message.clone() };
    let mut secret = JwtSecret {
        jwk_url: Some(home.jwks_url.clone()),
        stringified: home.stringified,
        audience: home.audience.iter().cloned().collect(),
        issuer: home.issuer.clone(),
        claims_map: home.claims_map.map(role_map),
        ..JwtSecret::default()
    };
    let mut warnings: Vec<Advice> = home.warnings.iter().map(advice).collect();
    if args.certificate {
        let url = home.certificate_url.ok_or_else(|| {
            Error::usage(
                "`--certificate` is for providers that publish one",
                "`jwtool secret auth0 DOMAIN --certificate`",
            )
        })?;
        let fetched = system.fetch(&url, Trust::User, Freshness::Refresh)?;
        secret.jwk_url = None;
        secret.r#type = Some("RS256".to_owned());
        secret.key = Some(certificate(&fetched.body, &url)?);
        warnings.retain(|advice| advice.code != AdviceCode::Auth0X5t);
    }
    Ok((secret, warnings))
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
fn role_map(map: RoleMap) -> Object {
    let path = |path: String| {
        let mut object = Object::new();
        object.set("path", path);
        object
    };
    let mut claims = Object::new();
    match map {
        RoleMap::List { roles, user_id } => {
            claims.set(ALLOWED_ROLES, path(format!("$.{roles}")));
            claims.set(DEFAULT_ROLE, path(format!("$.{roles}[0]")));
            claims.set(USER_ID, path(format!("$.{user_id}")));
        }
        RoleMap::Fixed { user_id } => {
            claims.set(ALLOWED_ROLES, Value::Array(vec![Value::from("user")]));
            claims.set(DEFAULT_ROLE, "user");
            claims.set(USER_ID, path(format!("$.{user_id}")));
        }
    }
    claims
}

/// What a token says about the configuration that would accept it.
fn of_token(token: &str, system: &mut System) -> Result<Configuration, Error> {
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
    let origin = &inspection.origin;
    let hasura = view::find(claims);
    let top_level = hasura.as_ref().and_then(view::HasuraClaims::namespace);
    let mut warnings: Vec<Advice> = inspection.advice.clone();
    warnings.retain(|advice| concerns_configuration(advice.code));
    let secret = JwtSecret {
        jwk_url: Some(key_address(&inspection, system)?),
        claims_namespace: top_level.filter(|key| *key != NAMESPACE).map(ToOwned::to_owned),
        claims_namespace_path: hasura
            .as_ref()
            .filter(|_| top_level.is_none())
            .map(|hasura| hasura.path.to_string()),
        stringified: hasura.as_ref().is_some_and(|one| one.format == ClaimsFormat::Stringified),
        audience: {
            let header = inspection.anatomy.header.clone().unwrap_or_default();
            let evidence = Evidence::new(&header, claims);
            evidence.audiences().into_iter().take(1).map(ToOwned::to_owned).collect()
        },
        issuer: claims.get_str("iss").map(ToOwned::to_owned),
        ..JwtSecret::default()
    };
    system.note(&format!("read off a token of {}", origin.id.title()));
    Ok((secret, warnings))
}

/// Whether a piece of advice on a token is one on the engine's configuration.
fn concerns_configuration(code: AdviceCode) -> bool {
    !matches!(
        code,
        AdviceCode::Expired
            | AdviceCode::NotYetValid
            | AdviceCode::EmailNotVerified
            | AdviceCode::NoExp
            | AdviceCode::NoSub
            | AdviceCode::VeryLongLifetime
            | AdviceCode::VeryShortLifetime
    )
}

fn key_address(inspection: &Inspection, system: &mut System) -> Result<String, Error> {
    let origin = &inspection.origin;
    let issuer = inspection.anatomy.claims().and_then(|claims| claims.get_str("iss"));
    if let (VerifyWith::Jwks, Some(url)) = (origin.verify_with, &origin.jwks_url) {
        return Ok(url.clone());
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
fn of_signing_key(args: &SecretArgs, system: &mut System) -> Result<JwtSecret, Error> {
    let key = args.signing.request().read(system)?;
    let algorithm = key.value.algorithm;
    match &key.value.material {
        SigningMaterial::Private(private) => of_public(private.public(), algorithm, &key.from),
        SigningMaterial::Secret(secret) => of_secret(secret, algorithm, &key.from),
    }
}

/// A key in any encoding: the engine gets its public half.
fn of_key(key: &str, args: &SecretArgs, system: &mut System) -> Result<JwtSecret, Error> {
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

fn of_public(
    key: &PublicKey,
    algorithm: SignatureAlgorithm,
    from: &str,
) -> Result<JwtSecret, Error> {
    let unfit = |message: String| Error::KeyUnfit { name: from.to_owned(), message };
    if algorithm.family() != key.family() {
        let family = key.family();
        return Err(unfit(KeyError::WrongFamily { algorithm, family }.to_string()));
    }
    let name = type_name(algorithm)
        .ok_or_else(|| unfit(format!("Hasura v2 does not know {algorithm}")))?;
    let pem = pem::public_pem(key)?;
    Ok(JwtSecret { r#type: Some(name.to_owned()), key: Some(pem), ..JwtSecret::default() })
}

fn of_secret(
    secret: &Secret,
    algorithm: SignatureAlgorithm,
    from: &str,
) -> Result<JwtSecret, Error> {
    let unfit = |message: String| Error::KeyUnfit { name: from.to_owned(), message };
    let text = std::str::from_utf8(secret.as_bytes()).map_err(|_| {
        unfit("Hasura v2 takes a secret only as text, and this is not UTF-8".to_owned())
    })?;
    let needed = algorithm.hmac_bytes().unwrap_or_default();
    if text.len() < needed {
        return Err(unfit(format!(
            "Hasura v2 does not start with it: {algorithm} takes {needed} characters or more, and it has {}",
            text.len()
        )));
    }
    Ok(JwtSecret {
        r#type: Some(algorithm.name().to_owned()),
        key: Some(text.to_owned()),
        ..JwtSecret::default()
    })
}

/// Random bytes as twice as many hexadecimal characters: more than the engine asks for,
/// and text that survives every shell.
fn hmac(algorithm: Option<SignatureAlgorithm>) -> Result<JwtSecret, Error> {
    let algorithm = algorithm.unwrap_or(SignatureAlgorithm::HS256);
    let bytes = algorithm.hmac_bytes().ok_or_else(|| {
        Error::usage(format!("{algorithm} takes no secret"), "`jwtool secret hmac --alg HS512`")
    })?;
    let text = Secret::random_text(bytes)?;
    Ok(JwtSecret {
        r#type: Some(algorithm.name().to_owned()),
        key: Some(text.to_string()),
        ..JwtSecret::default()
    })
}

/// With what the flags say put in the place of what the provider says.
fn adjusted(mut secret: JwtSecret, args: &SecretArgs) -> Result<JwtSecret, Error> {
    if !args.audience.is_empty() {
        secret.audience.clone_from(&args.audience);
    }
    if args.issuer.is_some() {
        secret.issuer.clone_from(&args.issuer);
    }
    if args.namespace.is_some() || args.namespace_path.is_some() {
        secret.claims_namespace.clone_from(&args.namespace);
        secret.claims_namespace_path.clone_from(&args.namespace_path);
        // A map of claims would make the engine ignore the namespace.
        secret.claims_map = None;
    }
    secret.stringified |= args.stringified;
    secret.allowed_skew = args.skew.map(Duration::seconds).or(secret.allowed_skew);
    if let Some(place) = &args.token_header {
        secret.header = Some(header(place)?);
    }
    Ok(secret)
}

/// `cookie:NAME`, or the name of a header.
fn header(place: &str) -> Result<Object, Error> {
    let mut header = Object::new();
    if place.eq_ignore_ascii_case("authorization") {
        header.set("type", "Authorization");
        return Ok(header);
    }
    let (kind, name) = match place.split_once(':') {
        Some((kind, name)) if kind.eq_ignore_ascii_case("cookie") => ("Cookie", name),
        Some(_) => ("", ""),
        None => ("CustomHeader", place),
    };
    if name.is_empty() {
        return Err(Error::usage(
            format!("`{place}` is no place for a token"),
            "write `--token-header cookie:NAME` or `--token-header X-Auth-Token`",
        ));
    }
    header.set("type", kind);
    header.set("name", name);
    Ok(header)
}

/// Keys that many applications share let in the tokens of all of them.
fn lack_of_audience(secret: &JwtSecret) -> Option<Advice> {
    let shared = secret.jwk_url.is_some() && secret.audience.is_empty();
    shared.then(|| Advice {
        code: AdviceCode::NoAudClaim,
        message: "without an `audience` the engine accepts the tokens of every application that uses these keys; add `--audience`".to_owned(),
    })
}
