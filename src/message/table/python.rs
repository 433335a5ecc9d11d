//! The messages of libraries for Python.

use crate::message::cause::Cause::{
    Algorithm, Audience, Claim, Expired, Fetch, Issuer, Key, Kind, NoJwt, NoToken, NotYetValid,
    Prefix, Revoked, Role, Server, Signature,
};
use crate::message::known::{Section, Value, known};
use crate::message::product::Product;

pub(super) fn flask_jwt_extended() -> Section {
    Section {
        product: Product::FlaskJwtExtended,
        also: &[],
        marks: "flask_jwt_extended\n\"msg\"",
        about: "In `msg` with HTTP 401 or 422; otherwise those of PyJWT.",
        messages: vec![
            known("Missing Authorization Header", &[NoToken]).status(&[401]),
            known("Missing 'Bearer' type in*", &[Prefix]).status(&[401]),
            known("Token has expired", &[Expired]).status(&[401]),
            known("Token has been revoked", &[Revoked]).status(&[401]),
            known("Fresh token required", &[Kind])
                .status(&[401])
                .notes("this endpoint needs a token from a login, not one from a refresh"),
            known("Missing CSRF token", &[NoToken])
                .status(&[401])
                .notes("the token came in a cookie, without the header `X-CSRF-TOKEN`"),
            known("Only non-refresh tokens are allowed", &[Kind]).status(&[422]),
            known("Bad Authorization header. *", &[Prefix, NoJwt]).status(&[422]),
        ],
    }
}

pub(super) fn pyjwt() -> Section {
    Section {
        product: Product::Pyjwt,
        also: &[Product::PythonJose, Product::FlaskJwtExtended],
        marks: "jwt.exceptions\npyjwt\njose.exceptions",
        about: "An exception of the library, mostly with HTTP 401; python-jose has most of them too, often with a full stop.",
        messages: vec![
            known("Signature has expired", &[Expired]).variants("ExpiredSignatureError"),
            known("Signature verification failed", &[Signature]).variants("InvalidSignatureError"),
            known("Not enough segments", &[NoJwt]),
            known("Invalid * padding", &[NoJwt]),
            known("Invalid header string: *", &[NoJwt]),
            known("Invalid audience", &[Audience]).notes("the token's `aud` is not the one that the server expects\n\
                with PyJWT: the token has an `aud`, and the application names none"),
            known("Audience doesn't match", &[Audience]),
            known("Token is missing the \"*\" claim", &[Claim]).values(&[Value::Claim]),
            known("Invalid issuer", &[Issuer]),
            known("The specified alg value is not allowed", &[Algorithm]),
            known("Subject must be a string", &[Claim])
                .notes("`sub` is a number, which PyJWT accepted before 2.10"),
            known("The token is not yet valid (iat)", &[NotYetValid]),
            known("The token is not yet valid (nbf)", &[NotYetValid]),
            known("It is required that you pass in a value for the \"algorithms\"*", &[Server])
                .notes("the application does not say which algorithms it accepts"),
            known("The specified key is an asymmetric key*", &[Algorithm]).notes("the application has a public key, and the token or the call names an HMAC algorithm"),
            known("Unable to find a signing key that matches*", &[Key]).variants("PyJWKClientError"),
            known("Fail to fetch data from the url*", &[Fetch]),
            known("The JWKS endpoint did not contain*", &[Fetch]),
        ],
    }
}

pub(super) fn flask_cognito() -> Section {
    Section {
        product: Product::FlaskCognito,
        also: &[],
        marks: "flask_cognito\ncognitoautherror\ninvalid cognito",
        about: "In `description`, beside a title in `error`, with HTTP 401 or 403; otherwise those of cognitojwt.",
        messages: vec![
            known("Request does not contain a well-formed access token in the \"*\" header beginning with \"*\"", &[NoToken, Prefix])
                .status(&[401]),
            known("Malformed Authentication Token", &[NoJwt]).status(&[401]),
            known("Invalid Cognito JWT header", &[Prefix, NoToken]).status(&[401]),
            known("User doesn't have access to this resource", &[Role])
                .status(&[403])
                .notes("the token was accepted: its `cognito:groups` do not include a group that this endpoint requires"),
        ],
    }
}

pub(super) fn cognitojwt() -> Section {
    Section {
        product: Product::Cognitojwt,
        also: &[Product::FlaskCognito],
        marks: "cognitojwt\n\
            cognitojwtexception\n\
            cognito authentication token",
        about: "With HTTP 401; Flask-Cognito has them too.",
        messages: vec![
            known("Public key not found in jwks.json", &[Key])
                .notes("the key set that the application keeps for ever has no key with the token's `kid`: restart it, or compare the user pools"),
            known("Signature verification failed", &[Signature]),
            known("Token is expired", &[Expired]),
            known("Token was not issued for this client*", &[Audience])
                .notes("the token's `aud`, or its `client_id` if it is an access token, is another app client's"),
            known("Invalid token_use: *", &[Kind])
                .notes("an ID token was sent instead of an access token, or the reverse"),
        ],
    }
}

pub(super) fn authlib() -> Section {
    Section {
        product: Product::Authlib,
        also: &[Product::Joserfc],
        marks: "authlib\njoserfc",
        about: "An exception of the library; the application chooses the status. joserfc has them too.",
        messages: vec![
            known("bad_signature:*", &[Signature]),
            known("expired_token: The token is expired", &[Expired]),
            known("invalid_claim: Invalid claim*", &[Audience, Issuer]),
            known("missing_claim: Missing *", &[Claim]).values(&[Value::Claim]),
            known("invalid_token: The token is not valid*", &[NotYetValid]),
        ],
    }
}
