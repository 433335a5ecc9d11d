//! The verbs, one module each, with its flags and its `run` function.

pub(crate) mod completions;
pub(crate) mod decode;
pub(crate) mod exec;
pub(crate) mod explain;
pub(crate) mod flags;
pub(crate) mod key;
pub(crate) mod login;
pub(crate) mod logout;
pub(crate) mod man;
pub(crate) mod mint;
pub(crate) mod ping;
pub(crate) mod prediction;
pub(crate) mod present;
pub(crate) mod preset;
pub(crate) mod profile;
pub(crate) mod secret;
pub(crate) mod serve;
pub(crate) mod status;
pub(crate) mod token;
pub(crate) mod verify;
