//! Hides what must not be printed: tokens, keys, secrets, and the secret parts of addresses.

use std::ffi::OsString;
use std::path::Path;

use ::url::Url;

/// The replacement for hidden text.
pub(crate) const HIDDEN: &str = "…";

/// Flags whose value is never echoed.
const SECRET_FLAGS: [&str; 7] =
    ["--secret", "--passphrase", "--admin-secret", "--api-key", "--token", "--header", "-H"];

/// The maximum length, in bytes, of an ID that is shown although it looks as random as a key:
/// that of a hash in hexadecimal.
const LONGEST_ID: usize = 64;

/// Redacts a message about a command line: the values of secret flags, arguments that are
/// keys rather than the names of keys, and all tokens.
pub(crate) fn command_line(text: &str, arguments: &[OsString]) -> String {
    let mut text = text.to_owned();
    let mut after_flag = false;
    for argument in arguments.iter().skip(1) {
        let argument = argument.to_string_lossy();
        if std::mem::replace(&mut after_flag, false) {
            hide(&mut text, &argument);
        }
        for flag in SECRET_FLAGS {
            match argument.strip_prefix(flag) {
                Some("") => after_flag = true,
                Some(rest) if flag.starts_with("--") => {
                    if let Some(value) = rest.strip_prefix('=') {
                        hide(&mut text, value);
                    }
                }
                Some(_) | None => {}
            }
        }
        // `-H` may follow other short flags, and its value may begin with `=`.
        if let Some(letters) = argument.strip_prefix('-').filter(|rest| !rest.starts_with('-'))
            && let Some((_, value)) = letters.split_once('H')
        {
            after_flag |= value.is_empty();
            hide(&mut text, value);
            hide(&mut text, value.trim_start_matches('='));
        }
        let value = argument.split_once('=').filter(|_| argument.starts_with('-'));
        for part in [Some(argument.as_ref()), value.map(|(_, value)| value)].into_iter().flatten() {
            let inner = part.trim_start_matches('@').trim_start();
            let is_content = inner.contains("-----BEGIN") || inner.trim_start().starts_with('{');
            if is_content || (inner.contains('\n') && inner.len() > 64) {
                text = text.replace(inner, HIDDEN);
            }
            let is_address = inner.split_once("://").is_some_and(|(scheme, _)| is_scheme(scheme));
            // `ada:password@host`, where the scheme was forgotten; not `name:=json`
            let has_user = inner.split_once('@').is_some_and(|(user, _)| {
                user.split_once(':').is_some_and(|(name, password)| {
                    !name.contains('=') && !password.starts_with('=')
                })
            });
            let named = ["@", "env:", "key:"]
                .iter()
                .find_map(|prefix| part.strip_prefix(prefix))
                .or_else(|| part.split_once("=@").map(|(_, named)| named));
            if let Some(named) = named.filter(|named| place(named) != *named) {
                text = text.replace(named, &place(named));
            } else if (is_address || has_user) && address(inner) != inner {
                text = text.replace(inner, &address(inner));
            } else if inner.len() > LONGEST_ID && place(inner) != inner {
                text = text.replace(inner, &place(inner));
            }
        }
    }
    tokens(&text)
}

/// Hides a value where it is quoted and, unless it is so short that it may be part of other
/// text, everywhere else.
fn hide(text: &mut String, value: &str) {
    let is_reference = value.starts_with('@') || value.starts_with("env:") || value == "-";
    if value.is_empty() || is_reference {
        return;
    }
    *text = text.replace(&format!("`{value}`"), "`…`");
    if value.len() >= 6 {
        *text = text.replace(value, HIDDEN);
    }
}

