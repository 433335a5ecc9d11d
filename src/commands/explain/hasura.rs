//! `explain` for Hasura v2.

use crate::commands::explain::engine::{Answered, KeySets};
use crate::error::Error;
use crate::hasura::request::Request;
use crate::hasura::v2::answer::{Answer, Facts, Server, answer};
use crate::hasura::v2::config::{self, Config, KeyPlace, TokenPlace};
use crate::hasura::v2::keys::KeySet;
use crate::hasura::v2::refusal::Reason;
use crate::hasura::view::ClaimsFormat;
use crate::jose::anatomy::Anatomy;
use crate::jose::numeric_date::NumericDate;
use crate::render::config::Unstartable;
use crate::system::System;

/// What the engine was started with beside the configuration.
pub(super) struct Surroundings {
    pub(super) server: Server,
    pub(super) has_admin_secret: bool,
}

/// A configuration that was read, with its keys.
pub(super) struct Prepared {
    config: Config,
    keys: Vec<KeySet>,
    server: Server,
}

impl Prepared {
    pub(super) fn new(
        text: &str,
        variable: &str,
        surroundings: &Surroundings,
        sets: &mut KeySets<'_>,
        system: &mut System,
    ) -> Result<Result<Self, Unstartable>, Error> {
        let server = &surroundings.server;
        let started = config::parse(text, variable).and_then(|config| {
            let unauthorized_role = server.unauthorized_role.is_some();
            config::startup(surroundings.has_admin_secret, unauthorized_role)?;
            Ok(config)
        });
        let config = match started {
            Ok(config) => config,
            Err(error) => return Ok(Err(Unstartable::from(error).located(text))),
        };
        let mut keys = Vec::with_capacity(config.entries.len());
        for entry in &config.entries {
            let set = match (&entry.keys, KeySet::of_entry(entry)) {
                (_, Some(set)) => Ok(set),
                (KeyPlace::Url(url), None) => KeySet::parse(&sets.get(url, system)?, url),
                (KeyPlace::Here(_), None) => Ok(KeySet::default()),
            };
            match set {
                Ok(set) => keys.push(set),
                Err(error) => return Ok(Err(error.into())),
            }
        }
        Ok(Ok(Self { config, keys, server: server.clone() }))
    }

    pub(super) fn answer(
        &self,
        mut request: Request,
        token: Option<&str>,
        now: NumericDate,
    ) -> Answered {
        if let Some(token) = token {
            request.headers.push(match self.place(token) {
                TokenPlace::Authorization => {
                    ("Authorization".to_owned(), format!("Bearer {token}"))
                }
                TokenPlace::Cookie(name) => ("Cookie".to_owned(), format!("{name}={token}")),
                TokenPlace::CustomHeader(name) => (name.clone(), token.to_owned()),
            });
        }
        let mut answer = answer(&self.config, &self.keys, &request, &self.server, now);
        let of_keys = self.keys.iter().flat_map(|set| &set.warnings);
        let before = self.config.warnings.iter().chain(of_keys).cloned().collect::<Vec<_>>();
        answer.warnings.splice(0..0, before);
        let hint = hint(&answer);
        Answered { explanation: answer.into_explanation(), hint }
    }

    /// Where the keys are, if they are not in the configuration.
    pub(super) fn key_addresses(&self) -> Vec<String> {
        let addresses = self.config.entries.iter().filter_map(|entry| match &entry.keys {
            KeyPlace::Url(url) => Some(url.clone()),
            KeyPlace::Here(_) => None,
        });
        addresses.collect()
    }

    /// Where the entry that the token's issuer is for looks; else where the first does.
    fn place(&self, token: &str) -> &TokenPlace {
        let anatomy = Anatomy::of(token);
        let issuer = anatomy.claims().and_then(|claims| claims.get_str("iss"));
        let entries = &self.config.entries;
        let own =
            entries.iter().find(|entry| issuer.is_some() && entry.issuer.as_deref() == issuer);
        own.or_else(|| entries.first()).map_or(&TokenPlace::Authorization, |entry| &entry.token)
    }
}

