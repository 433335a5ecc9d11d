//! Prompts on standard error, which are shown only if a user can answer them.

use std::io;
use std::time::Duration;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use zeroize::Zeroizing;

use crate::error::{Error, Input, Place, Subject};
use crate::system::System;
use crate::system::files::MAX_INPUT;
use crate::system::line_prompt::{Echo, Typed};
#[cfg(unix)]
use crate::system::interrupt;

/// The time to wait after a line break for the rest of a paste.
const IDLE: Duration = Duration::from_millis(400);

impl System {
    /// Whether the user can be asked: standard input and standard error are terminals, and `-q` is
    /// not set.
    pub(crate) const fn can_ask(&self) -> bool {
        self.stdin.is_terminal && self.stderr.is_terminal && !self.quiet
    }

    /// Asks for a paste of any length. It ends with Ctrl-D, or with a line break that is not
    /// followed by more input. Returns `None` if nothing was pasted.
    ///
    /// This uses raw mode because terminals in line mode truncate lines after 4096 bytes (1024 on
    /// macOS).
    pub(crate) fn ask_for_paste(&mut self, question: &str) -> Result<Option<String>, Error> {
        self.stdin.claim(Subject::Prompt)?;
        self.say(question);
        enable_raw_mode().map_err(terminal)?;
        // Terminals that mark a paste show where it ends; most others ignore this.
        let can_mark = !self.environment.has_dumb_terminal();
        if can_mark {
            let _ = crossterm::execute!(io::stderr(), EnableBracketedPaste);
        }
        let pasted = keys::read_paste();
        if can_mark {
            let _ = crossterm::execute!(io::stderr(), DisableBracketedPaste);
        }
        let _ = disable_raw_mode();
        let pasted = pasted.map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => {
                Error::Usage { message: "nothing was pasted".to_owned(), hint: None }
            }
            _ => terminal(error),
        })?;
        match &pasted {
            Some(text) => self.say(&format!("({} characters)", text.chars().count())),
            None => self.say("(nothing)"),
        }
        Ok(pasted)
    }

    /// Asks for a secret without echoing it. Returns `None` without a terminal.
    pub(crate) fn ask_hidden(
        &mut self,
        question: &str,
    ) -> Result<Option<Zeroizing<String>>, Error> {
        match self.ask_line(question, None, Echo::Hidden)? {
            Typed::Line(text) => Ok(Some(text)),
            Typed::NoTerminal => Ok(None),
            Typed::Cancelled => {
                Err(Error::Usage { message: "nothing was typed".to_owned(), hint: None })
            }
        }
    }
}

impl System {
    /// Asks the user to select one of several choices. Returns `None` without a terminal, or if the
    /// user presses Escape or Ctrl-C.
    pub(crate) fn ask_choice(
        &mut self,
        question: &str,
        choices: &[String],
        usual: usize,
    ) -> Result<Option<usize>, Error> {
        if !self.can_ask() {
            return Ok(None);
        }
        let select = dialoguer::Select::new().with_prompt(question).items(choices).default(usual);
        match interruptible(|| select.interact_opt()) {
            Ok(chosen) => Ok(chosen),
            Err(dialoguer::Error::IO(source)) if source.kind() == io::ErrorKind::Interrupted => {
                // The list hides the cursor and does not show it again.
                let _ = crossterm::execute!(io::stderr(), crossterm::cursor::Show);
                Ok(None)
            }
            Err(dialoguer::Error::IO(source)) => Err(terminal(source)),
        }
    }

    /// Asks a question that is answered with yes or no. Returns `None` without a terminal; Escape and
    /// Ctrl-C mean no.
    pub(crate) fn ask_to_confirm(&mut self, question: &str) -> Result<Option<bool>, Error> {
        if !self.can_ask() {
            return Ok(None);
        }
        let confirm = dialoguer::Confirm::new().with_prompt(question).default(false);
        match interruptible(|| confirm.interact_opt()) {
            Ok(answer) => Ok(Some(answer.unwrap_or(false))),
            Err(dialoguer::Error::IO(source)) if source.kind() == io::ErrorKind::Interrupted => {
                let _ = crossterm::execute!(io::stderr(), crossterm::cursor::Show);
                Ok(Some(false))
            }
            Err(dialoguer::Error::IO(source)) => Err(terminal(source)),
        }
    }

    /// Asks for a line of text, which must not be empty. Returns `None` without a terminal.
    pub(crate) fn ask_text(&mut self, question: &str) -> Result<Option<String>, Error> {
        if !self.can_ask() {
            return Ok(None);
        }
        dialoguer::Input::<String>::new()
            .with_prompt(question)
            .interact_text()
            .map(|text| Some(text.trim().to_owned()))
            .map_err(|dialoguer::Error::IO(source)| terminal(source))
    }
}

/// Runs a prompt during which Ctrl-C causes an error, so the terminal can be restored. Before and
/// after the prompt, Ctrl-C ends the process as usual.
#[cfg(unix)]
fn interruptible<T>(prompt: impl FnOnce() -> T) -> T {
    use std::sync::atomic::Ordering;

    let default_action = interrupt::default_action();
    default_action.store(false, Ordering::SeqCst);
    let answer = prompt();
    default_action.store(true, Ordering::SeqCst);
    answer
}

#[cfg(not(unix))]
fn interruptible<T>(prompt: impl FnOnce() -> T) -> T {
    prompt()
}

/// The input read so far.
#[derive(Debug, Default)]
struct Pasted {
    bytes: Vec<u8>,
    /// Whether the input is inside a bracketed paste
    bracketed: bool,
}

