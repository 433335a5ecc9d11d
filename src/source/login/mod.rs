//! The token of a profile's login: obtained when it is needed, stored with its life, and renewed
//! near its end, by one process at a time.

mod browser;
mod client;
mod cognito;
mod context;
mod device;
mod id_token;
mod interactive;
mod remarks;
mod renewal;
mod revocation;
mod unattended;

use crate::error::Error;
use crate::profile::Profile;
use crate::profile::login::SentToken;
use crate::profile::store::{StoreFault, StoreKind};
use crate::source::login::context::{Context, is_passing};
use crate::system::System;
use crate::system::login_store::{LoginStores, StoredLogin, Unusable};

pub(crate) use context::LoginToken;
pub(crate) use interactive::{LogIn, Way, log_in};
pub(crate) use renewal::is_logged_in;
pub(crate) use revocation::revoke;

/// Returns the token of a profile's login. `wanted` chooses between the tokens of a login that has
/// several; the profile chooses otherwise.
///
/// # Errors
///
/// [`Error::Login`], [`Error::LoginStore`] for a store that was chosen, [`Error::Unreachable`].
pub(crate) fn token(
    profile: &Profile,
    wanted: Option<SentToken>,
    system: &mut System,
) -> Result<LoginToken, Error> {
    let context = Context::new(profile)?;
    if wanted == Some(SentToken::Id) && context.kind.is_unattended() {
        let kind = context.kind.name();
        return Err(Error::usage(
            format!("a login of kind `{kind}` gives a single token, which is not an ID token"),
            "drop `--id`",
        ));
    }
    system.note(&format!(
        "token from the login of the profile {} ({})",
        profile.name,
        context.kind.name()
    ));
    if !context.kind.is_unattended() {
        return renewal::token(&context, wanted, system);
    }
    let login = current(&context, system)?;
    let token = login.access_token.ok_or(Error::NotLoggedIn { profile: None })?;
    Ok(LoginToken { token, until: login.until })
}

/// Returns the stored login if its token lives long enough, or else a new one.
fn current(context: &Context<'_>, system: &mut System) -> Result<StoredLogin, Error> {
    let named = system.named_store()?;
    if context.kind.is_renewed_elsewhere() || named == Some(StoreKind::None) {
        return unattended::obtain(context, system);
    }
    let now = system.now.seconds();
    let stores = system.login_stores()?;
    let found = load(context, &stores, named, system)?;
    if let Some((login, _)) = &found
        && login.is_fresh(now)
    {
        return Ok(login.clone());
    }
    let place = found.as_ref().map(|(_, store)| *store);
    let Some(store) = writable(&stores, place.or(named), named.is_some(), system)? else {
        return renewed(context, found.map(|(login, _)| login), system);
    };
    let _lock = system.lock_logins(store);
    // Another process may have renewed it meanwhile.
    let found = load(context, &stores, Some(store), system)?.map(|(login, _)| login);
    if let Some(login) = found.as_ref().filter(|login| login.is_fresh(now)) {
        return Ok(login.clone());
    }
    let login = renewed(context, found, system)?;
    if login.until.is_some()
        && let Err(unusable) = stores.save(store, &login)
    {
        let error = unusable.error(system);
        system.say(&format!("warning: the token is not stored: {error}"));
    }
    Ok(login)
}

/// Returns the stored login of this profile, as long as its settings have not changed.
fn load(
    context: &Context<'_>,
    stores: &LoginStores,
    named: Option<StoreKind>,
    system: &mut System,
) -> Result<Option<(StoredLogin, StoreKind)>, Error> {
    match stores.load(named, &context.profile.name) {
        Ok(found) => {
            let is_usable =
                |login: &StoredLogin| login.access_token.is_some() && context.owns(login);
            Ok(found.filter(|(login, _)| is_usable(login)))
        }
        // The new one replaces it.
        Err(Unusable { fault: StoreFault::Unreadable, .. }) => {
            system.note("the stored login cannot be read");
            Ok(None)
        }
        Err(unusable) if named == Some(unusable.store) => Err(unusable.error(system)),
        Err(unusable) => {
            let error = unusable.error(system);
            system.say(&format!("warning: {error}"));
            Ok(None)
        }
    }
}

/// Returns the store for a token, proven to be writable. Without one, tokens are used and not
/// stored.
fn writable(
    stores: &LoginStores,
    store: Option<StoreKind>,
    is_chosen: bool,
    system: &mut System,
) -> Result<Option<StoreKind>, Error> {
    match stores.prepare(store) {
        Ok(prepared) => {
            if let Some(fault) = prepared.instead_of_keyring {
                system.say(&format!(
                    "the keyring cannot be used ({fault}); tokens are stored unencrypted in private files"
                ));
            }
            Ok(Some(prepared.store))
        }
        Err(unusable) if is_chosen => Err(unusable.error(system)),
        Err(unusable) => {
            let error = unusable.error(system);
            system.say(&format!("warning: the token is not stored: {error}"));
            Ok(None)
        }
    }
}

/// Returns the store for a login, proven to be writable before the user does anything.
fn writable_for_login(system: &mut System) -> Result<StoreKind, Error> {
    let (named, stores) = (system.named_store()?, system.login_stores()?);
    let prepared = stores.prepare(named).map_err(|unusable| unusable.error(system))?;
    if let Some(fault) = prepared.instead_of_keyring {
        system.say(&format!(
            "the keyring cannot be used ({fault}); tokens are stored unencrypted in private files"
        ));
    }
    Ok(prepared.store)
}

/// Returns a new login. While the issuer cannot be reached, a token that is still valid is used.
fn renewed(
    context: &Context<'_>,
    old: Option<StoredLogin>,
    system: &mut System,
) -> Result<StoredLogin, Error> {
    let now = system.now.seconds();
    let since = old.as_ref().and_then(|login| login.since);
    match (unattended::obtain(context, system), old.filter(|login| login.is_valid(now))) {
        (Ok(login), _) => Ok(StoredLogin { since: since.or(login.since), ..login }),
        (Err(error), Some(old)) if is_passing(&error) => {
            system.say(&format!("warning: {error}; using the stored token, which is still valid"));
            Ok(old)
        }
        (Err(error), _) => Err(error),
    }
}
