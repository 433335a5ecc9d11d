//! Converts and explains engine configurations: an engine reads back what was written for it, and
//! every rejection has a reason.

#![no_main]

use jwtool::fuzzing::{convert, explain};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for (written, again) in convert(text) {
        assert_eq!(written, again, "an engine reads its own writing");
    }
    let (token, config) = text.split_once('\n').unwrap_or(("", text));
    for (accepted, failed) in explain(config, token, 1_767_225_600) {
        assert!(accepted != Some(false) || failed > 0, "refused without a reason");
    }
});
