//! `ping` for scripts: expectations, repetitions, reports and commands of curl.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;

use snapbox::cmd::OutputAssert;

use super::SMALL;
use super::server::{Server, answer, body, header, json, resetting};
use crate::mint::with_dev_key;
use crate::sandbox::Sandbox;

/// Runs `jwtool ping rest URL --no-token` with more arguments.
fn rest(url: &str, more: &[&str]) -> OutputAssert {
    rest_in(&Sandbox::new(), url, more)
}

fn rest_in(sandbox: &Sandbox, url: &str, more: &[&str]) -> OutputAssert {
    let arguments = ["ping", "rest", url, "--no-token"].into_iter().chain(more.iter().copied());
    sandbox.jwtool(arguments)
}

fn graphql(url: &str, more: &[&str]) -> OutputAssert {
    let arguments = ["ping", "graphql", url, "--no-token"].into_iter().chain(more.iter().copied());
    Sandbox::new().jwtool(arguments)
}

fn document(run: &OutputAssert) -> serde_json::Value {
    serde_json::from_slice(&run.get_output().stdout).unwrap()
}

fn stdout(run: &OutputAssert) -> String {
    String::from_utf8(run.get_output().stdout.clone()).unwrap()
}

fn stderr(run: &OutputAssert) -> String {
    String::from_utf8(run.get_output().stderr.clone()).unwrap()
}

const ERRORS: &str =
    r#"{"errors":[{"message":"no","extensions":{"path":"$","code":"access-denied"}}]}"#;

#[test]
fn a_status_is_expected_instead_of_2xx() {
    for (status, list, code) in [
        ("401 Unauthorized", "200,401", 0),
        ("401 Unauthorized", "4xx", 0),
        ("200 OK", "200,401", 0),
        ("200 OK", "401", 1),
        ("403 Forbidden", "200,401", 1),
        ("302 Found", "302", 0),
        ("503 Service Unavailable", "503", 0),
    ] {
        let server = Server::new([json(status, "{}")]);
        let run = rest(&server.url, &["--expect-status", list]).code(code);
        if code == 1 {
            let shown = stdout(&run);
            let expected = list.replace(',', " or ");
            let sentence = format!("HTTP {}, but {expected} was expected", &status[..3]);
            assert!(shown.contains(&sentence), "{shown}");
        }
        server.asked();
    }
    // A page of an error is what was asked for; a page instead of an answer is not.
    let html = |status| answer(status, &["content-type: text/html"], "<html></html>");
    for (status, code) in [("401 Unauthorized", 0), ("200 OK", 1)] {
        let server = Server::new([html(status)]);
        rest(&server.url, &["--expect-status", "200,401"]).code(code);
        server.asked();
    }
    // GraphQL's errors with HTTP 200 stay errors.
    let server = Server::new([json("200 OK", ERRORS)]);
    graphql(&server.url, &["--expect-status", "200"]).code(1);
    server.asked();
    for wrong in ["99", "600", "x", "6xx", "200,,401"] {
        rest("http://127.0.0.1:9", &["--expect-status", wrong]).code(2);
    }
}

#[test]
fn only_true_is_what_an_expression_must_be() {
    let text = r#"{"data":{"n":3,"ok":true,"list":[{"id":1},{"id":2}],"s":"true"}}"#;
    for (expression, code) in [
        ("data.ok", 0),
        ("data.n == `3`", 0),
        ("length(data.list) > `1`", 0),
        ("data.list[?id == `2`] | length(@) == `1`", 0),
        ("contains(keys(data), 'n')", 0),
        ("data.n", 1),
        ("data.s", 1),
        ("data.missing", 1),
        ("data.n == `4`", 1),
        ("length(data.n) > `1`", 1),
    ] {
        let server = Server::new([json("200 OK", text)]);
        let run = graphql(&server.url, &["--expect", expression, "--json"]).code(code);
        let result = &document(&run)["results"][0];
        assert_eq!(result["as_expected"], code == 0, "{expression}");
        if expression == "data.n" {
            assert_eq!(result["expect"]["found"], 3);
            let explanation = result["explanation"].as_str().unwrap();
            assert!(explanation.contains("`data.n` is 3, not true"), "{explanation}");
        }
        if expression == "data.n == `4`" {
            let explanation = result["explanation"].as_str().unwrap();
            assert!(
                explanation.contains("is false, not true; its left side is 3"),
                "{explanation}"
            );
        }
        server.asked();
    }
    for broken in ["data.", "nope(data)", "length()", "data ==", "upper(data)", ""] {
        let run = graphql("http://127.0.0.1:9", &["--expect", broken]).code(2);
        assert!(stderr(&run).contains("--expect"), "{}", stderr(&run));
    }
}

