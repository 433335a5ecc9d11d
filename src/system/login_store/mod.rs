//! The store of logins: the keyring of the desktop or private files, chosen by `--store`, by
//! `JWTOOL_STORE`, or by what worked the last time.
//!
//! Where the login of a profile is stored stands in `logins/HASH.place` in the data folder, without
//! secrets, so a command opens the keyring only if there is something in it.

mod chunks;
mod document;
mod folder;
mod items;
#[cfg(feature = "keyring")]
mod native;
mod timed;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::error::{Error, io_message};
use crate::jose::json::{Object, Value};
use crate::jose::thumbprint;
use crate::jose::token_id::random_id;
use crate::profile::store::{StoreFault, StoreKind};
use crate::redact;
use crate::sort;
use crate::system::System;
use crate::system::files;
use crate::system::lock::{Lock, NotLocked};
use crate::system::login_store::folder::Folder;
use crate::system::login_store::items::Items;
use crate::system::login_store::timed::Timed;

pub(crate) use document::StoredLogin;

/// The ending of a file that says where a login is stored.
const PLACE: &str = ".place";

/// The file with the store that was used last.
const REMEMBERED: &str = "store";

/// A store that cannot be used, and why.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Unusable {
    pub(crate) store: StoreKind,
    pub(crate) fault: StoreFault,
}

/// The store for a new login.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Prepared {
    pub(crate) store: StoreKind,
    /// Why it is not the keyring, if that was tried
    pub(crate) instead_of_keyring: Option<StoreFault>,
}

impl Unusable {
    /// Returns the error; the folder is that of the data.
    pub(crate) fn error(self, system: &System) -> Error {
        let folder = system.environment.data_folder().unwrap_or_default();
        Error::LoginStore { store: self.store, folder, fault: self.fault }
    }
}

/// Whether other processes are kept from the stored logins, until this value ends.
pub(crate) enum Locked {
    Held(#[expect(dead_code, reason = "it ends with this value")] Lock),
    /// Another process has held the lock for too long.
    Busy,
    /// There is nothing to lock, or no way to.
    Without,
}

/// The stores of this user.
pub(crate) struct LoginStores {
    keyring: Arc<dyn Items>,
    folder: PathBuf,
    files: Folder,
}

/// Returns the name of the item with a profile's login.
fn item(profile: &str) -> String {
    format!("login {profile}")
}

impl LoginStores {
    fn new(keyring: Arc<dyn Items>, folder: PathBuf) -> Self {
        Self { keyring, files: Folder::new(folder.clone()), folder }
    }

    fn items(&self, store: StoreKind) -> Option<&dyn Items> {
        match store {
            StoreKind::Keyring => Some(&*self.keyring),
            StoreKind::File => Some(&self.files),
            StoreKind::None => None,
        }
    }

    /// Proves that a store can be used, by writing to it: a locked Secret Service answers every
    /// question with "no such item".
    pub(crate) fn probe(&self, store: StoreKind) -> Result<(), Unusable> {
        let Some(items) = self.items(store) else { return Ok(()) };
        let probe = || {
            let id = random_id().ok_or(StoreFault::Failed("there is no randomness".to_owned()))?;
            let name = format!("probe {id}");
            let written = items.write(&name, id.as_bytes());
            let read = written.and_then(|()| items.read(&name));
            // Nothing is left, whatever has happened.
            let removed = items.remove(&name);
            match (read?, removed?) {
                (Some(content), true) if content.as_slice() == id.as_bytes() => Ok(()),
                _ => Err(StoreFault::Failed("it does not keep what is written to it".to_owned())),
            }
        };
        probe().map_err(|fault| Unusable { store, fault })
    }

