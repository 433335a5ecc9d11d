//! The words of an engine: why it does not start, and why it refuses. Each engine has its
//! own faults and reasons.

/// Why an engine does not start, with its own message; `F` is the kind of fault.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct ConfigError<F> {
    pub(crate) message: String,
    pub(crate) fault: F,
    /// Whether the engine's message is known only in part, or differs by release
    pub(crate) inexact: bool,
}

impl<F> ConfigError<F> {
    /// An error with the engine's exact message.
    pub(crate) fn exact(fault: F, message: impl Into<String>) -> Self {
        Self { message: message.into(), fault, inexact: false }
    }

    /// An error with a message like the engine's.
    pub(crate) fn inexact(fault: F, message: impl Into<String>) -> Self {
        Self { message: message.into(), fault, inexact: true }
    }
}

/// A reason with its own message.
pub(crate) trait Words: Copy {
    /// The fixed part of the message.
    fn words(self) -> &'static str;
}

/// A refusal with the engine's message; `R` is the reason.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Refusal<R> {
    pub(crate) reason: R,
    pub(crate) message: String,
}

impl<R: Words> Refusal<R> {
    /// The variable part of the message.
    pub(crate) fn rest(&self) -> &str {
        self.message.strip_prefix(self.reason.words()).unwrap_or_default().trim()
    }

    /// A refusal with a fixed message.
    pub(crate) fn of(reason: R) -> Self {
        Self { reason, message: reason.words().to_owned() }
    }

    /// A refusal whose message continues after its fixed part and a space.
    pub(crate) fn with(reason: R, rest: &str) -> Self {
        Self { reason, message: format!("{} {rest}", reason.words()) }
    }
}
