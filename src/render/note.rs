//! Prints notes as text.

use crate::jose::note::{Note, NoteCode};
use crate::render::style::{Look, Page};

/// Appends a line for each warning.
pub(crate) fn put_warnings<C>(page: &mut Page, warnings: &[Note<C>]) {
    put_labelled(page, "warning:", warnings);
}

/// Appends a line for each warning, with a label that says whose it is.
pub(crate) fn put_warnings_of<C>(page: &mut Page, whose: &str, warnings: &[Note<C>]) {
    put_labelled(page, &format!("warning ({whose}):"), warnings);
}

fn put_labelled<C>(page: &mut Page, label: &str, warnings: &[Note<C>]) {
    for warning in warnings {
        page.put(Look::Warning, label);
        page.plain(" ");
        page.hang();
        page.line(&warning.message);
    }
}

/// Appends a line for each warning, with its code.
pub(crate) fn put_coded<C: NoteCode>(page: &mut Page, warnings: &[Note<C>]) {
    for warning in warnings {
        page.plain("  ");
        page.put(Look::Warning, warning.code.name());
        page.plain(": ");
        page.hang();
        page.line(&warning.message);
    }
}

/// Appends a heading, and below it a line for each note; nothing if there is none.
pub(crate) fn put_list<C>(page: &mut Page, heading: &str, notes: &[Note<C>]) {
    if notes.is_empty() {
        return;
    }
    page.put(Look::Heading, heading);
    page.end();
    for note in notes {
        page.plain("  - ");
        page.hang();
        page.line(&note.message);
    }
}

/// Appends a line for each problem, with the part that has it.
pub(crate) fn put_problems<C>(page: &mut Page, problems: &[Note<C>]) {
    for problem in problems {
        page.plain("  ");
        page.put(Look::Bad, "✗");
        page.plain(" ");
        page.hang();
        let part = problem.part.map(|part| format!("{part}: ")).unwrap_or_default();
        page.line(&format!("{part}{}", problem.message));
    }
}
