//! `jwtool ping rest`: sends any HTTP request.

use clap::Args;
use reqwest::Method;
use reqwest::header::HeaderMap;

use crate::commands::flags::examples;
use crate::commands::ping::endpoint::{ChosenBy, Endpoint};
use crate::commands::ping::exchange::{self, Assessment, Call, CallFlags};
use crate::error::Error;
use crate::exit::Outcome;
use crate::hasura::response;
use crate::jose::json::Value;
use crate::profile::Profile;
use crate::system::System;
use crate::system::http::{Answer, parse_url};

/// Call a REST endpoint
///
/// Exits with 0 for HTTP 2xx unless it is a web page, 1 for any other response, and 4 if the
/// endpoint cannot be reached.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("With a token from a file", "jwtool ping rest https://api.example.gov/me --token @token.txt"),
    ("Without a token, to see that it is refused (exit code 1)", "jwtool ping rest https://api.example.gov/me --no-token"),
    ("With a newly minted token and another method", "jwtool ping rest https://api.example.gov/me -X DELETE --mint --role user"),
]))]
pub(crate) struct RestArgs {
    /// Endpoint [default: the profile's]
    #[arg(value_name = "URL")]
    url: Option<String>,

    /// Request method
    #[arg(
        short = 'X',
        long,
        value_name = "METHOD",
        default_value = "GET",
        help_heading = "Request"
    )]
    method: Method,

    #[command(flatten)]
    call: CallFlags,
}

pub(super) fn run(
    args: &RestArgs,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<Outcome, Error> {
    let endpoint = endpoint(args, profile, system)?;
    let call = Call {
        command: "rest",
        endpoint,
        method: args.method.clone(),
        headers: HeaderMap::new(),
        body: None,
    };
    exchange::run(&args.call, &call, profile, assess, system)
}

/// Returns the endpoint and who chose it.
fn endpoint(
    args: &RestArgs,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<Endpoint, Error> {
    if let Some(url) = &args.url {
        return Ok(Endpoint { url: parse_url(url)?, chosen_by: ChosenBy::Argument });
    }
    let own = profile.and_then(|one| Some((one, one.rest.as_ref()?)));
    let (profile, rest) = own.ok_or_else(|| {
        Error::usage(
            "`ping rest` needs an endpoint",
            "for example `jwtool ping rest https://api.example.gov/auth/current_user2`",
        )
    })?;
    system.say(&format!("endpoint from profile {}", profile.name));
    let mut url = parse_url(rest)?;
    if let Some(path) = &profile.rest_ping {
        let base = url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{base}/{}", path.trim_start_matches('/')));
    }
    Ok(Endpoint { url, chosen_by: ChosenBy::profile(profile) })
}

/// Assesses an answer. Expects HTTP 2xx and no web page.
fn assess(answer: &Answer, body: Option<&Value>) -> Assessment {
    let success = (200..300).contains(&answer.status);
    let as_expected = success && !exchange::is_html(answer);
    let refusal = body.filter(|_| !success).and_then(response::rest_error);
    let explanation = if as_expected || refusal.is_some() {
        None
    } else {
        Some(exchange::not_what_was_asked(answer, body, "an API response"))
    };
    Assessment { as_expected, refusal, explanation }
}
