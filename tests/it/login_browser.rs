//! Logins in a browser: `login` on a port of this machine, and by a pasted address.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::sync::mpsc;

use httpmock::Method::{GET, POST};
use httpmock::MockServer;

use crate::sandbox::Sandbox;
use crate::serve::{Reply, Served};

/// A login that waits for its user. It is ended with its test.
pub(crate) struct LoggingIn {
    child: Child,
    input: Option<ChildStdin>,
    lines: mpsc::Receiver<String>,
    said: String,
    /// The address that it printed
    pub(crate) address: String,
}

impl LoggingIn {
    /// Starts a command, and reads what it says up to the address and the line after it.
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (send, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                let _ = send.send(line);
            }
        });
        let input = child.stdin.take();
        let mut login = Self { child, input, lines, said: String::new(), address: String::new() };
        login.address = login.line("?response_type=code");
        login
    }

    /// Starts `login` on a machine.
    pub(crate) fn on(sandbox: &Sandbox, arguments: &[&str]) -> Self {
        Self::start(command(sandbox, arguments))
    }

    /// Returns the next line that contains this.
    pub(crate) fn line(&mut self, part: &str) -> String {
        loop {
            let line = self.lines.recv();
            assert!(line.is_ok(), "no `{part}` in {}", self.said);
            let line = line.unwrap();
            self.said.push_str(&line);
            self.said.push('\n');
            if line.contains(part) {
                return line;
            }
        }
    }

    /// Returns a parameter of the address.
    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        parameter(&self.address, name)
    }

    /// Returns the port of its listener.
    fn port(&self) -> u16 {
        let redirect = self.parameter("redirect_uri").unwrap();
        redirect.split([':', '/']).find_map(|part| part.parse().ok()).unwrap()
    }

    pub(crate) fn connect(&self) -> TcpStream {
        TcpStream::connect(("127.0.0.1", self.port())).unwrap()
    }

    /// Sends a request as a browser does.
    pub(crate) fn ask(&self, method: &str, target: &str) -> Reply {
        let mut stream = self.connect();
        let port = self.port();
        let request = format!(
            "{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        Reply::parse(&text)
    }

    /// Goes where the issuer sends the browser.
    fn follow(&self, location: &str) -> Reply {
        let (_, target) = location.split_once("://").unwrap().1.split_once('/').unwrap();
        self.ask("GET", &format!("/{target}"))
    }

    /// Answers with these parameters and the state.
    pub(crate) fn answer(&self, parameters: &str) -> Reply {
        let state = self.parameter("state").unwrap();
        self.ask("GET", &format!("/callback?{parameters}&state={state}"))
    }

    fn type_line(&mut self, line: &str) {
        writeln!(self.input.as_mut().unwrap(), "{line}").unwrap();
    }

    /// Waits until it ends, and returns how, with all that it said.
    fn end(mut self) -> (Output, String) {
        drop(self.input.take());
        let mut stdout = Vec::new();
        self.child.stdout.take().unwrap().read_to_end(&mut stdout).unwrap();
        let status = self.child.wait().unwrap();
        let mut said = std::mem::take(&mut self.said);
        for line in &self.lines {
            said.push_str(&line);
            said.push('\n');
        }
        (Output { status, stdout, stderr: Vec::new() }, said)
    }

    /// Waits until it ends with this exit code, without an answer on standard output.
    pub(crate) fn ends(self, code: i32) -> String {
        let (output, said) = self.end();
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert_eq!(output.stdout, b"", "{said}");
        said
    }
}

