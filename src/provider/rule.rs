//! The rule that a provider's file adds to the list of [`rules`](super::rules).

use crate::provider::evidence::Evidence;
use crate::provider::origin::Origin;

/// How to recognize a provider's tokens and how to describe one.
pub(crate) struct Rule {
    pub(super) recognises: fn(&Evidence<'_>) -> bool,
    pub(super) describe: fn(&Evidence<'_>) -> Origin,
}
