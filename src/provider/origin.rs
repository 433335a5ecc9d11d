//! A description of a token's provider.

use crate::jose::note::Note;
use crate::jose::numeric_date::NumericDate;
use crate::provider::warning::TokenWarning;

/// The origin of a token and how it can be verified.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) id: ProviderId,
    pub(crate) kind: TokenKind,
    /// The user or machine that the token is about, under a name that people recognize
    pub(crate) who: Option<String>,
    /// Additional facts, by their JSON names
    pub(crate) facts: Vec<(&'static str, String)>,
    pub(crate) verify_with: VerifyWith,
    /// The address of the key set; `None` if it must not be derived
    pub(crate) jwks_url: Option<String>,
    pub(crate) discovery_url: Option<String>,
    pub(crate) federated_from: Option<Federation>,
    /// Provider-specific dates, by their JSON names
    pub(crate) dates: Vec<(&'static str, NumericDate)>,
    pub(crate) warnings: Vec<Note<TokenWarning>>,
}

/// An identity provider behind the one that issued the token.
#[derive(Clone, Debug)]
pub(crate) struct Federation {
    pub(crate) name: String,
    pub(crate) r#type: Option<String>,
    pub(crate) issuer: Option<String>,
    pub(crate) user_id: Option<String>,
}

impl Origin {
    pub(crate) const fn new(id: ProviderId, kind: TokenKind, verify_with: VerifyWith) -> Self {
        Self {
            id,
            kind,
            who: None,
            facts: Vec::new(),
            verify_with,
            jwks_url: None,
            discovery_url: None,
            federated_from: None,
            dates: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Adds a fact if it has a value.
    pub(crate) fn fact(&mut self, name: &'static str, value: Option<impl Into<String>>) {
        if let Some(value) = value {
            self.facts.push((name, value.into()));
        }
    }

    /// Adds a warning.
    pub(crate) fn warn(&mut self, code: TokenWarning, message: impl Into<String>) {
        self.warnings.push(Note::new(code, message));
    }

    /// Returns the value of a fact.
    #[cfg(test)]
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.facts.iter().find(|(fact, _)| *fact == name).map(|(_, value)| value.as_str())
    }
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident: $($variant:ident = $word:literal,)*) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub(crate) enum $name { $($variant,)* }

        impl $name {
            /// Every member, in the order of the list.
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Returns the name that is used in JSON.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
}

vocabulary! {
    /// The provider that issued the token.
    ProviderId:
    AwsCognito = "aws-cognito",
    AwsCognitoIdentity = "aws-cognito-identity",
    AwsAlb = "aws-alb",
    AzureAd = "azure-ad",
    AzureAdB2c = "azure-ad-b2c",
    Auth0 = "auth0",
    Firebase = "firebase",
    Google = "google",
    GoogleIap = "google-iap",
    Clerk = "clerk",
    Supabase = "supabase",
    Keycloak = "keycloak",
    Okta = "okta",
    SuperTokens = "supertokens",
    GithubActions = "github-actions",
    GitlabCi = "gitlab-ci",
    Kubernetes = "kubernetes",
    NextAuth = "nextauth",
    Nhost = "nhost",
    Ory = "ory",
    Casdoor = "casdoor",
    Kinde = "kinde",
    FusionAuth = "fusionauth",
    Logto = "logto",
    Zitadel = "zitadel",
    Workos = "workos",
    Descope = "descope",
    Stytch = "stytch",
    BetterAuth = "better-auth",
    Propelauth = "propelauth",
    Authentik = "authentik",
    Dex = "dex",
    GenericOidc = "generic-oidc",
    Unknown = "unknown",
}

impl ProviderId {
    /// Returns the display name.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::AwsCognito => "AWS Cognito",
            Self::AwsCognitoIdentity => "AWS Cognito identity pool",
            Self::AwsAlb => "AWS load balancer",
            Self::AzureAd => "Microsoft Entra (AzureAD)",
            Self::AzureAdB2c => "Azure AD B2C",
            Self::Auth0 => "Auth0",
            Self::Firebase => "Firebase",
            Self::Google => "Google",
            Self::GoogleIap => "Google Identity-Aware Proxy",
            Self::Clerk => "Clerk",
            Self::Supabase => "Supabase",
            Self::Keycloak => "Keycloak",
            Self::Okta => "Okta",
            Self::SuperTokens => "SuperTokens",
            Self::GithubActions => "GitHub Actions",
            Self::GitlabCi => "GitLab CI",
            Self::Kubernetes => "Kubernetes",
            Self::NextAuth => "NextAuth",
            Self::Nhost => "nhost",
            Self::Ory => "Ory",
            Self::Casdoor => "Casdoor",
            Self::Kinde => "Kinde",
            Self::FusionAuth => "FusionAuth",
            Self::Logto => "Logto",
            Self::Zitadel => "Zitadel",
            Self::Workos => "WorkOS",
            Self::Descope => "Descope",
            Self::Stytch => "Stytch",
            Self::BetterAuth => "better-auth",
            Self::Propelauth => "PropelAuth",
            Self::Authentik => "authentik",
            Self::Dex => "Dex",
            Self::GenericOidc => "OpenID Connect",
            Self::Unknown => "unknown issuer",
        }
    }
}

