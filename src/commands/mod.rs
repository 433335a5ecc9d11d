//! The verbs, one file each: its flags and its `run`.

pub(crate) mod completions;
pub(crate) mod decode;
pub(crate) mod explain;
pub(crate) mod flags;
pub(crate) mod mint;
pub(crate) mod ping;
pub(crate) mod present;
pub(crate) mod secret;
pub(crate) mod verify;
