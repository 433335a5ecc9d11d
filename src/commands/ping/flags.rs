//! The flags that both kinds of ping share.

use std::path::PathBuf;
use std::time::Duration as StdDuration;

use clap::Args;
use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};

use crate::commands::flags::{GrantFlags, file_name, longer_than_nothing};
use crate::commands::ping::script::ScriptFlags;
use crate::commands::preset::PresetFlag;
use crate::source::secret::SecretSource;
use crate::source::token::TokenSource;
use crate::system::exchange::TlsTrust;
use crate::system::http::parse_header;

/// The headers with Hasura's admin secret: today's name, and the old one.
pub(super) const ADMIN_SECRETS: [&str; 2] = ["x-hasura-admin-secret", "x-hasura-access-key"];

/// The token, the roles and the headers of the requests.
#[derive(Args, Debug)]
pub(super) struct CallFlags {
    /// Token to send: TEXT, @FILE, env:NAME or - [env: `JWTOOL_TOKEN`]
    #[arg(long, value_name = "TOKEN", conflicts_with_all = ["mint", "no_token"], help_heading = "Token")]
    pub(super) token: Option<TokenSource>,

    /// Use only the Nth token in the input
    #[arg(long, value_name = "N", conflicts_with_all = ["mint", "no_token"], help_heading = "Token")]
    pub(super) pick: Option<usize>,

    /// Mint a token for --role, valid for one minute and signed with the profile's key or key:dev
    #[arg(long, conflicts_with = "no_token", help_heading = "Token")]
    pub(super) mint: bool,

    /// Send no token
    #[arg(long, help_heading = "Token")]
    pub(super) no_token: bool,

    /// Role to request with x-hasura-role (repeatable; sends one request per role) [default: the first of the profile's that the token allows]
    #[arg(long, value_name = "ROLE", help_heading = "Request")]
    pub(super) role: Vec<String>,

    #[command(flatten, next_help_heading = "Token to mint")]
    pub(super) grant: GrantFlags,

    #[command(flatten)]
    pub(super) preset: PresetFlag,

    /// Issuer of the token to mint
    #[arg(long, value_name = "ISSUER", visible_alias = "iss", help_heading = "Token to mint")]
    pub(super) issuer: Option<String>,

    /// Audience of the token to mint (repeatable)
    #[arg(long, value_name = "AUDIENCE", visible_alias = "aud", help_heading = "Token to mint")]
    pub(super) audience: Vec<String>,

    /// Header to send instead of the one with the same name: 'name: value' (repeatable)
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE", value_parser = parse_header, help_heading = "Request")]
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,

    /// Send Hasura's admin secret, and no token unless one is named: TEXT, @FILE, env:NAME or -
    #[arg(long, value_name = "SECRET", allow_hyphen_values = true, help_heading = "Request")]
    pub(super) admin_secret: Option<SecretSource>,

    /// Time to wait for a response
    #[arg(long, value_name = "DURATION", default_value = "10s", value_parser = longer_than_nothing, allow_hyphen_values = true, help_heading = "Request")]
    pub(super) timeout: StdDuration,

    /// Certificate authorities to trust besides the system's, as PEM
    #[arg(long, value_name = "FILE", value_parser = file_name(), help_heading = "Connection")]
    pub(super) cacert: Option<PathBuf>,

    /// Accept any certificate, so that anyone in between can read the token
    #[arg(long, help_heading = "Connection")]
    pub(super) insecure: bool,

    #[command(flatten)]
    pub(super) script: ScriptFlags,
}

impl CallFlags {
    /// Returns the first flag that only matters to a token to mint.
    pub(super) fn for_mint_only(&self) -> Option<&'static str> {
        let flags = [
            ("--allow", !self.grant.allow.is_empty()),
            ("--user-id", self.grant.user_id.is_some()),
            ("--set", !self.grant.set.is_empty()),
            ("--as", self.preset.is_given()),
            ("--issuer", self.issuer.is_some()),
            ("--audience", !self.audience.is_empty()),
        ];
        flags.into_iter().find(|(_, is_given)| *is_given).map(|(flag, _)| flag)
    }

    /// Returns the value of `-H 'Authorization: …'`.
    pub(super) fn authorization(&self) -> Option<&HeaderValue> {
        self.headers.iter().find(|(name, _)| name == AUTHORIZATION).map(|(_, value)| value)
    }

    /// Whether the request has credentials other than a token of `jwtool`.
    pub(super) fn has_own_credentials(&self) -> bool {
        self.admin_secret.is_some()
            || self.authorization().is_some()
            || self.headers.iter().any(|(name, _)| ADMIN_SECRETS.contains(&name.as_str()))
    }

    /// Returns the variable that the value of a header is read from, as a shell can read it too.
    pub(super) fn admin_secret_variable(&self, header: &HeaderName) -> Option<&str> {
        let is_own = header.as_str() == ADMIN_SECRETS[0]
            && !self.headers.iter().any(|(name, _)| name == header);
        let variable = self.admin_secret.as_ref().filter(|_| is_own)?.variable()?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        (variable.chars().all(is_name) && !variable.starts_with(|c: char| c.is_ascii_digit()))
            .then_some(variable)
    }

    pub(super) fn tls_trust(&self) -> TlsTrust {
        TlsTrust { authorities: self.cacert.clone(), anyone: self.insecure }
    }
}
