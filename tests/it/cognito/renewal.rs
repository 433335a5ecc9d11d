//! Logins that are renewed with their refresh token, and revoked.

use serde_json::Value;

use crate::cognito::pool::{Pool, Rules, USER, now};
use crate::cognito::{BY_SCRIPT, SECRET, login, machine, said, stored};
use crate::sandbox::Sandbox;

/// Changes the stored login.
fn change(sandbox: &Sandbox, change: impl FnOnce(&mut Value)) {
    let mut stored_login = login(sandbox);
    change(&mut stored_login);
    std::fs::write(stored(sandbox), stored_login.to_string()).unwrap();
}

/// Makes the stored tokens expire in some seconds, as if time had passed.
fn expire_in(sandbox: &Sandbox, seconds: i64) {
    change(sandbox, |login| {
        let until = now() + seconds;
        login["until"] = until.into();
        login["written"] = ((until - 3600) * 1000).into();
    });
}

/// Logs in, and lets nearly all of the tokens' life pass.
fn old_login(pool: &Pool, more: &str) -> Sandbox {
    let sandbox = machine(pool, more);
    sandbox.jwtool(BY_SCRIPT).success();
    expire_in(&sandbox, 30);
    pool.calls();
    sandbox
}

#[test]
fn a_refresh_token_renews_the_others_and_stays() {
    for (secret, device) in [(None, None), (Some(SECRET), Some("us-east-1_device"))] {
        let pool = Pool::start(Rules { secret, device, ..Rules::default() });
        let more = secret.map_or("", |_| "client_secret = \"env:CLIENT_SECRET\"");
        let sandbox = old_login(&pool, more);
        let before = login(&sandbox);
        let token = sandbox.output(["token", "staging"]);
        let after = login(&sandbox);
        assert_eq!(after["id_token"], token.trim());
        assert_ne!(after["id_token"], before["id_token"]);
        assert_ne!(after["access_token"], before["access_token"]);
        for name in ["refresh_token", "device_key", "who", "since"] {
            assert_eq!(after[name], before[name], "{name}");
        }
        let calls = pool.calls();
        assert_eq!(calls.len(), 1, "{calls:?}");
        assert_eq!(calls[0].1["AuthFlow"], "REFRESH_TOKEN_AUTH");
        assert_eq!(sandbox.output(["token", "staging"]), token);
        assert!(pool.calls().is_empty());
    }
}

#[test]
fn a_client_that_replaces_refresh_tokens_gets_them_replaced() {
    for secret in [None, Some(SECRET)] {
        let pool = Pool::start(Rules { secret, rotates: true, ..Rules::default() });
        let more = secret.map_or("", |_| "client_secret = \"env:CLIENT_SECRET\"");
        let sandbox = old_login(&pool, more);
        let first = login(&sandbox);
        sandbox.jwtool(["token", "staging"]).success();
        assert_eq!(pool.operations(), ["InitiateAuth", "GetTokensFromRefreshToken"]);
        let second = login(&sandbox);
        assert_ne!(second["refresh_token"], first["refresh_token"]);
        expire_in(&sandbox, 30);
        sandbox.jwtool(["token", "staging"]).success();
        assert_ne!(login(&sandbox)["refresh_token"], second["refresh_token"]);

        // Another program has used it.
        change(&sandbox, |login| *login = first.clone());
        expire_in(&sandbox, 30);
        let run = sandbox.jwtool(["token", "staging"]).code(5).stdout_eq("");
        let said = said(&run);
        assert!(said.contains("the refresh token was used before"), "{said}");
        assert!(said.contains("jwtool login staging"), "{said}");
    }
}

#[test]
fn a_device_that_the_pool_does_not_confirm_is_reported() {
    let device = Some("us-east-1_device");
    let pool = Pool::start(Rules { device, ..Rules::default() });
    let sandbox = machine(&pool, "");
    let run = sandbox.jwtool(BY_SCRIPT).success();
    assert!(!said(&run).contains("warning"), "{}", said(&run));
    let operations = pool.operations();
    assert_eq!(operations, ["InitiateAuth", "RespondToAuthChallenge", "ConfirmDevice"]);
    pool.change(|rules| rules.refuses_devices = true);
    let run = sandbox.jwtool(BY_SCRIPT).success();
    let words = "did not confirm this one, so the login may not be renewed: ";
    assert!(said(&run).contains(words) && said(&run).contains("no more"), "{}", said(&run));
    assert!(said(&run).contains("logged in to `staging`"), "{}", said(&run));
    assert_eq!(login(&sandbox)["device_key"], "us-east-1_device");
}

