//! Hints for errors that stop a command.

use std::io::ErrorKind;

use crate::error::{
    ConfigFault, Error, FetchFault, Input, NamedBy, Place, Reference, SecretFault, Subject,
    TokenClaimsFault, TokenKeyFault,
};
use crate::escape;
use crate::hasura::explanation::Engine;
use crate::hint::context::{Flag, Verb};
use crate::hint::{login, value};
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::key_text::{KeyForm, KeyText};
use crate::jose::pem::ReadKeyError;
use crate::provider::address::WebAddress;
use crate::provider::supertokens_core::CoreFault;
use crate::redact;

/// Returns what to do about an error, in terms of the command that reports it; `None` if
/// there is no hint, which is never so for input.
pub(crate) fn of_error(error: &Error, verb: Verb) -> Option<String> {
    specific(error, verb).or_else(|| general(error, verb).map(ToOwned::to_owned))
}

/// Returns what to do about input, where nothing better is known.
#[expect(clippy::too_many_lines, reason = "one arm for each error")]
fn general(error: &Error, verb: Verb) -> Option<&'static str> {
    Some(match error {
        Error::Output(_) => "check that there is space, and that the output is open",
        Error::VariableNotText { .. } | Error::NotText { .. } => "save it as UTF-8",
        Error::TooLarge { input, .. } => match input.subject {
            Subject::Token => "pass only the token",
            Subject::Profiles => "keep only the profiles in it",
            Subject::Key
            | Subject::StoredKey
            | Subject::KeySet
            | Subject::FetchedKeys
            | Subject::Secret
            | Subject::Configuration
            | Subject::Message
            | Subject::Claim(_)
            | Subject::Claims
            | Subject::Certificates
            | Subject::Query
            | Subject::Variables
            | Subject::Body
            | Subject::Prompt => "pass only what is needed",
        },
        Error::Key { .. }
        | Error::StoredKey { .. }
        | Error::Jwk { .. }
        | Error::KeyUnfit { .. }
            if verb.has(Flag::Key) =>
        {
            "pass another key with `--key FILE`"
        }
        Error::Key { .. }
        | Error::StoredKey { .. }
        | Error::Jwk { .. }
        | Error::KeyUnfit { .. } => "use another key",
        Error::KeyEncrypted { .. } => "decrypt it first: `openssl pkey -in FILE -out NEW`",
        Error::SecretIsKey { .. } => "use a random secret: `jwtool secret hmac` creates one",
        Error::Sign(_) => "use another key or algorithm",
        Error::KeyMaking(_) => "try again",
        Error::OtherIssuer { .. } => "name the issuer as it calls itself, or its keys",
        Error::KeyRemoval { .. } => "check that you may write to its folder",
        Error::Unreadable { .. } => "check the name, and that you may read it",
        Error::Unwritable { .. } => {
            "check that there is space, and that you may write to its folder"
        }
        Error::NoProjectFile => {
            "change to the project's directory; `jwtool profile set team graphql=https://graphql.example.gov/v1/graphql --project` creates the file"
        }
        Error::TokenIsFileName { .. } | Error::SecretIsFileName { .. } => {
            "to read a file, write `@` before its name"
        }
        Error::SeveralKeys { .. } => "pass one of the keys",
        Error::NotPrivate { .. } => "use a private key",
        Error::PickOutOfRange { .. } => "`jwtool decode` shows all tokens",
        Error::Configuration { fault, .. } => match fault {
            ConfigFault::Profiles(_) => {
                "fix that line; `docs/profiles.md` shows a `config.toml` with profiles"
            }
            ConfigFault::NoCertificates => "name a PEM file with certificate authorities",
            ConfigFault::Client(_) => "check the proxy settings and SSL_CERT_FILE",
            ConfigFault::NoEngine => "check that it is the configuration of an engine",
            ConfigFault::NotKeySet => "check that it is a JWK Set: `{\"keys\":[…]}`",
            ConfigFault::Several { .. } | ConfigFault::NotOnLine { .. } => "pass one of them",
            ConfigFault::Elsewhere(_) => "read the value from there",
            ConfigFault::Webhook { .. } => "ask the webhook",
            ConfigFault::Misplaced(_)
            | ConfigFault::Empty
            | ConfigFault::Syntax(_)
            | ConfigFault::NotHasura
            | ConfigFault::Missing { .. }
            | ConfigFault::Inexpressible { .. }
            | ConfigFault::UnknownKey { .. }
            | ConfigFault::UnknownEngine { .. }
            | ConfigFault::UnknownWord { .. }
            | ConfigFault::OnlyOwn { .. } => return None,
        },
        Error::TokenKeys { .. } => "pass the keys themselves",
        Error::Listen { .. } => "choose another address or port",
        Error::Program { .. } => "check its name and that you may run it",
        Error::Usage { .. }
        | Error::NoToken
        | Error::NoMessage
        | Error::TokenUnreadable
        | Error::TokenClaims { .. }
        | Error::Claims { .. }
        | Error::OnlyRefreshTokens
        | Error::VariableMissing { .. }
        | Error::StdinTwice { .. }
        | Error::Secret { .. }
        | Error::NoSuchKey { .. }
        | Error::KeyStore { .. }
        | Error::KeyExists { .. }
        | Error::NoHome
        | Error::NoConfiguration { .. }
        | Error::NoSuchProfile { .. }
        | Error::NoTerminal { .. }
        | Error::NotLoggedIn { .. }
        | Error::Login { .. }
        | Error::LoginStore { .. }
        | Error::Unreachable { .. }
        | Error::NotFetched { .. }
        | Error::Core { .. }
        | Error::Offline { .. } => return None,
    })
}

