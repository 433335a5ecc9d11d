//! The executable: argv to the library, its answer to the shell.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    jwtool::main(&arguments).into()
}
