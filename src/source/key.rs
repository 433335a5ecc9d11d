//! Keys from files, `env:NAME`, `-`, `key:NAME` and URLs, whose format is detected from their
//! content.

use std::path::PathBuf;
use std::str::FromStr;

use zeroize::Zeroizing;

use crate::error::{ConfigFault, Error, Input, KeyKind, Place, Subject};
use crate::hasura::v2::jwt_secret::JwtSecret;
use crate::jose::algorithm::{KeyFamily, SignatureAlgorithm};
use crate::jose::jwe::DecryptionKey;
use crate::jose::jwk::{Jwk, JwkSet};
use crate::jose::key::{
    PrivateKey, PublicKey, Secret, SigningKey, SigningMaterial, VerificationKey,
    VerificationMaterial,
};
use crate::jose::key_file::{self, KeyFile, NamedKey};
use crate::jose::keyring::Keyring;
use crate::jose::pem::{self, FoundKey, ReadKeyError};
use crate::jose::thumbprint;
use crate::profile::Profile;
use crate::redact;
use crate::source::engine_config;
use crate::source::secret::SecretSource;
use crate::system::System;
use crate::system::files::{self, MAX_KEY_SET, MAX_KEY_SET_WORDS};
use crate::system::key_fetch::{Freshness, Trust};
use crate::system::key_store;
use crate::system::profile_store;

/// The source of a key, as specified by the user.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum KeySource {
    /// A file
    File(PathBuf),
    /// `env:NAME`
    Variable(String),
    /// `-`: standard input
    Stdin,
    /// `key:NAME`: a key in the key store
    Stored(String),
    /// `https://…`
    Url(String),
}

impl FromStr for KeySource {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_url = text.starts_with("https://") || text.starts_with("http://");
        Ok(match (text.strip_prefix("env:"), text.strip_prefix("key:")) {
            _ if text == "-" => Self::Stdin,
            _ if is_url => Self::Url(text.to_owned()),
            (Some(name), _) => Self::Variable(name.to_owned()),
            (_, Some(name)) => Self::Stored(name.to_owned()),
            // `@FILE` works wherever a file name does.
            _ => Self::File(text.strip_prefix('@').unwrap_or(text).into()),
        })
    }
}

/// The content of a key file.
#[derive(Clone, Debug)]
pub(crate) enum KeyContent {
    /// Keys and certificates in PEM, DER or OpenSSH's formats, at least one
    Keys(Vec<NamedKey>),
    /// A single JWK
    Jwk(Jwk),
    /// A JWK Set
    Set(JwkSet),
    /// The `key` of a `HASURA_GRAPHQL_JWT_SECRET`
    Hasura(JwtSecret),
    /// A key in the key store, followed by those that it replaced
    Stored(SigningKey, Vec<SigningKey>),
}

/// A value and its source, as a phrase for messages.
#[derive(Clone, Debug)]
pub(crate) struct Sourced<T> {
    pub(crate) value: T,
    pub(crate) from: String,
}

impl KeySource {
    /// Returns the name of the source for messages.
    pub(crate) fn describe(&self) -> String {
        match self {
            Self::File(path) => format!("`{}`", redact::path(path)),
            Self::Variable(name) => redact::place(name),
            Self::Stdin => "standard input".to_owned(),
            Self::Stored(name) => format!("key:{}", redact::place(name)),
            Self::Url(url) => redact::address(url),
        }
    }

