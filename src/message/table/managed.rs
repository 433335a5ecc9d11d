//! The messages of ASP.NET Core and Spring Security.

use crate::message::cause::Cause::{
    Algorithm, Audience, Expired, Fetch, Issuer, Key, KeyText, NoJwt, NoToken, NotYetValid, Role,
    Server, Signature,
};
use crate::message::known::{Place, Section, Value, known};
use crate::message::product::Product;

pub(super) fn aspnet_core() -> Section {
    Section {
        product: Product::AspnetCore,
        also: &[],
        marks: "idx1\nidx2\nmicrosoft.identitymodel",
        about: "With HTTP 401: a code in its log, and a description in the header `WWW-Authenticate: Bearer error=\"invalid_token\"`.",
        messages: vec![
            known("IDX10223:*", &[Expired]).code("IDX10223").status(&[401]),
            known("IDX10501:*", &[Key]).code("IDX10501").status(&[401]),
            known("IDX10503:*", &[Key, Fetch])
                .code("IDX10503")
                .status(&[401])
                .notes("no key of the server verifies the token: the keys were rotated, or it comes from another issuer\n\
                    if both say `Number of keys: '0'`, the server fetched no keys"),
            known("IDX10214:*", &[Audience]).code("IDX10214").status(&[401]),
            known("IDX10205:*", &[Issuer]).code("IDX10205").status(&[401]),
            known("IDX10511:*", &[Signature])
                .code("IDX10511")
                .status(&[401])
                .notes("the token was changed, or is a token for Microsoft Graph with a `nonce` in its header, which only Graph can verify"),
            known("IDX10500:*", &[Server, Fetch])
                .code("IDX10500")
                .status(&[401])
                .notes("the server has no keys: none are configured, or it could not fetch them"),
            known("IDX12741:*", &[NoJwt]).code("IDX12741").status(&[401]),
            known("IDX14100:*", &[NoJwt]).code("IDX14100").status(&[401]),
            known("IDX10222:*", &[NotYetValid]).code("IDX10222").status(&[401]),
            known("IDX10517:*", &[Key]).code("IDX10517").status(&[401]).notes("the token has no `kid`"),
            known("IDX20803:*", &[Fetch]).code("IDX20803"),
            known("IDX20804:*", &[Fetch]).code("IDX20804"),
            known("IDX10720:*", &[KeyText])
                .code("IDX10720")
                .notes("the HMAC secret is too short for its algorithm: HS256 needs 32 bytes"),
            known("The token is expired", &[Expired]).code("invalid_token").status(&[401]),
            known("The token expired at '*'", &[Expired]).code("invalid_token").status(&[401]),
            known("The signature key was not found", &[Key]).code("invalid_token").status(&[401]),
            known("The signature is invalid", &[Signature]).code("invalid_token").status(&[401]),
            known("The audience is invalid", &[Audience]).code("invalid_token").status(&[401]),
            known("The audience '*' is invalid", &[Audience]).code("invalid_token").status(&[401]),
            known("The issuer is invalid", &[Issuer]).code("invalid_token").status(&[401]),
            known("The issuer '*' is invalid", &[Issuer])
                .values(&[Value::TokenIssuer])
                .code("invalid_token")
                .status(&[401]),
            known("The token is not valid yet", &[NotYetValid]).code("invalid_token").status(&[401]),
        ],
    }
}

pub(super) fn spring_security() -> Section {
    Section {
        product: Product::SpringSecurity,
        also: &[],
        marks: "springframework\nrfc6750",
        about: "In the header `WWW-Authenticate` with HTTP 401, as `error_description`; only `Bearer` there means that no token arrived.",
        messages: vec![
            known("An error occurred while attempting to decode the Jwt: *", &[NoJwt, Signature])
                .code("invalid_token")
                .status(&[401])
                .notes("the token is not accepted; the rest of the message says why"),
            known("Jwt expired at *", &[Expired]).code("invalid_token").status(&[401]),
            known("Jwt used before *", &[NotYetValid]).code("invalid_token").status(&[401]),
            known("The iss claim is not valid", &[Issuer]).code("invalid_token").status(&[401]),
            known("The aud claim is not valid", &[Audience]).code("invalid_token").status(&[401]),
            known("Malformed token", &[NoJwt]).code("invalid_token").status(&[401]),
            known("Signed JWT rejected: Invalid signature", &[Signature]).code("invalid_token").status(&[401]),
            known("Signed JWT rejected: Another algorithm*", &[Key, Algorithm]).code("invalid_token").status(&[401]),
            known("Unsupported algorithm of *", &[Algorithm])
                .values(&[Value::Algorithm])
                .code("invalid_token")
                .status(&[401]),
            known("Bearer token is malformed", &[NoJwt]).code("invalid_token").status(&[401]),
            known("WWW-Authenticate: Bearer", &[NoToken]).place(Place::Clause).status(&[401]),
            known("Found multiple bearer tokens in the request", &[NoToken])
                .code("invalid_request")
                .status(&[400])
                .notes("the token was sent twice: in the header and in the query or the body"),
            known("The request requires higher privileges*", &[Role])
                .code("insufficient_scope")
                .status(&[403])
                .notes("the token was accepted and lacks an authority; Spring puts `SCOPE_` before scopes and expects `ROLE_` before roles"),
        ],
    }
}
