//! JSON Web Signatures: strict parsing without verification (RFC 7515 sections 7.1 and 7.2).

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use crate::jose::base64url::{self, Base64UrlError};
use crate::jose::claims::{ClaimsError, ClaimsSet, UnverifiedClaims};
use crate::jose::header::JoseHeader;
use crate::jose::json::{JsonError, Object, Value};
use crate::jose::limits::MAX_SIGNATURES;

/// A well-formed signed token in any serialization, with one unverified [`Jws`] for each
/// signature.
#[derive(Clone, Debug)]
pub struct SignedToken {
    first: Jws,
    others: Vec<Jws>,
}

/// One unverified signature of a well-formed token, with its header and payload.
#[derive(Clone, Debug)]
pub struct Jws {
    header: JoseHeader,
    signing_input: SigningInput,
    payload: Arc<Payload>,
    signature: Vec<u8>,
}

/// The bytes that were signed.
#[derive(Clone, Debug)]
enum SigningInput {
    /// The input of a compact token, as received
    Whole(Vec<u8>),
    /// The input of one signature in JSON: its header, and the payload shared by all signatures
    Joined { protected: String, payload: Arc<str> },
}

/// The payload, shared by all signatures of a token.
#[derive(Debug)]
struct Payload {
    bytes: Vec<u8>,
    /// Parsed on first use
    claims: OnceLock<Result<Arc<ClaimsSet>, ClaimsError>>,
}

/// A part of a compact token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "the standard's own names")]
pub enum Part {
    Header,
    Payload,
    Signature,
}

/// Why a string is not a JWS.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ParseJwsError {
    /// A JWE: five parts, or JSON with a `ciphertext`
    #[error("the token is encrypted (a JWE), and only its recipient can open it")]
    Encrypted,
    /// The token does not have three parts
    #[error("a signed token has three parts separated by dots, but this has {found}")]
    PartCount {
        /// The number of signatures
        found: usize,
    },
    /// A part is not base64url
    #[error("the {} is not base64url: {source}", part.name())]
    Base64 {
        /// Which part
        part: Part,
        /// What is wrong with it
        source: Base64UrlError,
    },
    /// The text begins like the JSON serialization but is not JSON
    #[error("the token begins like JSON but is not JSON: {0}")]
    NotJson(JsonError),
    /// The header is not JSON
    #[error("the header is not JSON: {0}")]
    HeaderNotJson(JsonError),
    /// The header is JSON, but not an object
    #[error("the header is {kind}, not an object")]
    HeaderNotObject {
        /// The JSON type found
        kind: &'static str,
    },
    /// A member appears twice, and parsers disagree about which one counts
    #[error("the member `{name}` appears twice")]
    DuplicateMember {
        /// The member's name
        name: String,
    },
    /// A header member has the wrong type (RFC 7515 section 4.1)
    #[error("the header's `{member}` is {kind}, not a string")]
    HeaderMember {
        /// The member's name
        member: &'static str,
        /// The JSON type found
        kind: &'static str,
    },
    /// A member of the JSON serialization is missing or has the wrong type
    #[error("the JSON serialization's `{member}` is missing or has the wrong type")]
    Member {
        /// The member's name
        member: &'static str,
    },
    /// The token mixes the flattened and the general form (section 7.2.2)
    #[error("the token has both `signature` and `signatures`; it may only have one")]
    TwoForms,
    /// The token has no signatures, or more than are supported
    #[error("the token has {found} signatures; 1 to {MAX_SIGNATURES} are supported")]
    SignatureCount {
        /// The number of signatures
        found: usize,
    },
    /// `crit` or `b64` is invalid
    #[error("{reason}")]
    Crit {
        /// What is wrong with it
        reason: String,
    },
}

impl Part {
    /// Returns the name used in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Payload => "payload",
            Self::Signature => "signature",
        }
    }
}

