//! `jwtool login`: logs in to a profile.

use std::time::Duration;

use clap::Args;

use crate::commands::flags::{GlobalFlags, examples, longer_than_nothing};
use crate::commands::present;
use crate::error::Error;
use crate::exit::Outcome;
use crate::jose::numeric_date::NumericDate;
use crate::profile::store::StoreKind;
use crate::redact;
use crate::render::json::TokenDocument;
use crate::render::time::{self, Zone};
use crate::source::login::{self, LogIn, Way};
use crate::source::secret::SecretSource;
use crate::source::token;
use crate::system::System;

/// Log in to a profile
///
/// Logs in with the settings in the profile's `login` and stores the tokens. Commands that are not given
/// a token use them, and renew them before they expire. Prints who is logged in, and until when, on
/// standard error.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("In your browser, or with a user name and password", "jwtool login staging"),
    ("When your browser can't reach this machine", "jwtool login staging --paste"),
]))]
pub(crate) struct LoginArgs {
    /// Name of the profile [default: the selected one]
    #[arg(value_name = "PROFILE")]
    name: Option<String>,

    /// User name
    #[arg(long, value_name = "NAME", help_heading = "User")]
    username: Option<String>,

    /// Password: env:NAME, @FILE or - for standard input
    #[arg(long, value_name = "PASSWORD", help_heading = "User")]
    password: Option<SecretSource>,

    /// Print a code to enter on another device
    #[arg(long, help_heading = "Login method", conflicts_with = "paste")]
    device: bool,

    /// Paste the final URL from your browser
    #[arg(long, help_heading = "Login method")]
    paste: bool,

    /// Print the URL instead of opening a browser
    #[arg(long, help_heading = "Login method")]
    no_browser: bool,

    /// How long to wait for the login [default: 5m]
    #[arg(long, value_name = "DURATION", value_parser = longer_than_nothing, help_heading = "Login method")]
    timeout: Option<Duration>,
}

pub(crate) fn run(
    args: &LoginArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let profile = global.named_profile(args.name.as_deref(), system)?;
    let profile = profile.ok_or_else(|| token::no_profile("jwtool login NAME", system))?;
    if system.environment.raw(token::VARIABLE).is_some() {
        let sentence =
            "`JWTOOL_TOKEN` is set: commands use that token unless `--profile` names a profile";
        present::remark(sentence, system)?;
    }
    let request = LogIn {
        username: args.username.as_deref(),
        password: args.password.as_ref(),
        way: match (args.device, args.paste) {
            (true, _) => Some(Way::Device),
            (_, true) => Some(Way::Paste),
            _ => None,
        },
        opens_browser: !args.no_browser,
        timeout: args.timeout,
    };
    let done = login::log_in(&profile, &request, system)?;
    let who = done.login.who.as_deref().map_or_else(String::new, |who| format!(" as {who}"));
    let until = done.login.until.and_then(NumericDate::from_seconds);
    let until = until
        .map_or_else(String::new, |until| format!(", until {}", time::absolute(until, &Zone::Utc)));
    let shown = redact::place(&profile.name);
    let store = match done.store {
        StoreKind::Keyring => "stored in the keyring",
        StoreKind::File => "stored unencrypted in a private file",
        StoreKind::None => "not stored",
    };
    present::remark(&format!("logged in to `{shown}`{who}{until}; {store}"), system)?;
    if done.store == StoreKind::None
        && let Some(token) = done.login.sent_token(profile.login.as_ref())
    {
        let document = || TokenDocument { token, until: None };
        present::raw(document, token, system)?;
    }
    Ok(Outcome::Positive)
}
