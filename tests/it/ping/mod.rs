//! Tests of `jwtool ping` against loopback servers that check the requests.

mod graphql;
mod refusals;
mod rest;
mod roles;
mod scripts;
mod server;
mod transport;
mod websocket;
mod ws_server;

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use httpmock::Method::{GET, POST};
use httpmock::MockServer;
use snapbox::str;

use crate::mint::with_dev_key;
use crate::sandbox::{Sandbox, fixture};

pub(crate) const SMALL: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln";

/// Replaces the milliseconds and the port, which differ in each run.
fn calm(output: &[u8], server: &MockServer) -> String {
    let text = String::from_utf8_lossy(output).replace(&server.base_url(), "http://server");
    without_times(&text)
}

/// Removes the numbers before `ms`, and the spaces that align them.
fn without_times(text: &str) -> String {
    let times = regex::Regex::new(r" +[0-9]+ ms").unwrap();
    times.replace_all(text, "  ms").into_owned()
}

#[test]
fn a_graphql_endpoint_gets_token_role_and_query() {
    let server = MockServer::start();
    let mock = server.mock(|when, then| {
        when.method(POST)
            .path("/v1/graphql")
            .header("authorization", format!("Bearer {SMALL}"))
            .header("x-hasura-role", "editor")
            .header("content-type", "application/json")
            .header("x-more", "yes")
            .body(r#"{"query":"{ __typename }"}"#);
        then.status(200)
            .header("content-type", "application/json")
            .body(r#"{"data":{"__typename":"query_root"}}"#);
    });
    // A URL without a path gets Hasura's path.
    let run = Sandbox::new()
        .jwtool([
            "ping",
            "graphql",
            &server.base_url(),
            "--token",
            SMALL,
            "--role=editor",
            "-H",
            "x-more: yes",
        ])
        .success();
    let shown = calm(&run.get_output().stdout, &server);
    assert!(shown.contains("http://server/v1/graphql as editor\n"), "{shown}");
    assert!(shown.contains("\"__typename\": \"query_root\""), "{shown}");
    mock.assert();
}

#[test]
fn a_minted_token_is_a_whole_smoke_test() {
    let key = std::fs::read_to_string(fixture("keys/rsa.spki.pem")).unwrap();
    let server = MockServer::start();
    let mock = server.mock(|when, then| {
        when.method(POST).header("x-hasura-role", "moped-admin").is_true(move |request| {
            // The server verifies the token, which must be signed with the dev key and be valid for
            // one minute.
            let headers = request.headers_vec();
            let (_, value) = headers.iter().find(|(name, _)| name == "authorization").unwrap();
            let token = value.strip_prefix("Bearer ").unwrap();
            let sandbox = Sandbox::new().with_file("k", &key);
            let document = sandbox.json(["verify", "--json", token, "--key=k"]);
            let claims = &document["claims"];
            document["accepted"] == true
                && claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap() == 60
                && claims["https://hasura.io/jwt/claims"]["x-hasura-default-role"] == "moped-admin"
        });
        then.status(200).body(r#"{"data":{}}"#);
    });
    with_dev_key()
        .with_env("HASURA_GRAPHQL_ENDPOINT", &server.base_url())
        .jwtool(["ping", "graphql", "--mint", "--role=moped-admin"])
        .success()
        .stderr_eq("endpoint from HASURA_GRAPHQL_ENDPOINT\n");
    mock.assert();
}

#[test]
fn an_errors_body_is_a_refusal_even_with_status_200() {
    let server = MockServer::start();
    let mock = server.mock(|when, then| {
        when.method(POST);
        then.status(200).body(r#"{"errors":[{"message":"Could not verify JWT: JWTExpired","extensions":{"path":"$","code":"invalid-jwt"}}]}"#);
    });
    let url = server.url("/v1/graphql");
    let document = Sandbox::new().json(["ping", "graphql", &url, "--token", SMALL, "--json"]);
    let result = &document["results"][0];
    assert_eq!(result["status"], 200);
    assert_eq!(result["answered"], true);
    assert_eq!(result["as_expected"], false);
    assert_eq!(result["refusal"]["code"], "invalid-jwt");
    assert_eq!(result["refusal"]["message"], "Could not verify JWT: JWTExpired");
    assert_eq!(document["summary"]["sent"], 1);
    assert_eq!(document["summary"]["as_expected"], 0);
    Sandbox::new().jwtool(["ping", "graphql", &url, "--token", SMALL]).code(1);
    mock.assert_calls(2);
}

#[test]
fn each_role_is_one_request() {
    let server = MockServer::start();
    let answer = |role: &'static str, body: &'static str| {
        server.mock(move |when, then| {
            when.method(POST).header("x-hasura-role", role);
            then.status(200).body(body);
        })
    };
    let a = answer("viewer", r#"{"data":{}}"#);
    let b = answer("editor", r#"{"errors":[{"message":"no"}]}"#);
    let url = server.base_url();
    let document = Sandbox::new().json([
        "ping",
        "graphql",
        &url,
        "--token",
        SMALL,
        "--role=viewer",
        "--role=editor",
        "--json",
    ]);
    assert_eq!(document["results"][0]["as_expected"], true);
    assert_eq!(document["results"][1]["as_expected"], false);
    assert_eq!(document["results"][1]["role"], "editor");
    a.assert();
    b.assert();
}

#[test]
fn a_rest_endpoint_is_judged_by_its_status() {
    let server = MockServer::start();
    let ok = server.mock(|when, then| {
        when.method(GET).path("/ok").header("authorization", format!("Bearer {SMALL}"));
        then.status(200).body(r#"{"sub":"ada"}"#);
    });
    let refused = server.mock(|when, then| {
        when.method(GET).path("/refused").header_missing("authorization");
        then.status(401).body(r#"{"error":"Authorization Required","description":"no header"}"#);
    });
    Sandbox::new().jwtool(["ping", "rest", &server.url("/ok"), "--token", SMALL]).success();
    let run =
        Sandbox::new().jwtool(["ping", "rest", &server.url("/refused"), "--no-token"]).code(1);
    let shown = calm(&run.get_output().stdout, &server);
    assert!(shown.starts_with("✗ 401") && shown.contains("no header"), "{shown}");
    ok.assert();
    refused.assert();
}

#[test]
fn what_is_on_this_machine_is_not_asked_for_through_a_proxy() {
    let server = MockServer::start();
    let mock = server.mock(|when, then| {
        when.method(GET).path("/ok");
        then.status(200).body("{}");
    });
    Sandbox::new()
        .with_env("HTTP_PROXY", "http://127.0.0.1:9")
        .with_env("http_proxy", "http://127.0.0.1:9")
        .jwtool(["ping", "rest", &server.url("/ok"), "--no-token"])
        .success();
    mock.assert();
}

#[test]
fn web_pages_redirects_and_nonsense_are_not_answers() {
    let server = MockServer::start();
    server.mock(|when, then| {
        when.path("/html");
        then.status(200).header("content-type", "text/html").body("<!DOCTYPE html><h1>Log in</h1>");
    });
    server.mock(|when, then| {
        when.path("/moved");
        then.status(302).header("location", "https://login.example.gov/");
    });
    server.mock(|when, then| {
        when.path("/other");
        then.status(200).body(r#"{"hello":1}"#);
    });
    server.mock(|when, then| {
        when.path("/empty");
        then.status(204);
    });
    let explained = |kind: &str, path: &str| {
        let run = Sandbox::new()
            .jwtool(["ping", kind, &server.url(path), "--no-token", "--json"])
            .code(1);
        let document: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
        document["results"][0]["explanation"].as_str().unwrap().to_owned()
    };
    snapbox::assert_data_eq!(
        explained("graphql", "/html"),
        str![
            "the response is a web page (HTML), not a GraphQL response; check the URL, or look for a proxy or login page in front of the endpoint"
        ]
    );
    snapbox::assert_data_eq!(
        explained("rest", "/html"),
        str![
            "the response is a web page (HTML), not an API response; check the URL, or look for a proxy or login page in front of the endpoint"
        ]
    );
    snapbox::assert_data_eq!(
        explained("rest", "/moved"),
        str![
            "the endpoint redirects to https://login.example.gov/; call that URL if it is the right one"
        ]
    );
    snapbox::assert_data_eq!(
        explained("graphql", "/other"),
        str!["HTTP 200: the response is JSON, but not a GraphQL response"]
    );
    snapbox::assert_data_eq!(explained("graphql", "/empty"), str!["HTTP 204 with an empty body"]);
    Sandbox::new().jwtool(["ping", "rest", &server.url("/empty"), "--no-token"]).success();
}

#[test]
fn an_endpoint_that_is_down_is_unreachable() {
    // A port that was just free and is closed again.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://127.0.0.1:{port}/");
    let run = Sandbox::new().jwtool(["ping", "graphql", &url, "--no-token"]).code(4);
    let shown = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(shown.to_lowercase().contains("connection refused"), "{shown}");
    assert!(shown.contains("is the server running"), "{shown}");
}

#[test]
fn an_endpoint_that_never_answers_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        // Accept the request, send nothing, and wait until the client disconnects.
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        let _ = stream.read_to_end(&mut request);
        String::from_utf8_lossy(&request).into_owned()
    });
    let run = Sandbox::new().jwtool(["ping", "rest", &url, "--no-token", "--timeout=1s"]).code(4);
    let shown = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(shown.contains("no response within 1 s"), "{shown}");
    assert!(server.join().unwrap().starts_with("GET / HTTP/1.1"));
}

#[test]
fn an_answer_that_breaks_off_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut begun = [0; 4];
        stream.read_exact(&mut begun).unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{").unwrap();
        begun
    });
    Sandbox::new().jwtool(["ping", "rest", &url, "--no-token"]).code(4);
    assert_eq!(&server.join().unwrap(), b"GET ");
}

#[test]
fn what_cannot_be_sent_says_why() {
    let run = |arguments: &[&str]| with_dev_key().jwtool([&["ping"], arguments].concat());
    run(&["graphql", "http://127.0.0.1:9/"]).code(3).stdout_eq("").stderr_eq(str![[r#"
error: there is no token
hint: pass it with `--token` (`-` for standard input, `@FILE`, `env:NAME`), set `JWTOOL_TOKEN`, mint one with `--mint --role ROLE`, or send none with `--no-token`

"#]]);
    run(&["graphql", "--mint"]).code(2).stderr_eq(str![[r#"
no endpoint was named; trying http://localhost:8080/v1/graphql
error: `--mint` needs a role
hint: for example `jwtool ping graphql --mint --role user`

"#]]);
    run(&["graphql", "--no-token", "--user-id=1"]).code(2).stderr_eq(str![[r#"
no endpoint was named; trying http://localhost:8080/v1/graphql
error: `--user-id` needs `--mint`
hint: add `--mint`

"#]]);
    run(&["graphql", "ftp://x", "--no-token"]).code(2).stderr_eq(str![[r#"
error: `ftp://x` is not an HTTP address
hint: write it like `https://graphql.example.gov/v1/graphql`

"#]]);
    run(&["graphql", "nonsense", "--no-token"]).code(2).stderr_eq(str![[r#"
error: `nonsense` is not a URL: relative URL without a base
hint: write it with its scheme: `http://nonsense`

"#]]);
    run(&["graphql", "http:/localhost", "--no-token"]).code(2).stderr_eq(str![[r#"
error: `http:/localhost` is not a URL
hint: write two slashes before the host: `http://localhost/`

"#]]);
    run(&["rest", "--no-token"]).code(2).stderr_eq(str![[r#"
error: `ping rest` needs an endpoint
hint: for example `jwtool ping rest https://api.example.gov/auth/current_user2`

"#]]);
    run(&["graphql", "http://127.0.0.1:9", "--no-token", "--offline"]).code(4).stderr_eq(str![[
        r#"
error: `--offline` forbids the request to http://127.0.0.1:9/v1/graphql
hint: drop `--offline`

"#
    ]]);
    with_dev_key()
        .with_env("HASURA_GRAPHQL_ENDPOINT", "http://graphql.example.gov")
        .jwtool(["ping", "graphql", "--mint", "--role=user"])
        .code(2)
        .stderr_eq(str![[r#"
endpoint from HASURA_GRAPHQL_ENDPOINT
error: refusing to send a token or headers to http://graphql.example.gov/v1/graphql over plain http
hint: if that is what you want, pass the endpoint: `jwtool ping graphql http://graphql.example.gov/v1/graphql`

"#]]);
}

#[test]
fn secrets_go_to_an_endpoint_of_a_project_only_from_the_command_line() {
    let server = MockServer::start();
    let mock = server.mock(|when, then| {
        when.method(POST).path("/v1/graphql").is_true(|request| {
            request.headers_vec().iter().all(|(name, value)| {
                name != "x-api-key" && name != "cookie" && !value.contains("leaked")
            })
        });
        then.status(200).body(r#"{"data":{}}"#);
    });
    let profile = format!("[profile.team]\ngraphql = \"{}\"\n", server.base_url());
    let project =
        || with_dev_key().with_file("jwtool.toml", &profile).with_env("JWTOOL_PROFILE", "team");
    let run = |sandbox: Sandbox, arguments: &[&str]| {
        sandbox.jwtool([&["ping", "graphql"], arguments].concat())
    };
    for arguments in [
        ["--token", SMALL].as_slice(),
        &["--mint", "--role=user"],
        &["--no-token"],
        &["--no-token", "-H", "accept: application/json"],
    ] {
        run(project().with_env("JWTOOL_TOKEN", "leaked"), arguments)
            .success()
            .stderr_eq("endpoint from profile team\n");
    }
    mock.assert_calls(4);
    let leaky = || project().with_env("JWTOOL_TOKEN", SMALL);
    let refused = run(leaky(), &["-H", "x-api-key: leaked", "-H", "Cookie: leaked"]).code(2);
    let shown = String::from_utf8_lossy(&refused.get_output().stderr)
        .replace(&server.address().to_string(), "HOST");
    snapbox::assert_data_eq!(
        shown,
        str![[r#"
endpoint from profile team
error: refusing to send `JWTOOL_TOKEN` and the header `x-api-key` and the header `cookie` to `HOST`, which is named only in the project file `[..]/jwtool.toml`
hint: if you trust that host, pass the endpoint yourself: `jwtool ping graphql http://HOST/v1/graphql`, or add it to a profile in your `config.toml`

"#]]
    );
    for arguments in [
        ["-H", "authorization: leaked"].as_slice(),
        &["--no-token", "-H", "x-api-key: leaked"],
        &["--mint", "--role=user", "-H", "x-hasura-admin-secret: leaked"],
        &["--role=user"],
    ] {
        run(leaky(), arguments).code(2);
    }
    mock.assert_calls(4);
    // An address on the command line or in the user's own file is the user's choice.
    let url = server.base_url();
    leaky().jwtool(["ping", "graphql", &url]).success();
    run(leaky().with_file("config/config.toml", &profile), &[]).success();
    mock.assert_calls(6);
    // A profile on the command line has a token of its own.
    run(leaky(), &["--profile=team"]).code(3).stderr_eq(str![[r#"
endpoint from profile team
`JWTOOL_TOKEN` is not used with `--profile`; to use it, pass `env:JWTOOL_TOKEN`
error: there is no token
hint: pass it with `--token` (`-` for standard input, `@FILE`, `env:NAME`), set `JWTOOL_TOKEN`, mint one with `--mint --role ROLE`, or send none with `--no-token`

"#]]);
    mock.assert_calls(6);
}

#[test]
fn an_endpoint_of_a_project_gets_no_token_over_plain_http() {
    let project =
        "[profile.team]\nrest = \"http://api.example.gov\"\nrest_ping = \"/it's;$(id)\"\n";
    with_dev_key()
        .with_file("jwtool.toml", project)
        .jwtool(["ping", "rest", "--profile=team", "--mint", "--role=user"])
        .code(2)
        .stderr_eq(str![[r#"
endpoint from profile team
error: refusing to send a token or headers to http://api.example.gov/it's;$(id) over plain http
hint: if that is what you want, pass the endpoint: `jwtool ping rest 'http://api.example.gov/it'/''s;$(id)'`

"#]]);
    let own = with_dev_key().with_file("config/config.toml", project);
    own.jwtool(["ping", "rest", "--profile=team", "--mint", "--role=user", "--offline"])
        .code(4)
        .stderr_eq(str![[r#"
endpoint from profile team
warning: the request to http://api.example.gov/it's;$(id) is not encrypted; use https
error: `--offline` forbids the request to http://api.example.gov/it's;$(id)
hint: drop `--offline`

"#]]);
}
