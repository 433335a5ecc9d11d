//! One GraphQL operation over a websocket: the connection, its acknowledgement, the first result.

mod message;
mod socket;

use std::rc::Rc;
use std::time::{Duration, Instant};

use reqwest::header::{HeaderMap, HeaderName, SEC_WEBSOCKET_PROTOCOL};
use reqwest::{Client, Url};
use tokio::runtime::{Builder, Runtime};

use crate::jose::json::{Object, Value};
use crate::system::http::{Failure, FailureKind};
use crate::system::websocket::message::{Meaning, Protocol};
use crate::system::websocket::socket::{Incoming, Limit, Opened, Socket};

/// The status of a response that opens a websocket.
pub(crate) const SWITCHING: u16 = 101;

/// The headers that belong to the handshake. A browser can send no others there.
const OF_HANDSHAKE: [&str; 7] =
    ["accept-language", "cache-control", "cookie", "host", "origin", "pragma", "user-agent"];

/// An operation to send over a websocket.
#[derive(Clone, Debug)]
pub(super) struct Call {
    /// The address, as `http` or `https`
    pub(super) url: Url,
    pub(super) headers: HeaderMap,
    /// The operation, as the body of an HTTP request
    pub(super) operation: Vec<u8>,
    pub(super) timeout: Duration,
    /// How much may be received, in bytes
    pub(super) most: usize,
}

/// The outcome of a call.
#[derive(Clone, Debug)]
pub(super) struct Exchanged {
    /// The status and the headers of the response to the handshake
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    /// The result, or else the body of the response
    pub(super) body: Vec<u8>,
    /// The time until the result, or until what came instead
    pub(super) milliseconds: f64,
    pub(super) conversation: Conversation,
}

/// What was said on a websocket.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conversation {
    /// The subprotocol that the endpoint chose
    pub(crate) protocol: Option<String>,
    pub(crate) acknowledged: bool,
    /// The code and the reason with which the endpoint closed the connection
    pub(crate) close: Option<(u16, String)>,
    /// The message of the endpoint that ended the conversation
    pub(crate) message: Option<Value>,
    pub(crate) ending: Ending,
    /// Whether the headers were sent in the handshake, because it was refused without them
    pub(crate) in_handshake: bool,
    /// Which messages were sent and received, without their content
    pub(crate) log: Vec<String>,
}

impl Conversation {
    /// Adds a line to the log, unless the endpoint has filled it.
    fn log(&mut self, line: String) {
        const MOST: usize = 200;
        if self.log.len() < MOST {
            self.log.push(line);
        }
    }
}

/// How a conversation ended.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) enum Ending {
    /// It did not begin, because the handshake was refused
    #[default]
    NotOpened,
    /// The endpoint chose a subprotocol that was not offered
    NotOffered,
    /// With a result
    Result,
    /// With the errors of an operation that was not executed
    Errors,
    /// The operation was completed without a result
    NoResult,
    /// With `connection_error`
    Refused,
    /// The endpoint closed the connection
    Closed,
    /// With something else than a message of the protocol
    Foreign,
    /// After the connection was acknowledged, it broke, or nothing more came
    Failed(Failure),
}

/// Where the headers of a request are sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Place {
    /// In `connection_init`, as browsers must
    Payload,
    Handshake,
}

/// Sends an operation. Offers one subprotocol, then the other: some servers refuse two.
pub(super) fn exchange(client: &Client, call: &Call) -> Result<Exchanged, Failure> {
    let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| Failure {
        kind: FailureKind::Other,
        message: crate::error::io_message(&error),
    })?;
    let limit = Limit::new(call.timeout, call.most);
    let exchange =
        Exchange { client, runtime: Rc::new(runtime), call, limit, begun: Instant::now() };
    let mut place = Place::Payload;
    let mut best = exchange.attempt(Protocol::Transport, place)?;
    let has_headers = call.headers.keys().any(|name| !is_of_handshake(name));
    if matches!(best.status, 401 | 403)
        && has_headers
        && let Ok(other) = exchange.attempt(Protocol::Transport, Place::Handshake)
        && other.status == SWITCHING
    {
        (best, place) = (other, Place::Handshake);
    }
    if best.may_be_legacy()
        && let Ok(other) = exchange.attempt(Protocol::Legacy, place)
        && other.is_understood()
    {
        best = other;
    }
    Ok(best)
}

