//! Text styles by name, and their colours.

use std::borrow::Cow;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use crate::escape;
use crate::wrap::{self, Row};

/// The meaning of a piece of text, which determines its style.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Look {
    Plain,
    Heading,
    Good,
    Bad,
    Warning,
    Dim,
}

impl Look {
    fn style(self) -> Style {
        let color = |color: AnsiColor| Style::new().fg_color(Some(anstyle::Color::Ansi(color)));
        match self {
            Self::Plain => Style::new(),
            Self::Heading => Style::new().bold(),
            Self::Good => color(AnsiColor::Green),
            Self::Bad => color(AnsiColor::Red).bold(),
            Self::Warning => color(AnsiColor::Yellow),
            Self::Dim => Style::new().dimmed(),
        }
    }
}

/// Returns the width of a column with these cells. A cell longer than any sensible name is
/// left to overflow, since tokens and servers choose the names.
pub(crate) fn column<'a>(cells: impl Iterator<Item = &'a str>) -> usize {
    const WIDEST: usize = 60;
    cells.map(wrap::display_width).filter(|width| *width <= WIDEST).max().unwrap_or(0)
}

/// Returns a cell with the spaces that fill its column.
pub(crate) fn padded(cell: &str, width: usize) -> String {
    let missing = width.saturating_sub(wrap::display_width(cell));
    format!("{cell}{:missing$}", "")
}

/// Text for people: escaped as it is added, coloured if colours are on, and broken into rows
/// that fit the terminal.
#[derive(Debug)]
pub(crate) struct Page {
    text: String,
    color: bool,
    width: Option<usize>,
    line: Line,
}

/// The line that is being written, if lines have to fit a width.
#[derive(Debug, Default)]
struct Line {
    text: String,
    /// The styles, each with the byte where it ends
    pieces: Vec<(Look, usize)>,
    /// The byte under which the other rows are indented
    hang: Option<usize>,
    whole: bool,
}

impl Page {
    /// Returns an empty page. Without a width, lines have any length.
    pub(crate) const fn new(color: bool, width: Option<usize>) -> Self {
        let line = Line { text: String::new(), pieces: Vec::new(), hang: None, whole: false };
        Self { text: String::new(), color, width, line }
    }

    /// Whether colours are on.
    pub(crate) const fn color(&self) -> bool {
        self.color
    }

    /// Whether a line is not broken.
    pub(crate) fn fits(&self, line: &str) -> bool {
        self.width.is_none_or(|width| wrap::display_width(&escape::line(line)) <= width)
    }

    /// Whether text below which the other rows of a line are to be indented is so wide that they
    /// are not.
    pub(crate) fn is_too_wide_to_hang(&self, columns: usize) -> bool {
        self.width.is_some_and(|width| columns > width / 2)
    }

    /// Appends styled text.
    pub(crate) fn put(&mut self, look: Look, text: &str) {
        let safe = escape::line(text);
        if self.width.is_some() {
            self.line.text.push_str(&safe);
            self.line.pieces.push((look, self.line.text.len()));
        } else {
            paint(&mut self.text, self.color, look, &safe);
        }
    }

    /// Appends text without a style.
    pub(crate) fn plain(&mut self, text: &str) {
        self.put(Look::Plain, text);
    }

    /// Appends a whole line.
    pub(crate) fn line(&mut self, text: &str) {
        self.plain(text);
        self.end();
    }

    /// Indents the other rows of this line like what follows. By default they are indented
    /// like the line, or like what follows its label.
    pub(crate) fn hang(&mut self) {
        self.line.hang = Some(self.line.text.len());
    }

    /// Leaves this line whole, however long it is.
    pub(crate) const fn keep_whole(&mut self) {
        self.line.whole = true;
    }

    /// Ends the line.
    pub(crate) fn end(&mut self) {
        self.break_line();
        self.text.push('\n');
    }

    /// Appends the output of another renderer, which is already escaped.
    pub(crate) fn rendered(&mut self, text: &str) {
        self.break_line();
        self.text.push_str(text);
    }

