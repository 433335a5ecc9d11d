//! What the engine answers to a request in JWT mode: the session, or the refusal and every reason.

use std::ops::{Deref, DerefMut};

use crate::hasura::explanation::{self, Engine, Explanation, Refused, Response, Session};
use crate::hasura::request::{Request, Route};
use crate::hasura::trace::{Step, Trace, Warning, role_claim_ignored, seen_from};
use crate::hasura::v2::claims::{Claims, HasuraClaims, elsewhere, namespace_of, words_differ};
use crate::hasura::v2::config::{ClaimsPlace, Config, JwtConfig, TokenPlace, role, roles};
use crate::hasura::v2::haskell::{mismatch, show};
use crate::hasura::v2::keys::{KeySet, SignatureCheck, is_known};
use crate::hasura::v2::refusal::{Reason, Refusal};
use crate::hasura::v2::token_place::{candidates, describe, may_be_of};
use crate::hasura::view::{ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE, ROLE};
use crate::jose::base64url;
use crate::jose::json::{Object, Value};
use crate::jose::numeric_date::NumericDate;

const ADMIN_SECRET: &str = "x-hasura-admin-secret";
const ACCESS_KEY: &str = "x-hasura-access-key";
const BACKEND_ONLY: &str = "x-hasura-use-backend-only-permissions";

/// What the engine was started with beside the JWT configuration.
#[derive(Clone, Debug, Default)]
pub(crate) struct Server {
    /// The admin secret; `None` if nobody told it, and then none is right
    pub(crate) admin_secret: Option<String>,
    /// The role for requests without a token
    pub(crate) unauthorized_role: Option<String>,
}

/// What the engine makes of a request.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) outcome: Outcome,
    pub(crate) route: Route,
    /// Every check that could be made, those after the first refusal too
    pub(crate) steps: Vec<Step>,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) facts: Facts,
}

/// Who the request is, or why it is refused.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    /// `x-hasura-role` is the first of the session variables
    Accepted {
        role: String,
        session: Vec<(String, String)>,
    },
    Refused(Refusal),
}

/// What advice can be made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facts {
    /// Roles that the token allows
    pub(crate) allowed_roles: Vec<String>,
    /// A top-level key that holds Hasura claims and is not the configured place
    pub(crate) other_namespace: Option<String>,
    /// How the claims of the token are written
    pub(crate) format: Option<ClaimsFormat>,
    /// The token's issuer and audience
    pub(crate) issuer: Option<String>,
    pub(crate) audience: Vec<String>,
    /// How many parts the token has
    pub(crate) parts: usize,
    /// Where the engine looks for the token
    pub(crate) place: Option<TokenPlace>,
}

impl Outcome {
    /// The refusal, if it is one.
    pub(crate) const fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Accepted { .. } => None,
            Self::Refused(refusal) => Some(refusal),
        }
    }
}

/// The session that a request makes of its own headers, in this role.
fn own_session(request: &Request, role: &str) -> Vec<(String, String)> {
    let mut session = Object::new();
    session.set(ROLE, role);
    for (name, value) in &request.headers {
        let name = name.to_ascii_lowercase();
        let secret = [ADMIN_SECRET, ACCESS_KEY].contains(&name.as_str());
        if name.starts_with("x-hasura-") && !secret && !session.contains(&name) {
            session.set(&name, value.as_str());
        }
    }
    texts(&session)
}

fn texts(session: &Object) -> Vec<(String, String)> {
    session
        .iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value.as_str()?.to_owned())))
        .collect()
}

impl Answer {
    /// The same in the words that all engines share.
    pub(crate) fn into_explanation(self) -> Explanation {
        let outcome = match self.outcome {
            Outcome::Accepted { role, session } => {
                let session = session.into_iter().map(|(name, value)| (name, Value::from(value)));
                let variables = session.collect();
                explanation::Outcome::Accepted(Session { role, variables, ..Session::default() })
            }
            Outcome::Refused(refusal) => {
                let response = Response {
                    path: match self.route {
                        Route::Graphql => "/v1/graphql",
                        Route::Rest => "/api/rest",
                    },
                    route: self.route,
                    status: refusal.status_on(self.route),
                    body: Some(refusal.body_on(self.route)),
                };
                explanation::Outcome::Refused(Refused {
                    status: refusal.reason.status(),
                    code: Some(refusal.reason.code()),
                    message: refusal.message,
                    cause: None,
                    response,
                })
            }
        };
        Explanation { engine: Engine::Hasura, outcome, steps: self.steps, warnings: self.warnings }
    }
}

/// The checks so far, and what is known of the token.
#[derive(Default)]
struct Inquiry {
    trace: Trace<Refusal>,
    facts: Facts,
}

impl Deref for Inquiry {
    type Target = Trace<Refusal>;

    fn deref(&self) -> &Self::Target {
        &self.trace
    }
}

impl DerefMut for Inquiry {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.trace
    }
}

impl Inquiry {
    fn end(self, route: Route, accepted: Option<(String, Vec<(String, String)>)>) -> Answer {
        let outcome = match (self.trace.refusal, accepted) {
            (Some(refusal), _) => Outcome::Refused(refusal),
            (None, Some((role, session))) => Outcome::Accepted { role, session },
            // Whoever ends without a session has said why.
            (None, None) => Outcome::Refused(Refusal::of(Reason::NoToken)),
        };
        Answer {
            outcome,
            route,
            steps: self.trace.steps,
            warnings: self.trace.warnings,
            facts: self.facts,
        }
    }
}

