//! What an endpoint said on a websocket: whether it refuses the request, and what its close codes
//! mean. Pure.

use crate::hasura::response;
use crate::hint;
use crate::jose::json::Value;
use crate::message::{Match, Product, recognize};
use crate::system::exchange::Answer;
use crate::system::websocket::{Conversation, Ending, SWITCHING};

/// Returns the conversation on the websocket, if the endpoint opened one.
pub(super) fn conversation(answer: &Answer) -> Option<&Conversation> {
    answer.conversation.as_deref().filter(|_| answer.status == SWITCHING)
}

/// A refusal in the endpoint's words.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Refusal {
    /// The code of a message, or that with which the websocket was closed
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
}

/// Returns how a conversation without a result refuses the request, if it does.
pub(super) fn refused(conversation: &Conversation) -> Option<Refusal> {
    match conversation.ending {
        Ending::Refused => {
            let message = conversation.message.as_ref()?.as_object()?;
            let refusal = match message.get("payload") {
                Some(Value::String(text)) => Refusal { code: None, message: Some(text.clone()) },
                Some(payload) => {
                    let refusal =
                        response::graphql_error(payload).or_else(|| response::rest_error(payload));
                    match refusal {
                        Some(refusal) => {
                            Refusal { code: refusal.code, message: Some(refusal.message) }
                        }
                        None => Refusal { code: None, message: Some(payload.to_json()) },
                    }
                }
                None => Refusal::default(),
            };
            Some(refusal)
        }
        Ending::Closed => {
            let (code, reason) = conversation.close.as_ref()?;
            let is_refusal =
                matches!(code, 1008 | 3000..=4999) || !recognize(&in_json(reason)).is_empty();
            let message = Some(message_of(*code, reason)).filter(|message| !message.is_empty());
            is_refusal.then(|| Refusal { code: Some(code.to_string()), message })
        }
        _ => None,
    }
}

/// Returns the known messages in the reason of a conversation without a result.
pub(super) fn known(conversation: &Conversation) -> Vec<Match> {
    /// The words of the protocol itself, which no product owns.
    const OF_PROTOCOL: [&str; 4] = ["Forbidden", "Unauthorized", "Bad Request", "Bad response"];
    let reason = reason(conversation).unwrap_or_default();
    let message = refused(conversation).and_then(|refusal| refusal.message).unwrap_or_default();
    let is_bare = conversation.ending == Ending::Refused || message == reason;
    if is_bare && OF_PROTOCOL.contains(&message.as_str()) {
        return Vec::new();
    }
    recognize(&reason)
}

/// Returns whose close code this is, if the form of its reason tells: Hasura v2 repeats the code, and
/// Hasura DDN has a spelling of its own.
pub(super) fn whose(conversation: &Conversation) -> Option<Product> {
    let (code, reason) = conversation.close.as_ref()?;
    let text = in_json(reason);
    let is_v2 = matches!(code, 4000..=4999) && text.starts_with(&format!("{code}: "));
    let is_ddn = match code {
        4400 => text.starts_with("Invalid message format"),
        4408 | 4429 => text.contains("initialization"),
        _ => false,
    };
    if is_v2 { Some(Product::Hasura) } else { is_ddn.then_some(Product::Ddn) }
}

/// Returns the text in which a conversation without a result gives its reason.
fn reason(conversation: &Conversation) -> Option<String> {
    match conversation.ending {
        Ending::Refused => {
            let message = conversation.message.as_ref()?.as_object()?;
            message.get("payload").map(|payload| match payload {
                Value::String(text) => text.clone(),
                other => other.to_json(),
            })
        }
        Ending::Closed => conversation.close.as_ref().map(|(_, reason)| in_json(reason)),
        _ => None,
    }
}

/// Returns the reason of a close frame, out of the JSON of Hasura v2.
fn in_json(reason: &str) -> String {
    let parsed = Value::parse(reason.as_bytes()).ok();
    let object = parsed.as_ref().and_then(Value::as_object);
    let inner = object.and_then(|object| {
        ["server_error_msg", "message", "error", "reason"]
            .iter()
            .find_map(|name| object.get_str(name))
    });
    inner.unwrap_or(reason).to_owned()
}

/// Returns the reason of a close frame without what Hasura v2 puts before it.
fn message_of(code: u16, reason: &str) -> String {
    let reason = in_json(reason);
    let rest = reason.strip_prefix(&format!("{code}:")).unwrap_or(&reason).trim();
    rest.strip_prefix("Connection initialization failed:").unwrap_or(rest).trim().to_owned()
}

/// Whether the endpoint refused the connection, which includes the token; `None` if the
/// conversation does not tell.
pub(super) fn is_accepted(conversation: &Conversation) -> Option<bool> {
    let is_known = || !known(conversation).is_empty();
    if conversation.acknowledged {
        // A connection may also end because the token expires.
        return (!is_known()).then_some(true);
    }
    match (&conversation.ending, &conversation.close) {
        (Ending::Refused, _) | (Ending::Closed, Some((4403 | 3000, _))) => Some(false),
        (Ending::Closed, Some((4400 | 4500 | 1011, _))) if is_known() => Some(false),
        _ => None,
    }
}

