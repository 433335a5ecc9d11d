//! Changes to a file with profiles. Comments and formatting stay as they are.

use std::path::Path;

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use crate::error::{ConfigFault, Error};
use crate::profile::login::SecretSetting;
use crate::profile::setting::{Nature, Setting, SettingValue};
use crate::profile::{Owner, Profiles};
use crate::redact;
use crate::system::System;
use crate::system::files::{self, Readers};
use crate::system::lock::{Lock, NotLocked};
use crate::system::profile_store::{Source, parse, read};

/// How often to start again because another program changed the file.
const MOST_ATTEMPTS: usize = 5;

/// A change to a file with profiles.
#[derive(Clone, Debug)]
pub(crate) enum Edit<'a> {
    /// Sets or, without a value, removes settings of a profile, which is created if it does not
    /// exist.
    Set { profile: &'a str, changes: &'a [Change] },
    /// Removes a profile, and the default if it names the profile
    Remove { profile: &'a str },
    /// Sets the default profile
    Use { profile: &'a str },
}

/// A setting and its new value, or `None` to remove it.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) setting: &'static Setting,
    pub(crate) value: Option<SettingValue>,
}

impl Change {
    /// Whether the value is a secret itself, and not the place of one.
    pub(crate) fn has_secret(&self) -> bool {
        let is_secret = |text: &String| !SecretSetting::new(text.clone()).is_place();
        let value = self.value.as_ref().filter(|_| self.setting.nature == Nature::Secret);
        value.is_some_and(|value| value.strings().iter().any(is_secret))
    }
}

impl System {
    /// Changes a file with profiles, which is created if it does not exist. The file is replaced as
    /// a whole, where it is, and only if the result can be read. Returns the profiles before and
    /// after.
    ///
    /// # Errors
    ///
    /// Why the file cannot be read, changed or written.
    pub(crate) fn edit_profiles(
        &mut self,
        path: &Path,
        owner: Owner,
        edit: &Edit<'_>,
    ) -> Result<(Profiles, Profiles), Error> {
        let _lock = self.lock_folder_of(path);
        for _ in 0..MOST_ATTEMPTS {
            let old = current(path, owner)?;
            let before = parse(&Source::new(path, &old, owner))?;
            let new = edited(path, &old, edit)?;
            let after = parse(&Source::new(path, &new, owner))?;
            // An editor does not know the lock.
            if current(path, owner)? != old {
                continue;
            }
            if new != old {
                // A team's file has no secrets, and its readers are not only the one who made it.
                let readers = match owner {
                    Owner::User => Readers::User,
                    Owner::Trusted | Owner::Project => Readers::Usual,
                };
                files::replace_in_place(path, new.as_bytes(), readers)
                    .map_err(|source| Error::Unwritable { path: path.to_owned(), source })?;
            }
            return Ok((before, after));
        }
        Err(Error::Configuration {
            file: format!("`{}`", redact::path(path)),
            fault: ConfigFault::Profiles("another program keeps changing it".to_owned()),
        })
    }

    /// Locks the folder of a file, if that is possible.
    fn lock_folder_of(&mut self, path: &Path) -> Option<Lock> {
        let target = files::canonical(path);
        let folder = target.parent()?;
        let folder = if folder == Path::new("") { Path::new(".") } else { folder };
        match Lock::acquire(Some(folder).filter(|folder| folder.is_dir())?) {
            Ok(lock) => Some(lock),
            Err(NotLocked::Busy) => {
                let path = redact::path(path);
                self.say(&format!("warning: another process has locked the directory of `{path}`"));
                None
            }
            Err(NotLocked::Impossible) => None,
        }
    }
}

/// Returns the text of a file, which is empty if there is no file yet.
fn current(path: &Path, owner: Owner) -> Result<String, Error> {
    match read(path, owner) {
        Err(Error::Unreadable { source, .. })
            if source.kind() == std::io::ErrorKind::NotFound && !path.is_symlink() =>
        {
            Ok(String::new())
        }
        other => other,
    }
}

