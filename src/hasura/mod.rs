//! Models of Hasura's engines that predict how each of them responds to a token.

pub(crate) mod behaviour;
pub(crate) mod conversion;
pub(crate) mod ddn;
pub(crate) mod engine;
pub(crate) mod explanation;
pub(crate) mod grant;
pub(crate) mod hmac_secret;
pub(crate) mod inquiry;
pub(crate) mod mapping;
pub(crate) mod registry;
pub(crate) mod relyauth;
pub(crate) mod request;
pub(crate) mod response;
pub(crate) mod session_budget;
pub(crate) mod settings;
pub(crate) mod signature_failure;
pub(crate) mod summary;
pub(crate) mod trace;
pub(crate) mod v2;
pub(crate) mod view;
pub(crate) mod warning;
pub(crate) mod words;
pub(crate) mod yaml;
