//! Why an answer is not as expected, and what to change. Pure.

use crate::commands::ping::call::Kind;
use crate::commands::ping::hook;
use crate::commands::ping::prediction::Prediction;
use crate::commands::ping::reading::{Found, Reading, is_html};
use crate::commands::ping::sent::{Sent, clock_ahead};
use crate::commands::ping::websocket;
use crate::escape;
use crate::hint;
use crate::inspection::Inspection;
use crate::jose::duration::Duration;
use crate::jose::json::Value;
use crate::message::Cause;
use crate::redact;
use crate::sort;

/// Explains an answer; `None` if there is nothing to say about it. A prediction comes with whether
/// the answer agrees with it.
pub(super) fn of(
    sent: &Sent<'_>,
    reading: &Reading<'_>,
    as_expected: bool,
    prediction: Option<(&Prediction, bool)>,
) -> Option<String> {
    let mut all = Sentences(Vec::new());
    let mut has_times = false;
    all.add(health(sent, reading));
    if !as_expected {
        all.add(reading.conversation().and_then(websocket::explain));
        all.add(what_it_is(sent.kind, reading));
        all.add(proxy(reading));
        let inspection = sent.inspection();
        if reading.refused.is_some() || matches!(reading.answer.status, 400..500) {
            all.add(no_token(sent, reading));
            for challenge in &reading.challenges {
                all.add(Some(challenge.explain()));
            }
            all.add(too_large(sent, reading, inspection.as_ref()));
            all.add(about_query(sent, reading));
            all.add(hook_hint(sent, reading));
            let times = inspection.as_ref().and_then(|inspection| times(inspection, sent));
            has_times = times.is_some();
            all.add(times);
            all.add(known(sent, reading, has_times));
            all.add(inspection.as_ref().and_then(|inspection| roles(inspection, sent, reading)));
            all.add(clocks(reading));
        }
    }
    all.add(reading.conversation().and_then(websocket::place));
    if let Some((prediction, agrees)) = prediction {
        all.add(predicted(prediction, agrees, has_times, reading));
    }
    let text = all.0.join("; ");
    (!text.is_empty()).then_some(text)
}

/// Sentences in order, each once.
struct Sentences(Vec<String>);

impl Sentences {
    fn add(&mut self, sentence: Option<String>) {
        if let Some(sentence) = sentence.filter(|sentence| !self.0.contains(sentence)) {
            self.0.push(sentence);
        }
    }
}

/// Says what came instead of an answer.
fn what_it_is(kind: Kind, reading: &Reading<'_>) -> Option<String> {
    let status = reading.answer.status;
    if reading.conversation().is_some() && reading.found != Found::PartialData {
        return None;
    }
    let wanted = match kind {
        Kind::Graphql { .. } => "a GraphQL response",
        Kind::Rest => "an API response",
    };
    match reading.found {
        Found::Redirect => Some(match reading.answer.header("location") {
            Some(target) if status != 304 => {
                let target = redact::address(target);
                format!("the endpoint redirects to {target}; {}", hint::ping::REDIRECT)
            }
            _ => format!("HTTP {status}, which does not answer the request"),
        }),
        // A server may answer a refusal with a page of its own.
        Found::WebPage if matches!(status, 401 | 403) || !reading.challenges.is_empty() => {
            Some(format!("HTTP {status} as a web page (HTML)"))
        }
        Found::WebPage => Some(format!(
            "the response is a web page (HTML), not {wanted}; {}",
            hint::ping::WEB_PAGE
        )),
        Found::Empty => Some(format!("HTTP {status} with an empty body")),
        Found::NotGraphql => Some(match (&reading.body, Value::parse(&reading.answer.body)) {
            (None, Err(error)) => {
                format!("the response is not JSON ({error}), so it is not {wanted}")
            }
            _ => format!("HTTP {status}: the response is JSON, but not {wanted}"),
        }),
        Found::PartialData => Some("the response has data and errors".to_owned()),
        Found::HttpError if reading.refused.is_some() => None,
        Found::HttpError if reading.answer.body.is_empty() => {
            Some(format!("HTTP {status} with an empty body"))
        }
        Found::HttpError => Some(format!("the endpoint answered with HTTP {status}")),
        Found::NotUpgraded => {
            Some(format!("HTTP {status} instead of a websocket; {}", hint::ping::NO_WEBSOCKET))
        }
        Found::Data | Found::Errors | Found::Success | Found::Closed => None,
    }
}

/// Names a proxy that may have answered itself.
fn proxy(reading: &Reading<'_>) -> Option<String> {
    let proxy = reading.answer.proxy.as_ref()?;
    let is_handshake = reading.answer.conversation.is_some();
    match reading.answer.status {
        407 => Some(format!("the proxy {proxy} wants a user name and a password")),
        502..=504 => Some(format!(
            "the request went through the proxy {proxy}, which may have answered itself; `NO_PROXY` exempts a host"
        )),
        _ if is_handshake && matches!(reading.answer.status, 200..300 | 400 | 426 | 501) => {
            Some(format!(
                "the handshake went through the proxy {proxy}, which may not pass on websockets without TLS; `NO_PROXY` exempts a host"
            ))
        }
        _ => None,
    }
}

