//! Values as shells, `.env` files and `PowerShell` quote them.

use crate::error::Reference;
use crate::source::engine_config::reference::{reference, word};
use crate::source::engine_config::setting::SettingValue;

/// How long a quoted value may be.
pub(super) const MAX_VALUE: usize = 64 * 1024;

/// A value that was read, and how many bytes it took.
pub(super) type Read = (SettingValue, usize);

/// How long a reference may be that fills a part of a value in.
const MAX_REFERENCE: usize = 1024;

/// How many dollar signs of a value are looked at.
const MAX_DOLLARS: usize = 64;

/// The beginning of a text that may hold a value.
pub(super) fn bounded(text: &str) -> &str {
    beginning(text, MAX_VALUE)
}

fn beginning(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whose rules apply to a word.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Rules {
    /// Words of a command
    Shell,
    /// A line of an `.env` file: a quote counts only at the beginning
    Dotenv,
}

/// Reads a word of a shell, or the value of a line in an `.env` file. `open` is a quote that
/// was opened before.
pub(super) fn shell_word(text: &str, open: Option<char>, rules: Rules) -> Read {
    let text = bounded(text);
    let mut value = String::new();
    let mut filled = None;
    let mut dollars = 0;
    let mut quote = open;
    let mut was_quoted = open.is_some();
    let mut letters = text.char_indices().peekable();
    let mut end = text.len();
    while let Some((index, c)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        match (quote, c) {
            (Some(own), _) if c == own => {
                quote = None;
                if rules == Rules::Dotenv {
                    end = index + 1;
                    break;
                }
            }
            (Some('"'), '\\') => {
                let Some((_, escaped)) = letters.next() else { break };
                match (escaped, rules) {
                    ('"' | '\\' | '$' | '`', _) => value.push(escaped),
                    ('\n', Rules::Shell) => {}
                    ('n', Rules::Dotenv) => value.push('\n'),
                    ('r', Rules::Dotenv) => value.push('\r'),
                    ('t', Rules::Dotenv) => value.push('\t'),
                    _ => value.extend(['\\', escaped]),
                }
            }
            (Some('"') | None, '$') if next.is_some_and(|c| c == '{' || c == '(' || is_name(c)) => {
                if filled.is_none() && dollars < MAX_DOLLARS {
                    dollars += 1;
                    filled = filled_in(beginning(&text[index..], MAX_REFERENCE));
                }
                value.push(c);
            }
            // `$'…'` knows the escapes of C.
            (None, '$') if next == Some('\'') && rules == Rules::Shell => {
                letters.next();
                was_quoted = true;
                while let Some((_, c)) = letters.next() {
                    match c {
                        '\'' => break,
                        '\\' => match letters.next().map(|(_, c)| c) {
                            Some('n') => value.push('\n'),
                            Some('t') => value.push('\t'),
                            Some('r') => value.push('\r'),
                            Some(other) => value.push(other),
                            None => {}
                        },
                        c => value.push(c),
                    }
                }
            }
            (Some('"') | None, '`') if rules == Rules::Shell => {
                filled.get_or_insert(Reference::Command);
            }
            (None, '\'' | '"') if rules == Rules::Shell || (value.is_empty() && !was_quoted) => {
                quote = Some(c);
                was_quoted = true;
            }
            (None, '\n') => {
                end = index;
                break;
            }
            (None, '\\') if rules == Rules::Shell => match letters.next() {
                Some((_, '\n')) | None => {}
                Some((_, escaped)) => value.push(escaped),
            },
            (None, _) if rules == Rules::Shell && (c.is_whitespace() || ";&|)".contains(c)) => {
                end = index;
                break;
            }
            (None, '#') if rules == Rules::Dotenv && value.ends_with([' ', '\t']) => {
                end = index;
                break;
            }
            _ => value.push(c),
        }
    }
    if !was_quoted {
        value.truncate(value.trim_end().len());
    }
    let found = filled.map_or(SettingValue::Text(value), SettingValue::Elsewhere);
    (found, end)
}

/// What the variable or command at a dollar sign fills in.
fn filled_in(text: &str) -> Option<Reference> {
    #[cfg(test)]
    tests::READ.set(tests::READ.get() + text.len());
    match text.strip_prefix('$')?.chars().next()? {
        // The references of workflows begin with a dollar sign too.
        '{' => reference(text.split_inclusive('}').take(2).collect::<String>().as_str())
            .or_else(|| reference(text.lines().next()?)),
        '(' => Some(Reference::Command),
        _ => {
            let name = text[1..].strip_prefix("env:").unwrap_or(&text[1..]);
            Some(Reference::Variable(word(name)))
        }
    }
}

const fn is_name(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_'
}

/// Reads a value of `PowerShell`: a string in quotes, a here-string or a variable.
pub(super) fn powershell(text: &str) -> Option<Read> {
    let text = bounded(text);
    for (start, end) in [("@'", "\n'@"), ("@\"", "\n\"@")] {
        if let Some(rest) = text.strip_prefix(start) {
            let begin = rest.find('\n')? + 1;
            let length = rest[begin - 1..].find(end)?;
            let value = rest.get(begin..begin.max(begin - 1 + length))?.trim_end_matches('\r');
            return Some((SettingValue::Text(value.to_owned()), start.len() + begin + length));
        }
    }
    if text.starts_with(['$', '(']) {
        let end = text.find(['\n', ';']).unwrap_or(text.len());
        let expression = text[..end].trim();
        let name = expression.strip_prefix("$env:").or_else(|| expression.strip_prefix('$'));
        let reference = match name.map(|name| (name, word(name))) {
            Some((all, name)) if !name.is_empty() && name == all => Reference::Variable(name),
            _ => Reference::Command,
        };
        return Some((SettingValue::Elsewhere(reference), end));
    }
    let quote = text.chars().next().filter(|c| ['\'', '"'].contains(c))?;
    let mut value = String::new();
    let mut filled = None;
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((index, c)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        if c == quote {
            if next == Some(quote) {
                letters.next();
                value.push(quote);
                continue;
            }
            let found = filled.map_or(SettingValue::Text(value), SettingValue::Elsewhere);
            return Some((found, index + 1));
        }
        match c {
            '`' if quote == '"' => match letters.next().map(|(_, c)| c) {
                Some('n') => value.push('\n'),
                Some('r') => value.push('\r'),
                Some('t') => value.push('\t'),
                Some(other) => value.push(other),
                None => {}
            },
            '$' if quote == '"' && next.is_some_and(|c| c == '{' || c == '(' || is_name(c)) => {
                let rest = text[index + 1..].trim_start_matches(['{', '(']);
                let rest = rest.strip_prefix("env:").unwrap_or(rest);
                filled.get_or_insert(Reference::Variable(word(rest)));
            }
            c => value.push(c),
        }
    }
    None
}

/// Reads a value of `cmd.exe`: with `setx`, quotes are doubled or have a backslash before them.
pub(super) fn setx(text: &str) -> Option<Read> {
    let line = &text[..text.find(['\n', '\r']).unwrap_or(text.len())];
    if line.starts_with('\'') {
        return powershell(line);
    }
    let Some(rest) = line.strip_prefix('"') else {
        let end = line.find(char::is_whitespace).unwrap_or(line.len());
        return (end > 0).then(|| (SettingValue::Text(line[..end].to_owned()), end));
    };
    let mut value = String::new();
    let mut letters = rest.char_indices().peekable();
    while let Some((index, c)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        match c {
            '\\' | '`' | '"' if next == Some('"') => {
                letters.next();
                value.push('"');
            }
            '"' => return Some((SettingValue::Text(value), index + 2)),
            c => value.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    thread_local! {
        /// How many bytes after dollar signs were read.
        pub(super) static READ: Cell<usize> = const { Cell::new(0) };
    }

    #[test]
    fn dollar_signs_without_a_name_take_linear_time() {
        for piece in ["${", "$(", "${a{", "${{", "$a{"] {
            let before = READ.get();
            shell_word(&format!("\"{}", piece.repeat(20_000)), None, Rules::Shell);
            assert!(READ.get() - before <= 65_536, "{piece}: {}", READ.get() - before);
        }
        let many = format!("\"{}${{KEY}}\"", "${ ".repeat(63));
        let reference = SettingValue::Elsewhere(Reference::Variable("KEY".to_owned()));
        assert_eq!(shell_word(&many, None, Rules::Shell).0, reference);
    }

    fn text(read: Read) -> (String, usize) {
        match read {
            (SettingValue::Text(text), end) => (text, end),
            (other, end) => (format!("{other:?}"), end),
        }
    }

    #[test]
    fn shells_and_files_quote_differently() {
        let read = |input, rules| text(shell_word(input, None, rules)).0;
        for (input, shell, dotenv) in [
            ("'a b' c", "a b", "a b"),
            ("a b", "a", "a b"),
            ("a # b", "a", "a"),
            (r#""a\nb""#, r"a\nb", "a\nb"),
            (r#""a\"b""#, r#"a"b"#, r#"a"b"#),
            (r#""a\\nb""#, r"a\nb", r"a\nb"),
            (r#"{"a":1}"#, "{a:1}", r#"{"a":1}"#),
            ("'a'\\''b'", "a'b", "a"),
            ("$'a\\nb'", "a\nb", "$'a\\nb'"),
            ("a;b", "a", "a;b"),
        ] {
            assert_eq!(read(input, Rules::Shell), shell, "{input}");
            assert_eq!(read(input, Rules::Dotenv), dotenv, "{input}");
        }
        let open = text(shell_word(r#"{"a":1}' next"#, Some('\''), Rules::Shell));
        assert_eq!(open, (r#"{"a":1}"#.to_owned(), 8));
        let filled = shell_word(r#""{\"key\":\"$KEY\"}""#, None, Rules::Shell).0;
        assert_eq!(filled, SettingValue::Elsewhere(Reference::Variable("KEY".to_owned())));
        let literal = shell_word("'$KEY'", None, Rules::Shell).0;
        assert_eq!(literal, SettingValue::Text("$KEY".to_owned()));
    }

    #[test]
    fn powershell_doubles_quotes() {
        let read = |input| powershell(input).map(text).map(|(value, _)| value);
        for (input, value) in [
            ("'it''s'", Some("it's")),
            ("\"a`\"b\"", Some("a\"b")),
            ("\"a\"\"b\"", Some("a\"b")),
            ("@'\n{\"a\":1}\n'@", Some("{\"a\":1}")),
            ("@'\n'@", Some("")),
            ("'open", None),
            ("plain", None),
        ] {
            assert_eq!(read(input).as_deref(), value, "{input}");
        }
        let read = |input| setx(input).map(text).map(|(value, _)| value);
        assert_eq!(read(r#""{\"a\":1}" /M"#).as_deref(), Some(r#"{"a":1}"#));
        assert_eq!(read(r#""{""a"":1}""#).as_deref(), Some(r#"{"a":1}"#));
        assert_eq!(read("'{\"a\":1}'").as_deref(), Some(r#"{"a":1}"#));
    }
}
