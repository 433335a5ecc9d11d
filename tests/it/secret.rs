//! Tests of `jwtool secret`.

use snapbox::str;

use crate::mint::with_dev_key;
use crate::sandbox::{NOW, Sandbox, fixture, public_jwk};

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
fn flags_may_precede_the_provider() {
    let pool = "us-east-1_Example01";
    let secret = |words: &[&str]| Sandbox::new().output([&["secret", "-q"], words].concat());
    let expected =
        secret(&["cognito", pool, "--engine=ddn", "--aud=a", "--aud=b", "--output=json"]);
    for words in [
        &["--engine", "ddn", "--aud", "a", "--aud=b", "--output=json", "cognito", pool][..],
        &["--for=ddn", "--aud=a", "cognito", "--aud=b", pool, "--output", "json"],
        &["new", "--engine=ddn", "--aud=a", "cognito", pool, "--aud=b", "--output=json"],
        &["--engine=ddn", "new", "aws-cognito", pool, "--aud=a", "--aud=b", "--output=json"],
    ] {
        assert_eq!(secret(words), expected, "{words:?}");
    }
    let key = fixture("keys/p256.pkcs8.pem");
    let own_key = secret(&["key", &key]);
    assert_eq!(secret(&["--key", &key]), own_key);
    assert_eq!(secret(&["new", "--key", &key]), own_key);
    let longer = secret(&["--alg", "HS512", "hmac"]);
    assert!(longer.contains("HS512"), "{longer}");
    let sandbox = Sandbox::new().with_env("HASURA_GRAPHQL_JWT_SECRET", &longer);
    sandbox.jwtool(["secret", "--engine", "hasura", "check"]).success();
    sandbox.jwtool(["secret", "--to", "ddn", "convert"]).success();
    // Flags that a provider does not use are rejected, wherever they appear.
    for words in [&["--kid=a", "cognito", pool][..], &["cognito", pool, "--kid=a"]] {
        let run = Sandbox::new().jwtool([&["secret"], words].concat()).code(2);
        run.stdout_eq("").stderr_eq(str![[r#"
error: unexpected argument `--kid`
hint: see `jwtool secret cognito --help`

"#]]);
    }
}

#[test]
fn the_help_of_a_provider_shows_only_its_own_flags() {
    let help = |words: &[&str]| Sandbox::new().output([&["secret"], words, &["--help"]].concat());
    let cognito = help(&["cognito"]);
    assert!(cognito.starts_with("AWS Cognito user pool\n"), "{cognito}");
    assert!(cognito.contains("Usage: jwtool secret cognito [OPTIONS] <POOL>\n"), "{cognito}");
    assert!(cognito.contains("User pool ID, such as us-east-1_U2dzkxfTv"), "{cognito}");
    for (words, shown, hidden) in [
        (&["cognito"][..], &["--audience"][..], &["--certificate", "--alg", "--key ", "--to "][..]),
        (&["auth0"], &["--certificate"], &["--alg"]),
        (&["key"], &["--alg", "--passphrase"], &["--certificate", "--kid"]),
        (&["hmac"], &["--alg"], &["--passphrase", "Arguments:"]),
        (&["check"], &["--engine"], &["--audience", "--output", "--interactive"]),
        (&["convert"], &["--to", "--alg", "--output"], &["--interactive", "--passphrase"]),
        (&[], &["--key", "--kid", "cognito", "check"], &["--certificate", "--to "]),
    ] {
        let help = help(words);
        for flag in shown {
            assert!(help.contains(flag), "{words:?} {flag}: {help}");
        }
        for flag in hidden {
            assert!(!help.contains(flag), "{words:?} {flag}: {help}");
        }
    }
    assert_eq!(help(&["aws-cognito"]), cognito);
    assert_eq!(Sandbox::new().output(["help", "secret", "cognito"]), cognito);
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
fn every_provider_has_its_configuration() {
    let secret = |name: &str, value: &str| Sandbox::new().output(["secret", "-q", name, value]);
    snapbox::assert_data_eq!(
        secret("auth0", "example-gov.us.auth0.com"),
        str![[r#"
{"jwk_url":"https://example-gov.us.auth0.com/.well-known/jwks.json","issuer":"https://example-gov.us.auth0.com/"}

"#]]
    );
    snapbox::assert_data_eq!(
        secret("entra", "00000000-1111-4222-8333-444444444444"),
        str![[r#"
{"jwk_url":"https://login.microsoftonline.com/00000000-1111-4222-8333-444444444444/discovery/v2.0/keys","claims_map":{"x-hasura-allowed-roles":{"path":"$.roles"},"x-hasura-default-role":{"path":"$.roles[0]"},"x-hasura-user-id":{"path":"$.oid"}}}

"#]]
    );
    snapbox::assert_data_eq!(
        secret("firebase", "example-project"),
        str![[r#"
{"jwk_url":"https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com","audience":"example-project","issuer":"https://securetoken.google.com/example-project"}

"#]]
    );
    snapbox::assert_data_eq!(
        secret("google", "123-abc.apps.googleusercontent.com"),
        str![[r#"
{"jwk_url":"https://www.googleapis.com/oauth2/v3/certs","audience":"123-abc.apps.googleusercontent.com","issuer":"https://accounts.google.com","claims_map":{"x-hasura-allowed-roles":["user"],"x-hasura-default-role":"user","x-hasura-user-id":{"path":"$.sub"}}}

"#]]
    );
    snapbox::assert_data_eq!(
        secret("clerk", "clerk.example.gov"),
        str![[r#"
{"jwk_url":"https://clerk.example.gov/.well-known/jwks.json","issuer":"https://clerk.example.gov"}

"#]]
    );
    snapbox::assert_data_eq!(
        secret("supabase", "abcdefghijklmnopqrst"),
        str![[r#"
{"jwk_url":"https://abcdefghijklmnopqrst.supabase.co/auth/v1/.well-known/jwks.json","audience":"authenticated","issuer":"https://abcdefghijklmnopqrst.supabase.co/auth/v1","claims_map":{"x-hasura-allowed-roles":["user"],"x-hasura-default-role":"user","x-hasura-user-id":{"path":"$.sub"}}}

"#]]
    );
    snapbox::assert_data_eq!(
        secret("keycloak", "https://id.example.gov/realms/moped/"),
        str![[r#"
{"jwk_url":"https://id.example.gov/realms/moped/protocol/openid-connect/certs","issuer":"https://id.example.gov/realms/moped"}

"#]]
    );
    snapbox::assert_data_eq!(
        secret("okta", "https://example.okta.com/oauth2/default"),
        str![[r#"
{"jwk_url":"https://example.okta.com/oauth2/default/v1/keys","issuer":"https://example.okta.com/oauth2/default"}

"#]]
    );
    snapbox::assert_data_eq!(
        secret("supertokens", "https://api.example.gov"),
        str![[r#"
{"jwk_url":"https://api.example.gov/auth/jwt/jwks.json"}

"#]]
    );
    snapbox::assert_data_eq!(
        secret("jwks", "https://issuer.example.gov/jwks.json"),
        str![[r#"
{"jwk_url":"https://issuer.example.gov/jwks.json"}

"#]]
    );
}

#[test]
fn flags_say_what_the_provider_does_not() {
    let secret = |flags: &[&str]| {
        Sandbox::new()
            .output([&["secret", "-q", "jwks", "https://i.example.gov/k"], flags].concat())
    };
    snapbox::assert_data_eq!(
        secret(&["--aud=a", "--aud=b", "--iss=i", "--namespace=n", "--stringified", "--skew=30s"]),
        str![[r#"
{"jwk_url":"https://i.example.gov/k","claims_namespace":"n","claims_format":"stringified_json","audience":["a","b"],"issuer":"i","allowed_skew":30}

"#]]
    );
    snapbox::assert_data_eq!(
        secret(&["--namespace-path=$.user.hasura", "--token-header=cookie:auth"]),
        str![[r#"
{"jwk_url":"https://i.example.gov/k","claims_namespace_path":"$.user.hasura","header":{"type":"Cookie","name":"auth"}}

"#]]
    );
    snapbox::assert_data_eq!(
        secret(&["--token-header=X-Auth-Token"]),
        str![[r#"
{"jwk_url":"https://i.example.gov/k","header":{"type":"CustomHeader","name":"X-Auth-Token"}}

"#]]
    );
}

#[test]
fn a_token_says_what_would_accept_it() {
    let token = format!("@{}", fixture("cognito-id.jwt"));
    let run = Sandbox::new().jwtool(["secret", "token", &token]).success();
    run.stdout_eq(str![[r#"
{"jwk_url":"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json","claims_format":"stringified_json","audience":"3exampleclientid0000000000","issuer":"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01"}

"#]]).stderr_eq(str![[r#"
warning: the default role `moped-viewer` is not among the allowed roles, so Hasura refuses the token; send the header `x-hasura-role: moped-admin`

"#]]);
    let token = format!("@{}", fixture("auth0-access.jwt"));
    Sandbox::new()
        .jwtool(["secret", "token", &token])
        .success()
        .stdout_eq(str![[r#"
{"jwk_url":"https://example-gov.us.auth0.com/.well-known/jwks.json","audience":"https://hasura.example.gov","issuer":"https://example-gov.us.auth0.com/"}

"#]])
        .stderr_eq(str![[r#"
warning: the `kid` is in Auth0's old format, whose key set has an `x5t` that Hasura cannot read; configure the certificate at https://example-gov.us.auth0.com/pem as Hasura's `key` instead of a `jwk_url`

"#]]);
    let small = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln";
    Sandbox::new().jwtool(["secret", "token", small]).code(3).stderr_eq(str![[r#"
error: the token is signed with a shared secret (HS256), which its issuer does not publish
hint: configure the secret itself: `jwtool secret --secret env:NAME`

"#]]);
}

#[test]
fn no_address_that_a_token_names_inside_a_network_gets_into_a_configuration() {
    let token = |header: &str, claims: &str| {
        let encode = |text: &str| jwtool::jose::base64url::encode(text);
        format!("{}.{}.c2ln", encode(header), encode(claims))
    };
    let header = r#"{"alg":"RS256","kid":"k"}"#;
    for issuer in [
        "https://169.254.169.254/realms/x",
        "https://localhost/realms/x",
        "https://id.internal/realms/x",
        "https://intranet/realms/x",
        "https://10.0.0.1",
    ] {
        let token = token(header, &format!(r#"{{"iss":"{issuer}"}}"#));
        let run = Sandbox::new().jwtool(["secret", "token", &token]).code(4).stdout_eq("");
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(said.contains("private network"), "{issuer}: {said}");
        assert!(said.contains("jwtool secret jwks URL"), "{issuer}: {said}");
    }
    for issuer in [
        r"https://cognito-idp.us-east-1.amazonaws.com\\@evil.example/us-east-1_X",
        "https://cognito-idp.us-east-1.amazonaws.com@evil.example/us-east-1_X",
        "https://2130706433/realms/x",
    ] {
        let token = token(header, &format!(r#"{{"iss":"{issuer}"}}"#));
        let run = Sandbox::new().jwtool(["secret", "token", &token]).code(3).stdout_eq("");
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(said.contains("does not say where its keys are"), "{issuer}: {said}");
    }
}

#[test]
fn a_key_of_any_encoding_becomes_the_one_that_the_engine_reads() {
    let expected = std::fs::read_to_string(fixture("keys/rsa.spki.pem")).unwrap();
    for key in ["rsa.pkcs8.pem", "rsa.spki.der", "rsa.certificate.pem", "rsa.public-pkcs1.pem"] {
        let key = fixture(&format!("keys/{key}"));
        let document = Sandbox::new().json(["secret", "--json", "key", &key]);
        assert_eq!(document["config"]["key"], expected, "{key}");
        assert_eq!(document["config"]["type"], "RS256");
    }
    let jwk = public_jwk("keys/p256.spki.pem", "a");
    let sandbox = Sandbox::new().with_file("k.jwk", jwk);
    assert_eq!(sandbox.json(["secret", "--json", "key", "k.jwk"])["config"]["type"], "ES256");
}

#[test]
fn auth0s_certificate_is_fetched_only_when_asked_for() {
    let run = Sandbox::new()
        .jwtool(["secret", "auth0", "example.auth0.com", "--certificate", "--offline"])
        .code(4);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("https://example.auth0.com/pem"), "{said}");
    Sandbox::new().jwtool(["secret", "clerk", "clerk.example.gov", "--certificate"]).code(2);
}

/// A secret full of characters that shells, templates and YAML parsers interpret.
const NASTY: &str = "it's $HOME ${HOME} %{x} `id` \\ \"quoted\" # !! \u{e9} \u{2019} {{ x }}";

/// Returns the configuration with the nasty secret in the given form.
fn in_form(form: &str) -> String {
    Sandbox::new().with_env("K", NASTY).output(["secret", "--secret=env:K", "--output", form])
}

fn key_of(json: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    value["key"].as_str().unwrap().to_owned()
}

#[test]
fn what_is_copied_arrives_as_it_was_meant() {
    assert_eq!(key_of(&in_form("json")), NASTY);
    assert_eq!(key_of(&in_form("pretty")), NASTY);
    let yaml: yaml_serde::Value = yaml_serde::from_str(&in_form("compose")).unwrap();
    let value = &yaml["services"]["graphql-engine"]["environment"]["HASURA_GRAPHQL_JWT_SECRET"];
    assert_eq!(key_of(value.as_str().unwrap()), NASTY);
    let yaml: yaml_serde::Value = yaml_serde::from_str(&in_form("kubernetes")).unwrap();
    let value = &yaml["stringData"]["HASURA_GRAPHQL_JWT_SECRET"];
    assert_eq!(key_of(value.as_str().unwrap()), NASTY);
    let dotenv = in_form("dotenv");
    let (name, value) = dotenvy::from_read_iter(dotenv.as_bytes()).next().unwrap().unwrap();
    assert_eq!(name, "HASURA_GRAPHQL_JWT_SECRET");
    assert_eq!(key_of(&value), NASTY);
    // PowerShell doubles a quote inside quotes, and treats curly quotes as quotes too.
    let shown = in_form("powershell");
    let inner = shown.trim().strip_prefix("$env:HASURA_GRAPHQL_JWT_SECRET = '").unwrap();
    let inner = inner.strip_suffix('\'').unwrap();
    assert!(inner.is_ascii() && !inner.contains('\''));
    assert_eq!(key_of(inner), NASTY);
    // HCL uses the escapes of JSON, and templates that begin with $ or %.
    let shown = in_form("terraform");
    let inner = shown.trim().strip_prefix("HASURA_GRAPHQL_JWT_SECRET = ").unwrap();
    assert!(!inner.contains(['$', '%']));
    assert_eq!(key_of(&serde_json::from_str::<String>(inner).unwrap()), NASTY);
}

#[cfg(unix)]
#[test]
fn a_shell_hands_on_what_was_meant() {
    let run = |script: &str| {
        let output = std::process::Command::new("sh").args(["-c", script]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let shell = in_form("shell");
    assert_eq!(key_of(&run(&format!("{shell}\nprintf %s \"$HASURA_GRAPHQL_JWT_SECRET\""))), NASTY);
    // The commands are replaced with functions that print their arguments.
    for (form, command) in [("docker", "docker"), ("github", "gh"), ("azure", "az")] {
        let script = format!("{command}() {{ printf '%s\\n' \"$@\"; }}\n{}", in_form(form));
        let arguments = run(&script);
        let line = arguments.lines().find(|line| line.contains('{')).unwrap();
        let json = line.strip_prefix("HASURA_GRAPHQL_JWT_SECRET=").unwrap_or(line);
        assert_eq!(key_of(json), NASTY, "{form}");
    }
}

#[test]
fn what_hasura_would_not_take_is_refused() {
    let secret = |arguments: &[&str]| {
        with_dev_key().with_env("K", "short").jwtool([&["secret"], arguments].concat())
    };
    secret(&["--secret=env:K"]).code(3).stdout_eq("").stderr_eq(str![[r#"
error: cannot use the key K: the secret has 5 bytes, and Hasura v2 does not start with fewer than 32 for HS256
hint: pass another key with `--key FILE`

"#]]);
    secret(&["--key", &fixture("keys/secp256k1.pkcs8.pem")]).code(3).stderr_eq(str![[r#"
error: cannot use the key `[..]keys/secp256k1.pkcs8.pem`: Hasura v2 does not know ES256K
hint: pass another key with `--key FILE`

"#]]);
    secret(&["cognito"]).code(2).stderr_eq(str![[r#"
error: `cognito` needs a user pool ID
hint: for example `jwtool secret cognito us-east-1_U2dzkxfTv`

"#]]);
    secret(&["cognito", "pool"]).code(2).stderr_eq(str![[r#"
error: `pool` is not a user pool ID
hint: for example `jwtool secret cognito us-east-1_U2dzkxfTv`

"#]]);
    secret(&["nonsense"]).code(2).stderr_eq(str![[r#"
error: unknown command `nonsense` for `jwtool secret`
hint: see `jwtool secret --help`

"#]]);
    secret(&["auth0", "a/b"]).code(2).stderr_eq(str![[r#"
error: `a/b` is not a domain
hint: for example `jwtool secret auth0 example-gov.us.auth0.com`

"#]]);
    secret(&["auth0"]).code(2).stderr_eq(str![[r#"
error: `auth0` needs a domain
hint: for example `jwtool secret auth0 example-gov.us.auth0.com`

"#]]);
    secret(&["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln"]).code(2).stderr_eq(str![[r#"
error: unknown command `eyJhbG…` for `jwtool secret`
hint: for the configuration that accepts a token, run `jwtool secret token TOKEN`

"#]]);
    secret(&["cognito", "--json"]).code(2).stdout_eq(str![[r#"
{"error":{"code":"usage","message":"`cognito` needs a user pool ID","hint":"for example `jwtool secret cognito us-east-1_U2dzkxfTv`"}}

"#]]);
    secret(&["hmac", "more", "words"]).code(2).stderr_eq(str![[r#"
error: unexpected argument `more`
hint: see `jwtool secret hmac --help`

"#]]);
}

#[test]
fn a_configuration_is_checked_in_the_engines_words() {
    let check = |config: &str| {
        Sandbox::new().with_env("HASURA_GRAPHQL_JWT_SECRET", config).jwtool(["secret", "check"])
    };
    check(&Sandbox::new().output(["secret", "hmac"]))
        .success()
        .stdout_eq(str![[r#"
starts: the configuration from HASURA_GRAPHQL_JWT_SECRET is valid
  key        HMAC secret of 64 bytes for HS256
  issuer     any
  audience   not configured
  namespace  https://hasura.io/jwt/claims (json)

"#]])
        .stderr_eq("");
    check(r#"{"type":"HS256","key":"short"}"#).code(1).stdout_eq(str![[r#"
does not start: Fatal Error:- Environment variable HASURA_GRAPHQL_JWT_SECRET: Error in $: Invalid JWK: Key size too small; should be atleast 32 characters

"#]]).stderr_eq(str![[r#"
hint: use a longer secret: `jwtool secret hmac` generates one

"#]]);
    let sandbox = Sandbox::new()
        .with_file("c.json", r#"{"jwk_url":"https://www.googleapis.com/x","colour":1}"#);
    sandbox.jwtool(["secret", "check", "c.json"]).success().stdout_eq(str![[r#"
starts: the configuration from `c.json` is valid
  key        the key set at https://www.googleapis.com/x
  issuer     any
  audience   not configured
  namespace  https://hasura.io/jwt/claims (json)
warning: the engine ignores the unknown field `colour`
warning: the keys at `jwk_url` sign tokens for all of the provider's customers; without `audience`, the engine accepts all of these tokens

"#]]);
    sandbox.jwtool(["secret", "check", "c.json", "--json"]).success().stdout_eq(str![[r#"
{"valid":true,"warnings":[{"code":"unknown-field","message":"the engine ignores the unknown field `colour`"},{"code":"no-audience","message":"the keys at `jwk_url` sign tokens for all of the provider's customers; without `audience`, the engine accepts all of these tokens"}],"source":"`c.json`","read":{"entries":[{"id":null,"key":{"kind":"url","url":"https://www.googleapis.com/x"},"issuer":null,"audience":[],"namespace":{"path":"https://hasura.io/jwt/claims","format":"json"},"claims_map":[]}]}}

"#]]);
    let sandbox = Sandbox::new().with_input("{}");
    sandbox.jwtool(["secret", "check", "-", "--json"]).code(1).stdout_eq(str![[r#"
{"engine":"hasura","config_error":{"message":"Fatal Error:- Environment variable HASURA_GRAPHQL_JWT_SECRET: Error in $: key and jwk_url both cannot be empty"},"hint":"add `key` with `type`, or `jwk_url`; `jwtool secret` writes both kinds","warnings":[]}

"#]]);
    Sandbox::new().jwtool(["secret", "check"]).code(3).stderr_eq(str![[r#"
error: there is no configuration: `HASURA_GRAPHQL_JWT_SECRET` is not set
hint: pass one: `jwtool secret check FILE`, or `-` for standard input

"#]]);
}

#[test]
fn ddn_and_relyauth_get_a_file() {
    let key = fixture("keys/p256.spki.pem");
    let secret = |engine: &str| {
        let flag = format!("--engine={engine}");
        Sandbox::new().jwtool([
            "secret",
            "key",
            &key,
            &flag,
            "--aud=app",
            "--token-header=cookie:sid",
        ])
    };
    secret("ddn")
        .success()
        .stdout_eq(str![[r#"
kind: AuthConfig
version: v4
definition:
  mode:
    jwt:
      claimsConfig:
        namespace:
          claimsFormat: Json
          location: /https:~1~1hasura.io~1jwt~1claims
      tokenLocation:
        type: Cookie
        name: sid
      key:
        fixed:
          algorithm: ES256
          key:
            value: |
              -----BEGIN PUBLIC KEY-----
              MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEkO21yuVhUkpmyxJUgZZAIgnpmO0u
              P91ABGXeD0ImN4zEJL/ppNKg93e6hz6KtUOWI/T/fDaJInhPDJXgviFEmg==
              -----END PUBLIC KEY-----
      audience:
      - app
      allowedSkew: 60

"#]])
        .stderr_eq(str![[r#"
warning: DDN reads only the first pair of a `Cookie` header: `sid` must come first

"#]]);
    secret("relyauth").success().stdout_eq(str![[r#"
version: v1
kind: RelyAuth
definition:
  modes:
  - id: jwt
    mode: jwt
    tokenLocation:
      in: cookie
      name: sid
    key:
      algorithm: ES256
      key:
        value: |
          -----BEGIN PUBLIC KEY-----
          MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEkO21yuVhUkpmyxJUgZZAIgnpmO0u
          P91ABGXeD0ImN4zEJL/ppNKg93e6hz6KtUOWI/T/fDaJInhPDJXgviFEmg==
          -----END PUBLIC KEY-----
    audience:
    - app
    allowedSkew: 60
    claimsConfig:
      namespace:
        location: '"https://hasura.io/jwt/claims"'
        claimsFormat: Json

"#]]).stderr_eq(str![[r#"
to connect Hasura v2, set HASURA_GRAPHQL_AUTH_HOOK=http://HOST:8080/auth/hasura and HASURA_GRAPHQL_AUTH_HOOK_MODE=POST; to connect DDN, add a webhook mode that uses POST http://HOST:8080/auth/ddn with customHeadersConfig.body.headers.forward: "*"

"#]]);
    let one_line = ["secret", "--for=ddn", "auth0", "example-gov.us.auth0.com", "--output=json"];
    Sandbox::new().jwtool(one_line).success().stdout_eq(str![[r#"
{"kind":"AuthConfig","version":"v4","definition":{"mode":{"jwt":{"claimsConfig":{"namespace":{"claimsFormat":"Json","location":"/https:~1~1hasura.io~1jwt~1claims"}},"tokenLocation":{"type":"BearerAuthorization"},"key":{"jwkFromUrl":"https://example-gov.us.auth0.com/.well-known/jwks.json"},"issuer":"https://example-gov.us.auth0.com/","allowedSkew":60}}}}

"#]]).stderr_eq(str![[r#"
warning: without `audience` DDN refuses every token that has an `aud` (since the compatibility date 2025-03-11)

"#]]);
    let document = Sandbox::new().json(["secret", "--for=relyauth", "hmac", "--json"]);
    assert_eq!(document["engine"], "relyauth");
    assert_eq!(document["config"]["definition"]["modes"][0]["key"]["algorithm"], "HS256");
    assert!(document["output"].as_str().unwrap().starts_with("version: v1\nkind: RelyAuth\n"));
    let shell = ["secret", "--engine=ddn", "hmac", "--output=shell"];
    Sandbox::new().jwtool(shell).code(2).stdout_eq("").stderr_eq(str![[r#"
error: `--output shell` writes an environment variable, and Hasura DDN reads a file
hint: use `--output yaml`, `json` or `pretty`

"#]]);
    let yaml = ["secret", "hmac", "--output=yaml"];
    Sandbox::new().jwtool(yaml).code(2).stdout_eq("").stderr_eq(str![[r#"
error: Hasura v2 reads JSON, not YAML
hint: use `--output json`, or `--output compose` for a YAML file that sets the variable

"#]]);
    let unknown = ["secret", "--engine=ddn", "key", &fixture("keys/p521.spki.pem")];
    Sandbox::new().jwtool(unknown).code(3).stdout_eq("").stderr_eq(str![[r#"
error: cannot use the key `[..]p521.spki.pem`: DDN does not know ES512
hint: use another key

"#]]);
}

#[test]
fn what_is_written_for_an_engine_is_what_it_accepts() {
    for engine in ["hasura", "ddn", "relyauth"] {
        let sandbox = with_dev_key();
        let flag = format!("--engine={engine}");
        let config = sandbox.output(["secret", "-q", &flag, "--aud=app"]);
        let sandbox = sandbox.with_file("config", config);
        let token = sandbox.output(["mint", "--role=user", "--aud=app", NOW]);
        sandbox.jwtool(["explain", "-q", token.trim(), NOW, "--config=config", &flag]).success();
        sandbox.jwtool(["secret", "check", "config"]).success();
    }
}

#[test]
fn a_configuration_is_converted_with_what_gets_lost() {
    let config = r#"{"jwk_url":"https://i.example.gov/k","claims_format":"stringified_json","audience":"app"}"#;
    let sandbox = Sandbox::new().with_env("HASURA_GRAPHQL_JWT_SECRET", config);
    let to = |engine: &str| sandbox.jwtool(["secret", "convert", "--to", engine]);
    to("ddn")
        .success()
        .stdout_eq(str![[r#"
kind: AuthConfig
version: v4
definition:
  mode:
    jwt:
      claimsConfig:
        namespace:
          claimsFormat: StringifiedJson
          location: /https:~1~1hasura.io~1jwt~1claims
      tokenLocation:
        type: BearerAuthorization
      key:
        jwkFromUrl: https://i.example.gov/k
      audience:
      - app
      allowedSkew: 0

"#]])
        .stderr_eq(str![[r#"
lost or different in Hasura DDN:
  - DDN requires a `kid` in every token, and fetches the key set for each request
  - DDN refuses a token without `exp`, and does not check `nbf` and `iat`
  - DDN refuses a token whose default role is not allowed, regardless of the requested role
  - claim names must be in lower case: only Hasura v2 accepts others
  - every claim in the namespace becomes a session variable, not only those that begin with `x-hasura-`
  - HASURA_GRAPHQL_UNAUTHORIZED_ROLE is not part of the configuration: where it is set, add a noAuth mode
  - DDN has no admin secret: that needs RelyAuth or another webhook

"#]]);
    to("relyauth").success().stdout_eq(str![[r#"
version: v1
kind: RelyAuth
definition:
  modes:
  - id: jwt
    mode: jwt
    tokenLocation:
      in: header
      name: Authorization
      scheme: bearer
    key:
      jwkFromUrl:
        value: https://i.example.gov/k
    audience:
    - app
    allowedSkew: 1
    claimsConfig:
      namespace:
        location: '"https://hasura.io/jwt/claims"'
        claimsFormat: StringifiedJson

"#]]).stderr_eq(str![[r#"
lost or different in RelyAuth:
  - a skew of 0 means 60 in RelyAuth; 1 is the strictest value
  - RelyAuth fetches the key set once, and again only when a signature fails
  - RelyAuth refuses a token without a configured `iss` or `aud`
  - claim names must be in lower case: only Hasura v2 accepts others
  - every claim in the namespace becomes a session variable, not only those that begin with `x-hasura-`
  - HASURA_GRAPHQL_UNAUTHORIZED_ROLE is not part of the configuration: where it is set, add a noAuth mode
  - in RelyAuth, a claim `x-hasura-role` overrides the default role
  - the admin secret stays with the engine; RelyAuth needs an apiKey mode only if it should accept it too
to connect Hasura v2, set HASURA_GRAPHQL_AUTH_HOOK=http://HOST:8080/auth/hasura and HASURA_GRAPHQL_AUTH_HOOK_MODE=POST; to connect DDN, add a webhook mode that uses POST http://HOST:8080/auth/ddn with customHeadersConfig.body.headers.forward: "*"

"#]]);
    to("hasura")
        .success()
        .stdout_eq(str![[r#"
{"jwk_url":"https://i.example.gov/k","claims_format":"stringified_json","audience":"app"}

"#]])
        .stderr_eq("");
    let document = sandbox.json(["secret", "convert", "--to=ddn", "--json", "--skew=5s"]);
    assert_eq!(document["engine"], "ddn");
    assert_eq!(document["config"]["definition"]["mode"]["jwt"]["allowedSkew"], 5);
    assert_eq!(document["warnings"][0]["code"], "key-set");
    let back = Sandbox::new().with_input(sandbox.output(["secret", "convert", "--to=ddn", "-q"]));
    back.jwtool(["secret", "convert", "-", "--to=hasura", "-q"]).success().stdout_eq(str![[r#"
{"jwk_url":"https://i.example.gov/k","claims_format":"stringified_json","audience":"app","allowed_skew":0}

"#]]);
}

#[test]
fn what_cannot_be_converted_says_why() {
    Sandbox::new().jwtool(["secret", "convert"]).code(2).stderr_eq(str![[r#"
error: missing required argument `--to`
hint: see `jwtool secret convert --help`

"#]]);
    Sandbox::new().jwtool(["secret", "--to=ddn"]).code(2).stderr_eq(str![[r#"
error: unexpected argument `--to`
hint: `--to` is an option of `jwtool secret convert`

"#]]);
    let key = std::fs::read_to_string(fixture("keys/p521.spki.pem")).unwrap();
    let config = serde_json::json!({"type": "ES512", "key": key}).to_string();
    let sandbox = Sandbox::new().with_file("c.json", config).with_file("bad.json", "{}");
    let convert = |file: &str| sandbox.jwtool(["secret", "convert", file, "--to=ddn"]);
    convert("c.json").code(3).stdout_eq("").stderr_eq(str![[r#"
error: cannot use `c.json` for Hasura DDN: DDN does not know ES512
hint: change what it names in the configuration first; RelyAuth as the webhook of DDN can do more: `--to relyauth`

"#]]);
    convert("bad.json").code(3).stdout_eq(str![""]).stderr_eq(str![[r#"
does not start: Fatal Error:- Environment variable HASURA_GRAPHQL_JWT_SECRET: Error in $: key and jwk_url both cannot be empty
hint: add `key` with `type`, or `jwk_url`; `jwtool secret` writes both kinds

"#]]);
}

#[test]
fn startup_errors_go_to_standard_error_in_lines_and_colors() {
    let ddn = Sandbox::new().output(["secret", "-q", "--engine=ddn", "hmac", "--aud=a"]);
    let sandbox = Sandbox::new().with_file("ed.hml", ddn.replace("HS256", "Ed25519"));
    let convert = |more: &[&str]| {
        let args = [&["secret", "convert", "ed.hml", "--to=hasura"], more].concat();
        sandbox.jwtool(args).code(3).stdout_eq("").get_output().stderr.clone()
    };
    let plain = String::from_utf8(convert(&[])).unwrap();
    assert_eq!(plain.lines().count(), 2, "{plain}");
    assert!(plain.starts_with("does not start: unknown variant `Ed25519`"), "{plain}");
    let coloured = String::from_utf8(convert(&["--color=always"])).unwrap();
    assert!(coloured.contains("\u{1b}[") && !coloured.contains("u001b"), "{coloured}");
    // The failure is also reported with `--quiet`.
    let quiet = String::from_utf8(convert(&["-q"])).unwrap();
    assert!(quiet.starts_with("does not start: ") && !quiet.contains("hint"), "{quiet}");
}

#[test]
fn the_configurations_of_ddn_and_relyauth_are_checked_too() {
    let ddn = Sandbox::new().output(["secret", "-q", "--engine=ddn", "hmac", "--aud=a"]);
    let rely = Sandbox::new().output(["secret", "-q", "--engine=relyauth", "hmac", "--aud=a"]);
    let sandbox = Sandbox::new()
        .with_file("good.hml", &ddn)
        .with_file("ed.hml", ddn.replace("HS256", "Ed25519"))
        .with_file("pem.hml", ddn.replace("HS256", "RS256"))
        .with_file("good.yaml", &rely)
        .with_file("env.yaml", rely.replace("value:", "env: JWT_KEY #"))
        .with_file("pem.yaml", rely.replace("HS256", "RS256"))
        .with_file(
            "unquoted.yaml",
            rely.replace("'\"https://hasura.io/jwt/claims\"'", "claims.jwt.hasura.io"),
        );
    let check = |file: &str| sandbox.jwtool(["secret", "check", file]);
    check("good.hml").success().stdout_eq(str![[r#"
starts with 1 mode: the configuration from `good.hml` is valid for Hasura DDN
  key        HMAC secret of 64 bytes for HS256
  issuer     any
  audience   a
  namespace  https://hasura.io/jwt/claims (json)

"#]]);
    check("ed.hml").code(1).stdout_eq(str![[r#"
does not start: unknown variant `Ed25519`, expected one of `HS256`, `HS384`, `HS512`, `ES256`, `ES384`, `RS256`, `RS384`, `RS512`, `PS256`, `PS384`, `PS512`, `EdDSA` at path $.definition.mode.jwt.key.fixed.algorithm

"#]]).stderr_eq(str![[r#"
hint: it is one of HS256, HS384, HS512, RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, EdDSA; for Ed25519 write `EdDSA`

"#]]);
    check("pem.hml").success().stdout_eq(str![[r#"
starts with 1 mode: the configuration from `pem.hml` is valid for Hasura DDN
  key        not a usable key for RS256
  issuer     any
  audience   a
  namespace  https://hasura.io/jwt/claims (json)
warning: the build does not check the key, and every request fails with 500: the PEM is broken: its END line is missing

"#]]);
    check("good.yaml").success().stdout_eq(str![[r#"
starts with 1 mode: the configuration from `good.yaml` is valid for RelyAuth
  key        HMAC secret of 64 bytes for HS256
  issuer     any
  audience   a
  namespace  https://hasura.io/jwt/claims (json)

"#]]);
    check("env.yaml").success().stdout_eq(str![[r#"
starts with 1 mode: the configuration from `env.yaml` is valid for RelyAuth
  key        in the variable `JWT_KEY`, which is not set here
  issuer     any
  audience   a
  namespace  https://hasura.io/jwt/claims (json)
warning: the variable `JWT_KEY` is not set here, so its value is not checked

"#]]);
    check("pem.yaml").code(1).stdout_eq(str![[r#"
does not start: invalid JWT key: invalid PEM format

"#]]).stderr_eq(str![[r#"
hint: the key has to be a public key in PEM, `BEGIN PUBLIC KEY`, with its line breaks; `jwtool secret key FILE --engine relyauth` writes it

"#]]);
    check("unquoted.yaml").success().stdout_eq(str![[r#"
starts with 1 mode: the configuration from `unquoted.yaml` is valid for RelyAuth
  key        HMAC secret of 64 bytes for HS256
  issuer     any
  audience   a
  namespace  $.claims.jwt.hasura.io (json)
warning: `claims.jwt.hasura.io` means nested keys; for one key with dots write it quoted: `'"claims.jwt.hasura.io"'`

"#]]);
}

#[test]
fn asking_needs_somebody_to_answer() {
    Sandbox::new().jwtool(["secret", "--interactive"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: `--interactive` needs a terminal
hint: pass the answers: `jwtool secret PROVIDER VALUE --engine ENGINE --output FORMAT`

"#]]);
}

#[test]
fn conversion_for_the_same_engine_changes_only_the_format() {
    let config = "version: v1\nkind: RelyAuth\ndefinition:\n  settings: {reloadInterval: 5}\n  modes:\n    - {id: k, mode: apiKey, tokenLocation: {in: header, name: x-hasura-admin-secret}, value: {env: K}, sessionVariables: {x-hasura-role: {value: moderator}}}\n    - {mode: webhook, method: GET, url: {value: 'http://h'}, securityRules: {headerRules: {origin: {}}}}\n";
    let sandbox = Sandbox::new().with_file("auth.yaml", config);
    let convert = |more: &[&str]| {
        sandbox.jwtool([&["secret", "convert", "auth.yaml", "--to=relyauth"], more].concat())
    };
    convert(&["--output=json", "-q"]).success().stdout_eq(str![[r#"
{"version":"v1","kind":"RelyAuth","definition":{"settings":{"reloadInterval":5},"modes":[{"id":"k","mode":"apiKey","tokenLocation":{"in":"header","name":"x-hasura-admin-secret"},"value":{"env":"K"},"sessionVariables":{"x-hasura-role":{"value":"moderator"}}},{"mode":"webhook","method":"GET","url":{"value":"http://h"},"securityRules":{"headerRules":{"origin":{}}}}]}}

"#]]);
    convert(&["--audience=app"]).code(3).stdout_eq("").stderr_eq(str![[r#"
error: cannot use `auth.yaml` for RelyAuth: there is no mode to convert; not converted: the apiKey mode `k`; not converted: the securityRules of the mode `1`; not converted: the webhook mode `1`
hint: change what it names in the configuration first

"#]]);
}

#[test]
fn a_private_key_is_not_handed_on() {
    let private = std::fs::read_to_string(fixture("keys/p256.pkcs8.pem")).unwrap();
    let key = serde_json::Value::from(private).to_string();
    let ddn = format!(
        r#"{{"version":"v4","definition":{{"mode":{{"jwt":{{"claimsConfig":{{"namespace":{{"claimsFormat":"Json","location":"/h"}}}},"tokenLocation":{{"type":"BearerAuthorization"}},"key":{{"fixed":{{"algorithm":"ES256","key":{{"value":{key}}}}}}}}}}}}}}}"#
    );
    let sandbox = Sandbox::new().with_file("c.json", ddn);
    let public = std::fs::read_to_string(fixture("keys/p256.spki.pem")).unwrap();
    // A configuration is not changed for its own engine, and a warning is printed.
    let same = sandbox.json(["secret", "convert", "c.json", "--to=ddn", "--json"]);
    assert_eq!(same["warnings"][0]["code"], "private-key");
    assert_eq!(same["warnings"][0]["kind"], "note");
    for to in ["hasura", "relyauth"] {
        let document = sandbox.json(["secret", "convert", "c.json", "--to", to, "--json"]);
        let config = document["config"].to_string();
        assert!(config.contains(&serde_json::Value::from(public.as_str()).to_string()), "{config}");
        assert!(!config.contains("PRIVATE"), "{config}");
        let warnings = document["warnings"].as_array().unwrap();
        let kind = |code: &str| {
            let warning = warnings.iter().find(|warning| warning["code"] == code);
            warning.unwrap_or_else(|| panic!("{code}: {warnings:?}"))["kind"].as_str().unwrap()
        };
        assert_eq!((kind("times"), kind("private-key")), ("loss", "note"));
        let kinds: Vec<_> = warnings.iter().map(|warning| warning["kind"].as_str()).collect();
        assert!(kinds.is_sorted(), "losses come first: {kinds:?}");
        let text = sandbox.jwtool(["secret", "convert", "c.json", "--to", to]).success();
        let text = String::from_utf8(text.get_output().stderr.clone()).unwrap();
        let (losses, notes) = text.split_once("\nnotes:\n").unwrap();
        assert!(losses.starts_with("lost or different in ") && !losses.contains("private key"));
        assert!(notes.starts_with("  - ") && notes.contains("private key"), "{notes}");
    }
}

#[test]
fn a_valid_configuration_shows_what_was_read() {
    let pem = |name: &str| {
        let text = std::fs::read_to_string(fixture(&format!("keys/{name}.pem"))).unwrap();
        serde_json::Value::from(text).to_string()
    };
    let (certificate, ec) = (pem("rsa.certificate"), pem("p384.spki"));
    let map = r#"{"x-hasura-allowed-roles":["u"],"x-hasura-default-role":"u","x-hasura-user-id":{"path":"$.sub"}}"#;
    let two = |key: &str| {
        format!(
            r#"{{"kind":"RelyAuth","version":"v1","definition":{{"modes":[{{"id":"a","mode":"jwt","tokenLocation":{{"in":"header","name":"Authorization","scheme":"bearer"}},"key":{{"algorithm":"ES384","key":{{"value":{key}}}}},"issuer":"i","claimsConfig":{{"namespace":{{"location":"h","claimsFormat":"Json"}}}}}},{{"id":"b","mode":"jwt","tokenLocation":{{"in":"header","name":"Authorization","scheme":"bearer"}},"key":{{"jwkFromUrl":{{"value":"https://i.example.gov/k"}}}},"audience":["x","y"],"claimsConfig":{{"namespace":{{"location":"h","claimsFormat":"Json"}}}}}}]}}}}"#
        )
    };
    let sandbox = Sandbox::new()
        .with_file("rsa.json", format!(r#"{{"type":"RS256","key":{certificate},"issuer":"https://i.example.gov","audience":["app","web"]}}"#))
        .with_file("map.json", format!(r#"{{"type":"HS384","key":"0123456789abcdef0123456789abcdef0123456789abcdef","claims_map":{map}}}"#))
        .with_file("url.json", r#"{"jwk_url":"https://u:secret@i.example.gov/k","audience":"app"}"#)
        .with_file("two.yaml", two(&ec));
    let check = |file: &str| sandbox.jwtool(["secret", "check", file]).success();
    check("rsa.json").stdout_eq(str![[r#"
starts: the configuration from `rsa.json` is valid
  key          RSA, 2048 bits, for RS256
  certificate  CN=issuer.example.gov, expires 2126-10-28 19:14:34 UTC, in [..]
  issuer       https://i.example.gov
  audience     app, web
  namespace    https://hasura.io/jwt/claims (json)

"#]]);
    check("map.json").stdout_eq(str![[r#"
starts: the configuration from `map.json` is valid
  key         HMAC secret of 48 bytes for HS384
  issuer      any
  audience    not configured
  claims map  x-hasura-allowed-roles, x-hasura-default-role, x-hasura-user-id

"#]]);
    check("url.json").stdout_eq(str![[r#"
starts: the configuration from `url.json` is valid
  key        the key set at https://…@i.example.gov/k
  issuer     any
  audience   app
  namespace  https://hasura.io/jwt/claims (json)

"#]]);
    check("two.yaml").stdout_eq(str![[r#"
starts with 2 modes: the configuration from `two.yaml` is valid for RelyAuth
a:
  key        EC, P-384, for ES384
  issuer     i
  audience   not configured
  namespace  h (json)
b:
  key        the key set at https://i.example.gov/k
  issuer     any
  audience   x, y
  namespace  h (json)

"#]]);
    for file in ["rsa.json", "map.json", "url.json", "two.yaml"] {
        let text = sandbox.output(["secret", "check", file, "--json"]);
        assert!(!text.contains("0123456789abcdef") && !text.contains("secret@"), "{text}");
    }
    sandbox.jwtool(["secret", "check", "rsa.json", "--json"]).stdout_eq(str![[r#"
{"valid":true,"warnings":[],"source":"`rsa.json`","read":{"entries":[{"id":null,"key":{"kind":"rsa","alg":"RS256","bits":2048,"certificate":{"subject":"CN=issuer.example.gov","expires_at":"2126-10-28T19:14:34Z","expired":false}},"issuer":"https://i.example.gov","audience":["app","web"],"namespace":{"path":"https://hasura.io/jwt/claims","format":"json"},"claims_map":[]}]}}

"#]]);
    sandbox.jwtool(["secret", "check", "two.yaml", "--json"]).stdout_eq(str![[r#"
{"valid":true,"warnings":[],"source":"`two.yaml`","read":{"entries":[{"id":"a","key":{"kind":"ec","alg":"ES384","curve":"P-384","certificate":null},"issuer":"i","audience":[],"namespace":{"path":"h","format":"json"},"claims_map":[]},{"id":"b","key":{"kind":"url","url":"https://i.example.gov/k"},"issuer":null,"audience":["x","y"],"namespace":{"path":"h","format":"json"},"claims_map":[]}]}}

"#]]);
    let names = &sandbox.json(["secret", "check", "map.json", "--json"])["read"]["entries"][0]["claims_map"];
    assert_eq!(names[0], "x-hasura-allowed-roles");
}

#[test]
fn nothing_that_steers_a_terminal_is_printed() {
    let issuer = "--issuer=\u{9b}31m\u{2028}\u{202e}\u{7f}";
    for form in ["json", "pretty", "dotenv"] {
        let text = Sandbox::new().output(["secret", "-q", "hmac", issuer, "--output", form]);
        assert!(text.contains("u009b31m") && text.is_ascii(), "{text}");
    }
    let text = Sandbox::new().output(["secret", "-q", "hmac", issuer, "--engine=ddn"]);
    assert!(text.starts_with("{\n") && text.is_ascii(), "{text}");
}

#[test]
fn a_file_that_cannot_be_read_says_where() {
    let sandbox = Sandbox::new()
        .with_file("tabs.yaml", "kind: AuthConfig\nversion: v4\ndefinition:\n\tmode:\n")
        .with_file("empty.yaml", "\n")
        .with_file("commas.json", r#"{"type":"HS256",,"key":"x"}"#)
        .with_file("deep.yaml", format!("a: {}", "[".repeat(100_000)));
    let check = |file: &str| sandbox.jwtool(["secret", "check", file]);
    // A value is not a file name and may contain a key, so it is not printed.
    check(r#"{"key":"x"}"#).code(3).stderr_eq(str![[r#"
error: cannot read the configuration `…`: no such file or directory
hint: name a file or `env:NAME`; to pass the text itself, pipe it in and use `-`

"#]]);
    check("tabs.yaml").code(3).stderr_eq(str![[r#"
error: cannot use `tabs.yaml`: it is neither YAML nor JSON: tabs disallowed within this context (block indentation) at line 4 column 2
hint: fix what it names; YAML needs spaces, not tabs

"#]]);
    check("empty.yaml").code(3).stderr_eq(str![[r#"
error: cannot use `empty.yaml`: it is empty
hint: `jwtool secret` writes one for Hasura v2, and `jwtool secret --engine ddn` one for DDN

"#]]);
    check("commas.json").code(1).stderr_eq(str![[r#"
hint: it is not JSON: key must be a string at line 1, column 17; the value has to be one JSON object, and `jwtool secret` prints one on a line, for single quotes in a shell

"#]]);
    check("deep.yaml").code(3).stderr_eq(str![[r#"
error: cannot use `deep.yaml`: it is neither YAML nor JSON: nested deeper than 128 levels
hint: fix what it names; YAML needs spaces, not tabs

"#]]);
}

#[test]
fn only_hasura_reads_its_variable() {
    let ddn = Sandbox::new().output(["secret", "-q", "--engine=ddn", "hmac", "--output=json"]);
    let sandbox = Sandbox::new().with_env("HASURA_GRAPHQL_JWT_SECRET", ddn.trim());
    sandbox.jwtool(["secret", "check"]).code(1).stdout_eq(str![[r#"
does not start: Fatal Error:- Environment variable HASURA_GRAPHQL_JWT_SECRET: Error in $: key and jwk_url both cannot be empty

"#]]);
}

#[test]
fn a_secret_in_the_wrong_field_is_not_shown() {
    let swapped = r#"{"type":"sUp3rs3cretvalue","key":"HS256"}"#;
    let sandbox = Sandbox::new().with_env("HASURA_GRAPHQL_JWT_SECRET", swapped);
    let run = sandbox.jwtool(["secret", "check"]).code(1);
    let output = run.get_output();
    let said = [output.stdout.as_slice(), &output.stderr].concat();
    assert!(!String::from_utf8_lossy(&said).contains("sUp3r"));
}

#[test]
fn a_token_that_says_nothing_is_input() {
    let sandbox = Sandbox::new();
    sandbox.jwtool(["secret", "token", "hello"]).code(3);
    sandbox.jwtool(["secret", "token", "@none"]).code(3);
    sandbox.jwtool(["secret", "cognito", "us-east-1_U2dzkxfTv", "--skew", "-5s"]).success();
}

#[test]
fn a_given_secret_is_never_replaced() {
    let old = "an-old-secret-that-other-services-use";
    let sandbox = Sandbox::new().with_env("OLD", old);
    for words in [
        &["secret", "-q", "hmac", "--secret=env:OLD"][..],
        &["secret", "-q", "--secret=env:OLD", "hmac"],
        &["secret", "-q", "--secret", "env:OLD"],
    ] {
        assert_eq!(key_of(&sandbox.output(words.iter().copied())), old, "{words:?}");
    }
    sandbox.jwtool(["secret", "hmac", "--secret=env:OLD", "--alg=HS512"]).code(3);
    let token = |alg: &str| {
        let sandbox = sandbox_with_long_secret();
        sandbox.output(["mint", "-q", "--role=user", "--secret=env:LONG", "--alg", alg, NOW])
    };
    for (alg, hint) in [
        ("HS256", "`jwtool secret --secret env:NAME`"),
        ("HS512", "`jwtool secret --secret env:NAME --alg HS512`"),
    ] {
        let run = Sandbox::new().with_input(token(alg)).jwtool(["secret", "token", "-"]).code(3);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(said.contains(hint), "{said}");
    }
}

fn sandbox_with_long_secret() -> Sandbox {
    Sandbox::new().with_env("LONG", &"a long secret, ".repeat(6))
}

fn pem_in_json(name: &str) -> String {
    let text = std::fs::read_to_string(fixture(&format!("keys/{name}"))).unwrap();
    serde_json::Value::from(text).to_string()
}

/// The engine does not start, and the hint says what to write.
fn does_not_start(config: &str, message: &str, hint: &str) {
    let sandbox = Sandbox::new().with_env("HASURA_GRAPHQL_JWT_SECRET", config);
    let document = sandbox.jwtool(["secret", "check", "--json"]).code(1);
    let document: serde_json::Value =
        serde_json::from_slice(&document.get_output().stdout).unwrap();
    let said = document["config_error"]["message"].as_str().unwrap();
    assert!(said.contains(message), "{config}: {said}");
    let told = document["hint"].as_str().unwrap();
    assert!(told.contains(hint), "{config}: {told}");
}

#[test]
fn a_key_of_another_kind_is_told_how_to_become_a_pem() {
    let spki = std::fs::read_to_string(fixture("keys/rsa.spki.pem")).unwrap();
    let bare: String = spki.lines().filter(|line| !line.starts_with('-')).collect();
    let jwk = public_jwk("keys/rsa.spki.pem", "a");
    let in_string = serde_json::Value::from(jwk.as_str()).to_string();
    let key = |value: &str| format!(r#"{{"type":"RS256","key":{value}}}"#);
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    for (config, message, hint) in [
        (
            r#"[{"type":"HS256","key":"k"},{"jwk_url":"https://a.example/k"}]"#.to_owned(),
            "expected Object, but encountered Array",
            "HASURA_GRAPHQL_JWT_SECRETS='[{…},{…}]'",
        ),
        (r#"[{"type":"HS256","key":"k"}]"#.to_owned(), "encountered Array", "remove the brackets"),
        (key(&in_string), "No pem found", "not a JWK"),
        (key(&jwk), "parsing Text failed, expected String, but encountered Object", "not a JWK"),
        (
            key(&quoted("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ orchard")),
            "No pem found",
            "ssh-keygen -e -m PKCS8",
        ),
        (
            key(&quoted(
                "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nxsBNBF\n-----END PGP PUBLIC KEY BLOCK-----",
            )),
            "Could not decode PEM",
            "a PGP key cannot check tokens",
        ),
        (
            key(&pem_in_json("rsa.pkcs8.pem")),
            "Could not decode PEM",
            "does not belong in the engine",
        ),
        (key(&quoted(&bare)), "No pem found", "-----BEGIN PUBLIC KEY-----"),
        (key(&quoted("https://id.orchard.example/keys")), "No pem found", "write it as `jwk_url`"),
        (key(&quoted("/etc/keys/public.pem")), "No pem found", "not the name of a file"),
    ] {
        does_not_start(&config, message, hint);
    }
}

#[test]
fn a_start_that_fails_shows_the_line_that_works() {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let with = |more: &str| format!(r#"{{"type":"HS256","key":"{}",{more}}}"#, "k".repeat(40));
    let map = |path: &str| {
        with(&format!(
            r#""claims_map":{{"x-hasura-allowed-roles":{{"path":{}}},"x-hasura-default-role":"a"}}"#,
            quoted(path)
        ))
    };
    for (config, message, hint) in [
        (
            format!(r#"{{"key":{}}}"#, pem_in_json("rsa.spki.pem")),
            "key \"type\" not found",
            r#"add `"type":"RS256"`"#,
        ),
        (
            format!(r#"{{"key":{}}}"#, pem_in_json("p256.spki.pem")),
            "key \"type\" not found",
            r#"add `"type":"ES256"`"#,
        ),
        (
            format!(r#"{{"key":"{}"}}"#, "k".repeat(32)),
            "key \"type\" not found",
            r#"add `"type":"HS256"`"#,
        ),
        (
            r#"{"type":"rs256","key":"k"}"#.to_owned(),
            "rs256 is not supported",
            r#"write `"type":"RS256"`"#,
        ),
        (
            r#"{"type":"PS512","key":"k"}"#.to_owned(),
            "PS512 is not supported",
            r#"write `"type":"RS512"`"#,
        ),
        (
            r#"{"type":"EdDSA","key":"k"}"#.to_owned(),
            "EdDSA is not supported",
            r#"write `"type":"Ed25519"`"#,
        ),
        (
            with(r#""claims_namespace_path":"https://hasura.io/jwt/claims""#),
            "invalid JSON path claims_namespace_path",
            r#""claims_namespace":"https://hasura.io/jwt/claims""#,
        ),
        (
            with(r#""claims_format":"stringified""#),
            "claims_format",
            r#""claims_format":"stringified_json""#,
        ),
        (map("$.cognito:groups"), "$.cognito:groups. Accept letters", r#"`$["cognito:groups"]`"#),
        (
            map("$.https://hasura.io/jwt/claims.x-hasura-allowed-roles"),
            "Accept letters",
            r#"`$["https://hasura.io/jwt/claims"].x-hasura-allowed-roles`"#,
        ),
        (map("$.roles[*].name"), "Accept letters", "there is no `..`, no `[*]`"),
        (
            r#"{"type":"RS256","signing_key":"x"}"#.to_owned(),
            "key and jwk_url both cannot be empty",
            "`signing_key` is the private key that signs",
        ),
        (
            r#"{"jwk_url":"id.orchard.example/keys"}"#.to_owned(),
            "not a valid URI",
            "write the whole URL",
        ),
    ] {
        does_not_start(&config, message, hint);
    }
    let sandbox = Sandbox::new()
        .with_env("HASURA_GRAPHQL_JWT_SECRETS", r#"{"jwk_url":"https://a.example/k"}"#);
    let run = sandbox.jwtool(["secret", "check"]).code(1);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("holds a list: put the object in brackets"), "{said}");
}

#[test]
fn what_starts_and_does_not_work_is_warned_of() {
    for (config, code, words) in [
        (
            r#"{"jwk_url":"http://localhost:8080/realms/a/protocol/openid-connect/certs"}"#,
            "loopback-address",
            "host.docker.internal",
        ),
        (
            r#"{"jwk_url":"https://a.example/k","claims_namespace":"$.user.hasura"}"#,
            "namespace-is-path",
            "claims_namespace_path",
        ),
        (r#"{"jwk_url":"https://a.example/k","signing_key":"x"}"#, "private-key", "Nhost"),
    ] {
        let sandbox = Sandbox::new().with_env("HASURA_GRAPHQL_JWT_SECRET", config);
        let document = sandbox.json(["secret", "check", "--json"]);
        assert_eq!(document["warnings"][0]["code"], code);
        assert!(document["warnings"][0]["message"].as_str().unwrap().contains(words));
    }
    let list = r#"[{"jwk_url":"https://a.example/k","issuer":"a"}]"#;
    let sandbox = Sandbox::new().with_env("HASURA_GRAPHQL_JWT_SECRETS", list);
    let document = sandbox.json(["secret", "check", "--json"]);
    let message = document["warnings"][0]["message"].as_str().unwrap();
    assert!(message.contains("x-hasura-admin-secret/x-hasura-access-key required, but not found"));
}

#[test]
fn a_local_issuer_is_configured_once_the_user_names_it() {
    let encode = |text: &str| jwtool::jose::base64url::encode(text);
    let token = |issuer: &str| {
        let claims = format!(r#"{{"iss":"{issuer}","typ":"Bearer","sub":"7","aud":"api"}}"#);
        format!("{}.{}.c2ln", encode(r#"{"alg":"RS256","kid":"k"}"#), encode(&claims))
    };
    for issuer in [
        "http://localhost:8080/realms/parks",
        "http://keycloak:8080/auth/realms/parks",
        "https://id.internal:8443/realms/parks",
    ] {
        let token = token(issuer);
        let run = Sandbox::new().jwtool(["secret", "token", &token]).code(4).stdout_eq("");
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(
            said.contains(&format!("if that is your issuer, add `--issuer {issuer}`")),
            "{said}"
        );
        let config = Sandbox::new().output(["secret", "-q", "token", &token, "--issuer", issuer]);
        let keys = format!(r#"{{"jwk_url":"{issuer}/protocol/openid-connect/certs","audience":"#);
        assert!(config.starts_with(&keys), "{config}");
        let config = Sandbox::new().output(["secret", "-q", "keycloak", issuer]);
        assert!(config.contains(&format!(r#""issuer":"{issuer}""#)), "{config}");
        let verified = Sandbox::new().jwtool(["verify", &token]).code(1);
        let said = String::from_utf8_lossy(&verified.get_output().stderr).into_owned();
        assert!(
            said.contains(&format!("if that is your issuer, add `--issuer {issuer}`")),
            "{said}"
        );
    }
    // The user's word counts for the issuer that the token names, not for another.
    let other = token("http://localhost:9999/realms/parks");
    let issuer = "http://localhost:8080/realms/parks";
    Sandbox::new().jwtool(["secret", "token", &other, "--issuer", issuer]).code(4).stdout_eq("");
}

#[test]
fn a_token_without_hasura_claims_is_accepted_with_what_it_has() {
    let sandbox = Sandbox::new();
    let claims = r#"{"iss":"https://parks.eu.auth0.com/","sub":"auth0|7","aud":"https://api.example.gov","exp":1800000000,"https://parks.example/roles":["ranger","user"]}"#;
    let token = signed(claims);
    let token = token.as_str();
    let keys = public_jwk("keys/rsa.spki.pem", "k");
    let engine_with = |config: &str| {
        let sandbox = Sandbox::new().with_file("jwks.json", format!(r#"{{"keys":[{keys}]}}"#));
        sandbox.with_file("config", config)
    };
    for engine in ["hasura", "ddn", "relyauth"] {
        let written = |more: &[&str]| {
            let words = ["secret", "-q", "token", token, "--engine", engine];
            sandbox.output([&words, more].concat())
        };
        let explained = |config: &str| {
            let words = ["explain", "--json", token, "--config=config", "--jwks=jwks.json", NOW];
            engine_with(config).json([&words[..], &["--engine", engine]].concat())
        };
        let own = explained(&written(&[]));
        assert_eq!((&own["accepted"], &own["role"]), (&true.into(), &"ranger".into()), "{engine}");
        assert_eq!(own["session"]["x-hasura-user-id"], "auth0|7", "{engine}");
        let literal = explained(&written(&["--role=keeper", "--role=guest"]));
        assert_eq!(literal["role"], "keeper", "{engine}: {literal}");
    }
    // The hint shows the same map.
    let config = r#"{"jwk_url":"https://parks.eu.auth0.com/.well-known/jwks.json"}"#;
    let refused = ["explain", token, "--config=config", "--jwks=jwks.json", NOW];
    let run = engine_with(config).jwtool(refused).code(1);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("setCustomClaim("), "{said}");
    let map =
        r#""claims_map":{"x-hasura-allowed-roles":{"path":"$[\"https://parks.example/roles\"]"}"#;
    assert!(said.contains(map), "{said}");
}

#[test]
fn a_map_that_finds_no_roles_gets_one_with_a_default() {
    let tenant = "https://login.microsoftonline.com/00000000-1111-4222-8333-444444444444";
    let token = signed(&format!(
        r#"{{"iss":"{tenant}/v2.0","aud":"parks","sub":"s","oid":"o","exp":1800000000}}"#
    ));
    let keys = format!(r#"{{"keys":[{}]}}"#, public_jwk("keys/rsa.spki.pem", "k"));
    for (engine, found) in [("hasura", r#"`"default":["user"]`"#), ("ddn", r#"`default: "user"`"#)]
    {
        let config = r#"{"jwk_url":"https://x.example/k","audience":"parks","claims_map":{"x-hasura-allowed-roles":{"path":"$.roles"},"x-hasura-default-role":{"path":"$.roles[0]"}}}"#;
        let run = Sandbox::new().with_file("config", config).with_file("jwks.json", &keys);
        let words = ["explain", &token, "--config=config", "--jwks=jwks.json", NOW];
        let run = run.jwtool([&words[..], &["--engine", engine]].concat()).code(1);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(said.contains(found) && said.contains("assign one in Entra"), "{engine}: {said}");
    }
}

/// Returns a token with these claims, signed with the RSA key of the fixtures.
fn signed(claims: &str) -> String {
    use jwtool::jose::key::{SigningKey, SigningMaterial};
    use jwtool::jose::pem::{FoundKey, read_pem};
    use jwtool::jose::{algorithm::SignatureAlgorithm, json::Value, signature};
    let pem = std::fs::read_to_string(fixture("keys/rsa.pkcs8.pem")).unwrap();
    let Ok((FoundKey::Private(key), _)) = read_pem(&pem) else { unreachable!() };
    let material = SigningMaterial::Private(key);
    let key = SigningKey::new(material, Some(SignatureAlgorithm::RS256), None).unwrap();
    let header = Value::parse(br#"{"alg":"RS256","kid":"k"}"#).unwrap();
    signature::compact(header.as_object().unwrap(), claims, &key).unwrap()
}
