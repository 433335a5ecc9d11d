//! Formats results. Makes no decisions.

pub(crate) mod config;
pub(crate) mod decode;
pub(crate) mod diff;
pub(crate) mod error;
pub(crate) mod explain;
pub(crate) mod help;
pub(crate) mod json;
pub(crate) mod key;
pub(crate) mod message;
pub(crate) mod note;
pub(crate) mod ping;
pub(crate) mod profile;
pub(crate) mod report;
pub(crate) mod secret;
pub(crate) mod status;
pub(crate) mod style;
pub(crate) mod time;
pub(crate) mod topic;
pub(crate) mod verdict;
