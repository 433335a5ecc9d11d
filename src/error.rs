//! Why a command could not answer: exit code, stable code and hint.

use std::io;
use std::path::PathBuf;

use crate::exit::ExitStatus;
use crate::jose::jwk::JwkError;
use crate::jose::key::KeyError;
use crate::jose::key_text::KeyText;
use crate::jose::pem::ReadKeyError;
use crate::jose::signature::SignError;

/// A command stopped before it had an answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("cannot write the output: {}", io_message(.0))]
    Output(#[source] io::Error),

    #[error("{message}")]
    Usage { message: String, hint: Option<String> },

    #[error("there is no token")]
    NoToken { standard_input: bool },

    #[error("the token cannot be read")]
    TokenUnreadable,

    #[error("the input holds only refresh tokens, which only the issuer may read")]
    OnlyRefreshTokens,

    #[error("the input holds {found} tokens, so there is no token {asked}")]
    PickOutOfRange { asked: usize, found: usize },

    #[error("`{name}` is the name of a file, not a token")]
    TokenIsFileName { name: String },

    #[error("the environment variable `{name}` is not set")]
    VariableMissing { name: String },

    #[error("the environment variable `{name}` is not UTF-8")]
    VariableNotText { name: String },

    #[error("standard input cannot be read twice, for {first} and for {second}")]
    StdinTwice { first: &'static str, second: &'static str },

    #[error("cannot read {what}: {}", io_message(source))]
    Unreadable { what: String, source: io::Error },

    #[error("{what} is larger than {limit}")]
    TooLarge { what: String, limit: &'static str },

    #[error("{what} is not UTF-8 text")]
    NotText { what: String },

    #[error("cannot use the key {name}: {source}")]
    Key { name: String, source: ReadKeyError },

    #[error("cannot use the key {name}: {source}")]
    Jwk { name: String, source: JwkError },

    #[error("cannot use the key {name}: {message}")]
    KeyUnfit { name: String, message: String },

    #[error("cannot use the secret: {message}")]
    Secret { message: String },

    #[error("cannot use the secret: it is {key}, not an HMAC secret")]
    SecretIsKey { key: KeyText },

    #[error("there is no key `{name}` in the key store")]
    NoSuchKey { name: String },

    #[error("cannot store the key `{name}` in `{}`: {}", folder.display(), io_message(source))]
    KeyStore { name: String, folder: PathBuf, source: io::Error },

    #[error("there is no home directory to store keys in")]
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

    #[error("{url} was not fetched: {message}")]
    NotFetched { url: String, message: String, hint: Option<String> },

    #[error("`--offline` forbids the request to {url}")]
    Offline { url: String, instead: Option<&'static str> },
}

impl Error {
    /// Returns a usage error with a hint.
    pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: Some(hint.into()) }
    }

    /// Whether the reader of our output is gone, which counts as success.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(source) if source.kind() == io::ErrorKind::BrokenPipe)
    }

    /// Returns the exit code.
    ///
    /// Exhaustive, so a new variant does not compile until it has one.
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
            | Self::SecretIsKey { .. }
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

    /// Returns the stable code of the error document.
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
            Self::Secret { .. } | Self::SecretIsKey { .. } => "secret-not-usable",
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

    /// Returns what to try next, in terms of `jwtool`'s commands and flags.
    pub(crate) fn hint(&self) -> Option<String> {
        let text = match self {
            Self::Usage { hint, .. }
            | Self::Configuration { hint, .. }
            | Self::Unreachable { hint, .. }
            | Self::NotFetched { hint, .. } => return hint.clone(),
            Self::NoToken { standard_input: true } => {
                "pass it as an argument, `-` for standard input, `@FILE` or `env:NAME`; or set `JWTOOL_TOKEN`, or pipe it in"
            }
            Self::NoToken { standard_input: false } => {
                "pass it with `--token` (`-` for standard input, `@FILE`, `env:NAME`), set `JWTOOL_TOKEN`, mint one with `--mint --role ROLE`, or send none with `--no-token`"
            }
            Self::TokenUnreadable => {
                "`jwtool decode` without `--claim` shows what is wrong with it"
            }
            Self::OnlyRefreshTokens => {
                "copy the ID token or the access token instead, or choose one with `--pick N`"
            }
            Self::PickOutOfRange { found, .. } => {
                return Some(format!(
                    "choose one with `--pick 1` to `--pick {found}`; `jwtool decode` shows them all"
                ));
            }
            Self::TokenIsFileName { name } => {
                return Some(format!("to read the file, write `@{name}`"));
            }
            Self::VariableMissing { .. } => "set it, or name another one with `env:NAME`",
            Self::StdinTwice { .. } => "read one of them with `@FILE` or `env:NAME`",
            Self::Unreadable { what, .. } if what.starts_with("the key") => {
                "name a file, `env:NAME`, `key:NAME` or `-`"
            }
            Self::Unreadable { what, source }
                if what.starts_with("the configuration")
                    && source.kind() == io::ErrorKind::NotFound =>
            {
                "name a file or `env:NAME`; to pass the text itself, pipe it in and use `-`"
            }
            Self::Key { source: ReadKeyError::Unrecognised, .. } => {
                "if it is an HMAC secret, pass it with `--secret @FILE`"
            }
            Self::Key { source: ReadKeyError::Passphrase, .. } => {
                "pass the right one with `--passphrase env:NAME` or `--passphrase @FILE`"
            }
            Self::SecretIsKey { .. } => "pass a key or certificate with `--key`",
            Self::Secret { .. } => {
                "prefix it with `text:` to use it literally, or pass it with `@FILE` or `env:NAME`"
            }
            Self::NoSuchKey { .. } => {
                "`jwtool mint --role ROLE` creates `key:dev`; to use your own key, pass `--key FILE`"
            }
            Self::KeyStore { .. } => {
                "set `JWTOOL_DATA_DIR` to a writable folder, or pass a key with `--key FILE`"
            }
            Self::NoHome => "set `JWTOOL_DATA_DIR` to a folder, or pass a key with `--key FILE`",
            Self::NoSuchProfile { known, .. } if known.is_empty() => {
                "there are no profiles; `docs/guide.md` shows a `config.toml` with one"
            }
            Self::NoSuchProfile { known, .. } => {
                return Some(format!("the profiles are `{}`", known.join("`, `")));
            }
            Self::Offline { instead, .. } => instead.unwrap_or("drop `--offline`"),
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

/// Returns what happened, without the number of the operating system's error.
pub(crate) fn io_message(error: &io::Error) -> String {
    let known = match error.kind() {
        io::ErrorKind::NotFound => "no such file or directory",
        io::ErrorKind::PermissionDenied => "permission denied",
        io::ErrorKind::ConnectionRefused => "connection refused",
        io::ErrorKind::ConnectionReset => "connection reset",
        io::ErrorKind::ConnectionAborted => "connection aborted",
        io::ErrorKind::HostUnreachable => "host unreachable",
        io::ErrorKind::NetworkUnreachable => "network unreachable",
        io::ErrorKind::TimedOut => "timed out",
        io::ErrorKind::UnexpectedEof => "the connection was closed",
        _ => {
            let text = error.to_string();
            let text = text.split(" (os error ").next().unwrap_or_default();
            let mut letters = text.chars();
            // `Is a directory`, but not `TLS`
            return match (letters.next(), letters.clone().next()) {
                (Some(first), Some(second)) if second.is_lowercase() => {
                    first.to_lowercase().chain(letters).collect()
                }
                _ => text.to_owned(),
            };
        }
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_the_system_are_worded_without_numbers() {
        #[cfg(unix)]
        for (number, words) in [
            (2, "no such file or directory"),
            (13, "permission denied"),
            (21, "is a directory"),
            (28, "no space left on device"),
        ] {
            assert_eq!(io_message(&io::Error::from_raw_os_error(number)), words);
        }
        assert_eq!(io_message(&io::ErrorKind::ConnectionRefused.into()), "connection refused");
        assert_eq!(io_message(&io::Error::other("TLS failed")), "TLS failed");
    }
}
