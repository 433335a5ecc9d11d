//! The keys that signatures are checked with, how each is prepared once, and how one is chosen.

use std::sync::OnceLock;

use crate::jose::algorithm::{KeyFamily, SignatureAlgorithm};
use crate::jose::code::Code;
use crate::jose::jwk::{Jwk, JwkError, JwkSet};
use crate::jose::key::{KeyError, VerificationKey, VerificationMaterial};
use crate::jose::lint;
use crate::jose::note::Note;
use crate::jose::signature::Verifier;

/// The keys that signatures are checked with. Built once and used for many tokens from many
/// threads.
#[derive(Debug)]
pub struct Keyring {
    entries: Vec<Entry>,
    /// Whether there is a single key that the user named, used regardless of the token's `kid`
    lone: bool,
    /// Why there are no keys, if there are none
    missing: NoFit,
    lints: Vec<Note<Code>>,
}

#[derive(Debug)]
struct Entry {
    kid: Option<String>,
    key: Result<VerificationKey, JwkError>,
    /// Prepared on first use, once for each algorithm
    prepared: [OnceLock<Result<Prepared, KeyError>>; SignatureAlgorithm::ALL.len()],
}

/// A key prepared for one algorithm, and warnings about using the two together.
#[derive(Debug)]
struct Prepared {
    verifier: Verifier,
    lints: Vec<Note<Code>>,
}

/// A key that a token's signature may be checked with.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    entry: &'a Entry,
    algorithm: SignatureAlgorithm,
}

/// Why no key fits a token.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NoFit {
    /// The code for the verdict
    pub code: Code,
    /// What was found
    pub message: String,
}

impl NoFit {
    const fn not_found(message: String) -> Self {
        Self { code: Code::KeyNotFound, message }
    }
}

impl Keyring {
    /// Creates a keyring of one key that the user named, used regardless of a token's `kid`.
    pub fn one(key: VerificationKey) -> Self {
        let entry = Entry::new(key.kid.clone(), Ok(key));
        Self {
            entries: vec![entry],
            lone: true,
            missing: NoFit::not_found(String::new()),
            lints: Vec::new(),
        }
    }

    /// Creates a keyring of one JWK that the user named. If it cannot be used, the verdict
    /// reports that.
    pub fn one_jwk(jwk: &Jwk) -> Self {
        let entry = Entry::new(jwk.kid().map(ToOwned::to_owned), jwk.verification_key());
        Self {
            entries: vec![entry],
            lone: true,
            missing: NoFit::not_found(String::new()),
            lints: Vec::new(),
        }
    }

    /// Creates a keyring from a key set. A token's `kid` chooses the key.
    pub fn of_set(set: &JwkSet) -> Self {
        let entries = set
            .usable()
            .map(|jwk| Entry::new(jwk.kid().map(ToOwned::to_owned), jwk.verification_key()))
            .collect();
        let missing = NoFit::not_found("the key set has no usable key".to_owned());
        Self { entries, lone: false, missing, lints: lint::of_set(set) }
    }

    /// Creates a keyring from keys with names. A token's `kid` chooses the key.
    pub fn of_keys(keys: Vec<VerificationKey>) -> Self {
        let entries = keys.into_iter().map(|key| Entry::new(key.kid.clone(), Ok(key))).collect();
        let missing = NoFit::not_found("there are no keys".to_owned());
        Self { entries, lone: false, missing, lints: Vec::new() }
    }

    /// Creates a keyring without keys, for this reason.
    pub const fn none(reason: String) -> Self {
        Self {
            entries: Vec::new(),
            lone: false,
            missing: NoFit::not_found(reason),
            lints: Vec::new(),
        }
    }

    /// Creates a keyring without keys, because the issuer calls itself by another name.
    pub const fn of_other_issuer(reason: String) -> Self {
        let missing = NoFit { code: Code::IssMismatch, message: reason };
        Self { entries: Vec::new(), lone: false, missing, lints: Vec::new() }
    }

    /// Keeps only the key with this `kid`, used regardless of a token's `kid`. Returns `None` if
    /// there is no such key.
    #[must_use]
    pub fn picked(self, kid: &str) -> Option<Self> {
        let entry = self.entries.into_iter().find(|entry| entry.kid.as_deref() == Some(kid))?;
        Some(Self {
            entries: vec![entry],
            lone: true,
            missing: NoFit::not_found(String::new()),
            lints: Vec::new(),
        })
    }

    /// Returns the number of keys.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no keys.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the `kid` of each key that has one.
    pub fn kids(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().filter_map(|entry| entry.kid.as_deref())
    }

    /// Returns every usable key, with its `kid` if it has one.
    pub fn materials(&self) -> impl Iterator<Item = (Option<&str>, &VerificationMaterial)> {
        self.entries.iter().filter_map(|entry| {
            let key = entry.key.as_ref().ok()?;
            Some((entry.kid.as_deref(), &key.material))
        })
    }

