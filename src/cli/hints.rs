//! Checks hints against the parser: every flag exists in the command that prints the hint,
//! and every command can be run.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Mutex;

use clap::error::ErrorKind;
use clap::{Command, CommandFactory as _, Parser as _};

use crate::cli::Cli;
use crate::cli::command_path::normalize;
use crate::error::{
    ConfigFault, Error, FetchFault, Input, KeyKind, LoginFault, NamedBy, Place, Reference,
    SecretFault, Subject, TokenClaimsFault, TokenKeyFault,
};
use crate::exit::ExitStatus;
use crate::hasura::explanation::Engine;
use crate::hint::signature::SecretOrigin;
use crate::hint::verify::{Circumstances, Explained};
use crate::hint::{self, Flag, Verb};
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::diagnosis::{self, Cause, Reading};
use crate::jose::json::JsonError;
use crate::jose::jwk::JwkError;
use crate::jose::key::KeyError;
use crate::jose::key_text::{KeyForm, KeyText};
use crate::jose::keyring::Keyring;
use crate::jose::numeric_date::NumericDate;
use crate::jose::pem::ReadKeyError;
use crate::jose::signature::SignError;
use crate::jose::verdict::{Code, Policy, judge};
use crate::message;
use crate::profile::login::{LoginKind, SentToken};
use crate::profile::store::{StoreFault, StoreKind};
use crate::profile::{KeyPlace, Profile, Profiles};
use crate::provider::cognito::refusal::{Reason, Refusal};
use crate::provider::refusal::RefusalCause;
use crate::provider::supertokens_core::CoreFault;

const VERBS: [Verb; 24] = [
    Verb::Decode,
    Verb::Verify,
    Verb::Explain,
    Verb::Mint,
    Verb::Secret,
    Verb::SecretProvider,
    Verb::SecretKey,
    Verb::SecretHmac,
    Verb::SecretToken,
    Verb::SecretCheck,
    Verb::SecretConvert,
    Verb::PingGraphql,
    Verb::PingRest,
    Verb::Key,
    Verb::KeyImport,
    Verb::Serve,
    Verb::Profile,
    Verb::Login,
    Verb::Status,
    Verb::Token,
    Verb::Exec,
    Verb::Logout,
    Verb::Completions,
    Verb::Man,
];

/// Returns the commands that a verb covers, as words of the command line.
fn paths(verb: Verb) -> Vec<&'static str> {
    match verb {
        Verb::Decode => vec!["decode"],
        Verb::Verify => vec!["verify"],
        Verb::Explain => vec!["explain"],
        Verb::Mint => vec!["mint"],
        Verb::Secret => vec!["secret"],
        Verb::SecretProvider => vec![
            "secret cognito",
            "secret auth0",
            "secret entra",
            "secret firebase",
            "secret google",
            "secret clerk",
            "secret supabase",
            "secret keycloak",
            "secret okta",
            "secret supertokens",
            "secret nhost",
            "secret ory",
            "secret casdoor",
            "secret kinde",
            "secret fusionauth",
            "secret nextauth",
            "secret logto",
            "secret zitadel",
            "secret workos",
            "secret descope",
            "secret stytch",
            "secret better-auth",
            "secret authentik",
            "secret dex",
            "secret jwks",
        ],
        Verb::SecretKey => vec!["secret key", "secret propelauth"],
        Verb::SecretHmac => vec!["secret hmac"],
        Verb::SecretToken => vec!["secret token"],
        Verb::SecretCheck => vec!["secret check"],
        Verb::SecretConvert => vec!["secret convert"],
        Verb::PingGraphql => vec!["ping graphql"],
        Verb::PingRest => vec!["ping rest"],
        Verb::Key => vec![
            "key new",
            "key list",
            "key show",
            "key export",
            "key remove",
            "key rotate",
            "key thumbprint",
        ],
        Verb::KeyImport => vec!["key import"],
        Verb::Serve => vec!["serve"],
        Verb::Profile => vec![
            "profile list",
            "profile show",
            "profile set",
            "profile use",
            "profile remove",
            "profile trust",
        ],
        Verb::Login => vec!["login"],
        Verb::Status => vec!["status"],
        Verb::Token => vec!["token"],
        Verb::Exec => vec!["exec"],
        Verb::Logout => vec!["logout"],
        Verb::Completions => vec!["completions"],
        Verb::Man => vec!["man"],
    }
}