    /// Chooses the store for a new login, and proves that it can be used. A keyring that cannot be
    /// used is an error only if it was named; otherwise files are used, from now on.
    pub(crate) fn prepare(&self, named: Option<StoreKind>) -> Result<Prepared, Unusable> {
        let usable = |store| Prepared { store, instead_of_keyring: None };
        if let Some(store) = named {
            self.probe(store)?;
            self.remember(store);
            return Ok(usable(store));
        }
        if self.remembered() == Some(StoreKind::File) {
            self.probe(StoreKind::File)?;
            return Ok(usable(StoreKind::File));
        }
        match self.probe(StoreKind::Keyring) {
            Ok(()) => {
                self.remember(StoreKind::Keyring);
                Ok(usable(StoreKind::Keyring))
            }
            Err(Unusable { fault, .. }) => {
                self.probe(StoreKind::File)?;
                self.remember(StoreKind::File);
                Ok(Prepared { store: StoreKind::File, instead_of_keyring: Some(fault) })
            }
        }
    }

    /// Stores a login, and removes an older one of its profile from any other store.
    pub(crate) fn save(&self, store: StoreKind, login: &StoredLogin) -> Result<(), Unusable> {
        let unusable = |fault| Unusable { store, fault };
        let Some(items) = self.items(store) else { return Ok(()) };
        let (name, content) = (item(&login.profile), login.to_json());
        chunks::write(items, &name, content.as_bytes()).map_err(unusable)?;
        let earlier = self.read_record(&login.profile);
        let other = earlier.and_then(|earlier| {
            if earlier.store == store { earlier.left } else { Some(earlier.store) }
        });
        let other = other.filter(|other| *other != store);
        self.record(&login.profile, store, other).map_err(unusable)?;
        // What an earlier command could not remove is removed by `forget`.
        let moved = other.filter(|other| earlier.is_some_and(|earlier| earlier.store == *other));
        if let Some(items) = moved.and_then(|other| self.items(other))
            && chunks::remove(items, &name) == Ok(true)
        {
            self.record(&login.profile, store, None).map_err(unusable)?;
        }
        Ok(())
    }

    /// Returns the login of a profile, and where it is stored.
    pub(crate) fn load(
        &self,
        named: Option<StoreKind>,
        profile: &str,
    ) -> Result<Option<(StoredLogin, StoreKind)>, Unusable> {
        let place = self.place(profile);
        let Some(store) = named.or(place) else { return Ok(None) };
        let unusable = |fault| Unusable { store, fault };
        let Some(items) = self.items(store) else { return Ok(None) };
        let content = chunks::read(items, &item(profile)).map_err(unusable)?;
        match content {
            Some(content) => {
                let login = StoredLogin::from_json(&content);
                let login = login.filter(|login| login.profile == profile);
                login.map(|login| Some((login, store))).ok_or(unusable(StoreFault::Unreadable))
            }
            None if place == Some(store) => self.probe(store).map(|()| None),
            None => Ok(None),
        }
    }

