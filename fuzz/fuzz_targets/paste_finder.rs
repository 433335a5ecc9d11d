//! Searches pasted text for tokens: text that is not blank contains at least one, and every token
//! found is part of the text.

#![no_main]

use jwtool::fuzzing::find_tokens;
use jwtool::jose::json::Value;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let found = find_tokens(text);
    let blank = text.chars().all(|c| c.is_whitespace() || c == '\u{feff}');
    if !blank {
        assert!(!found.is_empty(), "nothing found");
    }
    // A token may continue on the next line; shells mark that with `\`.
    let mut whole = vec![squeezed(text)];
    let json = text.trim().trim_start_matches('\u{feff}');
    if let Ok(value) = Value::parse(json.as_bytes()) {
        pieces(&value, &mut whole);
    }
    for token in &found {
        let token = squeezed(token);
        assert!(whole.iter().any(|text| text.contains(&token)), "{token} is not in the text");
    }
    for (index, token) in found.iter().enumerate() {
        assert!(!found[..index].contains(token), "{token} is found twice");
    }
});

/// Returns the text without white space and backslashes.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\\').collect()
}

/// Collects the strings of a JSON value, and the objects that may be tokens themselves.
fn pieces(value: &Value, all: &mut Vec<String>) {
    match value {
        Value::String(text) => all.push(squeezed(text)),
        Value::Array(elements) => elements.iter().for_each(|element| pieces(element, all)),
        Value::Object(object) => {
            if ["payload", "ciphertext"].iter().any(|name| object.contains(name)) {
                all.push(squeezed(&value.to_json()));
            }
            object.iter().for_each(|(_, member)| pieces(member, all));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
