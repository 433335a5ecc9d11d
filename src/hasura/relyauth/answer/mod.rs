//! `RelyAuth`'s answer to a request: the session, or a plain 401 and the reason behind it.

use crate::hasura::explanation::{Decision, Fallback, Session};
use crate::hasura::inquiry::{Answer, Inquiry};
use crate::hasura::relyauth::answer::case::{Case, Ended, Facts};
use crate::hasura::relyauth::auth_yaml::{Kind, Mode};
use crate::hasura::relyauth::loaded::{Loaded, LoadedConfig, LoadedMode};
use crate::hasura::relyauth::refusal::{Failure, Reason, Refusal};
use crate::hasura::relyauth::session::as_text;
use crate::hasura::relyauth::token_place::FoundToken;
use crate::hasura::request::Request;
use crate::hasura::trace::StepMode;
use crate::hasura::view::ROLE;
use crate::hasura::warning::EngineWarning;
use crate::jose::json::{Object, Value};
use crate::jose::note::Note;
use crate::jose::numeric_date::NumericDate;
use crate::redact;

pub(crate) mod case;
mod jwt;

const MODE: [&str; 2] = ["x-rely-auth-mode", "x-hasura-auth-mode"];
const ID: &str = "x-rely-auth-id";

/// Predicts the answer.
///
/// Based on observing the running service and reading its sources. The steps are in the same
/// order.
pub(crate) fn answer(
    config: &LoadedConfig,
    request: &Request,
    now: NumericDate,
) -> Answer<Reason, Facts> {
    let inquiry = Inquiry::new(config.warnings.clone());
    let mut case = Case { config, request, now, inquiry, fell_back: false };
    case.inquiry.facts.place = config.place().cloned();
    let header = |name: &'static str| {
        let value = request.header(name).filter(|value| !value.is_empty());
        value.map(|value| (name, value))
    };
    let by_mode = MODE.iter().find_map(|name| header(name));
    let named = by_mode.map(|(_, mode)| mode);
    let id = request.header(ID).filter(|id| !id.is_empty());
    let chosen: Vec<&LoadedMode> = config
        .modes
        .iter()
        .filter(|one| named.is_none_or(|mode| one.mode.kind.name() == mode))
        .filter(|one| id.is_none_or(|id| one.mode.id == id))
        .collect();
    if named.is_some() || id.is_some() {
        let words = |header: &str, value: Option<&str>| {
            value.map(|value| format!("`{header}: {value}`")).unwrap_or_default()
        };
        let mode_header = by_mode.map_or("", |(name, _)| name);
        let detail = format!("{} {}", words(mode_header, named), words(ID, id));
        if chosen.is_empty() {
            let detail = format!("{} matches no mode", detail.trim());
            case.inquiry.fail("mode", Refusal::of(Reason::Unauthorized), detail);
        } else {
            case.inquiry.pass("mode", format!("{} chooses {}", detail.trim(), chosen.len()));
        }
    }
    let ended = case.try_all(&chosen);
    case.end(ended)
}

