//! Where an engine's configuration comes from: a file, `env:NAME`, `-`, or the variables
//! that the engine itself reads.

use std::path::PathBuf;
use std::str::FromStr;

use crate::error::Error;
use crate::hasura::explanation::Engine;
use crate::hasura::registry;
use crate::hasura::v2::config::{self, LIST, SINGLE};
use crate::hasura::yaml;
use crate::profile::Profile;
use crate::redact;
use crate::system::System;
use crate::system::files;
use crate::system::profile_store;

/// Where the configuration is.
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

/// A configuration as it was found.
#[derive(Clone, Debug)]
pub(crate) struct LoadedConfig {
    pub(crate) text: String,
    /// Where it was found
    pub(crate) from: String,
    /// The engine that it is for
    pub(crate) engine: Engine,
    /// The engine that it is meant for, if one was named
    pub(crate) meant: Option<Engine>,
}

impl LoadedConfig {
    /// A configuration, whose content tells its engine.
    ///
    /// # Errors
    ///
    /// It is for no known engine, and none was named.
    pub(crate) fn new(text: String, from: String, said: Option<Engine>) -> Result<Self, Error> {
        // Only Hasura v2 reads these, whatever they hold.
        if [LIST, SINGLE].contains(&from.as_str()) {
            let engine = Engine::Hasura;
            return Ok(Self { text, from, engine, meant: said.or(Some(engine)) });
        }
        let looks_like_json = text.trim_start().starts_with(['{', '[']);
        let engine = match (registry::engine_of(&text), said) {
            (Some(engine), _) | (None, Some(engine)) => engine,
            // Hasura v2 has an error message for invalid JSON.
            (None, None) if looks_like_json => Engine::Hasura,
            (None, None) => {
                let (message, hint) = match yaml::read_all(&text) {
                    _ if text.trim().is_empty() => {
                        let hint = "`jwtool secret` writes one for each engine: `--engine ddn`";
                        ("it is empty".to_owned(), hint)
                    }
                    Err(error) => (
                        format!("it is neither YAML nor JSON: {error}"),
                        "fix the syntax; YAML is indented with spaces, not tabs",
                    ),
                    Ok(_) => (
                        "it is not a configuration of a known engine".to_owned(),
                        "name the engine: `--engine hasura`, `--engine ddn` or `--engine relyauth`",
                    ),
                };
                let hint = Some(hint.to_owned());
                return Err(Error::Configuration { file: from, message, hint });
            }
        };
        Ok(Self { text, from, engine, meant: said })
    }

    /// The variable of Hasura v2 that the configuration is meant for.
    pub(crate) fn variable(&self) -> &'static str {
        variable(&self.text, &self.from)
    }
}

/// The named configuration; else that of the profile, else that of the
/// engine's own variables; `None` if there is none.
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
        Some((text, from)) => LoadedConfig::new(text, from, said).map(Some),
        None => Ok(None),
    }
}

fn read(
    source: Option<&ConfigSource>,
    system: &mut System,
) -> Result<Option<(String, String)>, Error> {
    match source {
        Some(ConfigSource::File(path)) => {
            let name = format!("`{}`", redact::place(&path.to_string_lossy()));
            Ok(Some((files::text(files::read(path, "the configuration")?, &name)?, name)))
        }
        Some(ConfigSource::Variable(name)) => {
            Ok(Some((system.environment.required(name)?, redact::place(name))))
        }
        Some(ConfigSource::Stdin) => {
            let bytes = system.stdin.read_to_end("the configuration")?;
            let name = "standard input".to_owned();
            Ok(Some((files::text(bytes, &name)?, name)))
        }
        None => {
            for name in [LIST, SINGLE] {
                if let Some(text) = system.environment.text(name)? {
                    return Ok(Some((text, name.to_owned())));
                }
            }
            Ok(None)
        }
    }
}

/// The variable that a configuration is meant for: the one it came from, else by its form.
fn variable(text: &str, from: &str) -> &'static str {
    match from {
        LIST => LIST,
        SINGLE => SINGLE,
        _ => config::variable_for(text),
    }
}
