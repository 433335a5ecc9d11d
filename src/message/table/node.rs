//! The messages of libraries for Node.js.

use crate::message::cause::Cause::{
    Algorithm, Audience, Claim, Expired, Fetch, Issuer, Key, Kind, NoJwt, NoToken, NotYetValid,
    Prefix, Revoked, Server, Signature,
};
use crate::message::known::{Place, Section, Value, known};
use crate::message::product::Product;

pub(super) fn jsonwebtoken() -> Section {
    Section {
        product: Product::Jsonwebtoken,
        also: &[Product::ExpressJwt, Product::Postgraphile],
        marks: "jsonwebtokenerror\ntokenexpirederror\nnotbeforeerror",
        about: "An exception of the library, `JsonWebTokenError` or `TokenExpiredError`; the application chooses the status, mostly 401.",
        messages: vec![
            known("jwt expired", &[Expired]).variants("TokenExpiredError"),
            known("invalid signature", &[Signature]),
            known("jwt malformed", &[NoJwt]),
            known("invalid token", &[NoJwt]),
            known("jwt must be provided", &[NoToken]),
            known("invalid algorithm", &[Algorithm]),
            known("jwt audience invalid. expected: *", &[Audience]).values(&[Value::Audience]),
            known("jwt issuer invalid. expected: *", &[Issuer]).values(&[Value::Issuer]),
            known("jwt not active", &[NotYetValid]).variants("NotBeforeError"),
            known("jwt signature is required", &[Algorithm]),
            known("secret or public key must be provided", &[Server])
                .notes("the server's secret is empty: a variable is not set"),
            known("maxAge exceeded", &[Expired]).notes(
                "the token was issued longer ago than the server allows, whatever its `exp` says",
            ),
        ],
    }
}

pub(super) fn express_jwt() -> Section {
    Section {
        product: Product::ExpressJwt,
        also: &[],
        marks: "express-jwt\nunauthorizederror",
        about: "With HTTP 401, as `UnauthorizedError`; otherwise those of jsonwebtoken.",
        messages: vec![
            known("No authorization token was found", &[NoToken])
                .code("credentials_required")
                .status(&[401]),
            known("Format is Authorization: Bearer [token]", &[Prefix])
                .code("credentials_bad_format")
                .status(&[401]),
            known("The token has been revoked.", &[Revoked]).code("revoked_token").status(&[401]),
        ],
    }
}

pub(super) fn jose() -> Section {
    Section {
        product: Product::Jose,
        also: &[Product::BetterAuth, Product::Stytch, Product::Descope, Product::Workos],
        marks: "joseerror\n\
            err_jw\n\
            jwtexpired:\n\
            jwtclaimvalidationfailed\n\
            jwsinvalid",
        about: "An exception of the library, whose `code` begins with `ERR_`; better-auth, Stytch, Descope and WorkOS use it.",
        messages: vec![
            known("\"exp\" claim timestamp check failed", &[Expired])
                .code("ERR_JWT_EXPIRED")
                .variants("ERR_JWT_EXPIRED"),
            known("signature verification failed", &[Signature])
                .code("ERR_JWS_SIGNATURE_VERIFICATION_FAILED")
                .variants("ERR_JWS_SIGNATURE_VERIFICATION_FAILED"),
            known("unexpected \"aud\" claim value", &[Audience]).code("ERR_JWT_CLAIM_VALIDATION_FAILED"),
            known("unexpected \"iss\" claim value", &[Issuer]).code("ERR_JWT_CLAIM_VALIDATION_FAILED"),
            known("missing required \"*\" claim", &[Claim])
                .values(&[Value::Claim])
                .code("ERR_JWT_CLAIM_VALIDATION_FAILED"),
            known("\"nbf\" claim timestamp check failed", &[NotYetValid]).code("ERR_JWT_CLAIM_VALIDATION_FAILED"),
            known("no applicable key found*", &[Key])
                .code("ERR_JWKS_NO_MATCHING_KEY")
                .variants("ERR_JWKS_NO_MATCHING_KEY"),
            known("multiple matching keys found*", &[Key])
                .code("ERR_JWKS_MULTIPLE_MATCHING_KEYS")
                .variants("ERR_JWKS_MULTIPLE_MATCHING_KEYS")
                .notes("the token has no `kid`, and several keys of the set would fit"),
            known("Expected 200 OK from the JSON Web Key Set*", &[Fetch]),
            known("Invalid Compact JWS", &[NoJwt]).code("ERR_JWS_INVALID").variants("ERR_JWS_INVALID"),
            known("\"alg\" (Algorithm) Header Parameter value*", &[Algorithm])
                .code("ERR_JOSE_ALG_NOT_ALLOWED")
                .variants("ERR_JOSE_ALG_NOT_ALLOWED"),
            known("decryption operation failed", &[Signature])
                .code("ERR_JWE_DECRYPTION_FAILED")
                .variants("ERR_JWE_DECRYPTION_FAILED")
                .notes("the session was encrypted with another secret, or with another salt: in Auth.js the salt is the name of the cookie"),
        ],
    }
}

