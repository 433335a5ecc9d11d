//! The documents of `secret` and `secret check`.

use serde::Serialize;

use crate::hasura::registry::StartupError;
use crate::hasura::warning::EngineWarning;
use crate::jose::json::Value;
use crate::jose::note::Note;
use crate::render::json::parts::{NoteBody, notes};

/// The document of `secret`.
#[derive(Debug, Serialize)]
pub(crate) struct SecretDocument<'a> {
    pub(crate) engine: &'static str,
    pub(crate) config: &'a Value,
    pub(crate) output: &'a str,
    pub(crate) warnings: Vec<NoteBody>,
}

/// The document of `secret check` for a configuration that the engine starts with.
#[derive(Debug, Serialize)]
pub(crate) struct CheckDocument<'a> {
    valid: bool,
    warnings: Vec<NoteBody>,
    /// Where the configuration was found
    source: &'a str,
    /// The address of a webhook that decides
    #[serde(skip_serializing_if = "Option::is_none")]
    webhook: Option<&'a str>,
}

impl<'a> CheckDocument<'a> {
    pub(crate) fn valid(warnings: &[Note<EngineWarning>], source: &'a str) -> Self {
        Self { valid: true, warnings: notes(warnings), source, webhook: None }
    }

    /// The document for an engine that asks a webhook.
    pub(crate) const fn webhook(url: &'a str, source: &'a str) -> Self {
        Self { valid: true, warnings: Vec::new(), source, webhook: Some(url) }
    }
}

/// The document for an engine that does not start.
#[derive(Debug, Serialize)]
pub(crate) struct ConfigErrorDocument<'a> {
    engine: &'static str,
    config_error: ConfigErrorBody<'a>,
    hint: String,
    warnings: Vec<NoteBody>,
    /// Where the configuration was found, if several are checked
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct ConfigErrorBody<'a> {
    message: &'a str,
}

impl<'a> ConfigErrorDocument<'a> {
    pub(crate) fn new(error: &'a StartupError, hint: String) -> Self {
        Self {
            engine: error.engine().name(),
            config_error: ConfigErrorBody { message: &error.message },
            hint,
            warnings: error.warning().iter().map(NoteBody::from).collect(),
            source: None,
        }
    }

    /// The same with the place of the configuration.
    pub(crate) fn found_in(self, source: &'a str) -> Self {
        Self { source: Some(source), ..self }
    }
}
