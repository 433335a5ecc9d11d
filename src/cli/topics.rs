//! The topics of `jwtool help`, which are not commands: how they are listed and found.

use std::ffi::OsString;

use clap::Command;
use clap::builder::StyledStr;

use crate::cli::command_path::CommandPath;
use crate::cli::environment;
use crate::commands::flags::examples;
use crate::topic::{TOPICS, Topic};

/// Adds what the help of `jwtool` itself ends with: the topics and, in the long one, the variables
/// of all commands and examples.
pub(super) fn listed(command: Command) -> Command {
    let rows: Vec<(&str, &str)> = TOPICS.iter().map(|topic| (topic.name, topic.summary)).collect();
    let topics = environment::rows("Help topics", &rows);
    let variables = environment::section("").unwrap_or_default();
    let examples = examples(&[
        (
            "A test token for the role `user`, and what Hasura makes of it",
            "jwtool mint --role user | jwtool explain",
        ),
        (
            "The configuration with which Hasura accepts such tokens",
            "jwtool secret --output dotenv",
        ),
        ("What is in a token that you copied", "jwtool decode @token.txt"),
    ]);
    let long = format!("{topics}\n\n{variables}\n\n{}", examples.ansi());
    command.after_help(StyledStr::from(topics)).after_long_help(StyledStr::from(long))
}

/// Adds the topics to what can follow `help` in a built command, for completions.
pub(super) fn completed(command: Command) -> Command {
    let topics = TOPICS.iter().map(|topic| Command::new(topic.name).about(topic.summary));
    command.mut_subcommand("help", |help| help.subcommands(topics))
}

/// Returns the topic that `jwtool help TOPIC` names.
pub(super) fn asked(arguments: &[OsString], path: &CommandPath<'_>) -> Option<&'static Topic> {
    help_word(arguments, path).and_then(Topic::named)
}

/// Returns the word in `jwtool help WORD` that is not a command.
pub(super) fn help_word<'a>(arguments: &'a [OsString], path: &CommandPath<'_>) -> Option<&'a str> {
    let rest = path.rest().filter(|_| path.names().is_empty())?;
    let is_help = arguments.get(..rest)?.iter().any(|word| word == "help");
    arguments.get(rest)?.to_str().filter(|_| is_help)
}
