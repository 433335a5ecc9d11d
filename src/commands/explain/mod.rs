//! `jwtool explain`: predicts how an engine answers a request with a token, and why.

mod message;

use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser as _;
use clap::{Args, ValueEnum};

use crate::commands::flags::{ClockFlag, GlobalFlags, examples};
use crate::commands::prediction::assume::{self, Assumed, Basis};
use crate::commands::prediction::keys::KeySetSource;
use crate::commands::prediction::of_profile;
use crate::commands::prediction::prepare::{Answered, Ready, prepare};
use crate::commands::present::{self, Count, Presentation};
use crate::error::Error;
use crate::exit::Outcome;
use crate::hasura::engine::Surroundings;
use crate::hasura::explanation::Engine;
use crate::hasura::registry::StartupError;
use crate::hasura::request::{Request, Route};
use crate::hasura::view::ROLE;
use crate::hint::{self, Verb};
use crate::jose::moment::Moment;
use crate::jose::numeric_date::NumericDate;
use crate::profile::{Profile, Profiles};
use crate::redact;
use crate::render;
use crate::render::explain::ConfigOrigin;
use crate::render::json::{AnswerBody, ConfigErrorDocument, ExplainAnswer, ExplainDocument};
use crate::render::style::Page;
use crate::source::engine_config::{self, ConfigSource};
use crate::source::key::KeySource;
use crate::source::message::MessageSource;
use crate::source::paste::{self, PastedRequest, PastedToken};
use crate::source::secret::SecretSource;
use crate::source::token::{self, TokenSource, Tokens, Unasked};
use crate::system::System;

/// The headers of v2 with the admin secret: today's name, and the old one.
const ADMIN_SECRETS: [&str; 2] = ["x-hasura-admin-secret", "x-hasura-access-key"];

/// Predict how an engine responds to a token: the session, or why it refuses
///
/// Prints every check in the engine's order. Exits with 0 if the engine would accept the
/// request, 1 if it would refuse it, 3 if it would not start with this configuration or if a
/// webhook decides, and 4 if keys are missing. Without a configuration, assumes the one that
/// `jwtool secret token` writes. `--engine` converts a configuration that is for another engine.
/// With `--message`, explains an error message of an engine, a gateway or a library; exits with 1
/// if it is unknown.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("With the configuration in HASURA_GRAPHQL_JWT_SECRET", "jwtool explain @token.txt"),
    ("For another role (exit code 1)", "jwtool explain @token.txt --role admin"),
    ("An error message, without a token", "jwtool explain --message 'Could not verify JWT: JWTExpired'"),
]))]
pub(crate) struct ExplainArgs {
    /// Token: TEXT, @FILE, env:NAME, or - for standard input [env: `JWTOOL_TOKEN`]
    #[arg(value_name = "TOKEN")]
    token: Option<TokenSource>,

    /// Engine: hasura (GraphQL Engine v2), ddn, relyauth, or all of them [default: the configuration's]
    #[arg(long, value_name = "ENGINE", value_parser = engine_choice(), help_heading = "Engine")]
    engine: Option<Choice>,

    /// Configuration, or a file that sets it (Compose, .env, Kubernetes, …): FILE, env:NAME or - [default: the profile's, else `HASURA_GRAPHQL_JWT_SECRETS`, `HASURA_GRAPHQL_JWT_SECRET`, else one for the token]
    #[arg(long, value_name = "FILE", help_heading = "Engine")]
    config: Option<ConfigSource>,

    /// Role to request with x-hasura-role
    #[arg(long, value_name = "ROLE", help_heading = "Request")]
    role: Option<String>,

    /// Request header (repeatable); without TOKEN, only these headers are sent
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE", help_heading = "Request")]
    headers: Vec<String>,

    /// Request URL, used for the route and for a token in the query
    #[arg(long, value_name = "URL", help_heading = "Request")]
    request_url: Option<String>,

    /// Admin secret of the engine: TEXT, @FILE, env:NAME or - [default: the request's, if it has one]
    #[arg(long, value_name = "SECRET", allow_hyphen_values = true, help_heading = "Engine")]
    admin_secret: Option<SecretSource>,

    /// Assume that the engine has no admin secret
    #[arg(long, conflicts_with = "admin_secret", help_heading = "Engine")]
    no_admin_secret: bool,

    /// Role that the engine gives to requests without a token
    #[arg(long, value_name = "ROLE", help_heading = "Engine")]
    unauthorized_role: Option<String>,

