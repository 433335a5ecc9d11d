//! Ory: access and ID tokens of Hydra, and session tokens of Kratos.

use crate::provider::evidence::Evidence;
use crate::provider::generic::{set_key_addresses, standard_kind};
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

/// Whether the issuer is an Ory project, or the claims are those of a Hydra access token.
fn recognises(evidence: &Evidence<'_>) -> bool {
    let has_all = ["ext", "scp", "client_id"].iter().all(|claim| evidence.has(claim));
    evidence.subdomain_of("projects.oryapis.com").is_some() || has_all
}

/// Whether this is a Kratos session that was converted to a token.
fn is_session(evidence: &Evidence<'_>) -> bool {
    evidence.has("sid") && !evidence.has("aud") && !evidence.has("client_id")
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let is_session = is_session(evidence);
    let kind = match standard_kind(evidence) {
        _ if is_session => TokenKind::Session,
        TokenKind::Unknown if evidence.has("client_id") => TokenKind::Access,
        kind => kind,
    };
    let mut origin = Origin::new(ProviderId::Ory, kind, VerifyWith::Jwks);
    let traits = evidence.object("session").and_then(|session| {
        session.get("identity")?.as_object()?.get("traits")?.as_object()?.get_str("email")
    });
    let named = evidence.text("email").or(traits);
    origin.who = named.or(evidence.first_text(&["sub", "client_id"])).map(ToOwned::to_owned);
    origin.fact("project", evidence.subdomain_of("projects.oryapis.com"));
    origin.fact("client_id", evidence.text("client_id"));
    origin.fact("scope", evidence.listed("scp").or_else(|| evidence.listed("scope")));
    let session = evidence.object("session");
    origin.fact("session", evidence.text("sid"));
    let assurance = session.and_then(|session| session.get_str("authenticator_assurance_level"));
    origin.fact("assurance", evidence.first_text(&["aal", "acr"]).or(assurance));
    if is_session {
        set_key_addresses(&mut origin, evidence, None, None);
        origin.warn(
            TokenWarning::OryKratosNoKeys,
            "Kratos does not publish the keys of session tokens; publish the public half of the template's `jwks_url` yourself, and configure its address",
        );
    } else {
        set_key_addresses(
            &mut origin,
            evidence,
            evidence.below_local_issuer(".well-known/jwks.json"),
            evidence.below_local_issuer(".well-known/openid-configuration"),
        );
    }
    origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    const ISSUER: &str = "https://brave-fox-1a2b.projects.oryapis.com";

    fn origin(claims: &str) -> Origin {
        let claims = format!(r#"{{"iss":"{ISSUER}","sub":"9c1f",{claims}}}"#);
        origin_of(r#"{"alg":"RS256","kid":"k","typ":"JWT"}"#, &claims)
    }

    #[test]
    fn hydra_and_kratos_are_told_apart() {
        let access = origin(r#""aud":[],"client_id":"7c0e","scp":["openid"],"ext":{}"#);
        assert_eq!((access.id, access.kind), (ProviderId::Ory, TokenKind::Access));
        assert_eq!(access.get("project"), Some("brave-fox-1a2b"));
        assert_eq!(access.jwks_url.unwrap(), format!("{ISSUER}/.well-known/jwks.json"));
        let client = origin(r#""client_id":"9c1f","scp":[],"ext":{}"#);
        assert_eq!(client.kind, TokenKind::ClientCredentials);
        assert_eq!(origin(r#""aud":["7c0e"],"at_hash":"x","sid":"d5a1""#).kind, TokenKind::Id);
        let session = origin(r#""sid":"d5a1""#);
        assert_eq!((session.kind, session.jwks_url), (TokenKind::Session, None));
        assert_eq!(session.warnings[0].code, TokenWarning::OryKratosNoKeys);
        let with = origin(
            r#""sid":"d5a1","session":{"authenticator_assurance_level":"aal1","identity":{"traits":{"email":"ana.ruiz@example.gov"}}}"#,
        );
        assert_eq!(with.who.as_deref(), Some("ana.ruiz@example.gov"));
        assert_eq!((with.get("session"), with.get("assurance")), (Some("d5a1"), Some("aal1")));
    }
}
