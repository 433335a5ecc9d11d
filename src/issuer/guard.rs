//! Which requests are answered: those for hosts of this machine, from its origins. Also what
//! scripts of other origins may read.

use crate::issuer::http::{Request, Response};
use crate::issuer::settings::Settings;

/// Refuses a request that reached this machine under a foreign name, or that a foreign web page
/// sends.
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
            "requests for this host are refused, so that no web page can reach the issuer under a name of its own; {}",
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
            "requests from this origin are refused, because it is not on this machine; {}",
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

/// Answers a browser's preflight request, which asks what a script may send.
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
