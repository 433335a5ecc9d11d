//! Logs in with a code that is typed in on another device (RFC 8628).

use crate::error::{Error, LoginFault};
use crate::source::login::context::{Context, Tokens};
use crate::source::login::interactive::LogIn;
use crate::system::System;

/// Logs in, and returns the tokens.
pub(super) fn log_in(
    context: &Context<'_>,
    _request: &LogIn<'_>,
    _system: &mut System,
) -> Result<Tokens, Error> {
    Err(context.error(LoginFault::NotBuilt(context.kind)))
}
