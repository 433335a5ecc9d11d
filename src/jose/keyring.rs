//! The keys a signature may be checked with, each made ready once, and choosing among them.

use std::sync::OnceLock;

use crate::jose::algorithm::{KeyFamily, SignatureAlgorithm};
use crate::jose::jwk::{Jwk, JwkError, JwkSet};
use crate::jose::key::{KeyError, VerificationKey, VerificationMaterial};
use crate::jose::lint::{self, Lint};
use crate::jose::signature::Verifier;
use crate::jose::verdict::Code;

/// The keys a signature may be checked with. Made once, used for many tokens and
/// from many threads.
#[derive(Debug)]
pub struct Keyring {
    entries: Vec<Entry>,
    /// One key that was named: taken whatever the token's `kid` says
    lone: bool,
    /// Why there is no key, if there is none
    missing: String,
    lints: Vec<Lint>,
}

#[derive(Debug)]
struct Entry {
    kid: Option<String>,
    key: Result<VerificationKey, JwkError>,
    /// Made ready when first asked for, one for each algorithm
    ready: [OnceLock<Result<Ready, KeyError>>; SignatureAlgorithm::ALL.len()],
}

/// A key made ready for one algorithm, and what is to be said of the two together.
#[derive(Debug)]
struct Ready {
    verifier: Verifier,
    lints: Vec<Lint>,
}

/// A key that fits a token.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    entry: &'a Entry,
    algorithm: SignatureAlgorithm,
}

/// Why no key fits a token: the code of the verdict and the sentence.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NoFit {
    /// The code of the verdict
    pub code: Code,
    /// What was found
    pub message: String,
}

impl Keyring {
    /// One key that somebody named, whatever a token's `kid` says.
    pub fn one(key: VerificationKey) -> Self {
        let entry = Entry::new(key.kid.clone(), Ok(key));
        Self { entries: vec![entry], lone: true, missing: String::new(), lints: Vec::new() }
    }

    /// One JWK that somebody named; that it cannot be used is found out by the verdict.
    pub fn one_jwk(jwk: &Jwk) -> Self {
        let entry = Entry::new(jwk.kid().map(ToOwned::to_owned), jwk.verification_key());
        Self { entries: vec![entry], lone: true, missing: String::new(), lints: Vec::new() }
    }

    /// A set from which a token's `kid` chooses.
    pub fn of_set(set: &JwkSet) -> Self {
        let entries = set
            .usable()
            .map(|jwk| Entry::new(jwk.kid().map(ToOwned::to_owned), jwk.verification_key()))
            .collect();
        let missing = "the key set holds no key that can be read".to_owned();
        Self { entries, lone: false, missing, lints: lint::of_set(set) }
    }

    /// Keys with their names, from which a token's `kid` chooses.
    pub fn of_keys(keys: Vec<VerificationKey>) -> Self {
        let entries = keys.into_iter().map(|key| Entry::new(key.kid.clone(), Ok(key))).collect();
        let missing = "there are no keys".to_owned();
        Self { entries, lone: false, missing, lints: Vec::new() }
    }

    /// No key at all, and why.
    pub const fn none(reason: String) -> Self {
        Self { entries: Vec::new(), lone: false, missing: reason, lints: Vec::new() }
    }

    /// The key of this name alone, taken whatever a token's `kid` says; `None` if there
    /// is none.
    #[must_use]
    pub fn picked(self, kid: &str) -> Option<Self> {
        let entry = self.entries.into_iter().find(|entry| entry.kid.as_deref() == Some(kid))?;
        Some(Self { entries: vec![entry], lone: true, missing: String::new(), lints: Vec::new() })
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The names of the keys.
    pub fn kids(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().filter_map(|entry| entry.kid.as_deref())
    }

    /// Advice on the set as a whole.
    pub(super) fn lints(&self) -> &[Lint] {
        &self.lints
    }

    /// The keys to try for a token, by its `kid` and then by kind.
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub fn choose(
        &self,
        kid: Option<&str>,
        algorithm: SignatureAlgorithm,
    ) -> Result<Vec<Candidate<'_>>, NoFit> {
        let named = self.named(kid);
        if named.is_empty() {
            let message = match kid {
                Some(kid) if !self.entries.is_empty() => {
                    format!("none of the {} keys has the token's `kid` {kid}", self.entries.len())
                }
                _ => self.missing.clone(),
            };
            return Err(NoFit { code: Code::KeyNotFound, message });
        }
        let fit: Vec<_> = named
            .iter()
            .filter(|entry| entry.key.as_ref().is_ok_and(|key| key.algorithms.contains(&algorithm)))
            .map(|entry| Candidate { entry, algorithm })
            .collect();
        if fit.is_empty() { Err(why_not(&named, algorithm)) } else { Ok(fit) }
    }

