//! Which keys verify a token: those that were named, else the first that fit it.

use std::collections::HashMap;
use std::rc::Rc;

use crate::error::Error;
use crate::hasura::v2::jwt_secret::JwtSecret;
use crate::jose::algorithm::{KeyFamily, SignatureAlgorithm};
use crate::jose::json::{Object, Value};
use crate::jose::jwk::JwkSet;
use crate::jose::key::{VerificationKey, VerificationMaterial};
use crate::jose::keyring::Keyring;
use crate::jose::pem::{self, FoundKey};
use crate::profile::{Owner, Profile};
use crate::provider;
use crate::provider::evidence::Evidence;
use crate::provider::origin::{Origin, VerifyWith};
use crate::provider::rules;
use crate::source::key::{KeySource, Sourced, hasura_key, of_public};
use crate::source::secret::SecretSource;
use crate::system::System;
use crate::system::http::text_without_user;
use crate::system::key_fetch::{Fetched, Freshness, Trust};
use crate::system::profile_store;

/// How many issuers' keys are held at once.
const MAX_KNOWN: usize = 64;

/// What flags and profile say about the keys that verify.
#[derive(Debug)]
pub(crate) struct KeySearch<'a> {
    pub(crate) key: Option<&'a KeySource>,
    pub(crate) secret: Option<&'a SecretSource>,
    pub(crate) jwks: Option<&'a KeySource>,
    pub(crate) passphrase: Option<&'a SecretSource>,
    pub(crate) kid: Option<&'a str>,
    pub(crate) issuer: Option<&'a str>,
    /// Whether the issuer that a token names is believed
    pub(crate) trust_issuer: bool,
    pub(crate) refresh: bool,
    pub(crate) profile: Option<&'a Profile>,
    /// The key store by `kid`, once it was read
    pub(crate) stored: Option<HashMap<String, Rc<FoundKeys>>>,
    /// Issuers whose keys could not be fetched: where, why, and what to do
    pub(crate) failed: HashMap<String, (String, String, Option<String>)>,
    /// Keys that were found, by where they came from
    pub(crate) known: HashMap<String, Rc<FoundKeys>>,
}

/// Keys, where they came from, and whose word that is.
#[derive(Debug)]
pub(crate) struct FoundKeys {
    pub(crate) keyring: Keyring,
    /// For a sentence; empty if there are none
    pub(crate) from: String,
    /// Whether the user named the issuer; `None` if a key was named instead
    pub(crate) issuer_pinned: Option<bool>,
    /// Where they were fetched, if they were
    address: Option<Address>,
    asked: bool,
}

/// Where keys are fetched, and how they are read.
#[derive(Clone, Debug)]
struct Address {
    url: String,
    form: Form,
    trust: Trust,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Form {
    /// A JWK Set, a JWK or a PEM, told by content
    Any,
    /// A JSON object of certificates by their `kid`
    X509Map,
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

    /// Whether the keys are those of an issuer on the token's own word.
    pub(crate) fn is_unconfirmed(&self) -> bool {
        self.issuer_pinned == Some(false) && !self.keyring.is_empty()
    }
}

impl KeySearch<'_> {
    /// The keys for a token. The first that fits is taken before any signature is
    /// tried: a flag, the profile, a key of the store whose thumbprint is the token's
    /// `kid`, the engine's environment, the issuer that the token names.
    pub(crate) fn for_token(
        &mut self,
        header: &Object,
        claims: &Object,
        system: &mut System,
    ) -> Result<Rc<FoundKeys>, Error> {
        if let Some(found) = self.for_all(system)? {
            return Ok(found);
        }
        let own_profile = self.profile.filter(|profile| profile.owner == Owner::User);
        if let Some(issuer) = own_profile.and_then(|profile| profile.issuer.clone()) {
            let issuer = self.issuer.map_or(issuer, ToOwned::to_owned);
            return self.of_issuer(&issuer, Trust::User, header, claims, system);
        }
        if let Some(found) = header.get_str("kid").and_then(|kid| self.stored(kid, system)) {
            return Ok(found);
        }
        if let Some(found) = of_engine(header, claims, system)? {
            return Ok(Rc::new(FoundKeys::named(found)));
        }
        match (self.issuer, claims.get_str("iss")) {
            (Some(issuer), _) => self.of_issuer(issuer, Trust::User, header, claims, system),
            (None, Some(issuer)) => self.of_issuer(issuer, Trust::Token, header, claims, system),
            (None, None) => Ok(Rc::new(FoundKeys::none(without_issuer(header), None))),
        }
    }

