//! What kind of answer an endpoint gave, and whether it refuses the request. Pure: only the answer
//! decides.

use std::borrow::Cow;

use crate::commands::ping::challenge::{self, Challenge};
use crate::commands::ping::kind::Kind;
use crate::commands::ping::websocket;
use crate::hasura::response;
use crate::jose::json::{Object, Value};
use crate::message::recognize::{Response, recognize_response};
use crate::message::{Cause, Match, Product, recognize};
use crate::redact;
use crate::system::exchange::Answer;
use crate::system::websocket::{Conversation, Ending, SWITCHING};

/// The kinds of answers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Found {
    /// A GraphQL response without `errors`
    Data,
    /// A GraphQL response with both
    PartialData,
    /// A GraphQL response with `errors` only
    Errors,
    /// HTTP 2xx from a REST endpoint
    Success,
    /// Another status, without a GraphQL response that could be trusted
    HttpError,
    /// HTML
    WebPage,
    /// HTTP 2xx without a body, where one is needed
    Empty,
    /// HTTP 3xx
    Redirect,
    /// HTTP 2xx with something else than a GraphQL response
    NotGraphql,
    /// HTTP 2xx where a websocket should have been opened
    NotUpgraded,
    /// A websocket that was refused or closed before there was a result
    Closed,
}

impl Found {
    /// Returns the word for it in documents.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::PartialData => "partial-data",
            Self::Errors => "errors",
            Self::Success => "success",
            Self::HttpError => "http-error",
            Self::WebPage => "web-page",
            Self::Empty => "empty",
            Self::Redirect => "redirect",
            Self::NotGraphql => "not-graphql",
            Self::NotUpgraded => "not-upgraded",
            Self::Closed => "closed",
        }
    }
}

/// A refusal in the server's words.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Refused {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
}

impl Refused {
    /// Returns it as far as it can be shown: without the rest of a long text, and without the
    /// tokens that a server repeats.
    fn shown(self) -> Self {
        const LONGEST_CODE: usize = 200;
        const LONGEST_MESSAGE: usize = 2000;
        Self {
            code: self.code.map(|code| redact::tokens(&shortened(&code, LONGEST_CODE))),
            message: self.message.map(|text| redact::tokens(&shortened(&text, LONGEST_MESSAGE))),
        }
    }
}

/// Returns the beginning of a string, up to this number of characters.
fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most).and_then(|(end, _)| text.get(..end)) {
        Some(start) => Cow::Owned(format!("{start}…")),
        None => Cow::Borrowed(text),
    }
}

/// An answer that was read.
#[derive(Clone, Debug)]
pub(super) struct Reading<'a> {
    pub(super) answer: &'a Answer,
    /// The body, if it is JSON
    pub(super) body: Option<Value>,
    pub(super) found: Found,
    pub(super) refused: Option<Refused>,
    pub(super) challenges: Vec<Challenge>,
    /// The messages in the answer that are known, if it refuses the request
    pub(super) known: Vec<Match>,
}

