//! The flags of `mint`.

use std::str::FromStr;

use clap::Args;

use crate::commands::flags::{ClockFlag, GrantFlags, SigningFlags, examples};
use crate::commands::mint::core::CoreFlags;
use crate::commands::mint::damage::Damage;
use crate::commands::mint::many::ManyFlag;
use crate::commands::preset::PresetFlag;
use crate::jose::moment::{Moment, ParseMomentError};
use crate::source::claims::{ClaimArgument, ClaimEdit, ClaimsSource};
use crate::source::token::TokenSource;

/// Create a signed test token
///
/// With --role, the token has Hasura claims, or whatever the provider that --as names has instead.
/// With --from, it is another token with changes.
/// Signs with the profile's key, or else with `key:dev`, which is created on first use, unless
/// you pass --key or --secret.
/// Prints only the token.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("A token like those of Microsoft Entra, but expired", "jwtool mint --as entra-v2 --role viewer --break expired"),
    ("Another token with another role, valid for another hour", "jwtool mint --from @token.txt --role editor --exp +1h"),
    ("A JWT without Hasura claims, with another key", "jwtool mint --key private.pem --issuer 123456 plan=pro seats:=5"),
]))]
pub(crate) struct MintArgs {
    /// Claim to add (name=text, name:=json, name=@FILE) or to remove (name-), or a JSON object of claims; a name may be a path, such as $.a.b
    #[arg(value_name = "CLAIM")]
    pub(super) claims: Vec<ClaimArgument>,

    /// JSON object of claims: FILE, env:NAME or - for standard input
    #[arg(long = "claims", value_name = "FILE", help_heading = "Claims")]
    pub(super) claims_source: Option<ClaimsSource>,

    /// Default role, also added to the allowed roles
    #[arg(long, value_name = "ROLE", help_heading = "Hasura claims")]
    pub(super) role: Option<String>,

    #[command(flatten, next_help_heading = "Hasura claims")]
    pub(super) grant: GrantFlags,

    #[command(flatten)]
    pub(super) preset: PresetFlag,

    /// Token to edit and sign again, which keeps everything that you do not change: TEXT, @FILE, env:NAME or -
    #[arg(long, value_name = "TOKEN", help_heading = "Token to mint")]
    pub(super) from: Option<TokenSource>,

    /// Edit the Nth token in the input of --from
    #[arg(long, value_name = "N", requires = "from", help_heading = "Token to mint")]
    pub(super) pick: Option<usize>,

    /// Make the token wrong in one way, for tests
    #[arg(long = "break", value_name = "WHAT", help_heading = "Token to mint")]
    pub(super) damage: Option<Damage>,

    /// Claim that contains the Hasura claims [default: the preset's, usually `https://hasura.io/jwt/claims`]
    #[arg(long, value_name = "KEY", help_heading = "Hasura claims")]
    pub(super) namespace: Option<String>,

    /// Encode the Hasura claims as a JSON string, as Cognito does
    #[arg(long, help_heading = "Hasura claims")]
    pub(super) stringified: bool,

    /// Issuer
    #[arg(long, value_name = "ISSUER", visible_alias = "iss", help_heading = "Claims")]
    pub(super) issuer: Option<String>,

    /// Subject [default: the user ID]
    #[arg(long, value_name = "SUBJECT", visible_alias = "sub", help_heading = "Claims")]
    pub(super) subject: Option<String>,

    /// Audience (repeatable)
    #[arg(long, value_name = "AUDIENCE", visible_alias = "aud", help_heading = "Claims")]
    pub(super) audience: Vec<String>,

    /// Expiration time, or none [default: +1h]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Claims")]
    pub(super) exp: Option<TimeClaim>,

    /// Time before which the token is not valid, or none
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Claims")]
    pub(super) nbf: Option<TimeClaim>,

    /// Time of issue, or none [default: now]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Claims")]
    pub(super) iat: Option<TimeClaim>,

    /// Token ID
    #[arg(long, value_name = "ID", help_heading = "Claims")]
    pub(super) jti: Option<String>,

    /// Header parameter to add (name=text, name:=json) or to remove (name-); repeatable
    #[arg(long, value_name = "NAME=VALUE", help_heading = "Header")]
    pub(super) header: Vec<ClaimEdit>,

    #[command(flatten)]
    pub(super) signing: SigningFlags,

    #[command(flatten)]
    pub(super) core: CoreFlags,

    #[command(flatten)]
    pub(super) many: ManyFlag,

    #[command(flatten)]
    pub(super) clock: ClockFlag,
}

impl MintArgs {
    /// Whether the issuer is named: by its flag, as a claim, or in an object of claims.
    pub(super) fn names_issuer(&self) -> bool {
        self.issuer.is_some()
            || self.claims_source.is_some()
            || self.claims.iter().any(|claim| match claim {
                ClaimArgument::Edit(edit) => edit.name == "iss",
                ClaimArgument::Object(object) => object.contains("iss"),
            })
    }

    /// Returns the first flag that is about Hasura claims and needs some.
    pub(super) fn grant_flag(&self) -> Option<&'static str> {
        let flags = [
            ("--allow", !self.grant.allow.is_empty()),
            ("--set", !self.grant.set.is_empty()),
            ("--namespace", self.namespace.is_some()),
            ("--stringified", self.stringified),
        ];
        flags.into_iter().find(|(_, is_given)| *is_given).map(|(flag, _)| flag)
    }
}

/// A time as a claim, which can be left out.
#[derive(Clone, Copy, Debug)]
pub(super) enum TimeClaim {
    Absent,
    At(Moment),
}

impl FromStr for TimeClaim {
    type Err = ParseMomentError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "none" { Ok(Self::Absent) } else { text.parse().map(Self::At) }
    }
}