    /// DDN compatibility date; before 2025-03-11, DDN does not check `aud` [default: the configuration's, else one on which it is checked]
    #[arg(long, value_name = "DATE", help_heading = "Engine")]
    compatibility_date: Option<Moment>,

    /// JWK Set to use instead of fetching the configured one: FILE or URL
    #[arg(long, value_name = "FILE|URL", help_heading = "Engine")]
    jwks: Option<KeySource>,

    /// Request route, which determines the error format [default: the URL's, else graphql]
    #[arg(long, value_name = "ROUTE", help_heading = "Request")]
    route: Option<RouteName>,

    /// Same as TOKEN
    #[arg(long = "token", value_name = "TOKEN", conflicts_with = "token", help_heading = "Input")]
    token_flag: Option<TokenSource>,

    /// Use only the Nth token in the input
    #[arg(long, value_name = "N", help_heading = "Input")]
    pick: Option<usize>,

    /// Explain an error message instead of a token: whose it is, and what usually causes it: TEXT, @FILE or -
    #[arg(
        long,
        value_name = "TEXT",
        allow_hyphen_values = true,
        conflicts_with_all = [
            "token", "token_flag", "pick", "engine", "config", "role", "headers", "request_url",
            "admin_secret", "no_admin_secret", "unauthorized_role", "compatibility_date", "jwks",
            "route", "at",
        ],
        help_heading = "Input"
    )]
    message: Option<MessageSource>,

    #[command(flatten)]
    clock: ClockFlag,
}

/// The engines selected with `--engine`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Choice {
    One(Engine),
    All,
}

