//! `RelyAuth` with its configuration and keys.

use crate::hasura::engine::{Checked, EngineModel, KeySets, Surroundings};
use crate::hasura::explanation::{Engine, Refused, Response};
use crate::hasura::inquiry::Answer;
use crate::hasura::relyauth::answer;
use crate::hasura::relyauth::answer::case::Facts;
use crate::hasura::relyauth::auth_yaml::{
    AuthYaml, ConfigError, Fault, KeyPlace, Kind, Mode, resolved,
};
use crate::hasura::relyauth::config;
use crate::hasura::relyauth::exchange;
use crate::hasura::relyauth::keys::{self, Keys};
use crate::hasura::relyauth::loaded::LoadedConfig;
use crate::hasura::relyauth::refusal::{Reason, Refusal};
use crate::hasura::relyauth::session::Defaults;
use crate::hasura::request::{Request, Route};
use crate::hasura::settings::{Inexpressible, Lookup, Settings, Text};
use crate::hasura::warning::EngineWarning;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::json::Value;
use crate::jose::note::Note;
use crate::jose::numeric_date::NumericDate;

/// The service with its configuration.
#[derive(Clone)]
pub(crate) struct RelyAuth {
    config: AuthYaml,
    loaded: LoadedConfig,
}

impl EngineModel for RelyAuth {
    const ENGINE: Engine = Engine::Relyauth;
    type Fault = Fault;
    type Reason = Reason;
    type Facts = Facts;

    fn parse(text: &str, surroundings: &Surroundings<'_>) -> Result<Self, ConfigError> {
        let config = config::parse(text, surroundings.lookup)?;
        Ok(Self { config, loaded: LoadedConfig::default() })
    }

    fn start(&mut self, surroundings: &Surroundings<'_>) -> Result<(), ConfigError> {
        self.loaded = LoadedConfig::new(&self.config, surroundings.lookup)?;
        Ok(())
    }

    fn key_addresses(&self, _: Option<&Request>) -> Vec<String> {
        self.loaded.key_addresses()
    }

    fn load_keys(
        &mut self,
        _: &Request,
        sets: &KeySets,
        _: &Surroundings<'_>,
    ) -> Result<(), ConfigError> {
        self.loaded.load_key_sets(sets)
    }

    fn place_token(&self, request: &mut Request, token: &str) {
        if let Some(place) = self.loaded.place() {
            place.put(request, token);
        }
    }

    fn answer(&self, request: &Request, now: NumericDate) -> Answer<Reason, Facts> {
        answer::answer(&self.loaded, request, now)
    }

    fn refused(refusal: Refusal, route: Route) -> Refused {
        Refused {
            status: 401,
            code: None,
            message: String::new(),
            cause: Some(refusal.message),
            response: Response {
                path: "/auth/hasura and /auth/ddn",
                route,
                status: 401,
                body: None,
            },
        }
    }

    fn check(&self, surroundings: &Surroundings<'_>) -> Result<Checked, ConfigError> {
        let mut warnings = self.config.warnings.clone();
        for mode in &self.config.modes {
            check_mode(mode, surroundings.lookup, &mut warnings)?;
        }
        Ok(Checked { count: self.config.modes.len(), warnings })
    }

    fn warnings(&self) -> &[Note<EngineWarning>] {
        &self.config.warnings
    }

    fn settings(&self, lookup: Lookup<'_>, differences: &mut Vec<Note<EngineWarning>>) -> Settings {
        exchange::read(&self.config, lookup, differences)
    }

    fn write(
        settings: &Settings,
        lookup: Lookup<'_>,
        differences: &mut Vec<Note<EngineWarning>>,
    ) -> Result<Value, Inexpressible> {
        exchange::write(settings, lookup, differences)
    }
}

/// Checks a mode as far as the variables set here allow.
fn check_mode(
    mode: &Mode,
    lookup: Lookup<'_>,
    warnings: &mut Vec<Note<EngineWarning>>,
) -> Result<(), ConfigError> {
    match &mode.kind {
        Kind::ApiKey { value, variables, .. } => {
            is_set(value, lookup, warnings)?;
            resolved(variables, lookup)?;
        }
        Kind::NoAuth { variables } => drop(resolved(variables, lookup)?),
        Kind::Webhook { url, .. } => drop(is_set(url, lookup, warnings)?),
        Kind::Jwt(jwt) => {
            let text = match &jwt.key {
                KeyPlace::Fixed { text, .. } | KeyPlace::Url(text) => text,
            };
            let known = is_set(text, lookup, warnings)?;
            Defaults::of(jwt, lookup)?;
            if let (true, KeyPlace::Fixed { text, algorithm }) = (known, &jwt.key) {
                warnings.extend(Keys::of_mode(jwt, lookup)?.and_then(|keys| keys.warning()));
                let secret = text.resolve(lookup).unwrap_or_default();
                warnings.extend(short_secret(*algorithm, &secret));
            }
        }
    }
    Ok(())
}

/// Whether the string is known here. A variable that is not set only causes a warning.
fn is_set(
    text: &Text,
    lookup: Lookup<'_>,
    warnings: &mut Vec<Note<EngineWarning>>,
) -> Result<bool, ConfigError> {
    if let Some(warning) = text.unset(lookup) {
        warnings.push(warning);
        return Ok(false);
    }
    keys::resolved(text, lookup).map(|_| true)
}

/// Warns about a secret that is too short, with which the service starts anyway.
fn short_secret(algorithm: SignatureAlgorithm, secret: &str) -> Option<Note<EngineWarning>> {
    let needed = algorithm.hmac_bytes().filter(|needed| secret.len() < *needed)?;
    Some(Note::new(
        EngineWarning::ShortSecret,
        format!(
            "the secret has {} bytes, and with fewer than {needed} no {algorithm} token is ever accepted",
            secret.len()
        ),
    ))
}
