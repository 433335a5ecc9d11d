//! Hints for a configuration that names a path for each session variable: it decides, not the
//! issuer.

use crate::escape;
use crate::hasura::explanation::Engine;
use crate::hasura::inquiry::TokenFacts;
use crate::hasura::mapping::{Cause, DeadEnd, Kind, Mapping, MappingSource, Shown};
use crate::hasura::view::{ALLOWED_ROLES, DEFAULT_ROLE};
use crate::hint::shared::{self, KnownToken};
use crate::hint::value;
use crate::jose::json::Value;
use crate::provider::origin::ProviderId;

/// What the hints about one answer have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    pub(super) engine: Engine,
    pub(super) token: &'a TokenFacts,
    /// The claims and the origin of the token, if there is one that can be read
    pub(super) known: Option<KnownToken<'a>>,
    /// Whether the engine's keys are not known here
    pub(super) lacks_keys: bool,
}

impl Context<'_> {
    /// Returns the hint about a variable that lacks a usable value, if the configuration has an
    /// entry for it.
    pub(super) fn variable(self, name: &str) -> Option<String> {
        let mapping = self.token.mappings.iter().find(|mapping| mapping.name == name)?;
        Some(match &mapping.source {
            MappingSource::Nothing(end) | MappingSource::Default(_, end) => {
                self.dead_end(mapping, end)
            }
            MappingSource::Claim(value) | MappingSource::Literal(value) => {
                self.unfit(mapping, value)
            }
        })
    }

    /// Returns the hint about the allowed roles, if the configuration leaves none.
    pub(super) fn no_role(self) -> Option<String> {
        self.token.allowed_roles.is_empty().then(|| self.variable(ALLOWED_ROLES)).flatten()
    }

    /// Returns the hint for a token without Hasura claims, if it has none and the configuration
    /// looks for nothing else. `is_first` is whether this is the first refusal.
    pub(super) fn no_claims(self, is_first: bool) -> Option<String> {
        let is_bare = self.token.claims_at.is_none() && self.token.mappings.is_empty();
        self.known.filter(|_| is_bare).map(|token| shared::no_claims(self.engine, token, is_first))
    }

    /// Returns a hint for each variable whose path leads nowhere, except the roles.
    pub(super) fn missing(self) -> Vec<String> {
        let others = self.token.mappings.iter().filter(|mapping| {
            !mapping.is_found() && ![ALLOWED_ROLES, DEFAULT_ROLE].contains(&&*mapping.name)
        });
        others.filter_map(|mapping| self.variable(&mapping.name)).collect()
    }

    /// Returns a hint for each variable that is not a string, except the roles.
    pub(super) fn not_strings(self) -> Vec<String> {
        let others = self.token.mappings.iter().filter(|mapping| {
            let wrong = matches!(&mapping.source, MappingSource::Claim(value) if value.kind != Kind::String);
            wrong && ![ALLOWED_ROLES, DEFAULT_ROLE].contains(&&*mapping.name)
        });
        others.filter_map(|mapping| self.variable(&mapping.name)).collect()
    }

    /// Returns the setting that has the paths.
    const fn setting(self) -> &'static str {
        match self.engine {
            Engine::Hasura => "claims_map",
            Engine::Ddn | Engine::Relyauth => "locations",
        }
    }

    /// Returns how the hint begins: which path the configuration takes the variable from.
    fn source(self, mapping: &Mapping) -> String {
        let setting = self.setting();
        let name = shown(&mapping.name).map_or_else(String::new, |name| format!("`{name}` "));
        match mapping.path.as_deref().map(shown) {
            Some(Some(path)) => format!("`{setting}` takes {name}from `{path}`"),
            Some(None) => format!("`{setting}` takes {name}from a path"),
            None => format!("`{setting}` sets {name}itself"),
        }
    }

    fn dead_end(self, mapping: &Mapping, end: &DeadEnd) -> String {
        let source = self.source(mapping);
        let similar = end.similar.as_deref().and_then(|path| self.path(path));
        match (end.cause, similar) {
            (Cause::QuotedPath, similar) => {
                let meant = similar.unwrap_or_else(|| "the path without brackets".to_owned());
                return format!("{source}, which is a single key of that name; write {meant}");
            }
            (_, Some(similar)) => {
                return format!("{source}, which this token does not have; write {similar}");
            }
            (Cause::Wildcard, None) => {
                return format!(
                    "{source}, and a JSON pointer has no wildcards: point to a list of names, to one element, or write the roles into the configuration: {}",
                    self.literal_roles(None)
                );
            }
            (Cause::Wrong, None) => {
                return format!(
                    "{source}, which is not a JMESPath expression: write steps as `a.b` and `a[0]`, and a name with special characters in double quotes"
                );
            }
            (Cause::InString, None) => {
                return format!(
                    "{source}, inside a string that holds JSON: {}",
                    self.stringified()
                );
            }
            (Cause::Absent, None) => {}
        }
        let default = self.default_for(mapping);
        if self.is_entra_role(mapping) {
            return format!(
                "{source}, but a person without an app role has no `roles` in the token: assign one in Entra (Enterprise applications, Users and groups), or add a default: {default}"
            );
        }
        format!(
            "{source}, which this token does not have; correct the path, or add a default: {default}"
        )
    }

    /// Returns what to configure for Hasura claims in a string.
    const fn stringified(self) -> &'static str {
        match self.engine {
            Engine::Hasura => {
                "use `claims_namespace` with `\"claims_format\":\"stringified_json\"` instead of `claims_map`"
            }
            Engine::Ddn => {
                "use `namespace` with `claimsFormat: StringifiedJson` instead of `locations`"
            }
            Engine::Relyauth => {
                "use `namespace` with `claimsFormat: StringifiedJson`; `locations` may overwrite single claims"
            }
        }
    }

    fn is_entra_role(self, mapping: &Mapping) -> bool {
        let is_entra = self.known.is_some_and(|token| token.origin.id == ProviderId::AzureAd);
        let path = mapping.path.as_deref().unwrap_or_default();
        let path = path.trim_start_matches(['$', '.', '/', '[', '"', '\'']);
        is_entra && path.starts_with("roles")
    }

    fn unfit(self, mapping: &Mapping, value: &Shown) -> String {
        let source = self.source(mapping);
        let which = if mapping.path.is_some() { "which is" } else { "as" };
        let wants_list = mapping.name == ALLOWED_ROLES;
        match value.kind {
            Kind::EmptyList if wants_list => format!(
                "{source}, {which} an empty list: the user has no role; add one, or write the roles into the configuration: {}",
                self.literal_roles(None)
            ),
            Kind::String if wants_list => self.string_of_roles(&source, which, value),
            Kind::Strings | Kind::EmptyList | Kind::List if !wants_list => {
                let first = mapping.path.as_deref().and_then(|path| self.path(&self.first(path)));
                match first {
                    Some(first) => format!(
                        "{source}, {which} a list, and the engine needs a string; for its first element write {first}"
                    ),
                    None => format!("{source}, {which} a list, and the engine needs a string"),
                }
            }
            Kind::List if wants_list => format!(
                "{source}, {which} a list of something other than strings, and a path cannot reach into each element; write the roles into the configuration: {}",
                self.literal_roles(None)
            ),
            _ if wants_list => format!(
                "{source}, {which} not a list of strings; use another path, or write the roles into the configuration: {}",
                self.literal_roles(None)
            ),
            _ => format!(
                "{source}, {which} not a string that the engine accepts; use another path, or have the token carry it as a string: `\"7\"` instead of `7`"
            ),
        }
    }

    /// Returns the hint for a string instead of a list of roles.
    fn string_of_roles(self, source: &str, which: &str, value: &Shown) -> String {
        let text = value.string.as_deref().unwrap_or_default();
        let cause = format!("{source}, {which} a string, and the engine needs a list:");
        match roles_in(text) {
            Some(roles) => format!(
                "{cause} have the issuer write a list, or write the roles into the configuration, {}",
                self.literal_list(&roles)
            ),
            None => format!(
                "{cause} write the roles into the configuration, {}, and take only `{DEFAULT_ROLE}` from that claim",
                self.literal_roles(Some(text))
            ),
        }
    }

    /// Returns the path to the first element of a list.
    fn first(self, path: &str) -> String {
        match self.engine {
            Engine::Hasura | Engine::Relyauth => format!("{path}[0]"),
            Engine::Ddn => format!("{path}/0"),
        }
    }

    /// Returns an entry's path as the configuration has it.
    fn path(self, path: &str) -> Option<String> {
        Some(match self.engine {
            Engine::Hasura => format!("`\"path\":{}`", value::path(path)?),
            Engine::Ddn => format!("`path: {}`", value::yaml(path)?),
            Engine::Relyauth => format!("`path: {}`", value::yaml_quoted(path)?),
        })
    }

    /// Returns the entry that sets the allowed roles.
    fn literal_roles(self, role: Option<&str>) -> String {
        self.literal_list(&[role.filter(|role| is_plain(role)).unwrap_or("user").to_owned()])
    }

    /// Returns the entry that sets the allowed roles to these, which need no quoting.
    fn literal_list(self, roles: &[String]) -> String {
        let list = format!("[\"{}\"]", roles.join("\",\""));
        match self.engine {
            Engine::Hasura => format!("`\"{ALLOWED_ROLES}\":{list}`"),
            Engine::Ddn => format!("`{ALLOWED_ROLES}: {{literal: {list}}}`"),
            Engine::Relyauth => {
                format!("`{ALLOWED_ROLES}: {{type: field, default: {{value: {list}}}}}`")
            }
        }
    }

    /// Returns the default to add to an entry.
    fn default_for(self, mapping: &Mapping) -> String {
        let value = match &*mapping.name {
            ALLOWED_ROLES => "[\"user\"]",
            DEFAULT_ROLE => "\"user\"",
            _ => "\"\"",
        };
        match self.engine {
            Engine::Hasura => format!("`\"default\":{value}`"),
            Engine::Ddn => format!("`default: {value}`"),
            Engine::Relyauth => format!("`default: {{value: {value}}}`"),
        }
    }
}

