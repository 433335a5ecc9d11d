//! DDN with its configuration and keys.

use crate::hasura::ddn::answer::case::{AudienceRule, Facts};
use crate::hasura::ddn::answer::{self, mode_for};
use crate::hasura::ddn::config::{
    self, AuthConfig, ConfigError, Fault, JwtConfig, KeyPlace, Mode, TokenPlace,
};
use crate::hasura::ddn::exchange;
use crate::hasura::ddn::keys::{Keys, NoKey};
use crate::hasura::ddn::refusal::{Reason, Refusal};
use crate::hasura::engine::{Checked, EngineModel, KeySets, Surroundings};
use crate::hasura::explanation::{Engine, Refused, Response};
use crate::hasura::inquiry::Answer;
use crate::hasura::request::{Request, Route};
use crate::hasura::settings::{Inexpressible, Lookup, Settings};
use crate::hasura::warning::EngineWarning;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::json::Value;
use crate::jose::note::Note;
use crate::jose::numeric_date::NumericDate;

/// The engine with its configuration.
#[derive(Clone)]
pub(crate) struct Ddn {
    config: AuthConfig,
    /// The keys of the mode that the request chooses
    keys: Option<Keys>,
    audience: AudienceRule,
}

impl Ddn {
    fn modes(&self) -> impl Iterator<Item = &Mode> {
        let others = self.config.alternative_modes.iter().map(|(_, mode)| mode);
        std::iter::once(&self.config.mode).chain(others)
    }
}

const fn as_jwt(mode: &Mode) -> Option<&JwtConfig> {
    match mode {
        Mode::Jwt(jwt) => Some(jwt),
        Mode::Webhook { .. } | Mode::NoAuth { .. } => None,
    }
}

impl EngineModel for Ddn {
    const ENGINE: Engine = Engine::Ddn;
    type Fault = Fault;
    type Reason = Reason;
    type Facts = Facts;

    fn parse(text: &str, _: &Surroundings<'_>) -> Result<Self, ConfigError> {
        let config = config::parse(text)?;
        let audience = config.compatibility_date.as_deref().map(AudienceRule::at);
        Ok(Self { config, keys: None, audience: audience.unwrap_or_default() })
    }

    fn start(&mut self, surroundings: &Surroundings<'_>) -> Result<(), ConfigError> {
        if let Some(date) = surroundings.compatibility_date {
            self.audience = AudienceRule::at(&date.to_rfc3339());
        }
        Ok(())
    }

    fn key_addresses(&self, request: Option<&Request>) -> Vec<String> {
        let chosen = request.map(|request| mode_for(&self.config, request).0);
        let modes = self.modes().filter(|mode| chosen.is_none_or(|chosen| chosen == *mode));
        let addresses = modes.filter_map(as_jwt).filter_map(|jwt| match &jwt.key {
            KeyPlace::Url(url) => Some(url.clone()),
            KeyPlace::Fixed { .. } => None,
        });
        addresses.collect()
    }

    /// Loads only the key of the mode that the request chooses.
    fn load_keys(
        &mut self,
        request: &Request,
        sets: &KeySets,
        surroundings: &Surroundings<'_>,
    ) -> Result<(), ConfigError> {
        self.keys = match as_jwt(mode_for(&self.config, request).0) {
            None => None,
            Some(jwt) => match &jwt.key {
                KeyPlace::Fixed { .. } => Keys::of_mode(jwt, surroundings.lookup)?,
                KeyPlace::Url(url) => {
                    Some(sets.get(url).map_or(Keys::Missing, |set| Keys::of_set(set)))
                }
            },
        };
        Ok(())
    }

    fn place_token(&self, request: &mut Request, token: &str) {
        let Some(jwt) = as_jwt(mode_for(&self.config, request).0) else { return };
        let header = match &jwt.token {
            TokenPlace::BearerAuthorization => {
                ("Authorization".to_owned(), format!("Bearer {token}"))
            }
            TokenPlace::Header(name) => (name.clone(), token.to_owned()),
            TokenPlace::Cookie(name) => ("Cookie".to_owned(), format!("{name}={token}")),
        };
        request.headers.push(header);
    }

    fn answer(&self, request: &Request, now: NumericDate) -> Answer<Reason, Facts> {
        answer::answer(&self.config, self.keys.as_ref(), request, self.audience, now)
    }

    fn refused(refusal: Refusal, route: Route) -> Refused {
        let status = refusal.reason.status();
        let response = Response {
            path: match route {
                Route::Graphql => "/graphql",
                Route::Rest => "JSON:API",
            },
            route,
            status,
            body: Some(refusal.body_on(route)),
        };
        Refused { status, code: None, message: refusal.message, cause: None, response }
    }

    fn check(&self, surroundings: &Surroundings<'_>) -> Result<Checked, ConfigError> {
        let mut warnings = self.config.warnings.clone();
        for jwt in self.modes().filter_map(as_jwt) {
            let KeyPlace::Fixed { text, algorithm } = &jwt.key else { continue };
            if let Some(warning) = text.unset(surroundings.lookup) {
                warnings.push(warning);
                continue;
            }
            let Some(keys) = Keys::of_mode(jwt, surroundings.lookup)? else { continue };
            if let Err(NoKey::Refused(_, why)) = keys.choose(None) {
                warnings.push(Note::new(
                    EngineWarning::KeyUnusable,
                    format!(
                        "the build does not check the key, and every request fails with 500: {why}"
                    ),
                ));
            }
            warnings.extend(keys.warning());
            let secret = text.resolve(surroundings.lookup).unwrap_or_default();
            warnings.extend(short_secret(*algorithm, &secret));
        }
        Ok(Checked { count: self.modes().count(), warnings })
    }

    fn warnings(&self) -> &[Note<EngineWarning>] {
        &self.config.warnings
    }

    fn settings(&self, _: Lookup<'_>, differences: &mut Vec<Note<EngineWarning>>) -> Settings {
        exchange::read(&self.config, differences)
    }

    fn write(
        settings: &Settings,
        lookup: Lookup<'_>,
        differences: &mut Vec<Note<EngineWarning>>,
    ) -> Result<Value, Inexpressible> {
        exchange::write(settings, lookup, differences)
    }
}

/// Warns about a short secret, which DDN accepts.
fn short_secret(algorithm: SignatureAlgorithm, secret: &str) -> Option<Note<EngineWarning>> {
    let needed = algorithm.hmac_bytes().filter(|needed| secret.len() < *needed)?;
    Some(Note::new(
        EngineWarning::ShortSecret,
        format!(
            "the secret has {} bytes; {algorithm} requires {needed}; neither Hasura v2 nor RelyAuth works with fewer",
            secret.len()
        ),
    ))
}
