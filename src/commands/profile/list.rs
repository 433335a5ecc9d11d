//! `jwtool profile list`: lists all profiles.

use clap::Args;

use crate::commands::flags::{GlobalFlags, examples};
use crate::commands::present::{self, Count, Presentation};
use crate::error::Error;
use crate::exit::Outcome;
use crate::profile::Profile;
use crate::redact;
use crate::render::json::ProfileDocument;
use crate::render::profile::{self, ProfileRow};
use crate::render::style::Page;
use crate::system::System;

/// List all profiles, and the files that they come from
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("The names of all profiles", "jwtool profile list"),
    ("One JSON document per line", "jwtool profile list --json"),
]))]
pub(super) struct ListArgs {}

pub(super) fn run(global: &GlobalFlags, system: &mut System) -> Result<Outcome, Error> {
    let profiles = system.profiles(global.config_file.as_deref())?;
    let presentation = Presentation::new(Count::Several, system);
    if profiles.all.is_empty() {
        present::remark(
            "there are no profiles yet; `jwtool profile set local graphql=http://localhost:8080/v1/graphql` creates one",
            system,
        )?;
    }
    let is_default = |profile: &Profile| profiles.default.as_ref() == Some(&profile.name);
    let rows: Vec<ProfileRow> = profiles
        .all
        .iter()
        .map(|one| ProfileRow {
            name: one.name.clone(),
            owner: profile::owner(one.owner),
            file: redact::path(&one.file),
            is_default: is_default(one),
        })
        .collect();
    let widths = ProfileRow::widths(&rows);
    for (one, row) in profiles.all.iter().zip(&rows) {
        let document = || ProfileDocument {
            name: one.name.clone(),
            default: is_default(one),
            owner: profile::owner_code(one.owner),
            file: row.file.clone(),
            trusted: one.owner.is_trusted(),
        };
        let page = |page: &mut Page| row.fill(page, widths);
        present::answer_as(presentation, document, page, system)?;
    }
    if let Some(default) = profiles.default.as_ref().filter(|name| profiles.get(name).is_none()) {
        let default = redact::place(default);
        present::remark(
            &format!("warning: there is no profile `{default}`, which is the default"),
            system,
        )?;
    }
    Ok(Outcome::Positive)
}
