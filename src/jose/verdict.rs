//! Judging a token by a policy: every check, in order, with its reason.

use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::claims::ClaimsSet;
use crate::jose::duration::Duration;
use crate::jose::json::{Object, Value};
use crate::jose::jws::{Jws, ParseJwsError};
use crate::jose::key::KeyError;
use crate::jose::keyring::{Candidate, Keyring, NoFit};
use crate::jose::lint::{self, Lint};
use crate::jose::numeric_date::NumericDate;
use crate::jose::path::ClaimName;

/// What a token is expected to be.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an expectation of its own")]
pub struct Policy {
    /// The instant to judge time claims at
    pub now: NumericDate,
    /// How far `exp`, `nbf` and `iat` may be off
    pub leeway: Duration,
    /// The expected issuer; several if one issuer has several names
    pub issuers: Vec<String>,
    /// Whether the issuer is only the token's own word, so that its keys prove nothing
    pub issuer_unconfirmed: bool,
    /// Audiences of which the token must name one
    pub audiences: Vec<String>,
    /// The expected subject
    pub subject: Option<String>,
    /// Claims that must be there
    pub requirements: Vec<Requirement>,
    /// The longest time since `iat`
    pub max_age: Option<Duration>,
    /// The shortest time left until `exp`
    pub expires_in: Option<Duration>,
    /// Whether `exp` is not looked at
    pub ignore_exp: bool,
    /// Whether only the signature counts: any payload, no claims
    pub signature_only: bool,
    /// Whether advice on keys and tokens is a failure
    pub strict: bool,
    /// The algorithms that are let pass; empty for all that the key allows
    pub algorithms: Vec<SignatureAlgorithm>,
}

impl Policy {
    /// A policy that expects nothing but a valid signature and the time claims, at this instant.
    pub const fn at(now: NumericDate) -> Self {
        Self {
            now,
            leeway: Duration::ZERO,
            issuers: Vec::new(),
            issuer_unconfirmed: false,
            audiences: Vec::new(),
            subject: None,
            requirements: Vec::new(),
            max_age: None,
            expires_in: None,
            ignore_exp: false,
            signature_only: false,
            strict: false,
            algorithms: Vec::new(),
        }
    }
}

/// A claim that must be there, and what it must be.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    /// Which claim
    pub name: ClaimName,
    /// What is asked of it
    pub condition: Condition,
}

/// What is asked of a claim.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// It is there, be it `null`
    Present,
    /// It is this string, or a number or boolean written like this
    Equals(String),
    /// It is exactly this JSON
    EqualsJson(Value),
    /// It is a list, or a string of words, that contains this
    Contains(String),
}

/// The judgement: every check that was made, in order.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The checks; the token is accepted if all passed
    pub checks: Vec<Check>,
    /// Advice on token and keys; with a strict policy they are checks instead
    pub warnings: Vec<Lint>,
    /// The key that verified the signature, or the one that was chosen and did not
    pub key: Option<ChosenKey>,
    /// The header, if the token is well formed
    pub header: Option<Object>,
    /// The claims, if the payload holds them
    pub claims: Option<Object>,
}

/// Which key was used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ChosenKey {
    /// Its name, if it has one
    pub kid: Option<String>,
    /// The algorithm it was used with
    pub algorithm: SignatureAlgorithm,
}

/// One check.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Check {
    /// What was looked at: `form`, `signature`, `exp`, …
    pub name: String,
    /// Why it failed, or `None` if it passed
    pub code: Option<Code>,
    /// What was found
    pub message: String,
}

