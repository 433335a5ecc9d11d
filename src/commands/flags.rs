//! Flags that several verbs share, in groups.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::error::Error;
use crate::hasura::grant::RoleGrant;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::json::Object;
use crate::jose::moment::Moment;
use crate::jose::numeric_date::NumericDate;
use crate::profile::{Profile, Profiles};
use crate::source::claims::ClaimEdit;
use crate::source::key::{KeySource, SigningRequest};
use crate::source::secret::SecretSource;
use crate::system::System;

/// Flags that every verb takes.
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct GlobalFlags {
    /// Print a JSON document instead of text
    #[arg(short, long, global = true)]
    pub(crate) json: bool,

    /// Say nothing on standard error
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,

    /// Say where tokens and keys came from
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,

    /// When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(crate) color: ColorWhen,

    /// Profile to use [env: `JWTOOL_PROFILE`]
    #[arg(long, value_name = "NAME", global = true)]
    pub(crate) profile: Option<String>,

    /// Configuration to read instead of the user's config.toml
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) config_file: Option<PathBuf>,

    /// Make no request to any network
    #[arg(long, global = true)]
    pub(crate) offline: bool,
}

impl GlobalFlags {
    /// The profile that was named, else the default one; with all of them.
    pub(crate) fn profiles(
        &self,
        system: &mut System,
    ) -> Result<(Profiles, Option<Profile>), Error> {
        let profiles = system.profiles(self.config_file.as_deref())?;
        let chosen = system.profile(self.profile.as_deref(), &profiles)?.cloned();
        Ok((profiles, chosen))
    }
}

/// When colours are used.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum ColorWhen {
    Auto,
    Always,
    Never,
}

/// The instant that stands for now.
#[derive(Args, Debug)]
pub(crate) struct ClockFlag {
    /// Take this instant for now
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) at: Option<Moment>,
}

impl ClockFlag {
    /// Now: `--at`, itself relative to the clock, or the clock.
    pub(crate) fn now(&self, system: &System) -> NumericDate {
        self.at.map_or(system.now, |at| at.resolve(system.now))
    }
}

/// The key that signs.
#[derive(Args, Debug)]
pub(crate) struct SigningFlags {
    /// Private key to sign with: FILE, env:NAME, key:NAME or - [default: key:dev]
    #[arg(long, value_name = "KEY", conflicts_with = "secret")]
    pub(crate) key: Option<KeySource>,

    /// HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -
    #[arg(long, value_name = "SECRET", allow_hyphen_values = true)]
    pub(crate) secret: Option<SecretSource>,

    /// Passphrase of an encrypted private key: @FILE, env:NAME or - [default: asks]
    #[arg(long, value_name = "PASSPHRASE", allow_hyphen_values = true)]
    pub(crate) passphrase: Option<SecretSource>,

    /// Signature algorithm [default: the customary one of the key]
    #[arg(long, value_name = "NAME")]
    pub(crate) alg: Option<SignatureAlgorithm>,

    /// Name of the key in the header [default: its RFC 7638 thumbprint]
    #[arg(long, value_name = "KID")]
    pub(crate) kid: Option<String>,
}

impl SigningFlags {
    pub(crate) fn request(&self) -> SigningRequest<'_> {
        SigningRequest {
            key: self.key.as_ref(),
            secret: self.secret.as_ref(),
            passphrase: self.passphrase.as_ref(),
            algorithm: self.alg,
            kid: self.kid.clone(),
        }
    }
}

/// What a token says to Hasura, beside the default role.
#[derive(Args, Debug)]
pub(crate) struct GrantFlags {
    /// Another allowed role (can be repeated)
    #[arg(long, value_name = "ROLE")]
    pub(crate) allow: Vec<String>,

    /// x-hasura-user-id, and the subject
    #[arg(long, value_name = "ID")]
    pub(crate) user_id: Option<String>,

    /// A session variable, like x-hasura-org-id=7 (can be repeated)
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) set: Vec<ClaimEdit>,
}

impl GrantFlags {
    /// The Hasura claims for a default role.
    pub(crate) fn grant(&self, role: &str, system: &mut System) -> Result<RoleGrant, Error> {
        let mut variables = Object::new();
        for edit in &self.set {
            if !edit.name.to_ascii_lowercase().starts_with("x-hasura-") {
                return Err(Error::usage(
                    format!("`--set {}`: session variables begin with `x-hasura-`", edit.name),
                    format!(
                        "write `--set x-hasura-{}=…`; for any other claim leave `--set` away",
                        edit.name
                    ),
                ));
            }
            edit.apply(&mut variables)?;
        }
        for (name, value) in variables.iter() {
            if value.as_str().is_none() {
                system.say(&format!("warning: `{name}` is {}, and Hasura v2 refuses session variables that are no strings", value.a_kind()));
            }
        }
        Ok(RoleGrant {
            default_role: role.to_owned(),
            more_roles: self.allow.clone(),
            user_id: self.user_id.clone(),
            variables,
        })
    }
}
