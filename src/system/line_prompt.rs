//! A prompt for one line, shown or hidden. It can be left at any time, and then the terminal is as
//! it was before.
//!
//! The keys are read in raw mode. With the echo merely switched off, Ctrl-C would end the process
//! before it is switched on again, Escape would be a part of the password, and a line would end
//! after 4096 bytes.

use std::io::{self, Write as _};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use zeroize::Zeroizing;

use crate::error::{Error, Input, Place, Subject};
use crate::escape;
use crate::system::System;
use crate::system::interrupt;
use crate::wrap;

/// The most characters of a line.
const MOST: usize = 16 * 1024;

/// How a prompt ended.
pub(crate) enum Typed {
    /// Not empty
    Line(Zeroizing<String>),
    /// The user pressed Escape or Ctrl-C
    Cancelled,
    NoTerminal,
}

/// What a terminal shows of what is typed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Echo {
    Shown,
    Hidden,
}

impl System {
    /// Asks for a line of text, which is not empty. Without an answer, `usual` is the answer.
    ///
    /// # Errors
    ///
    /// [`Error::Unreadable`] if the terminal fails.
    pub(crate) fn ask_line(
        &mut self,
        question: &str,
        usual: Option<&str>,
        echo: Echo,
    ) -> Result<Typed, Error> {
        if !self.can_ask() {
            return Ok(Typed::NoTerminal);
        }
        let question = escape::line(question);
        let hint = usual.map_or_else(String::new, |usual| format!(" [{}]", escape::line(usual)));
        loop {
            let line = typed_line(&format!("{question}{hint}: "), echo);
            let line = line.map_err(|source| Error::Unreadable {
                input: Input::new(Subject::Prompt, Place::Terminal),
                source,
            })?;
            match line {
                None => return Ok(Typed::Cancelled),
                Some(line) if !line.is_empty() => return Ok(Typed::Line(line)),
                Some(_) => {
                    if let Some(usual) = usual {
                        return Ok(Typed::Line(Zeroizing::new(usual.to_owned())));
                    }
                }
            }
        }
    }
}

/// Raw mode, until this is dropped.
struct RawMode;