fn specific(error: &Error, verb: Verb) -> Option<String> {
    let text = match error {
        Error::Usage { hint, .. } => return hint.clone(),
        Error::Listen { source, .. } if verb == Verb::Serve => cannot_listen(source.kind()),
        Error::NoTerminal { hint, .. } => return Some(hint.clone()),
        Error::NoConfiguration { .. } => no_configuration(verb),
        Error::NoToken => no_token(verb),
        Error::NoMessage => "pass the message that you got: `jwtool explain --message 'TEXT'`",
        Error::TokenUnreadable if verb.has(Flag::Claim) => {
            "`jwtool decode` without `--claim` shows what is wrong with it"
        }
        Error::TokenUnreadable => "`jwtool decode` shows what is wrong with it",
        Error::TokenClaims { fault } => token_claims(fault),
        Error::Claims { input, .. } => claims(&input.subject),
        Error::OnlyRefreshTokens => {
            "send the access token or the ID token of the same login; a refresh token only gets new ones from its issuer"
        }
        Error::PickOutOfRange { found, .. } => {
            return verb.has(Flag::Pick).then(|| {
                format!(
                    "choose one with `--pick 1` to `--pick {found}`; `jwtool decode` shows them all"
                )
            });
        }
        Error::TokenIsFileName { name } if redact::place(name) != *name => {
            "to read the file, write `@FILE`"
        }
        Error::TokenIsFileName { name } => {
            let word = escape::pasteable(&format!("@{name}"))?;
            return Some(format!("to read the file, write `{word}`"));
        }
        Error::VariableMissing { .. } => "set it, or name another one with `env:NAME`",
        Error::StdinTwice { .. } => "read one of them with `@FILE` or `env:NAME`",
        Error::Unreadable { input, source } => unreadable(input, source.kind(), verb)?,
        Error::Key { source, .. } => return key(source, verb),
        Error::NotPrivate { .. } if verb == Verb::Decode => {
            "pass the private key that the token is encrypted for"
        }
        Error::NotPrivate { .. } if verb.has(Flag::Key) => "pass the private key with `--key FILE`",
        Error::SeveralKeys { kids, .. } => return Some(several_keys(kids, verb)),
        Error::StoredKey { .. } if verb.has(Flag::Key) => "pass another key with `--key FILE`",
        Error::KeyEncrypted { .. } if verb.has(Flag::Passphrase) => {
            "pass the passphrase with `--passphrase env:NAME` or `--passphrase @FILE`"
        }
        Error::SecretIsKey { .. } | Error::SecretIsFileName { .. } | Error::Secret { .. } => {
            return secret(error, verb);
        }
        Error::TokenKeys { fault, issuer } => {
            return (verb == Verb::SecretToken).then(|| token_keys(fault, issuer.as_deref()));
        }
        Error::NoSuchKey { .. }
        | Error::KeyExists { .. }
        | Error::KeyStore { .. }
        | Error::NoHome => return key_store(error, verb),
        Error::Configuration { fault, .. } => return configuration(fault, verb),
        Error::NoSuchProfile { known, .. } => return Some(profiles(known)),
        Error::NotLoggedIn { profile } => {
            let name = profile.as_deref().and_then(value::word);
            return Some(match name {
                Some(name) => format!("`jwtool login {name}`"),
                None => "`jwtool login` logs in to the default profile".to_owned(),
            });
        }
        Error::Login { profile, fault, .. } => return Some(login::of_fault(profile, fault)),
        Error::LoginStore { store, fault, .. } => login::store(*store, fault),
        Error::Unreachable { fault, .. } => unreachable(*fault, verb),
        Error::NotFetched { named_by, .. } => not_fetched(*named_by, verb)?,
        Error::OtherIssuer { named, .. } => return other_issuer(named, verb),
        Error::Core { fault, .. } => core(fault, verb),
        Error::Offline { .. } if verb.has(Flag::Jwks) => {
            "pass the keys with `--jwks FILE`, or drop `--offline`"
        }
        Error::Offline { .. } => "drop `--offline`",
        Error::Output(_)
        | Error::Listen { .. }
        | Error::VariableNotText { .. }
        | Error::TooLarge { .. }
        | Error::NotText { .. }
        | Error::Jwk { .. }
        | Error::StoredKey { .. }
        | Error::KeyUnfit { .. }
        | Error::NotPrivate { .. }
        | Error::KeyEncrypted { .. }
        | Error::Sign(_)
        | Error::KeyRemoval { .. }
        | Error::NoProjectFile
        | Error::Unwritable { .. }
        | Error::Program { .. }
        | Error::KeyMaking(_) => return None,
    };
    Some(text.to_owned())
}

