//! Searching text for bytes, several at a time.

#![expect(
    clippy::inline_always,
    reason = "releases are built for size, and each token of a list is read here"
)]

use std::ops::BitOr;

/// One in each byte
const ONES: u64 = 0x0101_0101_0101_0101;

/// Eight bytes of a text, the first one lowest.
#[derive(Clone, Copy)]
pub(crate) struct Eight(u64);

/// Which of eight bytes were found. Only the first is reliable.
#[derive(Clone, Copy)]
pub(crate) struct Found(u64);

impl Eight {
    /// Those that are this byte.
    #[inline(always)]
    pub(crate) const fn are(self, byte: u8) -> Found {
        Self(self.0 ^ (ONES * byte as u64)).are_below(1)
    }

    /// Those below a limit, which is at most 128.
    #[inline(always)]
    pub(crate) const fn are_below(self, limit: u8) -> Found {
        debug_assert!(limit <= 128);
        Found(self.0.wrapping_sub(ONES * limit as u64) & !self.0)
    }

    /// Those that are not ASCII.
    #[inline(always)]
    pub(crate) const fn are_not_ascii(self) -> Found {
        Found(self.0)
    }
}

impl BitOr for Found {
    type Output = Self;

    #[inline(always)]
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Found {
    /// Returns the place of the first one, if there is one.
    #[inline(always)]
    const fn first(self) -> Option<usize> {
        match self.0 & (ONES << 7) {
            0 => None,
            found => Some(found.trailing_zeros() as usize / 8),
        }
    }
}

/// Splits a text at each occurrence of an ASCII character, like [`str::split`] but with vector
/// instructions.
pub(crate) fn split(text: &str, ascii: u8) -> impl Iterator<Item = &str> {
    debug_assert!(ascii.is_ascii(), "other bytes are part of a character");
    let ends = memchr::memchr_iter(ascii, text.as_bytes()).chain([text.len()]);
    let mut start = 0;
    ends.map(move |end| {
        let piece = text.get(start..end).unwrap_or_default();
        start = end + 1;
        piece
    })
}

/// Returns how many bytes precede the first one that is searched for, or the length of the text.
/// NUL must be among those that are searched for.
#[inline(always)]
pub(crate) fn length_before(bytes: &[u8], search: impl Fn(Eight) -> Found) -> usize {
    debug_assert!(search(Eight(0)).first() == Some(0), "NUL ends a text");
    let mut length = 0;
    while let Some(chunk) = bytes.get(length..).and_then(|rest| rest.first_chunk()) {
        if let Some(place) = search(Eight(u64::from_le_bytes(*chunk))).first() {
            return length + place;
        }
        length += 8;
    }
    // The last bytes, with NUL after them
    let rest = match bytes.last_chunk() {
        Some(chunk) => {
            // Those that were searched already
            let before = length + 8 - bytes.len();
            let bits = u32::try_from(8 * before).unwrap_or(u64::BITS);
            u64::from_le_bytes(*chunk).unbounded_shr(bits)
        }
        None => bytes.iter().rev().fold(0, |rest, byte| rest << 8 | u64::from(*byte)),
    };
    length + search(Eight(rest)).first().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regressions;

    proptest! {
        #![proptest_config(regressions())]
        #[test]
        fn a_text_is_split_as_by_the_standard_library(text in "[a.é]{0,20}") {
            prop_assert!(split(&text, b'.').eq(text.split('.')));
        }

        #[test]
        fn the_first_byte_is_found_wherever_it_is(
            bytes in prop::collection::vec(
                prop_oneof![4 => b'0'..=b'z', 1 => any::<u8>()],
                0..40,
            ),
        ) {
            let expected = |is_meant: fn(&u8) -> bool| {
                bytes.iter().position(is_meant).unwrap_or(bytes.len())
            };
            let below = length_before(&bytes, |eight| eight.are_below(b'A'));
            prop_assert_eq!(below, expected(|byte| *byte < b'A'));
            let ascii = length_before(&bytes, |eight| eight.are_below(128));
            prop_assert_eq!(ascii, expected(u8::is_ascii));
            let one = length_before(&bytes, |eight| eight.are(b'q') | eight.are(0));
            prop_assert_eq!(one, expected(|byte| matches!(byte, 0 | b'q')));
            let foreign = length_before(&bytes, |eight| eight.are_not_ascii() | eight.are(0));
            prop_assert_eq!(foreign, expected(|byte| *byte == 0 || *byte > 127));
        }
    }
}
