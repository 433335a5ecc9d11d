//! A terminal in which `jwtool` runs, and somebody who types.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::os::fd::OwnedFd;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, tcgetattr};

use crate::sandbox::Sandbox;

/// A program in a terminal.
pub(super) struct Terminal {
    keyboard: File,
    /// The side of the program, which keeps the terminal's settings
    screen: File,
    child: Child,
    shown: Receiver<Vec<u8>>,
    text: String,
    /// How much of the text was waited for
    seen: usize,
}

/// What is left at the end.
pub(super) struct Ended {
    pub(super) status: ExitStatus,
    /// Everything that was on the screen
    pub(super) text: String,
    /// Whether the terminal shows what is typed and reads lines, as before
    pub(super) is_restored: bool,
}

impl Terminal {
    pub(super) fn run(sandbox: &Sandbox, arguments: &[&str]) -> Self {
        let keyboard = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&keyboard).unwrap();
        unlockpt(&keyboard).unwrap();
        let name = ptsname(&keyboard, Vec::new()).unwrap();
        let open = || File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap();
        let screen = open();
        let child = Command::new(snapbox::cmd::cargo_bin!("jwtool"))
            // Ctrl-Z stops its group.
            .process_group(0)
            .args(arguments)
            .env_clear()
            .env("HOME", sandbox.path())
            .env("TERM", "xterm")
            .env("JWTOOL_STORE", "file")
            .env("JWTOOL_DATA_DIR", sandbox.data())
            .env("JWTOOL_CONFIG_DIR", sandbox.path().join("config"))
            .current_dir(sandbox.path())
            .stdin(OwnedFd::from(open()))
            .stderr(OwnedFd::from(open()))
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let keyboard = File::from(keyboard);
        let mut reader = keyboard.try_clone().unwrap();
        let (sender, shown) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            // It fails when nobody has the other side any more.
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self { keyboard, screen, child, shown, text: String::new(), seen: 0 }
    }

    /// Waits until the program shows a text, after what was waited for before.
    pub(super) fn wait_for(&mut self, text: &str) -> &mut Self {
        loop {
            if let Some(at) = self.text[self.seen..].find(text) {
                self.seen += at + text.len();
                return self;
            }
            if let Some(status) = self.child.try_wait().unwrap() {
                while let Ok(bytes) = self.shown.try_recv() {
                    self.text.push_str(&String::from_utf8_lossy(&bytes));
                }
                assert!(
                    self.text[self.seen..].contains(text),
                    "{status} before {text:?}: {}",
                    self.text
                );
                continue;
            }
            // The end of the program does not wake this up.
            if let Ok(bytes) = self.shown.recv_timeout(std::time::Duration::from_millis(50)) {
                self.text.push_str(&String::from_utf8_lossy(&bytes));
            }
        }
    }

    pub(super) fn press(&mut self, keys: &str) -> &mut Self {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self
    }

    /// Answers a question.
    pub(super) fn answer(&mut self, question: &str, text: &str) -> &mut Self {
        self.wait_for(question).press(&format!("{text}\r"))
    }

    /// Presses a key that ends the program, once and at once, and waits for the end.
    pub(super) fn leave(mut self, key: &str) -> Ended {
        self.press(key);
        self.end()
    }

    /// Presses Ctrl-Z, and waits until the program has stopped. Then the terminal is as before. Lets the
    /// program continue.
    pub(super) fn suspend(&mut self) -> &mut Self {
        use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};

        self.press("\u{1a}");
        let id = Pid::from_child(&self.child);
        let (_, status) = waitpid(Some(id), WaitOptions::UNTRACED).unwrap().unwrap();
        assert!(status.stopped(), "{}", self.text);
        let modes = tcgetattr(&self.screen).unwrap().local_modes;
        assert!(modes.contains(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG));
        kill_process(id, Signal::CONT).unwrap();
        self
    }

    /// Waits for the end.
    pub(super) fn end(mut self) -> Ended {
        let status = self.child.wait().unwrap();
        let modes = tcgetattr(&self.screen).unwrap().local_modes;
        drop(self.screen);
        while let Ok(bytes) = self.shown.recv() {
            self.text.push_str(&String::from_utf8_lossy(&bytes));
        }
        let is_restored = modes.contains(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG);
        Ended { status, text: self.text, is_restored }
    }
}
