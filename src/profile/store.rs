//! Where logins are stored, and why that can fail.

use std::fmt;

/// A store of logins.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum StoreKind {
    /// The keyring of the desktop
    Keyring,
    /// Private files in the data folder
    File,
    /// Nothing is stored.
    None,
}

impl StoreKind {
    pub(crate) const ALL: [Self; 3] = [Self::Keyring, Self::File, Self::None];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Keyring => "keyring",
            Self::File => "file",
            Self::None => "none",
        }
    }

    /// Returns the store with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Why a store of logins cannot be used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum StoreFault {
    /// It is locked, or may not be used without asking somebody.
    #[cfg_attr(
        all(not(feature = "keyring"), not(test)),
        expect(dead_code, reason = "this build has no keyring")
    )]
    Locked,
    /// There is none on this machine.
    #[cfg_attr(
        all(not(feature = "keyring"), not(test)),
        expect(dead_code, reason = "this build has no keyring")
    )]
    Missing,
    /// It has not answered in time.
    Slow,
    /// `jwtool` was built without it.
    #[cfg_attr(
        all(feature = "keyring", not(test)),
        expect(dead_code, reason = "this build has it")
    )]
    NotBuilt,
    /// What it contains is not a login.
    Unreadable,
    /// A link or a directory is where the file of a login should be.
    NotAFile,
    /// The system's own words
    Failed(String),
}

impl fmt::Display for StoreFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Locked => f.write_str("it is locked"),
            Self::Missing => f.write_str("there is none on this machine"),
            Self::Slow => f.write_str("it did not answer in time"),
            Self::NotBuilt => f.write_str("this build does not support it"),
            Self::Unreadable => f.write_str("what is stored is not a login"),
            Self::NotAFile => f.write_str("what is stored is not a regular file"),
            Self::Failed(words) => f.write_str(words),
        }
    }
}
