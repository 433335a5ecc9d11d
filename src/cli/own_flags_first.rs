//! The order of a verb's flags in its help: its own first, the global ones last.

use clap::{ArgMatches, Args, Command, FromArgMatches};

use crate::cli::environment::with_variables;

/// The arguments of a verb whose help lists them before the global flags, and the variables that it
/// reads before the examples.
///
/// A deferred command receives the global flags before its own, and help shows groups of
/// flags in the order in which they were added.
#[derive(Debug)]
pub(super) struct OwnFlagsFirst<T>(pub(super) T);

impl<T: Args> Args for OwnFlagsFirst<T> {
    fn augment_args(command: Command) -> Command {
        globals_last(T::augment_args(command))
    }

    fn augment_args_for_update(command: Command) -> Command {
        globals_last(T::augment_args_for_update(command))
    }
}

impl<T: FromArgMatches> FromArgMatches for OwnFlagsFirst<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        T::from_arg_matches(matches).map(Self)
    }

    fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Self, clap::Error> {
        T::from_arg_matches_mut(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0.update_from_arg_matches(matches)
    }
}

fn globals_last(command: Command) -> Command {
    let arguments = command.get_arguments().cloned();
    let (global, own): (Vec<_>, Vec<_>) = arguments.partition(clap::Arg::is_global_set);
    let mut ordered = own.into_iter().chain(global);
    let command = command.mut_args(|argument| ordered.next().unwrap_or(argument));
    let path = command.get_name().to_owned();
    with_variables(command, &path)
}
