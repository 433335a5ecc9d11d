//! `jwtool status`: who is logged in where.

use clap::Args;

use crate::commands::flags::{GlobalFlags, examples};
use crate::commands::present::{self, Count, Presentation};
use crate::error::Error;
use crate::exit::Outcome;
use crate::jose::numeric_date::NumericDate;
use crate::redact;
use crate::render::json::StatusDocument;
use crate::render::status::ShownLogin;
use crate::system::System;

/// Print who is logged in, since when and until when
///
/// Exits with 5 if you are not logged in: to the named profile, or else to any. Renews nothing, and
/// prints no token.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("Who is logged in to each profile", "jwtool status"),
    ("All logins, as JSON", "jwtool status --json"),
    ("Whether you are logged in to staging (exit code 5 if not)", "jwtool status staging 2>/dev/null"),
]))]
pub(crate) struct StatusArgs {
    /// Name of the profile [default: all]
    #[arg(value_name = "PROFILE")]
    name: Option<String>,
}

pub(crate) fn run(
    args: &StatusArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    if system.environment.raw("JWTOOL_TOKEN").is_some() {
        let sentence =
            "`JWTOOL_TOKEN` is set: commands use that token unless `--profile` names a profile";
        present::remark(sentence, system)?;
    }
    let (named, stores) = (system.named_store()?, system.login_stores()?);
    let only = args.name.as_ref().or(global.profile.as_ref());
    let profiles = only.map_or_else(|| stores.profiles(), |name| vec![name.clone()]);
    let count = if only.is_some() { Count::One } else { Count::Several };
    let presentation = Presentation::new(count, system);
    let (mut found, mut failed) = (false, None);
    for profile in profiles {
        let (login, store) = match stores.load(named, &profile) {
            Ok(Some(found)) => found,
            Ok(None) => continue,
            Err(unusable) => {
                let error = unusable.error(system);
                if only.is_none() {
                    present::remark(&format!("warning: {profile}: {error}"), system)?;
                }
                failed = Some(error);
                continue;
            }
        };
        found = true;
        let now = system.now;
        let time = |seconds: Option<i64>| seconds.and_then(NumericDate::from_seconds);
        let (since, until) = (time(login.since), time(login.until));
        let document = || StatusDocument {
            profile: login.profile.clone(),
            who: login.who.clone(),
            issuer: login.issuer.clone(),
            store: store.name(),
            since: since.map(NumericDate::to_rfc3339),
            until: until.map(NumericDate::to_rfc3339),
            refreshable: login.is_refreshable(),
        };
        let shown = ShownLogin {
            profile: &login.profile,
            who: login.who.as_deref(),
            issuer: login.issuer.as_deref(),
            store,
            since,
            until,
            is_refreshable: login.is_refreshable(),
        };
        present::answer_as(presentation, document, |page| shown.fill(page, now), system)?;
    }
    match failed {
        _ if found => Ok(Outcome::Positive),
        Some(error) => Err(error),
        None => {
            let profile = only.map(|name| redact::place(name));
            Err(Error::NotLoggedIn { profile })
        }
    }
}
