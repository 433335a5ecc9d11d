//! Prints whether an engine starts with its configuration.

use crate::hasura::explanation::Engine;
use crate::hasura::registry::{Fault, StartupError};
use crate::hasura::warning::EngineWarning;
use crate::jose::note::Note;
use crate::render::note::put_warnings;
use crate::render::style::{Look, Page};

/// Returns a short verdict.
pub(crate) const fn verdict(error: &StartupError) -> &'static str {
    match error.fault {
        Fault::Hasura(_) | Fault::Ddn(_) | Fault::Relyauth(_) => "does not start",
        Fault::Inexpressible(_) => "cannot be configured like this",
    }
}

/// Prints why the engine does not start.
pub(crate) fn does_not_start(page: &mut Page, error: &StartupError) {
    page.put(Look::Bad, verdict(error));
    page.line(&format!(": {}", error.message));
    put_warnings(page, error.warning().as_slice());
}

/// Prints that the engine starts with its configuration, and the warnings about it.
pub(crate) fn starts(
    page: &mut Page,
    engine: Engine,
    count: usize,
    from: &str,
    warnings: &[Note<EngineWarning>],
) {
    page.put(Look::Good, "starts");
    let (one, many) = match engine {
        Engine::Hasura => ("", "entries"),
        Engine::Ddn | Engine::Relyauth => (" with 1 mode", "modes"),
    };
    let parts = if count == 1 { one.to_owned() } else { format!(" with {count} {many}") };
    let whose = match engine {
        Engine::Hasura => String::new(),
        Engine::Ddn | Engine::Relyauth => format!(" for {}", engine.title()),
    };
    page.line(&format!("{parts}: the configuration from {from} is valid{whose}"));
    put_warnings(page, warnings);
}

/// That a webhook decides.
pub(crate) fn webhook(page: &mut Page, url: &str, from: &str) {
    page.put(Look::Good, "a webhook decides");
    page.line(&format!(": {from} is {url}; the engine asks it for the session, and reads no JWT"));
}
