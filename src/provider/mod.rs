//! Identification of the provider that issued a token: one file per provider, tried in the order of
//! [`rules`].
//!
//! It works offline with only the unverified header and claims. A provider's rule states where its
//! keys are published, but never fetches them.

pub(crate) mod address;
pub(crate) mod evidence;
pub(crate) mod failure;
pub(crate) mod issuer;
pub(crate) mod origin;
pub(crate) mod preset;
pub(crate) mod role_claims;
pub(crate) mod rules;
pub(crate) mod warning;

mod auth0;
mod aws_alb;
mod aws_cognito;
mod aws_cognito_identity;
mod azure_ad;
mod azure_ad_b2c;
mod clerk;
mod firebase;
mod generic;
mod github_actions;
mod gitlab_ci;
mod google;
mod keycloak;
mod kubernetes;
mod okta;
mod rule;
mod supabase;
mod supertokens;

pub(crate) use aws_cognito::issuer_names;