    /// Reads the key. If it is an encrypted PKCS#8 key and no passphrase is specified, asks the
    /// user for it when possible.
    pub(crate) fn read(
        &self,
        passphrase: Option<&SecretSource>,
        system: &mut System,
    ) -> Result<KeyContent, Error> {
        let bytes = match self {
            Self::File(path) => match engine_config::with_line(&path.to_string_lossy()) {
                Some((file, line)) if !files::is_file(path) => {
                    let bytes = Zeroizing::new(files::read(file.as_ref(), Subject::Key)?);
                    let place = Place::File(file.into());
                    return match setting(&bytes, &place, Some(line), system)? {
                        Some(secret) => Ok(KeyContent::Hasura(secret)),
                        None => self.recognise(&bytes, |sentence| system.say(sentence)),
                    };
                }
                _ => files::read(path, Subject::Key)?,
            },
            Self::Variable(name) => system.environment.required(name)?.into_bytes(),
            Self::Stdin => system.stdin.read_to_end(Subject::Key)?,
            Self::Stored(name) => {
                let mut files = system.files_of_key(name)?.into_iter();
                let current = files.next().ok_or(Error::NoSuchKey { name: redact::place(name) })?;
                let current = system.read_stored(current)?.key;
                // One that cannot be read does not keep the current one from being used.
                let older = files.filter_map(|file| system.read_stored(file).ok());
                let older = older.map(|entry| entry.key).collect();
                return Ok(KeyContent::Stored(current, older));
            }
            Self::Url(url) => system.fetch(url, Trust::User, Freshness::Cached)?.body,
        };
        let bytes = Zeroizing::new(bytes);
        // A file of keys has the limit of a key set, whichever flag names it.
        if let Some(place) = self.place().filter(|_| bytes.len() > MAX_KEY_SET) {
            let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
            let is_json = text.trim_ascii_start().starts_with(b"{");
            let subject = if is_json { Subject::KeySet } else { Subject::Key };
            let input = Input::new(subject, place);
            return Err(Error::TooLarge { input, limit: MAX_KEY_SET_WORDS });
        }
        if let Some(place) = self.place()
            && let Some(secret) = setting(&bytes, &place, None, system)?
        {
            return Ok(KeyContent::Hasura(secret));
        }
        let content = self.recognise(&bytes, |sentence| system.say(sentence))?;
        let KeyContent::Keys(keys) = content else { return Ok(content) };
        self.decrypted(keys, passphrase, system).map(KeyContent::Keys)
    }

    /// Decrypts the private keys. Without a passphrase, the user is asked for one only if
    /// there are no other keys.
    fn decrypted(
        &self,
        mut keys: Vec<NamedKey>,
        passphrase: Option<&SecretSource>,
        system: &mut System,
    ) -> Result<Vec<NamedKey>, Error> {
        let is_encrypted = |named: &NamedKey| matches!(named.key, FoundKey::Encrypted(_));
        let is_needed = passphrase.is_some() || keys.iter().all(is_encrypted);
        if !is_needed || !keys.iter().any(is_encrypted) {
            return Ok(keys);
        }
        let passphrase = if let Some(source) = passphrase {
            source.read_text("--passphrase", system)?
        } else {
            let question = format!("Passphrase of {}", self.describe());
            system.ask_hidden(&question)?.ok_or_else(|| encrypted(&self.describe()))?
        };
        for named in &mut keys {
            if let FoundKey::Encrypted(encrypted) = &named.key {
                let key = pem::decrypt(encrypted, &passphrase)
                    .map_err(|source| Error::Key { name: self.describe(), source })?;
                named.key = FoundKey::Private(key);
            }
        }
        Ok(keys)
    }

    /// Returns the place of a file that may contain more than a key.
    fn place(&self) -> Option<Place> {
        match self {
            Self::File(path) => Some(Place::File(path.clone())),
            Self::Stdin => Some(Place::Stdin),
            Self::Variable(_) | Self::Stored(_) | Self::Url(_) => None,
        }
    }

    /// Recognizes keys by their content; `say` reports a repair.
    pub(super) fn recognise(
        &self,
        bytes: &[u8],
        say: impl FnOnce(&str),
    ) -> Result<KeyContent, Error> {
        let name = self.describe();
        let (file, repair) =
            key_file::open(bytes).map_err(|source| Error::Key { name: name.clone(), source })?;
        if let Some(repair) = repair {
            say(repair.sentence());
        }
        Ok(match file {
            KeyFile::Keys(keys) => KeyContent::Keys(keys),
            KeyFile::Jwk(jwk) => KeyContent::Jwk(jwk),
            KeyFile::Set(set) => KeyContent::Set(set),
            KeyFile::Configuration(object) => match JwtSecret::from_object(&object) {
                Some(secret) => KeyContent::Hasura(secret),
                None => return Err(Error::Key { name, source: ReadKeyError::Unrecognised }),
            },
        })
    }
}

