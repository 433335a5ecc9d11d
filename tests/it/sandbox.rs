//! An isolated machine for each test, with an empty environment, home folder and data folders.

use std::path::{Path, PathBuf};

use snapbox::cmd::{Command, OutputAssert};
use tempfile::TempDir;

/// The clock of most tests: 2026-01-01T00:00:00Z.
pub(crate) const NOW: &str = "--at=2026-01-01T00:00:00Z";

/// An empty machine that is deleted when the value is dropped.
pub(crate) struct Sandbox {
    folder: TempDir,
    variables: Vec<(String, String)>,
    input: Vec<u8>,
}

impl Sandbox {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), variables: Vec::new(), input: Vec::new() }
    }

    /// Sets an environment variable.
    pub(crate) fn with_env(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets standard input, which is otherwise empty.
    pub(crate) fn with_input(mut self, input: impl AsRef<[u8]>) -> Self {
        self.input = input.as_ref().to_vec();
        self
    }

    /// Writes a file into the working folder. Keys and copies of keys are made private.
    pub(crate) fn with_file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        #[cfg(unix)]
        if name.starts_with("data/keys/") || name.starts_with("data/cache/") {
            use std::os::unix::fs::PermissionsExt as _;
            for (path, mode) in [(path.parent().unwrap(), 0o700), (path.as_path(), 0o600)] {
                std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
            }
        }
        self
    }

    /// Returns the working folder, which is also the home folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Returns the folder for keys.
    pub(crate) fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// Returns the command without running it.
    pub(crate) fn command<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = Command::new(snapbox::cmd::cargo_bin!("jwtool"))
            .env_clear()
            .env("HOME", self.path())
            .env("JWTOOL_DATA_DIR", self.data())
            .env("JWTOOL_CONFIG_DIR", self.path().join("config"))
            .current_dir(self.path())
            .stdin(self.input.clone())
            .args(arguments.into_iter().map(ToOwned::to_owned).collect::<Vec<_>>());
        // Windows needs these to start a process.
        for name in ["SystemRoot", "TEMP", "TMP"] {
            if let Some(value) = std::env::var_os(name) {
                command = command.env(name, value);
            }
        }
        for (name, value) in &self.variables {
            command = command.env(name, value);
        }
        command
    }

    /// Runs `jwtool` with these arguments.
    pub(crate) fn jwtool<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> OutputAssert {
        self.command(arguments).assert()
    }

    /// Runs `jwtool`, expects success, and returns what it prints.
    pub(crate) fn output<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> String {
        let assert = self.jwtool(arguments).success();
        String::from_utf8(assert.get_output().stdout.clone()).unwrap()
    }

    /// Runs `jwtool` with `--json` and returns the document.
    pub(crate) fn json<'a>(
        &self,
        arguments: impl IntoIterator<Item = &'a str>,
    ) -> serde_json::Value {
        let output = self.jwtool(arguments);
        serde_json::from_slice(&output.get_output().stdout).unwrap()
    }
}

/// Returns the path of a fixture.
pub(crate) fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Returns the content of a text fixture, without the newline at its end.
pub(crate) fn fixture_text(name: &str) -> String {
    std::fs::read_to_string(fixture(name)).unwrap().trim_end().to_owned()
}

/// Returns the public key of a fixture as a JWK with this `kid`.
pub(crate) fn public_jwk(name: &str, kid: &str) -> String {
    let text = std::fs::read_to_string(fixture(name)).unwrap();
    let key = match jwtool::jose::pem::read_pem(&text).unwrap() {
        (jwtool::jose::pem::FoundKey::Public(key), _) => key,
        other => unreachable!("{other:?}"),
    };
    let mut members = jwtool::jose::jwk::Jwk::of_public(&key, None).members().clone();
    members.set("kid", kid);
    jwtool::jose::json::Value::from(members).to_json()
}
