//! The keys of an issuer: where they are published, and how the documents are parsed.

use crate::error::{Error, FetchFault, NamedBy};
use crate::jose::json::{Object, Value};
use crate::jose::key::{VerificationKey, VerificationMaterial};
use crate::jose::keyring::Keyring;
use crate::jose::pem::{self, FoundKey};
use crate::provider;
use crate::provider::address::{AddressError, Link, WebAddress, check_linked, parse_public};
use crate::provider::evidence::Evidence;
use crate::provider::key_place;
use crate::provider::origin::{Origin, VerifyWith};
use crate::provider::rules;
use crate::redact;
use crate::source::key::KeySource;
use crate::source::key_search::access::KeyAccess;
use crate::system::key_fetch::{Freshness, Trust};

/// The address of a key document and its format.
#[derive(Clone, Debug)]
pub(super) struct Address {
    pub(super) url: String,
    pub(super) form: Form,
    pub(super) trust: Trust,
    /// Whether the address is derived only from the token's claims
    pub(super) by_claims: bool,
}

impl Address {
    /// Returns the address of a key set, a key or a PEM file.
    pub(super) fn of(url: &str, trust: Trust) -> Self {
        Self { url: url.to_owned(), form: Form::Any, trust, by_claims: false }
    }
}

/// The format of a key document.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Form {
    /// A JWK Set, a JWK or a PEM file, detected from the content
    Any,
    /// A JSON object that maps each `kid` to a certificate
    X509Map,
}

/// The location where an issuer publishes its keys.
pub(super) enum Published {
    At(Address),
    /// The address that the discovery document at this URL contains
    Discovered(String),
}

/// Keys that were fetched.
pub(super) struct FetchedKeys {
    pub(super) keyring: Keyring,
    pub(super) from: String,
    /// Whether the server was contacted just now
    pub(super) asked: bool,
}

/// Returns the format of an issuer's key document, or the reason why there is none for this token.
pub(super) fn form(origin: &Origin, trust: Trust) -> Result<Form, String> {
    match origin.verify_with {
        VerifyWith::X509Map => Ok(Form::X509Map),
        VerifyWith::Jwks | VerifyWith::PemUrl | VerifyWith::Discovery => Ok(Form::Any),
        VerifyWith::NeedsClusterKey if trust == Trust::User => Ok(Form::Any),
        VerifyWith::NeedsClusterKey => {
            Err("the keys of its cluster are published only inside the cluster".to_owned())
        }
        VerifyWith::SharedSecret => {
            let place =
                key_place::of(origin).map_or_else(String::new, |place| format!(": {place}"));
            Err(format!("the token is signed with a shared secret, and none was given{place}"))
        }
        VerifyWith::IssuerOnly | VerifyWith::Impossible | VerifyWith::ImpossibleAsIs => {
            Err("only its issuer can verify this token".to_owned())
        }
    }
}

/// Returns the location of an issuer's keys, or the reason why it is unknown.
pub(super) fn published(origin: &Origin, issuer: &str, trust: Trust) -> Result<Published, String> {
    let form = form(origin, trust)?;
    if trust == Trust::Token
        && let Ok(address) = WebAddress::parse(issuer)
        && !address.is_plain_https()
    {
        return Err(format!(
            "only the token names the issuer `{}`, which is not a public https URL",
            redact::address(issuer)
        ));
    }
    if let Some(url) = &origin.jwks_url {
        return Ok(Published::At(Address { form, ..Address::of(url, trust) }));
    }
    if let Some(url) = &origin.discovery_url {
        return Ok(Published::Discovered(url.clone()));
    }
    if let Some(place) = key_place::of(origin) {
        return Err(elsewhere(place));
    }
    let shown = redact::address(issuer);
    // If the user specified the issuer, it may be a local one that uses plain http.
    match WebAddress::parse(issuer) {
        Ok(address) if trust == Trust::User => {
            Ok(Published::Discovered(address.join(".well-known/openid-configuration")))
        }
        Err(error @ AddressError::Ambiguous(_)) => {
            Err(format!("the keys of the issuer `{shown}` cannot be found: {error}"))
        }
        Ok(_) | Err(_) => {
            Err(format!("the issuer `{shown}` is not an https URL, so its keys cannot be found"))
        }
    }
}

/// Returns the reason why the keys of a token are not found, which says where a person finds them.
pub(super) fn elsewhere(place: &str) -> String {
    format!("the token does not say where its keys are: {place}")
}

/// Returns the location of the keys according to the claims of a token, which can be forged. Only
/// locations on the host of the issuer are accepted; this is used if the user specified or trusts
/// the issuer and it has no discovery document.
pub(super) fn published_by_claims(
    told: &Origin,
    issuer: &str,
    document: &str,
    trust: Trust,
) -> Option<Published> {
    let is_own = |url: &&String| matches!(check_linked(url, issuer), Ok(Link::SameHost));
    let form = form(told, trust).ok()?;
    if let Some(url) = told.jwks_url.as_ref().filter(is_own) {
        let address = Address { form, by_claims: true, ..Address::of(url, trust) };
        return Some(Published::At(address));
    }
    let other = told.discovery_url.as_ref().filter(is_own).filter(|url| *url != document);
    other.cloned().map(Published::Discovered)
}

