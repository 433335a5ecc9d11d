//! The checks that an engine makes of a request, in order, with the first refusal and the facts
//! found.

use std::collections::HashSet;

use crate::hasura::explanation::{Decision, Session};
use crate::hasura::mapping::{Absent, DeadEnd, Mapping};
use crate::hasura::trace::{NOT_CHECKED, Step, StepMode};
use crate::hasura::view::ClaimsFormat;
use crate::hasura::warning::EngineWarning;
use crate::hasura::words::{Refusal, Words};
use crate::jose::json::Object;
use crate::jose::note::Note;
use crate::jose::numeric_date::{NumericDate, Unit};
use crate::jose::path::JsonPath;

/// The maximum number of warnings that an answer lists.
const MAX_WARNINGS: usize = 100;

/// The checks made so far. `R` is the engine's reason for refusing; `F` holds the facts that only
/// this engine finds.
#[derive(Debug)]
pub(crate) struct Inquiry<R, F> {
    steps: Vec<Step>,
    warnings: Vec<Note<EngineWarning>>,
    /// The warnings beyond the limit, as code and message
    unlisted: HashSet<(EngineWarning, String)>,
    refusals: Vec<Refusal<R>>,
    /// The mode that makes the checks, if the engine tries several
    pub(crate) mode: Option<StepMode>,
    /// Why the answer cannot be predicted
    undecided: Option<String>,
    pub(crate) token: TokenFacts,
    pub(crate) facts: F,
}

/// The facts that every engine finds in a token, used for hints.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TokenFacts {
    /// The number of parts between dots
    pub(crate) parts: usize,
    pub(crate) issuer: Option<String>,
    pub(crate) audience: Vec<String>,
    /// Where the Hasura claims are and how they are written, regardless of the configuration
    pub(crate) claims_at: Option<(JsonPath, ClaimsFormat)>,
    pub(crate) allowed_roles: Vec<String>,
    /// The times that are in a smaller unit than seconds
    pub(crate) misread_times: Vec<(&'static str, Unit)>,
    /// Whether `exp` is a lifetime instead of a point in time
    pub(crate) expires_after_lifetime: bool,
    /// The role in the header `x-hasura-role`
    pub(crate) requested_role: Option<String>,
    /// Whether `Bearer` stands before the token in a place where the whole value is the token
    pub(crate) has_scheme: bool,
    /// How the configuration finds each session variable, if it has a path for each
    pub(crate) mappings: Vec<Mapping>,
    /// Where the configured path to all claims breaks off
    pub(crate) dead_end: Option<DeadEnd>,
}

/// An engine's answer to a request, and the checks behind it.
#[derive(Clone, Debug)]
pub(crate) struct Answer<R, F> {
    pub(crate) decision: Decision<Refusal<R>>,
    /// Every check that could be made, including those after the first refusal
    pub(crate) steps: Vec<Step>,
    /// The refusals of all checks that failed, in order
    pub(crate) refusals: Vec<Refusal<R>>,
    pub(crate) warnings: Vec<Note<EngineWarning>>,
    pub(crate) token: TokenFacts,
    pub(crate) facts: F,
}

impl<R: Words, F: Default> Inquiry<R, F> {
    /// Creates an inquiry with the warnings about the configuration.
    pub(crate) fn new(warnings: Vec<Note<EngineWarning>>) -> Self {
        Self {
            steps: Vec::new(),
            warnings,
            unlisted: HashSet::new(),
            refusals: Vec::new(),
            mode: None,
            undecided: None,
            token: TokenFacts::default(),
            facts: F::default(),
        }
    }
}

impl<R: Words, F> Inquiry<R, F> {
    /// Records a check that passed.
    pub(crate) fn pass(&mut self, name: &'static str, detail: impl Into<String>) {
        self.record(name, true, detail);
    }

    /// Records a check that failed. The first refusal decides the answer.
    pub(crate) fn fail(
        &mut self,
        name: &'static str,
        refusal: Refusal<R>,
        detail: impl Into<String>,
    ) {
        self.record(name, false, detail);
        self.refuse(refusal);
    }

    /// Records a check that passed or failed.
    pub(crate) fn check(
        &mut self,
        name: &'static str,
        outcome: Result<String, (Refusal<R>, String)>,
    ) {
        match outcome {
            Ok(detail) => self.pass(name, detail),
            Err((refusal, detail)) => self.fail(name, refusal, detail),
        }
    }

