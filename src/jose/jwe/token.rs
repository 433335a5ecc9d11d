//! Strict parsing of the JWE serializations (RFC 7516 section 7).

use crate::jose::base64url;
use crate::jose::json::{Object, Value};
use crate::jose::jwe::error::JweError;
use crate::jose::limits::MAX_RECIPIENTS;

/// A well-formed JWE.
#[derive(Debug)]
pub(super) struct Jwe {
    /// The protected header merged with the unprotected header shared by all recipients
    pub shared: Object,
    /// The recipients; never empty
    pub recipients: Vec<Recipient>,
    /// The data that the tag authenticates besides the ciphertext, exactly as received
    pub aad: Vec<u8>,
    pub iv: Vec<u8>,
    pub ciphertext: Vec<u8>,
    pub tag: Vec<u8>,
}

/// One recipient of a JWE.
#[derive(Debug)]
pub(super) struct Recipient {
    /// The header members of this recipient only
    pub own: Object,
    /// Empty if `alg` does not use an encrypted key
    pub encrypted_key: Vec<u8>,
}

/// The header of one recipient. No member is in both parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header<'a> {
    pub shared: &'a Object,
    pub own: &'a Object,
}

impl<'a> Header<'a> {
    pub(super) fn get(self, name: &str) -> Option<&'a Value> {
        self.own.get(name).or_else(|| self.shared.get(name))
    }

    pub(super) fn get_str(self, name: &str) -> Option<&'a str> {
        self.get(name).and_then(Value::as_str)
    }

    /// Returns all members in one object.
    pub(super) fn to_object(self) -> Object {
        let members = self.shared.iter().chain(self.own.iter());
        members.map(|(name, value)| (name.to_owned(), value.clone())).collect()
    }
}

impl Jwe {
    /// Returns the header of a recipient.
    pub(super) const fn header<'a>(&'a self, recipient: &'a Recipient) -> Header<'a> {
        Header { shared: &self.shared, own: &recipient.own }
    }

    /// Parses any of the serializations. Text that begins with a brace is JSON.
    ///
    /// # Errors
    ///
    /// Returns the [`JweError`] for the first fault.
    pub(super) fn parse(text: &str) -> Result<Self, JweError> {
        let text = text.trim();
        if text.starts_with('{') { Self::parse_json(text) } else { Self::parse_compact(text) }
    }

    fn parse_compact(text: &str) -> Result<Self, JweError> {
        let parts: Vec<&str> = text.split('.').collect();
        let [protected, encrypted_key, iv, ciphertext, tag] = parts.as_slice() else {
            return Err(JweError::PartCount { found: parts.len() });
        };
        let shared = read_protected(protected)?;
        let encrypted_key = decode("encrypted key", encrypted_key)?;
        let recipient = Recipient { own: Object::new(), encrypted_key };
        Ok(Self {
            shared,
            recipients: vec![recipient],
            aad: protected.as_bytes().to_vec(),
            iv: decode("iv", iv)?,
            ciphertext: decode("ciphertext", ciphertext)?,
            tag: decode("tag", tag)?,
        })
    }

    fn parse_json(text: &str) -> Result<Self, JweError> {
        let object = match Value::parse(text.as_bytes()) {
            Ok(Value::Object(object)) => object,
            Ok(other) => return Err(malformed("token", format!("is {}", other.a_kind()))),
            Err(error) => return Err(malformed("token", format!("is not JSON: {error}"))),
        };
        no_duplicates(&object)?;
        let protected = text_of(&object, "protected")?.unwrap_or_default();
        let mut shared =
            if protected.is_empty() { Object::new() } else { read_protected(protected)? };
        for (name, value) in unprotected_members(&object, "unprotected", &shared)?.iter() {
            shared.set(name, value.clone());
        }
        let aad = match text_of(&object, "aad")? {
            Some(aad) => {
                decode("aad", aad)?;
                format!("{protected}.{aad}")
            }
            None => protected.to_owned(),
        };
        let required = |member| {
            let text = text_of(&object, member)?;
            decode(member, text.ok_or_else(|| malformed(member, "is missing"))?)
        };
        Ok(Self {
            recipients: read_recipients(&object, &shared)?,
            shared,
            aad: aad.into_bytes(),
            // These are absent when empty (section 7.2.1). Decryption checks whether they may be.
            iv: decode("iv", text_of(&object, "iv")?.unwrap_or_default())?,
            ciphertext: required("ciphertext")?,
            tag: decode("tag", text_of(&object, "tag")?.unwrap_or_default())?,
        })
    }
}

