//! `jwtool decode`: which provider issued a token, and what it contains.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use clap::Args;

use crate::commands::flags::{ClockFlag, GlobalFlags, examples};
use crate::commands::present::{self, Count, Presentation};
use crate::error::Error;
use crate::exit::Outcome;
use crate::inspection::Inspection;
use crate::jose::anatomy::Payload;
use crate::jose::base64url;
use crate::jose::json::{Object, Value};
use crate::jose::jwe::{DecryptionKey, decrypt};
use crate::jose::numeric_date::NumericDate;
use crate::jose::path::ClaimName;
use crate::profile::Profiles;
use crate::provider;
use crate::render;
use crate::render::decode::{Clock, DiffRow};
use crate::render::json::DecodeDocument;
use crate::render::time::Zone;
use crate::source::key::KeySource;
use crate::source::secret::SecretSource;
use crate::source::token::{self, TokenSource, Tokens, Unasked};
use crate::system::System;
use crate::system::environment;

/// Show who issued a token and what it contains
///
/// Accepts a token as you copied it: bare, with `Bearer`, or in a header, a cookie, a curl
/// command or JSON. Verifies nothing. Exits with 0 if any part can be read, 3 if none can.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("A token in a file", "jwtool decode @token.txt"),
    ("One claim, for a script", "jwtool decode @token.txt --claim sub"),
    ("What differs between two tokens (exit code 1)", "jwtool decode --diff @token.txt @other.txt"),
]))]
pub(crate) struct DecodeArgs {
    /// Token: the text, `-` for standard input, @FILE or env:NAME [env: `JWTOOL_TOKEN`]
    #[arg(value_name = "TOKEN")]
    tokens: Vec<TokenSource>,

    /// Print the value of one claim, given by name or by a path like `$.a["b.c"][0]`
    #[arg(long, value_name = "NAME", help_heading = "Output")]
    claim: Option<ClaimName>,

    /// Decrypt an encrypted token (JWE) with this key: FILE (PEM, DER, JWK), env:NAME, key:NAME or -
    #[arg(long, value_name = "KEY", help_heading = "Decryption key")]
    key: Option<KeySource>,

    /// Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]
    #[arg(
        long,
        value_name = "PASSPHRASE",
        allow_hyphen_values = true,
        requires = "key",
        help_heading = "Decryption key"
    )]
    passphrase: Option<SecretSource>,

    /// Show the differences between two tokens
    #[arg(long, conflicts_with_all = ["claim", "pick"], help_heading = "Output")]
    diff: bool,

    /// Use only the Nth token in the input
    #[arg(long, value_name = "N", help_heading = "Input")]
    pick: Option<usize>,

    /// Show times in this time zone: utc, local, an offset like +02:00 or a name like America/Chicago
    #[arg(
        long,
        value_name = "ZONE",
        default_value = "utc",
        allow_hyphen_values = true,
        value_parser = zone,
        help_heading = "Output"
    )]
    tz: Zone,

    #[command(flatten)]
    clock: ClockFlag,
}

fn zone(text: &str) -> Result<Zone, String> {
    Zone::parse(text, environment::local_offset)
}

pub(crate) fn run(
    args: &DecodeArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let inspector =
        Inspector { profiles: profiles(global, system), key: decryption_key(args, system)? };
    let clock = Clock { now: args.clock.now(system), zone: args.tz.clone() };
    let tokens = token::read(&args.tokens, Unasked::Stdin, system)?;
    if args.diff {
        return diff(&collect(tokens)?, clock.now, system);
    }
    let mut worst = Outcome::Positive;
    match tokens {
        Tokens::Listed(_) if args.pick.is_some() => {
            return Err(Error::usage(
                "`--pick` cannot be used when standard input is a list of tokens",
                "`sed -n 2p tokens.txt | jwtool decode`",
            ));
        }
        Tokens::Listed(tokens) => {
            for token in tokens {
                let inspection = inspector.inspect(&token?, &clock);
                worst = worst.max(show(args, &inspection, &clock, Count::Several, system)?);
            }
        }
        Tokens::Pasted { found, from, .. } => {
            system.note(&format!("token from {from}"));
            let chosen = match (args.pick, &args.claim) {
                (None, None) => found.into_iter().map(|found| found.token).collect(),
                (pick, _) => vec![token::one(&found, pick, system)?],
            };
            let count = if chosen.len() > 1 { Count::Several } else { Count::One };
            for (index, token) in chosen.iter().enumerate() {
                if index > 0 {
                    present::separate(system)?;
                }
                let inspection = inspector.inspect(token, &clock);
                worst = worst.max(show(args, &inspection, &clock, count, system)?);
            }
        }
    }
    Ok(worst)
}

