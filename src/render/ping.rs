//! What an endpoint answered, for people.

use crate::render::json::{self, PingDocument, PingResult};
use crate::render::style::{Look, Page};

/// One line a request, then what came back.
pub(crate) fn text(document: &PingDocument, color: bool) -> String {
    let mut page = Page::new(color);
    for result in &document.results {
        line(&mut page, result);
    }
    if let [only] = document.results.as_slice()
        && let Some(body) = &only.body
    {
        let text = match body {
            crate::jose::json::Value::String(text) => {
                page.line(text);
                String::new()
            }
            other => json::document(other, true, color),
        };
        page.rendered(&text);
    }
    page.into_text()
}

fn line(page: &mut Page, result: &PingResult) {
    page.mark(result.as_expected);
    let status = result.status.map_or_else(|| "no answer".to_owned(), |status| status.to_string());
    page.plain(&format!(" {status}"));
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
