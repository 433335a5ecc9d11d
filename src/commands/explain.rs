//! `jwtool explain`: what the engine would make of a request with this token, and why.

use clap::{Args, ValueEnum};

use crate::commands::flags::{ClockFlag, GlobalFlags};
use crate::error::Error;
use crate::escape;
use crate::exit::Outcome;
use crate::hasura::v2::answer::{Answer, Facts, Request, answer};
use crate::hasura::v2::config::{self, Config, ConfigError, KeyPlace, SINGLE, TokenPlace};
use crate::hasura::v2::jwt_secret::{JwtSecret, type_name};
use crate::hasura::v2::keys::KeySet;
use crate::hasura::v2::refusal::{Reason, Route};
use crate::hasura::view::{ClaimsFormat, ROLE};
use crate::jose::anatomy::Anatomy;
use crate::jose::json::Value;
use crate::jose::numeric_date::NumericDate;
use crate::jose::pem;
use crate::render;
use crate::render::json::{ConfigErrorDocument, ExplainDocument, document};
use crate::source::engine_config::{self, ConfigSource};
use crate::source::key::{KeySource, stored_signing_key};
use crate::source::secret::SecretSource;
use crate::source::token::{self, TokenSource, Tokens, Unasked};
use crate::system::System;
use crate::system::files;
use crate::system::key_fetch::{Freshness, Trust};
use crate::system::key_store;

/// Predict what the engine makes of a token: the session, or why it refuses
///
/// Prints every check that the engine makes, in its order. Exits 0 if it would let the
/// request in, 1 if it would refuse it, and 3 if it would not even start with this
/// configuration.
#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// Token: text, `-` for standard input, @FILE, env:NAME [env: `JWTOOL_TOKEN`]
    #[arg(value_name = "TOKEN")]
    token: Vec<TokenSource>,

    /// Engine to explain: hasura (GraphQL Engine v2)
    #[arg(long, value_name = "ENGINE", default_value = "hasura", value_parser = engine)]
    engine: Engine,

    /// Configuration: FILE, env:NAME or - [env: `HASURA_GRAPHQL_JWT_SECRETS`, `HASURA_GRAPHQL_JWT_SECRET`] [default: that of key:dev]
    #[arg(long, value_name = "FILE")]
    config: Option<ConfigSource>,

    /// Role to ask for with x-hasura-role
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,

    /// Header of the request (can be repeated); without TOKEN the request is these alone
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE")]
    headers: Vec<String>,

    /// Admin secret of the engine: env:NAME, @FILE, - or TEXT [default: set, to something else]
    #[arg(long, value_name = "SECRET", allow_hyphen_values = true)]
    admin_secret: Option<SecretSource>,

    /// The engine has no admin secret
    #[arg(long, conflicts_with = "admin_secret")]
    no_admin_secret: bool,

    /// The engine's role for requests without a token
    #[arg(long, value_name = "ROLE")]
    unauthorized_role: Option<String>,

    /// JWK Set to take instead of fetching the configured `jwk_url`: FILE or URL
    #[arg(long, value_name = "FILE|URL")]
    jwks: Option<KeySource>,

    /// Route of the request, which decides how a refusal looks
    #[arg(long, value_name = "ROUTE", default_value = "graphql")]
    route: RouteName,

    /// Take only the Nth token of a paste
    #[arg(long, value_name = "N")]
    pick: Option<usize>,

    #[command(flatten)]
    clock: ClockFlag,
}

/// The engines that can be explained.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Engine {
    Hasura,
}

impl Engine {
    const fn name(self) -> &'static str {
        match self {
            Self::Hasura => "hasura",
        }
    }
}

