//! `jwtool key remove`: deletes keys of the store.

use clap::Args;

use crate::commands::flags::examples;
use crate::commands::key::show::key_name;
use crate::commands::present;
use crate::error::Error;
use crate::exit::Outcome;
use crate::redact;
use crate::render::json::{RemovedKey, RemovedKeysDocument};
use crate::system::System;
use crate::system::key_store::StoredFile;

/// Delete a key, with the keys that it replaced
///
/// NAME@NUMBER deletes only one of them. Asks first; tokens of a deleted key no longer verify.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("Without a question", "jwtool key remove trial --yes"),
    ("The key that a rotation replaced", "jwtool key remove dev@1 --yes"),
]))]
pub(super) struct RemoveArgs {
    /// Name of the key, NAME@NUMBER, or its kid
    #[arg(value_name = "NAME")]
    name: String,

    /// Do not ask
    #[arg(short, long, help_heading = "Deletion")]
    yes: bool,
}

pub(super) fn run(args: &RemoveArgs, system: &mut System) -> Result<Outcome, Error> {
    let files = files(key_name(&args.name), system)?;
    let names: Vec<String> =
        files.iter().map(|file| format!("`key:{}`", file.reference())).collect();
    if !args.yes {
        let question = format!("Delete {} for good?", names.join(" and "));
        match system.ask_to_confirm(&question)? {
            Some(true) => {}
            Some(false) => {
                present::remark("nothing was deleted", system)?;
                return Ok(Outcome::Negative);
            }
            None => {
                return Err(Error::usage(
                    "there is no terminal to ask whether to delete the key",
                    "add `--yes` to delete it without a question",
                ));
            }
        }
    }
    let mut removed = Vec::new();
    for file in &files {
        if file.remove()? {
            removed.push(RemovedKey {
                name: file.name.clone(),
                path: file.path.to_string_lossy().into_owned(),
                reference: format!("key:{}", file.reference()),
            });
            present::remark(
                &format!("deleted `key:{}` in {}", file.reference(), redact::path(&file.path)),
                system,
            )?;
        }
    }
    present::answer(|| RemovedKeysDocument { removed: &removed }, |_| {}, system)?;
    Ok(Outcome::Positive)
}

/// Returns the files of a key, also by its kid.
fn files(name: &str, system: &mut System) -> Result<Vec<StoredFile>, Error> {
    let error = match system.files_of_key(name) {
        Ok(files) => return Ok(files),
        Err(error) => error,
    };
    let entries = system.stored_entries(|_, _| ());
    let named = entries.into_iter().find(|entry| entry.key.kid.as_deref() == Some(name));
    named.map(|entry| vec![entry.file]).ok_or(error)
}
