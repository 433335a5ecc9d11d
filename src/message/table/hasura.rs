//! The messages of Hasura GraphQL Engine v2.

use crate::message::cause::Cause::{
    Algorithm, Audience, Claim, Expired, Fetch, Issuer, KeyText, NoJwt, NoToken, NotYetValid,
    Prefix, Role, Server, Signature,
};
use crate::message::known::{Place, Section, Value, known};
use crate::message::product::Product;

const MARKS: &str = "x-hasura\nhasura\ninvalid-jwt\njwt-invalid-claims";

/// Refused requests.
#[expect(clippy::too_many_lines, reason = "it is a table")]
pub(super) fn request() -> Section {
    Section {
        product: Product::Hasura,
        also: &[],
        marks: MARKS,
        about: "In `errors[].message` with HTTP 200 on `/v1/graphql`, in `error` with the status of the refusal on other routes.",
        messages: vec![
            known("x-hasura-admin-secret/x-hasura-access-key required, but not found", &[Server])
                .code("access-denied")
                .status(&[200, 401])
                .notes("this engine has no JWT secret, so it did not read the token: `HASURA_GRAPHQL_JWT_SECRET` is not set, misspelled, or set for another container\n\
                    `HASURA_GRAPHQL_JWT_SECRETS` is set on an open-source engine, which reads only `HASURA_GRAPHQL_JWT_SECRET`"),
            known("invalid x-hasura-admin-secret/x-hasura-access-key", &[Server])
                .code("access-denied")
                .status(&[200, 401])
                .notes("the request has an admin secret that is not the engine's; an empty one counts too\n\
                    the admin secret takes precedence: the token beside it, even a valid one, was not read"),
            known("x-hasura-use-backend-only-permissions: Not a valid boolean text.*", &[Claim])
                .code("bad-request")
                .status(&[200, 400])
                .notes("the header `x-hasura-use-backend-only-permissions` is neither `true` nor `false`"),
            known("Missing 'Authorization' or 'Cookie' header in JWT authentication mode", &[NoToken])
                .variants("Missing Authorization header in JWT authentication mode")
                .code("invalid-headers")
                .status(&[200, 400])
                .notes("there is no token in the place that the configuration's `header` names, and no `HASURA_GRAPHQL_UNAUTHORIZED_ROLE` for requests without one\n\
                    a WebSocket client sends no `headers` in `connection_init`"),
            known("Malformed Authorization header", &[Prefix])
                .code("invalid-headers")
                .status(&[200, 400])
                .notes("the value of `Authorization` is not `Bearer`, in exactly this spelling, and a token: `bearer`, a missing scheme, or quotes around it"),
            known("Could not verify JWT: Multiple JWTs found", &[Issuer])
                .code("invalid-headers")
                .status(&[200, 400])
                .notes("several entries of `HASURA_GRAPHQL_JWT_SECRETS` could be for this token: an entry has no `issuer`, or the token has no `iss`\n\
                    the request has the header with the token twice"),
            known("Could not verify JWT: JWTNotInIssuer", &[Issuer])
                .variants("JWTNotInIssuer")
                .code("invalid-jwt")
                .status(&[200, 400]),
            known("Could not verify JWT: JWSError (CompactDecodeError Invalid number of parts: Expected 3 parts; got *)", &[NoJwt])
                .variants("Could not verify JWT: JWSError (CompactDecodeError*")
                .code("invalid-jwt")
                .status(&[200, 400])
                .notes("what was sent does not have three parts: one part is often a word such as `undefined`, and five are an encrypted token, which the engine cannot read"),
            known("Could not verify JWT: JWSError (JSONDecodeError*", &[NoJwt, Algorithm])
                .code("invalid-jwt")
                .status(&[200, 400])
                .notes("a part of the token is not base64url, or its header is not valid: usually it was cut off or re-encoded on its way"),
            known("Could not verify JWT: JWSError (JSONDecodeError \"Not valid base64url\")", &[NoJwt])
                .code("invalid-jwt")
                .status(&[200, 400])
                .notes("a part of the token is not base64url without padding: it was cut off, padded or re-encoded on its way"),
            known("Could not verify JWT: JWSError (JSONDecodeError \"protected header contains invalid JSON\")", &[NoJwt])
                .code("invalid-jwt")
                .status(&[200, 400])
                .notes("the header of the token is not JSON: what was sent is not a JWT, or is damaged"),
            known("Could not verify JWT: JWSError (JSONDecodeError \"missing required header \"alg\"\")", &[Algorithm])
                .code("invalid-jwt")
                .status(&[200, 400])
                .notes("the header of the token has no `alg`"),
            known("Could not verify JWT: JWSError (JSONDecodeError \"unrecognised value; expected: [*", &[Algorithm])
                .code("invalid-jwt")
                .status(&[200, 400])
                .notes("the token's `alg` is one that the engine does not know, such as `Ed25519`"),
            known("Could not verify JWT: JWSError JWSNoSignatures", &[Algorithm])
                .code("invalid-jwt")
                .status(&[200, 400])
                .notes("the token's `alg` is `none`: it is not signed"),
            known("Could not verify JWT: JWSError NoUsableKeys", &[Fetch])
                .variants("JWSError NoUsableKeys")
                .code("invalid-jwt")
                .status(&[200, 400])
                .notes("the engine has no keys: the key set of `jwk_url` is empty, has not been fetched yet, or has only keys that the engine drops"),
            known("Could not verify JWT: JWSError JWSInvalidSignature", &[Signature])
                .code("invalid-jwt")
                .status(&[200, 400])
                .notes("the token was signed with another key or secret than the configured one, such as another environment's\n\
                    the issuer decodes the secret from base64; the engine uses it as it is\n\
                    the engine still has an old key set: without `Cache-Control` or `Expires` it is never fetched again\n\
                    the secret is shorter than the digest: HS512 needs 64 bytes\n\
                    with Firebase, a custom token was sent instead of an ID token"),
            known("Could not verify JWT: JWTClaimsSetDecodeError*", &[Claim])
                .code("invalid-jwt")
                .status(&[200, 400])
                .notes("a registered claim has the wrong form: times must be numbers, and `iss`, `sub` and `aud` strings"),
            known("Could not verify JWT: JWTClaimsSetDecodeError \"Error in $.*: failed to parse StringOrURI\"", &[Claim])
                .values(&[Value::Claim])
                .code("invalid-jwt")
                .status(&[200, 400])
                .notes("a claim has a colon, but is not a complete URI: `auth0|7` is fine, `oauth2|x|1:7` is not"),
            known("Could not verify JWT: JWTClaimsSetDecodeError \"Error in $.*: parsing * failed, expected *, but encountered *\"", &[Claim])
                .values(&[Value::Claim])
                .code("invalid-jwt")
                .status(&[200, 400])
                .notes("a registered claim has the wrong type: times must be numbers, and `iss`, `sub` and `aud` strings"),
            known("Could not verify JWT: JWTExpired", &[Expired])
                .variants("JWTExpired")
                .code("invalid-jwt")
                .status(&[200, 400])
                .notes("the token has expired\n\
                    if the token is new, the clocks differ, and `allowed_skew` is 0 unless configured"),
            known("Could not verify JWT: JWTIssuedAtFuture", &[NotYetValid])
                .variants("JWTIssuedAtFuture")
                .code("invalid-jwt")
                .status(&[200, 400])
                .notes("the issuer's clock is ahead of the engine's, if only by a fraction of a second: set `allowed_skew`\n\
                    `iat` is in milliseconds instead of seconds\n\
                    the clock of Docker's virtual machine stopped while the computer slept"),
            known("Could not verify JWT: JWTNotYetValid", &[NotYetValid])
                .variants("JWTNotYetValid")
                .code("invalid-jwt")
                .status(&[200, 400]),
            known("Could not verify JWT: JWTNotInAudience", &[Audience])
                .code("invalid-jwt")
                .status(&[200, 400])
                .notes("none of the token's audiences is the configured `audience`\n\
                    the token's `aud` is an empty list, which is always refused"),
            known("Could not verify JWT: JWSError*", &[NoJwt, Signature])
                .code("invalid-jwt")
                .status(&[200, 400]),
            known("claims key: '*' not found", &[Claim])
                .values(&[Value::Namespace])
                .code("jwt-invalid-claims")
                .status(&[200, 400])
                .notes("the token has no Hasura claims under this name: its issuer does not add them, adds them under another name, or only to the other kind of token\n\
                    the token was issued before the claims were added"),
            known("claims not found at claims_namespace_path: '*'", &[Claim])
                .values(&[Value::Namespace])
                .code("jwt-invalid-claims")
                .status(&[200, 400])
                .notes("the path of `claims_namespace_path` finds nothing in the token"),
            known("expecting a json object when claims_format is json", &[Claim])
                .code("jwt-invalid-claims")
                .status(&[200, 400])
                .notes("the Hasura claims are not an object: if they are JSON in a string, as with Cognito, configure `\"claims_format\":\"stringified_json\"`"),
            known("expecting a string when claims_format is stringified_json", &[Claim])
                .code("jwt-invalid-claims")
                .status(&[200, 400])
                .notes("the Hasura claims are already an object: drop `claims_format`"),
            known("expecting stringified json at: '*', but found: *", &[Claim])
                .code("jwt-invalid-claims")
                .status(&[200, 400])
                .notes("the string at the namespace does not contain a JSON object"),
            known("JWT claim from claims_map, * not found", &[Claim])
                .values(&[Value::Claim])
                .code("jwt-invalid-claims")
                .status(&[200, 400])
                .notes("the path of this session variable finds nothing, and it has no `default`\n\
                    a path never leads into JSON in a string, as in Cognito's claims"),
            known("JWT claim does not contain x-hasura-allowed-roles", &[Claim])
                .code("jwt-missing-role-claims")
                .status(&[200, 400])
                .notes("the Hasura claims have no `x-hasura-allowed-roles`"),
            known("JWT claim does not contain x-hasura-default-role", &[Claim])
                .code("jwt-missing-role-claims")
                .status(&[200, 400])
                .notes("the Hasura claims have no `x-hasura-default-role`, which is required even if every request names a role"),
            known("invalid x-hasura-allowed-roles; should be a list of roles: *", &[Claim])
                .code("jwt-invalid-claims")
                .status(&[200, 400])
                .notes("`x-hasura-allowed-roles` is not a list of strings that are not empty: `[\"user\"]`, not `\"user\"`"),
            known("invalid x-hasura-default-role; should be a *", &[Claim])
                .code("jwt-invalid-claims")
                .status(&[200, 400])
                .notes("`x-hasura-default-role` is not a string, or it is empty"),
            known("Your requested role is not in allowed roles", &[Role])
                .variants("Your current role is not in allowed roles")
                .code("access-denied")
                .status(&[200, 400])
                .notes("the role of the header `x-hasura-role`, else the default role, is not one of the token's `x-hasura-allowed-roles`; capitals matter\n\
                    the role was put into the token as `x-hasura-role`, where it has no effect"),
            known("x-hasura-* claims: parsing Text failed, expected String, but encountered *", &[Claim])
                .variants("x-hasura-* claims: *")
                .code("jwt-invalid-claims")
                .status(&[200, 400])
                .notes("a session variable is not a string: write `\"7\"` instead of `7`\n\
                    a list is written as a PostgreSQL array in a string: `\"{1,2}\"`"),
            known("field '*' not found in type: 'query_root'", &[Role])
                .variants("field '*' not found in type: 'mutation_root'\n\
                    field '*' not found in type: 'subscription_root'\n\
                    field \"*\" not found in type: 'query_root'")
                .code("validation-failed")
                .notes("the token was accepted: its role has no permission for this field, or the table is not tracked\n\
                    the request runs with another role than expected, such as the default role"),
        ],
    }
}

