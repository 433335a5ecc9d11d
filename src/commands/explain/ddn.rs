//! `explain` for Hasura DDN.

use crate::commands::explain::engine::{Answered, KeySets};
use crate::error::Error;
use crate::hasura::ddn::answer::{Answer, AudienceRule, Facts, Outcome, answer, mode_for};
use crate::hasura::ddn::config::{self, AuthConfig, KeyPlace, Mode, TokenPlace};
use crate::hasura::ddn::keys::Keys;
use crate::hasura::ddn::pointer::Pointer;
use crate::hasura::ddn::refusal::Reason;
use crate::hasura::request::Request;
use crate::hasura::view::ClaimsFormat;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::numeric_date::NumericDate;
use crate::render::config::Unstartable;
use crate::system::System;

/// A configuration that was read, with the keys of the mode that the request chooses.
pub(super) struct Prepared {
    config: AuthConfig,
    keys: Option<Keys>,
    audience: AudienceRule,
}

impl Prepared {
    pub(super) fn new(
        text: &str,
        request: &Request,
        audience: Option<AudienceRule>,
        sets: &mut KeySets<'_>,
        system: &mut System,
    ) -> Result<Result<Self, Unstartable>, Error> {
        let config = match config::parse(text) {
            Ok(config) => config,
            Err(error) => return Ok(Err(error.into())),
        };
        let keys = match mode_for(&config, request).0 {
            Mode::Webhook { .. } | Mode::NoAuth { .. } => None,
            Mode::Jwt(jwt) => {
                let environment = system.environment;
                let fixed = Keys::of_mode(jwt, &|name| environment.exactly(name));
                match (fixed, &jwt.key) {
                    (Err(error), _) => return Ok(Err(error.into())),
                    (Ok(None), KeyPlace::Url(url)) => Some(Keys::of_set(&sets.get(url, system)?)),
                    (Ok(keys), _) => keys,
                }
            }
        };
        let by_file = config.compatibility_date.as_deref().map(AudienceRule::at);
        let audience = audience.or(by_file).unwrap_or(AudienceRule::Required);
        Ok(Ok(Self { config, keys, audience }))
    }

    /// Where the keys are, if they are not in the configuration.
    pub(super) fn key_addresses(&self) -> Vec<String> {
        let others = self.config.alternative_modes.iter().map(|(_, mode)| mode);
        let addresses = std::iter::once(&self.config.mode).chain(others).filter_map(|mode| {
            let Mode::Jwt(jwt) = mode else { return None };
            match &jwt.key {
                KeyPlace::Url(url) => Some(url.clone()),
                KeyPlace::Fixed { .. } => None,
            }
        });
        addresses.collect()
    }

    pub(super) fn answer(
        &self,
        mut request: Request,
        token: Option<&str>,
        now: NumericDate,
    ) -> Answered {
        if let (Some(token), Mode::Jwt(jwt)) = (token, mode_for(&self.config, &request).0) {
            let header = match &jwt.token {
                TokenPlace::BearerAuthorization => {
                    ("Authorization".to_owned(), format!("Bearer {token}"))
                }
                TokenPlace::Header(name) => (name.clone(), token.to_owned()),
                TokenPlace::Cookie(name) => ("Cookie".to_owned(), format!("{name}={token}")),
            };
            request.headers.push(header);
        }
        let answer = answer(&self.config, self.keys.as_ref(), &request, self.audience, now);
        let hint = hint(&answer);
        Answered { explanation: answer.into_explanation(), hint }
    }
}

