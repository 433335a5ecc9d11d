//! `jwtool verify`: decide whether to believe a token.

use clap::Args;

use crate::commands::flags::ClockFlag;
use crate::error::Error;
use crate::exit::Outcome;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::anatomy::Anatomy;
use crate::jose::duration::Duration;
use crate::jose::json::{Object, Value};
use crate::jose::jwk::JwkSet;
use crate::jose::verdict::{Code, Condition, Keys, Policy, Requirement, Verdict, judge};
use crate::provider;
use crate::render;
use crate::render::json::{VerifyDocument, document};
use crate::source::key::{KeySource, Sourced, VerificationRequest, fitting_keys};
use crate::source::secret::SecretSource;
use crate::source::token::{self, TokenSource, Tokens, Unasked};
use crate::system::System;

/// Decide whether to believe a token
///
/// Prints every check that was made. Exits 0 if all of them passed, 1 if any
/// failed, and 2 or more if the question could not be answered.
#[derive(Args, Debug)]
pub(crate) struct VerifyArgs {
    /// Token: text, `-` for standard input, @FILE, env:NAME [env: `JWTOOL_TOKEN`]
    #[arg(value_name = "TOKEN")]
    token: Vec<TokenSource>,

    /// Key to verify with: FILE (PEM, DER, certificate, JWK, JWK Set), env:NAME, key:NAME or -
    #[arg(long, value_name = "KEY", conflicts_with_all = ["secret", "jwks"])]
    key: Option<KeySource>,

    /// HMAC secret to verify with: TEXT, base64:…, hex:…, @FILE, env:NAME or -
    #[arg(long, value_name = "SECRET", allow_hyphen_values = true, conflicts_with = "jwks")]
    secret: Option<SecretSource>,

    /// JWK Set to verify with: FILE
    #[arg(long, value_name = "FILE")]
    jwks: Option<KeySource>,

    /// Take the key of this name, whatever the token's `kid` says
    #[arg(long, value_name = "KID")]
    kid: Option<String>,

    /// Accept only this algorithm (can be repeated)
    #[arg(long, value_name = "NAME")]
    alg: Vec<SignatureAlgorithm>,

    /// Expected issuer
    #[arg(long, value_name = "ISSUER", visible_alias = "iss")]
    issuer: Option<String>,

    /// Expected audience (can be repeated; the token must name one)
    #[arg(long, value_name = "AUDIENCE", visible_alias = "aud")]
    audience: Vec<String>,

    /// Expected subject
    #[arg(long, value_name = "SUBJECT", visible_alias = "sub")]
    subject: Option<String>,

    /// Claim that must be there (can be repeated): name, name=text, name:=json, name~=text
    #[arg(long, value_name = "CLAIM", value_parser = requirement)]
    require: Vec<Requirement>,

    /// How far clocks may differ
    #[arg(long, value_name = "DURATION", default_value = "0s")]
    leeway: Duration,

    /// Longest time since the token was issued
    #[arg(long, value_name = "DURATION")]
    max_age: Option<Duration>,

    /// Shortest time the token must still be valid
    #[arg(long, value_name = "DURATION")]
    expires_in: Option<Duration>,

    /// Do not look at `exp`
    #[arg(long)]
    ignore_exp: bool,

    /// Check the signature alone; the payload may be anything
    #[arg(long)]
    signature_only: bool,

    /// Let advice fail: weak keys, missing `exp`, mixed key sets
    #[arg(long)]
    strict: bool,

    /// Take only the Nth token of a paste
    #[arg(long, value_name = "N")]
    pick: Option<usize>,

    #[command(flatten)]
    clock: ClockFlag,
}

pub(crate) fn run(args: &VerifyArgs, json: bool, system: &mut System) -> Result<Outcome, Error> {
    let policy = policy(args, system);
    let tokens = token::read(&args.token, Unasked::Stdin, system)?;
    let request = VerificationRequest {
        key: args.key.as_ref(),
        secret: args.secret.as_ref(),
        jwks: args.jwks.as_ref(),
        kid: args.kid.as_deref(),
    };
    let named = request.read(system)?;
    match tokens {
        Tokens::Pasted { found, from } => {
            system.note(&format!("token from {from}"));
            let token = token::one(&found, args.pick, system)?;
            let keys = keys_for(&token, named.as_ref(), system)?;
            let verdict = judge(&token, &keys.value, &policy);
            show(&verdict, &keys.from, json, system)
        }
        Tokens::Listed(tokens) => {
            let (mut accepted, mut rejected) = (0_u64, 0_u64);
            for (index, token) in tokens.enumerate() {
                let token = token?;
                let keys = keys_for(&token, named.as_ref(), system)?;
                let verdict = judge(&token, &keys.value, &policy);
                if verdict.is_accepted() {
                    accepted += 1;
                } else {
                    rejected += 1;
                }
                if !system.quiet {
                    let color = system.stdout.color;
                    let line = if json {
                        document(&VerifyDocument::new(&verdict, &keys.from, None), false, color)
                    } else {
                        render::verdict::line(index + 1, &verdict, color)
                    };
                    system.stdout.write(&line)?;
                }
            }
            system.stdout.flush()?;
            system.say(&format!("{accepted} accepted, {rejected} rejected"));
            Ok(Outcome::of(rejected == 0))
        }
    }
}