/// Returns the text of a file after a change.
fn edited(path: &Path, text: &str, edit: &Edit<'_>) -> Result<String, Error> {
    let misplaced = || Error::Configuration {
        file: format!("`{}`", redact::path(path)),
        fault: ConfigFault::Profiles("its tables cannot be changed".to_owned()),
    };
    let mut document: DocumentMut = text.parse().map_err(|_| misplaced())?;
    match edit {
        Edit::Set { profile, changes } => {
            let table = profile_table(&mut document, profile).ok_or_else(misplaced)?;
            for change in *changes {
                apply(table, change).ok_or_else(misplaced)?;
            }
        }
        Edit::Remove { profile } => {
            let profiles = document.get_mut("profile").and_then(Item::as_table_like_mut);
            if let Some(profiles) = profiles {
                profiles.remove(profile);
            }
            let default = document.get("default_profile").and_then(Item::as_str);
            if default == Some(*profile) {
                document.remove("default_profile");
            }
        }
        Edit::Use { profile } => {
            let is_first = document.get("default_profile").is_none() && !document.is_empty();
            put(document.as_table_mut(), "default_profile", Value::from(*profile));
            let value = document.get_mut("default_profile").and_then(Item::as_value_mut);
            if let Some(value) = value.filter(|_| is_first) {
                value.decor_mut().set_suffix("\n");
            }
        }
    }
    let new = document.to_string();
    let is_dos = text.contains("\r\n") && !text.replace("\r\n", "").contains('\n');
    Ok(if is_dos { new.replace("\r\n", "\n").replace('\n', "\r\n") } else { new })
}

/// Returns the table of a profile, which is added if it does not exist.
fn profile_table<'a>(document: &'a mut DocumentMut, name: &str) -> Option<&'a mut dyn TableLike> {
    let is_empty = document.is_empty() && document.trailing().as_str().is_none_or(str::is_empty);
    let profiles = document.entry("profile").or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    let profiles = profiles.as_table_like_mut()?;
    if profiles.get(name).is_none() {
        let mut table = Table::new();
        table.decor_mut().set_prefix(if is_empty { "" } else { "\n" });
        profiles.insert(name, Item::Table(table));
    }
    profiles.get_mut(name)?.as_table_like_mut()
}

/// Applies a change to the table of a profile.
fn apply(table: &mut dyn TableLike, change: &Change) -> Option<()> {
    let value = change.value.as_ref().map(|value| match value {
        SettingValue::Text(text) => Value::from(text.as_str()),
        SettingValue::List(strings) => Value::from(strings.iter().collect::<Array>()),
    });
    let Some((outer, key)) = change.setting.name.split_once('.') else {
        match value {
            Some(value) => put(table, change.setting.name, value),
            None => drop(table.remove(change.setting.name)),
        }
        return Some(());
    };
    let Some(value) = value else {
        let Some(below) = table.get_mut(outer) else { return Some(()) };
        let below = below.as_table_like_mut()?;
        below.remove(key);
        if below.is_empty() {
            table.remove(outer);
        }
        return Some(());
    };
    if table.get(outer).is_none() {
        let new = if outer == "login" {
            let mut new = Table::new();
            new.decor_mut().set_prefix("\n");
            Item::Table(new)
        } else {
            Item::Value(Value::InlineTable(InlineTable::new()))
        };
        table.insert(outer, new);
    }
    put(table.get_mut(outer)?.as_table_like_mut()?, key, value);
    Some(())
}

