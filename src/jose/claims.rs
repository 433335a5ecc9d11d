//! The claims set of a JWT (RFC 7519 section 4).

use std::sync::Arc;

use crate::jose::json::{JsonError, Object, Value};
use crate::jose::numeric_date::{NumericDate, NumericDateError};
use crate::jose::skim;

/// A claims set: its members in order, with accessors for the registered ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClaimsSet(Object);

/// Claims of a token whose signature is unchecked or wrong. Anyone can have written them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnverifiedClaims(Arc<ClaimsSet>);

impl UnverifiedClaims {
    pub(super) const fn new(claims: Arc<ClaimsSet>) -> Self {
        Self(claims)
    }

    /// Returns the claims, which can be shown but must not be trusted.
    pub fn set(&self) -> &ClaimsSet {
        &self.0
    }
}

/// Why a payload is not a claims set.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ClaimsError {
    /// Not JSON
    #[error("the payload is not JSON: {0}")]
    NotJson(#[from] JsonError),
    /// JSON that is not an object
    #[error("the payload is {kind}, not an object of claims")]
    NotObject {
        /// The JSON type found
        kind: &'static str,
    },
}

impl ClaimsSet {
    /// Creates a claims set with these members.
    pub const fn new(members: Object) -> Self {
        Self(members)
    }

    /// Parses a payload.
    ///
    /// # Errors
    ///
    /// Returns [`ClaimsError`] if the payload is not a JSON object. Repeated members are not an
    /// error: the last one counts (RFC 7519 section 4).
    pub fn parse(payload: &[u8]) -> Result<Self, ClaimsError> {
        match Value::parse(payload)? {
            Value::Object(members) => Ok(Self(members)),
            other => Err(ClaimsError::NotObject { kind: other.a_kind() }),
        }
    }

    /// Reads only these claims. Returns `None` if the payload is not a claims set, or not a plain
    /// one: then it has to be parsed as a whole.
    pub(super) fn skim(payload: &[u8], names: &[&str]) -> Option<Self> {
        skim::members(payload, names).map(Self)
    }

    /// Returns all members.
    pub const fn members(&self) -> &Object {
        &self.0
    }

    /// Returns all members, consuming the set.
    pub fn into_members(self) -> Object {
        self.0
    }

    /// Returns the issuer, if `iss` is a string.
    pub fn iss(&self) -> Option<&str> {
        self.0.get_str("iss")
    }

    /// Returns the subject, if `sub` is a string.
    pub fn sub(&self) -> Option<&str> {
        self.0.get_str("sub")
    }

    /// Returns the audiences, or `None` if `aud` is absent. `aud` is a string or a list of
    /// strings (section 4.1.3).
    ///
    /// # Errors
    ///
    /// Returns the JSON type of an `aud` that is neither.
    pub fn aud(&self) -> Result<Option<Vec<&str>>, &'static str> {
        match self.0.get("aud") {
            None => Ok(None),
            Some(Value::String(audience)) => Ok(Some(vec![audience])),
            Some(Value::Array(audiences)) => audiences
                .iter()
                .map(|audience| audience.as_str().ok_or("a list with values that are not strings"))
                .collect::<Result<_, _>>()
                .map(Some),
            Some(other) => Err(other.a_kind()),
        }
    }

    /// Returns a date claim, or `None` if it is absent.
    ///
    /// # Errors
    ///
    /// Returns [`NumericDateError`] if the claim is present but is not a date.
    pub fn date(&self, name: &str) -> Result<Option<NumericDate>, NumericDateError> {
        date(&self.0, name)
    }
}

/// Returns a date among claims, or `None` if it is absent.
///
/// # Errors
///
/// Those of [`ClaimsSet::date`].
pub fn date(claims: &Object, name: &str) -> Result<Option<NumericDate>, NumericDateError> {
    claims.get(name).map(NumericDate::from_claim).transpose()
}
