//! authentik: ID and access tokens of an application.

use crate::provider::evidence::Evidence;
use crate::provider::generic::{set_key_addresses, standard_kind};
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;

pub(super) const RULE: Rule = Rule { recognises, describe };

fn recognises(evidence: &Evidence<'_>) -> bool {
    application(evidence).is_some() || is_global(evidence)
}

/// Whether all applications share one issuer, the host, which does not name the application.
fn is_global(evidence: &Evidence<'_>) -> bool {
    evidence.text("acr").is_some_and(|acr| acr.starts_with("goauthentik.io/"))
        && application(evidence).is_none()
}

/// Returns the application, from `…/application/o/APPLICATION/`.
fn application<'a>(evidence: &'a Evidence<'_>) -> Option<&'a str> {
    let path = evidence.issuer().filter(|issuer| !issuer.has_query_or_fragment())?.path();
    let (_, name) = path.split_once("/application/o/")?;
    let name = name.strip_suffix('/').unwrap_or(name);
    (!name.is_empty() && !name.contains('/')).then_some(name)
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    // Both have the same claims, except for those of an access token.
    let kind = match standard_kind(evidence) {
        TokenKind::Unknown if evidence.has("azp") && evidence.has("uid") => TokenKind::Access,
        TokenKind::Unknown => TokenKind::Id,
        kind => kind,
    };
    let mut origin = Origin::new(ProviderId::Authentik, kind, VerifyWith::Jwks);
    origin.who =
        evidence.first_text(&["email", "preferred_username", "name", "sub"]).map(ToOwned::to_owned);
    let audience = evidence.audiences().into_iter().next();
    origin.fact("client_id", evidence.text("azp").or(audience));
    origin.fact("app_id", application(evidence));
    origin.fact("groups", evidence.listed("groups"));
    let below = |path| {
        let is_known = application(evidence).is_some();
        is_known.then(|| evidence.below_local_issuer(path)).flatten()
    };
    let (keys, discovery) = (below("jwks/"), below(".well-known/openid-configuration"));
    set_key_addresses(&mut origin, evidence, keys, discovery);
    origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    #[test]
    fn the_application_is_in_the_issuer() {
        let claims = |iss: &str| format!(r#"{{"iss":"{iss}","azp":"QkJ","uid":"gZ","aud":"QkJ"}}"#);
        for host in ["https://sso.example.gov", "http://localhost:9000"] {
            let issuer = format!("{host}/application/o/hasura/");
            let origin = origin_of(r#"{"alg":"RS256"}"#, &claims(&issuer));
            assert_eq!((origin.id, origin.kind), (ProviderId::Authentik, TokenKind::Access));
            assert_eq!(origin.get("app_id"), Some("hasura"));
            assert_eq!(origin.jwks_url.unwrap(), format!("{issuer}jwks/"));
        }
        let secret = origin_of(r#"{"alg":"HS256"}"#, &claims("https://a.example/application/o/x/"));
        assert_eq!((secret.verify_with, secret.jwks_url), (VerifyWith::SharedSecret, None));
        assert!(secret.warnings[0].message.contains("the client secret"));
    }

    /// In this mode the keys are still below the application.
    #[test]
    fn a_shared_issuer_does_not_name_the_keys() {
        let claims = r#"{"iss":"https://sso.example.gov/","azp":"QkJ","uid":"gZ","aud":"QkJ","acr":"goauthentik.io/providers/oauth2/default"}"#;
        let origin = origin_of(r#"{"alg":"RS256"}"#, claims);
        assert_eq!((origin.id, origin.kind), (ProviderId::Authentik, TokenKind::Access));
        assert_eq!((&origin.jwks_url, &origin.discovery_url), (&None, &None));
        assert_eq!((origin.get("app_id"), origin.get("client_id")), (None, Some("QkJ")));
        assert!(origin.warnings[0].message.contains("/application/o/APPLICATION/jwks/"));
    }
}