/// Shortens every word that begins like a token to its first characters.
pub(crate) fn tokens(text: &str) -> String {
    const KEPT: usize = 6;
    let in_word = |c: char| c.is_ascii_alphanumeric() || "-_.=+".contains(c);
    text.split_inclusive(|c: char| !in_word(c))
        .map(|word| {
            let body = word.trim_end_matches(|c: char| !in_word(c));
            let start = ["eyJ", "eyA", "ewo", "ewk", "e30"].iter().find_map(|head| body.find(head));
            match start {
                Some(at) if body.len() - at > 20 => {
                    let (head, rest) = word.split_at(at);
                    let tail = rest.get(body.len() - at..).unwrap_or_default();
                    format!("{head}{}{HIDDEN}{tail}", rest.get(..KEPT).unwrap_or_default())
                }
                _ => word.to_owned(),
            }
        })
        .collect()
}

/// Returns what another program or a server says, without what may be secret in it: tokens, values
/// that look like keys, the user names and passwords of addresses, and what follows the name of a
/// secret. Long text is cut.
pub(crate) fn message(text: &str) -> String {
    const LONGEST: usize = 500;
    const QUOTES: [char; 7] = ['"', '\'', '`', '(', ')', ',', ';'];
    let is_between = |c: char| c.is_whitespace() || QUOTES.contains(&c);
    let mut shown = String::new();
    // As in `"password": "…"`
    let (mut is_after_name, mut is_value) = (false, false);
    for part in tokens(text).split_inclusive(is_between) {
        let word = part.trim_end_matches(is_between);
        let named = word.split_once(['=', ':']).filter(|(name, value)| {
            !value.is_empty() && !value.starts_with("//") && is_name_of_secret(name)
        });
        match named {
            Some((name, _)) => {
                shown.push_str(word.get(..=name.len()).unwrap_or_default());
                shown.push_str(HIDDEN);
            }
            None if word.contains("://") => shown.push_str(&address(word)),
            None if !word.is_empty() && (is_value || looks_random(word)) => shown.push_str(HIDDEN),
            None => shown.push_str(word),
        }
        if !word.is_empty() {
            is_value = is_after_name && matches!(word, ":" | "=");
            is_after_name = is_name_of_secret(word);
        }
        shown.push_str(part.get(word.len()..).unwrap_or_default());
    }
    cut(&shown, LONGEST)
}

/// Returns text of at most so many characters, and a mark if it was longer.
pub(crate) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}{HIDDEN}", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Whether a name is that of a secret: `--client-secret`, `PASSWORD`, `api_key`.
pub(crate) fn is_name_of_secret(name: &str) -> bool {
    const PARTS: [&str; 6] = ["secret", "password", "passwd", "passphrase", "token", "credential"];
    let name = name.to_ascii_lowercase().replace('_', "-");
    PARTS.iter().any(|part| name.contains(part)) || name.ends_with("api-key")
}

/// Whether text contains a word that begins like a token.
pub(crate) fn has_token(text: &str) -> bool {
    tokens(text) != text
}

/// Whether an address contains a user name or a password.
pub(crate) fn has_user_info(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| !url.username().is_empty() || url.password().is_some())
}

/// Returns an address as it is written, except for the parts that may be secret. Hides the
/// user name and password, the values in the query, the fragment, and tokens in the path.
pub(crate) fn address(text: &str) -> String {
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) if is_scheme(scheme) => (format!("{scheme}://"), rest),
        Some(_) | None => match text.strip_prefix("//") {
            Some(rest) => ("//".to_owned(), rest),
            None => (String::new(), text),
        },
    };
    // A path without a host has no user name, even if it contains an `@`.
    let has_host = !scheme.is_empty() || !rest.starts_with(['/', '.', '?', '#']);
    let user_end = if !has_host {
        None
    } else if scheme.len() > 2 && Url::parse(text).is_ok() {
        let authority = rest.trim_start_matches(['/', '\\']);
        let slashes = rest.len() - authority.len();
        let authority = authority.split(['/', '\\', '?', '#']).next().unwrap_or_default();
        authority.rfind('@').map(|at| slashes + at)
    } else {
        // It is unclear where the host of an invalid address begins.
        rest.rfind('@')
    };
    let (user, rest) = match user_end {
        Some(at) => (HIDDEN, rest.get(at..).unwrap_or_default()),
        None => ("", rest),
    };
    let (rest, fragment) = match rest.split_once('#') {
        Some((rest, "")) => (rest, "#".to_owned()),
        Some((rest, _)) => (rest, format!("#{HIDDEN}")),
        None => (rest, String::new()),
    };
    let (path, query) = match rest.split_once('?') {
        Some((path, query)) => (path, format!("?{}", self::query(query))),
        None => (rest, String::new()),
    };
    format!("{scheme}{user}{}{query}{fragment}", tokens(path))
}