/// Returns the hint for a shared secret that cannot be used.
fn secret(error: &Error, verb: Verb) -> Option<String> {
    let text = match error {
        Error::SecretIsKey { key: KeyText { form: KeyForm::Html | KeyForm::Discovery, .. } } => {
            "pass the secret itself, with `@FILE` or `env:NAME`"
        }
        Error::SecretIsKey { .. } if verb.has(Flag::Key) => {
            "pass a key or certificate with `--key`"
        }
        Error::SecretIsFileName { name, .. } => {
            let word = escape::pasteable(&format!("@{name}"))?;
            let literal = escape::pasteable(&format!("text:{name}"))?;
            return Some(format!(
                "to read the file, write `{word}`; to use the name itself, write `{literal}`"
            ));
        }
        Error::Secret { fault: SecretFault::Encoding { .. } } => {
            "prefix it with `text:` to use it literally, or pass it with `@FILE` or `env:NAME`"
        }
        Error::Secret { fault: SecretFault::Unfit(_) } => "pass it with `@FILE` or `env:NAME`",
        _ => return None,
    };
    Some(text.to_owned())
}

/// Returns the hint for an error of the key store.
fn key_store(error: &Error, verb: Verb) -> Option<String> {
    let text = match error {
        Error::NoSuchKey { .. } if verb.has(Flag::Key) => {
            "`jwtool mint --role ROLE` creates `key:dev`; to use your own key, pass `--key FILE`"
        }
        Error::NoSuchKey { .. } if verb == Verb::Key => {
            "`jwtool key list` shows the keys, and `jwtool key new --name NAME` creates one"
        }
        Error::NoSuchKey { .. } => "`jwtool mint --role ROLE` creates `key:dev`",
        Error::KeyExists { name } => return Some(key_exists(name, verb)),
        Error::KeyStore { .. } if verb.has(Flag::Key) => {
            "set `JWTOOL_DATA_DIR` to a writable folder, or pass a key with `--key FILE`"
        }
        Error::KeyStore { .. } => "set `JWTOOL_DATA_DIR` to a writable folder",
        Error::NoHome => no_home(verb),
        _ => return None,
    };
    Some(text.to_owned())
}

