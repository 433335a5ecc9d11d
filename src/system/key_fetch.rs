//! Key fetching: which addresses are allowed, and what is cached.
//!
//! An address that the user specified may be anywhere, and a redirect or a document found there may
//! lead anywhere on the same host. Any other address is fetched only over https on port 443 and
//! from public IP addresses. If only a token names it, no proxy is used.

use std::error::Error as StdError;
use std::fmt;
use std::io::{self, Read};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH, LOCATION};
use serde::{Deserialize, Serialize};

use crate::error::{Error, FetchFault, NamedBy, Subject};
use crate::jose::duration::Duration;
use crate::jose::json::{Object, Value};
use crate::jose::pem::{self, FoundKey};
use crate::jose::thumbprint;
use crate::provider::address::{Link, check_link, check_public, is_public_ip};
use crate::redact;
use crate::system::System;
use crate::system::files::{self, MAX_KEY_SET, MAX_KEY_SET_WORDS};
use crate::system::http::{FailureKind, Lookup, classify, is_loopback};
use crate::system::key_store::is_written_by_others;

const MAX_REDIRECTS: usize = 3;
/// The lifetime of a copy if the server does not specify one, in seconds.
const DEFAULT_AGE: i64 = 300;
/// The maximum lifetime of a copy, in seconds, regardless of the server's headers.
const MAX_AGE: i64 = 86_400;
/// The maximum age of a copy that is used while its server is down, in seconds.
const OLDEST: i64 = 7 * 86_400;
/// The minimum time between two fetches for unknown `kid`s, in seconds.
const REFETCH_AFTER: i64 = 60;

/// The source of an address.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Trust {
    /// The user, through a flag or their own profile
    User,
    /// A document or redirect at an address that the user specified
    Linked,
    /// Only a token, which can be forged
    Token,
}

/// When to use the copy on disk.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Freshness {
    /// While it is fresh
    Cached,
    /// Never, for `--refresh`
    Refresh,
    /// If it was fetched for an unknown `kid` within the last minute; a `kid` was not found
    UnknownKid,
}

/// What is looked for at an address. Only that is kept on disk.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Wanted {
    Keys,
    Discovery,
}

/// A key document that was fetched or read from the cache.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Fetched {
    pub(crate) body: Vec<u8>,
    /// The source, as in `https://…/jwks.json, cached 4 minutes ago`
    pub(crate) from: String,
    /// Whether the server was contacted just now
    pub(crate) asked: bool,
}

/// A copy on disk. It does not contain its address, which may include secrets; the file name is a
/// hash of the address.
#[derive(Debug, Deserialize, Serialize)]
struct Copy {
    fetched_at: i64,
    max_age: i64,
    etag: Option<String>,
    /// The time of the last fetch for an unknown `kid`
    #[serde(default)]
    kid_fetched_at: Option<i64>,
    body: String,
}

