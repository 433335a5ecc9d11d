//! The command line: the verbs, their dispatch, and the reporting of how a command ended.

mod command_path;
mod environment;
#[cfg(test)]
mod hints;
mod own_flags_first;
mod topics;
mod usage_message;

use std::ffi::OsString;
use std::time::Duration;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::cli::command_path::{CommandPath, normalize};
use crate::cli::own_flags_first::OwnFlagsFirst;
use crate::cli::usage_message::usage_message;
use crate::commands::completions::AskingShell;
use crate::commands::flags::{ColorWhen, GlobalFlags, StoreFlag};
use crate::commands::{
    completions, decode, exec, explain, key, login, logout, man, mint, ping, present, profile,
    secret, serve, status, token, verify,
};
use crate::error::Error;
use crate::exit::{ExitStatus, Outcome};
use crate::hint::{self, Verb as HintVerb};
use crate::redact;
use crate::render;
use crate::system::System;

/// The JWT workbench for people who build on Hasura
#[derive(Parser, Debug)]
#[command(
    name = "jwtool",
    version,
    propagate_version = true,
    disable_help_flag = true,
    disable_version_flag = true
)]
struct Cli {
    #[command(flatten)]
    global: GlobalFlags,

    #[command(subcommand)]
    verb: Verb,
}

/// The verbs. The flags of a verb are added only when it is used, for a fast start; its
/// aliases belong here, because the parser looks for them before that.
#[derive(Subcommand, Debug)]
#[command(defer = true)]
enum Verb {
    #[command(visible_alias = "inspect")]
    Decode(OwnFlagsFirst<decode::DecodeArgs>),
    Verify(OwnFlagsFirst<verify::VerifyArgs>),
    Explain(OwnFlagsFirst<explain::ExplainArgs>),
    #[command(visible_aliases = ["encode", "sign"])]
    Mint(OwnFlagsFirst<mint::MintArgs>),
    Secret(OwnFlagsFirst<secret::SecretArgs>),
    Ping(OwnFlagsFirst<ping::PingArgs>),
    Key(OwnFlagsFirst<key::KeyArgs>),
    Serve(OwnFlagsFirst<serve::ServeArgs>),
    Profile(OwnFlagsFirst<profile::ProfileArgs>),
    Login(OwnFlagsFirst<login::LoginArgs>),
    Status(OwnFlagsFirst<status::StatusArgs>),
    Token(OwnFlagsFirst<token::TokenArgs>),
    Exec(OwnFlagsFirst<exec::ExecArgs>),
    Logout(OwnFlagsFirst<logout::LogoutArgs>),
    Completions(OwnFlagsFirst<completions::CompletionsArgs>),
    Man(OwnFlagsFirst<man::ManArgs>),
}

impl Verb {
    /// Returns the command, for hints.
    const fn for_hints(&self) -> HintVerb {
        match self {
            Self::Decode(_) => HintVerb::Decode,
            Self::Verify(_) => HintVerb::Verify,
            Self::Explain(_) => HintVerb::Explain,
            Self::Mint(_) => HintVerb::Mint,
            Self::Secret(args) => args.0.for_hints(),
            Self::Ping(args) => args.0.for_hints(),
            Self::Key(args) => args.0.for_hints(),
            Self::Serve(_) => HintVerb::Serve,
            Self::Profile(_) => HintVerb::Profile,
            Self::Login(_) => HintVerb::Login,
            Self::Status(_) => HintVerb::Status,
            Self::Token(_) => HintVerb::Token,
            Self::Exec(_) => HintVerb::Exec,
            Self::Logout(_) => HintVerb::Logout,
            Self::Completions(_) => HintVerb::Completions,
            Self::Man(_) => HintVerb::Man,
        }
    }
}

/// How long `jwtool` without a command waits for a token on standard input, to choose a hint.
const TOKEN_WAIT: Duration = Duration::from_secs(1);

/// Runs a command line and reports how it ended.
pub(crate) fn run(arguments: &[OsString]) -> ExitStatus {
    let mut system = System::new();
    if let Some((shell, words)) = AskingShell::asking(arguments, &system) {
        return complete(shell, words, &mut system);
    }
    let arguments = &*normalize(arguments, Cli::command);
    let command = Cli::command().term_width(present::help_width(&system.stdout));
    let parsed = command
        .try_get_matches_from(arguments)
        .and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return unparsed(&error, arguments, &mut system),
    };
    set_up(&mut system, &cli.global);
    let ended = dispatch(&cli, &mut system).and_then(|outcome| {
        system.stdout.flush()?;
        Ok(outcome)
    });
    match ended {
        Ok(outcome) => outcome.into(),
        Err(error) => failed(&error, cli.verb.for_hints(), arguments, &mut system),
    }
}

