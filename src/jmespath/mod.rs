//! `JMESPath`, parsed and evaluated exactly as the community's Go implementation does, which
//! `RelyAuth` uses.
//!
//! Every evaluation has a budget, because an expression of a few characters can require more time
//! and memory than any machine has.

mod budget;
mod evaluate;
mod failure;
mod functions;
mod lexer;
mod names;
mod node;
mod parser;
mod values;

pub(crate) use budget::{Budget, Stop};
pub(crate) use evaluate::evaluate;
pub(crate) use failure::Failure;
pub(crate) use node::Node;
pub(crate) use parser::parse;
