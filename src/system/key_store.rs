//! The key store: private keys as PKCS#8 PEM files `keys/NAME.pem`, shared secrets as JWKs in
//! `keys/NAME.jwk`, in the local data folder.
//!
//! A rotation adds a file with the next number, `keys/NAME@2.pem`: the one with the highest number
//! is the current key. Files are only ever created whole or removed, so two processes at once
//! never replace each other's keys, and no lock is needed.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use zeroize::Zeroizing;

use crate::error::{Error, Input, Subject};
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::json::Value;
use crate::jose::jwk::Jwk;
use crate::jose::key::{PrivateKey, SigningKey, SigningMaterial};
use crate::jose::pem::{FoundKey, ReadKeyError, read_pem};
use crate::jose::thumbprint;
use crate::redact;
use crate::sort;
use crate::system::System;
use crate::system::files;

/// The name of the key that is created if it does not exist.
pub(crate) const DEV: &str = "dev";

/// The name of the key for an issuer that other machines can reach, created likewise.
pub(crate) const SERVE: &str = "serve";

/// The longest name of a key.
const LONGEST_NAME: usize = 100;

/// A private key in the store.
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

/// What a file in the store contains.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Content {
    /// `.pem`
    Private,
    /// `.jwk`
    Secret,
}

impl Content {
    const ALL: [Self; 2] = [Self::Private, Self::Secret];

    const fn extension(self) -> &'static str {
        match self {
            Self::Private => ".pem",
            Self::Secret => ".jwk",
        }
    }

    const fn of(material: &SigningMaterial) -> Self {
        match material {
            SigningMaterial::Private(_) => Self::Private,
            SigningMaterial::Secret(_) => Self::Secret,
        }
    }
}

/// A file in the key store.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct StoredFile {
    pub(crate) name: String,
    /// 1 for the first key of this name, and one more for each rotation
    number: u32,
    content: Content,
    pub(crate) path: PathBuf,
    /// Whether this is the key that signs, among those of the same name
    pub(crate) is_current: bool,
}

impl StoredFile {
    /// Returns the name that refers to this key: `dev` if it is the current one, else `dev@1`.
    pub(crate) fn reference(&self) -> String {
        if self.is_current { self.name.clone() } else { self.numbered() }
    }

    /// Returns the name that refers to this key once another one has replaced it.
    pub(crate) fn numbered(&self) -> String {
        format!("{}@{}", self.name, self.number)
    }

    /// Removes the file. Returns whether this call removed it.
    ///
    /// # Errors
    ///
    /// [`Error::KeyRemoval`].
    pub(crate) fn remove(&self) -> Result<bool, Error> {
        match fs::remove_file(&self.path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(source) => Err(Error::KeyRemoval { path: self.path.clone(), source }),
        }
    }
}

/// A key in the store, with its file.
#[derive(Clone, Debug)]
pub(crate) struct StoredEntry {
    pub(crate) file: StoredFile,
    /// The key; the `kid` of a private key is its thumbprint, and a secret has none
    pub(crate) key: SigningKey,
}

/// The files of a key at some time, to find out whether they have changed.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct KeyFiles(Vec<(PathBuf, Option<SystemTime>, u64)>);

/// Why a string cannot be the name of a new key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum NameFault {
    Characters,
    Length,
    /// Windows reserves it for a device.
    Reserved,
}

impl fmt::Display for NameFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Characters => f.write_str("cannot be the name of a key"),
            Self::Length => write!(f, "is longer than {LONGEST_NAME} characters"),
            Self::Reserved => f.write_str("is the name of a device on Windows"),
        }
    }
}

/// Checks the name of a new key.
///
/// # Errors
///
/// Why it cannot be one.
pub(crate) fn check_new_name(name: &str) -> Result<(), NameFault> {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    if !is_name(name) || name.starts_with('-') || name.ends_with('.') {
        return Err(NameFault::Characters);
    }
    if name.len() > LONGEST_NAME {
        return Err(NameFault::Length);
    }
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_port = ["com", "lpt"]
        .iter()
        .any(|port| stem.strip_prefix(port).is_some_and(|rest| rest.len() == 1 && rest != "0"));
    if DEVICES.contains(&stem.as_str()) || is_port {
        return Err(NameFault::Reserved);
    }
    Ok(())
}