impl System {
    /// Fetches keys, or uses the copy on disk.
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
        self.obtain(Wanted::Keys, address, trust, freshness)?
    }

    /// Fetches a discovery document like [`fetch`](Self::fetch); `None` if the server has none
    /// at this address (HTTP 404).
    ///
    /// # Errors
    ///
    /// Those of [`fetch`](Self::fetch).
    pub(crate) fn fetch_discovery(
        &mut self,
        address: &str,
        trust: Trust,
        freshness: Freshness,
    ) -> Result<Option<Fetched>, Error> {
        self.obtain(Wanted::Discovery, address, trust, freshness).map(Result::ok)
    }

    /// Fetches a document. The inner error means that the server does not have it.
    fn obtain(
        &mut self,
        wanted: Wanted,
        address: &str,
        trust: Trust,
        freshness: Freshness,
    ) -> Result<Result<Fetched, Error>, Error> {
        let url = Url::parse(address).map_err(|error| Error::NotFetched {
            url: redact::address(address),
            message: format!("it is not a URL: {error}"),
            named_by: trust.into(),
        })?;
        check_address(&url, trust)?;
        if url.scheme() == "http" && !is_loopback(&url) {
            let url = redact::url(&url);
            self.say(&format!("warning: keys from {url} can be changed in transit; use https"));
        }
        let now = self.now.seconds();
        let mut copy = self.copy(&url).filter(|copy| wanted.is(&copy.body));
        let age = copy.as_ref().map(|copy| now.saturating_sub(copy.fetched_at));
        if let (Some(copy), Some(age)) = (&copy, age)
            && (copy.serves(freshness, now) || self.offline)
        {
            return Ok(Ok(copy.fetched(&url, age)));
        }
        if self.offline {
            return Err(Error::Offline { url: redact::url(&url) });
        }
        if let (Freshness::UnknownKid, Some(copy)) = (freshness, &mut copy) {
            // Failures count too, so that a server that is down is not contacted for every token.
            copy.kid_fetched_at = Some(now);
            self.keep(&url, copy);
        }
        let etag = copy.as_ref().and_then(|copy| copy.etag.clone());
        let asked = |body: String| {
            Ok(Fetched { asked: true, from: redact::url(&url), body: body.into_bytes() })
        };
        match (self.request(&url, trust, etag.as_deref()), copy, age) {
            (Ok(Reply::NotModified { max_age }), Some(copy), _) => {
                let copy = Copy { fetched_at: now, max_age, ..copy };
                self.keep(&url, &copy);
                Ok(asked(copy.body))
            }
            (Ok(Reply::Body { body, max_age, etag }), copy, _) => {
                let body = String::from_utf8(body)
                    .map_err(|_| unreachable(&url, "the response is not text"))?;
                let kid_fetched_at = copy.and_then(|copy| copy.kid_fetched_at);
                let copy = Copy { fetched_at: now, max_age, etag, kid_fetched_at, body };
                // The login page of a network must not replace a good copy, and private keys are
                // never written to disk.
                if wanted.is(&copy.body) {
                    self.keep(&url, &copy);
                }
                Ok(asked(copy.body))
            }
            (Ok(Reply::Absent(error)), ..) => Ok(Err(error)),
            (Err((error, Cause::Passing)), Some(copy), Some(age))
                if freshness != Freshness::Refresh && age < OLDEST =>
            {
                let words = Duration::from_seconds(age).in_words();
                self.say(&format!("warning: {error}; using the copy from {words} ago"));
                Ok(Ok(copy.fetched(&url, age)))
            }
            (Ok(Reply::NotModified { .. }), ..) => {
                Err(unreachable(&url, "the server responded with 304, but there is no cached copy"))
            }
            (Err((error, _)), ..) => Err(error),
        }
    }

    /// Sends the request within the time left for key fetches. A failure includes whether it may be
    /// temporary.
    fn request(
        &mut self,
        url: &Url,
        trust: Trust,
        etag: Option<&str>,
    ) -> Result<Reply, (Error, Cause)> {
        let begun = Instant::now();
        let Some(deadline) = self.key_time.deadline(begun) else {
            return Err((unreachable(url, &self.key_time.used_up()), Cause::Passing));
        };
        let reply = self.follow(url, trust, etag, deadline);
        self.key_time.spend(begun.elapsed());
        reply
    }

    /// Sends the request and follows redirects until there is a response or the deadline passes.
    fn follow(
        &mut self,
        url: &Url,
        trust: Trust,
        etag: Option<&str>,
        deadline: Instant,
    ) -> Result<Reply, (Error, Cause)> {
        let lasting = |error| (error, Cause::Lasting);
        let why = self.key_time.stopped();
        let stopped = |url: &Url| (unreachable(url, &why), Cause::Passing);
        let (mut url, mut trust) = (url.clone(), trust);
        for _ in 0..=MAX_REDIRECTS {
            check_address(&url, trust).map_err(lasting)?;
            let client = self.client(|builder| match trust {
                Trust::User if is_loopback(&url) => builder.no_proxy(),
                Trust::User => builder,
                Trust::Linked => builder.dns_resolver(Arc::new(PublicOnly::of(&url))),
                Trust::Token => builder.no_proxy().dns_resolver(Arc::new(PublicOnly::of(&url))),
            });
            let client = client.map_err(lasting)?;
            let mut headers = HeaderMap::new();
            if let Some(etag) = etag.and_then(|etag| HeaderValue::from_str(etag).ok()) {
                headers.insert(IF_NONE_MATCH, etag);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(stopped(&url));
            }
            let sending = client.get(url.clone()).headers(headers).timeout(left);
            let begun = Instant::now();
            let sent = sending.send();
            self.note_request(
                "GET",
                &url,
                sent.as_ref().ok().map(reqwest::blocking::Response::status),
                begun,
            );
            let response = sent.map_err(|error| {
                if let Some(refused) = refusal(&error) {
                    return (not_fetched(&url, trust.into(), refused), Cause::Lasting);
                }
                let failure = classify(&error, left);
                match failure.kind {
                    FailureKind::Timeout => stopped(&url),
                    _ => (unreachable(&url, &failure.message), Cause::Passing),
                }
            })?;
            let status = response.status();
            if status.as_u16() == 304 {
                return Ok(Reply::NotModified { max_age: max_age(response.headers()) });
            }
            if status.is_redirection() {
                let location = response.headers().get(LOCATION).and_then(|to| to.to_str().ok());
                (url, trust) = next_hop(&url, location, trust).map_err(lasting)?;
                continue;
            }
            if status.as_u16() == 404 {
                let error = unreachable(&url, &format!("the server responded with {status}"));
                return Ok(Reply::Absent(error));
            }
            if !status.is_success() {
                let error = unreachable(&url, &format!("the server responded with {status}"));
                let passing = status.is_server_error();
                return Err((error, if passing { Cause::Passing } else { Cause::Lasting }));
            }
            let max_age = max_age(response.headers());
            let etag = response.headers().get(ETAG).and_then(|etag| etag.to_str().ok());
            let etag = etag.map(ToOwned::to_owned);
            let body = match read_until(response.take(MAX_KEY_SET as u64 + 1), deadline) {
                Ok(Some(body)) => body,
                Ok(None) => return Err(stopped(&url)),
                Err(_) if Instant::now() >= deadline => return Err(stopped(&url)),
                Err(_) => {
                    return Err((unreachable(&url, "the connection was lost"), Cause::Passing));
                }
            };
            if body.len() > MAX_KEY_SET {
                let message = format!("the response is larger than {MAX_KEY_SET_WORDS}");
                return Err(lasting(unreachable(&url, &message)));
            }
            return Ok(Reply::Body { body, max_age, etag });
        }
        Err(lasting(unreachable(&url, "it redirects more than three times")))
    }

    fn copy(&mut self, url: &Url) -> Option<Copy> {
        let path = self.cache_folder()?.join(file_name(url));
        let believed = path.is_file() && !is_written_by_others(&path);
        let bytes =
            believed.then(|| files::read(&path, Subject::FetchedKeys)).and_then(Result::ok)?;
        serde_json::from_slice(&bytes).ok()
    }

    /// Writes a copy to disk. Failures are ignored because the keys can be used without a copy.
    fn keep(&self, url: &Url, copy: &Copy) {
        let folder = self.environment.cache_folder();
        if let (Some(folder), Ok(text)) = (folder, serde_json::to_vec(copy))
            && !is_written_by_others(&folder)
        {
            let _ = files::replace_private(&folder, &file_name(url), &text);
        }
    }
}

