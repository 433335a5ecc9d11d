//! Finds what looks like tokens in any text, and puts together what was torn apart.

use std::cell::OnceCell;

use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::base64url;
use crate::source::paste::escape::{ends_in_color, ends_in_escape};
use crate::source::paste::form::{begins_like_header, header, is_header, is_url_byte};
use crate::source::paste::label::{self, LOOK_BACK};
use crate::source::paste::pasted::Place;

/// How many pieces a token that was torn apart may have.
const MAX_PIECES: usize = 64;
/// How long text in base64 has to be to be looked into.
const MIN_BLOB: usize = 24;

/// Something found in a text.
pub(super) struct Piece {
    pub(super) place: Place,
    pub(super) what: What,
}

/// What was found.
pub(super) enum What {
    Token(Run),
    /// Text in base64: JSON, or a token
    Blob(String),
}

/// A run of the characters of a token.
#[derive(Default)]
pub(super) struct Run {
    /// The token, without what was inserted
    pub(super) token: String,
    /// What was inserted: a name for it, and the part in which it was
    pub(super) removed: Vec<(String, usize)>,
    /// Where it ends in the text
    end: usize,
    /// How much was read to find out
    cost: usize,
}

/// Scans a text for runs that begin like a token or like one in base64.
pub(super) fn pieces(text: &str, mut each: impl FnMut(Piece, &str)) {
    let bytes = text.as_bytes();
    let (mut at, mut last_end) = (0, 0);
    // What only begins like a token is read again from the next place that does. A normal
    // text rarely has such places; one that was made to be slow is given up.
    let mut budget = 16 * text.len() + 65_536;
    // What follows base64 is read to find out whether it belongs to a token. After as many
    // bytes, no more tokens are put together.
    let mut torn_budget = budget;
    while let Some(start) = next_start(bytes, at) {
        let before = text.get(last_end..start).unwrap_or_default();
        let run = run(text, start, torn_budget > 0);
        #[cfg(test)]
        tests::READ.set(tests::READ.get() + run.cost);
        let header = run.token.split_once('.').map(|(header, _)| header);
        if header.is_some_and(is_header) {
            let end = run.end;
            let original = text.get(start..end).unwrap_or_default();
            each(Piece { place: label::place(before), what: What::Token(run) }, original);
            (at, last_end) = (end, end);
            continue;
        }
        let (inside, end) = blob(bytes, start);
        let cost = run.cost + (end - start);
        if let Some(inside) = inside {
            torn_budget = torn_budget.saturating_sub(cost);
            let piece = Piece { place: label::place(before), what: What::Blob(inside) };
            each(piece, text.get(start..end).unwrap_or_default());
            (at, last_end) = (end, end);
        } else if let Some(left) = budget.checked_sub(cost) {
            budget = left;
            at = start + 2;
        } else {
            return;
        }
    }
}

/// Returns where the next run begins that could be a header, or base64 of one.
fn next_start(bytes: &[u8], from: usize) -> Option<usize> {
    (from..bytes.len()).find(|&at| {
        (begins_like_header(&bytes[at..]) || begins_like_blob(&bytes[at..]))
            && may_precede(&bytes[..at])
    })
}

/// Whether this could be base64 of a token, of `Bearer` and one, or of a list.
const fn begins_like_blob(bytes: &[u8]) -> bool {
    // `ZXlK`, `ZXdv`, `QmVhcmVy`, `YmVhcmVy`, `W3si` and `WyJl`, byte by byte: this is called for
    // each byte of a paste.
    matches!(
        bytes,
        [b'Z', b'X', b'l', b'K', ..]
            | [b'Z', b'X', b'd', b'v', ..]
            | [b'Q' | b'Y', b'm', b'V', b'h', b'c', b'm', b'V', b'y', ..]
            | [b'W', b'3', b's', b'i', ..]
            | [b'W', b'y', b'J', b'l', ..]
    )
}

/// Whether a token may begin after these bytes: not in the middle of a word or of another
/// token, but after an escape.
fn may_precede(before: &[u8]) -> bool {
    match before {
        [.., b'='] | [] => true,
        [.., last] if !is_url_byte(*last) && *last != b'.' => true,
        _ => ends_in_escape(before) || before.ends_with(b"base64-") || ends_in_color(before),
    }
}