fn engine_choice() -> impl clap::builder::TypedValueParser<Value = Choice> {
    let names = Engine::ALL.map(Engine::name).into_iter().chain(["all"]);
    PossibleValuesParser::new(names).map(|name| {
        let one = Engine::ALL.into_iter().find(|engine| engine.name() == name);
        one.map_or(Choice::All, Choice::One)
    })
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum RouteName {
    /// /v1/graphql
    Graphql,
    /// /api/rest/… in v2, JSON:API in DDN
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

impl ExplainArgs {
    /// The tokens of the command line: TOKEN, or the value of `--token`.
    fn given(&self) -> &[TokenSource] {
        if self.token_flag.is_some() { self.token_flag.as_slice() } else { self.token.as_slice() }
    }
}

pub(crate) fn run(
    args: &ExplainArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    if let Some(source) = &args.message {
        return message::run(source, system);
    }
    let (profiles, profile) = global.profiles(system)?;
    let said = match args.engine {
        Some(Choice::One(engine)) => Some(engine),
        Some(Choice::All) | None => None,
    };
    let found = engine_config::find(args.config.as_ref(), said, profile.as_ref(), system)?;
    let choice = args
        .engine
        .or_else(|| profile.as_ref().and_then(|profile| profile.engine.kind).map(Choice::One));
    let mut case = Case {
        args,
        choice,
        request: request(args)?,
        keys: KeySetSource::new(args.jwks.as_ref()),
        now: args.clock.now(system),
    };
    let Some(config) = found else {
        return case.without_configuration(profile.as_ref(), &profiles, system);
    };
    let tokens = tokens(args, profile.as_ref(), system)?;
    case.add_pasted(tokens.as_ref(), system);
    let asked = case.prepare(Assumed::given(config), system)?;
    if let Some(error) = asked.startup_error() {
        return does_not_start(error, case.is_all(), system);
    }
    match tokens {
        None => {
            case.report_no_token(system);
            asked.show(&asked.answer(&case.request, None, case.now), system)
        }
        Some(Tokens::Pasted { found, from, request }) => {
            let token = case.pasted_token(&found, &from, &request, system)?;
            asked.show(&asked.answer(&case.request, token.as_ref(), case.now), system)
        }
        Some(Tokens::Listed(lines)) => {
            let mut worst = Outcome::Positive;
            for (index, token) in lines.enumerate() {
                let token = PastedToken::listed(token?);
                let answers = asked.answer(&case.request, Some(&token), case.now);
                worst = worst.max(show_lines(index + 1, &answers, false, system)?);
            }
            Ok(worst)
        }
    }
}

/// What is asked, whatever the configuration is.
struct Case<'a> {
    args: &'a ExplainArgs,
    /// The engines that were selected, if any
    choice: Option<Choice>,
    request: Request,
    keys: KeySetSource<'a>,
    now: NumericDate,
}

impl Case<'_> {
    /// Prepares the engines with a configuration.
    fn prepare(&mut self, assumed: Assumed, system: &mut System) -> Result<Asked, Error> {
        let config = &assumed.config;
        let engines = match self.choice {
            Some(Choice::All) => Engine::ALL.to_vec(),
            Some(Choice::One(engine)) => vec![engine],
            None => vec![config.engine],
        };
        let environment = system.environment;
        let lookup = |name: &str| environment.exactly(name);
        let args = self.args;
        let surroundings = Surroundings {
            variable: Some(config.variable()),
            has_admin_secret: !args.no_admin_secret,
            admin_secret: admin_secret(args, &engines, &self.request, system)?,
            unauthorized_role: args.unauthorized_role.clone(),
            compatibility_date: args.compatibility_date.map(|date| date.resolve(system.now)),
            ..Surroundings::new(&lookup)
        };
        let (request, keys) = (&self.request, &mut self.keys);
        let engines = prepare(&engines, &assumed, request, &surroundings, keys, system)?;
        if engines.iter().any(Result::is_ok) {
            keys.report_unused(system);
        }
        let config = assumed.config;
        Ok(Asked { engines, from: config.from, assumed: config.assumed })
    }

    /// Explains with the configuration that is assumed for each token.
    fn without_configuration(
        mut self,
        profile: Option<&Profile>,
        profiles: &Profiles,
        system: &mut System,
    ) -> Result<Outcome, Error> {
        let engine = match self.choice {
            Some(Choice::One(engine)) => engine,
            Some(Choice::All) | None => Engine::Hasura,
        };
        let now = self.now;
        let basis =
            Basis { engine, profile, profiles, has_keys: self.keys.is_given(), has_signer: false };
        let tokens = tokens(self.args, profile, system)?;
        self.add_pasted(tokens.as_ref(), system);
        match tokens {
            None => {
                self.report_no_token(system);
                let assumed = match sent(&self.request) {
                    Some(token) => assume::for_token(&token, basis, system)?,
                    None => assume::without_token(system)?,
                };
                let asked = self.prepare(assumed, system)?;
                if let Some(error) = asked.startup_error() {
                    return does_not_start(error, self.is_all(), system);
                }
                asked.show(&asked.answer(&self.request, None, now), system)
            }
            Some(Tokens::Pasted { found, from, request }) => {
                let token = self.pasted_token(&found, &from, &request, system)?;
                let assumed = match &token {
                    Some(token) => assume::for_token(&token.token, basis, system)?,
                    None => assume::without_token(system)?,
                };
                let asked = self.prepare(assumed, system)?;
                if let Some(error) = asked.startup_error() {
                    return does_not_start(error, self.is_all(), system);
                }
                asked.show(&asked.answer(&self.request, token.as_ref(), now), system)
            }
            Some(Tokens::Listed(lines)) => {
                system.say(&match profile.filter(|profile| of_profile::says_something(profile)) {
                    Some(profile) => format!(
                        "no configuration was given; assuming one for the profile {} and each token",
                        redact::place(&profile.name)
                    ),
                    None => "no configuration was given; assuming the one that `jwtool secret token` writes for each token".to_owned(),
                });
                let mut worst = Outcome::Positive;
                for (index, token) in lines.enumerate() {
                    let token = PastedToken::listed(token?);
                    let assumed = assume::for_token(&token.token, basis, system)?;
                    let asked = self.prepare(assumed, system)?;
                    let answers = asked.answer(&self.request, Some(&token), now);
                    worst = worst.max(show_lines(index + 1, &answers, true, system)?);
                }
                Ok(worst)
            }
        }
    }

    /// Adds what a pasted request sends to the request, unless a flag says otherwise.
    fn add_pasted(&mut self, tokens: Option<&Tokens>, system: &mut System) {
        let Some(Tokens::Pasted { request: pasted, .. }) = tokens else { return };
        let own = &mut self.request;
        if let Some(role) = pasted.role.as_ref().filter(|_| own.header(ROLE).is_none()) {
            system.say(&format!(
                "the pasted request asks for the role `{role}` (`--role` overrides it)"
            ));
            own.headers.push((ROLE.to_owned(), role.clone()));
        }
        let has_own = ADMIN_SECRETS.iter().any(|name| own.header(name).is_some());
        if let Some(secret) = pasted.admin_secret.as_ref().filter(|_| !has_own) {
            system.say("the pasted request has an admin secret");
            own.headers.push((ADMIN_SECRETS[0].to_owned(), secret.clone()));
        }
    }

    /// Returns the token of a paste; `None` if it is a request with an admin secret instead.
    fn pasted_token(
        &self,
        found: &[PastedToken],
        from: &str,
        request: &PastedRequest,
        system: &mut System,
    ) -> Result<Option<PastedToken>, Error> {
        let is_token = |one: &PastedToken| paste::is_complete_token(&one.token);
        if request.admin_secret.is_some() && !found.iter().any(is_token) {
            return Ok(None);
        }
        system.note(&format!("token from {from}"));
        token::one(found, self.args.pick, system).map(Some)
    }

    fn is_all(&self) -> bool {
        self.choice == Some(Choice::All)
    }

    fn report_no_token(&self, system: &mut System) {
        if self.args.headers.is_empty() && self.args.request_url.is_none() {
            system.say("no token was found; explaining the request without one");
        }
    }
}

