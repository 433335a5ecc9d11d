//! Why a text is not an expression.

/// Why a text is not an expression.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Failure {
    /// The implementation refuses it with this message
    Invalid(String),
    /// It is not read here, for this reason
    Beyond(&'static str),
}

/// How deep an expression may nest.
pub(super) const MAX_DEPTH: usize = 64;
pub(super) const TOO_DEEP: &str = "it nests deeper than 64 levels";

/// Fails with the implementation's message.
pub(super) fn syntax<T>(message: &str) -> Result<T, Failure> {
    Err(Failure::Invalid(format!("SyntaxError: {message}")))
}
