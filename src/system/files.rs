//! File access: reading up to a limit, and writing private files atomically.

use std::fs::{self, File, Metadata};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::error::{Error, Input, Subject};

/// The largest token, key or configuration that is read.
pub(crate) const MAX_INPUT: usize = 16 * 1024 * 1024;

/// [`MAX_INPUT`] as written in messages.
pub(crate) const MAX_INPUT_WORDS: &str = "16 MiB";

/// The largest key set.
pub(crate) const MAX_KEY_SET: usize = 5 * 1024 * 1024;

/// [`MAX_INPUT`] as written in messages.
pub(crate) const MAX_KEY_SET_WORDS: &str = "5 MiB";

/// Returns the limit of an input, and how a message names it.
pub(super) const fn limit(subject: &Subject) -> (usize, &'static str) {
    match subject {
        Subject::KeySet => (MAX_KEY_SET, MAX_KEY_SET_WORDS),
        _ => (MAX_INPUT, MAX_INPUT_WORDS),
    }
}

/// Reads a file, up to the limit of what it is.
///
/// # Errors
///
/// [`Error::Unreadable`] and [`Error::TooLarge`].
pub(crate) fn read(path: &Path, subject: Subject) -> Result<Vec<u8>, Error> {
    let (limit, words) = limit(&subject);
    read_up_to(path, subject, limit, words)
}

/// Reads a file of UTF-8 text.
///
/// # Errors
///
/// The errors of [`read`], and [`Error::NotText`].
pub(crate) fn read_text(path: &Path, subject: Subject) -> Result<String, Error> {
    text(read(path, subject.clone())?, Input::file(subject, path))
}

/// Reads a file of at most `limit` bytes; `words` is the limit as written in messages.
///
/// # Errors
///
/// [`Error::Unreadable`] and [`Error::TooLarge`].
pub(crate) fn read_up_to(
    path: &Path,
    subject: Subject,
    limit: usize,
    words: &'static str,
) -> Result<Vec<u8>, Error> {
    let input = Input::file(subject, path);
    let unreadable = |source| Error::Unreadable { input: input.clone(), source };
    let file = File::open(path).map_err(unreadable)?;
    if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
        return Err(unreadable(io::Error::other("it is a directory")));
    }
    let mut bytes = Vec::new();
    file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > limit {
        return Err(Error::TooLarge { input, limit: words });
    }
    Ok(bytes)
}

/// Returns a path that means the same file in every directory.
pub(crate) fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Whether a path is an existing regular file.
pub(crate) fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// Converts bytes to text, which must be UTF-8.
pub(crate) fn text(bytes: Vec<u8>, input: Input) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|_| Error::NotText { input })
}

/// Writes a new private file (mode 0600 in a folder with mode 0700) atomically. Returns whether
/// this call created it; if two processes try at once, one succeeds.
pub(crate) fn create_private(folder: &Path, name: &str, content: &[u8]) -> io::Result<bool> {
    let file = private_file(folder, content)?;
    match file.persist_noclobber(folder.join(name)) {
        Ok(_) => Ok(true),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error.error),
    }
}

/// Writes a private file atomically, and replaces any existing one.
pub(crate) fn replace_private(folder: &Path, name: &str, content: &[u8]) -> io::Result<()> {
    private_file(folder, content)?.persist(folder.join(name)).map(drop).map_err(|error| error.error)
}

/// Who may read a file that is created.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Readers {
    /// Only this user
    User,
    /// Those who may read any new file of this user
    Usual,
}

/// Replaces a file atomically, or creates it for these readers. If it is a link, the target is
/// replaced and the link stays; the mode of the file stays too.
pub(crate) fn replace_in_place(path: &Path, content: &[u8], readers: Readers) -> io::Result<()> {
    let is_link = path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
    let target = if is_link { path.canonicalize()? } else { path.to_owned() };
    let folder = match target.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    make_private_folder(folder)?;
    let mut file = match readers {
        Readers::User => tempfile::NamedTempFile::new_in(folder)?,
        Readers::Usual => usual_file(folder)?,
    };
    if let Ok(metadata) = target.metadata() {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.write_all(content)?;
    file.as_file().sync_all()?;
    file.persist(&target).map(drop).map_err(|error| error.error)
}

/// Writes a file that anyone may read, in a folder that is made if it does not exist.
///
/// # Errors
///
/// [`Error::Unwritable`].
pub(crate) fn write(path: &Path, content: &str) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(path, content))
        .map_err(|source| Error::Unwritable { path: path.to_owned(), source })
}

/// Creates or replaces a file with the mode of any new file of this user, whole or not at all. The
/// folder is made if it does not exist.
///
/// # Errors
///
/// [`Error::Unwritable`].
pub(crate) fn replace_usual(path: &Path, content: &[u8]) -> Result<(), Error> {
    let replace = || {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut file = usual_file(folder)?;
        file.write_all(content)?;
        file.persist(path).map(drop).map_err(|error| error.error)
    };
    replace().map_err(|source| Error::Unwritable { path: path.to_owned(), source })
}

