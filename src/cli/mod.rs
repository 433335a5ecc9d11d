//! Words: the global flags, the list of verbs, dispatch, and what is wrong with a command line.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory as _, Parser, Subcommand};

use crate::commands::flags::{ColorWhen, GlobalFlags};
use crate::commands::{completions, decode, explain, mint, ping, secret, verify};
use crate::error::Error;
use crate::exit::{ExitStatus, Outcome};
use crate::redact;
use crate::render;
use crate::system::System;

/// The JWT workbench for people who build on Hasura
#[derive(Parser, Debug)]
#[command(name = "jwtool", version, propagate_version = true, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    global: GlobalFlags,

    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
#[command(defer = true)]
enum Verb {
    #[command(visible_alias = "inspect")]
    Decode(decode::DecodeArgs),
    Verify(verify::VerifyArgs),
    Explain(explain::ExplainArgs),
    Mint(mint::MintArgs),
    Secret(secret::SecretArgs),
    Ping(ping::PingArgs),
    Completions(completions::CompletionsArgs),
}

/// Reads the command line, does what it says, reports how it ended.
pub(crate) fn run(arguments: &[OsString]) -> ExitStatus {
    let mut system = System::new();
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage(&error, arguments, &mut system),
    };
    set_up(&mut system, &cli.global);
    let json = cli.global.json;
    let ended = dispatch(&cli, &mut system).and_then(|outcome| {
        system.stdout.flush()?;
        Ok(outcome)
    });
    match ended {
        Ok(outcome) => outcome.into(),
        Err(error) => failed(&error, json, arguments, &mut system),
    }
}

fn dispatch(cli: &Cli, system: &mut System) -> Result<Outcome, Error> {
    let json = cli.global.json;
    match &cli.verb {
        Verb::Decode(args) => decode::run(args, &cli.global, system),
        Verb::Verify(args) => verify::run(args, &cli.global, system),
        Verb::Explain(args) => explain::run(args, &cli.global, system),
        Verb::Mint(args) => mint::run(args, json, system),
        Verb::Secret(args) => secret::run(args, &cli.global, system),
        Verb::Ping(args) => ping::run(args, &cli.global, system),
        Verb::Completions(args) => completions::run(args, Cli::command(), system),
    }
}

fn set_up(system: &mut System, global: &GlobalFlags) {
    system.quiet = global.quiet;
    system.verbose = global.verbose;
    system.offline = global.offline;
    set_colors(system, global.color);
}

/// `--color` decides, else `NO_COLOR`, else `CLICOLOR_FORCE`, else whether it is a terminal.
fn set_colors(system: &mut System, when: ColorWhen) {
    let forced = match when {
        ColorWhen::Always => Some(true),
        ColorWhen::Never => Some(false),
        ColorWhen::Auto if system.environment.raw("NO_COLOR").is_some() => Some(false),
        ColorWhen::Auto => {
            system.environment.raw("CLICOLOR_FORCE").filter(|value| value != "0").map(|_| true)
        }
    };
    system.stdout.color = forced.unwrap_or(system.stdout.is_terminal);
    system.stderr.color = forced.unwrap_or(system.stderr.is_terminal);
}

/// Reports why there is no answer: a sentence on standard error, and with `--json` the
/// document on standard output.
fn failed(error: &Error, json: bool, arguments: &[OsString], system: &mut System) -> ExitStatus {
    if error.is_broken_pipe() {
        return ExitStatus::Success;
    }
    // A key, a token or a password in the wrong place of the command line is not repeated.
    let message = redact::command_line(&error.to_string(), arguments);
    let hint = error.hint().map(|hint| redact::command_line(&hint, arguments));
    if json {
        let (indented, color) = (system.stdout.is_terminal, system.stdout.color);
        let (message, hint) = (message.clone(), hint.clone());
        let text = render::error::coded(error.code(), message, hint, indented, color);
        let written = system.stdout.write(&text).and_then(|()| system.stdout.flush());
        if written.is_err_and(|error| error.is_broken_pipe()) {
            return error.exit();
        }
    }
    // What was answered before it stopped comes first.
    let _ = system.stdout.flush();
    let text = render::error::message(&message, hint.as_deref(), system.stderr.color);
    system.complain(&text);
    error.exit()
}

/// Help and version are answers; the rest is a command line that makes no sense.
fn usage(error: &clap::Error, arguments: &[OsString], system: &mut System) -> ExitStatus {
    set_colors(system, asked_color(arguments));
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // The verbs are read only when one is called; the list of them needs all.
        let lists_verbs = error.kind() == ErrorKind::DisplayHelp && is_about_all(arguments);
        let text = if lists_verbs {
            let mut command = Cli::command();
            command.build();
            command.render_long_help()
        } else {
            error.render()
        };
        let text = if system.stdout.color { text.ansi().to_string() } else { text.to_string() };
        let written = system.stdout.write(&text).and_then(|()| system.stdout.flush());
        return match written {
            Err(error) if !error.is_broken_pipe() => error.exit(),
            _ => ExitStatus::Success,
        };
    }
    let (message, hint) = worded(error);
    let message = redact::command_line(&message, arguments);
    let hint = hint.map(|hint| redact::command_line(&hint, arguments));
    if asks_for_json(arguments) {
        let (indented, color) = (system.stdout.is_terminal, system.stdout.color);
        let text = render::error::coded("usage", message.clone(), hint.clone(), indented, color);
        // Whether anybody reads it changes nothing: the exit code says it too.
        let _ = system.stdout.write(&text).and_then(|()| system.stdout.flush());
    }
    let text = render::error::message(&message, hint.as_deref(), system.stderr.color);
    system.complain(&text);
    ExitStatus::Usage
}

