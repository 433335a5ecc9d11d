//! A place for small secret items, such as the keyring of the desktop.

use zeroize::Zeroizing;

use crate::profile::store::StoreFault;

/// Where items are kept, each under a name of its own.
pub(super) trait Items: Send + Sync {
    /// Returns an item, or `None` if there is none.
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, StoreFault>;

    /// Writes an item, and replaces any existing one.
    fn write(&self, name: &str, content: &[u8]) -> Result<(), StoreFault>;

    /// Removes every item with this name. Returns whether there was one.
    fn remove(&self, name: &str) -> Result<bool, StoreFault>;

    /// Returns the size of the largest item, in bytes.
    fn largest(&self) -> usize;
}

#[cfg(test)]
pub(super) mod fake {
    //! A keyring in memory, which fails as real ones do.

    use std::collections::BTreeMap;
    use std::sync::{Arc, Mutex};

    use super::*;

    /// A keyring in memory. Its copies are the same keyring.
    #[derive(Clone)]
    pub(crate) struct FakeKeyring(Arc<Mutex<State>>);

    pub(crate) struct State {
        pub(crate) items: BTreeMap<String, Vec<u8>>,
        /// What every call answers, like a locked keyring
        pub(crate) fault: Option<StoreFault>,
        /// How many more writes and removals succeed, as if the process ended after them
        pub(crate) changes_left: usize,
        pub(crate) reads: usize,
        largest: usize,
    }

    impl FakeKeyring {
        pub(crate) fn new(largest: usize) -> Self {
            let (items, fault) = (BTreeMap::new(), None);
            let state = State { items, fault, changes_left: usize::MAX, reads: 0, largest };
            Self(Arc::new(Mutex::new(state)))
        }

        pub(crate) fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
            act(&mut self.0.lock().unwrap())
        }

        fn change<T>(&self, act: impl FnOnce(&mut State) -> T) -> Result<T, StoreFault> {
            self.with(|state| {
                if let Some(fault) = &state.fault {
                    return Err(fault.clone());
                }
                let Some(left) = state.changes_left.checked_sub(1) else {
                    return Err(StoreFault::Failed("ended".to_owned()));
                };
                state.changes_left = left;
                Ok(act(state))
            })
        }
    }

    impl Items for FakeKeyring {
        fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, StoreFault> {
            self.with(|state| {
                state.reads += 1;
                match &state.fault {
                    // A locked Secret Service answers that there is no such item.
                    Some(StoreFault::Locked) => Ok(None),
                    Some(fault) => Err(fault.clone()),
                    None => Ok(state.items.get(name).cloned().map(Zeroizing::new)),
                }
            })
        }

        fn write(&self, name: &str, content: &[u8]) -> Result<(), StoreFault> {
            assert!(content.len() <= self.largest(), "{name} is too large");
            self.change(|state| drop(state.items.insert(name.to_owned(), content.to_vec())))
        }

        fn remove(&self, name: &str) -> Result<bool, StoreFault> {
            self.change(|state| state.items.remove(name).is_some())
        }

        fn largest(&self) -> usize {
            self.with(|state| state.largest)
        }
    }
}
