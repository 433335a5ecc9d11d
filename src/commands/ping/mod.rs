//! `jwtool ping`: calls an endpoint with a token and reports the response.

mod endpoint;
mod exchange;
mod graphql;
mod rest;

use clap::{Args, Subcommand};

use crate::commands::flags::{GlobalFlags, examples};
use crate::error::Error;
use crate::exit::Outcome;
use crate::hint::Verb;
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
    let (_, profile) = global.profiles(system)?;
    let profile = profile.as_ref();
    match &args.kind {
        Kind::Graphql(args) => graphql::run(args, profile, system),
        Kind::Rest(args) => rest::run(args, profile, system),
    }
}