impl System {
    /// Reads the private key with the given name.
    ///
    /// # Errors
    ///
    /// [`Error::NoSuchKey`] if there is no such key; otherwise, the problem with its file.
    pub(crate) fn stored_key(&mut self, name: &str) -> Result<StoredKey, Error> {
        let file = self.stored_file(name)?;
        let entry = self.read_stored(file)?;
        match entry.key.material {
            SigningMaterial::Private(key) => Ok(StoredKey { name: entry.file.reference(), key }),
            SigningMaterial::Secret(_) => Err(Error::KeyUnfit {
                name: format!("key:{}", entry.file.reference()),
                message: "it is a shared secret, not a private key".to_owned(),
            }),
        }
    }

    /// Reads the dev key. If it does not exist, creates it and prints a message.
    pub(crate) fn dev_key(&mut self) -> Result<StoredKey, Error> {
        self.made_key(DEV)
    }

    /// Reads the key with the given name. If it does not exist, creates it and prints a message.
    pub(crate) fn made_key(&mut self, name: &'static str) -> Result<StoredKey, Error> {
        match self.stored_key(name) {
            Err(Error::NoSuchKey { .. }) => {}
            other => return other,
        }
        let key = SigningMaterial::Private(PrivateKey::generate(SignatureAlgorithm::RS256)?);
        if let Some(file) = self.create(name, 1, &key, SignatureAlgorithm::RS256)? {
            self.say(&format!(
                "created the private key `key:{name}` (RSA 2048) in {}",
                redact::path(&file.path)
            ));
        }
        // Another process may have created the key first, so read it back.
        self.stored_key(name)
    }

    /// Returns which files a key has now. Files never change, they are only created and removed.
    pub(crate) fn key_files(&self, reference: &str) -> KeyFiles {
        let files = self.files_of_key(reference).unwrap_or_default();
        let state = |file: StoredFile| {
            let metadata = file.path.symlink_metadata().ok();
            let modified = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
            (file.path, modified, metadata.map_or(0, |metadata| metadata.len()))
        };
        KeyFiles(files.into_iter().map(state).collect())
    }

    /// Returns all readable private keys in the store, also those that were replaced, sorted by
    /// name.
    pub(crate) fn stored_keys(&mut self) -> Vec<StoredKey> {
        let entries = self.stored_entries(|_, _| ());
        let private = entries.into_iter().filter_map(|entry| match entry.key.material {
            SigningMaterial::Private(key) => Some(StoredKey { name: entry.file.reference(), key }),
            SigningMaterial::Secret(_) => None,
        });
        private.collect()
    }

    /// Returns all readable keys and secrets in the store, sorted by name, the current one of a
    /// name first. `unreadable` is called with the problem of each of the others.
    pub(crate) fn stored_entries(
        &mut self,
        mut unreadable: impl FnMut(Error, &mut Self),
    ) -> Vec<StoredEntry> {
        let mut entries = Vec::new();
        let is_regular = |file: &StoredFile| {
            file.path.symlink_metadata().is_ok_and(|metadata| metadata.is_file())
        };
        for file in self.stored_files().into_iter().filter(is_regular) {
            match self.read_stored(file) {
                Ok(entry) => entries.push(entry),
                Err(error) => unreadable(error, self),
            }
        }
        entries
    }

    /// Returns the names of the keys, without reading any.
    pub(crate) fn key_names(&self) -> Vec<String> {
        let files = self.stored_files();
        files.into_iter().filter(|file| file.is_current).map(|file| file.name).collect()
    }

    /// Returns the files of a key, the current one first: those of a name, or the one that a
    /// number selects (`dev@1`).
    ///
    /// # Errors
    ///
    /// [`Error::NoSuchKey`] if there is none.
    pub(crate) fn files_of_key(&self, reference: &str) -> Result<Vec<StoredFile>, Error> {
        let missing = || Error::NoSuchKey { name: redact::place(reference) };
        let (name, number) = parse_reference(reference).ok_or_else(missing)?;
        let mut files = self.stored_files();
        files.retain(|file| file.name == name && number.is_none_or(|one| one == file.number));
        if files.is_empty() { Err(missing()) } else { Ok(files) }
    }

    /// Returns the file of a key: the current one of a name, or the one that a number selects.
    ///
    /// # Errors
    ///
    /// [`Error::NoSuchKey`] if there is none.
    pub(crate) fn stored_file(&self, reference: &str) -> Result<StoredFile, Error> {
        let files = self.files_of_key(reference)?;
        files.into_iter().next().ok_or_else(|| Error::NoSuchKey { name: redact::place(reference) })
    }

