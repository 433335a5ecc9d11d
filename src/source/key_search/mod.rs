//! Which keys verify a token: those that a flag or the profile names, else the first that fit.

mod access;
mod issuer;

use std::collections::HashMap;
use std::rc::Rc;

use crate::error::Error;
use crate::hasura::v2::jwt_secret::JwtSecret;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::json::{Object, Value};
use crate::jose::jws::Jws;
use crate::jose::key::{VerificationKey, VerificationMaterial};
use crate::jose::keyring::Keyring;
use crate::profile::{Owner, Profile};
use crate::provider;
use crate::provider::evidence::Evidence;
use crate::provider::rules;
use crate::source::key::{KeySource, Sourced, hasura_key, of_public};
pub(crate) use crate::source::key_search::access::KeyAccess;
pub(crate) use crate::source::key_search::issuer::jwks_uri;
use crate::source::key_search::issuer::{Address, FetchedKeys, Form, Published};
use crate::source::secret::SecretSource;
use crate::system::key_fetch::{Freshness, Trust};

/// How many issuers' keys are kept at once: a list may name any number of issuers.
const MAX_KNOWN: usize = 64;

/// What flags and profile say about the keys that verify.
#[derive(Debug, Default)]
pub(crate) struct VerificationRequest<'a> {
    pub(crate) key: Option<&'a KeySource>,
    pub(crate) secret: Option<&'a SecretSource>,
    pub(crate) jwks: Option<&'a KeySource>,
    pub(crate) passphrase: Option<&'a SecretSource>,
    pub(crate) kid: Option<&'a str>,
    pub(crate) issuer: Option<&'a str>,
    /// Whether the issuer that a token names is trusted
    pub(crate) trust_issuer: bool,
    pub(crate) refresh: bool,
    pub(crate) profile: Option<&'a Profile>,
}

/// The search for the keys of one token or many. What was found, or could not be reached,
/// is remembered.
#[derive(Debug)]
pub(crate) struct KeySearch<'a> {
    request: VerificationRequest<'a>,
    /// The keys that a flag or the profile names
    named: Option<Rc<FoundKeys>>,
    /// The keys of the key store by `kid`, once it was read
    stored: Option<HashMap<String, Rc<FoundKeys>>>,
    /// Keys that were fetched, by their URL and by that of the discovery document
    fetched: HashMap<String, Rc<FoundKeys>>,
    /// Issuers whose keys could not be fetched
    failed: HashMap<String, Failure>,
}

/// Why an issuer's keys could not be fetched.
#[derive(Clone, Debug)]
struct Failure {
    url: String,
    message: String,
    hint: Option<String>,
}

/// Keys, where they came from, and on whose word they are the right ones.
#[derive(Debug)]
pub(crate) struct FoundKeys {
    pub(crate) keyring: Keyring,
    /// As a phrase; empty if there are no keys
    pub(crate) from: String,
    /// Whether the user named the issuer; `None` if a key was named instead
    pub(crate) issuer_pinned: Option<bool>,
    /// Where they were fetched, if they were
    address: Option<Address>,
    /// Whether the server itself was asked just now
    asked: bool,
}

impl FoundKeys {
    fn named(sourced: Sourced<Keyring>) -> Self {
        Self {
            keyring: sourced.value,
            from: sourced.from,
            issuer_pinned: None,
            address: None,
            asked: false,
        }
    }

    fn none(reason: String, issuer_pinned: Option<bool>) -> Self {
        let keyring = Keyring::none(reason);
        Self { keyring, from: String::new(), issuer_pinned, address: None, asked: false }
    }

    fn fetched(keys: FetchedKeys, address: Address, issuer_pinned: Option<bool>) -> Self {
        let FetchedKeys { keyring, from, asked } = keys;
        Self { keyring, from, issuer_pinned, address: Some(address), asked }
    }

    /// Whether they are the keys of an issuer that only the token names.
    pub(crate) fn is_unconfirmed(&self) -> bool {
        self.issuer_pinned == Some(false) && !self.keyring.is_empty()
    }
}

impl<'a> KeySearch<'a> {
    pub(crate) fn new(request: VerificationRequest<'a>) -> Self {
        Self { request, named: None, stored: None, fetched: HashMap::new(), failed: HashMap::new() }
    }

