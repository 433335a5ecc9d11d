//! nhost: access tokens of its Hasura Auth service, which always have Hasura claims.

use crate::jose::json::Value;
use crate::provider::evidence::Evidence;
use crate::provider::generic::set_key_addresses;
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;

pub(super) const RULE: Rule = Rule { recognises, describe };

fn recognises(evidence: &Evidence<'_>) -> bool {
    evidence.iss() == Some("hasura-auth") || is_anonymous(evidence).is_some()
}

/// Returns the session variable that only Hasura Auth writes.
fn is_anonymous<'a>(evidence: &Evidence<'a>) -> Option<&'a str> {
    let claims = evidence.claims.get("https://hasura.io/jwt/claims").and_then(Value::as_object)?;
    claims.get_str("x-hasura-user-is-anonymous")
}

/// Describes an access token. It does not say where its keys are: `hasura-auth` is only a name.
fn describe(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::Nhost, TokenKind::Access, VerifyWith::Jwks);
    origin.who = evidence.first_text(&["email", "sub"]).map(ToOwned::to_owned);
    set_key_addresses(&mut origin, evidence, None, None);
    origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    #[test]
    fn the_name_of_the_service_is_no_address() {
        let origin = origin_of(r#"{"alg":"RS256"}"#, r#"{"iss":"hasura-auth","sub":"6f0d"}"#);
        assert_eq!((origin.id, origin.kind), (ProviderId::Nhost, TokenKind::Access));
        assert_eq!((origin.jwks_url, origin.verify_with), (None, VerifyWith::Jwks));
        let claims = r#"{"https://hasura.io/jwt/claims":{"x-hasura-user-is-anonymous":"false"}}"#;
        let origin = origin_of(r#"{"alg":"HS256"}"#, claims);
        assert_eq!((origin.id, origin.verify_with), (ProviderId::Nhost, VerifyWith::SharedSecret));
    }
}
