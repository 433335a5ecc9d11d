//! The keys of an issuer: the one that signs, and the set that it publishes.

use crate::issuer::http::{Request, Response};
use crate::jose::json::{Object, Value};
use crate::jose::jwk::Jwk;
use crate::jose::key::{SigningKey, VerificationKey};
use crate::jose::keyring::Keyring;
use crate::jose::thumbprint;

/// The keys of an issuer.
#[derive(Debug)]
pub(crate) struct Keys {
    /// The key that signs, which has a public half and a `kid`
    pub(crate) signing: SigningKey,
    /// All keys with which this issuer ever signed
    pub(super) keyring: Keyring,
    set: KeySet,
    /// What a cache that is too old would still have
    stale: KeySet,
}

/// A key set as it is published.
#[derive(Debug)]
struct KeySet {
    text: String,
    etag: String,
}

impl KeySet {
    fn new(keys: &[&SigningKey]) -> Self {
        let keys = keys.iter().filter_map(|key| jwk(key)).map(Value::from).collect();
        let mut members = Object::new();
        members.set("keys", Value::Array(keys));
        let text = Value::from(members).to_json();
        let etag = format!("\"{}\"", thumbprint::of_text(&text));
        Self { text, etag }
    }
}

fn jwk(key: &SigningKey) -> Option<Object> {
    let mut members = Jwk::of_public(key.public()?, Some(key.algorithm)).members().clone();
    if let Some(kid) = &key.kid {
        members.set("kid", kid.as_str());
    }
    Some(members)
}

impl Keys {
    /// Returns the keys of an issuer: the one that signs, and those that it replaced. Without any,
    /// a stale key set holds `other`.
    pub(crate) fn new(
        signing: SigningKey,
        older: &[SigningKey],
        other: Option<&SigningKey>,
    ) -> Self {
        let all: Vec<&SigningKey> = std::iter::once(&signing).chain(older).collect();
        let set = KeySet::new(&all);
        let stale = match (older, other) {
            ([], Some(other)) => KeySet::new(&[other]),
            _ => KeySet::new(all.get(1..).unwrap_or_default()),
        };
        // Without a `kid`, they also verify tokens that have a wrong one on purpose.
        let verifying = |key: &&SigningKey| VerificationKey { kid: None, ..key.verification_key() };
        let keyring = Keyring::of_keys(all.iter().map(verifying).collect());
        Self { signing, keyring, set, stale }
    }

    /// Answers with the key set. Engines fetch it again when `max-age` is over: with `no-cache`,
    /// Hasura would fetch it each second, and without a header never again.
    pub(super) fn published(&self, request: &Request, is_stale: bool) -> Response {
        let set = if is_stale { &self.stale } else { &self.set };
        let known = request.header("if-none-match").unwrap_or_default();
        let is_known = known
            .split(',')
            .map(|tag| tag.trim().trim_start_matches("W/"))
            .any(|tag| tag == "*" || tag == set.etag);
        let response = if is_known {
            Response::empty(304)
        } else {
            Response { status: 200, body: set.text.clone(), ..Response::default() }
                .with("Content-Type", "application/json")
        };
        response.with("Cache-Control", "public, max-age=60").with("ETag", set.etag.as_str())
    }
}
