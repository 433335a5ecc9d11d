//! The steps of an engine's checks and the warnings beside them, and how both are worded.

use crate::jose::numeric_date::NumericDate;

/// One check of the engine.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) passed: bool,
    pub(crate) detail: String,
}

/// Advice beside an answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Warning {
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl Warning {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

/// A claim `x-hasura-role`, which has no effect.
pub(crate) fn role_claim_ignored(role: &str) -> Warning {
    let message = format!(
        "the claim `x-hasura-role` (`{role}`) has no effect: the request's header chooses the role, else the default role is used"
    );
    Warning::new("role-claim-ignored", message)
}

/// An instant relative to now: `expired 5 seconds ago, at …`, `expires in 1 hour, at …`.
pub(crate) fn seen_from(now: NumericDate, date: NumericDate, past: &str, coming: &str) -> String {
    let span = date.since(now);
    if date.as_utc() <= now.as_utc() {
        format!("{past} {} ago, at {}", span.negated().in_words(), date.to_rfc3339())
    } else {
        format!("{coming} in {}, at {}", span.in_words(), date.to_rfc3339())
    }
}
