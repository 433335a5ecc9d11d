//! Sends the requests of a command one after another, and sums up their results.

use std::time::Duration;

use crate::commands::ping::assessment;
use crate::commands::ping::call::{Call, Identity};
use crate::commands::ping::curl;
use crate::commands::ping::endpoint::{Decision, Secrets, TokenOrigin, is_harmless};
use crate::commands::ping::expectation::Expectation;
use crate::commands::ping::flags::CallFlags;
use crate::commands::ping::hook;
use crate::commands::ping::identity;
use crate::commands::ping::prediction::{Case, Prediction, Predictor};
use crate::commands::ping::reading::Reading;
use crate::commands::ping::report::{self, Reports};
use crate::commands::ping::schedule::{Attempt, Clock, Patience, is_due, persist};
use crate::commands::ping::sent::{Sent, clock_ahead};
use crate::commands::present;
use crate::error::Error;
use crate::exit::Outcome;
use crate::hasura::view::ROLE;
use crate::jose::numeric_date::NumericDate;
use crate::message::Product;
use crate::profile::{Profile, Profiles};
use crate::redact;
use crate::render;
use crate::render::json::{CurlDocument, PingDocument, PingResult, PingSummary};
use crate::render::style::Page;
use crate::sort;
use crate::system::System;
use crate::system::exchange::{Answer, EndpointClient, Request};
use crate::system::http::Failure;
use crate::system::waiting::Waiting;

/// One row of the result: who calls, and the request.
struct Row {
    identity: Identity,
    request: Request,
    /// The token, also if it was passed as a header
    token: Option<String>,
    has_other_credentials: bool,
    /// When the token was minted, if it was: the time since the start of the command
    minted: Option<Duration>,
    /// The prediction for the last answer that shows whether the token was accepted
    predicted: Option<Predicted>,
}

/// A prediction, if one was possible, for answers that accept the token or for those that do not.
struct Predicted {
    accepted: bool,
    prediction: Option<Prediction>,
}

/// The requests of a command, and how they are sent and assessed.
struct Series<'a> {
    call: &'a Call,
    flags: &'a CallFlags,
    profile: Option<&'a Profile>,
    reports: &'a Reports<'a>,
    rows: Vec<Row>,
    client: EndpointClient,
    predictor: Predictor<'a>,
    expectation: Expectation,
    patience: Patience,
    waiting: Waiting,
}

/// Calls an endpoint and prints the results. The profile that is used is one of `profiles`.
pub(super) fn run(
    call: &Call,
    flags: &CallFlags,
    (profile, profiles): (Option<&Profile>, &Profiles),
    reports: &Reports<'_>,
    system: &mut System,
) -> Result<Outcome, Error> {
    let needs_none = hook::needs_no_token(&call.endpoint.url);
    let origin = identity::token_origin(flags, needs_none, profile, system)?;
    check_secrets(call, origin, system)?;
    if flags.script.curl {
        return print_commands(call, origin, flags, profile, system);
    }
    let identities = identity::identities(call, origin, flags, profile, system)?;
    let is_minted = origin == TokenOrigin::Minted;
    let rows = identities.into_iter().map(|identity| Row::new(call, identity, is_minted, flags));
    let rows = rows.collect::<Result<Vec<_>, Error>>()?;
    let secrets: Vec<String> = rows.iter().flat_map(Row::secrets).collect();
    reports.mask(secrets, system);
    let client = system.endpoint_client(&call.url(), &flags.tls_trust())?;
    if flags.insecure {
        warn_of_insecure(call, system);
    }
    let waiting = system.waiting(flags.script.repeats() || rows.len() > 1);
    let mut series = Series {
        call,
        flags,
        profile,
        reports,
        rows,
        client,
        predictor: Predictor::new(profile, profiles),
        expectation: flags.script.expectation(),
        patience: flags.script.patience(),
        waiting,
    };
    let results = series.results(system);
    series.waiting.clear();
    if series.waiting.is_interrupted() {
        let all = series.rows.len().saturating_mul(flags.script.count() as usize);
        system.say(&format!("interrupted after {} of {all} requests", results.len()));
    }
    // Nothing answered if the first request was interrupted.
    let outcome = results.iter().map(outcome).max().unwrap_or(Outcome::Unreachable);
    let summary = summary(&results);
    let made = PingDocument { results, summary, is_series: flags.script.is_series() };
    let page = |page: &mut Page| render::ping::page(page, &made);
    if report::runs_in_actions(system) {
        present::answer_for_runner(|| &made, page, system)?;
    } else {
        present::answer(|| &made, page, system)?;
    }
    reports.results(call.method.as_str(), &made.results, system)?;
    Ok(outcome)
}

