//! The providers in the order in which they are tried: `iss` alone is not enough
//! to name one, so the more telling marks come first.

use crate::provider::evidence::Evidence;
use crate::provider::origin::Origin;
use crate::provider::rule::Rule;

/// First hit wins; the last one takes everything.
const RULES: [Rule; 19] = [
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
    super::generic::OIDC_RULE,
    super::generic::UNKNOWN_RULE,
];

/// Names the provider of a token.
pub(crate) fn origin(evidence: &Evidence<'_>) -> Origin {
    RULES.iter().find(|rule| (rule.recognises)(evidence)).map_or_else(
        || (super::generic::UNKNOWN_RULE.describe)(evidence),
        |rule| (rule.describe)(evidence),
    )
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::jose::json::{Object, Value};

    fn object(text: &str) -> Object {
        Value::parse(text.as_bytes()).unwrap().as_object().unwrap().clone()
    }

    /// What the rules make of a token with this header and these claims.
    pub(crate) fn origin_of(header: &str, claims: &str) -> Origin {
        origin(&Evidence::new(&object(header), &object(claims)))
    }
}
