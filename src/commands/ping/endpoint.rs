//! The endpoint of a request: who chose it, and whether secrets may be sent to it.

use std::path::PathBuf;

use reqwest::Url;
use reqwest::header::HeaderName;

use crate::error::Error;
use crate::escape;
use crate::profile::{Owner, Profile};
use crate::redact;
use crate::system::http::is_loopback;

/// Headers whose values are not secrets. Any other header may contain one.
const HARMLESS_HEADERS: [&str; 17] = [
    "accept",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "cache-control",
    "content-language",
    "content-type",
    "host",
    "if-modified-since",
    "if-none-match",
    "origin",
    "prefer",
    "range",
    "traceparent",
    "user-agent",
    "x-hasura-role",
    "x-hasura-use-backend-only-permissions",
];

/// Whether the values of a header are not secrets.
pub(super) fn is_harmless(name: &HeaderName) -> bool {
    HARMLESS_HEADERS.contains(&name.as_str())
}

/// The destination of a request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Endpoint {
    pub(super) url: Url,
    pub(super) chosen_by: ChosenBy,
}

/// The origin of an endpoint: who chose it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum ChosenBy {
    /// The URL on the command line
    Argument,
    /// A profile in the user's own file
    OwnProfile,
    /// A profile that only a project file defines, which the user trusts
    TrustedFile,
    /// A profile that only this project file defines, which anyone may have written
    ProjectFile(PathBuf),
    /// An environment variable
    Variable,
    /// The default, which is on this machine
    Default,
}

impl ChosenBy {
    /// Returns who chose the endpoint of a profile.
    pub(super) fn profile(profile: &Profile) -> Self {
        match profile.owner {
            Owner::User => Self::OwnProfile,
            Owner::Trusted => Self::TrustedFile,
            Owner::Project => Self::ProjectFile(profile.file.clone()),
        }
    }
}

/// The origin of a request's token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum TokenOrigin {
    /// No token is sent
    Nowhere,
    /// One is needed, and nothing names it
    Missing,
    /// `--token`
    Flag,
    /// `--mint`
    Minted,
    /// `JWTOOL_TOKEN`
    Variable,
    /// The profile's login
    Login,
}

/// The secrets that a request contains.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Secrets {
    token: TokenOrigin,
    headers: Vec<HeaderName>,
}

impl Secrets {
    /// Returns the secrets of a request with this token and these headers. A shell expands
    /// `-H "x-key: $KEY"` before we see it, so the value of any header may be a secret unless
    /// its name is known to be harmless.
    pub(super) fn of<'a>(
        token: TokenOrigin,
        headers: impl IntoIterator<Item = &'a HeaderName>,
    ) -> Self {
        let mut secret: Vec<HeaderName> = Vec::new();
        for name in headers {
            if !is_harmless(name) && !secret.contains(name) {
                secret.push(name.clone());
            }
        }
        Self { token, headers: secret }
    }

    const fn are_none(&self) -> bool {
        matches!(self.token, TokenOrigin::Nowhere | TokenOrigin::Missing) && self.headers.is_empty()
    }

    /// Describes the secrets that were not meant for this endpoint only, if any. A token from
    /// `--token` or `--mint` is meant for this one request.
    fn not_for_others(&self) -> Option<String> {
        let token = match self.token {
            TokenOrigin::Variable => Some("`JWTOOL_TOKEN`".to_owned()),
            TokenOrigin::Login => Some("the token of the login".to_owned()),
            TokenOrigin::Nowhere
            | TokenOrigin::Flag
            | TokenOrigin::Minted
            | TokenOrigin::Missing => None,
        };
        let headers = self.headers.iter().map(|name| format!("the header `{name}`"));
        let all: Vec<String> = token.into_iter().chain(headers).collect();
        (!all.is_empty()).then(|| all.join(" and "))
    }
}

