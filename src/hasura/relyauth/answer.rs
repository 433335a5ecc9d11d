//! What `RelyAuth` answers to a request: the session, or a bare 401 and what it does not tell.

use crate::hasura::explanation::{self, Engine, Explanation, Refused, Response, Session};
use crate::hasura::relyauth::claims::Claims;
use crate::hasura::relyauth::config::{
    AuthYaml, ConfigError, Fault, JwtMode, Kind, Mode, resolved,
};
use crate::hasura::relyauth::keys::{self, Keys};
use crate::hasura::relyauth::refusal::{Reason, Refusal};
use crate::hasura::relyauth::rules::UNSET;
use crate::hasura::relyauth::session::{Defaults, as_text, claims_of, with_role};
use crate::hasura::relyauth::signed::Signed;
use crate::hasura::relyauth::token_place::{Found, TokenPlace};
use crate::hasura::request::{Request, Route};
use crate::hasura::settings::Lookup;
use crate::hasura::trace::{Step, Trace, Warning};
use crate::hasura::view::{self, ClaimsFormat, ROLE};
use crate::hasura::words::name_shown;
use crate::jose::json::{Object, Value};
use crate::jose::numeric_date::NumericDate;
use crate::jose::path::JsonPath;

const MODE: [&str; 2] = ["x-rely-auth-mode", "x-hasura-auth-mode"];
const ID: &str = "x-rely-auth-id";

/// A configuration with every variable read and every key loaded.
#[derive(Debug)]
pub(crate) struct Loaded {
    modes: Vec<Ready>,
    warnings: Vec<Warning>,
}

#[derive(Debug)]
struct Ready {
    mode: Mode,
    with: With,
}

/// What a mode needs beside what it says.
#[derive(Debug)]
enum With {
    ApiKey { value: String, variables: Object },
    Jwt { keys: Keys, defaults: Defaults },
    Webhook,
    NoAuth { variables: Object },
}

impl Loaded {
    /// Loads a configuration. `sets` are the key sets of the modes, in their order, `None`
    /// for a mode that has its key itself.
    ///
    /// # Errors
    ///
    /// Why the service does not start.
    pub(crate) fn new(
        config: AuthYaml,
        mut sets: Vec<Option<Keys>>,
        lookup: Lookup<'_>,
    ) -> Result<Self, ConfigError> {
        // What a rule does not know is never taken for a rule that lets everybody pass.
        if let Some(unset) = config.warnings.iter().find(|warning| warning.code == UNSET) {
            return Err(ConfigError::inexact(Fault::Variable, unset.message.clone()));
        }
        let mut modes = Vec::with_capacity(config.modes.len());
        for (index, mode) in config.modes.into_iter().enumerate() {
            let with = match &mode.kind {
                Kind::ApiKey { value, variables, .. } => With::ApiKey {
                    value: keys::resolved(value, lookup)?,
                    variables: resolved(variables, lookup)?,
                },
                Kind::Jwt(jwt) => {
                    let keys = match sets.get_mut(index).and_then(Option::take) {
                        Some(keys) => keys,
                        None => Keys::of_mode(jwt, lookup)?.unwrap_or(Keys::Set(Vec::new())),
                    };
                    With::Jwt { keys, defaults: Defaults::of(jwt, lookup)? }
                }
                Kind::Webhook { url, .. } => {
                    keys::resolved(url, lookup)?;
                    With::Webhook
                }
                Kind::NoAuth { variables } => {
                    With::NoAuth { variables: resolved(variables, lookup)? }
                }
            };
            modes.push(Ready { mode, with });
        }
        Ok(Self { modes, warnings: config.warnings })
    }

    /// Where a token goes: to the place of the first jwt mode, else of any.
    pub(crate) fn place(&self) -> Option<&TokenPlace> {
        let jwt = self.modes.iter().find_map(|ready| match &ready.mode.kind {
            Kind::Jwt(jwt) => Some(&jwt.token),
            Kind::ApiKey { .. } | Kind::Webhook { .. } | Kind::NoAuth { .. } => None,
        });
        jwt.or_else(|| {
            self.modes.iter().find_map(|ready| match &ready.mode.kind {
                Kind::ApiKey { token, .. } => Some(token),
                Kind::Jwt(_) | Kind::Webhook { .. } | Kind::NoAuth { .. } => None,
            })
        })
    }
}

/// What the service makes of a request.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) outcome: Outcome,
    route: Route,
    trace: Trace<Refusal>,
    pub(crate) facts: Facts,
}

/// Who the request is, or why it is refused.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    Accepted { mode: &'static str, id: String, role: String, session: Object },
    Refused(Refusal),
    Webhook { call: String },
}

/// What advice can be made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facts {
    pub(crate) allowed_roles: Vec<String>,
    /// Where the token has Hasura claims, and how they are written
    pub(crate) claims_at: Option<(JsonPath, ClaimsFormat)>,
    pub(crate) issuer: Option<String>,
    pub(crate) audience: Vec<String>,
    pub(crate) parts: usize,
    pub(crate) place: Option<TokenPlace>,
}

