//! The profiles in the user's `config.toml` and a project's `jwtool.toml`, parsed and restricted to
//! what each file may set.

pub(crate) mod edit;
mod trust;

use std::path::{Path, PathBuf};

use toml_edit::{Document, Item, TableLike};

use crate::error::{ConfigFault, Error, Input, Subject};
use crate::hasura::explanation::Engine;
use crate::profile::login::{LoginKind, LoginSetting, SecretSetting, SentToken};
use crate::profile::setting::{Entry, Form, OPEN_KEYS, SETTINGS, Setting, SettingValue};
use crate::profile::{IgnoredKey, Origin, Owner, Profile, Profiles};
use crate::redact;
use crate::system::System;
use crate::system::files;

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
            None => self.own_file().filter(|path| path.is_file()),
        };
        if let Some(path) = user.as_deref().filter(|path| files::is_written_by_all(path)) {
            self.say(&format!(
                "warning: every user can change the configuration `{}`; run `chmod o-w` on it",
                redact::path(path)
            ));
        }
        let user = match user {
            None => Profiles::default(),
            Some(path) => parse(&Source::new(&path, &read(&path, Owner::User)?, Owner::User))?,
        };
        let project = match self.project_file() {
            None => Profiles::default(),
            Some(path) => {
                let text = read(&path, Owner::Project)?;
                let is_trusted = self.trusts(&path, &text);
                let owner = if is_trusted { Owner::Trusted } else { Owner::Project };
                parse(&Source::new(&path, &text, owner))?
            }
        };
        let profiles = Profiles::merged(user, project);
        self.known_profiles = profiles.names();
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

    /// Returns the path of the user's own file, which may not exist yet.
    pub(crate) fn own_file(&self) -> Option<PathBuf> {
        self.environment.config_folder().map(|folder| folder.join("config.toml"))
    }

    /// Searches for `jwtool.toml` upwards, as far as the first `.git` or the home folder. Files and
    /// links that belong to another user are skipped.
    pub(crate) fn project_file(&self) -> Option<PathBuf> {
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
        "warning: ignoring {}{more}: until you run `jwtool profile trust`, a project file can set only {}",
        named.join(", "),
        OPEN_KEYS.join(", ")
    ))
}

/// Returns the most similar of these keys.
pub(crate) fn nearest(key: &str, known: &[&'static str]) -> Option<&'static str> {
    let alike = known.iter().map(|one| (strsim::jaro_winkler(key, one), *one));
    let (likeness, nearest) = alike.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (likeness > 0.7).then_some(nearest)
}

/// A file and its line ends, which messages need to name the line.
struct Source<'a> {
    path: &'a Path,
    text: &'a str,
    owner: Owner,
    /// The offsets of the line ends
    line_ends: Vec<usize>,
}

/// Reads a file with profiles.
fn read(path: &Path, owner: Owner) -> Result<String, Error> {
    let subject = Subject::Profiles;
    let bytes = match owner {
        Owner::User => files::read(path, subject)?,
        Owner::Trusted | Owner::Project => {
            files::read_up_to(path, subject, MAX_PROJECT, MAX_PROJECT_WORDS)?
        }
    };
    files::text(bytes, Input::file(Subject::Profiles, path))
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
            "default_profile" => {
                profiles.default = Some(source.string(key, item)?);
                let (owner, file) = (source.owner, source.path.to_owned());
                profiles.default_origin = Some(Origin { owner, file, line });
            }
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
        if let Some(setting) = Setting::named(key) {
            if source.owner == Owner::Project && !OPEN_KEYS.contains(&key) {
                profile.ignored.push(source.ignored(line, key));
                continue;
            }
            entry(source, &mut profile, setting, item, line)?;
            continue;
        }
        let below = keys_below(key);
        if below.is_empty() {
            return Err(source.unknown(line, key, &keys()));
        }
        if source.owner == Owner::Project {
            profile.ignored.push(source.ignored(line, key));
            continue;
        }
        let table = item.as_table_like().ok_or_else(|| {
            let example = match key {
                "engine" => "{ kind = \"hasura\", config = \"env:NAME\" }",
                _ => "[profile.NAME.login] with `kind` and `client_id`",
            };
            source.error(line, format!("`{key}` must be a table, like {example}"))
        })?;
        if key == "login" {
            profile.login = Some(LoginSetting::default());
        }
        for (name, item) in table.iter() {
            let line = source.line_of(table.key(name).and_then(toml_edit::Key::span)).or(line);
            let setting = Setting::named(&format!("{key}.{name}"))
                .ok_or_else(|| source.unknown(line, name, &below))?;
            entry(source, &mut profile, setting, item, line)?;
        }
    }
    Ok(profile)
}

