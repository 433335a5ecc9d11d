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
pub(crate) struct DecodeDocument {
    /// The number of the token among several, as `--pick` counts
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
    serialization: &'static str,
    header: Option<Object>,
    claims: Option<Object>,
    /// Only present if the payload is not a claims set
    #[serde(skip_serializing_if = "Option::is_none")]
    payload: Option<Value>,
    signature: SignatureBody,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    signatures: Vec<SignatureEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encryption: Option<EncryptionBody>,
    problems: Vec<NoteBody>,
    provider: ProviderBody,
    times: TimesBody,
    hasura: Option<HasuraBody>,
    warnings: Vec<NoteBody>,
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
struct SignatureEntry {
    header: Option<Object>,
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
struct ProviderBody {
    id: &'static str,
    kind: &'static str,
    who: Option<String>,
    facts: Facts,
    verify_with: &'static str,
    jwks_url: Option<String>,
    discovery_url: Option<String>,
    federated_from: Option<FederationBody>,
    dates: Facts,
}

#[derive(Debug, Serialize)]
struct FederationBody {
    name: String,
    r#type: Option<String>,
    issuer: Option<String>,
    user_id: Option<String>,
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
struct HasuraBody {
    namespace: Option<String>,
    namespace_path: String,
    format: &'static str,
    default_role: Option<String>,
    allowed_roles: Option<Vec<String>>,
    default_role_allowed: Option<bool>,
    /// The `x-hasura-role` that a client has to send, if any
    role_to_send: Option<String>,
    session_variables: Object,
}

/// Names and strings, in order.
#[derive(Debug)]
struct Facts(Vec<(&'static str, String)>);

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl DecodeDocument {
    /// Returns the document of a token that may be one of several.
    pub(crate) fn numbered(inspection: &Inspection, index: Option<usize>) -> Self {
        Self { index, ..Self::from(inspection) }
    }
}

impl From<&Inspection> for DecodeDocument {
    fn from(inspection: &Inspection) -> Self {
        let anatomy = &inspection.anatomy;
        let first = anatomy.signatures.first();
        Self {
            index: None,
            serialization: anatomy.serialization.name(),
            header: anatomy.header.clone(),
            claims: inspection.shown_claims().map(Cow::into_owned),
            payload: match &anatomy.payload {
                Payload::Json(value) => Some(value.clone()),
                Payload::Text(text) => Some(Value::from(text.as_str())),
                Payload::Bytes(bytes) => Some(Value::from(String::from_utf8_lossy(bytes).as_ref())),
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
                    .map(|one| SignatureEntry { header: one.header.clone(), bytes: one.bytes })
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

impl From<&Origin> for ProviderBody {
    fn from(origin: &Origin) -> Self {
        let dates = origin.dates.iter().map(|(name, date)| (*name, date.to_rfc3339())).collect();
        Self {
            id: origin.id.name(),
            kind: origin.kind.name(),
            who: origin.who.clone(),
            facts: Facts(origin.facts.clone()),
            verify_with: origin.verify_with.name(),
            jwks_url: origin.jwks_url.clone(),
            discovery_url: origin.discovery_url.clone(),
            federated_from: origin.federated_from.as_ref().map(FederationBody::from),
            dates: Facts(dates),
        }
    }
}

impl From<&Federation> for FederationBody {
    fn from(federation: &Federation) -> Self {
        Self {
            name: federation.name.clone(),
            r#type: federation.r#type.clone(),
            issuer: federation.issuer.clone(),
            user_id: federation.user_id.clone(),
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

impl From<&HasuraClaims> for HasuraBody {
    fn from(hasura: &HasuraClaims) -> Self {
        let owned = |text: &str| text.to_owned();
        Self {
            namespace: hasura.namespace().map(owned),
            namespace_path: hasura.path.to_string(),
            format: hasura.format.name(),
            default_role: hasura.default_role().map(owned),
            allowed_roles: hasura
                .allowed_roles()
                .map(|roles| roles.into_iter().map(owned).collect()),
            default_role_allowed: hasura.default_role_allowed(),
            role_to_send: hasura.role_to_send().map(owned),
            session_variables: hasura
                .session_variables()
                .into_iter()
                .map(|(name, value)| (name, value.clone()))
                .collect(),
        }
    }
}
