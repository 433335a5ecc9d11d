//! Clerk: session tokens, and tokens from a JWT template such as the one for Hasura.

use crate::jose::json::Value;
use crate::provider::evidence::Evidence;
use crate::provider::generic::{date, is_plain_name, set_key_addresses, standard_kind};
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

/// The domains of development instances.
const DEVELOPMENT: [&str; 2] = [".clerk.accounts.dev", ".lcl.dev"];

/// The longest lifetime, in seconds, of a token that is likely to expire before it is pasted.
const SHORT: i64 = 120;

/// Whether the token comes from Clerk, judging by the host of development instances or, on custom
/// domains, by the IDs of the instance, session and user.
fn recognises(evidence: &Evidence<'_>) -> bool {
    let begins =
        |text: Option<&str>, prefix: &str| text.is_some_and(|text| text.starts_with(prefix));
    let is_development = evidence.subdomain_of("clerk.accounts.dev").is_some_and(is_plain_name);
    is_development
        || begins(evidence.header_text("kid"), "ins_")
        || evidence.header_text("cat").is_some()
        || (begins(evidence.text("sid"), "sess_") && begins(evidence.text("sub"), "user_"))
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::Clerk, kind(evidence), VerifyWith::Jwks);
    origin.who = evidence
        .first_text(&["email", "primaryEmail", "name", "username", "sub"])
        .map(ToOwned::to_owned);
    origin.fact("instance", instance(evidence));
    let id = evidence.header_text("kid").filter(|kid| kid.starts_with("ins_"));
    origin.fact("instance_id", id);
    origin.fact("organization", organization(evidence));
    set_key_addresses(
        &mut origin,
        evidence,
        evidence.below_issuer(".well-known/jwks.json"),
        evidence.below_issuer(".well-known/openid-configuration"),
    );
    if origin.kind == TokenKind::Session && is_short(evidence) {
        origin.warn(
            TokenWarning::ClerkShortSession,
            "a session token is valid for one minute, too short to paste; create a JWT template with a longer lifetime and the Hasura claims, and request its token by name",
        );
    }
    if !evidence.has("aud") {
        origin.warn(
            TokenWarning::ClerkNoAudience,
            "there is no `aud`, and Hasura accepts the token regardless of the configured `audience`; set `issuer` in Hasura's configuration, or add `aud` in the JWT template",
        );
    }
    origin
}

/// Returns which instance of the application issued the token. Development instances are at a
/// domain of Clerk's, production instances at the application's own.
fn instance(evidence: &Evidence<'_>) -> Option<&'static str> {
    let host = evidence.https_host()?;
    let is_development = DEVELOPMENT.iter().any(|domain| host.ends_with(domain));
    Some(if is_development { "development" } else { "production" })
}

/// Returns the kind of token, from `cat` in the header. Older tokens are session tokens if they
/// name a session.
fn kind(evidence: &Evidence<'_>) -> TokenKind {
    match evidence.header_text("cat") {
        Some("cl_B7d4PD111AAA") => return TokenKind::Session,
        Some("cl_B7d4PD222AAA") => return TokenKind::Template,
        Some("cl_B7d4PD333AAA") => return TokenKind::Microservice,
        _ => {}
    }
    let standard = standard_kind(evidence);
    if standard != TokenKind::Unknown {
        standard
    } else if evidence.has("sid") {
        TokenKind::Session
    } else {
        TokenKind::Template
    }
}

/// Returns the organization. Version 2 session tokens have it in `o`.
fn organization<'a>(evidence: &Evidence<'a>) -> Option<&'a str> {
    evidence
        .claims
        .get("o")
        .and_then(Value::as_object)
        .and_then(|organization| organization.get_str("id"))
        .or_else(|| evidence.text("org_id"))
}

