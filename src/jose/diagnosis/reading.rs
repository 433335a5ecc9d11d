//! How two sides read one HMAC secret differently.

use std::fmt;

use zeroize::Zeroizing;

use crate::jose::base64url;

/// How the signer read a secret.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reading {
    /// Decoded from base64
    Base64,
    /// Decoded from base64url
    Base64Url,
    /// Decoded from hexadecimal digits
    Hex,
    /// Without the newline at its end
    WithoutNewline,
    /// With a newline at its end
    WithNewline,
    /// Without the white space around it
    Trimmed,
    /// Without the quotes around it
    Unquoted,
    /// With quotes around it
    Quoted,
    /// With `\n` as a line break
    Unescaped,
    /// With line breaks as `\n`
    Escaped,
    /// Its text in base64, with or without padding
    AsBase64,
    /// Its text in base64url, with or without padding
    AsBase64Url,
    /// Its text in hexadecimal digits
    AsHex,
    /// In Latin-1
    Latin1,
    /// In UTF-16, little-endian
    Utf16,
}

impl Reading {
    /// Every reading.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 15] = [
        Self::Base64,
        Self::Base64Url,
        Self::Hex,
        Self::WithoutNewline,
        Self::WithNewline,
        Self::Trimmed,
        Self::Unquoted,
        Self::Quoted,
        Self::Unescaped,
        Self::Escaped,
        Self::AsBase64,
        Self::AsBase64Url,
        Self::AsHex,
        Self::Latin1,
        Self::Utf16,
    ];
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Base64 => "the secret decoded from base64",
            Self::Base64Url => "the secret decoded from base64url",
            Self::Hex => "the secret decoded from hexadecimal digits",
            Self::WithoutNewline => "the secret without the newline at its end",
            Self::WithNewline => "the secret and a newline at its end",
            Self::Trimmed => "the secret without the white space around it",
            Self::Unquoted => "the secret without the quotes around it",
            Self::Quoted => "the secret with quotes around it",
            Self::Unescaped => "the secret with each `\\n` in it as a line break",
            Self::Escaped => "the secret with each line break in it as `\\n`",
            Self::AsBase64 => "the base64 text of the secret",
            Self::AsBase64Url => "the base64url text of the secret",
            Self::AsHex => "the hexadecimal digits of the secret",
            Self::Latin1 => "the secret in Latin-1 instead of UTF-8",
            Self::Utf16 => "the secret in UTF-16 instead of UTF-8",
        })
    }
}

/// Returns other readings of a secret, none of which is the secret itself.
pub(super) fn all(secret: &[u8]) -> Vec<(Reading, Zeroizing<Vec<u8>>)> {
    let mut readings = std::str::from_utf8(secret).map(of_text).unwrap_or_default();
    let mut encoded = |reading, text: String| readings.push((reading, text.into_bytes()));
    let url = base64url::encode(secret);
    let standard = url.replace('-', "+").replace('_', "/");
    let padding = "=".repeat((4 - url.len() % 4) % 4);
    encoded(Reading::AsBase64, format!("{standard}{padding}"));
    encoded(Reading::AsBase64, standard.clone());
    if standard != url {
        encoded(Reading::AsBase64Url, format!("{url}{padding}"));
        encoded(Reading::AsBase64Url, url);
    }
    let hex = hexadecimal(secret);
    encoded(Reading::AsHex, hex.to_uppercase());
    encoded(Reading::AsHex, hex);
    readings.retain(|(_, bytes)| bytes != secret && !bytes.is_empty());
    readings.into_iter().map(|(reading, bytes)| (reading, Zeroizing::new(bytes))).collect()
}

fn of_text(text: &str) -> Vec<(Reading, Vec<u8>)> {
    let mut readings = Vec::new();
    let mut read = |reading, bytes: Option<Vec<u8>>| {
        readings.extend(bytes.map(|bytes| (reading, bytes)));
    };
    let bytes = |text: &str| Some(text.as_bytes().to_vec());
    let joined: String = text.split_whitespace().collect();
    let base64 = if joined.contains(['-', '_']) { Reading::Base64Url } else { Reading::Base64 };
    read(base64, base64url::decode_forgiving(&joined));
    read(Reading::Hex, unhex(joined.strip_prefix("0x").unwrap_or(&joined)));
    let line = text.strip_suffix('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    read(Reading::WithoutNewline, line.and_then(bytes));
    read(Reading::WithNewline, bytes(&format!("{text}\n")));
    read(Reading::WithNewline, bytes(&format!("{text}\r\n")));
    read(Reading::Trimmed, bytes(text.trim()));
    let inner = ['"', '\''].into_iter().find_map(|quote| {
        text.trim().strip_prefix(quote).and_then(|text| text.strip_suffix(quote))
    });
    read(Reading::Unquoted, inner.and_then(bytes));
    read(Reading::Quoted, bytes(&format!("\"{text}\"")));
    read(Reading::Quoted, bytes(&format!("'{text}'")));
    read(Reading::Unescaped, bytes(&text.replace("\\r", "\r").replace("\\n", "\n")));
    read(Reading::Escaped, bytes(&text.replace('\r', "\\r").replace('\n', "\\n")));
    if !text.is_ascii() {
        let latin1: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c).ok()).collect();
        read(Reading::Latin1, latin1);
    }
    read(Reading::Utf16, Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()));
    readings
}

/// Returns the bytes in lowercase hexadecimal digits.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reading_is_found_and_none_is_the_secret_itself() {
        let found = |secret: &str, reading: Reading, signed_with: &[u8]| {
            let readings = all(secret.as_bytes());
            assert!(readings.iter().all(|(_, bytes)| **bytes != secret.as_bytes()), "{secret}");
            let same = readings.iter().find(|(_, bytes)| **bytes == signed_with);
            assert_eq!(same.map(|(reading, _)| *reading), Some(reading), "{secret}");
        };
        let raw = b"0123456789abcdef0123456789abcde\xff";
        found("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZf8=", Reading::Base64, raw);
        found("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0\nNTY3ODlhYmNkZf8\n", Reading::Base64, raw);
        found("-_8", Reading::Base64Url, b"\xfb\xff");
        let hex = "30313233343536373839616263646566303132333435363738396162636465FF";
        found(hex, Reading::Hex, raw);
        found(&format!("0x{hex}"), Reading::Hex, raw);
        found("text\n", Reading::WithoutNewline, b"text");
        found("text\r\n", Reading::WithoutNewline, b"text");
        found("text", Reading::WithNewline, b"text\n");
        found(" text\t", Reading::Trimmed, b"text");
        found("\"a text\"", Reading::Unquoted, b"a text");
        found("text", Reading::Quoted, b"\"text\"");
        found("a\\nb", Reading::Unescaped, b"a\nb");
        found("a\nb", Reading::Escaped, b"a\\nb");
        found("text", Reading::AsBase64, b"dGV4dA==");
        found("text", Reading::AsBase64, b"dGV4dA");
        found("??>", Reading::AsBase64Url, b"Pz8-");
        found("text", Reading::AsHex, b"74657874");
        found("\u{fc}", Reading::Latin1, b"\xfc");
        found("ab", Reading::Utf16, b"a\0b\0");
    }
}
