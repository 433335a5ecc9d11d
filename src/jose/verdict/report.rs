//! The checks and warnings of a verdict, collected in the order in which they are made.

use crate::jose::code::Code;
use crate::jose::note::Note;

/// One check of a verdict.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Check {
    /// What was checked: `form`, `signature`, `exp`, …
    pub name: String,
    /// The code of the failure, or `None` if the check passed
    pub code: Option<Code>,
    /// What was found
    pub message: String,
}

impl Check {
    /// Whether the check passed.
    pub const fn passed(&self) -> bool {
        self.code.is_none()
    }
}

/// The checks and warnings collected so far.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) checks: Vec<Check>,
    pub(super) warnings: Vec<Note<Code>>,
    /// Whether warnings count as failures
    strict: bool,
    /// Whether only failures are kept
    only_failures: bool,
}

impl Report {
    pub(super) const fn new(strict: bool) -> Self {
        Self { checks: Vec::new(), warnings: Vec::new(), strict, only_failures: false }
    }

    /// Returns a report that keeps only the checks that failed. The messages of the others are
    /// not even made.
    pub(super) const fn of_failures(strict: bool) -> Self {
        Self { checks: Vec::new(), warnings: Vec::new(), strict, only_failures: true }
    }

    /// Adds a check that passed.
    pub(super) fn pass<M: Into<String>>(&mut self, name: &str, message: impl FnOnce() -> M) {
        if !self.only_failures {
            let message = message().into();
            self.checks.push(Check { name: name.to_owned(), code: None, message });
        }
    }

    /// Adds a check that failed.
    pub(super) fn fail(&mut self, name: &str, code: Code, message: impl Into<String>) {
        let message = message.into();
        self.checks.push(Check { name: name.to_owned(), code: Some(code), message });
    }

    /// Adds warnings that no policy turns into failures.
    pub(super) fn warn(&mut self, lints: impl FnOnce() -> Vec<Note<Code>>) {
        if !self.only_failures {
            self.warnings.extend(lints());
        }
    }

    /// Adds warnings, or failed checks if the policy is strict.
    pub(super) fn advise(&mut self, lints: impl FnOnce() -> Vec<Note<Code>>) {
        if self.only_failures && !self.strict {
            return;
        }
        for lint in lints() {
            if self.strict {
                self.fail("strict", lint.code, lint.message);
            } else {
                self.warnings.push(lint);
            }
        }
    }
}
