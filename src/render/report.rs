//! Reports for CI systems: `JUnit` XML, and the annotations and summaries of GitHub Actions.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::escape;

/// The result of one check.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// What was checked, such as a host
    pub(crate) class: String,
    pub(crate) name: String,
    pub(crate) seconds: f64,
    pub(crate) result: CaseResult,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum CaseResult {
    Passed,
    /// The answer is not as expected
    Failed {
        kind: String,
        text: String,
    },
    /// There is no answer
    Error {
        kind: String,
        text: String,
    },
}

impl CaseResult {
    /// Returns why it did not pass.
    fn text(&self) -> Option<&str> {
        match self {
            Self::Passed => None,
            Self::Failed { text, .. } | Self::Error { text, .. } => Some(text),
        }
    }
}

/// Makes the names of the cases of each class unique: the second one gets `#2`.
pub(crate) fn number(cases: &mut [Case]) {
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    for case in cases {
        let count = seen.entry((case.class.clone(), case.name.clone())).or_default();
        *count += 1;
        if *count > 1 {
            let _ = write!(case.name, " #{count}");
        }
    }
}

/// Returns the cases as `JUnit` XML. `started` is in RFC 3339.
pub(crate) fn junit(cases: &[Case], started: &str) -> String {
    let count = |is: fn(&CaseResult) -> bool| cases.iter().filter(|case| is(&case.result)).count();
    let failures = count(|result| matches!(result, CaseResult::Failed { .. }));
    let errors = count(|result| matches!(result, CaseResult::Error { .. }));
    let seconds: f64 = cases.iter().map(|case| case.seconds).sum();
    let counts = format!("tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\"", cases.len());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"jwtool ping\" {counts} time=\"{seconds:.3}\">\n\
         \x20 <testsuite name=\"jwtool ping\" {counts} skipped=\"0\" time=\"{seconds:.3}\" timestamp=\"{}\">\n",
        attribute(started)
    );
    for case in cases {
        let _ = write!(
            xml,
            "    <testcase classname=\"{}\" name=\"{}\" time=\"{:.3}\"",
            attribute(&case.class),
            attribute(&case.name),
            case.seconds
        );
        let (element, kind, text) = match &case.result {
            CaseResult::Passed => {
                xml.push_str("/>\n");
                continue;
            }
            CaseResult::Failed { kind, text } => ("failure", kind, text),
            CaseResult::Error { kind, text } => ("error", kind, text),
        };
        let _ = write!(
            xml,
            ">\n      <{element} message=\"{}\" type=\"{}\">{}</{element}>\n    </testcase>\n",
            attribute(text),
            attribute(kind),
            content(text)
        );
    }
    xml.push_str("  </testsuite>\n</testsuites>\n");
    xml
}

/// Returns text for an attribute, on one line: XML reads a line break in one as a space.
fn attribute(text: &str) -> String {
    content(&one_line(text)).replace('"', "&quot;")
}

/// Returns text for an element. XML cannot contain control characters, not even as references.
fn content(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            let line = escape::line(line.trim_end_matches('\r'));
            let line = line.replace('\u{fffe}', "\\ufffe").replace('\u{ffff}', "\\uffff");
            line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
        })
        .collect();
    lines.join("\n")
}

fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("; ")
}

/// The most errors of a step that GitHub shows.
const MOST_ANNOTATIONS: usize = 10;

/// Returns a command of GitHub's runner for each case that did not pass, as far as GitHub shows
/// them.
pub(crate) fn annotations(cases: &[Case]) -> Vec<String> {
    let failed = cases.iter().filter_map(|case| Some((case, case.result.text()?)));
    let failed: Vec<(&Case, &str)> = failed.collect();
    let shown = if failed.len() > MOST_ANNOTATIONS { MOST_ANNOTATIONS - 1 } else { failed.len() };
    let mut commands: Vec<String> = failed
        .iter()
        .take(shown)
        .map(|(case, text)| {
            let title = property(&format!("jwtool ping: {}", case.name));
            format!("::error title={title}::{}", data(text))
        })
        .collect();
    if shown < failed.len() {
        let more = failed.len() - shown;
        commands.push(format!("::error title=jwtool ping::{more} more requests failed"));
    }
    commands
}

/// Returns the command that hides a secret in the log; `None` for what is so short that it would
/// hide other text as well.
pub(crate) fn mask(secret: &str) -> Option<String> {
    const SHORTEST: usize = 8;
    (secret.chars().count() >= SHORTEST).then(|| format!("::add-mask::{}", mask_data(secret)))
}

/// Returns text after the last `::` of a command, as the runner reads it.
fn mask_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The same for a message: its lines stay, and what controls a terminal is escaped.
fn data(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| escape::line(line).into_owned()).collect();
    mask_data(&lines.join("\n"))
}