const fn name(flag: Flag) -> &'static str {
    match flag {
        Flag::ApiKey => "--api-key",
        Flag::Claim => "--claim",
        Flag::Config => "--config",
        Flag::Engine => "--engine",
        Flag::Jwks => "--jwks",
        Flag::Key => "--key",
        Flag::Kid => "--kid",
        Flag::NoAdminSecret => "--no-admin-secret",
        Flag::Passphrase => "--passphrase",
        Flag::Pick => "--pick",
        Flag::Secret => "--secret",
        Flag::To => "--to",
    }
}

const FLAGS: [Flag; 12] = [
    Flag::ApiKey,
    Flag::Claim,
    Flag::Config,
    Flag::Engine,
    Flag::Jwks,
    Flag::Key,
    Flag::Kid,
    Flag::NoAdminSecret,
    Flag::Passphrase,
    Flag::Pick,
    Flag::Secret,
    Flag::To,
];

/// Returns the flags of every command that can be run, by its path.
fn flags() -> BTreeMap<String, BTreeSet<String>> {
    fn collect(command: &Command, path: &str, all: &mut BTreeMap<String, BTreeSet<String>>) {
        let below: Vec<&Command> =
            command.get_subcommands().filter(|command| command.get_name() != "help").collect();
        if below.is_empty() || !command.is_subcommand_required_set() {
            let arguments = command.get_arguments();
            let names = arguments.flat_map(|argument| {
                let long = argument.get_long().map(|name| format!("--{name}"));
                let aliases = argument.get_visible_aliases().unwrap_or_default();
                let aliases = aliases.into_iter().map(|name| format!("--{name}"));
                let short = argument.get_short().map(|letter| format!("-{letter}"));
                long.into_iter().chain(aliases).chain(short)
            });
            all.insert(path.to_owned(), names.collect());
        }
        for command in below {
            let path = format!("{path} {}", command.get_name());
            collect(command, path.trim_start(), all);
        }
    }
    let mut command = Cli::command();
    command.build();
    let mut all = BTreeMap::new();
    collect(&command, "", &mut all);
    all.remove("");
    all
}

/// Returns what is wrong with the parts of a hint in backticks: flags that are not allowed,
/// and commands that the parser refuses.
fn wrong(hint: &str, allowed: &BTreeSet<String>) -> Vec<String> {
    let mut wrong = Vec::new();
    for line in hint.lines() {
        for typed in line.split('`').skip(1).step_by(2) {
            if let Some((before, rest)) = typed.split_once("jwtool ")
                && (before.is_empty() || before.ends_with("| "))
            {
                wrong.extend(refused(rest.split(" < ").next().unwrap_or_default()));
            } else if typed.starts_with('-') && typed.len() > 1 {
                let words = typed.split([' ', '=']).filter(|word| is_flag(word));
                let unknown = words.filter(|word| !allowed.contains(*word));
                wrong.extend(unknown.map(|word| format!("`{typed}`: there is no {word}")));
            }
        }
    }
    wrong
}

fn is_flag(word: &str) -> bool {
    let long = word.strip_prefix("--").is_some_and(|name| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '-')
    });
    let letter = |name: &str| name.len() == 1 && name.chars().all(|c| c.is_ascii_alphabetic());
    long || word.strip_prefix('-').is_some_and(letter)
}

/// Returns why the parser refuses a command line, which is given without `jwtool`. Many hints
/// share their commands: each is parsed once.
fn refused(line: &str) -> Option<String> {
    static KNOWN: Mutex<BTreeMap<String, Option<String>>> = Mutex::new(BTreeMap::new());
    if let Some(known) = KNOWN.lock().unwrap().get(line) {
        return known.clone();
    }
    let found = parse(line);
    KNOWN.lock().unwrap().insert(line.to_owned(), found.clone());
    found
}

/// Returns why the parser refuses a command line. Words in capitals are placeholders for values.
fn parse(line: &str) -> Option<String> {
    // Any word will do for a value that is inserted later.
    let line = line
        .replace("URL", "https://x.example/")
        .replace("--alg {value}", "--alg HS256")
        .replace("{provider}", "cognito")
        .replace("{typed}", "x")
        .replace("ping {} ", "ping graphql ")
        .replace("ping {command} ", "ping graphql ")
        .replace("{engine}", "ddn")
        .replace("{word}", "x")
        .replace("{algorithm}", "RSA")
        .replace("{method}", "--device");
    let words = line.split_whitespace().map(|word| match word {
        "ENGINE" => "ddn",
        "FORMAT" => "yaml",
        "PROVIDER" => "cognito",
        "TIME" => "now",
        "N" => "1",
        word => word.trim_matches('\''),
    });
    let words: Vec<OsString> = std::iter::once("jwtool").chain(words).map(OsString::from).collect();
    match Cli::try_parse_from(normalize(&words, Cli::command).iter()) {
        Ok(_) => None,
        Err(error)
            if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) =>
        {
            None
        }
        Err(error) => Some(format!("`jwtool {line}`: {}", error.kind())),
    }
}

