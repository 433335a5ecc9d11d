//! What an argument can be, besides the words that the parser knows: names of profiles, keys and
//! roles, settings, programs, and files.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Arg, Command};
use clap_complete::engine::{
    ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter as _,
};

use crate::hasura::explanation::Engine;
use crate::profile::Profiles;
use crate::profile::login::{LoginKind, SentToken};
use crate::profile::setting::{Nature, SETTINGS, Setting};
use crate::sort;
use crate::system::System;

/// The names that this machine knows.
#[derive(Debug, Default)]
pub(super) struct Known {
    profiles: Vec<String>,
    keys: Vec<String>,
    /// Those of the profile that is selected, or else of all
    roles: Vec<String>,
    /// Where programs are
    program_folders: Vec<PathBuf>,
    /// Whether the word that is completed follows the name of a program
    is_after_program: bool,
}

impl Known {
    /// Reads the names. `words` is the command line so far.
    pub(super) fn read(words: &[OsString], system: &mut System) -> Arc<Self> {
        let config_file = value_of("--config-file", words).map(PathBuf::from);
        let profiles = system.profiles(config_file.as_deref()).unwrap_or_default();
        let choice = value_of("--profile", words).and_then(|name| name.to_str().map(str::to_owned));
        let selected = system.profile(choice.as_deref(), &profiles).ok().flatten();
        let roles = match selected.map(|profile| &profile.roles) {
            Some(roles) if !roles.is_empty() => roles.clone(),
            _ => roles_of(&profiles),
        };
        let separator = words.iter().position(|word| word == "--");
        let only = |names: Vec<String>| names.into_iter().filter(|name| is_word(name)).collect();
        Arc::new(Self {
            profiles: only(profiles.names()),
            keys: only(system.key_names()),
            roles: only(roles),
            program_folders: system.environment.program_folders(),
            is_after_program: separator.is_some_and(|at| at + 2 < words.len()),
        })
    }

    /// Returns the names of a kind that begin with what was typed.
    fn candidates(&self, kind: Kind, typed: &OsStr) -> Vec<CompletionCandidate> {
        let Some(typed) = typed.to_str() else { return Vec::new() };
        let names = |names: &[String], prefix: &str| -> Vec<CompletionCandidate> {
            let names = names.iter().map(|name| format!("{prefix}{name}"));
            names.filter(|name| name.starts_with(typed)).map(CompletionCandidate::new).collect()
        };
        match kind {
            Kind::Profile => names(&self.profiles, ""),
            Kind::Role => names(&self.roles, ""),
            Kind::StoredKey => names(&self.keys, ""),
            Kind::StoredKeyOrAt => both(names(&self.keys, ""), at_file(typed)),
            Kind::Key => both(names(&self.keys, "key:"), files(typed)),
            Kind::File => files(typed),
            Kind::Folder => paths(&PathCompleter::dir(), typed),
            Kind::AtFile => at_file(typed),
            Kind::Setting => self.settings(typed),
            Kind::Program if self.is_after_program || typed.contains('/') => files(typed),
            Kind::Program => self.programs(typed),
        }
    }

    /// Returns the settings of a profile, or the values of the one that was typed.
    fn settings(&self, typed: &str) -> Vec<CompletionCandidate> {
        let Some((name, value)) = typed.split_once('=') else {
            let keys = SETTINGS.iter().map(|setting| format!("{}=", setting.name));
            return keys
                .filter(|key| key.starts_with(typed))
                .map(CompletionCandidate::new)
                .collect();
        };
        let Some(setting) = Setting::named(name) else { return Vec::new() };
        let words = |names: &[&str]| -> Vec<CompletionCandidate> {
            let names = names.iter().filter(|name| name.starts_with(value));
            names.map(CompletionCandidate::new).collect()
        };
        let values = match (setting.name, setting.nature) {
            ("login.kind", _) => words(&LoginKind::ALL.map(LoginKind::name)),
            ("login.send", _) => words(&SentToken::ALL.map(SentToken::name)),
            ("engine.kind", _) => words(&Engine::ALL.map(Engine::name)),
            ("roles", _) => self.candidates(Kind::Role, OsStr::new(value)),
            ("key", _) => self.candidates(Kind::Key, OsStr::new(value)),
            (_, Nature::Place) => files(value),
            (_, Nature::Secret) => at_file(value),
            (_, Nature::Text | Nature::Address | Nature::Issuer | Nature::Command) => Vec::new(),
        };
        values.into_iter().map(|value| value.add_prefix(format!("{name}="))).collect()
    }

    /// Returns the programs whose names begin with what was typed, each once.
    fn programs(&self, typed: &str) -> Vec<CompletionCandidate> {
        if typed.is_empty() {
            return Vec::new();
        }
        let folders = self.program_folders.iter();
        let mut names: Vec<String> = folders
            .flat_map(|folder| paths(&PathCompleter::file(), &folder.join(typed).to_string_lossy()))
            .filter_map(|found| {
                let path = PathBuf::from(found.get_value());
                path.file_name()?.to_str().map(ToOwned::to_owned)
            })
            .filter(|name| name.starts_with(typed) && is_word(name))
            .collect();
        sort::all(&mut names);
        names.dedup();
        names.into_iter().map(CompletionCandidate::new).collect()
    }
}

