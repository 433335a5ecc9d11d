//! `jwtool verify`: decides whether to accept a token.

use std::rc::Rc;

use clap::Args;

use crate::commands::flags::{ClockFlag, GlobalFlags, examples};
use crate::commands::present::{self, Count, Presentation};
use crate::error::Error;
use crate::exit::{ExitStatus, Outcome};
use crate::hint::signature::SecretOrigin;
use crate::hint::verify::{Circumstances, Explained};
use crate::hint::{self, Verb};
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::diagnosis::Mismatch;
use crate::jose::duration::Duration;
use crate::jose::json::Value;
use crate::jose::jws::{Jws, SignedToken};
use crate::jose::key::{VerificationKey, VerificationMaterial};
use crate::jose::keyring::{Candidate, Keyring};
use crate::jose::signature::Verifier;
use crate::jose::verdict::{
    Code, Condition, Policy, Requirement, SignatureVerdict, Trials, Verdict, judge, judge_signature,
};
use crate::profile::{KeyPlace, Profile, Profiles};
use crate::provider;
use crate::provider::defect::Defect;
use crate::provider::evidence::Evidence;
use crate::provider::failure;
use crate::provider::rules;
use crate::redact;
use crate::render;
use crate::render::json::{ErrorDocument, VerifyDocument};
use crate::source::key::KeySource;
use crate::source::key_search::{FoundKeys, KeySearch, VerificationRequest};
use crate::source::known_keys;
use crate::source::secret::SecretSource;
use crate::source::token::{self, TokenLines, TokenSource, Tokens, Unasked};
use crate::system::System;

/// Decide whether to accept a token
///
/// Prints every check. Exits with 0 if all checks passed, 1 if any failed, and 2 or more if
/// the token could not be checked.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("A token that was just minted", "jwtool mint --role user | jwtool verify"),
    ("With a public key, for one audience", "jwtool verify @token.txt --key public.pem --audience my-app"),
    ("Require the value of a claim (exit code 1)", "jwtool verify @token.txt --key public.pem --require source=microservice"),
]))]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct VerifyArgs {
    /// Token: TEXT, @FILE, env:NAME, or - for standard input [env: `JWTOOL_TOKEN`]
    #[arg(value_name = "TOKEN")]
    token: Vec<TokenSource>,

    /// Key to verify with: FILE (PEM, DER, certificate, JWK, JWK Set), env:NAME, key:NAME, URL or -
    #[arg(long, value_name = "KEY", conflicts_with_all = ["secret", "jwks"], help_heading = "Keys")]
    key: Option<KeySource>,

    /// HMAC secret to verify with: TEXT, base64:…, hex:…, @FILE, base64:@FILE, env:NAME or -
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

    /// Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]
    #[arg(long, value_name = "PASSPHRASE", allow_hyphen_values = true, help_heading = "Keys")]
    passphrase: Option<SecretSource>,

    /// Use the key with this ID, regardless of the token's `kid`
    #[arg(long, value_name = "KID", help_heading = "Keys")]
    kid: Option<String>,

    /// Accept only this algorithm (repeatable)
    #[arg(long, value_name = "NAME", help_heading = "Expectations")]
    alg: Vec<SignatureAlgorithm>,

    /// Expected issuer; without a key, also the issuer to fetch keys from
    #[arg(long, value_name = "ISSUER", visible_alias = "iss", help_heading = "Expectations")]
    issuer: Option<String>,

    /// Trust the issuer named in the token
    #[arg(long, conflicts_with = "issuer", help_heading = "Keys")]
    trust_issuer: bool,

    /// Fetch keys again, even if they are cached
    #[arg(long, help_heading = "Keys")]
    refresh: bool,

    /// Expected audience (repeatable; the token must name at least one)
    #[arg(long, value_name = "AUDIENCE", visible_alias = "aud", help_heading = "Expectations")]
    audience: Vec<String>,

    /// Expected subject
    #[arg(long, value_name = "SUBJECT", visible_alias = "sub", help_heading = "Expectations")]
    subject: Option<String>,

    /// Required claim (repeatable): name, name=text, name:=json, name~=text
    #[arg(long, value_name = "CLAIM", value_parser = requirement, help_heading = "Expectations")]
    require: Vec<Requirement>,

    /// Clock skew to allow
    #[arg(
        long,
        value_name = "DURATION",
        default_value = "0s",
        allow_hyphen_values = true,
        help_heading = "Time"
    )]
    leeway: Duration,

    /// Maximum age of the token
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true, help_heading = "Time")]
    max_age: Option<Duration>,

    /// Minimum time left until the token expires
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true, help_heading = "Time")]
    expires_in: Option<Duration>,

    /// Ignore `exp`
    #[arg(long, help_heading = "Time")]
    ignore_exp: bool,

    /// Check only the signature and accept any payload
    #[arg(
        long,
        conflicts_with_all = ["audience", "subject", "require", "max_age", "expires_in", "ignore_exp"],
        help_heading = "Expectations"
    )]
    signature_only: bool,

    /// Treat warnings as failures: weak keys, missing `exp`, mixed key sets
    #[arg(long, help_heading = "Expectations")]
    strict: bool,

    /// Same as TOKEN
    #[arg(long = "token", value_name = "TOKEN", conflicts_with = "token", help_heading = "Input")]
    token_flag: Option<TokenSource>,

    /// Use only the Nth token in the input
    #[arg(long, value_name = "N", help_heading = "Input")]
    pick: Option<usize>,

    #[command(flatten)]
    clock: ClockFlag,
}