fn allowed(flags: &BTreeMap<String, BTreeSet<String>>, verbs: &[Verb]) -> BTreeSet<String> {
    verbs.iter().flat_map(|verb| paths(*verb)).flat_map(|path| flags[path].clone()).collect()
}

macro_rules! variants {
    ($($variant:ident,)*) => {
        const VARIANTS: &[&str] = &[$(stringify!($variant),)*];

        fn variant(error: &Error) -> &'static str {
            match error {
                $(Error::$variant { .. } => stringify!($variant),)*
            }
        }
    };
}

variants! {
    Output, Usage, NoToken, NoMessage, NoConfiguration, TokenUnreadable, TokenClaims, Claims, OnlyRefreshTokens, PickOutOfRange,
    TokenIsFileName, VariableMissing, VariableNotText, StdinTwice, Unreadable, TooLarge,
    NotText, Key, StoredKey, Jwk, KeyUnfit, KeyEncrypted, NotPrivate, SeveralKeys, Secret, SecretIsKey,
    SecretIsFileName, NoSuchKey, TokenKeys, OtherIssuer, KeyStore, KeyExists,
    KeyRemoval, NoHome, Sign, KeyMaking, Configuration, NoSuchProfile, NoProjectFile, Unwritable,
    NoTerminal, NotLoggedIn, Login, Program, LoginStore, Unreachable, NotFetched, Core, Offline, Listen,
}

/// References of every kind.
fn references() -> [Reference; 10] {
    let text = || "x".to_owned();
    [
        Reference::Variable(text()),
        Reference::KubernetesSecret { name: text(), key: text() },
        Reference::ConfigMap { name: text(), key: text() },
        Reference::EnvFile(text()),
        Reference::HelmValue(text()),
        Reference::GithubSecret(text()),
        Reference::Terraform(text()),
        Reference::Expression(text()),
        Reference::Command,
        Reference::Store(text()),
    ]
}

/// Returns errors about claims.
fn claims_errors() -> Vec<Error> {
    let text = || "x".to_owned();
    let input = |subject| Input::file(subject, Path::new("x"));
    vec![
        Error::TokenClaims { fault: TokenClaimsFault::Encrypted },
        Error::TokenClaims { fault: TokenClaimsFault::Absent },
        Error::TokenClaims { fault: TokenClaimsFault::Payload(text()) },
        Error::Claims { input: input(Subject::Claims), message: text() },
        Error::Unreadable {
            input: input(Subject::Claims),
            source: io::Error::from(io::ErrorKind::NotFound),
        },
        Error::Claims { input: input(Subject::Claim(text())), message: text() },
    ]
}

/// Returns inputs of every kind.
fn subjects() -> [Subject; 15] {
    [
        Subject::Token,
        Subject::Message,
        Subject::Key,
        Subject::StoredKey,
        Subject::KeySet,
        Subject::FetchedKeys,
        Subject::Secret,
        Subject::Configuration,
        Subject::Profiles,
        Subject::Claim("x".to_owned()),
        Subject::Certificates,
        Subject::Query,
        Subject::Variables,
        Subject::Body,
        Subject::Prompt,
    ]
}

