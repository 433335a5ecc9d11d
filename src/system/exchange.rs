//! One request to an endpoint, and its response: bounded, timed, and without redirects.

use std::error::Error as _;
use std::io::{self, Read as _};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::blocking::{Client, ClientBuilder};
use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode, Url};

use crate::error::Error;
use crate::jose::numeric_date::NumericDate;
use crate::redact;
use crate::system::System;
use crate::system::environment;
use crate::system::http::{
    Failure, FailureKind, built, certificates, classify, is_loopback, timed_out_after,
};
use crate::system::waiting::Waiting;
use crate::system::websocket::{self, Conversation};

/// The maximum size of a response from an endpoint, in bytes, after it was unpacked.
const MAX_ANSWER: u64 = 10 * 1024 * 1024;

/// A request to an address that the user specified. Headers with secrets are marked as sensitive.
/// If the scheme is `ws` or `wss`, the body is a GraphQL operation to send over a websocket.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) timeout: Duration,
}

/// A complete response.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    /// The time from sending the request to receiving the last byte
    pub(crate) milliseconds: f64,
    /// When the response was complete, by this machine's clock
    pub(crate) received: NumericDate,
    /// The proxy that passed the response on and may have written it
    pub(crate) proxy: Option<String>,
    /// What was said on a websocket, of which the body is the result
    pub(crate) conversation: Option<Box<Conversation>>,
}

impl Answer {
    /// Returns the value of a header as text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| std::str::from_utf8(value.as_bytes()).ok())
    }

    /// Returns every value of a header as text.
    pub(crate) fn all_headers<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        let values = self.headers.get_all(name).into_iter();
        values.filter_map(|value| std::str::from_utf8(value.as_bytes()).ok())
    }
}

/// Whose certificates are accepted.
#[derive(Clone, Debug, Default)]
pub(crate) struct TlsTrust {
    /// `--cacert`: a file with certificate authorities to trust besides the system's
    pub(crate) authorities: Option<PathBuf>,
    /// `--insecure`: anyone
    pub(crate) anyone: bool,
}

/// A client for one endpoint, which keeps its connection for the next request.
#[derive(Clone, Debug)]
pub(crate) struct EndpointClient {
    client: Transport,
    /// The redacted address of the proxy between here and the endpoint
    proxy: Option<String>,
}

/// How requests are sent.
#[derive(Clone, Debug)]
enum Transport {
    Http(Client),
    Websocket(reqwest::Client),
}

impl System {
    /// Returns a client for an endpoint.
    ///
    /// # Errors
    ///
    /// [`Error::Offline`], and any error in the certificates or the settings of the client.
    pub(crate) fn endpoint_client(
        &self,
        url: &Url,
        trust: &TlsTrust,
    ) -> Result<EndpointClient, Error> {
        if self.offline {
            return Err(Error::Offline { url: redact::url(url) });
        }
        let authorities = trust.authorities.as_ref().map(|path| certificates(path, "--cacert"));
        let authorities = authorities.transpose()?;
        // A proxy would look for the endpoint on its own machine.
        let is_local = is_loopback(url);
        let mut builder = self.client_settings()?;
        if is_local {
            builder = builder.no_proxy();
        }
        if let Some(authorities) = authorities {
            builder = builder.tls_certs_merge(authorities);
        }
        if trust.anyone {
            builder = builder.tls_danger_accept_invalid_certs(true);
        }
        let client = if is_websocket(url) {
            Transport::Websocket(built(builder.pool_max_idle_per_host(0).build())?)
        } else {
            Transport::Http(built(ClientBuilder::from(builder).build())?)
        };
        Ok(EndpointClient { client, proxy: proxy_for(&as_http(url)).filter(|_| !is_local) })
    }

    /// Sends one request and reads the response. Redirects are not followed. A [`Failure`] means
    /// that the endpoint could not be reached. Returns `None` if Ctrl-C ends the waiting.
    pub(crate) fn send(
        &mut self,
        client: &EndpointClient,
        request: Request,
        waiting: &Waiting,
    ) -> Option<Result<Answer, Failure>> {
        let begun = Instant::now();
        let (method, url) = (request.method.to_string(), request.url.clone());
        self.note_headers(&request.headers);
        let client = client.clone();
        let is_websocket = matches!(client.client, Transport::Websocket(_));
        let exchanged = waiting.run(move || client.exchange(request));
        let answer = exchanged.as_ref().and_then(|exchanged| exchanged.as_ref().ok());
        let status = answer.and_then(|answer| StatusCode::from_u16(answer.status).ok());
        let method = if is_websocket { "GET" } else { &method };
        self.note_request(method, &url, status, begun);
        let said = answer.and_then(|answer| answer.conversation.as_ref());
        for line in said.into_iter().flat_map(|said| &said.log) {
            self.note(&format!("websocket: {line}"));
        }
        exchanged
    }

    /// Sends one request that is not part of a series.
    ///
    /// # Errors
    ///
    /// [`Error::Offline`], and any error in the certificates or the settings of the client.
    pub(crate) fn send_once(&mut self, request: Request) -> Result<Result<Answer, Failure>, Error> {
        let client = self.endpoint_client(&request.url, &TlsTrust::default())?;
        let waiting = self.waiting(false);
        Ok(self.send(&client, request, &waiting).unwrap_or_else(|| {
            Err(Failure { kind: FailureKind::Other, message: "interrupted".to_owned() })
        }))
    }

