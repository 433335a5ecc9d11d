//! Amazon Cognito identity pools: tokens that can be exchanged for AWS credentials.

use crate::jose::json::Value;
use crate::provider::evidence::Evidence;
use crate::provider::generic::set_key_addresses;
use crate::provider::origin::{Federation, Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

const ISSUER: &str = "https://cognito-identity.amazonaws.com";

/// Whether the issuer is that of identity pools. All regions and pools share it.
fn recognises(evidence: &Evidence<'_>) -> bool {
    evidence.iss() == Some(ISSUER)
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::AwsCognitoIdentity, TokenKind::Id, VerifyWith::Jwks);
    origin.who = evidence.first_text(&["sub"]).map(ToOwned::to_owned);
    origin.fact("region", region(evidence));
    origin.federated_from = federation(evidence);
    set_key_addresses(
        &mut origin,
        evidence,
        evidence.below_issuer(".well-known/jwks_uri"),
        evidence.below_issuer(".well-known/openid-configuration"),
    );
    origin.warn(
        TokenWarning::CognitoIdentityToken,
        "an identity pool's token can only be exchanged for AWS credentials and has no Hasura claims; send Hasura the user pool's id token",
    );
    origin
}

/// Returns the region of the pool, from its ID in the audience: `REGION:UUID`.
fn region<'a>(evidence: &Evidence<'a>) -> Option<&'a str> {
    evidence.audiences().into_iter().find_map(|pool| pool.split_once(':')).map(|(region, _)| region)
}

/// Returns the provider that the user signed in with, from `amr`, if any.
fn federation(evidence: &Evidence<'_>) -> Option<Federation> {
    let methods = evidence.claims.get("amr")?.as_array()?;
    let name = methods
        .iter()
        .filter_map(Value::as_str)
        .find(|method| !matches!(*method, "authenticated" | "unauthenticated"))?;
    Some(Federation { name: name.to_owned(), r#type: None, issuer: None, user_id: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    #[test]
    fn a_pool_is_named_by_its_region_and_its_provider() {
        let origin = origin_of(
            r#"{"alg":"RS512","kid":"us-east-11","typ":"JWS"}"#,
            r#"{"iss":"https://cognito-identity.amazonaws.com","sub":"us-east-1:6f0e3d6c-0000-4000-8000-000000000001",
            "aud":"us-east-1:6f0e3d6c-0000-4000-8000-000000000002",
            "amr":["authenticated","login.example.gov","login.example.gov:us-east-1:6f0e3d6c-0000-4000-8000-000000000002:ada"]}"#,
        );
        assert_eq!((origin.id, origin.kind), (ProviderId::AwsCognitoIdentity, TokenKind::Id));
        assert_eq!(origin.who.as_deref(), Some("us-east-1:6f0e3d6c-0000-4000-8000-000000000001"));
        assert_eq!(origin.get("region"), Some("us-east-1"));
        assert_eq!(
            origin.jwks_url.as_deref(),
            Some("https://cognito-identity.amazonaws.com/.well-known/jwks_uri")
        );
        assert_eq!(origin.federated_from.unwrap().name, "login.example.gov");
        assert_eq!(origin.warnings[0].code, TokenWarning::CognitoIdentityToken);
    }

    #[test]
    fn a_guest_is_not_federated() {
        let origin = origin_of(
            "{}",
            r#"{"iss":"https://cognito-identity.amazonaws.com","amr":["unauthenticated"]}"#,
        );
        assert!(origin.federated_from.is_none());
        assert_eq!(origin.get("region"), None);
    }

    #[test]
    fn a_look_alike_is_not_an_identity_pool() {
        for issuer in [
            "https://cognito-identity.amazonaws.com.evil.example",
            "https://cognito-identity.amazonaws.com/us-east-1_U2dzkxfTv",
            "http://cognito-identity.amazonaws.com",
        ] {
            let origin = origin_of("{}", &format!(r#"{{"iss":"{issuer}"}}"#));
            assert_ne!(origin.id, ProviderId::AwsCognitoIdentity, "{issuer}");
        }
    }
}
