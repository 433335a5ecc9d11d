//! `jwtool key`: the keys of the key store.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use snapbox::str;

use crate::sandbox::{Sandbox, fixture, fixture_text};

/// Returns the documents of `key list`.
fn list(sandbox: &Sandbox) -> Vec<serde_json::Value> {
    let lines = sandbox.output(["key", "list", "--json"]);
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Returns the references of all keys.
fn references(sandbox: &Sandbox) -> Vec<String> {
    list(sandbox).iter().map(|key| key["reference"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_kind_of_key_is_created_shown_and_signs() {
    let sandbox = Sandbox::new();
    for (algorithm, alg) in [
        ("RSA", "RS256"),
        ("RSA-3072", "RS256"),
        ("RSA4096", "RS256"),
        ("ES256", "ES256"),
        ("es384", "ES384"),
        ("ES512", "ES512"),
        ("ES256K", "ES256K"),
        ("Ed25519", "EdDSA"),
        ("ML-DSA-44", "ML-DSA-44"),
        ("HS256", "HS256"),
        ("HS384", "HS384"),
        ("HS512", "HS512"),
    ] {
        let created = sandbox.json(["key", "new", algorithm, "--name", algorithm, "--json"]);
        assert_eq!(created["alg"], alg);
        assert_eq!(created["current"], true);
        let key = format!("key:{algorithm}");
        assert_eq!(created["reference"], *key);
        let shown = sandbox.json(["key", "show", algorithm, "--json"]);
        let is_secret = alg.starts_with("HS");
        assert_eq!(shown["public_pem"].is_null(), is_secret);
        assert_eq!(shown["jwk"].is_null(), is_secret);
        assert_eq!(shown["kid"].is_null(), is_secret);
        let token = sandbox.output(["mint", "--role", "user", "--key", &key]);
        sandbox.jwtool(["verify", "-q", token.trim(), "--key", &key]).success();
        let decoded = sandbox.json(["decode", token.trim(), "--json"]);
        assert_eq!(decoded["header"]["alg"], alg);
        assert_eq!(decoded["header"]["kid"], shown["kid"]);
        if !is_secret {
            // The token names the key, so nothing else has to.
            sandbox.jwtool(["verify", "-q", token.trim()]).success();
            let thumbprint = sandbox.output(["key", "thumbprint", algorithm]);
            assert_eq!(shown["kid"], thumbprint.trim());
        }
    }
    assert_eq!(list(&sandbox).len(), 12);
}

#[test]
fn a_key_is_private_and_no_answer_contains_it() {
    let sandbox = Sandbox::new();
    sandbox.jwtool(["key", "new", "ES256", "--name", "a"]).success();
    sandbox.jwtool(["key", "new", "HS256", "--name", "s"]).success();
    #[cfg(unix)]
    for (name, mode) in [("keys", 0o700), ("keys/a.pem", 0o600), ("keys/s.jwk", 0o600)] {
        use std::os::unix::fs::PermissionsExt as _;
        let metadata = sandbox.data().join(name).metadata().unwrap();
        assert_eq!(metadata.permissions().mode() & 0o777, mode, "{name}");
    }
    let secret: serde_json::Value =
        serde_json::from_str(&sandbox.output(["key", "export", "s", "--private"])).unwrap();
    let secret = secret["k"].as_str().unwrap();
    let pem = sandbox.output(["key", "export", "a", "--private"]);
    assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----\n"));
    let private = pem.lines().nth(1).unwrap();
    let text = jwtool::jose::base64url::decode(secret).unwrap();
    let text = String::from_utf8(text).unwrap();
    let mut commands = vec![
        vec!["key", "list"],
        vec!["key", "rotate", "a"],
        vec!["key", "rotate", "s"],
        vec!["key", "export", "a"],
        vec!["key", "export", "s"],
        vec!["key", "export", "a", "--private", "--json"],
        vec!["key", "export", "s", "--private", "--json"],
        vec!["key", "thumbprint", "s"],
        vec!["key", "remove", "s"],
    ];
    for name in ["a@1", "s@1"] {
        for format in ["pem", "jwk", "jwks", "hasura", "openssh"] {
            commands.push(vec!["key", "show", name, "--output", format]);
        }
    }
    for command in commands {
        for more in [&[][..], &["--json", "-v"]] {
            let output = sandbox.command(command.iter().chain(more).copied()).output().unwrap();
            let all = [output.stdout, output.stderr].concat();
            let all = String::from_utf8(all).unwrap();
            for private in [private, secret, &text] {
                assert!(!all.contains(private), "{command:?}: {all}");
            }
        }
    }
}

#[test]
fn the_public_part_has_five_formats() {
    let sandbox = Sandbox::new();
    let key = fixture("keys/rsa.pkcs8.pem");
    sandbox.jwtool(["key", "import", &key, "--name", "rsa"]).success();
    let pem = sandbox.output(["key", "show", "rsa"]);
    assert_eq!(pem.trim_end(), fixture_text("keys/rsa.spki.pem"));
    let kid = sandbox.output(["key", "thumbprint", "rsa"]);
    assert_eq!(kid, sandbox.output(["key", "thumbprint", &fixture("keys/rsa.spki.pem")]));
    let parsed = |format| -> serde_json::Value {
        serde_json::from_str(&sandbox.output(["key", "show", "rsa", "--output", format])).unwrap()
    };
    assert_eq!(parsed("jwk")["kid"], kid.trim());
    assert_eq!(parsed("jwks")["keys"][0], parsed("jwk"));
    assert_eq!(parsed("hasura")["type"], "RS256");
    assert_eq!(parsed("hasura")["key"], pem);
    let line = sandbox.output(["key", "show", "key:rsa", "--output", "openssh"]);
    let original = fixture_text("keys/openssh-rsa.pub");
    let blob = |text: &str| text.split(' ').nth(1).unwrap().trim().to_owned();
    assert_eq!(line.split(' ').next(), original.split(' ').next());
    // Whatever is printed can be read again.
    for format in ["pem", "jwk", "hasura", "openssh"] {
        let text = sandbox.output(["key", "show", "rsa", "--output", format]);
        let other = Sandbox::new().with_file("key", text);
        assert!(!blob(&line).is_empty());
        if format != "hasura" {
            assert_eq!(other.output(["key", "thumbprint", "@key"]), kid, "{format}");
        }
    }
    for (algorithm, lacking) in [("ES256K", "openssh"), ("ES256K", "hasura"), ("ML-DSA", "openssh")]
    {
        sandbox.command(["key", "new", algorithm]).output().unwrap();
        let name = if algorithm == "ML-DSA" { "ml-dsa-65" } else { "es256k" };
        sandbox.jwtool(["key", "show", name, "--output", lacking]).code(3);
    }
}

#[test]
fn people_see_what_happens() {
    let sandbox = Sandbox::new();
    sandbox.jwtool(["key", "list"]).success().stdout_eq(str![]).stderr_eq(str![[r#"
there are no keys yet; `jwtool key new` creates one, and `jwtool mint --role ROLE` creates `key:dev`

"#]]);
    sandbox
        .jwtool(["key", "new", "ES256", "--name", "staging"])
        .success()
        .stdout_eq(str![[r#"
key:staging

"#]])
        .stderr_eq(str![[r#"
created the private key `key:staging` (ES256) in [..]/data/keys/staging.pem

"#]]);
    sandbox.jwtool(["key", "rotate", "staging"]).success().stdout_eq(str![[r#"
key:staging

"#]]).stderr_eq(str![[r#"
created the private key `key:staging` (ES256) in [..]/data/keys/staging@2.pem
tokens of the old key, `key:staging@1`, still verify until you remove it: `jwtool key remove staging@1`

"#]]);
    sandbox.jwtool(["key", "new", "HS512", "--name", "shared"]).success();
    sandbox.jwtool(["key", "list"]).success().stdout_eq(str![[r#"
shared     HS512  shared secret
staging    ES256  [..]
staging@1  ES256  [..]  replaced

"#]]);
    sandbox.jwtool(["key", "show", "shared"]).success().stdout_eq(str![[r#"
key:shared is a shared secret for HS512, which has no public part

"#]]);
    sandbox.jwtool(["key", "remove", "staging@1", "--yes"]).success().stdout_eq(str![]).stderr_eq(
        str![[r#"
deleted `key:staging@1` in [..]/data/keys/staging.pem

"#]],
    );
}

#[test]
fn errors_name_the_culprit_and_what_to_type() {
    let sandbox = Sandbox::new();
    sandbox.jwtool(["key", "new", "HS256", "--name", "taken"]).success();
    let errors = |words: &[&str]| {
        let output = sandbox.command(words.iter().copied()).output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        format!("{} {text}", output.status.code().unwrap())
    };
    let all: String = [
        &["key", "new", "ES256", "--name", "taken"][..],
        &["key", "new", "ES256", "--name", "../up"],
        &["key", "new", "HS256", "--name", "nul"],
        &["key", "new", "HS256", "--name", "dev"],
        &["key", "new", "PS256"],
        &["key", "new", "DSA"],
        &["key", "show", "nobody"],
        &["key", "show", "../up"],
        &["key", "show", "taken", "--output", "pem", "-q"],
        &["key", "import", "-"],
        &["key", "import", "nofile.pem"],
        &["key", "export", "taken"],
        &["key", "export", "taken", "--private", "--json"],
        &["key", "remove", "taken"],
        &["key", "remove", "nobody", "--yes"],
        &["key", "rotate", "taken@1"],
        &["key", "thumbprint", "taken"],
    ]
    .map(errors)
    .concat();
    snapbox::assert_data_eq!(
        all,
        str![[r#"
3 error: there is already a key `taken` in the key store
hint: choose another name with `--name NAME`, or replace the key: `jwtool key rotate taken`
2 error: `../up` cannot be the name of a key
hint: use letters, digits, `.`, `_` and `-`, and begin with a letter or digit: `--name staging`
2 error: `nul` is the name of a device on Windows
hint: use letters, digits, `.`, `_` and `-`, and begin with a letter or digit: `--name staging`
2 error: `key:dev` cannot be a shared secret, because the configuration for it holds a public key
hint: choose another name with `--name NAME`
2 error: invalid value `PS256` for `ALG`: an RSA key signs with every RSA algorithm; create it with RSA, and sign with --alg PS256
hint: see `jwtool key new --help`
2 error: invalid value `DSA` for `ALG`: use RSA (or RSA-3072, RSA-4096), ES256, ES384, ES512, ES256K, Ed25519, ML-DSA-44, ML-DSA-65, ML-DSA-87, HS256, HS384 or HS512
hint: see `jwtool key new --help`
3 error: there is no key `nobody` in the key store
hint: `jwtool key list` shows the keys, and `jwtool key new --name NAME` creates one
3 error: there is no key `../up` in the key store
hint: `jwtool key list` shows the keys, and `jwtool key new --name NAME` creates one
3 error: cannot use the key key:taken: it is a shared secret for HS256, which has no public part
hint: use another key
2 error: the key has no name
hint: name it: `--name NAME`
3 error: cannot read the key `nofile.pem`: no such file or directory
hint: name a file, `env:NAME`, `key:NAME` or `-`
2 error: `key export` prints the private key only with `--private`
hint: add `--private`, or print the public part: `jwtool key show taken`
2 error: `--json` never prints a private key
hint: drop `--json` to print the key itself
2 error: there is no terminal to ask whether to delete the key
hint: add `--yes` to delete it without a question
3 error: there is no key `nobody` in the key store
hint: `jwtool key list` shows the keys, and `jwtool key new --name NAME` creates one
2 error: only the current key of a name can be rotated
hint: drop `@` and the number
3 error: cannot use the key key:taken: it is a shared secret, which has no public part
hint: use another key

"#]]
    );
    assert_eq!(references(&sandbox), ["key:taken"]);
}

#[test]
fn whatever_verify_reads_can_be_imported() {
    let sandbox =
        Sandbox::new().with_env("SECRET", "a shared secret with more than thirty-two bytes");
    let kid = sandbox.output(["key", "thumbprint", &fixture("keys/rsa.spki.pem")]);
    for (number, name) in ["rsa.pkcs8.pem", "rsa.pkcs1.pem", "openssh-rsa"].iter().enumerate() {
        let own = format!("k{number}");
        let path = fixture(&format!("keys/{name}"));
        sandbox.jwtool(["key", "import", &path, "--name", &own]).success();
        assert_eq!(sandbox.output(["key", "thumbprint", &own]), kid, "{name}");
    }
    sandbox
        .jwtool(["key", "import", "--secret", "env:SECRET", "--name", "s", "--alg", "HS384"])
        .success();
    let token = sandbox.output(["mint", "--role", "user", "--key", "key:s"]);
    sandbox.jwtool(["verify", "-q", token.trim(), "--secret", "env:SECRET"]).success();
    // A public key signs nothing.
    sandbox.jwtool(["key", "import", &fixture("keys/rsa.spki.pem"), "--name", "public"]).code(3);
    // The name of the file is the name of the key.
    let pem = fixture_text("keys/rsa.pkcs8.pem");
    let sandbox = Sandbox::new().with_file("service.pem", pem);
    sandbox.jwtool(["key", "import", "service.pem"]).success().stdout_eq("key:service\n");
}

#[test]
fn tokens_of_a_replaced_key_verify_until_it_is_removed() {
    for algorithm in ["ES256", "HS256"] {
        let sandbox = Sandbox::new();
        sandbox.jwtool(["key", "new", algorithm, "--name", "k"]).success();
        let old = sandbox.output(["mint", "--role", "user", "--key", "key:k"]);
        sandbox.jwtool(["key", "rotate", "k"]).success();
        let new = sandbox.output(["mint", "--role", "user", "--key", "key:k"]);
        assert_eq!(references(&sandbox), ["key:k", "key:k@1"]);
        let verify = |token: &str, key: &str| {
            let words = ["verify", "-q", token.trim(), "--key", key];
            sandbox.command(words).output().unwrap().status.code().unwrap()
        };
        for (token, key, code) in [
            (&old, "key:k", 0),
            (&new, "key:k", 0),
            (&old, "key:k@1", 0),
            (&new, "key:k@2", 0),
            (&new, "key:k@1", 1),
            (&old, "key:k@2", 1),
        ] {
            assert_eq!(verify(token, key), code, "{algorithm} {key}");
        }
        if algorithm == "ES256" {
            sandbox.jwtool(["verify", "-q", old.trim()]).success();
            let set = sandbox.output(["key", "show", "k", "--output", "jwks"]);
            let set: serde_json::Value = serde_json::from_str(&set).unwrap();
            assert_eq!(set["keys"].as_array().unwrap().len(), 2);
        }
        sandbox.jwtool(["key", "remove", "k@1", "--yes"]).success();
        assert_eq!(verify(&old, "key:k"), 1);
        assert_eq!(verify(&new, "key:k"), 0);
        // The number of a removed key is not that of the next one.
        sandbox.jwtool(["key", "rotate", "k"]).success();
        assert_eq!(references(&sandbox), ["key:k", "key:k@2"]);
        assert_eq!(verify(&new, "key:k"), 0);
        sandbox.jwtool(["key", "remove", "k", "--yes"]).success();
        assert!(references(&sandbox).is_empty());
    }
}

/// Starts the same command many times at once, and returns how many of them succeed.
fn at_once(sandbox: &Sandbox, commands: &[Vec<&str>]) -> usize {
    let running: Vec<_> = commands
        .iter()
        .map(|words| {
            Command::new(snapbox::cmd::cargo_bin!("jwtool"))
                .args(words)
                .env("JWTOOL_DATA_DIR", sandbox.data())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    running
        .into_iter()
        .map(|mut one| one.wait().unwrap())
        .filter(std::process::ExitStatus::success)
        .count()
}

#[test]
fn processes_at_once_lose_no_key() {
    let sandbox = Sandbox::new();
    // One of them creates the key, and the others are told so.
    let new = vec!["key", "new", "ES256", "--name", "k"];
    assert_eq!(at_once(&sandbox, &vec![new; 8]), 1);
    let created = sandbox.output(["key", "thumbprint", "k"]);
    // Every rotation succeeds, and every key is there.
    assert_eq!(at_once(&sandbox, &vec![vec!["key", "rotate", "k"]; 8]), 8);
    let keys = list(&sandbox);
    let kids: BTreeSet<&str> = keys.iter().map(|key| key["kid"].as_str().unwrap()).collect();
    assert_eq!(kids.len(), 9);
    assert!(kids.contains(created.trim()));
    assert_eq!(keys.iter().filter(|key| key["current"] == true).count(), 1);
    // A name never has a private key and a secret.
    let rivals: Vec<_> = (0..4)
        .flat_map(|_| ["ES256", "HS256"].map(|kind| vec!["key", "new", kind, "--name", "both"]))
        .collect();
    assert!(at_once(&sandbox, &rivals) <= 1);
    let both = list(&sandbox).iter().filter(|key| key["name"] == "both").count();
    assert!(both <= 1, "{both}");
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = Sandbox::new();
    sandbox.jwtool(["key", "new", "ES256", "--name", "k"]).success();
    let path = sandbox.data().join("keys/k.pem");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    sandbox.jwtool(["key", "list"]).success().stderr_eq(str![[r#"
warning: other users could read the key `[..]/data/keys/k.pem`; it is private now

"#]]);
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    std::fs::write(sandbox.data().join("keys/broken.pem"), "x").unwrap();
    sandbox.jwtool(["key", "list", "-q"]).success();
    sandbox.jwtool(["key", "remove", "broken", "--yes"]).success();
    assert_eq!(references(&sandbox), ["key:k"]);
}
