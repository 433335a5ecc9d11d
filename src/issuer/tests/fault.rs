//! What goes wrong on purpose.

use std::time::Duration;

use crate::issuer::tests::{CREDENTIALS, ISSUER, claims, machine_with, object, part, text};
use crate::jose::json::Value;

#[test]
fn faults_are_where_they_are_said_to_be() {
    let faulty = |faults: &[&str]| {
        machine_with(|own| own.faults = faults.iter().map(|one| one.parse().unwrap()).collect())
    };
    let keys = "/.well-known/jwks.json";
    let configuration = "/.well-known/openid-configuration";
    let machine = faulty(&["status=503@token"]);
    assert_eq!(machine.posted("/token", &[CREDENTIALS]).0, 503);
    assert_eq!(machine.get(keys).status, 200);
    let machine = faulty(&["html@discovery"]);
    let page = machine.get(configuration);
    assert!(page.status == 200 && page.header("content-type").unwrap().starts_with("text/html"));
    let machine = faulty(&["slow=3s@jwks"]);
    assert_eq!(machine.get(keys).delay, Duration::from_secs(3));
    assert_eq!(machine.get(configuration).delay, Duration::ZERO);
    let machine = faulty(&["stale-keys"]);
    assert!(!machine.get(keys).body.contains(r#""kid":"k""#));
    let machine = faulty(&["unknown-kid"]);
    let token = text(&machine.tokens(&[CREDENTIALS]), "access_token");
    assert_eq!(text(&part(&token, 0), "kid"), "unknown-kid");
    assert_eq!(machine.userinfo(&token).status, 200);
    let machine = faulty(&["wrong-issuer@token"]);
    let token = machine.tokens(&[CREDENTIALS]);
    assert_ne!(text(&claims(&token, "access_token"), "iss"), ISSUER);
    assert_eq!(text(&object(&machine.get(configuration).body), "issuer"), ISSUER);
    let machine = faulty(&["wrong-issuer@authorize"]);
    assert_ne!(machine.sign_in("", &[("role", "user")]).get("iss"), Some(ISSUER));
    let machine = faulty(&["clock=+10m"]);
    let token = machine.tokens(&[CREDENTIALS]);
    assert_eq!(token.get("expires_in"), Some(&Value::from(3600)));
    let claims = claims(&token, "access_token");
    assert_eq!(claims.get("iat"), Some(&Value::from(1_700_000_600)));
    let date = machine.get(keys);
    assert_eq!(date.header("date"), Some("Tue, 14 Nov 2023 22:23:20 GMT"));
}
