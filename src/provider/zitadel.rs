//! Zitadel: access and ID tokens.

use crate::jose::json::{Object, Value};
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
    origin.fact("roles", roles(evidence));
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

/// Returns the roles with the domains of their organizations: the object is a role's name, an
/// organization's ID and its domain, inside one another.
fn roles(evidence: &Evidence<'_>) -> Option<String> {
    let (_, found) = evidence.claims.iter().find(|(name, value)| {
        let has_roles = value.as_object().is_some() || value.as_array().is_some();
        name.starts_with(OWN) && name.ends_with(":roles") && has_roles
    })?;
    let objects = match found {
        Value::Array(all) => all.iter().filter_map(Value::as_object).collect(),
        one => one.as_object().into_iter().collect::<Vec<_>>(),
    };
    let named = objects.iter().flat_map(|object| object.iter()).map(|(role, organizations)| {
        let domains = organizations.as_object().into_iter().flat_map(Object::iter);
        let domains: Vec<&str> = domains.filter_map(|(_, domain)| domain.as_str()).collect();
        if domains.is_empty() {
            role.to_owned()
        } else {
            format!("{role} ({})", domains.join(", "))
        }
    });
    let named: Vec<String> = named.collect();
    (!named.is_empty()).then(|| named.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    #[test]
    fn roles_are_in_an_object_that_no_map_reads() {
        let claims = r#"{"iss":"https://city-ab12.zitadel.cloud","sub":"282461302563240001","jti":"V2_1","urn:zitadel:iam:org:project:roles":{"editor":{"28":"city.zitadel.cloud"},"user":{}}}"#;
        let origin = origin_of(r#"{"alg":"RS256"}"#, claims);
        assert_eq!((origin.id, origin.kind), (ProviderId::Zitadel, TokenKind::Access));
        let keys = "https://city-ab12.zitadel.cloud/oauth/v2/keys";
        assert_eq!(origin.jwks_url.as_deref(), Some(keys));
        assert_eq!(origin.warnings[0].code, TokenWarning::ZitadelRoles);
        assert_eq!(origin.get("roles"), Some("editor (city.zitadel.cloud), user"));
        let own = r#"{"iss":"https://id.example.gov","nonce":"x","urn:zitadel:iam:user:resourceowner:name":"Parks"}"#;
        let origin = origin_of("{}", own);
        assert_eq!((origin.kind, origin.get("organization")), (TokenKind::Id, Some("Parks")));
    }
}