fn dispatch(cli: &Cli, system: &mut System) -> Result<Outcome, Error> {
    match &cli.verb {
        Verb::Decode(args) => decode::run(&args.0, &cli.global, system),
        Verb::Verify(args) => verify::run(&args.0, &cli.global, system),
        Verb::Explain(args) => explain::run(&args.0, &cli.global, system),
        Verb::Mint(args) => mint::run(&args.0, &cli.global, system),
        Verb::Secret(args) => secret::run(&args.0, &cli.global, system),
        Verb::Ping(args) => ping::run(&args.0, &cli.global, system),
        Verb::Key(args) => key::run(&args.0, system),
        Verb::Serve(args) => serve::run(&args.0, system),
        Verb::Profile(args) => profile::run(&args.0, &cli.global, system),
        Verb::Login(args) => login::run(&args.0, &cli.global, system),
        Verb::Status(args) => status::run(&args.0, &cli.global, system),
        Verb::Token(args) => token::run(&args.0, &cli.global, system),
        Verb::Exec(args) => exec::run(&args.0, &cli.global, system),
        Verb::Logout(args) => logout::run(&args.0, &cli.global, system),
        Verb::Completions(args) => completions::run(&args.0, Cli::command(), system),
        Verb::Man(args) => man::run(&args.0, &whole_command(), system),
    }
}

/// Prints what the last word of a command line could be.
fn complete(shell: AskingShell, words: &[OsString], system: &mut System) -> ExitStatus {
    // Only if the word that is completed stays the last one
    let normal = normalize(words, Cli::command);
    let words = if normal.last() == words.last() { &*normal } else { words };
    let command = topics::completed(whole_command());
    // A shell has no use for a warning or an error.
    system.quiet = true;
    let _ = completions::complete(shell, command, words, system);
    ExitStatus::Success
}

/// Returns the command line with all that its help says, built.
fn whole_command() -> clap::Command {
    let mut command = topics::listed(Cli::command());
    command.build();
    command.mut_subcommand("help", |help| help.about("Print the help of a command or a topic"))
}

fn set_up(system: &mut System, global: &GlobalFlags) {
    system.json = global.json;
    system.quiet = global.quiet;
    system.verbose = global.verbose;
    system.offline = global.offline;
    system.store = global.store.map(StoreFlag::kind);
    system.profile_is_named = global.profile.is_some();
    set_colors(system, global.color);
}

/// Sets whether to use color: `--color` decides, else `NO_COLOR`, else `CLICOLOR_FORCE`, else
/// whether the output is a terminal that knows colors.
fn set_colors(system: &mut System, when: ColorWhen) {
    let environment = system.environment;
    let forced = forced_color(when, |name| environment.raw(name));
    system.stdout.set_color(forced);
    system.stderr.set_color(forced);
}

/// Returns whether to use color; `None` if that depends on whether the output is a terminal.
fn forced_color(when: ColorWhen, variable: impl Fn(&str) -> Option<OsString>) -> Option<bool> {
    match when {
        ColorWhen::Always => Some(true),
        ColorWhen::Never => Some(false),
        ColorWhen::Auto if variable("NO_COLOR").is_some() => Some(false),
        ColorWhen::Auto if variable("CLICOLOR_FORCE").is_some_and(|value| value != "0") => {
            Some(true)
        }
        ColorWhen::Auto if variable("TERM").is_some_and(|name| name == "dumb") => Some(false),
        ColorWhen::Auto => None,
    }
}

/// Reports an error: prints a sentence on standard error and, with `--json`, a document on
/// standard output.
fn failed(
    error: &Error,
    verb: HintVerb,
    arguments: &[OsString],
    system: &mut System,
) -> ExitStatus {
    if error.is_broken_pipe() {
        return ExitStatus::Success;
    }
    // The command line may contain a key, a token or a password in the wrong place.
    let message = redact::command_line(&error.to_string(), arguments);
    let hint = hint::of_error(error, verb).map(|hint| redact::command_line(&hint, arguments));
    let written = present::error_document(error.code(), &message, hint.as_deref(), system);
    if !written.is_err_and(|error| error.is_broken_pipe()) {
        present::error(&message, hint.as_deref(), system);
    }
    error.exit()
}

