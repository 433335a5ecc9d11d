//! From the claims of a token to the session: Hasura claims, roles and session variables.

use crate::hasura::explanation::Session;
use crate::hasura::mapping::{Absent, Mapping};
use crate::hasura::request::Request;
use crate::hasura::trace::role_claim_ignored;
use crate::hasura::v2::aeson::mismatch;
use crate::hasura::v2::answer::facts::{ACCESS_KEY, ADMIN_SECRET, Inquiry};
use crate::hasura::v2::claims::{Claims, HasuraClaims, NoHasuraClaims};
use crate::hasura::v2::config::{ClaimsPlace, JwtConfig, role, roles};
use crate::hasura::v2::refusal::{Reason, Refusal};
use crate::hasura::view::{self, ALLOWED_ROLES, DEFAULT_ROLE, ROLE};
use crate::hasura::warning::EngineWarning;
use crate::jose::json::{Object, Value};
use crate::jose::note::Note;

/// Checks the Hasura claims and the role, and returns the session.
pub(super) fn authorize(
    entry: &JwtConfig,
    claims: &Claims,
    request: &Request,
    inquiry: &mut Inquiry,
) -> Option<Session> {
    let found = view::find(&claims.members);
    inquiry.token.claims_at = found.map(|found| (found.path, found.format));
    let mut hasura = match claims.locate(&entry.claims) {
        Ok(hasura) => hasura,
        Err(NoHasuraClaims::TooLarge(error)) => {
            inquiry.leave_open("hasura-claims", error.to_string());
            return None;
        }
        Err(NoHasuraClaims::NoPath(refusal, end)) => {
            let mut found = format!("nothing there, because {}", end.detail);
            if let Some((path, format)) = &inquiry.token.claims_at {
                found = format!("{found}; the token has them at `{path}`, as {}", format.name());
            }
            inquiry.token.dead_end = Some(end);
            inquiry.fail("hasura-claims", refusal, found);
            return None;
        }
        Err(NoHasuraClaims::Refused(refusal)) => {
            let found = inquiry.token.claims_at.as_ref().map_or_else(
                || "the token has no Hasura claims anywhere".to_owned(),
                |(path, format)| format!("the token has them at `{path}`, as {}", format.name()),
            );
            inquiry.fail("hasura-claims", refusal, found);
            return None;
        }
    };
    hasura.warnings.iter().for_each(|warning| inquiry.warn(warning.clone()));
    let mappings = std::mem::take(&mut hasura.mappings);
    inquiry.record_mappings("claims-map", mappings, |_| Absent::Refused);
    let count = hasura.members.len();
    inquiry.pass(
        "hasura-claims",
        match &entry.claims {
            ClaimsPlace::Path(path, _) => format!("{count} found at `{path}`"),
            ClaimsPlace::Namespace(..) | ClaimsPlace::Map(_) => format!("{count} found"),
        },
    );
    let allowed = allowed_roles(&hasura, inquiry);
    let in_map = matches!(entry.claims, ClaimsPlace::Map(_));
    let default = default_role(&hasura, in_map, inquiry);
    // A missing role claim has its own refusal.
    let is_role = |mapping: &&Mapping| [ALLOWED_ROLES, DEFAULT_ROLE].contains(&&*mapping.name);
    let mut others = inquiry.token.mappings.iter().filter(|mapping| !is_role(mapping));
    if let Some(missing) = others.find(|mapping| !mapping.is_found()) {
        let refusal = Refusal::with(Reason::NotMapped, &format!("{} not found", missing.name));
        inquiry.refuse(refusal);
    }
    let asked = request.header(ROLE).filter(|role| !role.is_empty()).map(ToOwned::to_owned);
    inquiry.token.requested_role.clone_from(&asked);
    let by = if asked.is_some() { "the requested role" } else { "the default role" };
    let chosen = asked.or(default);
    if let (Some(chosen), Some(allowed)) = (&chosen, &allowed) {
        if allowed.contains(chosen) {
            inquiry.pass("role", format!("`{chosen}`, {by}"));
        } else {
            let detail = if allowed.is_empty() {
                format!("`{chosen}`, {by}, is not allowed: there are no allowed roles")
            } else {
                format!("`{chosen}`, {by}, is not among {}", named(allowed))
            };
            inquiry.fail("role", Refusal::of(Reason::RoleNotAllowed), detail);
        }
    }
    let claimed = hasura.members.get_str(ROLE);
    if let Some(claimed) = claimed.filter(|claimed| Some(*claimed) != chosen.as_deref()) {
        inquiry.warn(role_claim_ignored(claimed));
    }
    let variables = variables(&hasura, chosen.as_deref(), inquiry)?;
    Some(Session { role: chosen?, variables, ..Session::default() })
}