impl SignedToken {
    /// Parses any serialization strictly, like [`Jws::parse_compact`] and [`Jws::parse_json`].
    ///
    /// # Errors
    ///
    /// Returns a [`ParseJwsError`] if the token or any of its signatures is malformed.
    pub fn parse(text: &str) -> Result<Self, ParseJwsError> {
        let text = text.trim();
        if !text.starts_with('{') {
            return Ok(Self { first: Jws::parse_compact(text)?, others: Vec::new() });
        }
        let signatures = match Value::parse(text.as_bytes()).map_err(ParseJwsError::NotJson)? {
            Value::Object(object) => Jws::parse_json(&object)?,
            other => return Err(ParseJwsError::HeaderNotObject { kind: other.a_kind() }),
        };
        let found = signatures.len();
        let mut signatures = signatures.into_iter();
        match signatures.next() {
            Some(first) if found <= MAX_SIGNATURES => {
                Ok(Self { first, others: signatures.collect() })
            }
            _ => Err(ParseJwsError::SignatureCount { found }),
        }
    }

    /// Returns the first signature, and the others in order.
    pub fn into_signatures(self) -> (Jws, Vec<Jws>) {
        (self.first, self.others)
    }
}

impl Jws {
    /// Parses the compact serialization (section 7.1) strictly: three parts in base64url without
    /// padding, with a header that is an object without repeated members.
    ///
    /// There are two exceptions. Tokens from AWS load balancers, recognized by their `signer`,
    /// keep their `=` padding in the signed bytes. With `b64: false` (RFC 7797), the payload is
    /// not encoded.
    ///
    /// # Errors
    ///
    /// Returns the [`ParseJwsError`] for the first fault from the left.
    pub fn parse_compact(text: &str) -> Result<Self, ParseJwsError> {
        let mut dots = text.match_indices('.').map(|(at, _)| at);
        let found = dots.clone().count() + 1;
        let (Some(first), Some(second), 3) = (dots.next(), dots.next(), found) else {
            let encrypted = found == 5 && is_encrypted(text);
            return Err(if encrypted {
                ParseJwsError::Encrypted
            } else {
                ParseJwsError::PartCount { found }
            });
        };
        let (protected, payload, signature) =
            (&text[..first], &text[first + 1..second], &text[second + 1..]);
        let header = checked(read_protected(protected)?)?;
        let decode = if has_padded_parts(&header) { decode_padded } else { base64url::decode };
        let part =
            |part, text| decode(text).map_err(|source| ParseJwsError::Base64 { part, source });
        let payload = if encodes_payload(&header)? {
            part(Part::Payload, payload)?
        } else {
            payload.as_bytes().to_vec()
        };
        Ok(Self {
            header: JoseHeader::new(header),
            signing_input: SigningInput::Whole(text.as_bytes()[..second].to_vec()),
            payload: Arc::new(Payload::new(payload)),
            signature: part(Part::Signature, signature)?,
        })
    }

    /// Parses the JSON serializations (section 7.2) into one entry per signature. The flattened
    /// form has one signature; the general form has any number, including none.
    ///
    /// # Errors
    ///
    /// Returns the [`ParseJwsError`] for the first fault. A member must not be in both the
    /// protected and the unprotected header.
    pub fn parse_json(object: &Object) -> Result<Vec<Self>, ParseJwsError> {
        if object.contains("ciphertext") {
            return Err(ParseJwsError::Encrypted);
        }
        if let Some(name) = object.duplicates().first() {
            return Err(ParseJwsError::DuplicateMember { name: (*name).to_owned() });
        }
        if object.contains("signature") && object.contains("signatures") {
            return Err(ParseJwsError::TwoForms);
        }
        let payload =
            object.get_str("payload").ok_or(ParseJwsError::Member { member: "payload" })?;
        let entries: Vec<&Object> = match object.get("signatures") {
            Some(Value::Array(signatures)) if signatures.len() > MAX_SIGNATURES => {
                return Err(ParseJwsError::SignatureCount { found: signatures.len() });
            }
            Some(Value::Array(signatures)) => signatures
                .iter()
                .map(|entry| {
                    entry.as_object().ok_or(ParseJwsError::Member { member: "signatures" })
                })
                .collect::<Result<_, _>>()?,
            Some(_) => return Err(ParseJwsError::Member { member: "signatures" }),
            None => vec![object],
        };
        let entries = entries.into_iter().map(read_entry).collect::<Result<Vec<_>, _>>()?;
        let Some(first) = entries.first() else { return Ok(Vec::new()) };
        if entries.iter().any(|entry| entry.encoded != first.encoded) {
            let reason = "the signatures differ in `b64`, but share one payload".to_owned();
            return Err(ParseJwsError::Crit { reason });
        }
        let decoded = if first.encoded {
            base64url::decode(payload)
                .map_err(|source| ParseJwsError::Base64 { part: Part::Payload, source })?
        } else {
            payload.as_bytes().to_vec()
        };
        let (received, decoded) = (Arc::<str>::from(payload), Arc::new(Payload::new(decoded)));
        let signed = |Entry { header, protected, signature, .. }| Self {
            header,
            signing_input: SigningInput::Joined { protected, payload: Arc::clone(&received) },
            payload: Arc::clone(&decoded),
            signature,
        };
        Ok(entries.into_iter().map(signed).collect())
    }

