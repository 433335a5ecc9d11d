//! Hints: what to change after an error, a verdict, a refusal or a failed start, as a command
//! or a value to paste.
//!
//! Hints are chosen by typed reasons and facts, never by the wording of a message. They only
//! name flags that the command has, and quote every untrusted value.

mod context;
mod ddn;
mod defect;
mod error;
mod login;
mod mapping;
pub(crate) mod message;
pub(crate) mod ping;
mod relyauth;
mod shared;
pub(crate) mod signature;
pub(crate) mod synonym;
pub(crate) mod usage;
mod v2;
mod value;
pub(crate) mod verify;

use std::collections::HashSet;

use crate::escape;
use crate::hasura::explanation::Engine;
use crate::hasura::registry::{EngineAnswer, Fault, StartupError};
use crate::hasura::signature_failure::SignatureFailure;
use crate::provider::origin::{Origin, VerifyWith};

pub(crate) use crate::hint::context::{Flag, Verb};
pub(crate) use crate::hint::defect::{for_defect, of_defect};
pub(crate) use crate::hint::error::of_error;
pub(crate) use crate::hint::shared::KnownToken;

/// Returns what to change for an engine to start, in terms of the command that reports it.
pub(crate) fn startup(error: &StartupError, verb: Verb) -> String {
    match &error.fault {
        Fault::Hasura(fault) => v2::startup(fault, verb),
        Fault::Ddn(fault) => ddn::startup(*fault).to_owned(),
        Fault::Relyauth(fault) => relyauth::startup(*fault, verb).to_owned(),
        Fault::Inexpressible(_) if verb.has(Flag::Config) => {
            "pass a configuration of this engine: `--config FILE`".to_owned()
        }
        Fault::Inexpressible(_) => "pass a configuration of this engine".to_owned(),
    }
}

/// Returns what to change after an answer: one hint for each check that failed, those for the
/// decisive one first. `token` is what is known about the token, if there is one, and `lacks_keys`
/// whether the engine's keys are not known.
pub(crate) fn answer(
    answer: &EngineAnswer,
    token: Option<KnownToken<'_>>,
    lacks_keys: bool,
) -> Vec<String> {
    let context =
        |engine, facts| mapping::Context { engine, token: facts, known: token, lacks_keys };
    let hints = match answer {
        EngineAnswer::Hasura(answer) => v2::answer(answer, context(Engine::Hasura, &answer.token)),
        EngineAnswer::Ddn(answer) => ddn::answer(answer, context(Engine::Ddn, &answer.token)),
        EngineAnswer::Relyauth(answer) => {
            relyauth::answer(answer, context(Engine::Relyauth, &answer.token))
        }
    };
    let mut seen = HashSet::new();
    hints.into_iter().filter(|hint| seen.insert(hint.clone())).collect()
}

/// Whether the engine refuses the request because it has another key than the token's issuer.
pub(crate) fn concerns_key(answer: &EngineAnswer) -> bool {
    match answer {
        EngineAnswer::Hasura(answer) => {
            let facts = &answer.facts;
            answer.refusal().is_some_and(|refusal| v2::concerns_key(refusal.reason))
                && !of_the_key(facts.signature.as_ref())
        }
        EngineAnswer::Ddn(answer) => {
            let facts = &answer.facts;
            answer.refusal().is_some_and(|refusal| ddn::concerns_key(refusal.reason))
                && !of_the_key(facts.signature.as_ref())
        }
        EngineAnswer::Relyauth(answer) => {
            let facts = &answer.facts;
            answer.refusal().is_some_and(|refusal| relyauth::concerns_key(refusal.reason))
                && !of_the_key(facts.signature.as_ref())
        }
    }
}

/// Whether the token was signed with the configured key all the same.
fn of_the_key(failure: Option<&SignatureFailure>) -> bool {
    failure.is_some_and(SignatureFailure::is_of_the_key)
}

