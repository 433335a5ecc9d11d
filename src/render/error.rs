//! An error as a person sees it, and as a script does.

use crate::error::Error;
use crate::render::escape;
use crate::render::json::{ErrorBody, ErrorDocument, document};
use crate::render::style::{Look, Page};

/// `error: …` and, after it, `hint: …`.
pub(crate) fn text(error: &Error, color: bool) -> String {
    message(&error.to_string(), error.hint().as_deref(), color)
}

/// The same two lines for an error of the command line.
pub(crate) fn message(sentence: &str, hint: Option<&str>, color: bool) -> String {
    let mut page = Page::new(color);
    page.put(Look::Bad, "error:");
    page.rendered(&format!(" {}\n", escape::lines(sentence)));
    if let Some(hint) = hint {
        page.put(Look::Good, "hint:");
        page.rendered(&format!(" {}\n", escape::lines(hint)));
    }
    page.into_text()
}

/// The document on standard output.
pub(crate) fn json(error: &Error, indented: bool, color: bool) -> String {
    coded(error.code(), error.to_string(), error.hint(), indented, color)
}

/// The document for an error of the command line.
pub(crate) fn coded(
    code: &str,
    message: String,
    hint: Option<String>,
    indented: bool,
    color: bool,
) -> String {
    document(&ErrorDocument { error: ErrorBody { code, message, hint } }, indented, color)
}