fn engine(text: &str) -> Result<Engine, String> {
    match text {
        "hasura" => Ok(Engine::Hasura),
        "ddn" | "relyauth" | "all" => {
            Err("that engine is not there yet; so far only `hasura` is explained".to_owned())
        }
        _ => Err("the engine that is explained is `hasura`".to_owned()),
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum RouteName {
    /// /v1/graphql
    Graphql,
    /// /api/rest/…
    Rest,
}

impl From<RouteName> for Route {
    fn from(name: RouteName) -> Self {
        match name {
            RouteName::Graphql => Self::Graphql,
            RouteName::Rest => Self::Rest,
        }
    }
}

pub(crate) fn run(
    args: &ExplainArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let given = given_headers(args)?;
    let (text, from) = configuration(args, system)?;
    let prepared = match prepare(args, &text, &from, system)? {
        Ok(prepared) => prepared,
        Err(error) => return does_not_start(args.engine, &error, global.json, system),
    };
    let request = request(args, given, system)?;
    match tokens(args, system)? {
        None => {
            if args.headers.is_empty() {
                system.say("no token was found; this is the request without one");
            }
            let answer = prepared.answer(&request, None, args.clock.now(system));
            show(args.engine, &answer, &prepared, global.json, system)
        }
        Some(Tokens::Pasted { found, from, role }) => {
            system.note(&format!("token from {from}"));
            let token = token::one(&found, args.pick, system)?;
            let request = in_pasted_role(request, role, system);
            let answer = prepared.answer(&request, Some(&token), args.clock.now(system));
            show(args.engine, &answer, &prepared, global.json, system)
        }
        Some(Tokens::Listed(lines)) => {
            let now = args.clock.now(system);
            let mut worst = Outcome::Positive;
            for (index, token) in lines.enumerate() {
                let answer = prepared.answer(&request, Some(&token?), now);
                let color = system.stdout.color;
                let line = if global.json {
                    document(&in_document(args.engine, &answer, &prepared), false, color)
                } else {
                    render::explain::line(index + 1, &answer, color)
                };
                system.stdout.write(&line)?;
                worst = worst.max(Outcome::of(answer.outcome.refusal().is_none()));
            }
            Ok(worst)
        }
    }
}

/// A configuration that was read, with its keys.
struct Prepared {
    config: Config,
    keys: Vec<KeySet>,
    from: String,
}

impl Prepared {
    /// The answer to a request, the token put where the configuration wants it.
    fn answer(&self, request: &Request, token: Option<&str>, now: NumericDate) -> Answer {
        let mut request = request.clone();
        if let Some(token) = token {
            let place = self.place(token);
            request.headers.push(match place {
                TokenPlace::Authorization => {
                    ("Authorization".to_owned(), format!("Bearer {token}"))
                }
                TokenPlace::Cookie(name) => ("Cookie".to_owned(), format!("{name}={token}")),
                TokenPlace::CustomHeader(name) => (name.clone(), token.to_owned()),
            });
        }
        let mut answer = answer(&self.config, &self.keys, &request, now);
        let of_keys = self.keys.iter().flat_map(|set| &set.warnings);
        let before = self.config.warnings.iter().chain(of_keys).cloned().collect::<Vec<_>>();
        answer.warnings.splice(0..0, before);
        answer
    }

    /// Where the entry that the token's issuer is for looks; else where the first does.
    fn place(&self, token: &str) -> &TokenPlace {
        let anatomy = Anatomy::of(token);
        let issuer = anatomy.claims().and_then(|claims| claims.get_str("iss"));
        let entries = &self.config.entries;
        let own =
            entries.iter().find(|entry| issuer.is_some() && entry.issuer.as_deref() == issuer);
        own.or_else(|| entries.first()).map_or(&TokenPlace::Authorization, |entry| &entry.token)
    }
}

/// The text of the configuration, and where it was found.
fn configuration(args: &ExplainArgs, system: &mut System) -> Result<(String, String), Error> {
    match engine_config::read(args.config.as_ref(), system)? {
        Some(found) => Ok(found),
        None => of_dev_key(system),
    }
}

/// The configuration that makes the engine accept what the dev key signed.
fn of_dev_key(system: &System) -> Result<(String, String), Error> {
    let from = format!("key:{}", key_store::DEV);
    let stored = system.stored_key(key_store::DEV).map_err(|error| match error {
        Error::NoSuchKey { .. } => Error::Configuration {
            file: "the configuration".to_owned(),
            message: format!("none was given, and there is no `{from}` yet"),
            hint: Some(format!(
                "give one with `--config FILE` or `--config env:NAME`, or set `{SINGLE}`; `jwtool secret token TOKEN` writes the one that the issuer of a token needs"
            )),
        },
        other => other,
    })?;
    let key = pem::public_pem(stored.key.public())?;
    let algorithm = stored_signing_key(stored.key, None, None, &from)?.algorithm;
    let secret = JwtSecret {
        r#type: type_name(algorithm).map(ToOwned::to_owned),
        key: Some(key),
        ..JwtSecret::default()
    };
    Ok((Value::from(secret.to_object()).to_json(), from))
}

/// Reads the configuration as the engine does at its start, and gets its keys.
fn prepare(
    args: &ExplainArgs,
    text: &str,
    from: &str,
    system: &mut System,
) -> Result<Result<Prepared, ConfigError>, Error> {
    let variable = engine_config::variable(text, from);
    let started = config::parse(text, variable).and_then(|config| {
        config::startup(!args.no_admin_secret, args.unauthorized_role.is_some())?;
        Ok(config)
    });
    let config = match started {
        Ok(config) => config,
        Err(error) => return Ok(Err(error)),
    };
    let mut keys = Vec::with_capacity(config.entries.len());
    for entry in &config.entries {
        let set = match (&entry.keys, KeySet::of_entry(entry)) {
            (_, Some(set)) => Ok(set),
            (KeyPlace::Url(url), None) => KeySet::parse(&key_set(args, url, system)?, url),
            (KeyPlace::Here(_), None) => Ok(KeySet::default()),
        };
        match set {
            Ok(set) => keys.push(set),
            Err(error) => return Ok(Err(error)),
        }
    }
    Ok(Ok(Prepared { config, keys, from: from.to_owned() }))
}

/// The bytes of the key set: of `--jwks`, else of the configured address.
fn key_set(args: &ExplainArgs, url: &str, system: &mut System) -> Result<Vec<u8>, Error> {
    let (bytes, from) = match &args.jwks {
        None => {
            let fetched = system.fetch(url, Trust::User, Freshness::Cached)?;
            (fetched.body, fetched.from)
        }
        Some(source) => {
            let bytes = match source {
                KeySource::File(path) => files::read(path, "the key set")?,
                KeySource::Variable(name) => system.environment.required(name)?.into_bytes(),
                KeySource::Stdin => system.stdin.read_to_end("the key set")?,
                KeySource::Url(url) => system.fetch(url, Trust::User, Freshness::Cached)?.body,
                KeySource::Stored(_) => {
                    return Err(Error::usage(
                        "`--jwks` takes a key set, not a key of the store",
                        "name a file or a URL: `--jwks FILE`",
                    ));
                }
            };
            (bytes, source.describe())
        }
    };
    system.note(&format!("keys from {from}"));
    Ok(bytes)
}

/// The headers of `--role` and `-H`. Values stay out of messages: one may be a secret.
fn given_headers(args: &ExplainArgs) -> Result<Vec<(String, String)>, Error> {
    let role = args.role.iter().map(|role| (ROLE.to_owned(), role.clone()));
    let mut headers: Vec<(String, String)> = role.collect();
    for header in &args.headers {
        let (name, value) = header.split_once(':').ok_or_else(|| {
            Error::usage("a header of `-H` has no colon", "write `-H 'name: value'`")
        })?;
        headers.push((name.trim().to_owned(), value.trim().to_owned()));
    }
    Ok(headers)
}

fn request(
    args: &ExplainArgs,
    headers: Vec<(String, String)>,
    system: &mut System,
) -> Result<Request, Error> {
    let admin_secret = match &args.admin_secret {
        Some(source) => Some(source.read_text("--admin-secret", system)?.to_string()),
        None => None,
    };
    let sends = |name: &str| headers.iter().any(|(header, _)| header.eq_ignore_ascii_case(name));
    if admin_secret.is_none() && (sends("x-hasura-admin-secret") || sends("x-hasura-access-key")) {
        return Err(Error::usage(
            "the request has an admin secret, and the engine's own is not known here",
            "give it to compare: `--admin-secret env:HASURA_GRAPHQL_ADMIN_SECRET`",
        ));
    }
    Ok(Request {
        headers,
        route: args.route.into(),
        admin_secret,
        unauthorized_role: args.unauthorized_role.clone(),
    })
}

/// The request in the role that a pasted one asks for, unless a flag says another.
fn in_pasted_role(mut request: Request, role: Option<String>, system: &mut System) -> Request {
    let asks = request.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(ROLE));
    if let Some(role) = role.filter(|_| !asks) {
        system.say(&format!(
            "the pasted request asks for the role `{}` (`--role` takes another)",
            escape::line(&role)
        ));
        request.headers.push((ROLE.to_owned(), role));
    }
    request
}

/// The tokens. With `-H` only what is given as an argument; `None` if there is none.
fn tokens(args: &ExplainArgs, system: &mut System) -> Result<Option<Tokens>, Error> {
    if args.token.is_empty() && !args.headers.is_empty() {
        return Ok(None);
    }
    let taken = args.config == Some(ConfigSource::Stdin) || args.jwks == Some(KeySource::Stdin);
    let unasked = if taken { Unasked::Nothing } else { Unasked::Stdin };
    match token::read(&args.token, unasked, system) {
        Ok(tokens) => Ok(Some(tokens)),
        Err(Error::NoToken { .. }) if args.token.is_empty() => Ok(None),
        Err(error) => Err(error),
    }
}

fn in_document<'a>(
    engine: Engine,
    answer: &'a Answer,
    prepared: &'a Prepared,
) -> ExplainDocument<'a> {
    ExplainDocument::new(engine.name(), answer, &prepared.from, hint(answer))
}

