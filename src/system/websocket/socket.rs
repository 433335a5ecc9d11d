//! A websocket: the upgrade of an HTTP request, and messages until a deadline. The HTTP client
//! connects, so certificates, proxies and name resolution are the same as for every other request.

use std::io::{self, Read, Write};
use std::rc::Rc;
use std::time::{Duration, Instant};

use reqwest::header::{
    CONNECTION, HeaderMap, HeaderValue, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY,
    SEC_WEBSOCKET_PROTOCOL, SEC_WEBSOCKET_VERSION, UPGRADE,
};
use reqwest::{Client, Response, StatusCode, Upgraded, Url};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::runtime::Runtime;
use tungstenite::error::ProtocolError;
use tungstenite::handshake::client::generate_key;
use tungstenite::handshake::derive_accept_key;
use tungstenite::protocol::frame::coding::CloseCode;
use tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};
use tungstenite::{Message, WebSocket};

use crate::error::io_message;
use crate::system::http::{Failure, FailureKind, classify, timed_out_after};

/// How long the endpoint may take to answer that the connection is closed.
const CLOSING: Duration = Duration::from_secs(1);

/// The time for everything on a connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    whole: Duration,
    deadline: Instant,
    /// How much may be received, in bytes
    bytes: usize,
}

impl Limit {
    pub(super) fn new(whole: Duration, bytes: usize) -> Self {
        let far = Duration::from_secs(365 * 24 * 3600);
        Self { whole, deadline: Instant::now() + whole.min(far), bytes }
    }

    fn left(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }

    fn too_large(&self) -> Failure {
        let message = format!("the response is larger than {} MiB", self.bytes / (1024 * 1024));
        Failure { kind: FailureKind::TooLarge, message }
    }
}

/// How an endpoint answered the handshake.
pub(super) enum Opened {
    /// With an HTTP response
    Refused {
        status: u16,
        headers: HeaderMap,
        body: Vec<u8>,
    },
    Open {
        headers: HeaderMap,
        socket: Box<Socket>,
    },
}

/// Asks an endpoint to speak a subprotocol on a websocket.
pub(super) fn open(
    client: &Client,
    runtime: &Rc<Runtime>,
    url: &Url,
    mut headers: HeaderMap,
    subprotocol: &'static str,
    limit: Limit,
) -> Result<Opened, Failure> {
    let key = generate_key();
    let value = HeaderValue::from_str(&key).map_err(|_| broken("the handshake has no key"))?;
    headers.insert(CONNECTION, HeaderValue::from_static("Upgrade"));
    headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(SEC_WEBSOCKET_VERSION, HeaderValue::from_static("13"));
    headers.insert(SEC_WEBSOCKET_KEY, value);
    headers.insert(SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(subprotocol));
    let failure = |error: &reqwest::Error| classify(error, limit.whole);
    let sending = client.get(url.clone()).headers(headers).timeout(limit.left());
    let response =
        runtime.block_on(async { sending.send().await }).map_err(|error| failure(&error))?;
    let headers = response.headers().clone();
    if response.status() != StatusCode::SWITCHING_PROTOCOLS {
        let status = response.status().as_u16();
        let body = runtime.block_on(read(response, limit))?;
        return Ok(Opened::Refused { status, headers, body });
    }
    let accepted = headers.get(SEC_WEBSOCKET_ACCEPT).map(HeaderValue::as_bytes);
    if accepted != Some(derive_accept_key(key.as_bytes()).as_bytes()) {
        return Err(broken("`Sec-WebSocket-Accept` does not answer the handshake"));
    }
    let upgraded = runtime.block_on(response.upgrade()).map_err(|error| failure(&error))?;
    let stream = Stream { upgraded, runtime: Rc::clone(runtime), deadline: limit.deadline };
    let config = WebSocketConfig::default()
        .max_message_size(Some(limit.bytes))
        .max_frame_size(Some(limit.bytes));
    let frames = WebSocket::from_raw_socket(stream, Role::Client, Some(config));
    Ok(Opened::Open { headers, socket: Box::new(Socket { frames, limit, received: 0 }) })
}

/// Reads the body of a response.
async fn read(mut response: Response, limit: Limit) -> Result<Vec<u8>, Failure> {
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return Ok(body),
            Err(error) if error.is_timeout() => return Err(timed_out_after(limit.whole)),
            Err(_) => {
                let message = "the connection was closed in the middle of the response".to_owned();
                return Err(Failure { kind: FailureKind::Connection, message });
            }
        }
        if body.len() > limit.bytes {
            return Err(limit.too_large());
        }
    }
}

