//! The profiles in the user's `config.toml` and a project's `jwtool.toml`, parsed and restricted to
//! what each file may set.

use std::path::{Path, PathBuf};

use toml_edit::{Document, Item, TableLike};

use crate::error::{ConfigFault, Error, Input, Subject};
use crate::hasura::explanation::Engine;
use crate::profile::{EngineSetting, IgnoredKey, Owner, Profile, Profiles};
use crate::redact;
use crate::system::System;
use crate::system::files;

/// The keys that a profile may set in any file.
const OPEN_KEYS: [&str; 6] = ["graphql", "rest", "rest_ping", "roles", "audience", "issuer"];
/// The keys that a profile may set only in the user's own file.
const OWN_KEYS: [&str; 3] = ["login", "key", "engine"];
const TOP_KEYS: [&str; 2] = ["default_profile", "profile"];

/// The maximum size of a project's `jwtool.toml`, in bytes.
const MAX_PROJECT: usize = 64 * 1024;
const MAX_PROJECT_WORDS: &str = "64 KiB";

impl System {
    /// Reads the profiles of `config.toml` (or `--config-file`) and of the project. Settings that a
    /// project file must not contain are ignored with a warning.
    ///
    /// # Errors
    ///
    /// [`Error::Configuration`] with the file, the line and the most similar known key, or
    /// [`Error::TooLarge`].
    pub(crate) fn profiles(&mut self, config_file: Option<&Path>) -> Result<Profiles, Error> {
        let user = match config_file {
            Some(path) => Some(path.to_owned()),
            None => self
                .environment
                .config_folder()
                .map(|folder| folder.join("config.toml"))
                .filter(|path| path.is_file()),
        };
        if let Some(path) = user.as_deref().filter(|path| files::is_written_by_all(path)) {
            self.say(&format!(
                "warning: every user can change the configuration `{}`; run `chmod o-w` on it",
                redact::path(path)
            ));
        }
        let user = user.map_or_else(|| Ok(Profiles::default()), |path| read(&path, Owner::User))?;
        let project = self
            .project_file()
            .map_or_else(|| Ok(Profiles::default()), |path| read(&path, Owner::Project))?;
        let profiles = Profiles::merged(user, project);
        if let Some(warning) = ignored_warning(&profiles) {
            self.say(&warning);
        }
        Ok(profiles)
    }

    /// Returns the profile selected by flag or environment variable, or else the default profile.
    pub(crate) fn profile<'a>(
        &self,
        named: Option<&str>,
        profiles: &'a Profiles,
    ) -> Result<Option<&'a Profile>, Error> {
        let by_variable = self.environment.text("JWTOOL_PROFILE")?;
        let name = named.or(by_variable.as_deref()).or(profiles.default.as_deref());
        name.map(|name| {
            profiles.get(name).ok_or_else(|| Error::NoSuchProfile {
                name: redact::place(name),
                known: profiles.names(),
            })
        })
        .transpose()
    }

    /// Searches for `jwtool.toml` upwards, as far as the first `.git` or the home folder. Files and
    /// links that belong to another user are skipped.
    fn project_file(&self) -> Option<PathBuf> {
        let home = self.environment.home().map(|home| home.canonicalize().unwrap_or(home));
        let start = std::env::current_dir().ok()?;
        for folder in start.ancestors() {
            let path = folder.join("jwtool.toml");
            if is_own_file(&path) {
                return Some(path);
            }
            if folder.join(".git").exists() || home.as_deref() == Some(folder) {
                return None;
            }
        }
        None
    }
}

/// Whether a path is a regular file that belongs to this user. If it is a link, the link must also
/// belong to this user and the file must be in or below the folder of the link. Otherwise, messages
/// could reveal the content of a file outside the project.
fn is_own_file(path: &Path) -> bool {
    let is_inside = || match (path.parent().map(Path::canonicalize), path.canonicalize()) {
        (Some(Ok(folder)), Ok(file)) => file.starts_with(folder),
        _ => false,
    };
    path.metadata().is_ok_and(|file| file.is_file() && files::is_own(&file))
        && path
            .symlink_metadata()
            .is_ok_and(|link| files::is_own(&link) && (!link.is_symlink() || is_inside()))
}

