//! The claims of a token that an engine can use instead of Hasura's: the roles that the issuer
//! assigned, and the user.

use crate::jose::json::{Object, Value};
use crate::jose::path::{JsonPath, Step};
use crate::provider::origin::{Origin, ProviderId};
use crate::sort;

/// Where a token names roles and a user.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct RoleClaims {
    /// `None` if no claim names roles
    pub(crate) roles: Option<RoleClaim>,
    pub(crate) user_id: Option<JsonPath>,
}

/// A claim that names roles.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum RoleClaim {
    /// A list at this path. If it begins with a role that the provider gives to everybody, the
    /// first one that it does not
    List(JsonPath, Option<String>),
    /// A single role at this path, and the role in this token
    One(JsonPath, String),
    /// A list that other tokens of the provider have at this path; this token has none
    Absent(JsonPath),
}

/// Keycloak's own roles, which every user has.
const KEYCLOAK_ROLES: [&str; 2] = ["offline_access", "uma_authorization"];

/// The claims that name roles at any provider.
const CUSTOMARY: [&[&str]; 4] = [&["roles"], &["groups"], &["role"], &["user_role"]];

/// Returns where a token names roles and a user. The claims are not verified, so the paths are
/// those of this token's issuer only if the signature is right.
pub(crate) fn find(origin: &Origin, claims: &Object) -> RoleClaims {
    RoleClaims { roles: roles(origin, claims), user_id: user_id(origin.id, claims) }
}

fn roles(origin: &Origin, claims: &Object) -> Option<RoleClaim> {
    let mut paths = own_paths(origin, claims);
    paths.extend(CUSTOMARY.map(path_of));
    paths.extend(namespaced(claims));
    let found = paths.into_iter().find_map(|path| claim_at(path, claims, origin.id));
    found.or_else(|| absent(origin.id, claims).map(RoleClaim::Absent))
}

/// Returns the paths of this provider, best first.
fn own_paths(origin: &Origin, claims: &Object) -> Vec<JsonPath> {
    let paths: &[&[&str]] = match origin.id {
        ProviderId::AwsCognito => &[&["cognito:groups"]],
        ProviderId::Clerk => &[
            &["o", "rol"],
            &["org_role"],
            &["metadata", "roles"],
            &["metadata", "role"],
            &["public_metadata", "roles"],
            &["public_metadata", "role"],
        ],
        ProviderId::Supabase => {
            &[&["app_metadata", "roles"], &["app_metadata", "role"], &["user_role"]]
        }
        ProviderId::SuperTokens => &[&["st-role", "v"]],
        ProviderId::Ory => &[&["ext", "roles"], &["ext", "groups"], &["ext", "role"]],
        ProviderId::Stytch => &[&["https://stytch.com/session", "roles"]],
        ProviderId::Propelauth => &[
            &["org_member_info", "inherited_user_roles_plus_current_role"],
            &["org_member_info", "user_role"],
        ],
        ProviderId::Descope => return descope_paths(claims),
        ProviderId::Keycloak => return keycloak_paths(claims),
        _ => &[],
    };
    paths.iter().copied().map(path_of).collect()
}

/// Returns the paths of a realm's and a client's roles.
fn keycloak_paths(claims: &Object) -> Vec<JsonPath> {
    let mut paths = vec![path_of(&["realm_access", "roles"])];
    let clients = claims.get("resource_access").and_then(Value::as_object);
    let own = claims.get_str("azp");
    let mut names: Vec<&str> = clients.map_or_else(Vec::new, |clients| {
        clients.iter().map(|(name, _)| name).filter(|name| *name != "account").collect()
    });
    sort::by_key(&mut names, |name| Some(*name) != own);
    paths.extend(names.into_iter().map(|name| path_of(&["resource_access", name, "roles"])));
    paths
}

