//! What Hasura's engines make of a token.

pub(crate) mod grant;
pub(crate) mod response;
pub(crate) mod v2;
pub(crate) mod view;
