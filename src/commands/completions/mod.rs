//! `jwtool completions`: prints the completion script for a shell. Those for bash, fish and zsh ask
//! the program itself, which answers here.

mod candidates;

use std::ffi::OsString;

use clap::{Args, Command, ValueEnum};
use clap_complete::aot::{self, Generator};
use clap_complete::engine::{self, CompletionCandidate};

use crate::commands::completions::candidates::{Known, with_candidates};
use crate::commands::flags::examples;
use crate::commands::present;
use crate::error::Error;
use crate::escape;
use crate::exit::Outcome;
use crate::system::System;

/// Print the completion script for a shell
///
/// Load it from your shell's startup file, or save it where your shell looks for completions
/// (see `docs/guide.md`). In bash, fish and zsh, names of profiles, keys and roles are completed too.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("For bash", "jwtool completions bash > jwtool.bash"),
    ("For zsh, in a directory of $fpath", "jwtool completions zsh > _jwtool"),
]))]
pub(crate) struct CompletionsArgs {
    /// Shell to print the script for
    shell: Shell,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Shell {
    Bash,
    Elvish,
    Fish,
    Nushell,
    Powershell,
    Zsh,
}

pub(crate) fn run(
    args: &CompletionsArgs,
    command: Command,
    system: &mut System,
) -> Result<Outcome, Error> {
    let script = match args.shell {
        Shell::Bash => AskingShell::Bash.script().to_owned(),
        Shell::Fish => AskingShell::Fish.script().to_owned(),
        Shell::Zsh => AskingShell::Zsh.script().to_owned(),
        Shell::Elvish => generated(&aot::Elvish, command),
        Shell::Nushell => generated(&clap_complete_nushell::Nushell, command),
        Shell::Powershell => generated(&aot::PowerShell, command),
    };
    present::bytes(script.as_bytes(), system)?;
    Ok(Outcome::Positive)
}

/// Returns a script that has every command and flag.
fn generated(shell: &impl Generator, mut command: Command) -> String {
    command.set_bin_name("jwtool");
    command.build();
    let mut script = Vec::new();
    shell.generate(&command, &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// A shell whose script asks the program for completions, with its own name in the variable
/// `COMPLETE` and the words of the command line as arguments, after `--`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum AskingShell {
    Bash,
    Fish,
    Zsh,
}

impl AskingShell {
    /// The variable that a script sets to its shell.
    const VARIABLE: &str = "COMPLETE";

    /// Returns the shell that asks for completions, and the words up to the cursor.
    pub(crate) fn asking<'a>(
        arguments: &'a [OsString],
        system: &System,
    ) -> Option<(Self, &'a [OsString])> {
        let name = system.environment.raw(Self::VARIABLE)?;
        let shell =
            [Self::Bash, Self::Fish, Self::Zsh].into_iter().find(|shell| name == shell.name())?;
        match arguments {
            [_, separator, words @ ..] if separator == "--" => Some((shell, words)),
            _ => None,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Fish => "fish",
            Self::Zsh => "zsh",
        }
    }

    const fn script(self) -> &'static str {
        match self {
            Self::Bash => include_str!("../../../completions/jwtool.bash"),
            Self::Fish => include_str!("../../../completions/jwtool.fish"),
            Self::Zsh => include_str!("../../../completions/_jwtool"),
        }
    }

    /// Returns a candidate as the script reads it.
    fn line(self, candidate: &CompletionCandidate) -> Option<String> {
        let value = candidate.get_value().to_str().filter(|value| is_safe(value))?;
        let help = candidate.get_help().map(ToString::to_string).unwrap_or_default();
        let help = help.lines().next().unwrap_or_default();
        let escaped = |text: &str| text.replace('\\', r"\\").replace(':', r"\:");
        Some(match self {
            Self::Bash => format!("{value}\n"),
            _ if help.is_empty() && self == Self::Zsh => format!("{}\n", escaped(value)),
            _ if help.is_empty() => format!("{value}\n"),
            Self::Fish => format!("{value}\t{help}\n"),
            Self::Zsh => format!("{}:{}\n", escaped(value), help.replace('\\', r"\\")),
        })
    }
}

/// Whether a name that may come from others can be shown by a shell.
fn is_safe(name: &str) -> bool {
    !name.contains(escape::is_unsafe)
}

/// Prints the candidates for the last of these words. `command` is built. Nothing but names in the
/// configuration, in the key store and in directories is read.
pub(crate) fn complete(
    shell: AskingShell,
    command: Command,
    words: &[OsString],
    system: &mut System,
) -> Result<(), Error> {
    let Some(last) = words.len().checked_sub(1) else { return Ok(()) };
    let known = Known::read(words, system);
    let mut command = with_candidates(command, &known);
    let mut found = engine::complete(&mut command, words.to_vec(), last, None).unwrap_or_default();
    // Flags are for those who type a dash, and where nothing else can be.
    let is_flag =
        |found: &CompletionCandidate| found.get_value().as_encoded_bytes().starts_with(b"-");
    if words.last().is_some_and(|word| word.is_empty()) && !found.iter().all(is_flag) {
        found.retain(|found| !is_flag(found));
    }
    let lines: String = found.iter().filter_map(|candidate| shell.line(candidate)).collect();
    present::bytes(lines.as_bytes(), system)?;
    present::flush(system)
}
