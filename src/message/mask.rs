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
    masked_but(text, &[])
}

/// Returns text as [`masked`] does, but keeps what is in these ranges of bytes, which are in order:
/// the words of a known message are not secret, whatever they look like.
pub(super) fn masked_but(text: &str, kept: &[(usize, usize)]) -> String {
    let mut length = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let is_cut = length < text.len();
    if is_cut {
        // A token that was cut must not be shown as a word that is none.
        length = text.get(..length).and_then(|start| start.rfind(' ')).unwrap_or_default();
    }
    let mut mask = Mask::default();
    let mut at = 0;
    for (from, to) in kept.iter().map(|(from, to)| ((*from).min(length), (*to).min(length))) {
        if let (Some(foreign), Some(known)) = (text.get(at..from), text.get(from..to)) {
            mask.push(foreign, false);
            mask.push(known, true);
            at = to;
        }
    }
    mask.push(text.get(at..length).unwrap_or_default(), false);
    if is_cut {
        mask.result.push_str(" …");
    }
    mask.result
}

/// Text that is masked word by word.
#[derive(Debug, Default)]
struct Mask {
    result: String,
    follows_secret: bool,
}

impl Mask {
    fn push(&mut self, text: &str, is_known: bool) {
        let text = if is_known { text.to_owned() } else { redact::tokens(text) };
        for piece in text.split_inclusive(is_between) {
            let word = piece.trim_end_matches(is_between);
            let between = piece.get(word.len()..).unwrap_or_default();
            let lower = word.to_ascii_lowercase();
            let is_scheme = lower == "bearer" || lower == "basic";
            let is_secretive = SECRETIVE.iter().any(|name| lower.ends_with(name));
            // A message is about a name more often than it gives its value.
            let is_hidden = self.follows_secret && !word.is_empty() && !is_scheme && !is_known;
            if is_known {
                self.result.push_str(word);
            } else if is_hidden {
                self.result.push('…');
            } else {
                self.result.push_str(&redact::place(word));
            }
            self.result.push_str(between);
            let assigns = between.starts_with(['=', ':'])
                || (self.follows_secret && word.is_empty())
                || (between.starts_with(['"', '\'']) && is_secretive);
            self.follows_secret = if word.is_empty() {
                self.follows_secret && between != "\n"
            } else {
                is_scheme || (assigns && is_secretive)
            };
        }
    }
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
