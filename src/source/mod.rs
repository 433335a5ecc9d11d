//! The sources of tokens, keys, claims and secrets.

pub(crate) mod claims;
pub(crate) mod engine_config;
pub(crate) mod key;
pub(crate) mod key_search;
pub(crate) mod known_keys;
pub(crate) mod login;
pub(crate) mod message;
pub(crate) mod paste;
pub(crate) mod secret;
pub(crate) mod token;
