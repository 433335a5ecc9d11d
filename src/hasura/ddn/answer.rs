//! What DDN answers to a request: the session, or the refusal and every reason.

use std::collections::HashSet;

use crate::hasura::ddn::claims::{HasuraClaims, locate};
use crate::hasura::ddn::config::{AuthConfig, JwtConfig, KeyPlace, Mode, TokenPlace, Version};
use crate::hasura::ddn::decode;
use crate::hasura::ddn::keys::{Chosen, Keys};
use crate::hasura::ddn::refusal::{Reason, Refusal};
use crate::hasura::ddn::token_place::{describe, find_token};
use crate::hasura::explanation::{self, Engine, Explanation, Refused, Response, Session};
use crate::hasura::misreading;
use crate::hasura::request::{Request, Route};
use crate::hasura::trace::{Step, Trace, Warning, header_shown, role_claim_ignored, seen_from};
use crate::hasura::view::{self, ClaimsFormat, ROLE};
use crate::hasura::words::name_shown;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::duration::Duration;
use crate::jose::json::{Number, Object, Value};
use crate::jose::numeric_date::NumericDate;
use crate::jose::path::JsonPath;

/// The header that chooses a mode, unless the engine is told of another.
const MODE_HEADER: &str = "x-hasura-auth-mode";

/// When the audience counts: the compatibility date decides.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum AudienceRule {
    /// 2025-03-11 or later: a token with `aud` needs a configured audience
    Required,
    /// Before that: `aud` is not looked at
    Ignored,
}

/// What DDN makes of a request.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) outcome: Outcome,
    route: Route,
    steps: Vec<Step>,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) facts: Facts,
}

/// Who the request is, or why it is refused.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    Accepted { role: String, session: Object },
    Refused(Refusal),
    Webhook { call: String },
}

/// What advice can be made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facts {
    /// Roles that the token allows
    pub(crate) allowed_roles: Vec<String>,
    /// What the key may be used with
    pub(crate) algorithms: Vec<SignatureAlgorithm>,
    /// Where the token has Hasura claims, and how they are written
    pub(crate) claims_at: Option<(JsonPath, ClaimsFormat)>,
    pub(crate) issuer: Option<String>,
    pub(crate) audience: Vec<String>,
    /// The token's `alg`, as it stands
    pub(crate) alg: Option<String>,
    pub(crate) parts: usize,
    pub(crate) place: Option<TokenPlace>,
}

impl AudienceRule {
    /// The rule at a compatibility date, like `2025-03-11`.
    pub(crate) fn at(date: &str) -> Self {
        if date < "2025-03-11" { Self::Ignored } else { Self::Required }
    }
}

/// The mode for a request, and its identifier if the request names one.
pub(crate) fn mode_for<'a>(
    config: &'a AuthConfig,
    request: &Request,
) -> (&'a Mode, Option<&'a str>) {
    let named = request.header(MODE_HEADER).filter(|_| config.version == Version::V4);
    let found = config.alternative_modes.iter().find(|(identifier, _)| named == Some(identifier));
    found.map_or((&config.mode, None), |(identifier, mode)| (mode, Some(identifier)))
}

/// Predicts the answer. `keys` are those of the mode that [`mode_for`] finds.
///
/// Read in the sources of `hasura-authn-jwt` and `hasura-authn-core`, and in the library
/// they call (`jsonwebtoken` 9); the order of the steps is theirs.
pub(crate) fn answer(
    config: &AuthConfig,
    keys: Option<&Keys>,
    request: &Request,
    audience: AudienceRule,
    now: NumericDate,
) -> Answer {
    let mut asked = Inquiry { request, now, trace: Trace::default(), facts: Facts::default() };
    asked.trace.warnings.clone_from(&config.warnings);
    if let Some(named) = request.header(MODE_HEADER)
        && config.version == Version::V4
        && !named.bytes().all(|byte| matches!(byte, b'\t' | 0x20..0x7f))
    {
        let refusal = Refusal::with(Reason::ModeHeader, "failed to convert header to a str");
        asked.trace.fail("mode", refusal, "the header is not plain ASCII");
        return asked.end(None);
    }
    let (mode, identifier) = mode_for(config, request);
    asked.say_mode(config, identifier);
    match mode {
        Mode::Webhook { method, url } => {
            let url = url.value.clone().or_else(|| {
                let variable = url.variable.as_ref();
                variable.map(|name| format!("the URL of the variable {}", name_shown(name)))
            });
            let call = format!("{method} {}", url.unwrap_or_default());
            asked.trace.warn(Warning::new(
                "webhook",
                "what a webhook answers is not foreseen; if it is RelyAuth, explain its own configuration",
            ));
            Answer { outcome: Outcome::Webhook { call }, ..asked.end(None) }
        }
        Mode::NoAuth { role, variables } => {
            let accepted = asked.without_auth(role, variables);
            asked.end(Some(accepted))
        }
        Mode::Jwt(jwt) => {
            let accepted = asked.with_jwt(config, jwt, keys, audience);
            asked.end(accepted)
        }
    }
}

/// A request that is looked into.
struct Inquiry<'a> {
    request: &'a Request,
    now: NumericDate,
    trace: Trace<Refusal>,
    facts: Facts,
}