/// The effect of an input byte.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Step {
    Continue,
    /// The end, unless more input follows immediately
    EndIfIdle,
    End,
    Abort,
}

impl Pasted {
    fn take(&mut self, byte: u8) -> Step {
        const BEGIN: &[u8] = b"\x1b[200~";
        const END: &[u8] = b"\x1b[201~";
        if self.bytes.len() > MAX_INPUT {
            return Step::End;
        }
        self.bytes.push(byte);
        if self.bytes.ends_with(BEGIN) {
            self.bytes.truncate(self.bytes.len() - BEGIN.len());
            self.bracketed = true;
            return Step::Continue;
        }
        if self.bytes.ends_with(END) {
            self.bytes.truncate(self.bytes.len() - END.len());
            self.bracketed = false;
            return Step::EndIfIdle;
        }
        match byte {
            _ if self.bracketed => Step::Continue,
            0x03 => Step::Abort,
            0x04 => {
                self.bytes.pop();
                Step::End
            }
            b'\r' | b'\n' => {
                self.bytes.pop();
                self.bytes.push(b'\n');
                Step::EndIfIdle
            }
            0x08 | 0x7f => {
                self.bytes.pop();
                self.bytes.pop();
                Step::Continue
            }
            _ => Step::Continue,
        }
    }

    fn into_text(self) -> Option<String> {
        let text = String::from_utf8_lossy(&self.bytes).replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim().to_owned();
        (!text.is_empty()).then_some(text)
    }
}

#[cfg(unix)]
mod keys {
    //! Reads bytes directly from the terminal, because a buffered reader could hold some of them
    //! back.

    use std::io;
    use std::os::fd::AsFd as _;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    use super::{IDLE, Pasted, Step};
    use crate::system::stdin;

    pub(super) fn read_paste() -> io::Result<Option<String>> {
        let stdin = stdin::stream();
        let terminal = stdin.as_fd();
        let is_idle = || -> io::Result<bool> {
            let mut ready = [PollFd::new(&terminal, PollFlags::IN)];
            let wait = Timespec { tv_sec: 0, tv_nsec: i64::from(IDLE.subsec_nanos()) };
            Ok(poll(&mut ready, Some(&wait))? == 0)
        };
        let mut pasted = Pasted::default();
        let mut buffer = [0; 4096];
        loop {
            let read = rustix::io::read(terminal, &mut buffer)?;
            let mut end = read == 0;
            for byte in &buffer[..read] {
                match pasted.take(*byte) {
                    Step::Continue => end = false,
                    // Only the last byte can end the paste.
                    Step::EndIfIdle | Step::End => end = true,
                    Step::Abort => return Err(io::ErrorKind::Interrupted.into()),
                }
            }
            // Wait for the rest of the paste, which must not reach the shell.
            if end && (read == 0 || is_idle()?) {
                return Ok(pasted.into_text());
            }
        }
    }
}

#[cfg(not(unix))]
mod keys {
    //! Reads key events from the console, which does not provide a byte stream.

    use std::io;

    use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, poll, read};

    use super::{IDLE, Pasted, Step};

    pub(super) fn read_paste() -> io::Result<Option<String>> {
        let mut pasted = Pasted::default();
        loop {
            let key = match read()? {
                Event::Key(key) if key.kind != KeyEventKind::Release => key,
                _ => continue,
            };
            let control = key.modifiers.contains(KeyModifiers::CONTROL);
            let mut letters = [0; 4];
            let bytes: &[u8] = match key.code {
                KeyCode::Char('c') if control => b"\x03",
                KeyCode::Char('d') if control => b"\x04",
                KeyCode::Char('j') if control => b"\n",
                KeyCode::Enter => b"\n",
                KeyCode::Backspace => b"\x7f",
                KeyCode::Char(letter) if !control => letter.encode_utf8(&mut letters).as_bytes(),
                _ => continue,
            };
            let mut end = false;
            for byte in bytes {
                match pasted.take(*byte) {
                    Step::Continue => end = false,
                    Step::EndIfIdle | Step::End => end = true,
                    Step::Abort => return Err(io::ErrorKind::Interrupted.into()),
                }
            }
            if end && !poll(IDLE)? {
                return Ok(pasted.into_text());
            }
        }
    }
}

fn terminal(source: io::Error) -> Error {
    Error::Unreadable { input: Input::new(Subject::Prompt, Place::Terminal), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(bytes: &[u8]) -> (Step, Option<String>) {
        let mut pasted = Pasted::default();
        let last = bytes.iter().map(|byte| pasted.take(*byte)).last().unwrap();
        (last, pasted.into_text())
    }

    #[test]
    fn a_paste_ends_with_its_mark_a_line_break_or_control_d() {
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(take(b"abc\r"), (Step::EndIfIdle, text("abc")));
        assert_eq!(take(b"abc\x04"), (Step::End, text("abc")));
        assert_eq!(
            take(b"\x1b[200~GET /\r\n\r\nabc\x1b[201~"),
            (Step::EndIfIdle, text("GET /\n\nabc"))
        );
        assert_eq!(take(b"\x1b[200~a\x03\r"), (Step::Continue, text("a\x03")));
        assert_eq!(take(b"ab\x7fc"), (Step::Continue, text("ac")));
        assert_eq!(take(b"\r"), (Step::EndIfIdle, None));
        assert_eq!(take(b"a\x03").0, Step::Abort);
    }
}
