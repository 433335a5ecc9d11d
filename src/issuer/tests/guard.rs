//! Which hosts and origins are answered.

use crate::issuer::tests::{CREDENTIALS, machine, request};

#[test]
fn pages_of_strangers_are_not_answered() {
    let machine = machine();
    let sent = |method: &str, path: &str, headers: &[(&str, &str)]| {
        let mut request = request(method, path, &[CREDENTIALS, ("client_id", "app")]);
        for (name, value) in headers {
            request.headers.retain(|(own, _)| own != name);
            request.headers.push(((*name).to_owned(), (*value).to_owned()));
        }
        machine.send(&request)
    };
    assert_eq!(sent("POST", "/token", &[("host", "evil.example")]).status, 403);
    assert_eq!(sent("POST", "/token", &[("host", "")]).status, 400);
    assert_eq!(sent("GET", "/.well-known/jwks.json", &[("host", "evil.example")]).status, 403);
    assert_eq!(sent("POST", "/token", &[("origin", "https://evil.example")]).status, 403);
    let foreign = [("origin", "null"), ("sec-fetch-site", "cross-site")];
    assert_eq!(sent("POST", "/device", &foreign).status, 403);
    let own = [("origin", "null"), ("sec-fetch-site", "same-origin")];
    assert_eq!(sent("POST", "/device", &own).status, 400);
    let local = sent("POST", "/token", &[("origin", "http://localhost:3000")]);
    assert_eq!(local.status, 200);
    assert_eq!(local.header("access-control-allow-origin"), Some("http://localhost:3000"));
    let question = [
        ("origin", "http://localhost:3000"),
        ("access-control-request-method", "POST"),
        ("access-control-request-private-network", "true"),
    ];
    let answer = sent("OPTIONS", "/token", &question);
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("access-control-allow-origin"), Some("http://localhost:3000"));
    assert_eq!(answer.header("access-control-allow-private-network"), Some("true"));
    let plain = sent("OPTIONS", "/token", &[]);
    assert_eq!((plain.status, plain.header("allow")), (204, Some("POST, OPTIONS")));
    assert_eq!(plain.header("access-control-allow-origin"), None);
}
