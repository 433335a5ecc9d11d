//! The operations of a GraphQL document: which one a server executes.

use crate::commands::ping::variable::is_name;
use crate::error::Error;

/// Returns the name of the operation to send: the one that was asked for, or that of the only one.
pub(super) fn choose(document: &str, asked: Option<&str>) -> Result<Option<String>, Error> {
    let names = names(document);
    let listed = || {
        let quoted = names.iter().flatten().map(|name| format!("`{name}`"));
        quoted.collect::<Vec<_>>().join(", ")
    };
    match (asked, names.as_slice()) {
        (Some(asked), names) if names.iter().flatten().any(|name| name == asked) => {
            Ok(Some(asked.to_owned()))
        }
        (Some(asked), names) if is_name(asked) && names.iter().flatten().next().is_some() => {
            Err(Error::usage(
                format!("the query has no operation `{asked}`"),
                format!("it has {}", listed()),
            ))
        }
        (Some(_), _) => Err(Error::usage(
            "the query has no named operation",
            "name it, as in `query Name { … }`, or drop `--operation`",
        )),
        (None, [only]) => Ok(only.clone()),
        (None, []) => Ok(None),
        (None, _) => Err(Error::usage(
            "the query has several operations, and a server executes one",
            format!("choose one with `--operation NAME`: {}", listed()),
        )),
    }
}

/// Returns the name of each operation in order; `None` for one without a name.
fn names(document: &str) -> Vec<Option<String>> {
    let words = words(document);
    let mut names = Vec::new();
    let (mut depth, mut is_open) = (0_usize, false);
    for (index, word) in words.iter().enumerate() {
        match *word {
            "{" | "(" | "[" => {
                // A selection without a keyword is a query.
                if depth == 0 && !is_open && *word == "{" {
                    names.push(None);
                }
                depth += 1;
            }
            "}" | ")" | "]" => {
                depth = depth.saturating_sub(1);
                if depth == 0 && *word == "}" {
                    is_open = false;
                }
            }
            keyword if depth == 0 && !is_open => {
                is_open = true;
                if matches!(keyword, "query" | "mutation" | "subscription") {
                    let next = words.get(index + 1).filter(|next| is_name(next));
                    names.push(next.map(|next| (*next).to_owned()));
                }
            }
            _ => {}
        }
    }
    names
}

/// Splits a document into names and brackets, without strings, comments and everything else.
fn words(document: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = document;
    while let Some(first) = rest.chars().next() {
        let length = if let Some(block) = rest.strip_prefix("\"\"\"") {
            3 + end_of(block, "\"\"\"", true)
        } else if let Some(text) = rest.strip_prefix('"') {
            1 + end_of(text, "\"", false)
        } else if first == '#' {
            rest.find(['\n', '\r']).unwrap_or(rest.len())
        } else if first.is_ascii_alphanumeric() || first == '_' {
            let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
            let length = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
            words.push(rest.get(..length).unwrap_or_default());
            length
        } else {
            if "{}()[]".contains(first) {
                words.push(rest.get(..1).unwrap_or_default());
            }
            first.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    words
}

/// Returns the length of a string with its end. A backslash escapes what follows.
fn end_of(text: &str, end: &str, spans_lines: bool) -> usize {
    let mut escaped = false;
    for (index, c) in text.char_indices() {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if text.get(index..).is_some_and(|rest| rest.starts_with(end)) {
            return index + end.len();
        } else if c == '\n' && !spans_lines {
            return index;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regressions;

    #[test]
    fn operations_are_found_whatever_surrounds_them() {
        let found = |document: &str| {
            let names = names(document);
            let names = names.into_iter().map(|name| name.unwrap_or_else(|| "-".to_owned()));
            names.collect::<Vec<_>>().join(" ")
        };
        for (document, expected) in [
            ("{ a }", "-"),
            ("query { a }", "-"),
            ("query A { query }", "A"),
            (
                "query A($x: [Int!] = [1], $o: I = {a: {b: 1}}) @d(x: \"}\") { a { b } } mutation B { c }",
                "A B",
            ),
            ("# query No {\nquery\nA\n{ a(x: \"query B { \\\" }\") }", "A"),
            ("fragment F on T { query } subscription S { ...F }", "S"),
            ("query A { a(t: \"\"\" } \\\"\"\" query X { \"\"\") }", "A"),
            ("", ""),
            ("}}}} query A { a", "A"),
        ] {
            assert_eq!(found(document), expected, "{document}");
        }
    }

    #[test]
    fn one_operation_is_chosen() {
        let choose = |document, asked| choose(document, asked).map_err(|error| error.to_string());
        let two = "query A { a } query B { b }";
        assert_eq!(choose("{ a }", None), Ok(None));
        assert_eq!(choose("query A { a }", None), Ok(Some("A".to_owned())));
        assert_eq!(choose(two, Some("B")), Ok(Some("B".to_owned())));
        assert!(choose(two, None).unwrap_err().contains("several operations"));
        assert!(choose(two, Some("C")).unwrap_err().contains("no operation `C`"));
        assert!(choose("{ a }", Some("C")).unwrap_err().contains("no named operation"));
    }

    proptest! {
        #![proptest_config(regressions())]

        #[test]
        fn any_text_is_read_to_its_end(document in "[{}()\\[\\]\"\\\\#\nqueryA_é ]{0,40}") {
            names(&document);
        }
    }
}
