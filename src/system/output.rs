//! Standard output and standard error.

use std::io::{self, IsTerminal as _, Write};

use crate::error::Error;

/// Standard output or standard error.
pub(crate) struct Output {
    stream: Box<dyn Write>,
    /// Whether it is a terminal
    pub(crate) is_terminal: bool,
    /// Whether to use colours
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

    /// Uses colors or not; by default only on a terminal.
    pub(crate) fn set_color(&mut self, forced: Option<bool>) {
        self.color = forced.unwrap_or(self.is_terminal);
    }

    /// Writes text as it is.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), Error> {
        self.write_bytes(text.as_bytes())
    }

    /// Writes bytes as they are.
    pub(crate) fn write_bytes(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.stream.write_all(bytes).map_err(Error::Output)
    }

    /// Flushes what is still buffered.
    pub(crate) fn flush(&mut self) -> Result<(), Error> {
        self.stream.flush().map_err(Error::Output)
    }

    /// Writes a line of a message. A failure is ignored.
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
