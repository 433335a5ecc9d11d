//! `secret check`: checks whether the engine starts with a configuration, and prints warnings.

use crate::commands::flags::GlobalFlags;
use crate::commands::present;
use crate::commands::secret::flags::CheckArgs;
use crate::error::Error;
use crate::exit::Outcome;
use crate::hasura::engine::{Checked, Surroundings};
use crate::hasura::explanation::Engine;
use crate::hasura::registry::ConfiguredEngine;
use crate::hasura::summary;
use crate::hasura::v2::config::SINGLE;
use crate::hint::{self, Verb};
use crate::render;
use crate::render::json::{CheckDocument, ConfigErrorDocument};
use crate::source::engine_config::{self, ConfigSource, LoadedConfig};
use crate::system::System;

pub(super) fn run(
    args: &CheckArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let found = configuration(args.engine, args.source.as_ref(), global, system)?;
    let engine = args.engine.or(found.meant).unwrap_or(found.engine);
    let environment = system.environment;
    let lookup = |name: &str| environment.exactly(name);
    let surroundings =
        Surroundings { variable: Some(found.variable()), ..Surroundings::new(&lookup) };
    let checked =
        ConfiguredEngine::parse(engine, &found.text, &surroundings).and_then(|configured| {
            let checked = configured.check(&surroundings)?;
            let settings = configured.settings(&lookup, &mut Vec::new());
            Ok((checked, summary::entries(&settings, &lookup)))
        });
    match checked {
        Ok((Checked { count, warnings }, entries)) => {
            let now = system.now;
            let from = &found.from;
            present::answer(
                || CheckDocument::valid(&entries, &warnings, now),
                |page| {
                    render::config::starts(page, engine, count, from, &entries, &warnings, now);
                },
                system,
            )?;
            Ok(Outcome::Positive)
        }
        Err(error) => {
            let hint = hint::startup(&error, Verb::SecretCheck);
            present::answer(
                || ConfigErrorDocument::new(&error, hint.clone()),
                |page| render::config::does_not_start(page, &error),
                system,
            )?;
            present::remark(&format!("hint: {hint}"), system)?;
            Ok(Outcome::Negative)
        }
    }
}

/// Returns the configuration to use: the given one, else the one from the profile or the
/// engine's own variables.
pub(super) fn configuration(
    said: Option<Engine>,
    source: Option<&ConfigSource>,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<LoadedConfig, Error> {
    let (_, profile) = global.profiles(system)?;
    engine_config::find(source, said, profile.as_ref(), system)?
        .ok_or_else(|| Error::NoConfiguration { variable: SINGLE })
}
