//! The login of a profile: its settings, and which stored login belongs to it.

use std::time;

use zeroize::Zeroizing;

use crate::error::{Error, LoginFault};
use crate::jose::duration::Duration;
use crate::jose::json::Object;
use crate::jose::jws::Jws;
use crate::jose::thumbprint;
use crate::profile::login::{LoginKind, LoginSetting, SentToken};
use crate::profile::{Profile, fault};
use crate::provider::oauth::{self, TokenAnswer};
use crate::redact;
use crate::sort;
use crate::system::System;
use crate::system::files;
use crate::system::login_store::StoredLogin;
use crate::system::profile_store::refuse_ignored;

/// The variables of the AWS SDKs that name another endpoint, the most specific one first.
const ENDPOINTS: [&str; 2] = ["AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", "AWS_ENDPOINT_URL"];

/// Returns how long a login was waited for, as a message says it.
pub(super) fn in_words(span: time::Duration) -> String {
    let seconds = i64::try_from(span.as_secs()).unwrap_or(i64::MAX).max(1);
    Duration::from_seconds(seconds).in_words()
}

/// The login of a profile, with settings that can be used.
pub(super) struct Context<'a> {
    pub(super) profile: &'a Profile,
    pub(super) kind: LoginKind,
    pub(super) setting: &'a LoginSetting,
    /// Where a variable says that the user pool is reached
    emulator: Option<String>,
}

impl<'a> Context<'a> {
    pub(super) fn new(profile: &'a Profile, system: &System) -> Result<Self, Error> {
        refuse_ignored(profile, "login")?;
        let failed = |fault| {
            let profile = redact::place(&profile.name);
            Error::Login { profile, fault, logs_in: false }
        };
        let setting = profile.login.as_ref().ok_or_else(|| failed(LoginFault::NoLogin))?;
        let faults = fault::faults(profile);
        let required = setting.kind.map_or(&[][..], LoginKind::required);
        let is_in_the_way =
            |name: &str| name == "login.kind" || name == "issuer" || required.contains(&name);
        if let Some(fault) = faults.into_iter().find(|fault| is_in_the_way(fault.name)) {
            return Err(failed(LoginFault::Setting(fault.message)));
        }
        let kind = setting.kind.ok_or_else(|| failed(LoginFault::NoLogin))?;
        let context = Self { profile, kind, setting, emulator: None };
        let endpoint =
            if kind == LoginKind::Cognito { context.pool_endpoint(system)? } else { None };
        let emulator = endpoint.filter(|(_, variable)| variable.is_some());
        Ok(Self { emulator: emulator.map(|(address, _)| address), ..context })
    }

    pub(super) fn error(&self, fault: LoginFault) -> Error {
        Error::Login { profile: redact::place(&self.profile.name), fault, logs_in: false }
    }

    /// Returns the name of the profile for a command in a hint.
    pub(super) fn hint_name(&self) -> String {
        let name = &self.profile.name;
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let is_word = !name.starts_with('-') && name.chars().all(is_plain);
        if is_word { name.clone() } else { "NAME".to_owned() }
    }

    /// Returns the error for a setting that is wrong.
    pub(super) fn wrong(&self, message: impl Into<String>) -> Error {
        self.error(LoginFault::Setting(message.into()))
    }

    /// Returns where a user pool is reached, if not in its region, and the variable that says so.
    pub(super) fn pool_endpoint(
        &self,
        system: &System,
    ) -> Result<Option<(String, Option<&'static str>)>, Error> {
        if let Some(endpoint) = &self.setting.endpoint {
            return Ok(Some((endpoint.clone(), None)));
        }
        // The hosted pages are reached by their domain.
        if self.setting.domain.is_some() {
            return Ok(None);
        }
        for name in ENDPOINTS {
            let value = system.environment.text(name)?;
            if let Some(address) = value.filter(|address| !address.trim().is_empty()) {
                return Ok(Some((address.trim().to_owned(), Some(name))));
            }
        }
        Ok(None)
    }

    /// Returns a hash of the settings that a stored token must have been obtained with. Of secret
    /// settings, it covers only where they are read from.
    pub(super) fn settings(&self) -> String {
        let used = self.profile.entries.iter().filter(|entry| {
            entry.setting.key() == "login" && entry.setting.name != "login.send"
                || entry.setting.name == "issuer"
        });
        let lines = used.map(|entry| {
            let values = entry.value.strings().iter().map(|text| entry.setting.redact(text));
            format!("{}={:?}", entry.setting.name, values.collect::<Vec<_>>())
        });
        // A refresh token does not go to another address because a variable names one.
        let emulator = self.emulator.iter().map(|address| format!("emulator={address:?}"));
        let mut lines: Vec<String> = lines.chain(emulator).collect();
        sort::all(&mut lines);
        thumbprint::of_text(&lines.join("\n"))
    }

