//! `login` with a code that is typed in on another device, and the ID tokens that are not accepted.

use httpmock::Method::GET;
use httpmock::MockServer;

use crate::renewal::{DEVICE, Issuer, PLAIN, file, machine, said, tokens};
#[cfg(unix)]
use crate::renewal::{signalled, spawned};
use crate::sandbox::Sandbox;

#[test]
fn a_code_on_another_device_logs_in() {
    let issuer = Issuer::start();
    let id = issuer.id_token(&["email=ada@example.gov"]);
    let mut answer = tokens("access-1", "refresh-1");
    answer["id_token"] = id.clone().into();
    let mock = issuer.logs_in(&answer);
    let sandbox = issuer.machine("");
    let run = sandbox.jwtool(["login", "staging", "-v"]).success().stdout_eq("");
    let words = said(&run);
    assert!(
        words.contains(
            "on any device, visit https://id.example/device and enter the code WDJB-MJHT"
        ),
        "{words}"
    );
    assert!(words.contains("logged in to `staging` as ada@example.gov, until "), "{words}");
    mock.assert_calls(1);
    assert_eq!(sandbox.output(["token", "staging"]), "access-1\n");
    assert_eq!(sandbox.output(["token", "staging", "--id"]).trim(), id);
    let header = sandbox.output(["token", "staging", "--header", "--access"]);
    assert_eq!(header, "Authorization: Bearer access-1\n");
    let status = sandbox.json(["status", "staging", "--json"]);
    assert_eq!((&status["who"], &status["refreshable"]), (&"ada@example.gov".into(), &true.into()));
    let sub = issuer.machine("send = \"id\"");
    sub.jwtool(["login", "staging", "-q"]).success();
    assert_eq!(sub.output(["decode", "--profile=staging", "--claim=sub"]), "ada\n");
}

#[test]
fn an_answer_without_an_id_token_is_refused_if_one_was_asked_for() {
    let issuer = Issuer::start();
    issuer.logs_in(&tokens("access-1", "refresh-1"));
    let sandbox = issuer.machine("");
    let run = sandbox.jwtool(["login", "staging"]).code(5).stdout_eq("");
    let words = "cannot log in to `staging`: the issuer sent no ID token, although the scope `openid` was requested";
    assert!(said(&run).contains(words), "{}", said(&run));
    assert!(!file(&sandbox).exists());
    issuer.machine(PLAIN).jwtool(["login", "staging"]).success();
}

#[test]
fn an_endpoint_of_any_length_is_not_shown() {
    let server = MockServer::start();
    let long = format!("https://id.example/{}", "x".repeat(100_000));
    let document = serde_json::json!({
        "issuer": server.base_url(), "device_authorization_endpoint": long,
    });
    server.mock(|when, then| {
        when.method(GET).path("/.well-known/openid-configuration");
        then.status(200).body(document.to_string());
    });
    let run = machine(&server.base_url(), "").jwtool(["login", "staging"]).code(3);
    let words = "names a `device_authorization_endpoint` longer than 2048 bytes";
    assert!(said(&run).contains(words) && said(&run).len() < 1000, "{}", said(&run));
}

#[test]
fn names_and_words_of_an_issuer_are_cut() {
    let issuer = Issuer::start();
    let long = "x".repeat(20_000);
    let mut answer = tokens("access-1", "refresh-1");
    answer["id_token"] = issuer.id_token(&[&format!("email={long}")]).into();
    let mut mock = issuer.logs_in(&answer);
    let sandbox = issuer.machine("");
    let run = sandbox.jwtool(["login", "staging"]).success();
    assert!(said(&run).contains("as xxx") && said(&run).len() < 2000, "{}", said(&run));
    let status = sandbox.json(["status", "staging", "--json"]);
    assert!(status["who"].as_str().unwrap().len() < 300, "{status}");
    mock.delete();
    let body = serde_json::json!({ "error": long, "error_description": long });
    issuer.answer(DEVICE, 400, &body.to_string());
    let run = sandbox.jwtool(["login", "staging"]).code(5);
    assert!(said(&run).len() < 3000, "{}", said(&run));
}

