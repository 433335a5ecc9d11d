//! Okta: tokens from an organization's own server and from its custom authorization servers.

use crate::jose::json::Value;
use crate::provider::evidence::Evidence;
use crate::provider::generic::{is_plain_name, set_key_addresses, standard_kind};
use crate::provider::origin::{Federation, Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

const DOMAINS: [&str; 3] = ["okta.com", "oktapreview.com", "okta-emea.com"];

/// The kind of an Okta server.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Server {
    /// The organization's own server, for Okta's API; the issuer has no path
    Organization,
    /// A custom server, for the customer's API; the issuer is `…/oauth2/ID`
    Custom,
}

/// Whether the token comes from Okta, judging by the host or, on a custom domain, by claims that
/// only Okta uses.
fn recognises(evidence: &Evidence<'_>) -> bool {
    organization(evidence).is_some() || has_okta_claims(evidence)
}

/// Returns the organization, from `ORGANIZATION.okta.com` or another of Okta's domains.
fn organization<'a>(evidence: &'a Evidence<'_>) -> Option<&'a str> {
    DOMAINS
        .iter()
        .find_map(|domain| evidence.subdomain_of(domain))
        .filter(|organization| is_plain_name(organization))
}

fn has_okta_claims(evidence: &Evidence<'_>) -> bool {
    evidence.text("cid").is_some()
        && evidence.text("uid").is_some()
        && evidence.claims.get("scp").and_then(Value::as_array).is_some()
        && evidence.text("jti").is_some_and(|id| id.starts_with("AT."))
}

fn server(evidence: &Evidence<'_>) -> Option<Server> {
    let path = evidence.path().strip_prefix('/')?.trim_end_matches('/');
    if path.is_empty() {
        Some(Server::Organization)
    } else {
        path.strip_prefix("oauth2/").filter(|id| is_plain_name(id)).map(|_| Server::Custom)
    }
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::Okta, kind(evidence), VerifyWith::Jwks);
    let is_machine = origin.kind == TokenKind::ClientCredentials;
    let user = evidence.first_text(&["email", "preferred_username", "name", "sub"]);
    let who = if is_machine { evidence.first_text(&["cid", "sub"]) } else { user };
    origin.who = who.map(ToOwned::to_owned);
    origin.fact("organization", organization(evidence));
    let audience = evidence.audiences().into_iter().next();
    if origin.kind == TokenKind::Id {
        origin.fact("client_id", audience);
    } else {
        origin.fact("client_id", evidence.text("cid"));
        origin.fact("api", audience);
    }
    origin.federated_from = federation(evidence);
    if let Some(server) = server(evidence) {
        describe_server(&mut origin, evidence, server);
    } else {
        set_key_addresses(&mut origin, evidence, None, None);
    }
    if origin.kind == TokenKind::Refresh {
        origin.warn(
            TokenWarning::RefreshToken,
            "this is a refresh token, which is long-lived and only for Okta; keep it secret and send Hasura the access token",
        );
    }
    origin
}

fn describe_server(origin: &mut Origin, evidence: &Evidence<'_>, server: Server) {
    let (name, keys) = match server {
        Server::Organization => ("organization", "oauth2/v1/keys"),
        Server::Custom => ("custom", "v1/keys"),
    };
    origin.fact("issuer_kind", Some(name));
    set_key_addresses(
        origin,
        evidence,
        evidence.below_issuer(keys),
        evidence.below_issuer(".well-known/openid-configuration"),
    );
    let is_for_an_api = matches!(origin.kind, TokenKind::Access | TokenKind::ClientCredentials);
    if server == Server::Organization && is_for_an_api {
        origin.warn(
            TokenWarning::OktaOrgServer,
            "the issuer is the organization's own server, whose access tokens are only for Okta's API; request the token for Hasura from a custom authorization server, such as `/oauth2/default`",
        );
    }
}

/// Returns the kind of token, from the prefix of `jti`. A machine is a client without a user.
fn kind(evidence: &Evidence<'_>) -> TokenKind {
    let id = evidence.text("jti").unwrap_or_default();
    let is_access = id.starts_with("AT.") || evidence.has("scp");
    if id.starts_with("RT.") {
        TokenKind::Refresh
    } else if id.starts_with("ID.") {
        TokenKind::Id
    } else if is_access && evidence.has("cid") && !evidence.has("uid") {
        TokenKind::ClientCredentials
    } else if is_access {
        TokenKind::Access
    } else {
        standard_kind(evidence)
    }
}