/// Predicts the answer. `keys` are those of the entries, in the same order.
///
/// Read in the engine's sources (`Hasura/Server/Auth.hs`, `Auth/JWT.hs`) and in the
/// library they call (`jose`); the order of the steps is theirs.
pub(crate) fn answer(
    config: &Config,
    keys: &[KeySet],
    request: &Request,
    server: &Server,
    now: NumericDate,
) -> Answer {
    let mut trace = Inquiry::default();
    if let Some(given) = request.header(ADMIN_SECRET).or_else(|| request.header(ACCESS_KEY)) {
        return administrator(request, server, given, trace);
    }
    let found = match candidates(config, request) {
        Ok(found) => found,
        Err(detail) => {
            trace.facts.place = Some(TokenPlace::Authorization);
            trace.fail("token", Refusal::of(Reason::Malformed), detail);
            return trace.end(request.route, None);
        }
    };
    if found.is_empty() {
        return without_token(config, request, server, trace);
    }
    let kept: Vec<&(usize, String)> = found
        .iter()
        .filter(|(index, token)| may_be_of(config.entries.get(*index), token))
        .collect();
    let (chosen, fits) = match (kept.as_slice(), found.as_slice()) {
        ([one], _) => (*one, true),
        // The only one is not for the issuer of its entry; the other checks can be made.
        ([], [one]) => (one, false),
        ([], _) => {
            let detail = wrong_issuer(config);
            trace.fail("issuer", Refusal::of(Reason::Issuer), detail);
            return trace.end(request.route, None);
        }
        (several, _) => {
            let detail = format!(
                "{} pairs of an entry and a token; the engine wants exactly one",
                several.len()
            );
            trace.fail("token", Refusal::of(Reason::Multiple), detail);
            return trace.end(request.route, None);
        }
    };
    let (index, token) = chosen;
    let nothing = KeySet::default();
    let keys = keys.get(*index).unwrap_or(&nothing);
    let Some(entry) = config.entries.get(*index) else { return trace.end(request.route, None) };
    trace.facts.place = Some(entry.token.clone());
    trace.pass("token", describe(&entry.token));
    if !fits {
        trace.fail("issuer", Refusal::of(Reason::Issuer), wrong_issuer(config));
    }
    let accepted = with_token(entry, keys, token, request, now, &mut trace);
    trace.end(request.route, accepted)
}

fn wrong_issuer(config: &Config) -> String {
    let issuers: Vec<&str> =
        config.entries.iter().filter_map(|entry| entry.issuer.as_deref()).collect();
    format!("no entry is for the token's issuer; configured: `{}`", issuers.join("`, `"))
}

/// The admin secret decides alone; the token is not looked at.
fn administrator(request: &Request, server: &Server, given: &str, mut trace: Inquiry) -> Answer {
    if server.admin_secret.as_deref() != Some(given) {
        let detail = "the request's admin secret is not the engine's";
        trace.fail("admin-secret", Refusal::of(Reason::AdminSecret), detail);
        return trace.end(request.route, None);
    }
    trace.pass("admin-secret", "the engine's own; a token is not looked at");
    let asked = request.header(ROLE).filter(|role| !role.is_empty());
    let role = asked.unwrap_or("admin").to_owned();
    trace.pass("role", format!("`{role}`; no role is forbidden to the admin secret"));
    if let Some(value) = request.header(BACKEND_ONLY) {
        let known = ["true", "t", "yes", "y", "false", "f", "no", "n"];
        if !known.contains(&value.to_ascii_lowercase().as_str()) {
            let refusal = Refusal::with(Reason::BackendOnly, "…");
            trace.fail("backend-only", refusal, format!("`{value}` is neither true nor false"));
            trace.warn(words_differ());
        }
    }
    let session = own_session(request, &role);
    trace.end(request.route, Some((role, session)))
}

fn without_token(
    config: &Config,
    request: &Request,
    server: &Server,
    mut trace: Inquiry,
) -> Answer {
    let places: Vec<String> = config.entries.iter().map(|entry| describe(&entry.token)).collect();
    trace.facts.place = config.entries.first().map(|entry| entry.token.clone());
    let place = places.first().map_or("the request", String::as_str);
    if let Some(role) = &server.unauthorized_role {
        trace.pass("token", format!("none in {place}; the unauthorized role stands in"));
        trace.pass("role", format!("`{role}`, whatever the request asks for"));
        let session = own_session(request, role);
        return trace.end(request.route, Some((role.clone(), session)));
    }
    trace.fail("token", Refusal::of(Reason::NoToken), format!("there is none in {place}"));
    trace.end(request.route, None)
}

/// All that follows once there is one token and the entry it is for.
fn with_token(
    entry: &JwtConfig,
    keys: &KeySet,
    token: &str,
    request: &Request,
    now: NumericDate,
    trace: &mut Inquiry,
) -> Option<(String, Vec<(String, String)>)> {
    let parts: Vec<&str> = if token.is_empty() { Vec::new() } else { token.split('.').collect() };
    trace.facts.parts = parts.len();
    let [header, payload, signature] = parts.as_slice() else {
        let rest = format!("Invalid number of parts: Expected 3 parts; got {})", parts.len());
        let detail = format!("the token has {} parts instead of three", parts.len());
        trace.fail("form", Refusal::with(Reason::Parts, &rest), detail);
        return None;
    };
    let decoded = [*header, *payload, *signature].map(base64url::decode);
    let [header_bytes, payload_bytes, signature_bytes] = &decoded;
    let alg = form(header_bytes.as_ref().ok(), &decoded, trace);
    let Ok(payload_bytes) = payload_bytes else { return None };
    let claims = match Claims::read(payload_bytes) {
        Ok(claims) => claims,
        Err(none) => {
            none.warnings.into_iter().for_each(|warning| trace.warn(warning));
            trace.fail("claims", none.refusal, "the payload is no claims set");
            return None;
        }
    };
    claims.warnings.iter().for_each(|warning| trace.warn(warning.clone()));
    trace.facts.issuer.clone_from(&claims.iss);
    trace.facts.audience = claims.audience.clone().unwrap_or_default();
    match &claims.fault {
        Some(fault) => {
            let rest = fault.message.strip_prefix(Reason::ClaimsSet.words()).unwrap_or_default();
            trace.fail("claims", fault.clone(), rest.trim().to_owned());
        }
        None => trace.pass("claims", "well-formed claims set"),
    }
    if let (Some(alg), Ok(signature_bytes)) = (alg, signature_bytes) {
        let input = format!("{header}.{payload}");
        check_signature(keys, &alg, input.as_bytes(), signature_bytes, trace);
    }
    check_times(entry, &claims, now, trace);
    check_parties(entry, &claims, trace);
    authorize(entry, &claims, request, trace)
}

