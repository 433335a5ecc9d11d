//! Whether an answer is as expected, and the result to print. Pure.

use crate::commands::ping::call::Kind;
use crate::commands::ping::expectation::Expectation;
use crate::commands::ping::explanation;
use crate::commands::ping::hook;
use crate::commands::ping::introspection;
use crate::commands::ping::prediction::Prediction;
use crate::commands::ping::reading::{Found, Reading};
use crate::commands::ping::sent::Sent;
use crate::commands::ping::websocket;
use crate::hasura::explanation::Engine;
use crate::hint;
use crate::jose::json::Value;
use crate::message::{Cause, Product};
use crate::redact;
use crate::render::json::{ExpectBody, PingResult, PredictionBody, RefusalBody, WebsocketBody};
use crate::system::exchange::is_websocket;
use crate::system::http::{Failure, is_loopback};
use crate::system::websocket::{Conversation, Ending};

/// Returns whether the endpoint accepted the token, or the request without one; `None` if the
/// answer does not show it.
pub(super) fn is_accepted(reading: &Reading<'_>, engine: Option<Engine>) -> Option<bool> {
    const OF_AUTHENTICATION: [&str; 9] = [
        "access-denied",
        "invalid-headers",
        "invalid-jwt",
        "jwt-invalid-claims",
        "jwt-invalid-key",
        "jwt-missing-role-claims",
        "FORBIDDEN",
        "UNAUTHENTICATED",
        "invalid_token",
    ];
    if matches!(reading.answer.status, 401 | 403) {
        return Some(false);
    }
    if let (Found::Closed | Found::Empty, Some(conversation)) =
        (reading.found, reading.conversation())
    {
        return websocket::is_accepted(conversation);
    }
    match reading.found {
        Found::Data | Found::PartialData | Found::Success => Some(true),
        Found::Errors | Found::HttpError => {
            let refused = reading.refused.as_ref()?;
            match &refused.code {
                Some(code) if OF_AUTHENTICATION.contains(&code.as_str()) => Some(false),
                // Another code of Hasura v2 is about the query.
                Some(_) if engine == Some(Engine::Hasura) => Some(true),
                // A message about a token refuses it, unless it is about a permission.
                Some(_) | None => {
                    let is_known = !reading.known.is_empty();
                    is_known.then(|| reading.has_cause(Cause::Role))
                }
            }
        }
        Found::WebPage
        | Found::Empty
        | Found::Redirect
        | Found::NotGraphql
        | Found::NotUpgraded
        | Found::Closed => None,
    }
}

/// Assesses an answer.
pub(super) fn assess(
    sent: &Sent<'_>,
    reading: &Reading<'_>,
    prediction: Option<&Prediction>,
    expectation: &Expectation,
) -> PingResult {
    let comparison = expectation.compare(reading);
    let introspection = match sent.kind {
        Kind::Graphql { introspects: true } => introspection::count(reading.data()),
        Kind::Graphql { introspects: false } | Kind::Rest => None,
    };
    let rows = match sent.kind {
        Kind::Graphql { .. } => Some(reading.rows().map_or(Value::Null, Value::from)),
        Kind::Rest => None,
    };
    let refusal = reading.refused.as_ref().map(|refused| RefusalBody {
        whose: whose(sent, reading).map(Product::name),
        status: reading.answer.status,
        code: refused.code.clone(),
        message: refused.message.clone(),
    });
    let agrees = prediction.and_then(|prediction| agrees(prediction, reading));
    let explained = explanation::of(sent, reading, comparison.fits, prediction.zip(agrees));
    let sentences: Vec<String> = comparison.unmet.iter().cloned().chain(explained).collect();
    let explanation = (!sentences.is_empty()).then(|| sentences.join("; "));
    let conversation = reading.answer.conversation.as_deref();
    // An endpoint that acknowledged the connection and then was silent has not answered.
    let answered = !conversation.is_some_and(|said| matches!(said.ending, Ending::Failed(_)));
    PingResult {
        url: redact::url(sent.url()),
        role: sent.role.map(ToOwned::to_owned),
        status: Some(reading.answer.status),
        milliseconds: Some((reading.answer.milliseconds * 10.0).round() / 10.0),
        answered,
        as_expected: comparison.is_as_expected(),
        attempts: None,
        expect: expectation.expression.as_ref().zip(comparison.found).map(|(expression, found)| {
            ExpectBody { expression: expression.text().to_owned(), found }
        }),
        answer: answered.then(|| reading.found.name()),
        explanation,
        refusal,
        prediction: prediction.zip(agrees).map(|(prediction, agrees)| {
            let refusal = prediction.refusal.as_ref();
            PredictionBody::new(prediction.engine, &prediction.from, refusal, agrees)
        }),
        rows,
        introspection,
        websocket: conversation.map(websocket_body),
        health: hook::health(sent.url(), reading),
        session: hook::session(sent.url(), reading),
        body: reading.shown_body(),
    }
}