impl Drop for LoggingIn {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Returns the command that logs in to `staging`.
pub(crate) fn command(sandbox: &Sandbox, arguments: &[&str]) -> Command {
    let mut command = Command::new(snapbox::cmd::cargo_bin!("jwtool"));
    command
        .args(["login", "staging"])
        .args(arguments)
        .env_clear()
        .envs(std::env::vars_os().filter(|(name, _)| name == "SystemRoot"))
        .env("HOME", sandbox.path())
        .env("JWTOOL_STORE", "file")
        .env("JWTOOL_DATA_DIR", sandbox.data())
        .env("JWTOOL_CONFIG_DIR", sandbox.path().join("config"))
        .current_dir(sandbox.path());
    command
}

fn parameter(address: &str, name: &str) -> Option<String> {
    let (_, query) = address.split_once('?')?;
    let pair = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    pair.map(decoded)
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, more @ ..] = rest {
        rest = more;
        match (first, more) {
            (b'%', [a, b, more @ ..]) => {
                let hex = [*a, *b];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).unwrap(), 16).unwrap());
                rest = more;
            }
            (b'+', _) => bytes.push(b' '),
            _ => bytes.push(*first),
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// Returns a machine with a profile whose login is in a browser.
pub(crate) fn with_login(issuer: &str, login: &str) -> Sandbox {
    let sandbox = Sandbox::new().with_env("JWTOOL_STORE", "file");
    sandbox.with_file("config/config.toml", profile(issuer, login))
}

/// Runs an example of the help with a user who logs in.
pub(crate) fn run_example(command: Command, served: &Served) -> Output {
    let pastes = command.get_args().any(|argument| argument.to_string_lossy().contains("--paste"));
    let mut login = LoggingIn::start(command);
    let location = sign_in(served, &login.address, "ada");
    if pastes {
        login.type_line(&location);
    } else {
        login.follow(&location);
    }
    let (output, said) = login.end();
    Output { stderr: said.into_bytes(), ..output }
}

/// Returns the file with a profile whose login is in a browser.
pub(crate) fn profile(issuer: &str, login: &str) -> String {
    format!(
        "[profile.staging]\nissuer = \"{issuer}\"\n[profile.staging.login]\nkind = \"oidc\"\nclient_id = \"app\"\n{login}\n"
    )
}

/// Logs a user in at the issuer, and returns where it sends the browser.
fn sign_in(served: &Served, address: &str, user: &str) -> String {
    let (_, target) = address.split_once("/authorize?").unwrap();
    let reply = served.post(&format!("/authorize?{target}"), &format!("username={user}&role=user"));
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.header("location").unwrap().to_owned()
}

/// Returns an issuer with a discovery document, and with this answer of its token endpoint.
pub(crate) fn issuer<'a>(
    server: &'a MockServer,
    more: &[(&str, serde_json::Value)],
    status: u16,
    body: &str,
) -> httpmock::Mock<'a> {
    let mut document = serde_json::json!({
        "issuer": server.base_url(),
        "authorization_endpoint": server.url("/authorize"),
        "token_endpoint": server.url("/token"),
        "jwks_uri": server.url("/keys"),
    });
    for (name, value) in more {
        document[name] = value.clone();
    }
    server.mock(|when, then| {
        when.method(GET).path("/.well-known/openid-configuration");
        then.status(200).body(document.to_string());
    });
    server.mock(|when, then| {
        when.method(POST).path("/token");
        then.status(status).body(body);
    })
}

/// The scope of a login that asks for no ID token.
pub(crate) const PLAIN: &str = "scope = \"api\"";

/// The answer of a token endpoint without an ID token.
pub(crate) const OPAQUE: &str = r#"{"access_token":"opaque","expires_in":3600}"#;