fn show(
    engine: Engine,
    answer: &Answer,
    prepared: &Prepared,
    json: bool,
    system: &mut System,
) -> Result<Outcome, Error> {
    let color = system.stdout.color;
    let shown = if json {
        document(&in_document(engine, answer, prepared), system.stdout.is_terminal, color)
    } else {
        render::explain::text(answer, &prepared.from, color)
    };
    system.stdout.write(&shown)?;
    if let Some(hint) = hint(answer) {
        system.stdout.flush()?;
        system.say(&escape::line(&format!("hint: {hint}")));
    }
    Ok(Outcome::of(answer.outcome.refusal().is_none()))
}

/// The engine stops at its start: its words, and what to change.
fn does_not_start(
    engine: Engine,
    error: &ConfigError,
    json: bool,
    system: &mut System,
) -> Result<Outcome, Error> {
    let hint = render::config::hint(error.fault);
    let color = system.stdout.color;
    let shown = if json {
        let made = ConfigErrorDocument::new(engine.name(), error, hint);
        document(&made, system.stdout.is_terminal, color)
    } else {
        render::config::does_not_start(error, color)
    };
    system.stdout.write(&shown)?;
    system.stdout.flush()?;
    system.say(&escape::line(&format!("hint: {hint}")));
    Ok(Outcome::Unreadable)
}

