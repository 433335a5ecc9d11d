//! The logins of profiles: `token`, `exec`, `logout`, and the commands that use a login.

use std::path::PathBuf;

use httpmock::Method::{GET, POST};
use httpmock::MockServer;
use jwtool::jose::thumbprint;
use snapbox::cmd::OutputAssert;
use snapbox::str;

use crate::sandbox::Sandbox;
use crate::serve::Served;

/// A secret that a form encodes.
const SECRET: &str = "p+w/%: x";

fn said(run: &OutputAssert) -> String {
    String::from_utf8_lossy(&run.get_output().stderr).into_owned()
}

/// Returns a machine that stores logins in files, with a profile `staging` that has this login.
fn with_login(top: &str, login: &str) -> Sandbox {
    let text = format!("[profile.staging]\n{top}\n[profile.staging.login]\n{login}\n");
    Sandbox::new()
        .with_env("JWTOOL_STORE", "file")
        .with_env("CLIENT_SECRET", SECRET)
        .with_file("config/config.toml", text)
}

fn client(issuer: &str) -> Sandbox {
    let top = format!("issuer = \"{issuer}\"");
    with_login(
        &top,
        "kind = \"client-credentials\"\nclient_id = \"app\"\nclient_secret = \"env:CLIENT_SECRET\"",
    )
}

/// Returns the file with the stored login.
fn stored(sandbox: &Sandbox) -> PathBuf {
    let name = thumbprint::of_text("login staging");
    sandbox.data().join(format!("logins/{name}.json"))
}

/// Changes when the stored token expires, in seconds from now, as if time had passed.
fn expire_in(sandbox: &Sandbox, seconds: i64) {
    let file = stored(sandbox);
    let text = std::fs::read_to_string(&file).unwrap();
    let mut login: serde_json::Value = serde_json::from_str(&text).unwrap();
    let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs();
    let until = i64::try_from(now).unwrap() + seconds;
    login["until"] = until.into();
    login["written"] = ((until - 3600) * 1000).into();
    std::fs::write(&file, login.to_string()).unwrap();
}

/// Starts an issuer with this answer to requests for tokens.
fn issuer<'a>(server: &'a MockServer, status: u16, body: &str) -> httpmock::Mock<'a> {
    discovery(server);
    server.mock(|when, then| {
        when.method(POST).path("/token");
        then.status(status).body(body);
    })
}

fn discovery(server: &MockServer) {
    let document = serde_json::json!({
        "issuer": server.base_url(), "token_endpoint": server.url("/token"),
    });
    server.mock(|when, then| {
        when.method(GET).path("/.well-known/openid-configuration");
        then.status(200).body(document.to_string());
    });
}

