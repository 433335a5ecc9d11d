//! Tests of `jwtool explain` with a profile that says which tokens its engine accepts.

use httpmock::Method::GET;
use httpmock::MockServer;
use snapbox::str;

use crate::fetch::jwks;
use crate::mint::with_dev_key;
use crate::sandbox::{NOW, Sandbox, fixture, public_jwk};

const STAGING: &str = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Staging01";
const PRODUCTION: &str = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Production1";

/// The environments of an application whose hook writes the Hasura claims as a string.
const PROFILES: &str = r#"
[profile.staging]
roles = ["moped-admin", "moped-viewer"]
issuer = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Staging01"
audience = ["3stagingclientid0000000000"]

[profile.staging.login]
kind = "cognito"
client_id = "3stagingclientid0000000000"

[profile.production]
issuer = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Production1"

[profile.ours]
audience = ["ours"]
"#;

/// A machine with these profiles, on which the key set of every issuer is `jwks.json`.
fn machine(profiles: &str) -> Sandbox {
    with_dev_key().with_file("config/config.toml", profiles).with_file("jwks.json", jwks("a"))
}

/// Returns a token of an issuer for an audience, signed with the key in `jwks.json`.
fn token(issuer: &str, audience: &str, more: &[&str]) -> String {
    let (issuer, audience) = (format!("--issuer={issuer}"), format!("--audience={audience}"));
    let fixed = ["mint", "-q", NOW, "--kid=a", &issuer, &audience];
    let roles = ["--role=moped-viewer", "--allow=moped-admin", "--stringified"];
    let more = if more.is_empty() { &roles[..] } else { more };
    with_dev_key().output([&fixed[..], more].concat()).trim().to_owned()
}

fn said(run: &snapbox::cmd::OutputAssert) -> String {
    String::from_utf8(run.get_output().stderr.clone()).unwrap()
}

