//! `jwtool completions`: what a shell needs to complete the command line.

use clap::{Args, Command, ValueEnum};
use clap_complete::Generator as _;

use crate::error::Error;
use crate::exit::Outcome;
use crate::system::System;

/// Print the completions of a shell
///
/// Where to put them: <https://github.com/clap-rs/clap/tree/master/clap_complete>, or
/// `docs/guide.md`.
#[derive(Args, Debug)]
pub(crate) struct CompletionsArgs {
    /// Shell to complete for
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
    system.stdout.write_bytes(&script)?;
    Ok(Outcome::Positive)
}
