//! Hasura claims for a new token.

use crate::hasura::view::{ALLOWED_ROLES, DEFAULT_ROLE, USER_ID};
use crate::jose::json::{Object, Value};

/// The role and session variables that a token grants.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RoleGrant {
    /// The role of a request without a role header; it is always allowed as well
    pub(crate) default_role: String,
    /// Further roles that a request header may choose
    pub(crate) more_roles: Vec<String>,
    pub(crate) user_id: Option<String>,
    /// The session variables, with their names as written
    pub(crate) variables: Object,
}

impl RoleGrant {
    /// Returns each role once, the default one first.
    pub(crate) fn roles(&self) -> Vec<String> {
        let mut roles = vec![self.default_role.clone()];
        for role in &self.more_roles {
            if !roles.contains(role) {
                roles.push(role.clone());
            }
        }
        roles
    }

    /// Returns the claims as an object.
    pub(crate) fn to_object(&self) -> Object {
        let roles = self.roles();
        let mut claims = Object::new();
        claims.set(DEFAULT_ROLE, self.default_role.as_str());
        claims.set(ALLOWED_ROLES, Value::Array(roles.into_iter().map(Value::from).collect()));
        if let Some(user_id) = &self.user_id {
            claims.set(USER_ID, user_id.as_str());
        }
        for (name, value) in self.variables.iter() {
            claims.set(name, value.clone());
        }
        claims
    }
}
