//! Hasura claims for a new token, and changes to those of another.

use std::collections::HashSet;

use crate::hasura::view::{
    ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE, HasuraClaims, NAMESPACE, USER_ID, is_session_name,
};
use crate::jose::edit;
use crate::jose::json::{Object, Value};
use crate::jose::path::{JsonPath, Step};

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
        let mut known = HashSet::new();
        let all = std::iter::once(&self.default_role).chain(&self.more_roles);
        all.filter(|role| known.insert(*role)).cloned().collect()
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

/// A change to the Hasura claims of a token.
#[derive(Clone, Debug, Default)]
pub(crate) struct GrantChange<'a> {
    /// The new default role, which is allowed as well
    pub(crate) default_role: Option<&'a str>,
    /// Roles to allow
    pub(crate) more_roles: &'a [String],
    pub(crate) user_id: Option<&'a str>,
    /// Session variables with their new values; `None` removes one
    pub(crate) variables: Vec<(&'a str, Option<&'a Value>)>,
    /// The claim to move the Hasura claims to
    pub(crate) namespace: Option<&'a str>,
    /// Whether to write them as a string; otherwise their format is kept
    pub(crate) is_stringified: bool,
}

impl GrantChange<'_> {
    /// Changes the Hasura claims that were found in these claims, in their place and format.
    ///
    /// # Errors
    ///
    /// Returns what is in the way.
    pub(crate) fn apply(
        &self,
        found: HasuraClaims,
        claims: &mut Object,
    ) -> Result<(), &'static str> {
        let HasuraClaims { path, format, mut members } = found;
        self.change(&mut members);
        let is_top_level = path.steps().is_empty();
        let target = match self.namespace {
            Some(key) => Some(key),
            // Claims among all others cannot be a string.
            None => (is_top_level && self.is_stringified).then_some(NAMESPACE),
        };
        let target = target.map(|key| JsonPath::of(vec![Step::Key(key.to_owned())]));
        let target = target.filter(|target| *target != path);
        if is_top_level && target.is_none() {
            *claims = members;
            return Ok(());
        }
        if is_top_level {
            let names: Vec<String> = claims.iter().map(|(name, _)| name.to_owned()).collect();
            for name in names.iter().filter(|name| is_session_name(name)) {
                claims.remove(name);
            }
            members = members
                .iter()
                .filter(|(name, _)| is_session_name(name))
                .map(|(name, value)| (name.to_owned(), value.clone()))
                .collect();
        } else if target.is_some() {
            edit::set(claims, &path, None)?;
        }
        let value = self.value(members, format);
        edit::set(claims, target.as_ref().unwrap_or(&path), Some(value))
    }

    /// Adds Hasura claims to a token that has none.
    pub(crate) fn create(&self, namespace: &str, claims: &mut Object) {
        let mut members = Object::new();
        self.change(&mut members);
        claims.set(namespace, self.value(members, ClaimsFormat::Json));
    }

    fn value(&self, members: Object, format: ClaimsFormat) -> Value {
        let members = Value::from(members);
        if self.is_stringified || format == ClaimsFormat::Stringified {
            Value::from(members.to_json())
        } else {
            members
        }
    }

    fn change(&self, members: &mut Object) {
        if let Some(role) = self.default_role {
            set_in_any_case(members, DEFAULT_ROLE, Some(Value::from(role)));
        }
        if self.default_role.is_some() || !self.more_roles.is_empty() {
            let mut roles = match get_in_any_case(members, ALLOWED_ROLES) {
                Some(Value::Array(roles)) => roles.clone(),
                _ => get_in_any_case(members, DEFAULT_ROLE).cloned().into_iter().collect(),
            };
            let more = self.more_roles.iter().map(String::as_str);
            for role in self.default_role.into_iter().chain(more).map(Value::from) {
                if !roles.contains(&role) {
                    roles.push(role);
                }
            }
            set_in_any_case(members, ALLOWED_ROLES, Some(Value::Array(roles)));
        }
        if let Some(user_id) = self.user_id {
            set_in_any_case(members, USER_ID, Some(Value::from(user_id)));
        }
        for (name, value) in &self.variables {
            set_in_any_case(members, name, value.cloned());
        }
    }
}

/// Returns the name of a member as it is written in these claims.
fn written<'a>(members: &'a Object, name: &'a str) -> &'a str {
    if members.contains(name) {
        return name;
    }
    let mut names = members.iter().map(|(member, _)| member);
    names.find(|member| member.eq_ignore_ascii_case(name)).unwrap_or(name)
}

