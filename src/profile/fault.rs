//! What is wrong with the settings of a profile: values that cannot be used, and settings that its
//! kind of login lacks or does not use.

use crate::profile::login::{LoginKind, SentToken};
use crate::profile::setting::{Entry, Nature, Setting, SettingValue};
use crate::profile::{Owner, Profile};
use crate::provider::address::{AddressError, WebAddress};

/// A setting that is wrong or missing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct SettingFault {
    pub(crate) name: &'static str,
    pub(crate) message: String,
}

/// Checks the value of a setting on its own.
///
/// # Errors
///
/// What is wrong with it, as the end of a sentence about the value.
pub(crate) fn check(setting: &Setting, value: &SettingValue) -> Result<(), String> {
    let strings = value.strings();
    if strings.iter().any(|text| text.trim().is_empty()) {
        return Err("is empty".to_owned());
    }
    let Some(first) = strings.first() else { return Ok(()) };
    match (setting.name, setting.nature) {
        ("login.kind", _) if LoginKind::named(first).is_none() => {
            Err(format!("must be one of {}", LoginKind::ALL.map(LoginKind::name).join(", ")))
        }
        ("login.send", _) if SentToken::named(first).is_none() => {
            Err(format!("must be one of {}", SentToken::ALL.map(SentToken::name).join(", ")))
        }
        ("login.domain", _) if first.contains("://") || first.contains('/') => {
            Err("must be a host name, without https:// and a path".to_owned())
        }
        ("login.variable", _)
            if !first.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
                || first.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            Err("must be the name of a variable".to_owned())
        }
        (_, Nature::Address) if matches!(WebAddress::parse(first), Err(AddressError::NotWeb)) => {
            Err("must be an http or https URL".to_owned())
        }
        (_, Nature::Secret) if matches!(first.as_str(), "env:" | "@") => {
            Err("must name a variable or a file".to_owned())
        }
        _ => Ok(()),
    }
}

/// Returns everything that is wrong with a profile, in the order of its settings.
pub(crate) fn faults(profile: &Profile) -> Vec<SettingFault> {
    let mut faults = Vec::new();
    let fault = |name, message| SettingFault { name, message };
    for Entry { setting, value, .. } in &profile.entries {
        if let Err(message) = check(setting, value) {
            faults.push(fault(setting.name, format!("`{}` {message}", setting.name)));
        }
    }
    let has = |name: &str| profile.entries.iter().any(|entry| entry.setting.name == name);
    let Some(login) = &profile.login else { return faults };
    let secrets =
        [("login.client_secret", &login.client_secret), ("login.api_key", &login.api_key)];
    for (name, secret) in secrets {
        if profile.owner != Owner::User && secret.as_ref().is_some_and(|one| !one.is_place()) {
            let message = format!("`{name}` is a secret in a project file; write `env:NAME`");
            faults.push(fault(name, message));
        }
    }
    let Some(kind) = login.kind else {
        faults.push(fault("login.kind", "`login` has no `kind`".to_owned()));
        return faults;
    };
    let (required, name) = (kind.required(), kind.name());
    for setting in required {
        if !has(setting) {
            let message = format!("a login of kind `{name}` needs `{setting}`");
            faults.push(fault(setting, message));
        }
    }
    let used = |name: &str| {
        name == "login.kind" || required.contains(&name) || kind.optional().contains(&name)
    };
    for Entry { setting, .. } in &profile.entries {
        if setting.key() == "login" && !used(setting.name) {
            let message = format!("a login of kind `{name}` does not use `{}`", setting.name);
            faults.push(fault(setting.name, message));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::login::{LoginSetting, SecretSetting};

    fn profile(kind: Option<LoginKind>, entries: &[(&str, &str)]) -> Profile {
        let entry = |(name, text): &(&str, &str)| Entry {
            setting: Setting::named(name).unwrap(),
            value: SettingValue::Text((*text).to_owned()),
            line: None,
        };
        Profile {
            login: Some(LoginSetting { kind, ..LoginSetting::default() }),
            entries: entries.iter().map(entry).collect(),
            ..Profile::default()
        }
    }

    fn messages(profile: &Profile) -> Vec<String> {
        faults(profile).into_iter().map(|fault| fault.message).collect()
    }

    #[test]
    fn each_kind_of_login_says_what_it_lacks() {
        for kind in LoginKind::ALL {
            let all: Vec<(&str, &str)> =
                kind.required().iter().map(|name| (*name, "https://x.example")).collect();
            let expected: Vec<String> = all
                .iter()
                .map(|(name, _)| format!("a login of kind `{}` needs `{name}`", kind.name()))
                .collect();
            assert_eq!(messages(&profile(Some(kind), &[])), expected);
        }
        assert_eq!(messages(&profile(None, &[])), ["`login` has no `kind`"]);
    }

    #[test]
    fn settings_of_another_kind_and_bad_values_are_reported() {
        let entries = [
            ("graphql", "x.example/v1/graphql"),
            ("login.kind", "kubernetes"),
            ("login.client_id", "a"),
            ("login.path", ""),
        ];
        let kubernetes = profile(Some(LoginKind::Kubernetes), &entries);
        let expected = [
            "`graphql` must be an http or https URL",
            "`login.path` is empty",
            "a login of kind `kubernetes` does not use `login.client_id`",
        ];
        assert_eq!(messages(&kubernetes), expected);
    }

    #[test]
    fn a_secret_does_not_belong_in_a_project() {
        let secret = |text: &str, owner| {
            let mut profile = profile(Some(LoginKind::Kubernetes), &[]);
            profile.owner = owner;
            let secret = Some(SecretSetting::new(text.to_owned()));
            profile.login.as_mut().unwrap().client_secret = secret;
            messages(&profile)
        };
        assert_eq!(secret("hunter2", Owner::User), [""; 0]);
        assert_eq!(secret("env:SECRET", Owner::Trusted), [""; 0]);
        let expected = "`login.client_secret` is a secret in a project file; write `env:NAME`";
        assert_eq!(secret("hunter2", Owner::Trusted), [expected]);
    }

    #[test]
    fn values_are_checked_by_what_they_are() {
        for (name, good, bad) in [
            ("login.kind", "github-actions", "github"),
            ("login.send", "id", "refresh"),
            ("login.domain", "a.auth.us-east-1.amazoncognito.com", "https://a.example"),
            ("login.variable", "HASURA_TOKEN", "1TOKEN"),
            ("login.variable", "_t", "$TOKEN"),
            ("login.redirect", "https://localhost:3000/moped/session/signin", "localhost:3000"),
            ("login.client_secret", "env:SECRET", "env:"),
            ("login.endpoint", "http://localhost:9229", "ftp://localhost"),
            ("issuer", "accounts.google.com", " "),
        ] {
            let setting = Setting::named(name).unwrap();
            let value = |text: &str| SettingValue::Text(text.to_owned());
            assert_eq!(check(setting, &value(good)), Ok(()), "{name}");
            assert!(check(setting, &value(bad)).is_err(), "{name}");
        }
    }
}
