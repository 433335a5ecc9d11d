//! How a user logs in, as far as flags say.

use std::time::Duration;

use crate::source::secret::SecretSource;

/// How to log in, as far as flags say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LogIn<'a> {
    pub(crate) username: Option<&'a str>,
    pub(crate) password: Option<&'a SecretSource>,
    /// `None` for the way that the profile's kind prefers
    pub(crate) way: Option<Way>,
    pub(crate) opens_browser: bool,
    /// How long to wait for the user
    pub(crate) timeout: Option<Duration>,
}

/// How the user proves who they are to an issuer with web pages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Way {
    /// By a code that is typed in on another device (RFC 8628)
    Device,
    /// By a paste of the address at which the browser ends
    Paste,
}
