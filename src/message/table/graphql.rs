//! The messages of GraphQL servers.

use crate::message::cause::Cause::{
    Algorithm, Audience, Expired, Issuer, Key, NoJwt, NoToken, Prefix, Role, Server, Signature,
};
use crate::message::known::{Place, Section, Value, known};
use crate::message::product::Product;

pub(super) fn apollo_router() -> Section {
    Section {
        product: Product::ApolloRouter,
        also: &[],
        marks: "auth_error\napollo",
        about: "In `errors[].message` with HTTP 401 or 400, and the code `AUTH_ERROR`.",
        messages: vec![
            known("Cannot decode JWT: ExpiredSignature", &[Expired])
                .code("AUTH_ERROR")
                .status(&[401]),
            known("Cannot decode JWT: InvalidSignature", &[Signature])
                .code("AUTH_ERROR")
                .status(&[401]),
            known("Cannot decode JWT: *", &[NoJwt, Algorithm]).code("AUTH_ERROR").status(&[401]),
            known("Cannot find kid: '*' in JWKS list", &[Key])
                .values(&[Value::Kid])
                .code("AUTH_ERROR")
                .status(&[401]),
            known("Cannot find a suitable key for*", &[Key, Algorithm])
                .code("AUTH_ERROR")
                .status(&[401]),
            known("Invalid issuer: the token*", &[Issuer]).code("AUTH_ERROR").status(&[401]),
            known("Invalid audience: the token*", &[Audience]).code("AUTH_ERROR").status(&[401]),
            known("Value of '*' JWT header should be prefixed*", &[Prefix])
                .code("AUTH_ERROR")
                .status(&[400]),
            known("*prefix but no JWT token", &[NoToken]).code("AUTH_ERROR").status(&[400]),
            known("*is not a valid JWT header: *", &[NoJwt]).code("AUTH_ERROR").status(&[400]),
        ],
    }
}

pub(super) fn graphql_yoga() -> Section {
    Section {
        product: Product::GraphqlYoga,
        also: &[],
        marks: "yoga",
        about: "Of the JWT plugin, in `errors[].message` with HTTP 401, 400 or 500.",
        messages: vec![
            known("Unauthenticated", &[NoToken, Expired, Signature])
                .place(Place::Whole)
                .status(&[401])
                .also(&[Product::Envelop])
                .notes("the server does not accept the token, or none arrived; only its log says why"),
            known("Invalid authentication token provided", &[NoJwt]).status(&[400]),
            known("Invalid JWT authentication token prefix.", &[Prefix]).status(&[400]),
            known("Authentication header was set, but*", &[Prefix]).status(&[400]),
            known("Unexpected error.", &[Key])
                .place(Place::Whole)
                .status(&[500])
                .notes("the server hides its own errors; over a token it is usually that no key fits its `kid`"),
            known("Authentication is not available*", &[Key]).status(&[500]),
        ],
    }
}

pub(super) fn apollo_server() -> Section {
    Section {
        product: Product::ApolloServer,
        also: &[],
        marks: "apollo",
        about: "In `errors[].message` with HTTP 500 or 400.",
        messages: vec![
            known("Context creation failed: *", &[Server]).status(&[500]).notes("the application's own check of the token threw this; the rest of the message says why"),
            known("This operation has been blocked as a potential Cross-Site*", &[Server])
                .status(&[400])
                .notes("this is not about the token: send `Content-Type: application/json`"),
        ],
    }
}

pub(super) fn cosmo_router() -> Section {
    Section {
        product: Product::CosmoRouter,
        also: &[],
        marks: "cosmo\nwundergraph",
        about: "In `errors[].message` with HTTP 401; its log says more.",
        messages: vec![
            known("unauthorized", &[NoToken, Signature, Expired])
                .place(Place::Whole)
                .status(&[401])
                .notes(
                    "the router does not accept the token, or none arrived; only its log says why",
                ),
            known("could not validate token: *", &[Signature, Expired])
                .notes("the router does not accept the token; the rest of the message says why"),
            known("audience match not found", &[Audience]),
        ],
    }
}

pub(super) fn mercurius() -> Section {
    Section {
        product: Product::Mercurius,
        also: &[],
        marks: "mercurius",
        about: "Of mercurius-auth, in `errors[].message` with HTTP 200.",
        messages: vec![known("Failed auth policy check on *", &[Role]).status(&[200])],
    }
}

pub(super) fn hot_chocolate() -> Section {
    Section {
        product: Product::HotChocolate,
        also: &[],
        marks: "auth_not",
        about: "In `errors[].message` with HTTP 200, and the code `AUTH_NOT_AUTHENTICATED` or `AUTH_NOT_AUTHORIZED`.",
        messages: vec![
            known("The current user is not authorized to access*", &[Role, Expired, Signature, Audience])
                .status(&[200])
                .notes("with `AUTH_NOT_AUTHENTICATED` the token was not accepted, and dropped silently: expired, badly signed, or for another audience\n\
                    with `AUTH_NOT_AUTHORIZED` a role or a policy is missing; some releases mix them up"),
        ],
    }
}
