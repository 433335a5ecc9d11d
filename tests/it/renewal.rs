//! What becomes of a login with a refresh token: renewed near its end, revoked and forgotten, whatever
//! the issuer, the clock and the disk do.

use std::path::PathBuf;

use httpmock::Method::{GET, POST};
use httpmock::{Mock, MockServer};
use jwtool::jose::thumbprint;
use snapbox::cmd::OutputAssert;
use snapbox::str;

use crate::fetch::jwks;
use crate::mint::with_dev_key;
use crate::sandbox::Sandbox;

pub(crate) const DEVICE: &str = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code";
const REFRESH: &str = "grant_type=refresh_token&refresh_token=";

/// What must appear in no message.
const SECRETS: [&str; 7] =
    ["device-secret", "client-secret", "access-", "refresh-", "eyJ", "Y2xpZW50", "Basic "];

pub(crate) fn said(run: &OutputAssert) -> String {
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    for secret in SECRETS {
        assert!(!said.contains(secret), "{secret}: {said}");
    }
    said
}

pub(crate) fn printed(run: &OutputAssert) -> String {
    String::from_utf8_lossy(&run.get_output().stdout).trim().to_owned()
}

/// An issuer on loopback.
pub(crate) struct Issuer {
    pub(crate) server: MockServer,
}

impl Issuer {
    pub(crate) fn start() -> Self {
        let server = MockServer::start();
        let token_endpoint = server.url("/token");
        Self::of(server, &token_endpoint)
    }

    pub(crate) fn of(server: MockServer, token_endpoint: &str) -> Self {
        let document = serde_json::json!({
            "issuer": server.base_url(),
            "token_endpoint": token_endpoint,
            "device_authorization_endpoint": server.url("/device"),
            "revocation_endpoint": server.url("/revoke"),
            "jwks_uri": server.url("/jwks"),
            "scopes_supported": ["openid", "offline_access"],
        });
        server.mock(|when, then| {
            when.method(GET).path("/.well-known/openid-configuration");
            then.status(200).body(document.to_string());
        });
        server.mock(|when, then| {
            when.method(GET).path("/jwks");
            then.status(200).body(jwks("a"));
        });
        let code = serde_json::json!({
            "device_code": "device-secret", "user_code": "WDJB-MJHT", "expires_in": "900",
            "verification_url": "https://id.example/device", "interval": 0,
        });
        for scope in ["openid+profile+email+offline_access", "api"] {
            server.mock(|when, then| {
                when.method(POST).path("/device").body_includes(format!("scope={scope}"));
                then.status(200).body(code.to_string());
            });
        }
        Self { server }
    }

    /// Answers a request for tokens whose body contains this text.
    pub(crate) fn answer(&self, body: &str, status: u16, answer: &str) -> Mock<'_> {
        self.server.mock(|when, then| {
            when.method(POST).path("/token").body_includes(body);
            then.status(status).body(answer);
        })
    }

    /// Answers the login with these tokens.
    pub(crate) fn logs_in(&self, tokens: &serde_json::Value) -> Mock<'_> {
        self.answer(DEVICE, 200, &tokens.to_string())
    }

    /// Returns an ID token for this client, with more claims.
    pub(crate) fn id_token(&self, more: &[&str]) -> String {
        let issuer = format!("--iss={}", self.server.base_url());
        let is_given = |flag: &&str| {
            let (name, _) = flag.split_once('=').unwrap();
            name != "--aud" && more.iter().any(|one| one.split_once('=').unwrap().0 == name)
        };
        let usual = [issuer.as_str(), "--aud=app", "--sub=ada"];
        let usual = usual.into_iter().filter(|flag| !is_given(flag));
        let flags: Vec<&str> = ["mint", "-q", "--kid=a"].into_iter().chain(usual).collect();
        with_dev_key().output([&flags[..], more].concat()).trim().to_owned()
    }

    /// Returns a machine with a profile of this issuer, logged in to it.
    pub(crate) fn machine(&self, more: &str) -> Sandbox {
        machine(&self.server.base_url(), more)
    }
}

