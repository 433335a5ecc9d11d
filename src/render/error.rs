//! Prints errors as text.

use crate::render::style::{Look, Page};

/// Prints `error: …` and `hint: …`, each on one line, even if they contain line breaks.
pub(crate) fn page(page: &mut Page, sentence: &str, hint: Option<&str>) {
    labelled(page, Look::Bad, "error:", sentence);
    if let Some(hint) = hint {
        labelled(page, Look::Good, "hint:", hint);
    }
}

fn labelled(page: &mut Page, look: Look, label: &str, sentence: &str) {
    page.put(look, label);
    page.plain(" ");
    page.hang();
    page.line(sentence);
}
