//! The search for the keys that verify a token: those that a flag or the profile specifies, or else
//! the first ones found.

mod access;
mod issuer;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::error::{ConfigFault, Error, FetchFault};
use crate::hasura::v2::jwt_secret::JwtSecret;
use crate::jose::algorithm::{KeyFamily, SignatureAlgorithm};
use crate::jose::json::{Object, Value};
use crate::jose::jws::Jws;
use crate::jose::key::{VerificationKey, VerificationMaterial};
use crate::jose::keyring::Keyring;
use crate::profile::Profile;
use crate::provider;
use crate::provider::evidence::Evidence;
use crate::provider::key_place;
use crate::provider::rules;
use crate::source::key::{KeyContent, KeySource, Sourced, hasura_key, of_public, own_key};
pub(crate) use crate::source::key_search::access::{KeyAccess, KnownOnly};
use crate::source::key_search::issuer::{Address, FetchedKeys, Published};
pub(crate) use crate::source::key_search::issuer::{jwks_uri, key_set_address};
use crate::source::secret::SecretSource;
use crate::system::key_fetch::{Freshness, Trust};

/// The maximum number of issuers whose keys are remembered. A list of tokens may name any number of
/// issuers.
const MAX_KNOWN: usize = 64;

/// The flags and the profile settings that determine the keys.
#[derive(Clone, Debug, Default)]
pub(crate) struct VerificationRequest<'a> {
    pub(crate) key: Option<&'a KeySource>,
    pub(crate) secret: Option<&'a SecretSource>,
    pub(crate) jwks: Option<&'a KeySource>,
    pub(crate) passphrase: Option<&'a SecretSource>,
    pub(crate) kid: Option<&'a str>,
    pub(crate) issuer: Option<&'a str>,
    /// Whether to trust the issuer that a token names
    pub(crate) trust_issuer: bool,
    pub(crate) refresh: bool,
    pub(crate) profile: Option<&'a Profile>,
}

/// The search for the keys of one or more tokens. It remembers keys that were found and addresses
/// that could not be reached. A clone knows the same.
#[derive(Clone, Debug)]
pub(crate) struct KeySearch<'a> {
    request: VerificationRequest<'a>,
    /// The keys that a flag or the profile specifies
    named: Option<Arc<FoundKeys>>,
    /// The keys in the key store by `kid`, after the store was read
    stored: Option<HashMap<String, Arc<FoundKeys>>>,
    /// The keys that were fetched, by their URL and by the URL of the discovery document
    fetched: HashMap<String, Arc<FoundKeys>>,
    /// Addresses that could not be reached
    failed: HashMap<String, Failure>,
    /// Addresses of discovery documents that do not exist
    absent: HashSet<String>,
    /// How often what was known was replaced or forgotten
    generation: u64,
}

/// The reason why an address could not be reached.
#[derive(Clone, Debug)]
struct Failure {
    url: String,
    message: String,
    fault: FetchFault,
}

/// Keys, their source, and who vouches for the issuer.
#[derive(Debug)]
pub(crate) struct FoundKeys {
    pub(crate) keyring: Keyring,
    /// The source as a phrase; empty if there are no keys
    pub(crate) from: String,
    /// Whether the user specified the issuer; `None` if the user specified a key instead
    pub(crate) issuer_pinned: Option<bool>,
    /// The name of the issuer in its own discovery document, if it is another one
    pub(crate) calls_itself: Option<String>,
    /// The address they were fetched from, if any
    address: Option<Address>,
    /// Whether the server was contacted just now
    asked: bool,
}

impl FoundKeys {
    fn named(sourced: Sourced<Keyring>) -> Self {
        Self {
            keyring: sourced.value,
            from: sourced.from,
            issuer_pinned: None,
            calls_itself: None,
            address: None,
            asked: false,
        }
    }

    fn none(reason: String, issuer_pinned: Option<bool>) -> Self {
        let keyring = Keyring::none(reason);
        Self {
            keyring,
            from: String::new(),
            issuer_pinned,
            calls_itself: None,
            address: None,
            asked: false,
        }
    }

    /// An issuer whose own document names another one.
    fn of_other_issuer(reason: String, is_trusted: bool) -> Self {
        Self {
            keyring: Keyring::of_other_issuer(reason),
            ..Self::none(String::new(), Some(is_trusted))
        }
    }

