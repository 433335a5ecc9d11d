//! Work that is done on all cores, and whose results are used in order.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use crate::error::Error;

/// The pieces of work that each thread may have ahead of the result whose turn it is.
pub(super) const AHEAD: usize = 3;

/// Returns the number of threads that keep every core busy.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Gets work from `next` until there is none, does it on several threads, and passes the results to
/// `finish` in order. `next` and `finish` run on this thread and share `state`. Only so much work
/// is taken ahead that every thread has some.
///
/// What `next` could not get is an error after the results of the work before it; an error of
/// `finish` ends everything.
pub(crate) fn in_order<State, Work: Send, Done: Send>(
    threads: usize,
    state: &mut State,
    mut next: impl FnMut(&mut State) -> Result<Option<Work>, Error>,
    work: impl Fn(Work) -> Done + Sync,
    mut finish: impl FnMut(&mut State, Done) -> Result<(), Error>,
) -> Result<(), Error> {
    let (sender, receiver) = mpsc::channel::<(Work, mpsc::SyncSender<Done>)>();
    let queue = Mutex::new(receiver);
    let serve = || {
        loop {
            let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((piece, reply)) = job else { break };
            // The receiver is gone after an error.
            let _ = reply.send(work(piece));
        }
    };
    thread::scope(|scope| {
        // Dropped at the end of this scope, which ends the threads
        let sender = sender;
        for _ in 0..threads {
            scope.spawn(serve);
        }
        let mut expected = VecDeque::new();
        let mut end = None;
        loop {
            while end.is_none() && expected.len() < threads * AHEAD {
                match next(state) {
                    Ok(Some(piece)) => {
                        let (reply, done) = mpsc::sync_channel(1);
                        if sender.send((piece, reply)).is_ok() {
                            expected.push_back(done);
                        }
                    }
                    Ok(None) => end = Some(Ok(())),
                    Err(error) => end = Some(Err(error)),
                }
            }
            let Some(done) = expected.pop_front() else { break };
            // A thread that panicked makes the scope panic: what it did not do must not count.
            let Ok(done) = done.recv() else { break };
            finish(state, done)?;
        }
        end.unwrap_or(Ok(()))
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Counts to a limit, and fails there if `fails`.
    fn counting(
        limit: usize,
        fails: bool,
    ) -> impl FnMut(&mut Vec<usize>) -> Result<Option<usize>, Error> {
        let mut number = 0;
        move |_| {
            number += 1;
            match number {
                _ if number <= limit => Ok(Some(number)),
                _ if fails => Err(Error::NoHome),
                _ => Ok(None),
            }
        }
    }

    #[expect(clippy::unnecessary_wraps, reason = "what finishes may fail")]
    fn collect(results: &mut Vec<usize>, done: usize) -> Result<(), Error> {
        results.push(done);
        Ok(())
    }

    #[test]
    fn results_come_in_order_whatever_takes_longer() {
        for (threads, limit) in [(1, 100), (3, 1000), (8, 5), (2, 0)] {
            let mut results = Vec::new();
            let work = |number: usize| {
                for _ in 0..(number % 7) * 10 {
                    thread::yield_now();
                }
                number * 2
            };
            in_order(threads, &mut results, counting(limit, false), work, collect).unwrap();
            assert!(results.into_iter().eq((1..=limit).map(|number| number * 2)));
        }
    }

    #[test]
    fn an_error_of_the_input_comes_after_the_results_before_it() {
        let mut results = Vec::new();
        let failed = in_order(2, &mut results, counting(20, true), |number| number, collect);
        assert!(matches!(failed, Err(Error::NoHome)));
        assert_eq!(results.len(), 20);
    }

    #[test]
    fn an_error_of_the_output_ends_it_before_much_more_is_done() {
        let done = AtomicUsize::new(0);
        let work = |number: usize| {
            done.fetch_add(1, Ordering::SeqCst);
            number
        };
        let finish = |results: &mut Vec<usize>, number: usize| {
            results.push(number);
            if number == 5 { Err(Error::NoHome) } else { Ok(()) }
        };
        let mut results = Vec::new();
        let failed = in_order(2, &mut results, counting(usize::MAX, false), work, finish);
        assert!(matches!(failed, Err(Error::NoHome)));
        assert_eq!(results, [1, 2, 3, 4, 5]);
        assert!(done.load(Ordering::SeqCst) <= 5 + 2 * AHEAD);
    }
}
