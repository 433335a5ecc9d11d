//! The types of `auth.yaml`, which `config.rs` parses.

use crate::hasura::relyauth::expression::Expression;
use crate::hasura::relyauth::security::SecurityRules;
use crate::hasura::relyauth::token_place::TokenPlace;
use crate::hasura::settings::{Lookup, Text};
use crate::hasura::view::ClaimsFormat;
use crate::hasura::warning::EngineWarning;
use crate::hasura::words;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::json::{Object, Value};
use crate::jose::note::Note;
use crate::redact;

/// The `kind` of the document.
pub(crate) const KIND: &str = "RelyAuth";

/// The whole configuration, with the modes in the order in which the service tries them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AuthYaml {
    pub(crate) modes: Vec<Mode>,
    pub(crate) warnings: Vec<Note<EngineWarning>>,
}

/// One way to authenticate a request.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mode {
    /// The ID as written, or else the index among the sorted modes
    pub(crate) id: String,
    /// Whether the configuration gives an ID
    pub(crate) named: bool,
    pub(crate) kind: Kind,
    pub(crate) rules: SecurityRules,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    ApiKey { token: TokenPlace, value: Text, variables: Vec<(String, AnyText)> },
    Jwt(Box<JwtMode>),
    Webhook { method: String, url: Text },
    NoAuth { variables: Vec<(String, AnyText)> },
}

/// A `jwt` mode.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct JwtMode {
    pub(crate) token: TokenPlace,
    pub(crate) key: KeyPlace,
    /// Empty if the issuer is not checked
    pub(crate) issuer: String,
    /// Empty if the audience is not checked
    pub(crate) audience: Vec<String>,
    /// In seconds, never 0
    pub(crate) skew: i64,
    pub(crate) namespace: Option<(Expression, ClaimsFormat)>,
    pub(crate) locations: Vec<(String, Location)>,
}

/// Where the key is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum KeyPlace {
    Fixed { algorithm: SignatureAlgorithm, text: Text },
    Url(Text),
}

/// One entry of `locations`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Location {
    pub(crate) path: Option<Expression>,
    pub(crate) default: Option<AnyText>,
}

/// Any JSON value, in the configuration, in an environment variable, or in both.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct AnyText {
    pub(crate) value: Option<Value>,
    pub(crate) variable: Option<String>,
}

/// The reason why the service does not start, with its own message if it is known.
pub(crate) type ConfigError = words::ConfigError<Fault>;

/// The kinds of faults in a configuration.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Fault {
    NotYaml,
    /// A field has the wrong type
    Field,
    Mode,
    Claims,
    Format,
    Algorithm,
    NoKey,
    Key,
    TokenPlace,
    Rules,
    /// An environment variable is empty or not set
    Variable,
    /// The key set cannot be read
    KeySet,
    /// The configuration exceeds a limit of what is evaluated here
    Limit,
}

/// The algorithms that a key can have.
pub(crate) const ALGORITHMS: [SignatureAlgorithm; 13] = {
    use SignatureAlgorithm as A;
    [
        A::HS256,
        A::HS384,
        A::HS512,
        A::RS256,
        A::RS384,
        A::RS512,
        A::PS256,
        A::PS384,
        A::PS512,
        A::ES256,
        A::ES384,
        A::ES512,
        A::EdDSA,
    ]
};

impl Kind {
    /// Returns the name used in configurations and requests.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::ApiKey { .. } => "apiKey",
            Self::Jwt(_) => "jwt",
            Self::Webhook { .. } => "webhook",
            Self::NoAuth { .. } => "noAuth",
        }
    }

    /// Returns the position in which the service tries this kind, regardless of the order in the
    /// file.
    pub(super) const fn rank(&self) -> usize {
        match self {
            Self::ApiKey { .. } => 0,
            Self::Jwt(_) => 1,
            Self::Webhook { .. } => 2,
            Self::NoAuth { .. } => 3,
        }
    }
}

impl AnyText {
    /// Returns the value. A variable that is not empty takes precedence; its content is JSON.
    ///
    /// # Errors
    ///
    /// Returns an error if the variable does not contain JSON.
    pub(crate) fn resolve(&self, lookup: Lookup<'_>) -> Result<Value, ConfigError> {
        let text = self.variable.as_deref().and_then(lookup).filter(|text| !text.is_empty());
        match text {
            None => Ok(self.value.clone().unwrap_or(Value::Null)),
            Some(text) => Value::parse(text.as_bytes()).map_err(|_| {
                let name = redact::name(self.variable.as_deref().unwrap_or_default());
                ConfigError::inexact(
                    Fault::Variable,
                    format!("the variable `{name}` does not hold JSON"),
                )
            }),
        }
    }
}

/// Resolves every value of a map of session variables.
pub(crate) fn resolved(
    variables: &[(String, AnyText)],
    lookup: Lookup<'_>,
) -> Result<Object, ConfigError> {
    variables.iter().map(|(name, text)| Ok((name.clone(), text.resolve(lookup)?))).collect()
}
