//! An error as a person sees it, and as a script does.

use crate::error::Error;
use crate::escape;
use crate::render::json::{ErrorBody, ErrorDocument, document};
use crate::render::style::{Look, Page};

/// `error: …` and, after it, `hint: …`; a line each, whatever is in them.
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

/// The document of an error among others, on one line.
pub(crate) fn json(error: &Error, color: bool) -> String {
    coded(error.code(), error.to_string(), error.hint(), false, color)
}

/// The document on standard output.
pub(crate) fn coded(
    code: &str,
    message: String,
    hint: Option<String>,
    indented: bool,
    color: bool,
) -> String {
    document(&ErrorDocument { error: ErrorBody { code, message, hint } }, indented, color)
}
