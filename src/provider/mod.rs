//! Which provider issued a token: one small file per provider, tried in the order of [`rules`].
//!
//! Works offline, using only the header and the claims. Nothing in here is verified, and
//! nothing is fetched: a provider only states where its keys would be.

pub(crate) mod address;
pub(crate) mod evidence;
pub(crate) mod failure;
pub(crate) mod issuer;
pub(crate) mod origin;
pub(crate) mod preset;
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