/// Returns what a run of base64 contains, if that is text worth looking into, and where it
/// ends.
fn blob(bytes: &[u8], start: usize) -> (Option<String>, usize) {
    let (text, end) = blob_text(bytes, start);
    if text.len() < MIN_BLOB || bytes.get(end) == Some(&b'.') {
        return (None, end);
    }
    let Some(inside) = std::str::from_utf8(&text).ok().and_then(decode_blob) else {
        return (None, end);
    };
    let inside = inside.trim_start();
    let worth = inside.starts_with(['{', '['])
        || begins_like_header(inside.as_bytes())
        || inside.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("bearer "));
    (worth.then(|| inside.to_owned()), end)
}

/// Returns a run of base64, which programs break into lines of 60 to 76 characters.
fn blob_text(bytes: &[u8], start: usize) -> (Vec<u8>, usize) {
    let is_blob_byte = |byte: &&u8| is_url_byte(**byte) || matches!(**byte, b'+' | b'/');
    let line = |from: usize| bytes[from..].iter().take_while(is_blob_byte).count();
    let first = line(start);
    let mut end = start + first;
    let mut text = bytes[start..end].to_vec();
    let mut last = first;
    while last == first && matches!(first, 60 | 64 | 72 | 76) {
        let blank = bytes[end..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        last = line(end + blank);
        if !bytes[end..end + blank].contains(&b'\n') || last == 0 || last > first {
            break;
        }
        text.extend_from_slice(&bytes[end + blank..end + blank + last]);
        end += blank + last;
    }
    (text, end)
}

/// Decodes base64 of text, in either alphabet. Of text that was cut off, whole groups.
pub(super) fn decode_blob(text: &str) -> Option<String> {
    let bytes = base64url::decode_forgiving(text).or_else(|| {
        let text = text.trim_end_matches('=');
        base64url::decode_forgiving(text.get(..text.len() / 4 * 4)?)
    })?;
    match String::from_utf8(bytes) {
        Ok(text) => Some(text),
        // A cut may be in the middle of a character.
        Err(error) => {
            let valid = error.utf8_error();
            let most = valid.valid_up_to();
            let mut bytes = error.into_bytes();
            (valid.error_len().is_none() && most > 0).then(|| {
                bytes.truncate(most);
                String::from_utf8(bytes).ok()
            })?
        }
    }
}

/// What is between two pieces of a token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Gap {
    /// A line break, with what programs add to it: an indent, a backslash, `> ` of a mail
    Break,
    /// Blanks on one line
    Blank,
    /// `%20` and the like
    Escape,
    /// Characters that nobody sees
    Invisible,
    /// `…`, or three dots
    Ellipsis,
}

/// Names what was in the middle of a token.
fn name(kind: Gap, text: &str) -> String {
    match kind {
        Gap::Escape => {
            let text = text.trim();
            format!("`{}`", text.get(..if text.starts_with('\\') { 2 } else { 3 }).unwrap_or(text))
        }
        Gap::Invisible => {
            let code = text.chars().next().map_or(0, u32::from);
            format!("the invisible character U+{code:04X}")
        }
        Gap::Break => "a line break".to_owned(),
        Gap::Blank | Gap::Ellipsis => "a space".to_owned(),
    }
}

/// Returns what is here, if it may be in the middle of a token, and its length.
fn gap(text: &str, at: usize) -> Option<(Gap, usize)> {
    const ESCAPES: [&str; 5] = ["%20", "%0A", "%0a", "%0D", "%09"];
    let rest = text.get(at..)?;
    let (mut length, mut kind) = (0, None);
    let mut breaks = false;
    while let Some(next) = rest[length..].chars().next() {
        let here = &rest[length..];
        let (found, size) = match next {
            '\n' => {
                breaks = true;
                (Gap::Break, 1)
            }
            // A shell's sign that the line goes on.
            '\\' | '^' | '`' if here[1..].starts_with(['\n', '\r']) => (Gap::Blank, 1),
            '\\' if here[1..].starts_with([' ', '\t']) => (Gap::Blank, 1),
            '\\' if here[1..].starts_with(['n', 'r']) => (Gap::Escape, 2),
            '>' if breaks => (Gap::Blank, 1),
            ' ' | '\t' | '\r' | '\u{a0}' | '\u{b}' | '\u{c}' => (Gap::Blank, next.len_utf8()),
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => (Gap::Invisible, next.len_utf8()),
            '…' => (Gap::Ellipsis, next.len_utf8()),
            '%' if ESCAPES.iter().any(|escape| here.starts_with(escape)) => (Gap::Escape, 3),
            _ => break,
        };
        kind = match (kind, found) {
            (Some(Gap::Ellipsis), _) | (_, Gap::Ellipsis) => Some(Gap::Ellipsis),
            _ if breaks => Some(Gap::Break),
            (Some(Gap::Escape), _) => Some(Gap::Escape),
            (Some(Gap::Blank), Gap::Invisible) => Some(Gap::Blank),
            (_, other) => Some(other),
        };
        length += size;
        if kind == Some(Gap::Ellipsis) {
            break;
        }
    }
    kind.map(|kind| (kind, length))
}

