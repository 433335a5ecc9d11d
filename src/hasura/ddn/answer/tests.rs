//! Tests of DDN's answers, request by request.

use super::*;
use crate::hasura::ddn::config::parse;
use crate::hasura::request::Route;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::key::{Secret, SigningKey, SigningMaterial};
use crate::jose::{base64url, signature};

const SECRET: &str = "short";
const NOW: i64 = 1_700_000_000;
const HASURA: &str = r#""h":{"x-hasura-default-role":"user","x-hasura-allowed-roles":["user","editor"],"x-hasura-user-id":7}"#;
const PLACE: &str = r#"{"type":"BearerAuthorization"}"#;
const CLAIMS: &str = r#"{"namespace":{"claimsFormat":"Json","location":"/h"}}"#;

fn token(header: &str, payload: &str) -> String {
    let material = SigningMaterial::Secret(Secret::new(SECRET.as_bytes()).unwrap());
    let key = SigningKey::new(material, Some(SignatureAlgorithm::HS256), None).unwrap();
    let header = Value::parse(header.as_bytes()).unwrap().as_object().unwrap().clone();
    signature::compact(&header, payload, &key).unwrap()
}

/// Returns a token with these claims that does not expire soon.
fn good(claims: &str) -> String {
    token(r#"{"alg":"HS256"}"#, &format!(r#"{{"exp":{},{claims}}}"#, NOW + 60))
}

fn mode(claims: &str, place: &str, more: &str) -> String {
    format!(
        r#"{{"jwt":{{"claimsConfig":{claims},"tokenLocation":{place},"key":{{"fixed":{{"algorithm":"HS256","key":{{"value":"{SECRET}"}}}}}}{more}}}}}"#
    )
}

fn config_of(mode: &str) -> AuthConfig {
    parse(&format!(r#"{{"version":"v4","definition":{{"mode":{mode}}}}}"#)).unwrap()
}

fn config(more: &str) -> AuthConfig {
    config_of(&mode(CLAIMS, PLACE, more))
}

fn request(headers: &[(&str, &str)]) -> Request {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Request { headers: headers.collect(), url: None, route: Route::Graphql }
}

fn asked_at(config: &AuthConfig, request: &Request, rule: AudienceRule) -> Answer<Reason, Facts> {
    let keys = match mode_for(config, request).0 {
        Mode::Jwt(jwt) => Keys::of_mode(jwt, &|_| None).unwrap(),
        Mode::Webhook { .. } | Mode::NoAuth { .. } => None,
    };
    answer(config, keys.as_ref(), request, rule, NumericDate::from_seconds(NOW).unwrap())
}

fn asked(config: &AuthConfig, headers: &[(&str, &str)]) -> Answer<Reason, Facts> {
    asked_at(config, &request(headers), AudienceRule::Required)
}

/// Returns the session as JSON, or `status message`.
fn told(answer: &Answer<Reason, Facts>) -> String {
    match &answer.decision {
        Decision::Accepted(session) => Value::from(session.variables.clone()).to_json(),
        Decision::Refused(refusal) => {
            format!("{} {}", refusal.reason.status(), refusal.message)
        }
        Decision::Webhook { call } => call.clone(),
        Decision::Undecided { reason } => format!("? {reason}"),
    }
}

fn sent(more: &str, token: &str, headers: &[(&str, &str)]) -> String {
    let bearer = format!("Bearer {token}");
    let mut all = vec![("authorization", bearer.as_str())];
    all.extend(headers);
    told(&asked(&config(more), &all))
}

const USER: &str = r#"{"x-hasura-role":"user","x-hasura-user-id":7}"#;

#[test]
fn a_token_becomes_a_session_with_its_types() {
    let plain = good(HASURA);
    assert_eq!(sent("", &plain, &[]), USER);
    assert_eq!(
        sent("", &plain, &[("X-Hasura-Role", "editor"), ("x-hasura-org", "9")]),
        r#"{"x-hasura-role":"editor","x-hasura-user-id":7}"#
    );
    assert_eq!(
        sent("", &plain, &[("x-hasura-role", "root")]),
        "401 cannot be authorized as role: root"
    );
    // Unlike in any other engine, an empty header counts.
    assert_eq!(sent("", &plain, &[("x-hasura-role", "")]), "401 cannot be authorized as role: ");
    // A claim with that name is overwritten.
    let claimed = good(
        r#""h":{"x-hasura-role":"z","x-hasura-default-role":"u","x-hasura-allowed-roles":["u"]}"#,
    );
    assert_eq!(sent("", &claimed, &[]), r#"{"x-hasura-role":"u"}"#);
}

#[test]
fn the_token_is_looked_for_in_one_place() {
    let token = good(HASURA);
    let bearer = format!("Bearer {token}");
    let malformed = "400 Error in parsing the Authorization header: The `Authorization` header is expected to be in the format of `Bearer <JWT>`";
    let header = r#"{"type":"Header","name":"X-Jwt"}"#;
    let cookie = r#"{"type":"Cookie","name":"sid"}"#;
    let first = format!("sid={token}; a=b");
    let second = format!("a=b; sid={token}");
    for (place, headers, expected) in [
        (PLACE, vec![("AUTHORIZATION", bearer.as_str())], USER),
        (PLACE, vec![], "400 JWT Authorization token source: Header name Authorization not found."),
        (PLACE, vec![("Authorization", token.as_str())], malformed),
        (PLACE, vec![("Authorization", "bearer x")], malformed),
        (PLACE, vec![("Authorization", "Bearer a b")], malformed),
        (header, vec![("x-jwt", token.as_str())], USER),
        (header, vec![], "400 JWT Authorization token source: Header name X-Jwt not found."),
        (cookie, vec![("Cookie", first.as_str())], USER),
        (
            cookie,
            vec![("Cookie", second.as_str())],
            "400 JWT Authorization token source: cookie name sid not found in the Cookie header",
        ),
        (cookie, vec![], "400 JWT Authorization token source: Cookie header not found"),
    ] {
        let config = config_of(&mode(CLAIMS, place, ""));
        assert_eq!(told(&asked(&config, &headers)), expected, "{place} {headers:?}");
    }
}

#[test]
fn what_is_no_token_is_refused() {
    let forged = good(HASURA).replace('.', "x.");
    let whole = good(HASURA);
    let (input, _) = whole.rsplit_once('.').unwrap();
    let decode = "500 Internal Error - Error while decoding the JWT:";
    for (text, expected) in [
        ("undefined".to_owned(), "400 JWT validation error: InvalidToken".to_owned()),
        ("a.b".to_owned(), "400 JWT validation error: InvalidToken".to_owned()),
        ("a.b.c.d.e".to_owned(), format!("{decode} Base64 error: Invalid symbol 46, offset 1.")),
        (forged, format!("{decode} Base64 error: Invalid input length: 21")),
        (format!("{input}.!"), "400 JWT validation error: InvalidSignature".to_owned()),
        (format!("{input}.AAAA"), "400 JWT validation error: InvalidSignature".to_owned()),
        (token(r#"{"alg":"HS384"}"#, "{}"), format!("{decode} InvalidAlgorithm")),
        (
            token(r#"{"typ":"JWT"}"#, "{}"),
            format!("{decode} JSON error: missing field `alg` at line 1 column 13"),
        ),
        (
            token(r#"{"alg":"HS256"}"#, "[]"),
            format!(
                "{decode} JSON error: invalid length 2, expected struct ClaimsForValidation with 5 elements at line 1 column 2"
            ),
        ),
        (
            token(r#"{"alg":"HS256","kid":7}"#, "{}"),
            format!(
                "{decode} JSON error: invalid type: integer `7`, expected a string at line 1 column 22"
            ),
        ),
    ] {
        assert_eq!(sent("", &text, &[]), expected, "{text}");
    }
    assert!(
        sent("", &token(r#"{"alg":"none"}"#, "{}"), &[])
            .starts_with(&format!("{decode} JSON error: unknown variant `none`, expected one of"))
    );
}

#[test]
fn times_issuer_and_audience() {
    let ask = |more: &str, claims: &str| {
        sent(more, &token(r#"{"alg":"HS256"}"#, &format!("{{{claims},{HASURA}}}")), &[])
    };
    let at = |seconds: i64| format!(r#""exp":{}"#, NOW + seconds);
    let bad = |what: &str| format!("400 JWT validation error: {what}");
    let ok = USER.to_owned();
    let exp = at(9);
    for (more, claims, expected) in [
        ("", at(0), ok.clone()),
        ("", at(-60), ok.clone()),
        ("", at(-61), bad("ExpiredSignature")),
        (r#","allowedSkew":0"#, at(0), ok.clone()),
        (r#","allowedSkew":0"#, at(-1), bad("ExpiredSignature")),
        (r#","allowedSkew":0"#, format!(r#""exp":{}.5"#, NOW - 1), ok.clone()),
        (r#","allowedSkew":0"#, format!(r#""exp":{}.4"#, NOW - 1), bad("ExpiredSignature")),
        ("", r#""sub":"a""#.to_owned(), bad("Missing required claim: exp")),
        ("", format!(r#""exp":"{NOW}""#), bad("Missing required claim: exp")),
        ("", r#""exp":-1"#.to_owned(), bad("Missing required claim: exp")),
        ("", r#""exp":1e20"#.to_owned(), bad("Missing required claim: exp")),
        // Neither of these is checked.
        ("", format!(r#"{exp},"nbf":{},"iat":"x""#, NOW + 99), ok.clone()),
        (r#","issuer":"i""#, exp.clone(), ok.clone()),
        (r#","issuer":"i""#, format!(r#"{exp},"iss":"i""#), ok.clone()),
        (r#","issuer":"i""#, format!(r#"{exp},"iss":["i","j"]"#), ok.clone()),
        (r#","issuer":"i""#, format!(r#"{exp},"iss":7"#), ok.clone()),
        (r#","issuer":"i""#, format!(r#"{exp},"iss":"i/""#), bad("InvalidIssuer")),
        ("", format!(r#"{exp},"iss":"any""#), ok.clone()),
        (r#","audience":["a"]"#, exp.clone(), ok.clone()),
        (r#","audience":["a"]"#, format!(r#"{exp},"aud":["b","a"]"#), ok.clone()),
        (r#","audience":["a"]"#, format!(r#"{exp},"aud":"b""#), bad("InvalidAudience")),
        ("", format!(r#"{exp},"aud":"a""#), bad("InvalidAudience")),
    ] {
        assert_eq!(ask(more, &claims), expected, "{more} {claims}");
    }
}

#[test]
fn before_the_compatibility_date_the_audience_is_not_looked_at() {
    let bearer = format!("Bearer {}", good(&format!(r#""aud":"b",{HASURA}"#)));
    let request = request(&[("authorization", &bearer)]);
    let config = config(r#","audience":["a"]"#);
    let refused = asked_at(&config, &request, AudienceRule::Required);
    assert_eq!(told(&refused), "400 JWT validation error: InvalidAudience");
    let taken = asked_at(&config, &request, AudienceRule::Ignored);
    assert_eq!(told(&taken), USER);
    assert_eq!(taken.warnings.last().unwrap().code.name(), "audience-ignored");
}

#[test]
fn the_namespace_has_a_shape() {
    let at = |location: &str, format: &str, claims: &str| {
        let place =
            format!(r#"{{"namespace":{{"claimsFormat":"{format}","location":"{location}"}}}}"#);
        let bearer = format!("Bearer {}", good(claims));
        told(&asked(&config_of(&mode(&place, PLACE, "")), &[("authorization", &bearer)]))
    };
    let roles = r#"{"x-hasura-default-role":"u","x-hasura-allowed-roles":["u"]}"#;
    let text = Value::from(roles).to_json();
    let user = r#"{"x-hasura-role":"u"}"#;
    let shape = "500 Internal Error - Error in parsing the Hasura claims map:";
    for (location, format, claims, expected) in [
        ("/a~1b", "Json", format!(r#""a/b":{roles}"#), user.to_owned()),
        ("/a/0", "Json", format!(r#""a":[{roles}]"#), user.to_owned()),
        (
            "/claims.jwt.hasura.io",
            "Json",
            r#""a":1"#.to_owned(),
            "500 Internal Error - Hasura claims not found in the JWT at /claims.jwt.hasura.io"
                .to_owned(),
        ),
        ("/h", "StringifiedJson", format!(r#""h":{text}"#), user.to_owned()),
        (
            "/h",
            "StringifiedJson",
            format!(r#""h":{roles}"#),
            "400 Expected the Hasura claims to be a String when `claimsFormat` is `stringifiedJson`"
                .to_owned(),
        ),
        (
            "/h",
            "Json",
            r#""h":{"x-hasura-allowed-roles":["u"]}"#.to_owned(),
            format!("{shape} missing field `x-hasura-default-role`"),
        ),
        (
            "/h",
            "Json",
            r#""h":{"x-hasura-default-role":"u","x-hasura-allowed-roles":"user"}"#.to_owned(),
            format!("{shape} invalid type: string \"user\", expected a sequence"),
        ),
        (
            "/h",
            "Json",
            r#""h":{"x-hasura-default-role":1,"x-hasura-allowed-roles":[]}"#.to_owned(),
            format!("{shape} invalid type: integer `1`, expected a string"),
        ),
        // Names must match exactly.
        (
            "/h",
            "Json",
            r#""h":{"X-Hasura-Default-Role":"u","x-hasura-allowed-roles":["u"]}"#.to_owned(),
            format!("{shape} missing field `x-hasura-default-role`"),
        ),
        (
            "/h",
            "Json",
            r#""h":{"x-hasura-default-role":"v","x-hasura-allowed-roles":["u"]}"#.to_owned(),
            "400 The default role is not present in the allowed roles".to_owned(),
        ),
        (
            "/h",
            "Json",
            r#""h":{"x-hasura-default-role":"u","x-hasura-allowed-roles":["u","u"]}"#
                .to_owned(),
            "500 Internal Error - Duplicate allowed role found in the JWT claims".to_owned(),
        ),
    ] {
        assert_eq!(at(location, format, &claims), expected, "{location} {claims}");
    }
    // The whole payload: every claim except the roles becomes a variable.
    let whole =
        at("", "Json", r#""sub":"s","x-hasura-default-role":"u","x-hasura-allowed-roles":["u"]"#);
    assert_eq!(whole, format!(r#"{{"x-hasura-role":"u","exp":{},"sub":"s"}}"#, NOW + 60));
}

#[test]
fn a_default_role_outside_is_refused_whatever_is_asked_for() {
    let claims = r#""h":{"x-hasura-default-role":"v","x-hasura-allowed-roles":["u"]}"#;
    assert_eq!(
        sent("", &good(claims), &[("x-hasura-role", "u")]),
        "400 The default role is not present in the allowed roles"
    );
}

#[test]
fn locations_take_each_claim_from_its_path() {
    let at = |others: &str, claims: &str| {
        let place = format!(
            r#"{{"locations":{{"x-hasura-default-role":{{"path":{{"path":"/d","default":"u"}}}},"x-hasura-allowed-roles":{{"path":{{"path":"/r"}}}}{others}}}}}"#
        );
        let bearer = format!("Bearer {}", good(claims));
        told(&asked(&config_of(&mode(&place, PLACE, "")), &[("authorization", &bearer)]))
    };
    let others = r#","x-n":{"path":{"path":"/n"}},"x-k":{"literal":[1]},"x-m":{"path":{"path":"/m","default":2}}"#;
    for (others, claims, expected) in [
        (others, r#""r":["u"]"#, r#"{"x-hasura-role":"u","x-k":[1],"x-m":2}"#),
        // A null that is found is kept.
        (
            others,
            r#""r":["u"],"n":{"a":1},"m":null"#,
            r#"{"x-hasura-role":"u","x-n":{"a":1},"x-k":[1],"x-m":null}"#,
        ),
        ("", r#""d":"u""#, "400 Required claim x-hasura-allowed-roles not found"),
        (
            "",
            r#""r":"u""#,
            "400 Error while parsing the claims map entry: x-hasura-allowed-roles - invalid type: string \"u\", expected a sequence",
        ),
        (
            "",
            r#""r":["u"],"d":null"#,
            "400 Error while parsing the claims map entry: x-hasura-default-role - invalid type: null, expected a string",
        ),
    ] {
        assert_eq!(at(others, claims), expected, "{others} {claims}");
    }
}

#[test]
fn a_key_set_is_asked_for_the_kid() {
    let by_url = mode(CLAIMS, PLACE, "").replace(
        &format!(r#"{{"fixed":{{"algorithm":"HS256","key":{{"value":"{SECRET}"}}}}}}"#),
        r#"{"jwkFromUrl":"https://i.example.gov/k"}"#,
    );
    let config = config_of(&by_url);
    let ask = |set: &str, header: &str| {
        let keys = Keys::of_set(set.as_bytes());
        let claims = format!(r#"{{"exp":{},{HASURA}}}"#, NOW + 60);
        let bearer = format!("Bearer {}", token(header, &claims));
        let request = request(&[("authorization", &bearer)]);
        let now = NumericDate::from_seconds(NOW).unwrap();
        told(&answer(&config, Some(&keys), &request, AudienceRule::Required, now))
    };
    let key = base64url::encode(SECRET);
    let set = |members: &str| format!(r#"{{"keys":[{{"kty":"oct","k":"{key}"{members}}}]}}"#);
    let named = set(r#","kid":"a","alg":"HS512""#);
    // The `alg` of the JWK is ignored.
    assert_eq!(ask(&named, r#"{"alg":"HS256","kid":"a"}"#), USER);
    assert_eq!(
        ask(&named, r#"{"alg":"HS256"}"#),
        "400 `kid` (Key ID) header claim not found in the header"
    );
    assert_eq!(
        ask(&named, r#"{"alg":"HS256","kid":"b"}"#),
        "500 Internal Error - No matching JWK found for the given kid: b"
    );
    assert_eq!(
        ask(&named, r#"{"alg":"RS256","kid":"a"}"#),
        "500 Internal Error - Error while decoding the JWT: InvalidAlgorithm"
    );
    assert!(
        ask(&named, r#"{"alg":"none"}"#)
            .starts_with("400 Error decoding the `Authorization` header - ")
    );
    assert!(
        ask("{}", r#"{"alg":"HS256","kid":"a"}"#)
            .starts_with("500 Internal Error - Error while fetching the JWKSet: ")
    );
    let broken = r#"{"keys":[{"kty":"RSA","kid":"a","n":"AQ","e":"AQ"}]}"#;
    assert_eq!(
        ask(broken, r#"{"alg":"HS256","kid":"a"}"#),
        "500 Internal Error - Error while constructing the JWT decoding key: InvalidKeyFormat"
    );
}

#[test]
fn a_key_that_is_none_is_found_out_at_each_request() {
    let mode = mode(CLAIMS, PLACE, "").replace("HS256", "RS256");
    assert_eq!(
        told(&asked(&config_of(&mode), &[("authorization", "Bearer a.b.c")])),
        "500 Internal Error - Error while constructing the JWT decoding key: InvalidKeyFormat"
    );
}

#[test]
fn a_mode_is_chosen_by_header_and_never_fallen_back_to() {
    let anonymous = r#"{"noAuth":{"role":"anon","sessionVariables":{"x-n":1}}}"#;
    let hook = r#"{"webhook":{"method":"POST","url":{"value":"http://rely:8080/auth/ddn"}}}"#;
    let text = |version: &str, more: &str| {
        format!(
            r#"{{"version":"{version}","definition":{{"mode":{}{more}}}}}"#,
            mode(CLAIMS, PLACE, "")
        )
    };
    let more = format!(
        r#","alternativeModes":[{{"identifier":"public","config":{anonymous}}},{{"identifier":"hook","config":{hook}}}]"#
    );
    let config = parse(&text("v4", &more)).unwrap();
    let named = |name| [("X-Hasura-Auth-Mode", name)];
    let anon = r#"{"x-hasura-role":"anon","x-n":1}"#;
    let missing = "400 JWT Authorization token source: Header name Authorization not found.";
    assert_eq!(told(&asked(&config, &named("public"))), anon);
    assert_eq!(told(&asked(&config, &named("Public"))), missing);
    assert_eq!(told(&asked(&config, &[])), missing);
    assert_eq!(told(&asked(&config, &named("hook"))), "POST http://rely:8080/auth/ddn");
    assert!(told(&asked(&config, &named("é"))).starts_with("400 Invalid auth mode header: "));
    let role = [("x-hasura-auth-mode", "public"), ("x-hasura-role", "root")];
    assert_eq!(told(&asked(&config, &role)), "401 cannot be authorized as role: root");
    let old = parse(&text("v3", "")).unwrap();
    assert_eq!(told(&asked(&old, &named("public"))), missing);
}

#[test]
fn version_1_lets_one_role_be_any() {
    let text = format!(
        r#"{{"version":"v1","definition":{{"mode":{},"allowRoleEmulationBy":"admin"}}}}"#,
        mode(CLAIMS, PLACE, "")
    );
    let config = parse(&text).unwrap();
    let ask = |role: &str| {
        let claims = format!(
            r#""h":{{"x-hasura-role":"{role}","x-hasura-default-role":"u","x-hasura-allowed-roles":["u"]}}"#
        );
        let bearer = format!("Bearer {}", good(&claims));
        told(&asked(
            &config,
            &[("Authorization", &bearer), ("x-hasura-role", "any"), ("X-Hasura-Org", "9")],
        ))
    };
    let any = r#"{"x-hasura-role":"any","authorization":"…","x-hasura-org":"9"}"#;
    assert_eq!(ask("admin"), any);
    // Without the header, the role is the emulating role itself.
    let claims = r#""h":{"x-hasura-role":"admin","x-hasura-default-role":"u","x-hasura-allowed-roles":["u","u"]}"#;
    let bearer = format!("Bearer {}", good(claims));
    let own = told(&asked(&config, &[("Authorization", &bearer)]));
    assert_eq!(own, r#"{"x-hasura-role":"admin","authorization":"…"}"#);
    assert_eq!(ask("u"), "401 cannot be authorized as role: any");
}

#[test]
fn every_reason_is_given_and_the_first_is_the_verdict() {
    let claims = r#""exp":1,"iss":"j","aud":"b","h":{"x-hasura-default-role":"u"}"#;
    let whole = token(r#"{"alg":"HS256"}"#, &format!("{{{claims}}}"));
    let (input, _) = whole.rsplit_once('.').unwrap();
    let bearer = format!("Bearer {input}.AAAA");
    let config = config(r#","issuer":"i","audience":["a"]"#);
    let answer = asked(&config, &[("authorization", &bearer)]);
    assert_eq!(told(&answer), "400 JWT validation error: InvalidSignature");
    let failed: Vec<&str> = answer
        .steps
        .iter()
        .filter(|step| step.passed == Some(false))
        .map(|step| step.name)
        .collect();
    assert_eq!(failed, ["signature", "exp", "iss", "aud", "hasura-claims"]);
}