/// The compact form and its header; the `alg`, if it can be read.
fn form(
    header: Option<&Vec<u8>>,
    parts: &[Result<Vec<u8>, base64url::Base64UrlError>; 3],
    trace: &mut Inquiry,
) -> Option<String> {
    const NAMES: [&str; 3] = ["header", "payload", "signature"];
    let refusal = |text: &str| Refusal::with(Reason::Header, &format!("{})", show(text)));
    for (name, part) in NAMES.iter().zip(parts) {
        if let Err(error) = part {
            let detail = format!("the {name} is not base64url: {error}");
            trace.fail("form", refusal("Not valid base64url"), detail);
            if matches!(error, base64url::Base64UrlError::TrailingBits) {
                trace.warn(Warning::new(
                    "trailing-bits",
                    "some releases of the engine may let stray bits in the last character pass",
                ));
            }
            break;
        }
    }
    let header = match Value::parse(header?) {
        Ok(Value::Object(header)) => header,
        other => {
            let what = other.map_or("not JSON", |_| "JSON, but no object");
            let refusal = refusal("protected header contains invalid JSON");
            trace.fail("form", refusal, format!("the header is {what}"));
            return None;
        }
    };
    let Some(alg) = header.get("alg") else {
        let refusal = refusal(r#"missing required header "alg""#);
        trace.fail("form", refusal, "the header names no `alg`");
        return None;
    };
    let Some(alg) = alg.as_str().filter(|alg| is_known(alg)) else {
        let words = format!("{} \"unrecognised value; expected: […]\")", Reason::Header.words());
        let detail = format!("the engine's library does not know the `alg` {}", alg.to_json());
        trace.fail("form", Refusal { reason: Reason::Header, message: words }, detail);
        trace.warn(words_differ());
        return None;
    };
    for name in ["kid", "typ", "cty"] {
        match header.get(name) {
            None | Some(Value::String(_)) => {}
            Some(other) => {
                let detail = format!("`{name}` is {}, not a string", other.kind());
                trace.fail("form", refusal(&mismatch("Text", "String", other)), detail);
                return Some(alg.to_owned());
            }
        }
    }
    if header.contains("crit") {
        trace.warn(Warning::new(
            "crit",
            "the header has `crit`; what the engine makes of it is not foreseen here",
        ));
    }
    if parts.iter().all(Result::is_ok) {
        trace.pass("form", format!("three parts, `alg` {alg}"));
    }
    Some(alg.to_owned())
}

fn check_signature(keys: &KeySet, alg: &str, input: &[u8], signature: &[u8], trace: &mut Inquiry) {
    const NAME: &str = "signature";
    match keys.check(alg, input, signature) {
        SignatureCheck::NoSignatures => {
            let detail = "`alg` is `none`: nobody signed it";
            trace.fail(NAME, Refusal::of(Reason::NoSignatures), detail);
        }
        SignatureCheck::NoUsableKeys => {
            trace.fail(NAME, Refusal::of(Reason::NoUsableKeys), "the key set is empty");
        }
        SignatureCheck::Invalid(detail) => {
            trace.fail(NAME, Refusal::of(Reason::Signature), detail);
        }
        SignatureCheck::Valid(detail) => trace.pass(NAME, detail),
    }
}

/// `exp`, `iat`, `nbf`, to the microsecond; absent ones pass.
fn check_times(entry: &JwtConfig, claims: &Claims, now: NumericDate, trace: &mut Inquiry) {
    let micros = |date: NumericDate| date.as_utc().timestamp_micros();
    let (present, skew) = (micros(now), entry.skew);
    let words = |date, past: &str, coming: &str| seen_from(now, date, past, coming);
    let check = |good: bool, detail: String, reason: Reason| {
        if good { Ok(detail) } else { Err((Refusal::of(reason), detail)) }
    };
    let absent = |name: &str, meaning: &str| Ok(format!("no `{name}`: {meaning}"));
    trace.note(
        "exp",
        claims.exp.map_or_else(
            || absent("exp", "it never expires"),
            |exp| {
                let good = present < micros(exp).saturating_add(skew);
                check(good, words(exp, "expired", "expires"), Reason::Expired)
            },
        ),
    );
    trace.note(
        "iat",
        claims.iat.map_or_else(
            || absent("iat", "passes"),
            |iat| {
                let good = micros(iat) <= present.saturating_add(skew);
                check(good, words(iat, "issued", "issued"), Reason::IssuedAtFuture)
            },
        ),
    );
    trace.note(
        "nbf",
        claims.nbf.map_or_else(
            || absent("nbf", "passes"),
            |nbf| {
                let good = present >= micros(nbf).saturating_sub(skew);
                check(good, words(nbf, "valid since", "valid only"), Reason::NotYetValid)
            },
        ),
    );
}

/// `iss` and `aud`. Absent ones pass; an empty audience never does.
fn check_parties(entry: &JwtConfig, claims: &Claims, trace: &mut Inquiry) {
    let issuer = match (&entry.issuer, &claims.iss) {
        (None, _) => Ok("no issuer is configured".to_owned()),
        (Some(_), None) => Ok("no `iss`: passes".to_owned()),
        (Some(expected), Some(found)) if expected == found => Ok(format!("`{found}`")),
        (Some(expected), Some(found)) => Err((
            Refusal::of(Reason::Issuer),
            format!("`{found}`; the configuration says `{expected}`"),
        )),
    };
    trace.note("iss", issuer);
    let audience = match (&entry.audience, &claims.audience) {
        (_, None) => Ok("no `aud`: passes".to_owned()),
        (_, Some(found)) if found.is_empty() => Err((
            Refusal::of(Reason::Audience),
            "an empty list, which the engine never accepts".to_owned(),
        )),
        (None, Some(_)) => Ok("no audience is configured".to_owned()),
        (Some(expected), Some(found)) => {
            let same = found.iter().find(|one| expected.contains(one));
            same.map(|one| format!("`{one}`")).ok_or_else(|| {
                (
                    Refusal::of(Reason::Audience),
                    format!(
                        "`{}`; the configuration says `{}`",
                        found.join("`, `"),
                        expected.join("`, `")
                    ),
                )
            })
        }
    };
    trace.note("aud", audience);
}

/// The Hasura claims, the role, the session.
fn authorize(
    entry: &JwtConfig,
    claims: &Claims,
    request: &Request,
    trace: &mut Inquiry,
) -> Option<(String, Vec<(String, String)>)> {
    let other = elsewhere(&claims.members);
    trace.facts.format = other.as_ref().map(|(_, format)| *format);
    let hasura = match claims.locate(&entry.claims) {
        Ok(hasura) => hasura,
        Err(refusal) => {
            let found = other.map_or_else(
                || "the token holds no Hasura claims anywhere".to_owned(),
                |(path, format)| {
                    trace.facts.other_namespace = namespace_of(&path).map(ToOwned::to_owned);
                    format!("the token has them at `{path}`, as {}", format.name())
                },
            );
            trace.fail("hasura-claims", refusal, found);
            return None;
        }
    };
    hasura.warnings.iter().for_each(|warning| trace.warn(warning.clone()));
    trace.pass("hasura-claims", format!("{} found", hasura.members.len()));
    let allowed = allowed_roles(&hasura, trace);
    let in_map = matches!(entry.claims, ClaimsPlace::Map(_));
    let default = default_role(&hasura, in_map, trace);
    if let Some(name) = hasura.missing.first() {
        let refusal = Refusal::with(Reason::NotMapped, &format!("{name} not found"));
        let detail = format!("nothing at the path of `{}`", hasura.missing.join("`, `"));
        trace.fail("claims-map", refusal, detail);
    }
    let asked = request.header(ROLE).filter(|role| !role.is_empty()).map(ToOwned::to_owned);
    let by = if asked.is_some() { "asked for" } else { "the default" };
    let chosen = asked.or(default);
    if let (Some(chosen), Some(allowed)) = (&chosen, &allowed) {
        if allowed.contains(chosen) {
            trace.pass("role", format!("`{chosen}`, {by}"));
        } else {
            let detail = format!("`{chosen}`, {by}, is not among `{}`", allowed.join("`, `"));
            trace.fail("role", Refusal::of(Reason::RoleNotAllowed), detail);
        }
    }
    let claimed = hasura.members.get_str(ROLE);
    if let Some(claimed) = claimed.filter(|claimed| Some(*claimed) != chosen.as_deref()) {
        trace.warn(role_claim_ignored(claimed));
    }
    let session = session(&hasura, chosen.as_deref(), trace)?;
    Some((chosen?, session))
}

fn allowed_roles(hasura: &HasuraClaims, trace: &mut Inquiry) -> Option<Vec<String>> {
    const NAME: &str = "allowed-roles";
    let Some(value) = hasura.members.get(ALLOWED_ROLES) else {
        trace.fail(NAME, Refusal::of(Reason::NoAllowedRoles), "the claim is missing");
        return None;
    };
    match roles(value) {
        Ok(roles) => {
            trace.facts.allowed_roles.clone_from(&roles);
            trace.pass(NAME, format!("`{}`", roles.join("`, `")));
            Some(roles)
        }
        Err(message) => {
            let refusal = Refusal::with(Reason::AllowedRoles, &message);
            trace.fail(NAME, refusal, format!("{} is no list of roles", value.to_json()));
            None
        }
    }
}

fn default_role(hasura: &HasuraClaims, in_map: bool, trace: &mut Inquiry) -> Option<String> {
    const NAME: &str = "default-role";
    let Some(value) = hasura.members.get(DEFAULT_ROLE) else {
        trace.fail(NAME, Refusal::of(Reason::NoDefaultRole), "the claim is missing");
        return None;
    };
    match role(value) {
        Ok(role) => {
            trace.pass(NAME, format!("`{role}`"));
            Some(role)
        }
        Err(message) => {
            let what = if in_map { "role" } else { "single role name" };
            let refusal = Refusal::with(Reason::DefaultRole, &format!("{what}: {message}"));
            trace.fail(NAME, refusal, format!("{} is no role", value.to_json()));
            None
        }
    }
}

/// The remaining claims, which all have to be strings; the chosen role stands first.
fn session(
    hasura: &HasuraClaims,
    role: Option<&str>,
    trace: &mut Inquiry,
) -> Option<Vec<(String, String)>> {
    const NAME: &str = "session";
    let rest =
        || hasura.members.iter().filter(|(name, _)| ![ALLOWED_ROLES, DEFAULT_ROLE].contains(name));
    let wrong: Vec<(&str, &Value)> = rest().filter(|(_, value)| value.as_str().is_none()).collect();
    if let Some((_, first)) = wrong.first() {
        let message = mismatch("Text", "String", first);
        let refusal = Refusal::with(Reason::Variable, &message);
        let culprits: Vec<String> =
            wrong.iter().map(|(name, value)| format!("`{name}` is {}", value.to_json())).collect();
        trace.fail(
            NAME,
            refusal,
            format!("{}; the engine takes strings alone", culprits.join(", ")),
        );
        if wrong.iter().any(|(_, value)| value.kind() != first.kind()) {
            trace.warn(Warning::new(
                "inexact-message",
                "several variables are no strings, and which one the engine complains of is not certain",
            ));
        }
        return None;
    }
    let own = role.map(|role| (ROLE.to_owned(), Value::from(role)));
    let others = rest().filter(|(name, _)| ![ROLE, ADMIN_SECRET, ACCESS_KEY].contains(name));
    let others = others.map(|(name, value)| (name.to_owned(), value.clone()));
    let session: Object = own.into_iter().chain(others).collect();
    if role.is_some() && trace.refusal.is_none() {
        let count = session.len();
        trace.pass(NAME, format!("{count} session variable{}", if count == 1 { "" } else { "s" }));
    }
    Some(texts(&session))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hasura::v2::config::{LIST, SINGLE, parse};
    use crate::jose::key::{Secret, SigningKey, SigningMaterial};
    use crate::jose::{algorithm::SignatureAlgorithm, signature};

    const SECRET: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    const NOW: i64 = 1_700_000_000;
    const HASURA: &str = r#""https://hasura.io/jwt/claims":{"x-hasura-default-role":"user","x-hasura-allowed-roles":["user","editor"],"X-Hasura-User-Id":"7"}"#;

    fn token(header: &str, payload: &str) -> String {
        let material = SigningMaterial::Secret(Secret::new(SECRET.as_bytes()).unwrap());
        let key = SigningKey::new(material, Some(SignatureAlgorithm::HS256), None).unwrap();
        let header = Value::parse(header.as_bytes()).unwrap().as_object().unwrap().clone();
        signature::compact(&header, payload, &key).unwrap()
    }

    fn good(payload: &str) -> String {
        token(r#"{"alg":"HS256"}"#, payload)
    }

    fn config(more: &str) -> Config {
        let comma = if more.is_empty() { "" } else { "," };
        parse(&format!(r#"{{"type":"HS256","key":"{SECRET}"{comma}{more}}}"#), SINGLE).unwrap()
    }

    fn request(headers: &[(&str, &str)]) -> Request {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Request { headers: headers.collect(), url: None, route: Route::Graphql }
    }

    fn server(unauthorized_role: Option<&str>) -> Server {
        Server {
            admin_secret: Some("admin".to_owned()),
            unauthorized_role: unauthorized_role.map(ToOwned::to_owned),
        }
    }

    fn asked(config: &Config, request: &Request) -> Answer {
        asked_of(config, request, &server(None))
    }

    fn asked_of(config: &Config, request: &Request, server: &Server) -> Answer {
        let keys: Vec<KeySet> =
            config.entries.iter().map(|entry| KeySet::of_entry(entry).unwrap()).collect();
        answer(config, &keys, request, server, NumericDate::from_seconds(NOW).unwrap())
    }

    /// The role and the session in one line, or `status code: message`.
    fn told(answer: &Answer) -> String {
        match &answer.outcome {
            Outcome::Accepted { role, session } => {
                let session: Vec<String> =
                    session.iter().skip(1).map(|(name, value)| format!("{name}={value}")).collect();
                format!("{role} {}", session.join(" ")).trim_end().to_owned()
            }
            Outcome::Refused(refusal) => {
                let reason = refusal.reason;
                format!("{} {}: {}", reason.status(), reason.code(), refusal.message)
            }
        }
    }

    fn sent(settings: &str, token: &str, more: &[(&str, &str)]) -> String {
        let bearer = format!("Bearer {token}");
        let mut headers = vec![("authorization", bearer.as_str())];
        headers.extend(more);
        told(&asked(&config(settings), &request(&headers)))
    }

    fn jwt(message: &str) -> String {
        format!("400 invalid-jwt: Could not verify JWT: {message}")
    }

    #[test]
    fn a_token_becomes_a_session() {
        let plain = good(&format!("{{{HASURA}}}"));
        assert_eq!(sent("", &plain, &[]), "user x-hasura-user-id=7");
        assert_eq!(sent("", &plain, &[("X-Hasura-Role", "editor")]), "editor x-hasura-user-id=7");
        // An empty header does not count, and other headers never reach the session.
        assert_eq!(
            sent("", &plain, &[("x-hasura-role", ""), ("x-hasura-org", "9")]),
            "user x-hasura-user-id=7"
        );
        assert_eq!(
            sent("", &plain, &[("x-hasura-role", "Editor")]),
            "400 access-denied: Your requested role is not in allowed roles"
        );
    }

    #[test]
    fn the_compact_form_is_decoded_first() {
        let whole = good(&format!("{{{HASURA}}}"));
        let parts: Vec<&str> = whole.split('.').collect();
        let [header, payload, signature] = parts.as_slice() else { panic!("{whole}") };
        let with_header = |json: &str| format!("{}.{payload}.{signature}", base64url::encode(json));
        let json_error = |text: &str| jwt(&format!("JWSError (JSONDecodeError {})", show(text)));
        let parts = |number: usize| {
            jwt(&format!(
                "JWSError (CompactDecodeError Invalid number of parts: Expected 3 parts; got {number})"
            ))
        };
        for (token, expected) in [
            ("undefined".to_owned(), parts(1)),
            ("a.b".to_owned(), parts(2)),
            ("a.b.c.d.e".to_owned(), parts(5)),
            (format!("{header}=.{payload}.{signature}"), json_error("Not valid base64url")),
            (format!("{header}.{payload}+.{signature}"), json_error("Not valid base64url")),
            (format!("{header}.{payload}.{signature}/"), json_error("Not valid base64url")),
            (with_header("nonsense"), json_error("protected header contains invalid JSON")),
            (with_header("{}"), json_error(r#"missing required header "alg""#)),
            (
                with_header(r#"{"alg":"HS256","kid":1}"#),
                json_error("parsing Text failed, expected String, but encountered Number"),
            ),
            (
                with_header(r#"{"alg":"Ed25519"}"#),
                jwt(r#"JWSError (JSONDecodeError "unrecognised value; expected: […]")"#),
            ),
            (with_header(r#"{"alg":"none"}"#), jwt("JWSError JWSNoSignatures")),
            (with_header(r#"{"alg":"RS256"}"#), jwt("JWSError JWSInvalidSignature")),
            (with_header(r#"{"alg":"HS256","x":1}"#), jwt("JWSError JWSInvalidSignature")),
            // The claims set is decoded before the signature is checked.
            (
                format!("{header}.{}.{signature}", base64url::encode("[]")),
                jwt(
                    r#"JWTClaimsSetDecodeError "Error in $: parsing JWT Claims Set failed, expected Object, but encountered Array""#,
                ),
            ),
        ] {
            assert_eq!(sent("", &token, &[]), expected, "{token}");
        }
        let custom = config(r#""header":{"type":"CustomHeader","name":"X-Jwt"}"#);
        assert_eq!(told(&asked(&custom, &request(&[("x-jwt", "")]))), parts(0));
        let empty = answer(
            &config(""),
            &[KeySet::default()],
            &request(&[("Authorization", &format!("Bearer {whole}"))]),
            &server(None),
            NumericDate::from_seconds(NOW).unwrap(),
        );
        assert_eq!(told(&empty), jwt("JWSError NoUsableKeys"));
    }

    #[test]
    fn times_and_parties_are_checked_in_order_and_absent_ones_pass() {
        let ok = "user x-hasura-user-id=7".to_owned();
        let skew = r#""allowed_skew":60"#;
        let who = r#""issuer":"https://a/","audience":["x","y"]"#;
        for (settings, claims, expected) in [
            ("", format!(r#""exp":{NOW},"#), jwt("JWTExpired")),
            ("", format!(r#""exp":{NOW}.5,"#), ok.clone()),
            (skew, format!(r#""exp":{},"#, NOW - 59), ok.clone()),
            (skew, format!(r#""exp":{},"#, NOW - 60), jwt("JWTExpired")),
            ("", format!(r#""iat":{},"#, NOW + 1), jwt("JWTIssuedAtFuture")),
            ("", format!(r#""iat":{NOW},"#), ok.clone()),
            (skew, format!(r#""iat":{},"#, NOW + 60), ok.clone()),
            ("", format!(r#""nbf":{},"#, NOW + 1), jwt("JWTNotYetValid")),
            ("", format!(r#""nbf":{NOW},"#), ok.clone()),
            (skew, format!(r#""nbf":{},"#, NOW + 61), jwt("JWTNotYetValid")),
            ("", format!(r#""nbf":{0},"iat":{0},"exp":1,"#, NOW + 1), jwt("JWTExpired")),
            ("", format!(r#""nbf":{0},"iat":{0},"#, NOW + 1), jwt("JWTIssuedAtFuture")),
            (who, String::new(), ok.clone()),
            (who, r#""iss":"https://a/","aud":["z","y"],"#.to_owned(), ok.clone()),
            (who, r#""iss":"https://a","#.to_owned(), jwt("JWTNotInIssuer")),
            (who, r#""aud":"z","#.to_owned(), jwt("JWTNotInAudience")),
            ("", r#""aud":[],"#.to_owned(), jwt("JWTNotInAudience")),
            ("", r#""aud":"z","iss":"b","#.to_owned(), ok.clone()),
            (
                "",
                r#""exp":"1","#.to_owned(),
                jwt(
                    r#"JWTClaimsSetDecodeError "Error in $.exp: parsing NumericDate failed, expected Number, but encountered String""#,
                ),
            ),
        ] {
            assert_eq!(
                sent(settings, &good(&format!("{{{claims}{HASURA}}}")), &[]),
                expected,
                "{settings} {claims}"
            );
        }
    }

    #[test]
    fn every_reason_is_given_and_the_first_is_the_verdict() {
        let claims = good(r#"{"exp":1,"aud":[],"h":{"x-hasura-default-role":"user"}}"#);
        let forged = claims.trim_end_matches(|c| c != '.').to_owned() + "AAAA";
        let bearer = format!("Bearer {forged}");
        let answer = asked(&config(""), &request(&[("Authorization", &bearer)]));
        assert_eq!(told(&answer), jwt("JWSError JWSInvalidSignature"));
        let failed: Vec<&str> =
            answer.steps.iter().filter(|step| !step.passed).map(|step| step.name).collect();
        assert_eq!(failed, ["signature", "exp", "aud", "hasura-claims"]);
        assert_eq!(answer.facts.other_namespace.as_deref(), Some("h"));
    }

    #[test]
    fn the_namespace_is_found_or_not() {
        let roles = r#"{"x-hasura-default-role":"u","x-hasura-allowed-roles":["u"]}"#;
        let stringified = Value::from(roles).to_json();
        let format = r#""claims_format":"stringified_json""#;
        let invalid = |message: &str| format!("400 jwt-invalid-claims: {message}");
        for (settings, claims, expected) in [
            ("", "{}".to_owned(), invalid("claims key: 'https://hasura.io/jwt/claims' not found")),
            (r#""claims_namespace":"n""#, format!(r#"{{"n":{roles}}}"#), "u".to_owned()),
            (
                r#""claims_namespace":"sub""#,
                r#"{"sub":"a"}"#.to_owned(),
                invalid("claims key: 'sub' not found"),
            ),
            (
                r#""claims_namespace_path":"$.a.b""#,
                format!(r#"{{"a":{{"b":{roles}}}}}"#),
                "u".to_owned(),
            ),
            (r#""claims_namespace_path":"$""#, roles.to_owned(), "u".to_owned()),
            (
                r#""claims_namespace_path":"a['b c'][0]""#,
                "{}".to_owned(),
                invalid(r#"claims not found at claims_namespace_path: '$.a["b c"][0]'"#),
            ),
            (
                r#""claims_namespace":"n""#,
                format!(r#"{{"n":{stringified}}}"#),
                invalid("expecting a json object when claims_format is json"),
            ),
            (
                &*format!(r#""claims_namespace":"n",{format}"#),
                format!(r#"{{"n":{stringified}}}"#),
                "u".to_owned(),
            ),
            (
                &*format!(r#""claims_namespace":"n",{format}"#),
                format!(r#"{{"n":{roles}}}"#),
                invalid("expecting a string when claims_format is stringified_json"),
            ),
            (
                &*format!(r#""claims_namespace":"n",{format}"#),
                r#"{"n":"x"}"#.to_owned(),
                invalid("expecting stringified json at: 'claims_namespace n', but found: x"),
            ),
            (
                &*format!(r#""claims_namespace_path":"$.n",{format}"#),
                r#"{"n":"x"}"#.to_owned(),
                invalid("expecting stringified json at: 'claims_namespace_path $.n', but found: x"),
            ),
        ] {
            assert_eq!(sent(settings, &good(&claims), &[]), expected, "{settings} {claims}");
        }
    }

    #[test]
    fn role_claims_and_variables_are_typed() {
        let invalid = |message: &str| format!("400 jwt-invalid-claims: {message}");
        let missing =
            |name: &str| format!("400 jwt-missing-role-claims: JWT claim does not contain {name}");
        let allowed = "invalid x-hasura-allowed-roles; should be a list of roles:";
        let default = "invalid x-hasura-default-role; should be a single role name:";
        for (allowed_roles, default_role, more, expected) in [
            ("", r#""u""#, "", missing("x-hasura-allowed-roles")),
            (r#"["u"]"#, "", "", missing("x-hasura-default-role")),
            (
                r#""u""#,
                r#""u""#,
                "",
                invalid(&format!(
                    "{allowed} parsing [] failed, expected Array, but encountered String"
                )),
            ),
            (
                "[1]",
                r#""u""#,
                "",
                invalid(&format!(
                    "{allowed} parsing String failed, expected String, but encountered Number"
                )),
            ),
            (r#"[""]"#, r#""u""#, "", invalid(&format!("{allowed} empty string not allowed"))),
            (
                r#"["u"]"#,
                "[]",
                "",
                invalid(&format!(
                    "{default} parsing String failed, expected String, but encountered Array"
                )),
            ),
            (r#"["u"]"#, r#""""#, "", invalid(&format!("{default} empty string not allowed"))),
            (
                r#"["v"]"#,
                r#""u""#,
                r#","x-hasura-n":1"#,
                "400 access-denied: Your requested role is not in allowed roles".to_owned(),
            ),
            (
                r#"["u"]"#,
                r#""u""#,
                r#","x-hasura-n":1"#,
                invalid(
                    "x-hasura-* claims: parsing Text failed, expected String, but encountered Number",
                ),
            ),
            (
                r#"["u"]"#,
                r#""u""#,
                r#","x-hasura-n":true"#,
                invalid(
                    "x-hasura-* claims: parsing Text failed, expected String, but encountered Boolean",
                ),
            ),
            (
                r#"["u"]"#,
                r#""u""#,
                r#","x-hasura-n":["a"]"#,
                invalid(
                    "x-hasura-* claims: parsing Text failed, expected String, but encountered Array",
                ),
            ),
            (
                r#"["u"]"#,
                r#""u""#,
                r#","x-hasura-n":{}"#,
                invalid(
                    "x-hasura-* claims: parsing Text failed, expected String, but encountered Object",
                ),
            ),
            (
                r#"["u"]"#,
                r#""u""#,
                r#","x-hasura-n":null"#,
                invalid(
                    "x-hasura-* claims: parsing Text failed, expected String, but encountered Null",
                ),
            ),
            (
                r#"["u"]"#,
                r#""u""#,
                r#","n":1,"x-hasura-role":"z","x-hasura-admin-secret":"s""#,
                "u".to_owned(),
            ),
        ] {
            let member = |name: &str, value: &str| {
                if value.is_empty() { String::new() } else { format!(r#""{name}":{value},"#) }
            };
            let claims = format!(
                r#"{{"https://hasura.io/jwt/claims":{{{}{}"x-hasura-a":"1"{more}}}}}"#,
                member("x-hasura-allowed-roles", allowed_roles),
                member("x-hasura-default-role", default_role)
            );
            let expected = if expected == "u" { "u x-hasura-a=1".to_owned() } else { expected };
            assert_eq!(sent("", &good(&claims), &[]), expected, "{claims}");
        }
    }

    #[test]
    fn a_claims_map_takes_each_claim_from_its_path() {
        let map = |others: &str| {
            format!(
                r#""claims_map":{{"x-hasura-allowed-roles":{{"path":"$.r"}},"x-hasura-default-role":{{"path":"$.d","default":"u"}}{others}}}"#
            )
        };
        let invalid = |message: &str| format!("400 jwt-invalid-claims: {message}");
        for (others, claims, expected) in [
            ("", r#"{"r":["u"]}"#, "u".to_owned()),
            (
                r#","x-hasura-aud":{"path":"$.aud"},"X-Hasura-Sub":{"path":"$.sub"},"x-hasura-k":"v""#,
                r#"{"r":["u"],"aud":["a"],"sub":"s"}"#,
                "u x-hasura-aud=a x-hasura-sub=s x-hasura-k=v".to_owned(),
            ),
            (
                r#","x-hasura-aud":{"path":"$.aud[0]"}"#,
                r#"{"r":["u"],"aud":["a"]}"#,
                invalid("JWT claim from claims_map, x-hasura-aud not found"),
            ),
            (
                r#","x-hasura-o":{"path":"$.o","default":"d"}"#,
                r#"{"r":["u"]}"#,
                "u x-hasura-o=d".to_owned(),
            ),
            (
                r#","x-hasura-o":{"path":"$.o","default":"d"}"#,
                r#"{"r":["u"],"o":null}"#,
                invalid(
                    "x-hasura-* claims: parsing Text failed, expected String, but encountered Null",
                ),
            ),
            (
                "",
                "{}",
                "400 jwt-missing-role-claims: JWT claim does not contain x-hasura-allowed-roles"
                    .to_owned(),
            ),
            (
                "",
                r#"{"r":["u"],"d":1}"#,
                invalid(
                    "invalid x-hasura-default-role; should be a role: parsing String failed, expected String, but encountered Number",
                ),
            ),
            (
                "",
                r#"{"r":"u"}"#,
                invalid(
                    "invalid x-hasura-allowed-roles; should be a list of roles: parsing [] failed, expected Array, but encountered String",
                ),
            ),
        ] {
            assert_eq!(sent(&map(others), &good(claims), &[]), expected, "{others} {claims}");
        }
    }

    #[test]
    fn the_token_is_looked_for_in_one_place() {
        let token = good(&format!("{{{HASURA}}}"));
        let bearer = format!("Bearer {token}");
        let ok = "user x-hasura-user-id=7";
        let none = "400 invalid-headers: Missing 'Authorization' or 'Cookie' header in JWT authentication mode";
        let malformed = "400 invalid-headers: Malformed Authorization header";
        let cookie = r#""header":{"type":"Cookie","name":"sid"}"#;
        let custom = r#""header":{"type":"CustomHeader","name":"X-Jwt"}"#;
        let in_cookie = format!("a=b; sid={token}; c=d");
        let wrong_case = format!("Sid={token}");
        for (settings, headers, expected) in [
            ("", vec![("AUTHORIZATION", bearer.as_str())], ok),
            ("", vec![], none),
            ("", vec![("Authorization", token.as_str())], malformed),
            ("", vec![("Authorization", "bearer x")], malformed),
            ("", vec![("Authorization", "Bearer a b")], malformed),
            ("", vec![("Authorization", "")], malformed),
            (
                "",
                vec![("Authorization", &bearer), ("Authorization", &bearer)],
                "400 invalid-headers: Could not verify JWT: Multiple JWTs found",
            ),
            (cookie, vec![("cookie", in_cookie.as_str())], ok),
            (cookie, vec![("Cookie", wrong_case.as_str())], none),
            (cookie, vec![("Authorization", &bearer)], none),
            (custom, vec![("x-jwt", token.as_str())], ok),
            (
                custom,
                vec![("x-jwt", bearer.as_str())],
                "400 invalid-jwt: Could not verify JWT: JWSError (JSONDecodeError \"Not valid base64url\")",
            ),
        ] {
            assert_eq!(
                told(&asked(&config(settings), &request(&headers))),
                expected,
                "{settings} {headers:?}"
            );
        }
    }

    #[test]
    fn several_entries_are_told_apart_by_issuer() {
        let entry =
            |issuer: &str| format!(r#"{{"type":"HS256","key":"{SECRET}","issuer":"{issuer}"}}"#);
        let config = parse(&format!("[{},{}]", entry("a"), entry("b")), LIST).unwrap();
        let ask = |claims: &str| {
            let bearer = format!("Bearer {}", good(&format!("{{{claims}{HASURA}}}")));
            told(&asked(&config, &request(&[("Authorization", &bearer)])))
        };
        assert_eq!(ask(r#""iss":"b","#), "user x-hasura-user-id=7");
        assert_eq!(ask(r#""iss":"c","#), jwt("JWTNotInIssuer"));
        assert_eq!(ask(""), "400 invalid-headers: Could not verify JWT: Multiple JWTs found");
    }

    #[test]
    fn the_admin_secret_wins_and_the_unauthorized_role_stands_in() {
        let ask = |headers: &[(&str, &str)]| told(&asked(&config(""), &request(headers)));
        let secret = ("x-hasura-admin-secret", "admin");
        assert_eq!(ask(&[secret, ("Authorization", "nonsense")]), "admin");
        assert_eq!(
            ask(&[secret, ("x-hasura-role", "any"), ("X-Hasura-Org", "9")]),
            "any x-hasura-org=9"
        );
        assert_eq!(ask(&[("X-Hasura-Access-Key", "admin")]), "admin");
        let wrong = "401 access-denied: invalid x-hasura-admin-secret/x-hasura-access-key";
        assert_eq!(ask(&[("x-hasura-admin-secret", "")]), wrong);
        assert_eq!(ask(&[("x-hasura-admin-secret", "x"), ("x-hasura-access-key", "admin")]), wrong);
        assert!(ask(&[secret, (BACKEND_ONLY, "maybe")]).starts_with(
            "400 bad-request: x-hasura-use-backend-only-permissions:  Not a valid boolean text."
        ));
        let anonymous = |headers: &[(&str, &str)]| {
            told(&asked_of(&config(""), &request(headers), &server(Some("anon"))))
        };
        assert_eq!(
            anonymous(&[("x-hasura-role", "user"), ("x-hasura-org", "9")]),
            "anon x-hasura-org=9"
        );
        let bad = anonymous(&[("Authorization", "Bearer x")]);
        assert!(bad.starts_with("400 invalid-jwt"), "{bad}");
    }
}