fn is_anonymous(sent: &Sent<'_>) -> bool {
    sent.token.is_none() && !sent.has_other_credentials
}

fn no_token(sent: &Sent<'_>, reading: &Reading<'_>) -> Option<String> {
    let text = if reading.has_cause(Cause::Role) {
        "no token was sent, and the role of requests without one has no right to do this"
    } else {
        "no token was sent"
    };
    is_anonymous(sent).then(|| text.to_owned())
}

/// Explains a refusal of headers that are too large.
fn too_large(
    sent: &Sent<'_>,
    reading: &Reading<'_>,
    inspection: Option<&Inspection>,
) -> Option<String> {
    /// The smallest header that servers with usual settings refuse, in bytes.
    const SMALLEST: usize = 4000;
    let token = sent.token?;
    let is_html_400 = reading.answer.status == 400 && is_html(reading.answer);
    if !(matches!(reading.answer.status, 431 | 494) || is_html_400) || token.len() < SMALLEST {
        return None;
    }
    let size = token.len() + "authorization: Bearer ".len();
    let mut sizes: Vec<(usize, &str)> = inspection
        .and_then(|inspection| inspection.anatomy.claims())
        .map(|claims| claims.iter().map(|(name, value)| (value.to_json().len(), name)).collect())
        .unwrap_or_default();
    sort::by(&mut sizes, |a, b| b.cmp(a));
    let largest: Vec<String> =
        sizes.iter().take(3).map(|(size, name)| format!("`{name}` ({size} bytes)")).collect();
    Some(format!(
        "the header with the token has {size} bytes, which is more than many servers accept; its largest claims are {}",
        largest.join(", ")
    ))
}

/// Explains errors that are about the query and not about the token.
fn about_query(sent: &Sent<'_>, reading: &Reading<'_>) -> Option<String> {
    let Kind::Graphql { introspects } = sent.kind else { return None };
    let message = reading.refused.as_ref()?.message.as_deref()?;
    let lower = message.to_ascii_lowercase();
    if introspects && (lower.contains("introspection") || lower.contains("__schema")) {
        return Some("introspection is switched off, at least for this role".to_owned());
    }
    if lower.contains("allowlist")
        || lower.contains("allow list")
        || lower == "query is not allowed"
    {
        return Some(
            "the token was accepted, but the query is not listed in the engine's allow list; send one that is with `--query-file` and `--operation`".to_owned(),
        );
    }
    None
}

/// Explains how RelyAuth's hook is called.
fn hook_hint(sent: &Sent<'_>, reading: &Reading<'_>) -> Option<String> {
    if !hook::is_hook(sent.url()) {
        return None;
    }
    match reading.answer.status {
        401 if reading.answer.body.is_empty() => Some(
            "RelyAuth never tells a client why it refuses; the reason is in its debug log".to_owned(),
        ),
        400 | 415 if sent.request.method == reqwest::Method::POST => Some(
            "for POST, RelyAuth reads the headers in the body: `{\"headers\":{\"authorization\":\"Bearer …\"}}` as JSON; use GET to send real ones".to_owned(),
        ),
        _ => None,
    }
}

/// Explains a token outside its life.
fn times(inspection: &Inspection, sent: &Sent<'_>) -> Option<String> {
    let times = &inspection.times;
    if let Some(exp) = times.expires_at.filter(|_| times.expired == Some(true)) {
        let since = sent.now.since(exp).in_words();
        return Some(format!("the token expired {since} ago; log in again, or refresh it"));
    }
    let begins = [times.not_before, times.issued_at].into_iter().flatten().max()?;
    let wait = begins.since(sent.now);
    (wait.seconds() > 0).then(|| format!("the token is valid only in {}", wait.in_words()))
}

/// Says whose message the refusal is, and what usually causes it.
fn known(sent: &Sent<'_>, reading: &Reading<'_>, has_times: bool) -> Option<String> {
    let known = reading.known.first()?;
    // No token was accepted if none was sent.
    if is_anonymous(sent) && known.causes.contains(&Cause::Role) {
        return None;
    }
    let is_of_time = |cause: &Cause| matches!(cause, Cause::Expired | Cause::NotYetValid);
    // The token itself says more.
    if known.causes.iter().any(is_of_time) && has_times {
        return None;
    }
    let sentence = known.sentences.first()?;
    Some(format!("{} says that when {sentence}", known.product.title()))
}

