//! From the page to the code and its exchange, sessions, and the end of a session.

use crate::issuer::http;
use crate::issuer::tests::{
    ISSUER, Machine, REDIRECT, VERIFIER, answer_of, authorization, claims, hasura, machine,
    machine_with, object, request, text,
};
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::json::Value;
use crate::jose::thumbprint;
use crate::jose::token_hash;

#[test]
fn a_code_is_exchanged_once_by_its_client_with_its_verifier() {
    let machine = machine();
    let challenge = thumbprint::of_text(VERIFIER);
    let more = format!(
        "&nonce=n-1&scope=openid+profile+offline_access&code_challenge={challenge}&code_challenge_method=S256"
    );
    let answer = machine.sign_in(&more, &[("username", "ada"), ("role", "editor")]);
    assert_eq!(answer.get("state"), Some("s&t"));
    assert_eq!(answer.get("iss"), Some(ISSUER));
    let code = answer.get("code").unwrap();
    let exchange = [("grant_type", "authorization_code"), ("code", code)];
    let whole =
        [&exchange[..], &[("redirect_uri", REDIRECT), ("code_verifier", VERIFIER)]].concat();
    // What does not fit does not use it up.
    for (wrong, error) in [
        (exchange.to_vec(), "invalid_grant"),
        ([&exchange[..], &[("redirect_uri", REDIRECT)]].concat(), "invalid_grant"),
        (
            [&exchange[..], &[("redirect_uri", "http://localhost/x"), ("code_verifier", VERIFIER)]]
                .concat(),
            "invalid_grant",
        ),
        (
            [&exchange[..], &[("redirect_uri", REDIRECT), ("code_verifier", &challenge)]].concat(),
            "invalid_grant",
        ),
        (
            [&exchange[..], &[("redirect_uri", REDIRECT), ("code_verifier", "short")]].concat(),
            "invalid_request",
        ),
    ] {
        assert_eq!(machine.refused(&wrong), error);
    }
    let other = machine.post("/token", &[&whole[..], &[("client_id", "other")]].concat());
    assert_eq!(text(&object(&other.body), "error"), "invalid_grant");
    let (_, elsewhere) = machine.posted("/okta/token", &whole);
    assert_eq!(text(&elsewhere, "error"), "invalid_grant");

    let document = machine.tokens(&whole);
    let id = claims(&document, "id_token");
    assert_eq!(text(&id, "nonce"), "n-1");
    assert_eq!(text(&id, "sub"), "ada");
    assert_eq!(text(&id, "name"), "ada");
    assert_eq!(id.get("auth_time"), Some(&Value::from(1_700_000_000)));
    let access = text(&document, "access_token");
    let hash = token_hash::left_half(&access, SignatureAlgorithm::ES256);
    assert_eq!(text(&id, "at_hash"), hash);
    assert!(hasura(&id).contains("editor"));
    assert!(machine.is_active(&access));

    // A second time, it was stolen, and so were its tokens.
    assert_eq!(machine.refused(&whole), "invalid_grant");
    assert!(!machine.is_active(&access));
    let refresh = text(&document, "refresh_token");
    let fields = [("grant_type", "refresh_token"), ("refresh_token", &refresh)];
    assert_eq!(machine.refused(&fields), "invalid_grant");
}

