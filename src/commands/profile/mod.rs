//! `jwtool profile`: shows and changes the profiles in `config.toml` and `jwtool.toml`.

mod default;
mod list;
mod name;
mod remove;
mod set;
mod show;
mod trust;

use clap::{Args, Subcommand};

use crate::commands::flags::{GlobalFlags, examples};
use crate::error::Error;
use crate::exit::Outcome;
use crate::system::System;

/// Manage the environments in your config.toml
///
/// A profile names the endpoints, the issuer, the key and the login of an environment. Your own
/// profiles are in `config.toml`; a project may have more in a `jwtool.toml`.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("Create a profile", "jwtool profile set local graphql=http://localhost:8080/v1/graphql"),
    ("Use it by default", "jwtool profile use local"),
    ("Where each value comes from", "jwtool profile show local"),
]))]
pub(crate) struct ProfileArgs {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand, Debug)]
enum Task {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Set(set::SetArgs),
    Use(default::UseArgs),
    Remove(remove::RemoveArgs),
    Trust(trust::TrustArgs),
}

pub(crate) fn run(
    args: &ProfileArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    match &args.task {
        Task::List(_) => list::run(global, system),
        Task::Show(args) => show::run(args, global, system),
        Task::Set(args) => set::run(args, global, system),
        Task::Use(args) => default::run(args, global, system),
        Task::Remove(args) => remove::run(args, global, system),
        Task::Trust(args) => trust::run(args, system),
    }
}