#[test]
fn the_browser_comes_back_and_the_user_is_logged_in() {
    let served = Served::start(&Sandbox::new(), &[]);
    let sandbox = with_login(served.issuer(), "audience = \"hasura\"");
    let login = LoggingIn::on(&sandbox, &["--username", "ada"]);
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", "app"),
        ("code_challenge_method", "S256"),
        ("login_hint", "ada"),
        ("audience", "hasura"),
        ("scope", "openid profile email offline_access"),
    ] {
        assert_eq!(login.parameter(name).as_deref(), Some(value), "{name}");
    }
    assert_eq!(login.parameter("response_mode"), None);
    for name in ["state", "nonce", "code_challenge"] {
        assert_eq!(login.parameter(name).unwrap().len(), 43, "{name}");
    }
    let redirect = login.parameter("redirect_uri").unwrap();
    assert_eq!(redirect, format!("http://127.0.0.1:{}/callback", login.port()));
    let location = sign_in(&served, &login.address, "ada");
    let page = login.follow(&location);
    assert_eq!(page.status, 200, "{}", page.head);
    for (name, value) in [
        ("content-type", "text/html; charset=utf-8"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(page.header(name), Some(value), "{name}");
    }
    assert!(page.header("content-security-policy").unwrap().starts_with("default-src 'none'"));
    assert!(page.body.contains("You can close this page."), "{}", page.body);
    let said = login.ends(0);
    assert!(said.contains(&redirect), "{said}");
    assert!(said.contains("logged in to `staging` as ada"), "{said}");
    assert!(said.contains("stored unencrypted in a private file"), "{said}");
    let code = parameter(&location, "code").unwrap();
    assert!(!said.contains(&code), "{said}");
    let status = sandbox.json(["status", "staging", "--json"]);
    assert_eq!(status["issuer"], served.issuer(), "{status}");
    assert_eq!(status["store"], "file", "{status}");
}

