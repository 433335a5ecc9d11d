//! The parts that both kinds of ping share: the token, one request per role, the summary.

use std::time::Duration as StdDuration;

use clap::Args;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Url};

use crate::commands::flags::GrantFlags;
use crate::commands::ping::endpoint::{Decision, Endpoint, Secrets, TokenOrigin};
use crate::commands::present;
use crate::error::Error;
use crate::exit::Outcome;
use crate::hasura::response::Refusal;
use crate::hasura::view::{self, NAMESPACE, ROLE};
use crate::hint;
use crate::jose::anatomy::Anatomy;
use crate::jose::duration::Duration;
use crate::jose::json::{Object, Value};
use crate::jose::signature;
use crate::profile::Profile;
use crate::redact;
use crate::render;
use crate::render::json::{PingDocument, PingResult, PingSummary, RefusalBody};
use crate::source::key::SigningRequest;
use crate::source::token::{self, TokenSource, Tokens, Unasked};
use crate::system::System;
use crate::system::http::{Answer, Failure, Request, is_loopback, parse_header};

/// The lifetime of a token that is minted for one call.
const MINTED_LIFETIME: Duration = Duration::from_seconds(60);

/// The token, the roles and the headers of the requests.
#[derive(Args, Debug)]
pub(super) struct CallFlags {
    /// Token to send: TEXT, @FILE, env:NAME or - [env: `JWTOOL_TOKEN`]
    #[arg(long, value_name = "TOKEN", conflicts_with_all = ["mint", "no_token"], help_heading = "Token")]
    token: Option<TokenSource>,

    /// Use only the Nth token in the input
    #[arg(long, value_name = "N", conflicts_with_all = ["mint", "no_token"], help_heading = "Token")]
    pick: Option<usize>,

    /// Mint a token for --role, valid for one minute and signed with the profile's key or key:dev
    #[arg(long, conflicts_with = "no_token", help_heading = "Token")]
    mint: bool,

    /// Send no token
    #[arg(long, help_heading = "Token")]
    no_token: bool,

    /// Role to request with x-hasura-role (repeatable; sends one request per role)
    #[arg(long, value_name = "ROLE", help_heading = "Request")]
    role: Vec<String>,

    #[command(flatten, next_help_heading = "Token to mint")]
    grant: GrantFlags,

    /// Header to send: 'name: value' (repeatable)
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE", value_parser = parse_header, help_heading = "Request")]
    headers: Vec<(HeaderName, HeaderValue)>,

    /// Time to wait for a response
    #[arg(long, value_name = "DURATION", default_value = "10s", value_parser = timeout, allow_hyphen_values = true, help_heading = "Request")]
    timeout: StdDuration,
}

/// A request to an endpoint, the same for every identity.
pub(super) struct Call {
    /// The subcommand, for hints
    pub(super) command: &'static str,
    pub(super) endpoint: Endpoint,
    pub(super) method: Method,
    pub(super) headers: HeaderMap,
    pub(super) body: Option<Vec<u8>>,
}

/// The identity of a request: the role that it requests, and its token.
struct Identity {
    role: Option<String>,
    token: Option<String>,
}

/// The assessment of an answer: whether it is as expected and, if not, why.
pub(super) struct Assessment {
    pub(super) as_expected: bool,
    pub(super) refusal: Option<Refusal>,
    pub(super) explanation: Option<String>,
}

pub(super) fn run(
    flags: &CallFlags,
    call: &Call,
    profile: Option<&Profile>,
    assess: fn(&Answer, Option<&Value>) -> Assessment,
    system: &mut System,
) -> Result<Outcome, Error> {
    check_secrets(call, flags, profile, system)?;
    let identities = identities(call.command, flags, profile, system)?;
    for role in identities.iter().filter_map(|identity| identity.role.as_ref()) {
        role_header(role)?;
    }
    let mut results = Vec::new();
    let mut worst = Outcome::Positive;
    for Identity { role, token } in identities {
        let mut headers = call.headers.clone();
        if let Some(token) = token {
            headers.insert(AUTHORIZATION, bearer(&token)?);
        }
        if let Some(role) = &role {
            headers.insert(HeaderName::from_static(ROLE), role_header(role)?);
        }
        for (name, value) in &flags.headers {
            headers.insert(name, value.clone());
        }
        let request = Request {
            method: call.method.clone(),
            url: call.endpoint.url.clone(),
            headers,
            body: call.body.clone(),
            timeout: flags.timeout,
        };
        let (outcome, result) = match system.send(request)? {
            Ok(answer) => answered(&call.endpoint.url, role, &answer, assess),
            Err(failure) => (Outcome::Unreachable, unanswered(&call.endpoint.url, role, &failure)),
        };
        worst = worst.max(outcome);
        results.push(result);
    }
    let summary = summary(&results);
    let made = PingDocument { results, summary };
    present::answer(|| &made, |page| render::ping::page(page, &made), system)?;
    Ok(worst)
}

