//! Hints for `RelyAuth`.

use crate::escape;
use crate::hasura::explanation::Decision;
use crate::hasura::inquiry::{Answer, TokenFacts};
use crate::hasura::relyauth::answer::case::Facts;
use crate::hasura::relyauth::auth_yaml::Fault;
use crate::hasura::relyauth::expression::Expression;
use crate::hasura::relyauth::refusal::Reason;
use crate::hasura::view::{ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE, ROLE};
use crate::hint::context::{Flag, Verb};
use crate::hint::mapping::Context;
use crate::hint::shared;
use crate::hint::signature;
use crate::hint::value;

/// Returns what to change in a configuration that `RelyAuth` does not start with.
pub(super) fn startup(fault: Fault, verb: Verb) -> &'static str {
    match fault {
        Fault::NotYaml => {
            "the file has to be YAML or JSON; `jwtool secret --engine relyauth` prints one"
        }
        Fault::Field => "use the names and types of `jwtool secret --engine relyauth`",
        Fault::Mode => "`mode` is one of apiKey, jwt, webhook and noAuth, in this spelling",
        Fault::Claims => {
            "add `claimsConfig.namespace`, or locations that each have a `path` or a `default`"
        }
        Fault::Format => "write `claimsFormat: Json` or `claimsFormat: StringifiedJson`",
        Fault::Algorithm => {
            "it is one of HS256 to HS512, RS256 to RS512, PS256 to PS512, ES256 to ES512, EdDSA; for Ed25519 write `EdDSA`"
        }
        Fault::NoKey => "add `key.key` with `key.algorithm`, or `key.jwkFromUrl`",
        Fault::Key => {
            "the key has to be a public key in PEM, `BEGIN PUBLIC KEY`, with its line breaks; `jwtool secret key FILE --engine relyauth` writes it"
        }
        Fault::TokenPlace => {
            "write `tokenLocation: {in: header, name: Authorization, scheme: bearer}`; `in` is header, query or cookie"
        }
        Fault::Rules => {
            "write `include` and `exclude` as `{value: [..]}`, with patterns for headers, and IP addresses or CIDRs for `allowedIPs`"
        }
        Fault::Limit => "simplify the pattern, or match the header without a regular expression",
        Fault::Variable => "set the variable here too, or add a `value` to fall back to",
        Fault::KeySet if !verb.has(Flag::Jwks) => "check that `jwkFromUrl` responds with a JWK Set",
        Fault::KeySet => {
            "check that `jwkFromUrl` responds with a JWK Set, or try one with `--jwks FILE`"
        }
    }
}

/// Whether the configured key is the reason for a refusal.
pub(super) const fn concerns_key(reason: Reason) -> bool {
    matches!(reason, Reason::Signature | Reason::KeySetSignature)
}

/// Returns what to change in the token, the request or the configuration, for each check that
/// failed, even if another mode answered.
pub(super) fn answer(answer: &Answer<Reason, Facts>, context: Context<'_>) -> Vec<String> {
    let first = match &answer.decision {
        // A mode that was tried in vain before the right one is nothing to correct.
        Decision::Accepted(session) if session.fallback.is_none() => return Vec::new(),
        Decision::Undecided { .. } if context.lacks_keys => None,
        Decision::Undecided { .. } => {
            Some("try it on the endpoint itself: `jwtool ping graphql URL` sends the token")
        }
        Decision::Webhook { .. } => Some("ask the webhook itself: it is never called from here"),
        Decision::Accepted(_) | Decision::Refused(_) => None,
    };
    let hints = answer.refusals.iter().map(|refusal| {
        let is_first = answer.refusals.first() == Some(refusal);
        let of_configuration = match refusal.reason {
            Reason::AllowedRoles => context.variable(ALLOWED_ROLES),
            Reason::DefaultRole => context.variable(DEFAULT_ROLE),
            Reason::NoDefaultRole | Reason::RoleNotAllowed => context.no_role().or_else(|| {
                context.variable(DEFAULT_ROLE).filter(|_| refusal.reason == Reason::NoDefaultRole)
            }),
            Reason::NoRole => context
                .variable(ROLE)
                .or_else(|| context.variable(ALLOWED_ROLES))
                .or_else(|| context.no_claims(is_first)),
            Reason::Claims if !answer.facts.wrong_expression => context.no_claims(is_first),
            _ => None,
        };
        of_configuration.unwrap_or_else(|| after(refusal.reason, answer))
    });
    first.map(ToOwned::to_owned).into_iter().chain(hints).collect()
}

