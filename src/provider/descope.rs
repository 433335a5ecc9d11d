//! Descope: session and refresh tokens.

use crate::provider::evidence::Evidence;
use crate::provider::generic::set_key_addresses;
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

fn recognises(evidence: &Evidence<'_>) -> bool {
    matches!(evidence.text("drn"), Some("DS" | "DSR")) || project(evidence).is_some()
}

/// Returns the project: the issuer, or one of the last two segments of its path.
fn project<'a>(evidence: &'a Evidence<'_>) -> Option<&'a str> {
    let iss = evidence.iss()?;
    if evidence.issuer().is_none() {
        return Some(iss).filter(|iss| is_project(iss));
    }
    evidence.path().rsplit('/').take(2).find(|segment| is_project(segment))
}

/// Whether this is the ID of a project: `P` and 27 or more letters and digits.
fn is_project(text: &str) -> bool {
    text.len() >= 28
        && text.starts_with('P')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Returns the address of a project's keys. A longer ID has its region after the `P`.
pub(super) fn keys_of(project: &str) -> Option<String> {
    let region = project.get(1..5).filter(|_| project.len() >= 32);
    let region =
        region.map_or_else(String::new, |region| format!("{}.", region.to_ascii_lowercase()));
    is_project(project).then(|| format!("https://api.{region}descope.com/v2/keys/{project}"))
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let is_refresh = evidence.text("drn") == Some("DSR")
        || (evidence.text("cookieName") == Some("DSR") && !evidence.has("drn"));
    let kind = if is_refresh { TokenKind::Refresh } else { TokenKind::Session };
    let mut origin = Origin::new(ProviderId::Descope, kind, VerifyWith::Jwks);
    origin.who = evidence.first_text(&["email", "name", "sub"]).map(ToOwned::to_owned);
    origin.fact("project", project(evidence));
    set_key_addresses(&mut origin, evidence, project(evidence).and_then(keys_of), None);
    if is_refresh {
        origin.warn(
            TokenWarning::RefreshToken,
            "this is a refresh token, which is only for Descope; keep it secret and send Hasura the session token",
        );
    }
    origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    #[test]
    fn the_project_names_the_keys_and_the_region() {
        let project = "P2YuRTmSv8PdoasWiLoBrZP92abc";
        let origin = |iss: &str, drn: &str| {
            let claims = format!(r#"{{"iss":"{iss}","drn":"{drn}","sub":"U2Yual"}}"#);
            origin_of(r#"{"alg":"RS256","kid":"SK2"}"#, &claims)
        };
        let session = origin(project, "DS");
        assert_eq!((session.id, session.kind), (ProviderId::Descope, TokenKind::Session));
        let keys = format!("https://api.descope.com/v2/keys/{project}");
        assert_eq!(session.jwks_url.as_deref(), Some(keys.as_str()));
        let url = format!("https://api.descope.com/v1/apps/{project}");
        assert_eq!(origin(&url, "DS").jwks_url.as_deref(), Some(keys.as_str()));
        assert_eq!(origin(project, "DSR").kind, TokenKind::Refresh);
        let far = "Puse12YuRTmSv8PdoasWiLoBrZP92abc";
        assert!(origin(far, "DS").jwks_url.unwrap().starts_with("https://api.use1.descope.com/"));
    }
}