/// Returns errors of every variant, and of every kind within it.
fn samples() -> Vec<Error> {
    let text = || "x".to_owned();
    let io = || io::Error::from(io::ErrorKind::NotFound);
    let input = || Input::file(Subject::Key, Path::new("x"));
    let mut samples = vec![
        Error::Output(io()),
        Error::usage("x", "x"),
        Error::NoToken,
        Error::NoMessage,
        Error::NoConfiguration { variable: "X" },
        Error::TokenUnreadable,
        Error::OnlyRefreshTokens,
        Error::PickOutOfRange { asked: 3, found: 2 },
        Error::TokenIsFileName { name: "my token".to_owned() },
        Error::VariableMissing { name: text() },
        Error::VariableNotText { name: text() },
        Error::StdinTwice { first: Subject::Key, second: Subject::Token },
        Error::TooLarge { input: input(), limit: "x" },
        Error::NotText { input: input() },
        Error::StoredKey { name: text(), source: ReadKeyError::Unrecognised },
        Error::Jwk { name: text(), source: JwkError::NotAKey { reason: text() } },
        Error::KeyUnfit { name: text(), message: text() },
        Error::KeyEncrypted { name: text() },
        Error::NotPrivate { name: text(), found: "x", purpose: "x" },
        Error::SeveralKeys { name: text(), kind: KeyKind::Private, kids: vec![text(), text()] },
        Error::SeveralKeys { name: text(), kind: KeyKind::Private, kids: Vec::new() },
        Error::SeveralKeys { name: text(), kind: KeyKind::Public, kids: Vec::new() },
        Error::Sign(SignError { algorithm: SignatureAlgorithm::RS256 }),
        Error::KeyMaking(KeyError::EmptySecret),
        Error::OtherIssuer { document: text(), named: text(), asked: text() },
        Error::Offline { url: text() },
    ];
    samples.extend(subjects().map(|subject| {
        let input = Input::new(subject, Place::File("x".into()));
        Error::Unreadable { input, source: io() }
    }));
    samples.extend(claims_errors());
    samples.extend(secret_errors());
    samples.extend(key_store_errors());
    samples.extend(listen_errors());
    samples.extend(profile_errors());
    samples.extend(login_errors());
    samples.extend(key_faults().into_iter().map(|source| Error::Key { name: text(), source }));
    let faults = [
        ConfigFault::Empty,
        ConfigFault::Syntax(text()),
        ConfigFault::NoEngine,
        ConfigFault::NotHasura,
        ConfigFault::NotKeySet,
        ConfigFault::Missing { key: text(), variable: "X" },
        ConfigFault::Inexpressible { engine: Engine::Hasura, message: text() },
        ConfigFault::Inexpressible { engine: Engine::Ddn, message: text() },
        ConfigFault::Inexpressible { engine: Engine::Relyauth, message: text() },
        ConfigFault::Profiles(text()),
        ConfigFault::UnknownKey { key: text(), known: vec!["a"] },
        ConfigFault::UnknownKey { key: text(), known: vec!["a", "b"] },
        ConfigFault::UnknownEngine { name: text() },
        ConfigFault::UnknownWord { what: "x", name: text(), known: vec!["a", "b"] },
        ConfigFault::OnlyOwn { key: text(), allowed: &["a"] },
        ConfigFault::NoCertificates,
        ConfigFault::Client(text()),
        ConfigFault::Misplaced("x"),
        ConfigFault::Several { places: vec![text()], choices: vec!["x:1".to_owned(), text()] },
        ConfigFault::Several { places: vec![text()], choices: Vec::new() },
        ConfigFault::NotOnLine { line: 1, places: vec![text()], choices: vec![text()] },
        ConfigFault::Webhook { url: text() },
    ];
    samples.extend(references().map(|reference| Error::Configuration {
        file: text(),
        fault: ConfigFault::Elsewhere(reference),
    }));
    samples.extend(faults.map(|fault| Error::Configuration { file: text(), fault }));
    samples.extend(network_errors());
    samples.extend(
        token_key_faults()
            .into_iter()
            .map(|fault| Error::TokenKeys { fault, issuer: Some(text()) }),
    );
    samples
}

/// Returns the errors of requests.
fn network_errors() -> Vec<Error> {
    let text = || "x".to_owned();
    let faults = [
        FetchFault::Answer,
        FetchFault::Discovery,
        FetchFault::Keys,
        FetchFault::Certificate,
        FetchFault::Core,
    ];
    let unreachable =
        faults.map(|fault| Error::Unreachable { url: text(), message: text(), fault });
    let core = core_faults().map(|fault| Error::Core { url: text(), fault });
    let not_fetched =
        NAMED_BY.map(|named_by| Error::NotFetched { url: text(), message: text(), named_by });
    unreachable.into_iter().chain(core).chain(not_fetched).collect()
}

const NAMED_BY: [NamedBy; 4] =
    [NamedBy::User, NamedBy::Redirect, NamedBy::Token, NamedBy::Discovery];

/// Returns the errors of shared secrets.
fn secret_errors() -> [Error; 5] {
    [
        Error::SecretIsFileName { flag: "--secret".to_owned(), name: "my secret".to_owned() },
        Error::Secret { fault: SecretFault::Encoding { encoding: "hex" } },
        Error::Secret { fault: SecretFault::Unfit(KeyError::EmptySecret) },
        Error::SecretIsKey { key: KeyText { form: KeyForm::Pem, encoding: None } },
        Error::SecretIsKey { key: KeyText { form: KeyForm::Html, encoding: None } },
    ]
}