    /// Records a check that does not decide the answer.
    pub(crate) fn record(&mut self, name: &'static str, passed: bool, detail: impl Into<String>) {
        self.push(name, Some(passed), detail.into());
    }

    /// Records a check whose outcome cannot be predicted. The answer is then undecided as well,
    /// unless an earlier check refused.
    pub(crate) fn leave_open(&mut self, name: &'static str, reason: String) {
        self.push(name, None, reason.clone());
        if self.refusals.is_empty() {
            self.undecided.get_or_insert(reason);
        }
    }

    /// Records a check whose outcome is not known, without leaving the answer open.
    pub(crate) fn skip(&mut self, name: &'static str, reason: impl Into<String>) {
        self.push(name, None, reason.into());
    }

    /// Records a check that needs keys which could not be had.
    pub(crate) fn lack_keys(&mut self, name: &'static str) {
        self.push(name, None, NOT_CHECKED.to_owned());
        if self.refusals.is_empty() {
            self.undecided
                .get_or_insert_with(|| "without the keys, the signature is not checked".to_owned());
        }
    }

    fn push(&mut self, name: &'static str, passed: Option<bool>, detail: String) {
        self.steps.push(Step { name, passed, detail, mode: self.mode.clone() });
    }

    /// Records what each entry of the configuration leads to, under this name, and warns about
    /// defaults that no engine reports.
    /// `absent` is what the engine does with one that leads nowhere.
    pub(crate) fn record_mappings(
        &mut self,
        name: &'static str,
        mappings: Vec<Mapping>,
        absent: impl Fn(&Mapping) -> Absent,
    ) {
        for mapping in &mappings {
            let absent = absent(mapping);
            let passed = mapping.is_found() || absent != Absent::Refused;
            self.record(name, passed, mapping.detail(absent));
            if let Some(warning) = mapping.warning(absent) {
                self.warn(warning);
            }
        }
        self.token.mappings = mappings;
    }

    /// Refuses the request. The first refusal decides.
    pub(crate) fn refuse(&mut self, refusal: Refusal<R>) {
        self.refusals.push(refusal);
    }

    /// Adds a warning unless it is already listed. A token can cause one warning per claim, so
    /// those beyond [`MAX_WARNINGS`] are only counted.
    pub(crate) fn warn(&mut self, warning: Note<EngineWarning>) {
        if self.warnings.contains(&warning) {
            return;
        }
        if self.warnings.len() < MAX_WARNINGS {
            self.warnings.push(warning);
        } else {
            self.unlisted.insert((warning.code, warning.message));
        }
    }

    /// Warns about times that are not in seconds. The engines read them as seconds, thousands of
    /// years from now. Takes note of an `exp` that is a lifetime.
    pub(crate) fn note_times(&mut self, claims: &Object) {
        for name in ["exp", "nbf", "iat"] {
            let Some(misread) = claims.get(name).and_then(NumericDate::misread) else { continue };
            self.token.misread_times.push((name, misread.unit));
            let meant = misread.meant.to_rfc3339();
            self.warn(Note::new(
                EngineWarning::Milliseconds,
                format!(
                    "`{name}` is in {}, which the engine reads as seconds; it probably means {meant}",
                    misread.unit
                ),
            ));
        }
        let exp = claims.get("exp").and_then(|value| NumericDate::from_claim(value).ok());
        self.token.expires_after_lifetime = exp.is_some_and(NumericDate::looks_like_lifetime);
    }

    /// Returns the first refusal so far.
    pub(crate) fn refusal(&self) -> Option<&Refusal<R>> {
        self.refusals.first()
    }

    /// Ends the inquiry: undecided if a check was left open, else with the first refusal, else
    /// with the session. A check that yields no session should already have recorded a refusal;
    /// `otherwise` is the reason if none did.
    pub(crate) fn end(mut self, session: Option<Session>, otherwise: R) -> Answer<R, F> {
        let decision = match (self.undecided.take(), self.refusals.first().cloned(), session) {
            (Some(reason), _, _) => Decision::Undecided { reason },
            (None, Some(refusal), _) => Decision::Refused(refusal),
            (None, None, Some(session)) => Decision::Accepted(session),
            (None, None, None) => Decision::Refused(Refusal::of(otherwise)),
        };
        self.decide(decision)
    }