/// Appends to a file, which must not become larger than a limit.
///
/// # Errors
///
/// [`Error::Unwritable`].
pub(crate) fn append(path: &Path, content: &str, limit: usize) -> Result<(), Error> {
    let append = || {
        let mut file = fs::OpenOptions::new().append(true).create(true).open(path)?;
        let size = file.metadata()?.len().saturating_add(content.len() as u64);
        if size > limit as u64 {
            return Err(io::Error::other(format!("it would have more than {limit} bytes")));
        }
        file.write_all(content.as_bytes())
    };
    append().map_err(|source| Error::Unwritable { path: path.to_owned(), source })
}

fn private_file(folder: &Path, content: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    make_private_folder(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Creates a temporary file with the mode of any new file of this user.
#[cfg(unix)]
fn usual_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::Permissions::from_mode(0o666);
    tempfile::Builder::new().permissions(mode).tempfile_in(folder)
}

#[cfg(not(unix))]
fn usual_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    tempfile::NamedTempFile::new_in(folder)
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

/// The access that other users have to a private file or folder.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Exposure {
    read: bool,
    pub(crate) write: bool,
    /// Whether the access has been revoked
    pub(crate) fixed: bool,
}

impl Exposure {
    /// Returns the access as a phrase, such as `read and write`.
    pub(crate) const fn verbs(self) -> &'static str {
        match (self.read, self.write) {
            (true, true) => "read and write",
            (false, true) => "write",
            (true | false, false) => "read",
        }
    }
}

/// Makes a file or folder private if it belongs to this user and is not a link. Returns the access
/// that others had, or `None` if it was private already or does not exist.
#[cfg(unix)]
pub(crate) fn make_private(path: &Path) -> Option<Exposure> {
    use std::os::unix::fs::PermissionsExt as _;
    let found = exposure(path)?;
    let metadata = path.symlink_metadata().ok()?;
    let private = fs::Permissions::from_mode(metadata.permissions().mode() & 0o700);
    let fixed =
        !metadata.is_symlink() && is_own(&metadata) && fs::set_permissions(path, private).is_ok();
    Some(Exposure { fixed, ..found })
}

#[cfg(not(unix))]
pub(crate) fn make_private(_path: &Path) -> Option<Exposure> {
    None
}

/// Returns the access that others have to a file or folder, or `None` if they have none or it does
/// not exist. An owner other than this user or the system has full access.
#[cfg(unix)]
pub(crate) fn exposure(path: &Path) -> Option<Exposure> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let metadata = path.metadata().ok()?;
    let mode = metadata.permissions().mode();
    let foreign = metadata.uid() != 0 && !is_own(&metadata);
    let (read, write) = (foreign || mode & 0o055 != 0, foreign || mode & 0o022 != 0);
    (read || write).then_some(Exposure { read, write, fixed: false })
}

#[cfg(not(unix))]
pub(crate) fn exposure(_path: &Path) -> Option<Exposure> {
    None
}

/// Whether every user can change this regular file.
#[cfg(unix)]
pub(super) fn is_written_by_all(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o002 != 0)
}

#[cfg(not(unix))]
pub(super) fn is_written_by_all(_path: &Path) -> bool {
    false
}

/// Whether a file belongs to this user.
#[cfg(unix)]
pub(super) fn is_own(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    metadata.uid() == rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
pub(super) fn is_own(_metadata: &Metadata) -> bool {
    true
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn what_others_can_do_is_reported_once_and_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        let link = folder.path().join("link");
        fs::write(&path, "").unwrap();
        symlink(&path, &link).unwrap();
        for (mode, verbs) in [(0o644, "read"), (0o620, "write"), (0o666, "read and write")] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let linked = make_private(&link).unwrap();
            assert_eq!((linked.verbs(), linked.fixed), (verbs, false));
            let exposure = make_private(&path).unwrap();
            assert_eq!((exposure.verbs(), exposure.fixed), (verbs, true));
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
            assert_eq!(make_private(&path), None);
        }
        assert_eq!(make_private(&folder.path().join("none")), None);
    }

    #[test]
    fn a_link_stays_a_link_and_a_file_keeps_its_mode() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("dotfiles/file"), folder.path().join("link"));
        fs::create_dir(folder.path().join("dotfiles")).unwrap();
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("dotfiles/file", &link).unwrap();
        replace_in_place(&link, b"new", Readers::Usual).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o640);
        let new = folder.path().join("a/b/new");
        replace_in_place(&new, b"new", Readers::User).unwrap();
        assert_eq!(new.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        let (usual, shared) = (folder.path().join("usual"), folder.path().join("shared"));
        fs::write(&usual, "").unwrap();
        replace_in_place(&shared, b"new", Readers::Usual).unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode();
        assert_eq!(mode(&shared), mode(&usual));
        fs::remove_file(&file).unwrap();
        assert!(replace_in_place(&link, b"new", Readers::User).is_err());
    }

    #[test]
    fn another_owner_can_do_everything() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        fs::write(&path, "").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        // Only the superuser can change the owner of a file.
        if std::os::unix::fs::chown(&path, Some(65534), None).is_ok() {
            let exposure = make_private(&path).unwrap();
            assert_eq!((exposure.verbs(), exposure.fixed), ("read and write", false));
        }
    }
}
