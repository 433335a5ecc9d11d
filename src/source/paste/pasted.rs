//! A token of a paste: where it was, what it is for, and what happened to it on its way.

use crate::hasura;
use crate::jose::anatomy::{Anatomy, Problem};
use crate::jose::json::Object;
use crate::jose::note::Note;
use crate::jose::numeric_date::NumericDate;
use crate::provider::defect::Defect;
use crate::provider::rules;

/// A token and where in the paste it was.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct PastedToken {
    /// The token, without what was inserted into it on its way
    pub(crate) token: String,
    pub(crate) place: Place,
    /// The token as it was in the paste, if something was removed from it
    pub(crate) original: Option<String>,
    /// What was removed or is missing
    pub(crate) notes: Vec<Note<Problem>>,
}

/// Where a token was.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Place {
    /// The paste was the token and nothing else
    Whole,
    /// In an `Authorization` header, or after `Bearer`
    Authorization,
    /// After a name: a JSON member, a cookie, a form field, a variable
    Named(String),
    /// Somewhere in the text
    Text,
}

/// What a token is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Purpose {
    Id,
    Access,
    Refresh,
    /// For another service, or for one step of a login
    Foreign,
    Other,
}

impl PastedToken {
    /// Returns a token that is as it was issued, as far as a paste can show.
    pub(super) const fn new(token: String, place: Place) -> Self {
        Self { token, place, original: None, notes: Vec::new() }
    }

    /// Returns one of a list, about which nothing else is known.
    pub(crate) const fn listed(token: String) -> Self {
        Self::new(token, Place::Text)
    }

    /// Returns where it was, as a phrase.
    pub(crate) fn describe(&self) -> String {
        match &self.place {
            Place::Whole => "the whole input".to_owned(),
            Place::Authorization => "an Authorization header".to_owned(),
            Place::Named(name) => format!("`{name}`"),
            Place::Text => "the text".to_owned(),
        }
    }

    /// Returns the name before it, such as a cookie's.
    pub(crate) fn name(&self) -> Option<&str> {
        if let Place::Named(name) = &self.place { Some(name) } else { None }
    }

    /// Returns the characters that a client sends that has this copy.
    pub(crate) fn as_sent(&self) -> &str {
        self.original.as_deref().unwrap_or(&self.token)
    }

    /// Whether it is only for the issuer and must not be sent to an API: the name before it
    /// says so, or the token itself.
    pub(crate) fn is_refresh_token(&self) -> bool {
        self.named_purpose() == Purpose::Refresh || self.says_refresh()
    }

    /// Returns what the name before it says.
    pub(super) fn named_purpose(&self) -> Purpose {
        self.name().map_or(Purpose::Other, purpose)
    }

    /// Whether header and claims are those of a refresh token.
    fn says_refresh(&self) -> bool {
        if Defect::of(&self.token).is_some_and(|defect| defect.is_refresh_token()) {
            return true;
        }
        let anatomy = Anatomy::of(&self.token);
        let empty = Object::new();
        let header = anatomy.header.as_ref().unwrap_or(&empty);
        rules::is_refresh_token(header, anatomy.claims().unwrap_or(&empty))
    }

    pub(super) fn has_hasura_claims(&self) -> bool {
        let anatomy = Anatomy::of(&self.token);
        anatomy.claims().is_some_and(|claims| hasura::view::find(claims).is_some())
    }

    /// Returns when it expires.
    pub(super) fn expires_at(&self) -> Option<NumericDate> {
        let anatomy = Anatomy::of(&self.token);
        let exp = anatomy.claims()?.get("exp")?.as_number()?.as_i64()?;
        NumericDate::from_seconds(exp)
    }
}

/// Returns what a name says about the token after it. The last word counts:
/// `refresh_your_access_token` is an access token.
pub(super) fn purpose(name: &str) -> Purpose {
    const FOREIGN: [&str; 7] = [
        "providertoken",
        "codeverifier",
        "requesttoken",
        "clerkdbjwt",
        "csrftoken",
        "idtokenhint",
        "logouttoken",
    ];
    let plain: String =
        name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let plain = plain.replace("refreshed", "");
    if matches!(plain.as_str(), "dsr" | "rt" | "offlinetoken") {
        return Purpose::Refresh;
    }
    if FOREIGN.iter().any(|end| plain.ends_with(end)) || name == "__client" {
        return Purpose::Foreign;
    }
    let last = [
        ("refresh", Purpose::Refresh),
        ("accesstoken", Purpose::Access),
        ("idtoken", Purpose::Id),
        ("identitytoken", Purpose::Id),
    ]
    .into_iter()
    .filter_map(|(word, purpose)| Some((plain.rfind(word)?, purpose)))
    .max_by_key(|(at, _)| *at);
    last.map_or(Purpose::Other, |(_, purpose)| purpose)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_a_token_is_for() {
        for (name, expected) in [
            ("refresh_token", Purpose::Refresh),
            ("RefreshToken", Purpose::Refresh),
            ("identityToken", Purpose::Id),
            ("sRefreshToken", Purpose::Refresh),
            ("refresh-jwt", Purpose::Refresh),
            ("CognitoIdentityServiceProvider.7c.ada.refreshToken", Purpose::Refresh),
            ("DSR", Purpose::Refresh),
            ("provider_refresh_token", Purpose::Refresh),
            ("refreshed_access_token", Purpose::Access),
            ("refresh_your_access_token", Purpose::Access),
            ("app.idToken", Purpose::Id),
            ("IdToken", Purpose::Id),
            ("provider_token", Purpose::Foreign),
            ("__clerk_db_jwt", Purpose::Foreign),
            ("__client", Purpose::Foreign),
            ("__session", Purpose::Other),
            ("token", Purpose::Other),
        ] {
            assert_eq!(purpose(name), expected, "{name}");
        }
    }
}
