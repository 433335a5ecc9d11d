//! Formats the list of keys.

use crate::render::style::{Look, Page, column, padded};

/// A key in the list.
pub(crate) struct KeyRow {
    pub(crate) name: String,
    pub(crate) kind: String,
    /// `None` for a shared secret
    pub(crate) kid: Option<String>,
    pub(crate) is_current: bool,
}

/// Fills the page with one line for each key: name, kind, kid, and whether it was replaced.
pub(crate) fn rows(page: &mut Page, rows: &[KeyRow]) {
    let name = column(rows.iter().map(|row| row.name.as_str()));
    let kind = column(rows.iter().map(|row| row.kind.as_str()));
    for row in rows {
        page.put(if row.is_current { Look::Plain } else { Look::Dim }, &padded(&row.name, name));
        page.plain("  ");
        page.plain(&padded(&row.kind, kind));
        page.plain("  ");
        page.plain(row.kid.as_deref().unwrap_or("shared secret"));
        if !row.is_current {
            page.put(Look::Dim, "  replaced");
        }
        page.end();
    }
}
