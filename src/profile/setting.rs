//! The settings of a profile: their names, the form of their values, and what each of them may
//! reveal.

use std::fmt;

use crate::profile::login::SecretSetting;
use crate::redact;

/// A setting of a profile.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Setting {
    /// Its name below the profile; a dot leads into a table: `login.kind`
    pub(crate) name: &'static str,
    pub(crate) form: Form,
    pub(crate) nature: Nature,
}

/// The form of a value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Form {
    Text,
    /// A list of strings, which may be written as a single string
    List,
}

/// What a value is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Nature {
    Text,
    /// An `http` or `https` address
    Address,
    /// An issuer, which is usually an address
    Issuer,
    /// The place of a key or a configuration
    Place,
    /// A secret, or the place of one
    Secret,
    /// A program with its arguments
    Command,
}

/// The keys that a profile may set in any file; the others need a file of the user, or one that
/// the user trusts.
pub(crate) const OPEN_KEYS: [&str; 6] =
    ["graphql", "rest", "rest_ping", "roles", "audience", "issuer"];

const fn setting(name: &'static str, form: Form, nature: Nature) -> Setting {
    Setting { name, form, nature }
}

/// All settings, in the order in which they are shown.
pub(crate) static SETTINGS: &[Setting] = &[
    setting("graphql", Form::Text, Nature::Address),
    setting("rest", Form::Text, Nature::Address),
    setting("rest_ping", Form::Text, Nature::Text),
    setting("roles", Form::List, Nature::Text),
    setting("issuer", Form::Text, Nature::Issuer),
    setting("audience", Form::List, Nature::Text),
    setting("key", Form::Text, Nature::Place),
    setting("engine.kind", Form::Text, Nature::Text),
    setting("engine.config", Form::Text, Nature::Place),
    setting("login.kind", Form::Text, Nature::Text),
    setting("login.send", Form::Text, Nature::Text),
    setting("login.client_id", Form::Text, Nature::Text),
    setting("login.client_secret", Form::Text, Nature::Secret),
    setting("login.username", Form::Text, Nature::Text),
    setting("login.scope", Form::List, Nature::Text),
    setting("login.audience", Form::Text, Nature::Text),
    setting("login.redirect", Form::Text, Nature::Address),
    setting("login.domain", Form::Text, Nature::Text),
    setting("login.identity_provider", Form::Text, Nature::Text),
    setting("login.endpoint", Form::Text, Nature::Address),
    setting("login.jwks", Form::Text, Nature::Place),
    setting("login.core", Form::Text, Nature::Address),
    setting("login.api_key", Form::Text, Nature::Secret),
    setting("login.api_domain", Form::Text, Nature::Address),
    setting("login.path", Form::Text, Nature::Place),
    setting("login.variable", Form::Text, Nature::Text),
    setting("login.command", Form::List, Nature::Command),
];

impl Setting {
    /// Returns the setting with this name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }

    /// Returns the key of the profile, which is a table for some settings: `login`.
    pub(crate) fn key(&self) -> &'static str {
        self.name.split_once('.').map_or(self.name, |(table, _)| table)
    }

    /// Returns a value without the parts that may be secret.
    pub(crate) fn redact(&self, text: &str) -> String {
        match self.nature {
            Nature::Text | Nature::Command => redact::tokens(text),
            Nature::Address | Nature::Issuer => redact::address(text),
            Nature::Place if text.contains("://") => redact::address(text),
            Nature::Place => redact::place(text),
            Nature::Secret if SecretSetting::new(text.to_owned()).is_place() => {
                let start = text.find("env:").map(|at| at + 4);
                let start = start.or_else(|| text.find('@').map(|at| at + 1));
                let (before, name) = text.split_at(start.unwrap_or(text.len()));
                format!("{before}{}", redact::place(name))
            }
            Nature::Secret => "…".to_owned(),
        }
    }
}

/// The value of a setting.
#[derive(Clone, Eq, PartialEq)]
pub(crate) enum SettingValue {
    Text(String),
    List(Vec<String>),
}

/// It may be a secret.
impl fmt::Debug for SettingValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SettingValue(redacted)")
    }
}

impl SettingValue {
    /// Returns the strings of the value.
    pub(crate) fn strings(&self) -> &[String] {
        match self {
            Self::Text(text) => std::slice::from_ref(text),
            Self::List(strings) => strings,
        }
    }

    /// Returns the value without the parts that may be secret.
    pub(crate) fn redacted(&self, setting: &Setting) -> Self {
        match self {
            Self::Text(text) => Self::Text(setting.redact(text)),
            Self::List(strings) => {
                Self::List(strings.iter().map(|text| setting.redact(text)).collect())
            }
        }
    }
}

/// A setting that a file contains.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) setting: &'static Setting,
    pub(crate) value: SettingValue,
    /// The line of its key
    pub(crate) line: Option<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_in_values_are_hidden_and_their_places_are_not() {
        for (name, text, shown) in [
            ("login.client_secret", "hunter2", "…"),
            ("login.client_secret", "base64:aHVudGVyMg==", "…"),
            ("login.client_secret", "env:CLIENT_SECRET", "env:CLIENT_SECRET"),
            ("login.api_key", "base64:@key.txt", "base64:@key.txt"),
            ("login.api_key", "-", "-"),
            ("graphql", "https://u:p@x.example/v1/graphql", "https://…@x.example/v1/graphql"),
            ("key", "https://u:p@x.example/key", "https://…@x.example/key"),
            ("key", "key:dev", "key:dev"),
            ("login.username", "ada@example.gov", "ada@example.gov"),
        ] {
            assert_eq!(Setting::named(name).unwrap().redact(text), shown, "{name}");
        }
        let value = SettingValue::Text("hunter2".to_owned());
        assert!(!format!("{value:?}").contains("hunter2"));
    }

    #[test]
    fn names_are_unique_and_those_of_a_table_stay_together() {
        for setting in SETTINGS {
            assert_eq!(SETTINGS.iter().filter(|other| other.name == setting.name).count(), 1);
            assert_eq!(Setting::named(setting.name), Some(setting));
        }
        assert_eq!(Setting::named("login.kind").unwrap().key(), "login");
        assert_eq!(Setting::named("isuer"), None);
    }
}
