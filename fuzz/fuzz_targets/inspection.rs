//! The whole way of `decode`: what is shown of any text steers no terminal.

#![no_main]

use jwtool::fuzzing::{inspect, inspect_opened};
use jwtool::jose::json::Value;
use libfuzzer_sys::fuzz_target;

const NOW: i64 = 1_700_000_000;
/// A token for which every text is tried as what was found inside.
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

/// Controls other than the line break, and what turns text around.
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

/// The text without the sequences `ESC [ … m`.
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
