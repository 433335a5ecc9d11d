//! Revokes the refresh token of a login at its issuer (RFC 7009).

use std::time::Duration;

use crate::error::{Error, LoginFault};
use crate::profile::Profile;
use crate::profile::login::LoginKind;
use crate::provider::oauth::{ClientAuth, read_revocation};
use crate::source::login::client::{Client, Metadata, Patience, hosted, private};
use crate::source::login::cognito;
use crate::source::login::context::Context;
use crate::system::System;
use crate::system::login_store::StoredLogin;
use crate::system::oauth::TIMEOUT;

/// How long a login that has succeeded may wait for the end of the one before.
const LIMIT: Duration = Duration::from_secs(5);

/// Revokes a login. Returns `false` if there is nothing that its issuer could revoke.
///
/// # Errors
///
/// [`Error::Login`] if the profile has changed since, so that the token must not go to its issuer, or
/// if the issuer refuses; [`Error::Unreachable`], [`Error::Offline`].
pub(crate) fn revoke(
    profile: &Profile,
    login: &StoredLogin,
    system: &mut System,
) -> Result<bool, Error> {
    let Some(refresh_token) = &login.refresh_token else { return Ok(false) };
    let context = Context::new(profile, system)?;
    if !context.owns(login) {
        return Err(context.error(LoginFault::OtherSettings));
    }
    revoke_within(TIMEOUT, refresh_token, &context, login, system)
}

/// Revokes the refresh token of a login that another one has replaced, as far as that is possible and
/// does no harm. Nobody waits for it long, and what fails is reported only with `-v`.
///
/// A user pool of Cognito ends only that token. Other issuers may end more with it (RFC 7009 section
/// 2.1): Keycloak the session of the client, others all that the user has granted the client. The new
/// login belongs to the same session or grant, so it would end as well.
pub(super) fn revoke_replaced(
    context: &Context<'_>,
    old: &StoredLogin,
    new: &StoredLogin,
    system: &mut System,
) {
    let Some(token) = &old.refresh_token else { return };
    let is_alone = context.kind == LoginKind::Cognito;
    // With other settings, it may be another issuer's.
    if !is_alone || old.refresh_token == new.refresh_token || !context.owns(old) {
        return;
    }
    let sentence = match revoke_within(LIMIT, token, context, old, system) {
        Ok(_) => "revoked the refresh token of the login before".to_owned(),
        Err(error) => format!("the refresh token of the login before is not revoked: {error}"),
    };
    system.note(&sentence);
}

fn revoke_within(
    limit: Duration,
    refresh_token: &str,
    context: &Context<'_>,
    login: &StoredLogin,
    system: &mut System,
) -> Result<bool, Error> {
    if context.kind == LoginKind::Cognito && context.setting.domain.is_none() {
        return cognito::revoke(context, login, limit, system).map(|()| true);
    }
    let Some((address, auth)) = revocation_endpoint(context, system)? else { return Ok(false) };
    let client = Client::read(context, auth, system)?;
    let fields = [("token", refresh_token), ("token_type_hint", "refresh_token")];
    let patience = Patience { limit, ..Patience::default() };
    let answer = client.answer(&address, &fields, read_revocation, patience, context, system)?;
    answer.map(|()| true).map_err(|fault| client.error(&address, &fields, fault, context))
}

/// Returns where tokens are revoked, unless the issuer has no such endpoint.
fn revocation_endpoint(
    context: &Context<'_>,
    system: &mut System,
) -> Result<Option<(String, ClientAuth)>, Error> {
    if let Some(domain) = &context.setting.domain {
        let address = hosted(domain, "revoke");
        private(&address, context)?;
        return Ok(Some((address, ClientAuth::Basic)));
    }
    let metadata = Metadata::read(context, system)?;
    if !metadata.has("revocation_endpoint") {
        system.note("the issuer has no `revocation_endpoint`, so nothing is revoked there");
        return Ok(None);
    }
    Ok(Some((metadata.endpoint("revocation_endpoint")?, metadata.client_auth())))
}
