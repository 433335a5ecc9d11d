//! `jwtool logout`: forgets the login of a profile.

use clap::Args;

use crate::commands::flags::{GlobalFlags, examples};
use crate::commands::present;
use crate::error::Error;
use crate::exit::Outcome;
use crate::redact;
use crate::source::token;
use crate::system::System;

/// Forget the login of a profile
///
/// Removes its tokens from where they are stored. Succeeds if there are none.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("Forget a login", "jwtool logout staging"),
    ("Forget one in private files, too", "jwtool logout local --store file"),
]))]
pub(crate) struct LogoutArgs {
    /// Name of the profile [default: the selected one]
    #[arg(value_name = "PROFILE")]
    name: Option<String>,
}

pub(crate) fn run(
    args: &LogoutArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    // The profile may have been removed before its login.
    let name = match args.name.as_ref().or(global.profile.as_ref()) {
        Some(name) => name.clone(),
        None => match global.profiles(system)?.1 {
            Some(profile) => profile.name,
            None => return Err(token::no_profile("jwtool logout NAME")),
        },
    };
    let (named, stores) = (system.named_store()?, system.login_stores()?);
    let store = named.or_else(|| stores.place(&name));
    let lock = store.and_then(|store| system.lock_logins(store));
    let forgotten = stores.forget(named, &name);
    drop(lock);
    let shown = redact::place(&name);
    let sentence = match forgotten {
        Ok(true) => format!("forgot the login of `{shown}`"),
        Ok(false) => format!("not logged in to `{shown}`"),
        Err(unusable) => return Err(unusable.error(system)),
    };
    present::remark(&sentence, system)?;
    if system.environment.raw(token::VARIABLE).is_some() {
        present::remark("`JWTOOL_TOKEN` is still set: commands use that token", system)?;
    }
    Ok(Outcome::Positive)
}
