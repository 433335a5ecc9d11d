//! What to change after a refusal or a failed start, as a command or a value to paste.
//!
//! Hints are chosen by typed reasons and facts, never by the wording of a message.

mod ddn;
mod relyauth;
mod v2;

use crate::hasura::explanation::Engine;
use crate::hasura::registry::{EngineAnswer, Fault, StartupError};
use crate::provider::origin::{Origin, VerifyWith};

/// For a token without Hasura claims.
const NO_CLAIMS: &str = "have the issuer add the Hasura claims (`jwtool mint --role ROLE` prints a token that has them), or send the ID token instead of the access token";

/// What to change for an engine to start.
pub(crate) fn startup(error: &StartupError) -> String {
    match &error.fault {
        Fault::Hasura(fault) => v2::startup(fault),
        Fault::Ddn(fault) => ddn::startup(*fault).to_owned(),
        Fault::Relyauth(fault) => relyauth::startup(*fault).to_owned(),
        Fault::Inexpressible(_) => {
            "pass a configuration of this engine: `--config FILE`".to_owned()
        }
    }
}

/// What to change after an answer; `None` if there is nothing to change.
pub(crate) fn answer(answer: &EngineAnswer) -> Option<String> {
    match answer {
        EngineAnswer::Hasura(answer) => v2::answer(answer),
        EngineAnswer::Ddn(answer) => ddn::answer(answer),
        EngineAnswer::Relyauth(answer) => relyauth::answer(answer),
    }
}

/// Whether the engine refuses because of the key that it is configured with.
pub(crate) fn concerns_key(answer: &EngineAnswer) -> bool {
    match answer {
        EngineAnswer::Hasura(answer) => {
            answer.refusal().is_some_and(|refusal| v2::concerns_key(refusal.reason))
        }
        EngineAnswer::Ddn(answer) => {
            answer.refusal().is_some_and(|refusal| ddn::concerns_key(refusal.reason))
        }
        EngineAnswer::Relyauth(answer) => {
            answer.refusal().is_some_and(|refusal| relyauth::concerns_key(refusal.reason))
        }
    }
}

/// Where the token's own keys are, if the engine is configured with others.
pub(crate) fn other_keys(engine: Engine, configured: &[String], origin: &Origin) -> Option<String> {
    let own = origin.jwks_url.as_ref().filter(|_| origin.verify_with == VerifyWith::Jwks)?;
    if configured.contains(own) {
        return None;
    }
    let issuer = origin.id.title();
    Some(match configured.first() {
        Some(address) => format!(
            "the token comes from {issuer}, whose keys are at {own}, and the configuration uses the keys at {address}: is one of them from another environment?"
        ),
        None => format!(
            "the token comes from {issuer}, whose keys are at {own}, and the configuration has a key of its own; `jwtool secret token TOKEN --engine {}` writes one for it",
            engine.name()
        ),
    })
}

/// What to change where an engine has no words for a configuration.
pub(crate) const fn inexpressible(to: Engine) -> &'static str {
    match to {
        Engine::Hasura => {
            "change what it names in the configuration, or set the variable that it names"
        }
        Engine::Ddn => {
            "change what it names in the configuration first; RelyAuth as the webhook of DDN can do more: `--to relyauth`"
        }
        Engine::Relyauth => "change what it names in the configuration first",
    }
}
