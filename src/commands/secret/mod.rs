//! `jwtool secret`: write, check and convert the configuration that makes an engine accept a token.

mod ask;
mod check;
mod convert;
mod new;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::commands::flags::{GlobalFlags, SigningFlags};
use crate::error::Error;
use crate::escape;
use crate::exit::Outcome;
use crate::hasura::conversion;
use crate::hasura::explanation::Engine;
use crate::hasura::yaml;
use crate::jose::duration::Duration;
use crate::jose::json::Value;
use crate::render::json::{Coded, SecretDocument, document};
use crate::render::secret::{Format, write};
use crate::system::System;

/// Print the configuration that makes Hasura v2, DDN or RelyAuth accept a token
///
/// PROVIDER VALUE: `cognito POOL`, `auth0 DOMAIN`, `entra TENANT`, `firebase PROJECT`, `google CLIENT`,
/// `clerk HOST`, `supabase REF`, `keycloak REALM_URL`, `okta ISSUER`, `supertokens API_DOMAIN`, `jwks URL`,
/// `key KEY`, `token TOKEN`, or `hmac` for a new random secret. Without one, for the key that
/// `mint` signs with.
///
/// `secret check [FILE|-|env:NAME]` says whether the engine would start with a configuration.
/// `secret convert [FILE|-|env:NAME] --to ENGINE` writes that of another engine, and says what
/// gets lost.
#[derive(Args, Debug)]
pub(crate) struct SecretArgs {
    /// Whose tokens: a provider and its value (`--help` lists them); or `check`, `convert`
    #[arg(value_name = "PROVIDER")]
    words: Vec<String>,

    /// Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura; of `check` and `convert` that of the configuration]
    #[arg(long, value_name = "ENGINE", visible_alias = "for", value_parser = engine_name())]
    engine: Option<Engine>,

    /// Engine to convert a configuration for
    #[arg(long, value_name = "ENGINE", value_parser = engine_name())]
    to: Option<Engine>,

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

    /// Form of the output [default: json, for ddn and relyauth yaml]
    #[arg(long, value_name = "FORM", value_parser = output_format())]
    output: Option<Format>,

    /// Ask for what is not given, and say which command would have done it
    #[arg(long)]
    interactive: bool,

    #[command(flatten)]
    signing: SigningFlags,
}

impl SecretArgs {
    /// Whether a flag changes what a configuration says.
    fn adjusts(&self) -> bool {
        !self.audience.is_empty()
            || self.issuer.is_some()
            || self.namespace.is_some()
            || self.namespace_path.is_some()
            || self.stringified
            || self.skew.is_some()
            || self.token_header.is_some()
            || self.signing.alg.is_some()
    }
}

/// The engines by their names.
fn engine_name() -> impl TypedValueParser<Value = Engine> {
    PossibleValuesParser::new(Engine::ALL.map(Engine::name)).try_map(|name| {
        Engine::ALL.into_iter().find(|engine| engine.name() == name).ok_or("no such engine")
    })
}

/// The forms by their names.
fn output_format() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| {
        Format::ALL.into_iter().find(|format| format.name() == name).ok_or("no such form")
    })
}

