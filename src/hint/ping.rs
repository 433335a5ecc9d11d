//! Hints for endpoints that do not answer, or not as expected.

use crate::system::http::FailureKind;

/// The hint for a web page instead of an answer.
pub(crate) const WEB_PAGE: &str =
    "check the URL, or look for a proxy or login page in front of the endpoint";

/// The hint for a redirect, which is not followed.
pub(crate) const REDIRECT: &str = "call that URL if it is the right one";

/// The hint for a websocket that was closed without the reason.
pub(crate) const OVER_HTTP: &str = "to learn why, send the same without `--websocket`";

/// The hint for an endpoint that answers the handshake of a websocket with HTTP.
pub(crate) const NO_WEBSOCKET: &str =
    "the endpoint or a proxy in front of it may not support websockets";

/// Returns the hint for an endpoint that does not answer.
pub(crate) const fn unanswered(kind: FailureKind, is_loopback: bool) -> Option<&'static str> {
    match kind {
        FailureKind::Connection if is_loopback => Some("is the server running on this port?"),
        FailureKind::Tls if is_loopback => Some("a local server usually uses plain http"),
        FailureKind::Certificate => {
            Some("if the certificate is your own, pass its authority with `--cacert FILE`")
        }
        FailureKind::Dns
        | FailureKind::Connection
        | FailureKind::Tls
        | FailureKind::Timeout
        | FailureKind::TooLarge
        | FailureKind::Other => None,
    }
}
