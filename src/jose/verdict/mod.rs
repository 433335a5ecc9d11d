//! The verdict on a token: every check, in order, with its reason.

mod checks;
pub mod claims;
pub mod policy;
pub mod report;
mod wording;

use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::claims::ClaimsError;
pub use crate::jose::code::Code;
use crate::jose::header::JoseHeader;
use crate::jose::jws::{Jws, ParseJwsError, SignedToken};
use crate::jose::key::KeyError;
use crate::jose::keyring::{Candidate, Keyring, NoFit};
use crate::jose::lint;
use crate::jose::note::Note;
use crate::jose::signature::VerifiedJws;
pub use crate::jose::verdict::claims::Claims;
pub use crate::jose::verdict::policy::{Condition, Policy, Requirement};
pub use crate::jose::verdict::report::Check;
use crate::jose::verdict::report::Report;

/// What came of checking a token.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Every check, in order
    pub checks: Vec<Check>,
    /// Advice on token and keys; with a strict policy it is among the checks instead
    pub warnings: Vec<Note<Code>>,
    /// The key that verified the signature, or the only one that was tried
    pub key: Option<ChosenKey>,
    /// `None` if the text is not a JWS
    token: Option<CheckedJws>,
    /// `None` if the payload is not a claims set
    claims: Option<Claims>,
}

/// Which key was used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ChosenKey {
    /// Its name, if it has one
    pub kid: Option<String>,
    /// The algorithm it was used with
    pub algorithm: SignatureAlgorithm,
}

/// A token as the check of its signature left it.
#[derive(Clone, Debug)]
enum CheckedJws {
    Verified(VerifiedJws),
    Unverified(Jws),
}

/// Judges a text: its form, then as [`judge_token`].
pub fn judge(text: &str, keys: &Keyring, policy: &Policy) -> Verdict {
    match SignedToken::parse(text) {
        Ok(token) => judge_token(token, keys, policy),
        Err(error) => Verdict::not_a_jws(&error),
    }
}

/// Judges a token. Of several signatures, the first that verifies counts, else the first.
pub fn judge_token(token: SignedToken, keys: &Keyring, policy: &Policy) -> Verdict {
    let (first, others) = token.into_signatures();
    let verdict = judge_signature(first, keys, policy);
    if verdict.is_verified() {
        return verdict;
    }
    let mut others = others.into_iter().map(|jws| judge_signature(jws, keys, policy));
    others.find(Verdict::is_verified).unwrap_or(verdict)
}

/// Judges one signature and the claims under it: algorithm, key, signature, claims.
pub fn judge_signature(jws: Jws, keys: &Keyring, policy: &Policy) -> Verdict {
    let mut report = Report::new(policy.strict);
    report.pass("form", "well-formed JWS");
    report.warnings.extend(lint::of_header(jws.header()));
    if let Err(message) = check_crit(jws.header()) {
        report.fail("crit", Code::CritUnknown, message);
    }
    let (token, key) = check_signature(jws, keys, policy, &mut report);
    let claims = token.claims();
    if policy.issuer_unconfirmed {
        let issuer = claims.as_ref().ok().and_then(|claims| claims.set().iss()).unwrap_or_default();
        let message = format!(
            "only the token says that its issuer is `{issuer}`, and anyone can run an issuer"
        );
        report.fail("issuer", Code::IssuerUnconfirmed, message);
    }
    if !policy.signature_only {
        match &claims {
            Ok(claims) => checks::check_claims(claims, policy, &mut report),
            Err(error) => report.fail("claims", Code::ClaimMalformed, error.to_string()),
        }
    }
    report.advise(keys.lints().to_vec());
    if let Ok(claims) = &claims
        && !policy.signature_only
    {
        report.advise(lint::of_claims(claims.set()));
    }
    let Report { checks, warnings, .. } = report;
    Verdict { checks, warnings, key, token: Some(token), claims: claims.ok() }
}

impl Verdict {
    /// The verdict on a text that is not a JWS.
    pub fn not_a_jws(error: &ParseJwsError) -> Self {
        let code = match error {
            ParseJwsError::Encrypted => Code::Encrypted,
            ParseJwsError::Crit { .. } => Code::CritUnknown,
            ParseJwsError::PartCount { .. }
            | ParseJwsError::Base64 { .. }
            | ParseJwsError::NotJson(_)
            | ParseJwsError::HeaderNotJson(_)
            | ParseJwsError::HeaderNotObject { .. }
            | ParseJwsError::DuplicateMember { .. }
            | ParseJwsError::Member { .. }
            | ParseJwsError::TwoForms
            | ParseJwsError::SignatureCount { .. } => Code::Malformed,
        };
        let check = Check { name: "form".to_owned(), code: Some(code), message: error.to_string() };
        Self { checks: vec![check], warnings: Vec::new(), key: None, token: None, claims: None }
    }

