//! Fetching keys over the network: which addresses are allowed, and what is cached.
//!
//! An address that the user named may be anywhere. One that only a token names is fetched
//! only over https on port 443, only from public addresses, without a proxy. The same
//! holds for every redirect and every address that a discovery document names.

use std::error::Error as StdError;
use std::fmt;
use std::io::Read as _;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};
use std::sync::Arc;

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH, LOCATION};
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::jose::duration::Duration;
use crate::jose::json::Value;
use crate::jose::thumbprint;
use crate::provider::address::{check_public, is_public_ip};
use crate::redact;
use crate::system::System;
use crate::system::files;
use crate::system::http::{TIMEOUT, classify, is_loopback};

/// The largest key set, in bytes.
const MAX_KEYS: u64 = 1024 * 1024;
const MAX_REDIRECTS: usize = 3;
/// How long a copy is used if the server does not say, in seconds.
const DEFAULT_AGE: i64 = 300;
/// The longest that a copy is used, whatever the server says, in seconds.
const MAX_AGE: i64 = 86_400;
/// How old a copy may be to be used while its server is down, in seconds.
const OLDEST: i64 = 7 * 86_400;
/// After how long keys are fetched again for an unknown `kid`, in seconds.
const REFETCH_AFTER: i64 = 60;

/// Who named an address.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Trust {
    /// The user, with a flag or in their own profile
    User,
    /// Only a token, which anyone can have written
    Token,
}

/// When the copy on disk is used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Freshness {
    /// If it is fresh
    Cached,
    /// `--refresh`: never
    Refresh,
    /// A `kid` was not found: if it is younger than a minute
    UnknownKid,
}

/// A key document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Fetched {
    pub(crate) body: Vec<u8>,
    /// `https://…/jwks.json, cached 4 minutes ago`
    pub(crate) from: String,
    /// Whether the server itself was asked just now
    pub(crate) asked: bool,
}

/// A copy on disk.
#[derive(Debug, Deserialize, Serialize)]
struct Copy {
    url: String,
    fetched_at: i64,
    max_age: i64,
    etag: Option<String>,
    body: String,
}

impl System {
    /// Fetches a key document, or uses the copy on disk.
    ///
    /// # Errors
    ///
    /// [`Error::NotFetched`] if the address is not allowed, [`Error::Unreachable`] with the
    /// stage that failed, [`Error::Offline`].
    pub(crate) fn fetch(
        &mut self,
        address: &str,
        trust: Trust,
        freshness: Freshness,
    ) -> Result<Fetched, Error> {
        let url = Url::parse(address).map_err(|error| Error::NotFetched {
            url: redact::address(address),
            message: format!("it is not a URL: {error}"),
            hint: None,
        })?;
        check_address(&url, trust)?;
        if url.scheme() == "http" && !is_loopback(&url) {
            let url = redact::url(&url);
            self.say(&format!("warning: keys from {url} can be changed in transit; use https"));
        }
        let copy = self.copy(&url);
        let age = copy.as_ref().map(|copy| self.now.seconds().saturating_sub(copy.fetched_at));
        if let (Some(copy), Some(age)) = (&copy, age) {
            let fresh = match freshness {
                Freshness::Cached => (0..copy.max_age).contains(&age),
                Freshness::Refresh => false,
                Freshness::UnknownKid => (0..REFETCH_AFTER).contains(&age),
            };
            if fresh || self.offline {
                return Ok(copy.fetched(age));
            }
        }
        if self.offline {
            return Err(Error::Offline { url: redact::url(&url), instead: None });
        }
        let etag = copy.as_ref().and_then(|copy| copy.etag.clone());
        match (self.request(&url, trust, etag.as_deref()), copy, age) {
            (Ok(Reply::NotModified { max_age }), Some(copy), _) => {
                let copy = Copy { fetched_at: self.now.seconds(), max_age, ..copy };
                self.keep(&url, &copy);
                Ok(Fetched { asked: true, from: redact::url(&url), body: copy.body.into_bytes() })
            }
            (Ok(Reply::Body { body, max_age, etag }), ..) => {
                let text = String::from_utf8(body)
                    .map_err(|_| unreachable(&url, "the answer is not text"))?;
                let now = self.now.seconds();
                let copy =
                    Copy { url: url.to_string(), fetched_at: now, max_age, etag, body: text };
                // A log-in page of some network must not replace a good copy.
                if is_key_document(&copy.body) {
                    self.keep(&url, &copy);
                }
                Ok(Fetched { asked: true, from: redact::url(&url), body: copy.body.into_bytes() })
            }
            (Err((error, Cause::Passing)), Some(copy), Some(age))
                if freshness != Freshness::Refresh && age < OLDEST =>
            {
                let words = Duration::from_seconds(age).in_words();
                self.say(&format!("warning: {error}; using the copy from {words} ago"));
                Ok(copy.fetched(age))
            }
            (Ok(Reply::NotModified { .. }), ..) => {
                Err(unreachable(&url, "the server answers 304, but there is no copy"))
            }
            (Err((error, _)), ..) => Err(error),
        }
    }

