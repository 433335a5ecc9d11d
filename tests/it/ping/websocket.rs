//! Tests of `ping graphql --websocket` against scripted servers.

use serde_json::{Value, json};

use crate::mint::with_dev_key;
use crate::ping::SMALL;
use crate::ping::server::answer;
use crate::ping::ws_server::{Script, Seen, Step, WsServer, close, receive, send};
use crate::sandbox::{Sandbox, fixture};

const TRANSPORT: &str = "graphql-transport-ws";
const LEGACY: &str = "graphql-ws";

const ACK: &str = r#"{"type":"connection_ack"}"#;
const NEXT: &str = r#"{"id":"1","type":"next","payload":{"data":{"__typename":"query_root"}}}"#;
const COMPLETE: &str = r#"{"id":"1","type":"complete"}"#;

/// Runs `ping graphql --websocket --json` and returns the exit code and the results.
fn run_in(sandbox: &Sandbox, url: &str, arguments: &[&str]) -> (i32, Value) {
    let all = [&["ping", "graphql", url, "--websocket", "--json"], arguments].concat();
    let run = sandbox.jwtool(all);
    let output = run.get_output();
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    (output.status.code().unwrap(), document["results"].clone())
}

/// Runs it with a token against a server with these scripts. Returns the exit code, the only
/// result and what the server saw.
fn run(scripts: impl IntoIterator<Item = Script>) -> (i32, Value, Vec<Seen>) {
    let server = WsServer::new(scripts);
    let arguments = ["--token", SMALL, "--role", "user"];
    let (code, results) = run_in(&Sandbox::new(), &server.url, &arguments);
    (code, results[0].clone(), server.seen())
}

/// Acknowledges the connection and answers the operation.
fn answering(protocol: Option<&'static str>, texts: &[&str]) -> Script {
    let mut steps = vec![receive(), send(ACK), receive()];
    steps.extend(texts.iter().map(|text| send(text)));
    Script::Open(protocol, steps)
}

