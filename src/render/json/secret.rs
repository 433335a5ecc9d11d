//! The documents of `secret` and `secret check`.

use serde::Serialize;

use crate::hasura::registry::StartupError;
use crate::hasura::summary::{EntrySummary, KeySummary};
use crate::hasura::warning::EngineWarning;
use crate::jose::algorithm::KeyFamily;
use crate::jose::json::Value;
use crate::jose::note::Note;
use crate::jose::numeric_date::NumericDate;
use crate::render::json::parts::{NoteBody, notes};

/// The document of `secret`.
#[derive(Debug, Serialize)]
pub(crate) struct SecretDocument<'a> {
    pub(crate) engine: &'static str,
    pub(crate) config: &'a Value,
    pub(crate) output: &'a str,
    pub(crate) warnings: Vec<NoteBody<'a>>,
}

/// The document of `secret check` for a configuration that the engine starts with.
#[derive(Debug, Serialize)]
pub(crate) struct CheckDocument<'a> {
    valid: bool,
    warnings: Vec<NoteBody<'a>>,
    /// Where the configuration was found
    source: &'a str,
    /// The address of a webhook that decides
    #[serde(skip_serializing_if = "Option::is_none")]
    webhook: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<ReadBody>,
}

/// What was read of a configuration.
#[derive(Debug, Serialize)]
struct ReadBody {
    /// The entries, or the `jwt` modes
    entries: Vec<EntryBody>,
}

/// What was read about an entry or a `jwt` mode.
#[derive(Debug, Serialize)]
struct EntryBody {
    id: Option<String>,
    key: ConfiguredKeyBody,
    issuer: Option<String>,
    audience: Vec<String>,
    namespace: Option<NamespaceBody>,
    claims_map: Vec<String>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum ConfiguredKeyBody {
    Url { url: String },
    Variable { name: String },
    Secret { alg: &'static str, bytes: usize },
    Rsa { alg: &'static str, bits: Option<usize>, certificate: Option<CertificateBody> },
    Ec { alg: &'static str, curve: &'static str, certificate: Option<CertificateBody> },
    Ed25519 { alg: &'static str, certificate: Option<CertificateBody> },
    MlDsa { alg: &'static str, certificate: Option<CertificateBody> },
    Unusable { alg: &'static str },
}

#[derive(Debug, Serialize)]
struct CertificateBody {
    subject: String,
    expires_at: String,
    expired: bool,
}

#[derive(Debug, Serialize)]
struct NamespaceBody {
    path: String,
    format: &'static str,
}

impl EntryBody {
    fn new(entry: &EntrySummary, now: NumericDate) -> Self {
        Self {
            id: entry.id.clone(),
            key: ConfiguredKeyBody::new(&entry.key, now),
            issuer: entry.issuer.clone(),
            audience: entry.audience.clone(),
            namespace: entry
                .claims
                .namespace
                .as_ref()
                .map(|(path, format)| NamespaceBody { path: path.clone(), format }),
            claims_map: entry.claims.map.clone(),
        }
    }
}

impl ConfiguredKeyBody {
    fn new(key: &KeySummary, now: NumericDate) -> Self {
        let (algorithm, family, bits, certificate) = match key {
            KeySummary::Url { url } => return Self::Url { url: url.clone() },
            KeySummary::Variable { name } => return Self::Variable { name: name.clone() },
            KeySummary::Secret { algorithm, bytes } => {
                return Self::Secret { alg: algorithm.name(), bytes: *bytes };
            }
            KeySummary::Unusable { algorithm } => {
                return Self::Unusable { alg: algorithm.name() };
            }
            KeySummary::Public { algorithm, family, bits, certificate } => {
                (algorithm, family, bits, certificate)
            }
        };
        let alg = algorithm.name();
        let certificate = certificate.as_ref().map(|certificate| CertificateBody {
            subject: certificate.subject.clone(),
            expires_at: certificate.not_after.to_rfc3339(),
            expired: certificate.not_after < now,
        });
        match family {
            KeyFamily::Rsa => Self::Rsa { alg, bits: *bits, certificate },
            KeyFamily::Ec(curve) => Self::Ec { alg, curve: curve.name(), certificate },
            KeyFamily::Ed25519 => Self::Ed25519 { alg, certificate },
            KeyFamily::MlDsa(_) => Self::MlDsa { alg, certificate },
            KeyFamily::Hmac => Self::Unusable { alg },
        }
    }
}

impl<'a> CheckDocument<'a> {
    pub(crate) fn valid(
        entries: &[EntrySummary],
        warnings: &'a [Note<EngineWarning>],
        source: &'a str,
        now: NumericDate,
    ) -> Self {
        let entries = entries.iter().map(|entry| EntryBody::new(entry, now)).collect();
        let read = Some(ReadBody { entries });
        Self { valid: true, warnings: notes(warnings), source, webhook: None, read }
    }

    /// Returns the document for an engine that asks a webhook.
    pub(crate) const fn webhook(url: &'a str, source: &'a str) -> Self {
        Self { valid: true, warnings: Vec::new(), source, webhook: Some(url), read: None }
    }
}

/// The document for an engine that does not start.
#[derive(Debug, Serialize)]
pub(crate) struct ConfigErrorDocument<'a> {
    engine: &'static str,
    config_error: ConfigErrorBody<'a>,
    hint: String,
    warnings: Vec<NoteBody<'a>>,
    /// Where the configuration was found, if several are checked
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct ConfigErrorBody<'a> {
    message: &'a str,
}

impl<'a> ConfigErrorDocument<'a> {
    pub(crate) fn new(error: &'a StartupError, hint: String) -> Self {
        Self {
            engine: error.engine().name(),
            config_error: ConfigErrorBody { message: &error.message },
            hint,
            warnings: error.warning().map(NoteBody::from).into_iter().collect(),
            source: None,
        }
    }

    /// The same with the place of the configuration.
    pub(crate) fn found_in(self, source: &'a str) -> Self {
        Self { source: Some(source), ..self }
    }
}