    /// Forgets the login of a profile, in the store that was named and wherever it was stored. A
    /// store that fails does not keep it in the others. Returns whether there was one.
    pub(crate) fn forget(&self, named: Option<StoreKind>, profile: &str) -> Result<bool, Unusable> {
        let record = self.read_record(profile);
        let (place, left) = (record.map(|one| one.store), record.and_then(|one| one.left));
        let stores = [named, place, left, Some(StoreKind::File)];
        let (mut was, mut failed) = (false, None);
        for (index, store) in stores.into_iter().enumerate() {
            let Some(store) = store.filter(|one| !stores[..index].contains(&Some(*one))) else {
                continue;
            };
            if let Some(items) = self.items(store) {
                match chunks::remove(items, &item(profile)) {
                    Ok(true) => was = true,
                    // A locked keyring may say so, too.
                    Ok(false) if Some(store) == place || Some(store) == left => {
                        failed = failed.or(self.probe(store).err());
                    }
                    Ok(false) => {}
                    Err(fault) => failed = failed.or(Some(Unusable { store, fault })),
                }
            }
        }
        if let Some(unusable) = failed {
            return Err(unusable);
        }
        let record = self.folder.join(place_name(profile));
        match std::fs::remove_file(record) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Unusable {
                store: StoreKind::File,
                fault: StoreFault::Failed(io_message(&error)),
            }),
            _ => Ok(was),
        }
    }

    /// Returns the profiles with a stored login, sorted by name.
    pub(crate) fn profiles(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten();
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let records = names.filter(|name| name.ends_with(PLACE));
        let mut profiles: Vec<String> =
            records.filter_map(|name| Some(read_record(&self.folder.join(name))?.0)).collect();
        sort::all(&mut profiles);
        profiles
    }

    /// Returns where the login of a profile is stored.
    pub(crate) fn place(&self, profile: &str) -> Option<StoreKind> {
        Some(self.read_record(profile)?.store)
    }

    fn read_record(&self, profile: &str) -> Option<Record> {
        let (name, record) = read_record(&self.folder.join(place_name(profile)))?;
        (name == profile).then_some(record)
    }

    fn record(
        &self,
        profile: &str,
        store: StoreKind,
        left: Option<StoreKind>,
    ) -> Result<(), StoreFault> {
        let mut record = Object::new();
        record.set("profile", profile);
        record.set("store", store.name());
        if let Some(left) = left {
            record.set("left", left.name());
        }
        let text = Value::from(record).to_json();
        files::replace_private(&self.folder, &place_name(profile), text.as_bytes())
            .map_err(|error| StoreFault::Failed(io_message(&error)))
    }

    fn remembered(&self) -> Option<StoreKind> {
        let text = std::fs::read_to_string(self.folder.join(REMEMBERED)).ok()?;
        StoreKind::named(text.trim())
    }

    /// Remembers the store for the next login, if it stores anything.
    fn remember(&self, store: StoreKind) {
        if store != StoreKind::None && self.remembered() != Some(store) {
            // Without it, the next login tries again.
            let _ = files::replace_private(&self.folder, REMEMBERED, store.name().as_bytes());
        }
    }
}

fn place_name(profile: &str) -> String {
    format!("{}{PLACE}", thumbprint::of_text(profile))
}

/// Where the login of a profile is stored.
#[derive(Clone, Copy)]
struct Record {
    store: StoreKind,
    /// Where an older one is that could not be removed, because the store was locked
    left: Option<StoreKind>,
}

/// Reads a record, and the name of its profile.
fn read_record(path: &Path) -> Option<(String, Record)> {
    let text = Zeroizing::new(std::fs::read(path).ok()?);
    let record = Value::parse(&text).ok()?;
    let record = record.as_object()?;
    let store = |name: &str| StoreKind::named(record.get_str(name)?);
    let profile = record.get_str("profile")?.to_owned();
    Some((profile, Record { store: store("store")?, left: store("left") }))
}

impl System {
    /// Returns the store that `--store` or `JWTOOL_STORE` names.
    ///
    /// # Errors
    ///
    /// [`Error::Usage`] for a store that does not exist.
    pub(crate) fn named_store(&self) -> Result<Option<StoreKind>, Error> {
        if self.store.is_some() {
            return Ok(self.store);
        }
        let Some(name) = self.environment.text("JWTOOL_STORE")? else { return Ok(None) };
        let names = StoreKind::ALL.map(StoreKind::name).join(", ");
        StoreKind::named(&name).map(Some).ok_or_else(|| {
            let name = redact::place(&name);
            Error::usage(
                format!("`JWTOOL_STORE` names the unknown store `{name}`"),
                format!("set it to one of {names}"),
            )
        })
    }

    /// Returns the stores of this user. The keyring is not opened before it is used.
    ///
    /// # Errors
    ///
    /// [`Error::NoHome`].
    pub(crate) fn login_stores(&self) -> Result<LoginStores, Error> {
        let folder = self.environment.data_folder()?.join("logins");
        Ok(LoginStores::new(Arc::new(Timed::new(native_keyring())), folder))
    }

