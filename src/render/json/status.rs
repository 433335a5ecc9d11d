//! The documents of `status`, which never contain a token.

use serde::Serialize;

/// A login.
#[derive(Debug, Serialize)]
pub(crate) struct StatusDocument {
    pub(crate) profile: String,
    pub(crate) who: Option<String>,
    pub(crate) issuer: Option<String>,
    pub(crate) store: &'static str,
    pub(crate) since: Option<String>,
    pub(crate) until: Option<String>,
    pub(crate) refreshable: bool,
}