/// Waits for `connection_init`, and then does this.
fn after_init(steps: &[Step]) -> Script {
    let mut all = vec![receive()];
    all.extend_from_slice(steps);
    Script::Open(Some(TRANSPORT), all)
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn explanation(result: &Value) -> &str {
    result["explanation"].as_str().unwrap_or_default()
}

#[test]
fn an_operation_is_sent_with_the_headers_in_the_payload() {
    let (code, result, seen) = run([answering(Some(TRANSPORT), &[NEXT, COMPLETE])]);
    assert_eq!(code, 0, "{result}");
    let [seen] = seen.as_slice() else { panic!("{seen:?}") };
    assert!(seen.head.starts_with("GET /v1/graphql HTTP/1.1\r\n"), "{}", seen.head);
    assert_eq!(seen.header("sec-websocket-protocol"), Some(TRANSPORT));
    assert_eq!(seen.header("sec-websocket-version"), Some("13"));
    assert!(seen.header("user-agent").unwrap().starts_with("jwtool/"));
    // Hasura v2 counts a token in both places as two, and refuses them.
    assert_eq!(seen.header("authorization"), None);
    let bearer = format!("Bearer {SMALL}");
    let [init, subscribe, complete, end] = seen.texts.as_slice() else { panic!("{seen:?}") };
    assert_eq!(
        parsed(init),
        json!({"type": "connection_init", "payload": {
            "Authorization": bearer,
            "authorization": bearer,
            "x-hasura-role": "user",
            "headers": {"Authorization": bearer, "x-hasura-role": "user"},
        }})
    );
    assert_eq!(
        parsed(subscribe),
        json!({"id": "1", "type": "subscribe", "payload": {"query": "{ __typename }"}})
    );
    assert_eq!(parsed(complete), json!({"id": "1", "type": "complete"}));
    assert_eq!(end, "close 1000");
    assert_eq!(result["status"], 101);
    assert_eq!(result["answer"], "data");
    assert!(result["url"].as_str().unwrap().starts_with("ws://"), "{result}");
    assert_eq!(result["body"], json!({"data": {"__typename": "query_root"}}));
    assert_eq!(
        result["websocket"],
        json!({
            "protocol": TRANSPORT,
            "acknowledged": true,
            "close_code": null,
            "message": parsed(NEXT),
        })
    );
}

#[test]
fn both_kinds_of_ping_are_answered_and_signs_of_life_are_ignored() {
    let steps = vec![
        receive(),
        send(r#"{"type":"ping","payload":{"n":1}}"#),
        receive(),
        Step::Ping,
        send(r#"{"type":"ka"}"#),
        send(ACK),
        receive(),
        send(r#"{"type":"ping"}"#),
        receive(),
        send(r#"{"id":"other","type":"next","payload":{"data":{"a":1}}}"#),
        // A protocol of texts in binary frames
        Step::Binary(r#"{"id":"1","type":"data","payload":{"data":{"a":[1,2]}}}"#.to_owned()),
    ];
    let (code, result, seen) = run([Script::Open(Some(TRANSPORT), steps)]);
    assert_eq!((code, &result["rows"]), (0, &json!({"a": 2})), "{result}");
    let texts = &seen[0].texts;
    assert_eq!(parsed(&texts[1]), json!({"type": "pong", "payload": {"n": 1}}));
    assert_eq!(texts[2], "pong");
    assert_eq!(parsed(&texts[4]), json!({"type": "pong"}));
}

#[test]
fn the_legacy_protocol_is_spoken_where_there_is_no_other() {
    let data = r#"{"id":"1","type":"data","payload":{"data":{"a":1}}}"#;
    let http = |status: &str| Script::Http(answer(status, &[], "no such protocol"));
    for (first, connections) in [
        (http("400 Bad Request"), 2),
        (http("426 Upgrade Required"), 2),
        // The token may be missing in the handshake, so that is tried before.
        (http("401 Unauthorized"), 3),
        (Script::Open(None, vec![close(1002, "")]), 2),
        (after_init(&[close(4406, "Subprotocol not acceptable")]), 2),
        // It agreed to none, and does not understand `subscribe`.
        (Script::Open(None, vec![receive(), send(ACK), receive(), close(4400, "what?")]), 2),
        // Old releases of Hasura choose their own.
        (Script::Open(Some(LEGACY), vec![]), 2),
    ] {
        let mut scripts = vec![first.clone(); connections - 1];
        scripts.push(answering(Some(LEGACY), &[data]));
        let (code, result, seen) = run(scripts);
        assert_eq!(code, 0, "{first:?}: {result}");
        assert_eq!(result["websocket"]["protocol"], LEGACY, "{result}");
        assert_eq!(result["body"], json!({"data": {"a": 1}}));
        assert_eq!(seen.len(), connections, "{first:?}");
        let (last, before) = seen.split_last().unwrap();
        // One name at a time: Hasura DDN refuses two.
        assert!(before.iter().all(|seen| seen.header("sec-websocket-protocol") == Some(TRANSPORT)));
        assert_eq!(last.header("sec-websocket-protocol"), Some(LEGACY));
        let types: Vec<Value> =
            last.texts[..4].iter().map(|text| parsed(text)["type"].clone()).collect();
        assert_eq!(types, ["connection_init", "start", "stop", "connection_terminate"]);
        assert_eq!(last.texts[4], "close 1000");
    }
}

/// The close codes, each with its reason, whether the connection was acknowledged before, whose
/// refusal it is, the message of the refusal, and a part of the explanation.
#[test]
fn close_codes_are_put_into_words() {
    let jwt = "Could not verify JWT: JWTExpired";
    let of_init = format!("4400: Connection initialization failed: {jwt}");
    for (code, reason, acknowledged, whose, message, words) in [
        // The library graphql-ws
        (4400, "Invalid message", false, None, Some("Invalid message"), "did not understand"),
        (4401, "Unauthorized", false, None, Some("Unauthorized"), "not about the token"),
        (4403, "Forbidden", false, None, Some("Forbidden"), "without `--websocket`"),
        (4408, "Connection initialisation timeout", false, None, None, "waited too long"),
        (
            4409,
            "Subscriber for 1 already exists",
            true,
            None,
            None,
            "an operation with the same ID",
        ),
        (4429, "Too many initialisation requests", false, None, None, "too many requests"),
        (4500, "Internal server error", false, None, None, "its check of the token"),
        (4004, "Bad response", false, None, None, "did not expect"),
        (4005, "Internal client error", false, None, None, "client of another server"),
        (4504, "Connection acknowledgement timeout", false, None, None, "behind it"),
        // Hasura v2, in the form of several releases
        (4403, "4403: Forbidden", false, Some("hasura"), Some("Forbidden"), "4403 (Forbidden)"),
        (
            4403,
            r#"{"server_error_msg":"4403: Forbidden"}"#,
            false,
            Some("hasura"),
            Some("Forbidden"),
            "4403 (Forbidden)",
        ),
        (4400, of_init.as_str(), false, Some("hasura"), Some(jwt), "JWTExpired"),
        (4401, "4401: Unauthorized", false, Some("hasura"), Some("Unauthorized"), "4401"),
        (
            4400,
            "4400: Parsing client message failed: x",
            true,
            Some("hasura"),
            Some("Parsing client message failed: x"),
            "did not understand",
        ),
        (4408, "4408: Connection initialisation timeout", false, Some("hasura"), None, "4408"),
        (4409, "4409: Subscriber for 1 already exists", true, Some("hasura"), None, "4409"),
        (4429, "4429: Too many requests", false, Some("hasura"), None, "4429 (Too many"),
        (1002, "Protocol Error", true, None, None, "subprotocol"),
        // Hasura DDN
        (
            1013,
            "WebSocket session expired",
            true,
            Some("hasura-ddn"),
            Some("WebSocket session expired"),
            "when the token has expired",
        ),
        (1012, "reload", true, None, None, "connect again"),
        (1011, "", false, None, None, "the server failed"),
        (
            4408,
            "Connection initialization timeout",
            false,
            Some("hasura-ddn"),
            None,
            "waited too long",
        ),
        (
            4429,
            "Too many initialization requests",
            false,
            Some("hasura-ddn"),
            None,
            "too many requests",
        ),
        (4400, "Invalid message format: x", false, Some("hasura-ddn"), None, "4400 (Invalid"),
        (1000, "", true, None, None, "without a result"),
        (3999, "own", false, None, Some("own"), "3999 (own)"),
    ] {
        let mut steps = vec![receive()];
        if acknowledged {
            steps.extend([send(ACK), receive()]);
        }
        steps.push(close(code, reason));
        let (exit, result, _) = run([Script::Open(Some(TRANSPORT), steps)]);
        assert_eq!(exit, 1, "{code} {reason}: {result}");
        assert_eq!(result["answered"], true, "{code}");
        assert_eq!(result["answer"], "closed", "{code} {reason}");
        assert_eq!(result["websocket"]["close_code"], code);
        assert_eq!(result["websocket"]["acknowledged"], acknowledged);
        assert_eq!(result["body"], Value::Null);
        assert_eq!(result["refusal"]["whose"].as_str(), whose, "{code} {reason}");
        if let Some(message) = message {
            assert_eq!(result["refusal"]["message"], message, "{code} {reason}");
            assert_eq!(result["refusal"]["code"], code.to_string());
        }
        let explanation = explanation(&result);
        assert!(explanation.contains(words), "{code} {reason}: {explanation}");
        assert!(explanation.contains(&code.to_string()), "{explanation}");
    }
}

#[test]
fn a_refused_connection_is_read_in_the_words_of_either_protocol() {
    let jwt = "Could not verify JWT: JWSError JWSInvalidSignature";
    let text = json!({"type": "connection_error", "payload": jwt}).to_string();
    let object = r#"{"type":"connection_error","payload":{"message":"Forbidden"}}"#;
    let coded = r#"{"type":"connection_error","payload":{"message":"no","extensions":{"code":"UNAUTHENTICATED"},"code":"E1"}}"#;
    let init_failed = format!("4400: Connection initialization failed: {jwt}");
    for (steps, whose, message, close_code) in [
        // Hasura v2 says why in the legacy protocol, and used its words in the other one, too.
        (vec![send(&text)], json!("hasura"), jwt, Value::Null),
        (vec![send(&text), close(4400, &init_failed)], json!("hasura"), jwt, json!(4400)),
        (vec![send(object)], Value::Null, "Forbidden", Value::Null),
        (vec![send(object), close(1000, "")], Value::Null, "Forbidden", Value::Null),
        (vec![send(coded)], Value::Null, "no", Value::Null),
    ] {
        let (exit, result, _) = run([after_init(&steps)]);
        assert_eq!(exit, 1, "{result}");
        assert_eq!(result["answer"], "closed");
        assert_eq!(result["refusal"]["message"], message, "{result}");
        assert_eq!(result["refusal"]["whose"], whose, "{result}");
        assert_eq!(result["websocket"]["close_code"], close_code, "{result}");
        assert_eq!(result["websocket"]["acknowledged"], false);
        assert_eq!(result["websocket"]["message"]["type"], "connection_error");
        assert!(explanation(&result).contains("refused `connection_init`"), "{result}");
    }
}

#[test]
fn errors_of_the_operation_are_read_as_those_of_http() {
    let list = r#"{"id":"1","type":"error","payload":[{"message":"field not found","extensions":{"code":"validation-failed"}}]}"#;
    let one = r#"{"id":"1","type":"error","payload":{"message":"field not found","extensions":{"code":"validation-failed"}}}"#;
    let partial = r#"{"id":"1","type":"next","payload":{"data":{"a":1},"errors":[{"message":"field not found","extensions":{"code":"validation-failed"}}]}}"#;
    for (text, kind) in [(list, "errors"), (one, "errors"), (partial, "partial-data")] {
        let (exit, result, _) = run([answering(Some(TRANSPORT), &[text])]);
        assert_eq!(exit, 1, "{result}");
        assert_eq!(result["answer"], kind);
        assert_eq!(result["refusal"]["code"], "validation-failed", "{result}");
        assert_eq!(result["refusal"]["message"], "field not found");
        assert_eq!(result["websocket"]["acknowledged"], true);
    }
    let (exit, result, _) = run([answering(Some(TRANSPORT), &[COMPLETE])]);
    assert_eq!((exit, &result["answer"]), (1, &json!("empty")));
    assert!(explanation(&result).contains("without a result"), "{result}");
    // An echo is not GraphQL.
    let echo = r#"{"type":"connection_init","payload":{}}"#;
    for text in ["hello", "{}", echo] {
        let (exit, result, _) = run([after_init(&[send(text)])]);
        assert_eq!((exit, &result["answer"]), (1, &json!("not-graphql")), "{text}");
        assert!(explanation(&result).contains("another protocol"), "{result}");
        assert_ne!(result["body"], Value::Null);
    }
}

#[test]
fn a_refused_handshake_is_an_answer_of_http() {
    let location = "location: https://login.example.gov/";
    let challenge = r#"www-authenticate: Bearer error="invalid_token""#;
    let json_type = "content-type: application/json";
    for (status, headers, body, kind, connections, words) in [
        ("200 OK", vec![json_type], r#"{"data":{}}"#, "not-upgraded", 1, "instead of a websocket"),
        ("200 OK", vec![], "<html></html>", "web-page", 1, "web page"),
        ("301 Moved Permanently", vec![location], "", "redirect", 1, "redirects to"),
        ("401 Unauthorized", vec![challenge], "", "http-error", 3, "invalid_token"),
        ("403 Forbidden", vec![], "no", "http-error", 3, ""),
        ("404 Not Found", vec![], "nothing here", "http-error", 1, ""),
        ("426 Upgrade Required", vec![], "graphql-ws only", "http-error", 2, ""),
        ("400 Bad Request", vec![], "Invalid WebSocket protocol: graphql-ws", "http-error", 2, ""),
        ("503 Service Unavailable", vec![], "", "http-error", 1, "503"),
    ] {
        let script = Script::Http(answer(status, &headers, body));
        let (exit, result, seen) = run(vec![script; 3]);
        assert_eq!(exit, 1, "{status}: {result}");
        assert_eq!(result["status"], status[..3].parse::<u16>().unwrap());
        assert_eq!(result["answer"], kind, "{status}");
        assert_eq!(seen.len(), connections, "{status}");
        assert!(explanation(&result).contains(words), "{status}: {result}");
        assert_eq!(
            result["websocket"],
            json!({"protocol": null, "acknowledged": false, "close_code": null, "message": null})
        );
        if status.starts_with('4') && !body.is_empty() {
            assert_eq!(result["refusal"]["message"], body, "{result}");
        }
    }
}

#[test]
fn a_gateway_may_read_the_token_only_in_the_handshake() {
    let refusal = Script::Http(answer("401 Unauthorized", &[], ""));
    let (exit, result, seen) = run([refusal, answering(Some(TRANSPORT), &[NEXT])]);
    assert_eq!(exit, 0, "{result}");
    assert_eq!(seen[0].header("authorization"), None);
    assert_eq!(seen[1].header("authorization"), Some(format!("Bearer {SMALL}").as_str()));
    assert_eq!(seen[1].header("x-hasura-role"), Some("user"));
    assert_eq!(parsed(&seen[1].texts[0]), json!({"type": "connection_init", "payload": {}}));
    assert!(explanation(&result).contains("a browser cannot"), "{result}");
}

#[test]
fn a_server_that_is_silent_or_breaks_off_does_not_answer() {
    let short = ["--no-token", "--timeout", "300ms"];
    for (script, acknowledged, words) in [
        (Script::Silent, false, "no response within 0.3 s"),
        (after_init(&[]), false, "not acknowledged within 0.3 s"),
        (after_init(&[send(r#"{"type":"ka"}"#)]), false, "not acknowledged within 0.3 s"),
        // Something always comes.
        (after_init(&[Step::Flood, close(4403, "")]), false, "not acknowledged within 0.3 s"),
        (answering(Some(TRANSPORT), &[]), true, "acknowledged, but no result came within 0.3 s"),
        (after_init(&[Step::Drop]), false, "without a close code"),
        (after_init(&[send(ACK), receive(), Step::Drop]), true, "without a close code"),
        (Script::Http(Vec::new()), false, "closed before a response"),
    ] {
        let server = WsServer::new([script.clone()]);
        let (exit, results) = run_in(&Sandbox::new(), &server.url, &short);
        let result = &results[0];
        assert_eq!(exit, 4, "{script:?}: {result}");
        assert_eq!(result["answered"], false);
        assert_eq!(result["websocket"]["acknowledged"], acknowledged, "{script:?}");
        assert!(explanation(result).contains(words), "{script:?}: {result}");
        server.seen();
    }
}

#[test]
fn an_answer_is_bounded_and_the_handshake_is_checked() {
    let large = format!(r#"{{"type":"ka","payload":"{}"}}"#, "x".repeat(6 * 1024 * 1024));
    let one = format!(r#"{{"type":"ka","payload":"{}"}}"#, "x".repeat(10 * 1024 * 1024));
    for steps in [vec![send(&large), send(&large)], vec![send(&one)]] {
        let (exit, result, _) = run([after_init(&steps)]);
        assert_eq!(exit, 4);
        assert!(explanation(&result).contains("larger than 10 MiB"), "{result}");
    }
    let (exit, result, _) = run([after_init(&[send(&large), send(ACK), receive(), send(NEXT)])]);
    assert_eq!(exit, 0, "{result}");
    let wrong = "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: x\r\n\r\n";
    let (exit, result, _) = run([Script::Http(wrong.into())]);
    assert_eq!(exit, 4);
    assert!(explanation(&result).contains("Sec-WebSocket-Accept"), "{result}");
}

#[test]
fn each_role_has_a_connection_of_its_own() {
    let allowed = answering(Some(TRANSPORT), &[NEXT]);
    let refused = after_init(&[close(4403, "4403: Forbidden")]);
    let server = WsServer::new([allowed, refused]);
    let arguments = ["--mint", "--role=user", "--role=editor"];
    let (exit, results) = run_in(&with_dev_key(), &server.url, &arguments);
    assert_eq!(exit, 1);
    assert_eq!(results[0]["as_expected"], true);
    assert_eq!(results[1]["role"], "editor");
    assert_eq!(results[1]["websocket"]["close_code"], 4403);
    // An engine that knows the key of the token would accept it.
    assert_eq!(results[1]["prediction"]["accepted"], true);
    assert_eq!(results[1]["prediction"]["agrees"], false);
    for (seen, role) in server.seen().iter().zip(["user", "editor"]) {
        assert_eq!(parsed(&seen.texts[0])["payload"]["headers"]["x-hasura-role"], role);
    }
}

#[test]
fn other_headers_queries_and_no_token_are_sent_as_they_are_over_http() {
    let server = WsServer::new([answering(Some(TRANSPORT), &[NEXT])]);
    let arguments = [
        "--admin-secret=hunter2",
        "-H",
        "cookie: a=b",
        "-H",
        "origin: https://app.example.gov",
        "-H",
        "x-more: yes",
        "-Q",
        "subscription S($id: Int) { park(id: $id) { id } }",
        "--variable",
        "id:=12345678901234567890",
    ];
    let (exit, results) = run_in(&Sandbox::new(), &server.url, &arguments);
    assert_eq!(exit, 0, "{results}");
    let seen = server.seen().pop().unwrap();
    assert_eq!(seen.header("cookie"), Some("a=b"));
    assert_eq!(seen.header("origin"), Some("https://app.example.gov"));
    let headers = parsed(&seen.texts[0])["payload"]["headers"].clone();
    assert_eq!(headers, json!({"x-more": "yes", "x-hasura-admin-secret": "hunter2"}));
    assert!(seen.texts[1].contains(r#""operationName":"S""#), "{}", seen.texts[1]);
    assert!(seen.texts[1].contains(r#""id":12345678901234567890"#), "{}", seen.texts[1]);
    let server = WsServer::new([answering(Some(TRANSPORT), &[NEXT])]);
    let (exit, _) = run_in(&Sandbox::new(), &server.url.replace("ws:", "http:"), &["--no-token"]);
    assert_eq!(exit, 0);
    let seen = server.seen().pop().unwrap();
    assert_eq!(parsed(&seen.texts[0]), json!({"type": "connection_init", "payload": {}}));
    let (exit, results) = run_in(&Sandbox::new(), "ws://127.0.0.1:1", &["--no-token"]);
    assert_eq!((exit, &results[0]["websocket"]["acknowledged"]), (4, &json!(false)));
}

#[test]
fn nothing_secret_is_printed_and_the_page_names_the_protocol() {
    let server = WsServer::new([answering(Some(TRANSPORT), &[NEXT])]);
    let run = Sandbox::new()
        .jwtool([
            "ping",
            "graphql",
            &server.url,
            "--websocket",
            "-v",
            "--token",
            SMALL,
            "-H",
            "x-key: hunter2",
        ])
        .success();
    server.seen();
    let output = run.get_output();
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(out.contains(" over graphql-transport-ws\n"), "{out}");
    assert!(!format!("{out}{err}").contains("hunter2") && !err.contains(SMALL), "{err}");
    for line in [
        ": 101 Switching Protocols after",
        "websocket: offered the subprotocol graphql-transport-ws",
        "websocket: sent connection_init",
        "websocket: received connection_ack",
        "websocket: received next",
    ] {
        assert!(err.contains(line), "{line}: {err}");
    }
}

#[test]
fn a_websocket_is_encrypted_as_every_other_request() {
    let authority = fixture("tls/authority.pem");
    for (arguments, exit) in
        [(vec![], 4), (vec!["--cacert", authority.as_str()], 0), (vec!["--insecure"], 0)]
    {
        let server = WsServer::with_tls([answering(Some(TRANSPORT), &[NEXT])]);
        let all = [&["--token", SMALL], arguments.as_slice()].concat();
        let (code, results) = run_in(&Sandbox::new(), &server.url, &all);
        assert_eq!(code, exit, "{results}");
        assert_eq!(explanation(&results[0]).contains("certificate"), exit == 4, "{results}");
        assert_eq!(server.seen().len(), usize::from(exit == 0));
    }
    let server = WsServer::with_tls([answering(Some(TRANSPORT), &[NEXT])]);
    let sandbox = Sandbox::new().with_env("SSL_CERT_FILE", &authority);
    let (code, results) = run_in(&sandbox, &server.url, &["--no-token"]);
    assert_eq!(code, 0, "{results}");
}

#[test]
fn proxies_are_asked_for_a_tunnel_but_not_to_this_machine() {
    let through = |script| {
        let proxy = WsServer::behind_proxy([script]);
        let sandbox =
            Sandbox::new().with_env("HTTPS_PROXY", &proxy.url).with_env("https_proxy", &proxy.url);
        let url = "wss://graphql.example.gov";
        let ran = run_in(&sandbox, url, &["--insecure", "--token", SMALL]);
        (ran, proxy.seen())
    };
    let ((code, results), seen) = through(answering(Some(TRANSPORT), &[NEXT]));
    assert_eq!(code, 0, "{results}");
    let head = &seen[0].head;
    assert!(head.starts_with("CONNECT graphql.example.gov:443 HTTP/1.1\r\n"), "{head}");
    assert!(head.contains("GET /v1/graphql HTTP/1.1\r\n"), "{head}");
    for status in ["407 Proxy Authentication Required", "502 Bad Gateway"] {
        let ((code, results), _) = through(Script::Http(answer(status, &[], "")));
        assert_eq!(code, 4, "{results}");
        assert!(
            explanation(&results[0]).contains("through the proxy http://127.0.0.1:"),
            "{results}"
        );
    }
    // Without TLS, the proxy passes the handshake on, or does not.
    let not_passed_on = Script::Http(answer("400 Bad Request", &[], "no websocket here"));
    for (scripts, exit) in
        [(vec![answering(Some(TRANSPORT), &[NEXT])], 0), (vec![not_passed_on; 2], 1)]
    {
        let proxy = WsServer::new(scripts);
        let address = proxy.url.replace("ws:", "http:");
        let sandbox = Sandbox::new().with_env("http_proxy", &address);
        let (code, results) = run_in(&sandbox, "ws://graphql.example.gov", &["--token", SMALL]);
        assert_eq!(code, exit, "{results}");
        let named = format!("went through the proxy {address}, which may not pass on websockets");
        assert_eq!(explanation(&results[0]).contains(&named), exit == 1, "{results}");
        let head = &proxy.seen()[0].head;
        assert!(
            head.starts_with("GET http://graphql.example.gov/v1/graphql HTTP/1.1\r\n"),
            "{head}"
        );
    }
    let server = WsServer::new([answering(Some(TRANSPORT), &[NEXT])]);
    let sandbox = ["HTTP_PROXY", "http_proxy", "ALL_PROXY"]
        .into_iter()
        .fold(Sandbox::new(), |sandbox, name| sandbox.with_env(name, "http://127.0.0.1:9"));
    let (code, results) = run_in(&sandbox, &server.url, &["--no-token"]);
    assert_eq!(code, 0, "{results}");
}

#[test]
fn the_address_of_a_websocket_needs_the_flag() {
    Sandbox::new()
        .jwtool(["ping", "graphql", "wss://graphql.example.gov/v1/graphql", "--no-token"])
        .code(2)
        .stderr_eq(snapbox::str![[r#"
error: `wss://graphql.example.gov/v1/graphql` is the address of a websocket
hint: add `--websocket`

"#]]);
}

#[test]
fn the_close_code_is_a_code_to_expect() {
    for (flag, expected) in
        [("--expect-refused", 0), ("--expect-refused=4403", 0), ("--expect-refused=4401", 1)]
    {
        let server = WsServer::new([after_init(&[close(4403, "Forbidden")])]);
        let arguments = ["--token", SMALL, flag];
        let (code, results) = run_in(&Sandbox::new(), &server.url, &arguments);
        assert_eq!(code, expected, "{flag}: {results}");
    }
    let refused = Sandbox::new().jwtool(["ping", "graphql", "--websocket", "--curl", "--no-token"]);
    refused.code(2).stderr_eq(snapbox::str![[r#"
error: `--websocket` cannot be used with `--curl`
...
"#]]);
}
