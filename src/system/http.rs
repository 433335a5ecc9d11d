//! The HTTP client, with timeouts, size limits and no automatic redirects.

use std::error::Error as _;
use std::future::Future;
use std::io;
use std::net::{SocketAddr, ToSocketAddrs as _};
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use reqwest::blocking::{Client, ClientBuilder};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{HeaderName, HeaderValue};
use reqwest::{Certificate, StatusCode, Url};

use crate::error::{ConfigFault, Error, Subject, io_message};
use crate::escape;
use crate::redact;
use crate::system::System;
use crate::system::files;

/// The files in which Linux distributions and BSDs keep their certificates. Where the TLS library
/// reads such a file, `SSL_CERT_FILE` replaces it, as OpenSSL does; here it only adds to it.
#[cfg(all(unix, not(target_vendor = "apple")))]
const SYSTEM_BUNDLES: [&str; 5] = [
    // Debian, Ubuntu, Arch, Gentoo
    "/etc/ssl/certs/ca-certificates.crt",
    // Fedora, RHEL, Amazon Linux
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/certs/ca-bundle.crt",
    // openSUSE
    "/etc/ssl/ca-bundle.pem",
    // Alpine, FreeBSD, OpenBSD
    "/etc/ssl/cert.pem",
];
#[cfg(not(all(unix, not(target_vendor = "apple"))))]
const SYSTEM_BUNDLES: [&str; 0] = [];

/// The reason why there is no response.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Failure {
    pub(crate) kind: FailureKind,
    /// The error as a sentence fragment, without the address
    pub(crate) message: String,
}

/// The stage of a request that failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum FailureKind {
    Dns,
    Connection,
    Tls,
    /// The endpoint's certificate is not trusted
    Certificate,
    Timeout,
    TooLarge,
    Other,
}

/// Parses an address that the user typed, which must be `http` or `https` with a host.
pub(crate) fn parse_url(text: &str) -> Result<Url, Error> {
    let bare = text.contains("://");
    let schemed = format!("http://{text}");
    let with_scheme = Url::parse(&schemed)
        .ok()
        .filter(|url| !bare && url.host_str().is_some())
        .and_then(|_| escape::pasteable(&redact::address(&schemed)));
    let like = || "write it like `https://graphql.example.gov/v1/graphql`".to_owned();
    let hint = with_scheme.map_or_else(like, |word| format!("write it with its scheme: `{word}`"));
    let named = redact::address(text);
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.host_str().is_some() => {
            // The parser also reads `http:/host`, `http:host` and `http:\\host`, as browsers do.
            let rest = text.trim_start().get(url.scheme().len()..).unwrap_or_default();
            let authority = rest.strip_prefix("://").unwrap_or_default();
            if !authority.is_empty() && !authority.starts_with(['/', '\\']) {
                return Ok(url);
            }
            let hint = escape::pasteable(&redact::url(&url))
                .map_or_else(like, |word| format!("write two slashes before the host: `{word}`"));
            Err(Error::usage(format!("`{named}` is not a URL"), hint))
        }
        Ok(_) => Err(Error::usage(format!("`{named}` is not an HTTP address"), hint)),
        Err(error) => Err(Error::usage(format!("`{named}` is not a URL: {error}"), hint)),
    }
}

/// Whether an address refers to this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Parses a header that the user typed, `name: value`. The value is hidden in debug output.
pub(crate) fn parse_header(text: &str) -> Result<(HeaderName, HeaderValue), String> {
    let (name, value) =
        text.split_once(':').ok_or("a header is written `name: value`".to_owned())?;
    let name: HeaderName =
        name.trim().parse().map_err(|_| format!("`{}` is not a header name", name.trim()))?;
    let mut value: HeaderValue = value
        .trim()
        .parse()
        .map_err(|_| format!("the value of `{name}` is not valid in a header"))?;
    value.set_sensitive(true);
    Ok((name, value))
}

impl System {
    /// With `-v`, prints a request, the status of its response and the time until the headers.
    pub(super) fn note_request(
        &mut self,
        method: &str,
        url: &Url,
        status: Option<StatusCode>,
        begun: Instant,
    ) {
        let ended = status.map_or_else(|| "no response".to_owned(), |status| status.to_string());
        let milliseconds = begun.elapsed().as_millis();
        self.note(&format!("{method} {}: {ended} after {milliseconds} ms", redact::url(url)));
    }

