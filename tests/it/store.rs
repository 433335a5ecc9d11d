//! The store of logins, and `jwtool status`.

use jwtool::jose::thumbprint;
use snapbox::str;

use crate::sandbox::Sandbox;

const ISSUER: &str = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01";

/// Writes a login into the files of a store, as a command that logs in does.
fn logged_in(sandbox: Sandbox, profile: &str, store: &str) -> Sandbox {
    let login = serde_json::json!({
        "written": 1, "profile": profile, "issuer": ISSUER, "who": "ada@example.gov",
        "id_token": "eyJhbGciOiJub25lIn0.e30.", "refresh_token": "refresh-secret",
        "since": 1_767_225_600, "until": 1_767_229_200,
    });
    let place = serde_json::json!({ "profile": profile, "store": store });
    let file = thumbprint::of_text(&format!("login {profile}"));
    let record = thumbprint::of_text(profile);
    let sandbox = sandbox.with_file(&format!("data/logins/{record}.place"), place.to_string());
    if store == "file" {
        sandbox.with_file(&format!("data/logins/{file}.json"), login.to_string())
    } else {
        sandbox
    }
}

#[test]
fn who_is_logged_in_is_printed_without_tokens() {
    let sandbox = logged_in(Sandbox::new(), "staging", "file");
    let sandbox = logged_in(sandbox, "local", "file");
    let shown = sandbox.output(["status"]);
    assert!(!shown.contains("eyJ") && !shown.contains("refresh-secret"), "{shown}");
    sandbox
        .jwtool(["status", "staging"])
        .success()
        .stdout_eq(str![[r#"
staging
  logged in  ada@example.gov
  issuer     https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01
  stored in  file
  since      [..] ago
  token      expired [..] ago, renewed on next use

"#]])
        .stderr_eq("");
    sandbox.jwtool(["status", "--json"]).success().stdout_eq(str![[r#"
{"profile":"local","who":"ada@example.gov","issuer":"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01","store":"file","since":"2026-01-01T00:00:00Z","until":"2026-01-01T01:00:00Z","refreshable":true}
{"profile":"staging","who":"ada@example.gov","issuer":"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01","store":"file","since":"2026-01-01T00:00:00Z","until":"2026-01-01T01:00:00Z","refreshable":true}

"#]]);
    sandbox.jwtool(["status", "--profile=local", "--json"]).success().stdout_eq(str![[r#"
{"profile":"local","who":"ada@example.gov","issuer":"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01","store":"file","since":"2026-01-01T00:00:00Z","until":"2026-01-01T01:00:00Z","refreshable":true}

"#]]);
    let said = sandbox.with_env("JWTOOL_TOKEN", "x");
    said.jwtool(["status", "local"]).success().stderr_eq(str![[r#"
`JWTOOL_TOKEN` is set: commands use that token unless `--profile` names a profile

"#]]);
}

#[test]
fn nobody_logged_in_is_5() {
    let sandbox = logged_in(Sandbox::new(), "staging", "file");
    sandbox.jwtool(["status", "local"]).code(5).stdout_eq("").stderr_eq(str![[r#"
error: not logged in to `local`
hint: `jwtool login local`

"#]]);
    Sandbox::new().jwtool(["status"]).code(5).stdout_eq("").stderr_eq(str![[r#"
error: not logged in to any profile
hint: `jwtool login` logs in to the default profile

"#]]);
    let error = Sandbox::new().json(["status", "--json"]);
    assert_eq!(error["error"]["code"], "not-logged-in");
    // Nothing is stored there, whatever is in the file.
    sandbox.jwtool(["status", "staging", "--store=none"]).code(5);
}

#[test]
fn a_store_is_named_by_the_flag_before_the_variable() {
    let sandbox = logged_in(Sandbox::new(), "staging", "file").with_env("JWTOOL_STORE", "none");
    sandbox.jwtool(["status", "staging"]).code(5);
    sandbox.jwtool(["status", "staging", "--store=file"]).success();
    let sandbox = Sandbox::new().with_env("JWTOOL_STORE", "disk");
    sandbox.jwtool(["status"]).code(2).stderr_eq(str![[r#"
error: `JWTOOL_STORE` names the unknown store `disk`
hint: set it to one of keyring, file, none

"#]]);
    sandbox.jwtool(["status", "--store=disk"]).code(2);
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn a_keyring_that_cannot_be_used_is_not_a_missing_login() {
    // There is no session bus in the sandbox.
    let sandbox = logged_in(Sandbox::new(), "staging", "keyring");
    let sandbox = logged_in(sandbox, "local", "file");
    let error = sandbox.json(["status", "staging", "--json"]);
    let code = error["error"]["code"].as_str().unwrap();
    assert_eq!(code, "store-unavailable", "{error}");
    sandbox.jwtool(["status", "staging"]).code(5);
    // The others are still shown.
    let several = sandbox.jwtool(["status", "--json"]).success();
    let output = String::from_utf8(several.get_output().stdout.clone()).unwrap();
    assert!(output.contains("\"local\"") && output.lines().count() == 1, "{output}");
    let said = String::from_utf8(several.get_output().stderr.clone()).unwrap();
    assert!(said.starts_with("warning: staging: cannot use the keyring: "), "{said}");
    let output = sandbox.output(["status", "local", "--store=file"]);
    assert!(output.starts_with("local\n"), "{output}");
}

#[cfg(unix)]
#[test]
fn a_file_that_others_could_read_is_made_private_and_a_link_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = logged_in(Sandbox::new(), "staging", "file");
    let name = format!("{}.json", thumbprint::of_text("login staging"));
    let file = sandbox.data().join("logins").join(name);
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    sandbox.output(["status"]);
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let elsewhere = sandbox.path().join("elsewhere.json");
    std::fs::rename(&file, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &file).unwrap();
    sandbox.jwtool(["status", "staging"]).code(5).stderr_eq(str![[r#"
error: cannot use the stored logins in `[..]data`: what is stored is not a regular file
hint: `jwtool logout PROFILE` removes it

"#]]);
}