    /// Reads a key of the store.
    ///
    /// # Errors
    ///
    /// The problem with the file.
    pub(crate) fn read_stored(&mut self, file: StoredFile) -> Result<StoredEntry, Error> {
        let path = &file.path;
        // Opening a named pipe would block.
        if !path.is_file() {
            return Err(Error::Unreadable {
                input: Input::file(Subject::StoredKey, path),
                source: io::Error::other("it is not a regular file"),
            });
        }
        if let Some(folder) = path.parent() {
            self.make_private(folder, "key folder");
        }
        self.make_private(path, "key");
        let bytes = Zeroizing::new(files::read(path, Subject::StoredKey)?);
        let read = match file.content {
            Content::Private => private_key(&bytes),
            Content::Secret => secret(&bytes),
        };
        match read {
            Ok(key) => Ok(StoredEntry { file, key }),
            Err(source) => Err(Error::StoredKey { name: file.reference(), source }),
        }
    }

    /// Stores a new key. Its name must be checked.
    ///
    /// # Errors
    ///
    /// [`Error::KeyExists`] if there is a key of this name, and [`Error::KeyStore`].
    pub(crate) fn store_new_key(
        &mut self,
        name: &str,
        key: &SigningMaterial,
        algorithm: SignatureAlgorithm,
    ) -> Result<StoredFile, Error> {
        let exists = || Error::KeyExists { name: name.to_owned() };
        if self.files_of_key(name).is_ok() {
            return Err(exists());
        }
        let file = self.create(name, 1, key, algorithm)?.ok_or_else(exists)?;
        // Another process may have stored the other kind of key under this name. Each of the two
        // looks after it has stored its own, so at least one of them sees both.
        let others = self.files_of_key(name)?;
        if others.iter().any(|other| other.content != file.content) {
            let _ = fs::remove_file(&file.path);
            return Err(exists());
        }
        Ok(file)
    }

    /// Stores a key that replaces the current one of its name. The others are kept.
    ///
    /// # Errors
    ///
    /// [`Error::KeyStore`], and [`Error::NoSuchKey`] if the key was removed meanwhile.
    pub(crate) fn store_next_key(
        &mut self,
        current: &StoredFile,
        key: &SigningMaterial,
        algorithm: SignatureAlgorithm,
    ) -> Result<StoredFile, Error> {
        let mut last = current.number;
        loop {
            last = last.saturating_add(1);
            // If another process has stored this one first, the next number is free.
            if let Some(file) = self.create(&current.name, last, key, algorithm)? {
                return Ok(file);
            }
            last = last.max(self.stored_file(&current.name)?.number);
            if last == u32::MAX {
                return Err(Error::KeyExists { name: current.name.clone() });
            }
        }
    }

    /// Writes a new file. Returns `None` if it exists.
    fn create(
        &mut self,
        name: &str,
        number: u32,
        key: &SigningMaterial,
        algorithm: SignatureAlgorithm,
    ) -> Result<Option<StoredFile>, Error> {
        let folder = self.keys_folder()?;
        self.make_private(&folder, "key folder");
        let content = Content::of(key);
        let text = match key {
            SigningMaterial::Private(key) => key.to_pkcs8_pem()?,
            SigningMaterial::Secret(secret) => {
                let members = Jwk::of_secret(secret, algorithm).members().clone();
                Zeroizing::new(Value::from(members).to_json() + "\n")
            }
        };
        let stem = if number == 1 { name.to_owned() } else { format!("{name}@{number}") };
        let file_name = format!("{stem}{}", content.extension());
        let path = folder.join(&file_name);
        let created = files::create_private(&folder, &file_name, text.as_bytes())
            .map_err(|source| Error::KeyStore { name: name.to_owned(), folder, source })?;
        let name = name.to_owned();
        Ok(created.then_some(StoredFile { name, number, content, path, is_current: true }))
    }

