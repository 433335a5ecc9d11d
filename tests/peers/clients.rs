//! Clients that log in at the issuer that `jwtool serve` runs.

use crate::component::Component;
use crate::home::Home;

/// Runs a script of openid-client for each of these grants, with one issuer.
fn openid_client(grant: &str) {
    let home = Home::new("RSA");
    let issuer = home.serve(&["--role=user", "--role=admin"]);
    Component::node("openid-client", "openid_client.mjs", &[grant, &issuer.name]).finish();
    issuer.stop();
}

/// Runs the script of Authlib for this grant.
fn authlib(grant: &str) {
    let home = Home::new("RSA");
    let issuer = home.serve(&["--role=user", "--role=admin"]);
    Component::python("Authlib", "authlib_client.py", &[grant, &issuer.name]).finish();
    issuer.stop();
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn openid_client_discovers_the_issuer() {
    openid_client("discovery");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn openid_client_gets_a_token_with_its_secret() {
    openid_client("client-credentials");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn openid_client_gets_a_token_with_a_password() {
    openid_client("password");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn openid_client_exchanges_a_code() {
    openid_client("code");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn openid_client_needs_the_right_verifier() {
    openid_client("wrong-verifier");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn openid_client_refreshes_once() {
    openid_client("refresh");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn openid_client_introspects_and_revokes() {
    openid_client("revocation");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn openid_client_logs_a_device_in() {
    openid_client("device");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn authlib_gets_a_token_with_its_secret() {
    authlib("client-credentials");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn authlib_exchanges_a_code() {
    authlib("code");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn authlib_refreshes_once() {
    authlib("refresh");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn authlib_introspects_and_revokes() {
    authlib("revocation");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn authlib_logs_a_device_in() {
    authlib("device");
}
