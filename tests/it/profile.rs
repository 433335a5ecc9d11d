//! `jwtool profile`: lists, shows, changes and trusts profiles.

use snapbox::str;

use crate::mint::with_dev_key;
use crate::sandbox::{NOW, Sandbox};

const OWN: &str = r#"# My environments
default_profile = "staging"

[profile.staging]
graphql = "https://user:secret@graphql.example.gov/v1/graphql" # the new one
roles = ["moped-admin", "moped-viewer"]
issuer = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01"

[profile.staging.login]
kind = "cognito"
client_id = "3exampleclientid0000000000"
client_secret = "hunter2"
"#;

const TEAM: &str = r#"default_profile = "team"

[profile.team]
graphql = "https://graphql.team.example.gov/v1/graphql"
issuer = "https://id.team.example.gov"
key = "keys/team.pem"

[profile.team.login]
kind = "command"
command = ["sh", "-c", "cat token | tr a b"]

[profile.staging]
rest = "https://api.team.example.gov"
"#;

fn read(sandbox: &Sandbox, name: &str) -> String {
    std::fs::read_to_string(sandbox.path().join(name)).unwrap()
}

#[test]
fn profiles_are_listed_with_their_files() {
    let sandbox = Sandbox::new();
    sandbox.jwtool(["profile", "list"]).success().stdout_eq("").stderr_eq(str![[r#"
there are no profiles yet; `jwtool profile set local graphql=http://localhost:8080/v1/graphql` creates one

"#]]);
    let sandbox = sandbox.with_file("config/config.toml", OWN).with_file("jwtool.toml", TEAM);
    sandbox.jwtool(["profile", "list"]).success().stdout_eq(str![[r#"
* staging  user     [..]config.toml
  team     project  [..]jwtool.toml

"#]]).stderr_eq(str![[r#"
warning: ignoring `default_profile` in `[..]jwtool.toml` line 1, `key` in `[..]jwtool.toml` line 6, `login` in `[..]jwtool.toml` line 8: until you run `jwtool profile trust`, a project file can set only graphql, rest, rest_ping, roles, audience, issuer

"#]]);
    sandbox.jwtool(["profile", "list", "--json", "-q"]).success().stdout_eq(str![[r#"
{"name":"staging","default":true,"owner":"user","file":"[..]config.toml","trusted":true}
{"name":"team","default":false,"owner":"project","file":"[..]jwtool.toml","trusted":false}

"#]]);
}

#[test]
fn each_value_is_shown_with_its_origin_and_without_secrets() {
    let sandbox = Sandbox::new()
        .with_file("config/config.toml", OWN)
        .with_file("jwtool.toml", TEAM)
        .with_env("HASURA_GRAPHQL_JWT_SECRET", "{}");
    sandbox.jwtool(["profile", "show", "-q"]).success().stdout_eq(str![[r#"
staging in [..]config.toml
  profile              staging                                   config.toml line 2
  graphql              https://…@graphql.example.gov/v1/graphql  config.toml line 5
  roles                moped-admin, moped-viewer                 config.toml line 6
  issuer               https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01  config.toml line 7
  key                  key:dev                                   default
  engine.config        env:HASURA_GRAPHQL_JWT_SECRET             HASURA_GRAPHQL_JWT_SECRET
  login.kind           cognito                                   config.toml line 10
  login.send           id                                        default
  login.client_id      3exampleclientid0000000000                config.toml line 11
  login.client_secret  …                                         config.toml line 12

"#]]);
    sandbox
        .jwtool(["profile", "show", "team"])
        .success()
        .stdout_eq(str![[r#"
team in [..]jwtool.toml
  profile        team                                         the command line
  graphql        https://graphql.team.example.gov/v1/graphql  jwtool.toml line 4
  issuer         https://id.team.example.gov                  jwtool.toml line 5
  engine.config  env:HASURA_GRAPHQL_JWT_SECRET                HASURA_GRAPHQL_JWT_SECRET

"#]])
        .stderr_eq(str![[r#"
warning: ignoring `default_profile` in `[..]jwtool.toml` line 1, `key` in `[..]jwtool.toml` line 6, `login` in `[..]jwtool.toml` line 8: until you run `jwtool profile trust`, a project file can set only graphql, rest, rest_ping, roles, audience, issuer

"#]]);
    let shown = sandbox.output(["profile", "show", "--json"]);
    assert!(!shown.contains("hunter2") && !shown.contains("secret@"), "{shown}");
    sandbox.jwtool(["profile", "show", "--json", "-q"]).success().stdout_eq(str![[r#"
{"name":"staging","values":[{"key":"profile","value":"staging","from":"user-file","place":"config.toml line 2"},{"key":"graphql","value":"https://…@graphql.example.gov/v1/graphql","from":"user-file","place":"config.toml line 5"},{"key":"roles","value":["moped-admin","moped-viewer"],"from":"user-file","place":"config.toml line 6"},{"key":"issuer","value":"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01","from":"user-file","place":"config.toml line 7"},{"key":"key","value":"key:dev","from":"default","place":null},{"key":"engine.config","value":"env:HASURA_GRAPHQL_JWT_SECRET","from":"environment","place":"HASURA_GRAPHQL_JWT_SECRET"},{"key":"login.kind","value":"cognito","from":"user-file","place":"config.toml line 10"},{"key":"login.send","value":"id","from":"default","place":null},{"key":"login.client_id","value":"3exampleclientid0000000000","from":"user-file","place":"config.toml line 11"},{"key":"login.client_secret","value":"…","from":"user-file","place":"config.toml line 12"}],"problems":[],"ignored":[]}

"#]]);
}

#[test]
fn what_selects_a_profile_is_shown() {
    let own = "default_profile = \"a\"\n[profile.a]\n[profile.b]\n[profile.c]\n";
    let sandbox = Sandbox::new().with_file("config/config.toml", own);
    let from = |sandbox: &Sandbox, arguments: &[&str]| {
        let shown = sandbox.json([&["profile", "show", "--json"], arguments].concat());
        let first = &shown["values"][0];
        (first["value"].as_str().unwrap().to_owned(), first["from"].as_str().unwrap().to_owned())
    };
    let pair = |name: &str, from: &str| (name.to_owned(), from.to_owned());
    assert_eq!(from(&sandbox, &[]), pair("a", "user-file"));
    assert_eq!(from(&sandbox, &["b"]), pair("b", "flag"));
    let sandbox = sandbox.with_env("JWTOOL_PROFILE", "c");
    assert_eq!(from(&sandbox, &[]), pair("c", "environment"));
    assert_eq!(from(&sandbox, &["--profile=b"]), pair("b", "flag"));
    let empty = Sandbox::new().with_env("HASURA_GRAPHQL_ENDPOINT", "https://hasura.example/");
    empty.jwtool(["profile", "show"]).success().stdout_eq(str![[r#"
no profile is selected
  graphql  https://hasura.example/  HASURA_GRAPHQL_ENDPOINT
  key      key:dev                  default

"#]]);
    empty.jwtool(["profile", "show", "none"]).code(3).stderr_eq(str![[r#"
error: there is no profile `none`
hint: there are no profiles; `jwtool profile set local graphql=http://localhost:8080/v1/graphql` creates one

"#]]);
}

#[test]
fn a_profile_is_created_and_changed_in_place() {
    let sandbox = Sandbox::new();
    let set = |settings: &[&str]| {
        let arguments = [&["profile", "set", "local"], settings].concat();
        sandbox.jwtool(arguments)
    };
    set(&["graphql=http://localhost:8080/v1/graphql", "roles=admin", "roles=user"])
        .success()
        .stdout_eq("")
        .stderr_eq(str![[r#"
created the profile `local` in [..]config.toml

"#]]);
    set(&["login.kind=cognito", "login.domain=x.auth.us-east-1.amazoncognito.com"])
        .success()
        .stderr_eq(str![[r#"
changed the profile `local` in [..]config.toml
warning: a login of kind `cognito` needs `issuer`
warning: a login of kind `cognito` needs `login.client_id`

"#]]);
    set(&["roles-", "login.domain-", "login.kind=kubernetes"]).success();
    assert_eq!(
        read(&sandbox, "config/config.toml"),
        "[profile.local]\ngraphql = \"http://localhost:8080/v1/graphql\"\n\n[profile.local.login]\nkind = \"kubernetes\"\n"
    );
    sandbox.jwtool(["profile", "use", "local"]).success().stderr_eq(str![[r#"
set the default profile to `local` in [..]config.toml

"#]]);
    assert_eq!(sandbox.json(["profile", "show", "--json"])["name"], "local");
    let document = sandbox.json(["profile", "set", "local", "rest=http://localhost:1", "--json"]);
    assert_eq!(document["name"], "local");
    sandbox.jwtool(["profile", "remove", "local"]).success().stderr_eq(str![[r#"
removed the profile `local` from [..]config.toml
there is no default profile now

"#]]);
    assert_eq!(read(&sandbox, "config/config.toml"), "");
    // Another profile may become the default one.
    for name in ["-x", "one", "two"] {
        sandbox.jwtool(["profile", "set", "--", name, "rest=http://localhost:1"]);
    }
    sandbox.jwtool(["profile", "use", "one"]).success();
    sandbox.jwtool(["profile", "remove", "one"]).success().stderr_eq(str![[r#"
removed the profile `one` from [..]config.toml
there is no default profile now; `jwtool profile use two` would make that one the default

"#]]);
    sandbox.jwtool(["profile", "remove", "two"]).success();
    sandbox.jwtool(["profile", "remove", "local"]).code(3).stderr_eq(str![[r#"
error: there is no profile `local`
hint: there are no profiles; `jwtool profile set local graphql=http://localhost:8080/v1/graphql` creates one

"#]]);
}

#[test]
fn what_cannot_be_set_changes_nothing() {
    let sandbox = Sandbox::new().with_file("config/config.toml", OWN);
    for (settings, code) in [
        (&["isuer=x"][..], 2),
        (&["login.kind=saml"], 2),
        (&["graphql=localhost:8080"], 2),
        (&["rest"], 2),
        (&[], 2),
    ] {
        sandbox.jwtool([&["profile", "set", "staging"], settings].concat()).code(code);
    }
    sandbox.jwtool(["profile", "set", "rest=https://a.example", "x=y"]).code(2).stderr_eq(str![[
        r#"
error: `rest=…` is a setting, and the name of the profile is missing
hint: for example `jwtool profile set local rest=http://localhost:5001`

"#
    ]]);
    sandbox.jwtool(["profile", "use", "other"]).code(3).stderr_eq(str![[r#"
error: there is no profile `other`
hint: the only profile is `staging`

"#]]);
    sandbox.jwtool(["profile", "set", "staging", "graphql=localhost:8080"]).code(2).stderr_eq(
        str![[r#"
error: the value of `graphql` must be an http or https URL
hint: write `graphql=http://localhost:8080`

"#]],
    );
    sandbox.jwtool(["profile", "set", "staging", "login.send=both"]).code(2).stderr_eq(str![[r#"
error: the value of `login.send` must be one of id, access
hint: set another value, or remove the setting with `login.send-`

"#]]);
    assert_eq!(read(&sandbox, "config/config.toml"), OWN);
    let broken = OWN.replace("issuer", "isuer");
    let sandbox = sandbox.with_file("config/config.toml", &broken);
    sandbox.jwtool(["profile", "set", "staging", "rest=https://a.example"]).code(3).stderr_eq(
        str![[r#"
error: cannot use `[..]config.toml` line 7: unknown key `isuer`
hint: did you mean `issuer`?

"#]],
    );
    assert_eq!(read(&sandbox, "config/config.toml"), broken);
}

#[test]
fn comments_and_the_rest_of_the_file_stay() {
    let sandbox = Sandbox::new().with_file("config/config.toml", OWN);
    sandbox.output(["profile", "set", "staging", "graphql=https://b.example/v1/graphql"]);
    let expected = OWN.replace(
        "https://user:secret@graphql.example.gov/v1/graphql",
        "https://b.example/v1/graphql",
    );
    assert_eq!(read(&sandbox, "config/config.toml"), expected);
    let other = format!("--config-file={}", sandbox.path().join("other.toml").display());
    sandbox.output(["profile", "set", "x", "rest=https://c.example", &other]);
    assert_eq!(read(&sandbox, "other.toml"), "[profile.x]\nrest = \"https://c.example\"\n");
    assert_eq!(read(&sandbox, "config/config.toml"), expected);
}

#[cfg(unix)]
#[test]
fn a_linked_file_is_changed_where_it_is() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let sandbox = Sandbox::new().with_file("dotfiles/jwtool.toml", OWN).with_file("config/x", "");
    let (file, link) =
        (sandbox.path().join("dotfiles/jwtool.toml"), sandbox.path().join("config/config.toml"));
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink("../dotfiles/jwtool.toml", &link).unwrap();
    for arguments in [
        &["profile", "set", "local", "rest=https://a.example"][..],
        &["profile", "use", "local"],
        &["profile", "remove", "staging"],
    ] {
        sandbox.output(arguments.iter().copied());
        assert!(link.is_symlink(), "{arguments:?}");
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    }
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        "# My environments\ndefault_profile = \"local\"\n\n[profile.local]\nrest = \"https://a.example\"\n"
    );
    let left = std::fs::read_dir(sandbox.path().join("dotfiles")).unwrap().count();
    assert_eq!(left, 1, "no other file is left");
    std::fs::remove_file(&file).unwrap();
    sandbox.jwtool(["profile", "set", "x", "rest=https://a.example"]).code(3).stderr_eq(str![[
        r#"
error: cannot read the configuration `[..]config.toml`: no such file or directory
hint: name an existing file, or drop `--config-file`

"#
    ]]);
}

#[test]
fn many_processes_at_once_lose_no_change() {
    let sandbox = Sandbox::new().with_file("config/config.toml", OWN);
    std::thread::scope(|scope| {
        for number in 0..8 {
            let sandbox = &sandbox;
            scope.spawn(move || {
                let name = format!("p{number}");
                sandbox.output(["profile", "set", &name, "rest=https://a.example", "-q"]);
            });
        }
    });
    let list = sandbox.output(["profile", "list", "--json"]);
    assert_eq!(list.lines().count(), 9, "{list}");
    assert!(read(&sandbox, "config/config.toml").starts_with(OWN));
}

#[test]
fn a_profile_of_ones_own_replaces_one_of_the_project() {
    let sandbox = Sandbox::new().with_file("jwtool.toml", TEAM);
    sandbox
        .jwtool(["profile", "set", "team", "rest=https://mine.example", "-q"])
        .success()
        .stderr_eq("");
    let shown = sandbox.output(["profile", "show", "team", "-q"]);
    assert!(!shown.contains("team.example.gov"), "{shown}");
    sandbox
        .jwtool(["profile", "set", "staging", "rest=https://mine.example"])
        .success()
        .stderr_eq(str![[r#"
created the profile `staging` in [..]config.toml
warning: ignoring `default_profile` in `[..]jwtool.toml` line 1: until you run `jwtool profile trust`, a project file can set only graphql, rest, rest_ping, roles, audience, issuer
warning: the profile `staging` in [..]jwtool.toml is no longer used: your own replaces it as a whole

"#]]);
    sandbox.jwtool(["profile", "remove", "team", "-q"]).success();
    let shown = sandbox.output(["profile", "show", "team", "-q"]);
    assert!(shown.contains("team.example.gov"), "{shown}");
    sandbox.jwtool(["profile", "remove", "team"]).code(2).stderr_eq(str![[r#"
warning: ignoring `default_profile` in `[..]jwtool.toml` line 1, `key` in `[..]jwtool.toml` line 6, `login` in `[..]jwtool.toml` line 8: until you run `jwtool profile trust`, a project file can set only graphql, rest, rest_ping, roles, audience, issuer
error: the profile `team` is in [..]jwtool.toml
hint: add `--project` to remove it from there

"#]]);
    sandbox.jwtool(["profile", "remove", "team", "--project", "-q"]).success();
    assert!(!read(&sandbox, "jwtool.toml").contains("profile.team"));
    sandbox.jwtool(["profile", "set", "team", "key=key:dev", "--project"]).success().stderr_eq(
        str![[r#"
created the profile `team` in [..]jwtool.toml
`login`, `key` and `engine` of a project file are ignored until you run `jwtool profile trust`

"#]],
    );
    let empty = Sandbox::new();
    empty.jwtool(["profile", "remove", "x", "--project"]).code(3);
    empty.jwtool(["profile", "set", "x", "rest=https://a.example", "--project", "-q"]).success();
    assert_eq!(read(&empty, "jwtool.toml"), "[profile.x]\nrest = \"https://a.example\"\n");
}

#[test]
fn a_project_file_is_trusted_by_its_content() {
    let sandbox = Sandbox::new().with_file("jwtool.toml", TEAM);
    let trust = |arguments: &[&str]| sandbox.jwtool([&["profile", "trust"], arguments].concat());
    trust(&[]).code(5).stdout_eq("").stderr_eq(str![[r#"
`[..]jwtool.toml` would use:
  default_profile = team
  team: graphql = https://graphql.team.example.gov/v1/graphql
  team: issuer = https://id.team.example.gov
  team: key = keys/team.pem
  team: login.kind = command
  team: login.command runs sh -c 'cat token | tr a b'
  staging: rest = https://api.team.example.gov
error: there is no terminal to ask whether to trust `[..]jwtool.toml`
hint: look at what it would use, then add `--yes`

"#]]);
    let owner = || {
        let list = sandbox.output(["profile", "list", "--json", "-q"]);
        list.lines().next().unwrap().contains("\"trusted\":true")
    };
    assert!(!owner());
    trust(&["--yes"]).success().stderr_eq(str![[r#"
`[..]jwtool.toml` would use:
  default_profile = team
  team: graphql = https://graphql.team.example.gov/v1/graphql
  team: issuer = https://id.team.example.gov
  team: key = keys/team.pem
  team: login.kind = command
  team: login.command runs sh -c 'cat token | tr a b'
  staging: rest = https://api.team.example.gov
`[..]jwtool.toml` is trusted until it is changed

"#]]);
    assert!(owner());
    sandbox
        .jwtool(["profile", "show"])
        .success()
        .stdout_eq(str![[r#"
team in [..]jwtool.toml
  profile        team                                         jwtool.toml line 1
  graphql        https://graphql.team.example.gov/v1/graphql  jwtool.toml line 4
  issuer         https://id.team.example.gov                  jwtool.toml line 5
  key            keys/team.pem                                jwtool.toml line 6
  login.kind     command                                      jwtool.toml line 9
  login.command  sh, -c, cat token | tr a b                   jwtool.toml line 10

"#]])
        .stderr_eq("");
    trust(&[]).success().stderr_eq(str![[r#"
`[..]jwtool.toml` is trusted already

"#]]);
    // Any change counts, even of a comment.
    std::fs::write(sandbox.path().join("jwtool.toml"), format!("{TEAM}# x\n")).unwrap();
    assert!(!owner());
    std::fs::write(sandbox.path().join("jwtool.toml"), TEAM).unwrap();
    assert!(owner());
    trust(&["--revoke"]).success().stderr_eq(str![[r#"
`[..]jwtool.toml` is no longer trusted

"#]]);
    assert!(!owner());
    let document = sandbox.json(["profile", "trust", "--yes", "--json"]);
    assert_eq!(document["trusted"], true);
    assert_eq!(document["uses"][5]["value"], "sh -c 'cat token | tr a b'");
    // The same content elsewhere has other keys beside it.
    let other = Sandbox::new()
        .with_file("jwtool.toml", TEAM)
        .with_env("JWTOOL_DATA_DIR", sandbox.data().to_str().unwrap());
    let list = other.output(["profile", "list", "--json", "-q"]);
    assert!(!list.contains("\"trusted\":true"), "{list}");
    Sandbox::new().jwtool(["profile", "trust"]).code(3).stderr_eq(str![[r#"
error: there is no `jwtool.toml` in this directory or in one above it
hint: change to the project's directory; `jwtool profile set team graphql=https://graphql.example.gov/v1/graphql --project` creates the file

"#]]);
}

#[test]
fn programs_of_the_project_may_change_after_it_is_trusted() {
    let trusted = |command: &str| {
        let team = format!("[profile.team.login]\nkind = \"command\"\ncommand = {command}\n");
        let sandbox = Sandbox::new().with_file("scripts/token.sh", "").with_file("token", "");
        let folder = sandbox.path().canonicalize().unwrap();
        let path = folder.join("scripts/token.sh").display().to_string();
        let team = team.replace("HERE", &path);
        let sandbox = sandbox.with_file("jwtool.toml", team);
        let run = sandbox.jwtool(["profile", "trust", "--yes"]).success();
        let told = String::from_utf8(run.get_output().stderr.clone()).unwrap();
        told.lines().filter(|line| line.starts_with("warning: ")).map(str::to_owned).collect()
    };
    let warnings: Vec<String> = trusted(r#"["scripts/token.sh", "--role", "user"]"#);
    let [warning] = warnings.as_slice() else { panic!("{warnings:?}") };
    assert!(
        warning
            .starts_with("warning: `scripts/token.sh` may change without asking you again: only `"),
        "{warning}"
    );
    for (command, count) in [
        (r#"["sh", "scripts/token.sh"]"#, 1),
        (r#"["sh", "HERE"]"#, 1),
        (r#"["HERE"]"#, 1),
        (r#"["./missing", "token"]"#, 2),
        (r#"["gcloud", "auth", "print-identity-token"]"#, 0),
        (r#"["token"]"#, 0),
        (r#"["/bin/sh", "-c", "cat token"]"#, 0),
    ] {
        assert_eq!(trusted(command).len(), count, "{command}");
    }
}

#[cfg(unix)]
#[test]
fn a_record_that_others_can_write_does_not_count() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = Sandbox::new().with_file("jwtool.toml", TEAM);
    sandbox.output(["profile", "trust", "--yes", "-q"]);
    let folder = sandbox.data().join("trusted");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o777)).unwrap();
    let list = sandbox.output(["profile", "list", "--json", "-q"]);
    assert!(!list.contains("\"trusted\":true"), "{list}");
}

#[test]
fn a_trusted_file_is_used_like_ones_own() {
    let team = "default_profile = \"team\"\n[profile.team]\nkey = \"key:dev\"\n";
    let sandbox = with_dev_key().with_file("jwtool.toml", team);
    let token = sandbox.output(["mint", "--role=user", NOW, "-q"]);
    let verify = || sandbox.jwtool(["verify", token.trim(), "--profile=team", "-q", NOW]);
    verify().code(3);
    sandbox.output(["profile", "trust", "--yes", "-q"]);
    verify().success();
}

#[test]
fn a_project_file_has_its_limits() {
    let sandbox = Sandbox::new().with_file("jwtool.toml", "#".repeat(64 * 1024 + 1));
    sandbox.jwtool(["profile", "trust", "--yes"]).code(3).stderr_eq(str![[r#"
error: the configuration `[..]jwtool.toml` is larger than 64 KiB
hint: keep only the profiles in it

"#]]);
    let sandbox = Sandbox::new().with_file("jwtool.toml", "[profile.a]\nrset = \"x\"\n");
    sandbox.jwtool(["profile", "list"]).code(3).stderr_eq(str![[r#"
error: cannot use `[..]jwtool.toml` line 2: unknown key `rset`
hint: did you mean `rest`?

"#]]);
}

/// Returns the profiles that the page on profiles shows.
fn moped() -> String {
    let root = env!("CARGO_MANIFEST_DIR");
    let page = std::fs::read_to_string(format!("{root}/docs/profiles.md")).unwrap();
    let shown = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap().to_owned();
    let file = std::fs::read_to_string(format!("{root}/docs/moped.toml")).unwrap();
    assert_eq!(shown, file, "docs/moped.toml is what docs/profiles.md shows");
    file
}

#[test]
fn the_environments_of_moped_are_complete() {
    let sandbox = Sandbox::new().with_file("config/config.toml", moped());
    let names: Vec<String> = sandbox
        .output(["profile", "list", "--json"])
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["name"].to_string())
        .collect();
    assert_eq!(names, ["\"local\"", "\"staging\"", "\"production\""]);
    for name in ["local", "staging", "production"] {
        let shown = sandbox.json(["profile", "show", name, "--json"]);
        assert_eq!(shown["problems"].as_array().unwrap().len(), 0, "{shown}");
        let values = shown["values"].as_array().unwrap();
        let of =
            |key: &str| values.iter().find(|value| value["key"] == key).unwrap()["value"].clone();
        assert_eq!(of("login.send"), "id");
        assert_eq!(of("rest_ping"), "/auth/current_user2");
        assert_eq!(of("audience"), serde_json::json!([of("login.client_id")]));
        assert!(of("issuer").as_str().unwrap().starts_with("https://cognito-idp.us-east-1."));
    }
}

#[test]
fn a_trusted_issuer_is_pinned() {
    let team = "[profile.team]\nissuer = \"https://id.team.example.gov\"\n";
    let sandbox = with_dev_key().with_file("jwtool.toml", team);
    let issuer = "--issuer=https://id.team.example.gov";
    let token = sandbox.output(["mint", "--role=user", issuer, NOW, "-q"]);
    let shown = |sandbox: &Sandbox| {
        let token = token.trim();
        let arguments = ["verify", "--json", "--profile=team", "--offline", "--signature-only"];
        let output = sandbox.jwtool([&arguments[..], &[token, NOW]].concat());
        String::from_utf8(output.get_output().stdout.clone()).unwrap()
    };
    let before = shown(&sandbox);
    sandbox.output(["profile", "trust", "--yes", "-q"]);
    assert_ne!(shown(&sandbox), before);
}
