//! Google: ID tokens of users and service accounts, and assertions of Identity-Aware Proxy.

use crate::provider::evidence::Evidence;
use crate::provider::generic::set_key_addresses;
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises: is_google, describe: describe_id_token };

/// The rule for Identity-Aware Proxy, which sends its tokens in the header
/// `x-goog-iap-jwt-assertion`.
pub(super) const IAP_RULE: Rule = Rule { recognises: is_proxy, describe: describe_assertion };

/// Whether the issuer is Google, in either of the two spellings that Google's own libraries accept.
fn is_google(evidence: &Evidence<'_>) -> bool {
    matches!(evidence.iss(), Some("https://accounts.google.com" | "accounts.google.com"))
}

fn is_proxy(evidence: &Evidence<'_>) -> bool {
    evidence.iss() == Some("https://cloud.google.com/iap")
}

fn describe_id_token(evidence: &Evidence<'_>) -> Origin {
    let service_account = evidence.text("email").filter(|email| is_service_account(email));
    let kind = if service_account.is_some() { TokenKind::ServiceAccount } else { TokenKind::Id };
    let mut origin = Origin::new(ProviderId::Google, kind, VerifyWith::Jwks);
    origin.who = evidence.first_text(&["email", "name", "sub"]).map(ToOwned::to_owned);
    let client = evidence.text("azp").or_else(|| evidence.audiences().into_iter().next());
    origin.fact("client_id", client);
    origin.fact("organization", evidence.text("hd"));
    origin.fact("service_account", service_account);
    set_key_addresses(
        &mut origin,
        evidence,
        Some("https://www.googleapis.com/oauth2/v3/certs".to_owned()),
        Some("https://accounts.google.com/.well-known/openid-configuration".to_owned()),
    );
    origin.warn(
        TokenWarning::GoogleNoCustomClaims,
        "a Google id token has no custom claims, and every application shares the same keys; give Hasura literal roles in `claims_map` and your client ID as `audience`",
    );
    origin
}

fn is_service_account(email: &str) -> bool {
    email.rsplit_once('@').is_some_and(|(_, domain)| {
        domain == "gserviceaccount.com" || domain.ends_with(".gserviceaccount.com")
    })
}

fn describe_assertion(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::GoogleIap, TokenKind::UserClaims, VerifyWith::Jwks);
    origin.who = evidence.first_text(&["email", "sub"]).map(ToOwned::to_owned);
    origin.fact("project", project(evidence));
    origin.fact("organization", evidence.text("hd"));
    let keys = "https://www.gstatic.com/iap/verify/public_key-jwk".to_owned();
    set_key_addresses(&mut origin, evidence, Some(keys), None);
    origin.warn(
        TokenWarning::GoogleNoCustomClaims,
        "the proxy's assertion has no custom claims; give Hasura literal roles in `claims_map`, this `audience`, and `x-goog-iap-jwt-assertion` as the header with the token",
    );
    origin
}

/// Returns the project number, from the audience `/projects/NUMBER/…`.
fn project<'a>(evidence: &Evidence<'a>) -> Option<&'a str> {
    evidence
        .audiences()
        .into_iter()
        .find_map(|audience| audience.strip_prefix("/projects/"))
        .and_then(|rest| rest.split('/').next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    #[test]
    fn an_id_token_names_client_organization_and_user() {
        for issuer in ["https://accounts.google.com", "accounts.google.com"] {
            let origin = origin_of(
                r#"{"alg":"RS256","kid":"k"}"#,
                &format!(
                    r#"{{"iss":"{issuer}","azp":"1.apps.googleusercontent.com","aud":"2.apps.googleusercontent.com","sub":"1130","hd":"example.gov","email":"ada@example.gov"}}"#
                ),
            );
            assert_eq!((origin.id, origin.kind), (ProviderId::Google, TokenKind::Id));
            assert_eq!(origin.who.as_deref(), Some("ada@example.gov"));
            assert_eq!(origin.get("client_id"), Some("1.apps.googleusercontent.com"));
            assert_eq!(origin.get("organization"), Some("example.gov"));
            assert_eq!(
                origin.jwks_url.as_deref(),
                Some("https://www.googleapis.com/oauth2/v3/certs")
            );
            assert_eq!(origin.warnings[0].code, TokenWarning::GoogleNoCustomClaims);
        }
    }

    #[test]
    fn a_service_account_is_known_by_its_address() {
        let kind = |email| {
            let claims = format!(
                r#"{{"iss":"https://accounts.google.com","aud":"moped","email":"{email}"}}"#
            );
            let origin = origin_of("{}", &claims);
            (origin.kind, origin.get("service_account").map(ToOwned::to_owned))
        };
        let robot = "import@moped.iam.gserviceaccount.com";
        assert_eq!(kind(robot), (TokenKind::ServiceAccount, Some(robot.to_owned())));
        assert_eq!(kind("ada@evilgserviceaccount.com"), (TokenKind::Id, None));
    }

    #[test]
    fn the_proxy_has_keys_of_its_own() {
        let origin = origin_of(
            r#"{"alg":"ES256","kid":"k"}"#,
            r#"{"iss":"https://cloud.google.com/iap","aud":"/projects/123456/global/backendServices/789","sub":"accounts.google.com:1130","email":"ada@example.gov"}"#,
        );
        assert_eq!((origin.id, origin.kind), (ProviderId::GoogleIap, TokenKind::UserClaims));
        assert_eq!(origin.who.as_deref(), Some("ada@example.gov"));
        assert_eq!(origin.get("project"), Some("123456"));
        assert_eq!(
            origin.jwks_url.as_deref(),
            Some("https://www.gstatic.com/iap/verify/public_key-jwk")
        );
        assert_eq!(origin.discovery_url, None);
        assert_eq!(origin.warnings[0].code, TokenWarning::GoogleNoCustomClaims);
    }

    #[test]
    fn a_look_alike_is_not_google() {
        for issuer in [
            "https://accounts.google.com.evil.example",
            "https://accounts.google.com@evil.example",
            "https://accounts.google.com/o",
            "http://accounts.google.com",
            "https://cloud.google.com/iap/more",
            "https://cloud.google.com",
        ] {
            let origin = origin_of("{}", &format!(r#"{{"iss":"{issuer}"}}"#));
            assert_ne!(origin.id, ProviderId::Google, "{issuer}");
            assert_ne!(origin.id, ProviderId::GoogleIap, "{issuer}");
        }
    }
}
