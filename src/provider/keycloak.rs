//! Keycloak: ID, access and refresh tokens of a realm, on any host.

use crate::provider::evidence::Evidence;
use crate::provider::generic::{set_key_addresses, standard_kind};
use crate::provider::origin::{Federation, Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

/// Whether the issuer ends like that of a realm. Plain `http` is allowed because Keycloak runs that
/// way locally.
fn recognises(evidence: &Evidence<'_>) -> bool {
    realm(evidence).is_some()
}

/// Returns the realm, from `…/realms/REALM`.
fn realm<'a>(evidence: &'a Evidence<'_>) -> Option<&'a str> {
    let path = evidence.issuer().filter(|issuer| !issuer.has_query_or_fragment())?.path();
    let mut segments = path.strip_suffix('/').unwrap_or(path).rsplit('/');
    let realm = segments.next().filter(|realm| is_plain_realm(realm))?;
    (segments.next() == Some("realms")).then_some(realm)
}

/// Whether a name is written as in an address, with white space and similar characters escaped.
fn is_plain_realm(name: &str) -> bool {
    name.bytes().any(|byte| byte.is_ascii_alphanumeric())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte))
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::Keycloak, kind(evidence), VerifyWith::Jwks);
    let user = evidence.first_text(&["email", "preferred_username", "name", "sub"]);
    let machine = client(evidence).filter(|_| origin.kind == TokenKind::ClientCredentials);
    origin.who = machine.or(user).map(ToOwned::to_owned);
    origin.fact("realm", realm(evidence));
    let audience = evidence.audiences().into_iter().next();
    let is_id = origin.kind == TokenKind::Id;
    origin.fact("client_id", client(evidence).or_else(|| audience.filter(|_| is_id)));
    origin.federated_from = evidence.text("identity_provider").map(|provider| Federation {
        name: provider.to_owned(),
        r#type: None,
        issuer: None,
        user_id: evidence.text("identity_provider_identity").map(ToOwned::to_owned),
    });
    set_key_addresses(
        &mut origin,
        evidence,
        evidence.below_local_issuer("protocol/openid-connect/certs"),
        evidence.below_local_issuer(".well-known/openid-configuration"),
    );
    if origin.kind == TokenKind::Refresh {
        origin.verify_with = VerifyWith::IssuerOnly;
        (origin.jwks_url, origin.discovery_url) = (None, None);
    }
    warn(&mut origin, evidence);
    origin
}

fn client<'a>(evidence: &Evidence<'a>) -> Option<&'a str> {
    evidence.first_text(&["azp", "client_id"])
}

/// Returns the kind of token, from `typ` in the payload. A client that authenticates as itself has
/// a user name that begins with `service-account-`.
fn kind(evidence: &Evidence<'_>) -> TokenKind {
    let is_machine = evidence
        .text("preferred_username")
        .is_some_and(|name| name.starts_with("service-account-"));
    match evidence.text("typ") {
        Some("Bearer" | "DPoP") if is_machine => TokenKind::ClientCredentials,
        Some("Bearer" | "DPoP") => TokenKind::Access,
        Some("ID") => TokenKind::Id,
        Some("Refresh" | "Offline") => TokenKind::Refresh,
        _ => standard_kind(evidence),
    }
}