impl VerifyArgs {
    /// The tokens of the command line: TOKEN, or the value of `--token`.
    fn given(&self) -> &[TokenSource] {
        if self.token_flag.is_some() { self.token_flag.as_slice() } else { &self.token }
    }
}

pub(crate) fn run(
    args: &VerifyArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    if token::are_several(args.given()) {
        let key = args.given().iter().find_map(TokenSource::as_file_or_address);
        let hint = key.and_then(hint::synonym::key).unwrap_or_else(|| {
            "to verify a list, pipe it in, one per line: `jwtool verify - < tokens.txt`".to_owned()
        });
        let message = "`verify` checks one token, but the command line has several";
        return Err(Error::usage(message, hint));
    }
    let (profiles, profile) = global.profiles(system)?;
    let policy = policy(args, profile.as_ref(), system);
    refuse_user_info(&policy)?;
    let tokens = token::read_or_log_in(args.given(), Unasked::Stdin, profile.as_ref(), system)?;
    let mut search = KeySearch::new(request(args, profile.as_ref()));
    match tokens {
        Tokens::Pasted { found, from, .. } => {
            system.note(&format!("token from {from}"));
            let token = token::one(&found, args.pick, system)?;
            if token.is_refresh_token() {
                system.say("warning: this is a refresh token, which is only for its issuer");
            }
            let mut verified = verify(&token.token, &policy, &mut search, system)?;
            let explained = explain_mismatch(&mut verified, &profiles, system);
            let defect = match explained {
                Some(_) => None,
                None => add_defect(&mut verified.verdict, &token.token),
            };
            let keys = verified.keys.as_deref();
            let known = Circumstances {
                profiles: &profiles,
                profile: profile.as_ref().map(|profile| profile.name.as_str()),
                issuer: policy.issuers.first().map(String::as_str),
                wants_audience: !policy.audiences.is_empty(),
                calls_itself: keys.and_then(|keys| keys.calls_itself.as_deref()),
                can_refresh: !system.offline && keys.is_some_and(FoundKeys::are_fetched),
                explained: explained.as_ref(),
                secret: args.secret.as_ref().map(|secret| SecretOrigin {
                    place: secret.place("--secret"),
                    encoding: secret.encoding(),
                }),
            };
            let hint = match defect {
                Some(defect) => Some(hint::for_defect(&defect).to_owned()),
                None => hint::verify::verdict(&verified.verdict, &known),
            };
            let message = hint::message::instead_of_token(&token.token);
            let hint = message.map(ToOwned::to_owned).or(hint);
            show(&verified, hint.as_deref(), system)
        }
        Tokens::Listed(_) if args.pick.is_some() => Err(Error::usage(
            "`--pick` selects a token of a paste, but standard input holds a list",
            "`sed -n 2p tokens.txt | jwtool verify`",
        )),
        Tokens::Listed(tokens) => verify_list(tokens, &policy, &mut search, system),
    }
}