    /// Returns the header, with the protected and unprotected members merged.
    pub const fn header(&self) -> &JoseHeader {
        &self.header
    }

    /// Returns the bytes that were signed, exactly as received.
    pub fn signing_input(&self) -> Cow<'_, [u8]> {
        match &self.signing_input {
            SigningInput::Whole(bytes) => Cow::Borrowed(bytes),
            SigningInput::Joined { protected, payload } => {
                Cow::Owned([protected.as_bytes(), b".", payload.as_bytes()].concat())
            }
        }
    }

    /// Returns the decoded payload.
    pub fn payload(&self) -> &[u8] {
        &self.payload.bytes
    }

    /// Returns the decoded signature.
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// Whether the payload is in the token unencoded (RFC 7797).
    pub fn has_unencoded_payload(&self) -> bool {
        self.header.members().get("b64") == Some(&Value::Bool(false))
    }

    /// Returns the unverified claims in the payload.
    ///
    /// # Errors
    ///
    /// [`ClaimsError`] if the payload is not a claims set.
    pub fn unverified_claims(&self) -> Result<UnverifiedClaims, ClaimsError> {
        self.claims().map(UnverifiedClaims::new)
    }

    /// Returns the claims in the payload, which is parsed once for all signatures.
    pub(super) fn claims(&self) -> Result<Arc<ClaimsSet>, ClaimsError> {
        let Payload { bytes, claims } = &*self.payload;
        claims.get_or_init(|| ClaimsSet::parse(bytes).map(Arc::new)).clone()
    }
}

impl Payload {
    const fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, claims: OnceLock::new() }
    }
}

/// One signature in JSON, without the payload.
struct Entry {
    header: JoseHeader,
    protected: String,
    signature: Vec<u8>,
    /// Whether the payload is base64url
    encoded: bool,
}

/// Whether the first part is the header of a JWE, recognized by its `enc`.
fn is_encrypted(text: &str) -> bool {
    let header = text.split('.').next().and_then(base64url::decode_forgiving);
    header.is_some_and(
        |bytes| matches!(Value::parse(&bytes), Ok(Value::Object(header)) if header.contains("enc")),
    )
}

/// Whether the header comes from an AWS Application Load Balancer, which pads the parts of its
/// tokens with `=` and signs them with the padding.
pub(super) fn has_padded_parts(header: &Object) -> bool {
    header.get_str("signer").is_some_and(|signer| {
        signer.starts_with("arn:") && signer.contains(":elasticloadbalancing:")
    })
}

/// Returns the header of a compact token if it is well formed and changes nothing about how the
/// other parts are read.
pub(super) fn plain_header(encoded: &str) -> Option<JoseHeader> {
    let header = checked(read_protected(encoded).ok()?).ok()?;
    let is_plain = !has_padded_parts(&header) && !header.contains("b64");
    is_plain.then(|| JoseHeader::new(header))
}