fn websocket_body(conversation: &Conversation) -> WebsocketBody {
    WebsocketBody {
        protocol: conversation.protocol.clone(),
        acknowledged: conversation.acknowledged,
        close_code: conversation.close.as_ref().map(|(code, _)| *code),
        message: conversation.message.clone(),
    }
}

/// Returns whose refusal this is.
pub(super) fn whose(sent: &Sent<'_>, reading: &Reading<'_>) -> Option<Product> {
    let of_hook = hook::is_hook(sent.url()) && reading.answer.body.is_empty();
    if of_hook { Some(Product::Relyauth) } else { reading.whose() }
}

/// Whether the endpoint did what was predicted; `None` if its answer does not show it.
fn agrees(prediction: &Prediction, reading: &Reading<'_>) -> Option<bool> {
    let accepted = is_accepted(reading, Some(prediction.engine))?;
    let Some(predicted) = &prediction.refusal else { return Some(accepted) };
    if accepted {
        return Some(false);
    }
    // On a websocket, engines seldom say why.
    if reading.found == Found::Closed {
        return Some(true);
    }
    let answered = reading.refused.as_ref();
    let code = answered.and_then(|refused| refused.code.as_deref());
    let message = answered.and_then(|refused| refused.message.as_deref());
    Some(match prediction.engine {
        // The hook never says why.
        Engine::Relyauth => true,
        Engine::Hasura => match (code, predicted.code) {
            (Some(code), Some(expected)) if code != expected => false,
            (Some("invalid-jwt"), _) => {
                message.is_none_or(|message| reason(message) == reason(&predicted.message))
            }
            _ => true,
        },
        Engine::Ddn => message.is_none_or(|message| tail(message) == tail(&predicted.message)),
    })
}

/// Returns the words of Hasura v2 that name the failed check. What follows differs between
/// releases.
fn reason(message: &str) -> Vec<&str> {
    let reason = message.strip_prefix("Could not verify JWT:").unwrap_or(message);
    let words = reason.split_whitespace();
    if reason.trim_start().starts_with("JWSError") {
        words.take(2).collect()
    } else {
        words.take(1).collect()
    }
}

/// Returns the end of a message of DDN. What precedes it differs between releases.
fn tail(message: &str) -> &str {
    message.rsplit(": ").next().unwrap_or(message).trim()
}

/// Returns the result of a request that was not answered.
pub(super) fn unanswered(sent: &Sent<'_>, failure: &Failure) -> PingResult {
    let hint = hint::ping::unanswered(failure.kind, is_loopback(sent.url()));
    let hint = hint.map_or_else(String::new, |hint| format!("; {hint}"));
    PingResult {
        url: redact::url(sent.url()),
        role: sent.role.map(ToOwned::to_owned),
        explanation: Some(format!("{}{hint}", failure.message)),
        websocket: is_websocket(sent.url()).then(WebsocketBody::default),
        ..PingResult::default()
    }
}
