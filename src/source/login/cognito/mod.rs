//! Logins to a Cognito user pool without its web pages: with a user name and a password.

mod challenge;
mod client;
mod log_in;
mod renewal;

pub(super) use log_in::log_in;
pub(super) use renewal::{refresh, revoke};
