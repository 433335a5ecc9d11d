//! Hints for DDN.

use crate::hasura::ddn::answer::case::Facts;
use crate::hasura::ddn::config::{Fault, TokenPlace};
use crate::hasura::ddn::pointer::Pointer;
use crate::hasura::ddn::refusal::Reason;
use crate::hasura::explanation::Decision;
use crate::hasura::inquiry::{Answer, TokenFacts};
use crate::hasura::view::ClaimsFormat;
use crate::hint::mapping::Context;
use crate::hint::shared::{self, NO_CLAIMS};
use crate::hint::signature;
use crate::hint::value;
use crate::jose::algorithm::SignatureAlgorithm;

/// Returns what to change in a configuration that DDN does not build.
pub(super) const fn startup(fault: Fault) -> &'static str {
    match fault {
        Fault::NotYaml => {
            "the file has to be YAML (hml) or JSON; `jwtool secret --engine ddn` prints one"
        }
        Fault::Kind => {
            "the file needs exactly one document with `kind: AuthConfig`, even if its webhook is RelyAuth"
        }
        Fault::Version => "write `version: v4`",
        Fault::Field => {
            "use the names and types of `jwtool secret --engine ddn`; unknown fields are not accepted"
        }
        Fault::Mode => "a mode is exactly one of `webhook`, `jwt` and `noAuth`",
        Fault::Claims => "`claimsConfig` is exactly one of `namespace` and `locations`",
        Fault::Pointer => {
            "write a JSON pointer: `/claims.jwt.hasura.io`, `/roles/0`, or `/https:~1~1hasura.io~1jwt~1claims` with `~1` for each slash in the name; it has no `$`, no `..` and no wildcards"
        }
        Fault::Algorithm => {
            "it is one of HS256, HS384, HS512, RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, EdDSA; for Ed25519 write `EdDSA`"
        }
        Fault::KeyText => {
            "write the key as `key: {value: …}`, or as `key: {valueFromEnv: NAME}` with the name of a variable"
        }
        Fault::TokenPlace => {
            "write `tokenLocation: {type: BearerAuthorization}`, `{type: Cookie, name: …}` or `{type: Header, name: …}`"
        }
        Fault::Format => "write `claimsFormat: Json` or `claimsFormat: StringifiedJson`",
        Fault::Locations => {
            "`locations` needs both roles: `x-hasura-default-role` and `x-hasura-allowed-roles`, each `{path: {path: /…}}` or `{literal: …}`"
        }
        Fault::Location => {
            "write a location as `{path: {path: /…}}`, with or without a `default` beside the inner path, or as `{literal: …}`"
        }
        Fault::Identifier => "give each alternative mode its own identifier",
        Fault::Variable => "set the variable here too; the engine needs it mapped in the subgraph",
    }
}

/// Whether the configured key is the reason for a refusal.
pub(super) const fn concerns_key(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::KeySet
            | Reason::NoKid
            | Reason::NoMatchingKey
            | Reason::KeyUnusable
            | Reason::InvalidSignature
    )
}

/// Returns what to change in the token, the request or the configuration, for each check that
/// failed.
pub(super) fn answer(answer: &Answer<Reason, Facts>, context: Context<'_>) -> Vec<String> {
    if let Decision::Webhook { .. } = &answer.decision {
        let own = "ask the webhook itself; for RelyAuth, `--config auth.yaml --engine relyauth`";
        return vec![own.to_owned()];
    }
    // Another role does not help if the default role is not an allowed one.
    let by_default = answer.refusals.iter().any(|refusal| refusal.reason == Reason::DefaultRole);
    let refusals = answer
        .refusals
        .iter()
        .filter(|refusal| !(by_default && refusal.reason == Reason::RoleNotAllowed));
    let hints = refusals.map(|refusal| {
        let of_configuration = match refusal.reason {
            Reason::EntryKind | Reason::EntryMissing => {
                let last = answer.token.mappings.last();
                last.and_then(|mapping| context.variable(&mapping.name))
            }
            Reason::DefaultRole | Reason::RoleNotAllowed => context.no_role(),
            Reason::NoNamespace | Reason::NotAString | Reason::ClaimsShape => {
                context.no_claims(answer.refusals.first() == Some(refusal))
            }
            _ => None,
        };
        of_configuration.unwrap_or_else(|| after(refusal.reason, answer))
    });
    hints.collect()
}

