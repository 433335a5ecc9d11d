//! `jwtool secret`.

use snapbox::str;

use crate::mint::with_dev_key;
use crate::sandbox::{NOW, Sandbox, fixture};

#[test]
fn the_configuration_of_the_dev_key_is_one_line_that_verifies_its_tokens() {
    let sandbox = with_dev_key();
    let secret = sandbox.output(["secret"]);
    assert_eq!(secret.lines().count(), 1);
    let config: serde_json::Value = serde_json::from_str(&secret).unwrap();
    assert_eq!(config["type"], "RS256");
    let pem = std::fs::read_to_string(fixture("keys/rsa.spki.pem")).unwrap();
    assert_eq!(config["key"], pem);
    let token = sandbox.output(["mint", "--role=user", "--kid=other", NOW]);
    let engine = Sandbox::new().with_env("HASURA_GRAPHQL_JWT_SECRET", &secret).with_input(token);
    engine.jwtool(["verify", "-q", NOW]).success();
}

#[test]
fn a_cognito_pool_needs_its_key_address_and_format() {
    let expected = "{\"jwk_url\":\"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json\",\"claims_format\":\"stringified_json\"}\n";
    let pool = "us-east-1_Example01";
    Sandbox::new().jwtool(["secret", "cognito", pool]).success().stdout_eq(expected);
    Sandbox::new().jwtool(["secret", "new", "cognito", pool]).success().stdout_eq(expected);
    let document = Sandbox::new().json(["secret", "--json", "cognito", pool]);
    assert_eq!(document["output"], expected.trim_end());
    assert_eq!(document["engine"], "hasura");
}

#[test]
fn a_random_secret_is_long_enough_and_another_each_time() {
    let secret = || {
        let text = Sandbox::new().output(["secret", "hmac"]);
        let config: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(config["type"], "HS256");
        config["key"].as_str().unwrap().to_owned()
    };
    let (a, b) = (secret(), secret());
    assert!(a.len() >= 32 && a != b);
}

#[test]
fn a_configuration_signs_and_verifies_as_a_key() {
    let sandbox = Sandbox::new();
    let config = sandbox.output(["secret", "hmac"]);
    let sandbox = sandbox.with_env("S", config.trim());
    let token = sandbox.output(["mint", "--role=user", "--key=env:S", NOW]);
    let sandbox = sandbox.with_input(token);
    sandbox.jwtool(["verify", "-q", "--key=env:S", NOW]).success();
}

#[test]
fn what_hasura_would_not_take_is_refused() {
    let secret = |arguments: &[&str]| {
        with_dev_key().with_env("K", "short").jwtool([&["secret"], arguments].concat())
    };
    secret(&["--secret=env:K"]).code(3).stdout_eq("").stderr_eq(str![[r#"
error: cannot use the key K: Hasura v2 does not start with it: HS256 takes 32 characters or more, and it has 5

"#]]);
    secret(&["--key", &fixture("keys/secp256k1.pkcs8.pem")]).code(3).stderr_eq(str!["..."]);
    secret(&["cognito"]).code(2).stderr_eq(str![[r#"
error: which user pool?
hint: `jwtool secret cognito us-east-1_U2dzkxfTv`

"#]]);
    secret(&["cognito", "pool"]).code(2).stderr_eq(str![[r#"
error: `pool` is no user pool id
hint: it is a region, `_` and a name: `jwtool secret cognito us-east-1_U2dzkxfTv`

"#]]);
    secret(&["nonsense"]).code(2).stderr_eq(str![[r#"
error: `nonsense` is no provider that is known
hint: `jwtool secret cognito POOL`, `jwtool secret hmac`, or `jwtool secret` for the signing key

"#]]);
    secret(&["hmac", "more"]).code(2).stderr_eq(str![[r#"
error: `more` is one word too many
hint: `jwtool secret --help`

"#]]);
}
