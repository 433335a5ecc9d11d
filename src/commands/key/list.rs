//! `jwtool key list`: lists the keys of the store.

use clap::Args;

use crate::commands::flags::examples;
use crate::commands::key::describe::{self, describe};
use crate::commands::present::{self, Count, Presentation};
use crate::error::Error;
use crate::exit::Outcome;
use crate::render::key::KeyRow;
use crate::render::style::Page;
use crate::system::System;

/// List the keys in the key store
///
/// Keys that a rotation replaced follow the current one of their name, as NAME@NUMBER.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("The names of all keys", "jwtool key list"),
    ("One JSON document per line", "jwtool key list --json"),
]))]
pub(super) struct ListArgs {}

pub(super) fn run(system: &mut System) -> Result<Outcome, Error> {
    let entries = system.stored_entries(|error, system| system.say(&format!("warning: {error}")));
    let presentation = Presentation::new(Count::Several, system);
    let lines: Vec<KeyRow> = entries
        .iter()
        .map(|entry| KeyRow {
            name: entry.file.reference(),
            kind: describe(&entry.key),
            kid: entry.key.kid.clone(),
            is_current: entry.file.is_current,
        })
        .collect();
    if lines.is_empty() {
        present::remark(
            "there are no keys yet; `jwtool key new` creates one, and `jwtool mint --role ROLE` creates `key:dev`",
            system,
        )?;
    }
    let widths = KeyRow::widths(&lines);
    for (entry, line) in entries.iter().zip(&lines) {
        let page = |page: &mut Page| line.fill(page, widths);
        present::answer_as(presentation, || describe::document(entry), page, system)?;
    }
    Ok(Outcome::Positive)
}
