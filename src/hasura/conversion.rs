//! Conversion of one engine's configuration to another's, with everything that is lost or
//! differs.

use crate::hasura::behaviour::behaviour;
use crate::hasura::engine::Surroundings;
use crate::hasura::explanation::Engine;
use crate::hasura::registry::{self, ConfiguredEngine};
use crate::hasura::settings::{Inexpressible, Lookup, Settings};
use crate::hasura::warning::EngineWarning;
use crate::jose::json::Value;
use crate::jose::note::Note;

/// A written configuration and its engine.
#[derive(Clone)]
pub(crate) struct Written {
    pub(crate) value: Value,
    pub(crate) engine: ConfiguredEngine,
}

/// Writes an engine's configuration from the neutral model and parses it as that engine does.
///
/// # Errors
///
/// Returns an error if the engine cannot express the configuration.
pub(crate) fn build(
    to: Engine,
    settings: &Settings,
    lookup: Lookup<'_>,
    differences: &mut Vec<Note<EngineWarning>>,
) -> Result<Written, Inexpressible> {
    let value = registry::write(to, settings, lookup, differences)?;
    let surroundings = Surroundings::new(lookup);
    let engine = ConfiguredEngine::parse(to, &value.to_json(), &surroundings)
        .and_then(|engine| engine.check(&surroundings).map(|_| engine))
        .map_err(|error| {
            Inexpressible(format!("{} would not start: {}", to.title(), error.message))
        })?;
    Ok(Written { value, engine })
}

/// Converts a configuration by way of the neutral model, even if both engines are the same.
///
/// # Errors
///
/// Returns an error if the target engine cannot express the configuration.
pub(crate) fn convert(
    from: &ConfiguredEngine,
    to: Engine,
    lookup: Lookup<'_>,
) -> Result<(Written, Vec<Note<EngineWarning>>), Inexpressible> {
    let mut differences = Vec::new();
    let settings = from.settings(lookup, &mut differences);
    let written = build(to, &settings, lookup, &mut differences)?;
    differences.extend(lost(&settings));
    Ok((written, differences))
}

/// Returns everything that is lost, and everything that is written the same but behaves
/// differently.
pub(crate) fn losses(from: Engine, to: Engine, settings: &Settings) -> Vec<Note<EngineWarning>> {
    let mut differences = lost(settings);
    differences.extend(behaviour(from, to, settings));
    differences
}

