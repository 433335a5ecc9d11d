//! Locks between processes, which end with the process that holds them.

use std::fs::File;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long to wait for another process.
const LONGEST: Duration = Duration::from_secs(10);

/// How long to wait between two attempts.
const PAUSE: Duration = Duration::from_millis(20);

/// A lock, held until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

/// Why a lock is not held.
#[derive(Debug)]
pub(crate) enum NotLocked {
    /// Another process still holds it.
    Busy,
    /// The file system has no locks, or the file cannot be opened.
    Impossible,
}

impl Lock {
    /// Locks a file, which is created if it does not exist. Waits for other processes, but not
    /// longer than ten seconds.
    ///
    /// # Errors
    ///
    /// Why it is not locked. The caller decides whether to go on without the lock.
    pub(crate) fn acquire(path: &Path) -> Result<Self, NotLocked> {
        Self::acquire_within(path, LONGEST)
    }

    fn acquire_within(path: &Path, longest: Duration) -> Result<Self, NotLocked> {
        let start = Instant::now();
        loop {
            match try_lock(path) {
                Ok(Some(file)) => return Ok(Self { _file: file }),
                Ok(None) if start.elapsed() < longest => std::thread::sleep(PAUSE),
                Ok(None) => return Err(NotLocked::Busy),
                Err(_) => return Err(NotLocked::Impossible),
            }
        }
    }
}

/// Opens and locks a file or, on Unix, a folder. Returns `None` if another process holds the lock.
#[cfg(unix)]
fn try_lock(path: &Path) -> io::Result<Option<File>> {
    use std::os::unix::fs::OpenOptionsExt as _;

    use rustix::fs::{FlockOperation, flock};

    let file = if path.is_dir() {
        File::open(path)?
    } else {
        File::options().write(true).create(true).truncate(false).mode(0o600).open(path)?
    };
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(Some(file)),
        Err(rustix::io::Errno::WOULDBLOCK | rustix::io::Errno::INTR) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Opens a file that no other process can open meanwhile. Returns `None` if another process has it open.
#[cfg(windows)]
fn try_lock(path: &Path) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt as _;

    const SHARING_VIOLATION: i32 = 32;
    let path = if path.is_dir() { path.join(".jwtool.lock") } else { path.to_owned() };
    let opened = File::options().write(true).create(true).truncate(false).share_mode(0).open(path);
    match opened {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.raw_os_error() == Some(SHARING_VIOLATION) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_held_by_one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let short = Duration::from_millis(50);
        for path in [folder.path().join("lock"), folder.path().to_owned()] {
            let held = Lock::acquire(&path).unwrap();
            let second = Lock::acquire_within(&path, short);
            assert!(matches!(second, Err(NotLocked::Busy)), "{second:?}");
            drop(held);
            assert!(Lock::acquire_within(&path, short).is_ok());
        }
        let missing = Lock::acquire(&folder.path().join("none/lock"));
        assert!(matches!(missing, Err(NotLocked::Impossible)), "{missing:?}");
    }
}
