//! The document of `decode`.

use std::borrow::Cow;

use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};

use crate::hasura::view::HasuraClaims;
use crate::inspection::{Inspection, Times};
use crate::jose::anatomy::Payload;
use crate::jose::duration::Duration;
use crate::jose::json::{Object, Value};
use crate::jose::numeric_date::NumericDate;
use crate::provider::origin::{Federation, Origin};
use crate::render::json::parts::{NoteBody, notes};

/// The document of `decode`.
#[derive(Debug, Serialize)]
pub(crate) struct DecodeDocument<'a> {
    /// The number of the token among several, as `--pick` counts
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
    serialization: &'static str,
    header: Option<&'a Object>,
    claims: Option<Cow<'a, Object>>,
    /// Only present if the payload is not a claims set
    #[serde(skip_serializing_if = "Option::is_none")]
    payload: Option<Cow<'a, Value>>,
    signature: SignatureBody,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    signatures: Vec<SignatureEntry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encryption: Option<EncryptionBody>,
    problems: Vec<NoteBody<'a>>,
    provider: ProviderBody<'a>,
    times: TimesBody,
    hasura: Option<HasuraBody<'a>>,
    warnings: Vec<NoteBody<'a>>,
    /// The token inside an encrypted one that was decrypted
    #[serde(skip_serializing_if = "Option::is_none")]
    nested: Option<Box<Self>>,
}

#[derive(Debug, Serialize)]
struct SignatureBody {
    present: bool,
    bytes: usize,
}

#[derive(Debug, Serialize)]
struct SignatureEntry<'a> {
    header: Option<&'a Object>,
    bytes: usize,
}

#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "the names of the document")]
struct EncryptionBody {
    encrypted_key_bytes: usize,
    iv_bytes: usize,
    ciphertext_bytes: usize,
    tag_bytes: usize,
}

#[derive(Debug, Serialize)]
struct ProviderBody<'a> {
    id: &'static str,
    kind: &'static str,
    who: Option<&'a str>,
    facts: Members<'static, &'a str>,
    verify_with: &'static str,
    jwks_url: Option<&'a str>,
    discovery_url: Option<&'a str>,
    federated_from: Option<FederationBody<'a>>,
    dates: Members<'static, String>,
}

#[derive(Debug, Serialize)]
struct FederationBody<'a> {
    name: &'a str,
    r#type: Option<&'a str>,
    issuer: Option<&'a str>,
    user_id: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct TimesBody {
    issued_at: Option<String>,
    not_before: Option<String>,
    expires_at: Option<String>,
    authenticated_at: Option<String>,
    lifetime_seconds: Option<i64>,
    expired: Option<bool>,
}

#[derive(Debug, Serialize)]
struct HasuraBody<'a> {
    namespace: Option<&'a str>,
    namespace_path: String,
    format: &'static str,
    default_role: Option<&'a str>,
    allowed_roles: Option<Vec<&'a str>>,
    default_role_allowed: Option<bool>,
    /// The `x-hasura-role` that a client has to send, if any
    role_to_send: Option<&'a str>,
    session_variables: Members<'a, &'a Value>,
}

/// The members of an object, in order.
#[derive(Debug)]
struct Members<'a, T>(Vec<(Cow<'a, str>, T)>);

impl<T: Serialize> Serialize for Members<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'a> DecodeDocument<'a> {
    /// Returns the document of a token that may be one of several.
    pub(crate) fn numbered(inspection: &'a Inspection, index: Option<usize>) -> Self {
        Self { index, ..Self::from(inspection) }
    }
}

impl<'a> From<&'a Inspection> for DecodeDocument<'a> {
    fn from(inspection: &'a Inspection) -> Self {
        let anatomy = &inspection.anatomy;
        let first = anatomy.signatures.first();
        Self {
            index: None,
            serialization: anatomy.serialization.name(),
            header: anatomy.header.as_ref(),
            claims: inspection.shown_claims(),
            payload: match &anatomy.payload {
                Payload::Json(value) => Some(Cow::Borrowed(value)),
                Payload::Text(text) => Some(Cow::Owned(Value::from(text.as_str()))),
                Payload::Bytes(bytes) => {
                    Some(Cow::Owned(Value::from(String::from_utf8_lossy(bytes).as_ref())))
                }
                Payload::Absent | Payload::Encrypted | Payload::Claims(_) | Payload::Unreadable => {
                    None
                }
            },
            signature: SignatureBody {
                present: anatomy.is_signed(),
                bytes: first.map_or(0, |signature| signature.bytes),
            },
            signatures: match anatomy.signatures.as_slice() {
                [] | [_] => Vec::new(),
                several => several
                    .iter()
                    .map(|one| SignatureEntry { header: one.header.as_ref(), bytes: one.bytes })
                    .collect(),
            },
            encryption: anatomy.encryption.map(|parts| EncryptionBody {
                encrypted_key_bytes: parts.encrypted_key_bytes,
                iv_bytes: parts.iv_bytes,
                ciphertext_bytes: parts.ciphertext_bytes,
                tag_bytes: parts.tag_bytes,
            }),
            problems: notes(&anatomy.problems),
            provider: ProviderBody::from(&inspection.origin),
            times: TimesBody::from(&inspection.times),
            hasura: inspection.hasura.as_ref().map(HasuraBody::from),
            warnings: notes(&inspection.warnings),
            nested: inspection.inner.as_ref().map(|inner| Box::new(Self::from(inner.as_ref()))),
        }
    }
}

impl<'a> From<&'a Origin> for ProviderBody<'a> {
    fn from(origin: &'a Origin) -> Self {
        let facts = origin.facts.iter().map(|(name, fact)| ((*name).into(), fact.as_str()));
        let dates = origin.dates.iter().map(|(name, date)| ((*name).into(), date.to_rfc3339()));
        Self {
            id: origin.id.name(),
            kind: origin.kind.name(),
            who: origin.who.as_deref(),
            facts: Members(facts.collect()),
            verify_with: origin.verify_with.name(),
            jwks_url: origin.jwks_url.as_deref(),
            discovery_url: origin.discovery_url.as_deref(),
            federated_from: origin.federated_from.as_ref().map(FederationBody::from),
            dates: Members(dates.collect()),
        }
    }
}

impl<'a> From<&'a Federation> for FederationBody<'a> {
    fn from(federation: &'a Federation) -> Self {
        Self {
            name: &federation.name,
            r#type: federation.r#type.as_deref(),
            issuer: federation.issuer.as_deref(),
            user_id: federation.user_id.as_deref(),
        }
    }
}

impl From<&Times> for TimesBody {
    fn from(times: &Times) -> Self {
        let text = |date: Option<NumericDate>| date.map(NumericDate::to_rfc3339);
        Self {
            issued_at: text(times.issued_at),
            not_before: text(times.not_before),
            expires_at: text(times.expires_at),
            authenticated_at: text(times.authenticated_at),
            lifetime_seconds: times.lifetime.map(Duration::seconds),
            expired: times.expired,
        }
    }
}

impl<'a> From<&'a HasuraClaims> for HasuraBody<'a> {
    fn from(hasura: &'a HasuraClaims) -> Self {
        Self {
            namespace: hasura.namespace(),
            namespace_path: hasura.path.to_text(),
            format: hasura.format.name(),
            default_role: hasura.default_role(),
            allowed_roles: hasura.allowed_roles(),
            default_role_allowed: hasura.default_role_allowed(),
            role_to_send: hasura.role_to_send(),
            session_variables: Members(hasura.session_variables()),
        }
    }
}
