//! A server that runs for the length of a test: how it is started, awaited and stopped.

use std::io::{Read, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use tempfile::TempDir;

/// How long a server may take to start on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The pause between two looks at a server that says nothing when it is ready.
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// The word before the address in the line that our own servers print when they are ready.
const READY: &str = "ready ";

/// The line that our clients print when they have done all they should.
const DONE: &str = "done";

/// Returns the folder into which `tests/peers/install` installs.
pub(crate) fn installed(name: &str) -> PathBuf {
    let folder = std::env::var_os("JWTOOL_PEERS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers"), PathBuf::from);
    let path = folder.join(name);
    assert!(path.exists(), "{} is missing; run `tests/peers/run`", path.display());
    path
}

/// Returns the folder of our servers and clients, and of configurations.
pub(crate) fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers/scripts")
}

/// Returns the first of these programs that is installed. Servers are often in a folder for
/// administrators, which is not on everyone's path.
pub(crate) fn program(names: &[&str]) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap();
    let folders: Vec<PathBuf> =
        std::env::split_paths(&path).chain(["/usr/sbin".into(), "/sbin".into()]).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
        .unwrap_or_else(|| panic!("{} is missing; run `tests/peers/run`", names.join(" or ")))
}

/// Returns a command that ends with this test, even if the test is killed.
pub(crate) fn command(program: impl AsRef<Path>) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL", "--"]).arg(program.as_ref());
    command
}

/// Returns a port that nobody listens on. It is below those that the system gives to others.
pub(crate) fn free_port() -> u16 {
    const FIRST: u16 = 11_000;
    const COUNT: u16 = 20_000;
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let start = std::process::id() % u32::from(COUNT);
    (0..COUNT)
        .map(|_| u32::from(NEXT.fetch_add(1, Ordering::Relaxed)))
        .map(|next| FIRST + u16::try_from((start + next) % u32::from(COUNT)).unwrap())
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .unwrap()
}

/// A server that is stopped, with all its processes, when the value is dropped.
pub(crate) struct Component {
    name: &'static str,
    child: Child,
    log: Arc<Mutex<String>>,
    lines: Receiver<String>,
    /// It is deleted after the server has ended
    folder: Option<TempDir>,
}

impl Component {
    /// Starts a program.
    pub(crate) fn start(name: &'static str, command: Command) -> Self {
        Self::start_with(Stdio::null(), name, command)
    }

    /// Starts a program that a person types into.
    pub(crate) fn attended(name: &'static str, command: Command) -> Self {
        Self::start_with(Stdio::piped(), name, command)
    }

    fn start_with(input: Stdio, name: &'static str, mut command: Command) -> Self {
        command.stdin(input).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.process_group(0).spawn().unwrap();
        let log = Arc::default();
        let (sender, lines) = channel();
        let keep = |mut stream: Box<dyn Read + Send>, log: &Arc<Mutex<String>>| {
            let (log, sender) = (Arc::clone(log), sender.clone());
            thread::spawn(move || {
                let (mut buffer, mut line) = ([0; 4096], Vec::new());
                while let Ok(length @ 1..) = stream.read(&mut buffer) {
                    // A question has no line of its own.
                    log.lock().unwrap().push_str(&String::from_utf8_lossy(&buffer[..length]));
                    for byte in &buffer[..length] {
                        if *byte == b'\n' {
                            let whole = String::from_utf8_lossy(&line).into_owned();
                            // Nobody listens once the server is ready.
                            let _ = sender.send(whole.trim_end_matches('\r').to_owned());
                            line.clear();
                        } else {
                            line.push(*byte);
                        }
                    }
                }
            });
        };
        keep(Box::new(child.stdout.take().unwrap()), &log);
        keep(Box::new(child.stderr.take().unwrap()), &log);
        Self { name, child, log, lines, folder: None }
    }

    /// Starts one of our scripts for Node with these arguments.
    pub(crate) fn node(name: &'static str, script: &str, arguments: &[&str]) -> Self {
        Self::node_with("servers", name, script, arguments)
    }

