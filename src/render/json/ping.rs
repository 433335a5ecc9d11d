//! The document of `ping`.

use serde::Serialize;

use crate::hasura::explanation::{Engine, Refused};
use crate::jose::json::{Object, Value};

/// The document of `ping`.
#[derive(Debug, Serialize)]
pub(crate) struct PingDocument {
    pub(crate) results: Vec<PingResult>,
    pub(crate) summary: PingSummary,
    /// Whether a page has the summary
    #[serde(skip)]
    pub(crate) is_series: bool,
}

/// The commands that `ping --curl` prints.
#[derive(Debug, Serialize)]
pub(crate) struct CurlDocument {
    pub(crate) commands: Vec<String>,
}

/// The result of one request.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct PingResult {
    pub(crate) url: String,
    pub(crate) role: Option<String>,
    pub(crate) status: Option<u16>,
    pub(crate) milliseconds: Option<f64>,
    pub(crate) answered: bool,
    pub(crate) as_expected: bool,
    /// How many requests were sent for it, if there was more than one
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) attempts: Option<u32>,
    /// The value of `--expect`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) expect: Option<ExpectBody>,
    /// The kind of the answer
    pub(crate) answer: Option<&'static str>,
    pub(crate) refusal: Option<RefusalBody>,
    pub(crate) explanation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) prediction: Option<PredictionBody>,
    /// The length of each list in `data`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rows: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) introspection: Option<IntrospectionBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) websocket: Option<WebsocketBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) health: Option<HealthBody>,
    /// The session that RelyAuth's hook returns
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) session: Option<Object>,
    pub(crate) body: Option<Value>,
}

/// An expression, and its value for the body.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ExpectBody {
    pub(crate) expression: String,
    pub(crate) found: Value,
}

/// A refusal in the server's words.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RefusalBody {
    /// The software that writes such refusals
    pub(crate) whose: Option<&'static str>,
    pub(crate) status: u16,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
}

/// What an engine with the configuration at hand would answer.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PredictionBody {
    engine: &'static str,
    accepted: bool,
    refusal: Option<PredictedRefusal>,
    agrees: bool,
    /// Where the configuration was found
    config: String,
}

#[derive(Clone, Debug, Serialize)]
struct PredictedRefusal {
    status: u16,
    code: Option<&'static str>,
    message: String,
    /// The reason that the engine does not disclose
    cause: Option<String>,
}

impl PredictionBody {
    /// Returns a prediction; without a refusal, the engine accepts the token.
    pub(crate) fn new(
        engine: Engine,
        config: &str,
        refusal: Option<&Refused>,
        agrees: bool,
    ) -> Self {
        Self {
            engine: engine.name(),
            accepted: refusal.is_none(),
            refusal: refusal.map(|refusal| PredictedRefusal {
                status: refusal.status,
                code: refusal.code,
                message: refusal.message.clone(),
                cause: refusal.cause.clone(),
            }),
            agrees,
            config: config.to_owned(),
        }
    }
}

/// How much of a schema a role sees.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub(crate) struct IntrospectionBody {
    pub(crate) query_fields: usize,
    pub(crate) mutation_fields: usize,
    pub(crate) subscription_fields: usize,
    pub(crate) types: usize,
}

/// What was said on a websocket.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct WebsocketBody {
    /// The subprotocol that the endpoint chose
    pub(crate) protocol: Option<String>,
    pub(crate) acknowledged: bool,
    /// The code with which the endpoint closed the connection
    pub(crate) close_code: Option<u16>,
    /// The message that brought the result, or refused it
    pub(crate) message: Option<Value>,
}

/// What an engine says about its health.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub(crate) struct HealthBody {
    /// The engine, if its answer tells
    pub(crate) server: Option<&'static str>,
    /// `ok`, `warning` or `error`
    pub(crate) state: &'static str,
    pub(crate) version: Option<String>,
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
