//! The messages of proxies, and of Keycloak.

use crate::message::cause::Cause::{
    Algorithm, Audience, Claim, Expired, Fetch, Issuer, Key, Kind, NoJwt, NoToken, NotYetValid,
    Revoked, Role, Signature, User,
};
use crate::message::known::{Place, Section, Value, known};
use crate::message::product::Product;

pub(super) fn envoy() -> Section {
    Section {
        product: Product::Envoy,
        also: &[Product::Istio],
        marks: "envoy\nistio",
        about: "As plain text with HTTP 401 or 403; Istio has them too.",
        messages: vec![
            known("Jwt is expired", &[Expired]).status(&[401]),
            known("Jwt verification fails", &[Signature]).status(&[401]),
            known("Jwt is missing", &[NoToken]).status(&[401]),
            known("Jwt issuer is not configured", &[Issuer]).status(&[401]),
            known("Jwks doesn't have key to match kid or alg*", &[Key]).status(&[401]),
            known("Jwks remote fetch is failed", &[Fetch]).status(&[401]),
            known("Jwt is not in the form of*", &[NoJwt]).status(&[401]),
            known("Jwt header [alg] is not supported", &[Algorithm]).status(&[401]),
            known("Jwt not yet valid", &[NotYetValid]).status(&[401]),
            known("Audiences in Jwt are not allowed", &[Audience]).status(&[403]),
            known("RBAC: access denied", &[Role]).status(&[403]).notes(
                "an authorization policy does not permit this request\n\
                no token arrived: a `RequestAuthentication` alone lets requests without one pass",
            ),
        ],
    }
}

pub(super) fn kong() -> Section {
    Section {
        product: Product::Kong,
        also: &[],
        marks: "kong",
        about: "Of the plugin `jwt`, in `message` with HTTP 401 (403 in older releases).",
        messages: vec![
            known("Unauthorized", &[NoToken]).place(Place::Whole).status(&[401]),
            known("No credentials found for given 'iss'", &[User])
                .status(&[401, 403])
                .notes("no consumer has the token's `iss` as the `key` of its credential"),
            known("Invalid signature", &[Signature]).member("message").status(&[401, 403]),
            known("Invalid algorithm", &[Algorithm]).status(&[401, 403]),
            known("No mandatory 'iss' in claims", &[Claim])
                .status(&[401, 403])
                .notes("the token has no `iss`, by which Kong finds the consumer"),
            known("Bad token; *", &[NoJwt]).status(&[401, 403]),
            known("{\"exp\":\"token expired\"}", &[Expired]).status(&[401, 403]),
        ],
    }
}

pub(super) fn keycloak() -> Section {
    Section {
        product: Product::Keycloak,
        also: &[],
        marks: "keycloak\n/realms/\ninvalid_grant",
        about: "In `error_description` with HTTP 400 and `invalid_grant`, or 401.",
        messages: vec![
            known("Token is not active", &[Expired]).code("invalid_grant").status(&[400]),
            known("Maximum allowed refresh token reuse exceeded", &[Revoked]).code("invalid_grant").status(&[400]),
            known("Session not active", &[Revoked]).code("invalid_grant").status(&[400]),
            known("Invalid refresh token", &[Revoked]).code("invalid_grant").status(&[400]),
            known("Invalid token issuer. Expected '*', but was '*'", &[Issuer])
                .values(&[Value::Issuer, Value::TokenIssuer])
                .status(&[401])
                .notes("the token was issued under another host name than the one it is used with, such as inside and outside of a cluster"),
            known("Token type is incorrect. Expected '*' but was '*'", &[Kind]).status(&[401]),
            known("No audience in the token", &[Audience])
                .status(&[401])
                .notes("the token has no `aud`: add an audience mapper to the client"),
        ],
    }
}