/// Returns an error if a profile sets a key that was ignored. Commands that need the key call this.
///
/// # Errors
///
/// [`Error::Configuration`].
pub(crate) fn refuse_ignored(profile: &Profile, key: &str) -> Result<(), Error> {
    match profile.ignored.iter().find(|ignored| ignored.key == key) {
        None => Ok(()),
        Some(IgnoredKey { place, .. }) => Err(Error::Configuration {
            file: place.clone(),
            fault: ConfigFault::OnlyOwn { key: key.to_owned(), allowed: &OPEN_KEYS },
        }),
    }
}

fn ignored_warning(profiles: &Profiles) -> Option<String> {
    const MOST: usize = 3;
    let named: Vec<String> = profiles
        .all_ignored()
        .take(MOST)
        .map(|ignored| format!("`{}` in {}", ignored.key, ignored.place))
        .collect();
    let more = match profiles.all_ignored().skip(MOST).count() {
        0 if named.is_empty() => return None,
        0 => String::new(),
        count => format!(" and {count} more"),
    };
    Some(format!(
        "warning: ignoring {}{more}: a project file can set only {}",
        named.join(", "),
        OPEN_KEYS.join(", ")
    ))
}

/// A file and its line ends, which messages need to name the line.
struct Source<'a> {
    path: &'a Path,
    text: &'a str,
    owner: Owner,
    /// The offsets of the line ends
    line_ends: Vec<usize>,
}

fn read(path: &Path, owner: Owner) -> Result<Profiles, Error> {
    let subject = Subject::Profiles;
    let bytes = match owner {
        Owner::User => files::read(path, subject)?,
        Owner::Project => files::read_up_to(path, subject, MAX_PROJECT, MAX_PROJECT_WORDS)?,
    };
    let text = files::text(bytes, Input::file(Subject::Profiles, path))?;
    parse(&Source::new(path, &text, owner))
}

fn parse(source: &Source<'_>) -> Result<Profiles, Error> {
    let document = Document::parse(source.text).map_err(|error| {
        let line = error.span().map(|span| source.line(span.start));
        let message = error.message().lines().next().unwrap_or_default().to_owned();
        source.error(line, message)
    })?;
    let mut profiles = Profiles::default();
    for (key, item) in document.iter() {
        let line = source.line_of(document.key(key).and_then(toml_edit::Key::span));
        match key {
            "default_profile" if source.owner == Owner::Project => {
                profiles.ignored.push(source.ignored(line, key));
            }
            "default_profile" => profiles.default = Some(source.string(key, item)?),
            "profile" => {
                let table = item.as_table_like().ok_or_else(|| {
                    source.error(line, "`profile` must be a table, like [profile.staging]")
                })?;
                for (name, item) in table.iter() {
                    let table = item.as_table_like().ok_or_else(|| {
                        let message =
                            format!("`profile.{name}` must be a table, like [profile.{name}]");
                        source.error(source.line_of(item.span()), message)
                    })?;
                    profiles.all.push(profile(source, name, table)?);
                }
            }
            unknown => return Err(source.unknown(line, unknown, &TOP_KEYS)),
        }
    }
    Ok(profiles)
}

fn profile(source: &Source<'_>, name: &str, table: &dyn TableLike) -> Result<Profile, Error> {
    let mut profile = Profile {
        name: name.to_owned(),
        owner: source.owner,
        file: source.path.to_owned(),
        ..Profile::default()
    };
    for (key, item) in table.iter() {
        let line = source.line_of(table.key(key).and_then(toml_edit::Key::span));
        if OWN_KEYS.contains(&key) && source.owner == Owner::Project {
            profile.ignored.push(source.ignored(line, key));
            continue;
        }
        match key {
            "graphql" => profile.graphql = Some(source.string(key, item)?),
            "rest" => profile.rest = Some(source.string(key, item)?),
            "rest_ping" => profile.rest_ping = Some(source.string(key, item)?),
            "issuer" => profile.issuer = Some(source.string(key, item)?),
            "key" => profile.key = Some(source.string(key, item)?),
            "roles" => profile.roles = source.strings(key, item)?,
            "audience" => profile.audience = source.strings(key, item)?,
            "engine" => profile.engine = engine(source, line, item)?,
            // Commands that log in read this key.
            "login" => {}
            unknown => {
                let known: Vec<&'static str> = OPEN_KEYS.into_iter().chain(OWN_KEYS).collect();
                return Err(source.unknown(line, unknown, &known));
            }
        }
    }
    Ok(profile)
}