    /// Asks the server. A failure says whether it may be temporary.
    fn request(
        &self,
        url: &Url,
        trust: Trust,
        etag: Option<&str>,
    ) -> Result<Reply, (Error, Cause)> {
        let lasting = |error| (error, Cause::Lasting);
        let client = self.client(|builder| match trust {
            Trust::User if is_loopback(url) => builder.no_proxy(),
            Trust::User => builder,
            Trust::Token => builder.no_proxy().dns_resolver(Arc::new(PublicOnly)),
        });
        let client = client.map_err(lasting)?;
        let mut url = url.clone();
        for _ in 0..=MAX_REDIRECTS {
            check_address(&url, trust).map_err(lasting)?;
            let mut headers = HeaderMap::new();
            if let Some(etag) = etag.and_then(|etag| HeaderValue::from_str(etag).ok()) {
                headers.insert(IF_NONE_MATCH, etag);
            }
            let sending = client.get(url.clone()).headers(headers).timeout(TIMEOUT);
            let response = sending.send().map_err(|error| {
                if let Some(refused) = refusal(&error) {
                    return (not_fetched(&url, refused), Cause::Lasting);
                }
                (unreachable(&url, &classify(&error, TIMEOUT).message), Cause::Passing)
            })?;
            let status = response.status();
            if status.as_u16() == 304 {
                return Ok(Reply::NotModified { max_age: max_age(response.headers()) });
            }
            if status.is_redirection() {
                let location = response.headers().get(LOCATION).and_then(|to| to.to_str().ok());
                url = next_hop(&url, location, trust).map_err(lasting)?;
                continue;
            }
            if !status.is_success() {
                let error = unreachable(&url, &format!("the server answers {status}"));
                let passing = status.is_server_error();
                return Err((error, if passing { Cause::Passing } else { Cause::Lasting }));
            }
            let max_age = max_age(response.headers());
            let etag = response.headers().get(ETAG).and_then(|etag| etag.to_str().ok());
            let etag = etag.map(ToOwned::to_owned);
            let mut body = Vec::new();
            response.take(MAX_KEYS + 1).read_to_end(&mut body).map_err(|_| {
                let error = unreachable(&url, "the connection was lost or too slow");
                (error, Cause::Passing)
            })?;
            if body.len() as u64 > MAX_KEYS {
                return Err(lasting(unreachable(&url, "the answer is larger than 1 MiB")));
            }
            return Ok(Reply::Body { body, max_age, etag });
        }
        Err(lasting(unreachable(&url, "it redirects more than three times")))
    }

    fn copy(&self, url: &Url) -> Option<Copy> {
        let path = self.environment.cache_folder()?.join(file_name(url));
        let bytes = path.is_file().then(|| files::read(&path, "the copy")).and_then(Result::ok)?;
        serde_json::from_slice(&bytes).ok().filter(|copy: &Copy| copy.url == url.as_str())
    }

    /// Keeps a copy on disk; if that fails, the keys are still good.
    fn keep(&self, url: &Url, copy: &Copy) {
        if let (Some(folder), Ok(text)) =
            (self.environment.cache_folder(), serde_json::to_vec(copy))
        {
            let _ = files::replace_private(&folder, &file_name(url), &text);
        }
    }
}

impl Copy {
    fn fetched(&self, age: i64) -> Fetched {
        let words = Duration::from_seconds(age).in_words();
        Fetched {
            from: format!("{}, cached {words} ago", redact::address(&self.url)),
            body: self.body.clone().into_bytes(),
            asked: false,
        }
    }
}

/// Whether a failure may be temporary, so that a copy is used meanwhile.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Cause {
    Passing,
    Lasting,
}

