//! The keys that a header chooses, and the check of a signature with them.

use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::code::Code;
use crate::jose::header::JoseHeader;
use crate::jose::key::KeyError;
use crate::jose::keyring::{Candidate, Keyring, NoFit};
use crate::jose::limits::MAX_TRIALS;
use crate::jose::signature::Verifier;
use crate::jose::verdict::policy::Policy;
use crate::jose::verdict::report::Report;
use crate::jose::verdict::trials::Trials;

/// The keys to try for tokens with the same header.
#[derive(Debug)]
pub(super) struct KeyChoice<'a> {
    /// The header's `kid`
    kid: Option<String>,
    algorithm: Result<SignatureAlgorithm, Failed>,
    keys: Result<Vec<Candidate<'a>>, Failed>,
}

/// A check that failed.
#[derive(Clone, Debug)]
struct Failed {
    check: &'static str,
    code: Code,
    message: String,
}

impl<'a> KeyChoice<'a> {
    /// Chooses the keys by the header's algorithm and `kid`.
    pub(super) fn new(header: &JoseHeader, keys: &'a Keyring, policy: &Policy) -> Self {
        let algorithm = check_algorithm(header, policy);
        let keys = algorithm.clone().and_then(|algorithm| {
            keys.choose(header.kid(), algorithm).map_err(|NoFit { code, message }| Failed {
                check: "key",
                code,
                message,
            })
        });
        Self { kid: header.kid().map(ToOwned::to_owned), algorithm, keys }
    }

    /// Checks the signature of a token, which has this many bytes, with one key after the other
    /// until one verifies it. Returns what `verify` made of the token, and the key that was used.
    pub(super) fn check<Token, Proof>(
        &self,
        token: Token,
        bytes: usize,
        trials: &mut Trials,
        report: &mut Report,
        verify: impl Fn(&Verifier, Token) -> Result<Proof, Token>,
    ) -> (Result<Proof, Token>, Option<Candidate<'a>>) {
        if let Ok(algorithm) = self.algorithm {
            report.pass("alg", || algorithm.name());
        }
        match (&self.algorithm, &self.keys) {
            (Ok(algorithm), Ok(keys)) => {
                let kid = self.kid.as_deref();
                let attempt = Attempt { kid, algorithm: *algorithm, keys, bytes };
                attempt.check(token, trials, report, verify)
            }
            (_, Err(failed)) | (Err(failed), _) => {
                report.fail(failed.check, failed.code, failed.message.clone());
                (Err(token), None)
            }
        }
    }
}

/// A signature and the keys to try.
struct Attempt<'a, 'choice> {
    kid: Option<&'choice str>,
    algorithm: SignatureAlgorithm,
    keys: &'choice [Candidate<'a>],
    /// The length of the signature
    bytes: usize,
}

impl<'a> Attempt<'a, '_> {
    /// Tries the keys in order until one verifies the signature.
    fn check<Token, Proof>(
        &self,
        mut token: Token,
        trials: &mut Trials,
        report: &mut Report,
        verify: impl Fn(&Verifier, Token) -> Result<Proof, Token>,
    ) -> (Result<Proof, Token>, Option<Candidate<'a>>) {
        let algorithm = self.algorithm;
        let mut refused = None;
        let mut tried = Vec::new();
        for key in self.keys {
            if trials.are_used_up() {
                let message = format!(
                    "{} of {} keys were tried, and none of them made the signature; at most {MAX_TRIALS} are tried for a token",
                    tried.len(),
                    self.keys.len()
                );
                report.fail("key", Code::KeyNotFound, message);
                return (Err(token), None);
            }
            let verifier = match key.verifier() {
                Ok(verifier) => verifier,
                Err(error) => {
                    refused.get_or_insert(error);
                    continue;
                }
            };
            trials.take();
            match verify(verifier, token) {
                Ok(proof) => {
                    report.advise(|| key.lints());
                    report.pass("key", || key.describe(self.kid));
                    report.pass("signature", || format!("verified with {algorithm}"));
                    return (Ok(proof), Some(*key));
                }
                Err(unverified) => token = unverified,
            }
            tried.push(key);
        }
        (Err(token), self.report_failure(&tried, refused, report))
    }

    /// Reports that no key verified the signature. Returns the only one that was tried.
    fn report_failure(
        &self,
        tried: &[&Candidate<'a>],
        refused: Option<KeyError>,
        report: &mut Report,
    ) -> Option<Candidate<'a>> {
        match (tried, refused) {
            ([], Some(error)) => {
                report.fail("key", code_of(&error), format!("the key is {error}"));
                None
            }
            ([only], _) => {
                report.advise(|| only.lints());
                report.pass("key", || only.describe(self.kid));
                let message = "the signature was made with another key, or the token was changed";
                let found = self.bytes;
                let message = match only.rsa_signature().filter(|(bytes, _)| *bytes != found) {
                    None => message.to_owned(),
                    Some((bytes, bits)) => format!(
                        "{message}; it has {found} bytes, and a key with {bits} bits makes {bytes}"
                    ),
                };
                report.fail("signature", Code::SignatureMismatch, message);
                Some(**only)
            }
            (several, _) => {
                let count = several.len();
                report.pass("key", || format!("{count} matching keys"));
                let message = format!(
                    "the signature was made with none of the {count} keys, or the token was changed"
                );
                report.fail("signature", Code::SignatureMismatch, message);
                None
            }
        }
    }
}

/// Returns the header's algorithm, if it is known and allowed.
fn check_algorithm(header: &JoseHeader, policy: &Policy) -> Result<SignatureAlgorithm, Failed> {
    let failed = |code, message| Failed { check: "alg", code, message };
    let Some(name) = header.alg() else {
        return Err(failed(Code::AlgNotAllowed, "the header has no `alg`".to_owned()));
    };
    if name.eq_ignore_ascii_case("none") {
        let message = format!("the token has `alg: {name}`: it is not signed");
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

/// Returns the code for a key that the crypto library refuses.
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
