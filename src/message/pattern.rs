//! The texts of the table, ready to be compared, and an index by how they begin.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::message::clean::{Clean, clean};
use crate::message::known::{Known, Place, Section};
use crate::message::table::TABLE;

/// How many bytes of a text are its key in the index.
const KEY: usize = 4;

/// How far apart the parts of a message may be, in bytes.
const GAP: usize = 300;

/// A text of the table.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) section: &'static Section,
    pub(super) known: &'static Known,
    text: &'static str,
    pub(super) place: Place,
    /// What stands between the `*`, folded and as written
    parts: Vec<(Vec<u8>, Vec<u8>)>,
    /// Whether it ends with a full stop, which may be missing
    has_stop: bool,
}

/// Where a pattern was found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) pattern: &'static Pattern,
    pub(super) start: usize,
    /// Where the last part of the pattern ends
    pub(super) end: usize,
    /// What stands for each `*` between two parts
    pub(super) gaps: Vec<(usize, usize)>,
    /// How many bytes of the pattern were found
    pub(super) weight: usize,
    /// Whether the capitals, and a full stop at the end, are those of the pattern
    pub(super) is_exact: bool,
    /// Whether all capitals are those of the pattern
    pub(super) has_same_case: bool,
}

/// The patterns of the table.
#[derive(Debug)]
pub(super) struct Index {
    patterns: Vec<Pattern>,
    by_key: HashMap<[u8; KEY], Vec<usize>>,
}

/// The index, which is made when the first message is looked for.
pub(super) static INDEX: LazyLock<Index> = LazyLock::new(Index::new);

impl Index {
    fn new() -> Self {
        let mut patterns = Vec::new();
        for section in TABLE.iter() {
            for known in &section.messages {
                patterns.push(Pattern::new(section, known, known.text));
                for text in known.variants.iter() {
                    patterns.push(Pattern::new(section, known, text));
                }
            }
        }
        let mut by_key: HashMap<[u8; KEY], Vec<usize>> = HashMap::new();
        for (index, pattern) in patterns.iter().enumerate() {
            if let Some(key) = pattern.parts.first().and_then(|(folded, _)| folded.first_chunk()) {
                by_key.entry(*key).or_default().push(index);
            }
        }
        Self { patterns, by_key }
    }

    /// Returns every pattern that begins at this byte.
    pub(super) fn at(&'static self, text: &Clean, start: usize) -> Vec<Found> {
        let key: Option<&[u8; KEY]> = text.folded.get(start..).and_then(<[u8]>::first_chunk);
        let indexes = key.and_then(|key| self.by_key.get(key)).map_or(&[][..], Vec::as_slice);
        let patterns = indexes.iter().filter_map(|index| self.patterns.get(*index));
        patterns.filter_map(|pattern| pattern.find_at(text, start)).collect()
    }
}

impl Pattern {
    fn new(section: &'static Section, known: &'static Known, text: &'static str) -> Self {
        let is_open_before = text.starts_with('*');
        let is_open_after = text.ends_with('*');
        let clean = clean(text);
        let mut parts: Vec<(Vec<u8>, Vec<u8>)> = clean
            .folded
            .split(|byte| *byte == b'*')
            .zip(clean.shown.as_bytes().split(|byte| *byte == b'*'))
            .map(|(folded, shown)| (folded.to_vec(), shown.to_vec()))
            .filter(|(folded, _)| !folded.is_empty())
            .collect();
        if let Some((folded, shown)) = parts.first_mut().filter(|_| is_open_before) {
            let spaces = folded.iter().take_while(|byte| **byte == b' ').count();
            folded.drain(..spaces);
            shown.drain(..spaces);
        }
        let mut has_stop = false;
        if let Some((folded, shown)) = parts.last_mut() {
            let kept = folded.trim_ascii_end().len();
            folded.truncate(kept);
            shown.truncate(kept);
            if !is_open_after && folded.last() == Some(&b'.') {
                folded.pop();
                shown.pop();
                has_stop = true;
            }
        }
        let place = known.place_of(text);
        Self { section, known, text, place, parts, has_stop }
    }

    /// Whether it is the message itself and not a variant of it.
    pub(super) fn is_main(&self) -> bool {
        self.text == self.known.text
    }

    /// Whether it begins with `*`.
    pub(super) fn is_open_before(&self) -> bool {
        self.text.starts_with('*')
    }

    /// Whether it ends with `*`.
    pub(super) fn is_open_after(&self) -> bool {
        self.text.ends_with('*')
    }

    /// Returns where this pattern ends if it begins at this byte.
    fn find_at(&'static self, text: &Clean, start: usize) -> Option<Found> {
        let mut end = start;
        let mut gaps = Vec::new();
        let (mut weight, mut has_same_case) = (0, true);
        for (index, (folded, shown)) in self.parts.iter().enumerate() {
            let rest = text.folded.get(end..)?;
            let skipped = if index == 0 {
                rest.starts_with(folded).then_some(0)?
            } else {
                let window = rest.get(..GAP + folded.len()).unwrap_or(rest);
                find(window, folded)?
            };
            if index > 0 {
                gaps.push((end, end + skipped));
            }
            let from = end + skipped;
            end = from + folded.len();
            weight += folded.len();
            let found = text.shown.as_bytes().get(from..end)?;
            has_same_case &= found
                .iter()
                .zip(shown)
                .all(|(a, b)| a == b || !(a.is_ascii_alphabetic() && b.is_ascii_alphabetic()));
        }
        let next = text.folded.get(end);
        let ends_in_word =
            text.folded.get(end.checked_sub(1)?).is_some_and(u8::is_ascii_alphanumeric);
        if ends_in_word && !self.is_open_after() && next.is_some_and(|byte| is_word(*byte)) {
            return None;
        }
        let stops = next == Some(&b'.');
        let is_exact = has_same_case && (stops == self.has_stop);
        let pattern = self;
        Some(Found { pattern, start, end, gaps, weight, is_exact, has_same_case })
    }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    let first = *part.first()?;
    let last = text.len().checked_sub(part.len())?;
    let mut from = 0;
    while from <= last {
        let at = from + text.get(from..=last)?.iter().position(|byte| *byte == first)?;
        if text.get(at..)?.starts_with(part) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// Whether a byte is part of a word.
pub(super) const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}
