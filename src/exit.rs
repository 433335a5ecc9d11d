//! The exit codes promised to scripts, and how a finished command ended.

use std::process::ExitCode;

/// Exit codes. The numbers never change their meaning, and
/// there are no others. A reader that closes the pipe early is a success.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum ExitStatus {
    /// 0: accepted, answered as expected
    Success = 0,
    /// 1: rejected, refused, an expectation not met
    Negative = 1,
    /// 2: the command line makes no sense
    Usage = 2,
    /// 3: a token, key, file, configuration or profile cannot be used
    Input = 3,
    /// 4: a key set, endpoint or issuer cannot be reached
    Unreachable = 4,
    /// 5: not logged in, the store is locked, the log-in was refused
    Credentials = 5,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status as u8)
    }
}

/// The outcome of a command that had an answer; the worst of several.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Outcome {
    /// Yes
    Positive,
    /// No, and that is an answer
    Negative,
    /// There was nothing in the input to answer about, and the document says so
    Unreadable,
    /// It could not be reached, and the document says so
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
    /// Positive if a condition is true.
    pub(crate) const fn of(positive: bool) -> Self {
        if positive { Self::Positive } else { Self::Negative }
    }
}
