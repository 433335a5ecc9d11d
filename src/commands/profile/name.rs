//! The names of profiles on the command line, and the file that is changed.

use std::path::PathBuf;

use crate::commands::flags::GlobalFlags;
use crate::error::Error;
use crate::escape;
use crate::profile::Owner;
use crate::redact;
use crate::system::System;

/// The longest name of a profile.
const LONGEST: usize = 100;

/// Checks the name of a new profile.
///
/// # Errors
///
/// [`Error::Usage`].
pub(super) fn check(name: &str) -> Result<(), Error> {
    let shown = redact::place(name);
    let fault = if name.trim().is_empty() {
        "the name of the profile is empty".to_owned()
    } else if let Some((key, _)) = name.split_once('=') {
        // Its value may be a secret.
        format!("`{}=…` is a setting, and the name of the profile is missing", redact::place(key))
    } else if name.len() > LONGEST {
        format!("the name of the profile is longer than {LONGEST} bytes")
    } else if name.starts_with('-') || !escape::is_showable(name) {
        format!("`{shown}` cannot be the name of a profile")
    } else {
        return Ok(());
    };
    Err(Error::usage(fault, "for example `jwtool profile set local rest=http://localhost:5001`"))
}

/// Returns the file to change: the user's own, or the project's, which may not exist yet.
///
/// # Errors
///
/// [`Error::NoHome`].
pub(super) fn file(
    project: bool,
    global: &GlobalFlags,
    system: &System,
) -> Result<(PathBuf, Owner), Error> {
    if project {
        let path = system.project_file().unwrap_or_else(|| PathBuf::from("jwtool.toml"));
        return Ok((path, Owner::Trusted));
    }
    let own = global.config_file.clone().or_else(|| system.own_file());
    own.map(|path| (path, Owner::User)).ok_or(Error::NoHome)
}
