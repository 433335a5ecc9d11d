//! `jwtool ping rest`: sends any HTTP request.

use std::path::Path;

use clap::Args;
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};

use crate::commands::flags::examples;
use crate::commands::ping::call::{Call, Kind};
use crate::commands::ping::endpoint::{ChosenBy, Endpoint};
use crate::commands::ping::flags::CallFlags;
use crate::error::{Error, Subject};
use crate::jose::json::Value;
use crate::profile::Profile;
use crate::system::System;
use crate::system::files;
use crate::system::http::parse_url;

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

    /// Request method [default: GET, or POST with --data]
    #[arg(short = 'X', long, value_name = "METHOD", value_parser = method, help_heading = "Request")]
    method: Option<Method>,

    /// Body to send: TEXT, @FILE or - (standard input)
    #[arg(long, value_name = "DATA", allow_hyphen_values = true, help_heading = "Request")]
    data: Option<String>,

    #[command(flatten)]
    pub(super) call: CallFlags,
}

/// Returns the call that the flags describe.
pub(super) fn call(
    args: &RestArgs,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<Call, Error> {
    let endpoint = endpoint(args, profile, system)?;
    let data = args.data.as_deref().map(|data| read(data, system)).transpose()?;
    let mut headers = HeaderMap::new();
    if let Some(data) = &data {
        let is_json = Value::parse(data).is_ok();
        let kind = if is_json { "application/json" } else { "text/plain;charset=utf-8" };
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    let usual = if data.is_some() { Method::POST } else { Method::GET };
    let method = args.method.clone().unwrap_or(usual);
    Call::new(Kind::Rest, endpoint, (method, headers, data), &args.call, system)
}

/// Parses a method. The usual ones may be in lower case, in which servers do not know them.
fn method(text: &str) -> Result<Method, String> {
    const USUAL: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    let usual = USUAL.into_iter().find(|usual| usual.eq_ignore_ascii_case(text));
    usual.unwrap_or(text).parse().map_err(|_| format!("`{text}` is not a method"))
}

/// Reads the body to send.
fn read(data: &str, system: &mut System) -> Result<Vec<u8>, Error> {
    match data.strip_prefix('@') {
        Some(path) => files::read(Path::new(path), Subject::Body),
        None if data == "-" => system.stdin.read_to_end(Subject::Body),
        None => Ok(data.as_bytes().to_vec()),
    }
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
        let (path, query) = match path.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (path.as_str(), None),
        };
        let base = url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{base}/{}", path.trim_start_matches('/')));
        if query.is_some() {
            url.set_query(query);
        }
    }
    Ok(Endpoint { url, chosen_by: ChosenBy::profile(profile) })
}
