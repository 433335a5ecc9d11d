//! The operations that every engine supports. Each engine's folder has one implementation.

use std::collections::BTreeMap;

use crate::hasura::explanation::{Decision, Engine, Explanation, Refused};
use crate::hasura::inquiry::Answer;
use crate::hasura::request::{Request, Route};
use crate::hasura::settings::{Inexpressible, Lookup, Settings};
use crate::hasura::warning::EngineWarning;
use crate::hasura::words::{ConfigError, Refusal, Words};
use crate::jose::json::Value;
use crate::jose::note::Note;
use crate::jose::numeric_date::NumericDate;

/// The settings that an engine is started with besides its configuration.
#[derive(Clone)]
pub(crate) struct Surroundings<'a> {
    /// The environment
    pub(crate) lookup: Lookup<'a>,
    /// The variable that holds the configuration, if it comes from one
    pub(crate) variable: Option<&'static str>,
    pub(crate) has_admin_secret: bool,
    /// The admin secret, if known; without it, every admin secret in a request is wrong
    pub(crate) admin_secret: Option<String>,
    /// The role for requests without a token
    pub(crate) unauthorized_role: Option<String>,
    /// The compatibility date, if it is not the one in the configuration
    pub(crate) compatibility_date: Option<NumericDate>,
}

impl<'a> Surroundings<'a> {
    /// Returns these settings with the given environment and the usual defaults.
    pub(crate) const fn new(lookup: Lookup<'a>) -> Self {
        Self {
            lookup,
            variable: None,
            has_admin_secret: true,
            admin_secret: None,
            unauthorized_role: None,
            compatibility_date: None,
        }
    }
}

/// Key sets as received, by address.
pub(crate) type KeySets = BTreeMap<String, Vec<u8>>;

/// What is known about a configuration without a request.
#[derive(Clone, Debug)]
pub(crate) struct Checked {
    /// The number of entries or modes
    pub(crate) count: usize,
    pub(crate) warnings: Vec<Note<EngineWarning>>,
}

/// An engine with a configuration. Parse it, start it and load the keys that it asks for; then it
/// answers requests.
pub(crate) trait EngineModel: Sized {
    const ENGINE: Engine;
    /// The kinds of faults in a configuration
    type Fault;
    /// The reasons for refusing a request
    type Reason: Words;
    /// The facts about a request that only this engine finds
    type Facts;

    /// Parses a configuration.
    ///
    /// # Errors
    ///
    /// Returns the engine's own error message.
    fn parse(text: &str, surroundings: &Surroundings<'_>)
    -> Result<Self, ConfigError<Self::Fault>>;

    /// Does what the engine does at startup before it has keys.
    ///
    /// # Errors
    ///
    /// Returns the engine's own error message.
    fn start(&mut self, surroundings: &Surroundings<'_>) -> Result<(), ConfigError<Self::Fault>>;

    /// Returns the addresses of the key sets that a request needs, or of all key sets if there is
    /// no request.
    fn key_addresses(&self, request: Option<&Request>) -> Vec<String>;

    /// Loads the keys that a request needs: those in the configuration and those in `sets`.
    ///
    /// # Errors
    ///
    /// Returns the engine's own error message.
    fn load_keys(
        &mut self,
        request: &Request,
        sets: &KeySets,
        surroundings: &Surroundings<'_>,
    ) -> Result<(), ConfigError<Self::Fault>>;

    /// Adds a token to a request where the engine looks for it.
    fn place_token(&self, request: &mut Request, token: &str);

    /// Predicts the answer to a request.
    fn answer(&self, request: &Request, now: NumericDate) -> Answer<Self::Reason, Self::Facts>;

    /// Returns a refusal as a client sees it.
    fn refused(refusal: Refusal<Self::Reason>, route: Route) -> Refused;

    /// Checks a configuration as far as possible without fetching anything.
    ///
    /// # Errors
    ///
    /// Returns the engine's own error message.
    fn check(&self, surroundings: &Surroundings<'_>) -> Result<Checked, ConfigError<Self::Fault>>;

    /// Returns warnings about the configuration.
    fn warnings(&self) -> &[Note<EngineWarning>];

    /// Returns the configuration in the neutral model.
    fn settings(&self, lookup: Lookup<'_>, differences: &mut Vec<Note<EngineWarning>>) -> Settings;

    /// Writes a configuration from the neutral model.
    ///
    /// # Errors
    ///
    /// Returns an error if the engine cannot express the configuration.
    fn write(
        settings: &Settings,
        lookup: Lookup<'_>,
        differences: &mut Vec<Note<EngineWarning>>,
    ) -> Result<Value, Inexpressible>;

    /// Converts an answer to the form that all engines share.
    fn explain(answer: Answer<Self::Reason, Self::Facts>, route: Route) -> Explanation {
        let decision = match answer.decision {
            Decision::Accepted(session) => Decision::Accepted(session),
            Decision::Refused(refusal) => Decision::Refused(Self::refused(refusal, route)),
            Decision::Webhook { call } => Decision::Webhook { call },
            Decision::Undecided { reason } => Decision::Undecided { reason },
        };
        Explanation {
            engine: Self::ENGINE,
            decision,
            steps: answer.steps,
            warnings: answer.warnings,
        }
    }
}
