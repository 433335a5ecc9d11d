//! Which project files the user trusts, by their content.
//!
//! `trusted/HASH-OF-THE-PATH` in the data folder contains the hash of the content, so a file that is
//! changed or moved is no longer trusted.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::jose::thumbprint;
use crate::profile::{Owner, Profiles};
use crate::system::System;
use crate::system::files;
use crate::system::profile_store::{Source, parse, read};

/// A project file as it is shown before the user decides, so that what is trusted is what was shown.
#[derive(Debug)]
pub(crate) struct ProjectFile {
    pub(crate) path: PathBuf,
    pub(crate) profiles: Profiles,
    pub(crate) is_trusted: bool,
    text: String,
}

impl System {
    /// Reads the project file with everything that it would set if it were trusted.
    ///
    /// # Errors
    ///
    /// [`Error::NoProjectFile`], and why the file cannot be used.
    pub(crate) fn read_project_file(&self) -> Result<ProjectFile, Error> {
        let path = self.project_file().ok_or(Error::NoProjectFile)?;
        let text = read(&path, Owner::Project)?;
        let profiles = parse(&Source::new(&path, &text, Owner::Trusted))?;
        let is_trusted = self.trusts(&path, &text);
        Ok(ProjectFile { path, profiles, is_trusted, text })
    }

    /// Records that the user trusts a project file with this content.
    ///
    /// # Errors
    ///
    /// [`Error::Unwritable`].
    pub(crate) fn trust(&self, file: &ProjectFile) -> Result<(), Error> {
        let folder = self.trust_folder()?;
        files::make_private(&folder);
        let record = thumbprint::of_text(&file.text);
        files::replace_private(&folder, &record_name(&file.path), record.as_bytes())
            .map_err(|source| Error::Unwritable { path: folder.clone(), source })
    }

    /// Forgets that the user trusts a project file. Returns whether it was trusted with any content.
    ///
    /// # Errors
    ///
    /// [`Error::Unwritable`].
    pub(crate) fn distrust(&self, file: &ProjectFile) -> Result<bool, Error> {
        let record = self.trust_folder()?.join(record_name(&file.path));
        match std::fs::remove_file(&record) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(source) => Err(Error::Unwritable { path: record, source }),
        }
    }

    /// Whether the user trusts a project file with this content. A record that others could have
    /// written does not count.
    pub(super) fn trusts(&self, path: &Path, text: &str) -> bool {
        let Ok(folder) = self.trust_folder() else { return false };
        let record = folder.join(record_name(path));
        let is_private = |path: &Path| files::exposure(path).is_none_or(|exposure| !exposure.write);
        is_private(&folder)
            && is_private(&record)
            && std::fs::read_to_string(&record).is_ok_and(|hash| hash == thumbprint::of_text(text))
    }

    fn trust_folder(&self) -> Result<PathBuf, Error> {
        self.environment.data_folder().map(|folder| folder.join("trusted"))
    }
}

/// Returns the name of the record for a file.
fn record_name(path: &Path) -> String {
    thumbprint::of_text(&files::canonical(path).to_string_lossy())
}
