//! Error messages of engines, gateways and libraries that check tokens: whose a message is, and
//! what usually causes it.
//!
//! `table/` has the messages, `recognize.rs` finds them in logs, bodies and headers.

mod cause;
mod clean;
mod known;
mod mask;
mod pattern;
mod product;
mod recognize;
pub(crate) mod table;

pub(crate) use cause::Cause;
pub(crate) use clean::one_line;
pub(crate) use known::{Known, Section, Value};
pub(crate) use mask::masked;
pub(crate) use product::Product;
pub(crate) use recognize::{Match, Response, recognize, recognize_response};
