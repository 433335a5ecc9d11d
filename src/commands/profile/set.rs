//! `jwtool profile set`: changes the settings of a profile.

use clap::Args;

use crate::commands::flags::{GlobalFlags, examples};
use crate::commands::present;
use crate::commands::profile::name;
use crate::error::Error;
use crate::escape;
use crate::exit::Outcome;
use crate::jose::json::Value;
use crate::profile::fault::{check, faults};
use crate::profile::setting::{Form, Nature, OPEN_KEYS, SETTINGS, Setting, SettingValue};
use crate::redact;
use crate::render::json::ChangedProfileDocument;
use crate::system::System;
use crate::system::profile_store;
use crate::system::profile_store::edit::{Change, Edit};

/// Set the values of a profile, which is created if it does not exist
///
/// `KEY=VALUE` sets a value, `KEY:=JSON` a list, and `KEY-` removes it. To set a list,
/// its key may also be repeated. Comments in the file stay. The keys are those of the file; `login.kind` is
/// the key `kind` below `[profile.NAME.login]`.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("A local engine", "jwtool profile set local graphql=http://localhost:8080/v1/graphql roles=admin roles=user"),
    ("A login with Cognito", "jwtool profile set staging issuer=https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01 login.kind=cognito login.client_id=3exampleclientid0000000000"),
    ("Tokens of another program", "jwtool profile set cloud login.kind=command login.command:='[\"gcloud\",\"auth\",\"print-identity-token\"]'"),
]))]
pub(super) struct SetArgs {
    /// Name of the profile
    #[arg(value_name = "NAME")]
    name: String,

    /// Settings: KEY=VALUE, KEY:=JSON or KEY-
    #[arg(value_name = "SETTING", required = true)]
    settings: Vec<String>,

    /// Change the project's jwtool.toml instead of your config.toml
    #[arg(long, help_heading = "File", conflicts_with = "config_file")]
    project: bool,
}

pub(super) fn run(
    args: &SetArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    name::check(&args.name)?;
    let changes = changes(&args.settings)?;
    let (path, owner) = name::file(args.project, global, system)?;
    if let Some(secret) = changes.iter().find(|one| one.has_secret()) {
        let name = secret.setting.name;
        if args.project {
            return Err(Error::usage(
                format!("`{name}` is a secret, which does not belong in a project file"),
                format!("write where it is read from: `{name}=env:NAME`"),
            ));
        }
        let sentence = format!(
            "warning: other programs can see a secret on the command line; use `{name}=env:NAME` or `{name}=@FILE`"
        );
        present::remark(&sentence, system)?;
    }
    let edit = Edit::Set { profile: &args.name, changes: &changes };
    let (before, after) = system.edit_profiles(&path, owner, &edit)?;
    let profile = after.get(&args.name);
    let problems = profile.map(faults).unwrap_or_default();
    let shown = redact::path(&path);
    let verb = if before.get(&args.name).is_some() { "changed" } else { "created" };
    present::remark(&format!("{verb} the profile `{}` in {shown}", args.name), system)?;
    for fault in &problems {
        present::remark(&format!("warning: {}", fault.message), system)?;
    }
    if let Some(profile) = profile.filter(|_| args.project)
        && profile.entries.iter().any(|entry| !OPEN_KEYS.contains(&entry.setting.key()))
    {
        let sentence = "`login`, `key` and `engine` of a project file are ignored until you run `jwtool profile trust`";
        present::remark(sentence, system)?;
    }
    if !args.project && before.get(&args.name).is_none() {
        say_what_is_replaced(&args.name, global, system)?;
    }
    let document = || ChangedProfileDocument { name: &args.name, file: shown.clone() };
    present::answer(document, |_| {}, system)?;
    Ok(Outcome::Positive)
}

