//! Where the key sets that a configuration refers to come from: `--jwks`, else the network.

use crate::error::Error;
use crate::jose::json::Value;
use crate::source::key::KeySource;
use crate::system::System;
use crate::system::files;
use crate::system::key_fetch::{Freshness, Trust};

/// The key sets of addresses: the one of `--jwks` for all, else fetched.
pub(super) struct KeySetSource<'a> {
    given: Option<&'a KeySource>,
    /// What was read from `--jwks`, which may be standard input
    read: Option<Vec<u8>>,
}

impl<'a> KeySetSource<'a> {
    pub(super) const fn new(given: Option<&'a KeySource>) -> Self {
        Self { given, read: None }
    }

    /// The bytes of the key set of an address.
    pub(super) fn get(&mut self, url: &str, system: &mut System) -> Result<Vec<u8>, Error> {
        let Some(source) = self.given else {
            let fetched = match system.fetch(url, Trust::User, Freshness::Cached) {
                Err(Error::Offline { url, .. }) => {
                    let instead = Some("pass the keys with `--jwks FILE`, or drop `--offline`");
                    return Err(Error::Offline { url, instead });
                }
                other => other?,
            };
            system.note(&format!("keys from {}", fetched.from));
            return Ok(fetched.body);
        };
        if let Some(read) = &self.read {
            return Ok(read.clone());
        }
        let bytes = match source {
            KeySource::File(path) => files::read(path, "the key set")?,
            KeySource::Variable(name) => system.environment.required(name)?.into_bytes(),
            KeySource::Stdin => system.stdin.read_to_end("the key set")?,
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
                message: "it is not a JWK Set: it has no array `keys`".to_owned(),
                hint: Some("pass what the URL of the keys responds with: `--jwks FILE`".to_owned()),
            });
        }
        self.read = Some(bytes.clone());
        Ok(bytes)
    }

    /// Reports that `--jwks` had no effect.
    pub(super) fn report_unused(&self, system: &mut System) {
        if self.given.is_some() && self.read.is_none() {
            system.say("`--jwks` is not used: the configuration contains its key");
        }
    }
}