    /// Locks the logins of a store against other processes: the keyring for this user, files for
    /// their folder. Without a lock, commands go on, and a warning is printed if another process
    /// has held it for too long. Read again what was read before the lock.
    pub(crate) fn lock_logins(&mut self, store: StoreKind) -> Locked {
        let place = lock_place(
            store,
            || self.environment.own_data_folder(),
            || self.environment.data_folder().ok(),
        );
        let Some((folder, name)) = place else { return Locked::Without };
        if files::create_private(&folder, name, b"").is_err() {
            return Locked::Without;
        }
        match Lock::acquire(&folder.join(name)) {
            Ok(lock) => Locked::Held(lock),
            Err(NotLocked::Busy) => {
                self.say("warning: another jwtool has been using the stored logins for 10 seconds");
                Locked::Busy
            }
            Err(NotLocked::Impossible) => Locked::Without,
        }
    }
}

/// Returns the folder and the name of the lock of a store. A user has one keyring, however many
/// folders of data: a lock in each of these would not keep two processes apart.
fn lock_place(
    store: StoreKind,
    own: impl FnOnce() -> Option<PathBuf>,
    data: impl FnOnce() -> Option<PathBuf>,
) -> Option<(PathBuf, &'static str)> {
    match store {
        StoreKind::Keyring => Some((own()?, "keyring.lock")),
        StoreKind::File => Some((data()?.join("logins"), "lock")),
        StoreKind::None => None,
    }
}

#[cfg(feature = "keyring")]
fn native_keyring() -> Arc<dyn Items> {
    Arc::new(native::NativeKeyring)
}

