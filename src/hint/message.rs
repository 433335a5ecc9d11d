//! Hints for messages of other products: what to run to find their cause.

use std::collections::HashSet;

use crate::hasura::explanation::Engine;
use crate::hint::value;
use crate::message::{Cause, Match, Product, Value, recognize};

/// Returns what to do about a text without a known message.
pub(crate) fn unknown(has_token: bool) -> Vec<String> {
    let token = if has_token {
        "the text contains a token: pass the same text to `jwtool decode`, which shows what is in it"
    } else {
        "look at the token that was sent: `jwtool decode @token.txt`"
    };
    let others = [
        token,
        "`jwtool explain @token.txt` predicts what Hasura answers to it",
        "pass the whole response or more of the log: `kubectl logs NAME | jwtool explain --message -`",
    ];
    others.map(ToOwned::to_owned).to_vec()
}

/// Returns the hint for a text in place of a token that has a known message.
pub(crate) fn instead_of_token(text: &str) -> Option<&'static str> {
    let is_message = text.contains(char::is_whitespace) && !recognize(text).is_empty();
    is_message.then_some(
        "this is an error message, not a token: `jwtool explain --message TEXT` says whose it is and what causes it",
    )
}

/// Returns what to do about a message, the most useful first.
pub(crate) fn next(found: &Match) -> Vec<String> {
    let mut steps = Vec::new();
    for cause in &found.causes {
        of_cause(*cause, found, &mut steps);
    }
    let mut seen = HashSet::new();
    steps.retain(|step| seen.insert(step.clone()));
    steps
}

/// Returns the engine that a message comes from.
const fn engine(product: Product) -> Option<Engine> {
    match product {
        Product::Hasura => Some(Engine::Hasura),
        Product::Ddn => Some(Engine::Ddn),
        Product::Relyauth => Some(Engine::Relyauth),
        _ => None,
    }
}

/// Returns the flags for an engine other than the one that is assumed.
fn engine_flag(engine: Engine) -> String {
    match engine {
        Engine::Hasura => String::new(),
        Engine::Ddn | Engine::Relyauth => format!(" --engine {}", engine.name()),
    }
}

