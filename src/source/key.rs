//! Keys from files, `env:NAME`, `-`, `key:NAME` and URLs, whose format is detected from their
//! content.

use std::path::PathBuf;
use std::str::FromStr;

use zeroize::Zeroizing;

use crate::error::{ConfigFault, Error, Place, Subject};
use crate::hasura::v2::jwt_secret::JwtSecret;
use crate::jose::algorithm::{KeyFamily, SignatureAlgorithm};
use crate::jose::json::Value;
use crate::jose::jwe::DecryptionKey;
use crate::jose::jwk::{Jwk, JwkSet};
use crate::jose::key::{
    PrivateKey, PublicKey, Secret, SigningKey, SigningMaterial, VerificationKey,
    VerificationMaterial,
};
use crate::jose::keyring::Keyring;
use crate::jose::pem::{self, FoundKey, ReadKeyError};
use crate::jose::thumbprint;
use crate::redact;
use crate::source::engine_config;
use crate::source::secret::SecretSource;
use crate::system::System;
use crate::system::files;
use crate::system::key_fetch::{Freshness, Trust};
use crate::system::key_store;

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
    /// A private or public key in PEM or DER
    Found(FoundKey),
    /// A single JWK
    Jwk(Jwk),
    /// A JWK Set
    Set(JwkSet),
    /// The `key` of a `HASURA_GRAPHQL_JWT_SECRET`
    Hasura(JwtSecret),
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
            Self::File(path) => format!("`{}`", redact::place(&path.to_string_lossy())),
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
                let stored = system.stored_key(name)?;
                return Ok(KeyContent::Found(FoundKey::Private(stored.key)));
            }
            Self::Url(url) => system.fetch(url, Trust::User, Freshness::Cached)?.body,
        };
        let bytes = Zeroizing::new(bytes);
        if let Some(place) = self.place()
            && let Some(secret) = setting(&bytes, &place, None, system)?
        {
            return Ok(KeyContent::Hasura(secret));
        }
        let content = self.recognise(&bytes, |sentence| system.say(sentence))?;
        let KeyContent::Found(FoundKey::Encrypted(encrypted)) = content else { return Ok(content) };
        let passphrase = if let Some(source) = passphrase {
            source.read_text("--passphrase", system)?
        } else {
            let question = format!("Passphrase of {}", self.describe());
            system.ask_hidden(&question)?.ok_or_else(|| self::encrypted(&self.describe()))?
        };
        pem::decrypt(&encrypted, &passphrase)
            .map(|key| KeyContent::Found(FoundKey::Private(key)))
            .map_err(|source| Error::Key { name: self.describe(), source })
    }

    /// The place of a file that may hold more than a key.
    fn place(&self) -> Option<Place> {
        match self {
            Self::File(path) => Some(Place::File(path.clone())),
            Self::Stdin => Some(Place::Stdin),
            Self::Variable(_) | Self::Stored(_) | Self::Url(_) => None,
        }
    }

    /// Detects the format of a key and parses it; `say` is called with a message if the text had to
    /// be repaired.
    pub(super) fn recognise(
        &self,
        bytes: &[u8],
        say: impl FnOnce(&str),
    ) -> Result<KeyContent, Error> {
        let failed = |source| Error::Key { name: self.describe(), source };
        let Ok(text) = std::str::from_utf8(bytes) else {
            return pem::read_der(bytes).map(KeyContent::Found).map_err(failed);
        };
        let text = text.trim_start_matches('\u{feff}');
        if text.trim_start().starts_with('{') {
            return self.recognise_json(text);
        }
        if pem::looks_like_pem(text) {
            let (key, repair) = pem::read_pem(text).map_err(failed)?;
            if let Some(repair) = repair {
                say(repair.sentence());
            }
            return Ok(KeyContent::Found(key));
        }
        pem::read_der(bytes).map(KeyContent::Found).map_err(failed)
    }

    fn recognise_json(&self, text: &str) -> Result<KeyContent, Error> {
        let name = self.describe();
        let unfit = |message: String| Error::KeyUnfit { name: name.clone(), message };
        let object = match Value::parse(text.as_bytes()) {
            Ok(Value::Object(object)) => object,
            Ok(_) => return Err(unfit("it is JSON, but not an object".to_owned())),
            Err(error) => return Err(unfit(format!("it is not JSON: {error}"))),
        };
        if object.contains("keys") {
            let failed = |source| Error::Jwk { name: name.clone(), source };
            return JwkSet::from_object(&object).map(KeyContent::Set).map_err(failed);
        }
        if object.contains("kty") {
            let failed = |source| Error::Jwk { name: name.clone(), source };
            return Jwk::from_object(object).map(KeyContent::Jwk).map_err(failed);
        }
        match JwtSecret::from_object(&object) {
            Some(secret) => Ok(KeyContent::Hasura(secret)),
            None => Err(Error::Key { name, source: ReadKeyError::Unrecognised }),
        }
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
    /// Returns the keys for verifying signatures.
    pub(crate) fn keyring(self, name: &str) -> Result<Keyring, Error> {
        Ok(match self {
            Self::Found(FoundKey::Private(key)) => Keyring::one(of_public(key.public())),
            Self::Found(FoundKey::Public(key)) => Keyring::one(of_public(&key)),
            Self::Found(FoundKey::Encrypted(_)) => return Err(encrypted(name)),
            Self::Jwk(jwk) => Keyring::one_jwk(&jwk),
            Self::Set(set) => Keyring::of_set(&set),
            Self::Hasura(secret) => Keyring::one(hasura_key(&secret, name)?),
        })
    }

    /// Returns the key for decrypting tokens.
    pub(crate) fn decryption_key(self, name: &str) -> Result<DecryptionKey, Error> {
        let unfit = |message: String| Error::KeyUnfit { name: name.to_owned(), message };
        match self {
            Self::Found(FoundKey::Private(key)) => DecryptionKey::from_private_key(&key),
            Self::Jwk(jwk) => DecryptionKey::from_jwk(&jwk),
            Self::Found(FoundKey::Public(_)) => {
                return Err(unfit(
                    "it is a public key, but decrypting needs a private key".to_owned(),
                ));
            }
            Self::Found(FoundKey::Encrypted(_)) => return Err(encrypted(name)),
            Self::Set(_) => {
                return Err(unfit(
                    "it is a JWK Set; to decrypt, pass one private key from it".to_owned(),
                ));
            }
            Self::Hasura(_) => {
                return Err(unfit("it is a Hasura configuration, which cannot decrypt".to_owned()));
            }
        }
        .map_err(|error| unfit(error.to_string()))
    }

    /// Returns the key for signing tokens.
    pub(crate) fn signing_key(
        self,
        name: &str,
        algorithm: Option<SignatureAlgorithm>,
        kid: Option<String>,
    ) -> Result<SigningKey, Error> {
        let unfit =
            |message: &str| Error::KeyUnfit { name: name.to_owned(), message: message.to_owned() };
        let (material, own_algorithm, own_kid) = match self {
            Self::Found(FoundKey::Private(key)) => {
                let kid = thumbprint::of(key.public());
                (SigningMaterial::Private(key), None, Some(kid))
            }
            Self::Found(FoundKey::Public(_)) => {
                return Err(unfit("it is a public key, but signing needs a private key"));
            }
            Self::Found(FoundKey::Encrypted(_)) => return Err(encrypted(name)),
            Self::Jwk(jwk) => {
                let (material, algorithm) = jwk
                    .signing_material()
                    .map_err(|source| Error::Jwk { name: name.to_owned(), source })?;
                let thumbprint = match &material {
                    SigningMaterial::Private(key) => Some(thumbprint::of(key.public())),
                    SigningMaterial::Secret(_) => None,
                };
                (material, algorithm, jwk.kid().map(ToOwned::to_owned).or(thumbprint))
            }
            Self::Set(_) => {
                return Err(unfit("it is a JWK Set; to sign, pass one private key from it"));
            }
            Self::Hasura(secret) => {
                let material = match hasura_material(&secret, name)? {
                    VerificationMaterial::Secret(secret) => SigningMaterial::Secret(secret),
                    VerificationMaterial::Public(_) => {
                        return Err(unfit(
                            "it contains a public key, but signing needs a private key",
                        ));
                    }
                };
                (material, secret.algorithm(), None)
            }
        };
        SigningKey::new(material, algorithm.or(own_algorithm), kid.or(own_kid))
            .map_err(|error| unfit(&error.to_string()))
    }
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
    KeyContent::Found(FoundKey::Private(key)).signing_key(name, algorithm, kid)
}

/// The flags that determine the signing key.
#[derive(Debug, Default)]
pub(crate) struct SigningRequest<'a> {
    pub(crate) key: Option<&'a KeySource>,
    pub(crate) secret: Option<&'a SecretSource>,
    pub(crate) passphrase: Option<&'a SecretSource>,
    pub(crate) algorithm: Option<SignatureAlgorithm>,
    pub(crate) kid: Option<String>,
}

impl SigningRequest<'_> {
    /// Reads the specified key, or else the dev key, which is created if it does not exist.
    pub(crate) fn read(self, system: &mut System) -> Result<Sourced<SigningKey>, Error> {
        if let Some(source) = self.secret {
            let from = source.describe("--secret");
            let secret = SigningMaterial::Secret(source.read("--secret", system)?);
            let value = SigningKey::new(secret, self.algorithm, self.kid).map_err(|error| {
                Error::KeyUnfit { name: from.clone(), message: error.to_string() }
            })?;
            return Ok(Sourced { value, from });
        }
        if let Some(source) = self.key {
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
