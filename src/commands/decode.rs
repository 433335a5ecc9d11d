//! `jwtool decode`: shows who issued a token and what it contains.

use clap::Args;

use crate::commands::flags::{ClockFlag, GlobalFlags, examples};
use crate::commands::ordered;
use crate::commands::present::{self, Count, Presentation};
use crate::error::Error;
use crate::exit::Outcome;
use crate::hint;
use crate::inspection::{Inspection, LastToken};
use crate::jose::anatomy::{Anatomy, Payload, Problem};
use crate::jose::json::{Object, Value};
use crate::jose::jwe::{Decrypted, DecryptionKey, decrypt};
use crate::jose::key::Secret;
use crate::jose::numeric_date::NumericDate;
use crate::jose::path::ClaimName;
use crate::profile::{Profile, Profiles};
use crate::provider;
use crate::provider::defect::Defect;
use crate::provider::nextauth::{Derivation, derivations, unopened};
use crate::render;
use crate::render::decode::{Clock, DiffRow, Numbered};
use crate::render::diff::differences;
use crate::render::json::DecodeDocument;
use crate::render::time::Zone;
use crate::source::key::KeySource;
use crate::source::paste::PastedToken;
use crate::source::secret::SecretSource;
use crate::source::token::{self, TokenBlock, TokenSource, Tokens, Unasked, of_line};
use crate::system::System;
use crate::system::environment;

/// Show who issued a token and what it contains
///
/// Accepts a token as you copied it: bare, with `Bearer`, or in a header, a cookie, a curl
/// command, JSON or a file of another tool. Does not verify the token. Exits with 0 if any part can be read, and 3 if
/// none can.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("A token in a file", "jwtool decode @token.txt"),
    ("One claim, for a script", "jwtool decode @token.txt --claim sub"),
    ("The differences between two tokens (exit code 1)", "jwtool decode --diff @token.txt @other.txt"),
]))]
pub(crate) struct DecodeArgs {
    /// Token: TEXT, @FILE, env:NAME, or - for standard input [env: `JWTOOL_TOKEN`]
    #[arg(value_name = "TOKEN")]
    tokens: Vec<TokenSource>,

    /// Print the value of one claim, by name or by a path such as `$.a["b.c"][0]`
    #[arg(long, value_name = "NAME", help_heading = "Output")]
    claim: Option<ClaimName>,

    /// Decrypt an encrypted token (JWE) with this key: FILE (PEM, DER, JWK), env:NAME, key:NAME or -
    #[arg(long, value_name = "KEY", help_heading = "Decryption key")]
    key: Option<KeySource>,

    /// Decrypt an encrypted token (JWE) with this shared secret, also a session cookie of NextAuth or Auth.js: TEXT, base64:…, hex:…, @FILE, env:NAME or -
    #[arg(
        long,
        value_name = "SECRET",
        allow_hyphen_values = true,
        conflicts_with = "key",
        help_heading = "Decryption key"
    )]
    secret: Option<SecretSource>,

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

    /// Same as TOKEN
    #[arg(long = "token", value_name = "TOKEN", conflicts_with = "tokens", help_heading = "Input")]
    token_flag: Option<TokenSource>,

    /// Use only the Nth token in the input
    #[arg(long, value_name = "N", help_heading = "Input")]
    pick: Option<usize>,

    /// Show times in this time zone: utc, local, an offset such as +02:00, or a name such as America/Chicago
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

impl DecodeArgs {
    /// The tokens of the command line: TOKEN, or the value of `--token`.
    fn given(&self) -> &[TokenSource] {
        if self.token_flag.is_some() { self.token_flag.as_slice() } else { &self.tokens }
    }
}