/// Names the roles that the token allows, if the refusal may be about the role.
fn roles(inspection: &Inspection, sent: &Sent<'_>, reading: &Reading<'_>) -> Option<String> {
    const MOST: usize = 12;
    let hasura = inspection.hasura.as_ref()?;
    let allowed = hasura.allowed_roles().filter(|roles| !roles.is_empty())?;
    let mut names: Vec<String> =
        allowed.iter().take(MOST).map(|role| format!("`{role}`")).collect();
    if allowed.len() > MOST {
        names.push(format!("and {} more", allowed.len() - MOST));
    }
    let names = names.join(", ");
    let code = reading.refused.as_ref().and_then(|refused| refused.code.as_deref());
    match sent.role {
        Some(role) if !allowed.contains(&role) => {
            Some(format!("the token does not allow the role `{role}`, only {names}"))
        }
        _ if code == Some("access-denied") || reading.has_cause(Cause::Role) => {
            let role = sent.role.or_else(|| hasura.default_role());
            let role =
                role.map(|role| format!("the request has the role `{role}`; ")).unwrap_or_default();
            Some(format!("{role}the token allows the roles {names}"))
        }
        _ => None,
    }
}

fn clocks(reading: &Reading<'_>) -> Option<String> {
    let ahead = clock_ahead(reading)?;
    Some(format!("{}, according to its `Date` header", in_words(ahead)))
}

/// Says how far the endpoint's clock is ahead of ours: to the minute, if it is more than a few.
fn in_words(ahead: Duration) -> String {
    let seconds = ahead.seconds().abs();
    let rounded = if seconds < 300 { seconds } else { (seconds + 30) / 60 * 60 };
    let span = Duration::from_seconds(rounded).in_words();
    let direction = if ahead.seconds() > 0 { "ahead of" } else { "behind" };
    format!("the endpoint's clock is {span} {direction} this machine's")
}

/// Compares an answer with the prediction.
fn predicted(
    prediction: &Prediction,
    agrees: bool,
    has_times: bool,
    reading: &Reading<'_>,
) -> Option<String> {
    let who =
        format!("{} with the configuration from {}", prediction.engine.title(), prediction.from);
    let theirs = if prediction.by_their_clock { " by the endpoint's clock" } else { "" };
    match (&prediction.refusal, agrees) {
        (None, true) if prediction.by_their_clock => {
            Some(format!("{who} accepts this token only{theirs}"))
        }
        (None, true) => None,
        (Some(_), true) if prediction.by_their_clock => {
            Some(format!("{who} refuses this token only{theirs}: set the clocks, or allow a skew"))
        }
        // The times of the token were named already.
        (Some(_), true) if has_times => None,
        (Some(_), true) => prediction.hint.as_deref().and_then(without_flags),
        // With a key of its own, an engine can refuse a token for what the assumed one does not ask.
        (None, false) if prediction.assumed && !is_about_key(reading) => None,
        (None, false) if prediction.assumed => {
            let key = prediction.from.split(',').next().unwrap_or_default();
            let secret = match escape::pasteable(key) {
                Some(word) if word != "key:dev" => format!("jwtool secret key {word}"),
                _ => "jwtool secret".to_owned(),
            };
            Some(format!(
                "{} would accept this token if it had its key; `{secret}` prints the configuration for it",
                prediction.engine.title()
            ))
        }
        (None, false) => Some(format!(
            "{who} would accept this token: another configuration is deployed, or the engine still has old keys"
        )),
        (Some(refusal), false) => {
            let code = refusal.code.map(|code| format!("{code}: ")).unwrap_or_default();
            let how = if reading.refused.is_some() { " for another reason" } else { "" };
            Some(format!(
                "{who} would refuse this token{how} ({code}{}): another configuration is deployed, or one side has old keys",
                refusal.message
            ))
        }
    }
}

/// Whether a refusal is about the signature or its key.
fn is_about_key(reading: &Reading<'_>) -> bool {
    [Cause::Signature, Cause::Key, Cause::Algorithm, Cause::KeyText, Cause::Server]
        .into_iter()
        .any(|cause| reading.has_cause(cause))
}

/// Returns a hint of `explain` without the parts that name its flags.
fn without_flags(hint: &str) -> Option<String> {
    let parts: Vec<&str> = hint.split("; ").filter(|part| !part.contains("`--")).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// Explains what an engine says about its health.
fn health(sent: &Sent<'_>, reading: &Reading<'_>) -> Option<String> {
    let health = hook::health(sent.url(), reading)?;
    match (health.state, health.version) {
        (_, Some(version)) => Some(format!("Hasura {version} is running")),
        ("ok", None) => Some("the engine is healthy".to_owned()),
        ("warning", None) => Some(
            "warning: the engine runs with inconsistent metadata; `?strict=true` makes it answer HTTP 500".to_owned(),
        ),
        _ => Some("the engine is not healthy: its metadata is inconsistent, or its database is down".to_owned()),
    }
}