/// The key of a setting in a file such as `compose.yml`.
fn setting(
    bytes: &[u8],
    place: &Place,
    line: Option<usize>,
    system: &mut System,
) -> Result<Option<JwtSecret>, Error> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(None) };
    let found = engine_config::in_file(text, place, line, &mut |sentence| system.say(sentence))?;
    let Some(config) = found else { return Ok(None) };
    system.say(&format!("key from {}", config.from));
    let entries = JwtSecret::entries(&config.text).ok_or_else(|| Error::Configuration {
        file: config.from.clone(),
        fault: ConfigFault::NotHasura,
    })?;
    match <[JwtSecret; 1]>::try_from(entries) {
        Ok([entry]) => Ok(Some(entry)),
        Err(entries) => Err(Error::KeyUnfit {
            name: config.from,
            message: format!("it is a list of {} entries, and a key is one of them", entries.len()),
        }),
    }
}

impl KeyContent {
    /// One key without a name.
    fn of(key: FoundKey) -> Self {
        Self::Keys(vec![NamedKey { key, kid: None }])
    }

    /// Returns the keys for checking signatures: every public key, and the public halves of
    /// the private ones.
    pub(crate) fn keyring(self, name: &str) -> Result<Keyring, Error> {
        Ok(match self {
            Self::Keys(keys) => {
                let mut public: Vec<VerificationKey> =
                    keys.into_iter().filter_map(verifying).collect();
                match (public.pop(), public.is_empty()) {
                    (None, _) => return Err(encrypted(name)),
                    (Some(key), true) => Keyring::one(key),
                    (Some(key), false) => {
                        public.push(key);
                        Keyring::of_keys(public)
                    }
                }
            }
            Self::Jwk(jwk) => Keyring::one_jwk(&jwk),
            Self::Set(set) => Keyring::of_set(&set),
            Self::Hasura(secret) => Keyring::one(hasura_key(&secret, name)?),
            Self::Stored(key, older) if older.is_empty() => {
                Keyring::one(VerificationKey { kid: None, ..of_stored(&key) })
            }
            Self::Stored(key, older) => {
                Keyring::of_keys(std::iter::once(&key).chain(&older).map(of_stored).collect())
            }
        })
    }

    /// Returns the one public key, or the public half of the one private key.
    pub(crate) fn public_key(self, name: &str) -> Result<PublicKey, Error> {
        let unfit =
            |message: &str| Error::KeyUnfit { name: name.to_owned(), message: message.to_owned() };
        match self {
            Self::Keys(keys) => {
                let is_private = |named: &&NamedKey| matches!(named.key, FoundKey::Private(_));
                let keys = match keys.iter().find(is_private) {
                    Some(private) => vec![private.clone()],
                    None => keys,
                };
                let mut public = keys.into_iter().filter_map(verifying);
                match (public.next().map(|key| key.material), public.next()) {
                    (Some(VerificationMaterial::Public(key)), None) => Ok(key),
                    (None | Some(VerificationMaterial::Secret(_)), _) => Err(encrypted(name)),
                    (Some(VerificationMaterial::Public(_)), Some(_)) => Err(Error::SeveralKeys {
                        name: name.to_owned(),
                        kind: KeyKind::Public,
                        kids: Vec::new(),
                    }),
                }
            }
            Self::Jwk(jwk) => {
                jwk.public_key().ok_or_else(|| unfit("it is not a public key that can be used"))
            }
            Self::Set(set) => {
                let mut usable = set.usable();
                match (usable.next(), usable.next()) {
                    (Some(jwk), None) => Self::Jwk(jwk.clone()).public_key(name),
                    _ => Err(unfit(
                        "it is a key set; publish it and pass its URL: `jwtool secret jwks URL`",
                    )),
                }
            }
            Self::Hasura(_) => Err(unfit("it is not a key that a configuration can contain")),
            Self::Stored(key, _) => key
                .public()
                .cloned()
                .ok_or_else(|| unfit("it is a shared secret, which has no public part")),
        }
    }