/// Returns each role with the token to send for it, or one identity without a role if none
/// was named.
fn identities(
    command: &str,
    flags: &CallFlags,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<Vec<Identity>, Error> {
    if flags.mint {
        if flags.role.is_empty() {
            return Err(Error::usage(
                "`--mint` needs a role",
                format!("for example `jwtool ping {command} --mint --role user`"),
            ));
        }
        return flags
            .role
            .iter()
            .map(|role| {
                let token = Some(minted(flags, role, profile, system)?);
                Ok(Identity { role: Some(role.clone()), token })
            })
            .collect();
    }
    let granted = !flags.grant.allow.is_empty()
        || flags.grant.user_id.is_some()
        || !flags.grant.set.is_empty();
    if granted {
        return Err(Error::usage(
            "`--allow`, `--user-id` and `--set` need `--mint`",
            "add `--mint`",
        ));
    }
    let token = if flags.no_token {
        None
    } else {
        let arguments: Vec<TokenSource> = flags.token.iter().cloned().collect();
        match token::read_or_log_in(&arguments, Unasked::Nothing, profile, system)? {
            Tokens::Pasted { found, from, .. } => {
                system.note(&format!("token from {from}"));
                Some(token::to_send(&found, flags.pick, system)?)
            }
            Tokens::Listed(_) => {
                return Err(Error::usage(
                    "standard input is a list of tokens, and `ping` sends one",
                    format!(
                        "pass one of them: `head -n 1 tokens.txt | jwtool ping {command} --token -`"
                    ),
                ));
            }
        }
    };
    if flags.role.is_empty() {
        let role = highest_role(profile, token.as_deref());
        return Ok(vec![Identity { role, token }]);
    }
    let identity = |role: &String| Identity { role: Some(role.clone()), token: token.clone() };
    Ok(flags.role.iter().map(identity).collect())
}

/// Returns the first of the profile's roles that the token allows.
fn highest_role(profile: Option<&Profile>, token: Option<&str>) -> Option<String> {
    let anatomy = Anatomy::of(token?);
    let hasura = view::find(anatomy.claims()?)?;
    let allowed = hasura.allowed_roles()?;
    profile?.roles.iter().find(|role| allowed.contains(&role.as_str())).cloned()
}

/// Mints a token for this call.
fn minted(
    flags: &CallFlags,
    role: &str,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<String, Error> {
    let key = SigningRequest { profile, ..SigningRequest::default() }.read(system)?;
    let mut claims = Object::new();
    if let Some(user_id) = &flags.grant.user_id {
        claims.set("sub", user_id.as_str());
    }
    claims.set("iat", system.now.seconds());
    claims.set("exp", system.now.plus(MINTED_LIFETIME).seconds());
    claims.set(NAMESPACE, flags.grant.grant(role, system)?.to_object());
    let header = signature::header(&key.value);
    Ok(signature::compact(&header, &Value::from(claims).to_json(), &key.value)?)
}

fn role_header(role: &str) -> Result<HeaderValue, Error> {
    HeaderValue::from_str(role).map_err(|_| {
        Error::usage(
            format!("`{role}` cannot be sent in a header as a role"),
            "for example `--role user`",
        )
    })
}

fn bearer(token: &str) -> Result<HeaderValue, Error> {
    let mut value = HeaderValue::from_str(&format!("Bearer {token}")).map_err(|_| {
        Error::usage(
            "the token contains characters that a header cannot contain",
            "to see what is wrong with it, run `jwtool decode`",
        )
    })?;
    value.set_sensitive(true);
    Ok(value)
}

/// Returns an error if secrets must not be sent to this endpoint, and warns if they are
/// sent unencrypted.
fn check_secrets(
    call: &Call,
    flags: &CallFlags,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<(), Error> {
    let token = token_origin(flags, profile, system)?;
    let secrets = Secrets::of(token, flags.headers.iter().map(|(name, _)| name));
    match call.endpoint.decide(&secrets) {
        Decision::Allowed => {}
        Decision::AllowedUnencrypted => {
            let url = redact::url(&call.endpoint.url);
            system.say(&format!("warning: the request to {url} is not encrypted; use https"));
        }
        Decision::Refused(refused) => return Err(call.endpoint.refusal(&refused, call.command)),
    }
    Ok(())
}

/// Returns where the token will come from, before it is read or minted.
fn token_origin(
    flags: &CallFlags,
    profile: Option<&Profile>,
    system: &System,
) -> Result<TokenOrigin, Error> {
    Ok(if flags.no_token {
        TokenOrigin::Nowhere
    } else if flags.mint {
        TokenOrigin::Minted
    } else if flags.token.is_some() {
        TokenOrigin::Flag
    } else if token::of_variable(system)?.is_some() {
        TokenOrigin::Variable
    } else if profile.is_some_and(token::has_login) {
        TokenOrigin::Login
    } else {
        TokenOrigin::Nowhere
    })
}

fn answered(
    url: &Url,
    role: Option<String>,
    answer: &Answer,
    assess: fn(&Answer, Option<&Value>) -> Assessment,
) -> (Outcome, PingResult) {
    let body = Value::parse(&answer.body).ok();
    let assessment = assess(answer, body.as_ref());
    let text = || Value::from(String::from_utf8_lossy(&answer.body).into_owned());
    let result = PingResult {
        url: redact::url(url),
        role,
        status: Some(answer.status),
        milliseconds: Some((answer.milliseconds * 10.0).round() / 10.0),
        answered: true,
        as_expected: assessment.as_expected,
        refusal: assessment.refusal.as_ref().map(RefusalBody::from),
        explanation: assessment.explanation,
        body: body.or_else(|| (!answer.body.is_empty()).then(text)),
    };
    (Outcome::of(result.as_expected), result)
}

fn unanswered(url: &Url, role: Option<String>, failure: &Failure) -> PingResult {
    let hint = hint::ping::unanswered(failure.kind, is_loopback(url));
    let hint = hint.map_or_else(String::new, |hint| format!("; {hint}"));
    PingResult {
        url: redact::url(url),
        role,
        status: None,
        milliseconds: None,
        answered: false,
        as_expected: false,
        refusal: None,
        explanation: Some(format!("{}{hint}", failure.message)),
        body: None,
    }
}

/// Whether an answer is a web page, according to its content type or its first tag.
pub(super) fn is_html(answer: &Answer) -> bool {
    let by_type = answer
        .header("content-type")
        .is_some_and(|kind| kind.to_ascii_lowercase().contains("html"));
    let start = String::from_utf8_lossy(answer.body.get(..256).unwrap_or(&answer.body))
        .trim_start()
        .to_ascii_lowercase();
    by_type || start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// Explains why an answer is not what was requested, and what to change.
pub(super) fn not_what_was_asked(answer: &Answer, body: Option<&Value>, wanted: &str) -> String {
    let status = answer.status;
    if (300..400).contains(&status) {
        return match answer.header("location") {
            Some(target) if status != 304 => {
                let target = redact::address(target);
                format!("the endpoint redirects to {target}; {}", hint::ping::REDIRECT)
            }
            _ => format!("HTTP {status}, which does not answer the request"),
        };
    }
    if is_html(answer) {
        return format!(
            "the response is a web page (HTML), not {wanted}; {}",
            hint::ping::WEB_PAGE
        );
    }
    if answer.body.is_empty() {
        return format!("HTTP {status} with an empty body");
    }
    if body.is_none() {
        return format!("the response is not JSON, so it is not {wanted}");
    }
    format!("HTTP {status}: the response is JSON, but not {wanted}")
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

fn timeout(text: &str) -> Result<StdDuration, String> {
    let duration: Duration = text.parse().map_err(|error| format!("{error}"))?;
    match u64::try_from(duration.seconds()) {
        Ok(seconds @ 1..) => Ok(StdDuration::from_secs(seconds)),
        _ => Err("a timeout must be at least one second".to_owned()),
    }
}
