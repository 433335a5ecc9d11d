//! `jwtool secret`: write, check and convert the configuration that makes an engine accept a token.

mod ask;
mod check;
mod convert;
mod flags;
mod new;
mod provider;
mod warning;

use clap::builder::StyledStr;
use clap::{Args, Subcommand};

use crate::commands::flags::{GlobalFlags, SigningFlags, examples};
use crate::commands::secret::flags::{CheckArgs, ConvertArgs, NewFlags};
use crate::commands::secret::provider::{Provider, ProviderCommand};
use crate::commands::secret::warning::SecretWarning;
use crate::error::Error;
use crate::escape;
use crate::exit::Outcome;
use crate::hasura::conversion;
use crate::hasura::explanation::Engine;
use crate::hasura::yaml;
use crate::jose::json::Value;
use crate::jose::note::Note;
use crate::render::json::{SecretDocument, document, notes};
use crate::render::secret::{Format, write};
use crate::system::System;

/// Print the configuration that makes Hasura v2, DDN or RelyAuth accept a token
///
/// Without a command it is for tokens of the key that `mint` signs with. Name a provider to
/// accept its tokens. `check` tells whether an engine starts with a configuration, and
/// `convert` rewrites a configuration for another engine.
#[derive(Args, Debug)]
#[command(after_long_help = secret_examples())]
pub(crate) struct SecretArgs {
    #[command(flatten)]
    flags: NewFlags,

    #[command(flatten)]
    signing: SigningFlags,

    #[command(subcommand)]
    task: Option<Task>,
}

#[derive(Subcommand, Debug)]
enum Task {
    Check(CheckArgs),
    Convert(ConvertArgs),
    #[command(flatten)]
    Provider(ProviderCommand),
}

fn secret_examples() -> StyledStr {
    examples(&[
        ("For the key that `mint` signs with", "jwtool secret"),
        ("For a Cognito user pool", "jwtool secret cognito us-east-1_U2dzkxfTv --output dotenv"),
        ("Check the configuration in HASURA_GRAPHQL_JWT_SECRET", "jwtool secret check"),
    ])
}

/// What a new configuration is written for, and its flags.
#[derive(Clone, Copy)]
struct Request<'a> {
    /// The provider and its value; `None` for the key that `mint` signs with
    provider: Option<(&'static Provider, Option<&'a str>)>,
    flags: &'a NewFlags,
    certificate: bool,
    signing: &'a SigningFlags,
}

impl<'a> From<&'a ProviderCommand> for Request<'a> {
    fn from(command: &'a ProviderCommand) -> Self {
        Self {
            provider: Some((command.provider, command.value.as_deref())),
            flags: &command.flags,
            certificate: command.certificate,
            signing: &command.signing,
        }
    }
}

pub(crate) fn run(
    args: &SecretArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let request = match &args.task {
        Some(Task::Check(args)) => return check::run(args, global, system),
        Some(Task::Convert(args)) => return convert::run(args, global, system),
        Some(Task::Provider(command)) => Request::from(command),
        None => Request {
            provider: None,
            flags: &args.flags,
            certificate: false,
            signing: &args.signing,
        },
    };
    if request.flags.interactive {
        return ask::run(request, global.json, system);
    }
    let engine = request.flags.engine.unwrap_or(Engine::Hasura);
    let format = request.flags.output.output.unwrap_or_else(|| usual_form(engine));
    new::run(&request, engine, format, global.json, system)
}

/// Returns the format that an engine reads.
const fn usual_form(engine: Engine) -> Format {
    match engine {
        Engine::Hasura => Format::Json,
        Engine::Ddn | Engine::Relyauth => Format::Yaml,
    }
}

/// A configuration, and the warnings about it.
struct Made {
    engine: Engine,
    config: Value,
    warnings: Vec<Note<SecretWarning>>,
}

/// Prints a configuration.
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
            warnings: notes(&warnings),
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

/// Writes YAML, or JSON (which is YAML too) where YAML would print control characters or
/// leave a string unquoted that older parsers read as a number or a date.
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

/// Refuses formats that the engine cannot read: Hasura v2 reads a variable, the others a file.
fn check_form(engine: Engine, format: Format) -> Result<(), Error> {
    match engine {
        Engine::Hasura if format == Format::Yaml => Err(Error::usage(
            "Hasura v2 reads JSON, not YAML",
            "use `--output json`, or `--output compose` for a YAML file that sets the variable",
        )),
        Engine::Ddn | Engine::Relyauth if !format.is_plain() => Err(Error::usage(
            format!(
                "`--output {}` writes an environment variable, and {} reads a file",
                format.name(),
                engine.title()
            ),
            "use `--output yaml`, `json` or `pretty`",
        )),
        _ => Ok(()),
    }
}