#[test]
fn the_code_is_redeemed_with_the_verifier_and_the_same_redirect() {
    let server = MockServer::start();
    let port = free_port();
    let redirect = format!("http://localhost:{port}/cb/x");
    issuer(&server, &[], 400, r#"{"error":"invalid_request"}"#).delete();
    let token = server.mock(|when, then| {
        when.method(POST)
            .path("/token")
            .form_urlencoded_tuple("grant_type", "authorization_code")
            .form_urlencoded_tuple("code", "c/1+")
            .form_urlencoded_tuple("client_id", "app")
            .form_urlencoded_tuple("redirect_uri", &redirect)
            .form_urlencoded_tuple_exists("code_verifier");
        then.status(200).body(OPAQUE);
    });
    let login = format!("redirect = \"{redirect}\"\nscope = \"api\"");
    let sandbox = with_login(&server.base_url(), &login);
    let login = LoggingIn::on(&sandbox, &["--store=none"]);
    assert_eq!(login.parameter("redirect_uri"), Some(redirect));
    assert_eq!(login.parameter("scope").as_deref(), Some("api"));
    let state = login.parameter("state").unwrap();
    // The name may mean either address.
    if let Ok(mut stream) = TcpStream::connect(("::1", port)) {
        let head = format!("Host: localhost:{port}\r\nConnection: close");
        stream.write_all(format!("GET /cb HTTP/1.1\r\n{head}\r\n\r\n").as_bytes()).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        assert_eq!(Reply::parse(&text).status, 404);
    }
    login.ask("GET", &format!("/cb/x?code=c%2F1%2B&state={state}"));
    let (output, said) = login.end();
    assert!(output.status.success(), "{said}");
    assert_eq!(output.stdout, b"opaque\n");
    assert!(said.contains("not stored"), "{said}");
    token.assert_calls(1);
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[test]
fn a_port_that_is_taken_is_an_error_before_anything_is_opened() {
    let server = MockServer::start();
    issuer(&server, &[], 200, OPAQUE);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let redirect = format!("redirect = \"http://127.0.0.1:{port}/callback\"");
    let sandbox = with_login(&server.base_url(), &redirect);
    let run = sandbox.jwtool(["login", "staging"]).code(3).stdout_eq("");
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains(&format!("cannot listen on port {port}")), "{said}");
    assert!(said.contains("jwtool login staging --paste"), "{said}");
    assert!(!said.contains("response_type"), "{said}");
}

#[test]
fn a_refusal_is_5_and_its_words_are_escaped() {
    let server = MockServer::start();
    issuer(&server, &[], 200, OPAQUE);
    let sandbox = with_login(&server.base_url(), "");
    let words =
        "error=access_denied&error_description=%3Cscript%3Ealert(1)%3C%2Fscript%3E%1b%5b31m";
    let login = LoggingIn::on(&sandbox, &[]);
    let page = login.answer(words);
    assert_eq!(page.status, 400);
    assert!(page.body.contains("&lt;script&gt;alert(1)"), "{}", page.body);
    assert!(!page.body.contains("<script") && !page.body.contains('\u{1b}'), "{}", page.body);
    let said = login.ends(5);
    assert!(said.contains("the issuer refuses with `access_denied`: "), "{said}");
    assert!(!said.contains('\u{1b}'), "{said}");
    assert!(said.contains("hint: `jwtool login staging` starts again"), "{said}");

    let known = "error=invalid_client&error_description=AADSTS7000218%3A+no+secret";
    let login = LoggingIn::on(&sandbox, &[]);
    login.answer(known);
    let said = login.ends(5);
    assert!(said.contains("hint: allow public client flows"), "{said}");
}

#[test]
fn a_code_that_the_issuer_does_not_accept_is_5_and_is_not_repeated() {
    let server = MockServer::start();
    let body = r#"{"error":"invalid_grant","error_description":"unknown code c0de"}"#;
    issuer(&server, &[], 400, body);
    let sandbox = with_login(&server.base_url(), "");
    let login = LoggingIn::on(&sandbox, &["-v"]);
    login.answer("code=c0de");
    let said = login.ends(5);
    assert!(said.contains("`invalid_grant`: unknown code …"), "{said}");
    assert!(!said.contains("c0de"), "{said}");
}

#[test]
fn an_answer_of_another_issuer_is_refused() {
    let server = MockServer::start();
    let always = ("authorization_response_iss_parameter_supported", true.into());
    let token = issuer(&server, &[always], 200, OPAQUE);
    let sandbox = with_login(&server.base_url(), PLAIN);
    for (iss, words) in [
        ("", "does not name its issuer"),
        ("&iss=https://evil.example", "comes from another issuer, `https://evil.example`"),
    ] {
        let login = LoggingIn::on(&sandbox, &[]);
        login.answer(&format!("code=c{iss}"));
        let said = login.ends(5);
        assert!(said.contains(words), "{said}");
    }
    token.assert_calls(0);
    let login = LoggingIn::on(&sandbox, &[]);
    login.answer(&format!("code=c&iss={}", server.base_url()));
    login.ends(0);
}

#[test]
fn an_answer_without_an_id_token_is_refused_if_one_was_asked_for() {
    let server = MockServer::start();
    let token = issuer(&server, &[], 200, OPAQUE);
    let sandbox = with_login(&server.base_url(), "");
    let login = LoggingIn::on(&sandbox, &[]);
    login.answer("code=c");
    let said = login.ends(5);
    assert!(
        said.contains("the issuer sent no ID token, although the scope `openid` was requested"),
        "{said}"
    );
    token.assert_calls(1);
    sandbox.jwtool(["status", "staging"]).code(5);
}

#[test]
fn a_browser_that_does_not_come_back_is_5_with_the_redirect() {
    let server = MockServer::start();
    issuer(&server, &[], 200, OPAQUE);
    let sandbox = with_login(&server.base_url(), "");
    let login = LoggingIn::on(&sandbox, &["--timeout=1s"]);
    let redirect = login.parameter("redirect_uri").unwrap();
    let said = login.ends(5);
    assert!(said.contains("no answer came back from the browser within 1 second"), "{said}");
    assert!(said.contains(&format!("register the redirect `{redirect}`")), "{said}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_wait_and_keeps_what_was_stored() {
    let server = MockServer::start();
    issuer(&server, &[], 200, OPAQUE);
    let sandbox = with_login(&server.base_url(), PLAIN);
    let login = LoggingIn::on(&sandbox, &[]);
    login.answer("code=c");
    login.ends(0);
    let stored = || sandbox.json(["status", "staging", "--json"]);
    let before = stored();
    let mut login = LoggingIn::on(&sandbox, &[]);
    login.line("waiting for the browser");
    let id = login.child.id().to_string();
    assert!(Command::new("kill").args(["-s", "INT", &id]).status().unwrap().success());
    let said = login.ends(5);
    assert!(said.contains("the login was cancelled"), "{said}");
    assert_eq!(stored(), before);
}

#[test]
fn a_pasted_address_ends_a_login_at_any_redirect() {
    let served = Served::start(&Sandbox::new(), &["--redirect=https://app.example/session/signin"]);
    let redirect = "redirect = \"https://app.example/session/signin\"";
    let sandbox = with_login(served.issuer(), redirect);
    for arguments in [&["--paste"][..], &[]] {
        let mut login = LoggingIn::on(&sandbox, arguments);
        let location = sign_in(&served, &login.address, "ada");
        assert!(location.starts_with("https://app.example/session/signin?"), "{location}");
        login.type_line("https://app.example/session/signin?code=c&state=other");
        login.line("its `state` belongs to another login");
        login.type_line(&login.address.clone());
        login.line("it has no `code`");
        login.type_line(&format!(" \"{location}\" "));
        let said = login.ends(0);
        assert!(said.contains("logged in to `staging` as ada"), "{said}");
        assert_eq!(said.contains("is not a local http URL"), arguments.is_empty(), "{said}");
    }
}

#[test]
fn a_paste_needs_a_terminal_or_a_pipe() {
    let server = MockServer::start();
    issuer(&server, &[], 200, OPAQUE);
    let sandbox = with_login(&server.base_url(), "");
    let run = sandbox.jwtool(["login", "staging", "--paste"]).code(5).stdout_eq("");
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("there is no terminal"), "{said}");
    assert!(said.contains("`jwtool login staging --paste`"), "{said}");
}

#[test]
fn the_hosted_ui_of_cognito_is_at_its_domain() {
    let server = MockServer::start();
    let pool = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example1";
    let token = server.mock(|when, then| {
        when.method(POST).path("/oauth2/token").form_urlencoded_tuple("code", "c");
        then.status(400).body(r#"{"error":"invalid_grant"}"#);
    });
    let text = format!(
        "[profile.staging]\nissuer = \"{pool}\"\n[profile.staging.login]\nkind = \"cognito\"\nclient_id = \"app\"\ndomain = \"{}\"\nidentity_provider = \"AzureAD\"\n",
        server.address()
    );
    let sandbox = Sandbox::new().with_file("config/config.toml", text);
    let login = LoggingIn::on(&sandbox, &[]);
    assert!(login.address.starts_with(&server.url("/oauth2/authorize?")), "{}", login.address);
    assert_eq!(login.parameter("identity_provider").as_deref(), Some("AzureAD"));
    assert_eq!(login.parameter("scope").as_deref(), Some("openid profile email"));
    login.answer("code=c");
    login.ends(5);
    token.assert_calls(1);
}

#[test]
fn another_user_than_the_one_asked_for_is_reported() {
    let served = Served::start(&Sandbox::new(), &[]);
    let sandbox = with_login(served.issuer(), "username = \"ada\"");
    let login = LoggingIn::on(&sandbox, &[]);
    login.follow(&sign_in(&served, &login.address, "ada"));
    let said = login.ends(0);
    assert!(!said.contains("warning"), "{said}");
    let login = LoggingIn::on(&sandbox, &[]);
    login.follow(&sign_in(&served, &login.address, "grace"));
    let said = login.ends(0);
    assert!(said.contains("asked for the user `ada`, and the issuer logged in `grace"), "{said}");
    assert!(said.contains("you were logged in as `ada"), "{said}");
}

#[test]
fn flags_without_an_effect_are_refused() {
    let sandbox = with_login("https://id.example", "");
    sandbox.jwtool(["login", "staging", "--password=env:X"]).code(2).stdout_eq("");
    let text = "[profile.staging.login]\nkind = \"command\"\ncommand = [\"true\"]\n";
    let sandbox = Sandbox::new().with_file("config/config.toml", text);
    sandbox.jwtool(["login", "staging", "--paste"]).code(2).stdout_eq("");
    let offline = with_login("https://id.example", "");
    offline.jwtool(["login", "staging", "--offline", "--store=none"]).code(4).stdout_eq("");
}