pub(crate) fn machine(issuer: &str, more: &str) -> Sandbox {
    let text = format!(
        "[profile.staging]\nissuer = \"{issuer}\"\n[profile.staging.login]\nkind = \"device\"\nclient_id = \"app\"\n{more}\n"
    );
    Sandbox::new().with_env("JWTOOL_STORE", "file").with_file("config/config.toml", text)
}

pub(crate) fn tokens(access: &str, refresh: &str) -> serde_json::Value {
    serde_json::json!({ "access_token": access, "refresh_token": refresh, "expires_in": 3600 })
}

/// A scope with which an issuer gives no ID token.
pub(crate) const PLAIN: &str = "scope = \"api\"";

/// Returns an issuer and a machine that is logged in there, with a token near its end.
fn near_the_end() -> (Issuer, Sandbox) {
    let issuer = Issuer::start();
    issuer.logs_in(&tokens("access-1", "refresh-1"));
    let sandbox = issuer.machine(PLAIN);
    sandbox.jwtool(["login", "staging"]).success();
    expire_in(&sandbox, 120);
    (issuer, sandbox)
}

/// Returns the file with the stored login.
pub(crate) fn file(sandbox: &Sandbox) -> PathBuf {
    sandbox.data().join(format!("logins/{}.json", thumbprint::of_text("login staging")))
}

fn stored(sandbox: &Sandbox) -> serde_json::Value {
    serde_json::from_str(&std::fs::read_to_string(file(sandbox)).unwrap()).unwrap()
}

/// Changes when the stored token expires, in seconds from now, as if time had passed.
fn expire_in(sandbox: &Sandbox, seconds: i64) {
    let mut login = stored(sandbox);
    let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs();
    let until = i64::try_from(now).unwrap() + seconds;
    login["until"] = until.into();
    login["written"] = ((until - 3600) * 1000).into();
    std::fs::write(file(sandbox), login.to_string()).unwrap();
}

/// Changes the copies of the discovery document, as if no server listened any more.
fn is_down(issuer: &Issuer, sandbox: &Sandbox) {
    reached_elsewhere(issuer, sandbox, "http://127.0.0.1:1/token");
}

/// Changes the copies of the discovery document, so that tokens are asked for at another address.
fn reached_elsewhere(issuer: &Issuer, sandbox: &Sandbox, address: &str) {
    for entry in std::fs::read_dir(sandbox.data().join("cache")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.replace(&issuer.server.url("/token"), address);
        std::fs::write(&path, text).unwrap();
    }
}

#[test]
fn a_token_near_its_end_is_renewed_and_the_refresh_token_replaced() {
    let (issuer, sandbox) = near_the_end();
    let first = issuer.answer(
        &format!("{REFRESH}refresh-1"),
        200,
        &tokens("access-2", "refresh-2").to_string(),
    );
    let run = sandbox.jwtool(["token", "staging", "-v"]).success();
    assert_eq!(printed(&run), "access-2");
    said(&run);
    let login = stored(&sandbox);
    assert_eq!(
        (&login["access_token"], &login["refresh_token"]),
        (&"access-2".into(), &"refresh-2".into())
    );
    assert_eq!(sandbox.output(["token", "staging"]), "access-2\n");
    first.assert_calls(1);
    // One that is not replaced stays.
    expire_in(&sandbox, -10);
    let second = issuer.answer(
        &format!("{REFRESH}refresh-2"),
        200,
        r#"{"access_token":"access-3","expires_in":3600}"#,
    );
    assert_eq!(sandbox.output(["token", "staging"]), "access-3\n");
    second.assert_calls(1);
    assert_eq!(stored(&sandbox)["refresh_token"], "refresh-2");
}

#[test]
fn two_processes_renew_once() {
    let (issuer, sandbox) = near_the_end();
    let mock = issuer.answer(REFRESH, 200, &tokens("access-2", "refresh-2").to_string());
    std::thread::scope(|scope| {
        let runs: Vec<_> =
            (0..4).map(|_| scope.spawn(|| sandbox.output(["token", "staging"]))).collect();
        for run in runs {
            assert_eq!(run.join().unwrap(), "access-2\n");
        }
    });
    mock.assert_calls(1);
}

