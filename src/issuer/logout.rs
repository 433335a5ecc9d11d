//! The end of a session (OpenID Connect RP-Initiated Logout 1.0).

use crate::issuer::authorize::SESSION;
use crate::issuer::context::{self, Context};
use crate::issuer::http::{self, Request, Response};
use crate::issuer::page::Page;

/// Ends the session, and sends the browser back to the application.
pub(super) fn answer(context: &Context<'_>, request: &Request) -> Response {
    let refuse = |message: &str| Page::new("Cannot sign out").error(message).response(400);
    let form = match (request.method.as_str(), request.body_form()) {
        ("POST", Ok(body)) => body.or(request.query_form()),
        ("POST", Err(_)) => return refuse("The form has the wrong content type."),
        _ => request.query_form(),
    };
    if let Err(message) = context::check_once(&form) {
        return refuse(&format!("The parameter {message}."));
    }
    let target = form.get("post_logout_redirect_uri");
    if let Some(target) = target.filter(|target| !context.settings.may_redirect_to(target)) {
        return refuse(&format!(
            "The post_logout_redirect_uri {target} does not lead to this machine: {}",
            context.settings.advice.redirect
        ));
    }
    if let Some(name) = request.cookie(SESSION) {
        context.grants().sign_out(name);
    }
    let cookie = format!("{SESSION}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    let response = match (target, form.get("state")) {
        (Some(target), Some(state)) => {
            Response::redirect(&http::with_query(target, &[("state", state)]))
        }
        (Some(target), None) => Response::redirect(target),
        (None, _) => Page::new("Signed out").paragraph("You can close this page.").response(200),
    };
    response.with("Set-Cookie", cookie)
}
