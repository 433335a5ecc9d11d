//! `jwtool logout`: forgets the login of a profile.

use clap::Args;

use crate::commands::flags::{GlobalFlags, examples};
use crate::commands::present;
use crate::error::Error;
use crate::exit::Outcome;
use crate::profile::store::StoreKind;
use crate::redact;
use crate::source::login;
use crate::source::token;
use crate::system::System;
use crate::system::login_store::LoginStores;

/// Forget the login of a profile
///
/// Revokes the refresh token at the issuer and removes the stored tokens. Succeeds if you are not logged
/// in, and without a network.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("Forget a login", "jwtool logout local"),
    ("Forget one that is stored in private files", "jwtool logout local --store file"),
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
            None => return Err(token::no_profile("jwtool logout NAME", system)),
        },
    };
    let (named, stores) = (system.named_store()?, system.login_stores()?);
    // It may be stored elsewhere than where the next one will be.
    let store = stores.place(&name).or(named);
    let lock = store.map(|store| system.lock_logins(store));
    let warning = revoke(&name, global, store, &stores, system);
    let forgotten = stores.forget(named, &name);
    drop(lock);
    if let Some(warning) = warning {
        present::remark(&warning, system)?;
    }
    let shown = redact::place(&name);
    if forgotten == Ok(false) {
        // A mistyped name is not that of a profile without a login.
        global.named_profile(args.name.as_deref(), system)?;
    }
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

/// Revokes the stored login of a profile at its issuer. Returns the warning if that is not possible:
/// the login is forgotten anyway.
fn revoke(
    name: &str,
    global: &GlobalFlags,
    store: Option<StoreKind>,
    stores: &LoginStores,
    system: &mut System,
) -> Option<String> {
    let still = "warning: the issuer still accepts the refresh token, which was not revoked";
    let login = match stores.load(store, name) {
        Ok(found) => found?.0,
        Err(unusable) => return Some(format!("{still}: {}", unusable.error(system))),
    };
    if !login.is_refreshable() {
        return None;
    }
    // The profile may have been removed before its login.
    let profile = global.named_profile(Some(name), system).ok().flatten();
    let why = match profile.map(|profile| login::revoke(&profile, &login, system)) {
        Some(Ok(true)) => return None,
        Some(Ok(false)) => "the issuer has no way to do that".to_owned(),
        Some(Err(Error::Login { fault, .. })) => fault.to_string(),
        Some(Err(error)) => error.to_string(),
        None => "there is no such profile any more".to_owned(),
    };
    Some(format!("{still}: {why}"))
}
