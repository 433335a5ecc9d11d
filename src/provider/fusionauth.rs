//! `FusionAuth`: access and ID tokens, and tokens of entities.

use crate::jose::json::Value;
use crate::provider::evidence::Evidence;
use crate::provider::generic::set_key_addresses;
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

fn recognises(evidence: &Evidence<'_>) -> bool {
    let has = |claim: &&str| evidence.has(claim);
    grants(evidence).is_some() || ["applicationId", "authenticationType", "tid"].iter().all(has)
}

/// Returns the grants, which only `FusionAuth` lists in the header.
fn grants<'a>(evidence: &Evidence<'a>) -> Option<&'a [Value]> {
    evidence.header.get("gty").and_then(Value::as_array)
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let grants = grants(evidence).unwrap_or_default();
    let kind = if grants.iter().any(|grant| grant.as_str() == Some("client_credentials")) {
        TokenKind::ClientCredentials
    } else if evidence.has("applicationId") {
        TokenKind::Access
    } else {
        TokenKind::Id
    };
    let mut origin = Origin::new(ProviderId::FusionAuth, kind, VerifyWith::Jwks);
    origin.who =
        evidence.first_text(&["email", "preferred_username", "sub"]).map(ToOwned::to_owned);
    origin.fact("client_id", evidence.text("applicationId"));
    origin.fact("tenant_id", evidence.text("tid"));
    origin.fact("authentication", evidence.text("authenticationType"));
    origin.fact("roles", evidence.listed("roles"));
    origin.fact("permissions", evidence.listed("permissions"));
    // The issuer is any text; only if it is an address do the keys follow from it.
    set_key_addresses(
        &mut origin,
        evidence,
        evidence.below_local_issuer(".well-known/jwks.json"),
        None,
    );
    let roles = evidence.claims.get("roles").and_then(Value::as_array);
    if roles.is_some_and(<[Value]>::is_empty) {
        origin.warn(
            TokenWarning::FusionauthNoRoles,
            "`roles` is empty, because the user has no role in this application, so a `claims_map` of `$.roles[0]` finds nothing; assign one, or map a role with a default",
        );
    }
    origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    #[test]
    fn keys_follow_only_from_an_issuer_that_is_an_address() {
        let header = r#"{"alg":"RS256","gty":["authorization_code"],"kid":"Xoq7"}"#;
        let claims = |iss: &str| {
            format!(r#"{{"iss":"{iss}","applicationId":"e9fd","tid":"d7d0","roles":["editor"]}}"#)
        };
        let origin = origin_of(header, &claims("example.gov"));
        assert_eq!((origin.id, origin.kind), (ProviderId::FusionAuth, TokenKind::Access));
        assert_eq!((origin.get("tenant_id"), &origin.jwks_url), (Some("d7d0"), &None));
        let origin = origin_of(header, &claims("https://id.example.gov"));
        assert_eq!(
            origin.jwks_url.as_deref(),
            Some("https://id.example.gov/.well-known/jwks.json")
        );
        let codes = |header: &str, claims: &str| -> Vec<TokenWarning> {
            origin_of(header, claims).warnings.iter().map(|warning| warning.code).collect()
        };
        let own = claims("example.gov");
        assert_eq!(codes(header, &own), [TokenWarning::KeysElsewhere]);
        let secret = r#"{"alg":"HS256","gty":["password"],"kid":"k"}"#;
        assert_eq!(codes(secret, &own), [TokenWarning::KeysElsewhere]);
        let none = r#"{"iss":"https://id.example.gov","applicationId":"e9fd","roles":[]}"#;
        assert_eq!(codes(header, none), [TokenWarning::FusionauthNoRoles]);
        let entity = r#"{"alg":"RS256","gty":["client_credentials"]}"#;
        assert_eq!(origin_of(entity, "{}").kind, TokenKind::ClientCredentials);
    }
}
