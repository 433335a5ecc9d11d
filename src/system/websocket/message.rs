//! The messages of GraphQL over a websocket, in the words of both protocols. Pure.

use crate::jose::json::{Object, Value};

/// The ID of the only operation on a connection.
const ID: &str = "1";

/// A protocol of GraphQL on websockets, by the subprotocol that a client offers for it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Protocol {
    /// The one of the library graphql-ws
    Transport,
    /// The one of the library subscriptions-transport-ws
    Legacy,
}

impl Protocol {
    /// Returns the name to offer. Each protocol has the name of the other one's library.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Transport => "graphql-transport-ws",
            Self::Legacy => "graphql-ws",
        }
    }

    /// Returns the message that starts the operation.
    pub(super) fn subscribe(self, operation: Value) -> String {
        let kind = match self {
            Self::Transport => "subscribe",
            Self::Legacy => "start",
        };
        message(kind, Some(ID), Some(operation))
    }

    /// Returns the message that stops the operation.
    pub(super) fn complete(self) -> String {
        let kind = match self {
            Self::Transport => "complete",
            Self::Legacy => "stop",
        };
        message(kind, Some(ID), None)
    }

    /// Returns the message that ends the connection, if the protocol has one.
    pub(super) fn terminate(self) -> Option<String> {
        match self {
            Self::Transport => None,
            Self::Legacy => Some(message("connection_terminate", None, None)),
        }
    }
}

/// Returns the first message of a client.
pub(super) fn init(payload: Object) -> String {
    message("connection_init", None, Some(Value::from(payload)))
}

/// Returns the answer to a message `ping`.
pub(super) fn pong(payload: Option<Value>) -> String {
    message("pong", None, payload)
}

fn message(kind: &str, id: Option<&str>, payload: Option<Value>) -> String {
    let mut message = Object::new();
    if let Some(id) = id {
        message.set("id", id);
    }
    message.set("type", kind);
    if let Some(payload) = payload {
        message.set("payload", payload);
    }
    Value::from(message).to_json()
}

/// What a message of a server means, whichever protocol it speaks.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    Acknowledged,
    Ping(Option<Value>),
    /// A sign of life, or about another operation
    Nothing,
    /// A result of the operation
    Result(Value),
    /// The operation failed before it had a result
    Failed(Value),
    Complete,
    /// The server refuses the connection
    Refused,
}

/// Returns a message of a server and what it means; `None` if it is not one of these protocols.
pub(super) fn read(text: &str) -> Option<(Value, Meaning)> {
    let message = Value::parse(text.as_bytes()).ok()?;
    let object = message.as_object()?;
    let payload = || object.get("payload").cloned();
    let is_foreign = object.get("id").is_some_and(|id| id.as_str().is_some_and(|id| id != ID));
    let meaning = match object.get_str("type")? {
        "connection_ack" => Meaning::Acknowledged,
        "ping" => Meaning::Ping(payload()),
        "connection_error" => Meaning::Refused,
        "next" | "data" | "error" | "complete" if is_foreign => Meaning::Nothing,
        "next" | "data" => Meaning::Result(payload().unwrap_or(Value::Null)),
        "error" => Meaning::Failed(payload().unwrap_or(Value::Null)),
        "complete" => Meaning::Complete,
        // AWS AppSync answers `start` with `start_ack`.
        "pong" | "ka" | "connection_keep_alive" | "start_ack" => Meaning::Nothing,
        _ => return None,
    };
    Some((message, meaning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_protocol_has_its_own_words_and_both_are_understood() {
        let operation = || Value::parse(br#"{"query":"{ a }"}"#).unwrap();
        for (protocol, start, stop) in [
            (
                Protocol::Transport,
                r#"{"id":"1","type":"subscribe","payload":{"query":"{ a }"}}"#,
                r#"{"id":"1","type":"complete"}"#,
            ),
            (
                Protocol::Legacy,
                r#"{"id":"1","type":"start","payload":{"query":"{ a }"}}"#,
                r#"{"id":"1","type":"stop"}"#,
            ),
        ] {
            assert_eq!(protocol.subscribe(operation()), start);
            assert_eq!(protocol.complete(), stop);
        }
        let meaning = |text: &str| read(text).map(|(_, meaning)| meaning);
        let one = || Value::from(1_i64);
        for (text, expected) in [
            (r#"{"type":"connection_ack","payload":{}}"#, Some(Meaning::Acknowledged)),
            (r#"{"type":"ka"}"#, Some(Meaning::Nothing)),
            (r#"{"type":"ping"}"#, Some(Meaning::Ping(None))),
            (r#"{"type":"ping","payload":1}"#, Some(Meaning::Ping(Some(one())))),
            (r#"{"type":"next","id":"1","payload":1}"#, Some(Meaning::Result(one()))),
            (r#"{"type":"data","id":"1","payload":1}"#, Some(Meaning::Result(one()))),
            (r#"{"type":"next","id":"2","payload":1}"#, Some(Meaning::Nothing)),
            (r#"{"type":"error","payload":1}"#, Some(Meaning::Failed(one()))),
            (r#"{"type":"complete","id":"1"}"#, Some(Meaning::Complete)),
            (r#"{"type":"connection_error","payload":"no"}"#, Some(Meaning::Refused)),
            // An echo
            (r#"{"type":"connection_init"}"#, None),
            (r#"{"data":{}}"#, None),
            (r#"{"type":7}"#, None),
            ("hello", None),
        ] {
            assert_eq!(meaning(text), expected, "{text}");
        }
    }
}