#[test]
fn a_code_expires_and_a_verifier_needs_a_challenge() {
    let mut machine = machine();
    let exchange = |machine: &Machine, more: &[(&str, &str)]| {
        let answer = machine.sign_in("", &[("role", "user")]);
        let code = answer.get("code").unwrap().to_owned();
        let fields =
            [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", REDIRECT)];
        (code.clone(), machine.posted("/token", &[&fields[..], more].concat()))
    };
    let (_, (status, document)) = exchange(&machine, &[]);
    // Without a scope, the client gets the usual one.
    assert_eq!((status, text(&document, "scope").as_str()), (200, "openid profile email"));
    assert_eq!(exchange(&machine, &[("code_verifier", VERIFIER)]).1.0, 400);
    let plain = format!("&code_challenge={VERIFIER}");
    let answer = machine.sign_in(&plain, &[("role", "user")]);
    let fields = |code| {
        [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ]
    };
    assert_eq!(machine.posted("/token", &fields(answer.get("code").unwrap())).0, 200);
    let answer = machine.sign_in(&plain, &[("role", "user")]);
    machine.seconds += 300;
    assert_eq!(machine.refused(&fields(answer.get("code").unwrap())), "invalid_grant");
}

#[test]
fn an_authorization_request_is_refused_to_the_person_or_to_the_client() {
    let machine = machine();
    for query in [
        "response_type=code&client_id=app",
        "response_type=code&redirect_uri=http%3A%2F%2Flocalhost%2F",
        "response_type=code&client_id=app&redirect_uri=https%3A%2F%2Fevil.example%2F",
        "response_type=code&client_id=app&redirect_uri=javascript%3Aalert(1)",
        "response_type=code&client_id=app&client_id=b&redirect_uri=http%3A%2F%2Flocalhost%2F",
    ] {
        let response = machine.get(&format!("/authorize?{query}"));
        assert_eq!((response.status, response.header("location")), (400, None), "{query}");
    }
    let base = authorization();
    for (more, error) in [
        ("&request=x", "request_not_supported"),
        ("&request_uri=x", "request_uri_not_supported"),
        ("&response_mode=web_message", "invalid_request"),
        ("&code_challenge=short&code_challenge_method=S256", "invalid_request"),
        ("&code_challenge_method=S256", "invalid_request"),
        ("&prompt=none+login", "invalid_request"),
        ("&prompt=maybe", "invalid_request"),
        ("&max_age=old", "invalid_request"),
        ("&prompt=none", "login_required"),
    ] {
        let answer = answer_of(&machine.get(&format!("/authorize?{base}{more}")));
        assert_eq!(answer.get("error"), Some(error), "{more}");
        assert_eq!((answer.get("state"), answer.get("iss")), (Some("s&t"), Some(ISSUER)));
        assert!(answer.get("code").is_none());
    }
    let token = base.replace("response_type=code", "response_type=token");
    let answer = answer_of(&machine.get(&format!("/authorize?{token}")));
    assert_eq!(answer.get("error"), Some("unsupported_response_type"));
    let answer = machine.sign_in("", &[("username", "ada"), ("deny", "1")]);
    assert_eq!(answer.get("error"), Some("access_denied"));
}

#[test]
fn the_page_has_a_button_for_each_role_and_works_without_scripts() {
    let machine = machine_with(|own| own.roles = vec!["user".to_owned(), "<b>".to_owned()]);
    let query = format!("{}&login_hint=%22%3E%3Cscript%3E&prompt=consent", authorization());
    for method in ["GET", "HEAD"] {
        let page = machine.send(&request(method, &format!("/authorize?{query}"), &[]));
        assert_eq!(page.status, 200);
        let html = &page.body;
        assert!(html.contains(r#"<button type="submit" name="role" value="user">user</button>"#));
        assert!(html.contains(r#"value="&lt;b&gt;""#) && !html.contains("<b>"));
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains(r#"<label for="username">"#) && html.contains(r#"lang="en""#));
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.contains("form-action 'self' http://localhost:3000;"), "{policy}");
        assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(page.header("cache-control"), Some("no-store"));
    }
    // The form has everything in it.
    let fields: Vec<(&str, &str)> = vec![
        ("response_type", "code"),
        ("client_id", "app"),
        ("redirect_uri", REDIRECT),
        ("username", "ada"),
        ("role", "user"),
    ];
    let response = machine.post("/authorize", &fields);
    assert_eq!(response.status, 303);
    assert!(answer_of(&response).get("code").is_some());
}

#[test]
fn who_is_signed_in_gets_a_code_without_a_page() {
    let mut machine = machine();
    let query = authorization();
    let signed =
        machine.post(&format!("/authorize?{query}"), &[("username", "ada"), ("role", "editor")]);
    let cookie = signed.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let silent = |machine: &Machine, more: &str| {
        let address = format!("/authorize?{query}&prompt=none{more}");
        let mut request = request("GET", &address, &[]);
        request.headers.push(("cookie".to_owned(), format!("a=b; {cookie}")));
        answer_of(&machine.send(&request))
    };
    let answer = silent(&machine, "");
    let document = machine.tokens(&[
        ("grant_type", "authorization_code"),
        ("code", answer.get("code").unwrap()),
        ("redirect_uri", REDIRECT),
    ]);
    let id = claims(&document, "id_token");
    assert_eq!(text(&id, "sub"), "ada");
    assert!(hasura(&id).contains("editor"));
    machine.seconds += 100;
    assert!(silent(&machine, "&max_age=100").get("code").is_some());
    assert_eq!(silent(&machine, "&max_age=99").get("error"), Some("login_required"));
    let mut out = request("GET", "/logout", &[]);
    out.headers.push(("cookie".to_owned(), cookie.clone()));
    assert_eq!(machine.send(&out).status, 200);
    assert_eq!(silent(&machine, "").get("error"), Some("login_required"));
}

#[test]
fn a_logout_leads_only_where_a_log_in_may() {
    let machine = machine();
    let to = |target: &str, state: &str| {
        let fields = [("post_logout_redirect_uri", target), ("state", state)];
        machine.get(&format!("/logout?{}", http::encoded(&fields)))
    };
    let response = to("http://localhost:3000/bye", "s");
    assert_eq!(response.header("location"), Some("http://localhost:3000/bye?state=s"));
    let refused = to("https://evil.example/", "");
    assert_eq!((refused.status, refused.header("location")), (400, None));
}

#[test]
fn other_response_modes_carry_the_same_answer() {
    let machine = machine();
    let fields = [("username", "ada"), ("role", "user")];
    let address = format!("/authorize?{}&response_mode=fragment", authorization());
    let response = machine.post(&address, &fields);
    assert!(response.header("location").unwrap().starts_with(&format!("{REDIRECT}#code=")));
    let address = format!("/authorize?{}&response_mode=form_post", authorization());
    let response = machine.post(&address, &fields);
    assert_eq!(response.status, 200);
    assert!(response.body.contains(&format!(r#"<form method="post" action="{REDIRECT}">"#)));
    assert!(response.body.contains(r#"name="code""#) && response.body.contains("s&amp;t"));
}
