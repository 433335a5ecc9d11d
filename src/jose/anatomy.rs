//! Reads as much as possible of any token, even a broken one. Each part is read independently,
//! and reading never fails as a whole.

use crate::byte_search::split;
use crate::jose::base64url::{self, Base64UrlError};
use crate::jose::json::{JsonError, Object, Value};
use crate::jose::jws::has_padded_parts;
use crate::jose::limits::{MAX_RECIPIENTS, MAX_SIGNATURES};
use crate::jose::note::{Note, note_codes};

/// A token taken apart for display. Nothing in it is verified.
#[derive(Clone, Debug)]
pub struct Anatomy {
    /// How the token is serialized
    pub serialization: Serialization,
    /// The header, if it is a JSON object; with several signatures, the header of the first
    pub header: Option<Object>,
    /// The payload, as far as it can be read
    pub payload: Payload,
    /// The signatures, up to the limit; the compact form has one
    pub signatures: Vec<SignaturePart>,
    /// For a JWE, the lengths of its binary parts in bytes
    pub encryption: Option<EncryptedParts>,
    /// The problems, from left to right
    pub problems: Vec<Note<Problem>>,
}

/// How a token is serialized.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "the standard's own names")]
pub enum Serialization {
    JwsCompact,
    JwsFlattened,
    JwsGeneral,
    JweCompact,
    JweJson,
    /// Parts or members that fit none of the serializations above
    Incomplete,
}

/// The content of a payload.
#[derive(Clone, Debug, PartialEq)]
pub enum Payload {
    /// There is no payload
    Absent,
    /// The payload is encrypted, and only the recipient can read it
    Encrypted,
    /// A claims set
    Claims(Object),
    /// JSON that is not an object
    Json(Value),
    /// Text that is not JSON
    Text(String),
    /// Bytes that are not text
    Bytes(Vec<u8>),
    /// The payload cannot be decoded
    Unreadable,
}

/// A signature, unverified.
#[derive(Clone, Debug, PartialEq)]
pub struct SignaturePart {
    /// Its own header, with the protected and unprotected members merged
    pub header: Option<Object>,
    /// Its length in bytes; 0 if the token is unsigned
    pub bytes: usize,
}

/// The lengths of the binary parts of a JWE, in bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "the standard's own names")]
pub struct EncryptedParts {
    pub encrypted_key_bytes: usize,
    pub iv_bytes: usize,
    pub ciphertext_bytes: usize,
    pub tag_bytes: usize,
}

/// The header that was read last. The tokens of a list usually have the same one.
#[derive(Clone, Debug, Default)]
pub struct LastHeader(Option<ReadHeader>);

#[derive(Clone, Debug)]
struct ReadHeader {
    /// As it is in tokens
    encoded: String,
    members: Option<Object>,
    problems: Vec<Note<Problem>>,
}

impl LastHeader {
    /// Reads a header, unless it is the last one.
    fn read(&mut self, encoded: &str) -> &ReadHeader {
        let known = self.0.take().filter(|header| header.encoded == encoded);
        self.0.insert(known.unwrap_or_else(|| ReadHeader::of(encoded)))
    }
}

impl ReadHeader {
    fn of(encoded: &str) -> Self {
        let mut anatomy = Anatomy::empty(Serialization::Incomplete);
        let members = anatomy.read_header(encoded);
        Self { encoded: encoded.to_owned(), members, problems: anatomy.problems }
    }
}