/// Refuses an expected issuer with a user name or password: the verdict would print it, and
/// no token has such an `iss`.
fn refuse_user_info(policy: &Policy) -> Result<(), Error> {
    match policy.issuers.iter().find(|issuer| redact::has_user_info(issuer)) {
        None => Ok(()),
        Some(issuer) => Err(Error::usage(
            format!("the issuer `{}` has a user name or password in it", redact::address(issuer)),
            "pass the issuer as it is in the token: `--issuer https://issuer.example`",
        )),
    }
}

/// Returns where to find keys, according to the flags and the profile.
fn request<'a>(args: &'a VerifyArgs, profile: Option<&'a Profile>) -> VerificationRequest<'a> {
    VerificationRequest {
        key: args.key.as_ref(),
        secret: args.secret.as_ref(),
        jwks: args.jwks.as_ref(),
        passphrase: args.passphrase.as_ref(),
        kid: args.kid.as_deref(),
        issuer: args.issuer.as_deref(),
        trust_issuer: args.trust_issuer,
        refresh: args.refresh,
        profile,
    }
}

/// Returns what the token must satisfy, according to the flags. The profile provides the
/// defaults.
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

/// A verdict and the keys that it is based on; `None` if the text is not a JWS and no keys
/// were looked up.
struct Verified {
    verdict: Verdict,
    keys: Option<Rc<FoundKeys>>,
    /// Why its signature cannot verify, if that is known for tokens like this one
    known_cause: Option<String>,
    /// The signature checks that are left
    trials: Trials,
}

/// Verifies one token. Checks its form before looking up any key that it names. Of several
/// signatures, the first one that verifies counts, or else the first one.
fn verify(
    text: &str,
    policy: &Policy,
    search: &mut KeySearch<'_>,
    system: &mut System,
) -> Result<Verified, Error> {
    let token = match SignedToken::parse(text) {
        Ok(token) => token,
        Err(error) => {
            let verdict = Verdict::not_a_jws(&error);
            let trials = Trials::new();
            return Ok(Verified { verdict, keys: None, known_cause: None, trials });
        }
    };
    let (first, others) = token.into_signatures();
    let mut trials = Trials::new();
    let mut chosen = verify_signature(first, policy, &mut trials, search, system);
    let mut left = others.len();
    for jws in others {
        // An unreachable issuer decides nothing about the other signatures.
        let open = match &chosen {
            Ok((verdict, _)) => !verdict.is_verified(),
            Err(error) => error.exit() == ExitStatus::Unreachable,
        };
        if !open || trials.are_used_up() {
            break;
        }
        left -= 1;
        match verify_signature(jws, policy, &mut trials, search, system) {
            Ok(verified) if verified.0.is_verified() => chosen = Ok(verified),
            Err(error) if error.exit() != ExitStatus::Unreachable => return Err(error),
            Ok(_) | Err(_) => {}
        }
    }
    let (mut chosen, keys) = chosen?;
    chosen.without_trial(left);
    let mut verdict = chosen.judge_claims(&keys.keyring, &policy_for(&keys, policy));
    let known_cause = add_known_cause(&mut verdict, text);
    Ok(Verified { verdict, keys: Some(keys), known_cause, trials })
}

