//! What a profile says about the configuration of the engine behind its endpoints: the keys, the
//! issuer and the audience of the tokens that it accepts.

use crate::commands::prediction::keys::MissingKeys;
use crate::error::Error;
use crate::hasura::settings::{KeySettings, Text};
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::json::Object;
use crate::jose::key::{SigningKey, SigningMaterial, VerificationKey, VerificationMaterial};
use crate::jose::pem;
use crate::profile::Profile;
use crate::provider;
use crate::provider::address::parse_public;
use crate::redact;
use crate::source::key::{KeyContent, KeySource, own_key};
use crate::source::key_search::key_set_address;
use crate::source::login;
use crate::system::System;
use crate::system::key_fetch::Trust;

/// The tokens that an engine accepts, as far as a profile says.
pub(super) struct Accepted {
    /// `None` if the profile names neither a key nor an issuer
    pub(super) keys: Option<Keys>,
    pub(super) issuer: Option<String>,
    pub(super) audience: Vec<String>,
    /// The settings that say so
    pub(super) settings: Vec<&'static str>,
}

/// The keys that a profile names.
pub(super) enum Keys {
    /// A key, as a configuration has it
    Fixed(KeySettings),
    /// The key set at an address, which this user or another one names
    Url(String, Trust),
    /// A key set that is not at an address
    Set(KeySource),
    /// A key set whose address need not be known, because another one is used instead
    Replaced,
    /// They cannot be found
    Missing(MissingKeys),
}

/// Whether a profile says anything about the tokens that an engine accepts.
pub(crate) const fn says_something(profile: &Profile) -> bool {
    names_keys(profile) || !profile.audience.is_empty()
}

/// Whether a profile names the keys of an engine, or the issuer that publishes them.
pub(crate) const fn names_keys(profile: &Profile) -> bool {
    profile.key.is_some() || profile.issuer.is_some()
}

/// Reads what a profile says. The issuer may have several names, and `claims` are those of the token
/// that is sent. With `has_keys`, a key set of the command line replaces every one.
///
/// # Errors
///
/// The key of the profile cannot be read, or an untrusted project file names it.
pub(super) fn read(
    profile: &Profile,
    claims: &Object,
    has_keys: bool,
    system: &mut System,
) -> Result<Accepted, Error> {
    let mut settings = Vec::new();
    let named = own_key(profile)?;
    let issuer = profile.issuer.as_deref();
    let issuer = issuer.map(|issuer| issuer_name(profile, issuer, claims, system));
    let keys = match (named, &issuer) {
        (Some(source), _) => {
            settings.push("key");
            Some(of_key(source, system)?)
        }
        (None, Some(_)) if has_keys => Some(Keys::Replaced),
        (None, Some(issuer)) => Some(published(profile, issuer, system)),
        (None, None) => None,
    };
    if issuer.is_some() {
        settings.push("issuer");
    }
    if !profile.audience.is_empty() {
        settings.push("audience");
    }
    Ok(Accepted { keys, issuer, audience: profile.audience.clone(), settings })
}

/// Returns the name of a profile's issuer in the tokens that it signs. It may have several, and
/// `claims` are those of the token that is sent.
fn issuer_name(profile: &Profile, issuer: &str, claims: &Object, system: &System) -> String {
    let tenant = claims.get_str("tid");
    // Whether somebody can log in does not matter here.
    let of_login = own_login(profile).and_then(|one| login::issuers(one, tenant, system).ok());
    let names = of_login.unwrap_or_else(|| provider::names_in_tokens(issuer, tenant));
    let is_name = |name: &&str| names.iter().any(|one| one == name);
    let name = claims.get_str("iss").filter(is_name).or(Some(issuer).filter(is_name));
    name.or(names.first().map(String::as_str)).unwrap_or(issuer).to_owned()
}

/// Returns a profile whose login may be used.
fn own_login(profile: &Profile) -> Option<&Profile> {
    Some(profile).filter(|profile| profile.owner.is_trusted() && profile.login.is_some())
}

/// Returns the key set of the profile's issuer, which tokens call `issuer`.
fn published(profile: &Profile, issuer: &str, system: &mut System) -> Keys {
    match own_login(profile).map(|profile| login::key_set(profile, system)) {
        Some(Ok(Some(KeySource::Url(url)))) => return Keys::Url(url, Trust::User),
        Some(Ok(Some(source))) => return Keys::Set(source),
        None | Some(Ok(None) | Err(Error::Login { .. })) => {}
        Some(Err(error)) => return Keys::Missing(MissingKeys::of(&error)),
    }
    let trust = if profile.owner.is_trusted() { Trust::User } else { Trust::Token };
    if trust == Trust::Token
        && let Err(error) = parse_public(issuer)
    {
        return Keys::Missing(MissingKeys {
            message: format!(
                "the keys of the issuer `{}` are not fetched: only `{}` names it, and {error}",
                redact::address(issuer),
                redact::path(&profile.file)
            ),
            hint: Some(
                "`jwtool profile trust` shows what that file would use, and asks".to_owned(),
            ),
        });
    }
    match key_set_address(issuer, trust, system) {
        Ok(Ok((url, trust))) => Keys::Url(url, trust),
        Ok(Err(message)) => Keys::Missing(MissingKeys {
            message,
            hint: Some("pass the keys with `--jwks FILE`".to_owned()),
        }),
        Err(error) => Keys::Missing(MissingKeys::of(&error)),
    }
}

/// Returns the key that a profile names.
fn of_key(source: KeySource, system: &mut System) -> Result<Keys, Error> {
    if let KeySource::Url(url) = source {
        return Ok(Keys::Url(url, Trust::User));
    }
    let name = source.describe();
    Ok(match source.read(None, system)? {
        KeyContent::Set(_) => Keys::Set(source),
        KeyContent::Hasura(secret) if secret.key.is_none() && secret.jwk_url.is_some() => {
            Keys::Url(secret.jwk_url.unwrap_or_default(), Trust::User)
        }
        KeyContent::Stored(key, _) => Keys::Fixed(of_signing_key(&key, &name)?),
        content => {
            let keyring = content.keyring(&name)?;
            let mut materials = keyring.materials();
            match (materials.next(), materials.next()) {
                (Some((_, material)), None) => {
                    let algorithm = SignatureAlgorithm::customary_of(material.family());
                    Keys::Fixed(fixed(material, algorithm, &name)?)
                }
                _ => {
                    return Err(Error::KeyUnfit {
                        name,
                        message: "an engine has one key, and this is not exactly one".to_owned(),
                    });
                }
            }
        }
    })
}

fn of_signing_key(key: &SigningKey, name: &str) -> Result<KeySettings, Error> {
    let material = match &key.material {
        SigningMaterial::Private(private) => VerificationMaterial::Public(private.public().clone()),
        SigningMaterial::Secret(secret) => VerificationMaterial::Secret(secret.clone()),
    };
    fixed(&VerificationKey::of(material, None).material, key.algorithm, name)
}

fn fixed(
    material: &VerificationMaterial,
    algorithm: SignatureAlgorithm,
    name: &str,
) -> Result<KeySettings, Error> {
    let text = match material {
        VerificationMaterial::Public(key) => pem::public_pem(key)?,
        VerificationMaterial::Secret(secret) => std::str::from_utf8(secret.as_bytes())
            .map(ToOwned::to_owned)
            .map_err(|_| Error::KeyUnfit {
                name: name.to_owned(),
                message: "engines read a secret as text, and this one is not UTF-8".to_owned(),
            })?,
    };
    Ok(KeySettings::Fixed { algorithm, enforced: true, text: Text::literal(text) })
}