    fn fetched(keys: FetchedKeys, address: Address, issuer_pinned: Option<bool>) -> Self {
        let FetchedKeys { keyring, from, asked } = keys;
        Self { keyring, from, issuer_pinned, calls_itself: None, address: Some(address), asked }
    }

    /// Whether the keys were fetched, in which case newer ones may exist.
    pub(crate) const fn are_fetched(&self) -> bool {
        self.address.is_some()
    }

    /// Whether the keys belong to an issuer that only the token names.
    pub(crate) fn is_unconfirmed(&self) -> bool {
        self.issuer_pinned == Some(false) && !self.keyring.is_empty()
    }
}

impl<'a> KeySearch<'a> {
    pub(crate) fn new(request: VerificationRequest<'a>) -> Self {
        Self {
            request,
            named: None,
            stored: None,
            fetched: HashMap::new(),
            failed: HashMap::new(),
            absent: HashSet::new(),
            generation: 0,
        }
    }

    /// Returns a number that changes when what was known is replaced or forgotten. Until then, an
    /// earlier clone finds the same keys, as far as it knows any.
    pub(crate) const fn generation(&self) -> u64 {
        self.generation
    }

    /// Finds the keys for a signature. The first source that has any is final, even if the
    /// signature turns out not to match: a flag, the profile, the key in the store whose thumbprint
    /// is the token's `kid`, the engine's environment, the issuer.
    pub(crate) fn for_signature(
        &mut self,
        jws: &Jws,
        access: &mut dyn KeyAccess,
    ) -> Result<Arc<FoundKeys>, Error> {
        if let Some(found) = self.for_all(access)? {
            return Ok(found);
        }
        let claims = jws.unverified_claims().unwrap_or_default();
        let evidence = Evidence::new(jws.header().members(), claims.set().members());
        let own_profile = self.request.profile.filter(|profile| profile.owner.is_trusted());
        if let Some(own_issuer) = own_profile.and_then(|profile| profile.issuer.as_deref()) {
            let issuer = self.request.issuer.unwrap_or(own_issuer);
            return self.of_issuer(issuer, Trust::User, &evidence, access);
        }
        let stored = jws.header().kid().and_then(|kid| self.stored(kid, access));
        if let Some(found) = stored {
            return Ok(found);
        }
        match of_engine(&evidence, self.request.issuer, access)? {
            Some(EngineKeys::Key(found)) => return Ok(Arc::new(FoundKeys::named(found))),
            Some(EngineKeys::Url { url, variable }) => {
                return self.of_variable(&url, variable, access);
            }
            None => {}
        }
        match (self.request.issuer, evidence.iss()) {
            (Some(issuer), _) => self.of_issuer(issuer, Trust::User, &evidence, access),
            (None, Some(issuer)) => self.of_issuer(issuer, Trust::Token, &evidence, access),
            (None, None) => Ok(Arc::new(FoundKeys::none(without_issuer(jws), None))),
        }
    }

    /// Returns the keys that a flag or the profile specifies, which apply to every token.
    pub(crate) fn for_all(
        &mut self,
        access: &mut dyn KeyAccess,
    ) -> Result<Option<Arc<FoundKeys>>, Error> {
        if self.named.is_none() {
            self.named = self.read_named(access)?.map(Arc::new);
        }
        Ok(self.named.clone())
    }

    /// Fetches keys again if they lack a `kid`. Returns `None` if that would not help or if the
    /// last fetch was too recent.
    pub(crate) fn refetch(
        &mut self,
        found: &FoundKeys,
        access: &mut dyn KeyAccess,
    ) -> Result<Option<Arc<FoundKeys>>, Error> {
        let Some(address) = found.address.clone().filter(|_| !found.asked) else {
            return Ok(None);
        };
        let keys = issuer::fetch(&address, Freshness::UnknownKid, access)?;
        if !keys.asked {
            return Ok(None);
        }
        let url = address.url.clone();
        let again = Arc::new(self.only_kid(FoundKeys::fetched(keys, address, found.issuer_pinned)));
        self.generation += 1;
        for known in self.fetched.values_mut().chain(&mut self.named) {
            if known.address.as_ref().is_some_and(|one| one.url == url) {
                *known = Arc::clone(&again);
            }
        }
        Ok(Some(again))
    }

