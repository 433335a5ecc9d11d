//! Hints for command lines without a command, or with a token in its place.

use crate::escape;
use crate::provider::origin::ProviderId;

/// The hint for text that is not a token.
pub(crate) const UNREADABLE: &str =
    "a token is three parts of base64url separated by dots, and begins with `eyJ`";

/// The hint for a token in place of a claim: `jwtool mint eyJ…`.
pub(crate) const TOKEN_FOR_CLAIM: &str = "to edit a token, run `jwtool mint --from TOKEN`";

/// For an encrypted session that was not opened.
pub(crate) const fn session(provider: ProviderId) -> Option<&'static str> {
    match provider {
        ProviderId::NextAuth => Some(
            "to open it, pass the application's secret: `jwtool decode --secret env:NEXTAUTH_SECRET` (or `env:AUTH_SECRET`)",
        ),
        ProviderId::BetterAuth => Some(
            "to open it, pass the application's secret: `jwtool decode --secret env:BETTER_AUTH_SECRET`",
        ),
        _ => None,
    }
}

/// Returns the hint for a value that begins with a dash and was taken for a flag.
pub(crate) fn dashed_value(flag: &str, value: &str) -> Option<String> {
    let value = escape::pasteable(value)?;
    Some(format!("`{flag}={value}` passes a value that begins with `-`"))
}

/// Returns the hint for a program to run that does not follow `--`.
pub(crate) fn program(name: &str) -> Option<String> {
    let name = escape::pasteable(name)?;
    Some(format!("write `--` before the program: `jwtool exec -- {name}`"))
}

/// Returns the hint for a command line without a command.
pub(crate) const fn no_command(has_token: bool) -> &'static str {
    if has_token {
        "to see what the token says, run `… | jwtool decode`"
    } else {
        "see `jwtool --help`"
    }
}

/// Returns the hint for a token where a command is expected: `jwtool eyJ…` or
/// `jwtool secret eyJ…`.
pub(crate) const fn token_for_command(in_secret: bool) -> &'static str {
    if in_secret {
        "for the configuration that accepts a token, run `jwtool secret token TOKEN`"
    } else {
        "to see what the token says, run `jwtool decode TOKEN`"
    }
}
