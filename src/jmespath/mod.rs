//! `JMESPath` as the community's implementation for Go reads and evaluates it, which is
//! the one that `RelyAuth` uses.
//!
//! What an evaluation takes is counted: an expression of a few characters can ask for
//! more than any machine has.

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
