//! The table of known messages, one section a product. Where products share a message, the
//! earlier section is the likelier one.

mod clouds;
mod ddn;
mod gateways;
mod go;
mod graphql;
mod hasura;
mod managed;
mod node;
mod postgres;
mod python;
mod relyauth;

use crate::message::known::Section;

/// Every message that is known.
pub(crate) const TABLE: &[Section] = &[
    hasura::REQUEST,
    hasura::STARTUP,
    hasura::WEBSOCKET,
    ddn::REQUEST,
    node::JSONWEBTOKEN,
    node::EXPRESS_JWT,
    node::JOSE,
    node::FASTIFY_JWT,
    node::FAST_JWT,
    node::FIREBASE_ADMIN,
    node::AWS_JWT_VERIFY,
    postgres::SUPABASE_GATEWAY,
    postgres::SUPABASE_AUTH,
    postgres::POSTGREST,
    postgres::POSTGRESQL,
    postgres::POSTGRAPHILE,
    clouds::API_GATEWAY,
    clouds::APPSYNC,
    clouds::ALB,
    // Only a log has them, so they are after those that clients see.
    relyauth::REQUEST,
    relyauth::STARTUP,
    python::FLASK_JWT_EXTENDED,
    python::PYJWT,
    python::COGNITOJWT,
    python::FLASK_COGNITO,
    python::AUTHLIB,
    managed::ASPNET_CORE,
    managed::SPRING_SECURITY,
    go::GOLANG_JWT,
    go::GO_OIDC,
    go::OAUTH2_PROXY,
    go::KUBERNETES,
    gateways::ENVOY,
    gateways::KONG,
    gateways::KEYCLOAK,
    graphql::APOLLO_ROUTER,
    graphql::GRAPHQL_YOGA,
    graphql::APOLLO_SERVER,
    graphql::COSMO_ROUTER,
    graphql::MERCURIUS,
    graphql::HOT_CHOCOLATE,
];