    /// The keys for whatever token, if flags or profile name them.
    pub(crate) fn for_all(&mut self, system: &mut System) -> Result<Option<Rc<FoundKeys>>, Error> {
        if let Some(found) = self.known.get("") {
            return Ok(Some(Rc::clone(found)));
        }
        let Some(named) = self.named(system)? else { return Ok(None) };
        let found = Rc::new(FoundKeys::named(named));
        self.known.insert(String::new(), Rc::clone(&found));
        Ok(Some(found))
    }

    /// Looks again where keys came from, after a `kid` was not among them; `None` if
    /// that makes no sense, or brought nothing new.
    pub(crate) fn again(
        &mut self,
        found: &FoundKeys,
        system: &mut System,
    ) -> Result<Option<Rc<FoundKeys>>, Error> {
        let Some(address) = found.address.clone().filter(|_| !found.asked) else {
            return Ok(None);
        };
        let again = fetched_keys(&address, Freshness::UnknownKid, found.issuer_pinned, system)?;
        let again = self.picked(again);
        if !again.asked {
            return Ok(None);
        }
        let again = Rc::new(again);
        for known in self.known.values_mut() {
            if known.address.as_ref().is_some_and(|one| one.url == address.url) {
                *known = Rc::clone(&again);
            }
        }
        Ok(Some(again))
    }

    /// The keys that a flag names, else the profile's own key.
    fn named(&self, system: &mut System) -> Result<Option<Sourced<Keyring>>, Error> {
        if let (None, None, None, Some(profile)) = (self.secret, self.key, self.jwks, self.profile)
        {
            profile_store::refuse_ignored(profile, "key")?;
        }
        let own_key = self
            .profile
            .filter(|profile| profile.owner == Owner::User)
            .and_then(|profile| profile.key.as_deref())
            .map(|key| key.parse::<KeySource>().unwrap_or_else(|never| match never {}));
        let sourced = if let Some(source) = self.secret {
            let secret = VerificationMaterial::Secret(source.read("--secret", system)?);
            let value = Keyring::one(VerificationKey::of(secret, None));
            Sourced { value, from: source.describe("--secret") }
        } else if let Some(source) = self.key.or(self.jwks).or(own_key.as_ref()) {
            if let KeySource::Url(url) = source {
                let address = Address { url: url.clone(), form: Form::Any, trust: Trust::User };
                let found = fetched_keys(&address, self.freshness(), None, system)?;
                Sourced { value: found.keyring, from: found.from }
            } else {
                let from = source.describe();
                let value = source.read(self.passphrase, system)?.keyring(&from)?;
                Sourced { value, from }
            }
        } else {
            return Ok(None);
        };
        let Some(kid) = self.kid else { return Ok(Some(sourced)) };
        let (count, from) = (sourced.value.len(), sourced.from);
        let value = sourced.value.picked(kid).ok_or_else(|| Error::KeyUnfit {
            name: from.clone(),
            message: format!("none of its {count} keys has the kid {kid}"),
        })?;
        Ok(Some(Sourced { value, from }))
    }