/// Prints the requests as commands of curl, without a token, and sends nothing.
fn print_commands(
    call: &Call,
    origin: TokenOrigin,
    flags: &CallFlags,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<Outcome, Error> {
    let identities = match origin {
        TokenOrigin::Minted => identity::minted_for(call, flags, profile, system)?,
        _ => identity::identities(call, origin, flags, profile, system)?,
    };
    let named = profile.filter(|_| origin == TokenOrigin::Login && system.profile_is_named);
    let header = curl::token_header(named.map(|profile| profile.name.as_str()));
    let header = Some(header.as_str()).filter(|_| origin != TokenOrigin::Nowhere);
    let commands = identities.iter().map(|one| curl::command(call, one, header, flags));
    let commands = commands.collect::<Result<Vec<_>, Error>>()?;
    let text = commands.join("\n");
    present::raw(|| CurlDocument { commands }, &text, system)?;
    if origin == TokenOrigin::Flag {
        present::remark(
            "the command sends the token of JWTOOL_TOKEN; set it to that of `--token` first",
            system,
        )?;
    }
    if origin == TokenOrigin::Minted {
        for role in identities.iter().filter_map(|identity| identity.role.as_deref()) {
            present::remark_with_command(
                "the command sends the token of JWTOOL_TOKEN; to mint it first, run",
                &curl::minting(role, flags),
                system,
            )?;
        }
    }
    Ok(Outcome::Positive)
}

impl Row {
    fn new(
        call: &Call,
        identity: Identity,
        is_minted: bool,
        flags: &CallFlags,
    ) -> Result<Self, Error> {
        let request = call.request(&identity)?;
        let of_header = flags.authorization().and_then(|value| value.to_str().ok());
        let token = match of_header {
            Some(value) => value.split_whitespace().nth(1).map(ToOwned::to_owned),
            None => identity.token.clone(),
        };
        let has_other_credentials = flags.has_own_credentials();
        let minted = is_minted.then_some(Duration::ZERO);
        Ok(Self { identity, request, token, has_other_credentials, minted, predicted: None })
    }

    /// Returns the role that is requested, by `--role`, the profile or `-H`.
    fn role(&self) -> Option<&str> {
        self.request.headers.get(ROLE).and_then(|value| value.to_str().ok())
    }

    /// Returns what must not appear in a log: the token, and the values of headers with secrets.
    fn secrets(&self) -> Vec<String> {
        let headers = self.request.headers.iter();
        let headers = headers.filter(|(name, value)| value.is_sensitive() && !is_harmless(name));
        let values = headers.filter_map(|(_, value)| value.to_str().ok());
        let values = values.map(|value| value.strip_prefix("Bearer ").unwrap_or(value).to_owned());
        let mut secrets: Vec<String> = self.token.iter().cloned().chain(values).collect();
        sort::all(&mut secrets);
        secrets.dedup();
        secrets
    }

    /// Mints the token again if it is about to expire.
    fn renew(
        &mut self,
        call: &Call,
        flags: &CallFlags,
        profile: Option<&Profile>,
        reports: &Reports<'_>,
        now: Duration,
        system: &mut System,
    ) -> Result<(), Error> {
        let lifetime = Duration::from_secs(identity::MINTED_LIFETIME.unsigned_abs());
        if !self.minted.is_some_and(|minted| is_due(minted, lifetime, now)) {
            return Ok(());
        }
        let token = identity::mint(flags, &self.identity, profile, system)?;
        let identity = Identity { token, ..self.identity.clone() };
        let predicted = self.predicted.take();
        let renewed = Self::new(call, identity, true, flags)?;
        *self = Self { minted: Some(now), predicted, ..renewed };
        reports.mask(self.secrets(), system);
        Ok(())
    }
}

impl Clock for Waiting {
    fn elapsed(&self) -> Duration {
        Self::elapsed(self)
    }

    fn pause(&mut self, span: Duration, last: &Attempt) -> bool {
        let last = match last {
            Attempt::Unanswered(_) => "no response".to_owned(),
            Attempt::Answered { status, .. } => format!("HTTP {status}"),
        };
        self.show(&format!("{last}; the next request is sent in {:.1} s", span.as_secs_f64()));
        Self::pause(self, span)
    }
}

impl Series<'_> {
    /// Sends every request, until Ctrl-C.
    fn results(&mut self, system: &mut System) -> Vec<PingResult> {
        let count = self.flags.script.count();
        let mut results = Vec::new();
        for round in 1..=count {
            let begun = self.waiting.elapsed();
            for index in 0..self.rows.len() {
                if self.waiting.is_interrupted() {
                    return results;
                }
                self.waiting.show(&format!("request {round} of {count}"));
                results.extend(self.result(index, system));
            }
            let taken = self.waiting.elapsed().saturating_sub(begun);
            let pause = self.flags.script.interval.saturating_sub(taken);
            if round < count && !self.waiting.pause(pause) {
                return results;
            }
        }
        results
    }

    /// Sends the request of a row until it needs no repetition. Returns `None` if Ctrl-C ended the
    /// first one.
    fn result(&mut self, index: usize, system: &mut System) -> Option<PingResult> {
        let Self {
            call,
            flags,
            profile,
            reports,
            rows,
            client,
            expectation,
            patience,
            waiting,
            ..
        } = self;
        let row = rows.get_mut(index)?;
        let (last, attempts) = persist(patience, waiting, |waiting| {
            system.look_at_clock();
            let now = waiting.elapsed();
            if let Err(error) = row.renew(call, flags, *profile, reports, now, system) {
                system.note(&format!("the token was not minted again: {error}"));
            }
            let timeout = patience.timeout(row.request.timeout, waiting.elapsed());
            let request = Request { timeout, ..row.request.clone() };
            let exchanged = system.send(client, request, waiting)?;
            Some((attempt(call, expectation, patience, &exchanged), exchanged))
        });
        let result = self.judged(index, &last?, system)?;
        Some(PingResult { attempts: (attempts > 1).then_some(attempts), ..result })
    }

    /// Judges the last answer of a row.
    fn judged(
        &mut self,
        index: usize,
        exchanged: &Result<Answer, Failure>,
        system: &mut System,
    ) -> Option<PingResult> {
        let row = self.rows.get(index)?;
        let sent = Sent {
            kind: self.call.kind,
            request: &row.request,
            role: row.role(),
            token: row.token.as_deref(),
            has_other_credentials: row.has_other_credentials,
            now: system.now,
        };
        let answer = match exchanged {
            Ok(answer) => answer,
            Err(failure) => return Some(assessment::unanswered(&sent, failure)),
        };
        let reading = Reading::of(self.call.kind, answer);
        // A token may expire during a series.
        let known = row.predicted.as_ref().map(|predicted| predicted.accepted);
        let case = case(&mut self.predictor, &sent, &reading, system);
        let case = case.filter(|case| known != Some(case.accepted));
        let renewed = case.map(|case| Predicted {
            accepted: case.accepted,
            prediction: self.predictor.predict(&case, system),
        });
        let predicted = renewed.as_ref().or(row.predicted.as_ref());
        let prediction = predicted.and_then(|predicted| predicted.prediction.as_ref());
        let result = assessment::assess(&sent, &reading, prediction, &self.expectation);
        if let Some(renewed) = renewed {
            self.rows.get_mut(index)?.predicted = Some(renewed);
        }
        Some(result)
    }
}

