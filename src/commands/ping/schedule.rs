//! Whether and when a request is sent again. Pure: time is what the caller says it is.

use std::time::Duration;

use crate::system::http::FailureKind;

/// The first pause. Each one after it is twice as long, up to [`LONGEST`].
const FIRST: Duration = Duration::from_millis(100);
const LONGEST: Duration = Duration::from_secs(5);

/// How long `Retry-After` is obeyed without `--wait`.
const LONGEST_ASKED: Duration = Duration::from_secs(60);

/// The time that the last request before the end of `--wait` has at least.
const LAST_REQUEST: Duration = Duration::from_secs(1);

/// How long and how often a request that fails is sent again.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Patience {
    /// `--wait`: the time from the start of the command
    pub(super) wait: Option<Duration>,
    /// `--retry`
    pub(super) retries: Option<u32>,
    /// Whether an answer that is not as expected is a failure too
    pub(super) until_as_expected: bool,
}

/// How a request ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Attempt {
    Unanswered(FailureKind),
    Answered {
        status: u16,
        as_expected: bool,
        /// The pause that the endpoint asks for
        retry_after: Option<Duration>,
    },
}

/// The clock and the pauses of a command.
pub(super) trait Clock {
    /// Returns the time since the start of the command.
    fn elapsed(&self) -> Duration;

    /// Waits. Returns `false` if the user wants the command to end.
    fn pause(&mut self, span: Duration, last: &Attempt) -> bool;
}

impl Patience {
    /// Returns the time that a request may take.
    pub(super) fn timeout(&self, usual: Duration, elapsed: Duration) -> Duration {
        match self.wait {
            Some(wait) => usual.min(wait.saturating_sub(elapsed).max(LAST_REQUEST)),
            None => usual,
        }
    }

    /// Returns the pause before the next request; `None` if this was the last one. `sent` is how
    /// many there were.
    fn pause(&self, attempt: &Attempt, sent: u32, elapsed: Duration) -> Option<Duration> {
        let is_enough = self.retries.is_some_and(|retries| sent > retries);
        if is_enough || !self.goes_on(attempt) || (self.wait.is_none() && self.retries.is_none()) {
            return None;
        }
        let doubled = FIRST.saturating_mul(1_u32.checked_shl(sent - 1).unwrap_or(u32::MAX));
        let asked = match attempt {
            Attempt::Answered { retry_after, .. } => retry_after.unwrap_or_default(),
            Attempt::Unanswered(_) => Duration::ZERO,
        };
        let pause = doubled.min(LONGEST).max(asked);
        match self.wait {
            None => Some(pause.min(LONGEST_ASKED)),
            Some(wait) => {
                let left = wait.saturating_sub(elapsed);
                (!left.is_zero()).then(|| pause.min(left))
            }
        }
    }

    /// Whether another request may succeed.
    const fn goes_on(&self, attempt: &Attempt) -> bool {
        match attempt {
            // The next response would have the same certificate or the same size.
            Attempt::Unanswered(FailureKind::Certificate | FailureKind::TooLarge) => false,
            Attempt::Unanswered(_) => true,
            Attempt::Answered { as_expected, .. } if self.until_as_expected => !*as_expected,
            Attempt::Answered { status, .. } => matches!(status, 502..=504),
        }
    }
}

/// Sends a request until it needs no repetition. Returns the last result and the number of
/// requests; no result if the user ended the first one.
pub(super) fn persist<C: Clock, T>(
    patience: &Patience,
    clock: &mut C,
    mut send: impl FnMut(&mut C) -> Option<(Attempt, T)>,
) -> (Option<T>, u32) {
    let mut last = None;
    let mut count = 0;
    while let Some((attempt, result)) = send(clock) {
        count += 1;
        last = Some(result);
        let pause = patience.pause(&attempt, count, clock.elapsed());
        let goes_on = pause.is_some_and(|pause| clock.pause(pause, &attempt));
        if !goes_on {
            break;
        }
    }
    (last, count)
}