/// What `--color` says, on a command line that could not be read whole.
fn asked_color(arguments: &[OsString]) -> ColorWhen {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    let mut when = ColorWhen::Auto;
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--color") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        match value {
            Some("always") => when = ColorWhen::Always,
            Some("never") => when = ColorWhen::Never,
            _ => {}
        }
    }
    when
}

/// Whether help was asked for without naming a verb.
fn is_about_all(arguments: &[OsString]) -> bool {
    let words = arguments.iter().skip(1).filter_map(|word| word.to_str());
    let words: Vec<&str> = words.filter(|word| !word.starts_with('-')).collect();
    matches!(words.as_slice(), [] | ["help"])
}

/// Whether `-j` or `--json` stands among the arguments, also as one of several short flags.
fn asks_for_json(arguments: &[OsString]) -> bool {
    arguments.iter().skip(1).take_while(|argument| *argument != "--").any(|argument| {
        let short = argument.to_str().and_then(|text| text.strip_prefix('-'));
        argument == "--json"
            || short.is_some_and(|letters| {
                !letters.starts_with('-')
                    && letters.len() <= 3
                    && letters.chars().all(|letter| "jqv".contains(letter))
                    && letters.contains('j')
            })
    })
}

/// clap's message as one sentence and a hint.
fn worded(error: &clap::Error) -> (String, Option<String>) {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) if !texts.is_empty() => Some(texts.join("`, `")),
        _ => None,
    };
    // `--exp <TIME>` and `[CLAIM]...` are clap's way to name `--exp` and `CLAIM`.
    let bare = |argument: String| {
        let first = argument.split(' ').next().unwrap_or_default();
        first.trim_matches(|c: char| "[]<>.".contains(c)).to_owned()
    };
    let argument = context(ContextKind::InvalidArg).map(bare);
    let value = context(ContextKind::InvalidValue);
    let suggestion = context(ContextKind::SuggestedArg)
        .or_else(|| context(ContextKind::SuggestedSubcommand))
        .or_else(|| context(ContextKind::SuggestedValue))
        .map(|suggestion| format!("did you mean `{suggestion}`?"));
    let subcommand = context(ContextKind::InvalidSubcommand);
    let sentence = match (error.kind(), &argument, &value, &subcommand) {
        (ErrorKind::InvalidSubcommand, _, _, Some(word)) => {
            let hint = if crate::source::paste::is_complete_token(word) {
                Some("a token is shown with `jwtool decode`".to_owned())
            } else {
                suggestion.or_else(|| Some("`jwtool help` lists the commands".to_owned()))
            };
            return (format!("`{word}` is no command"), hint);
        }
        (
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand,
            ..,
        ) => {
            return (
                "a command is missing".to_owned(),
                Some("`jwtool help` lists the commands".to_owned()),
            );
        }
        (ErrorKind::UnknownArgument, Some(argument), ..) => {
            let hint = suggestion.unwrap_or_else(|| "`--help` lists what is taken".to_owned());
            return (format!("`{argument}` is not known here"), Some(hint));
        }
        (ErrorKind::InvalidValue, Some(argument), Some(value), _) if value.is_empty() => {
            format!("`{argument}` needs a value")
        }
        (ErrorKind::InvalidValue, Some(argument), Some(value), _) => {
            let known = context(ContextKind::ValidValue).map(|known| format!("it takes `{known}`"));
            return (format!("`{value}` is no value for `{argument}`"), known.or(suggestion));
        }
        (ErrorKind::ValueValidation, Some(argument), Some(value), _) => {
            let reason = std::error::Error::source(error).map(ToString::to_string);
            let reason = reason.map_or_else(String::new, |reason| format!(": {reason}"));
            format!("`{value}` is no value for `{argument}`{reason}")
        }
        (ErrorKind::ArgumentConflict, Some(argument), ..) => {
            let other =
                context(ContextKind::PriorArg).map_or_else(|| "another flag".to_owned(), bare);
            format!("`{argument}` and `{other}` exclude each other")
        }
        (ErrorKind::MissingRequiredArgument, Some(argument), ..) => {
            format!("`{argument}` is missing")
        }
        (
            ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues,
            Some(argument),
            ..,
        ) => {
            format!("`{argument}` has the wrong number of values")
        }
        _ => {
            let text = error.to_string();
            let first = text.lines().next().unwrap_or_default();
            first.trim_start_matches("error: ").to_owned()
        }
    };
    (sentence, suggestion.or_else(|| Some("`--help` lists what is taken".to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn json_is_asked_for_by_either_flag_even_when_the_rest_makes_no_sense() {
        let asks =
            |words: &[&str]| asks_for_json(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert!(asks(&["jwtool", "--json", "nonsense"]));
        assert!(asks(&["jwtool", "nonsense", "-qj"]));
        assert!(!asks(&["jwtool", "nonsense", "--", "-j"]));
        assert!(!asks(&["jwtool", "-x"]));
    }
}
