//! Which other bytes may have been signed.

use std::fmt;

use crate::jose::base64url;
use crate::jose::json::Value;

/// What was signed instead of header and payload as they are in the token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Input {
    /// A newline after the payload
    Newline,
    /// The parts with their `=` padding
    Padded,
    /// The parts in base64 instead of base64url
    Base64,
    /// The payload without the header
    PayloadOnly,
    /// The JSON of the parts, not encoded
    Unencoded,
    /// The parts with their JSON formatted differently
    Reformatted,
}

impl Input {
    /// Everything that may have been signed.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 6] = [
        Self::Newline,
        Self::Padded,
        Self::Base64,
        Self::PayloadOnly,
        Self::Unencoded,
        Self::Reformatted,
    ];
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Newline => "it was signed with a newline at the end of the signed text",
            Self::Padded => {
                "it was signed with the `=` padding of its parts, which is missing in this copy"
            }
            Self::Base64 => "it was signed over parts in base64 instead of base64url",
            Self::PayloadOnly => "it was signed over the payload alone, without the header",
            Self::Unencoded => "it was signed over the JSON of its parts, before they were encoded",
            Self::Reformatted => {
                "it was changed after it was signed: with the JSON of its parts formatted differently, the signature verifies"
            }
        })
    }
}

/// Returns what else may have been signed, most likely first.
pub(super) fn all(input: &[u8]) -> Vec<(Input, Vec<u8>)> {
    let mut found = vec![(Input::Newline, [input, b"\n"].concat())];
    let parts = std::str::from_utf8(input).ok().and_then(|text| text.split_once('.'));
    if let Some((header, payload)) = parts
        && let Some(header_json) = base64url::decode_forgiving(header)
        && let Some(payload_json) = base64url::decode_forgiving(payload)
    {
        let mut both = |what, change: &dyn Fn(&str) -> String| {
            found.push((what, format!("{}.{}", change(header), change(payload)).into_bytes()));
        };
        both(Input::Padded, &padded);
        found.push((Input::PayloadOnly, payload.as_bytes().to_vec()));
        found.push((Input::PayloadOnly, payload_json.clone()));
        found.push((Input::Unencoded, [&header_json[..], b".", &payload_json].concat()));
        for (header, payload) in reformatted(header, &header_json, &payload_json) {
            found.push((Input::Reformatted, format!("{header}.{payload}").into_bytes()));
        }
        let mut both = |what, change: &dyn Fn(&str) -> String| {
            found.push((what, format!("{}.{}", change(header), change(payload)).into_bytes()));
        };
        both(Input::Base64, &|part| padded(&standard(part)));
        both(Input::Base64, &standard);
    }
    found.retain(|(_, bytes)| bytes != input);
    let mut seen = std::collections::HashSet::new();
    found.retain(|(_, bytes)| seen.insert(bytes.clone()));
    found
}

fn padded(part: &str) -> String {
    let part = part.trim_end_matches('=');
    format!("{part}{}", "=".repeat((4 - part.len() % 4) % 4))
}

fn standard(part: &str) -> String {
    part.trim_end_matches('=').replace('-', "+").replace('_', "/")
}

/// Returns the parts as common JSON libraries write them. The header is often left as it was.
fn reformatted(header: &str, header_json: &[u8], payload_json: &[u8]) -> Vec<(String, String)> {
    let Ok(payload) = Value::parse(payload_json) else { return Vec::new() };
    let payload = payload.to_json();
    let header_text = Value::parse(header_json).map(|header| header.to_json()).ok();
    let mut found = Vec::new();
    for style in [compact, with_spaces, with_escaped_slashes] {
        let payload = base64url::encode(style(&payload));
        if let Some(text) = &header_text {
            found.push((base64url::encode(style(text)), payload.clone()));
        }
        found.push((header.to_owned(), payload));
    }
    found.push((header.to_owned(), base64url::encode(format!("{payload}\n"))));
    found
}

fn compact(json: &str) -> String {
    json.to_owned()
}

/// As PHP writes JSON.
fn with_escaped_slashes(json: &str) -> String {
    json.replace('/', "\\/")
}

/// As Python writes JSON: with a space after each comma and colon.
fn with_spaces(json: &str) -> String {
    let mut spaced = String::with_capacity(json.len() * 2);
    let (mut in_string, mut escaped) = (false, false);
    for character in json.chars() {
        spaced.push(character);
        match character {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            ',' | ':' if !in_string => spaced.push(' '),
            _ => {}
        }
    }
    spaced
}