    /// Returns the keys with a `kid` that [`choose`](Self::choose) passes over, if they fit the
    /// algorithm.
    pub fn passed_over(
        &self,
        kid: Option<&str>,
        algorithm: SignatureAlgorithm,
    ) -> Vec<Candidate<'_>> {
        let named = self.named(kid);
        self.entries
            .iter()
            .filter(|entry| entry.kid.is_some())
            .filter(|entry| !named.iter().any(|one| std::ptr::eq(*one, *entry)))
            .filter(|entry| entry.key.as_ref().is_ok_and(|key| key.algorithms.contains(&algorithm)))
            .map(|entry| Candidate { entry, algorithm })
            .collect()
    }

    /// Returns warnings about the set as a whole.
    pub(super) fn lints(&self) -> &[Note<Code>] {
        &self.lints
    }

    /// Returns the keys to try for a token, chosen by its `kid` and then by the kind of key.
    ///
    /// # Errors
    ///
    /// Returns [`NoFit`] if no key fits.
    pub fn choose(
        &self,
        kid: Option<&str>,
        algorithm: SignatureAlgorithm,
    ) -> Result<Vec<Candidate<'_>>, NoFit> {
        let named = self.named(kid);
        if named.is_empty() {
            return Err(match kid {
                Some(kid) if !self.entries.is_empty() => NoFit::not_found(format!(
                    "none of the {} keys has the token's `kid` {kid}",
                    self.entries.len()
                )),
                _ => self.missing.clone(),
            });
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
        // A key without a `kid` may be the right one, if it can be used at all.
        self.entries.iter().filter(|entry| entry.kid.is_none() && entry.key.is_ok()).collect()
    }
}

impl Entry {
    fn new(kid: Option<String>, key: Result<VerificationKey, JwkError>) -> Self {
        Self { kid, key, prepared: std::array::from_fn(|_| OnceLock::new()) }
    }
}

impl<'a> Candidate<'a> {
    /// Returns the key's `kid`.
    pub fn kid(&self) -> Option<&'a str> {
        self.entry.kid.as_deref()
    }

    /// Returns the algorithm that it is used with.
    pub const fn algorithm(&self) -> SignatureAlgorithm {
        self.algorithm
    }

    /// Returns the key prepared for the algorithm.
    ///
    /// # Errors
    ///
    /// [`KeyError`] if the crypto library refuses it.
    pub fn verifier(&self) -> Result<&'a Verifier, KeyError> {
        self.prepared().map(|prepared| &prepared.verifier)
    }

    fn prepared(&self) -> Result<&'a Prepared, KeyError> {
        let algorithm = self.algorithm;
        let unfit = || KeyError::WrongFamily { algorithm, family: algorithm.family() };
        let place = SignatureAlgorithm::ALL.iter().position(|one| *one == algorithm);
        let cell = place.and_then(|place| self.entry.prepared.get(place)).ok_or_else(unfit)?;
        let key = self.entry.key.as_ref().map_err(|_| unfit())?;
        let prepared = cell.get_or_init(|| {
            let verifier = Verifier::new(key, algorithm)?;
            Ok(Prepared { verifier, lints: lint::of_key(key, algorithm) })
        });
        prepared.as_ref().map_err(Clone::clone)
    }

    /// Returns the key itself.
    pub fn material(&self) -> Option<&'a VerificationMaterial> {
        self.entry.key.as_ref().ok().map(|key| &key.material)
    }

    /// Describes the key in a phrase: `an RSA key with 2048 bits, kid 7f3`.
    pub fn describe(&self, token_kid: Option<&str>) -> String {
        let family = match &self.entry.key {
            Ok(VerificationKey { material: VerificationMaterial::Public(public), .. }) => {
                match public.rsa_bits() {
                    Some(bits) => format!("an RSA key with {bits} bits"),
                    None => public.family().to_string(),
                }
            }
            Ok(_) | Err(_) => KeyFamily::Hmac.to_string(),
        };
        match (self.kid(), token_kid) {
            (Some(kid), _) => format!("{family}, kid {kid}"),
            (None, Some(_)) => format!("{family}, without a kid"),
            (None, None) => family,
        }
    }

    /// Returns how many bytes a signature of an RSA key has, and the key's size in bits.
    pub(super) fn rsa_signature(&self) -> Option<(usize, usize)> {
        let key = self.entry.key.as_ref().ok()?;
        let VerificationMaterial::Public(public) = &key.material else { return None };
        let bits = public.rsa_bits()?;
        Some((bits.div_ceil(8), bits))
    }

    /// Returns warnings about using the key with the algorithm.
    pub(super) fn lints(&self) -> Vec<Note<Code>> {
        self.prepared().map(|prepared| prepared.lints.clone()).unwrap_or_default()
    }
}

/// Returns the reason why none of these keys can check the token's signature.
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
        let mut allowed: Vec<&str> = Vec::new();
        for name in usable.iter().flat_map(|key| &key.algorithms).map(|alg| alg.name()) {
            if !allowed.contains(&name) {
                allowed.push(name);
            }
        }
        return NoFit {
            code: Code::AlgNotAllowed,
            message: format!(
                "the token is signed with {algorithm}, but the key is only for {}",
                allowed.join(", ")
            ),
        };
    }
    let note = if algorithm.family() == KeyFamily::Hmac {
        "; using a public key as a secret is a known attack (algorithm confusion)"
    } else {
        ""
    };
    NoFit {
        code: Code::KeyMismatch,
        message: format!("the token is signed with {algorithm}, but the key is {family}{note}"),
    }
}

/// Returns the code for a key that cannot be used.
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
