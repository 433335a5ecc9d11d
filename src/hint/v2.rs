//! Hints for Hasura v2.

use crate::hasura::inquiry::{Answer, TokenFacts};
use crate::hasura::v2::answer::facts::Facts;
use crate::hasura::v2::config::{Fault, TokenPlace};
use crate::hasura::v2::refusal::Reason;
use crate::hasura::view::{ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE};
use crate::hint::context::{Flag, Verb};
use crate::hint::mapping::Context;
use crate::hint::shared::{self, NO_CLAIMS};
use crate::hint::value;
use crate::jose::path::Step;

/// Returns what to change in a configuration that Hasura v2 does not start with.
pub(super) fn startup(fault: &Fault, verb: Verb) -> String {
    let fixed = match fault {
        Fault::NotJson(error) => {
            return format!(
                "it is not JSON: {error}; the value has to be one JSON object, and `jwtool secret` prints one on a line, for single quotes in a shell"
            );
        }
        Fault::Field => "give the field the type named in the message",
        Fault::TwoNamespaces => "remove either `claims_namespace` or `claims_namespace_path`",
        Fault::Path(path) => return path_hint(path),
        Fault::NoKey => "add `key` with `type`, or `jwk_url`; `jwtool secret` writes both kinds",
        Fault::TwoKeys => "remove either `key` or `jwk_url`",
        Fault::NoType => {
            "add `type`: `\"type\":\"RS256\"` for an RSA key, `\"HS256\"` for a secret"
        }
        Fault::UnknownType => {
            "`type` is one of HS256, HS384, HS512, RS256, RS384, RS512, Ed25519, ES256, ES384, ES512; an RSA `type` also accepts PS tokens"
        }
        Fault::ShortSecret => "use a longer secret: `jwtool secret hmac` generates one",
        Fault::OneLinePem => {
            "the key lost its line breaks; write each as `\\n` inside the JSON string, as `jwtool secret` does"
        }
        Fault::Pem => {
            "`key` has to be a public key or a certificate in PEM; `jwtool secret --key FILE` writes the public half of a private key"
        }
        Fault::ClaimsMap => {
            "`claims_map` needs `x-hasura-allowed-roles` and `x-hasura-default-role`, in lower case, each a value or `{\"path\":\"$.…\"}`"
        }
        Fault::Header => {
            "`header` is an object: `{\"type\":\"Authorization\"}` or `{\"type\":\"Cookie\",\"name\":\"…\"}`"
        }
        Fault::StringOrUri => {
            "a string with a colon has to be a complete URI, like `https://issuer.example`"
        }
        Fault::NoAdminSecret if !verb.has(Flag::NoAdminSecret) => {
            "set `HASURA_GRAPHQL_ADMIN_SECRET` on the engine"
        }
        Fault::NoAdminSecret => {
            "set `HASURA_GRAPHQL_ADMIN_SECRET` on the engine, then drop `--no-admin-secret`"
        }
        Fault::KeySet if !verb.has(Flag::Jwks) => {
            "one key that the engine cannot read makes the whole set unusable; put the right key into `key` as PEM"
        }
        Fault::KeySet => {
            "one key that the engine cannot read makes the whole set unusable; put the right key into `key` as PEM, or try an edited set with `--jwks FILE`"
        }
    };
    fixed.to_owned()
}

