//! Loads the key sets that a configuration refers to: from `--jwks`, else from the network.

use std::collections::HashMap;

use crate::error::{ConfigFault, Error, Subject};
use crate::exit::ExitStatus;
use crate::hint::{self, Verb};
use crate::jose::json::Value;
use crate::source::key::KeySource;
use crate::system::System;
use crate::system::files;
use crate::system::key_fetch::{Freshness, Trust};

/// A source of key sets: the one from `--jwks` for every address, else the network.
pub(crate) struct KeySetSource<'a> {
    given: Option<&'a KeySource>,
    /// The key set that the profile names instead of an address
    pub(crate) of_profile: Option<KeySource>,
    /// Who names the addresses
    pub(crate) trust: Trust,
    /// Its content, or that of the profile's, read only once because it may be standard input
    read: Option<Vec<u8>>,
    /// The addresses that cannot be reached, to try none of them twice
    unreachable: HashMap<String, MissingKeys>,
}

/// Why keys are not known here, and what to do about it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct MissingKeys {
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
}

impl MissingKeys {
    pub(crate) fn of(error: &Error) -> Self {
        Self { message: error.to_string(), hint: hint::of_error(error, Verb::Explain) }
    }
}

impl<'a> KeySetSource<'a> {
    pub(crate) fn new(given: Option<&'a KeySource>) -> Self {
        Self {
            given,
            of_profile: None,
            trust: Trust::User,
            read: None,
            unreachable: HashMap::new(),
        }
    }

    /// Whether `--jwks` replaces every key set.
    pub(crate) const fn is_given(&self) -> bool {
        self.given.is_some()
    }

    /// Returns the bytes of the key set at an address, or why they cannot be had.
    pub(crate) fn get(
        &mut self,
        url: &str,
        system: &mut System,
    ) -> Result<Result<Vec<u8>, MissingKeys>, Error> {
        let place = if self.given.is_some() { "--jwks" } else { url };
        if let Some(missing) = self.unreachable.get(place) {
            return Ok(Err(missing.clone()));
        }
        match self.fetch_or_read(url, system) {
            Ok(bytes) => Ok(Ok(bytes)),
            Err(error) if error.exit() == ExitStatus::Unreachable => {
                let missing = MissingKeys::of(&error);
                // `ping` asks for some keys only without the network, and later with it.
                if !matches!(error, Error::Offline { .. }) {
                    self.unreachable.insert(place.to_owned(), missing.clone());
                }
                Ok(Err(missing))
            }
            Err(error) => Err(error),
        }
    }

    fn fetch_or_read(&mut self, url: &str, system: &mut System) -> Result<Vec<u8>, Error> {
        let Some(source) = self.given.or(self.of_profile.as_ref()) else {
            let fetched = system.fetch(url, self.trust, Freshness::Cached)?;
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
    pub(crate) fn report_unused(&self, system: &mut System) {
        if self.given.is_some() && self.read.is_none() {
            system.say("`--jwks` is not used: the configuration contains its key");
        }
    }
}
