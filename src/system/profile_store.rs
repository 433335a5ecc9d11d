//! `config.toml` of the user and `jwtool.toml` of a project: read, and held to their limits.

use std::path::{Path, PathBuf};

use toml_edit::{Document, Item, TableLike};

use crate::error::Error;
use crate::hasura::explanation::Engine;
use crate::profile::{EngineSetting, Owner, Profile, Profiles};
use crate::system::System;
use crate::system::files;

/// What a profile may hold in any file.
const OPEN_KEYS: [&str; 6] = ["graphql", "rest", "rest_ping", "roles", "audience", "issuer"];
/// What only the user's own file may say.
const OWN_KEYS: [&str; 3] = ["login", "key", "engine"];
const TOP_KEYS: [&str; 2] = ["default_profile", "profile"];

impl System {
    /// The profiles of `config.toml` (or the file of `--config-file`) and of the project.
    ///
    /// # Errors
    ///
    /// [`Error::Configuration`] names the file, the line and the nearest known key.
    pub(crate) fn profiles(&self, config_file: Option<&Path>) -> Result<Profiles, Error> {
        let user = match config_file {
            Some(path) => Some(path.to_owned()),
            None => self
                .environment
                .config_folder()
                .map(|folder| folder.join("config.toml"))
                .filter(|path| path.is_file()),
        };
        let user = user.map_or_else(|| Ok(Profiles::default()), |path| read(&path, Owner::User))?;
        let project = self
            .project_file()
            .map_or_else(|| Ok(Profiles::default()), |path| read(&path, Owner::Project))?;
        Ok(Profiles::merged(user, project))
    }

    /// The profile that was named by flag or environment, else the default one.
    pub(crate) fn profile<'a>(
        &self,
        named: Option<&str>,
        profiles: &'a Profiles,
    ) -> Result<Option<&'a Profile>, Error> {
        let by_variable = self.environment.text("JWTOOL_PROFILE")?;
        let name = named.or(by_variable.as_deref()).or(profiles.default.as_deref());
        name.map(|name| {
            profiles.get(name).ok_or_else(|| Error::NoSuchProfile {
                name: name.to_owned(),
                known: profiles.names(),
            })
        })
        .transpose()
    }

    /// `jwtool.toml`, searched upwards to the first `.git` or the home folder. Files of
    /// another owner are passed over.
    fn project_file(&self) -> Option<PathBuf> {
        let home = self.environment.home();
        let start = std::env::current_dir().ok()?;
        for folder in start.ancestors() {
            let path = folder.join("jwtool.toml");
            if path.is_file() && is_own(&path) {
                return Some(path);
            }
            if folder.join(".git").exists() || home.as_deref() == Some(folder) {
                return None;
            }
        }
        None
    }
}

#[cfg(unix)]
fn is_own(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    path.metadata().is_ok_and(|metadata| metadata.uid() == rustix::process::geteuid().as_raw())
}

#[cfg(not(unix))]
fn is_own(_path: &Path) -> bool {
    true
}

/// A file, and where in it something stands.
struct Place<'a> {
    path: &'a Path,
    text: &'a str,
    owner: Owner,
}

fn read(path: &Path, owner: Owner) -> Result<Profiles, Error> {
    let bytes = files::read(path, "the configuration")?;
    let text = files::text(bytes, &format!("`{}`", path.display()))?;
    parse(&Place { path, text: &text, owner })
}

fn parse(place: &Place<'_>) -> Result<Profiles, Error> {
    let document = Document::parse(place.text).map_err(|error| {
        let line = error.span().map(|span| place.line(span.start));
        let message = error.message().lines().next().unwrap_or_default().to_owned();
        place.error(line, &message, None)
    })?;
    let mut profiles = Profiles::default();
    for (key, item) in document.iter() {
        let line = place.line_of(document.key(key).and_then(toml_edit::Key::span));
        match key {
            "default_profile" if place.owner == Owner::Project => {
                return Err(place.forbidden(line, key));
            }
            "default_profile" => profiles.default = Some(place.string(key, item)?),
            "profile" => {
                let table = item.as_table_like().ok_or_else(|| {
                    place.error(line, "`profile` must be a table, like [profile.staging]", None)
                })?;
                for (name, item) in table.iter() {
                    let table = item.as_table_like().ok_or_else(|| {
                        let message =
                            format!("`profile.{name}` must be a table, like [profile.{name}]");
                        place.error(place.line_of(item.span()), &message, None)
                    })?;
                    profiles.all.push(profile(place, name, table)?);
                }
            }
            unknown => return Err(place.unknown(line, unknown, &TOP_KEYS)),
        }
    }
    Ok(profiles)
}

fn profile(place: &Place<'_>, name: &str, table: &dyn TableLike) -> Result<Profile, Error> {
    let mut profile = Profile { name: name.to_owned(), owner: place.owner, ..Profile::default() };
    for (key, item) in table.iter() {
        let line = place.line_of(table.key(key).and_then(toml_edit::Key::span));
        if OWN_KEYS.contains(&key) && place.owner == Owner::Project {
            return Err(place.forbidden(line, key));
        }
        match key {
            "graphql" => profile.graphql = Some(place.string(key, item)?),
            "rest" => profile.rest = Some(place.string(key, item)?),
            "rest_ping" => profile.rest_ping = Some(place.string(key, item)?),
            "issuer" => profile.issuer = Some(place.string(key, item)?),
            "key" => profile.key = Some(place.string(key, item)?),
            "roles" => profile.roles = place.strings(key, item)?,
            "audience" => profile.audience = place.strings(key, item)?,
            "engine" => profile.engine = engine(place, line, item)?,
            // Read by the verbs that log in.
            "login" => {}
            unknown => {
                let known: Vec<&str> = OPEN_KEYS.into_iter().chain(OWN_KEYS).collect();
                return Err(place.unknown(line, unknown, &known));
            }
        }
    }
    Ok(profile)
}