/// How one way to tell who a request is ended.
enum Ended {
    Session { mode: &'static str, id: String, session: Object },
    Webhook(String),
    Failed,
}

/// How the entries that look at one place ended.
enum Group {
    /// There is no token at the place
    Absent,
    Session {
        id: String,
        session: Object,
    },
    /// None of the entries took the token; others may
    Passed,
    /// The whole authenticator fails
    Final,
}

/// Predicts the answer.
///
/// Observed by running the service, and read in its sources; the order of the steps is its own.
pub(crate) fn answer(config: &Loaded, request: &Request, now: NumericDate) -> Answer {
    let mut asked = Inquiry {
        config,
        request,
        now,
        trace: Trace::default(),
        facts: Facts::default(),
        fell_back: false,
    };
    asked.trace.warnings.clone_from(&config.warnings);
    asked.facts.place = config.place().cloned();
    let header = |name: &'static str| {
        let value = request.header(name).filter(|value| !value.is_empty());
        value.map(|value| (name, value))
    };
    let by_mode = MODE.iter().find_map(|name| header(name));
    let named = by_mode.map(|(_, mode)| mode);
    let id = request.header(ID).filter(|id| !id.is_empty());
    let chosen: Vec<&Ready> = config
        .modes
        .iter()
        .filter(|ready| named.is_none_or(|mode| ready.mode.kind.name() == mode))
        .filter(|ready| id.is_none_or(|id| ready.mode.id == id))
        .collect();
    if named.is_some() || id.is_some() {
        let words = |header: &str, value: Option<&str>| {
            value.map(|value| format!("`{header}: {value}`")).unwrap_or_default()
        };
        let mode_header = by_mode.map_or("", |(name, _)| name);
        let detail = format!("{} {}", words(mode_header, named), words(ID, id));
        if chosen.is_empty() {
            let detail = format!("{} names none", detail.trim());
            asked.trace.fail("mode", Refusal::of(Reason::Unauthorized), detail);
        } else {
            asked.trace.pass("mode", format!("{} chooses {}", detail.trim(), chosen.len()));
        }
    }
    let ended = asked.try_all(&chosen);
    asked.end(ended)
}

/// A request that is looked into.
struct Inquiry<'a> {
    config: &'a Loaded,
    request: &'a Request,
    now: NumericDate,
    trace: Trace<Refusal>,
    facts: Facts,
    /// Whether another authenticator failed before the one that answered
    fell_back: bool,
}