    /// Returns the key for decrypting tokens.
    pub(crate) fn decryption_key(self, name: &str) -> Result<DecryptionKey, Error> {
        let unfit = |message: String| Error::KeyUnfit { name: name.to_owned(), message };
        let not_private =
            |found, purpose| Error::NotPrivate { name: name.to_owned(), found, purpose };
        match self {
            Self::Keys(keys) => match private_of(keys, None, name)? {
                Some((key, _)) => DecryptionKey::from_private_key(&key),
                None => return Err(not_private("it is a public key", "decrypting")),
            },
            Self::Jwk(jwk) => DecryptionKey::from_jwk(&jwk),
            Self::Set(set) => {
                let mut private = set.usable().filter(|jwk| is_secret(jwk));
                match (private.next(), private.next()) {
                    (Some(jwk), None) => DecryptionKey::from_jwk(jwk),
                    _ => {
                        return Err(unfit(
                            "it is a JWK Set; to decrypt, pass one private key from it".to_owned(),
                        ));
                    }
                }
            }
            Self::Hasura(_) => {
                return Err(unfit("it is a Hasura configuration, which cannot decrypt".to_owned()));
            }
            Self::Stored(key, _) => match &key.material {
                SigningMaterial::Private(key) => DecryptionKey::from_private_key(key),
                SigningMaterial::Secret(secret) => {
                    let mut members = Jwk::of_secret(secret, key.algorithm).members().clone();
                    // The algorithm is one for signatures.
                    members.remove("alg");
                    let jwk = Jwk::from_object(members)
                        .map_err(|source| Error::Jwk { name: name.to_owned(), source })?;
                    DecryptionKey::from_jwk(&jwk)
                }
            },
        }
        .map_err(|error| unfit(error.to_string()))
    }

    /// Returns the key for signing: the private one, or the one that `kid` names.
    pub(crate) fn signing_key(
        self,
        name: &str,
        algorithm: Option<SignatureAlgorithm>,
        kid: Option<String>,
    ) -> Result<SigningKey, Error> {
        let not_private =
            |found| Error::NotPrivate { name: name.to_owned(), found, purpose: "signing" };
        let (material, own_algorithm, own_kid) = match self {
            Self::Keys(keys) => match private_of(keys, kid.as_deref(), name)? {
                Some((key, own_kid)) => {
                    let own_kid = own_kid.unwrap_or_else(|| thumbprint::of(key.public()));
                    (SigningMaterial::Private(key), None, Some(own_kid))
                }
                None => return Err(not_private("it is a public key")),
            },
            Self::Jwk(jwk) => signing_jwk(&jwk, name)?,
            Self::Set(set) => signing_jwk(&private_in(&set, kid.as_deref(), name)?, name)?,
            Self::Hasura(secret) => {
                let material = match hasura_material(&secret, name)? {
                    VerificationMaterial::Secret(secret) => SigningMaterial::Secret(secret),
                    VerificationMaterial::Public(_) => {
                        return Err(not_private("it contains a public key"));
                    }
                };
                (material, secret.algorithm(), None)
            }
            Self::Stored(key, _) => (key.material, Some(key.algorithm), key.kid),
        };
        SigningKey::new(material, algorithm.or(own_algorithm), kid.or(own_kid))
            .map_err(|error| Error::KeyUnfit { name: name.to_owned(), message: error.to_string() })
    }
}

/// Returns the key that checks what a key of the store signs: a secret only for its algorithm, a
/// public key for all of its kind.
fn of_stored(key: &SigningKey) -> VerificationKey {
    let own = key.verification_key();
    match own.material {
        VerificationMaterial::Secret(_) => own,
        VerificationMaterial::Public(_) => VerificationKey::of(own.material, own.kid),
    }
}

