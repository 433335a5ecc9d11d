//! Hints for errors that stop a command.

use std::io::ErrorKind;

use crate::error::{
    ConfigFault, Error, FetchFault, Input, NamedBy, Place, SecretFault, Subject, TokenKeyFault,
};
use crate::escape;
use crate::hasura::explanation::Engine;
use crate::hint::context::{Flag, Verb};
use crate::hint::value;
use crate::jose::pem::ReadKeyError;

/// Returns what to do about an error, in terms of the command that reports it; `None` if
/// there is no hint.
pub(crate) fn of_error(error: &Error, verb: Verb) -> Option<String> {
    let text = match error {
        Error::Usage { hint, .. } => return hint.clone(),
        Error::NoToken => no_token(verb),
        Error::TokenUnreadable if verb.has(Flag::Claim) => {
            "`jwtool decode` without `--claim` shows what is wrong with it"
        }
        Error::TokenUnreadable => "`jwtool decode` shows what is wrong with it",
        Error::OnlyRefreshTokens if verb.has(Flag::Pick) => {
            "copy the ID token or the access token instead, or choose one with `--pick N`"
        }
        Error::OnlyRefreshTokens => "copy the ID token or the access token instead",
        Error::PickOutOfRange { found, .. } => {
            return verb.has(Flag::Pick).then(|| {
                format!(
                    "choose one with `--pick 1` to `--pick {found}`; `jwtool decode` shows them all"
                )
            });
        }
        Error::TokenIsFileName { name } => {
            let word = escape::pasteable(&format!("@{name}"))?;
            return Some(format!("to read the file, write `{word}`"));
        }
        Error::VariableMissing { .. } => "set it, or name another one with `env:NAME`",
        Error::StdinTwice { .. } => "read one of them with `@FILE` or `env:NAME`",
        Error::Unreadable { input, source } => {
            return unreadable(input, source.kind(), verb).map(ToOwned::to_owned);
        }
        Error::Key { source, .. } => return key(source, verb).map(ToOwned::to_owned),
        Error::StoredKey { .. } if verb.has(Flag::Key) => "pass another key with `--key FILE`",
        Error::KeyEncrypted { .. } if verb.has(Flag::Passphrase) => {
            "pass the passphrase with `--passphrase env:NAME` or `--passphrase @FILE`"
        }
        Error::SecretIsKey { .. } if verb.has(Flag::Key) => {
            "pass a key or certificate with `--key`"
        }
        Error::Secret { fault: SecretFault::Encoding { .. } } => {
            "prefix it with `text:` to use it literally, or pass it with `@FILE` or `env:NAME`"
        }
        Error::Secret { fault: SecretFault::Unfit(_) } => "pass it with `@FILE` or `env:NAME`",
        Error::TokenKeys { fault, issuer } => {
            return (verb == Verb::SecretToken).then(|| token_keys(fault, issuer.as_deref()));
        }
        Error::NoSuchKey { .. } if verb.has(Flag::Key) => {
            "`jwtool mint --role ROLE` creates `key:dev`; to use your own key, pass `--key FILE`"
        }
        Error::NoSuchKey { .. } => "`jwtool mint --role ROLE` creates `key:dev`",
        Error::KeyStore { .. } if verb.has(Flag::Key) => {
            "set `JWTOOL_DATA_DIR` to a writable folder, or pass a key with `--key FILE`"
        }
        Error::KeyStore { .. } => "set `JWTOOL_DATA_DIR` to a writable folder",
        Error::NoHome if verb.has(Flag::Key) => {
            "set `JWTOOL_DATA_DIR` to a folder, or pass a key with `--key FILE`"
        }
        Error::NoHome => "set `JWTOOL_DATA_DIR` to a folder",
        Error::Configuration { fault, .. } => return configuration(fault, verb),
        Error::NoSuchProfile { known, .. } => return Some(profiles(known)),
        Error::Unreachable { fault, .. } => unreachable(*fault, verb),
        Error::NotFetched { named_by, .. } => {
            return not_fetched(*named_by, verb).map(ToOwned::to_owned);
        }
        Error::Offline { .. } if verb.has(Flag::Jwks) => {
            "pass the keys with `--jwks FILE`, or drop `--offline`"
        }
        Error::Offline { .. } => "drop `--offline`",
        Error::Output(_)
        | Error::VariableNotText { .. }
        | Error::TooLarge { .. }
        | Error::NotText { .. }
        | Error::Jwk { .. }
        | Error::StoredKey { .. }
        | Error::KeyUnfit { .. }
        | Error::KeyEncrypted { .. }
        | Error::SecretIsKey { .. }
        | Error::Sign(_)
        | Error::KeyMaking(_) => return None,
    };
    Some(text.to_owned())
}

