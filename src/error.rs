//! Errors that stop a command: what was read, from where, and what is wrong, with an exit code
//! and a stable code. The module `hint` says what to change.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use crate::exit::ExitStatus;
use crate::hasura::explanation::Engine;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::jwk::JwkError;
use crate::jose::key::KeyError;
use crate::jose::key_text::KeyText;
use crate::jose::pem::ReadKeyError;
use crate::jose::signature::SignError;
use crate::profile::login::{LoginKind, SentToken};
use crate::profile::store::{StoreFault, StoreKind};
use crate::provider::cognito::refusal::Refusal;
use crate::provider::refusal::RefusalCause;
use crate::provider::supertokens_core::CoreFault;
use crate::redact;

/// An error that stops a command before it has an answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("cannot write the output: {}", io_message(.0))]
    Output(#[source] io::Error),

    #[error("{message}")]
    Usage { message: String, hint: Option<String> },

    #[error("{}", cannot_listen(*address, source))]
    Listen { address: SocketAddr, source: io::Error },

    #[error("there is no token")]
    NoToken,

    #[error("there is no message")]
    NoMessage,

    #[error("there is no configuration: `{variable}` is not set")]
    NoConfiguration { variable: &'static str },

    #[error("the token cannot be read")]
    TokenUnreadable,

    #[error("cannot read the claims of the token: {fault}")]
    TokenClaims { fault: TokenClaimsFault },

    #[error("cannot use {input}: {message}")]
    Claims { input: Input, message: String },

    #[error("the token is a refresh token, which is only for its issuer and is not sent")]
    OnlyRefreshTokens,

    #[error("the input holds {found} tokens, so there is no token {asked}")]
    PickOutOfRange { asked: usize, found: usize },

    #[error("`{}` is the name of a file, not a token", redact::place(name))]
    TokenIsFileName { name: String },

    #[error("the environment variable `{name}` is not set")]
    VariableMissing { name: String },

    #[error("the environment variable `{name}` is not UTF-8")]
    VariableNotText { name: String },

    #[error("standard input cannot be read twice, for {first} and for {second}")]
    StdinTwice { first: Subject, second: Subject },

    #[error("cannot read {input}: {}", io_message(source))]
    Unreadable { input: Input, source: io::Error },

    #[error("{input} {} larger than {limit}", input.verb())]
    TooLarge { input: Input, limit: &'static str },

    #[error("{} is not UTF-8 text", input.place)]
    NotText { input: Input },

    #[error("cannot use the key {name}: {source}")]
    Key { name: String, source: ReadKeyError },

    /// A file in the key store that does not contain a private key
    #[error("cannot use the key key:{name}: {source}")]
    StoredKey { name: String, source: ReadKeyError },

    #[error("cannot use the key {name}: {source}")]
    Jwk { name: String, source: JwkError },

    #[error("cannot use the key {name}: {message}")]
    KeyUnfit { name: String, message: String },

    #[error("cannot use the key {name}: the private key is encrypted with a passphrase")]
    KeyEncrypted { name: String },

    #[error("cannot use the key {name}: {found}, but {purpose} needs a private key")]
    NotPrivate { name: String, found: &'static str, purpose: &'static str },

    #[error("cannot use the key {name}: it contains several {kind} keys")]
    SeveralKeys { name: String, kind: KeyKind, kids: Vec<String> },

    #[error("cannot use the secret: {fault}")]
    Secret { fault: SecretFault },

    #[error("cannot use the secret: it is {key}, not an HMAC secret")]
    SecretIsKey { key: KeyText },

    #[error("the value of `{flag}` is the name of a file, not a secret")]
    SecretIsFileName { flag: String, name: String },

    #[error("{fault}")]
    TokenKeys { fault: TokenKeyFault, issuer: Option<String> },

    #[error("there is no key `{name}` in the key store")]
    NoSuchKey { name: String },

    #[error("cannot store the key `{name}` in `{}`: {}", redact::path(folder), io_message(source))]
    KeyStore { name: String, folder: PathBuf, source: io::Error },

    #[error("there is already a key `{name}` in the key store")]
    KeyExists { name: String },

    #[error("cannot remove the key `{}`: {}", redact::path(path), io_message(source))]
    KeyRemoval { path: PathBuf, source: io::Error },

    #[error("cannot write `{}`: {}", redact::path(path), io_message(source))]
    Unwritable { path: PathBuf, source: io::Error },

    #[error("there is no home directory to store keys in")]
    NoHome,

    #[error(transparent)]
    Sign(#[from] SignError),

    #[error(transparent)]
    KeyMaking(#[from] KeyError),

    #[error("cannot use {file}: {fault}")]
    Configuration { file: String, fault: ConfigFault },

    #[error("there is no profile `{name}`")]
    NoSuchProfile { name: String, known: Vec<String> },

    #[error("there is no `jwtool.toml` in this directory or in one above it")]
    NoProjectFile,

    #[error("{}", not_logged_in(profile.as_deref()))]
    NotLoggedIn { profile: Option<String> },

    /// A store of logins; the folder is that of the file store
    #[error("cannot use {}: {fault}", store_name(*store, folder))]
    LoginStore { store: StoreKind, folder: PathBuf, fault: StoreFault },

    /// There is no token from a profile's login
    #[error("cannot {} `{profile}`: {fault}", purpose(*logs_in))]
    Login {
        profile: String,
        fault: LoginFault,
        /// Whether a person wanted to log in, and not a command a token
        logs_in: bool,
    },

    /// A program that was to run with a token
    #[error("cannot run `{}`: {}", redact::place(program), io_message(source))]
    Program { program: String, source: io::Error },

    #[error("there is no terminal to ask {purpose}")]
    NoTerminal { purpose: String, hint: String },

    #[error("cannot reach {url}: {message}")]
    Unreachable { url: String, message: String, fault: FetchFault },

    /// The discovery document was read, and is another issuer's
    #[error(
        "the discovery document {document} is for the issuer `{named}`, not for `{asked}`{}",
        only_slash(named, asked)
    )]
    OtherIssuer { document: String, named: String, asked: String },

    #[error("{url} was not fetched: {message}")]
    NotFetched { url: String, message: String, named_by: NamedBy },

    /// A SuperTokens core was reached, but there is no token from it
    #[error("the SuperTokens core at {url} {fault}")]
    Core { url: String, fault: CoreFault },

    #[error("`--offline` forbids the request to {url}")]
    Offline { url: String },
}

/// The kind of input that is read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Subject {
    Token,
    /// A key that the command line or a profile names
    Key,
    /// A key in the key store
    StoredKey,
    KeySet,
    /// A stored copy of fetched keys
    FetchedKeys,
    /// A secret, a passphrase or an admin secret
    Secret,
    /// An engine's configuration
    Configuration,
    /// A file with profiles
    Profiles,
    /// An error message, or a log with some
    Message,
    /// The value of this claim
    Claim(String),
    /// An object of claims
    Claims,
    /// Certificates of certificate authorities
    Certificates,
    /// The query of a GraphQL request
    Query,
    /// The variables of a GraphQL request
    Variables,
    /// The body of a request
    Body,
    /// Text typed at a prompt
    Prompt,
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Token => "the token",
            Self::Key | Self::StoredKey => "the key",
            Self::KeySet => "the key set",
            Self::FetchedKeys => "the copy",
            Self::Secret => "the secret",
            Self::Configuration | Self::Profiles => "the configuration",
            Self::Message => "the message",
            Self::Claim(name) => return write!(f, "the value of `{name}`"),
            Self::Claims => "the claims",
            Self::Certificates => "the certificate authorities",
            Self::Query => "the query",
            Self::Variables => "the variables",
            Self::Body => "the request body",
            Self::Prompt => "the prompt",
        })
    }
}