/// Sets a value, and keeps the comment beside the one it replaces.
fn put(table: &mut dyn TableLike, key: &str, mut value: Value) {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => drop(table.insert(key, Item::Value(value))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Mine, do not share\ndefault_profile = 'staging' # for now\n\n# The servers of the team\n[profile.staging]\ngraphql = \"https://a.example\"   # the old one\nroles = [ \"x\",\n  \"y\" ]\n\n[profile.staging.login]\nkind = \"command\"\ncommand = [\"t\"]\n\n# Never without asking\n[profile.production]\nrest = \"https://b.example\"\n";

    fn change(name: &str, value: Option<&str>) -> Change {
        let setting = Setting::named(name).unwrap();
        let value = value.map(|text| SettingValue::Text(text.to_owned()));
        Change { setting, value }
    }

    fn set(text: &str, profile: &str, changes: &[Change]) -> String {
        let edit = Edit::Set { profile, changes };
        let new = edited(Path::new("x.toml"), text, &edit).unwrap();
        parse(&Source::new(Path::new("x.toml"), &new, Owner::User)).unwrap();
        new
    }

    #[test]
    fn everything_else_stays_as_it_was() {
        let changes = [change("graphql", Some("https://c.example"))];
        let expected = TEXT.replace("https://a.example", "https://c.example");
        assert_eq!(set(TEXT, "staging", &changes), expected);
        let changes = [change("login.command", None), change("login.kind", Some("kubernetes"))];
        let expected = TEXT.replace("\"command\"\ncommand = [\"t\"]\n", "\"kubernetes\"\n");
        assert_eq!(set(TEXT, "staging", &changes), expected);
        let edit = Edit::Use { profile: "production" };
        let used = edited(Path::new("x"), TEXT, &edit).unwrap();
        assert_eq!(used, TEXT.replace("'staging'", "\"production\""));
        let edit = Edit::Remove { profile: "staging" };
        let removed = edited(Path::new("x"), TEXT, &edit).unwrap();
        let rest = TEXT.find("\n# Never").unwrap();
        assert_eq!(removed, TEXT[rest..]);
    }

    #[test]
    fn a_new_profile_follows_the_others() {
        let changes = [
            change("graphql", Some("http://localhost:8080")),
            change("engine.kind", Some("ddn")),
            change("login.kind", Some("cognito")),
            change("login.client_id", Some("a \"b\"")),
        ];
        let added = "[profile.\"my local\"]\ngraphql = \"http://localhost:8080\"\nengine = { kind = \"ddn\" }\n\n[profile.\"my local\".login]\nkind = \"cognito\"\nclient_id = 'a \"b\"'\n";
        assert_eq!(set("", "my local", &changes), added);
        assert_eq!(set(TEXT, "my local", &changes), format!("{TEXT}\n{added}"));
        let login = [change("login.kind", Some("kubernetes"))];
        let shown = set(TEXT, "production", &login);
        assert_eq!(shown, format!("{TEXT}\n[profile.production.login]\nkind = \"kubernetes\"\n"));
    }

    #[test]
    fn other_ways_to_write_tables_are_kept() {
        let inline = "profile = { a = { rest = \"https://a.example\" } }\n";
        assert_eq!(
            set(inline, "a", &[change("rest", Some("https://b.example"))]),
            inline.replace("//a", "//b")
        );
        let shown = set(inline, "b", &[change("login.kind", Some("kubernetes"))]);
        assert!(shown.contains("b = { login = { kind = \"kubernetes\" } }"), "{shown}");
        let dotted = "profile.a.engine.kind = \"ddn\"\nprofile.a.engine.config = \"x\"\n";
        assert_eq!(
            set(dotted, "a", &[change("engine.config", None)]),
            "profile.a.engine.kind = \"ddn\"\n"
        );
        let dos = TEXT.replace('\n', "\r\n");
        let changes = [change("rest", Some("https://c.example"))];
        let expected = set(TEXT, "production", &changes).replace('\n', "\r\n");
        assert_eq!(set(&dos, "production", &changes), expected);
    }

    #[test]
    fn the_default_comes_before_the_tables() {
        let text = "# The first comment\n[profile.a]\nrest = \"https://a.example\"\n";
        let edit = Edit::Use { profile: "a" };
        let used = edited(Path::new("x"), text, &edit).unwrap();
        assert_eq!(used, format!("default_profile = \"a\"\n\n{text}"));
        assert_eq!(edited(Path::new("x"), &used, &edit).unwrap(), used);
    }
}
