//! The JWT workbench for people who build on Hasura, as a library behind one binary.
//!
//! The layers, from the top: [`main`] reads the command line (`cli`), a verb does its work
//! (`commands`) with its inputs (`source`) and prints the result (`render`). `system` is the
//! machine, and the facts below it (`provider`, `hasura`, [`jose`]) do not depend on any
//! machine. `docs/architecture.md` describes the layers.
//!
//! Only [`jose`], which implements the standards, is public, for tests and benchmarks.

mod byte_search;
mod cli;
mod commands;
mod error;
mod escape;
pub mod exit;
mod go_json;
mod hasura;
mod hint;
mod inspection;
mod issuer;
mod jmespath;
pub mod jose;
mod message;
mod new_token;
mod profile;
mod provider;
mod redact;
mod render;
mod sort;
mod source;
mod system;
mod token_config;
mod topic;
mod wrap;

use std::ffi::OsString;

use crate::exit::ExitStatus;

/// Runs one command line and returns how it ended. Writes to this process's standard output
/// and standard error, and never ends the process itself.
pub fn main(arguments: &[OsString]) -> ExitStatus {
    cli::run(arguments)
}

/// The configuration of all properties: inputs that once failed are kept below `tests/`.
#[cfg(test)]
pub(crate) fn regressions() -> proptest::test_runner::Config {
    use proptest::test_runner::{Config, FileFailurePersistence};
    let file = FileFailurePersistence::SourceParallel("tests/proptest-regressions");
    Config { failure_persistence: Some(Box::new(file)), ..Config::default() }
}

/// Functions for the targets in `fuzz/` in addition to the public modules; compiled only for
/// fuzzing.
#[cfg(fuzzing)]
pub mod fuzzing {
    use crate::hasura::conversion;
    use crate::hasura::engine::{KeySets, Surroundings};
    use crate::hasura::explanation::Engine;
    use crate::hasura::registry::ConfiguredEngine;
    use crate::hasura::request::{Request, Route};
    use crate::inspection::{Inspection, LastToken};
    use crate::jose::anatomy::Anatomy;
    use crate::jose::numeric_date::NumericDate;
    use crate::render::decode::{self, Clock};
    use crate::render::diff::differences;
    use crate::render::json::{DecodeDocument, Layout, document};
    use crate::render::style::Page;
    use crate::render::time::Zone;
    use crate::source::engine_config::{self, SettingValue};
    use crate::source::paste;

    /// Returns the tokens in pasted text.
    pub fn find_tokens(text: &str) -> Vec<String> {
        paste::find(text).into_iter().map(|found| found.token).collect()
    }

    /// The settings of a file: the line of each, and its value if it is in the file.
    pub fn find_settings(text: &str) -> Vec<(Option<usize>, Option<String>)> {
        let settings = engine_config::find_settings(text).into_iter();
        let seen = settings.map(|setting| match setting.value {
            SettingValue::Text(text) => (setting.line, Some(text)),
            SettingValue::Elsewhere(_) | SettingValue::Misplaced(_) => (setting.line, None),
        });
        seen.collect()
    }

    /// Returns the differences that `decode --diff` finds: each path, with the values on both
    /// sides.
    pub fn diff(
        left: &str,
        right: &str,
        now: i64,
    ) -> Vec<(String, Option<String>, Option<String>)> {
        let Some(now) = NumericDate::from_seconds(now) else { return Vec::new() };
        let rows = differences(&Inspection::of(left, now), &Inspection::of(right, now));
        rows.into_iter().map(|row| (row.path, row.left, row.right)).collect()
    }

    /// Returns what `decode` prints about a token: the page, the indented document and the
    /// document on one line, each as a pair of plain and colored text. `now` is in Unix
    /// seconds.
    pub fn inspect(token: &str, now: i64) -> Vec<(String, String)> {
        shown(now, |now| Inspection::of(token, now))
    }

    /// Returns the same as [`inspect`] for an encrypted token that was decrypted.
    pub fn inspect_opened(token: &str, plaintext: &[u8], now: i64) -> Vec<(String, String)> {
        let mut last = LastToken::default();
        shown(now, |now| Inspection::of_decrypted(Anatomy::of(token), plaintext, now, &mut last))
    }

    /// Converts a configuration from each engine that reads it to every engine. Returns each
    /// result together with that of converting it once more for the same engine.
    pub fn convert(text: &str) -> Vec<(String, String)> {
        let surroundings = Surroundings::new(&|_| None);
        let mut pairs = Vec::new();
        for from in Engine::ALL {
            let Ok(source) = ConfiguredEngine::parse(from, text, &surroundings) else { continue };
            for to in Engine::ALL {
                let Ok((there, _)) = conversion::convert(&source, to, &|_| None) else { continue };
                let again = conversion::convert(&there.engine, to, &|_| None)
                    .map_or_else(|error| error.to_string(), |(again, _)| again.value.to_json());
                pairs.push((there.value.to_json(), again));
            }
        }
        pairs
    }

    /// Returns, for each engine that reads a configuration, whether it accepts a token and how
    /// many of its checks failed.
    pub fn explain(config: &str, token: &str, now: i64) -> Vec<(Option<bool>, usize)> {
        let Some(now) = NumericDate::from_seconds(now) else { return Vec::new() };
        let headers = vec![
            ("authorization".to_owned(), format!("Bearer {token}")),
            // For header patterns.
            ("origin".to_owned(), token.to_owned()),
        ];
        let request = Request { headers, url: Some(config.to_owned()), route: Route::Graphql };
        let surroundings = Surroundings::new(&|_| None);
        let explanations = Engine::ALL.into_iter().filter_map(|engine| {
            let mut engine = ConfiguredEngine::parse(engine, config, &surroundings).ok()?;
            engine.start(&surroundings).ok()?;
            engine.load_keys(&request, &KeySets::new(), &surroundings).ok()?;
            // Without its keys, DDN's answer says nothing about a signature.
            if matches!(engine, ConfiguredEngine::Ddn(_))
                && !engine.key_addresses(Some(&request)).is_empty()
            {
                return None;
            }
            let explanation = engine.answer(&request, now).explain(request.route);
            let failed = explanation.steps.iter().filter(|step| step.passed != Some(true)).count();
            Some((explanation.accepted(), failed))
        });
        explanations.collect()
    }

    fn shown(now: i64, of: impl FnOnce(NumericDate) -> Inspection) -> Vec<(String, String)> {
        let Some(now) = NumericDate::from_seconds(now) else { return Vec::new() };
        let (inspection, clock) = (of(now), Clock { now, zone: Zone::Utc });
        let json = DecodeDocument::from(&inspection);
        let page = |color| {
            let mut page = Page::new(color, None);
            decode::page(&mut page, &inspection, &clock);
            page.into_text()
        };
        let documents = |layout: Layout| {
            (document(&json, layout), document(&json, Layout { color: true, ..layout }))
        };
        vec![(page(false), page(true)), documents(Layout::INDENTED), documents(Layout::LINE)]
    }
}
