//! How a profile gets tokens: the kinds of login, and what each of them needs.

use std::fmt;

/// The kind of a login.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum LoginKind {
    /// A Cognito user pool: its hosted UI, or user name and password
    Cognito,
    /// Any OpenID Connect issuer, in a browser
    Oidc,
    /// Any issuer with a device endpoint (RFC 8628)
    Device,
    ClientCredentials,
    /// A `SuperTokens` core that signs tokens for microservices
    Supertokens,
    GithubActions,
    Gitlab,
    Kubernetes,
    /// A program that prints a token
    Command,
}

impl LoginKind {
    pub(crate) const ALL: [Self; 9] = [
        Self::Cognito,
        Self::Oidc,
        Self::Device,
        Self::ClientCredentials,
        Self::Supertokens,
        Self::GithubActions,
        Self::Gitlab,
        Self::Kubernetes,
        Self::Command,
    ];

    /// Returns the kind as a configuration names it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Cognito => "cognito",
            Self::Oidc => "oidc",
            Self::Device => "device",
            Self::ClientCredentials => "client-credentials",
            Self::Supertokens => "supertokens",
            Self::GithubActions => "github-actions",
            Self::Gitlab => "gitlab",
            Self::Kubernetes => "kubernetes",
            Self::Command => "command",
        }
    }

    /// Returns the kind with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether tokens of this kind come without a person who logs in.
    pub(crate) const fn is_unattended(self) -> bool {
        match self {
            Self::Cognito | Self::Oidc | Self::Device => false,
            Self::ClientCredentials
            | Self::Supertokens
            | Self::GithubActions
            | Self::Gitlab
            | Self::Kubernetes
            | Self::Command => true,
        }
    }

    /// Whether another program renews the token, so that a copy of it could be an old one.
    pub(crate) const fn is_renewed_elsewhere(self) -> bool {
        matches!(self, Self::Gitlab | Self::Kubernetes)
    }

    /// Returns the settings that this kind needs.
    pub(crate) const fn required(self) -> &'static [&'static str] {
        match self {
            Self::Cognito | Self::Oidc | Self::Device => &["issuer", "login.client_id"],
            Self::ClientCredentials => &["issuer", "login.client_id", "login.client_secret"],
            Self::Supertokens => &["login.core", "login.api_domain"],
            Self::Gitlab => &["login.variable"],
            Self::Command => &["login.command"],
            Self::GithubActions | Self::Kubernetes => &[],
        }
    }

    /// Returns the other settings of `login` that this kind uses.
    pub(crate) const fn optional(self) -> &'static [&'static str] {
        match self {
            Self::Cognito => &[
                "login.send",
                "login.client_secret",
                "login.username",
                "login.scope",
                "login.redirect",
                "login.domain",
                "login.identity_provider",
                "login.endpoint",
                "login.jwks",
            ],
            Self::Oidc => &[
                "login.send",
                "login.client_secret",
                "login.username",
                "login.scope",
                "login.audience",
                "login.redirect",
                "login.identity_provider",
                "login.endpoint",
                "login.jwks",
            ],
            Self::Device => &[
                "login.send",
                "login.client_secret",
                "login.username",
                "login.scope",
                "login.audience",
                "login.endpoint",
                "login.jwks",
            ],
            Self::ClientCredentials => {
                &["login.scope", "login.audience", "login.domain", "login.endpoint"]
            }
            Self::Supertokens => &["login.api_key"],
            Self::GithubActions => &["login.audience"],
            Self::Kubernetes => &["login.path"],
            Self::Gitlab | Self::Command => &[],
        }
    }

    /// Returns the token that is sent unless the profile says otherwise, if this kind has both.
    pub(crate) const fn usual_token(self) -> Option<SentToken> {
        match self {
            Self::Cognito => Some(SentToken::Id),
            Self::Oidc | Self::Device => Some(SentToken::Access),
            Self::ClientCredentials
            | Self::Supertokens
            | Self::GithubActions
            | Self::Gitlab
            | Self::Kubernetes
            | Self::Command => None,
        }
    }
}