/// Parses the recipients. A flattened token is its own recipient.
fn read_recipients(object: &Object, shared: &Object) -> Result<Vec<Recipient>, JweError> {
    let entries = match object.get("recipients") {
        None => return Ok(vec![read_recipient(object, shared)?]),
        Some(Value::Array(entries)) if entries.is_empty() => {
            return Err(malformed("`recipients` member", "is an empty list"));
        }
        Some(Value::Array(entries)) if entries.len() > MAX_RECIPIENTS => {
            return Err(JweError::TooManyRecipients { found: entries.len() });
        }
        Some(Value::Array(entries)) => entries,
        Some(other) => {
            return Err(malformed(
                "`recipients` member",
                format!("is {}, not a list", other.a_kind()),
            ));
        }
    };
    if let Some(member) = ["header", "encrypted_key"].into_iter().find(|name| object.contains(name))
    {
        return Err(malformed("token", format!("has `{member}` beside `recipients`")));
    }
    entries
        .iter()
        .map(|entry| {
            let entry = entry.as_object().ok_or_else(|| {
                malformed("`recipients` member", "contains an element that is not an object")
            })?;
            no_duplicates(entry)?;
            read_recipient(entry, shared)
        })
        .collect()
}

fn read_recipient(entry: &Object, shared: &Object) -> Result<Recipient, JweError> {
    let own = unprotected_members(entry, "header", shared)?;
    let encrypted_key = text_of(entry, "encrypted_key")?.unwrap_or_default();
    Ok(Recipient { own, encrypted_key: decode("encrypted key", encrypted_key)? })
}

fn read_protected(text: &str) -> Result<Object, JweError> {
    match Value::parse(&decode("header", text)?) {
        Ok(Value::Object(header)) => {
            no_duplicates(&header)?;
            Ok(header)
        }
        Ok(other) => Err(malformed("header", format!("is {}, not an object", other.a_kind()))),
        Err(error) => Err(malformed("header", format!("is not JSON: {error}"))),
    }
}

/// Returns the unprotected header members in `member`. None of them may repeat one of the others
/// (section 7.2.1).
fn unprotected_members(holder: &Object, member: &str, others: &Object) -> Result<Object, JweError> {
    match holder.get(member) {
        None => Ok(Object::new()),
        Some(Value::Object(members)) => {
            no_duplicates(members)?;
            match members.iter().find(|(name, _)| others.contains(name)) {
                Some((name, _)) => Err(JweError::DuplicateMember { name: name.to_owned() }),
                None => Ok(members.clone()),
            }
        }
        Some(other) => {
            let kind = other.a_kind();
            Err(malformed("token", format!("has a `{member}` that is {kind}, not an object")))
        }
    }
}

fn no_duplicates(object: &Object) -> Result<(), JweError> {
    match object.duplicates().first() {
        Some(name) => Err(JweError::DuplicateMember { name: (*name).to_owned() }),
        None => Ok(()),
    }
}

fn text_of<'a>(object: &'a Object, member: &'static str) -> Result<Option<&'a str>, JweError> {
    match object.get(member) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => {
            let kind = other.a_kind();
            Err(malformed("token", format!("has a `{member}` that is {kind}, not a string")))
        }
    }
}

/// Decodes one part strictly.
pub(super) fn decode(part: &'static str, text: &str) -> Result<Vec<u8>, JweError> {
    base64url::decode(text).map_err(|source| JweError::Base64 { part, source })
}

