//! The documents of `secret` and `secret check`.

use serde::Serialize;

use crate::hasura::trace::Warning;
use crate::jose::json::Value;
use crate::render::config::{INEXACT, Unstartable};
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
    hint: &'a str,
    warnings: Vec<Coded>,
}

#[derive(Debug, Serialize)]
struct ConfigErrorBody<'a> {
    message: &'a str,
}

impl<'a> From<&'a Unstartable> for ConfigErrorDocument<'a> {
    fn from(error: &'a Unstartable) -> Self {
        let inexact = Coded { code: "inexact-message", message: INEXACT.to_owned() };
        Self {
            engine: error.engine.name(),
            config_error: ConfigErrorBody { message: &error.message },
            hint: &error.hint,
            warnings: error.inexact.then_some(inexact).into_iter().collect(),
        }
    }
}
