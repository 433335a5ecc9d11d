//! What is shown of a key in the store.

use crate::jose::algorithm::KeyFamily;
use crate::jose::key::{PublicKey, SigningKey};
use crate::render::json::KeyDocument;
use crate::system::key_store::StoredEntry;

/// Returns what a key is, for messages: `RSA 2048`, `ES256`, `Ed25519`.
pub(super) fn describe(key: &SigningKey) -> String {
    let public = key.public();
    match (public.and_then(PublicKey::rsa_bits), key.algorithm.family()) {
        (Some(bits), _) => format!("RSA {bits}"),
        (None, KeyFamily::Ed25519) => "Ed25519".to_owned(),
        (None, _) => key.algorithm.name().to_owned(),
    }
}

/// Returns the document of a key, without its private part.
pub(super) fn document(entry: &StoredEntry) -> KeyDocument {
    KeyDocument {
        name: entry.file.name.clone(),
        kid: entry.key.kid.clone(),
        alg: entry.key.algorithm.name(),
        current: entry.file.is_current,
        path: entry.file.path.to_string_lossy().into_owned(),
        reference: format!("key:{}", entry.file.reference()),
    }
}