/// Returns the errors of a server that cannot listen.
fn listen_errors() -> [Error; 3] {
    [io::ErrorKind::AddrInUse, io::ErrorKind::AddrNotAvailable, io::ErrorKind::PermissionDenied]
        .map(|kind| Error::Listen { address: ([127, 0, 0, 1], 1).into(), source: kind.into() })
}

/// Returns the errors of the key store.
fn key_store_errors() -> [Error; 6] {
    let name = || "x".to_owned();
    let io = || io::Error::from(io::ErrorKind::NotFound);
    [
        Error::NoHome,
        Error::NoSuchKey { name: name() },
        Error::KeyStore { name: name(), folder: "x".into(), source: io() },
        Error::KeyExists { name: name() },
        Error::KeyRemoval { path: "x".into(), source: io() },
        Error::Unwritable { path: "x".into(), source: io() },
    ]
}

/// Why a SuperTokens core did not sign.
fn core_faults() -> [CoreFault; 8] {
    let text = || "x".to_owned();
    [
        CoreFault::NoApiKey,
        CoreFault::ApiKey,
        CoreFault::Algorithm,
        CoreFault::Version(text()),
        CoreFault::OnlyStatic(text()),
        CoreFault::Refused { status: 400, message: text() },
        CoreFault::NotACore(text()),
        CoreFault::Different(text()),
    ]
}

/// Returns the errors about logins and their stores.
fn login_errors() -> Vec<Error> {
    let faults = [
        StoreFault::Locked,
        StoreFault::Missing,
        StoreFault::Slow,
        StoreFault::NotBuilt,
        StoreFault::Unreadable,
        StoreFault::NotAFile,
        StoreFault::Failed("x".to_owned()),
    ];
    let stores = faults.iter().flat_map(|fault| StoreKind::ALL.map(|store| (store, fault)));
    let store = |(store, fault): (StoreKind, &StoreFault)| Error::LoginStore {
        store,
        folder: "x".into(),
        fault: fault.clone(),
    };
    let missing = [None, Some("x".to_owned())].map(|profile| Error::NotLoggedIn { profile });
    let logins = login_faults().into_iter().map(|fault| Error::Login {
        profile: "x".to_owned(),
        fault,
        logs_in: false,
    });
    let source = io::Error::from(io::ErrorKind::NotFound);
    let program = Error::Program { program: "x".to_owned(), source };
    missing.into_iter().chain(stores.map(store)).chain(logins).chain([program]).collect()
}

/// Why there is no token from a profile's login.
fn login_faults() -> Vec<LoginFault> {
    let text = || "x".to_owned();
    let known = RefusalCause::ALL.map(|cause| LoginFault::Known { message: text(), cause });
    let refusal = |reason| LoginFault::Cognito(Refusal { reason, code: text(), message: text() });
    let faults = [
        LoginFault::NoLogin,
        LoginFault::NotBuilt(LoginKind::Cognito),
        LoginFault::Setting(text()),
        LoginFault::Unencrypted(text()),
        LoginFault::Refused(text()),
        LoginFault::GithubRefused(403),
        LoginFault::NoGithub("X"),
        LoginFault::NoGitlab(text()),
        LoginFault::NoKubernetes { path: "x".into(), reason: text() },
        LoginFault::Program(text()),
        LoginFault::IdToken(text()),
        LoginFault::NoIdToken,
        LoginFault::Clock { difference: text(), is_behind: true },
        LoginFault::Ended { message: text(), is_revoked: true },
        LoginFault::NotRenewable,
        LoginFault::IdTokenNotRenewed,
        LoginFault::Lacks(SentToken::Id),
        LoginFault::Lacks(SentToken::Access),
        LoginFault::OtherSettings,
        LoginFault::Interrupted,
        LoginFault::Busy,
        LoginFault::Declined,
        LoginFault::CodeExpired,
        LoginFault::TimedOut { after: text(), method: "--device" },
        LoginFault::TimedOut { after: text(), method: "--paste" },
        LoginFault::NoAnswer { after: text(), redirect: text() },
        LoginFault::Port { port: 1, reason: text() },
        LoginFault::Cancelled,
        LoginFault::Answer(text()),
        LoginFault::NoToken(SentToken::Id),
        LoginFault::NoToken(SentToken::Access),
    ];
    known.into_iter().chain(faults).chain(Reason::ALL.map(refusal)).collect()
}