/// Verifies one signature with the keys that are found for it. Fetches the keys again if
/// they do not include its `kid`.
fn verify_signature(
    jws: Jws,
    policy: &Policy,
    trials: &mut Trials,
    search: &mut KeySearch<'_>,
    system: &mut System,
) -> Result<(SignatureVerdict, Rc<FoundKeys>), Error> {
    let keys = search.for_signature(&jws, system)?;
    let verdict = judge_signature(jws.clone(), &keys.keyring, policy, trials);
    if verdict.lacks_key()
        && !trials.are_used_up()
        && let Some(keys) = search.refetch(&keys, system)?
    {
        return Ok((judge_signature(jws, &keys.keyring, policy, trials), keys));
    }
    Ok((verdict, keys))
}

/// Returns the policy for these keys, which may belong to an issuer that only the token names.
fn policy_for(keys: &FoundKeys, policy: &Policy) -> Policy {
    Policy { issuer_unconfirmed: keys.is_unconfirmed(), ..policy.clone() }
}

/// Adds the cause to a failed signature check if it is known for tokens like this one, and returns
/// it.
fn add_known_cause(verdict: &mut Verdict, token: &str) -> Option<String> {
    let header = verdict.header()?;
    let claims = verdict.claims().map(|claims| claims.set().members().clone()).unwrap_or_default();
    let origin = rules::origin(&Evidence::new(header.members(), &claims));
    let cause = failure::diagnose(&origin, header.members(), token)?;
    let failed = verdict.checks.iter_mut().find(|check| {
        matches!(check.code, Some(Code::SignatureMismatch | Code::KeyNotFound | Code::KeyMismatch))
    })?;
    failed.message = format!("{}; {cause}", failed.message);
    Some(cause)
}

/// Finds out why a signature does not verify, with the keys at hand and those known on this
/// machine, and says so in the check that failed.
fn explain_mismatch(
    verified: &mut Verified,
    profiles: &Profiles,
    system: &mut System,
) -> Option<Explained> {
    let keyring = &verified.keys.as_ref()?.keyring;
    let failed = verified.verdict.checks.iter().position(|check| {
        matches!(check.code, Some(Code::SignatureMismatch | Code::KeyNotFound | Code::KeyMismatch))
    })?;
    let jws = verified.verdict.unverified()?;
    let kid = jws.header().kid();
    let algorithm = jws.header().alg()?.parse().ok()?;
    let (input, signature) = (jws.signing_input(), jws.signature());
    let signed = Mismatch { algorithm, input: &input, signature };
    let explained = find_cause(signed, kid, keyring, &mut verified.trials, || {
        known_keys::all(profiles, system)
    })?;
    let words = match &explained {
        Explained::Cause(cause) => cause.to_string(),
        Explained::OtherKid(found) => match kid {
            Some(kid) if verified.verdict.has(Code::SignatureMismatch) => format!(
                "it was signed with the key {found} of the same set, but the header's `kid` is {kid}"
            ),
            _ => format!("it was signed with the key {found} of the same set"),
        },
        Explained::KnownKey(place) => {
            let place = match place {
                KeyPlace::Profile(name) => format!("the key of the profile `{name}`"),
                KeyPlace::Variable(name) => format!("the key in {name}"),
                KeyPlace::Stored(name) => format!("key:{name}"),
            };
            format!("it was signed with {place}")
        }
    };
    let check = verified.verdict.checks.get_mut(failed)?;
    check.message = match (check.code, &verified.known_cause) {
        (Some(Code::SignatureMismatch), Some(cause)) => format!("{words}; {cause}"),
        (Some(Code::SignatureMismatch), None) => words,
        _ => format!("{}; {words}", check.message),
    };
    Some(explained)
}

