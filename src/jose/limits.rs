//! Limits on the parts of a token that are processed.

/// The maximum number of signatures of a token in the general JSON serialization
pub(super) const MAX_SIGNATURES: usize = 64;

/// The maximum number of recipients of an encrypted token in the general JSON serialization
pub(super) const MAX_RECIPIENTS: usize = 64;

/// The maximum number of checks of a signature with a key, over all signatures of a token
pub(super) const MAX_TRIALS: usize = 16;