/// Returns the errors about profiles and what is asked about them.
fn profile_errors() -> [Error; 4] {
    let text = || "x".to_owned();
    [
        Error::NoSuchProfile { name: text(), known: Vec::new() },
        Error::NoSuchProfile { name: text(), known: vec!["a b".to_owned(), text()] },
        Error::NoProjectFile,
        Error::NoTerminal { purpose: text(), hint: text() },
    ]
}

/// Why the keys of a token's issuer cannot be used.
fn token_key_faults() -> Vec<TokenKeyFault> {
    let text = || "x".to_owned();
    vec![
        TokenKeyFault::OnlyToken { url: text(), reason: text() },
        TokenKeyFault::SharedSecret { algorithm: None },
        TokenKeyFault::SharedSecret { algorithm: Some(SignatureAlgorithm::HS512) },
        TokenKeyFault::IssuerOnly,
        TokenKeyFault::Pem { url: text() },
        TokenKeyFault::Certificates,
        TokenKeyFault::Unknown,
    ]
}

/// What can be wrong with a key file.
fn key_faults() -> Vec<ReadKeyError> {
    let text = || "x".to_owned();
    vec![
        ReadKeyError::Pem { message: text() },
        ReadKeyError::NoKey { label: text() },
        ReadKeyError::Passphrase,
        ReadKeyError::Cipher { name: text() },
        ReadKeyError::OpenSshPassphrase,
        ReadKeyError::OpenSsh,
        ReadKeyError::Pkcs12,
        ReadKeyError::JavaKeyStore,
        ReadKeyError::Pkcs7,
        ReadKeyError::Putty,
        ReadKeyError::OpenPgp,
        ReadKeyError::Html,
        ReadKeyError::Discovery { jwks_uri: "https://id.example/a b".to_owned() },
        ReadKeyError::Discovery { jwks_uri: text() },
        ReadKeyError::Token,
        ReadKeyError::Empty,
        ReadKeyError::Json(JsonError::NotUtf8 { offset: 0 }),
        ReadKeyError::Jwk(JwkError::NotAKey { reason: text() }),
        ReadKeyError::ShortLine,
        ReadKeyError::Unrecognised,
    ]
}

#[test]
fn the_table_of_flags_is_that_of_the_parser() {
    let flags = flags();
    let known: BTreeSet<&str> = VERBS.into_iter().flat_map(paths).collect();
    let commands: BTreeSet<&str> = flags.keys().map(String::as_str).collect();
    assert_eq!(known, commands);
    for verb in VERBS {
        for path in paths(verb) {
            for flag in FLAGS {
                let has = flags[path].contains(name(flag));
                assert_eq!(verb.flags().contains(&flag), has, "{path} {}", name(flag));
            }
        }
    }
}

#[test]
fn every_error_has_a_hint_that_can_be_typed_in_every_command() {
    let flags = flags();
    let samples = samples();
    let covered: BTreeSet<&str> = samples.iter().map(variant).collect();
    assert_eq!(covered, VARIANTS.iter().copied().collect());
    for verb in VERBS {
        let allowed = allowed(&flags, &[verb]);
        for error in &samples {
            let hint = hint::of_error(error, verb).unwrap_or_default();
            assert_eq!(wrong(&hint, &allowed), [""; 0], "{verb:?}: {error}: {hint}");
            let is_input = error.exit() == ExitStatus::Input;
            assert!(!is_input || !hint.is_empty(), "{verb:?}: {error}");
        }
    }
}

#[test]
fn every_verdict_has_a_hint_that_can_be_typed() {
    let allowed = allowed(&flags(), &[Verb::Verify]);
    // {"alg":"HS256"} and {"iss":"https://x.example/?a=b&c","client_id":"c"}
    let token = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJodHRwczovL3guZXhhbXBsZS8_YT1iJmMiLCJjbGllbnRfaWQiOiJjIn0.AAAA";
    let issuer = "https://x.example/?a=b&c";
    let profile =
        Profile { name: "-a b".to_owned(), issuer: Some(issuer.to_owned()), ..Profile::default() };
    let all = [Profiles::default(), Profiles { all: vec![profile], ..Profiles::default() }];
    let policy = Policy::at(NumericDate::from_seconds(0).unwrap());
    let mut given = 0;
    for (code, profiles) in Code::ALL.iter().flat_map(|code| all.iter().map(move |all| (code, all)))
    {
        for (can_refresh, expected) in [(true, format!("{issuer}/")), (false, String::new())] {
            let mut verdict = judge(token, &Keyring::none("x".to_owned()), &policy);
            verdict.checks.truncate(1);
            verdict.checks[0].code = Some(*code);
            let known = Circumstances {
                profiles,
                profile: None,
                issuer: Some(&expected),
                wants_audience: true,
                calls_itself: None,
                can_refresh,
                explained: None,
                secret: None,
            };
            let hint = hint::verify::verdict(&verdict, &known).unwrap_or_default();
            assert_eq!(wrong(&hint, &allowed), [""; 0], "{code:?}: {hint}");
            given += usize::from(!hint.is_empty());
        }
    }
    assert!(given > 20, "{given}");
}