/// Returns what to change after a refusal.
fn after(reason: Reason, answer: &Answer<Reason, Facts>) -> String {
    let (token, facts) = (&answer.token, &answer.facts);
    let fixed = match reason {
        Reason::ModeHeader => "use only ASCII in `X-Hasura-Auth-Mode`, or drop it",
        Reason::NoHeader | Reason::NoCookieHeader | Reason::NoCookie => {
            return no_token(facts);
        }
        Reason::Malformed => {
            "send `Authorization: Bearer TOKEN`: `Bearer` in this spelling, one space, no quotes"
        }
        Reason::HeaderUndecodable | Reason::Undecodable => {
            "it was cut off or changed in transit, or DDN does not know its `alg`; `jwtool decode` shows what is still readable"
        }
        Reason::NoKid => {
            "have the issuer add a `kid`, or configure its key as `key.fixed`: `jwtool secret key FILE --engine ddn`"
        }
        Reason::KeySet => "check that `jwkFromUrl` responds with a JWK Set",
        Reason::NoMatchingKey => {
            "the token comes from another environment, or its key was removed from the set: compare with `jwtool verify`"
        }
        Reason::KeyUnusable => {
            "`key.fixed.key` has to be a public key or a certificate in PEM that fits its `algorithm`"
        }
        Reason::InvalidToken if token.parts == 5 => {
            "it is an encrypted token, which the engine cannot read; send a signed one (`jwtool decode --key FILE` shows what is inside)"
        }
        Reason::InvalidToken => "it is not a token; `jwtool decode` shows what it is",
        Reason::InvalidAlgorithm => {
            let alg = facts.alg.map_or("…", SignatureAlgorithm::name);
            let family = facts.alg.map(SignatureAlgorithm::family);
            // For a key of another kind, changing only the name would be a trap: it could turn a
            // public key into a secret.
            return match facts.algorithms.as_slice() {
                [own] if Some(own.family()) == family => {
                    format!(
                        "configure the algorithm that the token is signed with: `algorithm: {alg}`"
                    )
                }
                _ => format!(
                    "{alg} needs a different type of key than the configured one: the token was signed by someone else"
                ),
            };
        }
        Reason::InvalidSignature => return wrong_signature(facts),
        Reason::NoExpiry => "have the issuer add `exp`, a number of seconds",
        Reason::Expired if token.expires_after_lifetime => shared::LIFETIME,
        Reason::Expired => "get a new token; to explain another point in time, add `--at TIME`",
        Reason::InvalidIssuer => {
            return match token.issuer.as_deref().and_then(value::yaml) {
                Some(issuer) => format!(
                    "use a token from the configured issuer, or configure this one: `issuer: {issuer}`"
                ),
                None => "use a token from the configured issuer".to_owned(),
            };
        }
        Reason::InvalidAudience => {
            return match token.audience.first().and_then(|one| value::yaml(one)) {
                Some(audience) => {
                    format!("configure the token's audience: `audience: [{audience}]`")
                }
                None => "use a token for the configured audience".to_owned(),
            };
        }
        Reason::NoNamespace => return no_claims(token),
        Reason::NotAString => "the claims are an object: configure `claimsFormat: Json`",
        Reason::ClaimsShape
            if facts.not_an_object
                && matches!(token.claims_at, Some((_, ClaimsFormat::Stringified))) =>
        {
            "if the claims are JSON in a string, configure `claimsFormat: StringifiedJson`"
        }
        Reason::ClaimsShape => {
            "have the issuer add `\"x-hasura-default-role\":\"user\"` and `\"x-hasura-allowed-roles\":[\"user\"]`, with the names in lower case"
        }
        Reason::EntryKind => {
            "have the issuer write a string for the default role and an array of strings for the allowed roles"
        }
        Reason::EntryMissing => {
            "have the issuer add the claim, or give the entry a `default`: `path: {path: /…, default: user}`"
        }
        Reason::DefaultRole => {
            "have the issuer add the default role to the allowed roles, or change it; in DDN, requesting another role does not help"
        }
        Reason::DuplicateRole => "have the issuer list each allowed role once",
        Reason::RoleNotAllowed => {
            return match shared::allowed_role(token) {
                Some(hint) => hint,
                None => "drop `x-hasura-role`, or ask for the configured role".to_owned(),
            };
        }
    };
    fixed.to_owned()
}

fn wrong_signature(facts: &Facts) -> String {
    signature::of_engine(facts.signature.as_ref(), |alg| format!("algorithm: {alg}"))
}

fn no_token(facts: &Facts) -> String {
    match &facts.place {
        Some(TokenPlace::Cookie(name)) => match value::header_name(name) {
            Some(name) => {
                format!("send it as the first cookie in the header: `Cookie: {name}=TOKEN`")
            }
            None => "send it as the first cookie in the header".to_owned(),
        },
        Some(TokenPlace::Header(name)) => shared::in_header(name),
        Some(TokenPlace::BearerAuthorization) | None => {
            "send `Authorization: Bearer TOKEN`; a request without a token needs a noAuth mode, chosen with `-H 'X-Hasura-Auth-Mode: IDENTIFIER'`".to_owned()
        }
    }
}

fn no_claims(token: &TokenFacts) -> String {
    match &token.claims_at {
        Some((path, format)) => {
            let pointer = value::yaml(&Pointer::of(path).to_string());
            let format = match format {
                ClaimsFormat::Json => "Json",
                ClaimsFormat::Stringified => "StringifiedJson",
            };
            match pointer {
                Some(pointer) => format!(
                    "configure where they are: `location: {pointer}` with `claimsFormat: {format}`"
                ),
                None => format!(
                    "configure where they are with `location`, and `claimsFormat: {format}`"
                ),
            }
        }
        None => match &token.dead_end {
            None => NO_CLAIMS.to_owned(),
            Some(end) => match end.similar.as_deref().and_then(value::yaml) {
                Some(pointer) => format!("correct the pointer: `location: {pointer}`"),
                None => format!("`location` leads nowhere: correct it; or {NO_CLAIMS}"),
            },
        },
    }
}
