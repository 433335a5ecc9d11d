//! better-auth: tokens of its JWT plugin, and its session cookie.

use crate::jose::json::{Object, Value};
use crate::provider::evidence::Evidence;
use crate::provider::generic::{is_signed_with_secret, set_key_addresses};
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

/// What stands for a hidden value.
const HIDDEN: &str = "…";

pub(super) const RULE: Rule = Rule { recognises, describe };

fn recognises(evidence: &Evidence<'_>) -> bool {
    is_cookie(evidence) || is_plugin(evidence)
}

/// Whether this is the cookie that caches a session.
fn is_cookie(evidence: &Evidence<'_>) -> bool {
    evidence.header_text("typ") == Some("better-auth.session-cache+jwt")
        || evidence.audiences() == ["better-auth:session-cache"]
        || is_signed_cache(evidence)
}

/// Whether the cookie is signed with the secret itself, which its header does not say.
fn is_signed_cache(evidence: &Evidence<'_>) -> bool {
    let objects = ["session", "user"].iter().all(|claim| evidence.object(claim).is_some());
    let own = ["updatedAt", "version"].iter().all(|claim| evidence.has(claim));
    is_signed_with_secret(evidence) && objects && own
}

/// Whether the claims are a whole user record, which the plugin issues to its own application.
fn is_plugin(evidence: &Evidence<'_>) -> bool {
    let is_own = evidence.iss().is_some_and(|iss| evidence.audiences() == [iss]);
    evidence.header_text("alg") == Some("EdDSA")
        && is_own
        && evidence.has("emailVerified")
        && evidence.has("createdAt")
}

/// Returns the claims of a session cookie without what logs in as the user.
pub(crate) fn without_session(claims: &Object) -> Object {
    let mut shown = claims.clone();
    if shown.get_str("sid").is_some() {
        shown.set("sid", HIDDEN);
    }
    if let Some(session) = claims.get("session").and_then(Value::as_object)
        && session.get_str("token").is_some()
    {
        let mut session = session.clone();
        session.set("token", HIDDEN);
        shown.set("session", Value::Object(session));
    }
    shown
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let kind = if is_cookie(evidence) { TokenKind::Session } else { TokenKind::Access };
    let mut origin = Origin::new(ProviderId::BetterAuth, kind, VerifyWith::Jwks);
    let user = evidence.object("user");
    let user = user.and_then(|user| user.get_str("email").or_else(|| user.get_str("name")));
    origin.who = evidence.first_text(&["email", "name", "sub"]).or(user).map(ToOwned::to_owned);
    set_key_addresses(&mut origin, evidence, evidence.below_local_issuer("api/auth/jwks"), None);
    if is_cookie(evidence) {
        origin.warn(
            TokenWarning::BetterAuthSession,
            "this is the cookie in which better-auth caches a session, only for its own application, and its `sid` or `session.token` logs in as the user; send Hasura a token of the JWT plugin (`GET /api/auth/token`, or the response header `set-auth-jwt`)",
        );
    } else {
        origin.warn(
            TokenWarning::BetterAuthRecord,
            "the token has the whole user record; have `definePayload` of the JWT plugin write only what the engine needs, with the Hasura claims",
        );
    }
    origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    #[test]
    fn a_local_application_is_its_own_issuer() {
        let claims = r#"{"sub":"u1","email":"ana.ruiz@example.gov","emailVerified":true,"createdAt":"2026-01-01T00:00:00.000Z","iss":"http://localhost:3000","aud":"http://localhost:3000"}"#;
        let origin = origin_of(r#"{"alg":"EdDSA","kid":"PbS0"}"#, claims);
        assert_eq!((origin.id, origin.kind), (ProviderId::BetterAuth, TokenKind::Access));
        assert_eq!(origin.jwks_url.as_deref(), Some("http://localhost:3000/api/auth/jwks"));
        let cookie = r#"{"alg":"EdDSA","typ":"better-auth.session-cache+jwt"}"#;
        assert_eq!(origin_of(cookie, "{}").kind, TokenKind::Session);
    }

    #[test]
    fn a_cookie_is_for_its_application_only() {
        let signed = r#"{"session":{"token":"t"},"user":{"email":"ana.ruiz@example.gov"},"updatedAt":1795000000000,"version":"1"}"#;
        let cookies = [
            (r#"{"alg":"HS256"}"#, signed, VerifyWith::SharedSecret),
            (
                r#"{"alg":"EdDSA","kid":"k"}"#,
                r#"{"aud":"better-auth:session-cache","sid":"s"}"#,
                VerifyWith::Jwks,
            ),
        ];
        for (header, claims, verify_with) in cookies {
            let origin = origin_of(header, claims);
            assert_eq!((origin.id, origin.kind), (ProviderId::BetterAuth, TokenKind::Session));
            assert_eq!(origin.verify_with, verify_with);
            assert_eq!(origin.warnings[0].code, TokenWarning::BetterAuthSession);
            assert_eq!(origin.warnings[1].code, TokenWarning::KeysElsewhere);
        }
        assert_eq!(
            origin_of(r#"{"alg":"HS256"}"#, signed).who.as_deref(),
            Some("ana.ruiz@example.gov")
        );
        assert_ne!(origin_of(r#"{"alg":"RS256"}"#, signed).id, ProviderId::BetterAuth);
    }

    #[test]
    fn what_logs_in_is_not_shown() {
        let claims = br#"{"sid":"s3cret","session":{"token":"s3cret","id":"1"},"sub":"u1"}"#;
        let claims = Value::parse(claims).unwrap();
        let shown = without_session(claims.as_object().unwrap());
        let expected = r#"{"sid":"…","session":{"token":"…","id":"1"},"sub":"u1"}"#;
        assert_eq!(Value::Object(shown).to_json(), expected);
    }
}