    /// Finds the keys for a signature. The first place that has any is final, before a
    /// key is tried: a flag, the profile, the key of the store whose thumbprint is the
    /// token's `kid`, the engine's environment, the issuer.
    pub(crate) fn for_signature(
        &mut self,
        jws: &Jws,
        access: &mut dyn KeyAccess,
    ) -> Result<Rc<FoundKeys>, Error> {
        if let Some(found) = self.for_all(access)? {
            return Ok(found);
        }
        let claims = jws.unverified_claims().unwrap_or_default();
        let evidence = Evidence::new(jws.header().members(), claims.set().members());
        let own_profile = self.request.profile.filter(|profile| profile.owner == Owner::User);
        if let Some(own_issuer) = own_profile.and_then(|profile| profile.issuer.as_deref()) {
            let issuer = self.request.issuer.unwrap_or(own_issuer);
            return self.of_issuer(issuer, Trust::User, &evidence, access);
        }
        let stored = jws.header().kid().and_then(|kid| self.stored(kid, access));
        if let Some(found) = stored {
            return Ok(found);
        }
        if let Some(found) = of_engine(&evidence, access)? {
            return Ok(Rc::new(FoundKeys::named(found)));
        }
        match (self.request.issuer, evidence.iss()) {
            (Some(issuer), _) => self.of_issuer(issuer, Trust::User, &evidence, access),
            (None, Some(issuer)) => self.of_issuer(issuer, Trust::Token, &evidence, access),
            (None, None) => Ok(Rc::new(FoundKeys::none(without_issuer(jws), None))),
        }
    }

    /// Finds the keys that a flag or the profile names, whatever the token.
    pub(crate) fn for_all(
        &mut self,
        access: &mut dyn KeyAccess,
    ) -> Result<Option<Rc<FoundKeys>>, Error> {
        if self.named.is_none() {
            self.named = self.read_named(access)?.map(|named| Rc::new(FoundKeys::named(named)));
        }
        Ok(self.named.clone())
    }

    /// Fetches keys again after a `kid` was not among them; `None` if that cannot help, or
    /// the server is not asked again so soon.
    pub(crate) fn refetch(
        &mut self,
        found: &FoundKeys,
        access: &mut dyn KeyAccess,
    ) -> Result<Option<Rc<FoundKeys>>, Error> {
        let Some(address) = found.address.clone().filter(|_| !found.asked) else {
            return Ok(None);
        };
        let keys = issuer::fetch(&address, Freshness::UnknownKid, access)?;
        if !keys.asked {
            return Ok(None);
        }
        let url = address.url.clone();
        let again = Rc::new(self.only_kid(FoundKeys::fetched(keys, address, found.issuer_pinned)));
        for known in self.fetched.values_mut() {
            if known.address.as_ref().is_some_and(|one| one.url == url) {
                *known = Rc::clone(&again);
            }
        }
        Ok(Some(again))
    }

    /// Reads the keys that a flag names, else the key of the user's own profile.
    fn read_named(&self, access: &mut dyn KeyAccess) -> Result<Option<Sourced<Keyring>>, Error> {
        let request = &self.request;
        let own_key = request
            .profile
            .filter(|profile| profile.owner == Owner::User)
            .and_then(|profile| profile.key.as_deref())
            .map(|key| key.parse::<KeySource>().unwrap_or_else(|never| match never {}));
        let sourced = if let Some(source) = request.secret {
            let secret = VerificationMaterial::Secret(access.read_secret(source)?);
            let value = Keyring::one(VerificationKey::of(secret, None));
            Sourced { value, from: source.describe("--secret") }
        } else if let Some(source) = request.key.or(request.jwks).or(own_key.as_ref()) {
            if let KeySource::Url(url) = source {
                let address = Address { url: url.clone(), form: Form::Any, trust: Trust::User };
                let keys = issuer::fetch(&address, self.freshness(), access)?;
                Sourced { value: keys.keyring, from: keys.from }
            } else {
                let from = source.describe();
                let value = access.read_key(source, request.passphrase)?.keyring(&from)?;
                Sourced { value, from }
            }
        } else {
            return Ok(None);
        };
        let Some(kid) = request.kid else { return Ok(Some(sourced)) };
        let (count, from) = (sourced.value.len(), sourced.from);
        let value = sourced.value.picked(kid).ok_or_else(|| Error::KeyUnfit {
            name: from.clone(),
            message: format!("none of its {count} keys has the kid {kid}"),
        })?;
        Ok(Some(Sourced { value, from }))
    }

    /// Keeps only the key that `--kid` names, if it was given.
    fn only_kid(&self, found: FoundKeys) -> FoundKeys {
        let Some(kid) = self.request.kid else { return found };
        let missing = || Keyring::none(format!("the issuer has no key with the kid {kid}"));
        FoundKeys { keyring: found.keyring.picked(kid).unwrap_or_else(missing), ..found }
    }

    /// Returns the key of the store whose thumbprint is this `kid`; the store is read once.
    fn stored(&mut self, kid: &str, access: &dyn KeyAccess) -> Option<Rc<FoundKeys>> {
        let stored = self.stored.get_or_insert_with(|| {
            let keys = access.stored_keys().into_iter().map(|stored| {
                let kid = stored.kid();
                let mut key = of_public(stored.key.public());
                key.kid = Some(kid.clone());
                let from = format!("key:{}", stored.name);
                let found = FoundKeys::named(Sourced { value: Keyring::one(key), from });
                (kid, Rc::new(found))
            });
            keys.collect()
        });
        stored.get(kid).map(Rc::clone)
    }

