//! The checks of an engine as they are made: each with its outcome, the first refusal, advice.

use crate::jose::numeric_date::NumericDate;
pub(crate) use crate::redact::header as header_shown;

/// One check of the engine.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) passed: bool,
    pub(crate) detail: String,
}

/// What is to be said beside an answer.
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

/// The checks so far, and the first refusal (an `R`) among them.
#[derive(Clone, Debug)]
pub(crate) struct Trace<R> {
    pub(crate) steps: Vec<Step>,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) refusal: Option<R>,
}

impl<R> Default for Trace<R> {
    fn default() -> Self {
        Self { steps: Vec::new(), warnings: Vec::new(), refusal: None }
    }
}

impl<R> Trace<R> {
    pub(crate) fn pass(&mut self, name: &'static str, detail: impl Into<String>) {
        self.steps.push(Step { name, passed: true, detail: detail.into() });
    }

    pub(crate) fn fail(&mut self, name: &'static str, refusal: R, detail: impl Into<String>) {
        self.steps.push(Step { name, passed: false, detail: detail.into() });
        self.refusal.get_or_insert(refusal);
    }

    pub(crate) fn note(&mut self, name: &'static str, outcome: Result<String, (R, String)>) {
        match outcome {
            Ok(detail) => self.pass(name, detail),
            Err((refusal, detail)) => self.fail(name, refusal, detail),
        }
    }

    /// Says something once.
    pub(crate) fn warn(&mut self, warning: Warning) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }
}

/// A role inside the token, which asks for nothing.
pub(crate) fn role_claim_ignored(role: &str) -> Warning {
    let message = format!(
        "the claim `x-hasura-role` (`{role}`) asks for nothing: the header of the request does, else the default role counts"
    );
    Warning::new("role-claim-ignored", message)
}

/// An instant seen from now: `expired 5 seconds ago, at …`, `expires in 1 hour, at …`.
pub(crate) fn seen_from(now: NumericDate, date: NumericDate, past: &str, coming: &str) -> String {
    let span = date.since(now);
    if date.as_utc() <= now.as_utc() {
        format!("{past} {} ago, at {}", span.negated().in_words(), date.to_rfc3339())
    } else {
        format!("{coming} in {}, at {}", span.in_words(), date.to_rfc3339())
    }
}