/// Returns the public half of a key; `None` if it is encrypted.
fn verifying(named: NamedKey) -> Option<VerificationKey> {
    let key = match named.key {
        FoundKey::Private(key) => key.public().clone(),
        FoundKey::Public(key) => key,
        FoundKey::Encrypted(_) => return None,
    };
    Some(VerificationKey::of(VerificationMaterial::Public(key), named.kid))
}

/// Returns the private key among these, and its name: the only one, or the one that `kid`
/// names. `None` if there are only public keys.
fn private_of(
    keys: Vec<NamedKey>,
    kid: Option<&str>,
    name: &str,
) -> Result<Option<(PrivateKey, Option<String>)>, Error> {
    let is_encrypted = keys.iter().any(|named| matches!(named.key, FoundKey::Encrypted(_)));
    let mut private: Vec<(PrivateKey, Option<String>)> = keys
        .into_iter()
        .filter_map(|named| match named.key {
            FoundKey::Private(key) => Some((key, named.kid)),
            FoundKey::Public(_) | FoundKey::Encrypted(_) => None,
        })
        .collect();
    let name_of = |(key, kid): &(PrivateKey, Option<String>)| {
        kid.clone().unwrap_or_else(|| thumbprint::of(key.public()))
    };
    if private.len() > 1 {
        let Some(at) = private.iter().position(|one| Some(name_of(one).as_str()) == kid) else {
            let kids = private.iter().map(name_of).collect();
            return Err(Error::SeveralKeys { name: name.to_owned(), kind: KeyKind::Private, kids });
        };
        private.swap(0, at);
    }
    match private.into_iter().next() {
        None if is_encrypted => Err(encrypted(name)),
        found => Ok(found),
    }
}

/// Whether a JWK can sign, as far as its members show.
fn is_secret(jwk: &Jwk) -> bool {
    jwk.is_private() || jwk.members().get_str("kty") == Some("oct")
}

/// Returns the JWK of a set that signs: the only one, or the one that `kid` names.
fn private_in(set: &JwkSet, kid: Option<&str>, name: &str) -> Result<Jwk, Error> {
    let all: Vec<&Jwk> = set.usable().filter(|jwk| is_secret(jwk)).collect();
    let signing: Vec<&Jwk> =
        all.iter().copied().filter(|jwk| jwk.signing_material().is_ok()).collect();
    // If none can sign, the first one shows why.
    let candidates = if signing.is_empty() { all.into_iter().take(1).collect() } else { signing };
    match candidates.as_slice() {
        [] => Err(Error::NotPrivate {
            name: name.to_owned(),
            found: "it is a JWK Set of public keys",
            purpose: "signing",
        }),
        [one] => Ok((*one).clone()),
        several => {
            let named = several.iter().find(|jwk| jwk.kid().is_some() && jwk.kid() == kid);
            named.map(|jwk| (*jwk).clone()).ok_or_else(|| Error::SeveralKeys {
                name: name.to_owned(),
                kind: KeyKind::Private,
                kids: several.iter().filter_map(|jwk| jwk.kid()).map(ToOwned::to_owned).collect(),
            })
        }
    }
}

type Signing = (SigningMaterial, Option<SignatureAlgorithm>, Option<String>);

fn signing_jwk(jwk: &Jwk, name: &str) -> Result<Signing, Error> {
    let (material, algorithm) =
        jwk.signing_material().map_err(|source| Error::Jwk { name: name.to_owned(), source })?;
    let thumbprint = match &material {
        SigningMaterial::Private(key) => Some(thumbprint::of(key.public())),
        SigningMaterial::Secret(_) => None,
    };
    Ok((material, algorithm, jwk.kid().map(ToOwned::to_owned).or(thumbprint)))
}

