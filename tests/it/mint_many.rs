//! Tests of `jwtool mint --count`: many tokens at once.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use jwtool::jose::json::Object;
use jwtool::jose::jws::Jws;
use snapbox::str;

use crate::mint::with_dev_key;
use crate::sandbox::{NOW, Sandbox, fixture};

const SECRET: &str = "--secret=env:SECRET";

fn sandbox() -> Sandbox {
    Sandbox::new().with_env("SECRET", "0123456789abcdef0123456789abcdef")
}

/// Returns the headers and claims of the tokens that a command prints.
fn minted(sandbox: &Sandbox, more: &[&str]) -> Vec<(Object, Object)> {
    let output = sandbox.output([&["mint", "-q", SECRET, NOW], more].concat());
    output.lines().map(parts).collect()
}

fn parts(token: &str) -> (Object, Object) {
    let jws = Jws::parse_compact(token).unwrap();
    let claims = jws.unverified_claims().unwrap().set().members().clone();
    (jws.header().members().clone(), claims)
}

fn text<'a>(claims: &'a Object, name: &str) -> &'a str {
    claims.get_str(name).unwrap_or_else(|| unreachable!("no {name} in {claims:?}"))
}

#[test]
fn each_value_has_the_number_of_its_token() {
    let sandbox = sandbox().with_file("more.json", r#"{"in":["{n}"]}"#);
    let tokens = minted(
        &sandbox,
        &[
            "--count=3",
            "--role=user-{n}",
            "--allow=other-{n}",
            "--user-id=u{n}",
            "--set=x-hasura-org-id={n}",
            "--issuer=https://issuer-{n}.example.gov",
            "--audience=a{n}",
            "--audience=b",
            "--jti=id-{n}",
            "--kid=key-{n}",
            "--header=x={n}",
            "name=n {n} of {{n}} {",
            r#"json:={"a":["{n}",{"{n}":"{n}{n}"}],"b":1}"#,
            "file=@more.json",
            "$.deep.path={n}",
        ],
    );
    assert_eq!(tokens.len(), 3);
    for (index, (header, claims)) in tokens.iter().enumerate() {
        let n = index + 1;
        assert_eq!(
            (text(header, "kid"), text(header, "x")),
            (&*format!("key-{n}"), &*n.to_string())
        );
        let hour = 1_767_225_600 + 3600;
        let expected = format!(
            concat!(
                r#"{{"iss":"https://issuer-{n}.example.gov","sub":"u{n}","jti":"id-{n}","aud":["a{n}","b"],"#,
                r#""iat":1767225600,"exp":{hour},"https://hasura.io/jwt/claims":{{"#,
                r#""x-hasura-default-role":"user-{n}","x-hasura-allowed-roles":["user-{n}","other-{n}"],"#,
                r#""x-hasura-user-id":"u{n}","x-hasura-org-id":"{n}"}},"name":"n {n} of {{n}} {{","#,
                r#""json":{{"a":["{n}",{{"{{n}}":"{n}{n}"}}],"b":1}},"file":{{"in":["{n}"]}},"#,
                r#""deep":{{"path":"{n}"}}}}"#,
            ),
            n = n,
            hour = hour,
        );
        let shown = jwtool::jose::json::Value::from(claims.clone()).to_json();
        assert_eq!(shown, expected);
    }
}

#[test]
fn numbers_and_uuids_are_also_in_claims_that_are_a_string() {
    let tokens = minted(
        &sandbox(),
        &[
            "--count=2",
            "--as=cognito-id",
            "--role=user",
            "--user-id={uuid}",
            "--set=x-hasura-n={n}",
        ],
    );
    let mut users = Vec::new();
    for (index, (_, claims)) in tokens.iter().enumerate() {
        let hasura = text(claims, "https://hasura.io/jwt/claims");
        let user = text(claims, "sub");
        assert!(hasura.contains(&format!(r#""x-hasura-user-id":"{user}""#)), "{hasura}");
        assert!(hasura.contains(&format!(r#""x-hasura-n":"{}""#, index + 1)), "{hasura}");
        users.push(user.to_owned());
    }
    assert_eq!(users.len(), 2);
    assert_ne!(users[0], users[1]);
}

#[test]
fn the_ids_of_presets_differ_and_given_ones_stay() {
    let ids = |more: &[&str]| -> Vec<String> {
        let tokens = minted(&sandbox(), &[&["--count=3", "--role=user"], more].concat());
        tokens.iter().map(|(_, claims)| text(claims, "jti").to_owned()).collect()
    };
    for preset in ["--as=clerk", "--as=cognito-access", "--as=okta", "--as=kubernetes"] {
        let ids = ids(&[preset]);
        assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2], "{preset}: {ids:?}");
    }
    assert_eq!(ids(&["--as=clerk", "--jti=one"]), ["one"; 3]);
    // The ID of the preset and that of the user are two.
    let tokens =
        minted(&sandbox(), &["--count=1", "--as=clerk", "--role=user", "--user-id={uuid}"]);
    assert_ne!(text(&tokens[0].1, "jti"), text(&tokens[0].1, "sub"));
}

#[test]
fn tokens_are_in_order_and_verify() {
    let sandbox = sandbox();
    let output =
        sandbox.output(["mint", "-q", SECRET, NOW, "--count=1000", "--role=user", "--jti={n}"]);
    for (index, token) in output.lines().enumerate() {
        assert_eq!(text(&parts(token).1, "jti"), (index + 1).to_string());
    }
    assert_eq!(output.lines().count(), 1000);
    sandbox
        .with_input(output)
        .jwtool(["verify", "--secret=env:SECRET", NOW])
        .success()
        .stderr_eq("1000 accepted, 0 rejected\n");
}

#[test]
fn the_same_command_prints_the_same_tokens_and_a_single_one_is_among_them() {
    let sandbox = sandbox();
    let mint = |more: &[&str]| {
        sandbox.output([&["mint", "-q", SECRET, NOW, "--role=user"], more].concat())
    };
    let many = mint(&["--count=5", "--subject=u{n}", "--jti={n}", "--as=clerk"]);
    assert_eq!(many, mint(&["--count=5", "--subject=u{n}", "--jti={n}", "--as=clerk"]));
    // What the single token has is what each of many has.
    let third = mint(&["--subject=u3", "--jti=3", "--as=clerk"]);
    assert_eq!(many.lines().nth(2), Some(third.trim_end()));
    // Without `--count`, braces are braces.
    let single = mint(&["--subject=u{n}"]);
    assert_eq!(text(&parts(single.trim_end()).1, "sub"), "u{n}");
}

#[test]
fn every_kind_of_key_signs_many() {
    for key in ["rsa.pkcs8.pem", "p256.pkcs8.pem", "p521.pkcs8.pem", "ed25519.pkcs8.pem"] {
        let key = format!("--key={}", fixture(&format!("keys/{key}")));
        let output =
            Sandbox::new().output(["mint", "-q", NOW, &key, "--count=9", "--role=user", "a={n}"]);
        Sandbox::new()
            .with_input(output)
            .jwtool(["verify", &key, NOW])
            .success()
            .stderr_eq("9 accepted, 0 rejected\n");
    }
}

#[test]
fn with_json_each_document_is_a_line() {
    let run = with_dev_key().output(["mint", "-j", NOW, "--count=3", "--role=user", "sub={n}"]);
    let documents: Vec<serde_json::Value> =
        run.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(documents.len(), 3);
    for (index, document) in documents.iter().enumerate() {
        assert_eq!(document["claims"]["sub"], (index + 1).to_string());
        assert_eq!(document["header"]["alg"], "RS256");
        assert_eq!(document["key"]["source"], "key:dev");
        let (_, claims) = parts(document["token"].as_str().unwrap());
        assert_eq!(text(&claims, "sub"), (index + 1).to_string());
    }
}

#[test]
fn tokens_without_a_difference_are_reported() {
    let sandbox = sandbox();
    let mint = |count| sandbox.jwtool(["mint", SECRET, NOW, "--role=user", count]).success();
    mint("--count=2").stderr_eq(str![[r#"
all tokens have the same claims; write `{n}` or `{uuid}` in a value to tell them apart

"#]]);
    mint("--count=1").stderr_eq("");
    let different = ["mint", SECRET, NOW, "--role=user", "--count=2", "--jti={n}"];
    sandbox.jwtool(different).success().stderr_eq("");
}

#[test]
fn help_shows_what_stands_for_the_number() {
    for help in ["--help", "-h"] {
        let help = sandbox().output(["mint", help]);
        let words: Vec<&str> = help.split_whitespace().collect();
        let words = words.join(" ");
        assert!(words.contains("in values, {n} is the token's number and {uuid} a"), "{words}");
    }
}

#[test]
fn no_token_is_a_usage_error() {
    for (count, reason) in [
        ("--count=0", "at least one token is needed"),
        ("--count=-3", "not a number of tokens"),
        ("--count=many", "not a number of tokens"),
    ] {
        let run = sandbox().jwtool(["mint", SECRET, "--role=user", count]).code(2);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(said.contains(reason), "{said}");
    }
}

/// The number of tokens is too large for this test to end unless the closed pipe ends it.
#[test]
fn a_reader_that_goes_away_ends_it_with_success() {
    let mut child = Command::new(snapbox::cmd::cargo_bin!("jwtool"))
        .args(["mint", "-q", "--count=18446744073709551615", "--role=user", "jti={uuid}"])
        .args(["--secret=env:SECRET"])
        .env("SECRET", "0123456789abcdef0123456789abcdef")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    assert_eq!(first.split('.').count(), 3);
    drop(lines);
    let ended = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    assert!(ended.status.success());
}

#[test]
fn broken_tokens_can_be_many_too() {
    let sandbox = sandbox();
    let verify = |broken: &str| {
        let tokens = sandbox.output([
            "mint",
            "-q",
            SECRET,
            NOW,
            "--count=3",
            "--role=user",
            "sub={n}",
            broken,
        ]);
        let subjects: Vec<String> =
            tokens.lines().map(|token| text(&parts(token).1, "sub").to_owned()).collect();
        assert_eq!(subjects, ["1", "2", "3"]);
        let verified = Sandbox::new()
            .with_env("SECRET", "0123456789abcdef0123456789abcdef")
            .with_input(tokens)
            .jwtool(["verify", SECRET, NOW])
            .code(1);
        String::from_utf8(verified.get_output().stdout.clone()).unwrap()
    };
    for (broken, reason) in [
        ("--break=signature", "signature-mismatch: "),
        ("--break=key", "signature-mismatch: "),
        ("--break=expired", "expired: "),
        ("--break=alg-none", "alg-none: "),
    ] {
        let verdicts = verify(broken);
        assert_eq!(verdicts.lines().count(), 3, "{broken}: {verdicts}");
        assert!(verdicts.lines().all(|line| line.contains(reason)), "{broken}: {verdicts}");
    }
}

#[test]
fn an_edited_token_can_be_many() {
    let sandbox = sandbox();
    let token = sandbox.output(["mint", "-q", SECRET, NOW, "--role=user", "--jti=one", "a=b"]);
    let tokens = minted(&sandbox, &["--count=2", "--from", token.trim_end(), "sub=u{n}"]);
    let seen: Vec<_> = tokens
        .iter()
        .map(|(_, claims)| [text(claims, "sub"), text(claims, "jti"), text(claims, "a")])
        .collect();
    assert_eq!(seen, [["u1", "one", "b"], ["u2", "one", "b"]]);
}
