//! `jwtool key new`: creates a key.

use clap::Args;

use crate::commands::flags::examples;
use crate::commands::key::algorithm::NewKey;
use crate::commands::key::describe::{self, describe};
use crate::commands::present;
use crate::error::Error;
use crate::exit::Outcome;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::key::SigningMaterial;
use crate::redact;
use crate::system::System;
use crate::system::key_store::{self, StoredEntry};

/// Create a key and print its name
///
/// A shared secret (HS256, HS384, HS512) is random text that Hasura accepts as it is.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("An RSA key of 2048 bits", "jwtool key new --name staging"),
    ("A shared secret", "jwtool key new HS256 --name shared"),
]))]
pub(super) struct NewArgs {
    /// RSA, RSA-3072, RSA-4096, ES256, ES384, ES512, ES256K, Ed25519, ML-DSA-44, ML-DSA-65, ML-DSA-87, HS256, HS384 or HS512
    #[arg(value_name = "ALG", default_value = "RSA")]
    algorithm: NewKey,

    /// Name of the key [default: the algorithm's]
    #[arg(long, value_name = "NAME", help_heading = "Key")]
    name: Option<String>,
}

pub(super) fn run(args: &NewArgs, system: &mut System) -> Result<Outcome, Error> {
    let kind = args.algorithm;
    let name = args.name.clone().unwrap_or_else(|| kind.default_name());
    check_name(&name)?;
    let key = kind.generate()?;
    let entry = store(&name, &key, kind.algorithm(), system)?;
    stored("created", &entry, system)
}

/// Stores a new key.
pub(super) fn store(
    name: &str,
    key: &SigningMaterial,
    algorithm: SignatureAlgorithm,
    system: &mut System,
) -> Result<StoredEntry, Error> {
    if name == key_store::DEV && matches!(key, SigningMaterial::Secret(_)) {
        return Err(Error::usage(
            "`key:dev` cannot be a shared secret, because the configuration for it holds a public key",
            "choose another name with `--name NAME`",
        ));
    }
    let file = system.store_new_key(name, key, algorithm)?;
    system.read_stored(file)
}

/// Reports a key that was stored, and prints its name.
pub(super) fn stored(
    what: &str,
    entry: &StoredEntry,
    system: &mut System,
) -> Result<Outcome, Error> {
    let half = match entry.key.material {
        SigningMaterial::Private(_) => "private key",
        SigningMaterial::Secret(_) => "shared secret",
    };
    let reference = format!("key:{}", entry.file.reference());
    present::raw(|| describe::document(entry), &reference, system)?;
    let path = redact::path(&entry.file.path);
    let kind = describe(&entry.key);
    present::remark(&format!("{what} the {half} `{reference}` ({kind}) in {path}"), system)?;
    Ok(Outcome::Positive)
}

/// Refuses a name that no key can have.
pub(super) fn check_name(name: &str) -> Result<(), Error> {
    key_store::check_new_name(name).map_err(|fault| {
        Error::usage(
            format!("`{}` {fault}", redact::place(name)),
            "use letters, digits, `.`, `_` and `-`, and begin with a letter or digit: `--name staging`",
        )
    })
}