/// Returns text for a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Returns the cases as a table in Markdown.
pub(crate) fn summary(cases: &[Case]) -> String {
    const MOST: usize = 200;
    let passed = cases.iter().filter(|case| case.result == CaseResult::Passed).count();
    let mut text = format!(
        "### jwtool ping: {passed} of {} as expected\n\n| | Request | Time | |\n| --- | --- | ---: | --- |\n",
        cases.len()
    );
    for case in cases.iter().take(MOST) {
        let mark = if case.result == CaseResult::Passed { "✓" } else { "✗" };
        let why = case.result.text().unwrap_or_default();
        let _ = writeln!(
            text,
            "| {mark} | {} {} | {:.0} ms | {} |",
            cell(&case.class),
            cell(&case.name),
            case.seconds * 1000.0,
            cell(why)
        );
    }
    if cases.len() > MOST {
        let _ = writeln!(text, "\n… and {} more", cases.len() - MOST);
    }
    text.push('\n');
    text
}

/// Returns text for a cell of a table, where it is neither Markdown nor HTML.
fn cell(text: &str) -> String {
    const LONGEST: usize = 1000;
    let mut safe = String::new();
    for c in escape::line(&one_line(text)).chars().take(LONGEST) {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '!' | '#' | '~' => {
                safe.push('\\');
                safe.push(c);
            }
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(name: &str, result: CaseResult) -> Case {
        Case { class: "x.example".to_owned(), name: name.to_owned(), seconds: 0.012_34, result }
    }

    fn failed(text: &str) -> CaseResult {
        CaseResult::Failed { kind: "invalid-jwt".to_owned(), text: text.to_owned() }
    }

    #[test]
    fn junit_has_one_case_for_each_result() {
        let error = CaseResult::Error { kind: "unreachable".into(), text: "refused".into() };
        let cases = [
            case("POST /a as user", CaseResult::Passed),
            case("POST /a as \"ed\"", failed("a <b> & \"c\"\r\nsecond\u{1b}[1m\u{ffff}")),
            case("POST /b", error),
        ];
        let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="jwtool ping" tests="3" failures="1" errors="1" time="0.037">
  <testsuite name="jwtool ping" tests="3" failures="1" errors="1" skipped="0" time="0.037" timestamp="2026-01-01T00:00:00Z">
    <testcase classname="x.example" name="POST /a as user" time="0.012"/>
    <testcase classname="x.example" name="POST /a as &quot;ed&quot;" time="0.012">
      <failure message="a &lt;b&gt; &amp; &quot;c&quot;; second\u001b[1m\uffff" type="invalid-jwt">a &lt;b&gt; &amp; "c"
second\u001b[1m\uffff</failure>
    </testcase>
    <testcase classname="x.example" name="POST /b" time="0.012">
      <error message="refused" type="unreachable">refused</error>
    </testcase>
  </testsuite>
</testsuites>
"#;
        assert_eq!(junit(&cases, "2026-01-01T00:00:00Z"), expected);
    }

    #[test]
    fn names_are_unique_and_times_are_plain_numbers() {
        let mut cases = vec![case("a", CaseResult::Passed); 3];
        cases[1].class = "y.example".to_owned();
        cases[2].seconds = 1e-9;
        number(&mut cases);
        let names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
        assert_eq!(names, ["a", "a", "a #2"]);
        assert!(junit(&cases, "").contains("name=\"a #2\" time=\"0.000\""));
    }

    #[test]
    fn an_annotation_is_one_line_that_the_runner_reads_back() {
        let cases = [case("POST /a, as x:y", failed("100 %: a\r\n::set-env name=x::y\u{1b}"))];
        assert_eq!(
            annotations(&cases),
            [
                "::error title=jwtool ping%3A POST /a%2C as x%3Ay::100 %25: a%0A::set-env name=x::y\\u001b"
            ]
        );
        assert_eq!(annotations(&[case("a", CaseResult::Passed)]), [""; 0]);
    }

    #[test]
    fn no_more_annotations_than_github_shows() {
        let cases = vec![case("a", failed("no")); 10];
        assert_eq!(annotations(&cases).len(), 10);
        let cases = vec![case("a", failed("no")); 13];
        let commands = annotations(&cases);
        assert_eq!(commands.len(), 10);
        assert_eq!(commands[9], "::error title=jwtool ping::4 more requests failed");
    }

    #[test]
    fn short_texts_are_not_masked() {
        assert_eq!(mask("1234567"), None);
        assert_eq!(mask("12345%78").as_deref(), Some("::add-mask::12345%2578"));
    }

    #[test]
    fn a_summary_is_a_table_whatever_is_in_it() {
        let cases =
            [case("a", failed("x | <img src=y> `z`\n[l](m)")), case("b", CaseResult::Passed)];
        let expected = "### jwtool ping: 1 of 2 as expected\n\n\
            | | Request | Time | |\n| --- | --- | ---: | --- |\n\
            | ✗ | x.example a | 12 ms | x \\| &lt;img src=y&gt; \\`z\\`; \\[l\\](m) |\n\
            | ✓ | x.example b | 12 ms |  |\n\n";
        assert_eq!(summary(&cases), expected);
        let many = vec![case("a", failed("no")); 300];
        assert!(summary(&many).ends_with("\n… and 100 more\n\n"));
    }
}
