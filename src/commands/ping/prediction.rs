//! What an engine with the configuration at hand would answer to the request that was sent.

use std::cell::OnceCell;

use crate::commands::ping::call::Kind;
use crate::commands::ping::hook;
use crate::commands::prediction::assume::{self, Assumed, Basis};
use crate::commands::prediction::keys::KeySetSource;
use crate::commands::prediction::of_profile;
use crate::commands::prediction::prepare::{Answered, Ready, prepare};
use crate::error::Error;
use crate::hasura::engine::Surroundings;
use crate::hasura::explanation::{Decision, Engine, Refused};
use crate::hasura::request::{self, Route};
use crate::inspection::Inspection;
use crate::jose::duration::Duration;
use crate::jose::numeric_date::NumericDate;
use crate::profile::{Profile, Profiles};
use crate::source::engine_config::{self, LoadedConfig};
use crate::source::paste::PastedToken;
use crate::system::System;
use crate::system::exchange::Request;

/// The predicted answer of an engine.
#[derive(Clone, Debug)]
pub(super) struct Prediction {
    pub(super) engine: Engine,
    /// Where its configuration was found, or what it was made for
    pub(super) from: String,
    /// Whether no configuration was given
    pub(super) assumed: bool,
    /// `None` if the engine would accept the token
    pub(super) refusal: Option<Refused>,
    /// What to change, if it would refuse it
    pub(super) hint: Option<String>,
    /// Whether the prediction is for the endpoint's clock, because the one for ours is another
    pub(super) by_their_clock: bool,
}

impl Prediction {
    pub(super) const fn accepted(&self) -> bool {
        self.refusal.is_none()
    }
}

/// Predicts the answers to the requests of a command.
pub(super) struct Predictor<'a> {
    profile: Option<&'a Profile>,
    /// All profiles
    profiles: &'a Profiles,
    keys: KeySetSource<'static>,
    /// The configuration that was given; empty before it was searched for
    given: OnceCell<Option<LoadedConfig>>,
}

/// What a prediction is about.
pub(super) struct Case<'a> {
    pub(super) kind: Kind,
    pub(super) request: &'a Request,
    pub(super) token: &'a str,
    /// Whether the endpoint accepted the token, as far as its answer tells
    pub(super) accepted: bool,
    /// Whether the answer is known to be an engine's
    pub(super) is_of_engine: bool,
    /// Whether the endpoint refused the token because of its issuer
    pub(super) names_issuer: bool,
    /// How far the endpoint's clock is ahead of ours
    pub(super) ahead: Option<Duration>,
}

impl<'a> Predictor<'a> {
    pub(super) fn new(profile: Option<&'a Profile>, profiles: &'a Profiles) -> Self {
        Self { profile, profiles, keys: KeySetSource::new(None), given: OnceCell::new() }
    }

    /// Returns the engine that the profile or else the configuration is for.
    pub(super) fn engine(&self, system: &mut System) -> Option<Engine> {
        let of_profile = self.profile.and_then(|profile| profile.engine.kind);
        of_profile.or_else(|| self.given(system).map(|config| config.engine))
    }

    /// Returns the configuration of the profile or else of the environment.
    fn given(&self, system: &mut System) -> Option<LoadedConfig> {
        let find = || {
            engine_config::find(None, None, self.profile, system).unwrap_or_else(|error| {
                // What is wrong with it matters only to those who asked for it.
                system.note(&format!("the answers are not predicted: {error}"));
                None
            })
        };
        self.given.get_or_init(find).clone()
    }

    /// Predicts the answer to a request, if a configuration is at hand and its keys are known.
    pub(super) fn predict(&mut self, case: &Case<'_>, system: &mut System) -> Option<Prediction> {
        if !is_of_engine(case) {
            return None;
        }
        // An accepted token is no reason to ask its issuer for keys.
        let was_offline = system.offline;
        system.offline |= case.accepted;
        let predicted = self.try_to_predict(case, system);
        system.offline = was_offline;
        match predicted {
            Ok(prediction) => prediction,
            Err(error) => {
                system.note(&format!("the answer cannot be predicted: {error}"));
                None
            }
        }
    }

