//! Zitadel: access and ID tokens.

use crate::provider::evidence::Evidence;
use crate::provider::generic::set_key_addresses;
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

/// What every claim of Zitadel's own begins with.
const OWN: &str = "urn:zitadel:iam:";

fn recognises(evidence: &Evidence<'_>) -> bool {
    evidence.subdomain_of("zitadel.cloud").is_some()
        || evidence.claims.iter().any(|(name, _)| name.starts_with(OWN))
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let is_id = ["acr", "amr", "auth_time", "nonce"].iter().any(|claim| evidence.has(claim));
    let kind = if is_id { TokenKind::Id } else { TokenKind::Access };
    let mut origin = Origin::new(ProviderId::Zitadel, kind, VerifyWith::Jwks);
    origin.who =
        evidence.first_text(&["email", "preferred_username", "name", "sub"]).map(ToOwned::to_owned);
    origin.fact("client_id", evidence.first_text(&["azp", "client_id"]));
    origin.fact("organization", evidence.text("urn:zitadel:iam:user:resourceowner:name"));
    set_key_addresses(
        &mut origin,
        evidence,
        evidence.below_local_issuer("oauth/v2/keys"),
        evidence.below_local_issuer(".well-known/openid-configuration"),
    );
    if evidence.claims.iter().any(|(name, _)| name.starts_with(OWN) && name.ends_with(":roles")) {
        origin.warn(
            TokenWarning::ZitadelRoles,
            "Zitadel's roles are the keys of an object, which `claims_map` cannot use; have an Action of the flow Complement Token add the Hasura claims",
        );
    }
    origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    #[test]
    fn roles_are_in_an_object_that_no_map_reads() {
        let claims = r#"{"iss":"https://city-ab12.zitadel.cloud","sub":"282461302563240001","jti":"V2_1","urn:zitadel:iam:org:project:roles":{"editor":{}}}"#;
        let origin = origin_of(r#"{"alg":"RS256"}"#, claims);
        assert_eq!((origin.id, origin.kind), (ProviderId::Zitadel, TokenKind::Access));
        let keys = "https://city-ab12.zitadel.cloud/oauth/v2/keys";
        assert_eq!(origin.jwks_url.as_deref(), Some(keys));
        assert_eq!(origin.warnings[0].code, TokenWarning::ZitadelRoles);
        let own = r#"{"iss":"https://id.example.gov","nonce":"x","urn:zitadel:iam:user:resourceowner:name":"Parks"}"#;
        let origin = origin_of("{}", own);
        assert_eq!((origin.kind, origin.get("organization")), (TokenKind::Id, Some("Parks")));
    }
}