/// Engines that do not start.
pub(super) fn startup() -> Section {
    Section {
        product: Product::Hasura,
        also: &[],
        marks: MARKS,
        about: "In the log of an engine that does not start.",
        messages: vec![
            known("--jwt-secret (HASURA_GRAPHQL_JWT_SECRET) requires --admin-secret*", &[Server])
                .notes("JWT mode needs an admin secret: set `HASURA_GRAPHQL_ADMIN_SECRET` too"),
            known("--unauthorized-role (HASURA_GRAPHQL_UNAUTHORIZED_ROLE) requires --admin-secret*", &[Server])
                .notes("an unauthorized role needs an admin secret, and excludes a webhook"),
            known("Both webhook and JWT mode cannot be enabled at the same time", &[Server])
                .notes("both `HASURA_GRAPHQL_AUTH_HOOK` and `HASURA_GRAPHQL_JWT_SECRET` are set: remove either"),
            known("Environment variable HASURA_GRAPHQL_JWT_SECRET: Error in *", &[Server])
                .notes("the value of `HASURA_GRAPHQL_JWT_SECRET` is not what the engine expects, or a shell, YAML or Compose changed it"),
            known("claims_namespace and claims_namespace_path both cannot be set", &[Server])
                .notes("the configuration has `claims_namespace` and `claims_namespace_path`: remove either"),
            known("key and jwk_url both cannot be empty", &[Server])
                .notes("the configuration has neither `key` nor `jwk_url`"),
            known("key, jwk_url both cannot be present", &[Server])
                .notes("the configuration has `key` and `jwk_url`: remove either"),
            known("key \"type\" not found", &[Server])
                .notes("the configuration has a `key` but no `type`, such as `HS256`"),
            known("key \"name\" not found", &[Server])
                .notes("a `header` of type `Cookie` or `CustomHeader` needs a `name`"),
            known("Invalid JWK: Key type: * is not supported", &[KeyText])
                .values(&[Value::Algorithm])
                .notes("the engine does not know this `type`: it is case-sensitive, and has no `PS256` and no `EdDSA`"),
            known("Invalid JWK: Key size too small; should be atleast * characters", &[KeyText])
                .notes("the secret is too short: HS256 needs 32 bytes, HS384 48 and HS512 64"),
            known("Invalid JWK: Could not decode PEM: *", &[KeyText])
                .notes("the `key` is not a public key or a certificate in PEM\n\
                    its line breaks are missing: each must be `\\n` inside the JSON string"),
            known("x-hasura-allowed-roles is expected but not found", &[Server])
                .notes("`claims_map` has no `x-hasura-allowed-roles`, in lower case"),
            known("x-hasura-default-role is expected but not found", &[Server])
                .notes("`claims_map` has no `x-hasura-default-role`, in lower case"),
            known("invalid JSON path claims_namespace_path error: *", &[Server])
                .notes("`claims_namespace_path` is not a JSON path: `$.a.b`, or `$[\"a.b\"]` for a name with special characters"),
            known("expected 'type' is 'Authorization' or 'Cookie'*", &[Server])
                .notes("the `type` of `header` is `Authorization`, `Cookie` or, in newer engines, `CustomHeader`"),
            known("failed to parse StringOrURI", &[Server])
                .notes("`issuer` or `audience` has a colon, but is not a complete URI"),
            known("Error fetching JWK: *", &[Fetch])
                .notes("the engine cannot reach `jwk_url`: from inside a container, `localhost` is the container itself"),
            known("Non-2xx response on fetching JWK from: *", &[Fetch])
                .values(&[Value::Address])
                .notes("`jwk_url` does not answer with a key set"),
            known("Error parsing JWK from url: *", &[Fetch, KeyText])
                .values(&[Value::Address])
                .notes("the engine refuses a key set if it cannot read one of its keys: an unknown `kty`, `use` or `alg`, an `x5t` that is not 20 bytes, or numbers with padding"),
        ],
    }
}

/// Refused WebSocket connections.
pub(super) fn websocket() -> Section {
    Section {
        product: Product::Hasura,
        also: &[],
        marks: MARKS,
        about: "In the reason of a closed WebSocket, or as the payload of `connection_error`.",
        messages: vec![
            known("4400: Connection initialization failed: *", &[NoToken])
                .notes("the engine refused the headers of `connection_init`; the rest of the message says why"),
            known("4403: Forbidden", &[NoToken])
                .place(Place::Clause)
                .notes("the engine refused the token of `connection_init`, and does not say why: send the same headers over HTTP to learn it"),
            known("4401: Unauthorized", &[NoToken])
                .place(Place::Clause)
                .notes("the client subscribed before the connection was acknowledged; this is not about the token"),
            known("4408: Connection initialisation timeout", &[NoToken])
                .notes("the client sent no `connection_init` within three seconds: it may have waited for its token"),
        ],
    }
}
