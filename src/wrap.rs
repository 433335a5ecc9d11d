//! Where a line is broken for a terminal: at spaces, never inside a command, a URL or JSON.

use std::ops::Range;

use unicode_width::UnicodeWidthStr as _;

/// A row of a line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Row {
    /// The spaces before it
    pub(crate) indent: usize,
    /// Its part of the line; the spaces between two rows belong to neither
    pub(crate) part: Range<usize>,
}

/// Returns the columns that a terminal needs for a text without control characters.
pub(crate) fn display_width(text: &str) -> usize {
    // Most text is plain ASCII.
    let is_plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if is_plain { text.len() } else { text.width() }
}

/// Breaks a line into rows that fit a width. The rows after the first are indented like the
/// text at the byte `hang`; no break is before that. A word that does not fit there has a row
/// with less indent, and one that is wider than the terminal is left whole.
pub(crate) fn rows(line: &str, hang: usize, width: usize) -> Vec<Row> {
    if display_width(line) <= width {
        return vec![Row { indent: 0, part: 0..line.len() }];
    }
    let own = line.len() - line.trim_start_matches(' ').len();
    let little = (own + 2).min(width / 4);
    let below_text = display_width(&line[..hang]);
    let usual = if below_text <= width / 2 { below_text } else { little };
    let mut rows = Vec::new();
    let mut row = Row { indent: 0, part: 0..0 };
    // The width of the row so far, with its indent
    let mut columns = 0;
    for word in words(line) {
        let gap = display_width(&line[row.part.end..word.start]);
        let word_width = display_width(&line[word.clone()]);
        let fits = |indent: usize| indent + word_width <= width;
        let indent = if fits(usual) { usual } else { little.min(usual) };
        let is_first = word.start <= hang || row.part.end == 0;
        let may_break = word.start >= hang && row.part.end > 0;
        // A break that leads to the same column, or to another one where it does not fit either,
        // gains nothing.
        let gains = columns + gap > indent && (!is_first || fits(indent));
        if may_break && gains && !fits(columns + gap) {
            rows.push(row);
            columns = indent + word_width;
            row = Row { indent, part: word };
        } else {
            columns += gap + word_width;
            row.part.end = word.end;
        }
    }
    rows.push(row);
    rows
}

/// Returns a sentence broken into rows that fit a width, with line breaks and indents.
pub(crate) fn sentence(text: &str, width: usize) -> String {
    let rows = rows(text, text_start(text), width).into_iter();
    let rows = rows.map(|Row { indent, part }| format!("{:indent$}{}", "", &text[part]));
    rows.collect::<Vec<_>>().join("\n")
}

/// Returns the byte where the text of a line starts: after its indent, and after a label such
/// as `warning: ` or `hint (ddn): `.
pub(crate) fn text_start(line: &str) -> usize {
    let text = line.trim_start_matches(' ');
    let indent = line.len() - text.len();
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    };
    let is_label = |label: &str| match label.split_once(" (") {
        Some((word, whose)) => is_word(word) && whose.strip_suffix(')').is_some_and(is_word),
        None => is_word(label),
    };
    match text.split_once(": ") {
        Some((label, _)) if is_label(label) => indent + label.len() + ": ".len(),
        _ => indent,
    }
}

/// Returns the words of a line, each a piece that must not be broken. Spaces within backticks
/// and within balanced brackets do not end a word.
fn words(line: &str) -> impl Iterator<Item = Range<usize>> {
    /// How often brackets that nothing closes are looked at, each time up to the end.
    const UNCLOSED: usize = 8;
    let bytes = line.as_bytes();
    let mut at = 0;
    let mut closing_tick = true;
    let mut unclosed = 0;
    std::iter::from_fn(move || {
        while bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        let start = at;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b' ' => break,
                b'`' if closing_tick => match line[at + 1..].find('`') {
                    Some(length) => at += length + 1,
                    None => closing_tick = false,
                },
                b'{' | b'[' if unclosed < UNCLOSED => match balanced(&bytes[at..]) {
                    Some(length) => at += length - 1,
                    None => unclosed += 1,
                },
                _ => {}
            }
            at += 1;
        }
        (at > start).then_some(start..at)
    })
}

