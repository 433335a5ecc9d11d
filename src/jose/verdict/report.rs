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
}

impl Report {
    pub(super) const fn new(strict: bool) -> Self {
        Self { checks: Vec::new(), warnings: Vec::new(), strict }
    }

    /// Adds a check that passed.
    pub(super) fn pass(&mut self, name: &str, message: impl Into<String>) {
        let message = message.into();
        self.checks.push(Check { name: name.to_owned(), code: None, message });
    }

    /// Adds a check that failed.
    pub(super) fn fail(&mut self, name: &str, code: Code, message: impl Into<String>) {
        let message = message.into();
        self.checks.push(Check { name: name.to_owned(), code: Some(code), message });
    }

    /// Adds a check that passed or failed, depending on its result.
    pub(super) fn check(&mut self, name: &str, result: Result<String, (Code, String)>) {
        match result {
            Ok(message) => self.pass(name, message),
            Err((code, message)) => self.fail(name, code, message),
        }
    }

    /// Adds warnings, or failed checks if the policy is strict.
    pub(super) fn advise(&mut self, lints: Vec<Note<Code>>) {
        for lint in lints {
            if self.strict {
                self.fail("strict", lint.code, lint.message);
            } else {
                self.warnings.push(lint);
            }
        }
    }
}
