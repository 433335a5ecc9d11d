//! Descope: session and refresh tokens.

use crate::provider::evidence::Evidence;
use crate::provider::generic::{instant, is_signed_with_secret, set_key_addresses};
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
    let tenants = evidence.object("tenants");
    let names = tenants.map(|tenants| {
        tenants.effective().into_iter().map(|(name, _)| name.to_owned()).collect::<Vec<_>>()
    });
    let names = names.filter(|names| !names.is_empty()).map(|names| names.join(", "));
    origin.fact("tenant", names);
    origin.fact("roles", evidence.listed("roles"));
    origin.fact("permissions", evidence.listed("permissions"));
    let ends = evidence.text("rexp").and_then(instant);
    origin.dates.extend(ends.map(|instant| ("session_expires", instant)));
    set_key_addresses(&mut origin, evidence, project(evidence).and_then(keys_of), None);
    if is_signed_with_secret(evidence) {
        origin.warn(
            TokenWarning::DescopeSample,
            "Descope never signs with a shared secret: this looks like the sample that tutorials copy, with a key of its own",
        );
    }
    let has_own_roles = evidence.listed("roles").is_some();
    if !has_own_roles && tenants.is_some_and(|tenants| !tenants.is_empty()) {
        origin.warn(
            TokenWarning::DescopeTenantRoles,
            "a user of a tenant has the roles at `$.tenants.<ID>.roles`, a different path for each tenant; add a claim with the roles of the current tenant to the JWT template",
        );
    }
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
        let more = format!(
            r#"{{"iss":"{project}","drn":"DS","rexp":"2026-12-16T11:06:40Z","tenants":{{"T2":{{"roles":["a"]}}}}}}"#
        );
        let user = origin_of(r#"{"alg":"RS256"}"#, &more);
        assert_eq!(user.get("tenant"), Some("T2"));
        assert_eq!(user.dates[0].1.to_rfc3339(), "2026-12-16T11:06:40Z");
        assert_eq!(user.warnings[0].code, TokenWarning::DescopeTenantRoles);
        let sample = origin_of(r#"{"alg":"HS256"}"#, r#"{"drn":"DS","exp":1680902696}"#);
        assert_eq!(sample.warnings[0].code, TokenWarning::DescopeSample);
        let far = "Puse12YuRTmSv8PdoasWiLoBrZP92abc";
        assert!(origin(far, "DS").jwks_url.unwrap().starts_with("https://api.use1.descope.com/"));
    }
}