#[test]
fn an_expression_may_be_about_errors_and_about_text() {
    let server = Server::new([json("200 OK", ERRORS)]);
    let expression = "errors[0].extensions.code == 'access-denied'";
    graphql(&server.url, &["--expect", expression]).success();
    server.asked();
    // It does not change which status is expected.
    for (more, code) in [(&[][..], 1), (&["--expect-status=400"], 0)] {
        let server = Server::new([json("400 Bad Request", ERRORS)]);
        let more: Vec<&str> = ["--expect", expression].iter().chain(more).copied().collect();
        graphql(&server.url, &more).code(code);
        server.asked();
    }
    let server = Server::new([answer("200 OK", &["content-type: text/plain"], "OK")]);
    rest(&server.url, &["--expect", "@ == 'OK'"]).success();
    server.asked();
    let server = Server::new([answer("200 OK", &["content-type: text/html"], "<html>OK")]);
    rest(&server.url, &["--expect", "contains(@, 'OK')"]).code(1);
    server.asked();
}

#[test]
fn a_failure_of_the_server_is_not_the_expected_refusal() {
    let denied = r#"{"path":"$","error":"no","code":"access-denied"}"#;
    for (status, text, flag, code) in [
        ("401 Unauthorized", "", "--expect-refused", 0),
        ("400 Bad Request", denied, "--expect-refused", 0),
        ("400 Bad Request", denied, "--expect-refused=access-denied", 0),
        ("400 Bad Request", denied, "--expect-refused=invalid-jwt", 1),
        ("400 Bad Request", denied, "--expect-refused=400", 0),
        ("400 Bad Request", denied, "--expect-refused=401", 1),
        ("200 OK", "{}", "--expect-refused", 1),
        ("500 Internal Server Error", denied, "--expect-refused", 1),
        ("503 Service Unavailable", denied, "--expect-refused=503", 1),
        ("500 Internal Server Error", denied, "--expect-refused=access-denied", 1),
        ("404 Not Found", r#"{"message":"Not Found"}"#, "--expect-refused", 1),
        ("404 Not Found", r#"{"message":"Not Found"}"#, "--expect-refused=404", 0),
        ("302 Found", "", "--expect-refused", 1),
    ] {
        let server = Server::new([json(status, text)]);
        rest(&server.url, &[flag]).code(code);
        server.asked();
    }
    let server = Server::new([json("200 OK", ERRORS)]);
    graphql(&server.url, &["--expect-refused=access-denied"]).success();
    server.asked();
    rest("http://127.0.0.1:9", &["--expect-refused=999"]).code(2);
}

#[test]
fn a_slow_answer_is_not_as_expected() {
    // The answer itself takes some time; nothing takes less than a millisecond in two pieces.
    let server = Server::new([json("200 OK", "{}"), json("200 OK", "{}")]);
    rest(&server.url, &["--max-time", "1h"]).success();
    let run = rest(&server.url, &["--max-time", "0s"]).code(2);
    assert!(stderr(&run).contains("longer than zero"), "{}", stderr(&run));
    server.asked();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]);
        stream
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n")
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(5));
        stream.write_all(b"{}").unwrap();
    });
    let run = rest(&url, &["--max-time", "1ms"]).code(1);
    let shown = stdout(&run);
    assert!(shown.contains("which is longer than 1 ms"), "{shown}");
    thread.join().unwrap();
}

