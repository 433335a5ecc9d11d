//! The `jwt` modes, which form one authenticator: it tries every token at every place, entry by
//! entry.

use crate::hasura::mapping::Absent;
use crate::hasura::relyauth::answer::case::{Case, Ended};
use crate::hasura::relyauth::auth_yaml::{JwtMode, Kind, Mode};
use crate::hasura::relyauth::claims::Claims;
use crate::hasura::relyauth::keys::{Keys, Unverified};
use crate::hasura::relyauth::loaded::{Loaded, LoadedMode};
use crate::hasura::relyauth::refusal::{Failure, Reason, Refusal};
use crate::hasura::relyauth::session::{Defaults, claims_of, with_role};
use crate::hasura::relyauth::signed::Signed;
use crate::hasura::relyauth::token_place::{FoundToken, TokenPlace};
use crate::hasura::trace::{NOT_CHECKED, StepMode, begins_with_scheme};
use crate::hasura::view::{self, ROLE};
use crate::hasura::warning::EngineWarning;
use crate::jose::json::{Object, Value};
use crate::jose::note::Note;
use crate::sort;

/// The outcome of the entries that look at one place.
enum Group {
    /// There is no token at the place
    Absent,
    Session {
        id: String,
        session: Object,
    },
    /// None of the entries accepted the token; entries for other places still may
    Passed,
    /// The whole authenticator fails
    Final,
    /// Whether an entry accepts the token is not known here
    Undecided(String),
}

/// The reasons why an entry does not accept a token.
#[derive(Default)]
struct Failures {
    refusals: Vec<Refusal>,
    undecided: Option<String>,
}

/// A `jwt` mode to try.
struct Entry<'a> {
    mode: &'a Mode,
    jwt: &'a JwtMode,
    keys: &'a Keys,
    defaults: &'a Defaults,
}

