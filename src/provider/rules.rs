//! The providers in the order in which they are tried. Because `iss` alone does not always identify
//! a provider, more specific evidence comes first.

use crate::jose::json::Object;
use crate::provider::evidence::Evidence;
use crate::provider::origin::{Origin, TokenKind};
use crate::provider::rule::Rule;

/// The rules in order. The first match wins; the last rule matches every token.
const RULES: [Rule; 34] = [
    super::nextauth::RULE,
    super::aws_alb::RULE,
    super::aws_cognito_identity::RULE,
    super::aws_cognito::RULE,
    super::azure_ad_b2c::RULE,
    super::azure_ad::RULE,
    super::firebase::RULE,
    super::google::IAP_RULE,
    super::google::RULE,
    super::github_actions::RULE,
    super::gitlab_ci::RULE,
    super::kubernetes::RULE,
    super::auth0::RULE,
    super::okta::RULE,
    super::clerk::RULE,
    super::supabase::RULE,
    super::keycloak::RULE,
    super::supertokens::RULE,
    super::nhost::RULE,
    super::better_auth::RULE,
    super::casdoor::RULE,
    super::kinde::RULE,
    super::fusionauth::RULE,
    super::logto::RULE,
    super::zitadel::RULE,
    super::workos::RULE,
    super::descope::RULE,
    super::stytch::RULE,
    super::propelauth::RULE,
    super::authentik::RULE,
    super::dex::RULE,
    super::ory::RULE,
    super::generic::OIDC_RULE,
    super::generic::UNKNOWN_RULE,
];

/// Identifies the provider of a token. A token whose issuer programs read differently belongs to no
/// provider, whatever else it contains.
pub(crate) fn origin(evidence: &Evidence<'_>) -> Origin {
    let mut origin = match evidence.ambiguity() {
        Some(ambiguity) => super::generic::describe_ambiguous(evidence, ambiguity),
        None => RULES.iter().find(|rule| (rule.recognises)(evidence)).map_or_else(
            || (super::generic::UNKNOWN_RULE.describe)(evidence),
            |rule| (rule.describe)(evidence),
        ),
    };
    super::refresh::mark(&mut origin, evidence);
    super::key_place::add(&mut origin, evidence);
    origin
}

/// Whether a token with this header and these claims is only for its issuer.
pub(crate) fn is_refresh_token(header: &Object, claims: &Object) -> bool {
    origin(&Evidence::new(header, claims)).kind == TokenKind::Refresh
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::jose::json::Value;
    use crate::provider::origin::{ProviderId, VerifyWith};
    use crate::provider::warning::TokenWarning;
    use crate::regressions;

    fn object(text: &str) -> Object {
        Value::parse(text.as_bytes()).unwrap().as_object().unwrap().clone()
    }

    /// Returns the origin of a token with this header and these claims.
    pub(crate) fn origin_of(header: &str, claims: &str) -> Origin {
        origin(&Evidence::new(&object(header), &object(claims)))
    }

    proptest::proptest! {
        #![proptest_config(regressions())]

        /// Whatever is inserted into a real issuer, keys are derived only for the host that the
        /// text plainly names.
        #[test]
        fn keys_are_derived_for_the_host_that_the_issuer_plainly_names(
            issuer in proptest::sample::select(vec![
                "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_U2dzkxfTv",
                "https://login.microsoftonline.com/5c5e19f6-0000-4000-8000-000000000001/v2.0",
                "https://moped.us.auth0.com/",
                "https://example.okta.com/oauth2/default",
                "https://moped-1.clerk.accounts.dev",
                "https://abcdefghijklmnopqrst.supabase.co/auth/v1",
                "https://login.example.gov/realms/moped",
                "https://login.example.gov",
            ]),
            at in 0..60_usize,
            inserted in r"[\\@/:#?%.;\x00-\x20a-e0-9\[\]\u{ff0e}\u{3002}\u{e9}-]{1,12}|\\?@evil\.example/?",
        ) {
            let mut text = issuer.to_owned();
            text.insert_str(at.min(issuer.len()), &inserted);
            let claims: Object =
                [("iss".to_owned(), Value::from(text.as_str()))].into_iter().collect();
            let origin = origin(&Evidence::new(&Object::new(), &claims));
            for address in origin.jwks_url.iter().chain(&origin.discovery_url) {
                let authority = text.split('/').nth(2).unwrap().to_ascii_lowercase();
                let own = address.split('/').nth(2).unwrap();
                proptest::prop_assert_eq!(&authority, own, "{}", &text);
                let (plain, port) = authority.split_once(':').unwrap_or((&authority, "1"));
                proptest::prop_assert!(port.parse::<u16>().is_ok_and(|port| port != 443));
                proptest::prop_assert!(
                    plain.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
                );
                proptest::prop_assert!(
                    plain.split('.').all(|label| !label.is_empty()) && text.is_ascii()
                );
            }
        }
    }

    #[test]
    fn an_ambiguous_issuer_belongs_to_no_provider() {
        let signer = "arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/moped/1";
        let header = format!(r#"{{"alg":"RS256","kid":"ins_1","cat":"x","signer":"{signer}"}}"#);
        for issuer in [
            r"https://cognito-idp.us-east-1.amazonaws.com\\@evil.example/us-east-1_X",
            r"https://evil.example\\@cognito-idp.us-east-1.amazonaws.com/us-east-1_X",
            "https://cognito-idp.us-east-1.amazonaws.com@evil.example/us-east-1_X",
            "https://cognito-idp.us-east-1.amazonaws.com:443/us-east-1_X",
            "https://cognito-idp.us-east-1.amazonaws.com./us-east-1_X",
            "https://cognito-idp.us-east-1.amazonaws.com/a/../us-east-1_X",
            "https://cognito-idp.us-east-1%2eamazonaws.com/us-east-1_X",
            r"\u0009https://cognito-idp.us-east-1.amazonaws.com/us-east-1_X",
            r"https://cognito-idp.us-east-1.amazonaws\u3002com/us-east-1_X",
            "https://login.microsoftonline.com..evil.example/common/v2.0",
            r"https://moped.us.auth0.com\u0000.evil.example/",
            r"https:\\accounts.google.com",
            r"http://login.example.gov\\@evil.example/realms/moped",
            " https://example.okta.com",
        ] {
            // Kubernetes subjects and Okta claims must not count either.
            let claims = format!(
                r#"{{"iss":"{issuer}","sub":"system:serviceaccount:a:b","token_use":"id","client_id":"c","tfp":"B2C_1_a","jti":"AT.1","cid":"a","uid":"b","scp":["c"]}}"#
            );
            let origin = origin_of(&header, &claims);
            assert_eq!((origin.id, origin.verify_with), (ProviderId::Unknown, VerifyWith::Jwks));
            assert_eq!((&origin.jwks_url, &origin.discovery_url), (&None, &None), "{issuer}");
            let codes: Vec<_> = origin.warnings.iter().map(|warning| warning.code).collect();
            assert_eq!(codes, [TokenWarning::AmbiguousIssuer], "{issuer}");
        }
    }
}