/// Returns the run that begins here, and where it ends. A line break belongs to it while
/// parts are missing, or if the run is quoted and continues up to the quote. Blanks belong
/// to it only if the token is whole with what follows them, and not without; that is found out
/// if `may_be_torn`.
fn run(text: &str, start: usize, may_be_torn: bool) -> Run {
    let bytes = text.as_bytes();
    let quote = OnceCell::new();
    let mut run = Run::default();
    let mut shape = Shape::default();
    let (mut at, mut dots) = (start, 0);
    loop {
        let length = bytes[at..].iter().take_while(|byte| is_url_byte(**byte) || **byte == b'.');
        let length = length.count();
        let piece = &text[at..at + length];
        run.token.push_str(piece);
        dots += piece.matches('.').count();
        at += length;
        run.cost += length;
        let Some((kind, gap)) = gap(text, at) else { break };
        run.cost += gap;
        let next = bytes.get(at + gap).copied();
        let goes_on = next.is_some_and(|byte| is_url_byte(byte) || byte == b'.');
        if kind == Gap::Ellipsis {
            run.token.push('…');
            at += gap;
            if goes_on {
                continue;
            }
            break;
        }
        if !goes_on || run.removed.len() >= MAX_PIECES {
            break;
        }
        let parts_missing = dots < 2;
        let mut is_torn = || may_be_torn && is_torn(text, at, &mut run, &mut shape);
        let joins = match kind {
            Gap::Invisible => true,
            Gap::Break => {
                let quoted = || {
                    let quote = *quote.get_or_init(|| quote_before(&bytes[..start]));
                    let tail = &bytes[at + gap..];
                    let is_run = |byte: &&u8| is_url_byte(**byte) || **byte == b'.';
                    let run = tail.iter().take_while(is_run).count();
                    quote.is_some() && tail.get(run).copied() == quote
                };
                parts_missing || quoted() || is_torn()
            }
            Gap::Blank | Gap::Escape => is_torn(),
            Gap::Ellipsis => false,
        };
        if !joins {
            break;
        }
        match kind {
            // Mail in quoted-printable ends a line that goes on with `=`.
            Gap::Break if run.token.ends_with('=') && next != Some(b'.') => {
                run.token.pop();
            }
            Gap::Break => {}
            _ => {
                run.removed.push((name(kind, &text[at..at + gap]), dots));
            }
        }
        at += gap;
    }
    run.end = at;
    trim_dots(&mut run, &mut shape);
    run
}

/// Drops the dots at the end that are not part of a token. Two belong to an unsigned token;
/// one may end a sentence, and three a token that was cut off.
fn trim_dots(run: &mut Run, shape: &mut Shape) {
    let trimmed = run.token.trim_end_matches('.').len();
    let dots = run.token.len() - trimmed;
    let inner = run.token[..trimmed].matches('.').count();
    if dots == 0 || (inner == 1 && dots < 3) || inner + dots == 4 && inner == 0 {
        return;
    }
    let whole = shape.is_whole(&run.token[..trimmed]);
    run.token.truncate(trimmed);
    if dots >= 3 && whole != Some(true) {
        run.token.push_str("...");
    }
}

/// What the header says about the length of the last part; read once.
#[derive(Default)]
struct Shape {
    expected: Option<Expected>,
}

/// How a token ends.
#[derive(Clone, Copy)]
enum Expected {
    Signature(SignatureAlgorithm),
    /// The tag of an encrypted token
    Tag(usize),
    Unknown,
}

impl Shape {
    fn expected(&mut self, token: &str) -> Expected {
        let read = || {
            let Some(header) = token.split('.').next().and_then(header) else {
                return Expected::Unknown;
            };
            match header.get_str("enc") {
                Some("A256CBC-HS512") => Expected::Tag(32),
                Some("A192CBC-HS384") => Expected::Tag(24),
                Some(_) => Expected::Tag(16),
                None => header
                    .get_str("alg")
                    .and_then(|alg| alg.parse().ok())
                    .map_or(Expected::Unknown, Expected::Signature),
            }
        };
        *self.expected.get_or_insert_with(read)
    }

