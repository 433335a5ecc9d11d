//! Tests of `jwtool mint`.

use snapbox::str;

use crate::sandbox::{NOW, Sandbox, fixture};

/// Returns a sandbox with a fixed dev key.
pub(crate) fn with_dev_key() -> Sandbox {
    let key = std::fs::read(fixture("keys/rsa.pkcs8.pem")).unwrap();
    Sandbox::new().with_file("data/keys/dev.pem", key)
}

#[cfg(unix)]
#[test]
fn a_key_that_is_a_link_to_nowhere_is_named() {
    let sandbox = Sandbox::new().with_file("data/keys/other", "");
    std::os::unix::fs::symlink("nowhere", sandbox.data().join("keys/dev.pem")).unwrap();
    sandbox.jwtool(["mint", "--role=user"]).code(3).stderr_eq(str![[r#"
error: cannot read the key `[..]data/keys/dev.pem`: it is not a regular file
hint: pass another key with `--key FILE`

"#]]);
}

#[test]
fn the_dev_key_is_created_once_and_privately_and_reported() {
    let sandbox = Sandbox::new();
    let path = sandbox.data().join("keys").join("dev.pem");
    let first = sandbox.jwtool(["mint", "--role", "moped-admin"]).success();
    let said = String::from_utf8_lossy(&first.get_output().stderr).into_owned();
    assert_eq!(
        said,
        format!("created the private key `key:dev` (RSA 2048) in {}\n", path.display())
    );
    let key = std::fs::read(&path).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    }
    sandbox.jwtool(["mint", "--role", "moped-admin"]).success().stderr_eq("");
    assert_eq!(std::fs::read(&path).unwrap(), key);
}

#[cfg(unix)]
#[test]
fn keys_that_others_can_read_become_private_with_a_warning() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = with_dev_key();
    let folder = sandbox.data().join("keys");
    let file = folder.join("dev.pem");
    for (path, mode) in [(&folder, 0o775), (&file, 0o644)] {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    }
    sandbox.jwtool(["mint", "--role=user"]).success().stderr_eq(str![[r#"
warning: other users could read and write the key folder `[..]keys`; it is private now
warning: other users could read the key `[..]dev.pem`; it is private now

"#]]);
    sandbox.jwtool(["mint", "--role=user"]).success().stderr_eq("");
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&file)), (0o700, 0o600));
}

#[test]
fn a_token_for_a_role_is_complete() {
    with_dev_key()
        .jwtool(["mint", "--role", "moped-admin", "--json", NOW])
        .success()
        .stderr_eq("")
        .stdout_eq(str![[r#"
{"token":"eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6IkNnTGJISlNQeEtIU25JSjRWM3NmVjd6OFNMa1pLZFFqN3JFR05RMVNscEkifQ.eyJpYXQiOjE3NjcyMjU2MDAsImV4cCI6MTc2NzIyOTIwMCwiaHR0cHM6Ly9oYXN1cmEuaW8vand0L2NsYWltcyI6eyJ4LWhhc3VyYS1kZWZhdWx0LXJvbGUiOiJtb3BlZC1hZG1pbiIsIngtaGFzdXJhLWFsbG93ZWQtcm9sZXMiOlsibW9wZWQtYWRtaW4iXX19.Fg7DAlXwzmKjNWcVJam4EJlRpc48M5LGY3Vv9lhiVIg_TfVt8NND0VMxpka9s43Yfany4G2rnf8ULBO5xeEujQh_EYQSzl6m6M6cyycMoHh0wQjDTB1alcg5IN14DLha3Mw5pnSyTbZnmk5nnI-kXIv8ru0V3Xhsbsw6yztr4-VW5yHT5X6J5mUAhHTJZTA30UTHGdRM41uTjvP6c_OcpWjwzSWwFAlQ8XIpI_EP5B-Z9wOXkQEzKj_Ph123WdzZazJk1FvaiBItRdatiCbzuRu-JFhQ32HRUI7pBQXoh3q-DUzA56W8XLenWF2HekktaLQvwh74gUonRrPJR5PZhQ","header":{"alg":"RS256","typ":"JWT","kid":"CgLbHJSPxKHSnIJ4V3sfV7z8SLkZKdQj7rEGNQ1SlpI"},"claims":{"iat":1767225600,"exp":1767229200,"https://hasura.io/jwt/claims":{"x-hasura-default-role":"moped-admin","x-hasura-allowed-roles":["moped-admin"]}},"key":{"source":"key:dev","kid":"CgLbHJSPxKHSnIJ4V3sfV7z8SLkZKdQj7rEGNQ1SlpI","alg":"RS256"}}

"#]]);
}

#[test]
fn only_the_token_is_printed() {
    let output = with_dev_key().output(["mint", "--role", "user", NOW]);
    assert_eq!(output.lines().count(), 1);
    assert_eq!(output.trim_end().split('.').count(), 3);
}

#[test]
fn every_claim_can_be_set() {
    let document = with_dev_key().json([
        "mint",
        "--json",
        NOW,
        "--role=user",
        "--allow=editor",
        "--allow=user",
        "--user-id=7",
        "--set=x-hasura-org-id=42",
        "--iss=https://issuer.example.gov/",
        "--aud=a",
        "--aud=b",
        "--jti=1",
        "--nbf",
        "-5m",
        "--iat=2025-12-31",
        "--exp",
        "+2h",
        "--kid=mine",
        "--header=typ=at+jwt",
        "source=microservice",
        "level:=3",
        "jti-",
    ]);
    snapbox::assert_data_eq!(
        serde_json::to_string_pretty(&document["header"]).unwrap(),
        str![[r#"
{
  "alg": "RS256",
  "typ": "at+jwt",
  "kid": "mine"
}
"#]]
    );
    snapbox::assert_data_eq!(
        serde_json::to_string_pretty(&document["claims"]).unwrap(),
        str![[r#"
{
  "iss": "https://issuer.example.gov/",
  "sub": "7",
  "aud": [
    "a",
    "b"
  ],
  "iat": 1767139200,
  "nbf": 1767225300,
  "exp": 1767232800,
  "https://hasura.io/jwt/claims": {
    "x-hasura-default-role": "user",
    "x-hasura-allowed-roles": [
      "user",
      "editor"
    ],
    "x-hasura-user-id": "7",
    "x-hasura-org-id": "42"
  },
  "source": "microservice",
  "level": 3
}
"#]]
    );
}

#[test]
fn hasura_claims_can_be_a_string_elsewhere() {
    let arguments = ["mint", "--json", "--role=user", "--stringified", "--namespace=claims", NOW];
    let document = with_dev_key().json(arguments);
    assert_eq!(
        document["claims"]["claims"],
        r#"{"x-hasura-default-role":"user","x-hasura-allowed-roles":["user"]}"#
    );
}

#[test]
fn every_private_key_signs_with_the_algorithm_of_its_kind() {
    for (key, alg) in [
        ("rsa.pkcs8.pem", "RS256"),
        ("rsa.pkcs1.pem", "RS256"),
        ("p256.sec1.pem", "ES256"),
        ("p256.with-parameters.pem", "ES256"),
        ("p384.pkcs8.pem", "ES384"),
        ("p521.sec1.pem", "ES512"),
        ("secp256k1.pkcs8.pem", "ES256K"),
        ("ed25519.pkcs8.pem", "EdDSA"),
    ] {
        let key = fixture(&format!("keys/{key}"));
        let sandbox = Sandbox::new();
        let document = sandbox.json(["mint", "--json", "--role=user", "--key", &key, NOW]);
        assert_eq!(document["header"]["alg"], alg, "{key}");
        let token = document["token"].as_str().unwrap();
        sandbox.jwtool(["verify", token, "--key", &key, NOW]).success();
    }
}

#[test]
fn what_cannot_be_minted_says_why() {
    let mint = |arguments: &[&str]| {
        with_dev_key().jwtool([&["mint", "--role=user", NOW], arguments].concat())
    };
    Sandbox::new().jwtool(["mint"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: a token for Hasura needs a role
hint: for example `jwtool mint --role user`

"#]]);
    mint(&["--exp=3600"]).code(2).stderr_eq(str![[r#"
error: invalid value `3600` for `--exp`: `3600` is a time in 1970; for a span of seconds, write `3600s`
hint: see `jwtool mint --help`

"#]]);
    mint(&["--key=missing.pem"]).code(3).stderr_eq(str![[r#"
error: cannot read the key `missing.pem`: [..]
hint: name a file, `env:NAME`, `key:NAME` or `-`

"#]]);
    mint(&["--key", &fixture("keys/rsa.spki.pem")]).code(3).stderr_eq(str![[r#"
error: cannot use the key `[..]keys/rsa.spki.pem`: it is a public key, but signing needs a private key
hint: pass the private key with `--key FILE`

"#]]);
    mint(&["--key", &fixture("keys/rsa-1024.pkcs8.pem")]).code(3).stderr_eq(str![[r#"
error: cannot use the key `[..]keys/rsa-1024.pkcs8.pem`: an RSA key with 1024 bits; signing needs 2048 to 8192
hint: pass another key with `--key FILE`

"#]]);
    mint(&["--alg=ES256"]).code(3).stderr_eq(str![[r#"
error: cannot use the key key:dev: ES256 needs an EC key on P-256, and this is an RSA key
hint: pass another key with `--key FILE`

"#]]);
    mint(&["--alg=none"]).code(2).stderr_eq(str![[r#"
error: invalid value `none` for `--alg`: `none` is not a supported signature algorithm
hint: see `jwtool mint --help`

"#]]);
    mint(&["--key=key:other"]).code(3).stderr_eq(str![[r#"
error: there is no key `other` in the key store
hint: `jwtool mint --role ROLE` creates `key:dev`; to use your own key, pass `--key FILE`

"#]]);
    mint(&["--set=org=1"]).code(2).stderr_eq(str![[r#"
error: `--set org` is not a session variable: the name must begin with `x-hasura-`
hint: write `--set x-hasura-org=…`, or drop `--set` to add a claim

"#]]);
    mint(&["claim"]).code(2).stderr_eq(str![[r#"
error: invalid value `claim` for `CLAIM`: write `name=text`, `name:=json`, `name=@FILE`, or `name-` to remove it
hint: for a role, run `jwtool mint --role claim`

"#]]);
    mint(&["a:={"]).code(2).stderr_eq(str![[r#"
error: invalid value `a:={` for `CLAIM`: the value after `:=` is not JSON (EOF while parsing an object at line 1, column 1); for a string, write `a={`
hint: see `jwtool mint --help`

"#]]);
}

/// Uses a folder; a named pipe, which would block the reader, is detected the same way.
#[test]
fn what_is_no_file_is_not_read_as_a_key() {
    let sandbox = Sandbox::new();
    std::fs::create_dir_all(sandbox.data().join("keys").join("dev.pem")).unwrap();
    sandbox.jwtool(["mint", "--role=user"]).code(3).stdout_eq("").stderr_eq(str![[r#"
error: cannot read the key `[..]dev.pem`: it is not a regular file
hint: pass another key with `--key FILE`

"#]]);
}

#[test]
fn a_home_that_cannot_be_written_is_reported_with_a_hint() {
    let sandbox = Sandbox::new().with_file("data", "a file where the folder should be");
    sandbox.jwtool(["mint", "--role=user"]).code(3).stdout_eq("").stderr_eq(str![[r#"
error: cannot store the key `dev` in `[..]keys`: [..]
hint: set `JWTOOL_DATA_DIR` to a writable folder, or pass a key with `--key FILE`

"#]]);
}

#[test]
fn a_secret_on_the_command_line_works_and_warns() {
    let secret = "0123456789abcdef0123456789abcdef";
    Sandbox::new()
        .jwtool(["mint", "--role=user", "--secret", secret, NOW])
        .success()
        .stderr_eq(str![[r#"
warning: other programs can see a secret on the command line; use `--secret env:NAME` or `--secret @FILE`

"#]]);
    let sandbox = Sandbox::new().with_env("K", secret).with_file("k", format!("{secret}\n"));
    let by_variable = sandbox.output(["mint", "--role=user", "--secret=env:K", NOW]);
    let by_file =
        sandbox.jwtool(["mint", "--role=user", "--secret=@k", NOW]).success().stderr_eq(str![[
            r#"
the newline at the end of k was removed from the secret

"#
        ]]);
    assert_eq!(by_variable.as_bytes(), by_file.get_output().stdout);
    let hex = "hex:3031323334353637383961626364656630313233343536373839616263646566";
    let base64 = "base64:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    for form in [hex, base64, &format!("text:{secret}")] {
        let arguments = ["mint", "--role=user", "-q", "--secret", form, NOW];
        assert_eq!(sandbox.output(arguments), by_variable);
    }
}

#[test]
fn the_key_of_the_profile_signs() {
    let config = |key: &str| format!("[profile.own]\nkey = \"{key}\"\n");
    let key = fixture("keys/p256.pkcs8.pem");
    let sandbox = || Sandbox::new().with_file("config/config.toml", config(&key));
    for flag in ["--profile=own", "--config-file=@config/config.toml"] {
        let from = if flag.starts_with("--p") { &key } else { "key:dev" };
        let made = sandbox().json(["mint", "--role=user", "--json", flag]);
        assert_eq!(made["key"]["source"].as_str().unwrap().trim_matches('`'), from, "{flag}");
    }
    let secret = sandbox().output(["secret", "--profile=own"]);
    assert!(secret.contains("ES256"), "{secret}");
    let project = Sandbox::new().with_file("jwtool.toml", config(&key));
    project.jwtool(["mint", "--role=user", "--profile=own"]).code(3).stderr_eq(str![[r#"
warning: ignoring `key` in `[..]jwtool.toml` line 2: until you run `jwtool profile trust`, a project file can set only graphql, rest, rest_ping, roles, audience, issuer
error: cannot use `[..]jwtool.toml` line 2: a project file cannot set `key`
hint: set it in your own `config.toml`, or trust the file: `jwtool profile trust`; without that it may set graphql, rest, rest_ping, roles, audience, issuer

"#]]);
}

#[test]
fn each_role_has_a_flag_of_its_own() {
    let sandbox = with_dev_key();
    sandbox.jwtool(["mint", "--role=a, b,c"]).code(2).stderr_eq(str![[r#"
error: `--role` takes one role, not a list
hint: write `--role a --allow b --allow c`

"#]]);
    sandbox.jwtool(["mint", "--role=a", "--allow", "b,c"]).code(2).stderr_eq(str![[r#"
error: `--allow` takes one role, not a list
hint: write `--allow b --allow c`

"#]]);
}

#[test]
fn an_empty_role_is_refused() {
    let sandbox = Sandbox::new();
    sandbox.jwtool(["mint", "--role", ""]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: the role of `--role` is empty
hint: name a role: `--role user`

"#]]);
    sandbox.jwtool(["mint", "--role=user", "--allow="]).code(2).stdout_eq("").stderr_eq(str![[
        r#"
error: the role of `--allow` is empty
hint: name a role: `--allow user`

"#
    ]]);
    assert!(!sandbox.data().join("keys").exists());
}

#[test]
fn a_claim_is_not_set_by_a_flag_and_by_an_argument() {
    let sandbox = Sandbox::new();
    sandbox.jwtool(["mint", "--role=user", "iss=1", "--issuer=2"]).code(2).stdout_eq("").stderr_eq(
        str![[r#"
error: `--issuer` and `iss=…` both set `iss`
hint: remove either `--issuer` or `iss=…`

"#]],
    );
    for (argument, flag) in [
        ("sub:=1", "--subject=2"),
        ("aud=@file", "--audience=2"),
        ("exp:=1", "--exp=+1h"),
        ("nbf:=1", "--nbf=+1h"),
        ("iat:=1", "--iat=now"),
        ("jti=1", "--jti=2"),
        ("--header=kid=1", "--kid=2"),
    ] {
        let run = sandbox.jwtool(["mint", "--role=user", argument, flag]).code(2);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        let name = flag.split('=').next().unwrap();
        assert!(said.starts_with(&format!("error: `{name}` and `")), "{said}");
    }
    assert!(!sandbox.data().join("keys").exists());
    // Either of them, and the claims that have a default
    for arguments in
        [&["iss=1"][..], &["--user-id=7", "sub=8"], &["exp-"], &["iat:=1", "--exp=+1h"]]
    {
        let all = ["mint", "--role=user"].iter().copied().chain(arguments.iter().copied());
        sandbox.jwtool(all).success();
    }
}

#[test]
fn a_variable_beside_the_hasura_claims_is_warned_of() {
    let sandbox = with_dev_key();
    let run = sandbox.jwtool(["mint", "--role=a", "x-hasura-org-id=5", NOW]).success();
    run.stderr_eq(str![[r#"
warning: `x-hasura-org-id` is beside the Hasura claims, where no engine looks for it
hint: to put it among them, write `--set x-hasura-org-id=…`

"#]]);
    let path = r#"$["https://hasura.io/jwt/claims"].x-hasura-org-id=5"#;
    for stringified in [&["--stringified"][..], &[]] {
        let arguments = [&["mint", "--role=a", path, NOW][..], stringified].concat();
        let token = sandbox.jwtool(arguments).success().stderr_eq("").get_output().stdout.clone();
        let session = Sandbox::new().with_input(token).json(["decode", "--json", NOW]);
        assert_eq!(session["hasura"]["session_variables"]["x-hasura-org-id"], "5", "{session}");
    }
    let token = sandbox.output(["mint", "-q", "--role=a", "$.plan.seats:=3", NOW]);
    let document = Sandbox::new().with_input(token).json(["decode", "--json", NOW]);
    assert_eq!(document["claims"]["plan"]["seats"], 3);
    sandbox.jwtool(["mint", "--role=a", "$.iat.x=1", NOW]).code(2).stderr_eq(str![[r#"
error: the path `$.iat.x` leads into a number
hint: to replace that value, set it with `:=` first

"#]]);
}

#[test]
fn no_key_is_created_for_a_claim_or_header_that_cannot_be_set() {
    for arguments in [
        &["$.iat.x=1"][..],
        &["x=@missing"],
        &["--header=x=@missing"],
        &["--header=$.typ.x=1"],
        &["--header=$.kid.x=1"],
        &["--set=x-hasura-a=@missing"],
    ] {
        let sandbox = Sandbox::new();
        let all = ["mint", "--role=user"].iter().chain(arguments).copied();
        let run = sandbox.jwtool(all).stdout_eq("");
        assert!([Some(2), Some(3)].contains(&run.get_output().status.code()), "{arguments:?}");
        assert!(!sandbox.data().exists(), "{arguments:?}");
    }
}

/// Each preset with the provider and kind that `decode` names.
const PRESETS: [(&str, &str, &str); 19] = [
    ("hasura", "unknown", "unknown"),
    ("relyauth", "generic-oidc", "unknown"),
    ("ddn", "generic-oidc", "unknown"),
    ("cognito-id", "aws-cognito", "id"),
    ("cognito-access", "aws-cognito", "access"),
    ("cognito-azuread", "aws-cognito", "id"),
    ("entra-v1", "azure-ad", "access"),
    ("entra-v2", "azure-ad", "access"),
    ("auth0", "auth0", "access"),
    ("firebase", "firebase", "id"),
    ("clerk", "clerk", "template"),
    ("supabase", "supabase", "access"),
    ("keycloak", "keycloak", "access"),
    ("okta", "okta", "access"),
    ("supertokens", "supertokens", "session"),
    ("microservice", "supertokens", "microservice"),
    ("github-actions", "github-actions", "ci-job"),
    ("kubernetes", "kubernetes", "service-account"),
    ("nhost", "nhost", "access"),
];

#[test]
fn every_preset_is_recognised_verified_and_accepted() {
    let kid = "CgLbHJSPxKHSnIJ4V3sfV7z8SLkZKdQj7rEGNQ1SlpI";
    let mut sandbox = with_dev_key().with_file("keys.json", crate::fetch::jwks(kid));
    for (preset, provider, kind) in PRESETS {
        let token = sandbox.output(["mint", "-q", "--as", preset, "--role=ranger", NOW]);
        let token = token.trim_end();
        let decoded = sandbox.json(["decode", "--json", token, NOW]);
        let origin = &decoded["provider"];
        assert_eq!((&origin["id"], &origin["kind"]), (&provider.into(), &kind.into()), "{preset}");
        sandbox.jwtool(["verify", token, NOW]).success();
        for engine in ["hasura", "ddn", "relyauth"] {
            let explained = sandbox.json(["explain", "--json", token, "--engine", engine, NOW]);
            assert_eq!(explained["role"], "ranger", "{preset} {engine}");
        }
        sandbox.jwtool(["explain", token, "--engine=all", NOW]).success();
        // What `secret token` writes, with its keys replaced by ours
        for engine in ["hasura", "ddn", "relyauth"] {
            let engine_flag = format!("--engine={engine}");
            let secret = ["secret", "token", token, "-q", "--offline", &engine_flag];
            let config = sandbox.output(secret);
            sandbox = sandbox.with_file("config.txt", config);
            let explained = sandbox.json([
                "explain",
                "--json",
                token,
                "--config=@config.txt",
                &engine_flag,
                "--jwks=keys.json",
                NOW,
            ]);
            assert_eq!(explained["role"], "ranger", "{preset} {engine}");
        }
    }
}

#[test]
fn presets_are_listed() {
    let sandbox = with_dev_key();
    let list = sandbox.output(["mint", "--as=list"]);
    assert_eq!(list.lines().count(), PRESETS.len());
    for (line, (preset, ..)) in list.lines().zip(PRESETS) {
        assert!(line.starts_with(&format!("{preset} ")), "{line}");
    }
    let document = sandbox.json(["mint", "--as=list", "--json"]);
    assert_eq!(document["presets"][0]["name"], "hasura");
    let run = sandbox.jwtool(["mint", "--as=cognito", "--role=user"]).code(2).stdout_eq("");
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    let (listed, error) = said.split_at(list.len());
    assert_eq!(listed, list);
    snapbox::assert_data_eq!(
        error.to_owned(),
        str![[r#"
error: unknown preset `cognito`
hint: use one of those above, as in `jwtool mint --as entra-v2 --role user`

"#]]
    );
}

#[test]
fn a_token_can_be_like_those_that_moped_gets() {
    let sandbox = with_dev_key();
    let arguments = [
        "mint",
        "--as=cognito-azuread",
        "--role=moped-admin",
        "--set=x-hasura-default-role=moped-viewer",
        "--json",
        NOW,
    ];
    let document = sandbox.json(arguments);
    assert_eq!(
        document["claims"]["https://hasura.io/jwt/claims"],
        r#"{"x-hasura-default-role":"moped-viewer","x-hasura-allowed-roles":["moped-admin"],"x-hasura-user-id":"646d1b1f-5b27-47cb-a4c9-000000000007","x-hasura-user-db-id":"7","x-hasura-user-wg-id":"0"}"#
    );
    assert_eq!(document["claims"]["identities"][0]["providerName"], "AzureAD");
    let token = document["token"].as_str().unwrap();
    sandbox.jwtool(["explain", token, NOW]).code(1);
    sandbox.jwtool(["explain", token, "--role=moped-admin", NOW]).success();
}

#[test]
fn flags_take_precedence_over_a_preset() {
    let sandbox = with_dev_key();
    let mint = |arguments: &[&str]| {
        let all = [&["mint", "--as=microservice", "--json", "--role=importer", NOW], arguments];
        sandbox.json(all.concat())["claims"].clone()
    };
    let claims = mint(&[]);
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 3_153_600_000);
    let claims =
        mint(&["--exp=1h", "--iss=https://a.example.gov", "--jti=1", "--sub=me", "--iat=none"]);
    assert_eq!(
        claims.to_string(),
        r#"{"source":"microservice","sub":"me","https://hasura.io/jwt/claims":{"x-hasura-default-role":"importer","x-hasura-allowed-roles":["importer"]},"iss":"https://a.example.gov","exp":1767229200,"jti":"1"}"#
    );
    let claims = mint(&["--user-id=7", "source-"]);
    assert_eq!((&claims["sub"], &claims["source"]), (&"7".into(), &serde_json::Value::Null));
}

#[test]
fn the_ids_of_two_tokens_differ_unless_they_are_given() {
    let sandbox = with_dev_key();
    let mint = |more: &[&str]| {
        sandbox.output([&["mint", "-q", "--as=cognito-id", "--role=a", NOW], more].concat())
    };
    assert_ne!(mint(&[]), mint(&[]));
    assert_eq!(mint(&["--jti=1"]), mint(&["--jti=1"]));
}

#[test]
fn a_provider_without_hasura_claims_gets_them_only_if_asked() {
    let sandbox = with_dev_key();
    let entra = sandbox.json(["mint", "--as=entra-v2", "--role=a", "--allow=b", "--json", NOW]);
    assert_eq!(entra["claims"]["roles"], serde_json::json!(["a", "b"]));
    let warning = str![[r#"
warning: real tokens like `entra-v2` have no Hasura claims; this one has them

"#]];
    let run = sandbox.jwtool(["mint", "--as=entra-v2", "--role=a", "--set=x-hasura-org-id=4", NOW]);
    run.success().stderr_eq(warning);
    sandbox.jwtool(["mint", "--as=entra-v2", "--role=a", NOW]).success().stderr_eq("");
    sandbox.jwtool(["mint", "--as=entra-v2", NOW]).success().stderr_eq(str![[r#"
the token has no Hasura claims, like real `entra-v2` tokens (`--role ROLE` adds a role)

"#]]);
    let run = sandbox.jwtool(["mint", "--as=github-actions", NOW]).success();
    run.stderr_eq(str![[r#"
the token has no Hasura claims (`--role ROLE` adds them)

"#]]);
}

#[test]
fn claims_without_a_role_are_a_plain_token() {
    let sandbox = with_dev_key();
    let claims = |arguments: &[&str]| {
        let token = sandbox.output([&["mint", "-q", NOW], arguments].concat());
        let payload = sandbox.json(["decode", "--json", token.trim_end(), NOW]);
        payload["claims"].clone()
    };
    assert_eq!(
        claims(&["--iss=123456", "--iat=-1m", "--exp=9m"]).to_string(),
        r#"{"iss":"123456","iat":1767225540,"exp":1767226140}"#
    );
    assert_eq!(
        claims(&[r#"{"sub":"x","exp":1800000000}"#, "plan=pro"]).to_string(),
        r#"{"sub":"x","exp":1800000000,"iat":1767225600,"plan":"pro"}"#
    );
    assert_eq!(
        claims(&[r#"{"sub":"x","exp":1800000000}"#, "--exp=none", "--sub=y"]).to_string(),
        r#"{"sub":"y","iat":1767225600}"#
    );
    sandbox.jwtool(["mint", r#"{"sub":"x"}"#, NOW]).success().stderr_eq(str![[r#"
the token has no Hasura claims (`--role ROLE` adds them)

"#]]);
    for broken in [r#"{"sub":"#, "{}x"] {
        sandbox.jwtool(["mint", broken]).code(2).stdout_eq("");
    }
    sandbox.jwtool(["mint", "sub=x", "--allow=editor"]).code(2).stderr_eq(str![[r#"
error: `--allow` is about the Hasura claims, which need a role
hint: add `--role ROLE`

"#]]);
}

#[test]
fn the_order_of_claims_is_kept() {
    let sandbox = with_dev_key();
    let token = sandbox.output(["mint", "-q", r#"{"z":1,"sub":"x","a":2}"#, "m:=3", NOW]);
    let payload = sandbox.output(["decode", "--claim=$", token.trim_end(), NOW]);
    assert_eq!(
        payload.trim_end(),
        r#"{"z":1,"sub":"x","a":2,"iat":1767225600,"exp":1767229200,"m":3}"#
    );
}

#[test]
fn a_service_account_signs_with_the_key_of_its_file() {
    let pem = std::fs::read_to_string(fixture("keys/rsa.pkcs8.pem")).unwrap();
    let file = serde_json::json!({
        "type": "service_account",
        "private_key_id": "7f3a",
        "private_key": pem,
        "client_email": "importer@example-gov.iam.gserviceaccount.com",
    });
    let sandbox = Sandbox::new().with_file("key.json", file.to_string());
    let account = "importer@example-gov.iam.gserviceaccount.com";
    let (issuer, subject) = (format!("--iss={account}"), format!("--sub={account}"));
    let audience = "--aud=https://pubsub.googleapis.com/";
    let arguments = ["mint", "--key=key.json", &issuer, &subject, audience, "--json", NOW];
    let document = sandbox.json(arguments);
    assert_eq!(document["header"]["kid"], "7f3a");
    assert_eq!(document["header"]["alg"], "RS256");
}

#[test]
fn an_apple_client_secret_is_signed_with_a_p8_file() {
    let sandbox = Sandbox::new()
        .with_file("AuthKey_ABC123DEFG.p8", std::fs::read(fixture("keys/p256.pkcs8.pem")).unwrap());
    let document = sandbox.json([
        "mint",
        "--json",
        "--key=AuthKey_ABC123DEFG.p8",
        "--kid=ABC123DEFG",
        "--iss=DEF123GHIJ",
        "--sub=gov.example.app",
        "--aud=https://appleid.apple.com",
        "--exp=180d",
        NOW,
    ]);
    assert_eq!(document["header"]["alg"], "ES256");
    assert_eq!(document["header"]["kid"], "ABC123DEFG");
    assert_eq!(document["claims"]["exp"], 1_782_777_600);
}