pub(crate) fn run(
    args: &DecodeArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let (profiles, profile) = profiles(global, system);
    let inspector = Inspector {
        profiles,
        key: decryption_key(args, system)?,
        secret: args.secret.as_ref().map(|secret| secret.read("--secret", system)).transpose()?,
    };
    let clock = Clock { now: args.clock.now(system), zone: args.tz.clone() };
    let tokens = token::read_or_log_in(args.given(), Unasked::Stdin, profile.as_ref(), system)?;
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
            let presentation = Presentation::new(Count::Several, system);
            let show_all = |block: TokenBlock| {
                let (mut answers, mut last) = (Answers::default(), LastToken::default());
                for line in block.lines() {
                    let token = PastedToken::listed(of_line(line).to_owned());
                    let inspection = inspector.inspect(&token, &clock, &mut last);
                    let shown = Shown { text: &token.token, inspection: &inspection, number: None };
                    answers.add(args, &shown, &clock, presentation);
                }
                answers
            };
            let mut list = (tokens, system);
            ordered::in_order(
                ordered::cores(),
                &mut list,
                |(tokens, _)| tokens.next_block(),
                show_all,
                |(_, system), answers: Answers| {
                    worst = worst.max(answers.worst);
                    answers.print(system)
                },
            )?;
        }
        Tokens::Pasted { found, from, .. } => {
            system.note(&format!("token from {from}"));
            let chosen = match (args.pick, &args.claim) {
                (None, None) => found,
                (pick, _) => vec![token::one(&found, pick, system)?],
            };
            let several = chosen.len() > 1;
            let count = if several { Count::Several } else { Count::One };
            for (index, token) in chosen.iter().enumerate() {
                if index > 0 {
                    present::separate(system)?;
                }
                let inspection = inspector.inspect(token, &clock, &mut LastToken::default());
                let number = several.then(|| Numbered {
                    number: index + 1,
                    of: chosen.len(),
                    from: token.describe(),
                });
                if args.claim.is_some() && !inspection.anatomy.is_readable() {
                    return Err(Error::TokenUnreadable);
                }
                let shown = Shown { text: &token.token, inspection: &inspection, number };
                let mut answers = Answers::default();
                answers.add(args, &shown, &clock, Presentation::new(count, system));
                worst = worst.max(answers.worst);
                answers.print(system)?;
            }
        }
    }
    Ok(worst)
}

/// Reads the profiles, which name the environment of a token. Reports and ignores a file that
/// cannot be used: a token can be decoded without it.
fn profiles(global: &GlobalFlags, system: &mut System) -> (Profiles, Option<Profile>) {
    match global.profiles(system) {
        Ok(found) => found,
        Err(error) => {
            system.say(&format!("warning: {error}"));
            (Profiles::default(), None)
        }
    }
}

/// Reads the decryption key from `--key`.
fn decryption_key(args: &DecodeArgs, system: &mut System) -> Result<Option<DecryptionKey>, Error> {
    let Some(source) = &args.key else { return Ok(None) };
    let name = source.describe();
    source.read(args.passphrase.as_ref(), system)?.decryption_key(&name).map(Some)
}

/// An inspector of tokens, with the user's profiles and decryption key.
struct Inspector {
    profiles: Profiles,
    /// The key for encrypted tokens
    key: Option<DecryptionKey>,
    /// Decrypts them too, or has the key derived from it
    secret: Option<Secret>,
}

impl Inspector {
    /// Inspects a token, decrypts it if necessary and possible, and finds the profile with its
    /// issuer.
    fn inspect(&self, token: &PastedToken, clock: &Clock, last: &mut LastToken) -> Inspection {
        let mut anatomy = Inspection::anatomy_of(&token.token, last);
        let now = clock.now;
        anatomy.problems.extend(token.notes.iter().cloned());
        let mut inspection = match self.decrypt(token, &anatomy) {
            None => Inspection::of_anatomy(anatomy, now, last),
            Some(Ok(opened)) => Inspection::of_decrypted(anatomy, &opened.plaintext, now, last),
            Some(Err(reason)) => Inspection::of_undecrypted(anatomy, reason, now, last),
        };
        self.name_environment(&mut inspection);
        inspection
    }

    /// Decrypts a token, if it is encrypted and there is a key.
    fn decrypt(&self, token: &PastedToken, anatomy: &Anatomy) -> Option<Result<Decrypted, String>> {
        if anatomy.payload != Payload::Encrypted {
            return None;
        }
        let text = &token.token;
        if let Some(key) = &self.key {
            return Some(decrypt(text, key).map_err(|error| error.to_string()));
        }
        let secret = self.secret.as_ref()?.as_bytes();
        let header = anatomy.header.as_ref();
        let derivations =
            header.map(|header| derivations(header, token.name())).unwrap_or_default();
        let kid = header.and_then(|header| header.get_str("kid"));
        let opened = derivations.iter().find_map(|Derivation { salt, info, length }| {
            let key = DecryptionKey::derived(secret, salt, info, *length).ok()?;
            // The `kid` tells the wrong key before anything is decrypted.
            let is_named = kid.is_none_or(|kid| key.has_thumbprint(kid));
            is_named.then(|| decrypt(text, &key)).filter(|opened| kid.is_some() || opened.is_ok())
        });
        Some(match (opened, header) {
            (Some(opened), _) => opened.map_err(|error| error.to_string()),
            (None, header) => decrypt(text, &DecryptionKey::from_secret(secret)).map_err(|error| {
                match header.filter(|_| !derivations.is_empty()) {
                    Some(header) => unopened(header, token.name()).to_owned(),
                    None => error.to_string(),
                }
            }),
        })
    }

