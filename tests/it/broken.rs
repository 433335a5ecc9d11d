//! Tests of `jwtool mint --break`: who refuses a token that is wrong in one way.

use std::fs;

use serde_json::Value;
use snapbox::str;

use crate::mint::with_dev_key;
use crate::sandbox::{NOW, Sandbox, fixture};

const KID: &str = "CgLbHJSPxKHSnIJ4V3sfV7z8SLkZKdQj7rEGNQ1SlpI";
const ENGINES: [&str; 3] = ["hasura", "ddn", "relyauth"];

/// Each way, and what `verify` and the three engines answer: a code of `verify`, the words of an
/// engine, or `accepted`. RelyAuth's are those of its log.
const TABLE: [(&str, [&str; 4]); 10] = [
    (
        "expired",
        [
            "expired",
            "Could not verify JWT: JWTExpired",
            "JWT validation error: ExpiredSignature",
            "go-jose/go-jose/jwt: validation failed, token is expired (exp)",
        ],
    ),
    (
        "not-yet-valid",
        [
            "not-yet-valid",
            "Could not verify JWT: JWTNotYetValid",
            "accepted",
            "go-jose/go-jose/jwt: validation failed, token not valid yet (nbf)",
        ],
    ),
    (
        "signature",
        [
            "signature-mismatch",
            "Could not verify JWT: JWSError JWSInvalidSignature",
            "JWT validation error: InvalidSignature",
            "failed to verify jwt token signature",
        ],
    ),
    (
        "key",
        [
            "signature-mismatch",
            "Could not verify JWT: JWSError JWSInvalidSignature",
            "JWT validation error: InvalidSignature",
            "failed to verify jwt token signature",
        ],
    ),
    (
        "alg-none",
        [
            "alg-none",
            "Could not verify JWT: JWSError JWSNoSignatures",
            "Error decoding the `Authorization` header - JSON error: unknown variant `none`, expected one of `HS256`, `HS384`, `HS512`, `ES256`, `ES384`, `RS256`, `RS384`, `RS512`, `PS256`, `PS384`, `PS512`, `EdDSA` at line 1 column 13",
            r#"failed to parse signed token: unexpected signature algorithm "none"; expected ["RS256"]"#,
        ],
    ),
    (
        "kid",
        [
            "key-not-found",
            "accepted",
            "Internal Error - No matching JWK found for the given kid: other-key",
            "failed to verify jwt token signature",
        ],
    ),
    (
        "issuer",
        [
            "iss-mismatch",
            "Could not verify JWT: JWTNotInIssuer",
            "JWT validation error: InvalidIssuer",
            "go-jose/go-jose/jwt: validation failed, invalid issuer claim (iss)",
        ],
    ),
    (
        "audience",
        [
            "aud-mismatch",
            "Could not verify JWT: JWTNotInAudience",
            "JWT validation error: InvalidAudience",
            "go-jose/go-jose/jwt: validation failed, invalid audience claim (aud)",
        ],
    ),
    (
        "roles",
        [
            "accepted",
            "Your requested role is not in allowed roles",
            "The default role is not present in the allowed roles",
            "other-role is not in the allowed roles x-hasura-allowed-roles",
        ],
    ),
    (
        "namespace",
        [
            "accepted",
            "claims key: 'https://hasura.io/jwt/claims' not found",
            "Internal Error - Hasura claims not found in the JWT at /https:~1~1hasura.io~1jwt~1claims",
            "x-hasura-role session variable is empty",
        ],
    ),
];

/// A machine that believes tokens like one of a preset, and nothing else.
struct Judges {
    sandbox: Sandbox,
    issuer: String,
    audience: String,
}