/// Says what a conversation was instead of a result.
pub(super) fn explain(conversation: &Conversation) -> Option<String> {
    let says_why = !known(conversation).is_empty();
    let after =
        if conversation.acknowledged { " after it acknowledged the connection" } else { "" };
    match &conversation.ending {
        Ending::Closed => Some(match &conversation.close {
            Some((code, reason)) => {
                let reason = message_of(*code, reason);
                let reason = if reason.is_empty() { reason } else { format!(" ({reason})") };
                let meaning = meaning(*code, conversation.acknowledged);
                let meaning = meaning.map_or_else(String::new, |meaning| format!(": {meaning}"));
                let hint = match code {
                    4403 | 4500 if !says_why => format!("; {}", hint::ping::OVER_HTTP),
                    _ => String::new(),
                };
                format!("the endpoint closed the websocket with {code}{reason}{after}{meaning}{hint}")
            }
            None => format!("the endpoint closed the websocket without a code{after}"),
        }),
        Ending::Refused => {
            let code = conversation.close.as_ref().map(|(code, _)| *code);
            let closed =
                code.map_or_else(String::new, |code| format!(" and closed the websocket with {code}"));
            Some(format!("the endpoint refused `connection_init`{closed}"))
        }
        Ending::NotOffered => Some(format!(
            "the endpoint chose the subprotocol `{}`, which was not offered",
            conversation.protocol.as_deref().unwrap_or_default()
        )),
        Ending::NoResult => Some("the operation was completed without a result".to_owned()),
        Ending::Foreign => Some(
            "the message is not one of GraphQL over websockets: the endpoint speaks another protocol"
                .to_owned(),
        ),
        Ending::Failed(failure) => Some(failure.message.clone()),
        Ending::NotOpened | Ending::Result | Ending::Errors => None,
    }
}

/// Says that the token was read only in the handshake.
pub(super) fn place(conversation: &Conversation) -> Option<String> {
    conversation.in_handshake.then(|| {
        "the endpoint refused the handshake without the headers of the request, so they were sent there and not in `connection_init`; a browser cannot do that".to_owned()
    })
}

/// Returns what a close code means in the protocols of GraphQL, or else in that of websockets.
const fn meaning(code: u16, acknowledged: bool) -> Option<&'static str> {
    Some(match code {
        1000 => "it ended the connection in order, without a result",
        1001 | 1012 => "the server is going down or is being restarted; connect again",
        1002 => {
            "it does not speak the subprotocol that was offered, or a proxy changed the messages"
        }
        1003 | 1007 => "it cannot read what it was sent",
        1008 => "the request is against its policy",
        1009 => "what it was sent is too large",
        1011 => "the server failed",
        1013 => "connect again; Hasura DDN closes with it when the token has expired",
        1014 => "a gateway got no valid response from the server behind it",
        4400 if acknowledged => {
            "it did not understand a message; it may speak the other subprotocol, or a proxy changed the messages"
        }
        4400 => "it did not understand a message, or it refused the headers of `connection_init`",
        4401 => {
            "the operation came before the connection was acknowledged; this is not about the token"
        }
        4403 => "it refused the headers in `connection_init`",
        4406 => "it speaks none of the subprotocols that were offered",
        4408 => "it waited too long for `connection_init`",
        4409 => "it already has an operation with the same ID",
        4429 => "it already received `connection_init`, or it receives too many requests",
        4500 => "the server failed, often because its check of the token did",
        4004 => "it received a response that it did not expect",
        4005 => "it failed as a client of another server",
        4504 => "a server behind it did not acknowledge the connection",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(code: u16, reason: &str) -> Conversation {
        Conversation {
            close: Some((code, reason.to_owned())),
            ending: Ending::Closed,
            ..Conversation::default()
        }
    }

    #[test]
    fn the_message_is_read_out_of_a_reason() {
        for (code, reason, message) in [
            (4403, "Forbidden", "Forbidden"),
            (4403, "4403: Forbidden", "Forbidden"),
            (4403, r#"{"server_error_msg":"4403: Forbidden"}"#, "Forbidden"),
            (
                4400,
                "4400: Connection initialization failed: Could not verify JWT: JWTExpired",
                "Could not verify JWT: JWTExpired",
            ),
            (4408, "Connection initialisation timeout", "Connection initialisation timeout"),
        ] {
            let refused = refused(&closed(code, reason)).unwrap();
            assert_eq!(refused.code, Some(code.to_string()));
            assert_eq!(refused.message.as_deref(), Some(message), "{reason}");
        }
        assert_eq!(refused(&closed(4403, "")).unwrap().message, None);
        assert_eq!(refused(&closed(1001, "bye")), None);
        assert!(refused(&closed(1013, "WebSocket session expired")).is_some());
    }

    #[test]
    fn a_close_code_tells_whether_the_token_was_refused_or_not() {
        let of = |code, reason| is_accepted(&closed(code, reason));
        assert_eq!(of(4403, "Forbidden"), Some(false));
        assert_eq!(of(4400, "4400: Could not verify JWT: JWTExpired"), Some(false));
        assert_eq!(of(4400, "Invalid message"), None);
        assert_eq!(of(4401, "Unauthorized"), None);
        assert_eq!(of(4408, "Connection initialisation timeout"), None);
        let acknowledged = Conversation { acknowledged: true, ..closed(1013, "") };
        assert_eq!(is_accepted(&acknowledged), Some(true));
        let expired = closed(1013, "WebSocket session expired");
        assert_eq!(is_accepted(&Conversation { acknowledged: true, ..expired }), None);
    }
}