    /// Whether the token is accepted: its signature is proven, and every check passed.
    pub fn is_accepted(&self) -> bool {
        self.is_verified() && self.checks.iter().all(Check::passed)
    }

    /// Whether the signature verified, whatever else was found.
    pub const fn is_verified(&self) -> bool {
        matches!(self.token, Some(CheckedJws::Verified(_)))
    }

    /// The first check that failed.
    pub fn reason(&self) -> Option<&Check> {
        self.checks.iter().find(|check| !check.passed())
    }

    /// Whether a check failed with this code.
    pub fn has(&self, code: Code) -> bool {
        self.checks.iter().any(|check| check.code == Some(code))
    }

    /// The header, if the token is well formed.
    pub const fn header(&self) -> Option<&JoseHeader> {
        match &self.token {
            Some(CheckedJws::Verified(jws)) => Some(jws.header()),
            Some(CheckedJws::Unverified(jws)) => Some(jws.header()),
            None => None,
        }
    }

    /// The claims, if the payload holds them, and whether the signature vouches for them.
    pub const fn claims(&self) -> Option<&Claims> {
        self.claims.as_ref()
    }
}

impl CheckedJws {
    fn claims(&self) -> Result<Claims, ClaimsError> {
        match self {
            Self::Verified(jws) => jws.claims().map(Claims::Verified),
            Self::Unverified(jws) => jws.unverified_claims().map(Claims::Unverified),
        }
    }
}

/// Checks algorithm, key and signature. Returns the proof if the signature verified, and
/// the key that was used.
fn check_signature(
    jws: Jws,
    keys: &Keyring,
    policy: &Policy,
    report: &mut Report,
) -> (CheckedJws, Option<ChosenKey>) {
    let found = check_algorithm(jws.header(), policy).and_then(|algorithm| {
        report.pass("alg", algorithm.name());
        let candidates = keys.choose(jws.header().kid(), algorithm);
        candidates.map(|keys| (algorithm, keys)).map_err(|NoFit { code, message }| Failed {
            check: "key",
            code,
            message,
        })
    });
    match found {
        Ok((algorithm, candidates)) => try_keys(jws, algorithm, candidates, report),
        Err(Failed { check, code, message }) => {
            report.fail(check, code, message);
            (CheckedJws::Unverified(jws), None)
        }
    }
}

/// A check that failed.
struct Failed {
    check: &'static str,
    code: Code,
    message: String,
}

/// The header's algorithm, if it is known and allowed.
fn check_algorithm(header: &JoseHeader, policy: &Policy) -> Result<SignatureAlgorithm, Failed> {
    let failed = |code, message| Failed { check: "alg", code, message };
    let Some(name) = header.alg() else {
        return Err(failed(Code::AlgNotAllowed, "the header has no `alg`".to_owned()));
    };
    if name.eq_ignore_ascii_case("none") {
        let message = format!("the token says `alg: {name}`: it is not signed");
        return Err(failed(Code::AlgNone, message));
    }
    let algorithm: SignatureAlgorithm =
        name.parse().map_err(|error| failed(Code::AlgNotAllowed, format!("{error}")))?;
    if !policy.algorithms.is_empty() && !policy.algorithms.contains(&algorithm) {
        let allowed: Vec<_> = policy.algorithms.iter().map(|alg| alg.name()).collect();
        let message =
            format!("the token is signed with {algorithm}; allowed: {}", allowed.join(", "));
        return Err(failed(Code::AlgNotAllowed, message));
    }
    Ok(algorithm)
}

/// Tries the keys in order until one verifies the signature.
fn try_keys(
    mut jws: Jws,
    algorithm: SignatureAlgorithm,
    candidates: Vec<Candidate<'_>>,
    report: &mut Report,
) -> (CheckedJws, Option<ChosenKey>) {
    let chosen =
        |key: &Candidate<'_>| ChosenKey { kid: key.kid().map(ToOwned::to_owned), algorithm };
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
        match verifier.verify(jws) {
            Ok(proof) => {
                report.advise(key.lints());
                report.pass("key", key.describe(proof.header().kid()));
                report.pass("signature", format!("verified with {algorithm}"));
                return (CheckedJws::Verified(proof), Some(chosen(&key)));
            }
            Err(unverified) => jws = unverified,
        }
        tried.push(key);
    }
    let mut used = None;
    match (tried.as_slice(), refused) {
        ([], Some(error)) => report.fail("key", code_of(&error), format!("the key is {error}")),
        ([only], _) => {
            used = Some(chosen(only));
            report.advise(only.lints());
            report.pass("key", only.describe(jws.header().kid()));
            let message = "the signature was made with another key, or the token was changed";
            report.fail("signature", Code::SignatureMismatch, message);
        }
        (several, _) => {
            let count = several.len();
            report.pass("key", format!("{count} matching keys"));
            let message = format!(
                "the signature was made with none of the {count} keys, or the token was changed"
            );
            report.fail("signature", Code::SignatureMismatch, message);
        }
    }
    (CheckedJws::Unverified(jws), used)
}

