//! Logins at issuers made by others.

use std::path::PathBuf;

use jwtool::jose::thumbprint;
use serde_json::Value;

use crate::component::Component;
use crate::home::Home;
use crate::issuers::{CLIENT_SECRET, Cognito, Glewlwyd, PASSWORD, oidc_provider};
use crate::pages::{Landing, Visitor};

/// Returns the claims of a token.
fn claims(home: &Home, token: &str) -> Value {
    serde_json::from_str(&home.output(&["decode", token, "--claim=$"])).unwrap()
}

/// Runs `jwtool`, which must end with this exit code, and returns what it prints on standard error.
fn said(home: &Home, arguments: &[&str], code: i32) -> String {
    let output = home.jwtool(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    said
}

/// What a person types into the pages of oidc-provider, on which any password will do.
pub(crate) const ADA: [(&str, &str); 2] = [("login", "ada"), ("password", PASSWORD)];

/// Starts a login, and returns the address that it prints.
fn begin(home: &Home, arguments: &[&str]) -> (Component, String) {
    let login = home.start(&[&["login", "staging"], arguments].concat());
    let address = login.line(address_to_open);
    (login, address)
}

fn address_to_open(line: &str) -> Option<String> {
    let word = line.split_whitespace().find(|word| word.starts_with("http"))?;
    // Others say where the browser ends.
    word.contains('?').then(|| word.to_owned())
}

/// Logs in, with somebody who uses the pages. Returns what was printed, and where they ended.
pub(crate) fn log_in(
    home: &Home,
    arguments: &[&str],
    code: i32,
    browse: impl FnOnce(&str) -> Landing,
) -> (String, Landing) {
    let (login, address) = begin(home, arguments);
    let landing = browse(&address);
    let (status, log) = login.end();
    assert_eq!(status.code(), Some(code), "{log}{landing:?}");
    assert!(!log.contains("eyJ"), "{log}");
    (log, landing)
}

/// Returns the file with the login.
fn stored(home: &Home) -> PathBuf {
    let name = thumbprint::of_text("login staging");
    home.path().join(format!("data/logins/{name}.json"))
}

fn refresh_token(home: &Home) -> String {
    let login = std::fs::read_to_string(stored(home)).unwrap();
    let login: Value = serde_json::from_str(&login).unwrap();
    login["refresh_token"].as_str().unwrap().to_owned()
}

/// Asks an issuer to renew tokens, and returns its answer.
fn refresh(endpoint: &str, client: &str, refresh_token: &str) -> Value {
    let body = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("grant_type", "refresh_token")
        .append_pair("client_id", client)
        .append_pair("refresh_token", refresh_token)
        .finish();
    let client = reqwest::blocking::Client::builder().no_proxy().build().unwrap();
    let request = client.post(endpoint).body(body);
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    serde_json::from_str(&request.send().unwrap().text().unwrap()).unwrap()
}

pub(crate) fn profile(issuer: &str, kind: &str, client: &str, login: &str) -> String {
    format!(
        "[profile.staging]\nissuer = \"{issuer}\"\n[profile.staging.login]\n\
         kind = \"{kind}\"\nclient_id = \"{client}\"\n{login}\n"
    )
}

fn status(home: &Home) -> Value {
    serde_json::from_str(&home.output(&["status", "staging", "--json"])).unwrap()
}

fn client_credentials(issuer: &str, client: &str, scope: &str) -> String {
    format!(
        "[profile.staging]\nissuer = \"{issuer}\"\n[profile.staging.login]\n\
         kind = \"client-credentials\"\nclient_id = \"{client}\"\n\
         client_secret = \"env:CLIENT_SECRET\"\nscope = \"{scope}\"\n"
    )
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn oidc_provider_knows_a_client_by_its_encoded_secret() {
    let (_server, issuer) = oidc_provider();
    let home = Home::empty().with_env("CLIENT_SECRET", CLIENT_SECRET);
    home.configure(&client_credentials(&issuer, "service:1", "orders:read"));
    let token = home.output(&["token", "staging"]);
    let claims = claims(&home, &token);
    assert_eq!(claims["iss"], issuer, "{claims}");
    assert_eq!(claims["scope"], "orders:read");
    assert_eq!(claims["https://hasura.io/jwt/claims"]["x-hasura-user-id"], "service:1");
    home.output(&["verify", &token, "--profile=staging"]);
    assert_eq!(home.output(&["token", "staging"]), token);
    let home = home.with_env("CLIENT_SECRET", "wrong+secret");
    said(&home, &["logout", "staging"], 0);
    let refused = said(&home, &["token", "staging"], 5);
    assert!(refused.contains("`invalid_client`"), "{refused}");
    assert!(!refused.contains("wrong"), "{refused}");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn glewlwyd_knows_a_client_by_its_secret_as_it_is() {
    let glewlwyd = Glewlwyd::start();
    let home = Home::empty().with_env("CLIENT_SECRET", CLIENT_SECRET);
    home.configure(&client_credentials(&glewlwyd.issuer, "service", "orders"));
    let token = home.output(&["token", "staging"]);
    let claims = claims(&home, &token);
    assert_eq!(claims["iss"], glewlwyd.issuer, "{claims}");
    assert_eq!((&claims["client_id"], &claims["scope"]), (&"service".into(), &"orders".into()));
    home.output(&["verify", &token, "--profile=staging"]);
    let home = home.with_env("CLIENT_SECRET", "wrong+secret");
    let refused = said(&home, &["token", "staging", "--store=none"], 5);
    assert!(!refused.contains("wrong"), "{refused}");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn oidc_provider_logs_in_by_code_on_any_port_and_logs_out() {
    let (_server, issuer) = oidc_provider();
    let home = Home::empty();
    home.configure(&profile(&issuer, "oidc", "cli", ""));
    let visit = |address: &str| Visitor::new().visit(address, &ADA, None);
    let (log, landing) = log_in(&home, &["--no-browser"], 0, visit);
    assert!(log.contains("logged in to `staging` as ada@example.gov"), "{log}");
    assert_eq!(landing.address.path(), "/callback");
    assert!(landing.page.contains("close"), "{}", landing.page);
    let id = claims(&home, &home.output(&["token", "staging", "--id"]));
    assert_eq!((&id["aud"], &id["sub"]), (&"cli".into(), &"ada".into()), "{id}");
    let access = home.output(&["token", "staging", "--access"]);
    assert_eq!(claims(&home, &access)["https://hasura.io/jwt/claims"]["x-hasura-user-id"], "ada");
    home.output(&["verify", "--profile=staging"]);
    let shown = status(&home);
    assert_eq!((&shown["who"], &shown["refreshable"]), (&"ada@example.gov".into(), &true.into()));
    // Logging out revokes what it forgets.
    let old = refresh_token(&home);
    said(&home, &["logout", "staging"], 0);
    assert!(!stored(&home).exists());
    assert_eq!(refresh(&format!("{issuer}/token"), "cli", &old)["error"], "invalid_grant");
    said(&home, &["logout", "staging"], 0);
    let missing = said(&home, &["token", "staging"], 5);
    assert!(missing.contains("jwtool login staging"), "{missing}");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn oidc_provider_lets_a_person_refuse() {
    let (_server, issuer) = oidc_provider();
    let home = Home::empty();
    home.configure(&profile(&issuer, "oidc", "cli", ""));
    let visit = |address: &str| Visitor::new().leave(address, "/abort");
    let (log, landing) = log_in(&home, &["--no-browser"], 5, visit);
    assert!(log.contains("access_denied"), "{log}");
    assert_eq!(landing.address.path(), "/callback");
    assert!(!stored(&home).exists());
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn oidc_provider_logs_in_by_a_paste_of_an_address_where_nothing_listens() {
    const REDIRECT: &str = "https://app.example.gov/signin";
    let (_server, issuer) = oidc_provider();
    let home = Home::empty();
    home.configure(&profile(&issuer, "oidc", "cli", &format!("redirect = \"{REDIRECT}\"")));
    let (mut login, address) = begin(&home, &["--paste"]);
    let landing = Visitor::new().visit(&address, &ADA, Some(REDIRECT));
    login.answer("paste the URL", &format!("{}\n", landing.address));
    let (ended, log) = login.end();
    assert!(ended.success(), "{log}");
    assert!(log.contains("logged in to `staging` as ada@example.gov"), "{log}");
    // The code was used once, and is of no use to anybody who sees it.
    let (mut login, _) = begin(&home, &["--paste"]);
    login.answer("paste the URL", &format!("{}\n", landing.address));
    drop(login);
    assert_eq!(status(&home)["who"], "ada@example.gov");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn oidc_provider_logs_in_by_a_paste_while_a_listener_waits() {
    let (_server, issuer) = oidc_provider();
    let home = Home::empty();
    home.configure(&profile(&issuer, "oidc", "cli", ""));
    let mut login = home.start_in_terminal(&["login", "staging", "--no-browser"]);
    let address = login.line(address_to_open);
    let parameters = url::Url::parse(&address).unwrap();
    let mut parameters = parameters.query_pairs();
    let redirect = parameters.find(|(name, _)| name == "redirect_uri").unwrap().1.into_owned();
    // The browser blocks the way from a public page to this machine.
    let landing = Visitor::new().visit(&address, &ADA, Some(&redirect));
    login.answer("paste", &format!("{}\r", landing.address));
    let (ended, log) = login.end();
    assert!(ended.success(), "{log}");
    assert_eq!(status(&home)["who"], "ada@example.gov");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn oidc_provider_logs_a_device_in() {
    let (_server, issuer) = oidc_provider();
    let home = Home::empty();
    home.configure(&profile(&issuer, "device", "cli", ""));
    let visit = |address: &str| Visitor::new().visit(address, &ADA, None);
    let (log, _) = log_in(&home, &[], 0, visit);
    assert!(log.contains("logged in to `staging` as ada@example.gov"), "{log}");
    let access = claims(&home, &home.output(&["token", "staging", "--access"]));
    assert_eq!(access["sub"], "ada");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn oidc_provider_sees_each_refresh_token_once_and_ends_a_login_that_uses_one_twice() {
    let (server, issuer) = oidc_provider();
    let home = Home::empty();
    home.configure(&profile(&issuer, "oidc", "brief-cli", "send = \"access\""));
    let visit = |address: &str| Visitor::new().visit(address, &ADA, None);
    log_in(&home, &["--no-browser"], 0, visit);
    let mut tokens = vec![refresh_token(&home)];
    for _ in 0..2 {
        home.output(&["token", "staging"]);
        tokens.push(refresh_token(&home));
    }
    // Each process renews the tokens, one after the other.
    let processes: Vec<_> = (0..4).map(|_| home.start(&["token", "staging"])).collect();
    for process in processes {
        let (ended, log) = process.end();
        assert!(ended.success(), "{log}");
    }
    tokens.push(refresh_token(&home));
    assert!(!server.log().contains("revoked"), "{}", server.log());
    tokens.sort_unstable();
    tokens.dedup();
    assert_eq!(tokens.len(), 4);
    // Somebody else has used the refresh token.
    let endpoint = format!("{issuer}/token");
    let answer = refresh(&endpoint, "brief-cli", &refresh_token(&home));
    assert!(answer["refresh_token"].is_string(), "{answer}");
    let refused = said(&home, &["token", "staging"], 5);
    assert!(refused.contains("invalid_grant"), "{refused}");
    assert!(refused.contains("jwtool login staging"), "{refused}");
    // The issuer has ended the login, for them as well.
    let theirs = answer["refresh_token"].as_str().unwrap();
    assert_eq!(refresh(&endpoint, "brief-cli", theirs)["error"], "invalid_grant");
    said(&home, &["logout", "staging"], 0);
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn glewlwyd_logs_in_by_code_and_renews_access_tokens_only() {
    let glewlwyd = Glewlwyd::start();
    let home = Home::empty();
    let login = format!("send = \"access\"\nredirect = \"{}\"", glewlwyd.redirect);
    home.configure(&profile(&glewlwyd.issuer, "oidc", "cli", &login));
    let visit =
        |address: &str| glewlwyd.visitor().visit(&format!("{address}&g_continue"), &[], None);
    let (_, landing) = log_in(&home, &["--no-browser"], 0, visit);
    assert!(landing.address.as_str().starts_with(&glewlwyd.redirect), "{landing:?}");
    let id = home.output(&["token", "staging", "--id"]);
    assert_eq!(claims(&home, &id)["aud"], "cli");
    // The tokens are valid for half a minute, so each command renews them. The answers have
    // neither a refresh token nor an ID token.
    let first = home.output(&["token", "staging"]);
    let kept = refresh_token(&home);
    let second = home.output(&["token", "staging"]);
    assert_ne!(first, second);
    assert_eq!(refresh_token(&home), kept);
    home.output(&["verify", &second, "--profile=staging"]);
    said(&home, &["logout", "staging"], 0);
    assert!(!stored(&home).exists());
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn glewlwyd_logs_a_device_in() {
    let glewlwyd = Glewlwyd::start();
    let home = Home::empty();
    home.configure(&profile(&glewlwyd.issuer, "device", "cli", "scope = \"openid\""));
    let visit =
        |address: &str| glewlwyd.visitor().visit(&format!("{address}&g_continue"), &[], None);
    log_in(&home, &[], 0, visit);
    assert_eq!(claims(&home, &home.output(&["token", "staging", "--id"]))["aud"], "cli");
}

/// The claims that the hook adds.
const HASURA: &str = "https://hasura.io/jwt/claims";

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn cognito_logs_in_by_password_and_renews_and_revokes() {
    let cognito = Cognito::start();
    let home = Home::empty().with_env("PASSWORD", PASSWORD);
    home.configure(&cognito.profile("staging", Cognito::BRIEF, ""));
    let by_password =
        |name: &'static str| ["login", "staging", "--username", name, "--password", "env:PASSWORD"];
    let done = said(&home, &by_password("ada@example.gov"), 0);
    assert!(done.contains("logged in to `staging` as ada@example.gov"), "{done}");
    let id = home.output(&["token", "staging"]);
    let shown = claims(&home, &id);
    assert_eq!((&shown["token_use"], &shown["iss"]), (&"id".into(), &Cognito::issuer().into()));
    // One string, as the hook wrote it.
    assert!(shown[HASURA].as_str().unwrap().contains("moped-editor"), "{shown}");
    let next = home.output(&["token", "staging"]);
    assert_ne!(next, id);
    assert_eq!(claims(&home, &next)[HASURA], shown[HASURA]);
    let access = home.output(&["token", "staging", "--access"]);
    assert_eq!(claims(&home, &access)["token_use"], "access");
    let old = std::fs::read(stored(&home)).unwrap();
    said(&home, &["logout", "staging"], 0);
    assert!(!stored(&home).exists());
    // The refresh token is revoked.
    std::fs::write(stored(&home), old).unwrap();
    let refused = said(&home, &["token", "staging", "--store=file"], 5);
    assert!(refused.contains("jwtool login staging"), "{refused}");
    // The hook fails for people that it does not know, and so does their login.
    let refused = said(&home, &by_password("eve@example.gov"), 5);
    assert!(refused.contains("no record of eve@example.gov"), "{refused}");
    // The variables of the AWS SDKs lead to an emulator, too, which is said.
    let endpoint = format!("http://{}", cognito.domain);
    let home = home.with_env("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", &endpoint);
    home.configure(&profile(&Cognito::issuer(), "cognito", Cognito::CLIENT, ""));
    let done = said(&home, &by_password("ada@example.gov"), 0);
    assert!(done.contains(&endpoint), "{done}");
    let home = home.with_env("PASSWORD", "not the password");
    for name in ["ada@example.gov", "nobody@example.gov"] {
        let refused = said(&home, &by_password(name), 5);
        assert!(!refused.contains("not the password"), "{refused}");
    }
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn cognito_wants_a_new_password_and_logs_in_on_its_pages() {
    let cognito = Cognito::start();
    let home = Home::empty();
    home.configure(&cognito.profile("staging", Cognito::CLIENT, ""));
    // The password that she got from an administrator is good for one login.
    let mut login = home.start_in_terminal(&["login", "staging"]);
    login.answer("User name: ", "grace@example.gov\r");
    login.answer("Password: ", &format!("{PASSWORD}\r"));
    login.answer("New password: ", "Compiler-1952\r");
    login.answer("New password again: ", "Compiler-1952\r");
    let (ended, log) = login.end();
    assert!(ended.success(), "{log}");
    assert!(!log.contains(PASSWORD) && !log.contains("Compiler-1952"), "{log}");
    assert_eq!(status(&home)["who"], "grace@example.gov");

    let pages = format!("domain = \"{}\"\nredirect = \"{}\"", cognito.domain, cognito.redirect);
    home.configure(&cognito.profile("staging", Cognito::CLIENT, &pages));
    let person = [("username", "grace@example.gov"), ("password", "Compiler-1952")];
    let visit = |address: &str| Visitor::new().visit(address, &person, None);
    let (_, landing) = log_in(&home, &["--no-browser"], 0, visit);
    assert!(landing.address.as_str().starts_with(&cognito.redirect), "{landing:?}");
    let id = claims(&home, &home.output(&["token", "staging"]));
    assert!(id[HASURA].as_str().unwrap().contains("moped-admin"), "{id}");

    // The application's own redirect, at which nothing of `jwtool` listens.
    let pages = format!("domain = \"{}\"\nredirect = \"{}\"", cognito.domain, Cognito::REDIRECT);
    home.configure(&cognito.profile("staging", Cognito::CLIENT, &pages));
    let (mut login, address) = begin(&home, &["--paste"]);
    let person = [("username", "ada@example.gov"), ("password", PASSWORD)];
    let landing = Visitor::new().visit(&address, &person, Some(Cognito::REDIRECT));
    login.answer("paste the URL", &format!("{}\n", landing.address));
    let (ended, log) = login.end();
    assert!(ended.success(), "{log}");
    assert_eq!(status(&home)["who"], "ada@example.gov");
}