/// Reports why the command line was not parsed: it asks for help or the version, or it is
/// invalid.
fn unparsed(error: &clap::Error, arguments: &[OsString], system: &mut System) -> ExitStatus {
    system.json = asks_for_json(arguments);
    set_colors(system, asked_color(arguments));
    let mut command = whole_command().term_width(present::help_width(&system.stdout));
    let path = CommandPath::new(&command, arguments);
    if error.kind() == ErrorKind::InvalidSubcommand
        && let Some(topic) = topics::asked(arguments, &path)
    {
        let printed = present::topic(|page| render::topic::page(page, topic), system);
        return helped(printed, system);
    }
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // The parser has not built the verbs, so its own help lacks their descriptions.
            let text = match error.kind() {
                ErrorKind::DisplayHelp if path.names().is_empty() => {
                    let is_short = arguments.iter().any(|word| word == "-h");
                    if is_short { command.render_help() } else { command.render_long_help() }
                }
                _ => error.render(),
            };
            let printed = present::help(&text, system);
            helped(printed, system)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand
            if path.names().is_empty() =>
        {
            no_command(command, system)
        }
        _ => {
            let (message, hint) = usage_message(error, &path, arguments);
            let message = redact::command_line(&message, arguments);
            let hint = redact::command_line(&hint, arguments);
            print_usage_document(&message, &hint, system);
            present::error(&message, Some(&hint), system);
            ExitStatus::Usage
        }
    }
}

/// Reports whether help could be printed.
fn helped(printed: Result<(), Error>, system: &mut System) -> ExitStatus {
    match printed {
        Err(error) if !error.is_broken_pipe() => {
            present::error(&error.to_string(), None, system);
            error.exit()
        }
        _ => ExitStatus::Success,
    }
}

/// Reports that no command was given: prints the short help, unless a token was piped in.
fn no_command(command: clap::Command, system: &mut System) -> ExitStatus {
    const MESSAGE: &str = "no command was given";
    let piped = if system.stdin.is_terminal { Vec::new() } else { system.stdin.peek(TOKEN_WAIT) };
    let has_token = redact::has_token(&String::from_utf8_lossy(&piped));
    let hint = hint::usage::no_command(has_token);
    print_usage_document(MESSAGE, hint, system);
    if has_token {
        present::error(MESSAGE, Some(hint), system);
    } else {
        let mut command = command.term_width(present::help_width(&system.stderr));
        present::help_as_error(&command.render_help(), system);
    }
    ExitStatus::Usage
}

/// Prints the error document if the command line asks for JSON. Ignores a failure to write
/// it, so the exit code stays the same.
fn print_usage_document(message: &str, hint: &str, system: &mut System) {
    let _ = present::error_document("usage", message, Some(hint), system);
}

/// Returns the value of `--color` on a command line that could not be parsed.
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

/// Whether the arguments contain `--json` or `-j`, alone or among combined short flags.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_dumb_terminal_has_no_color_unless_it_is_forced() {
        let forced = |when, set: &[(&str, &str)]| {
            let value = |name: &str| set.iter().find(|(own, _)| *own == name).map(|(_, it)| it);
            forced_color(when, |name| value(name).map(OsString::from))
        };
        let dumb = ("TERM", "dumb");
        assert_eq!(forced(ColorWhen::Auto, &[]), None);
        assert_eq!(forced(ColorWhen::Auto, &[("TERM", "xterm")]), None);
        assert_eq!(forced(ColorWhen::Auto, &[dumb]), Some(false));
        assert_eq!(forced(ColorWhen::Auto, &[dumb, ("CLICOLOR_FORCE", "0")]), Some(false));
        assert_eq!(forced(ColorWhen::Auto, &[dumb, ("CLICOLOR_FORCE", "1")]), Some(true));
        assert_eq!(
            forced(ColorWhen::Auto, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]),
            Some(false)
        );
        assert_eq!(forced(ColorWhen::Always, &[dumb]), Some(true));
        assert_eq!(forced(ColorWhen::Never, &[("CLICOLOR_FORCE", "1")]), Some(false));
    }

    #[test]
    fn json_is_asked_for_by_either_flag_even_if_the_rest_is_wrong() {
        let asks =
            |words: &[&str]| asks_for_json(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert!(asks(&["jwtool", "--json", "nonsense"]));
        assert!(asks(&["jwtool", "nonsense", "-qj"]));
        assert!(!asks(&["jwtool", "nonsense", "--", "-j"]));
        assert!(!asks(&["jwtool", "-x"]));
    }
}
