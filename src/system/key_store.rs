//! The key store: PKCS#8 PEM files `keys/NAME.pem` in the local data folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::error::{Error, Input, Subject};
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::key::PrivateKey;
use crate::jose::pem::{FoundKey, ReadKeyError, read_pem};
use crate::jose::thumbprint;
use crate::redact;
use crate::system::System;
use crate::system::files;

/// The name of the key that is created if it does not exist.
pub(crate) const DEV: &str = "dev";

/// A key in the store.
#[derive(Clone, Debug)]
pub(crate) struct StoredKey {
    pub(crate) name: String,
    pub(crate) key: PrivateKey,
}

impl StoredKey {
    /// Returns the `kid` of the key, which is its RFC 7638 thumbprint.
    pub(crate) fn kid(&self) -> String {
        thumbprint::of(self.key.public())
    }
}

impl System {
    /// Reads the key with the given name.
    ///
    /// # Errors
    ///
    /// [`Error::NoSuchKey`] if there is no such key; otherwise, the problem with its file.
    pub(crate) fn stored_key(&mut self, name: &str) -> Result<StoredKey, Error> {
        let missing = || Error::NoSuchKey { name: redact::place(name) };
        if !is_name(name) {
            return Err(missing());
        }
        let folder = self.keys_folder()?;
        let path = folder.join(format!("{name}.pem"));
        // A broken link counts as present, because no key can be created in its place.
        if path.symlink_metadata().is_err() {
            return Err(missing());
        }
        // Opening a named pipe would block.
        if !path.is_file() {
            return Err(Error::Unreadable {
                input: Input::file(Subject::StoredKey, &path),
                source: io::Error::other("it is not a regular file"),
            });
        }
        self.make_private(&folder, "key folder");
        self.make_private(&path, "key");
        let bytes = Zeroizing::new(files::read(&path, Subject::StoredKey)?);
        let source = match std::str::from_utf8(&bytes).map(read_pem) {
            Ok(Ok((FoundKey::Private(key), _))) => {
                return Ok(StoredKey { name: name.to_owned(), key });
            }
            Ok(Ok((FoundKey::Public(_) | FoundKey::Encrypted(_), _))) | Err(_) => {
                ReadKeyError::Unrecognised
            }
            Ok(Err(error)) => error,
        };
        Err(Error::StoredKey { name: name.to_owned(), source })
    }

    /// Reads the dev key. If it does not exist, creates it and prints a message.
    pub(crate) fn dev_key(&mut self) -> Result<StoredKey, Error> {
        match self.stored_key(DEV) {
            Err(Error::NoSuchKey { .. }) => {}
            other => return other,
        }
        let folder = self.keys_folder()?;
        self.make_private(&folder, "key folder");
        let key = PrivateKey::generate(SignatureAlgorithm::RS256)?;
        let pem = key.to_pkcs8_pem()?;
        let made = files::create_private(&folder, &format!("{DEV}.pem"), pem.as_bytes());
        let made = made.map_err(|source| Error::KeyStore {
            name: DEV.to_owned(),
            folder: folder.clone(),
            source,
        })?;
        if made {
            let path = folder.join(format!("{DEV}.pem"));
            self.say(&format!(
                "created the private key `key:dev` (RSA 2048) in {}",
                redact::path(&path)
            ));
        }
        // Another process may have created the key first, so read it back.
        self.stored_key(DEV)
    }

    /// Returns all readable keys in the store, sorted by name.
    pub(crate) fn stored_keys(&mut self) -> Vec<StoredKey> {
        let Some(entries) = self.keys_folder().ok().and_then(|folder| fs::read_dir(folder).ok())
        else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
            .filter_map(|entry| {
                entry.file_name().to_str()?.strip_suffix(".pem").map(ToOwned::to_owned)
            })
            .collect();
        names.sort_unstable();
        names.iter().filter_map(|name| self.stored_key(name).ok()).collect()
    }

    /// Makes a key file or folder private, and warns about the access that others had.
    fn make_private(&mut self, path: &Path, what: &str) {
        let Some(exposure) = files::make_private(path) else { return };
        let (verbs, path) = (exposure.verbs(), redact::path(path));
        self.say(&if exposure.fixed {
            format!("warning: other users could {verbs} the {what} `{path}`; it is private now")
        } else {
            format!(
                "warning: other users can {verbs} the {what} `{path}`, and its permissions cannot be changed"
            )
        });
    }

    /// Returns the folder for copies of key sets unless other users can write to it. If it belongs
    /// to this user, it is made private first.
    pub(super) fn cache_folder(&mut self) -> Option<PathBuf> {
        let folder = self.environment.cache_folder()?;
        if is_written_by_others(&folder) {
            self.make_private(&folder, "cache folder");
        }
        (!is_written_by_others(&folder)).then_some(folder)
    }

    fn keys_folder(&self) -> Result<PathBuf, Error> {
        self.environment.data_folder().map(|folder| folder.join("keys"))
    }
}

/// Whether other users can change a file, or the entries of a folder.
pub(super) fn is_written_by_others(path: &Path) -> bool {
    files::exposure(path).is_some_and(|exposure| exposure.write)
}

/// Whether a name is a valid file name on every system, and not a path.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('.')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}
