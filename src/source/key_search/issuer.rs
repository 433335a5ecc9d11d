//! An issuer's keys: where they are published, and how the documents are read.

use crate::error::Error;
use crate::jose::json::Value;
use crate::jose::key::{VerificationKey, VerificationMaterial};
use crate::jose::keyring::Keyring;
use crate::jose::pem::{self, FoundKey};
use crate::provider::address::{check_linked, parse_public};
use crate::provider::origin::{Origin, VerifyWith};
use crate::redact;
use crate::source::key::KeySource;
use crate::source::key_search::access::KeyAccess;
use crate::system::key_fetch::{Freshness, Trust};

/// Where keys are fetched, and how they are read.
#[derive(Clone, Debug)]
pub(super) struct Address {
    pub(super) url: String,
    pub(super) form: Form,
    pub(super) trust: Trust,
}

/// How a document writes keys.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Form {
    /// A JWK Set, a JWK or a PEM, recognized by content
    Any,
    /// A JSON object of certificates by their `kid`
    X509Map,
}

/// Where an issuer publishes its keys.
pub(super) enum Published {
    At(Address),
    /// Where the discovery document at this address says
    Discovered(String),
}

/// Keys that were fetched.
pub(super) struct FetchedKeys {
    pub(super) keyring: Keyring,
    pub(super) from: String,
    /// Whether the server itself was asked just now
    pub(super) asked: bool,
}

/// Where an issuer publishes its keys, or why that is unknown.
pub(super) fn published(origin: &Origin, issuer: &str, trust: Trust) -> Result<Published, String> {
    let form = match origin.verify_with {
        VerifyWith::X509Map => Form::X509Map,
        VerifyWith::Jwks | VerifyWith::PemUrl | VerifyWith::Discovery => Form::Any,
        VerifyWith::NeedsClusterKey if trust == Trust::User => Form::Any,
        VerifyWith::NeedsClusterKey => {
            return Err("the keys of its cluster are published only inside the cluster".to_owned());
        }
        VerifyWith::SharedSecret => {
            return Err("the token is signed with a shared secret, and none was given".to_owned());
        }
        VerifyWith::IssuerOnly | VerifyWith::Impossible | VerifyWith::ImpossibleAsIs => {
            return Err("only its issuer can verify this token".to_owned());
        }
    };
    if let Some(url) = origin.jwks_url.clone() {
        return Ok(Published::At(Address { url, form, trust }));
    }
    if let Some(url) = origin.discovery_url.clone() {
        return Ok(Published::Discovered(url));
    }
    // An issuer that the user named may be a local one, over plain http.
    let is_web = issuer.starts_with("https://") || issuer.starts_with("http://");
    if trust == Trust::User && is_web {
        let issuer = issuer.trim_end_matches('/');
        return Ok(Published::Discovered(format!("{issuer}/.well-known/openid-configuration")));
    }
    Err(format!("the issuer `{issuer}` is not an https URL, so its keys cannot be found"))
}

/// Reads the `jwks_uri` of a discovery document (`OpenID` Connect Discovery 1.0 section 4).
pub(super) fn discover(
    document: &str,
    issuers: &[String],
    trust: Trust,
    freshness: Freshness,
    access: &mut dyn KeyAccess,
) -> Result<Address, Error> {
    let fetched = access.fetch(document, trust, freshness)?;
    let wrong = |message: String| Error::Unreachable {
        url: redact::address(document),
        message,
        hint: Some("pass the keys themselves with `--jwks URL` or `--jwks FILE`".to_owned()),
    };
    let Ok(Value::Object(metadata)) = Value::parse(&fetched.body) else {
        return Err(wrong("the answer is not a discovery document".to_owned()));
    };
    let issuer = metadata.get_str("issuer").unwrap_or_default();
    if !issuers.iter().any(|one| one == issuer) {
        let asked = issuers.first().map_or("", String::as_str);
        return Err(wrong(format!(
            "the discovery document is for the issuer `{issuer}`, not for `{asked}`"
        )));
    }
    let url = metadata
        .get_str("jwks_uri")
        .ok_or_else(|| wrong("the discovery document has no `jwks_uri`".to_owned()))?;
    let checked = match trust {
        Trust::User => check_linked(url, document),
        Trust::Token => parse_public(url).map(|_| ()),
    };
    checked.map_err(|error| Error::NotFetched {
        url: redact::address(url),
        message: format!("the discovery document names it as `jwks_uri`, and {error}"),
        hint: Some("if you trust this address, name it yourself: `--jwks URL`".to_owned()),
    })?;
    Ok(Address { url: url.to_owned(), form: Form::Any, trust })
}

/// Finds out where an issuer that a token names publishes its keys.
pub(crate) fn jwks_uri(
    document: &str,
    issuer: &str,
    access: &mut dyn KeyAccess,
) -> Result<String, Error> {
    let issuers = [issuer.to_owned()];
    discover(document, &issuers, Trust::Token, Freshness::Cached, access).map(|address| address.url)
}

/// Fetches keys and reads them.
pub(super) fn fetch(
    address: &Address,
    freshness: Freshness,
    access: &mut dyn KeyAccess,
) -> Result<FetchedKeys, Error> {
    let fetched = access.fetch(&address.url, address.trust, freshness)?;
    let keyring = match address.form {
        Form::Any => read_any(&fetched.body, address, access)?,
        Form::X509Map => read_x509_map(&fetched.body, address)?,
    };
    Ok(FetchedKeys { keyring, from: fetched.from, asked: fetched.asked })
}

fn read_any(body: &[u8], address: &Address, access: &mut dyn KeyAccess) -> Result<Keyring, Error> {
    let url = redact::address(&address.url);
    KeySource::Url(url.clone())
        .recognise(body, |sentence| access.say(sentence))
        .and_then(|content| content.keyring(&url))
        .map_err(|error| not_keys(address, &error.to_string()))
}

/// Reads Google's form: `{"kid":"-----BEGIN CERTIFICATE-----…"}`.
fn read_x509_map(body: &[u8], address: &Address) -> Result<Keyring, Error> {
    let Ok(Value::Object(map)) = Value::parse(body) else {
        return Err(not_keys(address, "the answer is not a JSON object of certificates"));
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
        return Err(not_keys(address, "the answer has no usable certificate"));
    }
    Ok(Keyring::of_keys(keys))
}

fn not_keys(address: &Address, message: &str) -> Error {
    Error::Unreachable {
        url: redact::address(&address.url),
        message: format!("the answer is not a key set: {message}"),
        hint: Some("check the URL, or pass the keys with `--jwks FILE`".to_owned()),
    }
}