    /// Appends rows of a name and a value, with the values aligned.
    pub(crate) fn rows(&mut self, rows: &[(Cow<'_, str>, String)]) {
        let width = column(rows.iter().map(|(name, _)| name.as_ref()));
        for (name, value) in rows {
            self.plain("  ");
            self.put(Look::Dim, &padded(name, width));
            self.plain("  ");
            self.hang();
            self.line(value);
        }
    }

    /// Appends a mark for yes or no that is readable without colour.
    pub(crate) fn mark(&mut self, good: bool) {
        if good { self.put(Look::Good, "✓") } else { self.put(Look::Bad, "✗") }
    }

    /// Returns the text of the page.
    pub(crate) fn into_text(mut self) -> String {
        self.break_line();
        self.text
    }

    /// Appends the line so far, broken into rows.
    fn break_line(&mut self) {
        let Line { text: line, pieces, hang, whole } = std::mem::take(&mut self.line);
        let width = self.width.filter(|_| !whole).unwrap_or(usize::MAX);
        let hang = hang.unwrap_or_else(|| wrap::text_start(&line));
        let mut pieces = pieces.into_iter();
        // The piece that the last row ended in
        let mut piece = pieces.next();
        let rows = wrap::rows(&line, hang, width);
        for (index, Row { indent, part: row }) in rows.into_iter().enumerate() {
            if index > 0 {
                self.text.push('\n');
            }
            self.text.extend(std::iter::repeat_n(' ', indent));
            let mut start = row.start;
            while let Some((look, end)) = piece {
                if start < end.min(row.end) {
                    paint(&mut self.text, self.color, look, &line[start..end.min(row.end)]);
                    start = end.min(row.end);
                }
                // The rest of the piece is in the next row.
                if end > row.end {
                    break;
                }
                piece = pieces.next();
            }
        }
    }
}

/// Appends text in its style.
fn paint(page: &mut String, color: bool, look: Look, text: &str) {
    if color {
        let style = look.style();
        // Writing to a String cannot fail.
        let _ = write!(page, "{style}{text}{style:#}");
    } else {
        page.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regressions;

    fn filled(color: bool, width: Option<usize>, fill: impl FnOnce(&mut Page)) -> String {
        let mut page = Page::new(color, width);
        fill(&mut page);
        page.into_text()
    }

    #[test]
    fn a_page_fits_the_terminal_and_a_pipe_gets_whole_lines() {
        let fill = |page: &mut Page| {
            page.rows(&[("a".into(), "one two three".into()), ("long".into(), "x".into())]);
            page.put(Look::Warning, "warning:");
            page.line(" one two three");
            page.keep_whole();
            page.line("one two three four five");
            page.line("one two three four five");
        };
        assert_eq!(
            filled(false, Some(18), fill),
            "  a     one two\n        three\n  long  x\nwarning: one two\n         three\n\
             one two three four five\none two three four\nfive\n"
        );
        assert_eq!(
            filled(false, None, fill),
            "  a     one two three\n  long  x\nwarning: one two three\n\
             one two three four five\none two three four five\n"
        );
    }

    #[test]
    fn a_style_ends_with_the_row_and_goes_on_in_the_next() {
        let fill = |page: &mut Page| {
            page.plain("a ");
            page.put(Look::Good, "one two");
            page.line(" b");
        };
        let text = filled(true, Some(5), fill);
        assert_eq!(text, "a \u{1b}[32mone\u{1b}[0m\n\u{1b}[32mtwo\u{1b}[0m b\n");
    }

    #[test]
    fn columns_are_aligned_by_what_a_terminal_shows() {
        let rows = [("日本".into(), "x".into()), ("abc".into(), "y".into())];
        assert_eq!(filled(false, None, |page| page.rows(&rows)), "  日本  x\n  abc   y\n");
    }

    const LOOKS: [Look; 6] =
        [Look::Plain, Look::Heading, Look::Good, Look::Bad, Look::Warning, Look::Dim];

    /// The style of each character that is not a space.
    fn styles(text: &str) -> Vec<(char, String)> {
        let mut style = String::new();
        let mut styles = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if let Some(code) = rest.strip_prefix("\u{1b}[") {
                let (code, after) = code.split_once('m').unwrap();
                style = if code == "0" { String::new() } else { format!("{style};{code}") };
                rest = after;
                continue;
            }
            assert!(first != '\n' || style.is_empty(), "a row ends within a style");
            if !first.is_whitespace() {
                styles.push((first, style.clone()));
            }
            rest = &rest[first.len_utf8()..];
        }
        assert_eq!(style, "", "a style does not end");
        styles
    }

    proptest! {
        #![proptest_config(regressions())]
        #[test]
        fn rows_have_the_text_and_the_styles_of_the_line(
            pieces in proptest::collection::vec((0..LOOKS.len(), "[ a-zé日`{}]{0,30}"), 0..8),
            width in 8..50_usize,
        ) {
            let fill = |page: &mut Page| {
                for (look, text) in &pieces {
                    page.put(LOOKS[*look], text);
                }
                page.end();
            };
            let (line, rows) = (filled(true, None, fill), filled(true, Some(width), fill));
            prop_assert_eq!(styles(&rows), styles(&line));
            let (line, plain) = (filled(false, None, fill), filled(false, Some(width), fill));
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(&plain), words(&line));
            prop_assert_eq!(plain.lines().count(), rows.lines().count());
        }
    }
}