fn warn(origin: &mut Origin, evidence: &Evidence<'_>) {
    if origin.kind == TokenKind::Refresh {
        origin.warn(
            TokenWarning::RefreshToken,
            "this is a refresh token, which is long-lived and only for Keycloak; keep it secret and send Hasura the access token",
        );
    }
    let is_for_an_api = matches!(origin.kind, TokenKind::Access | TokenKind::ClientCredentials);
    if is_for_an_api && evidence.audiences() == ["account"] {
        origin.warn(
            TokenWarning::KeycloakAccountAudience,
            "the only audience is `account`, Keycloak's own account page; add an audience mapper for your API to the client, and set Hasura's `audience` to what it adds",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    const ISSUER: &str = "https://login.example.gov/realms/moped";

    fn origin(issuer: &str, claims: &str) -> Origin {
        let claims = format!(r#"{{"iss":"{issuer}",{claims}}}"#);
        origin_of(r#"{"alg":"RS256","typ":"JWT","kid":"k"}"#, &claims)
    }

    #[test]
    fn an_access_token_names_realm_client_and_user() {
        let origin = origin(
            ISSUER,
            r#""typ":"Bearer","sub":"7","aud":["moped-api","account"],"azp":"editor","preferred_username":"ada","email":"ada@example.gov","identity_provider":"azuread","identity_provider_identity":"ada@example.gov""#,
        );
        assert_eq!((origin.id, origin.kind), (ProviderId::Keycloak, TokenKind::Access));
        assert_eq!(origin.who.as_deref(), Some("ada@example.gov"));
        assert_eq!(origin.get("realm"), Some("moped"));
        assert_eq!(origin.get("client_id"), Some("editor"));
        assert_eq!(
            origin.jwks_url.as_deref(),
            Some("https://login.example.gov/realms/moped/protocol/openid-connect/certs")
        );
        assert_eq!(
            origin.discovery_url.as_deref(),
            Some("https://login.example.gov/realms/moped/.well-known/openid-configuration")
        );
        let federation = origin.federated_from.unwrap();
        assert_eq!(
            (federation.name.as_str(), federation.user_id.as_deref()),
            ("azuread", Some("ada@example.gov"))
        );
        assert!(origin.warnings.is_empty());
    }

    #[test]
    fn the_payload_names_the_kind() {
        for (typ, kind) in [
            ("Bearer", TokenKind::Access),
            ("ID", TokenKind::Id),
            ("Refresh", TokenKind::Refresh),
            ("Offline", TokenKind::Refresh),
            ("Logout", TokenKind::Unknown),
        ] {
            assert_eq!(origin(ISSUER, &format!(r#""typ":"{typ}""#)).kind, kind, "{typ}");
        }
        let id = origin(ISSUER, r#""typ":"ID","aud":"editor""#);
        assert_eq!(id.get("client_id"), Some("editor"));
    }

    #[test]
    fn a_service_account_is_a_client() {
        let origin = origin(
            ISSUER,
            r#""typ":"Bearer","azp":"importer","preferred_username":"service-account-importer""#,
        );
        assert_eq!(origin.kind, TokenKind::ClientCredentials);
        assert_eq!(origin.who.as_deref(), Some("importer"));
    }

    #[test]
    fn a_local_realm_has_addresses_like_any_other() {
        for issuer in [
            "http://localhost:8080/realms/moped",
            "http://keycloak:8080/auth/realms/moped",
            "https://login.example.gov:8443/auth/realms/moped",
        ] {
            let origin = origin(issuer, r#""typ":"Bearer""#);
            assert_eq!((origin.id, origin.get("realm")), (ProviderId::Keycloak, Some("moped")));
            let below = |path: &str| Some(format!("{issuer}/{path}"));
            assert_eq!(origin.jwks_url, below("protocol/openid-connect/certs"));
            assert_eq!(origin.discovery_url, below(".well-known/openid-configuration"));
        }
    }

    #[test]
    fn an_issuer_that_does_not_end_in_a_realm_is_not_keycloak() {
        for issuer in [
            "https://login.example.gov/realms",
            "https://login.example.gov/realms/",
            "https://login.example.gov/realms/moped/more",
            "https://login.example.gov/myrealms/moped",
            "https://login.example.gov/?x=/realms/moped",
            "https://login.example.gov/#/realms/moped",
            "https://login.example.gov/realms/..",
            "https://login.example.gov/realms/a b",
            "urn:x:/realms/moped",
        ] {
            let origin = origin(issuer, r#""typ":"Bearer""#);
            assert_ne!(origin.id, ProviderId::Keycloak, "{issuer}");
        }
    }

    #[test]
    fn a_refresh_token_is_reported_and_its_secret_has_no_address() {
        for (alg, typ) in [("HS512", "Refresh"), ("HS256", "Offline"), ("RS256", "Refresh")] {
            let origin = origin_of(
                &format!(r#"{{"alg":"{alg}"}}"#),
                &format!(r#"{{"iss":"{ISSUER}","aud":"{ISSUER}","typ":"{typ}","sub":"7"}}"#),
            );
            assert_eq!((origin.verify_with, origin.jwks_url), (VerifyWith::IssuerOnly, None));
            assert_eq!(origin.warnings[0].code, TokenWarning::RefreshToken);
            assert_eq!(origin.warnings.len(), 1);
        }
    }

    #[test]
    fn the_default_audience_is_reported() {
        let account = origin(ISSUER, r#""typ":"Bearer","aud":"account""#);
        assert_eq!(account.warnings[0].code, TokenWarning::KeycloakAccountAudience);
        assert!(origin(ISSUER, r#""typ":"ID","aud":"account""#).warnings.is_empty());
    }
}
