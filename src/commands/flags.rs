//! Flags that several verbs share, in groups, and the examples at the end of a verb's help.

use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{OsStringValueParser, StyledStr, Styles, TypedValueParser};
use clap::{ArgAction, Args, ValueEnum};

use crate::error::Error;
use crate::escape;
use crate::hasura::grant::RoleGrant;
use crate::jose;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::json::Object;
use crate::jose::moment::Moment;
use crate::jose::numeric_date::NumericDate;
use crate::profile::store::StoreKind;
use crate::profile::{Profile, Profiles};
use crate::render::help::FIXED_SPACE;
use crate::source::claims::{ClaimEdit, ReadEdit};
use crate::source::key::{KeySource, SigningRequest};
use crate::source::secret::SecretSource;
use crate::system::System;

/// Flags that every verb accepts.
#[derive(Args, Debug)]
#[command(next_help_heading = "Global options")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct GlobalFlags {
    /// Print a JSON document
    #[arg(short, long, global = true)]
    pub(crate) json: bool,

    /// Print nothing on standard error except errors
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,

    /// Print where tokens and keys come from
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,

    /// When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(crate) color: ColorWhen,

    /// Profile to use [env: `JWTOOL_PROFILE`]
    #[arg(long, value_name = "NAME", global = true)]
    pub(crate) profile: Option<String>,

    /// Configuration file to read instead of your config.toml
    #[arg(long, value_name = "FILE", value_parser = file_name(), global = true)]
    pub(crate) config_file: Option<PathBuf>,

    /// Where logins are stored [env: `JWTOOL_STORE`]
    #[arg(long, value_name = "STORE", global = true)]
    pub(crate) store: Option<StoreFlag>,

    /// Make no network requests
    #[arg(long, global = true)]
    pub(crate) offline: bool,

    /// Print help (see more with '--help')
    #[arg(short, long, global = true, action = ArgAction::Help, long_help = "Print help (see a summary with '-h')")]
    help: Option<bool>,

    /// Print version
    #[arg(short = 'V', long, global = true, action = ArgAction::Version)]
    version: Option<bool>,
}

impl GlobalFlags {
    /// Returns all profiles, and the selected one: the named profile, or else the default.
    pub(crate) fn profiles(
        &self,
        system: &mut System,
    ) -> Result<(Profiles, Option<Profile>), Error> {
        let profiles = system.profiles(self.config_file.as_deref())?;
        let chosen = system.profile(self.profile.as_deref(), &profiles)?.cloned();
        Ok((profiles, chosen))
    }
}

impl GlobalFlags {
    /// Returns the profile with this name, or else the selected one. One that is named on the
    /// command line replaces `JWTOOL_TOKEN`.
    pub(crate) fn named_profile(
        &self,
        name: Option<&str>,
        system: &mut System,
    ) -> Result<Option<Profile>, Error> {
        system.profile_is_named |= name.is_some();
        let profiles = system.profiles(self.config_file.as_deref())?;
        let name = name.or(self.profile.as_deref());
        Ok(system.profile(name, &profiles)?.cloned())
    }
}

/// Reads the name of a file, also as `@FILE`.
pub(crate) fn file_name() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().map(|name| {
        match name.to_str().and_then(|name| name.strip_prefix('@')) {
            Some(name) => PathBuf::from(name),
            None => PathBuf::from(name),
        }
    })
}

/// Parses a span of time, which may be in milliseconds: `200ms`.
pub(crate) fn span(text: &str) -> Result<Duration, String> {
    if let Some(number) = text.trim().strip_suffix("ms") {
        let number = number.trim().parse();
        return number
            .map(Duration::from_millis)
            .map_err(|_| format!("`{text}` is not a duration; write it like `200ms` or `10s`"));
    }
    let duration: jose::duration::Duration = text.parse().map_err(|error| format!("{error}"))?;
    let seconds = u64::try_from(duration.seconds());
    seconds.map(Duration::from_secs).map_err(|_| "it must not be negative".to_owned())
}

/// Parses a span of time that is longer than zero.
pub(crate) fn longer_than_nothing(text: &str) -> Result<Duration, String> {
    let span = span(text)?;
    if span.is_zero() { Err("it must be longer than zero".to_owned()) } else { Ok(span) }
}

/// When to use color.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum ColorWhen {
    Auto,
    Always,
    Never,
}

/// A store of logins.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum StoreFlag {
    Keyring,
    File,
    None,
}

impl StoreFlag {
    pub(crate) const fn kind(self) -> StoreKind {
        match self {
            Self::Keyring => StoreKind::Keyring,
            Self::File => StoreKind::File,
            Self::None => StoreKind::None,
        }
    }
}

/// The time to use as the current one.
#[derive(Args, Debug)]
pub(crate) struct ClockFlag {
    /// Pretend the current time is TIME: a date, RFC 3339, Unix seconds, +1h, -5m
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Time")]
    pub(crate) at: Option<Moment>,
}

