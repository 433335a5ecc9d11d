//! The three engines behind one type: the only file that names all of them.

use crate::hasura::engine::{Checked, EngineModel, KeySets, Surroundings};
use crate::hasura::explanation::{Engine, Explanation};
use crate::hasura::inquiry::Answer;
use crate::hasura::request::{Request, Route};
use crate::hasura::settings::{Inexpressible, Lookup, Settings};
use crate::hasura::warning::EngineWarning;
use crate::hasura::words::ConfigError;
use crate::hasura::{ddn, relyauth, v2, yaml};
use crate::jose::json::Value;
use crate::jose::note::Note;
use crate::jose::numeric_date::NumericDate;

/// An engine with its configuration. See [`EngineModel`] for what each step does.
#[derive(Clone)]
pub(crate) enum ConfiguredEngine {
    Hasura(v2::engine::HasuraV2),
    Ddn(ddn::engine::Ddn),
    Relyauth(relyauth::engine::RelyAuth),
}

/// An engine's answer to a request, with that engine's own reasons and facts.
#[derive(Clone, Debug)]
pub(crate) enum EngineAnswer {
    Hasura(Answer<v2::refusal::Reason, v2::answer::facts::Facts>),
    Ddn(Answer<ddn::refusal::Reason, ddn::answer::case::Facts>),
    Relyauth(Answer<relyauth::refusal::Reason, relyauth::answer::case::Facts>),
}

/// The reason why an engine does not start with its configuration.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct StartupError {
    pub(crate) fault: Fault,
    /// The engine's own message
    pub(crate) message: String,
    /// Whether the message is known only in part or differs between releases
    pub(crate) inexact: bool,
}

/// The kinds of faults in a configuration.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Fault {
    Hasura(v2::config::Fault),
    Ddn(ddn::config::Fault),
    Relyauth(relyauth::auth_yaml::Fault),
    /// The configuration uses something that this engine cannot express
    Inexpressible(Engine),
}

impl From<v2::config::Fault> for Fault {
    fn from(fault: v2::config::Fault) -> Self {
        Self::Hasura(fault)
    }
}

impl From<ddn::config::Fault> for Fault {
    fn from(fault: ddn::config::Fault) -> Self {
        Self::Ddn(fault)
    }
}

impl From<relyauth::auth_yaml::Fault> for Fault {
    fn from(fault: relyauth::auth_yaml::Fault) -> Self {
        Self::Relyauth(fault)
    }
}

impl<F: Into<Fault>> From<ConfigError<F>> for StartupError {
    fn from(error: ConfigError<F>) -> Self {
        let ConfigError { fault, message, inexact } = error;
        Self { fault: fault.into(), message, inexact }
    }
}

impl StartupError {
    /// Returns the error for an engine that cannot express another engine's configuration.
    pub(crate) fn inexpressible(engine: Engine, what: &Inexpressible) -> Self {
        let fault = Fault::Inexpressible(engine);
        Self { fault, message: what.to_string(), inexact: false }
    }

    /// Returns a warning if the engine's exact message is not known.
    pub(crate) fn warning(&self) -> Option<Note<EngineWarning>> {
        const INEXACT: &str =
            "the engine's exact words are not known here, or differ between its releases";
        self.inexact.then(|| Note::new(EngineWarning::InexactMessage, INEXACT))
    }

    pub(crate) const fn engine(&self) -> Engine {
        match self.fault {
            Fault::Hasura(_) => Engine::Hasura,
            Fault::Ddn(_) => Engine::Ddn,
            Fault::Relyauth(_) => Engine::Relyauth,
            Fault::Inexpressible(engine) => engine,
        }
    }
}

/// Evaluates the same expression for whichever engine it is.
macro_rules! each {
    ($value:expr, $name:ident => $expression:expr) => {
        match $value {
            ConfiguredEngine::Hasura($name) => $expression,
            ConfiguredEngine::Ddn($name) => $expression,
            ConfiguredEngine::Relyauth($name) => $expression,
        }
    };
}

impl ConfiguredEngine {
    /// Parses a configuration.
    ///
    /// # Errors
    ///
    /// Returns the engine's own error message.
    pub(crate) fn parse(
        engine: Engine,
        text: &str,
        surroundings: &Surroundings<'_>,
    ) -> Result<Self, StartupError> {
        Ok(match engine {
            Engine::Hasura => Self::Hasura(EngineModel::parse(text, surroundings)?),
            Engine::Ddn => Self::Ddn(EngineModel::parse(text, surroundings)?),
            Engine::Relyauth => Self::Relyauth(EngineModel::parse(text, surroundings)?),
        })
    }

    pub(crate) const fn engine(&self) -> Engine {
        match self {
            Self::Hasura(_) => Engine::Hasura,
            Self::Ddn(_) => Engine::Ddn,
            Self::Relyauth(_) => Engine::Relyauth,
        }
    }

    /// Starts the engine, except for its keys.
    ///
    /// # Errors
    ///
    /// Returns the engine's own error message.
    pub(crate) fn start(&mut self, surroundings: &Surroundings<'_>) -> Result<(), StartupError> {
        each!(self, engine => engine.start(surroundings).map_err(Into::into))
    }

    /// Returns the addresses of the key sets that a request needs, or of all key sets if there is
    /// no request.
    pub(crate) fn key_addresses(&self, request: Option<&Request>) -> Vec<String> {
        each!(self, engine => engine.key_addresses(request))
    }

