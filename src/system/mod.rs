//! The machine: clock, terminals, environment, files and network.

mod browser;
pub(crate) mod environment;
pub(crate) mod exchange;
pub(crate) mod fetch_time;
pub(crate) mod files;
pub(crate) mod http;
mod interrupt;
pub(crate) mod key_fetch;
pub(crate) mod key_store;
pub(crate) mod line_prompt;
pub(crate) mod lock;
pub(crate) mod login_store;
pub(crate) mod loopback;
pub(crate) mod oauth;
pub(crate) mod output;
mod peer_user;
pub(crate) mod profile_store;
pub(crate) mod program;
mod progress;
pub(crate) mod prompt;
pub(crate) mod server;
pub(crate) mod start_page;
pub(crate) mod stdin;
pub(crate) mod supertokens_core;
mod terminal;
pub(crate) mod waiting;
pub(crate) mod websocket;

use crate::escape;
use crate::jose::numeric_date::NumericDate;
use crate::profile::store::StoreKind;
use crate::system::environment::Environment;
use crate::system::fetch_time::FetchTime;
use crate::system::output::Output;
use crate::system::stdin::Stdin;
use crate::wrap;

/// The parts of the machine that a command can use.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct System {
    /// The start time of the process
    pub(crate) now: NumericDate,
    pub(crate) environment: Environment,
    pub(crate) stdin: Stdin,
    pub(crate) stdout: Output,
    pub(crate) stderr: Output,
    /// `--json`: print results as JSON documents
    pub(crate) json: bool,
    /// `-q`: no messages on standard error
    pub(crate) quiet: bool,
    /// `-v`: print where keys and settings come from
    pub(crate) verbose: bool,
    /// `--offline`: make no requests
    pub(crate) offline: bool,
    /// `--profile`: whose login is used instead of `JWTOOL_TOKEN`
    pub(crate) profile_is_named: bool,
    /// The names of all profiles, after they were read
    pub(crate) known_profiles: Vec<String>,
    /// `--store`: where logins are stored
    pub(crate) store: Option<StoreKind>,
    /// The time left for fetching keys
    pub(crate) key_time: FetchTime,
    /// The messages that are printed later
    held: Option<Vec<String>>,
}

impl System {
    /// Returns the actual machine.
    pub(crate) fn new() -> Self {
        Self {
            now: environment::clock(),
            environment: Environment,
            stdin: Stdin::new(),
            stdout: Output::stdout(),
            stderr: Output::stderr(),
            json: false,
            quiet: false,
            verbose: false,
            offline: false,
            profile_is_named: false,
            known_profiles: Vec::new(),
            store: None,
            key_time: FetchTime::default(),
            held: None,
        }
    }

    /// Prints a sentence to standard error, unless `-q`. It is escaped, because names of
    /// files and members in it may come from anyone, and fits the terminal.
    pub(crate) fn say(&mut self, sentence: &str) {
        if let Some(held) = &mut self.held {
            held.push(sentence.to_owned());
            return;
        }
        if !self.quiet {
            let sentence = escape::line(sentence);
            match self.stderr.width {
                Some(width) => self.stderr.line(&wrap::sentence(&sentence, width)),
                None => self.stderr.line(&sentence),
            }
        }
    }

    /// Whether somebody looks at a line that changes.
    fn shows_progress(&self) -> bool {
        self.stderr.is_terminal
            && !self.quiet
            && !self.verbose
            && !self.environment.has_dumb_terminal()
    }

    /// Reads the clock again, in a command that takes its time.
    pub(crate) fn look_at_clock(&mut self) {
        self.now = environment::clock();
    }

    /// Keeps the messages of [`Self::say`] until [`Self::release_messages`].
    pub(crate) fn hold_messages(&mut self) {
        self.held.get_or_insert_default();
    }

    /// Prints the messages that were kept, and from now on all others at once.
    pub(crate) fn release_messages(&mut self) {
        for sentence in self.held.take().unwrap_or_default() {
            self.say(&sentence);
        }
    }

    /// Prints a command for the program that reads standard error, even with `-q`. It is escaped as
    /// that program expects.
    pub(crate) fn command_runner(&mut self, command: &str) {
        self.stderr.line(command);
    }

    /// Prints a command to standard error, unless `-q`. It stays on one line.
    pub(crate) fn say_unbroken(&mut self, command: &str) {
        if !self.quiet {
            self.stderr.line(&escape::line(command));
        }
    }

    /// Prints an address that the user asked for to standard error, even with `-q`. It stays on one
    /// line.
    pub(crate) fn say_asked(&mut self, address: &str) {
        self.stderr.line(&escape::line(address));
    }

    /// Prints an address that only `-q` has kept from being printed, and that the user needs after all.
    fn say_if_quiet(&mut self, address: &str) {
        if self.quiet {
            self.say_asked(address);
        }
    }

    /// Prints the reason why a command failed, even with `-q`. The text is already rendered and
    /// escaped.
    pub(crate) fn complain(&mut self, text: &str) {
        self.stderr.line(text.trim_end());
    }

    /// Prints where something comes from if `-v` is set.
    pub(crate) fn note(&mut self, sentence: &str) {
        if self.verbose {
            self.say(sentence);
        }
    }
}
