//! Azure AD B2C: tokens of users who signed in through a policy of the tenant.

use crate::jose::json::Value;
use crate::provider::azure_ad::{add_client_and_api, is_microsoft, kind};
use crate::provider::evidence::Evidence;
use crate::provider::generic::{is_plain_name, is_uuid, set_key_addresses};
use crate::provider::origin::{Federation, Origin, ProviderId, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

/// Whether the token comes from Azure AD B2C, judging by the host; on Microsoft's other hosts, by
/// the policy; and on a custom domain, by the claim `tfp`, which no other provider uses.
fn recognises(evidence: &Evidence<'_>) -> bool {
    tenant(evidence).is_some()
        || (is_microsoft(evidence) && policy(evidence).is_some())
        || (evidence.https_host().is_some() && evidence.text("tfp").is_some_and(is_policy))
}

/// Returns the tenant, from `TENANT.b2clogin.com`.
fn tenant<'a>(evidence: &'a Evidence<'_>) -> Option<&'a str> {
    evidence.subdomain_of("b2clogin.com").filter(|name| is_plain_name(name))
}

/// Whether this is the name of a policy: `B2C_1_…`, or `B2C_1A_…` for a custom one.
fn is_policy(name: &str) -> bool {
    name.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("b2c_1"))
}

/// Returns the sign-in policy, from `tfp` or, in older tokens, `acr`.
fn policy<'a>(evidence: &Evidence<'a>) -> Option<&'a str> {
    ["tfp", "acr"]
        .into_iter()
        .filter_map(|claim| evidence.text(claim))
        .find(|name| is_policy(name) && is_plain_name(name))
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::AzureAdB2c, kind(evidence), VerifyWith::Jwks);
    origin.who = who(evidence).map(ToOwned::to_owned);
    origin.fact("tenant", tenant(evidence));
    let tenant_id = evidence.path().split('/').find(|segment| is_uuid(segment));
    origin.fact("tenant_id", tenant_id.or_else(|| evidence.text("tid")));
    origin.fact("policy", policy(evidence));
    add_client_and_api(&mut origin, evidence);
    origin.federated_from = evidence.text("idp").map(|provider| Federation {
        name: provider.to_owned(),
        r#type: None,
        issuer: None,
        user_id: None,
    });
    let (jwks_url, discovery_url) = addresses(evidence).unzip();
    set_key_addresses(&mut origin, evidence, jwks_url, discovery_url);
    if let Some(claim) = role_extension(evidence) {
        origin.warn(
            TokenWarning::B2cExtensionRoles,
            format!(
                "`{claim}` is a string, and Hasura's allowed roles must be a list; list them literally in `claims_map`, or have an API connector or a custom policy add a list"
            ),
        );
    }
    origin
}

fn who<'a>(evidence: &Evidence<'a>) -> Option<&'a str> {
    evidence
        .claims
        .get("emails")
        .and_then(Value::as_array)
        .and_then(|emails| emails.iter().find_map(Value::as_str))
        .or_else(|| evidence.first_text(&["email", "preferred_username", "name", "oid", "sub"]))
}

/// Returns the addresses of the key set and the discovery document. Each policy has its own.
fn addresses(evidence: &Evidence<'_>) -> Option<(String, String)> {
    let tenant = tenant(evidence)?;
    let policy = policy(evidence)?;
    let base = format!("https://{tenant}.b2clogin.com/{tenant}.onmicrosoft.com/{policy}");
    Some((
        format!("{base}/discovery/v2.0/keys"),
        format!("{base}/v2.0/.well-known/openid-configuration"),
    ))
}

