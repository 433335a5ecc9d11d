//! JSON, byte by byte and strictly (RFC 8259).

#![expect(
    clippy::inline_always,
    reason = "releases are built for size, and each token of a list is read here"
)]

use crate::byte_search::length_before;

/// A position in a JSON text. Each method reads from there on, and returns `None` for what is not
/// JSON.
pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    /// The position of the next byte
    pub(super) at: usize,
}

impl<'a> Scanner<'a> {
    /// Returns the beginning of a text.
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Skips white space and returns the next byte without consuming it.
    #[inline(always)]
    pub(super) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    /// Skips white space and consumes the next byte.
    #[inline(always)]
    pub(super) fn next(&mut self) -> Option<u8> {
        let next = self.peek();
        self.at += 1;
        next
    }

    /// Skips white space and consumes this byte.
    #[inline(always)]
    pub(super) fn expect(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then_some(())
    }

    /// Consumes the bytes of a string that are written as they are: neither quotes, nor backslashes,
    /// nor controls.
    #[inline(always)]
    pub(super) fn skip_plain(&mut self) {
        self.at += plain_length(self.text.as_bytes().get(self.at..).unwrap_or_default());
    }

    /// Consumes the rest of a word.
    #[inline(always)]
    pub(super) fn rest_of_word(&mut self, rest: &str) -> Option<()> {
        let is_word = self.text.as_bytes().get(self.at..)?.starts_with(rest.as_bytes());
        self.at += rest.len();
        is_word.then_some(())
    }

    /// Consumes the rest of a number.
    pub(super) fn rest_of_number(&mut self, first: u8) -> Option<()> {
        let first = if first == b'-' { self.byte_if(|_| true)? } else { first };
        match first {
            b'0' => {}
            b'1'..=b'9' => while self.byte_if(|byte| byte.is_ascii_digit()).is_some() {},
            _ => return None,
        }
        if self.byte_if(|byte| byte == b'.').is_some() {
            self.digits()?;
        }
        if self.byte_if(|byte| matches!(byte, b'e' | b'E')).is_some() {
            self.byte_if(|byte| matches!(byte, b'+' | b'-'));
            self.digits()?;
        }
        Some(())
    }

    /// Consumes digits, at least one.
    fn digits(&mut self) -> Option<()> {
        self.byte_if(|byte| byte.is_ascii_digit())?;
        while self.byte_if(|byte| byte.is_ascii_digit()).is_some() {}
        Some(())
    }

    /// Consumes the next byte if it is as it should be.
    #[inline(always)]
    pub(super) fn byte_if(&mut self, is_wanted: impl Fn(u8) -> bool) -> Option<u8> {
        let byte = *self.text.as_bytes().get(self.at)?;
        let byte = is_wanted(byte).then_some(byte)?;
        self.at += 1;
        Some(byte)
    }
}

/// Returns how many bytes of a string are neither quotes, nor backslashes, nor controls, up to the
/// first that is.
fn plain_length(bytes: &[u8]) -> usize {
    length_before(bytes, |eight| eight.are_below(b' ') | eight.are(b'"') | eight.are(b'\\'))
}
