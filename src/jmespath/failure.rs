//! The reasons why a string is not accepted as an expression.

/// The reason why a string is not accepted as an expression.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Failure {
    /// The Go implementation rejects it with this message
    Invalid(String),
    /// It is not supported here, for this reason
    Beyond(&'static str),
}

/// The maximum nesting depth of an expression.
pub(super) const MAX_DEPTH: usize = 64;
pub(super) const TOO_DEEP: &str = "it nests deeper than 64 levels";

/// Returns an error with the message of the Go implementation.
pub(super) fn syntax<T>(message: &str) -> Result<T, Failure> {
    Err(Failure::Invalid(format!("SyntaxError: {message}")))
}
