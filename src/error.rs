//! Why a command could not answer: its exit code, its stable word and its hint.

use std::io;
use std::path::PathBuf;

use crate::exit::ExitStatus;
use crate::jose::jwk::JwkError;
use crate::jose::key::KeyError;
use crate::jose::pem::ReadKeyError;
use crate::jose::signature::SignError;

/// A command stopped before it had an answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("cannot write the output: {0}")]
    Output(#[source] io::Error),

    #[error("{message}")]
    Usage { message: String, hint: Option<String> },

    #[error("there is no token")]
    NoToken { standard_input: bool },

    #[error("the token cannot be read")]
    TokenUnreadable,

    #[error("the input holds only refresh tokens, which are for the issuer alone")]
    OnlyRefreshTokens,

    #[error("the input holds {found} tokens, and `--pick {asked}` names none of them")]
    PickOutOfRange { asked: usize, found: usize },

    #[error("`{name}` is the name of a file, not a token")]
    TokenIsFileName { name: String },

    #[error("the environment variable `{name}` is not set")]
    VariableMissing { name: String },

    #[error("the environment variable `{name}` is not UTF-8")]
    VariableNotText { name: String },

    #[error("standard input was asked for twice, for {first} and for {second}")]
    StdinTwice { first: &'static str, second: &'static str },

    #[error("cannot read {what}: {source}")]
    Unreadable { what: String, source: io::Error },

    #[error("{what} is larger than {limit}")]
    TooLarge { what: String, limit: &'static str },

    #[error("{what} is not text: it is not UTF-8")]
    NotText { what: String },

    #[error("cannot use the key {name}: {source}")]
    Key { name: String, source: ReadKeyError },

    #[error("cannot use the key {name}: {source}")]
    Jwk { name: String, source: JwkError },

    #[error("cannot use the key {name}: {message}")]
    KeyUnfit { name: String, message: String },

    #[error("cannot use the secret: {message}")]
    Secret { message: String },

    #[error("there is no key `{name}` in the key store")]
    NoSuchKey { name: String },

    #[error("cannot keep the key `{name}` in {}: {source}", folder.display())]
    KeyStore { name: String, folder: PathBuf, source: io::Error },

    #[error("there is no home directory to keep keys in")]
    NoHome,

    #[error(transparent)]
    Sign(#[from] SignError),

    #[error(transparent)]
    KeyMaking(#[from] KeyError),

    #[error("cannot use {file}: {message}")]
    Configuration { file: String, message: String, hint: Option<String> },

    #[error("there is no profile `{name}`")]
    NoSuchProfile { name: String, known: Vec<String> },

    #[error("cannot reach {url}: {message}")]
    Unreachable { url: String, message: String, hint: Option<String> },

    #[error("{url} is not fetched: {message}")]
    NotFetched { url: String, message: String, hint: Option<String> },

    #[error("`--offline` forbids the request to {url}")]
    Offline { url: String, instead: Option<&'static str> },
}

impl Error {
    /// A usage error with a hint that can be typed.
    pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: Some(hint.into()) }
    }

    /// Whether the reader of our output went away, which is a success.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(source) if source.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The exit code this error earns.
    ///
    /// Exhaustive on purpose: a new variant does not compile until it has one.
    pub(crate) const fn exit(&self) -> ExitStatus {
        match self {
            Self::Usage { .. } | Self::StdinTwice { .. } => ExitStatus::Usage,
            Self::Output(_)
            | Self::NoToken { .. }
            | Self::OnlyRefreshTokens
            | Self::TokenUnreadable
            | Self::PickOutOfRange { .. }
            | Self::TokenIsFileName { .. }
            | Self::VariableMissing { .. }
            | Self::VariableNotText { .. }
            | Self::Unreadable { .. }
            | Self::TooLarge { .. }
            | Self::NotText { .. }
            | Self::Key { .. }
            | Self::Jwk { .. }
            | Self::KeyUnfit { .. }
            | Self::Secret { .. }
            | Self::NoSuchKey { .. }
            | Self::KeyStore { .. }
            | Self::NoHome
            | Self::Sign(_)
            | Self::KeyMaking(_)
            | Self::Configuration { .. }
            | Self::NoSuchProfile { .. } => ExitStatus::Input,
            Self::Unreachable { .. } | Self::NotFetched { .. } | Self::Offline { .. } => {
                ExitStatus::Unreachable
            }
        }
    }

    /// The stable word of the error document.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::Output(_) => "output",
            Self::Usage { .. } => "usage",
            Self::NoToken { .. } => "no-token",
            Self::OnlyRefreshTokens => "only-refresh-tokens",
            Self::TokenUnreadable => "token-unreadable",
            Self::PickOutOfRange { .. } => "pick-out-of-range",
            Self::TokenIsFileName { .. } => "token-is-file-name",
            Self::VariableMissing { .. } => "variable-missing",
            Self::VariableNotText { .. } => "variable-not-text",
            Self::StdinTwice { .. } => "stdin-twice",
            Self::Unreadable { .. } => "unreadable",
            Self::TooLarge { .. } => "too-large",
            Self::NotText { .. } => "not-text",
            Self::Key { .. } | Self::Jwk { .. } | Self::KeyUnfit { .. } | Self::KeyMaking(_) => {
                "key-not-usable"
            }
            Self::Secret { .. } => "secret-not-usable",
            Self::NoSuchKey { .. } => "no-such-key",
            Self::KeyStore { .. } => "key-store",
            Self::NoHome => "no-home",
            Self::Sign(_) => "sign",
            Self::Configuration { .. } => "configuration",
            Self::NoSuchProfile { .. } => "no-such-profile",
            Self::Unreachable { .. } => "unreachable",
            Self::NotFetched { .. } => "not-fetched",
            Self::Offline { .. } => "offline",
        }
    }

    /// What to try next, in terms of `jwtool`'s own commands and flags.
    ///
    /// Advice lives up here because the floors below know nothing of flags.
    pub(crate) fn hint(&self) -> Option<String> {
        let text = match self {
            Self::Usage { hint, .. }
            | Self::Configuration { hint, .. }
            | Self::Unreachable { hint, .. }
            | Self::NotFetched { hint, .. } => return hint.clone(),
            Self::NoToken { standard_input: true } => {
                "give it as an argument, `-` for standard input, `@FILE` or `env:NAME`; or set `JWTOOL_TOKEN`, or pipe it in"
            }
            Self::NoToken { standard_input: false } => {
                "give it with `--token` (`-` for standard input, `@FILE`, `env:NAME`), set `JWTOOL_TOKEN`, make one with `--mint --role ROLE`, or send none with `--no-token`"
            }
            Self::TokenUnreadable => {
                "`jwtool decode` without `--claim` shows what is wrong with it"
            }
            Self::OnlyRefreshTokens => {
                "copy the id token or the access token instead, or name one with `--pick N`"
            }
            Self::PickOutOfRange { found, .. } => {
                return Some(format!(
                    "`--pick` takes 1 to {found}; `jwtool decode` shows them all"
                ));
            }
            Self::TokenIsFileName { name } => return Some(format!("to read it, write `@{name}`")),
            Self::VariableMissing { .. } => "set it, or name another with `env:NAME`",
            Self::StdinTwice { .. } => "read one of them with `@FILE` or `env:NAME`",
            Self::Unreadable { what, .. } if what.starts_with("the key") => {
                "name a file, `env:NAME`, `key:NAME` or `-`"
            }
            Self::Unreadable { what, source }
                if what.starts_with("the configuration")
                    && source.kind() == io::ErrorKind::NotFound =>
            {
                "name a file or `env:NAME`; to give the text itself, pipe it in and name `-`"
            }
            Self::Key { source: ReadKeyError::Unrecognised, .. } => {
                "if it is the text of an HMAC secret, give it with `--secret @FILE` instead"
            }
            Self::Key { source: ReadKeyError::Passphrase, .. } => {
                "give the right one with `--passphrase env:NAME` or `--passphrase @FILE`"
            }
            Self::Secret { message }
                if message.contains("not a secret") || message.contains("PEM") =>
            {
                "give a PEM, certificate, DER or JWK with `--key`"
            }
            Self::Secret { .. } => {
                "write `text:` before it to take it as it stands, or give it with `@FILE` or `env:NAME`"
            }
            Self::NoSuchKey { .. } => {
                "`jwtool mint --role ROLE` makes `key:dev`; for a key of your own give `--key FILE`"
            }
            Self::KeyStore { .. } => {
                "set `JWTOOL_DATA_DIR` to a folder that can be written, or sign with `--key FILE`"
            }
            Self::NoHome => "set `JWTOOL_DATA_DIR` to a folder, or give a key with `--key FILE`",
            Self::NoSuchProfile { known, .. } if known.is_empty() => {
                "there are no profiles; `docs/guide.md` shows a `config.toml` with one"
            }
            Self::NoSuchProfile { known, .. } => {
                return Some(format!("the profiles are `{}`", known.join("`, `")));
            }
            Self::Offline { instead, .. } => instead.unwrap_or("leave `--offline` away"),
            Self::Output(_)
            | Self::VariableNotText { .. }
            | Self::Unreadable { .. }
            | Self::TooLarge { .. }
            | Self::NotText { .. }
            | Self::Key { .. }
            | Self::Jwk { .. }
            | Self::KeyUnfit { .. }
            | Self::Sign(_)
            | Self::KeyMaking(_) => return None,
        };
        Some(text.to_owned())
    }
}