impl Case<'_> {
    fn end(mut self, ended: Ended) -> Answer<Reason, Facts> {
        let decision = match ended {
            Ended::Webhook(call) => {
                self.inquiry.warn(Note::new(
                    EngineWarning::Webhook,
                    "a webhook's answer cannot be predicted, and it is never called from here",
                ));
                Decision::Webhook { call }
            }
            Ended::Undecided(reason) => Decision::Undecided { reason },
            Ended::Session { mode, id, session } => self.with_session(mode, id, &session),
            Ended::Failed => {
                if self.inquiry.refusal().is_none() {
                    self.inquiry.mode = None;
                    let refusal = Refusal::of(Reason::Unauthorized);
                    self.inquiry.fail("mode", refusal, "there are no more modes to try");
                }
                let first = self.inquiry.refusal().cloned();
                Decision::Refused(first.unwrap_or_else(|| Refusal::of(Reason::Unauthorized)))
            }
        };
        if matches!(decision, Decision::Accepted(_)) && self.fell_back {
            self.inquiry.warn(Note::new(
                EngineWarning::Fallback,
                "another mode answered after the failure above; Hasura v2 and DDN never do that",
            ));
        }
        self.inquiry.decide(decision)
    }

    /// Accepts a session if it has a role, which the service requires in every mode.
    fn with_session(
        &mut self,
        mode: &'static str,
        id: String,
        session: &Object,
    ) -> Decision<Refusal> {
        self.inquiry.mode = Some(StepMode { kind: mode, id: Some(id.clone()) });
        let role = match session.get(ROLE) {
            Some(Value::String(role)) if !role.is_empty() => role.clone(),
            Some(other) if !matches!(other, Value::Null | Value::String(_)) => other.to_json(),
            other => {
                if other == Some(&Value::Null) {
                    self.inquiry.warn(Note::new(
                        EngineWarning::NullRole,
                        "`/auth/hasura` reads the null as a role called `null` and answers 200",
                    ));
                }
                let refusal = Refusal::of(Reason::NoRole);
                self.inquiry.fail("role", refusal.clone(), "the session has no role");
                return Decision::Refused(refusal);
            }
        };
        self.inquiry.pass("role", format!("`{role}`"));
        let asked = self.request.header(ROLE).filter(|asked| !asked.is_empty() && *asked != role);
        if let Some(asked) = asked {
            self.inquiry.warn(Note::new(
                EngineWarning::RoleNotTaken,
                format!("the request asks for the role `{asked}`, which is not the one in the session: DDN behind this service then answers 401"),
            ));
        }
        let own = session.get(ROLE).cloned().unwrap_or_else(|| Value::from(role.as_str()));
        let others = session.effective().into_iter().filter(|(name, _)| *name != ROLE);
        let others = others.map(|(name, value)| (name.to_owned(), value.clone()));
        let ordered: Object = std::iter::once((ROLE.to_owned(), own)).chain(others).collect();
        let as_text = Some(as_text(&ordered));
        let answered_by = Some((mode, id));
        let fallback = self.fell_back.then(|| self.inquiry.refusal().cloned()).flatten();
        let fallback = fallback.map(|refusal| Fallback {
            of_token: refusal.reason != Reason::Unauthorized,
            cause: refusal.message,
        });
        Decision::Accepted(Session { role, variables: ordered, as_text, answered_by, fallback })
    }

    /// Tries the modes in order until one succeeds. After a failure, the next one is tried.
    fn try_all(&mut self, chosen: &[&LoadedMode]) -> Ended {
        let jwts: Vec<&LoadedMode> =
            chosen.iter().copied().filter(|one| matches!(one.with, Loaded::Jwt { .. })).collect();
        let mut jwt_done = false;
        let mut failed = false;
        for one in chosen {
            let ended = match (&one.mode.kind, &one.with) {
                (Kind::Jwt(_), _) if jwt_done => continue,
                (Kind::Jwt(_), _) => {
                    jwt_done = true;
                    self.try_jwts(&jwts)
                }
                (kind, with) => self.try_other(&one.mode, kind, with),
            };
            if !matches!(ended, Ended::Failed) {
                self.fell_back = failed;
                return ended;
            }
            let refusal = self.inquiry.refusal();
            failed = refusal.is_some_and(|refusal| refusal.reason != Reason::NoToken);
        }
        Ended::Failed
    }

    fn try_other(&mut self, mode: &Mode, kind: &Kind, with: &Loaded) -> Ended {
        let name = kind.name();
        self.inquiry.mode = Some(StepMode { kind: name, id: Some(mode.id.clone()) });
        if let Err(ended) = self.check_rules(mode) {
            return ended;
        }
        let session = |session: &Object| Ended::Session {
            mode: name,
            id: mode.id.clone(),
            session: session.clone(),
        };
        match (kind, with) {
            (Kind::ApiKey { token, .. }, Loaded::ApiKey { value, variables }) => {
                let place = token.describe();
                match token.find(self.request) {
                    FoundToken::Token(found) if found == *value => {
                        self.inquiry.pass("api-key", format!("correct in {place}"));
                        session(variables)
                    }
                    FoundToken::Absent => {
                        self.skip("api-key", format!("not found in {place}"));
                        Ended::Failed
                    }
                    FoundToken::Token(_) | FoundToken::WithoutScheme => {
                        let refusal = Refusal::of(Reason::Unauthorized);
                        self.inquiry.fail("api-key", refusal, format!("wrong in {place}"));
                        Ended::Failed
                    }
                }
            }
            (Kind::Webhook { method, url }, _) => {
                // The variable may contain credentials.
                let url = match (&url.variable, &url.value) {
                    (Some(name), _) => format!("the URL of the variable {}", redact::name(name)),
                    (None, value) => value.as_deref().map(redact::address).unwrap_or_default(),
                };
                Ended::Webhook(format!("{method} {url}"))
            }
            (_, Loaded::NoAuth { variables }) => {
                self.inquiry.pass("no-auth", "this mode accepts every request");
                session(variables)
            }
            _ => Ended::Failed,
        }
    }

    /// Records that a mode had nothing to check, which does not count as a failure.
    fn skip(&mut self, name: &'static str, detail: String) {
        self.inquiry.pass(name, detail);
    }

    fn check_rules(&mut self, mode: &Mode) -> Result<(), Ended> {
        if mode.rules.is_empty() {
            return Ok(());
        }
        let Self { inquiry, request, .. } = self;
        match mode.rules.check(request, &mut |warning| inquiry.warn(warning)) {
            Ok(()) => {
                inquiry.pass("security-rules", "pass");
                Ok(())
            }
            Err(Failure::Refused(cause, detail) | Failure::Unworded(cause, detail)) => {
                inquiry.fail("security-rules", cause, detail);
                Err(Ended::Failed)
            }
            Err(Failure::Undecided(reason)) => {
                inquiry.skip("security-rules", reason.clone());
                Err(Ended::Undecided(reason))
            }
        }
    }
}

#[cfg(test)]
mod tests;