/// The place that an input is read from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Place {
    File(PathBuf),
    /// An environment variable
    Variable(String),
    Stdin,
    /// One line of standard input
    Line,
    Terminal,
    /// The value of this flag
    Flag(&'static str),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "`{}`", redact::path(path)),
            Self::Variable(name) => f.write_str(&redact::place(name)),
            Self::Stdin => f.write_str("standard input"),
            Self::Line => f.write_str("a line of standard input"),
            Self::Terminal => f.write_str("the terminal"),
            Self::Flag(name) => f.write_str(name),
        }
    }
}

/// What is read, and from where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Input {
    pub(crate) subject: Subject,
    pub(crate) place: Place,
}

impl Input {
    pub(crate) const fn new(subject: Subject, place: Place) -> Self {
        Self { subject, place }
    }

    pub(crate) fn file(subject: Subject, path: &Path) -> Self {
        Self::new(subject, Place::File(path.to_owned()))
    }

    const fn verb(&self) -> &'static str {
        match (&self.place, &self.subject) {
            (Place::File(_), Subject::Claims | Subject::Certificates | Subject::Variables) => "are",
            _ => "is",
        }
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Place::File(_) if matches!(self.subject, Subject::Claim(_)) => {
                write!(f, "{} in {}", self.subject, self.place)
            }
            Place::File(_) => write!(f, "{} {}", self.subject, self.place),
            Place::Variable(_) | Place::Stdin | Place::Line | Place::Terminal | Place::Flag(_) => {
                self.place.fmt(f)
            }
        }
    }
}

