//! The documents of `key`. None of them ever contains a private key or a secret.

use serde::Serialize;

use crate::jose::json::Object;

/// A key of the store: a line of `key list`, and the answer to `key new`.
#[derive(Debug, Serialize)]
pub(crate) struct KeyDocument {
    pub(crate) name: String,
    /// The thumbprint; `null` for a shared secret
    pub(crate) kid: Option<String>,
    pub(crate) alg: &'static str,
    /// Whether this key signs; those that a rotation replaced only verify
    pub(crate) current: bool,
    pub(crate) path: String,
    /// What selects this key: `key:NAME` or `key:NAME@NUMBER`
    pub(crate) reference: String,
}

/// The document of `key show`.
#[derive(Debug, Serialize)]
pub(crate) struct ShownKeyDocument {
    #[serde(flatten)]
    pub(crate) key: KeyDocument,
    /// `null` for a shared secret
    pub(crate) public_pem: Option<String>,
    /// `null` for a shared secret
    pub(crate) jwk: Option<Object>,
}

/// The document of `key thumbprint`.
#[derive(Debug, Serialize)]
pub(crate) struct ThumbprintDocument<'a> {
    pub(crate) thumbprint: &'a str,
}

/// The document of `key remove`.
#[derive(Debug, Serialize)]
pub(crate) struct RemovedKeysDocument<'a> {
    pub(crate) removed: &'a [RemovedKey],
}

/// A key that was deleted.
#[derive(Debug, Serialize)]
pub(crate) struct RemovedKey {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) reference: String,
}
