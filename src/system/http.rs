//! The one HTTP client: timeouts, size limits, no redirects followed unasked.

use std::error::Error as _;
use std::io::Read as _;
use std::time::{Duration, Instant};

use reqwest::blocking::{Client, ClientBuilder};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Certificate, Method, Url};

use crate::error::Error;
pub(crate) use crate::redact::{address as text_without_user, url as shown};
use crate::system::System;
use crate::system::files;

/// No answer of an endpoint is read further.
const MAX_ANSWER: u64 = 16 * 1024 * 1024;

/// How long a request may take unless told otherwise.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(10);

/// A request that somebody asked for by its address.
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
    /// What happened, as a sentence fragment without the address
    pub(crate) message: String,
}

/// Which stage of a request failed.
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
    /// A header as text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| std::str::from_utf8(value.as_bytes()).ok())
    }
}

/// Reads an address that a person typed: `http` or `https`, with a host.
pub(crate) fn parse_url(text: &str) -> Result<Url, Error> {
    let bare = text.contains("://");
    let hint = if bare { text_without_user(text) } else { format!("http://{text}") };
    let hint = match Url::parse(&hint) {
        Ok(url) if !bare && url.host_str().is_some() => {
            format!("write it with its scheme: `{hint}`")
        }
        _ => "write it like `https://graphql.example.gov/v1/graphql`".to_owned(),
    };
    let named = text_without_user(text);
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.host_str().is_some() => Ok(url),
        Ok(_) => Err(Error::usage(format!("`{named}` is no address of a web server"), hint)),
        Err(error) => Err(Error::usage(format!("`{named}` is no URL: {error}"), hint)),
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

/// A header that a person typed: `name: value`. Its value is kept out of debug output.
pub(crate) fn parse_header(text: &str) -> Result<(HeaderName, HeaderValue), String> {
    let (name, value) =
        text.split_once(':').ok_or("a header is written `name: value`".to_owned())?;
    let name: HeaderName =
        name.trim().parse().map_err(|_| format!("`{}` is no header name", name.trim()))?;
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
    /// [`Error::Offline`], and what keeps the client from being built; a [`Failure`] is
    /// an answer to the question whether the endpoint can be reached.
    pub(crate) fn send(&mut self, request: Request) -> Result<Result<Answer, Failure>, Error> {
        if self.offline {
            return Err(Error::Offline { url: shown(&request.url), instead: None });
        }
        // What is on this machine is not asked for elsewhere.
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
            Err(error) => return Ok(Err(explain(&error, timeout))),
        };
        let mut body = Vec::new();
        let read = response.by_ref().take(MAX_ANSWER + 1).read_to_end(&mut body);
        let milliseconds = begun.elapsed().as_secs_f64() * 1000.0;
        if let Err(error) = read {
            let timed_out = error.kind() == std::io::ErrorKind::TimedOut
                || error
                    .get_ref()
                    .and_then(|inner| inner.downcast_ref::<reqwest::Error>())
                    .is_some_and(reqwest::Error::is_timeout);
            return Ok(Err(if timed_out {
                timed_out_after(timeout)
            } else {
                Failure {
                    kind: FailureKind::Connection,
                    message: "the connection broke off in the middle of the answer".to_owned(),
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

    /// A client with what every request has in common.
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
                    message: "it holds no PEM certificates".to_owned(),
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

/// Tells the stages apart; a person mends each in another place.
pub(super) fn explain(error: &reqwest::Error, timeout: Duration) -> Failure {
    let detail = innermost(error);
    let (kind, message) = if error.is_timeout() {
        return timed_out_after(timeout);
    } else if error.is_dns() || detail.contains("failed to lookup address") {
        (FailureKind::Dns, "the name of the host cannot be resolved".to_owned())
    } else if is_tls(error) {
        (FailureKind::Tls, format!("the TLS handshake failed: {detail}"))
    } else if error.is_connect() {
        (FailureKind::Connection, format!("no connection: {detail}"))
    } else {
        (FailureKind::Other, detail)
    };
    Failure { kind, message }
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
