//! Hasura DDN (v3-engine): its `AuthConfig`, and how it responds to a request.

pub(crate) mod answer;
pub(crate) mod claims;
pub(crate) mod config;
mod decode;
pub(crate) mod engine;
pub(crate) mod exchange;
pub(crate) mod keys;
pub(crate) mod pointer;
pub(crate) mod refusal;
mod schema;
mod token_place;
mod token_shape;
