//! Formats profiles: their list, and the values of one of them.

use crate::profile::Owner;
use crate::profile::setting::SettingValue;
use crate::render::style::{Look, Page, column, padded};

/// Returns who wrote a profile.
pub(crate) const fn owner(owner: Owner) -> &'static str {
    match owner {
        Owner::User => "user",
        Owner::Trusted => "project, trusted",
        Owner::Project => "project",
    }
}

/// The same, as a code for scripts.
pub(crate) const fn owner_code(owner: Owner) -> &'static str {
    match owner {
        Owner::User => "user",
        Owner::Trusted | Owner::Project => "project",
    }
}

/// A profile in the list.
pub(crate) struct ProfileRow {
    pub(crate) name: String,
    pub(crate) owner: &'static str,
    pub(crate) file: String,
    pub(crate) is_default: bool,
}

impl ProfileRow {
    /// Returns the widths of the columns for name and owner.
    pub(crate) fn widths(rows: &[Self]) -> [usize; 2] {
        [column(rows.iter().map(|row| row.name.as_str())), column(rows.iter().map(|row| row.owner))]
    }

    /// Appends the line of a profile: whether it is the default, name, owner and file.
    pub(crate) fn fill(&self, page: &mut Page, [name, owner]: [usize; 2]) {
        page.put(Look::Good, if self.is_default { "* " } else { "  " });
        page.plain(&padded(&self.name, name));
        page.plain("  ");
        page.put(Look::Dim, &padded(self.owner, owner));
        page.plain("  ");
        page.hang();
        page.put(Look::Dim, &self.file);
        page.end();
    }
}

/// What sets a value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum From {
    /// A flag or an argument
    Flag,
    Environment,
    UserFile,
    ProjectFile,
    Default,
}

impl From {
    /// Returns the code for scripts.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::Environment => "environment",
            Self::UserFile => "user-file",
            Self::ProjectFile => "project-file",
            Self::Default => "default",
        }
    }
}

/// A value, and what sets it.
#[derive(Clone, Debug)]
pub(crate) struct ShownValue {
    pub(crate) key: &'static str,
    pub(crate) value: SettingValue,
    pub(crate) from: From,
    /// The file and line, or the variable
    pub(crate) place: String,
}

impl ShownValue {
    fn text(&self) -> String {
        self.value.strings().join(", ")
    }

    fn origin(&self) -> &str {
        if self.place.is_empty() { "default" } else { &self.place }
    }
}

/// The answer of `profile show`.
pub(crate) struct ShownProfile<'a> {
    pub(crate) name: Option<&'a str>,
    pub(crate) file: Option<String>,
    pub(crate) values: &'a [ShownValue],
}

impl ShownProfile<'_> {
    /// Appends the profile: a heading, and a line for each value.
    pub(crate) fn fill(&self, page: &mut Page) {
        page.put(Look::Heading, self.name.unwrap_or("no profile is selected"));
        if let Some(file) = &self.file {
            page.put(Look::Dim, &format!(" in {file}"));
        }
        page.end();
        let texts: Vec<String> = self.values.iter().map(ShownValue::text).collect();
        let key = column(self.values.iter().map(|value| value.key));
        let value = column(texts.iter().map(String::as_str));
        for (shown, text) in self.values.iter().zip(&texts) {
            page.plain("  ");
            page.put(Look::Dim, &padded(shown.key, key));
            page.plain("  ");
            page.hang();
            page.plain(&padded(text, value));
            page.plain("  ");
            page.put(Look::Dim, shown.origin());
            page.end();
        }
    }
}
