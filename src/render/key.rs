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

impl KeyRow {
    /// Returns the widths of the columns for name and kind.
    pub(crate) fn widths(rows: &[Self]) -> [usize; 2] {
        [
            column(rows.iter().map(|row| row.name.as_str())),
            column(rows.iter().map(|row| row.kind.as_str())),
        ]
    }

    /// Appends the line of a key: name, kind, kid, and whether it was replaced.
    pub(crate) fn fill(&self, page: &mut Page, [name, kind]: [usize; 2]) {
        let look = if self.is_current { Look::Plain } else { Look::Dim };
        page.put(look, &padded(&self.name, name));
        page.plain("  ");
        page.plain(&padded(&self.kind, kind));
        page.plain("  ");
        page.plain(self.kid.as_deref().unwrap_or("shared secret"));
        if !self.is_current {
            page.put(Look::Dim, "  replaced");
        }
        page.end();
    }
}
