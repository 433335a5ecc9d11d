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
mod request;
mod revocation;
mod stored;
mod unattended;

use crate::error::Error;
use crate::profile::Profile;
use crate::profile::login::SentToken;
use crate::source::key::KeySource;
use crate::source::login::context::Context;
use crate::system::System;

pub(crate) use context::LoginToken;
pub(crate) use interactive::log_in;
pub(crate) use renewal::is_logged_in;
pub(crate) use request::{LogIn, Way};
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
    let context = Context::new(profile, system)?;
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
    let login = stored::current(&context, system)?;
    let token = login.access_token.ok_or(Error::NotLoggedIn { profile: None })?;
    Ok(LoginToken { token, until: login.until })
}

/// Returns the names by which tokens of a profile's login may call their issuer. `tenant` is the one
/// that a token names.
///
/// # Errors
///
/// [`Error::Login`] for a login that cannot be used.
pub(crate) fn issuers(
    profile: &Profile,
    tenant: Option<&str>,
    system: &System,
) -> Result<Vec<String>, Error> {
    id_token::issuers(&Context::new(profile, system)?, tenant, system)
}

/// Returns the key set of a profile's login, unless it is where the rules of the issuer's provider
/// say.
///
/// # Errors
///
/// [`Error::Login`] for a login that cannot be used, [`Error::Unreachable`] if only the issuer knows
/// where its keys are.
pub(crate) fn key_set(profile: &Profile, system: &mut System) -> Result<Option<KeySource>, Error> {
    id_token::key_set(&Context::new(profile, system)?, system)
}
