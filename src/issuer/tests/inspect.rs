//! What clients can ask about a token.

use crate::issuer::tests::{CREDENTIALS, ISSUER, machine, object, text};

#[test]
fn a_token_is_inspected_and_revoked_by_public_clients() {
    let mut machine = machine();
    let document = machine.tokens(&[
        ("grant_type", "password"),
        ("username", "ada"),
        ("password", "x"),
        ("scope", "openid profile offline_access"),
    ]);
    let (access, refresh) = (text(&document, "access_token"), text(&document, "refresh_token"));
    let (_, seen) = machine.posted("/introspect", &[("token", &access)]);
    for (name, value) in
        [("sub", "ada"), ("username", "ada"), ("client_id", "app"), ("iss", ISSUER)]
    {
        assert_eq!(text(&seen, name), value);
    }
    assert!(machine.is_active(&refresh));
    assert!(!machine.is_active("nonsense") && !machine.is_active(&format!("{access}x")));
    let info = object(&machine.userinfo(&access).body);
    assert_eq!((text(&info, "sub"), text(&info, "name")), ("ada".to_owned(), "ada".to_owned()));
    assert!(!info.contains("jti") && info.contains("https://hasura.io/jwt/claims"));

    let stranger = machine.post("/revoke", &[("token", &access), ("client_id", "other")]);
    assert_eq!(stranger.status, 400);
    assert!(machine.is_active(&access));
    assert_eq!(machine.post("/revoke", &[("token", &access), ("client_id", "app")]).status, 200);
    assert!(!machine.is_active(&access) && machine.is_active(&refresh));
    assert_eq!(machine.userinfo(&access).status, 401);
    let stranger = machine.post("/revoke", &[("token", &refresh), ("client_id", "other")]);
    assert_eq!(stranger.status, 400);
    assert!(machine.is_active(&refresh));
    assert_eq!(machine.post("/revoke", &[("token", &refresh), ("client_id", "app")]).status, 200);
    assert!(!machine.is_active(&refresh));
    assert_eq!(machine.post("/revoke", &[("token", "unknown"), ("client_id", "app")]).status, 200);
    assert_eq!(machine.post("/revoke", &[("client_id", "app")]).status, 400);

    let later = machine.tokens(&[CREDENTIALS]);
    let access = text(&later, "access_token");
    assert!(machine.is_active(&access));
    machine.seconds += 3601;
    assert!(!machine.is_active(&access));
    let expired = machine.userinfo(&access);
    assert!(expired.header("www-authenticate").unwrap().contains("invalid_token"));
}

#[test]
fn userinfo_says_what_is_wrong_in_its_header() {
    let machine = machine();
    let bare = machine.get("/userinfo");
    assert_eq!(bare.status, 401);
    assert_eq!(bare.header("www-authenticate"), Some("Bearer realm=\"jwtool\""));
    let wrong = machine.userinfo("nonsense");
    assert_eq!(wrong.status, 401);
    assert!(wrong.header("www-authenticate").unwrap().contains("error=\"invalid_token\""));
    let narrow = machine.tokens(&[CREDENTIALS, ("scope", "read")]);
    let narrow = machine.userinfo(&text(&narrow, "access_token"));
    assert_eq!(narrow.status, 403);
    assert!(narrow.header("www-authenticate").unwrap().contains("insufficient_scope"));
    let token = text(&machine.tokens(&[CREDENTIALS]), "access_token");
    assert_eq!(machine.post("/userinfo", &[("access_token", &token)]).status, 200);
}
