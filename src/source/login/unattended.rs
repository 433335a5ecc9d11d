//! Tokens that come without a person who logs in: from an issuer, a core, the CI, a file or a program.

use std::path::PathBuf;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::error::{Error, FetchFault, LoginFault, Subject, io_message};
use crate::jose::json::{Object, Value};
use crate::profile::login::LoginKind;
use crate::provider::oauth;
use crate::provider::supertokens_core::{CoreKey, CoreRequest};
use crate::redact;
use crate::source::login::client::{Client, private, token_endpoint};
use crate::source::login::context::Context;
use crate::source::paste;
use crate::source::secret::SecretSource;
use crate::system::System;
use crate::system::files;
use crate::system::login_store::StoredLogin;
use crate::system::program::{MOST_WORDS, NotRun};
use crate::system::supertokens_core::Core;

/// Where Kubernetes puts the token of a service account.
const KUBERNETES: &str = "/var/run/secrets/kubernetes.io/serviceaccount/token";

/// The variables with which GitHub Actions gives tokens.
const GITHUB_URL: &str = "ACTIONS_ID_TOKEN_REQUEST_URL";
const GITHUB_TOKEN: &str = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";

/// How long a program may take.
const LONGEST_PROGRAM: Duration = Duration::from_secs(60);

/// How long a token of a microservice is valid, in seconds.
const MICROSERVICE_LIFE: i64 = 3600;

/// Obtains a new token.
pub(super) fn obtain(context: &Context<'_>, system: &mut System) -> Result<StoredLogin, Error> {
    let (token, expires_in) = match context.kind {
        LoginKind::ClientCredentials => client_credentials(context, system)?,
        LoginKind::Supertokens => (supertokens(context, system)?, None),
        LoginKind::GithubActions => (github_actions(context, system)?, None),
        LoginKind::Gitlab => (gitlab(context, system)?, None),
        LoginKind::Kubernetes => (kubernetes(context)?, None),
        LoginKind::Command => (program(context, system)?, None),
        kind @ (LoginKind::Cognito | LoginKind::Oidc | LoginKind::Device) => {
            return Err(context.error(LoginFault::NotBuilt(kind)));
        }
    };
    let now = system.now.seconds();
    let until = oauth::valid_until(&token, expires_in, now);
    Ok(context.login(token, until, now))
}

fn client_credentials(
    context: &Context<'_>,
    system: &mut System,
) -> Result<(Zeroizing<String>, Option<i64>), Error> {
    let setting = context.setting;
    let (address, auth) = token_endpoint(context, system)?;
    let client = Client::read(context, auth, system)?;
    let mut fields = vec![("grant_type", "client_credentials")];
    fields.extend(setting.scope.as_deref().map(|scope| ("scope", scope)));
    fields.extend(setting.audience.as_deref().map(|audience| ("audience", audience)));
    let tokens = client.ask(&address, &fields, context, system)?;
    let token = tokens.access_token.ok_or_else(|| Error::Unreachable {
        url: redact::address(&address),
        message: "the response has no access token".to_owned(),
        fault: FetchFault::Answer,
    })?;
    Ok((Zeroizing::new(token), tokens.expires_in))
}

/// Lets a `SuperTokens` core sign the token of a microservice.
fn supertokens(context: &Context<'_>, system: &mut System) -> Result<Zeroizing<String>, Error> {
    let setting = context.setting;
    let mut core = Core::at(setting.core.as_deref().unwrap_or_default())?;
    if system.offline {
        return Err(Error::Offline { url: core.shown() });
    }
    if core.is_unencrypted() {
        return Err(context.error(LoginFault::Unencrypted(core.shown())));
    }
    if let Some(key) = &setting.api_key {
        let source: SecretSource = key.written().parse().unwrap_or_else(|never| match never {});
        core = core.with_api_key(source.read_setting("login.api_key", system)?);
    }
    let now = system.now.seconds();
    let mut claims = Object::new();
    claims.set("source", "microservice");
    claims.set("iss", setting.api_domain.as_deref().unwrap_or_default());
    claims.set("iat", now);
    claims.set("exp", now.saturating_add(MICROSERVICE_LIFE));
    let request = CoreRequest::new(&claims, now, CoreKey::Static)
        .map_err(|error| context.wrong(error.to_string()))?;
    Ok(Zeroizing::new(system.sign_at_core(&core, &request)?.token))
}

fn github_actions(context: &Context<'_>, system: &mut System) -> Result<Zeroizing<String>, Error> {
    let variable = |name: &'static str| {
        let value = system.environment.text(name)?;
        value.ok_or_else(|| context.error(LoginFault::NoGithub(name)))
    };
    let (address, secret) = (variable(GITHUB_URL)?, Zeroizing::new(variable(GITHUB_TOKEN)?));
    private(&address, context)?;
    let audience = context.setting.audience.as_deref();
    let parameters: Vec<_> = audience.map(|audience| ("audience", audience)).into_iter().collect();
    let header = Zeroizing::new(format!("Bearer {}", secret.as_str()));
    let answer = system.get_with_secret(&address, &parameters, &header)?;
    let not_an_answer = || Error::Unreachable {
        url: redact::address(&address),
        message: format!("the response has no token (HTTP {})", answer.status),
        fault: FetchFault::Answer,
    };
    if matches!(answer.status, 400..=499) {
        return Err(context.error(LoginFault::GithubRefused(answer.status)));
    }
    let document = Value::parse(&answer.body).ok();
    let token = document.as_ref().and_then(Value::as_object).and_then(|one| one.get_str("value"));
    token.map(|token| Zeroizing::new(token.to_owned())).ok_or_else(not_an_answer)
}

