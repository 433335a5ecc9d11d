//! The configuration as the running service has it, with every variable read and every key
//! loaded.

use crate::hasura::engine::KeySets;
use crate::hasura::relyauth::auth_yaml::{
    AuthYaml, ConfigError, Fault, JwtMode, KeyPlace, Kind, Mode, resolved,
};
use crate::hasura::relyauth::keys::{self, Keys};
use crate::hasura::relyauth::session::Defaults;
use crate::hasura::relyauth::token_place::TokenPlace;
use crate::hasura::settings::Lookup;
use crate::hasura::warning::EngineWarning;
use crate::jose::json::Object;
use crate::jose::note::Note;

/// The configuration of the running service.
#[derive(Clone, Debug, Default)]
pub(crate) struct LoadedConfig {
    pub(super) modes: Vec<LoadedMode>,
    pub(super) warnings: Vec<Note<EngineWarning>>,
}

/// A mode, with what it needs besides its configuration.
#[derive(Clone, Debug)]
pub(super) struct LoadedMode {
    pub(super) mode: Mode,
    pub(super) with: Loaded,
}

/// What a mode needs besides its configuration.
#[derive(Clone, Debug)]
pub(super) enum Loaded {
    ApiKey { value: String, variables: Object },
    Jwt { keys: Keys, defaults: Defaults, address: Option<String> },
    Webhook,
    NoAuth { variables: Object },
}

impl LoadedConfig {
    /// Loads everything except the key sets at URLs.
    ///
    /// # Errors
    ///
    /// Returns why the service does not start.
    pub(super) fn new(config: &AuthYaml, lookup: Lookup<'_>) -> Result<Self, ConfigError> {
        // An unknown list must not turn a rule into one that lets every request pass.
        if let Some(unset) =
            config.warnings.iter().find(|warning| warning.code == EngineWarning::VariableNotSet)
        {
            return Err(ConfigError::inexact(Fault::Variable, unset.message.clone()));
        }
        let load = |mode: &Mode| {
            let with = match &mode.kind {
                Kind::ApiKey { value, variables, .. } => Loaded::ApiKey {
                    value: keys::resolved(value, lookup)?,
                    variables: resolved(variables, lookup)?,
                },
                Kind::Jwt(jwt) => jwt_mode(jwt, lookup)?,
                Kind::Webhook { url, .. } => {
                    keys::resolved(url, lookup)?;
                    Loaded::Webhook
                }
                Kind::NoAuth { variables } => {
                    Loaded::NoAuth { variables: resolved(variables, lookup)? }
                }
            };
            Ok(LoadedMode { mode: mode.clone(), with })
        };
        let modes = config.modes.iter().map(load).collect::<Result<Vec<LoadedMode>, _>>()?;
        let mut warnings = config.warnings.clone();
        warnings.extend(modes.iter().filter_map(|one| match &one.with {
            Loaded::Jwt { keys, .. } => keys.warning(),
            Loaded::ApiKey { .. } | Loaded::Webhook | Loaded::NoAuth { .. } => None,
        }));
        Ok(Self { modes, warnings })
    }

    /// Returns the addresses of the key sets.
    pub(super) fn key_addresses(&self) -> Vec<String> {
        let addresses = self.modes.iter().filter_map(|one| match &one.with {
            Loaded::Jwt { address, .. } => address.clone(),
            Loaded::ApiKey { .. } | Loaded::Webhook | Loaded::NoAuth { .. } => None,
        });
        addresses.collect()
    }

    /// Loads the key sets at URLs.
    ///
    /// # Errors
    ///
    /// Returns why the service does not start.
    pub(super) fn load_key_sets(&mut self, sets: &KeySets) -> Result<(), ConfigError> {
        for one in &mut self.modes {
            if let Loaded::Jwt { keys, address: Some(address), .. } = &mut one.with
                && let Some(set) = sets.get(address)
            {
                *keys = Keys::of_set(set)?;
            }
        }
        Ok(())
    }

    /// Returns the place for a token: that of the first `jwt` mode, or else that of any mode.
    pub(super) fn place(&self) -> Option<&TokenPlace> {
        let jwt = self.modes.iter().find_map(|one| match &one.mode.kind {
            Kind::Jwt(jwt) => Some(&jwt.token),
            Kind::ApiKey { .. } | Kind::Webhook { .. } | Kind::NoAuth { .. } => None,
        });
        jwt.or_else(|| {
            self.modes.iter().find_map(|one| match &one.mode.kind {
                Kind::ApiKey { token, .. } => Some(token),
                Kind::Jwt(_) | Kind::Webhook { .. } | Kind::NoAuth { .. } => None,
            })
        })
    }
}

fn jwt_mode(jwt: &JwtMode, lookup: Lookup<'_>) -> Result<Loaded, ConfigError> {
    let address = match &jwt.key {
        KeyPlace::Url(url) => Some(keys::resolved(url, lookup)?),
        KeyPlace::Fixed { .. } => None,
    };
    let keys = Keys::of_mode(jwt, lookup)?.unwrap_or(Keys::Missing);
    Ok(Loaded::Jwt { keys, defaults: Defaults::of(jwt, lookup)?, address })
}