fn is_short(evidence: &Evidence<'_>) -> bool {
    date(evidence, "exp")
        .zip(date(evidence, "iat"))
        .is_some_and(|(exp, iat)| exp.since(iat).seconds() <= SHORT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    const ISSUER: &str = "https://moped-editor-1.clerk.accounts.dev";

    fn codes(origin: &Origin) -> Vec<TokenWarning> {
        origin.warnings.iter().map(|warning| warning.code).collect()
    }

    #[test]
    fn a_session_token_names_instance_and_organization_and_is_short() {
        let origin = origin_of(
            r#"{"alg":"RS256","cat":"cl_B7d4PD111AAA","kid":"ins_2abc","typ":"JWT"}"#,
            &format!(
                r#"{{"iss":"{ISSUER}","azp":"http://localhost:3000","exp":1607554849,"iat":1607554789,"sid":"sess_1","sub":"user_1","v":2,
                "o":{{"id":"org_1","rol":"admin","slg":"city"}}}}"#
            ),
        );
        assert_eq!((origin.id, origin.kind), (ProviderId::Clerk, TokenKind::Session));
        assert_eq!(origin.who.as_deref(), Some("user_1"));
        assert_eq!(origin.get("instance"), Some("development"));
        assert_eq!(origin.get("instance_id"), Some("ins_2abc"));
        assert_eq!(origin.get("organization"), Some("org_1"));
        assert_eq!(
            origin.jwks_url.as_deref(),
            Some("https://moped-editor-1.clerk.accounts.dev/.well-known/jwks.json")
        );
        assert_eq!(
            codes(&origin),
            [TokenWarning::ClerkShortSession, TokenWarning::ClerkNoAudience]
        );
    }

    #[test]
    fn a_template_has_no_session_and_may_have_an_audience() {
        let origin = origin_of(
            r#"{"alg":"RS256","kid":"ins_2abc"}"#,
            r#"{"iss":"https://clerk.example.gov","sub":"user_1","email":"ada@example.gov","aud":"moped","exp":1607554849,"iat":1607554789}"#,
        );
        assert_eq!((origin.id, origin.kind), (ProviderId::Clerk, TokenKind::Template));
        assert_eq!(origin.get("instance"), Some("production"));
        assert_eq!(origin.who.as_deref(), Some("ada@example.gov"));
        assert_eq!(
            origin.jwks_url.as_deref(),
            Some("https://clerk.example.gov/.well-known/jwks.json")
        );
        assert!(origin.warnings.is_empty());
    }

    #[test]
    fn a_template_with_a_secret_of_its_own_has_no_address() {
        let claims = format!(r#"{{"iss":"{ISSUER}","sub":"user_1","aud":"moped"}}"#);
        let origin = origin_of(r#"{"alg":"HS256"}"#, &claims);
        assert_eq!((origin.id, origin.verify_with), (ProviderId::Clerk, VerifyWith::SharedSecret));
        assert_eq!((origin.jwks_url, origin.discovery_url), (None, None));
    }

    #[test]
    fn the_category_decides_the_kind() {
        let kind = |header, claims| origin_of(header, claims).kind;
        let session = r#"{"sid":"sess_1","sub":"user_1"}"#;
        assert_eq!(kind("{}", session), TokenKind::Session);
        assert_eq!(kind(r#"{"cat":"cl_B7d4PD222AAA"}"#, session), TokenKind::Template);
        assert_eq!(kind(r#"{"cat":"cl_B7d4PD333AAA"}"#, "{}"), TokenKind::Microservice);
        assert_eq!(kind(r#"{"kid":"ins_1","typ":"at+jwt"}"#, "{}"), TokenKind::Access);
    }

    #[test]
    fn a_session_that_lives_longer_is_not_short() {
        let claims = format!(
            r#"{{"iss":"{ISSUER}","aud":"moped","sid":"sess_1","sub":"user_1","exp":1607558389,"iat":1607554789}}"#
        );
        let origin = origin_of("{}", &claims);
        assert_eq!(origin.kind, TokenKind::Session);
        assert!(origin.warnings.is_empty());
    }

    #[test]
    fn a_look_alike_is_not_clerk() {
        for claims in [
            r#"{"iss":"https://a.clerk.accounts.dev.evil.example"}"#,
            r#"{"iss":"https://a.clerk.accounts.dev@evil.example"}"#,
            r#"{"iss":"https://evilclerk.accounts.dev"}"#,
            r#"{"iss":"https://a.clerk.accounts.dev:8443"}"#,
            r#"{"sid":"sess_1","sub":"1"}"#,
            r#"{"sid":"1","sub":"user_1"}"#,
        ] {
            assert_ne!(origin_of("{}", claims).id, ProviderId::Clerk, "{claims}");
        }
    }
}
