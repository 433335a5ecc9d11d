//! `PropelAuth`: access tokens, whose key only its own API returns.

use crate::jose::json::Value;
use crate::provider::evidence::Evidence;
use crate::provider::generic::set_key_addresses;
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;

pub(super) const RULE: Rule = Rule { recognises, describe };

fn recognises(evidence: &Evidence<'_>) -> bool {
    evidence.has("org_member_info") || evidence.has("org_id_to_org_member_info")
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::Propelauth, TokenKind::Access, VerifyWith::PemUrl);
    origin.who = evidence.first_text(&["email", "username", "user_id"]).map(ToOwned::to_owned);
    let organization = evidence.claims.get("org_member_info").and_then(Value::as_object);
    origin.fact("organization", organization.and_then(|info| info.get_str("org_name")));
    // The key is at an address that needs an API key.
    set_key_addresses(&mut origin, evidence, None, None);
    origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    #[test]
    fn no_address_of_keys_is_derived() {
        let claims = r#"{"iss":"https://auth.example.gov","email":"ana.ruiz@example.gov","org_member_info":{"org_name":"Parks","user_role":"Admin"}}"#;
        let origin = origin_of(r#"{"alg":"RS256"}"#, claims);
        assert_eq!((origin.id, origin.kind), (ProviderId::Propelauth, TokenKind::Access));
        assert_eq!(origin.get("organization"), Some("Parks"));
        assert_eq!((origin.verify_with, origin.jwks_url), (VerifyWith::PemUrl, None));
    }
}
