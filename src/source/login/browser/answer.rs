//! Waits for the answer to a login: for a request of the browser, and for a paste.

use std::time::Duration;

use crate::error::{Error, LoginFault};
use crate::provider::authorization::{self, Answer, Expected, NotTheAnswer};
use crate::redact;
use crate::source::login::browser::redirect::Way;
use crate::source::login::context::{Context, in_words};
use crate::system::System;
use crate::system::loopback::Listener;
use crate::system::prompt::{Entered, Entries};

/// How often to look for an answer.
const TICK: Duration = Duration::from_millis(50);

/// A login that waits for its answer.
pub(super) struct PendingLogin<'a> {
    context: &'a Context<'a>,
    expected: Expected,
    timeout: Duration,
    redirect: String,
    /// What answers the browser
    listener: Option<Listener>,
}

impl<'a> PendingLogin<'a> {
    /// Begins to answer the browser, if this machine is where the login ends.
    pub(super) fn open(
        way: Way,
        expected: Expected,
        timeout: Duration,
        context: &'a Context<'a>,
        system: &System,
    ) -> Result<Self, Error> {
        let redirect = way.uri().to_owned();
        let listener = match way {
            Way::Listen { path, sockets, .. } => {
                Some(system.listen_for_answer(sockets, path, expected.clone())?)
            }
            Way::Paste { .. } => None,
        };
        Ok(Self { context, expected, timeout, redirect, listener })
    }

    pub(super) const fn is_listening(&self) -> bool {
        self.listener.is_some()
    }

    /// Waits until an answer comes.
    ///
    /// # Errors
    ///
    /// [`Error::Login`] if none comes in time, or if the user stops the waiting.
    pub(super) fn wait(self, system: &mut System) -> Result<Answer, Error> {
        // They fit a narrow terminal.
        let words = if self.is_listening() {
            "waiting for the browser; Ctrl-C stops"
        } else {
            "paste the URL here; Ctrl-C stops"
        };
        if self.is_listening() && system.can_ask() {
            system.say("if your browser can't load the last page, paste its URL here");
        }
        let waiting = system.waiting(true);
        if !waiting.has_line() {
            system.say(words);
        }
        let mut entries = self.entries(system)?;
        let mut has_text = false;
        waiting.show(words);
        let answer = loop {
            if let Some(answer) = self.listener.as_ref().and_then(Listener::answer) {
                break Ok(answer);
            }
            if waiting.is_interrupted() {
                break Err(self.context.error(LoginFault::Cancelled));
            }
            let left = self.timeout.saturating_sub(waiting.elapsed());
            if left.is_zero() {
                break Err(self.no_answer());
            }
            let entered = match entries.wait(left.min(TICK)) {
                Ok(entered) => entered,
                Err(error) => break Err(error),
            };
            match entered {
                Entered::Nothing => {}
                Entered::Suspend => {
                    if let Err(error) = entries.suspend(&waiting) {
                        break Err(error);
                    }
                }
                Entered::Stop => break Err(self.context.error(LoginFault::Cancelled)),
                Entered::End if self.is_listening() => entries = Entries::Absent,
                Entered::End if has_text => {
                    let message = "standard input ended before the URL of this login";
                    break Err(self.context.error(LoginFault::Answer(message.to_owned())));
                }
                Entered::End => break Err(self.no_terminal()),
                Entered::Text(text) => match authorization::read_paste(&text, &self.expected) {
                    Ok(answer) => break Ok(answer),
                    Err(fault) => {
                        has_text = true;
                        let words = paste_words(fault);
                        let said = entries.aside(|| waiting.aside(|| system.say(&words)));
                        if let Err(error) = said {
                            break Err(error);
                        }
                    }
                },
            }
        };
        // The terminal is as it was before anything is printed.
        drop(entries);
        waiting.end();
        answer
    }

    /// Returns where a pasted address comes from: the terminal, or, where only a paste can end the
    /// login, standard input.
    fn entries(&self, system: &mut System) -> Result<Entries, Error> {
        if self.is_listening() {
            // Standard input may have been the place of a secret.
            return Ok(system.pastes().unwrap_or(Entries::Absent));
        }
        if system.can_ask() {
            let entries = system.pastes()?;
            return Ok(entries);
        }
        if system.stdin.is_terminal { Err(self.no_terminal()) } else { system.entered_lines() }
    }

    fn no_answer(&self) -> Error {
        let after = in_words(self.timeout);
        if !self.is_listening() {
            return self.context.error(LoginFault::TimedOut { after, method: "--paste" });
        }
        let redirect = redact::address(&self.redirect);
        self.context.error(LoginFault::NoAnswer { after, redirect })
    }

    fn no_terminal(&self) -> Error {
        Error::NoTerminal {
            purpose: "for the final URL of the browser".to_owned(),
            hint: format!(
                "run `jwtool login {} --paste` in a terminal without `-q`, or write the URL to its standard input",
                self.context.hint_name()
            ),
        }
    }
}

/// Returns what is wrong with a paste, and what to paste.
fn paste_words(fault: NotTheAnswer) -> String {
    let message = fault.message();
    format!("this is not the final URL of the login: {message}; paste the whole address bar")
}