#[test]
fn a_login_that_does_not_succeed_is_5_and_stores_nothing() {
    for (code, words) in [
        ("access_denied", "the login was declined"),
        ("authorization_declined", "the login was declined"),
        ("expired_token", "the code has expired"),
        ("bad_verification_code", "the issuer refuses with `bad_verification_code`"),
    ] {
        let issuer = Issuer::start();
        let body = serde_json::json!({ "error": code, "error_description": "for device-secret" });
        issuer.answer(DEVICE, 400, &body.to_string());
        let sandbox = issuer.machine("");
        let run = sandbox.jwtool(["login", "staging"]).code(5).stdout_eq("");
        assert!(said(&run).contains(words), "{}", said(&run));
        assert!(!file(&sandbox).exists());
    }
    let issuer = Issuer::start();
    issuer.answer(DEVICE, 400, r#"{"error":"authorization_pending"}"#);
    let run = issuer.machine("").jwtool(["login", "staging", "--timeout=300ms"]).code(5);
    for words in ["no login within 1 second\n", "`jwtool login staging --device --timeout 15m`"] {
        assert!(said(&run).contains(words), "{}", said(&run));
    }
}

#[test]
fn an_issuer_that_accepts_and_never_answers_is_waited_for_within_the_limit() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/token", silent.local_addr().unwrap());
    let issuer = Issuer::of(MockServer::start(), &address);
    let run = issuer.machine("").jwtool(["login", "staging", "--timeout=300ms"]).code(4);
    assert!(said(&run).contains("no response within"), "{}", said(&run));
}

#[test]
fn an_issuer_without_device_codes_is_named() {
    let server = MockServer::start();
    let document = serde_json::json!({ "issuer": server.base_url(), "token_endpoint": "x" });
    server.mock(|when, then| {
        when.method(GET).path("/.well-known/openid-configuration");
        then.status(200).body(document.to_string());
    });
    let run = machine(&server.base_url(), "").jwtool(["login", "staging"]).code(4);
    let words = "the discovery document has no `device_authorization_endpoint`";
    assert!(said(&run).contains(words), "{}", said(&run));
    machine("http://127.0.0.1:1", "").jwtool(["login", "staging"]).code(4);
}

#[test]
fn an_id_token_that_proves_nothing_is_not_stored() {
    let issuer = Issuer::start();
    let other_key = Sandbox::new();
    let iss = format!("--iss={}", issuer.server.base_url());
    let forged = other_key.output(["mint", "-q", "--kid=a", &iss, "--aud=app", "--sub=ada"]);
    for (id, words) in [
        (forged.trim().to_owned(), "is not accepted: "),
        (issuer.id_token(&["--aud=other"]), "`azp`"),
        (issuer.id_token(&["--iss=https://evil.example"]), "evil.example"),
        (issuer.id_token(&["--exp=-1m"]), "expired 1 minute"),
        (issuer.id_token(&["at_hash=AAAA"]), "`at_hash`"),
        (issuer.id_token(&["--iat=+10m", "--exp=+1h"]), "the clock of this machine is "),
        (issuer.id_token(&["--nbf=+10m"]), " behind that of the issuer"),
    ] {
        let mut answer = tokens("access-1", "refresh-1");
        answer["id_token"] = id.into();
        let mut mock = issuer.logs_in(&answer);
        let sandbox = issuer.machine("");
        let run = sandbox.jwtool(["login", "staging"]).code(5).stdout_eq("");
        assert!(said(&run).contains(words), "{words}: {}", said(&run));
        assert!(!file(&sandbox).exists(), "{words}");
        mock.delete();
    }
    // Five minutes are allowed.
    let mut answer = tokens("access-1", "refresh-1");
    answer["id_token"] = issuer.id_token(&["--iat=+4m", "--nbf=+4m"]).into();
    issuer.logs_in(&answer);
    issuer.machine("").jwtool(["login", "staging"]).success();
}

#[test]
fn a_secret_of_the_client_verifies_only_what_it_signed() {
    let issuer = Issuer::start();
    let iss = format!("--iss={}", issuer.server.base_url());
    let secret = "client-secret-that-is-long-enough-for-hs256";
    let signed = |secret: &str| {
        let flag = format!("--secret={secret}");
        let sandbox = Sandbox::new();
        sandbox.output(["mint", "-q", &flag, &iss, "--aud=app", "--sub=ada"]).trim().to_owned()
    };
    let setting = format!("client_secret = \"{secret}\"");
    for (id, more, code) in [
        (signed(secret), setting.as_str(), 0),
        (signed("another-secret-that-is-long-enough-for-it"), &setting, 5),
        (signed(secret), "", 5),
    ] {
        let mut answer = tokens("access-1", "refresh-1");
        answer["id_token"] = id.into();
        let mut mock = issuer.logs_in(&answer);
        let run = issuer.machine(more).jwtool(["login", "staging"]).code(code);
        said(&run);
        mock.delete();
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_wait_for_a_code_also_while_the_issuer_is_silent() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/token", silent.local_addr().unwrap());
    let issuer = Issuer::of(MockServer::start(), &address);
    let sandbox = issuer.machine("");
    let child = spawned(&sandbox, &["login", "staging"]);
    // It asks for the tokens.
    let _connection = silent.accept().unwrap();
    signalled(&child, "INT");
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(5), "{said}");
    assert!(said.contains("the login was cancelled"), "{said}");
    assert!(!file(&sandbox).exists());
}