fn is_scheme(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// Redacts a URL as [`address`] does.
pub(crate) fn url(url: &Url) -> String {
    address(url.as_str())
}

/// Returns a query with the values of all parameters hidden, except for those that are known
/// to be harmless. A parameter without a name is treated as a value.
fn query(query: &str) -> String {
    let parameter = |parameter: &str| match parameter.split_once('=') {
        Some((name, value)) if value.is_empty() || is_harmless(name, value) => {
            format!("{}={value}", parameter_name(name))
        }
        Some((name, _)) => format!("{}={HIDDEN}", parameter_name(name)),
        None if parameter.is_empty() => String::new(),
        None => HIDDEN.to_owned(),
    };
    query.split('&').map(parameter).collect::<Vec<_>>().join("&")
}

fn parameter_name(name: &str) -> &str {
    let is_name = name.len() <= 40 && !looks_random(name) && !has_token(name);
    if is_name { name } else { HIDDEN }
}

/// Whether a query parameter is one that providers use for public values: an Azure AD B2C
/// policy, an Azure AD application, or a version.
fn is_harmless(name: &str, value: &str) -> bool {
    let is_short = value.len() <= 64;
    let is_plain = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
    let is_version = value.len() <= 20 && value.contains(|c: char| c.is_ascii_digit());
    is_short
        && is_plain
        && match name {
            "p" => value.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("b2c_1")),
            "appid" => value.len() == 36 && value.split('-').count() == 5,
            "api-version" | "version" | "v" => is_version && !looks_random(value),
            _ => false,
        }
}

/// Returns the name of a file as [`place`] does.
pub(crate) fn path(path: &Path) -> String {
    place(&path.to_string_lossy())
}

/// Returns a name without the user name and password of an address that someone mistook for
/// a file: `https://ada:password@host`, `ada:password@host:path`.
fn without_user(name: &str) -> String {
    let (start, rest) = match name.split_once("://") {
        Some((scheme, rest)) if is_scheme(scheme) => (format!("{scheme}://"), rest),
        Some(_) | None => match name.strip_prefix("//") {
            Some(rest) => ("//".to_owned(), rest),
            None => (String::new(), name),
        },
    };
    // A password may contain any character, also `/` and `@`.
    match rest.rfind('@').map(|at| rest.split_at(at)) {
        Some((user, host)) if !start.is_empty() || user.contains(':') => {
            format!("{start}{HIDDEN}{host}")
        }
        Some(_) | None => name.to_owned(),
    }
}

/// Returns the name of a file or a variable, without the parts that look like a key, a token,
/// a secret or a password: `--key "$BASE64"` names no file.
pub(crate) fn place(name: &str) -> String {
    const LONGEST: usize = 128;
    let is_key = name.contains("-----BEGIN") || name.contains('\n');
    let is_document = name.trim_start().starts_with(['{', '[']);
    // Standard base64 can contain slashes but is not a path.
    let is_base64 = name.len() >= 40
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
        && !name.starts_with('/')
        && looks_random(name);
    if is_key || is_document || is_base64 {
        return HIDDEN.to_owned();
    }
    let name = without_user(name);
    let name = if name.contains("://") { address(&name) } else { tokens(&name) };
    let is_separator = |c: char| matches!(c, '/' | '\\' | ':' | '.') || c.is_whitespace();
    let mut shown = String::with_capacity(name.len());
    for part in name.split_inclusive(is_separator) {
        let word = part.trim_end_matches(is_separator);
        let is_hidden = word.len() > LONGEST || looks_random(word);
        shown.push_str(if is_hidden { HIDDEN } else { word });
        shown.push_str(part.get(word.len()..).unwrap_or_default());
    }
    shown
}

