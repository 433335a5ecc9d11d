//! Tests of `jwtool decode`.

use snapbox::str;

use crate::sandbox::{NOW, Sandbox, fixture, fixture_text};

fn token() -> String {
    fixture_text("cognito-id.jwt")
}

/// `{"alg":"HS256"}.{"sub":"ada"}.sig`
const SMALL: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln";

#[test]
fn a_federated_cognito_token_is_named_and_explained() {
    Sandbox::new().jwtool(["decode", &token(), NOW]).code(0).stderr_eq("").stdout_eq(str![[r#"
AWS Cognito id token for Ada@example.gov
  federated        through AzureAD (SAML), as Ada@example.gov
  region           us-east-1
  user pool id     us-east-1_Example01
  client id        3exampleclientid0000000000
  issued           2020-12-09 22:59:49 UTC, 5 years 23 days ago
  expired          2020-12-09 23:59:49 UTC, 5 years 23 days ago; lifetime 1 hour
  identity linked  2020-11-10 18:28:32 UTC, 5 years 52 days ago

Header
{
  "kid": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
  "alg": "RS256"
}

Claims
{
  "at_hash": "NRiBzut2yJar7oJpT1Om2A",
  "sub": "ceb85a99-0000-4000-8000-6adb13a63d90",
  "cognito:groups": [
    "us-east-1_Example01_AzureAD"
  ],
  "email_verified": false,
  "https://hasura.io/jwt/claims": "{/"x-hasura-user-id/": /"646d1b1f-0000-4000-8000-583806112450/", /"x-hasura-default-role/": /"moped-viewer/", /"x-hasura-allowed-roles/": [/"moped-admin/"]}",
  "iss": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01",
  "cognito:username": "azuread_ada@example.gov",
  "nonce": "s8S8EfqpFJoRMkjVKks_Ga6C17EaX1yaMaKXu91ryyM",
  "aud": "3exampleclientid0000000000",
  "identities": [
    {
      "userId": "Ada@example.gov",
      "providerName": "AzureAD",
      "providerType": "SAML",
      "issuer": "https://sts.windows.net/00000000-1111-4222-8333-444444444444/",
      "primary": "true",
      "dateCreated": "1605032912650"
    }
  ],
  "token_use": "id",
  "auth_time": 1607554789,
  "exp": 1607558389,
  "iat": 1607554789,
  "email": "Ada@example.gov"
}

Hasura claims
  found at          https://hasura.io/jwt/claims (stringified_json)
  default role      moped-viewer (not allowed)
  allowed roles     moped-admin
  x-hasura-user-id  646d1b1f-0000-4000-8000-583806112450
  role header       x-hasura-role: moped-admin

Signature
  RS256, 256 bytes, not verified (use `jwtool verify`)
  keys: https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json

Warnings
  expired: the token expired 5 years 23 days ago; get a new one
  email-not-verified: the issuer has not verified the e-mail address; do not rely on it
  default-role-not-allowed: the default role `moped-viewer` is not among the allowed roles, so Hasura refuses the token; send the header `x-hasura-role: moped-admin`

"#]]);
}

#[test]
fn the_document_of_a_token_is_complete() {
    Sandbox::new().jwtool(["decode", "--json", &token(), NOW]).code(0).stdout_eq(str![[r#"
{"serialization":"jws-compact","header":{"kid":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=","alg":"RS256"},"claims":{"at_hash":"NRiBzut2yJar7oJpT1Om2A","sub":"ceb85a99-0000-4000-8000-6adb13a63d90","cognito:groups":["us-east-1_Example01_AzureAD"],"email_verified":false,"https://hasura.io/jwt/claims":"{/"x-hasura-user-id/": /"646d1b1f-0000-4000-8000-583806112450/", /"x-hasura-default-role/": /"moped-viewer/", /"x-hasura-allowed-roles/": [/"moped-admin/"]}","iss":"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01","cognito:username":"azuread_ada@example.gov","nonce":"s8S8EfqpFJoRMkjVKks_Ga6C17EaX1yaMaKXu91ryyM","aud":"3exampleclientid0000000000","identities":[{"userId":"Ada@example.gov","providerName":"AzureAD","providerType":"SAML","issuer":"https://sts.windows.net/00000000-1111-4222-8333-444444444444/","primary":"true","dateCreated":"1605032912650"}],"token_use":"id","auth_time":1607554789,"exp":1607558389,"iat":1607554789,"email":"Ada@example.gov"},"signature":{"present":true,"bytes":256},"problems":[],"provider":{"id":"aws-cognito","kind":"id","who":"Ada@example.gov","facts":{"region":"us-east-1","user_pool_id":"us-east-1_Example01","client_id":"3exampleclientid0000000000"},"verify_with":"jwks","jwks_url":"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json","discovery_url":"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/openid-configuration","federated_from":{"name":"AzureAD","type":"SAML","issuer":"https://sts.windows.net/00000000-1111-4222-8333-444444444444/","user_id":"Ada@example.gov"},"dates":{"identity_linked":"2020-11-10T18:28:32Z"}},"times":{"issued_at":"2020-12-09T22:59:49Z","not_before":null,"expires_at":"2020-12-09T23:59:49Z","authenticated_at":"2020-12-09T22:59:49Z","lifetime_seconds":3600,"expired":true},"hasura":{"namespace":"https://hasura.io/jwt/claims","namespace_path":"$[/"https://hasura.io/jwt/claims/"]","format":"stringified_json","default_role":"moped-viewer","allowed_roles":["moped-admin"],"default_role_allowed":false,"role_to_send":"moped-admin","session_variables":{"x-hasura-user-id":"646d1b1f-0000-4000-8000-583806112450"}},"warnings":[{"code":"expired","message":"the token expired 5 years 23 days ago; get a new one"},{"code":"email-not-verified","message":"the issuer has not verified the e-mail address; do not rely on it"},{"code":"default-role-not-allowed","message":"the default role `moped-viewer` is not among the allowed roles, so Hasura refuses the token; send the header `x-hasura-role: moped-admin`"}]}

"#]]);
}

#[test]
fn an_issuer_that_programs_read_differently_belongs_to_no_provider() {
    let issuer = r"https://cognito-idp.us-east-1.amazonaws.com\\@evil.example/us-east-1_X";
    let claims = format!(r#"{{"iss":"{issuer}","sub":"ada","aud":"a","exp":1767232800}}"#);
    let encode = |text: &str| jwtool::jose::base64url::encode(text);
    let token = format!("{}.{}.c2ln", encode(r#"{"alg":"RS256","kid":"k"}"#), encode(&claims));
    let document = Sandbox::new().json(["decode", "--json", &token, NOW]);
    assert_eq!(document["provider"]["id"], "unknown");
    assert_eq!(document["provider"]["jwks_url"], serde_json::Value::Null);
    assert_eq!(document["provider"]["discovery_url"], serde_json::Value::Null);
    assert_eq!(document["warnings"][1]["code"], "ambiguous-issuer");
    Sandbox::new().jwtool(["decode", &token, NOW]).success().stdout_eq(str![[r#"
Token from an unknown issuer, about ada
  issuer   https://cognito-idp.us-east-1.amazonaws.com/@evil.example/us-east-1_X
  expires  2026-01-01 02:00:00 UTC, in 2 hours
  ✗ signature: the signature has 3 bytes, but an RSA key makes 256, 384 or 512 bytes: it is cut off

Header
{
  "alg": "RS256",
  "kid": "k"
}

Claims
{
  "iss": "https://cognito-idp.us-east-1.amazonaws.com//@evil.example/us-east-1_X",
  "sub": "ada",
  "aud": "a",
  "exp": 1767232800
}

Signature
  RS256, 3 bytes, not verified (use `jwtool verify`)

Warnings
  no-hasura-claims: there are no Hasura claims: have the issuer add them as `https://hasura.io/jwt/claims`; or configure Hasura with `"claims_map":{"x-hasura-allowed-roles":["user"],"x-hasura-default-role":"user","x-hasura-user-id":{"path":"$.sub"}}`
  ambiguous-issuer: the issuer contains a backslash, and programs disagree on what such an address names; do not trust the token or configure this issuer until you know where it comes from

"#]]);
}

#[test]
fn a_token_comes_from_the_first_place_that_has_one() {
    let expected = "ada\n";
    let claim = ["decode", "--claim", "sub"];
    Sandbox::new().jwtool([&claim[..], &[SMALL]].concat()).success().stdout_eq(expected);
    Sandbox::new()
        .with_input(SMALL)
        .jwtool([&claim[..], &["-"]].concat())
        .success()
        .stdout_eq(expected);
    Sandbox::new().with_input(format!("{SMALL}\n")).jwtool(claim).success().stdout_eq(expected);
    Sandbox::new()
        .with_file("t.jwt", SMALL)
        .jwtool([&claim[..], &["@t.jwt"]].concat())
        .success()
        .stdout_eq(expected);
    Sandbox::new()
        .with_env("T", SMALL)
        .jwtool([&claim[..], &["env:T"]].concat())
        .success()
        .stdout_eq(expected);
    Sandbox::new()
        .with_env("JWTOOL_TOKEN", SMALL)
        .with_input(token())
        .jwtool(claim)
        .success()
        .stdout_eq(expected)
        .stderr_eq("token from JWTOOL_TOKEN; standard input was not read (`-` reads it)\n");
}

#[test]
fn a_paste_shows_every_token_in_it() {
    let paste = format!(r#"{{"id_token":"{}","access_token":"{SMALL}"}}"#, token());
    let output = Sandbox::new().with_input(paste).output(["decode", "--json"]);
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].contains("aws-cognito") && lines[1].contains(r#""sub":"ada""#));
}

#[test]
fn a_bearer_without_quotes_is_one_token() {
    Sandbox::new()
        .jwtool(["decode", "Bearer", SMALL, "--claim", "sub"])
        .success()
        .stdout_eq("ada\n");
}

#[test]
fn a_list_is_decoded_line_by_line() {
    let list = format!("{SMALL}\n\n{}\n{SMALL}\n", token());
    let output = Sandbox::new().with_input(list).output(["decode", "--json", "-"]);
    assert_eq!(output.lines().count(), 3);
}

#[test]
fn one_claim_is_printed_raw() {
    let token = token();
    let claim = |name: &str| Sandbox::new().output(["decode", &token, "--claim", name]);
    assert_eq!(claim("email"), "Ada@example.gov\n");
    assert_eq!(claim("exp"), "1607558389\n");
    assert_eq!(
        claim(r#"$["https://hasura.io/jwt/claims"]["x-hasura-allowed-roles"][0]"#),
        "moped-admin\n"
    );
    let json = Sandbox::new().output(["decode", &token, "--claim", "email", "--json"]);
    assert_eq!(json, "\"Ada@example.gov\"\n");
    let dirty = jwtool::jose::base64url::encode("{\"a\":[\"\u{202e}\"]}");
    let dirty = format!("eyJhbGciOiJIUzI1NiJ9.{dirty}.c2ln");
    let shown = Sandbox::new().output(["decode", &dirty, "--claim", "a"]);
    assert_eq!(shown, "[\"\\u202e\"]\n");
    Sandbox::new().jwtool(["decode", "garbage", "--claim", "a"]).code(3);
    Sandbox::new()
        .jwtool(["decode", &token, "--claim", "absent"])
        .code(1)
        .stdout_eq("")
        .stderr_eq("no claim `absent`\n");
}

#[test]
fn two_tokens_are_compared_claim_by_claim() {
    // `{"alg":"HS256"}.{"sub":"bob","exp":1607558389,"h":"{\"a\":2}"}.sig` compared with a token
    // with another subject, an expiry one hour later, and another member in the stringified JSON.
    let sandbox = Sandbox::new().with_env("K", "secret-of-thirty-two-bytes-or-so");
    let mint = |claims: &[&str]| {
        let fixed = ["mint", "--role=user", "--secret=env:K", "-q", NOW];
        sandbox.output([&fixed[..], claims].concat()).trim().to_owned()
    };
    let a = mint(&["--user-id=ada", "--stringified"]);
    let b = mint(&["--user-id=bob", "--stringified", "--exp=+2h", "org=7"]);
    sandbox.jwtool(["decode", "--diff", &a, &b]).code(1).stdout_eq(str![[r#"
claims.sub
  - "ada"
  + "bob"
claims.exp
  - 1767229200
  + 1767232800
    1 hour later
claims.https://hasura.io/jwt/claims.x-hasura-user-id
  - "ada"
  + "bob"
claims.org
  + "7"

"#]]);
    sandbox.jwtool(["decode", "--diff", "--json", &a, &b]).code(1).stdout_eq(str![[r#"
{"equal":false,"differences":[{"path":"claims.sub","left":"ada","right":"bob"},{"path":"claims.exp","left":1767229200,"right":1767232800,"seconds":3600},{"path":"claims.https://hasura.io/jwt/claims.x-hasura-user-id","left":"ada","right":"bob"},{"path":"claims.org","left":null,"right":"7"}]}

"#]]);
    sandbox.jwtool(["decode", "--diff", &a]).code(2).stderr_eq(str![[r#"
error: `--diff` needs two different tokens, found 1
hint: `jwtool decode --diff @staging.jwt @production.jwt`

"#]]);
}

#[test]
fn broken_tokens_show_what_can_be_read() {
    let decode = |text: &str| Sandbox::new().jwtool(["decode", text, NOW]);
    decode("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.").code(0).stdout_eq(str![[r#"
Token from an unknown issuer, about ada

Header
{
  "alg": "none"
}

Claims
{
  "sub": "ada"
}

Signature
  none (none)

Warnings
  alg-none: the token has `alg: none`: it is not signed, and no engine accepts it
  no-exp: there is no `exp`: the token never expires, and Hasura accepts it forever
  no-iss: there is no `iss`: the token does not name its issuer
  no-aud-claim: there is no `aud`: Hasura v2 accepts the token regardless of the configured `audience`
  no-hasura-claims: there are no Hasura claims: have the issuer add them as `https://hasura.io/jwt/claims`; or configure Hasura with `"claims_map":{"x-hasura-allowed-roles":["user"],"x-hasura-default-role":"user","x-hasura-user-id":{"path":"$.sub"}}`

"#]]);
    decode("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZ#").code(0).stdout_eq(str![[r#"
Token from an unknown issuer
  ✗ token: it is cut off: it ends within the payload
  ✗ token: it has 2 parts; a signed token has three, an encrypted one five
  ✗ payload: it is not base64url: 13 characters cannot be base64url: it is cut off
  ✗ payload: it is not JSON: EOF while parsing a string at line 1, column 9

Header
{
  "alg": "HS256"
}

Payload (text)
{"sub":"a

Signature
  none (HS256)

Warnings
  symmetric-key: HS256 uses a shared secret: anyone who can verify the token can also forge one, and there is no public key

"#]]);
    decode("eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.AAAA.AAAAAAAAAAAAAAAA.AAAA.AAAA")
        .code(0)
        .stdout_eq(str![[r#"
Encrypted token
  ✗ token: it is cut off: the last part, the tag, is not complete

Header
{
  "alg": "RSA-OAEP",
  "enc": "A256GCM"
}

Encrypted
  encrypted key  3 bytes
  iv             12 bytes
  ciphertext     3 bytes
  tag            3 bytes

"#]]);
    decode("garbage")
        .code(3)
        .stdout_eq(str![[r#"
Text that is not a token
  ✗ header: it is not base64url: the last character has bits that are not part of a byte
  ✗ header: it is not JSON: not UTF-8 from byte 0 on
  ✗ token: it has one part; a signed token has three

"#]])
        .stderr_eq(str![[r#"
hint: a token is three parts of base64url separated by dots, and begins with `eyJ`

"#]]);
}

#[test]
fn nothing_of_a_token_steers_the_terminal() {
    // {"sub":"\u001b[2J\u202e","a\u0007b":"\u009b"}, where the last character is a raw C1 control
    let claims = "{\"sub\":\"\\u001b[2J\\u202e\",\"a\\u0007b\":\"\u{9b}\",\"iss\":\"\u{202e}x\"}";
    let payload = jwtool::jose::base64url::encode(claims);
    let token = format!("eyJhbGciOiJIUzI1NiJ9.{payload}.c2ln");
    for arguments in [&["decode", &token][..], &["decode", "--json", &token]] {
        let output = Sandbox::new().output(arguments.iter().copied());
        assert!(output.contains("\\u001b[2J\\u202e") && output.contains("\\u009b"));
        assert!(!output.contains(['\u{1b}', '\u{202e}', '\u{9b}', '\u{7}']));
    }
}

#[test]
fn times_are_shown_in_the_zone_that_was_asked_for() {
    let output = Sandbox::new().output(["decode", &token(), NOW, "--tz", "America/Chicago"]);
    assert!(output.contains("2020-12-09 16:59:49 CST, 5 years 23 days ago"), "{output}");
}

#[test]
fn what_is_no_token_source_says_what_is() {
    Sandbox::new().jwtool(["decode"]).code(3).stdout_eq("").stderr_eq(str![[r#"
error: there is no token
hint: pass it as an argument, `-` for standard input, `@FILE` or `env:NAME`; or set `JWTOOL_TOKEN`, or pipe it in

"#]]);
    Sandbox::new().with_file("token.jwt", SMALL).jwtool(["decode", "token.jwt"]).code(3).stderr_eq(
        str![[r#"
error: `token.jwt` is the name of a file, not a token
hint: to read the file, write `@token.jwt`

"#]],
    );
    Sandbox::new().jwtool(["decode", "@missing.jwt"]).code(3).stderr_eq(str![[r#"
error: cannot read the token `missing.jwt`: [..]
hint: check the name, and that you may read it

"#]]);
    Sandbox::new().with_file("d/x", "").jwtool(["decode", "@d"]).code(3).stderr_eq(str![[r#"
error: cannot read the token `d`: it is a directory
hint: check the name, and that you may read it

"#]]);
    Sandbox::new().jwtool(["decode", "env:MISSING"]).code(3).stderr_eq(str![[r#"
error: the environment variable `MISSING` is not set
hint: set it, or name another one with `env:NAME`

"#]]);
    Sandbox::new().jwtool(["decode", "--json", "env:MISSING"]).code(3).stdout_eq(str![[r#"
{"error":{"code":"variable-missing","message":"the environment variable `MISSING` is not set","hint":"set it, or name another one with `env:NAME`"}}

"#]]);
    Sandbox::new().with_input(b"\xff\xfd").jwtool(["decode"]).code(3).stderr_eq(str![[r#"
error: standard input is not UTF-8 text
hint: save it as UTF-8

"#]]);
}

#[test]
fn an_input_without_end_is_refused_at_its_limit() {
    let huge = vec![b'a'; 16 * 1024 * 1024 + 2];
    Sandbox::new().with_input(huge).jwtool(["decode"]).code(3).stderr_eq(str![[r#"
error: a line of standard input is larger than 16 MiB
hint: pass only the token

"#]]);
}

#[test]
fn deep_nesting_is_refused_and_the_rest_is_shown() {
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let payload = jwtool::jose::base64url::encode(deep);
    let sandbox =
        Sandbox::new().with_file("deep.jwt", format!("eyJhbGciOiJIUzI1NiJ9.{payload}.c2ln"));
    let document = sandbox.json(["decode", "--json", "@deep.jwt"]);
    assert_eq!(document["problems"][0]["code"], "too-deep");
    assert_eq!(document["header"]["alg"], "HS256");
}

#[test]
fn colours_go_where_they_are_wanted() {
    let escape = '\u{1b}';
    let output = |arguments: &[&str], variable: Option<&str>| {
        let mut sandbox = Sandbox::new();
        if let Some(name) = variable {
            sandbox = sandbox.with_env(name, "1");
        }
        sandbox.output(arguments.iter().copied())
    };
    assert!(!output(&["decode", SMALL], None).contains(escape));
    assert!(output(&["decode", SMALL, "--color=always"], None).contains(escape));
    assert!(output(&["decode", SMALL], Some("CLICOLOR_FORCE")).contains(escape));
    assert!(!output(&["decode", SMALL, "--color=never"], Some("CLICOLOR_FORCE")).contains(escape));
}

/// Returns a token encrypted directly with 32 bytes of value 7 (`dir`, A256GCM).
fn encrypted(plaintext: &str) -> String {
    use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
    use jwtool::jose::base64url::encode;
    let header = encode(r#"{"alg":"dir","enc":"A256GCM"}"#);
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &[7; 32]).unwrap());
    let mut sealed = plaintext.as_bytes().to_vec();
    let tag = key
        .seal_in_place_separate_tag(
            Nonce::assume_unique_for_key([0; 12]),
            Aad::from(header.as_bytes()),
            &mut sealed,
        )
        .unwrap();
    format!("{header}..{}.{}.{}", encode([0; 12]), encode(&sealed), encode(tag))
}

/// The key of [`encrypted`], as a JWK.
const OCTETS: &str = r#"{"kty":"oct","k":"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc"}"#;

#[test]
fn an_encrypted_token_is_opened_by_its_key() {
    let sandbox = Sandbox::new().with_file("k.jwk", OCTETS);
    let claims = encrypted(r#"{"sub":"ada","exp":1767229200}"#);
    let document = sandbox.json(["decode", "--json", &claims, "--key=k.jwk", NOW]);
    assert_eq!(document["serialization"], "jwe-compact");
    assert_eq!(document["claims"]["sub"], "ada");
    assert_eq!(document["times"]["expired"], false);
    let nested = encrypted(&token());
    let document = sandbox.json(["decode", "--json", &nested, "--key=k.jwk", NOW]);
    assert_eq!(document["nested"]["provider"]["id"], "aws-cognito");
    let claim = ["decode", &nested, "--key=k.jwk", "--claim=email"];
    sandbox.jwtool(claim).success().stdout_eq("Ada@example.gov\n");
    let page = sandbox.output(["decode", &nested, "--key=k.jwk", NOW]);
    assert!(page.contains("\nInside\nAWS Cognito id token for Ada@example.gov\n"), "{page}");
}

#[test]
fn a_key_that_opens_nothing_says_so_and_the_header_is_shown() {
    let other = OCTETS.replace("BwcH", "CAgI");
    let sandbox = Sandbox::new().with_file("k.jwk", other);
    sandbox.jwtool(["decode", &encrypted("{}"), "--key=k.jwk", NOW]).code(1).stdout_eq(str![[r#"
NextAuth session encrypted token
  library  NextAuth 4
  ✗ ciphertext: the tag does not match: it was encrypted with another key, or changed

Header
{
  "alg": "dir",
  "enc": "A256GCM"
}

Encrypted
  encrypted key  0 bytes
  iv             12 bytes
  ciphertext     2 bytes
  tag            16 bytes

Warnings
  nextauth-session: this is an encrypted session cookie, whose key is derived from the application's secret (`NEXTAUTH_SECRET` or `AUTH_SECRET`); Hasura cannot read it: have the application sign a token for Hasura, or send the token of the provider behind it

"#]]);
    let key = fixture("keys/rsa.spki.pem");
    sandbox.jwtool(["decode", &encrypted("{}"), "--key", &key]).code(3).stderr_eq(str![[r#"
error: cannot use the key `[..]/tests/fixtures/keys/rsa.spki.pem`: it is a public key, but decrypting needs a private key
hint: pass the private key that the token is encrypted for

"#]]);
}

#[test]
fn the_environment_is_that_of_the_profile_whose_issuer_it_is() {
    let profile = "[profile.staging]\nissuer = \"https://issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01\"\n";
    let sandbox = Sandbox::new().with_file("jwtool.toml", profile);
    let document = sandbox.json(["decode", "--json", &token(), NOW]);
    assert_eq!(document["provider"]["facts"]["environment"], "staging");
    // An invalid configuration does not prevent decoding.
    let sandbox = Sandbox::new().with_file("config/config.toml", "[profile.x]\nisuer = 1\n");
    let run = sandbox.jwtool(["decode", SMALL, "--claim=sub"]).success().stdout_eq("ada\n");
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.starts_with("warning: cannot use `"), "{said}");
}
