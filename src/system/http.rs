//! The HTTP client: timeouts, size limits, no redirects unless the caller follows them.

use std::error::Error as _;
use std::io::{self, Read as _};
use std::time::{Duration, Instant};

use reqwest::blocking::{Client, ClientBuilder};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Certificate, Method, Url};

use crate::error::{Error, io_message};
use crate::redact;
use crate::system::System;
use crate::system::files;

/// The largest answer of an endpoint that is read.
const MAX_ANSWER: u64 = 16 * 1024 * 1024;

/// How long a request may take unless told otherwise.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(10);

/// A request to an address that the user named.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) timeout: Duration,
}

/// What came back.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    /// From sending to the last byte
    pub(crate) milliseconds: f64,
}

/// Why nothing came back.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Failure {
    pub(crate) kind: FailureKind,
    /// What happened, as a fragment without the address
    pub(crate) message: String,
}

/// The stage of a request that failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum FailureKind {
    Dns,
    Connection,
    Tls,
    Timeout,
    TooLarge,
    Other,
}

impl Answer {
    /// Returns a header as text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| std::str::from_utf8(value.as_bytes()).ok())
    }
}

/// Parses an address that the user typed: `http` or `https`, with a host.
pub(crate) fn parse_url(text: &str) -> Result<Url, Error> {
    let bare = text.contains("://");
    let hint = if bare { redact::address(text) } else { format!("http://{text}") };
    let hint = match Url::parse(&hint) {
        Ok(url) if !bare && url.host_str().is_some() => {
            format!("write it with its scheme: `{hint}`")
        }
        _ => "write it like `https://graphql.example.gov/v1/graphql`".to_owned(),
    };
    let named = redact::address(text);
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.host_str().is_some() => Ok(url),
        Ok(_) => Err(Error::usage(format!("`{named}` is not an HTTP address"), hint)),
        Err(error) => Err(Error::usage(format!("`{named}` is not a URL: {error}"), hint)),
    }
}

/// Whether an address is on this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Parses a header that the user typed: `name: value`. Its value is kept out of debug output.
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
    /// Sends one request and reads the answer. No redirect is followed.
    ///
    /// # Errors
    ///
    /// [`Error::Offline`], and what keeps the client from being built. A [`Failure`] answers
    /// the question whether the endpoint can be reached.
    pub(crate) fn send(&mut self, request: Request) -> Result<Result<Answer, Failure>, Error> {
        if self.offline {
            return Err(Error::Offline { url: redact::url(&request.url), instead: None });
        }
        // A proxy would look for it on another machine.
        let local = is_loopback(&request.url);
        let client = self.client(|builder| if local { builder.no_proxy() } else { builder })?;
        let begun = Instant::now();
        let timeout = request.timeout;
        let mut sending =
            client.request(request.method, request.url).headers(request.headers).timeout(timeout);
        if let Some(body) = request.body {
            sending = sending.body(body);
        }
        let mut response = match sending.send() {
            Ok(response) => response,
            Err(error) => return Ok(Err(classify(&error, timeout))),
        };
        let mut body = Vec::new();
        let read = response.by_ref().take(MAX_ANSWER + 1).read_to_end(&mut body);
        let milliseconds = begun.elapsed().as_secs_f64() * 1000.0;
        if let Err(error) = read {
            let timed_out = error.kind() == io::ErrorKind::TimedOut
                || error
                    .get_ref()
                    .and_then(|inner| inner.downcast_ref::<reqwest::Error>())
                    .is_some_and(reqwest::Error::is_timeout);
            return Ok(Err(if timed_out {
                timed_out_after(timeout)
            } else {
                Failure {
                    kind: FailureKind::Connection,
                    message: "the connection was closed in the middle of the answer".to_owned(),
                }
            }));
        }
        if body.len() as u64 > MAX_ANSWER {
            let message = "the answer is larger than 16 MiB".to_owned();
            return Ok(Err(Failure { kind: FailureKind::TooLarge, message }));
        }
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Ok(Ok(Answer { status, headers, body, milliseconds }))
    }

    /// Builds a client with the settings that all requests share.
    pub(super) fn client(
        &self,
        configure: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Result<Client, Error> {
        let mut builder = Client::builder()
            .user_agent(concat!("jwtool/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(TIMEOUT);
        if let Some(path) = self.environment.raw("SSL_CERT_FILE") {
            let path = std::path::PathBuf::from(path);
            let pem = files::read(&path, "the certificates of SSL_CERT_FILE")?;
            let certificates =
                Certificate::from_pem_bundle(&pem).map_err(|_| Error::Configuration {
                    file: format!("SSL_CERT_FILE `{}`", path.display()),
                    message: "it contains no PEM certificates".to_owned(),
                    hint: None,
                })?;
            builder = builder.tls_certs_merge(certificates);
        }
        configure(builder).build().map_err(|error| Error::Configuration {
            file: "the HTTP client".to_owned(),
            message: chain(&error),
            hint: None,
        })
    }
}

/// Returns the stage that failed and what happened, in words.
pub(super) fn classify(error: &reqwest::Error, timeout: Duration) -> Failure {
    let (kind, message) = if error.is_timeout() {
        return timed_out_after(timeout);
    } else if error.is_dns() || innermost(error).contains("failed to lookup address") {
        let host = error.url().and_then(Url::host_str).unwrap_or_default();
        (FailureKind::Dns, format!("could not resolve host `{host}`"))
    } else if is_tls(error) {
        let detail = innermost(error).replace("UnknownIssuer", "unknown issuer");
        (FailureKind::Tls, format!("the TLS handshake failed: {detail}"))
    } else if error.is_connect() {
        (FailureKind::Connection, detail(error))
    } else {
        (FailureKind::Other, detail(error))
    };
    Failure { kind, message }
}

/// Returns what the operating system reported, else the innermost message.
fn detail(error: &reqwest::Error) -> String {
    let sources = std::iter::successors(error.source(), |&error| error.source());
    let of_system = sources
        .filter_map(|error| error.downcast_ref::<io::Error>())
        .find(|error| error.raw_os_error().is_some());
    of_system.map_or_else(|| innermost(error), io_message)
}

fn timed_out_after(timeout: Duration) -> Failure {
    let message = format!("no answer within {} s", timeout.as_secs_f64());
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
