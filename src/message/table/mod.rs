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

use std::sync::LazyLock;

use crate::message::known::Section;

/// Every message that is known. It is made when it is first used: the loader would have to
/// relocate a constant table at each start of the program.
pub(crate) static TABLE: LazyLock<Vec<Section>> = LazyLock::new(|| {
    vec![
        hasura::request(),
        hasura::startup(),
        hasura::websocket(),
        ddn::request(),
        node::jsonwebtoken(),
        node::express_jwt(),
        node::jose(),
        node::fastify_jwt(),
        node::fast_jwt(),
        node::firebase_admin(),
        node::aws_jwt_verify(),
        postgres::supabase_gateway(),
        postgres::supabase_auth(),
        postgres::postgrest(),
        postgres::postgresql(),
        postgres::postgraphile(),
        clouds::api_gateway(),
        clouds::appsync(),
        clouds::alb(),
        // Only a log has them, so they are after those that clients see.
        relyauth::request(),
        relyauth::startup(),
        python::flask_jwt_extended(),
        python::pyjwt(),
        python::cognitojwt(),
        python::flask_cognito(),
        python::authlib(),
        managed::aspnet_core(),
        managed::spring_security(),
        go::golang_jwt(),
        go::go_oidc(),
        go::oauth2_proxy(),
        go::kubernetes(),
        gateways::envoy(),
        gateways::kong(),
        gateways::keycloak(),
        graphql::apollo_router(),
        graphql::graphql_yoga(),
        graphql::apollo_server(),
        graphql::cosmo_router(),
        graphql::mercurius(),
        graphql::hot_chocolate(),
    ]
});
