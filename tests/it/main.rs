//! Tests of the binary as users and scripts run it, and the architecture guards.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::disallowed_methods, reason = "the tests are the machine's owner")]

mod architecture;
mod broken;
#[cfg(unix)]
mod ci;
mod cognito;
mod completions;
mod configs;
mod decode;
mod docs;
mod edit;
mod explain;
mod explain_profile;
mod fetch;
mod hints;
mod key;
mod keys;
mod links;
mod login;
mod login_browser;
mod login_device;
mod login_listener;
mod message;
mod mint;
mod mint_core;
mod mint_many;
mod paste;
mod ping;
mod profile;
mod reference;
mod renewal;
mod sandbox;
mod secret;
mod serve;
mod store;
mod usage;
mod vectors;
mod verify;
