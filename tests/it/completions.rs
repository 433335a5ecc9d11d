//! Checks that the committed completions match the output of the binary, and what it answers to a
//! shell that asks. `tests/peers/shells.rs` has the shells themselves.

use snapbox::{Data, str};

use crate::mint::with_dev_key;
use crate::sandbox::Sandbox;

#[test]
fn generated_completions_are_what_the_binary_prints() {
    for (shell, file) in [
        ("bash", "jwtool.bash"),
        ("elvish", "jwtool.elv"),
        ("fish", "jwtool.fish"),
        ("nushell", "jwtool.nu"),
        ("powershell", "_jwtool.ps1"),
        ("zsh", "_jwtool"),
    ] {
        let path = format!("{}/completions/{file}", env!("CARGO_MANIFEST_DIR"));
        Sandbox::new()
            .jwtool(["completions", shell])
            .success()
            .stdout_eq(Data::read_from(path.as_ref(), None).raw());
    }
}

const LOGIN_KEYS: &[&str] =
    &["login.client_id=", "login.client_secret=", "login.core=", "login.command="];

const KINDS: &[&str] =
    &["login.kind=cognito", "login.kind=client-credentials", "login.kind=command"];

const PROFILES: &str = r#"
[profile.staging]
roles = ["editor", "viewer"]
[profile.local]
roles = ["admin"]
[profile."$(touch x)"]
roles = ["`id`", "two words"]
"#;

/// Names from a project's file, which anyone may have written.
const FOREIGN: &str = r#"
[profile.team]
graphql = "https://graphql.example.gov/v1/graphql"
[profile."a\u001b[2Jb"]
roles = ["x\u202ey", "-rf", "ranger"]
"#;

fn machine() -> Sandbox {
    with_dev_key()
        .with_file("config/config.toml", PROFILES)
        .with_file("jwtool.toml", FOREIGN)
        .with_file("tokens/token.txt", "")
}

