//! The providers that `secret` can write a configuration for. The parser, its help and
//! completions, usage errors and `--interactive` share one description of each.

use clap::{Arg, ArgMatches, Args as _, Command, FromArgMatches, Subcommand};

use crate::commands::flags::{SigningFlags, examples};
use crate::commands::secret::flags::{
    AlgorithmFlag, CertificateFlag, NewFlags, PassphraseFlag, RoleFlag, SecretFlag,
};
use crate::error::Error;
use crate::provider::preset::{self, ProviderPreset, RoleMap};

/// The name of a provider's argument.
const VALUE: &str = "value";

/// An issuer whose tokens an engine should accept.
#[derive(Debug)]
pub(super) struct Provider {
    pub(super) name: &'static str,
    aliases: &'static [&'static str],
    /// Its description in lists
    pub(super) title: &'static str,
    /// The value that its configuration depends on
    pub(super) value: Option<Value>,
    pub(super) kind: Kind,
}

/// The argument of a provider.
#[derive(Debug)]
pub(super) struct Value {
    name: &'static str,
    /// Its description, to follow "needs" or "is not"
    pub(super) what: &'static str,
    pub(super) example: &'static str,
}

impl Value {
    /// Returns its description as a heading.
    pub(super) fn title(&self) -> String {
        let articles = ["a ", "an ", "the "];
        let bare = articles.iter().find_map(|article| self.what.strip_prefix(article));
        let mut letters = bare.unwrap_or(self.what).chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect())
            .unwrap_or_default()
    }
}

/// The source of a provider's configuration.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// A preset
    Preset { read: fn(&str) -> Option<ProviderPreset>, certificate: bool },
    /// A key
    Key,
    /// A new secret
    Hmac,
    /// A token
    Token,
    /// The key of a provider that publishes no key set, and what to do to get it
    KeyFile { map: RoleMap, how: &'static str },
    /// No engine can accept its tokens
    Impossible { reason: &'static str, instead: &'static str },
}

impl Kind {
    const fn of(read: fn(&str) -> Option<ProviderPreset>) -> Self {
        Self::Preset { read, certificate: false }
    }
}

