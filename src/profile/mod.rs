//! Profiles: named environments, and which file takes precedence.

pub(crate) mod fault;
pub(crate) mod login;
pub(crate) mod setting;
pub(crate) mod store;

use std::collections::HashSet;
use std::path::PathBuf;

use crate::hasura::explanation::Engine;
use crate::profile::login::LoginSetting;
use crate::profile::setting::Entry;

/// One named environment.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Profile {
    pub(crate) name: String,
    pub(crate) owner: Owner,
    /// The file that defines it
    pub(crate) file: PathBuf,
    /// The GraphQL endpoint
    pub(crate) graphql: Option<String>,
    /// The REST endpoint
    pub(crate) rest: Option<String>,
    /// The path below the REST endpoint that `ping` calls
    pub(crate) rest_ping: Option<String>,
    /// Roles in the order in which they are tried
    pub(crate) roles: Vec<String>,
    pub(crate) issuer: Option<String>,
    pub(crate) audience: Vec<String>,
    /// A key, in the syntax of `--key`
    pub(crate) key: Option<String>,
    /// The engine behind the endpoints
    pub(crate) engine: EngineSetting,
    /// How to get tokens
    pub(crate) login: Option<LoginSetting>,
    /// All settings, as the file has them
    pub(crate) entries: Vec<Entry>,
    /// The keys that a project file sets but must not
    pub(crate) ignored: Vec<IgnoredKey>,
}

/// A key in a project file that only the user's own file may set.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct IgnoredKey {
    pub(crate) key: String,
    /// The file and the line, for messages
    pub(crate) place: String,
}

/// The kind of an engine, and the location of its configuration.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct EngineSetting {
    pub(crate) kind: Option<Engine>,
    /// The location, in the syntax of `--config`
    pub(crate) config: Option<String>,
}

/// The owner of the file that a profile comes from.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Owner {
    /// The user's own file, which is trusted
    #[default]
    User,
    /// A file in the checked-out project, whose content the user trusts
    Trusted,
    /// A file in the checked-out project, which anyone may have written
    Project,
}

impl Owner {
    /// Whether the user wrote the file or trusts it.
    pub(crate) const fn is_trusted(self) -> bool {
        match self {
            Self::User | Self::Trusted => true,
            Self::Project => false,
        }
    }
}

/// The line of a file that sets something.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Origin {
    pub(crate) owner: Owner,
    pub(crate) file: PathBuf,
    pub(crate) line: Option<usize>,
}

/// Where a key is known from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum KeyPlace {
    /// The profile with this name
    Profile(String),
    /// An environment variable with the configuration of an engine
    Variable(&'static str),
    /// The key store, by this name
    Stored(String),
}

/// All profiles, and the one that is used when none is named.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Profiles {
    pub(crate) default: Option<String>,
    /// What sets the default
    pub(crate) default_origin: Option<Origin>,
    pub(crate) all: Vec<Profile>,
    /// The project's profiles that the user's own file replaces
    pub(crate) replaced: Vec<Profile>,
    /// The keys that a project file sets outside profiles but must not
    pub(crate) ignored: Vec<IgnoredKey>,
}

impl Profiles {
    /// Returns the user's profiles, and those of the project with other names. A project cannot
    /// add to a profile in the user's own file. Its default, which only a trusted file has, counts
    /// if the user has none.
    pub(crate) fn merged(user: Self, project: Self) -> Self {
        let own: HashSet<&str> = user.all.iter().map(|profile| profile.name.as_str()).collect();
        let (replaced, mut others) =
            project.all.into_iter().partition(|profile| own.contains(profile.name.as_str()));
        let mut all = user.all;
        all.append(&mut others);
        let (default, default_origin) = match user.default {
            Some(default) => (Some(default), user.default_origin),
            None => (project.default, project.default_origin),
        };
        Self { default, default_origin, all, replaced, ignored: project.ignored }
    }

    /// Returns all keys that a project file sets but must not.
    pub(crate) fn all_ignored(&self) -> impl Iterator<Item = &IgnoredKey> {
        self.ignored.iter().chain(self.all.iter().flat_map(|profile| &profile.ignored))
    }

    /// Returns the profile with this name.
    pub(crate) fn get(&self, name: &str) -> Option<&Profile> {
        self.all.iter().find(|profile| profile.name == name)
    }

    /// Returns the first profile whose issuer has one of these names.
    pub(crate) fn of_issuer(&self, names: &[String]) -> Option<&Profile> {
        self.all
            .iter()
            .find(|profile| profile.issuer.as_ref().is_some_and(|issuer| names.contains(issuer)))
    }

    /// Returns the names of all profiles.
    pub(crate) fn names(&self) -> Vec<String> {
        self.all.iter().map(|profile| profile.name.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(name: &str, owner: Owner, issuer: &str) -> Profile {
        Profile {
            name: name.to_owned(),
            owner,
            issuer: Some(issuer.to_owned()),
            ..Profile::default()
        }
    }

    #[test]
    fn a_project_cannot_change_a_profile_that_the_user_named() {
        let user = Profiles {
            default: Some("staging".to_owned()),
            all: vec![profile("staging", Owner::User, "mine")],
            ..Profiles::default()
        };
        let project = Profiles {
            default: Some("evil".to_owned()),
            all: vec![
                profile("staging", Owner::Project, "theirs"),
                profile("local", Owner::Project, "local"),
            ],
            ..Profiles::default()
        };
        let merged = Profiles::merged(user, project);
        assert_eq!(merged.default.as_deref(), Some("staging"));
        assert_eq!(merged.get("staging").unwrap().issuer.as_deref(), Some("mine"));
        assert_eq!(merged.get("local").unwrap().owner, Owner::Project);
        assert_eq!(merged.replaced, [profile("staging", Owner::Project, "theirs")]);
        assert_eq!(merged.of_issuer(&["theirs".to_owned()]), None);
    }
}
