//! `jwtool completions`: prints the completion script for a shell.

use clap::{Args, Command, ValueEnum};
use clap_complete::Generator as _;

use crate::commands::flags::examples;
use crate::commands::present;
use crate::error::Error;
use crate::exit::Outcome;
use crate::system::System;

/// Print the completion script for a shell
///
/// Load it from your shell's startup file, or save it where your shell looks for completions
/// (see `docs/guide.md`).
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
    mut command: Command,
    system: &mut System,
) -> Result<Outcome, Error> {
    command.set_bin_name("jwtool");
    command.build();
    let mut script = Vec::new();
    match args.shell {
        Shell::Bash => clap_complete::Shell::Bash.generate(&command, &mut script),
        Shell::Elvish => clap_complete::Shell::Elvish.generate(&command, &mut script),
        Shell::Fish => clap_complete::Shell::Fish.generate(&command, &mut script),
        Shell::Nushell => clap_complete_nushell::Nushell.generate(&command, &mut script),
        Shell::Powershell => clap_complete::Shell::PowerShell.generate(&command, &mut script),
        Shell::Zsh => clap_complete::Shell::Zsh.generate(&command, &mut script),
    }
    present::bytes(&script, system)?;
    Ok(Outcome::Positive)
}
