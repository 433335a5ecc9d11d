//! A home folder in which `jwtool` runs, with a key that servers trust.

use std::path::Path;
use std::process::{Command, Output};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::Value;
use tempfile::TempDir;

use crate::component::{Component, command, program};

/// The name of a key of the same kind that nobody trusts.
const OTHER: &str = "other";

/// The binary under test.
const JWTOOL: &str = env!("CARGO_BIN_EXE_jwtool");

/// An empty machine with two keys.
pub(crate) struct Home {
    folder: TempDir,
    /// The name of the key that the servers trust
    trusted: &'static str,
    /// The ID of the trusted key, unless it is a shared secret
    kid: Option<String>,
    variables: Vec<(String, String)>,
}

impl Home {
    /// Creates keys for this algorithm.
    pub(crate) fn new(algorithm: &str) -> Self {
        let is_secret = algorithm.starts_with("HS");
        // Only a private key can be the one that `jwtool serve` signs with.
        let trusted = if is_secret { "shared" } else { "dev" };
        let mut home = Self { trusted, ..Self::empty() };
        for name in [trusted, OTHER] {
            home.output(&["key", "new", algorithm, "--name", name]);
        }
        if !is_secret {
            home.kid = Some(home.output(&["key", "thumbprint", trusted]));
        }
        home
    }

    /// Creates a home without keys, in which logins are stored in files.
    pub(crate) fn empty() -> Self {
        let variables = vec![("JWTOOL_STORE".to_owned(), "file".to_owned())];
        Self { folder: tempfile::tempdir().unwrap(), trusted: "dev", kid: None, variables }
    }

    /// Sets a variable; an empty value removes it.
    pub(crate) fn with_env(mut self, name: &str, value: &str) -> Self {
        self.variables.retain(|(other, _)| other != name);
        if !value.is_empty() {
            self.variables.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// Writes the profiles of this home.
    pub(crate) fn configure(&self, profiles: &str) {
        let folder = self.folder.path().join("config");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("config.toml"), profiles).unwrap();
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Gives a command of `jwtool` this home.
    fn settle(&self, command: &mut Command) {
        command
            .env_clear()
            .env("HOME", self.folder.path())
            .env("JWTOOL_DATA_DIR", self.folder.path().join("data"))
            .env("JWTOOL_CONFIG_DIR", self.folder.path().join("config"))
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .current_dir(self.folder.path());
    }

    /// Starts `jwtool` with these arguments, without waiting for its end.
    pub(crate) fn start(&self, arguments: &[&str]) -> Component {
        let mut command = command(JWTOOL);
        self.settle(&mut command);
        command.args(arguments);
        Component::attended("jwtool", command)
    }

    /// Starts `jwtool` in a terminal of its own.
    pub(crate) fn start_in_terminal(&self, arguments: &[&str]) -> Component {
        let mut script = command(program(&["script"]));
        self.settle(&mut script);
        let words = arguments.iter().map(|word| format!(" '{word}'")).collect::<String>();
        script.env("SHELL", "/bin/sh").env("TERM", "xterm");
        script.args(["--quiet", "--return", "--command", &format!("exec '{JWTOOL}'{words}")]);
        script.arg("/dev/null");
        Component::attended("jwtool in a terminal", script)
    }

    /// Runs `jwtool`.
    pub(crate) fn jwtool(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(JWTOOL);
        self.settle(&mut command);
        command.args(arguments).output().unwrap()
    }

    /// Starts `jwtool serve`.
    pub(crate) fn serve(&self, arguments: &[&str]) -> Issuer {
        let mut command = command(JWTOOL);
        self.settle(&mut command);
        command.args(["serve", "--port", "0"]).args(arguments);
        let component = Component::start("jwtool serve", command);
        let ready: Value = component.line(|line| serde_json::from_str(line).ok());
        let text = |name: &str| ready[name].as_str().unwrap().to_owned();
        let token_endpoint = ready["token_endpoint"].as_str().map(ToOwned::to_owned);
        Issuer { component, name: text("issuer"), jwks_uri: text("jwks_uri"), token_endpoint }
    }

    /// Runs `jwtool`, expects success, and returns what it prints.
    pub(crate) fn output(&self, arguments: &[&str]) -> String {
        let output = self.jwtool(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "jwtool {arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }

    /// Mints a token that is signed with the trusted key.
    pub(crate) fn mint(&self, arguments: &[&str]) -> String {
        let key = format!("key:{}", self.trusted);
        self.output(&[&["mint", "--key", &key], arguments].concat())
    }

    /// Mints a token that claims to be signed with the trusted key, and is not.
    pub(crate) fn forge(&self, arguments: &[&str]) -> String {
        // One word, because an ID may begin with a hyphen.
        let kid = self.kid.as_ref().map(|kid| format!("--kid={kid}"));
        let kid: Vec<&str> = kid.as_deref().into_iter().collect();
        self.output(&[&["mint", "--key", "key:other"], &kid[..], arguments].concat())
    }

    /// Returns the ID of the trusted key.
    pub(crate) fn kid(&self) -> &str {
        self.kid.as_deref().unwrap()
    }

    /// Returns the trusted public key in a format.
    pub(crate) fn public_key(&self, format: &str) -> String {
        self.output(&["key", "show", self.trusted, "--output", format])
    }

    /// Returns the trusted shared secret.
    pub(crate) fn shared_secret(&self) -> String {
        let jwk: Value =
            serde_json::from_str(&self.output(&["key", "export", self.trusted, "--private"]))
                .unwrap();
        let secret = BASE64_URL_SAFE_NO_PAD.decode(jwk["k"].as_str().unwrap()).unwrap();
        String::from_utf8(secret).unwrap()
    }

    /// Publishes the trusted key and nothing else.
    pub(crate) fn publish(&self) -> Issuer {
        self.serve(&["--jwks-only"])
    }
}

/// An issuer on this machine, which publishes the trusted key.
pub(crate) struct Issuer {
    component: Component,
    pub(crate) name: String,
    pub(crate) jwks_uri: String,
    token_endpoint: Option<String>,
}

impl Issuer {
    /// Asks for an access token with the fields of a form.
    pub(crate) fn token(&self, fields: &'static str) -> String {
        let request = reqwest::blocking::Client::builder().no_proxy().build().unwrap();
        let request = request.post(self.token_endpoint.as_ref().unwrap()).body(fields);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let answer = request.send().unwrap().text().unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        answer["access_token"].as_str().unwrap().to_owned()
    }

    /// Stops the issuer, which must end without an error.
    pub(crate) fn stop(self) {
        let log = self.component.log();
        let status = self.component.stop();
        assert!(status.success(), "jwtool serve ends with {status}:\n{log}");
    }
}
