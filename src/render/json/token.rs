//! The document of `token`.

use serde::Serialize;

/// The token of a login.
#[derive(Debug, Serialize)]
pub(crate) struct TokenDocument<'a> {
    pub(crate) token: &'a str,
    /// When it expires
    pub(crate) until: Option<String>,
}