    /// Whether a token is too long already to become whole with more.
    fn is_past(&mut self, token: &str) -> bool {
        let last = token.rfind('.').map_or(0, |dot| token.len() - dot - 1);
        let dots = token.bytes().filter(|byte| *byte == b'.').count();
        match self.expected(token) {
            Expected::Signature(algorithm) => {
                let most = algorithm.signature_bytes().unwrap_or(1024);
                dots > 2 || dots == 2 && last > most / 3 * 4 + 4
            }
            Expected::Tag(tag) => dots > 4 || dots == 4 && last > tag / 3 * 4 + 4,
            Expected::Unknown => true,
        }
    }

    /// Whether all parts are there and the last one has the length that the header asks for;
    /// `None` if that cannot be known.
    fn is_whole(&mut self, token: &str) -> Option<bool> {
        let expected = self.expected(token);
        let last = token.len() - token.rfind('.')? - 1;
        let bytes = last / 4 * 3 + (last % 4).saturating_sub(1);
        let dots = token.bytes().filter(|byte| *byte == b'.').count();
        match expected {
            Expected::Signature(algorithm) => Some(dots == 2 && algorithm.fits_signature(bytes)),
            Expected::Tag(tag) => Some(dots == 4 && bytes == tag),
            Expected::Unknown => None,
        }
    }
}

/// Whether a token is not whole here, and is with the pieces that follow on this line.
fn is_torn(text: &str, at: usize, run: &mut Run, shape: &mut Shape) -> bool {
    // Without its first part the header cannot be read, and a part of one that is cut
    // off cannot either.
    if run.token.contains('.') && shape.is_whole(&run.token) != Some(false) {
        return false;
    }
    let bytes = text.as_bytes();
    let mut token = run.token.clone();
    let mut has_dot = token.contains('.');
    run.cost += token.len();
    let (mut at, mut ahead) = (at, Shape::default());
    for _ in 0..MAX_PIECES {
        let Some((kind, gap)) = gap(text, at) else { return false };
        if kind == Gap::Ellipsis {
            return false;
        }
        if kind == Gap::Break && token.ends_with('=') {
            token.pop();
        }
        at += gap;
        let piece =
            bytes[at..].iter().take_while(|byte| is_url_byte(**byte) || **byte == b'.').count();
        if piece == 0 {
            return false;
        }
        let piece = &text[at..at + piece];
        has_dot = has_dot || piece.contains('.');
        token.push_str(piece);
        at += piece.len();
        run.cost += gap + piece.len();
        if has_dot {
            if ahead.is_past(&token) {
                return false;
            }
            // A piece may end with the dot after the header.
            let trimmed = token.trim_end_matches('.');
            match ahead.is_whole(trimmed) {
                Some(true) => return true,
                None if trimmed.contains('.') => return false,
                Some(false) | None => {}
            }
        }
    }
    false
}

/// Returns the quote that a token stands in, if nothing but a label is between them.
fn quote_before(before: &[u8]) -> Option<u8> {
    #[cfg(test)]
    tests::LOOKS_BACK.set(tests::LOOKS_BACK.get() + 1);
    let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || b" :=_-$".contains(byte);
    let quote = before.iter().rev().take(LOOK_BACK).find(|byte| !is_label(byte));
    quote.copied().filter(|byte| matches!(byte, b'"' | b'\'' | b'`'))
}

#[cfg(test)]
pub(super) mod tests {
    use std::cell::Cell;

    use super::begins_like_blob;
    use crate::jose::base64url;

    #[test]
    fn base64_of_what_may_hold_a_token_is_told_by_its_beginning() {
        for beginning in ["eyJ", "ewo", "Bearer", "bearer", "[{\"", "[\"e"] {
            let text = base64url::encode(format!("{beginning}xxxxxx"));
            assert!(begins_like_blob(text.as_bytes()), "{beginning:?}");
        }
        for other in ["token", "Basic", "{\"", "[1"] {
            let text = base64url::encode(format!("{other}xxxxxx"));
            assert!(!begins_like_blob(text.as_bytes()), "{other:?}");
        }
    }

    thread_local! {
        /// How often the text before a run was searched for a quote.
        pub(in crate::source::paste) static LOOKS_BACK: Cell<usize> = const { Cell::new(0) };
        /// How many bytes of runs and of what follows them were read.
        pub(in crate::source::paste) static READ: Cell<usize> = const { Cell::new(0) };
    }
}
