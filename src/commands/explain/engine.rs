//! An engine that is ready to explain: its configuration read, its keys got.

use crate::commands::explain::{ddn, hasura, relyauth};
use crate::error::Error;
use crate::hasura::conversion::{self, ConversionError};
use crate::hasura::ddn::answer::AudienceRule;
use crate::hasura::explanation::{Engine, Explanation};
use crate::hasura::request::Request;
use crate::hasura::trace::Warning;
use crate::inspection::Inspection;
use crate::jose::json::Value;
use crate::jose::numeric_date::NumericDate;
use crate::provider::origin::VerifyWith;
use crate::render::config::Unstartable;
use crate::source::engine_config::Found;
use crate::source::key::KeySource;
use crate::system::System;
use crate::system::files;
use crate::system::key_fetch::{Freshness, Trust};

/// An engine with its configuration.
pub(super) struct Ready {
    pub(super) engine: Engine,
    /// Where the configuration was found
    pub(super) from: String,
    prepared: Prepared,
    /// What its configuration could not say, if it was converted
    differences: Vec<Warning>,
}

enum Prepared {
    Hasura(hasura::Prepared),
    Ddn(ddn::Prepared),
    Relyauth(relyauth::Prepared),
}

/// The answer, and what to change.
pub(super) struct Answered {
    pub(super) explanation: Explanation,
    pub(super) hint: Option<String>,
}

/// What the flags say of an engine beside its configuration.
pub(super) struct Surroundings {
    pub(super) hasura: hasura::Surroundings,
    /// What `--compatibility-date` says of the audience
    pub(super) audience: Option<AudienceRule>,
}

impl Ready {
    /// Reads the configuration as the engine does at its start, and gets its keys. The
    /// configuration of another engine is converted first.
    pub(super) fn new(
        engine: Engine,
        found: &Found,
        request: &Request,
        surroundings: &Surroundings,
        keys: &mut KeySets<'_>,
        system: &mut System,
    ) -> Result<Result<Self, Unstartable>, Error> {
        let environment = system.environment;
        let lookup = |name: &str| environment.exactly(name);
        let mut differences = Vec::new();
        let mut from = found.from.clone();
        let (text, variable) = if engine == found.engine {
            (found.text.clone(), found.variable())
        } else {
            let origin = (found.engine, found.text.as_str(), found.variable());
            let converted = match conversion::convert(origin, engine, &lookup) {
                Ok(converted) => converted,
                Err(error) => return Ok(Err(unconverted(error, engine))),
            };
            from = format!("{from}, converted from {}", found.engine.title());
            // What stands in a configuration that is not shown concerns nobody.
            let said = converted.differences.into_iter().filter(|one| one.code != "literal-key");
            differences.extend(said.map(|one| Warning::new(one.code, one.message)));
            (converted.value.to_json(), conversion::variable_of(&converted.value))
        };
        let prepared = match engine {
            Engine::Hasura => {
                hasura::Prepared::new(&text, variable, &surroundings.hasura, keys, system)?
                    .map(Prepared::Hasura)
            }
            Engine::Ddn => ddn::Prepared::new(&text, request, surroundings.audience, keys, system)?
                .map(Prepared::Ddn),
            Engine::Relyauth => {
                relyauth::Prepared::new(&text, keys, system)?.map(Prepared::Relyauth)
            }
        };
        Ok(prepared.map(|prepared| Self { engine, from, prepared, differences }))
    }

    /// The answer to a request, the token put where the configuration wants it.
    pub(super) fn answer(
        &self,
        request: &Request,
        token: Option<&str>,
        now: NumericDate,
    ) -> Answered {
        let request = request.clone();
        let mut answered = match &self.prepared {
            Prepared::Hasura(prepared) => prepared.answer(request, token, now),
            Prepared::Ddn(prepared) => prepared.answer(request, token, now),
            Prepared::Relyauth(prepared) => prepared.answer(request, token, now),
        };
        answered.explanation.warnings.splice(0..0, self.differences.iter().cloned());
        let failed = answered.explanation.steps.iter().find(|step| !step.passed);
        if failed.is_some_and(|step| ["signature", "key"].contains(&step.name))
            && let Some(token) = token
        {
            answered.hint = self.other_keys(token, now).or(answered.hint);
        }
        answered
    }

    /// Where the keys of the token are, if the configuration takes others.
    fn other_keys(&self, token: &str, now: NumericDate) -> Option<String> {
        let origin = Inspection::of(token, now).origin;
        let own = origin.jwks_url.filter(|_| origin.verify_with == VerifyWith::Jwks)?;
        let configured = match &self.prepared {
            Prepared::Hasura(prepared) => prepared.key_addresses(),
            Prepared::Ddn(prepared) => prepared.key_addresses(),
            Prepared::Relyauth(prepared) => prepared.key_addresses(),
        };
        if configured.contains(&own) {
            return None;
        }
        let issuer = origin.id.title();
        Some(match configured.first() {
            Some(address) => format!(
                "the token is of {issuer} with its keys at {own}, and the configuration takes those of {address}: is one of them of another environment?"
            ),
            None => format!(
                "the token is of {issuer} with its keys at {own}, and the configuration has a key of its own; `jwtool secret token TOKEN --engine {}` writes one for it",
                self.engine.name()
            ),
        })
    }
}

/// A configuration that one engine has and another cannot have.
fn unconverted(error: ConversionError, engine: Engine) -> Unstartable {
    match error {
        ConversionError::Hasura(error) => error.into(),
        ConversionError::Ddn(error) => error.into(),
        ConversionError::Relyauth(error) => error.into(),
        ConversionError::Inexpressible(what) => Unstartable {
            engine,
            reads: false,
            message: what.to_string(),
            inexact: false,
            hint: "give a configuration of this engine: `--config FILE`".to_owned(),
        },
    }
}

/// The key sets of addresses: of `--jwks`, else fetched.
pub(super) struct KeySets<'a> {
    given: Option<&'a KeySource>,
    /// What was read of `--jwks`, which may be standard input
    read: Option<Vec<u8>>,
}

impl<'a> KeySets<'a> {
    pub(super) const fn new(given: Option<&'a KeySource>) -> Self {
        Self { given, read: None }
    }

    /// The bytes of the key set of an address.
    pub(super) fn get(&mut self, url: &str, system: &mut System) -> Result<Vec<u8>, Error> {
        let Some(source) = self.given else {
            let fetched = match system.fetch(url, Trust::User, Freshness::Cached) {
                Err(Error::Offline { url, .. }) => {
                    let instead =
                        Some("give the keys with `--jwks FILE`, or leave `--offline` away");
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
                    "`--jwks` takes a key set, not a key of the store",
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
                message: "it is no JWK Set: it has no list `keys`".to_owned(),
                hint: Some("`--jwks` takes what the address of the keys answers".to_owned()),
            });
        }
        self.read = Some(bytes.clone());
        Ok(bytes)
    }

    /// Says that `--jwks` had no effect.
    pub(super) fn say_unused(&self, system: &mut System) {
        if self.given.is_some() && self.read.is_none() {
            system.say("`--jwks` is not used: the configuration has its key itself");
        }
    }
}
