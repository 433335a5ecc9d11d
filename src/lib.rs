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
mod redact;
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
    use crate::hasura::conversion;
    use crate::hasura::explanation::Engine;
    use crate::hasura::request::{Request, Route};
    use crate::hasura::{ddn, relyauth, v2};
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

    /// What each engine writes of a configuration that any of them reads, and what it
    /// makes of its own writing.
    pub fn convert(text: &str) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        for from in Engine::ALL {
            for to in Engine::ALL {
                let there = conversion::convert((from, text, variable(text)), to, &|_| None);
                let Ok(there) = there else { continue };
                let written = there.value.to_json();
                let origin = (to, written.as_str(), conversion::variable_of(&there.value));
                let again = conversion::convert(origin, to, &|_| None);
                let again =
                    again.map_or_else(|error| error.to_string(), |again| again.value.to_json());
                pairs.push((written, again));
            }
        }
        pairs
    }

    fn variable(text: &str) -> &'static str {
        let list = text.trim_start().starts_with('[');
        if list { v2::config::LIST } else { v2::config::SINGLE }
    }

    /// What each engine that reads a configuration makes of a token: whether it accepts,
    /// and how many of its checks failed.
    pub fn explain(config: &str, token: &str, now: i64) -> Vec<(Option<bool>, usize)> {
        let Some(now) = NumericDate::from_seconds(now) else { return Vec::new() };
        let headers = vec![("authorization".to_owned(), format!("Bearer {token}"))];
        let request = Request { headers, url: Some(config.to_owned()), route: Route::Graphql };
        let mut explanations = Vec::new();
        if let Ok(config) = v2::config::parse(config, variable(config)) {
            let keys: Vec<_> = config
                .entries
                .iter()
                .map(|entry| v2::keys::KeySet::of_entry(entry).unwrap_or_default())
                .collect();
            let server = v2::answer::Server::default();
            let answer = v2::answer::answer(&config, &keys, &request, &server, now);
            explanations.push(answer.into_explanation());
        }
        if let Ok(config) = ddn::config::parse(config) {
            let keys = match ddn::answer::mode_for(&config, &request).0 {
                ddn::config::Mode::Jwt(jwt) => {
                    ddn::keys::Keys::of_mode(jwt, &|_| None).ok().flatten()
                }
                _ => None,
            };
            let rule = ddn::answer::AudienceRule::Required;
            let answer = ddn::answer::answer(&config, keys.as_ref(), &request, rule, now);
            // Without its keys nothing is said of a signature.
            if keys.is_some() {
                explanations.push(answer.into_explanation());
            }
        }
        if let Ok(config) = relyauth::config::parse(config, &|_| None)
            && let Ok(loaded) = relyauth::answer::Loaded::new(config, Vec::new(), &|_| None)
        {
            explanations.push(relyauth::answer::answer(&loaded, &request, now).into_explanation());
        }
        let told = explanations.iter().map(|explanation| {
            let failed = explanation.steps.iter().filter(|step| !step.passed).count();
            (explanation.accepted(), failed)
        });
        told.collect()
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
