//! Error messages of engines, gateways and libraries that check tokens: whose a message is, and
//! what usually causes it.
//!
//! `table/` has the messages, `recognize.rs` finds them in logs, bodies and headers.

mod cause;
mod clean;
mod found;
mod known;
mod mask;
#[cfg(test)]
mod page;
mod pattern;
mod place;
mod product;
pub(crate) mod recognize;
mod table;

pub(crate) use cause::Cause;
pub(crate) use clean::one_line;
pub(crate) use found::Match;
pub(crate) use known::Value;
pub(crate) use mask::masked;
pub(crate) use product::Product;
pub(crate) use recognize::recognize;
