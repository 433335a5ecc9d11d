//! A line on the terminal that shows what a command does, with a spinner.

use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use crossterm::cursor::MoveToColumn;
use crossterm::style::Print;
use crossterm::terminal::{Clear, ClearType};

use crate::system::terminal;
use crate::wrap::display_width;

/// What the spinner looks like, one after the other.
const FRAMES: [char; 10] = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/// How long each is shown.
const FRAME: Duration = Duration::from_millis(120);

/// How wide a terminal is assumed to be that does not tell.
const USUAL_WIDTH: usize = 80;

/// A line on standard error. It is drawn by a thread of its own until it is cleared.
#[derive(Debug)]
pub(super) struct ProgressLine {
    shared: Arc<Shared>,
    drawing: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    line: Mutex<Line>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Line {
    message: String,
    frame: usize,
    has_ended: bool,
}

impl ProgressLine {
    /// Shows an empty line.
    pub(super) fn new() -> Self {
        let shared = Arc::new(Shared::default());
        let own = Arc::clone(&shared);
        // Without a thread, there is no line.
        let drawing = Builder::new().spawn(move || own.draw_until_the_end()).ok();
        Self { shared, drawing }
    }

    /// Replaces the message, which is free of control characters.
    pub(super) fn set_message(&self, message: String) {
        self.shared.line().message = message;
        self.shared.changed.notify_one();
    }

    /// Prints something while the line is away.
    pub(super) fn suspend(&self, print: impl FnOnce()) {
        let line = self.shared.line();
        draw("");
        print();
        drop(line);
        self.shared.changed.notify_one();
    }

    /// Removes the line.
    pub(super) fn finish_and_clear(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.shared.line().has_ended = true;
        self.shared.changed.notify_one();
        if let Some(drawing) = self.drawing.take() {
            // It ends without a result.
            let _ = drawing.join();
        }
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        self.end();
    }
}

impl Shared {
    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn draw_until_the_end(&self) {
        let mut line = self.line();
        while !line.has_ended {
            let width = terminal::width(io::stderr()).unwrap_or(USUAL_WIDTH);
            draw(&line.shown(width));
            let waited = self.changed.wait_timeout(line, FRAME);
            let (next, time) = waited.unwrap_or_else(PoisonError::into_inner);
            line = next;
            if time.timed_out() {
                line.frame = (line.frame + 1) % FRAMES.len();
            }
        }
        draw("");
    }
}

impl Line {
    /// Returns the spinner and as much of the message as fits: a line that is too long would
    /// be broken, and only its last row removed.
    fn shown(&self, width: usize) -> String {
        let frame = FRAMES.get(self.frame).unwrap_or(&' ');
        let mut shown = format!("{frame} ");
        for character in self.message.chars() {
            shown.push(character);
            if display_width(&shown) >= width {
                shown.pop();
                break;
            }
        }
        shown
    }
}

/// Replaces the line of the terminal. A failure only means that it does not show.
fn draw(text: &str) {
    let _ = crossterm::execute!(
        io::stderr(),
        MoveToColumn(0),
        Print(text),
        Clear(ClearType::UntilNewLine),
        MoveToColumn(0)
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_fits_the_terminal() {
        let line = |message: &str| Line { message: message.to_owned(), ..Line::default() };
        assert_eq!(line("waiting").shown(80), "⠋ waiting");
        assert_eq!(line("waiting").shown(9), "⠋ waitin");
        assert_eq!(line("日本語").shown(7), "⠋ 日本");
        assert_eq!(line("").shown(40), "⠋ ");
    }

    #[test]
    fn it_ends_when_it_is_cleared_and_when_it_is_dropped() {
        let line = ProgressLine::new();
        let shared = Arc::clone(&line.shared);
        line.set_message("first".to_owned());
        assert_eq!(shared.line().message, "first");
        line.finish_and_clear();
        assert!(shared.line().has_ended);
        // The thread no longer has it, and neither has the line.
        assert_eq!(Arc::strong_count(&shared), 1);
        let line = ProgressLine::new();
        let shared = Arc::clone(&line.shared);
        drop(line);
        assert_eq!(Arc::strong_count(&shared), 1);
    }
}
