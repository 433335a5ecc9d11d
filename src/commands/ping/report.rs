//! The reports for CI systems: `--junit` and `--github`.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use reqwest::Url;

use crate::commands::ping::flags::CallFlags;
use crate::commands::present;
use crate::error::Error;
use crate::redact;
use crate::render::json::PingResult;
use crate::render::report::{self, Case, CaseResult};
use crate::system::System;
use crate::system::files;

/// The variable that GitHub's runner sets to `true`.
const RUNNER: &str = "GITHUB_ACTIONS";

/// The largest summary of a step, in bytes.
const LARGEST_SUMMARY: usize = 1024 * 1024;

/// Where a command reports its results.
pub(super) struct Reports<'a> {
    junit: Option<&'a Path>,
    github: bool,
    /// What must not appear in a report
    secrets: RefCell<Vec<String>>,
}

impl<'a> Reports<'a> {
    /// Begins a report. In GitHub Actions, messages are kept until the secrets are masked.
    pub(super) fn begin(flags: &'a CallFlags, system: &mut System) -> Self {
        let github = flags.script.github && runs_in_actions(system);
        if github {
            system.hold_messages();
        }
        Self { junit: flags.script.junit.as_deref(), github, secrets: RefCell::default() }
    }

    /// Masks secrets in the log, before anything else is printed.
    pub(super) fn mask(&self, secrets: Vec<String>, system: &mut System) {
        let mut known = self.secrets.borrow_mut();
        for secret in secrets {
            if known.contains(&secret) {
                continue;
            }
            if let Some(command) = report::mask(&secret).filter(|_| self.github) {
                system.command_runner(&command);
            }
            known.push(secret);
        }
        system.release_messages();
    }

    /// Reports results.
    pub(super) fn results(
        &self,
        method: &str,
        results: &[PingResult],
        system: &mut System,
    ) -> Result<(), Error> {
        let cases: Vec<Case> = results.iter().map(|result| case(method, result)).collect();
        self.write(cases, system)
    }

    /// Reports why there are no results.
    pub(super) fn error(&self, url: Option<&str>, error: &Error, system: &mut System) {
        self.mask(Vec::new(), system);
        let text = redact::tokens(&error.to_string());
        let result = CaseResult::Error { kind: error.code().to_owned(), text };
        let class = url.map_or_else(|| "jwtool".to_owned(), host);
        let case = Case { class, name: "ping".to_owned(), seconds: 0.0, result };
        // The error itself is what the command ends with.
        if let Err(other) = self.write(vec![case], system) {
            system.say(&format!("warning: {other}"));
        }
    }

    fn write(&self, mut cases: Vec<Case>, system: &mut System) -> Result<(), Error> {
        for case in &mut cases {
            if let CaseResult::Failed { text, .. } | CaseResult::Error { text, .. } =
                &mut case.result
            {
                self.hide_secrets(text);
            }
        }
        report::number(&mut cases);
        if self.github {
            // The answer comes first.
            present::flush(system)?;
            for command in report::annotations(&cases) {
                system.command_runner(&command);
            }
            if let Err(why) = append_summary(&report::summary(&cases), system) {
                system.say(&format!("warning: the job summary was not written: {why}"));
            }
        }
        match self.junit {
            Some(path) => files::write(path, &report::junit(&cases, &system.now.to_rfc3339())),
            None => Ok(()),
        }
    }
}

impl Reports<'_> {
    /// Hides secrets that a server repeats, unless they are so short that they may be part of other
    /// words.
    fn hide_secrets(&self, text: &mut String) {
        const SHORTEST: usize = 6;
        for secret in self.secrets.borrow().iter() {
            if secret.len() >= SHORTEST && text.contains(secret.as_str()) {
                *text = text.replace(secret.as_str(), redact::HIDDEN);
            }
        }
    }
}

/// Whether what is printed goes to a log that GitHub's runner reads.
pub(super) fn runs_in_actions(system: &System) -> bool {
    system.environment.raw(RUNNER).is_some_and(|value| value == "true")
}

/// Appends to the summary of the step.
fn append_summary(text: &str, system: &System) -> Result<(), String> {
    let path = system.environment.raw("GITHUB_STEP_SUMMARY").map(PathBuf::from);
    let path = path.ok_or("GITHUB_STEP_SUMMARY is not set")?;
    files::append(&path, text, LARGEST_SUMMARY).map_err(|error| error.to_string())
}

/// Returns a result as the reports have it, without tokens.
fn case(method: &str, result: &PingResult) -> Case {
    let url = Url::parse(&result.url).ok();
    let path = url.as_ref().map_or("", Url::path);
    let role = result.role.as_ref().map(|role| format!(" as {role}")).unwrap_or_default();
    Case {
        class: host(&result.url),
        name: redact::tokens(&format!("{method} {path}{role}")),
        seconds: result.milliseconds.unwrap_or_default() / 1000.0,
        result: outcome(result),
    }
}

fn outcome(result: &PingResult) -> CaseResult {
    if result.as_expected {
        return CaseResult::Passed;
    }
    let refusal = result.refusal.as_ref();
    let code = refusal.and_then(|refusal| refusal.code.clone());
    let mut lines = Vec::new();
    if let Some(status) = result.status {
        lines.push(format!("HTTP {status}"));
    }
    if let Some(message) = refusal.and_then(|refusal| refusal.message.as_ref()) {
        lines.push(code.as_ref().map_or(message.clone(), |code| format!("{code}: {message}")));
    }
    lines.extend(result.explanation.clone());
    let text = redact::tokens(&lines.join("\n"));
    if result.answered {
        let kind = code.or_else(|| result.answer.map(ToOwned::to_owned)).unwrap_or_default();
        CaseResult::Failed { kind: redact::tokens(&kind), text }
    } else {
        CaseResult::Error { kind: "unreachable".to_owned(), text }
    }
}

fn host(url: &str) -> String {
    let url = Url::parse(url).ok();
    url.as_ref().and_then(Url::host_str).unwrap_or("jwtool").to_owned()
}
