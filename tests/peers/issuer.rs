//! An issuer of tokens: a home folder in which `jwtool` runs, with the keys that servers trust.

use std::process::{Command, Output};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use httpmock::Method::GET;
use httpmock::MockServer;
use serde_json::Value;
use tempfile::TempDir;

/// The name of the key that the servers trust.
const TRUSTED: &str = "trusted";

/// The name of a key of the same kind that nobody trusts.
const OTHER: &str = "other";

/// An empty machine with two keys.
pub(crate) struct Issuer {
    home: TempDir,
    /// The ID of the trusted key, unless it is a shared secret
    kid: Option<String>,
}

impl Issuer {
    /// Creates keys for this algorithm.
    pub(crate) fn new(algorithm: &str) -> Self {
        let mut issuer = Self { home: tempfile::tempdir().unwrap(), kid: None };
        for name in [TRUSTED, OTHER] {
            issuer.output(&["key", "new", algorithm, "--name", name]);
        }
        if !algorithm.starts_with("HS") {
            issuer.kid = Some(issuer.output(&["key", "thumbprint", TRUSTED]));
        }
        issuer
    }

    /// Runs `jwtool`.
    pub(crate) fn jwtool(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_jwtool"))
            .env_clear()
            .env("HOME", self.home.path())
            .env("JWTOOL_DATA_DIR", self.home.path().join("data"))
            .env("JWTOOL_CONFIG_DIR", self.home.path().join("config"))
            .current_dir(self.home.path())
            .args(arguments)
            .output()
            .unwrap()
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
        self.output(&[&["mint", "--key", "key:trusted"], arguments].concat())
    }

    /// Mints a token that claims to be signed with the trusted key, and is not.
    pub(crate) fn forge(&self, arguments: &[&str]) -> String {
        let kid = self.kid.as_ref().map(|kid| ["--kid", kid]);
        let kid = kid.as_ref().map_or(&[] as &[&str], |kid| kid);
        self.output(&[&["mint", "--key", "key:other"], kid, arguments].concat())
    }

    /// Returns the ID of the trusted key.
    pub(crate) fn kid(&self) -> &str {
        self.kid.as_deref().unwrap()
    }

    /// Returns the trusted public key in a format.
    pub(crate) fn public_key(&self, format: &str) -> String {
        self.output(&["key", "show", TRUSTED, "--output", format])
    }

    /// Returns the trusted shared secret.
    pub(crate) fn shared_secret(&self) -> String {
        let jwk: Value =
            serde_json::from_str(&self.output(&["key", "export", TRUSTED, "--private"])).unwrap();
        let secret = BASE64_URL_SAFE_NO_PAD.decode(jwk["k"].as_str().unwrap()).unwrap();
        String::from_utf8(secret).unwrap()
    }

    /// Publishes the trusted key at an address on this machine.
    pub(crate) fn publish(&self) -> KeySet {
        let server = MockServer::start();
        let keys = self.public_key("jwks");
        server.mock(|when, then| {
            when.method(GET).path("/jwks.json");
            then.status(200).header("content-type", "application/json").body(keys);
        });
        KeySet { server }
    }
}

/// A published key set.
pub(crate) struct KeySet {
    server: MockServer,
}

impl KeySet {
    pub(crate) fn url(&self) -> String {
        self.server.url("/jwks.json")
    }
}
