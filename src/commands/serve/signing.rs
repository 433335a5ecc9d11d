//! The key that signs, and whether it has changed.

use crate::error::Error;
use crate::issuer::keys::Keys;
use crate::jose::algorithm::KeyFamily;
use crate::jose::key::{PrivateKey, SigningKey, SigningMaterial};
use crate::source::key::{KeyContent, KeySource};
use crate::source::secret::SecretSource;
use crate::system::System;
use crate::system::key_store::{self, KeyFiles};

/// Where the keys of the issuer come from.
#[derive(Debug)]
pub(super) struct Source {
    key: KeySource,
    /// The key that is created if it does not exist
    made: Option<&'static str>,
    passphrase: Option<SecretSource>,
    /// The files of a key of the store, when they were last read
    files: KeyFiles,
    /// Whether a key is needed with which the issuer never signs
    needs_other: bool,
    other: Option<SigningKey>,
}

impl Source {
    /// Returns where the keys come from: `--key`, or else `key:dev`, or `key:serve` if other
    /// machines can reach the issuer.
    ///
    /// # Errors
    ///
    /// A usage error for `key:dev` beyond this machine.
    pub(super) fn new(
        key: Option<&KeySource>,
        passphrase: Option<&SecretSource>,
        is_exposed: bool,
        needs_other: bool,
    ) -> Result<Self, Error> {
        let is_dev = |source: &KeySource| {
            let KeySource::Stored(name) = source else { return false };
            name.split('@').next() == Some(key_store::DEV)
        };
        if is_exposed && key.is_some_and(is_dev) {
            return Err(Error::usage(
                "`key:dev` signs only on this machine, and `--listen` lets others get tokens",
                "drop `--key` to sign with `key:serve`, or pass another key",
            ));
        }
        let made = match (key, is_exposed) {
            (Some(_), _) => None,
            (None, false) => Some(key_store::DEV),
            (None, true) => Some(key_store::SERVE),
        };
        let own = || KeySource::Stored(made.unwrap_or_default().to_owned());
        Ok(Self {
            key: key.cloned().unwrap_or_else(own),
            made,
            passphrase: passphrase.cloned(),
            files: KeyFiles::default(),
            needs_other,
            other: None,
        })
    }

    /// Returns the name of the key, for messages.
    pub(super) fn name(&self) -> String {
        self.key.describe()
    }

    /// Reads the keys.
    ///
    /// # Errors
    ///
    /// What is wrong with them.
    pub(super) fn read(&mut self, system: &mut System) -> Result<Keys, Error> {
        if let Some(name) = self.made {
            system.made_key(name)?;
        }
        self.files = self.files_now(system);
        let name = self.key.describe();
        let unfit =
            |message: &str| Error::KeyUnfit { name: name.clone(), message: message.to_owned() };
        let content = self.key.read(self.passphrase.as_ref(), system)?;
        let older = match &content {
            KeyContent::Stored(_, older) => older.clone(),
            _ => Vec::new(),
        };
        let signing = content.signing_key(&name, None, None)?;
        if signing.algorithm.family() == KeyFamily::Hmac {
            return Err(unfit("it is a shared secret, which an issuer cannot publish"));
        }
        let older: Vec<SigningKey> =
            older.into_iter().filter(|key| key.public().is_some()).collect();
        if self.needs_other && self.other.is_none() {
            let other = SigningMaterial::Private(PrivateKey::generate(signing.algorithm)?);
            let kid = Some("stale-key".to_owned());
            let other = SigningKey::new(other, Some(signing.algorithm), kid);
            self.other = Some(other.map_err(|error| unfit(&error.to_string()))?);
        }
        Ok(Keys::new(signing, &older, self.other.as_ref()))
    }

    /// Reads the keys anew if the store has changed. Keys that cannot be read change nothing.
    pub(super) fn read_changed(&mut self, system: &mut System) -> Option<Keys> {
        let now = self.files_now(system);
        if now == self.files {
            return None;
        }
        self.files = now;
        match self.read(system) {
            Ok(keys) => {
                system.say("the keys have changed and were read again");
                Some(keys)
            }
            Err(error) => {
                system.say(&format!("warning: the keys have changed, but {error}"));
                None
            }
        }
    }

    fn files_now(&self, system: &System) -> KeyFiles {
        match &self.key {
            KeySource::Stored(name) => system.key_files(name),
            _ => KeyFiles::default(),
        }
    }
}
