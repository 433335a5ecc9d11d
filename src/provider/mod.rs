//! Whose token is it: one small file a provider, tried in the order of [`rules`].
//!
//! Told offline, from header and claims alone. Nothing in here is verified, and
//! nothing is fetched: a provider only says where its keys would be.

pub(crate) mod advice;
pub(crate) mod evidence;
pub(crate) mod failure;
pub(crate) mod key_home;
pub(crate) mod origin;
pub(crate) mod rules;

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