/// Reads the profiles, which name the environment. A file that cannot be used is reported
/// and ignored: a token can be decoded without it.
fn profiles(global: &GlobalFlags, system: &mut System) -> Profiles {
    match global.profiles(system) {
        Ok((profiles, _)) => profiles,
        Err(error) => {
            system.say(&format!("warning: {error}"));
            Profiles::default()
        }
    }
}

/// Reads the key of `--key` for decryption.
fn decryption_key(args: &DecodeArgs, system: &mut System) -> Result<Option<DecryptionKey>, Error> {
    let Some(source) = &args.key else { return Ok(None) };
    let name = source.describe();
    source.read(args.passphrase.as_ref(), system)?.decryption_key(&name).map(Some)
}

/// Inspects tokens, with the user's profiles and decryption key.
struct Inspector {
    profiles: Profiles,
    /// Decrypts encrypted tokens
    key: Option<DecryptionKey>,
}

impl Inspector {
    /// Inspects a token, decrypts it if that is needed and possible, and names the profile
    /// that has its issuer.
    fn inspect(&self, token: &str, clock: &Clock) -> Inspection {
        let mut inspection = Inspection::of(token, clock.now);
        let encrypted = inspection.anatomy.payload == Payload::Encrypted;
        if let Some(key) = self.key.as_ref().filter(|_| encrypted) {
            inspection = match decrypt(token, key) {
                Ok(decrypted) => Inspection::of_decrypted(token, &decrypted.plaintext, clock.now),
                Err(error) => Inspection::of_undecrypted(token, error.to_string(), clock.now),
            };
        }
        self.name_environment(&mut inspection);
        inspection
    }

    fn name_environment(&self, inspection: &mut Inspection) {
        if let Some(inner) = &mut inspection.inner {
            self.name_environment(inner);
        }
        let issuer = inspection.anatomy.claims().and_then(|claims| claims.get_str("iss"));
        let names = issuer.map(provider::issuer_names).unwrap_or_default();
        let has_environment =
            inspection.origin.facts.iter().any(|(name, _)| *name == "environment");
        if let Some(profile) = self.profiles.of_issuer(&names).filter(|_| !has_environment) {
            inspection.origin.facts.push(("environment", profile.name.clone()));
        }
    }
}

fn show(
    args: &DecodeArgs,
    inspection: &Inspection,
    clock: &Clock,
    count: Count,
    system: &mut System,
) -> Result<Outcome, Error> {
    if let Some(claim) = &args.claim {
        return show_claim(claim, inspection, count, system);
    }
    present::answer_as(
        Presentation::new(count, system),
        || DecodeDocument::from(inspection),
        |page| render::decode::page(page, inspection, clock),
        system,
    )?;
    if inspection.anatomy.problems.iter().any(|problem| problem.code == "not-decrypted") {
        return Ok(Outcome::Negative);
    }
    if inspection.anatomy.is_readable() {
        return Ok(Outcome::Positive);
    }
    present::remark_on_page(
        "hint: a token is three parts of base64url separated by dots, and begins with `eyJ`",
        system,
    )?;
    Ok(Outcome::Unreadable)
}

/// Prints one value raw: a string as its text, anything else (or with `--json`) as JSON.
/// Prints nothing if it is absent.
fn show_claim(
    claim: &ClaimName,
    inspection: &Inspection,
    count: Count,
    system: &mut System,
) -> Result<Outcome, Error> {
    if !inspection.anatomy.is_readable() {
        if count == Count::Several {
            system.say(&Error::TokenUnreadable.to_string());
            return Ok(Outcome::Unreadable);
        }
        return Err(Error::TokenUnreadable);
    }
    let innermost = inspection.inner.as_deref().unwrap_or(inspection);
    let Some(value) = innermost.anatomy.claims().and_then(|claims| claim.find(claims)) else {
        system.say(&format!("no claim `{claim}`"));
        return Ok(Outcome::Negative);
    };
    present::value(&value, system)?;
    Ok(Outcome::Positive)
}

