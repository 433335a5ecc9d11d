//! `jwtool key thumbprint`: prints the RFC 7638 thumbprint of a key.

use clap::Args;

use crate::commands::flags::examples;
use crate::commands::key::show::key_name;
use crate::commands::present;
use crate::error::Error;
use crate::exit::Outcome;
use crate::jose::thumbprint;
use crate::render::json::ThumbprintDocument;
use crate::source::key::KeySource;
use crate::system::System;
use crate::system::files;
use crate::system::key_store;

/// Print the thumbprint of a key (RFC 7638), which is the kid of its tokens
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("Of a key in the store", "jwtool key thumbprint dev"),
    ("Of any key", "jwtool key thumbprint @public.pem"),
]))]
pub(super) struct ThumbprintArgs {
    /// Name of a key in the store, or @FILE, env:NAME, - or a URL
    #[arg(value_name = "KEY", default_value = key_store::DEV)]
    key: String,
}

pub(super) fn run(args: &ThumbprintArgs, system: &mut System) -> Result<Outcome, Error> {
    let source = source(&args.key, system);
    let name = source.describe();
    let public = source.read(None, system)?.public_key(&name)?;
    let text = thumbprint::of(&public);
    present::raw(|| ThumbprintDocument { thumbprint: &text }, &text, system)?;
    Ok(Outcome::Positive)
}

/// Returns the key that is meant: a bare word is a key in the store, or else an existing file.
fn source(text: &str, system: &System) -> KeySource {
    let parsed = text.parse().unwrap_or_else(|never| match never {});
    match &parsed {
        KeySource::File(path) if !text.starts_with('@') => {
            let is_stored = system.files_of_key(key_name(text)).is_ok();
            let is_path = text.contains(['/', '\\']) || files::is_file(path);
            if is_path && !is_stored { parsed } else { KeySource::Stored(text.to_owned()) }
        }
        _ => parsed,
    }
}
