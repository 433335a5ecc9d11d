//! The words of an engine: why it does not start, and why it refuses. Each engine has its
//! own faults and reasons.

/// Why an engine does not start, in its own words; an `F` is what is wrong.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct ConfigError<F> {
    pub(crate) message: String,
    pub(crate) fault: F,
    /// Whether the engine's words are known only in part, or differ by release
    pub(crate) inexact: bool,
}

impl<F> ConfigError<F> {
    /// An error in the engine's exact words.
    pub(crate) fn exact(fault: F, message: impl Into<String>) -> Self {
        Self { message: message.into(), fault, inexact: false }
    }

    /// An error in words like the engine's.
    pub(crate) fn inexact(fault: F, message: impl Into<String>) -> Self {
        Self { message: message.into(), fault, inexact: true }
    }
}

/// A reason with its own message.
pub(crate) trait Words: Copy {
    /// The part of the message that never changes.
    fn words(self) -> &'static str;
}

/// A refusal as the engine words it; an `R` is the reason.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Refusal<R> {
    pub(crate) reason: R,
    pub(crate) message: String,
}

impl<R: Words> Refusal<R> {
    /// What follows the fixed words of the message.
    pub(crate) fn rest(&self) -> &str {
        self.message.strip_prefix(self.reason.words()).unwrap_or_default().trim()
    }

    /// A refusal whose message never changes.
    pub(crate) fn of(reason: R) -> Self {
        Self { reason, message: reason.words().to_owned() }
    }

    /// A refusal whose message goes on after its fixed words and a space.
    pub(crate) fn with(reason: R, rest: &str) -> Self {
        Self { reason, message: format!("{} {rest}", reason.words()) }
    }
}