impl<'a> Reading<'a> {
    pub(super) fn of(kind: Kind, answer: &'a Answer) -> Self {
        let text = answer.body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&answer.body);
        let body = Value::parse(text).ok();
        if let Some(conversation) = websocket::conversation(answer) {
            return Self::of_websocket(answer, conversation, body);
        }
        let found = match kind {
            Kind::Graphql { .. } => graphql(answer, body.as_ref()),
            Kind::Rest => rest(answer),
        };
        let challenges = challenge::read(answer.all_headers("www-authenticate"));
        let refused = refused(kind, answer, body.as_ref(), found, &challenges);
        let refused = refused.map(Refused::shown);
        let known = if refused.is_some() { known(answer) } else { Vec::new() };
        Self { answer, body, found, refused, challenges, known }
    }

    /// Reads what was said on a websocket. Its body is the result.
    fn of_websocket(answer: &'a Answer, conversation: &Conversation, body: Option<Value>) -> Self {
        let found = match conversation.ending {
            Ending::Result => result(body.as_ref()),
            Ending::Errors => Found::Errors,
            Ending::NoResult => Found::Empty,
            Ending::Foreign => Found::NotGraphql,
            Ending::NotOpened
            | Ending::NotOffered
            | Ending::Refused
            | Ending::Closed
            | Ending::Failed(_) => Found::Closed,
        };
        let by_errors = || {
            let refusal = body.as_ref().and_then(response::graphql_error)?;
            Some(Refused { code: refusal.code, message: Some(refusal.message) })
        };
        let refused = match found {
            Found::Errors | Found::PartialData => by_errors(),
            _ => websocket::refused(conversation)
                .map(|refusal| Refused { code: refusal.code, message: refusal.message }),
        };
        let refused = refused.map(Refused::shown);
        let known = match found {
            _ if refused.is_none() => Vec::new(),
            Found::Errors | Found::PartialData => recognize(&searched(answer)),
            _ => websocket::known(conversation),
        };
        Self { answer, body, found, refused, challenges: Vec::new(), known }
    }

    /// Returns what was said on the websocket, if the endpoint opened one.
    pub(super) fn conversation(&self) -> Option<&Conversation> {
        websocket::conversation(self.answer)
    }

    /// Returns whose refusal this is, if its message or its form is known.
    pub(super) fn whose(&self) -> Option<Product> {
        let by_message = self.known.first().map(|known| known.product);
        let by_form = || self.conversation().and_then(websocket::whose);
        by_message.or_else(by_form).or_else(|| {
            self.body.as_ref().filter(|body| is_of_hasura(body)).map(|_| Product::Hasura)
        })
    }

    /// Whether a known message has this cause.
    pub(super) fn has_cause(&self, cause: Cause) -> bool {
        self.known.iter().any(|known| known.causes.contains(&cause))
    }

    /// Returns the body as the user sees it: JSON, or else its text; `None` if it is empty.
    pub(super) fn shown_body(&self) -> Option<Value> {
        let text = || Value::from(String::from_utf8_lossy(&self.answer.body).into_owned());
        self.body.clone().or_else(|| (!self.answer.body.is_empty()).then(text))
    }

    /// Returns `data` of a GraphQL response.
    pub(super) fn data(&self) -> Option<&Value> {
        self.body.as_ref()?.as_object()?.get("data").filter(|data| **data != Value::Null)
    }

    /// Returns the length of each list in `data`, by its path.
    pub(super) fn rows(&self) -> Option<Object> {
        let mut rows = Object::new();
        count_lists(self.data()?.as_object()?, "", &mut rows);
        Some(rows)
    }

    pub(super) fn is_success(&self) -> bool {
        is_success(self.answer)
    }
}

/// Returns the part of a body that is searched for known messages.
fn searched(answer: &Answer) -> Cow<'_, str> {
    /// How much that is, in bytes.
    const MOST: usize = 64 * 1024;
    String::from_utf8_lossy(answer.body.get(..MOST).unwrap_or(&answer.body))
}

/// Returns the known messages in the body and in `WWW-Authenticate`.
fn known(answer: &Answer) -> Vec<Match> {
    let body = searched(answer);
    let challenges: Vec<&str> = answer.all_headers("www-authenticate").collect();
    recognize_response(&Response {
        status: answer.status,
        www_authenticate: &challenges,
        body: &body,
    })
}

/// Whether an error has the form of Hasura v2, which names a path beside the code.
fn is_of_hasura(body: &Value) -> bool {
    let has_path = |object: &Object| {
        object.get_str("path").is_some_and(|path| path.starts_with('$'))
            && object.get_str("code").is_some()
    };
    let Some(object) = body.as_object() else { return false };
    let errors = object.get("errors").and_then(Value::as_array).unwrap_or_default();
    let extensions =
        errors.first().and_then(Value::as_object).and_then(|error| error.get("extensions"));
    has_path(object) || extensions.and_then(Value::as_object).is_some_and(has_path)
}

/// Whether the status is that of a success: for a websocket, that it was opened.
const fn is_success(answer: &Answer) -> bool {
    match answer.conversation {
        Some(_) => answer.status == SWITCHING,
        None => matches!(answer.status, 200..300),
    }
}

