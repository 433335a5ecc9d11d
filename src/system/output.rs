//! Standard output and standard error.

use std::io::{self, IsTerminal as _, Write};

use crate::error::Error;
use crate::system::terminal;

/// Standard output or standard error.
pub(crate) struct Output {
    stream: Box<dyn Write>,
    /// Whether the stream is a terminal
    pub(crate) is_terminal: bool,
    /// Whether to use colors
    pub(crate) color: bool,
    /// The columns that lines have to fit; without a terminal, they have any length
    pub(crate) width: Option<usize>,
}

impl Output {
    pub(super) fn stdout() -> Self {
        let stream = io::stdout();
        let (is_terminal, width) = (stream.is_terminal(), terminal::width(&stream));
        let stream = Box::new(io::BufWriter::new(stream));
        Self { stream, is_terminal, color: false, width }
    }

    pub(super) fn stderr() -> Self {
        let stream = io::stderr();
        let (is_terminal, width) = (stream.is_terminal(), terminal::width(&stream));
        Self { stream: Box::new(stream), is_terminal, color: false, width }
    }

    /// Turns colors on or off. By default, they are used only on a terminal.
    pub(crate) fn set_color(&mut self, forced: Option<bool>) {
        self.color = forced.unwrap_or(self.is_terminal);
    }

    /// Writes text without escaping it.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), Error> {
        self.write_bytes(text.as_bytes())
    }

    /// Writes bytes unchanged.
    pub(crate) fn write_bytes(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.stream.write_all(bytes).map_err(Error::Output)
    }

    /// Flushes buffered output.
    pub(crate) fn flush(&mut self) -> Result<(), Error> {
        self.stream.flush().map_err(Error::Output)
    }

    /// Writes one line of a message. Errors are ignored.
    pub(super) fn line(&mut self, sentence: &str) {
        let _ = writeln!(self.stream, "{sentence}");
    }
}

impl std::fmt::Debug for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Output")
            .field("is_terminal", &self.is_terminal)
            .field("color", &self.color)
            .field("width", &self.width)
            .finish_non_exhaustive()
    }
}

/// Output streams that tests can read.
#[cfg(test)]
pub(crate) mod kept {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::{Output, Write, io};

    /// The text written to one or both streams.
    #[derive(Clone, Default)]
    pub(crate) struct Kept(Rc<RefCell<Vec<u8>>>);

    impl Kept {
        /// Returns an output that keeps what is written and is buffered like standard output.
        pub(crate) fn stdout(
            &self,
            is_terminal: bool,
            color: bool,
            width: Option<usize>,
        ) -> Output {
            let stream = Box::new(io::BufWriter::new(self.clone()));
            Output { stream, is_terminal, color, width }
        }

        /// Returns an output that keeps what is written and is unbuffered like standard error.
        pub(crate) fn stderr(
            &self,
            is_terminal: bool,
            color: bool,
            width: Option<usize>,
        ) -> Output {
            Output { stream: Box::new(self.clone()), is_terminal, color, width }
        }

        pub(crate) fn text(&self) -> String {
            String::from_utf8(self.0.borrow().clone()).unwrap()
        }
    }

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
}