impl Check {
    /// Whether it passed.
    pub const fn passed(&self) -> bool {
        self.code.is_none()
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// Why a check failed: stable words that scripts rely on.
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable word.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

codes! {
    /// The text is no JWS
    Malformed = "malformed",
    /// The text is a JWE
    Encrypted = "encrypted",
    /// The token is unsigned, or says so
    AlgNone = "alg-none",
    /// The token's algorithm is unknown, or not among those let pass
    AlgNotAllowed = "alg-not-allowed",
    /// No key has the token's `kid`
    KeyNotFound = "key-not-found",
    /// The key says it is for something else, or makes every signature worthless
    KeyNotUsable = "key-not-usable",
    /// The key is of another kind than the token's algorithm takes
    KeyMismatch = "key-mismatch",
    /// The signature was made with another key, or the token was changed
    SignatureMismatch = "signature-mismatch",
    /// The key is too short
    WeakKey = "weak-key",
    /// Two keys of a set share a `kid`
    DuplicateKid = "duplicate-kid",
    /// A set holds both secrets and public keys
    MixedKeySet = "mixed-key-set",
    /// `crit` names what is not understood, or is no list
    CritUnknown = "crit-unknown",
    /// The issuer is the token's own word
    IssuerUnconfirmed = "issuer-unconfirmed",
    /// `exp` has passed
    Expired = "expired",
    /// `nbf` has not come
    NotYetValid = "not-yet-valid",
    /// `iat` has not come
    IssuedInFuture = "issued-in-future",
    /// Another issuer
    IssMismatch = "iss-mismatch",
    /// Another audience
    AudMismatch = "aud-mismatch",
    /// Another subject
    SubMismatch = "sub-mismatch",
    /// A claim that is asked for is absent
    ClaimMissing = "claim-missing",
    /// A claim is not what was asked for
    ClaimMismatch = "claim-mismatch",
    /// A claim has the wrong type
    ClaimMalformed = "claim-malformed",
    /// Issued longer ago than allowed
    TooOld = "too-old",
    /// Less time left than asked for
    LifetimeTooShort = "lifetime-too-short",
    /// Valid for longer than is wise
    LifetimeTooLong = "lifetime-too-long",
    /// Never expires
    NoExp = "no-exp",
}

impl Verdict {
    /// Whether all checks passed.
    pub fn is_accepted(&self) -> bool {
        !self.checks.is_empty() && self.checks.iter().all(Check::passed)
    }

    /// The first check that failed: the reason.
    pub fn reason(&self) -> Option<&Check> {
        self.checks.iter().find(|check| !check.passed())
    }

    /// Whether a check failed with this code.
    pub fn has(&self, code: Code) -> bool {
        self.checks.iter().any(|check| check.code == Some(code))
    }
}

/// Judges a token: form, algorithm, key, signature, then the claims.
///
/// A text in the general JSON serialization is judged by its first signature that
/// verifies, else by its first.
pub fn judge(text: &str, keys: &Keyring, policy: &Policy) -> Verdict {
    let mut verdict =
        Verdict { checks: Vec::new(), warnings: Vec::new(), key: None, header: None, claims: None };
    let mut signatures = match parse(text) {
        Ok(signatures) => signatures,
        Err(error) => {
            let code = match error {
                ParseJwsError::Encrypted => Code::Encrypted,
                ParseJwsError::Crit { .. } => Code::CritUnknown,
                _ => Code::Malformed,
            };
            verdict.fail("form", code, error.to_string());
            return verdict;
        }
    };
    // Of several signatures the first that verifies counts; only that one is judged whole.
    let verifies = |jws: &&Jws| {
        let mut one = verdict.clone();
        one.check_signature(jws, keys, policy);
        one.checks.last().is_some_and(|check| check.name == "signature" && check.passed())
    };
    let chosen = match signatures.as_slice() {
        [_] => 0,
        several => several.iter().position(|jws| verifies(&jws)).unwrap_or(0),
    };
    if chosen < signatures.len() {
        verdict.judge_jws(signatures.swap_remove(chosen), keys, policy);
    } else {
        verdict.fail("form", Code::Malformed, "it has no signatures".to_owned());
    }
    verdict
}

fn parse(text: &str) -> Result<Vec<Jws>, ParseJwsError> {
    let text = text.trim();
    if !text.starts_with('{') {
        return Jws::parse_compact(text).map(|jws| vec![jws]);
    }
    match Value::parse(text.as_bytes()).map_err(ParseJwsError::HeaderNotJson)? {
        Value::Object(object) => Jws::parse_json(&object),
        other => Err(ParseJwsError::HeaderNotObject { kind: other.a_kind() }),
    }
}

impl Verdict {
    fn judge_jws(&mut self, jws: Jws, keys: &Keyring, policy: &Policy) {
        self.pass("form", "well-formed JWS");
        for (name, what) in [
            ("jwk", "a key"),
            ("jku", "a key address"),
            ("x5u", "a certificate address"),
            ("x5c", "a certificate"),
        ] {
            if jws.header().members().contains(name) {
                self.warnings.push(Lint::key_in_header(name, what));
            }
        }
        if let Err(message) = understand_crit(&jws) {
            self.fail("crit", Code::CritUnknown, message);
        }
        self.check_signature(&jws, keys, policy);
        let claims = ClaimsSet::parse(jws.payload());
        if policy.issuer_unconfirmed {
            let issuer = claims.as_ref().ok().and_then(ClaimsSet::iss).unwrap_or_default();
            let message = format!(
                "the keys are those of `{issuer}` on the token's own word; anyone can run an issuer"
            );
            self.fail("issuer", Code::IssuerUnconfirmed, message);
        }
        if !policy.signature_only {
            match &claims {
                Ok(claims) => self.check_claims(claims, policy),
                Err(error) => self.fail("claims", Code::ClaimMalformed, error.to_string()),
            }
        }
        self.advise(keys.lints().to_vec(), policy);
        if let Ok(claims) = &claims
            && !policy.signature_only
        {
            self.advise(lint::of_claims(claims), policy);
        }
        self.claims = claims.ok().map(ClaimsSet::into_members);
        self.header = Some(jws.into_header());
    }

    fn check_signature(&mut self, jws: &Jws, keys: &Keyring, policy: &Policy) {
        let header = jws.header();
        let Some(name) = header.alg() else {
            return self.fail("alg", Code::AlgNotAllowed, "the header names no `alg`".to_owned());
        };
        if name.eq_ignore_ascii_case("none") {
            let message = format!("the token says `alg: {name}`, so nobody signed it");
            return self.fail("alg", Code::AlgNone, message);
        }
        let algorithm = match name.parse::<SignatureAlgorithm>() {
            Ok(algorithm) => algorithm,
            Err(error) => return self.fail("alg", Code::AlgNotAllowed, error.to_string()),
        };
        if !policy.algorithms.is_empty() && !policy.algorithms.contains(&algorithm) {
            let allowed: Vec<_> = policy.algorithms.iter().map(|alg| alg.name()).collect();
            let message =
                format!("the token is signed with {algorithm}; allowed is {}", allowed.join(", "));
            return self.fail("alg", Code::AlgNotAllowed, message);
        }
        self.pass("alg", algorithm.name());
        let candidates = match keys.choose(header.kid(), algorithm) {
            Ok(candidates) => candidates,
            Err(NoFit { code, message }) => return self.fail("key", code, message),
        };
        let mut refused = None;
        let mut tried = Vec::new();
        for key in candidates {
            let verifier = match key.verifier() {
                Ok(verifier) => verifier,
                Err(error) => {
                    refused.get_or_insert(error);
                    continue;
                }
            };
            if verifier.verify(jws).is_some() {
                self.choose(&key, algorithm, policy);
                self.pass("key", key.describe(header.kid()));
                return self.pass("signature", format!("verified with {algorithm}"));
            }
            tried.push(key);
        }
        match (tried.as_slice(), refused) {
            ([], Some(error)) => {
                let code = match error {
                    KeyError::RsaSize { .. } => Code::WeakKey,
                    KeyError::WrongFamily { .. } => Code::KeyMismatch,
                    KeyError::Inconsistent { .. }
                    | KeyError::RsaExponent { .. }
                    | KeyError::EmptySecret
                    | KeyError::SmallOrder
                    | KeyError::KeyAsSecret(_) => Code::KeyNotUsable,
                };
                self.fail("key", code, format!("the key is {error}"));
            }
            ([only], _) => {
                self.choose(only, algorithm, policy);
                self.pass("key", only.describe(header.kid()));
                let message = "the signature was made with another key, or the token was changed";
                self.fail("signature", Code::SignatureMismatch, message.to_owned());
            }
            (several, _) => {
                let count = several.len();
                self.pass("key", format!("{count} keys that fit"));
                let message =
                    format!("none of {count} keys made this signature, or the token was changed");
                self.fail("signature", Code::SignatureMismatch, message);
            }
        }
    }

    /// Notes which key it was, and what is to be said of it.
    fn choose(&mut self, key: &Candidate<'_>, algorithm: SignatureAlgorithm, policy: &Policy) {
        self.key = Some(ChosenKey { kid: key.kid().map(ToOwned::to_owned), algorithm });
        self.advise(key.lints(), policy);
    }

    /// Advice is a warning, or with a strict policy a failed check.
    fn advise(&mut self, lints: Vec<Lint>, policy: &Policy) {
        for lint in lints {
            if policy.strict {
                self.fail("strict", lint.code, lint.message);
            } else {
                self.warnings.push(lint);
            }
        }
    }

    fn check_claims(&mut self, claims: &ClaimsSet, policy: &Policy) {
        for name in claims.members().duplicates() {
            if ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"].contains(&name) {
                let message = format!(
                    "`{name}` stands more than once, and readers differ in which one counts"
                );
                self.fail(name, Code::ClaimMalformed, message);
            }
        }
        let (now, leeway) = (policy.now, policy.leeway);
        if !policy.ignore_exp {
            self.check_date(claims, "exp", |exp| {
                if now < exp.plus(leeway) {
                    Ok(format!("valid for another {}", exp.since(now).in_words()))
                } else {
                    Err((
                        Code::Expired,
                        format!(
                            "expired {} ago, at {}",
                            now.since(exp).in_words(),
                            exp.to_rfc3339()
                        ),
                    ))
                }
            });
        }
        self.check_date(claims, "iat", |iat| {
            if iat <= now.plus(leeway) {
                Ok(format!("issued {} ago", now.since(iat).in_words()))
            } else {
                Err((
                    Code::IssuedInFuture,
                    format!(
                        "issued {} in the future, at {}",
                        iat.since(now).in_words(),
                        iat.to_rfc3339()
                    ),
                ))
            }
        });
        self.check_date(claims, "nbf", |nbf| {
            if now >= nbf.plus(leeway.negated()) {
                Ok(format!("valid since {}", nbf.to_rfc3339()))
            } else {
                Err((
                    Code::NotYetValid,
                    format!(
                        "valid only in {}, from {}",
                        nbf.since(now).in_words(),
                        nbf.to_rfc3339()
                    ),
                ))
            }
        });
        self.check_issuer(claims, policy);
        self.check_audience(claims, policy);
        if let Some(expected) = &policy.subject {
            self.check_text(claims, "sub", expected, Code::SubMismatch);
        }
        for requirement in &policy.requirements {
            self.check_requirement(claims, requirement);
        }
        if let Some(max_age) = policy.max_age {
            match claims.date("iat") {
                Ok(Some(iat))
                    if now.since(iat).seconds()
                        > max_age.seconds().saturating_add(leeway.seconds()) =>
                {
                    let message = format!(
                        "issued {} ago; at most {} allowed",
                        now.since(iat).in_words(),
                        max_age.in_words()
                    );
                    self.fail("max-age", Code::TooOld, message);
                }
                Ok(Some(_)) => self.pass("max-age", format!("younger than {}", max_age.in_words())),
                Ok(None) => self.fail(
                    "max-age",
                    Code::ClaimMissing,
                    "there is no `iat` to tell the token's age by".to_owned(),
                ),
                // Reported by the check of `iat` itself.
                Err(_) => {}
            }
        }
        if let Some(span) = policy.expires_in {
            match claims.date("exp") {
                Ok(Some(exp)) if exp < now.plus(span) => {
                    let left =
                        if exp > now { exp.since(now).in_words() } else { "nothing".to_owned() };
                    self.fail(
                        "expires-in",
                        Code::LifetimeTooShort,
                        format!("{left} left; at least {} asked for", span.in_words()),
                    );
                }
                Ok(_) => self.pass("expires-in", format!("valid for at least {}", span.in_words())),
                Err(_) => {}
            }
        }
    }

    fn check_date(
        &mut self,
        claims: &ClaimsSet,
        name: &str,
        judge: impl FnOnce(NumericDate) -> Result<String, (Code, String)>,
    ) {
        match claims.date(name) {
            Ok(None) => {}
            Ok(Some(date)) => match judge(date) {
                Ok(message) => self.pass(name, message),
                Err((code, message)) => self.fail(name, code, message),
            },
            Err(error) => self.fail(name, Code::ClaimMalformed, format!("`{name}` {error}")),
        }
    }

    fn check_issuer(&mut self, claims: &ClaimsSet, policy: &Policy) {
        if let Some(expected) = policy.issuers.first() {
            match claims.members().get("iss") {
                Some(Value::String(issuer)) if policy.issuers.contains(issuer) => {
                    self.pass("iss", format!("`{issuer}`"));
                }
                found => {
                    let slash = found.and_then(Value::as_str).is_some_and(|issuer| {
                        issuer.trim_end_matches('/') == expected.trim_end_matches('/')
                    });
                    let note = if slash { "; they differ in the slash at the end" } else { "" };
                    self.fail_compared(
                        "iss",
                        found,
                        &format!("`{expected}`"),
                        Code::IssMismatch,
                        note,
                    );
                }
            }
        }
    }

    fn check_audience(&mut self, claims: &ClaimsSet, policy: &Policy) {
        match claims.aud() {
            Err(kind) => {
                self.fail(
                    "aud",
                    Code::ClaimMalformed,
                    format!("`aud` is {kind}, not a string or a list of strings"),
                );
            }
            Ok(_) if policy.audiences.is_empty() => {}
            Ok(None) => {
                self.fail(
                    "aud",
                    Code::ClaimMissing,
                    format!("there is no `aud`; expected {}", listed(&policy.audiences)),
                );
            }
            Ok(Some(found)) => {
                match found
                    .iter()
                    .find(|audience| policy.audiences.iter().any(|one| one == *audience))
                {
                    Some(audience) => self.pass("aud", format!("`{audience}`")),
                    None => self.fail(
                        "aud",
                        Code::AudMismatch,
                        format!(
                            "the audience is {}; expected {}",
                            listed(&found),
                            listed(&policy.audiences)
                        ),
                    ),
                }
            }
        }
    }

    fn check_text(&mut self, claims: &ClaimsSet, name: &str, expected: &str, code: Code) {
        match claims.members().get(name) {
            Some(Value::String(found)) if found == expected => {
                self.pass(name, format!("`{found}`"));
            }
            found => self.fail_compared(name, found, &format!("`{expected}`"), code, ""),
        }
    }

    fn check_requirement(&mut self, claims: &ClaimsSet, requirement: &Requirement) {
        let name = requirement.name.to_string();
        let Some(found) = requirement.name.find(claims.members()) else {
            return self.fail(&name, Code::ClaimMissing, format!("there is no `{name}`"));
        };
        let (met, expected) = match &requirement.condition {
            Condition::Present => (true, String::new()),
            Condition::Equals(text) => {
                let same = match &found {
                    Value::String(found) => found == text,
                    Value::Number(number) => number.as_str() == text,
                    Value::Bool(value) => value.to_string() == *text,
                    Value::Null | Value::Array(_) | Value::Object(_) => false,
                };
                (same, format!("`{text}`"))
            }
            Condition::EqualsJson(json) => {
                (same_json(&found, json), format!("`{}`", json.to_json()))
            }
            Condition::Contains(text) => {
                let contains = match &found {
                    Value::String(words) => words.split_whitespace().any(|word| word == text),
                    Value::Array(elements) => {
                        elements.iter().any(|element| element.as_str() == Some(text))
                    }
                    Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
                };
                (contains, format!("one that contains `{text}`"))
            }
        };
        if met {
            self.pass(&name, shown(&found));
        } else {
            self.fail_compared(&name, Some(&found), &expected, Code::ClaimMismatch, "");
        }
    }

    fn fail_compared(
        &mut self,
        name: &str,
        found: Option<&Value>,
        expected: &str,
        code: Code,
        note: &str,
    ) {
        match found {
            None => self.fail(
                name,
                Code::ClaimMissing,
                format!("there is no `{name}`; expected {expected}"),
            ),
            Some(found) => self.fail(
                name,
                code,
                format!("`{name}` is {}; expected {expected}{note}", shown(found)),
            ),
        }
    }

    fn pass(&mut self, name: &str, message: impl Into<String>) {
        let message = message.into();
        self.checks.push(Check { name: name.to_owned(), code: None, message });
    }

    fn fail(&mut self, name: &str, code: Code, message: String) {
        self.checks.push(Check { name: name.to_owned(), code: Some(code), message });
    }
}

/// The extensions that are understood: only `b64` (RFC 7797).
fn understand_crit(jws: &Jws) -> Result<(), String> {
    let names = jws.header().crit()?;
    match names.iter().find(|name| **name != "b64") {
        Some(name) => {
            Err(format!("the header says that `{name}` must be understood, and it is not"))
        }
        None => Ok(()),
    }
}

/// Equal as JSON: objects whatever the order of their members, numbers by value.
fn same_json(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            a == b || a.as_f64().is_some_and(|number| b.as_f64() == Some(number))
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_json(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| same_json(a, b)))
        }
        _ => a == b,
    }
}

fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => format!("`{text}`"),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            value.to_json()
        }
    };
    if text.chars().count() > 200 {
        format!("{}…", text.chars().take(200).collect::<String>())
    } else {
        text
    }
}

fn listed(names: &[impl AsRef<str>]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    if names.is_empty() { "an empty list".to_owned() } else { names.join(" or ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::key::{Secret, SigningKey, SigningMaterial};
    use crate::jose::signature;

    fn judged(policy: &Policy) -> Verdict {
        let secret = SigningMaterial::Secret(Secret::new(vec![7; 32]).unwrap());
        let key = SigningKey::new(secret, None, None).unwrap();
        let payload = r#"{"iss":"https://evil.example","exp":2000000000}"#;
        let token = signature::compact(&signature::header(&key), payload, &key).unwrap();
        judge(&token, &Keyring::one(key.verification_key()), policy)
    }

    #[test]
    fn an_issuer_on_the_tokens_own_word_is_never_accepted() {
        let now = NumericDate::from_seconds(1_700_000_000).unwrap();
        let confirmed = Policy::at(now);
        assert!(judged(&confirmed).is_accepted());
        let unconfirmed = Policy { issuer_unconfirmed: true, ..confirmed };
        let verdict = judged(&unconfirmed);
        assert_eq!(verdict.reason().unwrap().code, Some(Code::IssuerUnconfirmed));
        let only_signature = Policy { signature_only: true, ..unconfirmed };
        assert!(judged(&only_signature).has(Code::IssuerUnconfirmed));
    }
}