/// A keyring that this build does not support.
#[cfg(not(feature = "keyring"))]
fn native_keyring() -> Arc<dyn Items> {
    struct NotBuilt;

    impl Items for NotBuilt {
        fn read(&self, _: &str) -> Result<Option<Zeroizing<Vec<u8>>>, StoreFault> {
            Err(StoreFault::NotBuilt)
        }

        fn write(&self, _: &str, _: &[u8]) -> Result<(), StoreFault> {
            Err(StoreFault::NotBuilt)
        }

        fn remove(&self, _: &str) -> Result<bool, StoreFault> {
            Err(StoreFault::NotBuilt)
        }

        fn largest(&self) -> usize {
            usize::MAX
        }
    }

    Arc::new(NotBuilt)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::system::login_store::document::tests::login;
    use crate::system::login_store::items::fake::FakeKeyring;

    struct Machine {
        root: TempDir,
        keyring: FakeKeyring,
        stores: LoginStores,
    }

    fn machine() -> Machine {
        let root = tempfile::tempdir().unwrap();
        let keyring = FakeKeyring::new(100);
        let stores = LoginStores::new(Arc::new(keyring.clone()), root.path().join("logins"));
        Machine { root, keyring, stores }
    }

    impl Machine {
        fn set_fault(&self, fault: Option<StoreFault>) {
            self.keyring.with(|state| state.fault = fault);
        }

        fn left_in_keyring(&self) -> usize {
            self.keyring.with(|state| state.items.len())
        }

        fn left_in_files(&self) -> Vec<String> {
            let entries = std::fs::read_dir(self.root.path().join("logins")).unwrap();
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
        }
    }

    #[test]
    fn a_login_is_stored_found_and_forgotten_without_a_trace() {
        for named in [None, Some(StoreKind::Keyring), Some(StoreKind::File)] {
            let machine = machine();
            let stores = &machine.stores;
            let expected = named.unwrap_or(StoreKind::Keyring);
            let usable = Prepared { store: expected, instead_of_keyring: None };
            assert_eq!(stores.prepare(named), Ok(usable));
            assert_eq!(machine.left_in_keyring(), 0, "the probe is gone");
            let login = login("staging");
            assert_eq!(stores.load(None, "staging"), Ok(None));
            stores.save(expected, &login).unwrap();
            assert_eq!(stores.load(None, "staging"), Ok(Some((login.clone(), expected))));
            assert_eq!(stores.load(named, "staging"), Ok(Some((login, expected))));
            assert_eq!(stores.load(None, "other"), Ok(None));
            assert_eq!(stores.profiles(), ["staging"]);
            assert_eq!(stores.forget(None, "staging"), Ok(true));
            assert_eq!(stores.forget(None, "staging"), Ok(false));
            assert_eq!(stores.profiles(), [""; 0]);
            assert_eq!(machine.left_in_keyring(), 0);
            assert_eq!(machine.left_in_files(), [REMEMBERED]);
        }
    }

    #[test]
    fn a_keyring_that_cannot_be_used_is_an_error_only_if_it_was_named() {
        let missing = StoreFault::Failed("no bus".to_owned());
        for fault in [StoreFault::Locked, StoreFault::Missing, StoreFault::Slow, missing] {
            let machine = machine();
            machine.set_fault(Some(fault.clone()));
            let stores = &machine.stores;
            let error = Unusable { store: StoreKind::Keyring, fault: fault.clone() };
            assert_eq!(stores.prepare(Some(StoreKind::Keyring)), Err(error));
            let file = |fault| Prepared { store: StoreKind::File, instead_of_keyring: fault };
            assert_eq!(stores.prepare(None), Ok(file(Some(fault))));
            // It is remembered, even if the keyring works again.
            machine.set_fault(None);
            assert_eq!(stores.prepare(None), Ok(file(None)));
            // Until somebody names the keyring.
            assert_eq!(stores.prepare(Some(StoreKind::Keyring)).unwrap().store, StoreKind::Keyring);
            assert_eq!(stores.prepare(None).unwrap().store, StoreKind::Keyring);
        }
    }

    #[test]
    fn a_locked_keyring_is_not_a_missing_login() {
        let machine = machine();
        machine.stores.save(StoreKind::Keyring, &login("staging")).unwrap();
        machine.set_fault(Some(StoreFault::Locked));
        let locked = Unusable { store: StoreKind::Keyring, fault: StoreFault::Locked };
        assert_eq!(machine.stores.load(None, "staging"), Err(locked.clone()));
        assert_eq!(machine.stores.forget(None, "staging"), Err(locked));
        machine.set_fault(None);
        assert_eq!(machine.stores.load(None, "staging").unwrap().unwrap().1, StoreKind::Keyring);
    }

    #[test]
    fn a_keyring_has_one_lock_and_a_folder_of_files_its_own() {
        let place = |store, data: &str| {
            let (own, data) = (PathBuf::from("/home/ada/data"), PathBuf::from(data));
            let place = lock_place(store, || Some(own), || Some(data));
            place.map(|(folder, name)| folder.join(name))
        };
        let keyring = place(StoreKind::Keyring, "/a").unwrap();
        assert_eq!(keyring, Path::new("/home/ada/data/keyring.lock"));
        assert_eq!(place(StoreKind::Keyring, "/b").unwrap(), keyring);
        assert_eq!(place(StoreKind::File, "/a").unwrap(), Path::new("/a/logins/lock"));
        assert_ne!(place(StoreKind::File, "/b"), place(StoreKind::File, "/a"));
        assert_eq!(place(StoreKind::None, "/a"), None);
    }

    #[test]
    fn a_store_that_fails_keeps_no_login_in_the_others() {
        let machine = machine();
        machine.stores.save(StoreKind::Keyring, &login("staging")).unwrap();
        let file = Folder::new(machine.root.path().join("logins"));
        file.write(&item("staging"), b"{}").unwrap();
        machine.set_fault(Some(StoreFault::Locked));
        assert!(machine.stores.forget(None, "staging").is_err());
        assert_eq!(file.read(&item("staging")), Ok(None));
    }

    #[test]
    fn a_login_that_moves_leaves_nothing_behind() {
        let machine = machine();
        let (old, new) = (login("staging"), StoredLogin { written: 7, ..login("staging") });
        machine.stores.save(StoreKind::Keyring, &old).unwrap();
        machine.stores.save(StoreKind::File, &new).unwrap();
        assert_eq!(machine.left_in_keyring(), 0);
        assert_eq!(machine.stores.load(None, "staging"), Ok(Some((new, StoreKind::File))));
        machine.stores.save(StoreKind::Keyring, &old).unwrap();
        assert_eq!(machine.left_in_files().len(), 1, "only the place");
        assert_eq!(machine.stores.forget(Some(StoreKind::Keyring), "staging"), Ok(true));
        assert_eq!(machine.left_in_keyring(), 0);
    }

    #[test]
    fn what_a_locked_keyring_keeps_is_forgotten_later() {
        let machine = machine();
        machine.stores.save(StoreKind::Keyring, &login("staging")).unwrap();
        machine.set_fault(Some(StoreFault::Locked));
        for _ in 0..2 {
            machine.stores.save(StoreKind::File, &login("staging")).unwrap();
            assert_ne!(machine.left_in_keyring(), 0);
        }
        assert!(machine.stores.forget(None, "staging").is_err());
        machine.set_fault(None);
        assert_eq!(machine.stores.forget(None, "staging"), Ok(true));
        assert_eq!((machine.left_in_keyring(), machine.left_in_files().len()), (0, 0));
        // Or it is replaced.
        machine.stores.save(StoreKind::Keyring, &login("staging")).unwrap();
        machine.set_fault(Some(StoreFault::Locked));
        machine.stores.save(StoreKind::File, &login("staging")).unwrap();
        machine.set_fault(None);
        machine.stores.save(StoreKind::Keyring, &login("staging")).unwrap();
        assert_eq!(machine.stores.forget(None, "staging"), Ok(true));
        assert_eq!((machine.left_in_keyring(), machine.left_in_files().len()), (0, 0));
    }

    #[test]
    fn the_keyring_is_opened_only_for_what_is_in_it() {
        let machine = machine();
        let stores = &machine.stores;
        assert_eq!(stores.load(None, "staging"), Ok(None));
        stores.save(StoreKind::File, &login("staging")).unwrap();
        assert!(stores.load(None, "staging").unwrap().is_some());
        assert_eq!(stores.prepare(Some(StoreKind::File)).unwrap().store, StoreKind::File);
        assert_eq!(stores.prepare(Some(StoreKind::None)).unwrap().store, StoreKind::None);
        stores.save(StoreKind::None, &login("other")).unwrap();
        assert_eq!(stores.load(Some(StoreKind::None), "staging"), Ok(None));
        assert_eq!(stores.profiles(), ["staging"]);
        assert_eq!(machine.keyring.with(|state| state.reads), 0);
    }

    #[test]
    fn a_login_of_another_profile_is_not_used() {
        let machine = machine();
        machine.stores.save(StoreKind::File, &login("staging")).unwrap();
        let file = Folder::new(machine.root.path().join("logins")).file(&item("staging"));
        for content in [&b"{}"[..], b"x", login("other").to_json().as_bytes()] {
            std::fs::write(&file, content).unwrap();
            let unreadable = Unusable { store: StoreKind::File, fault: StoreFault::Unreadable };
            assert_eq!(machine.stores.load(None, "staging"), Err(unreadable));
        }
        // It can still be forgotten.
        assert_eq!(machine.stores.forget(None, "staging"), Ok(true));
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_cannot_be_written_is_found_before_a_login_starts() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join("data"), "a file").unwrap();
        let keyring = FakeKeyring::new(100);
        keyring.with(|state| state.fault = Some(StoreFault::Missing));
        let stores = LoginStores::new(Arc::new(keyring), root.path().join("data/logins"));
        assert_eq!(stores.prepare(None).unwrap_err().store, StoreKind::File);
        assert!(stores.save(StoreKind::File, &login("staging")).is_err());
    }
}