/// Returns what to change after a refusal.
fn after(reason: Reason, answer: &Answer<Reason, Facts>) -> String {
    let token = &answer.token;
    let fixed = match reason {
        Reason::Unauthorized => {
            "send the configured key or a token; `x-rely-auth-mode` chooses a kind of mode (jwt, apiKey, webhook, noAuth), `x-rely-auth-id` one mode by its id"
        }
        Reason::NoToken => return no_token(&answer.facts),
        Reason::Form if token.has_scheme => {
            "the value begins with `Bearer`, and the configuration reads it as a part of the token: add `scheme: bearer` to `tokenLocation`"
        }
        Reason::Form if token.parts == 3 => {
            "configure the key and algorithm that sign the tokens; if it was cut off, `jwtool decode` shows what is still readable"
        }
        Reason::Form => {
            "send a signed token after the configured scheme; `jwtool decode` shows what it is"
        }
        Reason::Payload => {
            "have the issuer write times as numbers, `iss` as a string, and `aud` as a string or an array of strings"
        }
        Reason::Header | Reason::AddressBlocked | Reason::AddressMissing => {
            "the securityRules refuse the request: send what they require with `-H`"
        }
        Reason::Issuer => {
            return match &token.issuer {
                None => "RelyAuth requires the configured issuer in the token: have the issuer add `iss`, or drop `issuer` from the configuration".to_owned(),
                Some(issuer) => match value::yaml(issuer) {
                    Some(issuer) => format!("use a token from the configured issuer, or configure this one: `issuer: {issuer}`"),
                    None => "use a token from the configured issuer".to_owned(),
                },
            };
        }
        Reason::Audience => {
            return match token.audience.first() {
                None => "RelyAuth requires a configured audience in the token: have the issuer add `aud`, or drop `audience` from the configuration".to_owned(),
                Some(audience) => match value::yaml(audience) {
                    Some(audience) => format!("use a token for the configured audience, or configure this one: `audience: [{audience}]`"),
                    None => "use a token for the configured audience".to_owned(),
                },
            };
        }
        Reason::NotYetValid | Reason::IssuedInFuture => {
            let name = if reason == Reason::NotYetValid { "nbf" } else { "iat" };
            shared::misread_time(token, name).unwrap_or(
            "if a clock is slightly off, configure a longer `allowedSkew`; to explain another point in time, add `--at TIME`",
            )
        }
        Reason::Expired if token.expires_after_lifetime => shared::LIFETIME,
        Reason::Expired => "get a new token; to explain another point in time, add `--at TIME`",
        Reason::Signature | Reason::KeySetSignature => {
            return signature::of_engine(answer.facts.signature.as_ref(), |alg| {
                format!("algorithm: {alg}")
            });
        }
        Reason::Claims if answer.facts.wrong_expression => {
            "a name with dots, slashes or colons has to be quoted twice: `location: '\"https://hasura.io/jwt/claims\"'`"
        }
        Reason::Claims => return wrong_format(token),
        Reason::AllowedRoles => {
            "have the issuer add `\"x-hasura-allowed-roles\":[\"user\"]`, an array of strings"
        }
        Reason::DefaultRole => "have the issuer add `\"x-hasura-default-role\":\"user\"`, a string",
        Reason::NoDefaultRole | Reason::RoleNotAllowed => {
            return match shared::allowed_role(token) {
                Some(hint) => hint,
                None => "the token allows no role; have the issuer add one".to_owned(),
            };
        }
        Reason::NoRole => return no_role(token),
    };
    fixed.to_owned()
}

fn no_token(facts: &Facts) -> String {
    match &facts.place {
        Some(place)
            if place.scheme.as_deref() == Some("bearer") && place.name == "authorization" =>
        {
            "send `Authorization: Bearer TOKEN`; for requests without one, configure a noAuth mode"
                .to_owned()
        }
        Some(place) if escape::is_showable(&place.describe()) => {
            format!("send it in {}", place.describe())
        }
        Some(_) => "send it where the configuration looks for it: `tokenLocation`".to_owned(),
        None => "no mode looks for a token: the configuration has no jwt mode".to_owned(),
    }
}

fn wrong_format(token: &TokenFacts) -> String {
    match &token.claims_at {
        Some((_, ClaimsFormat::Stringified)) => {
            "the claims are JSON in a string: configure `claimsFormat: StringifiedJson`".to_owned()
        }
        Some((_, ClaimsFormat::Json)) => {
            "the claims are an object: configure `claimsFormat: Json`".to_owned()
        }
        None => "have the issuer write the Hasura claims as an object".to_owned(),
    }
}

fn no_role(token: &TokenFacts) -> String {
    match &token.claims_at {
        Some((path, _)) => {
            let location = value::yaml_quoted(Expression::of(path).text());
            let location = location.map_or_else(
                || "configure their `location`".to_owned(),
                |location| {
                    format!("the token has Hasura claims at `{path}`: configure `location: {location}`")
                },
            );
            format!(
                "{location}, names in lower case; or give `x-hasura-role` a location or a default"
            )
        }
        None if !token.mappings.is_empty() => {
            "no location provides a role: add one, `x-hasura-role: {type: field, path: …}`, or give every token the same, `x-hasura-role: {type: field, default: {value: user}}`".to_owned()
        }
        None => {
            "have the issuer add the Hasura claims (`jwtool mint --role ROLE` prints a token that has them), or give `x-hasura-role` a location or a default".to_owned()
        }
    }
}
