//! Standard input, which can be claimed once.

use std::io::{self, BufRead as _, BufReader, IsTerminal as _, Read as _};

use crate::error::Error;
use crate::system::files::{MAX_INPUT, MAX_INPUT_WORDS};

/// Standard input and who has claimed it.
#[derive(Debug)]
pub(crate) struct Stdin {
    /// Whether it is a terminal
    pub(crate) is_terminal: bool,
    claimed_for: Option<&'static str>,
}

/// Standard input, read line by line.
pub(crate) type Lines = BufReader<io::Stdin>;

impl Stdin {
    pub(super) fn new() -> Self {
        Self { is_terminal: stream().is_terminal(), claimed_for: None }
    }

    /// Claims the stream for a purpose that an error message can name.
    ///
    /// # Errors
    ///
    /// [`Error::StdinTwice`] if it was claimed before.
    pub(crate) fn claim(&mut self, purpose: &'static str) -> Result<Lines, Error> {
        match self.claimed_for.replace(purpose) {
            None => Ok(BufReader::with_capacity(64 * 1024, stream())),
            Some(first) => Err(Error::StdinTwice { first, second: purpose }),
        }
    }

    /// Reads the whole stream, up to the limit of one input.
    pub(crate) fn read_to_end(&mut self, purpose: &'static str) -> Result<Vec<u8>, Error> {
        read_rest(&mut self.claim(purpose)?, Vec::new())
    }
}

/// Reads the rest of a stream and appends it to what was read before.
pub(crate) fn read_rest(lines: &mut Lines, mut bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
    let limit = (MAX_INPUT + 1).saturating_sub(bytes.len());
    lines.take(limit as u64).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > MAX_INPUT {
        return Err(Error::TooLarge { what: "standard input".to_owned(), limit: MAX_INPUT_WORDS });
    }
    Ok(bytes)
}

/// Reads one line including its line feed, up to the limit of one input; empty at the end
/// of the stream.
pub(crate) fn read_line(lines: &mut Lines) -> Result<Vec<u8>, Error> {
    let mut line = Vec::new();
    let limit = MAX_INPUT as u64 + 1;
    lines.take(limit).read_until(b'\n', &mut line).map_err(unreadable)?;
    if line.len() > MAX_INPUT {
        let what = "a line of standard input".to_owned();
        return Err(Error::TooLarge { what, limit: MAX_INPUT_WORDS });
    }
    Ok(line)
}

fn unreadable(source: io::Error) -> Error {
    Error::Unreadable { what: "standard input".to_owned(), source }
}

pub(super) fn stream() -> io::Stdin {
    #[expect(clippy::disallowed_methods, reason = "the one place that touches standard input")]
    io::stdin()
}
