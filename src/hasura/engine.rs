//! What every engine can do with a configuration. One implementation per engine folder.

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

/// What an engine is started with besides its configuration.
#[derive(Clone)]
pub(crate) struct Surroundings<'a> {
    /// The environment
    pub(crate) lookup: Lookup<'a>,
    /// The variable that holds the configuration, if it comes from one
    pub(crate) variable: Option<&'static str>,
    pub(crate) has_admin_secret: bool,
    /// The admin secret, if it is known; without it no secret of a request is right
    pub(crate) admin_secret: Option<String>,
    /// The role of requests without a token
    pub(crate) unauthorized_role: Option<String>,
    /// The compatibility date, if it is not the configuration's
    pub(crate) compatibility_date: Option<NumericDate>,
}

impl<'a> Surroundings<'a> {
    /// An environment, and all else as it usually is.
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

/// Key sets as they were received, by their address.
pub(crate) type KeySets = BTreeMap<String, Vec<u8>>;

/// What is known about a configuration without a request.
#[derive(Clone, Debug)]
pub(crate) struct Checked {
    /// Entries or modes
    pub(crate) count: usize,
    pub(crate) warnings: Vec<Note<EngineWarning>>,
}

/// An engine with a configuration. It is parsed, started, given the keys that it asks for,
/// and then answers requests.
pub(crate) trait EngineModel: Sized {
    const ENGINE: Engine;
    /// The kinds of faults in a configuration
    type Fault;
    /// Why a request can be refused
    type Reason: Words;
    /// Facts about a request that are specific to the engine
    type Facts;

    /// Reads a configuration.
    ///
    /// # Errors
    ///
    /// The engine's own message.
    fn parse(text: &str, surroundings: &Surroundings<'_>)
    -> Result<Self, ConfigError<Self::Fault>>;

    /// Does what the engine does at its start before it has keys.
    ///
    /// # Errors
    ///
    /// The engine's own message.
    fn start(&mut self, surroundings: &Surroundings<'_>) -> Result<(), ConfigError<Self::Fault>>;

    /// The addresses of the key sets that a request needs; without one, of all.
    fn key_addresses(&self, request: Option<&Request>) -> Vec<String>;

    /// Loads the keys that a request needs: those of the configuration and those of `sets`.
    ///
    /// # Errors
    ///
    /// The engine's own message.
    fn load_keys(
        &mut self,
        request: &Request,
        sets: &KeySets,
        surroundings: &Surroundings<'_>,
    ) -> Result<(), ConfigError<Self::Fault>>;

    /// Puts a token into a request where the engine looks for it.
    fn place_token(&self, request: &mut Request, token: &str);

    /// Predicts the answer to a request.
    fn answer(&self, request: &Request, now: NumericDate) -> Answer<Self::Reason, Self::Facts>;

    /// A refusal as a client sees it.
    fn refused(refusal: Refusal<Self::Reason>, route: Route) -> Refused;

    /// Checks a configuration as far as possible without fetching anything.
    ///
    /// # Errors
    ///
    /// The engine's own message.
    fn check(&self, surroundings: &Surroundings<'_>) -> Result<Checked, ConfigError<Self::Fault>>;

    /// Returns warnings about the configuration.
    fn warnings(&self) -> &[Note<EngineWarning>];

    /// The configuration in the neutral model.
    fn settings(&self, lookup: Lookup<'_>, differences: &mut Vec<Note<EngineWarning>>) -> Settings;

    /// Writes a configuration from the neutral model.
    ///
    /// # Errors
    ///
    /// What the engine cannot express.
    fn write(
        settings: &Settings,
        lookup: Lookup<'_>,
        differences: &mut Vec<Note<EngineWarning>>,
    ) -> Result<Value, Inexpressible>;

    /// An answer in the form that all engines share.
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
