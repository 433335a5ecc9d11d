//! From the Hasura claims to the session: the role and the session variables.

use std::collections::HashSet;

use crate::hasura::ddn::answer::case::Case;
use crate::hasura::ddn::claims::HasuraClaims;
use crate::hasura::ddn::config::AuthConfig;
use crate::hasura::ddn::refusal::{Reason, Refusal};
use crate::hasura::explanation::Session;
use crate::hasura::trace::role_claim_ignored;
use crate::hasura::view::ROLE;
use crate::hasura::warning::EngineWarning;
use crate::jose::json::{Object, Value};
use crate::jose::note::Note;
use crate::redact;

impl Case<'_> {
    /// Chooses the role in the request's header, even an empty one, or else the default role.
    pub(super) fn choose_role(&mut self, default: &str, allowed: &[String]) -> String {
        let asked = self.request.header(ROLE);
        let role = asked.unwrap_or(default).to_owned();
        self.inquiry.token.requested_role = asked.map(ToOwned::to_owned);
        let by = if asked.is_some() { "the requested role" } else { "the default role" };
        if allowed.contains(&role) {
            self.inquiry.pass("role", format!("`{role}`, {by}"));
        } else {
            let refusal = Refusal::with(Reason::RoleNotAllowed, &role);
            let detail = if role.is_empty() {
                "the header `x-hasura-role` is empty, which counts as a role".to_owned()
            } else {
                format!("`{role}`, {by}, is not among `{}`", allowed.join("`, `"))
            };
            self.inquiry.fail("role", refusal, detail);
        }
        role
    }

    /// Checks the roles and returns the session.
    pub(super) fn authorize(&mut self, config: &AuthConfig, hasura: &HasuraClaims) -> Session {
        let HasuraClaims { default_role, allowed_roles, others } = hasura;
        self.inquiry.token.allowed_roles.clone_from(allowed_roles);
        self.inquiry.pass("hasura-claims", format!("{} found", others.len() + 2));
        self.inquiry.pass("allowed-roles", format!("`{}`", allowed_roles.join("`, `")));
        if allowed_roles.contains(default_role) {
            self.inquiry.pass("default-role", format!("`{default_role}`"));
        } else {
            let refusal = Refusal::of(Reason::DefaultRole);
            let detail = format!(
                "`{default_role}` is not among the allowed roles, which DDN requires regardless of the requested role"
            );
            self.inquiry.fail("default-role", refusal, detail);
        }
        let emulating = config.emulating_role.as_deref();
        if let Some(role) = emulating.filter(|role| others.get_str(ROLE) == Some(role)) {
            return self.emulate(role);
        }
        let mut seen = HashSet::new();
        if let Some(role) = allowed_roles.iter().find(|role| !seen.insert(role.as_str())) {
            let refusal = Refusal::of(Reason::DuplicateRole);
            self.inquiry.fail("allowed-roles", refusal, format!("`{role}` appears twice"));
        }
        let role = self.choose_role(default_role, allowed_roles);
        if let Some(claimed) = others.get_str(ROLE).filter(|claimed| *claimed != role) {
            self.inquiry.warn(role_claim_ignored(claimed));
        }
        let session = session(&role, others);
        if self.inquiry.refusal().is_none() {
            let count = session.variables.len();
            let plural = if count == 1 { "" } else { "s" };
            self.inquiry.pass("session", format!("{count} session variable{plural}"));
        }
        session
    }

    /// Returns the session of the emulating role (version 1 only), which may use any role and the
    /// request's own headers.
    fn emulate(&mut self, own: &str) -> Session {
        let role = self.request.header(ROLE).unwrap_or(own).to_owned();
        self.inquiry.pass("role", format!("`{role}`; the token's role may emulate any"));
        self.inquiry.warn(Note::new(
            EngineWarning::RoleEmulation,
            "role emulation exists only in version 1, and newer engines removed it; every header becomes a variable, and those that may hold a secret are shown as `…`",
        ));
        // All headers become variables; those that may carry a token or a secret are not shown.
        let headers = self.request.headers.iter();
        let variables = headers.map(|(name, value)| {
            (name.to_ascii_lowercase(), Value::from(redact::header(name, value)))
        });
        let variables: Object = variables.collect();
        session(&role, &variables)
    }
}

/// Returns the session for a role. The role comes first and replaces a variable of the same name.
pub(super) fn session(role: &str, variables: &Object) -> Session {
    let others = variables.effective().into_iter().filter(|(name, _)| *name != ROLE);
    let others = others.map(|(name, value)| (name.to_owned(), value.clone()));
    let variables = std::iter::once((ROLE.to_owned(), Value::from(role))).chain(others).collect();
    Session { role: role.to_owned(), variables, ..Session::default() }
}
