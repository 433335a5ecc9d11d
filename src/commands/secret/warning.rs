//! The warnings about a configuration that is written: those about the provider or the token
//! that it is for, and those of the engine.

use crate::hasura::warning::EngineWarning;
use crate::jose::note::NoteCode;
use crate::provider::warning::TokenWarning;

/// The subject of a warning about a configuration.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum SecretWarning {
    Token(TokenWarning),
    Engine(EngineWarning),
}

impl NoteCode for SecretWarning {
    fn name(self) -> &'static str {
        match self {
            Self::Token(code) => code.name(),
            Self::Engine(code) => code.name(),
        }
    }
}

impl From<TokenWarning> for SecretWarning {
    fn from(code: TokenWarning) -> Self {
        Self::Token(code)
    }
}

impl From<EngineWarning> for SecretWarning {
    fn from(code: EngineWarning) -> Self {
        Self::Engine(code)
    }
}
