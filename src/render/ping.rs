//! Prints the answers of endpoints.

use crate::jose::json::Value;
use crate::render::json::{self, PingDocument, PingResult};
use crate::render::style::{Look, Page};

/// Prints one line per request, and the body if there is only one answer.
pub(crate) fn page(page: &mut Page, document: &PingDocument) {
    for result in &document.results {
        line(page, result);
    }
    if let [only] = document.results.as_slice()
        && let Some(body) = &only.body
    {
        match body {
            Value::String(text) => excerpt(page, text),
            other => json::put(page, other),
        }
    }
}

/// Prints the first lines of a body that is not JSON. The JSON document contains all of it.
fn excerpt(page: &mut Page, text: &str) {
    const LINES: usize = 10;
    const COLUMNS: usize = 200;
    for line in text.lines().take(LINES) {
        page.keep_whole();
        page.line(&line.chars().take(COLUMNS).collect::<String>());
    }
    if text.lines().count() > LINES || text.lines().any(|line| line.chars().count() > COLUMNS) {
        page.put(
            Look::Dim,
            &format!("… {} bytes in total; use `--json` to see all of them", text.len()),
        );
        page.end();
    }
}

fn line(page: &mut Page, result: &PingResult) {
    page.mark(result.as_expected);
    page.plain(" ");
    page.hang();
    let status =
        result.status.map_or_else(|| "no response".to_owned(), |status| status.to_string());
    page.plain(&status);
    if let Some(milliseconds) = result.milliseconds {
        page.put(Look::Dim, &format!(" {milliseconds:.0} ms"));
    }
    page.plain(&format!(" {}", result.url));
    if let Some(role) = &result.role {
        page.plain(&format!(" as {role}"));
    }
    page.end();
    if let Some(refusal) = &result.refusal {
        let code = refusal.code.as_ref().map_or_else(String::new, |code| format!("{code}: "));
        page.line(&format!("  {code}{}", refusal.message));
    }
    if let Some(explanation) = &result.explanation {
        page.line(&format!("  {explanation}"));
    }
}
