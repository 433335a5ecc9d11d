//! base64url without padding (RFC 7515 section 2), strictly and as found in the wild.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

const STRICT: GeneralPurpose = base64::engine::general_purpose::URL_SAFE_NO_PAD;

const FORGIVING: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_allow_trailing_bits(true)
    .with_decode_padding_mode(DecodePaddingMode::Indifferent);

/// Why a text is not base64url.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Base64UrlError {
    /// A character outside the alphabet
    #[error("character {} at offset {offset} is not in the base64url alphabet", show(*byte))]
    Alphabet {
        /// The byte found
        byte: u8,
        /// Bytes before it
        offset: usize,
    },
    /// `=` at the end, which JOSE leaves away
    #[error("padding `=` at offset {offset}, which base64url in JOSE must not have")]
    Padding {
        /// Bytes before the first `=`
        offset: usize,
    },
    /// A length that no bytes encode to
    #[error("{length} characters cannot be base64url: the text is cut off")]
    Length {
        /// The length found
        length: usize,
    },
    /// Bits set in the last character that belong to no byte
    #[error("the last character holds bits that belong to no byte")]
    TrailingBits,
}

/// Encodes bytes.
pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    STRICT.encode(bytes)
}

/// Decodes strictly, as a verifier must: no padding, no white space, no stray bits.
///
/// # Errors
///
/// Any [`Base64UrlError`], naming the offset of the culprit.
pub fn decode(text: &str) -> Result<Vec<u8>, Base64UrlError> {
    STRICT.decode(text).map_err(|error| explain(text, &error))
}

/// Decodes what a person pasted: padding, the ordinary alphabet (`+`, `/`) and
/// stray bits are let pass. For showing, never for verifying.
pub fn decode_forgiving(text: &str) -> Option<Vec<u8>> {
    let engine = if text.contains(['+', '/']) { &alphabet::STANDARD } else { &alphabet::URL_SAFE };
    GeneralPurpose::new(engine, FORGIVING).decode(text).ok()
}

/// Decodes ordinary base64 (RFC 4648 section 4), padding optional.
pub fn decode_standard(text: &str) -> Option<Vec<u8>> {
    GeneralPurpose::new(&alphabet::STANDARD, FORGIVING).decode(text).ok()
}

fn explain(text: &str, error: &base64::DecodeError) -> Base64UrlError {
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
    fn each_fault_is_named_with_its_place() {
        assert_eq!(decode("eyJh").unwrap(), b"{\"a");
        assert_eq!(decode("ey J"), Err(Base64UrlError::Alphabet { byte: b' ', offset: 2 }));
        assert_eq!(decode("ey+J"), Err(Base64UrlError::Alphabet { byte: b'+', offset: 2 }));
        assert_eq!(decode("eyI="), Err(Base64UrlError::Padding { offset: 3 }));
        assert_eq!(decode("eyJhb"), Err(Base64UrlError::Length { length: 5 }));
        assert_eq!(decode("eyJ"), Err(Base64UrlError::TrailingBits));
    }

    #[test]
    fn the_forgiving_reader_takes_the_ordinary_alphabet_and_padding() {
        assert_eq!(decode_forgiving("-_8=").unwrap(), decode_forgiving("+/8").unwrap());
        assert_eq!(decode_forgiving("a"), None);
    }
}
