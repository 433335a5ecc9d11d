//! `jwtool verify`: decide whether to believe a token.

use std::collections::HashMap;
use std::rc::Rc;

use clap::Args;

use crate::commands::flags::{ClockFlag, GlobalFlags, examples};
use crate::error::Error;
use crate::escape;
use crate::exit::{ExitStatus, Outcome};
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::anatomy::Anatomy;
use crate::jose::duration::Duration;
use crate::jose::json::{Object, Value};
use crate::jose::verdict::{Code, Condition, Policy, Requirement, Verdict, judge};
use crate::profile::{Profile, Profiles};
use crate::provider;
use crate::provider::evidence::Evidence;
use crate::provider::failure;
use crate::provider::rules;
use crate::render;
use crate::render::json::{VerifyDocument, document};
use crate::source::key::KeySource;
use crate::source::key_search::{FoundKeys, KeySearch, no_token};
use crate::source::secret::SecretSource;
use crate::source::token::{self, TokenLines, TokenSource, Tokens, Unasked};
use crate::system::System;

/// Decide whether to believe a token
///
/// Prints every check that was made. Exits 0 if all of them passed, 1 if any
/// failed, and 2 or more if the question could not be answered.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("A token that was just made, with the key that made it", "jwtool mint --role user | jwtool verify"),
    ("With a public key, for one audience", "jwtool verify @token.txt --key public.pem --audience my-app"),
    ("A claim that must have a value (exit code 1)", "jwtool verify @token.txt --key public.pem --require source=microservice"),
]))]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct VerifyArgs {
    /// Token: text, `-` for standard input, @FILE, env:NAME [env: `JWTOOL_TOKEN`]
    #[arg(value_name = "TOKEN")]
    token: Vec<TokenSource>,

    /// Key to verify with: FILE (PEM, DER, certificate, JWK, JWK Set), env:NAME, key:NAME, URL or -
    #[arg(long, value_name = "KEY", conflicts_with_all = ["secret", "jwks"], help_heading = "Keys")]
    key: Option<KeySource>,

    /// HMAC secret to verify with: TEXT, base64:…, hex:…, @FILE, env:NAME or -
    #[arg(
        long,
        value_name = "SECRET",
        allow_hyphen_values = true,
        conflicts_with = "jwks",
        help_heading = "Keys"
    )]
    secret: Option<SecretSource>,

    /// JWK Set to verify with: FILE or URL
    #[arg(long, value_name = "FILE|URL", help_heading = "Keys")]
    jwks: Option<KeySource>,

    /// Passphrase of an encrypted private key: @FILE, env:NAME or - [default: asks]
    #[arg(long, value_name = "PASSPHRASE", allow_hyphen_values = true, help_heading = "Keys")]
    passphrase: Option<SecretSource>,

    /// Take the key of this name, whatever the token's `kid` says
    #[arg(long, value_name = "KID", help_heading = "Keys")]
    kid: Option<String>,

    /// Accept only this algorithm (can be repeated)
    #[arg(long, value_name = "NAME", help_heading = "Expectations")]
    alg: Vec<SignatureAlgorithm>,

    /// Expected issuer; without a key, the one whose keys are fetched
    #[arg(long, value_name = "ISSUER", visible_alias = "iss", help_heading = "Expectations")]
    issuer: Option<String>,

    /// Believe the issuer that the token names
    #[arg(long, conflicts_with = "issuer", help_heading = "Keys")]
    trust_issuer: bool,

    /// Fetch keys anew, whatever is cached
    #[arg(long, help_heading = "Keys")]
    refresh: bool,

    /// Expected audience (can be repeated; the token must name one)
    #[arg(long, value_name = "AUDIENCE", visible_alias = "aud", help_heading = "Expectations")]
    audience: Vec<String>,

    /// Expected subject
    #[arg(long, value_name = "SUBJECT", visible_alias = "sub", help_heading = "Expectations")]
    subject: Option<String>,

    /// Claim that must be there (can be repeated): name, name=text, name:=json, name~=text
    #[arg(long, value_name = "CLAIM", value_parser = requirement, help_heading = "Expectations")]
    require: Vec<Requirement>,

    /// How far clocks may differ
    #[arg(
        long,
        value_name = "DURATION",
        default_value = "0s",
        allow_hyphen_values = true,
        help_heading = "Time"
    )]
    leeway: Duration,

    /// Longest time since the token was issued
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true, help_heading = "Time")]
    max_age: Option<Duration>,

    /// Shortest time the token must still be valid
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true, help_heading = "Time")]
    expires_in: Option<Duration>,

    /// Do not look at `exp`
    #[arg(long, help_heading = "Time")]
    ignore_exp: bool,

    /// Check the signature alone; the payload may be anything
    #[arg(long, help_heading = "Expectations")]
    signature_only: bool,

    /// Let advice fail: weak keys, missing `exp`, mixed key sets
    #[arg(long, help_heading = "Expectations")]
    strict: bool,

    /// Take only the Nth token of a paste
    #[arg(long, value_name = "N", help_heading = "Input")]
    pick: Option<usize>,

    #[command(flatten)]
    clock: ClockFlag,
}