/// Returns a sample of everything that may explain a signature that does not verify.
fn explanations() -> Vec<Explained> {
    use crate::jose::diagnosis::Shape;
    let mut causes = vec![
        Cause::Algorithm { used: SignatureAlgorithm::PS256, claimed: SignatureAlgorithm::RS256 },
        Cause::PublicKeyText,
    ];
    for reading in Reading::ALL {
        causes.push(Cause::Reading(reading));
        causes.push(Cause::ReadingAndAlgorithm(reading, SignatureAlgorithm::HS512));
    }
    let shapes = [Shape::Der, Shape::Short, Shape::Hex, Shape::Base64];
    causes.extend(shapes.map(Cause::Shape));
    causes.extend(diagnosis::Input::ALL.map(Cause::Input));
    let names = || ["a".to_owned(), "-a b".to_owned(), "`id`".to_owned()].into_iter();
    let mut all: Vec<Explained> = causes.into_iter().map(Explained::Cause).collect();
    all.extend(names().map(Explained::OtherKid));
    for name in names() {
        all.push(Explained::KnownKey(KeyPlace::Profile(name.clone())));
        all.push(Explained::KnownKey(KeyPlace::Stored(name)));
    }
    all.push(Explained::KnownKey(KeyPlace::Variable("HASURA_GRAPHQL_JWT_SECRET")));
    all.push(Explained::KnownKey(KeyPlace::Variable("HASURA_GRAPHQL_JWT_SECRETS")));
    all
}

#[test]
fn every_explanation_of_a_signature_has_a_hint_that_can_be_typed() {
    let allowed = allowed(&flags(), &[Verb::Verify]);
    let policy = Policy::at(NumericDate::from_seconds(0).unwrap());
    let places = [
        Place::File("-a 'b'.txt".into()),
        Place::Variable("NAME".to_owned()),
        Place::Stdin,
        Place::Flag("--secret"),
    ];
    let encodings = [None, Some("base64"), Some("base64url"), Some("hex")];
    let origins = places.into_iter().flat_map(|place| {
        encodings.map(|encoding| Some(SecretOrigin { place: place.clone(), encoding }))
    });
    let origins: Vec<_> = origins.chain([None]).collect();
    for explained in explanations() {
        for secret in &origins {
            let mut verdict = judge("a.b.c", &Keyring::none("x".to_owned()), &policy);
            verdict.checks[0].code = Some(Code::SignatureMismatch);
            let known = Circumstances {
                calls_itself: None,
                profiles: &Profiles::default(),
                profile: None,
                issuer: None,
                wants_audience: false,
                can_refresh: false,
                explained: Some(&explained),
                secret: secret.clone(),
            };
            let hint = hint::verify::verdict(&verdict, &known).unwrap();
            assert_eq!(wrong(&hint, &allowed), [""; 0], "{explained:?}: {hint}");
        }
    }
}

#[test]
fn every_synonym_of_a_flag_names_flags_of_the_command() {
    let flags = flags();
    let mut count = 0;
    for (synonym, command) in hint::synonym::all() {
        let below = |path: &&String| {
            path.strip_prefix(command)
                .is_some_and(|rest| command.is_empty() || rest.is_empty() || rest.starts_with(' '))
        };
        for path in flags.keys().filter(below) {
            if flags[path].contains(synonym) {
                continue;
            }
            let hint = hint::synonym::flag(synonym, None, path).unwrap_or_default();
            assert_eq!(wrong(&hint, &flags[path]), [""; 0], "{path} {synonym}: {hint}");
            count += 1;
        }
    }
    assert!(count > 200, "{count}");
}

