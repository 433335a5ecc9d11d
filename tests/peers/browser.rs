//! The pages of the issuer that `jwtool serve` runs, in a real browser.

use std::os::unix::fs::PermissionsExt as _;

use crate::component::{Component, apache, program};
use crate::home::Home;

/// Lets the browser do something with the pages of a new issuer.
fn browse(task: &str) {
    let home = Home::new("RSA");
    let issuer = home.serve(&["--role=user", "--role=admin"]);
    browse_at(task, &[&issuer.name]);
    issuer.stop();
}

fn browse_at(task: &str, arguments: &[&str]) {
    let chromium = program(&["chromium", "chromium-browser", "google-chrome"]);
    let arguments = [&[task, chromium.to_str().unwrap()], arguments].concat();
    Component::node("browser", "browser.mjs", &arguments).finish();
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn a_click_on_a_role_leads_back_with_a_code() {
    browse("mouse");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn the_pages_need_no_scripts() {
    browse("without-scripts");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn the_pages_need_no_mouse() {
    browse("keyboard");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn an_application_without_a_server_logs_in() {
    browse("single-page");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn a_device_is_allowed_by_its_code() {
    browse("device");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn a_device_is_allowed_by_keyboard_without_scripts() {
    browse("device-by-keyboard-without-scripts");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn the_browser_ends_at_the_listener_of_a_login() {
    let home = Home::new("RSA");
    let issuer = home.serve(&["--role=user", "--role=admin"]);
    home.configure(&format!(
        "[profile.local]\nissuer = \"{}\"\n[profile.local.login]\nkind = \"oidc\"\n\
         client_id = \"app\"\n",
        issuer.name
    ));
    // With the address that is printed, and with the page that a browser is started with
    let login = home.start(&["login", "local", "--no-browser"]);
    let address = login.line(|line| line.starts_with("http").then(|| line.to_owned()));
    browse_at("login", &[&issuer.name, &address]);
    let (ended, log) = login.end();
    assert!(ended.success(), "{log}");
    let page = home.path().join("page");
    let browser = home.path().join("browser");
    let script = "#!/bin/sh\nprintf %s \"$1\" > part && mv part page\n";
    std::fs::write(&browser, script).unwrap();
    std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).unwrap();
    let home =
        home.with_env("BROWSER", browser.to_str().unwrap()).with_env("PATH", "/usr/bin:/bin");
    let login = home.start(&["login", "local"]);
    login.line(|line| line.starts_with("waiting").then_some(()));
    while !page.exists() {
        std::thread::yield_now();
    }
    let address = std::fs::read_to_string(&page).unwrap();
    assert!(!address.contains("state"), "{address}");
    browse_at("login", &[&issuer.name, &address]);
    let (ended, log) = login.end();
    assert!(ended.success(), "{log}");
    let token = home.output(&["token", "local", "--access"]);
    assert!(home.output(&["decode", &token, "--claim=$"]).contains("admin"));
    issuer.stop();
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn apache_lets_people_in_who_come_back() {
    let home = Home::new("RSA");
    let issuer = home.serve(&["--role=user", "--role=admin"]);
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("www/orders")).unwrap();
    let html = "<!doctype html><link rel=icon href='data:,'><p>All orders</p>";
    std::fs::write(folder.path().join("www/orders/all.html"), html).unwrap();
    let (_server, port) = apache(folder.path(), "relying-party.conf", &[("ISSUER", &issuer.name)]);
    let page = format!("http://127.0.0.1:{port}/orders/all.html");
    browse_at("protected", &[&issuer.name, &page]);
    issuer.stop();
}
