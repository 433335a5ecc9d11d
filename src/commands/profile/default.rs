//! `jwtool profile use`: chooses the default profile.

use clap::Args;

use crate::commands::flags::{GlobalFlags, examples};
use crate::commands::present;
use crate::commands::profile::name;
use crate::error::Error;
use crate::exit::Outcome;
use crate::redact;
use crate::render::json::ChangedProfileDocument;
use crate::system::System;
use crate::system::profile_store::edit::Edit;

/// Use a profile whenever none is named
///
/// Sets `default_profile` in your config.toml. `--profile` and `JWTOOL_PROFILE` override it.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("Work with local from now on", "jwtool profile use local"),
    ("Work with staging from now on", "jwtool profile use staging"),
]))]
pub(super) struct UseArgs {
    /// Name of the profile, which may be one of the project's
    #[arg(value_name = "NAME")]
    name: String,
}

pub(super) fn run(
    args: &UseArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let profiles = system.profiles(global.config_file.as_deref())?;
    let profile = system.profile(Some(&args.name), &profiles)?;
    let name = profile.map_or(args.name.as_str(), |profile| profile.name.as_str());
    let (path, owner) = name::file(false, global, system)?;
    system.edit_profiles(&path, owner, &Edit::Use { profile: name })?;
    let shown = redact::path(&path);
    present::remark(&format!("set the default profile to `{name}` in {shown}"), system)?;
    if let Some(other) = system.environment.text("JWTOOL_PROFILE")?.filter(|other| other != name) {
        let other = redact::place(&other);
        let sentence = format!("warning: `JWTOOL_PROFILE` is set, so `{other}` is still used here");
        present::remark(&sentence, system)?;
    }
    present::answer(|| ChangedProfileDocument { name, file: shown.clone() }, |_| {}, system)?;
    Ok(Outcome::Positive)
}
