//! Hides tokens and secrets in text from elsewhere.

use crate::redact;

/// The longest piece of foreign text that is shown, in characters.
const LONGEST: usize = 400;

/// Names before a value that must not be shown.
const SECRETIVE: [&str; 9] = [
    "secret",
    "password",
    "passwd",
    "apikey",
    "api-key",
    "api_key",
    "access-key",
    "token",
    "cookie",
];

/// Returns text without tokens and without what looks like a secret, and not longer than people
/// read.
pub(crate) fn masked(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        // A token that was cut must not be shown as a word that is none.
        shown.truncate(shown.rfind(' ').unwrap_or_default());
        shown.push_str(" …");
    }
    let mut result = String::with_capacity(shown.len());
    let mut follows_secret = false;
    for piece in redact::tokens(&shown).split_inclusive(is_between) {
        let word = piece.trim_end_matches(is_between);
        let between = piece.get(word.len()..).unwrap_or_default();
        let lower = word.to_ascii_lowercase();
        let is_scheme = lower == "bearer" || lower == "basic";
        // A message is about a name more often than it gives its value.
        let is_hidden = follows_secret && !word.is_empty() && !is_scheme;
        result.push_str(if is_hidden { "…" } else { "" });
        if !is_hidden {
            result.push_str(&redact::place(word));
        }
        result.push_str(between);
        let assigns = between.starts_with(['=', ':'])
            || (follows_secret && word.is_empty())
            || (between.starts_with(['"', '\''])
                && SECRETIVE.iter().any(|name| lower.ends_with(name)));
        follows_secret = if word.is_empty() {
            follows_secret && between != "\n"
        } else if is_scheme {
            true
        } else {
            assigns && SECRETIVE.iter().any(|name| lower.ends_with(name))
        };
    }
    result
}

fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '"' | '\''
                | '`'
                | '='
                | ':'
                | ','
                | ';'
                | '{'
                | '}'
                | '['
                | ']'
                | '('
                | ')'
                | '<'
                | '>'
                | '&'
                | '?'
        )
}
