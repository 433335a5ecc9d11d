//! Tests of the engine's answers, request by request.

use super::*;
use crate::hasura::explanation::Decision;
use crate::hasura::request::Route;
use crate::hasura::v2::aeson::show;
use crate::hasura::v2::config::{JwtConfig, KeyPlace, LIST, SINGLE, parse};
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::base64url;
use crate::jose::json::Value;
use crate::jose::key::{Secret, SigningKey, SigningMaterial, VerificationMaterial};
use crate::jose::signature;

const SECRET: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const NOW: i64 = 1_700_000_000;
const HASURA: &str = r#""https://hasura.io/jwt/claims":{"x-hasura-default-role":"user","x-hasura-allowed-roles":["user","editor"],"X-Hasura-User-Id":"7"}"#;

fn token(header: &str, payload: &str) -> String {
    let material = SigningMaterial::Secret(Secret::new(SECRET.as_bytes()).unwrap());
    let key = SigningKey::new(material, Some(SignatureAlgorithm::HS256), None).unwrap();
    let header = Value::parse(header.as_bytes()).unwrap().as_object().unwrap().clone();
    signature::compact(&header, payload, &key).unwrap()
}

fn good(payload: &str) -> String {
    token(r#"{"alg":"HS256"}"#, payload)
}

fn config(more: &str) -> Config {
    let comma = if more.is_empty() { "" } else { "," };
    parse(&format!(r#"{{"type":"HS256","key":"{SECRET}"{comma}{more}}}"#), SINGLE).unwrap()
}

fn request(headers: &[(&str, &str)]) -> Request {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Request { headers: headers.collect(), url: None, route: Route::Graphql }
}

fn server(unauthorized_role: Option<&str>) -> Server {
    Server {
        admin_secret: Some("admin".to_owned()),
        unauthorized_role: unauthorized_role.map(ToOwned::to_owned),
    }
}

fn asked(config: &Config, request: &Request) -> Answer<Reason, Facts> {
    asked_of(config, request, &server(None))
}

fn key_of(entry: &JwtConfig) -> VerificationMaterial {
    let KeyPlace::Here(key) = &entry.keys else { panic!("{entry:?}") };
    key.clone()
}

fn asked_of(config: &Config, request: &Request, server: &Server) -> Answer<Reason, Facts> {
    let keys: Vec<KeySet> =
        config.entries.iter().map(|entry| KeySet::of_key(key_of(entry))).collect();
    answer(config, &keys, request, server, NumericDate::from_seconds(NOW).unwrap())
}

/// Returns the role and the session in one line, or `status code: message`.
fn told(answer: &Answer<Reason, Facts>) -> String {
    match &answer.decision {
        Decision::Accepted(Session { role, variables, .. }) => {
            let variables = variables.iter().skip(1);
            let shown: Vec<String> = variables
                .map(|(name, value)| format!("{name}={}", value.as_str().unwrap()))
                .collect();
            format!("{role} {}", shown.join(" ")).trim_end().to_owned()
        }
        Decision::Refused(refusal) => {
            let reason = refusal.reason;
            format!("{} {}: {}", reason.status(), reason.code(), refusal.message)
        }
        Decision::Webhook { .. } | Decision::Undecided { .. } => unreachable!(),
    }
}

fn sent(settings: &str, token: &str, more: &[(&str, &str)]) -> String {
    let bearer = format!("Bearer {token}");
    let mut headers = vec![("authorization", bearer.as_str())];
    headers.extend(more);
    told(&asked(&config(settings), &request(&headers)))
}

fn jwt(message: &str) -> String {
    format!("400 invalid-jwt: Could not verify JWT: {message}")
}

#[test]
fn a_token_becomes_a_session() {
    let plain = good(&format!("{{{HASURA}}}"));
    assert_eq!(sent("", &plain, &[]), "user x-hasura-user-id=7");
    assert_eq!(sent("", &plain, &[("X-Hasura-Role", "editor")]), "editor x-hasura-user-id=7");
    // An empty header does not count, and other headers never become part of the session.
    assert_eq!(
        sent("", &plain, &[("x-hasura-role", ""), ("x-hasura-org", "9")]),
        "user x-hasura-user-id=7"
    );
    assert_eq!(
        sent("", &plain, &[("x-hasura-role", "Editor")]),
        "400 access-denied: Your requested role is not in allowed roles"
    );
}

#[test]
fn the_compact_form_is_decoded_first() {
    let whole = good(&format!("{{{HASURA}}}"));
    let parts: Vec<&str> = whole.split('.').collect();
    let [header, payload, signature] = parts.as_slice() else { panic!("{whole}") };
    let with_header = |json: &str| format!("{}.{payload}.{signature}", base64url::encode(json));
    let json_error = |text: &str| jwt(&format!("JWSError (JSONDecodeError {})", show(text)));
    let parts = |number: usize| {
        jwt(&format!(
            "JWSError (CompactDecodeError Invalid number of parts: Expected 3 parts; got {number})"
        ))
    };
    for (token, expected) in [
        ("undefined".to_owned(), parts(1)),
        ("a.b".to_owned(), parts(2)),
        ("a.b.c.d.e".to_owned(), parts(5)),
        (format!("{header}=.{payload}.{signature}"), json_error("Not valid base64url")),
        (format!("{header}.{payload}+.{signature}"), json_error("Not valid base64url")),
        (format!("{header}.{payload}.{signature}/"), json_error("Not valid base64url")),
        (with_header("nonsense"), json_error("protected header contains invalid JSON")),
        (with_header("{}"), json_error(r#"missing required header "alg""#)),
        (
            with_header(r#"{"alg":"HS256","kid":1}"#),
            json_error("parsing Text failed, expected String, but encountered Number"),
        ),
        (
            with_header(r#"{"alg":"Ed25519"}"#),
            jwt(r#"JWSError (JSONDecodeError "unrecognised value; expected: […]")"#),
        ),
        (with_header(r#"{"alg":"none"}"#), jwt("JWSError JWSNoSignatures")),
        (with_header(r#"{"alg":"RS256"}"#), jwt("JWSError JWSInvalidSignature")),
        (with_header(r#"{"alg":"HS256","x":1}"#), jwt("JWSError JWSInvalidSignature")),
        // The claims set is decoded before the signature is checked.
        (
            format!("{header}.{}.{signature}", base64url::encode("[]")),
            jwt(
                r#"JWTClaimsSetDecodeError "Error in $: parsing JWT Claims Set failed, expected Object, but encountered Array""#,
            ),
        ),
    ] {
        assert_eq!(sent("", &token, &[]), expected, "{token}");
    }
    let custom = config(r#""header":{"type":"CustomHeader","name":"X-Jwt"}"#);
    assert_eq!(told(&asked(&custom, &request(&[("x-jwt", "")]))), parts(0));
    let empty = answer(
        &config(""),
        &[KeySet::default()],
        &request(&[("Authorization", &format!("Bearer {whole}"))]),
        &server(None),
        NumericDate::from_seconds(NOW).unwrap(),
    );
    assert_eq!(told(&empty), jwt("JWSError NoUsableKeys"));
}

#[test]
fn times_and_parties_are_checked_in_order_and_absent_ones_pass() {
    let ok = "user x-hasura-user-id=7".to_owned();
    let skew = r#""allowed_skew":60"#;
    let who = r#""issuer":"https://a/","audience":["x","y"]"#;
    for (settings, claims, expected) in [
        ("", format!(r#""exp":{NOW},"#), jwt("JWTExpired")),
        ("", format!(r#""exp":{NOW}.5,"#), ok.clone()),
        (skew, format!(r#""exp":{},"#, NOW - 59), ok.clone()),
        (skew, format!(r#""exp":{},"#, NOW - 60), jwt("JWTExpired")),
        ("", format!(r#""iat":{},"#, NOW + 1), jwt("JWTIssuedAtFuture")),
        ("", format!(r#""iat":{NOW},"#), ok.clone()),
        (skew, format!(r#""iat":{},"#, NOW + 60), ok.clone()),
        ("", format!(r#""nbf":{},"#, NOW + 1), jwt("JWTNotYetValid")),
        ("", format!(r#""nbf":{NOW},"#), ok.clone()),
        (skew, format!(r#""nbf":{},"#, NOW + 61), jwt("JWTNotYetValid")),
        ("", format!(r#""nbf":{0},"iat":{0},"exp":1,"#, NOW + 1), jwt("JWTExpired")),
        ("", format!(r#""nbf":{0},"iat":{0},"#, NOW + 1), jwt("JWTIssuedAtFuture")),
        (who, String::new(), ok.clone()),
        (who, r#""iss":"https://a/","aud":["z","y"],"#.to_owned(), ok.clone()),
        (who, r#""iss":"https://a","#.to_owned(), jwt("JWTNotInIssuer")),
        (who, r#""aud":"z","#.to_owned(), jwt("JWTNotInAudience")),
        ("", r#""aud":[],"#.to_owned(), jwt("JWTNotInAudience")),
        ("", r#""aud":"z","iss":"b","#.to_owned(), ok.clone()),
        (
            "",
            r#""exp":"1","#.to_owned(),
            jwt(
                r#"JWTClaimsSetDecodeError "Error in $.exp: parsing NumericDate failed, expected Number, but encountered String""#,
            ),
        ),
    ] {
        assert_eq!(
            sent(settings, &good(&format!("{{{claims}{HASURA}}}")), &[]),
            expected,
            "{settings} {claims}"
        );
    }
}

#[test]
fn every_reason_is_given_and_the_first_is_the_verdict() {
    let claims = good(r#"{"exp":1,"aud":[],"h":{"x-hasura-default-role":"user"}}"#);
    let forged = claims.trim_end_matches(|c| c != '.').to_owned() + "AAAA";
    let bearer = format!("Bearer {forged}");
    let answer = asked(&config(""), &request(&[("Authorization", &bearer)]));
    assert_eq!(told(&answer), jwt("JWSError JWSInvalidSignature"));
    let failed: Vec<&str> = answer
        .steps
        .iter()
        .filter(|step| step.passed == Some(false))
        .map(|step| step.name)
        .collect();
    assert_eq!(failed, ["signature", "exp", "aud", "hasura-claims"]);
    assert_eq!(answer.token.claims_at.unwrap().0.to_string(), "$.h");
}

#[test]
fn the_namespace_is_found_or_not() {
    let roles = r#"{"x-hasura-default-role":"u","x-hasura-allowed-roles":["u"]}"#;
    let stringified = Value::from(roles).to_json();
    let format = r#""claims_format":"stringified_json""#;
    let invalid = |message: &str| format!("400 jwt-invalid-claims: {message}");
    for (settings, claims, expected) in [
        ("", "{}".to_owned(), invalid("claims key: 'https://hasura.io/jwt/claims' not found")),
        (r#""claims_namespace":"n""#, format!(r#"{{"n":{roles}}}"#), "u".to_owned()),
        (
            r#""claims_namespace":"sub""#,
            r#"{"sub":"a"}"#.to_owned(),
            invalid("claims key: 'sub' not found"),
        ),
        (
            r#""claims_namespace_path":"$.a.b""#,
            format!(r#"{{"a":{{"b":{roles}}}}}"#),
            "u".to_owned(),
        ),
        (r#""claims_namespace_path":"$""#, roles.to_owned(), "u".to_owned()),
        (
            r#""claims_namespace_path":"a['b c'][0]""#,
            "{}".to_owned(),
            invalid(r#"claims not found at claims_namespace_path: '$.a["b c"][0]'"#),
        ),
        (
            r#""claims_namespace":"n""#,
            format!(r#"{{"n":{stringified}}}"#),
            invalid("expecting a json object when claims_format is json"),
        ),
        (
            &*format!(r#""claims_namespace":"n",{format}"#),
            format!(r#"{{"n":{stringified}}}"#),
            "u".to_owned(),
        ),
        (
            &*format!(r#""claims_namespace":"n",{format}"#),
            format!(r#"{{"n":{roles}}}"#),
            invalid("expecting a string when claims_format is stringified_json"),
        ),
        (
            &*format!(r#""claims_namespace":"n",{format}"#),
            r#"{"n":"x"}"#.to_owned(),
            invalid("expecting stringified json at: 'claims_namespace n', but found: x"),
        ),
        (
            &*format!(r#""claims_namespace_path":"$.n",{format}"#),
            r#"{"n":"x"}"#.to_owned(),
            invalid("expecting stringified json at: 'claims_namespace_path $.n', but found: x"),
        ),
    ] {
        assert_eq!(sent(settings, &good(&claims), &[]), expected, "{settings} {claims}");
    }
}

#[test]
fn role_claims_and_variables_are_typed() {
    let invalid = |message: &str| format!("400 jwt-invalid-claims: {message}");
    let missing =
        |name: &str| format!("400 jwt-missing-role-claims: JWT claim does not contain {name}");
    let allowed = "invalid x-hasura-allowed-roles; should be a list of roles:";
    let default = "invalid x-hasura-default-role; should be a single role name:";
    for (allowed_roles, default_role, more, expected) in [
        ("", r#""u""#, "", missing("x-hasura-allowed-roles")),
        (r#"["u"]"#, "", "", missing("x-hasura-default-role")),
        (
            r#""u""#,
            r#""u""#,
            "",
            invalid(&format!(
                "{allowed} parsing [] failed, expected Array, but encountered String"
            )),
        ),
        (
            "[1]",
            r#""u""#,
            "",
            invalid(&format!(
                "{allowed} parsing String failed, expected String, but encountered Number"
            )),
        ),
        (r#"[""]"#, r#""u""#, "", invalid(&format!("{allowed} empty string not allowed"))),
        (
            r#"["u"]"#,
            "[]",
            "",
            invalid(&format!(
                "{default} parsing String failed, expected String, but encountered Array"
            )),
        ),
        (r#"["u"]"#, r#""""#, "", invalid(&format!("{default} empty string not allowed"))),
        (
            r#"["v"]"#,
            r#""u""#,
            r#","x-hasura-n":1"#,
            "400 access-denied: Your requested role is not in allowed roles".to_owned(),
        ),
        (
            r#"["u"]"#,
            r#""u""#,
            r#","x-hasura-n":1"#,
            invalid(
                "x-hasura-* claims: parsing Text failed, expected String, but encountered Number",
            ),
        ),
        (
            r#"["u"]"#,
            r#""u""#,
            r#","x-hasura-n":true"#,
            invalid(
                "x-hasura-* claims: parsing Text failed, expected String, but encountered Boolean",
            ),
        ),
        (
            r#"["u"]"#,
            r#""u""#,
            r#","x-hasura-n":["a"]"#,
            invalid(
                "x-hasura-* claims: parsing Text failed, expected String, but encountered Array",
            ),
        ),
        (
            r#"["u"]"#,
            r#""u""#,
            r#","x-hasura-n":{}"#,
            invalid(
                "x-hasura-* claims: parsing Text failed, expected String, but encountered Object",
            ),
        ),
        (
            r#"["u"]"#,
            r#""u""#,
            r#","x-hasura-n":null"#,
            invalid(
                "x-hasura-* claims: parsing Text failed, expected String, but encountered Null",
            ),
        ),
        (
            r#"["u"]"#,
            r#""u""#,
            r#","n":1,"x-hasura-role":"z","x-hasura-admin-secret":"s""#,
            "u".to_owned(),
        ),
    ] {
        let member = |name: &str, value: &str| {
            if value.is_empty() { String::new() } else { format!(r#""{name}":{value},"#) }
        };
        let claims = format!(
            r#"{{"https://hasura.io/jwt/claims":{{{}{}"x-hasura-a":"1"{more}}}}}"#,
            member("x-hasura-allowed-roles", allowed_roles),
            member("x-hasura-default-role", default_role)
        );
        let expected = if expected == "u" { "u x-hasura-a=1".to_owned() } else { expected };
        assert_eq!(sent("", &good(&claims), &[]), expected, "{claims}");
    }
}

#[test]
fn a_claims_map_takes_each_claim_from_its_path() {
    let map = |others: &str| {
        format!(
            r#""claims_map":{{"x-hasura-allowed-roles":{{"path":"$.r"}},"x-hasura-default-role":{{"path":"$.d","default":"u"}}{others}}}"#
        )
    };
    let invalid = |message: &str| format!("400 jwt-invalid-claims: {message}");
    for (others, claims, expected) in [
        ("", r#"{"r":["u"]}"#, "u".to_owned()),
        (
            r#","x-hasura-aud":{"path":"$.aud"},"X-Hasura-Sub":{"path":"$.sub"},"x-hasura-k":"v""#,
            r#"{"r":["u"],"aud":["a"],"sub":"s"}"#,
            "u x-hasura-aud=a x-hasura-sub=s x-hasura-k=v".to_owned(),
        ),
        (
            r#","x-hasura-aud":{"path":"$.aud[0]"}"#,
            r#"{"r":["u"],"aud":["a"]}"#,
            invalid("JWT claim from claims_map, x-hasura-aud not found"),
        ),
        (
            r#","x-hasura-o":{"path":"$.o","default":"d"}"#,
            r#"{"r":["u"]}"#,
            "u x-hasura-o=d".to_owned(),
        ),
        (
            r#","x-hasura-o":{"path":"$.o","default":"d"}"#,
            r#"{"r":["u"],"o":null}"#,
            invalid(
                "x-hasura-* claims: parsing Text failed, expected String, but encountered Null",
            ),
        ),
        (
            "",
            "{}",
            "400 jwt-missing-role-claims: JWT claim does not contain x-hasura-allowed-roles"
                .to_owned(),
        ),
        (
            "",
            r#"{"r":["u"],"d":1}"#,
            invalid(
                "invalid x-hasura-default-role; should be a role: parsing String failed, expected String, but encountered Number",
            ),
        ),
        (
            "",
            r#"{"r":"u"}"#,
            invalid(
                "invalid x-hasura-allowed-roles; should be a list of roles: parsing [] failed, expected Array, but encountered String",
            ),
        ),
    ] {
        assert_eq!(sent(&map(others), &good(claims), &[]), expected, "{others} {claims}");
    }
}

#[test]
fn the_token_is_looked_for_in_one_place() {
    let token = good(&format!("{{{HASURA}}}"));
    let bearer = format!("Bearer {token}");
    let ok = "user x-hasura-user-id=7";
    let none = "400 invalid-headers: Missing 'Authorization' or 'Cookie' header in JWT authentication mode";
    let malformed = "400 invalid-headers: Malformed Authorization header";
    let cookie = r#""header":{"type":"Cookie","name":"sid"}"#;
    let custom = r#""header":{"type":"CustomHeader","name":"X-Jwt"}"#;
    let in_cookie = format!("a=b; sid={token}; c=d");
    let wrong_case = format!("Sid={token}");
    for (settings, headers, expected) in [
        ("", vec![("AUTHORIZATION", bearer.as_str())], ok),
        ("", vec![], none),
        ("", vec![("Authorization", token.as_str())], malformed),
        ("", vec![("Authorization", "bearer x")], malformed),
        ("", vec![("Authorization", "Bearer a b")], malformed),
        ("", vec![("Authorization", "")], malformed),
        (
            "",
            vec![("Authorization", &bearer), ("Authorization", &bearer)],
            "400 invalid-headers: Could not verify JWT: Multiple JWTs found",
        ),
        (cookie, vec![("cookie", in_cookie.as_str())], ok),
        (cookie, vec![("Cookie", wrong_case.as_str())], none),
        (cookie, vec![("Authorization", &bearer)], none),
        (custom, vec![("x-jwt", token.as_str())], ok),
        (
            custom,
            vec![("x-jwt", bearer.as_str())],
            "400 invalid-jwt: Could not verify JWT: JWSError (JSONDecodeError \"Not valid base64url\")",
        ),
    ] {
        assert_eq!(
            told(&asked(&config(settings), &request(&headers))),
            expected,
            "{settings} {headers:?}"
        );
    }
}

#[test]
fn several_entries_are_told_apart_by_issuer() {
    let entry =
        |issuer: &str| format!(r#"{{"type":"HS256","key":"{SECRET}","issuer":"{issuer}"}}"#);
    let config = parse(&format!("[{},{}]", entry("a"), entry("b")), LIST).unwrap();
    let ask = |claims: &str| {
        let bearer = format!("Bearer {}", good(&format!("{{{claims}{HASURA}}}")));
        told(&asked(&config, &request(&[("Authorization", &bearer)])))
    };
    assert_eq!(ask(r#""iss":"b","#), "user x-hasura-user-id=7");
    assert_eq!(ask(r#""iss":"c","#), jwt("JWTNotInIssuer"));
    assert_eq!(ask(""), "400 invalid-headers: Could not verify JWT: Multiple JWTs found");
}

#[test]
fn the_admin_secret_wins_and_the_unauthorized_role_stands_in() {
    let ask = |headers: &[(&str, &str)]| told(&asked(&config(""), &request(headers)));
    let secret = ("x-hasura-admin-secret", "admin");
    assert_eq!(ask(&[secret, ("Authorization", "nonsense")]), "admin");
    assert_eq!(
        ask(&[secret, ("x-hasura-role", "any"), ("X-Hasura-Org", "9")]),
        "any x-hasura-org=9"
    );
    assert_eq!(ask(&[("X-Hasura-Access-Key", "admin")]), "admin");
    let wrong = "401 access-denied: invalid x-hasura-admin-secret/x-hasura-access-key";
    assert_eq!(ask(&[("x-hasura-admin-secret", "")]), wrong);
    assert_eq!(ask(&[("x-hasura-admin-secret", "x"), ("x-hasura-access-key", "admin")]), wrong);
    assert!(ask(&[secret, (BACKEND_ONLY, "maybe")]).starts_with(
        "400 bad-request: x-hasura-use-backend-only-permissions:  Not a valid boolean text."
    ));
    let anonymous = |headers: &[(&str, &str)]| {
        told(&asked_of(&config(""), &request(headers), &server(Some("anon"))))
    };
    assert_eq!(
        anonymous(&[("x-hasura-role", "user"), ("x-hasura-org", "9")]),
        "anon x-hasura-org=9"
    );
    let bad = anonymous(&[("Authorization", "Bearer x")]);
    assert!(bad.starts_with("400 invalid-jwt"), "{bad}");
}