/// Returns how to write a path in the engine's grammar.
fn path_hint(path: &str) -> String {
    // Inside brackets with quotes, every character is part of a name.
    let outside = path.split(['"', '\'']).step_by(2);
    let foreign = |part: &str| {
        part.contains("..")
            || part.contains(['*', '?', '@', '('])
            || part.contains("[-")
            || is_slice(part)
    };
    if outside.clone().any(foreign) {
        return "the engine's paths have only `.name`, `[0]` and `[\"any name\"]`; there is no `..`, no `[*]`, no slice and no filter: take a claim that is itself the list, take one element, like `$.roles[0].name`, or write the roles into `claims_map` without a path: `\"x-hasura-allowed-roles\":[\"user\"]`".to_owned();
    }
    let name = path.strip_prefix("$.").unwrap_or(path);
    let is_one_name = !name.contains(['.', '[', ']', '"', '\'', '$']) && !name.is_empty();
    match value::json(name).filter(|_| is_one_name) {
        Some(name) => {
            format!("a name with special characters is written in brackets and quotes: `$[{name}]`")
        }
        None => r#"write the path like `$.user.claims` or `$["https://x/claims"]`"#.to_owned(),
    }
}

/// Whether brackets contain a range, like `[0:2]`.
fn is_slice(part: &str) -> bool {
    let inside = part.split('[').skip(1).filter_map(|rest| rest.split(']').next());
    inside.into_iter().any(|inside| inside.contains([':', ',']))
}

/// Whether the configured key is the reason for a refusal.
pub(super) const fn concerns_key(reason: Reason) -> bool {
    matches!(reason, Reason::NoUsableKeys | Reason::Signature)
}

/// Returns what to change in the token, the request or the configuration, for each check that
/// failed.
pub(super) fn answer(answer: &Answer<Reason, Facts>, context: Context<'_>) -> Vec<String> {
    let hints = answer.refusals.iter().flat_map(|refusal| match refusal.reason {
        Reason::NotMapped => context.missing(),
        Reason::NoAllowedRoles | Reason::AllowedRoles => {
            vec![context.variable(ALLOWED_ROLES).unwrap_or_else(|| after(refusal.reason, answer))]
        }
        Reason::NoDefaultRole | Reason::DefaultRole => {
            vec![context.variable(DEFAULT_ROLE).unwrap_or_else(|| after(refusal.reason, answer))]
        }
        Reason::RoleNotAllowed => {
            vec![context.no_role().unwrap_or_else(|| after(refusal.reason, answer))]
        }
        Reason::Variable if !answer.token.mappings.is_empty() => context.not_strings(),
        reason => vec![after(reason, answer)],
    });
    hints.collect()
}