/// Returns the length of what is between the bracket at the start and the one that closes it,
/// both included. Brackets in JSON strings do not count.
fn balanced(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut escaped = false;
    for (index, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => {
                depth -= 1;
                if depth == 0 {
                    return Some(index + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regressions;

    #[track_caller]
    fn wraps(text: &str, width: usize, expected: &[&str]) {
        assert_eq!(sentence(text, width).split('\n').collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_line_that_fits_is_one_row() {
        wraps("  two  words ", 13, &["  two  words "]);
        wraps("", 1, &[""]);
    }

    #[test]
    fn rows_are_indented_like_the_text() {
        wraps("one two three", 8, &["one two", "three"]);
        wraps("    one two three", 12, &["    one two", "    three"]);
        wraps("hint: one two three", 13, &["hint: one two", "      three"]);
        wraps("hint (ddn): one two three", 24, &["hint (ddn): one two", "            three"]);
        // A label that takes more than half of the width.
        wraps("a-very-long-label: one two", 24, &["a-very-long-label: one", "  two"]);
    }

    #[test]
    fn no_break_is_before_the_text() {
        let line = "  ✓ name   a long message";
        let rows = rows(line, line.find("a long").unwrap(), 22).into_iter();
        let rows: Vec<_> = rows.map(|row| (row.indent, &line[row.part])).collect();
        assert_eq!(rows, [(0, "  ✓ name   a long"), (11, "message")]);
    }

    #[test]
    fn commands_addresses_and_json_are_left_whole() {
        wraps(
            "run `jwtool verify --issuer URL TOKEN`, or not",
            20,
            &["run", "`jwtool verify --issuer URL TOKEN`,", "or not"],
        );
        wraps(
            "at https://issuer.example/.well-known/jwks.json now",
            20,
            &["at", "https://issuer.example/.well-known/jwks.json", "now"],
        );
        wraps(
            r#"got {"a": "} b", "c": [1, 2]} and [x y"#,
            12,
            &["got", r#"{"a": "} b", "c": [1, 2]}"#, "and [x y"],
        );
        // Nothing is gained by a break that leads to the same column.
        wraps(
            "hint: `a command that is long` b",
            12,
            &["hint: `a command that is long`", "      b"],
        );
        wraps("a ` b ` c ` d", 4, &["a", "` b `", "c `", "d"]);
    }

    #[test]
    fn width_is_that_of_the_terminal() {
        wraps("日本 語 x", 6, &["日本", "語 x"]);
        wraps("e\u{301}e\u{301} e\u{301}", 4, &["e\u{301}e\u{301} e\u{301}"]);
    }

    #[test]
    fn brackets_and_backticks_without_end_take_linear_time() {
        for text in ["[ ", "{ ", "` ", "[\" ", "{[` "] {
            let line = text.repeat(500_000);
            assert!(rows(&line, 0, 40).len() > 1_000);
        }
    }

    proptest! {
        #![proptest_config(regressions())]
        #[test]
        fn only_spaces_become_breaks(
            label in "(| {1,4}|warning: |  ✓ name  )",
            text in r#"(( |[a-z]{1,6} ?|[a-z:日é] ){0,20}[`\[\]{}"\\🎉]?|\PC){0,5}"#,
            width in 1..60_usize,
        ) {
            let line = format!("{label}{text}");
            let rows = rows(&line, label.len(), width);
            // Nothing but spaces is between the rows, and nothing is before or after them.
            let mut end = 0;
            for Row { part, .. } in &rows {
                prop_assert!(line[end..part.start].bytes().all(|byte| byte == b' '));
                end = part.end;
            }
            prop_assert!(line[end..].bytes().all(|byte| byte == b' '));
            prop_assert_eq!((rows[0].indent, rows[0].part.start), (0, 0));
            for (index, Row { indent, part }) in rows.into_iter().enumerate() {
                let row = &line[part];
                prop_assert!(index == 0 || !row.starts_with(' ') && indent <= width / 2);
                let columns = indent + display_width(row);
                let breakable = if index == 0 { row.get(label.len()..).unwrap_or("") } else { row };
                prop_assert!(columns <= width || words(breakable).count() <= 1);
            }
        }
    }
}