/// Which token of a login is sent to an endpoint.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum SentToken {
    Id,
    Access,
}

impl SentToken {
    pub(crate) const ALL: [Self; 2] = [Self::Id, Self::Access];

    /// Returns the token as a configuration names it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Access => "access",
        }
    }

    /// Returns the token with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|token| token.name() == name)
    }
}

/// The value of a secret setting: a secret, or the place of one (`env:NAME`, `@FILE`, `-`).
#[derive(Clone, Eq, PartialEq)]
pub(crate) struct SecretSetting(String);

impl SecretSetting {
    pub(crate) const fn new(text: String) -> Self {
        Self(text)
    }

    /// Returns what is written, which may be the secret itself.
    pub(crate) fn written(&self) -> &str {
        &self.0
    }

    /// Whether this is the place of a secret, and not the secret itself.
    pub(crate) fn is_place(&self) -> bool {
        let encodings = ["base64:", "base64url:", "hex:"];
        let source = encodings.into_iter().find_map(|start| self.0.strip_prefix(start));
        let source = source.unwrap_or(&self.0);
        source == "-" || source.starts_with("env:") || source.starts_with('@')
    }
}

impl fmt::Debug for SecretSetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretSetting(redacted)")
    }
}

/// The table `login` of a profile.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LoginSetting {
    pub(crate) kind: Option<LoginKind>,
    pub(crate) send: Option<SentToken>,
    pub(crate) client_id: Option<String>,
    pub(crate) client_secret: Option<SecretSetting>,
    pub(crate) username: Option<String>,
    /// Scopes, separated by spaces
    pub(crate) scope: Option<String>,
    pub(crate) audience: Option<String>,
    /// The redirect URI, to the letter
    pub(crate) redirect: Option<String>,
    /// The host of Cognito's hosted UI
    pub(crate) domain: Option<String>,
    /// The identity provider that the hosted UI starts with
    pub(crate) identity_provider: Option<String>,
    /// Where the issuer is reached, if not under its own name
    pub(crate) endpoint: Option<String>,
    /// The key set that verifies the id token
    pub(crate) jwks: Option<String>,
    /// The address of a `SuperTokens` core
    pub(crate) core: Option<String>,
    pub(crate) api_key: Option<SecretSetting>,
    /// The domain that a `SuperTokens` core names as the issuer
    pub(crate) api_domain: Option<String>,
    /// The file with a Kubernetes token
    pub(crate) path: Option<String>,
    /// The variable with a GitLab token
    pub(crate) variable: Option<String>,
    /// The program that prints a token, with its arguments
    pub(crate) command: Vec<String>,
}

impl LoginSetting {
    /// Returns the token that is sent to an endpoint, if the kind has more than one.
    pub(crate) fn sent_token(&self) -> Option<SentToken> {
        self.send.or_else(|| self.kind.and_then(LoginKind::usual_token))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::setting::Setting;

    #[test]
    fn every_kind_knows_its_settings_by_their_names() {
        for kind in LoginKind::ALL {
            assert_eq!(LoginKind::named(kind.name()), Some(kind));
            for name in kind.required().iter().chain(kind.optional()) {
                assert!(Setting::named(name).is_some(), "{name}");
            }
            // Whoever logs in can choose between the tokens of the login.
            assert_eq!(kind.usual_token().is_some(), kind.optional().contains(&"login.send"));
        }
        for token in SentToken::ALL {
            assert_eq!(SentToken::named(token.name()), Some(token));
        }
    }

    #[test]
    fn a_secret_is_not_printed() {
        let setting = LoginSetting {
            client_secret: Some(SecretSetting::new("hunter2".to_owned())),
            ..LoginSetting::default()
        };
        assert!(!format!("{setting:?}").contains("hunter2"));
        for (text, is_place) in [("hunter2", false), ("env:S", true), ("hex:@s.txt", true)] {
            assert_eq!(SecretSetting::new(text.to_owned()).is_place(), is_place, "{text}");
        }
    }
}
