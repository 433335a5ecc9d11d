//! The exit codes promised to scripts, and how a finished command ended.

use std::process::ExitCode;

/// The exit codes. Their meanings never change, and there are no others. If the reader closes
/// the pipe early, that is a success.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum ExitStatus {
    /// 0: accepted, answered as expected
    Success = 0,
    /// 1: rejected, refused, or an expectation was not met
    Negative = 1,
    /// 2: the command line is invalid
    Usage = 2,
    /// 3: a token, key, file, configuration or profile cannot be used
    Input = 3,
    /// 4: a key set, endpoint or issuer cannot be reached
    Unreachable = 4,
    /// 5: not logged in, the store is locked, or the login was refused
    Credentials = 5,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status as u8)
    }
}

/// The outcome of a command that has an answer, or the worst outcome of several answers.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Outcome {
    /// Yes
    Positive,
    /// No, which is an answer
    Negative,
    /// The input contains nothing to answer about, which the document reports
    Unreadable,
    /// Something could not be reached, which the document reports
    Unreachable,
}

impl From<Outcome> for ExitStatus {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Positive => Self::Success,
            Outcome::Negative => Self::Negative,
            Outcome::Unreadable => Self::Input,
            Outcome::Unreachable => Self::Unreachable,
        }
    }
}

impl Outcome {
    /// Returns `Positive` if a condition is true, else `Negative`.
    pub(crate) const fn of(positive: bool) -> Self {
        if positive { Self::Positive } else { Self::Negative }
    }
}
