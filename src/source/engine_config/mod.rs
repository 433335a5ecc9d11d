//! Where an engine's configuration comes from: a file, `env:NAME`, `-`, or the variables
//! that the engine itself reads. A file may hold more than the configuration.

mod finder;
mod hcl;
mod lines;
mod quoting;
mod reference;
mod setting;
mod tree;

use std::path::PathBuf;
use std::str::FromStr;

use crate::error::{ConfigFault, Error, Input, Place, Subject};
use crate::hasura::explanation::Engine;
use crate::hasura::registry;
use crate::hasura::v2::config::{self, LIST, SINGLE};
use crate::hasura::v2::not_json::Mistake;
use crate::hasura::yaml;
use crate::profile::Profile;
use crate::redact;
use crate::system::System;
use crate::system::files;
use crate::system::profile_store;

#[cfg(fuzzing)]
pub(crate) use crate::source::engine_config::finder::find as find_settings;
pub(crate) use crate::source::engine_config::setting::SettingValue;
use crate::source::engine_config::setting::{HOOK, Setting};

/// The source of a configuration.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum ConfigSource {
    /// A file, and perhaps a line in it: `compose.yml:12`
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
    /// The file that it was found in
    source: Option<Place>,
    /// Its line, if the file holds more
    line: Option<usize>,
    /// Whether the list of entries is set beside it
    is_overridden: bool,
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
            return Ok(Self::of_hasura(text, from, of_variable, said));
        }
        let looks_like_json = text.trim_start().starts_with(['{', '['])
            || matches!(
                Mistake::of(&text),
                Some(Mistake::Quoted | Mistake::Base64 | Mistake::BarePem)
            );
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
        Ok(Self { meant: said, ..Self::plain(text, from, engine) })
    }

    const fn plain(text: String, from: String, engine: Engine) -> Self {
        Self {
            text,
            from,
            of_variable: None,
            engine,
            meant: None,
            assumed: false,
            source: None,
            line: None,
            is_overridden: false,
        }
    }

    /// The value of a variable that only Hasura v2 reads.
    fn of_hasura(
        text: String,
        from: String,
        of_variable: Option<&'static str>,
        said: Option<Engine>,
    ) -> Self {
        let engine = Engine::Hasura;
        Self { of_variable, meant: said.or(Some(engine)), ..Self::plain(text, from, engine) }
    }

    /// A configuration that was found in a file with more in it.
    fn of_setting(text: String, setting: &Setting, place: &Place, said: Option<Engine>) -> Self {
        let from = setting.place(place);
        let of_variable = setting.variable();
        match registry::engine_of(&text) {
            Some(engine @ (Engine::Ddn | Engine::Relyauth)) if of_variable.is_none() => {
                Self { meant: said, ..Self::plain(text, from, engine) }
            }
            _ => Self::of_hasura(text, from, of_variable, said),
        }
    }

    /// Returns a configuration that was made because the user gave none. `from` says for what.
    pub(crate) fn assumed(text: String, from: String, engine: Engine) -> Self {
        Self { assumed: true, ..Self::plain(text, from, engine) }
    }

    /// Whether it is one part of a file with more in it.
    pub(crate) const fn is_part(&self) -> bool {
        self.source.is_some()
    }

    /// Returns the variable of Hasura v2 that the configuration belongs in.
    pub(crate) fn variable(&self) -> &'static str {
        self.of_variable.unwrap_or_else(|| config::variable_for(&self.text))
    }
}

/// What was found in one place.
#[derive(Clone, Debug)]
pub(crate) enum Finding {
    Config(LoadedConfig),
    /// The engine asks a webhook
    Webhook {
        url: String,
        from: String,
        is_beside_jwt: bool,
    },
}

