//! Renews and ends a login with its refresh token.

use std::time::Duration;

use zeroize::Zeroizing;

use crate::error::Error;
use crate::jose::json::Object;
use crate::provider::cognito::answer::Step;
use crate::provider::cognito::refusal::{Reason, Refusal};
use crate::source::login::cognito::client::{GET_TOKENS, INITIATE_AUTH, PoolClient, REVOKE_TOKEN};
use crate::source::login::context::{Context, Tokens, claim};
use crate::system::System;
use crate::system::login_store::StoredLogin;

/// Renews a login. What the pool does not issue again stays as it was.
///
/// # Errors
///
/// [`Error::Login`] if the pool refuses, or there is no refresh token; [`Error::Unreachable`].
pub(in crate::source::login) fn refresh(
    context: &Context<'_>,
    login: &StoredLogin,
    system: &mut System,
) -> Result<Tokens, Error> {
    let Some(token) = &login.refresh_token else {
        return Err(Error::NotLoggedIn { profile: Some(context.profile.name.clone()) });
    };
    let mut client = PoolClient::of(context, system)?;
    client.conceal(token);
    let step = match by_flow(&mut client, login, token, system)? {
        Ok(step) => step,
        // A client that replaces its refresh tokens has an operation of its own.
        Err(refusal) if may_rotate(&refusal) => {
            match by_rotation(&mut client, login, token, system)? {
                Ok(step) => step,
                Err(second) => return Err(client.refused(decisive(refusal, second))),
            }
        }
        Err(refusal) => return Err(client.refused(refusal)),
    };
    match step {
        Step::Done(issued) => {
            let issued = Tokens::from(issued);
            Ok(Tokens {
                refresh: issued.refresh.or_else(|| login.refresh_token.clone()),
                device_key: issued.device_key.or_else(|| login.device_key.clone()),
                ..issued
            })
        }
        Step::Challenge(asked) => Err(client.unsupported(&asked.name)),
    }
}

/// Revokes the refresh token of a login and the tokens that it got. The pool may take as long as the
/// limit for its answer.
///
/// # Errors
///
/// As [`refresh`].
pub(in crate::source::login) fn revoke(
    context: &Context<'_>,
    login: &StoredLogin,
    limit: Duration,
    system: &mut System,
) -> Result<(), Error> {
    let Some(token) = &login.refresh_token else { return Ok(()) };
    let mut client = PoolClient::of(context, system)?;
    client.limit = limit;
    client.conceal(token);
    let mut request = Object::new();
    request.set("Token", token.as_str());
    set_client(&client, &mut request);
    match client.call(REVOKE_TOKEN, request, system)? {
        Ok(_) => Ok(()),
        Err(refusal) => Err(client.refused(refusal)),
    }
}

/// Renews with the flow that keeps the refresh token.
fn by_flow(
    client: &mut PoolClient<'_>,
    login: &StoredLogin,
    token: &str,
    system: &mut System,
) -> Result<Result<Step, Refusal>, Error> {
    let mut users = users(client, login).into_iter().peekable();
    loop {
        let user = users.next().unwrap_or_default();
        let mut parameters = Object::new();
        parameters.set("REFRESH_TOKEN", token);
        if let Some(key) = &login.device_key {
            parameters.set("DEVICE_KEY", key.as_str());
        }
        client.prove(&user, &mut parameters);
        let mut request = Object::new();
        request.set("AuthFlow", "REFRESH_TOKEN_AUTH");
        request.set("ClientId", client.id.as_str());
        request.set("AuthParameters", parameters);
        match client.step(INITIATE_AUTH, request, system)? {
            Err(refusal) if refusal.reason == Reason::SecretWrong && users.peek().is_some() => {}
            answered => return Ok(answered.map_err(of_token)),
        }
    }
}

/// Returns a refusal in terms of the token: an emulator has one word for all that it refuses.
fn of_token(refusal: Refusal) -> Refusal {
    let is_any = refusal.reason == Reason::Password;
    Refusal { reason: if is_any { Reason::RefreshToken } else { refusal.reason }, ..refusal }
}

/// Renews with the operation that may replace the refresh token.
fn by_rotation(
    client: &mut PoolClient<'_>,
    login: &StoredLogin,
    token: &str,
    system: &mut System,
) -> Result<Result<Step, Refusal>, Error> {
    let mut request = Object::new();
    request.set("RefreshToken", token);
    if let Some(key) = &login.device_key {
        request.set("DeviceKey", key.as_str());
    }
    set_client(client, &mut request);
    Ok(client.step(GET_TOKENS, request, system)?.map_err(of_token))
}

fn set_client(client: &PoolClient<'_>, request: &mut Object) {
    request.set("ClientId", client.id.as_str());
    if let Some(secret) = &client.secret {
        request.set("ClientSecret", secret.as_str());
    }
}

/// Returns the users for whom the client proves that it knows its secret, in the order in which they
/// are tried: as the tokens name them, because the pool does not know an email address here.
fn users(client: &PoolClient<'_>, login: &StoredLogin) -> Vec<String> {
    if client.secret.is_none() {
        return Vec::new();
    }
    let named = |token: &Option<Zeroizing<String>>, name: &str| {
        token.as_ref().and_then(|token| claim(token, name))
    };
    let (id, access) = (&login.id_token, &login.access_token);
    let mut users = Vec::new();
    for user in [
        named(id, "cognito:username"),
        named(access, "username"),
        named(id, "sub"),
        named(access, "sub"),
    ]
    .into_iter()
    .flatten()
    {
        if !users.contains(&user) {
            users.push(user);
        }
    }
    users
}

/// Whether a client that replaces its refresh tokens may refuse like this.
fn may_rotate(refusal: &Refusal) -> bool {
    matches!(
        refusal.reason,
        Reason::FlowDisabled | Reason::Unsupported | Reason::RefreshToken | Reason::Other
    )
}

/// Returns the refusal that tells more of two. An emulator, and a client that does not replace its
/// refresh tokens, lack the second operation.
fn decisive(first: Refusal, second: Refusal) -> Refusal {
    let is_vague = matches!(second.reason, Reason::Unsupported | Reason::Other);
    if is_vague || (first.ends_login() && !second.ends_login()) { first } else { second }
}
