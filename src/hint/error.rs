//! Hints for errors that stop a command.

use std::io::ErrorKind;

use crate::error::{
    ConfigFault, Error, FetchFault, Input, NamedBy, Place, Reference, SecretFault, Subject,
};
use crate::escape;
use crate::hasura::explanation::Engine;
use crate::hint::context::{Flag, Verb};
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
        ConfigFault::Elsewhere(reference) => return Some(elsewhere(reference, verb)),
        ConfigFault::Misplaced(_) => "write it under `stringData` instead of `data`",
        ConfigFault::Several { choices, .. } | ConfigFault::NotOnLine { choices, .. } => {
            let choices = choices.iter().filter_map(|choice| escape::pasteable(choice));
            let choices: Vec<String> = choices.map(|choice| by_name(verb, &choice)).collect();
            return Some(if choices.is_empty() {
                format!(
                    "write it to a file, and choose one by its line: {}",
                    by_name(verb, "FILE:N")
                )
            } else {
                format!("choose one: {}", choices.join(" or "))
            });
        }
        ConfigFault::Webhook { .. } => {
            "ask the webhook itself: its response is the session; for RelyAuth, pass its own `auth.yaml`"
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

/// How to name a configuration, as a command or a flag.
fn by_name(verb: Verb, word: &str) -> String {
    match verb {
        Verb::SecretConvert => format!("`jwtool secret convert {word} --to ENGINE`"),
        _ if verb.has(Flag::Config) => format!("`--config {word}`"),
        _ if verb.has(Flag::Key) => format!("`--key {word}`"),
        _ => format!("`jwtool secret check {word}`"),
    }
}

/// How to pipe in what another command prints.
const fn piped(verb: Verb) -> &'static str {
    match verb {
        Verb::Explain => "jwtool explain TOKEN --config -",
        Verb::Verify => "jwtool verify TOKEN --key -",
        Verb::SecretConvert => "jwtool secret convert - --to ENGINE",
        _ => "jwtool secret check -",
    }
}

/// For a value that is filled in from elsewhere: where to get it.
fn elsewhere(reference: &Reference, verb: Verb) -> String {
    let piped = piped(verb);
    match reference {
        Reference::Variable(name) => {
            let own = by_name(verb, &format!("env:{name}"));
            format!(
                "pass the variable itself with {own}, or let Compose fill it in: `docker compose config | {piped}`"
            )
        }
        Reference::KubernetesSecret { name, .. } => match escape::pasteable(name) {
            Some(name) => {
                format!("read it from the cluster: `kubectl get secret {name} -o yaml | {piped}`")
            }
            None => format!("read it from the cluster and pipe it to `{piped}`"),
        },
        Reference::ConfigMap { name, .. } => match escape::pasteable(name) {
            Some(name) => format!(
                "read it from the cluster: `kubectl get configmap {name} -o yaml | {piped}`"
            ),
            None => format!("read it from the cluster and pipe it to `{piped}`"),
        },
        Reference::EnvFile(path) => match escape::pasteable(path) {
            Some(path) => format!("pass that file: {}", by_name(verb, &path)),
            None => "pass that file".to_owned(),
        },
        Reference::HelmValue(_) => {
            format!("pass the values file, or the rendered chart: `helm template CHART | {piped}`")
        }
        Reference::GithubSecret(_) => {
            "GitHub does not show a secret again: check it before you set it, or in a step of the workflow: `jwtool secret check env:NAME`".to_owned()
        }
        Reference::Terraform(_) => format!(
            "pass the file with the value, such as `terraform.tfvars`, or what Terraform makes of it: `terraform show -json | {piped}`"
        ),
        Reference::Expression(_) => {
            format!("pass the file with its values filled in, or pipe it to `{piped}`")
        }
        Reference::Command => format!("run the command yourself and pipe its output to `{piped}`"),
        Reference::Store(_) => format!("read it from the store and pipe it to `{piped}`"),
    }
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
