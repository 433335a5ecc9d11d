//! A setting of Hasura v2 in a file that holds more: a variable, its value, and its place.

use std::fmt;

use crate::error::Reference;
use crate::hasura::v2::config::{LIST, SINGLE};
use crate::hasura::v2::jwt_secret::JwtSecret;
use crate::redact;

/// The variable of the engine for a webhook.
pub(crate) const HOOK: &str = "HASURA_GRAPHQL_AUTH_HOOK";

/// The variables that decide how the engine authenticates. The one that contains the name of
/// another comes first.
pub(super) const NAMES: [&str; 3] = [LIST, SINGLE, HOOK];

/// How many settings of one file are read.
pub(super) const MAX_SETTINGS: usize = 256;

/// A setting that was found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Setting {
    /// The name that it has in the file; empty if it has none
    pub(crate) name: String,
    pub(crate) value: SettingValue,
    /// The service, object or block that it belongs to
    pub(crate) holder: Option<String>,
    /// Its line, if known
    pub(crate) line: Option<usize>,
    /// What is odd about the place
    pub(crate) remark: Option<&'static str>,
}

/// The value of a setting.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SettingValue {
    Text(String),
    /// The value, or a part of it, is somewhere else
    Elsewhere(Reference),
    /// The place cannot hold such a value, and why
    Misplaced(&'static str),
}

impl Setting {
    /// The variable of the engine that it sets, if its name is one.
    pub(crate) fn variable(&self) -> Option<&'static str> {
        NAMES.into_iter().find(|name| *name == self.name)
    }

    /// Whether it sets a webhook.
    pub(crate) fn is_hook(&self) -> bool {
        self.name == HOOK
    }

    /// Its place, in a file or another source.
    pub(crate) fn place(&self, source: &dyn fmt::Display) -> String {
        let mut place = if self.name.is_empty() {
            source.to_string()
        } else {
            format!("{} in {source}", redact::place(&self.name))
        };
        if let Some(holder) = &self.holder {
            place.push_str(", ");
            place.push_str(&redact::place(holder));
        }
        if let Some(line) = self.line {
            place.push_str(", line ");
            place.push_str(&line.to_string());
        }
        place
    }
}

/// Whether a string is a configuration of Hasura v2, whatever the name of its place.
pub(super) fn is_configuration(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['{', '['])
        && JwtSecret::entries(text).is_some_and(|entries| {
            !entries.is_empty()
                && entries.iter().all(|entry| {
                    entry.jwk_url.is_some() || (entry.r#type.is_some() && entry.key.is_some())
                })
        })
}
