//! `jwtool profile show`: the settings of a profile, and where each of them comes from.

use clap::Args;

use crate::commands::flags::{GlobalFlags, examples};
use crate::commands::present;
use crate::error::Error;
use crate::exit::Outcome;
use crate::profile::fault::faults;
use crate::profile::login::LoginSetting;
use crate::profile::setting::{SETTINGS, Setting, SettingValue};
use crate::profile::{Owner, Profile, Profiles};
use crate::redact;
use crate::render::json::{FaultBody, IgnoredBody, ShownProfileDocument, ValueBody};
use crate::render::profile::{From, ShownProfile, ShownValue};
use crate::system::System;
use crate::system::key_store;

/// Print the settings of a profile, with the origin of each value
///
/// Also prints what the environment sets and what is used by default. Secrets are hidden.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("The profile that is used now", "jwtool profile show"),
    ("One of them, as JSON", "jwtool profile show staging --json"),
]))]
pub(super) struct ShowArgs {
    /// Name of the profile [default: the selected one]
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

pub(super) fn run(
    args: &ShowArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let profiles = system.profiles(global.config_file.as_deref())?;
    let name = args.name.as_deref().or(global.profile.as_deref());
    let profile = system.profile(name, &profiles)?;
    let values = values(name, profile, &profiles, system)?;
    let problems = profile.map(faults).unwrap_or_default();
    let document = || ShownProfileDocument {
        name: profile.map(|profile| profile.name.clone()),
        values: values.iter().map(ValueBody::new).collect(),
        problems: problems
            .iter()
            .map(|fault| FaultBody { key: fault.name, message: fault.message.clone() })
            .collect(),
        ignored: profile.map_or_else(Vec::new, |profile| {
            let ignored = profile.ignored.iter();
            ignored
                .map(|one| IgnoredBody { key: one.key.clone(), place: one.place.clone() })
                .collect()
        }),
    };
    let shown = ShownProfile {
        name: profile.map(|profile| profile.name.as_str()),
        file: profile.map(|profile| redact::path(&profile.file)),
        values: &values,
    };
    present::answer(document, |page| shown.fill(page), system)?;
    for fault in &problems {
        present::remark_on_page(&format!("warning: {}", fault.message), system)?;
    }
    let replaced =
        profiles.replaced.iter().find(|one| Some(&one.name) == profile.map(|own| &own.name));
    if let Some(replaced) = replaced {
        let sentence = format!(
            "`{}` also has a profile `{}`, which is not used: your own replaces it",
            redact::path(&replaced.file),
            replaced.name
        );
        present::remark_on_page(&sentence, system)?;
    }
    Ok(Outcome::Positive)
}

/// Returns the values that are in force, in the order of the settings.
fn values(
    named: Option<&str>,
    profile: Option<&Profile>,
    profiles: &Profiles,
    system: &System,
) -> Result<Vec<ShownValue>, Error> {
    let mut values = Vec::new();
    if let Some(profile) = profile {
        values.push(selection(named, profile, profiles, system)?);
    }
    for setting in SETTINGS {
        let entry = profile.and_then(|one| {
            Some((one, one.entries.iter().find(|entry| entry.setting == setting)?))
        });
        let value = match entry {
            Some((profile, entry)) => Some(ShownValue {
                key: setting.name,
                value: entry.value.redacted(setting),
                from: of_file(profile.owner),
                place: place_of(&profile.file, entry.line),
            }),
            None => unset(setting, profile, system)?,
        };
        values.extend(value);
    }
    Ok(values)
}

/// Returns why this profile is used.
fn selection(
    named: Option<&str>,
    profile: &Profile,
    profiles: &Profiles,
    system: &System,
) -> Result<ShownValue, Error> {
    let (from, place) = if named.is_some() {
        (From::Flag, "the command line".to_owned())
    } else if system.environment.text("JWTOOL_PROFILE")?.is_some() {
        (From::Environment, "JWTOOL_PROFILE".to_owned())
    } else {
        match &profiles.default_origin {
            Some(origin) => (of_file(origin.owner), place_of(&origin.file, origin.line)),
            None => (From::Default, String::new()),
        }
    };
    let value = SettingValue::Text(profile.name.clone());
    Ok(ShownValue { key: "profile", value, from, place })
}

/// Returns the value of a setting that the profile does not have, if the environment sets it or if
/// there is a default.
fn unset(
    setting: &Setting,
    profile: Option<&Profile>,
    system: &System,
) -> Result<Option<ShownValue>, Error> {
    const ENDPOINT: &str = "HASURA_GRAPHQL_ENDPOINT";
    const CONFIGURATIONS: [&str; 2] = ["HASURA_GRAPHQL_JWT_SECRETS", "HASURA_GRAPHQL_JWT_SECRET"];
    let by_default = |value: String| ShownValue {
        key: setting.name,
        value: SettingValue::Text(value),
        from: From::Default,
        place: String::new(),
    };
    let by_variable = |name: &'static str, value: String| ShownValue {
        key: setting.name,
        value: SettingValue::Text(value),
        from: From::Environment,
        place: name.to_owned(),
    };
    let ignored = profile.is_some_and(|one| one.ignored.iter().any(|own| own.key == setting.key()));
    Ok(match setting.name {
        "graphql" => Some(match system.environment.text(ENDPOINT)? {
            Some(url) => by_variable(ENDPOINT, setting.redact(&url)),
            None => by_default("http://localhost:8080/v1/graphql".to_owned()),
        }),
        // A command that needs what is ignored stops.
        "key" if !ignored => Some(by_default(format!("key:{}", key_store::DEV))),
        "engine.config" if !ignored => CONFIGURATIONS
            .into_iter()
            .find(|name| system.environment.raw(name).is_some())
            .map(|name| by_variable(name, format!("env:{name}"))),
        "login.send" => {
            let login = profile.and_then(|profile| profile.login.as_ref());
            let token = login.and_then(LoginSetting::sent_token);
            token.map(|token| by_default(token.name().to_owned()))
        }
        _ => None,
    })
}

const fn of_file(owner: Owner) -> From {
    match owner {
        Owner::User => From::UserFile,
        Owner::Trusted | Owner::Project => From::ProjectFile,
    }
}

fn place_of(file: &std::path::Path, line: Option<usize>) -> String {
    let name = file.file_name().map_or(file, std::path::Path::new);
    let line = line.map_or_else(String::new, |line| format!(" line {line}"));
    format!("{}{line}", redact::path(name))
}