/// Parses `engine = { kind = "hasura", config = "env:NAME" }`.
fn engine(source: &Source<'_>, line: Option<usize>, item: &Item) -> Result<EngineSetting, Error> {
    let table = item.as_table_like().ok_or_else(|| {
        let message = "`engine` must be a table, like { kind = \"hasura\", config = \"env:NAME\" }";
        source.error(line, message)
    })?;
    let mut setting = EngineSetting::default();
    for (key, item) in table.iter() {
        let line = source.line_of(table.key(key).and_then(toml_edit::Key::span)).or(line);
        match key {
            "kind" => {
                let name = source.string(key, item)?;
                let kind = Engine::ALL.into_iter().find(|engine| engine.name() == name);
                let kind = kind.ok_or_else(|| {
                    source.fault(line, ConfigFault::UnknownEngine { name: name.clone() })
                })?;
                setting.kind = Some(kind);
            }
            "config" => setting.config = Some(source.string(key, item)?),
            unknown => return Err(source.unknown(line, unknown, &["kind", "config"])),
        }
    }
    Ok(setting)
}

impl<'a> Source<'a> {
    fn new(path: &'a Path, text: &'a str, owner: Owner) -> Self {
        let line_ends = text.match_indices('\n').map(|(at, _)| at).collect();
        Self { path, text, owner, line_ends }
    }

    fn string(&self, key: &str, item: &Item) -> Result<String, Error> {
        item.as_str().map(ToOwned::to_owned).ok_or_else(|| {
            self.error(self.line_of(item.span()), format!("`{key}` must be a string"))
        })
    }

    /// Returns a list of strings, which may be written as a single string.
    fn strings(&self, key: &str, item: &Item) -> Result<Vec<String>, Error> {
        if let Some(one) = item.as_str() {
            return Ok(vec![one.to_owned()]);
        }
        let strings = item.as_array().and_then(|array| {
            array.iter().map(|value| value.as_str().map(ToOwned::to_owned)).collect()
        });
        strings.ok_or_else(|| {
            self.error(self.line_of(item.span()), format!("`{key}` must be a list of strings"))
        })
    }

    fn line(&self, offset: usize) -> usize {
        self.line_ends.partition_point(|end| *end < offset) + 1
    }

    fn line_of(&self, span: Option<std::ops::Range<usize>>) -> Option<usize> {
        span.map(|span| self.line(span.start))
    }

    fn error(&self, line: Option<usize>, message: impl Into<String>) -> Error {
        self.fault(line, ConfigFault::Profiles(message.into()))
    }

    fn fault(&self, line: Option<usize>, fault: ConfigFault) -> Error {
        Error::Configuration { file: self.name(line), fault }
    }

    fn name(&self, line: Option<usize>) -> String {
        let line = line.map_or_else(String::new, |line| format!(" line {line}"));
        format!("`{}`{line}", redact::path(self.path))
    }

    fn ignored(&self, line: Option<usize>, key: &str) -> IgnoredKey {
        IgnoredKey { key: key.to_owned(), place: self.name(line) }
    }