/// Returns what the neutral model cannot represent.
fn lost(settings: &Settings) -> Vec<Note<EngineWarning>> {
    let message = |what: &String| Note::new(EngineWarning::Lost, format!("not converted: {what}"));
    settings.others.iter().map(message).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hasura::engine::KeySets;
    use crate::hasura::explanation::{Decision, Explanation};
    use crate::hasura::request::{Request, Route};
    use crate::jose::algorithm::SignatureAlgorithm;
    use crate::jose::json::{Object, comparisons};
    use crate::jose::key::{PrivateKey, Secret, SigningKey, SigningMaterial};
    use crate::jose::numeric_date::NumericDate;
    use crate::jose::{pem, signature};

    const SECRET: &str = "0123456789abcdef0123456789abcdef0123456789abcdef";
    const NOW: i64 = 1_700_000_000;

    fn unset(_: &str) -> Option<String> {
        None
    }

    fn parsed(engine: Engine, text: &str) -> ConfiguredEngine {
        let parsed = ConfiguredEngine::parse(engine, text, &Surroundings::new(&unset));
        parsed.map_err(|error| error.message).unwrap()
    }

    fn converted(from: Engine, text: &str, to: Engine) -> (String, Vec<&'static str>) {
        let (written, differences) = convert(&parsed(from, text), to, &unset).unwrap();
        let codes = differences.iter().map(|one| one.code.name()).collect();
        (written.value.to_json(), codes)
    }

    fn refused(from: Engine, text: &str, to: Engine) -> String {
        convert(&parsed(from, text), to, &unset).map(|_| ()).unwrap_err().0
    }

    fn read(engine: Engine, text: &str) -> Settings {
        parsed(engine, text).settings(&unset, &mut Vec::new())
    }

    /// Returns a token with `exp`, signed with the secret.
    fn token(secret: &str, algorithm: SignatureAlgorithm, claims: &str) -> String {
        let material = SigningMaterial::Secret(Secret::new(secret.as_bytes()).unwrap());
        let key = SigningKey::new(material, Some(algorithm), None).unwrap();
        let header: Object =
            [("alg".to_owned(), Value::from(algorithm.name()))].into_iter().collect();
        let exp = NOW + 60;
        signature::compact(&header, &format!(r#"{{"exp":{exp},{claims}}}"#), &key).unwrap()
    }

    #[test]
    fn what_is_written_for_an_engine_is_read_back_and_written_alike() {
        let map = r#"{"x-hasura-org-id":{"path":"$.o"},"x-hasura-allowed-roles":{"path":"$.r"},"x-hasura-default-role":{"path":"$.r[0]"}}"#;
        let text = format!(r#"{{"jwk_url":"https://x.example/keys","claims_map":{map}}}"#);
        for to in Engine::ALL {
            let (written, _) = convert(&parsed(Engine::Hasura, &text), to, &unset).unwrap();
            let (again, _) = convert(&written.engine, to, &unset).unwrap();
            assert_eq!(written.value.to_json(), again.value.to_json());
        }
    }

    fn told(explanation: &Explanation) -> String {
        match &explanation.decision {
            Decision::Accepted(session) => {
                let mut variables = session.variables.clone();
                variables.remove("x-hasura-role");
                let mut told = session.role.clone();
                if !variables.is_empty() {
                    told.push(' ');
                    told.push_str(&Value::from(variables).to_json());
                }
                told
            }
            Decision::Refused(refused) => refused.status.to_string(),
            Decision::Webhook { .. } | Decision::Undecided { .. } => unreachable!(),
        }
    }

    /// Returns how v2, DDN and `RelyAuth` respond to a request with the same configuration.
    fn three(config: &str, headers: &[(&str, &str)]) -> [String; 3] {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let request = Request { headers: headers.collect(), url: None, route: Route::Graphql };
        let now = NumericDate::from_seconds(NOW).unwrap();
        Engine::ALL.map(|engine| {
            let (written, _) = convert(&parsed(Engine::Hasura, config), engine, &unset).unwrap();
            let mut engine = written.engine;
            let surroundings = Surroundings::new(&unset);
            engine.start(&surroundings).unwrap();
            engine.load_keys(&request, &KeySets::new(), &surroundings).unwrap();
            let explanation = engine.answer(&request, now).explain(request.route);
            told(&explanation)
        })
    }

    #[test]
    fn the_same_token_has_three_answers() {
        let config = format!(r#"{{"type":"HS256","key":"{SECRET}","claims_namespace":"h"}}"#);
        let hs256 = SignatureAlgorithm::HS256;
        let good = r#""h":{"x-hasura-default-role":"u","x-hasura-allowed-roles":["u","v"]}"#;
        let bearer = |claims: &str| format!("Bearer {}", token(SECRET, hs256, claims));
        let ask = |claims: &str, more: &[(&str, &str)]| {
            let bearer = bearer(claims);
            let mut headers = vec![("authorization", bearer.as_str())];
            headers.extend(more);
            three(&config, &headers)
        };
        assert_eq!(ask(good, &[]), ["u", "u", "u"]);
        assert_eq!(ask(good, &[("x-hasura-role", "v")]), ["v", "v", "v"]);
        assert_eq!(ask(good, &[("x-hasura-role", "w")]), ["400", "401", "401"]);
        assert_eq!(ask(good, &[("x-hasura-role", "")]), ["u", "401", "u"]);
        let outside = r#""h":{"x-hasura-default-role":"z","x-hasura-allowed-roles":["u"]}"#;
        assert_eq!(ask(outside, &[("x-hasura-role", "u")]), ["u", "400", "u"]);
        let claimed = r#""h":{"x-hasura-role":"v","x-hasura-default-role":"u","x-hasura-allowed-roles":["u","v"]}"#;
        assert_eq!(ask(claimed, &[]), ["u", "u", "v"]);
        let mixed = r#""h":{"X-Hasura-Default-Role":"u","X-Hasura-Allowed-Roles":["u"]}"#;
        assert_eq!(ask(mixed, &[]), ["u", "500", "401"]);
        let typed = r#""h":{"n":1,"x-hasura-n":1,"x-hasura-default-role":"u","x-hasura-allowed-roles":["u"]}"#;
        let kept = r#"u {"n":1,"x-hasura-n":1}"#;
        assert_eq!(ask(typed, &[]), ["400", kept, kept]);
        let twice = r#""h":{"x-hasura-default-role":"u","x-hasura-allowed-roles":["u","u"]}"#;
        assert_eq!(ask(twice, &[]), ["u", "500", "u"]);
        assert_eq!(ask(r#""sub":"a""#, &[]), ["400", "500", "401"]);
        let lower = bearer(good).replacen("Bearer", "bearer", 1);
        assert_eq!(three(&config, &[("authorization", &lower)]), ["400", "400", "u"]);
        let other = token(SECRET, SignatureAlgorithm::HS384, good);
        let other = format!("Bearer {other}");
        assert_eq!(three(&config, &[("authorization", &other)]), ["u", "500", "401"]);
        // A missing `exp`.
        let eternal = signature_without_exp(good);
        assert_eq!(three(&config, &[("authorization", &eternal)]), ["u", "400", "u"]);
        let audience = format!(r#""aud":"a",{good}"#);
        assert_eq!(ask(&audience, &[]), ["u", "400", "u"]);
        let parties = format!(
            r#"{{"type":"HS256","key":"{SECRET}","claims_namespace":"h","issuer":"i","audience":"a"}}"#
        );
        assert_eq!(three(&parties, &[("authorization", &bearer(good))]), ["u", "u", "401"]);
        let future = format!(r#""nbf":{},{good}"#, NOW + 99);
        assert_eq!(ask(&future, &[]), ["400", "u", "401"]);
    }

    #[test]
    fn each_of_many_session_variables_is_looked_up_a_few_times() {
        let config = format!(r#"{{"type":"HS256","key":"{SECRET}","claims_namespace":"h"}}"#);
        let work = |count: usize| {
            let variables: Vec<String> =
                (0..count).map(|index| format!(r#""x-hasura-{index}":"a""#)).collect();
            let variables = variables.join(",");
            let claims = format!(
                r#""h":{{{variables},"x-hasura-default-role":"u","x-hasura-allowed-roles":["u"]}}"#
            );
            let bearer = format!("Bearer {}", token(SECRET, SignatureAlgorithm::HS256, &claims));
            let ask = || three(&config, &[("authorization", &bearer)]);
            let (answers, compared) = comparisons::during(ask);
            assert!(answers.iter().all(|answer| answer.starts_with(r#"u {"x-hasura-0""#)));
            compared
        };
        let compared = work(4_000);
        assert!(compared <= 10 * 4_000, "{compared} comparisons");
        assert!(work(8_000) <= compared * 5 / 2);
    }

    fn signature_without_exp(claims: &str) -> String {
        let material = SigningMaterial::Secret(Secret::new(SECRET.as_bytes()).unwrap());
        let key = SigningKey::new(material, Some(SignatureAlgorithm::HS256), None).unwrap();
        let header: Object = [("alg".to_owned(), Value::from("HS256"))].into_iter().collect();
        let token = signature::compact(&header, &format!("{{{claims}}}"), &key).unwrap();
        format!("Bearer {token}")
    }

    #[test]
    fn v2_is_said_in_the_others_words() {
        let config = r#"{"jwk_url":"https://i/k","claims_namespace":"https://a/b~c","claims_format":"stringified_json","audience":"a","issuer":"i","allowed_skew":1.5,"header":{"type":"Cookie","name":"sid"}}"#;
        let (ddn, codes) = converted(Engine::Hasura, config, Engine::Ddn);
        assert_eq!(
            ddn,
            r#"{"kind":"AuthConfig","version":"v4","definition":{"mode":{"jwt":{"claimsConfig":{"namespace":{"claimsFormat":"StringifiedJson","location":"/https:~1~1a~1b~0c"}},"tokenLocation":{"type":"Cookie","name":"sid"},"key":{"jwkFromUrl":"https://i/k"},"issuer":"i","audience":["a"],"allowedSkew":2}}}}"#
        );
        assert_eq!(codes, ["fractional-skew"]);
        let (relyauth, _) = converted(Engine::Hasura, config, Engine::Relyauth);
        assert_eq!(
            relyauth,
            r#"{"version":"v1","kind":"RelyAuth","definition":{"modes":[{"id":"jwt","mode":"jwt","tokenLocation":{"in":"cookie","name":"sid"},"key":{"jwkFromUrl":{"value":"https://i/k"}},"issuer":"i","audience":["a"],"allowedSkew":2,"claimsConfig":{"namespace":{"location":"\"https://a/b~c\"","claimsFormat":"StringifiedJson"}}}]}}"#
        );
        let path = r#"{"jwk_url":"https://i/k","claims_namespace_path":"$.a[\"b c\"][0]","header":{"type":"CustomHeader","name":"X-T"}}"#;
        let (ddn, _) = converted(Engine::Hasura, path, Engine::Ddn);
        assert!(ddn.contains(r#""location":"/a/b c/0""#), "{ddn}");
        assert!(ddn.contains(r#""tokenLocation":{"type":"Header","name":"X-T"}"#), "{ddn}");
        let (relyauth, codes) = converted(Engine::Hasura, path, Engine::Relyauth);
        assert!(relyauth.contains(r#""location":"a.\"b c\"[0]""#), "{relyauth}");
        assert!(relyauth.contains(r#""allowedSkew":1"#), "{relyauth}");
        assert_eq!(codes, ["skew-of-zero"]);
        let map = r#"{"jwk_url":"https://i/k","claims_map":{"x-hasura-allowed-roles":["u"],"x-hasura-default-role":{"path":"$.r","default":"u"},"X-Hasura-Id":{"path":"$.sub"}}}"#;
        let (ddn, _) = converted(Engine::Hasura, map, Engine::Ddn);
        assert!(
            ddn.contains(r#""locations":{"x-hasura-default-role":{"path":{"path":"/r","default":"u"}},"x-hasura-allowed-roles":{"literal":["u"]},"x-hasura-id":{"path":{"path":"/sub"}}}"#),
            "{ddn}"
        );
        let (relyauth, _) = converted(Engine::Hasura, map, Engine::Relyauth);
        assert!(
            relyauth.contains(r#""locations":{"x-hasura-allowed-roles":{"type":"field","default":{"value":["u"]}},"x-hasura-default-role":{"type":"field","path":"r","default":{"value":"u"}},"x-hasura-id":{"type":"field","path":"sub"}}"#),
            "{relyauth}"
        );
    }

    #[test]
    fn what_every_engine_says_comes_back() {
        let key =
            pem::public_pem(PrivateKey::generate(SignatureAlgorithm::ES256).unwrap().public());
        let key = Value::from(key.unwrap()).to_json();
        for config in [
            format!(r#"{{"type":"HS256","key":"{SECRET}","allowed_skew":30}}"#),
            format!(r#"{{"type":"ES256","key":{key},"claims_namespace":"n","audience":["a","b"],"issuer":"i","allowed_skew":1}}"#),
            r#"{"jwk_url":"https://i/k","claims_namespace_path":"$.a[\"b c\"]","claims_format":"stringified_json","allowed_skew":5,"header":{"type":"Cookie","name":"c"}}"#.to_owned(),
            r#"{"jwk_url":"https://i/k","claims_namespace_path":"$","allowed_skew":5}"#.to_owned(),
            r#"{"jwk_url":"https://i/k","claims_map":{"x-hasura-allowed-roles":{"path":"$.r"},"x-hasura-default-role":{"path":"$.r[0]"},"x-hasura-user-id":{"path":"$.sub","default":"0"}},"allowed_skew":5,"header":{"type":"CustomHeader","name":"x-t"}}"#.to_owned(),
        ] {
            for other in [Engine::Ddn, Engine::Relyauth] {
                let (there, _) = converted(Engine::Hasura, &config, other);
                let (back, _) = converted(other, &there, Engine::Hasura);
                assert_eq!(back, config, "{there}");
                let third = if other == Engine::Ddn { Engine::Relyauth } else { Engine::Ddn };
                let (around, _) = converted(other, &there, third);
                assert_eq!(converted(third, &around, Engine::Hasura).0, config, "{around}");
            }
        }
    }

    #[test]
    fn what_an_engine_has_no_words_for_is_refused() {
        let relyauth = |jwt: &str| {
            format!(
                r#"{{"definition":{{"modes":[{{"mode":"jwt","tokenLocation":{{"in":"header","name":"Authorization","scheme":"bearer"}},"key":{{"jwkFromUrl":{{"value":"https://i/k"}}}},{jwt}}}]}}}}"#
            )
        };
        let namespace = |location: &str| {
            relyauth(&format!(
                r#""claimsConfig":{{"namespace":{{"location":"{location}","claimsFormat":"Json"}}}}"#
            ))
        };
        let es512 =
            pem::public_pem(PrivateKey::generate(SignatureAlgorithm::ES512).unwrap().public());
        let es512 = Value::from(es512.unwrap()).to_json();
        let ddn_short = r#"{"version":"v4","definition":{"mode":{"jwt":{"claimsConfig":{"namespace":{"claimsFormat":"Json","location":"/h"}},"tokenLocation":{"type":"BearerAuthorization"},"key":{"fixed":{"algorithm":"HS256","key":{"value":"short"}}}}}}}"#;
        for (from, text, to, expected) in [
            (
                Engine::Hasura,
                format!(r#"{{"type":"ES512","key":{es512}}}"#),
                Engine::Ddn,
                "DDN does not know ES512",
            ),
            (
                Engine::Relyauth,
                namespace("a[*]"),
                Engine::Hasura,
                "the namespace `a[*]` is computed",
            ),
            (
                Engine::Relyauth,
                namespace("length(a)"),
                Engine::Ddn,
                "the namespace `length(a)` is computed",
            ),
            (
                Engine::Relyauth,
                relyauth(r#""claimsConfig":{"locations":{"x-hasura-role":{"path":"role"}}}"#),
                Engine::Hasura,
                "there is no `x-hasura-allowed-roles`",
            ),
            (
                Engine::Relyauth,
                namespace("h").replace(
                    r#"{"in":"header","name":"Authorization","scheme":"bearer"}"#,
                    r#"{"in":"query","name":"t"}"#,
                ),
                Engine::Ddn,
                "only RelyAuth finds a token in the query parameter `t`",
            ),
            (
                Engine::Ddn,
                ddn_short.to_owned(),
                Engine::Hasura,
                "the secret has 5 bytes, and Hasura v2",
            ),
            (
                Engine::Ddn,
                ddn_short.to_owned(),
                Engine::Relyauth,
                "the secret has 5 bytes, and RelyAuth",
            ),
            (
                Engine::Ddn,
                ddn_short.replace(r#"{"value":"short"}"#, r#"{"valueFromEnv":"JWT_KEY"}"#),
                Engine::Hasura,
                "the variable `JWT_KEY` is not set, and Hasura v2 needs the value itself",
            ),
        ] {
            let message = refused(from, &text, to);
            assert!(message.starts_with(expected), "{message}");
        }
    }

    #[test]
    fn what_gets_lost_is_named() {
        let rely = r#"
definition:
  modes:
    - {id: admin, mode: apiKey, tokenLocation: {in: header, name: x-hasura-admin-secret}, value: {env: ADMIN}, sessionVariables: {x-hasura-role: {value: admin}}}
    - id: idp
      mode: jwt
      tokenLocation: {in: header, name: Authorization, scheme: bearer}
      key: {algorithm: HS256, key: {env: JWT_KEY}}
      issuer: https://idp.example.gov
      audience: [app]
      claimsConfig:
        namespace: {location: h, claimsFormat: Json}
        locations: {x-hasura-user-id: {type: field, path: sub}}
      securityRules: {headerRules: {origin: {include: {value: [x]}}}}
    - {id: hook, mode: webhook, method: GET, url: {value: 'http://h'}}
    - {id: anonymous, mode: noAuth, sessionVariables: {x-hasura-role: {value: anon}, x-hasura-n: {value: 1}}}
"#;
        let lookup = |name: &str| (name == "JWT_KEY").then(|| SECRET.to_owned());
        let to = |engine| {
            let mut differences = Vec::new();
            let parsed =
                ConfiguredEngine::parse(Engine::Relyauth, rely, &Surroundings::new(&lookup));
            let settings = parsed.unwrap_or_else(|error| panic!("{error:?}"));
            let settings = settings.settings(&lookup, &mut differences);
            let value = build(engine, &settings, &lookup, &mut differences).unwrap().value;
            differences.extend(losses(Engine::Relyauth, engine, &settings));
            let codes: Vec<&str> = differences.iter().map(|one| one.code.name()).collect();
            (value.to_json(), codes)
        };
        let (v2, codes) = to(Engine::Hasura);
        assert_eq!(
            v2,
            format!(
                r#"{{"type":"HS256","key":"{SECRET}","audience":"app","issuer":"https://idp.example.gov","claims_map":{{"x-hasura-allowed-roles":{{"path":"$.h.x-hasura-allowed-roles"}},"x-hasura-default-role":{{"path":"$.h.x-hasura-default-role"}},"x-hasura-user-id":{{"path":"$.sub"}}}},"allowed_skew":60}}"#
            )
        );
        assert_eq!(
            codes,
            [
                "literal-key",
                "namespace-and-map",
                "anonymous-role",
                "admin-secret",
                "lost",
                "lost",
                "algorithm",
                "absent-party",
                "missing-claim",
                "typed-variables",
                "null-claim",
                "mode-header",
            ]
        );
        let (ddn, codes) = to(Engine::Ddn);
        assert!(
            ddn.contains(r#"{"fixed":{"algorithm":"HS256","key":{"valueFromEnv":"JWT_KEY"}}}"#)
        );
        assert!(ddn.ends_with(r#""alternativeModes":[{"identifier":"anonymous","config":{"noAuth":{"role":"anon","sessionVariables":{"x-hasura-n":1}}}}]}}"#), "{ddn}");
        assert!(codes.contains(&"admin-secret") && codes.contains(&"default-role"), "{codes:?}");
    }

    #[test]
    fn several_issuers_are_not_the_same_anywhere() {
        let entry = |issuer: &str| {
            format!(
                r#"{{"type":"HS256","key":"{SECRET}","issuer":"{issuer}","audience":"{issuer}"}}"#
            )
        };
        let list = format!("[{},{}]", entry("a"), entry("b"));
        let (ddn, codes) = converted(Engine::Hasura, &list, Engine::Ddn);
        assert!(ddn.contains(r#""alternativeModes":[{"identifier":"jwt-2""#), "{ddn}");
        assert_eq!(codes, ["several-issuers"]);
        let (relyauth, codes) = converted(Engine::Hasura, &list, Engine::Relyauth);
        assert!(relyauth.contains(r#""id":"jwt-2""#), "{relyauth}");
        assert_eq!(codes, ["skew-of-zero", "skew-of-zero", "several-issuers"]);
        let (back, codes) = converted(Engine::Ddn, &ddn, Engine::Hasura);
        assert!(back.starts_with('['), "{back}");
        assert_eq!(codes, ["several-issuers"]);
    }

    #[test]
    fn keys_are_rewritten_where_an_engine_cannot_read_them() {
        let key = PrivateKey::generate(SignatureAlgorithm::RS256).unwrap();
        let plain = pem::public_pem(key.public()).unwrap();
        let one_line = plain.replace('\n', "");
        let ddn = |key: &str| {
            format!(
                r#"{{"version":"v4","definition":{{"mode":{{"jwt":{{"claimsConfig":{{"namespace":{{"claimsFormat":"Json","location":"/h"}}}},"tokenLocation":{{"type":"BearerAuthorization"}},"key":{{"fixed":{{"algorithm":"PS256","key":{{"value":{}}}}}}},"audience":["a"]}}}}}}}}"#,
                Value::from(key).to_json()
            )
        };
        let written = Value::from(plain.as_str()).to_json();
        let (relyauth, codes) = converted(Engine::Ddn, &ddn(&one_line), Engine::Relyauth);
        assert!(relyauth.contains(&written) && relyauth.contains("PS256"), "{relyauth}");
        assert_eq!(codes, ["rewritten-key"]);
        assert_eq!(converted(Engine::Ddn, &ddn(&plain), Engine::Relyauth).1, Vec::<&str>::new());
        // v2 has no PS types and accepts such tokens under an RSA type.
        let (v2, codes) = converted(Engine::Ddn, &ddn(&one_line), Engine::Hasura);
        assert!(v2.starts_with(&format!(r#"{{"type":"RS256","key":{written}"#)), "{v2}");
        assert_eq!(codes, ["pss"]);
    }

    #[test]
    fn behaviour_that_differs_is_told() {
        let codes = |from, text: &str, to| {
            let settings = read(from, text);
            losses(from, to, &settings).iter().map(|one| one.code.name()).collect::<Vec<_>>()
        };
        let url = r#"{"jwk_url":"https://i/k","header":{"type":"Cookie","name":"c"}}"#;
        assert_eq!(
            codes(Engine::Hasura, url, Engine::Ddn),
            [
                "key-set",
                "audience",
                "times",
                "default-role",
                "first-cookie",
                "claim-names",
                "all-claims",
                "anonymous-role",
                "admin-secret"
            ]
        );
        assert_eq!(
            codes(Engine::Hasura, url, Engine::Relyauth),
            [
                "key-set",
                "claim-names",
                "all-claims",
                "anonymous-role",
                "role-claim",
                "admin-secret"
            ]
        );
        assert_eq!(codes(Engine::Hasura, url, Engine::Hasura), Vec::<&str>::new());
        let fixed = format!(r#"{{"type":"HS256","key":"{SECRET}","issuer":"i","audience":"a"}}"#);
        assert_eq!(
            codes(Engine::Hasura, &fixed, Engine::Relyauth),
            [
                "algorithm",
                "absent-party",
                "claim-names",
                "all-claims",
                "anonymous-role",
                "role-claim",
                "admin-secret"
            ]
        );
        let (ddn, _) = converted(Engine::Hasura, url, Engine::Ddn);
        assert_eq!(
            codes(Engine::Ddn, &ddn, Engine::Hasura),
            ["key-set", "audience", "times", "typed-variables"]
        );
        assert_eq!(
            codes(Engine::Ddn, &ddn, Engine::Relyauth),
            ["key-set", "audience", "times", "role-claim"]
        );
    }

    #[test]
    fn an_api_key_is_the_admin_secret_only_as_hasura_knows_it() {
        let mode = |place: &str, variables: &str| {
            format!(
                r#"{{"definition":{{"modes":[{{"id":"k","mode":"apiKey","tokenLocation":{place},"value":{{"value":"s"}},"sessionVariables":{variables}}}]}}}}"#
            )
        };
        let is_admin = |place: &str, variables: &str| {
            let text = mode(place, variables);
            let settings = read(Engine::Relyauth, &text);
            assert_eq!(settings.admin_secret.is_none(), !settings.others.is_empty());
            settings.admin_secret.is_some()
        };
        let header = r#"{"in":"header","name":"X-Hasura-Admin-Secret"}"#;
        let admin = r#"{"x-hasura-role":{"value":"admin"}}"#;
        assert!(is_admin(header, admin));
        assert!(!is_admin(header, r#"{"x-hasura-role":{"value":"moderator"}}"#));
        assert!(!is_admin(header, r#"{"x-hasura-role":{"value":"admin"},"x-n":{"value":1}}"#));
        assert!(!is_admin(r#"{"in":"query","name":"x-hasura-admin-secret"}"#, admin));
        let scheme = r#"{"in":"header","name":"x-hasura-admin-secret","scheme":"key"}"#;
        assert!(!is_admin(scheme, admin));
    }

    #[test]
    fn every_mode_keeps_a_name_of_its_own() {
        let mode = |id: &str| {
            format!(
                r#"{{{id}"mode":"jwt","tokenLocation":{{"name":"authorization","scheme":"bearer"}},"key":{{"jwkFromUrl":{{"value":"https://i/k"}}}},"claimsConfig":{{"namespace":{{"location":"h","claimsFormat":"Json"}}}}}}"#
            )
        };
        let no_auth = r#"{"mode":"noAuth","sessionVariables":{"x-hasura-role":{"value":"a"}}}"#;
        let modes = [mode(""), mode(r#""id":"anonymous","#), mode(r#""id":"jwt","#)].join(",");
        let text = format!(r#"{{"definition":{{"modes":[{modes},{no_auth}]}}}}"#);
        let (ddn, _) = converted(Engine::Relyauth, &text, Engine::Ddn);
        for name in ["anonymous-2", "jwt-2", "anonymous"] {
            assert!(ddn.contains(&format!(r#""identifier":"{name}""#)), "{ddn}");
        }
    }

    #[test]
    fn a_role_that_only_relyauth_looks_at_is_told() {
        let text = r#"{"definition":{"modes":[{"mode":"jwt","tokenLocation":{"name":"authorization","scheme":"bearer"},"key":{"jwkFromUrl":{"value":"https://i/k"}},"claimsConfig":{"locations":{"x-hasura-role":{"path":"r"},"x-hasura-allowed-roles":{"path":"a"},"x-hasura-default-role":{"path":"d"},"x-n":{"path":"n","default":{"env":"N"}}}}}]}}"#;
        let (v2, codes) = converted(Engine::Relyauth, text, Engine::Hasura);
        assert!(!v2.contains(r#""x-hasura-role""#), "{v2}");
        assert_eq!(codes, ["default-of-now", "role-claim"]);
    }
}
