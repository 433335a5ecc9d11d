//! Compares two tokens: equal tokens have no differences, and every row is a difference.

#![no_main]

use std::collections::HashSet;

use jwtool::fuzzing::diff;
use jwtool::jose::base64url;
use libfuzzer_sys::fuzz_target;

const NOW: i64 = 1_700_000_000;

// The input holds two payloads, one per line.
fuzz_target!(|text: &str| {
    let (left, right) = text.split_once('\n').unwrap_or((text, "{}"));
    let [left, right] =
        [left, right].map(|payload| format!("e30.{}.c2ln", base64url::encode(payload)));
    assert!(diff(&left, &left, NOW).is_empty(), "a token differs from itself");
    let rows = diff(&left, &right, NOW);
    let mirrored: HashSet<_> = diff(&right, &left, NOW)
        .into_iter()
        .map(|(path, left, right)| (path, right, left))
        .collect();
    for row in rows {
        assert_ne!(row.1, row.2, "a row without a difference");
        assert!(mirrored.contains(&row), "{row:?} is only seen from one side");
    }
});
