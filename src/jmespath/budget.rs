//! The cost of an evaluation, in steps, and the reasons why it ends without a value.

use crate::jose::json::Value;

/// A limit on the steps of all expressions together. Evaluating a node, copying a value and copying
/// 64 bytes of text each cost one step.
#[derive(Debug)]
pub(crate) struct Budget {
    most: usize,
    left: usize,
}

/// The reason why an evaluation ends without a value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Stop {
    /// The Go implementation fails with this message
    Failed(String),
    /// The Go implementation fails; its message is unknown, and this one replaces it
    FailedSomehow(String),
    /// The result of the Go implementation is unknown
    Undecided(String),
}

/// The bytes of text that can be copied for one step.
const TEXT: usize = 64;

impl Budget {
    pub(crate) const STEPS: usize = 1 << 17;

    pub(crate) const fn new() -> Self {
        Self::of(Self::STEPS)
    }

    /// Returns a budget with this many steps.
    pub(crate) const fn of(most: usize) -> Self {
        Self { most, left: most }
    }

    #[cfg(test)]
    pub(crate) const fn spent(&self) -> usize {
        self.most - self.left
    }

    pub(super) fn spend(&mut self, steps: usize) -> Result<(), Stop> {
        self.left = self.left.checked_sub(steps).ok_or_else(|| {
            self.left = 0;
            let most = self.most;
            Stop::Undecided(format!("the expressions take more than {most} steps"))
        })?;
        Ok(())
    }

    /// Spends the cost of copying a value.
    pub(crate) fn copy(&mut self, value: &Value) -> Result<(), Stop> {
        self.spend(1)?;
        match value {
            Value::Null | Value::Bool(_) => Ok(()),
            Value::Number(number) => self.text(number.as_str()),
            Value::String(text) => self.text(text),
            Value::Array(elements) => elements.iter().try_for_each(|element| self.copy(element)),
            Value::Object(object) => object.iter().try_for_each(|(name, value)| {
                self.text(name)?;
                self.copy(value)
            }),
        }
    }

    pub(super) fn text(&mut self, text: &str) -> Result<(), Stop> {
        self.spend(text.len() / TEXT)
    }
}