vocabulary! {
    /// The purpose of a token.
    TokenKind:
    Id = "id",
    Access = "access",
    Refresh = "refresh",
    Session = "session",
    ClientCredentials = "client-credentials",
    ServiceAccount = "service-account",
    CiJob = "ci-job",
    ApiKey = "api-key",
    Template = "template",
    Microservice = "microservice",
    UserClaims = "user-claims",
    Unknown = "unknown",
}

impl TokenKind {
    /// Whether the token is about a program rather than a person.
    pub(crate) const fn is_machine(self) -> bool {
        matches!(
            self,
            Self::ClientCredentials
                | Self::ServiceAccount
                | Self::CiJob
                | Self::ApiKey
                | Self::Microservice
        )
    }
}

vocabulary! {
    /// The way to verify the signature.
    VerifyWith:
    Jwks = "jwks",
    PemUrl = "pem-url",
    X509Map = "x509-map",
    SharedSecret = "shared-secret",
    Discovery = "discovery",
    NeedsClusterKey = "needs-cluster-key",
    IssuerOnly = "issuer-only",
    Impossible = "impossible",
    ImpossibleAsIs = "impossible-as-is",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_used_twice() {
        let distinct = |words: Vec<&str>| {
            let all = words.len();
            let set: std::collections::BTreeSet<&str> = words.into_iter().collect();
            assert_eq!(set.len(), all, "{set:?}");
        };
        distinct(ProviderId::ALL.iter().map(|id| id.name()).collect());
        distinct(TokenKind::ALL.iter().map(|kind| kind.name()).collect());
        distinct(VerifyWith::ALL.iter().map(|way| way.name()).collect());
    }

    /// Each provider has a section, in the order of the list: its title, its ID, and a command
    /// that writes a configuration.
    #[test]
    fn every_provider_has_a_section() {
        const PAGE: &str = include_str!("../../docs/providers.md");
        let sections: Vec<(&str, &str)> =
            PAGE.split("\n## ").skip(1).map(|section| section.split_once('\n').unwrap()).collect();
        let titles: Vec<&str> = sections.iter().map(|(title, _)| *title).collect();
        let known: Vec<&str> = ProviderId::ALL.iter().map(|id| id.title()).collect();
        assert_eq!(titles, known);
        for (id, (title, section)) in ProviderId::ALL.iter().zip(sections) {
            let opening = format!("\n`{}`. ", id.name());
            assert!(section.starts_with(&opening), "{title} does not begin with {opening}");
            assert!(section.contains("\n$ jwtool secret ") || section.contains("\njwtool secret "));
        }
    }
}