const fn token_claims(fault: &TokenClaimsFault) -> &'static str {
    match fault {
        TokenClaimsFault::Encrypted => {
            "decrypt them with `jwtool decode --key FILE --claim '$'`, and pass the result with `jwtool mint --claims FILE`"
        }
        TokenClaimsFault::Absent | TokenClaimsFault::Payload(_) => {
            "`jwtool decode` shows what can be read of it"
        }
    }
}

const fn claims(subject: &Subject) -> &'static str {
    match subject {
        Subject::Claim(_) => "for the content of a file as a string, write `name=@FILE`",
        _ => "write them as in `{\"sub\":\"7\"}`",
    }
}

/// Returns the hint for an issuer that calls itself by another name.
fn other_issuer(named: &str, verb: Verb) -> Option<String> {
    let flag = value::flag("--issuer", named).filter(|_| verb == Verb::SecretToken)?;
    Some(format!(
        "if that is your issuer, add `{flag}`; or name its keys: `jwtool secret jwks URL`"
    ))
}

const fn no_configuration(verb: Verb) -> &'static str {
    match verb {
        Verb::SecretCheck => "pass one: `jwtool secret check FILE`, or `-` for standard input",
        Verb::SecretConvert => {
            "pass one: `jwtool secret convert FILE --to ENGINE`, or `-` for standard input"
        }
        _ => "`jwtool secret` prints one",
    }
}

const fn no_token(verb: Verb) -> &'static str {
    match verb {
        Verb::PingGraphql | Verb::PingRest => {
            "pass it with `--token` (`-` for standard input, `@FILE`, `env:NAME`), set `JWTOOL_TOKEN`, mint one with `--mint --role ROLE`, or send none with `--no-token`"
        }
        Verb::SecretToken => {
            "pass it as an argument, `-` for standard input, `@FILE` or `env:NAME`"
        }
        Verb::Mint => "pass it with `--from`: TEXT, `-` for standard input, `@FILE` or `env:NAME`",
        Verb::Decode
        | Verb::Verify
        | Verb::Explain
        | Verb::Secret
        | Verb::SecretProvider
        | Verb::SecretKey
        | Verb::SecretHmac
        | Verb::SecretCheck
        | Verb::SecretConvert
        | Verb::Key
        | Verb::KeyImport
        | Verb::Serve
        | Verb::Profile
        | Verb::Login
        | Verb::Status
        | Verb::Token
        | Verb::Exec
        | Verb::Logout
        | Verb::Completions
        | Verb::Man => {
            "pass it as an argument, `-` for standard input, `@FILE` or `env:NAME`; or set `JWTOOL_TOKEN`, or pipe it in"
        }
    }
}

const fn cannot_listen(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::AddrInUse => {
            "stop what listens there, or choose another port; `--port 0` picks a free one"
        }
        ErrorKind::AddrNotAvailable => {
            "pass an address of this machine with `--listen`, or drop `--listen`"
        }
        _ => "choose another port with `--port`, one above 1023",
    }
}

