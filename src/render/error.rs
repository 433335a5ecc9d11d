//! Prints errors as text.

use crate::render::style::{Look, Page};

/// Prints `error: …` and `hint: …`, each on one line, even if they contain line breaks.
pub(crate) fn page(page: &mut Page, sentence: &str, hint: Option<&str>) {
    page.put(Look::Bad, "error:");
    page.line(&format!(" {sentence}"));
    if let Some(hint) = hint {
        page.put(Look::Good, "hint:");
        page.line(&format!(" {hint}"));
    }
}
