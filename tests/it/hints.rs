//! Hints fit the command that prints them, and can be pasted whatever they contain.

use snapbox::str;

use crate::mint::with_dev_key;
use crate::sandbox::{NOW, Sandbox};

const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// Returns what a command prints on standard error.
fn said(sandbox: &Sandbox, arguments: &[&str]) -> String {
    let run = sandbox.jwtool(arguments.iter().copied());
    String::from_utf8_lossy(&run.get_output().stderr).into_owned()
}

fn minted(sandbox: &Sandbox, more: &[&str]) -> String {
    let fixed = ["mint", "--role=user", "-q", NOW];
    sandbox.output([&fixed[..], more].concat()).trim_end().to_owned()
}

#[test]
fn a_missing_file_is_replaced_by_what_the_flag_reads() {
    let config = format!(r#"{{"type":"HS256","key":"{SECRET}"}}"#);
    let sandbox = with_dev_key().with_file("config.json", config);
    let token = minted(&sandbox, &[]);
    let by_url = r#"{"jwk_url":"https://issuer.example.gov/jwks.json"}"#;
    let sandbox = sandbox.with_file("url.json", by_url);
    sandbox
        .jwtool(["explain", &token, "--config=url.json", "--jwks=missing.json"])
        .code(3)
        .stderr_eq(str![[r#"
error: cannot read the key set `missing.json`: no such file or directory
hint: name a file, a URL, `env:NAME` or `-`

"#]]);
    sandbox.jwtool(["verify", &token, "--key=missing.pem"]).code(3).stderr_eq(str![[r#"
error: cannot read the key `missing.pem`: no such file or directory
hint: name a file, `env:NAME`, `key:NAME` or `-`

"#]]);
    sandbox.jwtool(["verify", &token, "--config-file=missing.toml"]).code(3).stderr_eq(str![[r#"
error: cannot read the configuration `missing.toml`: no such file or directory
hint: name an existing file, or drop `--config-file`

"#]]);
}

#[test]
fn a_failed_fetch_names_no_flag_that_the_command_lacks() {
    let sandbox = with_dev_key();
    let token = minted(&sandbox, &[]);
    // No server listens on this port.
    let key = "http://127.0.0.1:1/key.pem";
    sandbox.jwtool(["decode", &token, "--key", key]).code(4).stderr_eq(str![[r#"
error: cannot reach http://127.0.0.1:1/key.pem: connection refused
hint: check the address and the network

"#]]);
    sandbox.jwtool(["secret", "key", key]).code(4).stderr_eq(str![[r#"
error: cannot reach http://127.0.0.1:1/key.pem: connection refused
hint: check the address and the network

"#]]);
    sandbox.jwtool(["verify", &token, "--key", key]).code(4).stderr_eq(str![[r#"
error: cannot reach http://127.0.0.1:1/key.pem: connection refused
hint: check the address and the network, or read the keys from a file: `--jwks FILE`

"#]]);
}

#[test]
fn an_issuer_that_differs_only_in_its_slash_is_named_with_the_flag_that_fits() {
    let sandbox = with_dev_key();
    let token = minted(&sandbox, &["--iss=https://issuer.example.gov/?a=b&c/"]);
    let verify = |issuer: &str| {
        said(&sandbox, &["verify", &token, NOW, "--issuer", issuer, "--key=key:dev"])
    };
    assert_eq!(
        verify("https://issuer.example.gov/?a=b&c"),
        "hint: the token's issuer ends with a slash: `--issuer 'https://issuer.example.gov/?a=b&c/'`\n"
    );
    assert_eq!(
        verify("https://issuer.example.gov/?a=b&c//"),
        "hint: the token's issuer has no slash at the end: `--issuer 'https://issuer.example.gov/?a=b&c/'`\n"
    );
    assert_eq!(verify("https://other.example.gov/"), "");
}

#[test]
fn an_access_token_of_cognito_names_its_client_and_no_audience() {
    let sandbox = with_dev_key();
    let token = minted(&sandbox, &["client_id=app", "--iss=https://issuer.example.gov/"]);
    let verify = |flag: &str| said(&sandbox, &["verify", &token, NOW, "--key=key:dev", flag]);
    assert_eq!(
        verify("--audience=app"),
        "hint: Cognito access tokens have `client_id` instead of `aud`: `--require client_id=…`\n"
    );
}

#[test]
fn values_of_a_token_are_quoted_or_left_out() {
    let sandbox = with_dev_key();
    let explain = |role: &str| {
        let claims = format!(
            r#"https://hasura.io/jwt/claims:={{"x-hasura-default-role":"x","x-hasura-allowed-roles":[{role}]}}"#
        );
        said(&sandbox, &["explain", &minted(&sandbox, &[&claims]), NOW])
    };
    assert_eq!(
        explain(r#""$(id)""#),
        "hint: ask for a role that is allowed: send the header `x-hasura-role` (in `explain`: `--role '$(id)'`)\n"
    );
    assert_eq!(
        explain(r#""it's""#),
        "hint: ask for a role that is allowed: send the header `x-hasura-role` (in `explain`: `--role 'it'\\''s'`)\n"
    );
    assert_eq!(
        explain(r#""-x""#),
        "hint: ask for a role that is allowed: send the header `x-hasura-role: -x` (in `explain`: `--role=-x`)\n"
    );
    for hostile in
        [r#""a\u001b[2J""#, r#""a\nb""#, r#""`id`""#, &format!("\"{}\"", "x".repeat(201))]
    {
        assert_eq!(
            explain(hostile),
            "hint: ask for a role that is allowed: send the header `x-hasura-role`\n",
            "{hostile}"
        );
    }

    let config = format!(r#"{{"type":"HS256","key":"{SECRET}","issuer":"x","audience":"y"}}"#);
    let sandbox = Sandbox::new().with_file("config.json", config).with_file("secret", SECRET);
    let explain = |claim: &str| {
        let token = minted(&sandbox, &["--secret=@secret", "iss=x", claim]);
        said(&sandbox, &["explain", &token, NOW, "--config=config.json"])
    };
    assert_eq!(
        explain(r#"iss=it's "$x""#),
        "hint: use a token from the configured issuer, or configure this one: `\"issuer\":\"it\\u0027s \\\"\\u0024x\\\"\"`\n"
    );
    assert_eq!(explain("iss=a\nb"), "hint: use a token from the configured issuer\n");
    assert_eq!(
        explain("aud=app"),
        "hint: use a token for the configured audience, or configure this one: `\"audience\":\"app\"`\n"
    );
}

#[test]
fn the_name_of_a_file_is_quoted() {
    let sandbox = Sandbox::new().with_file("my token.txt", "x");
    sandbox.jwtool(["decode", "my token.txt"]).code(3).stderr_eq(str![[r#"
error: `my token.txt` is the name of a file, not a token
hint: to read the file, write `'@my token.txt'`

"#]]);
}