/// Every provider, in the order in which they are listed.
pub(super) const PROVIDERS: [Provider; 29] = [
    Provider {
        name: "cognito",
        aliases: &["aws-cognito"],
        title: "AWS Cognito user pool",
        value: Some(Value { name: "POOL", what: "a user pool ID", example: "us-east-1_U2dzkxfTv" }),
        kind: Kind::of(preset::cognito),
    },
    Provider {
        name: "auth0",
        aliases: &[],
        title: "Auth0 tenant",
        value: Some(Value {
            name: "DOMAIN",
            what: "a domain",
            example: "example-gov.us.auth0.com",
        }),
        kind: Kind::Preset { read: preset::auth0, certificate: true },
    },
    Provider {
        name: "entra",
        aliases: &["azure-ad"],
        title: "Microsoft Entra ID (Azure AD) tenant",
        value: Some(Value {
            name: "TENANT",
            what: "a tenant ID or domain",
            example: "00000000-1111-4222-8333-444444444444",
        }),
        kind: Kind::of(preset::entra),
    },
    Provider {
        name: "firebase",
        aliases: &[],
        title: "Firebase project",
        value: Some(Value { name: "PROJECT", what: "a project ID", example: "example-project" }),
        kind: Kind::of(preset::firebase),
    },
    Provider {
        name: "google",
        aliases: &[],
        title: "Google sign-in",
        value: Some(Value {
            name: "CLIENT",
            what: "a client ID",
            example: "123-abc.apps.googleusercontent.com",
        }),
        kind: Kind::of(preset::google),
    },
    Provider {
        name: "clerk",
        aliases: &[],
        title: "Clerk instance",
        value: Some(Value { name: "HOST", what: "a host name", example: "clerk.example.gov" }),
        kind: Kind::of(preset::clerk),
    },
    Provider {
        name: "supabase",
        aliases: &[],
        title: "Supabase project",
        value: Some(Value {
            name: "REF",
            what: "a project reference",
            example: "abcdefghijklmnopqrst",
        }),
        kind: Kind::of(preset::supabase),
    },
    Provider {
        name: "keycloak",
        aliases: &[],
        title: "Keycloak realm",
        value: Some(Value {
            name: "REALM_URL",
            what: "a realm URL",
            example: "https://id.example.gov/realms/moped",
        }),
        kind: Kind::of(preset::keycloak),
    },
    Provider {
        name: "okta",
        aliases: &[],
        title: "Okta authorization server",
        value: Some(Value {
            name: "ISSUER",
            what: "an issuer URL",
            example: "https://example.okta.com/oauth2/default",
        }),
        kind: Kind::of(preset::okta),
    },
    Provider {
        name: "supertokens",
        aliases: &[],
        title: "SuperTokens backend",
        value: Some(Value {
            name: "API_DOMAIN",
            what: "an API domain",
            example: "api.example.gov",
        }),
        kind: Kind::of(preset::supertokens),
    },
    Provider {
        name: "nhost",
        aliases: &[],
        title: "nhost project",
        value: Some(Value {
            name: "PROJECT",
            what: "a subdomain and region",
            example: "parksabc.eu-central-1",
        }),
        kind: Kind::of(preset::nhost),
    },
    Provider {
        name: "ory",
        aliases: &[],
        title: "Ory Hydra or Ory Network",
        value: Some(Value {
            name: "ISSUER",
            what: "an issuer URL",
            example: "https://brave-fox-1a2b.projects.oryapis.com",
        }),
        kind: Kind::of(preset::ory),
    },
    Provider {
        name: "casdoor",
        aliases: &[],
        title: "Casdoor server",
        value: Some(Value {
            name: "ISSUER",
            what: "an issuer URL",
            example: "https://door.example.gov",
        }),
        kind: Kind::of(preset::casdoor),
    },
    Provider {
        name: "kinde",
        aliases: &[],
        title: "Kinde domain",
        value: Some(Value { name: "DOMAIN", what: "a domain", example: "example.kinde.com" }),
        kind: Kind::of(preset::kinde),
    },
    Provider {
        name: "fusionauth",
        aliases: &[],
        title: "FusionAuth server",
        value: Some(Value {
            name: "URL",
            what: "a server URL",
            example: "https://fusionauth.example.gov",
        }),
        kind: Kind::of(preset::fusionauth),
    },
    Provider {
        name: "logto",
        aliases: &[],
        title: "Logto tenant",
        value: Some(Value {
            name: "ISSUER",
            what: "an issuer URL",
            example: "https://example.logto.app/oidc",
        }),
        kind: Kind::of(preset::logto),
    },
    Provider {
        name: "zitadel",
        aliases: &[],
        title: "Zitadel instance",
        value: Some(Value {
            name: "ISSUER",
            what: "an issuer URL",
            example: "https://example-ab12.zitadel.cloud",
        }),
        kind: Kind::of(preset::zitadel),
    },
    Provider {
        name: "workos",
        aliases: &[],
        title: "WorkOS AuthKit client",
        value: Some(Value { name: "CLIENT", what: "a client ID", example: "client_01EXAMPLE" }),
        kind: Kind::of(preset::workos),
    },
    Provider {
        name: "descope",
        aliases: &[],
        title: "Descope project",
        value: Some(Value {
            name: "PROJECT",
            what: "a project ID",
            example: "P2YuRTmSv8PdoasWiLoBrZP92abc",
        }),
        kind: Kind::of(preset::descope),
    },
    Provider {
        name: "stytch",
        aliases: &[],
        title: "Stytch project",
        value: Some(Value { name: "PROJECT", what: "a project ID", example: "project-test-0000" }),
        kind: Kind::of(preset::stytch),
    },
    Provider {
        name: "better-auth",
        aliases: &[],
        title: "better-auth application",
        value: Some(Value { name: "URL", what: "a base URL", example: "https://app.example.gov" }),
        kind: Kind::of(preset::better_auth),
    },
    Provider {
        name: "propelauth",
        aliases: &[],
        title: "PropelAuth project",
        value: Some(Value {
            name: "KEY",
            what: "a file with the verifier key",
            example: "public.pem",
        }),
        kind: Kind::KeyFile {
            map: preset::PROPELAUTH,
            how: "save `verifier_key_pem`, which `curl -H 'Authorization: Bearer API_KEY' AUTH_URL/api/v1/token_verification_metadata` returns, in a file: `jwtool secret propelauth FILE`",
        },
    },
    Provider {
        name: "authentik",
        aliases: &[],
        title: "authentik application",
        value: Some(Value {
            name: "ISSUER",
            what: "an issuer URL",
            example: "https://id.example/application/o/x",
        }),
        kind: Kind::of(preset::authentik),
    },
    Provider {
        name: "dex",
        aliases: &[],
        title: "Dex server",
        value: Some(Value {
            name: "ISSUER",
            what: "an issuer URL",
            example: "https://dex.example.gov/dex",
        }),
        kind: Kind::of(preset::dex),
    },
    Provider {
        name: "nextauth",
        aliases: &["next-auth", "auth.js"],
        title: "NextAuth or Auth.js application, with what to do instead",
        value: None,
        kind: Kind::Impossible {
            reason: "no engine can read the session cookie of NextAuth and Auth.js, because it is encrypted with the application's own secret",
            instead: "have the application sign a JWT for Hasura (`jwt.encode` and `jwt.decode` of its configuration, with HS256): `jwtool secret hmac`; or send the token of the provider behind it: `jwtool secret token TOKEN`",
        },
    },
    Provider {
        name: "jwks",
        aliases: &[],
        title: "Any issuer, by the URL of its key set",
        value: Some(Value {
            name: "URL",
            what: "the URL of a JWK Set",
            example: "https://issuer.example.gov/jwks.json",
        }),
        kind: Kind::of(preset::jwks),
    },
    Provider {
        name: "key",
        aliases: &[],
        title: "A key in any encoding",
        value: Some(Value {
            name: "KEY",
            what: "a key: FILE, env:NAME, key:NAME, URL or -",
            example: "public.pem",
        }),
        kind: Kind::Key,
    },
    Provider {
        name: "hmac",
        aliases: &[],
        title: "An HMAC secret, by default a new random one",
        value: None,
        kind: Kind::Hmac,
    },
    Provider {
        name: "token",
        aliases: &[],
        title: "The issuer of a token",
        value: Some(Value {
            name: "TOKEN",
            what: "a token: TEXT, @FILE, env:NAME or -",
            example: "@token.txt",
        }),
        kind: Kind::Token,
    },
];