fn of_cause(cause: Cause, found: &Match, steps: &mut Vec<String>) {
    let engine = engine(found.product);
    let mut add = |step: &str| steps.push(step.to_owned());
    match cause {
        Cause::Expired => {
            add("`jwtool decode @token.txt` shows when the token expired");
            add("log in again or refresh the token; if it is new, compare the clocks");
        }
        Cause::NotYetValid => {
            add(
                "`jwtool decode @token.txt` shows the times in the token; compare them with the server's clock",
            );
        }
        Cause::Signature => {
            add(
                "verify the token with its issuer's keys: `jwtool verify @token.txt --issuer ISSUER`",
            );
            add("or with the secret of the server: `jwtool verify @token.txt --secret env:NAME`");
        }
        Cause::Key => {
            let kid = found.value(Value::Kid).and_then(value::json);
            add(&match kid {
                Some(kid) => format!(
                    "`jwtool decode @token.txt` shows the token's `kid`; the server looked for {kid}"
                ),
                None => "`jwtool decode @token.txt` shows the token's `kid` and issuer".to_owned(),
            });
            add(
                "look for it among the issuer's keys: `jwtool verify @token.txt --issuer ISSUER --refresh`",
            );
        }
        Cause::Audience => {
            add("`jwtool decode @token.txt --claim aud` prints the token's audience");
            let flag = found.value(Value::Audience).and_then(|one| value::flag("--audience", one));
            if let Some(flag) = flag {
                add(&format!(
                    "compare it with the expected one: `jwtool verify @token.txt {flag}`"
                ));
            }
        }
        Cause::Issuer => {
            add("`jwtool decode @token.txt --claim iss` prints the token's issuer");
            let flag = found.value(Value::Issuer).and_then(|one| value::flag("--issuer", one));
            if let Some(flag) = flag {
                add(&format!(
                    "compare it with the expected one: `jwtool verify @token.txt {flag}`"
                ));
            }
        }
        Cause::Algorithm => add("`jwtool decode @token.txt` shows the token's `alg`"),
        Cause::NoJwt => add("`jwtool decode @token.txt` shows what is wrong with what was sent"),
        Cause::NoToken | Cause::Prefix => {
            add("send the header `Authorization: Bearer TOKEN`, with one space and no quotes");
            add(match found.product {
                Product::Hasura | Product::Ddn | Product::Postgraphile | Product::Appsync => {
                    "to try it: `jwtool ping graphql URL --token @token.txt`"
                }
                _ => "to try it: `jwtool ping rest URL --token @token.txt`",
            });
        }
        Cause::Claim => claim(found, &mut add),
        Cause::Kind => {
            add("`jwtool decode @token.txt` says which kind of token it is, and whose");
        }
        Cause::Role => role(found, engine, &mut add),
        Cause::Revoked => add("log in again: the token itself does not show that it was revoked"),
        Cause::User => add("`jwtool decode @token.txt` shows the user and the issuer of the token"),
        Cause::Fetch => {
            let flag = found.value(Value::Address).and_then(|one| value::flag("--jwks", one));
            add(&match flag {
                Some(flag) => {
                    format!("fetch the same keys from here: `jwtool verify @token.txt {flag}`")
                }
                None => "fetch the issuer's keys from here: `jwtool verify @token.txt --issuer ISSUER --refresh`".to_owned(),
            });
        }
        Cause::Server => match engine {
            Some(engine) => {
                let flag = engine_flag(engine);
                add(&format!("check the configuration: `jwtool secret check FILE{flag}`"));
                add(&format!("or make one for your token: `jwtool secret token @token.txt{flag}`"));
            }
            None => add("check the settings and the log of the server"),
        },
        Cause::KeyText => match engine {
            Some(engine) => {
                let flag = engine_flag(engine);
                add(&format!("check the configuration: `jwtool secret check FILE{flag}`"));
            }
            None => add("`jwtool verify @token.txt --key FILE` says what kind of key a file has"),
        },
    }
    // The token and the configuration together say more than the message does.
    if let Some(engine) = engine
        && !matches!(cause, Cause::Role | Cause::Server | Cause::KeyText)
    {
        let flag = engine_flag(engine);
        steps.push(format!(
            "with the engine's configuration, `jwtool explain @token.txt --config FILE{flag}` shows every check"
        ));
    }
}

fn claim(found: &Match, add: &mut impl FnMut(&str)) {
    let name = found.value(Value::Claim).or_else(|| found.value(Value::Namespace));
    // A path or a pointer is not a name.
    let name = name.filter(|name| !name.starts_with(['$', '/', '-']));
    let is_session = name.is_some_and(|name| name.to_ascii_lowercase().starts_with("x-hasura-"));
    match name.filter(|_| !is_session).and_then(|name| value::flag("--claim", name)) {
        Some(flag) => {
            add(&format!(
                "`jwtool decode @token.txt {flag}` prints the claim, if the token has it"
            ));
        }
        None => add("`jwtool decode @token.txt` shows the claims of the token"),
    }
    if found.value(Value::Namespace).is_some() && found.product == Product::Hasura {
        add(
            "`jwtool secret token @token.txt` writes a configuration that finds this token's claims",
        );
    }
}

fn role(found: &Match, engine: Option<Engine>, add: &mut impl FnMut(&str)) {
    let Some(engine) = engine else {
        add("`jwtool decode @token.txt` shows the roles and scopes of the token");
        return;
    };
    let role = found.value(Value::Role).and_then(|role| value::flag("--role", role));
    let role = role.map_or_else(|| " --role ROLE".to_owned(), |role| format!(" {role}"));
    let flag = engine_flag(engine);
    add(&format!("`jwtool explain @token.txt{role}{flag}` shows which roles the token allows"));
}
