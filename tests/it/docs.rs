//! Runs the examples in the documentation.

use std::collections::BTreeSet;
use std::fs;

use crate::mint::with_dev_key;

fn document(name: &str) -> String {
    fs::read_to_string(format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The tokens of the page about providers: the variable, and what `mint` makes it of.
const TOKENS: [(&str, &[&str]); 7] = [
    ("COGNITO_ID", &["--as=cognito-id", "--role=ranger"]),
    ("AUTH0", &["--as=auth0", "--role=ranger"]),
    ("KEYCLOAK", &["--as=keycloak", "--role=ranger"]),
    ("GITHUB_ACTIONS", &["--as=github-actions"]),
    ("NHOST", &["--as=nhost", "--role=ranger"]),
    (
        "B2C",
        &[
            r#"{"iss":"https://parks.b2clogin.com/5c5e19f6-0000-4000-8000-000000000001/v2.0/","tfp":"B2C_1_login","aud":"parks","sub":"7","oid":"7","extension_role":"ranger"}"#,
        ],
    ),
    (
        "GITLAB",
        &[
            r#"{"iss":"https://gitlab.com","aud":"hasura","sub":"project_path:parks/map:ref_type:branch:ref:main","project_path":"parks/map"}"#,
        ],
    ),
];

/// How the README mints its token.
const MINT: &str = "mint --as cognito-id --role ranger --set x-hasura-default-role=visitor";

#[test]
fn console_blocks_print_what_they_show() {
    let sandbox = with_dev_key();
    let cases = trycmd::TestCases::new();
    cases.case("*.md").case("docs/*.md");
    for (variable, arguments) in TOKENS {
        let arguments = ["mint", "--at=2026-01-01", "-q"].iter().chain(arguments).copied();
        cases.env(variable, sandbox.output(arguments).trim_end());
    }
    assert!(document("README.md").contains(&format!("$(jwtool {MINT})")));
    cases
        .env("TOKEN", sandbox.output(MINT.split(' ')).trim_end())
        .env("HOME", sandbox.path().to_str().unwrap())
        .env("JWTOOL_DATA_DIR", sandbox.data().to_str().unwrap())
        .env("JWTOOL_CONFIG_DIR", sandbox.path().join("config").to_str().unwrap());
}

#[test]
fn every_exit_code_is_documented() {
    let page = document("docs/exit-codes.md");
    let source = document("src/exit.rs");
    let codes: BTreeSet<String> = source
        .lines()
        .filter_map(|line| line.trim().split_once(" = ")?.1.strip_suffix(','))
        .map(|code| format!("| {code} |"))
        .collect();
    assert_eq!(codes.len(), 6);
    for code in codes {
        assert!(page.contains(&code), "docs/exit-codes.md does not have {code}");
    }
}

#[test]
fn every_refusal_has_its_heading() {
    let mut messages: Vec<String> = Vec::new();
    for engine in ["v2", "ddn", "relyauth"] {
        let source = document(&format!("src/hasura/{engine}/refusal.rs"));
        let words =
            source.split("const fn words").nth(1).unwrap().split("\n    }\n").next().unwrap();
        messages.extend(words.split('"').skip(1).step_by(2).map(ToOwned::to_owned));
    }
    assert!(messages.len() > 70);
    let page = document("docs/hasura.md");
    // A message that contains backticks is enclosed in double backticks.
    let headings: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("## `"))
        .filter_map(|line| match line.strip_prefix("` ") {
            Some(line) => line.strip_suffix(" ``"),
            None => line.strip_suffix('`'),
        })
        .collect();
    assert_eq!(headings, messages);
}