pub(super) fn malformed(part: &'static str, problem: impl Into<String>) -> JweError {
    JweError::Malformed { part, problem: problem.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(text: &str) -> String {
        Jwe::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn each_fault_is_named() {
        assert_eq!(
            failure("a.b.c"),
            "an encrypted token has five parts separated by dots, and this one has 3"
        );
        assert_eq!(
            failure("e30.AAAA.AAAA.AA+A.AAAA"),
            "the ciphertext is not base64url: character `+` at offset 2 is not in the base64url alphabet"
        );
        assert_eq!(failure("W10....").as_str(), "the header is an array, not an object");
        let twice = base64url::encode(r#"{"alg":"dir","alg":"dir"}"#);
        assert_eq!(failure(&format!("{twice}....")), "the token has the member `alg` twice");
        for (text, message) in [
            (
                r#"{"ciphertext":"#,
                "the token is not JSON: EOF while parsing a value at line 1, column 14",
            ),
            ("{}", "the ciphertext is missing"),
            (r#"{"ciphertext":1}"#, "the token has a `ciphertext` that is a number, not a string"),
            (
                r#"{"ciphertext":"","aad":"="}"#,
                "the aad is not base64url: padding `=` at offset 0, which base64url in JOSE must not have",
            ),
            (r#"{"ciphertext":"","recipients":[]}"#, "the `recipients` member is an empty list"),
            (
                r#"{"ciphertext":"","recipients":[1]}"#,
                "the `recipients` member contains an element that is not an object",
            ),
            (
                r#"{"ciphertext":"","recipients":[{}],"header":{}}"#,
                "the token has `header` beside `recipients`",
            ),
            (
                r#"{"ciphertext":"","header":[]}"#,
                "the token has a `header` that is an array, not an object",
            ),
            (r#"{"ciphertext":"","ciphertext":""}"#, "the token has the member `ciphertext` twice"),
            (
                r#"{"ciphertext":"","unprotected":{"alg":"dir"},"header":{"alg":"dir"}}"#,
                "the token has the member `alg` twice",
            ),
        ] {
            assert_eq!(failure(text), message);
        }
    }

    #[test]
    fn the_three_headers_are_one_and_the_aad_is_kept_as_received() {
        let protected = base64url::encode(r#"{"enc":"A128GCM"}"#);
        let text = format!(
            r#"{{"protected":"{protected}","unprotected":{{"cty":"JWT"}},"aad":"YWJj","ciphertext":"AAAA",
                "recipients":[{{"header":{{"alg":"dir"}}}},{{"header":{{"alg":"A128KW"}},"encrypted_key":"AAAA"}}]}}"#
        );
        let jwe = Jwe::parse(&text).unwrap();
        assert_eq!(jwe.aad, format!("{protected}.YWJj").into_bytes());
        let headers: Vec<String> = jwe
            .recipients
            .iter()
            .map(|recipient| Value::from(jwe.header(recipient).to_object()).to_json())
            .collect();
        assert_eq!(
            headers,
            [
                r#"{"enc":"A128GCM","cty":"JWT","alg":"dir"}"#,
                r#"{"enc":"A128GCM","cty":"JWT","alg":"A128KW"}"#
            ]
        );
        assert_eq!(jwe.recipients[1].encrypted_key, [0; 3]);
        assert!(Jwe::parse(r#"{"ciphertext":""}"#).unwrap().aad.is_empty());
    }

    #[test]
    fn recipients_are_bounded_and_share_the_header() {
        let protected = base64url::encode(r#"{"alg":"dir"}"#);
        let many = |count| {
            let recipients = vec!["{}"; count].join(",");
            format!(r#"{{"protected":"{protected}","ciphertext":"","recipients":[{recipients}]}}"#)
        };
        let jwe = Jwe::parse(&many(MAX_RECIPIENTS)).unwrap();
        assert!(jwe.recipients.iter().all(|recipient| recipient.own.is_empty()));
        assert_eq!(
            failure(&many(MAX_RECIPIENTS + 1)),
            "the token has 65 recipients; the limit is 64"
        );
    }
}
