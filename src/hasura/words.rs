//! The words of an engine: why it does not start, and why it refuses. Each engine has its
//! own faults and reasons.

/// Why an engine does not start, in its own words; an `F` is what is wrong.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct ConfigError<F> {
    pub(crate) message: String,
    pub(crate) fault: F,
    /// Whether the engine's words are known only in part, or differ by release
    pub(crate) inexact: bool,
}

impl<F> ConfigError<F> {
    /// An error in the engine's exact words.
    pub(crate) fn exact(fault: F, message: impl Into<String>) -> Self {
        Self { message: message.into(), fault, inexact: false }
    }

    /// An error in words like the engine's.
    pub(crate) fn inexact(fault: F, message: impl Into<String>) -> Self {
        Self { message: message.into(), fault, inexact: true }
    }
}

/// A word for a message, or `…` if it could be a secret in the wrong field: names of
/// algorithms are short, those of variables have only capitals or only small letters.
pub(crate) fn name_shown(word: &str) -> &str {
    let plain = word.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    let one_case = !(word.contains(|c: char| c.is_ascii_lowercase())
        && word.contains(|c: char| c.is_ascii_uppercase()));
    let short = word.len() <= 12;
    let wordy = one_case && word.contains('_') && word.len() <= 64;
    if plain && (short || wordy) { word } else { "…" }
}

/// The name of a field for a message, or `…` if it could be a secret.
pub(crate) fn field_shown(name: &str) -> &str {
    let plain = name.len() <= 24 && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
    if plain { name } else { "…" }
}

/// A reason with its own message.
pub(crate) trait Words: Copy {
    /// The part of the message that never changes.
    fn words(self) -> &'static str;
}

/// A refusal as the engine words it; an `R` is the reason.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Refusal<R> {
    pub(crate) reason: R,
    pub(crate) message: String,
}

impl<R: Words> Refusal<R> {
    /// What follows the fixed words of the message.
    pub(crate) fn rest(&self) -> &str {
        self.message.strip_prefix(self.reason.words()).unwrap_or_default().trim()
    }

    /// A refusal whose message never changes.
    pub(crate) fn of(reason: R) -> Self {
        Self { reason, message: reason.words().to_owned() }
    }

    /// A refusal whose message goes on after its fixed words and a space.
    pub(crate) fn with(reason: R, rest: &str) -> Self {
        Self { reason, message: format!("{} {rest}", reason.words()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_a_secret_is_not_shown() {
        for name in ["HS256", "ML-DSA-44", "Ed25519", "JWT_KEY", "hasura_graphql_jwt_secret", ""] {
            assert_eq!(name_shown(name), name);
        }
        for secret in [
            "sUp3rs3cretvalue",
            "0123456789abcdef",
            "-----BEGIN PUBLIC KEY-----",
            "correct horse",
            "aB_cdefghijklmnop",
        ] {
            assert_eq!(name_shown(secret), "…");
        }
    }
}
