//! The token endpoint (RFC 6749 section 3.2, RFC 7636, RFC 8628).

use std::sync::Arc;

use crate::issuer::client::{self, ClientId};
use crate::issuer::context::{self, Context};
use crate::issuer::grants::{Issued, Misfit, Poll, Refusal};
use crate::issuer::http::{Form, Request, Response};
use crate::issuer::tokens::{self, Choice, Grant};
use crate::jose::json::Object;
use crate::jose::token_id;

const DEVICE_GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// Answers a request for tokens.
pub(super) fn answer(context: &Context<'_>, request: &Request) -> Response {
    let form = match context::client_form(request) {
        Ok(form) => form,
        Err(response) => return response,
    };
    let Some(grant_type) = form.get("grant_type") else {
        return invalid("grant_type is missing");
    };
    let answered = match grant_type {
        "client_credentials" => client_credentials(context, request, &form),
        "password" => password(context, request, &form),
        "authorization_code" => authorization_code(context, request, &form),
        "refresh_token" => refresh(context, request, &form),
        DEVICE_GRANT => device(context, request, &form),
        _ => {
            let message = "this issuer supports authorization_code, refresh_token, client_credentials, password and device_code";
            return Response::error(400, "unsupported_grant_type", message);
        }
    };
    let name = grant_type.rsplit(':').next().unwrap_or_default();
    match answered {
        Ok(response) => response.remarked(name),
        Err(response) => {
            let remark = format!("{name}: {}", response.remark);
            response.remarked(remark)
        }
    }
}

fn invalid(message: &str) -> Response {
    Response::error(400, "invalid_request", message)
}

fn invalid_grant(message: &str) -> Response {
    Response::error(400, "invalid_grant", message)
}

fn client_credentials(
    context: &Context<'_>,
    request: &Request,
    form: &Form,
) -> Result<Response, Response> {
    let client = client::required(request, form)?;
    let scope = tokens::requested_scope(form).unwrap_or_default();
    let grant = Grant { scope, ..new_grant(context, client, None, form)? };
    issue(context, &Arc::new(grant), None, None)
}

fn password(context: &Context<'_>, request: &Request, form: &Form) -> Result<Response, Response> {
    let client = client::required(request, form)?;
    let user = form.get("username").ok_or_else(|| invalid("username is missing"))?;
    form.get("password").ok_or_else(|| invalid("password is missing"))?;
    let grant = new_grant(context, client, Some(user), form)?;
    issue(context, &Arc::new(grant), None, None)
}

fn authorization_code(
    context: &Context<'_>,
    request: &Request,
    form: &Form,
) -> Result<Response, Response> {
    let client = client::required(request, form)?;
    let code = form.get("code").ok_or_else(|| invalid("code is missing"))?;
    let choice = Choice::of(form).map_err(invalid)?;
    let redirect_uri = form.get("redirect_uri");
    let verifier = form.get("code_verifier");
    if verifier.is_some_and(|verifier| !is_verifier(verifier)) {
        return Err(invalid("code_verifier must have 43 to 128 letters, digits and -._~"));
    }
    let check = |issued: &Issued| {
        if issued.grant.client != client {
            return Err(Misfit::Client);
        }
        if issued.grant.issuer != context.tenant.issuer {
            return Err(Misfit::Issuer);
        }
        if redirect_uri != Some(issued.redirect_uri.as_str()) {
            return Err(Misfit::Redirect);
        }
        match (&issued.challenge, verifier) {
            (None, None) => Ok(()),
            (None, Some(_)) => Err(Misfit::UnexpectedVerifier),
            (Some(_), None) => Err(Misfit::NoVerifier),
            (Some(challenge), Some(verifier)) if challenge.matches(verifier) => Ok(()),
            (Some(_), Some(_)) => Err(Misfit::Verifier),
        }
    };
    let exchanged = context.grants().exchange(code, context.now, check);
    let (issued, family) = exchanged.map_err(|refusal| refused("authorization code", refusal))?;
    let grant = chosen(&issued.grant, choice, form);
    issue(context, &grant, None, Some(family))
}

fn refresh(context: &Context<'_>, request: &Request, form: &Form) -> Result<Response, Response> {
    let client = client::required(request, form)?;
    let token = form.get("refresh_token").ok_or_else(|| invalid("refresh_token is missing"))?;
    let choice = Choice::of(form).map_err(invalid)?;
    let narrowed = tokens::requested_scope(form);
    let check = |grant: &Grant| {
        if grant.client != client {
            return Err(Misfit::Client);
        }
        if grant.issuer != context.tenant.issuer {
            return Err(Misfit::Issuer);
        }
        match &narrowed {
            Some(scope) if !grant.covers(scope) => Err(Misfit::Scope),
            _ => Ok(()),
        }
    };
    let rotated = context.grants().rotate(token, context.now, check);
    let (grant, family) = rotated.map_err(|refusal| refused("refresh token", refusal))?;
    // A nonce is for the first ID token (OpenID Connect Core section 12.2).
    let renewed = Arc::new(Grant { nonce: None, ..(*chosen(&grant, choice, form)).clone() });
    let narrow = narrowed.map(|scope| Arc::new(Grant { scope, ..(*renewed).clone() }));
    issue(context, &renewed, narrow.as_deref(), Some(family))
}