note_codes! {
    /// A problem with one part: `token`, `header`, `payload`, `signature`, or a part of a
    /// JWE.
    pub enum Problem {
        /// The token does not have three parts, or five if it is encrypted
        PartCount = "part-count",
        /// The text is not base64url
        NotBase64url = "not-base64url",
        /// The bytes are not UTF-8
        NotUtf8 = "not-utf8",
        /// The text is not JSON
        NotJson = "not-json",
        /// The JSON is nested too deeply
        TooDeep = "too-deep",
        /// The JSON has too many values
        TooManyValues = "too-many-values",
        /// The JSON is not an object
        NotAnObject = "not-an-object",
        /// A member is not a string
        NotAString = "not-a-string",
        /// The JSON object has a member more than once
        DuplicateMember = "duplicate-member",
        /// The part is missing
        Missing = "missing",
        /// The token has too many signatures to read them all
        TooManySignatures = "too-many-signatures",
        /// The token has too many recipients to read them all
        TooManyRecipients = "too-many-recipients",
        /// The token could not be decrypted with the key
        NotDecrypted = "not-decrypted",
        /// It ends too early
        CutOff = "cut-off",
        /// It contains a character that is not part of it
        InsertedCharacter = "inserted-character",
        /// Something is in the place of the token: the word `undefined`, a variable's name
        Placeholder = "placeholder",
        /// It is a token of another kind, which only its issuer can read
        Opaque = "opaque",
        /// The payload is not in the token
        DetachedPayload = "detached-payload",
        /// The signature is in DER instead of the form of JOSE
        DerSignature = "der-signature",
        /// The signature has a length that its algorithm never makes
        SignatureLength = "signature-length",
    }
}

impl Serialization {
    /// Returns the stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::JwsCompact => "jws-compact",
            Self::JwsFlattened => "jws-flattened",
            Self::JwsGeneral => "jws-general",
            Self::JweCompact => "jwe-compact",
            Self::JweJson => "jwe-json",
            Self::Incomplete => "incomplete",
        }
    }
}

impl Anatomy {
    /// Takes any token apart: compact or JSON, signed or encrypted, complete or not.
    pub fn of(text: &str) -> Self {
        Self::of_listed(text, &mut LastHeader::default())
    }

    /// The same for a token of a list, whose header may be the last one.
    pub fn of_listed(text: &str, last: &mut LastHeader) -> Self {
        let text = text.trim();
        if text.starts_with('{') { Self::of_json(text) } else { Self::of_compact(text, last) }
    }

    /// Whether any part could be read.
    pub const fn is_readable(&self) -> bool {
        self.header.is_some() || matches!(self.payload, Payload::Claims(_) | Payload::Json(_))
    }

    /// Returns the claims, if the payload is an object.
    pub const fn claims(&self) -> Option<&Object> {
        if let Payload::Claims(claims) = &self.payload { Some(claims) } else { None }
    }

    /// Whether the token has a signature, valid or not.
    pub fn is_signed(&self) -> bool {
        self.signatures.iter().any(|signature| signature.bytes > 0)
    }

    /// Replaces the encrypted payload with the decrypted one.
    pub fn open(&mut self, plaintext: &[u8]) {
        self.payload = self.payload_of(plaintext.to_vec());
    }

    fn empty(serialization: Serialization) -> Self {
        Self {
            serialization,
            header: None,
            payload: Payload::Absent,
            signatures: Vec::new(),
            encryption: None,
            problems: Vec::new(),
        }
    }

    fn of_compact(text: &str, last: &mut LastHeader) -> Self {
        let parts: Vec<&str> = split(text, b'.').collect();
        let mut anatomy = Self::empty(Serialization::Incomplete);
        let [first, rest @ ..] = parts.as_slice() else { return anatomy };
        let header = last.read(first);
        anatomy.header.clone_from(&header.members);
        anatomy.problems.extend_from_slice(&header.problems);
        let encrypted = anatomy.header.as_ref().is_some_and(|header| header.contains("enc"));
        if parts.len() == 5 && (encrypted || anatomy.header.is_none()) {
            anatomy.serialization = Serialization::JweCompact;
            return anatomy.with_encrypted_parts(rest);
        }
        if encrypted && !rest.is_empty() && parts.len() != 3 {
            let message = format!("it has {} parts; an encrypted token has five", parts.len());
            anatomy.note("token", Problem::PartCount, message);
            return anatomy.with_encrypted_parts(rest);
        }
        match rest {
            [] => {
                anatomy.note(
                    "token",
                    Problem::PartCount,
                    "it has one part; a signed token has three",
                );
                return anatomy;
            }
            [_, _] => anatomy.serialization = Serialization::JwsCompact,
            _ => {
                let found = parts.len();
                anatomy.note(
                    "token",
                    Problem::PartCount,
                    format!(
                        "it has {found} parts; a signed token has three, an encrypted one five"
                    ),
                );
            }
        }
        if let Some(payload) = rest.first() {
            anatomy.payload = anatomy.read_payload(payload);
        }
        let bytes = rest.get(1).map_or(0, |signature| anatomy.read_binary("signature", signature));
        anatomy.signatures.push(SignaturePart { header: None, bytes });
        anatomy
    }