/// Returns a hint that names the key set of the token's issuer, if the engine is configured
/// with other keys.
pub(crate) fn other_keys(engine: Engine, configured: &[String], origin: &Origin) -> Option<String> {
    let own = origin.jwks_url.as_ref().filter(|_| origin.verify_with == VerifyWith::Jwks)?;
    if configured.contains(own) {
        return None;
    }
    let (issuer, engine) = (origin.id.title(), engine.name());
    let own = escape::pasteable(own)?;
    let first = configured.first().map(|address| escape::pasteable(address));
    Some(match first {
        Some(None) => format!(
            "the token comes from {issuer}, whose keys are at {own}, and the configuration uses other keys: is one of them from another environment?"
        ),
        Some(Some(address)) => format!(
            "the token comes from {issuer}, whose keys are at {own}, and the configuration uses the keys at {address}: is one of them from another environment?"
        ),
        None => format!(
            "the token comes from {issuer}, whose keys are at {own}, and the configuration has a key of its own; `jwtool secret token TOKEN --engine {engine}` writes one for it"
        ),
    })
}

/// Returns the hint for a token that comes from another issuer than that of the profile whose engine
/// is asked. `owner` is the profile with the token's issuer, if there is one, and `signer` the key of
/// the store that signed the token.
pub(crate) fn other_issuer(
    issuer: &str,
    profile: Option<&str>,
    owner: Option<&str>,
    signer: Option<&str>,
) -> String {
    if let Some(signer) = signer {
        return format!(
            "`key:{signer}` signed this token; for an engine that has this key, pass its configuration with `--config FILE` (`jwtool secret` prints one)"
        );
    }
    let owner = owner.and_then(|owner| value::flag("--profile", owner));
    let own = profile.and_then(value::word);
    match (owner, own, value::word(issuer)) {
        (Some(flag), _, _) => format!(
            "the token comes from the issuer of another profile: use `{flag}`, or another token"
        ),
        (None, Some(profile), Some(issuer)) => format!(
            "use a token from the profile's issuer; if the token's is the right one: `jwtool profile set {profile} issuer={issuer}`"
        ),
        (None, _, _) => "use a token from the profile's issuer".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hasura::engine::{KeySets, Surroundings};
    use crate::hasura::registry::ConfiguredEngine;
    use crate::hasura::request::{Request, Route};
    use crate::jose::algorithm::SignatureAlgorithm;
    use crate::jose::json::Value;
    use crate::jose::key::{Secret, SigningKey, SigningMaterial};
    use crate::jose::numeric_date::NumericDate;
    use crate::jose::signature;
    use crate::provider::origin::{ProviderId, TokenKind};

    const SECRET: &str = "0123456789abcdef0123456789abcdef";
    const ROLES: &str = r#"{"x-hasura-default-role":"user","x-hasura-allowed-roles":["user"]}"#;

    fn answered(engine: Engine, config: &str, claims: &str, secret: &str) -> EngineAnswer {
        let material = SigningMaterial::Secret(Secret::new(secret.as_bytes()).unwrap());
        let key = SigningKey::new(material, Some(SignatureAlgorithm::HS256), None).unwrap();
        let header = Value::parse(br#"{"alg":"HS256"}"#).unwrap().as_object().unwrap().clone();
        let claims = format!(r#"{{"exp":2000000000,{claims}}}"#);
        let token = signature::compact(&header, &claims, &key).unwrap();
        let surroundings = Surroundings::new(&|_| None);
        let mut request = Request { headers: Vec::new(), url: None, route: Route::Graphql };
        let mut engine = ConfiguredEngine::parse(engine, config, &surroundings)
            .unwrap_or_else(|error| panic!("{error:?}"));
        engine.start(&surroundings).unwrap();
        engine.load_keys(&request, &KeySets::new(), &surroundings).unwrap();
        engine.place_token(&mut request, &token);
        engine.answer(&request, NumericDate::from_seconds(1_700_000_000).unwrap())
    }

    fn v2(claims: &str, secret: &str) -> EngineAnswer {
        let config = format!(r#"{{"type":"HS256","key":"{SECRET}"}}"#);
        answered(Engine::Hasura, &config, claims, secret)
    }

    fn ddn(claims: &str, secret: &str) -> EngineAnswer {
        let config = format!(
            r#"{{"version":"v4","definition":{{"mode":{{"jwt":{{"claimsConfig":{{"namespace":{{"claimsFormat":"Json","location":"/h"}}}},"tokenLocation":{{"type":"BearerAuthorization"}},"key":{{"fixed":{{"algorithm":"HS256","key":{{"value":"{SECRET}"}}}}}}}}}}}}}}"#
        );
        answered(Engine::Ddn, &config, claims, secret)
    }

    fn relyauth(location: &str, claims: &str, secret: &str) -> EngineAnswer {
        let config = format!(
            r#"{{"definition":{{"modes":[{{"mode":"jwt","tokenLocation":{{"in":"header","name":"Authorization","scheme":"bearer"}},"key":{{"algorithm":"HS256","key":{{"value":"{SECRET}"}}}},"claimsConfig":{{"namespace":{{"location":"{location}","claimsFormat":"Json"}}}}}}]}}}}"#
        );
        answered(Engine::Relyauth, &config, claims, secret)
    }

    #[test]
    fn the_hint_names_the_setting_that_finds_the_claims() {
        let stringified = format!(r#""h":{}"#, Value::from(ROLES).to_json());
        let wrong_names = r#""h":{"X-Hasura-Default-Role":"u","x-hasura-allowed-roles":["u"]}"#;
        let url = "https://hasura.io/jwt/claims";
        for (found, expected) in [
            (v2(&format!(r#""n":{ROLES}"#), SECRET), r#"`"claims_namespace":"n"`"#),
            (
                v2(&format!(r#""a":{{"b":{ROLES}}}"#), SECRET),
                r#"`"claims_namespace_path":"$.a.b"`"#,
            ),
            (v2(r#""sub":"a""#, SECRET), "`jwtool mint --role ROLE`"),
            (ddn(&format!(r#""a":{{"b":{ROLES}}}"#), SECRET), "`location: /a/b`"),
            (ddn(&stringified, SECRET), "`claimsFormat: StringifiedJson`"),
            (ddn(wrong_names, SECRET), "with the names in lower case"),
            (relyauth("h", &stringified, SECRET), "`claimsFormat: StringifiedJson`"),
            (relyauth(url, &format!(r#""{url}":{ROLES}"#), SECRET), "has to be quoted twice"),
        ] {
            let hint = answer(&found, None, false).into_iter().next().unwrap();
            assert!(hint.contains(expected), "{hint}");
        }
        assert_eq!(answer(&ddn(&format!(r#""h":{ROLES}"#), SECRET), None, false), [""; 0]);
    }

    #[test]
    fn a_later_refusal_gets_the_advice_for_the_provider_too() {
        let claims = r#""iss":"https://shop.eu.auth0.com/","sub":"a","aud":"b""#;
        let answered = answered(
            Engine::Hasura,
            &format!(r#"{{"type":"HS256","key":"{SECRET}","audience":"c"}}"#),
            claims,
            SECRET,
        );
        let claims = Value::parse(format!("{{{claims}}}").as_bytes()).unwrap();
        let mut origin = Origin::new(ProviderId::Auth0, TokenKind::Access, VerifyWith::Jwks);
        origin.jwks_url = Some("https://shop.eu.auth0.com/.well-known/jwks.json".to_owned());
        let known = KnownToken { claims: claims.as_object().unwrap(), origin: &origin };
        let hints = answer(&answered, Some(known), false);
        let [audience, claims] = hints.as_slice() else { panic!("{hints:?}") };
        assert!(audience.contains(r#"`"audience":"b"`"#), "{audience}");
        assert!(claims.contains("Action") && claims.contains("claims_map"), "{claims}");
        assert!(!claims.contains("accepts this token"), "{claims}");
    }

    #[test]
    fn a_value_that_cannot_start_gets_the_hint_for_its_mistake() {
        let surroundings = Surroundings::new(&|_| None);
        let map = |entries: &str| {
            format!(r#"{{"type":"HS256","key":"{SECRET}","claims_map":{entries}}}"#)
        };
        let roles = |allowed: &str| {
            map(&format!(r#"{{"x-hasura-allowed-roles":{allowed},"x-hasura-default-role":"a"}}"#))
        };
        for (config, expected) in [
            ("{type:HS256}".to_owned(), "single quotes around the whole value"),
            (Value::from(r#"{"type":"HS256"}"#).to_json(), "encoded twice"),
            (r#"{"jwks_url":"https://a/"}"#.to_owned(), "is named `\"jwk_url\"`, not `\"jwks_url\"`"),
            (map(r#""{}""#), "`claims_map` is an object, not a string"),
            (map("{}"), "in lower case"),
            (roles(r#""a""#), "list of names: `[\"user\"]`"),
            (roles(r#"{"path":"$.r","default":"a"}"#), "also as its `default`"),
            (roles(r#"{"claim":"r"}"#), "an object with a path"),
            (
                map(r#"{"x-hasura-allowed-roles":["a"],"x-hasura-default-role":"a","x-hasura-n":7}"#),
                "`\"7\"` instead of `7`",
            ),
            (
                r#"{"type":"RS256","key":"-----BEGIN PUBLIC KEY-----\\nMII\\n-----END PUBLIC KEY-----"}"#
                    .to_owned(),
                r"as `\n` inside the JSON string, not as `\\n`",
            ),
        ] {
            let error = ConfiguredEngine::parse(Engine::Hasura, &config, &surroundings);
            let Err(error) = error else { panic!("{config}") };
            let hint = startup(&error, Verb::SecretCheck);
            assert!(hint.contains(expected), "{config}: {hint}");
        }
    }

    #[test]
    fn the_hint_names_the_claim_that_the_engine_cannot_read() {
        let sub = r#""sub":"project_path:shop/api:ref:main""#;
        for (claims, id, expected) in [
            (r#""sub":7"#, ProviderId::Auth0, "write `sub` as a string"),
            (r#""aud":["a",7]"#, ProviderId::Auth0, "a list of strings"),
            (r#""iat":"7""#, ProviderId::Auth0, "write `iat` as a number"),
            (sub, ProviderId::Dex, "without a colon"),
            (sub, ProviderId::GitlabCi, "GitLab cannot change it"),
        ] {
            let found = v2(&format!(r#"{claims},"n":{ROLES}"#), SECRET);
            let claims = Value::parse(format!("{{{claims}}}").as_bytes()).unwrap();
            let origin = Origin::new(id, TokenKind::Access, VerifyWith::Discovery);
            let known = KnownToken { claims: claims.as_object().unwrap(), origin: &origin };
            let hint = answer(&found, Some(known), false).into_iter().next().unwrap();
            assert!(hint.contains(expected), "{hint}");
        }
    }

    /// Asks with these headers, in which `TOKEN` stands for a token with Hasura claims.
    fn asked(engine: Engine, config: &str, headers: &[(&str, &str)]) -> EngineAnswer {
        let material = SigningMaterial::Secret(Secret::new(SECRET.as_bytes()).unwrap());
        let key = SigningKey::new(material, Some(SignatureAlgorithm::HS256), None).unwrap();
        let header = Value::parse(br#"{"alg":"HS256"}"#).unwrap().as_object().unwrap().clone();
        let claims = format!(r#"{{"exp":2000000000,"https://hasura.io/jwt/claims":{ROLES}}}"#);
        let token = signature::compact(&header, &claims, &key).unwrap();
        let surroundings = Surroundings::new(&|_| None);
        let headers = headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.replace("TOKEN", &token)))
            .collect();
        let request = Request { headers, url: None, route: Route::Graphql };
        let mut engine = ConfiguredEngine::parse(engine, config, &surroundings)
            .unwrap_or_else(|error| panic!("{error:?}"));
        engine.start(&surroundings).unwrap();
        engine.load_keys(&request, &KeySets::new(), &surroundings).unwrap();
        engine.answer(&request, NumericDate::from_seconds(1_700_000_000).unwrap())
    }

    #[test]
    fn the_hint_follows_what_the_request_has_too_much_of() {
        let v2 = |more: &str| format!(r#"{{"type":"HS256","key":"{SECRET}"{more}}}"#);
        let own = v2(r#","header":{"type":"CustomHeader","name":"x-jwt"}"#);
        let relyauth = format!(
            r#"{{"definition":{{"modes":[{{"mode":"jwt","tokenLocation":{{"in":"header","name":"Authorization"}},"key":{{"algorithm":"HS256","key":{{"value":"{SECRET}"}}}},"claimsConfig":{{"namespace":{{"location":"a","claimsFormat":"Json"}}}}}}]}}}}"#
        );
        let bearer = ("Authorization", "Bearer TOKEN");
        for (engine, config, headers, expected) in [
            (Engine::Hasura, own, vec![("x-jwt", "Bearer TOKEN")], "without `Bearer`"),
            (Engine::Relyauth, relyauth, vec![bearer], "add `scheme: bearer`"),
            (Engine::Hasura, v2(""), vec![bearer, bearer], "send one token"),
            (
                Engine::Hasura,
                v2(""),
                vec![bearer, ("x-hasura-role", "User")],
                "roles are case-sensitive: send the header `x-hasura-role: user`",
            ),
        ] {
            let hints = answer(&asked(engine, &config, &headers), None, false);
            assert!(hints.first().is_some_and(|hint| hint.contains(expected)), "{hints:?}");
        }
    }

    #[test]
    fn a_ddn_configuration_that_does_not_build_gets_the_line_to_write() {
        let surroundings = Surroundings::new(&|_| None);
        let config = |place: &str, key: &str, claims: &str| {
            format!(
                r#"{{"version":"v4","definition":{{"mode":{{"jwt":{{"claimsConfig":{claims},"tokenLocation":{place},"key":{{"fixed":{{"algorithm":"HS256","key":{key}}}}}}}}}}}}}"#
            )
        };
        let place = r#"{"type":"BearerAuthorization"}"#;
        let key = r#"{"value":"k"}"#;
        let namespace = r#"{"namespace":{"claimsFormat":"Json","location":"/a"}}"#;
        let role = r#"{"literal":"a"}"#;
        let locations = |roles: &str| {
            format!(
                r#"{{"locations":{{"x-hasura-default-role":{role},"x-hasura-allowed-roles":{roles}}}}}"#
            )
        };
        for (config, expected) in [
            (config(r#""BearerAuthorization""#, key, namespace), "`tokenLocation: {type: "),
            (config(place, r#""k""#, namespace), "`key: {valueFromEnv: NAME}`"),
            (config(place, key, &namespace.replace("Json", "json")), "`claimsFormat: Json`"),
            (config(place, key, r#"{"locations":{}}"#), "needs both roles"),
            (config(place, key, &locations(r#""/a""#)), "as `{literal: …}`"),
        ] {
            let error = ConfiguredEngine::parse(Engine::Ddn, &config, &surroundings);
            let Err(error) = error else { panic!("{config}") };
            let hint = startup(&error, Verb::SecretCheck);
            assert!(hint.contains(expected), "{config}: {error:?}: {hint}");
        }
    }

    #[test]
    fn another_key_is_looked_for_only_where_the_key_is_the_reason() {
        let claims = format!(r#""h":{ROLES}"#);
        let other = "another-secret-of-thirty-two-bytes";
        for (found, concerned) in [
            (v2(&claims, other), true),
            (v2(&claims, SECRET), false),
            (ddn(&claims, other), true),
            (ddn(&claims, SECRET), false),
            (relyauth("h", &claims, other), true),
            (relyauth("x", &claims, SECRET), false),
        ] {
            assert_eq!(concerns_key(&found), concerned, "{found:?}");
        }
        let mut origin = Origin::new(ProviderId::Auth0, TokenKind::Access, VerifyWith::Jwks);
        let hint =
            |origin: &Origin, configured: &[String]| other_keys(Engine::Ddn, configured, origin);
        assert_eq!(hint(&origin, &[]), None);
        origin.jwks_url = Some("https://a/".to_owned());
        assert_eq!(hint(&origin, &["https://a/".to_owned()]), None);
        assert!(hint(&origin, &["https://b/".to_owned()]).unwrap().contains("https://b/"));
        assert!(hint(&origin, &[]).unwrap().contains("--engine ddn"));
    }

    #[test]
    fn json_that_breaks_off_is_located() {
        let surroundings = Surroundings::new(&|_| None);
        let error = ConfiguredEngine::parse(Engine::Hasura, "{\"a\":", &surroundings);
        let Err(error) = error else { panic!("it is not JSON") };
        assert!(startup(&error, Verb::Explain).contains("line 1, column 5"), "{error:?}");
    }
}
