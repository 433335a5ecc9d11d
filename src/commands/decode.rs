//! `jwtool decode`: whose token it is, and what it says.

use clap::Args;

use crate::commands::flags::{ClockFlag, GlobalFlags, examples};
use crate::error::Error;
use crate::escape;
use crate::exit::Outcome;
use crate::inspection::Inspection;
use crate::jose::anatomy::Payload;
use crate::jose::json::{Object, Value};
use crate::jose::jwe::{DecryptionKey, decrypt};
use crate::jose::numeric_date::NumericDate;
use crate::jose::path::ClaimName;
use crate::profile::Profiles;
use crate::provider;
use crate::render::decode::{DiffRow, Viewpoint, difference, text};
use crate::render::json::{DecodeDocument, document};
use crate::render::time::Zone;
use crate::source::key::KeySource;
use crate::source::secret::SecretSource;
use crate::source::token::{self, TokenSource, Tokens, Unasked};
use crate::system::System;

/// Show whose token it is and what it says
///
/// Takes a token as it was copied: bare, with `Bearer`, a header, a cookie, a curl
/// command, JSON. Verifies nothing. Exits 0 if any part could be read, 3 if none.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("A token in a file", "jwtool decode @token.txt"),
    ("One claim, for a script", "jwtool decode @token.txt --claim sub"),
    ("What differs between two tokens (exit code 1)", "jwtool decode --diff @token.txt @other.txt"),
]))]
pub(crate) struct DecodeArgs {
    /// Token: text, `-` for standard input, @FILE, env:NAME [env: `JWTOOL_TOKEN`]
    #[arg(value_name = "TOKEN")]
    tokens: Vec<TokenSource>,

    /// Print the value of one claim: a name, or a path like `$.a["b.c"][0]`
    #[arg(long, value_name = "NAME", help_heading = "Output")]
    claim: Option<ClaimName>,

    /// Key that opens an encrypted token (JWE): FILE (PEM, DER, JWK), env:NAME, key:NAME or -
    #[arg(long, value_name = "KEY", help_heading = "Decryption key")]
    key: Option<KeySource>,

    /// Passphrase of an encrypted private key: @FILE, env:NAME or - [default: asks]
    #[arg(
        long,
        value_name = "PASSPHRASE",
        allow_hyphen_values = true,
        requires = "key",
        help_heading = "Decryption key"
    )]
    passphrase: Option<SecretSource>,

    /// Show in what two tokens differ
    #[arg(long, conflicts_with_all = ["claim", "pick"], help_heading = "Output")]
    diff: bool,

    /// Take only the Nth token of a paste
    #[arg(long, value_name = "N", help_heading = "Input")]
    pick: Option<usize>,

    /// Zone to show times in: utc, local, +02:00, America/Chicago
    #[arg(
        long,
        value_name = "ZONE",
        default_value = "utc",
        allow_hyphen_values = true,
        help_heading = "Output"
    )]
    tz: Zone,

    #[command(flatten)]
    clock: ClockFlag,
}

pub(crate) fn run(
    args: &DecodeArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let json = global.json;
    let eye = Eye { profiles: profiles(global, system), key: decryption_key(args, system)? };
    let view = Viewpoint { now: args.clock.now(system), zone: args.tz.clone() };
    let tokens = token::read(&args.tokens, Unasked::Stdin, system)?;
    if args.diff {
        return diff(&all(tokens)?, view.now, json, system);
    }
    let mut worst = Outcome::Positive;
    match tokens {
        Tokens::Listed(_) if args.pick.is_some() => {
            return Err(Error::usage(
                "`--pick` takes one token of a paste, and standard input holds a list",
                "`sed -n 2p tokens.txt | jwtool decode`",
            ));
        }
        Tokens::Listed(tokens) => {
            for token in tokens {
                let inspection = eye.inspect(&token?, &view);
                worst =
                    worst.max(show(args, &inspection, &view, Shape { json, many: true }, system)?);
            }
        }
        Tokens::Pasted { found, from, .. } => {
            system.note(&format!("token from {from}"));
            let chosen = match (args.pick, &args.claim) {
                (None, None) => found.into_iter().map(|found| found.token).collect(),
                (pick, _) => vec![token::one(&found, pick, system)?],
            };
            let shape = Shape { json, many: chosen.len() > 1 };
            for (index, token) in chosen.iter().enumerate() {
                if index > 0 && !json {
                    system.stdout.write("\n")?;
                }
                let inspection = eye.inspect(token, &view);
                worst = worst.max(show(args, &inspection, &view, shape, system)?);
            }
        }
    }
    Ok(worst)
}

/// The profiles, to name the environment by. A file that cannot be used is said and
/// passed over: it is no reason not to look at a token.
fn profiles(global: &GlobalFlags, system: &mut System) -> Profiles {
    match global.profiles(system) {
        Ok((profiles, _)) => profiles,
        Err(error) => {
            system.say(&format!("warning: {error}"));
            Profiles::default()
        }
    }
}

/// The key of `--key`, made ready to decrypt.
fn decryption_key(args: &DecodeArgs, system: &mut System) -> Result<Option<DecryptionKey>, Error> {
    let Some(source) = &args.key else { return Ok(None) };
    let name = source.describe();
    source.read(args.passphrase.as_ref(), system)?.decryption_key(&name).map(Some)
}

/// What tokens are looked at with.
struct Eye {
    profiles: Profiles,
    /// Opens encrypted tokens
    key: Option<DecryptionKey>,
}

