//! The command line: the verbs, their dispatch, and the reporting of how a command ended.

mod command_path;
mod environment;
#[cfg(test)]
mod hints;
mod own_flags_first;
mod topics;
mod usage_message;
mod verb_first;

use std::ffi::OsString;
use std::time::Duration;

use clap::error::{ContextKind, ContextValue, ErrorKind};
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
    let parsed = parse_verb(arguments).map_or_else(|| parse(arguments, &system), Ok);
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

/// Parses a command line whose first argument is a verb, by the flags of that verb alone. Returns
/// `None` for any other, and for one that is invalid or asks for help.
fn parse_verb(arguments: &[OsString]) -> Option<Cli> {
    let (name, rest) = arguments.get(1..)?.split_first()?;
    parser(name.to_str()?)?(rest)
}

/// Parses the arguments after the name of a verb.
type ArgumentParser = fn(&[OsString]) -> Option<Cli>;

fn parser(name: &str) -> Option<ArgumentParser> {
    fn parse_as<A: clap::Args>(
        verb: fn(OwnFlagsFirst<A>) -> Verb,
        rest: &[OsString],
    ) -> Option<Cli> {
        let (global, args) = verb_first::parse(rest)?;
        Some(Cli { global, verb: verb(OwnFlagsFirst(args)) })
    }
    Some(match name {
        "decode" | "inspect" => |rest| parse_as(Verb::Decode, rest),
        "verify" => |rest| parse_as(Verb::Verify, rest),
        "explain" => |rest| parse_as(Verb::Explain, rest),
        "mint" | "encode" | "sign" => |rest| parse_as(Verb::Mint, rest),
        "secret" => |rest| parse_as(Verb::Secret, rest),
        "ping" => |rest| parse_as(Verb::Ping, rest),
        "key" => |rest| parse_as(Verb::Key, rest),
        "serve" => |rest| parse_as(Verb::Serve, rest),
        "profile" => |rest| parse_as(Verb::Profile, rest),
        "login" => |rest| parse_as(Verb::Login, rest),
        "status" => |rest| parse_as(Verb::Status, rest),
        "token" => |rest| parse_as(Verb::Token, rest),
        "exec" => |rest| parse_as(Verb::Exec, rest),
        "logout" => |rest| parse_as(Verb::Logout, rest),
        "completions" => |rest| parse_as(Verb::Completions, rest),
        "man" => |rest| parse_as(Verb::Man, rest),
        _ => return None,
    })
}

/// Parses a command line with the flags of all verbs.
fn parse(arguments: &[OsString], system: &System) -> Result<Cli, clap::Error> {
    let command = Cli::command().term_width(present::help_width(&system.stdout));
    let mut matches = command.try_get_matches_from(arguments)?;
    Cli::from_arg_matches_mut(&mut matches)
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
    if let Some(fewer) = help_without_its_flag(error, arguments)
        && let Err(error) = parse(&fewer, system)
    {
        return unparsed(&error, &fewer, system);
    }
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

/// Returns `jwtool help mint` for `jwtool help mint --help`, in which the parser takes the flag for
/// a command.
fn help_without_its_flag(error: &clap::Error, arguments: &[OsString]) -> Option<Vec<OsString>> {
    let is_help = |word: &str| ["--help", "-h"].contains(&word);
    match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(word)) if is_help(word) => {}
        _ => return None,
    }
    let others = arguments.iter().filter(|word| !word.to_str().is_some_and(is_help));
    Some(others.cloned().collect())
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

    /// Returns what the parser of all verbs makes of a command line.
    fn parsed_with_all(arguments: &[OsString]) -> Option<Cli> {
        let mut matches = Cli::command().try_get_matches_from(arguments).ok()?;
        Cli::from_arg_matches_mut(&mut matches).ok()
    }

    fn arguments(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn each_verb_has_a_parser_under_each_of_its_names() {
        for verb in Cli::command().get_subcommands() {
            for name in std::iter::once(verb.get_name()).chain(verb.get_all_aliases()) {
                let parser = parser(name).unwrap_or_else(|| panic!("no parser for `{name}`"));
                assert!(parser(&arguments("--no-such-flag")).is_none(), "{name}");
            }
        }
        assert!(parser("help").is_none() && parser("--json").is_none());
    }

    #[test]
    fn both_parsers_agree() {
        for line in [
            "jwtool decode",
            "jwtool inspect a.b.c --json -qv --color=always --tz +02:00",
            "jwtool decode --color never --profile p --claim sub -- -x",
            "jwtool verify @t --key k --aud a --aud b --store file --offline",
            "jwtool verify - --config-file c -j",
            "jwtool explain a --role user --header x:y",
            "jwtool sign --role user --allow a --allow b --expires 1h",
            "jwtool mint --claim a=1 -jq",
            "jwtool secret --json check x --color never",
            "jwtool secret cognito us-east-1_x --engine ddn -v",
            "jwtool ping graphql https://x/v1/graphql --role user",
            "jwtool ping rest http://x -j",
            "jwtool key list",
            "jwtool key new dev -q",
            "jwtool serve --port 0",
            "jwtool profile list --json",
            "jwtool profile --config-file c show p --json",
            "jwtool status",
            "jwtool token --profile p",
            "jwtool exec --profile p -- sh -c x --json",
            "jwtool logout -q",
            "jwtool completions zsh",
            // Not valid, or not a verb first
            "jwtool",
            "jwtool decode --help",
            "jwtool decode -V",
            "jwtool decode --json --json",
            "jwtool decode --color purple",
            "jwtool decode --diff --pick 1",
            "jwtool secret help",
            "jwtool ping --help",
            "jwtool profile",
            "jwtool nonsense",
            "jwtool --json decode",
        ] {
            let arguments = arguments(line);
            let alone = parse_verb(&arguments);
            let with_all = parsed_with_all(&arguments);
            if alone.is_some() || !line.starts_with("jwtool --") {
                assert_eq!(format!("{alone:?}"), format!("{with_all:?}"), "{line}");
            }
        }
    }

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