/// Which half of a key is meant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum KeyKind {
    Private,
    Public,
}

impl fmt::Display for KeyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Private => "private",
            Self::Public => "public",
        })
    }
}

/// Why a token has no claims that can be read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum TokenClaimsFault {
    #[error("they are encrypted")]
    Encrypted,
    #[error("it has no payload")]
    Absent,
    /// What is wrong with the payload
    #[error("{0}")]
    Payload(String),
}

/// What is wrong with a secret.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum SecretFault {
    /// The value does not have the encoding that its prefix names
    #[error("the value after `{encoding}:` is not {encoding}")]
    Encoding { encoding: &'static str },
    #[error("it is {0}")]
    Unfit(KeyError),
}

/// Why the keys of a token's issuer cannot be used.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum TokenKeyFault {
    /// The address is one that only the user may name
    #[error("{url} was not fetched: only the token names it, and {reason}")]
    OnlyToken { url: String, reason: String },
    #[error("the token is signed with a shared secret{}, which its issuer does not publish", in_brackets(*algorithm))]
    SharedSecret { algorithm: Option<SignatureAlgorithm> },
    #[error("only its issuer can verify this token")]
    IssuerOnly,
    #[error("the issuer publishes the token's key as PEM, not in a key set: {url}")]
    Pem { url: String },
    #[error("the issuer publishes its keys as certificates, which no engine fetches")]
    Certificates,
    #[error("the token does not say where its keys are")]
    Unknown,
}

