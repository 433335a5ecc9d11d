//! Prepares the engines: parses or converts their configuration, and loads their keys.

use crate::commands::prediction::assume::{Assumed, NO_ADDRESS};
use crate::commands::prediction::keys::{KeySetSource, MissingKeys};
use crate::error::Error;
use crate::hasura::conversion;
use crate::hasura::engine::{KeySets, Surroundings};
use crate::hasura::explanation::{Engine, Explanation};
use crate::hasura::registry::{ConfiguredEngine, StartupError};
use crate::hasura::request::Request;
use crate::hasura::warning::EngineWarning;
use crate::hint::{self, KnownToken};
use crate::inspection::Inspection;
use crate::jose::note::Note;
use crate::jose::numeric_date::NumericDate;
use crate::provider::defect::Defect;
use crate::source::engine_config::LoadedConfig;
use crate::source::paste::PastedToken;
use crate::system::System;

/// An engine that is ready to answer.
pub(crate) struct Ready {
    configured: ConfiguredEngine,
    /// Where the configuration was found
    pub(crate) from: String,
    /// What the converted configuration could not express
    differences: Vec<Note<EngineWarning>>,
    /// Why keys that the engine would have are not known here
    missing: Vec<MissingKeys>,
    /// Whether no configuration was given
    is_assumed: bool,
    /// What to do about a token that comes from another issuer than the profile's
    other_issuer: Option<String>,
}

/// An engine's answer, and what to change.
pub(crate) struct Answered {
    pub(crate) explanation: Explanation,
    /// One for each check that failed, those for the decisive one first
    pub(crate) hints: Vec<String>,
    /// Why keys that the answer depends on are not known here
    pub(crate) missing: Vec<MissingKeys>,
}

/// Prepares each engine for requests like this one. Parses the configuration once, and
/// converts it for the other engines.
pub(crate) fn prepare(
    engines: &[Engine],
    assumed: &Assumed,
    request: &Request,
    surroundings: &Surroundings<'_>,
    keys: &mut KeySetSource<'_>,
    system: &mut System,
) -> Result<Vec<Result<Ready, StartupError>>, Error> {
    let Assumed { config, missing, trust, key_set, other_issuer } = assumed;
    keys.trust = *trust;
    keys.of_profile.clone_from(key_set);
    let missing = missing.as_ref();
    let source = ConfiguredEngine::parse(config.engine, &config.text, surroundings);
    let mut prepared = Vec::with_capacity(engines.len());
    for engine in engines {
        let started = source.clone().and_then(|source| {
            let mut ready = as_engine(*engine, source, config, surroundings)?;
            ready.other_issuer.clone_from(other_issuer);
            ready.is_assumed = config.assumed;
            ready.configured.start(surroundings)?;
            Ok(ready)
        });
        prepared.push(match started {
            Ok(ready) => ready.with_keys(request, surroundings, missing, keys, system)?,
            Err(error) => Err(error),
        });
    }
    Ok(prepared)
}

/// Returns an engine with this configuration, converted if it is for another engine.
fn as_engine(
    engine: Engine,
    source: ConfiguredEngine,
    config: &LoadedConfig,
    surroundings: &Surroundings<'_>,
) -> Result<Ready, StartupError> {
    if engine == config.engine {
        let from = config.from.clone();
        return Ok(Ready {
            configured: source,
            from,
            differences: Vec::new(),
            missing: Vec::new(),
            is_assumed: false,
            other_issuer: None,
        });
    }
    let (written, differences) = conversion::convert(&source, engine, surroundings.lookup)
        .map_err(|what| StartupError::inexpressible(engine, &what))?;
    // The converted configuration is not shown, so a key in it does not matter.
    let differences = differences.into_iter().filter(|one| one.code != EngineWarning::LiteralKey);
    Ok(Ready {
        configured: written.engine,
        from: format!("{}, converted from {}", config.from, config.engine.title()),
        differences: differences.collect(),
        missing: Vec::new(),
        is_assumed: false,
        other_issuer: None,
    })
}