/// Returns a list of roles for a sentence.
fn named(roles: &[String]) -> String {
    if roles.is_empty() { "none".to_owned() } else { format!("`{}`", roles.join("`, `")) }
}

fn allowed_roles(hasura: &HasuraClaims, inquiry: &mut Inquiry) -> Option<Vec<String>> {
    const NAME: &str = "allowed-roles";
    let Some(value) = hasura.members.get(ALLOWED_ROLES) else {
        inquiry.fail(NAME, Refusal::of(Reason::NoAllowedRoles), "the claim is missing");
        return None;
    };
    match roles(value) {
        Ok(roles) => {
            inquiry.token.allowed_roles.clone_from(&roles);
            inquiry.pass(NAME, named(&roles));
            Some(roles)
        }
        Err(message) => {
            let refusal = Refusal::with(Reason::AllowedRoles, &message);
            inquiry.fail(NAME, refusal, format!("{} is not a list of roles", value.to_json()));
            None
        }
    }
}

fn default_role(hasura: &HasuraClaims, in_map: bool, inquiry: &mut Inquiry) -> Option<String> {
    const NAME: &str = "default-role";
    let Some(value) = hasura.members.get(DEFAULT_ROLE) else {
        inquiry.fail(NAME, Refusal::of(Reason::NoDefaultRole), "the claim is missing");
        return None;
    };
    match role(value) {
        Ok(role) => {
            inquiry.pass(NAME, format!("`{role}`"));
            Some(role)
        }
        Err(message) => {
            let what = if in_map { "role" } else { "single role name" };
            let refusal = Refusal::with(Reason::DefaultRole, &format!("{what}: {message}"));
            inquiry.fail(NAME, refusal, format!("{} is not a role", value.to_json()));
            None
        }
    }
}

/// Returns the remaining claims, which must all be strings. The chosen role comes first.
fn variables(hasura: &HasuraClaims, role: Option<&str>, inquiry: &mut Inquiry) -> Option<Object> {
    const NAME: &str = "session";
    let rest =
        || hasura.members.iter().filter(|(name, _)| ![ALLOWED_ROLES, DEFAULT_ROLE].contains(name));
    let wrong: Vec<(&str, &Value)> = rest().filter(|(_, value)| value.as_str().is_none()).collect();
    if let Some((_, first)) = wrong.first() {
        let message = mismatch("Text", "String", first);
        let refusal = Refusal::with(Reason::Variable, &message);
        let culprits: Vec<String> =
            wrong.iter().map(|(name, value)| format!("`{name}` is {}", value.to_json())).collect();
        inquiry.fail(
            NAME,
            refusal,
            format!("{}; the engine accepts only strings", culprits.join(", ")),
        );
        if wrong.iter().any(|(_, value)| value.kind() != first.kind()) {
            inquiry.warn(Note::new(
                EngineWarning::InexactMessage,
                "several variables are not strings, and it is not certain which one the engine names",
            ));
        }
        return None;
    }
    let own = role.map(|role| (ROLE.to_owned(), Value::from(role)));
    let others = rest().filter(|(name, _)| ![ROLE, ADMIN_SECRET, ACCESS_KEY].contains(name));
    let others = others.map(|(name, value)| (name.to_owned(), value.clone()));
    let session: Object = own.into_iter().chain(others).collect();
    if role.is_some() && inquiry.refusal().is_none() {
        let count = session.len();
        inquiry
            .pass(NAME, format!("{count} session variable{}", if count == 1 { "" } else { "s" }));
    }
    Some(session)
}
