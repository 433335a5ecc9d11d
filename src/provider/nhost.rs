//! nhost: access tokens of its Hasura Auth service, which always have Hasura claims.

use crate::jose::json::{Object, Value};
use crate::provider::evidence::Evidence;
use crate::provider::generic::{is_signed_with_secret, set_key_addresses};
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

fn recognises(evidence: &Evidence<'_>) -> bool {
    // Only Hasura Auth writes this session variable.
    evidence.iss() == Some("hasura-auth")
        || hasura(evidence).is_some_and(|claims| claims.contains("x-hasura-user-is-anonymous"))
}

/// Returns the Hasura claims, which are always an object of this name.
fn hasura<'a>(evidence: &Evidence<'a>) -> Option<&'a Object> {
    evidence.object("https://hasura.io/jwt/claims")
}

/// Describes an access token. It does not say where its keys are: `hasura-auth` is only a name.
fn describe(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::Nhost, TokenKind::Access, VerifyWith::Jwks);
    origin.who = evidence.first_text(&["email", "sub"]).map(ToOwned::to_owned);
    let variable = |name| hasura(evidence).and_then(|claims| claims.get_str(name));
    origin.fact("anonymous", variable("x-hasura-user-is-anonymous"));
    origin.fact("elevated", variable("x-hasura-auth-elevated"));
    set_key_addresses(&mut origin, evidence, None, None);
    if !is_signed_with_secret(evidence) && !evidence.header.contains("kid") {
        origin.warn(
            TokenWarning::NhostNoKid,
            "the token has no `kid`, but the key in nhost's key set has a random one, so DDN refuses the token; set a `kid` in the JWT secret of the project",
        );
    }
    let bent =
        hasura(evidence).into_iter().flat_map(Object::iter).find(|(_, value)| is_bent(value));
    if let Some((name, value)) = bent {
        let what = if value.as_str() == Some("null") {
            "the word `null` instead of no value"
        } else {
            "a list in Postgres's notation, with braces"
        };
        origin.warn(
            TokenWarning::NhostClaims,
            format!(
                "`{name}` is {what}, as nhost writes custom claims; permissions have to expect it"
            ),
        );
    }
    origin
}

/// Whether Hasura Auth wrote a list or `null` as a string.
fn is_bent(value: &Value) -> bool {
    let is_list = |text: &str| text.starts_with('{') && text.ends_with('}');
    value.as_str().is_some_and(|text| text == "null" || is_list(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    #[test]
    fn the_name_of_the_service_is_no_address() {
        let origin = origin_of(r#"{"alg":"RS256"}"#, r#"{"iss":"hasura-auth","sub":"6f0d"}"#);
        assert_eq!((origin.id, origin.kind), (ProviderId::Nhost, TokenKind::Access));
        let codes: Vec<_> = origin.warnings.iter().map(|warning| warning.code).collect();
        assert_eq!(codes, [TokenWarning::NhostNoKid, TokenWarning::KeysElsewhere]);
        assert_eq!((origin.jwks_url, origin.verify_with), (None, VerifyWith::Jwks));
        let claims = r#"{"https://hasura.io/jwt/claims":{"x-hasura-user-is-anonymous":"false"}}"#;
        let origin = origin_of(r#"{"alg":"HS256"}"#, claims);
        assert_eq!((origin.id, origin.verify_with), (ProviderId::Nhost, VerifyWith::SharedSecret));
        assert!(origin.warnings[0].message.contains("HASURA_GRAPHQL_JWT_SECRET"));
    }

    #[test]
    fn custom_claims_that_are_bent_are_reported() {
        for (value, what) in [(r#""{\"7\",\"9\"}""#, "braces"), (r#""null""#, "the word `null`")] {
            let claims = format!(
                r#"{{"iss":"hasura-auth","https://hasura.io/jwt/claims":{{"x-hasura-teams":{value},"x-hasura-auth-elevated":"6f0d"}}}}"#
            );
            let origin = origin_of(r#"{"alg":"RS256","kid":"k"}"#, &claims);
            assert_eq!(origin.warnings[0].code, TokenWarning::NhostClaims, "{value}");
            assert!(origin.warnings[0].message.contains(what), "{value}");
            assert_eq!(origin.get("elevated"), Some("6f0d"));
        }
        let plain = r#"{"iss":"hasura-auth","https://hasura.io/jwt/claims":{"x-hasura-a":"7"}}"#;
        let origin = origin_of(r#"{"alg":"RS256","kid":"k"}"#, plain);
        assert!(origin.warnings.iter().all(|one| one.code != TokenWarning::NhostClaims));
    }
}