#[test]
fn every_known_message_says_what_to_run() {
    let allowed = allowed(&flags(), &VERBS);
    let mut count = 0;
    for value in ["x", "https://x.example/?a=b&c", "-ab", "`id`", "x-hasura-user-id"] {
        for sample in message::recognize::samples(value) {
            for found in message::recognize(&sample) {
                let next = hint::message::next(&found);
                assert!(!next.is_empty(), "{sample}");
                count += next.len();
                for step in &next {
                    assert_eq!(wrong(step, &allowed), [""; 0], "{sample}: {step}");
                }
            }
        }
    }
    assert!(count > 2000, "{count}");
    for step in [true, false].into_iter().flat_map(hint::message::unknown) {
        assert_eq!(wrong(&step, &allowed), [""; 0], "{step}");
    }
}

/// Returns the commands that print the messages in a file.
fn speakers(file: &str) -> Vec<Verb> {
    let secret = [
        Verb::Secret,
        Verb::SecretProvider,
        Verb::SecretKey,
        Verb::SecretHmac,
        Verb::SecretToken,
        Verb::SecretConvert,
    ];
    let starts = |start: &str| file.starts_with(start);
    match file {
        "commands/decode.rs" => vec![Verb::Decode],
        "commands/verify.rs" | "hint/verify.rs" => vec![Verb::Verify],
        "commands/preset.rs" => vec![Verb::Mint],
        "commands/completions.rs" => vec![Verb::Completions],
        _ if starts("commands/man/") => vec![Verb::Man],
        "commands/secret/check.rs" => vec![Verb::SecretCheck, Verb::SecretConvert],
        "commands/ping/graphql.rs" => vec![Verb::PingGraphql],
        "commands/ping/rest.rs" => vec![Verb::PingRest],
        // `hint::startup` checks which flags the command has.
        "hint/v2.rs" | "hint/ddn.rs" | "hint/relyauth.rs" => vec![Verb::Explain],
        _ if starts("commands/explain/") => vec![Verb::Explain],
        _ if starts("commands/mint/") => vec![Verb::Mint],
        _ if starts("commands/secret/") => secret.to_vec(),
        _ if starts("commands/ping/") || starts("hint/ping") => {
            vec![Verb::PingGraphql, Verb::PingRest]
        }
        "commands/key/import.rs" => vec![Verb::KeyImport],
        "commands/login.rs" => vec![Verb::Login],
        "commands/status.rs" => vec![Verb::Status],
        "commands/token.rs" => vec![Verb::Token],
        "commands/exec.rs" => vec![Verb::Exec],
        "commands/logout.rs" => vec![Verb::Logout],
        _ if starts("commands/profile/") => vec![Verb::Profile],
        _ if starts("commands/key/") => vec![Verb::Key, Verb::KeyImport],
        // Shared by several commands.
        _ => VERBS.to_vec(),
    }
}

/// Collects the files below a folder, by their paths below `src`.
fn files(folder: &Path, all: &mut Vec<String>) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, all);
        } else {
            let name = path.strip_prefix(&source).unwrap();
            all.push(name.to_string_lossy().replace('\\', "/"));
        }
    }
}

#[test]
fn what_the_sources_say_to_type_can_be_typed() {
    let flags = flags();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut names = Vec::new();
    for folder in ["commands", "hint", "system", "source", "render", "cli"] {
        files(&source.join(folder), &mut names);
    }
    let mut all = Vec::new();
    for file in names.iter().filter(|file| *file != "cli/hints.rs") {
        let text = fs::read_to_string(source.join(file)).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        // Comments may mention other tools, and flags in general.
        let code: Vec<&str> =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let code = code.join("\n").replace("\\\"", "\"");
        let found = wrong(&code, &allowed(&flags, &speakers(file)));
        all.extend(found.into_iter().map(|found| format!("{file}: {found}")));
    }
    assert_eq!(all, [""; 0]);
}

#[test]
fn a_misspelled_flag_and_a_wrong_command_are_found() {
    let allowed = allowed(&flags(), &[Verb::Verify]);
    for hint in [
        "pass it with `--jkws FILE`",
        "run `jwtool verfy`",
        "run `… | jwtool decode --jwks FILE`",
        "`-Z`",
    ] {
        assert_eq!(wrong(hint, &allowed).len(), 1, "{hint}");
    }
    for hint in ["`--jwks FILE|URL`", "`sed -n 2p x | jwtool decode`", "`-`", "`jwtool --help`"] {
        assert_eq!(wrong(hint, &allowed), [""; 0], "{hint}");
    }
}
