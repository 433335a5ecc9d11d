//! The store in files: `logins/HASH.json` in the data folder, private to the user.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::error::{Subject, io_message};
use crate::jose::thumbprint;
use crate::profile::store::StoreFault;
use crate::system::files;
use crate::system::login_store::items::Items;

/// A folder with a file for each item.
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) const fn new(path: PathBuf) -> Self {
        Self(path)
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.0.join(file_name(name))
    }

    /// Refuses a link in place of the folder.
    fn check(&self) -> Result<(), StoreFault> {
        if self.0.is_symlink() {
            return Err(StoreFault::Failed("its directory is a link".to_owned()));
        }
        Ok(())
    }
}

/// Returns the name of the file with an item.
fn file_name(name: &str) -> String {
    format!("{}.json", thumbprint::of_text(name))
}

impl Items for Folder {
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, StoreFault> {
        let path = self.file(name);
        self.check()?;
        if !is_regular(&path)? {
            return Ok(None);
        }
        make_private(&self.0, "its directory")?;
        make_private(&path, "its file")?;
        files::read(&path, Subject::Token)
            .map(|bytes| Some(Zeroizing::new(bytes)))
            .map_err(|error| StoreFault::Failed(error.to_string()))
    }

    fn write(&self, name: &str, content: &[u8]) -> Result<(), StoreFault> {
        // A link would lead the tokens elsewhere.
        self.check()?;
        is_regular(&self.file(name))?;
        make_private(&self.0, "its directory")?;
        files::replace_private(&self.0, &file_name(name), content)
            .map_err(|error| StoreFault::Failed(io_message(&error)))
    }

    fn remove(&self, name: &str) -> Result<bool, StoreFault> {
        match fs::remove_file(self.file(name)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(StoreFault::Failed(io_message(&error))),
        }
    }

    fn largest(&self) -> usize {
        usize::MAX
    }
}

/// Makes a file or folder private. What others can change is not used.
fn make_private(path: &Path, what: &str) -> Result<(), StoreFault> {
    match files::make_private(path) {
        Some(exposure) if exposure.write && !exposure.fixed => {
            Err(StoreFault::Failed(format!("other users can change {what}")))
        }
        Some(_) | None => Ok(()),
    }
}

/// Whether there is a regular file.
fn is_regular(path: &Path) -> Result<bool, StoreFault> {
    match path.symlink_metadata() {
        Ok(metadata) if metadata.is_file() => Ok(true),
        Ok(_) => Err(StoreFault::NotAFile),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(StoreFault::Failed(io_message(&error))),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn items_are_private_files_and_never_links() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::new(root.path().join("data/logins"));
        assert_eq!(folder.read("a"), Ok(None));
        folder.write("a", b"one").unwrap();
        folder.write("a", b"two").unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder.0), mode(&folder.file("a"))), (0o700, 0o600));
        fs::set_permissions(folder.file("a"), fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(folder.read("a").unwrap().unwrap().as_slice(), b"two");
        assert_eq!(mode(&folder.file("a")), 0o600);
        assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1);
        let elsewhere = root.path().join("elsewhere");
        fs::write(&elsewhere, "mine").unwrap();
        symlink(&elsewhere, folder.file("b")).unwrap();
        assert!(folder.read("b").is_err() && folder.write("b", b"x").is_err());
        assert_eq!(fs::read_to_string(&elsewhere).unwrap(), "mine");
        assert_eq!(folder.remove("b"), Ok(true));
        assert_eq!(fs::read_to_string(&elsewhere).unwrap(), "mine");
        assert_eq!((folder.remove("a"), folder.remove("a")), (Ok(true), Ok(false)));
    }

    #[test]
    fn a_linked_folder_and_what_others_own_are_not_used() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::new(root.path().join("logins"));
        let elsewhere = root.path().join("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        symlink(&elsewhere, &folder.0).unwrap();
        assert!(folder.write("a", b"x").is_err() && folder.read("a").is_err());
        assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
        fs::remove_file(&folder.0).unwrap();
        folder.write("a", b"x").unwrap();
        // Only the superuser can change the owner of a file.
        if std::os::unix::fs::chown(folder.file("a"), Some(65534), None).is_ok() {
            assert!(folder.read("a").is_err());
            std::os::unix::fs::chown(&folder.0, Some(65534), None).unwrap();
            assert!(folder.write("b", b"x").is_err());
        }
    }

    #[test]
    fn names_that_are_no_file_names_are_items_too() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::new(root.path().to_owned());
        for name in ["../x", "a/b", "CON", "", "A", "a"] {
            folder.write(name, name.as_bytes()).unwrap();
            assert_eq!(folder.read(name).unwrap().unwrap().as_slice(), name.as_bytes());
        }
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 6);
    }
}
