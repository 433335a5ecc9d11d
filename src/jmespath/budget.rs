//! The cost of an evaluation, in steps, and why one ends without a value.

use crate::jose::json::Value;

/// Limits on all expressions together: a step is a part evaluated, a
/// value copied, or 64 bytes of text copied.
#[derive(Debug)]
pub(crate) struct Budget {
    left: usize,
}

/// Why an evaluation ends without a value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Stop {
    /// The implementation fails with this message
    Failed(String),
    /// It fails with an unknown message; this is ours
    FailedSomehow(String),
    /// Its behavior is unknown
    Undecided(String),
}

/// Texts cost a step for so many bytes.
const TEXT: usize = 64;

impl Budget {
    pub(crate) const STEPS: usize = 1 << 17;

    pub(crate) const fn new() -> Self {
        Self { left: Self::STEPS }
    }

    #[cfg(test)]
    pub(crate) const fn spent(&self) -> usize {
        Self::STEPS - self.left
    }

    pub(super) fn spend(&mut self, steps: usize) -> Result<(), Stop> {
        self.left = self.left.checked_sub(steps).ok_or_else(|| {
            self.left = 0;
            let most = Self::STEPS;
            Stop::Undecided(format!("the expressions take more than {most} steps"))
        })?;
        Ok(())
    }

    /// Spends what a copy of a value costs.
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