fn read_protected(protected: &str) -> Result<Object, ParseJwsError> {
    let strict = base64url::decode(protected);
    let bytes = match strict {
        Ok(bytes) => bytes,
        Err(source) => {
            let padded = decode_padded(protected)
                .ok()
                .filter(|bytes| {
                    matches!(Value::parse(bytes), Ok(Value::Object(header)) if has_padded_parts(&header))
                });
            padded.ok_or(ParseJwsError::Base64 { part: Part::Header, source })?
        }
    };
    match Value::parse(&bytes).map_err(ParseJwsError::HeaderNotJson)? {
        Value::Object(header) => match header.duplicates().first() {
            Some(name) => Err(ParseJwsError::DuplicateMember { name: (*name).to_owned() }),
            None => Ok(header),
        },
        other => Err(ParseJwsError::HeaderNotObject { kind: other.a_kind() }),
    }
}

/// Returns the header if its `kid` is absent, a string or a number. A number names no key, and a
/// verdict warns about it.
fn checked(header: Object) -> Result<Object, ParseJwsError> {
    match header.get("kid") {
        None | Some(Value::String(_) | Value::Number(_)) => Ok(header),
        Some(other) => Err(ParseJwsError::HeaderMember { member: "kid", kind: other.a_kind() }),
    }
}

fn read_entry(entry: &Object) -> Result<Entry, ParseJwsError> {
    #[cfg(test)]
    tests::ENTRIES.with(|entries| entries.set(entries.get() + 1));
    if let Some(name) = entry.duplicates().first() {
        return Err(ParseJwsError::DuplicateMember { name: (*name).to_owned() });
    }
    let protected = match entry.get("protected") {
        None => "",
        Some(Value::String(text)) => text,
        Some(_) => return Err(ParseJwsError::Member { member: "protected" }),
    };
    let mut header = if protected.is_empty() { Object::new() } else { read_protected(protected)? };
    let encoded = encodes_payload(&header)?;
    match entry.get("header") {
        None => {}
        Some(Value::Object(unprotected)) => {
            if let Some(name) = ["crit", "b64"].into_iter().find(|name| unprotected.contains(name))
            {
                let reason =
                    format!("`{name}` is in the unprotected header, where anyone can change it");
                return Err(ParseJwsError::Crit { reason });
            }
            for (name, value) in unprotected.iter() {
                if header.contains(name) {
                    return Err(ParseJwsError::DuplicateMember { name: name.to_owned() });
                }
                header.set(name, value.clone());
            }
        }
        Some(_) => return Err(ParseJwsError::Member { member: "header" }),
    }
    let signature =
        entry.get_str("signature").ok_or(ParseJwsError::Member { member: "signature" })?;
    let signature = base64url::decode(signature)
        .map_err(|source| ParseJwsError::Base64 { part: Part::Signature, source })?;
    let header = JoseHeader::new(checked(header)?);
    Ok(Entry { header, protected: protected.to_owned(), signature, encoded })
}

/// Whether the payload is base64url. It is, unless the protected header has `b64: false` and
/// lists `b64` in `crit` (RFC 7797 sections 3 and 6).
fn encodes_payload(protected: &Object) -> Result<bool, ParseJwsError> {
    match protected.get("b64") {
        None | Some(Value::Bool(true)) => Ok(true),
        Some(Value::Bool(false)) => {
            let critical =
                JoseHeader::new(protected.clone()).crit().is_ok_and(|names| names.contains(&"b64"));
            if critical {
                Ok(false)
            } else {
                Err(ParseJwsError::Crit {
                    reason: "the header says `b64: false` without listing `b64` in `crit`"
                        .to_owned(),
                })
            }
        }
        Some(other) => Err(ParseJwsError::Crit {
            reason: format!("the header's `b64` is {}, not a boolean", other.a_kind()),
        }),
    }
}