    /// Returns the error for an unknown key. It names the most similar known key, or all known keys
    /// if none is similar.
    fn unknown(&self, line: Option<usize>, key: &str, known: &[&'static str]) -> Error {
        let nearest = known
            .iter()
            .map(|candidate| (strsim::jaro_winkler(key, candidate), *candidate))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .filter(|(likeness, _)| *likeness > 0.7)
            .map(|(_, candidate)| vec![candidate]);
        let known = nearest.unwrap_or_else(|| known.to_vec());
        self.fault(line, ConfigFault::UnknownKey { key: key.to_owned(), known })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hint::{self, Verb};

    fn parsed(text: &str, owner: Owner) -> Result<Profiles, String> {
        parse(&Source::new(Path::new("x.toml"), text, owner)).map_err(|error| {
            let hint = hint::of_error(&error, Verb::Decode);
            format!("{error} / {}", hint.unwrap_or_default())
        })
    }

    const FULL: &str = r#"default_profile = "local"

[profile.staging]
graphql = "https://graphql.example.gov/v1/graphql"
rest = "https://api.example.gov"
rest_ping = "/auth/current_user2"
roles = ["moped-admin", "moped-viewer"]
issuer = "https://issuer.example.gov/"
audience = "one"
key = "key:dev"
engine = { kind = "ddn", config = "env:AUTH" }

[profile.staging.login]
kind = "cognito"
"#;

    #[test]
    fn the_users_file_may_set_everything() {
        let profiles = parsed(FULL, Owner::User).unwrap();
        assert_eq!(profiles.default.as_deref(), Some("local"));
        let staging = profiles.get("staging").unwrap();
        assert_eq!(staging.roles, ["moped-admin", "moped-viewer"]);
        assert_eq!(staging.audience, ["one"]);
        assert_eq!(staging.key.as_deref(), Some("key:dev"));
        let engine = EngineSetting { kind: Some(Engine::Ddn), config: Some("env:AUTH".to_owned()) };
        assert_eq!(staging.engine, engine);
    }

    #[test]
    fn a_projects_file_may_not_set_everything() {
        for (text, line, key) in [
            ("default_profile = \"x\"", 1, "default_profile"),
            ("[profile.a]\nkey = \"k\"", 2, "key"),
            ("[profile.a.login]\nkind = \"command\"", 1, "login"),
            ("[profile.a]\nengine = {}", 2, "engine"),
        ] {
            let profiles = parsed(text, Owner::Project).unwrap();
            let ignored: Vec<&IgnoredKey> = profiles.all_ignored().collect();
            let place = format!("`x.toml` line {line}");
            assert_eq!(ignored, [&IgnoredKey { key: key.to_owned(), place }]);
            let shown = ignored_warning(&profiles).unwrap();
            assert!(
                shown.starts_with(&format!("warning: ignoring `{key}` in `x.toml` line {line}: ")),
                "{shown}"
            );
            assert_eq!(profiles.default, None);
            let Some(profile) = profiles.get("a") else { continue };
            assert_eq!((&profile.key, &profile.engine), (&None, &EngineSetting::default()));
            let error = refuse_ignored(profile, key).unwrap_err().to_string();
            assert_eq!(
                error,
                format!("cannot use `x.toml` line {line}: a project file cannot set `{key}`")
            );
            assert!(refuse_ignored(profile, "issuer").is_ok());
        }
        assert!(parsed("[profile.a]\nissuer = \"x\"\nroles = []", Owner::Project).is_ok());
    }

    #[test]
    fn errors_name_the_line_and_the_nearest_key() {
        assert_eq!(
            parsed("\n[profile.a]\nisuer = \"x\"", Owner::User).unwrap_err(),
            "cannot use `x.toml` line 3: unknown key `isuer` / did you mean `issuer`?"
        );
        assert_eq!(
            parsed("profiles = 1", Owner::User).unwrap_err(),
            "cannot use `x.toml` line 1: unknown key `profiles` / did you mean `profile`?"
        );
        assert_eq!(
            parsed("[profile.a]\nroles = [1]", Owner::User).unwrap_err(),
            "cannot use `x.toml` line 2: `roles` must be a list of strings / fix that line; `docs/guide.md` shows a `config.toml` with profiles"
        );
        assert_eq!(
            parsed("[profile.a.engine]\nkind = \"v2\"", Owner::User).unwrap_err(),
            "cannot use `x.toml` line 2: unknown engine `v2` / the engines are hasura, ddn, relyauth"
        );
        assert_eq!(
            parsed("[profile.a]\nengine = { knd = \"ddn\" }", Owner::User).unwrap_err(),
            "cannot use `x.toml` line 2: unknown key `knd` / did you mean `kind`?"
        );
        assert!(
            parsed("[profile", Owner::User).unwrap_err().starts_with("cannot use `x.toml` line 1:")
        );
    }

    #[test]
    fn many_ignored_keys_are_counted() {
        let tables: Vec<String> =
            (0..9).map(|number| format!("[profile.p{number}]\nkey = \"k\"\n")).collect();
        let text = tables.concat();
        let shown = ignored_warning(&parsed(&text, Owner::Project).unwrap()).unwrap();
        assert!(shown.contains("line 6 and 6 more: a project file can set only"), "{shown}");
    }

    #[test]
    fn lines_are_counted_from_one() {
        let source = Source::new(Path::new("x"), "a\n\nb", Owner::User);
        assert_eq!([0, 1, 2, 3].map(|offset| source.line(offset)), [1, 1, 2, 3]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_ones_own_file_is_followed_and_a_folder_is_not_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        std::fs::write(&file, "").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert!(is_own_file(&file) && is_own_file(&link));
        assert!(!is_own_file(folder.path()));
        let project = folder.path().join("project");
        let outward = project.join("link");
        std::fs::create_dir(&project).unwrap();
        std::os::unix::fs::symlink("../file", &outward).unwrap();
        assert!(outward.is_file() && !is_own_file(&outward));
        std::fs::remove_file(&file).unwrap();
        assert!(!is_own_file(&link));
    }
}
