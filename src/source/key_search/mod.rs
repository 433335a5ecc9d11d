//! Which keys verify a token: those that a flag or the profile names, else the first that fit.

mod access;
mod issuer;

use std::collections::HashMap;
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
use crate::source::key_search::issuer::{Address, FetchedKeys, Form, Published};
use crate::source::secret::SecretSource;
use crate::system::key_fetch::{Freshness, Trust};
use crate::system::profile_store;

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
    fault: FetchFault,
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

    /// Whether they were fetched, and the server was not asked just now.
    pub(crate) const fn can_refresh(&self) -> bool {
        self.address.is_some() && !self.asked
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

    /// Finds an issuer's keys; an issuer that could not be reached is not asked again.
    fn of_issuer(
        &mut self,
        issuer: &str,
        trust: Trust,
        evidence: &Evidence<'_>,
        access: &mut dyn KeyAccess,
    ) -> Result<Rc<FoundKeys>, Error> {
        if let Some(Failure { url, message, fault }) = self.failed.get(issuer).cloned() {
            return Err(Error::Unreachable { url, message, fault });
        }
        let found = self.fetch_issuer(issuer, trust, evidence, access);
        if let Err(Error::Unreachable { url, message, fault }) = &found {
            if self.failed.len() >= MAX_KNOWN {
                self.failed.clear();
            }
            let failure = Failure { url: url.clone(), message: message.clone(), fault: *fault };
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

    /// A machine of a test's own, which notes what it is asked.
    #[derive(Default)]
    struct FakeMachine {
        /// What is published, by URL
        published: HashMap<String, String>,
        /// What files and `env:NAME` hold, by the phrase for them
        keys: HashMap<&'static str, String>,
        stored: Vec<StoredKey>,
        variables: HashMap<&'static str, String>,
        offline: bool,
        /// Copies of an older key set, by URL
        cached: HashMap<String, String>,
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

    /// A JWK Set with keys of these names.
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

    /// A token that an issuer's RSA key signed.
    fn issued_by(issuer: &str) -> Jws {
        signed(r#"{"alg":"RS256","kid":"a"}"#, &format!(r#"{{"iss":"{issuer}"}}"#))
    }

    fn anonymous(alg: &str) -> Jws {
        signed(&format!(r#"{{"alg":"{alg}"}}"#), "{}")
    }

    /// Where the keys came from and what they are called, on whose word.
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

    /// A line of the table: a name, the flags, the machine, the token, the keys that are
    /// found, and what was asked for them.
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
                keys: "none (the token's word): the issuer `http://localhost:9400` is not an https URL, so its keys cannot be found",
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
        // A key that a flag names is read once for a list.
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
        // Just fetched: another unknown name is no reason to ask again.
        assert!(search.refetch(&new, &mut machine).unwrap().is_none());
        let known = search.for_signature(&issued_by(COGNITO), &mut machine).unwrap();
        assert!(search.refetch(&known, &mut machine).unwrap().is_none());
        assert_eq!(machine.asked, asked);
        // Nor is there anything to ask for keys that were not fetched.
        let none = search.for_signature(&anonymous("RS256"), &mut machine).unwrap();
        assert!(search.refetch(&none, &mut machine).unwrap().is_none());
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
