//! `secret check`: checks whether the engine starts with a configuration, and prints warnings.

use crate::commands::flags::GlobalFlags;
use crate::commands::present::{self, Count, Presentation};
use crate::commands::secret::flags::CheckArgs;
use crate::error::Error;
use crate::exit::Outcome;
use crate::hasura::engine::{Checked, Surroundings};
use crate::hasura::explanation::Engine;
use crate::hasura::registry::{ConfiguredEngine, StartupError};
use crate::hasura::summary;
use crate::hasura::v2::config::{self, SINGLE};
use crate::hint::{self, Verb};
use crate::redact;
use crate::render;
use crate::render::json::{CheckDocument, ConfigErrorDocument};
use crate::source::engine_config::{self, ConfigSource, Finding, LoadedConfig};
use crate::system::System;

pub(super) fn run(
    args: &CheckArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let (_, profile) = global.profiles(system)?;
    let source = args.source.as_ref();
    let findings = engine_config::find_all(source, args.engine, profile.as_ref(), system)?;
    let count = match findings.len() {
        0 => return Err(Error::NoConfiguration { variable: SINGLE }),
        1 => Count::One,
        _ => Count::Several,
    };
    let presentation = Presentation::new(count, system);
    let mut outcome = Outcome::Positive;
    for finding in &findings {
        outcome = outcome.max(match finding {
            Finding::Config(config) => check(config, args, presentation, system)?,
            Finding::Webhook { url, from, is_beside_jwt: false } => {
                let url = redact::address(url);
                present::answer_as(
                    presentation,
                    || CheckDocument::webhook(&url, from),
                    |page| render::config::webhook(page, &url, from),
                    system,
                )?;
                Outcome::Positive
            }
            Finding::Webhook { from, is_beside_jwt: true, .. } => {
                let error = StartupError::from(config::webhook_beside_jwt());
                does_not_start(&error, Some(from), presentation, system)?
            }
        });
    }
    Ok(outcome)
}

/// Checks one configuration.
fn check(
    found: &LoadedConfig,
    args: &CheckArgs,
    presentation: Presentation,
    system: &mut System,
) -> Result<Outcome, Error> {
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
            present::answer_as(
                presentation,
                || CheckDocument::valid(&entries, &warnings, from, now),
                |page| {
                    render::config::starts(page, engine, count, from, &entries, &warnings, now);
                },
                system,
            )?;
            Ok(Outcome::Positive)
        }
        Err(error) => {
            let place = found.is_part().then_some(found.from.as_str());
            does_not_start(&error, place, presentation, system)
        }
    }
}

/// Reports that the engine does not start: its message, and what to change.
fn does_not_start(
    error: &StartupError,
    place: Option<&str>,
    presentation: Presentation,
    system: &mut System,
) -> Result<Outcome, Error> {
    let hint = hint::startup(error, Verb::SecretCheck);
    let document = || {
        let document = ConfigErrorDocument::new(error, hint.clone());
        match place {
            Some(place) => document.found_in(place),
            None => document,
        }
    };
    present::answer_as(
        presentation,
        document,
        |page| {
            if let Some(place) = place {
                page.line(&format!("{place}:"));
            }
            render::config::does_not_start(page, error);
        },
        system,
    )?;
    present::remark(&format!("hint: {hint}"), system)?;
    Ok(Outcome::Negative)
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
    let found = engine_config::find(source, said, profile.as_ref(), system)?;
    found.ok_or(Error::NoConfiguration { variable: SINGLE })
}
