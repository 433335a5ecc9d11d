//! When an answer is as expected. Pure.

use std::str::FromStr;
use std::time::Duration;

use crate::commands::ping::reading::{Found, Reading};
use crate::jmespath::{self, Budget, Failure, Node, Stop};
use crate::jose::json::Value;

/// What is expected of an answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Expectation {
    /// `--expect-status`: one of these
    pub(super) statuses: Vec<Statuses>,
    /// `--expect`: this is `true`
    pub(super) expression: Option<Expression>,
    /// `--expect-refused`: a refusal
    pub(super) refusal: Option<Refusal>,
    /// `--max-time`: not slower than this
    pub(super) max_time: Option<Duration>,
}

/// A status, or all that begin with the same digit.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Statuses {
    One(u16),
    /// `4xx` is 4
    Class(u16),
}

/// The refusal that is expected.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Refusal {
    Any,
    /// With this code in the body
    Code(String),
    /// With this HTTP status, or for a websocket with this close code
    Status(u16),
}

/// A `JMESPath` expression.
#[derive(Clone, Debug)]
pub(super) struct Expression {
    text: String,
    node: Node,
}

/// How an answer compares with what is expected.
#[derive(Clone, Debug, Default)]
pub(super) struct Comparison {
    /// Whether all but the time is as expected
    pub(super) fits: bool,
    /// Whether it came in time
    pub(super) in_time: bool,
    /// What flags expect and the answer does not meet, as sentences
    pub(super) unmet: Vec<String>,
    /// The value of `--expect`
    pub(super) found: Option<Value>,
}

impl Comparison {
    pub(super) const fn is_as_expected(&self) -> bool {
        self.fits && self.in_time
    }
}

impl Expectation {
    /// Whether a flag says what an endpoint that is ready answers.
    pub(super) const fn is_explicit(&self) -> bool {
        self.expression.is_some() || !self.statuses.is_empty()
    }

    /// Compares an answer with what is expected.
    pub(super) fn compare(&self, reading: &Reading<'_>) -> Comparison {
        let mut unmet = Vec::new();
        unmet.extend(self.wrong_status(reading.answer.status));
        unmet.extend(self.refusal.as_ref().and_then(|refusal| refusal.unmet_by(reading)));
        let (mut found, mut holds) = (None, true);
        if let Some(expression) = &self.expression {
            let body = reading.shown_body().unwrap_or(Value::Null);
            match expression.value(&body, reading.answer.body.len()) {
                Ok(value) => {
                    holds = value == Value::Bool(true);
                    if !holds {
                        unmet.push(expression.unmet(&value, &body, reading.answer.body.len()));
                    }
                    found = Some(value);
                }
                Err(why) => {
                    holds = false;
                    unmet.push(format!("`--expect` cannot be evaluated: {why}"));
                }
            }
        }
        let fits = unmet.is_empty() && holds && self.meets_defaults(reading);
        let slow = self.slowness(reading.answer.milliseconds);
        let in_time = slow.is_none();
        unmet.extend(slow);
        Comparison { fits, in_time, unmet, found }
    }

    /// Whether an answer meets what is expected unless a flag says otherwise: HTTP 2xx, from GraphQL
    /// no `errors`, and never a web page.
    fn meets_defaults(&self, reading: &Reading<'_>) -> bool {
        if self.refusal.is_some() {
            return true;
        }
        if !reading.is_success() {
            return !self.statuses.is_empty();
        }
        match reading.found {
            Found::Data | Found::Success => true,
            Found::PartialData | Found::Errors | Found::NotGraphql => self.expression.is_some(),
            Found::Empty => self.is_explicit(),
            Found::WebPage
            | Found::HttpError
            | Found::Redirect
            | Found::NotUpgraded
            | Found::Closed => false,
        }
    }

    fn wrong_status(&self, status: u16) -> Option<String> {
        if self.statuses.is_empty() || self.statuses.iter().any(|one| one.contains(status)) {
            return None;
        }
        let expected: Vec<String> = self.statuses.iter().map(ToString::to_string).collect();
        Some(format!("HTTP {status}, but {} was expected", expected.join(" or ")))
    }

    fn slowness(&self, milliseconds: f64) -> Option<String> {
        let most = self.max_time?.as_secs_f64() * 1000.0;
        (milliseconds > most)
            .then(|| format!("it took {milliseconds:.0} ms, which is longer than {most:.0} ms"))
    }
}

