//! Casdoor: access tokens, which are the ID token too, and refresh tokens.

use crate::jose::json::Value;
use crate::provider::evidence::Evidence;
use crate::provider::generic::set_key_addresses;
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

fn recognises(evidence: &Evidence<'_>) -> bool {
    is_type(evidence.text("tokenType")) && evidence.has("owner")
}

fn is_type(name: Option<&str>) -> bool {
    matches!(name, Some("access-token" | "refresh-token"))
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    // In the format JWT-Custom, a refresh token also has the `tokenType` of an access token.
    let is_refresh =
        [evidence.text("tokenType"), evidence.text("TokenType")].contains(&Some("refresh-token"));
    let kind = if is_refresh { TokenKind::Refresh } else { TokenKind::Access };
    let mut origin = Origin::new(ProviderId::Casdoor, kind, VerifyWith::Jwks);
    origin.who =
        evidence.first_text(&["email", "displayName", "name", "sub"]).map(ToOwned::to_owned);
    origin.fact("organization", evidence.text("owner"));
    let name = evidence.text("owner").zip(evidence.text("name"));
    origin.fact("user", name.map(|(owner, name)| format!("{owner}/{name}")));
    let roles = evidence.claims.get("roles").and_then(Value::as_array).unwrap_or_default();
    let names = roles.iter().filter_map(|role| match role {
        Value::Object(role) => role.get_str("name"),
        other => other.as_str(),
    });
    let names: Vec<&str> = names.collect();
    origin.fact("roles", (!names.is_empty()).then(|| names.join(", ")));
    let is_admin = evidence.claims.get("isAdmin") == Some(&Value::Bool(true));
    origin.fact("administrator", is_admin.then_some("yes"));
    origin
        .fact("client_id", evidence.text("azp").or_else(|| evidence.audiences().first().copied()));
    set_key_addresses(
        &mut origin,
        evidence,
        evidence.below_local_issuer(".well-known/jwks"),
        evidence.below_local_issuer(".well-known/openid-configuration"),
    );
    if is_refresh {
        origin.warn(
            TokenWarning::RefreshToken,
            "this is a refresh token, which is only for Casdoor; keep it secret and send Hasura the access token",
        );
    }
    if evidence.header_text("kid") == Some("cert-built-in") {
        origin.warn(
            TokenWarning::CasdoorCertificate,
            "the `kid` is the name of Casdoor's built-in certificate, and every server has another key under this name; take the key from the server that issued the token",
        );
    }
    if roles.iter().any(|role| role.as_object().is_some()) {
        origin.warn(
            TokenWarning::CasdoorRoles,
            "`roles` is a list of objects, which `claims_map` cannot use; choose the token format JWT-Custom with the attribute `Roles`, which writes their names",
        );
    }
    origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    #[test]
    fn the_type_is_in_the_payload() {
        let origin = |more: &str| {
            let claims = format!(
                r#"{{"iss":"https://door.example.gov","owner":"city","name":"aruiz","azp":"0ba5","sub":"b2f7",{more}}}"#
            );
            origin_of(r#"{"alg":"RS256","kid":"cert-built-in"}"#, &claims)
        };
        let access = origin(r#""tokenType":"access-token","roles":[{"name":"editor"}]"#);
        assert_eq!((access.get("user"), access.get("roles")), (Some("city/aruiz"), Some("editor")));
        assert_eq!((access.id, access.kind), (ProviderId::Casdoor, TokenKind::Access));
        assert_eq!(access.jwks_url.as_deref(), Some("https://door.example.gov/.well-known/jwks"));
        let codes: Vec<_> = access.warnings.iter().map(|warning| warning.code).collect();
        assert_eq!(codes, [TokenWarning::CasdoorCertificate, TokenWarning::CasdoorRoles]);
        for refresh in [
            r#""tokenType":"refresh-token""#,
            r#""tokenType":"access-token","TokenType":"refresh-token""#,
        ] {
            assert_eq!(origin(refresh).kind, TokenKind::Refresh);
        }
    }
}