/// Returns how a request ended, as far as that decides whether it is sent again.
fn attempt(
    call: &Call,
    expectation: &Expectation,
    patience: &Patience,
    exchanged: &Result<Answer, Failure>,
) -> Attempt {
    match exchanged {
        Err(failure) => Attempt::Unanswered(failure.kind),
        Ok(answer) => Attempt::Answered {
            status: answer.status,
            as_expected: patience.until_as_expected
                && expectation.compare(&Reading::of(call.kind, answer)).is_as_expected(),
            retry_after: retry_after(answer),
        },
    }
}

/// Returns the pause that an endpoint asks for, in seconds or until a time by its own clock.
fn retry_after(answer: &Answer) -> Option<Duration> {
    let value = answer.header("retry-after")?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = NumericDate::from_http_date(value)?;
    let now = answer.header("date").and_then(NumericDate::from_http_date);
    let seconds = until.seconds() - now.unwrap_or(answer.received).seconds();
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or_default()))
}

/// Returns what to predict: the answer to a request with a token, if the endpoint's answer shows
/// whether the token was accepted.
fn case<'a>(
    predictor: &mut Predictor<'_>,
    sent: &Sent<'a>,
    reading: &Reading<'_>,
    system: &mut System,
) -> Option<Case<'a>> {
    let token = sent.token.filter(|_| !sent.has_admin_secret())?;
    let accepted = assessment::is_accepted(reading, predictor.engine(system))?;
    let whose = assessment::whose(sent, reading);
    // The messages of other products have nothing to do with an engine.
    let is_of_another = whose.is_some_and(|product| {
        !matches!(product, Product::Hasura | Product::Ddn | Product::Relyauth)
    });
    if is_of_another {
        return None;
    }
    Some(Case {
        kind: sent.kind,
        request: sent.request,
        token,
        accepted,
        is_of_engine: whose.is_some(),
        names_issuer: reading
            .refused
            .as_ref()
            .and_then(|refused| refused.message.as_deref())
            .is_some_and(|message| message.to_lowercase().contains("issuer")),
        ahead: clock_ahead(reading),
    })
}

