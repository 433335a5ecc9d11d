//! Parses the flags of one verb alone.
//!
//! The parser of all verbs gives each of them its own copy of the global flags, and prepares
//! their help. A command line that is valid needs neither, and most begin with their verb.

use std::ffi::OsString;
use std::mem::ManuallyDrop;

use clap::{Args, Command, FromArgMatches as _};

use crate::commands::flags::GlobalFlags;

/// Parses what follows the name of a verb. Returns `None` if it is invalid or asks for help: the
/// parser of all verbs has the words for that.
pub(super) fn parse<A: Args>(rest: &[OsString]) -> Option<(GlobalFlags, A)> {
    let command = Command::new("jwtool")
        .version(env!("CARGO_PKG_VERSION"))
        .propagate_version(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .no_binary_name(true);
    let mut command = A::augment_args(GlobalFlags::augment_args(command));
    if !command.has_subcommands() {
        // There is no other place for them, and so nothing to copy.
        command = command.mut_args(|argument| argument.global(false));
    }
    // The process ends soon: freeing every flag would be the larger part of parsing.
    let mut command = ManuallyDrop::new(command);
    let mut matches = command.try_get_matches_from_mut(rest).ok()?;
    let global = GlobalFlags::from_arg_matches_mut(&mut matches).ok()?;
    let args = A::from_arg_matches_mut(&mut matches).ok()?;
    Some((global, args))
}