#[test]
fn a_wait_goes_on_until_there_is_an_answer() {
    let server = Server::new([
        Vec::new(),
        json("502 Bad Gateway", "{}"),
        answer("503 Service Unavailable", &["retry-after: 0"], ""),
        json("504 Gateway Timeout", "{}"),
        json("200 OK", "{}"),
    ]);
    let run = rest(&server.url, &["--wait", "60s", "--json"]).success();
    let document = document(&run);
    assert_eq!(document["results"][0]["attempts"], 5);
    assert_eq!(document["summary"]["sent"], 1);
    assert_eq!(server.asked().len(), 5);
    // Any other answer ends it.
    let server =
        Server::new([json("503 Service Unavailable", "{}"), json("401 Unauthorized", "{}")]);
    let run = rest(&server.url, &["--wait", "60s", "--json"]).code(1);
    assert_eq!(self::document(&run)["results"][0]["status"], 401);
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn a_wait_for_an_expectation_goes_on_until_it_is_met() {
    let server = Server::new([
        json("200 OK", r#"{"ready":false}"#),
        json("500 Internal Server Error", "{}"),
        json("200 OK", r#"{"ready":true}"#),
    ]);
    rest(&server.url, &["--wait=60s", "--expect=ready"]).success();
    assert_eq!(server.asked().len(), 3);
    let server = Server::new([json("200 OK", "{}"), json("401 Unauthorized", "{}")]);
    rest(&server.url, &["--wait=60s", "--expect-status=401"]).success();
    assert_eq!(server.asked().len(), 2);
    // `--expect-refused` does not prolong the wait.
    let server = Server::new([json("500 Internal Server Error", "{}"), json("200 OK", "{}")]);
    rest(&server.url, &["--wait=60s", "--expect-refused"]).code(1);
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn a_wait_ends() {
    let url = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let run = rest(&url, &["--wait=300ms", "--json"]).code(4);
    let document = document(&run);
    assert!(document["results"][0]["attempts"].as_u64().unwrap() > 1, "{document}");
    assert_eq!(document["results"][0]["answered"], false);
}

#[test]
fn a_request_is_retried() {
    let (url, thread) = resetting();
    rest(&url, &["--retry=0"]).code(4);
    thread.join().unwrap();
    let server =
        Server::new([Vec::new(), json("503 Service Unavailable", "{}"), json("200 OK", "{}")]);
    rest(&server.url, &["--retry=2"]).success();
    assert_eq!(server.asked().len(), 3);
    let server =
        Server::new([json("503 Service Unavailable", "{}"), json("503 Service Unavailable", "{}")]);
    let run = rest(&server.url, &["--retry=1", "--json"]).code(1);
    assert_eq!(document(&run)["results"][0]["attempts"], 2);
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn a_series_is_summed_up() {
    let good = || json("200 OK", "{}");
    let server = Server::new([good(), json("401 Unauthorized", "{}"), good(), good()]);
    let run = rest(&server.url, &["--count=4", "--interval=1ms", "--json"]).code(1);
    let document = document(&run);
    let summary = &document["summary"];
    assert_eq!((summary["sent"].as_u64(), summary["as_expected"].as_u64()), (Some(4), Some(3)));
    let time = |name: &str| summary[name].as_f64().unwrap();
    assert!(time("min") <= time("median") && time("median") <= time("p95"), "{summary}");
    assert!(time("p95") <= time("max"), "{summary}");
    assert_eq!(server.asked().len(), 4);

    let server = Server::new([json("401 Unauthorized", "{}"), json("401 Unauthorized", "{}")]);
    let run = rest(&server.url, &["--count=2", "--interval=0s"]).code(1);
    let shown = stdout(&run);
    assert!(shown.contains("\n2 requests, 0 as expected; min "), "{shown}");
    // What is the same is printed once.
    assert_eq!(shown.matches("no token was sent").count(), 1, "{shown}");
    server.asked();
    rest("http://127.0.0.1:9", &["--count=0"]).code(2);
    rest("http://127.0.0.1:9", &["--interval=1s"]).code(2);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_series_with_its_summary() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let sandbox = Sandbox::new();
    let child = std::process::Command::new(snapbox::cmd::cargo_bin!("jwtool"))
        .args(["ping", "rest", &url, "--no-token", "--count=1000", "--interval=1ms", "--json"])
        .env_clear()
        .env("HOME", sandbox.path())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    // Two requests are answered, the third one never is.
    for _ in 0..2 {
        let (mut stream, _) = listener.accept().unwrap();
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
        while !lines.next().unwrap().unwrap().is_empty() {}
        stream.write_all(&json("200 OK", "{}")).unwrap();
    }
    let silent = listener.accept().unwrap();
    let killed =
        std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(killed.unwrap().success());
    let output = child.wait_with_output().unwrap();
    drop(silent);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["summary"]["sent"], 2);
    assert_eq!(document["summary"]["as_expected"], 2);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, "interrupted after 2 of 1000 requests\n");
}

/// Runs a command that `--curl` printed, and returns what it prints.
#[cfg(unix)]
fn run_in_shell(sandbox: &Sandbox, command: &str) -> String {
    let folder = sandbox.path().join("bin");
    std::fs::create_dir_all(&folder).unwrap();
    let stub = folder.join("jwtool");
    std::fs::write(
        &stub,
        "#!/bin/sh\n[ \"$*\" = 'token --header' ] && echo 'Authorization: Bearer stub'\n",
    )
    .unwrap();
    std::process::Command::new("chmod").arg("+x").arg(&stub).status().unwrap();
    let output = std::process::Command::new("sh")
        .args(["-c", command])
        .env("PATH", format!("{}:/usr/bin:/bin", folder.display()))
        .env("ADMIN", "it's $secret")
        .current_dir(sandbox.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{command}\n{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[cfg(unix)]
#[test]
fn curl_sends_what_ping_sends() {
    let query = "query It($s: String) { it(s: $s, t: \"a'b `id` $(id) \\u00e9 é\") }";
    let flags =
        ["--role", "it's", "-H", "x-more: a \"b\" $HOME", "-Q", query, "--variable", "s=@x y"];
    let sandbox = Sandbox::new().with_env("JWTOOL_TOKEN", SMALL).with_env("ADMIN", "it's $secret");
    let given = ["--token", SMALL, "--admin-secret", "env:ADMIN"];

    let server = Server::new([json("200 OK", "{\"data\":1}"), json("200 OK", "{\"data\":1}")]);
    let url = format!("{}/v1/graphql?a={{b}}&c=[1]", server.url);
    let ping: Vec<&str> =
        ["ping", "graphql", &url].iter().chain(&flags).chain(&given).copied().collect();
    sandbox.jwtool(ping.iter().copied()).success();
    let run = sandbox.jwtool(ping.iter().copied().chain(["--curl"])).success();
    let command = stdout(&run);
    assert!(command.contains("-H \"$(jwtool token --header)\""), "{command}");
    assert!(!command.contains(SMALL) && !command.contains("$secret"), "{command}");
    assert!(stderr(&run).contains("token of JWTOOL_TOKEN"), "{}", stderr(&run));
    assert_eq!(run_in_shell(&sandbox, &command), "{\"data\":1}");

    let asked = server.asked();
    let [ours, theirs] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!(ours.lines().next(), theirs.lines().next());
    assert_eq!(body(ours), body(theirs));
    for name in ["accept", "content-type", "x-hasura-role", "x-more", "x-hasura-admin-secret"] {
        assert_eq!(header(ours, name), header(theirs, name), "{name}");
        assert!(header(ours, name).is_some(), "{name}");
    }
    assert_eq!(header(theirs, "authorization"), Some("Bearer stub"));
}

#[cfg(unix)]
#[test]
fn curl_sends_any_body_and_method() {
    for (data, method) in [
        (&b"\0\xff\x1b'%\\\n"[..], "PUT"),
        (b"@not-a-file", "POST"),
        (b"{\"a\":\n\t\"it's\"}", "DELETE"),
    ] {
        let sandbox = Sandbox::new().with_file("body", data);
        let server = Server::new([json("200 OK", "{}"), json("200 OK", "{}")]);
        let more = ["-X", method, "--data", "@body"];
        rest_in(&sandbox, &server.url, &more).success();
        let run = rest_in(&sandbox, &server.url, &[&more[..], &["--curl"]].concat()).success();
        run_in_shell(&sandbox, &stdout(&run));
        let asked = server.asked();
        let [ours, theirs] = asked.as_slice() else { panic!("{asked:?}") };
        assert_eq!(ours.lines().next(), theirs.lines().next());
        assert_eq!(body(ours), body(theirs));
        assert_eq!(header(ours, "content-type"), header(theirs, "content-type"));
    }
    let server = Server::new([answer("200 OK", &[], "")]);
    let run = rest(&server.url, &["-X", "head", "--curl"]).success();
    run_in_shell(&Sandbox::new(), &stdout(&run));
    assert!(server.asked()[0].starts_with("HEAD / "));
}

#[test]
fn curl_needs_no_network_and_no_key_and_hides_secrets() {
    let sandbox = Sandbox::new();
    let run = sandbox
        .jwtool([
            "ping",
            "rest",
            "https://user:hunter2@api.example.gov/a?key=hunter2&b=1",
            "--mint",
            "--role=a b",
            "--role=c",
            "--offline",
            "--curl",
            "-H",
            "cookie: hunter2",
            "--admin-secret",
            "hunter2",
        ])
        .success();
    let (out, err) = (stdout(&run), stderr(&run));
    assert_eq!(out.lines().count(), 2, "{out}");
    assert!(!out.contains("hunter2") && !err.contains("hunter2"), "{out}{err}");
    assert!(
        err.contains("export JWTOOL_TOKEN=\"$(jwtool mint --role 'a b' --exp +60s)\""),
        "{err}"
    );
    assert!(!sandbox.data().exists(), "a key was made");
    let run = rest("https://api.example.gov/a", &["--curl", "--json"]).success();
    let command = &document(&run)["commands"][0];
    assert_eq!(command, "curl -sS --max-time 10 https://api.example.gov/a");
    rest("https://api.example.gov/a", &["--curl", "--count=2"]).code(2);
}

#[cfg(unix)]
#[test]
fn curl_sends_the_login_of_the_profile_that_is_named() {
    let profile = |name: &str| {
        format!(
            "[profile.\"{name}\"]\ngraphql = \"https://graphql.example.gov\"\n[profile.\"{name}\".login]\nkind = \"command\"\ncommand = [\"echo\", \"opaque\"]\n"
        )
    };
    let config = format!("default_profile = \"other\"\n{}{}", profile("other"), profile("my own"));
    let sandbox =
        Sandbox::new().with_env("JWTOOL_STORE", "file").with_file("config/config.toml", config);
    for (named, expected) in
        [(None, "token --header"), (Some("--profile=my own"), "token --header 'my own'")]
    {
        let arguments = ["ping", "graphql", "--curl"].into_iter().chain(named);
        let run = sandbox.jwtool(arguments).success();
        let shown = stdout(&run);
        assert!(shown.contains(&format!("-H \"$(jwtool {expected})\"")), "{shown}");
    }
    let sandbox = sandbox.with_env("JWTOOL_TOKEN", SMALL);
    assert_eq!(sandbox.output(["token", "--header", "my own"]), "Authorization: Bearer opaque\n");
}

#[test]
fn the_printed_mint_command_works() {
    let sandbox = with_dev_key();
    let run = sandbox
        .jwtool([
            "ping",
            "graphql",
            "http://127.0.0.1:9",
            "--mint",
            "--role=user",
            "--allow=editor",
            "--user-id=7",
            "--set=x-hasura-org-id=it's",
            "--audience=a",
            "--as=hasura",
            "--curl",
        ])
        .success();
    let said = stderr(&run);
    let line = said.lines().find(|line| line.contains("export ")).unwrap().trim();
    let command =
        line.strip_prefix("export JWTOOL_TOKEN=\"$(").unwrap().strip_suffix(")\"").unwrap();
    let words = ["--role user", "--allow editor", "--user-id 7", "--as hasura", "--audience a"];
    assert!(words.iter().all(|word| command.contains(word)), "{command}");
    assert!(command.contains(r"'x-hasura-org-id=it'\''s'"), "{command}");
    let plain = command.replace(r" --set 'x-hasura-org-id=it'\''s'", "");
    sandbox.jwtool(plain.split(' ').skip(1)).success();
}

/// Returns a file of a sandbox.
fn file(sandbox: &Sandbox, name: &str) -> String {
    std::fs::read_to_string(sandbox.path().join(name)).unwrap()
}

#[test]
fn junit_has_a_case_for_each_row() {
    let sandbox = Sandbox::new();
    let leak = format!(r#"{{"message":"bad token {SMALL} \u001b[1m"}}"#);
    let server = Server::new([
        json("503 Service Unavailable", "{}"),
        json("200 OK", "{}"),
        json("401 Unauthorized", &leak),
        json("200 OK", "{}"),
        json("200 OK", "{}"),
    ]);
    let url = format!("{}/me", server.url);
    let more = [
        "--role=a",
        "--role=b",
        "--count=2",
        "--interval=0s",
        "--retry=1",
        "--junit=out/junit.xml",
    ];
    rest_in(&sandbox, &url, &more).code(1);
    server.asked();
    let xml = file(&sandbox, "out/junit.xml");
    assert!(
        xml.contains("<testsuite name=\"jwtool ping\" tests=\"4\" failures=\"1\" errors=\"0\""),
        "{xml}"
    );
    for name in ["GET /me as a", "GET /me as b", "GET /me as a #2", "GET /me as b #2"] {
        assert_eq!(
            xml.matches(&format!("<testcase classname=\"127.0.0.1\" name=\"{name}\"")).count(),
            1,
            "{xml}"
        );
    }
    assert!(!xml.contains(SMALL) && !xml.contains('\u{1b}'), "{xml}");
    assert!(xml.contains("\\u001b[1m") && xml.contains("no token was sent"), "{xml}");
}

#[test]
fn no_secret_that_a_server_repeats_is_in_a_report() {
    let sandbox = step().with_env("ADMIN", "hunter2-admin");
    let said = r#"{"message":"bad: hunter2-admin and opaque-token-1"}"#;
    let server = Server::new([json("401 Unauthorized", said)]);
    let header = "authorization: Bearer opaque-token-1";
    let run = sandbox
        .jwtool([
            "ping",
            "rest",
            &server.url,
            "-H",
            header,
            "--admin-secret=env:ADMIN",
            "--github",
            "--junit=j.xml",
        ])
        .code(1);
    server.asked();
    let annotation = stderr(&run);
    let annotation = annotation.lines().find(|line| line.starts_with("::error")).unwrap();
    for text in [annotation, &file(&sandbox, "j.xml"), &file(&sandbox, "summary.md")] {
        assert!(text.contains("bad: … and …"), "{text}");
        assert!(!text.contains("hunter2-admin") && !text.contains("opaque-token-1"), "{text}");
    }
}

#[test]
fn junit_is_written_when_there_is_no_answer() {
    let sandbox = Sandbox::new();
    rest_in(&sandbox, "http://127.0.0.1:9/me", &["--junit=j.xml"]).code(4);
    let xml = file(&sandbox, "j.xml");
    assert!(xml.contains("tests=\"1\" failures=\"0\" errors=\"1\""), "{xml}");
    assert!(xml.contains("<error message=\"connection refused"), "{xml}");
    // Nor a token.
    let sandbox = Sandbox::new();
    let url = "https://api.example.gov/me";
    sandbox.jwtool(["ping", "rest", url, "--token=@missing", "--junit=j.xml"]).code(3);
    let xml = file(&sandbox, "j.xml");
    assert!(xml.contains("<testcase classname=\"api.example.gov\""), "{xml}");
    assert!(xml.contains("<error message=\"cannot read the token"), "{xml}");
    let run = rest_in(&sandbox, "http://127.0.0.1:9/me", &["--junit=j.xml/x"]).code(3);
    assert!(stderr(&run).contains("cannot write `j.xml/x`"), "{}", stderr(&run));
}

/// A step of GitHub Actions.
fn step() -> Sandbox {
    let sandbox = Sandbox::new().with_file("summary.md", "before\n");
    let summary = sandbox.path().join("summary.md");
    sandbox
        .with_env("GITHUB_ACTIONS", "true")
        .with_env("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())
}

#[test]
fn github_gets_masks_first_then_annotations_and_a_summary() {
    let sandbox = step().with_env("ADMIN", "short").with_env("JWTOOL_TOKEN", SMALL);
    let refusal = r#"{"errors":[{"message":"a | b\n::set-env name=x::y","extensions":{"code":"access-denied"}}]}"#;
    let server = Server::new([json("200 OK", refusal)]);
    let sandbox = sandbox.with_env("HASURA_GRAPHQL_ENDPOINT", &server.url);
    let run = sandbox
        .jwtool([
            "ping",
            "graphql",
            "--token",
            SMALL,
            "--admin-secret=env:ADMIN",
            "--role=user",
            "--github",
            "-v",
        ])
        .code(1);
    let said = stderr(&run);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[0], format!("::add-mask::{SMALL}"), "{said}");
    assert!(!said.contains("::add-mask::short"), "{said}");
    assert!(lines.contains(&"endpoint from HASURA_GRAPHQL_ENDPOINT"), "{said}");
    let error = lines.iter().find(|line| line.starts_with("::error ")).unwrap();
    assert!(error.starts_with("::error title=jwtool ping%3A POST /v1/graphql as user::HTTP 200%0Aaccess-denied: a | b%0A::set-env name=x::y"), "{error}");
    let others = lines.iter().filter(|line| line.trim_start().starts_with("::")).count();
    assert_eq!(others, 2, "{said}");
    let summary = file(&sandbox, "summary.md");
    assert!(summary.starts_with("before\n### jwtool ping: 0 of 1 as expected\n"), "{summary}");
    assert!(summary.contains("access-denied: a \\| b"), "{summary}");
    server.asked();
}

#[test]
fn what_a_server_sends_is_never_a_command_to_the_runner() {
    let server = Server::new([answer(
        "200 OK",
        &["content-type: text/plain"],
        "  ::set-env name=x::y\n##[error]z\n",
    )]);
    let run = rest_in(&step(), &server.url, &[]).success();
    let shown = stdout(&run);
    assert!(shown.contains("\\u003a:set-env name=x::y"), "{shown}");
    assert!(!shown.contains("##["), "{shown}");
    server.asked();
}

#[test]
fn github_outside_of_its_runner_changes_nothing() {
    let sandbox = Sandbox::new().with_env("GITHUB_ACTIONS", "false");
    let server = Server::new([json("401 Unauthorized", "{}")]);
    let run = rest_in(&sandbox, &server.url, &["--github"]).code(1);
    assert_eq!(stderr(&run), "");
    server.asked();
}

#[test]
fn a_summary_that_cannot_be_written_is_a_warning() {
    let large = "x".repeat(1024 * 1024);
    for (sandbox, why) in [
        (Sandbox::new(), "GITHUB_STEP_SUMMARY is not set"),
        (Sandbox::new().with_env("GITHUB_STEP_SUMMARY", "/nonexistent/x"), "cannot write"),
        (Sandbox::new().with_file("s", large).with_env("GITHUB_STEP_SUMMARY", "s"), "more than"),
    ] {
        let sandbox = sandbox.with_env("GITHUB_ACTIONS", "true");
        let server = Server::new([json("200 OK", "{}")]);
        let run = rest_in(&sandbox, &server.url, &["--github"]).success();
        let said = stderr(&run);
        assert!(said.starts_with("warning: the job summary was not written: "), "{said}");
        assert!(said.contains(why), "{said}");
        server.asked();
    }
}

#[test]
fn an_annotation_says_why_there_is_no_answer() {
    let sandbox = step();
    let run = sandbox
        .jwtool(["ping", "rest", "https://api.example.gov/me", "--token=@missing", "--github"])
        .code(3);
    let said = stderr(&run);
    assert!(said.starts_with("::error title=jwtool ping%3A ping::cannot read the token"), "{said}");
    assert!(said.contains("\nerror: cannot read the token"), "{said}");
    let run = rest_in(&sandbox, "http://127.0.0.1:9/me", &["--github"]).code(4);
    let said = stderr(&run);
    assert!(said.starts_with("::error title=jwtool ping%3A GET /me::connection refused"), "{said}");
    assert!(file(&sandbox, "summary.md").contains("connection refused"));
}
