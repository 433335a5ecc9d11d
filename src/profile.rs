//! Profiles: named environments, and which file takes precedence.

use std::collections::HashSet;

use crate::hasura::explanation::Engine;

/// One named environment.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Profile {
    pub(crate) name: String,
    pub(crate) owner: Owner,
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
    /// A key, as for `--key`
    pub(crate) key: Option<String>,
    /// The engine behind the endpoints
    pub(crate) engine: EngineSetting,
}

/// Which engine it is, and where its configuration is.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct EngineSetting {
    pub(crate) kind: Option<Engine>,
    /// As for `--config`
    pub(crate) config: Option<String>,
}

/// Whose file a profile comes from.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Owner {
    /// The user's own file, which is trusted
    #[default]
    User,
    /// A file in the project's repository, which may be somebody else's
    Project,
}

/// All profiles, and the one to use when none is named.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Profiles {
    pub(crate) default: Option<String>,
    pub(crate) all: Vec<Profile>,
}

impl Profiles {
    /// Merges the user's profiles with those of a project under other names: a profile in
    /// the user's own file is never changed by a project.
    pub(crate) fn merged(user: Self, project: Self) -> Self {
        let mut names: HashSet<String> =
            user.all.iter().map(|profile| profile.name.clone()).collect();
        let mut all = user.all;
        all.extend(project.all.into_iter().filter(|profile| names.insert(profile.name.clone())));
        Self { default: user.default, all }
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
        };
        let project = Profiles {
            default: Some("evil".to_owned()),
            all: vec![
                profile("staging", Owner::Project, "theirs"),
                profile("local", Owner::Project, "local"),
            ],
        };
        let merged = Profiles::merged(user, project);
        assert_eq!(merged.default.as_deref(), Some("staging"));
        assert_eq!(merged.get("staging").unwrap().issuer.as_deref(), Some("mine"));
        assert_eq!(merged.get("local").unwrap().owner, Owner::Project);
        assert_eq!(merged.of_issuer(&["theirs".to_owned()]), None);
    }
}
