//! The discovery document (OpenID Connect Discovery 1.0, RFC 8414).

use crate::issuer::context::Context;
use crate::issuer::fault::FaultyEndpoint;
use crate::issuer::http::Response;
use crate::jose::json::{Object, Value};

/// Answers with the discovery document.
pub(super) fn document(context: &Context<'_>) -> Response {
    let base = &context.tenant.issuer;
    let mut members = Object::new();
    members.set("issuer", context.settings.issuer_at(FaultyEndpoint::Discovery, context.tenant));
    for (name, path) in [
        ("authorization_endpoint", "/authorize"),
        ("token_endpoint", "/token"),
        ("userinfo_endpoint", "/userinfo"),
        ("jwks_uri", "/.well-known/jwks.json"),
        ("revocation_endpoint", "/revoke"),
        ("introspection_endpoint", "/introspect"),
        ("device_authorization_endpoint", "/device_authorization"),
        ("end_session_endpoint", "/logout"),
    ] {
        members.set(name, format!("{base}{path}"));
    }
    let methods = ["client_secret_basic", "client_secret_post", "none"];
    for (name, values) in [
        ("scopes_supported", &["openid", "profile", "email", "offline_access"][..]),
        ("response_types_supported", &["code"]),
        ("response_modes_supported", &["query", "fragment", "form_post"]),
        (
            "grant_types_supported",
            &[
                "authorization_code",
                "refresh_token",
                "client_credentials",
                "password",
                "urn:ietf:params:oauth:grant-type:device_code",
            ],
        ),
        ("subject_types_supported", &["public"]),
        ("id_token_signing_alg_values_supported", &[context.keys.signing.algorithm.name()]),
        ("token_endpoint_auth_methods_supported", &methods),
        ("revocation_endpoint_auth_methods_supported", &methods),
        ("introspection_endpoint_auth_methods_supported", &methods),
        ("code_challenge_methods_supported", &["S256", "plain"]),
        ("prompt_values_supported", &["none", "login", "consent", "select_account"]),
        (
            "claims_supported",
            &[
                "iss",
                "sub",
                "aud",
                "exp",
                "iat",
                "jti",
                "auth_time",
                "nonce",
                "at_hash",
                "name",
                "preferred_username",
                "email",
                "email_verified",
            ],
        ),
    ] {
        members.set(name, Value::Array(values.iter().map(|value| Value::from(*value)).collect()));
    }
    members.set("authorization_response_iss_parameter_supported", true);
    members.set("claims_parameter_supported", false);
    members.set("request_parameter_supported", false);
    members.set("request_uri_parameter_supported", false);
    Response::json(200, members).with("Cache-Control", "public, max-age=60")
}
