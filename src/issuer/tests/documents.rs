//! What everyone can read: the discovery document and the key set.

use crate::issuer::keys::Keys;
use crate::issuer::tests::{
    CREDENTIALS, ISSUER, machine, machine_with, object, request, signing_key, text,
};
use crate::jose::json::Value;

#[test]
fn the_documents_name_the_issuer_of_the_path_and_never_the_host() {
    let machine = machine();
    for (path, issuer) in [
        ("/.well-known/openid-configuration", ISSUER.to_owned()),
        ("/.well-known/oauth-authorization-server", ISSUER.to_owned()),
        ("/auth0/.well-known/openid-configuration", format!("{ISSUER}/auth0")),
        ("/.well-known/oauth-authorization-server/auth0", format!("{ISSUER}/auth0")),
    ] {
        let mut request = request("GET", path, &[]);
        request.headers[0].1 = "host.docker.internal:1".to_owned();
        let response = machine.send(&request);
        assert_eq!(response.status, 200, "{path}");
        let document = object(&response.body);
        assert_eq!(text(&document, "issuer"), issuer);
        let keys = format!("{issuer}/.well-known/jwks.json");
        assert_eq!(text(&document, "jwks_uri"), keys);
        let keys = keys.strip_prefix(ISSUER).unwrap();
        assert_eq!(machine.get(keys).status, 200);
    }
    let mut request = request("POST", "/token", &[CREDENTIALS]);
    request.headers[0].1 = "host.docker.internal:1".to_owned();
    assert_eq!(machine.send(&request).status, 403);
    for path in ["/nowhere", "/auth0/nowhere", "/.well-known/openid-configuration/nowhere", "//"] {
        assert_eq!(machine.get(path).status, 404, "{path}");
    }
}

#[test]
fn the_key_set_is_cached_for_a_minute_and_known_by_its_tag() {
    let machine = machine();
    let response = machine.get("/.well-known/jwks.json");
    assert_eq!(response.header("cache-control"), Some("public, max-age=60"));
    let tag = response.header("etag").unwrap();
    for (sent, status) in [
        (tag.to_owned(), 304),
        (format!("\"x\", W/{tag}"), 304),
        ("*".to_owned(), 304),
        ("\"x\"".to_owned(), 200),
    ] {
        let mut request = request("GET", "/.well-known/jwks.json", &[]);
        request.headers.push(("if-none-match".to_owned(), sent));
        let answer = machine.send(&request);
        assert_eq!((answer.status, answer.body.is_empty()), (status, status == 304));
        assert_eq!(answer.header("etag"), Some(tag));
    }
    machine.issuer.set_keys(Keys::new(signing_key("new"), &[signing_key("k")], None));
    let after = machine.get("/.well-known/jwks.json");
    assert_ne!(after.header("etag"), Some(tag));
    let set = object(&after.body);
    let keys = set.get("keys").and_then(Value::as_array).unwrap().iter();
    let kids: Vec<_> = keys.map(|key| text(key.as_object().unwrap(), "kid")).collect();
    assert_eq!(kids, ["new", "k"]);
    assert!(!after.body.contains("\"d\""));
}

#[test]
fn only_the_key_set_is_served_if_nothing_else_is_wanted() {
    let machine = machine_with(|own| own.jwks_only = true);
    assert_eq!(machine.get("/.well-known/jwks.json").status, 200);
    for path in ["/", "/.well-known/openid-configuration", "/okta/.well-known/jwks.json"] {
        assert_eq!(machine.get(path).status, 404, "{path}");
    }
    assert_eq!(machine.post("/token", &[CREDENTIALS, ("client_id", "app")]).status, 404);
}
