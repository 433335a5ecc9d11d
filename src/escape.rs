//! Decides which characters must be escaped for a terminal; no other file does.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character could control a terminal or reorder text (C0 and C1 controls, DEL,
/// line and paragraph separators, bidirectional controls), or is invisible.
pub(crate) const fn is_unsafe(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            // Invisible: between letters they make one name look like another
            | '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Returns the text with every such character escaped as in JSON: `\u` and four digits.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    // Most text is plain ASCII, which is cheap to check.
    let plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if plain || !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_unsafe(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                // Writing to a String cannot fail.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_controls_a_terminal_passes() {
        assert_eq!(line("é ✓ plain"), "é ✓ plain");
        assert_eq!(line("\u{1b}[2J\u{9b}1m\u{7f}"), "\\u001b[2J\\u009b1m\\u007f");
        assert_eq!(line("a\u{202e}b\u{2066}c\u{2028}d\re"), "a\\u202eb\\u2066c\\u2028d\\u000de");
        assert_eq!(line("ada\u{200d}min\u{e0041}"), "ada\\u200dmin\\udb40\\udc41");
    }
}
