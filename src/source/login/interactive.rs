//! Logging in: one flow for each kind, whose tokens are stored.

use crate::error::{Error, LoginFault};
use crate::profile::Profile;
use crate::profile::login::{LoginKind, SentToken};
use crate::profile::store::StoreKind;
use crate::source::login::context::{Context, Tokens};
use crate::source::login::request::{LogIn, Way};
use crate::source::login::stored::{current, writable_for_login};
use crate::source::login::{browser, cognito, device, remarks, revocation};
use crate::system::System;
use crate::system::login_store::StoredLogin;

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
    attempt(profile, request, system).map_err(|error| match error {
        Error::Login { profile, fault, .. } => Error::Login { profile, fault, logs_in: true },
        other => other,
    })
}

fn attempt(profile: &Profile, request: &LogIn<'_>, system: &mut System) -> Result<LoggedIn, Error> {
    let context = Context::new(profile, system)?;
    check_flags(&context, request)?;
    let store = writable_for_login(system)?;
    if context.kind.is_unattended() {
        let login = current(&context, system)?;
        return Ok(LoggedIn { login, store });
    }
    let tokens = tokens(&context, request, system)?;
    system.look_at_clock();
    let asked = request.username.or(context.setting.username.as_deref());
    // A user who types a password may type any of their names.
    let asked = asked.filter(|_| !is_by_password(&context));
    let remarks = remarks::of_tokens(&context, asked, &tokens);
    let login = context.login_of(tokens, system.now.seconds());
    if login.sent_token(Some(context.setting)).is_none() {
        let wanted = context.setting.sent_token().unwrap_or(SentToken::Access);
        return Err(context.error(LoginFault::NoToken(wanted)));
    }
    let lock = system.lock_logins(store);
    let stores = system.login_stores()?;
    // What is stored is replaced, also if it cannot be read.
    let place = stores.place(&profile.name).unwrap_or(store);
    let before = stores.load(Some(place), &profile.name).ok().flatten();
    stores.save(store, &login).map_err(|unusable| unusable.error(system))?;
    drop(lock);
    let before = before.map(|(before, _)| before);
    // One that is not stored replaces nothing.
    if let Some(before) = before.as_ref().filter(|_| store != StoreKind::None) {
        revocation::revoke_replaced(&context, before, &login, system);
    }
    let other = before.and_then(|before| remarks::of_users(&login, &before));
    for remark in remarks.into_iter().chain(other) {
        system.say(&remark);
    }
    Ok(LoggedIn { login, store })
}

/// Whether the profile logs in with a user name and a password, without a browser.
fn is_by_password(context: &Context<'_>) -> bool {
    context.kind == LoginKind::Cognito && context.setting.domain.is_none()
}

/// Refuses flags that would have no effect.
fn check_flags(context: &Context<'_>, request: &LogIn<'_>) -> Result<(), Error> {
    let kind = context.kind.name();
    let is_named = request.username.is_some() || request.password.is_some();
    if context.kind.is_unattended() && (is_named || request.way.is_some()) {
        return Err(Error::usage(
            format!("a login of kind `{kind}` needs no person"),
            "drop `--username`, `--password`, `--device` and `--paste`",
        ));
    }
    if request.password.is_some() && (!is_by_password(context) || request.way.is_some()) {
        return Err(Error::usage(
            "the issuer asks for the password on its own page",
            "drop `--password`; `--username` fills in the user name there",
        ));
    }
    Ok(())
}

/// Runs the flow of the profile's kind.
fn tokens(
    context: &Context<'_>,
    request: &LogIn<'_>,
    system: &mut System,
) -> Result<Tokens, Error> {
    match (context.kind, request.way) {
        (LoginKind::Device, _) | (_, Some(Way::Device)) => device::log_in(context, request, system),
        (_, None) if is_by_password(context) => cognito::log_in(context, request, system),
        (_, way) => browser::log_in(context, request, way == Some(Way::Paste), system),
    }
}
