//! base64url without padding (RFC 7515 section 2), strict and lenient.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

static STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, FORGIVING);
static URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, FORGIVING);
static STRICT: GeneralPurpose = base64::engine::general_purpose::URL_SAFE_NO_PAD;

const FORGIVING: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_allow_trailing_bits(true)
    .with_decode_padding_mode(DecodePaddingMode::Indifferent);

/// Why a string is not base64url.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Base64UrlError {
    /// A character outside the alphabet
    #[error("character {} at offset {offset} is not in the base64url alphabet", show(*byte))]
    Alphabet {
        /// The byte
        byte: u8,
        /// Its offset in bytes
        offset: usize,
    },
    /// `=` at the end, which JOSE omits
    #[error("padding `=` at offset {offset}, which base64url in JOSE must not have")]
    Padding {
        /// The offset of the first `=`
        offset: usize,
    },
    /// A length that no base64url string has
    #[error("{length} characters cannot be base64url: it is cut off")]
    Length {
        /// The length
        length: usize,
    },
    /// Bits in the last character that do not belong to a byte
    #[error("the last character has bits that are not part of a byte")]
    TrailingBits,
}

/// Encodes bytes without padding.
pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    STRICT.encode(bytes)
}

/// Encodes bytes without padding and appends them to a text.
pub(super) fn encode_into(bytes: impl AsRef<[u8]>, text: &mut String) {
    STRICT.encode_string(bytes, text);
}

/// Encodes bytes in standard base64, with padding.
pub(crate) fn encode_standard(bytes: impl AsRef<[u8]>) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// Decodes strictly, as a verifier must: no padding, no whitespace, no stray bits.
///
/// # Errors
///
/// Any [`Base64UrlError`].
pub fn decode(text: &str) -> Result<Vec<u8>, Base64UrlError> {
    STRICT.decode(text).map_err(|error| to_error(text, &error))
}

/// What was decoded last. Its memory is used again.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    /// More than what was decoded last, if something longer preceded it
    bytes: Vec<u8>,
    length: usize,
}

impl Buffer {
    /// Decodes strictly like [`decode`]. Returns `None` if the text is not base64url.
    pub(super) fn decode(&mut self, text: &str) -> Option<()> {
        let most = base64::decoded_len_estimate(text.len());
        if self.bytes.len() < most {
            self.bytes.resize(most, 0);
        }
        self.length = 0;
        self.length = STRICT.decode_slice(text, &mut self.bytes).ok()?;
        Some(())
    }

    /// Returns the bytes.
    pub(super) fn as_slice(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

/// Decodes leniently: accepts padding, the base64 alphabet (`+`, `/`) and stray bits. Only for
/// display, never for verification.
pub fn decode_forgiving(text: &str) -> Option<Vec<u8>> {
    let engine = if text.contains(['+', '/']) { &STANDARD } else { &URL_SAFE };
    engine.decode(text).ok()
}

/// Decodes base64 (RFC 4648 section 4), with or without padding.
pub fn decode_standard(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

fn to_error(text: &str, error: &base64::DecodeError) -> Base64UrlError {
    let padding = text.find('=').filter(|&at| text[at..].bytes().all(|byte| byte == b'='));
    if let Some(offset) = padding {
        return Base64UrlError::Padding { offset };
    }
    match *error {
        base64::DecodeError::InvalidByte(offset, byte) => Base64UrlError::Alphabet { byte, offset },
        base64::DecodeError::InvalidLastSymbol { .. } => Base64UrlError::TrailingBits,
        base64::DecodeError::InvalidLength(_) | base64::DecodeError::InvalidPadding => {
            Base64UrlError::Length { length: text.len() }
        }
    }
}

fn show(byte: u8) -> String {
    if byte.is_ascii_graphic() {
        format!("`{}`", char::from(byte))
    } else {
        format!("0x{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_is_named_with_its_offset() {
        assert_eq!(decode("eyJh").unwrap(), b"{\"a");
        assert_eq!(decode("ey J"), Err(Base64UrlError::Alphabet { byte: b' ', offset: 2 }));
        assert_eq!(decode("ey+J"), Err(Base64UrlError::Alphabet { byte: b'+', offset: 2 }));
        assert_eq!(decode("eyI="), Err(Base64UrlError::Padding { offset: 3 }));
        assert_eq!(decode("eyJhb"), Err(Base64UrlError::Length { length: 5 }));
        assert_eq!(decode("eyJ"), Err(Base64UrlError::TrailingBits));
    }

    #[test]
    fn a_buffer_has_what_was_decoded_last() {
        let mut buffer = Buffer::default();
        for (text, bytes) in [("eyJhIjox", "{\"a\":1"), ("eyJh", "{\"a"), ("", "")] {
            assert_eq!(buffer.decode(text), Some(()));
            assert_eq!(buffer.as_slice(), bytes.as_bytes());
        }
        assert_eq!(buffer.decode("eyJhI"), None);
        assert_eq!(buffer.as_slice(), b"");
    }

    #[test]
    fn the_lenient_decoder_accepts_base64_and_padding() {
        assert_eq!(decode_forgiving("-_8=").unwrap(), decode_forgiving("+/8").unwrap());
        assert_eq!(decode_forgiving("a"), None);
    }
}
