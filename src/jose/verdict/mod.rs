//! The verdict on a token: every check in order, with its result.

mod checks;
pub mod claims;
mod key_choice;
pub mod list;
pub mod policy;
pub mod report;
pub mod trials;
mod wording;

use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::claims::{ClaimsError, ClaimsSet};
pub use crate::jose::code::Code;
use crate::jose::header::JoseHeader;
use crate::jose::jws::{Jws, ParseJwsError, SignedToken};
use crate::jose::keyring::Keyring;
use crate::jose::limits::MAX_TRIALS;
use crate::jose::lint;
use crate::jose::note::Note;
use crate::jose::signature::{VerifiedJws, Verifier};
pub use crate::jose::verdict::claims::Claims;
use crate::jose::verdict::key_choice::KeyChoice;
pub use crate::jose::verdict::policy::{Condition, Policy, Requirement};
pub use crate::jose::verdict::report::Check;
use crate::jose::verdict::report::Report;
pub use crate::jose::verdict::trials::Trials;

/// The result of verifying a token.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Every check, in order
    pub checks: Vec<Check>,
    /// Warnings about the token and the keys. A strict policy turns all but those about the
    /// header into failed checks
    pub warnings: Vec<Note<Code>>,
    /// The key that verified the signature, or the only one that was tried
    pub key: Option<ChosenKey>,
    /// `None` if the text is not a JWS
    token: Option<CheckedJws>,
    /// `None` if the payload is not a claims set
    claims: Option<Claims>,
}

/// The key that was used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ChosenKey {
    /// Its `kid`, if it has one
    pub kid: Option<String>,
    /// The algorithm it was used with
    pub algorithm: SignatureAlgorithm,
}

/// A token after its signature was checked.
#[derive(Clone, Debug)]
enum CheckedJws {
    Verified(VerifiedJws),
    Unverified(Jws),
}

/// Parses a string as a token and judges it like [`judge_token`].
pub fn judge(text: &str, keys: &Keyring, policy: &Policy) -> Verdict {
    match SignedToken::parse(text) {
        Ok(token) => judge_token(token, keys, policy),
        Err(error) => Verdict::not_a_jws(&error),
    }
}

/// Judges a token. If it has several signatures, the first one that verifies counts, or else the
/// first.
pub fn judge_token(token: SignedToken, keys: &Keyring, policy: &Policy) -> Verdict {
    let (first, others) = token.into_signatures();
    let mut trials = Trials::new();
    let mut chosen = judge_signature(first, keys, policy, &mut trials);
    let mut left = others.len();
    for jws in others {
        if chosen.is_verified() || trials.are_used_up() {
            break;
        }
        left -= 1;
        let other = judge_signature(jws, keys, policy, &mut trials);
        if other.is_verified() {
            chosen = other;
        }
    }
    chosen.without_trial(left);
    chosen.judge_claims(keys, policy)
}

/// Judges one signature: form, algorithm, key and signature. The claims are judged afterwards,
/// once for all signatures.
pub fn judge_signature(
    jws: Jws,
    keys: &Keyring,
    policy: &Policy,
    trials: &mut Trials,
) -> SignatureVerdict {
    let mut report = Report::new(policy.strict);
    report.pass("form", || "well-formed JWS");
    report.warn(|| lint::of_header(jws.header()));
    if let Err(message) = check_crit(jws.header()) {
        report.fail("crit", Code::CritUnknown, message);
    }
    if jws.has_unencoded_payload() && !policy.signature_only {
        let message =
            "the header says `b64: false`, which is forbidden in a JWT (RFC 7797 section 7)";
        report.fail("b64", Code::Malformed, message);
    }
    let choice = KeyChoice::new(jws.header(), keys, policy);
    let bytes = jws.signature().len();
    let (checked, key) = choice.check(jws, bytes, trials, &mut report, Verifier::verify);
    let key = key
        .map(|key| ChosenKey { kid: key.kid().map(ToOwned::to_owned), algorithm: key.algorithm() });
    let token = match checked {
        Ok(proof) => CheckedJws::Verified(proof),
        Err(jws) => CheckedJws::Unverified(jws),
    };
    SignatureVerdict { report, token, key }
}