    fn with_encrypted_parts(mut self, rest: &[&str]) -> Self {
        self.payload = Payload::Encrypted;
        let mut length =
            |part, index: usize| rest.get(index).map_or(0, |text| self.read_binary(part, text));
        self.encryption = Some(EncryptedParts {
            encrypted_key_bytes: length("encrypted_key", 0),
            iv_bytes: length("iv", 1),
            ciphertext_bytes: length("ciphertext", 2),
            tag_bytes: length("tag", 3),
        });
        self
    }

    fn of_json(text: &str) -> Self {
        let object = match Value::parse(text.as_bytes()) {
            Ok(Value::Object(object)) => object,
            Ok(_) => return Self::empty(Serialization::Incomplete),
            Err(error) => {
                let mut anatomy = Self::empty(Serialization::Incomplete);
                anatomy.note("token", json_code(&error), format!("it is not JSON: {error}"));
                return anatomy;
            }
        };
        if object.contains("ciphertext") {
            Self::of_jwe_json(&object)
        } else {
            Self::of_jws_json(&object)
        }
    }

    fn of_jws_json(object: &Object) -> Self {
        let entries = match object.get("signatures") {
            Some(Value::Array(entries)) => Some(entries),
            _ => None,
        };
        let mut anatomy = Self::empty(match (entries, object.contains("signature")) {
            (Some(_), _) => Serialization::JwsGeneral,
            (None, true) => Serialization::JwsFlattened,
            (None, false) => Serialization::Incomplete,
        });
        anatomy.note_duplicates("token", object);
        match object.get_str("payload") {
            Some(payload) => anatomy.payload = anatomy.read_payload(payload),
            None => {
                anatomy.note("payload", Problem::Missing, "there is no `payload` that is a string");
            }
        }
        if let Some(entries) = entries {
            if entries.len() > MAX_SIGNATURES {
                let message = format!(
                    "it has {} signatures; the first {MAX_SIGNATURES} are read",
                    entries.len()
                );
                anatomy.note("token", Problem::TooManySignatures, message);
            }
            for entry in entries.iter().take(MAX_SIGNATURES).filter_map(Value::as_object) {
                anatomy.read_entry(entry);
            }
        } else {
            anatomy.read_entry(object);
        }
        anatomy.header = anatomy.signatures.first().and_then(|first| first.header.clone());
        anatomy
    }

    fn of_jwe_json(object: &Object) -> Self {
        let mut anatomy = Self::empty(Serialization::JweJson);
        anatomy.payload = Payload::Encrypted;
        anatomy.note_duplicates("token", object);
        let recipients = object.get("recipients").and_then(Value::as_array).unwrap_or_default();
        if recipients.len() > MAX_RECIPIENTS {
            let message =
                format!("it has {} recipients; the limit is {MAX_RECIPIENTS}", recipients.len());
            anatomy.note("token", Problem::TooManyRecipients, message);
        }
        let recipient = recipients.first().and_then(Value::as_object);
        let mut header = match object.get_str("protected") {
            Some(protected) => anatomy.read_header(protected).unwrap_or_default(),
            None => Object::new(),
        };
        let more = [
            object.get("unprotected"),
            object.get("header"),
            recipient.and_then(|r| r.get("header")),
        ];
        for members in more.into_iter().flatten().filter_map(Value::as_object) {
            for (name, value) in members.iter() {
                header.set(name, value.clone());
            }
        }
        anatomy.header = Some(header);
        let key = recipient.unwrap_or(object);
        let mut length = |part, holder: &Object| {
            holder.get_str(part).map_or(0, |text| anatomy.read_binary(part, text))
        };
        anatomy.encryption = Some(EncryptedParts {
            encrypted_key_bytes: length("encrypted_key", key),
            iv_bytes: length("iv", object),
            ciphertext_bytes: length("ciphertext", object),
            tag_bytes: length("tag", object),
        });
        anatomy
    }

