//! The search for the keys that verify a token: those that a flag or the profile specifies, or else
//! the first ones found.

mod access;
mod issuer;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::error::{ConfigFault, Error, FetchFault};
use crate::hasura::v2::jwt_secret::JwtSecret;
use crate::jose::algorithm::{KeyFamily, SignatureAlgorithm};
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
use crate::source::key_search::issuer::{Address, FetchedKeys, Published};
use crate::source::secret::SecretSource;
use crate::system::key_fetch::{Freshness, Trust};
use crate::system::profile_store;

/// The maximum number of issuers whose keys are remembered. A list of tokens may name any number of
/// issuers.
const MAX_KNOWN: usize = 64;

/// The flags and the profile settings that determine the keys.
#[derive(Debug, Default)]
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
/// that could not be reached.
#[derive(Debug)]
pub(crate) struct KeySearch<'a> {
    request: VerificationRequest<'a>,
    /// The keys that a flag or the profile specifies
    named: Option<Rc<FoundKeys>>,
    /// The keys in the key store by `kid`, after the store was read
    stored: Option<HashMap<String, Rc<FoundKeys>>>,
    /// The keys that were fetched, by their URL and by the URL of the discovery document
    fetched: HashMap<String, Rc<FoundKeys>>,
    /// Addresses that could not be reached
    failed: HashMap<String, Failure>,
    /// Addresses of discovery documents that do not exist
    absent: HashSet<String>,
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
        }
    }

    /// Finds the keys for a signature. The first source that has any is final, even if the
    /// signature turns out not to match: a flag, the profile, the key in the store whose thumbprint
    /// is the token's `kid`, the engine's environment, the issuer.
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

    /// Returns the keys that a flag or the profile specifies, which apply to every token.
    pub(crate) fn for_all(
        &mut self,
        access: &mut dyn KeyAccess,
    ) -> Result<Option<Rc<FoundKeys>>, Error> {
        if self.named.is_none() {
            self.named = self.read_named(access)?.map(Rc::new);
        }
        Ok(self.named.clone())
    }

    /// Fetches keys again if they lack a `kid`. Returns `None` if that would not help or if the
    /// last fetch was too recent.
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
        for known in self.fetched.values_mut().chain(&mut self.named) {
            if known.address.as_ref().is_some_and(|one| one.url == url) {
                *known = Rc::clone(&again);
            }
        }
        Ok(Some(again))
    }

    /// Reads the keys that a flag specifies, or else the key of the user's own profile.
    fn read_named(&self, access: &mut dyn KeyAccess) -> Result<Option<FoundKeys>, Error> {
        let request = &self.request;
        if let (None, None, None, Some(profile)) =
            (request.secret, request.key, request.jwks, request.profile)
        {
            profile_store::refuse_ignored(profile, "key")?;
        }
        let own_key = request
            .profile
            .filter(|profile| profile.owner == Owner::User)
            .and_then(|profile| profile.key.as_deref())
            .map(|key| key.parse::<KeySource>().unwrap_or_else(|never| match never {}));
        let found = if let Some(source) = request.secret {
            let secret = VerificationMaterial::Secret(access.read_secret(source)?);
            let value = Keyring::one(VerificationKey::of(secret, None));
            FoundKeys::named(Sourced { value, from: source.describe("--secret") })
        } else if let Some(source) = request.key.or(request.jwks).or(own_key.as_ref()) {
            if let KeySource::Url(url) = source {
                self.fetch_named(Address::of(url, Trust::User), access)?
            } else {
                let from = source.describe();
                let value = access.read_key(source, request.passphrase)?.keyring(&from)?;
                FoundKeys::named(Sourced { value, from })
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
    fn stored(&mut self, kid: &str, access: &mut dyn KeyAccess) -> Option<Rc<FoundKeys>> {
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
    ) -> Result<Rc<FoundKeys>, Error> {
        let is_trusted = trust == Trust::User || self.request.trust_issuer;
        let none = |reason| Ok(Rc::new(FoundKeys::none(reason, Some(is_trusted))));
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
        let published = if is_trusted {
            let by_name = rules::origin(&Evidence::new(&Object::new(), &only_issuer));
            issuer::published(&by_name, issuer, trust)
        } else {
            issuer::published(&told, issuer, trust)
        };
        let document = match published {
            Ok(Published::At(address)) => return self.fetched(address, None, is_trusted, access),
            Ok(Published::Discovered(document)) => document,
            Err(reason) => return none(reason),
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
        found.ok_or_else(|| issuer::without_document(&document))
    }

    /// Returns the keys that a discovery document names, or `None` if the document does not exist.
    fn discovered(
        &mut self,
        document: &str,
        issuers: &[String],
        trust: Trust,
        is_trusted: bool,
        access: &mut dyn KeyAccess,
    ) -> Result<Option<Rc<FoundKeys>>, Error> {
        if let Some(known) = self.fetched.get(document) {
            return Ok(Some(Rc::clone(known)));
        }
        if self.absent.contains(document) {
            return Ok(None);
        }
        self.check_not_failed(document)?;
        let found = issuer::discover(document, issuers, trust, self.freshness(), access);
        let Some(address) = self.remember_failure(document, found)? else {
            if self.absent.len() >= MAX_KNOWN {
                self.absent.clear();
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
    ) -> Result<Rc<FoundKeys>, Error> {
        let url = address.url.clone();
        if let Some(known) = self.fetched.get(&url) {
            return Ok(Rc::clone(known));
        }
        self.check_not_failed(&url)?;
        let keys = issuer::fetch(&address, self.freshness(), access);
        let keys = self.remember_failure(&url, keys)?;
        let found = Rc::new(self.only_kid(FoundKeys::fetched(keys, address, Some(is_trusted))));
        if self.fetched.len() >= MAX_KNOWN {
            self.fetched.clear();
        }
        for place in document.map(ToOwned::to_owned).into_iter().chain([url]) {
            self.fetched.insert(place, Rc::clone(&found));
        }
        Ok(found)
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
            }
            let failure = Failure { url: url.clone(), message: message.clone(), fault: *fault };
            self.failed.insert(address.to_owned(), failure);
        }
        result
    }
}

/// Finds the entry of `HASURA_GRAPHQL_JWT_SECRET(S)` whose issuer is unset or matches and whose key
/// is of the kind that the token's `alg` needs. Only its key is used.
fn of_engine(
    evidence: &Evidence<'_>,
    access: &dyn KeyAccess,
) -> Result<Option<Sourced<Keyring>>, Error> {
    let algorithm: Option<SignatureAlgorithm> =
        evidence.header_text("alg").and_then(|alg| alg.parse().ok());
    for name in ["HASURA_GRAPHQL_JWT_SECRETS", "HASURA_GRAPHQL_JWT_SECRET"] {
        let Some(text) = access.variable(name)? else { continue };
        let entries = JwtSecret::entries(&text).ok_or_else(|| Error::Configuration {
            file: name.to_owned(),
            fault: ConfigFault::NotHasura,
        })?;
        let fits = entries.into_iter().filter(|entry| entry.key.is_some()).find_map(|entry| {
            let same_issuer = entry.issuer.is_none() || entry.issuer.as_deref() == evidence.iss();
            let family = algorithm.map(SignatureAlgorithm::family).filter(|_| same_issuer)?;
            match hasura_key(&entry, name) {
                Ok(key) => (key.material.family() == family).then_some(Ok(key)),
                // A public key that is configured as a secret must be reported, not skipped.
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
mod tests {
    use super::*;
    use crate::jose::base64url;
    use crate::jose::key::{PrivateKey, Secret};
    use crate::source::key::KeyContent;
    use crate::system::key_fetch::Fetched;
    use crate::system::key_store::StoredKey;

    const COGNITO: &str = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01";
    const ISSUER: &str = "https://issuer.example.gov";

    /// A simulated machine that records all requests.
    #[derive(Default)]
    struct FakeMachine {
        /// Published documents, by URL
        published: HashMap<String, String>,
        /// The contents of files and `env:NAME`, by their phrase for messages
        keys: HashMap<&'static str, String>,
        stored: Vec<StoredKey>,
        variables: HashMap<&'static str, String>,
        offline: bool,
        /// Cached copies of an older key set, by URL
        cached: HashMap<String, String>,
        /// URLs that the server does not have
        absent: Vec<String>,
        /// Requests and reads, in order
        asked: Vec<String>,
    }

    impl KeyAccess for FakeMachine {
        fn fetch(
            &mut self,
            address: &str,
            trust: Trust,
            freshness: Freshness,
        ) -> Result<Fetched, Error> {
            if freshness == Freshness::Cached
                && let Some(body) = self.cached.get(address)
            {
                self.asked.push(format!("copy of {address}"));
                let from = format!("{address}, cached");
                return Ok(Fetched { body: body.clone().into_bytes(), from, asked: false });
            }
            if self.offline {
                return Err(Error::Offline { url: address.to_owned() });
            }
            let freshness = match freshness {
                Freshness::Cached => "",
                Freshness::Refresh => ", refreshed",
                Freshness::UnknownKid => ", unknown kid",
            };
            self.asked.push(format!("{address} ({trust:?}{freshness})"));
            let body = self.published.get(address).ok_or_else(|| Error::Unreachable {
                url: address.to_owned(),
                message: "connection refused".to_owned(),
                fault: FetchFault::Answer,
            })?;
            let (body, from) = (body.clone().into_bytes(), address.to_owned());
            Ok(Fetched { body, from, asked: true })
        }

        fn fetch_if_present(
            &mut self,
            address: &str,
            trust: Trust,
            freshness: Freshness,
        ) -> Result<Option<Fetched>, Error> {
            if self.absent.iter().any(|absent| absent == address) {
                self.asked.push(format!("{address} ({trust:?}, absent)"));
                return Ok(None);
            }
            self.fetch(address, trust, freshness).map(Some)
        }

        fn stored_keys(&mut self) -> Vec<StoredKey> {
            self.stored.clone()
        }

        fn variable(&self, name: &str) -> Result<Option<String>, Error> {
            Ok(self.variables.get(name).cloned())
        }

        fn read_key(
            &mut self,
            source: &KeySource,
            _: Option<&SecretSource>,
        ) -> Result<KeyContent, Error> {
            self.asked.push(format!("read {}", source.describe()));
            source.recognise(self.keys[source.describe().as_str()].as_bytes(), |_| {})
        }

        fn read_secret(&mut self, source: &SecretSource) -> Result<Secret, Error> {
            self.asked.push(format!("read {}", source.describe("--secret")));
            Ok(Secret::new([7; 32])?)
        }

        fn say(&mut self, _: &str) {}
    }

    /// Returns a JWK Set whose keys have these names.
    fn set(kids: &[&str]) -> String {
        let keys: Vec<String> = kids
            .iter()
            .map(|kid| format!(r#"{{"kty":"oct","kid":"{kid}","k":"{}"}}"#, "A".repeat(43)))
            .collect();
        format!(r#"{{"keys":[{}]}}"#, keys.join(","))
    }

    fn signed(header: &str, claims: &str) -> Jws {
        let token = format!("{}.{}.c2ln", base64url::encode(header), base64url::encode(claims));
        Jws::parse_compact(&token).unwrap()
    }

    /// Returns a token that is signed with an issuer's RSA key.
    fn issued_by(issuer: &str) -> Jws {
        signed(r#"{"alg":"RS256","kid":"a"}"#, &format!(r#"{{"iss":"{issuer}"}}"#))
    }

    fn anonymous(alg: &str) -> Jws {
        signed(&format!(r#"{{"alg":"{alg}"}}"#), "{}")
    }

    /// Describes the source of the keys, their names, and who vouches for them.
    fn described(found: &Result<Rc<FoundKeys>, Error>) -> String {
        let found = match found {
            Ok(found) => found,
            Err(error) => return format!("error: {error}"),
        };
        let word = match found.issuer_pinned {
            None => "a key was named",
            Some(true) => "the user's word",
            Some(false) => "the token's word",
        };
        if found.keyring.is_empty() {
            assert!(!found.is_unconfirmed());
            let missing = found.keyring.choose(None, SignatureAlgorithm::HS256).unwrap_err();
            return format!("none ({word}): {}", missing.message);
        }
        assert_eq!(found.is_unconfirmed(), found.issuer_pinned == Some(false));
        let kids: Vec<&str> = found.keyring.kids().collect();
        format!("{} [{}] ({word})", found.from, kids.join(" "))
    }

    fn machine() -> FakeMachine {
        let published = [
            (format!("{COGNITO}/.well-known/jwks.json"), set(&["a", "b"])),
            (
                format!("{ISSUER}/.well-known/openid-configuration"),
                format!(r#"{{"issuer":"{ISSUER}","jwks_uri":"{ISSUER}/keys"}}"#),
            ),
            (format!("{ISSUER}/keys"), set(&["a"])),
            ("https://keys.example.gov/set".to_owned(), set(&["c", "d"])),
            (
                "https://www.googleapis.com/identitytoolkit/v3/relyingparty/publicKeys".to_owned(),
                serde_json::json!({
                    "g": include_str!("../../../tests/fixtures/keys/rsa.certificate.pem"),
                })
                .to_string(),
            ),
        ];
        FakeMachine {
            published: published.into_iter().collect(),
            keys: [("`set.json`", set(&["a", "b"])), ("`mine.json`", set(&["p"]))].into(),
            ..FakeMachine::default()
        }
    }

    /// A test case: its name, the flags, the machine, the token, the expected keys, and the
    /// expected requests.
    struct Case<'a> {
        name: &'static str,
        request: VerificationRequest<'a>,
        machine: FakeMachine,
        token: Jws,
        keys: &'static str,
        asked: &'a [&'static str],
    }

    fn check(cases: Vec<Case<'_>>) {
        for Case { name, request, mut machine, token, keys, asked } in cases {
            let found = KeySearch::new(request).for_signature(&token, &mut machine);
            assert_eq!(described(&found), keys, "{name}");
            assert_eq!(machine.asked, asked, "{name}");
        }
    }

    fn file(name: &str) -> KeySource {
        KeySource::File(name.into())
    }

    #[test]
    fn a_flag_decides_whatever_the_token_says() {
        let (set_file, url) =
            (file("set.json"), KeySource::Url("https://keys.example.gov/set".to_owned()));
        let secret: SecretSource = "env:S".parse().unwrap_or_else(|never| match never {});
        let request = VerificationRequest::default;
        check(vec![
            Case {
                name: "--key FILE",
                request: VerificationRequest { key: Some(&set_file), ..request() },
                machine: machine(),
                token: issued_by(COGNITO),
                keys: "`set.json` [a b] (a key was named)",
                asked: &["read `set.json`"],
            },
            Case {
                name: "--key URL",
                request: VerificationRequest { key: Some(&url), ..request() },
                machine: machine(),
                token: issued_by(COGNITO),
                keys: "https://keys.example.gov/set [c d] (a key was named)",
                asked: &["https://keys.example.gov/set (User)"],
            },
            Case {
                name: "--jwks FILE",
                request: VerificationRequest { jwks: Some(&set_file), ..request() },
                machine: machine(),
                token: anonymous("RS256"),
                keys: "`set.json` [a b] (a key was named)",
                asked: &["read `set.json`"],
            },
            Case {
                name: "--jwks URL --refresh",
                request: VerificationRequest { jwks: Some(&url), refresh: true, ..request() },
                machine: machine(),
                token: issued_by(COGNITO),
                keys: "https://keys.example.gov/set [c d] (a key was named)",
                asked: &["https://keys.example.gov/set (User, refreshed)"],
            },
            Case {
                name: "--secret",
                request: VerificationRequest { secret: Some(&secret), ..request() },
                machine: machine(),
                token: issued_by(COGNITO),
                keys: "S [] (a key was named)",
                asked: &["read S"],
            },
            Case {
                name: "--jwks FILE --kid b",
                request: VerificationRequest { jwks: Some(&set_file), kid: Some("b"), ..request() },
                machine: machine(),
                token: issued_by(COGNITO),
                keys: "`set.json` [b] (a key was named)",
                asked: &["read `set.json`"],
            },
            Case {
                name: "--jwks FILE --kid x",
                request: VerificationRequest { jwks: Some(&set_file), kid: Some("x"), ..request() },
                machine: machine(),
                token: issued_by(COGNITO),
                keys: "error: cannot use the key `set.json`: none of its 2 keys has the kid x",
                asked: &["read `set.json`"],
            },
            Case {
                name: "--issuer of a known provider",
                request: VerificationRequest { issuer: Some(COGNITO), ..request() },
                machine: machine(),
                token: anonymous("RS256"),
                keys: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json [a b] (the user's word)",
                asked: &[
                    "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json (User)",
                ],
            },
            Case {
                name: "--issuer URL, found by discovery",
                request: VerificationRequest { issuer: Some(ISSUER), ..request() },
                machine: machine(),
                token: issued_by(COGNITO),
                keys: "https://issuer.example.gov/keys [a] (the user's word)",
                asked: &[
                    "https://issuer.example.gov/.well-known/openid-configuration (User)",
                    "https://issuer.example.gov/keys (User)",
                ],
            },
            Case {
                name: "--issuer NAME --kid x",
                request: VerificationRequest { issuer: Some(ISSUER), kid: Some("x"), ..request() },
                machine: machine(),
                token: issued_by(ISSUER),
                keys: "none (the user's word): the issuer has no key with the kid x",
                asked: &[
                    "https://issuer.example.gov/.well-known/openid-configuration (User)",
                    "https://issuer.example.gov/keys (User)",
                ],
            },
        ]);
    }

    #[test]
    fn a_profile_counts_as_far_as_its_file_is_the_users_own() {
        let profile = |owner, key: Option<&str>, issuer: Option<&str>| Profile {
            owner,
            key: key.map(ToOwned::to_owned),
            issuer: issuer.map(ToOwned::to_owned),
            ..Profile::default()
        };
        let own_key = profile(Owner::User, Some("mine.json"), Some(ISSUER));
        let own_issuer = profile(Owner::User, None, Some(ISSUER));
        let project = profile(Owner::Project, Some("mine.json"), Some(ISSUER));
        let set_file = file("set.json");
        let with = |profile| VerificationRequest {
            profile: Some(profile),
            ..VerificationRequest::default()
        };
        let hasura = || FakeMachine { variables: secret_of("HS256", None), ..machine() };
        check(vec![
            Case {
                name: "the user's own key",
                request: with(&own_key),
                machine: machine(),
                token: issued_by(COGNITO),
                keys: "`mine.json` [p] (a key was named)",
                asked: &["read `mine.json`"],
            },
            Case {
                name: "a flag before the profile",
                request: VerificationRequest { key: Some(&set_file), ..with(&own_key) },
                machine: machine(),
                token: issued_by(COGNITO),
                keys: "`set.json` [a b] (a key was named)",
                asked: &["read `set.json`"],
            },
            Case {
                name: "the user's own issuer, before the engine's environment",
                request: with(&own_issuer),
                machine: hasura(),
                token: anonymous("HS256"),
                keys: "none (the user's word): the token is signed with a shared secret, and none was given",
                asked: &[],
            },
            Case {
                name: "the user's own issuer, for a token without one",
                request: with(&own_issuer),
                machine: machine(),
                token: anonymous("RS256"),
                keys: "https://issuer.example.gov/keys [a] (the user's word)",
                asked: &[
                    "https://issuer.example.gov/.well-known/openid-configuration (User)",
                    "https://issuer.example.gov/keys (User)",
                ],
            },
            Case {
                name: "--issuer before the profile's",
                request: VerificationRequest { issuer: Some(COGNITO), ..with(&own_issuer) },
                machine: machine(),
                token: issued_by(ISSUER),
                keys: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json [a b] (the user's word)",
                asked: &[
                    "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json (User)",
                ],
            },
            Case {
                name: "a project's file confirms no issuer and names no key",
                request: with(&project),
                machine: machine(),
                token: issued_by(COGNITO),
                keys: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json [a b] (the token's word)",
                asked: &[
                    "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json (Token)",
                ],
            },
            Case {
                name: "a project's issuer is not asked for a token without one",
                request: with(&project),
                machine: machine(),
                token: anonymous("RS256"),
                keys: "none (a key was named): the token names no issuer, so there is nowhere to look for its key",
                asked: &[],
            },
        ]);
    }

    fn secret_of(kind: &str, issuer: Option<&str>) -> HashMap<&'static str, String> {
        let mut secret = serde_json::json!({ "type": kind, "key": "k".repeat(32) });
        if let Some(issuer) = issuer {
            secret["issuer"] = issuer.into();
        }
        [("HASURA_GRAPHQL_JWT_SECRET", secret.to_string())].into()
    }

    #[test]
    fn without_flags_the_store_and_the_engine_come_before_the_issuer() {
        let stored = StoredKey {
            name: "dev".to_owned(),
            key: PrivateKey::generate(SignatureAlgorithm::ES256).unwrap(),
        };
        let kid = stored.kid();
        let of_store = |issuer: &str| {
            let claims = format!(r#"{{"iss":"{issuer}"}}"#);
            signed(&format!(r#"{{"alg":"ES256","kid":"{kid}"}}"#), &claims)
        };
        let store = || FakeMachine { stored: vec![stored.clone()], ..machine() };
        let hasura = |variables| FakeMachine { variables, ..machine() };
        let hs256 =
            |issuer: &str| signed(r#"{"alg":"HS256"}"#, &format!(r#"{{"iss":"{issuer}"}}"#));
        let mut two = secret_of("HS256", None);
        two.insert(
            "HASURA_GRAPHQL_JWT_SECRETS",
            format!("[{}]", secret_of("HS256", Some(ISSUER))["HASURA_GRAPHQL_JWT_SECRET"]),
        );
        let request = VerificationRequest::default;
        let found = KeySearch::new(request()).for_signature(&of_store(COGNITO), &mut store());
        assert_eq!(described(&found), format!("key:dev [{kid}] (a key was named)"));
        check(vec![
            Case {
                name: "a kid that the store does not have",
                request: request(),
                machine: store(),
                token: issued_by(COGNITO),
                keys: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json [a b] (the token's word)",
                asked: &[
                    "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json (Token)",
                ],
            },
            Case {
                name: "HASURA_GRAPHQL_JWT_SECRET",
                request: request(),
                machine: hasura(secret_of("HS256", None)),
                token: hs256(COGNITO),
                keys: "HASURA_GRAPHQL_JWT_SECRET [] (a key was named)",
                asked: &[],
            },
            Case {
                name: "HASURA_GRAPHQL_JWT_SECRET for the token's issuer",
                request: request(),
                machine: hasura(secret_of("HS256", Some(COGNITO))),
                token: hs256(COGNITO),
                keys: "HASURA_GRAPHQL_JWT_SECRET [] (a key was named)",
                asked: &[],
            },
            Case {
                name: "HASURA_GRAPHQL_JWT_SECRET for another issuer",
                request: request(),
                machine: hasura(secret_of("HS256", Some(ISSUER))),
                token: hs256("https://other.example.gov"),
                keys: "none (the token's word): the token is signed with a shared secret, and none was given",
                asked: &[],
            },
            Case {
                name: "HASURA_GRAPHQL_JWT_SECRET of another kind",
                request: request(),
                machine: hasura(secret_of("HS256", None)),
                token: issued_by(COGNITO),
                keys: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json [a b] (the token's word)",
                asked: &[
                    "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json (Token)",
                ],
            },
            Case {
                name: "HASURA_GRAPHQL_JWT_SECRETS first",
                request: request(),
                machine: hasura(two.clone()),
                token: hs256(ISSUER),
                keys: "HASURA_GRAPHQL_JWT_SECRETS [] (a key was named)",
                asked: &[],
            },
            Case {
                name: "HASURA_GRAPHQL_JWT_SECRETS for another issuer, then the single one",
                request: request(),
                machine: hasura(two),
                token: hs256(COGNITO),
                keys: "HASURA_GRAPHQL_JWT_SECRET [] (a key was named)",
                asked: &[],
            },
            Case {
                name: "HASURA_GRAPHQL_JWT_SECRET that is not JSON",
                request: request(),
                machine: hasura([("HASURA_GRAPHQL_JWT_SECRET", "secret".to_owned())].into()),
                token: hs256(COGNITO),
                keys: "error: cannot use HASURA_GRAPHQL_JWT_SECRET: it is not the JSON that Hasura expects",
                asked: &[],
            },
        ]);
    }

    #[test]
    fn the_tokens_issuer_is_asked_last_and_on_its_own_word() {
        let request = VerificationRequest::default;
        check(vec![
            Case {
                name: "by the rule of its provider",
                request: request(),
                machine: machine(),
                token: issued_by(COGNITO),
                keys: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json [a b] (the token's word)",
                asked: &[
                    "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json (Token)",
                ],
            },
            Case {
                name: "by discovery",
                request: request(),
                machine: machine(),
                token: issued_by(ISSUER),
                keys: "https://issuer.example.gov/keys [a] (the token's word)",
                asked: &[
                    "https://issuer.example.gov/.well-known/openid-configuration (Token)",
                    "https://issuer.example.gov/keys (Token)",
                ],
            },
            Case {
                name: "--trust-issuer believes it and fetches no further",
                request: VerificationRequest { trust_issuer: true, ..request() },
                machine: machine(),
                token: issued_by(ISSUER),
                keys: "https://issuer.example.gov/keys [a] (the user's word)",
                asked: &[
                    "https://issuer.example.gov/.well-known/openid-configuration (Token)",
                    "https://issuer.example.gov/keys (Token)",
                ],
            },
            Case {
                name: "certificates by kid",
                request: request(),
                machine: machine(),
                token: signed(
                    r#"{"alg":"RS256","kid":"g"}"#,
                    r#"{"iss":"https://session.firebase.google.com/app","aud":"app"}"#,
                ),
                keys: "https://www.googleapis.com/identitytoolkit/v3/relyingparty/publicKeys [g] (the token's word)",
                asked: &[
                    "https://www.googleapis.com/identitytoolkit/v3/relyingparty/publicKeys (Token)",
                ],
            },
            Case {
                name: "a discovery document of another issuer",
                request: request(),
                machine: FakeMachine {
                    published: [(
                        format!("{ISSUER}/.well-known/openid-configuration"),
                        r#"{"issuer":"https://evil.example","jwks_uri":"https://evil.example/k"}"#
                            .to_owned(),
                    )]
                    .into(),
                    ..FakeMachine::default()
                },
                token: issued_by(ISSUER),
                keys: "error: cannot reach https://issuer.example.gov/.well-known/openid-configuration: the discovery document is for the issuer `https://evil.example`, not for `https://issuer.example.gov`",
                asked: &["https://issuer.example.gov/.well-known/openid-configuration (Token)"],
            },
            Case {
                name: "a copy of a discovery document that has been corrected since",
                request: request(),
                machine: FakeMachine {
                    cached: [(
                        format!("{ISSUER}/.well-known/openid-configuration"),
                        r#"{"issuer":"https://old.example","jwks_uri":"https://old.example/k"}"#
                            .to_owned(),
                    )]
                    .into(),
                    ..machine()
                },
                token: issued_by(ISSUER),
                keys: "https://issuer.example.gov/keys [a] (the token's word)",
                asked: &[
                    "copy of https://issuer.example.gov/.well-known/openid-configuration",
                    "https://issuer.example.gov/.well-known/openid-configuration (Token, refreshed)",
                    "https://issuer.example.gov/keys (Token)",
                ],
            },
        ]);
    }

    #[test]
    fn where_no_key_can_be_found_nothing_is_asked() {
        let request = VerificationRequest::default;
        let offline = || FakeMachine { offline: true, ..machine() };
        check(vec![
            Case {
                name: "an issuer that is not a web address",
                request: request(),
                machine: machine(),
                token: issued_by("joe"),
                keys: "none (the token's word): the issuer `joe` is not an https URL, so its keys cannot be found",
                asked: &[],
            },
            Case {
                name: "a local issuer on the token's word",
                request: request(),
                machine: machine(),
                token: issued_by("http://localhost:9400"),
                keys: "none (the token's word): only the token names the issuer `http://localhost:9400`, which is not a public https URL",
                asked: &[],
            },
            Case {
                name: "no issuer",
                request: request(),
                machine: machine(),
                token: anonymous("RS256"),
                keys: "none (a key was named): the token names no issuer, so there is nowhere to look for its key",
                asked: &[],
            },
            Case {
                name: "HS256 without a secret",
                request: request(),
                machine: machine(),
                token: anonymous("HS256"),
                keys: "none (a key was named): HS256 needs the shared secret, and none was given",
                asked: &[],
            },
            Case {
                name: "a payload that is not a claims set names no issuer",
                request: request(),
                machine: machine(),
                token: signed(r#"{"alg":"RS256"}"#, r#"["https://issuer.example.gov"]"#),
                keys: "none (a key was named): the token names no issuer, so there is nowhere to look for its key",
                asked: &[],
            },
            Case {
                name: "--offline",
                request: request(),
                machine: offline(),
                token: issued_by(ISSUER),
                keys: "error: `--offline` forbids the request to https://issuer.example.gov/.well-known/openid-configuration",
                asked: &[],
            },
        ]);
    }

    #[test]
    fn what_was_found_or_out_of_reach_is_not_asked_for_again() {
        let mut machine = machine();
        let mut search = KeySearch::new(VerificationRequest::default());
        for _ in 0..2 {
            search.for_signature(&issued_by(ISSUER), &mut machine).unwrap();
            search.for_signature(&issued_by(COGNITO), &mut machine).unwrap();
        }
        assert_eq!(machine.asked.len(), 3, "{:?}", machine.asked);
        machine.asked.clear();
        for _ in 0..2 {
            let found = search.for_signature(&issued_by("https://down.example.gov"), &mut machine);
            let document = "https://down.example.gov/.well-known/openid-configuration";
            let error = format!("error: cannot reach {document}: connection refused");
            assert_eq!(described(&found), error);
            assert_eq!(machine.asked, [format!("{document} (Token)")]);
        }
        // A key that a flag specifies is read once for a list.
        let key = file("set.json");
        let request = VerificationRequest { key: Some(&key), ..VerificationRequest::default() };
        let mut search = KeySearch::new(request);
        machine.asked.clear();
        for _ in 0..2 {
            assert!(search.for_all(&mut machine).unwrap().is_some());
        }
        assert_eq!(machine.asked, ["read `set.json`"]);
    }

    #[test]
    fn keys_are_fetched_once_more_for_an_unknown_kid_if_they_were_a_copy() {
        let url = format!("{COGNITO}/.well-known/jwks.json");
        let mut machine =
            FakeMachine { cached: [(url.clone(), set(&["old"]))].into(), ..machine() };
        let mut search = KeySearch::new(VerificationRequest::default());
        let old = search.for_signature(&issued_by(COGNITO), &mut machine).unwrap();
        let new = search.refetch(&old, &mut machine).unwrap().unwrap();
        assert_eq!(new.keyring.kids().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(new.issuer_pinned, Some(false));
        let asked = [format!("copy of {url}"), format!("{url} (Token, unknown kid)")];
        assert_eq!(machine.asked, asked);
        // The keys were just fetched, so another unknown name does not cause another request.
        assert!(search.refetch(&new, &mut machine).unwrap().is_none());
        let known = search.for_signature(&issued_by(COGNITO), &mut machine).unwrap();
        assert!(search.refetch(&known, &mut machine).unwrap().is_none());
        assert_eq!(machine.asked, asked);
        // Keys that were not fetched cannot be fetched again.
        let none = search.for_signature(&anonymous("RS256"), &mut machine).unwrap();
        assert!(search.refetch(&none, &mut machine).unwrap().is_none());
    }

    /// Headers and claims that place the keys of a token below its issuer or elsewhere, with the
    /// resulting URL.
    const TRAPS: [(&str, &str, &str, &str); 10] = [
        (
            "SuperTokens, by kid",
            r#""kid":"s-2de612a5-a5ba-413e-9216-4c43e2e78c86""#,
            "",
            "https://issuer.example.gov/auth/jwt/jwks.json",
        ),
        (
            "SuperTokens, by the kid of a dynamic key",
            r#""kid":"d-1607554789000""#,
            "",
            "https://issuer.example.gov/auth/jwt/jwks.json",
        ),
        (
            "SuperTokens, by source",
            r#""kid":"a""#,
            r#","source":"microservice""#,
            "https://issuer.example.gov/auth/jwt/jwks.json",
        ),
        (
            "SuperTokens, by session",
            r#""kid":"a""#,
            r#","sessionHandle":"h","tId":"public""#,
            "https://issuer.example.gov/auth/jwt/jwks.json",
        ),
        (
            "GitLab",
            r#""kid":"a""#,
            r#","sub":"project_path:moped/api:ref_type:branch:ref:main""#,
            "https://issuer.example.gov/oauth/discovery/keys",
        ),
        (
            "Okta",
            r#""kid":"a""#,
            r#","cid":"c","uid":"u","scp":["openid"],"jti":"AT.1""#,
            "https://issuer.example.gov/oauth2/v1/keys",
        ),
        (
            "Clerk, by kid",
            r#""kid":"ins_1""#,
            "",
            "https://issuer.example.gov/.well-known/jwks.json",
        ),
        (
            "Clerk, by session",
            r#""kid":"a""#,
            r#","sid":"sess_1","sub":"user_1""#,
            "https://issuer.example.gov/.well-known/jwks.json",
        ),
        (
            "Kubernetes",
            r#""kid":"a""#,
            r#","sub":"system:serviceaccount:moped:importer""#,
            "https://issuer.example.gov/.well-known/openid-configuration",
        ),
        (
            "AWS load balancer",
            r#""kid":"a","signer":"arn:aws:elasticloadbalancing:us-east-1:666666666666:loadbalancer/app/x/1""#,
            "",
            "https://public-keys.auth.elb.us-east-1.amazonaws.com/a",
        ),
    ];

    #[test]
    fn under_a_trusted_issuer_the_token_does_not_choose_where_keys_are() {
        let document = format!("{ISSUER}/.well-known/openid-configuration");
        let profile =
            Profile { owner: Owner::User, issuer: Some(ISSUER.to_owned()), ..Profile::default() };
        for (name, header, claims, place) in TRAPS {
            let token = signed(
                &format!(r#"{{"alg":"RS256",{header}}}"#),
                &format!(r#"{{"iss":"{ISSUER}"{claims}}}"#),
            );
            let asked = |request, absent: Vec<String>| {
                let mut machine = FakeMachine { absent, ..machine() };
                machine.published.entry(place.to_owned()).or_insert_with(|| set(&["evil"]));
                let found = KeySearch::new(request).for_signature(&token, &mut machine);
                (described(&found), machine.asked)
            };
            let request = VerificationRequest::default;
            // Without a trusted issuer, the token's place is used, because such a token is not
            // accepted.
            let (_, places) = asked(request(), Vec::new());
            assert_eq!(places[0], format!("{place} (Token)"), "{name}");
            for (request, trust) in [
                (VerificationRequest { issuer: Some(ISSUER), ..request() }, "User"),
                (VerificationRequest { profile: Some(&profile), ..request() }, "User"),
                (VerificationRequest { trust_issuer: true, ..request() }, "Token"),
            ] {
                let (keys, places) = asked(request, Vec::new());
                assert_eq!(keys, format!("{ISSUER}/keys [a] (the user's word)"), "{name}");
                let expected =
                    [format!("{document} ({trust})"), format!("{ISSUER}/keys ({trust})")];
                assert_eq!(places, expected, "{name}");
            }
            // If the issuer has no document, the place from the token is used and reported, but
            // only below the issuer.
            let request = VerificationRequest { issuer: Some(ISSUER), ..request() };
            let (keys, places) = asked(request, vec![document.clone()]);
            let absent = format!("{document} (User, absent)");
            if place == document || !place.starts_with(ISSUER) {
                assert!(keys.contains("the issuer has no discovery document"), "{name}: {keys}");
                assert_eq!(places, [absent], "{name}");
            } else {
                assert_eq!(
                    keys,
                    format!(
                        "{place}, an address derived from the token's claims, because the issuer has no discovery document [evil] (the user's word)"
                    ),
                    "{name}"
                );
                assert_eq!(places, [absent, format!("{place} (User)")], "{name}");
            }
        }
    }

    #[test]
    fn a_provider_that_the_issuers_name_selects_keeps_its_rule_whatever_the_token_says() {
        for (name, header, claims, _) in TRAPS {
            let token = signed(
                &format!(r#"{{"alg":"RS256",{header}}}"#),
                &format!(r#"{{"iss":"{COGNITO}"{claims}}}"#),
            );
            let mut machine = machine();
            let request =
                VerificationRequest { issuer: Some(COGNITO), ..VerificationRequest::default() };
            let found = KeySearch::new(request).for_signature(&token, &mut machine);
            assert_eq!(
                described(&found),
                format!("{COGNITO}/.well-known/jwks.json [a b] (the user's word)"),
                "{name}"
            );
            assert_eq!(machine.asked, [format!("{COGNITO}/.well-known/jwks.json (User)")]);
        }
    }

    #[test]
    fn a_list_asks_once_for_a_document_that_is_not_there() {
        let document = format!("{ISSUER}/.well-known/openid-configuration");
        let mut machine = FakeMachine { absent: vec![document.clone()], ..machine() };
        let request =
            VerificationRequest { issuer: Some(ISSUER), ..VerificationRequest::default() };
        let mut search = KeySearch::new(request);
        for _ in 0..3 {
            let found = search.for_signature(&issued_by(ISSUER), &mut machine);
            assert_eq!(
                described(&found),
                format!(
                    "error: cannot reach {document}: the issuer has no discovery document: the server responded with 404 Not Found"
                )
            );
        }
        assert_eq!(machine.asked, [format!("{document} (User, absent)")]);
        // If the place that one token claims is down, other tokens are not affected.
        let claimed = signed(
            r#"{"alg":"RS256","kid":"d-1607554789000"}"#,
            &format!(r#"{{"iss":"{ISSUER}"}}"#),
        );
        assert!(search.for_signature(&claimed, &mut machine).is_err());
        machine.published.insert(format!("{ISSUER}/oauth/discovery/keys"), set(&["g"]));
        let other = signed(
            r#"{"alg":"RS256","kid":"g"}"#,
            &format!(r#"{{"iss":"{ISSUER}","sub":"project_path:moped/api"}}"#),
        );
        assert!(search.for_signature(&other, &mut machine).is_ok());
    }

    #[test]
    fn the_address_of_a_document_is_made_of_a_parsed_issuer() {
        let asked = |issuer| {
            let mut machine = machine();
            let request =
                VerificationRequest { issuer: Some(issuer), ..VerificationRequest::default() };
            let found = KeySearch::new(request).for_signature(&anonymous("RS256"), &mut machine);
            (described(&found), machine.asked)
        };
        for (issuer, document) in [
            (
                "http://localhost:9400/",
                "http://localhost:9400/.well-known/openid-configuration (User)",
            ),
            (
                "https://id.example.gov:8443/a?b=c#d",
                "https://id.example.gov:8443/a/.well-known/openid-configuration (User)",
            ),
        ] {
            assert_eq!(asked(issuer).1, [document], "{issuer}");
        }
        for issuer in [
            r"https://issuer.example.gov\@evil.example/",
            "https://ada:hunter2@issuer.example.gov/",
            "https://issuer.example.gov/a/../b",
            " https://issuer.example.gov/",
            "file:///etc/passwd",
            "moped",
        ] {
            let (keys, asked) = asked(issuer);
            assert!(keys.starts_with("none (the user's word): the "), "{keys}");
            assert!(keys.contains("cannot be found") && !keys.contains("hunter2"), "{keys}");
            assert_eq!(asked, [""; 0], "{issuer}");
        }
    }

    #[test]
    fn a_named_key_set_is_fetched_once_more_for_an_unknown_kid() {
        const URL: &str = "https://keys.example.gov/set";
        let source = KeySource::Url(URL.to_owned());
        let machine =
            || FakeMachine { cached: [(URL.to_owned(), set(&["old"]))].into(), ..machine() };
        let requests = || {
            [
                VerificationRequest { jwks: Some(&source), ..VerificationRequest::default() },
                VerificationRequest { key: Some(&source), ..VerificationRequest::default() },
            ]
        };
        let asked = [format!("copy of {URL}"), format!("{URL} (User, unknown kid)")];
        for request in requests() {
            let mut machine = machine();
            let mut search = KeySearch::new(request);
            let old = search.for_all(&mut machine).unwrap().unwrap();
            assert!(old.are_fetched() && old.issuer_pinned.is_none());
            let new = search.refetch(&old, &mut machine).unwrap().unwrap();
            assert_eq!(new.keyring.kids().collect::<Vec<_>>(), ["c", "d"]);
            assert_eq!(new.issuer_pinned, None);
            assert_eq!(machine.asked, asked);
            // The rest of a list uses the newer keys.
            let known = search.for_all(&mut machine).unwrap().unwrap();
            assert!(Rc::ptr_eq(&known, &new));
            assert!(search.refetch(&known, &mut machine).unwrap().is_none());
            assert_eq!(machine.asked, asked);
        }
        for request in requests() {
            let mut machine = machine();
            let request = VerificationRequest { kid: Some("d"), ..request };
            let found = KeySearch::new(request).for_all(&mut machine).unwrap().unwrap();
            assert_eq!(found.keyring.kids().collect::<Vec<_>>(), ["d"]);
            assert_eq!(machine.asked, asked);
        }
    }

    #[test]
    fn a_load_balancer_does_not_speak_for_an_issuer_that_the_user_names() {
        let header = r#"{"alg":"ES256","kid":"k","signer":"arn:aws:elasticloadbalancing:us-east-1:666666666666:loadbalancer/app/x/1"}"#;
        let token = signed(header, &format!(r#"{{"iss":"{COGNITO}"}}"#));
        let asked = |issuer| {
            let mut machine = machine();
            let request = VerificationRequest { issuer, ..VerificationRequest::default() };
            let _ = KeySearch::new(request).for_signature(&token, &mut machine);
            machine.asked
        };
        let balancer = "https://public-keys.auth.elb.us-east-1.amazonaws.com/k (Token)";
        assert_eq!(asked(None), [balancer]);
        assert_eq!(asked(Some(COGNITO)), [format!("{COGNITO}/.well-known/jwks.json (User)")]);
    }
}
