//! `RelyAuth`, the auth webhook in front of Hasura v2 or DDN: its `auth.yaml`, and how it
//! responds to a request.

mod advice;
pub(crate) mod answer;
pub(crate) mod auth_yaml;
pub(crate) mod claims;
pub(crate) mod config;
pub(crate) mod engine;
pub(crate) mod exchange;
pub(crate) mod expression;
mod fields;
pub(crate) mod keys;
mod loaded;
pub(crate) mod refusal;
mod regexp;
mod rules;
pub(crate) mod security;
pub(crate) mod session;
mod signed;
pub(crate) mod token_place;
