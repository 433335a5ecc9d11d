//! `jwtool key`: creates, shows and removes the keys of the key store.

mod algorithm;
mod describe;
mod export;
mod import;
mod list;
mod new;
mod remove;
mod rotate;
mod show;
mod thumbprint;

use clap::{Args, Subcommand};

use crate::commands::flags::examples;
use crate::error::Error;
use crate::exit::Outcome;
use crate::hint::Verb;
use crate::system::System;

/// Create and manage the keys that `mint` signs with
///
/// Keys are private files in the key store, the directory `keys` of the local data directory.
/// `--key key:NAME` uses one, in every command that has `--key`.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("Create a key", "jwtool key new ES256 --name staging"),
    ("Print the public key set, with the keys that a rotation replaced", "jwtool key show dev --output jwks"),
    ("Sign with a new key, and go on accepting tokens of the old one", "jwtool key rotate dev"),
]))]
pub(crate) struct KeyArgs {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand, Debug)]
enum Task {
    New(new::NewArgs),
    List(list::ListArgs),
    Show(show::ShowArgs),
    Import(import::ImportArgs),
    Export(export::ExportArgs),
    Remove(remove::RemoveArgs),
    Rotate(rotate::RotateArgs),
    Thumbprint(thumbprint::ThumbprintArgs),
}

impl KeyArgs {
    /// Returns the command, for hints.
    pub(crate) const fn for_hints(&self) -> Verb {
        match self.task {
            Task::Import(_) => Verb::KeyImport,
            Task::New(_)
            | Task::List(_)
            | Task::Show(_)
            | Task::Export(_)
            | Task::Remove(_)
            | Task::Rotate(_)
            | Task::Thumbprint(_) => Verb::Key,
        }
    }
}

pub(crate) fn run(args: &KeyArgs, system: &mut System) -> Result<Outcome, Error> {
    match &args.task {
        Task::New(args) => new::run(args, system),
        Task::List(_) => list::run(system),
        Task::Show(args) => show::run(args, system),
        Task::Import(args) => import::run(args, system),
        Task::Export(args) => export::run(args, system),
        Task::Remove(args) => remove::run(args, system),
        Task::Rotate(args) => rotate::run(args, system),
        Task::Thumbprint(args) => thumbprint::run(args, system),
    }
}