    fn name_environment(&self, inspection: &mut Inspection) {
        if let Some(inner) = &mut inspection.inner {
            self.name_environment(inner);
        }
        if self.profiles.all.is_empty() {
            return;
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

/// A token that is shown, and its number among several.
struct Shown<'a> {
    text: &'a str,
    inspection: &'a Inspection,
    number: Option<Numbered>,
}

/// A sentence below an answer.
enum Remark {
    /// Only on a page
    OnPage(String),
    Always(String),
}

/// The answers about some tokens of a list.
struct Answers {
    text: Vec<u8>,
    /// The remarks, each with where it is in the text
    remarks: Vec<(usize, Remark)>,
    worst: Outcome,
}

impl Default for Answers {
    fn default() -> Self {
        Self { text: Vec::new(), remarks: Vec::new(), worst: Outcome::Positive }
    }
}

impl Answers {
    /// Adds the answer about a token.
    fn add(
        &mut self,
        args: &DecodeArgs,
        shown: &Shown<'_>,
        clock: &Clock,
        presentation: Presentation,
    ) {
        let (outcome, remark) = match &args.claim {
            Some(claim) => self.add_claim(claim, shown.inspection, presentation),
            None => self.add_inspection(shown, clock, presentation),
        };
        self.worst = self.worst.max(outcome);
        if let Some(remark) = remark {
            self.remarks.push((self.text.len(), remark));
        }
    }

    /// Adds everything that is known about a token.
    fn add_inspection(
        &mut self,
        shown: &Shown<'_>,
        clock: &Clock,
        presentation: Presentation,
    ) -> (Outcome, Option<Remark>) {
        let Shown { inspection, number, .. } = shown;
        let index = number.as_ref().map(|numbered| numbered.number);
        presentation.append(
            &mut self.text,
            || DecodeDocument::numbered(inspection, index),
            |page| render::decode::numbered_page(page, inspection, number.as_ref(), clock),
        );
        let (outcome, hint) = assess(shown);
        (outcome, hint.map(|hint| Remark::OnPage(format!("hint: {hint}"))))
    }

    /// Adds the value of one claim: a string as plain text, anything else (or with `--json`) as
    /// JSON. There is no text if the claim is absent.
    fn add_claim(
        &mut self,
        claim: &ClaimName,
        inspection: &Inspection,
        presentation: Presentation,
    ) -> (Outcome, Option<Remark>) {
        if !inspection.anatomy.is_readable() {
            let sentence = Error::TokenUnreadable.to_string();
            return (Outcome::Unreadable, Some(Remark::Always(sentence)));
        }
        let innermost = inspection.inner.as_deref().unwrap_or(inspection);
        match innermost.anatomy.claims().and_then(|claims| claim.find(claims)) {
            Some(value) => {
                self.text.extend_from_slice(presentation.value_text(&value).as_bytes());
                (Outcome::Positive, None)
            }
            None => (Outcome::Negative, Some(Remark::Always(format!("no claim `{claim}`")))),
        }
    }

    fn print(self, system: &mut System) -> Result<(), Error> {
        let mut start = 0;
        for (end, remark) in self.remarks {
            present::bytes(self.text.get(start..end).unwrap_or_default(), system)?;
            start = end;
            match remark {
                Remark::OnPage(sentence) => present::remark_on_page(&sentence, system)?,
                Remark::Always(sentence) => present::remark(&sentence, system)?,
            }
        }
        present::bytes(self.text.get(start..).unwrap_or_default(), system)
    }
}

/// Returns what the exit code says of a token, and what to do about it.
fn assess(shown: &Shown<'_>) -> (Outcome, Option<&'static str>) {
    let Shown { text, inspection, .. } = shown;
    if inspection.anatomy.problems.iter().any(|problem| problem.code == Problem::NotDecrypted) {
        return (Outcome::Negative, None);
    }
    if inspection.anatomy.is_readable() {
        let is_closed = inspection.anatomy.payload == Payload::Encrypted;
        let is_closed = is_closed && inspection.inner.is_none();
        let hint = is_closed.then(|| hint::usage::session(inspection.origin.id)).flatten();
        return (Outcome::Positive, hint);
    }
    let defect = Defect::of(text);
    let hint = defect.as_ref().map_or(hint::usage::UNREADABLE, hint::for_defect);
    (Outcome::Unreadable, Some(hint::message::instead_of_token(text).unwrap_or(hint)))
}

fn collect(tokens: Tokens) -> Result<Vec<String>, Error> {
    match tokens {
        Tokens::Pasted { found, .. } => Ok(found.into_iter().map(|found| found.token).collect()),
        // Only two are compared; a third shows that there are too many.
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