/// What to change: the token, the request or the configuration.
fn hint(answer: &Answer) -> Option<String> {
    let refusal = answer.outcome.refusal()?;
    let facts = &answer.facts;
    let fixed = match refusal.reason {
        Reason::AdminSecret => {
            "send the engine's own admin secret, or leave the header away and send a token"
        }
        Reason::BackendOnly => "write `true` or `false` into that header, or leave it away",
        Reason::NoToken => return Some(no_token(facts)),
        Reason::Malformed => {
            "send `Authorization: Bearer TOKEN`: the word `Bearer` just so, one space, no quotes"
        }
        Reason::Multiple => {
            "send one token, and give each entry of the configuration its own `issuer`, which the token has to name"
        }
        Reason::Issuer => {
            let issuer = facts.issuer.as_deref().unwrap_or("…");
            return Some(format!(
                "take a token of the configured issuer, or configure this one: `\"issuer\":\"{issuer}\"`"
            ));
        }
        Reason::Parts if facts.parts == 5 => {
            "it is an encrypted token, which the engine cannot read; send a signed one, and see inside with `jwtool decode --key FILE`"
        }
        Reason::Parts => "that is no token; `jwtool decode` shows what it is",
        Reason::Header => {
            "it was cut off or changed on its way; `jwtool decode` shows what can be read of it"
        }
        Reason::NoSignatures => {
            "send a signed token; `jwtool mint --role ROLE` makes one for a test"
        }
        Reason::NoUsableKeys => {
            "the engine has no keys; check that its `jwk_url` answers and holds keys for signing"
        }
        Reason::Signature => {
            "the configured key is another one than signed it: compare with `jwtool verify`; a secret is taken by its text, never decoded from base64"
        }
        Reason::ClaimsSet => {
            "change the claim that the message names where the token is made; `sub` with a colon has to be a URI, times have to be numbers"
        }
        Reason::Expired => "get a new token; to ask about another moment, add `--at TIME`",
        Reason::IssuedAtFuture | Reason::NotYetValid => {
            "if a clock is a little off, configure `\"allowed_skew\":30`; to ask about another moment, add `--at TIME`"
        }
        Reason::Audience => {
            let audience = facts.audience.first().map_or("…", String::as_str);
            return Some(format!(
                "take a token for the configured audience, or configure this one: `\"audience\":\"{audience}\"`"
            ));
        }
        Reason::NoNamespace | Reason::NoPath => return Some(no_claims(facts)),
        Reason::NotAnObject => {
            "if the claims are JSON written as a string, configure `\"claims_format\":\"stringified_json\"`"
        }
        Reason::NotAString => {
            "the claims are an object: leave `claims_format` away, or configure `\"claims_format\":\"json\"`"
        }
        Reason::NotStringified => "let the issuer write a JSON object into that string",
        Reason::NotMapped => {
            "let the issuer add the claim, or give it a `default` in `claims_map`: `{\"path\":\"$.…\",\"default\":\"…\"}`"
        }
        Reason::NoAllowedRoles | Reason::AllowedRoles => {
            "let the issuer write `\"x-hasura-allowed-roles\":[\"user\"]`, a list of texts"
        }
        Reason::NoDefaultRole | Reason::DefaultRole => {
            "let the issuer write `\"x-hasura-default-role\":\"user\"`, one text"
        }
        Reason::RoleNotAllowed => {
            return Some(match facts.allowed_roles.first() {
                Some(role) => format!("ask for a role that the token allows: `--role {role}`"),
                None => "the token allows no role at all; let the issuer add one".to_owned(),
            });
        }
        Reason::Variable => {
            "let the issuer write every variable as a text: `\"7\"` instead of `7`, `\"{1,2}\"` instead of `[1,2]`"
        }
    };
    Some(fixed.to_owned())
}

fn no_token(facts: &Facts) -> String {
    match &facts.place {
        Some(TokenPlace::Cookie(name)) => {
            format!("send it as the cookie the configuration names: `Cookie: {name}=TOKEN`")
        }
        Some(TokenPlace::CustomHeader(name)) => {
            format!("send it in the header the configuration names, without `Bearer`: `{name}: TOKEN`")
        }
        Some(TokenPlace::Authorization) | None => {
            "send `Authorization: Bearer TOKEN`; for requests without one, set an unauthorized role (`--unauthorized-role ROLE` shows its effect)".to_owned()
        }
    }
}

fn no_claims(facts: &Facts) -> String {
    match (&facts.other_namespace, facts.format) {
        (Some(namespace), format) => {
            let stringified = match format {
                Some(ClaimsFormat::Stringified) => ",\"claims_format\":\"stringified_json\"",
                Some(ClaimsFormat::Json) | None => "",
            };
            format!("configure where they are: `\"claims_namespace\":\"{namespace}\"{stringified}`")
        }
        (None, Some(_)) => {
            "configure where they are with `claims_namespace_path` or `claims_map`; the step above names the path".to_owned()
        }
        (None, None) => {
            "let the issuer add the Hasura claims (`jwtool mint --role ROLE` shows a token that has them), or send the id token instead of the access token".to_owned()
        }
    }
}