/// Why there is no token from a profile's login.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum LoginFault {
    #[error("it has no `login`")]
    NoLogin,
    #[error("this version cannot log in with the kind `{}`", .0.name())]
    NotBuilt(LoginKind),
    /// A setting that is missing or wrong
    #[error("{0}")]
    Setting(String),
    #[error("secrets are sent only over https or to this machine, not to {0}")]
    Unencrypted(String),
    /// The issuer said no, in these words
    #[error("{0}")]
    Refused(String),
    /// GitHub Actions gives no token, with this status
    #[error("GitHub refuses the request (HTTP {0})")]
    GithubRefused(u16),
    /// The variables of GitHub Actions are not set
    #[error("GitHub Actions has not set `{0}`")]
    NoGithub(&'static str),
    /// The variable of GitLab is not set
    #[error("the environment variable `{0}` is not set")]
    NoGitlab(String),
    /// The file of a Kubernetes service account
    #[error("cannot read `{}`: {reason}", redact::path(path))]
    NoKubernetes { path: PathBuf, reason: String },
    /// The profile's program printed no token
    #[error("{0}")]
    Program(String),
    /// The issuer gave an ID token that does not prove who logged in
    #[error("the issuer's ID token is not accepted: {0}")]
    IdToken(String),
    /// Nothing proves who logged in
    #[error("the issuer sent no ID token, although the scope `openid` was requested")]
    NoIdToken,
    /// The issuer's clock differs so much that its ID token is not valid now
    #[error("the clock of this machine is {difference} {} that of the issuer", if *.is_behind { "behind" } else { "ahead of" })]
    Clock { difference: String, is_behind: bool },
    /// The issuer no longer accepts the refresh token, or wants the user to log in again
    #[error("the login has ended: {message}")]
    Ended { message: String, is_revoked: bool },
    #[error("the token has expired, and the login has no refresh token to renew it")]
    NotRenewable,
    #[error("the ID token has expired, and the issuer does not renew ID tokens")]
    IdTokenNotRenewed,
    /// A token that the stored login does not have
    #[error("the login has no {} token", if matches!(.0, SentToken::Id) { "ID" } else { "access" })]
    Lacks(SentToken),
    /// A stored login is not sent to another issuer
    #[error("the settings of the profile have changed since the login")]
    OtherSettings,
    /// The user has pressed Ctrl-C while a login was renewed
    #[error("interrupted")]
    Interrupted,
    #[error("another jwtool is renewing the login")]
    Busy,
    #[error("the login was declined")]
    Declined,
    /// The code for another device
    #[error("the code has expired")]
    CodeExpired,
    /// The limit of the command line
    #[error("no login within {after}")]
    TimedOut {
        after: String,
        /// The flag for this way to log in
        method: &'static str,
    },
    /// The issuer said no, in these words, for a reason that is known
    #[error("{message}")]
    Known { message: String, cause: RefusalCause },
    /// The browser did not come back
    #[error("no answer came back from the browser within {after}")]
    NoAnswer { after: String, redirect: String },
    /// The port of the redirect
    #[error("cannot listen on port {port} of `login.redirect`: {reason}")]
    Port { port: u16, reason: String },
    /// The user left a prompt
    #[error("the login was cancelled")]
    Cancelled,
    /// An answer that cannot be used, for this reason
    #[error("{0}")]
    Answer(String),
    /// The token that is sent to endpoints
    #[error("the issuer sent no {} token", .0.name())]
    NoToken(SentToken),
    /// A user pool said no
    #[error("{0}")]
    Cognito(Refusal),
}

/// Returns what was wanted of a profile's login, up to the profile.
const fn purpose(logs_in: bool) -> &'static str {
    if logs_in { "log in to" } else { "get a token for the profile" }
}

impl LoginFault {
    const fn exit(&self) -> ExitStatus {
        if self.is_of_profile() { ExitStatus::Input } else { ExitStatus::Credentials }
    }

    /// Whether the profile must be changed first.
    const fn is_of_profile(&self) -> bool {
        match self {
            Self::NoLogin
            | Self::NotBuilt(_)
            | Self::Setting(_)
            | Self::Unencrypted(_)
            | Self::Port { .. } => true,
            Self::Refused(_)
            | Self::GithubRefused(_)
            | Self::NoGithub(_)
            | Self::NoGitlab(_)
            | Self::NoKubernetes { .. }
            | Self::Program(_)
            | Self::NoIdToken
            | Self::IdToken(_)
            | Self::Clock { .. }
            | Self::Ended { .. }
            | Self::NotRenewable
            | Self::IdTokenNotRenewed
            | Self::Lacks(_)
            | Self::OtherSettings
            | Self::Interrupted
            | Self::Busy
            | Self::Declined
            | Self::CodeExpired
            | Self::TimedOut { .. }
            | Self::Known { .. }
            | Self::NoAnswer { .. }
            | Self::Cancelled
            | Self::Answer(_)
            | Self::NoToken(_)
            | Self::Cognito(_) => false,
        }
    }
}

fn not_logged_in(profile: Option<&str>) -> String {
    match profile {
        Some(profile) => format!("not logged in to `{profile}`"),
        None => "not logged in to any profile".to_owned(),
    }
}

fn store_name(store: StoreKind, folder: &Path) -> String {
    match store {
        StoreKind::Keyring => "the keyring".to_owned(),
        StoreKind::File | StoreKind::None => {
            format!("the stored logins in `{}`", redact::path(folder))
        }
    }
}

