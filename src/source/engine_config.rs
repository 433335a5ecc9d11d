//! The sources of an engine configuration: a file, `env:NAME`, `-`, or the variables that the
//! engine itself reads.

use std::path::PathBuf;
use std::str::FromStr;

use crate::error::{ConfigFault, Error, Input, Place, Subject};
use crate::hasura::explanation::Engine;
use crate::hasura::registry;
use crate::hasura::v2::config::{self, LIST, SINGLE};
use crate::hasura::yaml;
use crate::profile::Profile;
use crate::system::System;
use crate::system::files;
use crate::system::profile_store;

/// The source of a configuration.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum ConfigSource {
    File(PathBuf),
    Variable(String),
    Stdin,
}

impl FromStr for ConfigSource {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text.strip_prefix("env:") {
            _ if text == "-" => Self::Stdin,
            Some(name) => Self::Variable(name.to_owned()),
            None => Self::File(text.strip_prefix('@').unwrap_or(text).into()),
        })
    }
}

/// A configuration that was read.
#[derive(Clone, Debug)]
pub(crate) struct LoadedConfig {
    pub(crate) text: String,
    /// Its source, as a phrase for messages
    pub(crate) from: String,
    /// The variable it came from, if it is one that Hasura v2 itself reads
    of_variable: Option<&'static str>,
    /// The engine whose format it has
    pub(crate) engine: Engine,
    /// The engine it is intended for, if one was specified
    pub(crate) meant: Option<Engine>,
    /// Whether the user gave none, and this one is assumed
    pub(crate) assumed: bool,
}

impl LoadedConfig {
    /// Detects the engine of a configuration from its content.
    ///
    /// # Errors
    ///
    /// [`Error::Configuration`] if no engine is detected and none was specified.
    fn new(text: String, place: &Place, said: Option<Engine>) -> Result<Self, Error> {
        let from = place.to_string();
        let of_variable = match place {
            Place::Variable(name) => [LIST, SINGLE].into_iter().find(|own| own == name),
            Place::File(_) | Place::Stdin | Place::Line | Place::Terminal | Place::Flag(_) => None,
        };
        // Only Hasura v2 reads these variables, whatever they contain.
        if of_variable.is_some() {
            let engine = Engine::Hasura;
            let meant = said.or(Some(engine));
            return Ok(Self { text, from, of_variable, engine, meant, assumed: false });
        }
        let looks_like_json = text.trim_start().starts_with(['{', '[']);
        let engine = match (registry::engine_of(&text), said) {
            (Some(engine), _) | (None, Some(engine)) => engine,
            // Hasura v2 has an error message for invalid JSON.
            (None, None) if looks_like_json => Engine::Hasura,
            (None, None) => {
                let fault = match yaml::read_all(&text) {
                    _ if text.trim().is_empty() => ConfigFault::Empty,
                    Err(error) => ConfigFault::Syntax(error),
                    Ok(_) => ConfigFault::NoEngine,
                };
                return Err(Error::Configuration { file: from, fault });
            }
        };
        Ok(Self { text, from, of_variable, engine, meant: said, assumed: false })
    }

    /// Returns a configuration that was made because the user gave none. `from` says for what.
    pub(crate) const fn assumed(text: String, from: String, engine: Engine) -> Self {
        Self { text, from, of_variable: None, engine, meant: None, assumed: true }
    }

    /// Returns the variable of Hasura v2 that the configuration belongs in.
    pub(crate) fn variable(&self) -> &'static str {
        self.of_variable.unwrap_or_else(|| config::variable_for(&self.text))
    }
}

/// Reads the specified configuration, or else that of the profile, or else that of the engine's own
/// variables. Returns `None` if there is none.
pub(crate) fn find(
    source: Option<&ConfigSource>,
    said: Option<Engine>,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<Option<LoadedConfig>, Error> {
    if let (None, Some(profile)) = (source, profile) {
        profile_store::refuse_ignored(profile, "engine")?;
    }
    let setting = profile.map(|profile| &profile.engine);
    let named = setting.and_then(|setting| setting.config.as_deref());
    let of_profile: Option<ConfigSource> =
        named.map(|text| text.parse().unwrap_or_else(|never| match never {}));
    let (source, said) = match (source, of_profile) {
        (Some(source), _) => (Some(source.clone()), said),
        (None, Some(source)) => {
            (Some(source), said.or_else(|| setting.and_then(|setting| setting.kind)))
        }
        (None, None) => (None, said),
    };
    match read(source.as_ref(), system)? {
        Some((text, place)) => LoadedConfig::new(text, &place, said).map(Some),
        None => Ok(None),
    }
}

fn read(
    source: Option<&ConfigSource>,
    system: &mut System,
) -> Result<Option<(String, Place)>, Error> {
    match source {
        Some(ConfigSource::File(path)) => {
            let text = files::read_text(path, Subject::Configuration)?;
            Ok(Some((text, Place::File(path.clone()))))
        }
        Some(ConfigSource::Variable(name)) => {
            Ok(Some((system.environment.required(name)?, Place::Variable(name.clone()))))
        }
        Some(ConfigSource::Stdin) => {
            let bytes = system.stdin.read_to_end(Subject::Configuration)?;
            let text = files::text(bytes, Input::new(Subject::Configuration, Place::Stdin))?;
            Ok(Some((text, Place::Stdin)))
        }
        None => {
            for name in [LIST, SINGLE] {
                if let Some(text) = system.environment.text(name)? {
                    return Ok(Some((text, Place::Variable(name.to_owned()))));
                }
            }
            Ok(None)
        }
    }
}