/// Returns how to store a key although the name is taken.
fn key_exists(name: &str, verb: Verb) -> String {
    let rotate = escape::pasteable(name).unwrap_or_else(|| "NAME".to_owned());
    let replace = format!("replace the key: `jwtool key rotate {rotate}`");
    if matches!(verb, Verb::Key | Verb::KeyImport) {
        format!("choose another name with `--name NAME`, or {replace}")
    } else {
        replace
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
        TokenKeyFault::SharedSecret { algorithm } => {
            let alg = match algorithm {
                None | Some(SignatureAlgorithm::HS256) => String::new(),
                Some(other) => format!(" --alg {other}"),
            };
            format!("configure the secret itself: `jwtool secret --secret env:NAME{alg}`")
        }
        TokenKeyFault::IssuerOnly => {
            "send the engine another token of the same login: the access token or the ID token"
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
        | Subject::Claims
        | Subject::Certificates
        | Subject::Query
        | Subject::Variables
        | Subject::Body
        | Subject::Message
        | Subject::Prompt => None,
    }
}

/// For a key that cannot be used: how to convert it, or what to pass instead.
fn key(error: &ReadKeyError, verb: Verb) -> Option<String> {
    let text = match error {
        ReadKeyError::ShortLine if verb.has(Flag::Secret) => {
            "if it is an HMAC secret, pass it with `--secret @FILE`"
        }
        ReadKeyError::Passphrase if verb.has(Flag::Passphrase) => {
            "pass the right one with `--passphrase env:NAME` or `--passphrase @FILE`"
        }
        ReadKeyError::Discovery { jwks_uri } => return Some(discovery(jwks_uri, verb)),
        ReadKeyError::Html if verb.has(Flag::Jwks) => {
            "download the keys without logging in, or name their address with `--jwks URL`"
        }
        ReadKeyError::Html => "download the key itself; the address may need a login",
        ReadKeyError::Cipher { .. }
        | ReadKeyError::Iterations { .. }
        | ReadKeyError::Scrypt { .. } => {
            "encrypt it in a current format: `openssl pkcs8 -topk8 -v2 aes-256-cbc -in FILE -out NEW`"
        }
        ReadKeyError::OpenSshPassphrase => {
            "remove the passphrase from a copy: `ssh-keygen -p -m PKCS8 -f COPY -N ''`"
        }
        ReadKeyError::OpenSsh => "copy the key again, with its first and its last line",
        ReadKeyError::Pkcs12 => {
            "extract its key and certificates: `openssl pkcs12 -in FILE -nodes -out key.pem`"
        }
        ReadKeyError::JavaKeyStore => {
            "convert it: `keytool -importkeystore -srckeystore FILE -destkeystore key.p12 -deststoretype PKCS12`, then `openssl pkcs12 -in key.p12 -nodes -out key.pem`"
        }
        ReadKeyError::Pkcs7 => {
            "extract its certificates: `openssl pkcs7 -print_certs -in FILE -out certificates.pem`"
        }
        ReadKeyError::Putty => {
            "convert it: `puttygen FILE -O private-openssh -o key.pem`, or export it as an OpenSSH key in PuTTYgen"
        }
        ReadKeyError::OpenPgp => {
            "pass a PEM or a JWK; `gpg --export-ssh-key ID` prints an authentication key in OpenSSH's format"
        }
        ReadKeyError::Token if verb == Verb::Verify => {
            "pass the token as the argument, and with `--key` the key that checks it"
        }
        ReadKeyError::Pem { .. } => "copy the key again, from its BEGIN line to its END line",
        ReadKeyError::Json(_) => "copy the key again; its JSON is incomplete or was changed",
        ReadKeyError::Algorithm { .. } | ReadKeyError::Unusable(_) => {
            "pass an RSA key, an EC key (P-256, P-384, P-521, secp256k1), an Ed25519 key or an ML-DSA key"
        }
        ReadKeyError::Token
        | ReadKeyError::Empty
        | ReadKeyError::NoKey { .. }
        | ReadKeyError::ShortLine
        | ReadKeyError::Unrecognised => {
            "pass a key as PEM, DER, an OpenSSH key, a JWK or a JWK Set, or a certificate"
        }
        ReadKeyError::Passphrase | ReadKeyError::Jwk(_) => return None,
    };
    Some(text.to_owned())
}

/// For a discovery document where keys were expected: the address of the keys.
fn discovery(jwks_uri: &str, verb: Verb) -> String {
    let is_address = WebAddress::parse(jwks_uri).is_ok() && !jwks_uri.starts_with('-');
    let word = escape::pasteable(jwks_uri).filter(|_| is_address);
    let word = word.as_deref().unwrap_or("URL");
    match verb {
        Verb::Secret | Verb::SecretKey => {
            format!("pass its keys: `jwtool secret jwks {word}`")
        }
        _ if verb.has(Flag::Jwks) => format!("pass its keys: `--jwks {word}`"),
        _ => "pass a private key; the address has only public ones".to_owned(),
    }
}

/// How to choose one of several keys.
fn several_keys(kids: &[String], verb: Verb) -> String {
    const MOST: usize = 4;
    let flags: Vec<String> = kids
        .iter()
        .filter_map(|kid| value::flag("--kid", kid))
        .map(|flag| format!("`{flag}`"))
        .take(MOST)
        .collect();
    if flags.is_empty() || !verb.has(Flag::Kid) {
        return "pass a file with only one of them".to_owned();
    }
    let rest = if kids.len() > flags.len() { ", …" } else { "" };
    format!("choose one: {}{rest}", flags.join(", "))
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
        ConfigFault::UnknownWord { known, .. } => {
            return Some(format!("use one of {}", known.join(", ")));
        }
        ConfigFault::OnlyOwn { allowed, .. } => {
            return Some(format!(
                "set it in your own `config.toml`, or trust the file: `jwtool profile trust`; without that it may set {}",
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
        "there are no profiles; `jwtool profile set local graphql=http://localhost:8080/v1/graphql` creates one".to_owned()
    } else if let [only] = names.as_slice() {
        format!("the only profile is `{only}`")
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
        FetchFault::Core => "check that a core runs there; its port is 3567 unless you set another",
    }
}

fn no_home(verb: Verb) -> &'static str {
    if verb.has(Flag::Key) {
        "set `JWTOOL_DATA_DIR` to a folder, or pass a key with `--key FILE`"
    } else {
        "set `JWTOOL_DATA_DIR` to a folder"
    }
}

/// Returns the hint for a SuperTokens core that did not sign.
fn core(fault: &CoreFault, verb: Verb) -> &'static str {
    let has_flags = verb.has(Flag::ApiKey);
    match fault {
        CoreFault::NoApiKey | CoreFault::ApiKey if has_flags => {
            "pass one of the core's `api_keys`: `--api-key env:NAME` or `--api-key @FILE`"
        }
        CoreFault::NoApiKey | CoreFault::ApiKey => "use one of the core's `api_keys`",
        CoreFault::OnlyStatic(_) if has_flags => "drop `--dynamic`, or update the core",
        CoreFault::OnlyStatic(_) | CoreFault::Algorithm | CoreFault::Version(_) => {
            "check the version of the core"
        }
        CoreFault::Refused { .. } => "the core's log may say more",
        CoreFault::NotACore(_) => {
            "pass the address of the core itself, such as `http://localhost:3567`; it is not that of your API"
        }
        CoreFault::Different(_) => "check what answers at that address",
    }
}

/// Returns the hint for an address that is not fetched because the user did not name it: how
/// to name it.
const fn not_fetched(named_by: NamedBy, verb: Verb) -> Option<&'static str> {
    match (named_by, verb) {
        (NamedBy::Token, Verb::Verify) => {
            Some("if you trust this address, pass it with `--issuer URL` or `--jwks URL`")
        }
        (NamedBy::Token | NamedBy::Discovery, Verb::Explain) => Some(
            "if that is your issuer, download the keys and pass them with `--jwks FILE`; or pass the engine's configuration with `--config FILE`, which may name this address",
        ),
        (NamedBy::Redirect | NamedBy::Discovery, Verb::Verify)
        | (NamedBy::Redirect, Verb::Explain) => {
            Some("if you trust this address, name it yourself: `--jwks URL`")
        }
        (NamedBy::Redirect, Verb::Decode | Verb::Mint | Verb::Secret | Verb::Serve) => {
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
            Verb::Decode | Verb::Mint | Verb::Secret | Verb::SecretKey | Verb::Serve,
        )
        | (
            NamedBy::Token | NamedBy::Redirect | NamedBy::Discovery,
            Verb::SecretProvider
            | Verb::SecretHmac
            | Verb::SecretCheck
            | Verb::SecretConvert
            | Verb::PingGraphql
            | Verb::PingRest
            | Verb::Key
            | Verb::KeyImport
            | Verb::Profile
            | Verb::Login
            | Verb::Status
            | Verb::Token
            | Verb::Exec
            | Verb::Logout
            | Verb::Completions
            | Verb::Man,
        ) => None,
    }
}