    fn read_entry(&mut self, entry: &Object) {
        let mut header = match entry.get("protected") {
            None => None,
            Some(Value::String(text)) => self.read_header(text),
            Some(other) => {
                let message = format!("`protected` is {}, not a string", other.a_kind());
                self.note("header", Problem::NotAString, message);
                None
            }
        };
        if let Some(unprotected) = entry.get("header").and_then(Value::as_object) {
            let header = header.get_or_insert_default();
            for (name, value) in unprotected.iter() {
                header.set(name, value.clone());
            }
        }
        let bytes = match entry.get_str("signature") {
            Some(signature) => self.read_binary("signature", signature),
            None => 0,
        };
        self.signatures.push(SignaturePart { header, bytes });
    }

    fn read_header(&mut self, text: &str) -> Option<Object> {
        let bytes = self.read_base64("header", text)?;
        match Value::parse(&bytes) {
            Ok(Value::Object(header)) => {
                self.note_duplicates("header", &header);
                if let Some(kid) = header.get("kid").filter(|kid| kid.as_str().is_none()) {
                    let message = format!("its `kid` is {}, not a string", kid.a_kind());
                    self.note("header", Problem::NotAString, message);
                }
                Some(header)
            }
            Ok(other) => {
                let message = format!("it is {}, not an object", other.a_kind());
                self.note("header", Problem::NotAnObject, message);
                None
            }
            Err(error) => {
                self.note("header", json_code(&error), format!("it is not JSON: {error}"));
                None
            }
        }
    }

    fn read_payload(&mut self, text: &str) -> Payload {
        let unencoded = self
            .header
            .as_ref()
            .is_some_and(|header| header.get("b64") == Some(&Value::Bool(false)));
        let bytes = if unencoded {
            text.as_bytes().to_vec()
        } else {
            match self.read_base64("payload", text) {
                Some(bytes) => bytes,
                None => return Payload::Unreadable,
            }
        };
        self.payload_of(bytes)
    }

    fn payload_of(&mut self, bytes: Vec<u8>) -> Payload {
        if bytes.is_empty() {
            return Payload::Absent;
        }
        match Value::parse(&bytes) {
            Ok(Value::Object(claims)) => {
                self.note_duplicates("payload", &claims);
                Payload::Claims(claims)
            }
            Ok(other) => {
                let message = format!("it is {}, not an object of claims", other.a_kind());
                self.note("payload", Problem::NotAnObject, message);
                Payload::Json(other)
            }
            Err(error) => {
                self.note("payload", json_code(&error), format!("it is not JSON: {error}"));
                match String::from_utf8(bytes) {
                    Ok(text) => Payload::Text(text),
                    Err(error) => Payload::Bytes(error.into_bytes()),
                }
            }
        }
    }

    fn read_binary(&mut self, part: &'static str, text: &str) -> usize {
        self.read_base64(part, text).map_or(0, |bytes| bytes.len())
    }