    /// Reads the keys that a flag specifies, or else the key of the user's own profile.
    fn read_named(&self, access: &mut dyn KeyAccess) -> Result<Option<FoundKeys>, Error> {
        let request = &self.request;
        let own_key = match (request.secret, request.key, request.jwks, request.profile) {
            (None, None, None, Some(profile)) => own_key(profile)?,
            _ => None,
        };
        let found = if let Some(source) = request.secret {
            let secret = VerificationMaterial::Secret(access.read_secret(source)?);
            let value = Keyring::one(VerificationKey::of(secret, None));
            FoundKeys::named(Sourced { value, from: source.describe("--secret") })
        } else if let Some(source) = request.key.or(request.jwks).or(own_key.as_ref()) {
            if let KeySource::Url(url) = source {
                self.fetch_named(Address::of(url, Trust::User), access)?
            } else {
                let from = source.describe();
                match access.read_key(source, request.passphrase)? {
                    // The user named the file, and it names the address.
                    KeyContent::Hasura(JwtSecret { key: None, jwk_url: Some(url), .. }) => {
                        self.fetch_named(Address::of(&url, Trust::User), access)?
                    }
                    content => FoundKeys::named(Sourced { value: content.keyring(&from)?, from }),
                }
            }
        } else {
            return Ok(None);
        };
        let Some(kid) = request.kid else { return Ok(Some(found)) };
        let count = found.keyring.len();
        let keyring = found.keyring.picked(kid).ok_or_else(|| Error::KeyUnfit {
            name: found.from.clone(),
            message: format!("none of its {count} keys has the kid {kid}"),
        })?;
        Ok(Some(FoundKeys { keyring, ..found }))
    }

    /// Fetches the keys at an address that a flag or the profile specifies. If they came from a
    /// copy without the key of `--kid`, fetches them again.
    fn fetch_named(
        &self,
        address: Address,
        access: &mut dyn KeyAccess,
    ) -> Result<FoundKeys, Error> {
        let mut keys = issuer::fetch(&address, self.freshness(), access)?;
        let lacks = |kid: &str| !keys.keyring.kids().any(|one| one == kid);
        if !keys.asked && self.request.kid.is_some_and(lacks) {
            let again = issuer::fetch(&address, Freshness::UnknownKid, access)?;
            if again.asked {
                keys = again;
            }
        }
        Ok(FoundKeys::fetched(keys, address, None))
    }

    /// Keeps only the key that `--kid` specifies, if the flag is set.
    fn only_kid(&self, found: FoundKeys) -> FoundKeys {
        let Some(kid) = self.request.kid else { return found };
        let missing = || Keyring::none(format!("the issuer has no key with the kid {kid}"));
        FoundKeys { keyring: found.keyring.picked(kid).unwrap_or_else(missing), ..found }
    }

    /// Returns the key in the store whose thumbprint is this `kid`. The store is read only once.
    fn stored(&mut self, kid: &str, access: &mut dyn KeyAccess) -> Option<Arc<FoundKeys>> {
        let stored = self.stored.get_or_insert_with(|| {
            let keys = access.stored_keys().into_iter().map(|stored| {
                let kid = stored.kid();
                let mut key = of_public(stored.key.public());
                key.kid = Some(kid.clone());
                let from = format!("key:{}", stored.name);
                let found = FoundKeys::named(Sourced { value: Keyring::one(key), from });
                (kid, Arc::new(found))
            });
            keys.collect()
        });
        stored.get(kid).map(Arc::clone)
    }

    const fn freshness(&self) -> Freshness {
        if self.request.refresh { Freshness::Refresh } else { Freshness::Cached }
    }

    /// Returns the keys at the `jwk_url` of an engine's configuration.
    fn of_variable(
        &mut self,
        url: &str,
        variable: &str,
        access: &mut dyn KeyAccess,
    ) -> Result<Arc<FoundKeys>, Error> {
        let place = format!("{variable} {url}");
        if let Some(known) = self.fetched.get(&place) {
            return Ok(Arc::clone(known));
        }
        self.check_not_failed(url)?;
        let found = self.fetch_named(Address::of(url, Trust::User), access);
        let mut found = self.remember_failure(url, found)?;
        found.from = format!("{} (from {variable})", found.from);
        let found = self.only_kid(found);
        Ok(self.remember([place], found))
    }

