//! `jwtool secret`: write the configuration that makes Hasura accept a token.

use clap::Args;

use crate::commands::flags::SigningFlags;
use crate::error::Error;
use crate::exit::Outcome;
use crate::hasura::v2::config::{JwtSecret, type_name};
use crate::jose::json::Value;
use crate::jose::key::{Secret, SigningMaterial};
use crate::jose::pem;
use crate::provider;
use crate::render::json::{SecretDocument, document};
use crate::system::System;

/// Print the `HASURA_GRAPHQL_JWT_SECRET` that makes Hasura accept a token
///
/// Without PROVIDER, for the key that `mint` signs with. The configuration is printed
/// as JSON on one line.
#[derive(Args, Debug)]
pub(crate) struct SecretArgs {
    /// `cognito POOL`, or `hmac` for a new random secret
    #[arg(value_name = "PROVIDER")]
    words: Vec<String>,

    #[command(flatten)]
    signing: SigningFlags,
}

pub(crate) fn run(args: &SecretArgs, json: bool, system: &mut System) -> Result<Outcome, Error> {
    let config = configuration(args, system)?.to_object();
    let output = Value::from(config.clone()).to_json();
    let shown = if json {
        let warnings = Vec::new();
        let made = SecretDocument { engine: "hasura", config: &config, output: &output, warnings };
        document(&made, system.stdout.is_terminal, system.stdout.color)
    } else {
        document(&config, false, system.stdout.color)
    };
    system.stdout.write(&shown)?;
    Ok(Outcome::Positive)
}

fn configuration(args: &SecretArgs, system: &mut System) -> Result<JwtSecret, Error> {
    let words: Vec<&str> = args.words.iter().map(String::as_str).collect();
    let words = words.strip_prefix(&["new"]).unwrap_or(&words);
    match words {
        [] => of_signing_key(args, system),
        ["hmac"] => hmac(),
        ["cognito", pool] => cognito(pool),
        ["cognito"] => {
            Err(Error::usage("which user pool?", "`jwtool secret cognito us-east-1_U2dzkxfTv`"))
        }
        ["hmac", more, ..] | ["cognito", _, more, ..] => {
            Err(Error::usage(format!("`{more}` is one word too many"), "`jwtool secret --help`"))
        }
        [other, ..] => Err(Error::usage(
            format!("`{other}` is no provider that is known"),
            "`jwtool secret cognito POOL`, `jwtool secret hmac`, or `jwtool secret` for the signing key",
        )),
    }
}

/// The public half, or the secret, of the key that `mint` signs with.
fn of_signing_key(args: &SecretArgs, system: &mut System) -> Result<JwtSecret, Error> {
    let key = args.signing.request().read(system)?;
    let algorithm = key.value.algorithm;
    let unfit = |message: String| Error::KeyUnfit { name: key.from.clone(), message };
    let name = type_name(algorithm)
        .ok_or_else(|| unfit(format!("Hasura v2 does not know {algorithm}")))?;
    let text = match &key.value.material {
        SigningMaterial::Private(key) => pem::public_pem(key.public())?,
        SigningMaterial::Secret(secret) => {
            let text = std::str::from_utf8(secret.as_bytes()).map_err(|_| {
                unfit("Hasura v2 takes a secret only as text, and this is not UTF-8".to_owned())
            })?;
            let needed = algorithm.hmac_bytes().unwrap_or_default();
            if text.len() < needed {
                return Err(unfit(format!(
                    "Hasura v2 does not start with it: {name} takes {needed} characters or more, and it has {}",
                    text.len()
                )));
            }
            text.to_owned()
        }
    };
    Ok(JwtSecret { r#type: Some(name.to_owned()), key: Some(text), ..JwtSecret::default() })
}

/// 32 random bytes as 64 hexadecimal characters: enough for HS256 by far, and text
/// that survives every shell.
fn hmac() -> Result<JwtSecret, Error> {
    let text = Secret::random_text(32)?;
    Ok(JwtSecret {
        r#type: Some("HS256".to_owned()),
        key: Some(text.to_string()),
        ..JwtSecret::default()
    })
}

fn cognito(pool: &str) -> Result<JwtSecret, Error> {
    let issuer = provider::cognito_issuer(pool).ok_or_else(|| {
        Error::usage(
            format!("`{pool}` is no user pool id"),
            "it is a region, `_` and a name: `jwtool secret cognito us-east-1_U2dzkxfTv`",
        )
    })?;
    Ok(JwtSecret {
        jwk_url: Some(format!("{issuer}/.well-known/jwks.json")),
        stringified: true,
        ..JwtSecret::default()
    })
}