fn only_slash(one: &str, other: &str) -> &'static str {
    let is_all = one.trim_end_matches('/') == other.trim_end_matches('/');
    if is_all { "; only the slash at the end differs" } else { "" }
}

fn in_brackets(algorithm: Option<SignatureAlgorithm>) -> String {
    algorithm.map_or_else(String::new, |algorithm| format!(" ({algorithm})"))
}

/// What is wrong with the configuration of an engine or of `jwtool` itself.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum ConfigFault {
    #[error("it is empty")]
    Empty,
    #[error("it is neither YAML nor JSON: {0}")]
    Syntax(String),
    #[error("it is not a configuration of a known engine")]
    NoEngine,
    #[error("it is not the JSON that Hasura expects")]
    NotHasura,
    #[error("it is not a JWK Set: it has no array `keys`")]
    NotKeySet,
    /// A setting whose value is filled in from elsewhere
    #[error("the value comes from {0}")]
    Elsewhere(Reference),
    /// A setting in a place that cannot hold its value
    #[error("{0}")]
    Misplaced(&'static str),
    /// Settings that differ, where one is needed
    #[error("it holds {} different configurations: {}", places.len(), places.join("; "))]
    Several { places: Vec<String>, choices: Vec<String> },
    /// No setting begins on the line that was named
    #[error("no configuration begins on line {line}; it holds {}", places.join("; "))]
    NotOnLine { line: usize, places: Vec<String>, choices: Vec<String> },
    /// The engine asks a webhook, which decides
    #[error("a webhook decides: the engine asks {url}, and reads no JWT itself")]
    Webhook { url: String },
    /// No configuration was given, and the key to use instead does not exist
    #[error("none was given, and there is no `{key}` yet")]
    Missing { key: String, variable: &'static str },
    /// The other engine cannot express it
    #[error("{message}")]
    Inexpressible { engine: Engine, message: String },
    /// A file with profiles contains an invalid value
    #[error("{0}")]
    Profiles(String),
    #[error("unknown key `{key}`")]
    UnknownKey { key: String, known: Vec<&'static str> },
    #[error("unknown engine `{name}`")]
    UnknownEngine { name: String },
    /// A value that is not one of those that the setting has
    #[error("unknown {what} `{name}`")]
    UnknownWord { what: &'static str, name: String, known: Vec<&'static str> },
    /// A project file that is not trusted sets a key that only a trusted file may set
    #[error("a project file cannot set `{key}`")]
    OnlyOwn { key: String, allowed: &'static [&'static str] },
    #[error("it contains no PEM certificates")]
    NoCertificates,
    /// The HTTP client cannot be built
    #[error("{0}")]
    Client(String),
}

/// What fills in a value that is not in its file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Reference {
    /// An environment variable
    Variable(String),
    /// A key of a Secret in Kubernetes
    KubernetesSecret { name: String, key: String },
    /// A key of a `ConfigMap` in Kubernetes
    ConfigMap { name: String, key: String },
    /// A file of variables
    EnvFile(String),
    /// A value of a Helm chart, by its path
    HelmValue(String),
    /// A secret of a GitHub repository
    GithubSecret(String),
    /// An expression of Terraform
    Terraform(String),
    /// An expression of a workflow or a template
    Expression(String),
    /// The output of a command
    Command,
    /// A secret in a store, by its address
    Store(String),
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |text: &str| redact::place(text);
        match self {
            Self::Variable(variable) => write!(f, "the variable `{}`", name(variable)),
            Self::KubernetesSecret { name: secret, key } if key.is_empty() => {
                write!(f, "the secret `{}`", name(secret))
            }
            Self::KubernetesSecret { name: secret, key } => {
                write!(f, "the key `{}` of the Secret `{}`", name(key), name(secret))
            }
            Self::EnvFile(path) => write!(f, "the file `{}`", name(path)),
            Self::ConfigMap { name: map, key } if key.is_empty() => {
                write!(f, "the ConfigMap `{}`", name(map))
            }
            Self::ConfigMap { name: map, key } => {
                write!(f, "the key `{}` of the ConfigMap `{}`", name(key), name(map))
            }
            Self::HelmValue(path) => write!(f, "the value `{}` of the Helm chart", name(path)),
            Self::GithubSecret(secret) => {
                write!(f, "the secret `{}` of the GitHub repository", name(secret))
            }
            Self::Terraform(expression) => {
                write!(f, "`{}`, which only Terraform knows", name(expression))
            }
            Self::Expression(expression) => write!(f, "the expression `{}`", name(expression)),
            Self::Command => f.write_str("the output of a command"),
            Self::Store(address) => write!(f, "the secret store: `{}`", name(address)),
        }
    }
}