impl Inquiry<'_> {
    fn end(self, accepted: Option<(String, Object)>) -> Answer {
        let mut warnings = self.trace.warnings;
        let outcome = match (self.trace.refusal, accepted) {
            (Some(refusal), _) => {
                if refusal.message.starts_with("JWT validation error:") {
                    warnings.push(Warning::new(
                        "older-release",
                        "older engines answer 500 with `Internal Error - Error while decoding the JWT: …` before the same last word",
                    ));
                }
                Outcome::Refused(refusal)
            }
            (None, Some((role, session))) => Outcome::Accepted { role, session },
            // Whoever ends without a session has said why.
            (None, None) => Outcome::Refused(Refusal::of(Reason::InvalidToken)),
        };
        Answer {
            outcome,
            route: self.request.route,
            steps: self.trace.steps,
            warnings,
            facts: self.facts,
        }
    }

    fn say_mode(&mut self, config: &AuthConfig, identifier: Option<&str>) {
        let named = self.request.header(MODE_HEADER);
        let detail = match (identifier, named) {
            (Some(identifier), _) => format!("`{identifier}`, which the request names"),
            (None, Some(named)) if config.version < Version::V4 => {
                format!("the only one; versions before 4 do not look at `{named}`")
            }
            (None, Some(named)) => format!("the first; no mode is called `{named}`"),
            (None, None) if config.alternative_modes.is_empty() => "the only one".to_owned(),
            (None, None) => format!("the first; the request has no `{MODE_HEADER}`"),
        };
        self.trace.pass("mode", detail);
    }

    /// One role for everybody; a request may not name another.
    fn without_auth(&mut self, role: &str, variables: &Object) -> (String, Object) {
        self.choose_role(role, &[role.to_owned()]);
        (role.to_owned(), session(role, variables))
    }

    /// The role of the request's header, even an empty one; else the default.
    fn choose_role(&mut self, default: &str, allowed: &[String]) -> String {
        let asked = self.request.header(ROLE);
        let role = asked.unwrap_or(default).to_owned();
        let by = if asked.is_some() { "asked for" } else { "the default" };
        if allowed.contains(&role) {
            self.trace.pass("role", format!("`{role}`, {by}"));
        } else {
            let refusal = Refusal::with(Reason::RoleNotAllowed, &role);
            let detail = if role.is_empty() {
                "the header `x-hasura-role` is empty, and that counts".to_owned()
            } else {
                format!("`{role}`, {by}, is not among `{}`", allowed.join("`, `"))
            };
            self.trace.fail("role", refusal, detail);
        }
        role
    }

    fn with_jwt(
        &mut self,
        config: &AuthConfig,
        jwt: &JwtConfig,
        keys: Option<&Keys>,
        audience: AudienceRule,
    ) -> Option<(String, Object)> {
        self.facts.place = Some(jwt.token.clone());
        let token = match find_token(&jwt.token, self.request) {
            Ok(token) => token,
            Err((refusal, detail)) => {
                self.trace.fail("token", refusal, detail);
                return None;
            }
        };
        self.trace.pass("token", describe(&jwt.token));
        let claims = self.decode(jwt, keys, &token)?;
        self.check_expiry(jwt, &claims);
        self.check_issuer(jwt, &claims);
        self.check_audience(jwt, &claims, audience);
        self.mention_unchecked(&claims);
        let found = view::find(&claims);
        self.facts.claims_at = found.map(|found| (found.path, found.format));
        let hasura = match locate(&claims, &jwt.claims) {
            Ok(hasura) => hasura,
            Err((refusal, detail)) => {
                self.trace.fail("hasura-claims", refusal, detail);
                return None;
            }
        };
        Some(self.authorize(config, &hasura))
    }

    /// The token's key, form, algorithm and signature; the claims, if they can be read.
    fn decode(&mut self, jwt: &JwtConfig, keys: Option<&Keys>, token: &str) -> Option<Object> {
        let by_kid = matches!(jwt.key, KeyPlace::Url(_));
        // A fixed key is read before the token is.
        let fixed = keys.filter(|_| !by_kid).map(|keys| keys.choose(None));
        if let Some(Err((refusal, detail))) = &fixed {
            self.trace.fail("key", refusal.clone(), detail.clone());
        }
        self.facts.parts = token.split('.').count();
        let mut from_the_right = token.rsplitn(3, '.');
        let parts = (from_the_right.next(), from_the_right.next(), from_the_right.next());
        let (Some(signature), Some(payload), Some(header)) = parts else {
            let detail = format!("the token has {} parts instead of three", self.facts.parts);
            let refusal = if by_kid {
                Refusal::with(Reason::HeaderUndecodable, "InvalidToken")
            } else {
                Refusal::of(Reason::InvalidToken)
            };
            self.trace.fail("form", refusal, detail);
            return None;
        };
        let reason = if by_kid { Reason::HeaderUndecodable } else { Reason::Undecodable };
        let (alg, kid) = match decode::header(header, reason) {
            Ok(read) => read,
            Err((refusal, detail)) => {
                self.trace.fail("form", refusal, detail);
                return None;
            }
        };
        self.facts.alg = Some(alg.name().to_owned());
        self.trace.pass("form", format!("three parts, `alg` {alg}"));
        let chosen = fixed.or_else(|| keys.map(|keys| keys.choose(kid.as_deref())));
        let input = format!("{header}.{payload}");
        match chosen {
            Some(Ok(chosen)) => self.check_signature(&chosen, alg, &input, signature, kid),
            Some(Err((refusal, detail))) if by_kid => {
                if refusal.reason == Reason::KeySet {
                    self.trace.warn(words_differ());
                }
                self.trace.fail("key", refusal, detail);
            }
            // Said already.
            Some(Err(_)) | None => {}
        }
        self.read_claims(payload)
    }

    fn check_signature(
        &mut self,
        chosen: &Chosen,
        alg: SignatureAlgorithm,
        input: &str,
        signature: &str,
        kid: Option<String>,
    ) {
        let names: Vec<&str> = chosen.algorithms.iter().map(|algorithm| algorithm.name()).collect();
        self.facts.algorithms.clone_from(&chosen.algorithms);
        if !chosen.algorithms.contains(&alg) {
            let detail = format!("{alg}; this key is for {} alone", names.join(", "));
            self.trace.fail("alg", Refusal::of(Reason::InvalidAlgorithm), detail);
            return;
        }
        self.trace.pass("alg", format!("{alg}"));
        let bytes = match decode::signature(signature, alg) {
            Ok(bytes) => bytes,
            Err((refusal, detail)) => {
                self.trace.fail("signature", refusal, detail);
                return;
            }
        };
        if chosen.verifies(alg, input.as_bytes(), &bytes) {
            let key = kid.map_or_else(String::new, |kid| format!(", key `{kid}`"));
            self.trace.pass("signature", format!("verified with {alg}{key}"));
        } else {
            let detail = misreading::why(&chosen.key, alg, input.as_bytes(), &bytes);
            self.trace.fail("signature", Refusal::of(Reason::InvalidSignature), detail);
        }
    }

    fn read_claims(&mut self, payload: &str) -> Option<Object> {
        match decode::claims(payload) {
            Ok(claims) => {
                self.trace.pass("claims", "well-formed claims set");
                Some(claims)
            }
            Err((refusal, detail)) => {
                self.trace.fail("claims", refusal, detail);
                None
            }
        }
    }

    /// `exp` has to be there and a number; its fraction is rounded.
    fn check_expiry(&mut self, jwt: &JwtConfig, claims: &Object) {
        const NAME: &str = "exp";
        let Some(exp) = seconds(claims.get(NAME)) else {
            let detail = match claims.get(NAME) {
                None => "there is none, and DDN wants one".to_owned(),
                Some(other) => format!("{} is no time, and counts as none", other.to_json()),
            };
            self.trace.fail(NAME, Refusal::of(Reason::NoExpiry), detail);
            return;
        };
        let skew = i64::try_from(jwt.skew).unwrap_or(i64::MAX);
        let detail = NumericDate::from_seconds(exp).map_or_else(
            || "beyond the calendar".to_owned(),
            |date| seen_from(self.now, date, "expired", "expires"),
        );
        let good = exp >= self.now.seconds().saturating_sub(skew);
        if good {
            let within = exp < self.now.seconds();
            let detail = if within {
                let skew = Duration::from_seconds(skew).in_words();
                format!("{detail}; within the skew of {skew}")
            } else {
                detail
            };
            self.trace.pass(NAME, detail);
        } else {
            self.trace.fail(NAME, Refusal::of(Reason::Expired), detail);
        }
    }

    fn check_issuer(&mut self, jwt: &JwtConfig, claims: &Object) {
        let found = texts(claims.get("iss"));
        self.facts.issuer = found.as_ref().and_then(|issuers| issuers.first().cloned());
        let outcome = match (&jwt.issuer, found) {
            (None, _) => Ok("no issuer is configured".to_owned()),
            (Some(_), None) => Ok("no `iss`: passes".to_owned()),
            (Some(expected), Some(found)) if found.contains(expected) => {
                Ok(format!("`{expected}`"))
            }
            (Some(expected), Some(found)) => Err((
                Refusal::of(Reason::InvalidIssuer),
                format!("`{}`; the configuration says `{expected}`", found.join("`, `")),
            )),
        };
        self.trace.note("iss", outcome);
    }

    fn check_audience(&mut self, jwt: &JwtConfig, claims: &Object, rule: AudienceRule) {
        let found = texts(claims.get("aud"));
        self.facts.audience = found.clone().unwrap_or_default();
        let refusal = || Refusal::of(Reason::InvalidAudience);
        let outcome = match (&jwt.audience, found) {
            (_, None) => Ok("no `aud`: passes".to_owned()),
            (_, Some(_)) if rule == AudienceRule::Ignored => {
                self.trace.warn(Warning::new(
                    "audience-ignored",
                    "before the compatibility date 2025-03-11 the audience is not checked, even where one is configured: by the source, whose comment says otherwise",
                ));
                Ok("not checked at this compatibility date".to_owned())
            }
            (None, Some(found)) => Err((
                refusal(),
                format!(
                    "`{}`; no audience is configured, and then none passes",
                    found.join("`, `")
                ),
            )),
            (Some(expected), Some(found)) => {
                let same = found.iter().find(|one| expected.contains(one));
                same.map(|one| format!("`{one}`")).ok_or_else(|| {
                    let expected = expected.join("`, `");
                    let found = found.join("`, `");
                    (refusal(), format!("`{found}`; the configuration says `{expected}`"))
                })
            }
        };
        self.trace.note("aud", outcome);
    }

    /// What other engines check and this one does not.
    fn mention_unchecked(&mut self, claims: &Object) {
        for name in ["nbf", "iat"] {
            if seconds(claims.get(name)).is_some_and(|date| date > self.now.seconds()) {
                self.trace.warn(Warning::new(
                    "time-not-checked",
                    format!("`{name}` is in the future; DDN does not look at it, and Hasura v2 would refuse"),
                ));
            }
        }
    }

    /// The roles and the session.
    fn authorize(&mut self, config: &AuthConfig, hasura: &HasuraClaims) -> (String, Object) {
        let HasuraClaims { default_role, allowed_roles, others } = hasura;
        self.facts.allowed_roles.clone_from(allowed_roles);
        self.trace.pass("hasura-claims", format!("{} found", others.len() + 2));
        self.trace.pass("allowed-roles", format!("`{}`", allowed_roles.join("`, `")));
        if allowed_roles.contains(default_role) {
            self.trace.pass("default-role", format!("`{default_role}`"));
        } else {
            let refusal = Refusal::of(Reason::DefaultRole);
            let detail = format!(
                "`{default_role}` is not among the allowed roles, and DDN minds whatever role is asked for"
            );
            self.trace.fail("default-role", refusal, detail);
        }
        let emulating = config.emulating_role.as_deref();
        if let Some(role) = emulating.filter(|role| others.get_str(ROLE) == Some(role)) {
            return self.emulate(role);
        }
        let mut seen = HashSet::new();
        if let Some(role) = allowed_roles.iter().find(|role| !seen.insert(role.as_str())) {
            let refusal = Refusal::of(Reason::DuplicateRole);
            self.trace.fail("allowed-roles", refusal, format!("`{role}` stands twice"));
        }
        let role = self.choose_role(default_role, allowed_roles);
        if let Some(claimed) = others.get_str(ROLE).filter(|claimed| *claimed != role) {
            self.trace.warn(role_claim_ignored(claimed));
        }
        let session = session(&role, others);
        if self.trace.refusal.is_none() {
            let count = session.len();
            let plural = if count == 1 { "" } else { "s" };
            self.trace.pass("session", format!("{count} session variable{plural}"));
        }
        (role, session)
    }

    /// Version 1 alone: the emulating role may be anybody, with the request's own headers.
    fn emulate(&mut self, own: &str) -> (String, Object) {
        let role = self.request.header(ROLE).unwrap_or(own).to_owned();
        self.trace.pass("role", format!("`{role}`; the token's role may emulate any"));
        self.trace.warn(Warning::new(
            "role-emulation",
            "role emulation is for version 1 alone, and newer engines removed it; every header becomes a variable, and those that may hold a secret are shown as `…`",
        ));
        // All of them become variables; those that may carry a token or a secret are not shown.
        let headers = self.request.headers.iter();
        let variables = headers.map(|(name, value)| {
            (name.to_ascii_lowercase(), Value::from(header_shown(name, value)))
        });
        let variables: Object = variables.collect();
        let session = session(&role, &variables);
        (role, session)
    }
}

