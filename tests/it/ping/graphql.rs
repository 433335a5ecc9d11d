//! Tests of `ping graphql`: what is sent, and what kinds of answers there are.

use serde_json::{Value, json};

use crate::ping::SMALL;
use crate::ping::server::{self, Server, answer, body, header};
use crate::sandbox::Sandbox;

/// Sends one request to a server with this answer, and returns the exit code and the result.
fn result(answer: Vec<u8>, more: &[&str]) -> (i32, Value) {
    let server = Server::new([answer]);
    let arguments = [&["ping", "graphql", &server.url, "--no-token", "--json"], more].concat();
    let run = Sandbox::new().jwtool(arguments);
    let output = run.get_output();
    server.asked();
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    (output.status.code().unwrap(), document["results"][0].clone())
}

#[test]
fn kinds_of_answers_are_told_apart() {
    const GRAPHQL: &str = "content-type: application/graphql-response+json; charset=utf-8";
    const JSON: &str = "content-type: application/json";
    const HTML: &str = "content-type: text/html";
    let errors = r#"{"errors":[{"message":"no"}]}"#;
    let nulls = r#"{"data":null,"errors":[{"message":"no"}]}"#;
    let partial = r#"{"data":{"a":[1]},"errors":[{"message":"no"}]}"#;
    let data = r#"{"data":{"a":[1]}}"#;
    for (status, kind, body, word, code, explained) in [
        ("200 OK", JSON, data, "data", 0, ""),
        ("200 OK", GRAPHQL, data, "data", 0, ""),
        ("200 OK", "x: y", data, "data", 0, ""),
        ("200 OK", JSON, r#"{"data":{},"errors":null}"#, "data", 0, ""),
        ("200 OK", JSON, r#"{"data":{},"errors":[]}"#, "data", 0, ""),
        ("200 OK", JSON, "\u{feff}{\"data\":{}}", "data", 0, ""),
        ("200 OK", JSON, partial, "partial-data", 1, "the response has data and errors"),
        ("294 Partial", GRAPHQL, partial, "partial-data", 1, "the response has data and errors"),
        ("200 OK", JSON, errors, "errors", 1, ""),
        ("200 OK", JSON, nulls, "errors", 1, ""),
        // The media type says that GraphQL answered, whatever the status is.
        ("401 Unauthorized", GRAPHQL, errors, "errors", 1, ""),
        ("400 Bad Request", JSON, errors, "http-error", 1, ""),
        ("500 Oops", GRAPHQL, data, "http-error", 1, "HTTP 500"),
        ("502 Bad Gateway", JSON, data, "http-error", 1, "HTTP 502"),
        ("502 Bad Gateway", "x: y", "", "http-error", 1, "empty body"),
        ("502 Bad Gateway", HTML, "<h1>Bad</h1>", "web-page", 1, "web page (HTML)"),
        ("200 OK", "x: y", " <!DOCTYPE html><p>", "web-page", 1, "web page (HTML)"),
        ("200 OK", JSON, "", "empty", 1, "empty body"),
        ("204 No Content", "x: y", "", "empty", 1, "empty body"),
        (
            "302 Found",
            "location: https://login.example.gov/?x=1",
            "",
            "redirect",
            1,
            "https://login.example.gov/",
        ),
        ("304 Not Modified", "x: y", "", "redirect", 1, "HTTP 304"),
        ("200 OK", JSON, r#"{"hello":1}"#, "not-graphql", 1, "not a GraphQL response"),
        ("200 OK", JSON, "[]", "not-graphql", 1, "not a GraphQL response"),
        ("200 OK", "x: y", "OK", "not-graphql", 1, "not JSON"),
        ("200 OK", JSON, r#"{"data":"#, "not-graphql", 1, "not JSON"),
    ] {
        let (exit, result) = result(answer(status, &[kind], body), &[]);
        let shown = format!("{status} {kind} {body}: {result}");
        assert_eq!(result["answer"], word, "{shown}");
        assert_eq!(exit, code, "{shown}");
        assert_eq!(result["as_expected"], code == 0, "{shown}");
        let explanation = result["explanation"].as_str().unwrap_or_default();
        assert!(explanation.contains(explained), "{shown}");
        assert_eq!(result["refusal"].is_object(), body.contains("errors\":[{"), "{shown}");
    }
}

#[test]
fn lists_are_counted_and_digits_stay_as_they_are() {
    let data = r#"{"data":{"orders":[{"id":12345678901234567890},{"id":1.10}],"a":{"nodes":[[1],2,3]},"none":[],"x":null}}"#;
    let server = Server::new([server::json("200 OK", data)]);
    let run = Sandbox::new().jwtool(["ping", "graphql", &server.url, "--no-token", "--json"]);
    let shown = String::from_utf8(run.success().get_output().stdout.clone()).unwrap();
    server.asked();
    assert!(shown.contains(r#""rows":{"orders":2,"a.nodes":3,"none":0}"#), "{shown}");
    assert!(shown.contains(r#"{"id":12345678901234567890},{"id":1.10}"#), "{shown}");
}

/// Returns the request that these arguments send.
fn sent(sandbox: &Sandbox, arguments: &[&str]) -> String {
    let server = Server::new([server::json("200 OK", r#"{"data":{}}"#)]);
    let url = format!("{}/api/graphql", server.url);
    sandbox.jwtool([&["ping", "graphql", &url, "--no-token"], arguments].concat()).success();
    server.asked().pop().unwrap()
}

#[test]
fn query_operation_and_variables_are_sent() {
    let two = "query A($id: Int) { a } query B { b }";
    let sandbox = Sandbox::new()
        .with_file("two.graphql", two)
        .with_file("more.json", r#"{"id":12345678901234567890,"b":{"c":"="}}"#)
        .with_input("query FromInput { c }");
    let document = |arguments: &[&str]| body(&sent(&sandbox, arguments)).to_owned();
    assert_eq!(document(&[]), r#"{"query":"{ __typename }"}"#);
    assert_eq!(document(&["-Q", "{ a }"]), r#"{"query":"{ a }"}"#);
    assert_eq!(
        document(&["--query-file=-"]),
        r#"{"query":"query FromInput { c }","operationName":"FromInput"}"#
    );
    for file in ["two.graphql", "@two.graphql"] {
        assert_eq!(
            document(&["--query-file", file, "--operation=B"]),
            format!(r#"{{"query":"{two}","operationName":"B"}}"#)
        );
    }
    assert_eq!(
        document(&[
            "--variable=t=a=b",
            "--variable",
            "n:=10000000000000000000.0",
            "--variable=$e="
        ]),
        r#"{"query":"{ __typename }","variables":{"t":"a=b","n":10000000000000000000.0,"e":""}}"#
    );
    // A flag takes precedence over the file.
    assert_eq!(
        document(&["--variables=@more.json", "--variable=id:=7"]),
        r#"{"query":"{ __typename }","variables":{"id":7,"b":{"c":"="}}}"#
    );
    let request = sent(&sandbox, &[]);
    assert!(request.starts_with("POST /api/graphql HTTP/1.1\r\n"), "{request}");
    assert_eq!(
        header(&request, "accept"),
        Some("application/graphql-response+json, application/json;q=0.9")
    );
    assert_eq!(header(&request, "content-type"), Some("application/json"));
    let agent = concat!("jwtool/", env!("CARGO_PKG_VERSION"));
    assert_eq!(header(&request, "user-agent"), Some(agent));
}

#[test]
fn a_query_that_cannot_be_sent_says_why() {
    let sandbox = Sandbox::new().with_file("list.json", "[1]").with_file("bad.json", "{");
    for (arguments, message) in [
        (&["-Q", "query A { a } query B { b }"][..], "several operations"),
        (&["-Q", "query A { a }", "--operation=C"], "no operation `C`"),
        (&["--operation=C"], "no named operation"),
        (&["-Q", " "], "the query is empty"),
        (&["--query-file=nope"], "cannot read the query `nope`"),
        (&["--variables=list.json"], "is an array, not a JSON object"),
        (&["--variables=bad.json"], "is not JSON"),
        (&["--variable=a"], "write `name=text` or `name:=json`"),
        (&["--variable=a-b=1"], "not the name of a variable"),
        (&["--variable=a:=b"], "is not JSON"),
        (&["--introspect", "-Q", "{ a }"], "cannot be used"),
    ] {
        let all = [&["ping", "graphql", "http://127.0.0.1:9", "--no-token"], arguments].concat();
        let run = sandbox.jwtool(all);
        let output = run.get_output();
        let shown = String::from_utf8_lossy(&output.stderr).into_owned();
        let code = if arguments == ["--query-file=nope"] { 3 } else { 2 };
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {shown}");
        assert!(shown.contains(message), "{arguments:?}: {shown}");
    }
}

#[test]
fn an_address_without_a_path_gets_that_of_hasura() {
    let path = |run: &dyn Fn(&str) -> Sandbox, suffix: &str, argument: bool| {
        let server = Server::new([server::json("200 OK", r#"{"data":{}}"#)]);
        let url = format!("{}{suffix}", server.url);
        let mut arguments = vec!["ping", "graphql", "--no-token"];
        if argument {
            arguments.push(&url);
        }
        run(&url).jwtool(arguments).success();
        let request = server.asked().pop().unwrap();
        request.split(' ').nth(1).unwrap().to_owned()
    };
    let plain = |_: &str| Sandbox::new();
    let variable = |url: &str| Sandbox::new().with_env("HASURA_GRAPHQL_ENDPOINT", url);
    let profile = |url: &str| {
        let text = format!("default_profile = \"p\"\n[profile.p]\ngraphql = \"{url}\"\n");
        Sandbox::new().with_file("config/config.toml", text)
    };
    for (suffix, expected) in [
        ("", "/v1/graphql"),
        ("?a=b", "/v1/graphql?a=b"),
        ("/", "/"),
        ("/?a=b", "/?a=b"),
        ("/v1/graphql", "/v1/graphql"),
        ("/graphql/", "/graphql/"),
    ] {
        assert_eq!(path(&plain, suffix, true), expected);
        assert_eq!(path(&variable, suffix, false), expected);
        assert_eq!(path(&profile, suffix, false), expected);
    }
}

#[test]
fn the_address_decides_whether_it_is_graphql() {
    for (suffix, method) in
        [("", "POST"), ("/graphql", "POST"), ("/v1/graphql/", "POST"), ("/", "GET"), ("/a", "GET")]
    {
        let server = Server::new([server::json("200 OK", r#"{"data":{}}"#)]);
        let url = format!("{}{suffix}", server.url);
        Sandbox::new().jwtool(["ping", &url, "--no-token"]).success();
        let request = server.asked().pop().unwrap();
        assert!(request.starts_with(method), "{suffix}: {request}");
    }
}

#[test]
fn introspection_counts_what_each_role_sees() {
    let schema =
        |inner: &str| server::json("200 OK", &format!(r#"{{"data":{{"__schema":{{{inner}}}}}}}"#));
    let server = Server::new([
        schema(
            r#""queryType":{"fields":[{"name":"a"},{"name":"b"}]},"mutationType":{"fields":[{"name":"c"}]},"subscriptionType":null,"types":[{"name":"A"},{"name":"B"}]"#,
        ),
        schema(
            r#""queryType":{"fields":[{"name":"no_queries_available"}]},"mutationType":null,"subscriptionType":null,"types":[{"name":"A"}]"#,
        ),
        server::json(
            "200 OK",
            r#"{"errors":[{"message":"GraphQL introspection is not allowed, but the query contained __schema"}]}"#,
        ),
    ]);
    let run = Sandbox::new().jwtool([
        "ping",
        "graphql",
        &server.url,
        "--token",
        SMALL,
        "--introspect",
        "--json",
        "--role=a",
        "--role=b",
        "--role=c",
    ]);
    let document: Value = serde_json::from_slice(&run.code(1).get_output().stdout).unwrap();
    let results = &document["results"];
    assert_eq!(
        results[0]["introspection"],
        json!({"query_fields":2,"mutation_fields":1,"subscription_fields":0,"types":2})
    );
    assert_eq!(
        results[1]["introspection"],
        json!({"query_fields":0,"mutation_fields":0,"subscription_fields":0,"types":1})
    );
    assert_eq!(results[2]["introspection"], Value::Null);
    let explanation = results[2]["explanation"].as_str().unwrap();
    assert!(explanation.contains("introspection is switched off"), "{explanation}");
    for request in server.asked() {
        assert!(body(&request).contains(r#""operationName":"Introspection""#), "{request}");
    }
}

#[test]
fn a_query_that_is_not_in_the_allow_list_does_not_speak_against_the_token() {
    let refusal = r#"{"errors":[{"extensions":{"path":"$","code":"validation-failed"},"message":"query is not in any of the allowlists"}]}"#;
    let (_, result) = result(server::json("200 OK", refusal), &[]);
    assert_eq!(result["refusal"]["whose"], "hasura");
    let explanation = result["explanation"].as_str().unwrap();
    assert!(
        explanation.contains("the token was accepted, but the query is not listed"),
        "{explanation}"
    );
    assert!(explanation.contains("--operation"), "{explanation}");
}