    /// Decodes as much as possible and notes what is wrong. If the text is cut off or contains an
    /// invalid character, only the part before it is decoded.
    fn read_base64(&mut self, part: &'static str, text: &str) -> Option<Vec<u8>> {
        let error = match base64url::decode(text) {
            Ok(bytes) => return Some(bytes),
            Err(error) => error,
        };
        let bytes = base64url::decode_forgiving(text).or_else(|| {
            let readable = match error {
                Base64UrlError::Alphabet { offset, .. } => text.get(..offset),
                Base64UrlError::Padding { .. }
                | Base64UrlError::Length { .. }
                | Base64UrlError::TrailingBits => Some(text),
            }?;
            // Decode only whole groups of four characters.
            base64url::decode_forgiving(readable.get(..readable.len() / 4 * 4)?)
        });
        let padded = matches!(error, Base64UrlError::Padding { .. })
            && (self.header.as_ref().is_some_and(has_padded_parts)
                || bytes.as_deref().is_some_and(is_padded_header));
        if !padded {
            self.note(part, Problem::NotBase64url, format!("it is not base64url: {error}"));
        }
        bytes
    }

    fn note(&mut self, part: &'static str, code: Problem, message: impl Into<String>) {
        self.problems.push(Note::about(part, code, message));
    }

    fn note_duplicates(&mut self, part: &'static str, object: &Object) {
        for name in object.duplicates_deep() {
            let message = format!("it has `{name}` more than once; most readers use the last one");
            self.note(part, Problem::DuplicateMember, message);
        }
    }
}

/// Whether these bytes are a load balancer's header, which is only known once it is decoded.
fn is_padded_header(bytes: &[u8]) -> bool {
    matches!(Value::parse(bytes), Ok(Value::Object(header)) if has_padded_parts(&header))
}