/// What came over a websocket.
pub(super) enum Incoming {
    Text(String),
    /// The endpoint closed the connection, with a code and a reason if it gave any
    Closed(Option<(u16, String)>),
}

/// An open websocket. Its pings are answered while it is read.
pub(super) struct Socket {
    frames: WebSocket<Stream>,
    limit: Limit,
    received: usize,
}

impl Socket {
    /// Sends a message. If the endpoint has closed the connection, the next one that is received
    /// says why.
    pub(super) fn send(&mut self, text: String) -> Result<(), Failure> {
        match self.frames.send(Message::text(text)) {
            Err(tungstenite::Error::Io(error)) if error.kind() == io::ErrorKind::TimedOut => {
                Err(timed_out_after(self.limit.whole))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Waits for a message, which may come in a binary frame.
    pub(super) fn receive(&mut self) -> Result<Incoming, Failure> {
        loop {
            let text = match self.frames.read() {
                Ok(Message::Text(text)) => text.as_str().to_owned(),
                Ok(Message::Binary(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
                Ok(Message::Close(frame)) => {
                    // The answer to it may not arrive any more.
                    drop(self.frames.flush());
                    return Ok(Incoming::Closed(frame.as_ref().map(code_and_reason)));
                }
                Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_)) => continue,
                Err(error) => return self.ended(error),
            };
            self.received = self.received.saturating_add(text.len());
            if self.received > self.limit.bytes {
                return Err(self.limit.too_large());
            }
            return Ok(Incoming::Text(text));
        }
    }

    /// Returns how a connection ended that cannot be read any more.
    fn ended(&self, error: tungstenite::Error) -> Result<Incoming, Failure> {
        use tungstenite::Error;
        match error {
            Error::ConnectionClosed | Error::AlreadyClosed => Ok(Incoming::Closed(None)),
            Error::Io(error) if error.kind() == io::ErrorKind::TimedOut => {
                Err(timed_out_after(self.limit.whole))
            }
            Error::Io(error) => {
                Err(Failure { kind: FailureKind::Connection, message: io_message(&error) })
            }
            Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => {
                let message = "the connection was closed without a close code".to_owned();
                Err(Failure { kind: FailureKind::Connection, message })
            }
            Error::Capacity(_) => Err(self.limit.too_large()),
            error => Err(broken(&error.to_string())),
        }
    }

    /// Closes the connection and waits for the endpoint to do the same. Returns the code with which
    /// it had closed the connection before.
    pub(super) fn close(mut self) -> Option<(u16, String)> {
        let stream = self.frames.get_mut();
        stream.deadline = stream.deadline.min(Instant::now() + CLOSING);
        let frame = CloseFrame { code: CloseCode::Normal, reason: "".into() };
        if self.frames.close(Some(frame)).is_err() && !self.frames.can_read() {
            return None;
        }
        loop {
            match self.frames.read() {
                Ok(Message::Close(frame)) => {
                    return frame.as_ref().map(code_and_reason).filter(|(code, _)| *code != 1000);
                }
                Ok(_) => {}
                Err(_) => return None,
            }
        }
    }
}

fn code_and_reason(frame: &CloseFrame) -> (u16, String) {
    (u16::from(frame.code), frame.reason.as_str().to_owned())
}

fn broken(detail: &str) -> Failure {
    let message = format!("the endpoint broke the websocket protocol: {detail}");
    Failure { kind: FailureKind::Other, message }
}

/// The connection below a websocket, which blocks until a deadline.
struct Stream {
    upgraded: Upgraded,
    runtime: Rc<Runtime>,
    deadline: Instant,
}

/// Waits for an operation, but not beyond a deadline. A timeout alone would never end what is always
/// ready.
async fn until<T>(
    deadline: Instant,
    operation: impl Future<Output = io::Result<T>>,
) -> io::Result<T> {
    if Instant::now() >= deadline {
        return Err(io::ErrorKind::TimedOut.into());
    }
    match tokio::time::timeout_at(deadline.into(), operation).await {
        Ok(done) => done,
        Err(_) => Err(io::ErrorKind::TimedOut.into()),
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.runtime.block_on(async { until(self.deadline, self.upgraded.read(buffer)).await })
    }
}

impl Write for Stream {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.runtime.block_on(async { until(self.deadline, self.upgraded.write(buffer)).await })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.runtime.block_on(async { until(self.deadline, self.upgraded.flush()).await })
    }
}
