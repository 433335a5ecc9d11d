//! A verdict for people.

use crate::jose::verdict::Verdict;
use crate::render::style::{Look, Page, column};

/// Accepted or rejected, then every check, then advice.
pub(crate) fn text(verdict: &Verdict, source: Option<&str>, color: bool) -> String {
    let mut page = Page::new(color);
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
        let name = &check.name;
        page.line(&format!(" {name:width$}  {}", check.message));
    }
    if let Some(source) = source {
        page.put(Look::Dim, &format!("key from {source}"));
        page.end();
    }
    for warning in &verdict.warnings {
        page.put(Look::Warning, "warning:");
        page.line(&format!(" {}", warning.message));
    }
    page.into_text()
}

/// One line for one token of many.
pub(crate) fn line(number: usize, verdict: &Verdict, color: bool) -> String {
    let mut page = Page::new(color);
    page.plain(&format!("{number} "));
    page.mark(verdict.is_accepted());
    match verdict.reason() {
        None => page.line(" accepted"),
        Some(reason) => {
            let code = reason.code.map_or("rejected", crate::jose::verdict::Code::name);
            page.line(&format!(" {code}: {}", reason.message));
        }
    }
    page.into_text()
}

/// One line for one token of many that could not be judged.
pub(crate) fn unjudged(number: usize, reason: &str, color: bool) -> String {
    let mut page = Page::new(color);
    page.plain(&format!("{number} "));
    page.put(Look::Warning, "?");
    page.line(&format!(" {reason}"));
    page.into_text()
}
