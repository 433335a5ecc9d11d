//! The listener of a login in a browser, and the page that leads the browser away.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use httpmock::MockServer;

use crate::login_browser::{LoggingIn, OPAQUE, PLAIN, command, issuer, with_login};
use crate::serve::Reply;

#[test]
fn only_the_answer_to_this_login_ends_the_wait() {
    let server = MockServer::start();
    let token = issuer(&server, &[], 200, OPAQUE);
    let sandbox = with_login(&server.base_url(), PLAIN);
    let login = LoggingIn::on(&sandbox, &["--no-browser"]);
    let state = login.parameter("state").unwrap();
    // A browser opens spare connections and says nothing on them.
    let spare = (login.connect(), login.connect());
    let ours = format!("/callback?code=c&state={state}");
    for (method, target, status) in [
        ("GET", "/favicon.ico", 404),
        ("GET", "/", 404),
        ("GET", &format!("/callback/?code=c&state={state}"), 404),
        ("HEAD", &ours, 405),
        ("OPTIONS", &ours, 405),
        ("POST", &ours, 405),
        ("GET", "/callback?code=c&state=other", 400),
        ("GET", "/callback?code=c", 400),
        ("GET", &format!("/callback?state={state}"), 400),
        ("GET", &format!("/callback?code=c&code=d&state={state}"), 400),
    ] {
        let reply = login.ask(method, target);
        assert_eq!(reply.status, status, "{method} {target}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{method} {target}");
    }
    let mut garbage = login.connect();
    garbage.write_all(b"\x16\x03\x01\x02\x00").unwrap();
    token.assert_calls(0);
    assert_eq!(login.answer("code=c").status, 200);
    let said = login.ends(0);
    assert!(said.contains("the access token is not a JWT"), "{said}");
    assert!(said.contains("cannot be renewed"), "{said}");
    token.assert_calls(1);
    drop(spare);
}

#[test]
fn connections_that_ask_nothing_do_not_keep_the_browser_out() {
    let server = MockServer::start();
    issuer(&server, &[], 200, OPAQUE);
    let sandbox = with_login(&server.base_url(), PLAIN);
    // They would be waited for longer than this.
    let login = LoggingIn::on(&sandbox, &["--no-browser", "--timeout=8s"]);
    let half_open: Vec<TcpStream> = (0..300)
        .map(|_| {
            let mut stream = login.connect();
            let _ = stream.write_all(b"GET /callback?code=");
            stream
        })
        .collect();
    assert_eq!(login.answer("code=c").status, 200);
    login.ends(0);
    drop(half_open);
}

#[cfg(unix)]
#[test]
fn the_browser_gets_the_address_and_nothing_of_the_terminal() {
    use std::os::unix::fs::PermissionsExt as _;
    let server = MockServer::start();
    issuer(&server, &[], 200, OPAQUE);
    let sandbox = with_login(&server.base_url(), PLAIN).with_file(
        "browser",
        "#!/bin/sh\necho chatter\necho chatter >&2\nprintf %s \"$1\" > part && mv part opened\n",
    );
    let browser = sandbox.path().join("browser");
    std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).unwrap();
    let start = |browser: &str, arguments: &[&str]| {
        let mut command = command(&sandbox, arguments);
        command.env("BROWSER", browser).env("PATH", "/usr/bin:/bin");
        LoggingIn::start(command)
    };
    let login = start(&format!("no-such-browser:{}", browser.display()), &[]);
    let opened = sandbox.path().join("opened");
    while !opened.exists() {
        std::thread::yield_now();
    }
    // Others can read its command line, so it is led to the address by a page of this machine.
    let page = std::fs::read_to_string(&opened).unwrap();
    assert!(!page.contains(&login.parameter("state").unwrap()), "{page}");
    let (host, path) = page.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let visit = || {
        let port: u16 = host.strip_prefix("localhost:").unwrap().parse().unwrap();
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let head = format!("Host: {host}\r\nConnection: close");
        stream.write_all(format!("GET /{path} HTTP/1.1\r\n{head}\r\n\r\n").as_bytes()).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        Reply::parse(&text)
    };
    let led = visit();
    assert_eq!((led.status, led.header("location")), (303, Some(login.address.as_str())));
    let again = visit();
    assert_eq!((again.status, again.header("location")), (410, None));
    std::fs::remove_file(&opened).unwrap();
    login.answer("code=c");
    let said = login.ends(0);
    assert!(!said.contains("chatter"), "{said}");
    // One that cannot be started is not an error, and `--no-browser` starts none.
    for (browser, arguments) in
        [("no-such-browser", &[][..]), (browser.to_str().unwrap(), &["--no-browser"])]
    {
        let login = start(browser, arguments);
        login.answer("code=c");
        login.ends(0);
        assert!(!opened.exists());
    }
}
