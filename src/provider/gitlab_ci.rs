//! GitLab CI: ID tokens of jobs, on gitlab.com and on self-managed servers.

use crate::provider::evidence::Evidence;
use crate::provider::generic::set_key_addresses;
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

/// Whether the subject is a GitLab project. The issuer is not checked because anyone can run a
/// GitLab server.
fn recognises(evidence: &Evidence<'_>) -> bool {
    evidence.text("sub").is_some_and(|subject| subject.starts_with("project_path:"))
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::GitlabCi, TokenKind::CiJob, VerifyWith::Jwks);
    origin.who = evidence.first_text(&["project_path", "sub"]).map(ToOwned::to_owned);
    origin.fact("project", evidence.text("project_path"));
    origin.fact("namespace", evidence.text("namespace_path"));
    origin.fact("ref", evidence.text("ref"));
    origin.fact("environment", evidence.text("environment"));
    set_key_addresses(
        &mut origin,
        evidence,
        evidence.below_issuer("oauth/discovery/keys"),
        evidence.below_issuer(".well-known/openid-configuration"),
    );
    origin.warn(
        TokenWarning::GitlabSubNotUri,
        "`sub` begins with `project_path:`, which is not a valid URI scheme because of its underscore, so Hasura most likely refuses the token; exchange it for a token of your own and send that",
    );
    origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    fn origin(issuer: &str, subject: &str) -> Origin {
        origin_of(
            r#"{"alg":"RS256","kid":"k","typ":"JWT"}"#,
            &format!(
                r#"{{"iss":"{issuer}","sub":"{subject}","aud":"https://moped.example.gov","namespace_path":"example",
                "project_path":"example/moped","user_login":"ada","ref":"main","ref_type":"branch","environment":"staging"}}"#
            ),
        )
    }

    #[test]
    fn a_job_names_its_project_ref_and_environment() {
        let origin =
            origin("https://gitlab.com", "project_path:example/moped:ref_type:branch:ref:main");
        assert_eq!((origin.id, origin.kind), (ProviderId::GitlabCi, TokenKind::CiJob));
        assert_eq!(origin.who.as_deref(), Some("example/moped"));
        assert_eq!(origin.get("project"), Some("example/moped"));
        assert_eq!(origin.get("namespace"), Some("example"));
        assert_eq!(origin.get("ref"), Some("main"));
        assert_eq!(origin.get("environment"), Some("staging"));
        assert_eq!(origin.jwks_url.as_deref(), Some("https://gitlab.com/oauth/discovery/keys"));
        assert_eq!(origin.warnings[0].code, TokenWarning::GitlabSubNotUri);
    }

    #[test]
    fn an_issuer_that_is_not_a_plain_address_has_no_keys() {
        for issuer in ["gitlab.com", "https://gitlab.example.gov:8443", "http://gitlab.example.gov"]
        {
            let origin = origin(issuer, "project_path:example/moped:ref_type:branch:ref:main");
            assert_eq!((origin.id, origin.jwks_url), (ProviderId::GitlabCi, None), "{issuer}");
        }
    }

    #[test]
    fn a_user_who_signed_in_at_gitlab_is_not_a_job() {
        assert_eq!(origin("https://gitlab.com", "17").id, ProviderId::GenericOidc);
        assert_eq!(origin("https://gitlab.com", "x_project_path:a").id, ProviderId::GenericOidc);
    }
}
