//! The API of Cognito user pools with which a user logs in: what is sent, what is answered, and what
//! its errors mean.

pub(crate) mod answer;
pub(crate) mod pool;
pub(crate) mod refusal;
pub(crate) mod srp;

#[cfg(test)]
mod srp_server;