    /// Finds an issuer's keys by the rule of its provider, or by discovery.
    ///
    /// If the user specified the issuer, or trusts the one that the token names, only the name of
    /// the issuer selects the provider: the token is not verified yet and must not determine where
    /// its keys are. Its claims count only if there is no discovery document.
    fn of_issuer(
        &mut self,
        issuer: &str,
        trust: Trust,
        evidence: &Evidence<'_>,
        access: &mut dyn KeyAccess,
    ) -> Result<Arc<FoundKeys>, Error> {
        let is_trusted = trust == Trust::User || self.request.trust_issuer;
        let none = |reason| Ok(Arc::new(FoundKeys::none(reason, Some(is_trusted))));
        let names = provider::issuer_names(issuer);
        let is_its_own = evidence.iss().is_some_and(|iss| names.iter().any(|name| name == iss));
        let only_issuer: Object = [("iss".to_owned(), Value::from(issuer))].into_iter().collect();
        let claims = if is_its_own { evidence.claims } else { &only_issuer };
        let mut header = evidence.header.clone();
        if is_trusted {
            // Anyone who runs a load balancer at AWS can choose the issuer in its tokens. For a
            // trusted issuer, only that issuer's own keys count.
            header.remove("signer");
        }
        let told = rules::origin(&Evidence::new(&header, claims));
        if let Err(reason) = issuer::form(&told, trust) {
            return none(reason);
        }
        let place = || key_place::of(&told).map(issuer::elsewhere);
        let published = if is_trusted {
            let by_name = rules::origin(&Evidence::new(&Object::new(), &only_issuer));
            issuer::published(&by_name, issuer, trust)
        } else {
            issuer::published(&told, issuer, trust)
        };
        let document = match published {
            Ok(Published::At(address)) => return self.fetched(address, None, is_trusted, access),
            Ok(Published::Discovered(document)) => document,
            Err(reason) => return none(place().unwrap_or(reason)),
        };
        if let Some(found) = self.discovered(&document, &names, trust, is_trusted, access)? {
            return Ok(found);
        }
        let by_claims = is_trusted
            .then(|| issuer::published_by_claims(&told, issuer, &document, trust))
            .flatten();
        let found = match by_claims {
            Some(Published::At(address)) => {
                return self.fetched(address, None, is_trusted, access);
            }
            Some(Published::Discovered(other)) => {
                self.discovered(&other, &names, trust, is_trusted, access)?
            }
            None => None,
        };
        match (found, place()) {
            (Some(found), _) => Ok(found),
            (None, Some(place)) => none(place),
            (None, None) => Err(issuer::without_document(&document)),
        }
    }

    /// Returns the keys that a discovery document names, or `None` if the document does not exist.
    fn discovered(
        &mut self,
        document: &str,
        issuers: &[String],
        trust: Trust,
        is_trusted: bool,
        access: &mut dyn KeyAccess,
    ) -> Result<Option<Arc<FoundKeys>>, Error> {
        if let Some(known) = self.fetched.get(document) {
            return Ok(Some(Arc::clone(known)));
        }
        if self.absent.contains(document) {
            return Ok(None);
        }
        self.check_not_failed(document)?;
        let found = issuer::discover(document, issuers, trust, self.freshness(), access);
        if let Err(error @ Error::OtherIssuer { named, .. }) = &found {
            let mut found = FoundKeys::of_other_issuer(error.to_string(), is_trusted);
            found.calls_itself = Some(named.clone());
            return Ok(Some(self.remember([document.to_owned()], found)));
        }
        let Some(address) = self.remember_failure(document, found)? else {
            if self.absent.len() >= MAX_KNOWN {
                self.absent.clear();
                self.generation += 1;
            }
            self.absent.insert(document.to_owned());
            return Ok(None);
        };
        self.fetched(address, Some(document), is_trusted, access).map(Some)
    }

    /// Returns the keys at an address, and remembers them under the discovery document that named
    /// it, if any.
    fn fetched(
        &mut self,
        address: Address,
        document: Option<&str>,
        is_trusted: bool,
        access: &mut dyn KeyAccess,
    ) -> Result<Arc<FoundKeys>, Error> {
        let url = address.url.clone();
        if let Some(known) = self.fetched.get(&url) {
            return Ok(Arc::clone(known));
        }
        self.check_not_failed(&url)?;
        let keys = issuer::fetch(&address, self.freshness(), access);
        let keys = self.remember_failure(&url, keys)?;
        let found = self.only_kid(FoundKeys::fetched(keys, address, Some(is_trusted)));
        Ok(self.remember(document.map(ToOwned::to_owned).into_iter().chain([url]), found))
    }

