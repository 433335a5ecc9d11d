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
pub(crate) struct CheckDocument {
    valid: bool,
    warnings: Vec<NoteBody>,
}

impl CheckDocument {
    pub(crate) fn valid(warnings: &[Note<EngineWarning>]) -> Self {
        Self { valid: true, warnings: notes(warnings) }
    }
}

/// The document for an engine that does not start.
#[derive(Debug, Serialize)]
pub(crate) struct ConfigErrorDocument<'a> {
    engine: &'static str,
    config_error: ConfigErrorBody<'a>,
    hint: String,
    warnings: Vec<NoteBody>,
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
        }
    }
}
