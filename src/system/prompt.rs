//! Asking a person, on standard error, and only when somebody is there to answer.

use std::io;
use std::time::Duration;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use zeroize::Zeroizing;

use crate::error::Error;
use crate::system::System;
use crate::system::files::MAX_INPUT;

/// How long a line break waits for the rest of a paste that comes in pieces.
const QUIET: Duration = Duration::from_millis(400);

impl System {
    /// Whether a person can be asked: prompts go to standard error and need both
    /// ends to be terminals.
    pub(crate) const fn can_ask(&self) -> bool {
        self.stdin.is_terminal && self.stderr.is_terminal && !self.quiet
    }

    /// Asks for a paste of any length, ended by a line break after which nothing follows,
    /// or Ctrl-D. `None` if nothing was pasted.
    ///
    /// In raw mode, because terminals in line mode cut a line at 4096 (macOS: 1024) bytes.
    pub(crate) fn ask_for_paste(&mut self, question: &str) -> Result<Option<String>, Error> {
        self.stdin.claim("the prompt")?;
        self.say(question);
        enable_raw_mode().map_err(terminal)?;
        // Terminals that mark a paste tell where it ends; the others ignore this.
        let _ = crossterm::execute!(io::stderr(), EnableBracketedPaste);
        let pasted = keys::read_paste();
        let _ = crossterm::execute!(io::stderr(), DisableBracketedPaste);
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

    /// Asks for a secret, which is not shown; `None` if nobody is there to ask.
    pub(crate) fn ask_hidden(
        &mut self,
        question: &str,
    ) -> Result<Option<Zeroizing<String>>, Error> {
        if !self.can_ask() {
            return Ok(None);
        }
        dialoguer::Password::new()
            .with_prompt(question)
            .interact()
            .map(|text| Some(Zeroizing::new(text)))
            .map_err(|dialoguer::Error::IO(source)| terminal(source))
    }
}

impl System {
    /// Asks to choose one of several; `None` if nobody is there to ask, or the person
    /// pressed Escape or Ctrl-C.
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
                // It was hidden for the list, and nobody else shows it again.
                let _ = crossterm::execute!(io::stderr(), crossterm::cursor::Show);
                Ok(None)
            }
            Err(dialoguer::Error::IO(source)) => Err(terminal(source)),
        }
    }

    /// Asks for one line that is not empty; `None` if nobody is there to ask.
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

/// Runs a prompt that Ctrl-C ends with an error, so that what it did to the terminal can
/// be undone; before and after it, Ctrl-C ends the process as ever.
#[cfg(unix)]
fn interruptible<T>(prompt: impl FnOnce() -> T) -> T {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, OnceLock};

    static AS_EVER: OnceLock<Arc<AtomicBool>> = OnceLock::new();
    let as_ever = AS_EVER.get_or_init(|| {
        let flag = Arc::new(AtomicBool::new(true));
        // If it cannot be had, Ctrl-C still ends the process.
        let _ = signal_hook::flag::register_conditional_default(
            signal_hook::consts::SIGINT,
            Arc::clone(&flag),
        );
        flag
    });
    as_ever.store(false, Ordering::SeqCst);
    let answer = prompt();
    as_ever.store(true, Ordering::SeqCst);
    answer
}

#[cfg(not(unix))]
fn interruptible<T>(prompt: impl FnOnce() -> T) -> T {
    prompt()
}

/// What was typed or pasted so far, and how it ends.
#[derive(Debug, Default)]
struct Pasted {
    bytes: Vec<u8>,
    /// Between the marks of a bracketed paste
    bracketed: bool,
}

/// What a byte means for the paste.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Then {
    GoOn,
    /// The end, unless more follows at once
    EndIfQuiet,
    End,
    GiveUp,
}

