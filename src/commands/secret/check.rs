//! `secret check`: whether the engine would start, in its words, and what hurts later.

use crate::commands::flags::GlobalFlags;
use crate::commands::secret::flags::CheckArgs;
use crate::error::Error;
use crate::exit::Outcome;
use crate::hasura::explanation::Engine;
use crate::hasura::settings::Text;
use crate::hasura::trace::Warning;
use crate::hasura::v2::config::SINGLE;
use crate::hasura::words::name_shown;
use crate::hasura::{ddn, relyauth, v2};
use crate::render;
use crate::render::config::Unstartable;
use crate::render::json::{CheckDocument, ConfigErrorDocument, document};
use crate::source::engine_config::{self, ConfigSource, Found};
use crate::system::System;
use crate::system::environment::Environment;

pub(super) fn run(
    args: &CheckArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let found = configuration(args.engine, args.source.as_ref(), "check", global, system)?;
    let engine = args.engine.or(found.meant).unwrap_or(found.engine);
    let environment = system.environment;
    let checked = match engine {
        Engine::Hasura => v2::config::parse(&found.text, found.variable())
            .map(|config| (config.entries.len(), config.warnings))
            .map_err(|error| Unstartable::from(error).located(&found.text)),
        Engine::Ddn => check_ddn(&found.text, environment).map_err(Unstartable::from),
        Engine::Relyauth => check_relyauth(&found.text, environment).map_err(Unstartable::from),
    };
    let color = system.stdout.color;
    let indented = system.stdout.is_terminal;
    let (outcome, shown, hint) = match checked {
        Ok((count, warnings)) => {
            let shown = if global.json {
                document(&CheckDocument::valid(&warnings), indented, color)
            } else {
                render::config::starts(engine, count, &found.from, &warnings, color)
            };
            (Outcome::Positive, shown, None)
        }
        Err(error) => {
            let shown = if global.json {
                document(&ConfigErrorDocument::from(&error), indented, color)
            } else {
                render::config::does_not_start(&error, color)
            };
            (Outcome::Negative, shown, Some(error.hint))
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
    source: Option<&ConfigSource>,
    word: &str,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Found, Error> {
    let (_, profile) = global.profiles(system)?;
    engine_config::find(source, said, profile.as_ref(), system)?.ok_or_else(|| {
        Error::usage(
            format!("there is no configuration: `{SINGLE}` is not set"),
            format!("`jwtool secret {word} FILE`, or `-` for standard input"),
        )
    })
}

/// A variable that is named and not set here.
fn unset(text: &Text, environment: Environment) -> Option<Warning> {
    let name = text.variable.as_deref()?;
    let missing = text.value.is_none() && environment.exactly(name).is_none();
    missing.then(|| {
        Warning::new(
            "variable-not-set",
            format!(
                "the variable `{}` is not set here, so what it should hold is not checked",
                name_shown(name)
            ),
        )
    })
}

fn check_ddn(
    text: &str,
    environment: Environment,
) -> Result<(usize, Vec<Warning>), ddn::config::ConfigError> {
    let lookup = |name: &str| environment.exactly(name);
    let config = ddn::config::parse(text)?;
    let mut warnings = config.warnings;
    let others = config.alternative_modes.iter().map(|(_, mode)| mode);
    for mode in std::iter::once(&config.mode).chain(others) {
        let ddn::config::Mode::Jwt(jwt) = mode else { continue };
        let ddn::config::KeyPlace::Fixed { text, algorithm } = &jwt.key else { continue };
        if let Some(warning) = unset(text, environment) {
            warnings.push(warning);
            continue;
        }
        let Some(keys) = ddn::keys::Keys::of_mode(jwt, &lookup)? else { continue };
        if let Err((_, why)) = keys.choose(None) {
            warnings.push(Warning::new(
                "key-unusable",
                format!(
                    "the build does not look at the key, and every request fails with 500: {why}"
                ),
            ));
        }
        let secret = text.resolve(&lookup).unwrap_or_default();
        if let Some(needed) = algorithm.hmac_bytes().filter(|needed| secret.len() < *needed) {
            warnings.push(Warning::new(
                "short-secret",
                format!(
                    "the secret has {} bytes; {algorithm} asks for {needed}, without which neither Hasura v2 nor RelyAuth works",
                    secret.len()
                ),
            ));
        }
    }
    Ok((config.alternative_modes.len() + 1, warnings))
}

fn check_relyauth(
    text: &str,
    environment: Environment,
) -> Result<(usize, Vec<Warning>), relyauth::config::ConfigError> {
    use relyauth::config::{KeyPlace, Kind};
    let lookup = |name: &str| environment.exactly(name);
    let config = relyauth::config::parse(text, &lookup)?;
    let mut warnings = config.warnings;
    for mode in &config.modes {
        let texts: &[&Text] = match &mode.kind {
            Kind::ApiKey { value, .. } => &[value],
            Kind::Webhook { url, .. } => &[url],
            Kind::NoAuth { .. } => &[],
            Kind::Jwt(jwt) => match &jwt.key {
                KeyPlace::Fixed { text, .. } | KeyPlace::Url(text) => &[text],
            },
        };
        let mut known = true;
        for text in texts {
            if let Some(warning) = unset(text, environment) {
                warnings.push(warning);
                known = false;
            } else {
                relyauth::keys::resolved(text, &lookup)?;
            }
        }
        match &mode.kind {
            Kind::ApiKey { variables, .. } | Kind::NoAuth { variables } => {
                relyauth::config::resolved(variables, &lookup)?;
            }
            Kind::Jwt(jwt) => {
                relyauth::session::Defaults::of(jwt, &lookup)?;
            }
            Kind::Webhook { .. } => {}
        }
        let Kind::Jwt(jwt) = &mode.kind else { continue };
        let KeyPlace::Fixed { text, algorithm } = &jwt.key else { continue };
        if !known {
            continue;
        }
        relyauth::keys::Keys::of_mode(jwt, &lookup)?;
        let secret = text.resolve(&lookup).unwrap_or_default();
        if let Some(needed) = algorithm.hmac_bytes().filter(|needed| secret.len() < *needed) {
            warnings.push(Warning::new(
                "short-secret",
                format!(
                    "the secret has {} bytes, and with less than {needed} no {algorithm} token is ever accepted",
                    secret.len()
                ),
            ));
        }
    }
    Ok((config.modes.len(), warnings))
}
