//! `jwtool man`: prints the manual page of `jwtool`, or writes all pages.

mod page;

use std::path::PathBuf;

use clap::{Args, Command, ValueHint};

use crate::commands::flags::{examples, file_name};
use crate::commands::present;
use crate::error::Error;
use crate::exit::Outcome;
use crate::redact;
use crate::system::System;
use crate::system::files;
use crate::topic::TOPICS;

/// Print the manual page, or write those of all commands
///
/// Without a directory, prints the page of `jwtool` itself. With one, writes a page for each
/// command and each help topic, and creates the directory if it does not exist.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("The page of `jwtool`, in a file", "jwtool man > jwtool.1"),
    ("Install all pages for yourself", "jwtool man ~/.local/share/man/man1"),
]))]
pub(crate) struct ManArgs {
    /// Directory to write all pages to
    #[arg(value_name = "DIR", value_parser = file_name(), value_hint = ValueHint::DirPath)]
    directory: Option<PathBuf>,
}

/// Prints or writes the pages. `command` is the whole command line, built.
pub(crate) fn run(
    args: &ManArgs,
    command: &Command,
    system: &mut System,
) -> Result<Outcome, Error> {
    let Some(directory) = &args.directory else {
        present::bytes(page::of_command(command, None)?.text.as_bytes(), system)?;
        return Ok(Outcome::Positive);
    };
    let mut pages = Vec::new();
    pages_of_commands(command, None, &mut pages)?;
    pages.extend(TOPICS.iter().map(page::of_topic));
    for page in &pages {
        files::replace_usual(&directory.join(&page.file), page.text.as_bytes())?;
    }
    let sentence = format!("wrote {} pages to {}", pages.len(), redact::path(directory));
    present::remark(&sentence, system)?;
    Ok(Outcome::Positive)
}

fn pages_of_commands(
    command: &Command,
    parent: Option<&Command>,
    pages: &mut Vec<page::ManPage>,
) -> Result<(), Error> {
    pages.push(page::of_command(command, parent)?);
    page::below(command).try_for_each(|below| pages_of_commands(below, Some(command), pages))
}