#[test]
fn a_client_gets_a_token_that_is_stored_and_used_everywhere() {
    let served = Served::start(&Sandbox::new(), &["--role=editor"]);
    let sandbox = client(served.issuer());
    let token = sandbox.output(["token", "staging"]);
    assert_eq!(token.split('.').count(), 3, "{token}");
    // It has an ID of its own, so the same one means that none was asked for.
    assert_eq!(sandbox.output(["token", "--profile=staging"]), token);
    assert_eq!(sandbox.output(["token", "staging", "--access"]), token);
    let header = sandbox.output(["token", "staging", "--header"]);
    assert_eq!(header, format!("Authorization: Bearer {token}"));
    let document = sandbox.json(["token", "staging", "--json"]);
    assert_eq!(document["token"], token.trim());
    assert!(document["until"].is_string(), "{document}");
    let status = sandbox.json(["status", "staging", "--json"]);
    assert_eq!((&status["store"], &status["refreshable"]), (&"file".into(), &false.into()));
    assert_eq!(status["issuer"], served.issuer());

    let claims = sandbox.output(["decode", "--profile=staging", "--claim=$"]);
    assert!(claims.contains("editor"), "{claims}");
    let verdict = sandbox.json(["verify", "--profile=staging", "--json"]);
    assert_eq!(verdict["accepted"], true, "{verdict}");
    // The profile names the issuer, which publishes the keys.
    let answer = sandbox.jwtool(["explain", "--profile=staging", "-v"]).success();
    assert!(said(&answer).contains("the login of the profile staging"), "{}", said(&answer));
    // What is piped in comes first.
    let piped = sandbox.with_input("eyJhbGciOiJub25lIn0.eyJzdWIiOiJwaXBlZCJ9.");
    let sub = piped.output(["decode", "--profile=staging", "--claim=sub"]);
    assert_eq!(sub, "piped\n");

    piped.jwtool(["logout", "staging"]).success().stdout_eq("").stderr_eq(str![[r#"
forgot the login of `staging`

"#]]);
    assert!(!stored(&piped).exists());
    piped.jwtool(["logout", "stagin"]).code(3);
    piped.jwtool(["logout", "staging"]).success().stderr_eq(str![[r#"
not logged in to `staging`

"#]]);
    let other = piped.output(["token", "staging"]);
    assert_ne!(other, token);
    // Nothing is stored, so each is a new one.
    let first = piped.output(["token", "staging", "--store=none"]);
    assert_ne!(first, piped.output(["token", "staging", "--store=none"]));
    assert_eq!(other, piped.output(["token", "staging"]));
}

#[test]
fn a_token_near_its_end_is_renewed_and_one_of_a_changed_profile_is_not_used() {
    let served = Served::start(&Sandbox::new(), &[]);
    let sandbox = client(served.issuer());
    let token = || sandbox.output(["token", "staging"]);
    let first = token();
    expire_in(&sandbox, 3000);
    assert_eq!(token(), first);
    // A tenth of an hour is six minutes.
    expire_in(&sandbox, 350);
    let second = token();
    assert_ne!(second, first);
    assert_eq!(token(), second);
    let config = sandbox.path().join("config/config.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, format!("{text}audience = \"other\"\n")).unwrap();
    let third = token();
    assert_ne!(third, second);
    let audience = sandbox.output(["decode", third.trim(), "--claim=aud"]);
    assert!(audience.contains("other"), "{audience}");
}

#[test]
fn a_valid_token_outlasts_its_issuer_with_a_warning() {
    let served = Served::start(&Sandbox::new(), &[]);
    let sandbox = client(served.issuer());
    let token = sandbox.output(["token", "staging"]);
    drop(served);
    expire_in(&sandbox, 120);
    let run = sandbox.jwtool(["token", "staging"]).success();
    assert_eq!(String::from_utf8_lossy(&run.get_output().stdout), token);
    assert!(
        said(&run).ends_with("using the stored token, which is still valid\n"),
        "{}",
        said(&run)
    );
    sandbox.jwtool(["token", "staging", "--offline"]).success();
    expire_in(&sandbox, -1);
    sandbox.jwtool(["token", "staging"]).code(4).stdout_eq("");
    sandbox.jwtool(["token", "staging", "--offline"]).code(4);
}

#[test]
fn two_processes_ask_for_one_token() {
    let server = MockServer::start();
    let mock = issuer(&server, 200, r#"{"access_token":"opaque","expires_in":3600}"#);
    let sandbox = client(&server.base_url());
    std::thread::scope(|scope| {
        let runs: Vec<_> =
            (0..4).map(|_| scope.spawn(|| sandbox.output(["token", "staging"]))).collect();
        for run in runs {
            assert_eq!(run.join().unwrap(), "opaque\n");
        }
    });
    mock.assert_calls(1);
}

#[test]
fn a_secret_is_sent_as_the_issuer_understands_it() {
    let server = MockServer::start();
    discovery(&server);
    let basic = |pair: &str| format!("Basic {}", base64(pair));
    let encoded = server.mock(|when, then| {
        let header = basic("app:p%2Bw%2F%25%3A+x");
        when.method(POST).path("/token").header("authorization", header);
        then.status(401).body(format!(
            r#"{{"error":"invalid_client","error_description":"unknown secret {SECRET}"}}"#
        ));
    });
    let body = server.mock(|when, then| {
        when.method(POST).path("/token").body_includes("client_secret=p%2Bw%2F%25%3A+x");
        then.status(400).body(r#"{"error":"invalid_client"}"#);
    });
    let raw = server.mock(|when, then| {
        when.method(POST).path("/token").header("authorization", basic(&format!("app:{SECRET}")));
        then.status(200).body(r#"{"access_token":"opaque","expires_in":"3600"}"#);
    });
    let sandbox = client(&server.base_url());
    let run = sandbox.jwtool(["token", "staging", "-v"]).success();
    run.get_output();
    assert_eq!(String::from_utf8_lossy(&run.get_output().stdout), "opaque\n");
    assert!(!said(&run).contains("p+w") && !said(&run).contains("p%2B"), "{}", said(&run));
    for mock in [&encoded, &body, &raw] {
        mock.assert_calls(1);
    }
}

fn base64(text: &str) -> String {
    // The standard alphabet, from the one of URLs.
    let mut text = jwtool::jose::base64url::encode(text).replace('-', "+").replace('_', "/");
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

#[test]
fn a_refusal_is_5_and_an_issuer_that_does_not_answer_is_4() {
    let server = MockServer::start();
    let words = format!("no client with {SECRET} and eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.AAAA");
    let body = serde_json::json!({ "error": "unauthorized_client", "error_description": words });
    let mut mock = issuer(&server, 400, &body.to_string());
    let sandbox = client(&server.base_url());
    sandbox.jwtool(["token", "staging"]).code(5).stdout_eq("").stderr_eq(str![[r#"
error: cannot get a token for the profile `staging`: the issuer refuses with `unauthorized_client`: no client with … and eyJhbG…
hint: check the client, its secret and its scopes, in the profile and at the issuer

"#]]);
    let document = sandbox.json(["token", "staging", "--json"]);
    assert_eq!(document["error"]["code"], "login-refused");
    for (status, body, words) in [
        (200, "<html>", "the response is a web page (HTTP 200)"),
        (503, r#"{"error":"down"}"#, "the server failed (HTTP 503)"),
        (302, "", "the response is not a JSON object (HTTP 302)"),
    ] {
        mock.delete();
        mock = issuer(&server, status, body);
        let run = sandbox.jwtool(["token", "staging"]).code(4);
        assert!(said(&run).contains(words), "{}", said(&run));
    }
    let nobody = client("http://127.0.0.1:1");
    nobody.jwtool(["token", "staging"]).code(4);
    let arguments = ["token", "staging", "--offline", "--json"];
    // A document that anyone on the way could change does not say where a secret goes.
    for (issuer, code) in
        [("https://id.example", "offline"), ("http://id.example", "login-not-usable")]
    {
        assert_eq!(client(issuer).json(arguments)["error"]["code"], code, "{issuer}");
    }
}

#[test]
fn a_login_goes_only_to_the_endpoints_of_its_profile() {
    let server = MockServer::start();
    issuer(&server, 200, r#"{"access_token":"opaque","expires_in":3600}"#);
    let endpoint = server.mock(|when, then| {
        when.method(GET).path("/me").header("authorization", "Bearer opaque");
        then.status(200).body("{}");
    });
    let top = format!("issuer = \"{}\"\nrest = \"{0}\"\nrest_ping = \"/me\"", server.base_url());
    let sandbox = with_login(
        &top,
        "kind = \"client-credentials\"\nclient_id = \"a\"\nclient_secret = \"env:CLIENT_SECRET\"",
    );
    sandbox.jwtool(["ping", "rest", "--profile=staging"]).success();
    endpoint.assert_calls(1);
    let url = server.url("/me");
    let refused = sandbox.jwtool(["ping", "rest", &url, "--profile=staging"]).code(2);
    assert!(said(&refused).contains("refusing to send the token of the profile's login"));
    let run =
        sandbox.jwtool(["ping", "rest", &url, "--profile=staging", "--token=opaque"]).success();
    assert!(said(&run).contains("the token is not a JWT; it is sent as it is"), "{}", said(&run));
    endpoint.assert_calls(2);
}

#[test]
fn the_ci_gives_tokens_by_variables() {
    let server = MockServer::start();
    let mock = server.mock(|when, then| {
        when.method(GET)
            .path("/token")
            .query_param("api-version", "2.0")
            .query_param("audience", "hasura")
            .header("authorization", "Bearer request-secret");
        then.status(200).body(r#"{"count":1,"value":"from-github"}"#);
    });
    let sandbox = with_login("", "kind = \"github-actions\"\naudience = \"hasura\"");
    sandbox.jwtool(["token", "staging"]).code(5).stderr_eq(str![[r#"
error: cannot get a token for the profile `staging`: GitHub Actions has not set `ACTIONS_ID_TOKEN_REQUEST_URL`
hint: add `permissions: id-token: write` to the job; workflows from forks cannot have it

"#]]);
    let sandbox = sandbox
        .with_env("ACTIONS_ID_TOKEN_REQUEST_URL", &server.url("/token?api-version=2.0"))
        .with_env("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "request-secret");
    assert_eq!(sandbox.output(["token", "staging"]), "from-github\n");
    mock.assert_calls(1);

    let sandbox = with_login("", "kind = \"gitlab\"\nvariable = \"HASURA_ID_TOKEN\"");
    sandbox.jwtool(["token", "staging"]).code(5).stderr_eq(str![[r#"
error: cannot get a token for the profile `staging`: the environment variable `HASURA_ID_TOKEN` is not set
hint: declare it under `id_tokens:` in the job

"#]]);
    let sandbox = sandbox.with_env("HASURA_ID_TOKEN", "from-gitlab\n");
    assert_eq!(sandbox.output(["token", "staging"]), "from-gitlab\n");
}

#[test]
fn a_token_in_a_file_is_read_each_time() {
    let sandbox = with_login("", "kind = \"kubernetes\"\npath = \"sa/token\"");
    sandbox.jwtool(["token", "staging"]).code(5).stderr_eq(str![[r#"
error: cannot get a token for the profile `staging`: cannot read `sa/token`: no such file or directory
hint: run it in a pod with a service account, or set `login.path` to another file

"#]]);
    let minted = sandbox.output(["mint", "sub=one", "-q"]);
    let sandbox = sandbox.with_file("sa/token", &minted);
    assert_eq!(sandbox.output(["token", "staging"]), minted);
    let sandbox = sandbox.with_file("sa/token", "rotated");
    assert_eq!(sandbox.output(["token", "staging"]), "rotated\n");
    sandbox.jwtool(["token", "staging", "--id"]).code(2);
}

#[cfg(unix)]
#[test]
fn a_program_prints_the_token() {
    let script = |script: &str| {
        let command = serde_json::json!(["sh", "-c", script]);
        with_login("", &format!("kind = \"command\"\ncommand = {command}"))
    };
    let sandbox = script("cat; echo x >> runs; cat token");
    let token = sandbox.output(["mint", "sub=one", "--exp=+1h", "-q"]);
    let sandbox = sandbox.with_file("token", format!("{{\"accessToken\":\"{}\"}}", token.trim()));
    for _ in 0..2 {
        assert_eq!(sandbox.output(["token", "staging"]), token);
    }
    let runs = std::fs::read_to_string(sandbox.path().join("runs")).unwrap();
    assert_eq!(runs, "x\n", "it is stored");
    // One that does not say how long it is valid is not stored.
    let opaque = script("echo x >> runs; echo opaque");
    for _ in 0..2 {
        assert_eq!(opaque.output(["token", "staging"]), "opaque\n");
    }
    assert_eq!(std::fs::read_to_string(opaque.path().join("runs")).unwrap(), "x\nx\n");

    script("echo one >&2; echo reauthenticate >&2; exit 1")
        .jwtool(["token", "staging"])
        .code(5)
        .stderr_eq(str![[r#"
error: cannot get a token for the profile `staging`: `sh` failed: reauthenticate
hint: run the program yourself to see what it needs

"#]]);
    script("echo please log in").jwtool(["token", "staging"]).code(5).stderr_eq(str![[r#"
error: cannot get a token for the profile `staging`: `sh` printed no token
hint: run the program yourself to see what it needs

"#]]);
    let missing = with_login("", "kind = \"command\"\ncommand = [\"no-such-program\"]");
    missing.jwtool(["token", "staging"]).code(3);
}

#[cfg(unix)]
#[test]
fn a_program_runs_with_the_token_and_in_the_place_of_this_process() {
    let sandbox = with_login("", "kind = \"gitlab\"\nvariable = \"HASURA_ID_TOKEN\"")
        .with_env("HASURA_ID_TOKEN", "from-gitlab");
    let exec = ["exec", "--profile=staging", "--", "sh", "-c"];
    let run = |script: &str| sandbox.jwtool([&exec[..], &[script]].concat());
    run("echo $JWTOOL_TOKEN $AUTHORIZATION")
        .success()
        .stdout_eq("from-gitlab Bearer from-gitlab\n")
        .stderr_eq("");
    run("exit 7").code(7);
    // The process is the program itself: it ends by the signal.
    let killed = run("kill -s TERM $$");
    assert_eq!(killed.get_output().status.code(), None);
    sandbox.jwtool(["exec", "--profile=staging", "--", "no-such-program"]).code(3).stderr_eq(str![
        [r#"
error: cannot run `no-such-program`: no such file or directory
hint: check its name and that you may run it

"#]
    ]);
    // A variable is used as long as no profile is named.
    let token = sandbox.output(["mint", "sub=one", "--exp=+100s", "-q"]);
    let nested = sandbox.with_env("JWTOOL_TOKEN", token.trim());
    let run = nested.jwtool(["exec", "--", "sh", "-c", "echo $JWTOOL_TOKEN"]).success();
    assert_eq!(String::from_utf8_lossy(&run.get_output().stdout), token);
    assert!(said(&run).starts_with("warning: the token expires in "), "{}", said(&run));
    assert_eq!(nested.output(["token"]), token);
    assert_eq!(nested.output(["token", "staging"]), "from-gitlab\n");
    let run = nested.jwtool([&exec[..], &["echo $JWTOOL_TOKEN"]].concat()).success();
    run.stdout_eq("from-gitlab\n");
    let run = nested.jwtool(["logout", "staging"]).success();
    assert!(said(&run).contains("`JWTOOL_TOKEN` is still set"), "{}", said(&run));
}

#[test]
fn a_profile_that_cannot_give_a_token_says_why() {
    Sandbox::new().jwtool(["token"]).code(2).stderr_eq(str![[r#"
error: no profile is named, and there is no default profile
hint: there are no profiles; `jwtool profile set --help` shows how to create one

"#]]);
    let hint = |profiles: &str, arguments: &[&str]| {
        let sandbox = Sandbox::new().with_file("config/config.toml", profiles);
        said(&sandbox.jwtool(arguments.iter().copied()).code(2))
    };
    let (one, two) =
        ("[profile.staging]\n", "[profile.staging]\n[profile.local]\n[profile.\"my own\"]\n");
    let exec = ["exec", "--", "env"];
    assert!(hint(one, &["token"]).ends_with("hint: `jwtool token staging`\n"));
    assert!(hint(one, &exec).ends_with("hint: `jwtool exec --profile staging -- CMD`\n"));
    assert!(hint(one, &["logout"]).ends_with("hint: `jwtool logout staging`\n"));
    assert!(
        hint(one, &["exec", "env"])
            .ends_with("hint: write `--` before the program: `jwtool exec -- env`\n")
    );
    assert!(hint(two, &["login"]).ends_with(
        "hint: `jwtool login staging`, or another of the profiles `staging`, `local`; `jwtool profile use staging` makes it the default\n"
    ));
    let none = Sandbox::new()
        .with_file("config/config.toml", "[profile.staging]\nrest = \"http://localhost:1\"\n");
    none.jwtool(["login"]).code(2).stderr_eq(str![[r#"
error: no profile is named, and there is no default profile
hint: `jwtool login staging`

"#]]);
    none.jwtool(["token", "staging"]).code(3).stderr_eq(str![[r#"
error: cannot get a token for the profile `staging`: it has no `login`
hint: `jwtool profile set staging login.kind=KIND` adds one; the kinds are cognito, oidc, device, client-credentials, supertokens, github-actions, gitlab, kubernetes, command

"#]]);
    with_login("", "kind = \"client-credentials\"\nclient_id = \"a\"")
        .jwtool(["token", "staging"])
        .code(3)
        .stderr_eq(str![[r#"
error: cannot get a token for the profile `staging`: a login of kind `client-credentials` needs `issuer`
hint: fix it with `jwtool profile set staging KEY=VALUE`; `jwtool profile show staging` prints all settings

"#]]);
    let top = "issuer = \"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01\"";
    with_login(top, "kind = \"cognito\"\nclient_id = \"a\"")
        .jwtool(["token", "staging"])
        .code(5)
        .stderr_eq(str![[r#"
error: not logged in to `staging`
hint: `jwtool login staging`

"#]]);
    // Anyone may have written the file of a project.
    let project = Sandbox::new().with_file(
        "jwtool.toml",
        "[profile.staging.login]\nkind = \"command\"\ncommand = [\"touch\", \"owned\"]\n",
    );
    project.jwtool(["token", "staging"]).code(3);
    assert!(!project.path().join("owned").exists());
}