    /// Remembers keys under the addresses that led to them.
    fn remember(
        &mut self,
        places: impl IntoIterator<Item = String>,
        found: FoundKeys,
    ) -> Arc<FoundKeys> {
        let found = Arc::new(found);
        if self.fetched.len() >= MAX_KNOWN {
            self.fetched.clear();
            self.generation += 1;
        }
        for place in places {
            self.fetched.insert(place, Arc::clone(&found));
        }
        found
    }

    /// Returns the earlier error if an address could not be reached, so it is not tried again.
    fn check_not_failed(&self, address: &str) -> Result<(), Error> {
        match self.failed.get(address).cloned() {
            Some(Failure { url, message, fault }) => {
                Err(Error::Unreachable { url, message, fault })
            }
            None => Ok(()),
        }
    }

    fn remember_failure<T>(&mut self, address: &str, result: Result<T, Error>) -> Result<T, Error> {
        if let Err(Error::Unreachable { url, message, fault }) = &result {
            if self.failed.len() >= MAX_KNOWN {
                self.failed.clear();
                self.generation += 1;
            }
            let failure = Failure { url: url.clone(), message: message.clone(), fault: *fault };
            self.failed.insert(address.to_owned(), failure);
        }
        result
    }
}

/// The keys of an entry of `HASURA_GRAPHQL_JWT_SECRET(S)`.
enum EngineKeys {
    Key(Sourced<Keyring>),
    /// The key set at its `jwk_url`
    Url {
        url: String,
        variable: &'static str,
    },
}

/// Finds the entry of `HASURA_GRAPHQL_JWT_SECRET(S)` whose issuer is unset or matches and whose key
/// is of the kind that the token's `alg` needs. Only its key or `jwk_url` is used. If the command
/// line names an issuer, a `jwk_url` counts only if its entry names the same.
fn of_engine(
    evidence: &Evidence<'_>,
    named: Option<&str>,
    access: &dyn KeyAccess,
) -> Result<Option<EngineKeys>, Error> {
    let algorithm: Option<SignatureAlgorithm> =
        evidence.header_text("alg").and_then(|alg| alg.parse().ok());
    for name in ["HASURA_GRAPHQL_JWT_SECRETS", "HASURA_GRAPHQL_JWT_SECRET"] {
        let Some(text) = access.variable(name)? else { continue };
        let entries = JwtSecret::entries(&text).ok_or_else(|| Error::Configuration {
            file: name.to_owned(),
            fault: ConfigFault::NotHasura,
        })?;
        let fits = entries.into_iter().find_map(|entry| {
            let same_issuer = entry.issuer.is_none() || entry.issuer.as_deref() == evidence.iss();
            let family = algorithm.map(SignatureAlgorithm::family).filter(|_| same_issuer)?;
            if entry.key.is_none() {
                let is_named = named.is_none() || entry.issuer.as_deref() == named;
                let url = entry.jwk_url.filter(|_| is_named && family != KeyFamily::Hmac)?;
                return Some(Ok(EngineKeys::Url { url, variable: name }));
            }
            let of_key = |key| {
                let value = Keyring::one(key);
                EngineKeys::Key(Sourced { value, from: name.to_owned() })
            };
            match hasura_key(&entry, name) {
                Ok(key) => (key.material.family() == family).then(|| Ok(of_key(key))),
                // A public key that is configured as a secret must be reported, not skipped.
                Err(error) => {
                    let is_secret = entry.algorithm().map(SignatureAlgorithm::family);
                    (is_secret == Some(family) && family == KeyFamily::Hmac).then_some(Err(error))
                }
            }
        });
        if let Some(keys) = fits.transpose()? {
            return Ok(Some(keys));
        }
    }
    Ok(None)
}

/// Returns the reason why there is no key for a token without an issuer.
fn without_issuer(jws: &Jws) -> String {
    match jws.header().alg() {
        Some(alg @ ("HS256" | "HS384" | "HS512")) => {
            format!("{alg} needs the shared secret, and none was given")
        }
        _ => "the token names no issuer, so there is nowhere to look for its key".to_owned(),
    }
}

#[cfg(test)]
mod tests;
