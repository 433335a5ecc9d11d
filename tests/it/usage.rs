//! Command lines that make no sense, closed pipes, and other ends.

use snapbox::str;

use crate::sandbox::{Sandbox, fixture, fixture_text};

#[test]
fn a_command_line_that_makes_no_sense_gets_one_sentence_and_a_hint() {
    let run = |arguments: &[&str]| Sandbox::new().jwtool(arguments.iter().copied());
    run(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: a command is missing
hint: `jwtool help` lists the commands

"#]]);
    run(&["decod"]).code(2).stderr_eq(str![[r#"
error: `decod` is no command
hint: did you mean `decode`?

"#]]);
    run(&["verify", "--isuer=x"]).code(2).stderr_eq(str![[r#"
error: `--isuer` is not known here
hint: did you mean `--issuer`?

"#]]);
    run(&["verify", "--leeway=soon"]).code(2).stderr_eq(str![[r#"
error: `soon` is no value for `--leeway`: not a duration: write `90s`, `5m`, `1h30m`, `7d` or `100y`
hint: `--help` lists what is taken

"#]]);
    run(&["verify", "--key=a", "--secret=b"]).code(2).stderr_eq(str![[r#"
error: `--key` and `--secret` exclude each other
hint: `--help` lists what is taken

"#]]);
    run(&["completions", "tcsh"]).code(2).stderr_eq(str![[r#"
error: `tcsh` is no value for `SHELL`
hint: it takes `bash`, `elvish`, `fish`, `nushell`, `powershell`, `zsh`

"#]]);
    run(&["completions"]).code(2).stderr_eq(str![[r#"
error: `SHELL` is missing
hint: `--help` lists what is taken

"#]]);
    run(&["ping", "graphql", "--header=x"]).code(2).stderr_eq(str![[r#"
error: `…` is no value for `--header`: a header is written `name: value`
hint: `--help` lists what is taken

"#]]);
    run(&["decode", "--tz=Mars"]).code(2).stderr_eq(str![[r#"
error: `Mars` is no value for `--tz`: unknown time zone: use `utc`, `local`, an offset like `+02:00` or a name like `America/Chicago`
hint: `--help` lists what is taken

"#]]);
    run(&["nonsense", "--json"]).code(2).stdout_eq(str![[r#"
{"error":{"code":"usage","message":"`nonsense` is no command","hint":"`jwtool help` lists the commands"}}

"#]]);
}

#[test]
fn a_token_in_the_wrong_place_is_not_echoed_and_hints_at_decode() {
    let token = fixture_text("cognito-id.jwt");
    let run = Sandbox::new().jwtool([token.as_str()]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: `eyJraW…` is no command
hint: a token is shown with `jwtool decode`

"#]]);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(!said.contains(&token[10..40]));
}

#[test]
fn a_secret_is_never_echoed() {
    for arguments in [
        &["mint", "--secret", "hunter2-hunter2", "--alg", "hunter2-hunter2"][..],
        &["mint", "--secret=hunter2-hunter2", "--exp=hunter2-hunter2"],
        &["verify", "--secret", "hunter2-hunter2", "--leeway", "hunter2-hunter2"],
        &["ping", "graphql", "--token", "hunter2-hunter2", "--timeout=hunter2-hunter2"],
    ] {
        let run = Sandbox::new().jwtool(arguments.iter().copied()).code(2);
        let output = run.get_output();
        let said = [output.stdout.clone(), output.stderr.clone()].concat();
        assert!(!String::from_utf8_lossy(&said).contains("hunter2"), "{arguments:?}");
    }
}

#[test]
fn a_key_or_a_password_in_the_wrong_place_is_not_repeated() {
    let pem = std::fs::read_to_string(fixture("keys/rsa.pkcs8.pem")).unwrap();
    let body = pem.lines().nth(3).unwrap().to_owned();
    let jwk = r#"{"kty":"oct","k":"aHVudGVyMi1odW50ZXIy"}"#;
    let token = fixture_text("cognito-id.jwt");
    let at_token = format!("@{token}");
    let key = format!("--key={pem}");
    for (arguments, secret) in [
        (&["mint", "--role=r", &key, "--json"][..], body.as_str()),
        (&["verify", &token, "--key", jwk], "aHVudGVyMi1odW50ZXIy"),
        (&["decode", &at_token], &token[40..80]),
        (&["ping", "graphql", "ftp://ada:hunter2@x/", "--no-token"], "hunter2"),
        (&["ping", "graphql", "http://ada:hunter2@x:99999/", "--no-token"], "hunter2"),
        (&["ping", "rest", "http://x/", "-H", "x-hasura-admin-secret=hunter2"], "hunter2"),
        (&["verify", &token, "--jwks", "https://ada:hunter2@x:99999/"], "hunter2"),
    ] {
        let run = Sandbox::new().jwtool(arguments.iter().copied());
        let output = run.get_output();
        let said = [output.stdout.clone(), output.stderr.clone()].concat();
        assert!(!String::from_utf8_lossy(&said).contains(secret), "{arguments:?}");
        assert!(!output.status.success());
    }
}

#[test]
fn what_somebody_else_named_does_not_steer_the_terminal() {
    let token = fixture_text("cognito-id.jwt");
    let small = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln";
    let paste =
        format!(r#"{{"\u001b]0;x\u0007id_token":"{token}","\u202eaccess_token":"{small}"}}"#);
    let run = Sandbox::new().with_input(paste).jwtool(["verify", "--offline"]);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("\\u001b]0;x\\u0007id_token"), "{said}");
    assert!(!said.contains(['\u{1b}', '\u{7}', '\u{202e}']));
    // A line break in an argument makes no second line.
    let run = Sandbox::new().jwtool(["decode", "@x\nhint: run this"]).code(3);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(!said.contains("\nhint: run this"), "{said}");
}

#[test]
fn help_and_version_are_answers() {
    let help = Sandbox::new().output(["--help"]);
    assert!(help.contains("Decide whether to accept a token"), "{help}");
    for arguments in [&["--help"][..], &["help", "mint"], &["-V"], &["ping", "graphql", "--help"]] {
        let output = Sandbox::new().output(arguments.iter().copied());
        assert!(!output.is_empty());
    }
    let version = Sandbox::new().output(["--version"]);
    assert_eq!(version, concat!("jwtool ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_closed_pipe_is_a_success() {
    use std::process::Stdio;
    let sandbox = Sandbox::new();
    let token = fixture_text("cognito-id.jwt");
    for arguments in
        [&["decode", &token][..], &["--help"], &["completions", "bash"], &["secret", "hmac"]]
    {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let status = std::process::Command::new(snapbox::cmd::cargo_bin!("jwtool"))
            .args(arguments)
            .env("HOME", sandbox.path())
            .stdin(Stdio::null())
            .stdout(writer)
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(0), "{arguments:?}");
    }
}
