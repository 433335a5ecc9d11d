//! Other programs: one whose output is read, and one that takes the place of this process.

use std::ffi::{OsStr, OsString};
use std::io::{self, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

use crate::system::System;

/// The most that is read of what a program prints, in bytes.
const MOST: u64 = 1024 * 1024;

/// [`MOST`] as written in messages.
pub(crate) const MOST_WORDS: &str = "1 MiB";

/// How long to wait between two looks at a program.
const PAUSE: Duration = Duration::from_millis(10);

/// What a program printed, and how it ended.
pub(crate) struct Printed {
    pub(crate) output: Zeroizing<Vec<u8>>,
    /// Whether it printed more than that
    pub(crate) is_cut: bool,
    /// The last line that it printed on standard error
    pub(crate) last_words: Option<String>,
    pub(crate) is_success: bool,
}

/// Why there is no output of a program.
#[derive(Debug)]
pub(crate) enum NotRun {
    /// It cannot be started.
    Start(io::Error),
    /// It did not end in time.
    Slow,
}

impl System {
    /// Runs a program that reads nothing, and returns what it printed. One that takes longer is
    /// ended.
    ///
    /// # Errors
    ///
    /// [`NotRun`].
    #[expect(clippy::unused_self, reason = "only a holder of the machine may start programs")]
    pub(crate) fn run_program(
        &self,
        program: &str,
        arguments: &[String],
        longest: Duration,
    ) -> Result<Printed, NotRun> {
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(NotRun::Start)?;
        let output = collect(child.stdout.take());
        let errors = collect(child.stderr.take());
        let deadline = Instant::now() + longest;
        let is_success = match wait(&mut child, deadline) {
            Ok(Some(is_success)) => is_success,
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(NotRun::Slow);
            }
            Err(error) => return Err(NotRun::Start(error)),
        };
        // A program that it left behind may still hold the pipes.
        let rest = |pipe: mpsc::Receiver<(Vec<u8>, bool)>| {
            let left = deadline.saturating_duration_since(Instant::now());
            pipe.recv_timeout(left).map_err(|_| NotRun::Slow)
        };
        let (output, is_cut) = rest(output)?;
        let output = Zeroizing::new(output);
        let (errors, _) = rest(errors)?;
        let errors = String::from_utf8_lossy(&errors);
        let last_words = errors.lines().map(str::trim).rfind(|line| !line.is_empty());
        let last_words = last_words.map(ToOwned::to_owned);
        Ok(Printed { output, is_cut, last_words, is_success })
    }

    /// Runs a program with a token in its environment. On Unix it takes the place of this process, so
    /// it gets every signal; elsewhere this process waits for it and ends as it does. Returns only if
    /// it cannot be started.
    #[expect(clippy::unused_self, reason = "only a holder of the machine may start programs")]
    pub(crate) fn become_program(
        &self,
        program: &OsStr,
        arguments: &[OsString],
        token: &str,
    ) -> io::Error {
        let bearer = Zeroizing::new(format!("Bearer {token}"));
        let mut command = Command::new(program);
        command.args(arguments).env("JWTOOL_TOKEN", token).env("AUTHORIZATION", bearer.as_str());
        replace(&mut command)
    }
}

#[cfg(unix)]
fn replace(command: &mut Command) -> io::Error {
    use std::os::unix::process::CommandExt as _;
    command.exec()
}

#[cfg(not(unix))]
fn replace(command: &mut Command) -> io::Error {
    match command.status() {
        Ok(status) => std::process::exit(status.code().unwrap_or(1)),
        Err(error) => error,
    }
}

/// Reads a pipe on a thread of its own. Returns its beginning, and whether there was more.
fn collect(pipe: Option<impl Read + Send + 'static>) -> mpsc::Receiver<(Vec<u8>, bool)> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let (mut bytes, mut is_cut) = (Vec::new(), false);
        if let Some(mut pipe) = pipe {
            let _ = pipe.by_ref().take(MOST).read_to_end(&mut bytes);
            // A program that prints more must not block.
            is_cut = io::copy(&mut pipe, &mut io::sink()).is_ok_and(|rest| rest > 0);
        }
        // The receiver may be gone.
        let _ = sender.send((bytes, is_cut));
    });
    receiver
}

/// Waits until a program ends. Returns whether it succeeded, or `None` at the deadline.
fn wait(child: &mut Child, deadline: Instant) -> io::Result<Option<bool>> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status.success()));
        }
        if Instant::now() >= deadline {
            return Ok(None);
        }
        thread::sleep(PAUSE);
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn sh(script: &str, longest: Duration) -> Result<Printed, NotRun> {
        let arguments = ["-c".to_owned(), script.to_owned()];
        System::new().run_program("sh", &arguments, longest)
    }

    #[test]
    fn output_and_last_words_are_read() {
        let minute = Duration::from_secs(60);
        let printed = sh("cat; echo out; printf 'one\\ntwo\\n\\n' >&2; exit 3", minute).unwrap();
        assert_eq!(printed.output.as_slice(), b"out\n");
        assert_eq!(printed.last_words.as_deref(), Some("two"));
        assert!(!printed.is_success && !printed.is_cut);
        let much = sh("head -c 3000000 /dev/zero", minute).unwrap();
        assert_eq!(much.output.len() as u64, MOST);
        assert!(much.is_success && much.is_cut && much.last_words.is_none());
    }

    #[test]
    fn a_program_that_does_not_end_is_ended() {
        let slow = sh("exec sleep 1000", Duration::from_millis(30));
        assert!(matches!(slow, Err(NotRun::Slow)));
        let missing = System::new().run_program("/nowhere/x", &[], Duration::from_secs(1));
        assert!(matches!(missing, Err(NotRun::Start(_))));
    }
}
