//! The JWT workbench for people who build on Hasura, as a library behind one binary.
//!
//! Floors, from the top: [`main`] reads the command line (`cli`), a verb does its work
//! (`commands`) with what it is given (`source`) and shows it (`render`); `system` is
//! the machine; the facts below it (`provider`, `hasura`, [`jose`]) know nothing of any
//! machine. `docs/architecture.md` describes the house.
//!
//! Only [`jose`] is public: the standards, for tests and benchmarks.

mod cli;
mod commands;
mod error;
mod escape;
pub mod exit;
mod hasura;
mod inspection;
pub mod jose;
mod profile;
mod provider;
mod render;
mod source;
mod system;

use std::ffi::OsString;

use crate::exit::ExitStatus;

/// Runs one command line and says how it ended. Writes to this process's standard
/// output and error; never ends the process itself.
pub fn main(arguments: &[OsString]) -> ExitStatus {
    cli::run(arguments)
}

/// What the targets in `fuzz/` reach beyond the public rooms; compiled for them alone.
#[cfg(fuzzing)]
pub mod fuzzing {
    use crate::inspection::Inspection;
    use crate::jose::numeric_date::NumericDate;
    use crate::render::decode::{Viewpoint, text};
    use crate::render::json::{DecodeDocument, document};
    use crate::render::time::Zone;
    use crate::source::paste;

    /// The tokens of a paste.
    pub fn find_tokens(text: &str) -> Vec<String> {
        paste::find(text).into_iter().map(|found| found.token).collect()
    }

    /// What `decode` shows of a token: the page, the document over several lines and on
    /// one, each plain and coloured.
    pub fn inspect(token: &str, now: i64) -> Vec<(String, String)> {
        shown(now, |now| Inspection::of(token, now))
    }

    /// The same of an encrypted token that was opened.
    pub fn inspect_opened(token: &str, plaintext: &[u8], now: i64) -> Vec<(String, String)> {
        shown(now, |now| Inspection::of_opened(token, plaintext, now))
    }

    fn shown(now: i64, of: impl FnOnce(NumericDate) -> Inspection) -> Vec<(String, String)> {
        let Some(now) = NumericDate::from_seconds(now) else { return Vec::new() };
        let (inspection, view) = (of(now), Viewpoint { now, zone: Zone::Utc });
        let json = DecodeDocument::from(&inspection);
        vec![
            (text(&inspection, &view, false), text(&inspection, &view, true)),
            (document(&json, true, false), document(&json, true, true)),
            (document(&json, false, false), document(&json, false, true)),
        ]
    }
}
