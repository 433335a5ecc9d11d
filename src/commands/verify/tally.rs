//! How many tokens of a list were accepted, and the worst outcome.

use crate::exit::Outcome;

/// The outcomes so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) accepted: u64,
    pub(super) rejected: u64,
    pub(super) worst: Option<Outcome>,
}

impl Tally {
    pub(super) fn add(&mut self, outcome: Outcome) {
        if outcome == Outcome::Positive {
            self.accepted += 1;
        } else {
            self.rejected += 1;
        }
        self.worst = self.worst.max(Some(outcome));
    }

    pub(super) fn add_all(&mut self, other: &Self) {
        self.accepted += other.accepted;
        self.rejected += other.rejected;
        self.worst = self.worst.max(other.worst);
    }
}
