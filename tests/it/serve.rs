//! `serve` as a process: its line, its sockets, its limits and its end. What it answers is tested
//! where the issuer is.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread::JoinHandle;

use serde_json::Value;

use crate::sandbox::Sandbox;

/// A server that ends with its test, also if the test is killed.
pub(crate) struct Served {
    child: Child,
    /// Ends the server when this process is gone
    #[cfg(unix)]
    watch: Child,
    /// The document that it printed
    pub(crate) ready: Value,
    log: Option<JoinHandle<String>>,
    lines: mpsc::Receiver<String>,
}

/// An answer.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn parse(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Self { status, head: head.to_owned(), body: body.to_owned() }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let pairs = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut found = pairs.filter(|(own, _)| own.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value)
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

impl Served {
    /// Starts a server on a free port, and waits until it is ready.
    pub(crate) fn start(sandbox: &Sandbox, arguments: &[&str]) -> Self {
        let mut child = Command::new(snapbox::cmd::cargo_bin!("jwtool"))
            .args(["serve", "--port", "0"])
            .args(arguments)
            .env_clear()
            .envs(std::env::vars_os().filter(|(name, _)| name == "SystemRoot"))
            .env("HOME", sandbox.path())
            .env("JWTOOL_DATA_DIR", sandbox.data())
            .env("JWTOOL_CONFIG_DIR", sandbox.path().join("config"))
            .current_dir(sandbox.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        #[cfg(unix)]
        let watch = Command::new("sh")
            .args(["-c", &format!("read -r line; kill -9 {}", child.id())])
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (send, lines) = mpsc::channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let log = std::thread::spawn(move || {
            let mut log = String::new();
            for line in stderr.lines().map_while(Result::ok) {
                log.push_str(&line);
                log.push('\n');
                let _ = send.send(line);
            }
            log
        });
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready = serde_json::from_str(&line).unwrap_or(Value::Null);
        let served = Self {
            child,
            #[cfg(unix)]
            watch,
            ready,
            log: Some(log),
            lines,
        };
        assert!(served.ready.is_object(), "it is not ready");
        served
    }

    pub(crate) fn port(&self) -> u16 {
        self.ready["port"].as_u64().unwrap().try_into().unwrap()
    }

    pub(crate) fn issuer(&self) -> &str {
        self.ready["issuer"].as_str().unwrap()
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect(("127.0.0.1", self.port())).unwrap()
    }

    /// Sends what is written, and returns the answer.
    pub(crate) fn raw(&self, request: &str) -> Reply {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        answer(stream)
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        self.raw(&get(path, "127.0.0.1"))
    }

    pub(crate) fn post(&self, path: &str, form: &str) -> Reply {
        self.raw(&format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        ))
    }

    pub(crate) fn token(&self, form: &str) -> String {
        let reply = self.post("/token", form);
        assert_eq!(reply.status, 200, "{}", reply.body);
        reply.json()["access_token"].as_str().unwrap().to_owned()
    }

    /// Waits for a line of the log.
    fn wait_for(&self, part: &str) {
        while !self.lines.recv().unwrap().contains(part) {}
    }

    /// Ends it, and returns how and what it said.
    #[cfg(unix)]
    fn stop(self, signal: &str) -> (ExitStatus, String) {
        kill(self.child.id(), signal);
        self.ended()
    }