/// Returns the candidates for the end of a command line.
pub(crate) fn candidates(sandbox: &Sandbox, shell: &str, line: &str) -> Vec<String> {
    let run = sandbox
        .command(["--"].into_iter().chain(line.split(' ')))
        .env("COMPLETE", shell)
        .assert()
        .success()
        .stderr_eq("");
    String::from_utf8(run.get_output().stdout.clone()).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn names_of_profiles_keys_roles_presets_and_providers_are_candidates() {
    let sandbox = machine();
    for (line, expected) in [
        ("jwtool ping graphql --profile ", &["staging", "local", "team"][..]),
        ("jwtool --profile s", &["staging"]),
        ("jwtool ping graphql --profile=st", &["--profile=staging"]),
        ("jwtool token ", &["staging", "local", "team"]),
        ("jwtool profile show t", &["team"]),
        ("jwtool mint --key key:", &["key:dev"]),
        ("jwtool mint --key=key:d", &["--key=key:dev"]),
        ("jwtool mint --namespace k", &[]),
        ("jwtool mint --api-key k", &[]),
        ("jwtool key show d", &["dev"]),
        ("jwtool mint --role ", &["admin", "editor", "ranger", "viewer"]),
        ("jwtool mint --profile staging --role ", &["editor", "viewer"]),
        ("jwtool --profile=local explain --role ", &["admin"]),
        ("jwtool mint --as entra-v", &["entra-v1", "entra-v2"]),
        ("jwtool secret cog", &["cognito"]),
        ("jwtool secret --engine ddn cog", &["cognito"]),
        ("jwtool secret --engine r", &["relyauth"]),
        ("jwtool ping --mi", &["--mint"]),
        ("jwtool ping gr", &["graphql"]),
        ("jwtool help exi", &["exit-codes"]),
        ("jwtool decode @tok", &["@tokens/"]),
        ("jwtool decode --key tokens/t", &["tokens/token.txt"]),
        ("jwtool verify --jwks @tokens/", &["@tokens/token.txt"]),
        ("jwtool man t", &["tokens/"]),
        ("jwtool profile use l", &["local"]),
        ("jwtool profile remove s", &["staging"]),
        ("jwtool profile set s", &["staging"]),
        ("jwtool profile trust s", &[]),
        ("jwtool login s", &["staging"]),
        ("jwtool logout s", &["staging"]),
        ("jwtool status s", &["staging"]),
        ("jwtool profile set local login.c", LOGIN_KEYS),
        ("jwtool profile set local iss", &["issuer="]),
        ("jwtool profile set local issuer=https://a.example/ roles=e", &["roles=editor"]),
        ("jwtool profile set local login.kind=c", KINDS),
        ("jwtool profile set local login.send=", &["login.send=id", "login.send=access"]),
        ("jwtool profile set local engine.kind=d", &["engine.kind=ddn"]),
        ("jwtool profile set local key=key:", &["key=key:dev"]),
        ("jwtool profile set local engine.config=tok", &["engine.config=tokens/"]),
        ("jwtool profile set local login.client_secret=@tok", &["login.client_secret=@tokens/"]),
        ("jwtool profile set local login.client_secret=e", &[]),
        ("jwtool profile set local nonsense=", &[]),
        ("jwtool exec -- curl tok", &["tokens/"]),
        ("jwtool exec -- ./tok", &["./tokens/"]),
        ("jwtool exec -- tok", &[]),
        ("jwtool dec", &["decode"]),
        ("jwtool enc", &["encode"]),
        ("jwtool nonsense --x", &[]),
        ("jwtool decode tok", &[]),
    ] {
        assert_eq!(candidates(&sandbox, "bash", line), expected, "{line}");
    }
}

#[test]
fn programs_are_candidates_after_exec() {
    let sandbox = machine().with_file("bin/curious", "").with_file("bin/curt$x", "");
    let path = sandbox.path().join("bin").display().to_string();
    // A folder that is named relative to the working folder is not searched.
    let sandbox = sandbox.with_env("PATH", &format!("{path}:{path}:tokens"));
    for (line, expected) in [
        ("jwtool exec -- cur", &["curious"][..]),
        ("jwtool exec --profile staging -- cur", &["curious"]),
        ("jwtool exec -- to", &[]),
        ("jwtool exec -- curious to", &["tokens/"]),
        ("jwtool exec -- ", &[]),
    ] {
        assert_eq!(candidates(&sandbox, "bash", line), expected, "{line}");
    }
}

#[test]
fn shells_that_show_descriptions_get_them() {
    let sandbox = machine();
    assert_eq!(
        candidates(&sandbox, "fish", "jwtool stat"),
        ["status\tPrint who is logged in, since when and until when"]
    );
    assert_eq!(candidates(&sandbox, "zsh", "jwtool mint --key key:d"), [r"key\:dev"]);
    let help = candidates(&sandbox, "zsh", "jwtool mint --header").remove(0);
    assert!(help.starts_with("--header:"), "{help}");
}

#[test]
fn completing_changes_nothing_and_reports_nothing() {
    let sandbox = Sandbox::new().with_file("config/config.toml", "[profile.x]\nnonsense = 1\n");
    let files = || {
        let entries = std::fs::read_dir(sandbox.path()).unwrap();
        entries.map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>()
    };
    let before = files();
    assert_eq!(candidates(&sandbox, "bash", "jwtool mint --key key:"), [""; 0]);
    assert_eq!(candidates(&sandbox, "bash", "jwtool mint --profile "), [""; 0]);
    assert_eq!(candidates(&sandbox, "bash", "jwtool exec --profile x -- "), [""; 0]);
    assert_eq!(files(), before);
}

#[test]
fn the_variable_alone_changes_no_command() {
    let sandbox = Sandbox::new().with_env("COMPLETE", "bash");
    sandbox.jwtool(["secret", "nope"]).code(2).stderr_eq(str![[r#"
error: unknown command `nope` for `jwtool secret`
hint: see `jwtool secret --help`

"#]]);
    Sandbox::new().with_env("COMPLETE", "tcsh").jwtool(["--", "jwtool", ""]).code(2);
}