    /// Returns the file that defines the profile, as it is stored: by a name that does not mean
    /// another file in another directory.
    pub(super) fn origin(&self) -> String {
        files::canonical(&self.profile.file).display().to_string()
    }

    /// Whether a stored login belongs to this profile as it is now.
    pub(super) fn owns(&self, login: &StoredLogin) -> bool {
        login.origin.as_deref() == Some(&self.origin())
            && login.settings.as_deref() == Some(&self.settings())
    }

    /// Returns a login with one token.
    pub(super) fn login(
        &self,
        token: Zeroizing<String>,
        until: Option<i64>,
        now: i64,
    ) -> StoredLogin {
        let tokens = Tokens { access: Some(token), ..Tokens::default() };
        StoredLogin { until, ..self.login_of(tokens, now) }
    }

    /// Returns a login with the tokens that an issuer gave just now.
    pub(super) fn login_of(&self, tokens: Tokens, now: i64) -> StoredLogin {
        let Tokens { access, id, refresh, device_key, expires_in } = tokens;
        // The access token of a provider may be opaque.
        let named = [&id, &access].into_iter().flatten().find_map(|token| who(token));
        let issuer = [&id, &access].into_iter().flatten().find_map(|token| claim(token, "iss"));
        let (sent, life) = match self.setting.sent_token() {
            Some(SentToken::Id) => (&id, None),
            Some(SentToken::Access) | None => (&access, expires_in),
        };
        let until = sent.as_ref().and_then(|token| oauth::valid_until(token, life, now));
        StoredLogin {
            profile: self.profile.name.clone(),
            origin: Some(self.origin()),
            settings: Some(self.settings()),
            issuer: self.profile.issuer.clone().or(issuer),
            client_id: self.setting.client_id.clone(),
            who: named.or_else(|| self.setting.client_id.clone()),
            id_token: id,
            access_token: access,
            refresh_token: refresh,
            device_key,
            since: Some(now),
            until,
            written: now.saturating_mul(1000),
        }
    }
}

/// The token of a login, and until when it is valid.
pub(crate) struct LoginToken {
    pub(crate) token: Zeroizing<String>,
    /// In seconds since 1970, by the clock of this machine
    pub(crate) until: Option<i64>,
}

impl LoginToken {
    /// Returns a token from elsewhere, which is valid as long as it says.
    pub(crate) fn of(token: Zeroizing<String>) -> Self {
        let until = expiry(&token);
        Self { token, until }
    }
}

/// The tokens that an issuer gives.
#[derive(Default)]
pub(super) struct Tokens {
    pub(super) access: Option<Zeroizing<String>>,
    pub(super) id: Option<Zeroizing<String>>,
    pub(super) refresh: Option<Zeroizing<String>>,
    /// The key of the device, which Cognito wants back with the refresh token
    pub(super) device_key: Option<Zeroizing<String>>,
    /// How long the access token is valid, in seconds from now
    pub(super) expires_in: Option<i64>,
}

impl From<TokenAnswer> for Tokens {
    fn from(answer: TokenAnswer) -> Self {
        Self {
            access: answer.access_token.map(Zeroizing::new),
            id: answer.id_token.map(Zeroizing::new),
            refresh: answer.refresh_token.map(Zeroizing::new),
            device_key: None,
            expires_in: answer.expires_in,
        }
    }
}

/// Returns the claims of a token, which is not verified.
fn claims(token: &str) -> Option<Object> {
    let claims = Jws::parse_compact(token).ok()?.unverified_claims().ok()?;
    Some(claims.set().members().clone())
}

/// Returns when a token expires, by its issuer's clock.
pub(super) fn expiry(token: &str) -> Option<i64> {
    let jws = Jws::parse_compact(token).ok()?;
    let claims = jws.unverified_claims().ok()?;
    Some(claims.set().date("exp").ok()??.seconds())
}

/// Returns a claim of a token, which is not verified.
pub(super) fn claim(token: &str, name: &str) -> Option<String> {
    claims(token)?.get_str(name).map(ToOwned::to_owned)
}

/// Returns whose token it is, as a person would name them.
fn who(token: &str) -> Option<String> {
    names(token).into_iter().next()
}

/// Returns the names of the user in a token, which is not verified. The best known one is the first.
pub(super) fn names(token: &str) -> Vec<String> {
    claims(token).map(|claims| names_in(&claims)).unwrap_or_default()
}

/// The longest name of a user, in characters: that of an email address.
const LONGEST_NAME: usize = 254;

/// Returns the names of the user in claims. The best known one is the first.
pub(super) fn names_in(claims: &Object) -> Vec<String> {
    let names = ["email", "preferred_username", "cognito:username", "upn", "username", "sub"];
    let found = names.into_iter().filter_map(|name| claims.get_str(name));
    found.map(|name| redact::cut(name, LONGEST_NAME)).collect()
}

/// Whether the issuer may answer the next time.
pub(super) const fn is_passing(error: &Error) -> bool {
    matches!(error, Error::Unreachable { .. } | Error::Offline { .. })
}
