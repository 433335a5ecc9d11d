//! Files that set the engine's variables: every place is one of the file, and a value survives
//! in a Compose file.

#![no_main]

use jwtool::fuzzing::find_settings;
use jwtool::jose::json::Value;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // YAML has more ends of lines than most.
    let ends = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];
    let lines = text.matches(ends).count() + 2;
    for (line, _) in find_settings(text) {
        assert!(line.is_none_or(|line| (1..=lines).contains(&line)), "line {line:?} of {lines}");
    }
    if text.contains(['$', '{']) {
        return;
    }
    let key = Value::from(text).to_json();
    let value = Value::from(format!(r#"{{"type":"HS256","key":{key}}}"#)).to_json();
    let compose =
        format!("services:\n  a:\n    environment:\n      HASURA_GRAPHQL_JWT_SECRET: {value}\n");
    let found = find_settings(&compose);
    assert!(found.iter().all(|(line, _)| *line == Some(4)), "{found:?}");
});
