//! The document of `mint`.

use serde::Serialize;

use crate::jose::json::Object;
use crate::render::json::KeyBody;

/// The document of `mint`.
#[derive(Debug, Serialize)]
pub(crate) struct MintDocument<'a> {
    pub(crate) token: &'a str,
    pub(crate) header: &'a Object,
    pub(crate) claims: &'a Object,
    pub(crate) key: KeyBody,
}
