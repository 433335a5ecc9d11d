//! Addresses that are known by their path: RelyAuth's hook, and the endpoints of Hasura that need
//! no token.

use reqwest::Url;

use crate::commands::ping::reading::{Found, Reading};
use crate::jose::json::Object;
use crate::render::json::HealthBody;

/// The endpoints that answer without a token.
const HEALTH_PATHS: [&str; 3] = ["/healthz", "/hasura/healthz", VERSION];
const VERSION: &str = "/v1/version";

/// Whether an address is RelyAuth's hook, which answers with the session.
pub(super) fn is_hook(url: &Url) -> bool {
    let path = url.path().trim_end_matches('/');
    path.ends_with("/auth/hasura") || path.ends_with("/auth/ddn")
}

/// Whether an address needs no token.
pub(super) fn needs_no_token(url: &Url) -> bool {
    HEALTH_PATHS.contains(&url.path().trim_end_matches('/'))
}

/// Returns the session in the answer of RelyAuth's hook.
pub(super) fn session(url: &Url, reading: &Reading<'_>) -> Option<Object> {
    if !is_hook(url) || reading.found != Found::Success {
        return None;
    }
    let session = reading.body.as_ref()?.as_object()?;
    let has_role = session.iter().any(|(name, _)| name.eq_ignore_ascii_case("x-hasura-role"));
    has_role.then(|| session.clone())
}

/// Returns what an engine says about its health.
pub(super) fn health(url: &Url, reading: &Reading<'_>) -> Option<HealthBody> {
    let path = url.path().trim_end_matches('/');
    if path == VERSION {
        let object = reading.body.as_ref()?.as_object()?;
        let version = object.get_str("version").filter(|_| reading.found == Found::Success)?;
        return Some(HealthBody {
            server: Some("hasura"),
            state: "ok",
            version: Some(version.to_owned()),
        });
    }
    if !HEALTH_PATHS.contains(&path) {
        return None;
    }
    let text = std::str::from_utf8(&reading.answer.body).ok()?.trim();
    let (server, state) = match text {
        "OK" if reading.found == Found::Success => (None, "ok"),
        text if text.starts_with("WARN") => (Some("hasura"), "warning"),
        text if text.starts_with("ERROR") => (Some("hasura"), "error"),
        _ => return None,
    };
    Some(HealthBody { server, state, version: None })
}
