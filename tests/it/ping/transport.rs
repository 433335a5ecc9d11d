//! Tests of the connection: redirects, compression, bounds, certificates, proxies, and what must
//! not be printed.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use crate::mint::with_dev_key;
use crate::ping::SMALL;
use crate::ping::server::{self, Server, answer, header};
use crate::sandbox::{Sandbox, fixture};

/// Runs a command and returns the exit code, standard output and standard error.
fn run(sandbox: &Sandbox, arguments: &[&str]) -> (i32, String, String) {
    let run = sandbox.jwtool(arguments.iter().copied());
    let output = run.get_output();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_redirect_is_an_answer_and_nothing_goes_to_its_target() {
    let target = Server::new([server::json("200 OK", "{}")]);
    let moved = format!("location: {}/elsewhere?code=hunter2", target.url);
    let server = Server::new([answer("307 Temporary Redirect", &[&moved], "")]);
    let (code, out, _) = run(&Sandbox::new(), &["ping", "rest", &server.url, "--token", SMALL]);
    assert_eq!(code, 1);
    assert!(out.contains(&format!("redirects to {}/elsewhere?code=…", target.url)), "{out}");
    assert_eq!(server.asked().len(), 1);
    assert_eq!(target.asked(), [""; 0]);
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn compressed_answers_are_unpacked_and_counted_unpacked() {
    /// `{"data":{"__typename":"query_root","id":12345678901234567890}}`
    const BROTLI: &str = "1b3d00a09c0576fb820d154a7b7171bb422db2f71533bfc8d28a45c72963b132bbf4006cc0017b38a68b2d427748d1b1343b0600ce2ab7dceac339ca99bd47b6";
    let brotli: Vec<u8> = (0..BROTLI.len() / 2)
        .map(|index| u8::from_str_radix(&BROTLI[2 * index..2 * index + 2], 16).unwrap())
        .collect();
    let json = "content-type: application/json";
    let body = r#"{"data":{"__typename":"query_root","id":12345678901234567890}}"#;
    for (encoding, bytes) in [("gzip", gzip(body.as_bytes())), ("br", brotli)] {
        let encoding = format!("content-encoding: {encoding}");
        let server = Server::new([answer("200 OK", &[json, &encoding], bytes)]);
        let arguments = ["ping", "graphql", &server.url, "--no-token", "--json"];
        let (code, out, _) = run(&Sandbox::new(), &arguments);
        assert_eq!(code, 0, "{out}");
        assert!(out.contains(r#""id":12345678901234567890"#), "{out}");
        let request = server.asked().pop().unwrap();
        let accepted = header(&request, "accept-encoding").unwrap();
        assert!(accepted.contains("gzip") && accepted.contains("br"), "{accepted}");
    }
    let fits = vec![b' '; 10 * 1024 * 1024];
    let over = vec![b' '; 10 * 1024 * 1024 + 1];
    for (bytes, code, encoding) in [
        (gzip(&fits), 0, "content-encoding: gzip"),
        (gzip(&over), 4, "content-encoding: gzip"),
        (over, 4, "x: y"),
        (b"not gzip".to_vec(), 4, "content-encoding: gzip"),
    ] {
        let server = Server::new([answer("200 OK", &[encoding], &bytes)]);
        let (exit, out, _) = run(&Sandbox::new(), &["ping", "rest", &server.url, "--no-token"]);
        assert_eq!(exit, code, "{encoding}, {} bytes: {out:.200}", bytes.len());
        let message = if bytes.len() == 8 { "cannot be unpacked" } else { "larger than 10 MiB" };
        assert_eq!(out.contains(message), code == 4, "{out:.200}");
        server.asked();
    }
}

#[test]
fn a_connection_that_is_reset_or_closed_before_an_answer_failed() {
    let (url, thread) = server::resetting();
    let (code, out, _) = run(&Sandbox::new(), &["ping", "rest", &url, "--no-token"]);
    assert_eq!(code, 4, "{out}");
    thread.join().unwrap();
    let server = Server::new([""]);
    let (code, out, _) = run(&Sandbox::new(), &["ping", "rest", &server.url, "--no-token"]);
    assert_eq!(code, 4, "{out}");
    assert!(out.contains("closed before a response was received"), "{out}");
    server.asked();
}

#[test]
fn only_a_trusted_certificate_is_accepted_unless_all_are() {
    let authority = fixture("tls/authority.pem");
    let at = format!("@{authority}");
    let call = |more: &[&str]| {
        let server = Server::with_tls([server::json("200 OK", "{}")]);
        let arguments = [&["ping", "rest", &server.url, "--token", SMALL], more].concat();
        let (code, out, err) = run(&Sandbox::new(), &arguments);
        (code, out, err, server.asked())
    };
    let (code, out, _, asked) = call(&[]);
    assert_eq!((code, asked.len()), (4, 0), "{out}");
    assert!(out.contains("certificate") && out.contains("--cacert FILE"), "{out}");
    for file in [&authority, &at] {
        let (code, out, err, asked) = call(&["--cacert", file]);
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        assert!(header(&asked[0], "authorization").is_some());
    }
    for quiet in [&[][..], &["-q"]] {
        let (code, _, err, asked) = call(&[&["--insecure"], quiet].concat());
        assert_eq!((code, asked.len()), (0, 1));
        assert!(err.starts_with("WARNING: `--insecure` accepts any certificate"), "{err}");
    }
    let other = fixture("keys/rsa.spki.pem");
    let (code, _, err) = run(
        &Sandbox::new(),
        &["ping", "rest", "https://127.0.0.1:9", "--no-token", "--cacert", &other],
    );
    assert_eq!(code, 3);
    assert!(err.contains("no PEM certificates"), "{err}");
}

#[test]
fn a_plain_server_is_not_a_certificate_problem() {
    let server = Server::new([server::json("200 OK", "{}")]);
    let url = server.url.replace("http:", "https:");
    let (code, out, _) = run(&Sandbox::new(), &["ping", "rest", &url, "--no-token"]);
    assert_eq!(code, 4);
    assert!(out.contains("a local server usually uses plain http"), "{out}");
    server.asked();
}

#[test]
fn what_a_proxy_answers_is_not_taken_for_the_endpoint() {
    for (status, expected) in [
        ("407 Proxy Authentication Required", "wants a user name and a password"),
        ("502 Bad Gateway", "which may have answered itself"),
        ("503 Service Unavailable", "which may have answered itself"),
        ("404 Not Found", ""),
    ] {
        let proxy = Server::new([answer(status, &[], "")]);
        let with_user = proxy.url.replace("//", "//ada:hunter2@");
        let sandbox = Sandbox::new().with_env("http_proxy", &with_user);
        let arguments = ["ping", "rest", "http://api.example.gov/a", "--no-token"];
        let (code, out, err) = run(&sandbox, &arguments);
        assert_eq!(code, 1, "{out}");
        let host = proxy.url.strip_prefix("http://").unwrap();
        assert_eq!(out.contains(host), !expected.is_empty(), "{out}");
        assert!(out.contains(expected), "{out}");
        assert!(!out.contains("hunter2") && !err.contains("hunter2"), "{out}{err}");
        let request = proxy.asked().pop().unwrap();
        assert!(request.starts_with("GET http://api.example.gov/a HTTP/1.1"), "{request}");
    }
    // The tunnel to an https endpoint is refused.
    let proxy = Server::new([answer("407 Proxy Authentication Required", &[], "")]);
    let sandbox = Sandbox::new().with_env("HTTPS_PROXY", &proxy.url);
    let arguments = ["ping", "rest", "https://api.example.gov/a", "--token", SMALL];
    let (code, out, _) = run(&sandbox, &arguments);
    assert_eq!(code, 4, "{out}");
    assert!(out.contains("through the proxy"), "{out}");
    let request = proxy.asked().pop().unwrap();
    assert!(request.starts_with("CONNECT api.example.gov:443 HTTP/1.1"), "{request}");
    assert!(!request.contains(SMALL), "{request}");
    // NO_PROXY exempts a host.
    let sandbox = Sandbox::new()
        .with_env("http_proxy", "http://127.0.0.1:9")
        .with_env("NO_PROXY", ".invalid");
    let (code, out, _) = run(&sandbox, &["ping", "rest", "http://nobody.invalid/", "--no-token"]);
    assert_eq!(code, 4);
    assert!(!out.contains("proxy"), "{out}");
}

#[test]
fn nothing_secret_is_printed() {
    let server = Server::new([server::json("200 OK", r#"{"data":{}}"#)]);
    let sandbox = Sandbox::new().with_env("SECRET", "hunter2");
    let (code, out, err) = run(
        &sandbox,
        &[
            "ping",
            "graphql",
            &server.url,
            "-v",
            "--token",
            SMALL,
            "--role=editor",
            "--admin-secret=env:SECRET",
            "-H",
            "x-api-key: hunter2",
            "-H",
            "cookie: a=hunter2",
        ],
    );
    assert_eq!(code, 0);
    for text in [&out, &err] {
        assert!(!text.contains("hunter2") && !text.contains(SMALL), "{text}");
    }
    for line in ["authorization: …", "x-hasura-role: editor", "x-hasura-admin-secret: …"] {
        assert!(err.contains(line), "{err}");
    }
    server.asked();
}

#[test]
fn an_admin_secret_does_not_go_to_the_endpoint_of_a_project() {
    let sandbox = with_dev_key()
        .with_env("SECRET", "hunter2")
        .with_env("JWTOOL_PROFILE", "team")
        .with_file("jwtool.toml", "[profile.team]\ngraphql = \"https://x.example\"\n");
    let (code, _, err) = run(&sandbox, &["ping", "graphql", "--admin-secret=env:SECRET"]);
    assert_eq!(code, 2);
    assert!(err.contains("`x-hasura-admin-secret`") && err.contains("jwtool.toml"), "{err}");
    assert!(err.contains("x.example") && !err.contains("hunter2"), "{err}");
}

#[test]
fn what_a_server_sends_cannot_control_the_terminal() {
    let nasty = "\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}x";
    let text = answer("401 Unauthorized", &["content-type: text/plain"], nasty);
    let escaped =
        serde_json::to_string(&serde_json::json!({"data": null, "errors": [{"message": nasty}]}));
    let json = server::json("200 OK", &escaped.unwrap());
    for (kind, response) in [("rest", text), ("graphql", json)] {
        for more in [&[][..], &["--json"]] {
            let server = Server::new([response.clone()]);
            let arguments = [&["ping", kind, &server.url, "--no-token"], more].concat();
            let (_, out, err) = run(&Sandbox::new(), &arguments);
            for text in [out, err] {
                let is_bad = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
                assert!(!text.contains(is_bad), "{text:?}");
            }
            server.asked();
        }
    }
}

#[test]
fn a_token_that_is_too_large_is_named_with_its_largest_claims() {
    let groups = "g".repeat(9000);
    let sandbox = with_dev_key();
    let set = format!("--set=x-hasura-groups={groups}");
    let token = sandbox.output(["mint", "--role=user", &set, "small=1"]);
    let nginx = answer(
        "400 Bad Request",
        &["content-type: text/html"],
        "<html><head><title>400 Request Header Or Cookie Too Large</title></head>",
    );
    for response in [nginx, answer("431 Request Header Fields Too Large", &[], "")] {
        let server = Server::new([response]);
        let document: Value = {
            let arguments = ["ping", "rest", &server.url, "--token", token.trim(), "--json"];
            serde_json::from_str(&run(&sandbox, &arguments).1).unwrap()
        };
        let shown = document["results"][0]["explanation"].as_str().unwrap();
        let size = format!("has {} bytes", token.trim().len() + "authorization: Bearer ".len());
        assert!(shown.contains(&size), "{shown}");
        assert!(shown.contains("largest claims are `https://hasura.io/jwt/claims` ("), "{shown}");
        server.asked();
    }
}
