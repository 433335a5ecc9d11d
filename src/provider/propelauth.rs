//! `PropelAuth`: access tokens, whose key only its own API returns.

use crate::provider::evidence::Evidence;
use crate::provider::generic::{impersonation, set_key_addresses};
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

fn recognises(evidence: &Evidence<'_>) -> bool {
    evidence.has("org_member_info") || evidence.has("org_id_to_org_member_info")
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::Propelauth, TokenKind::Access, VerifyWith::PemUrl);
    origin.who = evidence.first_text(&["email", "username", "user_id"]).map(ToOwned::to_owned);
    let organization = evidence.object("org_member_info");
    origin.fact("organization", organization.and_then(|info| info.get_str("org_name")));
    let role = organization.and_then(|info| info.get_str("user_role"));
    origin.fact("roles", role);
    origin.fact("impersonator", evidence.text("impersonator_user_id"));
    if let Some(who) = evidence.text("impersonator_user_id") {
        origin.warn(TokenWarning::Impersonation, impersonation(who));
    }
    if organization.is_none() {
        origin.warn(
            TokenWarning::PropelauthOrganizations,
            "no organization is active, so the roles are below the IDs of all the user's organizations, where a `claims_map` finds nothing; have the application choose an organization, which puts them into `org_member_info`",
        );
    }
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
        let [elsewhere] = origin.warnings.as_slice() else { panic!("{:?}", origin.warnings) };
        assert_eq!(elsewhere.code, TokenWarning::KeysElsewhere);
        assert!(elsewhere.message.contains("/api/v1/token_verification_metadata"));
        // An API key must never be sent to where only the token points.
        assert!(!elsewhere.message.contains("auth.example.gov"));
        let all = r#"{"org_id_to_org_member_info":{},"impersonator_user_id":"a1"}"#;
        let origin = origin_of(r#"{"alg":"RS256"}"#, all);
        let codes: Vec<_> = origin.warnings.iter().map(|warning| warning.code).collect();
        assert_eq!(
            codes,
            [
                TokenWarning::Impersonation,
                TokenWarning::PropelauthOrganizations,
                TokenWarning::KeysElsewhere
            ]
        );
    }
}