/// Returns the name of the claim with a role that is stored as a directory attribute.
fn role_extension<'a>(evidence: &Evidence<'a>) -> Option<&'a str> {
    evidence
        .claims
        .iter()
        .filter(|(_, value)| value.as_str().is_some())
        .map(|(name, _)| name)
        .find(|name| name.starts_with("extension_") && name.to_ascii_lowercase().contains("role"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::origin::TokenKind;
    use crate::provider::rules::tests::origin_of;

    const TENANT: &str = "5c5e19f6-0000-4000-8000-000000000001";

    fn origin(host: &str, more: &str) -> Origin {
        origin_of(
            r#"{"alg":"RS256","kid":"k"}"#,
            &format!(r#"{{"iss":"https://{host}/{TENANT}/v2.0/","aud":"moped","sub":"7"{more}}}"#),
        )
    }

    #[test]
    fn an_id_token_names_tenant_policy_and_user() {
        let origin = origin(
            "example.b2clogin.com",
            r#","tfp":"B2C_1_signin","emails":["ada@example.gov"],"name":"Ada","idp":"google.com","nonce":"n""#,
        );
        assert_eq!((origin.id, origin.kind), (ProviderId::AzureAdB2c, TokenKind::Id));
        assert_eq!(origin.who.as_deref(), Some("ada@example.gov"));
        assert_eq!(origin.get("tenant"), Some("example"));
        assert_eq!(origin.get("tenant_id"), Some(TENANT));
        assert_eq!(origin.get("policy"), Some("B2C_1_signin"));
        assert_eq!(origin.get("client_id"), Some("moped"));
        assert_eq!(
            origin.jwks_url.as_deref(),
            Some(
                "https://example.b2clogin.com/example.onmicrosoft.com/B2C_1_signin/discovery/v2.0/keys"
            )
        );
        assert_eq!(
            origin.discovery_url.as_deref(),
            Some(
                "https://example.b2clogin.com/example.onmicrosoft.com/B2C_1_signin/v2.0/.well-known/openid-configuration"
            )
        );
        assert_eq!(origin.federated_from.unwrap().name, "google.com");
        assert!(origin.warnings.is_empty());
    }

    #[test]
    fn an_access_token_has_scopes() {
        let origin =
            origin("example.b2clogin.com", r#","acr":"b2c_1a_signin","scp":"read","azp":"editor""#);
        assert_eq!(origin.kind, TokenKind::Access);
        assert_eq!(origin.get("policy"), Some("b2c_1a_signin"));
        assert_eq!(origin.get("client_id"), Some("editor"));
        assert_eq!(origin.get("api"), Some("moped"));
    }

    #[test]
    fn on_other_hosts_the_policy_decides_and_no_address_is_derived() {
        for (host, claim) in [
            ("login.microsoftonline.com", r#","acr":"b2c_1_signin""#),
            ("login.microsoftonline.com", r#","tfp":"B2C_1_signin""#),
            ("login.example.gov", r#","tfp":"B2C_1_signin""#),
        ] {
            let origin = origin(host, claim);
            assert_eq!(origin.id, ProviderId::AzureAdB2c, "{host} {claim}");
            assert_eq!(origin.get("tenant_id"), Some(TENANT), "{host} {claim}");
            assert_eq!((origin.jwks_url, origin.discovery_url), (None, None), "{host} {claim}");
        }
    }

    #[test]
    fn a_look_alike_is_not_b2c() {
        for (host, claim) in [
            ("example.b2clogin.com.evil.example", ""),
            ("evilb2clogin.com", ""),
            ("example.b2clogin.com:8443", ""),
            ("login.example.gov", r#","acr":"b2c_1_signin""#),
            ("login.example.gov", r#","tfp":"é2c_1_signin""#),
            ("login.microsoftonline.com", r#","acr":"1""#),
        ] {
            assert_ne!(origin(host, claim).id, ProviderId::AzureAdB2c, "{host} {claim}");
        }
    }

    #[test]
    fn no_address_is_derived_from_a_policy_that_is_more_than_a_name() {
        for policy in ["B2C_1_/../x", "B2C_1_?x", "B2C_1_a b", "B2C_1_é"] {
            let origin = origin("example.b2clogin.com", &format!(r#","tfp":"{policy}""#));
            assert_eq!((origin.id, origin.jwks_url), (ProviderId::AzureAdB2c, None), "{policy}");
        }
    }

    #[test]
    fn a_role_in_an_extension_is_reported() {
        let origin = origin(
            "example.b2clogin.com",
            r#","tfp":"B2C_1_signin","extension_City":"Austin","extension_UserRole":"viewer""#,
        );
        assert_eq!(origin.warnings[0].code, TokenWarning::B2cExtensionRoles);
        assert!(origin.warnings[0].message.starts_with("`extension_UserRole` "));
        assert_eq!(origin.warnings.len(), 1);
    }
}