/// Whether a body could be keys at all: JSON or PEM.
fn is_key_document(body: &str) -> bool {
    body.contains("-----BEGIN ") || matches!(Value::parse(body.as_bytes()), Ok(Value::Object(_)))
}

enum Reply {
    NotModified { max_age: i64 },
    Body { body: Vec<u8>, max_age: i64, etag: Option<String> },
}

fn file_name(url: &Url) -> String {
    format!("{}.json", thumbprint::of_text(url.as_str()))
}

fn not_fetched(url: &Url, message: impl Into<String>) -> Error {
    Error::NotFetched {
        url: redact::url(url),
        message: message.into(),
        hint: Some(
            "if you trust this address, pass it with `--issuer URL` or `--jwks URL`".to_owned(),
        ),
    }
}

fn unreachable(url: &Url, message: &str) -> Error {
    Error::Unreachable {
        url: redact::url(url),
        message: message.to_owned(),
        hint: Some(
            "check the address and the network; `verify` and `explain` also read keys from a file: `--jwks FILE`"
                .to_owned(),
        ),
    }
}

/// Whether an address may be fetched at all, before anything is resolved.
///
/// # Errors
///
/// [`Error::NotFetched`] with the reason.
fn check_address(url: &Url, trust: Trust) -> Result<(), Error> {
    let https = url.scheme() == "https";
    if trust == Trust::User {
        let plain = url.scheme() == "http" && url.host_str().is_some();
        return if https || plain {
            Ok(())
        } else {
            Err(not_fetched(url, "it is not a web address"))
        };
    }
    check_public(url).map_err(|error| not_fetched(url, error.to_string()))
}

/// Returns where a redirect leads. The same rules hold; https never redirects to http.
fn next_hop(from: &Url, location: Option<&str>, trust: Trust) -> Result<Url, Error> {
    let location = location.ok_or_else(|| unreachable(from, "it redirects without a location"))?;
    let next = from
        .join(location)
        .map_err(|_| unreachable(from, "it redirects to something that is not a URL"))?;
    if from.scheme() == "https" && next.scheme() != "https" {
        let message = format!("{} redirects from https to it", redact::url(from));
        return Err(not_fetched(&next, message));
    }
    check_address(&next, trust)?;
    Ok(next)
}

/// Returns how long a copy may be used by `Cache-Control`, in seconds.
fn max_age(headers: &HeaderMap) -> i64 {
    let mut age = DEFAULT_AGE;
    let values = headers.get_all("cache-control").iter().filter_map(|value| value.to_str().ok());
    for directive in values.flat_map(|value| value.split(',')) {
        let directive = directive.trim().to_ascii_lowercase();
        if directive == "no-store" || directive == "no-cache" {
            return 0;
        }
        if let Some(seconds) = directive.strip_prefix("max-age=") {
            age = seconds.trim_matches('"').parse().unwrap_or(DEFAULT_AGE);
        }
    }
    age.clamp(0, MAX_AGE)
}

/// Resolves names as the system does, and refuses those that point inward.
struct PublicOnly;

/// A name points inward.
#[derive(Debug)]
struct PointsInward {
    host: String,
    address: IpAddr,
}

impl fmt::Display for PointsInward {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the name {} points to {}, inside a network, which a token must not name",
            self.host, self.address
        )
    }
}

impl StdError for PointsInward {}

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = (name.as_str(), 0).to_socket_addrs()?.collect();
            let addresses: Addrs = Box::new(all_public(name.as_str(), found)?.into_iter());
            Ok(addresses)
        })
    }
}

/// Returns the addresses if every one of them is public: one that is not is enough to
/// give away a name that resolves differently each time.
fn all_public(host: &str, found: Vec<SocketAddr>) -> Result<Vec<SocketAddr>, PointsInward> {
    match found.iter().find(|address| !is_public_ip(address.ip())) {
        Some(address) => Err(PointsInward { host: host.to_owned(), address: address.ip() }),
        None => Ok(found),
    }
}

