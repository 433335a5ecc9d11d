//! The access to the machine that the key search needs.

use crate::error::Error;
use crate::jose::key::Secret;
use crate::redact;
use crate::source::key::{KeyContent, KeySource};
use crate::source::secret::SecretSource;
use crate::system::System;
use crate::system::environment::Environment;
use crate::system::key_fetch::{Fetched, Freshness, Trust};
use crate::system::key_store::StoredKey;

/// An interface to the machine, which tests replace.
pub(crate) trait KeyAccess {
    /// Fetches keys, or uses the copy on disk.
    fn fetch(
        &mut self,
        address: &str,
        trust: Trust,
        freshness: Freshness,
    ) -> Result<Fetched, Error>;

    /// Fetches a discovery document like [`fetch`](Self::fetch); `None` if the server has none (HTTP 404).
    fn fetch_discovery(
        &mut self,
        address: &str,
        trust: Trust,
        freshness: Freshness,
    ) -> Result<Option<Fetched>, Error>;

    /// Returns all keys in the key store.
    fn stored_keys(&mut self) -> Vec<StoredKey>;

    /// Returns an environment variable if it is set and not empty.
    fn variable(&self, name: &str) -> Result<Option<String>, Error>;

    /// Reads the key that a flag or the profile specifies.
    fn read_key(
        &mut self,
        source: &KeySource,
        passphrase: Option<&SecretSource>,
    ) -> Result<KeyContent, Error>;

    /// Reads the secret of `--secret`.
    fn read_secret(&mut self, source: &SecretSource) -> Result<Secret, Error>;

    /// Prints a sentence to standard error.
    fn say(&mut self, sentence: &str);
}

impl KeyAccess for System {
    fn fetch(
        &mut self,
        address: &str,
        trust: Trust,
        freshness: Freshness,
    ) -> Result<Fetched, Error> {
        Self::fetch(self, address, trust, freshness)
    }

    fn fetch_discovery(
        &mut self,
        address: &str,
        trust: Trust,
        freshness: Freshness,
    ) -> Result<Option<Fetched>, Error> {
        Self::fetch_discovery(self, address, trust, freshness)
    }

    fn stored_keys(&mut self) -> Vec<StoredKey> {
        Self::stored_keys(self)
    }

    fn variable(&self, name: &str) -> Result<Option<String>, Error> {
        self.environment.text(name)
    }

    fn read_key(
        &mut self,
        source: &KeySource,
        passphrase: Option<&SecretSource>,
    ) -> Result<KeyContent, Error> {
        source.read(passphrase, self)
    }

    fn read_secret(&mut self, source: &SecretSource) -> Result<Secret, Error> {
        source.read("--secret", self)
    }

    fn say(&mut self, sentence: &str) {
        Self::say(self, sentence);
    }
}

/// The access of a search that may find only what it already knows, and that any thread can have.
/// It remembers whether more was needed; what was found then does not count.
#[derive(Debug)]
pub(crate) struct KnownOnly {
    environment: Environment,
    needed_more: bool,
}

impl KnownOnly {
    pub(crate) const fn new(environment: Environment) -> Self {
        Self { environment, needed_more: false }
    }

    /// Whether the search needed more than it knew.
    pub(crate) const fn needed_more(&self) -> bool {
        self.needed_more
    }

    fn refuse<T>(&mut self, address: &str) -> Result<T, Error> {
        self.needed_more = true;
        Err(Error::Offline { url: redact::address(address) })
    }
}

impl KeyAccess for KnownOnly {
    fn fetch(&mut self, address: &str, _: Trust, _: Freshness) -> Result<Fetched, Error> {
        self.refuse(address)
    }

    fn fetch_discovery(
        &mut self,
        address: &str,
        _: Trust,
        _: Freshness,
    ) -> Result<Option<Fetched>, Error> {
        self.refuse(address)
    }

    fn stored_keys(&mut self) -> Vec<StoredKey> {
        self.needed_more = true;
        Vec::new()
    }

    fn variable(&self, name: &str) -> Result<Option<String>, Error> {
        self.environment.text(name)
    }

    fn read_key(
        &mut self,
        source: &KeySource,
        _: Option<&SecretSource>,
    ) -> Result<KeyContent, Error> {
        self.refuse(&source.describe())
    }

    fn read_secret(&mut self, source: &SecretSource) -> Result<Secret, Error> {
        self.refuse(&source.describe("--secret"))
    }

    fn say(&mut self, _: &str) {
        self.needed_more = true;
    }
}