impl Exchanged {
    /// Whether the endpoint may understand only the legacy protocol.
    fn may_be_legacy(&self) -> bool {
        match self.status {
            SWITCHING => !self.is_understood(),
            400..500 => !matches!(self.status, 404 | 405 | 407 | 429),
            _ => false,
        }
    }

    /// Whether the endpoint speaks the protocol that was offered.
    fn is_understood(&self) -> bool {
        let Conversation { protocol, acknowledged, close, ending, .. } = &self.conversation;
        let code = close.as_ref().map(|(code, _)| *code);
        self.status == SWITCHING
            && match (ending, code) {
                (Ending::NotOffered, _) => false,
                (Ending::Closed, Some(1002 | 4406)) => *acknowledged,
                // It agreed to no protocol, and did not understand this one.
                (Ending::Closed, Some(4400)) => protocol.is_some(),
                _ => true,
            }
    }
}

/// The attempts of one call.
struct Exchange<'a> {
    client: &'a Client,
    runtime: Rc<Runtime>,
    call: &'a Call,
    limit: Limit,
    begun: Instant,
}

impl Exchange<'_> {
    /// Connects once.
    fn attempt(&self, protocol: Protocol, place: Place) -> Result<Exchanged, Failure> {
        let (mut handshake, mut payload) = (HeaderMap::new(), HeaderMap::new());
        for (name, value) in &self.call.headers {
            let in_handshake = place == Place::Handshake || is_of_handshake(name);
            let headers = if in_handshake { &mut handshake } else { &mut payload };
            headers.append(name, value.clone());
        }
        let mut conversation = Conversation {
            in_handshake: place == Place::Handshake,
            log: vec![format!("offered the subprotocol {}", protocol.name())],
            ..Conversation::default()
        };
        let opened = socket::open(
            self.client,
            &self.runtime,
            &self.call.url,
            handshake,
            protocol.name(),
            self.limit,
        )?;
        let (headers, mut socket) = match opened {
            Opened::Refused { status, headers, body } => {
                let milliseconds = self.milliseconds();
                return Ok(Exchanged { status, headers, body, milliseconds, conversation });
            }
            Opened::Open { headers, socket } => (headers, socket),
        };
        let chosen = headers.get(SEC_WEBSOCKET_PROTOCOL).map(|value| {
            let text = String::from_utf8_lossy(value.as_bytes()).trim().to_owned();
            conversation.log(format!("the endpoint chose {text}"));
            text
        });
        let is_offered = chosen.as_deref().is_none_or(|chosen| chosen == protocol.name());
        conversation.protocol = chosen;
        let mut body = Vec::new();
        let mut milliseconds = self.milliseconds();
        if is_offered {
            let init = message::init(init_payload(&payload));
            let talked =
                self.talk(protocol, init, &mut socket, &mut conversation).map(|found| body = found);
            milliseconds = self.milliseconds();
            if let Err(failure) = talked {
                conversation.ending = Ending::Failed(unacknowledged_or_silent(
                    failure,
                    conversation.acknowledged,
                    self.call.timeout,
                ));
            }
            end(protocol, socket, &mut conversation);
        } else {
            conversation.ending = Ending::NotOffered;
            drop(socket.close());
        }
        match conversation.ending {
            Ending::Failed(failure) if !conversation.acknowledged => Err(failure),
            _ => Ok(Exchanged { status: SWITCHING, headers, body, milliseconds, conversation }),
        }
    }

    /// Exchanges messages until there is a result, or something instead of one. Returns the result.
    fn talk(
        &self,
        protocol: Protocol,
        init: String,
        socket: &mut Socket,
        conversation: &mut Conversation,
    ) -> Result<Vec<u8>, Failure> {
        socket.send(init)?;
        conversation.log("sent connection_init".to_owned());
        loop {
            let text = match socket.receive()? {
                Incoming::Text(text) => text,
                Incoming::Closed(close) => {
                    conversation.close = close;
                    conversation.ending = Ending::Closed;
                    return Ok(Vec::new());
                }
            };
            let Some((message, meaning)) = message::read(&text) else {
                conversation.ending = Ending::Foreign;
                return Ok(text.into_bytes());
            };
            let kind = message.as_object().and_then(|object| object.get_str("type"));
            conversation.log(format!("received {}", kind.unwrap_or_default()));
            let (ending, body) = match meaning {
                Meaning::Nothing => continue,
                Meaning::Ping(payload) => {
                    socket.send(message::pong(payload))?;
                    continue;
                }
                Meaning::Acknowledged => {
                    if !conversation.acknowledged {
                        conversation.acknowledged = true;
                        let operation = Value::parse(&self.call.operation).unwrap_or(Value::Null);
                        socket.send(protocol.subscribe(operation))?;
                    }
                    continue;
                }
                Meaning::Result(payload) => (Ending::Result, payload.to_json().into_bytes()),
                Meaning::Failed(payload) => (Ending::Errors, errors(payload)),
                Meaning::Complete => (Ending::NoResult, Vec::new()),
                Meaning::Refused => (Ending::Refused, Vec::new()),
            };
            conversation.ending = ending;
            conversation.message = Some(message);
            return Ok(body);
        }
    }

    fn milliseconds(&self) -> f64 {
        self.begun.elapsed().as_secs_f64() * 1000.0
    }
}