#[test]
fn a_valid_token_outlasts_an_issuer_that_fails_and_nothing_is_forgotten() {
    let (issuer, sandbox) = near_the_end();
    for (status, body, words) in [
        (200, "<html>refresh-1</html>", "the response is a web page (HTTP 200)"),
        (503, r#"{"error":"invalid_grant"}"#, "the server failed (HTTP 503)"),
        (500, "", "the response is not a JSON object (HTTP 500)"),
    ] {
        let mut mock = issuer.answer(REFRESH, status, body);
        expire_in(&sandbox, 120);
        let run = sandbox.jwtool(["token", "staging"]).success();
        assert_eq!(printed(&run), "access-1");
        assert!(said(&run).contains(words), "{}", said(&run));
        expire_in(&sandbox, -1);
        let run = sandbox.jwtool(["token", "staging"]).code(4).stdout_eq("");
        assert!(said(&run).contains(words), "{}", said(&run));
        assert_eq!(stored(&sandbox)["refresh_token"], "refresh-1");
        mock.delete();
    }
    is_down(&issuer, &sandbox);
    let run = sandbox.jwtool(["token", "staging"]).code(4).stdout_eq("");
    assert!(said(&run).contains("connection refused"), "{}", said(&run));
    sandbox.jwtool(["token", "staging", "--offline"]).code(4).stdout_eq("");
    expire_in(&sandbox, 120);
    for more in [&[][..], &["--offline"]] {
        let run = sandbox.jwtool([&["token", "staging"][..], more].concat()).success();
        assert_eq!(printed(&run), "access-1");
        assert!(said(&run).contains("which is still valid"), "{}", said(&run));
    }
    assert_eq!(stored(&sandbox)["refresh_token"], "refresh-1");
}

#[test]
fn a_refresh_token_that_was_revoked_ends_the_login() {
    let (issuer, sandbox) = near_the_end();
    let body = r#"{"error":"invalid_grant","error_description":"refresh-1 was revoked"}"#;
    issuer.answer(REFRESH, 400, body);
    let run = sandbox.jwtool(["token", "staging"]).code(5).stdout_eq("");
    said(&run);
    run.stderr_eq(str![[r#"
error: cannot get a token for the profile `staging`: the login has ended: the issuer refuses with `invalid_grant`: … was revoked
hint: `jwtool login staging` logs in again

"#]]);
    assert!(!file(&sandbox).exists());
    sandbox.jwtool(["token", "staging"]).code(5).stderr_eq(str![[r#"
error: not logged in to `staging`
hint: `jwtool login staging`

"#]]);
    sandbox.jwtool(["decode", "--profile=staging"]).code(5);
    // A client that is refused keeps its login.
    let (issuer, sandbox) = near_the_end();
    issuer.answer(REFRESH, 401, r#"{"error":"invalid_client"}"#);
    sandbox.jwtool(["token", "staging"]).code(5).stdout_eq("");
    assert_eq!(stored(&sandbox)["refresh_token"], "refresh-1");
}

#[test]
fn an_id_token_that_is_not_renewed_is_used_until_it_expires() {
    let issuer = Issuer::start();
    let mut answer = tokens("access-1", "refresh-1");
    let id = issuer.id_token(&[]);
    answer["id_token"] = id.clone().into();
    issuer.logs_in(&answer);
    let renewed = issuer.answer(REFRESH, 200, r#"{"access_token":"access-2","expires_in":3600}"#);
    let sandbox = issuer.machine("send = \"id\"");
    sandbox.jwtool(["login", "staging"]).success();
    expire_in(&sandbox, 120);
    assert_eq!(sandbox.output(["token", "staging"]).trim(), id);
    renewed.assert_calls(1);
    expire_in(&sandbox, -1);
    let run = sandbox.jwtool(["token", "staging"]).code(5).stdout_eq("");
    assert!(said(&run).contains("does not renew ID tokens"), "{}", said(&run));
    assert_eq!(sandbox.output(["token", "staging", "--access"]), "access-2\n");
}

#[test]
fn a_new_id_token_is_verified_and_for_the_same_user() {
    let issuer = Issuer::start();
    let mut answer = tokens("access-1", "refresh-1");
    answer["id_token"] = issuer.id_token(&[]).into();
    issuer.logs_in(&answer);
    let sandbox = issuer.machine("send = \"id\"");
    sandbox.jwtool(["login", "staging"]).success();
    let other = issuer.id_token(&["--sub=eve"]);
    for (id, code) in [(other, 5), (issuer.id_token(&["jti=new"]), 0)] {
        expire_in(&sandbox, -1);
        let mut answer = tokens("access-2", "refresh-2");
        answer["id_token"] = id.clone().into();
        let mut mock = issuer.answer(REFRESH, 200, &answer.to_string());
        let run = sandbox.jwtool(["token", "staging"]).code(code);
        if code == 0 {
            assert_eq!(printed(&run), id);
        } else {
            assert!(said(&run).contains("another user"), "{}", said(&run));
            // The refresh token is kept, whatever the ID token says.
            assert_eq!(stored(&sandbox)["refresh_token"], "refresh-2");
        }
        mock.delete();
    }
}

#[test]
fn a_clock_that_is_off_is_reported_once_and_lives_count_from_receipt() {
    let (issuer, sandbox) = near_the_end();
    let body = tokens("access-2", "refresh-2").to_string();
    issuer.server.mock(|when, then| {
        when.method(POST).path("/token").body_includes(REFRESH);
        then.status(200).header("date", "Thu, 01 Jan 2026 00:00:00 GMT").body(body);
    });
    let run = sandbox.jwtool(["token", "staging"]).success();
    assert_eq!(printed(&run), "access-2");
    assert_eq!(said(&run).matches("warning: the clock of this machine is ").count(), 1);
    let now = i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap();
    let until = stored(&sandbox)["until"].as_i64().unwrap();
    assert!((now + 3500..=now + 3600).contains(&until), "{until}");
}

/// Runs `jwtool token staging` where no file can be written, as on a full disk.
#[cfg(unix)]
fn on_a_full_disk(sandbox: &Sandbox) -> (Option<i32>, String, String) {
    let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" token staging";
    let output = std::process::Command::new("/bin/sh")
        .args(["-c", script])
        .arg(snapbox::cmd::cargo_bin!("jwtool"))
        .env_clear()
        .env("HOME", sandbox.path())
        .env("JWTOOL_DATA_DIR", sandbox.data())
        .env("JWTOOL_CONFIG_DIR", sandbox.path().join("config"))
        .env("JWTOOL_STORE", "file")
        .current_dir(sandbox.path())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[cfg(unix)]
#[test]
fn a_refresh_token_is_not_spent_if_its_successor_cannot_be_stored() {
    let (issuer, sandbox) = near_the_end();
    let mock = issuer.answer(REFRESH, 200, &tokens("access-2", "refresh-2").to_string());
    let before = std::fs::read_to_string(file(&sandbox)).unwrap();
    let (code, stdout, stderr) = on_a_full_disk(&sandbox);
    assert_eq!((code, stdout.as_str()), (Some(0), "access-1\n"), "{stderr}");
    assert!(stderr.starts_with("warning: cannot use the stored logins in "), "{stderr}");
    assert_eq!(std::fs::read_to_string(file(&sandbox)).unwrap(), before);
    expire_in(&sandbox, -1);
    let (code, stdout, stderr) = on_a_full_disk(&sandbox);
    assert_eq!((code, stdout.as_str()), (Some(5), ""), "{stderr}");
    let folder = sandbox.data().join("logins");
    assert!(stderr.contains(folder.parent().unwrap().to_str().unwrap()), "{stderr}");
    mock.assert_calls(0);
    assert_eq!(sandbox.output(["token", "staging"]), "access-2\n");
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn a_keyring_that_cannot_be_opened_is_not_a_missing_login() {
    let (_issuer, sandbox) = near_the_end();
    let record = sandbox.data().join(format!("logins/{}.place", thumbprint::of_text("staging")));
    let text = std::fs::read_to_string(&record).unwrap().replace("\"file\"", "\"keyring\"");
    std::fs::write(&record, text).unwrap();
    let sandbox = sandbox.with_env("JWTOOL_STORE", "");
    let error = sandbox.json(["token", "staging", "--json"]);
    assert_eq!(error["error"]["code"], "store-unavailable", "{error}");
    sandbox.jwtool(["token", "staging"]).code(5).stdout_eq("");
    assert!(record.exists());
}

#[test]
fn a_login_without_a_refresh_token_lasts_as_long_as_its_token() {
    let issuer = Issuer::start();
    issuer.logs_in(&serde_json::json!({ "access_token": "access-1", "expires_in": "3600" }));
    let sandbox = issuer.machine(PLAIN);
    sandbox.jwtool(["login", "staging"]).success();
    expire_in(&sandbox, 30);
    assert_eq!(sandbox.output(["token", "staging"]), "access-1\n");
    expire_in(&sandbox, -1);
    let run = sandbox.jwtool(["token", "staging"]).code(5).stdout_eq("");
    assert!(said(&run).contains("no refresh token to renew it"), "{}", said(&run));
    let run = sandbox.jwtool(["token", "staging", "--id"]).code(5).stdout_eq("");
    assert!(said(&run).contains("the login has no ID token"), "{}", said(&run));
}

#[test]
fn a_login_of_other_settings_is_neither_used_nor_sent_elsewhere() {
    let (issuer, sandbox) = near_the_end();
    let revoked = issuer.server.mock(|when, then| {
        when.method(POST).path("/revoke");
        then.status(200);
    });
    let config = sandbox.path().join("config/config.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, text.replace("\"app\"", "\"another\"")).unwrap();
    sandbox.jwtool(["token", "staging"]).code(5).stdout_eq("");
    assert!(file(&sandbox).exists());
    let run = sandbox.jwtool(["logout", "staging"]).success();
    assert!(said(&run).contains("the settings of the profile have changed"), "{}", said(&run));
    revoked.assert_calls(0);
    assert!(!file(&sandbox).exists());
}

#[test]
fn logout_revokes_and_forgets() {
    let (issuer, sandbox) = near_the_end();
    let revoked = issuer.server.mock(|when, then| {
        let body = "token=refresh-1&token_type_hint=refresh_token&client_id=app";
        when.method(POST).path("/revoke").body(body);
        then.status(200).body("whatever");
    });
    sandbox.jwtool(["logout", "staging"]).success().stdout_eq("").stderr_eq(str![[r#"
forgot the login of `staging`

"#]]);
    revoked.assert_calls(1);
    assert!(!file(&sandbox).exists());
    sandbox.jwtool(["logout", "staging"]).success().stderr_eq(str![[r#"
not logged in to `staging`

"#]]);
    revoked.assert_calls(1);
}

#[test]
fn a_new_login_does_not_end_the_session_that_it_shares_with_the_one_before() {
    let (issuer, sandbox) = near_the_end();
    let revoked = issuer.server.mock(|when, then| {
        when.method(POST).path("/revoke");
        then.status(200);
    });
    sandbox.jwtool(["login", "staging"]).success();
    // Issuers such as Keycloak would end the new one with it.
    revoked.assert_calls(0);
}

#[cfg(unix)]
#[test]
fn a_renewal_may_take_longer_than_another_process_waits_for_it() {
    let (issuer, sandbox) = near_the_end();
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/token", silent.local_addr().unwrap());
    reached_elsewhere(&issuer, &sandbox, &address);
    let first = spawned(&sandbox, &["token", "staging"]);
    // It has asked, so it holds the lock.
    let (connection, _) = silent.accept().unwrap();
    let second = sandbox.jwtool(["token", "staging"]).success();
    assert_eq!(printed(&second), "access-1");
    let words = said(&second);
    assert!(
        words.contains("another jwtool is renewing") && words.contains("still valid"),
        "{words}"
    );
    silent.set_nonblocking(true).unwrap();
    assert!(silent.accept().is_err(), "the refresh token was sent twice");
    // The first one has waited for more than ten seconds by now, and still takes the answer.
    answer_slowly(connection, &tokens("access-2", "refresh-2").to_string());
    let output = first.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "access-2\n");
    assert_eq!(stored(&sandbox)["refresh_token"], "refresh-2");
}

/// Answers a request for tokens.
#[cfg(unix)]
fn answer_slowly(mut connection: std::net::TcpStream, body: &str) {
    use std::io::{Read as _, Write as _};
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !String::from_utf8_lossy(&request).contains(REFRESH) {
        let count = connection.read(&mut buffer).unwrap();
        assert_ne!(count, 0);
        request.extend_from_slice(&buffer[..count]);
    }
    let length = body.len();
    write!(connection, "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{body}").unwrap();
}

#[test]
fn logout_forgets_whatever_the_issuer_says() {
    let refused = r#"{"error":"unsupported_token_type","error_description":"refresh-1"}"#;
    for (status, body, words) in [
        (400, refused, "the issuer refuses with `unsupported_token_type`"),
        (503, "<html>", "the response is a web page (HTTP 503)"),
    ] {
        let (issuer, sandbox) = near_the_end();
        issuer.server.mock(|when, then| {
            when.method(POST).path("/revoke");
            then.status(status).body(body);
        });
        let run = sandbox.jwtool(["logout", "staging"]).success();
        assert!(
            said(&run).starts_with("warning: ") && said(&run).contains(words),
            "{}",
            said(&run)
        );
        assert!(!file(&sandbox).exists());
    }
    let (_issuer, sandbox) = near_the_end();
    let run = sandbox.jwtool(["logout", "staging", "--offline"]).success();
    assert!(said(&run).starts_with("warning: "), "{}", said(&run));
    assert!(!file(&sandbox).exists());
}

/// Starts `jwtool` on a machine of its own, with pipes.
#[cfg(unix)]
pub(crate) fn spawned(sandbox: &Sandbox, arguments: &[&str]) -> std::process::Child {
    std::process::Command::new(snapbox::cmd::cargo_bin!("jwtool"))
        .args(arguments)
        .env_clear()
        .env("HOME", sandbox.path())
        .env("JWTOOL_DATA_DIR", sandbox.data())
        .env("JWTOOL_CONFIG_DIR", sandbox.path().join("config"))
        .env("JWTOOL_STORE", "file")
        .current_dir(sandbox.path())
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap()
}

/// Sends a signal: `INT` for Ctrl-C, `HUP` for a terminal that is closed.
#[cfg(unix)]
pub(crate) fn signalled(child: &std::process::Child, signal: &str) {
    let id = child.id().to_string();
    let kill = std::process::Command::new("kill").args(["-s", signal, &id]).status();
    assert!(kill.unwrap().success());
}

#[cfg(unix)]
#[test]
fn no_signal_loses_the_successor_of_a_refresh_token() {
    use std::io::{Read as _, Write as _};
    for signal in ["INT", "TERM", "HUP"] {
        let (issuer, sandbox) = near_the_end();
        let server = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        reached_elsewhere(
            &issuer,
            &sandbox,
            &format!("http://{}/token", server.local_addr().unwrap()),
        );
        let child = spawned(&sandbox, &["token", "staging"]);
        let (mut connection, _) = server.accept().unwrap();
        let mut request = [0; 4096];
        assert!(connection.read(&mut request).unwrap() > 0);
        // The issuer has used up the old one.
        signalled(&child, signal);
        let body = tokens("access-2", "refresh-2").to_string();
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n";
        write!(connection, "{head}content-length: {}\r\n\r\n{body}", body.len()).unwrap();
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(5), "{signal}: {said}");
        assert_eq!(stored(&sandbox)["refresh_token"], "refresh-2", "{said}");
        assert_eq!(sandbox.output(["token", "staging"]), "access-2\n");
    }
}
