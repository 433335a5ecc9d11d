//! An issuer for development and tests: an OAuth 2.0 and OpenID Connect provider as a pure state
//! machine, from a request and the current time to a response.

mod authorize;
mod client;
mod context;
mod device;
mod discovery;
pub(crate) mod fault;
mod grants;
mod guard;
pub(crate) mod http;
mod inspect;
pub(crate) mod keys;
mod logout;
pub(crate) mod page;
mod router;
pub(crate) mod settings;
#[cfg(test)]
mod tests;
mod token;
mod tokens;

pub(crate) use crate::issuer::router::Issuer;