/// Reads `jwks_uri` from a discovery document (`OpenID` Connect Discovery 1.0 section 4). Returns
/// `None` if the issuer has no such document.
pub(super) fn discover(
    document: &str,
    issuers: &[String],
    trust: Trust,
    freshness: Freshness,
    access: &mut dyn KeyAccess,
) -> Result<Option<Address>, Error> {
    let Some(fetched) = access.fetch_discovery(document, trust, freshness)? else {
        return Ok(None);
    };
    match read_discovery(&fetched.body, document, issuers, trust) {
        // The server may have corrected its document after the copy was made.
        Err(_) if !fetched.asked && freshness != Freshness::Refresh => {
            discover(document, issuers, trust, Freshness::Refresh, access)
        }
        read => read.map(Some),
    }
}

fn read_discovery(
    body: &[u8],
    document: &str,
    issuers: &[String],
    trust: Trust,
) -> Result<Address, Error> {
    let wrong = |message: String| Error::Unreachable {
        url: redact::address(document),
        message,
        fault: FetchFault::Discovery,
    };
    let Ok(Value::Object(metadata)) = Value::parse(body) else {
        return Err(wrong("the response is not a discovery document".to_owned()));
    };
    let issuer = metadata.get_str("issuer").unwrap_or_default();
    if !issuers.iter().any(|one| one == issuer) {
        let asked = issuers.first().map_or("", String::as_str);
        return Err(Error::OtherIssuer {
            document: redact::address(document),
            named: redact::address(issuer),
            asked: redact::address(asked),
        });
    }
    let url = metadata
        .get_str("jwks_uri")
        .ok_or_else(|| wrong("the discovery document has no `jwks_uri`".to_owned()))?;
    let checked = match trust {
        Trust::User => check_linked(url, document).map(|link| match link {
            Link::SameHost => Trust::User,
            Link::Public => Trust::Linked,
        }),
        Trust::Linked | Trust::Token => parse_public(url).map(|_| trust),
    };
    let trust = checked.map_err(|error| Error::NotFetched {
        url: redact::address(url),
        message: format!("the discovery document names it as `jwks_uri`, and {error}"),
        named_by: NamedBy::Discovery,
    })?;
    Ok(Address::of(url, trust))
}

/// Returns the error for an issuer without a discovery document.
pub(super) fn without_document(document: &str) -> Error {
    Error::Unreachable {
        url: redact::address(document),
        message: "the issuer has no discovery document: the server responded with 404 Not Found"
            .to_owned(),
        fault: FetchFault::Discovery,
    }
}

/// Determines where the issuer that a token names publishes its keys. The user may have named it
/// too.
pub(crate) fn jwks_uri(
    document: &str,
    issuer: &str,
    trust: Trust,
    access: &mut dyn KeyAccess,
) -> Result<String, Error> {
    let issuers = provider::issuer_names(issuer);
    discover(document, &issuers, trust, Freshness::Cached, access)?
        .map(|address| address.url)
        .ok_or_else(|| without_document(document))
}

/// Determines where an issuer that a profile names publishes its key set, and who vouches for that
/// address. Only its name decides. The inner error says why an engine cannot have its keys.
pub(crate) fn key_set_address(
    issuer: &str,
    trust: Trust,
    access: &mut dyn KeyAccess,
) -> Result<Result<(String, Trust), String>, Error> {
    let only_issuer: Object = [("iss".to_owned(), Value::from(issuer))].into_iter().collect();
    let by_name = rules::origin(&Evidence::new(&Object::new(), &only_issuer));
    Ok(match published(&by_name, issuer, trust) {
        Ok(Published::At(Address { form: Form::X509Map, .. })) => {
            Err("the issuer publishes certificates, which engines do not fetch".to_owned())
        }
        Ok(Published::At(address)) if by_name.verify_with == VerifyWith::PemUrl => Err(format!(
            "the issuer publishes its key at {}, in a form that engines do not fetch",
            redact::address(&address.url)
        )),
        Ok(Published::At(address)) => Ok((address.url, trust)),
        Ok(Published::Discovered(document)) => {
            let issuers = provider::issuer_names(issuer);
            match discover(&document, &issuers, trust, Freshness::Cached, access)? {
                Some(address) => Ok((address.url, address.trust)),
                None => return Err(without_document(&document)),
            }
        }
        Err(reason) => Err(reason),
    })
}

/// Fetches and parses keys.
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
    let mut from = fetched.from;
    if address.by_claims {
        from.push_str(", an address derived from the token's claims, because the issuer has no discovery document");
    }
    Ok(FetchedKeys { keyring, from, asked: fetched.asked })
}

fn read_any(body: &[u8], address: &Address, access: &mut dyn KeyAccess) -> Result<Keyring, Error> {
    let url = redact::address(&address.url);
    KeySource::Url(url.clone())
        .recognise(body, |sentence| access.say(sentence))
        .and_then(|content| content.keyring(&url))
        .map_err(|error| not_keys(address, &error.to_string()))
}

/// Parses Google's format: `{"kid":"-----BEGIN CERTIFICATE-----…"}`.
fn read_x509_map(body: &[u8], address: &Address) -> Result<Keyring, Error> {
    let Ok(Value::Object(map)) = Value::parse(body) else {
        return Err(not_keys(address, "the response is not a JSON object of certificates"));
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
        return Err(not_keys(address, "the response has no usable certificate"));
    }
    Ok(Keyring::of_keys(keys))
}

fn not_keys(address: &Address, message: &str) -> Error {
    Error::Unreachable {
        url: redact::address(&address.url),
        message: format!("the response is not a key set: {message}"),
        fault: FetchFault::Keys,
    }
}