/// What to change: the token, the request or the configuration.
fn hint(answer: &Answer) -> Option<String> {
    let refusal = match &answer.outcome {
        Outcome::Refused(refusal) => refusal,
        Outcome::Webhook { .. } => {
            return Some(
                "ask the webhook itself; for RelyAuth, `--config auth.yaml --engine relyauth`"
                    .to_owned(),
            );
        }
        Outcome::Accepted { .. } => return None,
    };
    let facts = &answer.facts;
    let fixed = match refusal.reason {
        Reason::ModeHeader => "write plain ASCII into `X-Hasura-Auth-Mode`, or leave it away",
        Reason::NoHeader | Reason::NoCookieHeader | Reason::NoCookie => {
            return Some(no_token(facts));
        }
        Reason::Malformed => {
            "send `Authorization: Bearer TOKEN`: the word `Bearer` just so, one space, no quotes"
        }
        Reason::HeaderUndecodable | Reason::Undecodable => {
            "it was cut off or changed on its way, or its `alg` is none that DDN knows; `jwtool decode` shows what can be read of it"
        }
        Reason::NoKid => {
            "let the issuer write a `kid`, or configure its key as `key.fixed`: `jwtool secret key FILE --engine ddn`"
        }
        Reason::KeySet => "check that `jwkFromUrl` answers with a JWK Set",
        Reason::NoMatchingKey => {
            "the token is of another environment, or its key was taken out of the set: compare with `jwtool verify`"
        }
        Reason::KeyUnusable => {
            "`key.fixed.key` takes a public key or a certificate as PEM, of the kind of its `algorithm`"
        }
        Reason::InvalidToken if facts.parts == 5 => {
            "it is an encrypted token, which the engine cannot read; see inside with `jwtool decode --key FILE`"
        }
        Reason::InvalidToken => "that is no token; `jwtool decode` shows what it is",
        Reason::InvalidAlgorithm => {
            let alg = facts.alg.as_deref().unwrap_or("…");
            let family = alg.parse::<SignatureAlgorithm>().ok().map(SignatureAlgorithm::family);
            // Under a key of another kind the name alone would be a trap: a public key as a secret.
            return Some(match facts.algorithms.as_slice() {
                [own] if Some(own.family()) == family => {
                    format!(
                        "configure the algorithm that the token is signed with: `algorithm: {alg}`"
                    )
                }
                _ => format!(
                    "{alg} takes another kind of key than the configured one: the token was signed by somebody else"
                ),
            });
        }
        Reason::InvalidSignature => {
            "the configured key is another one than signed it: compare with `jwtool verify`; a secret is taken by its text, never decoded from base64"
        }
        Reason::NoExpiry => "let the issuer write `exp`, a number of seconds",
        Reason::Expired => "get a new token; to ask about another moment, add `--at TIME`",
        Reason::InvalidIssuer => {
            let issuer = facts.issuer.as_deref().unwrap_or("…");
            return Some(format!(
                "take a token of the configured issuer, or configure this one: `issuer: {issuer}`"
            ));
        }
        Reason::InvalidAudience => {
            let audience = facts.audience.first().map_or("…", String::as_str);
            return Some(format!("configure the token's audience: `audience: [{audience}]`"));
        }
        Reason::NoNamespace => return Some(no_claims(facts)),
        Reason::NotAString => "the claims are an object: configure `claimsFormat: Json`",
        Reason::ClaimsShape
            if facts.claims_at.as_ref().is_some_and(|(_, format)| {
                *format == ClaimsFormat::Stringified && refusal.message.contains("invalid type")
            }) =>
        {
            "if the claims are JSON written as a string, configure `claimsFormat: StringifiedJson`"
        }
        Reason::ClaimsShape => {
            "let the issuer write `\"x-hasura-default-role\":\"user\"` and `\"x-hasura-allowed-roles\":[\"user\"]`, the names in lower case"
        }
        Reason::EntryKind => {
            "let the issuer write a text for the default role and a list of texts for the allowed ones"
        }
        Reason::EntryMissing => {
            "let the issuer add the claim, or give the entry a `default`: `path: {path: /…, default: user}`"
        }
        Reason::DefaultRole => {
            "let the issuer add the default role to the allowed ones, or change it: asking for another role does not help with DDN"
        }
        Reason::DuplicateRole => "let the issuer write each allowed role once",
        Reason::RoleNotAllowed => {
            return Some(match facts.allowed_roles.first() {
                Some(role) => format!("ask for a role that the token allows: `--role {role}`"),
                None => "leave `x-hasura-role` away, or ask for the configured role".to_owned(),
            });
        }
    };
    Some(fixed.to_owned())
}

fn no_token(facts: &Facts) -> String {
    match &facts.place {
        Some(TokenPlace::Cookie(name)) => format!(
            "send it as the first cookie of the header: `Cookie: {name}=TOKEN`"
        ),
        Some(TokenPlace::Header(name)) => {
            format!("send it in the header the configuration names, without `Bearer`: `{name}: TOKEN`")
        }
        Some(TokenPlace::BearerAuthorization) | None => {
            "send `Authorization: Bearer TOKEN`; a request without a token needs a noAuth mode, chosen with `-H 'X-Hasura-Auth-Mode: IDENTIFIER'`".to_owned()
        }
    }
}

fn no_claims(facts: &Facts) -> String {
    match &facts.claims_at {
        Some((path, format)) => {
            let pointer = Pointer::of(path).to_string();
            let pointer = if pointer.is_empty() { "''".to_owned() } else { pointer };
            let format = match format {
                ClaimsFormat::Json => "Json",
                ClaimsFormat::Stringified => "StringifiedJson",
            };
            format!("configure where they are: `location: {pointer}` with `claimsFormat: {format}`")
        }
        None => {
            "let the issuer add the Hasura claims (`jwtool mint --role ROLE` shows a token that has them), or send the id token instead of the access token".to_owned()
        }
    }
}
