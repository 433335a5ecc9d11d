//! Tests of `RelyAuth`'s answers, request by request.

use super::*;
use crate::hasura::relyauth::auth_yaml::Fault;
use crate::hasura::relyauth::config::parse;
use crate::hasura::request::Route;
use crate::hasura::warning::EngineWarning;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::base64url;
use crate::jose::key::{Secret, SigningKey, SigningMaterial};
use crate::jose::signature;

const SECRET: &str = "0123456789abcdef0123456789abcdef";
const OTHER: &str = "another-secret-of-thirty-two-byte";
const NOW: i64 = 1_700_000_000;
const HASURA: &str = r#""h":{"x-hasura-default-role":"user","x-hasura-allowed-roles":["user","editor"],"x-hasura-user-id":7}"#;
const BEARER: &str = r#"{"in":"header","name":"Authorization","scheme":"bearer"}"#;
const CLAIMS: &str = r#"{"namespace":{"location":"h","claimsFormat":"Json"}}"#;

fn signed_with(secret: &str, header: &str, payload: &str) -> String {
    let material = SigningMaterial::Secret(Secret::new(secret.as_bytes()).unwrap());
    let key = SigningKey::new(material, Some(SignatureAlgorithm::HS256), None).unwrap();
    let header = Value::parse(header.as_bytes()).unwrap().as_object().unwrap().clone();
    signature::compact(&header, payload, &key).unwrap()
}

