//! better-auth: tokens of its JWT plugin, and its session cookie.

use crate::provider::evidence::Evidence;
use crate::provider::generic::set_key_addresses;
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

fn recognises(evidence: &Evidence<'_>) -> bool {
    is_cookie(evidence) || is_plugin(evidence)
}

/// Whether this is the cookie that caches a session.
fn is_cookie(evidence: &Evidence<'_>) -> bool {
    evidence.header_text("typ") == Some("better-auth.session-cache+jwt")
        || evidence.audiences() == ["better-auth:session-cache"]
}

/// Whether the claims are a whole user record, which the plugin issues to its own application.
fn is_plugin(evidence: &Evidence<'_>) -> bool {
    let is_own = evidence.iss().is_some_and(|iss| evidence.audiences() == [iss]);
    evidence.header_text("alg") == Some("EdDSA")
        && is_own
        && evidence.has("emailVerified")
        && evidence.has("createdAt")
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let kind = if is_cookie(evidence) { TokenKind::Session } else { TokenKind::Access };
    let mut origin = Origin::new(ProviderId::BetterAuth, kind, VerifyWith::Jwks);
    origin.who = evidence.first_text(&["email", "name", "sub"]).map(ToOwned::to_owned);
    set_key_addresses(&mut origin, evidence, evidence.below_local_issuer("api/auth/jwks"), None);
    if !is_cookie(evidence) {
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
}
