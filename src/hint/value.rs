//! Formats values from tokens, files, servers and arguments for hints, in the syntax of the
//! place where the hint is pasted. A value that cannot be shown as it is yields no hint.

use crate::escape;
use crate::hasura::yaml;
use crate::jose::json::Value;

/// Returns a flag with its value, quoted for a shell.
pub(super) fn flag(name: &str, value: &str) -> Option<String> {
    let word = escape::pasteable(value)?;
    // The parser would read it as a flag.
    let between = if value.starts_with('-') { '=' } else { ' ' };
    Some(format!("{name}{between}{word}"))
}

/// Returns a value as an argument of a command, quoted for a shell; `None` if the parser would read
/// it as a flag.
pub(super) fn word(value: &str) -> Option<String> {
    escape::pasteable(value).filter(|_| !value.is_empty() && !value.starts_with('-'))
}

/// Returns a value as a JSON string that neither a shell nor YAML changes.
pub(super) fn json(value: &str) -> Option<String> {
    escape::is_showable(value).then(|| escape::unexpandable(&Value::from(value).to_json()))
}

/// Returns a path of Hasura v2 as a JSON string. Unlike other values, it may begin with `$.`, which
/// no shell expands; before a bracket, the optional `$` is left out.
pub(super) fn path(path: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-[]".contains(c);
    let steps = path.strip_prefix("$.");
    if steps.is_some_and(|steps| steps.chars().all(is_plain)) {
        return escape::is_showable(path).then(|| format!("\"{path}\""));
    }
    if path == "$" {
        return Some("\"$\"".to_owned());
    }
    if let Some(rest) = path.strip_prefix('$').filter(|rest| rest.starts_with('.')) {
        return json(rest).map(|rest| rest.replacen('"', "\"$", 1));
    }
    json(path.strip_prefix('$').filter(|steps| steps.starts_with('[')).unwrap_or(path))
}

/// Returns a value as a YAML string: plain if every parser reads it as that string, even
/// inside brackets, else as a JSON string.
pub(super) fn yaml(value: &str) -> Option<String> {
    let safe = |c: char| c.is_ascii_alphanumeric() || "-_./:@~".contains(c);
    let is_plain = escape::is_showable(value)
        && value.chars().all(safe)
        && !yaml::is_ambiguous(value)
        && yaml::read_all(&format!("[{value}]"))
            .is_ok_and(|documents| documents == [Value::Array(vec![Value::from(value)])]);
    if is_plain {
        return Some(value.to_owned());
    }
    // Unlike JSON, YAML has no escape for half of a surrogate pair.
    json(value).filter(|_| value.chars().all(|c| c.len_utf16() == 1))
}

/// Returns text as a single-quoted YAML string, in which only single quotes are special;
/// `None` if a shell would expand it after a paste by mistake.
pub(super) fn yaml_quoted(text: &str) -> Option<String> {
    let expands = text.contains('`')
        || ["$(", "${"].iter().any(|start| text.contains(start))
        || (text.contains('\'') && text.contains('$'));
    let is_usable = escape::is_showable(text) && !expands;
    is_usable.then(|| format!("'{}'", text.replace('\'', "''")))
}

/// Returns a header with its value, if a shell does not change it inside single quotes.
pub(super) fn header(name: &str, value: &str) -> Option<String> {
    let is_plain = escape::is_showable(value)
        && !value.is_empty()
        && !value.contains(['`', '\'', '$', '\\', '"', '!'])
        && value.trim() == value;
    is_plain.then(|| format!("{name}: {value}"))
}

/// Returns the name of a header or a cookie, if a shell does not change it inside any kind of
/// quotes.
pub(super) fn header_name(name: &str) -> Option<&str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    (escape::is_showable(name) && !name.is_empty() && name.chars().all(plain)).then_some(name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regressions;

    #[test]
    fn yaml_that_a_shell_would_expand_is_left_out() {
        assert_eq!(yaml_quoted("\"a.b\"").unwrap(), "'\"a.b\"'");
        assert_eq!(yaml_quoted("it's").unwrap(), "'it''s'");
        for text in ["a'$(id)'b", "$(id)", "${HOME}", "`id`", "a'$HOME'b"] {
            assert_eq!(yaml_quoted(text), None, "{text}");
        }
    }

    #[test]
    fn plain_values_stay_as_they_are() {
        assert_eq!(flag("--role", "user").unwrap(), "--role user");
        assert_eq!(flag("--role", "$(id)").unwrap(), "--role '$(id)'");
        assert_eq!(
            flag("--issuer", "https://x.example/?a=b&c").unwrap(),
            "--issuer 'https://x.example/?a=b&c'"
        );
        assert_eq!(flag("--role", "-x").unwrap(), "--role=-x");
        assert_eq!(yaml("https://x.example/").unwrap(), "https://x.example/");
        assert_eq!(yaml("/https:~1~1x").unwrap(), "/https:~1~1x");
        for text in ["yes", "7", "a: b", "", "[x]", "null", "a:", "it's"] {
            assert!(yaml(text).unwrap().starts_with('"'), "{text}");
        }
        assert_eq!(header_name("X-Auth"), Some("X-Auth"));
        assert_eq!(header_name("a b"), None);
    }

    #[test]
    fn what_cannot_be_shown_makes_no_hint() {
        let long = "x".repeat(201);
        for value in ["a\nb", "\u{1b}[2J", "a\u{202e}b", "\0", &long] {
            for made in [flag("--role", value), json(value), yaml(value), yaml_quoted(value)] {
                assert_eq!(made, None, "{value:?}");
            }
        }
        // Commands are shown in backticks.
        assert_eq!(flag("--role", "`id`"), None);
        assert_eq!(json("`id`").unwrap(), r#""\u0060id\u0060""#);
    }

    proptest! {
        #![proptest_config(regressions())]

        #[cfg(unix)]
        #[test]
        fn a_shell_passes_the_flag_and_the_value_on(value in "\\PC{0,40}|[-a-z$()'\"&|;<>*~=!# \\\\]{0,30}|.*") {
            if let Some(typed) = flag("--role", &value) {
                prop_assert!(!typed.contains(char::is_control));
                let command = format!("printf '%s\\0' {typed}");
                let output = std::process::Command::new("sh").args(["-c", &command]).output().unwrap();
                let expected = if value.starts_with('-') {
                    format!("--role={value}\0")
                } else {
                    format!("--role\0{value}\0")
                };
                prop_assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
                prop_assert!(output.stderr.is_empty());
            }
        }

        #[test]
        fn snippets_are_read_as_the_value(value in ".*|[-a-z0-9:~'\" \\[\\]{}#&*!|>%@`,?]*") {
            let read = |text: &str| yaml::read_all(text).unwrap();
            let expected = vec![Value::from(value.as_str())];
            if let Some(text) = json(&value) {
                prop_assert_eq!(Value::parse(text.as_bytes()).unwrap(), Value::from(value.as_str()));
                prop_assert!(!text.contains(['\'', '$', '`']));
            }
            if let Some(text) = yaml_quoted(&value) {
                let expands = ["$(", "${", "`"].iter().any(|start| text.contains(start));
                prop_assert!(!expands);
            }
            for text in [yaml(&value), yaml_quoted(&value)].into_iter().flatten() {
                prop_assert_eq!(read(&text), expected.clone());
                prop_assert_eq!(read(&format!("[{text}]")), vec![Value::Array(expected.clone())]);
            }
        }
    }
}