fn get_in_any_case<'a>(members: &'a Object, name: &str) -> Option<&'a Value> {
    members.get(written(members, name))
}

/// Sets or removes a member, whatever the case of its name.
fn set_in_any_case(members: &mut Object, name: &str, value: Option<Value>) {
    let name = written(members, name).to_owned();
    match value {
        Some(value) => members.set(&name, value),
        None => members.remove(&name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hasura::view;

    fn changed(claims: &str, change: &GrantChange<'_>) -> String {
        let Ok(Value::Object(mut claims)) = Value::parse(claims.as_bytes()) else {
            panic!("{claims}")
        };
        let found = view::find(&claims).unwrap();
        change.apply(found, &mut claims).unwrap();
        Value::from(claims).to_json()
    }

    const OLD: &str = r#"{"x-hasura-default-role":"a","x-hasura-allowed-roles":["a","b"]}"#;

    #[test]
    fn roles_are_added_where_the_claims_are_and_as_they_are_written() {
        let more = ["d".to_owned(), "b".to_owned()];
        let change =
            GrantChange { default_role: Some("c"), more_roles: &more, ..GrantChange::default() };
        let new = r#"{"x-hasura-default-role":"c","x-hasura-allowed-roles":["a","b","c","d"]}"#;
        let string = |json: &str| Value::from(json).to_json();
        for (before, after) in [
            (format!(r#"{{"x":{OLD},"y":1}}"#), format!(r#"{{"x":{new},"y":1}}"#)),
            (format!(r#"{{"x":{}}}"#, string(OLD)), format!(r#"{{"x":{}}}"#, string(new))),
            (format!(r#"{{"u":{{"h":{OLD}}}}}"#), format!(r#"{{"u":{{"h":{new}}}}}"#)),
            (OLD.to_owned(), new.to_owned()),
            (
                r#"{"x":{"X-Hasura-Default-Role":"a"}}"#.to_owned(),
                r#"{"x":{"X-Hasura-Default-Role":"c","x-hasura-allowed-roles":["c","d","b"]}}"#
                    .to_owned(),
            ),
        ] {
            assert_eq!(changed(&before, &change), after);
        }
    }

    #[test]
    fn only_a_role_that_is_added_makes_a_list_of_roles() {
        let one = ["d".to_owned()];
        let change = GrantChange { more_roles: &one, ..GrantChange::default() };
        assert_eq!(
            changed(r#"{"x":{"x-hasura-default-role":"a"}}"#, &change),
            r#"{"x":{"x-hasura-default-role":"a","x-hasura-allowed-roles":["a","d"]}}"#
        );
        let change = GrantChange { user_id: Some("7"), ..GrantChange::default() };
        assert_eq!(
            changed(r#"{"x":{"x-hasura-default-role":"a","X-Hasura-User-Id":"1"}}"#, &change),
            r#"{"x":{"x-hasura-default-role":"a","X-Hasura-User-Id":"7"}}"#
        );
    }

    #[test]
    fn session_variables_are_set_and_removed() {
        let seven = Value::from("7");
        let variables = vec![("x-hasura-org", Some(&seven)), ("x-hasura-old", None)];
        let change = GrantChange { variables, ..GrantChange::default() };
        assert_eq!(
            changed(r#"{"n":{"x-hasura-old":"1","X-Hasura-Org":"2"}}"#, &change),
            r#"{"n":{"X-Hasura-Org":"7"}}"#
        );
    }

    #[test]
    fn claims_can_be_moved_and_written_as_a_string() {
        let moved = GrantChange { namespace: Some("n"), ..GrantChange::default() };
        for before in [
            format!(r#"{{"sub":"1","x":{OLD}}}"#),
            format!(r#"{{"sub":"1",{}"#, &OLD[1..]),
            format!(r#"{{"sub":"1","n":{OLD}}}"#),
        ] {
            assert_eq!(changed(&before, &moved), format!(r#"{{"sub":"1","n":{OLD}}}"#));
        }
        let string = GrantChange { is_stringified: true, ..GrantChange::default() };
        let written = Value::from(OLD).to_json();
        assert_eq!(changed(&format!(r#"{{"x":{OLD}}}"#), &string), format!(r#"{{"x":{written}}}"#));
        assert_eq!(changed(OLD, &string), format!(r#"{{"{NAMESPACE}":{written}}}"#));
    }
}
