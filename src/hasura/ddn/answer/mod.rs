//! DDN's answer to a request: the session, or the refusal and the reasons for it.

use crate::hasura::ddn::answer::case::{AudienceRule, Case, Facts};
use crate::hasura::ddn::claims::{NoHasuraClaims, dead_end, locate};
use crate::hasura::ddn::config::{AuthConfig, ClaimsPlace, JwtConfig, Mode, Version};
use crate::hasura::ddn::keys::Keys;
use crate::hasura::ddn::refusal::{Reason, Refusal};
use crate::hasura::ddn::token_place::{describe, find_token};
use crate::hasura::explanation::{Decision, Session};
use crate::hasura::inquiry::{Answer, Inquiry};
use crate::hasura::mapping::{Absent, DeadEnd};
use crate::hasura::request::Request;
use crate::hasura::view::{self, ALLOWED_ROLES, DEFAULT_ROLE};
use crate::hasura::warning::EngineWarning;
use crate::jose::json::{Object, Value};
use crate::jose::note::Note;
use crate::jose::numeric_date::NumericDate;
use crate::redact;

pub(crate) mod case;
mod session;
mod token;

/// The header that chooses a mode by default.
const MODE_HEADER: &str = "x-hasura-auth-mode";

/// Returns the mode for a request, and its identifier if the request names one.
pub(crate) fn mode_for<'a>(
    config: &'a AuthConfig,
    request: &Request,
) -> (&'a Mode, Option<&'a str>) {
    let named = request.header(MODE_HEADER).filter(|_| config.version == Version::V4);
    let found = config.alternative_modes.iter().find(|(identifier, _)| named == Some(identifier));
    found.map_or((&config.mode, None), |(identifier, mode)| (mode, Some(identifier)))
}

/// Predicts the answer. `keys` are the keys of the mode that [`mode_for`] returns.
///
/// Based on the sources of `hasura-authn-jwt` and `hasura-authn-core` and the library that they
/// use (`jsonwebtoken` 9). The steps are in the same order.
pub(crate) fn answer(
    config: &AuthConfig,
    keys: Option<&Keys>,
    request: &Request,
    audience: AudienceRule,
    now: NumericDate,
) -> Answer<Reason, Facts> {
    let of_key = keys.and_then(Keys::warning);
    let inquiry = Inquiry::new(config.warnings.iter().cloned().chain(of_key).collect());
    let mut case = Case { request, now, inquiry };
    if let Some(named) = request.header(MODE_HEADER)
        && config.version == Version::V4
        && !named.bytes().all(|byte| matches!(byte, b'\t' | 0x20..0x7f))
    {
        let refusal = Refusal::with(Reason::ModeHeader, "failed to convert header to a str");
        case.inquiry.fail("mode", refusal, "the header is not plain ASCII");
        return case.end(None);
    }
    let (mode, identifier) = mode_for(config, request);
    case.note_mode(config, identifier);
    match mode {
        Mode::Webhook { method, url } => {
            let url = url.value.as_deref().map(redact::address).or_else(|| {
                let variable = url.variable.as_ref();
                variable.map(|name| format!("the URL of the variable {}", redact::name(name)))
            });
            let call = format!("{method} {}", url.unwrap_or_default());
            case.inquiry.warn(Note::new(
                EngineWarning::Webhook,
                "a webhook's answer cannot be predicted; if it is RelyAuth, explain its own configuration",
            ));
            case.inquiry.decide(Decision::Webhook { call })
        }
        Mode::NoAuth { role, variables } => {
            let session = case.without_auth(role, variables);
            case.end(Some(session))
        }
        Mode::Jwt(jwt) => {
            let session = case.with_jwt(config, jwt, keys, audience);
            case.end(session)
        }
    }
}