/// Returns what our own resolver reported, from the chain of an error.
fn refusal(error: &reqwest::Error) -> Option<String> {
    let mut next: Option<&(dyn StdError + 'static)> = error.source();
    while let Some(error) = next {
        if let Some(inward) = error.downcast_ref::<PointsInward>() {
            return Some(inward.to_string());
        }
        next = error.source();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(address: &str) -> bool {
        matches!(
            check_address(&Url::parse(address).unwrap(), Trust::Token),
            Err(Error::NotFetched { .. })
        )
    }

    #[test]
    fn on_a_tokens_word_only_public_https_on_its_port_is_fetched() {
        assert!(!refused("https://issuer.example.gov/jwks.json"));
        assert!(!refused("https://8.8.8.8/jwks.json"));
        for address in [
            "http://issuer.example.gov/jwks.json",
            "https://issuer.example.gov:8443/",
            "https://ada@issuer.example.gov/",
            "https://ada:secret@issuer.example.gov/",
            "https://localhost/",
            "https://app.localhost/",
            "https://127.0.0.1/",
            "https://127.1/",
            "https://0x7f000001/",
            "https://2130706433/",
            "https://10.0.0.1/",
            "https://172.16.0.1/",
            "https://192.168.1.1/",
            "https://169.254.169.254/latest/meta-data",
            "https://100.64.0.1/",
            "https://0.0.0.0/",
            "https://[::1]/",
            "https://[::]/",
            "https://[fd00::1]/",
            "https://[fe80::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://[::127.0.0.1]/",
            "https://[64:ff9b::7f00:1]/",
            "https://[2002:7f00:1::]/",
            "ftp://issuer.example.gov/",
        ] {
            assert!(refused(address), "{address}");
        }
    }

    #[test]
    fn the_user_may_name_any_web_address_and_nothing_else() {
        let check = |address: &str| check_address(&Url::parse(address).unwrap(), Trust::User);
        assert!(check("http://localhost:9400/jwks").is_ok());
        assert!(check("https://10.0.0.1:8443/jwks").is_ok());
        assert!(check("file:///etc/passwd").is_err());
    }

    #[test]
    fn a_redirect_is_held_to_the_same_rules_and_never_leaves_https() {
        let from = Url::parse("https://issuer.example.gov/a/jwks").unwrap();
        let hop = |to: &str, trust| next_hop(&from, Some(to), trust).map(|url| url.to_string());
        assert_eq!(hop("../b", Trust::Token).unwrap(), "https://issuer.example.gov/b");
        assert!(hop("https://169.254.169.254/", Trust::Token).is_err());
        assert!(hop("//127.0.0.1/", Trust::Token).is_err());
        assert!(hop("https://other.example.gov:444/", Trust::Token).is_err());
        assert!(hop("http://issuer.example.gov/", Trust::User).is_err());
        assert!(hop("http://localhost/", Trust::User).is_err());
        assert!(hop("https://10.0.0.1/", Trust::User).is_ok());
        assert!(next_hop(&from, None, Trust::User).is_err());
    }

    #[test]
    fn a_name_that_points_inward_only_once_is_refused() {
        let address = |text: &str| SocketAddr::new(text.parse().unwrap(), 0);
        let public = vec![address("93.184.216.34"), address("2606:2800:220:1::1")];
        assert!(all_public("issuer.example.gov", public.clone()).is_ok());
        for inward in ["127.0.0.1", "10.1.2.3", "::1", "fd12::1", "::ffff:192.168.0.1"] {
            let mut found = public.clone();
            found.push(address(inward));
            assert!(all_public("issuer.example.gov", found).is_err(), "{inward}");
        }
    }

    #[test]
    fn the_http_library_asks_our_resolver_and_its_refusal_is_told_apart() {
        // `localhost` resolves on every machine, to what a token must not name.
        let client = reqwest::blocking::Client::builder()
            .dns_resolver(Arc::new(PublicOnly))
            .no_proxy()
            .build()
            .unwrap();
        let error = client.get("http://localhost:9/").send().unwrap_err();
        let refused = refusal(&error).unwrap();
        assert!(refused.starts_with("the name localhost points to "), "{refused}");
    }

    #[test]
    fn the_servers_word_on_age_is_heard_within_bounds() {
        let age = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("cache-control", value.parse().unwrap());
            max_age(&headers)
        };
        assert_eq!(max_age(&HeaderMap::new()), DEFAULT_AGE);
        assert_eq!(age("public, max-age=60"), 60);
        assert_eq!(age("max-age=99999999"), MAX_AGE);
        assert_eq!(age("max-age=soon"), DEFAULT_AGE);
        assert_eq!(age("no-cache, max-age=60"), 0);
        assert_eq!(age("no-store"), 0);
    }
}