/// Returns what to change after a refusal.
fn after(reason: Reason, answer: &Answer<Reason, Facts>) -> String {
    let token = &answer.token;
    let fixed = match reason {
        Reason::AdminSecret => {
            "send the engine's own admin secret, or drop the header and send a token"
        }
        Reason::BackendOnly => "set that header to `true` or `false`, or drop it",
        Reason::NoToken => return no_token(&answer.facts),
        Reason::Malformed => {
            "send `Authorization: Bearer TOKEN`: `Bearer` in this spelling, one space, no quotes"
        }
        Reason::Multiple => {
            "send one token, and give each entry of the configuration its own `issuer`; the token's `iss` chooses the entry"
        }
        Reason::Issuer => {
            return match token.issuer.as_deref().and_then(value::json) {
                Some(issuer) => format!(
                    "use a token from the configured issuer, or configure this one: `\"issuer\":{issuer}`"
                ),
                None => "use a token from the configured issuer".to_owned(),
            };
        }
        Reason::Parts if token.parts == 5 => {
            "it is an encrypted token, which the engine cannot read; send a signed one (`jwtool decode --key FILE` shows what is inside)"
        }
        Reason::Parts => "it is not a token; `jwtool decode` shows what it is",
        Reason::Header => {
            "it was cut off or changed in transit; `jwtool decode` shows what is still readable"
        }
        Reason::NoSignatures => {
            "send a signed token; `jwtool mint --role ROLE` makes one for testing"
        }
        Reason::NoUsableKeys => {
            "the engine has no keys; check that its `jwk_url` responds and has signing keys"
        }
        Reason::Signature => {
            "it was not signed with the configured key: compare with `jwtool verify`; the engine uses a secret as it is written, and never decodes it from base64"
        }
        Reason::ClaimsSet => {
            "have the issuer change the claim that the message names; a `sub` with a colon has to be a URI, and times have to be numbers"
        }
        Reason::Expired => "get a new token; to explain another point in time, add `--at TIME`",
        Reason::IssuedAtFuture | Reason::NotYetValid => {
            "if a clock is slightly off, configure `\"allowed_skew\":30`; to explain another point in time, add `--at TIME`"
        }
        Reason::Audience => {
            return match token.audience.first().and_then(|one| value::json(one)) {
                Some(audience) => format!(
                    "use a token for the configured audience, or configure this one: `\"audience\":{audience}`"
                ),
                None => "use a token for the configured audience".to_owned(),
            };
        }
        Reason::NoNamespace | Reason::NoPath => return no_claims(token),
        Reason::NotAnObject => {
            "if the claims are JSON in a string, configure `\"claims_format\":\"stringified_json\"`"
        }
        Reason::NotAString => {
            "the claims are an object: drop `claims_format`, or configure `\"claims_format\":\"json\"`"
        }
        Reason::NotStringified => "have the issuer put a JSON object into that string",
        Reason::NotMapped => {
            "have the issuer add the claim, or give it a `default` in `claims_map`: `{\"path\":\"$.…\",\"default\":\"…\"}`"
        }
        Reason::NoAllowedRoles | Reason::AllowedRoles => {
            "have the issuer add `\"x-hasura-allowed-roles\":[\"user\"]`, an array of strings"
        }
        Reason::NoDefaultRole | Reason::DefaultRole => {
            "have the issuer add `\"x-hasura-default-role\":\"user\"`, a string"
        }
        Reason::RoleNotAllowed => {
            return match shared::allowed_role(token) {
                Some(hint) => hint,
                None => "the token allows no role; have the issuer add one".to_owned(),
            };
        }
        Reason::Variable => {
            "have the issuer write every variable as a string: `\"7\"` instead of `7`, `\"{1,2}\"` instead of `[1,2]`"
        }
    };
    fixed.to_owned()
}

fn no_token(facts: &Facts) -> String {
    match &facts.place {
        Some(TokenPlace::Cookie(name)) => match value::header_name(name) {
            Some(name) => format!("send it as the configured cookie: `Cookie: {name}=TOKEN`"),
            None => "send it as the configured cookie".to_owned(),
        },
        Some(TokenPlace::CustomHeader(name)) => shared::in_header(name),
        Some(TokenPlace::Authorization) | None => {
            "send `Authorization: Bearer TOKEN`; for requests without one, set an unauthorized role (`--unauthorized-role ROLE` shows its effect)".to_owned()
        }
    }
}

fn no_claims(token: &TokenFacts) -> String {
    match &token.claims_at {
        Some((path, format)) => match path.steps() {
            [Step::Key(namespace)] => {
                let stringified = match format {
                    ClaimsFormat::Stringified => ",\"claims_format\":\"stringified_json\"",
                    ClaimsFormat::Json => "",
                };
                match value::json(namespace) {
                    Some(namespace) => format!(
                        "configure where they are: `\"claims_namespace\":{namespace}{stringified}`"
                    ),
                    None => "configure where they are with `claims_namespace`".to_owned(),
                }
            }
            _ => {
                "configure where they are with `claims_namespace_path` or `claims_map`; the step above shows the path".to_owned()
            }
        },
        None => no_claims_at_all(token),
    }
}

/// Returns the hint for a token without Hasura claims at the configured place or any other.
fn no_claims_at_all(token: &TokenFacts) -> String {
    let Some(end) = &token.dead_end else { return NO_CLAIMS.to_owned() };
    match end.similar.as_deref().and_then(value::path) {
        Some(path) => {
            format!("correct `claims_namespace_path`: `\"claims_namespace_path\":{path}`")
        }
        None => format!(
            "`claims_namespace_path` leads nowhere, as the step above shows: correct it; or {NO_CLAIMS}"
        ),
    }
}
