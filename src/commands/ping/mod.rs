//! `jwtool ping`: calls an endpoint with a token and reports the response.

mod assessment;
mod call;
mod challenge;
mod curl;
mod endpoint;
mod expectation;
mod explanation;
mod flags;
mod graphql;
mod hook;
mod identity;
mod introspection;
mod kind;
mod operation;
mod prediction;
mod reading;
mod report;
mod rest;
mod schedule;
mod script;
mod sent;
mod series;
mod variable;
mod websocket;

use clap::{Args, Subcommand};

use crate::commands::flags::{GlobalFlags, examples};
use crate::commands::ping::flags::CallFlags;
use crate::commands::ping::report::Reports;
use crate::commands::present;
use crate::commands::preset;
use crate::error::Error;
use crate::exit::Outcome;
use crate::hint::Verb;
use crate::redact;
use crate::render::json::PresetsDocument;
use crate::system::System;

/// Call an endpoint with a token and report the response
///
/// Exits with 0 if the response is as expected (HTTP 2xx, and no `errors` from GraphQL), 1 if
/// it is not, and 4 if the endpoint cannot be reached. Does not follow redirects. Without
/// `graphql` or `rest`, the URL decides: GraphQL if it has no path or one that ends in
/// `/graphql`.
#[derive(Args, Debug)]
#[command(override_usage = "jwtool ping [graphql|rest] [OPTIONS] [URL]", after_long_help = examples(&[
    ("A smoke test of a GraphQL endpoint", "jwtool ping https://graphql.example.gov/v1/graphql --mint --role user"),
    ("A deployment that is starting", "jwtool ping https://api.example.gov/healthz --no-token --wait 60s"),
    ("A REST endpoint, with a token from a file", "jwtool ping rest https://api.example.gov/me --token @token.txt"),
]))]
pub(crate) struct PingArgs {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Subcommand, Debug)]
enum Kind {
    Graphql(graphql::GraphqlArgs),
    Rest(rest::RestArgs),
}

impl Kind {
    const fn flags(&self) -> &CallFlags {
        match self {
            Self::Graphql(args) => &args.call,
            Self::Rest(args) => &args.call,
        }
    }
}

impl PingArgs {
    /// Returns the command, for hints.
    pub(crate) const fn for_hints(&self) -> Verb {
        match self.kind {
            Kind::Graphql(_) => Verb::PingGraphql,
            Kind::Rest(_) => Verb::PingRest,
        }
    }
}

pub(crate) fn run(
    args: &PingArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    if args.kind.flags().preset.is_list() {
        present::raw(PresetsDocument::new, &preset::list(), system)?;
        return Ok(Outcome::Positive);
    }
    let reports = Reports::begin(args.kind.flags(), system);
    let mut url = None;
    let ended = call(args, global, &mut url, &reports, system);
    if let Err(error) = &ended {
        reports.error(url.as_deref(), error, system);
    }
    ended
}

/// Calls the endpoint, and returns its URL as soon as it is known.
fn call(
    args: &PingArgs,
    global: &GlobalFlags,
    url: &mut Option<String>,
    reports: &Reports<'_>,
    system: &mut System,
) -> Result<Outcome, Error> {
    let (profiles, profile) = global.profiles(system)?;
    let profile = profile.as_ref();
    let call = match &args.kind {
        Kind::Graphql(args) => graphql::call(args, profile, system)?,
        Kind::Rest(args) => rest::call(args, profile, system)?,
    };
    *url = Some(redact::url(&call.endpoint.url));
    series::run(&call, args.kind.flags(), (profile, &profiles), reports, system)
}
