//! Completions in the shells themselves, installed where the guide says.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::component::{program, scripts};

const JWTOOL: &str = env!("CARGO_BIN_EXE_jwtool");

const PROFILES: &str = r#"
[profile.staging]
roles = ["moped-admin", "moped-viewer"]
[profile.local]
"#;

/// Names in a project's file, which must not get onto a command line.
const FOREIGN: &str = r#"
[profile."$(touch harmed)"]
[profile."stag;touch harmed"]
[profile."a\u001b]0;x\u0007"]
roles = ["`touch harmed`"]
"#;

/// What is typed before Tab, and what it becomes.
const LINES: [(&str, &str); 19] = [
    ("jwtool deco", "jwtool decode"),
    ("jwtool verify --aud", "jwtool verify --audience"),
    ("jwtool ping graphql --profile st", "jwtool ping graphql --profile staging"),
    ("jwtool ping graphql --profile=st", "jwtool ping graphql --profile=staging"),
    ("jwtool token lo", "jwtool token local"),
    ("jwtool mint --key key:d", "jwtool mint --key key:dev"),
    ("jwtool mint --key=key:d", "jwtool mint --key=key:dev"),
    ("jwtool key show de", "jwtool key show dev"),
    ("jwtool mint --as cognito-i", "jwtool mint --as cognito-id"),
    ("jwtool secret cogn", "jwtool secret cognito"),
    (
        "jwtool mint --profile staging --role moped-v",
        "jwtool mint --profile staging --role moped-viewer",
    ),
    ("jwtool help exit", "jwtool help exit-codes"),
    ("jwtool decode @some", "jwtool decode @something.txt"),
    ("jwtool decode @it", r"jwtool decode @it\'s\ \$\(touch\ harmed\)"),
    ("jwtool man pag", "jwtool man pages/"),
    ("jwtool profile set local iss", "jwtool profile set local issuer="),
    ("jwtool profile set local login.kind=cog", "jwtool profile set local login.kind=cognito"),
    ("jwtool exec -- printen", "jwtool exec -- printenv"),
    ("jwtool ping graphql --profile $", "jwtool ping graphql --profile $"),
];

/// A home with profiles, a key, and the script of a shell.
fn home(shell: &str, script: &str) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &[u8]| {
        let path = home.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("config/config.toml", PROFILES.as_bytes());
    put("jwtool.toml", FOREIGN.as_bytes());
    put("something.txt", b"");
    put("it's $(touch harmed)", b"");
    put("pages/file", b"");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(JWTOOL);
        let output = settle(&mut command, home.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        output.stdout
    };
    run(&["key", "new", "ES256", "--name", "dev"]);
    put(script, &run(&["completions", shell]));
    home
}

fn settle<'a>(command: &'a mut Command, home: &Path) -> &'a mut Command {
    let folder = Path::new(JWTOOL).parent().unwrap().display();
    command
        .env_clear()
        .env("HOME", home)
        .env("LC_ALL", "C.UTF-8")
        .env("PATH", format!("{folder}:/usr/local/bin:/usr/bin:/bin"))
        .env("JWTOOL_DATA_DIR", home.join("data"))
        .env("JWTOOL_CONFIG_DIR", home.join("config"))
        .current_dir(home)
}

/// Types the lines into a shell.
fn check(home: &Path, shell: &[&str]) {
    let mut command = Command::new(program(&["python3"]));
    settle(&mut command, home).arg(scripts().join("shell.py"));
    let output =
        command.args(LINES.map(|(typed, _)| typed)).arg("--").args(shell).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let text = String::from_utf8(output.stdout).unwrap();
    let found: Vec<(&str, &str)> = LINES
        .iter()
        .zip(text.lines())
        .map(|((typed, _), line)| (*typed, line.trim_end()))
        .collect();
    assert_eq!(found, LINES);
    assert!(!home.join("harmed").exists());
}

#[test]
#[ignore = "needs the shell; run tests/peers/run"]
fn bash_completes_what_the_machine_knows() {
    let home = home("bash", ".local/share/bash-completion/completions/jwtool");
    let start = home.path().join("start");
    fs::write(
        &start,
        r#"
. /usr/share/bash-completion/bash_completion
show() { printf '%s\n' "$READLINE_LINE" > "$PIPE"; }
bind -x '"\C-t": show'
PS1='ready> '
"#,
    )
    .unwrap();
    check(home.path(), &["bash", "--noprofile", "--rcfile", start.to_str().unwrap(), "-i"]);
}

#[test]
#[ignore = "needs the shell; run tests/peers/run"]
fn zsh_completes_what_the_machine_knows() {
    let home = home("zsh", "functions/_jwtool");
    let start = r#"
fpath=(~/functions $fpath)
autoload -U compinit && compinit -u
show() { print -r -- "$BUFFER" > $PIPE }
zle -N show && bindkey '^T' show
PS1='ready> '
"#;
    fs::write(home.path().join(".zshrc"), start).unwrap();
    check(home.path(), &["zsh", "-i"]);
    // The script also works if it is read at the start.
    let start = start.replace("fpath=", "ignored=") + "\nsource ~/functions/_jwtool\n";
    fs::write(home.path().join(".zshrc"), start).unwrap();
    check(home.path(), &["zsh", "-i"]);
}

#[test]
#[ignore = "needs the shell; run tests/peers/run"]
fn fish_completes_what_the_machine_knows() {
    let home = home("fish", ".config/fish/completions/jwtool.fish");
    fs::write(
        home.path().join(".config/fish/config.fish"),
        r"
bind \ct 'commandline > $PIPE'
function fish_prompt; echo -n 'ready> '; end
",
    )
    .unwrap();
    check(home.path(), &["fish", "--interactive"]);
}
