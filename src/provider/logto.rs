//! Logto: access and ID tokens, and tokens for an organization.

use crate::provider::evidence::Evidence;
use crate::provider::generic::{set_key_addresses, standard_kind};
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;

pub(super) const RULE: Rule = Rule { recognises, describe };

/// The audience of a token for an organization, before its ID.
const ORGANIZATION: &str = "urn:logto:organization:";

fn recognises(evidence: &Evidence<'_>) -> bool {
    let is_cloud = evidence.subdomain_of("logto.app").is_some() && evidence.path() == "/oidc";
    is_cloud || named_organization(evidence).is_some()
}

/// Returns the organization that the audience names.
fn named_organization<'a>(evidence: &Evidence<'a>) -> Option<&'a str> {
    evidence.audiences().into_iter().find_map(|one| one.strip_prefix(ORGANIZATION))
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let kind = match standard_kind(evidence) {
        TokenKind::Unknown if evidence.has("client_id") => TokenKind::Access,
        TokenKind::Unknown => TokenKind::Id,
        kind => kind,
    };
    let mut origin = Origin::new(ProviderId::Logto, kind, VerifyWith::Jwks);
    origin.who = evidence.first_text(&["email", "username", "name", "sub"]).map(ToOwned::to_owned);
    origin.fact("client_id", evidence.text("client_id"));
    let organization = named_organization(evidence).or_else(|| evidence.text("organization_id"));
    let organization = organization.map(ToOwned::to_owned);
    origin.fact("organization", organization.or_else(|| evidence.listed("organizations")));
    origin.fact("scope", evidence.text("scope"));
    origin.fact("roles", evidence.listed("roles"));
    set_key_addresses(
        &mut origin,
        evidence,
        evidence.below_local_issuer("jwks"),
        evidence.below_local_issuer(".well-known/openid-configuration"),
    );
    origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    #[test]
    fn tokens_are_for_an_api_or_an_organization() {
        let origin = |claims: &str| {
            let claims = format!(r#"{{"iss":"https://city.logto.app/oidc",{claims}}}"#);
            origin_of(r#"{"alg":"ES384","typ":"at+jwt","kid":"k"}"#, &claims)
        };
        let access = origin(r#""sub":"k3j9","client_id":"a1b2","aud":"https://api.example.gov""#);
        assert_eq!((access.id, access.kind), (ProviderId::Logto, TokenKind::Access));
        assert_eq!(access.jwks_url.as_deref(), Some("https://city.logto.app/oidc/jwks"));
        let own = origin(r#""sub":"k3j9","client_id":"a1b2","aud":"urn:logto:organization:o1""#);
        assert_eq!(own.get("organization"), Some("o1"));
        let api = origin(r#""sub":"k3j9","client_id":"a1b2","organization_id":"o2""#);
        assert_eq!(api.get("organization"), Some("o2"));
        // Other providers have this claim too.
        let other = r#"{"iss":"https://id.example.gov","organization_id":"o2"}"#;
        assert_eq!(origin_of("{}", other).id, ProviderId::GenericOidc);
        assert_eq!(origin(r#""sub":"a1","client_id":"a1""#).kind, TokenKind::ClientCredentials);
    }
}
