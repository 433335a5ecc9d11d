//! Tests of `ping rest`: what is sent, health endpoints, `WWW-Authenticate` and RelyAuth's hook.

use serde_json::{Value, json};

use crate::ping::SMALL;
use crate::ping::server::{self, Server, answer, body, header};
use crate::sandbox::Sandbox;

/// Calls a path of a server with this answer, and returns the exit code, the result, and the
/// request.
fn call(path: &str, answer: Vec<u8>, more: &[&str]) -> (i32, Value, String) {
    call_from(&Sandbox::new(), path, answer, more)
}

fn call_from(
    sandbox: &Sandbox,
    path: &str,
    answer: Vec<u8>,
    more: &[&str],
) -> (i32, Value, String) {
    let server = Server::new([answer]);
    let url = format!("{}{path}", server.url);
    let run = sandbox.jwtool([&["ping", "rest", &url, "--json"], more].concat());
    let output = run.get_output();
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let request = server.asked().pop().unwrap_or_default();
    (output.status.code().unwrap(), document["results"][0].clone(), request)
}

fn explanation(result: &Value) -> &str {
    result["explanation"].as_str().unwrap_or_default()
}

#[test]
fn an_empty_answer_is_no_web_page_whatever_its_type_is() {
    // Flask's `"", 204` and `""`.
    for status in ["204 No Content", "200 OK"] {
        let html = answer(status, &["content-type: text/html; charset=utf-8"], "");
        let (code, result, _) = call("/", html, &["--no-token"]);
        assert_eq!((code, &result["as_expected"]), (0, &json!(true)), "{result}");
        assert_eq!(result["explanation"], Value::Null);
    }
}