impl Provider {
    /// Returns the provider with this name.
    fn of_name(name: &str) -> Option<&'static Self> {
        PROVIDERS.iter().find(|provider| provider.name == name)
    }

    /// Returns the error for a missing value.
    pub(super) fn missing(&self, value: &Value) -> Error {
        Error::usage(format!("`{}` needs {}", self.name, value.what), self.example())
    }

    /// Returns the error for an invalid value.
    pub(super) fn invalid(&self, text: &str, value: &Value) -> Error {
        Error::usage(format!("`{text}` is not {}", value.what), self.example())
    }

    /// Returns the error for an address where only the key itself helps.
    pub(super) fn without_key_set(&self, how: &str) -> Error {
        Error::usage(format!("the key of `{}` is not at a public address", self.name), how)
    }

    /// Whether its tokens can be accepted.
    pub(super) const fn is_possible(&self) -> bool {
        !matches!(self.kind, Kind::Impossible { .. })
    }

    fn example(&self) -> String {
        format!("for example `{}`", self.command())
    }

    /// Returns the example command.
    fn command(&self) -> String {
        let value = self.value.as_ref();
        let value = value.map_or_else(String::new, |value| format!(" {}", value.example));
        format!("jwtool secret {}{value}", self.name)
    }

    fn subcommand(&self) -> Command {
        let mut command = Command::new(self.name).visible_aliases(self.aliases);
        if let Some(value) = &self.value {
            let help = format!("{}, such as {}", value.title(), value.example);
            command = command
                .override_usage(format!("jwtool secret {} [OPTIONS] <{}>", self.name, value.name))
                .arg(Arg::new(VALUE).value_name(value.name).help(help));
        }
        let command = match self.kind {
            Kind::Preset { certificate: true, .. } => CertificateFlag::augment_args(command),
            Kind::Preset { certificate: false, .. } | Kind::Impossible { .. } => command,
            Kind::Token => RoleFlag::augment_args(command),
            Kind::Key | Kind::KeyFile { .. } => {
                PassphraseFlag::augment_args(AlgorithmFlag::augment_args(command))
            }
            Kind::Hmac => SecretFlag::augment_args(AlgorithmFlag::augment_args(command)),
        };
        NewFlags::augment_args(command)
            .about(self.title)
            .long_about(self.long_about())
            .after_long_help(self.examples())
    }

    fn long_about(&self) -> String {
        let title = self.title;
        match self.kind {
            Kind::Impossible { .. } => format!(
                "{title}\n\nThere is no configuration: its session cookie is encrypted for the application itself, and no engine can read it."
            ),
            Kind::KeyFile { how, .. } => format!(
                "{title}\n\nPrints a configuration with which an engine accepts these tokens. The key is not public: {how}."
            ),
            _ => format!(
                "{title}\n\nPrints a configuration with which an engine accepts these tokens."
            ),
        }
    }

    fn examples(&self) -> clap::builder::StyledStr {
        let command = self.command();
        if !self.is_possible() {
            return examples(&[
                (
                    "Have Hasura accept the tokens of the provider behind it",
                    "jwtool secret token @token.txt",
                ),
                ("Have Hasura accept a JWT that the application signs", "jwtool secret hmac"),
            ]);
        }
        let second = match self.kind {
            Kind::Hmac => ("A longer secret", format!("{command} --alg HS512")),
            Kind::Token => ("With a literal role", format!("{command} --role editor")),
            _ => ("For one audience", format!("{command} --audience my-app --output dotenv")),
        };
        examples(&[
            ("For Hasura v2", &command),
            (second.0, &second.1),
            ("For Hasura DDN", &format!("{command} --engine ddn --audience my-app")),
        ])
    }
}

