//! Undoes what logs, bodies and people do to a message: escapes, entities, typographic quotes,
//! line breaks.

/// Text without escapes and line breaks, in two forms of the same length.
#[derive(Debug)]
pub(super) struct Clean {
    /// As it is shown; a line feed where a line ended
    pub(super) shown: String,
    /// As it is compared: lowercase, with one kind of quote and spaces between words
    pub(super) folded: Vec<u8>,
}

/// Returns a text in both forms.
pub(super) fn clean(text: &str) -> Clean {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        // Most of a log is plain.
        let plain = rest.bytes().take_while(|byte| is_plain(*byte)).count();
        if let Some((start, after)) = rest.split_at_checked(plain).filter(|_| plain > 0) {
            shown.push_str(start);
            rest = after;
            continue;
        }
        let (decoded, length) = match first {
            '\\' => Some(escape(rest)),
            '&' => entity(rest),
            '%' => percent(rest),
            _ => None,
        }
        .unwrap_or((Some(first), first.len_utf8()));
        if let Some(character) = decoded {
            push(&mut shown, character);
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    let folded = shown.bytes().map(fold).collect();
    Clean { shown, folded }
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'&' | b'%')
}

const fn fold(byte: u8) -> u8 {
    match byte {
        b'"' | b'`' => b'\'',
        b'\n' => b' ',
        other => other.to_ascii_lowercase(),
    }
}

/// Appends a character, and one space or line feed instead of several.
fn push(text: &mut String, character: char) {
    match character {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => {
            if text.ends_with(' ') {
                text.pop();
            }
            if !text.ends_with('\n') {
                text.push('\n');
            }
        }
        '“' | '”' | '„' | '‟' | '«' | '»' => text.push('"'),
        '‘' | '’' | '‚' | '‛' | '‹' | '›' => text.push('\''),
        '…' => text.push_str("..."),
        // Invisible, and often copied from web pages
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => {}
        space if space.is_whitespace() || space.is_control() => {
            if !text.ends_with([' ', '\n']) {
                text.push(' ');
            }
        }
        other => text.push(other),
    }
}

/// A character that stands for the start of a text, or `None` for nothing, and how long that
/// start is in bytes.
type Decoded = Option<(Option<char>, usize)>;

/// Decodes an escape of JSON or of a programming language, also if it was escaped again.
fn escape(text: &str) -> (Option<char>, usize) {
    // A run is looked at once, also at the end of the text.
    let slashes = text.bytes().take_while(|byte| *byte == b'\\').count();
    let after = slashes + 1;
    let digits = match text.as_bytes().get(slashes) {
        Some(b'n' | b'r') => return (Some('\n'), after),
        Some(b't') => return (Some(' '), after),
        Some(quote @ (b'"' | b'\'' | b'`' | b'/')) => return (Some(char::from(*quote)), after),
        Some(b'u') => 4,
        Some(b'x') => 2,
        _ => return (Some('\\'), slashes),
    };
    let code = text.get(after..after + digits).and_then(hexadecimal);
    code.map_or((Some('\\'), slashes), |code| (char::from_u32(code), after + digits))
}

fn hexadecimal(digits: &str) -> Option<u32> {
    let all = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    all.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

/// Decodes a character reference of HTML, also if its ampersand was escaped, once or more often.
fn entity(text: &str) -> Decoded {
    let mut start = 1;
    while text.get(start..start + 4) == Some("amp;") {
        start += 4;
    }
    let ampersand = (start > 1).then_some((Some('&'), start));
    let after = reference(text.get(start..)?);
    after.map(|(character, length)| (character, start + length)).or(ampersand)
}

/// Decodes what follows the ampersand of a character reference.
fn reference(text: &str) -> Decoded {
    const NAMED: [(&str, char); 10] = [
        ("quot;", '"'),
        ("apos;", '\''),
        ("lt;", '<'),
        ("gt;", '>'),
        ("nbsp;", ' '),
        ("lsquo;", '\''),
        ("rsquo;", '\''),
        ("ldquo;", '"'),
        ("rdquo;", '"'),
        ("hellip;", '…'),
    ];
    if let Some((known, character)) = NAMED.iter().find(|(known, _)| text.starts_with(known)) {
        return Some((Some(*character), known.len()));
    }
    let number = text.strip_prefix('#')?;
    let end = number.bytes().take(8).position(|byte| byte == b';')?;
    let number = number.get(..end)?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => hexadecimal(digits)?,
        None => number.parse().ok()?,
    };
    Some((char::from_u32(code), 1 + end + 1))
}

/// Decodes a printable ASCII character of an address.
fn percent(text: &str) -> Decoded {
    let code = text.get(1..3).and_then(hexadecimal)?;
    let character = char::from_u32(code).filter(|c| c.is_ascii_graphic() || *c == ' ')?;
    Some((Some(character), 3))
}

/// Returns a text on one line, without escapes.
pub(crate) fn one_line(text: &str) -> String {
    clean(text).shown.replace('\n', " ").trim().to_owned()
}

/// Joins lines that were broken within words.
pub(super) fn unwrapped(text: &str) -> Option<String> {
    const LONGEST: usize = 64 * 1024;
    let is_short = text.len() <= LONGEST && text.trim().contains('\n');
    is_short.then(|| {
        let lines: Vec<&str> = text.lines().map(|line| line.trim_end_matches('\r')).collect();
        lines.concat()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_however_often_they_were_escaped() {
        for (text, expected) in [
            ("a &amp; b", "a & b"),
            ("a &amp;amp; b", "a & b"),
            ("&quot;x&quot; &amp;lt; &amp;amp;gt;", "\"x\" < >"),
            ("&#34; &#x27; &amp;#34;", "\" ' \""),
            ("a & b &c; &#; &", "a & b &c; &#; &"),
        ] {
            assert_eq!(clean(text).shown, expected, "{text}");
        }
    }
}
