//! `WorkOS` `AuthKit`: access tokens.

use crate::provider::evidence::Evidence;
use crate::provider::generic::{impersonation, is_plain_name, set_key_addresses};
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

fn recognises(evidence: &Evidence<'_>) -> bool {
    let begins = |claim: &str, prefix: &str| {
        evidence.text(claim).is_some_and(|text| text.starts_with(prefix))
    };
    evidence.host() == Some("api.workos.com")
        || (begins("sid", "session_") && begins("sub", "user_"))
}

/// Returns the client, from `https://api.workos.com/user_management/CLIENT`.
fn client<'a>(evidence: &'a Evidence<'_>) -> Option<&'a str> {
    let is_own = evidence.host() == Some("api.workos.com");
    let client = evidence.path().strip_prefix("/user_management/").filter(|_| is_own);
    client.or_else(|| evidence.text("client_id")).filter(|client| is_plain_name(client))
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::Workos, TokenKind::Access, VerifyWith::Jwks);
    origin.who = evidence.first_text(&["email", "sub"]).map(ToOwned::to_owned);
    origin.fact("client_id", client(evidence));
    origin.fact("organization", evidence.text("org_id"));
    origin.fact("roles", evidence.listed("roles").or_else(|| evidence.listed("role")));
    origin.fact("permissions", evidence.listed("permissions"));
    origin.fact("session", evidence.text("sid"));
    let impersonator = evidence.object("act").and_then(|actor| actor.get_str("sub"));
    origin.fact("impersonator", impersonator);
    let keys = client(evidence).map(|client| format!("https://api.workos.com/sso/jwks/{client}"));
    let keys = keys.filter(|_| evidence.host() == Some("api.workos.com"));
    set_key_addresses(&mut origin, evidence, keys, None);
    if !evidence.has("org_id") && !evidence.has("roles") && !evidence.has("role") {
        origin.warn(
            TokenWarning::WorkosNoOrganization,
            "the session has no organization, so the token has no `role` and no `roles`; give mapped roles a default",
        );
    }
    if let Some(who) = impersonator {
        origin.warn(TokenWarning::Impersonation, impersonation(who));
    }
    origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    #[test]
    fn the_client_names_the_keys() {
        let claims = r#"{"iss":"https://api.workos.com/user_management/client_01J","sub":"user_01J","sid":"session_01J","org_id":"org_01J"}"#;
        let origin = origin_of(r#"{"alg":"RS256"}"#, claims);
        assert_eq!((origin.id, origin.kind), (ProviderId::Workos, TokenKind::Access));
        let keys = "https://api.workos.com/sso/jwks/client_01J";
        assert_eq!(origin.jwks_url.as_deref(), Some(keys));
        assert_eq!(origin.get("organization"), Some("org_01J"));
        assert!(origin.warnings.iter().all(|one| one.code != TokenWarning::Impersonation));
        let own = r#"{"iss":"https://auth.example.gov","sub":"user_01J","sid":"session_01J","act":{"sub":"admin@example.gov"}}"#;
        let origin = origin_of("{}", own);
        assert_eq!(origin.get("impersonator"), Some("admin@example.gov"));
        let codes: Vec<_> = origin.warnings.iter().map(|warning| warning.code).collect();
        assert_eq!(
            codes,
            [
                TokenWarning::WorkosNoOrganization,
                TokenWarning::Impersonation,
                TokenWarning::KeysElsewhere
            ]
        );
        assert_eq!((origin.id, origin.jwks_url), (ProviderId::Workos, None));
    }
}