fn device(context: &Context<'_>, request: &Request, form: &Form) -> Result<Response, Response> {
    let client = client::required(request, form)?;
    let code = form.get("device_code").ok_or_else(|| invalid("device_code is missing"))?;
    let choice = Choice::of(form).map_err(invalid)?;
    let poll = context.grants().poll(code, &client, &context.tenant.issuer, context.now);
    let error = |code, message| Err(Response::error(400, code, message));
    match poll {
        Poll::Unknown => Err(invalid_grant("the device code is unknown or was used before")),
        Poll::Expired => error("expired_token", "the device code has expired"),
        Poll::Pending => error("authorization_pending", "the code has not been entered yet"),
        Poll::TooFast => error("slow_down", "wait 5 seconds longer between two requests"),
        Poll::Denied => error("access_denied", "the request was denied"),
        Poll::Approved(grant) => issue(context, &chosen(&grant, choice, form), None, None),
    }
}

/// Returns a new grant for what a form asks for.
fn new_grant(
    context: &Context<'_>,
    client: ClientId,
    user: Option<&str>,
    form: &Form,
) -> Result<Grant, Response> {
    Ok(Grant {
        client,
        issuer: context.tenant.issuer.clone(),
        user: user.map(ToOwned::to_owned),
        choice: Choice::of(form).map_err(invalid)?,
        audience: tokens::audience_of(form),
        scope: tokens::scope_of(form),
        nonce: None,
        auth_time: context.now.seconds(),
    })
}

/// Returns a grant with the claims and the audience that the client chooses now.
fn chosen(grant: &Arc<Grant>, choice: Choice, form: &Form) -> Arc<Grant> {
    let audience = tokens::audience_of(form);
    let mut chosen = (**grant).clone();
    chosen.choice = choice.or(&grant.choice);
    if !audience.is_empty() {
        chosen.audience = audience;
    }
    Arc::new(chosen)
}

/// Returns the tokens of a grant, or of a part of it that is asked for this time. Those of one
/// sign-in are a family.
fn issue(
    context: &Context<'_>,
    whole: &Arc<Grant>,
    part: Option<&Grant>,
    family: Option<String>,
) -> Result<Response, Response> {
    let mint = context.mint();
    let grant = part.unwrap_or(whole);
    let access = mint.access_token(grant).ok_or_else(context::failed)?;
    let mut members = Object::new();
    members.set("access_token", access.token.as_str());
    members.set("token_type", "Bearer");
    members.set("expires_in", access.lifetime);
    if !grant.scope.is_empty() {
        members.set("scope", grant.scope.join(" "));
    }
    if grant.user.is_some() {
        if grant.has_scope("openid") {
            let id = mint.id_token(grant, &access.token).ok_or_else(context::failed)?;
            members.set("id_token", id);
        }
        let family = family.or_else(token_id::random_id).ok_or_else(context::failed)?;
        let mut grants = context.grants();
        grants.remember(&access.jti, &family, context.now);
        if whole.is_renewable(context.tenant) {
            let token = grants
                .refresh_token(Arc::clone(whole), &family, context.now)
                .ok_or_else(context::failed)?;
            members.set("refresh_token", token);
        }
    }
    Ok(Response::json(200, members).unstored())
}

/// Whether a string can be the verifier of a code (RFC 7636 section 4.1), or a challenge.
pub(super) fn is_verifier(text: &str) -> bool {
    (43..=128).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}

fn refused(what: &str, refusal: Refusal) -> Response {
    match refusal {
        Refusal::Unknown => invalid_grant(&format!("the {what} is unknown")),
        Refusal::Expired => invalid_grant(&format!("the {what} has expired")),
        Refusal::Spent => invalid_grant(&format!(
            "the {what} was used before or revoked, so every token that came from it is revoked"
        )),
        Refusal::Unfit(Misfit::Client) => {
            invalid_grant(&format!("the {what} was issued to another client"))
        }
        Refusal::Unfit(Misfit::Issuer) => {
            invalid_grant(&format!("the {what} was issued under another path of this issuer"))
        }
        Refusal::Unfit(Misfit::Redirect) => {
            invalid_grant("redirect_uri differs from that of the authorization request")
        }
        Refusal::Unfit(Misfit::NoVerifier) => invalid_grant("code_verifier is missing"),
        Refusal::Unfit(Misfit::UnexpectedVerifier) => {
            invalid_grant("the authorization request had no code_challenge for this code_verifier")
        }
        Refusal::Unfit(Misfit::Verifier) => {
            invalid_grant("code_verifier does not match the code_challenge")
        }
        Refusal::Unfit(Misfit::Scope) => {
            let message = "the scope has more than what was granted";
            Response::error(400, "invalid_scope", message)
        }
    }
}
