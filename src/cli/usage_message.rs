//! Usage errors: a message and a hint for each.

use std::ffi::OsString;
use std::num::{IntErrorKind, ParseIntError};
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::command_path::{CommandPath, takes_next};
use crate::cli::topics;
use crate::hint::{synonym, usage};
use crate::redact;
use crate::system::files;
use crate::topic::TOPICS;

/// How many letters of a word may be wrong for a suggestion.
const MOST_TYPOS: usize = 2;

/// Returns the message and the hint for an error from the parser.
pub(super) fn usage_message(
    error: &clap::Error,
    path: &CommandPath<'_>,
    arguments: &[OsString],
) -> (String, String) {
    let context = Context(error);
    let argument = context.names(ContextKind::InvalidArg);
    let value = context.text(ContextKind::InvalidValue);
    let help = format!("see `{path} --help`");
    let suggestion = context.suggestion();
    match (error.kind(), argument, value) {
        (ErrorKind::InvalidSubcommand, ..) => {
            let word = context.text(ContextKind::InvalidSubcommand).unwrap_or_default();
            let is_help = topics::help_word(arguments, path).is_some();
            let sentence = match path.names().as_slice() {
                [] if is_help => format!("unknown command or topic `{word}`"),
                [] => format!("unknown command `{word}`"),
                _ => format!("unknown command `{word}` for `{path}`"),
            };
            let hint = token_hint(&word, path).or_else(|| word_hint(&word, path));
            let hint = hint.or(suggestion).or_else(|| nearest(&word, path, is_help));
            (sentence, hint.unwrap_or(help))
        }
        (
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand,
            ..,
        ) => {
            let commands = path.last().get_subcommands().map(clap::Command::get_name);
            let commands: Vec<&str> = commands.filter(|name| *name != "help").collect();
            let sentence = match commands.as_slice() {
                [first, second] => {
                    format!("`{path}` requires a subcommand: `{first}` or `{second}`")
                }
                _ => format!("`{path}` requires a command"),
            };
            (sentence, help)
        }
        (ErrorKind::UnknownArgument, Some(argument), _) => {
            let hint = flag_hint(&argument, path, arguments)
                .or_else(|| owner_hint(&argument, path))
                .or_else(|| program_hint(&argument, path))
                .or(suggestion)
                .or_else(|| dash_hint(&argument, path, arguments));
            (format!("unexpected argument `{argument}`"), hint.unwrap_or(help))
        }
        (ErrorKind::InvalidValue, Some(argument), Some(value)) if value.is_empty() => {
            let possible = context.names(ContextKind::ValidValue);
            let possible = possible.map(|values| format!("possible values: `{values}`"));
            let hint = possible.or_else(|| dash_hint(&argument, path, arguments));
            (format!("`{argument}` requires a value"), hint.unwrap_or(help))
        }
        (ErrorKind::InvalidValue, Some(argument), Some(value)) => {
            let possible = context.names(ContextKind::ValidValue);
            let possible = possible.map(|values| format!("possible values: `{values}`"));
            let hint = possible.or(suggestion).unwrap_or(help);
            (format!("invalid value `{value}` for `{argument}`"), hint)
        }
        (ErrorKind::ValueValidation, Some(argument), Some(value)) => {
            let reason = std::error::Error::source(error).map(invalid_reason);
            let reason = reason.map_or_else(String::new, |reason| format!(": {reason}"));
            let hint = (argument == "CLAIM").then(|| claim_hint(&value)).flatten();
            (format!("invalid value `{value}` for `{argument}`{reason}"), hint.unwrap_or(help))
        }
        (ErrorKind::ArgumentConflict, Some(argument), _) => {
            let sentence = match context.names(ContextKind::PriorArg) {
                Some(prior) if prior == argument => {
                    format!("`{argument}` cannot be used more than once")
                }
                Some(prior) => format!("`{argument}` cannot be used with `{prior}`"),
                None => format!("`{argument}` cannot be used with the other arguments"),
            };
            (sentence, help)
        }
        (ErrorKind::MissingRequiredArgument, Some(argument), _) => {
            (format!("missing required argument `{argument}`"), help)
        }
        (
            ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues,
            Some(argument),
            _,
        ) => (format!("wrong number of values for `{argument}`"), help),
        _ => {
            let text = error.to_string();
            let first = text.lines().next().unwrap_or_default();
            (first.trim_start_matches("error: ").to_owned(), help)
        }
    }
}