impl Judges {
    fn of(token: &str) -> Self {
        // As providers publish them, with the algorithm
        let keys = crate::fetch::jwks(KID).replacen('{', r#"{"alg":"RS256","#, 2);
        let keys = keys.replacen(r#""alg":"RS256","#, "", 1);
        let mut sandbox = with_dev_key().with_file("keys.json", keys);
        for engine in ENGINES {
            let flag = format!("--engine={engine}");
            let config = sandbox.output(["secret", "token", token, "-q", "--offline", &flag]);
            sandbox = sandbox.with_file(engine, config);
        }
        let claims = &sandbox.json(["decode", "--json", token, NOW])["claims"];
        let audience = claims["aud"].as_str().or_else(|| claims["aud"][0].as_str()).unwrap();
        let issuer = claims["iss"].as_str().unwrap();
        Self {
            issuer: format!("--issuer={issuer}"),
            audience: format!("--audience={audience}"),
            sandbox,
        }
    }

    /// Returns the answers of `verify` and the three engines.
    fn answers(&self, token: &str) -> [String; 4] {
        let (issuer, audience) = (self.issuer.as_str(), self.audience.as_str());
        let verify = ["verify", "--json", token, "--jwks=keys.json", issuer, audience, NOW];
        let verdict = self.sandbox.json(verify);
        let explain = |engine: &str| {
            let (flag, config) = (format!("--engine={engine}"), format!("--config=@{engine}"));
            let explain = ["explain", "--json", token, &flag, &config, "--jwks=keys.json", NOW];
            let answer = self.sandbox.json(explain);
            if answer["accepted"] == true {
                return "accepted".to_owned();
            }
            let cause = answer["cause"].as_str();
            cause.or_else(|| answer["refusal"]["message"].as_str()).unwrap().to_owned()
        };
        [code(&verdict), explain("hasura"), explain("ddn"), explain("relyauth")]
    }
}

/// Returns the codes of the checks that failed.
fn code(verdict: &Value) -> String {
    let failed = verdict["checks"].as_array().unwrap().iter();
    let failed = failed.filter_map(|check| check["code"].as_str()).collect::<Vec<_>>();
    if verdict["accepted"] == true { "accepted".to_owned() } else { failed.join(", ") }
}

#[test]
fn each_way_is_refused_by_those_who_look_and_by_nobody_else() {
    let sandbox = with_dev_key();
    let mint = ["mint", "-q", "--as=auth0", "--role=ranger", NOW];
    let token = sandbox.output(mint);
    let judges = Judges::of(token.trim_end());
    assert_eq!(judges.answers(token.trim_end()), ["accepted"; 4]);
    for (way, expected) in TABLE {
        let broken = sandbox.output([&mint[..], &["--break", way]].concat());
        assert_eq!(judges.answers(broken.trim_end()), expected, "{way}");
        // The same way to break a token that exists already
        let edit = ["mint", "-q", "--from", token.trim_end(), "--break", way, NOW];
        let edited = sandbox.output(edit);
        assert_eq!(judges.answers(edited.trim_end()), expected, "--from {way}");
    }
}

#[test]
fn the_table_is_in_the_documentation() {
    let page =
        fs::read_to_string(format!("{}/docs/testing.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let rows: Vec<&str> = page
        .lines()
        .skip_while(|line| !line.starts_with("| way |"))
        .take_while(|line| line.starts_with('|'))
        .skip(2)
        .collect();
    let cell = |answer: &str| match answer {
        "accepted" => "accepted".to_owned(),
        // A message with backticks is between two of them.
        words if words.contains('`') => format!("`` {words} ``"),
        words => format!("`{words}`"),
    };
    let expected: Vec<String> = TABLE
        .iter()
        .map(|(way, answers)| {
            let cells: Vec<String> = answers.iter().map(|answer| cell(answer)).collect();
            format!("| `{way}` | {} |", cells.join(" | "))
        })
        .collect();
    assert_eq!(rows, expected);
    let help = Sandbox::new().output(["mint", "--help"]);
    for (way, _) in TABLE {
        assert!(help.contains(&format!("- {way}:")), "{way}");
    }
}

/// Returns the parts of a token that differ: header parameters, claims and the signature.
fn differences(one: &Value, other: &Value) -> Vec<String> {
    let mut differences = Vec::new();
    for part in ["header", "claims"] {
        let (one, other) = (one[part].as_object().unwrap(), other[part].as_object().unwrap());
        let names = one.keys().chain(other.keys().filter(|name| !one.contains_key(*name)));
        let changed = names.filter(|name| one.get(*name) != other.get(*name));
        differences.extend(changed.cloned());
    }
    differences
}

#[test]
fn nothing_else_is_wrong_with_a_token_of_any_preset() {
    let sandbox = with_dev_key();
    let list = sandbox.output(["mint", "--as=list"]);
    let presets: Vec<&str> = list.lines().filter_map(|line| line.split(' ').next()).collect();
    for preset in presets {
        let fixed = ["mint", "--json", "-q", "--as", preset, "--role=a", "--jti=1", NOW];
        let whole = sandbox.json(fixed);
        let hasura = whole["claims"].to_string().contains("x-hasura-allowed-roles");
        for (way, _) in TABLE {
            // New keys take a while, and are the same for all.
            if way == "key" && preset != "cognito-id" {
                continue;
            }
            let all = [&fixed[..], &["--break", way]].concat();
            if !hasura && ["roles", "namespace"].contains(&way) {
                sandbox.jwtool(all).code(2).stdout_eq(str![[r#"
{"error":{"code":"usage","message":"[..] changes the Hasura claims, and the token has none","hint":"[..]"}}

"#]]);
                continue;
            }
            let broken = sandbox.json(all);
            let differences = differences(&whole, &broken);
            let names: Vec<&str> = differences.iter().map(String::as_str).collect();
            let is_time = |name: &&str| ["exp", "iat", "nbf", "auth_time"].contains(name);
            match way {
                "expired" | "not-yet-valid" => {
                    assert!(!names.is_empty() && names.iter().all(is_time), "{preset} {names:?}");
                }
                "signature" | "key" => assert!(names.is_empty(), "{preset} {names:?}"),
                "alg-none" => assert_eq!(names, ["alg"], "{preset}"),
                "kid" => assert_eq!(names, ["kid"], "{preset}"),
                "issuer" => assert_eq!(names, ["iss"], "{preset}"),
                "audience" => assert_eq!(names, ["aud"], "{preset}"),
                "roles" => assert_eq!(names.len(), 1, "{preset} {names:?}"),
                _ => assert_eq!(names.len(), 2, "{preset} {names:?}"),
            }
            let parts = |document: &Value| {
                let token = document["token"].as_str().unwrap();
                token.split('.').map(ToOwned::to_owned).collect::<Vec<_>>()
            };
            let (whole, broken) = (parts(&whole), parts(&broken));
            assert_eq!(broken.len(), 3);
            assert_eq!(broken[2].is_empty(), way == "alg-none", "{preset}");
            if way != "alg-none" {
                assert_eq!(broken[2].len(), whole[2].len(), "{preset}");
                assert_ne!(broken[2], whole[2], "{preset} {way}");
            }
        }
    }
}

#[test]
fn what_is_wrong_is_reported() {
    let sandbox = with_dev_key();
    let said = |way: &str| {
        let run = sandbox.jwtool(["mint", "--as=auth0", "--role=a", "--break", way, NOW]).success();
        String::from_utf8(run.get_output().stderr.clone()).unwrap()
    };
    let all: String = TABLE.iter().map(|(way, _)| said(way)).collect();
    snapbox::assert_data_eq!(
        all,
        str![[r#"
broken on purpose: it expired at 2025-12-31T23:00:00Z
broken on purpose: it is not valid before 2026-01-01T01:00:00Z
broken on purpose: the last byte of its signature is changed
broken on purpose: it is signed with a new key that is not stored, under the key ID of the right one
broken on purpose: it is not signed, and its `alg` is `none`
broken on purpose: its key ID is `other-key`, which no key has
broken on purpose: its issuer is `https://other-issuer.example/`
broken on purpose: its audience is `other-audience`
broken on purpose: its default role is `other-role`, which is not allowed
broken on purpose: its Hasura claims are in `https://other-namespace.example/claims`

"#]]
    );
    let token = sandbox.output(["mint", "--role=a", NOW]);
    let edit = ["mint", "--from", token.trim_end(), "--break=key", NOW];
    sandbox.jwtool(edit).success().stderr_eq(str![[r#"
no claim was changed
broken on purpose: it is signed with a new key that is not stored, under the key ID of the right one

"#]]);
    let unsigned = sandbox.json(["mint", "--role=a", "--break=alg-none", "--json", "-q", NOW]);
    assert_eq!(unsigned["key"], Value::Null);
    let other = sandbox.json(["mint", "--role=a", "--break=key", "--json", "-q", NOW]);
    assert_eq!(other["key"]["kid"], KID);
    assert_eq!(other["key"]["source"], "a new key that is not stored");
    let stored = sandbox.output(["key", "list", "--json"]);
    assert_eq!(stored.lines().count(), 1, "{stored}");
}

#[test]
fn a_way_that_does_not_fit_is_refused_before_a_key_is_created() {
    let fails = |arguments: &[&str]| {
        let sandbox = Sandbox::new();
        let run = sandbox.jwtool([&["mint"], arguments].concat()).code(2).stdout_eq("");
        assert!(!sandbox.data().exists(), "{arguments:?}");
        run
    };
    fails(&["--role=a", "--break=everything"]).stderr_eq(str![[r#"
error: invalid value `everything` for `--break`
hint: possible values: `expired`, `not-yet-valid`, `signature`, `key`, `alg-none`, `kid`, `issuer`, `audience`, `roles`, `namespace`

"#]]);
    fails(&["--role=a", "--break"]).stderr_eq(str![[r#"
error: `--break` requires a value
hint: possible values: `expired`, `not-yet-valid`, `signature`, `key`, `alg-none`, `kid`, `issuer`, `audience`, `roles`, `namespace`

"#]]);
    fails(&["--role=a", "--break=kid", "--break=key"]).stderr_eq(str![[r#"
error: `--break` cannot be used more than once
hint: see `jwtool mint --help`

"#]]);
    fails(&["sub=x", "--break=namespace"]).stderr_eq(str![[r#"
error: `--break namespace` changes the Hasura claims, and the token has none
hint: add some with `--role ROLE`; for a provider without Hasura claims, add `--namespace https://hasura.io/jwt/claims` too

"#]]);
    fails(&[
        "--role=a",
        "--set=x-hasura-allowed-roles-",
        "--set=x-hasura-allowed-roles=a",
        "--break=roles",
    ])
    .stderr_eq(str![[r#"
error: `--break roles` needs a list of roles in `x-hasura-allowed-roles`
hint: add one with `--role ROLE`

"#]]);
    for (way, flag) in [
        ("expired", "--exp=+1h"),
        ("expired", "exp:=1"),
        ("not-yet-valid", "--nbf=now"),
        ("issuer", "--issuer=a"),
        ("audience", "--aud=a"),
        ("audience", "aud=@file"),
    ] {
        let run = fails(&["--role=a", "--break", way, flag]);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(said.starts_with(&format!("error: `--break {way}` and `")), "{said}");
    }
    fails(&["--break=expired"]);
    let secret = "0123456789abcdef0123456789abcdef";
    let sandbox = Sandbox::new().with_env("S", secret);
    let arguments = ["mint", "--role=a", "--secret=env:S", "--break=kid"];
    sandbox.jwtool(arguments).code(2).stdout_eq("").stderr_eq(str![[r#"
error: `--break kid` changes the key ID, and the token has none
hint: add one: `--kid KID`

"#]]);
    sandbox.jwtool([&arguments[..], &["--kid=k"]].concat()).success();
}

#[test]
fn a_wrong_signature_is_wrong_with_every_algorithm() {
    let keys = [
        "rsa.pkcs8.pem",
        "p256.pkcs8.pem",
        "p521.pkcs8.pem",
        "secp256k1.pkcs8.pem",
        "ed25519.pkcs8.pem",
    ];
    let keys = keys.map(|key| format!("--key={}", fixture(&format!("keys/{key}"))));
    let sandbox = Sandbox::new().with_env("S", "0123456789abcdef0123456789abcdef");
    for key in keys.iter().map(String::as_str).chain(["--secret=env:S"]) {
        for way in ["signature", "key"] {
            let token = sandbox.output(["mint", "-q", "--role=a", key, "--break", way, NOW]);
            let verdict = sandbox.json(["verify", "--json", token.trim_end(), key, NOW]);
            assert_eq!(code(&verdict), "signature-mismatch", "{key} {way}");
        }
    }
    for alg in ["PS256", "RS512"] {
        let key = keys[0].as_str();
        let alg = format!("--alg={alg}");
        let arguments = ["mint", "-q", "--role=a", key, &alg, "--break=signature", NOW];
        let token = sandbox.output(arguments);
        let verdict = sandbox.json(["verify", "--json", token.trim_end(), key, NOW]);
        assert_eq!(code(&verdict), "signature-mismatch", "{alg}");
    }
}

#[test]
fn a_token_without_times_is_broken_too() {
    let sandbox = with_dev_key();
    let claims = |arguments: &[&str]| {
        let all = [&["mint", "--json", "-q", NOW, "sub=x", "--exp=none", "--iat=none"], arguments];
        sandbox.json(all.concat())["claims"].to_string()
    };
    // `--exp none` and `--break expired` contradict each other.
    let run = sandbox.jwtool(["mint", "sub=x", "--exp=none", "--break=expired"]).code(2);
    run.stdout_eq("");
    assert_eq!(claims(&["--break=not-yet-valid"]), r#"{"sub":"x","nbf":1767229200}"#);
    assert_eq!(claims(&["--break=issuer"]), r#"{"sub":"x","iss":"https://other-issuer.example/"}"#);
    let token = sandbox.output(["mint", "-q", "sub=x", "--exp=none", "--iat=none", NOW]);
    let arguments = ["mint", "--from", token.trim_end(), "--break=expired", "--json", "-q", NOW];
    assert_eq!(sandbox.json(arguments)["claims"].to_string(), r#"{"sub":"x","exp":1767222000}"#);
}