pub(crate) fn run(
    args: &VerifyArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    if token::are_several(&args.token) {
        return Err(Error::usage(
            "`verify` judges one token, and the command line names several",
            "judge a list, one a line: `jwtool verify - < tokens.txt`",
        ));
    }
    let (profiles, profile) = global.profiles(system)?;
    let policy = policy(args, profile.as_ref(), system);
    let tokens = token::read(&args.token, Unasked::Stdin, system)?;
    let mut search = search(args, profile.as_ref());
    match tokens {
        Tokens::Pasted { found, from, .. } => {
            system.note(&format!("token from {from}"));
            let token = token::one(&found, args.pick, system)?;
            let judged = judged(&token, &policy, &mut search, system)?;
            let hint = hint(&judged.verdict, &profiles);
            show(&judged, hint.as_deref(), global.json, system)
        }
        Tokens::Listed(_) if args.pick.is_some() => Err(Error::usage(
            "`--pick` takes one token of a paste, and standard input holds a list",
            "`sed -n 2p tokens.txt | jwtool verify`",
        )),
        Tokens::Listed(tokens) => many(tokens, &policy, &mut search, global.json, system),
    }
}

fn search<'a>(args: &'a VerifyArgs, profile: Option<&'a Profile>) -> KeySearch<'a> {
    KeySearch {
        key: args.key.as_ref(),
        secret: args.secret.as_ref(),
        jwks: args.jwks.as_ref(),
        passphrase: args.passphrase.as_ref(),
        kid: args.kid.as_deref(),
        issuer: args.issuer.as_deref(),
        trust_issuer: args.trust_issuer,
        refresh: args.refresh,
        profile,
        stored: None,
        failed: HashMap::new(),
        known: HashMap::new(),
    }
}

