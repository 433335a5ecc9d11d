//! `jwtool token`: the token of a profile's login.

use clap::Args;

use crate::commands::flags::{GlobalFlags, examples};
use crate::commands::present;
use crate::error::Error;
use crate::exit::Outcome;
use crate::jose::numeric_date::NumericDate;
use crate::profile::login::SentToken;
use crate::render::json::TokenDocument;
use crate::source::token;
use crate::system::System;

/// Print the token of a profile's login
///
/// Gets a new token first if less than a minute or a tenth of the life of the stored one remains.
/// If no profile is named, prints `JWTOOL_TOKEN` if it is set. Does not read standard input.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("The token as a header", "jwtool token local --header"),
    ("What is in the token", "jwtool token local | jwtool decode"),
]))]
pub(crate) struct TokenArgs {
    /// Name of the profile [default: the selected one]
    #[arg(value_name = "PROFILE")]
    name: Option<String>,

    /// Print a header: `Authorization: Bearer …`
    #[arg(long, help_heading = "Output")]
    header: bool,

    /// Print the ID token
    #[arg(long, help_heading = "Token", conflicts_with = "access")]
    id: bool,

    /// Print the access token
    #[arg(long, help_heading = "Token")]
    access: bool,
}

pub(crate) fn run(
    args: &TokenArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let wanted = match (args.id, args.access) {
        (true, _) => Some(SentToken::Id),
        (_, true) => Some(SentToken::Access),
        _ => None,
    };
    let profile = global.named_profile(args.name.as_deref(), system)?;
    let found = token::of_login(profile.as_ref(), wanted, "jwtool token NAME", system)?;
    let until = found.until.and_then(NumericDate::from_seconds);
    let document =
        || TokenDocument { token: &found.token, until: until.map(NumericDate::to_rfc3339) };
    let start = if args.header { "Authorization: Bearer " } else { "" };
    present::raw(document, &format!("{start}{}", found.token.as_str()), system)?;
    Ok(Outcome::Positive)
}
