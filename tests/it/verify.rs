//! Tests of `jwtool verify`.

use snapbox::str;

use crate::mint::with_dev_key;
use crate::sandbox::{NOW, Sandbox, fixture, fixture_text, public_jwk};

fn minted(sandbox: &Sandbox, arguments: &[&str]) -> String {
    let fixed = ["mint", "--role=user", "-q", NOW];
    sandbox.output([&fixed[..], arguments].concat()).trim().to_owned()
}

#[test]
fn what_mint_printed_is_accepted_by_the_key_of_its_kid() {
    let sandbox = with_dev_key();
    let token = minted(&sandbox, &[]);
    sandbox.jwtool(["verify", &token, NOW]).success().stderr_eq("").stdout_eq(str![[r#"
accepted
  ✓ form       well-formed JWS
  ✓ alg        RS256
  ✓ key        an RSA key with 2048 bits, kid CgLbHJSPxKHSnIJ4V3sfV7z8SLkZKdQj7rEGNQ1SlpI
  ✓ signature  verified with RS256
  ✓ exp        valid for another 1 hour
  ✓ iat        issued 0 seconds ago
key from key:dev

"#]]);
    sandbox.jwtool(["verify", "--json", &token, NOW]).success().stdout_eq(str![[r#"
{"accepted":true,"issuer_pinned":null,"key":{"source":"key:dev","kid":"CgLbHJSPxKHSnIJ4V3sfV7z8SLkZKdQj7rEGNQ1SlpI","alg":"RS256"},"checks":[{"name":"form","passed":true,"code":null,"message":"well-formed JWS"},{"name":"alg","passed":true,"code":null,"message":"RS256"},{"name":"key","passed":true,"code":null,"message":"an RSA key with 2048 bits, kid CgLbHJSPxKHSnIJ4V3sfV7z8SLkZKdQj7rEGNQ1SlpI"},{"name":"signature","passed":true,"code":null,"message":"verified with RS256"},{"name":"exp","passed":true,"code":null,"message":"valid for another 1 hour"},{"name":"iat","passed":true,"code":null,"message":"issued 0 seconds ago"}],"warnings":[],"header":{"alg":"RS256","typ":"JWT","kid":"CgLbHJSPxKHSnIJ4V3sfV7z8SLkZKdQj7rEGNQ1SlpI"},"claims":{"iat":1767225600,"exp":1767229200,"https://hasura.io/jwt/claims":{"x-hasura-default-role":"user","x-hasura-allowed-roles":["user"]}}}

"#]]);
    sandbox.jwtool(["verify", "-q", &token, NOW]).success().stdout_eq("").stderr_eq("");
}

#[test]
fn every_reason_is_given_at_once() {
    let sandbox = with_dev_key();
    let token =
        minted(&sandbox, &["--iss=https://issuer.example.gov/", "--aud=app", "--user-id=7"]);
    sandbox
        .jwtool([
            "verify",
            &token,
            "--at=2026-01-01T02:00:00Z",
            "--iss=https://issuer.example.gov",
            "--aud=other",
            "--sub=8",
            "--require=org",
            "--require=sub=7",
            "--require=$[\"https://hasura.io/jwt/claims\"][\"x-hasura-allowed-roles\"]~=user",
            "--max-age=1h",
            "--expires-in=5m",
        ])
        .code(1)
        .stderr_eq(str![[r#"
hint: get a new token; to verify this one at another time, add `--at TIME`

"#]])
        .stdout_eq(str![[r#"
rejected: expired
  ✓ form                                                      well-formed JWS
  ✓ alg                                                       RS256
  ✓ key                                                       an RSA key with 2048 bits, kid CgLbHJSPxKHSnIJ4V3sfV7z8SLkZKdQj7rEGNQ1SlpI
  ✓ signature                                                 verified with RS256
  ✗ exp                                                       expired 1 hour ago, at 2026-01-01T01:00:00Z
  ✓ iat                                                       issued 2 hours ago
  ✗ iss                                                       `iss` is `https://issuer.example.gov/`; expected `https://issuer.example.gov`; only the slash at the end differs
  ✗ aud                                                       the audience is `app`; expected `other`
  ✗ sub                                                       `sub` is `7`; expected `8`
  ✗ org                                                       there is no `org`
  ✓ sub                                                       `7`
  ✓ $["https://hasura.io/jwt/claims"].x-hasura-allowed-roles  ["user"]
  ✗ max-age                                                   issued 2 hours ago; at most 1 hour allowed
  ✗ expires-in                                                nothing left; at least 5 minutes required
key from key:dev

"#]]);
}

#[test]
fn a_token_is_expired_from_the_second_that_exp_names() {
    let sandbox = with_dev_key();
    let token = minted(&sandbox, &[]);
    let at = |time: &str| sandbox.jwtool(["verify", "-q", &token, "--at", time]);
    at("2026-01-01T00:59:59Z").code(0);
    at("2026-01-01T01:00:00Z").code(1);
    at("2025-12-31T23:59:59Z").code(1);
    sandbox.jwtool(["verify", "-q", &token, "--at=2026-01-01T01:00:00Z", "--leeway=1s"]).code(0);
    sandbox.jwtool(["verify", "-q", &token, "--at=2036-01-01", "--ignore-exp"]).code(0);
}

#[test]
fn a_changed_token_is_rejected() {
    let sandbox = with_dev_key();
    let token = minted(&sandbox, &[]);
    let mut parts: Vec<&str> = token.split('.').collect();
    let other = minted(&sandbox, &["--user-id=root"]);
    parts[1] = other.split('.').nth(1).unwrap();
    sandbox
        .jwtool(["verify", &parts.join("."), NOW])
        .code(1)
        .stdout_eq(str![[r#"
rejected: signature-mismatch
  ✓ form       well-formed JWS
  ✓ alg        RS256
  ✓ key        an RSA key with 2048 bits, kid CgLbHJSPxKHSnIJ4V3sfV7z8SLkZKdQj7rEGNQ1SlpI
  ✗ signature  the signature was made with another key, or the token was changed
  ✓ exp        valid for another 1 hour
  ✓ iat        issued 0 seconds ago
key from key:dev

"#]])
        .stderr_eq(str![[r#"
hint: check that key and token belong to the same environment

"#]]);
}

#[test]
fn a_public_key_is_not_a_secret() {
    // Algorithm confusion: HS256 with the public key's text as the secret.
    let pem = std::fs::read_to_string(fixture("keys/rsa.spki.pem")).unwrap();
    let input = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJyb290In0";
    let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, pem.as_bytes());
    let signature = aws_lc_rs::hmac::sign(&key, input.as_bytes());
    let forged = format!("{input}.{}", jwtool::jose::base64url::encode(signature));
    let path = fixture("keys/rsa.spki.pem");
    Sandbox::new()
        .jwtool(["verify", &forged, "--key", &path, NOW])
        .code(1)
        .stdout_eq(str![[r#"
rejected: key-mismatch
  ✓ form  well-formed JWS
  ✓ alg   HS256
  ✗ key   the token is signed with HS256, but the key is an RSA key; using a public key as a secret is a known attack (algorithm confusion); it was signed with the text of the public key as an HMAC secret, which anyone can do
key from `[..]rsa.spki.pem`
warning: the token has no `exp`: it never expires

"#]])
        .stderr_eq(str![[r#"
hint: do not trust it: anyone who has the public key can make such a token

"#]]);
    let document = Sandbox::new().json(["verify", "--json", &forged, "--key", &path, NOW]);
    assert_eq!(document["checks"][2]["code"], "key-mismatch");
    Sandbox::new()
        .with_file("public.pem", &pem)
        .jwtool(["verify", &forged, "--secret", "@public.pem", NOW])
        .code(3)
        .stdout_eq("")
        .stderr_eq(str![[r#"
the newline at the end of public.pem was removed from the secret
error: cannot use the secret: it is a PEM key or certificate, not an HMAC secret
hint: pass a key or certificate with `--key`

"#]]);
}

#[test]
fn every_encoding_of_a_key_verifies() {
    let token = fixture_text("cognito-id.jwt");
    for key in [
        "rsa.pkcs8.pem",
        "rsa.pkcs1.pem",
        "rsa.spki.pem",
        "rsa.spki.der",
        "rsa.public-pkcs1.pem",
        "rsa.certificate.pem",
    ] {
        let key = fixture(&format!("keys/{key}"));
        let arguments = ["verify", "-q", &token, "--key", &key, "--at=2020-12-09T23:30:00Z"];
        Sandbox::new().jwtool(arguments).success();
    }
}

#[test]
fn a_public_key_is_never_a_secret_in_any_wrapping() {
    let key = std::fs::read_to_string(fixture("keys/rsa.spki.pem")).unwrap();
    let body: String = key.lines().filter(|line| !line.starts_with('-')).collect();
    let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.AAAA";
    for secret in [
        format!("text:{body}"),
        format!("base64:{body}"),
        format!("text: '{body}'"),
        format!("text:ssh-rsa {body}"),
    ] {
        Sandbox::new().jwtool(["verify", token, "--secret", &secret, "-q"]).code(3).stderr_eq(
            str![[r#"
error: cannot use the secret: it is a DER key or certificate[..], not an HMAC secret
hint: pass a key or certificate with `--key`

"#]],
        );
    }
    let config = format!(r#"{{"type":"HS256","key":"{body}"}}"#);
    let sandbox = Sandbox::new().with_env("HASURA_GRAPHQL_JWT_SECRET", &config);
    sandbox.jwtool(["verify", token]).code(3).stderr_eq(str![[r#"
error: cannot use the key HASURA_GRAPHQL_JWT_SECRET: its `key` is a DER key or certificate in base64, not an HMAC secret
hint: pass another key with `--key FILE`

"#]]);
    // The engine starts with this configuration, and accepts tokens that anyone can sign.
    let document = sandbox.json(["secret", "check", "--json"]);
    assert_eq!(document["valid"], true);
    assert_eq!(document["warnings"][0]["code"], "public-key-as-secret");
    let jwk = format!(r#"{{"kty":"oct","k":"{}"}}"#, body.replace('+', "-").replace('/', "_"));
    let sandbox = Sandbox::new().with_file("k.jwk", jwk.replace('=', ""));
    sandbox.jwtool(["verify", token, "--key=k.jwk"]).code(1).stdout_eq(str![[r#"
...
  ✗ key   [..]a DER key or certificate, not an HMAC secret
...
"#]]);
}

#[test]
fn a_key_whose_line_breaks_were_lost_is_repaired_and_that_is_reported() {
    let pem = std::fs::read_to_string(fixture("keys/rsa.spki.pem")).unwrap();
    let token = fixture_text("cognito-id.jwt");
    let arguments = ["verify", &token, "--key", "k", "--at=2020-12-09T23:30:00Z"];
    for (text, said) in [
        (pem.trim_end().to_owned(), ""),
        (pem.replace('\n', "\r\n"), ""),
        (
            pem.replace('\n', "\\n"),
            "the key's line breaks are written as the two characters /n; using line breaks instead\n",
        ),
        (pem.replace('\n', " "), "the key's line breaks are missing; restoring them\n"),
    ] {
        Sandbox::new().with_file("k", text).jwtool(arguments).success().stderr_eq(said);
    }
}

#[test]
fn a_key_set_is_searched_by_kid() {
    let sandbox = with_dev_key();
    let (a, b) = (public_jwk("keys/p256.spki.pem", "a"), public_jwk("keys/rsa.spki.pem", "b"));
    let sandbox = sandbox.with_file("set.json", format!(r#"{{"keys":[{a},{b},{{"kty":"x"}}]}}"#));
    let verify = |kid: &[&str], more: &[&str]| {
        let mut token = minted(&sandbox, kid);
        if kid.is_empty() {
            token = fixture_text("cognito-id.jwt");
        }
        sandbox.jwtool([&["verify", "--jwks=set.json", &token, NOW], more].concat())
    };
    verify(&["--kid=b"], &[]).success().stdout_eq(str![[r#"
accepted
  ✓ form       well-formed JWS
  ✓ alg        RS256
  ✓ key        an RSA key with 2048 bits, kid b
  ✓ signature  verified with RS256
  ✓ exp        valid for another 1 hour
  ✓ iat        issued 0 seconds ago
key from `set.json`

"#]]);
    verify(&["--kid=a"], &[]).code(1).stdout_eq(str![[r#"
rejected: key-mismatch
  ✓ form  well-formed JWS
  ✓ alg   RS256
  ✗ key   the token is signed with RS256, but the key is an EC key on P-256; it was signed with the key b of the same set
  ✓ exp   valid for another 1 hour
  ✓ iat   issued 0 seconds ago
key from `set.json`

"#]]);
    verify(&["--kid=c"], &[])
        .code(1)
        .stdout_eq(str![[r#"
rejected: key-not-found
  ✓ form  well-formed JWS
  ✓ alg   RS256
  ✗ key   none of the 3 keys has the token's `kid` c; it was signed with the key b of the same set
  ✓ exp   valid for another 1 hour
  ✓ iat   issued 0 seconds ago
key from `set.json`

"#]])
        .stderr_eq(str![[r#"
hint: have the issuer name the key that it signs with; to verify with that key, add `--kid b`

"#]]);
    verify(&["--kid=c"], &["--kid=b"]).success();
    verify(&["--header=kid-"], &[]).success();
}

#[test]
fn the_environment_of_the_engine_is_a_source_of_keys() {
    let secret = "0123456789abcdef0123456789abcdef";
    let sandbox = Sandbox::new()
        .with_env("K", secret)
        .with_env("HASURA_GRAPHQL_JWT_SECRET", &format!(r#"{{"type":"HS256","key":"{secret}"}}"#));
    let token = minted(&sandbox, &["--secret=env:K"]);
    let document = sandbox.json(["verify", "--json", &token, NOW]);
    assert_eq!(document["accepted"], true);
    assert_eq!(document["key"]["source"], "HASURA_GRAPHQL_JWT_SECRET");
}

#[test]
fn what_is_not_a_jws_is_rejected_and_not_an_error() {
    let reject = |text: &str| {
        Sandbox::new().with_env("K", "k".repeat(32).as_str()).jwtool([
            "verify",
            text,
            "--secret=env:K",
        ])
    };
    reject("garbage")
        .code(1)
        .stdout_eq(str![[r#"
rejected: malformed
  ✗ form  a signed token has three parts separated by dots, but this has 1

"#]])
        .stderr_eq(str![[r#"
hint: run `jwtool decode` to see what can be read

"#]]);
    reject("e30.e30.e30.e30.e30").code(1).stdout_eq(str![[r#"
rejected: malformed
  ✗ form  a signed token has three parts separated by dots, but this has 5

"#]]);
    reject("eyJhbGciOiJub25lIn0.e30.").code(1).stdout_eq(str![[r#"
rejected: alg-none
  ✓ form  well-formed JWS
  ✗ alg   the token has `alg: none`: it is not signed
key from K
warning: the token has no `exp`: it never expires

"#]]);
    Sandbox::new().jwtool(["verify"]).code(3).stdout_eq("");
}

/// Returns a token with one part too many, whose issuer's keys could be fetched.
fn malformed_of(issuer: &str) -> String {
    let payload = format!(r#"{{"iss":"{issuer}"}}"#);
    let encode = |text: &str| jwtool::jose::base64url::encode(text);
    format!("{}.{}.c2ln.c2ln", encode(r#"{"alg":"RS256","kid":"1"}"#), encode(&payload))
}

#[test]
fn a_malformed_token_is_rejected_before_keys_are_looked_for() {
    let token = malformed_of("https://issuer.example.gov");
    Sandbox::new()
        .jwtool(["verify", &token, "--offline", "--trust-issuer"])
        .code(1)
        .stdout_eq(str![[r#"
rejected: malformed
  ✗ form  a signed token has three parts separated by dots, but this has 4

"#]])
        .stderr_eq(str![[r#"
hint: run `jwtool decode` to see what can be read

"#]]);
    // The key file, the key store and the engine's environment are not read.
    let sandbox = Sandbox::new().with_env("HASURA_GRAPHQL_JWT_SECRET", "not JSON");
    for key in [&["--key=missing.pem"][..], &["--secret=@missing"], &["--jwks=missing.json"], &[]] {
        let document = sandbox.json([&["verify", "--json", &token], key].concat());
        assert_eq!(document["checks"][0]["code"], "malformed", "{document}");
        assert_eq!(document["key"], serde_json::Value::Null);
    }
    let encrypted = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0.AA.AA.AA.AA";
    let document = sandbox.json(["verify", "--json", encrypted, "--key=missing.pem"]);
    assert_eq!(document["checks"][0]["code"], "encrypted", "{document}");
    // In a list, the token is one rejected line, and the next line is verified.
    let good = minted(&with_dev_key(), &[]);
    let list = format!("{good}\n{token}.c2ln\n{good}\n");
    with_dev_key().with_input(list).jwtool(["verify", "-", "--offline", NOW]).code(1).stdout_eq(
        str![[r#"
1 ✓ accepted
2 ✗ malformed: a signed token has three parts separated by dots, but this has 5
3 ✓ accepted

"#]],
    );
}

#[test]
fn of_several_signatures_the_first_that_verifies_counts() {
    let sandbox = with_dev_key();
    let (own, other) = (minted(&sandbox, &[]), minted(&sandbox, &["--kid=a"]));
    let (own, other): (Vec<&str>, Vec<&str>) =
        (own.split('.').collect(), other.split('.').collect());
    assert_eq!(own[1], other[1]);
    let entry =
        |parts: &[&str]| format!(r#"{{"protected":"{}","signature":"{}"}}"#, parts[0], parts[2]);
    let general = |entries: &[String]| {
        format!(r#"{{"payload":"{}","signatures":[{}]}}"#, own[1], entries.join(","))
    };
    // The key for each signature is found by its own header.
    let token = general(&[entry(&other), entry(&own)]);
    let document = sandbox.json(["verify", "--json", &token, NOW]);
    assert_eq!(document["accepted"], true, "{document}");
    assert_eq!(document["key"]["source"], "key:dev");
    assert_ne!(document["header"]["kid"], "a");
    let document = sandbox.json(["verify", "--json", &general(&[entry(&other)]), NOW]);
    assert_eq!(document["accepted"], false);
    assert_eq!(document["header"]["kid"], "a");
    let document = sandbox.json(["verify", "--json", &general(&[]), NOW]);
    assert_eq!(document["checks"][0]["code"], "malformed");
}

#[test]
fn an_issuer_out_of_reach_decides_nothing_about_the_other_signatures() {
    let sandbox = with_dev_key();
    let iss = "--iss=https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01";
    let (own, other) = (minted(&sandbox, &[iss]), minted(&sandbox, &["--kid=a", iss]));
    let entry = |token: &str| {
        let parts: Vec<&str> = token.split('.').collect();
        format!(r#"{{"protected":"{}","signature":"{}"}}"#, parts[0], parts[2])
    };
    let payload = own.split('.').nth(1).unwrap();
    let verify = |first: &str, second: &str| {
        let entries = format!("{},{}", entry(first), entry(second));
        let token = format!(r#"{{"payload":"{payload}","signatures":[{entries}]}}"#);
        sandbox.jwtool(["verify", "-q", &token, "--offline", NOW])
    };
    verify(&other, &own).code(0);
    verify(&own, &other).code(0);
    verify(&other, &other).code(4);
}

#[test]
fn a_list_is_judged_line_by_line_and_counted() {
    let sandbox = with_dev_key();
    let good = minted(&sandbox, &[]);
    let old = minted(&sandbox, &["--exp=-1h"]);
    let list = format!("{good}\n{old}\nnonsense\n");
    let sandbox = with_dev_key().with_input(list);
    sandbox
        .jwtool(["verify", "-", NOW])
        .code(1)
        .stdout_eq(str![[r#"
1 ✓ accepted
2 ✗ expired: expired 1 hour ago, at 2025-12-31T23:00:00Z
3 ✗ malformed: a signed token has three parts separated by dots, but this has 1

"#]])
        .stderr_eq(str![[r#"
1 accepted, 2 rejected

"#]]);
}

#[test]
fn an_issuer_out_of_reach_does_not_end_a_list() {
    let sandbox = with_dev_key();
    let good = minted(&sandbox, &[]);
    let list = format!("{good}\n{}\n{good}\n", fixture_text("cognito-id.jwt"));
    let sandbox = with_dev_key().with_input(list);
    sandbox.jwtool(["verify", "-", "--offline", NOW]).code(4).stdout_eq(str![[r#"
1 ✓ accepted
2 ? `--offline` forbids the request to https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json
3 ✓ accepted

"#]]).stderr_eq(str![[r#"
2 accepted, 1 rejected

"#]]);
}

#[test]
fn a_token_that_cannot_verify_says_why() {
    let key = fixture("keys/p256.spki.pem");
    let graph = fixture_text("entra-graph.jwt");
    let document = Sandbox::new().json(["verify", "--json", &graph, "--key", &key, NOW]);
    let message = document["checks"][2]["message"].as_str().unwrap();
    assert!(message.contains("the token is for Microsoft Graph"), "{message}");
    // Without a key, nothing is fetched for this token either.
    let document = Sandbox::new().json(["verify", "--json", &graph, NOW]);
    assert_eq!(document["checks"][2]["code"], "key-not-found");
}

/// Returns a token of an AWS load balancer, whose parts are padded and signed with the padding.
fn load_balancer_token() -> String {
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
    let pad = |bytes: &[u8]| {
        let text = jwtool::jose::base64url::encode(bytes);
        format!("{text:=<width$}", width = text.len().next_multiple_of(4))
    };
    let header = br#"{"alg":"ES256","kid":"1234-5678","typ":"JWT","signer":"arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/x/1"}"#;
    let input = format!("{}.{}", pad(header), pad(br#"{"sub":"ada","email":"a@example.gov"}"#));
    let pem = std::fs::read_to_string(fixture("keys/p256.pkcs8.pem")).unwrap();
    let pem = pem::parse(pem).unwrap();
    let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pem.contents()).unwrap();
    let signature = key.sign(&SystemRandom::new(), input.as_bytes()).unwrap();
    format!("{input}.{}", pad(signature.as_ref()))
}

#[test]
fn a_load_balancers_token_verifies_with_its_padding_and_not_without() {
    let token = load_balancer_token();
    assert!(token.contains('='));
    let key = fixture("keys/p256.spki.pem");
    let sandbox = Sandbox::new().with_file("t", &token);
    sandbox.jwtool(["verify", "-q", "@t", "--key", &key, NOW]).success();
    let stripped = token.replace('=', "");
    let document = sandbox.json(["verify", "--json", &stripped, "--key", &key, NOW]);
    let message = document["checks"][3]["message"].as_str().unwrap();
    assert!(message.contains("is missing from this copy"), "{document}");
}

#[test]
fn what_the_token_brings_itself_is_named_and_not_used() {
    let sandbox = with_dev_key();
    let token = minted(&sandbox, &["--header=jku=https://evil.example.gov/", "--header=jwk:={}"]);
    let document = sandbox.json(["verify", "--json", &token, NOW]);
    assert_eq!(document["accepted"], true);
    let warnings = document["warnings"].to_string();
    assert!(warnings.contains("(`jwk`)") && warnings.contains("(`jku`)"), "{warnings}");
    let token = minted(&sandbox, &["--header=crit:=[\"exp\"]", "--header=exp:=1"]);
    let document = sandbox.json(["verify", "--json", &token, NOW]);
    assert_eq!(document["checks"][1]["code"], "crit-unknown");
}

#[test]
fn strict_treats_warnings_as_failures() {
    let sandbox = Sandbox::new().with_env("K", "short");
    let token = minted(&sandbox, &["--secret=env:K", "exp-"]);
    let verify =
        |more: &[&str]| sandbox.jwtool([&["verify", &token, "--secret=env:K", NOW], more].concat());
    verify(&[]).success().stdout_eq(str![[r#"
accepted
  ✓ form       well-formed JWS
  ✓ alg        HS256
  ✓ key        an HMAC secret
  ✓ signature  verified with HS256
  ✓ iat        issued 0 seconds ago
key from K
warning: the secret has 5 bytes; HS256 requires 32 or more (RFC 7518 section 3.2)
warning: the token has no `exp`: it never expires

"#]]);
    verify(&["--strict"]).code(1).stdout_eq(str![[r#"
rejected: weak-key
  ✓ form       well-formed JWS
  ✓ alg        HS256
  ✗ strict     the secret has 5 bytes; HS256 requires 32 or more (RFC 7518 section 3.2)
  ✓ key        an HMAC secret
  ✓ signature  verified with HS256
  ✓ iat        issued 0 seconds ago
  ✗ strict     the token has no `exp`: it never expires
key from K

"#]]);
}

#[test]
fn no_token_of_several_goes_unjudged() {
    let sandbox = with_dev_key();
    let (good, old) = (minted(&sandbox, &[]), minted(&sandbox, &["--exp=-1h"]));
    sandbox.jwtool(["verify", "-q", &good, &old, NOW]).code(2).stdout_eq("");
    sandbox.jwtool(["verify", "-q", "Bearer", &good, NOW]).code(0);
    let list = format!("Bearer {good}\nBearer {old}\n");
    let sandbox = with_dev_key().with_input(list);
    sandbox.jwtool(["verify", NOW]).code(1).stdout_eq(str![[r#"
1 ✓ accepted
2 ✗ expired: expired 1 hour ago, at 2025-12-31T23:00:00Z

"#]]);
}

#[test]
fn a_claim_that_appears_twice_is_not_accepted() {
    let sandbox = Sandbox::new().with_env("K", "0123456789abcdef0123456789abcdef");
    let input = format!(
        "eyJhbGciOiJIUzI1NiJ9.{}",
        jwtool::jose::base64url::encode(r#"{"exp":1,"exp":4102444800}"#)
    );
    let secret = b"0123456789abcdef0123456789abcdef";
    let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, secret);
    let signature = aws_lc_rs::hmac::sign(&key, input.as_bytes());
    let token = format!("{input}.{}", jwtool::jose::base64url::encode(signature));
    let document = sandbox.json(["verify", "--json", &token, "--secret=env:K", NOW]);
    assert_eq!(document["accepted"], false);
    assert_eq!(document["checks"][4]["code"], "claim-malformed");
}

#[test]
fn limits_that_add_up_to_more_than_can_be_counted_are_no_reason_to_stop() {
    let sandbox = with_dev_key();
    let token = minted(&sandbox, &[]);
    let age = "--max-age=9223372036854775807";
    sandbox.jwtool(["verify", "-q", &token, NOW, age, "--leeway", "9223372036854775807"]).code(0);
}

#[test]
fn keys_that_cannot_be_used_are_named() {
    let token = fixture_text("cognito-id.jwt");
    let verify = |sandbox: Sandbox, key: &str| sandbox.jwtool(["verify", &token, "--key", key]);
    verify(Sandbox::new(), "missing.pem").code(3).stdout_eq("").stderr_eq(str![[r#"
error: cannot read the key `missing.pem`: [..]
hint: name a file, `env:NAME`, `key:NAME` or `-`

"#]]);
    verify(Sandbox::new().with_file("k", "just text"), "k").code(3).stderr_eq(str![[r#"
error: cannot use the key `k`: it is not a key: neither PEM, DER, OpenSSH, a JWK, a JWK Set nor Hasura's JSON
hint: if it is an HMAC secret, pass it with `--secret @FILE`

"#]]);
    verify(Sandbox::new().with_file("k", "{}"), "k").code(3).stderr_eq(str![[r#"
error: cannot use the key `k`: it is not a key: neither PEM, DER, OpenSSH, a JWK, a JWK Set nor Hasura's JSON
hint: pass a key as PEM, DER, an OpenSSH key, a JWK or a JWK Set, or a certificate

"#]]);
    verify(Sandbox::new().with_file("k", "{broken"), "k").code(3).stderr_eq(str![[r#"
error: cannot use the key `k`: it is not JSON: key must be a string at line 1, column 2
hint: copy the key again; its JSON is incomplete or was changed

"#]]);
    verify(
        Sandbox::new().with_file("k", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"),
        "k",
    )
    .code(3)
    .stderr_eq(str![[r#"
error: cannot use the key `k`: the PEM contains `PUBLIC KEY`, which is not a usable key
hint: pass a key as PEM, DER, an OpenSSH key, a JWK or a JWK Set, or a certificate

"#]]);
    verify(Sandbox::new().with_file("d/k", ""), "d").code(3).stderr_eq(str![[r#"
error: cannot read the key `d`: it is a directory
hint: name a file, `env:NAME`, `key:NAME` or `-`

"#]]);
    verify(Sandbox::new(), "key:nobody").code(3).stderr_eq(str![[r#"
error: there is no key `nobody` in the key store
hint: `jwtool mint --role ROLE` creates `key:dev`; to use your own key, pass `--key FILE`

"#]]);
    verify(Sandbox::new(), "key:../../etc/passwd").code(3);
    Sandbox::new()
        .with_input(token.as_str())
        .jwtool(["verify", "-", "--key", "-"])
        .code(2)
        .stderr_eq(str![[r#"
error: standard input cannot be read twice, for the token and for the key
hint: read one of them with `@FILE` or `env:NAME`

"#]]);
}

#[test]
fn at_most_sixteen_keys_are_tried_for_a_token_that_names_none() {
    let keys = |count: usize| {
        let keys: Vec<String> = (0..count)
            .map(|index| {
                let key = jwtool::jose::base64url::encode(format!("{:032}", count - index - 1));
                format!(r#"{{"kty":"oct","k":"{key}"}}"#)
            })
            .collect();
        format!(r#"{{"keys":[{}]}}"#, keys.join(","))
    };
    let verify = |count: usize| {
        let sandbox = Sandbox::new()
            .with_file("keys.json", keys(count))
            .with_env("K", "0".repeat(32).as_str());
        let token = sandbox.output(["mint", "--role=user", "--secret=env:K", NOW]);
        sandbox.json(["verify", "--json", token.trim(), "--jwks=keys.json", NOW])
    };
    assert_eq!(verify(16)["accepted"], true);
    let document = verify(300);
    assert_eq!(document["accepted"], false);
    assert_eq!(document["checks"][2]["code"], "key-not-found");
    assert_eq!(
        document["checks"][2]["message"],
        "16 of 300 keys were tried, and none of them made the signature; at most 16 are tried for a token"
    );
}

#[test]
fn too_many_signatures_are_counted_and_not_checked() {
    let text = |count: usize| {
        let entries = vec!["{}"; count].join(",");
        format!(r#"{{"payload":"{}","signatures":[{entries}]}}"#, "A".repeat(500_000))
    };
    let verify = |count: usize| {
        let sandbox = with_dev_key().with_input(text(count));
        sandbox.json(["verify", "--json", "-", NOW])
    };
    let document = verify(20_000);
    assert_eq!(document["checks"][0]["code"], "malformed");
    let message = "the token has 20000 signatures; 1 to 64 are supported";
    assert_eq!(document["checks"][0]["message"], message);
}

#[test]
fn an_expected_issuer_with_a_password_is_refused_and_not_repeated() {
    let issuer = "https://ada:hunter2@issuer.example.gov/";
    Sandbox::new()
        .jwtool(["verify", "a.b.c", "--key", "none.pem", "--issuer", issuer])
        .code(2)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: the issuer `https://…@issuer.example.gov/` has a user name or password in it
hint: pass the issuer as it is in the token: `--issuer https://issuer.example`

"#]]);
}

#[test]
fn the_variable_with_a_token_may_name_a_file_or_another_variable() {
    let token = with_dev_key().output(["mint", "--role=user"]);
    for value in ["@token.txt", "env:OTHER", token.trim()] {
        let sandbox = Sandbox::new().with_file("token.txt", &token).with_env("OTHER", token.trim());
        sandbox.with_env("JWTOOL_TOKEN", value).jwtool(["decode", "--claim=exp"]).success();
    }
    let missing = Sandbox::new().with_env("JWTOOL_TOKEN", "@missing.txt");
    missing.jwtool(["decode"]).code(3);
}

#[test]
fn a_signature_alone_leaves_no_claim_to_expect() {
    for flag in ["--audience=x", "--subject=x", "--require=x", "--max-age=1h", "--ignore-exp"] {
        let run = Sandbox::new().jwtool(["verify", "x.y.z", "--signature-only", flag]).code(2);
        let stderr = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(stderr.contains("cannot be used with"), "{flag}: {stderr}");
    }
}

/// Returns the message of the failed signature check, and the hint.
fn why(sandbox: &Sandbox, arguments: &[&str]) -> (String, String) {
    let arguments = ["verify", "--json"].iter().chain(arguments).copied().chain([NOW]);
    let output = sandbox.jwtool(arguments).code(1).get_output().clone();
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let checks = document["checks"].as_array().unwrap();
    let failed = checks.iter().find(|check| check["code"] == "signature-mismatch").unwrap();
    let hint = String::from_utf8(output.stderr).unwrap();
    let hint = hint.lines().find_map(|line| line.strip_prefix("hint: ")).unwrap_or_default();
    (failed["message"].as_str().unwrap().to_owned(), hint.to_owned())
}

#[test]
fn a_secret_that_the_issuer_reads_differently_is_explained_with_the_flag_that_works() {
    const BASE64: &str = "c2hvcnQgYnV0IG5vdCB0b28gc2hvcnQgYSBzZWNyZXQ=";
    let sandbox = Sandbox::new()
        .with_file("secret.txt", format!("{BASE64}\n"))
        .with_file("hex.txt", "73686f7274206275742068657861646563696d616c20736563726574\n")
        .with_file("line.txt", "one line of a secret that is long\n")
        .with_env("SECRET", BASE64);
    let signed = |secret: &str| minted(&sandbox, &[&format!("--secret={secret}")]);
    for (signed_with, secret, message, works) in [
        (
            format!("base64:{BASE64}"),
            "@secret.txt",
            "it was signed with the secret decoded from base64",
            Some("--secret base64:@secret.txt"),
        ),
        (
            format!("base64:{BASE64}"),
            "env:SECRET",
            "it was signed with the secret decoded from base64",
            Some("--secret base64:env:SECRET"),
        ),
        (
            "hex:73686f7274206275742068657861646563696d616c20736563726574".to_owned(),
            "@hex.txt",
            "it was signed with the secret decoded from hexadecimal digits",
            Some("--secret hex:@hex.txt"),
        ),
        (
            BASE64.to_owned(),
            "base64:@secret.txt",
            "it was signed with the base64 text of the secret",
            Some("--secret @secret.txt"),
        ),
        (
            format!("base64:{BASE64}"),
            BASE64,
            "it was signed with the secret decoded from base64",
            None,
        ),
    ] {
        let token = signed(&signed_with);
        let (found, hint) = why(&sandbox, &[&token, "--secret", secret]);
        assert_eq!(found, message);
        assert!(!hint.contains(BASE64), "{hint}");
        match works {
            Some(flag) => {
                assert!(hint.contains(&format!("`{flag}`")), "{hint}");
                let flag = flag.split(' ');
                sandbox.jwtool(["verify", &token, NOW].into_iter().chain(flag)).success();
            }
            None => assert!(hint.contains("`--secret base64:…`"), "{hint}"),
        }
    }
}

#[cfg(unix)]
#[test]
fn the_command_that_adds_a_newline_to_a_secret_works() {
    use std::os::unix::fs::symlink;
    let text = "one line of a secret that is long";
    for content in [text.to_owned(), format!("{text}\n")] {
        let sandbox = Sandbox::new().with_file("a secret.txt", content);
        // The text and a newline in base64.
        let signed_with = "--secret=base64:b25lIGxpbmUgb2YgYSBzZWNyZXQgdGhhdCBpcyBsb25nCg==";
        let token = minted(&sandbox, &[signed_with]);
        let (message, hint) = why(&sandbox, &[&token, "--secret", "@a secret.txt"]);
        assert_eq!(message, "it was signed with the secret and a newline at its end");
        let flag = hint.split('`').nth(1).unwrap();
        symlink(snapbox::cmd::cargo_bin!("jwtool"), sandbox.path().join("jwtool")).unwrap();
        let command = format!("./jwtool verify {token} {NOW} {flag}");
        let status = std::process::Command::new("sh")
            .args(["-c", &command])
            .env("HOME", sandbox.path())
            .current_dir(sandbox.path())
            .output()
            .unwrap();
        assert!(status.status.success(), "{status:?}");
    }
}

#[test]
fn a_key_set_has_a_bound_of_its_own() {
    let sandbox = with_dev_key();
    let token = minted(&sandbox, &[]);
    let set = format!(r#"{{"keys":[]{}}}"#, " ".repeat(5 * 1024 * 1024));
    let sandbox = sandbox.with_file("set.json", &set).with_input(set);
    let message =
        "error: the key set `set.json` is larger than 5 MiB\nhint: pass only what is needed\n";
    for flag in ["--jwks", "--key"] {
        sandbox.jwtool(["verify", &token, flag, "set.json", NOW]).code(3).stderr_eq(message);
    }
    sandbox.jwtool(["verify", &token, "--jwks", "-", NOW]).code(3).stderr_eq(str![[r#"
error: standard input is larger than 5 MiB
hint: pass only what is needed

"#]]);
}

#[test]
fn a_key_of_another_environment_is_named() {
    let key = |name: &str| fixture_text(&format!("keys/{name}"));
    let secret = "the secret of the production engine";
    let sandbox = Sandbox::new()
        .with_file("data/keys/tests.pem", key("p256.pkcs8.pem"))
        .with_file("config/config.toml", "[profile.staging]\nkey = \"staging.pem\"\n")
        .with_file("staging.pem", key("p384.spki.pem"))
        .with_file("other.pem", key("p521.spki.pem"))
        .with_env("HASURA_GRAPHQL_JWT_SECRET", &format!(r#"{{"type":"HS256","key":"{secret}"}}"#));
    for (signing, verifying, message, hint) in [
        (
            "--key=key:tests".to_owned(),
            ["--secret", "nothing like it"],
            None,
            "use that key: `--key key:tests`",
        ),
        (
            format!("--secret={secret}"),
            ["--secret", "nothing like it"],
            Some("it was signed with the key in HASURA_GRAPHQL_JWT_SECRET"),
            "without a key on the command line, the one in HASURA_GRAPHQL_JWT_SECRET is used",
        ),
        (
            format!("--key={}", fixture("keys/p384.pkcs8.pem")),
            ["--key", "other.pem"],
            None,
            "the token belongs to another environment: use `--profile staging` instead of this key",
        ),
    ] {
        let token = minted(&sandbox, &[&signing]);
        let arguments = ["verify", "--json", &token, NOW].into_iter().chain(verifying);
        let output = sandbox.jwtool(arguments).code(1).get_output().clone();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.contains(&format!("hint: {hint}\n")), "{stderr}");
        if let Some(message) = message {
            let stdout = String::from_utf8(output.stdout).unwrap();
            assert!(
                stdout.contains(&format!(r#""code":"signature-mismatch","message":"{message}""#)),
                "{stdout}"
            );
        }
    }
}

#[test]
fn times_in_milliseconds_are_named() {
    let sandbox = with_dev_key();
    let from = |claims: &str| minted(&sandbox, &[claims]);
    let checked = |claim: &str| {
        let token = from(claim);
        let output = sandbox.jwtool(["verify", "--leeway=1m", &token, NOW]).get_output().clone();
        let all = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(all).unwrap())
    };
    let (code, text) = checked("exp:=1767229200000");
    assert_eq!(code, Some(0));
    let warning = "warning: `exp` is in milliseconds instead of seconds; it probably means 2026-01-01T01:00:00Z";
    assert!(text.contains(warning) && !text.contains("years"), "{text}");
    for (claim, name) in [("iat:=1767225500000", "iat"), ("nbf:=1767225500123", "nbf")] {
        let (code, text) = checked(claim);
        assert_eq!(code, Some(1));
        let message = format!("`{name}` is in milliseconds instead of seconds; it probably means");
        assert!(text.contains(&format!("✗ {name}")) && text.contains(&message), "{text}");
        assert!(text.contains("hint: have the issuer write times in seconds"), "{text}");
        assert!(!text.contains("--leeway"), "{text}");
    }
    let token = from("exp:=1767229200000");
    let strict = ["verify", "--json", "--strict", &token, NOW];
    let document: serde_json::Value =
        serde_json::from_slice(&sandbox.jwtool(strict).code(1).get_output().stdout).unwrap();
    let checks = document["checks"].as_array().unwrap();
    assert!(checks.iter().any(|check| check["code"] == "milliseconds"), "{document}");
}

#[test]
fn a_time_that_is_not_one_has_the_hint_that_fixes_it() {
    let sandbox = with_dev_key();
    for (claim, message, hint) in [
        ("exp:=1767229200000000", "is in microseconds instead of seconds", "divide by 1000000"),
        ("iat:=1767225600000000000", "is in nanoseconds instead of seconds", "`time.Now().Unix()`"),
        ("exp=1767229200", "must be a number of seconds", "as numbers: seconds since 1970"),
        ("exp:=3600", "expired 5", "the present time plus the lifetime"),
        ("aud:=7", "not a string or a list of strings", "`aud` as a string, or as a list"),
    ] {
        let token = minted(&sandbox, &[claim]);
        let output = sandbox.jwtool(["verify", &token, NOW]).code(1).get_output().clone();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(text.contains(message) && text.contains(hint), "{claim}: {text}");
        assert!(!text.contains("get a new token"), "{claim}: {text}");
    }
}

#[test]
fn a_signature_that_is_incomplete_or_too_long_was_not_made_with_another_key() {
    let sandbox = with_dev_key();
    let token = minted(&sandbox, &["sub=ada"]);
    let (input, signature) = token.rsplit_once('.').unwrap();
    let payload = input.rsplit_once('.').unwrap().1;
    for (text, message, hint) in [
        (format!("{input}."), "it is cut off: the signature is missing", "copy the whole token"),
        (token.replace(payload, ""), "the payload is detached", "put the payload between"),
        (format!("{token}AAAA"), "but an RSA key makes", "something follows its signature"),
        (format!("{input}.{}", &signature[..64]), "it is cut off", "copy the whole token"),
    ] {
        let output = sandbox.jwtool(["verify", &text, NOW]).code(1).get_output().clone();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(text.contains(message) && text.contains(hint), "{text}");
        assert!(!text.contains("another key"), "{text}");
        assert_eq!(text.contains("cut off"), message.contains("cut off"), "{text}");
    }
    // The algorithm explains the length.
    let secret = "text:a secret of more than thirty-two bytes";
    let other = minted(&sandbox, &["sub=ada", "--alg=HS512", "--secret", secret]);
    let header = jwtool::jose::base64url::encode(r#"{"alg":"HS256"}"#);
    let renamed = format!("{header}.{}", other.split_once('.').unwrap().1);
    let output = sandbox.jwtool(["verify", &renamed, "--secret", secret, NOW]).code(1);
    let text = String::from_utf8(output.get_output().stderr.clone()).unwrap();
    assert!(!text.contains("copy the whole token"), "{text}");
}

#[test]
fn a_kid_that_is_a_number_and_a_sub_that_is_none_are_warned_of() {
    let sandbox = with_dev_key();
    let token = minted(&sandbox, &["--header=kid:=7", "sub:=42"]);
    let jwk = public_jwk("keys/rsa.spki.pem", "7").replace("\"7\"", "7");
    let sandbox = sandbox.with_file("set.json", format!(r#"{{"keys":[{jwk}]}}"#));
    let document = sandbox.json(["verify", "--json", "--jwks=set.json", &token, NOW]);
    assert_eq!(document["accepted"], true);
    let warnings = document["warnings"].as_array().unwrap();
    let found: Vec<_> = warnings.iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(found, ["kid-not-string", "kid-not-string", "claim-malformed"]);
    assert!(warnings[1]["message"].as_str().unwrap().contains("is the number 7"), "{warnings:?}");
}

/// A token that does not say where its keys are; `verify` and `secret token` say where a person
/// gets them, whether the issuer is trusted or not.
#[test]
fn the_place_of_keys_that_a_token_does_not_name_is_shown() {
    let sandbox =
        Sandbox::new().with_file("key.pem", std::fs::read(fixture("keys/rsa.pkcs8.pem")).unwrap());
    for (claims, place) in [
        (
            r#"{"iss":"hasura-auth","sub":"7"}"#,
            "https://SUBDOMAIN.auth.REGION.nhost.run/v1/.well-known/jwks.json",
        ),
        (
            r#"{"iss":"parks","applicationId":"a","authenticationType":"PASSWORD","tid":"t"}"#,
            "https://FUSIONAUTH_HOST/.well-known/jwks.json",
        ),
        (
            r#"{"iss":"https://stranger.example","org_member_info":{"org_name":"Parks"}}"#,
            "AUTH_URL/api/v1/token_verification_metadata",
        ),
    ] {
        let token = sandbox.output(["mint", "--key=key.pem", "-q", claims]);
        let token = token.trim_end();
        let verdict = sandbox.json(["verify", token, "--offline", "--json"]);
        assert_eq!(verdict["accepted"], false);
        let checks = verdict["checks"].to_string();
        assert!(checks.contains(place) && !checks.contains("stranger.example/api"), "{checks}");
        let run = sandbox.jwtool(["secret", "token", token, "--offline"]);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(said.contains(place), "{said}");
    }
    let local = r#"{"iss":"parks","applicationId":"a","authenticationType":"PASSWORD","tid":"t"}"#;
    let token = sandbox.output(["mint", "--key=key.pem", "-q", local]);
    let trusted = sandbox.json(["verify", token.trim_end(), "--trust-issuer", "--json"]);
    assert!(trusted["checks"].to_string().contains("FUSIONAUTH_HOST"), "{trusted}");
}
