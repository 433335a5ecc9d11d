//! Who is answered: the hosts and origins of this machine, and what scripts of other origins may
//! read.

use crate::issuer::http::{Request, Response};
use crate::issuer::settings::Settings;

/// Refuses a request that reached this machine under a name of somebody else, or that a web page
/// of somebody else sends.
///
/// # Errors
///
/// The response to such a request.
pub(super) fn check(
    request: &Request,
    settings: &Settings,
    is_public: bool,
) -> Result<(), Response> {
    let hosts = request.headers.iter().filter(|(name, _)| name == "host").count();
    let host = request.header("host").unwrap_or_default();
    if hosts != 1 || host.is_empty() {
        return Err(Response::text(400, "the request needs one Host header").remarked("no host"));
    }
    if !settings.is_own_host(host, is_public) {
        let message = format!(
            "this host is not answered, to keep web pages from reaching the issuer under names of their own; {}",
            settings.advice.host
        );
        return Err(Response::text(403, &message).remarked("host refused"));
    }
    let origin = request.header("origin").unwrap_or("null");
    let is_cross_site = request.header("sec-fetch-site") == Some("cross-site");
    let changes = !["GET", "HEAD"].contains(&request.method.as_str());
    if (origin == "null" && is_cross_site && changes)
        || (origin != "null" && !settings.is_known_origin(origin))
    {
        let message = format!(
            "this origin is not answered: it is not on this machine; {}",
            settings.advice.redirect
        );
        return Err(Response::text(403, &message).remarked("origin refused"));
    }
    Ok(())
}

/// Lets scripts of known origins read a response.
pub(super) fn readable(response: Response, request: &Request, settings: &Settings) -> Response {
    let response = response.with("Vary", "Origin");
    match request.header("origin").filter(|origin| settings.is_known_origin(origin)) {
        Some(origin) => response
            .with("Access-Control-Allow-Origin", origin)
            .with("Access-Control-Expose-Headers", "WWW-Authenticate"),
        None => response,
    }
}

/// Answers the question of a browser, what a script may send.
pub(super) fn preflight(request: &Request, settings: &Settings, allow: &str) -> Response {
    let response = Response::empty(204).with("Allow", allow);
    let origin = request.header("origin").filter(|origin| settings.is_known_origin(origin));
    let is_question = request.header("access-control-request-method").is_some();
    let Some(origin) = origin.filter(|_| is_question) else {
        return response.with("Vary", "Origin");
    };
    let response = response
        .with("Vary", "Origin")
        .with("Access-Control-Allow-Origin", origin)
        .with("Access-Control-Allow-Methods", allow)
        .with("Access-Control-Allow-Headers", "Authorization, Content-Type, DPoP, X-Requested-With")
        .with("Access-Control-Max-Age", "600");
    if request.header("access-control-request-private-network") == Some("true") {
        response.with("Access-Control-Allow-Private-Network", "true")
    } else {
        response
    }
}