    /// Waits until it has ended.
    #[cfg(unix)]
    fn ended(mut self) -> (ExitStatus, String) {
        let status = self.child.wait().unwrap();
        (status, self.log.take().unwrap().join().unwrap())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        #[cfg(unix)]
        {
            let _ = self.watch.kill();
            let _ = self.watch.wait();
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
fn kill(id: u32, signal: &str) {
    let id = id.to_string();
    assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
}

fn get(path: &str, host: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
}

fn answer(mut stream: TcpStream) -> Reply {
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    Reply::parse(&text)
}

const CREDENTIALS: &str = "grant_type=client_credentials&client_id=app";

#[test]
fn it_prints_one_line_that_its_discovery_document_confirms() {
    let sandbox = Sandbox::new();
    let served = Served::start(&sandbox, &[]);
    let issuer = format!("http://127.0.0.1:{}", served.port());
    assert_eq!(served.issuer(), issuer);
    let document = served.get("/.well-known/openid-configuration").json();
    assert_eq!(document["issuer"], issuer.as_str());
    assert_eq!(served.ready["discovery_url"], format!("{issuer}/.well-known/openid-configuration"));
    for name in ["jwks_uri", "authorization_endpoint", "token_endpoint"] {
        assert_eq!(served.ready[name], document[name], "{name}");
    }
    assert!(sandbox.data().join("keys/dev.pem").is_file());
}

#[test]
fn its_tokens_are_accepted_everywhere() {
    let sandbox = Sandbox::new();
    let served = Served::start(&sandbox, &["--role=editor"]);
    let token = served.token(CREDENTIALS);
    sandbox.jwtool(["verify", "-q", "--issuer", served.issuer(), &token]).success();
    // Also where nobody has the key.
    let stranger = Sandbox::new();
    let verdict = stranger.json(["verify", "--json", "--issuer", served.issuer(), &token]);
    assert_eq!((&verdict["accepted"], &verdict["issuer_pinned"]), (&true.into(), &true.into()));
    let keys = served.ready["jwks_uri"].as_str().unwrap();
    let config = sandbox.output(["secret", "jwks", keys, "--issuer", served.issuer(), "-q"]);
    let stranger = stranger.with_env("HASURA_GRAPHQL_JWT_SECRET", config.trim());
    let explained = stranger.json(["explain", "--json", &token]);
    assert_eq!((&explained["accepted"], &explained["role"]), (&true.into(), &"editor".into()));
}

#[test]
fn the_compose_file_of_the_guide_accepts_its_tokens() {
    let sandbox = Sandbox::new();
    let issuer = "http://127.0.0.1:8765";
    let served = Served::start(&sandbox, &["--issuer", issuer, "--role=user", "--role=editor"]);
    let token = served.token("grant_type=client_credentials&client_id=ci&role=editor");
    std::fs::write(sandbox.path().join("keys.json"), served.get("/.well-known/jwks.json").body)
        .unwrap();
    let compose = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/docker-compose.yml");
    let explained =
        sandbox.output(["explain", &token, "--json", "--config", compose, "--jwks=keys.json"]);
    let explained: Value = serde_json::from_str(&explained).unwrap();
    assert_eq!((&explained["accepted"], &explained["role"]), (&true.into(), &"editor".into()));
}

#[test]
fn it_answers_on_both_protocols_and_only_for_its_own_names() {
    let served = Served::start(&Sandbox::new(), &[]);
    let path = "/.well-known/jwks.json";
    // Not every machine has IPv6.
    if let Ok(mut stream) = TcpStream::connect(("::1", served.port())) {
        stream.write_all(get(path, "[::1]").as_bytes()).unwrap();
        assert_eq!(answer(stream).status, 200);
    }
    for (host, status) in [("localhost", 200), ("host.docker.internal", 200), ("evil.example", 403)]
    {
        assert_eq!(served.raw(&get(path, host)).status, status, "{host}");
    }
    // The address of the request counts, and not what `Host` says.
    let absolute = format!("http://evil.example{path}");
    assert_eq!(served.raw(&get(&absolute, "localhost")).status, 403);
    let without = format!("GET {path} HTTP/1.0\r\n\r\n");
    assert_eq!(served.raw(&without).status, 400);
}

#[test]
fn a_head_request_has_no_body_and_the_key_set_is_known_by_its_tag() {
    let served = Served::start(&Sandbox::new(), &[]);
    let path = "/.well-known/jwks.json";
    let full = served.get(path);
    assert_eq!(full.header("cache-control"), Some("public, max-age=60"));
    let head = served.raw(&get(path, "localhost").replace("GET", "HEAD"));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("content-length"), full.header("content-length"));
    let tag = full.header("etag").unwrap();
    let again =
        get(path, "localhost").replace("\r\n\r\n", &format!("\r\nIf-None-Match: {tag}\r\n\r\n"));
    let again = served.raw(&again);
    assert_eq!((again.status, again.body.as_str()), (304, ""));
}

#[test]
fn keys_are_read_anew_when_the_store_changes() {
    let sandbox = Sandbox::new();
    let served = Served::start(&sandbox, &[]);
    let kids = || {
        let set = served.get("/.well-known/jwks.json").json();
        let kids = set["keys"].as_array().unwrap().iter().map(|key| key["kid"].to_string());
        kids.collect::<Vec<_>>()
    };
    let kid = |token: &str| sandbox.json(["decode", "--json", token])["header"]["kid"].to_string();
    let (before, old) = (kids(), served.token(CREDENTIALS));
    assert_eq!((before.len(), kid(&old)), (1, before[0].clone()));
    sandbox.jwtool(["key", "rotate", "dev", "-q"]).success();
    let (after, new) = (kids(), served.token(CREDENTIALS));
    assert_eq!((after.len(), &after[1], kid(&new)), (2, &before[0], after[0].clone()));
    assert_ne!(after[0], before[0]);
    // The old token is still believed, until its key is removed.
    let introspect = |token: &str| {
        served.post("/introspect", &format!("client_id=app&token={token}")).json()["active"].clone()
    };
    assert_eq!(introspect(&old), true);
    sandbox.jwtool(["key", "remove", "dev@1", "--yes", "-q"]).success();
    assert_eq!((introspect(&old), introspect(&new)), (false.into(), true.into()));
    assert_eq!(kids().len(), 1);
}

#[test]
fn another_key_signs_if_one_is_named() {
    let sandbox = Sandbox::new();
    sandbox.jwtool(["key", "new", "ES384", "--name=staging", "-q"]).success();
    let served = Served::start(&sandbox, &["--key=key:staging"]);
    let document = served.get("/.well-known/openid-configuration").json();
    assert_eq!(document["id_token_signing_alg_values_supported"][0], "ES384");
    assert!(!sandbox.data().join("keys/dev.pem").exists());
    served.token(CREDENTIALS);
    sandbox.jwtool(["key", "new", "HS256", "--name=shared", "-q"]).success();
    sandbox.jwtool(["serve", "--port=0", "--key=key:shared"]).code(3);
}

#[test]
fn beyond_loopback_it_signs_with_a_key_of_its_own() {
    let sandbox = Sandbox::new();
    // All of 127.0.0.0/8 is loopback.
    let near = Served::start(&sandbox, &["--listen=127.0.0.1"]);
    assert!(sandbox.data().join("keys/dev.pem").exists());
    near.token(CREDENTIALS);
    sandbox.jwtool(["serve", "--port=0", "--listen=0.0.0.0", "--key=key:dev"]).code(2).stderr_eq(
        snapbox::str![[r#"
error: `key:dev` signs only on this machine, and `--listen` lets others get tokens
hint: drop `--key` to sign with `key:serve`, or pass another key

"#]],
    );
    sandbox.jwtool(["serve", "--port=0", "--listen=192.0.2.1"]).code(3).stderr_eq(snapbox::str![[
        r#"
created the private key `key:serve` (RSA 2048) in [..]
error: 192.0.2.1 is not an address of this machine
hint: pass an address of this machine with `--listen`, or drop `--listen`

"#
    ]]);
}

#[test]
fn the_name_of_the_issuer_is_the_users_word() {
    let sandbox = Sandbox::new();
    let served = Served::start(&sandbox, &["--issuer=http://auth.example.gov:8765/", "--as=okta"]);
    assert_eq!(served.issuer(), "http://auth.example.gov:8765");
    let keys = served.raw(&get("/.well-known/openid-configuration", "auth.example.gov:8765"));
    assert_eq!(keys.json()["issuer"], "http://auth.example.gov:8765");
    let token = served.token(CREDENTIALS);
    let claims = sandbox.json(["decode", "--json", &token])["claims"].clone();
    assert_eq!(claims["iss"], "http://auth.example.gov:8765");
    assert_eq!(claims["groups"][0], "user");
}

#[test]
fn only_the_key_set_has_no_other_addresses() {
    let served = Served::start(&Sandbox::new(), &["--jwks-only"]);
    assert_eq!(served.ready["token_endpoint"], Value::Null);
    assert_eq!(served.get("/.well-known/jwks.json").status, 200);
    assert_eq!(served.get("/.well-known/openid-configuration").status, 404);
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_after_the_requests_that_have_begun() {
    for signal in ["TERM", "INT"] {
        let served = Served::start(&Sandbox::new(), &["--fault=slow=700ms@token"]);
        // A connection that asks nothing does not keep it.
        let _idle = served.connect();
        let mut stream = served.connect();
        let request = format!(
            "POST /token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{CREDENTIALS}",
            CREDENTIALS.len()
        );
        stream.write_all(request.as_bytes()).unwrap();
        // Once this is answered, the other request has begun.
        assert_eq!(served.get("/.well-known/jwks.json").status, 200);
        kill(served.child.id(), signal);
        let reply = answer(stream);
        assert_eq!(reply.status, 200, "{}", reply.body);
        let (status, log) = served.ended();
        assert_eq!(status.code(), Some(0), "{log}");
        assert!(log.contains("POST /token 200 client_credentials ("), "{log}");
    }
}

#[test]
fn a_taken_port_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let sandbox = Sandbox::new();
    let run = sandbox.jwtool(["serve", "--port", &port]).code(3).stdout_eq("");
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains(&format!("error: port {port} of 127.0.0.1 is taken")), "{said}");
    assert!(said.contains("`--port 0`"), "{said}");
    let document = sandbox.json(["serve", "--json", "--port", &port]);
    assert_eq!(document["error"]["code"], "port-taken");
}

#[test]
fn what_is_too_large_is_refused_and_a_silent_client_holds_nobody_up() {
    let served = Served::start(&Sandbox::new(), &[]);
    let _silent: Vec<TcpStream> = (0..20).map(|_| served.connect()).collect();
    let mut half = served.connect();
    half.write_all(b"GET / HTTP/1.1\r\nHost: local").unwrap();
    let long = "x".repeat(70_000);
    let declared = format!(
        "POST /token HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n",
        long.len()
    );
    assert_eq!(served.raw(&declared).status, 413);
    let long = &long[..40_000];
    for (path, value) in [("/", long), (long, "")] {
        let path = path.replacen('x', "/", 1);
        let request =
            get(&path, "localhost").replace("\r\n\r\n", &format!("\r\nX: {value}\r\n\r\n"));
        assert_eq!(served.raw(&request).status, 431);
    }
    let many = "X-1: y\r\n".repeat(200);
    assert_eq!(served.raw(&format!("GET / HTTP/1.1\r\nHost: localhost\r\n{many}\r\n")).status, 431);
    assert_eq!(served.get("/.well-known/jwks.json").status, 200);
}

#[cfg(unix)]
#[test]
fn the_log_has_a_line_a_request_and_no_secret() {
    let served = Served::start(&Sandbox::new(), &[]);
    let form = format!("{CREDENTIALS}&client_secret=hunter2-hunter2");
    let token = served.token(&form);
    let redirect = "redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fcb";
    let query = format!("response_type=code&client_id=app&state=s3cr3t-state&{redirect}");
    let reply = served.post(&format!("/authorize?{query}"), "username=ada&role=user");
    assert_eq!(reply.status, 303);
    let location = reply.header("location").unwrap().to_owned();
    let code = location.split("code=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    served.get(&format!("/{token}"));
    served.post("/introspect", &format!("client_id=app&token={token}"));
    served.wait_for("/introspect");
    let (_, log) = served.stop("TERM");
    for secret in ["hunter2", "s3cr3t", &code, &token[40..80]] {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
    assert_eq!(log.lines().filter(|line| line.ends_with("ms)")).count(), 4, "{log}");
    let quiet = Served::start(&Sandbox::new(), &["-q"]);
    quiet.token(CREDENTIALS);
    assert_eq!(quiet.stop("INT").1, "");
}

#[test]
fn what_cannot_be_served_is_a_usage_error() {
    let sandbox = Sandbox::new();
    for (arguments, message) in [
        (&["--fault=broken"][..], "unknown fault"),
        (&["--fault=html@nowhere"], "unknown endpoint"),
        (&["--fault=stale-keys@token"], "makes no difference"),
        (&["--issuer=auth.example.gov"], "is not an http or https address"),
        (&["--issuer=http://auth.example.gov/?a=b"], "has a query"),
        (&["--redirect=/callback"], "is not an address to return to"),
        (&["--redirect=javascript:alert(1)"], "is not an address to return to"),
        (&["--role="], "is empty"),
        (&["--role=user,editor"], "takes one role"),
        (&["--as=nobody"], "unknown preset"),
        (&["--port=70000"], "70000"),
        (&["--listen=nowhere"], "nowhere"),
    ] {
        let run = sandbox.jwtool([&["serve"][..], arguments].concat()).code(2).stdout_eq("");
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(said.contains(message), "{arguments:?}: {said}");
    }
    assert!(sandbox.output(["serve", "--as=list"]).contains("entra-v2"));
    assert!(!sandbox.data().exists(), "nothing was created");
}