impl Inquiry<'_> {
    fn end(mut self, ended: Ended) -> Answer {
        let outcome = match ended {
            Ended::Webhook(call) => {
                self.trace.warn(Warning::new(
                    "webhook",
                    "what a webhook answers is not foreseen, and it is never called from here",
                ));
                Outcome::Webhook { call }
            }
            Ended::Session { mode, id, session } => self.with_session(mode, id, &session),
            Ended::Failed => {
                if self.trace.refusal.is_none() {
                    let refusal = Refusal::of(Reason::Unauthorized);
                    self.trace.fail("mode", refusal, "no mode is left that could answer");
                }
                let first = self.trace.refusal.clone();
                Outcome::Refused(first.unwrap_or_else(|| Refusal::of(Reason::Unauthorized)))
            }
        };
        if matches!(outcome, Outcome::Accepted { .. }) && self.fell_back {
            self.trace.warn(Warning::new(
                "fallback",
                "another mode answered after the failure above; Hasura v2 and DDN never do that",
            ));
        }
        Answer { outcome, route: self.request.route, trace: self.trace, facts: self.facts }
    }

    /// The handler wants a role, whoever answered.
    fn with_session(&mut self, mode: &'static str, id: String, session: &Object) -> Outcome {
        let role = match session.get(ROLE) {
            Some(Value::String(role)) if !role.is_empty() => role.clone(),
            Some(other) if !matches!(other, Value::Null | Value::String(_)) => other.to_json(),
            other => {
                if other == Some(&Value::Null) {
                    self.trace.warn(Warning::new(
                        "null-role",
                        "`/auth/hasura` would take the null for a role called `null` and answer 200",
                    ));
                }
                let refusal = Refusal::of(Reason::NoRole);
                self.trace.fail("role", refusal.clone(), "the session has no role");
                return Outcome::Refused(refusal);
            }
        };
        self.trace.pass("role", format!("`{role}`"));
        let asked = self.request.header(ROLE).filter(|asked| !asked.is_empty() && *asked != role);
        if let Some(asked) = asked {
            self.trace.warn(Warning::new(
                "role-not-taken",
                format!("the request asks for the role `{asked}`, which is not the one that comes back: DDN behind this service then answers 401"),
            ));
        }
        let own = session.get(ROLE).cloned().unwrap_or_else(|| Value::from(role.as_str()));
        let others = session.effective().into_iter().filter(|(name, _)| *name != ROLE);
        let others = others.map(|(name, value)| (name.to_owned(), value.clone()));
        let ordered = std::iter::once((ROLE.to_owned(), own)).chain(others).collect();
        Outcome::Accepted { mode, id, role, session: ordered }
    }

    /// One after the other; the first success wins, and any failure moves on.
    fn try_all(&mut self, chosen: &[&Ready]) -> Ended {
        let jwts: Vec<&Ready> =
            chosen.iter().copied().filter(|ready| matches!(ready.with, With::Jwt { .. })).collect();
        let mut jwt_done = false;
        let mut failed = false;
        for ready in chosen {
            let ended = match (&ready.mode.kind, &ready.with) {
                (Kind::Jwt(_), _) if jwt_done => continue,
                (Kind::Jwt(_), _) => {
                    jwt_done = true;
                    self.try_jwts(&jwts)
                }
                (kind, with) => self.try_other(&ready.mode, kind, with),
            };
            if !matches!(ended, Ended::Failed) {
                self.fell_back = failed;
                return ended;
            }
            let refusal = self.trace.refusal.as_ref();
            failed = refusal.is_some_and(|refusal| refusal.reason != Reason::NoToken);
        }
        Ended::Failed
    }

    fn try_other(&mut self, mode: &Mode, kind: &Kind, with: &With) -> Ended {
        let name = kind.name();
        if !self.rules_pass(mode) {
            return Ended::Failed;
        }
        let session = |session: &Object| Ended::Session {
            mode: name,
            id: mode.id.clone(),
            session: session.clone(),
        };
        match (kind, with) {
            (Kind::ApiKey { token, .. }, With::ApiKey { value, variables }) => {
                let place = token.describe();
                match token.find(self.request) {
                    Found::Token(found) if found == *value => {
                        self.trace.pass("api-key", format!("the right one in {place}"));
                        session(variables)
                    }
                    Found::Absent => {
                        self.skip("api-key", format!("none in {place}"));
                        Ended::Failed
                    }
                    Found::Token(_) | Found::WithoutScheme => {
                        let refusal = Refusal::of(Reason::Unauthorized);
                        self.trace.fail("api-key", refusal, format!("a wrong one in {place}"));
                        Ended::Failed
                    }
                }
            }
            (Kind::Webhook { method, url }, _) => {
                // What stands in a variable may hold credentials.
                let url = match (&url.variable, &url.value) {
                    (Some(name), _) => format!("the URL of the variable {}", name_shown(name)),
                    (None, value) => value.clone().unwrap_or_default(),
                };
                Ended::Webhook(format!("{method} {url}"))
            }
            (_, With::NoAuth { variables }) => {
                self.trace.pass("no-auth", format!("mode `{}` lets everybody in", mode.id));
                session(variables)
            }
            _ => Ended::Failed,
        }
    }

    /// A mode that has nothing to look at is no failure to speak of.
    fn skip(&mut self, name: &'static str, detail: String) {
        self.trace.pass(name, detail);
    }

    fn rules_pass(&mut self, mode: &Mode) -> bool {
        if mode.rules.is_empty() {
            return true;
        }
        let prefix = format!("`{}`: ", mode.id);
        let Self { trace, request, .. } = self;
        match mode.rules.check(request, &mut |warning| trace.warn(warning)) {
            Ok(()) => {
                trace.pass("security-rules", format!("{prefix}pass"));
                true
            }
            Err((cause, detail)) => {
                trace.fail("security-rules", cause, format!("{prefix}{detail}"));
                false
            }
        }
    }

    /// All jwt modes are one authenticator, in groups by the place of the token.
    fn try_jwts(&mut self, jwts: &[&Ready]) -> Ended {
        let mut groups: Vec<(&TokenPlace, Vec<Entry<'_>>)> = Vec::new();
        for ready in jwts {
            let (Kind::Jwt(jwt), With::Jwt { keys, defaults }) = (&ready.mode.kind, &ready.with)
            else {
                continue;
            };
            let entry = Entry { mode: &ready.mode, jwt, keys, defaults };
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
                Group::Absent | Group::Passed => None,
            };
        }
        if present > 1 {
            self.trace.warn(Warning::new(
                "random-order",
                "there are tokens in several places; which is tried first is random, and may change the answer",
            ));
        }
        if present == 0 {
            let places: Vec<String> = groups.iter().map(|(place, _)| place.describe()).collect();
            self.trace.fail(
                "token",
                Refusal::of(Reason::NoToken),
                format!("there is none in {}", places.join(", ")),
            );
        }
        ended.unwrap_or(Ended::Failed)
    }

    fn try_group(&mut self, place: &TokenPlace, entries: &[Entry<'_>]) -> Group {
        let token = match place.find(self.request) {
            Found::Absent => return Group::Absent,
            Found::Token(token) => {
                self.trace.pass("token", place.describe());
                token
            }
            Found::WithoutScheme => {
                let scheme = place.scheme.as_deref().unwrap_or_default();
                let detail = format!("the value does not begin with `{scheme}` and one space");
                let refusal = Refusal::with(Reason::Form, "go-jose/go-jose: empty input");
                self.trace.fail("token", refusal, detail);
                return Group::Final;
            }
        };
        let Some(signed) = self.parse(&token, place) else { return Group::Final };
        let claims = match Claims::read(&signed.payload) {
            Ok(claims) => claims,
            Err((words, detail, known)) => {
                if !known {
                    self.trace.warn(words_differ());
                }
                self.trace.fail("claims", Refusal::with(Reason::Payload, &words), detail);
                return Group::Final;
            }
        };
        self.trace.pass("claims", "well-formed claims set");
        self.facts.issuer = Some(claims.iss.clone()).filter(|issuer| !issuer.is_empty());
        self.facts.audience.clone_from(&claims.aud);
        let found = view::find(&claims.members);
        self.facts.claims_at = found.map(|found| (found.path, found.format));
        let mut accepted = None;
        let mut nearest: Option<(usize, Refusal)> = None;
        for entry in entries {
            let failures = self.try_entry(entry, &signed, &claims, entries.len() > 1);
            let Some(first) = failures.first() else {
                accepted = Some(entry);
                break;
            };
            // Of several entries the one that refuses for the fewest reasons was meant.
            if nearest.as_ref().is_none_or(|(count, _)| failures.len() < *count) {
                nearest = Some((failures.len(), first.clone()));
            }
        }
        if let (None, Some((_, refusal))) = (accepted, nearest) {
            self.trace.refusal.get_or_insert(refusal);
        }
        // What follows is told even of a token that no entry takes.
        let told = accepted.or_else(|| entries.first().filter(|_| entries.len() == 1));
        let session = told.map(|entry| self.transform(entry, &claims));
        match (accepted, session) {
            (Some(entry), Some(Some(session))) => {
                Group::Session { id: entry.mode.id.clone(), session }
            }
            (Some(_), _) => Group::Final,
            (None, _) => Group::Passed,
        }
    }

    /// The token as a signed one, and its algorithm among those of its group.
    fn parse(&mut self, token: &str, place: &TokenPlace) -> Option<Signed> {
        let token: String = token.chars().filter(|c| !c.is_whitespace()).collect();
        let signed = match Signed::read(&token, &mut self.facts.parts) {
            Ok(signed) => signed,
            Err((words, detail)) => {
                if words.ends_with('…') {
                    self.trace.warn(words_differ());
                }
                self.trace.fail("form", Refusal::with(Reason::Form, &words), detail);
                return None;
            }
        };
        // Every entry that looks there counts, also one that was not asked for.
        let mut expected: Vec<String> = Vec::new();
        for ready in &self.config.modes {
            if let (Kind::Jwt(jwt), With::Jwt { keys, .. }) = (&ready.mode.kind, &ready.with)
                && jwt.token == *place
            {
                expected.extend(keys.algorithms());
            }
        }
        expected.sort_unstable();
        expected.dedup();
        let alg = &signed.alg;
        if !expected.contains(alg) {
            let names: Vec<String> = expected.iter().map(|name| format!("\"{name}\"")).collect();
            let words =
                format!("unexpected signature algorithm \"{alg}\"; expected [{}]", names.join(" "));
            let detail = format!("the token's `alg` is `{alg}`");
            self.trace.fail("form", Refusal::with(Reason::Form, &words), detail);
            return None;
        }
        self.trace.pass("form", format!("three parts, `alg` {alg}"));
        Some(signed)
    }

    /// Rules, claims, signature: why the entry does not take the token, which is told nobody.
    fn try_entry(
        &mut self,
        entry: &Entry<'_>,
        signed: &Signed,
        claims: &Claims,
        several: bool,
    ) -> Vec<Refusal> {
        let prefix = if several { format!("`{}`: ", entry.mode.id) } else { String::new() };
        let mut outcomes = Vec::new();
        if !entry.mode.rules.is_empty() {
            let Self { trace, request, .. } = self;
            let outcome = entry.mode.rules.check(request, &mut |warning| trace.warn(warning));
            outcomes.push(("security-rules", outcome.map(|()| "pass".to_owned())));
        }
        outcomes.extend(claims.check(entry.jwt, self.now));
        outcomes.push(("signature", signed.check(entry.keys)));
        let mut refusals = Vec::new();
        for (name, outcome) in outcomes {
            let passed = outcome.is_ok();
            let detail = match outcome {
                Ok(detail) => detail,
                Err((refusal, detail)) => {
                    refusals.push(refusal);
                    detail
                }
            };
            self.trace.steps.push(Step { name, passed, detail: format!("{prefix}{detail}") });
        }
        refusals
    }

    fn transform(&mut self, entry: &Entry<'_>, claims: &Claims) -> Option<Object> {
        let asked = self.request.header(ROLE);
        let outcome = claims_of(&claims.members, entry.jwt, entry.defaults);
        let hasura = match outcome {
            Ok(hasura) => hasura,
            Err((cause, detail)) => {
                self.trace.fail("hasura-claims", cause, detail);
                return None;
            }
        };
        self.trace.pass("hasura-claims", format!("{} found", hasura.len()));
        let roles = hasura.get(view::ALLOWED_ROLES).and_then(Value::as_array).unwrap_or_default();
        self.facts.allowed_roles =
            roles.iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect();
        let listed = hasura.get(view::ALLOWED_ROLES).is_some_and(|value| *value != Value::Null);
        if !listed && asked.is_some_and(|role| !role.is_empty()) {
            self.trace.warn(Warning::new(
                "role-ignored",
                "without `x-hasura-allowed-roles` in the claims the header `x-hasura-role` is ignored",
            ));
        }
        if listed && asked.is_none_or(str::is_empty) && hasura.get_str(ROLE).is_some() {
            self.trace.warn(Warning::new(
                "role-claim",
                "the claim `x-hasura-role` goes before the default role here; Hasura v2 and DDN ignore it",
            ));
        }
        match with_role(hasura, asked) {
            Ok(session) => Some(session),
            Err((cause, detail)) => {
                self.trace.fail("allowed-roles", cause, detail);
                None
            }
        }
    }
}