/// Whether a word is as long and as mixed as keys and secrets are: uppercase letters,
/// lowercase letters and digits alternate more often than in names.
fn looks_random(word: &str) -> bool {
    const SHORTEST: usize = 20;
    #[derive(Eq, PartialEq)]
    enum Kind {
        Capital,
        Small,
        Digit,
    }
    let kinds: Vec<Kind> = word
        .bytes()
        .filter_map(|byte| match byte {
            b'A'..=b'Z' => Some(Kind::Capital),
            b'a'..=b'z' => Some(Kind::Small),
            b'0'..=b'9' => Some(Kind::Digit),
            _ => None,
        })
        .collect();
    let changes = kinds.windows(2).filter(|pair| pair.first() != pair.last()).count();
    // How PEM and DER keys begin in base64.
    let is_key =
        ["LS0tLS1", "MII", "MIG", "MHc", "MC4", "MCo"].iter().any(|head| word.starts_with(head));
    kinds.len() >= SHORTEST
        && (is_key || (kinds.contains(&Kind::Digit) && changes * 10 >= kinds.len() * 3))
}

/// Returns the name of an algorithm or a variable, hidden if it could be a secret in the
/// wrong field: algorithms have short names, and variables have names in one case.
pub(crate) fn name(word: &str) -> &str {
    let plain = word.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    let one_case = !(word.contains(|c: char| c.is_ascii_lowercase())
        && word.contains(|c: char| c.is_ascii_uppercase()));
    let short = word.len() <= 12;
    let variable = one_case && word.contains('_') && word.len() <= 64;
    if plain && (short || variable) { word } else { HIDDEN }
}

/// Returns the name of a field, hidden if it could be a secret.
pub(crate) fn field(name: &str) -> &str {
    let plain = name.len() <= 24 && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
    if plain { name } else { HIDDEN }
}

