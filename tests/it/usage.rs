//! Invalid command lines, closed pipes, and other ways to end.

use snapbox::str;

use crate::completions::candidates;
#[cfg(unix)]
use crate::login_browser;
use crate::mint::with_dev_key;
use crate::sandbox::{NOW, Sandbox, fixture, fixture_text};
#[cfg(unix)]
use crate::serve::Served;

#[test]
fn a_command_line_that_makes_no_sense_gets_one_sentence_and_a_hint() {
    let run = |arguments: &[&str]| Sandbox::new().jwtool(arguments.iter().copied());
    run(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
The JWT workbench for people who build on Hasura

Usage: jwtool [OPTIONS] <COMMAND>

Commands:
  decode       Show who issued a token and what it contains [alias: inspect]
  verify       Decide whether to accept a token
  explain      Predict how an engine responds to a token: the session, or why it
               refuses
  mint         Create a signed test token [aliases: encode, sign]
  secret       Print the configuration that makes Hasura v2, DDN or RelyAuth
               accept a token
  ping         Call an endpoint with a token and report the response
  key          Create and manage the keys that `mint` signs with
  serve        Run a local issuer for development and tests
  profile      Manage the environments in your config.toml
  login        Log in to a profile
  status       Print who is logged in, since when and until when
  token        Print the token of a profile's login
  exec         Run a program with the token of a profile's login
  logout       Forget the login of a profile
  completions  Print the completion script for a shell
  man          Print the manual page, or write those of all commands
  help         Print the help of a command or a topic

Global options:
  -j, --json                Print a JSON document
  -q, --quiet               Print nothing on standard error except errors
  -v, --verbose             Print where tokens and keys come from
      --color <WHEN>        When to use color [env: `NO_COLOR`,
                            `CLICOLOR_FORCE`] [default: auto] [possible values:
                            auto, always, never]
      --profile <NAME>      Profile to use [env: `JWTOOL_PROFILE`]
      --config-file <FILE>  Configuration file to read instead of your
                            config.toml
      --store <STORE>       Where logins are stored [env: `JWTOOL_STORE`]
                            [possible values: keyring, file, none]
      --offline             Make no network requests
  -h, --help                Print help (see more with '--help')
  -V, --version             Print version

Help topics:
  time           How to write times and durations
  exit-codes     What each exit code means
  tokens         Where a token comes from, and what can be pasted
  keys           How to name a key, and where keys are stored
  configuration  Files, variables and profiles, and which value wins

"#]]);
    run(&["decod"]).code(2).stderr_eq(str![[r#"
error: unknown command `decod`
hint: did you mean `decode`?

"#]]);
    run(&["verify", "--isuer=x"]).code(2).stderr_eq(str![[r#"
error: unexpected argument `--isuer`
hint: did you mean `--issuer`?

"#]]);
    run(&["verify", "--leeway=soon"]).code(2).stderr_eq(str![[r#"
error: invalid value `soon` for `--leeway`: not a duration: write `90s`, `5m`, `1h30m`, `7d` or `100y`
hint: see `jwtool verify --help`

"#]]);
    run(&["serve", "--port=http"]).code(2).stderr_eq(str![[r#"
error: invalid value `http` for `--port`: not a whole number
hint: see `jwtool serve --help`

"#]]);
    run(&["decode", "--pick=99999999999999999999"]).code(2).stderr_eq(str![[r#"
error: invalid value `99999999999999999999` for `--pick`: the number is too large
hint: see `jwtool decode --help`

"#]]);
    run(&["verify", "--key=a", "--secret=b"]).code(2).stderr_eq(str![[r#"
error: `--key` cannot be used with `--secret`
hint: see `jwtool verify --help`

"#]]);
    run(&["completions", "tcsh"]).code(2).stderr_eq(str![[r#"
error: invalid value `tcsh` for `SHELL`
hint: possible values: `bash`, `elvish`, `fish`, `nushell`, `powershell`, `zsh`

"#]]);
    run(&["completions"]).code(2).stderr_eq(str![[r#"
error: missing required argument `SHELL`
hint: see `jwtool completions --help`

"#]]);
    run(&["ping", "graphql", "--header=x"]).code(2).stderr_eq(str![[r#"
error: invalid value `…` for `--header`: a header is written `name: value`
hint: see `jwtool ping graphql --help`

"#]]);
    run(&["decode", "--tz=Mars"]).code(2).stderr_eq(str![[r#"
error: invalid value `Mars` for `--tz`: unknown time zone: use `utc`, `local`, an offset like `+02:00` or a name like `America/Chicago`
hint: see `jwtool decode --help`

"#]]);
    run(&["nonsense", "--json"]).code(2).stdout_eq(str![[r#"
{"error":{"code":"usage","message":"unknown command `nonsense`","hint":"see `jwtool --help`"}}

"#]]);
}

#[test]
fn a_value_that_begins_with_a_dash_needs_an_equals_sign() {
    let run = |arguments: &[&str]| Sandbox::new().jwtool(arguments.iter().copied());
    run(&["mint", "--role=user", "--kid", "-zLed_8"]).code(2).stderr_eq(str![[r#"
error: unexpected argument `-z`
hint: `--kid=-zLed_8` passes a value that begins with `-`

"#]]);
    run(&["verify", "--kid", "-j7"]).code(2).stderr_eq(str![[r#"
error: `--kid` requires a value
hint: `--kid=-j7` passes a value that begins with `-`

"#]]);
    run(&["verify", "--kid", "-x", "--jwks"]).code(2).stderr_eq(str![[r#"
error: unexpected argument `-x`
hint: see `jwtool verify --help`

"#]]);
}

#[test]
fn the_hint_names_the_help_of_the_command_that_was_meant() {
    let hint = |arguments: &[&str]| {
        let run = Sandbox::new().jwtool(arguments.iter().copied()).code(2);
        let said = String::from_utf8(run.get_output().stderr.clone()).unwrap();
        said.lines().next_back().unwrap().to_owned()
    };
    for (arguments, command) in [
        (&["encode", "--nonsense"][..], "jwtool mint"),
        (&["-q", "--profile", "mint", "verify", "--nonsense"], "jwtool verify"),
        (&["secret", "auth0", "x.example", "--nonsense"], "jwtool secret auth0"),
        (&["secret", "--engine", "ddn", "new", "hmac", "--nonsense"], "jwtool secret hmac"),
        (&["ping", "rest", "--nonsense"], "jwtool ping rest"),
        (&["ping", "trace"], "jwtool ping"),
    ] {
        assert_eq!(hint(arguments), format!("hint: see `{command} --help`"), "{arguments:?}");
    }
    Sandbox::new().jwtool(["ping"]).code(3).stdout_eq("").stderr_eq(str![[r#"
no endpoint was named; trying http://localhost:8080/v1/graphql
error: there is no token
hint: pass it with `--token` (`-` for standard input, `@FILE`, `env:NAME`), set `JWTOOL_TOKEN`, mint one with `--mint --role ROLE`, or send none with `--no-token`

"#]]);
    Sandbox::new().jwtool(["mint", "--role=a", "--role=b"]).code(2).stderr_eq(str![[r#"
error: `--role` cannot be used more than once
hint: see `jwtool mint --help`

"#]]);
}

#[test]
fn without_a_command_a_piped_token_gets_a_hint() {
    let token = fixture_text("cognito-id.jwt");
    let sandbox = Sandbox::new().with_input(format!("{token}\n"));
    sandbox.jwtool([]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: no command was given
hint: to see what the token says, run `… | jwtool decode`

"#]]);
    let document = str![[r#"
{"error":{"code":"usage","message":"no command was given","hint":"to see what the token says, run `… | jwtool decode`"}}

"#]];
    sandbox.jwtool(["--json"]).code(2).stdout_eq(document);
    let other = Sandbox::new().with_input("no token here\n");
    let run = other.jwtool(["-j"]).code(2).stdout_eq(str![[r#"
{"error":{"code":"usage","message":"no command was given","hint":"see `jwtool --help`"}}

"#]]);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("Usage: jwtool [OPTIONS] <COMMAND>"), "{said}");
}

/// `jwtool` does not wait for a pipe that nothing is written to.
#[test]
fn without_a_command_a_silent_pipe_is_given_up() {
    use std::process::Stdio;
    let mut child = std::process::Command::new(snapbox::cmd::cargo_bin!("jwtool"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // `wait` would close the pipe.
    let pipe = child.stdin.take();
    assert_eq!(child.wait().unwrap().code(), Some(2));
    drop(pipe);
}

#[test]
fn aliases_are_verbs() {
    for (alias, verb) in [("encode", "mint"), ("sign", "mint"), ("inspect", "decode")] {
        let help = |word: &str| Sandbox::new().output([word, "--help"]);
        assert_eq!(help(alias), help(verb));
        assert_eq!(Sandbox::new().output(["help", alias]), help(verb));
        assert!(Sandbox::new().output(["--help"]).contains(alias), "{alias}");
        // The other shells ask the program, and the generator for Nushell leaves out aliases.
        for shell in ["elvish", "powershell"] {
            let script = Sandbox::new().output(["completions", shell]);
            assert!(script.contains(alias), "{shell}");
        }
        for shell in ["bash", "fish", "zsh"] {
            let typed = &alias[..alias.len() - 1];
            assert_eq!(candidates(&Sandbox::new(), shell, &format!("jwtool {typed}")).len(), 1);
        }
    }
    let sandbox = with_dev_key();
    let token = |verb: &str| sandbox.output([verb, "--role=user", NOW]);
    assert_eq!(token("encode"), token("mint"));
    assert_eq!(token("sign"), token("mint"));
    let token = token("mint");
    let page = |verb: &str| sandbox.output([verb, token.trim(), NOW]);
    assert_eq!(page("inspect"), page("decode"));
}

/// Returns every command with flags and the longest help page of each.
pub(crate) fn help_pages() -> Vec<(Vec<String>, String)> {
    fn walk(words: &[&str], pages: &mut Vec<(Vec<String>, String)>) {
        let help = Sandbox::new().output([words, &["--help"]].concat());
        let commands: Vec<String> = help
            .split("\nCommands:\n")
            .nth(1)
            .map(|rest| rest.lines().take_while(|line| !line.is_empty()))
            .into_iter()
            .flatten()
            // The other rows of a long line are indented further.
            .filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')))
            .filter_map(|line| line.split_whitespace().next())
            .filter(|name| *name != "help")
            .map(ToOwned::to_owned)
            .collect();
        for command in &commands {
            walk(&[words, &[command.as_str()]].concat(), pages);
        }
        if !words.is_empty() {
            pages.push((words.iter().map(|word| (*word).to_owned()).collect(), help));
        }
    }
    let mut pages = Vec::new();
    walk(&[], &mut pages);
    assert!(pages.len() > 22, "{}", pages.len());
    pages
}

#[test]
fn help_groups_flags_and_ends_with_the_global_ones_and_examples() {
    for (words, help) in help_pages() {
        let headings: Vec<&str> =
            help.lines().filter(|line| !line.starts_with(' ') && line.ends_with(':')).collect();
        let environment = if words == ["completions"] || words == ["man"] {
            [].as_slice()
        } else {
            &["Environment:"]
        };
        let end = [&["Global options:"], environment, &["Examples:"]].concat();
        assert!(headings.ends_with(&end), "{words:?}: {headings:?}");
        assert!(!headings.contains(&"Options:"), "{words:?}: {headings:?}");
        assert!(!help.contains("What a "), "{words:?}: {help}");
        assert!(!help.contains('\u{a0}'), "{words:?}: {help}");
        let is_command = |line: &str| line.starts_with("  $ ") || line.starts_with("Usage:");
        for line in help.lines().filter(|line| !is_command(line)) {
            assert!(line.chars().count() <= 80, "{words:?}: {line}");
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let short = Sandbox::new().output([&words[..], &["-h"]].concat());
        assert!(!short.contains("Examples:") && short.len() < help.len(), "{words:?}");
    }
}

#[cfg(unix)]
#[test]
fn the_examples_in_help_work() {
    use httpmock::MockServer;
    let server = MockServer::start();
    server.mock(|when, then| {
        when.path("/v1/graphql");
        then.status(200).body(r#"{"data":{"__typename":"query_root"}}"#);
    });
    server.mock(|when, then| {
        when.path("/me").header_exists("authorization");
        then.status(200).body("{}");
    });
    server.mock(|when, then| {
        when.path("/me").header_missing("authorization");
        then.status(401).body(r#"{"error":"unauthorized"}"#);
    });
    server.mock(|when, then| {
        when.path("/healthz");
        then.status(200).body("OK");
    });
    let issuer = Served::start(&Sandbox::new(), &[]);
    let binary = std::path::Path::new(snapbox::cmd::cargo_bin!("jwtool"));
    let path = format!("{}:/usr/bin:/bin", binary.parent().unwrap().display());
    for (words, help) in help_pages() {
        let sandbox = with_dev_key();
        let mint = |role: &str| {
            sandbox.output(["mint", "--role", role, "--user-id=7", "--aud=my-app", "source=web"])
        };
        let token = match words.as_slice() {
            [secret, token] if secret == "secret" && token == "token" => {
                fixture_text("cognito-id.jwt")
            }
            _ => mint("user"),
        };
        let other = mint("editor");
        let config = sandbox.output(["secret", "--audience=my-app"]);
        let ddn = sandbox.output(["secret", "--engine=ddn", "--audience=my-app", "-q"]);
        let sandbox = sandbox
            .with_file("token.txt", token)
            .with_file("other.txt", other)
            .with_file("auth-config.hml", ddn)
            .with_file("public.pem", std::fs::read(fixture("keys/rsa.spki.pem")).unwrap())
            .with_file("private.pem", std::fs::read(fixture("keys/p256.pkcs8.pem")).unwrap());
        let sandbox = match words.first().map(String::as_str) {
            Some("login") => {
                let profile = login_browser::profile(issuer.issuer(), "");
                sandbox.with_file("config/config.toml", profile)
            }
            Some("exec" | "logout" | "profile" | "status" | "token") => {
                sandbox.with_file("config/config.toml", PROFILES).with_file("jwtool.toml", PROJECT)
            }
            _ => sandbox,
        };
        let run = |script: &str| {
            let mut shell = std::process::Command::new("sh");
            shell
                .args(["-c", script])
                .env_clear()
                .env("PATH", &path)
                .env("HOME", sandbox.path())
                .env("JWTOOL_DATA_DIR", sandbox.data())
                .env("JWTOOL_CONFIG_DIR", sandbox.path().join("config"))
                .env("HASURA_GRAPHQL_JWT_SECRET", config.trim())
                .env("HASURA_GRAPHQL_ENDPOINT", server.base_url())
                .current_dir(sandbox.path())
                .stdin(std::process::Stdio::null());
            shell
        };
        let before = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["logout" | "status"] => "jwtool token local",
            ["key", "remove"] => "jwtool key new --name trial && jwtool key rotate dev",
            _ => "true",
        };
        assert!(run(before).output().unwrap().status.success(), "{before}");
        let examples = help.split("Examples:\n").nth(1).unwrap_or_default();
        let examples: Vec<&str> = examples.split("\n\n").collect();
        assert!((2..=3).contains(&examples.len()), "{words:?}: {examples:?}");
        for example in examples {
            let (comment, command) = example.trim().split_once("\n  $ ").unwrap();
            assert!(comment.starts_with("# ") && command.starts_with("jwtool"), "{example}");
            let claimed = comment.split("(exit code ").nth(1).and_then(|rest| rest.chars().next());
            let expected = claimed.map_or(0, |digit| digit.to_digit(10).unwrap());
            let command = command
                .replace("https://graphql.example.gov", &server.base_url())
                .replace("https://api.example.gov", &server.base_url());
            let command = if command.starts_with("jwtool serve") {
                stopped_when_ready(&command)
            } else {
                command
            };
            let output = if words == ["login"] {
                login_browser::run_example(run(&command), &issuer)
            } else {
                run(&command).output().unwrap()
            };
            let said = String::from_utf8_lossy(&output.stderr);
            let code = output.status.code().map(i32::unsigned_abs);
            assert_eq!(code, Some(expected), "{command}: {said}");
            // The exit code is that of the last command in a pipe, so check the others here.
            assert!(!said.contains("error:"), "{command}: {said}");
        }
    }
}

/// Profiles for the examples, of which `local` is logged in whenever it is used
#[cfg(unix)]
const PROFILES: &str = r#"default_profile = "local"

[profile.local.login]
kind = "command"
command = ["jwtool", "mint", "--role", "user"]

[profile.staging]
rest = "https://api.example.gov"
issuer = "https://id.example.gov"
login = { kind = "oidc", client_id = "app" }

[profile.old]
rest = "https://old.example.gov"
"#;

/// A project's file for the examples
#[cfg(unix)]
const PROJECT: &str = r#"[profile.team]
rest = "https://api.example.gov"
"#;

/// Returns a script that runs a server until it prints its line.
#[cfg(unix)]
fn stopped_when_ready(command: &str) -> String {
    format!(
        "rm -f ready && mkfifo ready && {{ {command} --port 0 > ready & }} && server=$! && read -r line < ready && kill $server && wait $server"
    )
}

#[test]
fn a_token_in_the_wrong_place_is_not_echoed_and_hints_at_decode() {
    let token = fixture_text("cognito-id.jwt");
    let run = Sandbox::new().jwtool([token.as_str()]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: unknown command `eyJraW…`
hint: to see what the token says, run `jwtool decode TOKEN`

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
    // A line break in an argument does not start a new line.
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

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_reported_also_for_help() {
    for arguments in [&["--help"][..], &["mint", "--help"], &["-V"], &["secret", "hmac"]] {
        let output = std::process::Command::new(snapbox::cmd::cargo_bin!("jwtool"))
            .args(arguments)
            .stdin(std::process::Stdio::null())
            .stdout(std::fs::File::create("/dev/full").unwrap())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{arguments:?}: {said}");
        assert!(said.starts_with("error: cannot write the output"), "{arguments:?}: {said}");
    }
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

#[test]
fn what_people_try_first_is_answered_with_what_to_type() {
    let sandbox = Sandbox::new().with_file("key.pem", "x").with_file("my token", "x");
    for (line, hint) in [
        ("verify --pubkey key.pem", "pass the key with `--key FILE`"),
        ("verify --public-key=key.pem", "pass the key with `--key FILE`"),
        ("verify t key.pem", "pass the key with `--key key.pem`"),
        ("verify -S x", "pass a shared secret with `--secret env:NAME`"),
        ("mint -A HS256", "`--alg NAME` names the algorithm"),
        ("mint --roles a,b", "write `--role a --allow b`"),
        ("mint --roles=a", "write `--role a`"),
        ("mint moped-admin", "for a role, run `jwtool mint --role moped-admin`"),
        ("ping graphql --url http://x", "the URL is an argument: `jwtool ping URL`"),
        ("secret --type HS256", "for a new shared secret, run `jwtool secret hmac --alg HS256`"),
        ("secret generate", "for a new shared secret, run `jwtool secret hmac`"),
        (
            "secret key.pem",
            "to check a configuration, run `jwtool secret check key.pem`; to accept tokens that a key signs, run `jwtool secret key key.pem`",
        ),
        (
            "secret https://id.example.gov/realms/x",
            "for a Keycloak realm, run `jwtool secret keycloak https://id.example.gov/realms/x`",
        ),
        ("@key.pem", "to decode the token in a file, run `jwtool decode @key.pem`"),
        ("key.pem", "to decode the token in a file, run `jwtool decode @key.pem`"),
        ("generate", "to create a token, run `jwtool mint --role ROLE`"),
        // No guess is better than a wrong one.
        ("verify --pubkeyring x", "see `jwtool verify --help`"),
        ("mint --bits 2048", "see `jwtool mint --help`"),
        ("explode", "see `jwtool --help`"),
        ("secret conito x", "did you mean `cognito`?"),
    ] {
        let output = sandbox.jwtool(line.split(' '));
        let stderr = String::from_utf8(output.code(2).get_output().stderr.clone()).unwrap();
        assert!(stderr.ends_with(&format!("hint: {hint}\n")), "{line}: {stderr}");
    }
}

#[test]
fn a_profile_or_a_file_that_does_not_exist_is_refused_by_every_command() {
    for command in [
        ["mint", "--role=user"].as_slice(),
        &["secret"],
        &["secret", "cognito", "us-east-1_U2dzkxfTv"],
        &["ping", "graphql", "--no-token"],
    ] {
        let run = |more: &[&str]| Sandbox::new().jwtool([command, more].concat()).code(3);
        run(&["--profile=nowhere"]).stdout_eq("").stderr_eq(str![[r#"
error: there is no profile `nowhere`
hint: there are no profiles; `jwtool profile set local graphql=http://localhost:8080/v1/graphql` creates one

"#]]);
        run(&["--config-file=missing.toml"]).stdout_eq("").stderr_eq(str![[r#"
error: cannot read the configuration `missing.toml`: [..]
hint: name an existing file, or drop `--config-file`

"#]]);
    }
}