#[test]
fn a_new_login_revokes_the_refresh_token_that_it_replaces() {
    let pool = Pool::start(Rules { allows_revocation: true, ..Rules::default() });
    let sandbox = machine(&pool, "");
    sandbox.jwtool(BY_SCRIPT).success();
    assert!(pool.revoked().is_empty());
    let first = login(&sandbox)["refresh_token"].as_str().unwrap().to_owned();
    // One that is not stored replaces nothing.
    let run = sandbox.jwtool(BY_SCRIPT.into_iter().chain(["--store=none"])).success();
    assert!(pool.revoked().is_empty(), "{}", said(&run));
    let run = sandbox.jwtool(BY_SCRIPT).success();
    assert!(!said(&run).contains("revoke"), "{}", said(&run));
    assert_eq!(pool.revoked(), [first]);
    let second = login(&sandbox)["refresh_token"].clone();
    assert!(!pool.revoked().contains(&second.as_str().unwrap().to_owned()));

    // A pool that refuses is no reason to fail, or to say anything.
    pool.change(|rules| rules.allows_revocation = false);
    let run = sandbox.jwtool(BY_SCRIPT).success();
    assert!(!said(&run).contains("revoke"), "{}", said(&run));
    let run = sandbox.jwtool(BY_SCRIPT.into_iter().chain(["-v"])).success();
    assert!(said(&run).contains("is not revoked: "), "{}", said(&run));

    // It goes only to the client that it was given to.
    pool.change(|rules| rules.allows_revocation = true);
    change(&sandbox, |login| login["settings"] = "others".into());
    sandbox.jwtool(BY_SCRIPT).success();
    assert_eq!(pool.revoked().len(), 1);
}

#[test]
fn a_refused_token_names_the_tracking_of_devices() {
    let pool = Pool::start(Rules { device: Some("us-east-1_device"), ..Rules::default() });
    let sandbox = old_login(&pool, "");
    change(&sandbox, |login| drop(login.as_object_mut().unwrap().remove("device_key")));
    let run = sandbox.jwtool(["token", "staging", "-v"]).code(5).stdout_eq("");
    let said = said(&run);
    assert!(said.contains("or the user pool tracks devices"), "{said}");
    assert!(said.contains("jwtool login staging"), "{said}");
    sandbox.jwtool(["token", "staging"]).code(5);
}

#[test]
fn a_pool_that_fails_ends_no_login() {
    let pool = Pool::start(Rules::default());
    let sandbox = old_login(&pool, "");
    let before = login(&sandbox);
    for (status, body) in [
        (500, r#"{"__type":"InternalErrorException"}"#),
        (503, "<html>busy</html>"),
        (400, r#"{"__type":"TooManyRequestsException","message":"x"}"#),
    ] {
        pool.change(|rules| rules.fault = Some((status, body.to_owned())));
        let run = sandbox.jwtool(["token", "staging"]).success();
        let token = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
        assert_eq!(before["id_token"], token.trim());
        assert!(said(&run).contains("which is still valid"), "{}", said(&run));
    }
    expire_in(&sandbox, -10);
    let expired = login(&sandbox);
    sandbox.jwtool(["token", "staging"]).code(4).stdout_eq("");
    assert_eq!(login(&sandbox), expired);
    // A client secret that is wrong does not end it either.
    pool.change(|rules| (rules.fault, rules.secret) = (None, Some("another")));
    sandbox.jwtool(["token", "staging"]).code(5).stdout_eq("");
    assert_eq!(login(&sandbox), expired);
}

#[test]
fn logging_out_revokes_the_refresh_token() {
    for secret in [None, Some(SECRET)] {
        let pool = Pool::start(Rules { secret, allows_revocation: true, ..Rules::default() });
        let more = secret.map_or("", |_| "client_secret = \"env:CLIENT_SECRET\"");
        let sandbox = old_login(&pool, more);
        let before = login(&sandbox);
        sandbox.jwtool(["logout", "staging"]).success();
        assert_eq!(pool.revoked(), [before["refresh_token"].as_str().unwrap()]);
        assert!(!stored(&sandbox).exists());

        sandbox.jwtool(BY_SCRIPT).success();
        pool.change(|rules| rules.allows_revocation = false);
        let run = sandbox.jwtool(["logout", "staging"]).success();
        assert!(said(&run).contains("`UnsupportedOperationException`"), "{}", said(&run));
        assert!(!stored(&sandbox).exists());
        assert!(!said(&run).contains(USER));
    }
}

#[test]
fn a_login_is_not_sent_to_where_a_variable_points_later() {
    let pool = Pool::start(Rules::default());
    let sandbox = old_login(&pool, "");
    let before = login(&sandbox);
    let elsewhere = Pool::start(Rules::default());
    let led_away = sandbox.with_env("AWS_ENDPOINT_URL", elsewhere.address());
    let run = led_away.jwtool(["token", "staging"]).code(5);
    assert!(said(&run).contains("was made with other settings"), "{}", said(&run));
    assert!(elsewhere.calls().is_empty() && pool.calls().is_empty());
    assert_eq!(login(&led_away), before);
}
