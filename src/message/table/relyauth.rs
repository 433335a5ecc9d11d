//! The messages of `RelyAuth` and of go-jose, which it checks tokens with.

use crate::message::cause::Cause::{
    Algorithm, Audience, Claim, Expired, Fetch, Issuer, KeyText, NoJwt, NoToken, NotYetValid, Role,
    Server, Signature,
};
use crate::message::known::{Place, Section, Value, known};
use crate::message::product::Product;

const MARKS: &str = "relyauth\nrely-auth\nrely_auth";

/// Refused requests.
pub(super) fn request() -> Section {
    Section {
        product: Product::Relyauth,
        also: &[],
        marks: MARKS,
        about: "In its debug log and traces; clients only see an empty 401. Those of go-jose are any Go service's that uses it.",
        messages: vec![
            known("auth token not found", &[NoToken])
                .notes("there is no token in any configured place: behind an engine, the engine must forward the header that contains it\n\
                    no jwt mode accepted the token"),
            known("failed to parse signed token: *", &[NoJwt])
                .notes("the value lacks the configured scheme, does not have three parts, or has another `alg`"),
            known("go-jose/go-jose: empty input", &[NoToken])
                .also(&[Product::GoJose])
                .notes("the value is empty, or lacks the configured scheme"),
            known("go-jose/go-jose: compact JWS format must have three parts", &[NoJwt])
                .also(&[Product::GoJose]),
            known("unexpected signature algorithm \"*\"; expected *", &[Algorithm])
                .values(&[Value::Algorithm])
                .also(&[Product::GoJose]),
            known("failed to decode jwt payload: *", &[Claim])
                .notes("a registered claim has the wrong type: times must be numbers, and `aud` a string or a list of strings"),
            known("expected number value to unmarshal NumericDate", &[Claim])
                .also(&[Product::GoJose])
                .notes("`exp`, `nbf` or `iat` is not a number"),
            known("expected string or array value to unmarshal to Audience", &[Claim])
                .also(&[Product::GoJose])
                .notes("`aud` is neither a string nor a list of strings"),
            known("go-jose/go-jose/jwt: validation failed, invalid issuer claim (iss)", &[Issuer])
                .variants("invalid issuer claim (iss)")
                .also(&[Product::GoJose])
                .notes("the token's `iss` is missing, or is not exactly the configured issuer"),
            known("go-jose/go-jose/jwt: validation failed, invalid audience claim (aud)", &[Audience])
                .variants("invalid audience claim (aud)")
                .also(&[Product::GoJose])
                .notes("the token has none of the configured audiences, or no `aud` at all"),
            known("go-jose/go-jose/jwt: validation failed, token not valid yet (nbf)", &[NotYetValid])
                .variants("token not valid yet (nbf)")
                .also(&[Product::GoJose]),
            known("go-jose/go-jose/jwt: validation failed, token is expired (exp)", &[Expired])
                .variants("token is expired (exp)")
                .also(&[Product::GoJose]),
            known("go-jose/go-jose/jwt: validation field, token issued in the future (iat)", &[NotYetValid])
                .variants("token issued in the future (iat)")
                .also(&[Product::GoJose]),
            known("go-jose/go-jose: error in cryptographic primitive", &[Signature])
                .also(&[Product::GoJose])
                .notes("the token was signed with another key or secret, such as another environment's\n\
                    the secret is too short for its algorithm: it needs 32, 48 or 64 bytes"),
            known("failed to verify jwt token signature", &[Signature])
                .notes("no key of the set verifies the token, even after the set was fetched again"),
            known("invalid header: value of header * does not exist", &[Server])
                .variants("invalid header: *")
                .notes("a rule of `securityRules.headerRules` requires this header, or another value of it"),
            known("ip is blocked", &[Server])
                .notes("`allowedIPs` excludes the client's address, or does not include it"),
            known("ip not found", &[Server])
                .notes("the request does not have the client's address where `allowedIPs` looks; `remote_addr` never works"),
            known("failed to transform claims: *", &[Claim])
                .notes("the claims at the namespace are not in the configured `claimsFormat`, or the expression cannot be evaluated"),
            known("failed to transform claims: invalid jwt claims data: malformed stringify json*", &[Claim])
                .notes("`claimsFormat` is `StringifiedJson`, and the string is not JSON"),
            known("failed to transform claims: invalid jwt claims data: malformed json object. Expected a JSON object, got: *", &[Claim])
                .variants("malformed json object. Expected a JSON object, got: *")
                .notes("`claimsFormat` is `Json`, and the claims are not an object: if they are JSON in a string, configure `StringifiedJson`"),
            known("failed to transform claims: malformed x-hasura-allowed-roles; expected an array of strings: *", &[Claim])
                .variants("malformed x-hasura-allowed-roles; expected an array of strings: *")
                .notes("`x-hasura-allowed-roles` is not a list of strings: `[\"user\"]`, not `\"user\"`"),
            known("failed to transform claims: malformed x-hasura-default-role; expected a string: *", &[Claim])
                .variants("malformed x-hasura-default-role; expected a string: *")
                .notes("`x-hasura-default-role`, or a claim `x-hasura-role`, is not a string"),
            known("failed to transform claims: SyntaxError: *", &[Server])
                .notes("the `location` is not a JMESPath expression: a name with dots, colons or slashes must be quoted twice, `'\"https://hasura.io/jwt/claims\"'`"),
            known("* is not in the allowed roles x-hasura-allowed-roles", &[Role])
                .values(&[Value::Role])
                .notes("this role, from the request's `x-hasura-role` or the default, is not one of the token's allowed roles"),
            known("value of x-hasura-default-role variable is empty", &[Claim])
                .notes("the claims have allowed roles but no default role, and the request does not name a role"),
            known("x-hasura-role session variable is empty", &[Claim])
                .notes("the session has no role: the namespace is missing or empty, or its names are not in lower case\n\
                    without `x-hasura-allowed-roles` the request's `x-hasura-role` is ignored"),
            known("Unauthorized", &[Server])
                .place(Place::Whole)
                .status(&[401])
                .notes("no mode is left to try: `x-rely-auth-mode` or `x-rely-auth-id` matches none, or an API key is wrong"),
        ],
    }
}

