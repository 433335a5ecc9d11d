//! The messages of libraries for Go, and of what is built on them.

use crate::message::cause::Cause::{
    Algorithm, Audience, Claim, Expired, Fetch, Issuer, Key, KeyText, NoJwt, NotYetValid, Prefix,
    Revoked, Role, Signature,
};
use crate::message::known::{Section, Value, known};
use crate::message::product::Product;

pub(super) fn golang_jwt() -> Section {
    Section {
        product: Product::GolangJwt,
        also: &[],
        marks: "golang-jwt",
        about: "An error of the library; the application chooses the status. Also the tail of a message of Supabase Auth.",
        messages: vec![
            known("token has invalid claims: token is expired", &[Expired])
                .variants("token is expired by *\ntoken is expired"),
            known("token signature is invalid: *", &[Signature])
                .variants("token signature is invalid"),
            known("token signature is invalid: key is of invalid type*", &[KeyText])
                .variants("key is of invalid type")
                .notes("the application passes a key of another type than the token's `alg` needs"),
            known("signing method * is invalid", &[Algorithm]).values(&[Value::Algorithm]),
            known("token is malformed: *", &[NoJwt]),
            known("token is unverifiable: *", &[Key, Fetch]),
            known("token has invalid audience", &[Audience]),
            known("token has invalid issuer", &[Issuer]),
            known("token is not valid yet", &[NotYetValid]),
            known("token used before issued", &[NotYetValid]),
            known("token is missing required claim: *", &[Claim]).values(&[Value::Claim]),
        ],
    }
}

pub(super) fn go_oidc() -> Section {
    Section {
        product: Product::GoOidc,
        also: &[Product::Oauth2Proxy, Product::Kubernetes],
        marks: "oidc",
        about: "An error of the library, which oauth2-proxy, kube-apiserver and many others use.",
        messages: vec![
            known("oidc: token is expired (Token Expiry: *)", &[Expired]),
            known("oidc: expected audience \"*\" got *", &[Audience]).values(&[Value::Audience]),
            known("oidc: id token issued by a different provider*", &[Issuer]),
            known("oidc: issuer did not match*", &[Issuer])
                .notes("the discovery document names another issuer than the configured one: a slash at the end, or another host"),
            known("failed to verify signature: *", &[Signature]),
            known("oidc: malformed jwt*", &[NoJwt]),
        ],
    }
}

pub(super) fn oauth2_proxy() -> Section {
    Section {
        product: Product::Oauth2Proxy,
        also: &[],
        marks: "oauth2-proxy\noauthproxy",
        about: "In its log; clients see a page with 403, or 401 from `/oauth2/auth`.",
        messages: vec![
            known("unable to verify bearer token", &[Signature, Issuer]),
            known("no valid bearer token found in authorization header", &[Prefix]),
        ],
    }
}

pub(super) fn kubernetes() -> Section {
    Section {
        product: Product::Kubernetes,
        also: &[],
        marks: "kubectl\nkube-apiserver\nsystem:serviceaccount",
        about: "Of kubectl, and in the log of kube-apiserver, with HTTP 401 or 403.",
        messages: vec![
            known("You must be logged in to the server (Unauthorized)", &[Expired, Signature, Audience])
                .status(&[401])
                .notes("the API server does not accept the token: expired, another cluster's, or for another audience; its log says which"),
            known("token audiences * is invalid*", &[Audience]).status(&[401]),
            known("invalid signature, no keys found", &[Key]).status(&[401]),
            known("service account token has been invalidated", &[Revoked])
                .status(&[401])
                .notes("the token's pod, secret or service account was deleted"),
            known("* is forbidden: User \"*\" cannot *", &[Role])
                .status(&[403])
                .notes("the token was accepted: no role binding of this user permits the request"),
        ],
    }
}
