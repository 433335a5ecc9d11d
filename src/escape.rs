//! The only module that decides which characters must not reach a terminal unescaped, and
//! how untrusted text is quoted for a shell.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::byte_search::length_before;

/// Whether a character could control a terminal or reorder text (C0 and C1 controls, DEL,
/// line and paragraph separators, bidirectional controls), or is invisible.
pub(crate) const fn is_unsafe(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            // Invisible characters can make one name look like another
            | '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Returns the text with every unsafe character escaped as in JSON: `\u` and four hexadecimal
/// digits per UTF-16 code unit.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    // Most text is plain ASCII, which is cheap to check.
    let plain = length_before(text.as_bytes(), |eight| {
        eight.are_not_ascii() | eight.are_below(b' ') | eight.are(0x7f)
    });
    let rest = text.get(plain..).unwrap_or_default();
    if !rest.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_unsafe(character) {
            escape(character, &mut safe);
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}

/// Returns lines for a log that GitHub's runner reads, without the commands that it finds there:
/// `::…` at the start of a line, `##[` anywhere. In JSON, the text stays the same.
pub(crate) fn for_runner(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            let line = line.replace("##[", "#\\u0023[");
            let rest = line.trim_start();
            let indent = line.len() - rest.len();
            match rest.strip_prefix("::") {
                Some(rest) => format!("{}\\u003a:{rest}", line.get(..indent).unwrap_or_default()),
                None => line,
            }
        })
        .collect();
    lines.join("\n")
}

/// Whether untrusted text may appear in a command or a snippet to paste: it is short enough
/// to review, and displayed exactly as it is.
pub(crate) fn is_showable(text: &str) -> bool {
    const LONGEST: usize = 200;
    text.len() <= LONGEST && !text.contains(is_unsafe)
}

/// Returns untrusted text as one word of a command to paste; `None` if it must not appear
/// there. Text with a backtick must not: it would end the command in a message.
pub(crate) fn pasteable(text: &str) -> Option<String> {
    (is_showable(text) && !text.contains('`')).then(|| shell_word(text))
}

/// Returns a word as it is written for a POSIX shell, in quotes if the shell would change it.
pub(crate) fn shell_word(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "@%+=:,./_-".contains(c);
    // zsh expands `=ls` to the path of `ls`.
    if !word.is_empty() && !word.starts_with('=') && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// Returns JSON without anything that a shell, a template or a YAML parser could expand:
/// single quotes, dollar signs, percent signs, backticks, exclamation marks and non-ASCII
/// characters are replaced with escapes such as `\u0024`. They only occur inside JSON
/// strings, where the escape means the same.
pub(crate) fn unexpandable(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for character in json.chars() {
        if character.is_ascii() && !matches!(character, '\'' | '$' | '%' | '`' | '!' | '\u{7f}') {
            safe.push(character);
        } else {
            escape(character, &mut safe);
        }
    }
    safe
}

/// Appends a character escaped as in JSON: `\u` and four hexadecimal digits per UTF-16 code
/// unit.
fn escape(character: char, text: &mut String) {
    let mut units = [0; 2];
    for unit in character.encode_utf16(&mut units) {
        // Writing to a String cannot fail.
        let _ = write!(text, "\\u{unit:04x}");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regressions;

    #[test]
    fn each_unsafe_character_is_escaped_wherever_it_is() {
        for character in '\0'..='\u{2100}' {
            for before in 0..18 {
                let text = format!("{}{character}{}", "a".repeat(before), "b".repeat(before % 5));
                let is_escaped = matches!(line(&text), Cow::Owned(_));
                assert_eq!(is_escaped, is_unsafe(character), "{character:?} after {before}");
            }
        }
    }

    #[test]
    fn words_are_quoted_where_a_shell_would_change_them() {
        assert_eq!(shell_word("https://x/y:1"), "https://x/y:1");
        assert_eq!(shell_word("$.a b"), "'$.a b'");
        assert_eq!(shell_word("it's"), r"'it'\''s'");
        assert_eq!(shell_word("=ls"), "'=ls'");
        assert_eq!(shell_word(""), "''");
        assert_eq!(pasteable("$(id)").as_deref(), Some("'$(id)'"));
        for text in ["a\nb", "\u{1b}[2J", "\u{202e}", "`id`", &"x".repeat(201)] {
            assert_eq!(pasteable(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_runner_finds_no_commands() {
        let text = "::error::a\n \t::b::\na ::c:: d\nx##[error]y\n\n";
        let safe = "\\u003a:error::a\n \t\\u003a:b::\na ::c:: d\nx#\\u0023[error]y\n\n";
        assert_eq!(for_runner(text), safe);
        let json = r###"{"a":"##[set-env name=x]::"}"###;
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(read(&for_runner(json)), read(json));
        assert!(!for_runner(json).contains("##["));
    }

    #[test]
    fn what_is_unexpandable_is_still_the_same_json() {
        let json = r#"{"key":"a'b$c%{d}`e`!\n\"é😀","n":1}"#;
        let safe = unexpandable(json);
        assert!(safe.is_ascii() && !safe.contains(['\'', '$', '%', '`', '!']));
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(read(&safe), read(json));
    }

    #[cfg(unix)]
    proptest! {
        #![proptest_config(regressions())]
        #[test]
        fn a_shell_passes_each_word_on_as_it_is(words in proptest::collection::vec("[^\0]{0,40}", 1..20)) {
            let line: Vec<String> = words.iter().map(|word| shell_word(word)).collect();
            let command = format!("printf '%s\\0' {}", line.join(" "));
            let output = std::process::Command::new("sh").args(["-c", &command]).output().unwrap();
            let expected = words.join("\0") + "\0";
            prop_assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
            prop_assert!(output.stderr.is_empty());
        }
    }

    #[test]
    fn nothing_that_controls_a_terminal_passes() {
        assert_eq!(line("é ✓ plain"), "é ✓ plain");
        assert_eq!(line("\u{1b}[2J\u{9b}1m\u{7f}"), "\\u001b[2J\\u009b1m\\u007f");
        assert_eq!(line("a\u{202e}b\u{2066}c\u{2028}d\re"), "a\\u202eb\\u2066c\\u2028d\\u000de");
        assert_eq!(line("ada\u{200d}min\u{e0041}"), "ada\\u200dmin\\udb40\\udc41");
    }
}