impl RawMode {
    fn enter() -> io::Result<Self> {
        enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for RawMode {
    fn drop(&mut self) {
        let _ = disable_raw_mode();
    }
}

/// Reads a line. Returns `None` if the user leaves it.
fn typed_line(prompt: &str, echo: Echo) -> io::Result<Option<Zeroizing<String>>> {
    let mut screen = io::stderr();
    let mut raw = Some(RawMode::enter()?);
    write!(screen, "{prompt}")?;
    screen.flush()?;
    let mut line = Line::default();
    loop {
        let Event::Key(key) = read()? else { continue };
        let change = line.press(key);
        if change == Change::Suspended {
            write!(screen, "\r\n")?;
            drop(raw.take());
            interrupt::suspend();
            raw = Some(RawMode::enter()?);
            let shown = if echo == Echo::Shown { line.text.as_str() } else { "" };
            write!(screen, "{prompt}{shown}")?;
            screen.flush()?;
            continue;
        }
        if echo == Echo::Shown {
            match change {
                Change::Added(letter) => write!(screen, "{letter}")?,
                Change::Removed(columns) => {
                    let (back, blank) = ("\x08".repeat(columns), " ".repeat(columns));
                    write!(screen, "{back}{blank}{back}")?;
                }
                Change::Nothing | Change::Done | Change::Left | Change::Suspended => {}
            }
            screen.flush()?;
        }
        if matches!(change, Change::Done | Change::Left) {
            // Raw mode does not return to the first column.
            write!(screen, "\r\n")?;
            screen.flush()?;
            return Ok((change == Change::Done).then_some(line.text));
        }
    }
}

/// What a key does to a line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Change {
    Nothing,
    Added(char),
    /// This many columns of the terminal
    Removed(usize),
    /// The user wants the shell back
    Suspended,
    Done,
    Left,
}

/// The line so far.
#[derive(Default)]
struct Line {
    text: Zeroizing<String>,
}

impl Line {
    fn press(&mut self, key: KeyEvent) -> Change {
        if key.kind == KeyEventKind::Release {
            return Change::Nothing;
        }
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        // The third level of a keyboard is Ctrl and Alt on Windows.
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        match key.code {
            KeyCode::Enter => Change::Done,
            KeyCode::Char('j' | 'm') if control => Change::Done,
            KeyCode::Esc => Change::Left,
            KeyCode::Char('c') if control => Change::Left,
            KeyCode::Char('z') if control && !alt => Change::Suspended,
            KeyCode::Char('d') if control && self.text.is_empty() => Change::Left,
            KeyCode::Backspace => match self.text.pop() {
                Some(letter) => {
                    Change::Removed(wrap::display_width(letter.encode_utf8(&mut [0; 4])))
                }
                None => Change::Nothing,
            },
            KeyCode::Char('h') if control => {
                self.press(KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE))
            }
            KeyCode::Char('u') if control => {
                let columns = wrap::display_width(&self.text);
                self.text = Zeroizing::default();
                Change::Removed(columns)
            }
            KeyCode::Char(letter)
                if control == alt && !escape::is_unsafe(letter) && self.text.len() < MOST =>
            {
                // A string that grows leaves a copy behind.
                if self.text.len() + letter.len_utf8() > self.text.capacity() {
                    let mut larger =
                        Zeroizing::new(String::with_capacity(self.text.len() * 2 + 256));
                    larger.push_str(&self.text);
                    self.text = larger;
                }
                self.text.push(letter);
                Change::Added(letter)
            }
            _ => Change::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(line: &mut Line, code: KeyCode, modifiers: KeyModifiers) -> Change {
        line.press(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn a_line_is_edited_and_left() {
        let (none, control) = (KeyModifiers::NONE, KeyModifiers::CONTROL);
        let mut line = Line::default();
        assert_eq!(press(&mut line, KeyCode::Char('d'), control), Change::Left);
        for letter in "aä漢\u{7}\u{202e}".chars() {
            let _ = press(&mut line, KeyCode::Char(letter), none);
        }
        assert_eq!(line.text.as_str(), "aä漢");
        assert_eq!(press(&mut line, KeyCode::Backspace, none), Change::Removed(2));
        assert_eq!(press(&mut line, KeyCode::Char('h'), control), Change::Removed(1));
        assert_eq!(press(&mut line, KeyCode::Char('d'), control), Change::Nothing);
        assert_eq!(press(&mut line, KeyCode::Left, none), Change::Nothing);
        assert_eq!(
            press(&mut line, KeyCode::Char('@'), control | KeyModifiers::ALT),
            Change::Added('@')
        );
        assert_eq!(line.text.as_str(), "a@");
        assert_eq!(press(&mut line, KeyCode::Char('u'), control), Change::Removed(2));
        assert_eq!(press(&mut line, KeyCode::Backspace, none), Change::Nothing);
        assert_eq!(press(&mut line, KeyCode::Esc, none), Change::Left);
        assert_eq!(press(&mut line, KeyCode::Char('c'), control), Change::Left);
        assert_eq!(press(&mut line, KeyCode::Char('z'), control), Change::Suspended);
        assert_eq!(press(&mut line, KeyCode::Enter, none), Change::Done);
        assert_eq!(press(&mut line, KeyCode::Char('j'), control), Change::Done);
        let released = KeyEvent::new_with_kind(KeyCode::Char('x'), none, KeyEventKind::Release);
        assert_eq!(line.press(released), Change::Nothing);
        for _ in 0..300 {
            let _ = press(&mut line, KeyCode::Char('x'), none);
        }
        assert_eq!(line.text.len(), 300);
    }
}