/// What was expected at an address but not found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum FetchFault {
    /// Any answer
    Answer,
    /// A discovery document for this issuer
    Discovery,
    /// Keys
    Keys,
    /// A provider's certificate
    Certificate,
    /// A SuperTokens core
    Core,
}

/// The party that named an address that is not fetched.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum NamedBy {
    /// The user
    User,
    /// A server that redirects to it
    Redirect,
    /// Only a token
    Token,
    /// A discovery document
    Discovery,
}

impl Error {
    /// Returns a usage error with a hint.
    pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: Some(hint.into()) }
    }

    /// Whether the reader of the output has closed the pipe, which counts as success.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(source) if source.kind() == io::ErrorKind::BrokenPipe)
    }

    /// Returns the exit code.
    ///
    /// The match is exhaustive, so a new variant does not compile until it has an exit code.
    pub(crate) const fn exit(&self) -> ExitStatus {
        match self {
            Self::Usage { .. } | Self::StdinTwice { .. } => ExitStatus::Usage,
            Self::Core { fault: CoreFault::NoApiKey | CoreFault::ApiKey, .. }
            | Self::NoTerminal { .. }
            | Self::NotLoggedIn { .. }
            | Self::LoginStore { .. } => ExitStatus::Credentials,
            Self::Login { fault, .. } => fault.exit(),
            Self::Unreachable { .. }
            | Self::Core { .. }
            | Self::NotFetched { .. }
            | Self::TokenKeys { fault: TokenKeyFault::OnlyToken { .. }, .. }
            | Self::Offline { .. } => ExitStatus::Unreachable,
            Self::Output(_)
            | Self::Listen { .. }
            | Self::NoToken
            | Self::NoMessage
            | Self::NoConfiguration { .. }
            | Self::OnlyRefreshTokens
            | Self::TokenUnreadable
            | Self::TokenClaims { .. }
            | Self::Claims { .. }
            | Self::PickOutOfRange { .. }
            | Self::TokenIsFileName { .. }
            | Self::VariableMissing { .. }
            | Self::VariableNotText { .. }
            | Self::Unreadable { .. }
            | Self::TooLarge { .. }
            | Self::NotText { .. }
            | Self::Key { .. }
            | Self::StoredKey { .. }
            | Self::Jwk { .. }
            | Self::KeyUnfit { .. }
            | Self::KeyEncrypted { .. }
            | Self::NotPrivate { .. }
            | Self::SeveralKeys { .. }
            | Self::Secret { .. }
            | Self::SecretIsKey { .. }
            | Self::SecretIsFileName { .. }
            | Self::TokenKeys { .. }
            | Self::NoSuchKey { .. }
            | Self::KeyStore { .. }
            | Self::KeyExists { .. }
            | Self::KeyRemoval { .. }
            | Self::Unwritable { .. }
            | Self::NoHome
            | Self::Sign(_)
            | Self::KeyMaking(_)
            | Self::Configuration { .. }
            | Self::OtherIssuer { .. }
            | Self::NoProjectFile
            | Self::Program { .. }
            | Self::NoSuchProfile { .. } => ExitStatus::Input,
        }
    }

    /// Returns the stable code of the error document.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Output(_) => "output",
            Self::Usage { .. } => "usage",
            Self::Listen { source, .. } => match source.kind() {
                io::ErrorKind::AddrInUse => "port-taken",
                _ => "cannot-listen",
            },
            Self::NoToken => "no-token",
            Self::NoMessage => "no-message",
            Self::NoConfiguration { .. } => "no-configuration",
            Self::OnlyRefreshTokens => "only-refresh-tokens",
            Self::TokenUnreadable => "token-unreadable",
            Self::TokenClaims { .. } => "token-claims",
            Self::Claims { .. } => "claims",
            Self::PickOutOfRange { .. } => "pick-out-of-range",
            Self::TokenIsFileName { .. } => "token-is-file-name",
            Self::VariableMissing { .. } => "variable-missing",
            Self::VariableNotText { .. } => "variable-not-text",
            Self::StdinTwice { .. } => "stdin-twice",
            Self::Unreadable { .. } => "unreadable",
            Self::TooLarge { .. } => "too-large",
            Self::NotText { .. } => "not-text",
            Self::Key { .. }
            | Self::StoredKey { .. }
            | Self::Jwk { .. }
            | Self::KeyUnfit { .. }
            | Self::KeyEncrypted { .. }
            | Self::NotPrivate { .. }
            | Self::SeveralKeys { .. }
            | Self::KeyMaking(_) => "key-not-usable",
            Self::Secret { .. } | Self::SecretIsKey { .. } | Self::SecretIsFileName { .. } => {
                "secret-not-usable"
            }
            Self::OtherIssuer { .. } => "iss-mismatch",
            Self::NotFetched { .. }
            | Self::TokenKeys { fault: TokenKeyFault::OnlyToken { .. }, .. } => "not-fetched",
            Self::TokenKeys { .. } => "no-keys",
            Self::NoSuchKey { .. } => "no-such-key",
            Self::KeyStore { .. } | Self::KeyRemoval { .. } => "key-store",
            Self::Unwritable { .. } => "unwritable",
            Self::KeyExists { .. } => "key-exists",
            Self::NoHome => "no-home",
            Self::Sign(_) => "sign",
            Self::Configuration { .. } => "configuration",
            Self::NoSuchProfile { .. } => "no-such-profile",
            Self::NoProjectFile => "no-project-file",
            Self::NoTerminal { .. } => "no-terminal",
            Self::NotLoggedIn { .. } => "not-logged-in",
            Self::Login { fault, .. } if fault.is_of_profile() => "login-not-usable",
            Self::Login { .. } => "login-refused",
            Self::Program { .. } => "program-not-started",
            Self::LoginStore { fault: StoreFault::Locked, .. } => "store-locked",
            Self::LoginStore { .. } => "store-unavailable",
            Self::Unreachable { .. } => "unreachable",
            Self::Core { fault: CoreFault::NoApiKey | CoreFault::ApiKey, .. } => "api-key",
            Self::Core { .. } => "core",
            Self::Offline { .. } => "offline",
        }
    }
}