impl Ready {
    /// Loads the keys that the request needs.
    fn with_keys(
        mut self,
        request: &Request,
        surroundings: &Surroundings<'_>,
        missing: Option<&MissingKeys>,
        keys: &mut KeySetSource<'_>,
        system: &mut System,
    ) -> Result<Result<Self, StartupError>, Error> {
        let mut sets = KeySets::new();
        for address in self.configured.key_addresses(Some(request)) {
            if let Some(known) = missing.filter(|_| !keys.is_given()) {
                self.missing = vec![known.clone()];
                break;
            }
            match keys.get(&address, system)? {
                Ok(set) => drop(sets.insert(address, set)),
                Err(missing) => self.missing.push(missing),
            }
        }
        let loaded = self.configured.load_keys(request, &sets, surroundings);
        Ok(loaded.map(|()| self))
    }

    /// Returns which engine this is.
    pub(crate) const fn engine(&self) -> Engine {
        self.configured.engine()
    }

    /// The answer to a request, with the token where the configuration expects it, as a
    /// client would send it.
    pub(crate) fn answer(
        &self,
        request: &Request,
        token: Option<&PastedToken>,
        now: NumericDate,
    ) -> Answered {
        let mut request = request.clone();
        if let Some(token) = token {
            self.configured.place_token(&mut request, token.as_sent());
        }
        self.answer_as_sent(&request, token, now)
    }

    /// The answer to a request that has its token already, or none.
    pub(crate) fn answer_as_sent(
        &self,
        request: &Request,
        token: Option<&PastedToken>,
        now: NumericDate,
    ) -> Answered {
        let answer = self.configured.answer(request, now);
        let defect = token.and_then(|token| Defect::of(token.as_sent()));
        let inspection = token.map(|token| Inspection::of(&token.token, now));
        let other_keys = inspection.as_ref().filter(|_| hint::concerns_key(&answer));
        let other_keys = other_keys.and_then(|inspection| {
            let configured = self.configured.key_addresses(None);
            let is_known = !configured.iter().any(|address| address == NO_ADDRESS);
            let configured = is_known.then_some(configured)?;
            hint::other_keys(self.engine(), &configured, &inspection.origin)
        });
        let known = inspection.as_ref().and_then(|inspection| {
            Some(KnownToken { claims: inspection.anatomy.claims()?, origin: &inspection.origin })
        });
        let mut hints = hint::answer(&answer, known, !self.missing.is_empty());
        // It replaces the decisive one.
        if let (Some(other_keys), Some(first)) = (other_keys, hints.first_mut()) {
            *first = other_keys;
        }
        let mut explanation = answer.explain(request.route);
        // Nothing else matters for a token from another environment.
        let other_issuer = self.other_issuer.clone();
        if let Some(hint) = other_issuer.filter(|_| explanation.accepted() != Some(true)) {
            hints = vec![hint];
        }
        if let Some(defect) = defect.filter(|_| explanation.accepted() == Some(false)) {
            hints = vec![hint::of_defect(&defect)];
        }
        // What was sent may be the answer to another request.
        let text = token.map_or("", |token| token.token.as_str());
        if explanation.accepted() == Some(false)
            && let Some(hint) = hint::message::instead_of_token(text)
        {
            hints = vec![hint.to_owned()];
        }
        let refresh = token.filter(|token| token.is_refresh_token()).map(|_| {
            Note::new(
                EngineWarning::RefreshToken,
                "this is a refresh token, which is only for its issuer; send the access token or the ID token of the same login",
            )
        });
        let own = self.differences.iter().cloned().chain(refresh);
        explanation.warnings.splice(0..0, own);
        if self.is_assumed {
            // Where an engine runs is not known if its configuration is not.
            explanation.warnings.retain(|warning| warning.code != EngineWarning::LoopbackAddress);
        }
        // Keys that are not known do not matter if the answer is the same with any.
        let is_open = explanation.accepted() != Some(true)
            && explanation.steps.iter().any(|step| step.passed.is_none());
        let missing = if is_open { self.missing.clone() } else { Vec::new() };
        let to_do = missing.iter().filter_map(|missing| missing.hint.clone());
        let first = usize::from(self.other_issuer.is_some() && !hints.is_empty());
        hints.splice(first..first, to_do);
        Answered { explanation, hints, missing }
    }
}