impl Eye {
    /// Looks at a token, opens it if it is encrypted and there is a key, and names the
    /// profile whose issuer it has.
    fn inspect(&self, token: &str, view: &Viewpoint) -> Inspection {
        let mut inspection = Inspection::of(token, view.now);
        let encrypted = inspection.anatomy.payload == Payload::Encrypted;
        if let Some(key) = self.key.as_ref().filter(|_| encrypted) {
            inspection = match decrypt(token, key) {
                Ok(opened) => Inspection::of_opened(token, &opened.plaintext, view.now),
                Err(error) => Inspection::of_sealed(token, error.to_string(), view.now),
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
        let known = inspection.origin.facts.iter().any(|(name, _)| *name == "environment");
        if let Some(profile) = self.profiles.of_issuer(&names).filter(|_| !known) {
            inspection.origin.facts.push(("environment", profile.name.clone()));
        }
    }
}

/// How a token is shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Shape {
    /// As a document, not as a page
    json: bool,
    /// As one of several
    many: bool,
}

fn show(
    args: &DecodeArgs,
    inspection: &Inspection,
    view: &Viewpoint,
    shape: Shape,
    system: &mut System,
) -> Result<Outcome, Error> {
    if let Some(claim) = &args.claim {
        return show_claim(claim, inspection, shape, system);
    }
    let color = system.stdout.color;
    let shown = if shape.json {
        let indented = system.stdout.is_terminal && !shape.many;
        document(&DecodeDocument::from(inspection), indented, color)
    } else {
        text(inspection, view, color)
    };
    system.stdout.write(&shown)?;
    if inspection.anatomy.problems.iter().any(|problem| problem.code == "not-decrypted") {
        return Ok(Outcome::Negative);
    }
    if inspection.anatomy.is_readable() {
        return Ok(Outcome::Positive);
    }
    if !shape.json {
        system.say(
            "hint: a token is three parts of base64url with dots between, and begins with `eyJ`",
        );
    }
    Ok(Outcome::Unreadable)
}

/// One value, raw: the text of a string, else (or with `--json`) JSON. Nothing if it is
/// absent.
fn show_claim(
    claim: &ClaimName,
    inspection: &Inspection,
    shape: Shape,
    system: &mut System,
) -> Result<Outcome, Error> {
    if !inspection.anatomy.is_readable() {
        if shape.many {
            system.say(&Error::TokenUnreadable.to_string());
            return Ok(Outcome::Unreadable);
        }
        return Err(Error::TokenUnreadable);
    }
    let innermost = inspection.inner.as_deref().unwrap_or(inspection);
    let Some(value) = innermost.anatomy.claims().and_then(|claims| claim.find(claims)) else {
        system.say(&format!("there is no claim `{claim}`"));
        return Ok(Outcome::Negative);
    };
    let color = system.stdout.color;
    let text = match value {
        Value::String(text) if !shape.json && system.stdout.is_terminal => {
            format!("{}\n", escape::line(&text))
        }
        Value::String(text) if !shape.json => format!("{text}\n"),
        other => document(&other, false, color),
    };
    system.stdout.write(&text)?;
    Ok(Outcome::Positive)
}

fn all(tokens: Tokens) -> Result<Vec<String>, Error> {
    match tokens {
        Tokens::Pasted { found, .. } => Ok(found.into_iter().map(|found| found.token).collect()),
        // Two are compared; a third is enough to know that there are too many.
        Tokens::Listed(lines) => lines.take(3).collect(),
    }
}

fn diff(
    tokens: &[String],
    now: NumericDate,
    json: bool,
    system: &mut System,
) -> Result<Outcome, Error> {
    let [left, right] = tokens else {
        return Err(Error::usage(
            format!("`--diff` compares two different tokens, and there are {}", tokens.len()),
            "`jwtool decode --diff @staging.jwt @production.jwt`",
        ));
    };
    let (left, right) = (Inspection::of(left, now), Inspection::of(right, now));
    let mut rows = Vec::new();
    let none = Object::new();
    let pairs = [
        ("header", left.anatomy.header.as_ref(), right.anatomy.header.as_ref()),
        ("claims", left.anatomy.claims(), right.anatomy.claims()),
    ];
    for (part, left, right) in pairs {
        compare(part, left.unwrap_or(&none), right.unwrap_or(&none), &mut rows);
    }
    let shown = if json {
        document(&diff_document(&rows), system.stdout.is_terminal, system.stdout.color)
    } else {
        difference(&rows, system.stdout.color)
    };
    system.stdout.write(&shown)?;
    let readable = left.anatomy.is_readable() && right.anatomy.is_readable();
    Ok(if readable { Outcome::of(rows.is_empty()) } else { Outcome::Unreadable })
}

/// Members that differ, those of the first token in its order, then what only the
/// second has. Objects, and those written as a string, are compared member by member.
fn compare(path: &str, left: &Object, right: &Object, rows: &mut Vec<DiffRow>) {
    let only_right = right.iter().filter(|(name, _)| !left.contains(name));
    let names = left.iter().map(|(name, _)| name).chain(only_right.map(|(name, _)| name));
    for name in names {
        let (a, b) = (left.get(name), right.get(name));
        if a == b {
            continue;
        }
        let path = format!("{path}.{name}");
        if let (Some(a), Some(b)) = (a.and_then(expanded), b.and_then(expanded)) {
            let before = rows.len();
            compare(&path, &a, &b, rows);
            // The same members in another order or spelling are no difference.
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

fn expanded(value: &Value) -> Option<Object> {
    match value {
        Value::Object(object) => Some(object.clone()),
        Value::String(text) if text.starts_with('{') => {
            Value::parse(text.as_bytes()).ok()?.as_object().cloned()
        }
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
