//! `jwtool key rotate`: replaces the key that signs.

use clap::Args;

use crate::commands::flags::examples;
use crate::commands::key::algorithm::NewKey;
use crate::commands::key::new::stored;
use crate::commands::key::show::key_name;
use crate::commands::present;
use crate::error::Error;
use crate::exit::Outcome;
use crate::system::System;

/// Create a new key of the same kind that signs from now on
///
/// The old key is kept as NAME@NUMBER: its tokens still verify, and `jwtool key show --output jwks`
/// still publishes it, until you remove it.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("A new key", "jwtool key rotate dev"),
    ("Later: stop accepting the old one", "jwtool key remove dev@1 --yes"),
]))]
pub(super) struct RotateArgs {
    /// Name of the key
    #[arg(value_name = "NAME")]
    name: String,
}

pub(super) fn run(args: &RotateArgs, system: &mut System) -> Result<Outcome, Error> {
    let name = key_name(&args.name);
    if name.contains('@') {
        return Err(Error::usage(
            "only the current key of a name can be rotated",
            "drop `@` and the number",
        ));
    }
    let file = system.stored_file(name)?;
    let old = system.read_stored(file)?;
    let kind = NewKey::like(&old.key);
    let file = system.store_next_key(&old.file, &kind.generate()?, kind.algorithm())?;
    let entry = system.read_stored(file)?;
    let outcome = stored("created", &entry, system)?;
    let replaced = old.file.numbered();
    present::remark(
        &format!(
            "tokens of the old key, `key:{replaced}`, still verify until you remove it: `jwtool key remove {replaced}`"
        ),
        system,
    )?;
    Ok(outcome)
}