    /// Of the keys only the one of `--kid`, if it was given.
    fn picked(&self, found: FoundKeys) -> FoundKeys {
        let Some(kid) = self.kid else { return found };
        let missing = || Keyring::none(format!("the issuer has no key with the kid {kid}"));
        FoundKeys { keyring: found.keyring.picked(kid).unwrap_or_else(missing), ..found }
    }

    /// The key of the store whose thumbprint is this `kid`; the store is read once.
    fn stored(&mut self, kid: &str, system: &mut System) -> Option<Rc<FoundKeys>> {
        let stored = self.stored.get_or_insert_with(|| {
            let keys = system.stored_keys().into_iter().map(|stored| {
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
        if self.refresh { Freshness::Refresh } else { Freshness::Cached }
    }

    /// The keys of an issuer; one that could not be reached is not tried again.
    fn of_issuer(
        &mut self,
        issuer: &str,
        trust: Trust,
        header: &Object,
        claims: &Object,
        system: &mut System,
    ) -> Result<Rc<FoundKeys>, Error> {
        if let Some((url, message, hint)) = self.failed.get(issuer).cloned() {
            return Err(Error::Unreachable { url, message, hint });
        }
        let found = self.keys_of_issuer(issuer, trust, header, claims, system);
        if let Err(Error::Unreachable { url, message, hint }) = &found {
            if self.failed.len() >= MAX_KNOWN {
                self.failed.clear();
            }
            let failure = (url.clone(), message.clone(), hint.clone());
            self.failed.insert(issuer.to_owned(), failure);
        }
        found
    }

    /// The keys of an issuer, by the rule of its provider or by discovery.
    fn keys_of_issuer(
        &mut self,
        issuer: &str,
        trust: Trust,
        header: &Object,
        claims: &Object,
        system: &mut System,
    ) -> Result<Rc<FoundKeys>, Error> {
        let pinned = Some(trust == Trust::User || self.trust_issuer);
        let names = provider::issuer_names(issuer);
        let spoken = claims.get_str("iss").is_some_and(|iss| names.iter().any(|name| name == iss));
        let only_issuer: Object = [("iss".to_owned(), Value::from(issuer))].into_iter().collect();
        let claims = if spoken { claims } else { &only_issuer };
        let mut header = header.clone();
        if trust == Trust::User {
            // Whoever runs a load balancer at AWS decides which issuer it names: under an
            // issuer that the user named, only that issuer's own keys count.
            header.remove("signer");
        }
        let origin = rules::origin(&Evidence::new(&header, claims));
        let address = match address_of(&origin, issuer, trust) {
            Ok(address) => address,
            Err(reason) => return Ok(Rc::new(FoundKeys::none(reason, pinned))),
        };
        let (address, document) = match address {
            KeyPlace::At(address) => (address, None),
            KeyPlace::Discovered(document) => {
                if let Some(known) = self.known.get(&document) {
                    return Ok(Rc::clone(known));
                }
                let address = discovered(&document, &names, trust, self.freshness(), system)?;
                (address, Some(document))
            }
        };
        if let Some(known) = self.known.get(&address.url) {
            return Ok(Rc::clone(known));
        }
        let found = fetched_keys(&address, self.freshness(), pinned, system)?;
        let found = self.picked(found);
        let found = Rc::new(found);
        // A list may name any number of issuers; not all of their keys are kept.
        if self.known.len() >= MAX_KNOWN {
            self.known.clear();
        }
        for place in document.into_iter().chain([address.url]) {
            self.known.insert(place, Rc::clone(&found));
        }
        Ok(found)
    }
}

enum KeyPlace {
    At(Address),
    /// The address of a discovery document
    Discovered(String),
}

/// Where a provider's keys are, or why nobody can tell.
fn address_of(origin: &Origin, issuer: &str, trust: Trust) -> Result<KeyPlace, String> {
    let form = match origin.verify_with {
        VerifyWith::X509Map => Form::X509Map,
        VerifyWith::Jwks
        | VerifyWith::PemUrl
        | VerifyWith::Discovery
        | VerifyWith::NeedsClusterKey
        | VerifyWith::SharedSecret
        | VerifyWith::IssuerOnly
        | VerifyWith::Impossible
        | VerifyWith::ImpossibleAsIs => Form::Any,
    };
    match origin.verify_with {
        VerifyWith::SharedSecret => {
            return Err("the token is signed with a shared secret, and none was given".to_owned());
        }
        VerifyWith::IssuerOnly | VerifyWith::Impossible | VerifyWith::ImpossibleAsIs => {
            return Err("only its issuer can verify this token".to_owned());
        }
        VerifyWith::NeedsClusterKey if trust == Trust::Token => {
            return Err("the keys of its cluster are published only inside the cluster".to_owned());
        }
        VerifyWith::NeedsClusterKey
        | VerifyWith::Jwks
        | VerifyWith::PemUrl
        | VerifyWith::X509Map
        | VerifyWith::Discovery => {}
    }
    if let Some(url) = origin.jwks_url.clone() {
        return Ok(KeyPlace::At(Address { url, form, trust }));
    }
    if let Some(url) = origin.discovery_url.clone() {
        return Ok(KeyPlace::Discovered(url));
    }
    // An issuer that the user named may be a local one, over plain http.
    let is_web = issuer.starts_with("https://") || issuer.starts_with("http://");
    if trust == Trust::User && is_web {
        let issuer = issuer.trim_end_matches('/');
        return Ok(KeyPlace::Discovered(format!("{issuer}/.well-known/openid-configuration")));
    }
    Err(format!("the issuer `{issuer}` is no https address that keys could be found at"))
}

/// The `jwks_uri` of a discovery document (`OpenID` Connect Discovery 1.0 section 4).
fn discovered(
    document: &str,
    issuers: &[String],
    trust: Trust,
    freshness: Freshness,
    system: &mut System,
) -> Result<Address, Error> {
    let fetched = system.fetch(document, trust, freshness)?;
    let wrong = |message: String| Error::Unreachable {
        url: text_without_user(document),
        message,
        hint: Some("give the keys themselves with `--jwks URL` or `--jwks FILE`".to_owned()),
    };
    let Ok(Value::Object(metadata)) = Value::parse(&fetched.body) else {
        return Err(wrong("the answer is no discovery document".to_owned()));
    };
    let issuer = metadata.get_str("issuer").unwrap_or_default();
    if !issuers.iter().any(|one| one == issuer) {
        let asked = issuers.first().map_or("", String::as_str);
        return Err(wrong(format!(
            "it is the document of the issuer `{issuer}`, not of `{asked}`"
        )));
    }
    let url = metadata
        .get_str("jwks_uri")
        .ok_or_else(|| wrong("the discovery document names no `jwks_uri`".to_owned()))?;
    Ok(Address { url: url.to_owned(), form: Form::Any, trust })
}

/// Where an issuer that a token names says that its keys are.
pub(crate) fn jwks_uri(document: &str, issuer: &str, system: &mut System) -> Result<String, Error> {
    let issuers = [issuer.to_owned()];
    discovered(document, &issuers, Trust::Token, Freshness::Cached, system)
        .map(|address| address.url)
}

fn fetched_keys(
    address: &Address,
    freshness: Freshness,
    issuer_pinned: Option<bool>,
    system: &mut System,
) -> Result<FoundKeys, Error> {
    let fetched = system.fetch(&address.url, address.trust, freshness)?;
    let keyring = match address.form {
        Form::Any => read_any(&fetched, address, system)?,
        Form::X509Map => read_x509_map(&fetched, address)?,
    };
    let Fetched { from, asked, .. } = fetched;
    Ok(FoundKeys { keyring, from, issuer_pinned, address: Some(address.clone()), asked })
}

fn read_any(fetched: &Fetched, address: &Address, system: &mut System) -> Result<Keyring, Error> {
    let source = KeySource::Url(text_without_user(&address.url));
    source
        .recognise(&fetched.body, system)
        .and_then(|content| content.keyring(&text_without_user(&address.url)))
        .map_err(|error| no_keys(address, &error.to_string()))
}

/// Google's form: `{"kid":"-----BEGIN CERTIFICATE-----…"}`.
fn read_x509_map(fetched: &Fetched, address: &Address) -> Result<Keyring, Error> {
    let Ok(Value::Object(map)) = Value::parse(&fetched.body) else {
        return Err(no_keys(address, "the answer is no JSON object of certificates"));
    };
    let mut keys = Vec::new();
    for (kid, certificate) in map.iter() {
        let found = certificate.as_str().map(pem::read_pem);
        if let Some(Ok((FoundKey::Public(key), _))) = found {
            let key = VerificationMaterial::Public(key);
            keys.push(VerificationKey::of(key, Some(kid.to_owned())));
        }
    }
    if keys.is_empty() {
        return Err(no_keys(address, "the answer holds no certificate that can be read"));
    }
    Ok(Keyring::of_keys(keys))
}

fn no_keys(address: &Address, message: &str) -> Error {
    Error::Unreachable {
        url: text_without_user(&address.url),
        message: format!("what it answers is no key set: {message}"),
        hint: Some("check the address, or give the keys with `--jwks FILE`".to_owned()),
    }
}

/// The entry of `HASURA_GRAPHQL_JWT_SECRET(S)` whose issuer is unset or equal and whose
/// key is of the kind that the token's `alg` takes; only its key is taken.
fn of_engine(
    header: &Object,
    claims: &Object,
    system: &System,
) -> Result<Option<Sourced<Keyring>>, Error> {
    let algorithm = header.get_str("alg").and_then(|alg| alg.parse::<SignatureAlgorithm>().ok());
    for name in ["HASURA_GRAPHQL_JWT_SECRETS", "HASURA_GRAPHQL_JWT_SECRET"] {
        let Some(text) = system.environment.text(name)? else { continue };
        let entries = JwtSecret::entries(&text).ok_or_else(|| Error::Configuration {
            file: name.to_owned(),
            message: "it is not the JSON that Hasura takes".to_owned(),
            hint: Some("`jwtool secret` prints one".to_owned()),
        })?;
        let issuer = claims.get_str("iss");
        let fits = entries.into_iter().filter(|entry| entry.key.is_some()).find_map(|entry| {
            let speaks_of_it = entry.issuer.is_none() || entry.issuer.as_deref() == issuer;
            let family = algorithm.map(SignatureAlgorithm::family).filter(|_| speaks_of_it)?;
            match hasura_key(&entry, name) {
                Ok(key) => (key.material.family() == family).then_some(Ok(key)),
                // A public key as a secret must be named, not skipped.
                Err(error) => {
                    let is_secret = entry.algorithm().map(SignatureAlgorithm::family);
                    (is_secret == Some(family) && family == KeyFamily::Hmac).then_some(Err(error))
                }
            }
        });
        if let Some(key) = fits.transpose()? {
            return Ok(Some(Sourced { value: Keyring::one(key), from: name.to_owned() }));
        }
    }
    Ok(None)
}

/// Why there is no key for a token that names no issuer.
fn without_issuer(header: &Object) -> String {
    match header.get_str("alg") {
        Some(alg @ ("HS256" | "HS384" | "HS512")) => {
            format!("{alg} needs the shared secret, and none was given")
        }
        _ => "the token names no issuer, so there is nowhere to look for its key".to_owned(),
    }
}

/// An empty set, for a text that is no token.
pub(crate) fn no_token() -> FoundKeys {
    FoundKeys::named(Sourced {
        value: Keyring::of_set(&JwkSet { keys: Vec::new() }),
        from: String::new(),
    })
}
