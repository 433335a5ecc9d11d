//! Limits on regular expressions, and the reasons why one is not compiled.

use std::fmt;

/// The maximum number of states of a compiled expression.
pub(super) const MAX_STATES: usize = 10_000;
/// The maximum depth to which groups and repetitions may nest.
pub(super) const MAX_NESTING: usize = 250;

/// The budget for all expressions of a configuration together, in states and items of classes.
#[derive(Debug)]
pub(in crate::hasura::relyauth) struct Budget {
    left: usize,
}

/// The reason why an expression is not compiled.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::hasura::relyauth) enum Failure {
    /// Go rejects it with this message
    Invalid(String),
    /// It exceeds a limit of what is compiled here
    TooLarge(Bound),
}

/// A limit that an expression exceeds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::hasura::relyauth) enum Bound {
    States,
    Nesting,
    Total,
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::States => write!(f, "it compiles to more than {MAX_STATES} states"),
            Self::Nesting => write!(f, "it nests deeper than {MAX_NESTING} levels"),
            Self::Total => write!(
                f,
                "the expressions of the configuration compile to more than {} states together",
                Budget::TOTAL
            ),
        }
    }
}

impl Budget {
    pub(in crate::hasura::relyauth) const TOTAL: usize = 20_000;

    pub(in crate::hasura::relyauth) const fn new() -> Self {
        Self { left: Self::TOTAL }
    }

    pub(in crate::hasura::relyauth) const fn spend(&mut self, amount: usize) -> Result<(), Bound> {
        match self.left.checked_sub(amount) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(Bound::Total),
        }
    }

    /// Returns the amount used so far.
    #[cfg(test)]
    pub(in crate::hasura::relyauth) const fn spent(&self) -> usize {
        Self::TOTAL - self.left
    }
}
