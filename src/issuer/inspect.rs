//! What clients can ask about a token: userinfo, introspection (RFC 7662), revocation (RFC 7009).

use crate::issuer::client::{self, ClientId};
use crate::issuer::context::{self, Context};
use crate::issuer::fault::FaultyEndpoint;
use crate::issuer::http::{Request, Response};
use crate::issuer::tokens;
use crate::jose::json::{Object, Value};
use crate::jose::verdict::{Code, Policy, judge};

/// The claims that describe a token and not a user.
const PROTOCOL_CLAIMS: [&str; 19] = [
    "iss",
    "aud",
    "exp",
    "nbf",
    "iat",
    "jti",
    "auth_time",
    "nonce",
    "at_hash",
    "c_hash",
    "azp",
    "client_id",
    "cid",
    "appid",
    "scope",
    "scp",
    "token_use",
    "typ",
    "sid",
];

/// Why an access token is not accepted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum TokenFault {
    NotOurs,
    IdToken,
    Expired,
    Revoked,
}

/// Returns the claims of an access token of this issuer.
fn claims_of(context: &Context<'_>, token: &str) -> Result<Object, TokenFault> {
    let now = context.settings.clock(FaultyEndpoint::Userinfo, context.now);
    let issuer = context.settings.issuer_at(FaultyEndpoint::Token, context.tenant);
    let policy = Policy { issuers: vec![issuer], ..Policy::at(now) };
    let verdict = judge(token, &context.keys.keyring, &policy);
    let claims = match verdict.claims().filter(|_| verdict.is_accepted()) {
        Some(claims) => claims.set().members().clone(),
        None if verdict.is_verified() && verdict.has(Code::Expired) => {
            return Err(TokenFault::Expired);
        }
        None => return Err(TokenFault::NotOurs),
    };
    if tokens::is_id_token(&claims) {
        return Err(TokenFault::IdToken);
    }
    let jti = claims.get_str("jti").unwrap_or_default();
    if context.grants().is_revoked(jti, context.now) {
        return Err(TokenFault::Revoked);
    }
    Ok(claims)
}

/// Answers with the claims of the user whose token it is.
pub(super) fn userinfo(context: &Context<'_>, request: &Request) -> Response {
    let Ok(form) = request.body_form() else {
        return invalid_request("the body must be application/x-www-form-urlencoded");
    };
    let header = request.header("authorization");
    let token = match (header, form.get("access_token")) {
        (Some(_), Some(_)) => return invalid_request("the token is in the header and in the form"),
        (None, Some(token)) => token,
        (Some(header), None) => match bearer(header) {
            Some(token) => token,
            None => return invalid_request("the Authorization header is not Bearer and a token"),
        },
        (None, None) => {
            // Without a token, the header has no error code (RFC 6750 section 3.1).
            return Response::error(401, "invalid_token", "send the access token as Bearer")
                .with("WWW-Authenticate", "Bearer realm=\"jwtool\"");
        }
    };
    let mut claims = match claims_of(context, token) {
        Ok(claims) => claims,
        Err(fault) => {
            let message = match fault {
                TokenFault::NotOurs => "this issuer did not sign the token",
                TokenFault::IdToken => "this is an ID token: send the access token",
                TokenFault::Expired => "the token has expired",
                TokenFault::Revoked => "the token is revoked",
            };
            return challenge(401, "invalid_token", message);
        }
    };
    let scope = claims.get_str("scope").map(ToOwned::to_owned);
    let has =
        |word: &str| scope.as_deref().is_none_or(|scope| scope.split(' ').any(|own| own == word));
    if !has("openid") || claims.get_str("sub").is_none() {
        return challenge(403, "insufficient_scope", "the token needs the scope openid");
    }
    let user = claims.get_str("sub").unwrap_or_default().to_owned();
    for name in PROTOCOL_CLAIMS {
        claims.remove(name);
    }
    tokens::add_profile(&mut claims, Some(&user), &has);
    Response::json(200, claims).unstored()
}

fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

fn invalid_request(message: &str) -> Response {
    challenge(400, "invalid_request", message)
}

/// Returns an error with the header of RFC 6750 section 3.
fn challenge(status: u16, code: &str, message: &str) -> Response {
    let scope = if code == "insufficient_scope" { ", scope=\"openid\"" } else { "" };
    let header = format!(
        "Bearer realm=\"jwtool\", error=\"{code}\", error_description=\"{message}\"{scope}"
    );
    Response::error(status, code, message).with("WWW-Authenticate", header)
}

/// Says whether a token is active, and what is in it.
pub(super) fn introspect(context: &Context<'_>, request: &Request) -> Response {
    let (_, token) = match client_and_token(request) {
        Ok(both) => both,
        Err(response) => return response,
    };
    let mut members = Object::new();
    let refreshable = context.grants().refreshable(&token, context.now);
    if let Some((grant, end)) =
        refreshable.filter(|(grant, _)| grant.issuer == context.tenant.issuer)
    {
        members.set("active", true);
        members.set("scope", grant.scope.join(" "));
        members.set("client_id", grant.client.as_str());
        members.set("token_type", "refresh_token");
        members.set("exp", end);
        if let Some(user) = &grant.user {
            members.set("sub", user.as_str());
            members.set("username", user.as_str());
        }
        members.set("iss", grant.issuer.as_str());
    } else if let Ok(claims) = claims_of(context, &token) {
        members.set("active", true);
        members.set("token_type", "Bearer");
        for (name, value) in claims.effective() {
            members.set(name, value.clone());
        }
        if !members.contains("username")
            && let Some(user) = claims.get_str("sub")
        {
            members.set("username", user);
        }
    } else {
        members.set("active", false);
    }
    let is_active = members.get("active") == Some(&Value::from(true));
    Response::json(200, members).unstored().remarked(if is_active { "active" } else { "inactive" })
}

/// Revokes a token. One that is unknown is revoked already (RFC 7009 section 2.2).
pub(super) fn revoke(context: &Context<'_>, request: &Request) -> Response {
    let (client, token) = match client_and_token(request) {
        Ok(both) => both,
        Err(response) => return response,
    };
    let belongs_to = |owner: &str| client.as_ref().is_none_or(|client| client.as_str() == owner);
    let other_client =
        || Response::error(400, "invalid_grant", "the token was issued to another client");
    let owner = context.grants().client_of_refresh(&token).cloned();
    if let Some(owner) = owner {
        if !belongs_to(owner.as_str()) {
            return other_client();
        }
        context.grants().revoke_refresh(&token, context.now);
    } else if let Ok(claims) = claims_of(context, &token)
        && let Some(jti) = claims.get_str("jti")
    {
        if tokens::client_of(&claims).is_some_and(|owner| !belongs_to(owner)) {
            return other_client();
        }
        context.grants().revoke(jti, context.now);
    }
    Response::empty(200).unstored()
}

fn client_and_token(request: &Request) -> Result<(Option<ClientId>, String), Response> {
    let form = context::client_form(request)?;
    let is_bearer = request.header("authorization").is_some_and(|header| bearer(header).is_some());
    // A resource server may use an access token of its own (RFC 7662 section 2.1).
    let client = if is_bearer { None } else { client::of_request(request, &form)? };
    match form.get("token") {
        Some(token) => Ok((client, token.to_owned())),
        None => Err(Response::error(400, "invalid_request", "token is missing")),
    }
}
