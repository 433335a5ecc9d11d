//! Prompts on standard error, which are shown only if a user can answer them.

use std::io;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use zeroize::Zeroizing;

use crate::error::{Error, Input, Place, Subject};
use crate::escape;
use crate::system::System;
use crate::system::environment::Environment;
use crate::system::files::MAX_INPUT;
use crate::system::interrupt;
use crate::system::line_prompt::{Echo, Typed};
use crate::system::stdin;
use crate::system::waiting::Waiting;

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
        let pasted = read_paste(self.environment);
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
        let shown: Vec<_> = choices.iter().map(|choice| escape::line(choice)).collect();
        let question = escape::line(question);
        let select = dialoguer::Select::new().with_prompt(question).items(&shown).default(usual);
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
        let confirm = dialoguer::Confirm::new().with_prompt(escape::line(question)).default(false);
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

/// A terminal in raw mode, which is restored with the end of this value.
struct RawTerminal {
    can_mark: bool,
}

impl RawTerminal {
    fn new(environment: Environment) -> io::Result<Self> {
        enable_raw_mode()?;
        // Terminals that mark a paste show where it ends; most others ignore this.
        let can_mark = !environment.has_dumb_terminal();
        if can_mark {
            let _ = crossterm::execute!(io::stderr(), EnableBracketedPaste);
        }
        Ok(Self { can_mark })
    }
}

impl Drop for RawTerminal {
    fn drop(&mut self) {
        if self.can_mark {
            let _ = crossterm::execute!(io::stderr(), DisableBracketedPaste);
        }
        let _ = disable_raw_mode();
    }
}

/// What a user or another program enters while something else is awaited.
pub(crate) enum Entered {
    /// Nothing yet
    Nothing,
    Text(String),
    /// Ctrl-Z
    Suspend,
    /// Ctrl-C, or a signal that ends the process
    Stop,
    /// Nothing more comes.
    End,
}

/// Entries while something else is awaited.
pub(crate) enum Entries {
    /// Pastes at a terminal
    Terminal(Pastes),
    /// Lines of standard input
    Lines(mpsc::Receiver<String>),
    /// Nothing is read
    Absent,
}

impl Entries {
    /// Waits for an entry, but not longer than this.
    pub(crate) fn wait(&mut self, span: Duration) -> Result<Entered, Error> {
        match self {
            Self::Terminal(pastes) => pastes.wait(span).map_err(terminal),
            Self::Lines(lines) => Ok(match lines.recv_timeout(span) {
                Ok(line) => Entered::Text(line),
                Err(RecvTimeoutError::Timeout) => Entered::Nothing,
                Err(RecvTimeoutError::Disconnected) => Entered::End,
            }),
            Self::Absent => {
                thread::sleep(span);
                Ok(Entered::Nothing)
            }
        }
    }

    /// Does something while the terminal is in its usual mode.
    pub(crate) fn aside(&mut self, work: impl FnOnce()) -> Result<(), Error> {
        let Self::Terminal(pastes) = self else {
            work();
            return Ok(());
        };
        pastes.raw = None;
        work();
        pastes.raw = Some(RawTerminal::new(pastes.environment).map_err(terminal)?);
        Ok(())
    }

    /// Stops this job until the shell continues it, with the terminal as it was before.
    pub(crate) fn suspend(&mut self, waiting: &Waiting) -> Result<(), Error> {
        self.aside(|| waiting.aside(interrupt::suspend))
    }
}

/// Pastes at a terminal in raw mode, which is not in line mode because that truncates long lines.
pub(crate) struct Pastes {
    environment: Environment,
    raw: Option<RawTerminal>,
    pasted: Pasted,
    #[cfg(unix)]
    ending: interrupt::Deferred,
}

impl Pastes {
    fn wait(&mut self, span: Duration) -> io::Result<Entered> {
        #[cfg(unix)]
        if self.ending.has_come() {
            return Ok(Entered::Stop);
        }
        if !keys::wait(span)? {
            return Ok(Entered::Nothing);
        }
        loop {
            match keys::read(&mut self.pasted) {
                Ok(None) => return Ok(Entered::End),
                Ok(Some(Step::Continue)) => return Ok(Entered::Nothing),
                Ok(Some(Step::Suspend)) => return Ok(Entered::Suspend),
                Ok(Some(_)) if keys::wait(IDLE)? => {}
                Ok(Some(_)) => {
                    let text = std::mem::take(&mut self.pasted).into_text();
                    return Ok(text.map_or(Entered::Nothing, Entered::Text));
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                    return Ok(Entered::Stop);
                }
                Err(error) => return Err(error),
            }
        }
    }
}

impl System {
    /// Begins to read pastes at a terminal; without one, or with `-q`, nothing is read.
    ///
    /// # Errors
    ///
    /// [`Error::StdinTwice`], [`Error::Unreadable`].
    pub(crate) fn pastes(&mut self) -> Result<Entries, Error> {
        if !self.can_ask() {
            return Ok(Entries::Absent);
        }
        self.stdin.claim(Subject::Prompt)?;
        #[cfg(unix)]
        let ending = interrupt::Deferred::new();
        Ok(Entries::Terminal(Pastes {
            environment: self.environment,
            raw: Some(RawTerminal::new(self.environment).map_err(terminal)?),
            pasted: Pasted::default(),
            #[cfg(unix)]
            ending,
        }))
    }

