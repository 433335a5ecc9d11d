//! `jwtool key export`: prints a private key or a shared secret.

use clap::Args;

use crate::commands::flags::examples;
use crate::commands::key::show::key_name;
use crate::commands::present;
use crate::error::Error;
use crate::escape;
use crate::exit::Outcome;
use crate::jose::jwk::Jwk;
use crate::jose::key::SigningMaterial;
use crate::system::System;

/// Print a private key as PKCS#8 PEM, or a shared secret as a JWK
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("Into a file", "jwtool key export dev --private > dev.pem"),
    ("Under another name", "jwtool key export dev --private | jwtool key import - --name copy"),
]))]
pub(super) struct ExportArgs {
    /// Name of the key
    #[arg(value_name = "NAME")]
    name: String,

    /// Print the private key, which anyone who sees it can sign with
    #[arg(long, help_heading = "Output")]
    private: bool,
}

pub(super) fn run(args: &ExportArgs, system: &mut System) -> Result<Outcome, Error> {
    if !args.private {
        let name = escape::pasteable(&args.name).filter(|name| !name.starts_with('-'));
        let name = name.as_deref().unwrap_or("NAME");
        return Err(Error::usage(
            "`key export` prints the private key only with `--private`",
            format!("add `--private`, or print the public part: `jwtool key show {name}`"),
        ));
    }
    let file = system.stored_file(key_name(&args.name))?;
    let entry = system.read_stored(file)?;
    match &entry.key.material {
        SigningMaterial::Private(key) => {
            present::private(&key.to_pkcs8_pem()?, system)?;
        }
        SigningMaterial::Secret(secret) => {
            let jwk = Jwk::of_secret(secret, entry.key.algorithm);
            present::private(&jwk.to_private_json(), system)?;
        }
    }
    Ok(Outcome::Positive)
}