impl Copy {
    /// Whether to use the copy instead of sending a request.
    fn serves(&self, freshness: Freshness, now: i64) -> bool {
        let since = |instant: i64| now.saturating_sub(instant);
        match freshness {
            Freshness::Cached => (0..self.max_age).contains(&since(self.fetched_at)),
            Freshness::Refresh => false,
            Freshness::UnknownKid => self
                .kid_fetched_at
                .is_some_and(|fetched_at| (0..REFETCH_AFTER).contains(&since(fetched_at))),
        }
    }

    fn fetched(&self, url: &Url, age: i64) -> Fetched {
        let words = Duration::from_seconds(age).in_words();
        Fetched {
            from: format!("{}, cached {words} ago", redact::url(url)),
            body: self.body.clone().into_bytes(),
            asked: false,
        }
    }
}

/// Reads to the end, or returns `None` if the deadline passes first, however slowly bytes arrive.
fn read_until(mut from: impl Read, deadline: Instant) -> io::Result<Option<Vec<u8>>> {
    let (mut bytes, mut chunk) = (Vec::new(), [0; 16 * 1024]);
    loop {
        match from.read(&mut chunk) {
            Ok(0) => return Ok(Some(bytes)),
            Ok(count) => bytes.extend_from_slice(chunk.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if Instant::now() >= deadline {
            return Ok(None);
        }
    }
}

/// Whether a failure may be temporary. If so, a copy is used meanwhile.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Cause {
    Passing,
    Lasting,
}

impl Wanted {
    /// Whether a body is this, without anything private in it.
    fn is(self, body: &str) -> bool {
        if body.contains("PRIVATE KEY") {
            return false;
        }
        match (self, Value::parse(body.as_bytes())) {
            (_, Ok(document)) if has_private_member(&document) => false,
            (Self::Keys, Ok(Value::Object(document))) => has_keys(&document),
            (Self::Keys, _) => matches!(pem::read_pem(body), Ok((FoundKey::Public(_), _))),
            (Self::Discovery, Ok(Value::Object(document))) => {
                ["issuer", "jwks_uri"].iter().all(|name| document.get_str(name).is_some())
            }
            (Self::Discovery, _) => false,
        }
    }
}

/// Whether an object has the form of a key set, a JWK, a Hasura configuration or certificates
/// by their `kid`. What is wrong with a key in it is for the reader to say.
fn has_keys(document: &Object) -> bool {
    let is_set = |keys: &[Value]| keys.iter().all(|key| key.as_object().is_some());
    if let Some(keys) = document.get("keys") {
        return keys.as_array().is_some_and(is_set);
    }
    let is_certificate =
        |value: &Value| value.as_str().is_some_and(|text| text.contains("-----BEGIN CERTIFICATE"));
    document.get_str("kty").is_some()
        || document.get_str("key").is_some_and(|key| key.contains("-----BEGIN "))
        || (!document.is_empty() && document.iter().all(|(_, value)| is_certificate(value)))
}

/// Whether any object has a private JWK member (RFC 7518 section 6, RFC 9964) or is a Hasura
/// configuration with a secret.
fn has_private_member(value: &Value) -> bool {
    const PRIVATE: [&str; 9] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];
    match value {
        Value::Object(object) => {
            let is_hmac = object.get_str("type").is_some_and(|kind| kind.starts_with("HS"));
            (is_hmac && object.contains("key"))
                || object
                    .iter()
                    .any(|(name, value)| PRIVATE.contains(&name) || has_private_member(value))
        }
        Value::Array(values) => values.iter().any(has_private_member),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

enum Reply {
    NotModified {
        max_age: i64,
    },
    /// HTTP 404
    Absent(Error),
    Body {
        body: Vec<u8>,
        max_age: i64,
        etag: Option<String>,
    },
}

fn file_name(url: &Url) -> String {
    format!("{}.json", thumbprint::of_text(url.as_str()))
}

impl From<Trust> for NamedBy {
    fn from(trust: Trust) -> Self {
        match trust {
            Trust::User => Self::User,
            Trust::Linked => Self::Discovery,
            Trust::Token => Self::Token,
        }
    }
}

fn not_fetched(url: &Url, named_by: NamedBy, message: impl Into<String>) -> Error {
    Error::NotFetched { url: redact::url(url), message: message.into(), named_by }
}

fn unreachable(url: &Url, message: &str) -> Error {
    Error::Unreachable {
        url: redact::url(url),
        message: message.to_owned(),
        fault: FetchFault::Answer,
    }
}

/// Checks whether an address may be fetched, before its host name is resolved.
///
/// # Errors
///
/// [`Error::NotFetched`], with the reason.
fn check_address(url: &Url, trust: Trust) -> Result<(), Error> {
    let https = url.scheme() == "https";
    if trust == Trust::User {
        let plain = url.scheme() == "http" && url.host_str().is_some();
        return if https || plain {
            Ok(())
        } else {
            Err(not_fetched(url, NamedBy::User, "it is not a web address"))
        };
    }
    check_public(url).map_err(|error| not_fetched(url, NamedBy::Token, error.to_string()))
}

/// Returns the target of a redirect and its trust. Redirects from https to http are not allowed.
fn next_hop(from: &Url, location: Option<&str>, trust: Trust) -> Result<(Url, Trust), Error> {
    let location = location.ok_or_else(|| unreachable(from, "it redirects without a location"))?;
    let next = from
        .join(location)
        .map_err(|_| unreachable(from, "it redirects to something that is not a URL"))?;
    let refused = |reason: String| not_fetched(&next, NamedBy::Redirect, reason);
    if from.scheme() == "https" && next.scheme() != "https" {
        return Err(refused(format!("{} redirects from https to it", redact::url(from))));
    }
    let checked = match trust {
        Trust::User => check_link(&next, from).map(|link| match link {
            Link::SameHost => Trust::User,
            Link::Public => Trust::Linked,
        }),
        Trust::Linked | Trust::Token => check_public(&next).map(|()| trust),
    };
    match checked {
        Ok(trust) => Ok((next, trust)),
        Err(error) => Err(refused(format!("{} redirects to it, and {error}", redact::url(from)))),
    }
}

/// Returns the lifetime of a copy according to `Cache-Control`, in seconds.
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

/// A resolver that uses the system's name resolution, and rejects private addresses of the server.
/// The address of a proxy may be private.
struct PublicOnly {
    host: String,
}

impl PublicOnly {
    fn of(url: &Url) -> Self {
        Self { host: url.host_str().unwrap_or_default().to_owned() }
    }
}

/// The error for a host name that resolves to a private address.
#[derive(Debug)]
struct PointsInward {
    host: String,
    address: IpAddr,
}

impl fmt::Display for PointsInward {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` resolves to {}, a private address, which only you may choose",
            self.host, self.address
        )
    }
}

impl StdError for PointsInward {}

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_owned();
        let is_server = host.eq_ignore_ascii_case(&self.host);
        Box::pin(async move {
            let found = Lookup::start(host.clone()).await?;
            let found = if is_server { all_public(&host, found)? } else { found };
            let addresses: Addrs = Box::new(found.into_iter());
            Ok(addresses)
        })
    }
}

/// Returns the addresses if all of them are public. A single private address means that the name
/// may resolve differently each time.
fn all_public(host: &str, found: Vec<SocketAddr>) -> Result<Vec<SocketAddr>, PointsInward> {
    match found.iter().find(|address| !is_public_ip(address.ip())) {
        Some(address) => Err(PointsInward { host: host.to_owned(), address: address.ip() }),
        None => Ok(found),
    }
}

/// Returns the message of our own resolver, if it is in the source chain of an error.
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
    use std::time::Duration as StdDuration;

    use super::*;
    use crate::system::fetch_time::FetchTime;

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
        let hop = |to: &str, trust| {
            next_hop(&from, Some(to), trust).map(|(url, trust)| (url.to_string(), trust))
        };
        for trust in [Trust::User, Trust::Linked, Trust::Token] {
            let own = ("https://issuer.example.gov/b".to_owned(), trust);
            assert_eq!(hop("../b", trust).unwrap(), own);
            let elsewhere = if trust == Trust::User { Trust::Linked } else { trust };
            let other = ("https://other.example.gov/".to_owned(), elsewhere);
            assert_eq!(hop("https://other.example.gov", trust).unwrap(), other);
            for refused in [
                "https://169.254.169.254/",
                "//127.0.0.1/",
                "https://10.0.0.1/",
                "https://other.example.gov:444/",
                "https://ada:hunter2@other.example.gov/",
                "http://issuer.example.gov/",
                "http://localhost/",
                "file:///etc/passwd",
            ] {
                let error = hop(refused, trust).unwrap_err();
                assert!(matches!(error, Error::NotFetched { .. }), "{refused}: {error}");
                assert!(!error.to_string().contains("hunter2"), "{error}");
            }
            assert!(next_hop(&from, None, trust).is_err());
        }
        // Only the host that the user specified may be used with another port.
        let port = "https://issuer.example.gov:444/keys";
        assert_eq!(hop(port, Trust::User).unwrap().1, Trust::User);
        assert!(hop(port, Trust::Linked).is_err());
        assert!(hop(port, Trust::Token).is_err());
        let local = Url::parse("http://ada:hunter2@localhost:8080/a").unwrap();
        let (next, trust) = next_hop(&local, Some("/b"), Trust::User).unwrap();
        assert_eq!((next.as_str(), trust), ("http://ada:hunter2@localhost:8080/b", Trust::User));
        assert!(next_hop(&local, Some("http://127.0.0.2:8080/"), Trust::User).is_err());
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
        // `localhost` resolves on every machine, to an address that a token must not name.
        let client = reqwest::blocking::Client::builder()
            .dns_resolver(Arc::new(PublicOnly { host: "localhost".to_owned() }))
            .no_proxy()
            .build()
            .unwrap();
        let error = client.get("http://localhost:9/").send().unwrap_err();
        let refused = refusal(&error).unwrap();
        assert!(refused.starts_with("`localhost` resolves to "), "{refused}");
        // The address of a proxy may be private.
        let client = reqwest::blocking::Client::builder()
            .dns_resolver(Arc::new(PublicOnly { host: "issuer.example.gov".to_owned() }))
            .no_proxy()
            .build()
            .unwrap();
        let error = client.get("http://localhost:9/").send().unwrap_err();
        assert_eq!(refusal(&error), None, "{error:?}");
    }

    /// Returns a machine with 400 ms for all key fetches.
    fn impatient() -> System {
        let key_time = FetchTime::new(StdDuration::from_millis(400));
        System { key_time, quiet: true, ..System::new() }
    }

    /// Starts a server on loopback that handles every connection with `answer`. Returns its address
    /// and the number of connections so far.
    fn serve(
        answer: impl Fn(&mut std::net::TcpStream) + Send + Sync + 'static,
    ) -> (Url, Arc<std::sync::atomic::AtomicUsize>) {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = Url::parse(&format!("http://{}/keys", listener.local_addr().unwrap())).unwrap();
        let count = Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                counted.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                let _ = stream.read(&mut [0; 4096]);
                answer(&mut stream);
            }
        });
        (url, count)
    }

    /// Fetches twice: the first fetch is stopped, and the second is not attempted. Returns the
    /// number of connections.
    fn assert_stopped(url: &Url, connections: &std::sync::atomic::AtomicUsize) -> usize {
        let mut system = impatient();
        let begun = Instant::now();
        let failure = |system: &mut System| match system.request(url, Trust::User, None) {
            Err((error, cause)) => (error.to_string(), cause),
            Ok(_) => panic!("{url} answered"),
        };
        let (message, cause) = failure(&mut system);
        assert!(
            message.ends_with(": no response within 0.4 s, the limit for all key fetches"),
            "{message}"
        );
        assert_eq!(cause, Cause::Passing);
        let asked = connections.load(std::sync::atomic::Ordering::SeqCst);
        let (message, cause) = failure(&mut system);
        assert!(
            message
                .ends_with(": not tried: the limit of 0.4 s for all key fetches has been reached"),
            "{message}"
        );
        assert_eq!(cause, Cause::Passing);
        assert_eq!(connections.load(std::sync::atomic::Ordering::SeqCst), asked);
        assert!(begun.elapsed() < StdDuration::from_secs(10), "{:?}", begun.elapsed());
        asked
    }

    #[test]
    fn a_server_that_never_answers_is_not_waited_for() {
        let (url, connections) = serve(|_| std::thread::sleep(StdDuration::from_secs(30)));
        assert_eq!(assert_stopped(&url, &connections), 1);
    }

    #[test]
    fn a_body_that_only_drips_is_not_waited_for() {
        use std::io::Write as _;
        let (url, connections) = serve(|stream| {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n");
            while stream.write_all(b" ").is_ok() {
                std::thread::sleep(StdDuration::from_millis(20));
            }
        });
        assert_eq!(assert_stopped(&url, &connections), 1);
    }

    #[test]
    fn redirects_do_not_start_the_time_anew() {
        use std::io::Write as _;
        let (url, connections) = serve(|stream| {
            std::thread::sleep(StdDuration::from_millis(150));
            let _ = stream.write_all(
                b"HTTP/1.1 302 Found\r\nlocation: /keys\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
            );
        });
        let asked = assert_stopped(&url, &connections);
        assert!((1..=3).contains(&asked), "{asked}");
    }

    #[test]
    fn answers_use_up_the_time_that_they_take() {
        use std::io::Write as _;
        let (url, _) = serve(|stream| {
            std::thread::sleep(StdDuration::from_millis(100));
            let _ = stream
                .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}");
        });
        let mut system = impatient();
        let answered = (0..8).take_while(|_| system.request(&url, Trust::User, None).is_ok());
        assert!((1..=4).contains(&answered.count()));
        assert!(system.key_time.left() < StdDuration::from_millis(100));
    }

    #[test]
    fn only_public_keys_and_documents_that_name_them_are_kept() {
        let fixture = |name: &str| {
            let path = format!("{}/tests/fixtures/keys/{name}", env!("CARGO_MANIFEST_DIR"));
            std::fs::read_to_string(path).unwrap()
        };
        for body in [
            r#"{"keys":[{"kty":"RSA","kid":"a","n":"AQAB","e":"AQAB"}]}"#,
            r#"{"keys":[]}"#,
            r#"{"kty":"RSA","kid":"a","n":"AQAB","e":"AQAB"}"#,
            r#"{"type":"RS256","key":"-----BEGIN PUBLIC KEY-----"}"#,
            r#"{"a":"-----BEGIN CERTIFICATE-----","b":"-----BEGIN CERTIFICATE-----"}"#,
            &fixture("rsa.spki.pem"),
            &fixture("rsa.certificate.pem"),
        ] {
            assert!(Wanted::Keys.is(body), "{body}");
            assert!(!Wanted::Discovery.is(body), "{body}");
        }
        let discovery = r#"{"issuer":"https://x.example","jwks_uri":"https://x.example/keys"}"#;
        assert!(Wanted::Discovery.is(discovery));
        assert!(!Wanted::Keys.is(discovery));
        for body in [
            "<html>",
            "<pre>-----BEGIN PUBLIC KEY-----</pre>",
            "[]",
            "{}",
            r#"["-----BEGIN PUBLIC KEY-----"]"#,
            r#"{"keys":{}}"#,
            r#"{"keys":[],"note":"-----BEGIN PRIVATE KEY-----"}"#,
            r#"{"keys":[7]}"#,
            r#"{"error":"log in first"}"#,
            r#"{"a":"-----BEGIN CERTIFICATE-----","b":7}"#,
            r#"{"issuer":"https://x.example","jwks_uri":7}"#,
            "",
            "MC4CAQAwBQYDK2VwBCIEIA",
            r#"{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"},{"kty":"EC","crv":"P-256","d":"AQAB"}]}"#,
            r#"{"kty":"oct","k":"c2VjcmV0"}"#,
            r#"{"kty":"AKP","alg":"ML-DSA-44","priv":"c2VjcmV0"}"#,
            r#"{"type":"HS256","key":"secret"}"#,
            r#"{"private_key":"-----BEGIN PRIVATE KEY-----\n"}"#,
            &fixture("rsa.pkcs8.pem"),
            &fixture("rsa.encrypted.pem"),
        ] {
            assert!(!Wanted::Keys.is(body) && !Wanted::Discovery.is(body), "{body}");
        }
    }

    #[test]
    fn keys_are_fetched_for_an_unknown_kid_once_a_minute() {
        let copy = |kid_fetched_at| Copy {
            fetched_at: 1_000,
            max_age: 300,
            etag: None,
            kid_fetched_at,
            body: String::new(),
        };
        for (kid_fetched_at, now, serves) in [
            (None, 1_001, false),
            (Some(1_000), 1_000, true),
            (Some(1_000), 1_059, true),
            (Some(1_000), 1_060, false),
            // A clock that was set back
            (Some(2_000), 1_060, false),
        ] {
            let copy = copy(kid_fetched_at);
            assert_eq!(copy.serves(Freshness::UnknownKid, now), serves, "{now}");
            assert!(copy.serves(Freshness::Cached, now));
            assert!(!copy.serves(Freshness::Refresh, now));
        }
        // Copies of earlier versions can be read.
        let old = r#"{"url":"x","fetched_at":1,"max_age":1,"etag":null,"body":""}"#;
        assert_eq!(serde_json::from_str::<Copy>(old).unwrap().kid_fetched_at, None);
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
