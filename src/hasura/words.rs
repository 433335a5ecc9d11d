//! The words of an engine: why it does not start and why it refuses a request. Each engine has
//! its own faults and reasons.

/// The reason why an engine does not start, with its own message; `F` is the kind of fault.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct ConfigError<F> {
    pub(crate) message: String,
    pub(crate) fault: F,
    /// Whether the message is known only in part or differs between releases
    pub(crate) inexact: bool,
}

impl<F> ConfigError<F> {
    /// Returns an error with the engine's exact message.
    pub(crate) fn exact(fault: F, message: impl Into<String>) -> Self {
        Self { message: message.into(), fault, inexact: false }
    }

    /// Returns an error with a message that only resembles the engine's.
    pub(crate) fn inexact(fault: F, message: impl Into<String>) -> Self {
        Self { message: message.into(), fault, inexact: true }
    }
}

/// A reason with its own message.
pub(crate) trait Words: Copy {
    /// Returns the fixed part of the message.
    fn words(self) -> &'static str;
}

/// A refusal with the engine's message; `R` is the type of the reason.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Refusal<R> {
    pub(crate) reason: R,
    pub(crate) message: String,
}

impl<R: Words> Refusal<R> {
    /// Returns the variable part of the message.
    pub(crate) fn rest(&self) -> &str {
        self.message.strip_prefix(self.reason.words()).unwrap_or_default().trim()
    }

    /// Returns a refusal with a fixed message.
    pub(crate) fn of(reason: R) -> Self {
        Self { reason, message: reason.words().to_owned() }
    }

    /// Returns a refusal whose message continues after the fixed part and a space.
    pub(crate) fn with(reason: R, rest: &str) -> Self {
        Self { reason, message: format!("{} {rest}", reason.words()) }
    }
}