const fn json_code(error: &JsonError) -> Problem {
    match error {
        JsonError::NotUtf8 { .. } => Problem::NotUtf8,
        JsonError::Syntax { .. } => Problem::NotJson,
        JsonError::TooDeep => Problem::TooDeep,
        JsonError::TooManyValues => Problem::TooManyValues,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(text: &str) -> String {
        base64url::encode(text)
    }

    fn problems(text: &str) -> Vec<(&'static str, &'static str)> {
        let problems = Anatomy::of(text).problems.into_iter();
        problems.map(|problem| (problem.part.unwrap(), problem.code.name())).collect()
    }

    #[test]
    fn an_unsigned_token_is_whole() {
        let text = format!("{}.{}.", encode(r#"{"alg":"none"}"#), encode(r#"{"sub":"ada"}"#));
        let anatomy = Anatomy::of(&text);
        assert_eq!(anatomy.serialization, Serialization::JwsCompact);
        assert_eq!(anatomy.claims().unwrap().get_str("sub"), Some("ada"));
        assert!(!anatomy.is_signed() && anatomy.problems.is_empty());
    }

    #[test]
    fn what_is_left_of_a_broken_token_is_read() {
        let header = encode(r#"{"alg":"RS256"}"#);
        let payload = encode(r#"{"sub":"ada"}"#);
        let only_payload = Anatomy::of(&format!("#.{payload}.c2ln"));
        assert!(only_payload.header.is_none() && only_payload.claims().is_some());
        assert_eq!(problems(&format!("{header}.{payload}")), [("token", "part-count")]);
        assert_eq!(problems(&format!("{header}.{payload}.c2ln.")), [("token", "part-count")]);
        assert_eq!(problems(&header), [("token", "part-count")]);
        assert_eq!(problems(&format!("{header}.{payload}.c")), [("signature", "not-base64url")]);
        let cut = Anatomy::of(&format!("{header}.{}", &payload[..9]));
        assert_eq!(cut.payload, Payload::Text(r#"{"sub""#.to_owned()));
        assert!(!Anatomy::of("garbage").is_readable());
        assert!(!Anatomy::of("").is_readable());
    }

    #[test]
    fn the_header_of_the_last_token_is_not_that_of_another() {
        let headers = [r#"{"alg":"RS256"}"#, r#"{"alg":"HS256","kid":1}"#, "no JSON", ""];
        let tokens = headers.map(|header| format!("{}.{}.c2ln", encode(header), encode("{}")));
        let mut last = LastHeader::default();
        for token in [0, 0, 1, 1, 2, 2, 3, 3, 1, 0, 3].map(|index: usize| &tokens[index]) {
            let (listed, alone) = (Anatomy::of_listed(token, &mut last), Anatomy::of(token));
            assert_eq!((listed.header, listed.problems), (alone.header, alone.problems), "{token}");
        }
    }

    #[test]
    fn a_payload_may_be_anything() {
        let header = encode(r#"{"alg":"HS256"}"#);
        let payload = |bytes: &[u8]| {
            Anatomy::of(&format!("{header}.{}.c2ln", base64url::encode(bytes))).payload
        };
        assert_eq!(payload(b"hello"), Payload::Text("hello".to_owned()));
        assert_eq!(payload(b"[1]"), Payload::Json(Value::Array(vec![Value::from(1)])));
        assert_eq!(payload(b"\xff\x00"), Payload::Bytes(vec![0xff, 0]));
        assert_eq!(payload(b""), Payload::Absent);
        let twice = format!("{header}.{}.c2ln", encode(r#"{"a":1,"a":2}"#));
        assert_eq!(problems(&twice), [("payload", "duplicate-member")]);
    }

    #[test]
    fn an_encrypted_token_shows_its_header_and_the_size_of_its_parts() {
        let header = encode(r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#);
        let anatomy = Anatomy::of(&format!("{header}.AAAA.AAAAAAAAAAAAAAAA.AAAA.AAAA"));
        assert_eq!(anatomy.serialization, Serialization::JweCompact);
        assert_eq!(anatomy.payload, Payload::Encrypted);
        assert_eq!(anatomy.encryption.unwrap().iv_bytes, 12);
    }

    #[test]
    fn the_json_serializations_are_read() {
        let (header, payload) = (encode(r#"{"alg":"HS256"}"#), encode(r#"{"sub":"ada"}"#));
        let flattened = format!(
            r#"{{"payload":"{payload}","protected":"{header}","header":{{"kid":"1"}},"signature":"c2ln"}}"#
        );
        let anatomy = Anatomy::of(&flattened);
        assert_eq!(anatomy.serialization, Serialization::JwsFlattened);
        assert_eq!(Value::from(anatomy.header.unwrap()).to_json(), r#"{"alg":"HS256","kid":"1"}"#);
        let general = format!(
            r#"{{"payload":"{payload}","signatures":[{{"protected":"{header}","signature":"c2ln"}},{{"signature":"c2"}}]}}"#
        );
        let anatomy = Anatomy::of(&general);
        assert_eq!(anatomy.serialization, Serialization::JwsGeneral);
        assert_eq!(anatomy.signatures.len(), 2);
    }

    #[test]
    fn many_signatures_and_recipients_are_named_and_not_read() {
        let entries = vec!["{}"; 20_000].join(",");
        let anatomy = Anatomy::of(&format!(r#"{{"payload":"e30","signatures":[{entries}]}}"#));
        assert_eq!(anatomy.signatures.len(), MAX_SIGNATURES);
        assert_eq!(anatomy.problems[0].message, "it has 20000 signatures; the first 64 are read");
        let text = format!(r#"{{"ciphertext":"","recipients":[{entries}]}}"#);
        assert_eq!(problems(&text), [("token", "too-many-recipients")]);
    }

    #[test]
    fn what_the_standard_forbids_in_a_signature_is_named() {
        let entry =
            |entry: &str| problems(&format!(r#"{{"payload":"e30","signatures":[{entry}]}}"#));
        assert_eq!(entry(r#"{"signature":"","signature":""}"#), [("token", "duplicate-member")]);
        assert_eq!(entry(r#"{"protected":1,"signature":""}"#), [("header", "not-a-string")]);
        assert_eq!(
            problems(&format!("{}.e30.c2ln", encode(r#"{"alg":"HS256","kid":7}"#))),
            [("header", "not-a-string")]
        );
    }
}
