//! A store that answers in time, or is given up.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::profile::store::StoreFault;
use crate::system::login_store::items::Items;

/// How long a call may take. A bus without a service behind it never answers.
const LONGEST: Duration = Duration::from_secs(3);

/// Calls another store on a thread of its own. A store that was too slow once is not called again.
pub(super) struct Timed {
    items: Arc<dyn Items>,
    longest: Duration,
    is_slow: AtomicBool,
}

impl Timed {
    pub(super) fn new(items: Arc<dyn Items>) -> Self {
        Self { items, longest: LONGEST, is_slow: AtomicBool::new(false) }
    }

    fn call<T: Send + 'static>(
        &self,
        act: impl FnOnce(&dyn Items) -> Result<T, StoreFault> + Send + 'static,
    ) -> Result<T, StoreFault> {
        if self.is_slow.load(Ordering::Relaxed) {
            return Err(StoreFault::Slow);
        }
        let (sender, receiver) = mpsc::channel();
        let items = Arc::clone(&self.items);
        let call = move || {
            // The receiver may be gone.
            let _ = sender.send(act(&*items));
        };
        if thread::Builder::new().spawn(call).is_err() {
            return Err(StoreFault::Failed("there are too many threads".to_owned()));
        }
        match receiver.recv_timeout(self.longest) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => {
                self.is_slow.store(true, Ordering::Relaxed);
                Err(StoreFault::Slow)
            }
            Err(RecvTimeoutError::Disconnected) => {
                Err(StoreFault::Failed("it ended without an answer".to_owned()))
            }
        }
    }
}

impl Items for Timed {
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, StoreFault> {
        let name = name.to_owned();
        self.call(move |items| items.read(&name))
    }

    fn write(&self, name: &str, content: &[u8]) -> Result<(), StoreFault> {
        let (name, content) = (name.to_owned(), Zeroizing::new(content.to_vec()));
        self.call(move |items| items.write(&name, &content))
    }

    fn remove(&self, name: &str) -> Result<bool, StoreFault> {
        let name = name.to_owned();
        self.call(move |items| items.remove(&name))
    }

    fn largest(&self) -> usize {
        self.items.largest()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::system::login_store::items::fake::FakeKeyring;

    /// A store that waits until the test ends, like a bus without a service behind it.
    struct Silent(Mutex<mpsc::Receiver<()>>, Arc<Mutex<usize>>);

    impl Items for Silent {
        fn read(&self, _: &str) -> Result<Option<Zeroizing<Vec<u8>>>, StoreFault> {
            *self.1.lock().unwrap() += 1;
            let _ = self.0.lock().unwrap().recv();
            Ok(None)
        }
        fn write(&self, _: &str, _: &[u8]) -> Result<(), StoreFault> {
            Ok(())
        }
        fn remove(&self, _: &str) -> Result<bool, StoreFault> {
            Ok(true)
        }
        fn largest(&self) -> usize {
            1
        }
    }

    #[test]
    fn a_store_that_does_not_answer_is_called_only_once() {
        let (_end, wait) = mpsc::channel();
        let calls = Arc::new(Mutex::new(0));
        let silent = Silent(Mutex::new(wait), Arc::clone(&calls));
        let longest = Duration::from_millis(30);
        let timed = Timed { longest, ..Timed::new(Arc::new(silent)) };
        assert_eq!(timed.read("n"), Err(StoreFault::Slow));
        assert_eq!(timed.write("n", b"x"), Err(StoreFault::Slow));
        assert_eq!(timed.remove("n"), Err(StoreFault::Slow));
        assert_eq!(*calls.lock().unwrap(), 1);
    }

    #[test]
    fn answers_are_passed_on() {
        let keyring = FakeKeyring::new(10);
        let timed = Timed::new(Arc::new(keyring.clone()));
        timed.write("n", b"x").unwrap();
        assert_eq!(timed.read("n").unwrap().unwrap().as_slice(), b"x");
        assert_eq!((timed.remove("n"), timed.remove("n")), (Ok(true), Ok(false)));
        assert_eq!(timed.largest(), 10);
        keyring.with(|state| state.fault = Some(StoreFault::Missing));
        assert_eq!(timed.read("n"), Err(StoreFault::Missing));
    }
}