/// Returns the `key` of a Hasura configuration, which is a secret or a PEM key.
fn hasura_material(secret: &JwtSecret, name: &str) -> Result<VerificationMaterial, Error> {
    let unfit = |message: String| Error::KeyUnfit { name: name.to_owned(), message };
    let Some(key) = &secret.key else {
        return Err(unfit("it has a `jwk_url` and no key".to_owned()));
    };
    if secret.algorithm().is_some_and(|alg| alg.family() == KeyFamily::Hmac) {
        return Secret::new(key.as_bytes())
            .map(VerificationMaterial::Secret)
            .map_err(|error| unfit(format!("its `key` is {error}")));
    }
    match pem::read_pem(key) {
        Ok((FoundKey::Public(key), _)) => Ok(VerificationMaterial::Public(key)),
        Ok((FoundKey::Private(key), _)) => Ok(VerificationMaterial::Public(key.public().clone())),
        Ok((FoundKey::Encrypted(_), _)) => Err(encrypted(name)),
        Err(source) => Err(Error::Key { name: name.to_owned(), source }),
    }
}

/// Returns the verification key of a Hasura configuration. As in the engine, it is valid for every
/// algorithm of its kind; the configured `type` does not restrict it.
pub(super) fn hasura_key(secret: &JwtSecret, name: &str) -> Result<VerificationKey, Error> {
    hasura_material(secret, name).map(|material| VerificationKey::of(material, None))
}

pub(super) fn of_public(key: &PublicKey) -> VerificationKey {
    VerificationKey::of(VerificationMaterial::Public(key.clone()), None)
}

fn encrypted(name: &str) -> Error {
    Error::KeyEncrypted { name: name.to_owned() }
}

/// Returns a signing key from the key store. Its `kid` is its thumbprint.
pub(crate) fn stored_signing_key(
    key: PrivateKey,
    algorithm: Option<SignatureAlgorithm>,
    kid: Option<String>,
    name: &str,
) -> Result<SigningKey, Error> {
    KeyContent::of(FoundKey::Private(key)).signing_key(name, algorithm, kid)
}

/// The flags that determine the signing key.
#[derive(Debug, Default)]
pub(crate) struct SigningRequest<'a> {
    pub(crate) key: Option<&'a KeySource>,
    pub(crate) secret: Option<&'a SecretSource>,
    pub(crate) passphrase: Option<&'a SecretSource>,
    pub(crate) algorithm: Option<SignatureAlgorithm>,
    pub(crate) kid: Option<String>,
    pub(crate) profile: Option<&'a Profile>,
}

impl SigningRequest<'_> {
    /// Reads the specified key, or else the profile's key, or else the dev key, which is created
    /// if it does not exist.
    pub(crate) fn read(self, system: &mut System) -> Result<Sourced<SigningKey>, Error> {
        if let Some(source) = self.secret {
            let from = source.describe("--secret");
            let secret = SigningMaterial::Secret(source.read("--secret", system)?);
            let value = SigningKey::new(secret, self.algorithm, self.kid).map_err(|error| {
                Error::KeyUnfit { name: from.clone(), message: error.to_string() }
            })?;
            return Ok(Sourced { value, from });
        }
        let own_key = match (self.key, self.profile) {
            (None, Some(profile)) => own_key(profile)?,
            _ => None,
        };
        if let Some(source) = self.key.or(own_key.as_ref()) {
            let from = source.describe();
            let value = source.read(self.passphrase, system)?.signing_key(
                &from,
                self.algorithm,
                self.kid,
            )?;
            return Ok(Sourced { value, from });
        }
        let from = format!("key:{}", key_store::DEV);
        let stored = system.dev_key()?;
        let value = stored_signing_key(stored.key, self.algorithm, self.kid, &from)?;
        Ok(Sourced { value, from })
    }
}

/// Returns the key of the user's own profile.
///
/// # Errors
///
/// [`Error::Configuration`] if it is a project's profile, which must not name one.
pub(crate) fn own_key(profile: &Profile) -> Result<Option<KeySource>, Error> {
    profile_store::refuse_ignored(profile, "key")?;
    let key = profile.key.as_deref().filter(|_| profile.owner.is_trusted());
    Ok(key.map(|key| key.parse().unwrap_or_else(|never| match never {})))
}