fn policy(args: &VerifyArgs, system: &System) -> Policy {
    let issuers = args.issuer.as_deref().map(provider::issuer_names).unwrap_or_default();
    Policy {
        leeway: args.leeway,
        issuers,
        audiences: args.audience.clone(),
        subject: args.subject.clone(),
        requirements: args.require.clone(),
        max_age: args.max_age,
        expires_in: args.expires_in,
        ignore_exp: args.ignore_exp,
        signature_only: args.signature_only,
        strict: args.strict,
        algorithms: args.alg.clone(),
        ..Policy::at(args.clock.now(system))
    }
}

/// The keys of the flags, else the first that fit this token, else none at all.
fn keys_for(
    token: &str,
    named: Option<&Sourced<Keys>>,
    system: &mut System,
) -> Result<Sourced<Keys>, Error> {
    if let Some(keys) = named {
        return Ok(keys.clone());
    }
    let anatomy = Anatomy::of(token);
    let none = Object::new();
    let header = anatomy.header.as_ref().unwrap_or(&none);
    let fitting = fitting_keys(header, anatomy.claims().unwrap_or(&none), system)?;
    let no_keys = || Sourced { value: Keys::Set(JwkSet { keys: Vec::new() }), from: String::new() };
    Ok(fitting.unwrap_or_else(no_keys))
}

fn show(verdict: &Verdict, from: &str, json: bool, system: &mut System) -> Result<Outcome, Error> {
    let outcome = Outcome::of(verdict.is_accepted());
    if system.quiet {
        return Ok(outcome);
    }
    let color = system.stdout.color;
    let shown = if json {
        document(&VerifyDocument::new(verdict, from, None), system.stdout.is_terminal, color)
    } else {
        render::verdict::text(verdict, Some(from).filter(|from| !from.is_empty()), color)
    };
    system.stdout.write(&shown)?;
    if let Some(hint) = hint(verdict) {
        system.stdout.flush()?;
        system.say(&format!("hint: {hint}"));
    }
    Ok(outcome)
}

/// What to type next, by the first reason.
fn hint(verdict: &Verdict) -> Option<&'static str> {
    let code = verdict.reason()?.code?;
    let client = verdict.claims.as_ref().is_some_and(|claims| claims.contains("client_id"));
    Some(match code {
        Code::KeyNotFound => "name the key: `--key FILE`, `--secret env:NAME` or `--jwks FILE`",
        Code::Malformed => "`jwtool decode` shows what can be read of it",
        Code::Encrypted => "`jwtool decode` shows its header",
        Code::AlgNone => "a token that nobody signed is worth nothing; get a signed one",
        Code::Expired => "get a new token; to judge it at another time, add `--at TIME`",
        Code::NotYetValid | Code::IssuedInFuture => {
            "if a clock is a little off, allow for it with `--leeway 30s`"
        }
        Code::ClaimMissing if client => {
            "an access token of Cognito names its client instead: `--require client_id=…`"
        }
        Code::KeyMismatch => "give a key of the kind that the token's `alg` takes",
        Code::SignatureMismatch => "check that the key is of the same environment as the token",
        Code::AlgNotAllowed
        | Code::KeyNotUsable
        | Code::WeakKey
        | Code::DuplicateKid
        | Code::MixedKeySet
        | Code::CritUnknown
        | Code::IssuerUnconfirmed
        | Code::IssMismatch
        | Code::AudMismatch
        | Code::SubMismatch
        | Code::ClaimMissing
        | Code::ClaimMismatch
        | Code::ClaimMalformed
        | Code::TooOld
        | Code::LifetimeTooShort
        | Code::LifetimeTooLong
        | Code::NoExp => return None,
    })
}

/// `name`, `name=text`, `name:=json`, `name~=text`
fn requirement(text: &str) -> Result<Requirement, String> {
    let (name, condition) = match text.split_once('=') {
        None => (text, Condition::Present),
        Some((name, value)) => match (name.strip_suffix(':'), name.strip_suffix('~')) {
            (Some(name), _) => {
                let json = Value::parse(value.as_bytes())
                    .map_err(|error| format!("what follows `:=` is not JSON: {error}"))?;
                (name, Condition::EqualsJson(json))
            }
            (_, Some(name)) => (name, Condition::Contains(value.to_owned())),
            (None, None) => (name, Condition::Equals(value.to_owned())),
        },
    };
    if name.is_empty() {
        return Err("the name of the claim is missing".to_owned());
    }
    Ok(Requirement { name: name.parse().map_err(|error| format!("{error}"))?, condition })
}
