//! Devices, and what is remembered of them and of others.

use crate::issuer::tests::{DEVICE, ISSUER, Machine, claims, hasura, machine, object, text};

#[test]
fn a_device_waits_for_a_person() {
    let mut machine = machine();
    let (status, started) = machine.posted("/device_authorization", &[("scope", "openid")]);
    assert_eq!(status, 200);
    assert_eq!(text(&started, "verification_uri"), format!("{ISSUER}/device"));
    let code = text(&started, "device_code");
    let poll = [("grant_type", DEVICE), ("device_code", code.as_str())];
    assert_eq!(machine.refused(&poll), "authorization_pending");
    machine.seconds += 4;
    assert_eq!(machine.refused(&poll), "slow_down");
    machine.seconds += 9;
    assert_eq!(machine.refused(&poll), "slow_down");
    machine.seconds += 15;
    assert_eq!(machine.refused(&poll), "authorization_pending");

    let complete = text(&started, "verification_uri_complete");
    let page = machine.get(complete.strip_prefix(ISSUER).unwrap());
    let user_code = text(&started, "user_code");
    assert!(page.body.contains(&format!(r#"name="user_code" value="{user_code}""#)));
    let typed = user_code.to_lowercase().replace('-', " ");
    let wrong = machine.post("/device", &[("user_code", "BBBB-BBBB"), ("role", "user")]);
    assert_eq!(wrong.status, 400);
    let fields = [("user_code", typed.as_str()), ("username", "ada"), ("role", "editor")];
    assert_eq!(machine.post("/device", &fields).status, 200);
    assert_eq!(machine.post("/device", &fields).status, 400);

    let other = [&poll[..], &[("client_id", "other")]].concat();
    assert_eq!(text(&object(&machine.post("/token", &other).body), "error"), "invalid_grant");
    let document = machine.tokens(&poll);
    let id = claims(&document, "id_token");
    assert_eq!(text(&id, "sub"), "ada");
    assert!(hasura(&id).contains("editor"));
    assert_eq!(machine.refused(&poll), "invalid_grant");
}

#[test]
fn what_is_remembered_is_counted_with_what_it_takes_in_memory() {
    let machine = machine();
    let roles = "a,".repeat(30_000);
    let first = text(
        &machine.tokens(&[
            ("grant_type", "password"),
            ("username", "ada"),
            ("password", "x"),
            ("allowed_roles", &roles),
        ]),
        "refresh_token",
    );
    assert!(machine.is_active(&first));
    for _ in 0..16 {
        machine.tokens(&[
            ("grant_type", "password"),
            ("username", "ada"),
            ("password", "x"),
            ("allowed_roles", &roles),
        ]);
    }
    assert!(!machine.is_active(&first));

    let (_, device) = machine.posted("/device_authorization", &[]);
    let code = text(&device, "user_code");
    let decide = |roles: &str| {
        let fields = [("user_code", code.as_str()), ("allowed_roles", roles)];
        machine.post("/device", &fields).status
    };
    assert_eq!(decide(&roles), 400);
    assert_eq!(decide("user,editor"), 200);
}

#[test]
fn a_device_is_denied_or_comes_too_late() {
    let mut machine = machine();
    let start = |machine: &Machine| {
        let (_, started) = machine.posted("/device_authorization", &[]);
        (text(&started, "device_code"), text(&started, "user_code"))
    };
    let (code, user_code) = start(&machine);
    let denied = machine.post("/device", &[("user_code", &user_code), ("deny", "1")]);
    assert_eq!(denied.status, 200);
    let poll = [("grant_type", DEVICE), ("device_code", code.as_str())];
    assert_eq!(machine.refused(&poll), "access_denied");
    let (code, user_code) = start(&machine);
    machine.seconds += 900;
    assert_eq!(machine.post("/device", &[("user_code", &user_code)]).status, 400);
    let poll = [("grant_type", DEVICE), ("device_code", code.as_str())];
    assert_eq!(machine.refused(&poll), "expired_token");
    assert_eq!(machine.refused(&[("grant_type", DEVICE), ("device_code", "x")]), "invalid_grant");
}
