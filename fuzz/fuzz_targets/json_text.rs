//! Parses and serializes JSON: the output parses to the same value.

#![no_main]

use jwtool::jose::json::Value;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(value) = Value::parse(bytes) else { return };
    let text = value.to_json();
    assert_eq!(Value::parse(text.as_bytes()).as_ref(), Ok(&value), "written as {text}");
    if let Some(object) = value.as_object() {
        object.duplicates_deep();
    }
});
