//! Tests of refusals: whose they are, what the engine at hand would have answered, and why.

use serde_json::{Value, json};

use crate::mint::with_dev_key;
use crate::ping::SMALL;
use crate::ping::server::{self, Server, answer};
use crate::sandbox::{Sandbox, fixture};

/// Calls a server with this answer, and returns the result.
fn call(sandbox: &Sandbox, kind: &str, answer: Vec<u8>, more: &[&str]) -> Value {
    let server = Server::new([answer]);
    let arguments = [&["ping", kind, &server.url, "--json"], more].concat();
    let run = sandbox.jwtool(arguments);
    server.asked();
    let document: Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    document["results"][0].clone()
}

fn explanation(result: &Value) -> &str {
    result["explanation"].as_str().unwrap_or_default()
}

#[test]
fn refusals_of_many_servers_are_recognized() {
    let text = |status: &str, body: &str| {
        answer(status, &["content-type: text/plain; charset=utf-8"], body)
    };
    let unauthorized = "401 Unauthorized";
    for (kind, response, whose, code, message) in [
        // Ariadne behind Starlette
        (
            "graphql",
            text("400 Bad Request", "Invalid token: Signature has expired"),
            "pyjwt",
            "",
            "Invalid token: Signature has expired",
        ),
        (
            "rest",
            server::json(
                unauthorized,
                r#"{"error":"Invalid Cognito Authentication Token","description":"Public key not found in jwks.json"}"#,
            ),
            "cognitojwt",
            "",
            "Public key not found in jwks.json",
        ),
        (
            "graphql",
            server::json(
                "200 OK",
                r#"{"errors":[{"extensions":{"path":"$","code":"invalid-jwt"},"message":"Could not verify JWT: JWTExpired"}]}"#,
            ),
            "hasura",
            "invalid-jwt",
            "Could not verify JWT: JWTExpired",
        ),
        (
            "rest",
            server::json(
                "400 Bad Request",
                r#"{"path":"$","error":"Malformed Authorization header","code":"invalid-headers"}"#,
            ),
            "hasura",
            "invalid-headers",
            "Malformed Authorization header",
        ),
        (
            "graphql",
            server::json(
                "400 Bad Request",
                r#"{"data":null,"errors":[{"message":"JWT validation error: ExpiredSignature"}]}"#,
            ),
            "hasura-ddn",
            "",
            "JWT validation error: ExpiredSignature",
        ),
        (
            "rest",
            server::json(
                unauthorized,
                r#"{"code":"PGRST301","details":null,"hint":null,"message":"JWSError JWSInvalidSignature"}"#,
            ),
            "postgrest",
            "PGRST301",
            "JWSError JWSInvalidSignature",
        ),
        ("rest", text(unauthorized, "Jwt is expired"), "envoy", "", "Jwt is expired"),
        // It refuses, whatever product it is.
        ("rest", text("403 Forbidden", "no parking"), "", "", "no parking"),
        ("graphql", server::json(unauthorized, r#"{"a":1}"#), "", "", ""),
    ] {
        let result = call(&Sandbox::new(), kind, response, &["--token", SMALL]);
        let refusal = &result["refusal"];
        let read = |name: &str| refusal[name].as_str().unwrap_or_default().to_owned();
        assert!(refusal.is_object(), "{result}");
        assert_eq!(read("whose"), whose, "{result}");
        assert_eq!(read("code"), code, "{result}");
        assert_eq!(read("message"), message, "{result}");
        assert_eq!(refusal["status"], result["status"]);
        assert_eq!(result["as_expected"], false);
    }
    // A broken server refuses nothing.
    let result = call(&Sandbox::new(), "rest", text("500 Oops", "oops"), &["--token", SMALL]);
    assert_eq!(result["refusal"], Value::Null);
}

#[test]
fn a_request_without_a_token_says_so() {
    let refusal = r#"{"errors":[{"extensions":{"path":"$","code":"invalid-headers"},"message":"Missing 'Authorization' or 'Cookie' header in JWT authentication mode"}]}"#;
    let result = call(&Sandbox::new(), "graphql", server::json("200 OK", refusal), &["--no-token"]);
    assert!(explanation(&result).starts_with("no token was sent"), "{result}");
    let more = ["-H", "authorization: x"];
    let result = call(&Sandbox::new(), "graphql", server::json("200 OK", refusal), &more);
    assert!(!explanation(&result).contains("no token was sent"), "{result}");
}

/// A profile whose engine has the dev key.
fn with_engine() -> Sandbox {
    let key = std::fs::read_to_string(fixture("keys/rsa.spki.pem")).unwrap();
    let config = json!({"type": "RS256", "key": key}).to_string();
    let profile = "default_profile = \"p\"\n[profile.p]\nengine = { kind = \"hasura\", config = \"env:CONFIG\" }\n";
    with_dev_key().with_file("config/config.toml", profile).with_env("CONFIG", &config)
}

fn v2(code: &str, message: &str) -> Vec<u8> {
    let error = json!({"errors":[{"extensions":{"path":"$","code":code},"message":message}]});
    server::json("200 OK", &error.to_string())
}

#[test]
fn an_expired_token_is_predicted_in_the_words_of_the_engine() {
    let sandbox = with_engine();
    let token = sandbox.output(["mint", "--role=user", "--exp=-2h"]);
    let more = ["--token", token.trim()];
    let expired = || v2("invalid-jwt", "Could not verify JWT: JWTExpired");
    let result = call(&sandbox, "graphql", expired(), &more);
    assert_eq!(
        result["prediction"],
        json!({
            "engine": "hasura",
            "accepted": false,
            "refusal": {"status":400,"code":"invalid-jwt","message":"Could not verify JWT: JWTExpired","cause":null},
            "agrees": true,
            "config": "CONFIG",
        })
    );
    assert!(explanation(&result).contains("the token expired 2 hours ago"), "{result}");
    // Another reason than the predicted one
    let other = v2("invalid-jwt", "Could not verify JWT: JWSError JWSInvalidSignature");
    let result = call(&sandbox, "graphql", other, &more);
    assert_eq!(result["prediction"]["agrees"], false, "{result}");
    let shown = explanation(&result);
    assert!(shown.contains("would refuse this token for another reason"), "{shown}");
    assert!(shown.contains("JWTExpired") && shown.contains("another configuration"), "{shown}");
    // The endpoint accepts what the configuration refuses.
    let result = call(&sandbox, "graphql", server::json("200 OK", r#"{"data":{}}"#), &more);
    assert_eq!(
        (&result["as_expected"], &result["prediction"]["agrees"]),
        (&json!(true), &json!(false))
    );
    assert!(explanation(&result).contains("would refuse this token"), "{result}");
}

#[test]
fn a_refusal_of_a_good_token_suggests_another_configuration() {
    let sandbox = with_engine();
    let token = sandbox.output(["mint", "--role=user"]);
    let more = ["--token", token.trim()];
    let bad = || v2("invalid-jwt", "Could not verify JWT: JWSError JWSInvalidSignature");
    let result = call(&sandbox, "graphql", bad(), &more);
    let prediction = &result["prediction"];
    assert_eq!(prediction["accepted"], true, "{result}");
    assert_eq!((&prediction["refusal"], &prediction["agrees"]), (&Value::Null, &json!(false)));
    let shown = explanation(&result);
    assert!(
        shown.contains("with the configuration from CONFIG would accept this token"),
        "{shown}"
    );
    assert!(shown.contains("another configuration is deployed"), "{shown}");
    // What is wrong with the query does not speak against the token.
    let query = v2("validation-failed", "field 'parks' not found in type: 'query_root'");
    let result = call(&sandbox, "graphql", query, &more);
    assert_eq!(result["prediction"]["agrees"], true, "{result}");
    assert!(explanation(&result).contains("the token allows the roles `user`"), "{result}");
    // An admin secret takes the place of the token, and a web page tells nothing.
    let with_secret = [&more[..], &["--admin-secret=env:CONFIG"]].concat();
    let result = call(&sandbox, "rest", bad(), &with_secret);
    assert_eq!(result["prediction"], Value::Null);
    let page = answer("502 Bad Gateway", &["content-type: text/html"], "<html>");
    assert_eq!(call(&sandbox, "graphql", page, &more)["prediction"], Value::Null);
    // Some REST API is not the engine.
    let other = server::json("401 Unauthorized", r#"{"message":"no"}"#);
    assert_eq!(call(&sandbox, "rest", other, &more)["prediction"], Value::Null);
}

#[test]
fn a_role_that_the_token_does_not_allow_is_named_with_those_it_does() {
    let sandbox = with_engine();
    let token = sandbox.output(["mint", "--role=viewer", "--allow=editor"]);
    let more = ["--token", token.trim(), "--role=admin"];
    let refusal = v2("access-denied", "Your requested role is not in allowed roles");
    let result = call(&sandbox, "graphql", refusal, &more);
    let shown = explanation(&result);
    assert!(shown.contains("does not allow the role `admin`, only `viewer`, `editor`"), "{shown}");
    assert_eq!(result["prediction"]["agrees"], true, "{result}");
    assert_eq!(result["prediction"]["refusal"]["code"], "access-denied");
}

#[test]
fn each_answer_of_a_series_is_compared_with_a_prediction() {
    let sandbox = with_dev_key();
    let keys = json!({"keys": [sandbox.json(["key", "show", "dev", "--json"])["jwk"]]});
    let key_set = Server::new([server::json("200 OK", &keys.to_string())]);
    let config = json!({"jwk_url": format!("{}/keys", key_set.url)}).to_string();
    let sandbox = sandbox.with_env("HASURA_GRAPHQL_JWT_SECRET", &config);
    let token = sandbox.output(["mint", "--role=user"]);
    // Keys are fetched only for the second one, which is a refusal.
    let expired = || v2("invalid-jwt", "Could not verify JWT: JWTExpired");
    let server = Server::new([server::json("200 OK", r#"{"data":{}}"#), expired(), expired()]);
    let arguments = ["--token", token.trim(), "--count=3", "--interval=0s", "--json"];
    let arguments = [&["ping", "graphql", &server.url], &arguments[..]].concat();
    let results = sandbox.json(arguments)["results"].clone();
    server.asked();
    assert_eq!(results[0]["prediction"], Value::Null, "{results}");
    for result in [&results[1], &results[2]] {
        assert_eq!(result["prediction"]["accepted"], true, "{result}");
        assert_eq!(result["prediction"]["agrees"], false, "{result}");
        assert!(explanation(result).contains("another configuration is deployed"), "{result}");
    }
    assert_eq!(key_set.asked().len(), 1);
}

#[test]
fn a_long_message_is_shortened_but_not_the_body() {
    let long = "x y ".repeat(100_000);
    let body = v2(&long, &long);
    let result = call(&Sandbox::new(), "graphql", body, &["--no-token"]);
    let length = |value: &Value| value.as_str().unwrap().chars().count();
    assert_eq!(length(&result["refusal"]["message"]), 2001);
    assert_eq!(length(&result["refusal"]["code"]), 201);
    assert_eq!(result["body"]["errors"][0]["message"], long);
    let text = answer("401 Unauthorized", &["content-type: text/plain"], &long);
    let result = call(&Sandbox::new(), "rest", text, &["--no-token"]);
    assert_eq!(length(&result["refusal"]["message"]), 501);
    assert_eq!(result["body"], long);
}

#[test]
fn a_token_of_the_store_needs_no_configuration() {
    let sandbox = with_dev_key();
    let refusal = v2("invalid-jwt", "Could not verify JWT: JWSError JWSInvalidSignature");
    let result = call(&sandbox, "graphql", refusal, &["--mint", "--role=user"]);
    assert_eq!(result["prediction"]["accepted"], true, "{result}");
    let shown = explanation(&result);
    assert!(shown.contains("`jwtool secret` prints the configuration"), "{shown}");
    // Accepted, there is nothing to say.
    let result = call(
        &sandbox,
        "graphql",
        server::json("200 OK", r#"{"data":{}}"#),
        &["--mint", "--role=user"],
    );
    assert_eq!((&result["prediction"], &result["explanation"]), (&Value::Null, &Value::Null));
}

#[test]
fn a_profile_says_what_its_engine_would_have_answered() {
    let own = "[profile.a]\nkey = \"key:dev\"\n[profile.b]\naudience = [\"b\"]\n[profile.c]\nissuer = \"https://id.example.gov\"\naudience = [\"c\"]\n";
    let sandbox = with_dev_key().with_file("config/config.toml", own);
    let key = format!("--key={}", fixture("keys/p256.pkcs8.pem"));
    let foreign = sandbox.output(["mint", "--role=user", &key]);
    let bad = || v2("invalid-jwt", "Could not verify JWT: JWSError JWSInvalidSignature");
    // The profile has another key than the one that signed the token.
    let result = call(&sandbox, "graphql", bad(), &["--profile=a", "--token", foreign.trim()]);
    assert_eq!(result["prediction"]["agrees"], true, "{result}");
    // A profile that names no keys does not say how the engine verifies a foreign token.
    let result = call(&sandbox, "graphql", bad(), &["--profile=b", "--token", foreign.trim()]);
    assert_eq!(result["prediction"], Value::Null, "{result}");
    // The audience is the profile's, whoever signed the token.
    let token = sandbox.output(["mint", "--role=user", "--audience=other"]);
    let refusal = v2("invalid-jwt", "Could not verify JWT: JWTNotInAudience");
    let result = call(&sandbox, "graphql", refusal, &["--profile=b", "--token", token.trim()]);
    assert_eq!(result["prediction"]["agrees"], true, "{result}");
    // The issuer is, too, if the engine compares it.
    let issuer = "--issuer=https://other.example";
    let token = sandbox.output(["mint", "--role=user", issuer, "--audience=other"]);
    for reason in ["JWTNotInIssuer", "JWTNotInAudience"] {
        let refusal = v2("invalid-jwt", &format!("Could not verify JWT: {reason}"));
        let result = call(&sandbox, "graphql", refusal, &["--profile=c", "--token", token.trim()]);
        assert_eq!(result["prediction"]["agrees"], true, "{reason}: {result}");
    }
}

#[test]
fn what_another_server_says_is_no_engines() {
    // A key of the store signed the token, and an engine would have accepted or refused it.
    let text = |status, body: &str| answer(status, &["content-type: text/plain"], body);
    for (sandbox, exp) in [(with_dev_key(), "+1h"), (with_engine(), "+1h"), (with_engine(), "-1h")]
    {
        let token = sandbox.output(["mint", "--role=user", "--exp", exp]);
        let more = ["--token", token.trim()];
        for response in [
            text("401 Unauthorized", r#"Invalid token: Audience doesn't match"#),
            server::json(
                "401 Unauthorized",
                r#"{"errors":[{"message":"\"exp\" claim timestamp check failed","extensions":{"code":"UNAUTHENTICATED"}}]}"#,
            ),
        ] {
            let result = call(&sandbox, "graphql", response, &more);
            assert!(result["refusal"]["whose"].is_string(), "{result}");
            assert_eq!(result["prediction"], Value::Null, "{result}");
            assert!(!explanation(&result).contains("Hasura"), "{result}");
        }
    }
    // A resolver that refuses accepted the token.
    let sandbox = with_dev_key();
    let token = sandbox.output(["mint", "--role=user"]);
    let forbidden =
        r#"{"errors":[{"message":"not yours","extensions":{"code":"FORBIDDEN"}}],"data":null}"#;
    let more = ["--token", token.trim()];
    let result = call(&sandbox, "graphql", server::json("200 OK", forbidden), &more);
    assert_eq!(result["prediction"], Value::Null, "{result}");
    assert!(!explanation(&result).contains("Hasura"), "{result}");
    // Another reason than the key does not suggest another key.
    let audience = v2("invalid-jwt", "Could not verify JWT: JWTNotInAudience");
    let result = call(&sandbox, "graphql", audience, &more);
    assert!(!explanation(&result).contains("had its key"), "{result}");
}

#[test]
fn without_a_token_no_token_was_accepted() {
    let denied = r#"{"errors":[{"message":"permission denied for table parks"}]}"#;
    let result =
        call(&Sandbox::new(), "graphql", server::json("403 Forbidden", denied), &["--no-token"]);
    assert_eq!(
        explanation(&result),
        "no token was sent, and the role of requests without one has no right to do this"
    );
}

#[test]
fn clocks_that_differ_are_measured_and_explain_a_refusal() {
    let sandbox = with_engine();
    let dated = |ahead: i64, code: &str, message: &str| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        let seconds = i64::try_from(now.as_secs()).unwrap() + ahead;
        let date = chrono::DateTime::from_timestamp(seconds, 0).unwrap();
        let date = date.format("date: %a, %d %b %Y %H:%M:%S GMT").to_string();
        let body = String::from_utf8(v2(code, message)).unwrap();
        let body = body.split_once("\r\n\r\n").unwrap().1.to_owned();
        answer("200 OK", &["content-type: application/json", &date], body)
    };
    let token = sandbox.output(["mint", "--role=user"]);
    let more = ["--token", token.trim()];
    // Two hours ahead, the token has expired there.
    let expired = dated(7200, "invalid-jwt", "Could not verify JWT: JWTExpired");
    let result = call(&sandbox, "graphql", expired, &more);
    let shown = explanation(&result);
    assert!(shown.contains("clock is 2 hours ahead of this machine's"), "{shown}");
    assert!(shown.contains("refuses this token only by the endpoint's clock"), "{shown}");
    assert_eq!(result["prediction"]["agrees"], true, "{result}");
    assert_eq!(result["prediction"]["refusal"]["message"], "Could not verify JWT: JWTExpired");
    // Behind, it was issued in the future.
    let future = dated(-600, "invalid-jwt", "Could not verify JWT: JWTIssuedAtFuture");
    let result = call(&sandbox, "graphql", future, &more);
    let shown = explanation(&result);
    assert!(shown.contains("clock is 10 minutes behind this machine's"), "{shown}");
    assert_eq!(result["prediction"]["agrees"], true, "{result}");
    // A second is what rounding takes.
    let same = dated(0, "invalid-jwt", "Could not verify JWT: JWTExpired");
    let result = call(&sandbox, "graphql", same, &more);
    assert!(!explanation(&result).contains("clock is"), "{result}");
}

#[test]
fn relyauth_never_says_why_but_its_configuration_does() {
    let key = std::fs::read_to_string(fixture("keys/rsa.spki.pem")).unwrap();
    let config = json!({
        "kind": "RelyAuth", "version": "v1",
        "definition": {"modes": [{
            "mode": "jwt",
            "tokenLocation": {"in": "header", "name": "Authorization", "scheme": "Bearer"},
            "key": {"algorithm": "RS256", "key": {"value": key}},
            "claimsConfig": {"namespace": {"claimsFormat": "Json", "location": "\"https://hasura.io/jwt/claims\""}},
        }]},
    });
    let profile = "default_profile = \"p\"\n[profile.p]\nengine = { kind = \"relyauth\", config = \"auth.yaml\" }\n";
    let sandbox = with_dev_key()
        .with_file("config/config.toml", profile)
        .with_file("auth.yaml", config.to_string());
    let token = sandbox.output(["mint", "--role=user", "--exp=-1h"]);
    let server = Server::new([answer("401 Unauthorized", &[], "")]);
    let url = format!("{}/auth/hasura", server.url);
    let document = sandbox.json(["ping", "rest", &url, "--json", "--token", token.trim()]);
    server.asked();
    let result = &document["results"][0];
    assert_eq!(
        result["refusal"],
        json!({"whose":"relyauth","status":401,"code":null,"message":null})
    );
    assert_eq!(result["prediction"]["agrees"], true, "{result}");
    let cause = result["prediction"]["refusal"]["cause"].as_str().unwrap();
    assert!(cause.contains("expired"), "{cause}");
    assert!(explanation(result).contains("expired 1 hour ago"), "{result}");
}

#[test]
fn the_words_of_ddn_agree_in_any_of_its_releases() {
    let key = std::fs::read_to_string(fixture("keys/rsa.spki.pem")).unwrap();
    let config = json!({
        "kind": "AuthConfig", "version": "v4",
        "definition": {"mode": {"jwt": {
            "tokenLocation": {"type": "BearerAuthorization"},
            "key": {"fixed": {"algorithm": "RS256", "key": {"value": key}}},
            "claimsConfig": {"namespace": {"claimsFormat": "Json", "location": "/https:~1~1hasura.io~1jwt~1claims"}},
        }}},
    });
    let profile = "default_profile = \"p\"\n[profile.p]\nengine = { kind = \"ddn\", config = \"ddn.yaml\" }\n";
    let sandbox = with_dev_key()
        .with_file("config/config.toml", profile)
        .with_file("ddn.yaml", config.to_string());
    let token = sandbox.output(["mint", "--role=user", "--exp=-1h"]);
    for (status, message, agrees) in [
        ("400 Bad Request", "JWT validation error: ExpiredSignature", true),
        ("500 Oops", "Internal Error - Error while decoding the JWT: ExpiredSignature", true),
        ("400 Bad Request", "JWT validation error: InvalidSignature", false),
    ] {
        let body = json!({"data":null,"errors":[{"message":message}]}).to_string();
        let response = server::json(status, &body);
        let result = call(&sandbox, "graphql", response, &["--token", token.trim()]);
        assert_eq!(result["refusal"]["whose"], "hasura-ddn", "{result}");
        let prediction = &result["prediction"];
        assert_eq!(prediction["engine"], "ddn", "{result}");
        assert_eq!(prediction["refusal"]["code"], Value::Null);
        assert_eq!(prediction["agrees"], agrees, "{result}");
    }
    let ours = sandbox.output(["mint", "--role=user"]);
    let more = ["--token", ours.trim(), "--role=admin"];
    let body = r#"{"data":null,"errors":[{"message":"cannot be authorized as role: admin"}]}"#;
    let result = call(&sandbox, "graphql", server::json("401 Unauthorized", body), &more);
    assert_eq!(result["prediction"]["agrees"], true, "{result}");
    assert!(
        explanation(&result).contains("does not allow the role `admin`, only `user`"),
        "{result}"
    );
}
