//! What the terminal can show: how wide it is, and whether it knows escape sequences.

use crate::system::environment::Environment;

#[cfg(unix)]
use std::os::fd::AsFd as Stream;
#[cfg(windows)]
use std::os::windows::io::AsHandle as Stream;

/// A terminal with fewer columns breaks the lines itself: little would be left beside an indent.
#[cfg(any(unix, windows))]
const NARROWEST: u16 = 40;

/// Returns the columns that lines have to fit on the terminal that a stream goes to; `None` if
/// it goes elsewhere or the terminal does not tell.
#[cfg(any(unix, windows))]
pub(super) fn width(stream: impl Stream) -> Option<usize> {
    let (terminal_size::Width(columns), _) = terminal_size::terminal_size_of(stream)?;
    Some(columns.max(NARROWEST).into())
}

/// The same on other platforms, where nothing is known.
#[cfg(not(any(unix, windows)))]
pub(super) fn width<T>(_: T) -> Option<usize> {
    None
}

impl Environment {
    /// Whether the terminal knows no escape sequences: `TERM` is `dumb`.
    pub(super) fn has_dumb_terminal(self) -> bool {
        self.raw("TERM").is_some_and(|name| name == "dumb")
    }
}
