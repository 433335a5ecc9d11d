//! A login as it is stored: the tokens, whose they are, and since when and until when they are
//! valid.

use std::fmt;

use zeroize::Zeroizing;

use crate::jose::json::{Object, Value};
use crate::profile::login::{LoginSetting, SentToken};

/// A login.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct StoredLogin {
    /// The profile that was logged in
    pub(crate) profile: String,
    /// The file that defined the profile, so that another one with its name does not get the tokens
    pub(crate) origin: Option<String>,
    pub(crate) issuer: Option<String>,
    pub(crate) client_id: Option<String>,
    /// The settings of the login, as far as they are not secret
    pub(crate) settings: Option<String>,
    /// Who is logged in, in the words of the token
    pub(crate) who: Option<String>,
    pub(crate) id_token: Option<Zeroizing<String>>,
    pub(crate) access_token: Option<Zeroizing<String>>,
    pub(crate) refresh_token: Option<Zeroizing<String>>,
    /// The key of the device, which Cognito wants back with the refresh token
    pub(crate) device_key: Option<Zeroizing<String>>,
    /// When the login began, in seconds since 1970
    pub(crate) since: Option<i64>,
    /// When the token that is sent expires, by the clock of this machine
    pub(crate) until: Option<i64>,
    /// When this was written, in milliseconds since 1970
    pub(crate) written: i64,
}

/// It has tokens.
impl fmt::Debug for StoredLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StoredLogin({:?}, redacted)", self.profile)
    }
}

impl StoredLogin {
    /// Whether there is a token that renews the others.
    pub(crate) const fn is_refreshable(&self) -> bool {
        self.refresh_token.is_some()
    }

    /// Returns the token that is sent to endpoints.
    pub(crate) fn sent_token(&self, setting: Option<&LoginSetting>) -> Option<&Zeroizing<String>> {
        match setting.and_then(LoginSetting::sent_token) {
            Some(SentToken::Id) => self.id_token.as_ref(),
            Some(SentToken::Access) | None => self.access_token.as_ref(),
        }
    }

    /// Whether the token that is sent is used as it is: more than a minute and more than a tenth of
    /// its life remain.
    pub(crate) fn is_fresh(&self, now: i64) -> bool {
        const LEAST: i64 = 60;
        self.until.is_some_and(|until| {
            let life = until.saturating_sub(self.written / 1000);
            until.saturating_sub(now) > LEAST.max(life / 10)
        })
    }

    /// Whether the token that is sent is still valid.
    pub(crate) fn is_valid(&self, now: i64) -> bool {
        self.until.is_some_and(|until| until > now)
    }

    /// Returns the document.
    pub(super) fn to_json(&self) -> Zeroizing<String> {
        let mut document = Object::new();
        document.set("written", self.written);
        document.set("profile", self.profile.as_str());
        let texts = [
            ("origin", self.origin.as_deref()),
            ("issuer", self.issuer.as_deref()),
            ("client_id", self.client_id.as_deref()),
            ("settings", self.settings.as_deref()),
            ("who", self.who.as_deref()),
            ("id_token", self.id_token.as_ref().map(|token| token.as_str())),
            ("access_token", self.access_token.as_ref().map(|token| token.as_str())),
            ("refresh_token", self.refresh_token.as_ref().map(|token| token.as_str())),
            ("device_key", self.device_key.as_ref().map(|key| key.as_str())),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                document.set(name, text);
            }
        }
        for (name, time) in [("since", self.since), ("until", self.until)] {
            if let Some(time) = time {
                document.set(name, time);
            }
        }
        Zeroizing::new(Value::from(document).to_json())
    }

    /// Reads a document. Members that are not known are left out.
    pub(super) fn from_json(bytes: &[u8]) -> Option<Self> {
        let document = Value::parse(bytes).ok()?;
        let document = document.as_object()?;
        let text = |name: &str| document.get_str(name).map(ToOwned::to_owned);
        let secret = |name: &str| text(name).map(Zeroizing::new);
        let time = |name: &str| document.get(name)?.as_number()?.as_i64();
        Some(Self {
            profile: text("profile")?,
            origin: text("origin"),
            issuer: text("issuer"),
            client_id: text("client_id"),
            settings: text("settings"),
            who: text("who"),
            id_token: secret("id_token"),
            access_token: secret("access_token"),
            refresh_token: secret("refresh_token"),
            device_key: secret("device_key"),
            since: time("since"),
            until: time("until"),
            written: time("written").unwrap_or_default(),
        })
    }
}

/// Returns when a stored document was written, as far as it is one.
#[cfg(any(test, feature = "keyring"))]
pub(super) fn written(bytes: &[u8]) -> i64 {
    StoredLogin::from_json(bytes).map_or(i64::MIN, |login| login.written)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::system::login_store) fn login(profile: &str) -> StoredLogin {
        let text = |text: &str| Some(text.to_owned());
        let secret = |text: &str| Some(Zeroizing::new(text.to_owned()));
        StoredLogin {
            profile: profile.to_owned(),
            origin: text("/home/ada/.config/jwtool/config.toml"),
            issuer: text("https://id.example.gov"),
            client_id: text("app"),
            settings: text("oidc"),
            who: text("ada@example.gov"),
            id_token: secret("id"),
            access_token: secret("access"),
            refresh_token: secret("refresh"),
            device_key: secret("device"),
            since: Some(1_767_225_600),
            until: Some(1_767_229_200),
            written: 1_767_225_600_000,
        }
    }

    #[test]
    fn a_token_is_renewed_in_its_last_minute_or_tenth() {
        let login = |life: i64| StoredLogin {
            until: Some(1000 + life),
            written: 1_000_000,
            ..StoredLogin::default()
        };
        // A tenth of an hour is six minutes.
        assert!(login(3600).is_fresh(1000) && login(3600).is_fresh(1000 + 3239));
        assert!(!login(3600).is_fresh(1000 + 3240));
        assert!(login(300).is_fresh(1000 + 239) && !login(300).is_fresh(1000 + 240));
        assert!(!login(60).is_fresh(1000) && login(60).is_valid(1000));
        assert!(login(60).is_valid(1059) && !login(60).is_valid(1060));
        assert!(!StoredLogin::default().is_fresh(0) && !StoredLogin::default().is_valid(0));
    }

    #[test]
    fn a_login_comes_back_whole() {
        let full = login("staging");
        assert_eq!(StoredLogin::from_json(full.to_json().as_bytes()), Some(full.clone()));
        let empty = StoredLogin { profile: "x".to_owned(), ..StoredLogin::default() };
        assert_eq!(StoredLogin::from_json(empty.to_json().as_bytes()), Some(empty.clone()));
        assert!(full.is_refreshable() && !empty.is_refreshable());
        assert_eq!(written(full.to_json().as_bytes()), full.written);
        for bad in ["", "{}", "[]", "{\"profile\":7}"] {
            assert_eq!(StoredLogin::from_json(bad.as_bytes()), None);
            assert_eq!(written(bad.as_bytes()), i64::MIN);
        }
        assert!(!format!("{full:?}").contains("refresh"));
    }
}