/// Finds what would verify a signature: another key of the same set, the same key used differently,
/// or another key that is known.
fn find_cause(
    signed: Mismatch<'_>,
    kid: Option<&str>,
    keyring: &Keyring,
    trials: &mut Trials,
    known: impl FnOnce() -> Vec<(KeyPlace, VerificationMaterial)>,
) -> Option<Explained> {
    for key in keyring.passed_over(kid, signed.algorithm) {
        let verifies = key.verifier().is_ok_and(|verifier| {
            trials.take() && verifier.verifies(signed.input, signed.signature)
        });
        if verifies && let Some(kid) = key.kid() {
            return Some(Explained::OtherKid(kid.to_owned()));
        }
    }
    let chosen: Vec<&VerificationMaterial> = match keyring.choose(kid, signed.algorithm) {
        Ok(candidates) => candidates.iter().filter_map(Candidate::material).collect(),
        Err(_) => keyring.materials().map(|(_, key)| key).collect(),
    };
    if let Some(cause) = chosen.iter().find_map(|key| signed.cause(key, trials)) {
        return Some(Explained::Cause(cause));
    }
    for (place, key) in known() {
        if let Ok(verifier) = Verifier::new(&VerificationKey::of(key, None), signed.algorithm)
            && trials.take()
            && verifier.verifies(signed.input, signed.signature)
        {
            return Some(Explained::KnownKey(place));
        }
    }
    chosen.iter().find_map(|key| signed.other_input(key, trials)).map(Explained::Cause)
}

/// Says in a failed check of form or signature what is wrong with the token as a whole, and
/// returns that.
fn add_defect(verdict: &mut Verdict, token: &str) -> Option<Defect> {
    let failed = verdict
        .checks
        .iter_mut()
        .find(|check| matches!(check.name.as_str(), "form" | "signature") && !check.passed())?;
    let defect = Defect::of(token)?;
    // Which key made a signature that is incomplete does not matter, and the parts of what is
    // not a token do not either.
    failed.message = if failed.name == "signature" || defect.is_of_another_kind() {
        defect.to_string()
    } else {
        let found = failed.message.trim_end_matches(": it is cut off");
        format!("{found}; {defect}")
    };
    Some(defect)
}

/// The number of tokens that are verified together to keep every core busy.
const BATCH: usize = 1024;
/// The size in bytes at which a batch is full.
const BATCH_BYTES: usize = 8 * 1024 * 1024;

/// Verifies a stream of tokens in order, on all cores, in constant memory.
fn verify_list(
    mut tokens: TokenLines,
    policy: &Policy,
    search: &mut KeySearch<'_>,
    system: &mut System,
) -> Result<Outcome, Error> {
    let (mut accepted, mut rejected, mut number) = (0_u64, 0_u64, 0_usize);
    let mut worst = Outcome::Positive;
    loop {
        let batch = next_batch(&mut tokens)?;
        if batch.is_empty() {
            break;
        }
        let lines = Lines {
            presentation: Presentation::of_verdicts(Count::Several, system),
            first: number + 1,
        };
        number += batch.len();
        for (outcome, line) in verify_batch(&batch, lines, policy, search, system)? {
            if outcome == Outcome::Positive {
                accepted += 1;
            } else {
                rejected += 1;
            }
            worst = worst.max(outcome);
            present::formatted(&line, system)?;
        }
    }
    present::remark(&format!("{accepted} accepted, {rejected} rejected"), system)?;
    Ok(worst)
}

/// A formatter for the lines of a batch.
#[derive(Clone, Copy, Debug)]
struct Lines {
    presentation: Presentation,
    /// The number of the batch's first token
    first: usize,
}

impl Lines {
    /// Formats the line for one token of many.
    fn line(self, index: usize, verdict: &Verdict, keys: Option<&FoundKeys>) -> (Outcome, String) {
        let line = self.presentation.text(
            || verify_document(verdict, keys),
            |page| render::verdict::line(page, self.first + index, verdict),
        );
        (Outcome::of(verdict.is_accepted()), line)
    }

    /// Formats the line for a token whose keys cannot be reached. The list continues after it.
    fn unjudged(self, index: usize, error: &Error) -> (Outcome, String) {
        let line = self.presentation.text(
            || {
                let hint = hint::of_error(error, Verb::Verify);
                ErrorDocument::new(error.code(), error.to_string(), hint)
            },
            |page| render::verdict::unjudged(page, self.first + index, &error.to_string()),
        );
        let outcome = match error.exit() {
            ExitStatus::Unreachable => Outcome::Unreachable,
            _ => Outcome::Unreadable,
        };
        (outcome, line)
    }
}

