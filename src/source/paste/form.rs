//! What the text of a token looks like: its characters, its parts, what is wrapped around it.

use crate::byte_search::split;
use crate::jose::base64url;
use crate::jose::json::{Object, Value};

/// Whether a line is one whole token: three or five parts, the first a JSON header.
pub(crate) fn is_complete_token(line: &str) -> bool {
    has_token_form(line) && line.split('.').next().is_some_and(is_header)
}

/// Whether a line has three or five parts of base64.
pub(super) fn has_token_form(line: &str) -> bool {
    matches!(split(line, b'.').count(), 3 | 5) && line.bytes().all(is_part_or_dot)
}

/// Whether a text is plainly one token, or the remains of one, and holds no other: its form
/// is a token's, it begins like a header, and `=` only ends parts. Nothing is decoded.
pub(super) fn is_plainly_a_token(text: &str) -> bool {
    let padded_inside = |part: &str| part.trim_end_matches('=').contains('=');
    begins_like_header(text.as_bytes())
        && has_token_form(text)
        && !text.split('.').any(padded_inside)
}

/// Whether a run is a token, at least by its first part.
pub(super) fn looks_like_token(text: &str) -> bool {
    let header = text.split('.').next().unwrap_or_default();
    text.contains('.') && text.bytes().all(is_part_or_dot) && is_header(header)
}

/// Whether a part is a header: a JSON object.
pub(super) fn is_header(part: &str) -> bool {
    header(part).is_some()
}

/// Returns the header in the first part of a token.
pub(super) fn header(part: &str) -> Option<Object> {
    match Value::parse(&base64url::decode_forgiving(part)?) {
        Ok(Value::Object(header)) => Some(header),
        Ok(_) | Err(_) => None,
    }
}

/// Whether an object is a token in one of the JSON serializations.
pub(super) fn is_json_serialization(object: &Object) -> bool {
    (object.contains("payload") && (object.contains("signature") || object.contains("signatures")))
        || object.contains("ciphertext")
}

/// Whether this could be a JSON object in base64url: `{` is `e`, and only a few letters
/// follow it.
pub(super) const fn begins_like_header(bytes: &[u8]) -> bool {
    matches!(bytes, [b'e', b'y' | b'w' | b'3', ..])
}

/// base64url, and the padding that load balancers keep.
pub(super) const fn is_url_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'=')
}

/// The same, the standard alphabet and the dots between parts, for a paste that is nothing but
/// a token.
pub(super) const fn is_part_or_dot(byte: u8) -> bool {
    PART_OR_DOT[byte as usize]
}

static PART_OR_DOT: [bool; 256] = {
    let mut are = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let is = is_url_byte(byte as u8) || matches!(byte as u8, b'+' | b'/' | b'.');
        are[byte] = is;
        byte += 1;
    }
    are
};

/// Removes quotes, the word `Bearer` and a comma at the end.
pub(super) fn strip_wrapping(line: &str) -> &str {
    unquote(strip_scheme(unquote(line)))
}

/// Removes the quotes around a text, and a comma or semicolon at the end.
pub(super) fn unquote(text: &str) -> &str {
    let text = text.trim().trim_end_matches([',', ';']);
    let mut inner = text;
    for quote in ['"', '\'', '`'] {
        if let Some(stripped) = text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            inner = stripped;
        }
    }
    inner.trim()
}

/// Removes the word `Bearer` in front, if it is there.
pub(super) fn strip_scheme(text: &str) -> &str {
    match without_prefix(text, "bearer") {
        Some(rest) if rest.starts_with([' ', '\t', ':', '\n', '\r']) => {
            rest.trim_start_matches([' ', '\t', ':', '\n', '\r'])
        }
        _ => text,
    }
}

/// Removes a prefix in any case.
pub(super) fn without_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_consists_of_base64_and_dots() {
        for byte in 0..=u8::MAX {
            let expected = is_url_byte(byte) || b"+/.".contains(&byte);
            assert_eq!(is_part_or_dot(byte), expected, "{}", char::from(byte));
        }
    }

    #[test]
    fn one_wrong_byte_is_noticed_wherever_it_is() {
        let token = format!("{}.{}.{}", "a".repeat(70), "b".repeat(200), "c".repeat(43));
        assert!(has_token_form(&token));
        for at in 0..token.len() {
            let mut broken = token.clone();
            broken.replace_range(at..=at, "%");
            assert!(!has_token_form(&broken), "{at}");
        }
    }
}