/// Decodes base64url with correct padding or without any.
fn decode_padded(text: &str) -> Result<Vec<u8>, Base64UrlError> {
    let trimmed = text.trim_end_matches('=');
    if trimmed.len().next_multiple_of(4) == text.len() {
        base64url::decode(trimmed)
    } else {
        base64url::decode(text)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    thread_local! {
        /// How many entries of `signatures` were read
        pub(super) static ENTRIES: Cell<usize> = const { Cell::new(0) };
    }

    fn token(header: &str, payload: &str) -> String {
        format!("{}.{}.c2ln", base64url::encode(header), base64url::encode(payload))
    }

    fn failure(text: &str) -> String {
        Jws::parse_compact(text).unwrap_err().to_string()
    }

    #[test]
    fn a_token_is_taken_apart_and_its_received_bytes_are_kept() {
        let text = token(r#"{"alg":"HS256"}"#, r#"{"sub":"ada"}"#);
        let jws = Jws::parse_compact(&text).unwrap();
        assert_eq!(jws.header().alg(), Some("HS256"));
        assert_eq!(jws.payload(), br#"{"sub":"ada"}"#);
        assert_eq!(&*jws.signing_input(), text.rsplit_once('.').unwrap().0.as_bytes());
        assert_eq!(jws.signature(), b"sig");
    }

    #[test]
    fn each_fault_is_named() {
        assert_eq!(
            failure("abc"),
            "a signed token has three parts separated by dots, but this has 1"
        );
        let jwe = format!("{}.b.c.d.e", base64url::encode(r#"{"enc":"A128GCM"}"#));
        assert_eq!(
            failure("a.b.c.d.e"),
            "a signed token has three parts separated by dots, but this has 5"
        );
        assert_eq!(
            failure(&jwe),
            "the token is encrypted (a JWE), and only its recipient can open it"
        );
        assert_eq!(
            failure("e30.e30=.c2ln"),
            "the payload is not base64url: padding `=` at offset 3, which base64url in JOSE must not have"
        );
        assert_eq!(failure(&token("[]", "")), "the header is an array, not an object");
        assert_eq!(
            failure(&token(r#"{"alg":"none","alg":"HS256"}"#, "")),
            "the member `alg` appears twice"
        );
    }

    #[test]
    fn padding_is_kept_for_load_balancers_and_for_nobody_else() {
        let padded = |header: &str| {
            let pad = |text: &str| {
                let text = base64url::encode(text);
                format!("{text:=<width$}", width = text.len().next_multiple_of(4))
            };
            format!("{}.{}.{}", pad(header), pad("{}"), pad("sig!"))
        };
        let balancer =
            r#"{"alg":"ES256","signer":"arn:aws:elasticloadbalancing:us-east-1:1:l/app/x"}"#;
        let text = padded(balancer);
        let jws = Jws::parse_compact(&text).unwrap();
        assert_eq!(jws.payload(), b"{}");
        assert!(jws.signing_input().ends_with(b"e30="));
        assert!(Jws::parse_compact(&padded(r#"{"alg":"ES256","x":1}"#)).is_err());
    }

    // RFC 7797 section 4.2
    #[test]
    fn an_unencoded_payload_stands_as_it_is_if_b64_is_critical() {
        let header = r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#;
        let text = format!("{}.$02.c2ln", base64url::encode(header));
        assert_eq!(Jws::parse_compact(&text).unwrap().payload(), b"$02");
        let text = format!("{}.$02.c2ln", base64url::encode(r#"{"alg":"HS256","b64":false}"#));
        assert!(Jws::parse_compact(&text).is_err());
    }

    #[test]
    fn every_serialization_becomes_one_type() {
        let (header, payload) = (base64url::encode(r#"{"alg":"HS256"}"#), base64url::encode("{}"));
        let count =
            |text: &str| SignedToken::parse(text).map(|token| 1 + token.into_signatures().1.len());
        let entry = format!(r#"{{"protected":"{header}","signature":"c2ln"}}"#);
        let general = |entries: usize| {
            let entries = vec![entry.as_str(); entries].join(",");
            format!(r#"{{"payload":"{payload}","signatures":[{entries}]}}"#)
        };
        let flattened =
            format!(r#"{{"payload":"{payload}","protected":"{header}","signature":"c2ln"}}"#);
        assert_eq!(count(&format!(" {header}.{payload}.c2ln\n")), Ok(1));
        assert_eq!(count(&flattened), Ok(1));
        assert_eq!(count(&general(2)), Ok(2));
        assert_eq!(count(&general(64)), Ok(64));
        for found in [0, 65] {
            assert_eq!(count(&general(found)), Err(ParseJwsError::SignatureCount { found }));
        }
        assert!(matches!(count("{"), Err(ParseJwsError::NotJson(_))));
        assert!(matches!(count(r#"{"ciphertext":""}"#), Err(ParseJwsError::Encrypted)));
    }

    #[test]
    fn all_signatures_share_the_payload_and_its_claims() {
        let (header, payload) =
            (base64url::encode(r#"{"alg":"HS256"}"#), base64url::encode(r#"{"sub":"ada"}"#));
        let entries =
            vec![format!(r#"{{"protected":"{header}","signature":"c2ln"}}"#); MAX_SIGNATURES];
        let text = format!(r#"{{"payload":"{payload}","signatures":[{}]}}"#, entries.join(","));
        let (first, others) = SignedToken::parse(&text).unwrap().into_signatures();
        let received = |jws: &Jws| match &jws.signing_input {
            SigningInput::Joined { payload, .. } => Arc::clone(payload),
            SigningInput::Whole(_) => panic!("a copy of the payload"),
        };
        assert_eq!(&*first.signing_input(), format!("{header}.{payload}").as_bytes());
        for jws in &others {
            assert!(Arc::ptr_eq(&jws.payload, &first.payload));
            assert!(Arc::ptr_eq(&received(jws), &received(&first)));
            assert!(Arc::ptr_eq(&jws.claims().unwrap(), &first.claims().unwrap()));
        }
    }

    #[test]
    fn of_too_many_signatures_none_is_read() {
        let header = base64url::encode(r#"{"alg":"HS256"}"#);
        let read = |count: usize| {
            let entry = format!(r#"{{"protected":"{header}","signature":"c2ln"}}"#);
            let entries = vec![entry; count].join(",");
            ENTRIES.with(|entries| entries.set(0));
            let parsed =
                SignedToken::parse(&format!(r#"{{"payload":"e30","signatures":[{entries}]}}"#));
            (parsed.map(|token| token.others.len() + 1), ENTRIES.with(Cell::get))
        };
        assert_eq!(read(MAX_SIGNATURES), (Ok(MAX_SIGNATURES), MAX_SIGNATURES));
        for found in [MAX_SIGNATURES + 1, 20_000] {
            assert_eq!(read(found), (Err(ParseJwsError::SignatureCount { found }), 0));
        }
    }

    #[test]
    fn the_rules_of_the_json_serialization_hold_for_each_signature() {
        let refused = |entries: &str| {
            let text = format!(r#"{{"payload":"e30","signatures":[{entries}]}}"#);
            SignedToken::parse(&text).unwrap_err().to_string()
        };
        let (good, plain) = (
            base64url::encode(r#"{"alg":"HS256"}"#),
            base64url::encode(r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#),
        );
        for (entries, message) in [
            (
                r#"{"signature":"","signature":""}"#.to_owned(),
                "the member `signature` appears twice",
            ),
            (
                r#"{"protected":"","protected":"e30","signature":""}"#.to_owned(),
                "the member `protected` appears twice",
            ),
            (
                r#"{"protected":{"alg":"HS256"},"signature":""}"#.to_owned(),
                "the JSON serialization's `protected` is missing or has the wrong type",
            ),
            (
                r#"{"header":{"kid":true},"signature":""}"#.to_owned(),
                "the header's `kid` is a boolean, not a string",
            ),
            (
                format!(
                    r#"{{"protected":"{good}","signature":""}},{{"protected":"{plain}","signature":""}}"#
                ),
                "the signatures differ in `b64`, but share one payload",
            ),
        ] {
            assert_eq!(refused(&entries), message);
        }
        assert_eq!(
            failure(&token(r#"{"alg":"HS256","kid":["a"]}"#, "{}")),
            "the header's `kid` is an array, not a string"
        );
    }
}
