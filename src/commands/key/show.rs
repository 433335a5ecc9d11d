//! `jwtool key show`: prints the public part of a key.

use clap::{Args, ValueEnum};

use crate::commands::flags::examples;
use crate::commands::key::describe;
use crate::commands::present;
use crate::error::Error;
use crate::exit::Outcome;
use crate::hasura::v2::jwt_secret::{JwtSecret, type_name};
use crate::jose::json::{Object, Value};
use crate::jose::jwk::Jwk;
use crate::jose::key::{PublicKey, SigningKey};
use crate::jose::{openssh, pem};
use crate::render::json::{Layout, ShownKeyDocument, document};
use crate::system::System;
use crate::system::key_store::{self, StoredEntry};

/// Print the public part of a key
///
/// The key set (`--output jwks`) also holds the keys that a rotation replaced, until they are
/// removed. Nothing of a shared secret is printed.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("As PEM", "jwtool key show dev"),
    ("As the value of HASURA_GRAPHQL_JWT_SECRET", "jwtool key show dev --output hasura"),
]))]
pub(super) struct ShowArgs {
    /// Name of the key
    #[arg(value_name = "NAME", default_value = key_store::DEV)]
    name: String,

    /// Format of the output [default: pem]
    #[arg(short, long, value_name = "FORMAT", help_heading = "Output")]
    output: Option<PublicFormat>,
}

/// The format of a public key.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum PublicFormat {
    /// `BEGIN PUBLIC KEY`
    Pem,
    /// A JWK
    Jwk,
    /// A JWK Set, with the keys that a rotation replaced
    Jwks,
    /// `HASURA_GRAPHQL_JWT_SECRET`
    Hasura,
    /// A line of `authorized_keys`
    Openssh,
}

pub(super) fn run(args: &ShowArgs, system: &mut System) -> Result<Outcome, Error> {
    let files = system.files_of_key(key_name(&args.name))?;
    let mut entries = Vec::new();
    for file in files {
        match system.read_stored(file) {
            Ok(entry) => entries.push(entry),
            Err(error) if entries.is_empty() => return Err(error),
            Err(error) => system.say(&format!("warning: {error}")),
        }
    }
    let Some(entry) = entries.first() else {
        return Err(Error::NoSuchKey { name: args.name.clone() });
    };
    let Some(public) = entry.key.public() else {
        return show_secret(entry, args.output, system);
    };
    let public_pem = pem::public_pem(public)?;
    let text = written(&entries, public, &public_pem, args.output.unwrap_or(PublicFormat::Pem))?;
    let shown = || ShownKeyDocument {
        key: describe::document(entry),
        public_pem: Some(public_pem.clone()),
        jwk: Some(jwk(&entry.key, public)),
    };
    present::raw(shown, text.trim_end(), system)?;
    Ok(Outcome::Positive)
}

/// Prints what is known about a shared secret, and nothing of the secret itself.
fn show_secret(
    entry: &StoredEntry,
    format: Option<PublicFormat>,
    system: &mut System,
) -> Result<Outcome, Error> {
    let name = format!("key:{}", entry.file.reference());
    let is_secret =
        format!("a shared secret for {}, which has no public part", entry.key.algorithm);
    if format.is_some() {
        return Err(Error::KeyUnfit { name, message: format!("it is {is_secret}") });
    }
    let document =
        || ShownKeyDocument { key: describe::document(entry), public_pem: None, jwk: None };
    present::answer(document, |page| page.line(&format!("{name} is {is_secret}")), system)?;
    Ok(Outcome::Positive)
}

/// Writes the public part of the first key in a format.
fn written(
    entries: &[StoredEntry],
    public: &PublicKey,
    public_pem: &str,
    format: PublicFormat,
) -> Result<String, Error> {
    let name =
        || format!("key:{}", entries.first().map_or_else(String::new, |one| one.file.reference()));
    let unfit = |message: &str| Error::KeyUnfit { name: name(), message: message.to_owned() };
    let keys = || entries.iter().filter_map(|entry| Some(jwk(&entry.key, entry.key.public()?)));
    Ok(match format {
        PublicFormat::Pem => public_pem.to_owned(),
        PublicFormat::Jwk => {
            keys().next().map(|jwk| document(&jwk, Layout::LINE)).unwrap_or_default()
        }
        PublicFormat::Jwks => {
            let keys = keys().map(Value::from).collect();
            let set: Object = [("keys".to_owned(), Value::Array(keys))].into_iter().collect();
            document(&set, Layout::LINE)
        }
        PublicFormat::Hasura => {
            let algorithm = entries.first().and_then(|entry| type_name(entry.key.algorithm));
            let algorithm = algorithm.ok_or_else(|| {
                unfit(&format!("Hasura v2 cannot verify signatures of {}", public.family()))
            })?;
            let secret = JwtSecret {
                r#type: Some(algorithm.to_owned()),
                key: Some(public_pem.to_owned()),
                ..JwtSecret::default()
            };
            document(&secret.to_object(), Layout::LINE)
        }
        PublicFormat::Openssh => openssh::public_line(public)
            .ok_or_else(|| unfit(&format!("OpenSSH has no keys like {}", public.family())))?,
    })
}

fn jwk(key: &SigningKey, public: &PublicKey) -> Object {
    Jwk::of_public(public, Some(key.algorithm)).members().clone()
}

/// Returns the name of a key, which may be written as in `--key key:NAME`.
pub(super) fn key_name(text: &str) -> &str {
    text.strip_prefix("key:").unwrap_or(text)
}