/// The result of verifying one signature, before the claims are checked.
#[derive(Debug)]
pub struct SignatureVerdict {
    report: Report,
    token: CheckedJws,
    key: Option<ChosenKey>,
}

impl SignatureVerdict {
    /// Whether the signature verified.
    pub const fn is_verified(&self) -> bool {
        matches!(self.token, CheckedJws::Verified(_))
    }

    /// Whether a check failed with [`Code::KeyNotFound`].
    pub fn lacks_key(&self) -> bool {
        self.report.checks.iter().any(|check| check.code == Some(Code::KeyNotFound))
    }

    /// Reports that this many signatures were not checked, unless the chosen signature verified.
    pub fn without_trial(&mut self, signatures: usize) {
        if signatures > 0 && !self.is_verified() {
            let message = format!(
                "at most {MAX_TRIALS} signature checks are made for a token; {signatures} of its signatures were not checked"
            );
            self.report.fail("key", Code::KeyNotFound, message);
        }
    }

    /// Judges the claims and returns the complete verdict.
    pub fn judge_claims(self, keys: &Keyring, policy: &Policy) -> Verdict {
        let Self { mut report, token, key } = self;
        let claims = token.claims();
        report_claims(claims.as_ref().map(Claims::set), keys, policy, &mut report);
        let Report { checks, warnings, .. } = report;
        Verdict { checks, warnings, key, token: Some(token), claims: claims.ok() }
    }
}

/// Reports everything that is not about the signature: the claims, if they could be read, and the
/// key set as a whole.
fn report_claims(
    claims: Result<&ClaimsSet, &ClaimsError>,
    keys: &Keyring,
    policy: &Policy,
    report: &mut Report,
) {
    if policy.issuer_unconfirmed {
        let issuer = claims.ok().and_then(ClaimsSet::iss).unwrap_or_default();
        let message = format!(
            "only the token says that its issuer is `{issuer}`, and anyone can run an issuer"
        );
        report.fail("issuer", Code::IssuerUnconfirmed, message);
    }
    if !policy.signature_only {
        match claims {
            Ok(claims) => checks::check_claims(claims, policy, report),
            Err(error) => report.fail("claims", Code::ClaimMalformed, error.to_string()),
        }
    }
    report.advise(|| keys.lints().to_vec());
    if let Ok(claims) = claims
        && !policy.signature_only
    {
        report.advise(|| lint::of_claims(claims));
    }
}

impl Verdict {
    /// Returns the verdict on a string that is not a JWS.
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
            | ParseJwsError::HeaderMember { .. }
            | ParseJwsError::Member { .. }
            | ParseJwsError::TwoForms
            | ParseJwsError::SignatureCount { .. } => Code::Malformed,
        };
        let check = Check { name: "form".to_owned(), code: Some(code), message: error.to_string() };
        Self { checks: vec![check], warnings: Vec::new(), key: None, token: None, claims: None }
    }

    /// Whether the token is accepted: its signature verified and every check passed.
    pub fn is_accepted(&self) -> bool {
        self.is_verified() && self.checks.iter().all(Check::passed)
    }

    /// Whether the signature verified, regardless of other checks.
    pub const fn is_verified(&self) -> bool {
        matches!(self.token, Some(CheckedJws::Verified(_)))
    }

    /// Returns the first check that failed.
    pub fn reason(&self) -> Option<&Check> {
        self.checks.iter().find(|check| !check.passed())
    }

    /// Whether a check failed with this code.
    pub fn has(&self, code: Code) -> bool {
        self.checks.iter().any(|check| check.code == Some(code))
    }

    /// Returns the header, if the token is well formed.
    pub const fn header(&self) -> Option<&JoseHeader> {
        match &self.token {
            Some(CheckedJws::Verified(jws)) => Some(jws.header()),
            Some(CheckedJws::Unverified(jws)) => Some(jws.header()),
            None => None,
        }
    }

    /// Returns the token, if it is well formed and its signature did not verify.
    pub const fn unverified(&self) -> Option<&Jws> {
        match &self.token {
            Some(CheckedJws::Unverified(jws)) => Some(jws),
            Some(CheckedJws::Verified(_)) | None => None,
        }
    }

    /// Returns the claims, verified or unverified, if the payload is a claims set.
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