#[test]
fn data_is_a_post_and_json_if_it_is_json() {
    let sandbox = || Sandbox::new().with_file("body.json", "[1]").with_input("a=b");
    let ok = || server::json("200 OK", "{}");
    for (arguments, method, kind, sent) in [
        (&["--data", r#"{"a":1}"#][..], "POST", Some("application/json"), r#"{"a":1}"#),
        (&["--data=@body.json", "-X", "put"], "PUT", Some("application/json"), "[1]"),
        (&["--data=-"], "POST", Some("text/plain;charset=utf-8"), "a=b"),
        (
            &["--data=a=b", "-H", "Content-Type: application/x-www-form-urlencoded"],
            "POST",
            Some("application/x-www-form-urlencoded"),
            "a=b",
        ),
        (&["-X", "DELETE"], "DELETE", None, ""),
        (&["-X", "PURGE"], "PURGE", None, ""),
        (&[], "GET", None, ""),
    ] {
        let all = [&["--no-token"], arguments].concat();
        let (_, _, request) = call_from(&sandbox(), "/a", ok(), &all);
        assert!(request.starts_with(&format!("{method} /a HTTP/1.1")), "{request}");
        assert_eq!(header(&request, "content-type"), kind, "{request}");
        assert_eq!(
            request.to_ascii_lowercase().matches("\r\ncontent-type:").count(),
            usize::from(kind.is_some())
        );
        assert_eq!(body(&request), sent);
    }
}

#[test]
fn a_header_replaces_ours_and_there_is_one_authorization() {
    let sandbox = || Sandbox::new().with_env("JWTOOL_TOKEN", SMALL).with_env("S", "hunter2");
    let ok = || server::json("200 OK", "{}");
    let count = |request: &str| request.to_ascii_lowercase().matches("\r\nauthorization:").count();
    for (arguments, expected) in [
        (&[][..], Some(format!("Bearer {SMALL}"))),
        (&["-H", "Authorization: Basic eDp5"], Some("Basic eDp5".to_owned())),
        (&["--token", SMALL, "-H", "AUTHORIZATION: x"], Some("x".to_owned())),
        (&["--no-token"], None),
        // An admin secret takes the place of the token.
        (&["--admin-secret=env:S"], None),
        (&["--admin-secret=env:S", "--token", SMALL], Some(format!("Bearer {SMALL}"))),
    ] {
        let (code, _, request) = call_from(&sandbox(), "/", ok(), arguments);
        assert_eq!(code, 0);
        assert_eq!(header(&request, "authorization"), expected.as_deref(), "{arguments:?}");
        assert_eq!(count(&request), usize::from(expected.is_some()));
        let has_secret = arguments.iter().any(|one| one.starts_with("--admin"));
        assert_eq!(header(&request, "x-hasura-admin-secret"), has_secret.then_some("hunter2"));
    }
    // Without a token in sight, the header is enough, and other headers may appear twice.
    let more = ["-H", "authorization: x", "-H", "x-a: 1", "-H", "x-a: 2"];
    let (code, _, request) = call("/", ok(), &more);
    assert_eq!((code, header(&request, "authorization")), (0, Some("x")));
    assert_eq!(request.matches("\r\nx-a: ").count(), 2, "{request}");
    let run = sandbox().jwtool([
        "ping",
        "rest",
        "http://127.0.0.1:9",
        "-H",
        "Authorization: a",
        "-H",
        "authorization: b",
    ]);
    let shown = String::from_utf8_lossy(&run.code(2).get_output().stderr).into_owned();
    assert!(shown.contains("`authorization` appears more than once"), "{shown}");
}

#[test]
fn a_token_may_be_in_a_file_and_a_refresh_token_stays_here() {
    let sandbox = Sandbox::new()
        .with_file("token.txt", format!("{SMALL}\n"))
        .with_env("JWTOOL_TOKEN", "@token.txt");
    let (_, _, request) = call_from(&sandbox, "/", server::json("200 OK", "{}"), &[]);
    assert_eq!(header(&request, "authorization"), Some(format!("Bearer {SMALL}").as_str()));
    // {"alg":"HS256"} {"typ":"Refresh","sub":"a"}
    let refresh = "eyJhbGciOiJIUzI1NiJ9.eyJ0eXAiOiJSZWZyZXNoIiwic3ViIjoiYSJ9.c2ln";
    let bearer = format!("Authorization: Bearer {refresh}");
    for arguments in [["--token", refresh], ["-H", &bearer]] {
        let server = Server::new([server::json("200 OK", "{}")]);
        let run = Sandbox::new()
            .jwtool([&["ping", "rest", &server.url], &arguments[..]].concat())
            .code(3);
        let shown = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(shown.contains("refresh token"), "{shown}");
        assert_eq!(server.asked(), [""; 0]);
    }
}

#[test]
fn health_endpoints_get_no_token_and_are_reported() {
    let text = |status: &str, text: &str| answer(status, &["content-type: text/plain"], text);
    let sandbox = || Sandbox::new().with_env("JWTOOL_TOKEN", SMALL);
    for (path, response, code, health, explained) in [
        (
            "/healthz",
            text("200 OK", "OK"),
            0,
            json!({"server":null,"state":"ok","version":null}),
            "healthy",
        ),
        (
            "/healthz",
            text("200 OK", "WARN: inconsistent objects in schema"),
            0,
            json!({"server":"hasura","state":"warning","version":null}),
            "?strict=true",
        ),
        (
            "/hasura/healthz?strict=true",
            text("500 Internal Server Error", "ERROR: inconsistent objects in schema"),
            1,
            json!({"server":"hasura","state":"error","version":null}),
            "metadata is inconsistent",
        ),
        (
            "/v1/version",
            server::json("200 OK", r#"{"version":"v2.50.0"}"#),
            0,
            json!({"server":"hasura","state":"ok","version":"v2.50.0"}),
            "Hasura v2.50.0",
        ),
        ("/v1/version", server::json("200 OK", r#"{"a":1}"#), 0, Value::Null, ""),
    ] {
        let (exit, result, request) = call_from(&sandbox(), path, response, &[]);
        assert_eq!(header(&request, "authorization"), None, "{path}");
        assert_eq!(exit, code, "{result}");
        assert_eq!(result["health"], health, "{result}");
        assert!(explanation(&result).contains(explained), "{result}");
    }
    // One that is named is sent, and elsewhere one is needed.
    let more = ["--token", SMALL];
    let (_, _, request) = call("/healthz", text("200 OK", "OK"), &more);
    assert!(header(&request, "authorization").is_some());
    Sandbox::new().jwtool(["ping", "rest", "http://127.0.0.1:9/other"]).code(3);
}

#[test]
fn what_the_header_says_of_a_refusal_is_explained() {
    let html =
        "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">\n<title>401 Unauthorized</title>";
    // Apache's mod_auth_openidc answers with a page.
    let apache = answer(
        "401 Unauthorized",
        &[
            r#"WWW-Authenticate: Bearer realm="x", error="invalid_token", error_description="token expired""#,
            "content-type: text/html; charset=iso-8859-1",
        ],
        html,
    );
    let (code, result, _) = call("/", apache, &["--token", SMALL]);
    assert_eq!(code, 1);
    assert_eq!(result["refusal"]["code"], "invalid_token");
    assert_eq!(result["refusal"]["message"], "token expired");
    assert_eq!(result["refusal"]["status"], 401);
    let shown = explanation(&result);
    assert!(shown.contains("web page (HTML)") && !shown.contains("check the URL"), "{shown}");
    assert!(shown.contains("invalid_token: the token is expired, revoked"), "{shown}");

    let scope = answer(
        "403 Forbidden",
        &[r#"www-authenticate: Bearer error="insufficient_scope", scope="orders:read""#],
        "",
    );
    let (_, result, _) = call("/", scope, &["--token", SMALL]);
    assert_eq!(result["refusal"]["code"], "insufficient_scope");
    assert!(explanation(&result).contains("needed: `orders:read`"), "{result}");

    let bare = answer("401 Unauthorized", &["www-authenticate: Bearer"], "");
    let (_, result, _) = call("/", bare, &["--no-token"]);
    assert!(explanation(&result).starts_with("no token was sent; "), "{result}");
    assert!(result["refusal"].is_object(), "{result}");
    // A page without any of this is what it was before.
    let page = answer("404 Not Found", &["content-type: text/html"], html);
    let (_, result, _) = call("/", page, &["--no-token"]);
    assert!(explanation(&result).contains("check the URL"), "{result}");
    assert_eq!(result["refusal"], Value::Null);
}

#[test]
fn the_hook_of_relyauth_shows_the_session() {
    let session =
        r#"{"x-hasura-role":"editor","x-hasura-user-id":"7","x-big":12345678901234567890}"#;
    for path in ["/auth/hasura", "/prefix/auth/ddn"] {
        let (code, result, request) =
            call(path, server::json("200 OK", session), &["--token", SMALL, "--role=editor"]);
        assert_eq!(code, 0);
        assert_eq!(result["session"]["x-hasura-role"], "editor", "{result}");
        assert!(request.starts_with("GET "), "{request}");
        assert_eq!(header(&request, "x-hasura-role"), Some("editor"));
    }
    let (code, result, _) =
        call("/auth/hasura", answer("401 Unauthorized", &[], ""), &["--token", SMALL]);
    assert_eq!((code, &result["refusal"]["whose"]), (1, &json!("relyauth")));
    assert!(explanation(&result).contains("debug log"), "{result}");
    assert_eq!(result["session"], Value::Null);
    let (_, result, _) = call(
        "/auth/ddn",
        server::json(
            "400 Bad Request",
            r#"{"title":"Bad Request","status":400,"detail":"Request body is required"}"#,
        ),
        &["--token", SMALL, "-X", "POST"],
    );
    assert!(explanation(&result).contains("use GET"), "{result}");
    // Elsewhere the same body is no session.
    let (_, result, _) = call("/me", server::json("200 OK", session), &["--no-token"]);
    assert_eq!(result["session"], Value::Null);
}

#[test]
fn the_path_of_a_profile_is_appended() {
    let server = Server::new([server::json("200 OK", "{}")]);
    let profile =
        format!("[profile.p]\nrest = \"{}/api/\"\nrest_ping = \"/auth/me?full=1\"\n", server.url);
    Sandbox::new()
        .with_file("config/config.toml", profile)
        .jwtool(["ping", "rest", "--profile=p", "--no-token"])
        .success()
        .stderr_eq("endpoint from profile p\n");
    let request = server.asked().pop().unwrap();
    assert!(request.starts_with("GET /api/auth/me?full=1 HTTP/1.1"), "{request}");
}

#[test]
fn a_token_that_a_server_repeats_is_shortened_in_its_message() {
    let echo = answer("401 Unauthorized", &["content-type: text/plain"], format!("bad: {SMALL}"));
    let (code, result, _) = call("/", echo, &["--token", SMALL]);
    assert_eq!((code, &result["refusal"]["message"]), (1, &json!("bad: eyJhbG…")), "{result}");
}