/// The decision whether a request may be sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Decision {
    Allowed,
    /// Allowed, but without encryption
    AllowedUnencrypted,
    Refused(Refused),
}

/// The reason why a request is not sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Refused {
    /// Only a project file names the endpoint, and these secrets were not meant for it
    Untrusted { secrets: String, file: PathBuf },
    /// The token of a profile's login would leave the profile's endpoints
    LoginElsewhere,
    /// Secrets would be sent over plain HTTP to a machine that neither the command line nor
    /// the user's own profile names
    Unencrypted,
}

impl Endpoint {
    /// Decides whether these secrets may be sent to this endpoint.
    pub(super) fn decide(&self, secrets: &Secrets) -> Decision {
        if secrets.are_none() {
            return Decision::Allowed;
        }
        if let ChosenBy::ProjectFile(file) = &self.chosen_by
            && let Some(secrets) = secrets.not_for_others()
        {
            return Decision::Refused(Refused::Untrusted { secrets, file: file.clone() });
        }
        if secrets.token == TokenOrigin::Login
            && !matches!(self.chosen_by, ChosenBy::OwnProfile | ChosenBy::TrustedFile)
        {
            return Decision::Refused(Refused::LoginElsewhere);
        }
        if self.url.scheme() == "https" || is_loopback(&self.url) {
            return Decision::Allowed;
        }
        match self.chosen_by {
            ChosenBy::Argument | ChosenBy::OwnProfile => Decision::AllowedUnencrypted,
            ChosenBy::TrustedFile
            | ChosenBy::ProjectFile(_)
            | ChosenBy::Variable
            | ChosenBy::Default => Decision::Refused(Refused::Unencrypted),
        }
    }

    /// Returns the error that reports a refusal by `ping COMMAND`.
    pub(super) fn refusal(&self, refused: &Refused, command: &str) -> Error {
        let named = format!(
            "jwtool ping {command} {}",
            self.pasteable().unwrap_or_else(|| "URL".to_owned())
        );
        match refused {
            Refused::Untrusted { secrets, file } => Error::usage(
                format!(
                    "refusing to send {secrets} to `{}`, which is named only in the project file `{}`",
                    self.host(),
                    redact::path(file)
                ),
                format!(
                    "if you trust that host, pass the endpoint yourself: `{named}`, or add it to a profile in your `config.toml`"
                ),
            ),
            Refused::LoginElsewhere => Error::usage(
                format!(
                    "refusing to send the token of the profile's login to `{}`, which is not an endpoint of the profile",
                    self.host()
                ),
                format!(
                    "pass a token yourself: `{named} --token env:NAME`; or send none: `{named} --no-token`"
                ),
            ),
            Refused::Unencrypted => Error::usage(
                format!(
                    "refusing to send a token or headers to {} over plain http",
                    redact::url(&self.url)
                ),
                format!("if that is what you want, pass the endpoint: `{named}`"),
            ),
        }
    }

