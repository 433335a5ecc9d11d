//! The JWT workbench for people who build on Hasura, as a library behind one binary.
//!
//! Floors, from the top: [`main`] reads the command line (`cli`), a verb does its work
//! (`commands`) with what it is given (`source`) and shows it (`render`); `system` is
//! the machine; the facts below it (`provider`, `hasura`, [`jose`]) know nothing of any
//! machine. `docs/architecture.md` describes the house.
//!
//! Only [`jose`] is public: the standards, for tests and benchmarks.

mod cli;
mod commands;
mod error;
mod escape;
pub mod exit;
mod hasura;
mod inspection;
pub mod jose;
mod profile;
mod provider;
mod render;
mod source;
mod system;

use std::ffi::OsString;

use crate::exit::ExitStatus;

/// Runs one command line and says how it ended. Writes to this process's standard
/// output and error; never ends the process itself.
pub fn main(arguments: &[OsString]) -> ExitStatus {
    cli::run(arguments)
}
