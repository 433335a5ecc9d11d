//! `--curl`: the request as a command for a POSIX shell, without its secrets. Pure.

use std::fmt::Write as _;

use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};
use reqwest::{Method, Url};

use crate::commands::ping::call::{Call, Identity};
use crate::commands::ping::flags::CallFlags;
use crate::error::Error;
use crate::escape::{self, shell_word};
use crate::redact;
use crate::system::exchange::Request;
use crate::system::http::is_loopback;

/// Returns the header with the token as a word, which the shell fills in: that of `JWTOOL_TOKEN` or
/// of the default profile, unless a profile is named.
pub(super) fn token_header(profile: Option<&str>) -> String {
    let name = profile.map(|name| format!(" {}", shell_word(name))).unwrap_or_default();
    format!("\"$(jwtool token --header{name})\"")
}

/// Returns the command for one identity, with this word for the header with the token.
pub(super) fn command(
    call: &Call,
    identity: &Identity,
    token_header: Option<&str>,
    flags: &CallFlags,
) -> Result<String, Error> {
    let identity = Identity { token: None, ..identity.clone() };
    let request = call.request(&identity)?;
    let mut words: Vec<String> = vec!["curl".to_owned(), "-sS".to_owned()];
    words.extend(method(&request));
    words.push("--max-time".to_owned());
    words.push(shell_word(&request.timeout.as_secs_f64().to_string()));
    if is_loopback(&request.url) {
        words.push("--noproxy '*'".to_owned());
    }
    if let Some(path) = &flags.cacert {
        words.push("--cacert".to_owned());
        words.push(shell_word(&path.to_string_lossy()));
    }
    if flags.insecure {
        words.push("--insecure".to_owned());
    }
    if let Some(header) = token_header.filter(|_| !request.headers.contains_key(AUTHORIZATION)) {
        words.push(format!("-H {header}"));
    }
    for (name, value) in &request.headers {
        words.push(format!("-H {}", header(name, value, flags)));
    }
    let mut before = String::new();
    if let Some(body) = &request.body {
        if let Some(text) = plain(body) {
            words.push(format!("--data-raw {}", shell_word(&text)));
        } else {
            before = format!("printf '{}' | ", octal(body));
            words.push("--data-binary @-".to_owned());
        }
    }
    // curl reads brackets and braces in a URL as patterns.
    let url = shown(&request.url);
    if url.contains(['[', ']', '{', '}']) {
        words.push("--globoff".to_owned());
    }
    words.push(shell_word(&url));
    Ok(format!("{before}{}", words.join(" ")))
}

/// Returns the command that sets `JWTOOL_TOKEN` to a new token like the one of `--mint`.
pub(super) fn minting(role: &str, flags: &CallFlags) -> String {
    let mut words = vec!["jwtool mint".to_owned(), "--role".to_owned(), shell_word(role)];
    let mut add = |flag: &str, value: &str| {
        words.push(flag.to_owned());
        words.push(shell_word(value));
    };
    for allowed in &flags.grant.allow {
        add("--allow", allowed);
    }
    let named = [
        ("--user-id", flags.grant.user_id.as_deref()),
        ("--as", flags.preset.name()),
        ("--issuer", flags.issuer.as_deref()),
    ];
    for (flag, value) in named {
        if let Some(value) = value {
            add(flag, value);
        }
    }
    for audience in &flags.audience {
        add("--audience", audience);
    }
    for edit in &flags.grant.set {
        add("--set", &edit.to_string());
    }
    add("--exp", "+60s");
    format!("export JWTOOL_TOKEN=\"$({})\"", words.join(" "))
}

/// Returns the flag for the method, where curl does not choose it itself.
fn method(request: &Request) -> Option<String> {
    let usual = if request.body.is_some() { Method::POST } else { Method::GET };
    if request.method == usual {
        None
    } else if request.method == Method::HEAD && request.body.is_none() {
        Some("--head".to_owned())
    } else {
        Some(format!("-X {}", shell_word(request.method.as_str())))
    }
}

/// Returns a header as a word. A secret is read from the variable that it came from, or hidden.
fn header(name: &HeaderName, value: &HeaderValue, flags: &CallFlags) -> String {
    if let Some(variable) = flags.admin_secret_variable(name) {
        return format!("\"{name}: ${variable}\"");
    }
    let shown =
        value.to_str().ok().filter(|text| !is_secret(name.as_str()) && !redact::has_token(text));
    match shown {
        // curl drops a header without a value unless it ends in a semicolon.
        Some("") => shell_word(&format!("{name};")),
        Some(text) => shell_word(&format!("{name}: {text}")),
        None => shell_word(&format!("{name}: {}", redact::HIDDEN)),
    }
}

/// Returns a URL; if a part of it may be secret, without that part.
fn shown(url: &Url) -> String {
    let has_user = !url.username().is_empty() || url.password().is_some();
    let has_secret = url.query_pairs().any(|(name, _)| is_secret(&name));
    if has_user || has_secret || redact::has_token(url.as_str()) {
        return redact::url(url);
    }
    let mut url = url.clone();
    url.set_fragment(None);
    url.to_string()
}

/// Whether a header or a parameter with this name usually has a secret.
fn is_secret(name: &str) -> bool {
    const WORDS: [&str; 14] = [
        "auth", "code", "cookie", "cred", "jwt", "key", "pass", "pwd", "secret", "session", "sig",
        "token", "access", "otp",
    ];
    let name = name.to_ascii_lowercase();
    WORDS.iter().any(|word| name.contains(word))
}

/// Returns a body as text without tokens, if a terminal shows it as it is.
fn plain(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    let is_shown = text.chars().all(|c| matches!(c, '\n' | '\t') || !escape::is_unsafe(c));
    is_shown.then(|| redact::tokens(text))
}

/// Returns bytes as the format of `printf`.
fn octal(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        if byte.is_ascii_alphanumeric() {
            text.push(char::from(*byte));
        } else {
            let _ = write!(text, "\\{byte:03o}");
        }
    }
    text
}