fn outcome(result: &PingResult) -> Outcome {
    if result.answered { Outcome::of(result.as_expected) } else { Outcome::Unreachable }
}

/// Returns an error if secrets must not be sent to this endpoint, and warns if they are
/// sent unencrypted.
fn check_secrets(call: &Call, origin: TokenOrigin, system: &mut System) -> Result<(), Error> {
    let secrets = Secrets::of(origin, call.own_headers());
    match call.endpoint.decide(&secrets) {
        Decision::Allowed => {}
        Decision::AllowedUnencrypted => {
            let url = redact::url(&call.endpoint.url);
            system.say(&format!("warning: the request to {url} is not encrypted; use https"));
        }
        Decision::Refused(refused) => {
            return Err(call.endpoint.refusal(&refused, call.kind.command()));
        }
    }
    Ok(())
}

/// Warns of `--insecure`, even with `-q`.
fn warn_of_insecure(call: &Call, system: &mut System) {
    let url = redact::url(&call.endpoint.url);
    system.complain(&crate::escape::line(&format!(
        "WARNING: `--insecure` accepts any certificate for {url}: anyone in between can read and change the request, its token included"
    )));
}

fn summary(results: &[PingResult]) -> PingSummary {
    let mut times: Vec<f64> = results.iter().filter_map(|result| result.milliseconds).collect();
    sort::by(&mut times, f64::total_cmp);
    // The shortest time within which at least this share of the answers arrived.
    let percentile = |percent: usize| {
        let rank = (times.len() * percent).div_ceil(100).max(1);
        times.get(rank - 1).copied()
    };
    PingSummary {
        sent: results.len(),
        as_expected: results.iter().filter(|result| result.as_expected).count(),
        min: times.first().copied(),
        median: percentile(50),
        p95: percentile(95),
        max: times.last().copied(),
    }
}

#[cfg(test)]
mod tests {
    use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

    use super::*;

    #[test]
    fn an_endpoint_asks_for_a_pause_in_seconds_or_by_its_own_clock() {
        let asked = |retry_after: &str, date: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, retry_after.parse().unwrap());
            if let Some(date) = date {
                headers.insert(DATE, date.parse().unwrap());
            }
            let received = NumericDate::from_http_date("Thu, 01 Jan 2026 00:00:50 GMT").unwrap();
            let (status, body) = (503, Vec::new());
            let answer = Answer {
                status,
                headers,
                body,
                milliseconds: 1.0,
                received,
                proxy: None,
                conversation: None,
            };
            super::retry_after(&answer).map(|pause| pause.as_secs())
        };
        let date = "Thu, 01 Jan 2026 00:00:00 GMT";
        assert_eq!(asked("7", Some(date)), Some(7));
        assert_eq!(asked("Thu, 01 Jan 2026 00:01:00 GMT", Some(date)), Some(60));
        assert_eq!(asked("Thu, 01 Jan 2026 00:01:00 GMT", None), Some(10));
        assert_eq!(asked("Wed, 01 Jan 2025 00:00:00 GMT", Some(date)), Some(0));
        for nonsense in ["", "soon", "-1", "1.5", "99999999999999999999"] {
            assert_eq!(asked(nonsense, None), None, "{nonsense}");
        }
    }
}
