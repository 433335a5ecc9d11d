//! Prints verdicts as text.

use crate::jose::verdict::{Check, Code, Verdict};
use crate::render::note::put_warnings;
use crate::render::style::{Look, Page, column, padded};

/// Prints the verdict, every check, where the key came from, and the warnings.
pub(crate) fn page(page: &mut Page, verdict: &Verdict, source: Option<&str>) {
    match verdict.reason() {
        None => page.put(Look::Good, "accepted"),
        Some(reason) => {
            page.put(Look::Bad, "rejected");
            if let Some(code) = reason.code {
                page.plain(&format!(": {}", code.name()));
            }
        }
    }
    page.end();
    let width = column(verdict.checks.iter().map(|check| check.name.as_str()));
    for check in &verdict.checks {
        page.plain("  ");
        page.mark(check.passed());
        page.plain(&format!(" {}  ", padded(&check.name, width)));
        page.hang();
        page.line(&check.message);
    }
    if let Some(source) = source {
        page.put(Look::Dim, &format!("key from {source}"));
        page.end();
    }
    put_warnings(page, &verdict.warnings);
}

/// Prints one line for a token of a list.
pub(crate) fn line(page: &mut Page, number: usize, is_accepted: bool, reason: Option<&Check>) {
    page.plain(&format!("{number} "));
    page.mark(is_accepted);
    page.plain(" ");
    page.hang();
    match reason {
        None => page.line("accepted"),
        Some(reason) => {
            let code = reason.code.map_or("rejected", Code::name);
            page.line(&format!("{code}: {}", reason.message));
        }
    }
}

/// Prints one line for a token of a list whose keys could not be read.
pub(crate) fn unjudged(page: &mut Page, number: usize, reason: &str) {
    page.plain(&format!("{number} "));
    page.put(Look::Warning, "?");
    page.plain(" ");
    page.hang();
    page.line(reason);
}
