//! `jwtool exec`: runs a program with the token of a profile's login.

use std::ffi::OsString;

use clap::Args;

use crate::commands::flags::{GlobalFlags, examples};
use crate::error::Error;
use crate::exit::Outcome;
use crate::jose::duration::Duration;
use crate::source::token;
use crate::system::System;

/// How much of its life a token should have left, in seconds.
const SHORT: i64 = 300;

/// Run a program with the token of a profile's login
///
/// Sets `JWTOOL_TOKEN` to the token and `AUTHORIZATION` to `Bearer` and the token. Ends with the
/// exit code of the program, or with 3 if it cannot be started.
#[derive(Args, Debug)]
#[command(override_usage = "jwtool exec [OPTIONS] -- <CMD>...", after_long_help = examples(&[
    ("A program that reads `JWTOOL_TOKEN`", "jwtool exec --profile local -- sh -c 'jwtool decode \"$JWTOOL_TOKEN\"'"),
    ("One that needs a header, with the default profile", "jwtool exec -- sh -c 'echo \"Authorization: $AUTHORIZATION\"'"),
]))]
pub(crate) struct ExecArgs {
    /// Program to run, with its arguments
    #[arg(value_name = "CMD", required = true, last = true)]
    command: Vec<OsString>,
}

pub(crate) fn run(
    args: &ExecArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let profile = global.named_profile(None, system)?;
    let usage = "jwtool exec --profile NAME -- CMD";
    let found = token::of_login(profile.as_ref(), None, usage, system)?;
    if let Some(until) = found.until {
        let left = until.saturating_sub(system.now.seconds());
        if left <= 0 {
            system.say("warning: the token has expired");
        } else if left < SHORT {
            let words = Duration::from_seconds(left).in_words();
            system.say(&format!(
                "warning: the token expires in {words}, which may be while the program runs"
            ));
        }
    }
    let Some((program, arguments)) = args.command.split_first() else {
        return Err(Error::usage("no program was named", format!("`{usage}`")));
    };
    let source = system.become_program(program, arguments, &found.token);
    Err(Error::Program { program: program.to_string_lossy().into_owned(), source })
}