const fn no_token(verb: Verb) -> &'static str {
    match verb {
        Verb::PingGraphql | Verb::PingRest => {
            "pass it with `--token` (`-` for standard input, `@FILE`, `env:NAME`), set `JWTOOL_TOKEN`, mint one with `--mint --role ROLE`, or send none with `--no-token`"
        }
        Verb::SecretToken => {
            "pass it as an argument, `-` for standard input, `@FILE` or `env:NAME`"
        }
        Verb::Decode
        | Verb::Verify
        | Verb::Explain
        | Verb::Mint
        | Verb::Secret
        | Verb::SecretProvider
        | Verb::SecretKey
        | Verb::SecretHmac
        | Verb::SecretCheck
        | Verb::SecretConvert
        | Verb::Completions => {
            "pass it as an argument, `-` for standard input, `@FILE` or `env:NAME`; or set `JWTOOL_TOKEN`, or pipe it in"
        }
    }
}

/// Returns where else the keys of a token can come from.
fn token_keys(fault: &TokenKeyFault, issuer: Option<&str>) -> String {
    let own = "`jwtool secret jwks URL` or `jwtool secret key FILE`";
    match fault {
        TokenKeyFault::OnlyToken { .. } => match issuer.and_then(|one| value::flag("--issuer", one)) {
            Some(flag) => format!(
                "if that is your issuer, add `{flag}`; or name its keys: `jwtool secret jwks URL`"
            ),
            None => format!("name its keys: {own}"),
        },
        TokenKeyFault::SharedSecret => {
            "configure the secret itself: `jwtool secret --secret env:NAME`".to_owned()
        }
        TokenKeyFault::IssuerOnly => {
            "send the engine another token of the same log-in: the access token or the ID token"
                .to_owned()
        }
        TokenKeyFault::Pem { url } => match escape::pasteable(url) {
            Some(url) => format!("put that key into the configuration: `jwtool secret key {url}`"),
            None => "put that key into the configuration: `jwtool secret key FILE`".to_owned(),
        },
        TokenKeyFault::Certificates => {
            "put one certificate into the configuration, `jwtool secret key FILE`, or send the engine the ID token".to_owned()
        }
        TokenKeyFault::Unknown => format!("pass them with {own}"),
    }
}

/// Returns the hint for input that cannot be read: where else it can come from.
fn unreadable(input: &Input, kind: ErrorKind, verb: Verb) -> Option<&'static str> {
    if !matches!(input.place, Place::File(_)) {
        return None;
    }
    match &input.subject {
        Subject::StoredKey if verb.has(Flag::Key) => Some("pass another key with `--key FILE`"),
        Subject::Key => Some("name a file, `env:NAME`, `key:NAME` or `-`"),
        Subject::KeySet => Some("name a file, a URL, `env:NAME` or `-`"),
        Subject::Configuration if kind == ErrorKind::NotFound => {
            Some("name a file or `env:NAME`; to pass the text itself, pipe it in and use `-`")
        }
        Subject::Profiles if kind == ErrorKind::NotFound => {
            Some("name an existing file, or drop `--config-file`")
        }
        Subject::Token
        | Subject::StoredKey
        | Subject::FetchedKeys
        | Subject::Secret
        | Subject::Configuration
        | Subject::Profiles
        | Subject::Claim(_)
        | Subject::Certificates
        | Subject::Prompt => None,
    }
}

fn key(error: &ReadKeyError, verb: Verb) -> Option<&'static str> {
    match error {
        ReadKeyError::Unrecognised => verb
            .has(Flag::Secret)
            .then_some("if it is an HMAC secret, pass it with `--secret @FILE`"),
        ReadKeyError::Passphrase => verb
            .has(Flag::Passphrase)
            .then_some("pass the right one with `--passphrase env:NAME` or `--passphrase @FILE`"),
        ReadKeyError::Pem { .. }
        | ReadKeyError::NoKey { .. }
        | ReadKeyError::Unusable(_)
        | ReadKeyError::Algorithm { .. }
        | ReadKeyError::Iterations { .. }
        | ReadKeyError::Scrypt { .. } => None,
    }
}