/// Checks that every extension in `crit` is supported, which is only `b64` (RFC 7797).
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
    use crate::jose::key::{Secret, SigningKey, SigningMaterial, VerificationKey};
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

    /// Returns a general JSON serialization of one payload with the signature of each token.
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
        // Every failure is reported at once: claims are checked even if the signature is wrong.
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

    /// Returns the message of the failed check `key`.
    fn key_failure(verdict: &Verdict) -> Option<&str> {
        let failed = |check: &&Check| check.name == "key" && check.code == Some(Code::KeyNotFound);
        verdict.checks.iter().find(failed).map(|check| check.message.as_str())
    }

    #[test]
    fn at_most_sixteen_keys_are_tried() {
        let nameless = |count: usize, last: &str| {
            let keys = (0..count).map(|index| {
                let kid = if index + 1 == count { last } else { "x" };
                VerificationKey { kid: None, ..key(kid).verification_key() }
            });
            Keyring::of_keys(keys.collect())
        };
        let verdict = |count| judge(&token("a", PAYLOAD), &nameless(count, "a"), &policy());
        assert!(verdict(16).is_accepted());
        let refused = verdict(300);
        assert_eq!(refused.reason().unwrap().code, Some(Code::KeyNotFound));
        assert_eq!(
            key_failure(&refused),
            Some(
                "16 of 300 keys were tried, and none of them made the signature; at most 16 are tried for a token"
            )
        );
        assert!(!refused.is_verified());
    }

    #[test]
    fn the_signatures_of_a_token_share_its_trials() {
        let entries = |count: usize| {
            let mut tokens = vec![token("b", PAYLOAD); count - 1];
            tokens.push(token("a", PAYLOAD));
            general(&tokens)
        };
        // `b` has a different secret here, so each of its signatures uses up a trial.
        let mut other = key("c").verification_key();
        other.kid = Some("b".to_owned());
        let keys = Keyring::of_keys(vec![other, key("a").verification_key()]);
        assert!(judge(&entries(16), &keys, &policy()).is_accepted());
        let refused = judge(&entries(20), &keys, &policy());
        assert_eq!(refused.reason().unwrap().code, Some(Code::SignatureMismatch));
        assert_eq!(
            key_failure(&refused),
            Some(
                "at most 16 signature checks are made for a token; 4 of its signatures were not checked"
            )
        );
    }

    #[test]
    fn an_unencoded_payload_is_not_a_jwt() {
        let key = key("a");
        let header = r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#;
        let protected = base64url::encode(header);
        let payload = r#"{\"exp\":2000000000}"#;
        let input = format!(r#"{protected}.{{"exp":2000000000}}"#);
        let made = base64url::encode(signature::sign(&key, input.as_bytes()).unwrap());
        let text =
            format!(r#"{{"payload":"{payload}","protected":"{protected}","signature":"{made}"}}"#);
        let verdict = judge(&text, &keyring(&["a"]), &policy());
        assert!(verdict.is_verified() && !verdict.is_accepted());
        let reason = verdict.reason().unwrap();
        assert_eq!((reason.name.as_str(), reason.code), ("b64", Some(Code::Malformed)));
        let signature_only = Policy { signature_only: true, ..policy() };
        assert!(judge(&text, &keyring(&["a"]), &signature_only).is_accepted());
    }
}