/// Returns the keys of a profile.
fn keys() -> Vec<&'static str> {
    let mut keys: Vec<&'static str> = SETTINGS.iter().map(Setting::key).collect();
    keys.dedup();
    keys
}

/// Returns the keys of a table of a profile, such as `login`.
fn keys_below(table: &str) -> Vec<&'static str> {
    let below = |setting: &Setting| {
        let (first, rest) = setting.name.split_once('.')?;
        (first == table).then_some(rest)
    };
    SETTINGS.iter().filter_map(below).collect()
}

/// Adds a setting to a profile.
fn entry(
    source: &Source<'_>,
    profile: &mut Profile,
    setting: &'static Setting,
    item: &Item,
    line: Option<usize>,
) -> Result<(), Error> {
    let key = setting.name.rsplit('.').next().unwrap_or_default();
    let value = match setting.form {
        Form::Text => SettingValue::Text(source.string(key, item)?),
        Form::List => SettingValue::List(source.strings(key, item)?),
    };
    let strings = value.strings();
    let text = || strings.first().cloned();
    match setting.name {
        "graphql" => profile.graphql = text(),
        "rest" => profile.rest = text(),
        "rest_ping" => profile.rest_ping = text(),
        "issuer" => profile.issuer = text(),
        "key" => profile.key = text(),
        "roles" => profile.roles = strings.to_vec(),
        "audience" => profile.audience = strings.to_vec(),
        "engine.config" => profile.engine.config = text(),
        "engine.kind" => {
            let name = text().unwrap_or_default();
            let kind = Engine::ALL.into_iter().find(|engine| engine.name() == name);
            let kind =
                kind.ok_or_else(|| source.fault(line, ConfigFault::UnknownEngine { name }))?;
            profile.engine.kind = Some(kind);
        }
        _ => {
            let login = profile.login.get_or_insert_default();
            login_entry(source, login, key, &value, line)?;
        }
    }
    profile.entries.push(Entry { setting, value, line });
    Ok(())
}

