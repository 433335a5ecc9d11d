//! Profiles: named environments, and which file's word counts.

use crate::hasura::explanation::Engine;

/// One environment by its name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Profile {
    pub(crate) name: String,
    pub(crate) owner: Owner,
    /// The GraphQL endpoint
    pub(crate) graphql: Option<String>,
    /// The REST endpoint
    pub(crate) rest: Option<String>,
    /// The path below the REST endpoint that answers a ping
    pub(crate) rest_ping: Option<String>,
    /// Roles in the order in which they are tried
    pub(crate) roles: Vec<String>,
    pub(crate) issuer: Option<String>,
    pub(crate) audience: Vec<String>,
    /// A key as `--key` takes it
    pub(crate) key: Option<String>,
    /// The engine that stands behind the endpoints
    pub(crate) engine: EngineSetting,
}

/// Which engine it is, and where its configuration is.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct EngineSetting {
    pub(crate) kind: Option<Engine>,
    /// As `--config` takes it
    pub(crate) config: Option<String>,
}

/// Whose word a profile is.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Owner {
    /// The user's own file: it is believed
    #[default]
    User,
    /// A file of the project that was checked out: somebody else's text
    Project,
}

/// Every profile, and the one that is taken when none is named.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Profiles {
    pub(crate) default: Option<String>,
    pub(crate) all: Vec<Profile>,
}

impl Profiles {
    /// The user's profiles, and those of the project under other names: a profile that
    /// the user's own file names is the user's alone.
    pub(crate) fn merged(user: Self, project: Self) -> Self {
        let mut all = user.all;
        for profile in project.all {
            if !all.iter().any(|own| own.name == profile.name) {
                all.push(profile);
            }
        }
        Self { default: user.default, all }
    }

    /// The profile of this name.
    pub(crate) fn get(&self, name: &str) -> Option<&Profile> {
        self.all.iter().find(|profile| profile.name == name)
    }

    /// The first profile whose issuer has one of these names.
    pub(crate) fn of_issuer(&self, names: &[String]) -> Option<&Profile> {
        self.all
            .iter()
            .find(|profile| profile.issuer.as_ref().is_some_and(|issuer| names.contains(issuer)))
    }

    /// The names, for a hint.
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
