//! Revokes the refresh token of a login at its issuer (RFC 7009).

use crate::error::{Error, LoginFault};
use crate::profile::Profile;
use crate::profile::login::LoginKind;
use crate::provider::oauth::{ClientAuth, read_revocation};
use crate::source::login::client::{Client, Metadata, Patience, hosted, private};
use crate::source::login::cognito;
use crate::source::login::context::Context;
use crate::system::System;
use crate::system::login_store::StoredLogin;

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
    if context.kind == LoginKind::Cognito && context.setting.domain.is_none() {
        return cognito::revoke(&context, login, system).map(|()| true);
    }
    let Some((address, auth)) = revocation_endpoint(&context, system)? else { return Ok(false) };
    let client = Client::read(&context, auth, system)?;
    let fields = [("token", refresh_token.as_str()), ("token_type_hint", "refresh_token")];
    let patience = Patience::default();
    let answer = client.answer(&address, &fields, read_revocation, patience, &context, system)?;
    answer.map(|()| true).map_err(|fault| client.error(&address, &fields, fault, &context))
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
