//! The warnings about a generated configuration: those about its provider or token, and those
//! about the engine.

use crate::hasura::warning::EngineWarning;
use crate::jose::note::NoteCode;
use crate::provider::warning::TokenWarning;

/// The code of a warning about a generated configuration.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum SecretWarning {
    Token(TokenWarning),
    Engine(EngineWarning),
}

impl SecretWarning {
    /// Whether a conversion loses something.
    pub(super) const fn is_loss(self) -> bool {
        match self {
            Self::Token(_) => false,
            Self::Engine(code) => code.is_loss(),
        }
    }
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
