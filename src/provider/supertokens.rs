//! SuperTokens: user session tokens, and tokens that microservices create for each other.

use crate::jose::duration::Duration;
use crate::jose::numeric_date::NumericDate;
use crate::provider::evidence::Evidence;
use crate::provider::generic::{date, is_uuid, set_key_addresses};
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

/// The time after which a dynamic key is replaced: one week.
const DYNAMIC_KEY_LIFE: Duration = Duration::from_seconds(168 * 3600);

/// Whether the token comes from SuperTokens, judging by `kid` and claims. The issuer is the domain
/// of the API.
fn recognises(evidence: &Evidence<'_>) -> bool {
    has_static_key(evidence)
        || dynamic_key_created(evidence).is_some()
        || is_microservice(evidence)
        || (evidence.has("sessionHandle") && evidence.has("tId"))
}

/// Whether `kid` names a static key: `s-UUID`.
fn has_static_key(evidence: &Evidence<'_>) -> bool {
    evidence.header_text("kid").and_then(|kid| kid.strip_prefix("s-")).is_some_and(is_uuid)
}

/// Returns the creation time of a dynamic key, from its name `d-MILLISECONDS`.
fn dynamic_key_created(evidence: &Evidence<'_>) -> Option<NumericDate> {
    let millis = evidence.header_text("kid")?.strip_prefix("d-")?;
    let is_time = millis.len() == 13 && millis.bytes().all(|byte| byte.is_ascii_digit());
    let millis = millis.parse::<i64>().ok().filter(|_| is_time)?;
    NumericDate::from_seconds(millis / 1000)
}

fn is_microservice(evidence: &Evidence<'_>) -> bool {
    evidence.text("source") == Some("microservice")
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let kind = if is_microservice(evidence) {
        TokenKind::Microservice
    } else if evidence.has("sessionHandle") {
        TokenKind::Session
    } else {
        TokenKind::Unknown
    };
    let mut origin = Origin::new(ProviderId::SuperTokens, kind, VerifyWith::Jwks);
    origin.who = evidence.first_text(&["email", "sub", "source"]).map(ToOwned::to_owned);
    origin.fact("tenant", evidence.text("tId"));
    set_key_addresses(&mut origin, evidence, jwks_url(evidence), None);
    if let Some(created) = dynamic_key_created(evidence) {
        origin.dates.push(("signing_key_made", created));
        warn_about_key(&mut origin, evidence, created);
    }
    if kind == TokenKind::Microservice {
        origin.warn(
            TokenWarning::SupertokensMicroservice,
            "users' session tokens are signed with the same keys, so a service must also check that `source` is `microservice`; in Hasura, read this role from the path `$.source` in `claims_map`, which users' tokens do not have",
        );
    }
    origin
}

/// Returns the address of the key set. The issuer of a session is the domain of the API with its
/// base path; the issuer of other tokens is the domain alone. The default base path is `/auth`.
fn jwks_url(evidence: &Evidence<'_>) -> Option<String> {
    if evidence.path().trim_end_matches('/').is_empty() {
        evidence.below_local_issuer("auth/jwt/jwks.json")
    } else {
        evidence.below_local_issuer("jwt/jwks.json")
    }
}

fn warn_about_key(origin: &mut Origin, evidence: &Evidence<'_>, created: NumericDate) {
    let start = date(evidence, "iat").unwrap_or(created);
    let outlives = date(evidence, "exp").is_none_or(|exp| exp.since(start) > DYNAMIC_KEY_LIFE);
    if outlives {
        origin.warn(
            TokenWarning::SupertokensDynamicKey,
            "the token outlives its dynamic key, which is replaced after a week, and Hasura will then refuse it; create long-lived tokens with a static key (`useStaticSigningKey`)",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    const STATIC: &str =
        r#"{"alg":"RS256","kid":"s-2de612a5-a5ba-413e-9216-4c43e2e78c86","typ":"JWT"}"#;
    const DYNAMIC: &str = r#"{"alg":"RS256","kid":"d-1607554789000","typ":"JWT","version":"5"}"#;

    fn codes(origin: &Origin) -> Vec<TokenWarning> {
        origin.warnings.iter().map(|warning| warning.code).collect()
    }

    #[test]
    fn a_session_names_its_tenant_its_keys_and_their_date() {
        let origin = origin_of(
            DYNAMIC,
            r#"{"iss":"https://api.example.gov/auth","sub":"fa7a0841","tId":"public","rsub":"fa7a0841","sessionHandle":"h","iat":1607554800,"exp":1607558400}"#,
        );
        assert_eq!((origin.id, origin.kind), (ProviderId::SuperTokens, TokenKind::Session));
        assert_eq!(origin.who.as_deref(), Some("fa7a0841"));
        assert_eq!(origin.get("tenant"), Some("public"));
        assert_eq!(origin.jwks_url.as_deref(), Some("https://api.example.gov/auth/jwt/jwks.json"));
        assert_eq!(origin.discovery_url, None);
        let (what, made) = origin.dates[0];
        assert_eq!(
            (what, made.to_rfc3339().as_str()),
            ("signing_key_made", "2020-12-09T22:59:49Z")
        );
        assert!(origin.warnings.is_empty());
    }

    #[test]
    fn a_microservice_is_recognised() {
        let origin = origin_of(
            STATIC,
            r#"{"iss":"https://api.example.gov","source":"microservice","iat":1607554789,"exp":4761154789}"#,
        );
        assert_eq!((origin.id, origin.kind), (ProviderId::SuperTokens, TokenKind::Microservice));
        assert_eq!(origin.who.as_deref(), Some("microservice"));
        assert_eq!(origin.jwks_url.as_deref(), Some("https://api.example.gov/auth/jwt/jwks.json"));
        assert!(origin.dates.is_empty());
        assert_eq!(codes(&origin), [TokenWarning::SupertokensMicroservice]);
    }

    #[test]
    fn a_token_that_outlives_its_dynamic_key_is_reported() {
        let claims =
            |exp: &str| format!(r#"{{"iss":"https://api.example.gov","iat":1607554789{exp}}}"#);
        let code = [TokenWarning::SupertokensDynamicKey];
        assert_eq!(codes(&origin_of(DYNAMIC, &claims(r#","exp":1608159590"#))), code);
        assert_eq!(codes(&origin_of(DYNAMIC, &claims(""))), code);
        assert!(codes(&origin_of(DYNAMIC, &claims(r#","exp":1608159589"#))).is_empty());
        assert!(codes(&origin_of(STATIC, &claims(""))).is_empty());
    }

    #[test]
    fn a_session_of_an_older_core_is_recognised_by_its_claims() {
        let origin =
            origin_of(r#"{"kid":"4a1"}"#, r#"{"sessionHandle":"h","tId":"public","sub":"7"}"#);
        assert_eq!((origin.id, origin.kind), (ProviderId::SuperTokens, TokenKind::Session));
        assert_eq!(origin.jwks_url, None);
    }

    #[test]
    fn a_kid_that_only_looks_alike_is_not_supertokens() {
        for kid in [
            "s-1",
            "s-2de612a5a5ba413e92164c43e2e78c86",
            "d-160755478900",
            "d-16075547890000",
            "d-+607554789000",
            "d-é60755478900",
            "x-1607554789000",
        ] {
            let origin = origin_of(&format!(r#"{{"kid":"{kid}"}}"#), r#"{"source":"person"}"#);
            assert_eq!(origin.id, ProviderId::Unknown, "{kid}");
        }
    }
}
