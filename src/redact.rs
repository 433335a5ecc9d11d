//! Hides what must not be printed: tokens, keys, secrets, and user information in addresses.

use std::ffi::OsString;

use ::url::Url;

/// What is printed instead.
const HIDDEN: &str = "…";

/// Flags whose value is never echoed.
const SECRET_FLAGS: [&str; 6] =
    ["--secret", "--passphrase", "--admin-secret", "--token", "--header", "-H"];

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
            let inner = part.trim_start_matches('@');
            let is_content = inner.contains("-----BEGIN") || inner.trim_start().starts_with('{');
            if is_content || (inner.contains('\n') && inner.len() > 64) {
                text = text.replace(inner, HIDDEN);
            }
        }
    }
    tokens(&text)
}

/// Hides a value where it is quoted, and everywhere unless it is too short to be unusual.
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

/// Shortens every word that begins like a token to its first letters.
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

/// Whether a text has a word that begins like a token.
pub(crate) fn has_token(text: &str) -> bool {
    tokens(text) != text
}

/// Returns an address as it was typed, without user name and password.
pub(crate) fn address(text: &str) -> String {
    match text.split_once("://").map(|(scheme, rest)| (scheme, rest.rsplit_once('@'))) {
        Some((scheme, Some((_, rest)))) => format!("{scheme}://{HIDDEN}@{rest}"),
        Some((_, None)) | None => text.to_owned(),
    }
}

/// Returns a URL without user name and password, and without query values that are long
/// enough to be tokens.
pub(crate) fn url(url: &Url) -> String {
    const LONGEST: usize = 40;
    let mut url = url.clone();
    if !url.username().is_empty() || url.password().is_some() {
        // Both fail only for URLs without a host, which have neither.
        let _ = url.set_username("");
        let _ = url.set_password(None);
    }
    if url.query_pairs().any(|(_, value)| value.len() > LONGEST) {
        let pairs: Vec<(String, String)> = url
            .query_pairs()
            .map(|(name, value)| {
                let value = if value.len() > LONGEST { HIDDEN.into() } else { value };
                (name.into_owned(), value.into_owned())
            })
            .collect();
        url.query_pairs_mut().clear().extend_pairs(pairs);
    }
    url.to_string()
}

/// Returns the name of an algorithm or a variable, unless it could be a secret in the wrong
/// field: algorithms have short names, variables have names in one case.
pub(crate) fn name(word: &str) -> &str {
    let plain = word.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    let one_case = !(word.contains(|c: char| c.is_ascii_lowercase())
        && word.contains(|c: char| c.is_ascii_uppercase()));
    let short = word.len() <= 12;
    let variable = one_case && word.contains('_') && word.len() <= 64;
    if plain && (short || variable) { word } else { HIDDEN }
}

/// Returns the name of a field, unless it could be a secret.
pub(crate) fn field(name: &str) -> &str {
    let plain = name.len() <= 24 && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
    if plain { name } else { HIDDEN }
}

/// Returns the value of a header, unless it may carry a token or a secret.
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
    use super::*;

    fn arguments(words: &[&str]) -> Vec<OsString> {
        words.iter().map(OsString::from).collect()
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
        let grouped = arguments(&["jwtool", "ping", "-qHx: hunter2"]);
        assert_eq!(command_line("`x: hunter2` is wrong", &grouped), "`…` is wrong");
        let token = format!("eyJhbGciOiJIUzI1NiJ9.{}.sig", "e30".repeat(10));
        assert_eq!(command_line(&format!("not `{token}`"), &[]), "not `eyJhbG…`");
        assert_eq!(tokens(&format!("'--x={token}' é")), "'--x=eyJhbG…' é");
    }

    #[test]
    fn addresses_lose_user_information_and_tokens() {
        assert_eq!(address("https://ada:hunter2@x:99999/"), "https://…@x:99999/");
        assert_eq!(address("https://x/a"), "https://x/a");
        let typed = format!("https://ada:hunter2@x.example/?token={}&a=1", "x".repeat(50));
        let shown = url(&Url::parse(&typed).unwrap());
        assert_eq!(shown, "https://x.example/?token=%E2%80%A6&a=1");
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