/// What is expected: the flags, and where they say nothing the profile.
fn policy(args: &VerifyArgs, profile: Option<&Profile>, system: &System) -> Policy {
    let own_issuer = profile.and_then(|profile| profile.issuer.as_deref());
    let issuer = args.issuer.as_deref().or(own_issuer);
    let own_audience = || profile.map(|profile| profile.audience.clone()).unwrap_or_default();
    Policy {
        leeway: args.leeway,
        issuers: issuer.map(provider::issuer_names).unwrap_or_default(),
        audiences: if args.audience.is_empty() { own_audience() } else { args.audience.clone() },
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

/// A verdict and the keys it was made with.
struct Judged {
    verdict: Verdict,
    keys: Rc<FoundKeys>,
}

/// Judges one token; a `kid` that is unknown is asked for once more.
fn judged(
    token: &str,
    policy: &Policy,
    search: &mut KeySearch<'_>,
    system: &mut System,
) -> Result<Judged, Error> {
    let anatomy = Anatomy::of(token);
    let (header, claims) = (anatomy.header.clone().unwrap_or_default(), anatomy.claims());
    let claims = claims.cloned().unwrap_or_default();
    let mut keys = if anatomy.header.is_some() {
        search.for_token(&header, &claims, system)?
    } else {
        search.for_all(system)?.unwrap_or_else(|| Rc::new(no_token()))
    };
    let mut verdict = judge(token, &keys.keyring, &confirmed(policy, &keys));
    if verdict.has(Code::KeyNotFound)
        && let Some(again) = search.again(&keys, system)?
    {
        keys = again;
        verdict = judge(token, &keys.keyring, &confirmed(policy, &keys));
    }
    explain(&mut verdict, &header, &claims, token);
    Ok(Judged { verdict, keys })
}

/// The policy for keys that may be an issuer's on the token's own word.
fn confirmed(policy: &Policy, keys: &FoundKeys) -> Policy {
    Policy { issuer_unconfirmed: keys.is_unconfirmed(), ..policy.clone() }
}

/// Adds to a failed signature what is known of tokens like this one.
fn explain(verdict: &mut Verdict, header: &Object, claims: &Object, token: &str) {
    let failed = verdict.checks.iter_mut().find(|check| {
        matches!(check.code, Some(Code::SignatureMismatch | Code::KeyNotFound | Code::KeyMismatch))
    });
    let Some(failed) = failed else { return };
    let origin = rules::origin(&Evidence::new(header, claims));
    if let Some(reason) = failure::explain(&origin, header, token) {
        failed.message = format!("{}; {reason}", failed.message);
    }
}

/// Tokens that are judged together, so that every core has work.
const BATCH: usize = 1024;
/// And how much text that may be, in bytes.
const BATCH_BYTES: usize = 8 * 1024 * 1024;

/// Judges a stream of tokens in order, on all cores, in constant memory.
fn many(
    mut tokens: TokenLines,
    policy: &Policy,
    search: &mut KeySearch<'_>,
    json: bool,
    system: &mut System,
) -> Result<Outcome, Error> {
    let (mut accepted, mut rejected, mut number) = (0_u64, 0_u64, 0_usize);
    let mut worst = Outcome::Positive;
    loop {
        let batch = batch(&mut tokens)?;
        if batch.is_empty() {
            break;
        }
        let look = Look { json, color: system.stdout.color, first: number + 1 };
        number += batch.len();
        for (outcome, line) in judged_together(&batch, look, policy, search, system)? {
            if outcome == Outcome::Positive {
                accepted += 1;
            } else {
                rejected += 1;
            }
            worst = worst.max(outcome);
            if !system.quiet {
                system.stdout.write(&line)?;
            }
        }
    }
    system.stdout.flush()?;
    system.say(&format!("{accepted} accepted, {rejected} rejected"));
    Ok(worst)
}

/// How the lines of a batch look.
#[derive(Clone, Copy, Debug)]
struct Look {
    json: bool,
    color: bool,
    /// The number of the batch's first token
    first: usize,
}

impl Look {
    /// One line for a token of many.
    fn line(self, index: usize, verdict: &Verdict, keys: &FoundKeys) -> (Outcome, String) {
        let line = if self.json {
            let made = VerifyDocument::new(verdict, &keys.from, keys.issuer_pinned);
            document(&made, false, self.color)
        } else {
            render::verdict::line(self.first + index, verdict, self.color)
        };
        (Outcome::of(verdict.is_accepted()), line)
    }

    /// One line for a token whose keys cannot be had: no reason to leave out the others.
    fn unjudged(self, index: usize, error: &Error) -> (Outcome, String) {
        let line = if self.json {
            render::error::json(error, self.color)
        } else {
            render::verdict::unjudged(self.first + index, &error.to_string(), self.color)
        };
        let outcome = match error.exit() {
            ExitStatus::Unreachable => Outcome::Unreachable,
            _ => Outcome::Unreadable,
        };
        (outcome, line)
    }
}

fn batch(tokens: &mut TokenLines) -> Result<Vec<String>, Error> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        let Some(token) = tokens.next() else { break };
        let token = token?;
        bytes += token.len();
        batch.push(token);
    }
    Ok(batch)
}

