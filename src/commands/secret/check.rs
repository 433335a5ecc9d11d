//! `secret check`: whether the engine starts with a configuration, and what to expect later.

use crate::commands::flags::GlobalFlags;
use crate::commands::secret::SecretArgs;
use crate::error::Error;
use crate::exit::Outcome;
use crate::hasura::engine::{Checked, Surroundings};
use crate::hasura::explanation::Engine;
use crate::hasura::registry::ConfiguredEngine;
use crate::hasura::v2::config::SINGLE;
use crate::hint;
use crate::render;
use crate::render::json::{CheckDocument, ConfigErrorDocument, document};
use crate::source::engine_config::{self, ConfigSource, LoadedConfig};
use crate::system::System;

pub(super) fn run(
    args: &SecretArgs,
    source: &[&str],
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let found = configuration(args.engine, source, "check", global, system)?;
    let engine = args.engine.or(found.meant).unwrap_or(found.engine);
    let environment = system.environment;
    let lookup = |name: &str| environment.exactly(name);
    let surroundings =
        Surroundings { variable: Some(found.variable()), ..Surroundings::new(&lookup) };
    let checked = ConfiguredEngine::parse(engine, &found.text, &surroundings)
        .and_then(|engine| engine.check(&surroundings));
    let color = system.stdout.color;
    let indented = system.stdout.is_terminal;
    let (outcome, shown, hint) = match checked {
        Ok(Checked { count, warnings }) => {
            let shown = if global.json {
                document(&CheckDocument::valid(&warnings), indented, color)
            } else {
                render::config::starts(engine, count, &found.from, &warnings, color)
            };
            (Outcome::Positive, shown, None)
        }
        Err(error) => {
            let hint = hint::startup(&error);
            let shown = if global.json {
                document(&ConfigErrorDocument::new(&error, hint.clone()), indented, color)
            } else {
                render::config::does_not_start(&error, color)
            };
            (Outcome::Negative, shown, Some(hint))
        }
    };
    system.stdout.write(&shown)?;
    if let Some(hint) = hint {
        system.stdout.flush()?;
        system.say(&format!("hint: {hint}"));
    }
    Ok(outcome)
}

/// The configuration that is meant: the one that is named, else that of the profile or the
/// engine's own variables.
pub(super) fn configuration(
    said: Option<Engine>,
    source: &[&str],
    word: &str,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<LoadedConfig, Error> {
    let source: Option<ConfigSource> = match source {
        [] => None,
        [one] => Some(one.parse().unwrap_or_else(|never| match never {})),
        [_, more, ..] => {
            return Err(Error::usage(
                format!("`{more}` is one word too many"),
                format!("`jwtool secret {word} FILE`"),
            ));
        }
    };
    let (_, profile) = global.profiles(system)?;
    engine_config::find(source.as_ref(), said, profile.as_ref(), system)?.ok_or_else(|| {
        Error::usage(
            format!("there is no configuration: `{SINGLE}` is not set"),
            format!("`jwtool secret {word} FILE`, or `-` for standard input"),
        )
    })
}
