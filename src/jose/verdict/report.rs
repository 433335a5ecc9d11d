//! The checks of a verdict, collected in the order in which they are made.

use crate::jose::code::Code;
use crate::jose::note::Note;

/// One check.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Check {
    /// What was checked: `form`, `signature`, `exp`, …
    pub name: String,
    /// Why it failed, or `None` if it passed
    pub code: Option<Code>,
    /// What was found
    pub message: String,
}

impl Check {
    /// Whether it passed.
    pub const fn passed(&self) -> bool {
        self.code.is_none()
    }
}

/// Checks and warnings so far.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) checks: Vec<Check>,
    pub(super) warnings: Vec<Note<Code>>,
    /// Whether warnings are failures
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

    /// Adds a check by its result.
    pub(super) fn check(&mut self, name: &str, result: Result<String, (Code, String)>) {
        match result {
            Ok(message) => self.pass(name, message),
            Err((code, message)) => self.fail(name, code, message),
        }
    }

    /// Adds advice: warnings, or failed checks if the policy is strict.
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
