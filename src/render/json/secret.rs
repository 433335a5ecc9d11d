//! The documents of `secret` and `secret check`.

use serde::Serialize;

use crate::hasura::registry::StartupError;
use crate::hasura::trace::Warning;
use crate::jose::json::Value;
use crate::render::config::INEXACT;
use crate::render::json::{Coded, coded};

/// The document of `secret`.
#[derive(Debug, Serialize)]
pub(crate) struct SecretDocument<'a> {
    pub(crate) engine: &'static str,
    pub(crate) config: &'a Value,
    pub(crate) output: &'a str,
    pub(crate) warnings: Vec<Coded>,
}

/// The document of `secret check` for a configuration that the engine starts with.
#[derive(Debug, Serialize)]
pub(crate) struct CheckDocument {
    valid: bool,
    warnings: Vec<Coded>,
}

impl CheckDocument {
    pub(crate) fn valid(warnings: &[Warning]) -> Self {
        Self { valid: true, warnings: coded(warnings) }
    }
}

/// The document for an engine that does not start.
#[derive(Debug, Serialize)]
pub(crate) struct ConfigErrorDocument<'a> {
    engine: &'static str,
    config_error: ConfigErrorBody<'a>,
    hint: String,
    warnings: Vec<Coded>,
}

#[derive(Debug, Serialize)]
struct ConfigErrorBody<'a> {
    message: &'a str,
}

impl<'a> ConfigErrorDocument<'a> {
    pub(crate) fn new(error: &'a StartupError, hint: String) -> Self {
        let inexact = Coded { code: "inexact-message", message: INEXACT.to_owned() };
        Self {
            engine: error.engine().name(),
            config_error: ConfigErrorBody { message: &error.message },
            hint,
            warnings: error.inexact.then_some(inexact).into_iter().collect(),
        }
    }
}