pub(crate) fn run(
    args: &SecretArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let words: Vec<&str> = args.words.iter().map(String::as_str).collect();
    if args.to.is_some() && words.first() != Some(&"convert") {
        return Err(Error::usage(
            "`--to` is for `secret convert`",
            "name the engine with `--engine`, or convert: `jwtool secret convert FILE --to ddn`",
        ));
    }
    match words.as_slice() {
        ["check", source @ ..] => check::run(args, source, global, system),
        ["convert", source @ ..] => convert::run(args, source, global, system),
        words if args.interactive => {
            const HINT: &str =
                "give the answers: `jwtool secret PROVIDER VALUE --engine ENGINE --output FORM`";
            if !system.can_ask() {
                let message = if system.quiet {
                    "`--interactive` asks, and `-q` does not let it"
                } else {
                    "`--interactive` asks on a terminal, and there is none"
                };
                return Err(Error::usage(message, HINT));
            }
            let Some(answers) = ask::ask(args, words, system)? else {
                return Err(Error::usage("nothing was chosen", HINT));
            };
            let words: Vec<&str> = answers.words.iter().map(String::as_str).collect();
            let outcome =
                new::run(args, &words, answers.engine, answers.output, global.json, system)?;
            system.stdout.flush()?;
            let again = if answers.words == ["hmac"] { "another one" } else { "the same again" };
            system.say(&format!("{again}: {}", answers.command(args)));
            Ok(outcome)
        }
        words => {
            let engine = args.engine.unwrap_or(Engine::Hasura);
            let output = args.output.unwrap_or_else(|| usual_form(engine));
            new::run(args, words, engine, output, global.json, system)
        }
    }
}

/// The form that an engine reads.
const fn usual_form(engine: Engine) -> Format {
    match engine {
        Engine::Hasura => Format::Json,
        Engine::Ddn | Engine::Relyauth => Format::Yaml,
    }
}

/// A configuration in its form, and the advice beside it.
struct Made {
    engine: Engine,
    config: Value,
    warnings: Vec<Coded>,
}

/// Shows a configuration.
fn show(made: Made, format: Format, json: bool, system: &mut System) -> Result<Outcome, Error> {
    let Made { engine, config, warnings } = made;
    check_form(engine, format)?;
    let output = match format {
        Format::Pretty => document(&config, true, false).trim_end().to_owned(),
        Format::Yaml => in_yaml(&config),
        format => write(
            format,
            conversion::variable_of(&config),
            document(&config, false, false).trim_end(),
        ),
    };
    let color = system.stdout.color;
    let indented = system.stdout.is_terminal;
    let shown = if json {
        let made = SecretDocument {
            engine: engine.name(),
            config: &config,
            output: &output,
            warnings: warnings.clone(),
        };
        document(&made, indented, color)
    } else {
        format!("{output}\n")
    };
    system.stdout.write(&shown)?;
    if !json {
        system.stdout.flush()?;
        for warning in &warnings {
            system.say(&format!("warning: {}", warning.message));
        }
        if engine == Engine::Relyauth {
            system.say("wire it: HASURA_GRAPHQL_AUTH_HOOK=http://HOST:8080/auth/hasura with HASURA_GRAPHQL_AUTH_HOOK_MODE=POST; or a webhook mode of DDN, POST to http://HOST:8080/auth/ddn with customHeadersConfig.body.headers.forward: \"*\"");
        }
    }
    Ok(Outcome::Positive)
}

/// YAML; or JSON, which is YAML too, where YAML would leave raw what a terminal obeys, or
/// bare what an older reader takes for a number or a date.
fn in_yaml(config: &Value) -> String {
    fn ambiguous(value: &Value) -> bool {
        match value {
            Value::String(text) => yaml::is_ambiguous(text),
            Value::Array(elements) => elements.iter().any(ambiguous),
            Value::Object(object) => object.iter().any(|(_, value)| ambiguous(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }
    let text = yaml::write(config);
    if text.lines().all(|line| escape::line(line) == line) && !ambiguous(config) {
        text
    } else {
        document(config, true, false).trim_end().to_owned()
    }
}

/// Hasura v2 reads a variable, the others a file.
fn check_form(engine: Engine, format: Format) -> Result<(), Error> {
    match engine {
        Engine::Hasura if format == Format::Yaml => Err(Error::usage(
            "Hasura v2 reads JSON, not YAML",
            "take `--output json`, or `--output compose` for a YAML file with the variable in it",
        )),
        Engine::Ddn | Engine::Relyauth if !format.is_plain() => Err(Error::usage(
            format!(
                "`--output {}` writes an environment variable, and {} reads a file",
                format.name(),
                engine.title()
            ),
            "take `--output yaml`, `json` or `pretty`",
        )),
        _ => Ok(()),
    }
}