/// One configuration: the named one, else that of the profile, else that of the engine's own
/// variables; `None` if there is none.
///
/// # Errors
///
/// Its source holds several that differ, or a webhook, or only a reference.
pub(crate) fn find(
    source: Option<&ConfigSource>,
    said: Option<Engine>,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<Option<LoadedConfig>, Error> {
    let findings = find_all(source, said, profile, system)?;
    let config = one(findings, &mut |sentence| system.say(sentence))?;
    if let Some(config) = config.as_ref().filter(|config| config.line.is_some()) {
        system.note(&format!("configuration from {}", config.from));
    }
    Ok(config)
}

/// The setting of a file with more in it; `None` if the file holds no settings.
///
/// # Errors
///
/// As [`find`].
pub(crate) fn in_file(
    text: &str,
    place: &Place,
    line: Option<usize>,
    say: &mut dyn FnMut(&str),
) -> Result<Option<LoadedConfig>, Error> {
    let settings = finder::find(text);
    if settings.is_empty() {
        return Ok(None);
    }
    let findings = of_settings(&settings, place, line, None, say)?;
    one(findings, say)
}

/// The only configuration among several findings.
fn one(findings: Vec<Finding>, say: &mut dyn FnMut(&str)) -> Result<Option<LoadedConfig>, Error> {
    let mut different: Vec<LoadedConfig> = Vec::new();
    let mut hook = None;
    for finding in findings {
        match finding {
            // The list takes precedence where both variables are set.
            Finding::Config(config) if config.is_overridden => {
                say(&format!("{} is ignored: {LIST} takes precedence", config.from));
            }
            Finding::Config(config) => {
                if !different.iter().any(|known| known.text == config.text) {
                    different.push(config);
                }
            }
            Finding::Webhook { url, from, .. } => {
                hook.get_or_insert(Error::Configuration {
                    file: from,
                    fault: ConfigFault::Webhook { url: redact::address(&url) },
                });
            }
        }
    }
    match (different.len(), hook) {
        (0, Some(error)) => Err(error),
        (0, None) => Ok(None),
        (1, _) => Ok(different.pop()),
        _ => Err(several(&different)),
    }
}

/// Every configuration in the same places.
pub(crate) fn find_all(
    source: Option<&ConfigSource>,
    said: Option<Engine>,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<Vec<Finding>, Error> {
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
    let Some(source) = source else { return of_environment(said, system) };
    let (text, place, line) = read(&source, system)?;
    let own = matches!(&place, Place::Variable(name) if [LIST, SINGLE].contains(&name.as_str()));
    let settings = if own { Vec::new() } else { finder::find(&text) };
    if settings.is_empty() {
        return Ok(vec![Finding::Config(LoadedConfig::new(text, &place, said)?)]);
    }
    of_settings(&settings, &place, line, said, &mut |sentence| system.say(sentence))
}

/// The variables that the engine itself reads.
fn of_environment(said: Option<Engine>, system: &System) -> Result<Vec<Finding>, Error> {
    for name in [LIST, SINGLE] {
        if let Some(text) = system.environment.text(name)? {
            let place = Place::Variable(name.to_owned());
            return Ok(vec![Finding::Config(LoadedConfig::new(text, &place, said)?)]);
        }
    }
    let hook = system.environment.text(HOOK)?;
    let finding = |url| Finding::Webhook { url, from: HOOK.to_owned(), is_beside_jwt: false };
    Ok(hook.map(finding).into_iter().collect())
}

/// The settings of a file with more in it.
fn of_settings(
    settings: &[Setting],
    place: &Place,
    line: Option<usize>,
    said: Option<Engine>,
    say: &mut dyn FnMut(&str),
) -> Result<Vec<Finding>, Error> {
    let beside = |setting: &Setting, names: &[&str]| {
        settings.iter().any(|other| {
            other.holder == setting.holder
                && names.contains(&other.name.as_str())
                && other.value != SettingValue::Text(String::new())
        })
    };
    let mut findings = Vec::new();
    let mut unusable = Vec::new();
    for setting in settings {
        if line.is_some() && setting.line != line {
            continue;
        }
        let fault = match &setting.value {
            // An empty variable counts as unset.
            SettingValue::Text(text) if text.trim().is_empty() => continue,
            SettingValue::Text(text) if setting.is_hook() => {
                findings.push(Finding::Webhook {
                    url: text.clone(),
                    from: setting.place(place),
                    is_beside_jwt: beside(setting, &[LIST, SINGLE]),
                });
                continue;
            }
            SettingValue::Text(text) => {
                if let Some(remark) = setting.remark {
                    say(&format!("warning: {}: {remark}", setting.place(place)));
                }
                let config = LoadedConfig::of_setting(text.clone(), setting, place, said);
                findings.push(Finding::Config(LoadedConfig {
                    source: Some(place.clone()),
                    line: setting.line,
                    is_overridden: setting.name == SINGLE && beside(setting, &[LIST]),
                    ..config
                }));
                continue;
            }
            SettingValue::Elsewhere(reference) => ConfigFault::Elsewhere(reference.clone()),
            SettingValue::Misplaced(why) => ConfigFault::Misplaced(why),
        };
        unusable.push(Error::Configuration { file: setting.place(place), fault });
    }
    if findings.is_empty() {
        return Err(match (unusable.into_iter().next(), line) {
            (Some(error), _) => error,
            (None, Some(line)) => Error::Configuration {
                file: place.to_string(),
                fault: ConfigFault::NotOnLine {
                    line,
                    places: settings.iter().map(|setting| setting.place(place)).collect(),
                    choices: choices(settings.iter().filter_map(|setting| setting.line), place),
                },
            },
            (None, None) => {
                Error::Configuration { file: place.to_string(), fault: ConfigFault::Empty }
            }
        });
    }
    for error in unusable {
        say(&format!("warning: {error}; it is skipped"));
    }
    Ok(findings)
}

/// Several configurations that differ.
fn several(configs: &[LoadedConfig]) -> Error {
    let source = configs.first().and_then(|config| config.source.clone());
    let lines = configs.iter().filter_map(|config| config.line);
    Error::Configuration {
        file: source.as_ref().map_or_else(|| "the input".to_owned(), ToString::to_string),
        fault: ConfigFault::Several {
            places: configs.iter().map(|config| config.from.clone()).collect(),
            choices: source.map(|place| choices(lines, &place)).unwrap_or_default(),
        },
    }
}

/// How to name each configuration of a file.
fn choices(lines: impl Iterator<Item = usize>, place: &Place) -> Vec<String> {
    let Place::File(path) = place else { return Vec::new() };
    let name = path.to_string_lossy();
    lines.map(|line| format!("{name}:{line}")).collect()
}

/// The text of a source, its place, and the line that was named.
fn read(
    source: &ConfigSource,
    system: &mut System,
) -> Result<(String, Place, Option<usize>), Error> {
    match source {
        ConfigSource::File(path) => {
            let (path, line) = match with_line(&path.to_string_lossy()) {
                Some((file, line)) if !files::is_file(path) => (PathBuf::from(file), Some(line)),
                _ => (path.clone(), None),
            };
            let text = files::read_text(&path, Subject::Configuration)?;
            Ok((text, Place::File(path), line))
        }
        ConfigSource::Variable(name) => {
            let text = system.environment.required(name)?;
            Ok((text, Place::Variable(name.clone()), None))
        }
        ConfigSource::Stdin => {
            let bytes = system.stdin.read_to_end(Subject::Configuration)?;
            let text = files::text(bytes, Input::new(Subject::Configuration, Place::Stdin))?;
            Ok((text, Place::Stdin, None))
        }
    }
}

/// A file and a line in it: `compose.yml:12`.
pub(crate) fn with_line(text: &str) -> Option<(&str, usize)> {
    let (file, line) = text.rsplit_once(':')?;
    Some((file, line.parse().ok()?)).filter(|(file, _)| !file.is_empty())
}
