//! The time limit for all key fetches of a command together.

use std::time::{Duration, Instant};

/// The total time that a command may spend on fetching keys, from any number of servers.
const TIME: Duration = Duration::from_secs(20);

/// The time budget that all key fetches of a command share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FetchTime {
    total: Duration,
    left: Duration,
}

impl Default for FetchTime {
    fn default() -> Self {
        Self::new(TIME)
    }
}

impl FetchTime {
    pub(crate) const fn new(total: Duration) -> Self {
        Self { total, left: total }
    }

    /// Returns the deadline for a fetch that starts now, or `None` if no time is left.
    pub(super) fn deadline(self, now: Instant) -> Option<Instant> {
        now.checked_add(self.left).filter(|_| !self.left.is_zero())
    }

    pub(super) fn spend(&mut self, time: Duration) {
        self.left = self.left.saturating_sub(time);
    }

    /// Returns the message for a fetch that was stopped.
    pub(super) fn stopped(self) -> String {
        let seconds = self.total.as_secs_f64();
        format!("no response within {seconds} s, the limit for all key fetches")
    }

    /// Returns the message for a fetch that was not started.
    pub(super) fn used_up(self) -> String {
        let seconds = self.total.as_secs_f64();
        format!("not tried: the limit of {seconds} s for all key fetches has been reached")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl FetchTime {
        pub(crate) fn left(self) -> Duration {
            self.left
        }
    }

    #[test]
    fn all_key_fetches_share_one_span_of_time() {
        let now = Instant::now();
        let seconds = Duration::from_secs;
        let mut time = FetchTime::default();
        assert_eq!(time.deadline(now), Some(now + seconds(20)));
        time.spend(seconds(15));
        assert_eq!(time.deadline(now), Some(now + seconds(5)));
        time.spend(Duration::from_millis(4_999));
        assert_eq!(time.deadline(now), Some(now + Duration::from_millis(1)));
        time.spend(seconds(1));
        assert_eq!(time.deadline(now), None);
        assert_eq!(time.stopped(), "no response within 20 s, the limit for all key fetches");
        assert_eq!(
            time.used_up(),
            "not tried: the limit of 20 s for all key fetches has been reached"
        );
    }
}