/// A jwt mode that is tried.
struct Entry<'a> {
    mode: &'a Mode,
    jwt: &'a JwtMode,
    keys: &'a Keys,
    defaults: &'a Defaults,
}

fn words_differ() -> Warning {
    Warning::new("inexact-message", "the service's words for the cause are not known to the end")
}

impl Answer {
    /// The same in the words that all engines share.
    pub(crate) fn into_explanation(self) -> Explanation {
        let outcome = match self.outcome {
            Outcome::Webhook { call } => explanation::Outcome::Webhook { call },
            Outcome::Accepted { mode, id, role, session } => {
                let as_text = Some(as_text(&session));
                explanation::Outcome::Accepted(Session {
                    role,
                    variables: session,
                    as_text,
                    answered_by: Some((mode, id)),
                })
            }
            Outcome::Refused(refusal) => explanation::Outcome::Refused(Refused {
                status: 401,
                code: None,
                message: String::new(),
                cause: Some(refusal.message),
                response: Response {
                    path: "/auth/hasura and /auth/ddn",
                    route: self.route,
                    status: 401,
                    body: None,
                },
            }),
        };
        Explanation {
            engine: Engine::Relyauth,
            outcome,
            steps: self.trace.steps,
            warnings: self.trace.warnings,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hasura::relyauth::config::parse;
    use crate::jose::algorithm::SignatureAlgorithm;
    use crate::jose::base64url;
    use crate::jose::key::{Secret, SigningKey, SigningMaterial};
    use crate::jose::signature;

    const SECRET: &str = "0123456789abcdef0123456789abcdef";
    const OTHER: &str = "another-secret-of-thirty-two-byte";
    const NOW: i64 = 1_700_000_000;
    const HASURA: &str = r#""h":{"x-hasura-default-role":"user","x-hasura-allowed-roles":["user","editor"],"x-hasura-user-id":7}"#;
    const BEARER: &str = r#"{"in":"header","name":"Authorization","scheme":"bearer"}"#;
    const CLAIMS: &str = r#"{"namespace":{"location":"h","claimsFormat":"Json"}}"#;

    fn signed_with(secret: &str, header: &str, payload: &str) -> String {
        let material = SigningMaterial::Secret(Secret::new(secret.as_bytes()).unwrap());
        let key = SigningKey::new(material, Some(SignatureAlgorithm::HS256), None).unwrap();
        let header = Value::parse(header.as_bytes()).unwrap().as_object().unwrap().clone();
        signature::compact(&header, payload, &key).unwrap()
    }

    fn token(claims: &str) -> String {
        signed_with(SECRET, r#"{"alg":"HS256"}"#, &format!("{{{claims}}}"))
    }

    fn jwt_of(place: &str, secret: &str, claims: &str, more: &str) -> String {
        format!(
            r#"{{"mode":"jwt","tokenLocation":{place},"key":{{"algorithm":"HS256","key":{{"value":"{secret}"}}}},"claimsConfig":{claims}{more}}}"#
        )
    }

    fn jwt(more: &str) -> String {
        jwt_of(BEARER, SECRET, CLAIMS, more)
    }

    fn load(modes: &str) -> Loaded {
        let text =
            format!(r#"{{"version":"v1","kind":"RelyAuth","definition":{{"modes":[{modes}]}}}}"#);
        Loaded::new(parse(&text, &|_| None).unwrap(), Vec::new(), &|_| None).unwrap()
    }

    fn asked(modes: &str, headers: &[(&str, &str)]) -> Answer {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let request = Request { headers: headers.collect(), url: None, route: Route::Graphql };
        answer(&load(modes), &request, NumericDate::from_seconds(NOW).unwrap())
    }

    /// The mode and the session, or the cause.
    fn told(answer: &Answer) -> String {
        match &answer.outcome {
            Outcome::Accepted { mode, id, session, .. } => {
                format!("{mode} {id}: {}", Value::from(session.clone()).to_json())
            }
            Outcome::Refused(refusal) => refusal.message.clone(),
            Outcome::Webhook { call } => call.clone(),
        }
    }

    fn sent(modes: &str, token: &str, more: &[(&str, &str)]) -> String {
        let bearer = format!("Bearer {token}");
        let mut headers = vec![("authorization", bearer.as_str())];
        headers.extend(more);
        told(&asked(modes, &headers))
    }

    fn codes(answer: &Answer) -> Vec<&'static str> {
        answer.trace.warnings.iter().map(|warning| warning.code).collect()
    }

    const USER: &str = r#"jwt 0: {"x-hasura-role":"user","x-hasura-user-id":7}"#;
    const NO_AUTH: &str =
        r#"{"mode":"noAuth","sessionVariables":{"x-hasura-role":{"value":"anonymous"}}}"#;
    const ANONYMOUS: &str = r#"noAuth 1: {"x-hasura-role":"anonymous"}"#;

    #[test]
    fn a_token_becomes_a_session() {
        let plain = token(HASURA);
        assert_eq!(sent(&jwt(""), &plain, &[]), USER);
        assert_eq!(sent(&jwt(""), &plain, &[("x-hasura-role", "")]), USER);
        assert_eq!(
            sent(&jwt(r#","id":"idp""#), &plain, &[("X-Hasura-Role", "editor")]),
            r#"jwt idp: {"x-hasura-role":"editor","x-hasura-user-id":7}"#
        );
        assert_eq!(
            sent(&jwt(""), &plain, &[("x-hasura-role", "root")]),
            "root is not in the allowed roles x-hasura-allowed-roles"
        );
    }

    #[test]
    fn the_form_is_read_first_and_fails_for_good() {
        let expected = "failed to parse signed token:";
        let bearer = |value: &str| told(&asked(&jwt(""), &[("authorization", value)]));
        assert_eq!(told(&asked(&jwt(""), &[])), "auth token not found");
        assert_eq!(bearer(""), "auth token not found");
        assert_eq!(bearer("abc"), format!("{expected} go-jose/go-jose: empty input"));
        assert_eq!(bearer("Bearer  "), format!("{expected} go-jose/go-jose: empty input"));
        assert_eq!(
            bearer("Bearer a.b"),
            format!("{expected} go-jose/go-jose: compact JWS format must have three parts")
        );
        let other = signed_with(SECRET, r#"{"alg":"HS384"}"#, "{}");
        assert_eq!(
            bearer(&format!("Bearer {other}")),
            format!(r#"{expected} unexpected signature algorithm "HS384"; expected ["HS256"]"#)
        );
        // White space inside is dropped, and the scheme may be in any case.
        let spaced = token(HASURA).replace('.', " . ");
        assert_eq!(bearer(&format!("bEARER {spaced}")), USER);
        assert!(bearer("Bearer !.!.!").starts_with(&format!("{expected} illegal base64")));
        assert!(bearer("Bearer {}").starts_with(expected));
        // The JSON serialization is read too.
        let token = token(HASURA);
        let parts: Vec<&str> = token.split('.').collect();
        let json = format!(
            r#"{{"protected":"{}","payload":"{}","signature":"{}"}}"#,
            parts[0], parts[1], parts[2]
        );
        assert_eq!(bearer(&format!("Bearer {json}")), USER);
        assert_ne!(bearer(&format!("Bearer {}", json.replace("signature", "sig"))), USER);
    }

    #[test]
    fn registered_claims_are_typed() {
        let failed = "failed to decode jwt payload: go-jose/go-jose/jwt:";
        for (claims, expected) in [
            (r#""exp":"1""#, format!("{failed} expected number value to unmarshal NumericDate")),
            (
                r#""aud":7"#,
                format!("{failed} expected string or array value to unmarshal to Audience"),
            ),
            (
                r#""aud":["a",7]"#,
                format!("{failed} expected string or array value to unmarshal to Audience"),
            ),
            (r#""iss":7"#, "failed to decode jwt payload: …".to_owned()),
        ] {
            let token = token(&format!("{claims},{HASURA}"));
            assert_eq!(sent(&jwt(""), &token, &[]), expected, "{claims}");
        }
    }

    #[test]
    fn claims_and_signature_are_checked_in_order() {
        let failed = |what: &str| format!("go-jose/go-jose/jwt: validation failed, {what}");
        let expired = failed("token is expired (exp)");
        let issuer = failed("invalid issuer claim (iss)");
        let audience = failed("invalid audience claim (aud)");
        let early = failed("token not valid yet (nbf)");
        let future =
            "go-jose/go-jose/jwt: validation field, token issued in the future (iat)".to_owned();
        let user = USER.to_owned();
        let at = |name: &str, seconds: i64| format!(r#""{name}":{}"#, NOW + seconds);
        for (more, claims, expected) in [
            ("", String::new(), user.clone()),
            ("", at("exp", -60), user.clone()),
            ("", at("exp", -61), expired.clone()),
            ("", format!(r#""exp":{}.9"#, NOW - 61), expired.clone()),
            (r#","allowedSkew":1"#, at("exp", -1), user.clone()),
            (r#","allowedSkew":1"#, at("exp", -2), expired.clone()),
            // Zero is not as strict as it looks.
            (r#","allowedSkew":0"#, at("exp", -60), user.clone()),
            ("", at("nbf", 60), user.clone()),
            ("", at("nbf", 61), early),
            ("", at("iat", 61), future),
            (r#","issuer":"i""#, r#""iss":"i""#.to_owned(), user.clone()),
            (r#","issuer":"i""#, r#""iss":"i/""#.to_owned(), issuer.clone()),
            // What is configured has to be there.
            (r#","issuer":"i""#, String::new(), issuer.clone()),
            (r#","audience":["a"]"#, String::new(), audience.clone()),
            (r#","audience":["a"]"#, r#""aud":"b""#.to_owned(), audience),
            (r#","audience":["a","b"]"#, r#""aud":["x","b"]"#.to_owned(), user.clone()),
            ("", r#""aud":"any","iss":"any""#.to_owned(), user),
            (r#","issuer":"i""#, at("exp", -61), issuer),
        ] {
            let comma = if claims.is_empty() { "" } else { "," };
            let token = token(&format!("{claims}{comma}{HASURA}"));
            assert_eq!(sent(&jwt(more), &token, &[]), expected, "{more} {claims}");
        }
        let forged = signed_with(OTHER, r#"{"alg":"HS256"}"#, &format!("{{{HASURA}}}"));
        assert_eq!(
            sent(&jwt(""), &forged, &[]),
            "go-jose/go-jose: error in cryptographic primitive"
        );
    }

    #[test]
    fn a_secret_that_is_too_short_never_verifies() {
        let short = "short";
        let token = signed_with(short, r#"{"alg":"HS256"}"#, &format!("{{{HASURA}}}"));
        let answer = asked(
            &jwt_of(BEARER, short, CLAIMS, ""),
            &[("authorization", &format!("Bearer {token}"))],
        );
        assert_eq!(told(&answer), "go-jose/go-jose: error in cryptographic primitive");
        let step = answer.trace.steps.iter().find(|step| step.name == "signature").unwrap();
        assert_eq!(step.detail, "HS256 needs a secret of 32 bytes, and this one has 5");
    }

    #[test]
    fn any_failure_moves_on_to_the_next_mode() {
        let modes = format!("{},{NO_AUTH}", jwt(""));
        let expired = token(&format!(r#""exp":1,{HASURA}"#));
        let fallen = asked(&modes, &[("authorization", &format!("Bearer {expired}"))]);
        assert_eq!(told(&fallen), ANONYMOUS);
        assert_eq!(codes(&fallen), ["no-auth-fallback", "fallback"]);
        let nobody = asked(&modes, &[]);
        assert_eq!(told(&nobody), ANONYMOUS);
        assert_eq!(codes(&nobody), ["no-auth-fallback"]);
        assert_eq!(sent(&modes, &token(HASURA), &[("x-hasura-role", "root")]), ANONYMOUS);
        // The guards: only a kind of modes, or one mode alone.
        for guard in
            [("x-rely-auth-mode", "jwt"), ("X-Hasura-Auth-Mode", "jwt"), ("x-rely-auth-id", "0")]
        {
            assert_eq!(
                sent(&modes, &expired, &[guard]),
                "go-jose/go-jose/jwt: validation failed, token is expired (exp)"
            );
        }
        for (name, value) in [("x-rely-auth-mode", "JWT"), ("x-rely-auth-id", "nobody")] {
            assert_eq!(sent(&modes, &token(HASURA), &[(name, value)]), "Unauthorized");
        }
        assert_eq!(sent(&modes, &token(HASURA), &[("x-rely-auth-mode", "noAuth")]), ANONYMOUS);
    }

    #[test]
    fn an_api_key_is_compared_to_the_letter() {
        let key = r#"{"id":"admin","mode":"apiKey","tokenLocation":{"in":"header","name":"X-Key"},"value":{"value":"s3cret"},"sessionVariables":{"x-hasura-role":{"value":"admin"}}}"#;
        let admin = r#"apiKey admin: {"x-hasura-role":"admin"}"#;
        let modes = format!("{},{key}", jwt(""));
        assert_eq!(told(&asked(&modes, &[("x-key", "s3cret")])), admin);
        assert_eq!(told(&asked(&modes, &[("x-key", "S3cret")])), "Unauthorized");
        let nothing = asked(key, &[]);
        assert_eq!(told(&nothing), "Unauthorized");
        assert!(nothing.trace.steps.iter().any(|step| !step.passed));
        // A token stands in for a wrong key.
        let jwt = r#"jwt 1: {"x-hasura-role":"user","x-hasura-user-id":7}"#;
        assert_eq!(sent(&modes, &token(HASURA), &[("x-key", "wrong")]), jwt);
    }

    #[test]
    fn a_webhook_is_described_and_never_called() {
        let hook = r#"{"mode":"webhook","method":"GET","url":{"value":"http://h/auth"}}"#;
        let modes = format!("{NO_AUTH},{hook},{}", jwt(""));
        assert_eq!(told(&asked(&modes, &[])), "GET http://h/auth");
        assert_eq!(sent(&modes, &token(HASURA), &[]), USER);
    }

    #[test]
    fn the_first_entry_that_takes_a_token_wins() {
        let modes = format!(
            "{},{}",
            jwt_of(BEARER, OTHER, CLAIMS, r#","id":"a""#),
            jwt(r#","id":"b","issuer":"i""#)
        );
        let of = |claims: &str| sent(&modes, &token(&format!("{claims}{HASURA}")), &[]);
        assert!(of(r#""iss":"i","#).starts_with("jwt b: "));
        // The cause is that of the entry that was meant.
        let second = asked(
            &modes,
            &[("authorization", &format!("Bearer {}", token(&format!(r#""iss":"i",{HASURA}"#))))],
        );
        assert!(!codes(&second).contains(&"fallback"));
        let late = of(&format!(r#""iss":"i","exp":{},"#, NOW - 61));
        assert_eq!(late, "go-jose/go-jose/jwt: validation failed, token is expired (exp)");
        let by_id =
            sent(&modes, &token(&format!(r#""iss":"j",{HASURA}"#)), &[("x-rely-auth-id", "b")]);
        assert_eq!(by_id, "go-jose/go-jose/jwt: validation failed, invalid issuer claim (iss)");
    }

    #[test]
    fn the_algorithms_of_a_place_are_those_of_every_entry() {
        let other =
            jwt(r#","id":"b""#).replace("HS256", "HS384").replace(SECRET, &SECRET.repeat(2));
        let modes = format!("{},{other}", jwt(r#","id":"a""#));
        let forged = signed_with(SECRET, r#"{"alg":"RS256"}"#, "{}");
        let expected = r#"failed to parse signed token: unexpected signature algorithm "RS256"; expected ["HS256" "HS384"]"#;
        assert_eq!(sent(&modes, &forged, &[("x-rely-auth-id", "b")]), expected);
    }

    #[test]
    fn a_role_that_does_not_come_back_is_told() {
        let answer = asked(NO_AUTH, &[("x-hasura-role", "admin")]);
        assert_eq!(codes(&answer), ["role-not-taken"]);
    }

    #[test]
    fn an_empty_header_chooses_no_mode() {
        let modes = format!("{},{NO_AUTH}", jwt(""));
        let headers = [("x-rely-auth-mode", ""), ("x-hasura-auth-mode", "noAuth")];
        assert_eq!(sent(&modes, &token(HASURA), &headers), ANONYMOUS);
    }

    #[test]
    fn tokens_in_two_places_are_tried_in_random_order() {
        let header = r#"{"in":"header","name":"x-jwt"}"#;
        let modes = format!("{},{}", jwt(""), jwt_of(header, SECRET, CLAIMS, ""));
        let plain = token(HASURA);
        let bearer = format!("Bearer {plain}");
        let answer = asked(&modes, &[("authorization", &bearer), ("x-jwt", "nonsense")]);
        assert_eq!(told(&answer), USER);
        assert!(answer.trace.warnings.iter().filter(|one| one.code == "random-order").count() == 2);
        let one = asked(&modes, &[("x-jwt", &plain)]);
        assert!(told(&one).starts_with("jwt 1: "));
    }

    #[test]
    fn the_namespace_and_the_locations_make_the_session() {
        let of = |config: &str, claims: &str| {
            sent(&jwt_of(BEARER, SECRET, config, ""), &token(claims), &[])
        };
        let namespace = |location: &str, format: &str| {
            format!(
                r#"{{"namespace":{{"location":{},"claimsFormat":"{format}"}}}}"#,
                Value::from(location).to_json()
            )
        };
        let data = "failed to transform claims: invalid jwt claims data:";
        let no_role = "x-hasura-role session variable is empty";
        let roles = r#"{"x-hasura-allowed-roles":["u"],"x-hasura-default-role":"u"}"#;
        let text = Value::from(roles).to_json();
        let accepted = r#"jwt 0: {"x-hasura-role":"u"}"#;
        for (config, claims, expected) in [
            (
                namespace("\"https://hasura.io/jwt/claims\"", "Json"),
                format!(r#""https://hasura.io/jwt/claims":{roles}"#),
                accepted.to_owned(),
            ),
            (namespace("@", "Json"), r#""x-hasura-role":"u""#.to_owned(), accepted.to_owned()),
            (namespace("h", "StringifiedJson"), format!(r#""h":{text}"#), accepted.to_owned()),
            (
                namespace("h", "StringifiedJson"),
                format!(r#""h":{roles}"#),
                format!("{data} malformed stringify json"),
            ),
            (
                namespace("h", "Json"),
                format!(r#""h":{text}"#),
                format!("{data} malformed json object. Expected a JSON object, got: string"),
            ),
            // A namespace that is missing is empty; then there is no role.
            (namespace("h", "Json"), r#""a":1"#.to_owned(), no_role.to_owned()),
            // Names are taken to the letter.
            (
                namespace("h", "Json"),
                r#""h":{"X-Hasura-Allowed-Roles":["u"],"X-Hasura-Default-Role":"u"}"#.to_owned(),
                no_role.to_owned(),
            ),
            (
                namespace("h", "Json"),
                r#""h":{"x-hasura-allowed-roles":["u"]}"#.to_owned(),
                "value of x-hasura-default-role variable is empty".to_owned(),
            ),
            // Both together: what a location does not find overwrites with null.
            (
                r#"{"namespace":{"location":"h","claimsFormat":"Json"},"locations":{"x-hasura-user-id":{"path":"sub"},"x-n":{"path":"n","default":{"value":[1]}},"x-l":{"default":{"value":"l"}}}}"#.to_owned(),
                HASURA.to_owned(),
                r#"jwt 0: {"x-hasura-role":"user","x-hasura-user-id":null,"x-n":[1],"x-l":"l"}"#
                    .to_owned(),
            ),
            (
                r#"{"locations":{"x-hasura-role":{"path":"role"}}}"#.to_owned(),
                r#""a":1"#.to_owned(),
                no_role.to_owned(),
            ),
            // An expression that is none finds nothing in a location and fails in a namespace.
            (
                r#"{"locations":{"x-hasura-role":{"path":"role"},"x-n":{"path":"a[","default":{"value":1}}}}"#.to_owned(),
                r#""role":"u""#.to_owned(),
                r#"jwt 0: {"x-hasura-role":"u","x-n":1}"#.to_owned(),
            ),
            (
                namespace("https://hasura.io/jwt/claims", "Json"),
                HASURA.to_owned(),
                "failed to transform claims: …".to_owned(),
            ),
        ] {
            assert_eq!(of(&config, &claims), expected, "{config} {claims}");
        }
    }

    #[test]
    fn without_a_list_of_roles_the_header_is_ignored() {
        let config = r#"{"locations":{"x-hasura-role":{"path":"role"}}}"#;
        let modes = jwt_of(BEARER, SECRET, config, "");
        let bearer = format!("Bearer {}", token(r#""role":"u""#));
        let answer = asked(&modes, &[("authorization", &bearer), ("x-hasura-role", "root")]);
        assert_eq!(told(&answer), r#"jwt 0: {"x-hasura-role":"u"}"#);
        assert_eq!(codes(&answer), ["schema", "role-ignored", "role-not-taken"]);
    }

    #[test]
    fn a_null_role_is_refused_on_one_route_and_not_on_the_other() {
        let config = r#"{"locations":{"x-hasura-role":{"path":"role"}}}"#;
        let bearer = format!("Bearer {}", token(r#""a":1"#));
        let answer = asked(&jwt_of(BEARER, SECRET, config, ""), &[("authorization", &bearer)]);
        assert!(codes(&answer).contains(&"null-role"));
    }

    #[test]
    fn rules_are_for_an_entry_or_for_a_whole_mode() {
        let rules = r#","securityRules":{"headerRules":{"origin":{"include":{"value":["^https://app$"]}}}}"#;
        let modes = jwt(rules);
        let plain = token(HASURA);
        assert_eq!(sent(&modes, &plain, &[("Origin", "https://app")]), USER);
        assert_eq!(sent(&modes, &plain, &[]), "invalid header: origin");
        let no_auth = format!(
            r#"{{"mode":"noAuth","sessionVariables":{{"x-hasura-role":{{"value":"a"}}}}{rules}}}"#
        );
        assert_eq!(told(&asked(&no_auth, &[])), "invalid header: origin");
        // A list in a variable that is not set is no list that everybody fits.
        let unknown = no_auth.replace(r#"{"value":["^https://app$"]}"#, r#"{"env":"ORIGINS"}"#);
        let text = format!(r#"{{"definition":{{"modes":[{unknown}]}}}}"#);
        let loaded = Loaded::new(parse(&text, &|_| None).unwrap(), Vec::new(), &|_| None);
        assert_eq!(loaded.unwrap_err().fault, Fault::Variable);
    }

    #[test]
    fn a_key_set_is_tried_by_kid_or_as_a_whole() {
        let modes = jwt("").replace(
            &format!(r#"{{"algorithm":"HS256","key":{{"value":"{SECRET}"}}}}"#),
            r#"{"jwkFromUrl":{"value":"https://i.example.gov/k"}}"#,
        );
        let text = format!(r#"{{"definition":{{"modes":[{modes}]}}}}"#);
        let key = base64url::encode(SECRET);
        let ask = |members: &str, header: &str| {
            let set = format!(r#"{{"keys":[{{"kty":"oct","k":"{key}"{members}}}]}}"#);
            let keys = Keys::of_set(set.as_bytes()).unwrap();
            let loaded =
                Loaded::new(parse(&text, &|_| None).unwrap(), vec![Some(keys)], &|_| None).unwrap();
            let bearer =
                format!("Bearer {}", signed_with(SECRET, header, &format!("{{{HASURA}}}")));
            let headers = vec![("authorization".to_owned(), bearer)];
            let request = Request { headers, url: None, route: Route::Graphql };
            told(&answer(&loaded, &request, NumericDate::from_seconds(NOW).unwrap()))
        };
        let named = r#","kid":"a""#;
        assert_eq!(ask(named, r#"{"alg":"HS256","kid":"a"}"#), USER);
        assert_eq!(ask(named, r#"{"alg":"HS256"}"#), USER);
        assert_eq!(
            ask(named, r#"{"alg":"HS256","kid":"b"}"#),
            "failed to verify jwt token signature"
        );
        // The algorithms are those that the keys name, if any does, whatever they are for.
        assert_eq!(
            ask(r#","alg":"RSA-OAEP""#, r#"{"alg":"HS256"}"#),
            r#"failed to parse signed token: unexpected signature algorithm "HS256"; expected ["RSA-OAEP"]"#
        );
        assert_eq!(
            ask(r#","alg":"RS256""#, r#"{"alg":"HS256"}"#),
            r#"failed to parse signed token: unexpected signature algorithm "HS256"; expected ["RS256"]"#
        );
    }

    #[test]
    fn every_reason_is_given_and_the_first_is_the_cause() {
        let claims = r#""exp":1,"iss":"j","h":{"x-hasura-allowed-roles":"u"}"#;
        let forged = signed_with(OTHER, r#"{"alg":"HS256"}"#, &format!("{{{claims}}}"));
        let answer = asked(
            &jwt(r#","issuer":"i","audience":["a"]"#),
            &[("authorization", &format!("Bearer {forged}"))],
        );
        let failed: Vec<&str> =
            answer.trace.steps.iter().filter(|step| !step.passed).map(|step| step.name).collect();
        assert_eq!(failed, ["iss", "aud", "exp", "signature", "allowed-roles"]);
        assert_eq!(
            told(&answer),
            "go-jose/go-jose/jwt: validation failed, invalid issuer claim (iss)"
        );
    }
}