#[test]
fn a_profile_says_which_tokens_its_engine_accepts() {
    let sandbox = machine(PROFILES);
    let explain = |token: &str| {
        let arguments = ["explain", token, NOW, "--profile=staging", "--jwks=jwks.json"];
        sandbox.jwtool(arguments)
    };
    let client = "3stagingclientid0000000000";
    explain(&token(STAGING, client, &[])).success().stdout_eq(str![[r#"
no configuration was given; assuming one for the profile staging (`issuer`, `audience`), with the roles where this token has them
accepted as moped-viewer
...
"#]]);
    // The other name of the same user pool.
    let other_name = "https://issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_Staging01";
    explain(&token(other_name, client, &[])).success();
    explain(&token(STAGING, "3anotherclient", &[])).code(1).stdout_eq(str![[r#"
...
refused: 400 invalid-jwt: Could not verify JWT: JWTNotInAudience
...
  ✗ aud            `3anotherclient`; the configuration says `3stagingclientid0000000000`
...
"#]]);
}

#[test]
fn a_token_of_another_issuer_than_the_profiles_is_refused_with_the_reason() {
    let other = format!(r#"{{"keys":[{}]}}"#, public_jwk("keys/p256.spki.pem", "b"));
    let sandbox = machine(PROFILES).with_file("other.json", other);
    let explain = |token: &str, more: &[&str]| {
        sandbox.jwtool([&["explain", token, NOW, "--profile=staging"], more].concat())
    };
    let client = "3stagingclientid0000000000";
    let foreign = token(PRODUCTION, client, &[]);
    explain(&foreign, &["--jwks=jwks.json"])
        .code(1)
        .stdout_eq(str![[r#"
no configuration was given; assuming one for the profile staging (`issuer`, `audience`), with the roles where this token has them
refused: 400 invalid-jwt: Could not verify JWT: JWTNotInIssuer
...
  ✗ iss            `https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Production1`; the configuration says `https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Staging01`
...
"#]])
        .stderr_eq(str![[r#"
hint: the token comes from the issuer of another profile: use `--profile production`, or another token

"#]]);
    for engine in ["ddn", "relyauth"] {
        explain(&foreign, &["--jwks=jwks.json", "--engine", engine]).code(1);
    }
    // The reason is known even if the keys are not.
    let run = explain(&foreign, &["--offline"]).code(4);
    assert!(said(&run).contains("hint: the token comes from the issuer of another profile"));
    let unknown = token("https://id.example.gov", client, &[]);
    let run = explain(&unknown, &["--jwks=jwks.json"]).code(1);
    // A login sends its secrets to the profile's issuer, so the token's is not suggested.
    assert_eq!(said(&run), "hint: use a token from the profile's issuer\n");
    let run = sandbox
        .jwtool(["explain", &*unknown, NOW, "--profile=production", "--jwks=jwks.json"])
        .code(1);
    assert_eq!(
        said(&run),
        "hint: use a token from the profile's issuer; if the token's is the right one: `jwtool profile set production issuer=https://id.example.gov`\n"
    );
    let own = with_dev_key().output(["mint", "--as=cognito-id", "--role=ranger", "-q", NOW]);
    let run = explain(own.trim(), &["--jwks=jwks.json"]).code(1);
    assert!(said(&run).starts_with("hint: `key:dev` signed this token;"), "{}", said(&run));
    // The key that signed it does not make it a token of the profile.
    let own = with_dev_key().output(["mint", "--role=user", "-q", NOW]);
    explain(own.trim(), &["--jwks=other.json"]).code(1);
    sandbox.jwtool(["explain", own.trim(), NOW]).success();
}

#[test]
fn what_the_profile_does_not_say_comes_from_the_token() {
    let sandbox = machine(PROFILES);
    let source = |token: &str, profile: &str| {
        let arguments = ["explain", "--json", token, NOW, "--jwks=jwks.json", "--profile", profile];
        let document = sandbox.json(arguments);
        (document["config"]["source"].as_str().unwrap().to_owned(), document["accepted"].clone())
    };
    let foreign = token(PRODUCTION, "any", &[]);
    assert_eq!(
        source(&foreign, "production"),
        (
            "the profile production (`issuer`), with this token's audience and the roles where this token has them".to_owned(),
            true.into()
        )
    );
    assert_eq!(
        source(&foreign, "ours"),
        (
            "the profile ours (`audience`), with this token's issuer and keys and the roles where this token has them".to_owned(),
            false.into()
        )
    );
    let own = with_dev_key().output(["mint", "--role=user", "--audience=ours", "-q", NOW]);
    assert_eq!(
        source(own.trim(), "ours"),
        ("the profile ours (`audience`), with key:dev".to_owned(), true.into())
    );
}

#[test]
fn a_token_without_a_role_of_the_profile_is_not_given_one() {
    let sandbox = machine(PROFILES);
    let client = "3stagingclientid0000000000";
    // As the access token of a user who logs in through another provider.
    let groups = [r#"cognito:groups:=["us-east-1_Staging01_AzureAD"]"#, "token_use=access"];
    let explain = |token: &str, profile: &str| {
        sandbox.jwtool(["explain", token, NOW, "--jwks=jwks.json", "--profile", profile])
    };
    for claims in [&groups[..], &["token_use=access"]] {
        explain(&token(STAGING, client, claims), "staging").code(1).stdout_eq(str![[r#"
no configuration was given; assuming one for the profile staging (`issuer`, `audience`)
refused: 400 jwt-invalid-claims: claims key: 'https://hasura.io/jwt/claims' not found
...
"#]]);
    }
    let groups = [r#"cognito:groups:=["moped-admin"]"#];
    explain(&token(STAGING, client, &groups), "staging").success();
    let groups = [r#"cognito:groups:=["anything"]"#];
    explain(&token(PRODUCTION, client, &groups), "production").success();
}

#[test]
fn the_keys_are_those_that_the_profile_names() {
    let other = format!("key = \"{}\"\n", fixture("keys/p256.spki.pem").replace('\\', "/"));
    for (more, code) in [
        ("key = \"key:dev\"\n", 0),
        ("key = \"jwks.json\"\n", 0),
        (other.as_str(), 1),
        ("[profile.x.login]\nkind = \"oidc\"\nclient_id = \"a\"\njwks = \"jwks.json\"\n", 0),
    ] {
        let profile = format!("[profile.x]\nissuer = \"https://id.example.gov\"\n{more}");
        let sandbox = machine(&profile);
        let token = token("https://id.example.gov", "any", &[]);
        for engine in ["hasura", "ddn", "relyauth"] {
            let explain = ["explain", &token, NOW, "--profile=x", "--offline", "--engine", engine];
            sandbox.jwtool(explain).code(code);
        }
    }
    let sandbox = machine("[profile.x]\nkey = \"missing.pem\"\n");
    let token = token("https://id.example.gov", "any", &[]);
    sandbox.jwtool(["explain", &token, NOW, "--profile=x"]).code(3);
}

#[test]
fn the_keys_of_a_profiles_issuer_are_discovered() {
    let server = MockServer::start();
    let issuer = server.base_url();
    server.mock(|when, then| {
        when.method(GET).path("/.well-known/openid-configuration");
        then.status(200).body(format!(r#"{{"issuer":"{issuer}","jwks_uri":"{issuer}/keys"}}"#));
    });
    let keys = server.mock(|when, then| {
        when.method(GET).path("/keys");
        then.status(200).body(jwks("a"));
    });
    let profile = format!("[profile.x]\nissuer = \"{issuer}\"\n");
    let token = token(&issuer, "any", &[]);
    let explain = ["explain", &token, NOW, "--profile=x"];
    // What only a project's file says is not fetched on this machine.
    let project = with_dev_key().with_file("jwtool.toml", &profile);
    let run = project.jwtool(explain).code(4);
    assert!(said(&run).contains("hint: `jwtool profile trust` shows"), "{}", said(&run));
    keys.assert_calls(0);
    project.output(["profile", "trust", "--yes", "-q"]);
    let run = project.jwtool(explain).success();
    // The address is not one of a configuration that an engine in a container would read.
    let page = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert!(!page.contains("warning"), "{page}");
    machine(&profile).jwtool(explain).success();
    keys.assert_calls(2);
    // A list asks once.
    let list = format!("{token}\n{token}\n");
    let sandbox = machine(&profile).with_input(&list);
    sandbox
        .jwtool(["explain", NOW, "--profile=x"])
        .success()
        .stdout_eq(str![[r#"
1 ✓ accepted as moped-viewer
2 ✓ accepted as moped-viewer

"#]])
        .stderr_eq(str![[r#"
no configuration was given; assuming one for the profile x and each token

"#]]);
    keys.assert_calls(3);
}

#[test]
fn the_environments_of_moped_tell_their_tokens_apart() {
    let root = env!("CARGO_MANIFEST_DIR");
    let profiles = std::fs::read_to_string(format!("{root}/docs/moped.toml")).unwrap();
    let sandbox = machine(&profiles);
    let issuer = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_U2dzkxfTv";
    // Every token of Moped has this default role, and only one allowed role.
    let claims = r#"https://hasura.io/jwt/claims={"x-hasura-user-id":"7","x-hasura-default-role":"moped-viewer","x-hasura-allowed-roles":["moped-editor"]}"#;
    let token = token(issuer, "3u9n9373e37v603tbp25gs5fdc", &[claims, "token_use=id"]);
    let explain = |more: &[&str]| {
        sandbox.jwtool([&["explain", &token, NOW, "--jwks=jwks.json"], more].concat())
    };
    for profile in ["local", "staging"] {
        let run = explain(&["--profile", profile]).code(1);
        assert!(said(&run).contains("`--role moped-editor`"), "{}", said(&run));
        explain(&["--profile", profile, "--role=moped-editor"]).success();
        explain(&["--profile", profile, "--role=moped-admin"]).code(1);
    }
    let run = explain(&["--profile=production", "--role=moped-editor"]).code(1);
    assert!(said(&run).contains("use `--profile local`"), "{}", said(&run));
}
