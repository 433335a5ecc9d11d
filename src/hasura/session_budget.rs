//! A limit on the session size of one answer: every path to a claim copies the claim.

use crate::jose::json::Value;

/// The maximum size of the claims that paths copy into the session of one answer, in MiB.
const MAX_MEBIBYTES: usize = 16;

/// The size of a value besides its text, in bytes.
const PER_VALUE: usize = 32;

/// The number of bytes that paths may still copy into a session.
#[derive(Debug)]
pub(crate) struct SessionBudget {
    left: usize,
}

/// The error for a configuration whose paths copy too much into a session.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the session variables take more than {MAX_MEBIBYTES} MiB, so the answer is not predicted")]
pub(crate) struct SessionTooLarge;

impl SessionBudget {
    pub(crate) const fn new() -> Self {
        Self { left: MAX_MEBIBYTES << 20 }
    }

    /// Spends the size of a value before it is copied.
    ///
    /// # Errors
    ///
    /// Returns an error if the session becomes too large.
    pub(crate) fn spend(&mut self, value: &Value) -> Result<(), SessionTooLarge> {
        self.bytes(PER_VALUE)?;
        match value {
            Value::Null | Value::Bool(_) => Ok(()),
            Value::Number(number) => self.bytes(number.as_str().len()),
            Value::String(text) => self.bytes(text.len()),
            Value::Array(elements) => elements.iter().try_for_each(|element| self.spend(element)),
            Value::Object(object) => object.iter().try_for_each(|(name, value)| {
                self.bytes(name.len())?;
                self.spend(value)
            }),
        }
    }

    fn bytes(&mut self, count: usize) -> Result<(), SessionTooLarge> {
        let left = self.left.checked_sub(count).ok_or(SessionTooLarge);
        self.left = left.unwrap_or(0);
        left.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_value_is_counted() {
        for (text, bytes) in [
            ("null", 32),
            (r#""abc""#, 35),
            ("1.50", 36),
            ("[true,[]]", 96),
            (r#"{"name":"abc"}"#, 71),
        ] {
            let mut budget = SessionBudget::new();
            let before = budget.left;
            budget.spend(&Value::parse(text.as_bytes()).unwrap()).unwrap();
            assert_eq!(before - budget.left, bytes, "{text}");
        }
    }

    #[test]
    fn nothing_fits_once_the_budget_is_spent() {
        let mut budget = SessionBudget::new();
        let half = Value::from("x".repeat(8 << 20));
        assert_eq!(budget.spend(&half), Ok(()));
        assert_eq!(budget.spend(&half), Err(SessionTooLarge));
        assert_eq!(budget.spend(&Value::Null), Err(SessionTooLarge));
    }
}
