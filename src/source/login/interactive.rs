//! Logging in: one flow for each kind, whose tokens are stored.

use std::time::Duration;

use crate::error::Error;
use crate::profile::Profile;
use crate::profile::login::LoginKind;
use crate::profile::store::StoreKind;
use crate::source::login::context::{Context, Tokens};
use crate::source::login::{browser, cognito, current, device, writable_for_login};
use crate::source::secret::SecretSource;
use crate::system::System;
use crate::system::login_store::StoredLogin;

/// How to log in, as far as flags say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LogIn<'a> {
    pub(crate) username: Option<&'a str>,
    pub(crate) password: Option<&'a SecretSource>,
    /// `None` for the way that the profile's kind prefers
    pub(crate) way: Option<Way>,
    pub(crate) opens_browser: bool,
    /// How long to wait for the user
    pub(crate) timeout: Option<Duration>,
}

/// How the user proves who they are to an issuer with web pages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Way {
    /// By a code that is typed in on another device (RFC 8628)
    Device,
    /// By a paste of the address at which the browser ends
    Paste,
}

/// A login that has succeeded.
pub(crate) struct LoggedIn {
    pub(crate) login: StoredLogin,
    pub(crate) store: StoreKind,
}

/// Logs in to a profile, and stores the tokens. The store is chosen and tried first, so a login
/// is not lost.
///
/// # Errors
///
/// [`Error::Login`], [`Error::LoginStore`] for a store that cannot be used,
/// [`Error::Unreachable`], [`Error::NoTerminal`].
pub(crate) fn log_in(
    profile: &Profile,
    request: &LogIn<'_>,
    system: &mut System,
) -> Result<LoggedIn, Error> {
    let context = Context::new(profile)?;
    let store = writable_for_login(system)?;
    if context.kind.is_unattended() {
        let login = current(&context, system)?;
        return Ok(LoggedIn { login, store });
    }
    let tokens = tokens(&context, request, system)?;
    system.look_at_clock();
    let login = context.login_of(tokens, system.now.seconds());
    let _lock = system.lock_logins(store);
    let stores = system.login_stores()?;
    stores.save(store, &login).map_err(|unusable| unusable.error(system))?;
    Ok(LoggedIn { login, store })
}

/// Runs the flow of the profile's kind.
fn tokens(
    context: &Context<'_>,
    request: &LogIn<'_>,
    system: &mut System,
) -> Result<Tokens, Error> {
    let is_by_password = context.kind == LoginKind::Cognito && context.setting.domain.is_none();
    match (context.kind, request.way) {
        (LoginKind::Device, _) | (_, Some(Way::Device)) => device::log_in(context, request, system),
        (_, None) if is_by_password => cognito::log_in(context, request, system),
        (_, way) => browser::log_in(context, request, way == Some(Way::Paste), system),
    }
}
