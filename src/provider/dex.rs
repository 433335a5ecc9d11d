//! Dex: ID tokens, which serve as access tokens too.

use crate::jose::json::Value;
use crate::provider::evidence::Evidence;
use crate::provider::generic::set_key_addresses;
use crate::provider::origin::{Federation, Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;

pub(super) const RULE: Rule = Rule { recognises, describe };

fn recognises(evidence: &Evidence<'_>) -> bool {
    let issuer = evidence.issuer().filter(|issuer| !issuer.has_query_or_fragment());
    evidence.has("federated_claims")
        || issuer.is_some_and(|issuer| issuer.path().trim_end_matches('/').ends_with("/dex"))
}

/// Describes a token. The two kinds cannot be told apart.
fn describe(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::Dex, TokenKind::Id, VerifyWith::Jwks);
    origin.who =
        evidence.first_text(&["email", "preferred_username", "name", "sub"]).map(ToOwned::to_owned);
    let audience = evidence.audiences().into_iter().next();
    origin.fact("client_id", evidence.text("azp").or(audience));
    let upstream = evidence.claims.get("federated_claims").and_then(Value::as_object);
    origin.federated_from = upstream.and_then(|claims| {
        Some(Federation {
            name: claims.get_str("connector_id")?.to_owned(),
            r#type: None,
            issuer: None,
            user_id: claims.get_str("user_id").map(ToOwned::to_owned),
        })
    });
    set_key_addresses(
        &mut origin,
        evidence,
        evidence.below_local_issuer("keys"),
        evidence.below_local_issuer(".well-known/openid-configuration"),
    );
    origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    #[test]
    fn the_connector_is_where_the_user_comes_from() {
        let claims = r#"{"iss":"https://dex.example.gov/dex","sub":"CgJ1MRIEbGRhcA","aud":"hasura","at_hash":"x","federated_claims":{"connector_id":"ldap","user_id":"u1"}}"#;
        let origin = origin_of(r#"{"alg":"RS256"}"#, claims);
        assert_eq!((origin.id, origin.kind), (ProviderId::Dex, TokenKind::Id));
        assert_eq!(origin.jwks_url.as_deref(), Some("https://dex.example.gov/dex/keys"));
        let upstream = origin.federated_from.unwrap();
        assert_eq!((upstream.name.as_str(), upstream.user_id.as_deref()), ("ldap", Some("u1")));
    }
}
