//! The parts that several documents share.

use serde::Serialize;

use crate::hasura::trace::Warning;
use crate::jose::key::SigningKey;

/// A stable code and a message.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Coded {
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

pub(super) fn coded(warnings: &[Warning]) -> Vec<Coded> {
    let one = |warning: &Warning| Coded { code: warning.code, message: warning.message.clone() };
    warnings.iter().map(one).collect()
}

/// The key that verified or signed a token.
#[derive(Debug, Serialize)]
pub(crate) struct KeyBody {
    pub(crate) source: String,
    pub(crate) kid: Option<String>,
    pub(crate) alg: &'static str,
}

impl KeyBody {
    pub(crate) fn of_signing(key: &SigningKey, source: String) -> Self {
        Self { source, kid: key.kid.clone(), alg: key.algorithm.name() }
    }
}