/// Returns why a value is invalid.
fn invalid_reason(source: &(dyn std::error::Error + 'static)) -> String {
    match source.downcast_ref::<ParseIntError>().map(ParseIntError::kind) {
        Some(IntErrorKind::InvalidDigit) => "not a whole number".to_owned(),
        Some(IntErrorKind::PosOverflow) => "the number is too large".to_owned(),
        _ => source.to_string(),
    }
}

/// Returns the hint for a word in place of a claim.
fn claim_hint(word: &str) -> Option<String> {
    if redact::has_token(word) {
        return Some(usage::TOKEN_FOR_CLAIM.to_owned());
    }
    synonym::role(word)
}

/// Returns the hint for a token where a command is expected.
fn token_hint(word: &str, path: &CommandPath<'_>) -> Option<String> {
    if !redact::has_token(word) {
        return None;
    }
    let in_secret = path.names() == ["secret"];
    Some(usage::token_for_command(in_secret).to_owned())
}

/// Returns the hint for a word in place of a command.
fn word_hint(word: &str, path: &CommandPath<'_>) -> Option<String> {
    match path.names().as_slice() {
        [] => synonym::command(word, is_file(word)),
        ["secret"] => synonym::secret(word, is_file(word.strip_prefix('@').unwrap_or(word))),
        _ => None,
    }
}

fn is_file(word: &str) -> bool {
    files::is_file(Path::new(word))
}

/// Returns the hint for a program that is not separated from the flags: `jwtool exec env`.
fn program_hint(word: &str, path: &CommandPath<'_>) -> Option<String> {
    let is_program = path.names() == ["exec"] && !word.starts_with('-');
    usage::program(word).filter(|_| is_program)
}

/// Returns the hint for a flag that has another name here.
fn flag_hint(flag: &str, path: &CommandPath<'_>, arguments: &[OsString]) -> Option<String> {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let value =
        words.iter().zip(words.iter().skip(1).map(Some).chain([None])).find_map(|(word, next)| {
            match word.strip_prefix(flag) {
                Some("") => next.filter(|next| !next.starts_with('-')).copied(),
                Some(rest) => rest.strip_prefix('='),
                None => None,
            }
        });
    synonym::flag(flag, value, &path.names().join(" "))
}

/// Returns the hint for a value that begins with `-`, such as the thumbprint of a key, and was
/// taken for a flag. The parser names the letter that is not a flag, or the flag without a value.
fn dash_hint(culprit: &str, path: &CommandPath<'_>, arguments: &[OsString]) -> Option<String> {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let (flag, value) = words.windows(2).find_map(|pair| {
        let [flag, value] = *pair else { return None };
        let letters = value.strip_prefix('-').filter(|rest| rest.len() > 1)?;
        let is_meant = culprit == flag
            || culprit.strip_prefix('-').is_some_and(|letter| letters.contains(letter));
        (is_meant && flag.starts_with("--") && takes_next(path.last(), flag))
            .then_some((flag, value))
    })?;
    usage::dashed_value(flag, value)
}

/// Returns a hint that names the subcommand with a flag that the command itself lacks.
fn owner_hint(flag: &str, path: &CommandPath<'_>) -> Option<String> {
    let name = flag.strip_prefix("--")?;
    let has_flag = |command: &&clap::Command| {
        command.get_arguments().any(|argument| argument.get_long() == Some(name))
    };
    let owner = path.last().get_subcommands().find(has_flag)?;
    Some(format!("`{flag}` is an option of `{path} {}`", owner.get_name()))
}

/// Returns a hint with the command, or the topic, that was meant. The parser has none for words
/// after `help`.
fn nearest(word: &str, path: &CommandPath<'_>, is_help: bool) -> Option<String> {
    let commands = path.last().get_subcommands().map(clap::Command::get_name);
    let topics = TOPICS.iter().map(|topic| topic.name).filter(|_| is_help);
    let likely = commands.chain(topics).filter(|name| is_likely(word, name));
    let name = likely.min_by_key(|name| strsim::damerau_levenshtein(word, name))?;
    Some(format!("did you mean `{name}`?"))
}

/// Whether a word was mistyped, or only begun.
fn is_likely(typed: &str, meant: &str) -> bool {
    let bare = |word: &str| word.trim_start_matches('-').to_owned();
    let (typed, meant) = (bare(typed), bare(meant));
    let distance = strsim::damerau_levenshtein(&typed, &meant);
    (typed.len() >= 3 && meant.starts_with(&typed))
        || distance <= MOST_TYPOS.min(meant.chars().count() / 3)
}

/// The details that the parser reports besides the kind of an error.
struct Context<'a>(&'a clap::Error);

impl Context<'_> {
    fn texts(&self, kind: ContextKind) -> Vec<String> {
        match self.0.get(kind) {
            Some(ContextValue::String(text)) => vec![text.clone()],
            Some(ContextValue::Strings(texts)) => texts.clone(),
            _ => Vec::new(),
        }
    }

    fn text(&self, kind: ContextKind) -> Option<String> {
        self.texts(kind).into_iter().next()
    }

    /// Returns the names of arguments or values, joined with "`, `". The parser reports `--exp`
    /// as `--exp <TIME>`, and `CLAIM` as `[CLAIM]...`.
    fn names(&self, kind: ContextKind) -> Option<String> {
        let bare = |text: &String| {
            let first = text.split(' ').next().unwrap_or_default();
            first.trim_matches(|c: char| "[]<>.".contains(c)).to_owned()
        };
        let names: Vec<String> = self.texts(kind).iter().map(bare).collect();
        (!names.is_empty()).then(|| names.join("`, `"))
    }

    /// Returns the best suggestion, which is the last one, if it is likely what was meant.
    fn suggestion(&self) -> Option<String> {
        let typed =
            [ContextKind::InvalidSubcommand, ContextKind::InvalidArg, ContextKind::InvalidValue];
        let typed = typed.into_iter().rev().find_map(|kind| self.text(kind)).unwrap_or_default();
        let last = |kind| self.texts(kind).pop().filter(|word| is_likely(&typed, word));
        let word = match (last(ContextKind::SuggestedSubcommand), last(ContextKind::SuggestedArg)) {
            (Some(command), Some(argument)) => Some(format!("{command} {argument}")),
            (None, None) => last(ContextKind::SuggestedValue),
            (command, argument) => argument.or(command),
        };
        word.map(|word| format!("did you mean `{word}`?"))
    }
}
