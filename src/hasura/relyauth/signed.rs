//! A signed token as `RelyAuth` reads it: the compact form or the JSON serialization.

use crate::hasura::relyauth::keys::Keys;
use crate::hasura::relyauth::keys::Unverified;
use crate::hasura::relyauth::refusal::{Reason, Refusal};
use crate::hasura::signature_failure::SignatureFailure;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::base64url::{self, Base64UrlError};
use crate::jose::json::{Object, Value};
use crate::jose::jws::Jws;

/// The parts of a signed token.
pub(super) struct Signed {
    pub(super) alg: String,
    kid: Option<String>,
    input: Vec<u8>,
    pub(super) payload: Vec<u8>,
    signature: Vec<u8>,
}

impl Signed {
    /// Reads the compact form, or the JSON serialization with one signature.
    ///
    /// # Errors
    ///
    /// Returns the end of the service's message, our explanation, and whether the message is
    /// exact.
    pub(super) fn read(token: &str, parts: &mut usize) -> Result<Self, (String, String, bool)> {
        let refused = |words: &str, detail: String| Err((words.to_owned(), detail, true));
        let unknown = |detail: &str| Err(("…".to_owned(), detail.to_owned(), false));
        if token.is_empty() {
            return refused("go-jose/go-jose: empty input", "the token is empty".to_owned());
        }
        if token.starts_with('{') {
            *parts = 3;
            return match Value::parse(token.as_bytes()) {
                Ok(Value::Object(object)) => Self::of_json(&object),
                _ => unknown("it begins like JSON, but is not"),
            };
        }
        let split: Vec<&str> = token.split('.').collect();
        *parts = split.len();
        let [header, payload, signature] = split.as_slice() else {
            let detail = format!("the token has {} parts instead of three", split.len());
            return refused("go-jose/go-jose: compact JWS format must have three parts", detail);
        };
        let decoded = |name: &str, part: &str| {
            decode(part).ok_or_else(|| {
                let words = "illegal base64 data at input byte …".to_owned();
                (words, format!("the {name} is not base64url"), false)
            })
        };
        let header_bytes = decoded("header", header)?;
        let Ok(Value::Object(members)) = Value::parse(&header_bytes) else {
            return unknown("the header is not a JSON object");
        };
        Ok(Self {
            alg: members.get_str("alg").unwrap_or_default().to_owned(),
            kid: members.get_str("kid").map(ToOwned::to_owned),
            input: format!("{header}.{payload}").into_bytes(),
            payload: decoded("payload", payload)?,
            signature: decoded("signature", signature)?,
        })
    }

    fn of_json(object: &Object) -> Result<Self, (String, String, bool)> {
        let refused = |detail: String| Err(("…".to_owned(), detail, false));
        let signed = match Jws::parse_json(object) {
            Ok(signed) => signed,
            Err(error) => return refused(error.to_string()),
        };
        match signed.as_slice() {
            [one] => Ok(Self {
                alg: one.header().alg().unwrap_or_default().to_owned(),
                kid: one.header().kid().map(ToOwned::to_owned),
                input: one.signing_input().into_owned(),
                payload: one.payload().to_vec(),
                signature: one.signature().to_vec(),
            }),
            several => refused(format!("the token has {} signatures", several.len())),
        }
    }

    pub(super) fn check(&self, keys: &Keys) -> Result<String, Unverified> {
        match self.alg.parse::<SignatureAlgorithm>() {
            Ok(algorithm) => {
                keys.check(self.kid.as_deref(), algorithm, &self.input, &self.signature)
            }
            Err(error) => {
                let failure = SignatureFailure::Unusable(error.to_string());
                Err(Unverified::Refused(Refusal::of(Reason::KeySetSignature), failure))
            }
        }
    }
}

/// Decodes base64url. Stray bits in the last character are accepted.
fn decode(part: &str) -> Option<Vec<u8>> {
    match base64url::decode(part) {
        Ok(bytes) => Some(bytes),
        Err(Base64UrlError::TrailingBits) => base64url::decode_forgiving(part),
        Err(_) => None,
    }
}
