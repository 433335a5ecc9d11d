//! The clock, the environment variables and the folders of the user.

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::TimeZone as _;

use crate::error::Error;
use crate::jose::numeric_date::NumericDate;
use crate::redact;

/// Reads the system clock. Nothing else does.
pub(super) fn clock() -> NumericDate {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    NumericDate::from_utc(chrono::Utc::now())
}

/// Returns the machine's UTC offset at an instant, in seconds east of UTC.
pub(crate) fn local_offset(instant: NumericDate) -> i32 {
    let offset = chrono::Local.offset_from_utc_datetime(&instant.as_utc().naive_utc());
    offset.local_minus_utc()
}

/// The environment of the process. Nothing else reads it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Environment;

impl Environment {
    /// Returns a variable if it is set and not empty.
    #[expect(clippy::unused_self, reason = "only a holder of the environment may read it")]
    pub(crate) fn raw(self, name: &str) -> Option<OsString> {
        #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
        std::env::var_os(name).filter(|value| !value.is_empty())
    }

    /// Returns a variable even if it is empty, or `None` if it is not set or not UTF-8.
    #[expect(clippy::unused_self, reason = "only a holder of the environment may read it")]
    pub(crate) fn exactly(self, name: &str) -> Option<String> {
        #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
        std::env::var_os(name).and_then(|value| value.into_string().ok())
    }

    /// Returns the folders in which programs are found by their names.
    pub(crate) fn program_folders(self) -> Vec<PathBuf> {
        let path = self.raw("PATH").unwrap_or_default();
        std::env::split_paths(&path).filter(|folder| folder.is_absolute()).collect()
    }

    /// Returns a variable as text if it is set and not empty.
    pub(crate) fn text(self, name: &str) -> Result<Option<String>, Error> {
        self.raw(name)
            .map(|value| {
                value
                    .into_string()
                    .map_err(|_| Error::VariableNotText { name: redact::place(name) })
            })
            .transpose()
    }

    /// Returns a variable that the user specified with `env:NAME`.
    pub(crate) fn required(self, name: &str) -> Result<String, Error> {
        self.text(name)?.ok_or_else(|| Error::VariableMissing { name: redact::place(name) })
    }

    /// Returns the folder for keys: `JWTOOL_DATA_DIR`, or else the user's local data folder.
    pub(crate) fn data_folder(self) -> Result<PathBuf, Error> {
        self.raw("JWTOOL_DATA_DIR")
            .map(PathBuf::from)
            .or_else(|| dirs::data_local_dir().map(|folder| folder.join("jwtool")))
            .ok_or(Error::NoHome)
    }

    /// Returns the user's local data folder, whatever `JWTOOL_DATA_DIR` is.
    #[expect(clippy::unused_self, reason = "only a holder of the environment may read it")]
    pub(super) fn own_data_folder(self) -> Option<PathBuf> {
        dirs::data_local_dir().map(|folder| folder.join("jwtool"))
    }

    /// Returns the folder of `config.toml`: `JWTOOL_CONFIG_DIR`, or else the user's configuration
    /// folder.
    pub(crate) fn config_folder(self) -> Option<PathBuf> {
        self.raw("JWTOOL_CONFIG_DIR")
            .map(PathBuf::from)
            .or_else(|| dirs::config_dir().map(|folder| folder.join("jwtool")))
    }

    /// Returns the folder for fetched key sets: below `JWTOOL_DATA_DIR`, or else the user's cache
    /// folder.
    pub(crate) fn cache_folder(self) -> Option<PathBuf> {
        self.raw("JWTOOL_DATA_DIR")
            .map(|folder| PathBuf::from(folder).join("cache"))
            .or_else(|| dirs::cache_dir().map(|folder| folder.join("jwtool")))
    }

    /// Returns the user's home folder, where the search for a project file ends.
    #[expect(clippy::unused_self, reason = "only a holder of the environment may read it")]
    pub(crate) fn home(self) -> Option<PathBuf> {
        dirs::home_dir()
    }
}
