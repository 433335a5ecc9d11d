//! How many signature checks are made for a token.

use crate::jose::limits::MAX_TRIALS;

/// The number of signature checks left for a token. It is limited because whoever writes the
/// token may also choose the keys.
#[derive(Debug)]
pub struct Trials {
    left: usize,
}

impl Default for Trials {
    fn default() -> Self {
        Self::new()
    }
}

impl Trials {
    /// Returns the trials for one token.
    pub const fn new() -> Self {
        Self { left: MAX_TRIALS }
    }

    /// Whether no more signatures may be checked.
    pub const fn are_used_up(&self) -> bool {
        self.left == 0
    }

    /// Uses up one trial. Returns whether there was one left.
    pub const fn take(&mut self) -> bool {
        let is_left = self.left > 0;
        self.left = self.left.saturating_sub(1);
        is_left
    }
}