fn collect(tokens: Tokens) -> Result<Vec<String>, Error> {
    match tokens {
        Tokens::Pasted { found, .. } => Ok(found.into_iter().map(|found| found.token).collect()),
        // Two are compared; a third shows that there are too many.
        Tokens::Listed(lines) => lines.take(3).collect(),
    }
}

fn diff(tokens: &[String], now: NumericDate, system: &mut System) -> Result<Outcome, Error> {
    let [left, right] = tokens else {
        return Err(Error::usage(
            format!("`--diff` needs two different tokens, found {}", tokens.len()),
            "`jwtool decode --diff @staging.jwt @production.jwt`",
        ));
    };
    let (left, right) = (Inspection::of(left, now), Inspection::of(right, now));
    let rows = differences(&left, &right);
    present::answer(|| diff_document(&rows), |page| render::decode::diff(page, &rows), system)?;
    let readable = left.anatomy.is_readable() && right.anatomy.is_readable();
    Ok(if readable { Outcome::of(rows.is_empty()) } else { Outcome::Unreadable })
}

/// Returns what differs in the headers and claims of two tokens.
pub(crate) fn differences(left: &Inspection, right: &Inspection) -> Vec<DiffRow> {
    let mut rows = Vec::new();
    let empty = Object::new();
    let pairs = [
        ("header", left.anatomy.header.as_ref(), right.anatomy.header.as_ref()),
        ("claims", left.anatomy.claims(), right.anatomy.claims()),
    ];
    for (part, left, right) in pairs {
        compare(part, left.unwrap_or(&empty), right.unwrap_or(&empty), &mut rows);
    }
    let (left, right) = (&left.anatomy.payload, &right.anatomy.payload);
    let are_claims = |payload: &Payload| matches!(payload, Payload::Claims(_));
    if !(are_claims(left) && are_claims(right)) && left != right {
        rows.retain(|row| !row.path.starts_with("claims."));
        let (left, right) = (payload_json(left), payload_json(right));
        rows.push(DiffRow { path: "payload".to_owned(), left, right, span: None });
    }
    rows
}

/// Returns a payload as JSON; bytes that are not text as base64url, what cannot be read as
/// nothing.
fn payload_json(payload: &Payload) -> Option<String> {
    match payload {
        Payload::Claims(claims) => Some(Value::from(claims.clone()).to_json()),
        Payload::Json(json) => Some(json.to_json()),
        Payload::Text(text) => Some(Value::from(text.as_str()).to_json()),
        Payload::Bytes(bytes) => Some(Value::from(base64url::encode(bytes)).to_json()),
        Payload::Absent | Payload::Encrypted | Payload::Unreadable => None,
    }
}

/// Members below a longer path, in bytes, are not compared one by one: each row repeats it.
const MAX_PATH: usize = 256;

/// Collects the members that differ: first those of the first token in its order, then
/// those that only the second has. Objects, and strings that contain one, are compared
/// member by member.
fn compare(path: &str, left: &Object, right: &Object, rows: &mut Vec<DiffRow>) {
    // The last of repeated members counts, as in `Object::get`.
    let (in_left, in_right): (HashMap<&str, &Value>, HashMap<&str, &Value>) =
        (left.iter().collect(), right.iter().collect());
    let only_right = right.iter().filter(|(name, _)| !in_left.contains_key(name));
    let mut seen = HashSet::with_capacity(left.len());
    for (name, _) in left.iter().chain(only_right) {
        if !seen.insert(name) {
            continue;
        }
        let (a, b) = (in_left.get(name).copied(), in_right.get(name).copied());
        if a == b {
            continue;
        }
        let path = format!("{path}.{name}");
        if path.len() <= MAX_PATH
            && let (Some(a), Some(b)) = (a.and_then(expanded), b.and_then(expanded))
        {
            let before = rows.len();
            compare(&path, &a, &b, rows);
            // An object, and a string that contains the same one, do not differ.
            if rows.len() > before || a == b {
                continue;
            }
        }
        let span = match name {
            "exp" | "iat" | "nbf" | "auth_time" => a.zip(b).and_then(|(a, b)| {
                let a = NumericDate::from_claim(a).ok()?;
                Some(NumericDate::from_claim(b).ok()?.since(a))
            }),
            _ => None,
        };
        let shown = |value: Option<&Value>| value.map(Value::to_json);
        rows.push(DiffRow { path, left: shown(a), right: shown(b), span });
    }
}