impl Refusal {
    /// Returns why an answer is not this refusal.
    fn unmet_by(&self, reading: &Reading<'_>) -> Option<String> {
        let status = reading.answer.status;
        if matches!(status, 500..) {
            return Some(format!("HTTP {status} is a failure of the server, not a refusal"));
        }
        let Some(refused) = &reading.refused else {
            return Some(format!("a refusal was expected, but the answer is HTTP {status}"));
        };
        match self {
            // These are about the address or the rate, unless the body has a code for it.
            Self::Any if matches!(status, 404 | 405 | 408 | 410 | 429) => Some(format!(
                "HTTP {status} does not refuse the token; to expect it, use `--expect-refused={status}`"
            )),
            Self::Any => None,
            Self::Status(expected) if *expected == status => None,
            // A websocket is refused by the number with which it is closed.
            Self::Status(expected) if refused.code == Some(expected.to_string()) => None,
            Self::Status(expected) => {
                let found = match &refused.code {
                    Some(code) if status == 101 => format!("`{code}`"),
                    Some(_) | None => format!("HTTP {status}"),
                };
                Some(format!("refused with {found}, but {expected} was expected"))
            }
            Self::Code(expected) if refused.code.as_ref() == Some(expected) => None,
            Self::Code(expected) => {
                let code = refused.code.as_ref();
                let code = code.map_or("no code".to_owned(), |code| format!("`{code}`"));
                Some(format!("refused with {code}, but `{expected}` was expected"))
            }
        }
    }
}

impl Statuses {
    const fn contains(self, status: u16) -> bool {
        match self {
            Self::One(one) => one == status,
            Self::Class(class) => class == status / 100,
        }
    }
}

impl std::fmt::Display for Statuses {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::One(status) => write!(f, "{status}"),
            Self::Class(class) => write!(f, "{class}xx"),
        }
    }
}

impl FromStr for Statuses {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let class = text.strip_suffix("xx").or_else(|| text.strip_suffix("XX"));
        let parsed = match class {
            Some(class) => {
                class.parse().ok().filter(|class| matches!(class, 1..=5)).map(Self::Class)
            }
            None => text.parse().ok().filter(|status| matches!(status, 100..=599)).map(Self::One),
        };
        parsed
            .ok_or_else(|| format!("`{text}` is not an HTTP status; write it like `401` or `4xx`"))
    }
}

impl FromStr for Refusal {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse() {
            _ if text.is_empty() => Ok(Self::Any),
            Ok(status @ (100..=599 | 1000..=4999)) if is_digits => Ok(Self::Status(status)),
            Ok(_) | Err(_) if is_digits => {
                Err(format!("`{text}` is neither an HTTP status nor a close code of a websocket"))
            }
            Ok(_) | Err(_) => Ok(Self::Code(text.to_owned())),
        }
    }
}

impl FromStr for Expression {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let node = jmespath::parse(text).map_err(|failure| match failure {
            Failure::Invalid(message) => message,
            Failure::Beyond(why) => why.to_owned(),
        })?;
        match node.wrong_call() {
            None => Ok(Self { text: text.to_owned(), node }),
            Some(wrong) => Err(wrong),
        }
    }
}

impl Expression {
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the value for a body that has this length.
    fn value(&self, body: &Value, length: usize) -> Result<Value, String> {
        evaluate(&self.node, body, length)
    }

    /// Says what was found instead of `true`. Of a comparison, that is its left side.
    fn unmet(&self, value: &Value, body: &Value, length: usize) -> String {
        let left = match &self.node {
            Node::Compare(_, left, _) => evaluate(left, body, length).ok(),
            _ => None,
        };
        let left = left.map(|left| format!("; its left side is {}", shortened(&left)));
        format!("`{}` is {}, not true{}", self.text, shortened(value), left.unwrap_or_default())
    }
}

/// Evaluates an expression in a time that grows with the body.
fn evaluate(node: &Node, body: &Value, length: usize) -> Result<Value, String> {
    let steps = Budget::STEPS.saturating_add(length.saturating_mul(4));
    jmespath::evaluate(node, body, &mut Budget::of(steps)).map_err(|stop| match stop {
        Stop::Failed(why) | Stop::FailedSomehow(why) | Stop::Undecided(why) => why,
    })
}

/// Returns a value as JSON, as far as it fits into a sentence.
fn shortened(value: &Value) -> String {
    const LONGEST: usize = 200;
    let json = value.to_json();
    if json.chars().count() <= LONGEST {
        return json;
    }
    let start: String = json.chars().take(LONGEST).collect();
    format!("{start}…")
}