/// Returns the provider that the user signed in with. `idp` is the ID of the organization, `00o…`,
/// or of an external provider, `0oa…`.
fn federation(evidence: &Evidence<'_>) -> Option<Federation> {
    let provider = evidence.text("idp").filter(|id| id.starts_with("0oa"))?;
    Some(Federation { name: provider.to_owned(), r#type: None, issuer: None, user_id: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    const ACCESS: &str = r#""ver":1,"jti":"AT.0mP4","aud":"api://moped","cid":"0oa1","uid":"00u1","scp":["openid"],"sub":"ada@example.gov""#;

    fn origin(issuer: &str, claims: &str) -> Origin {
        let claims = format!(r#"{{"iss":"{issuer}",{claims}}}"#);
        origin_of(r#"{"alg":"RS256","kid":"k"}"#, &claims)
    }

    #[test]
    fn an_access_token_of_a_custom_server_names_client_and_api() {
        let origin = origin("https://example.okta.com/oauth2/default", ACCESS);
        assert_eq!((origin.id, origin.kind), (ProviderId::Okta, TokenKind::Access));
        assert_eq!(origin.who.as_deref(), Some("ada@example.gov"));
        assert_eq!(origin.get("organization"), Some("example"));
        assert_eq!(origin.get("client_id"), Some("0oa1"));
        assert_eq!(origin.get("api"), Some("api://moped"));
        assert_eq!(origin.get("issuer_kind"), Some("custom"));
        assert_eq!(
            origin.jwks_url.as_deref(),
            Some("https://example.okta.com/oauth2/default/v1/keys")
        );
        assert_eq!(
            origin.discovery_url.as_deref(),
            Some("https://example.okta.com/oauth2/default/.well-known/openid-configuration")
        );
        assert!(origin.warnings.is_empty());
    }

    #[test]
    fn an_id_token_names_its_client_and_the_external_provider() {
        let claims = r#""jti":"ID.4ea","aud":"0oa1","sub":"00u1","preferred_username":"ada@example.gov","name":"Ada","idp":"0oa9","at_hash":"h""#;
        let id = origin("https://example.oktapreview.com", claims);
        assert_eq!(id.kind, TokenKind::Id);
        assert_eq!(id.who.as_deref(), Some("ada@example.gov"));
        assert_eq!(id.get("client_id"), Some("0oa1"));
        assert_eq!(id.jwks_url.as_deref(), Some("https://example.oktapreview.com/oauth2/v1/keys"));
        assert_eq!(id.federated_from.unwrap().name, "0oa9");
        assert!(id.warnings.is_empty());
        let own = claims.replace("0oa9", "00o9");
        assert!(origin("https://example.okta.com", &own).federated_from.is_none());
    }

    #[test]
    fn a_machine_has_a_client_and_no_user() {
        let claims = r#""jti":"AT.1","cid":"0oa1","scp":["import"],"sub":"0oa1""#;
        let origin = origin("https://example.okta-emea.com/oauth2/aus1", claims);
        assert_eq!((origin.id, origin.kind), (ProviderId::Okta, TokenKind::ClientCredentials));
        assert_eq!(origin.who.as_deref(), Some("0oa1"));
    }

    #[test]
    fn a_custom_domain_is_recognised_by_the_claims() {
        let origin = origin("https://login.example.gov/oauth2/aus1", ACCESS);
        assert_eq!((origin.id, origin.get("organization")), (ProviderId::Okta, None));
        assert_eq!(
            origin.jwks_url.as_deref(),
            Some("https://login.example.gov/oauth2/aus1/v1/keys")
        );
    }

    #[test]
    fn a_path_that_is_not_a_server_has_no_keys() {
        let origin = origin("https://example.okta.com/oauth2/default/more", ACCESS);
        assert_eq!((origin.id, origin.jwks_url), (ProviderId::Okta, None));
    }

    #[test]
    fn an_access_token_of_the_organization_is_reported() {
        let origin = origin("https://example.okta.com", ACCESS);
        assert_eq!(origin.get("issuer_kind"), Some("organization"));
        assert_eq!(origin.warnings[0].code, TokenWarning::OktaOrgServer);
        assert_eq!(origin.warnings.len(), 1);
    }

    #[test]
    fn a_refresh_token_is_reported() {
        let origin =
            origin("https://example.okta.com/oauth2/default", r#""jti":"RT.1","cid":"0oa1""#);
        assert_eq!(origin.kind, TokenKind::Refresh);
        assert_eq!(origin.warnings[0].code, TokenWarning::RefreshToken);
    }

    #[test]
    fn a_look_alike_is_not_okta() {
        for issuer in [
            "https://a.b.okta.com",
            "https://example.okta.com.evil.example",
            "https://example.okta.com@evil.example",
            "https://example.okta.com:8443",
            "https://evilokta.com",
            "https://okta.com",
            "http://example.okta.com",
        ] {
            assert_ne!(origin(issuer, r#""cid":"0oa1""#).id, ProviderId::Okta, "{issuer}");
        }
        let without_a_list = ACCESS.replace(r#"["openid"]"#, r#""openid""#);
        let origin = origin("https://login.example.gov/oauth2/aus1", &without_a_list);
        assert_eq!(origin.id, ProviderId::GenericOidc);
    }
}