fn count_lists(object: &Object, path: &str, rows: &mut Object) {
    for (name, value) in object.effective() {
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        match value {
            Value::Array(elements) => {
                rows.set(&path, i64::try_from(elements.len()).unwrap_or(i64::MAX));
            }
            Value::Object(object) => count_lists(object, &path, rows),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}

/// Whether an answer is a web page, according to its content type or its first tag. An empty body
/// is not a web page, whatever its type is.
pub(super) fn is_html(answer: &Answer) -> bool {
    let by_type = answer
        .header("content-type")
        .is_some_and(|kind| kind.to_ascii_lowercase().contains("html"));
    let start = String::from_utf8_lossy(answer.body.get(..256).unwrap_or(&answer.body))
        .trim_start_matches('\u{feff}')
        .trim_start()
        .to_ascii_lowercase();
    !start.is_empty()
        && (by_type || start.starts_with("<!doctype html") || start.starts_with("<html"))
}

const fn is_redirect(answer: &Answer) -> bool {
    matches!(answer.status, 300..400)
}

fn rest(answer: &Answer) -> Found {
    if is_redirect(answer) {
        Found::Redirect
    } else if is_html(answer) {
        Found::WebPage
    } else if is_success(answer) {
        Found::Success
    } else {
        Found::HttpError
    }
}

/// Reads the answer of a GraphQL endpoint. With the media type of GraphQL, the body is its response
/// whatever the status is; with another, only the status 2xx shows that it is not a proxy's.
fn graphql(answer: &Answer, body: Option<&Value>) -> Found {
    if is_redirect(answer) {
        return Found::Redirect;
    }
    if is_html(answer) {
        return Found::WebPage;
    }
    if answer.conversation.is_some() && matches!(answer.status, 200..300) {
        return Found::NotUpgraded;
    }
    let is_typed = answer
        .header("content-type")
        .is_some_and(|kind| kind.to_ascii_lowercase().contains("graphql-response+json"));
    if !is_success(answer) && !is_typed {
        return Found::HttpError;
    }
    if answer.body.trim_ascii().is_empty() {
        return if is_success(answer) { Found::Empty } else { Found::HttpError };
    }
    match result(body) {
        Found::Data | Found::NotGraphql if !is_success(answer) => Found::HttpError,
        found => found,
    }
}

/// Reads a body that should be a GraphQL response.
fn result(body: Option<&Value>) -> Found {
    let object = body.and_then(Value::as_object);
    let data = object.and_then(|object| object.get("data"));
    let has_errors = body.and_then(response::graphql_error).is_some();
    match data {
        Some(data) if has_errors && *data != Value::Null => Found::PartialData,
        Some(_) | None if has_errors => Found::Errors,
        Some(_) => Found::Data,
        None => Found::NotGraphql,
    }
}

/// Returns how the server refuses the request, if it does: in a JSON body, in `WWW-Authenticate`,
/// in plain text, or only by its status.
fn refused(
    kind: Kind,
    answer: &Answer,
    body: Option<&Value>,
    found: Found,
    challenges: &[Challenge],
) -> Option<Refused> {
    /// How much of plain text is the message, in characters.
    const LONGEST: usize = 500;
    if matches!(found, Found::Data | Found::Success | Found::Redirect) {
        return None;
    }
    let is_graphql = matches!(kind, Kind::Graphql { .. });
    let by_errors = body.filter(|_| is_graphql).and_then(response::graphql_error);
    let by_json = by_errors.or_else(|| {
        body.filter(|_| answer.status >= 400)
            .and_then(|body| response::graphql_error(body).or_else(|| response::rest_error(body)))
    });
    let challenge = challenges.iter().find(|one| one.is_bearer() && one.get("error").is_some());
    let of_challenge = |name| challenge.and_then(|one| one.get(name)).map(ToOwned::to_owned);
    if let Some(refusal) = by_json {
        let code = refusal.code.or_else(|| of_challenge("error"));
        return Some(Refused { code, message: Some(refusal.message) });
    }
    if !matches!(answer.status, 400..500) {
        return None;
    }
    if challenge.is_some() {
        let message = of_challenge("error_description");
        return Some(Refused { code: of_challenge("error"), message });
    }
    let text = std::str::from_utf8(&answer.body).unwrap_or_default().trim();
    let is_message = !text.is_empty() && body.is_none() && found != Found::WebPage;
    let message = is_message.then(|| shortened(text, LONGEST).into_owned());
    let is_refused = message.is_some() || matches!(answer.status, 401 | 403);
    is_refused.then_some(Refused { code: None, message })
}