/// The provider that was named, and the flags after it.
#[derive(Debug)]
pub(super) struct ProviderCommand {
    pub(super) provider: &'static Provider,
    pub(super) value: Option<String>,
    pub(super) flags: NewFlags,
    pub(super) certificate: bool,
    pub(super) roles: Vec<String>,
    pub(super) signing: SigningFlags,
}

impl FromArgMatches for ProviderCommand {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Self::from_arg_matches_mut(&mut matches.clone())
    }

    fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Self, clap::Error> {
        let named = matches.remove_subcommand();
        let named = named.and_then(|(name, matches)| Some((Provider::of_name(&name)?, matches)));
        let Some((provider, mut matches)) = named else {
            return Err(clap::Error::new(clap::error::ErrorKind::MissingSubcommand));
        };
        let mut signing = SigningFlags::default();
        let mut certificate = false;
        let mut roles = Vec::new();
        match provider.kind {
            Kind::Preset { certificate: true, .. } => {
                certificate = CertificateFlag::from_arg_matches_mut(&mut matches)?.certificate;
            }
            Kind::Preset { certificate: false, .. } | Kind::Impossible { .. } => {}
            Kind::Token => roles = RoleFlag::from_arg_matches_mut(&mut matches)?.role,
            Kind::Key | Kind::KeyFile { .. } => {
                signing.alg = AlgorithmFlag::from_arg_matches_mut(&mut matches)?.alg;
                signing.passphrase = PassphraseFlag::from_arg_matches_mut(&mut matches)?.passphrase;
            }
            Kind::Hmac => {
                signing.alg = AlgorithmFlag::from_arg_matches_mut(&mut matches)?.alg;
                signing.secret = SecretFlag::from_arg_matches_mut(&mut matches)?.secret;
            }
        }
        let value = match provider.value {
            Some(_) => matches.remove_one(VALUE),
            None => None,
        };
        let flags = NewFlags::from_arg_matches_mut(&mut matches)?;
        Ok(Self { provider, value, flags, certificate, roles, signing })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Subcommand for ProviderCommand {
    fn augment_subcommands(command: Command) -> Command {
        command.subcommands(PROVIDERS.iter().map(Provider::subcommand))
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        Provider::of_name(name).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_is_accepted() {
        let urls: Vec<String> = PROVIDERS
            .iter()
            .filter_map(|provider| match (provider.kind, &provider.value) {
                (Kind::Preset { read, certificate }, Some(value)) => {
                    let preset = read(value.example).unwrap();
                    assert_eq!(preset.certificate_url.is_some(), certificate, "{}", provider.name);
                    Some(format!("{} {}", provider.name, preset.jwks_url))
                }
                _ => None,
            })
            .collect();
        assert_eq!(
            urls,
            [
                "cognito https://cognito-idp.us-east-1.amazonaws.com/us-east-1_U2dzkxfTv/.well-known/jwks.json",
                "auth0 https://example-gov.us.auth0.com/.well-known/jwks.json",
                "entra https://login.microsoftonline.com/00000000-1111-4222-8333-444444444444/discovery/v2.0/keys",
                "firebase https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com",
                "google https://www.googleapis.com/oauth2/v3/certs",
                "clerk https://clerk.example.gov/.well-known/jwks.json",
                "supabase https://abcdefghijklmnopqrst.supabase.co/auth/v1/.well-known/jwks.json",
                "keycloak https://id.example.gov/realms/moped/protocol/openid-connect/certs",
                "okta https://example.okta.com/oauth2/default/v1/keys",
                "supertokens https://api.example.gov/auth/jwt/jwks.json",
                "nhost https://parksabc.auth.eu-central-1.nhost.run/v1/.well-known/jwks.json",
                "ory https://brave-fox-1a2b.projects.oryapis.com/.well-known/jwks.json",
                "casdoor https://door.example.gov/.well-known/jwks",
                "kinde https://example.kinde.com/.well-known/jwks",
                "fusionauth https://fusionauth.example.gov/.well-known/jwks.json",
                "logto https://example.logto.app/oidc/jwks",
                "zitadel https://example-ab12.zitadel.cloud/oauth/v2/keys",
                "workos https://api.workos.com/sso/jwks/client_01EXAMPLE",
                "descope https://api.descope.com/v2/keys/P2YuRTmSv8PdoasWiLoBrZP92abc",
                "stytch https://test.stytch.com/v1/sessions/jwks/project-test-0000",
                "better-auth https://app.example.gov/api/auth/jwks",
                "authentik https://id.example/application/o/x/jwks/",
                "dex https://dex.example.gov/dex/keys",
                "jwks https://issuer.example.gov/jwks.json",
            ]
        );
    }

    #[test]
    fn the_page_about_providers_has_every_command() {
        const PAGE: &str = include_str!("../../../docs/providers.md");
        for provider in PROVIDERS.iter().filter(|provider| !matches!(provider.kind, Kind::Hmac)) {
            let command = format!("jwtool secret {}", provider.name);
            let shown = PAGE.split(command.as_str()).skip(1);
            assert!(shown.into_iter().any(|rest| rest.starts_with([' ', '\n'])), "{command}");
        }
    }

    #[test]
    fn descriptions_become_titles() {
        let titles: Vec<String> = PROVIDERS
            .iter()
            .filter_map(|provider| Some(provider.value.as_ref()?.title()))
            .collect();
        for title in ["User pool ID", "URL of a JWK Set", "Issuer URL"] {
            assert!(titles.iter().any(|one| one == title), "{title}: {titles:?}");
        }
    }
}
