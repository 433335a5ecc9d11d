//! Supabase: user tokens, and the API keys of a project, which are also tokens.

use crate::jose::json::Value;
use crate::provider::evidence::Evidence;
use crate::provider::generic::{is_signed_with_secret, set_key_addresses};
use crate::provider::origin::{Federation, Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

fn recognises(evidence: &Evidence<'_>) -> bool {
    project(evidence).is_some() || is_project_key(evidence)
}

/// Returns the project, from `https://PROJECT.supabase.co/auth/v1`. A project name has twenty
/// letters.
fn project<'a>(evidence: &'a Evidence<'_>) -> Option<&'a str> {
    let project = evidence.subdomain_of("supabase.co")?;
    let is_project = project.len() == 20 && project.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_project && evidence.path().trim_end_matches('/') == "/auth/v1").then_some(project)
}

/// Whether this is the key `anon` or `service_role`, which names its project in `ref`.
fn is_project_key(evidence: &Evidence<'_>) -> bool {
    evidence.iss() == Some("supabase") && evidence.text("ref").is_some()
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let mut origin = if is_project_key(evidence) {
        let mut key =
            Origin::new(ProviderId::Supabase, TokenKind::ApiKey, VerifyWith::SharedSecret);
        key.fact("project", evidence.text("ref"));
        set_key_addresses(&mut key, evidence, None, None);
        key
    } else {
        let mut token = Origin::new(ProviderId::Supabase, TokenKind::Access, VerifyWith::Jwks);
        token.fact("project", project(evidence));
        set_key_addresses(
            &mut token,
            evidence,
            evidence.below_issuer(".well-known/jwks.json"),
            None,
        );
        token
    };
    origin.who = evidence.first_text(&["email", "phone", "sub", "role"]).map(ToOwned::to_owned);
    origin.federated_from = federation(evidence);
    if is_signed_with_secret(evidence) {
        origin.warn(
            TokenWarning::SupabaseSharedSecret,
            "the token is signed with the project's JWT secret, which is not published; give Hasura the secret as an HS256 `key`, or move the project to asymmetric signing keys and give Hasura their `jwk_url`",
        );
    }
    if evidence.text("role") == Some("service_role") {
        origin.warn(
            TokenWarning::SupabaseServiceKey,
            "this is the service key, which bypasses all of the project's row-level security and is valid for years; revoke it if it was ever in a browser, and send Hasura a user's token",
        );
    }
    origin
}

/// Returns `app_metadata.provider` unless the user signed in with Supabase itself.
fn federation(evidence: &Evidence<'_>) -> Option<Federation> {
    let provider = evidence
        .claims
        .get("app_metadata")
        .and_then(Value::as_object)
        .and_then(|metadata| metadata.get_str("provider"))
        .filter(|name| !matches!(*name, "email" | "phone" | "anonymous"))?;
    Some(Federation { name: provider.to_owned(), r#type: None, issuer: None, user_id: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    const ISSUER: &str = "https://abcdefghijklmnopqrst.supabase.co/auth/v1";

    fn user_token(header: &str, provider: &str) -> Origin {
        origin_of(
            header,
            &format!(
                r#"{{"iss":"{ISSUER}","sub":"1f0e","aud":"authenticated","email":"ada@example.gov","role":"authenticated","aal":"aal1","session_id":"s",
                "app_metadata":{{"provider":"{provider}","providers":["{provider}"]}}}}"#
            ),
        )
    }

    #[test]
    fn a_project_with_asymmetric_keys_has_a_key_set() {
        let origin = user_token(r#"{"alg":"ES256","kid":"k"}"#, "azure");
        assert_eq!((origin.id, origin.kind), (ProviderId::Supabase, TokenKind::Access));
        assert_eq!(origin.who.as_deref(), Some("ada@example.gov"));
        assert_eq!(origin.get("project"), Some("abcdefghijklmnopqrst"));
        assert_eq!(origin.verify_with, VerifyWith::Jwks);
        assert_eq!(
            origin.jwks_url.as_deref(),
            Some("https://abcdefghijklmnopqrst.supabase.co/auth/v1/.well-known/jwks.json")
        );
        assert_eq!(origin.federated_from.unwrap().name, "azure");
        assert!(origin.warnings.is_empty());
    }

    #[test]
    fn a_shared_secret_is_reported_and_has_no_address() {
        let origin = user_token(r#"{"alg":"HS256"}"#, "email");
        assert_eq!((origin.verify_with, origin.jwks_url), (VerifyWith::SharedSecret, None));
        assert!(origin.federated_from.is_none());
        assert_eq!(origin.warnings[0].code, TokenWarning::SupabaseSharedSecret);
        assert_eq!(origin.warnings.len(), 1);
    }

    #[test]
    fn a_service_key_is_reported() {
        let key = |role| {
            let claims =
                format!(r#"{{"iss":"supabase","ref":"abcdefghijklmnopqrst","role":"{role}"}}"#);
            origin_of(r#"{"alg":"HS256","typ":"JWT"}"#, &claims)
        };
        let service = key("service_role");
        assert_eq!((service.id, service.kind), (ProviderId::Supabase, TokenKind::ApiKey));
        assert_eq!(service.who.as_deref(), Some("service_role"));
        assert_eq!(service.get("project"), Some("abcdefghijklmnopqrst"));
        assert_eq!(service.verify_with, VerifyWith::SharedSecret);
        assert_eq!(service.jwks_url, None);
        let codes: Vec<_> = service.warnings.iter().map(|warning| warning.code).collect();
        assert_eq!(codes, [TokenWarning::SupabaseSharedSecret, TokenWarning::SupabaseServiceKey]);
        assert_eq!(key("anon").warnings.len(), 1);
    }

    #[test]
    fn a_look_alike_is_not_supabase() {
        for issuer in [
            "https://abcdefghijklmnopqrst.supabase.co.evil.example/auth/v1",
            "https://abcdefghijklmnopqrst.supabase.co@evil.example/auth/v1",
            "https://abcdefghijklmnopqrst.evilsupabase.co/auth/v1",
            "https://abcdefghijklmnopqrs.supabase.co/auth/v1",
            "https://abcdefghijklmnopqrs1.supabase.co/auth/v1",
            "https://abcdefghijklmnopqrst.supabase.co/auth/v2",
            "https://abcdefghijklmnopqrst.supabase.co:8443/auth/v1",
            "http://abcdefghijklmnopqrst.supabase.co/auth/v1",
            "supabase",
        ] {
            let origin = origin_of("{}", &format!(r#"{{"iss":"{issuer}"}}"#));
            assert_ne!(origin.id, ProviderId::Supabase, "{issuer}");
        }
    }
}