    /// Returns the files in the store, sorted by name, the current one of a name first.
    fn stored_files(&self) -> Vec<StoredFile> {
        let Some((folder, entries)) = self
            .keys_folder()
            .ok()
            .and_then(|folder| fs::read_dir(&folder).ok().map(|entries| (folder, entries)))
        else {
            return Vec::new();
        };
        let names = entries.filter_map(Result::ok).map(|entry| entry.file_name());
        let mut files: Vec<StoredFile> =
            names.filter_map(|name| parse_file_name(name.to_str()?, &folder)).collect();
        sort::by(&mut files, |a, b| {
            (&a.name, b.number, a.content).cmp(&(&b.name, a.number, b.content))
        });
        let mut last = None;
        for file in &mut files {
            file.is_current = last.as_ref() != Some(&file.name);
            last = Some(file.name.clone());
        }
        files
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

/// Reads a private key in PEM.
fn private_key(bytes: &[u8]) -> Result<SigningKey, ReadKeyError> {
    match std::str::from_utf8(bytes).map(read_pem) {
        Ok(Ok((FoundKey::Private(key), _))) => Ok(SigningKey {
            algorithm: SignatureAlgorithm::customary_of(key.public().family()),
            kid: Some(thumbprint::of(key.public())),
            material: SigningMaterial::Private(key),
        }),
        Ok(Ok((FoundKey::Public(_) | FoundKey::Encrypted(_), _))) | Err(_) => {
            Err(ReadKeyError::Unrecognised)
        }
        Ok(Err(error)) => Err(error),
    }
}

/// Reads a shared secret in a JWK.
fn secret(bytes: &[u8]) -> Result<SigningKey, ReadKeyError> {
    let Value::Object(object) = Value::parse(bytes)? else {
        return Err(ReadKeyError::Unrecognised);
    };
    let (material, algorithm) = Jwk::from_object(object)?.signing_material()?;
    match material {
        SigningMaterial::Secret(_) => {
            let algorithm = algorithm.unwrap_or(SignatureAlgorithm::HS256);
            Ok(SigningKey { material, algorithm, kid: None })
        }
        SigningMaterial::Private(_) => Err(ReadKeyError::Unrecognised),
    }
}

/// Returns the key that a file contains, by its name; `None` if it is not a file of the store.
fn parse_file_name(name: &str, folder: &Path) -> Option<StoredFile> {
    let (stem, content) = Content::ALL
        .into_iter()
        .find_map(|content| Some((name.strip_suffix(content.extension())?, content)))?;
    let (key, number) = parse_reference(stem)?;
    // The first key has no number.
    if stem.contains('@') && number == Some(1) {
        return None;
    }
    Some(StoredFile {
        name: key.to_owned(),
        number: number.unwrap_or(1),
        content,
        path: folder.join(name),
        is_current: false,
    })
}

/// Splits `dev` or `dev@1` into the name and the number; `None` if it is neither.
fn parse_reference(text: &str) -> Option<(&str, Option<u32>)> {
    let (name, number) = match text.split_once('@') {
        Some((name, number)) => {
            let is_plain =
                number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
            (name, Some(number.parse().ok().filter(|_| is_plain)?))
        }
        None => (text, None),
    };
    is_name(name).then_some((name, number))
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regressions;

    proptest! {
        #![proptest_config(regressions())]

        #[test]
        fn a_name_never_leaves_the_folder(text in "[a-zA-Z0-9._@/\\\\: \u{0}\u{e9}-]{0,12}|\\PC{0,8}") {
            let folder = Path::new("keys");
            let (name, _) = parse_reference(&text).unwrap_or(("dev", None));
            for content in Content::ALL {
                let path = folder.join(format!("{name}{}", content.extension()));
                prop_assert_eq!(path.parent(), Some(folder));
                prop_assert_eq!(path.components().count(), 2);
            }
            if check_new_name(&text).is_ok() {
                let file = parse_file_name(&format!("{text}.pem"), folder).unwrap();
                prop_assert_eq!((&file.name, file.number), (&text, 1));
                let file = parse_file_name(&format!("{text}@7.jwk"), folder).unwrap();
                prop_assert_eq!((&file.name, file.number), (&text, 7));
                let reference = file.numbered();
                prop_assert_eq!(parse_reference(&reference), Some((&*text, Some(7))));
            }
        }
    }

    #[test]
    fn names_are_checked() {
        for name in ["dev", "a", "prod-2026.eu_1", "console", "com10"] {
            assert_eq!(check_new_name(name), Ok(()), "{name}");
        }
        for name in
            ["", ".", "..", "../x", "a/b", "a\\b", ".a", "a.", "-a", "a b", "a@2", "ä", "a:b"]
        {
            assert_eq!(check_new_name(name), Err(NameFault::Characters), "{name}");
        }
        for name in ["nul", "CON", "aux.x", "lpt1"] {
            assert_eq!(check_new_name(name), Err(NameFault::Reserved), "{name}");
        }
        assert_eq!(check_new_name(&"a".repeat(101)), Err(NameFault::Length));
    }

    #[test]
    fn a_number_has_one_form() {
        assert_eq!(parse_reference("dev@12"), Some(("dev", Some(12))));
        for text in
            ["dev@", "dev@0", "dev@01", "dev@+1", "dev@1@2", "dev@x", "@1", "dev@99999999999"]
        {
            assert_eq!(parse_reference(text), None, "{text}");
        }
        let folder = Path::new("keys");
        assert_eq!(parse_file_name("dev@1.pem", folder), None);
        assert_eq!(parse_file_name("dev.key", folder), None);
    }
}