/// Ends a conversation in order, unless the endpoint has ended it.
fn end(protocol: Protocol, mut socket: Box<Socket>, conversation: &mut Conversation) {
    match conversation.ending {
        Ending::Closed | Ending::Failed(_) => return,
        Ending::Result => drop(socket.send(protocol.complete())),
        _ => {}
    }
    if let Some(text) = protocol.terminate() {
        drop(socket.send(text));
    }
    let close = socket.close();
    if conversation.ending == Ending::Refused {
        conversation.close = close;
    }
}

/// Says what a conversation was waiting for.
fn unacknowledged_or_silent(failure: Failure, acknowledged: bool, timeout: Duration) -> Failure {
    let seconds = timeout.as_secs_f64();
    let message = match (failure.kind, acknowledged) {
        (FailureKind::Timeout, true) => {
            format!("the connection was acknowledged, but no result came within {seconds} s")
        }
        (FailureKind::Timeout, false) => {
            format!("the websocket is open, but was not acknowledged within {seconds} s")
        }
        _ => failure.message,
    };
    Failure { message, ..failure }
}

/// Returns the errors of an operation as a GraphQL response.
fn errors(payload: Value) -> Vec<u8> {
    let list = match payload {
        Value::Array(_) => payload,
        one => Value::Array(vec![one]),
    };
    let mut response = Object::new();
    response.set("errors", list);
    Value::from(response).to_json().into_bytes()
}

fn is_of_handshake(name: &HeaderName) -> bool {
    OF_HANDSHAKE.contains(&name.as_str())
}

/// Returns the payload of `connection_init`: the headers where Hasura reads them, and also as
/// members of their own, where most others do.
fn init_payload(headers: &HeaderMap) -> Object {
    const NESTED: &str = "headers";
    let mut nested = Object::new();
    let mut payload = Object::new();
    for (name, value) in headers {
        let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
        let usual = match name.as_str() {
            "authorization" => "Authorization",
            other => other,
        };
        nested.set(usual, text.as_str());
        for spelling in [usual, name.as_str()] {
            if spelling != NESTED {
                payload.set(spelling, text.as_str());
            }
        }
    }
    if !headers.is_empty() {
        payload.set(NESTED, nested);
    }
    payload
}
