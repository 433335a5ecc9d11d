//! Tests of `jwtool explain --message`.

use snapbox::str;

use crate::sandbox::Sandbox;

fn explained(text: &str) -> serde_json::Value {
    let output = Sandbox::new().output(["explain", "--json", "--message", text]);
    serde_json::from_str(&output).unwrap()
}

#[test]
fn a_message_has_its_causes_and_what_to_run() {
    let text = "x-hasura-admin-secret/x-hasura-access-key required, but not found";
    Sandbox::new()
        .jwtool(["explain", "--message", text])
        .success()
        .stderr_eq("")
        .stdout_eq(str![[r#"
Hasura GraphQL Engine v2: x-hasura-admin-secret/x-hasura-access-key required, but not found
In `errors[].message` with HTTP 200 on `/v1/graphql`, in `error` with the status of the refusal on other routes.
usual causes
  - this engine has no JWT secret, so it did not read the token: `HASURA_GRAPHQL_JWT_SECRET` is not set, misspelled, or set for another container
  - `HASURA_GRAPHQL_JWT_SECRETS` is set on an open-source engine, which reads only `HASURA_GRAPHQL_JWT_SECRET`
next
  - check the configuration: `jwtool secret check FILE`
  - or make one for your token: `jwtool secret token @token.txt`

"#]]);
    Sandbox::new()
        .jwtool(["explain", "--json", "--message", "Could not verify JWT: JWTExpired"])
        .success()
        .stderr_eq("")
        .stdout_eq(str![[r#"
{"message":"Could not verify JWT: JWTExpired","known":true,"whose":"hasura","also":[],"code":"invalid-jwt","causes":["the token has expired","if the token is new, the clocks differ, and `allowed_skew` is 0 unless configured"],"next":["`jwtool decode @token.txt` shows when the token expired","log in again or refresh the token; if it is new, compare the clocks","with the engine's configuration, `jwtool explain @token.txt --config FILE` shows every check"]}

"#]]);
}

#[test]
fn a_message_that_products_share_names_them_all() {
    let found = explained("Format is Authorization: Bearer [token]");
    assert_eq!(found["whose"], "express-jwt");
    assert_eq!(found["also"], serde_json::json!(["fastify-jwt", "mercurius"]));
    let found = explained(r#"{"code":"PGRST301","message":"JWSError JWSInvalidSignature"}"#);
    assert_eq!(found["whose"], "postgrest");
    assert_eq!(found["also"], serde_json::json!(["hasura"]));
    assert_eq!(found["code"], "PGRST301");
}

#[test]
fn values_of_the_message_are_in_what_to_run_and_quoted_for_a_shell() {
    Sandbox::new()
        .jwtool(["explain", "--message", "jwt issuer invalid. expected: https://id.example/?a=b&c"])
        .success()
        .stderr_eq("")
        .stdout_eq(str![[r#"
jsonwebtoken (npm): jwt issuer invalid. expected: https://id.example/?a=b&c
also a message of express-jwt, PostGraphile
An exception of the library, `JsonWebTokenError` or `TokenExpiredError`; the application chooses the status, mostly 401.
usual causes
  - the token's `iss` is not exactly the configured issuer: a slash at the end, `http` instead of `https`, `v1` instead of `v2`, or a name that is only known inside a cluster
  - the token comes from another environment
next
  - `jwtool decode @token.txt --claim iss` prints the token's issuer
  - compare it with the expected one: `jwtool verify @token.txt --issuer 'https://id.example/?a=b&c'`

"#]]);
    let found = explained("cannot be authorized as role: it's");
    let next = found["next"].to_string();
    assert!(next.contains(r"--role 'it'\\''s' --engine ddn"), "{next}");
    let found = explained("cannot be authorized as role: a\u{1b}[2Jb`id`");
    let next = found["next"].to_string();
    assert!(next.contains("--role ROLE") && !next.contains("id"), "{next}");
    let found = explained("Error parsing JWK from url: https://id.example/keys");
    assert!(found["next"].to_string().contains("--jwks https://id.example/keys"), "{found}");
}

#[test]
fn a_log_answers_each_message_once() {
    let log = "\
        \u{1b}[31mERROR\u{1b}[0m UnauthorizedError: jwt expired\r\n    at verify (a.js:1:2)\r\n\
        {\"level\":\"error\",\"detail\":{\"error\":\"Could not verify JWT: \\u001b[1mJWTExpired\\u001b[0m\"}}\n\
        ERROR UnauthorizedError: jwt expired\n";
    Sandbox::new()
        .with_input(log)
        .jwtool(["explain", "--message", "-", "--json"])
        .success()
        .stderr_eq("")
        .stdout_eq(str![[r#"
{"message":"jwt expired","known":true,"whose":"express-jwt","also":["jsonwebtoken","postgraphile"],"code":null,"causes":["the token has expired","if the token is new, the clocks of its issuer and of the server differ"],"next":["`jwtool decode @token.txt` shows when the token expired","log in again or refresh the token; if it is new, compare the clocks"]}
{"message":"Could not verify JWT: JWTExpired","known":true,"whose":"hasura","also":[],"code":"invalid-jwt","causes":["the token has expired","if the token is new, the clocks differ, and `allowed_skew` is 0 unless configured"],"next":["`jwtool decode @token.txt` shows when the token expired","log in again or refresh the token; if it is new, compare the clocks","with the engine's configuration, `jwtool explain @token.txt --config FILE` shows every check"]}

"#]]);
    Sandbox::new()
        .with_file("error.log", log)
        .jwtool(["explain", "--message", "@error.log"])
        .success()
        .stderr_eq("")
        .stdout_eq(str![[r#"
express-jwt: jwt expired
also a message of jsonwebtoken (npm), PostGraphile
An exception of the library, `JsonWebTokenError` or `TokenExpiredError`; the application chooses the status, mostly 401.
usual causes
  - the token has expired
  - if the token is new, the clocks of its issuer and of the server differ
next
  - `jwtool decode @token.txt` shows when the token expired
  - log in again or refresh the token; if it is new, compare the clocks

Hasura GraphQL Engine v2: Could not verify JWT: JWTExpired
In `errors[].message` with HTTP 200 on `/v1/graphql`, in `error` with the status of the refusal on other routes.
usual causes
  - the token has expired
  - if the token is new, the clocks differ, and `allowed_skew` is 0 unless configured
next
  - `jwtool decode @token.txt` shows when the token expired
  - log in again or refresh the token; if it is new, compare the clocks
  - with the engine's configuration, `jwtool explain @token.txt --config FILE` shows every check

"#]]);
}

#[test]
fn a_printed_response_is_read_with_its_status_and_headers() {
    let response = "HTTP/1.1 401 Unauthorized\r\nServer: kestrel\r\nWWW-Authenticate: Bearer error=\"invalid_token\", error_description=\"The audience 'api' is invalid\"\r\nContent-Length: 0\r\n\r\n";
    Sandbox::new()
        .with_input(response)
        .jwtool(["explain", "--message", "-"])
        .success()
        .stderr_eq("")
        .stdout_eq(str![[r#"
ASP.NET Core: The audience 'api' is invalid
With HTTP 401: a code in its log, and a description in the header `WWW-Authenticate: Bearer error="invalid_token"`.
usual causes
  - the token's `aud` is not the one that the server expects
  - an ID token was sent instead of an access token, or the reverse
next
  - `jwtool decode @token.txt --claim aud` prints the token's audience

"#]]);
}

#[test]
fn an_unknown_message_is_exit_1_and_tokens_are_not_repeated() {
    let token =
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3IiwiaWF0IjoxNzY3MjI1NjAwfQ.AAAAAAAAAAAAAAAAAAAAAA";
    let text = format!("the cat ate {token} and password=hunter2hunter2");
    Sandbox::new().jwtool(["explain", "--message", &text]).code(1).stderr_eq("").stdout_eq(str![[
        r#"
unknown message: the cat ate eyJhbG… and password=…
next
  - the text contains a token: pass the same text to `jwtool decode`, which shows what is in it
  - `jwtool explain @token.txt` predicts what Hasura answers to it
  - pass the whole response or more of the log: `kubectl logs NAME | jwtool explain --message -`

"#
    ]]);
    Sandbox::new()
        .jwtool(["explain", "--json", "--message", &text])
        .code(1)
        .stderr_eq("")
        .stdout_eq(str![[r#"
{"message":"the cat ate eyJhbG… and password=…","known":false,"whose":null,"also":[],"code":null,"causes":[],"next":["the text contains a token: pass the same text to `jwtool decode`, which shows what is in it","`jwtool explain @token.txt` predicts what Hasura answers to it","pass the whole response or more of the log: `kubectl logs NAME | jwtool explain --message -`"]}

"#]]);
}

#[test]
fn what_is_not_text_in_a_log_is_no_obstacle() {
    let mut log = b"\x80 garbage \xc3\n".to_vec();
    log.extend(b"x: Jwt is missing\n");
    let output = Sandbox::new().with_input(log).output(["explain", "--message", "-"]);
    assert!(output.starts_with("Envoy: Jwt is missing"), "{output}");
    let wide: Vec<u8> = "\u{feff}jwt expired".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let output = Sandbox::new().with_input(wide).output(["explain", "--message", "-"]);
    assert!(output.starts_with("jsonwebtoken"), "{output}");
    // A message may begin like a flag.
    let output = Sandbox::new().output([
        "explain",
        "--message",
        "--jwt-secret (HASURA_GRAPHQL_JWT_SECRET) requires --admin-secret (X) to be set",
    ]);
    assert!(output.starts_with("Hasura GraphQL Engine v2"), "{output}");
}

#[test]
fn a_message_excludes_a_token_and_a_configuration() {
    let others: &[&[&str]] = &[
        &["a.b.c"],
        &["--token=a.b.c"],
        &["--pick=1"],
        &["--engine=ddn"],
        &["--config=x"],
        &["--role=user"],
        &["-H", "a: b"],
        &["--request-url=https://x.example/"],
        &["--admin-secret=x"],
        &["--no-admin-secret"],
        &["--unauthorized-role=x"],
        &["--compatibility-date=2025-01-01"],
        &["--jwks=x"],
        &["--route=rest"],
        &["--at=now"],
    ];
    for other in others {
        let arguments =
            ["explain", "--message", "jwt expired"].into_iter().chain(other.iter().copied());
        let output = Sandbox::new().jwtool(arguments).code(2);
        let error = String::from_utf8(output.get_output().stderr.clone()).unwrap();
        assert!(error.contains("--message"), "{other:?}: {error}");
        assert!(error.contains("cannot be used with"), "{other:?}: {error}");
    }
    Sandbox::new()
        .jwtool(["explain", "--message", "jwt expired", "--config", "x"])
        .code(2)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: `--message` cannot be used with `--config`
hint: see `jwtool explain --help`

"#]]);
}

#[test]
fn without_a_message_there_is_nothing_to_explain() {
    Sandbox::new().jwtool(["explain", "--message", "-"]).code(3).stdout_eq("").stderr_eq(str![[
        r#"
error: there is no message
hint: pass the message that you got: `jwtool explain --message 'TEXT'`

"#
    ]]);
    Sandbox::new()
        .with_file("error.log", "jwt expired")
        .jwtool(["explain", "--message", "error.log"])
        .code(2)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: the value of `--message` is the name of a file, not a message
hint: to read a file, write `@` before its name

"#]]);
    Sandbox::new()
        .jwtool(["explain", "--message", "@nothing.log"])
        .code(3)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: cannot read the message `nothing.log`: no such file or directory
hint: check the name, and that you may read it

"#]]);
}

#[test]
fn a_message_in_place_of_a_token_leads_here() {
    let text = r#"{"errors":[{"message":"Could not verify JWT: JWTExpired"}]}"#;
    for verb in ["decode", "verify", "explain"] {
        let output = Sandbox::new().jwtool([verb, text]);
        let error = String::from_utf8(output.get_output().stderr.clone()).unwrap();
        assert!(error.contains("`jwtool explain --message TEXT`"), "{verb}: {error}");
    }
    let output = Sandbox::new().jwtool(["decode", "no message and no token"]);
    let error = String::from_utf8(output.get_output().stderr.clone()).unwrap();
    assert!(!error.contains("--message"), "{error}");
}
