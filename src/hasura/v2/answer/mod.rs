//! The engine's answer to a request in JWT mode: the session, or the refusal and the reasons for
//! it.

use crate::hasura::explanation::Session;
use crate::hasura::inquiry::Answer;
use crate::hasura::request::Request;
use crate::hasura::v2::answer::facts::{ACCESS_KEY, ADMIN_SECRET, Facts, Inquiry};
use crate::hasura::v2::claims::words_differ;
use crate::hasura::v2::config::{Config, TokenPlace};
use crate::hasura::v2::keys::KeySet;
use crate::hasura::v2::refusal::{Reason, Refusal};
use crate::hasura::v2::token_place::{candidates, describe, may_be_of};
use crate::hasura::view::ROLE;
use crate::jose::json::Object;
use crate::jose::numeric_date::NumericDate;

pub(crate) mod facts;
mod session;
mod token;

const BACKEND_ONLY: &str = "x-hasura-use-backend-only-permissions";

/// The engine's settings besides the JWT configuration.
#[derive(Clone, Debug, Default)]
pub(crate) struct Server {
    /// The admin secret; if it is unknown, every admin secret in a request is wrong
    pub(crate) admin_secret: Option<String>,
    /// The role for requests without a token
    pub(crate) unauthorized_role: Option<String>,
}

/// Predicts the answer. `keys` are the keys of the entries, in the same order.
///
/// Based on the engine's sources (`Hasura/Server/Auth.hs`, `Auth/JWT.hs`) and the library that
/// they use (`jose`). The steps are in the same order.
pub(crate) fn answer(
    config: &Config,
    keys: &[KeySet],
    request: &Request,
    server: &Server,
    now: NumericDate,
) -> Answer<Reason, Facts> {
    let of_keys = keys.iter().flat_map(|set| &set.warnings);
    let mut inquiry = Inquiry::new(config.warnings.iter().chain(of_keys).cloned().collect());
    let session = match request.header(ADMIN_SECRET).or_else(|| request.header(ACCESS_KEY)) {
        Some(given) => administrator(request, server, given, &mut inquiry),
        None => user(config, keys, request, server, now, &mut inquiry),
    };
    inquiry.end(session, Reason::NoToken)
}

/// Finds the token and the entry that it is for, and checks the token.
fn user(
    config: &Config,
    keys: &[KeySet],
    request: &Request,
    server: &Server,
    now: NumericDate,
    inquiry: &mut Inquiry,
) -> Option<Session> {
    let found = match candidates(config, request) {
        Ok(found) => found,
        Err(detail) => {
            inquiry.facts.place = Some(TokenPlace::Authorization);
            inquiry.fail("token", Refusal::of(Reason::Malformed), detail);
            return None;
        }
    };
    if found.is_empty() {
        return without_token(config, request, server, inquiry);
    }
    let kept: Vec<&(usize, String)> = found
        .iter()
        .filter(|(index, token)| may_be_of(config.entries.get(*index), token))
        .collect();
    let (chosen, fits) = match (kept.as_slice(), found.as_slice()) {
        ([one], _) => (*one, true),
        // The only token is not for its entry's issuer, but the other checks can still be made.
        ([], [one]) => (one, false),
        ([], _) => {
            inquiry.fail("issuer", Refusal::of(Reason::Issuer), wrong_issuer(config));
            return None;
        }
        (several, _) => {
            let detail = format!(
                "{} combinations of an entry and a token; the engine requires exactly one",
                several.len()
            );
            inquiry.facts.entries = config.entries.len();
            inquiry.fail("token", Refusal::of(Reason::Multiple), detail);
            return None;
        }
    };
    let (index, token) = chosen;
    let nothing = KeySet::default();
    let keys = keys.get(*index).unwrap_or(&nothing);
    let entry = config.entries.get(*index)?;
    inquiry.facts.place = Some(entry.token.clone());
    inquiry.pass("token", describe(&entry.token));
    if !fits {
        inquiry.fail("issuer", Refusal::of(Reason::Issuer), wrong_issuer(config));
    }
    token::with_token(entry, keys, token, request, now, inquiry)
}

fn wrong_issuer(config: &Config) -> String {
    let issuers: Vec<&str> =
        config.entries.iter().filter_map(|entry| entry.issuer.as_deref()).collect();
    format!("no entry is for the token's issuer; configured: `{}`", issuers.join("`, `"))
}

/// Checks the admin secret, which alone decides. The token is ignored.
fn administrator(
    request: &Request,
    server: &Server,
    given: &str,
    inquiry: &mut Inquiry,
) -> Option<Session> {
    if server.admin_secret.as_deref() != Some(given) {
        let detail = "the request's admin secret is wrong";
        inquiry.fail("admin-secret", Refusal::of(Reason::AdminSecret), detail);
        return None;
    }
    inquiry.pass("admin-secret", "correct; the token is ignored");
    let asked = request.header(ROLE).filter(|role| !role.is_empty());
    let role = asked.unwrap_or("admin");
    inquiry.pass("role", format!("`{role}`; the admin secret allows every role"));
    if let Some(value) = request.header(BACKEND_ONLY) {
        let known = ["true", "t", "yes", "y", "false", "f", "no", "n"];
        if !known.contains(&value.to_ascii_lowercase().as_str()) {
            let refusal = Refusal::with(Reason::BackendOnly, "…");
            inquiry.fail("backend-only", refusal, format!("`{value}` is neither true nor false"));
            inquiry.warn(words_differ());
        }
    }
    Some(own_session(request, role))
}

fn without_token(
    config: &Config,
    request: &Request,
    server: &Server,
    inquiry: &mut Inquiry,
) -> Option<Session> {
    let place = config.entries.first().map(|entry| entry.token.clone());
    let place_shown = place.as_ref().map_or_else(|| "the request".to_owned(), describe);
    inquiry.facts.place = place;
    if let Some(role) = &server.unauthorized_role {
        inquiry.pass("token", format!("none in {place_shown}; the unauthorized role is used"));
        inquiry.pass("role", format!("`{role}`, regardless of the requested role"));
        return Some(own_session(request, role));
    }
    inquiry.fail("token", Refusal::of(Reason::NoToken), format!("not found in {place_shown}"));
    None
}

/// Returns the session that consists of the request's own headers, in this role.
fn own_session(request: &Request, role: &str) -> Session {
    let mut variables = Object::new();
    variables.set(ROLE, role);
    for (name, value) in &request.headers {
        let name = name.to_ascii_lowercase();
        let secret = [ADMIN_SECRET, ACCESS_KEY].contains(&name.as_str());
        if name.starts_with("x-hasura-") && !secret && !variables.contains(&name) {
            variables.set(&name, value.as_str());
        }
    }
    Session { role: role.to_owned(), variables, ..Session::default() }
}

#[cfg(test)]
mod tests;
