//! What was read of a configuration that is valid: keys, issuers, audiences, and where the
//! session variables are.

use crate::hasura::settings::{ClaimPath, IssuerSettings, KeySettings, Lookup, Settings};
use crate::jose::algorithm::{KeyFamily, SignatureAlgorithm};
use crate::jose::path::Step;
use crate::jose::pem::{self, CertificateFacts, FoundKey};
use crate::redact;

/// What was read about one entry or `jwt` mode.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct EntrySummary {
    /// The name of the mode, if modes have names
    pub(crate) id: Option<String>,
    pub(crate) key: KeySummary,
    pub(crate) issuer: Option<String>,
    pub(crate) audience: Vec<String>,
    pub(crate) claims: ClaimsSummary,
}

/// What was read about a key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum KeySummary {
    /// A key set
    Url {
        url: String,
    },
    /// It is in a variable that is not set here.
    Variable {
        name: String,
    },
    Secret {
        algorithm: SignatureAlgorithm,
        bytes: usize,
    },
    Public {
        algorithm: SignatureAlgorithm,
        family: KeyFamily,
        /// Of an RSA key
        bits: Option<usize>,
        certificate: Option<CertificateFacts>,
    },
    /// The engine starts with it, but it is no usable key.
    Unusable {
        algorithm: SignatureAlgorithm,
    },
}

/// Where the session variables are.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct ClaimsSummary {
    /// The path of the namespace, and its format
    pub(crate) namespace: Option<(String, &'static str)>,
    /// The names of single claims
    pub(crate) map: Vec<String>,
}

/// Returns what was read about each entry or `jwt` mode.
pub(crate) fn entries(settings: &Settings, lookup: Lookup<'_>) -> Vec<EntrySummary> {
    settings.issuers.iter().map(|issuer| entry(issuer, lookup)).collect()
}

fn entry(issuer: &IssuerSettings, lookup: Lookup<'_>) -> EntrySummary {
    let namespace = issuer.claims.namespace.as_ref();
    EntrySummary {
        id: issuer.id.clone(),
        key: key(&issuer.key, lookup),
        issuer: issuer.issuer.clone(),
        audience: issuer.audience.clone(),
        claims: ClaimsSummary {
            namespace: namespace.map(|(path, format)| (place(path), format.name())),
            map: issuer.claims.entries.iter().map(|(name, _)| name.clone()).collect(),
        },
    }
}

/// A namespace as people know it: one key is written without the syntax of paths.
fn place(path: &ClaimPath) -> String {
    if let ClaimPath::Steps(steps) = path
        && let [Step::Key(key)] = steps.steps()
    {
        return key.clone();
    }
    path.to_string()
}

fn key(settings: &KeySettings, lookup: Lookup<'_>) -> KeySummary {
    let (KeySettings::Url(text) | KeySettings::Fixed { text, .. }) = settings;
    let Some(value) = text.resolve(lookup) else {
        let name = text.variable.as_deref().unwrap_or_default();
        return KeySummary::Variable { name: redact::name(name).to_owned() };
    };
    let algorithm = match settings {
        KeySettings::Url(_) => return KeySummary::Url { url: redact::address(&value) },
        KeySettings::Fixed { algorithm, .. } => *algorithm,
    };
    if algorithm.family() == KeyFamily::Hmac {
        return KeySummary::Secret { algorithm, bytes: value.len() };
    }
    let public = match pem::read_pem(&value) {
        Ok((FoundKey::Public(key), _)) => key,
        Ok((FoundKey::Private(key), _)) => key.public().clone(),
        Ok((FoundKey::Encrypted(_), _)) | Err(_) => return KeySummary::Unusable { algorithm },
    };
    KeySummary::Public {
        algorithm,
        family: public.family(),
        bits: public.rsa_bits(),
        certificate: pem::certificate_facts(&value),
    }
}
