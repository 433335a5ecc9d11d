//! Loads the key sets that a configuration refers to: from `--jwks`, else from the network.

use crate::error::{ConfigFault, Error, Subject};
use crate::jose::json::Value;
use crate::source::key::KeySource;
use crate::system::System;
use crate::system::files;
use crate::system::key_fetch::{Freshness, Trust};

/// A source of key sets: the one from `--jwks` for every address, else the network.
pub(super) struct KeySetSource<'a> {
    given: Option<&'a KeySource>,
    /// The content of `--jwks`, read only once because it may be standard input
    read: Option<Vec<u8>>,
}

impl<'a> KeySetSource<'a> {
    pub(super) const fn new(given: Option<&'a KeySource>) -> Self {
        Self { given, read: None }
    }

    /// Returns the bytes of the key set at an address.
    pub(super) fn get(&mut self, url: &str, system: &mut System) -> Result<Vec<u8>, Error> {
        let Some(source) = self.given else {
            let fetched = system.fetch(url, Trust::User, Freshness::Cached)?;
            system.note(&format!("keys from {}", fetched.from));
            return Ok(fetched.body);
        };
        if let Some(read) = &self.read {
            return Ok(read.clone());
        }
        let bytes = match source {
            KeySource::File(path) => files::read(path, Subject::KeySet)?,
            KeySource::Variable(name) => system.environment.required(name)?.into_bytes(),
            KeySource::Stdin => system.stdin.read_to_end(Subject::KeySet)?,
            KeySource::Url(url) => system.fetch(url, Trust::User, Freshness::Cached)?.body,
            KeySource::Stored(_) => {
                return Err(Error::usage(
                    "`--jwks` needs a key set, not a key from the key store",
                    "name a file or a URL: `--jwks FILE`",
                ));
            }
        };
        system.note(&format!("keys from {}", source.describe()));
        let keys = Value::parse(&bytes).ok();
        let keys = keys.as_ref().and_then(Value::as_object).and_then(|set| set.get("keys"));
        if keys.and_then(Value::as_array).is_none() {
            return Err(Error::Configuration {
                file: source.describe(),
                fault: ConfigFault::NotKeySet,
            });
        }
        self.read = Some(bytes.clone());
        Ok(bytes)
    }

    /// Reports if `--jwks` had no effect.
    pub(super) fn report_unused(&self, system: &mut System) {
        if self.given.is_some() && self.read.is_none() {
            system.say("`--jwks` is not used: the configuration contains its key");
        }
    }
}
