//! GitHub Actions: tokens of workflow runs, on github.com and on GitHub Enterprise Server.

use crate::provider::evidence::Evidence;
use crate::provider::generic::{date, is_plain_name, set_key_addresses};
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

/// Whether the issuer is `https://token.actions.githubusercontent.com`, optionally followed by an
/// enterprise, or `/_services/token` on an enterprise server.
fn recognises(evidence: &Evidence<'_>) -> bool {
    let path = evidence.path().trim_matches('/');
    match evidence.host() {
        Some("token.actions.githubusercontent.com") => path.is_empty() || is_plain_name(path),
        Some(_) => path == "_services/token",
        None => false,
    }
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::GithubActions, TokenKind::CiJob, VerifyWith::Jwks);
    origin.who = evidence.first_text(&["repository", "actor", "sub"]).map(ToOwned::to_owned);
    origin.fact("organization", evidence.text("repository_owner"));
    origin.fact("repository", evidence.text("repository"));
    origin.fact("ref", evidence.text("ref"));
    origin.fact("environment", evidence.text("environment"));
    set_key_addresses(
        &mut origin,
        evidence,
        evidence.below_issuer(".well-known/jwks"),
        evidence.below_issuer(".well-known/openid-configuration"),
    );
    if let (Some(nbf), Some(iat)) = (date(evidence, "nbf"), date(evidence, "iat"))
        && nbf < iat
    {
        origin.warn(
            TokenWarning::GithubNbfBackdated,
            format!(
                "`nbf` is {} before `iat`, because GitHub allows for clocks that are slow; Hasura needs no `allowed_skew` for that, but the token expires minutes after `iat`, so request it just before you use it",
                iat.since(nbf).in_words()
            ),
        );
    }
    origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    fn origin(issuer: &str, dates: &str) -> Origin {
        origin_of(
            r#"{"alg":"RS256","kid":"k","x5t":"k"}"#,
            &format!(
                r#"{{"iss":"{issuer}","sub":"repo:example/moped:environment:staging","aud":"https://github.com/example",
                "ref":"refs/heads/main","repository":"example/moped","repository_owner":"example","environment":"staging","actor":"ada"{dates}}}"#
            ),
        )
    }

    #[test]
    fn a_job_names_its_repository_ref_and_environment() {
        let origin = origin("https://token.actions.githubusercontent.com", "");
        assert_eq!((origin.id, origin.kind), (ProviderId::GithubActions, TokenKind::CiJob));
        assert_eq!(origin.who.as_deref(), Some("example/moped"));
        assert_eq!(origin.get("organization"), Some("example"));
        assert_eq!(origin.get("repository"), Some("example/moped"));
        assert_eq!(origin.get("ref"), Some("refs/heads/main"));
        assert_eq!(origin.get("environment"), Some("staging"));
        assert_eq!(
            origin.jwks_url.as_deref(),
            Some("https://token.actions.githubusercontent.com/.well-known/jwks")
        );
        assert!(origin.warnings.is_empty());
    }

    #[test]
    fn enterprises_and_servers_have_keys_of_their_own() {
        for issuer in [
            "https://token.actions.githubusercontent.com/example-gov",
            "https://github.example.gov/_services/token",
        ] {
            let origin = origin(issuer, "");
            assert_eq!(origin.id, ProviderId::GithubActions, "{issuer}");
            assert_eq!(origin.jwks_url.unwrap(), format!("{issuer}/.well-known/jwks"));
        }
    }

    #[test]
    fn a_look_alike_is_not_github() {
        for issuer in [
            "https://token.actions.githubusercontent.com.evil.example",
            "https://evil.example/token.actions.githubusercontent.com",
            "https://token.actions.githubusercontent.com/a/b",
            "https://token.actions.githubusercontent.com:8443",
            "https://evil.example/more/_services/token",
            "http://token.actions.githubusercontent.com",
        ] {
            assert_ne!(origin(issuer, "").id, ProviderId::GithubActions, "{issuer}");
        }
    }

    #[test]
    fn a_backdated_nbf_is_explained() {
        let issuer = "https://token.actions.githubusercontent.com";
        let dates = r#","nbf":1607554189,"iat":1607554789,"exp":1607555089"#;
        let backdated = origin(issuer, dates);
        assert_eq!(backdated.warnings[0].code, TokenWarning::GithubNbfBackdated);
        assert!(backdated.warnings[0].message.starts_with("`nbf` is 10 minutes before `iat`"));
        let dates = r#","nbf":1607554789,"iat":1607554789"#;
        assert!(origin(issuer, dates).warnings.is_empty());
    }
}