    /// Builds a client with the settings that all requests share.
    pub(super) fn client(
        &self,
        configure: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Result<Client, Error> {
        built(configure(ClientBuilder::from(self.client_settings()?)).build())
    }

    /// Returns the settings that all requests share.
    pub(super) fn client_settings(&self) -> Result<reqwest::ClientBuilder, Error> {
        let mut builder = reqwest::Client::builder()
            .user_agent(concat!("jwtool/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .dns_resolver(Arc::new(AnyAddress));
        if let Some(path) = self.environment.raw("SSL_CERT_FILE") {
            let named = more_roots(Path::new(&path), &SYSTEM_BUNDLES)?;
            builder = builder.tls_certs_merge(named);
        }
        Ok(builder)
    }
}

/// Returns a client, or the error in its settings.
pub(super) fn built<C>(client: reqwest::Result<C>) -> Result<C, Error> {
    client.map_err(|error| Error::Configuration {
        file: "the HTTP client".to_owned(),
        fault: ConfigFault::Client(chain(&error)),
    })
}

/// Returns the certificates to trust because of `SSL_CERT_FILE`: those in the file and in the first
/// of the system's bundles that exists.
fn more_roots(named: &Path, bundles: &[&str]) -> Result<Vec<Certificate>, Error> {
    let mut roots = certificates(named, "SSL_CERT_FILE")?;
    let bundle = bundles.iter().map(Path::new).find(|path| files::is_file(path));
    if let Some(bundle) = bundle {
        let pem = files::read(bundle, Subject::Certificates)?;
        roots.extend(Certificate::from_pem_bundle(&pem).unwrap_or_default());
    }
    Ok(roots)
}

/// Returns the certificates in a file that `setting` names.
pub(super) fn certificates(named: &Path, setting: &str) -> Result<Vec<Certificate>, Error> {
    let pem = files::read(named, Subject::Certificates)?;
    match Certificate::from_pem_bundle(&pem) {
        Ok(roots) if !roots.is_empty() => Ok(roots),
        Ok(_) | Err(_) => Err(Error::Configuration {
            file: format!("{setting} `{}`", redact::path(named)),
            fault: ConfigFault::NoCertificates,
        }),
    }
}

/// Returns the stage that failed and a description of the failure.
pub(super) fn classify(error: &reqwest::Error, timeout: Duration) -> Failure {
    let (kind, message) = if error.is_timeout() {
        return timed_out_after(timeout);
    } else if error.is_dns() || innermost(error).contains("failed to lookup address") {
        let host = error.url().and_then(Url::host_str).unwrap_or_default();
        (FailureKind::Dns, format!("could not resolve host `{host}`"))
    } else if is_tls(error) {
        let detail = innermost(error);
        let of_certificate = detail.contains("peer certificate");
        let kind = if of_certificate { FailureKind::Certificate } else { FailureKind::Tls };
        let detail = detail
            .replace("UnknownIssuer", "unknown issuer")
            .replace("Other(OtherError(CaUsedAsEndEntity))", "self-signed as an authority");
        (kind, format!("the TLS handshake failed: {detail}"))
    } else if error.is_connect() || of_system(error).is_some() {
        (FailureKind::Connection, detail(error))
    } else if innermost(error).contains("before message completed") {
        let message = "the connection was closed before a response was received";
        (FailureKind::Connection, message.to_owned())
    } else {
        (FailureKind::Other, detail(error))
    };
    Failure { kind, message }
}

/// Returns the error of the operating system, or else the innermost message.
fn detail(error: &reqwest::Error) -> String {
    of_system(error).map_or_else(
        // The outermost message would repeat the address.
        || error.source().map_or_else(|| "the request failed".to_owned(), innermost),
        io_message,
    )
}

/// Returns the error of the operating system, if there is one.
fn of_system(error: &reqwest::Error) -> Option<&io::Error> {
    let sources = std::iter::successors(error.source(), |&error| error.source());
    sources
        .filter_map(|error| error.downcast_ref::<io::Error>())
        .find(|error| error.raw_os_error().is_some())
}

pub(super) fn timed_out_after(timeout: Duration) -> Failure {
    let message = format!("no response within {} s", timeout.as_secs_f64());
    Failure { kind: FailureKind::Timeout, message }
}

fn is_tls(error: &reqwest::Error) -> bool {
    let mut next = error.source();
    while let Some(error) = next {
        let text = error.to_string();
        if text.contains("certificate")
            || text.contains("handshake")
            || text.contains("TLS")
            || text.contains("InvalidContentType")
            || text.contains("corrupt message")
        {
            return true;
        }
        next = error.source();
    }
    false
}

fn innermost(error: &dyn std::error::Error) -> String {
    let mut here = error;
    while let Some(next) = here.source() {
        here = next;
    }
    here.to_string()
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        text = format!("{text}: {error}");
        next = error.source();
    }
    text
}

/// A resolver that uses the system's name resolution.
struct AnyAddress;

impl Resolve for AnyAddress {
    fn resolve(&self, name: Name) -> Resolving {
        let lookup = Lookup::start(name.as_str().to_owned());
        Box::pin(async move {
            let addresses: Addrs = Box::new(lookup.await?.into_iter());
            Ok(addresses)
        })
    }
}

/// The addresses of a host name, resolved in a detached thread. The system's resolver cannot be
/// stopped and may take longer than the timeout of the request.
pub(super) struct Lookup(Arc<Mutex<LookupState>>);

#[derive(Default)]
struct LookupState {
    found: Option<io::Result<Vec<SocketAddr>>>,
    waker: Option<Waker>,
}

impl Lookup {
    pub(super) fn start(host: String) -> Self {
        Self::start_with(move || (host.as_str(), 0).to_socket_addrs().map(Iterator::collect))
    }

    fn start_with(resolve: impl FnOnce() -> io::Result<Vec<SocketAddr>> + Send + 'static) -> Self {
        let state = Arc::new(Mutex::new(LookupState::default()));
        let finished = Arc::clone(&state);
        let started = std::thread::Builder::new().spawn(move || {
            let found = resolve();
            if let Ok(mut state) = finished.lock() {
                state.found = Some(found);
                if let Some(waker) = state.waker.take() {
                    waker.wake();
                }
            }
        });
        if let (Err(error), Ok(mut state)) = (started, state.lock()) {
            state.found = Some(Err(error));
        }
        Self(state)
    }
}

impl Future for Lookup {
    type Output = io::Result<Vec<SocketAddr>>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Ok(mut state) = self.0.lock() else {
            return Poll::Ready(Err(io::Error::other("the resolver failed")));
        };
        if let Some(found) = state.found.take() {
            return Poll::Ready(found);
        }
        state.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A resolver that takes longer than any timeout.
    struct Slow;

    impl Resolve for Slow {
        fn resolve(&self, _: Name) -> Resolving {
            let lookup = Lookup::start_with(|| {
                std::thread::sleep(Duration::from_secs(30));
                Ok(Vec::new())
            });
            Box::pin(async move {
                let addresses: Addrs = Box::new(lookup.await?.into_iter());
                Ok(addresses)
            })
        }
    }

    #[test]
    fn the_users_certificates_are_added_to_the_systems() {
        let fixture =
            concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/keys/rsa.certificate.pem");
        let count = |bundles: &[&str]| more_roots(Path::new(fixture), bundles).unwrap().len();
        assert_eq!(count(&["/nonexistent", fixture, fixture]), 2);
        assert_eq!(count(&["/nonexistent"]), 1);
        assert!(more_roots(Path::new(file!()), &[]).is_err());
    }

    #[test]
    fn a_slow_resolver_is_not_waited_for() {
        let begun = Instant::now();
        let client = Client::builder().no_proxy().dns_resolver(Arc::new(Slow)).build().unwrap();
        let timeout = Duration::from_millis(100);
        let error = client.get("http://x.example/?t=hunter2").timeout(timeout).send().unwrap_err();
        drop(client);
        assert_eq!(classify(&error, timeout).kind, FailureKind::Timeout);
        assert_eq!(classify(&error, timeout).message, "no response within 0.1 s");
        assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    }

    #[test]
    fn a_name_is_resolved_and_one_that_does_not_exist_is_not() {
        let client = || Client::builder().no_proxy().dns_resolver(Arc::new(AnyAddress)).build();
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let send = |url: &str| {
            let error = client().unwrap().get(url).send().unwrap_err();
            classify(&error, Duration::ZERO)
        };
        let refused = send(&format!("http://localhost:{port}/"));
        assert_eq!(refused.kind, FailureKind::Connection, "{refused:?}");
        let unknown = send("http://nobody.invalid/");
        assert_eq!(unknown.kind, FailureKind::Dns, "{unknown:?}");
    }

    #[test]
    fn an_address_has_two_slashes_before_its_host() {
        for text in [
            "http://localhost",
            "HTTPS://x.example/a",
            " http://127.0.0.1:9/ ",
            "http://[::1]:8080",
        ] {
            assert!(parse_url(text).is_ok(), "{text}");
        }
        for text in [
            "http:/localhost/a",
            "http:localhost/a",
            "http:///localhost/a",
            r"http:\\localhost/a",
            r"http:/\localhost/a",
            "ht\ntp://localhost/a",
        ] {
            let error = parse_url(text).unwrap_err();
            assert!(error.to_string().ends_with("` is not a URL"), "{error}");
            let hint = crate::hint::of_error(&error, crate::hint::Verb::PingRest);
            let expected = "write two slashes before the host: `http://localhost/a`";
            assert_eq!(hint.as_deref(), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn an_address_that_is_refused_is_named_without_its_secrets() {
        for text in [
            "ada:hunter2@x.example/graphql?t=hunter2",
            "ftp://ada:hunter2@x.example/?t=hunter2#hunter2",
            "https://ada:hunter2@x:99999/?t=hunter2",
            "x.example/graphql?t=hunter2#hunter2",
            "http:/ada:hunter2@x.example/?t=hunter2",
        ] {
            let error = parse_url(text).unwrap_err();
            let hint = crate::hint::of_error(&error, crate::hint::Verb::PingRest);
            let message = format!("{error} {}", hint.unwrap_or_default());
            assert!(message.starts_with('`') && !message.contains("hunter2"), "{message}");
        }
    }
}