fn both(
    names: Vec<CompletionCandidate>,
    files: Vec<CompletionCandidate>,
) -> Vec<CompletionCandidate> {
    names.into_iter().chain(files).collect()
}

/// Returns the roles of all profiles, each once.
fn roles_of(profiles: &Profiles) -> Vec<String> {
    let mut roles: Vec<String> =
        profiles.all.iter().flat_map(|profile| profile.roles.iter().cloned()).collect();
    sort::all(&mut roles);
    roles.dedup();
    roles
}

/// Whether no shell would change or run a name that it inserts, and no command reads it as a flag.
fn is_word(name: &str) -> bool {
    !name.starts_with(['-', '='])
        && name.chars().all(|c| c.is_alphanumeric() || "@%+=:,./_-".contains(c))
}

/// Returns the value of a flag on a command line that may be incomplete.
fn value_of<'a>(flag: &str, words: &'a [OsString]) -> Option<&'a OsStr> {
    let (last, before) = words.split_last()?;
    let after = before.iter().position(|word| word == flag);
    match after.and_then(|index| before.get(index + 1)) {
        Some(value) => Some(value),
        None => before
            .iter()
            .chain([last])
            .find_map(|word| word.to_str()?.strip_prefix(flag)?.strip_prefix('=').map(OsStr::new)),
    }
}

fn files(typed: &str) -> Vec<CompletionCandidate> {
    match typed.strip_prefix('@') {
        Some(_) => at_file(typed),
        None => paths(&PathCompleter::any(), typed),
    }
}

fn paths(completer: &PathCompleter, typed: &str) -> Vec<CompletionCandidate> {
    let found = completer.complete(OsStr::new(typed)).into_iter();
    found.filter(|path| path.get_value() != ".").collect()
}

fn at_file(typed: &str) -> Vec<CompletionCandidate> {
    let Some(path) = typed.strip_prefix('@') else { return Vec::new() };
    files(path).into_iter().map(|file| file.add_prefix("@")).collect()
}

/// What an argument can be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Profile,
    Role,
    /// `key:NAME` or a file
    Key,
    /// The name of a key of the store
    StoredKey,
    /// The same, or `@FILE`
    StoredKeyOrAt,
    /// `FILE`, also as `@FILE`
    File,
    Folder,
    /// `@FILE`
    AtFile,
    /// `KEY=VALUE` of a profile
    Setting,
    /// A program or one of its arguments
    Program,
}

impl Kind {
    /// Returns what an argument of a command can be, from the name of its value in the help.
    fn of(argument: &Arg, path: &str) -> Option<Self> {
        let names = argument.get_value_names()?;
        let name = names.first()?.as_str();
        let is_positional = argument.is_positional();
        match name {
            "PROFILE" => Some(Self::Profile),
            "NAME" if argument.get_long() == Some("profile") => Some(Self::Profile),
            "NAME" if is_positional && path.starts_with("profile ") => Some(Self::Profile),
            "NAME" if is_positional && path.starts_with("key ") => Some(Self::StoredKey),
            "KEY" if path == "key thumbprint" => Some(Self::StoredKeyOrAt),
            // It is also what `--namespace` and `--api-key` call their values.
            "KEY" if is_positional || argument.get_long() == Some("key") => Some(Self::Key),
            "ROLE" => Some(Self::Role),
            "DIR" => Some(Self::Folder),
            "SETTING" => Some(Self::Setting),
            "CMD" => Some(Self::Program),
            "TOKEN" | "SECRET" | "PASSPHRASE" => Some(Self::AtFile),
            _ if name.split('|').any(|form| form == "FILE") => Some(Self::File),
            _ => None,
        }
    }
}

/// Returns a built command whose arguments know their candidates.
pub(super) fn with_candidates(command: Command, known: &Arc<Known>) -> Command {
    walk(command, "", known)
}

fn walk(command: Command, path: &str, known: &Arc<Known>) -> Command {
    command
        .mut_args(|argument| match Kind::of(&argument, path) {
            Some(kind) => {
                let known = Arc::clone(known);
                let complete = move |typed: &OsStr| known.candidates(kind, typed);
                argument.add(ArgValueCompleter::new(complete))
            }
            None => argument,
        })
        .mut_subcommands(|below| {
            let path = format!("{path} {}", below.get_name());
            walk(below, path.trim_start(), known)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_of_a_flag_is_found_before_the_word_that_is_completed() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        let profile = |line: &str| {
            value_of("--profile", &words(line)).map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(profile("jwtool ping --profile staging --role ").unwrap(), "staging");
        assert_eq!(profile("jwtool ping --profile=staging --role ").unwrap(), "staging");
        assert_eq!(profile("jwtool ping --profile stag"), None);
        assert_eq!(profile("jwtool ping --role "), None);
    }

    #[test]
    fn names_that_a_shell_would_change_are_not_offered() {
        for name in ["dev", "moped-admin", "rôle", "a.b_c@2"] {
            assert!(is_word(name), "{name}");
        }
        for name in ["-x", "=ls", "a b", "$(id)", "`id`", "a;b", "a\u{1b}[2J", "~x"] {
            assert!(!is_word(name), "{name}");
        }
    }
}
