//! `jwtool ping graphql`: sends a GraphQL request.

use clap::Args;
use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue};

use crate::commands::flags::examples;
use crate::commands::ping::endpoint::{ChosenBy, Endpoint};
use crate::commands::ping::exchange::{self, Assessment, Call, CallFlags};
use crate::error::Error;
use crate::exit::Outcome;
use crate::hasura::response;
use crate::jose::json::{Object, Value};
use crate::profile::Profile;
use crate::system::System;
use crate::system::http::{Answer, parse_url};

/// The default endpoint of Hasura on a developer's machine.
const LOCAL: &str = "http://localhost:8080/v1/graphql";

/// Call a GraphQL endpoint
///
/// Exits with 0 for HTTP 2xx and a GraphQL response without `errors`, 1 for any other
/// response, and 4 if the endpoint cannot be reached.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("The endpoint in HASURA_GRAPHQL_ENDPOINT, with a newly minted token", "jwtool ping graphql --mint --role user"),
    ("One request per role", "jwtool ping graphql --token @token.txt --role user --role editor"),
    ("A custom query", "jwtool ping graphql https://graphql.example.gov --no-token --query '{ __typename }'"),
]))]
pub(crate) struct GraphqlArgs {
    /// Endpoint [default: the profile's, else `HASURA_GRAPHQL_ENDPOINT`, else `http://localhost:8080/v1/graphql`]
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
    let mut endpoint = endpoint(args, profile, system)?;
    if endpoint.url.path() == "/" {
        endpoint.url.set_path("/v1/graphql");
    }
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    let mut body = Object::new();
    body.set("query", args.query.as_str());
    let body = Value::from(body).to_json().into_bytes();
    let call =
        Call { command: "graphql", endpoint, method: Method::POST, headers, body: Some(body) };
    exchange::run(&args.call, &call, profile, assess, system)
}

/// Returns the endpoint and who chose it.
fn endpoint(
    args: &GraphqlArgs,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<Endpoint, Error> {
    if let Some(url) = &args.url {
        return Ok(Endpoint { url: parse_url(url)?, chosen_by: ChosenBy::Argument });
    }
    if let Some((profile, url)) = profile.and_then(|one| Some((one, one.graphql.as_ref()?))) {
        system.say(&format!("endpoint from profile {}", profile.name));
        return Ok(Endpoint { url: parse_url(url)?, chosen_by: ChosenBy::profile(profile) });
    }
    if let Some(url) = system.environment.text("HASURA_GRAPHQL_ENDPOINT")? {
        system.say("endpoint from HASURA_GRAPHQL_ENDPOINT");
        return Ok(Endpoint { url: parse_url(&url)?, chosen_by: ChosenBy::Variable });
    }
    system.say(&format!("no endpoint was named; trying {LOCAL}"));
    Ok(Endpoint { url: parse_url(LOCAL)?, chosen_by: ChosenBy::Default })
}

/// Assesses an answer. Expects HTTP 2xx and a GraphQL response without `errors`.
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
