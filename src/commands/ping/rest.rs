//! `jwtool ping rest`: any HTTP request.

use clap::Args;
use reqwest::Method;
use reqwest::header::HeaderMap;

use crate::commands::ping::exchange::{self, Call, CallFlags, Judgement};
use crate::error::Error;
use crate::exit::Outcome;
use crate::hasura::response;
use crate::jose::json::Value;
use crate::system::System;
use crate::system::http::{Answer, parse_url};

/// Call a REST endpoint
#[derive(Args, Debug)]
pub(crate) struct RestArgs {
    /// Endpoint
    #[arg(value_name = "URL")]
    url: Option<String>,

    /// Request method
    #[arg(short = 'X', long, value_name = "METHOD", default_value = "GET")]
    method: Method,

    #[command(flatten)]
    call: CallFlags,
}

pub(super) fn run(args: &RestArgs, json: bool, system: &mut System) -> Result<Outcome, Error> {
    let url = args.url.as_deref().ok_or_else(|| {
        Error::usage(
            "which endpoint?",
            "`jwtool ping rest https://api.example.gov/auth/current_user2`",
        )
    })?;
    let call = Call {
        url: parse_url(url)?,
        named: true,
        method: args.method.clone(),
        headers: HeaderMap::new(),
        body: None,
    };
    exchange::run(&args.call, &call, judge, json, system)
}

/// As expected is 2xx and no web page.
fn judge(answer: &Answer, body: Option<&Value>) -> Judgement {
    let success = (200..300).contains(&answer.status);
    let as_expected = success && !exchange::is_html(answer);
    let refusal = body.filter(|_| !success).and_then(response::rest_error);
    let explanation = if as_expected || refusal.is_some() {
        None
    } else {
        Some(exchange::not_what_was_asked(answer, body, "an API's answer"))
    };
    Judgement { as_expected, refusal, explanation }
}