fn next_batch(tokens: &mut TokenLines) -> Result<Vec<String>, Error> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        let Some(token) = tokens.next() else { break };
        let token = token?;
        bytes += token.len();
        batch.push(token);
    }
    Ok(batch)
}

/// Verifies a batch and formats its lines. Uses all cores if a flag or the profile names the
/// keys; otherwise looks up the keys token by token.
fn verify_batch(
    batch: &[String],
    lines: Lines,
    policy: &Policy,
    search: &mut KeySearch<'_>,
    system: &mut System,
) -> Result<Vec<(Outcome, String)>, Error> {
    let Some(keys) = search.for_all(system)? else {
        let mut made = Vec::with_capacity(batch.len());
        for (index, token) in batch.iter().enumerate() {
            made.push(match verify(token, policy, search, system) {
                Ok(Verified { verdict, keys, .. }) => lines.line(index, &verdict, keys.as_deref()),
                Err(error) => lines.unjudged(index, &error),
            });
        }
        return Ok(made);
    };
    let judged = judge_batch(batch, lines, policy, &keys);
    if !judged.iter().any(|(key_not_found, _)| *key_not_found) {
        return Ok(judged.into_iter().map(|(_, line)| line).collect());
    }
    // The issuer may have newer keys than the copy that was used.
    let newer = search.refetch(&keys, system).unwrap_or_else(|error| {
        system.say(&format!("warning: {error}"));
        None
    });
    let judged = match newer {
        Some(keys) => judge_batch(batch, lines, policy, &keys),
        None => judged,
    };
    Ok(judged.into_iter().map(|(_, line)| line).collect())
}

/// Verifies a batch on all cores. Returns each line with whether its token's key was not found.
fn judge_batch(
    batch: &[String],
    lines: Lines,
    policy: &Policy,
    keys: &FoundKeys,
) -> Vec<(bool, (Outcome, String))> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = batch.len().div_ceil(cores).max(1);
    let line = |(index, token): (usize, &String)| {
        let verdict = judge(token, &keys.keyring, policy);
        (verdict.has(Code::KeyNotFound), lines.line(index, &verdict, Some(keys)))
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = batch
            .chunks(share)
            .enumerate()
            .map(|(chunk, tokens)| {
                let numbered = tokens.iter().enumerate();
                scope.spawn(move || {
                    numbered
                        .map(|(index, token)| line((chunk * share + index, token)))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        // A token that was not verified must not count as verified.
        let joined = |thread: std::thread::ScopedJoinHandle<'_, Vec<_>>| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        threads.into_iter().flat_map(joined).collect()
    })
}

fn verify_document(verdict: &Verdict, keys: Option<&FoundKeys>) -> VerifyDocument {
    let from = keys.map_or("", |keys| keys.from.as_str());
    VerifyDocument::new(verdict, from, keys.and_then(|keys| keys.issuer_pinned))
}

fn show(verified: &Verified, hint: Option<&str>, system: &mut System) -> Result<Outcome, Error> {
    let Verified { verdict, keys, .. } = verified;
    let from = keys.as_ref().map(|keys| keys.from.as_str()).filter(|from| !from.is_empty());
    present::answer_as(
        Presentation::of_verdicts(Count::One, system),
        || verify_document(verdict, keys.as_deref()),
        |page| render::verdict::page(page, verdict, from),
        system,
    )?;
    if let Some(hint) = hint {
        present::remark(&format!("hint: {hint}"), system)?;
    }
    Ok(Outcome::of(verdict.is_accepted()))
}

/// Parses `name`, `name=text`, `name:=json` or `name~=text`.
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
        return Err("the claim has no name".to_owned());
    }
    Ok(Requirement { name: name.parse().map_err(|error| format!("{error}"))?, condition })
}