fn token(claims: &str) -> String {
    signed_with(SECRET, r#"{"alg":"HS256"}"#, &format!("{{{claims}}}"))
}

fn jwt_of(place: &str, secret: &str, claims: &str, more: &str) -> String {
    format!(
        r#"{{"mode":"jwt","tokenLocation":{place},"key":{{"algorithm":"HS256","key":{{"value":"{secret}"}}}},"claimsConfig":{claims}{more}}}"#
    )
}

fn jwt(more: &str) -> String {
    jwt_of(BEARER, SECRET, CLAIMS, more)
}

fn load(modes: &str) -> LoadedConfig {
    let text =
        format!(r#"{{"version":"v1","kind":"RelyAuth","definition":{{"modes":[{modes}]}}}}"#);
    LoadedConfig::new(&parse(&text, &|_| None).unwrap(), &|_| None).unwrap()
}

fn asked(modes: &str, headers: &[(&str, &str)]) -> Answer<Reason, Facts> {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let request = Request { headers: headers.collect(), url: None, route: Route::Graphql };
    answer(&load(modes), &request, NumericDate::from_seconds(NOW).unwrap())
}

/// Returns the mode and the session, or the cause of the refusal.
fn told(answer: &Answer<Reason, Facts>) -> String {
    match &answer.decision {
        Decision::Accepted(Session { variables, answered_by, .. }) => {
            let (mode, id) = answered_by.as_ref().unwrap();
            format!("{mode} {id}: {}", Value::from(variables.clone()).to_json())
        }
        Decision::Refused(refusal) => refusal.message.clone(),
        Decision::Webhook { call } => call.clone(),
        Decision::Undecided { reason } => format!("? {reason}"),
    }
}

fn sent(modes: &str, token: &str, more: &[(&str, &str)]) -> String {
    let bearer = format!("Bearer {token}");
    let mut headers = vec![("authorization", bearer.as_str())];
    headers.extend(more);
    told(&asked(modes, &headers))
}

fn codes(answer: &Answer<Reason, Facts>) -> Vec<&'static str> {
    answer.warnings.iter().map(|warning| warning.code.name()).collect()
}

const USER: &str = r#"jwt 0: {"x-hasura-role":"user","x-hasura-user-id":7}"#;
const NO_AUTH: &str =
    r#"{"mode":"noAuth","sessionVariables":{"x-hasura-role":{"value":"anonymous"}}}"#;
const ANONYMOUS: &str = r#"noAuth 1: {"x-hasura-role":"anonymous"}"#;

#[test]
fn a_token_becomes_a_session() {
    let plain = token(HASURA);
    assert_eq!(sent(&jwt(""), &plain, &[]), USER);
    assert_eq!(sent(&jwt(""), &plain, &[("x-hasura-role", "")]), USER);
    assert_eq!(
        sent(&jwt(r#","id":"idp""#), &plain, &[("X-Hasura-Role", "editor")]),
        r#"jwt idp: {"x-hasura-role":"editor","x-hasura-user-id":7}"#
    );
    assert_eq!(
        sent(&jwt(""), &plain, &[("x-hasura-role", "root")]),
        "root is not in the allowed roles x-hasura-allowed-roles"
    );
}

#[test]
fn the_form_is_read_first_and_fails_for_good() {
    let expected = "failed to parse signed token:";
    let bearer = |value: &str| told(&asked(&jwt(""), &[("authorization", value)]));
    assert_eq!(told(&asked(&jwt(""), &[])), "auth token not found");
    assert_eq!(bearer(""), "auth token not found");
    assert_eq!(bearer("abc"), format!("{expected} go-jose/go-jose: empty input"));
    assert_eq!(bearer("Bearer  "), format!("{expected} go-jose/go-jose: empty input"));
    assert_eq!(
        bearer("Bearer a.b"),
        format!("{expected} go-jose/go-jose: compact JWS format must have three parts")
    );
    let other = signed_with(SECRET, r#"{"alg":"HS384"}"#, "{}");
    assert_eq!(
        bearer(&format!("Bearer {other}")),
        format!(r#"{expected} unexpected signature algorithm "HS384"; expected ["HS256"]"#)
    );
    // White space inside the token is dropped, and the scheme is case-insensitive.
    let spaced = token(HASURA).replace('.', " . ");
    assert_eq!(bearer(&format!("bEARER {spaced}")), USER);
    assert!(bearer("Bearer !.!.!").starts_with(&format!("{expected} illegal base64")));
    assert!(bearer("Bearer {}").starts_with(expected));
    // The JSON serialization is accepted as well.
    let token = token(HASURA);
    let parts: Vec<&str> = token.split('.').collect();
    let json = format!(
        r#"{{"protected":"{}","payload":"{}","signature":"{}"}}"#,
        parts[0], parts[1], parts[2]
    );
    assert_eq!(bearer(&format!("Bearer {json}")), USER);
    assert_ne!(bearer(&format!("Bearer {}", json.replace("signature", "sig"))), USER);
}

#[test]
fn registered_claims_are_typed() {
    let failed = "failed to decode jwt payload: go-jose/go-jose/jwt:";
    for (claims, expected) in [
        (r#""exp":"1""#, format!("{failed} expected number value to unmarshal NumericDate")),
        (r#""aud":7"#, format!("{failed} expected string or array value to unmarshal to Audience")),
        (
            r#""aud":["a",7]"#,
            format!("{failed} expected string or array value to unmarshal to Audience"),
        ),
        (
            r#""iss":7"#,
            "failed to decode jwt payload: json: cannot unmarshal number into Go struct field Claims.iss of type string".to_owned(),
        ),
        (
            r#""sub":["a"]"#,
            "failed to decode jwt payload: json: cannot unmarshal array into Go struct field Claims.sub of type string".to_owned(),
        ),
    ] {
        let token = token(&format!("{claims},{HASURA}"));
        assert_eq!(sent(&jwt(""), &token, &[]), expected, "{claims}");
    }
}

#[test]
fn claims_and_signature_are_checked_in_order() {
    let failed = |what: &str| format!("go-jose/go-jose/jwt: validation failed, {what}");
    let expired = failed("token is expired (exp)");
    let issuer = failed("invalid issuer claim (iss)");
    let audience = failed("invalid audience claim (aud)");
    let early = failed("token not valid yet (nbf)");
    let future =
        "go-jose/go-jose/jwt: validation field, token issued in the future (iat)".to_owned();
    let user = USER.to_owned();
    let at = |name: &str, seconds: i64| format!(r#""{name}":{}"#, NOW + seconds);
    for (more, claims, expected) in [
        ("", String::new(), user.clone()),
        ("", at("exp", -60), user.clone()),
        ("", at("exp", -61), expired.clone()),
        ("", format!(r#""exp":{}.9"#, NOW - 61), expired.clone()),
        (r#","allowedSkew":1"#, at("exp", -1), user.clone()),
        (r#","allowedSkew":1"#, at("exp", -2), expired.clone()),
        // A skew of zero is not as strict as it looks.
        (r#","allowedSkew":0"#, at("exp", -60), user.clone()),
        ("", at("nbf", 60), user.clone()),
        ("", at("nbf", 61), early),
        ("", at("iat", 61), future),
        (r#","issuer":"i""#, r#""iss":"i""#.to_owned(), user.clone()),
        (r#","issuer":"i""#, r#""iss":"i/""#.to_owned(), issuer.clone()),
        // Claims that the configuration names must be present.
        (r#","issuer":"i""#, String::new(), issuer.clone()),
        (r#","audience":["a"]"#, String::new(), audience.clone()),
        (r#","audience":["a"]"#, r#""aud":"b""#.to_owned(), audience),
        (r#","audience":["a","b"]"#, r#""aud":["x","b"]"#.to_owned(), user.clone()),
        ("", r#""aud":"any","iss":"any""#.to_owned(), user),
        (r#","issuer":"i""#, at("exp", -61), issuer),
    ] {
        let comma = if claims.is_empty() { "" } else { "," };
        let token = token(&format!("{claims}{comma}{HASURA}"));
        assert_eq!(sent(&jwt(more), &token, &[]), expected, "{more} {claims}");
    }
    let forged = signed_with(OTHER, r#"{"alg":"HS256"}"#, &format!("{{{HASURA}}}"));
    assert_eq!(sent(&jwt(""), &forged, &[]), "go-jose/go-jose: error in cryptographic primitive");
}

#[test]
fn a_secret_that_is_too_short_never_verifies() {
    let short = "short";
    let token = signed_with(short, r#"{"alg":"HS256"}"#, &format!("{{{HASURA}}}"));
    let answer =
        asked(&jwt_of(BEARER, short, CLAIMS, ""), &[("authorization", &format!("Bearer {token}"))]);
    assert_eq!(told(&answer), "go-jose/go-jose: error in cryptographic primitive");
    let step = answer.steps.iter().find(|step| step.name == "signature").unwrap();
    assert_eq!(
        step.detail,
        "HS256 needs a secret of 32 bytes, and this one has 5; the token was signed with it"
    );
}

#[test]
fn any_failure_moves_on_to_the_next_mode() {
    let modes = format!("{},{NO_AUTH}", jwt(""));
    let expired = token(&format!(r#""exp":1,{HASURA}"#));
    let fallen = asked(&modes, &[("authorization", &format!("Bearer {expired}"))]);
    assert_eq!(told(&fallen), ANONYMOUS);
    assert_eq!(codes(&fallen), ["no-auth-fallback", "fallback"]);
    let nobody = asked(&modes, &[]);
    assert_eq!(told(&nobody), ANONYMOUS);
    assert_eq!(codes(&nobody), ["no-auth-fallback"]);
    assert_eq!(sent(&modes, &token(HASURA), &[("x-hasura-role", "root")]), ANONYMOUS);
    // The guards select only one kind of modes, or a single mode.
    for guard in
        [("x-rely-auth-mode", "jwt"), ("X-Hasura-Auth-Mode", "jwt"), ("x-rely-auth-id", "0")]
    {
        assert_eq!(
            sent(&modes, &expired, &[guard]),
            "go-jose/go-jose/jwt: validation failed, token is expired (exp)"
        );
    }
    for (name, value) in [("x-rely-auth-mode", "JWT"), ("x-rely-auth-id", "nobody")] {
        assert_eq!(sent(&modes, &token(HASURA), &[(name, value)]), "Unauthorized");
    }
    assert_eq!(sent(&modes, &token(HASURA), &[("x-rely-auth-mode", "noAuth")]), ANONYMOUS);
}

#[test]
fn an_api_key_is_compared_to_the_letter() {
    let key = r#"{"id":"admin","mode":"apiKey","tokenLocation":{"in":"header","name":"X-Key"},"value":{"value":"s3cret"},"sessionVariables":{"x-hasura-role":{"value":"admin"}}}"#;
    let admin = r#"apiKey admin: {"x-hasura-role":"admin"}"#;
    let modes = format!("{},{key}", jwt(""));
    assert_eq!(told(&asked(&modes, &[("x-key", "s3cret")])), admin);
    assert_eq!(told(&asked(&modes, &[("x-key", "S3cret")])), "Unauthorized");
    let nothing = asked(key, &[]);
    assert_eq!(told(&nothing), "Unauthorized");
    assert!(nothing.steps.iter().any(|step| step.passed == Some(false)));
    // A valid token makes up for a wrong key.
    let jwt = r#"jwt 1: {"x-hasura-role":"user","x-hasura-user-id":7}"#;
    assert_eq!(sent(&modes, &token(HASURA), &[("x-key", "wrong")]), jwt);
}

#[test]
fn a_webhook_is_described_and_never_called() {
    let hook = r#"{"mode":"webhook","method":"GET","url":{"value":"http://h/auth"}}"#;
    let modes = format!("{NO_AUTH},{hook},{}", jwt(""));
    assert_eq!(told(&asked(&modes, &[])), "GET http://h/auth");
    assert_eq!(sent(&modes, &token(HASURA), &[]), USER);
}

#[test]
fn the_first_entry_that_takes_a_token_wins() {
    let modes = format!(
        "{},{}",
        jwt_of(BEARER, OTHER, CLAIMS, r#","id":"a""#),
        jwt(r#","id":"b","issuer":"i""#)
    );
    let of = |claims: &str| sent(&modes, &token(&format!("{claims}{HASURA}")), &[]);
    assert!(of(r#""iss":"i","#).starts_with("jwt b: "));
    // The cause is the one of the entry that was meant.
    let second = asked(
        &modes,
        &[("authorization", &format!("Bearer {}", token(&format!(r#""iss":"i",{HASURA}"#))))],
    );
    assert!(!codes(&second).contains(&"fallback"));
    let late = of(&format!(r#""iss":"i","exp":{},"#, NOW - 61));
    assert_eq!(late, "go-jose/go-jose/jwt: validation failed, token is expired (exp)");
    let by_id = sent(&modes, &token(&format!(r#""iss":"j",{HASURA}"#)), &[("x-rely-auth-id", "b")]);
    assert_eq!(by_id, "go-jose/go-jose/jwt: validation failed, invalid issuer claim (iss)");
}

#[test]
fn the_algorithms_of_a_place_are_those_of_every_entry() {
    let other = jwt(r#","id":"b""#).replace("HS256", "HS384").replace(SECRET, &SECRET.repeat(2));
    let modes = format!("{},{other}", jwt(r#","id":"a""#));
    let forged = signed_with(SECRET, r#"{"alg":"RS256"}"#, "{}");
    let expected = r#"failed to parse signed token: unexpected signature algorithm "RS256"; expected ["HS256" "HS384"]"#;
    assert_eq!(sent(&modes, &forged, &[("x-rely-auth-id", "b")]), expected);
}

#[test]
fn a_role_that_does_not_come_back_is_told() {
    let answer = asked(NO_AUTH, &[("x-hasura-role", "admin")]);
    assert_eq!(codes(&answer), ["role-not-taken"]);
}

#[test]
fn an_empty_header_chooses_no_mode() {
    let modes = format!("{},{NO_AUTH}", jwt(""));
    let headers = [("x-rely-auth-mode", ""), ("x-hasura-auth-mode", "noAuth")];
    assert_eq!(sent(&modes, &token(HASURA), &headers), ANONYMOUS);
}

#[test]
fn tokens_in_two_places_are_tried_in_random_order() {
    let header = r#"{"in":"header","name":"x-jwt"}"#;
    let modes = format!("{},{}", jwt(""), jwt_of(header, SECRET, CLAIMS, ""));
    let plain = token(HASURA);
    let bearer = format!("Bearer {plain}");
    let answer = asked(&modes, &[("authorization", &bearer), ("x-jwt", "nonsense")]);
    assert_eq!(told(&answer), USER);
    assert!(
        answer.warnings.iter().filter(|one| one.code == EngineWarning::RandomOrder).count() == 2
    );
    let one = asked(&modes, &[("x-jwt", &plain)]);
    assert!(told(&one).starts_with("jwt 1: "));
}

#[test]
fn the_namespace_and_the_locations_make_the_session() {
    let of =
        |config: &str, claims: &str| sent(&jwt_of(BEARER, SECRET, config, ""), &token(claims), &[]);
    let namespace = |location: &str, format: &str| {
        format!(
            r#"{{"namespace":{{"location":{},"claimsFormat":"{format}"}}}}"#,
            Value::from(location).to_json()
        )
    };
    let data = "failed to transform claims: invalid jwt claims data:";
    let no_role = "x-hasura-role session variable is empty";
    let roles = r#"{"x-hasura-allowed-roles":["u"],"x-hasura-default-role":"u"}"#;
    let text = Value::from(roles).to_json();
    let accepted = r#"jwt 0: {"x-hasura-role":"u"}"#;
    for (config, claims, expected) in [
        (
            namespace("\"https://hasura.io/jwt/claims\"", "Json"),
            format!(r#""https://hasura.io/jwt/claims":{roles}"#),
            accepted.to_owned(),
        ),
        (namespace("@", "Json"), r#""x-hasura-role":"u""#.to_owned(), accepted.to_owned()),
        (namespace("h", "StringifiedJson"), format!(r#""h":{text}"#), accepted.to_owned()),
        (
            namespace("h", "StringifiedJson"),
            format!(r#""h":{roles}"#),
            format!("{data} malformed stringify json"),
        ),
        (
            namespace("h", "Json"),
            format!(r#""h":{text}"#),
            format!("{data} malformed json object. Expected a JSON object, got: string"),
        ),
        // A missing namespace counts as empty, so there is no role.
        (namespace("h", "Json"), r#""a":1"#.to_owned(), no_role.to_owned()),
        // Names must match exactly.
        (
            namespace("h", "Json"),
            r#""h":{"X-Hasura-Allowed-Roles":["u"],"X-Hasura-Default-Role":"u"}"#.to_owned(),
            no_role.to_owned(),
        ),
        (
            namespace("h", "Json"),
            r#""h":{"x-hasura-allowed-roles":["u"]}"#.to_owned(),
            "value of x-hasura-default-role variable is empty".to_owned(),
        ),
        // Both together: a location that finds nothing overwrites with null.
        (
            r#"{"namespace":{"location":"h","claimsFormat":"Json"},"locations":{"x-hasura-user-id":{"path":"sub"},"x-n":{"path":"n","default":{"value":[1]}},"x-l":{"default":{"value":"l"}}}}"#.to_owned(),
            HASURA.to_owned(),
            r#"jwt 0: {"x-hasura-role":"user","x-hasura-user-id":null,"x-n":[1],"x-l":"l"}"#
                .to_owned(),
        ),
        (
            r#"{"locations":{"x-hasura-role":{"path":"role"}}}"#.to_owned(),
            r#""a":1"#.to_owned(),
            no_role.to_owned(),
        ),
        // An invalid expression finds nothing in a location and fails in a namespace.
        (
            r#"{"locations":{"x-hasura-role":{"path":"role"},"x-n":{"path":"a[","default":{"value":1}}}}"#.to_owned(),
            r#""role":"u""#.to_owned(),
            r#"jwt 0: {"x-hasura-role":"u","x-n":1}"#.to_owned(),
        ),
        (
            namespace("https://hasura.io/jwt/claims", "Json"),
            HASURA.to_owned(),
            "failed to transform claims: SyntaxError: Unexpected token at the end of the expression: TOKColon".to_owned(),
        ),
    ] {
        assert_eq!(of(&config, &claims), expected, "{config} {claims}");
    }
}

#[test]
fn without_a_list_of_roles_the_header_is_ignored() {
    let config = r#"{"locations":{"x-hasura-role":{"path":"role"}}}"#;
    let modes = jwt_of(BEARER, SECRET, config, "");
    let bearer = format!("Bearer {}", token(r#""role":"u""#));
    let answer = asked(&modes, &[("authorization", &bearer), ("x-hasura-role", "root")]);
    assert_eq!(told(&answer), r#"jwt 0: {"x-hasura-role":"u"}"#);
    assert_eq!(codes(&answer), ["schema", "role-ignored", "role-not-taken"]);
}

#[test]
fn a_null_role_is_refused_on_one_route_and_not_on_the_other() {
    let config = r#"{"locations":{"x-hasura-role":{"path":"role"}}}"#;
    let bearer = format!("Bearer {}", token(r#""a":1"#));
    let answer = asked(&jwt_of(BEARER, SECRET, config, ""), &[("authorization", &bearer)]);
    assert!(codes(&answer).contains(&"null-role"));
}

#[test]
fn rules_are_for_an_entry_or_for_a_whole_mode() {
    let rules =
        r#","securityRules":{"headerRules":{"origin":{"include":{"value":["^https://app$"]}}}}"#;
    let modes = jwt(rules);
    let plain = token(HASURA);
    assert_eq!(sent(&modes, &plain, &[("Origin", "https://app")]), USER);
    assert_eq!(sent(&modes, &plain, &[]), "invalid header: value of header origin does not exist");
    let no_auth = format!(
        r#"{{"mode":"noAuth","sessionVariables":{{"x-hasura-role":{{"value":"a"}}}}{rules}}}"#
    );
    assert_eq!(
        told(&asked(&no_auth, &[])),
        "invalid header: value of header origin does not exist"
    );
    // A list in a variable that is not set must not match everything.
    let unknown = no_auth.replace(r#"{"value":["^https://app$"]}"#, r#"{"env":"ORIGINS"}"#);
    let text = format!(r#"{{"definition":{{"modes":[{unknown}]}}}}"#);
    let loaded = LoadedConfig::new(&parse(&text, &|_| None).unwrap(), &|_| None);
    assert_eq!(loaded.unwrap_err().fault, Fault::Variable);
}

#[test]
fn a_key_set_is_tried_by_kid_or_as_a_whole() {
    let modes = jwt("").replace(
        &format!(r#"{{"algorithm":"HS256","key":{{"value":"{SECRET}"}}}}"#),
        r#"{"jwkFromUrl":{"value":"https://i.example.gov/k"}}"#,
    );
    let text = format!(r#"{{"definition":{{"modes":[{modes}]}}}}"#);
    let key = base64url::encode(SECRET);
    let ask = |members: &str, header: &str| {
        let set = format!(r#"{{"keys":[{{"kty":"oct","k":"{key}"{members}}}]}}"#);
        let sets = [("https://i.example.gov/k".to_owned(), set.into_bytes())];
        let mut loaded = LoadedConfig::new(&parse(&text, &|_| None).unwrap(), &|_| None).unwrap();
        loaded.load_key_sets(&sets.into_iter().collect()).unwrap();
        let bearer = format!("Bearer {}", signed_with(SECRET, header, &format!("{{{HASURA}}}")));
        let headers = vec![("authorization".to_owned(), bearer)];
        let request = Request { headers, url: None, route: Route::Graphql };
        told(&answer(&loaded, &request, NumericDate::from_seconds(NOW).unwrap()))
    };
    let named = r#","kid":"a""#;
    assert_eq!(ask(named, r#"{"alg":"HS256","kid":"a"}"#), USER);
    assert_eq!(ask(named, r#"{"alg":"HS256"}"#), USER);
    assert_eq!(ask(named, r#"{"alg":"HS256","kid":"b"}"#), "failed to verify jwt token signature");
    // The algorithms are the ones that the keys name, if any does, whatever the keys are for.
    assert_eq!(
        ask(r#","alg":"RSA-OAEP""#, r#"{"alg":"HS256"}"#),
        r#"failed to parse signed token: unexpected signature algorithm "HS256"; expected ["RSA-OAEP"]"#
    );
    assert_eq!(
        ask(r#","alg":"RS256""#, r#"{"alg":"HS256"}"#),
        r#"failed to parse signed token: unexpected signature algorithm "HS256"; expected ["RS256"]"#
    );
}

#[test]
fn every_reason_is_given_and_the_first_is_the_cause() {
    let claims = r#""exp":1,"iss":"j","h":{"x-hasura-allowed-roles":"u"}"#;
    let forged = signed_with(OTHER, r#"{"alg":"HS256"}"#, &format!("{{{claims}}}"));
    let answer = asked(
        &jwt(r#","issuer":"i","audience":["a"]"#),
        &[("authorization", &format!("Bearer {forged}"))],
    );
    let failed: Vec<&str> = answer
        .steps
        .iter()
        .filter(|step| step.passed == Some(false))
        .map(|step| step.name)
        .collect();
    assert_eq!(failed, ["iss", "aud", "exp", "signature", "allowed-roles"]);
    assert_eq!(told(&answer), "go-jose/go-jose/jwt: validation failed, invalid issuer claim (iss)");
}

#[test]
fn a_payload_that_is_not_an_object_is_refused_in_the_words_of_go() {
    for (payload, end) in [
        ("[]", "json: cannot unmarshal array into Go value of type jwt.Claims"),
        ("\"x\"", "json: cannot unmarshal string into Go value of type jwt.Claims"),
        ("{not json}", "invalid character 'n' looking for beginning of object key string"),
        ("", "unexpected end of JSON input"),
    ] {
        let token = signed_with(SECRET, r#"{"alg":"HS256"}"#, payload);
        let expected = format!("failed to decode jwt payload: {end}");
        assert_eq!(sent(&jwt(""), &token, &[]), expected, "{payload}");
    }
}

#[test]
fn words_that_are_known_to_the_end_come_without_a_warning() {
    let answer = |config: &str, claims: &str| {
        let bearer = format!("Bearer {}", token(claims));
        let answer = asked(&jwt_of(BEARER, SECRET, config, ""), &[("authorization", &bearer)]);
        let inexact = codes(&answer).contains(&"inexact-message");
        (told(&answer), inexact)
    };
    let namespace = |location: &str| {
        format!(r#"{{"namespace":{{"location":"{location}","claimsFormat":"Json"}}}}"#)
    };
    let claims = "failed to transform claims:";
    for (config, payload, message, inexact) in [
        (
            namespace("https://hasura.io/jwt/claims"),
            HASURA,
            "SyntaxError: Unexpected token at the end of the expression: TOKColon",
            false,
        ),
        (namespace("nope(h)"), HASURA, "unknown function: nope", false),
        (namespace("length(missing)"), HASURA, "…", true),
        (
            namespace("h"),
            r#""h":{"x-hasura-allowed-roles":"user"}"#,
            "malformed x-hasura-allowed-roles; expected an array of strings: malformed string slice; got: string",
            false,
        ),
        (
            namespace("h"),
            r#""h":{"x-hasura-allowed-roles":["a"],"x-hasura-default-role":7}"#,
            "malformed x-hasura-default-role; expected a string: malformed string, got: float64",
            false,
        ),
    ] {
        let expected = (format!("{claims} {message}"), inexact);
        assert_eq!(answer(&config, payload), expected, "{config} {payload}");
    }
}

#[test]
fn what_is_not_evaluated_decides_nothing() {
    let undecided = |answer: &Answer<Reason, Facts>| match &answer.decision {
        Decision::Undecided { reason } => reason.clone(),
        other => panic!("{other:?}"),
    };
    let bearer = format!("Bearer {}", token(HASURA));
    let headers = [("authorization", bearer.as_str())];
    // Neither a default nor another mode replaces it.
    for config in [
        r#"{"namespace":{"location":"let $x = h in $x","claimsFormat":"Json"}}"#.to_owned(),
        r#"{"locations":{"x-hasura-role":{"path":"lower(h)","default":{"value":"user"}}}}"#
            .to_owned(),
        format!(
            r#"{{"locations":{{"x-hasura-role":{{"path":"{}","default":{{"value":"user"}}}}}}}}"#,
            vec!["[@,@]"; 24].join("|")
        ),
    ] {
        let modes = format!("{},{NO_AUTH}", jwt_of(BEARER, SECRET, &config, ""));
        let answer = asked(&modes, &headers);
        assert!(undecided(&answer).contains("is not evaluated here: "), "{config}");
        assert!(answer.steps.iter().any(|step| step.passed.is_none()), "{config}");
    }
    let rules = r#","securityRules":{"headerRules":{"x":{"include":{"value":["^\\p{Greek}$"]}}}}"#;
    let with = |x: &'static str| [headers[0], ("x", x)];
    let modes = format!("{},{NO_AUTH}", jwt(rules));
    assert!(undecided(&asked(&modes, &with("α"))).contains("Unicode tables"));
    assert_eq!(told(&asked(&modes, &with("a"))), ANONYMOUS);
    let no_auth = NO_AUTH.replace(r#""mode":"noAuth","#, &format!(r#""mode":"noAuth"{rules},"#));
    assert!(undecided(&asked(&no_auth, &with("α"))).contains("Unicode tables"));
    // A token that is refused regardless of the rule stays refused.
    let forged = format!("Bearer {}", signed_with(OTHER, r#"{"alg":"HS256"}"#, "{}"));
    let refused = asked(&jwt(rules), &[("authorization", &forged), ("x", "α")]);
    assert_eq!(told(&refused), "go-jose/go-jose: error in cryptographic primitive");
}

#[test]
fn patterns_of_a_configuration_share_a_budget() {
    let patterns = vec![r#""\\pL{200}""#; 1_000].join(",");
    let modes = format!(
        r#"{{"mode":"noAuth","sessionVariables":{{}},"securityRules":{{"headerRules":{{"x":{{"include":{{"value":[{patterns}]}}}}}}}}}}"#
    );
    let text = format!(r#"{{"definition":{{"modes":[{modes}]}}}}"#);
    let error = parse(&text, &|_| None).unwrap_err();
    assert_eq!(error.fault, Fault::Limit);
    assert!(error.message.ends_with(
        "`\\pL{200}` is not evaluated here: the expressions of the configuration compile to more than 20000 states together"
    ), "{}", error.message);
}
