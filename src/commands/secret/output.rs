//! Prints a generated configuration and its warnings.

use crate::commands::present;
use crate::commands::secret::warning::SecretWarning;
use crate::error::Error;
use crate::escape;
use crate::exit::Outcome;
use crate::hasura::explanation::Engine;
use crate::hasura::{registry, yaml};
use crate::jose::json::Value;
use crate::jose::note::Note;
use crate::render;
use crate::render::json::{Layout, NoteBody, SecretDocument, document, losses_and_notes, notes};
use crate::render::secret::{Format, write};
use crate::system::System;

/// A configuration, and the warnings about it.
pub(super) struct WrittenConfig {
    pub(super) engine: Engine,
    pub(super) config: Value,
    pub(super) warnings: Vec<Note<SecretWarning>>,
}

/// Prints a configuration, and its warnings below each other.
pub(super) fn print(
    written: &WrittenConfig,
    format: Format,
    system: &mut System,
) -> Result<Outcome, Error> {
    print_with(written, format, notes(&written.warnings), system)?;
    for warning in &written.warnings {
        present::remark_on_page(&format!("warning: {}", warning.message), system)?;
    }
    connect(written.engine, system)
}

/// Prints a converted configuration, and its warnings as losses and notes.
pub(super) fn print_converted(
    written: &WrittenConfig,
    format: Format,
    system: &mut System,
) -> Result<Outcome, Error> {
    let (losses, notes): (Vec<_>, Vec<_>) =
        written.warnings.iter().cloned().partition(|warning| warning.code.is_loss());
    print_with(written, format, losses_and_notes(&losses, &notes), system)?;
    present::remarks_on_page(
        |page| render::config::losses_and_notes(page, written.engine, &losses, &notes),
        system,
    )?;
    connect(written.engine, system)
}

fn print_with(
    written: &WrittenConfig,
    format: Format,
    warnings: Vec<NoteBody<'_>>,
    system: &mut System,
) -> Result<(), Error> {
    let WrittenConfig { engine, config, .. } = written;
    check_format(*engine, format)?;
    let output = match format {
        Format::Pretty => document(config, Layout::INDENTED).trim_end().to_owned(),
        Format::Yaml => to_yaml(config),
        format => {
            write(format, registry::variable_of(config), document(config, Layout::LINE).trim_end())
        }
    };
    let document = || SecretDocument { engine: engine.name(), config, output: &output, warnings };
    present::raw(document, &output, system)
}

/// Reports how the other engines use a service that was configured.
fn connect(engine: Engine, system: &mut System) -> Result<Outcome, Error> {
    if engine == Engine::Relyauth {
        present::remark_on_page(
            "to connect Hasura v2, set HASURA_GRAPHQL_AUTH_HOOK=http://HOST:8080/auth/hasura and HASURA_GRAPHQL_AUTH_HOOK_MODE=POST; to connect DDN, add a webhook mode that uses POST http://HOST:8080/auth/ddn with customHeadersConfig.body.headers.forward: \"*\"",
            system,
        )?;
    }
    Ok(Outcome::Positive)
}

/// Returns the format that an engine reads.
pub(super) const fn default_format(engine: Engine) -> Format {
    match engine {
        Engine::Hasura => Format::Json,
        Engine::Ddn | Engine::Relyauth => Format::Yaml,
    }
}

/// Refuses a format that the engine cannot read: Hasura v2 reads a variable, the others a file.
pub(super) fn check_format(engine: Engine, format: Format) -> Result<(), Error> {
    match engine {
        Engine::Hasura if format == Format::Yaml => Err(Error::usage(
            "Hasura v2 reads JSON, not YAML",
            "use `--output json`, or `--output compose` for a YAML file that sets the variable",
        )),
        Engine::Ddn | Engine::Relyauth if !format.is_plain() => Err(Error::usage(
            format!(
                "`--output {}` writes an environment variable, and {} reads a file",
                format.name(),
                engine.title()
            ),
            "use `--output yaml`, `json` or `pretty`",
        )),
        _ => Ok(()),
    }
}

/// Formats a configuration as YAML. Falls back to JSON, which is valid YAML, if YAML would
/// print control characters, or would not quote a string that older parsers read as a number
/// or a date.
fn to_yaml(config: &Value) -> String {
    fn ambiguous(value: &Value) -> bool {
        match value {
            Value::String(text) => yaml::is_ambiguous(text),
            Value::Array(elements) => elements.iter().any(ambiguous),
            Value::Object(object) => object.iter().any(|(_, value)| ambiguous(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }
    let text = yaml::write(config);
    if text.lines().all(|line| escape::line(line) == line) && !ambiguous(config) {
        text
    } else {
        document(config, Layout::INDENTED).trim_end().to_owned()
    }
}
