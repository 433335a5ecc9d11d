//! Undoes what programs do to text before it is copied: encodings, escapes, colors.

use std::borrow::Cow;

/// Returns the text of a file or pipe: UTF-8, or UTF-16 as Windows writes it, recognized by
/// its byte order mark or, without one, by every other byte being zero. `None` if it is
/// neither.
pub(crate) fn decode_text(bytes: &[u8]) -> Option<String> {
    let wide = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>().ok()
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => return wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return wide(rest, u16::from_be_bytes),
        _ => {}
    }
    let zeros = |from: usize| {
        let every_other = || bytes.iter().skip(from).step_by(2);
        bytes.len() > 3 && bytes.len().is_multiple_of(2) && every_other().all(|byte| *byte == 0)
    };
    if zeros(1) {
        return wide(bytes, u16::from_le_bytes);
    }
    if zeros(0) {
        return wide(bytes, u16::from_be_bytes);
    }
    std::str::from_utf8(bytes).ok().map(ToOwned::to_owned)
}

/// Removes the escape sequences with which terminals color text and link it, whether they
/// are still control characters or were printed as text.
pub(crate) fn without_colors(text: &str) -> Cow<'_, str> {
    const ESCAPES: [&str; 8] =
        ["\u{1b}", "\u{9b}", r"\u001b", r"\u001B", r"\x1b", r"\x1B", r"\033", "^[["];
    if !ESCAPES.iter().any(|escape| text.contains(escape)) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let after = ESCAPES.iter().find_map(|escape| {
            let after = rest.strip_prefix(escape)?;
            match *escape {
                "\u{9b}" | "^[[" => control_sequence(after),
                _ => after
                    .strip_prefix('[')
                    .and_then(control_sequence)
                    .or_else(|| after.strip_prefix(']').and_then(link)),
            }
        });
        if let Some(after) = after {
            rest = after;
        } else {
            clean.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    Cow::Owned(clean)
}

/// Returns what follows the parameters and the final letter of a control sequence.
fn control_sequence(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, ';' | ':' | '?')))?;
    let last = text[end..].chars().next()?;
    (end <= 32 && last.is_ascii_alphabetic()).then(|| &text[end + 1..])
}

/// Returns what follows the start or the end of a link (`]8;;ADDRESS`), if it is terminated.
fn link(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("8;")?;
    let mut window = rest.len().min(4096);
    while !rest.is_char_boundary(window) {
        window -= 1;
    }
    let end = rest[..window].find(['\u{7}', '\u{1b}'])?;
    let rest = &rest[end..];
    rest.strip_prefix('\u{7}').or_else(|| rest.strip_prefix("\u{1b}\\"))
}

/// Whether a text ends in the rest of a color whose control character was lost: `[32m`.
pub(super) fn ends_in_color(before: &[u8]) -> bool {
    let Some(before) = before.strip_suffix(b"m") else { return false };
    let digits =
        before.iter().rev().take(12).take_while(|byte| byte.is_ascii_digit() || **byte == b';');
    let digits = digits.count();
    before[..before.len() - digits].ends_with(b"[")
}

/// Decodes `%XX`; what is not such an escape, and what would not be text, stays.
pub(super) fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escaped = (byte == b'%').then(|| hex_pair(bytes.get(at + 1..at + 3)?)).flatten();
        decoded.push(escaped.unwrap_or(byte));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Returns the byte that two hexadecimal digits stand for.
pub(super) fn hex_pair(pair: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    match pair {
        [high, low] => Some(digit(*high)? * 16 + digit(*low)?),
        _ => None,
    }
}

/// Undoes, in a short text, the escapes of JSON, addresses, HTML, mail and the Windows shell.
pub(super) fn unescaped(text: &str) -> String {
    const ENTITIES: [(&str, char); 8] = [
        ("&quot;", '"'),
        ("&#34;", '"'),
        ("&#x22;", '"'),
        ("&#39;", '\''),
        ("&apos;", '\''),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&amp;", '&'),
    ];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let (shown, length) = match next {
            '\\' => backslash(rest),
            '%' => match rest.get(1..3).and_then(|pair| hex_pair(pair.as_bytes())) {
                Some(byte) if byte.is_ascii() => (Some(char::from(byte)), 3),
                Some(_) | None => (Some('%'), 1),
            },
            '=' if rest.starts_with("=3D") => (Some('='), 3),
            '^' => (None, 1),
            '&' => ENTITIES
                .iter()
                .find(|(entity, _)| rest.starts_with(entity))
                .map_or((Some('&'), 1), |(entity, plain)| (Some(*plain), entity.len())),
            other => (Some(other), other.len_utf8()),
        };
        plain.extend(shown);
        rest = rest.get(length..).unwrap_or_default();
    }
    plain
}