fn configuration(fault: &ConfigFault, verb: Verb) -> Option<String> {
    let text = match fault {
        ConfigFault::Empty => {
            "`jwtool secret` writes one for Hasura v2, and `jwtool secret --engine ddn` one for DDN"
        }
        ConfigFault::Syntax(_) => "fix what it names; YAML needs spaces, not tabs",
        ConfigFault::NoEngine if verb.has(Flag::Engine) => {
            "name the engine: `--engine hasura`, `--engine ddn` or `--engine relyauth`"
        }
        ConfigFault::NotHasura => "`jwtool secret` prints one",
        ConfigFault::NotKeySet if verb.has(Flag::Jwks) => {
            "pass what the URL of the keys responds with: `--jwks FILE`"
        }
        ConfigFault::Missing { variable, .. } if verb.has(Flag::Config) => {
            return Some(format!(
                "pass one with `--config FILE` or `--config env:NAME`, or set `{variable}`; `jwtool secret token TOKEN` writes one for the issuer of a token"
            ));
        }
        ConfigFault::Missing { variable, .. } => return Some(format!("set `{variable}`")),
        ConfigFault::Inexpressible { engine, .. } => inexpressible(*engine, verb),
        ConfigFault::UnknownKey { known, .. } => {
            return Some(match known.as_slice() {
                [nearest] => format!("did you mean `{nearest}`?"),
                all => format!("the keys are {}", all.join(", ")),
            });
        }
        ConfigFault::UnknownEngine { .. } => {
            return Some(format!("the engines are {}", Engine::ALL.map(Engine::name).join(", ")));
        }
        ConfigFault::OnlyOwn { allowed, .. } => {
            return Some(format!(
                "set it in your own `config.toml`; a project may set {}",
                allowed.join(", ")
            ));
        }
        ConfigFault::NoEngine
        | ConfigFault::NotKeySet
        | ConfigFault::Profiles(_)
        | ConfigFault::NoCertificates
        | ConfigFault::Client(_) => return None,
    };
    Some(text.to_owned())
}

/// Returns the hint for a configuration that an engine cannot express.
fn inexpressible(to: Engine, verb: Verb) -> &'static str {
    match to {
        Engine::Hasura => {
            "change what it names in the configuration, or set the variable that it names"
        }
        Engine::Ddn if verb.has(Flag::To) => {
            "change what it names in the configuration first; RelyAuth as the webhook of DDN can do more: `--to relyauth`"
        }
        Engine::Ddn | Engine::Relyauth => "change what it names in the configuration first",
    }
}

/// Returns a hint that lists the known profiles, as values for `--profile`.
fn profiles(known: &[String]) -> String {
    let names: Vec<String> = known.iter().filter_map(|name| escape::pasteable(name)).collect();
    if names.is_empty() {
        "there are no profiles; `docs/guide.md` shows a `config.toml` with one".to_owned()
    } else {
        format!("the profiles are `{}`", names.join("`, `"))
    }
}

fn unreachable(fault: FetchFault, verb: Verb) -> &'static str {
    let by_file = verb.has(Flag::Jwks);
    match fault {
        FetchFault::Answer if by_file => {
            "check the address and the network, or read the keys from a file: `--jwks FILE`"
        }
        FetchFault::Answer => "check the address and the network",
        FetchFault::Discovery if by_file => {
            "pass the keys themselves with `--jwks URL` or `--jwks FILE`"
        }
        FetchFault::Discovery => "pass the keys themselves: `jwtool secret jwks URL`",
        FetchFault::Keys if by_file => "check the URL, or pass the keys with `--jwks FILE`",
        FetchFault::Keys => "check the URL",
        FetchFault::Certificate => "check the domain",
    }
}

/// Returns the hint for an address that is not fetched because the user did not name it: how
/// to name it.
const fn not_fetched(named_by: NamedBy, verb: Verb) -> Option<&'static str> {
    match (named_by, verb) {
        (NamedBy::Token, Verb::Verify) => {
            Some("if you trust this address, pass it with `--issuer URL` or `--jwks URL`")
        }
        (NamedBy::Redirect | NamedBy::Discovery, Verb::Verify)
        | (NamedBy::Redirect, Verb::Explain) => {
            Some("if you trust this address, name it yourself: `--jwks URL`")
        }
        (NamedBy::Redirect, Verb::Decode | Verb::Mint | Verb::Secret) => {
            Some("if you trust this address, name it yourself: `--key URL`")
        }
        (NamedBy::Redirect, Verb::SecretKey) => {
            Some("if you trust this address, name it yourself: `jwtool secret key URL`")
        }
        (NamedBy::Token | NamedBy::Redirect | NamedBy::Discovery, Verb::SecretToken) => {
            Some("if you trust this address, name it yourself: `jwtool secret jwks URL`")
        }
        (NamedBy::User, _)
        | (
            NamedBy::Token | NamedBy::Discovery,
            Verb::Decode | Verb::Explain | Verb::Mint | Verb::Secret | Verb::SecretKey,
        )
        | (
            NamedBy::Token | NamedBy::Redirect | NamedBy::Discovery,
            Verb::SecretProvider
            | Verb::SecretHmac
            | Verb::SecretCheck
            | Verb::SecretConvert
            | Verb::PingGraphql
            | Verb::PingRest
            | Verb::Completions,
        ) => None,
    }
}
