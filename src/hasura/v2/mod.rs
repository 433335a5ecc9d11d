//! Hasura GraphQL Engine v2.

pub(crate) mod config;
