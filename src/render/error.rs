//! Prints errors for people and as JSON.

use crate::error::Error;
use crate::escape;
use crate::render::json::{ErrorBody, ErrorDocument, document};
use crate::render::style::{Look, Page};

/// Returns `error: …` and `hint: …`, each on one line whatever they contain.
pub(crate) fn message(sentence: &str, hint: Option<&str>, color: bool) -> String {
    let mut page = Page::new(color);
    page.put(Look::Bad, "error:");
    page.rendered(&format!(" {}\n", escape::line(sentence)));
    if let Some(hint) = hint {
        page.put(Look::Good, "hint:");
        page.rendered(&format!(" {}\n", escape::line(hint)));
    }
    page.into_text()
}

/// Returns the JSON document of an error on one line.
pub(crate) fn json(error: &Error, hint: Option<String>, color: bool) -> String {
    coded(error.code(), error.to_string(), hint, false, color)
}

/// Returns the JSON document of an error.
pub(crate) fn coded(
    code: &str,
    message: String,
    hint: Option<String>,
    indented: bool,
    color: bool,
) -> String {
    document(&ErrorDocument { error: ErrorBody { code, message, hint } }, indented, color)
}
