//! The document of `serve`, which it prints when it is ready.

use serde::Serialize;

/// Where an issuer is.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ServeDocument {
    pub(crate) issuer: String,
    /// `None` if only the key set is served, like the endpoints
    pub(crate) discovery_url: Option<String>,
    pub(crate) jwks_uri: String,
    pub(crate) authorization_endpoint: Option<String>,
    pub(crate) token_endpoint: Option<String>,
    /// The port it listens on, which need not be in the issuer's name
    pub(crate) port: u16,
}
