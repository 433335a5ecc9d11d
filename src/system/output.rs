//! Standard output and standard error: whether they are terminals, whether in colour.

use std::io::{self, IsTerminal as _, Write};

use crate::error::Error;

/// One of the two streams that people and scripts read.
pub(crate) struct Output {
    stream: Box<dyn Write>,
    /// Whether a person looks at it
    pub(crate) is_terminal: bool,
    /// Whether it takes colours
    pub(crate) color: bool,
}

impl Output {
    pub(super) fn stdout() -> Self {
        let stream = io::stdout();
        let is_terminal = stream.is_terminal();
        Self { stream: Box::new(io::BufWriter::new(stream)), is_terminal, color: false }
    }

    pub(super) fn stderr() -> Self {
        let stream = io::stderr();
        let is_terminal = stream.is_terminal();
        Self { stream: Box::new(stream), is_terminal, color: false }
    }

    /// Writes text as it is.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), Error> {
        self.write_bytes(text.as_bytes())
    }

    /// Writes bytes as they are.
    pub(crate) fn write_bytes(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.stream.write_all(bytes).map_err(Error::Output)
    }

    /// Hands over what is still held back.
    pub(crate) fn flush(&mut self) -> Result<(), Error> {
        self.stream.flush().map_err(Error::Output)
    }

    /// Says a line to a person; if nobody can hear it, that is no reason to stop.
    pub(super) fn line(&mut self, sentence: &str) {
        let _ = writeln!(self.stream, "{sentence}");
    }
}

impl std::fmt::Debug for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Output")
            .field("is_terminal", &self.is_terminal)
            .field("color", &self.color)
            .finish_non_exhaustive()
    }
}
