//! `explain` for `RelyAuth`.

use crate::commands::explain::engine::{Answered, KeySets};
use crate::error::Error;
use crate::hasura::relyauth::answer::{Answer, Facts, Loaded, Outcome, answer};
use crate::hasura::relyauth::config::{self, KeyPlace, Kind};
use crate::hasura::relyauth::expression::Expression;
use crate::hasura::relyauth::keys::{self, Keys};
use crate::hasura::relyauth::refusal::Reason;
use crate::hasura::request::Request;
use crate::hasura::view::ClaimsFormat;
use crate::jose::numeric_date::NumericDate;
use crate::render::config::Unstartable;
use crate::system::System;

/// A configuration that was loaded.
pub(super) struct Prepared {
    loaded: Loaded,
    addresses: Vec<String>,
}

impl Prepared {
    pub(super) fn new(
        text: &str,
        sets: &mut KeySets<'_>,
        system: &mut System,
    ) -> Result<Result<Self, Unstartable>, Error> {
        let environment = system.environment;
        let lookup = |name: &str| environment.exactly(name);
        let config = match config::parse(text, &lookup) {
            Ok(config) => config,
            Err(error) => return Ok(Err(error.into())),
        };
        let mut keys = Vec::with_capacity(config.modes.len());
        let mut addresses = Vec::new();
        for mode in &config.modes {
            let Kind::Jwt(jwt) = &mode.kind else {
                keys.push(None);
                continue;
            };
            let KeyPlace::Url(url) = &jwt.key else {
                keys.push(None);
                continue;
            };
            let set = match keys::resolved(url, &lookup) {
                Ok(url) => {
                    let set = Keys::of_set(&sets.get(&url, system)?);
                    addresses.push(url);
                    set
                }
                Err(error) => Err(error),
            };
            match set {
                Ok(set) => keys.push(Some(set)),
                Err(error) => return Ok(Err(error.into())),
            }
        }
        let loaded = Loaded::new(config, keys, &lookup);
        Ok(loaded.map(|loaded| Self { loaded, addresses }).map_err(Into::into))
    }

    /// Where the keys are, if they are not in the configuration.
    pub(super) fn key_addresses(&self) -> Vec<String> {
        self.addresses.clone()
    }

    pub(super) fn answer(
        &self,
        mut request: Request,
        token: Option<&str>,
        now: NumericDate,
    ) -> Answered {
        if let (Some(token), Some(place)) = (token, self.loaded.place()) {
            place.put(&mut request, token);
        }
        let answer = answer(&self.loaded, &request, now);
        let hint = hint(&answer);
        Answered { explanation: answer.into_explanation(), hint }
    }
}

/// What to change: the token, the request or the configuration.
fn hint(answer: &Answer) -> Option<String> {
    let refusal = match &answer.outcome {
        Outcome::Accepted { .. } => return None,
        Outcome::Webhook { .. } => {
            return Some("ask the webhook itself: it is never called from here".to_owned());
        }
        Outcome::Refused(refusal) => refusal,
    };
    let facts = &answer.facts;
    let fixed = match refusal.reason {
        Reason::Unauthorized => {
            "send the configured key or a token; `x-rely-auth-mode` names a kind (jwt, apiKey, webhook, noAuth), `x-rely-auth-id` the id of a mode"
        }
        Reason::NoToken => return Some(no_token(facts)),
        Reason::Form if facts.parts == 3 => {
            "let key and algorithm be those that sign the tokens; if it was cut off, `jwtool decode` shows what can be read of it"
        }
        Reason::Form => {
            "send a signed token behind the configured scheme; `jwtool decode` shows what it is"
        }
        Reason::Payload => {
            "let the issuer write times as numbers, `iss` as a text and `aud` as a text or a list of texts"
        }
        Reason::Header | Reason::AddressBlocked | Reason::AddressMissing => {
            "the securityRules refuse the request: send what they ask for with `-H`"
        }
        Reason::Issuer => {
            return Some(match &facts.issuer {
                None => "RelyAuth wants the configured issuer in the token: let the issuer write `iss`, or leave `issuer` away".to_owned(),
                Some(issuer) => format!("take a token of the configured issuer, or configure this one: `issuer: {issuer}`"),
            });
        }
        Reason::Audience => {
            return Some(match facts.audience.first() {
                None => "RelyAuth wants a configured audience in the token: let the issuer write `aud`, or leave `audience` away".to_owned(),
                Some(audience) => format!("take a token for the configured audience, or configure this one: `audience: [{audience}]`"),
            });
        }
        Reason::NotYetValid | Reason::IssuedInFuture => {
            "if a clock is a little off, configure a longer `allowedSkew`; to ask about another moment, add `--at TIME`"
        }
        Reason::Expired => "get a new token; to ask about another moment, add `--at TIME`",
        Reason::Signature | Reason::KeySetSignature => {
            "the configured key is another one than signed it, or a secret is too short for its algorithm: compare with `jwtool verify`"
        }
        Reason::Claims if refusal.message.ends_with('…') => {
            "a name with dots, slashes or colons has to be quoted twice: `location: '\"https://hasura.io/jwt/claims\"'`"
        }
        Reason::Claims => return Some(wrong_format(facts)),
        Reason::AllowedRoles => {
            "let the issuer write `\"x-hasura-allowed-roles\":[\"user\"]`, a list of texts"
        }
        Reason::DefaultRole => {
            "let the issuer write `\"x-hasura-default-role\":\"user\"`, one text"
        }
        Reason::NoDefaultRole | Reason::RoleNotAllowed => {
            return Some(match facts.allowed_roles.first() {
                Some(role) => format!("ask for a role that the token allows: `--role {role}`"),
                None => "the token allows no role at all; let the issuer add one".to_owned(),
            });
        }
        Reason::NoRole => return Some(no_role(facts)),
    };
    Some(fixed.to_owned())
}

fn no_token(facts: &Facts) -> String {
    match &facts.place {
        Some(place)
            if place.scheme.as_deref() == Some("bearer") && place.name == "authorization" =>
        {
            "send `Authorization: Bearer TOKEN`; for requests without one, configure a noAuth mode"
                .to_owned()
        }
        Some(place) => format!("send it in {}", place.describe()),
        None => "no mode looks for a token: the configuration has no jwt mode".to_owned(),
    }
}

fn wrong_format(facts: &Facts) -> String {
    match &facts.claims_at {
        Some((_, ClaimsFormat::Stringified)) => {
            "the claims are JSON written as a string: configure `claimsFormat: StringifiedJson`"
                .to_owned()
        }
        Some((_, ClaimsFormat::Json)) => {
            "the claims are an object: configure `claimsFormat: Json`".to_owned()
        }
        None => "let the issuer write the Hasura claims as an object".to_owned(),
    }
}

fn no_role(facts: &Facts) -> String {
    match &facts.claims_at {
        Some((path, _)) => {
            let location = Expression::of(path);
            format!(
                "the token has Hasura claims at `{path}`: configure `location: '{}'`, names in lower case; or give `x-hasura-role` a location or a default",
                location.text()
            )
        }
        None => {
            "let the issuer add the Hasura claims (`jwtool mint --role ROLE` shows a token that has them), or give `x-hasura-role` a location or a default".to_owned()
        }
    }
}
