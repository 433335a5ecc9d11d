//! The document of `ping`.

use serde::Serialize;

use crate::hasura::response::Refusal;
use crate::jose::json::Value;

/// The document of `ping`.
#[derive(Debug, Serialize)]
pub(crate) struct PingDocument {
    pub(crate) results: Vec<PingResult>,
    pub(crate) summary: PingSummary,
}

#[derive(Debug, Serialize)]
pub(crate) struct PingResult {
    pub(crate) url: String,
    pub(crate) role: Option<String>,
    pub(crate) status: Option<u16>,
    pub(crate) milliseconds: Option<f64>,
    pub(crate) answered: bool,
    pub(crate) as_expected: bool,
    pub(crate) refusal: Option<RefusalBody>,
    pub(crate) explanation: Option<String>,
    pub(crate) body: Option<Value>,
}

#[derive(Debug, Serialize)]
pub(crate) struct RefusalBody {
    pub(crate) code: Option<String>,
    pub(crate) message: String,
}

impl From<&Refusal> for RefusalBody {
    fn from(refusal: &Refusal) -> Self {
        Self { code: refusal.code.clone(), message: refusal.message.clone() }
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct PingSummary {
    pub(crate) sent: usize,
    pub(crate) as_expected: usize,
    pub(crate) min: Option<f64>,
    pub(crate) median: Option<f64>,
    pub(crate) p95: Option<f64>,
    pub(crate) max: Option<f64>,
}
