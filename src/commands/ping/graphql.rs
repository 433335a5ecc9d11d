//! `jwtool ping graphql`: sends a GraphQL request.

use clap::Args;
use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue};

use crate::commands::flags::examples;
use crate::commands::ping::call::{Call, Kind};
use crate::commands::ping::endpoint::{ChosenBy, Endpoint};
use crate::commands::ping::flags::CallFlags;
use crate::commands::ping::introspection;
use crate::commands::ping::operation;
use crate::commands::ping::variable::{self, TextFile, Variable};
use crate::error::{Error, Subject};
use crate::jose::json::{Object, Value};
use crate::profile::Profile;
use crate::redact;
use crate::system::System;
use crate::system::http::parse_url;

/// The default endpoint of Hasura on a developer's machine.
const LOCAL: &str = "http://localhost:8080/v1/graphql";

/// The query that every schema answers.
const TYPENAME: &str = "{ __typename }";

/// The path of Hasura's endpoint.
const HASURA_PATH: &str = "/v1/graphql";

/// The media types of responses, the one of GraphQL over HTTP first.
const ACCEPTED: &str = "application/graphql-response+json, application/json;q=0.9";

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

    /// Query to send [default: { __typename }]
    #[arg(short = 'Q', long, value_name = "GRAPHQL", help_heading = "Request")]
    query: Option<String>,

    /// File with the query to send, or - for standard input
    #[arg(long, value_name = "FILE", conflicts_with = "query", help_heading = "Request")]
    query_file: Option<TextFile>,

    /// Operation to execute, if the query has several
    #[arg(long, value_name = "NAME", help_heading = "Request")]
    operation: Option<String>,

    /// Variable of the query: name=text or name:=json (repeatable)
    #[arg(long = "variable", value_name = "NAME=VALUE", help_heading = "Request")]
    variable: Vec<Variable>,

    /// File with a JSON object of variables, or - for standard input
    #[arg(long, value_name = "FILE", help_heading = "Request")]
    variables: Option<TextFile>,

    /// Count the fields and types that the role can see
    #[arg(long, conflicts_with_all = ["query", "query_file", "operation", "variable", "variables"], help_heading = "Request")]
    introspect: bool,

    /// Send the query over a websocket (graphql-transport-ws, else the legacy graphql-ws)
    #[arg(long, conflicts_with = "curl", help_heading = "Request")]
    websocket: bool,

    #[command(flatten)]
    pub(super) call: CallFlags,
}

/// Returns the call that the flags describe.
pub(super) fn call(
    args: &GraphqlArgs,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<Call, Error> {
    let endpoint = endpoint(args, profile, system)?;
    let body = Value::from(body(args, system)?).to_json().into_bytes();
    let mut headers = HeaderMap::new();
    let method = if args.websocket {
        Method::GET
    } else {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(ACCEPT, HeaderValue::from_static(ACCEPTED));
        Method::POST
    };
    let kind = Kind::Graphql { introspects: args.introspect };
    let mut call = Call::new(kind, endpoint, (method, headers, Some(body)), &args.call, system)?;
    call.over_websocket = args.websocket;
    Ok(call)
}

/// Returns the members of the request: the query, and the operation and the variables if there
/// are any.
fn body(args: &GraphqlArgs, system: &mut System) -> Result<Object, Error> {
    let query = match (&args.query, &args.query_file) {
        (Some(query), _) => query.clone(),
        (None, Some(file)) => file.read(Subject::Query, system)?,
        (None, None) if args.introspect => introspection::QUERY.to_owned(),
        (None, None) => TYPENAME.to_owned(),
    };
    if query.trim().is_empty() {
        return Err(Error::usage("the query is empty", "for example `--query '{ __typename }'`"));
    }
    let operation = operation::choose(&query, args.operation.as_deref())?;
    let variables = variable::all(args.variables.as_ref(), &args.variable, system)?;
    let mut body = Object::new();
    body.set("query", query);
    if let Some(operation) = operation {
        body.set("operationName", operation);
    }
    if !variables.is_empty() {
        body.set("variables", variables);
    }
    Ok(body)
}

/// Returns the endpoint and who chose it.
fn endpoint(
    args: &GraphqlArgs,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<Endpoint, Error> {
    let of = |text: &str, chosen_by| {
        let text = if args.websocket { &as_http(text) } else { refuse_websocket(text)? };
        let mut url = parse_url(text)?;
        if !has_path(text) {
            url.set_path(HASURA_PATH);
        }
        Ok(Endpoint { url, chosen_by })
    };
    if let Some(url) = &args.url {
        return of(url, ChosenBy::Argument);
    }
    if let Some((profile, url)) = profile.and_then(|one| Some((one, one.graphql.as_ref()?))) {
        system.say(&format!("endpoint from profile {}", profile.name));
        return of(url, ChosenBy::profile(profile));
    }
    if let Some(url) = system.environment.text("HASURA_GRAPHQL_ENDPOINT")? {
        system.say("endpoint from HASURA_GRAPHQL_ENDPOINT");
        return of(&url, ChosenBy::Variable);
    }
    system.say(&format!("no endpoint was named; trying {LOCAL}"));
    of(LOCAL, ChosenBy::Default)
}

/// Returns an address with the scheme of HTTP in place of that of websockets.
fn as_http(text: &str) -> String {
    match websocket_scheme(text) {
        Some((scheme, rest)) => {
            let secure = if scheme.eq_ignore_ascii_case("wss") { "s" } else { "" };
            format!("http{secure}://{rest}")
        }
        None => text.to_owned(),
    }
}

/// Returns the address, unless it is one of a websocket.
fn refuse_websocket(text: &str) -> Result<&str, Error> {
    match websocket_scheme(text) {
        Some(_) => Err(Error::usage(
            format!("`{}` is the address of a websocket", redact::address(text)),
            "add `--websocket`",
        )),
        None => Ok(text),
    }
}

/// Splits the address of a websocket after its scheme.
fn websocket_scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.trim_start().split_once("://")?;
    ["ws", "wss"].iter().any(|one| scheme.eq_ignore_ascii_case(one)).then_some((scheme, rest))
}

/// Whether an address has a path, even if it is only a slash.
fn has_path(text: &str) -> bool {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    rest.get(..end).is_some_and(|authority| authority.contains(['/', '\\']))
}
