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
            '\\' => escape(rest),
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
fn escape(text: &str) -> Decoded {
    let slashes = text.bytes().take_while(|byte| *byte == b'\\').count();
    let (digits, prefix) = match text.as_bytes().get(slashes)? {
        b'n' | b'r' => return Some((Some('\n'), slashes + 1)),
        b't' => return Some((Some(' '), slashes + 1)),
        quote @ (b'"' | b'\'' | b'`' | b'/') => {
            return Some((Some(char::from(*quote)), slashes + 1));
        }
        b'u' => (4, slashes + 1),
        b'x' => (2, slashes + 1),
        _ => return Some((Some('\\'), slashes)),
    };
    let code = text.get(prefix..prefix + digits).and_then(hexadecimal);
    Some(code.map_or((Some('\\'), slashes), |code| (char::from_u32(code), prefix + digits)))
}

fn hexadecimal(digits: &str) -> Option<u32> {
    let all = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    all.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

/// Decodes a character reference of HTML, also if it was escaped again.
fn entity(text: &str) -> Decoded {
    const NAMED: [(&str, char); 11] = [
        ("quot;", '"'),
        ("apos;", '\''),
        ("lt;", '<'),
        ("gt;", '>'),
        ("amp;", '&'),
        ("nbsp;", ' '),
        ("lsquo;", '\''),
        ("rsquo;", '\''),
        ("ldquo;", '"'),
        ("rdquo;", '"'),
        ("hellip;", '…'),
    ];
    let mut start = 1;
    while text.get(start..start + 4) == Some("amp;") {
        start += 4;
    }
    let name = text.get(start..)?;
    if let Some((known, character)) = NAMED.iter().find(|(known, _)| name.starts_with(known)) {
        return Some((Some(*character), start + known.len()));
    }
    let number = name.strip_prefix('#')?;
    let end = number.bytes().take(8).position(|byte| byte == b';')?;
    let number = number.get(..end)?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => hexadecimal(digits)?,
        None => number.parse().ok()?,
    };
    Some((char::from_u32(code), start + 1 + end + 1))
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