/// Returns the paths of a project's roles, and of those of each of the user's tenants.
fn descope_paths(claims: &Object) -> Vec<JsonPath> {
    let tenants = claims.get("tenants").and_then(Value::as_object);
    let names = tenants.map_or_else(Vec::new, Object::effective).into_iter();
    let of_tenants = names.map(|(name, _)| path_of(&["tenants", name, "roles"]));
    std::iter::once(path_of(&["roles"])).chain(of_tenants).collect()
}

/// Returns the paths of claims such as `https://example.gov/roles`.
fn namespaced(claims: &Object) -> Vec<JsonPath> {
    const ENDS: [&str; 6] = ["/roles", ":roles", "/groups", ":groups", "/role", ":role"];
    let end = |name: &str| ENDS.iter().position(|end| name.ends_with(end));
    if !claims.iter().any(|(name, _)| end(name).is_some()) {
        return Vec::new();
    }
    let named = claims.effective().into_iter();
    let mut named: Vec<(usize, &str)> =
        named.filter_map(|(name, _)| Some((end(name)?, name))).collect();
    sort::by_key(&mut named, |(end, _)| *end);
    named.into_iter().map(|(_, name)| path_of(&[name])).collect()
}

/// Returns the claim at a path if it names roles: a list of strings, or a string.
fn claim_at(path: JsonPath, claims: &Object, id: ProviderId) -> Option<RoleClaim> {
    let Some(Step::Key(name)) = path.steps().first() else { return None };
    let claim = path.find_below(claims.get(name)?)?;
    // Engines cannot read a path that cannot be written.
    if path.to_string().parse().as_ref() != Ok(&path) {
        return None;
    }
    match claim.as_ref() {
        Value::Array(roles) => {
            let first = first_role(roles, id)?;
            let is_first = roles.first().and_then(Value::as_str) == Some(first);
            let first = (!is_first).then(|| first.to_owned());
            Some(RoleClaim::List(path, first))
        }
        Value::String(role) if !role.is_empty() => {
            let role = role.clone();
            Some(RoleClaim::One(path, role))
        }
        _ => None,
    }
}

/// Returns the first string of a list that is worth a role, if the list has only strings.
fn first_role(roles: &[Value], id: ProviderId) -> Option<&str> {
    let names: Option<Vec<&str>> = roles.iter().map(Value::as_str).collect();
    let is_own = |name: &&str| match id {
        ProviderId::Keycloak => KEYCLOAK_ROLES.contains(name) || name.starts_with("default-roles-"),
        // Groups are listed by ID unless the application asks for their names.
        ProviderId::AzureAd => super::generic::is_uuid(name),
        _ => false,
    };
    names?.into_iter().find(|name| !is_own(name))
}

/// Returns the path of a list that a provider leaves out of the token of a user without roles.
fn absent(id: ProviderId, claims: &Object) -> Option<JsonPath> {
    let name = match id {
        ProviderId::AzureAd | ProviderId::Workos => "roles",
        _ => return None,
    };
    (!claims.contains(name)).then(|| path_of(&[name]))
}

/// Returns the claim that names the user or machine.
fn user_id(id: ProviderId, claims: &Object) -> Option<JsonPath> {
    let own: &[&str] = match id {
        // `sub` is different for each application.
        ProviderId::AzureAd | ProviderId::AzureAdB2c => &["oid"],
        // `sub` also names the branch.
        ProviderId::GithubActions => &["repository"],
        ProviderId::GitlabCi => &["project_path"],
        _ => &[],
    };
    let names = own.iter().chain(&["sub", "user_id", "uid", "oid", "client_id", "azp", "email"]);
    let is_usable = |name: &&&str| claims.get_str(name).is_some_and(|text| !text.is_empty());
    names.into_iter().find(is_usable).map(|name| path_of(&[name]))
}

fn path_of(names: &[&str]) -> JsonPath {
    JsonPath::of(names.iter().map(|name| Step::Key((*name).to_owned())).collect())
}