    fn named(&self, kid: Option<&str>) -> Vec<&Entry> {
        let Some(kid) = kid.filter(|_| !self.lone) else { return self.entries.iter().collect() };
        let named: Vec<_> =
            self.entries.iter().filter(|entry| entry.kid.as_deref() == Some(kid)).collect();
        if !named.is_empty() {
            return named;
        }
        // A key without a name may be the one that is meant, if it can be used at all.
        self.entries.iter().filter(|entry| entry.kid.is_none() && entry.key.is_ok()).collect()
    }
}

impl Entry {
    fn new(kid: Option<String>, key: Result<VerificationKey, JwkError>) -> Self {
        Self { kid, key, ready: std::array::from_fn(|_| OnceLock::new()) }
    }
}

impl<'a> Candidate<'a> {
    /// The key's name.
    pub fn kid(&self) -> Option<&'a str> {
        self.entry.kid.as_deref()
    }

    /// The key made ready for the algorithm.
    ///
    /// # Errors
    ///
    /// Why the library does not take it.
    pub fn verifier(&self) -> Result<&'a Verifier, KeyError> {
        self.ready().map(|ready| &ready.verifier)
    }

    fn ready(&self) -> Result<&'a Ready, KeyError> {
        let algorithm = self.algorithm;
        let unfit = || KeyError::WrongFamily { algorithm, family: algorithm.family() };
        let place = SignatureAlgorithm::ALL.iter().position(|one| *one == algorithm);
        let cell = place.and_then(|place| self.entry.ready.get(place)).ok_or_else(unfit)?;
        let key = self.entry.key.as_ref().map_err(|_| unfit())?;
        let ready = cell.get_or_init(|| {
            let verifier = Verifier::new(key, algorithm)?;
            Ok(Ready { verifier, lints: lint::of_key(key, algorithm) })
        });
        ready.as_ref().map_err(Clone::clone)
    }

    /// The key for a sentence: `an RSA key of 2048 bits, kid 7f3`.
    pub fn describe(&self, token_kid: Option<&str>) -> String {
        let family = match &self.entry.key {
            Ok(VerificationKey { material: VerificationMaterial::Public(public), .. }) => {
                match public.rsa_bits() {
                    Some(bits) => format!("an RSA key of {bits} bits"),
                    None => public.family().to_string(),
                }
            }
            Ok(_) | Err(_) => KeyFamily::Hmac.to_string(),
        };
        match (self.kid(), token_kid) {
            (Some(kid), _) => format!("{family}, kid {kid}"),
            (None, Some(_)) => format!("{family}, which has no kid to compare"),
            (None, None) => family,
        }
    }

    /// Advice on the key, used with the algorithm.
    pub(super) fn lints(&self) -> Vec<Lint> {
        self.ready().map(|ready| ready.lints.clone()).unwrap_or_default()
    }
}

/// Keys were there, and none of them fits.
fn why_not(named: &[&Entry], algorithm: SignatureAlgorithm) -> NoFit {
    let usable: Vec<&VerificationKey> =
        named.iter().filter_map(|entry| entry.key.as_ref().ok()).collect();
    let Some(first) = usable.first() else {
        let error = named.iter().find_map(|entry| entry.key.as_ref().err());
        let message = error.map_or_else(String::new, ToString::to_string);
        return NoFit { code: error.map_or(Code::KeyNotFound, code_of), message };
    };
    let family = first.material.family();
    if family == algorithm.family() {
        let allowed: Vec<&str> =
            usable.iter().flat_map(|key| &key.algorithms).map(|alg| alg.name()).collect();
        return NoFit {
            code: Code::AlgNotAllowed,
            message: format!(
                "the token is signed with {algorithm}; the key is for {}",
                allowed.join(", ")
            ),
        };
    }
    let note = if algorithm.family() == KeyFamily::Hmac {
        "; a public key used as a secret is a known attack (algorithm confusion)"
    } else {
        ""
    };
    NoFit {
        code: Code::KeyMismatch,
        message: format!("the token is signed with {algorithm}, and the key is {family}{note}"),
    }
}

/// The code of the verdict for a key that cannot be used.
const fn code_of(error: &JwkError) -> Code {
    match error {
        JwkError::Unusable(KeyError::RsaSize { .. }) => Code::WeakKey,
        JwkError::Unusable(KeyError::WrongFamily { .. }) => Code::KeyMismatch,
        JwkError::Unusable(_)
        | JwkError::Json(_)
        | JwkError::NotAKey { .. }
        | JwkError::Member { .. }
        | JwkError::Purpose { .. } => Code::KeyNotUsable,
    }
}
