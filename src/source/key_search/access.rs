//! The access to the machine that the key search needs.

use crate::error::Error;
use crate::jose::key::Secret;
use crate::source::key::{KeyContent, KeySource};
use crate::source::secret::SecretSource;
use crate::system::System;
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
