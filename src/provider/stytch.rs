//! Stytch: session tokens, and tokens of Connected Apps and machines.

use crate::jose::json::Value;
use crate::provider::evidence::{Evidence, listed};
use crate::provider::generic::{instant, is_plain_name, set_key_addresses};
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;

pub(super) const RULE: Rule = Rule { recognises, describe };

/// The claim with the session, and that with the organization of a B2B session.
const SESSION: &str = "https://stytch.com/session";
const ORGANIZATION: &str = "https://stytch.com/organization";

fn recognises(evidence: &Evidence<'_>) -> bool {
    evidence.has(SESSION) || evidence.has(ORGANIZATION) || project(evidence).is_some()
}

/// Returns the project, from `stytch.com/PROJECT` or the audience.
fn project<'a>(evidence: &Evidence<'a>) -> Option<&'a str> {
    let in_issuer = evidence.iss().and_then(|iss| iss.strip_prefix("stytch.com/"));
    let is_project = |text: &&str| text.starts_with("project-") && is_plain_name(text);
    let is_own = evidence.has(SESSION) || evidence.has(ORGANIZATION);
    let in_audience = evidence.audiences().into_iter().find(is_project).filter(|_| is_own);
    in_issuer.filter(is_project).or(in_audience)
}

/// Returns the address of a project's keys.
pub(super) fn keys_of(project: &str, is_b2b: bool) -> String {
    let host =
        if project.starts_with("project-test-") { "test.stytch.com" } else { "api.stytch.com" };
    let path = if is_b2b { "b2b/sessions" } else { "sessions" };
    format!("https://{host}/v1/{path}/jwks/{project}")
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let subject = evidence.text("sub").unwrap_or_default();
    let kind = if subject.starts_with("m2m-client-") {
        TokenKind::ClientCredentials
    } else if evidence.has(SESSION) {
        TokenKind::Session
    } else {
        TokenKind::Access
    };
    let mut origin = Origin::new(ProviderId::Stytch, kind, VerifyWith::Jwks);
    origin.who = evidence.first_text(&["email", "sub"]).map(ToOwned::to_owned);
    origin.fact("project", project(evidence));
    origin.fact("client_id", evidence.text("client_id"));
    let organization = evidence.claims.get(ORGANIZATION).and_then(Value::as_object);
    origin.fact("organization", organization.and_then(|claims| claims.get_str("organization_id")));
    let session = evidence.object(SESSION);
    origin.fact("session", session.and_then(|session| session.get_str("id")));
    origin.fact("roles", session.and_then(|session| listed(session.get("roles")?)));
    let factors = session.and_then(|session| session.get("authentication_factors")?.as_array());
    let factors = factors.unwrap_or_default().iter().filter_map(Value::as_object);
    let factors: Vec<&str> = factors.filter_map(|factor| factor.get_str("type")).collect();
    origin.fact("factors", (!factors.is_empty()).then(|| factors.join(", ")));
    origin.fact("scope", evidence.text("scope"));
    // The session outlives the token.
    let ends = session.and_then(|session| session.get_str("expires_at")).and_then(instant);
    origin.dates.extend(ends.map(|instant| ("session_expires", instant)));
    let is_b2b = evidence.has(ORGANIZATION) || subject.starts_with("member-");
    let keys = project(evidence).map(|project| keys_of(project, is_b2b));
    set_key_addresses(&mut origin, evidence, keys, None);
    origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    #[test]
    fn the_project_names_the_keys() {
        let origin = |iss: &str, sub: &str, more: &str| {
            let claims = format!(
                r#"{{"iss":"{iss}","aud":["project-test-1"],"sub":"{sub}","{SESSION}":{{"id":"s","roles":["stytch_user"],"expires_at":"2026-11-18T12:06:40Z","authentication_factors":[{{"type":"magic_link"}}]}}{more}}}"#
            );
            origin_of(r#"{"alg":"RS256"}"#, &claims)
        };
        let own = origin("stytch.com/project-test-1", "user-test-1", "");
        assert_eq!((own.id, own.kind), (ProviderId::Stytch, TokenKind::Session));
        let keys = "https://test.stytch.com/v1/sessions/jwks/project-test-1";
        assert_eq!(own.jwks_url.as_deref(), Some(keys));
        assert_eq!(origin("https://id.example.gov", "user-1", "").jwks_url.as_deref(), Some(keys));
        assert_eq!((own.get("session"), own.get("roles")), (Some("s"), Some("stytch_user")));
        assert_eq!(own.get("factors"), Some("magic_link"));
        assert_eq!(own.dates[0].1.to_rfc3339(), "2026-11-18T12:06:40Z");
        let member = origin("stytch.com/project-test-1", "member-test-1", "");
        assert!(member.jwks_url.unwrap().contains("/v1/b2b/sessions/"));
        let machine = r#"{"iss":"stytch.com/project-live-1","sub":"m2m-client-live-1"}"#;
        let machine = origin_of("{}", machine);
        assert_eq!(machine.kind, TokenKind::ClientCredentials);
        assert!(machine.jwks_url.unwrap().starts_with("https://api.stytch.com/"));
    }
}