/// Returns an object, or the one that a string contains.
fn expanded(value: &Value) -> Option<Cow<'_, Object>> {
    match value {
        Value::Object(object) => Some(Cow::Borrowed(object)),
        Value::String(text) if text.starts_with('{') => match Value::parse(text.as_bytes()) {
            Ok(Value::Object(object)) => Some(Cow::Owned(object)),
            Ok(_) | Err(_) => None,
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            None
        }
    }
}

fn diff_document(rows: &[DiffRow]) -> Object {
    let json = |text: &Option<String>| {
        text.as_ref()
            .map_or(Value::Null, |text| Value::parse(text.as_bytes()).unwrap_or(Value::Null))
    };
    let differences = rows
        .iter()
        .map(|row| {
            let mut entry = Object::new();
            entry.set("path", row.path.as_str());
            entry.set("left", json(&row.left));
            entry.set("right", json(&row.right));
            if let Some(span) = row.span {
                entry.set("seconds", span.seconds());
            }
            Value::from(entry)
        })
        .collect();
    let mut document = Object::new();
    document.set("equal", rows.is_empty());
    document.set("differences", Value::Array(differences));
    document
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(left: &str, right: &str) -> Vec<(String, Option<String>, Option<String>)> {
        let read = |text: &str| Value::parse(text.as_bytes()).unwrap().as_object().unwrap().clone();
        let mut rows = Vec::new();
        compare("claims", &read(left), &read(right), &mut rows);
        rows.into_iter().map(|row| (row.path, row.left, row.right)).collect()
    }

    #[test]
    fn of_repeated_members_the_last_one_is_compared_once() {
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            rows(r#"{"a":1,"b":2,"a":3}"#, r#"{"c":4,"a":5,"c":6}"#),
            [
                ("claims.a".to_owned(), text("3"), text("5")),
                ("claims.b".to_owned(), text("2"), None),
                ("claims.c".to_owned(), None, text("6")),
            ]
        );
        assert!(rows(r#"{"a":{"b":1}}"#, r#"{"a":"{\"b\": 1}"}"#).is_empty());
    }

    #[test]
    fn payloads_that_are_not_claims_are_compared_as_a_whole() {
        let now = NumericDate::from_seconds(0).unwrap();
        let inspect = |payload: &str| {
            Inspection::of(&format!("e30.{}.c2ln", base64url::encode(payload)), now)
        };
        let rows = |left: &str, right: &str| {
            let rows = differences(&inspect(left), &inspect(right));
            rows.into_iter().map(|row| (row.path, row.left, row.right)).collect::<Vec<_>>()
        };
        let row = |left: &str, right: &str| {
            vec![("payload".to_owned(), Some(left.to_owned()), Some(right.to_owned()))]
        };
        assert_eq!(rows("a", "b"), row(r#""a""#, r#""b""#));
        assert_eq!(rows(r#"{"a":1}"#, "[1]"), row(r#"{"a":1}"#, "[1]"));
        assert!(rows("[1]", "[1]").is_empty());
        let many = |last: u8| format!(r#"{{"a":[{}{last}]}}"#, "1,".repeat(600_000));
        assert_eq!(rows(&many(1), &many(2)).len(), 1);
    }

    #[test]
    fn each_of_many_members_is_looked_up_once() {
        let object = |value: usize| {
            let members: Vec<String> =
                (0..60_000).map(|index| format!(r#""claim-{index}":{value}"#)).collect();
            format!("{{{}}}", members.join(","))
        };
        assert_eq!(rows(&object(1), &object(2)).len(), 60_000);
    }

    #[test]
    fn members_below_a_long_path_are_compared_as_a_whole() {
        let object =
            |value: u8| format!(r#"{{"{}":{{"a":{value},"b":{value}}}}}"#, "x".repeat(300));
        assert_eq!(rows(&object(1), &object(2)).len(), 1);
        let object =
            |value: u8| format!(r#"{{"{}":{{"a":{value},"b":{value}}}}}"#, "x".repeat(200));
        assert_eq!(rows(&object(1), &object(2)).len(), 2);
    }
}
