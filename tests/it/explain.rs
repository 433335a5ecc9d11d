//! `jwtool explain`.

use snapbox::str;

use crate::mint::with_dev_key;
use crate::sandbox::{NOW, Sandbox, fixture_text, public_jwk};

const SECRET: &str = "0123456789abcdef0123456789abcdef";

fn minted(sandbox: &Sandbox, more: &[&str]) -> String {
    let arguments = ["mint", "--role=user", "--user-id=7", NOW];
    let output = sandbox.output(arguments.into_iter().chain(more.iter().copied()));
    output.trim_end().to_owned()
}

#[test]
fn a_token_of_the_dev_key_becomes_a_session() {
    let sandbox = with_dev_key();
    let token = minted(&sandbox, &["--set=x-hasura-org-id=42"]);
    sandbox.jwtool(["explain", &token, NOW]).success().stderr_eq("").stdout_eq(str![[r#"
accepted as user
  ✓ token          the `Authorization` header
  ✓ form           three parts, `alg` RS256
  ✓ claims         well-formed claims set
  ✓ signature      verified with RS256
  ✓ exp            expires in 1 hour, at 2026-01-01T01:00:00Z
  ✓ iat            issued 0 seconds ago, at 2026-01-01T00:00:00Z
  ✓ nbf            no `nbf`: passes
  ✓ iss            no issuer is configured
  ✓ aud            no `aud`: passes
  ✓ hasura-claims  4 found
  ✓ allowed-roles  `user`
  ✓ default-role   `user`
  ✓ role           `user`, the default
  ✓ session        3 session variables
session
  x-hasura-role     user
  x-hasura-user-id  7
  x-hasura-org-id   42
configuration of key:dev

"#]]);
}

#[test]
fn a_default_role_that_is_not_allowed_needs_another() {
    let sandbox = with_dev_key();
    let namespace = r#"https://hasura.io/jwt/claims:={"x-hasura-default-role":"viewer","x-hasura-allowed-roles":["editor"]}"#;
    let token = sandbox.output(["mint", "--role=viewer", namespace, NOW]);
    let token = token.trim_end();
    sandbox.jwtool(["explain", token, NOW]).code(1).stderr_eq(str![[r#"
hint: ask for a role that the token allows: `--role editor`

"#]]).stdout_eq(str![[r#"
refused: 400 access-denied: Your requested role is not in allowed roles
on /v1/graphql: HTTP 200 {"errors":[{"message":"Your requested role is not in allowed roles","extensions":{"path":"$","code":"access-denied"}}]}
  ✓ token          the `Authorization` header
  ✓ form           three parts, `alg` RS256
  ✓ claims         well-formed claims set
  ✓ signature      verified with RS256
  ✓ exp            expires in 1 hour, at 2026-01-01T01:00:00Z
  ✓ iat            issued 0 seconds ago, at 2026-01-01T00:00:00Z
  ✓ nbf            no `nbf`: passes
  ✓ iss            no issuer is configured
  ✓ aud            no `aud`: passes
  ✓ hasura-claims  2 found
  ✓ allowed-roles  `editor`
  ✓ default-role   `viewer`
  ✗ role           `viewer`, the default, is not among `editor`
configuration of key:dev

"#]]);
    let document = sandbox.json(["explain", "--json", token, "--role=editor", NOW]);
    assert_eq!(document["role"], "editor");
    assert_eq!(document["session"], serde_json::json!({"x-hasura-role": "editor"}));
}

#[test]
fn an_expired_token_and_every_other_reason() {
    let sandbox = with_dev_key();
    let token = minted(&sandbox, &["--aud=app"]);
    let secret = sandbox.output(["secret"]);
    let config = secret.trim_end().replacen('{', r#"{"audience":"other","allowed_skew":5,"#, 1);
    let sandbox = sandbox.with_env("HASURA_GRAPHQL_JWT_SECRET", &config);
    sandbox
        .jwtool(["explain", &token, "--at=2026-01-01T01:00:05Z", "--role=root"])
        .code(1)
        .stderr_eq(str![[r#"
hint: get a new token; to ask about another moment, add `--at TIME`

"#]])
        .stdout_eq(str![[r#"
refused: 400 invalid-jwt: Could not verify JWT: JWTExpired
on /v1/graphql: HTTP 200 {"errors":[{"message":"Could not verify JWT: JWTExpired","extensions":{"path":"$","code":"invalid-jwt"}}]}
  ✓ token          the `Authorization` header
  ✓ form           three parts, `alg` RS256
  ✓ claims         well-formed claims set
  ✓ signature      verified with RS256
  ✗ exp            expired 5 seconds ago, at 2026-01-01T01:00:00Z
  ✓ iat            issued 1 hour ago, at 2026-01-01T00:00:00Z
  ✓ nbf            no `nbf`: passes
  ✓ iss            no issuer is configured
  ✗ aud            `app`; the configuration says `other`
  ✓ hasura-claims  3 found
  ✓ allowed-roles  `user`
  ✓ default-role   `user`
  ✗ role           `root`, asked for, is not among `user`
configuration of HASURA_GRAPHQL_JWT_SECRET

"#]]);
    let rest = ["explain", "--json", &token, "--at=2026-01-01T02:00:00Z", "--route=rest"];
    sandbox.jwtool(rest).code(1).stdout_eq(str![[r#"
{"engine":"hasura","accepted":false,"refusal":{"status":400,"code":"invalid-jwt","message":"Could not verify JWT: JWTExpired"},"cause":null,"response":{"route":"rest","status":400,"body":{"error":"Could not verify JWT: JWTExpired","path":"$","code":"invalid-jwt"}},"steps":[{"name":"token","passed":true,"detail":"the `Authorization` header"},{"name":"form","passed":true,"detail":"three parts, `alg` RS256"},{"name":"claims","passed":true,"detail":"well-formed claims set"},{"name":"signature","passed":true,"detail":"verified with RS256"},{"name":"exp","passed":false,"detail":"expired 1 hour ago, at 2026-01-01T01:00:00Z"},{"name":"iat","passed":true,"detail":"issued 2 hours ago, at 2026-01-01T00:00:00Z"},{"name":"nbf","passed":true,"detail":"no `nbf`: passes"},{"name":"iss","passed":true,"detail":"no issuer is configured"},{"name":"aud","passed":false,"detail":"`app`; the configuration says `other`"},{"name":"hasura-claims","passed":true,"detail":"3 found"},{"name":"allowed-roles","passed":true,"detail":"`user`"},{"name":"default-role","passed":true,"detail":"`user`"},{"name":"role","passed":true,"detail":"`user`, the default"}],"warnings":[],"hint":"get a new token; to ask about another moment, add `--at TIME`","config":{"source":"HASURA_GRAPHQL_JWT_SECRET"}}

"#]]);
}

#[test]
fn a_wrong_secret_is_an_invalid_signature() {
    let config = format!(r#"{{"type":"HS256","key":"{SECRET}"}}"#);
    let sandbox = with_dev_key().with_file("config.json", config);
    let token = minted(&sandbox, &["--secret=another-secret-of-thirty-two-bytes", "-q"]);
    sandbox
        .jwtool(["explain", &token, NOW, "--config=config.json"])
        .code(1)
        .stderr_eq(str![[r#"
hint: the configured key is another one than signed it: compare with `jwtool verify`; a secret is taken by its text, never decoded from base64

"#]])
        .stdout_eq(str![[r#"
refused: 400 invalid-jwt: Could not verify JWT: JWSError JWSInvalidSignature
on /v1/graphql: HTTP 200 {"errors":[{"message":"Could not verify JWT: JWSError JWSInvalidSignature","extensions":{"path":"$","code":"invalid-jwt"}}]}
  ✓ token          the `Authorization` header
  ✓ form           three parts, `alg` HS256
  ✓ claims         well-formed claims set
  ✗ signature      it was signed with another key, or the token was changed
  ✓ exp            expires in 1 hour, at 2026-01-01T01:00:00Z
  ✓ iat            issued 0 seconds ago, at 2026-01-01T00:00:00Z
  ✓ nbf            no `nbf`: passes
  ✓ iss            no issuer is configured
  ✓ aud            no `aud`: passes
  ✓ hasura-claims  3 found
  ✓ allowed-roles  `user`
  ✓ default-role   `user`
  ✓ role           `user`, the default
configuration of `config.json`

"#]]);
    // Whatever the type says, the kind of the key decides.
    let document =
        sandbox.json(["explain", "--json", &minted(&sandbox, &[]), NOW, "--config=@config.json"]);
    assert_eq!(
        document["refusal"],
        serde_json::json!({"status": 400, "code": "invalid-jwt", "message": "Could not verify JWT: JWSError JWSInvalidSignature"})
    );
}

#[test]
fn the_admin_secret_is_compared_and_the_token_ignored() {
    let sandbox = with_dev_key().with_env("ADMIN", "s3cret");
    let arguments = |value| {
        ["explain", "nonsense", "--admin-secret=env:ADMIN", "-H", value, "-H", "x-hasura-role: ops"]
    };
    sandbox.jwtool(arguments("x-hasura-admin-secret: s3cret")).success().stdout_eq(str![[r#"
accepted as ops
  ✓ admin-secret  the engine's own; a token is not looked at
  ✓ role          `ops`; no role is forbidden to the admin secret
session
  x-hasura-role  ops
configuration of key:dev

"#]]);
    sandbox.jwtool(arguments("X-Hasura-Access-Key: wrong")).code(1).stdout_eq(str![[r#"
refused: 401 access-denied: invalid x-hasura-admin-secret/x-hasura-access-key
on /v1/graphql: HTTP 200 {"errors":[{"message":"invalid x-hasura-admin-secret/x-hasura-access-key","extensions":{"path":"$","code":"access-denied"}}]}
  ✗ admin-secret  the request's admin secret is not the engine's
configuration of key:dev

"#]]);
    sandbox
        .jwtool(["explain", "-H", "x-hasura-admin-secret: s3cret"])
        .code(2)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: the request has an admin secret, and the engine's own is not known here
hint: give it to compare: `--admin-secret env:HASURA_GRAPHQL_ADMIN_SECRET`

"#]]);
}

#[test]
fn a_request_without_a_token_is_explained_too() {
    let sandbox = with_dev_key();
    sandbox.jwtool(["explain"]).code(1).stderr_eq(str![[r#"
no token was found; this is the request without one
hint: send `Authorization: Bearer TOKEN`; for requests without one, set an unauthorized role (`--unauthorized-role ROLE` shows its effect)

"#]]).stdout_eq(str![[r#"
refused: 400 invalid-headers: Missing 'Authorization' or 'Cookie' header in JWT authentication mode
on /v1/graphql: HTTP 200 {"errors":[{"message":"Missing 'Authorization' or 'Cookie' header in JWT authentication mode","extensions":{"path":"$","code":"invalid-headers"}}]}
  ✗ token  there is none in the `Authorization` header
configuration of key:dev

"#]]);
    let anonymous = ["explain", "--json", "--unauthorized-role=anon", "-H", "x-hasura-org: 9"];
    let document = sandbox.json(anonymous);
    assert_eq!(
        document["session"],
        serde_json::json!({"x-hasura-role": "anon", "x-hasura-org": "9"})
    );
}

#[test]
fn an_engine_that_does_not_start_is_exit_3() {
    let config =
        r#"{"type":"RS256","key":"-----BEGIN PUBLIC KEY----- MIIB -----END PUBLIC KEY-----"}"#;
    let sandbox = with_dev_key().with_file("config.json", config);
    sandbox
        .jwtool(["explain", "x", "--config=config.json"])
        .code(3)
        .stderr_eq(str![[r#"
hint: the key lost its line breaks; write each as `/n` inside the JSON string, as `jwtool secret` does

"#]])
        .stdout_eq(str![[r#"
does not start: Fatal Error:- Environment variable HASURA_GRAPHQL_JWT_SECRET: Error in $: Invalid JWK: Could not decode PEM: invalid PEM delimiter found

"#]]);
    sandbox.jwtool(["explain", "x", "--config=config.json", "--json"]).code(3).stdout_eq(str![[r#"
{"engine":"hasura","config_error":{"message":"Fatal Error:- Environment variable HASURA_GRAPHQL_JWT_SECRET: Error in $: Invalid JWK: Could not decode PEM: invalid PEM delimiter found"},"hint":"the key lost its line breaks; write each as `//n` inside the JSON string, as `jwtool secret` does","warnings":[]}

"#]]);
    let document = sandbox.json(["explain", "x", "--no-admin-secret", "--json"]);
    let message = document["config_error"]["message"].as_str().unwrap();
    assert!(message.starts_with("Fatal Error : --jwt-secret"), "{message}");
}

#[test]
fn keys_of_an_address_come_from_a_file_and_any_of_them_serves() {
    let jwk = public_jwk("keys/rsa.spki.pem", "of-another-name");
    let set = format!(r#"{{"keys":[{{"kty":"oct","k":"YQ","alg":"A128KW"}},{jwk}]}}"#);
    let sandbox = with_dev_key().with_file("jwks.json", set).with_input(
        r#"{"jwk_url":"https://keys.example.gov/","header":{"type":"Cookie","name":"sid"}}"#,
    );
    let token = minted(&sandbox, &[]);
    let arguments =
        ["explain", "--json", &token, NOW, "--config=-", "--jwks=jwks.json", "--offline"];
    assert_eq!(sandbox.json(arguments)["role"], "user");
    let broken = sandbox.with_file("jwks.json", r#"{"keys":[{"kty":"none"}]}"#);
    broken.jwtool(arguments).code(3).stdout_eq(str![[r#"
{"engine":"hasura","config_error":{"message":"Error parsing JWK from url: https://keys.example.gov/"},"hint":"one key that the engine dislikes spoils the set; put the one key into `key` as PEM, or try an edited set with `--jwks FILE`","warnings":[]}

"#]]);
    let unreachable = ["explain", &token, "--config=-", "--offline"];
    broken.jwtool(unreachable).code(4);
}

#[test]
fn claims_in_another_place_are_told_with_the_setting_that_finds_them() {
    let sandbox = with_dev_key();
    let token = fixture_text("cognito-id.jwt");
    sandbox
        .jwtool(["explain", &token, "--at=2020-12-09T23:00:00Z"])
        .code(1)
        .stdout_eq(str!["..."])
        .stderr_eq(str![[r#"
hint: if the claims are JSON written as a string, configure `"claims_format":"stringified_json"`

"#]]);
}

#[test]
fn a_list_has_an_answer_a_line() {
    let sandbox = with_dev_key();
    let (good, late) = (minted(&sandbox, &[]), minted(&sandbox, &["--exp=2025-12-31"]));
    let sandbox = sandbox.with_input(format!("{good}\n{late}\n"));
    sandbox.jwtool(["explain", NOW]).code(1).stdout_eq(str![[r#"
1 ✓ accepted as user
2 ✗ refused: 400 invalid-jwt: Could not verify JWT: JWTExpired

"#]]);
}

#[test]
fn without_a_configuration_there_is_nothing_to_explain() {
    Sandbox::new().jwtool(["explain", "x.y.z"]).code(3).stdout_eq("").stderr_eq(str![[r#"
error: cannot use the configuration: none was given, and there is no `key:dev` yet
hint: give one with `--config FILE` or `--config env:NAME`, or set `HASURA_GRAPHQL_JWT_SECRET`; `jwtool secret token TOKEN` writes the one that the issuer of a token needs

"#]]);
}

#[test]
fn other_engines_are_not_there_yet() {
    Sandbox::new().jwtool(["explain", "--engine=ddn"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: `ddn` is no value for `--engine`: that engine is not there yet; so far only `hasura` is explained
hint: `--help` lists what is taken

"#]]);
}

#[test]
fn the_role_of_a_pasted_request_is_asked_for() {
    let sandbox = with_dev_key();
    let token = minted(&sandbox, &["--allow=editor"]);
    let curl = format!(
        "curl -H 'X-Hasura-Role: editor' -H 'Authorization: Bearer {token}' https://api.example.gov/v1/graphql"
    );
    let sandbox = sandbox.with_input(curl);
    sandbox.jwtool(["explain", NOW]).success().stdout_eq(str!["..."]).stderr_eq(str![[r#"
the pasted request asks for the role `editor` (`--role` takes another)

"#]]);
    assert_eq!(sandbox.json(["explain", "--json", NOW])["role"], "editor");
    assert_eq!(sandbox.json(["explain", "--json", NOW, "--role=user"])["role"], "user");
}

#[test]
fn a_token_of_no_configured_issuer_is_checked_further() {
    let config = format!(r#"[{{"type":"HS256","key":"{SECRET}","issuer":"https://a/"}}]"#);
    let sandbox = with_dev_key().with_env("HASURA_GRAPHQL_JWT_SECRETS", &config);
    let token = minted(
        &sandbox,
        &["--iss=https://b/", "--secret=another-secret-of-thirty-two-bytes", "-q"],
    );
    let document = sandbox.json(["explain", "--json", &token, NOW]);
    assert_eq!(document["refusal"]["message"], "Could not verify JWT: JWTNotInIssuer");
    let failed: Vec<&str> = document["steps"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|step| step["passed"] == false)
        .map(|step| step["name"].as_str().unwrap())
        .collect();
    assert_eq!(failed, ["issuer", "signature", "iss"]);
    assert_eq!(document["warnings"][0]["code"], "multiple-secrets");
}
