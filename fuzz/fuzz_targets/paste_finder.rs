//! Searches pasted text for tokens: text that is not blank contains at least one, and every token
//! found is part of the text.

#![no_main]

use jwtool::fuzzing::find_tokens;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let found = find_tokens(text);
    let blank = text.chars().all(|c| c.is_whitespace() || c == '\u{feff}');
    if !blank {
        assert!(!found.is_empty(), "nothing found");
    }
    // Nothing is made up: escapes and encodings only shrink, and each layer is undone once.
    let total: usize = found.iter().map(String::len).sum();
    assert!(total <= 8 * text.len() + 16, "{total} bytes of tokens in {} bytes", text.len());
    for token in found.iter().filter(|token| token.starts_with("ey") && is_plain(token)) {
        // A token that was found is found again when it is pasted alone.
        assert!(find_tokens(token).contains(token), "{token} is not found again");
    }
    for (index, token) in found.iter().enumerate() {
        assert!(!found[..index].contains(token), "{token} is found twice");
    }
});

/// Whether a text is three parts of base64url.
fn is_plain(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    text.split('.').count() == 3 && text.split('.').all(is_part)
}
