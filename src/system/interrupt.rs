//! Ctrl-C: what it does while a command prompts, waits or sends.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the user has pressed Ctrl-C since this began to watch.
#[derive(Clone, Debug)]
pub(crate) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Begins to watch. The first Ctrl-C no longer ends the process, the second one does.
    pub(super) fn watch() -> Self {
        let pressed = Arc::new(AtomicBool::new(false));
        #[cfg(unix)]
        default_action().store(false, Ordering::SeqCst);
        let signal = signal_hook::consts::SIGINT;
        // If this fails, Ctrl-C ends the process at once. The order matters: what is registered first
        // checks the flag before this Ctrl-C sets it.
        let _ = signal_hook::flag::register_conditional_default(signal, Arc::clone(&pressed));
        let _ = signal_hook::flag::register(signal, Arc::clone(&pressed));
        Self(pressed)
    }

    pub(crate) fn is_pressed(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// Ends the watching: from now on, the first Ctrl-C ends the process again.
    pub(super) fn end(self) {
        #[cfg(unix)]
        default_action().store(true, Ordering::SeqCst);
        drop(self);
    }
}

/// Stops the processes of this job until the shell continues them, as Ctrl-Z does. Without job control,
/// nothing happens.
pub(super) fn suspend() {
    #[cfg(unix)]
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
}

/// The signals that end a process, and leave the terminal as it is.
#[cfg(unix)]
const ENDING: [i32; 2] = [signal_hook::consts::SIGTERM, signal_hook::consts::SIGHUP];

/// Whether a signal that ends the process came while the terminal is in a state that must be
/// restored first. Afterwards, such signals end the process at once again.
#[cfg(unix)]
#[derive(Debug)]
pub(super) struct Deferred {
    came: Arc<AtomicBool>,
    ends_at_once: Arc<AtomicBool>,
}

#[cfg(unix)]
impl Deferred {
    pub(super) fn new() -> Self {
        let (came, ends_at_once) =
            (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        for signal in ENDING {
            // If this fails, the signal ends the process.
            let _ =
                signal_hook::flag::register_conditional_default(signal, Arc::clone(&ends_at_once));
            let _ = signal_hook::flag::register(signal, Arc::clone(&came));
        }
        Self { came, ends_at_once }
    }

    pub(super) fn has_come(&self) -> bool {
        self.came.load(Ordering::SeqCst)
    }
}

#[cfg(unix)]
impl Drop for Deferred {
    fn drop(&mut self) {
        self.ends_at_once.store(true, Ordering::SeqCst);
    }
}

/// Returns the switch between the default action of Ctrl-C and none.
#[cfg(unix)]
pub(super) fn default_action() -> &'static AtomicBool {
    use std::sync::OnceLock;

    static DEFAULT_ACTION: OnceLock<Arc<AtomicBool>> = OnceLock::new();
    DEFAULT_ACTION.get_or_init(|| {
        let flag = Arc::new(AtomicBool::new(true));
        // If this fails, Ctrl-C still ends the process.
        let _ = signal_hook::flag::register_conditional_default(
            signal_hook::consts::SIGINT,
            Arc::clone(&flag),
        );
        flag
    })
}
