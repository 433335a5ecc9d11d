//! Identification of the provider that issued a token: one file per provider, tried in the order of
//! [`rules`].
//!
//! It works offline with only the unverified header and claims. A provider's rule states where its
//! keys are published, but never fetches them.

pub(crate) mod address;
pub(crate) mod advice;
pub(crate) mod authorization;
pub(crate) mod better_auth;
pub(crate) mod cognito;
pub(crate) mod defect;
pub(crate) mod device;
pub(crate) mod evidence;
pub(crate) mod failure;
pub(crate) mod issuer;
pub(crate) mod key_place;
pub(crate) mod mint_preset;
pub(crate) mod nextauth;
pub(crate) mod oauth;
pub(crate) mod origin;
pub(crate) mod preset;
pub(crate) mod refusal;
pub(crate) mod role_claims;
pub(crate) mod rules;
pub(crate) mod supertokens_core;
pub(crate) mod warning;

mod auth0;
mod authentik;
mod aws_alb;
mod aws_cognito;
mod aws_cognito_identity;
mod azure_ad;
mod azure_ad_b2c;
mod casdoor;
mod clerk;
mod descope;
mod dex;
mod firebase;
mod fusionauth;
mod generic;
mod github_actions;
mod gitlab_ci;
mod google;
mod keycloak;
mod kinde;
mod kubernetes;
mod logto;
mod nhost;
mod okta;
mod ory;
mod propelauth;
mod refresh;
mod rule;
#[cfg(test)]
mod samples;
mod stytch;
mod supabase;
mod supertokens;
mod workos;
mod zitadel;

/// Returns all names of an issuer that the user named: a Cognito user pool has two, and so does a
/// local issuer, whose host has several names.
pub(crate) fn issuer_names(name: &str) -> Vec<String> {
    let mut names = aws_cognito::issuer_names(name);
    names.extend(address::loopback_names(name));
    names
}

/// Returns the names by which the discovery document of an issuer may call it: Entra's document for
/// several tenants has a placeholder.
pub(crate) fn discovery_names(name: &str) -> Vec<String> {
    let mut names = issuer_names(name);
    names.extend(azure_ad::discovery_name(name));
    names
}

/// Returns the names by which an ID token may call its issuer. `tenant` is the tenant that the token
/// names, which Entra's addresses for several tenants leave open.
pub(crate) fn names_in_tokens(name: &str, tenant: Option<&str>) -> Vec<String> {
    if azure_ad::is_of_several_tenants(name) {
        tenant.and_then(|tenant| azure_ad::token_name(name, tenant)).into_iter().collect()
    } else {
        issuer_names(name)
    }
}
