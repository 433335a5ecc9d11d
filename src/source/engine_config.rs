//! Where an engine's configuration comes from: a file, `env:NAME`, `-`, or the variables
//! that the engine itself reads.

use std::path::PathBuf;
use std::str::FromStr;

use crate::error::Error;
use crate::hasura::v2::config::{LIST, SINGLE};
use crate::system::System;
use crate::system::files;

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

/// The text of the configuration, and where it was found: where it was said to be, else
/// in the engine's own variables; `None` if neither is set.
pub(crate) fn read(
    source: Option<&ConfigSource>,
    system: &mut System,
) -> Result<Option<(String, String)>, Error> {
    match source {
        Some(ConfigSource::File(path)) => {
            let name = format!("`{}`", path.display());
            Ok(Some((files::text(files::read(path, "the configuration")?, &name)?, name)))
        }
        Some(ConfigSource::Variable(name)) => {
            Ok(Some((system.environment.required(name)?, name.clone())))
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

/// The variable that a text is meant for: the one it came from, else by its first letter.
pub(crate) fn variable(text: &str, from: &str) -> &'static str {
    match from {
        LIST => LIST,
        SINGLE => SINGLE,
        _ if text.trim_start().starts_with('[') => LIST,
        _ => SINGLE,
    }
}