/// `engine = { kind = "hasura", config = "env:NAME" }`
fn engine(place: &Place<'_>, line: Option<usize>, item: &Item) -> Result<EngineSetting, Error> {
    let table = item.as_table_like().ok_or_else(|| {
        let message = "`engine` must be a table, like { kind = \"hasura\", config = \"env:NAME\" }";
        place.error(line, message, None)
    })?;
    let mut setting = EngineSetting::default();
    for (key, item) in table.iter() {
        let line = place.line_of(table.key(key).and_then(toml_edit::Key::span)).or(line);
        match key {
            "kind" => {
                let name = place.string(key, item)?;
                let kind = Engine::ALL.into_iter().find(|engine| engine.name() == name);
                let kind = kind.ok_or_else(|| {
                    let hint = Some(format!("it is {}", Engine::ALL.map(Engine::name).join(", ")));
                    place.error(line, &format!("`{name}` is no engine"), hint)
                })?;
                setting.kind = Some(kind);
            }
            "config" => setting.config = Some(place.string(key, item)?),
            unknown => return Err(place.unknown(line, unknown, &["kind", "config"])),
        }
    }
    Ok(setting)
}

impl Place<'_> {
    fn string(&self, key: &str, item: &Item) -> Result<String, Error> {
        item.as_str().map(ToOwned::to_owned).ok_or_else(|| {
            self.error(self.line_of(item.span()), &format!("`{key}` must be a string"), None)
        })
    }

    /// A list of strings, or one string.
    fn strings(&self, key: &str, item: &Item) -> Result<Vec<String>, Error> {
        if let Some(one) = item.as_str() {
            return Ok(vec![one.to_owned()]);
        }
        let strings = item.as_array().and_then(|array| {
            array.iter().map(|value| value.as_str().map(ToOwned::to_owned)).collect()
        });
        strings.ok_or_else(|| {
            self.error(
                self.line_of(item.span()),
                &format!("`{key}` must be a list of strings"),
                None,
            )
        })
    }

    fn line(&self, offset: usize) -> usize {
        self.text.get(..offset).map_or(0, |before| before.matches('\n').count()) + 1
    }

    fn line_of(&self, span: Option<std::ops::Range<usize>>) -> Option<usize> {
        span.map(|span| self.line(span.start))
    }

    fn error(&self, line: Option<usize>, message: &str, hint: Option<String>) -> Error {
        let line = line.map_or_else(String::new, |line| format!(" line {line}"));
        Error::Configuration {
            file: format!("`{}`{line}", self.path.display()),
            message: message.to_owned(),
            hint,
        }
    }

    fn unknown(&self, line: Option<usize>, key: &str, known: &[&str]) -> Error {
        let nearest = known
            .iter()
            .map(|candidate| (strsim::jaro_winkler(key, candidate), *candidate))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .filter(|(likeness, _)| *likeness > 0.7)
            .map(|(_, candidate)| format!("did you mean `{candidate}`?"));
        let hint = nearest.or_else(|| Some(format!("it may hold {}", known.join(", "))));
        self.error(line, &format!("`{key}` is not known"), hint)
    }

    fn forbidden(&self, line: Option<usize>, key: &str) -> Error {
        self.error(
            line,
            &format!("a project's file may not say `{key}`: it is somebody else's text"),
            Some(format!(
                "put it into your own `config.toml`; a project may say {}",
                OPEN_KEYS.join(", ")
            )),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str, owner: Owner) -> Result<Profiles, String> {
        parse(&Place { path: Path::new("x.toml"), text, owner })
            .map_err(|error| format!("{error} / {}", error.hint().unwrap_or_default()))
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
    fn the_users_file_may_say_everything() {
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
    fn a_projects_file_may_not() {
        for (line, key) in [
            ("default_profile = \"x\"", "default_profile"),
            ("[profile.a]\nkey = \"k\"", "key"),
            ("[profile.a.login]\nkind = \"command\"", "login"),
            ("[profile.a]\nengine = {}", "engine"),
        ] {
            let error = parsed(line, Owner::Project).unwrap_err();
            assert!(error.contains(&format!("may not say `{key}`")), "{error}");
        }
        assert!(parsed("[profile.a]\nissuer = \"x\"\nroles = []", Owner::Project).is_ok());
    }

    #[test]
    fn errors_name_the_line_and_the_nearest_key() {
        assert_eq!(
            parsed("\n[profile.a]\nisuer = \"x\"", Owner::User).unwrap_err(),
            "cannot use `x.toml` line 3: `isuer` is not known / did you mean `issuer`?"
        );
        assert_eq!(
            parsed("profiles = 1", Owner::User).unwrap_err(),
            "cannot use `x.toml` line 1: `profiles` is not known / did you mean `profile`?"
        );
        assert_eq!(
            parsed("[profile.a]\nroles = [1]", Owner::User).unwrap_err(),
            "cannot use `x.toml` line 2: `roles` must be a list of strings / "
        );
        assert_eq!(
            parsed("[profile.a.engine]\nkind = \"v2\"", Owner::User).unwrap_err(),
            "cannot use `x.toml` line 2: `v2` is no engine / it is hasura, ddn, relyauth"
        );
        assert_eq!(
            parsed("[profile.a]\nengine = { knd = \"ddn\" }", Owner::User).unwrap_err(),
            "cannot use `x.toml` line 2: `knd` is not known / did you mean `kind`?"
        );
        assert!(
            parsed("[profile", Owner::User).unwrap_err().starts_with("cannot use `x.toml` line 1:")
        );
    }
}