impl ClockFlag {
    /// Returns the time to use as the current one: `--at`, which may be relative to the clock, or
    /// else the clock.
    pub(crate) fn now(&self, system: &System) -> NumericDate {
        self.at.map_or(system.now, |at| at.resolve(system.now))
    }
}

/// The key that signs.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Signing key")]
pub(crate) struct SigningFlags {
    /// Private key to sign with: FILE, env:NAME, key:NAME or - [default: the profile's, else key:dev]
    #[arg(long, value_name = "KEY", conflicts_with = "secret")]
    pub(crate) key: Option<KeySource>,

    /// HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -
    #[arg(long, value_name = "SECRET", allow_hyphen_values = true)]
    pub(crate) secret: Option<SecretSource>,

    /// Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]
    #[arg(long, value_name = "PASSPHRASE", allow_hyphen_values = true)]
    pub(crate) passphrase: Option<SecretSource>,

    /// Signature algorithm [default: the usual one for the key]
    #[arg(long, value_name = "NAME")]
    pub(crate) alg: Option<SignatureAlgorithm>,

    /// Key ID for the header [default: the key's RFC 7638 thumbprint]
    #[arg(long, value_name = "KID")]
    pub(crate) kid: Option<String>,
}

impl SigningFlags {
    pub(crate) fn request<'a>(&'a self, profile: Option<&'a Profile>) -> SigningRequest<'a> {
        SigningRequest {
            key: self.key.as_ref(),
            secret: self.secret.as_ref(),
            passphrase: self.passphrase.as_ref(),
            algorithm: self.alg,
            kid: self.kid.clone(),
            profile,
        }
    }
}

/// The Hasura claims of a token other than the default role.
#[derive(Args, Debug)]
pub(crate) struct GrantFlags {
    /// Additional allowed role (repeatable)
    #[arg(long, value_name = "ROLE")]
    pub(crate) allow: Vec<String>,

    /// User ID, used for x-hasura-user-id and the subject
    #[arg(long, value_name = "ID")]
    pub(crate) user_id: Option<String>,

    /// Session variable, such as x-hasura-org-id=7 (repeatable)
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) set: Vec<ClaimEdit>,
}

impl GrantFlags {
    /// Returns the Hasura claims for a default role.
    pub(crate) fn grant(&self, role: &str, system: &mut System) -> Result<RoleGrant, Error> {
        self.refuse_empty_roles(Some(role))?;
        let mut variables = Object::new();
        for edit in self.variables(system)? {
            edit.apply(&mut variables)?;
        }
        Ok(RoleGrant {
            default_role: role.to_owned(),
            more_roles: self.allow.clone(),
            user_id: self.user_id.clone(),
            variables,
        })
    }

    /// Refuses roles that are empty.
    pub(crate) fn refuse_empty_roles(&self, role: Option<&str>) -> Result<(), Error> {
        let flag = match role {
            Some("") => "--role",
            _ if self.allow.iter().any(String::is_empty) => "--allow",
            _ => return Ok(()),
        };
        Err(Error::usage(
            format!("the role of `{flag}` is empty"),
            format!("name a role: `{flag} user`"),
        ))
    }

    /// Returns the changes to the session variables.
    pub(crate) fn variables(&self, system: &mut System) -> Result<Vec<ReadEdit>, Error> {
        let mut edits = Vec::with_capacity(self.set.len());
        for edit in &self.set {
            if !edit.name.to_ascii_lowercase().starts_with("x-hasura-") {
                return Err(Error::usage(
                    format!(
                        "`--set {}` is not a session variable: the name must begin with `x-hasura-`",
                        edit.name
                    ),
                    match escape::pasteable(&edit.name) {
                        Some(word) => format!(
                            "write `--set x-hasura-{word}=…`, or drop `--set` to add a claim"
                        ),
                        None => "drop `--set` to add a claim".to_owned(),
                    },
                ));
            }
            let edit = edit.read()?;
            if let Some(value) = edit.value.as_ref().filter(|value| value.as_str().is_none()) {
                system.say(&format!("warning: `{}` is {}, and Hasura v2 refuses session variables that are not strings", edit.name, value.a_kind()));
            }
            edits.push(edit);
        }
        Ok(edits)
    }
}

/// Formats the examples at the end of a verb's long help, which are pairs of a comment and a
/// command. The tests run each command and expect the exit code in its comment, else success.
pub(crate) fn examples(examples: &[(&str, &str)]) -> StyledStr {
    let header = *Styles::default().get_header();
    let lines: Vec<String> = examples
        .iter()
        .map(|(comment, command)| format!("  # {comment}\n  $ {command}").replace(' ', FIXED_SPACE))
        .collect();
    StyledStr::from(format!("{header}Examples:{header:#}\n{}", lines.join("\n\n")))
}