impl Case<'_> {
    fn end(mut self, session: Option<Session>) -> Answer<Reason, Facts> {
        if self.inquiry.refusal().is_some_and(|refusal| is_validation_error(refusal.reason)) {
            self.inquiry.warn(Note::new(
                EngineWarning::OlderRelease,
                "older engines answer 500 with `Internal Error - Error while decoding the JWT: …` before the same last word",
            ));
        }
        self.inquiry.end(session, Reason::InvalidToken)
    }

    fn note_mode(&mut self, config: &AuthConfig, identifier: Option<&str>) {
        let named = self.request.header(MODE_HEADER);
        let detail = match (identifier, named) {
            (Some(identifier), _) => format!("`{identifier}`, named in the request"),
            (None, Some(named)) if config.version < Version::V4 => {
                format!("the only one; versions before 4 ignore `{named}`")
            }
            (None, Some(named)) => format!("the first; no mode is called `{named}`"),
            (None, None) if config.alternative_modes.is_empty() => "the only one".to_owned(),
            (None, None) => format!("the first; the request has no `{MODE_HEADER}`"),
        };
        self.inquiry.pass("mode", detail);
    }

    /// Returns the session with the one role of every request. No other role can be requested.
    fn without_auth(&mut self, role: &str, variables: &Object) -> Session {
        self.choose_role(role, &[role.to_owned()]);
        session::session(role, variables)
    }

    fn with_jwt(
        &mut self,
        config: &AuthConfig,
        jwt: &JwtConfig,
        keys: Option<&Keys>,
        audience: AudienceRule,
    ) -> Option<Session> {
        self.inquiry.facts.place = Some(jwt.token.clone());
        let token = match find_token(&jwt.token, self.request) {
            Ok(token) => token,
            Err((refusal, detail)) => {
                self.inquiry.fail("token", refusal, detail);
                return None;
            }
        };
        self.inquiry.pass("token", describe(&jwt.token));
        let claims = self.decode(jwt, keys, &token)?;
        self.inquiry.note_times(&claims);
        self.check_expiry(jwt, &claims);
        self.check_issuer(jwt, &claims);
        self.check_audience(jwt, &claims, audience);
        self.mention_unchecked(&claims);
        let found = view::find(&claims);
        self.inquiry.token.claims_at = found.map(|found| (found.path, found.format));
        let (located, mappings) = locate(&claims, &jwt.claims);
        self.inquiry.record_mappings("locations", mappings, |mapping| match &*mapping.name {
            DEFAULT_ROLE | ALLOWED_ROLES => Absent::Refused,
            _ => Absent::LeftOut,
        });
        let hasura = match located {
            Ok(hasura) => hasura,
            Err(NoHasuraClaims::TooLarge(error)) => {
                self.inquiry.leave_open("hasura-claims", error.to_string());
                return None;
            }
            Err(NoHasuraClaims::Refused(refusal, detail)) => {
                self.inquiry.facts.not_an_object = is_other_than_object(&claims, &jwt.claims);
                self.inquiry.token.dead_end = namespace_end(&claims, &jwt.claims);
                self.inquiry.fail("hasura-claims", refusal, detail);
                return None;
            }
        };
        Some(self.authorize(config, &hasura))
    }
}

/// Whether the library considers the token invalid. Newer engines word these errors themselves.
const fn is_validation_error(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::InvalidToken
            | Reason::InvalidSignature
            | Reason::NoExpiry
            | Reason::Expired
            | Reason::InvalidIssuer
            | Reason::InvalidAudience
    )
}

/// Returns where the pointer to the configured namespace breaks off, if it has several steps.
fn namespace_end(claims: &Object, place: &ClaimsPlace) -> Option<DeadEnd> {
    let ClaimsPlace::Namespace { location, .. } = place else { return None };
    let root = Value::from(claims.clone());
    (location.find(&root).is_none() && location.steps().0.steps().len() > 1)
        .then(|| dead_end(location, &root))
}

/// Whether something other than an object is at the configured namespace.
fn is_other_than_object(claims: &Object, place: &ClaimsPlace) -> bool {
    let ClaimsPlace::Namespace { location, .. } = place else { return false };
    let root = Value::from(claims.clone());
    location.find(&root).is_some_and(|found| found.as_object().is_none())
}

#[cfg(test)]
mod tests;