/// Adds a setting to the table `login` of a profile.
fn login_entry(
    source: &Source<'_>,
    login: &mut LoginSetting,
    key: &str,
    value: &SettingValue,
    line: Option<usize>,
) -> Result<(), Error> {
    let strings = value.strings();
    let text = || strings.first().cloned();
    let secret = || text().map(SecretSetting::new);
    let unknown = |what, known: &[&'static str]| {
        let name = text().unwrap_or_default();
        source.fault(line, ConfigFault::UnknownWord { what, name, known: known.to_vec() })
    };
    match key {
        "kind" => {
            let kind = LoginKind::named(&text().unwrap_or_default());
            let all = LoginKind::ALL.map(LoginKind::name);
            login.kind = Some(kind.ok_or_else(|| unknown("kind of login", &all))?);
        }
        "send" => {
            let token = SentToken::named(&text().unwrap_or_default());
            let all = SentToken::ALL.map(SentToken::name);
            login.send = Some(token.ok_or_else(|| unknown("token to send", &all))?);
        }
        "client_id" => login.client_id = text(),
        "client_secret" => login.client_secret = secret(),
        "username" => login.username = text(),
        "scope" => login.scope = Some(strings.join(" ")),
        "audience" => login.audience = text(),
        "redirect" => login.redirect = text(),
        "domain" => login.domain = text(),
        "identity_provider" => login.identity_provider = text(),
        "endpoint" => login.endpoint = text(),
        "jwks" => login.jwks = text(),
        "core" => login.core = text(),
        "api_key" => login.api_key = secret(),
        "api_domain" => login.api_domain = text(),
        "path" => login.path = text(),
        "variable" => login.variable = text(),
        "command" => login.command = strings.to_vec(),
        _ => return Err(source.unknown(line, key, &keys_below("login"))),
    }
    Ok(())
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
        let known = nearest(key, known).map_or_else(|| known.to_vec(), |nearest| vec![nearest]);
        self.fault(line, ConfigFault::UnknownKey { key: key.to_owned(), known })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hint::{self, Verb};
    use crate::profile::EngineSetting;

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
client_id = "app"
client_secret = "env:SECRET"
username = "ada"
scope = ["openid", "email"]
audience = "api"
redirect = "https://localhost:3000/callback"
domain = "app.auth.us-east-1.amazoncognito.com"
identity_provider = "AzureAD"
endpoint = "http://localhost:9229"
jwks = "http://localhost:9229/jwks.json"
core = "http://localhost:3567"
api_key = "env:API_KEY"
api_domain = "http://localhost:3001"
path = "/var/run/token"
variable = "HASURA_TOKEN"
command = ["gcloud", "auth", "print-identity-token"]
send = "access"
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
        let origin = profiles.default_origin.unwrap();
        assert_eq!((origin.owner, origin.line), (Owner::User, Some(1)));
    }

    #[test]
    fn every_setting_is_known_and_has_its_line() {
        let profiles = parsed(FULL, Owner::Trusted).unwrap();
        let staging = profiles.get("staging").unwrap();
        assert_eq!(staging.entries.len(), SETTINGS.len());
        for setting in SETTINGS {
            let entry = staging.entries.iter().find(|entry| entry.setting == setting).unwrap();
            let line = FULL.lines().nth(entry.line.unwrap() - 1).unwrap();
            let key = setting.name.rsplit('.').next().unwrap();
            assert!(line.contains(key), "{}: {line}", setting.name);
        }
        let login = staging.login.clone().unwrap();
        let secret = |text: &str| Some(SecretSetting::new(text.to_owned()));
        let text = |text: &str| Some(text.to_owned());
        let expected = LoginSetting {
            kind: Some(LoginKind::Cognito),
            send: Some(SentToken::Access),
            client_id: text("app"),
            client_secret: secret("env:SECRET"),
            username: text("ada"),
            scope: text("openid email"),
            audience: text("api"),
            redirect: text("https://localhost:3000/callback"),
            domain: text("app.auth.us-east-1.amazoncognito.com"),
            identity_provider: text("AzureAD"),
            endpoint: text("http://localhost:9229"),
            jwks: text("http://localhost:9229/jwks.json"),
            core: text("http://localhost:3567"),
            api_key: secret("env:API_KEY"),
            api_domain: text("http://localhost:3001"),
            path: text("/var/run/token"),
            variable: text("HASURA_TOKEN"),
            command: vec!["gcloud".into(), "auth".into(), "print-identity-token".into()],
        };
        assert_eq!(login, expected);
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
                shown.starts_with(&format!(
                    "warning: ignoring `{key}` in `x.toml` line {line}: until you run"
                )),
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
            "cannot use `x.toml` line 2: `roles` must be a list of strings / fix that line; `docs/profiles.md` shows a `config.toml` with profiles"
        );
        assert_eq!(
            parsed("[profile.a.engine]\nkind = \"v2\"", Owner::User).unwrap_err(),
            "cannot use `x.toml` line 2: unknown engine `v2` / the engines are hasura, ddn, relyauth"
        );
        assert_eq!(
            parsed("[profile.a.login]\nkind = \"saml\"", Owner::User).unwrap_err(),
            "cannot use `x.toml` line 2: unknown kind of login `saml` / use one of cognito, oidc, device, client-credentials, supertokens, github-actions, gitlab, kubernetes, command"
        );
        assert_eq!(
            parsed("[profile.a.login]\nkind = \"oidc\"\nsend = \"all\"", Owner::User).unwrap_err(),
            "cannot use `x.toml` line 3: unknown token to send `all` / use one of id, access"
        );
        assert_eq!(
            parsed("[profile.a.login]\n\nclientid = \"x\"", Owner::User).unwrap_err(),
            "cannot use `x.toml` line 3: unknown key `clientid` / did you mean `client_id`?"
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
        assert!(shown.contains("line 6 and 6 more: until you run `jwtool profile trust`, a project file can set only"), "{shown}");
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
