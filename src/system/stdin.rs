//! Standard input, which can be claimed only once.

use std::io::{self, BufRead as _, BufReader, IsTerminal as _, Read as _};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::error::{Error, Input, Place, Subject};
use crate::system::files::{self, MAX_INPUT, MAX_INPUT_WORDS};

/// Standard input and the purpose it was claimed for.
#[derive(Debug)]
pub(crate) struct Stdin {
    /// Whether the stream is a terminal
    pub(crate) is_terminal: bool,
    claimed_for: Option<Subject>,
}

/// Standard input, read line by line.
pub(crate) type Lines = BufReader<io::Stdin>;

impl Stdin {
    pub(super) fn new() -> Self {
        Self { is_terminal: stream().is_terminal(), claimed_for: None }
    }

    /// Claims the stream for a purpose, which error messages name.
    ///
    /// # Errors
    ///
    /// [`Error::StdinTwice`] if the stream was claimed before.
    pub(crate) fn claim(&mut self, purpose: Subject) -> Result<Lines, Error> {
        match self.claimed_for.replace(purpose.clone()) {
            None => Ok(BufReader::with_capacity(64 * 1024, stream())),
            Some(first) => Err(Error::StdinTwice { first, second: purpose }),
        }
    }

    /// Returns the first input, or nothing if none arrives in time. Bytes that were read are not
    /// available to later readers of the stream.
    pub(crate) fn peek(&mut self, patience: Duration) -> Vec<u8> {
        let Ok(mut lines) = self.claim(Subject::Prompt) else { return Vec::new() };
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let bytes = lines.fill_buf().map(<[u8]>::to_vec).unwrap_or_default();
            sender.send(bytes)
        });
        receiver.recv_timeout(patience).unwrap_or_default()
    }

    /// Reads the whole stream, up to the limit of what it is.
    pub(crate) fn read_to_end(&mut self, subject: Subject) -> Result<Vec<u8>, Error> {
        read_rest(&mut self.claim(subject.clone())?, Vec::new(), subject)
    }
}

/// Reads the rest of a stream and appends it to the bytes already read.
pub(crate) fn read_rest(
    lines: &mut Lines,
    mut bytes: Vec<u8>,
    subject: Subject,
) -> Result<Vec<u8>, Error> {
    let (limit, words) = files::limit(&subject);
    let input = Input::new(subject, Place::Stdin);
    let left = (limit + 1).saturating_sub(bytes.len());
    let read = lines.take(left as u64).read_to_end(&mut bytes);
    if let Err(source) = read {
        return Err(Error::Unreadable { input, source });
    }
    if bytes.len() > limit {
        return Err(Error::TooLarge { input, limit: words });
    }
    Ok(bytes)
}

/// About how many bytes of a list are read at once: enough tokens that passing them to a thread costs
/// nothing, and few enough that no thread is left with many at the end of the list.
const BLOCK: usize = 64 * 1024;

/// Reads some lines of a list of tokens, the last one complete. Returns no bytes at the end of the
/// stream. A line may have up to the maximum size of an input.
pub(crate) fn read_block(lines: &mut Lines) -> Result<Vec<u8>, Error> {
    let unreadable =
        |source| Error::Unreadable { input: Input::new(Subject::Token, Place::Stdin), source };
    let mut block = Vec::with_capacity(BLOCK + 8192);
    lines.take(BLOCK as u64).read_to_end(&mut block).map_err(unreadable)?;
    if block.len() < BLOCK || block.ends_with(b"\n") {
        return Ok(block);
    }
    let begins = block.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let limit = MAX_INPUT as u64 + 1;
    lines.take(limit).read_until(b'\n', &mut block).map_err(unreadable)?;
    if block.len() - begins > MAX_INPUT {
        let input = Input::new(Subject::Token, Place::Line);
        return Err(Error::TooLarge { input, limit: MAX_INPUT_WORDS });
    }
    Ok(block)
}

/// Reads one line of a list of tokens including its line feed, up to the maximum size of an input.
/// Returns an empty line at the end of the stream.
pub(crate) fn read_line(lines: &mut Lines) -> Result<Vec<u8>, Error> {
    let mut line = Vec::new();
    let limit = MAX_INPUT as u64 + 1;
    lines.take(limit).read_until(b'\n', &mut line).map_err(|source| Error::Unreadable {
        input: Input::new(Subject::Token, Place::Stdin),
        source,
    })?;
    if line.len() > MAX_INPUT {
        let input = Input::new(Subject::Token, Place::Line);
        return Err(Error::TooLarge { input, limit: MAX_INPUT_WORDS });
    }
    Ok(line)
}

pub(super) fn stream() -> io::Stdin {
    #[expect(clippy::disallowed_methods, reason = "the one place that touches standard input")]
    io::stdin()
}
