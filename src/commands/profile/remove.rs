//! `jwtool profile remove`: removes a profile from a file.

use clap::Args;

use crate::commands::flags::{GlobalFlags, examples};
use crate::commands::present;
use crate::commands::profile::name;
use crate::error::Error;
use crate::escape;
use crate::exit::Outcome;
use crate::redact;
use crate::render::json::ChangedProfileDocument;
use crate::system::System;
use crate::system::profile_store::edit::Edit;

/// Remove a profile from your config.toml, with the comments above it
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("Remove a profile", "jwtool profile remove old"),
    ("Remove one from the project's file", "jwtool profile remove team --project"),
]))]
pub(super) struct RemoveArgs {
    /// Name of the profile
    #[arg(value_name = "NAME")]
    name: String,

    /// Change the project's jwtool.toml instead of your config.toml
    #[arg(long, help_heading = "File", conflicts_with = "config_file")]
    project: bool,
}

pub(super) fn run(
    args: &RemoveArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let name = args.name.as_str();
    let profiles = system.profiles(global.config_file.as_deref())?;
    let (path, owner) = name::file(args.project, global, system)?;
    let has = |file: &std::path::Path| {
        let mut all = profiles.all.iter().chain(&profiles.replaced);
        all.any(|profile| profile.name == name && profile.file == *file)
    };
    if !has(&path) {
        if let Some(other) = profiles.get(name) {
            return Err(Error::usage(
                format!("the profile `{name}` is in {}", redact::path(&other.file)),
                if args.project {
                    "drop `--project` to remove it from there"
                } else {
                    "add `--project` to remove it from there"
                },
            ));
        }
        return Err(Error::NoSuchProfile { name: redact::place(name), known: profiles.names() });
    }
    let (before, after) = system.edit_profiles(&path, owner, &Edit::Remove { profile: name })?;
    let shown = redact::path(&path);
    present::remark(&format!("removed the profile `{name}` from {shown}"), system)?;
    if before.default.as_deref() == Some(name) && after.default.is_none() {
        let mut others = after.names().into_iter().filter(|name| !name.starts_with('-'));
        let other = others.find_map(|other| escape::pasteable(&other));
        let advice = other.map_or_else(String::new, |other| {
            format!("; `jwtool profile use {other}` would make that one the default")
        });
        present::remark(&format!("there is no default profile now{advice}"), system)?;
    }
    if !args.project && profiles.replaced.iter().any(|profile| profile.name == name) {
        let sentence = format!("the profile `{name}` of the project is used again");
        present::remark(&sentence, system)?;
    }
    present::answer(|| ChangedProfileDocument { name, file: shown.clone() }, |_| {}, system)?;
    Ok(Outcome::Positive)
}
