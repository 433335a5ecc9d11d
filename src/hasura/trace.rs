//! The steps of an engine's checks, and the wording of steps and warnings.

use crate::hasura::warning::EngineWarning;
use crate::jose::note::Note;
use crate::jose::numeric_date::NumericDate;

/// One check made by the engine.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    /// `None` if the outcome is not known here
    pub(crate) passed: Option<bool>,
    pub(crate) detail: String,
    /// The mode that made the check, if the engine tries several
    pub(crate) mode: Option<StepMode>,
}

/// The mode of a check.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct StepMode {
    pub(crate) kind: &'static str,
    /// `None` if several modes of this kind share the check
    pub(crate) id: Option<String>,
}

/// The detail of a check that needs keys which could not be had.
pub(crate) const NOT_CHECKED: &str = "not checked: there are no keys to check it with";

/// Whether a value that should be only a token begins with `Bearer`.
pub(crate) fn begins_with_scheme(value: &str) -> bool {
    let (first, rest) = value.trim_start().split_once(char::is_whitespace).unwrap_or_default();
    first.eq_ignore_ascii_case("bearer") && !rest.is_empty()
}

/// Returns the warning about an `x-hasura-role` claim, which has no effect.
pub(crate) fn role_claim_ignored(role: &str) -> Note<EngineWarning> {
    let message = format!(
        "the claim `x-hasura-role` (`{role}`) has no effect: the request's header chooses the role, else the default role is used"
    );
    Note::new(EngineWarning::RoleClaimIgnored, message)
}

/// Describes a time relative to now: `expired 5 seconds ago, at …`, `expires in 1 hour, at …`.
pub(crate) fn seen_from(now: NumericDate, date: NumericDate, past: &str, coming: &str) -> String {
    if date.looks_like_milliseconds() {
        let meant = if date.is_last() {
            String::new()
        } else {
            format!("; it probably means {}", date.as_if_milliseconds().to_rfc3339())
        };
        let unit = if date.is_last() { "not in seconds" } else { "in milliseconds" };
        let years = date.since(now).in_words();
        return format!("{coming} in {years}, because it is {unit}{meant}");
    }
    let span = date.since(now);
    if date.as_utc() <= now.as_utc() {
        format!("{past} {} ago, at {}", span.negated().in_words(), date.to_rfc3339())
    } else {
        format!("{coming} in {}, at {}", span.in_words(), date.to_rfc3339())
    }
}
