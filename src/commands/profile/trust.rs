//! `jwtool profile trust`: shows what a project file would use, and trusts its content.

use std::path::Path;

use clap::Args;

use crate::commands::flags::examples;
use crate::commands::present;
use crate::error::Error;
use crate::escape;
use crate::exit::Outcome;
use crate::profile::Profiles;
use crate::profile::setting::{Entry, Nature};
use crate::redact;
use crate::render::json::{TrustDocument, UseBody};
use crate::system::System;
use crate::system::files;

/// Trust the project's jwtool.toml as it is now
///
/// Shows every address, program and key that the file would use, and asks. Until then, `login`,
/// `key`, `engine` and `default_profile` of a project file are ignored, and its issuer does not
/// confirm any key. A file that is changed or moved is no longer trusted.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("Trust the file in a script, without a question", "jwtool profile trust --yes"),
    ("Stop trusting it", "jwtool profile trust --revoke"),
]))]
pub(super) struct TrustArgs {
    /// Trust it without asking
    #[arg(short, long, help_heading = "Trust")]
    yes: bool,

    /// Stop trusting the file
    #[arg(long, help_heading = "Trust", conflicts_with = "yes")]
    revoke: bool,
}

pub(super) fn run(args: &TrustArgs, system: &mut System) -> Result<Outcome, Error> {
    let file = system.read_project_file()?;
    let shown = redact::path(&file.path);
    let mut uses: Vec<UseBody> = Vec::new();
    if let Some(default) = &file.profiles.default {
        let line = file.profiles.default_origin.as_ref().and_then(|origin| origin.line);
        uses.push(UseBody { profile: None, key: "default_profile", value: default.clone(), line });
    }
    for profile in &file.profiles.all {
        uses.extend(profile.entries.iter().map(|entry| UseBody {
            profile: Some(profile.name.clone()),
            key: entry.setting.name,
            value: value(entry),
            line: entry.line,
        }));
    }
    let document = |trusted| TrustDocument { file: shown.clone(), trusted, uses: &uses };
    if args.revoke {
        let was = system.distrust(&file)?;
        let now = if was { "is no longer" } else { "was not" };
        let sentence = format!("`{shown}` {now} trusted");
        present::remark(&sentence, system)?;
        present::answer(|| document(false), |_| {}, system)?;
        return Ok(Outcome::Positive);
    }
    if file.is_trusted {
        present::remark(&format!("`{shown}` is trusted already"), system)?;
        present::answer(|| document(true), |_| {}, system)?;
        return Ok(Outcome::Positive);
    }
    present::remark(&format!("`{shown}` would use:"), system)?;
    for one in &uses {
        let place = one.profile.as_ref().map_or_else(String::new, |name| format!("{name}: "));
        let verb = if one.key == "login.command" { "runs" } else { "=" };
        present::remark(&format!("  {place}{} {verb} {}", one.key, one.value), system)?;
    }
    if let Some(folder) = file.path.parent() {
        for script in scripts(folder, &file.profiles) {
            let sentence = format!(
                "warning: `{script}` may change without asking you again: only `{shown}` is checked",
            );
            present::remark(&sentence, system)?;
        }
    }
    if !args.yes {
        match system.ask_to_confirm("Trust this file as it is now?")? {
            Some(true) => {}
            Some(false) => {
                present::remark(&format!("`{shown}` is not trusted"), system)?;
                present::answer(|| document(false), |_| {}, system)?;
                return Ok(Outcome::Negative);
            }
            None => {
                return Err(Error::NoTerminal {
                    purpose: format!("whether to trust `{shown}`"),
                    hint: "look at what it would use, then add `--yes`".to_owned(),
                });
            }
        }
    }
    system.trust(&file)?;
    present::remark(&format!("`{shown}` is trusted until it is changed"), system)?;
    present::answer(|| document(true), |_| {}, system)?;
    Ok(Outcome::Positive)
}

/// Returns the programs and scripts of the project that its commands run: programs that are named by
/// a relative path, and files in the project's directory.
fn scripts(folder: &Path, profiles: &Profiles) -> Vec<String> {
    let mut scripts = Vec::new();
    for entry in profiles.all.iter().flat_map(|profile| &profile.entries) {
        if entry.setting.nature != Nature::Command {
            continue;
        }
        for (index, word) in entry.value.strings().iter().enumerate() {
            let path = Path::new(word);
            let is_inside = path.is_relative() || path.starts_with(folder);
            let is_program_here = index == 0 && path.is_relative() && path.components().count() > 1;
            // A program without a path is one of the system.
            let is_file_here = index > 0 && is_inside && files::is_file(&folder.join(path));
            let is_program_inside = index == 0 && path.is_absolute() && is_inside;
            let shown = escape::shell_word(word);
            if (is_program_here || is_file_here || is_program_inside) && !scripts.contains(&shown) {
                scripts.push(shown);
            }
        }
    }
    scripts
}

/// Returns a value in one line. Nothing of an address or a program is hidden from the user, who
/// decides about it.
fn value(entry: &Entry) -> String {
    let words = match entry.setting.nature {
        Nature::Secret => entry.value.redacted(entry.setting),
        Nature::Text | Nature::Address | Nature::Issuer | Nature::Place | Nature::Command => {
            entry.value.clone()
        }
    };
    let words: Vec<String> = match entry.setting.nature {
        Nature::Command => words.strings().iter().map(|word| escape::shell_word(word)).collect(),
        _ => words.strings().to_vec(),
    };
    let between = if entry.setting.nature == Nature::Command { " " } else { ", " };
    words.join(between)
}
