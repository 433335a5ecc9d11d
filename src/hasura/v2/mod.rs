//! Hasura GraphQL Engine v2: its configuration, and how it responds to a request.

pub(crate) mod aeson;
pub(crate) mod answer;
pub(crate) mod claims;
pub(crate) mod config;
pub(crate) mod engine;
pub(crate) mod exchange;
pub(crate) mod jwt_secret;
pub(crate) mod keys;
pub(crate) mod not_json;
pub(crate) mod refusal;
pub(crate) mod token_place;
