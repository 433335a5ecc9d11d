//! Why a text is not an expression.

/// Why a text is not an expression.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Failure {
    /// The implementation refuses it, in these words
    Invalid(String),
    /// It is not read here, for this reason
    Beyond(&'static str),
}

/// How deep an expression may nest.
pub(super) const MAX_DEPTH: usize = 64;
pub(super) const TOO_DEEP: &str = "it nests deeper than 64 levels";

/// Fails in the words of the implementation.
pub(super) fn syntax<T>(message: &str) -> Result<T, Failure> {
    Err(Failure::Invalid(format!("SyntaxError: {message}")))
}
