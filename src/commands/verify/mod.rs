//! `jwtool verify`: decides whether to accept a token.

mod list;
mod own_keys;
mod tally;
mod verified;

use clap::Args;

use crate::commands::flags::{ClockFlag, GlobalFlags, examples};
use crate::commands::present::{self, Count, Presentation};
use crate::commands::verify::verified::Verified;
use crate::error::Error;
use crate::exit::Outcome;
use crate::hint;
use crate::hint::signature::SecretOrigin;
use crate::hint::verify::{Circumstances, Explained};
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::diagnosis::Mismatch;
use crate::jose::duration::Duration;
use crate::jose::json::Value;
use crate::jose::key::{VerificationKey, VerificationMaterial};
use crate::jose::keyring::{Candidate, Keyring};
use crate::jose::signature::Verifier;
use crate::jose::verdict::{Code, Condition, Policy, Requirement, Trials, Verdict};
use crate::profile::{KeyPlace, Profile, Profiles};
use crate::provider;
use crate::provider::defect::Defect;
use crate::redact;
use crate::render;
use crate::source::key::KeySource;
use crate::source::key_search::{FoundKeys, KeySearch, VerificationRequest};
use crate::source::known_keys;
use crate::source::secret::SecretSource;
use crate::source::token::{self, TokenSource, Tokens, Unasked};
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
            let mut verified = verified::verify(&token.token, &policy, &mut search, system)?;
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
        Tokens::Listed(lines) => list::verify(lines, &policy, search, system),
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

fn show(verified: &Verified, hint: Option<&str>, system: &mut System) -> Result<Outcome, Error> {
    let Verified { verdict, keys, .. } = verified;
    let from = keys.as_ref().map(|keys| keys.from.as_str()).filter(|from| !from.is_empty());
    present::answer_as(
        Presentation::of_verdicts(Count::One, system),
        || verified::document(verdict, keys.as_deref()),
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