impl Case<'_> {
    /// Tries all `jwt` modes as one authenticator, grouped by the place of the token.
    pub(super) fn try_jwts(&mut self, jwts: &[&LoadedMode]) -> Ended {
        let mut groups: Vec<(&TokenPlace, Vec<Entry<'_>>)> = Vec::new();
        for one in jwts {
            let (Kind::Jwt(jwt), Loaded::Jwt { keys, defaults, .. }) = (&one.mode.kind, &one.with)
            else {
                continue;
            };
            let entry = Entry { mode: &one.mode, jwt, keys, defaults };
            match groups.iter_mut().find(|(place, _)| **place == jwt.token) {
                Some((_, entries)) => entries.push(entry),
                None => groups.push((&jwt.token, vec![entry])),
            }
        }
        let mut ended = None;
        let mut present = 0;
        for (place, entries) in &groups {
            let group = self.try_group(place, entries);
            if matches!(group, Group::Absent) {
                continue;
            }
            present += 1;
            if ended.is_some() {
                continue;
            }
            ended = match group {
                Group::Session { id, session } => Some(Ended::Session { mode: "jwt", id, session }),
                Group::Final => Some(Ended::Failed),
                Group::Undecided(reason) => Some(Ended::Undecided(reason)),
                Group::Absent | Group::Passed => None,
            };
        }
        if present > 1 {
            self.inquiry.warn(Note::new(
                EngineWarning::RandomOrder,
                "there are tokens in several places; they are tried in random order, which may change the answer",
            ));
        }
        if present == 0 {
            self.inquiry.mode = Some(shared_mode(jwts.iter().map(|one| &*one.mode.id)));
            let places: Vec<String> = groups.iter().map(|(place, _)| place.describe()).collect();
            self.inquiry.fail(
                "token",
                Refusal::of(Reason::NoToken),
                format!("not found in {}", places.join(", ")),
            );
        }
        ended.unwrap_or(Ended::Failed)
    }

    fn try_group(&mut self, place: &TokenPlace, entries: &[Entry<'_>]) -> Group {
        self.inquiry.mode = Some(shared_mode(entries.iter().map(|entry| &*entry.mode.id)));
        let token = match place.find(self.request) {
            FoundToken::Absent => return Group::Absent,
            FoundToken::Token(token) => {
                self.inquiry.pass("token", place.describe());
                token
            }
            FoundToken::WithoutScheme => {
                let scheme = place.scheme.as_deref().unwrap_or_default();
                let detail = format!("the value does not begin with `{scheme}` and one space");
                let refusal = Refusal::with(Reason::Form, "go-jose/go-jose: empty input");
                self.inquiry.fail("token", refusal, detail);
                return Group::Final;
            }
        };
        self.inquiry.token.has_scheme = begins_with_scheme(&token);
        let Some(signed) = self.parse(&token, place) else { return Group::Final };
        let claims = match Claims::read(&signed.payload) {
            Ok(claims) => claims,
            Err((words, detail, known)) => {
                if !known {
                    self.inquiry.warn(words_differ());
                }
                self.inquiry.fail("claims", Refusal::with(Reason::Payload, &words), detail);
                return Group::Final;
            }
        };
        self.inquiry.pass("claims", "well-formed claims set");
        self.inquiry.token.issuer = Some(claims.iss.clone()).filter(|issuer| !issuer.is_empty());
        self.inquiry.token.audience.clone_from(&claims.aud);
        self.inquiry.note_times(&claims.members);
        let found = view::find(&claims.members);
        self.inquiry.token.claims_at = found.map(|found| (found.path, found.format));
        let mut accepted = None;
        let mut nearest: Option<Vec<Refusal>> = None;
        for entry in entries {
            let Failures { refusals: failures, undecided } =
                self.try_entry(entry, &signed, &claims);
            if failures.is_empty() {
                if let Some(reason) = undecided {
                    // The checks that follow do not depend on what is not known.
                    drop(self.transform(entry, &claims));
                    return Group::Undecided(reason);
                }
                accepted = Some(entry);
                break;
            }
            // If there are several entries, the one with the fewest refusals was meant.
            if nearest.as_ref().is_none_or(|nearest| failures.len() < nearest.len()) {
                nearest = Some(failures);
            }
        }
        if accepted.is_none() {
            for refusal in nearest.into_iter().flatten() {
                self.inquiry.refuse(refusal);
            }
        }
        // The next steps are recorded even if no entry accepts the token.
        let shown = accepted.or_else(|| entries.first().filter(|_| entries.len() == 1));
        let session = shown.map(|entry| self.transform(entry, &claims));
        match (accepted, session) {
            (Some(entry), Some(Ok(session))) => {
                Group::Session { id: entry.mode.id.clone(), session }
            }
            (Some(_), Some(Err(Some(reason)))) => Group::Undecided(reason),
            (Some(_), _) => Group::Final,
            (None, _) => Group::Passed,
        }
    }

    /// Parses a signed token and checks that its algorithm is one of its group's.
    fn parse(&mut self, token: &str, place: &TokenPlace) -> Option<Signed> {
        let token: String = token.chars().filter(|c| !c.is_whitespace()).collect();
        let signed = match Signed::read(&token, &mut self.inquiry.token.parts) {
            Ok(signed) => signed,
            Err((words, detail, known)) => {
                if !known {
                    self.inquiry.warn(words_differ());
                }
                self.inquiry.fail("form", Refusal::with(Reason::Form, &words), detail);
                return None;
            }
        };
        // Every entry for this place counts, even one that the request did not select.
        let mut expected: Vec<String> = Vec::new();
        for one in &self.config.modes {
            if let (Kind::Jwt(jwt), Loaded::Jwt { keys, .. }) = (&one.mode.kind, &one.with)
                && jwt.token == *place
            {
                expected.extend(keys.algorithms());
            }
        }
        sort::all(&mut expected);
        expected.dedup();
        let alg = &signed.alg;
        if !expected.contains(alg) {
            let names: Vec<String> = expected.iter().map(|name| format!("\"{name}\"")).collect();
            let words =
                format!("unexpected signature algorithm \"{alg}\"; expected [{}]", names.join(" "));
            let detail = format!("the token's `alg` is `{alg}`");
            self.inquiry.fail("form", Refusal::with(Reason::Form, &words), detail);
            return None;
        }
        self.inquiry.pass("form", format!("three parts, `alg` {alg}"));
        Some(signed)
    }

    /// Checks rules, claims and signature. Returns why the entry does not accept the token, which
    /// the service does not disclose.
    fn try_entry(&mut self, entry: &Entry<'_>, signed: &Signed, claims: &Claims) -> Failures {
        self.inquiry.mode = Some(shared_mode(std::iter::once(&*entry.mode.id)));
        let mut outcomes: Vec<(&'static str, Result<String, Failure>)> = Vec::new();
        if !entry.mode.rules.is_empty() {
            let Self { inquiry, request, .. } = self;
            let outcome = entry.mode.rules.check(request, &mut |warning| inquiry.warn(warning));
            outcomes.push(("security-rules", outcome.map(|()| "pass".to_owned())));
        }
        let checks = claims.check(entry.jwt, self.now).into_iter();
        outcomes.extend(checks.map(|(name, outcome)| (name, outcome.map_err(Into::into))));
        outcomes.push(("signature", self.check_signature(entry, signed)));
        let mut failures = Failures::default();
        for (name, outcome) in outcomes {
            match outcome {
                Ok(detail) => self.inquiry.pass(name, detail),
                Err(Failure::Refused(refusal, detail) | Failure::Unworded(refusal, detail)) => {
                    failures.refusals.push(refusal);
                    self.inquiry.record(name, false, detail);
                }
                Err(Failure::Undecided(reason)) => {
                    self.inquiry.skip(name, reason.clone());
                    failures.undecided = Some(reason);
                }
            }
        }
        failures
    }

    /// Checks the signature, and keeps the best explanation of why it does not verify.
    fn check_signature(&mut self, entry: &Entry<'_>, signed: &Signed) -> Result<String, Failure> {
        signed.check(entry.keys).map_err(|unverified| match unverified {
            Unverified::NotChecked => Failure::Undecided(NOT_CHECKED.to_owned()),
            Unverified::Refused(refusal, failure) => {
                let detail = failure.to_string();
                let known = self.inquiry.facts.signature.take();
                self.inquiry.facts.signature = Some(match known {
                    Some(known) => known.or_better(failure),
                    None => failure,
                });
                Failure::Refused(refusal, detail)
            }
        })
    }

    /// Returns the session. The error says why it is unknown, or is `None` if the service
    /// refuses.
    fn transform(&mut self, entry: &Entry<'_>, claims: &Claims) -> Result<Object, Option<String>> {
        let asked = self.request.header(ROLE);
        self.inquiry.mode = Some(shared_mode(std::iter::once(&*entry.mode.id)));
        let mut mappings = Vec::new();
        let outcome = claims_of(&claims.members, entry.jwt, entry.defaults, &mut mappings);
        self.inquiry.record_mappings("locations", mappings, |_| Absent::Null);
        if let Err(Failure::Unworded(..)) = &outcome {
            self.inquiry.warn(words_differ());
        }
        let hasura = match outcome {
            Ok(hasura) => hasura,
            Err(Failure::Refused(cause, detail) | Failure::Unworded(cause, detail)) => {
                let namespace = entry.jwt.namespace.as_ref();
                self.inquiry.facts.wrong_expression =
                    namespace.is_some_and(|(expression, _)| expression.doubt().is_some());
                self.inquiry.fail("hasura-claims", cause, detail);
                return Err(None);
            }
            Err(Failure::Undecided(reason)) => {
                self.inquiry.skip("hasura-claims", reason.clone());
                return Err(Some(reason));
            }
        };
        self.inquiry.pass("hasura-claims", format!("{} found", hasura.len()));
        let roles = hasura.get(view::ALLOWED_ROLES).and_then(Value::as_array).unwrap_or_default();
        self.inquiry.token.allowed_roles =
            roles.iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect();
        self.inquiry.token.requested_role = asked.map(ToOwned::to_owned);
        let listed = hasura.get(view::ALLOWED_ROLES).is_some_and(|value| *value != Value::Null);
        if !listed && asked.is_some_and(|role| !role.is_empty()) {
            self.inquiry.warn(Note::new(
                EngineWarning::RoleIgnored,
                "without `x-hasura-allowed-roles` in the claims, the header `x-hasura-role` is ignored",
            ));
        }
        if listed && asked.is_none_or(str::is_empty) && hasura.get_str(ROLE).is_some() {
            self.inquiry.warn(Note::new(
                EngineWarning::RoleClaim,
                "the claim `x-hasura-role` overrides the default role here; Hasura v2 and DDN ignore it",
            ));
        }
        match with_role(hasura, asked) {
            Ok(session) => Ok(session),
            Err((cause, detail)) => {
                self.inquiry.fail("allowed-roles", cause, detail);
                Err(None)
            }
        }
    }
}

/// Returns the mode that steps belong to: the only one, or all `jwt` modes that share them.
fn shared_mode<'a>(mut ids: impl Iterator<Item = &'a str>) -> StepMode {
    let first = ids.next();
    let id = first.filter(|_| ids.next().is_none()).map(ToOwned::to_owned);
    StepMode { kind: "jwt", id }
}

fn words_differ() -> Note<EngineWarning> {
    Note::new(EngineWarning::InexactMessage, "the end of the service's message is not known")
}