/// The role first, then the other variables; a claim of that name is overwritten.
fn session(role: &str, variables: &Object) -> Object {
    let others = variables.effective().into_iter().filter(|(name, _)| *name != ROLE);
    let others = others.map(|(name, value)| (name.to_owned(), value.clone()));
    std::iter::once((ROLE.to_owned(), Value::from(role))).chain(others).collect()
}

/// The words of the engine's HTTP client, which change with it.
fn words_differ() -> Warning {
    Warning::new("inexact-message", "the end of this message differs between the engine's releases")
}

/// A time in whole seconds, as the library rounds it; what is no number is none.
fn seconds(value: Option<&Value>) -> Option<i64> {
    let number = value?.as_number()?;
    let exact = Number::as_i64(number).filter(|seconds| *seconds >= 0);
    #[expect(clippy::cast_possible_truncation, reason = "the cast saturates, as is meant")]
    exact.or_else(|| {
        let fits = |date: &f64| (0.0..18_446_744_073_709_551_615.0).contains(date);
        number.as_f64().filter(fits).map(|date| date.round() as i64)
    })
}

/// One text or a list of texts; anything else counts as none.
fn texts(value: Option<&Value>) -> Option<Vec<String>> {
    match value? {
        Value::String(one) => Some(vec![one.clone()]),
        Value::Array(many) => many.iter().map(|one| one.as_str().map(ToOwned::to_owned)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
    }
}

impl Answer {
    /// The same in the words that all engines share.
    pub(crate) fn into_explanation(self) -> Explanation {
        let outcome = match self.outcome {
            Outcome::Accepted { role, session } => explanation::Outcome::Accepted(Session {
                role,
                variables: session,
                ..Session::default()
            }),
            Outcome::Webhook { call } => explanation::Outcome::Webhook { call },
            Outcome::Refused(refusal) => {
                let status = refusal.reason.status();
                let response = Response {
                    path: match self.route {
                        Route::Graphql => "/graphql",
                        Route::Rest => "JSON:API",
                    },
                    route: self.route,
                    status,
                    body: Some(refusal.body_on(self.route)),
                };
                let message = refusal.message;
                explanation::Outcome::Refused(Refused {
                    status,
                    code: None,
                    message,
                    cause: None,
                    response,
                })
            }
        };
        Explanation { engine: Engine::Ddn, outcome, steps: self.steps, warnings: self.warnings }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hasura::ddn::config::parse;
    use crate::jose::base64url;
    use crate::jose::key::{Secret, SigningKey, SigningMaterial};
    use crate::jose::signature;

    const SECRET: &str = "short";
    const NOW: i64 = 1_700_000_000;
    const HASURA: &str = r#""h":{"x-hasura-default-role":"user","x-hasura-allowed-roles":["user","editor"],"x-hasura-user-id":7}"#;
    const PLACE: &str = r#"{"type":"BearerAuthorization"}"#;
    const CLAIMS: &str = r#"{"namespace":{"claimsFormat":"Json","location":"/h"}}"#;

    fn token(header: &str, payload: &str) -> String {
        let material = SigningMaterial::Secret(Secret::new(SECRET.as_bytes()).unwrap());
        let key = SigningKey::new(material, Some(SignatureAlgorithm::HS256), None).unwrap();
        let header = Value::parse(header.as_bytes()).unwrap().as_object().unwrap().clone();
        signature::compact(&header, payload, &key).unwrap()
    }

    /// A token that does not expire soon, with these claims.
    fn good(claims: &str) -> String {
        token(r#"{"alg":"HS256"}"#, &format!(r#"{{"exp":{},{claims}}}"#, NOW + 60))
    }

    fn mode(claims: &str, place: &str, more: &str) -> String {
        format!(
            r#"{{"jwt":{{"claimsConfig":{claims},"tokenLocation":{place},"key":{{"fixed":{{"algorithm":"HS256","key":{{"value":"{SECRET}"}}}}}}{more}}}}}"#
        )
    }

    fn config_of(mode: &str) -> AuthConfig {
        parse(&format!(r#"{{"version":"v4","definition":{{"mode":{mode}}}}}"#)).unwrap()
    }

    fn config(more: &str) -> AuthConfig {
        config_of(&mode(CLAIMS, PLACE, more))
    }

    fn request(headers: &[(&str, &str)]) -> Request {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Request { headers: headers.collect(), url: None, route: Route::Graphql }
    }

    fn asked_at(config: &AuthConfig, request: &Request, rule: AudienceRule) -> Answer {
        let keys = match mode_for(config, request).0 {
            Mode::Jwt(jwt) => Keys::of_mode(jwt, &|_| None).unwrap(),
            Mode::Webhook { .. } | Mode::NoAuth { .. } => None,
        };
        answer(config, keys.as_ref(), request, rule, NumericDate::from_seconds(NOW).unwrap())
    }

    fn asked(config: &AuthConfig, headers: &[(&str, &str)]) -> Answer {
        asked_at(config, &request(headers), AudienceRule::Required)
    }

    /// The session as JSON, or `status message`.
    fn told(answer: &Answer) -> String {
        match &answer.outcome {
            Outcome::Accepted { session, .. } => Value::from(session.clone()).to_json(),
            Outcome::Refused(refusal) => {
                format!("{} {}", refusal.reason.status(), refusal.message)
            }
            Outcome::Webhook { call } => call.clone(),
        }
    }

    fn sent(more: &str, token: &str, headers: &[(&str, &str)]) -> String {
        let bearer = format!("Bearer {token}");
        let mut all = vec![("authorization", bearer.as_str())];
        all.extend(headers);
        told(&asked(&config(more), &all))
    }

    const USER: &str = r#"{"x-hasura-role":"user","x-hasura-user-id":7}"#;

    #[test]
    fn a_token_becomes_a_session_with_its_types() {
        let plain = good(HASURA);
        assert_eq!(sent("", &plain, &[]), USER);
        assert_eq!(
            sent("", &plain, &[("X-Hasura-Role", "editor"), ("x-hasura-org", "9")]),
            r#"{"x-hasura-role":"editor","x-hasura-user-id":7}"#
        );
        assert_eq!(
            sent("", &plain, &[("x-hasura-role", "root")]),
            "401 cannot be authorized as role: root"
        );
        // An empty header counts, which it does with no other engine.
        assert_eq!(
            sent("", &plain, &[("x-hasura-role", "")]),
            "401 cannot be authorized as role: "
        );
        // A claim of that name is overwritten.
        let claimed = good(
            r#""h":{"x-hasura-role":"z","x-hasura-default-role":"u","x-hasura-allowed-roles":["u"]}"#,
        );
        assert_eq!(sent("", &claimed, &[]), r#"{"x-hasura-role":"u"}"#);
    }

    #[test]
    fn the_token_is_looked_for_in_one_place() {
        let token = good(HASURA);
        let bearer = format!("Bearer {token}");
        let malformed = "400 Error in parsing the Authorization header: The `Authorization` header is expected to be in the format of `Bearer <JWT>`";
        let header = r#"{"type":"Header","name":"X-Jwt"}"#;
        let cookie = r#"{"type":"Cookie","name":"sid"}"#;
        let first = format!("sid={token}; a=b");
        let second = format!("a=b; sid={token}");
        for (place, headers, expected) in [
            (PLACE, vec![("AUTHORIZATION", bearer.as_str())], USER),
            (
                PLACE,
                vec![],
                "400 JWT Authorization token source: Header name Authorization not found.",
            ),
            (PLACE, vec![("Authorization", token.as_str())], malformed),
            (PLACE, vec![("Authorization", "bearer x")], malformed),
            (PLACE, vec![("Authorization", "Bearer a b")], malformed),
            (header, vec![("x-jwt", token.as_str())], USER),
            (header, vec![], "400 JWT Authorization token source: Header name X-Jwt not found."),
            (cookie, vec![("Cookie", first.as_str())], USER),
            (
                cookie,
                vec![("Cookie", second.as_str())],
                "400 JWT Authorization token source: cookie name sid not found in the Cookie header",
            ),
            (cookie, vec![], "400 JWT Authorization token source: Cookie header not found"),
        ] {
            let config = config_of(&mode(CLAIMS, place, ""));
            assert_eq!(told(&asked(&config, &headers)), expected, "{place} {headers:?}");
        }
    }

    #[test]
    fn what_is_no_token_is_refused() {
        let forged = good(HASURA).replace('.', "x.");
        let whole = good(HASURA);
        let (input, _) = whole.rsplit_once('.').unwrap();
        let decode = "500 Internal Error - Error while decoding the JWT:";
        for (text, expected) in [
            ("undefined".to_owned(), "400 JWT validation error: InvalidToken".to_owned()),
            ("a.b".to_owned(), "400 JWT validation error: InvalidToken".to_owned()),
            (
                "a.b.c.d.e".to_owned(),
                format!("{decode} Base64 error: Invalid symbol 46, offset 1."),
            ),
            (forged, format!("{decode} Base64 error: Invalid input length: 21")),
            (format!("{input}.!"), "400 JWT validation error: InvalidSignature".to_owned()),
            (format!("{input}.AAAA"), "400 JWT validation error: InvalidSignature".to_owned()),
            (token(r#"{"alg":"HS384"}"#, "{}"), format!("{decode} InvalidAlgorithm")),
            (
                token(r#"{"typ":"JWT"}"#, "{}"),
                format!("{decode} JSON error: missing field `alg` at line 1 column 13"),
            ),
            (
                token(r#"{"alg":"HS256"}"#, "[]"),
                format!(
                    "{decode} JSON error: invalid length 2, expected struct ClaimsForValidation with 5 elements at line 1 column 2"
                ),
            ),
            (
                token(r#"{"alg":"HS256","kid":7}"#, "{}"),
                format!(
                    "{decode} JSON error: invalid type: integer `7`, expected a string at line 1 column 22"
                ),
            ),
        ] {
            assert_eq!(sent("", &text, &[]), expected, "{text}");
        }
        assert!(
            sent("", &token(r#"{"alg":"none"}"#, "{}"), &[]).starts_with(&format!(
                "{decode} JSON error: unknown variant `none`, expected one of"
            ))
        );
    }

    #[test]
    fn times_issuer_and_audience() {
        let ask = |more: &str, claims: &str| {
            sent(more, &token(r#"{"alg":"HS256"}"#, &format!("{{{claims},{HASURA}}}")), &[])
        };
        let at = |seconds: i64| format!(r#""exp":{}"#, NOW + seconds);
        let bad = |what: &str| format!("400 JWT validation error: {what}");
        let ok = USER.to_owned();
        let exp = at(9);
        for (more, claims, expected) in [
            ("", at(0), ok.clone()),
            ("", at(-60), ok.clone()),
            ("", at(-61), bad("ExpiredSignature")),
            (r#","allowedSkew":0"#, at(0), ok.clone()),
            (r#","allowedSkew":0"#, at(-1), bad("ExpiredSignature")),
            (r#","allowedSkew":0"#, format!(r#""exp":{}.5"#, NOW - 1), ok.clone()),
            (r#","allowedSkew":0"#, format!(r#""exp":{}.4"#, NOW - 1), bad("ExpiredSignature")),
            ("", r#""sub":"a""#.to_owned(), bad("Missing required claim: exp")),
            ("", format!(r#""exp":"{NOW}""#), bad("Missing required claim: exp")),
            ("", r#""exp":-1"#.to_owned(), bad("Missing required claim: exp")),
            ("", r#""exp":1e20"#.to_owned(), bad("Missing required claim: exp")),
            // Neither of these is looked at.
            ("", format!(r#"{exp},"nbf":{},"iat":"x""#, NOW + 99), ok.clone()),
            (r#","issuer":"i""#, exp.clone(), ok.clone()),
            (r#","issuer":"i""#, format!(r#"{exp},"iss":"i""#), ok.clone()),
            (r#","issuer":"i""#, format!(r#"{exp},"iss":["i","j"]"#), ok.clone()),
            (r#","issuer":"i""#, format!(r#"{exp},"iss":7"#), ok.clone()),
            (r#","issuer":"i""#, format!(r#"{exp},"iss":"i/""#), bad("InvalidIssuer")),
            ("", format!(r#"{exp},"iss":"any""#), ok.clone()),
            (r#","audience":["a"]"#, exp.clone(), ok.clone()),
            (r#","audience":["a"]"#, format!(r#"{exp},"aud":["b","a"]"#), ok.clone()),
            (r#","audience":["a"]"#, format!(r#"{exp},"aud":"b""#), bad("InvalidAudience")),
            ("", format!(r#"{exp},"aud":"a""#), bad("InvalidAudience")),
        ] {
            assert_eq!(ask(more, &claims), expected, "{more} {claims}");
        }
    }

    #[test]
    fn before_the_compatibility_date_the_audience_is_not_looked_at() {
        let bearer = format!("Bearer {}", good(&format!(r#""aud":"b",{HASURA}"#)));
        let request = request(&[("authorization", &bearer)]);
        let config = config(r#","audience":["a"]"#);
        let refused = asked_at(&config, &request, AudienceRule::Required);
        assert_eq!(told(&refused), "400 JWT validation error: InvalidAudience");
        let taken = asked_at(&config, &request, AudienceRule::Ignored);
        assert_eq!(told(&taken), USER);
        assert_eq!(taken.warnings.last().unwrap().code, "audience-ignored");
    }

    #[test]
    fn the_namespace_has_a_shape() {
        let at = |location: &str, format: &str, claims: &str| {
            let place =
                format!(r#"{{"namespace":{{"claimsFormat":"{format}","location":"{location}"}}}}"#);
            let bearer = format!("Bearer {}", good(claims));
            told(&asked(&config_of(&mode(&place, PLACE, "")), &[("authorization", &bearer)]))
        };
        let roles = r#"{"x-hasura-default-role":"u","x-hasura-allowed-roles":["u"]}"#;
        let text = Value::from(roles).to_json();
        let user = r#"{"x-hasura-role":"u"}"#;
        let shape = "500 Internal Error - Error in parsing the Hasura claims map:";
        for (location, format, claims, expected) in [
            ("/a~1b", "Json", format!(r#""a/b":{roles}"#), user.to_owned()),
            ("/a/0", "Json", format!(r#""a":[{roles}]"#), user.to_owned()),
            (
                "/claims.jwt.hasura.io",
                "Json",
                r#""a":1"#.to_owned(),
                "500 Internal Error - Hasura claims not found in the JWT at /claims.jwt.hasura.io"
                    .to_owned(),
            ),
            ("/h", "StringifiedJson", format!(r#""h":{text}"#), user.to_owned()),
            (
                "/h",
                "StringifiedJson",
                format!(r#""h":{roles}"#),
                "400 Expected the Hasura claims to be a String when `claimsFormat` is `stringifiedJson`"
                    .to_owned(),
            ),
            (
                "/h",
                "Json",
                r#""h":{"x-hasura-allowed-roles":["u"]}"#.to_owned(),
                format!("{shape} missing field `x-hasura-default-role`"),
            ),
            (
                "/h",
                "Json",
                r#""h":{"x-hasura-default-role":"u","x-hasura-allowed-roles":"user"}"#.to_owned(),
                format!("{shape} invalid type: string \"user\", expected a sequence"),
            ),
            (
                "/h",
                "Json",
                r#""h":{"x-hasura-default-role":1,"x-hasura-allowed-roles":[]}"#.to_owned(),
                format!("{shape} invalid type: integer `1`, expected a string"),
            ),
            // Names are taken to the letter.
            (
                "/h",
                "Json",
                r#""h":{"X-Hasura-Default-Role":"u","x-hasura-allowed-roles":["u"]}"#.to_owned(),
                format!("{shape} missing field `x-hasura-default-role`"),
            ),
            (
                "/h",
                "Json",
                r#""h":{"x-hasura-default-role":"v","x-hasura-allowed-roles":["u"]}"#.to_owned(),
                "400 The default role is not present in the allowed roles".to_owned(),
            ),
            (
                "/h",
                "Json",
                r#""h":{"x-hasura-default-role":"u","x-hasura-allowed-roles":["u","u"]}"#
                    .to_owned(),
                "500 Internal Error - Duplicate allowed role found in the JWT claims".to_owned(),
            ),
        ] {
            assert_eq!(at(location, format, &claims), expected, "{location} {claims}");
        }
        // The whole payload: every claim becomes a variable, but for the roles.
        let whole = at(
            "",
            "Json",
            r#""sub":"s","x-hasura-default-role":"u","x-hasura-allowed-roles":["u"]"#,
        );
        assert_eq!(whole, format!(r#"{{"x-hasura-role":"u","exp":{},"sub":"s"}}"#, NOW + 60));
    }

    #[test]
    fn a_default_role_outside_is_refused_whatever_is_asked_for() {
        let claims = r#""h":{"x-hasura-default-role":"v","x-hasura-allowed-roles":["u"]}"#;
        assert_eq!(
            sent("", &good(claims), &[("x-hasura-role", "u")]),
            "400 The default role is not present in the allowed roles"
        );
    }

    #[test]
    fn locations_take_each_claim_from_its_path() {
        let at = |others: &str, claims: &str| {
            let place = format!(
                r#"{{"locations":{{"x-hasura-default-role":{{"path":{{"path":"/d","default":"u"}}}},"x-hasura-allowed-roles":{{"path":{{"path":"/r"}}}}{others}}}}}"#
            );
            let bearer = format!("Bearer {}", good(claims));
            told(&asked(&config_of(&mode(&place, PLACE, "")), &[("authorization", &bearer)]))
        };
        let others = r#","x-n":{"path":{"path":"/n"}},"x-k":{"literal":[1]},"x-m":{"path":{"path":"/m","default":2}}"#;
        for (others, claims, expected) in [
            (others, r#""r":["u"]"#, r#"{"x-hasura-role":"u","x-k":[1],"x-m":2}"#),
            // A null that is found stays.
            (
                others,
                r#""r":["u"],"n":{"a":1},"m":null"#,
                r#"{"x-hasura-role":"u","x-n":{"a":1},"x-k":[1],"x-m":null}"#,
            ),
            ("", r#""d":"u""#, "400 Required claim x-hasura-allowed-roles not found"),
            (
                "",
                r#""r":"u""#,
                "400 Error while parsing the claims map entry: x-hasura-allowed-roles - invalid type: string \"u\", expected a sequence",
            ),
            (
                "",
                r#""r":["u"],"d":null"#,
                "400 Error while parsing the claims map entry: x-hasura-default-role - invalid type: null, expected a string",
            ),
        ] {
            assert_eq!(at(others, claims), expected, "{others} {claims}");
        }
    }

    #[test]
    fn a_key_set_is_asked_for_the_kid() {
        let by_url = mode(CLAIMS, PLACE, "").replace(
            &format!(r#"{{"fixed":{{"algorithm":"HS256","key":{{"value":"{SECRET}"}}}}}}"#),
            r#"{"jwkFromUrl":"https://i.example.gov/k"}"#,
        );
        let config = config_of(&by_url);
        let ask = |set: &str, header: &str| {
            let keys = Keys::of_set(set.as_bytes());
            let claims = format!(r#"{{"exp":{},{HASURA}}}"#, NOW + 60);
            let bearer = format!("Bearer {}", token(header, &claims));
            let request = request(&[("authorization", &bearer)]);
            let now = NumericDate::from_seconds(NOW).unwrap();
            told(&answer(&config, Some(&keys), &request, AudienceRule::Required, now))
        };
        let key = base64url::encode(SECRET);
        let set = |members: &str| format!(r#"{{"keys":[{{"kty":"oct","k":"{key}"{members}}}]}}"#);
        let named = set(r#","kid":"a","alg":"HS512""#);
        // The `alg` of the JWK is ignored.
        assert_eq!(ask(&named, r#"{"alg":"HS256","kid":"a"}"#), USER);
        assert_eq!(
            ask(&named, r#"{"alg":"HS256"}"#),
            "400 `kid` (Key ID) header claim not found in the header"
        );
        assert_eq!(
            ask(&named, r#"{"alg":"HS256","kid":"b"}"#),
            "500 Internal Error - No matching JWK found for the given kid: b"
        );
        assert_eq!(
            ask(&named, r#"{"alg":"RS256","kid":"a"}"#),
            "500 Internal Error - Error while decoding the JWT: InvalidAlgorithm"
        );
        assert!(
            ask(&named, r#"{"alg":"none"}"#)
                .starts_with("400 Error decoding the `Authorization` header - ")
        );
        assert!(
            ask("{}", r#"{"alg":"HS256","kid":"a"}"#)
                .starts_with("500 Internal Error - Error while fetching the JWKSet: ")
        );
        let broken = r#"{"keys":[{"kty":"RSA","kid":"a","n":"AQ","e":"AQ"}]}"#;
        assert_eq!(
            ask(broken, r#"{"alg":"HS256","kid":"a"}"#),
            "500 Internal Error - Error while constructing the JWT decoding key: InvalidKeyFormat"
        );
    }

    #[test]
    fn a_key_that_is_none_is_found_out_at_each_request() {
        let mode = mode(CLAIMS, PLACE, "").replace("HS256", "RS256");
        assert_eq!(
            told(&asked(&config_of(&mode), &[("authorization", "Bearer a.b.c")])),
            "500 Internal Error - Error while constructing the JWT decoding key: InvalidKeyFormat"
        );
    }

    #[test]
    fn a_mode_is_chosen_by_header_and_never_fallen_back_to() {
        let anonymous = r#"{"noAuth":{"role":"anon","sessionVariables":{"x-n":1}}}"#;
        let hook = r#"{"webhook":{"method":"POST","url":{"value":"http://rely:8080/auth/ddn"}}}"#;
        let text = |version: &str, more: &str| {
            format!(
                r#"{{"version":"{version}","definition":{{"mode":{}{more}}}}}"#,
                mode(CLAIMS, PLACE, "")
            )
        };
        let more = format!(
            r#","alternativeModes":[{{"identifier":"public","config":{anonymous}}},{{"identifier":"hook","config":{hook}}}]"#
        );
        let config = parse(&text("v4", &more)).unwrap();
        let named = |name| [("X-Hasura-Auth-Mode", name)];
        let anon = r#"{"x-hasura-role":"anon","x-n":1}"#;
        let missing = "400 JWT Authorization token source: Header name Authorization not found.";
        assert_eq!(told(&asked(&config, &named("public"))), anon);
        assert_eq!(told(&asked(&config, &named("Public"))), missing);
        assert_eq!(told(&asked(&config, &[])), missing);
        assert_eq!(told(&asked(&config, &named("hook"))), "POST http://rely:8080/auth/ddn");
        assert!(told(&asked(&config, &named("é"))).starts_with("400 Invalid auth mode header: "));
        let role = [("x-hasura-auth-mode", "public"), ("x-hasura-role", "root")];
        assert_eq!(told(&asked(&config, &role)), "401 cannot be authorized as role: root");
        let old = parse(&text("v3", "")).unwrap();
        assert_eq!(told(&asked(&old, &named("public"))), missing);
    }

    #[test]
    fn version_1_lets_one_role_be_any() {
        let text = format!(
            r#"{{"version":"v1","definition":{{"mode":{},"allowRoleEmulationBy":"admin"}}}}"#,
            mode(CLAIMS, PLACE, "")
        );
        let config = parse(&text).unwrap();
        let ask = |role: &str| {
            let claims = format!(
                r#""h":{{"x-hasura-role":"{role}","x-hasura-default-role":"u","x-hasura-allowed-roles":["u"]}}"#
            );
            let bearer = format!("Bearer {}", good(&claims));
            told(&asked(
                &config,
                &[("Authorization", &bearer), ("x-hasura-role", "any"), ("X-Hasura-Org", "9")],
            ))
        };
        let any = r#"{"x-hasura-role":"any","authorization":"…","x-hasura-org":"9"}"#;
        assert_eq!(ask("admin"), any);
        // Without the header it is the emulating role itself.
        let claims = r#""h":{"x-hasura-role":"admin","x-hasura-default-role":"u","x-hasura-allowed-roles":["u","u"]}"#;
        let bearer = format!("Bearer {}", good(claims));
        let own = told(&asked(&config, &[("Authorization", &bearer)]));
        assert_eq!(own, r#"{"x-hasura-role":"admin","authorization":"…"}"#);
        assert_eq!(ask("u"), "401 cannot be authorized as role: any");
    }

    #[test]
    fn every_reason_is_given_and_the_first_is_the_verdict() {
        let claims = r#""exp":1,"iss":"j","aud":"b","h":{"x-hasura-default-role":"u"}"#;
        let whole = token(r#"{"alg":"HS256"}"#, &format!("{{{claims}}}"));
        let (input, _) = whole.rsplit_once('.').unwrap();
        let bearer = format!("Bearer {input}.AAAA");
        let config = config(r#","issuer":"i","audience":["a"]"#);
        let answer = asked(&config, &[("authorization", &bearer)]);
        assert_eq!(told(&answer), "400 JWT validation error: InvalidSignature");
        let failed: Vec<&str> =
            answer.steps.iter().filter(|step| !step.passed).map(|step| step.name).collect();
        assert_eq!(failed, ["signature", "exp", "iss", "aud", "hasura-claims"]);
    }
}