    /// Starts one of our scripts for Node with the modules of this folder.
    pub(crate) fn node_with(
        modules: &str,
        name: &'static str,
        script: &str,
        arguments: &[&str],
    ) -> Self {
        // A module finds packages in the folders above its own.
        let folder = tempfile::Builder::new().tempdir_in(installed(modules)).unwrap();
        for entry in std::fs::read_dir(scripts()).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "mjs") {
                std::fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
            }
        }
        let mut node = command(program(&["node"]));
        node.arg(folder.path().join(script)).args(arguments);
        let mut script = Self::start(name, node);
        script.folder = Some(folder);
        script
    }

    /// Starts one of our scripts for Python with these arguments.
    pub(crate) fn python(name: &'static str, script: &str, arguments: &[&str]) -> Self {
        let mut python = command(installed("venv/bin/python"));
        python.args(["-u", "-B"]).arg(scripts().join(script)).args(arguments);
        Self::start(name, python)
    }

    /// Starts a program that listens on a port that it is given. Another program may take the
    /// port in between; then it gets another one.
    pub(crate) fn listening(name: &'static str, start: impl Fn(u16) -> Command) -> (Self, u16) {
        for _ in 0..5 {
            let port = free_port();
            let mut server = Self::start(name, start(port));
            if server.listens(port) {
                return (server, port);
            }
            let log = server.log.lock().unwrap().clone();
            assert!(log.contains("in use") || log.contains("EADDRINUSE"), "{name}: {log}");
        }
        panic!("{name} finds no free port");
    }

    /// Returns what the server printed.
    pub(crate) fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// Waits for the line that says where the server listens, and returns its address.
    pub(crate) fn ready(self) -> (Self, String) {
        let address = self.line(|line| line.strip_prefix(READY).map(ToOwned::to_owned));
        (self, address)
    }

    /// Waits for the line that says that a client has done all it should.
    pub(crate) fn finish(self) {
        self.line(|line| (line == DONE).then_some(()));
    }

    /// Waits until the program has printed this text, and types something.
    pub(crate) fn answer(&mut self, question: &str, typed: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.log().contains(question) {
            assert!(Instant::now() < deadline, "{} does not ask `{question}`", self.name);
            thread::sleep(BETWEEN_LOOKS);
        }
        let input = self.child.stdin.as_mut().unwrap();
        input.write_all(typed.as_bytes()).unwrap();
        input.flush().unwrap();
    }

    /// Waits until the program has ended by itself. Returns how it ended, and what it printed.
    pub(crate) fn end(mut self) -> (ExitStatus, String) {
        let deadline = Instant::now() + PATIENCE;
        // Its output ends when the program does.
        loop {
            match self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => panic!("{} does not end", self.name),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        let status = self.child.wait().unwrap();
        (status, self.log())
    }

    /// Asks the program to stop, and returns how it ended.
    pub(crate) fn stop(mut self) -> ExitStatus {
        let process = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw).unwrap();
        kill_process(process, Signal::TERM).unwrap();
        self.child.wait().unwrap()
    }

    /// Waits for a line of the server's output.
    pub(crate) fn line<T>(&self, pick: impl Fn(&str) -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    if let Some(found) = pick(&line) {
                        return found;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    panic!("{} does not get ready", self.name)
                }
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("{} has ended", self.name)
                }
            }
        }
    }

    /// Waits until the server accepts connections. Returns false if it ends before.
    fn listens(&mut self, port: u16) -> bool {
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if self.child.try_wait().unwrap().is_some() {
                return false;
            }
            assert!(Instant::now() < deadline, "{} does not listen", self.name);
            thread::sleep(BETWEEN_LOOKS);
        }
        // Another program that took the port would have ended this one.
        self.child.try_wait().unwrap().is_none()
    }
}

impl Drop for Component {
    #[expect(clippy::print_stderr, reason = "the harness shows it if the test fails")]
    fn drop(&mut self) {
        let group = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        if let Some(group) = group {
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.child.wait();
        if thread::panicking() {
            eprintln!("-- what {} printed:\n{}--", self.name, self.log());
        }
    }
}

/// Starts Apache in a folder with one of our configurations and these variables.
pub(crate) fn apache(
    folder: &Path,
    configuration: &str,
    variables: &[(&str, &str)],
) -> (Component, u16) {
    // Its workers are nobody if it is started by the administrator.
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    Component::listening("Apache", |port| {
        let mut apache = command(program(&["apache2"]));
        apache.arg("-DFOREGROUND").arg("-f").arg(scripts().join(configuration));
        apache.env("FOLDER", folder).env("MODULES", "/usr/lib/apache2/modules");
        apache.env("PORT", port.to_string()).envs(variables.iter().copied());
        apache
    })
}
