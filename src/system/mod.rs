//! The machine: clock, terminals, environment, files, network. Read once, passed down.

pub(crate) mod environment;
pub(crate) mod files;
pub(crate) mod http;
pub(crate) mod key_fetch;
pub(crate) mod key_store;
pub(crate) mod output;
pub(crate) mod profile_store;
pub(crate) mod prompt;
pub(crate) mod stdin;

use crate::escape;
use crate::jose::numeric_date::NumericDate;
use crate::system::environment::Environment;
use crate::system::output::Output;
use crate::system::stdin::Stdin;

/// Everything a command may touch of the machine it runs on.
#[derive(Debug)]
pub(crate) struct System {
    /// The clock, read once when the process began
    pub(crate) now: NumericDate,
    pub(crate) environment: Environment,
    pub(crate) stdin: Stdin,
    pub(crate) stdout: Output,
    pub(crate) stderr: Output,
    /// `-q`: no conversation on standard error
    pub(crate) quiet: bool,
    /// `-v`: say where things came from
    pub(crate) verbose: bool,
    /// `--offline`: no request leaves this process
    pub(crate) offline: bool,
}

impl System {
    /// The machine as it is.
    pub(crate) fn new() -> Self {
        Self {
            now: environment::clock(),
            environment: Environment,
            stdin: Stdin::new(),
            stdout: Output::stdout(),
            stderr: Output::stderr(),
            quiet: false,
            verbose: false,
            offline: false,
        }
    }

    /// Says a sentence on standard error, unless `-q`. Names of files and members in it
    /// are somebody else's text, so nothing in it reaches the terminal unescaped.
    pub(crate) fn say(&mut self, sentence: &str) {
        if !self.quiet {
            self.stderr.line(&escape::line(sentence));
        }
    }

    /// Says why a command stopped, even with `-q`; rendered, so escaped already.
    pub(crate) fn complain(&mut self, text: &str) {
        self.stderr.line(text.trim_end());
    }

    /// Says where something came from, with `-v`.
    pub(crate) fn note(&mut self, sentence: &str) {
        if self.verbose {
            self.say(sentence);
        }
    }
}
