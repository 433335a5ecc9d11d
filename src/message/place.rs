//! Where a message stands in its text: whether it is a message there, and from where to where it
//! goes.

use crate::message::clean::Clean;
use crate::message::known::Place;
use crate::message::pattern::{Found, is_word};

/// The longest value that is read after a message, in bytes.
const TAIL: usize = 200;

/// The names of members whose value is a message.
const FIELDS: [&str; 12] = [
    "message",
    "msg",
    "error",
    "errormessage",
    "error_description",
    "description",
    "detail",
    "details",
    "title",
    "reason",
    "payload",
    "err",
];

/// Whether a message may begin at this byte.
pub(super) fn begins_word(text: &Clean, at: usize) -> bool {
    let is_word_at = |at: usize| text.folded.get(at).is_some_and(|byte| is_word(*byte));
    let here = text.folded.get(at);
    // A space begins nothing, and within a word nothing begins.
    here.is_some_and(|byte| *byte != b' ' && *byte < 0x80)
        && !(is_word_at(at) && at.checked_sub(1).is_some_and(is_word_at))
}

/// Whether a pattern may stand where it was found.
pub(super) fn fits(text: &Clean, found: &Found, status: Option<u16>) -> bool {
    let is_all = is_all(text, found);
    match found.pattern.place {
        Place::Anywhere => true,
        Place::Clause => is_all || (found.has_same_case && is_clause(text, found)),
        Place::Whole => {
            let statuses = found.pattern.known.statuses;
            let fits_status = status.is_none_or(|status| statuses.contains(&status));
            fits_status && (is_all || is_field(text, found))
        }
    }
}

/// Whether a pattern is all of the text but for quotes and punctuation.
fn is_all(text: &Clean, found: &Found) -> bool {
    const FAR: usize = 16;
    let after = if found.pattern.is_open_after() { text.folded.len() } else { found.end };
    let blank = |range: Option<&[u8]>| {
        range.is_some_and(|bytes| bytes.len() <= FAR && !bytes.iter().any(|byte| is_word(*byte)))
    };
    blank(text.folded.get(..found.start)) && blank(text.folded.get(after..))
}

/// Whether a pattern stands between punctuation marks or the ends of lines.
fn is_clause(text: &Clean, found: &Found) -> bool {
    let shown = text.shown.as_bytes();
    let before = shown.get(..found.start).unwrap_or_default();
    let begins = before.last() == Some(&b'\n')
        || before.trim_ascii_end().last().is_none_or(|byte| !is_word(*byte));
    let after = shown.get(found.end..).unwrap_or_default();
    let ends = found.pattern.is_open_after()
        || after.first() == Some(&b'\n')
        || after.trim_ascii_start().first().is_none_or(|byte| !is_word(*byte));
    (begins || found.pattern.is_open_before()) && ends
}

/// Whether a pattern is the whole value of a member with a message.
fn is_field(text: &Clean, found: &Found) -> bool {
    let is_known = |name: &[u8]| FIELDS.iter().any(|field| field.as_bytes() == name);
    if !member(text, found).is_some_and(is_known) {
        return false;
    }
    let before = text.folded.get(..found.start).unwrap_or_default();
    let quoted = before.last() == Some(&b'\'');
    let after = text.shown.as_bytes().get(found.end..).unwrap_or_default();
    let after = after.strip_prefix(b".").unwrap_or(after);
    if quoted {
        after.first().is_some_and(|byte| matches!(byte, b'"' | b'\'' | b'`'))
    } else {
        after.first().is_none_or(|byte| *byte == b'\n')
    }
}

/// Returns the name before a pattern at the start of a value.
pub(super) fn member<'a>(text: &'a Clean, found: &Found) -> Option<&'a [u8]> {
    let before = text.folded.get(..found.start)?;
    let before = before.strip_suffix(b"'").unwrap_or(before).trim_ascii_end();
    let before = before.strip_suffix(b":").or_else(|| before.strip_suffix(b"="))?;
    let before = before.trim_ascii_end();
    let before = before.strip_suffix(b"'").unwrap_or(before);
    let length = before.iter().rev().take_while(|byte| is_word(**byte)).count();
    before.get(before.len() - length..)
}

/// Returns where a message begins that begins with `*`: at the word before, or before what is in
/// quotes.
pub(super) fn before(text: &Clean, found: &Found) -> usize {
    if !found.pattern.is_open_before() {
        return found.start;
    }
    let shown = text.shown.as_bytes();
    let near = found.start.saturating_sub(TAIL);
    let before = shown.get(near..found.start).unwrap_or_default().trim_ascii_end();
    let is_end =
        |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'=' | b'(' | b'>');
    let word = before.iter().rev().take_while(|byte| !is_end(byte)).count();
    let start = near + before.len() - word;
    (start..=found.start).find(|at| text.shown.is_char_boundary(*at)).unwrap_or(found.start)
}

/// Returns where a message ends that ends with `*`: with its line, or with the string that it
/// stands in.
pub(super) fn tail(text: &Clean, found: &Found) -> usize {
    let shown = text.shown.as_bytes();
    if !found.pattern.is_open_after() {
        return found.end;
    }
    let is_quoted = found.start > 0 && shown.get(found.start - 1) == Some(&b'"');
    let rest = shown.get(found.end..).unwrap_or_default();
    let rest = rest.get(..TAIL).unwrap_or(rest);
    let is_end = |at: usize, byte: u8| {
        byte == b'\n'
            || byte == b'<'
            || (is_quoted
                && byte == b'"'
                && rest.get(at + 1).is_none_or(|next| matches!(next, b',' | b'}' | b']' | b'\n')))
    };
    let length = rest.iter().enumerate().position(|(at, byte)| is_end(at, *byte));
    let mut end = found.end + length.unwrap_or(rest.len());
    while !text.shown.is_char_boundary(end) {
        end -= 1;
    }
    end
}