/// A service that does not start.
pub(super) fn startup() -> Section {
    Section {
        product: Product::Relyauth,
        also: &[],
        marks: MARKS,
        about: "In the log of a service that does not start.",
        messages: vec![
            known("auth mode is empty", &[Server]).notes("an entry of `modes` has no `mode`"),
            known("unsupported auth mode: *", &[Server])
                .notes("`mode` is `apiKey`, `jwt`, `webhook` or `noAuth`; capitals matter"),
            known("invalid claims config. Require either namespace or locations", &[Server])
                .notes("`claimsConfig` needs a `namespace` or `locations`"),
            known("invalid JWTClaimsFormat. Expected one of *, got *", &[Server])
                .notes("`claimsFormat` is `Json` or `StringifiedJson`"),
            known("invalid SignatureAlgorithm. Expected one of *, got *", &[Server])
                .notes("`algorithm` is not the name of an algorithm, such as `HS256` or `EdDSA`"),
            known("require either JWT key or JWK URL", &[Server])
                .notes("`key` needs `key` or `jwkFromUrl`"),
            known("name of token location is required", &[Server])
                .notes("`tokenLocation` needs a `name`"),
            known("invalid AuthLocation. Expected *; got: *", &[Server])
                .notes("`in` of `tokenLocation` is `header`, `query` or `cookie`"),
            known("EmptyVar: the environment variable value is empty", &[Server])
                .notes("an environment variable that the configuration names is empty or not set"),
            known("invalid JWT key: invalid PEM format", &[KeyText])
                .notes("the key is not PEM with line breaks, or is a secret with an asymmetric `algorithm`"),
            known("x509: failed to parse public key (use ParsePKCS1PublicKey instead for this key format)", &[KeyText])
                .also(&[Product::GolangJwt])
                .notes("the key is `BEGIN RSA PUBLIC KEY` (PKCS#1), and `BEGIN PUBLIC KEY` is expected"),
            known("asn1: structure error: *", &[KeyText])
                .also(&[Product::GolangJwt])
                .notes("the PEM does not contain what is expected: often a certificate instead of a public key"),
            known("field mapping entry must not be empty", &[Server])
                .notes("an entry of `locations` has neither `path` nor `default`"),
            known("allowed IPs config is empty", &[Server])
                .notes("`allowedIPs` needs `include` or `exclude`"),
            known("jwk: get keys failed: *", &[Fetch]).variants("jwk: get keys failed"),
            known("required field value for apiKey auth mode", &[Server])
                .notes("an apiKey mode needs a `value` that is not empty"),
            known("webhook mode must be one of GET or POST, got *", &[Server])
                .notes("`method` of a webhook is `GET` or `POST`"),
        ],
    }
}
