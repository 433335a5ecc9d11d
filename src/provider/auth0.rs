//! Auth0: ID and access tokens of a tenant, and encrypted tokens that only Auth0 can read.

use crate::jose::base64url;
use crate::provider::address::WebAddress;
use crate::provider::evidence::Evidence;
use crate::provider::generic::{is_plain_name, set_key_addresses, standard_kind};
use crate::provider::origin::{Federation, Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

fn recognises(evidence: &Evidence<'_>) -> bool {
    tenant(evidence).is_some() || is_encrypted(evidence)
}

/// Returns the tenant and its region, if any, from `https://TENANT[.REGION].auth0.com/`.
fn tenant<'a>(evidence: &'a Evidence<'_>) -> Option<(&'a str, Option<&'a str>)> {
    let name = evidence.subdomain_of("auth0.com").filter(|_| evidence.path() == "/")?;
    let (tenant, region) =
        name.split_once('.').map_or((name, None), |(tenant, region)| (tenant, Some(region)));
    (is_plain_name(tenant) && region.is_none_or(is_plain_name)).then_some((tenant, region))
}

/// Whether this is an encrypted token, which repeats its issuer in the header (RFC 7519 section
/// 5.3).
fn is_encrypted(evidence: &Evidence<'_>) -> bool {
    evidence.header.contains("enc") && tenant(&header_as_claims(evidence)).is_some()
}

/// Returns the header members as if they were claims.
fn header_as_claims<'a>(evidence: &Evidence<'a>) -> Evidence<'a> {
    Evidence::new(evidence.header, evidence.header)
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    if is_encrypted(evidence) { encrypted(evidence) } else { signed(evidence) }
}

fn encrypted(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::Auth0, TokenKind::Access, VerifyWith::IssuerOnly);
    add_tenant(&mut origin, &header_as_claims(evidence));
    origin.warn(
        TokenWarning::Auth0Jwe,
        "the token is encrypted because the login requested no API, and only Auth0 can read it; log in with `audience=` set to your API's identifier and send Hasura that token",
    );
    origin
}

fn signed(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::Auth0, kind(evidence), VerifyWith::Jwks);
    origin.who = who(evidence, origin.kind).map(ToOwned::to_owned);
    add_tenant(&mut origin, evidence);
    let audience = evidence.audiences().into_iter().next();
    let api = evidence.audiences().into_iter().find(|audience| !is_own(evidence, audience));
    if origin.kind == TokenKind::Id {
        origin.fact("client_id", evidence.text("azp").or(audience));
    } else {
        origin.fact("client_id", evidence.text("azp"));
        origin.fact("api", api);
    }
    origin.fact("organization", evidence.first_text(&["org_name", "org_id"]));
    origin.federated_from = federation(evidence);
    set_key_addresses(
        &mut origin,
        evidence,
        evidence.below_issuer(".well-known/jwks.json"),
        evidence.below_issuer(".well-known/openid-configuration"),
    );
    let is_for_an_api = matches!(origin.kind, TokenKind::Access | TokenKind::ClientCredentials);
    if is_for_an_api && api.is_none() {
        origin.warn(
            TokenWarning::Auth0NoAudience,
            "the audience is Auth0 itself, not your API; log in with `audience=` set to the identifier in Hasura's configuration",
        );
    }
    if let Some(certificate) = evidence.below_issuer("pem").filter(|_| has_old_key(evidence)) {
        origin.warn(
            TokenWarning::Auth0X5t,
            format!(
                "the `kid` is in Auth0's old format, whose key set has an `x5t` that Hasura cannot read; configure the certificate at {certificate} as Hasura's `key` instead of a `jwk_url`"
            ),
        );
    }
    origin
}

fn add_tenant(origin: &mut Origin, evidence: &Evidence<'_>) {
    if let Some((tenant, region)) = tenant(evidence) {
        origin.fact("tenant", Some(tenant));
        origin.fact("region", region);
    }
}

fn kind(evidence: &Evidence<'_>) -> TokenKind {
    let is_machine = evidence.text("gty") == Some("client-credentials")
        || evidence.text("sub").is_some_and(|subject| subject.ends_with("@clients"));
    let standard = standard_kind(evidence);
    if is_machine {
        TokenKind::ClientCredentials
    } else if standard != TokenKind::Unknown {
        standard
    } else if ["scope", "permissions", "azp", "gty"].iter().any(|claim| evidence.has(claim)) {
        TokenKind::Access
    } else {
        TokenKind::Id
    }
}

