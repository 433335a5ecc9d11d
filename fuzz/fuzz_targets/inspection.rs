//! Runs all of `decode`: no output can control the terminal, whatever the input.

#![no_main]

use jwtool::fuzzing::{inspect, inspect_opened};
use jwtool::jose::json::Value;
use libfuzzer_sys::fuzz_target;

const NOW: i64 = 1_700_000_000;
/// An encrypted token; every input is also tried as its decrypted content.
const ENCRYPTED: &str =
    "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA";

fuzz_target!(|text: &str| {
    hold(inspect(text, NOW));
    hold(inspect_opened(ENCRYPTED, text.as_bytes(), NOW));
});

fn hold(shown: Vec<(String, String)>) {
    let documents = &shown[1..];
    for (document, _) in documents {
        assert!(Value::parse(document.as_bytes()).is_ok(), "no JSON: {document}");
    }
    assert_eq!(shown[2].0.matches('\n').count(), 1, "a document is one line");
    for (plain, colored) in &shown {
        assert!(!plain.contains(steers), "raw in {plain:?}");
        assert_eq!(&without_colors(colored), plain, "colours change the text");
    }
}

/// Whether a character is a control character other than a line break, or changes the direction of
/// text.
fn steers(character: char) -> bool {
    character != '\n'
        && (character.is_control()
            || matches!(
                character,
                '\u{61c}' | '\u{200e}' | '\u{200f}'
                    | '\u{2028}'..='\u{202e}'
                    | '\u{2066}'..='\u{2069}'
            ))
}

/// Returns the text without its color sequences, `ESC [ … m`.
fn without_colors(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(|c: char| !(c.is_ascii_digit() || c == ';'));
        match end.filter(|end| piece[*end..].starts_with('m')) {
            Some(end) => plain.push_str(&piece[end + 1..]),
            None => panic!("a sequence that is no colour in {text:?}"),
        }
    }
    plain
}
