//! The keyring of the desktop: Secret Service, macOS Keychain or Windows Credential Manager.

use keyring::{Entry, Error};
use zeroize::Zeroizing;

use crate::profile::store::StoreFault;
use crate::system::login_store::document;
use crate::system::login_store::items::Items;

/// The service under which all items are.
const SERVICE: &str = "jwtool";

/// The size of the largest item: Windows keeps 2560 bytes of a credential.
const LARGEST: usize = if cfg!(windows) { 2560 } else { usize::MAX };

/// The keyring of the desktop. It is opened by the first call.
pub(super) struct NativeKeyring;

impl Items for NativeKeyring {
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, StoreFault> {
        match entry(name)?.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            // Other programs may have copied the item. The newest counts.
            Err(Error::Ambiguous(entries)) => {
                Ok(newest(entries.iter().filter_map(|entry| entry.get_secret().ok())))
            }
            Err(error) => Err(fault(&error)),
        }
    }

    fn write(&self, name: &str, content: &[u8]) -> Result<(), StoreFault> {
        match entry(name)?.set_secret(content) {
            Err(Error::Ambiguous(_)) => {
                self.remove(name)?;
                entry(name)?.set_secret(content).map_err(|error| fault(&error))
            }
            other => other.map_err(|error| fault(&error)),
        }
    }

    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the crate does not export the type of these entries"
    )]
    fn remove(&self, name: &str) -> Result<bool, StoreFault> {
        match entry(name)?.delete_credential() {
            Ok(()) => Ok(true),
            Err(Error::NoEntry) => Ok(false),
            Err(Error::Ambiguous(entries)) => {
                delete_all(&entries, |entry| entry.delete_credential())
            }
            Err(error) => Err(fault(&error)),
        }
    }

    fn largest(&self) -> usize {
        LARGEST
    }
}

fn entry(name: &str) -> Result<Entry, StoreFault> {
    Entry::new(SERVICE, name).map_err(|error| fault(&error))
}

/// Returns the newest of several documents.
fn newest(secrets: impl Iterator<Item = Vec<u8>>) -> Option<Zeroizing<Vec<u8>>> {
    secrets.map(Zeroizing::new).max_by_key(|one| document::written(one))
}

/// Deletes all items. One that cannot be deleted does not keep the others.
fn delete_all<T>(
    items: &[T],
    delete: impl Fn(&T) -> Result<(), Error>,
) -> Result<bool, StoreFault> {
    let mut failed = None;
    for item in items {
        if let Err(error) = delete(item) {
            failed.get_or_insert(fault(&error));
        }
    }
    failed.map_or(Ok(true), Err)
}

fn fault(error: &Error) -> StoreFault {
    /// macOS may not ask, over ssh for example: `errSecInteractionNotAllowed`
    const NO_INTERACTION: &str = "-25308";
    match error {
        Error::NoDefaultStore => StoreFault::Missing,
        Error::NoStorageAccess(_) => StoreFault::Locked,
        Error::PlatformFailure(source) if format!("{source:?}").contains(NO_INTERACTION) => {
            StoreFault::Locked
        }
        Error::PlatformFailure(source) => {
            let words = source.to_string();
            StoreFault::Failed(words.lines().next().unwrap_or_default().to_owned())
        }
        // Other errors could contain what is stored.
        _ => StoreFault::Failed("it refused the item".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An error of macOS.
    #[derive(Debug)]
    #[expect(dead_code, reason = "the code is in what `Debug` prints")]
    struct Status {
        code: i32,
    }

    impl std::fmt::Display for Status {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("User interaction is not allowed.")
        }
    }

    impl std::error::Error for Status {}

    #[test]
    fn of_several_items_the_newest_is_read_and_all_are_deleted() {
        let document = |written| format!(r#"{{"profile":"p","written":{written}}}"#).into_bytes();
        let found =
            newest([document(7), b"not a login".to_vec(), document(9), document(8)].into_iter());
        assert_eq!(found.unwrap().as_slice(), document(9));
        assert!(newest(std::iter::empty()).is_none());
        let deleted = std::cell::RefCell::new(Vec::new());
        let delete = |item: &i32| {
            deleted.borrow_mut().push(*item);
            if *item == 1 { Err(Error::NoStorageAccess("x".into())) } else { Ok(()) }
        };
        assert_eq!(delete_all(&[1, 2, 3], delete), Err(StoreFault::Locked));
        assert_eq!(delete_all(&[4], delete), Ok(true));
        assert_eq!(*deleted.borrow(), [1, 2, 3, 4]);
    }

    #[test]
    fn what_needs_somebody_is_locked() {
        let status = |code| Box::new(Status { code });
        let failure = |code| fault(&Error::PlatformFailure(status(code)));
        assert_eq!(failure(-25308), StoreFault::Locked);
        let words = "User interaction is not allowed.".to_owned();
        assert_eq!(failure(-1), StoreFault::Failed(words));
        assert_eq!(fault(&Error::NoStorageAccess(status(-61))), StoreFault::Locked);
        assert_eq!(fault(&Error::NoDefaultStore), StoreFault::Missing);
        let secret = Error::BadEncoding(b"hunter2".to_vec());
        assert!(!fault(&secret).to_string().contains("hunter2"));
    }
}