    fn try_to_predict(
        &mut self,
        case: &Case<'_>,
        system: &mut System,
    ) -> Result<Option<Prediction>, Error> {
        let kind = self.engine(system);
        let given = self.given(system);
        let assumed = match given {
            Some(config) => Assumed::given(config),
            // Without a configuration, only the answer tells that there is an engine.
            None if case.accepted || !case.is_of_engine => return Ok(None),
            None => match self.assumed(case, kind.unwrap_or(Engine::Hasura), system)? {
                Some(assumed) => assumed,
                None => return Ok(None),
            },
        };
        let config = &assumed.config;
        let engine = kind.unwrap_or(config.engine);
        let environment = system.environment;
        let lookup = |name: &str| environment.exactly(name);
        let surroundings =
            Surroundings { variable: Some(config.variable()), ..Surroundings::new(&lookup) };
        let request = as_seen(case.request);
        let keys = &mut self.keys;
        let engines = prepare(&[engine], &assumed, &request, &surroundings, keys, system)?;
        let Some(Ok(ready)) = engines.into_iter().next() else {
            system.note(
                "the answer cannot be predicted: the engine does not start with this configuration",
            );
            return Ok(None);
        };
        Ok(answer(&ready, &request, case, config.assumed, system.now))
    }

    /// Returns the configuration to assume for a token, if the profile or a key of the store says
    /// with which keys the engine verifies it.
    fn assumed(
        &self,
        case: &Case<'_>,
        engine: Engine,
        system: &mut System,
    ) -> Result<Option<Assumed>, Error> {
        let token = case.token;
        let (profile, profiles) = (self.profile, self.profiles);
        let basis = Basis { engine, profile, profiles, has_keys: false, has_signer: false };
        if is_of_stored_key(token, system) {
            // An engine that gets a token with a key of the store most likely has that key. It compares
            // the issuer only if it says so: the profile's is that of other tokens.
            let profile = profile.map(|profile| Profile {
                key: None,
                issuer: profile.issuer.clone().filter(|_| case.names_issuer),
                ..profile.clone()
            });
            let basis = Basis { profile: profile.as_ref(), has_signer: true, ..basis };
            return assume::for_token(token, basis, system).map(Some);
        }
        match profile.filter(|profile| of_profile::names_keys(profile)) {
            Some(_) => assume::for_token(token, basis, system).map(Some),
            None => Ok(None),
        }
    }
}

/// Returns what the engine answers at our time, or else at the endpoint's if only that fits.
fn answer(
    ready: &Ready,
    request: &request::Request,
    case: &Case<'_>,
    assumed: bool,
    now: NumericDate,
) -> Option<Prediction> {
    let token = PastedToken::listed(case.token.to_owned());
    let at = |time, by_their_clock| {
        let Answered { explanation, hints, missing } =
            ready.answer_as_sent(request, Some(&token), time);
        let refusal = match explanation.decision {
            _ if !missing.is_empty() => return None,
            Decision::Accepted(_) => None,
            Decision::Refused(refusal) => Some(refusal),
            Decision::Webhook { .. } | Decision::Undecided { .. } => return None,
        };
        Some(Prediction {
            engine: ready.engine(),
            from: ready.from.clone(),
            assumed,
            hint: hints.into_iter().next().filter(|hint| !hint.is_empty()),
            refusal,
            by_their_clock,
        })
    };
    let ours = at(now, false)?;
    let theirs = case.ahead.filter(|ahead| ahead.seconds() != 0);
    let theirs = theirs.and_then(|ahead| at(now.plus(ahead), true));
    match theirs {
        Some(theirs) if ours.accepted() != case.accepted && theirs.accepted() == case.accepted => {
            Some(theirs)
        }
        Some(_) | None => Some(ours),
    }
}

/// Whether an engine is behind this address: any GraphQL endpoint, and the REST endpoints that
/// engines have.
fn is_of_engine(case: &Case<'_>) -> bool {
    let url = &case.request.url;
    match case.kind {
        Kind::Graphql { .. } => true,
        Kind::Rest => Route::of_url(url.path()) == Route::Rest || hook::is_hook(url),
    }
}

/// Whether a key of the store signed a token, by its `kid`.
fn is_of_stored_key(token: &str, system: &mut System) -> bool {
    let inspection = Inspection::of(token, system.now);
    let header = inspection.anatomy.header.as_ref();
    let kid = header.and_then(|header| header.get_str("kid"));
    kid.is_some_and(|kid| system.stored_keys().iter().any(|stored| stored.kid() == kid))
}

/// Returns the request as an engine sees it.
fn as_seen(sent: &Request) -> request::Request {
    let headers = sent.headers.iter().map(|(name, value)| {
        (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    });
    request::Request {
        headers: headers.collect(),
        url: Some(sent.url.to_string()),
        route: Route::of_url(sent.url.path()),
    }
}
