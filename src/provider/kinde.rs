//! Kinde: access and ID tokens, and tokens of machines.

use crate::jose::json::Value;
use crate::provider::evidence::{Evidence, listed};
use crate::provider::generic::set_key_addresses;
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;

pub(super) const RULE: Rule = Rule { recognises, describe };

fn recognises(evidence: &Evidence<'_>) -> bool {
    let has_organization = evidence.has("org_code") || evidence.has("org_codes");
    evidence.subdomain_of("kinde.com").is_some() || (has_organization && is_person(evidence))
}

fn is_person(evidence: &Evidence<'_>) -> bool {
    evidence.text("sub").is_some_and(|sub| sub.starts_with("kp_"))
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let grants = evidence.claims.get("gty").and_then(Value::as_array).unwrap_or_default();
    let is_machine = grants.iter().any(|grant| grant.as_str() == Some("client_credentials"));
    let kind = if evidence.has("at_hash") || evidence.has("org_codes") {
        TokenKind::Id
    } else if is_machine && !is_person(evidence) {
        TokenKind::ClientCredentials
    } else {
        TokenKind::Access
    };
    let mut origin = Origin::new(ProviderId::Kinde, kind, VerifyWith::Jwks);
    origin.who = evidence.first_text(&["email", "name", "sub", "azp"]).map(ToOwned::to_owned);
    origin.fact("client_id", evidence.text("azp"));
    origin
        .fact("organization", evidence.listed("org_code").or_else(|| evidence.listed("org_codes")));
    origin.fact("permissions", evidence.listed("permissions"));
    let groups = evidence.claims.get("ext_groups").or_else(|| evidence.claims.get("groups"));
    origin.fact("groups", groups.and_then(listed));
    set_key_addresses(
        &mut origin,
        evidence,
        evidence.below_issuer(".well-known/jwks"),
        evidence.below_issuer(".well-known/openid-configuration"),
    );
    origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    #[test]
    fn people_and_machines_are_told_apart() {
        let origin = |claims: &str| {
            let claims = format!(r#"{{"iss":"https://city.kinde.com","azp":"dee7",{claims}}}"#);
            origin_of(r#"{"alg":"RS256","kid":"k"}"#, &claims)
        };
        let access = origin(r#""sub":"kp_0f1e","org_code":"org_0a1b","scp":["openid"]"#);
        assert_eq!((access.id, access.kind), (ProviderId::Kinde, TokenKind::Access));
        assert_eq!(access.get("organization"), Some("org_0a1b"));
        assert_eq!(access.jwks_url.as_deref(), Some("https://city.kinde.com/.well-known/jwks"));
        let id = origin(r#""sub":"kp_0f1e","org_codes":["org_0a1b","org_2"]"#);
        assert_eq!((id.kind, id.get("organization")), (TokenKind::Id, Some("org_0a1b, org_2")));
        assert_eq!(origin(r#""gty":["client_credentials"]"#).kind, TokenKind::ClientCredentials);
    }
}