fn who<'a>(evidence: &Evidence<'a>, kind: TokenKind) -> Option<&'a str> {
    if kind == TokenKind::ClientCredentials {
        evidence.first_text(&["azp", "sub"])
    } else {
        evidence.first_text(&["email", "name", "nickname", "sub"])
    }
}

/// Whether an audience is one of Auth0's own APIs: user info or management.
fn is_own(evidence: &Evidence<'_>, audience: &str) -> bool {
    WebAddress::parse(audience).is_ok_and(|audience| Some(audience.host()) == evidence.host())
}

/// Returns the connection and user from `sub`: `CONNECTION|USER`, or `STRATEGY|CONNECTION|USER` for
/// enterprise connections.
fn federation(evidence: &Evidence<'_>) -> Option<Federation> {
    let mut parts = evidence.text("sub")?.splitn(3, '|');
    let (strategy, second) = (parts.next()?, parts.next()?);
    if matches!(strategy, "auth0" | "email" | "sms") {
        return None;
    }
    let third = parts.next();
    let (name, r#type) = third.map_or((strategy, None), |_| (second, Some(strategy)));
    Some(Federation {
        name: name.to_owned(),
        r#type: r#type.map(ToOwned::to_owned),
        issuer: None,
        user_id: Some(third.unwrap_or(second).to_owned()),
    })
}

/// Whether the key belongs to an old tenant, whose `kid` and `x5t` are the base64url encoding of
/// forty hexadecimal digits instead of twenty bytes (RFC 7517 section 4.8).
fn has_old_key(evidence: &Evidence<'_>) -> bool {
    evidence
        .header_text("kid")
        .and_then(|kid| base64url::decode(kid).ok())
        .is_some_and(|bytes| bytes.len() == 40 && bytes.iter().all(u8::is_ascii_hexdigit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    const HEADER: &str = r#"{"alg":"RS256","typ":"JWT","kid":"8sVt1x0Zc3QmNpe2bKxYa"}"#;

    fn origin(header: &str, claims: &str) -> Origin {
        origin_of(header, &format!(r#"{{"iss":"https://moped.us.auth0.com/",{claims}}}"#))
    }

    fn codes(origin: &Origin) -> Vec<TokenWarning> {
        origin.warnings.iter().map(|warning| warning.code).collect()
    }

    #[test]
    fn an_access_token_names_tenant_client_and_api() {
        let origin = origin(
            HEADER,
            r#""sub":"auth0|5f7","aud":["https://moped.example.gov","https://moped.us.auth0.com/userinfo"],"azp":"editor","scope":"openid","permissions":[],"org_id":"org_1""#,
        );
        assert_eq!((origin.id, origin.kind), (ProviderId::Auth0, TokenKind::Access));
        assert_eq!(origin.who.as_deref(), Some("auth0|5f7"));
        assert_eq!(origin.get("tenant"), Some("moped"));
        assert_eq!(origin.get("region"), Some("us"));
        assert_eq!(origin.get("client_id"), Some("editor"));
        assert_eq!(origin.get("api"), Some("https://moped.example.gov"));
        assert_eq!(origin.get("organization"), Some("org_1"));
        assert_eq!(
            origin.jwks_url.as_deref(),
            Some("https://moped.us.auth0.com/.well-known/jwks.json")
        );
        assert!(origin.federated_from.is_none());
        assert!(origin.warnings.is_empty());
    }

    #[test]
    fn an_id_token_has_no_scope() {
        let origin = origin(
            HEADER,
            r#""sub":"google-oauth2|1130","aud":"editor","email":"ada@example.gov","name":"Ada","sid":"s""#,
        );
        assert_eq!(origin.kind, TokenKind::Id);
        assert_eq!(origin.who.as_deref(), Some("ada@example.gov"));
        assert_eq!(origin.get("client_id"), Some("editor"));
        let federation = origin.federated_from.unwrap();
        assert_eq!((federation.name.as_str(), federation.r#type), ("google-oauth2", None));
        assert_eq!(federation.user_id.as_deref(), Some("1130"));
        assert!(origin.warnings.is_empty());
    }

    #[test]
    fn an_enterprise_connection_is_named() {
        let origin = origin(HEADER, r#""sub":"samlp|city-hall|ada@example.gov|1","aud":"editor""#);
        let federation = origin.federated_from.unwrap();
        assert_eq!(
            (federation.name.as_str(), federation.r#type.as_deref()),
            ("city-hall", Some("samlp"))
        );
        assert_eq!(federation.user_id.as_deref(), Some("ada@example.gov|1"));
    }

    #[test]
    fn a_machine_is_known_by_its_grant_or_its_subject() {
        for claims in [
            r#""sub":"importer@clients","azp":"importer","aud":"https://moped.example.gov""#,
            r#""sub":"x","gty":"client-credentials","azp":"importer","aud":"https://moped.example.gov""#,
        ] {
            let origin = origin(HEADER, claims);
            assert_eq!(origin.kind, TokenKind::ClientCredentials);
            assert_eq!(origin.who.as_deref(), Some("importer"));
            assert!(origin.warnings.is_empty());
        }
    }

    #[test]
    fn a_token_signed_with_the_clients_secret_has_no_address() {
        let origin = origin(r#"{"alg":"HS256"}"#, r#""aud":"editor""#);
        assert_eq!((origin.verify_with, origin.jwks_url), (VerifyWith::SharedSecret, None));
        assert_eq!(origin.discovery_url, None);
    }

    #[test]
    fn a_token_for_auth0_itself_is_reported() {
        let user_info =
            r#""azp":"editor","scope":"openid","aud":"https://moped.us.auth0.com/userinfo""#;
        assert_eq!(codes(&origin(HEADER, user_info)), [TokenWarning::Auth0NoAudience]);
        let no_audience = r#""azp":"editor","scope":"openid""#;
        assert_eq!(codes(&origin(HEADER, no_audience)), [TokenWarning::Auth0NoAudience]);
        let other = r#""azp":"editor","aud":"https://moped.us.auth0.com.example.gov/""#;
        assert!(codes(&origin(HEADER, other)).is_empty());
    }

    #[test]
    fn an_encrypted_token_is_known_by_its_header() {
        let header = r#"{"alg":"dir","enc":"A256GCM","iss":"https://moped.us.auth0.com/"}"#;
        let origin = origin_of(header, "{}");
        assert_eq!((origin.id, origin.kind), (ProviderId::Auth0, TokenKind::Access));
        assert_eq!(origin.get("tenant"), Some("moped"));
        assert_eq!((origin.verify_with, origin.jwks_url), (VerifyWith::IssuerOnly, None));
        assert_eq!(origin.warnings[0].code, TokenWarning::Auth0Jwe);
        let unencrypted = r#"{"alg":"RS256","iss":"https://moped.us.auth0.com/"}"#;
        assert_eq!(origin_of(unencrypted, "{}").id, ProviderId::Unknown);
    }

    #[test]
    fn an_old_key_set_is_known_by_its_kid() {
        let header =
            r#"{"alg":"RS256","kid":"NkJCQzIyQzRBMEU4NjhGNUU4MzU4RkY0M0ZCOUM0NTU5MzRBMkM1NQ"}"#;
        let origin = origin(header, r#""aud":"editor""#);
        assert_eq!(codes(&origin), [TokenWarning::Auth0X5t]);
        assert!(origin.warnings[0].message.contains("https://moped.us.auth0.com/pem"));
    }

    #[test]
    fn a_look_alike_is_not_auth0() {
        for issuer in [
            "https://moped.auth0.com.evil.example/",
            "https://moped.auth0.com@evil.example/",
            "https://moped.auth0.com:8443/",
            "https://evilauth0.com/",
            "https://auth0.com/",
            "https://a.b.us.auth0.com/",
            "https://moped.us.auth0.com/more/",
            "http://moped.auth0.com/",
        ] {
            let claims = format!(r#"{{"iss":"{issuer}"}}"#);
            assert_ne!(origin_of("{}", &claims).id, ProviderId::Auth0, "{issuer}");
        }
    }
}
