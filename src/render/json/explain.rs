//! The documents of `explain`.

use serde::Serialize;

use crate::hasura::explanation::{Decision, Explanation};
use crate::jose::json::{Object, Value};
use crate::render::json::parts::{NoteBody, notes};
use crate::render::json::secret::ConfigErrorDocument;

/// The document of `explain`.
#[derive(Debug, Serialize)]
pub(crate) struct ExplainDocument<'a> {
    engine: &'static str,
    /// `null` if a webhook would decide
    accepted: Option<bool>,
    #[serde(flatten)]
    answer: ExplainBody<'a>,
    steps: Vec<StepBody<'a>>,
    warnings: Vec<NoteBody<'a>>,
    hint: Option<&'a str>,
    /// One for each check that failed; `hint` is the first
    hints: &'a [String],
    config: SourceBody<'a>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ExplainBody<'a> {
    Accepted {
        role: &'a str,
        session: &'a Object,
        /// The session as the service sends it to Hasura v2
        #[serde(skip_serializing_if = "Option::is_none")]
        session_hasura: Option<&'a Object>,
        #[serde(skip_serializing_if = "Option::is_none")]
        mode: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        mode_id: Option<&'a str>,
        /// Why another mode refused before this one answered
        #[serde(skip_serializing_if = "Option::is_none")]
        cause: Option<&'a str>,
    },
    Refused {
        refusal: EngineRefusal<'a>,
        cause: Option<&'a str>,
        response: ResponseBody<'a>,
    },
    Webhook {
        webhook: &'a str,
    },
    Undecided {
        undecided: &'a str,
    },
}

/// The engine's own refusal, even if the route hides it.
#[derive(Debug, Serialize)]
struct EngineRefusal<'a> {
    status: u16,
    code: Option<&'static str>,
    message: &'a str,
}

/// The route's response to a client.
#[derive(Debug, Serialize)]
struct ResponseBody<'a> {
    route: &'static str,
    status: u16,
    body: Option<&'a Value>,
}

#[derive(Debug, Serialize)]
struct StepBody<'a> {
    name: &'static str,
    /// `null` if it was not checked
    passed: Option<bool>,
    detail: &'a str,
    /// The mode that made the check, unless several share it
    #[serde(skip_serializing_if = "Option::is_none")]
    mode_id: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct SourceBody<'a> {
    source: &'a str,
    /// Whether none was given
    assumed: bool,
}

impl<'a> ExplainDocument<'a> {
    pub(crate) fn new(
        explanation: &'a Explanation,
        hints: &'a [String],
        source: &'a str,
        assumed: bool,
    ) -> Self {
        let body = match &explanation.decision {
            Decision::Accepted(session) => ExplainBody::Accepted {
                role: &session.role,
                session: &session.variables,
                session_hasura: session.as_text.as_ref(),
                mode: session.answered_by.as_ref().map(|(mode, _)| *mode),
                mode_id: session.answered_by.as_ref().map(|(_, id)| id.as_str()),
                cause: session.fallback.as_ref().map(|fallback| fallback.cause.as_str()),
            },
            Decision::Refused(refused) => ExplainBody::Refused {
                refusal: EngineRefusal {
                    status: refused.status,
                    code: refused.code,
                    message: &refused.message,
                },
                cause: refused.cause.as_deref(),
                response: ResponseBody {
                    route: refused.response.route.name(),
                    status: refused.response.status,
                    body: refused.response.body.as_ref(),
                },
            },
            Decision::Webhook { call } => ExplainBody::Webhook { webhook: call },
            Decision::Undecided { reason } => ExplainBody::Undecided { undecided: reason },
        };
        let steps = explanation.steps.iter().map(|step| StepBody {
            name: step.name,
            passed: step.passed,
            detail: &step.detail,
            mode_id: step.mode.as_ref().and_then(|mode| mode.id.as_deref()),
        });
        Self {
            engine: explanation.engine.name(),
            accepted: explanation.accepted(),
            answer: body,
            steps: steps.collect(),
            warnings: notes(&explanation.warnings),
            hint: hints.first().map(String::as_str),
            hints,
            config: SourceBody { source, assumed },
        }
    }
}

/// The document of `explain`, for one engine or several.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum ExplainAnswer<'a> {
    One(AnswerBody<'a>),
    /// With `--engine all`
    Several {
        answers: Vec<AnswerBody<'a>>,
    },
}

/// The answer of one engine.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum AnswerBody<'a> {
    Explained(ExplainDocument<'a>),
    DoesNotStart(ConfigErrorDocument<'a>),
}
