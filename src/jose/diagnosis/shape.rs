//! How a signature is written differently.

use std::fmt;

use crate::jose::algorithm::KeyFamily;
use crate::jose::base64url;

/// How the signature is written. Converted, it verifies.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Shape {
    /// The DER encoding of an ECDSA signature
    Der,
    /// ECDSA numbers without their leading zeros
    Short,
    /// The hexadecimal text of the signature
    Hex,
    /// The base64 text of the signature
    Base64,
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Der => {
                "the signature is in DER, the format of OpenSSL and Java; in the format of JWTs (RFC 7518 section 3.4), it verifies"
            }
            Self::Short => {
                "the numbers in the signature lack leading zeros (RFC 7518 section 3.4); with them, it verifies"
            }
            Self::Hex => {
                "the signature is encoded twice: it is the hexadecimal text of one that verifies"
            }
            Self::Base64 => {
                "the signature is encoded twice: it is the base64 text of one that verifies"
            }
        })
    }
}

/// Returns what the signature may stand for.
pub(super) fn all(family: KeyFamily, signature: &[u8]) -> Vec<(Shape, Vec<u8>)> {
    let mut found = Vec::new();
    if let KeyFamily::Ec(curve) = family {
        let length = curve.coordinate_bytes();
        if let Some(numbers) = from_der(signature, length) {
            found.push((Shape::Der, numbers));
        }
        // Either number may lack a zero. More than one is rare.
        let missing = (2 * length).saturating_sub(signature.len());
        if (1..=2).contains(&missing) {
            for first in (length - missing.min(length)..=length).rev() {
                let Some((r, s)) = signature.split_at_checked(first) else { continue };
                if s.len() <= length {
                    found.push((Shape::Short, [padded(r, length), padded(s, length)].concat()));
                }
            }
        }
    }
    if let Ok(text) = std::str::from_utf8(signature) {
        let text = text.trim();
        if text.len() % 2 == 0 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            let pairs = (0..text.len()).step_by(2);
            let bytes: Option<Vec<u8>> =
                pairs.map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect();
            found.extend(bytes.map(|bytes| (Shape::Hex, bytes)));
        }
        found.extend(base64url::decode_forgiving(text).map(|bytes| (Shape::Base64, bytes)));
    }
    found
}

/// Converts `SEQUENCE { INTEGER r, INTEGER s }` to the two numbers of this length.
fn from_der(der: &[u8], length: usize) -> Option<Vec<u8>> {
    let (sequence, rest) = element(der, 0x30)?;
    let (r, others) = element(sequence, 0x02)?;
    let (s, end) = element(others, 0x02)?;
    let number = |bytes: &[u8]| {
        let start = bytes.iter().position(|byte| *byte != 0).unwrap_or(bytes.len());
        let bytes = &bytes[start..];
        (bytes.len() <= length).then(|| padded(bytes, length))
    };
    let is_whole = rest.is_empty() && end.is_empty();
    is_whole.then(|| Some([number(r)?, number(s)?].concat()))?
}

/// Returns the content of the first element, if it has this tag, and what follows it.
fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (found, rest) = der.split_first()?;
    let (first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7f => (*first, rest),
        0x81 => {
            let (length, rest) = rest.split_first()?;
            (*length, rest)
        }
        _ => return None,
    };
    if *found == tag { rest.split_at_checked(usize::from(length)) } else { None }
}

fn padded(number: &[u8], length: usize) -> Vec<u8> {
    let mut padded = vec![0; length.saturating_sub(number.len())];
    padded.extend_from_slice(number);
    padded
}
