//! `jwtool ping`: call the endpoint with the token, and tell the truth.

mod exchange;
mod graphql;
mod rest;

use clap::{Args, Subcommand};

use crate::commands::flags::GlobalFlags;
use crate::error::Error;
use crate::exit::Outcome;
use crate::system::System;

/// Call an endpoint with a token and say what came back
///
/// Exits 0 if it answered as expected (HTTP 2xx, and for GraphQL no `errors`), 1 if it
/// answered otherwise, 4 if it cannot be reached. Redirects are answers.
#[derive(Args, Debug)]
pub(crate) struct PingArgs {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Subcommand, Debug)]
enum Kind {
    Graphql(graphql::GraphqlArgs),
    Rest(rest::RestArgs),
}

pub(crate) fn run(
    args: &PingArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let (_, profile) = global.profiles(system)?;
    let profile = profile.as_ref();
    match &args.kind {
        Kind::Graphql(args) => graphql::run(args, profile, global.json, system),
        Kind::Rest(args) => rest::run(args, profile, global.json, system),
    }
}
