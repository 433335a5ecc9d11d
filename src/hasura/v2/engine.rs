//! Hasura v2 with its configuration and keys.

use crate::hasura::engine::{Checked, EngineModel, KeySets, Surroundings};
use crate::hasura::explanation::{Engine, Refused, Response};
use crate::hasura::inquiry::Answer;
use crate::hasura::request::{Request, Route};
use crate::hasura::settings::{Inexpressible, Lookup, Settings};
use crate::hasura::v2::answer::facts::Facts;
use crate::hasura::v2::answer::{self, Server};
use crate::hasura::v2::config::{self, Config, ConfigError, Fault, KeyPlace, TokenPlace};
use crate::hasura::v2::exchange;
use crate::hasura::v2::keys::KeySet;
use crate::hasura::v2::refusal::{Reason, Refusal};
use crate::hasura::warning::EngineWarning;
use crate::jose::anatomy::Anatomy;
use crate::jose::json::Value;
use crate::jose::note::Note;
use crate::jose::numeric_date::NumericDate;

/// The engine with its configuration.
#[derive(Clone)]
pub(crate) struct HasuraV2 {
    config: Config,
    /// The keys of the entries, in the same order
    keys: Vec<KeySet>,
    server: Server,
}

impl EngineModel for HasuraV2 {
    const ENGINE: Engine = Engine::Hasura;
    type Fault = Fault;
    type Reason = Reason;
    type Facts = Facts;

    fn parse(text: &str, surroundings: &Surroundings<'_>) -> Result<Self, ConfigError> {
        let variable = surroundings.variable.unwrap_or_else(|| config::variable_for(text));
        let config = config::parse(text, variable)?;
        Ok(Self { config, keys: Vec::new(), server: Server::default() })
    }

    fn start(&mut self, surroundings: &Surroundings<'_>) -> Result<(), ConfigError> {
        let unauthorized_role = surroundings.unauthorized_role.clone();
        config::startup(surroundings.has_admin_secret, unauthorized_role.is_some())?;
        self.server = Server { admin_secret: surroundings.admin_secret.clone(), unauthorized_role };
        Ok(())
    }

    fn key_addresses(&self, _: Option<&Request>) -> Vec<String> {
        let addresses = self.config.entries.iter().filter_map(|entry| match &entry.keys {
            KeyPlace::Url(url) => Some(url.clone()),
            KeyPlace::Here(_) => None,
        });
        addresses.collect()
    }

    fn load_keys(
        &mut self,
        _: &Request,
        sets: &KeySets,
        _: &Surroundings<'_>,
    ) -> Result<(), ConfigError> {
        let keys = self.config.entries.iter().map(|entry| match &entry.keys {
            KeyPlace::Here(key) => Ok(KeySet::of_key(key.clone())),
            KeyPlace::Url(url) => {
                sets.get(url).map_or_else(|| Ok(KeySet::missing()), |set| KeySet::parse(set, url))
            }
        });
        self.keys = keys.collect::<Result<_, _>>()?;
        Ok(())
    }

    /// Adds the token where the entry for its issuer looks for it, or else where the first entry
    /// does.
    fn place_token(&self, request: &mut Request, token: &str) {
        let anatomy = Anatomy::of(token);
        let issuer = anatomy.claims().and_then(|claims| claims.get_str("iss"));
        let entries = &self.config.entries;
        let own =
            entries.iter().find(|entry| issuer.is_some() && entry.issuer.as_deref() == issuer);
        let place = own.or_else(|| entries.first()).map(|entry| &entry.token);
        request.headers.push(match place.unwrap_or(&TokenPlace::Authorization) {
            TokenPlace::Authorization => ("Authorization".to_owned(), format!("Bearer {token}")),
            TokenPlace::Cookie(name) => ("Cookie".to_owned(), format!("{name}={token}")),
            TokenPlace::CustomHeader(name) => (name.clone(), token.to_owned()),
        });
    }

    fn answer(&self, request: &Request, now: NumericDate) -> Answer<Reason, Facts> {
        answer::answer(&self.config, &self.keys, request, &self.server, now)
    }

    fn refused(refusal: Refusal, route: Route) -> Refused {
        let response = Response {
            path: match route {
                Route::Graphql => "/v1/graphql",
                Route::Rest => "/api/rest",
            },
            route,
            status: refusal.status_on(route),
            body: Some(refusal.body_on(route)),
        };
        Refused {
            status: refusal.reason.status(),
            code: Some(refusal.reason.code()),
            message: refusal.message,
            cause: None,
            response,
        }
    }

    fn check(&self, _: &Surroundings<'_>) -> Result<Checked, ConfigError> {
        let Config { entries, warnings, .. } = &self.config;
        Ok(Checked { count: entries.len(), warnings: warnings.clone() })
    }

    fn warnings(&self) -> &[Note<EngineWarning>] {
        &self.config.warnings
    }

    fn settings(&self, _: Lookup<'_>, _: &mut Vec<Note<EngineWarning>>) -> Settings {
        exchange::read(&self.config)
    }

    fn write(
        settings: &Settings,
        lookup: Lookup<'_>,
        differences: &mut Vec<Note<EngineWarning>>,
    ) -> Result<Value, Inexpressible> {
        exchange::write(settings, lookup, differences)
    }
}
