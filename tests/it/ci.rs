//! Runs the smoke tests of `docs/ci` against a loopback server.

use std::process::{Command, Output};

use httpmock::Method::{GET, POST};
use httpmock::MockServer;

use crate::ping::SMALL;
use crate::sandbox::Sandbox;

/// Starts an engine that accepts this token.
fn engine(token: &'static str) -> MockServer {
    let server = MockServer::start();
    server.mock(|when, then| {
        when.method(GET).path("/healthz").query_param("strict", "true");
        then.status(200).body("OK");
    });
    server.mock(move |when, then| {
        when.method(POST).path("/v1/graphql").header("authorization", format!("Bearer {token}"));
        then.status(200).body(r#"{"data":{"parks":[{"id":1}]}}"#);
    });
    server.mock(|when, then| {
        when.method(POST).path("/v1/graphql");
        then.status(200).body(r#"{"errors":[{"message":"Missing 'Authorization' or 'Cookie' header in JWT authentication mode","extensions":{"path":"$","code":"invalid-headers"}}]}"#);
    });
    server
}

fn document(name: &str) -> String {
    std::fs::read_to_string(format!("{}/docs/ci/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Runs a script in a shell, as the CI systems do.
fn run(sandbox: &Sandbox, script: &str, server: &MockServer) -> Output {
    let binary = snapbox::cmd::cargo_bin!("jwtool");
    let folder = binary.parent().unwrap().display();
    Command::new("sh")
        .args(["-e", "-c", script])
        .env_clear()
        .env("PATH", format!("{folder}:/usr/bin:/bin"))
        .env("HOME", sandbox.path())
        .env("API", server.base_url())
        .env("JWTOOL_TOKEN", SMALL)
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_STEP_SUMMARY", sandbox.path().join("summary.md"))
        .current_dir(sandbox.path())
        .output()
        .unwrap()
}

/// Returns the scripts in a file: each value of these keys.
fn scripts(name: &str, keys: &[&str]) -> Vec<String> {
    fn collect(value: &serde_json::Value, keys: &[&str], found: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(members) => {
                for (name, value) in members {
                    match value {
                        serde_json::Value::String(text) if keys.contains(&name.as_str()) => {
                            found.push(text.clone());
                        }
                        serde_json::Value::Array(lines) if keys.contains(&name.as_str()) => {
                            found
                                .extend(lines.iter().map(|line| line.as_str().unwrap().to_owned()));
                        }
                        other => collect(other, keys, found),
                    }
                }
            }
            serde_json::Value::Array(values) => {
                for value in values {
                    collect(value, keys, found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    collect(&yaml_serde::from_str(&document(name)).unwrap(), keys, &mut found);
    found
}

fn all() -> [(&'static str, Vec<String>); 3] {
    [
        ("smoke.sh", vec![document("smoke.sh")]),
        ("github.yml", scripts("github.yml", &["run"])),
        ("gitlab.yml", scripts("gitlab.yml", &["script"])),
    ]
}

#[test]
fn the_smoke_tests_pass_for_a_deployment_that_works() {
    for (name, steps) in all() {
        assert_eq!(steps.len(), if name == "smoke.sh" { 1 } else { 3 }, "{name}");
        let sandbox = Sandbox::new();
        let server = engine(SMALL);
        for step in steps {
            let output = run(&sandbox, &step, &server);
            assert!(output.status.success(), "{name}: {step}\n{output:?}");
        }
        let written = |file: &str| sandbox.path().join(file).exists();
        match name {
            "smoke.sh" => assert!(written("reports/roles.xml") && written("reports/anonymous.xml")),
            "github.yml" => assert!(written("summary.md")),
            _ => assert!(written("roles.xml") && written("anonymous.xml")),
        }
    }
}

#[test]
fn the_smoke_tests_fail_for_a_token_that_is_refused_and_for_an_open_door() {
    for (name, steps) in all() {
        let refusing = engine("another");
        let failed = |server: &MockServer| {
            let sandbox = Sandbox::new();
            let mut codes = steps.iter().map(|step| run(&sandbox, step, server).status.code());
            codes.find(|code| *code != Some(0)).flatten()
        };
        assert_eq!(failed(&refusing), Some(1), "{name}");
        let open = MockServer::start();
        open.mock(|when, then| {
            when.any_request();
            then.status(200).body(r#"{"data":{"parks":[{"id":1}]}}"#);
        });
        assert_eq!(failed(&open), Some(1), "{name}");
    }
}