/// Returns the bearer token among the headers of a request.
fn sent(request: &Request) -> Option<String> {
    let value = request.header("authorization")?;
    value.split_whitespace().nth(1).map(ToOwned::to_owned)
}

/// The selected engines, each ready to answer or unable to start.
struct Asked {
    engines: Vec<Result<Ready, StartupError>>,
    /// Where the configuration was found, or what it was made for
    from: String,
    /// Whether no configuration was given
    assumed: bool,
}

/// The answer of each selected engine to a request, in order.
type Answers<'a> = Vec<Result<(&'a Ready, Answered), &'a StartupError>>;

impl Asked {
    /// Returns the error of all engines if they have the same one, because the configuration itself
    /// is at fault.
    fn startup_error(&self) -> Option<&StartupError> {
        let error = self.engines.first()?.as_ref().err()?;
        let all_same =
            |ready: &Result<Ready, StartupError>| matches!(ready, Err(other) if other == error);
        self.engines.iter().all(all_same).then_some(error)
    }

    fn answer(
        &self,
        request: &Request,
        token: Option<&PastedToken>,
        now: NumericDate,
    ) -> Answers<'_> {
        let answer = |ready: &Ready| ready.answer(request, token, now);
        self.engines
            .iter()
            .map(|ready| ready.as_ref().map(|ready| (ready, answer(ready))))
            .collect()
    }

    fn show(&self, answers: &Answers<'_>, system: &mut System) -> Result<Outcome, Error> {
        present::answer(
            || in_document(answers, self.assumed),
            |page| self.page(page, answers),
            system,
        )?;
        let mut said: Vec<&str> = Vec::new();
        for answer in answers {
            let (engine, hints) = match answer {
                Ok((ready, answered)) => {
                    for missing in &answered.missing {
                        if !said.contains(&&*missing.message) {
                            present::remark(&format!("error: {}", missing.message), system)?;
                            said.push(&missing.message);
                        }
                    }
                    (ready.engine(), answered.hints.clone())
                }
                Err(error) => (error.engine(), vec![hint::startup(error, Verb::Explain)]),
            };
            let whose =
                if answers.len() > 1 { format!(" ({})", engine.name()) } else { String::new() };
            for hint in hints {
                present::remark(&format!("hint{whose}: {hint}"), system)?;
            }
        }
        Ok(worst(answers))
    }

    fn page(&self, page: &mut Page, answers: &Answers<'_>) {
        let source = |from| ConfigOrigin { from, assumed: self.assumed };
        if let [Ok((ready, answered))] = answers.as_slice() {
            render::explain::page(page, &answered.explanation, source(&ready.from));
            return;
        }
        let several: Vec<_> = answers
            .iter()
            .map(|answer| answer.as_ref().map(|(_, one)| &one.explanation).map_err(|error| *error))
            .collect();
        render::explain::side_by_side(page, &several, source(&self.from));
    }
}

/// Prints the answers for one token of many.
fn show_lines(
    number: usize,
    answers: &Answers<'_>,
    assumed: bool,
    system: &mut System,
) -> Result<Outcome, Error> {
    let lines = |page: &mut Page| {
        for answer in answers {
            match answer {
                Ok((ready, answered)) => {
                    let engine = (answers.len() > 1).then_some(ready.engine());
                    render::explain::line(page, number, engine, &answered.explanation);
                }
                Err(error) => render::explain::dead_line(page, number, error),
            }
        }
    };
    let presentation = Presentation::new(Count::Several, system);
    present::answer_as(presentation, || in_document(answers, assumed), lines, system)?;
    Ok(worst(answers))
}