/// Returns what an escape with a backslash stands for, and its length.
fn backslash(text: &str) -> (Option<char>, usize) {
    let code = |digits: Option<&str>| {
        digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32)
    };
    match text.as_bytes().get(1) {
        Some(b'u') if code(text.get(2..6)).is_some() => (code(text.get(2..6)), 6),
        Some(b'x') if code(text.get(2..4)).is_some() => (code(text.get(2..4)), 4),
        Some(b'n' | b'r') => (Some('\n'), 2),
        Some(b't') => (Some('\t'), 2),
        _ => (None, 1),
    }
}

/// Whether a text ends in an escape, so that what follows it does not continue a word:
/// `%20`, `\u0022`, `\n`, `=3D`.
pub(super) fn ends_in_escape(before: &[u8]) -> bool {
    let hex = |digits: &[u8]| digits.iter().all(u8::is_ascii_hexdigit);
    let end = |length: usize| &before[before.len().saturating_sub(length)..];
    match (end(6), end(4), end(3), end(2)) {
        ([b'\\', b'u', a, b, c, d], _, _, _) => hex(&[*a, *b, *c, *d]),
        (_, [b'\\', b'x', a, b], _, _) | (_, _, [b'%', a, b], _) => hex(&[*a, *b]),
        (_, _, [b'=', b'3', b'D'], _) | (_, _, _, [b'\\', b'n' | b'r' | b't']) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_windows_is_read() {
        let wide = |text: &str, to: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(to).collect()
        };
        for (bytes, expected) in [
            (b"plain".to_vec(), Some("plain")),
            (wide("\u{feff}a.b", u16::to_le_bytes), Some("a.b")),
            (wide("\u{feff}a.b", u16::to_be_bytes), Some("a.b")),
            (wide("a.b.", u16::to_le_bytes), Some("a.b.")),
            (wide("a.b.", u16::to_be_bytes), Some("a.b.")),
            (vec![0xff, 0xfe, 0x00, 0xd8], None),
            (vec![0xc3, 0x28], None),
            (Vec::new(), Some("")),
        ] {
            assert_eq!(decode_text(&bytes).as_deref(), expected, "{bytes:?}");
        }
    }

    #[test]
    fn colors_and_links_are_removed_in_every_spelling() {
        for text in [
            "\u{1b}[1;32mtoken\u{1b}[0m",
            "to\u{1b}[31mken\u{1b}[K",
            r"\u001b[32mtoken\u001b[0m",
            r"\x1b[32mtoken\033[0m",
            "^[[32mtoken^[[0m",
            "\u{1b}]8;;https://x.example\u{7}token\u{1b}]8;;\u{1b}\\",
        ] {
            assert_eq!(without_colors(text), "token", "{text}");
        }
        for text in ["\u{1b}", "\u{1b}[", "\u{1b}[12", "\u{1b}]8;;x", "^[[é", "plain"] {
            assert_eq!(without_colors(text), text);
        }
        assert!(ends_in_color(b"x [1;32m") && !ends_in_color(b"32m") && !ends_in_color(b"m"));
    }

    #[test]
    fn escapes_are_undone() {
        assert_eq!(unescaped(r#"{\u0022token\u0022:\""#), r#"{"token":""#);
        assert_eq!(unescaped("token%22%3A&quot;^\"^&amp;=3D\\x3d"), "token\":\"\"&==");
        assert_eq!(unescaped("a\\nb\\tc\\"), "a\nb\tc");
        assert_eq!(percent_decoded("%7B%22a%22%3A%C3%A9%zz%4"), "{\"a\":é%zz%4");
        assert_eq!(percent_decoded("%ff"), "%ff");
        for text in ["%20", r"\u003d", r"\x22", r"\n", "token=3D"] {
            assert!(ends_in_escape(text.as_bytes()), "{text}");
        }
        assert!(!ends_in_escape(b"word") && !ends_in_escape(b"0") && !ends_in_escape(b""));
    }
}
