//! Files: read up to a limit, written whole and private.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use crate::error::Error;

/// No token, key, key set or configuration is larger.
pub(crate) const MAX_INPUT: usize = 16 * 1024 * 1024;

/// The limit as a message names it.
pub(crate) const MAX_INPUT_WORDS: &str = "16 MiB";

/// Reads a file. `what` names it in a message: `the key`, `the token`.
///
/// # Errors
///
/// [`Error::Unreadable`] and [`Error::TooLarge`].
pub(crate) fn read(path: &Path, what: &str) -> Result<Vec<u8>, Error> {
    let named = || format!("{what} `{}`", path.display());
    let unreadable = |source| Error::Unreadable { what: named(), source };
    let file = File::open(path).map_err(unreadable)?;
    if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
        return Err(unreadable(io::Error::other("it is a directory")));
    }
    let mut bytes = Vec::new();
    file.take(MAX_INPUT as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > MAX_INPUT {
        return Err(Error::TooLarge { what: named(), limit: MAX_INPUT_WORDS });
    }
    Ok(bytes)
}

/// Whether a file of this name exists.
pub(crate) fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// Bytes as text, or the error that names what they were to be.
pub(crate) fn text(bytes: Vec<u8>, what: &str) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|_| Error::NotText { what: what.to_owned() })
}

/// Writes a new private file (0600 in a folder of 0700) whole and links it into
/// place. Returns whether it was this call that made it: of two at once, one wins.
pub(crate) fn create_private(folder: &Path, name: &str, content: &[u8]) -> io::Result<bool> {
    let file = private_file(folder, content)?;
    match file.persist_noclobber(folder.join(name)) {
        Ok(_) => Ok(true),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error.error),
    }
}

/// Writes a private file whole and renames it into place, over one that may be there.
pub(crate) fn replace_private(folder: &Path, name: &str, content: &[u8]) -> io::Result<()> {
    private_file(folder, content)?.persist(folder.join(name)).map(drop).map_err(|error| error.error)
}

fn private_file(folder: &Path, content: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    make_private_folder(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    Ok(file)
}

#[cfg(unix)]
fn make_private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}