/// Returns the value of a header, hidden if it may contain a token or a secret.
pub(crate) fn header<'a>(name: &str, value: &'a str) -> &'a str {
    const OPEN: [&str; 9] = [
        "origin",
        "host",
        "referer",
        "user-agent",
        "x-hasura-role",
        "x-hasura-auth-mode",
        "x-rely-auth-mode",
        "x-rely-auth-id",
        "x-forwarded-for",
    ];
    let name = name.to_ascii_lowercase();
    let variable = name.starts_with("x-hasura-")
        && !["x-hasura-admin-secret", "x-hasura-access-key"].contains(&name.as_str());
    let open = OPEN.contains(&name.as_str()) || variable;
    if open && !value.contains("eyJ") { value } else { HIDDEN }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::error::{Error, Input, Subject};
    use crate::regressions;

    fn arguments(words: &[&str]) -> Vec<OsString> {
        words.iter().map(OsString::from).collect()
    }

    #[test]
    fn what_others_say_is_shown_without_secrets() {
        for (text, shown) in [
            ("ERROR: please run az login", "ERROR: please run az login"),
            ("invalid token: connection refused", "invalid token: connection refused"),
            ("bad client_secret=hunter2, try again", "bad client_secret=…, try again"),
            (r#"{"client_secret": "hunter2","x":1}"#, r#"{"client_secret": "…","x":1}"#),
            ("get https://ada:pw@x.example/?t=pw: 404", "get https://…@x.example/?t=…"),
            ("no key aB3dE5fG7hI9jK1lM3nO5p here", "no key … here"),
            ("no eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.AAAA", "no eyJhbG…"),
        ] {
            assert!(message(text).starts_with(shown), "{}", message(text));
        }
        let long = message(&"x ".repeat(1000));
        assert_eq!(long.chars().count(), 501);
    }

    #[test]
    fn secrets_and_tokens_of_a_command_line_are_hidden() {
        for words in
            [&["jwtool", "mint", "--secret", "hunter2"][..], &["jwtool", "--secret=hunter2"]]
        {
            assert_eq!(command_line("`hunter2` is wrong", &arguments(words)), "`…` is wrong");
        }
        let by_file = arguments(&["jwtool", "mint", "--secret", "@file"]);
        assert_eq!(command_line("`@file` is wrong", &by_file), "`@file` is wrong");
        let address = " https://ada:hunter2@x.example/?t=hunter2";
        let spaced = arguments(&["jwtool", "secret", "okta", address]);
        assert_eq!(
            command_line(&format!("`{address}` is wrong"), &spaced),
            "` https://…@x.example/?t=…` is wrong"
        );
        // A key where a command, a profile or a URL belongs
        let key =
            format!("LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1JSUV2{}", "Z0lCQURBTkJn".repeat(9));
        for key in [key.clone(), format!(" {key}"), format!("{key}\n"), format!("file://{key}")] {
            let shown = command_line(&format!("`{key}` is wrong"), &arguments(&["jwtool", &key]));
            assert!(!shown.contains("MIIE") && !shown.contains("Z0lC"), "{shown}");
        }
        let id = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";
        let named = arguments(&["jwtool", "verify", "--kid", id]);
        assert_eq!(command_line(id, &named), id);
        let grouped = arguments(&["jwtool", "ping", "-qHx: hunter2"]);
        assert_eq!(command_line("`x: hunter2` is wrong", &grouped), "`…` is wrong");
        let token = format!("eyJhbGciOiJIUzI1NiJ9.{}.sig", "e30".repeat(10));
        assert_eq!(command_line(&format!("not `{token}`"), &[]), "not `eyJhbG…`");
        assert_eq!(tokens(&format!("'--x={token}' é")), "'--x=eyJhbG…' é");
    }

    #[test]
    fn an_address_keeps_its_host_and_path_and_the_names_in_its_query() {
        let token = format!("eyJhbGciOiJIUzI1NiJ9.{}.sig", "e30".repeat(10));
        for (text, shown) in [
            ("https://x.example/a/b", "https://x.example/a/b"),
            ("https://x.example/@ada/b", "https://x.example/@ada/b"),
            ("http://localhost:8080/v1/graphql", "http://localhost:8080/v1/graphql"),
            // User names and passwords, also in invalid addresses
            ("https://ada:hunter2@x.example/", "https://…@x.example/"),
            ("https://hunter2@x.example", "https://…@x.example"),
            ("https://ada:a@b@x.example/c@d", "https://…@x.example/c@d"),
            ("https://ada:hunter2@x:99999/", "https://…@x:99999/"),
            ("https://ada:hun/ter2@x.example/", "https://…@x.example/"),
            ("ada:hunter2@x.example/graphql", "…@x.example/graphql"),
            ("//ada:hunter2@x.example/", "//…@x.example/"),
            (r"https:\\ada:hunter2@x.example/", "…@x.example/"),
            ("https:///ada:hunter2@x.example/", "https://…@x.example/"),
            ("https:/ada:hunter2@x.example/", "…@x.example/"),
            // Queries
            ("/login?t=a&next=https://x.example", "/login?t=…&next=…"),
            ("https://x.example/?t=a", "https://x.example/?t=…"),
            ("https://x.example/?t=a&b=&c&&d=1=2", "https://x.example/?t=…&b=&…&&d=…"),
            ("https://x.example?hunter2", "https://x.example?…"),
            ("/login?next=/a&t=hunter2", "/login?next=…&t=…"),
            ("?t=a@b", "?t=…"),
            ("https://x.example/keys?p=B2C_1_sign-in", "https://x.example/keys?p=B2C_1_sign-in"),
            ("https://x.example/keys?p=hunter2", "https://x.example/keys?p=…"),
            (
                "https://x.example/?api-version=2024-01-15",
                "https://x.example/?api-version=2024-01-15",
            ),
            ("https://x.example/?v=hunter2%21", "https://x.example/?v=…"),
            (
                "https://x.example/?appid=5c5e19f6-0000-4000-8000-000000000001",
                "https://x.example/?appid=5c5e19f6-0000-4000-8000-000000000001",
            ),
            ("https://x.example/?K7MDENGbPxRfiCYEXAMPLEKEY9zQ1w=1", "https://x.example/?…=…"),
            // Fragments
            ("https://x.example/#access_token=a", "https://x.example/#…"),
            ("https://x.example/?a=b#c?d", "https://x.example/?a=…#…"),
            ("/callback#t", "/callback#…"),
            // Tokens in the path
            (&format!("https://x.example/{token}/a"), "https://x.example/eyJhbG…/a"),
            ("", ""),
            ("…", "…"),
        ] {
            assert_eq!(address(text), shown, "{text}");
            assert_eq!(address(shown), shown, "{shown}");
        }
        let parsed = Url::parse("https://ada:hunter2@x.example?t=a").unwrap();
        assert_eq!(url(&parsed), "https://…@x.example/?t=…");
    }

    #[test]
    fn the_name_of_a_place_is_shown_unless_it_is_a_key_or_a_secret() {
        for name in [
            "key.pem",
            "/run/secrets/hasura/jwt-public-key.2024-01-15.pem",
            "./keys/us-east-1_U2dzkxfTv.jwks.json",
            "HASURA_GRAPHQL_JWT_SECRET",
            "myJwtSecretForHasuraInProduction",
            "/var/folders/zz/zyxvpxvq6csfxvn_n0000000000000/T/.tmpAb12Cd/config/config.toml",
            r"C:\Users\Ada Lovelace\AppData\Local\jwtool\keys\dev.pem",
            "schl\u{fc}ssel.pem",
            "git@x.example:keys/a.pem",
            "node_modules/@ada/keys:1/a.pem",
            "",
        ] {
            assert_eq!(place(name), name);
        }
        let der = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj/AgEAAoIBAQC7VJTUt9Us8cKj";
        let token = format!("eyJhbGciOiJIUzI1NiJ9.{}.sig", "e30".repeat(10));
        for (name, shown) in [
            (der, "…"),
            ("LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t", "…"),
            ("-----BEGIN PRIVATE KEY-----\nMC4CAQ", "…"),
            (r#" {"kty":"oct","k":"c2VjcmV0"}"#, "…"),
            ("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY9", "…"),
            ("K7MDENGbPxRfiCYzEXAMP9LEKEY", "…"),
            ("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "…"),
            ("keys/9f86d081884c7d659a2feaa0c55ad015.pem", "keys/….pem"),
            (token.as_str(), "eyJhbG…"),
            // Addresses that were mistaken for files
            ("https://ada:hunter2@x.example/keys?t=a", "https://…@x.example/keys?t=…"),
            ("ssh://hunter2@x.example/keys", "ssh://…@x.example/keys"),
            ("https://ada:12/hunter2@x.example/", "https://…@x.example/"),
            ("ada:hunter2@x.example:keys/a.pem", "…@x.example:keys/a.pem"),
            ("./ada:hunter2@x.example", "…@x.example"),
        ] {
            assert_eq!(place(name), shown, "{name}");
        }
        assert_eq!(place(&"x".repeat(129)), "…");
    }

    #[test]
    fn arguments_that_are_keys_or_addresses_with_secrets_are_hidden_in_messages() {
        let secret = "K7MDENGbPxRfiCYzEXAMP9LEKEY";
        for argument in [
            format!("@{secret}"),
            format!("env:{secret}"),
            format!("key:{secret}"),
            format!("--key=@{secret}"),
            format!("--key=env:{secret}"),
        ] {
            let line = arguments(&["jwtool", "verify", &argument]);
            let message = command_line(&format!("no `{secret}` and no '{argument}'"), &line);
            assert!(!message.contains("MDENG"), "{message}");
        }
        let url = "https://ada:hunter2@x.example/?t=a";
        for (argument, message) in [
            ("ada:hunter2@x.example", "`ada:hunter2@x.example` is not a domain"),
            ("https:ada:hunter2@x.example", "cannot read `https:ada:hunter2@x.example`"),
        ] {
            let message = command_line(message, &arguments(&["jwtool", "secret", argument]));
            assert!(message.contains("`…@x.example`"), "{message}");
        }
        let mail = arguments(&["jwtool", "mint", r#"email:="ada@x.example""#]);
        assert_eq!(
            command_line(r#"`email:="ada@x.example"`"#, &mail),
            r#"`email:="ada@x.example"`"#
        );
        for argument in [url.to_owned(), format!("--jwks={url}")] {
            let line = arguments(&["jwtool", "verify", &argument]);
            let message = command_line(&format!("unexpected argument '{argument}'"), &line);
            assert!(message.ends_with("https://…@x.example/?t=…'"), "{message}");
        }
    }

    proptest! {
        #![proptest_config(regressions())]

        #[test]
        fn a_password_in_a_name_like_an_address_is_never_shown(
            scheme in "[a-z][a-z0-9+]{0,8}",
            user in "[!-~]{0,8}",
            (before, after) in ("[!-~]{0,6}", "[!-~]{0,6}"),
            host in "[a-z.]{1,12}(:[0-9]{1,5})?",
            path in "[!-~]{0,20}",
        ) {
            let password = format!("{before}hunter2{after}");
            for name in [
                format!("{scheme}://{user}:{password}@{host}/{path}"),
                format!("{scheme}://{password}@{host}/{path}"),
                format!("{scheme}:/{user}:{password}@{host}/{path}"),
                format!("{scheme}:{user}:{password}@{host}/{path}"),
                format!("//{user}:{password}@{host}/{path}"),
                format!("{user}:{password}@{host}:{path}"),
                format!("./{user}:{password}@{host}:{path}"),
            ] {
                let shown = place(&name);
                prop_assert!(!shown.contains("hunter2"), "{name}: {shown}");
                let input = Input::file(Subject::Key, name.as_ref());
                let source = std::io::Error::from(std::io::ErrorKind::NotFound);
                let message = Error::Unreadable { input, source }.to_string();
                prop_assert!(!message.contains("hunter2"), "{name}: {message}");
            }
        }

        #[test]
        fn a_password_in_an_argument_is_never_shown(
            user in "[a-z]{1,8}",
            (before, after) in ("[a-z]{1,6}", "[!-~]{0,6}"),
            host in "[a-z]{1,8}\\.example",
        ) {
            let named = format!("{user}:{before}hunter2{after}@{host}");
            for address in [named.clone(), format!("https://{named}"), format!("//{named}")] {
                for argument in [
                    address.clone(),
                    format!("@{address}"),
                    format!("env:{address}"),
                    format!("key:{address}"),
                    format!("x=@{address}"),
                    format!("--key={address}"),
                    format!("--key=@{address}"),
                ] {
                    let line = arguments(&["jwtool", "verify", &argument]);
                    let message = format!("invalid value '{argument}': `{address}` is wrong");
                    let message = command_line(&message, &line);
                    prop_assert!(!message.contains("hunter2"), "{argument}: {message}");
                }
            }
        }
    }

    #[test]
    fn names_that_could_be_secrets_are_hidden() {
        for shown in ["HS256", "ML-DSA-44", "Ed25519", "JWT_KEY", "hasura_graphql_jwt_secret", ""] {
            assert_eq!(name(shown), shown);
        }
        for secret in [
            "sUp3rs3cretvalue",
            "0123456789abcdef",
            "-----BEGIN PUBLIC KEY-----",
            "correct horse",
            "aB_cdefghijklmnop",
        ] {
            assert_eq!(name(secret), "…");
        }
        assert_eq!(field("claims_namespace"), "claims_namespace");
        assert_eq!(field("0123456789abcdef"), "…");
    }

    #[test]
    fn only_headers_without_secrets_are_shown() {
        assert_eq!(header("X-Hasura-Role", "user"), "user");
        assert_eq!(header("x-hasura-admin-secret", "hunter2"), "…");
        assert_eq!(header("authorization", "Bearer x"), "…");
        assert_eq!(header("x-hasura-org", "eyJhbGciOiJub25lIn0"), "…");
    }
}