    /// Returns the host, and the port if it is not the scheme's default.
    fn host(&self) -> String {
        let host = self.url.host_str().unwrap_or_default();
        self.url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// Returns the redacted URL as one word of a command to paste into a shell.
    fn pasteable(&self) -> Option<String> {
        escape::pasteable(&redact::url(&self.url))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hint;

    const TOKENS: [TokenOrigin; 5] = [
        TokenOrigin::Nowhere,
        TokenOrigin::Flag,
        TokenOrigin::Minted,
        TokenOrigin::Variable,
        TokenOrigin::Login,
    ];

    fn endpoint(url: &str, chosen_by: ChosenBy) -> Endpoint {
        Endpoint { url: url.parse().unwrap(), chosen_by }
    }

    fn secrets(token: TokenOrigin, headers: &[&'static str]) -> Secrets {
        let names: Vec<HeaderName> =
            headers.iter().map(|name| HeaderName::from_static(name)).collect();
        Secrets::of(token, &names)
    }

    /// Returns `.` for allowed, `!` for allowed with a warning, `f` for refused because only
    /// a project file names the endpoint, `l` for refused because the endpoint is not the
    /// profile's, and `h` for refused because of plain HTTP.
    fn letter(decision: &Decision) -> char {
        match decision {
            Decision::Allowed => '.',
            Decision::AllowedUnencrypted => '!',
            Decision::Refused(Refused::Untrusted { .. }) => 'f',
            Decision::Refused(Refused::LoginElsewhere) => 'l',
            Decision::Refused(Refused::Unencrypted) => 'h',
        }
    }

    #[test]
    fn who_chose_the_endpoint_decides_what_may_go_there() {
        let file = || ChosenBy::ProjectFile("/p/jwtool.toml".into());
        // One letter for each of `TOKENS`.
        for (chosen_by, transport, expected) in [
            (ChosenBy::Argument, "https://x.example", "....l"),
            (ChosenBy::OwnProfile, "https://x.example", "....."),
            (ChosenBy::TrustedFile, "https://x.example", "....."),
            (ChosenBy::TrustedFile, "http://127.0.0.1:8080", "....."),
            (ChosenBy::TrustedFile, "http://x.example", ".hhhh"),
            (ChosenBy::Variable, "https://x.example", "....l"),
            (ChosenBy::Default, "http://localhost:8080", "....l"),
            (file(), "https://x.example", "...ff"),
            (file(), "http://127.0.0.1:8080", "...ff"),
            (ChosenBy::Argument, "http://x.example", ".!!!l"),
            (ChosenBy::OwnProfile, "http://x.example", ".!!!!"),
            (ChosenBy::Variable, "http://x.example", ".hhhl"),
            (ChosenBy::Default, "http://x.example", ".hhhl"),
            (file(), "http://x.example", ".hhff"),
        ] {
            let endpoint = endpoint(transport, chosen_by);
            let decide = |headers: &[&'static str]| -> String {
                TOKENS
                    .iter()
                    .map(|token| letter(&endpoint.decide(&secrets(*token, headers))))
                    .collect()
            };
            assert_eq!(decide(&[]), expected, "{endpoint:?}");
            assert_eq!(decide(&["accept", "x-hasura-role"]), expected, "{endpoint:?}");
            // A secret header is treated like `JWTOOL_TOKEN`, regardless of the token.
            let login = &expected[4..];
            let with_header = match (&endpoint.chosen_by, &expected[..4]) {
                (ChosenBy::ProjectFile(_), _) => "fffff".to_owned(),
                (_, "....") => format!("....{login}"),
                (_, ".!!!") => format!("!!!!{login}"),
                _ => format!("hhhh{login}"),
            };
            for name in ["x-hasura-admin-secret", "cookie", "authorization", "x-anything"] {
                assert_eq!(decide(&["accept", name]), with_header, "{name}, {endpoint:?}");
            }
        }
    }

    #[test]
    fn a_refusal_names_the_secrets_the_file_and_the_host() {
        let url = "https://user:pass@x.example:4443/$(id)/'b;c'?a=b";
        let endpoint = endpoint(url, ChosenBy::ProjectFile("/p/jwtool.toml".into()));
        let secrets = secrets(TokenOrigin::Variable, &["x-api-key", "accept", "x-api-key"]);
        let Decision::Refused(refused) = endpoint.decide(&secrets) else { panic!("allowed") };
        let error = endpoint.refusal(&refused, "rest");
        assert_eq!(
            error.to_string(),
            "refusing to send `JWTOOL_TOKEN` and the header `x-api-key` to `x.example:4443`, which is named only in the project file `/p/jwtool.toml`"
        );
        let hint = hint::of_error(&error, hint::Verb::PingRest).unwrap();
        assert!(
            hint.contains(r"`jwtool ping rest 'https://…@x.example:4443/$(id)/'\''b;c'\''?a=…'`"),
            "{hint}"
        );
    }
}
