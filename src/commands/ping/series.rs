//! Sends the requests of a command, one after the other, and sums their results up.

use std::cell::OnceCell;

use crate::commands::ping::assessment::{self, Expectation};
use crate::commands::ping::call::{Call, Identity};
use crate::commands::ping::endpoint::{Decision, Secrets, TokenOrigin};
use crate::commands::ping::flags::CallFlags;
use crate::commands::ping::hook;
use crate::commands::ping::identity;
use crate::commands::ping::prediction::{Case, Prediction, Predictor};
use crate::commands::ping::reading::Reading;
use crate::commands::ping::sent::{Sent, clock_ahead};
use crate::commands::present;
use crate::error::Error;
use crate::exit::Outcome;
use crate::message::Product;
use crate::profile::Profile;
use crate::redact;
use crate::render;
use crate::render::json::{PingDocument, PingResult, PingSummary};
use crate::system::System;
use crate::system::exchange::{EndpointClient, Request};

/// One row of the result: who calls, and the request.
struct Row {
    identity: Identity,
    request: Request,
    /// The token, also if it was passed as a header
    token: Option<String>,
    has_other_credentials: bool,
    /// What was predicted after the first answer, if anything
    prediction: OnceCell<Option<Prediction>>,
}

/// The requests of a command, and how they are sent and judged.
struct Series<'a> {
    call: &'a Call,
    rows: Vec<Row>,
    client: EndpointClient,
    predictor: Predictor<'a>,
    expectation: Expectation,
    /// How often each row is sent
    count: usize,
}

/// Calls an endpoint and prints the results.
pub(super) fn run(
    call: &Call,
    flags: &CallFlags,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<Outcome, Error> {
    let needs_none = hook::needs_no_token(&call.endpoint.url);
    let origin = identity::token_origin(flags, needs_none, system)?;
    check_secrets(call, origin, system)?;
    let identities = identity::identities(call, origin, flags, profile, system)?;
    let rows = identities.into_iter().map(|identity| Row::new(call, identity, flags));
    let rows = rows.collect::<Result<Vec<_>, Error>>()?;
    let client = system.endpoint_client(&call.url(), &flags.tls_trust())?;
    if flags.insecure {
        warn_of_insecure(call, system);
    }
    let mut series = Series {
        call,
        rows,
        client,
        predictor: Predictor::new(profile),
        expectation: Expectation::Usual,
        count: 1,
    };
    let results = series.results(system);
    let outcome = results.iter().map(outcome).max().unwrap_or(Outcome::Positive);
    let summary = summary(&results);
    let made = PingDocument { results, summary };
    present::answer(|| &made, |page| render::ping::page(page, &made), system)?;
    Ok(outcome)
}

impl Row {
    fn new(call: &Call, identity: Identity, flags: &CallFlags) -> Result<Self, Error> {
        let request = call.request(&identity)?;
        let of_header = flags.authorization().and_then(|value| value.to_str().ok());
        let token = match of_header {
            Some(value) => value.split_whitespace().nth(1).map(ToOwned::to_owned),
            None => identity.token.clone(),
        };
        let has_other_credentials = flags.has_own_credentials();
        Ok(Self { identity, request, token, has_other_credentials, prediction: OnceCell::new() })
    }
}

impl Series<'_> {
    /// Sends every request.
    fn results(&mut self, system: &mut System) -> Vec<PingResult> {
        let mut results = Vec::with_capacity(self.count.saturating_mul(self.rows.len()));
        for _ in 0..self.count {
            for index in 0..self.rows.len() {
                results.extend(self.result(index, system));
            }
        }
        results
    }

    /// Sends the request of a row once.
    fn result(&mut self, index: usize, system: &mut System) -> Option<PingResult> {
        let row = self.rows.get(index)?;
        let answer = system.send(&self.client, row.request.clone());
        let sent = Sent {
            kind: self.call.kind,
            request: &row.request,
            role: row.identity.role.as_deref(),
            token: row.token.as_deref(),
            has_other_credentials: row.has_other_credentials,
            now: system.now,
        };
        let answer = match &answer {
            Ok(answer) => answer,
            Err(failure) => return Some(assessment::unanswered(&sent, failure)),
        };
        let reading = Reading::of(self.call.kind, answer);
        let prediction =
            row.prediction.get_or_init(|| predict(&mut self.predictor, &sent, &reading, system));
        let prediction = prediction.as_ref();
        Some(assessment::assess(&sent, &reading, prediction, &self.expectation))
    }
}

/// Predicts the answer to a request with a token, if the answer tells whether that was accepted.
fn predict(
    predictor: &mut Predictor<'_>,
    sent: &Sent<'_>,
    reading: &Reading<'_>,
    system: &mut System,
) -> Option<Prediction> {
    let token = sent.token.filter(|_| !sent.has_admin_secret())?;
    let accepted = assessment::is_accepted(reading, predictor.engine(system))?;
    let whose = assessment::whose(sent, reading);
    // The words of others have nothing to do with an engine.
    let is_foreign = whose.is_some_and(|product| {
        !matches!(product, Product::Hasura | Product::Ddn | Product::Relyauth)
    });
    if is_foreign {
        return None;
    }
    let case = Case {
        kind: sent.kind,
        request: sent.request,
        token,
        accepted,
        is_of_engine: whose.is_some(),
        ahead: clock_ahead(reading),
    };
    predictor.predict(&case, system)
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
    times.sort_by(f64::total_cmp);
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