    const fn freshness(&self) -> Freshness {
        if self.request.refresh { Freshness::Refresh } else { Freshness::Cached }
    }

    /// Finds an issuer's keys; an issuer that could not be reached is not asked again.
    fn of_issuer(
        &mut self,
        issuer: &str,
        trust: Trust,
        evidence: &Evidence<'_>,
        access: &mut dyn KeyAccess,
    ) -> Result<Rc<FoundKeys>, Error> {
        if let Some(Failure { url, message, hint }) = self.failed.get(issuer).cloned() {
            return Err(Error::Unreachable { url, message, hint });
        }
        let found = self.fetch_issuer(issuer, trust, evidence, access);
        if let Err(Error::Unreachable { url, message, hint }) = &found {
            if self.failed.len() >= MAX_KNOWN {
                self.failed.clear();
            }
            let failure =
                Failure { url: url.clone(), message: message.clone(), hint: hint.clone() };
            self.failed.insert(issuer.to_owned(), failure);
        }
        found
    }

    /// Finds an issuer's keys by the rule of its provider, or by discovery.
    fn fetch_issuer(
        &mut self,
        issuer: &str,
        trust: Trust,
        evidence: &Evidence<'_>,
        access: &mut dyn KeyAccess,
    ) -> Result<Rc<FoundKeys>, Error> {
        let pinned = Some(trust == Trust::User || self.request.trust_issuer);
        let names = provider::issuer_names(issuer);
        let is_its_own = evidence.iss().is_some_and(|iss| names.iter().any(|name| name == iss));
        let only_issuer: Object = [("iss".to_owned(), Value::from(issuer))].into_iter().collect();
        let claims = if is_its_own { evidence.claims } else { &only_issuer };
        let mut header = evidence.header.clone();
        if trust == Trust::User {
            // Whoever runs a load balancer at AWS decides which issuer it names: under an
            // issuer that the user named, only that issuer's own keys count.
            header.remove("signer");
        }
        let origin = rules::origin(&Evidence::new(&header, claims));
        let published = match issuer::published(&origin, issuer, trust) {
            Ok(published) => published,
            Err(reason) => return Ok(Rc::new(FoundKeys::none(reason, pinned))),
        };
        let (address, document) = match published {
            Published::At(address) => (address, None),
            Published::Discovered(document) => {
                if let Some(known) = self.fetched.get(&document) {
                    return Ok(Rc::clone(known));
                }
                let address = issuer::discover(&document, &names, trust, self.freshness(), access)?;
                (address, Some(document))
            }
        };
        let url = address.url.clone();
        if let Some(known) = self.fetched.get(&url) {
            return Ok(Rc::clone(known));
        }
        let keys = issuer::fetch(&address, self.freshness(), access)?;
        let found = Rc::new(self.only_kid(FoundKeys::fetched(keys, address, pinned)));
        if self.fetched.len() >= MAX_KNOWN {
            self.fetched.clear();
        }
        for place in document.into_iter().chain([url]) {
            self.fetched.insert(place, Rc::clone(&found));
        }
        Ok(found)
    }
}

/// Finds the entry of `HASURA_GRAPHQL_JWT_SECRET(S)` whose issuer is unset or equal and
/// whose key is of the kind that the token's `alg` needs; only its key is used.
fn of_engine(
    evidence: &Evidence<'_>,
    access: &dyn KeyAccess,
) -> Result<Option<Sourced<Keyring>>, Error> {
    let algorithm = evidence.header_text("alg").and_then(|alg| alg.parse().ok());
    for name in ["HASURA_GRAPHQL_JWT_SECRETS", "HASURA_GRAPHQL_JWT_SECRET"] {
        let Some(text) = access.variable(name)? else { continue };
        let entries = JwtSecret::entries(&text).ok_or_else(|| Error::Configuration {
            file: name.to_owned(),
            message: "it is not the JSON that Hasura expects".to_owned(),
            hint: Some("`jwtool secret` prints one".to_owned()),
        })?;
        let fits = entries.into_iter().filter(|entry| entry.key.is_some()).find_map(|entry| {
            let same_issuer = entry.issuer.is_none() || entry.issuer.as_deref() == evidence.iss();
            let key = hasura_key(&entry, name).ok().filter(|_| same_issuer)?;
            let same_kind =
                Some(key.material.family()) == algorithm.map(SignatureAlgorithm::family);
            same_kind.then_some(key)
        });
        if let Some(key) = fits {
            return Ok(Some(Sourced { value: Keyring::one(key), from: name.to_owned() }));
        }
    }
    Ok(None)
}

/// Why there is no key for a token that names no issuer.
fn without_issuer(jws: &Jws) -> String {
    match jws.header().alg() {
        Some(alg @ ("HS256" | "HS384" | "HS512")) => {
            format!("{alg} needs the shared secret, and none was given")
        }
        _ => "the token names no issuer, so there is nowhere to look for its key".to_owned(),
    }
}