/// What to change: the token, the request or the configuration.
fn hint(answer: &Answer) -> Option<String> {
    let refusal = answer.outcome.refusal()?;
    let facts = &answer.facts;
    let fixed = match refusal.reason {
        Reason::AdminSecret => {
            "send the engine's own admin secret, or leave the header away and send a token"
        }
        Reason::BackendOnly => "write `true` or `false` into that header, or leave it away",
        Reason::NoToken => return Some(no_token(facts)),
        Reason::Malformed => {
            "send `Authorization: Bearer TOKEN`: the word `Bearer` just so, one space, no quotes"
        }
        Reason::Multiple => {
            "send one token, and give each entry of the configuration its own `issuer`, which the token has to name"
        }
        Reason::Issuer => {
            let issuer = facts.issuer.as_deref().unwrap_or("…");
            return Some(format!(
                "take a token of the configured issuer, or configure this one: `\"issuer\":\"{issuer}\"`"
            ));
        }
        Reason::Parts if facts.parts == 5 => {
            "it is an encrypted token, which the engine cannot read; send a signed one, and see inside with `jwtool decode --key FILE`"
        }
        Reason::Parts => "that is no token; `jwtool decode` shows what it is",
        Reason::Header => {
            "it was cut off or changed on its way; `jwtool decode` shows what can be read of it"
        }
        Reason::NoSignatures => {
            "send a signed token; `jwtool mint --role ROLE` makes one for a test"
        }
        Reason::NoUsableKeys => {
            "the engine has no keys; check that its `jwk_url` answers and holds keys for signing"
        }
        Reason::Signature => {
            "the configured key is another one than signed it: compare with `jwtool verify`; a secret is taken by its text, never decoded from base64"
        }
        Reason::ClaimsSet => {
            "change the claim that the message names where the token is made; `sub` with a colon has to be a URI, times have to be numbers"
        }
        Reason::Expired => "get a new token; to ask about another moment, add `--at TIME`",
        Reason::IssuedAtFuture | Reason::NotYetValid => {
            "if a clock is a little off, configure `\"allowed_skew\":30`; to ask about another moment, add `--at TIME`"
        }
        Reason::Audience => {
            let audience = facts.audience.first().map_or("…", String::as_str);
            return Some(format!(
                "take a token for the configured audience, or configure this one: `\"audience\":\"{audience}\"`"
            ));
        }
        Reason::NoNamespace | Reason::NoPath => return Some(no_claims(facts)),
        Reason::NotAnObject => {
            "if the claims are JSON written as a string, configure `\"claims_format\":\"stringified_json\"`"
        }
        Reason::NotAString => {
            "the claims are an object: leave `claims_format` away, or configure `\"claims_format\":\"json\"`"
        }
        Reason::NotStringified => "let the issuer write a JSON object into that string",
        Reason::NotMapped => {
            "let the issuer add the claim, or give it a `default` in `claims_map`: `{\"path\":\"$.…\",\"default\":\"…\"}`"
        }
        Reason::NoAllowedRoles | Reason::AllowedRoles => {
            "let the issuer write `\"x-hasura-allowed-roles\":[\"user\"]`, a list of texts"
        }
        Reason::NoDefaultRole | Reason::DefaultRole => {
            "let the issuer write `\"x-hasura-default-role\":\"user\"`, one text"
        }
        Reason::RoleNotAllowed => {
            return Some(match facts.allowed_roles.first() {
                Some(role) => format!("ask for a role that the token allows: `--role {role}`"),
                None => "the token allows no role at all; let the issuer add one".to_owned(),
            });
        }
        Reason::Variable => {
            "let the issuer write every variable as a text: `\"7\"` instead of `7`, `\"{1,2}\"` instead of `[1,2]`"
        }
    };
    Some(fixed.to_owned())
}

