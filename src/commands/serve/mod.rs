//! `jwtool serve`: an issuer on this machine, for development and tests.

mod announce;
mod service;
mod signing;

use std::net::IpAddr;

use clap::Args;

use crate::commands::flags::examples;
use crate::commands::present;
use crate::commands::preset::{self, PresetFlag};
use crate::error::Error;
use crate::escape;
use crate::exit::Outcome;
use crate::issuer::fault::{Fault, FaultKind};
use crate::issuer::settings::{self, Advice, IssuerFault, Settings};
use crate::redact;
use crate::render::json::PresetsDocument;
use crate::source::key::KeySource;
use crate::source::secret::SecretSource;
use crate::system::System;
use crate::system::server::Sockets;

/// Run a local issuer for development and tests
///
/// It has everything that an OpenID Connect provider has, and accepts everyone: any client ID and
/// secret, any user name and password. Its tokens are like those of `mint`, and each preset is an
/// issuer of its own, such as /auth0. Only this machine can reach it.
/// When it is ready, it prints one line of JSON with its addresses, or a page at a terminal.
#[derive(Args, Debug)]
#[command(
    mut_arg("name", |arg| arg.help_heading("Tokens")),
    after_long_help = examples(&[
        ("An issuer with two roles", "jwtool serve --role user --role editor"),
        ("Tokens like those of Auth0, and a token endpoint that fails", "jwtool serve --as auth0 --fault status=503@token"),
        ("Only the key set, for tokens of `mint`", "jwtool serve --jwks-only"),
    ])
)]
pub(crate) struct ServeArgs {
    /// Port to listen on; 0 picks a free one
    #[arg(long, value_name = "PORT", default_value_t = 8765, help_heading = "Server")]
    port: u16,

    /// Name of the issuer as others see it, such as `http://host.docker.internal:8765` [default: the address it listens on]
    #[arg(long, value_name = "URL", visible_alias = "iss", help_heading = "Server")]
    issuer: Option<String>,

    /// Address to listen on instead of loopback; other machines can then get tokens, signed with key:serve
    #[arg(long, value_name = "ADDRESS", help_heading = "Server")]
    listen: Option<IpAddr>,

    /// Redirect to allow besides those to this machine (repeatable)
    #[arg(long, value_name = "URL", help_heading = "Server")]
    redirect: Vec<String>,

    /// Serve only the key set, /.well-known/jwks.json
    #[arg(long, help_heading = "Server")]
    jwks_only: bool,

    /// Do something wrong, at one endpoint or all: slow=3s, status=500, html, stale-keys, unknown-kid, clock=+10m or wrong-issuer, with @discovery, @jwks, @token, @authorize or @userinfo (repeatable)
    #[arg(long, value_name = "NAME[@ENDPOINT]", help_heading = "Server")]
    fault: Vec<Fault>,

    #[command(flatten)]
    preset: PresetFlag,

    /// Role to offer (repeatable); tokens have the first one unless a request names another [default: user]
    #[arg(long, value_name = "ROLE", help_heading = "Tokens")]
    role: Vec<String>,

    /// Private key to sign with: FILE, env:NAME, key:NAME or - [default: key:dev]
    #[arg(long, value_name = "KEY", help_heading = "Signing key")]
    key: Option<KeySource>,

    /// Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]
    #[arg(
        long,
        value_name = "PASSPHRASE",
        allow_hyphen_values = true,
        help_heading = "Signing key"
    )]
    passphrase: Option<SecretSource>,
}

const ADVICE: Advice = Advice {
    about: "This is `jwtool serve`, an issuer for development and tests.",
    host: "`jwtool serve --issuer URL` allows the host of URL",
    redirect: "`jwtool serve --redirect URL` allows it",
};

pub(crate) fn run(args: &ServeArgs, system: &mut System) -> Result<Outcome, Error> {
    if args.preset.is_list() {
        present::raw(PresetsDocument::new, &preset::list(), system)?;
        return Ok(Outcome::Positive);
    }
    let preset = args.preset.preset(system)?;
    let roles = roles(&args.role)?;
    let issuer = args.issuer.as_deref().map(issuer).transpose()?;
    check_redirects(&args.redirect)?;
    let exposed = args.listen.filter(|address| !address.is_loopback());
    let has_stale_keys = args.fault.iter().any(|fault| fault.kind == FaultKind::StaleKeys);
    let mut source = signing::Source::new(
        args.key.as_ref(),
        args.passphrase.as_ref(),
        exposed.is_some(),
        has_stale_keys,
    )?;
    let keys = source.read(system)?;
    system.note(&format!("signing with {} ({})", source.name(), keys.signing.algorithm));
    let sockets = match args.listen {
        Some(address) => Sockets::at(address, args.port)?,
        None => Sockets::loopback(args.port)?,
    };
    let issuer = issuer.unwrap_or_else(|| announce::own_name(&sockets));
    let settings = Settings {
        issuer,
        preset,
        roles,
        redirects: args.redirect.clone(),
        listen: args.listen,
        jwks_only: args.jwks_only,
        faults: args.fault.clone(),
        advice: ADVICE,
    };
    let addresses = sockets.addresses.clone();
    let mut service = service::IssuerService::new(settings.clone(), keys, source);
    system.serve(sockets, &mut service, |system| {
        if exposed.is_some() {
            announce::warn_of_exposure(args.key.is_some(), system);
        }
        announce::ready(&settings, &addresses, system)
    })?;
    Ok(Outcome::Positive)
}

/// Returns the roles to offer, each once.
fn roles(given: &[String]) -> Result<Vec<String>, Error> {
    let mut roles: Vec<String> = Vec::new();
    for role in given {
        if role.is_empty() {
            return Err(Error::usage(
                "the role of `--role` is empty",
                "name a role: `--role user`",
            ));
        }
        if role.contains(',') {
            let each: Vec<String> = role
                .split(',')
                .map(str::trim)
                .filter(|role| !role.is_empty())
                .filter_map(escape::pasteable)
                .map(|role| format!("--role {role}"))
                .collect();
            return Err(Error::usage(
                "`--role` takes one role, not a list",
                format!("write `{}`", each.join(" ")),
            ));
        }
        if !roles.contains(role) {
            roles.push(role.clone());
        }
    }
    if roles.is_empty() {
        roles.push("user".to_owned());
    }
    Ok(roles)
}

fn issuer(text: &str) -> Result<String, Error> {
    settings::issuer_name(text).map_err(|fault| {
        let what = match fault {
            IssuerFault::NotWeb => "is not an http or https address".to_owned(),
            IssuerFault::Ambiguous(ambiguity) => ambiguity.to_string(),
            IssuerFault::Query => "has a query or a fragment, which no issuer has".to_owned(),
        };
        Error::usage(
            format!("`--issuer {}` {what}", redact::address(text)),
            "write it like `--issuer http://host.docker.internal:8765`",
        )
    })
}

fn check_redirects(redirects: &[String]) -> Result<(), Error> {
    match redirects.iter().find(|redirect| !settings::is_redirect(redirect)) {
        None => Ok(()),
        Some(redirect) => Err(Error::usage(
            format!("`--redirect {}` is not an address to return to", redact::address(redirect)),
            "write it whole and without a fragment: `--redirect https://app.example.gov/callback`",
        )),
    }
}
