//! What the parser does not break well in a help page, fitted to the terminal: the usage, and the
//! end, whose lines it would continue at their very start.

use crate::wrap;

/// A space at which the parser does not break a line, so that it is fitted here.
pub(crate) const FIXED_SPACE: &str = "\u{a0}";

/// The start of a line that says what an example does, and of one to paste.
const COMMENT: &str = "  # ";
const COMMAND: &str = "  $ ";

/// The start of the line with the forms of a command line, which the parser does not break.
const USAGE: &str = "Usage: ";

/// How far what a name means is indented below it, as for flags.
const BELOW: usize = 10;

/// Returns the text with these spaces as spaces, and the lines that have any, and the usage, broken
/// to fit a width. The parser treats each style as a word of its own, so only the usage may have any.
pub(crate) fn fitted(text: &str, width: usize) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            if line.contains(FIXED_SPACE) {
                end_line(&line.replace(FIXED_SPACE, " "), width)
            } else if without_styles(line).starts_with(USAGE) {
                usage(line, width)
            } else {
                line.to_owned()
            }
        })
        .collect();
    lines.join("\n")
}

fn end_line(line: &str, width: usize) -> String {
    if line.starts_with(COMMAND) || wrap::display_width(line) <= width {
        return line.to_owned();
    }
    if let Some(comment) = line.strip_prefix(COMMENT) {
        return indented(comment, COMMENT, width);
    }
    // A row of a name and what it means, which two spaces separate
    let own = line.len() - line.trim_start().len();
    let Some((name, meaning)) = line[own..].split_once("  ") else { return line.to_owned() };
    let meaning = meaning.trim_start();
    let before = &line[..line.len() - meaning.len()];
    if wrap::display_width(before) > width / 2 {
        let below = indented(meaning, &" ".repeat(BELOW), width);
        return format!("{}{name}\n{below}", " ".repeat(own));
    }
    let beside = indented(meaning, &" ".repeat(wrap::display_width(before)), width);
    format!("{before}{}", beside.trim_start())
}

/// Breaks the line with the usage between its words.
fn usage(line: &str, width: usize) -> String {
    let mut text = String::new();
    let mut columns = 0;
    for word in line.split(' ') {
        let word_width = wrap::display_width(&without_styles(word));
        if columns > USAGE.len() && columns + 1 + word_width > width {
            text.push('\n');
            text.push_str(&" ".repeat(USAGE.len()));
            columns = USAGE.len();
        } else if columns > 0 {
            text.push(' ');
            columns += 1;
        }
        text.push_str(word);
        columns += word_width;
    }
    text
}

/// Returns a text in rows that begin with a prefix.
fn indented(text: &str, prefix: &str, width: usize) -> String {
    let rows = wrap::rows(text, 0, width.saturating_sub(prefix.len()));
    let rows: Vec<String> =
        rows.into_iter().map(|row| format!("{prefix}{}", &text[row.part])).collect();
    rows.join("\n")
}

/// Returns a line without the escape sequences for colors.
fn without_styles(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').map_or("", |(_, text)| text));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(text: &str, width: usize) -> String {
        fitted(&text.replace(' ', FIXED_SPACE), width)
    }

    #[test]
    fn a_row_that_fits_stays_and_a_longer_one_is_continued_below() {
        let row = "  JWTOOL_TOKEN  Token if no argument names one";
        assert_eq!(fixed(row, 80), row);
        assert_eq!(
            fixed(row, 40),
            "  JWTOOL_TOKEN  Token if no argument\n                names one"
        );
        assert_eq!(
            fixed(row, 31),
            "  JWTOOL_TOKEN\n          Token if no argument\n          names one"
        );
    }

    #[test]
    fn a_comment_continues_as_one_and_a_command_is_never_broken() {
        assert_eq!(fixed("  # two words more", 14), "  # two words\n  # more");
        let command = "  $ jwtool mint --role user --allow viewer";
        assert_eq!(fixed(command, 14), command);
    }

    #[test]
    fn the_usage_is_broken_between_words() {
        let line = "\u{1b}[1mUsage:\u{1b}[0m jwtool secret cognito [OPTIONS] <POOL>";
        assert_eq!(fitted(line, 45), line);
        assert_eq!(
            fitted(line, 44),
            "\u{1b}[1mUsage:\u{1b}[0m jwtool secret cognito [OPTIONS]\n       <POOL>"
        );
    }

    #[test]
    fn what_the_parser_has_broken_stays() {
        assert_eq!(fitted("one two\nthree", 3), "one two\nthree");
    }
}
