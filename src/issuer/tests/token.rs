//! The token endpoint: clients, what a request chooses, refresh tokens.

use crate::issuer::tests::{
    CREDENTIALS, ISSUER, claims, hasura, machine, machine_with, object, request, text,
};
use crate::jose::json::Object;
use crate::jose::json::Value;
use crate::provider::mint_preset::{PRESETS, RolePlace};

#[test]
fn a_client_gets_an_access_token_and_nothing_else() {
    let machine = machine();
    let document = machine.tokens(&[CREDENTIALS]);
    assert_eq!(text(&document, "token_type"), "Bearer");
    assert_eq!(document.get("expires_in"), Some(&Value::from(3600)));
    assert!(!document.contains("refresh_token") && !document.contains("id_token"));
    let claims = claims(&document, "access_token");
    assert_eq!(text(&claims, "iss"), ISSUER);
    assert_eq!(text(&claims, "sub"), "app");
    assert!(claims.contains("jti") && claims.contains("exp"));
    assert!(hasura(&claims).contains(r#""x-hasura-default-role":"user""#));
    let again = machine.tokens(&[CREDENTIALS]);
    assert_ne!(text(&document, "access_token"), text(&again, "access_token"));
    let response = machine.post("/token", &[CREDENTIALS, ("client_id", "app")]);
    assert_eq!(response.header("cache-control"), Some("no-store"));
}

#[test]
fn a_request_chooses_roles_claims_and_audience() {
    let machine = machine_with(|own| own.roles = vec!["ranger".to_owned(), "user".to_owned()]);
    let of = |fields: &[(&str, &str)]| {
        claims(&machine.tokens(&[&[CREDENTIALS][..], fields].concat()), "access_token")
    };
    let default = r#"{"x-hasura-default-role":"ranger","x-hasura-allowed-roles":["ranger"]}"#;
    assert_eq!(hasura(&of(&[])), default);
    let several = r#"{"x-hasura-default-role":"a","x-hasura-allowed-roles":["a","b","c"]}"#;
    for lists in [
        &[("allowed_roles", "b c")][..],
        &[("allowed_roles", r#"["b","c"]"#)],
        &[("allowed_roles", "b"), ("allowed_roles", "c,a")],
    ] {
        assert_eq!(hasura(&of(&[&[("role", "a")], lists].concat())), several);
    }
    assert!(hasura(&of(&[("allowed_roles", "b c")])).contains(r#"default-role":"b""#));
    let given = of(&[
        ("claims", r#"{"x-hasura-org-id":"7","plan":"pro","sub":"somebody","exp":1}"#),
        ("audience", "api"),
        ("resource", "https://api.example.gov"),
        ("scope", "read write read"),
    ]);
    assert!(hasura(&given).contains(r#""x-hasura-org-id":"7""#));
    assert_eq!(text(&given, "plan"), "pro");
    assert_eq!(text(&given, "sub"), "somebody");
    assert_eq!(given.get("exp"), Some(&Value::from(1)));
    let audience = given.get("aud").map(Value::to_json);
    assert_eq!(audience.as_deref(), Some(r#"["api","https://api.example.gov"]"#));
    assert_eq!(text(&given, "scope"), "read write");
    for claims in ["7", "{", "[]", "null"] {
        assert_eq!(machine.refused(&[CREDENTIALS, ("claims", claims)]), "invalid_request");
    }
    assert_eq!(machine.refused(&[CREDENTIALS, ("role", "a"), ("role", "b")]), "invalid_request");
}

#[test]
fn each_preset_is_an_issuer_whose_tokens_it_signs() {
    let machine = machine();
    for preset in &PRESETS {
        let path = format!("/{}/token", preset.name);
        let fields = [("grant_type", "password"), ("username", "ada"), ("password", "x")];
        let (status, document) = machine.posted(&path, &fields);
        assert_eq!(status, 200, "{}", preset.name);
        let issuer = format!("{ISSUER}/{}", preset.name);
        for name in ["access_token", "id_token"] {
            let claims = claims(&document, name);
            assert_eq!(text(&claims, "iss"), issuer, "{}", preset.name);
            assert!(claims.contains("jti"), "{}", preset.name);
        }
        let own = preset.namespace.unwrap_or("https://hasura.io/jwt/claims");
        let access = claims(&document, "access_token");
        let has = preset.roles != RolePlace::OwnClaim;
        assert_eq!(access.contains(own), has, "{}", preset.name);
        let token = text(&document, "access_token");
        let mut request = request("GET", &format!("/{}/userinfo", preset.name), &[]);
        request.headers.push(("authorization".to_owned(), format!("Bearer {token}")));
        let info = machine.send(&request);
        assert_eq!(info.status, 200, "{}: {}", preset.name, info.body);
        assert_eq!(text(&object(&info.body), "sub"), text(&access, "sub"));
        let id = claims(&document, "id_token");
        assert_eq!(text(&id, "sub"), text(&access, "sub"), "{}", preset.name);
        assert_eq!(text(&id, "aud"), "app");
        // Another issuer's tokens are not its own.
        assert_eq!(machine.userinfo(&token).status, 401, "{}", preset.name);
    }
}

#[test]
fn a_refresh_token_is_used_once_and_one_that_comes_back_revokes_all() {
    let machine = machine();
    let first = machine.tokens(&[
        ("grant_type", "password"),
        ("username", "ada"),
        ("password", "x"),
        ("scope", "openid email offline_access"),
        ("role", "editor"),
    ]);
    let refresh = |document: &Object, more: &[(&str, &str)]| {
        let token = text(document, "refresh_token");
        let fields = [("grant_type", "refresh_token"), ("refresh_token", token.as_str())];
        machine.posted("/token", &[&fields[..], more].concat())
    };
    // A wider scope, and another client, do not use it up.
    let (_, wider) = refresh(&first, &[("scope", "openid admin")]);
    assert_eq!(text(&wider, "error"), "invalid_scope");
    let token = text(&first, "refresh_token");
    let stolen = [
        ("grant_type", "refresh_token"),
        ("refresh_token", token.as_str()),
        ("client_id", "other"),
    ];
    assert_eq!(text(&object(&machine.post("/token", &stolen).body), "error"), "invalid_grant");

    let (status, second) = refresh(&first, &[("scope", "openid")]);
    assert_eq!((status, text(&second, "scope").as_str()), (200, "openid"));
    let id = claims(&second, "id_token");
    assert_eq!(text(&id, "sub"), "ada");
    assert!(hasura(&id).contains("editor") && !id.contains("email") && !id.contains("nonce"));
    // The next one has the whole scope again, and may choose another role.
    let (status, third) = refresh(&second, &[("role", "ranger")]);
    assert_eq!((status, text(&third, "scope").as_str()), (200, "openid email offline_access"));
    assert!(hasura(&claims(&third, "access_token")).contains("ranger"));

    let (_, reused) = refresh(&first, &[]);
    assert_eq!(text(&reused, "error"), "invalid_grant");
    let (_, last) = refresh(&third, &[]);
    assert_eq!(text(&last, "error"), "invalid_grant");
    assert!(!machine.is_active(&text(&third, "access_token")));
}

#[test]
fn some_providers_give_a_refresh_token_only_to_those_who_ask() {
    let machine = machine();
    let has = |path: &str, scope: &str| {
        let fields =
            [("grant_type", "password"), ("username", "ada"), ("password", "x"), ("scope", scope)];
        let (status, document) = machine.posted(path, &fields);
        assert_eq!(status, 200);
        (document.contains("refresh_token"), document.contains("id_token"))
    };
    assert_eq!(has("/token", "openid"), (true, true));
    assert_eq!(has("/token", "read"), (true, false));
    assert_eq!(has("/entra-v2/token", "openid"), (false, true));
    assert_eq!(has("/entra-v2/token", "openid offline_access"), (true, true));
}

#[test]
fn a_client_names_itself_in_the_header_or_in_the_form() {
    let machine = machine();
    let basic = |id: &str, more: &[(&str, &str)]| {
        let mut request = request("POST", "/token", &[&[CREDENTIALS][..], more].concat());
        request.headers.push(("authorization".to_owned(), format!("Basic {id}")));
        machine.send(&request)
    };
    // `app:secret`
    let (app, malformed) = ("YXBwOnNlY3JldA==", "!");
    assert_eq!(basic(app, &[]).status, 200);
    assert_eq!(basic(app, &[("client_id", "app")]).status, 200);
    assert_eq!(basic(app, &[("client_id", "other")]).status, 401);
    assert_eq!(basic(app, &[("client_secret", "x")]).status, 400);
    let refused = basic(malformed, &[]);
    assert_eq!(refused.status, 401);
    assert!(refused.header("www-authenticate").unwrap().starts_with("Basic "));
    let nobody = machine.post("/token", &[CREDENTIALS]);
    assert_eq!(nobody.status, 401);
    assert_eq!(text(&object(&nobody.body), "error"), "invalid_client");
    let both = [CREDENTIALS, ("client_id", "app"), ("client_secret", "anything")];
    assert_eq!(machine.post("/token", &both).status, 200);
}

#[test]
fn a_request_that_is_not_one_is_refused_with_its_reason() {
    let machine = machine();
    for (fields, error) in [
        (&[][..], "invalid_request"),
        (&[("grant_type", "implicit")], "unsupported_grant_type"),
        (&[("grant_type", "password"), ("username", "ada")], "invalid_request"),
        (&[("grant_type", "authorization_code")], "invalid_request"),
        (&[("grant_type", "authorization_code"), ("code", "x")], "invalid_grant"),
        (&[("grant_type", "refresh_token")], "invalid_request"),
        (&[("grant_type", "refresh_token"), ("refresh_token", "x")], "invalid_grant"),
        (&[CREDENTIALS, CREDENTIALS], "invalid_request"),
    ] {
        assert_eq!(machine.refused(fields), error, "{fields:?}");
    }
    let mut json = request("POST", "/token", &[]);
    json.headers[1].1 = "application/json".to_owned();
    json.body = br#"{"grant_type":"client_credentials"}"#.to_vec();
    let response = machine.send(&json);
    assert_eq!(response.status, 400);
    assert_eq!(text(&object(&response.body), "error"), "invalid_request");
    for (method, path, allow) in [
        ("GET", "/token", "POST, OPTIONS"),
        ("POST", "/.well-known/jwks.json", "GET, HEAD, OPTIONS"),
        ("DELETE", "/authorize", "GET, HEAD, POST, OPTIONS"),
    ] {
        let response = machine.send(&request(method, path, &[]));
        assert_eq!((response.status, response.header("allow")), (405, Some(allow)), "{path}");
    }
}