    /// Begins to read lines of standard input, which is not a terminal.
    ///
    /// # Errors
    ///
    /// [`Error::StdinTwice`].
    pub(crate) fn entered_lines(&mut self) -> Result<Entries, Error> {
        let mut lines = self.stdin.claim(Subject::Prompt)?;
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            while let Ok(line) = stdin::read_line(&mut lines) {
                let text = String::from_utf8_lossy(&line);
                // The receiver may be gone.
                if line.is_empty() || sender.send(text.trim().to_owned()).is_err() {
                    return;
                }
            }
        });
        Ok(Entries::Lines(receiver))
    }
}

/// Runs a prompt during which Ctrl-C causes an error, so the terminal can be restored. Before and
/// after the prompt, Ctrl-C ends the process as usual.
#[cfg(unix)]
fn interruptible<T>(prompt: impl FnOnce() -> T) -> T {
    use std::sync::atomic::Ordering;

    // A menu asks for keys only after it has drawn itself.
    let _keys = KeysOnly::new();
    let default_action = interrupt::default_action();
    default_action.store(false, Ordering::SeqCst);
    let answer = prompt();
    default_action.store(true, Ordering::SeqCst);
    answer
}

/// A terminal that passes every key on, until this value ends: Ctrl-C, too, is a key that waits until
/// somebody reads it.
#[cfg(unix)]
struct KeysOnly {
    before: rustix::termios::Termios,
}

#[cfg(unix)]
impl KeysOnly {
    /// Returns `None` if the terminal cannot be changed.
    fn new() -> Option<Self> {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

        let stdin = stdin::stream();
        let before = tcgetattr(&stdin).ok()?;
        let mut modes = before.clone();
        modes.local_modes.remove(LocalModes::ISIG | LocalModes::ICANON | LocalModes::ECHO);
        tcsetattr(&stdin, OptionalActions::Now, &modes).ok()?;
        Some(Self { before })
    }
}

#[cfg(unix)]
impl Drop for KeysOnly {
    fn drop(&mut self) {
        use rustix::termios::{OptionalActions, tcsetattr};

        let _ = tcsetattr(stdin::stream(), OptionalActions::Now, &self.before);
    }
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
    /// The user wants the shell back
    Suspend,
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
            0x1a => {
                self.bytes.pop();
                Step::Suspend
            }
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
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    use super::{Pasted, Step};
    use crate::system::stdin;

    /// Waits for input. Returns whether there is some.
    pub(super) fn wait(span: Duration) -> io::Result<bool> {
        let stdin = stdin::stream();
        let terminal = stdin.as_fd();
        let mut ready = [PollFd::new(&terminal, PollFlags::IN)];
        let nanoseconds = i64::from(span.subsec_nanos());
        let wait =
            Timespec { tv_sec: span.as_secs().try_into().unwrap_or(0), tv_nsec: nanoseconds };
        match poll(&mut ready, Some(&wait)) {
            Ok(count) => Ok(count > 0),
            // A signal
            Err(rustix::io::Errno::INTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Adds the input that is there. Returns whether it may end here.
    pub(super) fn read(pasted: &mut Pasted) -> io::Result<Option<Step>> {
        let stdin = stdin::stream();
        let mut buffer = [0; 4096];
        let read = rustix::io::read(stdin.as_fd(), &mut buffer)?;
        if read == 0 {
            return Ok(None);
        }
        let mut last = Step::Continue;
        for byte in &buffer[..read] {
            // Only the last byte can end or suspend the paste.
            last = pasted.take(*byte);
            if last == Step::Abort {
                return Err(io::ErrorKind::Interrupted.into());
            }
        }
        Ok(Some(last))
    }
}

#[cfg(not(unix))]
mod keys {
    //! Reads key events from the console, which does not provide a byte stream.

    use std::io;
    use std::time::Duration;

    use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, poll, read as read_event};

    use super::{Pasted, Step};

    /// Waits for input. Returns whether there is some.
    pub(super) fn wait(span: Duration) -> io::Result<bool> {
        poll(span)
    }

    /// Adds the next key. Returns whether the input may end here.
    pub(super) fn read(pasted: &mut Pasted) -> io::Result<Option<Step>> {
        let key = match read_event()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => key,
            _ => return Ok(Some(Step::Continue)),
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
            _ => return Ok(Some(Step::Continue)),
        };
        let mut last = Step::Continue;
        for byte in bytes {
            last = pasted.take(*byte);
            if last == Step::Abort {
                return Err(io::ErrorKind::Interrupted.into());
            }
        }
        Ok(Some(last))
    }
}

/// Reads a paste from a terminal in raw mode.
fn read_paste(environment: Environment) -> io::Result<Option<String>> {
    let mut pasted = Pasted::default();
    let mut raw = Some(RawTerminal::new(environment)?);
    loop {
        let step = keys::read(&mut pasted)?;
        if step == Some(Step::Suspend) {
            drop(raw.take());
            interrupt::suspend();
            raw = Some(RawTerminal::new(environment)?);
            continue;
        }
        // Wait for the rest of the paste, which must not reach the shell.
        if step.is_none() || step != Some(Step::Continue) && !keys::wait(IDLE)? {
            return Ok(pasted.into_text());
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
        assert_eq!(take(b"abc\x1a"), (Step::Suspend, text("abc")));
        assert_eq!(take(b"\x1b[200~a\x1ab"), (Step::Continue, text("a\x1ab")));
    }
}