/// The code of a key that the crypto library refuses.
const fn code_of(error: &KeyError) -> Code {
    match error {
        KeyError::RsaSize { .. } => Code::WeakKey,
        KeyError::WrongFamily { .. } => Code::KeyMismatch,
        KeyError::Inconsistent { .. }
        | KeyError::RsaExponent { .. }
        | KeyError::EmptySecret
        | KeyError::SmallOrder
        | KeyError::KeyAsSecret(_) => Code::KeyNotUsable,
    }
}

/// Whether every extension that must be understood is: only `b64` (RFC 7797).
fn check_crit(header: &JoseHeader) -> Result<(), String> {
    let names = header.crit()?;
    match names.iter().find(|name| **name != "b64") {
        Some(name) => Err(format!("`crit` lists `{name}`, which is not supported")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::base64url;
    use crate::jose::key::{Secret, SigningKey, SigningMaterial};
    use crate::jose::numeric_date::NumericDate;
    use crate::jose::signature;

    fn key(kid: &str) -> SigningKey {
        let bytes = vec![kid.as_bytes()[0]; 32];
        let secret = SigningMaterial::Secret(Secret::new(bytes).unwrap());
        SigningKey::new(secret, None, Some(kid.to_owned())).unwrap()
    }

    fn token(kid: &str, payload: &str) -> String {
        let key = key(kid);
        signature::compact(&signature::header(&key), payload, &key).unwrap()
    }

    fn keyring(kids: &[&str]) -> Keyring {
        Keyring::of_keys(kids.iter().map(|kid| key(kid).verification_key()).collect())
    }

    fn policy() -> Policy {
        Policy::at(NumericDate::from_seconds(1_700_000_000).unwrap())
    }

    /// The same payload signed by several keys.
    fn general(tokens: &[String]) -> String {
        let payload = tokens[0].split('.').nth(1).unwrap();
        let entries: Vec<String> = tokens
            .iter()
            .map(|token| {
                let parts: Vec<&str> = token.split('.').collect();
                format!(r#"{{"protected":"{}","signature":"{}"}}"#, parts[0], parts[2])
            })
            .collect();
        format!(r#"{{"payload":"{payload}","signatures":[{}]}}"#, entries.join(","))
    }

    const PAYLOAD: &str = r#"{"iss":"https://evil.example","exp":2000000000}"#;

    #[test]
    fn an_issuer_that_only_the_token_names_is_never_accepted() {
        let judged = |policy: &Policy| judge(&token("a", PAYLOAD), &keyring(&["a"]), policy);
        assert!(judged(&policy()).is_accepted());
        let unconfirmed = Policy { issuer_unconfirmed: true, ..policy() };
        let verdict = judged(&unconfirmed);
        assert_eq!(verdict.reason().unwrap().code, Some(Code::IssuerUnconfirmed));
        let only_signature = Policy { signature_only: true, ..unconfirmed };
        assert!(judged(&only_signature).has(Code::IssuerUnconfirmed));
    }

    #[test]
    fn claims_say_whether_the_signature_vouches_for_them() {
        let verdict = judge(&token("a", PAYLOAD), &keyring(&["a"]), &policy());
        assert!(matches!(verdict.claims(), Some(Claims::Verified(_))));
        // Every reason at once: claims under a wrong signature are checked too.
        let expired = token("a", r#"{"exp":1}"#);
        let mut parts: Vec<&str> = expired.split('.').collect();
        let other = base64url::encode(r#"{"exp":2}"#);
        parts[1] = &other;
        let verdict = judge(&parts.join("."), &keyring(&["a"]), &policy());
        assert!(matches!(verdict.claims(), Some(Claims::Unverified(_))));
        assert!(verdict.has(Code::SignatureMismatch) && verdict.has(Code::Expired));
    }

    #[test]
    fn without_the_proof_nothing_is_accepted() {
        let mut verdict = judge(&token("a", PAYLOAD), &keyring(&["b"]), &policy());
        assert!(!verdict.is_verified());
        verdict.checks.retain(Check::passed);
        assert!(!verdict.is_accepted());
        let mut verdict = judge("garbage", &keyring(&["a"]), &policy());
        verdict.checks.clear();
        assert!(!verdict.is_accepted());
    }

    #[test]
    fn of_several_signatures_the_first_that_verifies_counts() {
        let signed = general(&[token("a", PAYLOAD), token("b", PAYLOAD), token("c", PAYLOAD)]);
        let used = |kids: &[&str]| {
            let verdict = judge(&signed, &keyring(kids), &policy());
            let kid = verdict.header().and_then(JoseHeader::kid).unwrap().to_owned();
            (verdict.is_accepted(), kid)
        };
        assert_eq!(used(&["c", "b"]), (true, "b".to_owned()));
        assert_eq!(used(&["a", "b", "c"]), (true, "a".to_owned()));
        assert_eq!(used(&["x"]), (false, "a".to_owned()));
    }
}