/// Whether a token that was minted at a time has to be minted again: half of its life is over.
pub(super) fn is_due(minted: Duration, lifetime: Duration, now: Duration) -> bool {
    now.saturating_sub(minted) >= lifetime / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A clock that only moves in pauses, and each request takes 10 ms.
    #[derive(Default)]
    struct Fake {
        now: Duration,
        pauses: Vec<u64>,
        /// The user presses Ctrl-C in this pause.
        interrupted_in: Option<usize>,
    }

    impl Clock for Fake {
        fn elapsed(&self) -> Duration {
            self.now
        }

        fn pause(&mut self, span: Duration, _: &Attempt) -> bool {
            self.now += span;
            self.pauses.push(u64::try_from(span.as_millis()).unwrap());
            self.interrupted_in != Some(self.pauses.len())
        }
    }

    const REFUSED: Attempt = Attempt::Unanswered(FailureKind::Connection);

    fn answered(status: u16) -> Attempt {
        Attempt::Answered { status, as_expected: status == 200, retry_after: None }
    }

    fn asking(seconds: u64) -> Attempt {
        let retry_after = Some(Duration::from_secs(seconds));
        Attempt::Answered { status: 503, as_expected: false, retry_after }
    }

    /// Returns how many requests were sent, and the pauses between them in milliseconds. The last
    /// attempt is repeated for ever.
    fn run(patience: &Patience, attempts: &[Attempt]) -> (u32, Vec<u64>) {
        run_on(&mut Fake::default(), patience, attempts)
    }

    fn run_on(clock: &mut Fake, patience: &Patience, attempts: &[Attempt]) -> (u32, Vec<u64>) {
        let mut index = 0;
        let (last, sent) = persist(patience, clock, |clock| {
            clock.now += Duration::from_millis(10);
            let attempt = *attempts.get(index).or(attempts.last())?;
            index += 1;
            Some((attempt, index))
        });
        assert_eq!(last, Some(sent as usize));
        (sent, clock.pauses.clone())
    }

    fn wait(seconds: u64) -> Patience {
        Patience { wait: Some(Duration::from_secs(seconds)), ..Patience::default() }
    }

    fn retry(retries: u32) -> Patience {
        Patience { retries: Some(retries), ..Patience::default() }
    }

    #[test]
    fn without_flags_a_request_is_sent_once() {
        assert_eq!(run(&Patience::default(), &[REFUSED]), (1, vec![]));
        assert_eq!(run(&Patience::default(), &[answered(503)]), (1, vec![]));
    }

    #[test]
    fn pauses_double_up_to_five_seconds_and_end_with_the_limit() {
        let (sent, pauses) = run(&wait(30), &[REFUSED]);
        assert_eq!(pauses[..7], [100, 200, 400, 800, 1600, 3200, 5000]);
        assert_eq!(sent as usize, pauses.len() + 1);
        let total: u64 = pauses.iter().sum::<u64>() + u64::from(sent) * 10;
        assert!((30_000..30_020).contains(&total), "{total}");
        assert!(run(&wait(100_000), &[REFUSED]).1.iter().all(|pause| *pause <= 5000));
    }

    #[test]
    fn an_answer_ends_the_wait_unless_a_gateway_gives_it() {
        for status in [200, 204, 302, 400, 401, 404, 429, 500, 501, 505] {
            assert_eq!(run(&wait(60), &[REFUSED, answered(status)]), (2, vec![100]), "{status}");
        }
        for status in [502, 503, 504] {
            let (sent, _) = run(&wait(60), &[answered(status), answered(status), answered(401)]);
            assert_eq!(sent, 3, "{status}");
        }
    }

    #[test]
    fn what_another_request_cannot_fix_ends_the_wait() {
        for kind in [FailureKind::Certificate, FailureKind::TooLarge] {
            assert_eq!(run(&wait(60), &[Attempt::Unanswered(kind)]).0, 1, "{kind:?}");
        }
        for kind in [FailureKind::Dns, FailureKind::Tls, FailureKind::Timeout, FailureKind::Other] {
            assert_eq!(
                run(&wait(60), &[Attempt::Unanswered(kind), answered(200)]).0,
                2,
                "{kind:?}"
            );
        }
    }

    #[test]
    fn with_an_explicit_expectation_only_what_meets_it_ends_the_wait() {
        let patience = Patience { until_as_expected: true, ..wait(60) };
        let met = |status| Attempt::Answered { status, as_expected: true, retry_after: None };
        let (sent, _) = run(&patience, &[answered(401), answered(500), REFUSED, met(401)]);
        assert_eq!(sent, 4);
        assert_eq!(run(&patience, &[met(503)]).0, 1);
    }

    #[test]
    fn retries_are_counted_and_a_wait_limits_them_too() {
        assert_eq!(run(&retry(0), &[REFUSED]), (1, vec![]));
        assert_eq!(run(&retry(3), &[REFUSED]), (4, vec![100, 200, 400]));
        assert_eq!(run(&retry(3), &[REFUSED, answered(200)]), (2, vec![100]));
        let both = Patience { wait: Some(Duration::from_secs(1)), ..retry(100) };
        assert_eq!(run(&both, &[REFUSED]).1, [100, 200, 400, 260]);
        // Many retries do not overflow.
        assert_eq!(run(&retry(70), &[REFUSED]).0, 71);
    }

    #[test]
    fn the_endpoint_says_when_to_come_back_but_not_after_the_limit() {
        assert_eq!(run(&wait(60), &[asking(7), answered(200)]).1, [7000]);
        assert_eq!(run(&wait(60), &[asking(0), answered(200)]).1, [100]);
        assert_eq!(run(&wait(5), &[asking(7), answered(200)]).1, [4990]);
        assert_eq!(run(&retry(1), &[asking(7), answered(200)]).1, [7000]);
        assert_eq!(run(&retry(1), &[asking(86_400), answered(200)]).1, [60_000]);
    }

    #[test]
    fn a_request_does_not_outlast_the_wait() {
        let seconds = Duration::from_secs;
        let timeout = |elapsed| wait(30).timeout(seconds(10), seconds(elapsed)).as_secs();
        assert_eq!([timeout(0), timeout(25), timeout(30), timeout(99)], [10, 5, 1, 1]);
        assert_eq!(retry(3).timeout(seconds(10), seconds(99)), seconds(10));
    }

    #[test]
    fn an_interruption_ends_the_wait_with_the_last_answer() {
        let mut clock = Fake { interrupted_in: Some(3), ..Fake::default() };
        assert_eq!(run_on(&mut clock, &wait(60), &[REFUSED]).0, 3);
        let nothing: (Option<()>, u32) = persist(&wait(60), &mut Fake::default(), |_| None);
        assert_eq!(nothing, (None, 0));
    }

    #[test]
    fn a_token_is_minted_again_before_it_expires() {
        let seconds = Duration::from_secs;
        let is_due = |minted, now| is_due(seconds(minted), seconds(60), seconds(now));
        assert_eq!(
            [is_due(0, 29), is_due(0, 30), is_due(30, 59), is_due(30, 60)],
            [false, true, false, true]
        );
    }
}
