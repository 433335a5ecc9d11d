//! Tests of `jwtool explain`.

use snapbox::str;

use crate::mint::with_dev_key;
use crate::sandbox::{NOW, Sandbox, fixture, fixture_text, public_jwk};

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
no configuration was given; assuming one for key:dev
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
  ✓ role           `user`, the default role
  ✓ session        3 session variables
session
  x-hasura-role     user
  x-hasura-user-id  7
  x-hasura-org-id   42

"#]]);
}

#[test]
fn a_default_role_that_is_not_allowed_needs_another() {
    let sandbox = with_dev_key();
    let namespace = r#"https://hasura.io/jwt/claims:={"x-hasura-default-role":"viewer","x-hasura-allowed-roles":["editor"]}"#;
    let token = sandbox.output(["mint", "--role=viewer", namespace, NOW]);
    let token = token.trim_end();
    sandbox.jwtool(["explain", token, NOW]).code(1).stderr_eq(str![[r#"
hint: ask for a role that is allowed: send the header `x-hasura-role: editor` (in `explain`: `--role editor`)

"#]]).stdout_eq(str![[r#"
no configuration was given; assuming one for key:dev
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
  ✗ role           `viewer`, the default role, is not among `editor`

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
hint: get a new token; to explain another point in time, add `--at TIME`
hint: use a token for the configured audience, or configure this one: `"audience":"app"`
hint: ask for a role that is allowed: send the header `x-hasura-role: user` (in `explain`: `--role user`)

"#]])
        .stdout_eq(str![[r#"
configuration from HASURA_GRAPHQL_JWT_SECRET
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
  ✗ role           `root`, the requested role, is not among `user`

"#]]);
    let rest = ["explain", "--json", &token, "--at=2026-01-01T02:00:00Z", "--route=rest"];
    sandbox.jwtool(rest).code(1).stdout_eq(str![[r#"
{"engine":"hasura","accepted":false,"refusal":{"status":400,"code":"invalid-jwt","message":"Could not verify JWT: JWTExpired"},"cause":null,"response":{"route":"rest","status":400,"body":{"error":"Could not verify JWT: JWTExpired","path":"$","code":"invalid-jwt"}},"steps":[{"name":"token","passed":true,"detail":"the `Authorization` header"},{"name":"form","passed":true,"detail":"three parts, `alg` RS256"},{"name":"claims","passed":true,"detail":"well-formed claims set"},{"name":"signature","passed":true,"detail":"verified with RS256"},{"name":"exp","passed":false,"detail":"expired 1 hour ago, at 2026-01-01T01:00:00Z"},{"name":"iat","passed":true,"detail":"issued 2 hours ago, at 2026-01-01T00:00:00Z"},{"name":"nbf","passed":true,"detail":"no `nbf`: passes"},{"name":"iss","passed":true,"detail":"no issuer is configured"},{"name":"aud","passed":false,"detail":"`app`; the configuration says `other`"},{"name":"hasura-claims","passed":true,"detail":"3 found"},{"name":"allowed-roles","passed":true,"detail":"`user`"},{"name":"default-role","passed":true,"detail":"`user`"},{"name":"role","passed":true,"detail":"`user`, the default role"}],"warnings":[],"hint":"get a new token; to explain another point in time, add `--at TIME`","hints":["get a new token; to explain another point in time, add `--at TIME`","use a token for the configured audience, or configure this one: `/"audience/":/"app/"`"],"config":{"source":"HASURA_GRAPHQL_JWT_SECRET","assumed":false}}

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
hint: it was not signed with the configured key: check that token and key come from the same environment, and compare with `jwtool verify`

"#]])
        .stdout_eq(str![[r#"
configuration from `config.json`
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
  ✓ role           `user`, the default role

"#]]);
    // The kind of the key decides, whatever the configured type is.
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
no configuration was given; assuming one for this token, as `jwtool secret token` writes it
accepted as ops
  ✓ admin-secret  correct; the token is ignored
  ✓ role          `ops`; the admin secret allows every role
session
  x-hasura-role  ops

"#]]);
    sandbox.jwtool(arguments("X-Hasura-Access-Key: wrong")).code(1).stdout_eq(str![[r#"
no configuration was given; assuming one for this token, as `jwtool secret token` writes it
refused: 401 access-denied: invalid x-hasura-admin-secret/x-hasura-access-key
on /v1/graphql: HTTP 200 {"errors":[{"message":"invalid x-hasura-admin-secret/x-hasura-access-key","extensions":{"path":"$","code":"access-denied"}}]}
  ✗ admin-secret  the request's admin secret is wrong

"#]]);
    sandbox
        .jwtool(["explain", "-H", "x-hasura-admin-secret: s3cret"])
        .success()
        .stderr_eq(str![[r#"
assuming that the admin secret of the request is the engine's; to compare them, pass `--admin-secret env:HASURA_GRAPHQL_ADMIN_SECRET`

"#]]);
}

#[test]
fn a_request_without_a_token_is_explained_too() {
    let sandbox = with_dev_key();
    sandbox.jwtool(["explain"]).code(1).stderr_eq(str![[r#"
no token was found; explaining the request without one
hint: send `Authorization: Bearer TOKEN`; for requests without one, set an unauthorized role (`--unauthorized-role ROLE` shows its effect)

"#]]).stdout_eq(str![[r#"
no configuration was given; assuming one for key:dev
refused: 400 invalid-headers: Missing 'Authorization' or 'Cookie' header in JWT authentication mode
on /v1/graphql: HTTP 200 {"errors":[{"message":"Missing 'Authorization' or 'Cookie' header in JWT authentication mode","extensions":{"path":"$","code":"invalid-headers"}}]}
  ✗ token  not found in the `Authorization` header

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
{"engine":"hasura","config_error":{"message":"Error parsing JWK from url: https://keys.example.gov/"},"hint":"one key that the engine cannot read makes the whole set unusable; put the right key into `key` as PEM, or try an edited set with `--jwks FILE`","warnings":[]}

"#]]);
    let unreachable = ["explain", &token, "--config=-", "--offline"];
    broken
        .jwtool(unreachable)
        .code(4)
        .stdout_eq(str![[r#"
configuration from standard input
not known: without the keys, the signature is not checked
  ✓ token          the cookie `sid`
...
  ? signature      not checked: there are no keys to check it with
...
  ✓ role           `user`, the default role
...
"#]])
        .stderr_eq(str![[r#"
error: `--offline` forbids the request to https://keys.example.gov/
hint: pass the keys with `--jwks FILE`, or drop `--offline`
hint: get a new token; to explain another point in time, add `--at TIME`

"#]]);
}

#[test]
fn claims_in_another_place_get_a_hint_with_the_setting_that_finds_them() {
    let sandbox = with_dev_key();
    let config = sandbox.output(["secret"]);
    let sandbox = sandbox.with_env("HASURA_GRAPHQL_JWT_SECRET", config.trim_end());
    let token = fixture_text("cognito-id.jwt");
    sandbox
        .jwtool(["explain", &token, "--at=2020-12-09T23:00:00Z"])
        .code(1)
        .stdout_eq(str![[r#"
configuration from HASURA_GRAPHQL_JWT_SECRET
refused: 400 jwt-invalid-claims: expecting a json object when claims_format is json
...
  ✗ hasura-claims  the token has them at `$["https://hasura.io/jwt/claims"]`, as stringified_json

"#]])
        .stderr_eq(str![[r#"
hint: if the claims are JSON in a string, configure `"claims_format":"stringified_json"`

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
fn without_a_configuration_and_a_token_there_is_nothing_to_explain() {
    Sandbox::new().jwtool(["explain"]).code(3).stdout_eq("").stderr_eq(str![[r#"
no token was found; explaining the request without one
error: cannot use the configuration: none was given, and there is no `key:dev` yet
hint: pass one with `--config FILE` or `--config env:NAME`, or set `HASURA_GRAPHQL_JWT_SECRET`; `jwtool secret token TOKEN` writes one for the issuer of a token

"#]]);
}

#[test]
fn an_engine_that_is_not_known_is_a_usage_error() {
    Sandbox::new().jwtool(["explain", "--engine=v3"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: invalid value `v3` for `--engine`
hint: possible values: `hasura`, `ddn`, `relyauth`, `all`

"#]]);
}

/// An `AuthConfig` with the secret of these tests.
const AUTH_CONFIG: &str = r#"kind: AuthConfig
version: v4
definition:
  mode:
    jwt:
      claimsConfig:
        namespace:
          claimsFormat: Json
          location: /https:~1~1hasura.io~1jwt~1claims
      tokenLocation:
        type: BearerAuthorization
      key:
        fixed:
          algorithm: HS256
          key:
            valueFromEnv: JWT_KEY
      issuer: https://issuer.example.gov/
      audience: [app]
  alternativeModes:
    - identifier: public
      config:
        noAuth:
          role: anonymous
          sessionVariables: {}
    - identifier: hook
      config:
        webhook:
          method: POST
          url: {value: "http://rely:8080/auth/ddn"}
"#;

/// An `auth.yaml` with the same secret.
const AUTH_YAML: &str = r#"version: v1
kind: RelyAuth
definition:
  modes:
    - id: anonymous
      mode: noAuth
      sessionVariables:
        x-hasura-role: {value: anonymous}
      securityRules:
        headerRules:
          x-app: {include: {value: [web]}}
    - id: idp
      mode: jwt
      tokenLocation: {in: header, name: Authorization, scheme: bearer}
      key:
        algorithm: HS256
        key: {env: JWT_KEY}
      issuer: https://issuer.example.gov/
      audience: [app]
      claimsConfig:
        namespace:
          location: '"https://hasura.io/jwt/claims"'
          claimsFormat: Json
"#;

fn of_three() -> Sandbox {
    Sandbox::new()
        .with_env("JWT_KEY", SECRET)
        .with_file("auth.hml", AUTH_CONFIG)
        .with_file("auth.yaml", AUTH_YAML)
}

/// Returns a token that both of them accept.
fn for_three(sandbox: &Sandbox, more: &[&str]) -> String {
    let parties = ["--secret=env:JWT_KEY", "--iss=https://issuer.example.gov/", "aud=app"];
    minted(sandbox, &[&parties, more].concat())
}

#[test]
fn ddn_is_explained_by_its_own_configuration() {
    let sandbox = of_three();
    let token = for_three(&sandbox, &["--set=x-hasura-level:=3", "-q"]);
    sandbox
        .jwtool(["explain", &token, NOW, "--config=auth.hml"])
        .success()
        .stderr_eq("")
        .stdout_eq(str![[r#"
configuration from `auth.hml`
accepted as user
  ✓ mode           the first; the request has no `x-hasura-auth-mode`
  ✓ token          the `Authorization` header
  ✓ form           three parts, `alg` HS256
  ✓ alg            HS256
  ✓ signature      verified with HS256
  ✓ claims         well-formed claims set
  ✓ exp            expires in 1 hour, at 2026-01-01T01:00:00Z
  ✓ iss            `https://issuer.example.gov/`
  ✓ aud            `app`
  ✓ hasura-claims  4 found
  ✓ allowed-roles  `user`
  ✓ default-role   `user`
  ✓ role           `user`, the default role
  ✓ session        3 session variables
session
  x-hasura-role     user
  x-hasura-user-id  7
  x-hasura-level    3

"#]]);
    sandbox
        .jwtool([
            "explain",
            &token,
            "--config=auth.hml",
            "--at=2026-01-01T01:02:00Z",
            "--role=root",
        ])
        .code(1)
        .stdout_eq(str![[r#"
configuration from `auth.hml`
refused: 400 JWT validation error: ExpiredSignature
on /graphql: HTTP 400 {"data":null,"errors":[{"message":"JWT validation error: ExpiredSignature"}]}
  ✓ mode           the first; the request has no `x-hasura-auth-mode`
  ✓ token          the `Authorization` header
  ✓ form           three parts, `alg` HS256
  ✓ alg            HS256
  ✓ signature      verified with HS256
  ✓ claims         well-formed claims set
  ✗ exp            expired 2 minutes ago, at 2026-01-01T01:00:00Z
  ✓ iss            `https://issuer.example.gov/`
  ✓ aud            `app`
  ✓ hasura-claims  4 found
  ✓ allowed-roles  `user`
  ✓ default-role   `user`
  ✗ role           `root`, the requested role, is not among `user`
warning: older engines answer 500 with `Internal Error - Error while decoding the JWT: …` before the same last word

"#]])
        .stderr_eq(str![[r#"
hint: get a new token; to explain another point in time, add `--at TIME`
hint: ask for a role that is allowed: send the header `x-hasura-role: user` (in `explain`: `--role user`)

"#]]);
    let document = sandbox.json([
        "explain",
        "--json",
        &token,
        "--config=auth.hml",
        "--at=2026-01-01T01:02:00Z",
        "--route=rest",
    ]);
    assert_eq!(
        document["refusal"],
        serde_json::json!({"status": 400, "code": null, "message": "JWT validation error: ExpiredSignature"})
    );
    assert_eq!(
        document["response"]["body"],
        serde_json::json!({"errors": [{"status": "400", "detail": "JWT validation error: ExpiredSignature"}]})
    );
}

#[test]
fn a_mode_of_ddn_is_chosen_by_a_header() {
    let sandbox = of_three();
    let public = ["explain", "--config=auth.hml", "-H", "X-Hasura-Auth-Mode: public"];
    sandbox.jwtool(public).success().stderr_eq("").stdout_eq(str![[r#"
configuration from `auth.hml`
accepted as anonymous
  ✓ mode  `public`, named in the request
  ✓ role  `anonymous`, the default role
session
  x-hasura-role  anonymous

"#]]);
    let hook = ["explain", "--config=auth.hml", "-H", "X-Hasura-Auth-Mode: hook"];
    sandbox
        .jwtool(hook)
        .code(3)
        .stdout_eq(str![[r#"
configuration from `auth.hml`
a webhook decides: POST http://rely:8080/auth/ddn
  ✓ mode  `hook`, named in the request
warning: a webhook's answer cannot be predicted; if it is RelyAuth, explain its own configuration

"#]])
        .stderr_eq(str![[r#"
hint: ask the webhook itself; for RelyAuth, `--config auth.yaml --engine relyauth`

"#]]);
    let document = sandbox.json([&hook[..], &["--json"]].concat());
    assert_eq!(document["accepted"], serde_json::Value::Null);
    assert_eq!(document["webhook"], "POST http://rely:8080/auth/ddn");
}

#[test]
fn the_compatibility_date_decides_on_the_audience() {
    let sandbox = of_three();
    let token = for_three(&sandbox, &["-q", "aud=other"]);
    let at = |date: &str| {
        let date = format!("--compatibility-date={date}");
        sandbox.jwtool(["explain", "-q", &token, NOW, "--config=auth.hml", &date])
    };
    at("2025-03-10").success();
    at("2025-03-11").code(1);
    // The file has a separate document with the date.
    let dated = format!("kind: CompatibilityConfig\ndate: 2024-11-18\n---\n{AUTH_CONFIG}");
    let sandbox = sandbox.with_file("dated.hml", dated);
    sandbox.jwtool(["explain", "-q", &token, NOW, "--config=dated.hml"]).success();
}

#[test]
fn relyauth_is_explained_with_the_reason_that_it_swallows() {
    let sandbox = of_three();
    let token = for_three(&sandbox, &["--set=x-hasura-level:=3", "-q"]);
    sandbox
        .jwtool(["explain", &token, NOW, "--config=auth.yaml"])
        .success()
        .stderr_eq("")
        .stdout_eq(str![[r#"
configuration from `auth.yaml`
accepted as user by jwt `idp`
jwt `idp`
  ✓ token          the header `authorization` behind `bearer`
  ✓ form           three parts, `alg` HS256
  ✓ claims         well-formed claims set
  ✓ iss            `https://issuer.example.gov/`
  ✓ aud            `app`
  ✓ nbf            no `nbf`: passes
  ✓ exp            expires in 1 hour, at 2026-01-01T01:00:00Z
  ✓ iat            issued 0 seconds ago, at 2026-01-01T00:00:00Z
  ✓ signature      verified with HS256
  ✓ hasura-claims  4 found
  ✓ role           `user`
session
  x-hasura-role     user
  x-hasura-user-id  7
  x-hasura-level    3

"#]]);
    let late = "--at=2026-01-01T01:02:00Z";
    sandbox
        .jwtool(["explain", &token, late, "--config=auth.yaml"])
        .code(1)
        .stderr_eq(str![[r#"
hint: get a new token; to explain another point in time, add `--at TIME`
hint: the securityRules refuse the request: send what they require with `-H`

"#]])
        .stdout_eq(str![[r#"
configuration from `auth.yaml`
refused: 401, with an empty body
because: go-jose/go-jose/jwt: validation failed, token is expired (exp)
jwt `idp`
  ✓ token           the header `authorization` behind `bearer`
  ✓ form            three parts, `alg` HS256
  ✓ claims          well-formed claims set
  ✓ iss             `https://issuer.example.gov/`
  ✓ aud             `app`
  ✓ nbf             no `nbf`: passes
  ✗ exp             expired 2 minutes ago, at 2026-01-01T01:00:00Z
  ✓ iat             issued 1 hour 2 minutes ago, at 2026-01-01T00:00:00Z
  ✓ signature       verified with HS256
  ✓ hasura-claims   4 found
noAuth `anonymous`
  ✗ security-rules  the request has no header `x-app`, which a rule requires

"#]]);
    sandbox
        .jwtool(["explain", &token, late, "--config=auth.yaml", "-H", "x-app: web", "--json"])
        .success()
        .stdout_eq(str![[r#"
{"engine":"relyauth","accepted":true,"role":"anonymous","session":{"x-hasura-role":"anonymous"},"session_hasura":{"x-hasura-role":"anonymous"},"mode":"noAuth","mode_id":"anonymous","cause":"go-jose/go-jose/jwt: validation failed, token is expired (exp)","steps":[{"name":"token","passed":true,"detail":"the header `authorization` behind `bearer`","mode_id":"idp"},{"name":"form","passed":true,"detail":"three parts, `alg` HS256","mode_id":"idp"},{"name":"claims","passed":true,"detail":"well-formed claims set","mode_id":"idp"},{"name":"iss","passed":true,"detail":"`https://issuer.example.gov/`","mode_id":"idp"},{"name":"aud","passed":true,"detail":"`app`","mode_id":"idp"},{"name":"nbf","passed":true,"detail":"no `nbf`: passes","mode_id":"idp"},{"name":"exp","passed":false,"detail":"expired 2 minutes ago, at 2026-01-01T01:00:00Z","mode_id":"idp"},{"name":"iat","passed":true,"detail":"issued 1 hour 2 minutes ago, at 2026-01-01T00:00:00Z","mode_id":"idp"},{"name":"signature","passed":true,"detail":"verified with HS256","mode_id":"idp"},{"name":"hasura-claims","passed":true,"detail":"4 found","mode_id":"idp"},{"name":"security-rules","passed":true,"detail":"pass","mode_id":"anonymous"},{"name":"no-auth","passed":true,"detail":"this mode accepts every request","mode_id":"anonymous"},{"name":"role","passed":true,"detail":"`anonymous`","mode_id":"anonymous"}],"warnings":[{"code":"fallback","message":"another mode answered after the failure above; Hasura v2 and DDN never do that"}],"hint":"get a new token; to explain another point in time, add `--at TIME`","hints":["get a new token; to explain another point in time, add `--at TIME`"],"config":{"source":"`auth.yaml`","assumed":false}}

"#]]);
    let document = sandbox.json(["explain", &token, NOW, "--config=auth.yaml", "--json"]);
    assert_eq!(document["session"]["x-hasura-level"], 3);
    assert_eq!(document["session_hasura"]["x-hasura-level"], "3");
    assert_eq!((&document["mode"], &document["mode_id"]), (&"jwt".into(), &"idp".into()));
    let document = sandbox.json(["explain", &token, late, "--config=auth.yaml", "--json"]);
    assert_eq!(
        document["refusal"],
        serde_json::json!({"status": 401, "code": null, "message": ""})
    );
    assert_eq!(document["cause"], "go-jose/go-jose/jwt: validation failed, token is expired (exp)");
    assert_eq!(document["response"]["body"], serde_json::Value::Null);
}

#[test]
fn a_token_in_the_query_is_taken_from_the_requests_address() {
    let config = AUTH_YAML
        .replace("{in: header, name: Authorization, scheme: bearer}", "{in: query, name: token}");
    let sandbox = of_three().with_file("auth.yaml", config);
    let token = for_three(&sandbox, &["-q"]);
    let url = format!("--request-url=https://rely.example.gov/auth/ddn?a=1&token={token}");
    sandbox.jwtool(["explain", NOW, "--config=auth.yaml", &url]).success();
    let bare = "--request-url=https://rely.example.gov/auth/ddn";
    sandbox.jwtool(["explain", NOW, "--config=auth.yaml", bare]).code(1).stderr_eq(str![[r#"
hint: send it in the query parameter `token`
hint: the securityRules refuse the request: send what they require with `-H`

"#]]);
    // A token that is passed is placed at the configured location.
    sandbox.jwtool(["explain", NOW, "--config=auth.yaml", bare, &token]).success();
}

#[test]
fn the_address_of_a_request_says_its_route() {
    let sandbox = with_dev_key();
    let route = |url: &str| {
        let url = format!("--request-url={url}");
        sandbox.json(["explain", "--json", &url])["response"]["route"].clone()
    };
    assert_eq!(route("https://api.example.gov/api/rest/users"), "rest");
    assert_eq!(route("https://api.example.gov/v1/metadata"), "rest");
    assert_eq!(route("https://api.example.gov/v1/graphql"), "graphql");
}

#[test]
fn three_engines_stand_side_by_side() {
    let sandbox = of_three();
    let token = for_three(&sandbox, &["--set=x-hasura-level=3", "--allow=editor", "-q"]);
    let all = ["explain", &token, NOW, "--config=auth.hml", "--engine=all"];
    sandbox.jwtool(all).success().stdout_eq(str![[r#"
configuration from `auth.hml`
hasura   ✓ accepted as user
ddn      ✓ accepted as user
relyauth ✓ accepted as user by jwt `jwt`
session             hasura  ddn   relyauth
  x-hasura-role     user    user  user
  x-hasura-user-id  7       7     7
  x-hasura-level    3       3     3
warning (hasura): set HASURA_GRAPHQL_UNAUTHORIZED_ROLE=anonymous for requests without a token; its session variables come from request headers, not from the configuration
warning (hasura): not converted: a webhook mode
warning (relyauth): not converted: a webhook mode
warning (relyauth): noAuth answers after any failure: a bad or expired token gets its session; send `x-rely-auth-mode: jwt`, or add headerRules to noAuth

"#]]).stderr_eq("");
    let refused =
        ["explain", &token, NOW, "--config=auth.hml", "--engine=all", "-H", "x-hasura-role: "];
    sandbox.jwtool(refused).code(1).stdout_eq(str![[r#"
configuration from `auth.hml`
hasura   ✓ accepted as user
ddn      ✗ refused: 401 cannot be authorized as role: 
relyauth ✓ accepted as user by jwt `jwt`
Hasura DDN
  ✗ role  the header `x-hasura-role` is empty, which counts as a role
session             hasura  relyauth
  x-hasura-role     user    user
  x-hasura-user-id  7       7
  x-hasura-level    3       3
warning (hasura): set HASURA_GRAPHQL_UNAUTHORIZED_ROLE=anonymous for requests without a token; its session variables come from request headers, not from the configuration
warning (hasura): not converted: a webhook mode
warning (relyauth): not converted: a webhook mode
warning (relyauth): noAuth answers after any failure: a bad or expired token gets its session; send `x-rely-auth-mode: jwt`, or add headerRules to noAuth

"#]]).stderr_eq(str![[r#"
hint (ddn): ask for a role that is allowed: send the header `x-hasura-role: user` (in `explain`: `--role user`)

"#]]);
    let document = sandbox.json([&all[..], &["--json"]].concat());
    let engines: Vec<&str> = document["answers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|answer| answer["engine"].as_str().unwrap())
        .collect();
    assert_eq!(engines, ["hasura", "ddn", "relyauth"]);
    assert_eq!(document["answers"][1]["role"], "user");
}

#[test]
fn an_engine_that_cannot_have_the_configuration_is_one_answer_of_three() {
    let config = AUTH_YAML.replace(
        "location: '\"https://hasura.io/jwt/claims\"'",
        "location: \"values(@)[?type(@)=='object'] | [0]\"",
    );
    let sandbox = of_three().with_file("auth.yaml", config);
    let token = for_three(&sandbox, &["-q"]);
    let all = ["explain", &token, NOW, "--config=auth.yaml", "--engine=all"];
    sandbox.jwtool(all).code(3).stdout_eq(str![[r#"
configuration from `auth.yaml`
hasura   ? cannot be configured like this: the namespace `values(@)[?type(@)=='object'] | [0]` is computed, and only RelyAuth does that
ddn      ? cannot be configured like this: the namespace `values(@)[?type(@)=='object'] | [0]` is computed, and only RelyAuth does that
relyauth ✓ accepted as user by jwt `idp`
session             relyauth
  x-hasura-role     user
  x-hasura-user-id  7

"#]]).stderr_eq(str![[r#"
hint (hasura): pass a configuration of this engine: `--config FILE`
hint (ddn): pass a configuration of this engine: `--config FILE`

"#]]);
    let document = sandbox.json([&all[..], &["--json"]].concat());
    assert_eq!(document["answers"][2]["accepted"], true);
    assert!(document["answers"][0]["config_error"]["message"].is_string());
}

#[test]
fn a_list_has_an_answer_for_each_engine() {
    let sandbox = of_three();
    let good = for_three(&sandbox, &["-q"]);
    let parties = ["-q", "--secret=env:JWT_KEY", "--iss=https://issuer.example.gov/", "--aud=b"];
    let other = minted(&sandbox, &parties);
    let sandbox = sandbox.with_input(format!("{good}\n{other}\n"));
    let all = ["explain", NOW, "--config=auth.hml", "--engine=all", "-"];
    sandbox.jwtool(all).code(1).stdout_eq(str![[r#"
1 hasura   ✓ accepted as user
1 ddn      ✓ accepted as user
1 relyauth ✓ accepted as user by jwt `jwt`
2 hasura   ✗ refused: 400 invalid-jwt: Could not verify JWT: JWTNotInAudience
2 ddn      ✗ refused: 400 JWT validation error: InvalidAudience
2 relyauth ✓ accepted as anonymous by noAuth `anonymous`, after the token was refused: go-jose/go-jose/jwt: validation failed, invalid audience claim (aud)

"#]]);
}

#[test]
fn what_does_not_build_or_load_is_exit_3() {
    let sandbox = Sandbox::new()
        .with_file("ddn.hml", AUTH_CONFIG.replace("HS256", "Ed25519"))
        .with_file("unset.hml", AUTH_CONFIG)
        .with_file("rely.yaml", AUTH_YAML.replace("env: JWT_KEY", "env: NOBODY_SET_IT"))
        .with_file("other.yaml", "a: 1\n");
    let explain = |file: &str| sandbox.jwtool(["explain", "x", &format!("--config={file}")]);
    explain("ddn.hml").code(3).stdout_eq(str![[r#"
does not start: unknown variant `Ed25519`, expected one of `HS256`, `HS384`, `HS512`, `ES256`, `ES384`, `RS256`, `RS384`, `RS512`, `PS256`, `PS384`, `PS512`, `EdDSA` at path $.definition.mode.jwt.key.fixed.algorithm

"#]]).stderr_eq(str![[r#"
hint: it is one of HS256, HS384, HS512, RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, EdDSA; for Ed25519 write `EdDSA`

"#]]);
    explain("unset.hml")
        .code(3)
        .stdout_eq(str![[r#"
does not start: the environment variable `JWT_KEY` is not set
warning: the engine's exact words are not known here, or differ between its releases

"#]])
        .stderr_eq(str![[r#"
hint: set the variable here too; the engine needs it mapped in the subgraph

"#]]);
    explain("rely.yaml")
        .code(3)
        .stdout_eq(str![[r#"
does not start: NOBODY_SET_IT: EmptyVar: the environment variable value is empty

"#]])
        .stderr_eq(str![[r#"
hint: set the variable here too, or add a `value` to fall back to

"#]]);
    explain("other.yaml").code(3).stdout_eq("").stderr_eq(str![[r#"
error: cannot use `other.yaml`: it is not a configuration of a known engine
hint: name the engine: `--engine hasura`, `--engine ddn` or `--engine relyauth`

"#]]);
}

#[test]
fn the_engine_of_a_profile_is_explained() {
    let sandbox = of_three().with_file(
        "config/config.toml",
        "default_profile = \"staging\"\n[profile.staging]\nengine = { kind = \"ddn\", config = \"auth.hml\" }\n[profile.both]\nengine = { kind = \"relyauth\", config = \"auth.hml\" }\n",
    );
    let token = for_three(&sandbox, &["-q"]);
    assert_eq!(sandbox.json(["explain", "--json", &token, NOW])["engine"], "ddn");
    // A configuration for one engine is converted for another one.
    let both = ["explain", "--json", &token, NOW, "--profile=both"];
    assert_eq!(sandbox.json(both)["engine"], "relyauth");
    let other = ["explain", "--json", &token, NOW, "--config=auth.yaml", "--engine=hasura"];
    let document = sandbox.json(other);
    assert_eq!(document["engine"], "hasura");
    assert_eq!(document["config"]["source"], "`auth.yaml`, converted from RelyAuth");
}

#[test]
fn the_role_of_a_pasted_request_is_asked_for() {
    let sandbox = with_dev_key();
    let token = minted(&sandbox, &["--allow=editor"]);
    let curl = format!(
        "curl -H 'X-Hasura-Role: editor' -H 'Authorization: Bearer {token}' https://api.example.gov/v1/graphql"
    );
    let sandbox = sandbox.with_input(curl);
    sandbox
        .jwtool(["explain", NOW])
        .success()
        .stdout_eq(str![[r#"
no configuration was given; assuming one for key:dev
accepted as editor
...
  ✓ role           `editor`, the requested role
...

"#]])
        .stderr_eq(str![[r#"
the pasted request asks for the role `editor` (`--role` overrides it)

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

#[test]
fn a_secret_that_the_other_side_decoded_is_reported() {
    let text = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    let config = format!(r#"{{"type":"HS256","key":"{text}"}}"#);
    let sandbox = Sandbox::new().with_file("c.json", config);
    let token = minted(&sandbox, &["-q", &format!("--secret=base64:{text}"), "--aud=a"]);
    let document =
        sandbox.json(["explain", "--json", &token, NOW, "--config=c.json", "--engine=all"]);
    for answer in document["answers"].as_array().unwrap() {
        let steps = answer["steps"].as_array().unwrap();
        let step = steps.iter().find(|step| step["name"] == "signature").unwrap();
        assert_eq!(
            step["detail"],
            "it was signed with the secret decoded from base64; the engine uses the secret as it is written"
        );
    }
}

#[test]
fn a_token_from_another_environment_is_recognized_by_its_keys() {
    let jwk = public_jwk("keys/p256.spki.pem", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    let production = r#"{"jwk_url":"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Production/.well-known/jwks.json","claims_format":"stringified_json","audience":"3exampleclientid0000000000"}"#;
    let sandbox = with_dev_key()
        .with_file("jwks.json", format!(r#"{{"keys":[{jwk}]}}"#))
        .with_file("production.json", production);
    let token = format!("@{}", fixture("cognito-id.jwt"));
    let at = "--at=2020-12-09T23:00:00Z";
    sandbox
        .jwtool(["explain", &token, at, "--config=production.json", "--jwks=jwks.json"])
        .code(1)
        .stdout_eq(str![[r#"
configuration from `production.json`
refused: 400 invalid-jwt: Could not verify JWT: JWSError JWSInvalidSignature
...
  ✗ signature      the token is signed with RS256, and the key is an EC key on P-256
...
  ✗ role           `moped-viewer`, the default role, is not among `moped-admin`

"#]])
        .stderr_eq(str![[r#"
hint: the token comes from AWS Cognito, whose keys are at https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json, and the configuration uses the keys at https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Production/.well-known/jwks.json: is one of them from another environment?
hint: ask for a role that is allowed: send the header `x-hasura-role: moped-admin` (in `explain`: `--role moped-admin`)

"#]]);
    let p256 = fixture("keys/p256.spki.pem");
    let config = sandbox.output(["secret", "key", &p256]);
    let sandbox = sandbox.with_file("own.json", config);
    sandbox
        .jwtool(["explain", &token, at, "--config=own.json"])
        .code(1)
        .stdout_eq(str![[r#"
configuration from `own.json`
refused: 400 invalid-jwt: Could not verify JWT: JWSError JWSInvalidSignature
...
  ✗ signature      the token is signed with RS256, and the key is an EC key on P-256
...
  ✗ hasura-claims  the token has them at `$["https://hasura.io/jwt/claims"]`, as stringified_json

"#]])
        .stderr_eq(str![[r#"
hint: the token comes from AWS Cognito, whose keys are at https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json, and the configuration has a key of its own; `jwtool secret token TOKEN --engine hasura` writes one for it
hint: if the claims are JSON in a string, configure `"claims_format":"stringified_json"`

"#]]);
}

#[test]
fn an_unused_or_missing_key_set_is_reported() {
    let sandbox = with_dev_key()
        .with_file("none.json", r#"{"keys":{}}"#)
        .with_file("url.json", r#"{"jwk_url":"https://keys.example.gov/"}"#);
    let token = minted(&sandbox, &[]);
    let unused = ["explain", &token, NOW, "--jwks=nofile"];
    sandbox
        .jwtool(unused)
        .success()
        .stdout_eq(str![[r#"
no configuration was given; assuming one for key:dev
accepted as user
...
  ✓ role           `user`, the default role
...

"#]])
        .stderr_eq(str![[r#"
`--jwks` is not used: the configuration contains its key

"#]]);
    let wrong = ["explain", &token, NOW, "--config=url.json", "--jwks=none.json"];
    sandbox.jwtool(wrong).code(3).stdout_eq("").stderr_eq(str![[r#"
error: cannot use `none.json`: it is not a JWK Set: it has no array `keys`
hint: pass what the URL of the keys responds with: `--jwks FILE`

"#]]);
}

#[test]
fn a_second_word_is_a_usage_error() {
    with_dev_key().jwtool(["explain", "x", "ddn"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: unexpected argument `ddn`
hint: see `jwtool explain --help`

"#]]);
}

#[test]
fn a_value_of_any_length_is_shown() {
    let long = "x".repeat(70_000);
    for (name, value) in [(long.as_str(), "1"), ("n", long.as_str())] {
        let sandbox = with_dev_key();
        let claims = format!(
            r#"https://hasura.io/jwt/claims:={{"x-hasura-default-role":"u","x-hasura-allowed-roles":["u"],"x-hasura-{name}":"{value}"}}"#
        );
        let token = sandbox.output(["mint", "--role=u", &claims, NOW]);
        let sandbox = sandbox.with_input(token);
        for more in [&[][..], &["--engine=all"], &["--engine=ddn"]] {
            sandbox.jwtool([&["explain", NOW][..], more].concat()).success();
        }
        sandbox.jwtool(["decode", NOW]).success();
    }
}

#[test]
fn a_header_that_carries_a_token_is_not_shown_by_its_rule() {
    let rule = "headerRules:\n          authorization: {include: {value: [nothing]}}";
    let config =
        AUTH_YAML.replace("headerRules:\n          x-app: {include: {value: [web]}}", rule);
    let sandbox = of_three().with_file("auth.yaml", config);
    let output = sandbox.jwtool([
        "explain",
        "--config=auth.yaml",
        "-H",
        "x-rely-auth-mode: noAuth",
        "-H",
        "authorization: Bearer s3cret",
    ]);
    let output = output.code(1).get_output().clone();
    assert!(!String::from_utf8_lossy(&output.stdout).contains("s3cret"));
}

#[test]
fn a_public_key_as_a_secret_lets_anyone_in_and_is_warned_of() {
    let pem = std::fs::read_to_string(fixture("keys/rsa.spki.pem")).unwrap();
    let claims = r#"{"sub":"root","exp":4102444800,"https://hasura.io/jwt/claims":{"x-hasura-default-role":"admin","x-hasura-allowed-roles":["admin"]}}"#;
    let input = format!(
        "{}.{}",
        jwtool::jose::base64url::encode(r#"{"alg":"HS256","typ":"JWT"}"#),
        jwtool::jose::base64url::encode(claims)
    );
    let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, pem.as_bytes());
    let signature = aws_lc_rs::hmac::sign(&key, input.as_bytes());
    let forged = format!("{input}.{}", jwtool::jose::base64url::encode(signature));
    let text = serde_json::to_string(&pem).unwrap();
    let ddn = format!(
        "kind: AuthConfig\nversion: v4\ndefinition:\n  mode:\n    jwt:\n      claimsConfig:\n        namespace:\n          claimsFormat: Json\n          location: /https:~1~1hasura.io~1jwt~1claims\n      tokenLocation:\n        type: BearerAuthorization\n      key:\n        fixed:\n          algorithm: HS256\n          key:\n            value: {text}\n"
    );
    let relyauth = format!(
        "definition:\n  modes:\n    - mode: jwt\n      tokenLocation:\n        in: header\n        name: Authorization\n        scheme: Bearer\n      key:\n        algorithm: HS256\n        key:\n          value: {text}\n      claimsConfig:\n        namespace:\n          claimsFormat: Json\n          location: '\"https://hasura.io/jwt/claims\"'\n"
    );
    for (engine, config) in [
        ("hasura", format!(r#"{{"type":"HS256","key":{text}}}"#)),
        ("ddn", ddn),
        ("relyauth", relyauth),
    ] {
        let sandbox = Sandbox::new().with_file("config", config);
        let check = ["secret", "check", "--engine", engine, "config", "--json"];
        let explain = ["explain", &forged, "--engine", engine, "--config=config", "--json", NOW];
        let (checked, explained) = (sandbox.json(check), sandbox.json(explain));
        assert_eq!(checked["valid"], true, "{engine}: {checked}");
        assert_eq!(explained["accepted"], true, "{engine}: {explained}");
        for document in [checked, explained] {
            let warnings = document["warnings"].as_array().unwrap();
            let ours = warnings.iter().filter(|one| one["code"] == "public-key-as-secret");
            assert_eq!(ours.count(), 1, "{engine}: {document}");
        }
    }
}

#[test]
fn times_in_milliseconds_are_the_cause_of_a_refusal_or_a_warning() {
    let config = format!(r#"{{"type":"HS256","key":"{SECRET}"}}"#);
    let sandbox = Sandbox::new().with_file("c.json", config);
    let explained = |claim: &str, engine: &str| {
        let secret = format!("--secret={SECRET}");
        let token = minted(&sandbox, &["-q", &secret, claim]);
        let engine = format!("--engine={engine}");
        let arguments = ["explain", "--json", &token, NOW, "--config=c.json", &engine];
        let output = sandbox.jwtool(arguments).get_output().clone();
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()
    };
    for engine in ["hasura", "ddn", "relyauth"] {
        let document = explained("exp:=1767229200000", engine);
        assert_eq!(document["accepted"], true, "{document}");
        let warnings = document["warnings"].as_array().unwrap();
        assert!(warnings.iter().any(|warning| warning["code"] == "milliseconds"), "{document}");
    }
    for (claim, message) in [
        ("iat:=1767225500000", "Could not verify JWT: JWTIssuedAtFuture"),
        ("nbf:=1767225500000", "Could not verify JWT: JWTNotYetValid"),
    ] {
        let document = explained(claim, "hasura");
        assert_eq!(document["refusal"]["message"], message);
        let hint = document["hint"].as_str().unwrap();
        assert!(hint.contains("in seconds") && !hint.contains("allowed_skew"), "{hint}");
    }
    let document = explained("iat:=1767225500000", "relyauth");
    assert!(document["hint"].as_str().unwrap().contains("in seconds"), "{document}");
}

#[test]
fn the_hint_for_a_token_from_the_future_knows_the_local_issuer() {
    for (issuer, is_local) in [
        ("http://127.0.0.1:8765", true),
        ("http://host.docker.internal:8765/auth0", true),
        ("http://localhost.example.gov", false),
        ("https://issuer.example.gov", false),
    ] {
        let sandbox = with_dev_key();
        let token = minted(&sandbox, &["-q", "--issuer", issuer, "--iat=+60s"]);
        let document = sandbox.json(["explain", "--json", &token, NOW]);
        assert_eq!(document["refusal"]["message"], "Could not verify JWT: JWTIssuedAtFuture");
        let hint = document["hint"].as_str().unwrap();
        assert_eq!(hint.contains("jwtool serve --fault clock=-2m"), is_local, "{issuer}: {hint}");
    }
}

#[test]
fn the_hint_for_a_signature_follows_the_reason_and_not_the_message() {
    let hint = |config: &str, flags: &[&str], engine: &str| {
        let sandbox = with_dev_key().with_file("c.json", config);
        let token = minted(&sandbox, &[&["-q"], flags].concat());
        let engine = format!("--engine={engine}");
        let arguments = ["explain", "--json", &token, NOW, "--config=c.json", &engine];
        let document: serde_json::Value =
            serde_json::from_slice(&sandbox.jwtool(arguments).code(1).get_output().stdout).unwrap();
        document["hint"].as_str().unwrap().to_owned()
    };
    let text = "a text of thirty-eight bytes in total!";
    let secret = format!(r#"{{"type":"HS256","key":"{text}"}}"#);
    let short = hint(&secret, &["--alg=HS512", &format!("--secret={text}")], "hasura");
    assert!(short.contains("64 bytes") && short.contains("has 38"), "{short}");
    assert!(
        short.contains("`jwtool secret hmac --alg HS512`") && short.contains("sign with HS256")
    );
    let hex = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    let config = format!(r#"{{"type":"HS256","key":"{hex}"}}"#);
    let decoded = hint(&config, &[&format!("--secret=hex:{hex}")], "hasura");
    assert!(decoded.contains("hexadecimal"), "{decoded}");
    let rsa = fixture_text("keys/rsa.spki.pem").replace('\n', "\\n");
    let config = format!(r#"{{"type":"HS256","key":"{rsa}"}}"#);
    let kind = hint(&config, &["--alg=RS512"], "hasura");
    assert!(kind.contains(r#"configure `"type":"RS512"`"#), "{kind}");
    let config = format!(r#"{{"type":"RS256","key":"{rsa}"}}"#);
    let secret = hint(&config, &[&format!("--secret={text}")], "hasura");
    assert!(secret.contains("shared secret"), "{secret}");
}

/// A token with these claims, signed with the secret of these tests.
fn plain(sandbox: &Sandbox, claims: &[&str]) -> String {
    let more = ["mint", "--role=user", "--secret=env:KEY", "-q", NOW];
    let output = sandbox.output(more.into_iter().chain(claims.iter().copied()));
    output.trim_end().to_owned()
}

/// A machine with a configuration of Hasura v2 that has this `claims_map`.
fn mapped(map: &str) -> Sandbox {
    let config = format!(r#"{{"type":"HS256","key":"{SECRET}","claims_map":{map}}}"#);
    with_dev_key().with_env("KEY", SECRET).with_file("config.json", config)
}

#[test]
fn a_map_shows_where_each_variable_comes_from_and_which_default_is_used() {
    let sandbox = mapped(
        r#"{"x-hasura-allowed-roles":["crew"],"x-hasura-default-role":"crew","x-hasura-team":{"path":"$.team.id"},"x-hasura-ship":{"path":"$.team.ship","default":"none"}}"#,
    );
    let token = plain(&sandbox, &["sub=a", r#"team:={"id":"blue","port":"x"}"#]);
    sandbox.jwtool(["explain", &token, NOW, "--config=config.json"]).success().stdout_eq(str![[
        r#"
configuration from `config.json`
accepted as crew
...
  ✓ claims-map     `x-hasura-allowed-roles` is ["crew"] in the configuration
  ✓ claims-map     `x-hasura-default-role` is "crew" in the configuration
  ✓ claims-map     `x-hasura-team` from `$.team.id`: "blue"
  ✓ claims-map     `x-hasura-ship` from `$.team.ship`: the default "none", because `$.team` has no `ship`, only `id`, `port`
  ✓ hasura-claims  4 found
...
warning: `x-hasura-ship` gets its default "none": `$.team.ship` leads nowhere, because `$.team` has no `ship`, only `id`, `port`

"#
    ]]);
}

#[test]
fn a_hint_about_a_role_names_the_path_if_the_configuration_decides() {
    for (map, claims, hint) in [
        (
            r#"{"x-hasura-allowed-roles":{"path":"[\"$.crew\"]","default":[]},"x-hasura-default-role":{"path":"$.rank"}}"#,
            &["rank=mate", r#"crew:=["mate"]"#][..],
            r#"hint: `claims_map` takes `x-hasura-allowed-roles` from `$["$.crew"]`, which is a single key of that name; write `"path":"$.crew"`"#,
        ),
        (
            r#"{"x-hasura-allowed-roles":{"path":"$.rank"},"x-hasura-default-role":{"path":"$.rank"}}"#,
            &["rank=mate"],
            r#"hint: `claims_map` takes `x-hasura-allowed-roles` from `$.rank`, which is a string, and the engine needs a list: write the roles into the configuration, `"x-hasura-allowed-roles":["mate"]`, and take only `x-hasura-default-role` from that claim"#,
        ),
        (
            r#"{"x-hasura-allowed-roles":{"path":"$.ranks"},"x-hasura-default-role":{"path":"$.ranks"}}"#,
            &[r#"ranks:=["mate"]"#],
            r#"hint: `claims_map` takes `x-hasura-default-role` from `$.ranks`, which is a list, and the engine needs a string; for its first element write `"path":"$.ranks[0]"`"#,
        ),
        (
            r#"{"x-hasura-allowed-roles":["mate"],"x-hasura-default-role":"mate","x-hasura-a":{"path":"$.app.crew"}}"#,
            &[r#"app.crew=x"#],
            r#"hint: `claims_map` takes `x-hasura-a` from `$.app.crew`, which this token does not have; write `"path":"[/"app.crew/"]"`"#,
        ),
    ] {
        let sandbox = mapped(map);
        let token = plain(&sandbox, &[&["sub=a"], claims].concat());
        let run = sandbox.jwtool(["explain", &token, NOW, "--config=config.json"]).code(1);
        let output = run.get_output();
        let printed = String::from_utf8_lossy(&output.stderr).replace('\\', "/");
        assert!(printed.contains(hint), "{printed}");
        assert!(!printed.contains("issuer"), "{printed}");
    }
}

#[test]
fn a_person_without_an_app_role_gets_one_in_entra_or_a_default() {
    let sandbox = mapped(
        r#"{"x-hasura-allowed-roles":{"path":"$.roles"},"x-hasura-default-role":{"path":"$.roles[0]"}}"#,
    );
    let tenant = "0b9c1d2e-3f40-4a51-8b62-7c83d94ea5f6";
    let issuer = format!("--iss=https://login.microsoftonline.com/{tenant}/v2.0");
    let token = plain(&sandbox, &["ver=2.0", &format!("tid={tenant}"), "oid=o", &issuer]);
    let document = sandbox.json(["explain", "--json", &token, NOW, "--config=config.json"]);
    let hints: Vec<&str> =
        document["hints"].as_array().unwrap().iter().map(|hint| hint.as_str().unwrap()).collect();
    assert_eq!(hints.len(), 2, "{hints:?}");
    assert!(hints[0].contains("`$.roles`"), "{hints:?}");
    assert!(hints[0].contains("assign one in Entra"), "{hints:?}");
    assert!(hints[0].contains(r#"`"default":["user"]`"#), "{hints:?}");
    assert_eq!(document["hint"], hints[0]);
}

#[test]
fn a_path_with_what_the_engine_does_not_know_says_what_to_use() {
    for (path, hint) in [
        ("$..crew", "there is no `..`, no `[*]`"),
        ("$.crew[*].name", "take one element, like `$.roles[0].name`"),
        ("$.crew[0:2]", "no slice"),
        ("$.crew[?(@.a)]", "no filter"),
        ("$.cognito:crew", r#"`$["cognito:crew"]`"#),
        ("$.a b", r#"`$["a b"]`"#),
        ("$.a[", "write the path like"),
    ] {
        let map = format!(
            r#"{{"x-hasura-allowed-roles":{{"path":"{path}"}},"x-hasura-default-role":"crew"}}"#
        );
        let sandbox = mapped(&map);
        let run = sandbox.jwtool(["secret", "check", "config.json"]).code(1);
        let printed = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(printed.contains(hint), "{path}: {printed}");
    }
}

#[test]
fn keys_that_cannot_be_had_leave_only_their_checks_open() {
    let sandbox = with_dev_key()
        .with_file("config.json", r#"{"jwk_url":"https://keys.example.gov/set","audience":"app"}"#);
    let token = minted(&sandbox, &["--aud=other"]);
    let explain = ["explain", &token, NOW, "--config=config.json", "--offline"];
    sandbox
        .jwtool(explain)
        .code(4)
        .stdout_eq(str![[r#"
configuration from `config.json`
not known: without the keys, the signature is not checked
...
  ? signature      not checked: there are no keys to check it with
...
  ✗ aud            `other`; the configuration says `app`
...
"#]])
        .stderr_eq(str![[r#"
error: `--offline` forbids the request to https://keys.example.gov/set
hint: pass the keys with `--jwks FILE`, or drop `--offline`
hint: use a token for the configured audience, or configure this one: `"audience":"other"`

"#]]);
    let document = sandbox.json([&explain[..], &["--json"]].concat());
    assert_eq!(document["accepted"], serde_json::Value::Null);
    let steps = document["steps"].as_array().unwrap();
    let passed = |name: &str| &steps.iter().find(|step| step["name"] == name).unwrap()["passed"];
    assert_eq!(passed("signature"), &serde_json::Value::Null);
    assert_eq!((passed("exp"), passed("aud")), (&true.into(), &false.into()));
    for engine in ["ddn", "relyauth"] {
        let one = ["--json", "--engine", engine];
        let document = sandbox.json([&explain[..], &one].concat());
        let steps = document["steps"].to_string();
        assert!(steps.contains(r#""name":"signature","passed":null"#), "{steps}");
    }
}

#[test]
fn without_a_configuration_the_one_for_the_token_is_assumed() {
    let sandbox = with_dev_key();
    // The store is asked first.
    let own = minted(&sandbox, &[]);
    let document = sandbox.json(["explain", "--json", &own, NOW]);
    assert_eq!(document["config"], serde_json::json!({"source": "key:dev", "assumed": true}));
    // The claims of the token say the rest, and its keys are not fetched here.
    let cognito = fixture_text("cognito-id.jwt");
    let at = "--at=2020-12-09T23:00:00Z";
    let explain = ["explain", &cognito, at, "--offline"];
    for engine in ["hasura", "ddn", "relyauth"] {
        let document = sandbox.json([&explain[..], &["--json", "--engine", engine]].concat());
        assert_eq!(document["config"]["assumed"], true, "{engine}");
        let steps = document["steps"].to_string();
        assert!(steps.contains(r#""name":"hasura-claims","passed":true"#), "{engine}: {steps}");
    }
    sandbox.jwtool(explain).code(4).stdout_eq(str![[r#"
no configuration was given; assuming one for this token, as `jwtool secret token` writes it
not known: without the keys, the signature is not checked
...
"#]]);
    // A secret is nowhere to be found.
    let sandbox = sandbox.with_env("KEY", SECRET);
    let token = plain(&sandbox, &["sub=a"]);
    sandbox.jwtool(["explain", &token, NOW]).code(4).stderr_eq(str![[r#"
error: the token is signed with a secret, and no configuration was given
hint: pass the engine's configuration with `--config FILE`; `jwtool secret --secret env:NAME` writes one for a secret

"#]]);
    for engine in ["ddn", "relyauth"] {
        sandbox.jwtool(["explain", &token, NOW, "--engine", engine]).code(4);
    }
    // What is not a token at all is refused with any configuration.
    sandbox.jwtool(["explain", "x.y.z"]).code(1);
}

#[test]
fn locations_that_lead_nowhere_are_reported_in_every_engine() {
    let ddn = AUTH_CONFIG.replace(
        "        namespace:\n          claimsFormat: Json\n          location: /https:~1~1hasura.io~1jwt~1claims\n",
        "        locations:\n          x-hasura-default-role: {literal: crew}\n          x-hasura-allowed-roles: {literal: [crew]}\n          x-hasura-user-id: {path: {path: /session/user_id, default: nobody}}\n          x-hasura-ship: {path: {path: /session/ship}}\n",
    );
    let rely = AUTH_YAML.replace(
        "        namespace:\n          location: '\"https://hasura.io/jwt/claims\"'\n          claimsFormat: Json\n",
        "        locations:\n          x-hasura-role: {type: field, default: {value: crew}}\n          x-hasura-user-id: {type: field, path: session.user_id, default: {value: nobody}}\n          x-hasura-ship: {type: field, path: session.ship}\n",
    );
    let sandbox = of_three().with_file("map.hml", ddn).with_file("map.yaml", rely);
    let token = for_three(&sandbox, &["-q", r#"session:={"id":"s"}"#]);
    for (config, path, absent) in [
        ("--config=map.hml", "/session/user_id", "left out"),
        ("--config=map.yaml", "session.user_id", "null"),
    ] {
        let document = sandbox.json(["explain", "--json", &token, NOW, config]);
        assert_eq!(document["session"]["x-hasura-user-id"], "nobody", "{document}");
        let codes: Vec<&str> = document["warnings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|warning| warning["code"].as_str().unwrap())
            .collect();
        assert!(codes.contains(&"default-used") && codes.contains(&"nothing-found"), "{codes:?}");
        let steps = document["steps"].to_string();
        assert!(steps.contains(&format!("from `{path}`: the default")), "{steps}");
        assert!(steps.contains(&format!(": {absent}, because")), "{steps}");
    }
}

#[test]
fn the_admin_secret_of_a_pasted_request_is_assumed_to_be_right_and_never_shown() {
    let sandbox = with_dev_key();
    let token = minted(&sandbox, &["-q"]);
    let curl = |token: &str| {
        format!(
            "curl 'https://x.example/v1/graphql' {token}-H 'x-hasura-admin-secret: hunter2-hunter2' -H 'x-hasura-role: editor'"
        )
    };
    let header = format!("-H 'authorization: Bearer {token}' ");
    let sandbox = sandbox.with_file("curl", curl(&header)).with_file("bare", curl(""));
    for arguments in [
        ["explain", "-v", "@curl"].as_slice(),
        &["explain", "-v", "@bare"],
        &["explain", "-v", "-H", "x-hasura-admin-secret: hunter2-hunter2", "--role=editor"],
    ] {
        let run = sandbox.jwtool(arguments.iter().copied().chain([NOW])).success();
        let output = run.get_output();
        let shown = [output.stdout.clone(), output.stderr.clone()].concat();
        let shown = String::from_utf8(shown).unwrap();
        assert!(shown.contains("accepted as editor") && !shown.contains("hunter2"), "{shown}");
        assert!(shown.contains("`--admin-secret env:HASURA_GRAPHQL_ADMIN_SECRET`"), "{shown}");
    }
    let wrong = ["explain", "@curl", "--admin-secret=env:REAL", NOW];
    sandbox.with_env("REAL", "another").jwtool(wrong).code(1);
}