pub(super) fn fastify_jwt() -> Section {
    Section {
        product: Product::FastifyJwt,
        also: &[Product::Mercurius],
        marks: "fst_jwt\nfastify",
        about: "With HTTP 401 and a `code` that begins with `FST_JWT_`.",
        messages: vec![
            known("No Authorization was found in request.headers", &[NoToken])
                .code("FST_JWT_NO_AUTHORIZATION_IN_HEADER")
                .variants("FST_JWT_NO_AUTHORIZATION_IN_HEADER")
                .status(&[401]),
            known("Authorization token expired", &[Expired])
                .code("FST_JWT_AUTHORIZATION_TOKEN_EXPIRED")
                .variants("FST_JWT_AUTHORIZATION_TOKEN_EXPIRED")
                .status(&[401]),
            known("Authorization token is invalid: *", &[NoJwt, Signature])
                .code("FST_JWT_AUTHORIZATION_TOKEN_INVALID")
                .variants("FST_JWT_AUTHORIZATION_TOKEN_INVALID")
                .status(&[401])
                .notes("the library does not accept the token; the rest of the message says why"),
            known("Untrusted authorization token", &[Revoked])
                .code("FST_JWT_AUTHORIZATION_TOKEN_UNTRUSTED")
                .variants("FST_JWT_AUTHORIZATION_TOKEN_UNTRUSTED")
                .status(&[401]),
            known("Format is Authorization: Bearer [token]", &[Prefix])
                .code("FST_JWT_BAD_REQUEST")
                .variants("FST_JWT_BAD_REQUEST")
                .status(&[400]),
        ],
    }
}

pub(super) fn fast_jwt() -> Section {
    Section {
        product: Product::FastJwt,
        also: &[Product::FastifyJwt],
        marks: "fast_jwt\nfast-jwt",
        about: "An exception of the library, and the tail of a message of @fastify/jwt.",
        messages: vec![
            known("The token signature is invalid.", &[Signature])
                .code("FAST_JWT_INVALID_SIGNATURE"),
            known("The token is malformed.", &[NoJwt]).code("FAST_JWT_MALFORMED"),
            known("The token algorithm is invalid.", &[Algorithm])
                .code("FAST_JWT_INVALID_ALGORITHM"),
        ],
    }
}

pub(super) fn firebase_admin() -> Section {
    Section {
        product: Product::FirebaseAdmin,
        also: &[],
        marks: "firebase",
        about: "An exception of the library, whose code begins with `auth/`.",
        messages: vec![
            known("Firebase ID token has expired*", &[Expired])
                .code("auth/id-token-expired")
                .variants("auth/id-token-expired"),
            known("Firebase ID token has incorrect \"aud\"*", &[Audience])
                .code("auth/argument-error")
                .notes("the token comes from another Firebase project"),
            known("*\"iss\" (issuer) claim*", &[Issuer])
                .code("auth/argument-error")
                .notes("the token comes from another Firebase project, or not from Firebase"),
            known("* \"kid\" claim which does not correspond*", &[Expired])
                .code("auth/argument-error")
                .notes("the token is so old that its key is no longer published"),
            known("* has no \"kid\" claim. *", &[Kind])
                .code("auth/argument-error")
                .notes("the token comes from the emulator, or was not made by Firebase"),
            known("verifyIdToken() expects an ID token, but was given*", &[Kind])
                .code("auth/argument-error"),
            known("Decoding Firebase ID token failed. *", &[NoJwt]).code("auth/argument-error"),
        ],
    }
}

pub(super) fn aws_jwt_verify() -> Section {
    Section {
        product: Product::AwsJwtVerify,
        also: &[],
        marks: "aws-jwt-verify\njwtexpirederror\nkidnotfoundinjwkserror",
        about: "An exception of the library; the application chooses the status.",
        messages: vec![
            known("Token expired at *", &[Expired]),
            known("JWK for kid \"*\" not found in the JWKS", &[Key]).values(&[Value::Kid]),
            known("Invalid signature", &[Signature]),
            known("* not allowed: *. Expected: *", &[Audience, Issuer, Kind])
                .values(&[Value::Claim])
                .place(Place::Anywhere)
                .notes("a claim of the token has another value than the server expects: the audience or `client_id`, the issuer, or `token_use`"),
        ],
    }
}