fn no_token(facts: &Facts) -> String {
    match &facts.place {
        Some(TokenPlace::Cookie(name)) => {
            format!("send it as the cookie the configuration names: `Cookie: {name}=TOKEN`")
        }
        Some(TokenPlace::CustomHeader(name)) => {
            format!("send it in the header the configuration names, without `Bearer`: `{name}: TOKEN`")
        }
        Some(TokenPlace::Authorization) | None => {
            "send `Authorization: Bearer TOKEN`; for requests without one, set an unauthorized role (`--unauthorized-role ROLE` shows its effect)".to_owned()
        }
    }
}

fn no_claims(facts: &Facts) -> String {
    match (&facts.other_namespace, facts.format) {
        (Some(namespace), format) => {
            let stringified = match format {
                Some(ClaimsFormat::Stringified) => ",\"claims_format\":\"stringified_json\"",
                Some(ClaimsFormat::Json) | None => "",
            };
            format!("configure where they are: `\"claims_namespace\":\"{namespace}\"{stringified}`")
        }
        (None, Some(_)) => {
            "configure where they are with `claims_namespace_path` or `claims_map`; the step above names the path".to_owned()
        }
        (None, None) => {
            "let the issuer add the Hasura claims (`jwtool mint --role ROLE` shows a token that has them), or send the id token instead of the access token".to_owned()
        }
    }
}