/// Judges a batch and words the lines. With keys that were named, every core takes a
/// share; else the keys of each token are found first, one after the other.
fn judged_together(
    batch: &[String],
    look: Look,
    policy: &Policy,
    search: &mut KeySearch<'_>,
    system: &mut System,
) -> Result<Vec<(Outcome, String)>, Error> {
    let Some(keys) = search.for_all(system)? else {
        let mut lines = Vec::with_capacity(batch.len());
        for (index, token) in batch.iter().enumerate() {
            lines.push(match judged(token, policy, search, system) {
                Ok(judged) => look.line(index, &judged.verdict, &judged.keys),
                Err(error) => look.unjudged(index, &error),
            });
        }
        return Ok(lines);
    };
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = batch.len().div_ceil(cores).max(1);
    // What a thread needs of the keys, without their reference count.
    let keys: &FoundKeys = &keys;
    let judged = |(index, token): (usize, &String)| {
        look.line(index, &judge(token, &keys.keyring, policy), keys)
    };
    Ok(std::thread::scope(|scope| {
        let threads: Vec<_> = batch
            .chunks(share)
            .enumerate()
            .map(|(chunk, tokens)| {
                let numbered = tokens.iter().enumerate();
                scope.spawn(move || {
                    numbered
                        .map(|(index, token)| judged((chunk * share + index, token)))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        // A token that nobody judged must not pass for one that was.
        let joined = |thread: std::thread::ScopedJoinHandle<'_, Vec<_>>| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        threads.into_iter().flat_map(joined).collect()
    }))
}

impl Judged {
    fn document(&self) -> VerifyDocument {
        VerifyDocument::new(&self.verdict, &self.keys.from, self.keys.issuer_pinned)
    }
}

fn show(
    judged: &Judged,
    hint: Option<&str>,
    json: bool,
    system: &mut System,
) -> Result<Outcome, Error> {
    let outcome = Outcome::of(judged.verdict.is_accepted());
    if system.quiet {
        return Ok(outcome);
    }
    let color = system.stdout.color;
    let shown = if json {
        document(&judged.document(), system.stdout.is_terminal, color)
    } else {
        let from = Some(judged.keys.from.as_str()).filter(|from| !from.is_empty());
        render::verdict::text(&judged.verdict, from, color)
    };
    system.stdout.write(&shown)?;
    if let Some(hint) = hint {
        system.stdout.flush()?;
        system.say(&escape::line(&format!("hint: {hint}")));
    }
    Ok(outcome)
}

/// What to type next, by the first reason.
fn hint(verdict: &Verdict, profiles: &Profiles) -> Option<String> {
    let code = verdict.reason()?.code?;
    let issuer = verdict.claims.as_ref().and_then(|claims| claims.get_str("iss"));
    if code == Code::IssuerUnconfirmed {
        let issuer = issuer.unwrap_or_default();
        return Some(format!("if that is the issuer you expect, say so: `--issuer {issuer}`"));
    }
    if matches!(code, Code::IssMismatch | Code::SignatureMismatch | Code::KeyNotFound) {
        let names = issuer.map(provider::issuer_names).unwrap_or_default();
        if let Some(profile) = profiles.of_issuer(&names) {
            return Some(format!(
                "the token is of the profile `{0}`: `--profile {0}`",
                profile.name
            ));
        }
    }
    fixed_hint(verdict, code).map(ToOwned::to_owned)
}

fn fixed_hint(verdict: &Verdict, code: Code) -> Option<&'static str> {
    let client = verdict.claims.as_ref().is_some_and(|claims| claims.contains("client_id"));
    Some(match code {
        Code::KeyNotFound => "name the key: `--key FILE`, `--secret env:NAME` or `--jwks FILE|URL`",
        Code::Malformed => "`jwtool decode` shows what can be read of it",
        Code::Encrypted => "`jwtool decode --key FILE` opens it",
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