    /// Loads the keys that a request needs.
    ///
    /// # Errors
    ///
    /// Returns the engine's own error message.
    pub(crate) fn load_keys(
        &mut self,
        request: &Request,
        sets: &KeySets,
        surroundings: &Surroundings<'_>,
    ) -> Result<(), StartupError> {
        each!(self, engine => engine.load_keys(request, sets, surroundings).map_err(Into::into))
    }

    /// Adds a token to a request where the engine looks for it.
    pub(crate) fn place_token(&self, request: &mut Request, token: &str) {
        each!(self, engine => engine.place_token(request, token));
    }

    /// Predicts the answer to a request.
    pub(crate) fn answer(&self, request: &Request, now: NumericDate) -> EngineAnswer {
        match self {
            Self::Hasura(engine) => EngineAnswer::Hasura(engine.answer(request, now)),
            Self::Ddn(engine) => EngineAnswer::Ddn(engine.answer(request, now)),
            Self::Relyauth(engine) => EngineAnswer::Relyauth(engine.answer(request, now)),
        }
    }

    /// Checks a configuration as far as possible without fetching anything.
    ///
    /// # Errors
    ///
    /// Returns the engine's own error message.
    pub(crate) fn check(&self, surroundings: &Surroundings<'_>) -> Result<Checked, StartupError> {
        each!(self, engine => engine.check(surroundings).map_err(Into::into))
    }

    /// Returns warnings about the configuration.
    pub(crate) fn warnings(&self) -> &[Note<EngineWarning>] {
        each!(self, engine => engine.warnings())
    }

    /// Returns the configuration in the neutral model.
    pub(crate) fn settings(
        &self,
        lookup: Lookup<'_>,
        differences: &mut Vec<Note<EngineWarning>>,
    ) -> Settings {
        each!(self, engine => engine.settings(lookup, differences))
    }
}

impl EngineAnswer {
    /// Converts the answer to the form that all engines share.
    pub(crate) fn explain(self, route: Route) -> Explanation {
        match self {
            Self::Hasura(answer) => v2::engine::HasuraV2::explain(answer, route),
            Self::Ddn(answer) => ddn::engine::Ddn::explain(answer, route),
            Self::Relyauth(answer) => relyauth::engine::RelyAuth::explain(answer, route),
        }
    }
}

/// Writes an engine's configuration from the neutral model.
///
/// # Errors
///
/// Returns an error if the engine cannot express the configuration.
pub(crate) fn write(
    engine: Engine,
    settings: &Settings,
    lookup: Lookup<'_>,
    differences: &mut Vec<Note<EngineWarning>>,
) -> Result<Value, Inexpressible> {
    match engine {
        Engine::Hasura => v2::engine::HasuraV2::write(settings, lookup, differences),
        Engine::Ddn => ddn::engine::Ddn::write(settings, lookup, differences),
        Engine::Relyauth => relyauth::engine::RelyAuth::write(settings, lookup, differences),
    }
}

/// Returns the `kind` in an engine's configuration document, if it has one.
pub(crate) const fn document_kind(engine: Engine) -> Option<&'static str> {
    match engine {
        Engine::Hasura => None,
        Engine::Ddn => Some(ddn::config::KIND),
        Engine::Relyauth => Some(relyauth::auth_yaml::KIND),
    }
}

/// Returns the engine that a configuration is for, judging by its content, or `None` if it could
/// be any.
pub(crate) fn engine_of(text: &str) -> Option<Engine> {
    let documents = yaml::read_all(text).ok()?;
    documents.iter().find_map(|document| {
        let object = match document {
            Value::Array(_) => return Some(Engine::Hasura),
            Value::Object(object) => object,
            _ => return None,
        };
        if let Some(kind) = object.get_str("kind")
            && let Some(engine) =
                Engine::ALL.into_iter().find(|one| document_kind(*one) == Some(kind))
        {
            return Some(engine);
        }
        match object.get("definition").and_then(Value::as_object) {
            Some(definition) if definition.contains("modes") => Some(Engine::Relyauth),
            Some(definition) if definition.contains("mode") => Some(Engine::Ddn),
            Some(_) => None,
            None => {
                let ours = ["type", "key", "jwk_url", "claims_namespace", "claims_map"];
                ours.iter().any(|name| object.contains(name)).then_some(Engine::Hasura)
            }
        }
    })
}

/// Returns the Hasura v2 variable that a value is meant for.
pub(crate) const fn variable_of(value: &Value) -> &'static str {
    match value {
        Value::Array(_) => v2::config::LIST,
        _ => v2::config::SINGLE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_configuration_tells_whose_it_is() {
        for (text, engine) in [
            (r#"{"type":"HS256","key":"x"}"#, Some(Engine::Hasura)),
            (r#"{"jwk_url":"https://x"}"#, Some(Engine::Hasura)),
            ("[]", Some(Engine::Hasura)),
            ("kind: AuthConfig\nversion: v4\n", Some(Engine::Ddn)),
            ("kind: Subgraph\n---\nkind: AuthConfig\n", Some(Engine::Ddn)),
            (r#"{"version":"v3","definition":{"mode":{}}}"#, Some(Engine::Ddn)),
            ("kind: RelyAuth\n", Some(Engine::Relyauth)),
            ("definition:\n  modes: []\n", Some(Engine::Relyauth)),
            ("a: b", None),
            ("{}", None),
            ("{", None),
            ("", None),
        ] {
            assert_eq!(engine_of(text), engine, "{text}");
        }
    }
}