fn gitlab(context: &Context<'_>, system: &System) -> Result<Zeroizing<String>, Error> {
    let name = context.setting.variable.as_deref().unwrap_or_default();
    let token = system.environment.text(name)?;
    let token = token.map(|token| Zeroizing::new(token.trim().to_owned()));
    token
        .filter(|token| !token.is_empty())
        .ok_or_else(|| context.error(LoginFault::NoGitlab(redact::place(name))))
}

fn kubernetes(context: &Context<'_>) -> Result<Zeroizing<String>, Error> {
    let path = PathBuf::from(context.setting.path.as_deref().unwrap_or(KUBERNETES));
    let missing =
        |reason: String| context.error(LoginFault::NoKubernetes { path: path.clone(), reason });
    let text = files::read_text(&path, Subject::Token).map_err(|error| match error {
        Error::Unreadable { source, .. } => missing(io_message(&source)),
        other => other,
    })?;
    let text = Zeroizing::new(text);
    let token = Zeroizing::new(text.trim().to_owned());
    if token.is_empty() { Err(missing("it is empty".to_owned())) } else { Ok(token) }
}

/// Runs the program of the profile, which prints a token, alone or in something else.
fn program(context: &Context<'_>, system: &System) -> Result<Zeroizing<String>, Error> {
    let words = &context.setting.command;
    let Some((program, arguments)) = words.split_first() else {
        return Err(context.wrong("`login.command` is empty"));
    };
    let name = redact::place(program);
    let failed = |message: String| context.error(LoginFault::Program(message));
    let printed = match system.run_program(program, arguments, LONGEST_PROGRAM) {
        Ok(printed) => printed,
        Err(NotRun::Start(error)) => {
            let message = io_message(&error);
            return Err(context.wrong(format!("`{name}` cannot be started: {message}")));
        }
        Err(NotRun::Slow) => {
            let seconds = LONGEST_PROGRAM.as_secs();
            return Err(failed(format!("`{name}` did not end within {seconds} s")));
        }
    };
    let words = printed.last_words.map(|line| format!(": {}", without_secrets(&line, arguments)));
    let words = words.unwrap_or_default();
    if printed.is_cut {
        return Err(failed(format!("`{name}` printed more than {MOST_WORDS}")));
    }
    if !printed.is_success {
        return Err(failed(format!("`{name}` failed{words}")));
    }
    let text = Zeroizing::new(String::from_utf8_lossy(&printed.output).into_owned());
    printed_token(&text).ok_or_else(|| failed(format!("`{name}` printed no token{words}")))
}

/// Returns what a program said, which may repeat a password that it was called with.
fn without_secrets(line: &str, arguments: &[String]) -> String {
    let mut line = line.to_owned();
    let mut is_value = false;
    for argument in arguments {
        let (name, value) = argument.split_once('=').unwrap_or((argument, ""));
        let value = if is_value { argument } else { value };
        let is_flag = name.starts_with('-');
        let is_secret = is_value || redact::is_name_of_secret(name);
        is_value = is_flag && value.is_empty() && redact::is_name_of_secret(name);
        if is_secret && !value.is_empty() {
            line = line.replace(value, redact::HIDDEN);
        }
    }
    redact::message(&line)
}

/// Returns the token in what a program prints: a JWT, or else the only word.
fn printed_token(text: &str) -> Option<Zeroizing<String>> {
    let found = paste::find(text);
    if paste::has_token(&found) {
        let chosen = paste::choose(&found).filter(|one| !one.is_refresh_token())?;
        return Some(Zeroizing::new(chosen.token.clone()));
    }
    let mut words = text.split_whitespace();
    let word = words.next().filter(|_| words.next().is_none())?;
    Some(Zeroizing::new(word.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_may_print_a_token_in_anything() {
        let token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.AA";
        for text in [
            format!("{token}\n"),
            format!("{{\"accessToken\":\"{token}\",\"expiresOn\":\"2026-01-01\"}}"),
        ] {
            assert_eq!(printed_token(&text).unwrap().as_str(), token, "{text}");
        }
        assert_eq!(printed_token(" opaque-token\n").unwrap().as_str(), "opaque-token");
        assert!(printed_token("please log in").is_none());
        assert!(printed_token("").is_none());
    }

    #[test]
    fn what_a_program_was_called_with_is_not_repeated() {
        let said = |line: &str, arguments: &[&str]| {
            let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
            without_secrets(line, &arguments)
        };
        for (line, arguments, shown) in [
            (
                "no user ada with hunter2",
                &["--user", "ada", "--password", "hunter2"][..],
                "no user ada with …",
            ),
            ("cannot use 'hunter2'", &["--client-secret=hunter2"], "cannot use '…'"),
            ("cannot use hunter2", &["CLIENT_SECRET=hunter2"], "cannot use …"),
            (
                "unknown command print-token",
                &["auth", "print-token"],
                "unknown command print-token",
            ),
            ("bad --token --verbose", &["--token", "", "--verbose"], "bad --token --verbose"),
        ] {
            assert_eq!(said(line, arguments), shown);
        }
    }
}
