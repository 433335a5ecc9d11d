//! `jwtool ping graphql`: sends a GraphQL request.

use clap::Args;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Method, Url};

use crate::commands::flags::examples;
use crate::commands::ping::exchange::{self, Assessment, Call, CallFlags};
use crate::error::Error;
use crate::exit::Outcome;
use crate::hasura::response;
use crate::jose::json::{Object, Value};
use crate::profile::{Owner, Profile};
use crate::system::System;
use crate::system::http::{Answer, parse_url};

/// Where Hasura listens on a developer's machine.
const LOCAL: &str = "http://localhost:8080/v1/graphql";

/// Call a GraphQL endpoint
///
/// Exits 0 if the answer is HTTP 2xx with a GraphQL response without `errors`, 1 if it is
/// not, and 4 if the endpoint cannot be reached.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("The endpoint in HASURA_GRAPHQL_ENDPOINT, with a token made for this call", "jwtool ping graphql --mint --role user"),
    ("Once for each role", "jwtool ping graphql --token @token.txt --role user --role editor"),
    ("A query of your own", "jwtool ping graphql https://graphql.example.gov --no-token --query '{ __typename }'"),
]))]
pub(crate) struct GraphqlArgs {
    /// Endpoint; by default the profile's, else `HASURA_GRAPHQL_ENDPOINT`, else `http://localhost:8080/v1/graphql`
    #[arg(value_name = "URL")]
    url: Option<String>,

    /// Query to send
    #[arg(
        short = 'Q',
        long,
        value_name = "GRAPHQL",
        default_value = "{ __typename }",
        help_heading = "Request"
    )]
    query: String,

    #[command(flatten)]
    call: CallFlags,
}

pub(super) fn run(
    args: &GraphqlArgs,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<Outcome, Error> {
    let (mut url, named) = endpoint(args, profile, system)?;
    if url.path() == "/" {
        url.set_path("/v1/graphql");
    }
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    let mut body = Object::new();
    body.set("query", args.query.as_str());
    let body = Value::from(body).to_json().into_bytes();
    let call =
        Call { command: "graphql", url, named, method: Method::POST, headers, body: Some(body) };
    exchange::run(&args.call, &call, profile, assess, system)
}

/// Returns the endpoint, and whether the command line or the user's own profile names it.
fn endpoint(
    args: &GraphqlArgs,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<(Url, bool), Error> {
    if let Some(url) = &args.url {
        return Ok((parse_url(url)?, true));
    }
    if let Some((profile, url)) = profile.and_then(|one| Some((one, one.graphql.as_ref()?))) {
        system.say(&format!("endpoint from profile {}", profile.name));
        return Ok((parse_url(url)?, profile.owner == Owner::User));
    }
    if let Some(url) = system.environment.text("HASURA_GRAPHQL_ENDPOINT")? {
        system.say("endpoint from HASURA_GRAPHQL_ENDPOINT");
        return Ok((parse_url(&url)?, false));
    }
    system.say(&format!("no endpoint was named; trying {LOCAL}"));
    Ok((parse_url(LOCAL)?, false))
}

/// Assesses an answer: as expected is 2xx with a GraphQL response that has no `errors`.
fn assess(answer: &Answer, body: Option<&Value>) -> Assessment {
    let refusal = body
        .and_then(response::graphql_error)
        .or_else(|| body.filter(|_| answer.status >= 400).and_then(response::rest_error));
    let is_graphql = body.is_some_and(response::is_graphql);
    let success = (200..300).contains(&answer.status);
    let html = exchange::is_html(answer);
    let as_expected = success && is_graphql && !html && refusal.is_none();
    let redirected = (300..400).contains(&answer.status);
    let explanation = if as_expected || (refusal.is_some() && !redirected) {
        None
    } else if is_graphql && !redirected && !html {
        Some(format!("the endpoint answered with HTTP {}", answer.status))
    } else {
        Some(exchange::not_what_was_asked(answer, body, "a GraphQL response"))
    };
    Assessment { as_expected, refusal, explanation }
}
