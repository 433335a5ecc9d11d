//! Key fetching from loopback issuers that check the requests.

use std::net::TcpListener;

use httpmock::Method::GET;
use httpmock::MockServer;
use snapbox::str;

use crate::mint::with_dev_key;
use crate::sandbox::{NOW, Sandbox, fixture, fixture_text, public_jwk};

/// Returns the public dev key as a JWK Set with this `kid`.
pub(crate) fn jwks(kid: &str) -> String {
    format!(r#"{{"keys":[{}]}}"#, public_jwk("keys/rsa.spki.pem", kid))
}

/// Returns a token signed with the dev key, with a `kid` that is not in the key store.
fn token(kid: &str, claims: &[&str]) -> String {
    let kid = format!("--kid={kid}");
    let fixed = ["mint", "--role=user", "-q", NOW, &kid];
    with_dev_key().output([&fixed[..], claims].concat()).trim().to_owned()
}

fn code(run: &snapbox::cmd::OutputAssert) -> Option<i32> {
    run.get_output().status.code()
}

fn said(run: &snapbox::cmd::OutputAssert) -> String {
    String::from_utf8_lossy(&run.get_output().stderr).into_owned()
}

#[test]
fn a_key_set_is_fetched_once_and_kept_while_it_is_fresh() {
    let server = MockServer::start();
    let mock = server.mock(|when, then| {
        when.method(GET).path("/jwks");
        then.status(200).header("cache-control", "max-age=3600").body(jwks("a"));
    });
    let (sandbox, url, token) = (Sandbox::new(), server.url("/jwks"), token("a", &[]));
    for _ in 0..2 {
        sandbox.jwtool(["verify", "-q", &token, "--jwks", &url, NOW]).success();
    }
    mock.assert_calls(1);
    let document = sandbox.json(["verify", "--json", &token, "--jwks", &url, NOW]);
    let source = document["key"]["source"].as_str().unwrap();
    assert!(source.starts_with(&format!("{url}, cached ")), "{source}");
    assert_eq!(document["issuer_pinned"], serde_json::Value::Null);
}

#[test]
fn an_old_copy_is_asked_for_by_its_etag() {
    let server = MockServer::start();
    let first = server.mock(|when, then| {
        when.method(GET).path("/jwks").header_missing("if-none-match");
        then.status(200)
            .header("cache-control", "no-cache")
            .header("etag", "\"v1\"")
            .body(jwks("a"));
    });
    let second = server.mock(|when, then| {
        when.method(GET).path("/jwks").header("if-none-match", "\"v1\"");
        then.status(304).header("cache-control", "max-age=60");
    });
    let (sandbox, url, token) = (Sandbox::new(), server.url("/jwks"), token("a", &[]));
    for _ in 0..3 {
        sandbox.jwtool(["verify", "-q", &token, "--jwks", &url, NOW]).success();
    }
    first.assert_calls(1);
    second.assert_calls(1);
}

#[test]
fn a_copy_serves_when_the_issuer_is_down_and_offline() {
    let (sandbox, token) = (Sandbox::new(), token("a", &[]));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/jwks", listener.local_addr().unwrap());
    let verify =
        |more: &[&str]| sandbox.jwtool([&["verify", &token, "--jwks", &url, NOW], more].concat());
    let nothing = verify(&["--offline"]).code(4);
    assert!(said(&nothing).contains("`--offline` forbids"));
    let server = std::thread::spawn(move || {
        use std::io::{Read as _, Write as _};
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 1024];
        let read = stream.read(&mut request).unwrap();
        let body = jwks("a");
        let answer = format!(
            "HTTP/1.1 200 OK\r\ncache-control: no-cache\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(answer.as_bytes()).unwrap();
        String::from_utf8_lossy(&request[..read]).into_owned()
    });
    verify(&[]).success();
    assert!(server.join().unwrap().starts_with("GET /jwks HTTP/1.1"));
    // The server is no longer running.
    let stale = verify(&[]).success();
    assert!(said(&stale).contains("using the copy from"), "{}", said(&stale));
    assert_eq!(said(&verify(&["--offline"]).success()), "");
}

#[test]
fn an_issuer_that_the_user_names_is_discovered_and_pinned() {
    let server = MockServer::start();
    let issuer = server.base_url();
    let document = server.mock(|when, then| {
        when.method(GET).path("/.well-known/openid-configuration");
        then.status(200).body(format!(r#"{{"issuer":"{issuer}","jwks_uri":"{issuer}/keys"}}"#));
    });
    let keys = server.mock(|when, then| {
        when.method(GET).path("/keys");
        then.status(200).body(jwks("a"));
    });
    let token = token("a", &["--iss", &issuer]);
    let verdict = Sandbox::new().json(["verify", "--json", &token, "--issuer", &issuer, NOW]);
    assert_eq!(verdict["accepted"], true, "{verdict}");
    assert_eq!(verdict["issuer_pinned"], true);
    document.assert();
    keys.assert();
    // The user's own profile pins the issuer too, and requires its audience.
    let profile = format!(
        "default_profile = \"local\"\n[profile.local]\nissuer = \"{issuer}\"\naudience = [\"app\"]\n"
    );
    let sandbox = Sandbox::new().with_file("config/config.toml", profile);
    let verdict = sandbox.json(["verify", "--json", &token, NOW]);
    assert_eq!(verdict["issuer_pinned"], true);
    assert_eq!(verdict["accepted"], false);
    assert!(verdict["checks"].to_string().contains(r#""code":"claim-missing""#));
}

#[test]
fn nothing_is_fetched_for_a_malformed_token() {
    let server = MockServer::start();
    let issuer = server.base_url();
    let any = server.mock(|when, then| {
        when.method(GET);
        then.status(200).body(jwks("a"));
    });
    let token = format!("{}.extra", token("a", &["--iss", &issuer]));
    for keys in [["--issuer", &issuer], ["--jwks", &server.url("/jwks")]] {
        let document =
            Sandbox::new().json([&["verify", "--json", &token, NOW][..], &keys].concat());
        assert_eq!(document["checks"][0]["code"], "malformed", "{document}");
    }
    any.assert_calls(0);
}

#[test]
fn a_discovery_document_of_another_issuer_is_not_believed() {
    let server = MockServer::start();
    let issuer = server.base_url();
    let mock = server.mock(|when, then| {
        when.method(GET);
        then.status(200).body(r#"{"issuer":"https://other.example.gov","jwks_uri":"x"}"#);
    });
    let token = token("a", &["--iss", &issuer]);
    let run = Sandbox::new().json(["verify", "--json", &token, "--issuer", &issuer, NOW]);
    let failed = run["checks"].as_array().unwrap().iter().find(|check| check["passed"] == false);
    let failed = failed.unwrap();
    assert_eq!(failed["code"], "iss-mismatch");
    let message = failed["message"].as_str().unwrap();
    assert!(message.contains("is for the issuer `https://other.example.gov`"), "{message}");
    mock.assert_calls(1);
}

#[test]
fn an_issuer_with_a_slash_too_many_or_too_few_is_named_as_it_is() {
    for (slash, typed_slash) in [("/", ""), ("", "/")] {
        let server = MockServer::start();
        let issuer = format!("{}{slash}", server.url("/tide"));
        let typed = format!("{}{typed_slash}", server.url("/tide"));
        let document = format!(r#"{{"issuer":"{issuer}","jwks_uri":"{}"}}"#, server.url("/keys"));
        server.mock(|when, then| {
            when.method(GET).path("/tide/.well-known/openid-configuration");
            then.status(200).body(document);
        });
        let token = token("a", &["--iss", &issuer]);
        let run = Sandbox::new().jwtool(["verify", &token, "--issuer", &typed, NOW]).code(1);
        let (said, shown) = (said(&run), run.get_output().stdout.clone());
        assert!(said.contains("slash") && said.contains(&format!("`--issuer {issuer}`")), "{said}");
        assert!(!String::from_utf8_lossy(&shown).contains("cannot reach"));
    }
}

#[test]
fn the_key_set_in_the_engines_variable_verifies() {
    let server = MockServer::start();
    let mock = server.mock(|when, then| {
        when.method(GET).path("/jwks");
        then.status(200).body(jwks("a"));
    });
    let config = format!(r#"{{"jwk_url":"{}"}}"#, server.url("/jwks"));
    let sandbox = Sandbox::new().with_env("HASURA_GRAPHQL_JWT_SECRET", &config);
    let token = token("a", &["--iss=https://issuer.example.gov"]);
    let document = sandbox.json(["verify", "--json", &token, NOW]);
    assert_eq!(document["accepted"], true, "{document}");
    let source = document["key"]["source"].as_str().unwrap();
    assert!(source.ends_with("(from HASURA_GRAPHQL_JWT_SECRET)"), "{source}");
    mock.assert_calls(1);
}

#[test]
fn a_discovery_document_may_name_its_own_host_and_no_other_inside_a_network() {
    for (jwks_uri, reason) in [
        ("http://127.0.0.2:9/keys", "it is not an `https` address"),
        ("https://169.254.169.254/keys", "it is inside a private network"),
        ("file:///etc/passwd", "it is not an `http` or `https` address"),
        (r"https://issuer.example.gov\\@127.0.0.1/", "it contains a backslash"),
    ] {
        let server = MockServer::start();
        let issuer = server.base_url();
        server.mock(|when, then| {
            when.method(GET).path("/.well-known/openid-configuration");
            then.status(200).body(format!(r#"{{"issuer":"{issuer}","jwks_uri":"{jwks_uri}"}}"#));
        });
        let token = token("a", &["--iss", &issuer]);
        let run =
            Sandbox::new().jwtool(["verify", "--json", &token, "--issuer", &issuer, NOW]).code(4);
        let document: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
        assert_eq!(document["error"]["code"], "not-fetched", "{jwks_uri}: {document}");
        let message = document["error"]["message"].as_str().unwrap();
        assert!(message.contains("`jwks_uri`") && message.contains(reason), "{message}");
    }
}

#[test]
fn what_a_token_names_is_not_fetched_from_inside_a_network() {
    for issuer in [
        "https://127.0.0.1",
        "https://localhost",
        "https://169.254.169.254",
        "https://10.0.0.1/realms/x",
    ] {
        let token = token("a", &["--iss", issuer]);
        let run =
            Sandbox::new().jwtool(["verify", "--json", &token, "--trust-issuer", NOW]).code(4);
        let document: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
        assert_eq!(document["error"]["code"], "not-fetched", "{issuer}: {document}");
    }
    // With plain http or another port, there is no address to fetch.
    for issuer in ["http://127.0.0.1:9/", "https://issuer.example.gov:8443/", "https://[::1]"] {
        let token = token("a", &["--iss", issuer]);
        let document = Sandbox::new().json(["verify", "--json", &token, "--trust-issuer", NOW]);
        assert_eq!(document["checks"][2]["code"], "key-not-found", "{issuer}: {document}");
    }
}

/// Adds a copy of this document to the cache of a sandbox, as if it had just been fetched.
fn with_copy(sandbox: Sandbox, url: &str, body: &str) -> Sandbox {
    let name = format!("data/cache/{}.json", jwtool::jose::thumbprint::of_text(url));
    let copy = serde_json::json!({
        "url": url, "fetched_at": 4_000_000_000_i64, "max_age": 3600, "etag": null, "body": body,
    });
    sandbox.with_file(&name, copy.to_string())
}

#[test]
fn an_issuer_counts_only_when_somebody_but_the_token_names_it() {
    let issuer = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01";
    let url = format!("{issuer}/.well-known/jwks.json");
    let token = token("a", &["--iss", issuer]);
    let verify = |sandbox: Sandbox, more: &[&str]| {
        with_copy(sandbox, &url, &jwks("a"))
            .json([&["verify", "--json", "--offline", &token, NOW], more].concat())
    };
    let word = verify(Sandbox::new(), &[]);
    assert_eq!((&word["accepted"], &word["issuer_pinned"]), (&false.into(), &false.into()));
    assert!(word["checks"].to_string().contains(r#""code":"issuer-unconfirmed""#), "{word}");
    let only = verify(Sandbox::new(), &["--signature-only"]);
    assert_eq!(only["accepted"], false, "{only}");
    let profile = format!("default_profile = \"p\"\n[profile.p]\nissuer = \"{issuer}\"\n");
    for pinned in [
        verify(Sandbox::new(), &["--issuer", issuer]),
        verify(Sandbox::new(), &["--trust-issuer"]),
        verify(Sandbox::new().with_file("config/config.toml", &profile), &[]),
    ] {
        assert_eq!((&pinned["accepted"], &pinned["issuer_pinned"]), (&true.into(), &true.into()));
    }
    // A project file does not confirm an issuer.
    let project = profile.replace("default_profile = \"p\"\n", "");
    let sandbox = Sandbox::new().with_file("jwtool.toml", project);
    let word = verify(sandbox, &["--profile=p"]);
    assert_eq!((&word["accepted"], &word["issuer_pinned"]), (&false.into(), &false.into()));
    // Only the requested key of the issuer is used.
    let other = verify(Sandbox::new(), &["--issuer", issuer, "--kid=b"]);
    assert_eq!(other["checks"][2]["code"], "key-not-found");
}

#[test]
fn a_load_balancer_does_not_speak_for_the_issuer_that_it_names() {
    let issuer = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01";
    let signer = "arn:aws:elasticloadbalancing:us-east-1:666666666666:loadbalancer/app/x/1";
    let forged = token("a", &["--iss", issuer, "--header", &format!("signer={signer}")]);
    let sandbox = with_copy(
        Sandbox::new(),
        "https://public-keys.auth.elb.us-east-1.amazonaws.com/a",
        &std::fs::read_to_string(fixture("keys/rsa.spki.pem")).unwrap(),
    );
    let arguments = ["verify", "--json", "--offline", &forged, "--issuer", issuer, NOW];
    sandbox.jwtool(arguments).code(4);
}

#[test]
fn a_projects_issuer_is_not_pinned_and_its_keys_are_not_its_own() {
    let project = "[profile.evil]\nissuer = \"http://127.0.0.1:9/\"\n";
    let token = token("a", &["--iss=http://127.0.0.1:9/"]);
    let sandbox = Sandbox::new().with_file("jwtool.toml", project);
    let verdict = sandbox.json(["verify", "--json", "--profile=evil", &token, NOW]);
    assert_eq!(verdict["accepted"], false);
    assert_eq!(verdict["issuer_pinned"], false);
    let forbidden = "[profile.evil]\nkey = \"/etc/passwd\"\n";
    let sandbox = Sandbox::new().with_file("jwtool.toml", forbidden);
    let key = fixture("keys/rsa.spki.pem");
    sandbox.jwtool(["verify", &token, "--key", &key, NOW]).success().stderr_eq(str![[r#"
warning: ignoring `key` in `[..]jwtool.toml` line 2: until you run `jwtool profile trust`, a project file can set only graphql, rest, rest_ping, roles, audience, issuer

"#]]);
    let profile = "--profile=evil";
    sandbox.jwtool(["verify", &token, "--key", &key, profile, "-q", NOW]).success().stderr_eq("");
    sandbox.jwtool(["verify", &token, profile, "-q"]).code(3).stderr_eq(str![[r#"
error: cannot use `[..]/jwtool.toml` line 2: a project file cannot set `key`
hint: set it in your own `config.toml`, or trust the file: `jwtool profile trust`; without that it may set graphql, rest, rest_ping, roles, audience, issuer

"#]]);
    let engine = "[profile.evil]\nengine = { kind = \"ddn\", config = \"/etc/passwd\" }\n";
    let sandbox = Sandbox::new().with_file("jwtool.toml", engine);
    sandbox.jwtool(["explain", &token, profile, "-q"]).code(3).stderr_eq(str![[r#"
error: cannot use `[..]/jwtool.toml` line 2: a project file cannot set `engine`
hint: set it in your own `config.toml`, or trust the file: `jwtool profile trust`; without that it may set graphql, rest, rest_ping, roles, audience, issuer

"#]]);
    let large = format!("# {}\n", "x".repeat(64 * 1024));
    let sandbox = Sandbox::new().with_file("jwtool.toml", large);
    sandbox.jwtool(["verify", &token, "--key", &key, NOW]).code(3).stderr_eq(str![[r#"
error: the configuration `[..]jwtool.toml` is larger than 64 KiB
hint: keep only the profiles in it

"#]]);
    let sandbox = Sandbox::new().with_file("jwtool.toml", forbidden);
    sandbox.jwtool(["verify", &token, "--profile=other"]).code(3);
}

#[cfg(unix)]
#[test]
fn a_copy_that_others_can_change_is_not_used() {
    use std::os::unix::fs::PermissionsExt as _;
    let url = "http://127.0.0.1:9/jwks";
    let sandbox = with_copy(Sandbox::new(), url, &jwks("a"));
    let token = token("a", &[]);
    let verify = || sandbox.jwtool(["verify", &token, "--jwks", url, "--offline", NOW]);
    verify().success().stderr_eq("");
    let cache = sandbox.data().join("cache");
    let set = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    set(&cache, 0o777);
    verify().success().stderr_eq(str![[r#"
warning: other users could read and write the cache folder `[..]cache`; it is private now

"#]]);
    verify().success().stderr_eq("");
    for entry in std::fs::read_dir(&cache).unwrap() {
        set(&entry.unwrap().path(), 0o666);
    }
    verify().code(4);
    // A folder that others can write to and that cannot be made private.
    let elsewhere = sandbox.path().join("elsewhere");
    std::fs::rename(&cache, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &cache).unwrap();
    for entry in std::fs::read_dir(&elsewhere).unwrap() {
        set(&entry.unwrap().path(), 0o600);
    }
    verify().success().stderr_eq("");
    set(&elsewhere, 0o777);
    verify().code(4).stderr_eq(str![[r#"
warning: other users can read and write the cache folder `[..]data/cache`, and its permissions cannot be changed
error: `--offline` forbids the request to http://127.0.0.1:9/jwks
hint: pass the keys with `--jwks FILE`, or drop `--offline`

"#]]);
}

#[cfg(unix)]
#[test]
fn a_configuration_that_everyone_can_change_is_warned_of() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = Sandbox::new().with_file("config/config.toml", "");
    let path = sandbox.path().join("config/config.toml");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o646)).unwrap();
    sandbox.jwtool(["decode", &token("a", &[]), NOW]).success().stderr_eq(str![[r#"
warning: every user can change the configuration `[..]config/config.toml`; run `chmod o-w` on it

"#]]);
}

#[cfg(unix)]
#[test]
fn a_projects_link_to_another_folder_is_skipped() {
    let profile = "[profile.team]\nissuer = \"https://issuer.example.gov\"\n";
    let sandbox = Sandbox::new()
        .with_file("private", "s3cret = 1")
        .with_file("repo/jwtool.d/team.toml", profile)
        .with_file("repo/token", token("a", &[]));
    let link = sandbox.path().join("repo/jwtool.toml");
    let verify = || {
        sandbox
            .command(["verify", "--profile=team", "@token", "--offline", NOW])
            .current_dir(sandbox.path().join("repo"))
            .assert()
    };
    std::os::unix::fs::symlink("jwtool.d/team.toml", &link).unwrap();
    verify().code(1);
    std::fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink("../private", &link).unwrap();
    verify().code(3).stderr_eq(str![[r#"
error: there is no profile `team`
...
"#]]);
}

#[test]
fn each_failure_is_distinguished() {
    let server = MockServer::start();
    let answers: [(&str, u16, String, &str); 6] = [
        ("/status", 503, String::new(), "the server responded with 503"),
        ("/html", 200, "<html>".to_owned(), "not a key set"),
        ("/json", 200, "{}".to_owned(), "not a key set"),
        ("/empty", 200, r#"{"keys":[]}"#.to_owned(), ""),
        ("/large", 200, "x".repeat(5 * 1024 * 1024 + 1), "larger than 5 MiB"),
        ("/limit", 200, "x".repeat(5 * 1024 * 1024), "not a key set"),
    ];
    let token = token("a", &[]);
    for (path, status, body, message) in answers {
        let mock = server.mock(|when, then| {
            when.method(GET).path(path);
            then.status(status).body(body);
        });
        let url = server.url(path);
        let run = Sandbox::new().jwtool(["verify", &token, "--jwks", &url, NOW]);
        let expected = if message.is_empty() { 1 } else { 4 };
        assert_eq!(code(&run), Some(expected), "{path}: {}", said(&run));
        assert!(said(&run).contains(message), "{path}: {}", said(&run));
        mock.assert();
    }
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://127.0.0.1:{port}/");
    let run = Sandbox::new().jwtool(["verify", &token, "--jwks", &url, NOW]).code(4);
    assert!(said(&run).contains("connection refused"), "{}", said(&run));
    let url = format!("https://{}/", server.address());
    let run = Sandbox::new().jwtool(["verify", &token, "--jwks", &url, NOW]).code(4);
    assert!(said(&run).contains("TLS"), "{}", said(&run));
}

#[test]
fn redirects_are_followed_three_times_at_the_most() {
    let server = MockServer::start();
    for hop in 0..5 {
        server.mock(|when, then| {
            when.method(GET).path(format!("/{hop}"));
            then.status(302).header("location", format!("/{}", hop + 1));
        });
    }
    let keys = server.mock(|when, then| {
        when.method(GET).path("/5");
        then.status(200).body(jwks("a"));
    });
    let token = token("a", &[]);
    let verify =
        |from: &str| Sandbox::new().jwtool(["verify", &token, "--jwks", &server.url(from), NOW]);
    verify("/2").success();
    let run = verify("/1").code(4);
    assert!(said(&run).contains("redirects more than three times"), "{}", said(&run));
    keys.assert_calls(1);
}

/// Makes every copy in the cache older by this number of seconds.
fn age_copies(sandbox: &Sandbox, seconds: i64) {
    for entry in std::fs::read_dir(sandbox.data().join("cache")).unwrap() {
        let path = entry.unwrap().path();
        let mut copy: serde_json::Value =
            serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        for name in ["fetched_at", "kid_fetched_at"] {
            if let Some(instant) = copy[name].as_i64() {
                copy[name] = (instant - seconds).into();
            }
        }
        std::fs::write(&path, copy.to_string()).unwrap();
    }
}

#[test]
fn a_second_run_against_an_issuer_makes_no_request_while_its_keys_are_fresh() {
    // How long copies are fresh: as `Cache-Control` says, and otherwise five minutes
    for (header, fresh) in [(Some("max-age=3600"), 3600), (None, 300)] {
        let server = MockServer::start();
        let issuer = server.base_url();
        let answers = |path: &str, body: String| {
            server.mock(|when, then| {
                when.method(GET).path(path.to_owned());
                let then = then.status(200).body(body);
                if let Some(header) = header {
                    then.header("cache-control", header);
                }
            })
        };
        let document = format!(r#"{{"issuer":"{issuer}","jwks_uri":"{issuer}/keys"}}"#);
        let document = answers("/.well-known/openid-configuration", document);
        let keys = answers("/keys", jwks("a"));
        let token = token("a", &["--iss", &issuer]);
        let sandbox = Sandbox::new().with_input(format!("{token}\n").repeat(3));
        let verify = |requests: usize| {
            sandbox.jwtool(["verify", "-q", &token, "--issuer", &issuer, NOW]).success();
            sandbox.jwtool(["verify", "-q", "-", "--issuer", &issuer, NOW]).success();
            document.assert_calls(requests);
            keys.assert_calls(requests);
        };
        verify(1);
        verify(1);
        age_copies(&sandbox, fresh - 60);
        verify(1);
        age_copies(&sandbox, 60);
        verify(2);
    }
}

#[test]
fn keys_are_fetched_again_for_an_unknown_kid_once_a_minute() {
    for flag in ["--issuer", "--jwks", "--key"] {
        let server = MockServer::start();
        let issuer = server.base_url();
        server.mock(|when, then| {
            when.method(GET).path("/.well-known/openid-configuration");
            then.status(200)
                .header("cache-control", "max-age=3600")
                .body(format!(r#"{{"issuer":"{issuer}","jwks_uri":"{issuer}/keys"}}"#));
        });
        let mut old = server.mock(|when, then| {
            when.method(GET).path("/keys");
            then.status(200).header("cache-control", "max-age=3600").body(jwks("old"));
        });
        let source = if flag == "--issuer" { issuer.clone() } else { server.url("/keys") };
        let sandbox = Sandbox::new();
        let verify = |kid: &str| {
            let token = token(kid, &["--iss", &issuer]);
            sandbox.jwtool(["verify", "-q", &token, flag, &source, NOW])
        };
        verify("old").success();
        // The copy is fresh, but keys have not been fetched for an unknown `kid` yet.
        verify("new").code(1);
        old.assert_calls(2);
        // They have now, and are not fetched again for another `kid` so soon.
        verify("newer").code(1);
        verify("new").code(1);
        old.assert_calls(2);
        // A fetch for another reason does not count.
        let refreshed = token("old", &["--iss", &issuer]);
        sandbox.jwtool(["verify", "-q", &refreshed, flag, &source, "--refresh", NOW]).success();
        old.assert_calls(3);
        verify("new").code(1);
        old.assert_calls(3);
        old.delete();
        let new = server.mock(|when, then| {
            when.method(GET).path("/keys");
            then.status(200).header("cache-control", "max-age=3600").body(jwks("new"));
        });
        age_copies(&sandbox, 30);
        verify("new").code(1);
        new.assert_calls(0);
        age_copies(&sandbox, 30);
        verify("new").success();
        new.assert_calls(1);
    }
}

#[test]
fn keys_are_fetched_again_once_for_the_unknown_kids_of_a_list() {
    let server = MockServer::start();
    let mut old = server.mock(|when, then| {
        when.method(GET).path("/keys");
        then.status(200).header("cache-control", "max-age=3600").body(jwks("old"));
    });
    let (sandbox, url) = (Sandbox::new(), server.url("/keys"));
    sandbox.jwtool(["verify", "-q", &token("old", &[]), "--jwks", &url, NOW]).success();
    old.delete();
    let new = server.mock(|when, then| {
        when.method(GET).path("/keys");
        then.status(200).body(jwks("new"));
    });
    let list = format!("{}\n{}\n{}\n", token("new", &[]), token("x", &[]), token("new", &[]));
    let sandbox = sandbox.with_input(list);
    let run = sandbox.jwtool(["verify", "--json", "-", "--jwks", &url, NOW]).code(1);
    let lines = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    let accepted: Vec<bool> =
        lines.lines().map(|line| line.contains(r#""accepted":true"#)).collect();
    assert_eq!(accepted, [true, false, true], "{lines}");
    new.assert_calls(1);
}

/// Returns which tokens of a list are accepted, of which some are not.
fn accepted(sandbox: Sandbox, list: &[&str], flags: &[&str]) -> Vec<bool> {
    let sandbox = sandbox.with_input(list.join("\n"));
    let run = sandbox.jwtool([&["verify", "--json", "-", NOW], flags].concat()).code(1);
    let lines = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    lines.lines().map(|line| line.contains(r#""accepted":true"#)).collect()
}

#[test]
fn a_list_that_names_no_key_is_verified_in_order_and_its_keys_are_fetched_once() {
    let server = MockServer::start();
    let issuer = server.base_url();
    let document = format!(r#"{{"issuer":"{issuer}","jwks_uri":"{issuer}/keys"}}"#);
    let document = server.mock(|when, then| {
        when.method(GET).path("/.well-known/openid-configuration");
        then.status(200).body(document);
    });
    let keys = server.mock(|when, then| {
        when.method(GET).path("/keys");
        then.status(200).body(jwks("a"));
    });
    let good = token("a", &["--iss", &issuer]);
    let other = token("a", &["--iss", "https://issuer.example.gov"]);
    let unknown = token("b", &["--iss", &issuer]);
    let damaged = good.replacen('.', ".A", 1);
    // More tokens than all threads have at once
    let list: Vec<&str> = (0..2500)
        .map(|number| match number % 97 {
            7 => &other,
            8 => &unknown,
            9 => &damaged,
            10 => "no token",
            _ => &*good,
        })
        .collect();
    let accepted = accepted(Sandbox::new(), &list, &["--issuer", &issuer]);
    let expected: Vec<bool> = list.iter().map(|token| **token == *good).collect();
    assert_eq!(accepted, expected);
    document.assert_calls(1);
    keys.assert_calls(1);
}

#[test]
fn newer_keys_are_those_of_all_tokens_of_a_list_that_follow() {
    let server = MockServer::start();
    let issuer = server.base_url();
    let document = format!(r#"{{"issuer":"{issuer}","jwks_uri":"{issuer}/keys"}}"#);
    server.mock(|when, then| {
        when.method(GET).path("/.well-known/openid-configuration");
        then.status(200).header("cache-control", "max-age=3600").body(document);
    });
    let mut keys = server.mock(|when, then| {
        when.method(GET).path("/keys");
        then.status(200).header("cache-control", "max-age=3600").body(jwks("old"));
    });
    let (old, new) = (token("old", &["--iss", &issuer]), token("new", &["--iss", &issuer]));
    let sandbox = Sandbox::new();
    sandbox.jwtool(["verify", "-q", &old, "--issuer", &issuer, NOW]).success();
    keys.delete();
    let keys = server.mock(|when, then| {
        when.method(GET).path("/keys");
        then.status(200).body(jwks("new"));
    });
    // The threads have judged some of the old tokens at the end before the newer keys are fetched.
    let list = [vec![&*old; 20], vec![&new; 3], vec![&old; 1000]].concat();
    let accepted = accepted(sandbox, &list, &["--issuer", &issuer]);
    let expected: Vec<bool> = (0..1023).map(|number| number < 23).collect();
    assert_eq!(accepted, expected);
    keys.assert_calls(1);
}

#[test]
fn the_hint_for_an_unknown_kid_names_refresh() {
    let server = MockServer::start();
    server.mock(|when, then| {
        when.method(GET).path("/keys");
        then.status(200).body(jwks("old"));
    });
    let url = server.url("/keys");
    let run = Sandbox::new().jwtool(["verify", &token("new", &[]), "--jwks", &url, NOW]).code(1);
    assert!(
        said(&run).contains("hint: to fetch the keys again, add `--refresh`"),
        "{}",
        said(&run)
    );
}

#[test]
fn a_token_does_not_choose_a_path_below_the_issuer_that_the_user_names() {
    // An attacker may control one path of the issuer, and signs a token that leads there.
    let issuer = "https://issuer.example.gov";
    let discovery = format!(r#"{{"issuer":"{issuer}","jwks_uri":"{issuer}/keys"}}"#);
    let document = format!("{issuer}/.well-known/openid-configuration");
    let own = format!(r#"{{"keys":[{}]}}"#, public_jwk("keys/p256.spki.pem", "own"));
    for (kid, claim, path) in [
        ("s-2de612a5-a5ba-413e-9216-4c43e2e78c86", "a=b", "auth/jwt/jwks.json"),
        ("evil", "source=microservice", "auth/jwt/jwks.json"),
        ("evil", "sub=project_path:moped/api:ref_type:branch", "oauth/discovery/keys"),
        ("ins_1", "a=b", ".well-known/jwks.json"),
    ] {
        let forged = token(kid, &["--iss", issuer, claim]);
        let served = with_copy(Sandbox::new(), &format!("{issuer}/{path}"), &jwks(kid));
        let sandbox = with_copy(served, &document, &discovery);
        let sandbox = with_copy(sandbox, &format!("{issuer}/keys"), &own);
        for trust in [&["--issuer", issuer][..], &["--trust-issuer"]] {
            let verify = ["verify", "--json", "--offline", &forged, NOW];
            let verdict = sandbox.json([&verify[..], trust].concat());
            assert_eq!(verdict["accepted"], false, "{kid} {claim} {trust:?}: {verdict}");
            assert_eq!(verdict["checks"][2]["code"], "key-not-found", "{verdict}");
        }
    }
}

/// Starts a server that answers each request with the result of `answer` for its path. It runs
/// until the test process exits.
fn raw_server(answer: impl Fn(&str) -> String + Send + 'static) -> std::net::SocketAddr {
    use std::io::{Read as _, Write as _};
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 4096];
            let read = stream.read(&mut request).unwrap_or_default();
            let request = String::from_utf8_lossy(&request[..read]).into_owned();
            let path = request.split(' ').nth(1).unwrap_or_default();
            let _ = stream.write_all(answer(path).as_bytes());
        }
    });
    address
}

#[test]
fn what_a_named_address_redirects_to_is_on_its_host_or_public() {
    let redirect = |to: &str| {
        let to = to.to_owned();
        raw_server(move |path| match path {
            "/keys" => {
                let body = jwks("a");
                format!(
                    "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                    body.len()
                )
            }
            _ => format!(
                "HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
            ),
        })
    };
    let verify = |server: std::net::SocketAddr| {
        let (token, url) = (token("a", &[]), format!("http://{server}/a?t=hunter2"));
        Sandbox::new().jwtool(["verify", "--json", &token, "--jwks", &url, NOW])
    };
    verify(redirect("/keys")).success();
    let other = redirect("/keys");
    verify(redirect(&format!("http://{other}/keys"))).success();
    for (to, reason) in [
        ("http://127.0.0.2:9/keys", "it is not an `https` address"),
        ("https://127.0.0.2/keys", "it is inside a private network"),
        ("https://169.254.169.254/latest", "it is inside a private network"),
        ("https://x.example:8443/?t=hunter2", "it names port 8443"),
        ("https://ada:hunter2@x.example/", "it has a user name or password"),
        ("file:///etc/passwd", "it is not an `https` address"),
    ] {
        let run = verify(redirect(to)).code(4);
        let document: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
        assert_eq!(document["error"]["code"], "not-fetched", "{to}: {document}");
        let message = document["error"]["message"].as_str().unwrap();
        assert!(message.contains("redirects to it") && message.contains(reason), "{message}");
        let all = format!("{document}{}", said(&run));
        assert!(!all.contains("hunter2"), "{all}");
    }
}

#[test]
fn the_secrets_of_an_address_are_in_no_output_and_in_no_copy() {
    let server = MockServer::start();
    server.mock(|when, then| {
        when.method(GET).path("/keys");
        then.status(200).header("cache-control", "max-age=3600").body(jwks("a"));
    });
    server.mock(|when, then| {
        when.method(GET).path("/moved");
        then.status(302).header("location", format!("/gone?code=hunter2#{}", token("a", &[])));
    });
    let address = server.address();
    let secret =
        |path: &str| format!("http://ada:hunter2@{address}{path}?t=hunter2&sig=h2#hunter2");
    let (keys, gone, moved) = (secret("/keys"), secret("/none"), secret("/moved"));
    let config = serde_json::json!({ "jwk_url": keys }).to_string();
    let (sandbox, token) = (Sandbox::new().with_file("config.json", config), token("a", &[]));
    let shown = format!("http://…@{address}/keys?t=…&sig=…#…");
    let hidden = |arguments: &[&str], expected: &str| {
        let run = sandbox.jwtool(arguments.iter().copied());
        let output = run.get_output();
        let all = String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr);
        for secret in ["hunter2", "sig=h2", &token] {
            assert!(!all.contains(secret), "{arguments:?}: {all}");
        }
        assert!(all.contains(expected), "{arguments:?}: {all}");
    };
    let offline = format!("`--offline` forbids the request to {shown}");
    hidden(&["verify", &token, "--jwks", &keys, "--offline", NOW], &offline);
    // Fetched, then read from the copy
    for _ in 0..2 {
        hidden(&["verify", "-v", &token, "--jwks", &keys, NOW], &shown);
        hidden(&["verify", "--json", &token, "--key", &keys, NOW], &shown);
    }
    hidden(
        &["verify", &token, "--jwks", &gone, NOW],
        "/none?t=…&sig=…#…: the server responded with 404",
    );
    hidden(&["verify", "--json", &token, "--jwks", &moved, NOW], "/gone?code=…#…: the server");
    hidden(&["explain", "-v", &token, "--config=config.json", NOW], &shown);
    for url in [&keys, &gone, &moved] {
        hidden(&["ping", "rest", url, "--no-token"], "…@");
        hidden(&["ping", "rest", url, "--no-token", "--json"], "…@");
    }
    hidden(&["ping", "rest", &moved, "--no-token"], "the endpoint redirects to /gone?code=…#…");
    hidden(&["ping", "rest", "--offline", &keys, "--no-token"], &shown);
    for entry in std::fs::read_dir(sandbox.data().join("cache")).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        let copy = std::fs::read_to_string(entry.path()).unwrap();
        assert!(!copy.contains("hunter2") && !copy.contains(&address.to_string()), "{copy}");
        // The hash of the address
        assert_eq!(name.len(), "0123456789012345678901234567890123456789012.json".len(), "{name}");
    }
}

#[test]
fn a_private_key_that_is_fetched_is_not_kept() {
    let token = token("a", &[]);
    let private = fixture_text("keys/rsa.pkcs8.pem");
    for body in [private.clone(), format!(r#"{{"private_key":{}}}"#, serde_json::json!(private))] {
        let server = MockServer::start();
        let mock = server.mock(|when, then| {
            when.method(GET).path("/key");
            then.status(200).header("cache-control", "max-age=3600").body(&body);
        });
        let (sandbox, url) = (Sandbox::new(), server.url("/key"));
        for _ in 0..2 {
            sandbox.jwtool(["verify", "-q", &token, "--key", &url, NOW]);
        }
        mock.assert_calls(2);
        assert!(!sandbox.data().join("cache").exists());
    }
}

#[test]
fn what_is_not_a_key_set_is_not_kept() {
    let token = token("a", &[]);
    for body in [
        "{}",
        "<html>",
        r#"{"issuer":"https://x.example","jwks_uri":"https://x.example/keys"}"#,
        r#"{"error":"log in first"}"#,
    ] {
        let server = MockServer::start();
        let mut wrong = server.mock(|when, then| {
            when.method(GET).path("/jwks");
            then.status(200).header("cache-control", "max-age=3600").body(body);
        });
        let url = server.url("/jwks");
        let sandbox = Sandbox::new();
        let verify = || sandbox.jwtool(["verify", "-q", &token, "--jwks", &url, NOW]);
        assert_eq!(code(&verify()), Some(4), "{body}");
        assert!(!sandbox.data().join("cache").exists(), "{body}");
        wrong.delete();
        let right = server.mock(|when, then| {
            when.method(GET).path("/jwks");
            then.status(200).header("cache-control", "max-age=3600").body(jwks("a"));
        });
        assert_eq!(code(&verify()), Some(0), "{body}");
        right.assert_calls(1);
        // Nor is a copy of it used that another version kept.
        let sandbox = with_copy(Sandbox::new(), &url, body);
        let run = sandbox.jwtool(["verify", &token, "--jwks", &url, "--offline", NOW]).code(4);
        assert!(said(&run).starts_with("error: `--offline` forbids the request to "), "{body}");
    }
}

#[test]
fn a_key_or_a_secret_in_the_place_of_a_name_is_not_repeated() {
    let token = token("a", &[]);
    let base64 = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj/AgEAAoIBAQC7VJTUt9Us8cKj";
    let secret = "K7MDENGbPxRfiCYzEXAMP9LEKEY";
    for (arguments, message) in [
        (vec!["--key", base64], "cannot read the key `…`: no such file or directory"),
        (vec!["--key", secret], "cannot read the key `…`: no such file or directory"),
        (vec!["--jwks", base64], "cannot read the key `…`: no such file or directory"),
        (vec!["--key=env:K7MDENGbPxRfiCYzEXAMP9LEKEY"], "the environment variable `…` is not set"),
        (vec!["--key=key:K7MDENGbPxRfiCYzEXAMP9LEKEY"], "there is no key `…` in the key store"),
        (
            vec!["--secret=env:K7MDENGbPxRfiCYzEXAMP9LEKEY"],
            "the environment variable `…` is not set",
        ),
        (vec!["--secret=@K7MDENGbPxRfiCYzEXAMP9LEKEY"], "cannot read the secret `…`"),
    ] {
        let run = Sandbox::new()
            .jwtool([vec!["verify", &token, "--json"], arguments.clone()].concat())
            .code(3);
        let all = String::from_utf8_lossy(&run.get_output().stdout).into_owned() + &said(&run);
        assert!(!all.contains("MDENG") && !all.contains("MIIEv"), "{arguments:?}: {all}");
        assert!(all.contains(message), "{arguments:?}: {all}");
    }
}

#[test]
fn an_encrypted_private_key_is_opened_by_its_passphrase() {
    let token = fixture_text("cognito-id.jwt");
    let key = fixture("keys/rsa.encrypted.pem");
    let verify = |passphrase: &[&str]| {
        Sandbox::new().with_env("P", "correct-horse").with_env("W", "wrong").jwtool(
            [&["verify", "-q", &token, "--key", &key, "--at=2020-12-09T23:30:00Z"], passphrase]
                .concat(),
        )
    };
    verify(&["--passphrase=env:P"]).success();
    verify(&["--passphrase=env:W"]).code(3).stderr_eq(str![[r#"
error: cannot use the key [..]: the passphrase does not decrypt the private key
hint: pass the right one with `--passphrase env:NAME` or `--passphrase @FILE`

"#]]);
    verify(&[]).code(3);
}