impl Pasted {
    fn take(&mut self, byte: u8) -> Then {
        const BEGIN: &[u8] = b"\x1b[200~";
        const END: &[u8] = b"\x1b[201~";
        if self.bytes.len() > MAX_INPUT {
            return Then::End;
        }
        self.bytes.push(byte);
        if self.bytes.ends_with(BEGIN) {
            self.bytes.truncate(self.bytes.len() - BEGIN.len());
            self.bracketed = true;
            return Then::GoOn;
        }
        if self.bytes.ends_with(END) {
            self.bytes.truncate(self.bytes.len() - END.len());
            self.bracketed = false;
            return Then::EndIfQuiet;
        }
        match byte {
            _ if self.bracketed => Then::GoOn,
            0x03 => Then::GiveUp,
            0x04 => {
                self.bytes.pop();
                Then::End
            }
            b'\r' | b'\n' => {
                self.bytes.pop();
                self.bytes.push(b'\n');
                Then::EndIfQuiet
            }
            0x08 | 0x7f => {
                self.bytes.pop();
                self.bytes.pop();
                Then::GoOn
            }
            _ => Then::GoOn,
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
    //! Bytes from the terminal itself: a reader in between would hold some back.

    use std::io;
    use std::os::fd::AsFd as _;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    use super::{Pasted, QUIET, Then};
    use crate::system::stdin;

    pub(super) fn read_paste() -> io::Result<Option<String>> {
        let stdin = stdin::stream();
        let terminal = stdin.as_fd();
        let is_quiet = || -> io::Result<bool> {
            let mut ready = [PollFd::new(&terminal, PollFlags::IN)];
            let wait = Timespec { tv_sec: 0, tv_nsec: i64::from(QUIET.subsec_nanos()) };
            Ok(poll(&mut ready, Some(&wait))? == 0)
        };
        let mut pasted = Pasted::default();
        let mut buffer = [0; 4096];
        loop {
            let read = rustix::io::read(terminal, &mut buffer)?;
            let mut end = read == 0;
            for byte in &buffer[..read] {
                match pasted.take(*byte) {
                    Then::GoOn => end = false,
                    // Only the last byte that was read can be followed by silence.
                    Then::EndIfQuiet | Then::End => end = true,
                    Then::GiveUp => return Err(io::ErrorKind::Interrupted.into()),
                }
            }
            // What is still on its way must not reach the shell.
            if end && (read == 0 || is_quiet()?) {
                return Ok(pasted.into_text());
            }
        }
    }
}

#[cfg(not(unix))]
mod keys {
    //! Key events of the console, which has no bytes of its own.

    use std::io;

    use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, poll, read};

    use super::{Pasted, QUIET, Then};

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
                    Then::GoOn => end = false,
                    Then::EndIfQuiet | Then::End => end = true,
                    Then::GiveUp => return Err(io::ErrorKind::Interrupted.into()),
                }
            }
            if end && !poll(QUIET)? {
                return Ok(pasted.into_text());
            }
        }
    }
}

fn terminal(source: io::Error) -> Error {
    Error::Unreadable { what: "the terminal".to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(bytes: &[u8]) -> (Then, Option<String>) {
        let mut pasted = Pasted::default();
        let last = bytes.iter().map(|byte| pasted.take(*byte)).last().unwrap();
        (last, pasted.into_text())
    }

    #[test]
    fn a_paste_ends_with_its_mark_a_line_break_or_control_d() {
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(take(b"abc\r"), (Then::EndIfQuiet, text("abc")));
        assert_eq!(take(b"abc\x04"), (Then::End, text("abc")));
        assert_eq!(
            take(b"\x1b[200~GET /\r\n\r\nabc\x1b[201~"),
            (Then::EndIfQuiet, text("GET /\n\nabc"))
        );
        assert_eq!(take(b"\x1b[200~a\x03\r"), (Then::GoOn, text("a\x03")));
        assert_eq!(take(b"ab\x7fc"), (Then::GoOn, text("ac")));
        assert_eq!(take(b"\r"), (Then::EndIfQuiet, None));
        assert_eq!(take(b"a\x03").0, Then::GiveUp);
    }
}