    /// With `-v`, prints the headers of a request without their secrets.
    fn note_headers(&mut self, headers: &HeaderMap) {
        if !self.verbose {
            return;
        }
        for (name, value) in headers {
            let shown = match value.to_str() {
                Ok(text) if !value.is_sensitive() => redact::tokens(text),
                Ok(_) | Err(_) => redact::HIDDEN.to_owned(),
            };
            self.note(&format!("{name}: {shown}"));
        }
    }
}

impl EndpointClient {
    fn exchange(&self, request: Request) -> Result<Answer, Failure> {
        let client = match &self.client {
            Transport::Http(client) => client,
            Transport::Websocket(client) => {
                return over_websocket(client, request, self.proxy.as_deref());
            }
        };
        let begun = Instant::now();
        let timeout = request.timeout;
        let is_plain = request.url.scheme() == "http";
        let mut sending =
            client.request(request.method, request.url).headers(request.headers).timeout(timeout);
        if let Some(body) = request.body {
            sending = sending.body(body);
        }
        let mut response = sending
            .send()
            .map_err(|error| through(self.proxy.as_deref(), classify(&error, timeout)))?;
        let mut body = Vec::new();
        let read = response.by_ref().take(MAX_ANSWER + 1).read_to_end(&mut body);
        let milliseconds = begun.elapsed().as_secs_f64() * 1000.0;
        if let Err(error) = read {
            return Err(broken_off(&error, timeout));
        }
        if body.len() as u64 > MAX_ANSWER {
            let message = "the response is larger than 10 MiB".to_owned();
            return Err(Failure { kind: FailureKind::TooLarge, message });
        }
        Ok(Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body,
            milliseconds,
            received: environment::clock(),
            // What comes through a tunnel is the endpoint's own.
            proxy: self.proxy.clone().filter(|_| is_plain),
            conversation: None,
        })
    }
}

/// Sends an operation over a websocket.
fn over_websocket(
    client: &reqwest::Client,
    request: Request,
    proxy: Option<&str>,
) -> Result<Answer, Failure> {
    let is_plain = request.url.scheme() == "ws";
    let call = websocket::Call {
        url: as_http(&request.url),
        headers: request.headers,
        operation: request.body.unwrap_or_default(),
        timeout: request.timeout,
        most: usize::try_from(MAX_ANSWER).unwrap_or(usize::MAX),
    };
    let exchanged =
        websocket::exchange(client, &call).map_err(|failure| through(proxy, failure))?;
    Ok(Answer {
        status: exchanged.status,
        headers: exchanged.headers,
        body: exchanged.body,
        milliseconds: exchanged.milliseconds,
        received: environment::clock(),
        proxy: proxy.filter(|_| is_plain).map(ToOwned::to_owned),
        conversation: Some(Box::new(exchanged.conversation)),
    })
}

/// Whether an address is one of websockets.
pub(crate) fn is_websocket(url: &Url) -> bool {
    matches!(url.scheme(), "ws" | "wss")
}

/// Returns the address to which a websocket's handshake is sent.
fn as_http(url: &Url) -> Url {
    let scheme = match url.scheme() {
        "ws" => "http",
        "wss" => "https",
        _ => return url.clone(),
    };
    let mut http = url.clone();
    // Both schemes are special, so this cannot fail.
    let _ = http.set_scheme(scheme);
    http
}

/// Names the proxy through which a connection failed.
fn through(proxy: Option<&str>, failure: Failure) -> Failure {
    match proxy {
        Some(proxy) if failure.kind == FailureKind::Connection => Failure {
            message: format!("through the proxy {proxy}: {}", failure.message),
            ..failure
        },
        Some(_) | None => failure,
    }
}

/// Returns the redacted address of the proxy that the environment names for an address.
fn proxy_for(url: &Url) -> Option<String> {
    let intercept = Matcher::from_env().intercept(&url.as_str().parse().ok()?)?;
    Some(redact::address(intercept.uri().to_string().trim_end_matches('/')))
}

/// Returns why the rest of a response could not be read.
fn broken_off(error: &io::Error, timeout: Duration) -> Failure {
    let request = error.get_ref().and_then(|inner| inner.downcast_ref::<reqwest::Error>());
    let timed_out =
        error.kind() == io::ErrorKind::TimedOut || request.is_some_and(reqwest::Error::is_timeout);
    if timed_out {
        return timed_out_after(timeout);
    }
    let sources =
        std::iter::successors(request.and_then(|error| error.source()), |&error| error.source());
    let mut kinds =
        sources.filter_map(|error| error.downcast_ref::<io::Error>()).map(io::Error::kind);
    if kinds.any(|kind| kind == io::ErrorKind::InvalidData) {
        let message = "the response is compressed and cannot be unpacked".to_owned();
        return Failure { kind: FailureKind::Other, message };
    }
    let message = "the connection was closed in the middle of the response".to_owned();
    Failure { kind: FailureKind::Connection, message }
}
