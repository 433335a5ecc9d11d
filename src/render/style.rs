//! Text styles by name, and their colours.

use std::borrow::Cow;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use crate::escape;

/// The meaning of a piece of text, which determines its style.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Look {
    Plain,
    Heading,
    Good,
    Bad,
    Warning,
    Dim,
    JsonBracket,
    JsonKey,
    JsonString,
    JsonNull,
}

impl Look {
    pub(super) fn style(self) -> Style {
        let color = |color: AnsiColor| Style::new().fg_color(Some(anstyle::Color::Ansi(color)));
        match self {
            Self::Plain => Style::new(),
            Self::Heading | Self::JsonBracket => Style::new().bold(),
            Self::Good | Self::JsonString => color(AnsiColor::Green),
            Self::Bad => color(AnsiColor::Red).bold(),
            Self::Warning => color(AnsiColor::Yellow),
            Self::Dim => Style::new().dimmed(),
            Self::JsonKey => color(AnsiColor::Blue).bold(),
            Self::JsonNull => color(AnsiColor::BrightBlack).bold(),
        }
    }
}

/// Returns the width of a column with these cells. A cell longer than any sensible name is
/// left to overflow, since tokens and servers choose the names.
pub(crate) fn column<'a>(cells: impl Iterator<Item = &'a str>) -> usize {
    const WIDEST: usize = 60;
    cells.map(|cell| cell.chars().count()).filter(|width| *width <= WIDEST).max().unwrap_or(0)
}

/// Text for people: escaped as it is added, and coloured if colours are on.
#[derive(Debug)]
pub(crate) struct Page {
    text: String,
    color: bool,
}

impl Page {
    pub(crate) const fn new(color: bool) -> Self {
        Self { text: String::new(), color }
    }

    /// Whether colours are on.
    pub(crate) const fn color(&self) -> bool {
        self.color
    }

    /// Appends styled text.
    pub(crate) fn put(&mut self, look: Look, text: &str) {
        let safe = escape::line(text);
        if self.color {
            let style = look.style();
            // Writing to a String cannot fail.
            let _ = write!(self.text, "{style}{safe}{style:#}");
        } else {
            self.text.push_str(&safe);
        }
    }

    /// Appends text without a style.
    pub(crate) fn plain(&mut self, text: &str) {
        self.text.push_str(&escape::line(text));
    }

    /// Appends a whole line.
    pub(crate) fn line(&mut self, text: &str) {
        self.plain(text);
        self.end();
    }

    /// Ends the line.
    pub(crate) fn end(&mut self) {
        self.text.push('\n');
    }

    /// Appends the output of another renderer, which is already escaped.
    pub(crate) fn rendered(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Appends rows of a name and a value, with the values aligned.
    pub(crate) fn rows(&mut self, rows: &[(Cow<'_, str>, String)]) {
        let width = column(rows.iter().map(|(name, _)| name.as_ref()));
        for (name, value) in rows {
            self.plain("  ");
            self.put(Look::Dim, &format!("{name:width$}"));
            self.line(&format!("  {value}"));
        }
    }

    /// Appends a mark for yes or no that is readable without colour.
    pub(crate) fn mark(&mut self, good: bool) {
        if good { self.put(Look::Good, "✓") } else { self.put(Look::Bad, "✗") }
    }

    /// Returns the text of the page.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}
