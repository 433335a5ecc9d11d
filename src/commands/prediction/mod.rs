//! How an engine answers a request, for `explain` and `ping`: its configuration, given or assumed,
//! its keys, and its checks.

pub(crate) mod assume;
pub(crate) mod keys;
pub(crate) mod of_profile;
pub(crate) mod prepare;