/// Reports that a new profile replaces one of the project.
fn say_what_is_replaced(
    name: &str,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<(), Error> {
    let profiles = system.profiles(global.config_file.as_deref())?;
    if let Some(replaced) = profiles.replaced.iter().find(|profile| profile.name == name) {
        let sentence = format!(
            "warning: the profile `{name}` in {} is no longer used: your own replaces it as a whole",
            redact::path(&replaced.file)
        );
        present::remark(&sentence, system)?;
    }
    Ok(())
}

/// Reads the settings on the command line.
fn changes(words: &[String]) -> Result<Vec<Change>, Error> {
    let mut changes: Vec<Change> = Vec::new();
    for word in words {
        let (setting, value) = change(word)?;
        let earlier = changes.iter_mut().find(|one| one.setting == setting);
        match (earlier, value) {
            (None, value) => changes.push(Change { setting, value }),
            (
                Some(Change { value: Some(SettingValue::List(all)), .. }),
                Some(SettingValue::List(more)),
            ) => all.extend(more),
            (Some(_), _) => {
                return Err(Error::usage(
                    format!("`{}` appears twice", setting.name),
                    "set it once",
                ));
            }
        }
    }
    for Change { setting, value } in &changes {
        if let Some(Err(fault)) = value.as_ref().map(|value| check(setting, value)) {
            return Err(Error::usage(
                format!("the value of `{}` {fault}", setting.name),
                value_hint(setting, value.as_ref()),
            ));
        }
    }
    Ok(changes)
}

/// Returns what to set instead of a value that cannot be used.
fn value_hint(setting: &Setting, value: Option<&SettingValue>) -> String {
    let name = setting.name;
    let text = value.and_then(|value| value.strings().first()).map(String::as_str);
    // An address without its scheme.
    let is_host = |text: &&str| {
        setting.nature == Nature::Address && !text.contains("://") && redact::address(text) == *text
    };
    if let Some(host) = text.filter(|text| !text.trim().is_empty()).filter(is_host) {
        let is_local = ["localhost", "127.0.0.1"].iter().any(|local| host.starts_with(local));
        let scheme = if is_local { "http" } else { "https" };
        if let Some(word) = escape::pasteable(&format!("{name}={scheme}://{host}")) {
            return format!("write `{word}`");
        }
    }
    format!("set another value, or remove the setting with `{name}-`")
}

/// Reads one setting: its value, or `None` to remove it.
fn change(word: &str) -> Result<(&'static Setting, Option<SettingValue>), Error> {
    let is_key = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let end = word.find(|c| !is_key(c)).unwrap_or(word.len());
    let (key, rest) = word.split_at(end);
    if let Some(json) = rest.strip_prefix(":=") {
        let setting = known(key)?;
        return Ok((setting, Some(from_json(setting, json)?)));
    }
    if let Some(text) = rest.strip_prefix('=') {
        let setting = known(key)?;
        let value = match setting.form {
            Form::Text => SettingValue::Text(text.to_owned()),
            Form::List => SettingValue::List(vec![text.to_owned()]),
        };
        return Ok((setting, Some(value)));
    }
    match key.strip_suffix('-') {
        Some(key) if rest.is_empty() => Ok((known(key)?, None)),
        None if rest.is_empty() && Setting::named(key).is_some() => Err(Error::usage(
            format!("`{key}` needs a value"),
            format!("write `{key}=VALUE`, or `{key}-` to remove the value"),
        )),
        _ => Err(Error::usage(
            // What follows the key may be a secret.
            format!(
                "`{}{}` is not a setting",
                redact::place(key),
                if rest.is_empty() { "" } else { "…" }
            ),
            "write `KEY=VALUE`, `KEY:=JSON`, or `KEY-` to remove a value",
        )),
    }
}

fn known(key: &str) -> Result<&'static Setting, Error> {
    Setting::named(key).ok_or_else(|| {
        let names: Vec<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
        Error::usage(
            format!("unknown key `{}`", redact::place(key)),
            match profile_store::nearest(key, &names) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("the keys are {}", names.join(", ")),
            },
        )
    })
}

fn from_json(setting: &Setting, json: &str) -> Result<SettingValue, Error> {
    let wrong = |wanted: &str| {
        Error::usage(
            format!("the value of `{}` must be {wanted}", setting.name),
            format!(
                "for example `{}:={}`",
                setting.name,
                match setting.form {
                    Form::Text => "\"text\"",
                    Form::List => "[\"one\",\"two\"]",
                }
            ),
        )
    };
    let value = Value::parse(json.as_bytes()).map_err(|_| wrong("JSON"))?;
    match setting.form {
        Form::Text => {
            let text = value.as_str().ok_or_else(|| wrong("a string"))?;
            Ok(SettingValue::Text(text.to_owned()))
        }
        Form::List => {
            let Value::Array(values) = &value else { return Err(wrong("a list of strings")) };
            let strings = values.iter().map(|one| one.as_str().map(ToOwned::to_owned));
            let strings: Option<Vec<String>> = strings.collect();
            strings.map(SettingValue::List).ok_or_else(|| wrong("a list of strings"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A name, and the strings of its value
    type Read = (String, Option<Vec<String>>);

    fn read(words: &[&str]) -> Result<Vec<Read>, String> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let changes = changes(&words).map_err(|error| error.to_string())?;
        let shown = changes.into_iter().map(|change| {
            let strings = change.value.map(|value| value.strings().to_vec());
            (change.setting.name.to_owned(), strings)
        });
        Ok(shown.collect())
    }

    #[test]
    fn settings_are_read_as_they_are_written() {
        let one = |name: &str, values: &[&str]| {
            let values = values.iter().map(|value| (*value).to_owned()).collect();
            (name.to_owned(), Some(values))
        };
        assert_eq!(
            read(&["rest=https://a.example/?a=b", "roles=a", "roles=b,c", "key-"]).unwrap(),
            [
                one("rest", &["https://a.example/?a=b"]),
                one("roles", &["a", "b,c"]),
                ("key".to_owned(), None)
            ]
        );
        assert_eq!(
            read(&[r#"login.command:=["t","-"]"#, r#"login.scope:=[]"#]).unwrap(),
            [one("login.command", &["t", "-"]), one("login.scope", &[])]
        );
    }

    #[test]
    fn settings_that_cannot_be_read_are_errors() {
        for (words, error) in [
            (&["isuer=x"][..], "unknown key `isuer`"),
            (&["rest"], "`rest` needs a value"),
            (&["nonsense"], "`nonsense` is not a setting"),
            (&["login.client_secret:hunter2"], "`login.client_secret…` is not a setting"),
            (&["rest=https://a.example", "rest-"], "`rest` appears twice"),
            (&["rest=a.example"], "the value of `rest` must be an http or https URL"),
            (
                &["login.kind=saml"],
                "the value of `login.kind` must be one of cognito, oidc, device, client-credentials, supertokens, github-actions, gitlab, kubernetes, command",
            ),
            (&["roles:=7"], "the value of `roles` must be a list of strings"),
            (&["roles:=[7]"], "the value of `roles` must be a list of strings"),
            (&["roles:=["], "the value of `roles` must be JSON"),
            (&["rest:=[]"], "the value of `rest` must be a string"),
            (&["issuer="], "the value of `issuer` is empty"),
        ] {
            assert_eq!(read(words).unwrap_err(), error);
        }
    }
}