/// Returns a name or path if it can be shown in backticks.
fn shown(text: &str) -> Option<&str> {
    (escape::is_showable(text) && !text.contains('`')).then_some(text)
}

/// Returns the roles in a string that holds several, as a JSON array or separated by commas or
/// spaces. `None` if it is one role, or none that can be shown.
fn roles_in(text: &str) -> Option<Vec<String>> {
    /// More than anybody writes into a configuration by hand.
    const MOST: usize = 20;
    let text = text.trim();
    let listed = Value::parse(text.as_bytes()).ok();
    let roles: Vec<String> = if let Some(values) = listed.as_ref().and_then(Value::as_array) {
        let names = values.iter().map(|value| value.as_str().map(ToOwned::to_owned));
        names.collect::<Option<_>>()?
    } else {
        let parts = text.split([',', ';', ' ']).map(str::trim).filter(|part| !part.is_empty());
        let roles: Vec<String> = parts.map(ToOwned::to_owned).collect();
        (roles.len() > 1).then_some(roles)?
    };
    let is_shown = (1..=MOST).contains(&roles.len()) && roles.iter().all(|role| is_plain(role));
    is_shown.then_some(roles)
}

/// Whether a role needs no quoting anywhere.
fn is_plain(role: &str) -> bool {
    !role.is_empty() && role.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_of_several_roles_is_told_from_one_role() {
        for (text, expected) in [
            ("[\"lead\",\"crew\"]", Some(vec!["lead", "crew"])),
            ("lead, crew", Some(vec!["lead", "crew"])),
            ("lead crew", Some(vec!["lead", "crew"])),
            ("lead", None),
            ("", None),
            ("[]", None),
            ("[7]", None),
            ("lead,`crew`", None),
        ] {
            let expected =
                expected.map(|roles| roles.into_iter().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(roles_in(text), expected, "{text}");
        }
    }
}