/// Returns the document for the answers; a single answer is not wrapped.
fn in_document<'a>(answers: &'a Answers<'_>, assumed: bool) -> ExplainAnswer<'a> {
    let body = |ready: &'a Ready, answered: &'a Answered| {
        let (explanation, hints) = (&answered.explanation, &answered.hints);
        AnswerBody::Explained(ExplainDocument::new(explanation, hints, &ready.from, assumed))
    };
    if let [Ok((ready, answered))] = answers.as_slice() {
        return ExplainAnswer::One(body(ready, answered));
    }
    let answers = answers.iter().map(|answer| match answer {
        Ok((ready, answered)) => body(ready, answered),
        Err(error) => AnswerBody::DoesNotStart(in_error_document(error)),
    });
    ExplainAnswer::Several { answers: answers.collect() }
}

/// Returns the worst outcome of several answers.
fn worst(answers: &Answers<'_>) -> Outcome {
    let one = |answer: &Result<(&Ready, Answered), &StartupError>| match answer {
        Err(_) => Outcome::Unreadable,
        Ok((_, answered)) if !answered.missing.is_empty() => Outcome::Unreachable,
        Ok((_, answered)) => {
            answered.explanation.accepted().map_or(Outcome::Unreadable, Outcome::of)
        }
    };
    answers.iter().map(one).max().unwrap_or(Outcome::Positive)
}

fn in_error_document(error: &StartupError) -> ConfigErrorDocument<'_> {
    ConfigErrorDocument::new(error, hint::startup(error, Verb::Explain))
}

/// Returns the request described by `--role`, `-H` and `--request-url`. Error messages do not
/// contain header values, which may be secrets.
fn request(args: &ExplainArgs) -> Result<Request, Error> {
    let role = args.role.iter().map(|role| (ROLE.to_owned(), role.clone()));
    let mut headers: Vec<(String, String)> = role.collect();
    for header in &args.headers {
        let (name, value) = header.split_once(':').ok_or_else(|| {
            Error::usage("a header passed with `-H` has no colon", "write `-H 'name: value'`")
        })?;
        headers.push((name.trim().to_owned(), value.trim().to_owned()));
    }
    let by_url = args.request_url.as_deref().map_or(Route::Graphql, Route::of_url);
    let route = args.route.map_or(by_url, Route::from);
    Ok(Request { headers, url: args.request_url.clone(), route })
}

/// Returns the engine's admin secret. If it is not known and the request has one, the request's is
/// assumed to be right.
fn admin_secret(
    args: &ExplainArgs,
    engines: &[Engine],
    request: &Request,
    system: &mut System,
) -> Result<Option<String>, Error> {
    if let Some(source) = &args.admin_secret {
        return Ok(Some(source.read_text("--admin-secret", system)?.to_string()));
    }
    let sent = ADMIN_SECRETS.iter().find_map(|name| request.header(name));
    let Some(sent) = sent.filter(|_| engines.contains(&Engine::Hasura)) else { return Ok(None) };
    if !args.no_admin_secret {
        system.say("assuming that the admin secret of the request is the engine's; to compare them, pass `--admin-secret env:HASURA_GRAPHQL_ADMIN_SECRET`");
    }
    Ok(Some(sent.to_owned()))
}

/// Returns the tokens, or `None` if there are none. With `-H` or `--request-url`, only reads
/// a token that is passed as an argument.
fn tokens(
    args: &ExplainArgs,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<Option<Tokens>, Error> {
    let described = !args.headers.is_empty() || args.request_url.is_some();
    if args.given().is_empty() && described {
        return Ok(None);
    }
    let taken = args.config == Some(ConfigSource::Stdin) || args.jwks == Some(KeySource::Stdin);
    let unasked = if taken { Unasked::Nothing } else { Unasked::Stdin };
    match token::read_or_log_in(args.given(), unasked, profile, system) {
        Ok(tokens) => Ok(Some(tokens)),
        Err(Error::NoToken) if args.given().is_empty() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reports that the engine does not start: its message, and what to change.
fn does_not_start(error: &StartupError, all: bool, system: &mut System) -> Result<Outcome, Error> {
    let document = || {
        let own = AnswerBody::DoesNotStart(in_error_document(error));
        if all { ExplainAnswer::Several { answers: vec![own] } } else { ExplainAnswer::One(own) }
    };
    present::answer(document, |page| render::config::does_not_start(page, error), system)?;
    present::remark(&format!("hint: {}", hint::startup(error, Verb::Explain)), system)?;
    Ok(Outcome::Unreadable)
}