    /// Ends the inquiry with this decision, even if checks failed.
    pub(crate) fn decide(mut self, decision: Decision<Refusal<R>>) -> Answer<R, F> {
        let more = self.unlisted.len();
        if more > 0 {
            let s = if more == 1 { "" } else { "s" };
            self.warnings.push(Note::new(
                EngineWarning::MoreWarnings,
                format!("{more} more warning{s} not listed"),
            ));
        }
        Answer {
            decision,
            steps: self.steps,
            refusals: self.refusals,
            warnings: self.warnings,
            token: self.token,
            facts: self.facts,
        }
    }
}

impl<R, F> Answer<R, F> {
    /// Returns the refusal, if the decision is one.
    pub(crate) const fn refusal(&self) -> Option<&Refusal<R>> {
        match &self.decision {
            Decision::Refused(refusal) => Some(refusal),
            Decision::Accepted(_) | Decision::Webhook { .. } | Decision::Undecided { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy, Debug, Eq, PartialEq)]
    enum Reason {
        First,
        Second,
    }

    impl Words for Reason {
        fn words(self) -> &'static str {
            match self {
                Self::First => "first",
                Self::Second => "second",
            }
        }
    }

    fn inquiry() -> Inquiry<Reason, ()> {
        Inquiry::new(Vec::new())
    }

    #[test]
    fn the_first_refusal_decides_and_later_checks_are_recorded() {
        let mut inquiry = inquiry();
        inquiry.pass("a", "fine");
        inquiry.fail("b", Refusal::of(Reason::Second), "not fine");
        inquiry.check("c", Err((Refusal::of(Reason::First), "not fine either".to_owned())));
        let answer = inquiry.end(Some(Session::default()), Reason::First);
        assert_eq!(answer.refusal().map(|refusal| refusal.reason), Some(Reason::Second));
        let steps: Vec<_> = answer.steps.iter().map(|step| (step.name, step.passed)).collect();
        assert_eq!(steps, [("a", Some(true)), ("b", Some(false)), ("c", Some(false))]);
        assert_eq!(answer.refusals.len(), 2);
    }

    #[test]
    fn without_refusal_and_session_the_given_reason_counts() {
        assert_eq!(inquiry().end(None, Reason::First).refusal().unwrap().message, "first");
        assert!(inquiry().end(Some(Session::default()), Reason::First).refusal().is_none());
    }

    #[test]
    fn warnings_beyond_the_most_are_counted_each_once() {
        let shown = |count: usize| {
            let mut inquiry = inquiry();
            for index in (0..count).chain(0..count) {
                inquiry.warn(Note::new(EngineWarning::RepeatedClaim, format!("claim {index}")));
            }
            let warnings = inquiry.end(None, Reason::First).warnings;
            let last = warnings.last().unwrap();
            (warnings.len(), last.code.name(), last.message.clone())
        };
        let is = |count, code, text: &str| (count, code, text.to_owned());
        assert_eq!(shown(100), is(100, "repeated-claim", "claim 99"));
        assert_eq!(shown(101), is(101, "more-warnings", "1 more warning not listed"));
        assert_eq!(shown(350), is(101, "more-warnings", "250 more warnings not listed"));
    }

    #[test]
    fn a_check_left_open_decides_unless_an_earlier_one_refused() {
        let mut open = inquiry();
        open.leave_open("a", "not known".to_owned());
        open.fail("b", Refusal::of(Reason::First), "not fine");
        let reason = "not known".to_owned();
        assert_eq!(open.end(None, Reason::First).decision, Decision::Undecided { reason });
        let mut refused = inquiry();
        refused.fail("a", Refusal::of(Reason::Second), "not fine");
        refused.leave_open("b", "not known".to_owned());
        let answer = refused.end(None, Reason::First);
        assert_eq!(answer.refusal().map(|refusal| refusal.reason), Some(Reason::Second));
    }

    #[test]
    fn a_warning_is_given_once() {
        let mut inquiry = inquiry();
        inquiry.warn(Note::new(EngineWarning::Webhook, "text"));
        inquiry.warn(Note::new(EngineWarning::Webhook, "text"));
        assert_eq!(inquiry.end(None, Reason::First).warnings.len(), 1);
    }
}