/// Returns why a server cannot listen on an address.
fn cannot_listen(address: SocketAddr, source: &io::Error) -> String {
    let (ip, port) = (address.ip(), address.port());
    match source.kind() {
        io::ErrorKind::AddrInUse => format!("port {port} of {ip} is taken"),
        io::ErrorKind::AddrNotAvailable => format!("{ip} is not an address of this machine"),
        _ => format!("cannot listen on {address}: {}", io_message(source)),
    }
}

/// Returns the message of an I/O error without the operating system's error number.
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
    fn an_input_in_a_file_is_named_in_a_sentence() {
        let sentence = |subject| {
            let input = Input::file(subject, Path::new("x.json"));
            Error::TooLarge { input, limit: "16 MiB" }.to_string()
        };
        for (subject, expected) in [
            (Subject::Key, "the key `x.json` is larger than 16 MiB"),
            (Subject::Claims, "the claims `x.json` are larger than 16 MiB"),
            (Subject::Claim("a".to_owned()), "the value of `a` in `x.json` is larger than 16 MiB"),
        ] {
            assert_eq!(sentence(subject), expected);
        }
        let piped = Input::new(Subject::Claims, Place::Stdin);
        let piped = Error::TooLarge { input: piped, limit: "16 MiB" };
        assert_eq!(piped.to_string(), "standard input is larger than 16 MiB");
    }

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
