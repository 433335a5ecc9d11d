//! The time that a command spends sending and waiting: its clock, its pauses, which Ctrl-C ends, and
//! a line on the terminal that shows progress.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::escape;
use crate::system::System;
#[cfg(unix)]
use crate::system::interrupt::Deferred;
use crate::system::interrupt::Interrupt;
use crate::system::progress::ProgressLine;

/// How often to check for Ctrl-C.
const TICK: Duration = Duration::from_millis(20);

/// The waiting of a command.
#[derive(Debug)]
pub(crate) struct Waiting {
    begun: Instant,
    /// `None` if Ctrl-C ends the process
    interrupt: Option<Interrupt>,
    /// The other signals, if they must wait
    #[cfg(unix)]
    deferred: Option<Deferred>,
    line: Option<ProgressLine>,
}

impl System {
    /// Begins to wait. In a series, Ctrl-C ends the waiting instead of the process, and a terminal
    /// shows progress.
    pub(crate) fn waiting(&self, is_series: bool) -> Waiting {
        let shows = is_series && self.shows_progress();
        Waiting {
            begun: Instant::now(),
            interrupt: is_series.then(Interrupt::watch),
            #[cfg(unix)]
            deferred: None,
            line: shows.then(ProgressLine::new),
        }
    }

    /// Begins something that neither Ctrl-C nor the end of the terminal or of the session must cut
    /// off. The caller asks afterwards whether one of them came; a second Ctrl-C ends the process.
    #[expect(clippy::unused_self, reason = "only a holder of the machine may watch it")]
    pub(crate) fn uninterrupted(&self) -> Waiting {
        Waiting {
            begun: Instant::now(),
            interrupt: Some(Interrupt::watch()),
            #[cfg(unix)]
            deferred: Some(Deferred::new()),
            line: None,
        }
    }
}

impl Waiting {
    /// Returns the time since the waiting began.
    pub(crate) fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }

    pub(crate) fn is_interrupted(&self) -> bool {
        #[cfg(unix)]
        if self.deferred.as_ref().is_some_and(Deferred::has_come) {
            return true;
        }
        self.interrupt.as_ref().is_some_and(Interrupt::is_pressed)
    }

    /// Waits. Returns `false` if Ctrl-C ended it.
    pub(crate) fn pause(&self, span: Duration) -> bool {
        let end = self.elapsed().saturating_add(span);
        while !self.is_interrupted() {
            let left = end.saturating_sub(self.elapsed());
            if left.is_zero() {
                return true;
            }
            std::thread::sleep(if self.interrupt.is_some() { left.min(TICK) } else { left });
        }
        false
    }

    /// Does something that may take long. Returns `None` if Ctrl-C ends the waiting for it.
    pub(super) fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        if self.interrupt.is_none() {
            return Some(work());
        }
        let (sender, receiver) = mpsc::channel();
        let started = std::thread::Builder::new().spawn(move || {
            // The receiver is gone after Ctrl-C.
            let _ = sender.send(work());
        });
        started.ok()?;
        while !self.is_interrupted() {
            match receiver.recv_timeout(TICK) {
                Ok(result) => return Some(result),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        None
    }

    /// Whether a terminal shows progress.
    pub(crate) const fn has_line(&self) -> bool {
        self.line.is_some()
    }

    /// Shows what the command does, on a terminal.
    pub(crate) fn show(&self, text: &str) {
        if let Some(line) = &self.line {
            line.set_message(escape::line(text).into_owned());
        }
    }

    /// Prints something while the line is away.
    pub(crate) fn aside(&self, print: impl FnOnce()) {
        match &self.line {
            Some(line) => line.suspend(print),
            None => print(),
        }
    }

    /// Ends the waiting: the line is removed, and Ctrl-C ends the process again.
    pub(crate) fn end(mut self) {
        self.clear();
        if let Some(interrupt) = self.interrupt.take() {
            interrupt.end();
        }
    }

    /// Removes the line before something else is printed.
    pub(crate) fn clear(&mut self) {
        if let Some(line) = self.line.take() {
            line.finish_and_clear();
        }
    }
}
