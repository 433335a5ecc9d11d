//! `jwtool key import`: stores a private key or a shared secret.

use clap::Args;

use crate::commands::flags::examples;
use crate::commands::key::new::{check_name, store, stored};
use crate::commands::present;
use crate::error::Error;
use crate::exit::Outcome;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::key::SigningMaterial;
use crate::source::key::{KeySource, SigningRequest};
use crate::source::secret::SecretSource;
use crate::system::System;
use crate::system::key_store;

/// Store a private key or a shared secret, and print its name
///
/// Reads every format that `verify` reads: PEM, DER, OpenSSH, JWK, JWK Sets, service accounts.
/// The store keeps the key as PKCS#8, without a passphrase, in a file that only you can read.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("Under the name of the file", "jwtool key import private.pem"),
    ("Under another name", "jwtool key import private.pem --name service"),
]))]
pub(super) struct ImportArgs {
    /// Private key: FILE, env:NAME, - or a URL
    #[arg(value_name = "KEY", required_unless_present = "secret", conflicts_with = "secret")]
    key: Option<KeySource>,

    /// HMAC secret: TEXT, base64:…, hex:…, @FILE, env:NAME or -
    #[arg(long, value_name = "SECRET", allow_hyphen_values = true, help_heading = "Key")]
    secret: Option<SecretSource>,

    /// Name of the key [default: the file's]
    #[arg(long, value_name = "NAME", help_heading = "Key")]
    name: Option<String>,

    /// Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]
    #[arg(long, value_name = "PASSPHRASE", allow_hyphen_values = true, help_heading = "Key")]
    passphrase: Option<SecretSource>,

    /// Algorithm of a shared secret [default: HS256]
    #[arg(long, value_name = "NAME", help_heading = "Key")]
    alg: Option<SignatureAlgorithm>,

    /// Key ID of the key to import, if there are several
    #[arg(long, value_name = "KID", help_heading = "Key")]
    kid: Option<String>,
}

pub(super) fn run(args: &ImportArgs, system: &mut System) -> Result<Outcome, Error> {
    let name = name(args)?;
    check_name(&name)?;
    let request = SigningRequest {
        key: args.key.as_ref(),
        secret: args.secret.as_ref(),
        passphrase: args.passphrase.as_ref(),
        algorithm: args.alg,
        kid: args.kid.clone(),
        profile: None,
    };
    let key = request.read(system)?.value;
    let entry = store(&name, &key.material, key.algorithm, system)?;
    let outcome = stored("imported", &entry, system)?;
    if let (SigningMaterial::Private(_), Some(own), Some(kid)) =
        (&key.material, &key.kid, &entry.key.kid)
        && own != kid
    {
        present::remark(
            &format!(
                "the store does not keep the kid `{own}`: tokens get the key's thumbprint, {kid}, unless you name another kid when you sign"
            ),
            system,
        )?;
    }
    if key.algorithm != entry.key.algorithm
        && key.algorithm.family() == entry.key.algorithm.family()
        && key.algorithm.name() != "Ed25519"
    {
        let (own, usual) = (key.algorithm, entry.key.algorithm);
        present::remark(
            &format!(
                "the store does not keep the algorithm: the key signs with {usual} unless you add `--alg {own}`"
            ),
            system,
        )?;
    }
    Ok(outcome)
}

/// Returns the name of the new key: `--name`, or the name of the file without its extension.
fn name(args: &ImportArgs) -> Result<String, Error> {
    if let Some(name) = &args.name {
        return Ok(name.clone());
    }
    let stem = match &args.key {
        Some(KeySource::File(path)) => path.file_stem().and_then(|stem| stem.to_str()),
        _ => None,
    };
    let stem = stem.filter(|stem| key_store::check_new_name(stem).is_ok());
    stem.map(ToOwned::to_owned)
        .ok_or_else(|| Error::usage("the key has no name", "name it: `--name NAME`"))
}
