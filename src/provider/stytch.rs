//! Stytch: session tokens, and tokens of Connected Apps and machines.

use crate::jose::json::Value;
use crate::provider::evidence::Evidence;
use crate::provider::generic::{is_plain_name, set_key_addresses};
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
                r#"{{"iss":"{iss}","aud":["project-test-1"],"sub":"{sub}","{SESSION}":{{"id":"s"}}{more}}}"#
            );
            origin_of(r#"{"alg":"RS256"}"#, &claims)
        };
        let own = origin("stytch.com/project-test-1", "user-test-1", "");
        assert_eq!((own.id, own.kind), (ProviderId::Stytch, TokenKind::Session));
        let keys = "https://test.stytch.com/v1/sessions/jwks/project-test-1";
        assert_eq!(own.jwks_url.as_deref(), Some(keys));
        assert_eq!(origin("https://id.example.gov", "user-1", "").jwks_url.as_deref(), Some(keys));
        let member = origin("stytch.com/project-test-1", "member-test-1", "");
        assert!(member.jwks_url.unwrap().contains("/v1/b2b/sessions/"));
        let machine = r#"{"iss":"stytch.com/project-live-1","sub":"m2m-client-live-1"}"#;
        let machine = origin_of("{}", machine);
        assert_eq!(machine.kind, TokenKind::ClientCredentials);
        assert!(machine.jwks_url.unwrap().starts_with("https://api.stytch.com/"));
    }
}
