//! The messages of Hasura DDN.

use crate::message::cause::Cause::{
    Algorithm, Audience, Claim, Expired, Fetch, Issuer, Key, KeyText, NoJwt, NoToken, Prefix, Role,
    Server, Signature,
};
use crate::message::known::{Section, Value, known};
use crate::message::product::Product;

/// Refused requests.
#[expect(clippy::too_many_lines, reason = "it is a table")]
pub(super) fn request() -> Section {
    Section {
        product: Product::Ddn,
        also: &[],
        marks: "ddn\n\"data\":null",
        about: "In `errors[].message` with the status of the refusal; JSON:API hides those with status 500.",
        messages: vec![
            known("Invalid auth mode header: *", &[Server])
                .status(&[400])
                .notes("the header that chooses a mode is not plain ASCII"),
            known("JWT Authorization token source: Header name * not found.", &[NoToken])
                .status(&[400])
                .notes("there is no token in the header that `tokenLocation` names; requests without one need a noAuth mode, which a header chooses"),
            known("Error in parsing the Authorization header: The `Authorization` header is expected to be in the format of `Bearer <JWT>`", &[Prefix])
                .status(&[400])
                .notes("the value of `Authorization` is not `Bearer`, in exactly this spelling, and a token"),
            known("JWT Authorization token source: Cookie header not found", &[NoToken])
                .status(&[400])
                .notes("the token is expected in a cookie, and the request has none"),
            known("JWT Authorization token source: cookie name * not found in the Cookie header", &[NoToken])
                .status(&[400])
                .notes("the cookie is not the first one: DDN reads only the first pair of the `Cookie` header"),
            known("Error decoding the `Authorization` header - *", &[NoJwt])
                .status(&[400])
                .notes("the header of the token cannot be read; the rest of the message says why"),
            known("`kid` (Key ID) header claim not found in the header", &[Key])
                .status(&[400])
                .notes("with `jwkFromUrl` every token needs a `kid`: have the issuer add one, or configure its key as `key.fixed`"),
            known("Internal Error - Error while fetching the JWKSet: *", &[Fetch]).status(&[500]),
            known("Internal Error - Received unsuccessful response * status while fetching JWK", &[Fetch])
                .status(&[500]),
            known("Internal Error - No matching JWK found for the given kid: *", &[Key])
                .values(&[Value::Kid])
                .status(&[500])
                .notes("the key set has no key with this `kid`: the token comes from another environment, or its key was removed from the set"),
            known("Internal Error - Error while constructing the JWT decoding key: *", &[KeyText])
                .status(&[500])
                .notes("`key.fixed.key` is neither a public key nor a certificate, or does not fit `algorithm`"),
            known("JWT validation error: InvalidToken", &[NoJwt]).status(&[400]),
            known("Internal Error - Error while decoding the JWT: *", &[NoJwt])
                .status(&[500])
                .notes("a part of the token cannot be read; the rest of the message says why"),
            known("Internal Error - Error while decoding the JWT: Base64 error: *", &[NoJwt])
                .status(&[500])
                .notes("a part of the token is not base64url: symbol 32 is a space, often after `Bearer` in a header that holds only the token, and 61 is padding"),
            known("Internal Error - Error while decoding the JWT: JSON error: unknown variant `*`, expected one of *", &[Algorithm])
                .values(&[Value::Algorithm])
                .status(&[500])
                .notes("DDN does not know the token's `alg`; it has no ES512 and no ES256K"),
            known("Internal Error - Error while decoding the JWT: JSON error: *", &[NoJwt, Claim])
                .status(&[500])
                .notes("the header or the claims of the token are not JSON of the expected form"),
            known("Internal Error - Error while decoding the JWT: InvalidAlgorithm", &[Algorithm])
                .status(&[500])
                .notes("the token's `alg` is not the configured `algorithm`, or does not fit the type of the key"),
            known("JWT validation error: InvalidSignature", &[Signature])
                .variants("Internal Error - Error while decoding the JWT: InvalidSignature")
                .status(&[400, 500])
                .notes("the token was signed with another key or secret, such as another environment's\n\
                    the issuer decodes the secret from base64; DDN uses it as it is"),
            known("JWT validation error: Missing required claim: exp", &[Claim])
                .status(&[400])
                .notes("DDN requires an `exp` in every token, and it must be a number"),
            known("JWT validation error: ExpiredSignature", &[Expired])
                .variants("Internal Error - Error while decoding the JWT: ExpiredSignature")
                .status(&[400, 500])
                .notes("the token expired longer ago than `allowedSkew`, which is 60 seconds unless configured"),
            known("JWT validation error: InvalidIssuer", &[Issuer])
                .variants("Internal Error - Error while decoding the JWT: InvalidIssuer")
                .status(&[400, 500]),
            known("JWT validation error: InvalidAudience", &[Audience])
                .variants("Internal Error - Error while decoding the JWT: InvalidAudience")
                .status(&[400, 500])
                .notes("none of the token's audiences is configured\n\
                    no `audience` is configured at all: then every token with an `aud` is refused"),
            known("JWT validation error: *", &[NoJwt, Claim]).status(&[400]),
            known("Internal Error - Hasura claims not found in the JWT at *", &[Claim])
                .values(&[Value::Namespace])
                .status(&[500])
                .notes("there is nothing at this JSON pointer; a slash in the name of a claim is written `~1`: `/https:~1~1hasura.io~1jwt~1claims`"),
            known("Expected the Hasura claims to be a String when `claimsFormat` is `stringifiedJson`", &[Claim])
                .status(&[400])
                .notes("the claims are an object: configure `claimsFormat: Json`"),
            known("Internal Error - Error in parsing the Hasura claims map: *", &[Claim])
                .status(&[500])
                .notes("the claims lack `x-hasura-default-role` or `x-hasura-allowed-roles` in lower case, or these are not a string and a list of strings\n\
                    the claims are JSON in a string: configure `claimsFormat: StringifiedJson`"),
            known("Error while parsing the claims map entry: *", &[Claim])
                .values(&[Value::Claim])
                .status(&[400])
                .notes("a path finds a value of the wrong type; its `default` does not help, because something was found"),
            known("Required claim * not found", &[Claim])
                .values(&[Value::Claim])
                .status(&[400])
                .notes("the path of one of the two role claims finds nothing, and it has no `default`"),
            known("The default role is not present in the allowed roles", &[Claim])
                .status(&[400])
                .notes("`x-hasura-default-role` is not one of `x-hasura-allowed-roles`, which DDN requires whatever role is requested"),
            known("Internal Error - Duplicate allowed role found in the JWT claims", &[Claim])
                .status(&[500])
                .notes("a role appears twice in `x-hasura-allowed-roles`"),
            known("cannot be authorized as role: *", &[Role])
                .values(&[Value::Role])
                .status(&[401])
                .notes("the role of the header `x-hasura-role` is not allowed; an empty header counts as a role\n\
                    behind a webhook, only the role that it returned is allowed"),
            known("The Authentication hook has denied to execute the request.", &[Server])
                .status(&[403])
                .notes("the webhook refused the request with 401: only its own log says why"),
            known("Internal Error - The authentication hook has returned the status *. Only 200 and 401 response status are recognized.", &[Server])
                .status(&[500])
                .notes("the webhook did not understand the request, or has failed"),
            known("Internal Error - 'x-hasura-role' session variable not found in the webhook response.", &[Server])
                .status(&[500])
                .notes("the webhook accepted the request without returning a role"),
            known("WebSocket session expired", &[Expired])
                .notes("the token of this WebSocket connection has expired: connect again with a new one"),
            known("Invalid WebSocket protocol: *", &[Server])
                .status(&[400])
                .notes("the client offers another subprotocol than `graphql-transport-ws`"),
            known("Missing Sec-WebSocket-Protocol header", &[Server])
                .status(&[400])
                .notes("the client offers no subprotocol, and DDN expects `graphql-transport-ws`"),
        ],
    }
}
