//! The messages of Supabase and of servers that make an API of a `PostgreSQL` database.

use crate::message::cause::Cause::{
    Algorithm, Audience, Claim, Expired, Key, Kind, NoJwt, NoToken, NotYetValid, Prefix, Revoked,
    Role, Server, Signature, User,
};
use crate::message::known::{Section, Value, known};
use crate::message::product::Product;

pub(super) fn supabase_gateway() -> Section {
    Section {
        product: Product::SupabaseGateway,
        also: &[],
        marks: "supabase",
        about: "With HTTP 401, before PostgREST or Supabase Auth; self-hosted it is Kong.",
        messages: vec![
            known("No API key found in request", &[NoToken])
                .status(&[401])
                .also(&[Product::Kong])
                .notes("the header `apikey` is missing: send it besides `Authorization: Bearer`"),
            known("Invalid API key", &[Server])
                .status(&[401])
                .notes("the key in the header `apikey` is another project's, or is disabled"),
            known("Double check your Supabase *", &[Server])
                .status(&[401])
                .notes("the key in the header `apikey` is another project's, or is disabled"),
        ],
    }
}

pub(super) fn supabase_auth() -> Section {
    Section {
        product: Product::SupabaseAuth,
        also: &[],
        marks: "supabase\nerror_code\ngotrue",
        about: "In `msg` with HTTP 400, 401 or 403, and an `error_code`.",
        messages: vec![
            known("invalid JWT: unable to parse or verify signature, *", &[Signature, NoJwt])
                .code("bad_jwt")
                .status(&[403])
                .notes("the token is not accepted; the rest of the message is golang-jwt's"),
            known("invalid claim: missing sub claim", &[Kind])
                .code("bad_jwt")
                .status(&[403])
                .notes("the anon or the service key was sent instead of a user's token"),
            known("Session from session_id claim in JWT*", &[Revoked])
                .code("session_not_found")
                .status(&[403]),
            known("User from sub claim in JWT*", &[User]).code("user_not_found").status(&[403]),
            known("This endpoint requires a valid Bearer token", &[NoToken, Prefix])
                .code("no_authorization")
                .status(&[401]),
            known("Invalid Refresh Token: Refresh Token Not Found", &[Revoked])
                .code("refresh_token_not_found")
                .status(&[400]),
            known("Invalid Refresh Token: Already Used", &[Revoked])
                .code("refresh_token_already_used")
                .status(&[400]),
        ],
    }
}

pub(super) fn postgrest() -> Section {
    Section {
        product: Product::Postgrest,
        also: &[],
        marks: "pgrst\npostgrest",
        about: "In `message`, with a `code` that begins with `PGRST`; with Supabase too.",
        messages: vec![
            known("No suitable key or wrong key type", &[Signature, Key])
                .code("PGRST301")
                .status(&[401]),
            known("JWSError JWSInvalidSignature", &[Signature])
                .code("PGRST301")
                .status(&[401])
                .also(&[Product::Hasura]),
            known("JWSError (CompactDecodeError *", &[NoJwt])
                .code("PGRST301")
                .status(&[401])
                .also(&[Product::Hasura]),
            known("Expected 3 parts in JWT; got *", &[NoJwt]).code("PGRST301").status(&[401]),
            known("Empty JWT is sent in Authorization header", &[NoToken])
                .code("PGRST301")
                .status(&[401]),
            known("Wrong or unsupported encoding*", &[Algorithm]).code("PGRST301").status(&[401]),
            known("JWT expired", &[Expired]).code("PGRST303").status(&[401]),
            known("JWT not in audience", &[Audience]).code("PGRST303").status(&[401]),
            known("JWTNotInAudience", &[Audience])
                .code("PGRST301")
                .status(&[401])
                .also(&[Product::Hasura]),
            known("JWT not yet valid", &[NotYetValid]).code("PGRST303").status(&[401]),
            known("JWT issued at future", &[NotYetValid]).code("PGRST303").status(&[401]),
            known("Parsing claims failed", &[Claim]).code("PGRST303").status(&[401]),
            known("Anonymous access is disabled", &[NoToken]).code("PGRST302").status(&[401]),
            known("Server lacks JWT secret", &[Server]).code("PGRST300").status(&[500]),
        ],
    }
}

pub(super) fn postgresql() -> Section {
    Section {
        product: Product::Postgresql,
        also: &[Product::Postgrest, Product::Postgraphile],
        marks: "42501\n22023",
        about: "Of the database behind PostgREST or PostGraphile, with HTTP 401 or 403.",
        messages: vec![
            known("permission denied for table *", &[Role])
                .code("42501")
                .notes("the token was accepted: its role has no rights to this table"),
            known("role \"*\" does not exist", &[Claim])
                .values(&[Value::Role])
                .code("22023")
                .notes("the token's `role` claim names no role of the database"),
        ],
    }
}

pub(super) fn postgraphile() -> Section {
    Section {
        product: Product::Postgraphile,
        also: &[],
        marks: "postgraphile",
        about: "Of version 4, with HTTP 401 or 403; otherwise those of jsonwebtoken.",
        messages: vec![
            known("jwt audience invalid. expected: postgraphile", &[Audience])
                .status(&[403])
                .also(&[Product::Jsonwebtoken])
                .notes("the token has another `aud` than `postgraphile`, which is the default: set `jwtVerifyOptions` or `jwtAudiences`"),
            known("Not allowed to provide a JWT token.", &[Server])
                .status(&[403])
                .notes("PostGraphile has no `jwtSecret`"),
            known("JWT `role` claim must be a string. *", &[Claim]).status(&[403]),
            known("Authorization header is not of the correct bearer*", &[Prefix]).status(&[400]),
        ],
    }
}
