//! Asking a person, on standard error, and only when somebody is there to answer.

use std::io;

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use zeroize::Zeroizing;

use crate::error::Error;
use crate::system::System;
use crate::system::files::MAX_INPUT;

impl System {
    /// Whether a person can be asked: prompts go to standard error and need both
    /// ends to be terminals.
    pub(crate) const fn can_ask(&self) -> bool {
        self.stdin.is_terminal && self.stderr.is_terminal && !self.quiet
    }

    /// Asks for a paste of any length, ended by an empty line, Ctrl-D, or Enter after
    /// text. `None` if nothing was pasted or the person pressed Ctrl-C.
    ///
    /// In raw mode, because terminals in line mode cut a line at 4096 (macOS: 1024) bytes.
    pub(crate) fn ask_for_paste(&mut self, question: &str) -> Result<Option<String>, Error> {
        self.stdin.claim("the prompt")?;
        self.say(question);
        enable_raw_mode().map_err(terminal)?;
        let pasted = read_paste();
        let _ = disable_raw_mode();
        let pasted = pasted.map_err(terminal)?;
        match &pasted {
            Some(text) => self.say(&format!("({} characters)", text.chars().count())),
            None => self.say("(nothing)"),
        }
        Ok(pasted)
    }
}

impl System {
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

fn read_paste() -> io::Result<Option<String>> {
    let mut text = String::new();
    while text.len() <= MAX_INPUT {
        let key = match read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => key,
            _ => continue,
        };
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('c') if control => return Ok(None),
            KeyCode::Char('d') if control => break,
            // In raw mode a pasted line feed arrives as Ctrl-J.
            KeyCode::Enter | KeyCode::Char('j') if key.code == KeyCode::Enter || control => {
                if text.trim().is_empty() || text.ends_with('\n') {
                    break;
                }
                text.push('\n');
                // More of a wrapped paste follows at once; a person does not.
                if !crossterm::event::poll(std::time::Duration::from_millis(150))? {
                    break;
                }
            }
            KeyCode::Char(character) if !control => text.push(character),
            KeyCode::Backspace => {
                text.pop();
            }
            _ => {}
        }
    }
    let text = text.trim().to_owned();
    Ok((!text.is_empty()).then_some(text))
}

fn terminal(source: io::Error) -> Error {
    Error::Unreadable { what: "the terminal".to_owned(), source }
}
