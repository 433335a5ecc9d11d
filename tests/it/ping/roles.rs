//! Tests of roles: one row for each, and the highest that a token allows.

use snapbox::str;

use crate::mint::with_dev_key;
use crate::ping::SMALL;
use crate::ping::server::{self, Server, header};
use crate::sandbox::Sandbox;

#[test]
fn each_role_is_a_row_of_a_table() {
    let refusal = r#"{"errors":[{"message":"Your requested role is not in allowed roles","extensions":{"path":"$","code":"access-denied"}}]}"#;
    let server = Server::new([
        server::json("200 OK", r#"{"data":{"orders":[1,2,3],"parks":[1]}}"#),
        server::json("200 OK", refusal),
        server::json("200 OK", r#"{"data":{"orders":[]}}"#),
    ]);
    let run = Sandbox::new().jwtool([
        "ping",
        "graphql",
        &server.url,
        "--token",
        SMALL,
        "--role=administrator",
        "--role=viewer",
        "--role=editor",
    ]);
    let shown = String::from_utf8(run.code(1).get_output().stdout.clone()).unwrap();
    let shown = crate::ping::without_times(&shown.replace(&server.url, "http://server"));
    snapbox::assert_data_eq!(
        shown,
        str![[r#"
http://server/v1/graphql
✓ 200  ms  administrator  allowed  orders: 3 rows, parks: 1 row
✗ 200  ms  viewer         refused
  access-denied: Your requested role is not in allowed roles
  Hasura GraphQL Engine v2 says that when the role of the header `x-hasura-role`, else the default role, is not one of the token's `x-hasura-allowed-roles`; capitals matter
✓ 200  ms  editor         allowed  orders: 0 rows

"#]]
    );
    let roles: Vec<_> = server.asked();
    let roles: Vec<_> = roles.iter().map(|request| header(request, "x-hasura-role")).collect();
    assert_eq!(roles, [Some("administrator"), Some("viewer"), Some("editor")]);
}

#[test]
fn the_highest_role_that_the_token_allows_is_sent_and_said() {
    let run = |roles: &str, arguments: &[&str], stderr: &str| {
        let server = Server::new([server::json("200 OK", r#"{"data":{}}"#)]);
        let profile = format!(
            "[profile.p]\ngraphql = \"{}\"\nroles = [\"admin\", \"editor\", \"viewer\"]\n",
            server.url
        );
        let sandbox = with_dev_key().with_file("config/config.toml", profile);
        let token = sandbox.output(
            [&["mint", "--user-id=1"], roles.split(' ').collect::<Vec<_>>().as_slice()].concat(),
        );
        let all = [&["ping", "graphql", "--profile=p", "--token", token.trim()], arguments];
        sandbox.jwtool(all.concat()).success().stderr_eq(stderr);
        let request = server.asked().pop().unwrap();
        header(&request, "x-hasura-role").map(ToOwned::to_owned)
    };
    let said = "endpoint from profile p\nrole editor from profile p\n";
    assert_eq!(
        run("--role=viewer --allow=editor --allow=other", &[], said).as_deref(),
        Some("editor")
    );
    let said = "endpoint from profile p\nrole viewer from profile p\n";
    assert_eq!(run("--role=viewer --stringified", &[], said).as_deref(), Some("viewer"));
    let named = run("--role=viewer", &["--role=other"], "endpoint from profile p\n");
    assert_eq!(named.as_deref(), Some("other"));
    let said = "endpoint from profile p\nthe token allows none of the roles of profile p (admin, …), so none is requested\n";
    assert_eq!(run("--role=other", &[], said), None);
}

#[test]
fn the_role_of_a_header_is_the_one_that_is_reported() {
    let server = Server::new([
        server::json("200 OK", r#"{"data":{}}"#),
        server::json("200 OK", r#"{"data":{}}"#),
    ]);
    let profile = "[profile.p]\nroles = [\"admin\", \"editor\"]\n";
    let sandbox = with_dev_key().with_file("config/config.toml", profile);
    let token = sandbox.output(["mint", "--role=editor", "--allow=viewer"]);
    for more in [&["--token", token.trim()][..], &["--mint", "--role=editor"]] {
        let header = ["--profile=p", "-H", "x-hasura-role: viewer", "--json"];
        let arguments = [&["ping", "graphql", &server.url], &header[..], more].concat();
        let run = sandbox.jwtool(arguments).success().stderr_eq("");
        let document: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
        assert_eq!(document["results"][0]["role"], "viewer");
    }
    for request in server.asked() {
        assert_eq!(header(&request, "x-hasura-role"), Some("viewer"));
    }
}

#[test]
fn a_token_is_minted_for_each_role_and_lives_for_a_minute() {
    let server = Server::new([
        server::json("200 OK", r#"{"data":{}}"#),
        server::json("200 OK", r#"{"data":{}}"#),
    ]);
    let sandbox = with_dev_key();
    sandbox
        .jwtool([
            "ping",
            "graphql",
            &server.url,
            "--mint",
            "--role=editor",
            "--role=viewer",
            "--as=auth0",
            "--issuer=https://parks.eu.auth0.com/",
            "--audience=a",
            "--audience=b",
            "--user-id=auth0|7",
            "--set=x-hasura-org-id=9",
        ])
        .success();
    let asked = server.asked();
    for (request, role) in asked.iter().zip(["editor", "viewer"]) {
        let bearer = header(request, "authorization").unwrap();
        let token = bearer.strip_prefix("Bearer ").unwrap();
        let claims = sandbox.json(["decode", "--json", token])["claims"].clone();
        assert_eq!(claims["iss"], "https://parks.eu.auth0.com/");
        assert_eq!(claims["aud"], serde_json::json!(["a", "b"]));
        assert_eq!(claims["sub"], "auth0|7");
        let hasura = &claims["https://hasura.io/jwt/claims"];
        assert_eq!(hasura["x-hasura-default-role"], role);
        assert_eq!(hasura["x-hasura-org-id"], "9");
        let [iat, exp] = ["iat", "exp"].map(|name| claims[name].as_i64().unwrap());
        assert_eq!(exp - iat, 60);
        assert_eq!(header(request, "x-hasura-role"), Some(role));
    }
    for flag in ["--as=auth0", "--issuer=x", "--audience=x", "--allow=x", "--set=x-hasura-a=b"] {
        let run = sandbox.jwtool(["ping", "graphql", "http://127.0.0.1:9", "--no-token", flag]);
        let shown = String::from_utf8_lossy(&run.code(2).get_output().stderr).into_owned();
        let name = flag.split('=').next().unwrap();
        assert!(shown.contains(&format!("`{name}` needs `--mint`")), "{shown}");
    }
}

#[test]
fn without_a_role_a_token_is_minted_for_the_first_of_the_profile() {
    let server = Server::new([server::json("200 OK", r#"{"data":{}}"#)]);
    let profile =
        format!("[profile.p]\ngraphql = \"{}\"\nroles = [\"admin\", \"viewer\"]\n", server.url);
    with_dev_key()
        .with_file("config/config.toml", profile)
        .jwtool(["ping", "graphql", "--profile=p", "--mint"])
        .success()
        .stderr_eq("endpoint from profile p\nrole admin from profile p\n");
    let request = server.asked().pop().unwrap();
    assert_eq!(header(&request, "x-hasura-role"), Some("admin"));
}
